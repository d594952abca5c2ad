//! The engine that is tested: made from the model's configuration, asked what the model is asked, and
//! read back into words of the model.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::Time};
use sendport::{
    engine::{Answer, ClockCommand, Engine, Held, HostCommand, Query, Refusal, Request, Response},
    message_box::{CauseKind, Instance, InstanceQuery, Taken},
    model::{
        Adapter, Addressing, Application, Behaviour, BizTalkGroup, Destination, Draft, Filter, Host, HostInstance,
        InstanceId, Message, MessageId, Name, Operator, PortKind, PortState, Predicate, Property, Role, SendPort,
        SendPortGroup, ServiceWindow, Target, Transport, Value,
    },
    rules::{
        Action,
        instances::{InstanceState, Operation as EngineOperation},
        send_cycle::TransportOf,
    },
    transport::Simulated,
};

use super::cycle::HostDeed;
use super::failing::Failing;
use super::model::{self, Is, Kind, Model, Mood, Operation, Sending, State, Test, To, Verb, Why};
use super::plan::{Asked, group_name, host_name, port_name, server_name};
use super::support;

pub struct World {
    pub engine: Engine,
    pub store: Failing,
}

/// What can be seen of an instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub is: Is,
    pub why: Option<Why>,
    pub host: usize,
    pub backup: bool,
    pub tries: u32,
    pub attempts: u32,
    pub due: Option<i64>,
    pub pending: Option<Operation>,
    pub lane: Option<String>,
    pub blocks: bool,
}

/// Message, port, group.
pub type Key = (usize, Option<usize>, Option<usize>);

fn index(name: &Name) -> usize {
    name.as_str().rsplit('_').next().and_then(|digits| digits.parse().ok()).expect("names end with their number")
}

pub fn second(time: Timestamp) -> i64 {
    assert_eq!(time.subsec_nanosecond(), 0, "everything happens at whole seconds");
    time.as_second() - support::at(0).as_second()
}

// ---- from the model --------------------------------------------------------------------------

fn a_filter(test: Option<&Test>) -> Filter {
    let predicate = |property: &str, operator, value: &str| Predicate {
        property: property.to_owned(),
        operator,
        value: Value::from(value),
    };
    Filter(match test {
        None => Vec::new(),
        Some(Test::Is(name, value)) => vec![vec![predicate(name, Operator::Equals, value)]],
        Some(Test::Exists(name)) => vec![vec![predicate(name, Operator::Exists, "")]],
    })
}

fn a_state(state: State) -> PortState {
    match state {
        State::Bound => PortState::Bound,
        State::Stopped => PortState::Stopped,
        State::Started => PortState::Started,
    }
}

fn a_transport(kind: Kind, sending: &Sending) -> Transport {
    let adapter = if kind == Kind::SolicitResponse { "HTTP" } else { "FILE" };
    let time = |seconds: i64| {
        let part = |value: i64| i8::try_from(value).unwrap();
        Time::new(part(seconds / 3600), part(seconds / 60 % 60), part(seconds % 60), 0).unwrap()
    };
    let window = sending.window.map_or_else(ServiceWindow::default, |(start, stop)| ServiceWindow {
        enabled: true,
        start: time(start),
        stop: time(stop),
    });
    Transport {
        retry_count: sending.retries,
        retry_interval: sending.minutes.try_into().unwrap(),
        window,
        ..Transport::new(adapter, &sending.address, host_name(sending.host).as_str().into())
    }
}

fn a_behaviour(mood: Mood) -> Behaviour {
    match mood {
        Mood::Up => Behaviour::Up,
        Mood::Down => Behaviour::Down,
        Mood::Rejects => Behaviour::Rejects,
        Mood::Slow(seconds) => Behaviour::Slow(seconds.try_into().unwrap()),
        Mood::Fails(times) => Behaviour::FailsNext(times),
    }
}

fn a_destination(port: usize, moods: [Mood; 2]) -> Destination {
    Destination {
        port: port_name(port).as_str().into(),
        behaviour: a_behaviour(moods[0]),
        backup: a_behaviour(moods[1]),
        response: None,
    }
}

fn a_group(model: &Model) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: support::APP.into(), default: true, ..Application::default() }.into());
    let hosts: Vec<Name> = (0..model.hosts.len()).map(|host| host_name(host).as_str().into()).collect();
    for (index, host) in model.hosts.iter().enumerate() {
        let server = |(index, server): (usize, &model::Server)| HostInstance {
            server: server_name(index).as_str().into(),
            running: server.running,
            disabled: server.disabled,
            ..HostInstance::default()
        };
        let host = Host {
            name: hosts[index].clone(),
            default: index == 0,
            tracking: index == 0,
            clustered: host.clustered,
            instances: host.servers.iter().enumerate().map(server).collect(),
            ..Host::default()
        };
        group.put(host.into());
    }
    for adapter in ["FILE", "HTTP"] {
        let handlers = hosts.clone();
        group.put(Adapter { name: adapter.into(), default_handler: hosts[0].clone(), handlers }.into());
    }
    for (index, port) in model.ports.iter().enumerate() {
        let kind = match port.kind {
            Kind::OneWay => PortKind::StaticOneWay,
            Kind::SolicitResponse => PortKind::StaticSolicitResponse,
            Kind::Dynamic => PortKind::DynamicOneWay,
        };
        let handlers = ["FILE", "HTTP"].into_iter().zip(port.handlers);
        let handlers = handlers.map(|(adapter, host)| (adapter.to_owned(), hosts[host].clone()));
        group.put(
            SendPort {
                state: a_state(port.state),
                transport: port.primary.as_ref().map(|sending| a_transport(port.kind, sending)),
                backup: port.backup.as_ref().map(|sending| a_transport(port.kind, sending)),
                handlers: if port.kind == Kind::Dynamic { handlers.collect() } else { BTreeMap::new() },
                priority: port.priority,
                ordered_delivery: port.ordered,
                stop_sending_on_failure: port.stop_on_failure,
                enforce_order_across_locations: port.enforce,
                route_failed_messages: port.route_failed,
                filter: a_filter(port.filter.as_ref()),
                ..SendPort::new(port_name(index).as_str().into(), support::APP.into(), kind)
            }
            .into(),
        );
        group.put(a_destination(index, port.moods).into());
    }
    for (index, it) in model.groups.iter().enumerate() {
        let members = it.members.iter().map(|member| port_name(*member).as_str().into()).collect();
        group.put(
            SendPortGroup {
                state: a_state(it.state),
                members,
                filter: a_filter(it.filter.as_ref()),
                ..SendPortGroup::new(group_name(index).as_str().into(), support::APP.into())
            }
            .into(),
        );
    }
    group
}

// ---- to the model ----------------------------------------------------------------------------

fn is(state: InstanceState) -> Is {
    match state {
        InstanceState::ReadyToRun => Is::Ready,
        InstanceState::Scheduled => Is::Scheduled,
        InstanceState::Active => Is::Active,
        InstanceState::Dehydrated => Is::Dehydrated,
        InstanceState::SuspendedResumable => Is::Suspended,
        InstanceState::SuspendedNotResumable => Is::NotResumable,
        InstanceState::Completed => Is::Completed,
        InstanceState::Terminated => Is::Terminated,
    }
}

fn why(kind: CauseKind) -> Why {
    match kind {
        CauseKind::Held => Why::Held,
        CauseKind::Transport => Why::Transport,
        CauseKind::NoAddress => Why::NoAddress,
        CauseKind::NoHandler => Why::NoHandler,
        CauseKind::RoutingFailure => Why::RoutingFailure,
        CauseKind::Loop => Why::Loop,
        CauseKind::ByHand => Why::ByHand,
        CauseKind::Behind => Why::Behind,
        CauseKind::FrontTaken => Why::FrontTaken,
        CauseKind::PortDeleted => panic!("no port is deleted"),
    }
}

impl Seen {
    pub fn engine(it: &Instance) -> Self {
        let is = is(it.state);
        let pending = it.pending.map(|operation| match operation {
            EngineOperation::Resume => Operation::Resume,
            EngineOperation::Suspend => Operation::Suspend,
            EngineOperation::Terminate => Operation::Terminate,
        });
        Self {
            is,
            why: it.cause.as_ref().map(|cause| why(cause.kind())).filter(|_| is != Is::Terminated),
            host: index(&it.host),
            backup: it.on == TransportOf::Backup,
            tries: it.tries,
            attempts: it.attempts,
            due: it.due.map(second),
            pending,
            lane: it.lane.as_ref().map(ToString::to_string),
            blocks: it.blocks,
        }
    }

    pub fn model(it: &model::Copy) -> Self {
        Self {
            is: it.is,
            why: it.why.filter(|_| it.is != Is::Terminated),
            host: it.host,
            backup: it.backup,
            tries: it.tries,
            attempts: it.attempts,
            due: it.due,
            pending: it.pending,
            lane: it.lane.clone(),
            blocks: it.blocks,
        }
    }
}

pub fn message(it: &Message) -> (To, model::Properties) {
    let to = match &it.addressing {
        Addressing::To(Target::SendPort(port)) => To::Port(index(port)),
        Addressing::To(Target::SendPortGroup(group)) => To::Group(index(group)),
        Addressing::Published(_) => To::Whoever,
    };
    let known = [
        super::plan::TAG,
        "BTS.MessageType",
        "BTS.AckRequired",
        "BTS.AckType",
        "BTS.AckSendPortName",
        "BTS.OutboundTransportLocation",
        "BTS.InboundTransportType",
        "ErrorReport.ErrorType",
        "ErrorReport.SendPortName",
    ];
    let has = known.into_iter().filter_map(|name| Some((name, it.context.text(name)?.to_owned())));
    (to, has.collect())
}

/// The instances of the engine with their messages, by what the model calls them.
pub struct Found {
    pub ids: Vec<MessageId>,
    pub rows: BTreeMap<Key, Taken>,
}

impl World {
    pub fn new(model: &Model) -> Self {
        let store = Failing::in_memory();
        let engine = Self::open(&store, a_group(model), model.machine);
        Self { engine, store }
    }

    fn open(store: &Failing, group: BizTalkGroup, machine: i64) -> Engine {
        let now = support::at(machine);
        Engine::new(group, Role::Administrator, Box::new(store.clone()), Box::new(Simulated), now).expect("it opens")
    }

    /// The program ends and begins again with the same document and store.
    pub fn reopen(&mut self, machine: i64) {
        self.engine = Self::open(&self.store, self.engine.group().clone(), machine);
        self.go_on(machine);
    }

    pub fn find(&self) -> Found {
        let query = InstanceQuery::default();
        let rows = match self.engine.answer(&Query::Instances { query, offset: 0, limit: 1_000_000 }) {
            Answer::Instances(page) => page.rows,
            other => panic!("{other:?}"),
        };
        let mut ids: Vec<MessageId> = rows.iter().map(|(instance, _)| instance.message).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = BTreeMap::new();
        for (instance, message) in rows {
            let rank = ids.binary_search(&instance.message).unwrap();
            let key = (rank, instance.port.as_ref().map(index), instance.via.as_ref().map(index));
            let twice = found.insert(key, (instance, message));
            assert!(twice.is_none(), "one copy per message, port and way: {key:?}");
        }
        Found { ids, rows: found }
    }

    /// What arrived for a port, first what came first: message, instance, time.
    pub fn arrivals(&self, port: usize) -> Vec<(MessageId, InstanceId, i64)> {
        match self.engine.answer(&Query::Arrivals { port: port_name(port).as_str().into(), limit: 1_000_000 }) {
            Answer::Arrivals(mut found) => {
                found.sort_by_key(|(arrival, _)| arrival.id);
                found.into_iter().map(|(it, _)| (it.message, it.instance, second(it.time))).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    /// Copies the configuration that the engine has now.
    pub fn read_configuration(&self, model: &mut Model) {
        let group = self.engine.group();
        let state = |state| match state {
            PortState::Bound => State::Bound,
            PortState::Stopped => State::Stopped,
            PortState::Started => State::Started,
        };
        let mood = |behaviour| match behaviour {
            Behaviour::Up => Mood::Up,
            Behaviour::Down => Mood::Down,
            Behaviour::Rejects => Mood::Rejects,
            Behaviour::Slow(seconds) => Mood::Slow(seconds.into()),
            Behaviour::FailsNext(times) => Mood::Fails(times),
        };
        for port in group.send_ports.values() {
            model.ports[index(&port.name)].state = state(port.state);
            let destination = self.engine.destination(&port.name);
            model.ports[index(&port.name)].moods = [mood(destination.behaviour), mood(destination.backup)];
        }
        for spg in group.send_port_groups.values() {
            model.groups[index(&spg.name)].state = state(spg.state);
        }
        for host in group.hosts.values() {
            let it = &mut model.hosts[index(&host.name)];
            it.active = host.active.as_ref().map(index);
            for (server, instance) in it.servers.iter_mut().zip(&host.instances) {
                (server.running, server.disabled) = (instance.running, instance.disabled);
            }
        }
    }

    /// Asks the engine; `ids`: its instances in the order of the model's copies.
    pub fn ask(&mut self, asked: &Asked, ids: &[InstanceId], machine: i64) -> Result<Response, Refusal> {
        let request = match asked {
            Asked::TimePasses(_) => {
                self.engine.advance(support::at(machine));
                self.go_on(machine);
                return Ok(Response::default());
            }
            Asked::Reopen(_) => {
                self.reopen(machine);
                return Ok(Response::default());
            }
            asked => request(asked, ids),
        };
        let result = self.engine.execute(&request, support::at(machine));
        self.go_on(machine);
        result
    }

    /// As the thread of the engine does: until there is nothing more to do for now.
    fn go_on(&mut self, machine: i64) {
        let now = support::at(machine);
        // a clock that runs fast is at a time a moment after it
        let moment = now + SignedDuration::from_micros(1);
        for _ in 0..1000 {
            if self.engine.wakes_at().is_none_or(|wakes| wakes > moment) {
                return;
            }
            self.engine.advance(now);
        }
        panic!("the engine does not come to rest");
    }
}

fn request(asked: &Asked, ids: &[InstanceId]) -> Request {
    let id = |which: &usize| if ids.is_empty() { InstanceId(1) } else { ids[*which % ids.len()] };
    let act = |verb: &Verb, item, release: &bool| Request::Act {
        action: match verb {
            Verb::Enlist => Action::Enlist,
            Verb::Start => Action::Start,
            Verb::Stop => Action::Stop,
            Verb::Unenlist => Action::Unenlist,
        },
        items: vec![item],
        held: if *release { Held::Resume } else { Held::Keep },
    };
    match asked {
        Asked::Publish { to, has, count } => {
            let addressing = match to {
                To::Port(port) => Addressing::To(Target::SendPort(port_name(*port).as_str().into())),
                To::Group(group) => Addressing::To(Target::SendPortGroup(group_name(*group).as_str().into())),
                To::Whoever => Draft::default().addressing,
            };
            let property = |(name, value): (&&str, &String)| Property {
                name: (*name).to_owned(),
                value: Value::from(value.as_str()),
            };
            let properties = has.iter().map(property).collect();
            Request::Publish {
                draft: Draft { addressing, properties, ..Draft::default() },
                count: (*count).try_into().unwrap(),
            }
        }
        Asked::ActOnPort(verb, port, release) => act(verb, support::port(&port_name(*port)), release),
        Asked::ActOnGroup(verb, group, release) => act(verb, support::spg(&group_name(*group)), release),
        Asked::Behave(port, moods) => Request::SetDestination(a_destination(*port, *moods)),
        Asked::Host(host, server, deed) => {
            let host = host_name(*host).as_str().into();
            let server = server.map(|server| server_name(server).as_str().into());
            let command = match deed {
                HostDeed::Start | HostDeed::Stop => {
                    return Request::RunHostInstance { host, server, running: *deed == HostDeed::Start };
                }
                HostDeed::Restart => HostCommand::Restart,
                HostDeed::Kill => HostCommand::Kill,
                HostDeed::Disable => HostCommand::Disable,
                HostDeed::Enable => HostCommand::Enable,
            };
            Request::CommandHostInstance { host, server: server.unwrap_or_default(), command }
        }
        Asked::Operate(operation, which) => {
            let operation = match operation {
                Operation::Resume => EngineOperation::Resume,
                Operation::Suspend => EngineOperation::Suspend,
                Operation::Terminate => EngineOperation::Terminate,
            };
            Request::Operate { operation, instances: which.iter().map(id).collect() }
        }
        Asked::RemoveFront(which) => Request::RemoveFront(id(which)),
        Asked::ClockStep(seconds) => Request::Clock(ClockCommand::Step { seconds: (*seconds).try_into().unwrap() }),
        Asked::ClockTo(time) => Request::Clock(ClockCommand::To(support::at(*time))),
        Asked::ClockRun(speed) => Request::Clock(ClockCommand::Run { speed: (*speed).try_into().unwrap() }),
        Asked::ClockReal => Request::Clock(ClockCommand::Real),
        Asked::ClockNext => Request::Clock(ClockCommand::ToNext),
        Asked::TimePasses(_) | Asked::Reopen(_) => unreachable!("no request"),
    }
}
