//! *Resume* and *Terminate*: what it is done to is fixed when the window opens, so that nothing
//! happens to what has not been seen.

use std::sync::Arc;

use egui::{RichText, Ui};
use jiff::{Timestamp, tz::TimeZone};

use super::{After, Dialog, held, parts, services::Services};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Mark, dialog, quiet_link},
    },
    engine::{Answer, Request},
    message_box::{Instance, InstanceQuery},
    model::{ArtifactKind, ArtifactRef, Message, Name, PortState},
    rules::{
        Action,
        instances::{self, InstanceState, Operation},
        permissions::{Task as Permission, may, task_of},
    },
    words::Sentence,
};

/// The service instances that are operated on.
enum Which {
    These(Services),
    /// So many that they are not read one by one.
    Where {
        query: Box<InstanceQuery>,
        count: u64,
        /// How many they hold.
        messages: u64,
    },
}

impl Which {
    fn count(&self) -> u64 {
        match self {
            Self::These(services) => services.count(),
            Self::Where { count, .. } => *count,
        }
    }

    /// How many messages they hold.
    fn messages(&self) -> u64 {
        match self {
            Self::These(services) => services.messages(),
            Self::Where { messages, .. } => *messages,
        }
    }

    /// That what they hold is known, so that nothing is done to what has not been seen.
    fn known(&self, cx: &Cx<'_>) -> Result<(), String> {
        match self {
            Self::These(services) if services.is_waiting() => Err(cx.text("instances-reading")),
            _ => Ok(()),
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, suspended_only: bool) {
        if let Self::These(services) = self {
            services.ask(cx, suspended_only);
        }
    }

    fn take(&mut self, answer: Answer) {
        if let Self::These(services) = self {
            services.take(answer);
        }
    }

    fn hold(&mut self, held: u64) {
        if let Self::Where { messages, .. } = self {
            *messages = held;
        }
    }

    /// The send ports and groups on the way that are not Started. They are named once each.
    fn not_started(&self, cx: &Cx<'_>) -> Vec<(ArtifactRef, PortState)> {
        let mut found: Vec<(ArtifactRef, PortState)> = Vec::new();
        let mut look = |port: Option<&Name>, via: Option<&Name>| {
            let group = &cx.snapshot.group;
            let port = port.and_then(|name| group.send_ports.get(name));
            let via = via.and_then(|name| group.send_port_groups.get(name));
            let states = port
                .map(|port| (ArtifactRef::send_port(&port.name), port.state))
                .into_iter()
                .chain(via.map(|spg| (ArtifactRef::send_port_group(&spg.name), spg.state)));
            for it in states {
                if it.1 != PortState::Started && !found.contains(&it) {
                    found.push(it);
                }
            }
        };
        match self {
            Self::These(services) => {
                for (instance, _) in services.chosen() {
                    look(instance.port.as_ref(), instance.via.as_ref());
                }
            }
            Self::Where { query, .. } => look(query.port.as_ref(), query.via.as_ref()),
        }
        found
    }

    fn request(&self, operation: Operation) -> Request {
        match self {
            Self::These(services) => Request::Operate {
                operation,
                instances: services.chosen().iter().map(|(instance, _)| instance.id).collect(),
            },
            Self::Where { query, .. } => Request::OperateWhere { operation, query: query.as_ref().clone() },
        }
    }
}

fn with_count(cx: &Cx<'_>, key: &'static str, count: u64) -> Sentence {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Sentence::new(key).with("count", count).with("number", cx.words.number(count))
}

/// `10:42:07`, in the zone of the system.
fn time_of_day(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

fn as_of(ui: &mut Ui, cx: &Cx<'_>, since: &mut Option<Timestamp>) {
    let since = *since.get_or_insert(cx.snapshot.now);
    let text = Sentence::new("instances-as-of").with("time", time_of_day(since));
    parts::paragraph(ui, RichText::new(cx.say(&text)).small().weak());
}

/// So many were not read.
fn beyond(ui: &mut Ui, cx: &Cx<'_>, messages: u64, read: usize) {
    let more = messages.saturating_sub(read as u64);
    if more > 0 {
        let sentence = Sentence::new("instances-more").with("count", more);
        parts::paragraph(ui, RichText::new(cx.say(&sentence)).weak());
    }
}

/// Asks before suspended service instances are resumed.
pub struct ResumeDialog {
    which: Which,
    since: Option<Timestamp>,
}

impl ResumeDialog {
    #[must_use]
    pub fn new(rows: Vec<(Instance, Arc<Message>)>) -> Self {
        Self { which: Which::These(Services::new(rows)), since: None }
    }

    /// For all instances that match.
    #[must_use]
    pub fn where_(query: InstanceQuery, count: u64) -> Self {
        Self { which: Which::Where { query: Box::new(query), count, messages: count }, since: None }
    }

    /// They hold so many messages.
    #[must_use]
    pub fn holding(mut self, messages: u64) -> Self {
        self.which.hold(messages);
        self
    }
}

impl Dialog for ResumeDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&with_count(cx, "resume-title", self.which.count()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(600.0, 400.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.which.ask(cx, true);
        let not_started = self.which.not_started(cx);
        dialog::body(ui, true, |ui| {
            if !not_started.is_empty() {
                for (item, state) in not_started.iter().take(3) {
                    let text = Sentence::new("resume-not-started")
                        .with("name", &item.name)
                        .with("state", Sentence::new(state.key()));
                    parts::lead(ui, &cx.say(&text));
                }
                parts::warning(ui, cx, &cx.text("resume-anyway"), Some(instances::CITATION));
            }
            match &self.which {
                Which::These(services) => {
                    let rows = &services.all();
                    parts::instances(ui, cx, rows, 0.0, |_, _, _| {});
                    beyond(ui, cx, services.messages(), rows.len());
                    as_of(ui, cx, &mut self.since);
                    if let Some((first, _)) = rows.iter().find(|(instance, _)| instance.lane.is_some()) {
                        let several = services.messages() > services.count();
                        let key = if several { "resume-in-order" } else { "resume-in-order-one" };
                        let sentence = Sentence::new(key).with("front", first.message.to_string());
                        Mark::Note.line(ui, &cx.say(&sentence));
                    }
                    let fixed = rows
                        .iter()
                        .filter(|(instance, _)| instances::result(Operation::Resume, instance.state).is_none())
                        .count();
                    if fixed > 0 {
                        Mark::Note.line(ui, &cx.say(&Sentence::new("resume-skips").with("count", fixed)));
                    }
                    if rows.iter().any(|(instance, _)| instance.port.is_none()) {
                        Mark::Note.line(ui, &cx.text("resume-routes-again"));
                    }
                }
                Which::Where { count, messages, .. } => {
                    parts::paragraph(ui, cx.say(&with_count(cx, "resume-all", *count)));
                    if messages > count {
                        parts::paragraph(ui, cx.say(&with_count(cx, "instances-holding", *messages)));
                    }
                }
            }
        });
        let permitted = parts::permitted(cx, "operation-resume", Permission::OperateOnInstances);
        let permitted = permitted.and_then(|()| self.which.known(cx));
        let mut choices = vec![parts::Choice::new(cx.text("resume-now")).enabled(permitted)];
        if !not_started.is_empty() {
            let mut permission = not_started.iter().map(|(_, state)| task_of(Action::Start, *state));
            let refused = permission.find(|task| !may(cx.snapshot.role, *task));
            let enabled = refused.map_or(Ok(()), |task| parts::permitted(cx, "action-start", task));
            let text = Sentence::new(match not_started.as_slice() {
                [(item, _)] if item.kind == ArtifactKind::SendPortGroup => "resume-start-group",
                [_] => "resume-start-port",
                _ => "resume-start-all",
            });
            choices.push(parts::Choice::new(cx.say(&text)).enabled(enabled));
        }
        choices.push(parts::Choice::new(cx.text("kit-cancel")));
        let cancel = choices.len() - 1;
        match parts::buttons(ui, &choices, 0) {
            None => After::Stay,
            Some(0) => {
                cx.push(Task::Request(self.which.request(Operation::Resume)));
                After::Close
            }
            Some(pressed) if pressed < cancel => {
                held::act(cx, Action::Start, not_started.into_iter().map(|(item, _)| item).collect());
                After::Close
            }
            Some(_) => After::Close,
        }
    }

    fn answered(&mut self, answer: Answer) {
        self.which.take(answer);
    }
}

/// Asks before service instances are terminated.
pub struct TerminateDialog {
    which: Which,
    since: Option<Timestamp>,
}

impl TerminateDialog {
    #[must_use]
    pub fn new(rows: Vec<(Instance, Arc<Message>)>) -> Self {
        Self { which: Which::These(Services::new(rows)), since: None }
    }

    /// For all instances that match.
    #[must_use]
    pub fn where_(query: InstanceQuery, count: u64) -> Self {
        Self { which: Which::Where { query: Box::new(query), count, messages: count }, since: None }
    }

    /// They hold so many messages.
    #[must_use]
    pub fn holding(mut self, messages: u64) -> Self {
        self.which.hold(messages);
        self
    }
}

impl Dialog for TerminateDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&with_count(cx, "terminate-title", self.which.count()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(600.0, 380.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.which.ask(cx, false);
        let may_save = parts::permitted(cx, "terminate-save", Permission::SeeBodies);
        dialog::body(ui, true, |ui| {
            let (count, messages) = (self.which.count(), self.which.messages());
            if messages > count {
                // what one does not see in a count of instances: all of it is lost
                let lead = with_count(cx, "terminate-lead-ordered", messages).with("instances", count);
                parts::lead(ui, &cx.say(&lead));
            } else {
                parts::lead(ui, &cx.say(&with_count(cx, "terminate-lead", count)));
            }
            parts::warning(ui, cx, &cx.text("terminate-no-undo"), Some(instances::CITATION));
            match &self.which {
                Which::These(services) => {
                    let rows = &services.all();
                    // one message is saved by the button below, of several each by its own
                    let save = cx.text("terminate-save-one");
                    let several = rows.len() > 1 && may_save.is_ok();
                    let room = if several { 110.0 } else { 0.0 };
                    parts::instances(ui, cx, rows, room, |ui, instance, message| {
                        if several {
                            let link = quiet_link(ui, &save);
                            let name = Sentence::new("terminate-save-of").with("message", message.id.to_string());
                            if link.accessible_name(cx.say(&name)).clicked() {
                                cx.push(Task::SaveBody(instance.message));
                            }
                        }
                    });
                    beyond(ui, cx, services.messages(), rows.len());
                    as_of(ui, cx, &mut self.since);
                    if rows.iter().any(|(instance, _)| instance.state == InstanceState::Active) {
                        Mark::Note.line(ui, &cx.text("terminate-pending"));
                    }
                }
                Which::Where { .. } => parts::paragraph(ui, cx.text("terminate-save-hint")),
            }
        });
        let terminate = parts::permitted(cx, "operation-terminate", Permission::OperateOnInstances);
        let terminate = terminate.and_then(|()| self.which.known(cx));
        let one = match &self.which {
            Which::These(services) if services.messages() == 1 => {
                services.chosen().first().map(|(instance, _)| instance.message)
            }
            _ => None,
        };
        let mut choices = Vec::new();
        if one.is_some() {
            choices.push(parts::Choice::new(cx.text("terminate-save")).enabled(may_save));
        }
        let ends = choices.len();
        let text = if self.which.messages() > self.which.count() {
            cx.say(&with_count(cx, "terminate-now-messages", self.which.messages()))
        } else {
            cx.say(&with_count(cx, "terminate-now", self.which.count()))
        };
        choices.push(parts::Choice::new(text).enabled(terminate));
        choices.push(parts::Choice::new(cx.text("kit-cancel")));
        // what cannot be undone is not what a stray Enter does
        match parts::buttons(ui, &choices, ends + 1) {
            None => After::Stay,
            Some(pressed) if pressed < ends => {
                if let Some(message) = one {
                    cx.push(Task::SaveBody(message));
                }
                After::Stay
            }
            Some(pressed) if pressed == ends => {
                cx.push(Task::Request(self.which.request(Operation::Terminate)));
                After::Close
            }
            Some(_) => After::Close,
        }
    }

    fn answered(&mut self, answer: Answer) {
        self.which.take(answer);
    }
}
