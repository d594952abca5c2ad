//! The window. It wraps an engine: panels draw what the engine's snapshot says and push what a
//! person wants; nothing here decides what is allowed.

mod accessible;
pub mod app;
pub mod bulk;
pub mod cached;
pub mod commands;
pub mod context;
pub mod desk;
pub mod diagram;
pub mod dialogs;
pub mod drag;
pub mod export;
pub mod files;
pub mod find;
pub mod impacts;
pub mod kit;
pub mod latest;
pub mod lints;
mod offer;
pub mod panels;
pub mod playing;
pub mod reach;
pub mod recovery;
pub mod session;
pub mod settings;
mod stage_keys;
pub mod theme;
pub mod toasts;
pub mod worker;

use std::path::PathBuf;

pub use app::{App, Start};

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        // a window that was on a screen which is gone comes to one that is there
        if let Some(window) = frame.winit_window()
            && self.must_check_position()
            && let Ok(at) = window.outer_position()
        {
            let right = at.x.saturating_add_unsigned(window.outer_size().width);
            let screens = window.available_monitors().map(|screen| {
                let (at, size) = (screen.position(), screen.size());
                [at.x, at.y, at.x.saturating_add_unsigned(size.width), at.y.saturating_add_unsigned(size.height)]
            });
            if !settings::is_in_sight([at.x, at.y, right, at.y.saturating_add(30)], screens)
                && let Some(screen) = window.primary_monitor().or_else(|| window.available_monitors().next())
            {
                window.set_outer_position(screen.position());
            }
        }
        self.run_logic(ctx);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.end();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }
}

/// Which renderer draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Renderer {
    #[default]
    Wgpu,
    Glow,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the window cannot be opened with this renderer.
pub fn run(open: Option<PathBuf>, scenario: Option<u32>, renderer: Renderer) -> eframe::Result {
    let settings_path = settings::Settings::path();
    let settings = settings_path.as_deref().map(settings::Settings::load).unwrap_or_default();
    recovery::Emergency::install();
    let place = settings.window.unwrap_or_default();
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("sendport")
        .with_inner_size(place.size)
        .with_min_inner_size(settings::WindowPlace::SMALLEST)
        .with_maximized(place.maximized)
        .with_drag_and_drop(true);
    if let Some(position) = place.position {
        viewport = viewport.with_position(position);
    }
    let options = eframe::NativeOptions {
        viewport,
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Sendport",
        options,
        Box::new(move |cc| {
            let start = Start {
                driver: session::Driver::Thread,
                files: Box::<files::SystemDialogs>::default(),
                settings,
                settings_path,
                recovery: session::recovery_folder(),
                open,
                scenario,
            };
            Ok(Box::new(App::new(cc, start)?))
        }),
    )
}
