//! The window where there is little room, such as a beamer at 200 %: one part at a time, with the
//! verdict, the four actions and the bar of pages always there.

use egui::{Button, CentralPanel, Frame, KeyboardShortcut, Modifiers, Panel, Role, Ui, WidgetInfo};

use super::{
    Pane, View,
    ui::{center, details_pane, diagram_pane, lesson_pane, panes, tree_pane},
};
use crate::{
    console::{
        commands::{Command, Env, Shown},
        context::{Cx, Task},
        kit::{
            self,
            keys::{DIGITS, take_digit},
        },
        panels::{toolbar, tree, welcome},
        settings::Centre,
        theme::{self, Palette},
    },
    words::Sentence,
};

/// The digits are the keys of the pages, in their order. They act only here, and not while one types.
pub(super) fn keys(ui: &Ui, cx: &Cx<'_>, view: &View) {
    if ui.text_edit_focused() {
        return;
    }
    for (pane, key) in panes(view).zip(DIGITS) {
        if take_digit(ui, key) {
            cx.push(Task::Focus(pane));
        }
    }
}

pub(super) fn draw(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &Env<'_>,
    view: &mut View,
    node: &tree::Node,
    frames: (Frame, Frame),
    focus: Option<Pane>,
) {
    let (bar, area) = frames;
    Panel::bottom("pages").frame(bar).show(ui, |ui| pages(ui, cx, view));
    // where room is short only while there is something to turn; the menu Action has it always
    if cx.snapshot.clock.mode != crate::engine::ClockMode::Real || cx.snapshot.next_due.is_some() {
        Panel::bottom("clock").frame(bar).show(ui, |ui| view.clock.ui(ui, cx, env));
    }
    // off the stage a recording has the room of what is done by hand while it is shown; before a class that is
    // always there, and takes the recording over
    let by_hand = view.stage || !matches!(env.shown, Shown::Recording { .. });
    if by_hand {
        draw_actions(ui, cx, env, view, bar);
    }
    let verdict = if view.veil.is_some() { Some(veiled(ui, cx)) } else { view.outcome.verdict(cx) };
    // there it stands in full
    let told = view.stage && view.pane == Pane::Outcome;
    if by_hand && let Some(verdict) = verdict.filter(|_| !told) {
        draw_verdict(ui, &verdict, if view.stage { theme::BODY } else { theme::SMALL }, bar);
    }
    let page = view.pane;
    CentralPanel::default().frame(area).show(ui, |ui| match page {
        Pane::Tree => tree_pane(ui, cx, env, node, focus),
        Pane::List => center(ui, cx, env, view, node, focus, Centre::List),
        Pane::Diagram => diagram_pane(ui, cx, env, view, node, focus),
        Pane::Details => details_pane(ui, cx, env, view, focus),
        Pane::Inject => view.inject.ui(ui, cx, env, focus == Some(Pane::Inject)),
        Pane::Outcome if view.veil.is_some() => {
            kit::pane(ui, &cx.text("outcome-title"), focus == Some(Pane::Outcome));
            ui.label(theme::heading(&cx.text("outcome-title")));
            kit::prose(ui, veiled(ui, cx));
        }
        Pane::Outcome => view.outcome.ui(ui, cx, view.stage, focus == Some(Pane::Outcome)),
        Pane::Lesson => lesson_pane(ui, cx, view, focus),
        Pane::Welcome => welcome::page(ui, cx, focus == Some(Pane::Welcome)),
    });
}

/// What stands where the verdict will: how one goes on.
fn veiled(ui: &Ui, cx: &Cx<'_>) -> String {
    let key = |command: Command| {
        let single = command.stage_key().map(|key| KeyboardShortcut::new(Modifiers::NONE, key));
        single.or(command.shortcut()).map(|key| cx.keys(ui.ctx(), &key)).unwrap_or_default()
    };
    let sentence = Sentence::new("stage-veil")
        .with("step", key(Command::StepForward))
        .with("back", key(Command::StepBack))
        .with("end", key(Command::ShowVerdict));
    cx.say(&sentence)
}

fn draw_actions(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, view: &mut View, bar: Frame) {
    Panel::bottom("actions").frame(bar).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if view.stage {
                // so that what they act on stands beside them, in either language
                ui.spacing_mut().button_padding.x = 6.0;
                ui.spacing_mut().item_spacing.x = 5.0;
            }
            toolbar::actions(ui, cx, env, false);
            // on the stage there is room for one line, and the verdict tells it
            if !view.stage {
                view.standing.ui(ui, cx, true);
            }
            toolbar::target_beside(ui, cx, env);
        });
    });
}

fn draw_verdict(ui: &mut Ui, verdict: &str, size: f32, bar: Frame) {
    Panel::bottom("verdict").frame(bar).show(ui, |ui| {
        let ink = Palette::of_ui(ui).text;
        let font = egui::FontId::proportional(size);
        let width = ui.available_width();
        let strip = kit::lines(ui, verdict, font, ink, width, 2);
        ui.ctx().accesskit_node_builder(strip.id, |node| {
            node.set_role(Role::Status);
            node.clear_value();
            node.set_label(verdict);
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

fn pages(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.spacing_mut().button_padding.x = 6.0;
    ui.horizontal_wrapped(|ui| {
        for (page, digit) in panes(view).zip(DIGITS) {
            // what stands there is a part of the name that is spoken
            let (chosen, name, short) = (view.pane == page, cx.text(page.key()), cx.text(page.short_key()));
            let weak = Palette::of_ui(ui).text_weak;
            let digit = egui::RichText::new(digit.symbol_or_name()).small().color(weak);
            let button = Button::selectable(chosen, (digit, short.as_str())).min_size(egui::vec2(0.0, theme::TARGET));
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, name.as_str()));
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.clear_toggled();
                node.set_selected(chosen);
            });
            if response.clicked() {
                view.pane = page;
            }
        }
    });
}
