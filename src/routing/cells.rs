//! Which cells of the table of state combinations a message goes by.

use super::{
    Matcher, Routing,
    subscriptions::{Owner, with_matching_filter},
};
use crate::{
    model::{Addressing, BizTalkGroup, Context, Name, PortState, SendPort, Target},
    rules::outcome::{Cell, Path, Verdict},
};

/// The cells that decided the copies of a message, one for each copy.
pub fn deciding(routing: &Routing) -> impl Iterator<Item = Cell> {
    routing.deliveries.iter().map(|delivery| Cell { path: delivery.ruling.path, port: delivery.ruling.port })
}

/// The cells by which a send port gets no copy of a message though it is addressed to it, or its
/// filter or that of its group matches: the port or the group is Bound. One for each port and way. Costs
/// as much as there are filters.
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
    cells_without_a_copy(None, group, addressing, bound_to, context)
}

impl Matcher {
    /// As [`without_a_copy`], of the BizTalk group whose edits it follows. Costs as much as the message
    /// has properties and matches filters, however many others there are.
    #[must_use]
    pub fn without_a_copy(
        &self,
        group: &BizTalkGroup,
        addressing: &Addressing,
        bound_to: Option<&Target>,
        context: &Context,
    ) -> Vec<Cell> {
        let cells = cells_without_a_copy(Some(self), group, addressing, bound_to, context);
        cells.into_iter().map(|(_, cell)| cell).collect()
    }
}

fn cells_without_a_copy<'a>(
    matcher: Option<&Matcher>,
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
            let owners = with_matching_filter(group, matcher, context);
            for owner in owners.into_iter().filter(|owner| bound_to.is_none_or(|target| !owner.is(target))) {
                match owner {
                    Owner::SendPort(port) if port.state == PortState::Bound => cells.push(direct(port)),
                    // a Stopped group keeps to the table, any state of the port
                    Owner::SendPortGroup(spg) if spg.state != PortState::Stopped => {
                        cells.extend(by_group(group, spg.state, &spg.members));
                    }
                    _ => {}
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
