//! A text field that suggests. Unlike egui's own popup it leaves the Tab key alone: what is typed
//! is often meant as it stands.

use egui::{
    Button, CursorIcon, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense,
    Shape, Stroke, TextEdit, Ui, WidgetInfo, containers::menu::menu_style, vec2,
};

/// How many suggestions are shown at once.
const MOST: usize = 40;

#[derive(Clone, Copy, Default)]
struct State {
    open: bool,
    /// Show all of them, not only what fits.
    all: bool,
    selected: usize,
}

/// Draws the field. Suggestions appear while one types, with the arrow key downwards, and with
/// the arrow at the right, whose accessible name is `more`.
pub fn completing(
    ui: &mut Ui,
    text: &mut String,
    suggestions: &[String],
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
        state = State { open: !state.open, all: true, selected: 0 };
        response.request_focus();
    } else if response.changed() {
        state = State { open: true, all: false, selected: 0 };
    }
    let fits = match (state.open, state.all) {
        (false, _) => Vec::new(),
        (true, true) => suggestions.to_vec(),
        (true, false) => fitting(text, suggestions),
    };
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
            ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
                for (index, text) in fits.iter().enumerate() {
                    let button = Button::selectable(index == state.selected, text.as_str())
                        .min_size(vec2(ui.available_width(), 0.0))
                        .truncate();
                    let item = ui.add(button);
                    if index == state.selected && moved {
                        item.scroll_to_me(None);
                    }
                    if item.clicked() {
                        chosen = Some(index);
                    }
                }
            });
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
