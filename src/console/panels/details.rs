//! What is known of the selected artifact, at the right.

use egui::{Role, Ui, WidgetInfo};

use super::{cells, inside, servers};
use crate::{
    console::{
        commands::Env,
        context::{Cx, Task},
        kit,
        panels::{findings::Findings, inbox::InboxPanel, last_change::LastChange, subscriptions::Query, tree::Node},
        theme,
    },
    engine::{Request, destination_of},
    model::{
        Artifact, ArtifactKind, ArtifactRef, Behaviour, Destination, Host, Name, Orchestration, PortState, ReceivePort,
        SendPort, SendPortGroup, Target,
    },
    rules::{
        outcome::{Path, decide},
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// The longest that a slow destination takes, in seconds, and the most failures in a row.
const MOST: u32 = 3600;

/// What is known of the selection beside the snapshot.
#[derive(Default)]
pub struct DetailsPanel {
    pub inbox: InboxPanel,
    pub last_change: LastChange,
    findings: Findings,
}

impl DetailsPanel {
    /// `node`: what is shown in the middle, which says what can be selected.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, node: &Node) {
        let Self { inbox, last_change, findings } = self;
        if let [item] = env.selection {
            return last_change.below(ui, cx, item, |ui| one(ui, cx, item, inbox, findings));
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if env.selection.is_empty() {
                return nothing(ui, cx, node);
            }
            let count = env.selection.len();
            ui.label(theme::heading(&cx.say(&Sentence::new("details-many").with("count", count))));
            for item in env.selection.iter().take(50) {
                reference(ui, cx, item);
            }
        });
    }
}

/// What there is to select.
fn nothing(ui: &mut Ui, cx: &Cx<'_>, node: &Node) {
    ui.add_space(24.0);
    let key = match node {
        Node::Subscriptions => "details-nothing-subscription",
        Node::Audit => "details-nothing-entry",
        Node::Suspended => "details-nothing-instance",
        _ => "details-nothing",
    };
    ui.vertical_centered(|ui| ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap()));
}

fn one(ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef, inbox: &mut InboxPanel, findings: &mut Findings) {
    let Some(artifact) = cx.snapshot.group.get(item) else {
        ui.label(theme::weak(ui, &cx.say(&Sentence::new("refused-not-there").with("name", &item.name))));
        return;
    };
    let title = kit::prose(ui, theme::heading(item.name.as_str()));
    title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, item.name.as_str()));
    match &artifact {
        Artifact::SendPort(port) => {
            state_line(ui, cx, port.state, &format!("{}, {}", cx.text(port.kind.key()), port.application));
        }
        Artifact::SendPortGroup(spg) => {
            state_line(ui, cx, spg.state, &format!("{}, {}", cx.text("kind-send-port-group"), spg.application));
        }
        _ => {}
    }
    findings.ui(ui, cx, item, &artifact);
    match artifact {
        Artifact::SendPort(port) => send_port(ui, cx, &port, inbox),
        Artifact::SendPortGroup(spg) => send_port_group(ui, cx, &spg),
        Artifact::ReceivePort(port) => receive_port(ui, cx, &port),
        Artifact::Orchestration(it) => orchestration(ui, cx, &it),
        Artifact::Host(host) => self::host(ui, cx, &host),
        Artifact::Application(application) => {
            paragraph(ui, &application.description);
            let item = ArtifactRef::new(ArtifactKind::Application, &application.name);
            let contents = cells::cell(cx, &item, cells::Column::Contents).text(cx.words);
            fact(ui, cx, "details-contents", &contents);
            let references = application.references.iter().map(Name::to_string).collect::<Vec<_>>().join(", ");
            fact(ui, cx, "column-references", &or_none(cx, references));
        }
        Artifact::Adapter(adapter) => {
            fact(ui, cx, "column-default-handler", adapter.default_handler.as_str());
            let handlers = adapter.handlers.iter().map(Name::to_string).collect::<Vec<_>>().join(", ");
            fact(ui, cx, "column-handlers", &handlers);
        }
        _ => {}
    }
}

/// The state, what it is and where it belongs, and what the state means.
fn state_line(ui: &mut Ui, cx: &Cx<'_>, state: PortState, kind: &str) {
    ui.horizontal_wrapped(|ui| {
        kit::state_badge(ui, cx.words, state);
        ui.label(kind);
    });
    let meaning = match state {
        PortState::Bound => "meaning-bound",
        PortState::Stopped => "meaning-stopped",
        PortState::Started => "meaning-started",
    };
    kit::prose(ui, theme::weak(ui, &cx.text(meaning)));
    ui.add_space(4.0);
}

fn send_port(ui: &mut Ui, cx: &Cx<'_>, port: &SendPort, inbox: &mut InboxPanel) {
    ui.add_space(4.0);
    inside::ui(ui, cx, port, |ui| destination(ui, cx, &port.name));
    subscriptions_of(ui, cx, ArtifactRef::send_port(&port.name));
    bound_by(ui, cx, &Target::SendPort(port.name.clone()));
    let counts = cx.snapshot.counts.port(&port.name);
    if counts.suspended > 0 {
        let sentence = Sentence::new("details-suspended-here").with("count", counts.suspended);
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            cx.push(Task::ShowSuspended(Some(port.name.clone())));
        }
    }
    ui.add_space(6.0);
    ui.add(egui::Label::new(theme::weak(ui, &cx.text("details-simulated"))).wrap());
    inbox.ui(ui, cx, &port.name, counts.arrived);
}

/// The switch of a simulated destination.
fn destination(ui: &mut Ui, cx: &Cx<'_>, port: &Name) {
    let now = destination_of(&cx.snapshot.group, port);
    let allowed = may(cx.snapshot.role, Permission::SwitchDestination);
    let choices = [
        Behaviour::Up,
        Behaviour::Down,
        Behaviour::Slow(amount(now.behaviour).unwrap_or(5)),
        Behaviour::FailsNext(amount(now.behaviour).unwrap_or(1)),
        Behaviour::Rejects,
    ];
    let same = |a: Behaviour, b: Behaviour| std::mem::discriminant(&a) == std::mem::discriminant(&b);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::weak(ui, &cx.text("details-destination"))).on_hover_text(cx.text("details-simulated"));
        let name = cx.text("details-destination-switch");
        let mut chosen = None;
        ui.add_enabled_ui(allowed, |ui| {
            let shown = cx.say(&now.behaviour.sentence());
            let combo = egui::ComboBox::from_id_salt(("destination", port))
                .selected_text(shown.as_str())
                .width(110.0)
                .show_ui(ui, |ui| {
                    for choice in choices {
                        let label = cx.text(behaviour_key(choice));
                        if ui.selectable_label(same(choice, now.behaviour), label).clicked() {
                            chosen = Some(choice);
                        }
                    }
                });
            combo.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, allowed, name.as_str());
                info.current_text_value = Some(shown.clone());
                info
            });
            if let Some(mut number) = amount(now.behaviour) {
                let field = egui::DragValue::new(&mut number).range(1..=MOST);
                let response = ui.add(field);
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::SpinButton, allowed, cx.text("details-destination-number"))
                });
                if response.changed() {
                    chosen = Some(match now.behaviour {
                        Behaviour::Slow(_) => Behaviour::Slow(number),
                        _ => Behaviour::FailsNext(number),
                    });
                }
            }
        });
        if let Some(behaviour) = chosen {
            cx.push(Task::Request(Request::SetDestination(Destination { behaviour, ..now.clone() })));
        }
    });
}

fn amount(behaviour: Behaviour) -> Option<u32> {
    match behaviour {
        Behaviour::Slow(number) | Behaviour::FailsNext(number) => Some(number),
        _ => None,
    }
}

fn behaviour_key(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Up => "behaviour-up",
        Behaviour::Down => "behaviour-down",
        Behaviour::Slow(_) => "behaviour-slow",
        Behaviour::FailsNext(_) => "behaviour-fails-next",
        Behaviour::Rejects => "behaviour-rejects",
    }
}

fn send_port_group(ui: &mut Ui, cx: &Cx<'_>, spg: &SendPortGroup) {
    fact(ui, cx, "details-filter", &or_none(cx, cells::filter_text(&spg.filter, cx)));
    subscriptions_of(ui, cx, ArtifactRef::send_port_group(&spg.name));
    bound_by(ui, cx, &Target::SendPortGroup(spg.name.clone()));
    section(ui, cx, "details-members");
    kit::prose(ui, theme::weak(ui, &cx.text("details-members-unchanged")));
    if spg.members.is_empty() {
        ui.label(theme::weak(ui, &cx.text("details-none")));
    }
    egui::Grid::new(("members", &spg.name)).num_columns(3).spacing([12.0, 4.0]).show(ui, |ui| {
        for member in &spg.members {
            let Some(port) = cx.snapshot.group.send_ports.get(member) else { continue };
            reference(ui, cx, &ArtifactRef::send_port(member));
            kit::state_inline(ui, cx.words, port.state);
            // what becomes of a message that is sent to the group now
            let ruling = decide(Path::ViaGroup(spg.state), port.state);
            let text = format!("→ {}", cx.text(ruling.verdict.key()));
            ui.label(theme::weak(ui, &text)).on_hover_text(cx.say(&ruling.rule.citation().sentence()));
            ui.end_row();
        }
    });
}

fn subscriptions_of(ui: &mut Ui, cx: &Cx<'_>, item: ArtifactRef) {
    if kit::quiet_link(ui, &cx.text("subscriptions-of-it")).clicked() {
        cx.push(Task::ShowSubscriptions(Query::Of(item)));
    }
}

fn bound_by(ui: &mut Ui, cx: &Cx<'_>, target: &Target) {
    let names: Vec<_> = cx.snapshot.group.bound_to(target).map(|it| it.name.clone()).collect();
    if names.is_empty() {
        return;
    }
    section(ui, cx, "details-bound-by");
    for name in names {
        reference(ui, cx, &ArtifactRef::new(ArtifactKind::Orchestration, &name));
    }
}

fn receive_port(ui: &mut Ui, cx: &Cx<'_>, port: &ReceivePort) {
    let kind = cx.text(if port.two_way { "receive-request-response" } else { "receive-one-way" });
    fact(ui, cx, "details-kind", &format!("{kind}, {}", port.application));
    section(ui, cx, "column-locations");
    let allowed = may(cx.snapshot.role, Permission::EnableReceiveLocation);
    for location in &port.locations {
        let mut enabled = location.enabled;
        let text = format!("{}  {}  {}", location.name, location.adapter, location.address);
        let response = ui.add_enabled(allowed, egui::Checkbox::new(&mut enabled, text.as_str()));
        if response.on_hover_text(cx.text("details-location-hint")).changed() {
            cx.push(Task::Request(Request::EnableReceiveLocation { location: location.name.clone(), enabled }));
        }
    }
}

fn orchestration(ui: &mut Ui, cx: &Cx<'_>, it: &Orchestration) {
    fact(ui, cx, "column-state", &cx.text(it.state.key()));
    fact(ui, cx, "details-kind", &format!("{}, {}", cx.text("kind-orchestration"), it.application));
    section(ui, cx, "column-bindings");
    for port in &it.ports {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{}:", port.name));
            match &port.binding {
                None => drop(ui.label(theme::weak(ui, &cx.text("binding-none")))),
                Some(Target::SendPort(name)) => reference(ui, cx, &ArtifactRef::send_port(name)),
                Some(Target::SendPortGroup(name)) => reference(ui, cx, &ArtifactRef::send_port_group(name)),
            }
        });
    }
}

fn host(ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
    let counts = cx.snapshot.counts.host(&host.name);
    fact(ui, cx, "column-work-queue", &cx.words.count(counts.work_queue));
    fact(ui, cx, "column-suspended-queue", &cx.words.count(counts.suspended_queue));
    section(ui, cx, "details-host-instances");
    let allowed = may(cx.snapshot.role, Permission::StartAndStopHostInstance);
    if host.instances.is_empty() {
        ui.label(theme::weak(ui, &cx.text("details-none")));
    }
    for instance in &host.instances {
        ui.horizontal_wrapped(|ui| {
            ui.label(instance.server.as_str());
            let state = match instance.running {
                _ if instance.down => "server-is-down",
                true => "instance-running",
                false => "instance-stopped",
            };
            ui.label(theme::weak(ui, &cx.text(state)));
            let key = if instance.running { "action-stop" } else { "action-start" };
            let reason = (!allowed).then(|| {
                let task = Permission::StartAndStopHostInstance;
                let refusal = crate::engine::refuse_role(Sentence::new(key), cx.snapshot.role, task);
                refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()
            });
            let text = cx.text(key);
            let button = kit::SoftButton::new(&text).enabled(reason.map_or(Ok(()), Err));
            let response = kit::soft_button(ui, button).response;
            // told apart from the action of the toolbar and from other servers
            let spoken = format!("{text} {}", instance.server);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(spoken));
            if response.clicked() {
                cx.push(Task::Request(Request::RunHostInstance {
                    host: host.name.clone(),
                    server: Some(instance.server.clone()),
                    running: !instance.running,
                }));
            }
            servers::switch(ui, cx, instance);
        });
    }
    servers::outgoing(ui, cx, host);
    let adapters = cx.snapshot.group.adapters.values().filter(|adapter| adapter.handlers.contains(&host.name));
    let adapters = adapters.map(|adapter| adapter.name.to_string()).collect::<Vec<_>>().join(", ");
    fact(ui, cx, "details-send-handlers", &or_none(cx, adapters));
}

fn section(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    ui.add_space(6.0);
    ui.label(theme::section(&cx.text(key)));
}

/// A small label above its value; long addresses break anywhere.
fn fact(ui: &mut Ui, cx: &Cx<'_>, key: &str, value: &str) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.label(theme::weak(ui, &cx.text(key)));
        kit::prose(ui, value);
    });
}

fn paragraph(ui: &mut Ui, text: &str) {
    if !text.is_empty() {
        kit::prose(ui, text);
    }
}

fn or_none(cx: &Cx<'_>, text: String) -> String {
    if text.is_empty() { cx.text("details-none") } else { text }
}

/// The name of an artifact that selects it; of one that is gone the name all the same.
pub fn reference(ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef) {
    if cx.snapshot.group.get(item).is_none() {
        ui.label(item.name.as_str());
        ui.label(theme::weak(ui, &cx.text("messages-port-deleted")));
        return;
    }
    if kit::quiet_link(ui, item.name.as_str()).clicked() {
        cx.push(Task::Select(vec![item.clone()]));
    }
}
