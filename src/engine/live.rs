//! What live sending would reach.

use std::collections::BTreeSet;

use crate::{
    model::{BizTalkGroup, Name, SendPort, Transport},
    transport::is_real,
};

/// The transports of all static ports, primary before backup.
fn transports(group: &BizTalkGroup) -> impl Iterator<Item = (&SendPort, &Transport)> {
    group.send_ports.values().flat_map(|port| {
        let port = port.as_ref();
        port.transport.iter().chain(&port.backup).map(move |transport| (port, transport))
    })
}

/// Every address that live sending would reach. Dynamic ports reach those of them that their messages
/// name, and no others.
#[must_use]
pub fn addresses(group: &BizTalkGroup) -> BTreeSet<String> {
    transports(group).filter(|(_, it)| is_real(&it.adapter)).map(|(_, it)| it.address.clone()).collect()
}

/// Each address with its adapter and the ports that send there, in the order of the addresses.
#[must_use]
pub fn reached(group: &BizTalkGroup) -> Vec<(String, String, Vec<Name>)> {
    let mut all: Vec<(String, String, Vec<Name>)> = Vec::new();
    let mut sorted: Vec<_> = transports(group).filter(|(_, it)| is_real(&it.adapter)).collect();
    sorted.sort_by(|(port, it), (other, that)| (&it.address, &port.name).cmp(&(&that.address, &other.name)));
    for (port, transport) in sorted {
        match all.last_mut() {
            Some((address, _, ports)) if *address == transport.address => {
                if ports.last() != Some(&port.name) {
                    ports.push(port.name.clone());
                }
            }
            _ => all.push((transport.address.clone(), transport.adapter.clone(), vec![port.name.clone()])),
        }
    }
    all
}

/// The ports that stay simulated, with the adapters that have no real transport.
#[must_use]
pub fn simulated(group: &BizTalkGroup) -> Vec<(Name, String)> {
    let here = |it: &(&SendPort, &Transport)| !is_real(&it.1.adapter);
    transports(group).filter(here).map(|(port, it)| (port.name.clone(), it.adapter.clone())).collect()
}
