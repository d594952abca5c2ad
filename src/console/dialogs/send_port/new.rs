//! The drafts with which the window opens: a new port, a copy of another one.

use crate::{
    engine::Snapshot,
    model::{Adapter, ArtifactRef, BizTalkGroup, Name, PortKind, PortState, SendPort, Transport, adapters},
};

/// A new port with a free name and the default handler of a usual adapter.
pub fn fresh(snapshot: &Snapshot, kind: PortKind, application: &Name) -> SendPort {
    let name = free_name(&snapshot.group, "SP", 1);
    let mut port = SendPort::new(name, application.clone(), kind);
    if !kind.is_dynamic() {
        port.transport = Some(usual_transport(&snapshot.group, kind.is_two_way()));
    }
    port
}

/// A copy with a free name, of this kind if one is asked for. What the kind does not have is
/// left out.
pub fn copied(snapshot: &Snapshot, port: &SendPort, kind: Option<PortKind>) -> SendPort {
    let mut copy = port.clone();
    copy.name = free_name(&snapshot.group, port.name.as_str(), 2);
    copy.state = PortState::Bound;
    copy.kind = kind.unwrap_or(port.kind);
    if copy.kind.is_dynamic() {
        copy.transport = None;
        copy.backup = None;
        copy.route_failed_messages = false;
    } else {
        copy.handlers.clear();
        copy.enforce_order_across_locations = false;
        let one_way = |transport: &Transport| adapters::find(&transport.adapter).is_some_and(|it| !it.two_way);
        if copy.kind.is_two_way() {
            copy.transport = copy.transport.filter(|it| !one_way(it));
            copy.backup = copy.backup.filter(|it| !one_way(it));
        }
        if copy.transport.is_none() {
            copy.transport = Some(usual_transport(&snapshot.group, copy.kind.is_two_way()));
        }
    }
    if !copy.kind.is_two_way() {
        let empty = SendPort::new(copy.name.clone(), copy.application.clone(), copy.kind);
        copy.receive_pipeline = empty.receive_pipeline;
        copy.inbound_maps.clear();
        for points in [&mut copy.tracking.bodies, &mut copy.tracking.properties] {
            points.response_before = false;
            points.response_after = false;
        }
    }
    copy
}

/// The adapters that are installed and fit the direction, in the order of their names.
pub fn installed(group: &BizTalkGroup, two_way: bool) -> impl Iterator<Item = &Adapter> {
    group
        .adapters
        .values()
        .map(AsRef::as_ref)
        .filter(move |adapter| !two_way || adapters::find(adapter.name.as_str()).is_none_or(|it| it.two_way))
}

/// A transport of an adapter, with its default handler and settings and without an address.
pub fn transport_of(group: &BizTalkGroup, adapter: &str) -> Transport {
    let handler = group.adapters.get(&Name::new(adapter)).map(|it| it.default_handler.clone()).unwrap_or_default();
    let mut transport = Transport::new(adapter, "", handler);
    if let Some(known) = adapters::find(adapter) {
        transport.settings = adapters::complete(known);
    }
    transport
}

fn usual_transport(group: &BizTalkGroup, two_way: bool) -> Transport {
    let usual = Name::new(if two_way { "HTTP" } else { "FILE" });
    let mut adapters = installed(group, two_way);
    let first = adapters.next();
    let adapter = first.into_iter().chain(adapters).find(|it| it.name == usual).or(first);
    adapter
        .map_or_else(|| Transport::new("", "", Name::default()), |adapter| transport_of(group, adapter.name.as_str()))
}

/// `stem_1`, or with the next number that is free.
fn free_name(group: &BizTalkGroup, stem: &str, first: u32) -> Name {
    let free = |name: &Name| group.get(&ArtifactRef::send_port(name)).is_none();
    // a copy of a copy counts on instead of growing
    let stem = match stem.rsplit_once('_') {
        Some((stem, number)) if first > 1 && !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()) => stem,
        _ => stem,
    };
    (first..u32::MAX).map(|number| Name::from(format!("{stem}_{number}"))).find(free).unwrap_or_default()
}
