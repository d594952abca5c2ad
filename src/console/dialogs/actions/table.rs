//! The table of actions for whoever asks what can be done: every cell tells what it is about, and
//! the available ones of the present states act.

use egui::{Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::ICON_ARROW_FORWARD;

use super::{close_only, state_of};
use crate::{
    console::{
        context::Cx,
        dialogs::{
            After, Dialog, grid_keys, held,
            parts::{self, At, Table},
        },
        kit::{self, Mark, button::soften, dialog},
        theme::{self, Palette},
    },
    engine::{availability, refuse_role},
    model::{ArtifactKind, ArtifactRef, PortState},
    rules::{
        Action, Citation, Page,
        lifecycle::{self, TABLE, look_up},
        permissions::{may, task_of},
    },
    words::Sentence,
};

const GRID: &str = "actions";

/// The table of actions, from the Help menu.
pub struct ActionTableDialog {
    items: Vec<ArtifactRef>,
    /// The items by state, and of which generation that is.
    by_state: Option<(u64, [Vec<ArtifactRef>; 3])>,
    /// Which cell is told about below the table: row and column.
    chosen: Option<(usize, usize)>,
}

impl ActionTableDialog {
    /// For these send ports and groups; others are left out.
    #[must_use]
    pub fn new(items: Vec<ArtifactRef>) -> Self {
        let mut items = items;
        items.retain(|item| matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup));
        Self { items, by_state: None, chosen: None }
    }

    fn sort(&mut self, cx: &Cx<'_>) {
        let generation = cx.snapshot.generation;
        if self.by_state.as_ref().is_some_and(|(of, _)| *of == generation) {
            return;
        }
        let mut by_state: [Vec<ArtifactRef>; 3] = Default::default();
        for item in &self.items {
            if let Some(state) = state_of(cx, item) {
                by_state[state as usize].push(item.clone());
            }
        }
        self.by_state = Some((generation, by_state));
    }

    /// The table with what is to be said about the chosen cell; a cell that is pressed acts.
    pub fn page(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.sort(cx);
        let Some((_, by_state)) = &self.by_state else { return };
        let mut chosen = self.chosen;
        parts::paragraph(ui, cx.text("actions-intro"));
        who(ui, cx, by_state);
        ui.add_space(4.0);
        let pressed = table(ui, cx, by_state, &mut chosen);
        ui.add_space(6.0);
        match chosen {
            Some((row, column)) => about(ui, cx, by_state, TABLE[row].0, PortState::ALL[column]),
            None => in_general(ui, cx),
        }
        if let Some((action, from)) = pressed {
            held::act(cx, action, by_state[from as usize].clone());
        }
        self.chosen = chosen;
    }
}

impl Dialog for ActionTableDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("actions-title")
    }

    fn size(&self) -> egui::Vec2 {
        vec2(640.0, 540.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| self.page(ui, cx));
        close_only(ui, cx)
    }
}

/// What is acted on, with its states.
fn who(ui: &mut Ui, cx: &Cx<'_>, by_state: &[Vec<ArtifactRef>; 3]) {
    let all: Vec<&ArtifactRef> = by_state.iter().flatten().collect();
    ui.add_space(2.0);
    match all.as_slice() {
        [] => parts::paragraph(ui, RichText::new(cx.text("actions-nothing-selected")).weak()),
        [one] => {
            let state = PortState::ALL[by_state.iter().position(|items| !items.is_empty()).unwrap_or(0)];
            ui.horizontal(|ui| {
                kit::state_badge(ui, cx.words, state);
                ui.add(Label::new(RichText::new(one.name.as_str()).font(theme::semibold(theme::BODY))).truncate());
            });
        }
        [first, ..] => {
            let states: Vec<Sentence> = PortState::ALL
                .into_iter()
                .filter(|state| !by_state[*state as usize].is_empty())
                .map(|state| {
                    Sentence::new("actions-in-state")
                        .with("state", Sentence::new(state.key()))
                        .with("count", cx.words.count(by_state[state as usize].len() as u64))
                })
                .collect();
            let sentence = Sentence::new("actions-several")
                .with("name", &first.name)
                .with("more", cx.words.count(all.len() as u64 - 1))
                .with("states", states);
            parts::paragraph(ui, RichText::new(cx.say(&sentence)).font(theme::semibold(theme::BODY)));
        }
    }
}

fn table(
    ui: &mut Ui,
    cx: &Cx<'_>,
    by_state: &[Vec<ArtifactRef>; 3],
    chosen: &mut Option<(usize, usize)>,
) -> Option<(Action, PortState)> {
    let columns = PortState::ALL.map(|state| cx.text(state.key()));
    let rows: Vec<String> = TABLE.iter().map(|(action, _)| cx.text(action.key())).collect();
    let present: Vec<usize> = (0..3).filter(|state| !by_state[*state].is_empty()).collect();
    let grid = Table {
        name: &cx.text("actions-table"),
        corner: &cx.text("actions-corner"),
        columns: &columns,
        rows: &rows,
        lit: if let [only] = present.as_slice() { Some(*only) } else { None },
        first_width: 110.0,
        row_height: 40.0,
    };
    let mut pressed = None;
    grid.show(ui, |ui, at| match at {
        At::Column(column) => {
            kit::state_inline(ui, cx.words, PortState::ALL[column]);
            if present.len() > 1 && !by_state[column].is_empty() {
                let count = cx.words.count(by_state[column].len() as u64);
                ui.label(theme::weak(ui, &format!("({count})")));
            }
        }
        At::Row(row) => {
            ui.add(Label::new(RichText::new(&rows[row]).font(theme::semibold(theme::BODY))).truncate());
        }
        At::Cell(row, column) => {
            let it = CellView {
                action: TABLE[row].0,
                from: PortState::ALL[column],
                at: (row, column),
                items: &by_state[column],
                chosen: *chosen == Some((row, column)),
            };
            let response = it.show(ui, cx);
            // the first cell that acts is where the keyboard begins
            if it.acts(cx) {
                dialog::offer_focus(&response);
            }
            if grid_keys::is_chosen(&response) {
                *chosen = Some((row, column));
            }
            if response.clicked() && it.acts(cx) {
                pressed = Some((it.action, it.from));
            }
        }
    });
    pressed
}

struct CellView<'a> {
    action: Action,
    from: PortState,
    at: (usize, usize),
    /// What is in this state.
    items: &'a [ArtifactRef],
    chosen: bool,
}

impl CellView<'_> {
    fn to(&self) -> Option<PortState> {
        look_up(self.action, self.from).to
    }

    /// Whether pressing it does something.
    fn acts(&self, cx: &Cx<'_>) -> bool {
        self.to().is_some() && !self.items.is_empty() && role_refuses(cx, self.action, self.from).is_none()
    }

    fn name(&self, cx: &Cx<'_>) -> String {
        let (action, from) = (Sentence::new(self.action.key()), Sentence::new(self.from.key()));
        let sentence = match self.to() {
            Some(to) => Sentence::new("actions-button")
                .with("action", action)
                .with("from", from)
                .with("to", Sentence::new(to.key())),
            None => Sentence::new("actions-cell-not-available").with("action", action).with("from", from),
        };
        let name = cx.say(&sentence);
        if self.items.len() < 2 || self.to().is_none() {
            return name;
        }
        let count = self.items.len();
        let sentence = Sentence::new("actions-button-items")
            .with("button", name)
            .with("count", count)
            .with("number", cx.words.count(count as u64));
        cx.say(&sentence)
    }

    fn show(&self, ui: &mut Ui, cx: &Cx<'_>) -> egui::Response {
        let palette = Palette::of_ui(ui);
        let area = ui.max_rect().expand2(vec2(4.0, 0.0)).shrink2(vec2(0.0, 3.0));
        let response = ui.interact(area, grid_keys::cell(GRID, self.at.0, self.at.1), Sense::click());
        grid_keys::arrows(ui, &response, GRID, self.at, (TABLE.len(), PortState::ALL.len()));
        let acts = self.acts(cx);
        if acts {
            let fill = match (response.is_pointer_button_down_on(), response.hovered()) {
                (true, _) => palette.button_press,
                (_, true) => palette.button_hover,
                _ => palette.button,
            };
            let stroke = Stroke::new(1.0, if response.hovered() { palette.accent } else { palette.line_strong });
            ui.painter().rect(area, theme::RADIUS, fill, stroke, StrokeKind::Inside);
        } else if self.chosen || response.hovered() {
            let stroke = Stroke::new(1.0, palette.line_strong);
            ui.painter().rect_stroke(area, theme::RADIUS, stroke, StrokeKind::Inside);
        }
        ui.add_space(4.0);
        if let Some(to) = self.to() {
            let ink = if acts { palette.accent } else { palette.text_weak };
            ui.label(theme::icon(ICON_ARROW_FORWARD).color(ink));
            kit::state_inline(ui, cx.words, to);
            if self.items.len() > 1 {
                ui.label(theme::weak(ui, &format!("({})", cx.words.count(self.items.len() as u64))));
            }
        } else {
            let text = RichText::new(cx.text("actions-not-available")).small().color(palette.text_weak);
            ui.add(Label::new(text).truncate());
        }
        let name = self.name(cx);
        if acts {
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
        } else {
            soften(&response, Role::Button, &name, Some(&cx.say(&self.why(cx))));
        }
        response
    }

    /// Why pressing it does nothing.
    fn why(&self, cx: &Cx<'_>) -> Sentence {
        if let Some(why) = look_up(self.action, self.from).why_not() {
            return Sentence::new(why);
        }
        if self.items.is_empty() {
            return Sentence::new("actions-none-in-state").with("state", Sentence::new(self.from.key()));
        }
        role_refuses(cx, self.action, self.from).unwrap_or_else(|| Sentence::new("grey-other"))
    }
}

/// Why the role may not do it.
fn role_refuses(cx: &Cx<'_>, action: Action, from: PortState) -> Option<Sentence> {
    let task = task_of(action, from);
    if may(cx.snapshot.role, task) {
        return None;
    }
    let refusal = refuse_role(Sentence::new(action.key()), cx.snapshot.role, task);
    Some(refusal.reasons.into_iter().next().map_or(refusal.what, |reason| reason.sentence))
}

/// What there is to know about a cell.
fn about(ui: &mut Ui, cx: &Cx<'_>, by_state: &[Vec<ArtifactRef>; 3], action: Action, from: PortState) {
    let cell = look_up(action, from);
    let items = &by_state[from as usize];
    let view = CellView { action, from, at: (0, 0), items: &[], chosen: false };
    parts::lead(ui, &view.name(cx));
    if cell.to.is_none() {
        if let Some(why) = cell.why_not() {
            parts::paragraph(ui, cx.text(why));
        }
        let ways: Vec<Sentence> = cell.ways().into_iter().map(|way| Sentence::new(way.key())).collect();
        if !ways.is_empty() {
            parts::paragraph(ui, cx.say(&Sentence::new("actions-ways").with("ways", ways)));
        }
    } else {
        if let Some(first) = action.on_the_way(from) {
            let note = Sentence::new("actions-on-the-way")
                .with("action", Sentence::new(action.key()))
                .with("from", Sentence::new(from.key()))
                .with("first", Sentence::new(first.key()));
            parts::paragraph(ui, cx.say(&note));
        }
        if items.is_empty() {
            get_there(ui, cx, by_state, from);
        } else if let Some(why) = role_refuses(cx, action, from) {
            Mark::Warning.line(ui, &cx.say(&why));
        } else {
            guarded(ui, cx, items, action);
        }
    }
    parts::citation(ui, cx, cell.citation());
}

/// Which action leads to the state of a column in which nothing is now.
fn get_there(ui: &mut Ui, cx: &Cx<'_>, by_state: &[Vec<ArtifactRef>; 3], to: PortState) {
    let none = Sentence::new("actions-none-in-state").with("state", Sentence::new(to.key()));
    parts::paragraph(ui, cx.say(&none));
    for from in PortState::ALL {
        let items = &by_state[from as usize];
        let action = lifecycle::actions().find(|action| look_up(*action, from).to == Some(to));
        if let (false, Some(action)) = (items.is_empty(), action) {
            let sentence = Sentence::new("actions-get-there")
                .with("items", parts::names(items))
                .with("state", Sentence::new(from.key()))
                .with("action", Sentence::new(action.key()))
                .with("to", Sentence::new(to.key()));
            parts::paragraph(ui, cx.say(&sentence));
        }
    }
}

/// Which further guards will refuse it, for the first few items.
fn guarded(ui: &mut Ui, cx: &Cx<'_>, items: &[ArtifactRef], action: Action) {
    for item in items.iter().take(3) {
        let guard = availability(&cx.snapshot.group, cx.snapshot.role, action, item).guard;
        if let Some(reason) = guard.and_then(|refusal| refusal.reasons.into_iter().next()) {
            let sentence = Sentence::new("action-refuses").with("why", reason.sentence);
            Mark::Warning.line(ui, &cx.say(&sentence));
        }
    }
}

/// What there is to know about the table, before a cell is chosen.
fn in_general(ui: &mut Ui, cx: &Cx<'_>) {
    let on_the_way = lifecycle::actions().flat_map(|action| {
        PortState::ALL.into_iter().filter_map(move |from| Some((action, from, action.on_the_way(from)?)))
    });
    for (action, from, first) in on_the_way {
        let note = Sentence::new("actions-on-the-way")
            .with("action", Sentence::new(action.key()))
            .with("from", Sentence::new(from.key()))
            .with("first", Sentence::new(first.key()));
        parts::paragraph(ui, RichText::new(cx.say(&note)).small().weak());
    }
    parts::citation(ui, cx, Citation::page(Page::SendPortsAndSendPortGroups));
}
