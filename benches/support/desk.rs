//! A window without a screen and a table of times, for the benches of the console.

// each bench uses a part of it
#![allow(dead_code)]

use std::{
    hint::black_box,
    sync::mpsc,
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use sendport::{
    console::{App, Start, files::ScriptedDialogs, session::Driver, settings::Settings},
    words::Language,
};

pub const SIZE: [f32; 2] = [1280.0, 800.0];

/// A window without a screen: egui's passes run, nothing is painted.
pub struct Desk {
    ctx: egui::Context,
    pub app: App,
    /// Says that a thread has something new to show.
    pub woken: mpsc::Receiver<()>,
    time: f64,
    /// When the last pass wants another one.
    again: Duration,
    /// How much text was copied last, in bytes.
    pub copied: usize,
}

impl Desk {
    pub fn open(path: &std::path::Path) -> Self {
        let ctx = egui::Context::default();
        let (wake, woken) = mpsc::channel();
        ctx.set_request_repaint_callback(move |_| {
            // nobody waits any more at the end
            let _ = wake.send(());
        });
        let start = Start {
            driver: Driver::Thread,
            files: Box::new(ScriptedDialogs::new(Vec::new())),
            settings: Settings { language: Some(Language::English), ..Settings::default() },
            settings_path: None,
            recovery: None,
            open: Some(path.to_owned()),
            scenario: None,
        };
        let app = App::with_context(&ctx, start).expect("a MessageBox");
        Self { ctx, app, woken, time: 0.0, again: Duration::ZERO, copied: 0 }
    }

    /// One pass; returns how long it took.
    pub fn pass(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0], SIZE[1]))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let begin = Instant::now();
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| app.pass(ui));
        let took = begin.elapsed();
        // what a screen would take
        let mut output = black_box(output);
        self.again = output.viewport_output.values().map(|it| it.repaint_delay).min().unwrap_or(Duration::MAX);
        output.textures_delta.clear();
        for command in &output.platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                self.copied = text.len();
            }
        }
        took
    }

    /// Passes as the window makes them, until something holds.
    pub fn until(&mut self, what: &str, done: impl Fn(&App) -> bool) -> Duration {
        let begin = Instant::now();
        loop {
            self.pass(Vec::new());
            if done(&self.app) {
                return begin.elapsed();
            }
            assert!(begin.elapsed() < Duration::from_mins(1), "{what}");
            // as the window does: it sleeps until the pass wants another one or somebody wakes it
            let _ = self.woken.recv_timeout(self.again.min(Duration::from_millis(100)));
        }
    }

    pub fn click(&mut self, pos: Pos2) {
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            self.pass(vec![Event::PointerMoved(pos), Event::PointerButton { pos, button, pressed, modifiers }]);
        }
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.pass(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }]);
        }
    }
}

/// Times in order.
pub struct Times(pub Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }
    pub fn percentile(&self, percent: usize) -> Duration {
        self.0[(self.0.len() * percent / 100).min(self.0.len() - 1)]
    }
}

/// A line of the table at the end.
pub struct Line {
    what: &'static str,
    times: Times,
    budget: Option<Duration>,
}

pub struct Report(pub Vec<Line>);

impl Report {
    pub fn add(&mut self, what: &'static str, budget_ms: u64, times: Vec<Duration>) {
        let budget = (budget_ms > 0).then(|| Duration::from_millis(budget_ms));
        let line = Line { what, times: Times::new(times), budget };
        eprintln!("{what}: p50 {:?}, p99 {:?}", line.times.percentile(50), line.times.percentile(99));
        self.0.push(line);
    }

    pub fn print(&self) {
        println!("\n{:<58} {:>10} {:>10} {:>10}", "", "p50", "p99", "budget");
        for line in &self.0 {
            let budget = line.budget.map_or_else(|| "baseline".to_owned(), |budget| format!("{budget:?}"));
            let within = match line.budget {
                Some(budget) if line.times.percentile(99) > budget => "  over",
                _ => "",
            };
            let ms = |time: Duration| format!("{:.3} ms", time.as_secs_f64() * 1000.0);
            let (p50, p99) = (ms(line.times.percentile(50)), ms(line.times.percentile(99)));
            println!("{:<58} {p50:>10} {p99:>10} {budget:>10}{within}", line.what);
        }
    }
}

pub fn times(count: usize, mut run: impl FnMut() -> Duration) -> Vec<Duration> {
    (0..count).map(|_| run()).collect()
}

pub fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let begin = Instant::now();
    black_box(run());
    begin.elapsed()
}
