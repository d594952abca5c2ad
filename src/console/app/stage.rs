//! The stage: the window as a class sees it. One part at a time in big type, no menus, no grey that a
//! beamer washes out; single keys do what is done while one speaks.

use egui::{Align, Button, Context, Layout, Ui, ViewportCommand, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT};

use super::{App, Then};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        panels::toolbar,
        session::Origin,
        theme,
    },
    training,
};

/// So many points the stage has, whatever shows it: a beamer of 1024x768 at 200 %.
const POINTS: egui::Vec2 = vec2(512.0, 384.0);
/// egui zooms no further.
const MOST_ZOOM: f32 = 5.0;

/// What stands above everything on the stage.
pub(super) struct Heading {
    title: String,
    /// Of the scenarios: this one, and how many there are.
    place: Option<(u32, usize)>,
}

impl App {
    pub(super) fn turn_stage(&mut self) {
        self.stage = !self.stage;
        let on = self.stage;
        self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on));
        theme::set_stage(&self.ctx, on);
        self.apply_motion();
        if on {
            self.ctx.set_theme(egui::ThemePreference::Light);
            self.view.pane = super::Pane::Diagram;
        } else {
            self.apply_theme();
            self.ctx.set_zoom_factor(self.settings.zoom);
        }
    }

    /// The way of a message is stepped through where it is drawn.
    pub(super) fn step_on_stage(&mut self) {
        if self.stage {
            self.view.pane = super::Pane::Diagram;
        }
    }

    /// Keeps the letters as large as the stage is, however the window becomes.
    pub(super) fn fit_stage(&self, ctx: &Context) {
        if !self.stage {
            return;
        }
        let now = ctx.zoom_factor();
        let whole = ctx.content_rect().size() * now;
        let wanted = (whole / POINTS).min_elem().min(MOST_ZOOM).max(self.settings.zoom);
        if (wanted - now).abs() > 0.01 {
            ctx.set_zoom_factor(wanted);
        }
    }

    pub(super) fn heading(&self) -> Heading {
        let place = match self.session.origin {
            Origin::Scenario(number) => Some((number, training::scenarios().len())),
            _ => None,
        };
        Heading { title: self.document_title(), place }
    }
}

impl Heading {
    pub(super) fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for command in [Command::Stage, Command::ResetScenario] {
                    toolbar::button(ui, cx, env, command, &cx.text(command.key()), 0.0);
                }
                if let Some((number, of)) = self.place {
                    // after the last one comes the first
                    let last = u32::try_from(of).unwrap_or(1);
                    let (next, previous) = (number % last + 1, (number + last - 2) % last + 1);
                    for (key, icon, to) in
                        [("stage-next", ICON_CHEVRON_RIGHT, next), ("stage-previous", ICON_CHEVRON_LEFT, previous)]
                    {
                        let button = Button::new(theme::icon(icon)).min_size(vec2(theme::TARGET, theme::TARGET));
                        if ui.add(button).accessible_name(cx.text(key)).clicked() {
                            cx.push(Task::Go(Then::Scenario(to)));
                        }
                    }
                    ui.label(theme::weak(ui, &format!("{number}/{of}")));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::heading(&self.title)).truncate());
                });
            });
        });
    }
}
