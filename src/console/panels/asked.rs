//! What a question is about, where it hides the rest of the window: the message, the groups, and of each port
//! what decides beside its state.

use egui::{RichText, Ui};

use crate::{
    console::{context::Cx, kit, panels::cells::filter_words, theme},
    engine::{addressing_sentence, destination_of},
    model::{Addressing, Behaviour, BizTalkGroup, Draft, Filter, Name, PortState, SendPort, Source, properties},
    training::{Part, Question, StepKind},
    words::{Argument, Sentence},
};

/// The message and the groups.
pub fn scene(ui: &mut Ui, cx: &Cx<'_>, question: &Question) {
    let StepKind::Inject { draft, .. } = &question.act else { return };
    let message = Sentence::new("asked-message")
        .with("what", described(draft, &question.group))
        .with("to", addressing_sentence(&draft.addressing));
    kit::prose(ui, cx.say(&message));
    for spg in question.group.send_port_groups.values() {
        let members: Vec<Argument> = spg.members.iter().map(Argument::from).collect();
        let said = Sentence::new("asked-group").with("members", members).with("filter", filter(cx, &spg.filter));
        row(ui, cx, &spg.name, spg.state, &cx.say(&said));
    }
    ui.separator();
}

/// A port with what decides at it: its state, its filter, and whatever else may have a copy wait or fail.
/// Returns whether it is one.
pub fn of_port(ui: &mut Ui, cx: &Cx<'_>, question: &Question, part: &Part) -> bool {
    let Part::Port(name) = part else { return false };
    let Some(port) = question.group.send_ports.get(name) else { return false };
    let parts = decides(cx, question, port);
    row(ui, cx, name, port.state, &cx.say(&Sentence::new("asked-port").with("parts", parts)));
    true
}

fn row(ui: &mut Ui, cx: &Cx<'_>, name: &Name, state: PortState, said: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = theme::TARGET;
        ui.label(RichText::new(name.as_str()).strong());
        kit::state_badge(ui, cx.words, state);
        ui.label(said);
    });
}

/// `Order (Region: EU, Amount: 120)`; the whole type where a filter looks at it.
fn described(draft: &Draft, group: &BizTalkGroup) -> Sentence {
    let looks_at = |property: &str| {
        let ports = group.send_ports.values().map(|port| &port.filter);
        let groups = group.send_port_groups.values().map(|spg| &spg.filter);
        ports.chain(groups).flat_map(Filter::predicates).any(|predicate| predicate.property == property)
    };
    let mut values: Vec<String> = draft.properties.iter().map(|it| format!("{} = {}", it.name, it.value)).collect();
    if looks_at(properties::MESSAGE_TYPE) && !draft.message_type.is_empty() {
        values.insert(0, format!("{} = {}", properties::MESSAGE_TYPE, draft.message_type));
    }
    if let Addressing::Published(Source::ReceiveLocation(location)) = &draft.addressing
        && let Some(port) = group.receive_ports.values().find(|it| it.locations.iter().any(|it| it.name == *location))
    {
        values.push(format!("{} = {}", properties::RECEIVE_PORT_NAME, port.name));
    }
    let root = draft.message_type.rsplit('#').next().unwrap_or_default();
    let key = match (root.is_empty(), values.is_empty()) {
        (true, true) => "asked-plain",
        (true, false) => "asked-values",
        (false, true) => "asked-type",
        (false, false) => "asked-type-values",
    };
    let values: Vec<Argument> = values.into_iter().map(Argument::from).collect();
    Sentence { key, arguments: Vec::new() }.with("type", root).with("values", values)
}

fn filter(cx: &Cx<'_>, filter: &Filter) -> Sentence {
    if filter.is_empty() {
        return Sentence::new("asked-no-filter");
    }
    Sentence::new("asked-filter").with("filter", filter_words(filter, cx.words))
}

/// The filter, and whatever may have a copy wait or fail.
fn decides(cx: &Cx<'_>, question: &Question, port: &SendPort) -> Vec<Sentence> {
    let group = &question.group;
    let mut parts = vec![filter(cx, &port.filter)];
    let transport = port.transport.as_ref();
    if let Some(window) = transport.map(|it| &it.window).filter(|it| it.enabled) {
        let (start, stop) = (window.start.strftime("%H:%M").to_string(), window.stop.strftime("%H:%M").to_string());
        parts.push(Sentence::new("asked-window").with("start", start).with("stop", stop));
    }
    let behaviour = destination_of(group, &port.name).behaviour;
    if behaviour != Behaviour::Up {
        parts.push(Sentence::new("asked-destination").with("behaviour", behaviour.sentence()));
    }
    if port.backup.is_some() {
        parts.push(Sentence::new("asked-backup"));
    }
    if let Some(host) = transport.map(|it| &it.handler).filter(|it| rests(group, it)) {
        parts.push(Sentence::new("asked-host").with("host", host));
    }
    if port.ordered_delivery {
        parts.push(
            Sentence::new("asked-ordered").with("suspended", question.suspended.get(&port.name).copied().unwrap_or(0)),
        );
    }
    parts
}

/// Whether no instance of a host runs.
fn rests(group: &BizTalkGroup, host: &Name) -> bool {
    group.hosts.get(host).is_some_and(|host| !host.instances.iter().any(|instance| instance.running))
}
