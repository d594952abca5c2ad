//! What those hold up that are not Started, and which of the last messages went to whom: what an
//! administrator is told of when somebody stops or unenlists something.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Outcome, Snapshot};
use crate::{
    message_box::Cause,
    model::{ArtifactKind, ArtifactRef, PortState},
};

/// At most so many copies of the last messages are looked at, so that messages with very many
/// receivers cost no frame.
const MOST_LINES: usize = 20_000;

/// A port or group that is not Started and holds messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub item: ArtifactRef,
    pub state: PortState,
    /// How many service instances, exactly.
    pub held: u64,
    /// The message types of those among the last messages; messages without one are left out.
    pub types: BTreeSet<String>,
}

/// Who holds messages because it is not Started, the one with the most first.
#[must_use]
pub fn holders(snapshot: &Snapshot) -> Vec<Holder> {
    let group = &snapshot.group;
    let ports = snapshot.counts.by_port.iter().filter(|(_, counts)| counts.held > 0).filter_map(|(name, counts)| {
        let port = group.send_ports.get(name)?;
        Some((ArtifactRef::send_port(name), port.state, counts.held))
    });
    let groups = snapshot.counts.held_via.iter().filter(|(_, held)| **held > 0).filter_map(|(name, held)| {
        let spg = group.send_port_groups.get(name)?;
        Some((ArtifactRef::send_port_group(name), spg.state, *held))
    });
    let mut all: Vec<Holder> = ports
        .chain(groups)
        .filter(|(_, state, _)| *state != PortState::Started)
        .map(|(item, state, held)| Holder { item, state, held, types: BTreeSet::new() })
        .collect();
    all.sort_by(|a, b| b.held.cmp(&a.held).then_with(|| a.item.name.cmp(&b.item.name)));
    let at: HashMap<ArtifactRef, usize> =
        all.iter().enumerate().map(|(index, holder)| (holder.item.clone(), index)).collect();
    if at.is_empty() {
        return all;
    }
    let mut left = MOST_LINES;
    for report in snapshot.reports.iter().rev() {
        let Some(message_type) = report.message.message_type() else { continue };
        for line in report.lines.iter().take(left) {
            if line.outcome != Outcome::Suspended || line.cause != Some(Cause::Held) {
                continue;
            }
            let port = Some(ArtifactRef::send_port(&line.delivery.port));
            let via = line.delivery.via.as_ref().map(ArtifactRef::send_port_group);
            for index in port.into_iter().chain(via).filter_map(|item| at.get(&item)) {
                all[*index].types.insert(message_type.to_owned());
            }
        }
        left = left.saturating_sub(report.lines.len());
        if left == 0 {
            break;
        }
    }
    all
}

/// How much of the last messages went to a port, or by way of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    pub messages: usize,
    /// The message types of those; messages without one are left out.
    pub types: BTreeSet<String>,
}

/// Which of these ports and groups the last messages went to, and how many of the last messages
/// were looked at.
#[must_use]
pub fn needs(snapshot: &Snapshot, items: &[ArtifactRef]) -> (HashMap<ArtifactRef, Need>, usize) {
    let of_kind = |kind: ArtifactKind| -> HashSet<_> {
        items.iter().filter(|item| item.kind == kind).map(|item| &item.name).collect()
    };
    let (ports, groups) = (of_kind(ArtifactKind::SendPort), of_kind(ArtifactKind::SendPortGroup));
    let mut needs: HashMap<ArtifactRef, Need> = HashMap::new();
    let (mut left, mut looked_at) = (MOST_LINES, 0);
    for report in snapshot.reports.iter().rev() {
        if left == 0 {
            break;
        }
        looked_at += 1;
        // a message counts once, however many copies it has
        let mut of_message = HashSet::new();
        for line in report.lines.iter().take(left) {
            if ports.contains(&line.delivery.port) {
                of_message.insert(ArtifactRef::send_port(&line.delivery.port));
            }
            if let Some(via) = line.delivery.via.as_ref().filter(|via| groups.contains(via)) {
                of_message.insert(ArtifactRef::send_port_group(via));
            }
        }
        left = left.saturating_sub(report.lines.len());
        for item in of_message {
            let need = needs.entry(item).or_default();
            need.messages += 1;
            need.types.extend(report.message.message_type().map(str::to_owned));
        }
    }
    (needs, looked_at)
}

/// A message type as it is told in a sentence: without its namespace.
#[must_use]
pub fn short_type(message_type: &str) -> &str {
    message_type.rsplit_once('#').map_or(message_type, |(_, root)| root)
}
