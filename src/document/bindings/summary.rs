//! How much of everything a binding file holds.

use super::BindingFile;
use crate::model::PortKind;

/// Counts, each under the name that it has for scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    pub send_ports: usize,
    pub static_one_way: usize,
    pub static_solicit_response: usize,
    pub dynamic_one_way: usize,
    pub dynamic_solicit_response: usize,
    pub groups: usize,
    /// Of all groups; those that are not in the file too.
    pub members: usize,
    /// Ports and groups whose filter has at least one statement.
    pub filters: usize,
    /// Of all filters.
    pub statements: usize,
    pub receive_ports: usize,
    pub receive_locations: usize,
    pub orchestrations: usize,
    /// How many things are pointed out.
    pub notes: usize,
}

impl Summary {
    #[must_use]
    pub fn of(file: &BindingFile) -> Self {
        let of_kind = |kind| file.send_ports.iter().filter(|port| port.kind == kind).count();
        let filters = || {
            let ports = file.send_ports.iter().map(|it| it.filter.statements());
            ports.chain(file.send_port_groups.iter().map(|it| it.filter.statements()))
        };
        Self {
            send_ports: file.send_ports.len(),
            static_one_way: of_kind(PortKind::StaticOneWay),
            static_solicit_response: of_kind(PortKind::StaticSolicitResponse),
            dynamic_one_way: of_kind(PortKind::DynamicOneWay),
            dynamic_solicit_response: of_kind(PortKind::DynamicSolicitResponse),
            groups: file.send_port_groups.len(),
            members: file.send_port_groups.iter().map(|it| it.members.len()).sum(),
            filters: filters().filter(|count| *count > 0).count(),
            statements: filters().sum(),
            receive_ports: file.receive_ports.len(),
            receive_locations: file.receive_ports.iter().map(|it| it.locations.len()).sum(),
            orchestrations: file.orchestrations.len(),
            notes: file.notes.len(),
        }
    }

    /// In the order in which they are told.
    #[must_use]
    pub fn entries(&self) -> [(&'static str, usize); 13] {
        [
            ("binding-count-send-ports", self.send_ports),
            ("binding-count-static-one-way", self.static_one_way),
            ("binding-count-static-solicit-response", self.static_solicit_response),
            ("binding-count-dynamic-one-way", self.dynamic_one_way),
            ("binding-count-dynamic-solicit-response", self.dynamic_solicit_response),
            ("binding-count-groups", self.groups),
            ("binding-count-members", self.members),
            ("binding-count-filters", self.filters),
            ("binding-count-statements", self.statements),
            ("binding-count-receive-ports", self.receive_ports),
            ("binding-count-receive-locations", self.receive_locations),
            ("binding-count-orchestrations", self.orchestrations),
            ("binding-count-notes", self.notes),
        ]
    }
}
