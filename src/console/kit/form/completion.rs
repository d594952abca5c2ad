//! A text field that suggests. Unlike egui's own popup it leaves the Tab key alone: what is typed
//! is often meant as it stands.

use std::{ops::Range, sync::Arc};

use egui::{
    Button, CursorIcon, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense,
    Shape, Stroke, TextEdit, TextStyle, Ui, UiBuilder, WidgetInfo, containers::menu::menu_style, vec2,
};

/// How many suggestions are shown at once.
const MOST: usize = 40;
/// From how many on they are gone through once, not in every pass, and drawn as far as they are seen.
const MANY: usize = 1000;

/// What fits a text, of this list of suggestions.
type Fits = (String, (usize, usize), Arc<[String]>);

#[derive(Clone, Default)]
struct State {
    open: bool,
    /// Show all of them, not only what fits.
    all: bool,
    selected: usize,
    /// What is shown of many, and for what: the text, and which suggestions these were.
    fits: Option<Fits>,
}

impl State {
    /// What is shown of these.
    fn shown(&mut self, text: &str, suggestions: &[String]) -> Arc<[String]> {
        let which = (suggestions.as_ptr() as usize, suggestions.len());
        match &self.fits {
            Some((of, from, fits)) if suggestions.len() > MANY && of == text && *from == which => fits.clone(),
            _ => {
                let fits: Arc<[String]> = if self.all { suggestions.into() } else { fitting(text, suggestions).into() };
                self.fits = (suggestions.len() > MANY).then(|| (text.to_owned(), which, fits.clone()));
                fits
            }
        }
    }
}

/// Draws the field. Suggestions appear while one types, with the arrow key downwards, and with
/// the arrow at the right, whose accessible name is `more`. They are asked for while they are shown.
pub fn completing<S: AsRef<[String]>>(
    ui: &mut Ui,
    text: &mut String,
    suggestions: impl FnOnce() -> S,
    width: f32,
    hint: &str,
    more: &str,
) -> Response {
    let id = ui.next_auto_id().with("completion");
    let mut state: State = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (mut down, mut up, mut accept) = (false, false, false);
    if state.open {
        ui.input_mut(|input| {
            down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
            up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
            accept = input.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    let mut margin = Margin::from(ui.spacing().button_padding);
    margin.right = 24;
    let field = TextEdit::singleline(text).desired_width(width).hint_text(hint.to_owned()).margin(margin);
    let mut response = ui.add(field);
    let arrow = arrow(ui, &response, more);
    if arrow.clicked() || (response.has_focus() && !state.open && ui.input(|input| input.key_pressed(Key::ArrowDown))) {
        state = State { open: !state.open, all: true, ..State::default() };
        response.request_focus();
    } else if response.changed() {
        state = State { open: true, ..State::default() };
    }
    let fits = if state.open { state.shown(text, suggestions().as_ref()) } else { Arc::default() };
    if fits.is_empty() {
        state.open = false;
    } else {
        state.selected = state.selected.min(fits.len() - 1);
        if down {
            state.selected = (state.selected + 1) % fits.len();
        }
        if up {
            state.selected = (state.selected + fits.len() - 1) % fits.len();
        }
    }
    let mut chosen = (accept && state.open).then_some(state.selected);
    if state.open {
        let popup = list(ui, &response, id, &fits, &mut state, down || up);
        chosen = chosen.or(popup);
        // the list takes the pointer's press, and with it the focus, before it is clicked
        let on_list = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !response.has_focus() && chosen.is_none() && !on_list {
            state.open = false;
        }
    }
    if let Some(chosen) = chosen.and_then(|index| fits.get(index)) {
        chosen.clone_into(text);
        state.open = false;
        response.mark_changed();
        response.request_focus();
    }
    if !state.open {
        state.fits = None;
    }
    ui.data_mut(|data| data.insert_temp(id, state));
    response
}

/// The arrow of a drop-down at the right end of the field.
fn arrow(ui: &Ui, field: &Response, name: &str) -> Response {
    let rect = field.rect.with_min_x(field.rect.right() - 24.0);
    let response = ui.interact(rect, field.id.with("arrow"), Sense::click());
    let ink = ui.style().interact(&response).fg_stroke.color;
    let middle = rect.center();
    ui.painter().add(Shape::convex_polygon(
        vec![middle + vec2(-5.0, -3.0), middle + vec2(5.0, -3.0), middle + vec2(0.0, 3.5)],
        ink,
        Stroke::NONE,
    ));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_cursor(CursorIcon::Default)
}

fn list(ui: &Ui, response: &Response, id: Id, fits: &[String], state: &mut State, moved: bool) -> Option<usize> {
    Popup::from_response(response)
        .id(id.with("list"))
        .open(true)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .width(response.rect.width())
        .style(menu_style)
        .show(|ui| {
            let mut chosen = None;
            let padding = ui.spacing().button_padding.y * 2.0;
            let high = (ui.text_style_height(&TextStyle::Button) + padding).max(ui.spacing().interact_size.y);
            let mut rows = |ui: &mut Ui, range: Range<usize>| {
                for index in range {
                    let button = Button::selectable(index == state.selected, fits[index].as_str())
                        .min_size(vec2(ui.available_width(), high))
                        .truncate();
                    let item = ui.add(button);
                    if index == state.selected && moved {
                        item.scroll_to_me(None);
                    }
                    if item.clicked() {
                        chosen = Some(index);
                    }
                }
            };
            let area = ScrollArea::vertical().max_height(180.0);
            if fits.len() <= MANY {
                area.show(ui, |ui| rows(ui, 0..fits.len()));
            } else {
                let step = high + ui.spacing().item_spacing.y;
                area.show_viewport(ui, |ui, seen| {
                    let top = ui.max_rect().top();
                    ui.set_height(step * fits.len() as f32);
                    let at = |index: usize| top + step * index as f32;
                    let first = ((seen.min.y / step).max(0.0) as usize).min(fits.len());
                    let last = ((seen.max.y / step).ceil() as usize + 1).clamp(first, fits.len());
                    let part = ui.max_rect().with_min_y(at(first)).with_max_y(at(last));
                    ui.scope_builder(UiBuilder::new().max_rect(part), |ui| {
                        ui.skip_ahead_auto_ids(first);
                        rows(ui, first..last);
                    });
                    // also where it is not drawn yet
                    if moved {
                        let row = ui.max_rect().with_min_y(at(state.selected)).with_max_y(at(state.selected + 1));
                        ui.scroll_to_rect(row, None);
                    }
                });
            }
            chosen
        })
        .and_then(|popup| popup.inner)
        .inspect(|_| ui.ctx().request_repaint())
}

/// Those that begin with what was typed, then those that hold it; none when it is one of them.
fn fitting(text: &str, suggestions: &[String]) -> Vec<String> {
    let typed = text.trim().to_lowercase();
    if suggestions.iter().any(|it| it.to_lowercase() == typed) {
        return Vec::new();
    }
    let holds = |it: &&String, begins: bool| {
        let it = it.to_lowercase();
        if begins { it.starts_with(&typed) } else { !it.starts_with(&typed) && it.contains(&typed) }
    };
    suggestions
        .iter()
        .filter(|it| holds(it, true))
        .chain(suggestions.iter().filter(|it| holds(it, false)))
        .take(MOST)
        .cloned()
        .collect()
}
