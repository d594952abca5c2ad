//! What the window remembers and how it looks: settings, zoom, motion, size, places.

use super::{App, Pane};
use crate::{
    console::{
        session::Origin,
        settings::{Settings, StartView, WindowPlace},
    },
    words::{Language, Words},
};

impl App {
    /// Once, when the window is made.
    pub(super) fn begin_comfort(&mut self) {
        self.apply_theme();
        self.apply_motion();
        self.view.log.open = self.settings.log_open;
        // the commands do, so that they stand in the menus and the zoom is remembered
        self.ctx.options_mut(|options| options.zoom_with_keyboard = false);
        if (self.settings.zoom - 1.0).abs() > f32::EPSILON {
            self.ctx.set_zoom_factor(self.settings.zoom);
        }
    }

    /// By so many steps; `None`: as it was at first.
    pub(super) fn zoom(&mut self, steps: Option<f32>) {
        if self.stage.on {
            return self.zoom_stage(steps);
        }
        let zoom = steps.map_or(1.0, |steps| self.settings.zoomed(steps));
        self.apply_settings(Settings { zoom, ..self.settings.clone() });
    }

    /// Takes other settings, which take effect at once, and remembers them.
    pub(super) fn apply_settings(&mut self, settings: Settings) {
        let before = std::mem::replace(&mut self.settings, settings.sanitized());
        if before.language != self.settings.language {
            let language = self.settings.language.unwrap_or_else(Language::of_the_system);
            self.words = Words::new(language);
            crate::console::accessible::say_in(&self.ctx, &self.words);
        }
        if before.theme != self.settings.theme {
            self.apply_theme();
        }
        if (before.zoom - self.settings.zoom).abs() > f32::EPSILON && !self.stage.on {
            self.ctx.set_zoom_factor(self.settings.zoom);
        }
        if before.reduced_motion != self.settings.reduced_motion {
            self.apply_motion();
        }
        if !before.panels.is_empty() && self.settings.panels.is_empty() {
            self.reset_panels = true;
        }
        if !before.tables.is_empty() && self.settings.tables.is_empty() {
            self.layouts.reset();
        }
        self.remember_settings();
    }

    /// The cards that tell where to begin, wherever one is.
    pub(super) fn show_welcome(&mut self) {
        if self.stage.on {
            self.turn_stage();
        }
        self.settings.welcome = true;
        self.remember_settings();
        self.view.welcome = true;
        self.view.focus = Some(Pane::Welcome);
    }

    /// Whoever has come to another document knows where to begin.
    pub(super) fn put_welcome_away(&mut self) {
        if std::mem::take(&mut self.settings.welcome) {
            self.remember_settings();
        }
    }

    pub(super) fn apply_motion(&self) {
        crate::console::theme::set_motion(&self.ctx, !self.settings.reduced_motion);
    }

    /// Notices where the window is. It is written down when the program ends.
    pub(super) fn notice_window(&mut self, ctx: &egui::Context) {
        self.settings.log_open = self.view.log.open;
        // the place of the window is where it returns to
        if self.stage.on {
            return;
        }
        let zoom = ctx.zoom_factor();
        let (inner, outer, maximized, minimized) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect, viewport.outer_rect, viewport.maximized, viewport.minimized)
        });
        let Some(inner) = inner.filter(|_| minimized != Some(true)) else { return };
        let maximized = maximized.unwrap_or(false);
        let mut place = self.settings.window.unwrap_or_default();
        place.maximized = maximized;
        // of a maximized window the size to which it returns stays
        if !maximized {
            place.size = (inner.size() * zoom).into();
            place.position = outer.map(|outer| (outer.min.to_vec2() * zoom).into());
        }
        if place != WindowPlace::default() || self.settings.window.is_some() {
            self.settings.window = Some(place);
        }
    }

    /// Whether the position that was remembered is still to be compared with the screens, once.
    pub(crate) fn must_check_position(&mut self) -> bool {
        std::mem::take(&mut self.check_position)
    }

    /// The program ends.
    pub fn end(&mut self) {
        self.remember_view();
        self.remember_settings();
    }

    /// Which view was shown last, for documents that open with that.
    pub(super) fn remember_view(&mut self) {
        // a scenario shows what it is about
        if matches!(self.session.origin, Origin::Scenario(_)) {
            return;
        }
        self.settings.last_view = Some(self.view.node.clone());
    }

    /// The view that the settings ask for, if the document has it.
    pub(super) fn wanted_view(&self) -> Option<crate::console::panels::tree::Node> {
        use crate::console::panels::tree::Node;
        let node = match self.settings.start_view {
            StartView::Fitting | StartView::SendPorts => return None,
            StartView::Hub => Node::Group,
            StartView::Last => self.settings.last_view.clone()?,
        };
        // a scenario says itself what it begins with
        let is_scenario = matches!(self.session.origin, Origin::Scenario(_));
        let there = node.application().is_none_or(|name| self.snapshot.group.applications.get(&name).is_some());
        (there && !is_scenario).then_some(node)
    }
}
