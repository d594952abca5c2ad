//! What is known of the instance that is selected.

use std::sync::Arc;

use egui::Ui;

use crate::{
    console::{
        context::{Cx, Task},
        kit,
        panels::{
            details::reference,
            instances::{InstanceFilter, States},
        },
        theme,
    },
    engine::{cause_sentence, standing},
    message_box::Instance,
    model::{ArtifactRef, Message},
    routing::explain,
    rules::instances::{Operation, why_not},
    words::Sentence,
};

/// `held`: how many messages its service instance holds, where these are several.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, (instance, message): &(Instance, Arc<Message>), held: Option<u64>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::section(&format!("{}  {}", instance.id, instance.message)));
        let sentence = Sentence::new("messages-show-one").with("message", instance.message.to_string());
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            cx.push(Task::ShowMessage(instance.message));
        }
        for item in instance
            .port
            .iter()
            .map(ArtifactRef::send_port)
            .chain(instance.via.iter().map(ArtifactRef::send_port_group))
        {
            reference(ui, cx, &item);
        }
    });
    let wrapped = |ui: &mut Ui, text: String| kit::prose(ui, text);
    if instance.lane.is_some() {
        service(ui, cx, instance, held);
    }
    if let Some(standing) = standing::standing(instance, &cx.snapshot.group) {
        wrapped(ui, cx.say(&standing));
    }
    if let Some(pending) = standing::pending(instance) {
        kit::Mark::Note.line(ui, &cx.say(&pending));
    }
    if let Some(cause) = &instance.cause {
        let clause = cause_sentence(cause, instance.port.as_ref(), instance.via.as_ref(), instance.ruling.as_ref());
        wrapped(ui, cx.say(&Sentence::new("sentence").with("clause", clause)));
    }
    if let Some(why) = why_not(Operation::Resume, instance.state).filter(|_| instance.state.is_suspended()) {
        kit::Mark::Note.line(ui, &cx.say(&Sentence::new(why)));
    }
    let key = if instance.state.is_suspended() { "suspended-in-queue" } else { "instances-host" };
    let mut where_ = vec![cx.say(&Sentence::new(key).with("host", &instance.host))];
    where_.extend(message.message_type().map(str::to_owned));
    where_.extend(standing::particulars(instance).iter().map(|it| cx.say(it)));
    where_.extend(Some(instance.address.clone()).filter(|address| !address.is_empty()));
    kit::prose(ui, theme::weak(ui, &where_.join("  ·  ")));
    if instance.port.is_none() && instance.state.is_suspended() {
        routing_failure_report(ui, cx, message);
    }
}

/// Ordered delivery: all that the service instance holds, and what holds it up.
fn service(ui: &mut Ui, cx: &Cx<'_>, instance: &Instance, held: Option<u64>) {
    ui.horizontal_wrapped(|ui| {
        let sentence = Sentence::new("service-holds")
            .with("service", instance.service.to_string())
            .with("count", held.unwrap_or(1))
            .with("front", instance.message.to_string());
        let key = if held.is_some() { "service-holds" } else { "standing-part-of" };
        ui.add(egui::Label::new(cx.say(&Sentence { key, ..sentence })).wrap());
        let states = if instance.state.is_suspended() { States::Suspended } else { States::InProgress };
        let filter = InstanceFilter { service: Some(instance.service), ..InstanceFilter::of(states) };
        if kit::quiet_link(ui, &cx.text("standing-show-all")).clicked() {
            cx.push(Task::ShowInstances(filter));
        }
        if let Some(front) = standing::behind(instance)
            && kit::quiet_link(ui, &cx.text("suspended-find-failed")).clicked()
        {
            cx.push(Task::ShowMessage(front));
        }
    });
}

/// The message and its routing failure report are one: the promoted properties, and what nearly
/// matches by now.
fn routing_failure_report(ui: &mut Ui, cx: &Cx<'_>, message: &Message) {
    let report = egui::CollapsingHeader::new(cx.text("outcome-report")).id_salt(("failure", message.id.0));
    report.default_open(true).show(ui, |ui| {
        let properties: Vec<_> = message.context.0.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let text = if properties.is_empty() { cx.text("outcome-no-properties") } else { properties.join("\n") };
        kit::prose(ui, text);
        let routing = crate::routing::Routing::default();
        let explanation =
            explain(&cx.snapshot.group, &message.addressing, message.bound_to.as_ref(), &message.context, &routing);
        for miss in &explanation.near_misses {
            kit::Mark::Warning.line(ui, &cx.say(&miss.sentence()));
        }
        kit::prose(ui, theme::weak(ui, &cx.text("suspended-fix-hint")));
    });
}
