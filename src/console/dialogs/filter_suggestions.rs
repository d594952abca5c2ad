//! What can stand in the cells of a filter: properties, and for each the values that are known.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    engine::Report,
    model::{
        BizTalkGroup, Filter, Operator,
        properties::{
            INBOUND_TRANSPORT_LOCATION, INBOUND_TRANSPORT_TYPE, MESSAGE_TYPE, OUTBOUND_TRANSPORT_TYPE,
            RECEIVE_PORT_NAME, SYSTEM,
        },
    },
};

/// How many values of one property are suggested.
const MOST: usize = 500;
/// What names a send port.
const SEND_PORT_NAMES: [&str; 2] = ["ErrorReport.SendPortName", "BTS.AckSendPortName"];

#[derive(Debug, Default)]
pub struct Suggestions {
    /// The user's own first, then the documented ones.
    pub properties: Vec<String>,
    values: BTreeMap<String, Vec<String>>,
}

impl Suggestions {
    /// Gathers them from the configuration and from the last messages.
    #[must_use]
    pub fn of(group: &BizTalkGroup, reports: &[Arc<Report>]) -> Self {
        let mut own: BTreeSet<&str> = group.properties.values().map(|it| it.name.as_str()).collect();
        let mut values: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let ports = group.send_ports.values().map(|it| &it.filter);
        let filters = ports.chain(group.send_port_groups.values().map(|it| &it.filter));
        for predicate in filters.flat_map(Filter::predicates) {
            own.insert(&predicate.property);
            if predicate.operator != Operator::Exists {
                note(&mut values, &predicate.property, || predicate.value.to_string());
            }
        }
        for port in group.receive_ports.values() {
            note(&mut values, RECEIVE_PORT_NAME, || port.name.to_string());
            for location in &port.locations {
                note(&mut values, INBOUND_TRANSPORT_TYPE, || location.adapter.clone());
                note(&mut values, INBOUND_TRANSPORT_LOCATION, || location.address.clone());
            }
        }
        for adapter in group.adapters.keys() {
            note(&mut values, INBOUND_TRANSPORT_TYPE, || adapter.to_string());
            note(&mut values, OUTBOUND_TRANSPORT_TYPE, || adapter.to_string());
        }
        for port in group.send_ports.keys().take(MOST) {
            for property in SEND_PORT_NAMES {
                note(&mut values, property, || port.to_string());
            }
        }
        note(&mut values, "ErrorReport.ErrorType", || "FailedMessage".to_owned());
        for kind in ["ACK", "NACK"] {
            note(&mut values, "BTS.AckType", || kind.to_owned());
        }
        for draft in group.templates.values().map(|it| &it.draft) {
            if !draft.message_type.is_empty() {
                note(&mut values, MESSAGE_TYPE, || draft.message_type.clone());
            }
            for property in &draft.properties {
                note(&mut values, &property.name, || property.value.to_string());
            }
        }
        for (property, value) in reports.iter().flat_map(|report| &report.message.context.0) {
            note(&mut values, property, || value.to_string());
        }
        for documented in SYSTEM {
            own.remove(documented.name);
        }
        let properties = own.into_iter().chain(SYSTEM.iter().map(|it| it.name)).map(str::to_owned).collect();
        let values = values.into_iter().map(|(name, values)| (name.to_owned(), values.into_iter().collect()));
        Self { properties, values: values.collect() }
    }

    /// The values that a property is known to have, in order.
    #[must_use]
    pub fn values(&self, property: &str) -> &[String] {
        self.values.get(property.trim()).map(Vec::as_slice).unwrap_or_default()
    }
}

fn note<'a>(values: &mut BTreeMap<&'a str, BTreeSet<String>>, property: &'a str, value: impl FnOnce() -> String) {
    let known = values.entry(property).or_default();
    if known.len() < MOST {
        let value = value();
        if !value.is_empty() {
            known.insert(value);
        }
    }
}
