//! What stands before the instructor while a class sees the stage: the truth that is hidden, the votes,
//! what can be made to fail, and the notes. It is drawn from the style it stands in, which is smaller than
//! that of the stage.

use std::borrow::Cow;

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::clock::ClockDeed;
use crate::{
    console::{
        cached::Cached,
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
        theme::Palette,
    },
    engine::{HostCommand, Refusal, Report, Request, destination_of, dry_run, message_name},
    model::{Artifact, Behaviour, Destination, Draft, HostInstance, Name, SendPort, ServiceWindow},
    rules::send_cycle::TransportOf,
    training::{Scenario, Sitting, Truth, Votes},
    words::Sentence,
};

use super::destinations::is_live;

/// More ports than that are switched in the console itself.
const MOST: usize = 24;

/// What the window is about.
pub struct Seen<'a> {
    pub scenario: Option<Cow<'static, Scenario>>,
    /// The lesson that is taken.
    pub lesson: Option<&'a Sitting>,
    /// The message whose end is not told yet.
    pub shown: Option<&'a Report>,
    /// What a class has said so far.
    pub votes: Option<&'a Votes>,
    /// Whether something was made to fail that the stage does not show.
    pub secret: bool,
    /// What was asked for last and is not possible.
    pub refusal: Option<&'a Refusal>,
}

/// What would become of the prepared message: of this state of everything, and of this message.
type Of = (u64, Option<Draft>);

#[derive(Default)]
pub struct InstructorPanel {
    truth: Cached<Of, Option<Result<Report, Refusal>>>,
    /// The service windows as they were before they were closed here.
    windows: std::collections::HashMap<Name, ServiceWindow>,
}

impl InstructorPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, seen: &Seen<'_>) {
        let draft = cx.draft.as_deref().cloned();
        let (snapshot, of) = (cx.snapshot.clone(), draft.clone());
        let key = (cx.snapshot.generation, draft);
        let would = self.truth.get(key, &cx.worker, "truth", move || {
            of.map(|of| dry_run(&snapshot.group, snapshot.role, &of, snapshot.now, &snapshot.zone.0))
        });
        let would = would.cloned().flatten();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            // beside the bar
            ui.set_max_width(ui.available_width() - ui.spacing().window_margin.rightf());
            if let Some(refusal) = seen.refusal {
                for reason in &refusal.reasons {
                    let ink = Palette::of_ui(ui).error;
                    ui.label(RichText::new(cx.say(&reason.sentence)).color(ink));
                }
            }
            heading(ui, &cx.text("instructor-truth"));
            match (seen.shown, &would) {
                (Some(report), _) => {
                    let name = Sentence::new("instructor-hidden").with("message", message_name(report.message.id));
                    ui.label(cx.say(&name));
                    truth(ui, cx, report);
                }
                (None, Some(Ok(report))) => {
                    ui.label(cx.text("instructor-would"));
                    truth(ui, cx, report);
                }
                (None, Some(Err(refusal))) => {
                    for reason in &refusal.reasons {
                        ui.label(cx.say(&reason.sentence));
                    }
                }
                (None, None) => weak(ui, &cx.text("instructor-nothing-prepared")),
            }
            let report = seen.shown.or(would.as_ref().and_then(|it| it.as_ref().ok()));
            votes(ui, cx, seen.votes, report);
            self.faults(ui, cx, env, seen);
            notes(ui, cx, seen);
        });
    }

    /// What can be made to fail.
    fn faults(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, seen: &Seen<'_>) {
        heading(ui, &cx.text("instructor-faults"));
        weak(ui, &cx.text(if seen.secret { "instructor-secret" } else { "instructor-faults-about" }));
        clock(ui, cx, env);
        let group = &cx.snapshot.group;
        for port in group.send_ports.values().take(MOST) {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(port.name.as_str()).strong());
                if is_live(cx, &port.name, TransportOf::Primary) {
                    weak(ui, &cx.text("destinations-live"));
                } else {
                    destination(ui, cx, port);
                }
                self.window(ui, cx, port);
            });
        }
        let more = group.send_ports.size().saturating_sub(MOST);
        if more > 0 {
            weak(ui, &cx.say(&Sentence::new("instructor-more-ports").with("count", more)));
        }
        for host in group.hosts.values() {
            for instance in &host.instances {
                ui.horizontal_wrapped(|ui| host_instance(ui, cx, &host.name, instance));
            }
        }
    }

    /// A service window that is closed now, and open as it was before.
    fn window(&mut self, ui: &mut Ui, cx: &Cx<'_>, port: &SendPort) {
        let Some(transport) = &port.transport else { return };
        let closed = self.windows.contains_key(&port.name);
        let mut wanted = closed;
        let name = Sentence::new("instructor-window-of").with("name", &port.name);
        let response = ui.checkbox(&mut wanted, cx.text("instructor-window"));
        let name = cx.say(&name);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, wanted, name.as_str()));
        if wanted == closed {
            return;
        }
        let window = if wanted {
            self.windows.insert(port.name.clone(), transport.window.clone());
            closed_at(cx.now.to_zoned(cx.snapshot.zone.0.clone()).time())
        } else {
            self.windows.remove(&port.name).unwrap_or_default()
        };
        let mut port = port.clone();
        if let Some(transport) = &mut port.transport {
            transport.window = window;
        }
        let original = Some(port.name.clone());
        fault(cx, Request::Put { original, artifact: Artifact::SendPort(port.into()) });
    }
}

/// A window in which nothing is sent for the next eleven hours.
fn closed_at(now: jiff::civil::Time) -> ServiceWindow {
    let hours = |count: i8| now.wrapping_add(jiff::Span::new().hours(count));
    ServiceWindow { enabled: true, start: hours(11), stop: hours(12) }
}

fn fault(cx: &Cx<'_>, request: Request) {
    cx.push(Task::Fault(Box::new(request)));
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(ui.spacing().item_spacing.y);
    let response = ui.label(RichText::new(text).text_style(TextStyle::Heading));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, text));
}

fn weak(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).small().weak());
}

/// What becomes of each copy, why, and by which rule.
fn truth(ui: &mut Ui, cx: &Cx<'_>, report: &Report) {
    let palette = Palette::of_ui(ui);
    for line in &report.lines {
        let what = Sentence::new("answer-part")
            .with("name", &line.delivery.port)
            .with("what", Sentence::new(line.outcome.key()));
        let ink = palette.outcome(line.outcome).ink;
        ui.label(RichText::new(cx.say(&what)).strong().color(ink));
        ui.label(cx.say(&line.sentence(&report.message)));
        weak(ui, &format!("{}. {}", cx.text(line.delivery.ruling.rule.key()), cx.say(&line.citation().sentence())));
    }
    if let Some((_, outcome)) = report.failure {
        ui.label(RichText::new(cx.text(outcome.key())).strong().color(palette.outcome(outcome).ink));
        ui.label(cx.text("outcome-nobody"));
        weak(ui, &cx.say(&Report::failure_citation().sentence()));
    }
}

fn votes(ui: &mut Ui, cx: &Cx<'_>, votes: Option<&Votes>, report: Option<&Report>) {
    let (Some(votes), Some(report)) = (votes.filter(|it| !it.is_empty()), report) else { return };
    heading(ui, &cx.text("class-votes"));
    for (part, bars) in votes.beside(&Truth::of(report)) {
        if let Some(name) = part.name() {
            ui.label(RichText::new(name.as_str()).strong());
        }
        for bar in bars {
            let key = if bar.truth { "class-bar-truth" } else { "class-bar" };
            let said = Sentence { key, arguments: Vec::new() }
                .with("name", "")
                .with("named", 0usize)
                .with("what", bar.choice.sentence())
                .with("count", bar.count)
                .with("percent", bar.percent);
            let said = RichText::new(cx.say(&said));
            ui.label(if bar.truth { said.strong() } else { said });
        }
    }
}

fn clock(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    ui.horizontal_wrapped(|ui| {
        for deed in [ClockDeed::Next, ClockDeed::Step(60), ClockDeed::Step(3600), ClockDeed::PauseOrRun] {
            let command = Command::Clock(deed);
            let (reason, name) = (cx.enabled(command, env).err(), cx.text(command.key()));
            let palette = Palette::of_ui(ui);
            let ink = if reason.is_none() { palette.text } else { palette.disabled_text };
            let response = ui.button(RichText::new(name.as_str()).color(ink));
            kit::button::soften(&response, egui::Role::Button, &name, reason.as_deref());
            // a dialog about it would stand before the class
            if response.clicked() && reason.is_none() {
                cx.push(Task::Command(command));
            }
        }
    });
}

fn destination(ui: &mut Ui, cx: &Cx<'_>, port: &SendPort) {
    let now = destination_of(&cx.snapshot.group, &port.name);
    if matches!(now.behaviour, Behaviour::Slow(_) | Behaviour::FailsNext(_)) {
        ui.label(cx.say(&now.behaviour.sentence()));
    }
    for (behaviour, key) in [
        (Behaviour::Up, "behaviour-up"),
        (Behaviour::Down, "behaviour-down"),
        (Behaviour::Rejects, "behaviour-rejects"),
    ] {
        let (chosen, text) = (now.behaviour == behaviour, cx.text(key));
        let response = ui.selectable_label(chosen, text.as_str());
        let name = cx.say(&Sentence::new("answer-part").with("name", &port.name).with("what", text.as_str()));
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, name.as_str()));
        if response.clicked() && !chosen {
            fault(cx, Request::SetDestination(Destination { behaviour, ..now.clone() }));
        }
    }
}

fn host_instance(ui: &mut Ui, cx: &Cx<'_>, host: &Name, instance: &HostInstance) {
    let about = |key| Sentence::new(key).with("host", host).with("server", &instance.server);
    let (key, request) = if instance.running {
        let command = HostCommand::Kill;
        let request = Request::CommandHostInstance { host: host.clone(), server: instance.server.clone(), command };
        (command.key(), request)
    } else {
        let server = Some(instance.server.clone());
        ("action-start", Request::RunHostInstance { host: host.clone(), server, running: true })
    };
    let state = if instance.running { "instance-running" } else { "instance-stopped" };
    let what = about("instructor-host").with("state", Sentence::new(state));
    ui.label(cx.say(&what));
    let text = cx.text(key);
    let response = ui.button(text.as_str());
    let clicked = response.clicked();
    response.accessible_name(cx.say(&about("hosts-act").with("action", text.as_str())));
    if clicked {
        fault(cx, request);
    }
}

/// What there is to say.
fn notes(ui: &mut Ui, cx: &Cx<'_>, seen: &Seen<'_>) {
    let language = cx.words.language();
    if let Some(sitting) = seen.lesson {
        heading(ui, &cx.text("instructor-notes"));
        ui.label(sitting.lesson().teaching.get(language));
        for (number, hint) in sitting.all_hints(cx.snapshot).iter().enumerate() {
            let hint = Sentence::new("instructor-hint").with("number", number + 1).with("hint", hint.get(language));
            ui.label(cx.say(&hint));
        }
    }
    let Some(scenario) = &seen.scenario else { return };
    heading(ui, &cx.text("instructor-notes"));
    ui.label(RichText::new(scenario.teaching.get(language)).strong());
    if !scenario.steps.is_empty() {
        for (number, step) in scenario.steps.iter().enumerate() {
            ui.label(format!("{}. {}", number + 1, step.say.get(language)));
        }
    }
    let info = &scenario.info;
    for (key, text) in [
        ("scenario-rule", &info.rule),
        ("scenario-source", &info.source),
        ("scenario-what", &info.what),
        ("scenario-how-to-use", &info.how_to_use),
        ("scenario-things-to-notice", &info.things_to_notice),
        ("scenario-things-to-try", &info.things_to_try),
    ] {
        let text = text.get(language);
        if !text.is_empty() {
            ui.label(RichText::new(cx.text(key)).strong());
            ui.label(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_window_that_is_closed_here_is_closed_now_whatever_the_time() {
        for now in [time(0, 0, 0, 0), time(11, 30, 0, 0), time(13, 0, 0, 0), time(23, 59, 59, 0)] {
            let window = closed_at(now);
            let inside = if window.start <= window.stop {
                (window.start..=window.stop).contains(&now)
            } else {
                now >= window.start || now <= window.stop
            };
            assert!(window.enabled && !inside, "{now}");
        }
    }
}
