//! The table of state combinations with the members in the cells where they are now. Every cell
//! asks the rules; nothing is decided here.

use egui::{
    CornerRadius, FontId, Grid, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use crate::{
    console::{
        context::Cx,
        kit::{
            self,
            badge::{outcome_shape, state_shape},
        },
        theme::{self, Palette},
    },
    engine::Outcome,
    model::{Name, PortState, SendPortGroup},
    rules::outcome::{Path, Ruling, Verdict, decide},
    words::Sentence,
};

const GAP: f32 = 6.0;
const SHAPE: f32 = 12.0;

pub(super) fn page(ui: &mut Ui, cx: &Cx<'_>, spg: &SendPortGroup) {
    let group = &cx.snapshot.group;
    let members = |state: PortState| -> Vec<&Name> {
        spg.members.iter().filter(|name| group.send_ports.get(*name).is_some_and(|port| port.state == state)).collect()
    };
    ui.add(egui::Label::new(cx.text("property-states-intro")).wrap());
    ui.add_space(6.0);
    let width = ui.available_width();
    let head = (width * 0.2).clamp(84.0, 150.0);
    let cell = ((width - head) / 3.0 - GAP).floor();
    Grid::new("states").spacing(vec2(GAP, GAP)).min_col_width(0.0).show(ui, |ui| {
        corner(ui, cx, head);
        for state in PortState::ALL {
            header(ui, cx, state, vec2(cell, 26.0), Role::ColumnHeader);
        }
        ui.end_row();
        for state in PortState::ALL {
            header(ui, cx, state, vec2(head, 62.0), Role::RowHeader);
            for port in PortState::ALL {
                let here = if state == spg.state { members(port) } else { Vec::new() };
                combination(ui, cx, &decide(Path::ViaGroup(state), port), &here, vec2(cell, 62.0));
            }
            ui.end_row();
        }
    });
    ui.add_space(10.0);
    if spg.members.is_empty() {
        ui.label(RichText::new(cx.text("property-no-members")).weak());
    }
    for state in PortState::ALL {
        let here = members(state);
        if here.is_empty() {
            continue;
        }
        let ruling = decide(Path::ViaGroup(spg.state), state);
        let names: Vec<_> = here.into_iter().cloned().collect();
        ui.horizontal_wrapped(|ui| {
            kit::state_badge(ui, cx.words, state);
            ui.label(RichText::new(cx.say(&listed(&names))).font(theme::semibold(theme::BODY)));
        });
        ui.add(egui::Label::new(cx.text(ruling.rule.key())).wrap());
        ui.add(egui::Label::new(RichText::new(cx.say(&ruling.rule.citation().sentence())).small().weak()).wrap());
        ui.add_space(8.0);
    }
}

fn listed(names: &[Name]) -> Sentence {
    Sentence::new("property-listed").with("names", names.to_vec())
}

/// What the rows and the columns are.
fn corner(ui: &mut Ui, cx: &Cx<'_>, width: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
    let text = cx.text("property-group-by-port");
    let ink = Palette::of_ui(ui).text_weak;
    let galley = ui.painter().layout_job(one_line(&text, FontId::proportional(theme::SMALL), ink, width));
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
}

fn header(ui: &mut Ui, cx: &Cx<'_>, state: PortState, size: egui::Vec2, role: Role) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let word = cx.text(state.key());
    let ink = Palette::of_ui(ui).state(state).ink;
    let painter = ui.painter();
    let shape = Rect::from_center_size(pos2(rect.left() + SHAPE / 2.0 + 2.0, rect.center().y), vec2(SHAPE, SHAPE));
    state_shape(painter, shape, state, ink);
    let galley = painter.layout_no_wrap(word.clone(), theme::semibold(theme::BODY), ink);
    painter.galley(pos2(shape.right() + 6.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    response.widget_info(|| WidgetInfo::labeled(role, true, &word));
}

fn combination(ui: &mut Ui, cx: &Cx<'_>, ruling: &Ruling, here: &[&Name], size: egui::Vec2) {
    let palette = Palette::of_ui(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let outcome = match ruling.verdict {
        Verdict::Processed => Some(Outcome::Processed),
        Verdict::Suspended => Some(Outcome::Suspended),
        Verdict::NoCopy => None,
    };
    let hue = outcome.map_or(palette.grey, |outcome| palette.outcome(outcome));
    let lit = !here.is_empty();
    let (fill, ink) = if lit { (hue.tint, hue.badge_ink) } else { (palette.panel, hue.ink) };
    let border = if lit { Stroke::new(2.0, hue.ink) } else { Stroke::new(1.0, palette.line) };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(theme::RADIUS), fill, border, StrokeKind::Inside);
    let top = rect.top() + if lit { 18.0 } else { size.y / 2.0 };
    let shape = Rect::from_center_size(pos2(rect.left() + 10.0 + SHAPE / 2.0, top), vec2(SHAPE, SHAPE));
    match outcome {
        Some(outcome) => outcome_shape(painter, shape, outcome, ink),
        None => drop(painter.hline(shape.x_range(), top, Stroke::new(2.0, ink))),
    }
    let word = cx.text(ruling.verdict.key());
    let left = shape.right() + 6.0;
    // on a beamer the cells are narrow
    let size_of_text = if size.x < 140.0 { theme::SMALL } else { theme::BODY };
    let font = if lit { theme::semibold(size_of_text) } else { FontId::proportional(size_of_text) };
    let galley = painter.layout_job(one_line(&word, font, ink, rect.right() - left - 4.0));
    painter.galley(pos2(left, top - galley.size().y / 2.0), galley, ink);
    let names = cx.say(&listed(&here.iter().map(|name| (*name).clone()).collect::<Vec<_>>()));
    if lit {
        let small = FontId::proportional(theme::SMALL);
        let galley = painter.layout_job(one_line(&names, small, ink, rect.width() - 20.0));
        painter.galley(pos2(rect.left() + 10.0, top + 12.0), galley, ink);
    }
    let rule = cx.text(ruling.rule.key());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &rule));
    if lit {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(true);
            node.set_description(names.as_str());
        });
    }
    let citation = cx.say(&ruling.rule.citation().sentence());
    response.on_hover_ui(|ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        ui.label(&rule);
        ui.label(RichText::new(&citation).small().weak());
        if lit {
            ui.label(&names);
        }
    });
}

fn one_line(text: &str, font: FontId, ink: egui::Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width);
    job
}
