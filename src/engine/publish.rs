//! From a draft to a message, and from a message to the instances of its copies.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

use super::{Line, Outcome, Reason, Refusal, Report, Request, Step, Waiting, WayOut, plan};
use crate::{
    message_box::Cause,
    model::{
        Addressing, ArtifactKind, ArtifactRef, BizTalkGroup, Context, Draft, Host, InstanceId, Message, MessageId,
        Name, OrchestrationState, SendPort, Source, Target, Transport, adapters, properties, validate,
    },
    routing::{Matcher, route_by},
    rules::{
        Citation, Page,
        guards::Remedy,
        outcome::Verdict,
        permissions::{Task, may},
        send_cycle::{self, AfterFailure, TransportOf},
    },
    transport::{SendAdapter, Sent, Simulated, Transmission},
    words::Sentence,
};

/// What a draft turns into, apart from its id and time.
pub(super) struct Prepared {
    pub context: Context,
    pub bound_to: Option<Target>,
}

/// Checks a draft and promotes what its source promotes.
pub(super) fn prepare(group: &BizTalkGroup, role: crate::model::Role, draft: &Draft) -> Result<Prepared, Refusal> {
    let what = Sentence::new("refused-publish");
    if !may(role, Task::Inject) {
        return Err(plan::refuse_role(what, role, Task::Inject));
    }
    let problems = validate::draft(draft);
    if !problems.is_empty() {
        let reasons =
            problems.into_iter().map(|it| Reason { sentence: it.sentence, citation: None, ways_out: Vec::new() });
        return Err(Refusal { what, reasons: reasons.collect() });
    }
    let mut context: Context = draft.properties.iter().cloned().collect();
    if !draft.message_type.is_empty() {
        context.set(properties::MESSAGE_TYPE, draft.message_type.as_str());
    }
    let mut bound_to = None;
    let missing = |kind: ArtifactKind, name: &Name| {
        Refusal::new(what.clone()).because(plan::not_there(&ArtifactRef::new(kind, name)), None, Vec::new())
    };
    match &draft.addressing {
        Addressing::To(Target::SendPort(name)) => {
            group.send_ports.get(name).ok_or_else(|| missing(ArtifactKind::SendPort, name))?;
        }
        Addressing::To(Target::SendPortGroup(name)) => {
            let spg = group.send_port_groups.get(name).ok_or_else(|| missing(ArtifactKind::SendPortGroup, name))?;
            if spg.members.is_empty() {
                return Err(Refusal::new(what.clone()).because(
                    Sentence::new("refused-group-empty").with("group", name),
                    Some(Citation::page(Page::HowToCreateSendPortGroup)),
                    vec![WayOut {
                        label: Sentence::new("way-properties").with("name", name),
                        step: Step::OpenProperties(ArtifactRef::send_port_group(name)),
                    }],
                ));
            }
        }
        Addressing::Published(Source::ReceiveLocation(name)) => {
            let (port, location) = group
                .receive_ports
                .values()
                .find_map(|port| {
                    port.locations.iter().find(|location| location.name == *name).map(|location| (port, location))
                })
                .ok_or_else(|| {
                    Refusal::new(what.clone()).because(
                        Sentence::new("refused-no-location").with("name", name),
                        None,
                        Vec::new(),
                    )
                })?;
            if !location.enabled {
                return Err(Refusal::new(what.clone()).because(
                    Sentence::new("refused-location-disabled").with("name", name),
                    Some(Citation::page(Page::HowToStartAndStopApplication)),
                    vec![WayOut {
                        label: Sentence::new("way-enable-location").with("name", name),
                        step: Step::Request(Box::new(Request::EnableReceiveLocation {
                            location: name.clone(),
                            enabled: true,
                        })),
                    }],
                ));
            }
            context.set(properties::RECEIVE_PORT_NAME, port.name.as_str());
            context.set(properties::INBOUND_TRANSPORT_TYPE, location.adapter.as_str());
            context.set(properties::INBOUND_TRANSPORT_LOCATION, location.address.as_str());
            context.set(properties::INTERCHANGE_SEQUENCE_NUMBER, 1);
        }
        Addressing::Published(Source::Orchestration { orchestration, port }) => {
            let it = group
                .orchestrations
                .get(orchestration)
                .ok_or_else(|| missing(ArtifactKind::Orchestration, orchestration))?;
            if it.state != OrchestrationState::Started {
                return Err(Refusal::new(what.clone()).because(
                    Sentence::new("refused-orchestration-not-started")
                        .with("name", orchestration)
                        .with("state", Sentence::new(it.state.key())),
                    Some(Citation::page(Page::HowToStartOrchestration)),
                    vec![plan::way_out(
                        // an orchestration must be enlisted before it starts
                        &match it.state {
                            OrchestrationState::Unenlisted => Remedy::EnlistOrchestration(orchestration.clone()),
                            _ => Remedy::StartOrchestration(orchestration.clone()),
                        },
                        group,
                    )],
                ));
            }
            // it runs in the instances of its host, as what is sent goes out by those of another
            if let Some(host) = it.host.as_ref().filter(|host| !is_running(group.hosts.get(*host))) {
                return Err(Refusal::new(what.clone()).because(
                    Sentence::new("refused-orchestration-no-host-instance")
                        .with("name", orchestration)
                        .with("host", host),
                    Some(Citation::page(Page::ScaledOutSendingHosts)),
                    vec![plan::way_out(&Remedy::StartHostInstance(host.clone()), group)],
                ));
            }
            let binding =
                it.ports.iter().find(|logical| logical.name == *port).and_then(|logical| logical.binding.clone());
            let Some(target) = binding else {
                return Err(Refusal::new(what.clone()).because(
                    Sentence::new("refused-port-unbound").with("port", port).with("orchestration", orchestration),
                    Some(Citation::page(Page::HowToStartOrchestration)),
                    vec![WayOut {
                        label: Sentence::new("way-properties").with("name", orchestration),
                        step: Step::OpenProperties(ArtifactRef::new(ArtifactKind::Orchestration, orchestration)),
                    }],
                ));
            };
            let property = match &target {
                Target::SendPort(_) => "BTS.SPTransportID",
                Target::SendPortGroup(_) => "BTS.SPGroupID",
            };
            context.set(property, target.name().as_str());
            bound_to = Some(target);
        }
        Addressing::Published(_) => {}
    }
    Ok(Prepared { context, bound_to })
}

/// Where a copy is to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Destined {
    pub adapter: String,
    pub address: String,
    pub host: Name,
}

/// Where a port sends a message: of a static port its transport, of a dynamic port what the
/// message names. The type that the message names wins over the prefix of the address.
pub(super) fn destined(
    group: &BizTalkGroup,
    port: &SendPort,
    context: &Context,
    on: TransportOf,
) -> Result<Destined, Cause> {
    // a backup that was taken away meanwhile leaves the primary transport
    if let Some(transport) = on.of(port).or(port.transport.as_ref()) {
        return Ok(Destined {
            adapter: transport.adapter.clone(),
            address: transport.address.clone(),
            host: transport.handler.clone(),
        });
    }
    let address = context
        .text(properties::OUTBOUND_TRANSPORT_LOCATION)
        .filter(|address| !address.trim().is_empty())
        .ok_or(Cause::NoAddress)?;
    let named = context.text(properties::OUTBOUND_TRANSPORT_TYPE).filter(|name| !name.trim().is_empty());
    let adapter = match named {
        Some(name) => group.adapters.get(&Name::new(name)).map(|adapter| adapter.name.to_string()),
        None => adapters::from_address(address).map(|adapter| adapter.name.to_owned()),
    }
    .ok_or_else(|| Cause::NoAdapter { address: named.unwrap_or(address).to_owned() })?;
    let host = port
        .handlers
        .get(&adapter)
        .or_else(|| group.adapters.get(&Name::new(&adapter)).map(|it| &it.default_handler))
        .cloned()
        .ok_or_else(|| Cause::NoHandler { adapter: adapter.clone() })?;
    Ok(Destined { adapter, address: address.to_owned(), host })
}

/// The host that keeps what has no send handler: the default host.
pub(super) fn default_host(group: &BizTalkGroup) -> Name {
    group
        .hosts
        .values()
        .find(|host| host.default)
        .or_else(|| group.hosts.values().next())
        .map_or_else(|| Name::new("BizTalkServerApplication"), |host| host.name.clone())
}

pub(super) fn is_running(host: Option<&Arc<Host>>) -> bool {
    host.is_some_and(|host| host.is_running())
}

/// The host in whose queue a copy for this port goes.
pub(super) fn host_of(group: &BizTalkGroup, port: &SendPort, context: &Context) -> Name {
    destined(group, port, context, TransportOf::Primary).map_or_else(|_| default_host(group), |destined| destined.host)
}

/// When the service window of a port's primary transport opens, if it is closed.
fn closed_until(port: &SendPort, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    send_cycle::window_opens(&port.transport.as_ref()?.window, now, zone)
}

/// What would become of a draft, without sending it: the same rules, the same simulated
/// destinations, and nothing is changed.
///
/// # Errors
/// What publishing it would refuse.
pub fn dry_run(
    group: &BizTalkGroup,
    role: crate::model::Role,
    draft: &Draft,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Report, Refusal> {
    dry_run_by(None, group, role, draft, now, zone)
}

/// Likewise for whoever asks about many drafts, with a matcher of the filters of the BizTalk group.
///
/// # Errors
/// As [`dry_run`].
pub(super) fn dry_run_by(
    matcher: Option<&Matcher>,
    group: &BizTalkGroup,
    role: crate::model::Role,
    draft: &Draft,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Report, Refusal> {
    let Prepared { context, bound_to } = prepare(group, role, draft)?;
    let message = Arc::new(Message {
        id: MessageId(0),
        published: now,
        addressing: draft.addressing.clone(),
        bound_to,
        context,
        body: draft.body.as_str().into(),
    });
    let routing = route_by(matcher, group, &message.addressing, message.bound_to.as_ref(), &message.context);
    let mut destinations = group.destinations.clone();
    let lines = routing
        .deliveries
        .iter()
        .filter_map(|delivery| {
            let port = group.send_ports.get(&delivery.port)?;
            let host = host_of(group, port, &message.context);
            let (outcome, waiting, cause) = if delivery.ruling.verdict == Verdict::Suspended {
                (Outcome::Suspended, None, Some(Cause::Held))
            } else {
                match destined(group, port, &message.context, TransportOf::Primary) {
                    Err(cause) => (Outcome::Suspended, None, Some(cause)),
                    Ok(_) if !is_running(group.hosts.get(&host)) => {
                        (Outcome::Waiting, Some(Waiting::NoHostInstance), None)
                    }
                    Ok(_) if let Some(opens) = closed_until(port, now, zone) => {
                        (Outcome::Waiting, Some(Waiting::Window { opens }), None)
                    }
                    Ok(destined) => {
                        let mut destination =
                            destinations.get(&port.name).map(|it| it.as_ref().clone()).unwrap_or_default();
                        let transmission = Transmission {
                            instance: InstanceId(0),
                            message: message.clone(),
                            port: port.name.clone(),
                            kind: port.kind,
                            adapter: destined.adapter,
                            address: destined.address,
                            time_out: port.transport.as_ref().and_then(Transport::time_out),
                            settings: BTreeMap::new(),
                            zone: zone.clone(),
                        };
                        let sent = Simulated.send(&transmission, &mut destination, now, now);
                        destinations.insert_mut(port.name.clone(), Arc::new(destination));
                        match sent {
                            Sent::Delivered { .. } | Sent::Queued => (Outcome::Processed, None, None),
                            Sent::Failed(error) => match send_cycle::after_failure(port, TransportOf::Primary, 1) {
                                AfterFailure::Retry(after) => {
                                    let at = now.saturating_add(after).unwrap_or(Timestamp::MAX);
                                    (Outcome::Waiting, Some(Waiting::Retry { at, failed: 1 }), None)
                                }
                                AfterFailure::Backup => (Outcome::Waiting, Some(Waiting::InTheQueue), None),
                                AfterFailure::RouteFailedMessage | AfterFailure::Suspend(_) => {
                                    (Outcome::Suspended, None, Some(Cause::Transport(error)))
                                }
                            },
                            // a preview never reaches anybody: a simulated destination answers for it
                            Sent::Later(_) | Sent::Begun(_) | Sent::Ended(_) => {
                                (Outcome::Waiting, Some(Waiting::SlowDestination), None)
                            }
                        }
                    }
                }
            };
            Some(Line { instance: None, delivery: delivery.clone(), host, outcome, waiting, cause, resumed: false })
        })
        .collect();
    let failure = routing.is_failure().then_some((None, Outcome::RoutingFailure));
    Ok(Report { message, lines, failure, dry_run: true, group: group.clone(), as_it_was: true, routing })
}
