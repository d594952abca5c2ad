//! The instructor's window: a second one, on another screen than the stage. What is made to fail in it the
//! stage does not show before a message tells.

use std::{collections::BTreeMap, sync::Arc};

use egui::{CentralPanel, Ui, ViewportBuilder, ViewportId, vec2};

use super::{App, Asker};
use crate::{
    console::{
        context::Cx,
        kit,
        panels::instructor::{InstructorPanel, Seen},
        theme,
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{Artifact, BizTalkGroup, Name, ServiceWindow},
};

/// Of the window, in points of the console.
const SIZE: egui::Vec2 = vec2(560.0, 760.0);

/// Of a screen a window has at most so much: it has a frame and a bar of tasks stands there too.
const SHARE: f32 = 0.9;

/// The size that a window of this one gets on a screen.
fn fitting(size: egui::Vec2, screen: Option<egui::Vec2>) -> egui::Vec2 {
    // systems that do not know it tell nothing, or no size
    screen.filter(|it| it.min_elem() > 0.0).map_or(size, |screen| size.min(screen * SHARE))
}

/// The window, while it is open.
#[derive(Default)]
pub(super) struct Instructor {
    panel: InstructorPanel,
    refusal: Option<Refusal>,
    /// How large it opened, in points of the stage: it stays so, however large those become.
    size: Option<egui::Vec2>,
}

/// What is not to be seen on the stage: how everything that can fail stood before.
pub(super) struct Secret {
    before: BizTalkGroup,
    /// The service windows that were closed, as they were.
    windows: BTreeMap<Name, ServiceWindow>,
    /// What the stage shows, of which generation.
    masked: Option<(u64, Arc<Snapshot>)>,
}

impl Instructor {
    /// The same window for another document.
    pub(super) fn again(self) -> Self {
        Self { size: self.size, ..Self::default() }
    }
}

impl App {
    /// Opens the window, and the stage where there is none yet; or closes it.
    pub(super) fn turn_instructor(&mut self) {
        if self.stage.instructor.take().is_some() {
            return;
        }
        if !self.stage.on {
            self.turn_stage();
        }
        self.stage.instructor = Some(Instructor::default());
    }

    /// Makes something fail, or work again.
    pub(super) fn fault(&mut self, request: Request) {
        if self.stage.on {
            let group = &self.snapshot.group;
            let secret = self.stage.secret.get_or_insert_with(|| Secret {
                before: group.clone(),
                windows: BTreeMap::new(),
                masked: None,
            });
            if let Request::Put { artifact: Artifact::SendPort(port), .. } = &request
                && let Some(before) = group.send_ports.get(&port.name).and_then(|it| it.transport.as_ref())
            {
                secret.windows.entry(port.name.clone()).or_insert_with(|| before.window.clone());
            }
        }
        self.request(request, Asker::Fault);
    }

    /// A refusal stands where it was asked, and not before the class.
    pub(super) fn fault_done(&mut self, result: Result<Response, Refusal>) {
        if let Some(instructor) = &mut self.stage.instructor {
            instructor.refusal = result.err();
        }
    }

    /// What the window shows: everything as it is; on the stage without what is still a secret.
    pub(super) fn shown_snapshot(&mut self) -> Arc<Snapshot> {
        if let Some(show) = &self.stage.show {
            return show.before.clone();
        }
        let Some(secret) = &mut self.stage.secret else { return self.snapshot.clone() };
        let generation = self.snapshot.generation;
        if let Some((of, masked)) = &secret.masked
            && *of == generation
        {
            return masked.clone();
        }
        let mut masked = self.snapshot.as_ref().clone();
        masked.group.destinations = secret.before.destinations.clone();
        masked.group.hosts = secret.before.hosts.clone();
        for (name, window) in &secret.windows {
            let Some(port) = masked.group.send_ports.get(name) else { continue };
            let mut port = port.as_ref().clone();
            if let Some(transport) = &mut port.transport {
                transport.window = window.clone();
            }
            masked.group.send_ports.insert_mut(name.clone(), Arc::new(port));
        }
        let masked = Arc::new(masked);
        secret.masked = Some((generation, masked.clone()));
        masked
    }

    /// Draws the window, if it is open.
    pub(super) fn instructor_window(&mut self, ui: &Ui) {
        let Some(mut instructor) = self.stage.instructor.take() else { return };
        let ctx = ui.ctx().clone();
        let zoom = ctx.zoom_factor();
        let title = self.words.text("instructor-title").into_owned();
        let id = ViewportId(egui::Id::unique("instructor"));
        let mut open = true;
        if ctx.embed_viewports() {
            let size = SIZE.min(ctx.content_rect().size() * 0.8);
            let window = egui::Window::new(title.as_str()).id(id.0).default_size(size).title_bar(false);
            window.show(&ctx, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(theme::heading(&title));
                    let close = self.words.text("kit-close");
                    open = !kit::soft_button(ui, kit::SoftButton::new(&close)).clicked_enabled;
                });
                self.instructor_contents(ui, &mut instructor);
            });
        } else {
            let size = *instructor.size.get_or_insert_with(|| {
                let screen = ctx.input(|input| input.viewport().monitor_size);
                fitting(SIZE * self.settings.zoom / zoom, screen)
            });
            let builder = ViewportBuilder::default().with_title(title).with_inner_size(size);
            ctx.show_viewport_immediate(id, builder, |ui, _| {
                // as large as the console is, however large the stage
                let style = theme::scaled(ui.style(), self.settings.zoom / zoom);
                ui.set_style(style);
                self.shortcuts(ui);
                let margin = ui.spacing().window_margin;
                let frame = egui::Frame::central_panel(ui.style()).inner_margin(margin);
                CentralPanel::default().frame(frame).show(ui, |ui| self.instructor_contents(ui, &mut instructor));
                open &= !ui.input(|input| input.viewport().close_requested());
            });
        }
        if open {
            self.stage.instructor = Some(instructor);
        }
    }

    fn instructor_contents(&self, ui: &mut Ui, instructor: &mut Instructor) {
        let cx = Cx::new(&self.words, &self.snapshot, &self.tasks)
            .with_worker(&self.worker)
            .with_settings(&self.settings, self.settings_path.as_deref())
            .with_draft(self.view.inject.without_body().ok().map(|(draft, _)| draft))
            .at(self.snapshot.clock.time(self.session.now()));
        let veil = self.veil();
        let seen = Seen {
            scenario: self.session.origin.scenario(),
            lesson: self.view.lesson.as_ref().map(crate::console::panels::lesson::LessonPanel::sitting),
            shown: veil.as_ref().and_then(|veil| veil.report.as_deref()),
            votes: self.votes(),
            secret: self.stage.secret.is_some(),
            refusal: instructor.refusal.as_ref(),
        };
        instructor.panel.ui(ui, &cx, &self.env(), &seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_not_larger_than_the_screen_where_that_is_known() {
        assert_eq!(fitting(SIZE, None), SIZE);
        assert_eq!(fitting(SIZE, Some(egui::Vec2::ZERO)), SIZE);
        assert_eq!(fitting(SIZE, Some(vec2(1920.0, 1080.0))), SIZE);
        assert_eq!(fitting(SIZE * 2.0, Some(vec2(1000.0, 700.0))), vec2(900.0, 630.0));
    }
}
