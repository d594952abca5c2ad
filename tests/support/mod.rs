//! A small `BizTalk` group and an engine on a virtual clock, for the tests of rules and engine.

#![allow(dead_code, reason = "each test file uses a part of it")]

use jiff::{SignedDuration, Timestamp};
use sendport::{
    engine::{Answer, Counts, Engine, Held, Query, Refusal, Report, Request, Response, Snapshot},
    message_box::{Instance, InstanceQuery, MessageBox, SqliteMessageBox},
    model::{
        Adapter, Addressing, Application, Artifact, ArtifactKind, ArtifactRef, Behaviour, BizTalkGroup, Destination,
        Draft, Filter, Host, HostInstance, InstanceId, LogicalPort, MessageId, Name, Operator, Orchestration, PortKind,
        PortState, Predicate, Property, Role, SendPort, SendPortGroup, Source, Target, Transport, Value,
    },
    rules::{
        Action,
        instances::{InstanceState, Operation},
    },
    transport::Simulated,
};
use std::sync::Arc;

pub const APP: &str = "Orders";
pub const OTHER_APP: &str = "Shared";
pub const HOST: &str = "Host_A";
pub const OTHER_HOST: &str = "Host_B";

#[must_use]
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

#[must_use]
pub fn port(name: &str) -> ArtifactRef {
    ArtifactRef::send_port(&name.into())
}

#[must_use]
pub fn spg(name: &str) -> ArtifactRef {
    ArtifactRef::send_port_group(&name.into())
}

#[must_use]
pub fn item(kind: ArtifactKind, name: &str) -> ArtifactRef {
    ArtifactRef::new(kind, &name.into())
}

/// A host that runs on one server.
#[must_use]
pub fn a_host(name: &str, default: bool) -> Host {
    Host {
        name: name.into(),
        default,
        tracking: default,
        instances: vec![HostInstance { server: "Server1".into(), running: true, ..HostInstance::default() }],
        ..Host::default()
    }
}

/// Two applications, two running hosts, and the send handlers of FILE (both hosts) and HTTP.
#[must_use]
pub fn surroundings() -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    for (name, default) in [(APP, true), (OTHER_APP, false)] {
        group.put(Application { name: name.into(), default, ..Application::default() }.into());
    }
    group.put(a_host(HOST, true).into());
    group.put(a_host(OTHER_HOST, false).into());
    let handlers = [("FILE", vec![HOST, OTHER_HOST]), ("HTTP", vec![HOST])];
    for (name, hosts) in handlers {
        let handlers = hosts.into_iter().map(Name::new).collect();
        group.put(Adapter { name: name.into(), default_handler: HOST.into(), handlers }.into());
    }
    group
}

#[must_use]
pub fn a_port(name: &str) -> SendPort {
    a_port_of(name, PortKind::StaticOneWay)
}

/// It does not send again: what fails once is suspended.
#[must_use]
pub fn a_port_of(name: &str, kind: PortKind) -> SendPort {
    let adapter = if kind.is_two_way() { "HTTP" } else { "FILE" };
    let transport = Transport { retry_count: 0, ..Transport::new(adapter, &format!("there/{name}"), HOST.into()) };
    SendPort { transport: (!kind.is_dynamic()).then_some(transport), ..SendPort::new(name.into(), APP.into(), kind) }
}

#[must_use]
pub fn a_group(name: &str, members: &[&str]) -> SendPortGroup {
    let members = members.iter().copied().map(Name::new).collect();
    SendPortGroup { members, ..SendPortGroup::new(name.into(), APP.into()) }
}

#[must_use]
pub fn an_orchestration(name: &str, binding: Option<Target>) -> Orchestration {
    let ports = vec![LogicalPort { name: "Out".into(), binding }];
    Orchestration { name: name.into(), application: APP.into(), ports, ..Orchestration::default() }
}

#[must_use]
pub fn is(property: &str, operator: Operator, value: impl Into<Value>) -> Predicate {
    Predicate { property: property.to_owned(), operator, value: value.into() }
}

/// A filter of one predicate, `property == value`.
#[must_use]
pub fn equals(property: &str, value: impl Into<Value>) -> Filter {
    Filter(vec![vec![is(property, Operator::Equals, value)]])
}

#[must_use]
pub fn property(name: &str, value: impl Into<Value>) -> Property {
    Property { name: name.to_owned(), value: value.into() }
}

#[must_use]
pub fn to_port(name: &str) -> Draft {
    Draft { addressing: Addressing::To(Target::SendPort(name.into())), ..Draft::default() }
}

#[must_use]
pub fn to_group(name: &str) -> Draft {
    Draft { addressing: Addressing::To(Target::SendPortGroup(name.into())), ..Draft::default() }
}

#[must_use]
pub fn published(properties: &[(&str, &str)]) -> Draft {
    let properties = properties.iter().map(|(name, value)| property(name, *value)).collect();
    Draft { properties, ..Draft::default() }
}

#[must_use]
pub fn from_orchestration(orchestration: &str) -> Draft {
    let source = Source::Orchestration { orchestration: orchestration.into(), port: "Out".into() };
    Draft { addressing: Addressing::Published(source), ..Draft::default() }
}

#[must_use]
pub fn act(action: Action, items: &[ArtifactRef]) -> Request {
    Request::Act { action, items: items.to_vec(), held: Held::Resume }
}

#[must_use]
pub fn create(artifact: impl Into<Artifact>) -> Request {
    Request::Put { original: None, artifact: artifact.into() }
}

#[must_use]
pub fn edit(artifact: impl Into<Artifact>) -> Request {
    let artifact = artifact.into();
    Request::Put { original: Some(artifact.name().clone()), artifact }
}

#[must_use]
pub fn delete(items: &[ArtifactRef]) -> Request {
    Request::Delete { items: items.to_vec() }
}

#[must_use]
pub fn run_host(host: &str, running: bool) -> Request {
    Request::RunHostInstance { host: host.into(), server: None, running }
}

#[must_use]
pub fn behave(port: &str, behaviour: Behaviour) -> Request {
    Request::SetDestination(Destination { port: port.into(), behaviour, ..Destination::default() })
}

#[must_use]
pub fn send(draft: Draft) -> Request {
    Request::Publish { draft, count: 1 }
}

#[must_use]
pub fn operate(operation: Operation, instances: &[InstanceId]) -> Request {
    Request::Operate { operation, instances: instances.to_vec() }
}

/// A copy as a test wants to see it: the port, the group by way of which it came, its state.
pub type Copy = (String, Option<String>, InstanceState);

/// Which states a port and a group are in, and how to get them there.
#[must_use]
pub fn actions_to(state: PortState) -> &'static [Action] {
    match state {
        PortState::Bound => &[],
        PortState::Stopped => &[Action::Enlist],
        PortState::Started => &[Action::Start],
    }
}

/// An engine with its time.
pub struct World {
    pub engine: Engine,
    pub now: Timestamp,
}

impl World {
    #[must_use]
    pub fn new() -> Self {
        Self::of(surroundings())
    }

    #[must_use]
    pub fn of(group: BizTalkGroup) -> Self {
        Self::with_store(group, Box::new(SqliteMessageBox::in_memory().unwrap()))
    }

    #[must_use]
    pub fn with_store(group: BizTalkGroup, store: Box<dyn MessageBox>) -> Self {
        let engine = Engine::new(group, Role::Administrator, store, Box::new(Simulated), at(0)).unwrap();
        Self { engine, now: at(0) }
    }

    pub fn ask(&mut self, request: &Request) -> Result<Response, Refusal> {
        self.engine.execute(request, self.now)
    }

    #[track_caller]
    pub fn ok(&mut self, request: &Request) -> Response {
        match self.ask(request) {
            Ok(response) => response,
            Err(refusal) => panic!("{request:?} was refused: {refusal:?}"),
        }
    }

    #[track_caller]
    pub fn refused(&mut self, request: &Request) -> Refusal {
        let before = self.observed();
        match self.ask(request) {
            Ok(response) => panic!("{request:?} was not refused: {response:?}"),
            Err(refusal) => {
                assert_eq!(self.observed(), before, "{request:?} was refused and changed something");
                refusal
            }
        }
    }

    /// What may not change when a request is refused.
    pub fn observed(&mut self) -> (BizTalkGroup, u64, Vec<Instance>) {
        (self.engine.group().clone(), self.engine.snapshot().edition, self.instances())
    }

    /// Enlists and starts an orchestration.
    pub fn run_orchestration(&mut self, name: &str) {
        for action in [Action::Enlist, Action::Start] {
            self.ok(&Request::ActOnOrchestration { action, orchestration: name.into() });
        }
    }

    pub fn pass(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
        self.engine.advance(self.now);
    }

    /// Creates a port in this state.
    #[track_caller]
    pub fn port(&mut self, port: SendPort, state: PortState) {
        let item = ArtifactRef::send_port(&port.name);
        self.ok(&create(port));
        for action in actions_to(state) {
            self.ok(&act(*action, std::slice::from_ref(&item)));
        }
    }

    /// Creates a group in this state; to be Started it needs an enlisted member.
    #[track_caller]
    pub fn group(&mut self, group: SendPortGroup, state: PortState) {
        let item = ArtifactRef::send_port_group(&group.name);
        self.ok(&create(group));
        for action in actions_to(state) {
            self.ok(&act(*action, std::slice::from_ref(&item)));
        }
    }

    #[track_caller]
    pub fn send(&mut self, draft: Draft) -> MessageId {
        self.ok(&send(draft)).messages[0]
    }

    #[must_use]
    pub fn instances(&self) -> Vec<Instance> {
        self.find(InstanceQuery::default())
    }

    #[must_use]
    pub fn find(&self, query: InstanceQuery) -> Vec<Instance> {
        match self.engine.answer(&Query::Instances { query, offset: 0, limit: 1_000_000 }) {
            Answer::Instances(page) => page.rows.into_iter().map(|(instance, _)| instance).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[must_use]
    pub fn of_message(&self, message: MessageId) -> Vec<Instance> {
        self.find(InstanceQuery { message: Some(message), ..InstanceQuery::default() })
    }

    /// The only instance of a message.
    #[track_caller]
    #[must_use]
    pub fn only(&self, message: MessageId) -> Instance {
        let mut instances = self.of_message(message);
        assert_eq!(instances.len(), 1, "{instances:?}");
        instances.remove(0)
    }

    /// The copies of a message, sorted by port and way.
    #[must_use]
    pub fn copies(&self, message: MessageId) -> Vec<Copy> {
        let mut copies: Vec<Copy> = self
            .of_message(message)
            .into_iter()
            .filter_map(|it| Some((it.port?.to_string(), it.via.map(|via| via.to_string()), it.state)))
            .collect();
        copies.sort();
        copies
    }

    #[track_caller]
    pub fn report(&mut self, message: MessageId) -> Arc<Report> {
        let snapshot = self.engine.snapshot();
        snapshot.reports.iter().find(|report| report.message.id == message).expect("it has a report").clone()
    }

    #[must_use]
    pub fn port_state(&self, name: &str) -> PortState {
        self.engine.group().send_ports.get(&Name::new(name)).expect("the port is there").state
    }

    #[must_use]
    pub fn group_state(&self, name: &str) -> PortState {
        self.engine.group().send_port_groups.get(&Name::new(name)).expect("the group is there").state
    }

    #[track_caller]
    pub fn assert_counters_agree(&mut self) {
        let instances = self.instances();
        assert_counters(&self.engine.snapshot(), &instances);
    }
}

/// The counters of a snapshot are what one counts in the `MessageBox`.
#[track_caller]
pub fn assert_counters(snapshot: &Snapshot, instances: &[Instance]) {
    use sendport::message_box::{Cause, CauseKind};
    let counts: &Counts = &snapshot.counts;
    let count = |wanted: &dyn Fn(&Instance) -> bool| instances.iter().filter(|it| wanted(it)).count() as u64;
    let held = |it: &Instance| it.state.is_suspended() && it.cause.as_ref().map(Cause::kind) == Some(CauseKind::Held);
    assert_eq!(counts.suspended, count(&|it| it.state.is_suspended()));
    assert_eq!(counts.in_progress, count(&|it| it.state.is_in_progress()));
    assert_eq!(counts.routing_failures, count(&|it| it.state.is_suspended() && it.port.is_none()));
    let ports = instances.iter().filter_map(|it| it.port.clone()).chain(counts.by_port.keys().cloned());
    for port in ports {
        let of_port = counts.port(&port);
        let is = |it: &Instance| it.port.as_ref() == Some(&port);
        assert_eq!(of_port.suspended, count(&|it| is(it) && it.state.is_suspended()), "{port}");
        assert_eq!(of_port.in_progress, count(&|it| is(it) && it.state.is_in_progress()), "{port}");
        assert_eq!(of_port.held, count(&|it| is(it) && held(it)), "{port}");
        assert_eq!(
            of_port.arrived,
            count(&|it| is(it) && it.state == InstanceState::Completed && it.cause.is_none()),
            "{port}"
        );
    }
    for host in instances.iter().map(|it| it.host.clone()).chain(counts.by_host.keys().cloned()) {
        let of_host = counts.host(&host);
        let is = |it: &Instance| it.host == host;
        assert_eq!(of_host.suspended_queue, count(&|it| is(it) && it.state.is_suspended()), "{host}");
        assert_eq!(of_host.work_queue, count(&|it| is(it) && it.state.is_in_progress()), "{host}");
        let ready = |it: &Instance| is(it) && it.state == InstanceState::ReadyToRun;
        assert_eq!(of_host.ready, count(&|it| ready(it) && it.lane.is_none()), "{host}");
        assert_eq!(of_host.ready_in_order, count(&|it| ready(it) && it.lane.is_some()), "{host}");
    }
    for state in InstanceState::ALL {
        assert_eq!(counts.state(state), count(&|it| it.state == state), "{state:?}");
    }
    for cause in CauseKind::ALL {
        let is = |it: &Instance| it.state.is_suspended() && it.cause.as_ref().map(Cause::kind) == Some(cause);
        assert_eq!(counts.cause(cause), count(&is), "{cause:?}");
    }
    let mut addresses: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for it in instances.iter().filter(|it| it.state.is_suspended() && !it.address.is_empty()) {
        *addresses.entry(&it.address).or_default() += 1;
    }
    let told: std::collections::BTreeMap<&str, u64> =
        counts.by_address.iter().map(|(address, count)| (address.as_ref(), *count)).collect();
    assert_eq!(told, addresses);
    for via in instances.iter().filter_map(|it| it.via.clone()).chain(counts.held_via.keys().cloned()) {
        let is = |it: &Instance| it.via.as_ref() == Some(&via) && held(it);
        assert_eq!(counts.held_via.get(&via).copied().unwrap_or(0), count(&is), "{via}");
    }
}
