//! The simulated destinations of all send ports, each with its switch.

use egui::{Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::details::reference;
use crate::{
    console::{
        cached::Cached,
        context::{Cx, Task},
        kit, theme,
    },
    engine::{Request, destination_of},
    model::{ArtifactRef, Behaviour, BizTalkGroup, Destination, Name},
    rules::{
        permissions::{Task as Permission, may},
        send_cycle::TransportOf,
    },
    transport::is_real,
    words::Sentence,
};

/// The longest that a slow destination takes, in seconds, and the most failures in a row.
const MOST: u32 = 3600;
/// Below this width, in points, the switches stand under the name.
const NARROW: f32 = 700.0;
/// How wide the name of a port is, and a switch.
const NAME: f32 = 150.0;
const SWITCH: f32 = 190.0;

/// What is listed: another list is made when it is about something else.
type Wanted = (u64, bool, String);

#[derive(Default)]
pub struct DestinationsPanel {
    not_up: bool,
    filter: String,
    ports: Cached<Wanted, Vec<Name>>,
}

impl DestinationsPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let snapshot = cx.snapshot;
        let title = cx.text("kinds-destination");
        let heading = ui.label(theme::heading(&title));
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
        kit::prose(ui, theme::weak(ui, &cx.text(told(cx))));
        ui.horizontal_wrapped(|ui| {
            let hint = cx.text("destinations-filter");
            let field = egui::TextEdit::singleline(&mut self.filter).hint_text(hint.as_str()).desired_width(160.0);
            ui.add(field).accessible_name(hint);
            ui.checkbox(&mut self.not_up, cx.text("destinations-not-up"));
        });
        // a destination that fails a few times is up by itself, which is no edit
        let version = if self.not_up { snapshot.generation } else { snapshot.edition };
        let wanted = (version, self.not_up, self.filter.to_lowercase());
        let (group, not_up, filter) = (snapshot.group.clone(), self.not_up, wanted.2.clone());
        let made = self.ports.get(wanted, &cx.worker, "destinations", move || list(&group, not_up, &filter));
        let ports = made.map_or(&[][..], Vec::as_slice);
        let of = snapshot.group.send_ports.size();
        let count = Sentence::new("destinations-count")
            .with("number", cx.words.count(ports.len() as u64))
            .with("of", cx.words.count(of as u64));
        ui.label(theme::weak(ui, &cx.say(&count)));
        if ports.is_empty() && made.is_some() {
            let key =
                if of > 0 && not_up && self.filter.is_empty() { "destinations-all-up" } else { "destinations-none" };
            kit::prose(ui, theme::weak(ui, &cx.text(key)));
        }
        let narrow = ui.available_width() < NARROW;
        let line = theme::TARGET + 4.0;
        let row = if narrow { 2.0 * line + 6.0 } else { line };
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, row, ports.len(), |ui, range| {
            for port in &ports[range] {
                ui.allocate_ui(vec2(ui.available_width(), row), |ui| {
                    ui.set_height(row);
                    if narrow {
                        ui.vertical(|ui| {
                            ui.horizontal(|ui| name(ui, cx, port));
                            ui.horizontal(|ui| switches(ui, cx, port));
                        });
                    } else {
                        ui.horizontal(|ui| {
                            ui.allocate_ui(vec2(NAME, line), |ui| {
                                ui.set_width(NAME);
                                reference(ui, cx, &ArtifactRef::send_port(port));
                            });
                            switches(ui, cx, port);
                            address(ui, cx, port);
                        });
                    }
                });
            }
        });
    }
}

fn list(group: &BizTalkGroup, not_up: bool, filter: &str) -> Vec<Name> {
    let ports = group.send_ports.values().filter(|port| {
        let fits = || {
            let addresses = port.transport.iter().chain(&port.backup).map(|it| it.address.as_str());
            let mut texts = std::iter::once(port.name.as_str()).chain(addresses);
            texts.any(|text| text.to_lowercase().contains(filter))
        };
        let is_up = || {
            group
                .destinations
                .get(&port.name)
                .is_none_or(|it| it.behaviour == Behaviour::Up && (port.backup.is_none() || it.backup == Behaviour::Up))
        };
        (filter.is_empty() || fits()) && !(not_up && is_up())
    });
    ports.map(|port| port.name.clone()).collect()
}

fn name(ui: &mut Ui, cx: &Cx<'_>, port: &Name) {
    reference(ui, cx, &ArtifactRef::send_port(port));
    address(ui, cx, port);
}

fn address(ui: &mut Ui, cx: &Cx<'_>, port: &Name) {
    let port = cx.snapshot.group.send_ports.get(port);
    if let Some(transport) = port.and_then(|port| port.transport.as_ref()) {
        let text = theme::weak(ui, &transport.address);
        ui.add(egui::Label::new(text).truncate()).on_hover_text(transport.address.as_str());
    }
}

fn switches(ui: &mut Ui, cx: &Cx<'_>, port: &Name) {
    let has_backup = cx.snapshot.group.send_ports.get(port).is_some_and(|port| port.backup.is_some());
    for on in [TransportOf::Primary, TransportOf::Backup] {
        if on == TransportOf::Backup && !has_backup {
            continue;
        }
        let key = match on {
            TransportOf::Primary => "destinations-switch",
            TransportOf::Backup => "destinations-switch-backup",
        };
        let spoken = cx.say(&Sentence::new(key).with("name", port));
        ui.allocate_ui(vec2(SWITCH, theme::TARGET), |ui| {
            ui.horizontal(|ui| {
                if on == TransportOf::Backup {
                    ui.label(theme::weak(ui, &cx.text("destinations-backup")));
                }
                if is_live(cx, port, on) {
                    ui.label(theme::weak(ui, &cx.text("destinations-live")));
                } else {
                    switch(ui, cx, port, on, &spoken);
                }
            });
        });
    }
}

/// Whether what a transport of a port sends really leaves the program: the switch does not apply then.
#[must_use]
pub fn is_live(cx: &Cx<'_>, port: &Name, on: TransportOf) -> bool {
    let port = cx.snapshot.live.as_ref().and_then(|_| cx.snapshot.group.send_ports.get(port));
    port.and_then(|port| on.of(port)).is_some_and(|transport| is_real(&transport.adapter))
}

/// What is said of destinations that are simulated.
#[must_use]
pub fn told(cx: &Cx<'_>) -> &'static str {
    if cx.snapshot.live.is_some() { "details-simulated-still" } else { "details-simulated" }
}

/// The switch of a simulated destination: of the port's address or of that of its backup transport.
pub fn switch(ui: &mut Ui, cx: &Cx<'_>, port: &Name, on: TransportOf, name: &str) {
    let destination = destination_of(&cx.snapshot.group, port);
    let now = match on {
        TransportOf::Primary => destination.behaviour,
        TransportOf::Backup => destination.backup,
    };
    let allowed = may(cx.snapshot.role, Permission::SwitchDestination);
    let choices = [
        Behaviour::Up,
        Behaviour::Down,
        Behaviour::Slow(amount(now).unwrap_or(5)),
        Behaviour::FailsNext(amount(now).unwrap_or(1)),
        Behaviour::Rejects,
    ];
    let same = |a: Behaviour, b: Behaviour| std::mem::discriminant(&a) == std::mem::discriminant(&b);
    let mut chosen = None;
    ui.add_enabled_ui(allowed, |ui| {
        let shown = cx.say(&now.sentence());
        let combo = egui::ComboBox::from_id_salt(("destination", port, on == TransportOf::Backup))
            .selected_text(shown.as_str())
            .width(110.0)
            .show_ui(ui, |ui| {
                for choice in choices {
                    let label = cx.text(behaviour_key(choice));
                    if kit::option(ui, same(choice, now), label).clicked() {
                        chosen = Some(choice);
                    }
                }
            });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, allowed, name);
            info.current_text_value = Some(shown.clone());
            info
        });
        if let Some(mut number) = amount(now) {
            let field = egui::DragValue::new(&mut number).range(1..=MOST);
            let response = ui.add(field);
            let name = Sentence::new("destinations-number")
                .with("what", name)
                .with("number", Sentence::new("details-destination-number"));
            let name = cx.say(&name);
            response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, allowed, name.as_str()));
            if response.changed() {
                chosen = Some(match now {
                    Behaviour::Slow(_) => Behaviour::Slow(number),
                    _ => Behaviour::FailsNext(number),
                });
            }
        }
    });
    if let Some(behaviour) = chosen {
        let destination = match on {
            TransportOf::Primary => Destination { behaviour, ..destination },
            TransportOf::Backup => Destination { backup: behaviour, ..destination },
        };
        cx.push(Task::Request(Request::SetDestination(destination)));
    }
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
