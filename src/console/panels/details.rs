//! What is known of the selected artifact, at the right.

use egui::{Role, Ui, WidgetInfo};

use super::{cells, destinations, hosts::HostsPanel, inside, servers};
use crate::{
    console::{
        commands::Env,
        context::{Cx, Task},
        kit,
        panels::{
            findings::Findings, inbox::InboxPanel, last_change::LastChange, starving::StarvingPorts,
            subscriptions::Query, tree::Node,
        },
        theme,
    },
    engine::Request,
    model::{
        Artifact, ArtifactKind, ArtifactRef, Host, Name, Orchestration, PortState, ReceivePort, SendPort,
        SendPortGroup, Target,
    },
    rules::{
        outcome::{Path, decide},
        permissions::{Task as Permission, may},
        send_cycle::TransportOf,
    },
    words::Sentence,
};

/// What is known of the selection beside the snapshot.
#[derive(Default)]
pub struct DetailsPanel {
    pub inbox: InboxPanel,
    pub last_change: LastChange,
    pub hosts: HostsPanel,
    findings: Findings,
}

impl DetailsPanel {
    /// `node`: what is shown in the middle, which says what can be selected.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, node: &Node, starving: &mut StarvingPorts) {
        let Self { inbox, last_change, hosts, findings } = self;
        if let [item] = env.selection {
            return last_change.below(ui, cx, item, |ui| one(ui, cx, item, (inbox, hosts, findings, starving)));
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
        Node::Lints => "details-nothing-lint",
        Node::Audit => "details-nothing-entry",
        Node::Suspended => "details-nothing-instance",
        _ => "details-nothing",
    };
    ui.vertical_centered(|ui| ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap()));
}

fn one(
    ui: &mut Ui,
    cx: &Cx<'_>,
    item: &ArtifactRef,
    (inbox, hosts, findings, starving): (&mut InboxPanel, &mut HostsPanel, &mut Findings, &mut StarvingPorts),
) {
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
    findings.ui(ui, cx, item, &artifact, starving);
    match artifact {
        Artifact::SendPort(port) => send_port(ui, cx, &port, inbox),
        Artifact::SendPortGroup(spg) => send_port_group(ui, cx, &spg),
        Artifact::ReceivePort(port) => receive_port(ui, cx, &port),
        Artifact::Orchestration(it) => orchestration(ui, cx, &it),
        Artifact::Host(host) => self::host(ui, cx, &host, hosts),
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
    inside::ui(ui, cx, port, |ui, on| destination(ui, cx, &port.name, on));
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
    if !destinations::is_live(cx, &port.name, TransportOf::Primary) {
        ui.add(egui::Label::new(theme::weak(ui, &cx.text(destinations::told(cx)))).wrap());
    }
    inbox.ui(ui, cx, &port.name, counts.arrived);
}

/// The switch of a simulated destination: the one beside the transport, or beside the backup transport.
fn destination(ui: &mut Ui, cx: &Cx<'_>, port: &Name, on: TransportOf) {
    let name = cx.text(match on {
        TransportOf::Primary => "details-destination-switch",
        TransportOf::Backup => "details-destination-switch-backup",
    });
    // nothing is simulated there while messages really leave
    if destinations::is_live(cx, port, on) {
        kit::prose(ui, theme::weak(ui, &cx.text("details-live")));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::weak(ui, &cx.text("details-destination"))).on_hover_text(cx.text(destinations::told(cx)));
        destinations::switch(ui, cx, port, on, &name);
    });
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

fn host(ui: &mut Ui, cx: &Cx<'_>, host: &Host, hosts: &mut HostsPanel) {
    hosts.details(ui, cx, host);
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
