//! The window. It wraps an engine: panels draw what the engine's snapshot says and push what a
//! person wants; nothing here decides what is allowed.

mod accessible;
pub mod app;
pub mod cached;
pub mod commands;
pub mod context;
pub mod diagram;
pub mod dialogs;
pub mod files;
pub mod kit;
pub mod panels;
pub mod session;
pub mod settings;
pub mod theme;
pub mod toasts;
pub mod worker;

use std::path::PathBuf;

pub use app::{App, Start};

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.run_logic(ctx);
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
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("sendport")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([420.0, 320.0])
            .with_drag_and_drop(true),
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
                open,
                scenario,
            };
            Ok(Box::new(App::new(cc, start)?))
        }),
    )
}
