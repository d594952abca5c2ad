//! The stage: the window as a class sees it. One part at a time in big type, no menus, no grey that a
//! beamer washes out; single keys do what is done while one speaks.

use egui::{Align, Button, Context, KeyboardShortcut, Layout, Modifiers, Role, Ui, Vec2, ViewportCommand, vec2};
use egui_material_icons::{
    MaterialIcon,
    icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT},
};

use super::{
    App, Pane, Then,
    instructor::{Instructor, Secret},
    show::Show,
};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
        session::Origin,
        theme::{self, Palette},
    },
    training,
};

/// So many points the stage has, whatever shows it: a beamer of 1024x768 at 200 %.
const POINTS: Vec2 = vec2(512.0, 384.0);
/// egui zooms no further.
const MOST_ZOOM: f32 = 5.0;
/// Of the size that fits: smaller letters leave more room.
const LEAST: f32 = 0.5;
const STEP: f32 = 0.1;

/// How the stage stands.
pub(super) struct Stage {
    /// Whether the window is what a class sees; another document does not change that.
    pub on: bool,
    /// How large the letters are, as a part of the largest with which everything is still there.
    share: f32,
    /// The message whose way is shown step by step.
    pub show: Option<Show>,
    pub instructor: Option<Instructor>,
    /// What was made to fail behind the stage.
    pub secret: Option<Secret>,
}

impl Default for Stage {
    fn default() -> Self {
        Self { on: false, share: 1.0, show: None, instructor: None, secret: None }
    }
}

/// What stands above everything on the stage.
pub(super) struct Heading {
    title: String,
    /// Of the scenarios: this one, and how many there are.
    place: Option<(u32, usize)>,
}

impl App {
    pub(super) fn turn_stage(&mut self) {
        self.stage.on = !self.stage.on;
        let on = self.stage.on;
        self.ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on));
        theme::set_stage(&self.ctx, on);
        self.apply_motion();
        if on {
            self.ctx.set_theme(egui::ThemePreference::Light);
        } else {
            self.stage.show = None;
            self.stage.instructor = None;
            self.stage.secret = None;
            self.apply_theme();
            self.ctx.set_zoom_factor(self.settings.zoom);
        }
        self.set_stage();
    }

    /// The stage begins with the picture, and the keyboard is there.
    pub(super) fn set_stage(&mut self) {
        self.view.stage = self.stage.on;
        if self.stage.on {
            self.view.pane = Pane::Diagram;
            self.view.focus = Some(Pane::Diagram);
        }
    }

    /// The way of a message is stepped through where it is drawn. Returns whether it was not in sight.
    pub(super) fn turn_to_way(&mut self) -> bool {
        let elsewhere = self.stage.on && self.view.pane != Pane::Diagram;
        if elsewhere {
            self.view.focus = Some(Pane::Diagram);
        }
        elsewhere
    }

    /// Other letters on the stage, by so many steps; `None`: as large as they can be.
    pub(super) fn zoom_stage(&mut self, steps: Option<f32>) {
        let share = steps.map_or(1.0, |steps| self.stage.share + steps * STEP);
        self.stage.share = share.clamp(LEAST, 1.0);
    }

    /// Keeps the letters as large as the stage is, however the window becomes.
    pub(super) fn fit_stage(&self, ctx: &Context) {
        // only of a window of the system is it known how many pixels a zoom leaves
        if !self.stage.on || ctx.input(|input| input.viewport().fullscreen.is_none()) {
            return;
        }
        let now = ctx.zoom_factor();
        let wanted = zoom_for(ctx.content_rect().size() * now) * self.stage.share;
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

/// The zoom with which a window of this size, in points without any zoom, has the points of a stage.
fn zoom_for(whole: Vec2) -> f32 {
    (whole / POINTS).min_elem().clamp(1.0, MOST_ZOOM)
}

impl Heading {
    pub(super) fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        ui.horizontal(|ui| {
            ui.set_min_height(theme::TARGET);
            // from the right, so that the title has what is left
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                command(ui, cx, env, Command::Stage);
                command(ui, cx, env, Command::ResetScenario);
                if let Some((number, of)) = self.place {
                    // after the last one comes the first
                    let last = u32::try_from(of).unwrap_or(1);
                    let (next, previous) = (number % last + 1, (number + last - 2) % last + 1);
                    for (key, icon, to) in
                        [("stage-next", ICON_CHEVRON_RIGHT, next), ("stage-previous", ICON_CHEVRON_LEFT, previous)]
                    {
                        if scenario(ui, &cx.text(key), icon, to, cx) {
                            cx.push(Task::Go(Then::Scenario(to)));
                        }
                    }
                }
                ui.add_space(4.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if let Some((number, of)) = self.place {
                        ui.label(theme::section(&format!("{number}/{of}")));
                        ui.add_space(2.0);
                    }
                    self.title(ui);
                });
            });
        });
    }

    /// As large as it can be, at worst on two lines.
    fn title(&self, ui: &mut Ui) {
        let width = ui.available_width();
        let fits = |size: f32| theme::text_width(ui, self.title.as_str(), theme::semibold(size)) <= width;
        let (size, rows) = if fits(theme::HEADING) {
            (theme::HEADING, 1)
        } else if fits(theme::BODY) {
            (theme::BODY, 1)
        } else {
            (theme::SMALL, 2)
        };
        let ink = Palette::of_ui(ui).text;
        let title = kit::lines(ui, &self.title, theme::semibold(size), ink, width, rows);
        ui.ctx().accesskit_node_builder(title.id, |node| node.set_role(Role::Heading));
    }
}

/// To another scenario, whose title the tooltip tells.
fn scenario(ui: &mut Ui, name: &str, icon: MaterialIcon, to: u32, cx: &Cx<'_>) -> bool {
    let title = training::scenario(to).map_or("", |it| it.title.get(cx.words.language()));
    let response = ui.add(Button::new(theme::icon(icon)).min_size(Vec2::splat(theme::TARGET)));
    response.clone().on_hover_text(format!("{name}: {title}"));
    response.accessible_name(name).clicked()
}

/// A command as its icon alone: the title needs the room. Its name and its key stand in the tooltip.
fn command(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, command: Command) {
    let name = cx.text(command.key());
    let palette = Palette::of_ui(ui);
    let reason = cx.enabled(command, env).err();
    let ink = if reason.is_none() { palette.text } else { palette.disabled_text };
    let icon = command.icon().unwrap_or_default();
    let response = ui.add(Button::new(theme::glyph(icon).color(ink)).min_size(Vec2::splat(theme::TARGET)));
    kit::button::soften(&response, Role::Button, &name, reason.as_deref());
    if response.clicked() {
        cx.push(Task::Command(command));
    }
    if reason.is_none() {
        let key = command.stage_key().map(|key| KeyboardShortcut::new(Modifiers::NONE, key)).or(command.shortcut());
        let key = key.map(|key| format!(" ({})", cx.keys(ui.ctx(), &key))).unwrap_or_default();
        response.on_hover_text(format!("{name}{key}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_shows_it_the_stage_has_its_points() {
        assert!((zoom_for(vec2(1024.0, 768.0)) - 2.0).abs() < 1e-5);
        for whole in [[1024.0, 768.0], [1280.0, 800.0], [1920.0, 1080.0], [1366.0, 768.0], [800.0, 600.0]] {
            let points = Vec2::from(whole) / zoom_for(whole.into());
            assert!(points.x >= POINTS.x - 0.01 && points.y >= POINTS.y - 0.01, "{points}");
            assert!((points.x - POINTS.x).min(points.y - POINTS.y) < 0.01, "no letter could be larger");
        }
    }

    #[test]
    fn a_small_window_makes_no_letter_smaller_and_a_huge_one_none_beyond_what_can_be_drawn() {
        assert!((zoom_for(vec2(400.0, 300.0)) - 1.0).abs() < 1e-5);
        assert!((zoom_for(vec2(7680.0, 4320.0)) - MOST_ZOOM).abs() < 1e-5);
    }
}
