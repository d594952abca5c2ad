//! The clock of the document, always in sight: what it shows, how it runs, and what happens next.

use std::{cell::RefCell, rc::Rc, time::Duration};

use egui::{Response, RichText, Ui};
use jiff::Timestamp;

use super::{menu, messages::when, messages::when_exactly};
use crate::{
    console::{
        commands::{Command, Env, Shown},
        context::{Cx, Task},
        kit, theme,
    },
    engine::{ClockCommand, ClockMode, Request, Snapshot},
    message_box::Taken,
    rules::{instances::InstanceState, send_cycle::TransportOf},
    words::Sentence,
};

/// How many of the things that come are known at most.
pub const MOST: u64 = 200;
/// How many of them the menu lists.
const LISTED: usize = 8;
/// Below this width, in points, the steps and the speeds stand in a menu.
const NARROW: f32 = 900.0;

/// What can be done with the clock; each is a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockDeed {
    /// It goes to the next thing that happens by itself.
    Next,
    /// It stands if it runs, and runs if it stands.
    PauseOrRun,
    /// It goes forward by so many seconds and stands.
    Step(u32),
    /// It runs so many times as fast as the machine's.
    Speed(u32),
    /// It shows real time.
    Real,
    /// The list of what comes.
    Coming,
}

impl ClockDeed {
    /// In seconds.
    pub const STEPS: [u32; 4] = [1, 60, 300, 3600];
    pub const SPEEDS: [u32; 5] = [1, 10, 60, 600, 3600];

    pub fn all() -> impl Iterator<Item = Self> {
        let (steps, speeds) = (Self::STEPS.map(Self::Step), Self::SPEEDS.map(Self::Speed));
        [Self::Next, Self::PauseOrRun].into_iter().chain(steps).chain(speeds).chain([Self::Real, Self::Coming])
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Next => "command-clock-next",
            Self::PauseOrRun => "command-clock-pause-or-run",
            Self::Step(1) => "command-clock-step-second",
            Self::Step(60) => "command-clock-step-minute",
            Self::Step(300) => "command-clock-step-minutes",
            Self::Step(_) => "command-clock-step-hour",
            Self::Speed(1) => "command-clock-speed-1",
            Self::Speed(10) => "command-clock-speed-10",
            Self::Speed(60) => "command-clock-speed-60",
            Self::Speed(600) => "command-clock-speed-600",
            Self::Speed(_) => "command-clock-speed-3600",
            Self::Real => "command-clock-real",
            Self::Coming => "command-clock-coming",
        }
    }

    /// Whether it can be done now.
    ///
    /// # Errors
    /// The reason why not.
    pub fn enabled(self, snapshot: &Snapshot) -> Result<(), Sentence> {
        match self {
            Self::Next | Self::Coming if snapshot.next_due.is_none() => Err(Sentence::new("refused-clock-nothing")),
            Self::Real if snapshot.clock.mode == ClockMode::Real => Err(Sentence::new("why-not-clock-real")),
            _ => Ok(()),
        }
    }
}

/// What comes, first what comes first; the bar keeps it up to date and the window of the list shows it.
pub type Coming = Rc<RefCell<Vec<Taken>>>;

#[derive(Default)]
pub struct ClockPanel {
    coming: Coming,
    /// The state of the engine of which it was asked.
    asked: Option<u64>,
    under_way: bool,
    /// How fast it goes when it goes on.
    speed: Option<u32>,
}

impl ClockPanel {
    pub fn take(&mut self, coming: Vec<Taken>) {
        self.under_way = false;
        self.coming.replace(coming);
    }

    pub fn failed(&mut self) {
        self.under_way = false;
    }

    #[must_use]
    pub fn coming(&self) -> Coming {
        self.coming.clone()
    }

    /// What is asked of the engine for it; `None`: the list is shown.
    pub fn command(&mut self, deed: ClockDeed, snapshot: &Snapshot) -> Option<ClockCommand> {
        Some(match deed {
            ClockDeed::Next => ClockCommand::ToNext,
            ClockDeed::PauseOrRun if stands(snapshot) => ClockCommand::Run { speed: self.speed.unwrap_or(1) },
            ClockDeed::PauseOrRun => ClockCommand::Run { speed: 0 },
            ClockDeed::Step(seconds) => ClockCommand::Step { seconds },
            ClockDeed::Speed(speed) => {
                self.speed = Some(speed);
                ClockCommand::Run { speed }
            }
            ClockDeed::Real => ClockCommand::Real,
            ClockDeed::Coming => return None,
        })
    }

    /// Asks for what comes, once after every change and not while an answer is under way.
    fn ask(&mut self, cx: &Cx<'_>) {
        if cx.snapshot.next_due.is_none() {
            self.asked = None;
            if !self.coming.borrow().is_empty() {
                self.coming.replace(Vec::new());
            }
        } else if !self.under_way && self.asked != Some(cx.snapshot.generation) {
            self.asked = Some(cx.snapshot.generation);
            self.under_way = true;
            cx.push(Task::QueryComing);
        }
    }

    /// Draws the bar: what the clock shows and what can be done with it.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        self.ask(cx);
        // its seconds are seen to pass, at most one after the other; one that stands and one that shows
        // real time, which stands on every wall, cost nothing
        if matches!(cx.snapshot.clock.mode, ClockMode::Virtual { speed: 1.. }) {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
        }
        let narrow = ui.available_width() < NARROW;
        let coming = self.coming.borrow();
        let next = coming.first();
        let layout = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = if narrow { 4.0 } else { 6.0 };
            ui.label(theme::icon(egui_material_icons::icons::ICON_SCHEDULE));
            status(ui, cx, env);
            if narrow {
                let text = cx.text("clock-next-short");
                next_button(ui, cx, env, &text, next);
                pause(ui, cx, env);
                kit::menu_button(ui, &cx.text("menu-clock"), |ui| menu(ui, cx, env));
                return;
            }
            pause(ui, cx, env);
            for seconds in ClockDeed::STEPS {
                let text = cx.text(match seconds {
                    1 => "clock-short-second",
                    60 => "clock-short-minute",
                    300 => "clock-short-minutes",
                    _ => "clock-short-hour",
                });
                button(ui, cx, env, ClockDeed::Step(seconds), &text);
            }
            kit::menu_button(ui, &cx.text("clock-speed"), |ui| {
                for speed in ClockDeed::SPEEDS {
                    menu::entry(ui, cx, env, Command::Clock(ClockDeed::Speed(speed)));
                }
                ui.separator();
                menu::entry(ui, cx, env, Command::Clock(ClockDeed::Real));
            });
            next_button(ui, cx, env, &cx.text(ClockDeed::Next.key()), next);
            let number = coming.len() + cx.snapshot.delayed.len();
            if number > 0 {
                let number = Sentence::new("clock-coming").with("number", cx.words.count(number as u64));
                kit::menu_button(ui, &cx.say(&number), |ui| list(ui, cx, env, &coming));
                let first = next_line(cx, next).unwrap_or_default();
                ui.add(egui::Label::new(theme::weak(ui, &first)).truncate());
            } else {
                ui.add(egui::Label::new(theme::weak(ui, &cx.text("clock-nothing-comes"))).truncate());
            }
        };
        if narrow {
            ui.horizontal_wrapped(layout)
        } else {
            ui.horizontal(layout)
        };
    }
}

/// Whether the clock stands.
fn stands(snapshot: &Snapshot) -> bool {
    snapshot.clock.mode == ClockMode::Virtual { speed: 0 }
}

/// What the clock shows.
fn status(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    let time = theme::clock(cx.now);
    let sentence = match cx.snapshot.clock.mode {
        // real time it was when it was recorded
        ClockMode::Real if matches!(env.shown, Shown::Recording { .. }) => {
            Sentence::new("clock-recorded").with("time", time)
        }
        ClockMode::Real => Sentence::new("clock-shows-real"),
        ClockMode::Virtual { speed: 0 } => Sentence::new("clock-stands").with("time", time),
        ClockMode::Virtual { speed } => Sentence::new("clock-runs").with("time", time).with("speed", speed.to_string()),
    };
    let text = RichText::new(cx.say(&sentence)).font(theme::semibold(theme::BODY));
    let label = ui.add(egui::Label::new(text).extend());
    if cx.snapshot.clock.mode == ClockMode::Real && !matches!(env.shown, Shown::Recording { .. }) {
        label.on_hover_text(cx.text("clock-hint-real"));
    } else {
        let hint = Sentence::new("clock-hint-virtual").with("time", when_exactly(cx.now));
        label.on_hover_text(cx.say(&hint));
    }
}

fn button(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, deed: ClockDeed, text: &str) -> Response {
    let command = Command::Clock(deed);
    let enabled = cx.enabled(command, env);
    let greyed = enabled.is_err();
    let mut button = kit::SoftButton::new(text).enabled(enabled);
    if let Some(icon) = command.icon() {
        button = button.icon(icon);
    }
    let response = kit::soft_button(ui, button).response;
    let name = cx.text(command.key());
    response.clone().accessible_name(name.as_str());
    if response.clicked() {
        cx.push(Task::Command(command));
    }
    if greyed {
        return response;
    }
    let key = command.shortcut().map(|shortcut| cx.keys(ui.ctx(), &shortcut));
    response.on_hover_ui(|ui| {
        ui.label(&name);
        if let Some(key) = key {
            ui.label(theme::weak(ui, &key));
        }
    })
}

/// The button for which the clock is there. It tells what comes, and when.
fn next_button(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, text: &str, next: Option<&Taken>) {
    let response = button(ui, cx, env, ClockDeed::Next, text);
    // greyed, it says why instead
    if let (Some(told), Ok(())) = (next_line(cx, next), cx.enabled(Command::Clock(ClockDeed::Next), env)) {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(told.as_str()));
        response.on_hover_text(told);
    }
}

fn pause(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    let key = if stands(cx.snapshot) { "clock-run" } else { "clock-pause" };
    let text = cx.text(key);
    let response = button(ui, cx, env, ClockDeed::PauseOrRun, &text);
    response.accessible_name(text);
}

/// Everything that can be done with the clock, as entries of a menu.
pub fn menu(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    use ClockDeed as D;
    let entries = |ui: &mut Ui, deeds: &[D]| {
        for deed in deeds {
            menu::entry(ui, cx, env, Command::Clock(*deed));
        }
    };
    entries(ui, &[D::Next, D::Coming]);
    ui.separator();
    entries(ui, &[D::PauseOrRun]);
    entries(ui, &D::STEPS.map(D::Step));
    ui.separator();
    entries(ui, &D::SPEEDS.map(D::Speed));
    ui.separator();
    entries(ui, &[D::Real]);
}

/// The first things that come, as entries of a menu: each puts the clock forward to it.
fn list(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, coming: &[Taken]) {
    ui.set_min_width(220.0);
    for (sentence, until) in delayed(cx).take(LISTED) {
        let allowed = cx.enabled(Command::Clock(ClockDeed::Next), env);
        let allowed = allowed.as_ref().map_err(String::as_str).copied();
        if kit::menu_entry(ui, &cx.say(&sentence), &when(until, cx.now), allowed) {
            cx.push(Task::Request(Request::Clock(ClockCommand::To(until.max(cx.now)))));
            ui.close();
        }
    }
    for (index, taken) in coming.iter().take(LISTED).enumerate() {
        let time = taken.0.due.map(|due| when(due, cx.now)).unwrap_or_default();
        let allowed = cx.enabled(Command::Clock(ClockDeed::Next), env);
        let allowed = allowed.as_ref().map_err(String::as_str).copied();
        if kit::menu_entry(ui, &cx.say(&what(cx.snapshot, taken)), &time, allowed) {
            jump(cx, taken, index == 0);
            ui.close();
        }
    }
    ui.separator();
    menu::entry(ui, cx, env, Command::Clock(ClockDeed::Coming));
}

/// Puts the clock forward to something; `first`: nothing comes before it.
pub fn jump(cx: &Cx<'_>, taken: &Taken, first: bool) {
    let command = match taken.0.due {
        Some(due) if !first && due >= cx.now => ClockCommand::To(due),
        // a clock that runs may have come by it meanwhile
        _ => ClockCommand::ToNext,
    };
    cx.push(Task::Request(Request::Clock(command)));
}

/// What throttling holds back, and until when at the latest.
pub fn delayed<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = (Sentence, Timestamp)> + 'a {
    cx.snapshot.delayed.iter().map(|it| {
        let sentence = Sentence::new("coming-publishing").with("count", it.count).with("way", it.way());
        (sentence, it.until)
    })
}

/// What happens next: something with a service instance, or what throttling holds back.
fn next_line(cx: &Cx<'_>, next: Option<&Taken>) -> Option<String> {
    let due = next.and_then(|(instance, _)| instance.due);
    let first = delayed(cx).min_by_key(|(_, until)| *until);
    match first.filter(|(_, until)| due.is_none_or(|due| *until < due)) {
        Some((what, until)) => {
            Some(cx.say(&Sentence::new("coming-line").with("time", moment(cx, until)).with("what", what)))
        }
        None => next.map(|next| line(cx, next)),
    }
}

/// What happens and when, on one line.
#[must_use]
pub fn line(cx: &Cx<'_>, taken: &Taken) -> String {
    let what = what(cx.snapshot, taken);
    let Some(due) = taken.0.due else { return cx.say(&what) };
    cx.say(&Sentence::new("coming-line").with("time", moment(cx, due)).with("what", what))
}

/// A time to come. How long it takes until then is told where that does not change by itself.
#[must_use]
pub fn moment(cx: &Cx<'_>, due: Timestamp) -> String {
    let time = when(due, cx.now);
    if cx.snapshot.clock.mode == ClockMode::Real {
        return time;
    }
    let left = due.duration_since(cx.now);
    // rounded up, so that what is to come is never now
    let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
    let (key, count) = match seconds {
        i64::MIN..=0 => return time,
        1..=119 => ("coming-in-seconds", seconds),
        120..=7199 => ("coming-in-minutes", (seconds + 59) / 60),
        7200..=172_799 => ("coming-in-hours", (seconds + 3599) / 3600),
        _ => ("coming-in-days", (seconds + 86_399) / 86_400),
    };
    let left = Sentence::new(key).with("count", count.unsigned_abs());
    cx.say(&Sentence::new("coming-at").with("time", time).with("left", left))
}

/// What happens by itself.
#[must_use]
pub fn what(snapshot: &Snapshot, (instance, message): &Taken) -> Sentence {
    let port = instance.port.clone().unwrap_or_default();
    let of = |key| Sentence::new(key).with("message", message.id.to_string()).with("name", &port);
    match instance.state {
        InstanceState::Scheduled => of("coming-window"),
        InstanceState::Active => {
            let runs = snapshot.group.hosts.get(&instance.host).is_some_and(|host| {
                host.instances.iter().any(|it| it.running && Some(&it.server) == instance.server.as_ref())
            });
            match &instance.server {
                Some(server) if !runs => of("coming-lease").with("server", server),
                _ => of("coming-answer"),
            }
        }
        _ => {
            let port = snapshot.group.send_ports.get(&port);
            let transport = port.and_then(|port| instance.on.of(port));
            let most = transport.map_or(0, |transport| transport.retry_count);
            let key = match instance.on {
                TransportOf::Primary => "coming-retry",
                TransportOf::Backup => "coming-retry-backup",
            };
            if most == 0 || instance.tries > most {
                return of("coming-retry-plain");
            }
            of(key).with("retry", instance.tries).with("of", most)
        }
    }
}
