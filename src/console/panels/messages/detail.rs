//! One message: its service instances, its timeline, its properties and its body.

use std::{fmt::Write as _, sync::Arc};

use egui::{Role, Ui, WidgetInfo};

use super::{pretty, timeline, why::WhyPanel};
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::{resubmit::ResubmitDialog, resume::ResumeDialog, resume::TerminateDialog},
        kit,
        panels::{
            details::reference,
            instances::{InstanceFilter, States},
        },
        theme,
    },
    engine::{
        Fact, Line, Outcome, Report, Request, Story, Waiting, addressing_sentence, cause_sentence, refuse_role,
        standing,
    },
    message_box::{Fate, Instance},
    model::{ArtifactRef, Message, MessageId},
    rules::{
        Citation,
        instances::Operation,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// How many instances are shown before one asks for more, and how many more then.
const INSTANCES: usize = 50;

#[expect(clippy::struct_excessive_bools, reason = "what is shown, each by itself")]
#[derive(Default)]
pub struct Detail {
    of: Option<MessageId>,
    instances: usize,
    all_events: bool,
    raw: bool,
    /// The body as it is shown.
    body: Option<Arc<str>>,
    is_pretty: bool,
    pub why: WhyPanel,
    /// The pair is what one came for: it is scrolled to.
    pub show_why: bool,
}

impl Detail {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, story: &Story) {
        let id = story.message.id;
        if self.of != Some(id) {
            let (why, show_why) = (std::mem::take(&mut self.why), self.show_why);
            *self = Self { of: Some(id), instances: INSTANCES, why, show_why, ..Self::default() };
        }
        let name = id.to_string();
        let title = kit::prose(ui, theme::heading(&name));
        title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name.as_str()));
        Self::actions(ui, cx, story);
        egui::ScrollArea::vertical().auto_shrink(false).id_salt(("story", id.0)).show(ui, |ui| {
            head(ui, cx, story);
            section(ui, cx, "messages-instances");
            self.instances(ui, cx, story);
            section(ui, cx, "messages-timeline");
            timeline::ui(ui, cx, story, &mut self.all_events);
            let at = section(ui, cx, "messages-why");
            if std::mem::take(&mut self.show_why) {
                at.scroll_to_me(Some(egui::Align::TOP));
            }
            self.why.ui(ui, cx, &story.message);
            section(ui, cx, "messages-properties");
            properties(ui, cx, &story.message);
            section(ui, cx, "messages-body");
            self.body(ui, cx, &story.message);
        });
    }

    fn actions(ui: &mut Ui, cx: &Cx<'_>, story: &Story) {
        let allowed = allowed(cx, Permission::Inject, "messages-inject-again");
        ui.horizontal_wrapped(|ui| {
            let text = cx.text("messages-inject-again");
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(allowed.clone())).clicked_enabled {
                cx.push(Task::Inject { draft: story.message.draft(), count: 1 });
            }
            let text = cx.text("messages-edit-and-inject");
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(allowed)).clicked_enabled {
                cx.push(Task::FillInject(story.message.draft()));
            }
            if kit::quiet_link(ui, &cx.text("messages-copy")).clicked() {
                cx.push(Task::Copy(markdown(cx, story)));
            }
        });
    }

    fn instances(&mut self, ui: &mut Ui, cx: &Cx<'_>, story: &Story) {
        if story.instances.is_empty() {
            ui.label(theme::weak(ui, &cx.text("outcome-nobody")));
        }
        let shown = story.instances.len().min(self.instances);
        for it in &story.instances[..shown] {
            instance(ui, cx, story, it);
        }
        let more = story.instances.len() - shown;
        if more > 0 {
            let sentence = Sentence::new("messages-more-instances").with("count", more);
            if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
                self.instances += INSTANCES;
            }
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &Cx<'_>, message: &Message) {
        if let Err(why) = allowed(cx, Permission::SeeBodies, "messages-body") {
            kit::prose(ui, theme::weak(ui, &why));
            return;
        }
        if message.body.is_empty() {
            ui.label(theme::weak(ui, &cx.text("messages-no-body")));
            return;
        }
        if self.body.is_none() {
            let pretty = if self.raw { None } else { pretty::pretty(&message.body) };
            self.is_pretty = pretty.is_some();
            self.body = Some(pretty.map_or_else(|| start_of(&message.body), Arc::from));
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::weak(ui, &super::list::size(cx.words, message.body.len() as u64)));
            if kit::quiet_link(ui, &cx.text("messages-copy-body")).clicked() {
                cx.push(Task::Copy(message.body.to_string()));
            }
            if kit::quiet_link(ui, &cx.text("suspended-save")).clicked() {
                cx.push(Task::SaveBody(message.id));
            }
            if self.is_pretty || self.raw {
                let key = if self.raw { "messages-body-pretty" } else { "messages-body-raw" };
                if kit::quiet_link(ui, &cx.text(key)).clicked() {
                    self.raw = !self.raw;
                    self.body = None;
                }
            }
        });
        let Some(body) = &self.body else { return };
        let name = cx.text("messages-body");
        let mut text: &str = body;
        let field = egui::TextEdit::multiline(&mut text)
            .code_editor()
            .lock_focus(false)
            .desired_width(f32::INFINITY)
            .desired_rows(3);
        ui.add(field).accessible_name(name);
        if message.body.len() > pretty::MAX {
            let sentence = Sentence::new("messages-body-cut").with("count", (message.body.len() - body.len()) >> 10);
            kit::prose(ui, theme::weak(ui, &cx.say(&sentence)));
        }
    }
}

/// As much of a body as is shown.
fn start_of(body: &Arc<str>) -> Arc<str> {
    if body.len() <= pretty::MAX {
        return body.clone();
    }
    let end = (0..=pretty::MAX).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0);
    Arc::from(&body[..end])
}

fn section(ui: &mut Ui, cx: &Cx<'_>, key: &str) -> egui::Response {
    ui.add_space(8.0);
    let text = cx.text(key);
    let label = ui.label(theme::section(&text));
    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text.as_str()));
    label
}

/// Whether the role may do it, with the reason why not.
pub(super) fn allowed(cx: &Cx<'_>, task: Permission, what: &'static str) -> Result<(), String> {
    if may(cx.snapshot.role, task) {
        return Ok(());
    }
    let refusal = refuse_role(Sentence::new(what), cx.snapshot.role, task);
    Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
}

/// What, when, to whom, and what came of it in a line; the messages that it came from and led to.
fn head(ui: &mut Ui, cx: &Cx<'_>, story: &Story) {
    let message = &story.message;
    if let Some(message_type) = message.message_type() {
        kit::prose(ui, message_type);
    }
    let sentence = Sentence::new("messages-published-at")
        .with("time", super::when(message.published, cx.now))
        .with("to", addressing_sentence(&message.addressing));
    ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).wrap())
        .on_hover_text(super::when_exactly(message.published));
    for (sentence, other) in links(story) {
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            cx.push(Task::ShowMessage(other));
        }
    }
}

/// Responses and resubmissions, in both directions.
fn links(story: &Story) -> Vec<(Sentence, MessageId)> {
    let id = story.message.id;
    let link =
        |key: &'static str, other: MessageId| Some((Sentence::new(key).with("message", other.to_string()), other));
    let of = |fact: &Fact| match fact {
        Fact::Responded { request, response, .. } if *request == id => link("messages-responded-with", *response),
        Fact::Responded { request, .. } => link("messages-response-to", *request),
        Fact::FailedMessageRouted { message, report, .. } if *message == id => link("messages-routed-as", *report),
        Fact::FailedMessageRouted { message, .. } => link("messages-error-of", *message),
        Fact::Acknowledged { message, acknowledgement: Some(it), .. } if *message == id => {
            link("messages-acknowledged-by", *it)
        }
        Fact::Acknowledged { message, acknowledgement: Some(_), .. } => link("messages-acknowledgement-of", *message),
        Fact::Resubmitted { from, to } if *from == id => link("messages-resubmitted-as", *to),
        Fact::Resubmitted { from, .. } => link("messages-resubmission-of", *from),
        _ => None,
    };
    story.events.iter().filter_map(|event| of(&event.fact)).collect()
}

fn outcome(instance: &Instance) -> Option<Outcome> {
    Fate::of(instance.state, instance.port.is_some(), instance.cause.is_some()).map(Outcome::from)
}

fn instance(ui: &mut Ui, cx: &Cx<'_>, story: &Story, it: &Instance) {
    egui::Frame::group(ui.style()).inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            if let Some(outcome) = outcome(it) {
                kit::waiting_badge(ui, cx.words, outcome, Waiting::of(it));
            }
            if let Some(port) = &it.port {
                port_reference(ui, cx, port);
            }
            if let Some(via) = &it.via {
                ui.label(theme::weak(ui, &cx.text("outcome-via")));
                reference(ui, cx, &ArtifactRef::send_port_group(via));
            }
        });
        let (sentence, citation) = told(story, it);
        kit::prose(ui, cx.say(&sentence));
        if let Some(standing) = standing::standing(it, &cx.snapshot.group) {
            kit::prose(ui, cx.say(&standing));
        }
        if let Some(pending) = standing::pending(it) {
            kit::Mark::Note.line(ui, &cx.say(&pending));
        }
        let said = cx.say(&citation.sentence());
        kit::prose(ui, theme::weak(ui, &said));
        let mut facts = Sentence::new("messages-instance-facts")
            .with("instance", it.id.to_string())
            .with("state", Sentence::new(it.state.key()))
            .with("host", &it.host)
            .with("attempts", it.attempts);
        facts = facts.with("changed", super::when(it.changed, cx.now));
        let mut facts = vec![cx.say(&facts)];
        facts.extend(standing::particulars(it).iter().map(|it| cx.say(it)));
        kit::prose(ui, theme::weak(ui, &facts.join(", ")));
        if !it.address.is_empty() {
            let text = format!("{}  {}", it.adapter, it.address);
            ui.add(egui::Label::new(theme::weak(ui, &text)).wrap());
        }
        service(ui, cx, it);
        if it.state.is_suspended() || it.state.is_in_progress() {
            operations(ui, cx, story, it);
        }
    });
    ui.add_space(2.0);
}

/// With ordered delivery: the service instance to which it belongs, and what holds it up.
fn service(ui: &mut Ui, cx: &Cx<'_>, it: &Instance) {
    if it.lane.is_none() || !(it.state.is_suspended() || it.state.is_in_progress()) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let sentence = Sentence::new("standing-part-of").with("service", it.service.to_string());
        ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).wrap());
        let filter = InstanceFilter {
            service: Some(it.service),
            ..InstanceFilter::of(if it.state.is_suspended() { States::Suspended } else { States::InProgress })
        };
        if kit::quiet_link(ui, &cx.text("standing-show-all")).clicked() {
            cx.push(Task::ShowInstances(filter));
        }
        if let Some(front) = standing::behind(it)
            && kit::quiet_link(ui, &cx.text("suspended-find-failed")).clicked()
        {
            cx.push(Task::ShowMessage(front));
        }
    });
}

/// A port that is gone is still named.
fn port_reference(ui: &mut Ui, cx: &Cx<'_>, port: &crate::model::Name) {
    if cx.snapshot.group.send_ports.contains_key(port) {
        reference(ui, cx, &ArtifactRef::send_port(port));
    } else {
        ui.label(port.as_str());
        ui.label(theme::weak(ui, &cx.text("messages-port-deleted")));
    }
}

/// What became of an instance, and the rule.
fn told(story: &Story, it: &Instance) -> (Sentence, Citation) {
    if let Some(line) = Line::of(it) {
        return (line.sentence(&story.message), line.citation());
    }
    let sentence = match outcome(it) {
        Some(Outcome::RoutingFailure) => {
            let cause = it.cause.clone().unwrap_or(crate::message_box::Cause::RoutingFailure);
            Sentence::new("sentence").with("clause", cause_sentence(&cause, None, None, None))
        }
        Some(_) => {
            Sentence::new("fact-terminated").with("message", it.message.to_string()).with("instance", it.id.to_string())
        }
        None => Sentence::new("messages-routed-again"),
    };
    (sentence, Report::failure_citation())
}

/// What the table of operations allows; greyed with the reason where it does not.
fn operations(ui: &mut Ui, cx: &Cx<'_>, story: &Story, it: &Instance) {
    let rows = || vec![(it.clone(), story.message.clone())];
    ui.horizontal_wrapped(|ui| {
        for (operation, key) in [
            (Operation::Resume, "suspended-resume"),
            (Operation::Suspend, Operation::Suspend.key()),
            (Operation::Terminate, "suspended-terminate"),
        ] {
            let enabled = match standing::not_available(operation, it) {
                Some(why) => Err(cx.say(&why)),
                None => allowed(cx, Permission::OperateOnInstances, operation.key()),
            };
            let text = cx.text(key);
            if !kit::soft_button(ui, kit::SoftButton::new(&text).enabled(enabled)).clicked_enabled {
                continue;
            }
            cx.push(match operation {
                Operation::Resume => Task::Open(Box::new(ResumeDialog::new(rows()))),
                Operation::Terminate => Task::Open(Box::new(TerminateDialog::new(rows()))),
                Operation::Suspend => Task::Request(Request::Operate { operation, instances: vec![it.id] }),
            });
        }
        if it.state.is_suspended() {
            let enabled = allowed(cx, Permission::OperateOnInstances, "suspended-resubmit");
            let text = cx.text("suspended-resubmit");
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(enabled)).clicked_enabled {
                cx.push(Task::Open(Box::new(ResubmitDialog::new(it.clone(), story.message.clone()))));
            }
        }
    });
}

fn properties(ui: &mut Ui, cx: &Cx<'_>, message: &Message) {
    if message.context.0.is_empty() {
        ui.label(theme::weak(ui, &cx.text("outcome-no-properties")));
        return;
    }
    // a long value breaks rather than leave the panel
    let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0 - ui.spacing().scroll.bar_width;
    egui::Grid::new(("properties", message.id.0)).num_columns(2).max_col_width(half).striped(true).show(ui, |ui| {
        for (name, value) in &message.context.0 {
            kit::prose(ui, name);
            ui.add(egui::Label::new(value.to_string()).selectable(true).wrap())
                .on_hover_text(cx.text(crate::model::validate::type_key(value.value_type())));
            ui.end_row();
        }
    });
}

/// Everything but the body as text, for a mail or a slide, in the same sentences.
#[must_use]
pub fn markdown(cx: &Cx<'_>, story: &Story) -> String {
    let message = &story.message;
    let published = Sentence::new("messages-published-at")
        .with("time", super::when_exactly(message.published))
        .with("to", addressing_sentence(&message.addressing));
    let mut text = format!("## {}\n\n{}\n", message.id, cx.say(&published));
    let heading = |text: &mut String, key: &str| {
        let _ = write!(text, "\n### {}\n\n", cx.text(key));
    };
    heading(&mut text, "messages-instances");
    for it in &story.instances {
        let (sentence, citation) = told(story, it);
        let name = it.port.as_ref().map_or_else(|| it.id.to_string(), ToString::to_string);
        let outcome = outcome(it).map(|it| cx.text(it.key())).unwrap_or_default();
        let _ = writeln!(text, "- **{name}** {outcome}: {} ({})", cx.say(&sentence), cx.say(&citation.sentence()));
    }
    heading(&mut text, "messages-timeline");
    for event in &story.events {
        let after = cx.say(&timeline::offset(message.published, event.time));
        let rule = timeline::citation(&event.fact).map(|it| format!(" ({})", cx.say(&it.sentence())));
        let _ = writeln!(
            text,
            "- {} {after}: {}{}",
            theme::clock(event.time),
            cx.say(&event.sentence()),
            rule.unwrap_or_default()
        );
    }
    heading(&mut text, "messages-properties");
    for (name, value) in &message.context.0 {
        let _ = writeln!(text, "- `{name}` = `{value}`");
    }
    text
}
