//! Hosts with their instances: each a box with its switches and what it has in hand, and with each host
//! its queues and the ports that it serves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use egui::{Align, Frame, Layout, Margin, Rect, Role, ScrollArea, Shape, Stroke, Ui, WidgetInfo, vec2};
use jiff::Timestamp;

use super::{
    details::reference,
    instances::{InstanceFilter, States},
    messages::when,
    servers,
};
use crate::{
    console::{
        cached::Cached,
        context::{Cx, Task},
        kit::{self, Mark, SoftButton, soft_button},
        theme::{self, Palette},
    },
    engine::{HostCommand, Query, Request, refuse_role},
    message_box::{InstancePage, InstanceQuery},
    model::{ArtifactKind, ArtifactRef, BizTalkGroup, Host, HostInstance, HostKind, MessageId, Name, PortState},
    rules::{
        self,
        instances::InstanceState,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// How many messages in hand are looked at, and how many of them a box names.
const LOOKED_AT: u64 = 1000;
const NAMED: usize = 4;
/// How many ports of a host are named.
const PORTS: usize = 8;
/// Of a box, in points.
const WIDTH: f32 = 264.0;
const GAP: f32 = 8.0;

/// What host instances have in hand.
#[must_use]
pub fn in_hand() -> Query {
    let query = InstanceQuery { states: vec![InstanceState::Active], ..InstanceQuery::default() };
    Query::Instances { query, offset: 0, limit: LOOKED_AT }
}

#[derive(Default)]
struct InHand {
    count: u64,
    messages: Vec<MessageId>,
    /// Where the instance does not run any more: when others may take it.
    until: Option<Timestamp>,
}

/// The ports that a host sends for: the first ones and how many there are.
#[derive(Default)]
struct Served {
    first: Vec<Name>,
    count: usize,
}

#[derive(Default)]
pub struct HostsPanel {
    /// By host and server.
    in_hand: HashMap<(Name, Name), InHand>,
    /// There is more in hand than was looked at.
    more: bool,
    /// The state of the engine of which it was asked.
    asked: Option<u64>,
    under_way: bool,
    served: Cached<u64, BTreeMap<Name, Served>>,
}

impl HostsPanel {
    pub fn take(&mut self, page: InstancePage) {
        self.under_way = false;
        self.more = page.total > page.rows.len() as u64;
        self.in_hand.clear();
        for (instance, message) in page.rows {
            let Some(server) = instance.server else { continue };
            let of = self.in_hand.entry((instance.host, server)).or_default();
            of.count += 1;
            of.until = of.until.max(instance.due);
            if of.messages.len() < NAMED {
                of.messages.push(message.id);
            }
        }
    }

    pub fn failed(&mut self) {
        self.under_way = false;
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        if cx.snapshot.counts.state(InstanceState::Active) == 0 {
            self.in_hand.clear();
            self.more = false;
            self.asked = None;
        } else if !self.under_way && self.asked != Some(cx.snapshot.generation) {
            self.asked = Some(cx.snapshot.generation);
            self.under_way = true;
            cx.push(Task::QueryInHand);
        }
    }

    /// All hosts.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let text = cx.text("node-host-instances");
            let title = ui.label(theme::heading(&text));
            title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text.as_str()));
            if cx.snapshot.group.hosts.is_empty() {
                kit::prose(ui, theme::weak(ui, &cx.text("property-no-hosts")));
                return;
            }
            for host in cx.snapshot.group.hosts.values() {
                ui.add_space(6.0);
                ui.horizontal_wrapped(|ui| {
                    reference(ui, cx, &ArtifactRef::new(ArtifactKind::Host, &host.name));
                    ui.label(theme::weak(ui, &kind(cx, host)));
                });
                self.one(ui, cx, host);
                ui.separator();
            }
            Mark::Warning.line(ui, &cx.text("hosts-kill-warning"));
        });
    }

    /// Of one host, for its details.
    pub fn details(&mut self, ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
        kit::prose(ui, theme::weak(ui, &kind(cx, host)));
        self.one(ui, cx, host);
        ui.add_space(4.0);
        Mark::Warning.line(ui, &cx.text("hosts-kill-warning"));
        ui.add_space(4.0);
    }

    fn one(&mut self, ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
        self.ask(cx);
        queues(ui, cx, host);
        throttling(ui, cx, host);
        if host.instances.is_empty() {
            kit::prose(ui, theme::weak(ui, &cx.text("property-no-instances")));
        }
        let room = ui.available_width();
        let columns = (((room + GAP) / (WIDTH + GAP)).floor() as usize).max(1);
        let width = WIDTH.min(room);
        for row in host.instances.chunks(columns) {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for instance in row {
                    ui.push_id((&host.name, &instance.server), |ui| {
                        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                            ui.set_width(width);
                            self.instance(ui, cx, host, instance);
                        });
                    });
                }
            });
            ui.add_space(4.0);
        }
        let group = cx.snapshot.group.clone();
        let served = self.served.get(cx.snapshot.edition, &cx.worker, "served", move || served(&group));
        ports(ui, cx, served.and_then(|served| served.get(&host.name)));
    }

    fn instance(&self, ui: &mut Ui, cx: &Cx<'_>, host: &Host, instance: &HostInstance) {
        let palette = Palette::of_ui(ui);
        let (key, shape) = standing(host, instance);
        let ink = palette.state(shape).ink;
        let stands_by = key == "hosts-standing-by";
        // the one of a cluster that works is drawn solid, those that stand by are only outlined
        let stroke = match (host.clustered, instance.running, stands_by) {
            (_, _, true) => Stroke::NONE,
            (true, true, false) => Stroke::new(2.5, ink),
            _ => Stroke::new(1.0, palette.line_strong),
        };
        let fill = if stands_by { palette.panel } else { palette.card };
        let frame = Frame::new().fill(fill).stroke(stroke).corner_radius(theme::RADIUS);
        let drawn = frame.inner_margin(Margin::same(8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let (place, _) = ui.allocate_exact_size(vec2(12.0, 12.0), egui::Sense::hover());
                kit::state_shape(ui.painter(), place, shape, ink);
                ui.label(egui::RichText::new(instance.server.as_str()).font(theme::semibold(theme::BODY)));
                ui.label(egui::RichText::new(cx.text(key)).color(ink));
            });
            switches(ui, cx, host, instance);
            self.hand(ui, cx, host, instance);
        });
        if stands_by {
            dashes(ui, drawn.response.rect, Stroke::new(1.5, palette.line_strong));
        }
    }

    /// What it has in hand.
    fn hand(&self, ui: &mut Ui, cx: &Cx<'_>, host: &Host, instance: &HostInstance) {
        let key = (host.name.clone(), instance.server.clone());
        let Some(hand) = self.in_hand.get(&key) else {
            ui.label(theme::weak(ui, &cx.text("hosts-nothing-in-hand")));
            return;
        };
        let number = cx.words.count(hand.count);
        let sentence = match hand.until {
            Some(until) if !instance.running => Sentence::new("hosts-leased").with("until", when(until, cx.now)),
            _ if self.more => Sentence::new("hosts-in-hand-at-least"),
            _ => Sentence::new("hosts-in-hand"),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(cx.say(&sentence.with("number", number)));
            for message in &hand.messages {
                let name = cx.say(&Sentence::new("messages-show-one").with("message", message.to_string()));
                let link = kit::quiet_link(ui, &message.to_string());
                link.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
                if link.clicked() {
                    cx.push(Task::ShowMessage(*message));
                }
            }
        });
    }
}

/// What a host is.
fn kind(cx: &Cx<'_>, host: &Host) -> String {
    let kind = match host.kind {
        HostKind::InProcess => "host-kind-in-process",
        HostKind::Isolated => "host-kind-isolated",
    };
    let mut parts = vec![cx.text(kind)];
    if host.clustered {
        parts.push(cx.text("hosts-clustered"));
    }
    parts.join(", ")
}

/// In words, and the shape that goes with them.
fn standing(host: &Host, instance: &HostInstance) -> (&'static str, PortState) {
    match (instance.running, host.clustered) {
        // it runs in another process, whose state is not known
        _ if host.kind == HostKind::Isolated => ("property-status-unavailable", PortState::Bound),
        (true, true) if host.active_server() == Some(&instance.server) => ("hosts-active", PortState::Started),
        (true, true) => ("hosts-standing-by", PortState::Stopped),
        (true, false) => ("instance-running", PortState::Started),
        (false, _) if instance.disabled => ("hosts-disabled", PortState::Bound),
        (false, _) => ("instance-stopped", PortState::Stopped),
    }
}

/// The lengths of the queues; those of which instances can be listed lead there.
fn queues(ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
    let counts = cx.snapshot.counts.host(&host.name);
    ui.horizontal_wrapped(|ui| {
        let mut link = |key: &'static str, number: u64, states: States| {
            let text = Sentence::new(key).with("number", cx.words.count(number));
            let name = Sentence::new("hosts-queue-spoken").with("host", &host.name).with("queue", text.clone());
            let (text, name) = (cx.say(&text), cx.say(&name));
            let response = kit::quiet_link(ui, &text);
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name.as_str()));
            if response.clicked() {
                cx.push(Task::ShowInstances(InstanceFilter {
                    host: Some(host.name.clone()),
                    ..InstanceFilter::of(states)
                }));
            }
        };
        link("hosts-work-queue", counts.work_queue, States::InProgress);
        link("hosts-ready", counts.ready + counts.ready_in_order, States::Only(InstanceState::ReadyToRun));
        link("hosts-suspended-queue", counts.suspended_queue, States::Suspended);
    });
}

/// That it is throttled, and what is held back for it.
fn throttling(ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
    let throttled = cx.snapshot.throttled(host);
    if let Some(it) = &throttled {
        let sentence = Sentence::new("hosts-throttled")
            .with("number", cx.words.count(it.messages))
            .with("threshold", cx.words.count(it.threshold.into()))
            .with("state", u32::from(rules::throttling::DATABASE_SIZE));
        Mark::Warning.line(ui, &cx.say(&sentence)).on_hover_text(cx.say(&rules::throttling::PUBLISHING.sentence()));
    }
    let delayed = cx.snapshot.delayed.iter().filter(|delayed| delayed.hosts.contains(&host.name));
    let (count, until) = delayed
        .fold((0, None), |(count, until), delayed| (count + u64::from(delayed.count), until.max(Some(delayed.until))));
    if let Some(until) = until {
        let sentence = Sentence::new("hosts-delayed")
            .with("count", count)
            .with("number", cx.words.count(count))
            .with("until", when(until, cx.now));
        Mark::Note.line(ui, &cx.say(&sentence));
    }
}

/// The power switch and what else can be done with an instance.
fn switches(ui: &mut Ui, cx: &Cx<'_>, host: &Host, instance: &HostInstance) {
    let (of, server) = (&host.name, &instance.server);
    let about = |key| Sentence::new(key).with("host", of).with("server", server);
    let disabled = || {
        let servers = vec![Sentence::new("items-one").with("name", server)];
        Sentence::new("refused-host-disabled").with("host", of).with("servers", servers)
    };
    let run = |running| Request::RunHostInstance { host: of.clone(), server: Some(server.clone()), running };
    let command = |command| Request::CommandHostInstance { host: of.clone(), server: server.clone(), command };
    let only_running = (!instance.running).then(|| about("refused-host-not-running"));
    let power = if instance.running { "action-stop" } else { "action-start" };
    let able = if instance.disabled { HostCommand::Enable } else { HostCommand::Disable };
    let entries = [
        (power, (instance.disabled && !instance.running).then(disabled), run(!instance.running)),
        (HostCommand::Restart.key(), only_running.clone(), command(HostCommand::Restart)),
        (able.key(), instance.running.then(|| about("refused-host-running")), command(able)),
        (HostCommand::Kill.key(), only_running, command(HostCommand::Kill)),
    ];
    let allowed = may(cx.snapshot.role, Permission::StartAndStopHostInstance);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (key, refused, request) in entries {
            let text = cx.text(key);
            let enabled = match refused {
                _ if !allowed => Err(not_allowed(cx, key)),
                Some(why) => Err(cx.say(&why)),
                None => Ok(()),
            };
            let warns = key == HostCommand::Kill.key() && enabled.is_ok();
            if key == HostCommand::Kill.key() {
                // apart from what ends an instance in good order
                ui.add_space(8.0);
            }
            let pressed = soft_button(ui, SoftButton::new(&text).enabled(enabled));
            let response = pressed.response;
            response.clone().accessible_name(cx.say(&about("hosts-act").with("action", text.as_str())));
            if pressed.clicked_enabled {
                cx.push(Task::Request(request));
            }
            if warns {
                let warning = cx.text("hosts-kill-warning");
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(warning.as_str()));
                response.on_hover_text(warning);
            }
        }
        servers::switch(ui, cx, host, instance);
    });
}

fn not_allowed(cx: &Cx<'_>, key: &'static str) -> String {
    let refusal = refuse_role(Sentence::new(key), cx.snapshot.role, Permission::StartAndStopHostInstance);
    refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()
}

/// Around a box that is there in case another one fails.
fn dashes(ui: &Ui, rect: Rect, stroke: Stroke) {
    let rect = rect.shrink(0.75);
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, stroke, 6.0, 4.0));
}

/// The ports that the host sends for.
fn ports(ui: &mut Ui, cx: &Cx<'_>, served: Option<&Served>) {
    let Some(served) = served else {
        ui.label(theme::weak(ui, &cx.text("hosts-serves-none")));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::weak(ui, &cx.text("hosts-serves")));
        for port in &served.first {
            reference(ui, cx, &ArtifactRef::send_port(port));
        }
        let more = served.count - served.first.len();
        if more > 0 {
            ui.label(theme::weak(ui, &cx.say(&Sentence::new("toast-more").with("count", more))));
        }
    });
}

/// Of all hosts, by way of primary and backup transports and of the handlers of dynamic ports.
fn served(group: &BizTalkGroup) -> BTreeMap<Name, Served> {
    let mut all: BTreeMap<Name, Served> = BTreeMap::new();
    for port in group.send_ports.values() {
        let transports = port.transport.iter().chain(&port.backup).map(|transport| &transport.handler);
        let hosts: BTreeSet<&Name> = transports.chain(port.handlers.values()).collect();
        for host in hosts {
            let served = all.entry(host.clone()).or_default();
            served.count += 1;
            if served.first.len() < PORTS {
                served.first.push(port.name.clone());
            }
        }
    }
    all
}
