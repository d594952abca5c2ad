//! The table of actions as windows: why an action is greyed, and what can be done in each state.

mod table;

use egui::{Label, RichText, Stroke, StrokeKind, Ui, vec2};
use egui_material_icons::icons::ICON_ARROW_FORWARD;

pub use self::table::ActionTableDialog;
use super::{
    After, Dialog,
    parts::{self, At, Table},
};
use crate::{
    console::{
        context::Cx,
        kit::{self, Footer, SoftButton, dialog, footer, soft_button},
        theme::{self, Palette},
    },
    engine::Refusal,
    model::{Artifact, ArtifactRef, PortState},
    rules::{
        Action, Citation, Page,
        lifecycle::{TABLE, look_up},
    },
    words::Sentence,
};

/// Draws the table of actions as it stands on the page, with the column of the state `current` lit
/// and the cell of `marked` in it marked as the one that is asked about.
pub fn action_table(ui: &mut Ui, cx: &Cx<'_>, current: Option<PortState>, marked: Action) {
    let columns = PortState::ALL.map(|state| cx.text(state.key()));
    let rows: Vec<String> = TABLE.iter().map(|(action, _)| cx.text(action.key())).collect();
    let table = Table {
        name: &cx.text("actions-table"),
        corner: &cx.text("actions-corner"),
        columns: &columns,
        rows: &rows,
        lit: current.map(|current| current as usize),
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
            if let Some(to) = look_up(action, from).to {
                ui.label(theme::icon(ICON_ARROW_FORWARD).color(Palette::of_ui(ui).text_weak));
                kit::state_inline(ui, cx.words, to);
            } else {
                not_available(ui, cx, current == Some(from) && marked == action);
            }
        }
    });
}

fn not_available(ui: &mut Ui, cx: &Cx<'_>, here: bool) {
    let palette = Palette::of_ui(ui);
    let text = RichText::new(cx.text("actions-not-available")).small();
    if !here {
        ui.add(Label::new(text.color(palette.text_weak)).truncate());
        return;
    }
    let area = ui.max_rect().expand2(vec2(4.0, 0.0));
    ui.painter().rect_stroke(area, theme::RADIUS, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = ui.text_style_height(&egui::TextStyle::Small);
        ui.add_space((ui.available_height() - 2.0 * height - 2.0).max(0.0) / 2.0);
        ui.add(Label::new(text.color(palette.selection_text)).truncate());
        let here = RichText::new(cx.text("actions-here")).font(theme::semibold(theme::SMALL));
        ui.add(Label::new(here.color(palette.accent)).truncate());
    });
}

fn state_of(cx: &Cx<'_>, item: &ArtifactRef) -> Option<PortState> {
    match cx.snapshot.group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
}

pub(super) fn close_only(ui: &mut Ui, cx: &Cx<'_>) -> After {
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
        egui::vec2(580.0, 400.0)
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
            action_table(ui, cx, state, self.action);
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
