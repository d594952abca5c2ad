//! Which cells of the table of state combinations a message goes by.

use super::Routing;
use crate::{
    model::{Addressing, BizTalkGroup, Context, Name, PortState, SendPort, Target},
    rules::outcome::{Cell, Path, Verdict},
};

/// The cells that decided the copies of a message, one for each copy.
pub fn deciding(routing: &Routing) -> impl Iterator<Item = Cell> {
    routing.deliveries.iter().map(|delivery| Cell { path: delivery.ruling.path, port: delivery.ruling.port })
}

/// The cells by which a send port gets no copy of a message though it is addressed to it, or its
/// filter or that of its group matches: the port or the group is Bound. One for each port and way.
#[must_use]
pub fn without_a_copy(
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
) -> Vec<Cell> {
    ports_without_a_copy(group, addressing, bound_to, context).into_iter().map(|(_, cell)| cell).collect()
}

/// Likewise, with the ports.
#[must_use]
pub fn ports_without_a_copy<'a>(
    group: &'a BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
) -> Vec<(&'a Name, Cell)> {
    let mut cells = Vec::new();
    let mut addressed = |target: &Target| match target {
        Target::SendPort(name) => cells.extend(group.send_ports.get(name).map(|port| direct(port))),
        Target::SendPortGroup(name) => {
            if let Some(spg) = group.send_port_groups.get(name) {
                cells.extend(by_group(group, spg.state, &spg.members));
            }
        }
    };
    match addressing {
        Addressing::To(target) => addressed(target),
        Addressing::Published(_) => {
            if let Some(target) = bound_to {
                addressed(target);
            }
            let mut owners = group.with_matching_filter(context);
            owners.retain(|owner| bound_to != Some(*owner));
            owners.sort_unstable();
            for owner in owners {
                match owner {
                    Target::SendPort(name) => {
                        let port = group.send_ports.get(name).filter(|port| port.state == PortState::Bound);
                        cells.extend(port.map(|port| direct(port)));
                    }
                    // a Stopped group keeps to the table, any state of the port
                    Target::SendPortGroup(name) => {
                        let spg = group.send_port_groups.get(name).filter(|spg| spg.state != PortState::Stopped);
                        if let Some(spg) = spg {
                            cells.extend(by_group(group, spg.state, &spg.members));
                        }
                    }
                }
            }
        }
    }
    cells.retain(|(_, cell)| cell.ruling().verdict == Verdict::NoCopy);
    cells
}

fn direct(port: &SendPort) -> (&Name, Cell) {
    (&port.name, Cell { path: Path::Direct, port: port.state })
}

fn by_group<'a>(
    group: &'a BizTalkGroup,
    state: PortState,
    members: &'a [Name],
) -> impl Iterator<Item = (&'a Name, Cell)> + 'a {
    members
        .iter()
        .filter_map(|member| group.send_ports.get(member))
        .map(move |port| (&port.name, Cell { path: Path::ViaGroup(state), port: port.state }))
}
