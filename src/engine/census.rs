use rpds::HashTrieMapSync;

use crate::model::{Artifact, BizTalkGroup, Name, PortState, SendPort, SendPortGroup};

/// How many ports and groups are in which state. Counted once; from then on every edit is followed, so
/// that nobody walks through all ports after each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// How many send ports are not Started.
    pub ports_not_started: u64,
    /// How many send port groups are not Started.
    pub groups_not_started: u64,
    /// The enlisted static ports of each host by priority, those of priority 1 first; hosts without any
    /// are left out.
    enlisted: HashTrieMapSync<Name, [u64; SendPort::MAX_PRIORITY as usize]>,
}

impl Census {
    /// Walks through all ports and groups.
    #[must_use]
    pub fn of(group: &BizTalkGroup) -> Self {
        let mut census = Self::default();
        group.send_ports.values().for_each(|port| census.count_port(port, 1));
        group.send_port_groups.values().for_each(|spg| census.count_group(spg, 1));
        census
    }

    /// How many ports and groups are not Started.
    #[must_use]
    pub fn not_started(&self) -> u64 {
        self.ports_not_started + self.groups_not_started
    }

    /// The enlisted ports of a port's host that have a higher priority: how many, and the highest of
    /// them. Their messages are always taken first (page *How to Configure Transport Advanced Options
    /// for a Send Port*, Priority).
    #[must_use]
    pub fn taken_before(&self, port: &SendPort) -> Option<(Name, u64, u8)> {
        let host = port.handler(None)?;
        let higher = usize::from(port.priority.saturating_sub(SendPort::MIN_PRIORITY));
        let before = self.enlisted.get(host)?.iter().take(higher).zip(SendPort::MIN_PRIORITY..);
        let (count, highest) = before
            .filter(|(ports, _)| **ports > 0)
            .fold((0, port.priority), |(count, highest), (ports, priority)| (count + ports, highest.min(priority)));
        (count > 0).then(|| (host.clone(), count, highest))
    }

    /// An artifact is replaced by another one, comes (`before` is none) or goes.
    pub(super) fn follow(&mut self, before: Option<&Artifact>, after: Option<&Artifact>) {
        for (artifact, sign) in [(before, -1), (after, 1)] {
            match artifact {
                Some(Artifact::SendPort(port)) => self.count_port(port, sign),
                Some(Artifact::SendPortGroup(spg)) => self.count_group(spg, sign),
                _ => {}
            }
        }
    }

    fn count_port(&mut self, port: &SendPort, sign: i64) {
        if port.state != PortState::Started {
            self.ports_not_started = self.ports_not_started.saturating_add_signed(sign);
        }
        let Some(host) = port.handler(None).filter(|_| port.state.is_enlisted()) else { return };
        let mut ports = self.enlisted.get(host).copied().unwrap_or_default();
        // a document with another priority is not read, and nobody sets one
        let Some(number) = ports.get_mut(usize::from(port.priority.saturating_sub(SendPort::MIN_PRIORITY))) else {
            return;
        };
        *number = number.saturating_add_signed(sign);
        if ports.iter().all(|number| *number == 0) {
            self.enlisted.remove_mut(host);
        } else {
            self.enlisted.insert_mut(host.clone(), ports);
        }
    }

    fn count_group(&mut self, spg: &SendPortGroup, sign: i64) {
        if spg.state != PortState::Started {
            self.groups_not_started = self.groups_not_started.saturating_add_signed(sign);
        }
    }
}
