//! Messages that routing cannot tell apart are of one kind.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::{Report, addressing_sentence};
use super::Renamed;
use crate::model::{
    Addressing, ArtifactKind, BizTalkGroup, Context, Draft, Filter, MessageId, Property, Source, Target, Value,
    properties,
};
use crate::words::Sentence;

/// What routing sees of a message: to whom it is published, its type, and the promoted properties
/// that any filter looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub addressing: Addressing,
    pub message_type: Option<String>,
    /// By name, without the message type.
    pub properties: Vec<(String, Value)>,
}

impl Kind {
    /// To whom it is published.
    #[must_use]
    pub fn addressing_sentence(&self) -> Sentence {
        match &self.addressing {
            Addressing::Published(Source::Response { port, .. }) => {
                Sentence::new("impact-from-response").with("port", port)
            }
            addressing => addressing_sentence(addressing),
        }
    }

    /// `Order (Region: EU, Amount: 120)`: the root of its type and what filters look at.
    #[must_use]
    pub fn text(&self) -> String {
        let root = self.message_type.as_deref().map(|it| it.rsplit('#').next().unwrap_or(it).to_owned());
        let values: Vec<String> = self.properties.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        match (root, values.is_empty()) {
            (Some(root), true) => root,
            (Some(root), false) => format!("{root} ({})", values.join(", ")),
            (None, _) => values.join(", "),
        }
    }
}

/// A kind with its messages, and what to publish to see what becomes of it.
pub(super) struct Sample {
    pub kind: Kind,
    pub messages: Vec<MessageId>,
    pub now: Draft,
    /// Likewise after a plan that renames what it is addressed to.
    pub then: Draft,
}

/// What decides at routing, or afterwards of a dynamic port, whatever filters there are.
const ALWAYS: [&str; 2] = [properties::OUTBOUND_TRANSPORT_LOCATION, properties::OUTBOUND_TRANSPORT_TYPE];

/// What the engine adds to a message of an orchestration, and adds anew when one is published.
const OF_A_BINDING: [&str; 2] = ["BTS.SPTransportID", "BTS.SPGroupID"];

/// Groups messages into kinds, by what the filters of both states look at.
pub(super) fn samples(
    reports: &[Arc<Report>],
    before: &BizTalkGroup,
    after: &BizTalkGroup,
    renamed: &Renamed,
) -> Vec<Sample> {
    if reports.is_empty() {
        return Vec::new();
    }
    let mut looked_at: BTreeSet<&str> = ALWAYS.into_iter().collect();
    for group in [before, after] {
        let ports = group.send_ports.values().map(|port| &port.filter);
        let groups = group.send_port_groups.values().map(|spg| &spg.filter);
        looked_at.extend(ports.chain(groups).flat_map(Filter::predicates).map(|it| it.property.as_str()));
    }
    let mut samples: Vec<Sample> = Vec::new();
    for report in reports.iter().filter(|report| !report.dry_run) {
        let message = &report.message;
        let kind = kind_of(&message.addressing, &message.context, &|name| looked_at.contains(name));
        match samples.iter_mut().find(|sample| sample.kind == kind) {
            Some(sample) => sample.messages.push(message.id),
            None => samples.push(Sample {
                now: draft(&message.addressing, &message.context),
                then: draft(&moved(&message.addressing, renamed), &message.context),
                messages: vec![message.id],
                kind,
            }),
        }
    }
    samples
}

pub(super) fn kind_of(addressing: &Addressing, context: &Context, looked_at: &dyn Fn(&str) -> bool) -> Kind {
    let addressing = match addressing {
        // who sent it again says nothing about where it goes
        Addressing::Published(Source::Resubmitted(_)) => Addressing::Published(Source::Properties),
        Addressing::Published(Source::Response { port, .. }) => {
            Addressing::Published(Source::Response { port: port.clone(), request: MessageId::default() })
        }
        addressing => addressing.clone(),
    };
    // what is addressed to somebody goes there whatever it says
    let published = matches!(addressing, Addressing::Published(_));
    let properties = context
        .0
        .iter()
        .filter(|(name, _)| name.as_str() != properties::MESSAGE_TYPE)
        .filter(|(name, _)| ALWAYS.contains(&name.as_str()) || published && looked_at(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    Kind { addressing, message_type: context.text(properties::MESSAGE_TYPE).map(str::to_owned), properties }
}

/// What to publish to have the same message once more.
fn draft(addressing: &Addressing, context: &Context) -> Draft {
    let bound = matches!(addressing, Addressing::Published(Source::Orchestration { .. }));
    let properties = context
        .0
        .iter()
        .filter(|(name, _)| !(bound && OF_A_BINDING.contains(&name.as_str())))
        .map(|(name, value)| Property { name: name.clone(), value: value.clone() })
        .collect();
    Draft { addressing: addressing.clone(), properties, ..Draft::default() }
}

fn moved(addressing: &Addressing, renamed: &Renamed) -> Addressing {
    match addressing {
        Addressing::To(Target::SendPort(name)) => {
            Addressing::To(Target::SendPort(renamed.now(ArtifactKind::SendPort, name)))
        }
        Addressing::To(Target::SendPortGroup(name)) => {
            Addressing::To(Target::SendPortGroup(renamed.now(ArtifactKind::SendPortGroup, name)))
        }
        Addressing::Published(Source::Orchestration { orchestration, port }) => {
            let orchestration = renamed.now(ArtifactKind::Orchestration, orchestration);
            Addressing::Published(Source::Orchestration { orchestration, port: port.clone() })
        }
        addressing => addressing.clone(),
    }
}
