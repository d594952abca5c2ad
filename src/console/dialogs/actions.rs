//! The two tables of the documentation as windows: why an action is greyed, what can be done in
//! each state, and what becomes of a message in each combination of states.

use egui::{Id, Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui_material_icons::icons::ICON_ARROW_FORWARD;

use super::{
    After, Dialog, held,
    parts::{self, At, Table},
};
use crate::{
    console::{
        context::Cx,
        kit::{self, Footer, SoftButton, dialog, footer, soft_button},
        theme::{self, Palette},
    },
    engine::{Outcome, Refusal, refuse_role},
    model::{Artifact, ArtifactKind, ArtifactRef, PortState},
    rules::{
        Action, Citation, Page,
        lifecycle::{self, TABLE, look_up},
        outcome::{Path, Rule, Verdict, decide},
        permissions::{may, task_of},
    },
    words::Sentence,
};

/// Draws the table of actions as it stands on the page. The column of the state `current` is
/// lit. With `marked` the cell of that action is marked as the one that is asked about; without,
/// every available cell of the lit column is a button, and the one that was pressed is returned.
pub fn action_table(ui: &mut Ui, cx: &Cx<'_>, current: Option<PortState>, marked: Option<Action>) -> Option<Action> {
    let mut pressed = None;
    let columns = PortState::ALL.map(|state| cx.text(state.key()));
    let rows: Vec<String> = TABLE.iter().map(|(action, _)| cx.text(action.key())).collect();
    let table = Table {
        name: &cx.text("actions-table"),
        corner: &cx.text("actions-corner"),
        columns: &columns,
        rows: &rows,
        lit: current.and_then(|current| PortState::ALL.iter().position(|state| *state == current)),
        first_width: 110.0,
        row_height: 38.0,
    };
    table.show(ui, |ui, at| match at {
        At::Column(column) => drop(kit::state_inline(ui, cx.words, PortState::ALL[column])),
        At::Row(row) => {
            ui.add(Label::new(RichText::new(&rows[row]).font(theme::semibold(theme::BODY))).truncate());
        }
        At::Cell(row, column) => {
            let (action, from) = (TABLE[row].0, PortState::ALL[column]);
            let here = current == Some(from) && marked == Some(action);
            match look_up(action, from).to {
                Some(to) if current == Some(from) && marked.is_none() => {
                    if transition(ui, cx, action, from, to) {
                        pressed = Some(action);
                    }
                }
                Some(to) => {
                    ui.label(theme::icon(ICON_ARROW_FORWARD).color(Palette::of_ui(ui).text_weak));
                    kit::state_inline(ui, cx.words, to);
                }
                None => {
                    let palette = Palette::of_ui(ui);
                    let text = RichText::new(cx.text("actions-not-available")).small();
                    if here {
                        let area = ui.max_rect().expand2(egui::vec2(4.0, 0.0));
                        let stroke = Stroke::new(2.0, palette.accent);
                        ui.painter().rect_stroke(area, theme::RADIUS, stroke, StrokeKind::Inside);
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            let height = ui.text_style_height(&egui::TextStyle::Small);
                            ui.add_space((ui.available_height() - 2.0 * height - 2.0).max(0.0) / 2.0);
                            ui.add(Label::new(text.color(palette.selection_text)).truncate());
                            let here = RichText::new(cx.text("actions-here")).font(theme::semibold(theme::SMALL));
                            ui.add(Label::new(here.color(palette.accent)).truncate());
                        });
                    } else {
                        ui.add(Label::new(text.color(palette.text_weak)).truncate());
                    }
                }
            }
        }
    });
    pressed
}

/// An available cell of the present state: a button that names the state to which it leads.
fn transition(ui: &mut Ui, cx: &Cx<'_>, action: Action, from: PortState, to: PortState) -> bool {
    let task = task_of(action, from);
    let enabled = if may(cx.snapshot.role, task) {
        Ok(())
    } else {
        let refusal = refuse_role(Sentence::new(action.key()), cx.snapshot.role, task);
        Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
    };
    let text = cx.text(to.key());
    let button = SoftButton::new(&text).icon(ICON_ARROW_FORWARD.codepoint).enabled(enabled);
    let response = soft_button(ui, button);
    dialog::offer_focus(&response.response);
    let name = Sentence::new("actions-button")
        .with("action", Sentence::new(action.key()))
        .with("from", Sentence::new(from.key()))
        .with("to", Sentence::new(to.key()));
    let _ = response.response.accessible_name(cx.say(&name));
    response.clicked_enabled
}

fn state_of(cx: &Cx<'_>, item: &ArtifactRef) -> Option<PortState> {
    match cx.snapshot.group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
}

fn close_only(ui: &mut Ui, cx: &Cx<'_>) -> After {
    let close = cx.text("kit-close");
    let buttons = Footer { ok: &close, ok_enabled: Ok(()), apply: None, cancel: None };
    if footer(ui, cx.words, &buttons).is_some() { After::Close } else { After::Stay }
}

/// Why an action is greyed: the reason first, then the ways out, then the table.
pub struct WhyGreyDialog {
    action: Action,
    item: ArtifactRef,
    refusal: Refusal,
}

impl WhyGreyDialog {
    #[must_use]
    pub fn new(action: Action, item: ArtifactRef, refusal: Refusal) -> Self {
        Self { action, item, refusal }
    }
}

impl Dialog for WhyGreyDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("why-grey-title").with("action", Sentence::new(self.action.key())))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(580.0, 460.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let state = state_of(cx, &self.item);
        let way = dialog::body(ui, true, |ui| {
            if let Some(state) = state {
                ui.horizontal(|ui| {
                    let name = RichText::new(self.item.name.as_str()).font(theme::semibold(theme::BODY));
                    kit::state_badge(ui, cx.words, state);
                    ui.add(Label::new(name).truncate());
                });
                ui.add_space(2.0);
            }
            let mut way = None;
            for (r, reason) in self.refusal.reasons.iter().enumerate() {
                parts::paragraph(ui, cx.say(&reason.sentence));
                if !reason.ways_out.is_empty() {
                    parts::paragraph(ui, RichText::new(cx.text("why-grey-ways")).weak());
                    ui.horizontal_wrapped(|ui| {
                        for (w, out) in reason.ways_out.iter().enumerate() {
                            let button = soft_button(ui, SoftButton::new(&cx.say(&out.label)));
                            dialog::offer_focus(&button.response);
                            if button.clicked_enabled {
                                way = Some((r, w));
                            }
                        }
                    });
                }
            }
            ui.add_space(6.0);
            action_table(ui, cx, state, Some(self.action));
            ui.add_space(6.0);
            let mut rules: Vec<Citation> = self.refusal.reasons.iter().filter_map(|reason| reason.citation).collect();
            rules.dedup();
            if rules.is_empty() {
                rules.push(Citation::page(Page::SendPortsAndSendPortGroups));
            }
            for rule in rules {
                parts::citation(ui, cx, rule);
            }
            way
        });
        if let Some((reason, way)) = way {
            parts::go(cx, &self.refusal.reasons[reason].ways_out[way]);
            return After::Close;
        }
        close_only(ui, cx)
    }
}

/// The table of actions, from the Help menu.
pub struct ActionTableDialog {
    item: Option<ArtifactRef>,
}

impl ActionTableDialog {
    #[must_use]
    pub fn new(item: Option<ArtifactRef>) -> Self {
        Self { item: item.filter(|item| matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup)) }
    }
}

impl Dialog for ActionTableDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("actions-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(580.0, 470.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let pressed = dialog::body(ui, true, |ui| action_page(ui, cx, self.item.as_ref()));
        if let (Some(action), Some(item)) = (pressed, &self.item) {
            held::act(cx, action, vec![item.clone()]);
        }
        close_only(ui, cx)
    }
}

/// The table of actions with what is to be said about it. The column of the present state of
/// `item` is lit; returns the action whose button was pressed there.
pub fn action_page(ui: &mut Ui, cx: &Cx<'_>, item: Option<&ArtifactRef>) -> Option<Action> {
    let present = item.and_then(|item| state_of(cx, item).map(|state| (item, state)));
    parts::paragraph(ui, cx.text("actions-intro"));
    if let Some((item, state)) = present {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            kit::state_badge(ui, cx.words, state);
            let name = RichText::new(item.name.as_str()).font(theme::semibold(theme::BODY));
            ui.add(Label::new(name).truncate());
        });
    }
    ui.add_space(4.0);
    let pressed = action_table(ui, cx, present.map(|(_, state)| state), None);
    ui.add_space(6.0);
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
    pressed
}

/// The table of state combinations, from the Help menu.
pub struct OutcomeTableDialog;

/// The rows: how the message came.
const PATHS: [Path; 4] = [
    Path::Direct,
    Path::ViaGroup(PortState::Bound),
    Path::ViaGroup(PortState::Stopped),
    Path::ViaGroup(PortState::Started),
];

impl OutcomeTableDialog {
    /// Which cell is told about below the table; nothing of it outlives the window.
    fn chosen() -> Id {
        Id::unique("the cell of the outcome table")
    }
}

impl Dialog for OutcomeTableDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("outcomes-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(640.0, 490.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| outcome_page(ui, cx));
        close_only(ui, cx)
    }
}

/// The table of state combinations with what is to be said about the chosen cell.
pub fn outcome_page(ui: &mut Ui, cx: &Cx<'_>) {
    let mut chosen: (usize, usize) = ui.data(|data| data.get_temp(OutcomeTableDialog::chosen())).unwrap_or_default();
    let narrow = ui.available_width() < 560.0;
    let columns =
        PortState::ALL.map(|state| cx.say(&Sentence::new("outcomes-port").with("state", Sentence::new(state.key()))));
    let rows = PATHS.map(|path| match path {
        Path::Direct => cx.text("outcomes-direct"),
        Path::ViaGroup(state) => cx.say(&Sentence::new("outcomes-via-group").with("state", Sentence::new(state.key()))),
    });
    let table = Table {
        name: &cx.text("outcomes-title"),
        corner: &cx.text("outcomes-corner"),
        columns: &columns,
        rows: &rows,
        lit: None,
        first_width: if narrow { 98.0 } else { 170.0 },
        row_height: if narrow { 72.0 } else { 58.0 },
    };
    let mut hovered = None;
    table.show(ui, |ui, at| match at {
        At::Column(column) => drop(kit::state_inline(ui, cx.words, PortState::ALL[column])),
        At::Row(row) => row_header(ui, cx, PATHS[row]),
        At::Cell(row, column) => {
            let cell = outcome_cell(ui, cx, (&rows[row], PATHS[row]), PortState::ALL[column], chosen == (row, column));
            if cell.clicked() || cell.gained_focus() {
                chosen = (row, column);
            }
            if cell.hovered() {
                hovered = Some((row, column));
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(OutcomeTableDialog::chosen(), chosen));
    ui.add_space(8.0);
    let (row, column) = hovered.unwrap_or(chosen);
    let ruling = decide(PATHS[row], PortState::ALL[column]);
    parts::lead(ui, &cx.text(ruling.rule.key()));
    if ruling.verdict == Verdict::NoCopy {
        parts::paragraph(ui, cx.text("outcomes-no-copy"));
    }
    parts::citation(ui, cx, ruling.rule.citation());
}

fn row_header(ui: &mut Ui, cx: &Cx<'_>, path: Path) {
    match path {
        Path::Direct => drop(ui.add(Label::new(cx.text("outcomes-direct")).wrap())),
        Path::ViaGroup(state) => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(6.0);
                ui.add(Label::new(RichText::new(cx.text("outcomes-group")).small().weak()).truncate());
                kit::state_inline(ui, cx.words, state);
            });
        }
    }
}

/// One cell: what becomes of the message, and which row says so.
fn outcome_cell(ui: &mut Ui, cx: &Cx<'_>, (row, path): (&str, Path), port: PortState, chosen: bool) -> egui::Response {
    let palette = Palette::of_ui(ui);
    let ruling = decide(path, port);
    let stamp = match ruling.rule {
        Rule::Row(row) => cx.say(&Sentence::new("outcomes-documented").with("row", row)),
        Rule::PortBound | Rule::GroupBound => cx.text("outcomes-derived"),
    };
    let area = ui.max_rect().expand2(egui::vec2(4.0, 0.0)).shrink2(egui::vec2(0.0, 2.0));
    let response = ui.interact(area, ui.scope_id().with("cell"), Sense::click());
    if chosen {
        ui.painter().rect_filled(area, theme::RADIUS, palette.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(area, theme::RADIUS, palette.button_hover);
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.add_space(6.0);
        match ruling.verdict {
            Verdict::Processed => drop(kit::outcome_badge(ui, cx.words, Outcome::Processed)),
            Verdict::Suspended => drop(kit::outcome_badge(ui, cx.words, Outcome::Suspended)),
            Verdict::NoCopy => {
                let text = RichText::new(cx.text(Verdict::NoCopy.key())).color(palette.grey.ink);
                ui.allocate_ui(egui::vec2(ui.available_width(), 22.0), |ui| {
                    ui.set_min_height(22.0);
                    ui.add(Label::new(text).truncate());
                });
            }
        }
        ui.add(Label::new(RichText::new(&stamp).small().weak()).wrap());
    });
    let name = Sentence::new("outcomes-cell")
        .with("path", row)
        .with("port", Sentence::new(port.key()))
        .with("verdict", Sentence::new(ruling.verdict.key()))
        .with("stamp", stamp.as_str());
    let name = cx.say(&name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    response
}
