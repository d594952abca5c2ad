//! What is done in a step: on what, and how.

use std::collections::HashMap;

use egui::Ui;

use super::{
    At, promises,
    texts::{Shape, bilingual},
    told,
};
use crate::{
    console::kit::{
        Mark,
        form::{Row, checkbox},
    },
    document::filter_text,
    engine::{ClockCommand, Held, HostCommand},
    model::{Addressing, ArtifactKind, ArtifactRef, Behaviour, BizTalkGroup, Draft, Filter, Name, Role},
    rules::{instances::Operation, lifecycle},
    training::{Fate, Step, StepKind, addressings},
    words::Sentence,
};

/// What is typed as filters, by the field: kept while it is none.
pub type FilterTexts = HashMap<String, String>;

/// What a step is called in a list.
pub fn short(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Inject { .. } => "authoring-kind-inject",
        StepKind::Act { .. } => "authoring-kind-act",
        StepKind::Operate { .. } => "authoring-kind-operate",
        StepKind::RemoveFront { .. } => "authoring-kind-remove-front",
        StepKind::SetFilter { .. } => "authoring-kind-filter",
        StepKind::SetRole(_) => "authoring-kind-role",
        StepKind::Clock(_) => "authoring-kind-clock",
        StepKind::RunHost { .. } | StepKind::CommandHost { .. } => "authoring-kind-host",
        StepKind::Server { .. } => "authoring-kind-server",
        StepKind::SetDestination { .. } => "authoring-kind-destination",
    }
}

/// A step of a scenario.
pub fn step(ui: &mut Ui, at: &At<'_>, field: &str, step: &mut Step, filters: &mut FilterTexts) {
    let cx = at.cx;
    bilingual(ui, at, &format!("{field}.say"), &cx.text("authoring-say"), &mut step.say, Shape::Line);
    at.form.section(ui, &cx.text("authoring-do"));
    let does = format!("{field}.do");
    kind(ui, at, &does, &mut step.kind, filters);
    promises::of_kind(ui, at, &mut step.kind);
    told(ui, at, &does);
    promises::afterwards(ui, at, field, step);
}

/// The ports and groups of a document.
fn items(group: &BizTalkGroup) -> Vec<(ArtifactRef, String)> {
    let ports = group.send_ports.values().map(|port| ArtifactRef::send_port(&port.name));
    let groups = group.send_port_groups.values().map(|spg| ArtifactRef::send_port_group(&spg.name));
    ports.chain(groups).map(|item| (item.clone(), item.name.to_string())).collect()
}

pub(super) fn ports(group: &BizTalkGroup) -> Vec<(Name, String)> {
    group.send_ports.values().map(|port| (port.name.clone(), port.name.to_string())).collect()
}

/// A choice among values that have words; the present one is one of them.
pub(super) fn choose<T: Clone + PartialEq>(
    ui: &mut Ui,
    at: &At<'_>,
    (field, label): (&str, &'static str),
    value: &mut T,
    mut choices: Vec<(T, String)>,
    shown: impl FnOnce() -> String,
) -> bool {
    let label = at.cx.text(label);
    if !choices.iter().any(|(it, _)| it == value) {
        choices.push((value.clone(), shown()));
    }
    let response = at.form.choice(ui, &Row::new(&label, "").width(320.0), value, &choices, "");
    at.offer(field, &response);
    response.changed()
}

pub(super) fn choose_item(ui: &mut Ui, at: &At<'_>, field: (&str, &'static str), item: &mut ArtifactRef) -> bool {
    let name = item.name.to_string();
    choose(ui, at, field, item, items(at.group), || name)
}

pub(super) fn choose_port(ui: &mut Ui, at: &At<'_>, field: &str, port: &mut Name) -> bool {
    let name = port.to_string();
    choose(ui, at, (field, "authoring-port"), port, ports(at.group), || name)
}

pub(super) fn choose_fate(ui: &mut Ui, at: &At<'_>, field: (&str, &'static str), fate: &mut Fate) -> bool {
    let choices = promises::FATES.map(|it| (it, at.cx.text(it.key())));
    choose(ui, at, field, fate, choices.into(), String::new)
}

/// What is done.
pub fn kind(ui: &mut Ui, at: &At<'_>, field: &str, kind: &mut StepKind, filters: &mut FilterTexts) {
    let cx = at.cx;
    match kind {
        StepKind::Inject { draft, count, .. } => inject(ui, at, field, draft, count),
        StepKind::Act { action, item, held, refused } => {
            let actions = lifecycle::actions().map(|it| (it, cx.text(it.key()))).collect();
            choose(ui, at, (field, "authoring-action"), action, actions, String::new);
            choose_item(ui, at, ("", "authoring-item"), item);
            if *action == crate::rules::Action::Start {
                let resume = (Held::Resume, cx.text("authoring-held-resume"));
                let choices = vec![resume, (Held::Keep, cx.text("authoring-held-keep"))];
                choose(ui, at, ("", "authoring-held"), held, choices, String::new);
            }
            checkbox(ui, &cx.text("authoring-refused"), refused, None);
        }
        StepKind::Operate { operation, port, promise, refused } => {
            let operations = Operation::ALL.map(|it| (it, cx.text(it.key()))).into();
            choose(ui, at, (field, "authoring-operation"), operation, operations, String::new);
            choose_port(ui, at, "", port);
            choose_fate(ui, at, ("", "authoring-becomes"), promise);
            checkbox(ui, &cx.text("authoring-refused"), refused, None);
        }
        StepKind::RemoveFront { port } => {
            choose_port(ui, at, field, port);
        }
        StepKind::SetFilter { item, filter } => {
            choose_item(ui, at, (field, "authoring-item"), item);
            edit_filter(ui, at, field, filter, filters);
        }
        StepKind::SetRole(role) => {
            let roles = Role::ALL.map(|it| (it, cx.text(it.key()))).into();
            choose(ui, at, (field, "role-label"), role, roles, String::new);
        }
        StepKind::Clock(command) => {
            let known = [10, 60, 300, 600, 3600, 86_400].map(|seconds| ClockCommand::Step { seconds });
            let choices = known.into_iter().chain([ClockCommand::ToNext]);
            let choices = choices.map(|it| (it, cx.say(&it.sentence()))).collect();
            let now = cx.say(&command.sentence());
            choose(ui, at, (field, "authoring-clock"), command, choices, || now);
        }
        StepKind::RunHost { host, running, .. } => {
            choose_host(ui, at, field, host);
            let choices = vec![(true, cx.text("authoring-runs")), (false, cx.text("authoring-runs-not"))];
            choose(ui, at, ("", "authoring-instances"), running, choices, String::new);
        }
        StepKind::CommandHost { host, command, .. } => {
            choose_host(ui, at, field, host);
            let choices = HostCommand::ALL.map(|it| (it, cx.text(it.key()))).into();
            choose(ui, at, ("", "authoring-instances"), command, choices, String::new);
        }
        StepKind::Server { server, up } => {
            let mut servers: Vec<(Name, String)> = Vec::new();
            for instance in at.group.hosts.values().flat_map(|host| &host.instances) {
                if !servers.iter().any(|(it, _)| *it == instance.server) {
                    servers.push((instance.server.clone(), instance.server.to_string()));
                }
            }
            let name = server.to_string();
            choose(ui, at, (field, "authoring-server"), server, servers, || name);
            let choices = vec![(false, cx.text("authoring-goes-down")), (true, cx.text("authoring-comes-up"))];
            choose(ui, at, ("", "authoring-what-becomes"), up, choices, String::new);
        }
        StepKind::SetDestination { port, behaviour, backup } => {
            choose_port(ui, at, field, port);
            if let Some(behaviour) = behaviour {
                choose_behaviour(ui, at, "authoring-destination", behaviour);
            }
            if let Some(backup) = backup {
                choose_behaviour(ui, at, "authoring-destination-backup", backup);
            }
        }
    }
}

fn choose_host(ui: &mut Ui, at: &At<'_>, field: &str, host: &mut Name) {
    let hosts = at.group.hosts.values().filter(|it| !it.instances.is_empty());
    let hosts = hosts.map(|it| (it.name.clone(), it.name.to_string())).collect();
    let name = host.to_string();
    choose(ui, at, (field, "authoring-host"), host, hosts, || name);
}

fn choose_behaviour(ui: &mut Ui, at: &At<'_>, label: &'static str, behaviour: &mut Behaviour) {
    use Behaviour::{Down, FailsNext, Rejects, Slow, Up};
    let all = [Up, Down, Rejects, FailsNext(1), FailsNext(2), FailsNext(3), Slow(5), Slow(10), Slow(60)];
    let choices = all.map(|it| (it, at.cx.say(&it.sentence()))).into();
    let now = at.cx.say(&behaviour.sentence());
    choose(ui, at, ("", label), behaviour, choices, || now);
}

/// A message is one of the templates; whom it is for is chosen beside it.
fn inject(ui: &mut Ui, at: &At<'_>, field: &str, draft: &mut Draft, count: &mut u32) {
    let cx = at.cx;
    let addressing = draft.addressing.clone();
    let like = |it: &Draft| Draft { addressing: addressing.clone(), ..it.clone() };
    let templates = at.group.templates.values().map(|it| (like(&it.draft), it.name.to_string())).collect();
    let other = cx.text("authoring-no-template-of-it");
    choose(ui, at, (field, "authoring-message"), draft, templates, || other);
    let to = |it: &Addressing| match it {
        Addressing::To(target) => {
            let item = ArtifactRef::from(target);
            let key = match item.kind {
                ArtifactKind::SendPortGroup => "authoring-to-group",
                _ => "authoring-to-port",
            };
            cx.say(&Sentence::new(key).with("name", &item.name))
        }
        Addressing::Published(_) => cx.text("authoring-to-filters"),
    };
    let choices = addressings(at.group).into_iter().map(|it| (it.clone(), to(&it))).collect();
    let now = to(&draft.addressing);
    choose(ui, at, ("", "authoring-to"), &mut draft.addressing, choices, || now);
    let counts = [1, 2, 3, 5, 10, 20].map(|it: u32| (it, it.to_string())).into();
    let now = count.to_string();
    choose(ui, at, ("", "authoring-count"), count, counts, || now);
}

/// The filter as text, as it stands in the window's filter pages.
fn edit_filter(ui: &mut Ui, at: &At<'_>, field: &str, filter: &mut Filter, filters: &mut FilterTexts) {
    let mut text = filters.get(field).cloned().unwrap_or_else(|| filter_text::write(filter).replace('\n', " "));
    let label = at.cx.text("authoring-filter");
    let response = at.form.text(ui, &Row::new(&label, ""), &mut text);
    let declared = |name: &str| at.group.property_type(name);
    match filter_text::parse(&text, &declared) {
        Ok(read) => {
            if response.changed() {
                *filter = read;
            }
            if response.has_focus() {
                filters.insert(field.to_owned(), text);
            } else {
                filters.remove(field);
            }
        }
        Err(error) => {
            Mark::Error.line(ui, &at.cx.say(&error.sentence()));
            filters.insert(field.to_owned(), text);
        }
    }
}
