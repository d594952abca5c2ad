//! What live sending would reach.

use std::collections::BTreeSet;

use crate::{
    model::{BizTalkGroup, Name, SendPort, Transport, adapters},
    transport::{self, Account, is_real, reach},
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
    transports(group).filter(|(_, it)| is_real(&it.adapter)).map(|(_, it)| reach(it)).collect()
}

/// Each address with its adapter and the ports that send there, in the order of the addresses.
#[must_use]
pub fn reached(group: &BizTalkGroup) -> Vec<(String, String, Vec<Name>)> {
    let mut all: Vec<(String, String, Vec<Name>)> = Vec::new();
    let real = transports(group).filter(|(_, it)| is_real(&it.adapter));
    let mut sorted: Vec<_> = real.map(|(port, it)| (reach(it), &port.name, &it.adapter)).collect();
    sorted.sort_unstable();
    for (address, port, adapter) in sorted {
        match all.last_mut() {
            Some((last, _, ports)) if *last == address => {
                if ports.last() != Some(port) {
                    ports.push(port.clone());
                }
            }
            _ => all.push((address, adapter.clone(), vec![port.clone()])),
        }
    }
    all
}

/// What live sending does not support, with the ports that have it set.
#[must_use]
pub fn refused(group: &BizTalkGroup) -> Vec<(Name, String)> {
    let of = |(port, transport): (&SendPort, &Transport)| {
        let adapter = adapters::find(&transport.adapter);
        let settings = adapter.into_iter().flat_map(|it| transport::refused(it, &transport.settings));
        settings.map(|setting| (port.name.clone(), setting)).collect::<Vec<_>>()
    };
    transports(group).filter(|(_, it)| is_real(&it.adapter)).flat_map(of).collect()
}

/// Whose passwords live sending needs.
#[must_use]
pub fn accounts(group: &BizTalkGroup) -> BTreeSet<Account> {
    transports(group).flat_map(|(_, transport)| Account::needed(transport)).collect()
}

/// The ports that stay simulated, with the adapters that have no real transport.
#[must_use]
pub fn simulated(group: &BizTalkGroup) -> Vec<(Name, String)> {
    let here = |it: &(&SendPort, &Transport)| !is_real(&it.1.adapter);
    transports(group).filter(here).map(|(port, it)| (port.name.clone(), it.adapter.clone())).collect()
}
