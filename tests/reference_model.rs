//! Random requests, against the engine and against a naive model of the documentation that knows
//! nothing of the engine's rules and routing. The model was written from the two tables of *Send
//! Ports and Send Port Groups* and from the pages around them; where it and the engine disagree,
//! one of the two has misread them.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, test_runner::RngSeed};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use sendport::{
    engine::{Census, Held, Request},
    message_box::{Cause, CauseKind, Instance},
    model::{
        ArtifactRef, Behaviour, Draft, Filter, InstanceId, MessageId, Name, Operator, PortState, SendPort,
        SendPortGroup, Transport,
    },
    rules::{Action, instances::InstanceState, instances::Operation},
};
use support::{World, a_group, a_port, act, behave, create, delete, edit, is, port, property, run_host, spg};

const PORTS: [&str; 3] = ["SP_0", "SP_1", "SP_2"];
const GROUPS: [&str; 2] = ["G_0", "G_1"];
const HOSTS: [&str; 2] = [support::HOST, support::OTHER_HOST];
const PROPERTIES: [&str; 2] = ["Orders.A", "Orders.B"];

type PortName = &'static str;
type GroupName = &'static str;

// ---- what can be asked -----------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Equal,
    Unequal,
    Exists,
}

/// OR of ANDs of (property, sign, value).
type Expression = Vec<Vec<(&'static str, Sign, i64)>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Port(PortName),
    Group(GroupName),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Enlist,
    Start,
    Stop,
    Unenlist,
}

#[derive(Clone, Debug)]
enum To {
    Port(PortName),
    Group(GroupName),
    Whoever(BTreeMap<&'static str, i64>),
}

#[derive(Clone, Copy, Debug)]
enum Handling {
    Resume,
    Suspend,
    Terminate,
}

#[derive(Clone, Debug)]
enum Asked {
    CreatePort(PortName, Expression, usize),
    EditPort(PortName, Expression, usize),
    DeletePort(PortName),
    CreateGroup(GroupName, Expression, Vec<PortName>),
    EditGroup(GroupName, Expression),
    DeleteGroup(GroupName),
    AddMember(GroupName, PortName),
    RemoveMember(GroupName, PortName),
    Do(Verb, Vec<Item>, bool),
    Publish(To),
    /// The instance is counted among those that there are.
    Handle(Handling, usize),
    Destination(PortName, bool),
    Host(usize, bool),
    Undo,
    Redo,
}

// ---- the naive model -------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Bound,
    Stopped,
    Started,
}

#[derive(Clone, Debug, PartialEq)]
struct Port {
    state: State,
    filter: Expression,
    host: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Group {
    state: State,
    filter: Expression,
    members: Vec<PortName>,
}

/// What undo brings back.
#[derive(Clone, Debug, PartialEq)]
struct Configured {
    ports: BTreeMap<PortName, Port>,
    groups: BTreeMap<GroupName, Group>,
    hosts: [bool; 2],
    down: BTreeSet<PortName>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Queued,
    Processed,
    Suspended,
    Terminated,
}

/// A copy of a message; without a port, its routing failure.
#[derive(Clone, Debug)]
struct CopyOf {
    message: usize,
    port: Option<PortName>,
    via: Option<GroupName>,
    fate: Fate,
    /// Suspended because the port or the group was not Started.
    held: bool,
    host: usize,
}

#[derive(Clone, Debug)]
struct Model {
    now: Configured,
    past: Vec<Configured>,
    future: Vec<Configured>,
    messages: Vec<To>,
    copies: Vec<CopyOf>,
    /// Whether the last request was accepted.
    accepted: bool,
}

/// The table of state combinations, read aloud: whether a message for a port in this state, which
/// comes by way of a group in that state or directly, is processed (`Some(true)`), suspended
/// (`Some(false)`) or not the port's business.
fn becomes(group: Option<State>, port: State) -> Option<bool> {
    match (group, port) {
        (None | Some(State::Started), State::Started) => Some(true),
        (_, State::Stopped) | (Some(State::Stopped), _) => Some(false),
        _ => None,
    }
}

fn satisfied(filter: &Expression, message: &BTreeMap<&'static str, i64>) -> bool {
    filter.iter().any(|all| {
        all.iter().all(|(property, sign, value)| match (message.get(property), sign) {
            (None, _) => false,
            (Some(_), Sign::Exists) => true,
            (Some(has), Sign::Equal) => has == value,
            (Some(has), Sign::Unequal) => has != value,
        })
    })
}

impl Model {
    fn enlisted(&self, port: PortName) -> bool {
        self.now.ports.get(port).is_some_and(|port| port.state != State::Bound)
    }

    /// Whether the group is enlisted and would have no enlisted member without this port.
    fn needs(&self, group: &Group, port: PortName) -> bool {
        group.state != State::Bound
            && self.enlisted(port)
            && group.members.contains(&port)
            && !group.members.iter().any(|other| *other != port && self.enlisted(other))
    }

    /// Who gets a message and what becomes of it.
    fn receivers(&self, to: &To) -> Vec<(PortName, Option<GroupName>, bool)> {
        let mut found = Vec::new();
        match to {
            To::Port(name) => {
                if let Some(port) = self.now.ports.get(name) {
                    found.extend(becomes(None, port.state).map(|processed| (*name, None, processed)));
                }
            }
            To::Group(name) => {
                if let Some(group) = self.now.groups.get(name) {
                    for member in &group.members {
                        let state = self.now.ports[member].state;
                        let becomes = becomes(Some(group.state), state);
                        found.extend(becomes.map(|processed| (*member, Some(*name), processed)));
                    }
                }
            }
            To::Whoever(message) => {
                for (name, port) in &self.now.ports {
                    if port.state != State::Bound && satisfied(&port.filter, message) {
                        found.push((*name, None, port.state == State::Started));
                    }
                }
                for (name, group) in &self.now.groups {
                    for member in &group.members {
                        let state = self.now.ports[member].state;
                        if group.state != State::Bound && state != State::Bound && satisfied(&group.filter, message) {
                            let both = group.state == State::Started && state == State::Started;
                            found.push((*member, Some(*name), both));
                        }
                    }
                }
            }
        }
        found
    }

    fn add_copies(&mut self, message: usize, receivers: Vec<(PortName, Option<GroupName>, bool)>) {
        for (port, via, processed) in receivers {
            let fate = if processed { Fate::Queued } else { Fate::Suspended };
            let host = self.now.ports[port].host;
            self.copies.push(CopyOf { message, port: Some(port), via, fate, held: !processed, host });
        }
    }

    /// Running hosts send what is queued.
    fn work(&mut self) {
        for copy in &mut self.copies {
            if copy.fate != Fate::Queued || !self.now.hosts[copy.host] {
                continue;
            }
            let Some(port) = copy.port else { continue };
            let arrives = self.now.ports.contains_key(port) && !self.now.down.contains(port);
            copy.fate = if arrives { Fate::Processed } else { Fate::Suspended };
        }
    }

    fn queue(&mut self, index: usize) {
        let copy = &mut self.copies[index];
        copy.fate = Fate::Queued;
        copy.held = false;
        if let Some(port) = copy.port.and_then(|port| self.now.ports.get(port)) {
            copy.host = port.host;
        }
    }

    /// The table of actions and what the how-to pages add to it. Tells from which state.
    fn act(&mut self, verb: Verb, item: Item) -> Option<State> {
        let from = match item {
            Item::Port(name) => self.now.ports.get(name)?.state,
            Item::Group(name) => self.now.groups.get(name)?.state,
        };
        let to = match (verb, from) {
            (Verb::Enlist, State::Bound) | (Verb::Stop, State::Started) => State::Stopped,
            (Verb::Start, State::Bound | State::Stopped) => State::Started,
            (Verb::Unenlist, State::Stopped | State::Started) => State::Bound,
            _ => return None,
        };
        let hindered = match (verb, item) {
            (Verb::Start, Item::Group(name)) => {
                !self.now.groups[name].members.iter().any(|member| self.enlisted(member))
            }
            (Verb::Unenlist, Item::Port(name)) => self.now.groups.values().any(|group| self.needs(group, name)),
            _ => false,
        };
        if hindered {
            return None;
        }
        match item {
            Item::Port(name) => self.now.ports.get_mut(name)?.state = to,
            Item::Group(name) => self.now.groups.get_mut(name)?.state = to,
        }
        Some(from)
    }

    fn act_on_all(&mut self, verb: Verb, items: &[Item], release: bool) -> bool {
        // a group needs its members to start and lets them go when it is unenlisted
        let ports_first = matches!(verb, Verb::Enlist | Verb::Start);
        let is_first = |item: &Item| matches!(item, Item::Port(_)) == ports_first;
        let order = items.iter().filter(|item| is_first(item)).chain(items.iter().filter(|item| !is_first(item)));
        let mut any = false;
        let mut started = Vec::new();
        for item in order {
            let Some(from) = self.act(verb, *item) else { continue };
            any = true;
            if verb == Verb::Start && from == State::Stopped {
                started.push(*item);
            }
        }
        if !release {
            started.clear();
        }
        for item in started {
            for index in 0..self.copies.len() {
                let CopyOf { port, via, held, fate, .. } = self.copies[index];
                let concerns = match item {
                    Item::Port(name) => port == Some(name),
                    Item::Group(name) => via == Some(name),
                };
                let group = via.map(|via| self.now.groups.get(via).map(|group| group.state));
                let state = port.and_then(|port| self.now.ports.get(port)).map(|port| port.state);
                let processed = match (group, state) {
                    (None, Some(state)) => becomes(None, state),
                    (Some(Some(group)), Some(state)) => becomes(Some(group), state),
                    _ => None,
                };
                if concerns && held && fate == Fate::Suspended && processed == Some(true) {
                    self.queue(index);
                }
            }
        }
        any
    }

    fn handle(&mut self, handling: Handling, index: usize) -> bool {
        if self.copies.is_empty() {
            return false;
        }
        let index = index % self.copies.len();
        let CopyOf { message, port, fate, .. } = self.copies[index].clone();
        match (handling, fate) {
            (Handling::Resume, Fate::Suspended) if port.is_none() => {
                let receivers = self.receivers(&self.messages[message].clone());
                if receivers.is_empty() {
                    return false;
                }
                self.copies[index].fate = Fate::Processed;
                self.add_copies(message, receivers);
            }
            (Handling::Resume, Fate::Suspended) => self.queue(index),
            (Handling::Suspend, Fate::Queued) => {
                self.copies[index].fate = Fate::Suspended;
                self.copies[index].held = false;
            }
            (Handling::Terminate, Fate::Queued | Fate::Suspended) => self.copies[index].fate = Fate::Terminated,
            _ => return false,
        }
        true
    }

    /// Changes what is configured; tells whether it is accepted.
    fn configure(&mut self, asked: &Asked) -> bool {
        let has_port = |model: &Self, name: &PortName| model.now.ports.contains_key(name);
        match asked {
            Asked::CreatePort(name, filter, host) => {
                let new = !has_port(self, name);
                if new {
                    let port = Port { state: State::Bound, filter: filter.clone(), host: *host };
                    self.now.ports.insert(name, port);
                }
                new
            }
            Asked::EditPort(name, filter, host) => {
                let port = self.now.ports.get_mut(name);
                port.map(|port| *port = Port { state: port.state, filter: filter.clone(), host: *host }).is_some()
            }
            Asked::DeletePort(name) => {
                let free = self.now.ports.get(name).is_some_and(|port| port.state == State::Bound)
                    && !self.now.groups.values().any(|group| group.members.contains(name));
                if free {
                    self.now.ports.remove(name);
                    self.now.down.remove(name);
                }
                free
            }
            Asked::CreateGroup(name, filter, members) => {
                let fine = !self.now.groups.contains_key(name) && members.iter().all(|port| has_port(self, port));
                if fine {
                    let group = Group { state: State::Bound, filter: filter.clone(), members: members.clone() };
                    self.now.groups.insert(name, group);
                }
                fine
            }
            Asked::EditGroup(name, filter) => {
                let group = self.now.groups.get_mut(name);
                group.map(|group| group.filter.clone_from(filter)).is_some()
            }
            Asked::DeleteGroup(name) => {
                let free = self.now.groups.get(name).is_some_and(|group| group.state == State::Bound);
                if free {
                    self.now.groups.remove(name);
                }
                free
            }
            Asked::AddMember(name, port) => {
                let exists = has_port(self, port);
                match self.now.groups.get_mut(name) {
                    Some(group) if exists && !group.members.contains(port) => {
                        group.members.push(port);
                        true
                    }
                    _ => false,
                }
            }
            Asked::RemoveMember(name, port) => {
                let Some(group) = self.now.groups.get(name) else { return false };
                let started = self.now.ports.get(port).is_some_and(|port| port.state == State::Started);
                let free = group.members.contains(port) && !started && !self.needs(group, port);
                if free && let Some(group) = self.now.groups.get_mut(name) {
                    group.members.retain(|member| member != port);
                }
                free
            }
            Asked::Do(verb, items, release) => self.act_on_all(*verb, items, *release),
            Asked::Destination(port, down) => {
                let exists = has_port(self, port);
                if exists && *down {
                    self.now.down.insert(port);
                } else if exists {
                    self.now.down.remove(port);
                }
                exists
            }
            Asked::Host(host, running) => {
                self.now.hosts[*host] = *running;
                true
            }
            Asked::Publish(_) | Asked::Handle(..) | Asked::Undo | Asked::Redo => {
                unreachable!("these configure nothing")
            }
        }
    }

    fn step(&mut self, asked: &Asked) {
        self.accepted = match asked {
            Asked::Publish(to) => {
                let exists = match to {
                    To::Port(name) => self.now.ports.contains_key(name),
                    To::Group(name) => self.now.groups.get(name).is_some_and(|group| !group.members.is_empty()),
                    To::Whoever(_) => true,
                };
                if exists {
                    let message = self.messages.len();
                    self.messages.push(to.clone());
                    let receivers = self.receivers(to);
                    if receivers.is_empty() {
                        let failure =
                            CopyOf { message, port: None, via: None, fate: Fate::Suspended, held: false, host: 0 };
                        self.copies.push(failure);
                    }
                    self.add_copies(message, receivers);
                }
                exists
            }
            Asked::Handle(handling, index) => self.handle(*handling, *index),
            Asked::Undo => match self.past.pop() {
                None => false,
                Some(before) => {
                    self.future.push(std::mem::replace(&mut self.now, before));
                    true
                }
            },
            Asked::Redo => match self.future.pop() {
                None => false,
                Some(after) => {
                    self.past.push(std::mem::replace(&mut self.now, after));
                    true
                }
            },
            configuring => {
                let before = self.now.clone();
                let accepted = self.configure(configuring);
                // a host that runs already is not started: there is nothing to undo
                let nothing = matches!(configuring, Asked::Host(..)) && before == self.now;
                if accepted && !nothing {
                    self.past.push(before);
                    self.future.clear();
                }
                accepted
            }
        };
        self.work();
    }
}

// ---- random requests -------------------------------------------------------------------------

fn any_port() -> impl Strategy<Value = PortName> {
    prop::sample::select(&PORTS[..])
}

fn any_group() -> impl Strategy<Value = GroupName> {
    prop::sample::select(&GROUPS[..])
}

fn any_expression() -> impl Strategy<Value = Expression> {
    let sign = prop::sample::select(vec![Sign::Equal, Sign::Unequal, Sign::Exists]);
    let predicate = (prop::sample::select(&PROPERTIES[..]), sign, 0..2i64);
    prop::collection::vec(prop::collection::vec(predicate, 1..3), 0..3)
}

fn any_item() -> impl Strategy<Value = Item> {
    prop_oneof![3 => any_port().prop_map(Item::Port), 2 => any_group().prop_map(Item::Group)]
}

fn any_request() -> impl Strategy<Value = Asked> {
    let verb = || prop::sample::select(vec![Verb::Enlist, Verb::Start, Verb::Start, Verb::Stop, Verb::Unenlist]);
    let whoever = prop::collection::btree_map(prop::sample::select(&PROPERTIES[..]), 0..2i64, 0..3);
    let to = prop_oneof![
        2 => any_port().prop_map(To::Port),
        3 => any_group().prop_map(To::Group),
        4 => whoever.prop_map(To::Whoever),
    ];
    let handling =
        prop::sample::select(vec![Handling::Resume, Handling::Resume, Handling::Suspend, Handling::Terminate]);
    let members = prop::sample::subsequence(PORTS.to_vec(), 0..=3);
    prop_oneof![
        3 => (any_port(), any_expression(), 0..2usize).prop_map(|(name, filter, host)| Asked::CreatePort(name, filter, host)),
        2 => (any_port(), any_expression(), 0..2usize).prop_map(|(name, filter, host)| Asked::EditPort(name, filter, host)),
        2 => any_port().prop_map(Asked::DeletePort),
        2 => (any_group(), any_expression(), members)
            .prop_map(|(name, filter, members)| Asked::CreateGroup(name, filter, members)),
        2 => (any_group(), any_expression()).prop_map(|(name, filter)| Asked::EditGroup(name, filter)),
        1 => any_group().prop_map(Asked::DeleteGroup),
        2 => (any_group(), any_port()).prop_map(|(group, port)| Asked::AddMember(group, port)),
        2 => (any_group(), any_port()).prop_map(|(group, port)| Asked::RemoveMember(group, port)),
        10 => (verb(), any_item(), any::<bool>()).prop_map(|(verb, item, release)| Asked::Do(verb, vec![item], release)),
        5 => (verb(), prop::collection::vec(any_item(), 2..5), any::<bool>())
            .prop_map(|(verb, items, release)| Asked::Do(verb, items, release)),
        14 => to.prop_map(Asked::Publish),
        8 => (handling, any::<usize>()).prop_map(|(handling, index)| Asked::Handle(handling, index)),
        5 => (any_port(), any::<bool>()).prop_map(|(port, down)| Asked::Destination(port, down)),
        3 => (0..2usize, any::<bool>()).prop_map(|(host, running)| Asked::Host(host, running)),
        3 => Just(Asked::Undo),
        1 => Just(Asked::Redo),
    ]
}

/// What every case begins with, so that it gets to the point sooner.
fn beginning() -> Vec<Asked> {
    let filter = |property| vec![vec![(property, Sign::Equal, 1)]];
    vec![
        Asked::CreatePort(PORTS[0], filter(PROPERTIES[0]), 0),
        Asked::CreatePort(PORTS[1], Vec::new(), 1),
        Asked::CreateGroup(GROUPS[0], filter(PROPERTIES[1]), vec![PORTS[0], PORTS[1]]),
        Asked::Do(Verb::Start, vec![Item::Port(PORTS[0]), Item::Port(PORTS[1]), Item::Group(GROUPS[0])], true),
    ]
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Asked;

    fn init_state() -> BoxedStrategy<Self> {
        let now =
            Configured { ports: BTreeMap::new(), groups: BTreeMap::new(), hosts: [true, true], down: BTreeSet::new() };
        let mut model = Self {
            now,
            past: Vec::new(),
            future: Vec::new(),
            messages: Vec::new(),
            copies: Vec::new(),
            accepted: true,
        };
        for asked in beginning() {
            model.step(&asked);
            assert!(model.accepted);
        }
        Just(model).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Asked> {
        any_request().boxed()
    }

    fn apply(mut model: Self, asked: &Asked) -> Self {
        model.step(asked);
        model
    }
}

// ---- the engine ------------------------------------------------------------------------------

fn a_filter(expression: &Expression) -> Filter {
    let predicate = |(property, sign, value): &(&str, Sign, i64)| {
        let operator = match sign {
            Sign::Equal => Operator::Equals,
            Sign::Unequal => Operator::NotEquals,
            Sign::Exists => Operator::Exists,
        };
        is(property, operator, *value)
    };
    Filter(expression.iter().map(|all| all.iter().map(predicate).collect()).collect())
}

fn a_draft(to: &To) -> Draft {
    match to {
        To::Port(name) => support::to_port(name),
        To::Group(name) => support::to_group(name),
        To::Whoever(properties) => {
            let properties = properties.iter().map(|(name, value)| property(name, *value)).collect();
            Draft { properties, ..Draft::default() }
        }
    }
}

fn a_reference(item: Item) -> ArtifactRef {
    match item {
        Item::Port(name) => port(name),
        Item::Group(name) => spg(name),
    }
}

struct Tested {
    world: World,
    /// The instances in the order of the model's copies.
    known: Vec<InstanceId>,
}

impl Tested {
    fn request(&self, asked: &Asked) -> Request {
        let group = self.world.engine.group();
        let the_port = |name: &str| group.send_ports.get(&Name::new(name)).map(|port| port.as_ref().clone());
        let the_group = |name: &str| group.send_port_groups.get(&Name::new(name)).map(|spg| spg.as_ref().clone());
        match asked {
            Asked::CreatePort(name, filter, host) => {
                // without retries: those have a model of their own
                let transport = Transport::new("FILE", "there", HOSTS[*host].into());
                let transport = Some(Transport { retry_count: 0, ..transport });
                create(SendPort { filter: a_filter(filter), transport, ..a_port(name) })
            }
            Asked::EditPort(name, filter, host) => {
                // without retries: those have a model of their own
                let transport = Transport::new("FILE", "there", HOSTS[*host].into());
                let transport = Some(Transport { retry_count: 0, ..transport });
                let port = the_port(name).unwrap_or_else(|| a_port(name));
                edit(SendPort { filter: a_filter(filter), transport, ..port })
            }
            Asked::DeletePort(name) => delete(&[port(name)]),
            Asked::CreateGroup(name, filter, members) => {
                create(SendPortGroup { filter: a_filter(filter), ..a_group(name, members) })
            }
            Asked::EditGroup(name, filter) => edit(SendPortGroup {
                filter: a_filter(filter),
                ..the_group(name).unwrap_or_else(|| a_group(name, &[]))
            }),
            Asked::DeleteGroup(name) => delete(&[spg(name)]),
            Asked::AddMember(name, member) => {
                let mut group = the_group(name).unwrap_or_else(|| a_group(name, &[]));
                group.members.push((*member).into());
                edit(group)
            }
            Asked::RemoveMember(name, member) => {
                let mut group = the_group(name).unwrap_or_else(|| a_group(name, &[]));
                group.members.retain(|it| *it != Name::new(member));
                edit(group)
            }
            Asked::Do(verb, items, release) => {
                let action = match verb {
                    Verb::Enlist => Action::Enlist,
                    Verb::Start => Action::Start,
                    Verb::Stop => Action::Stop,
                    Verb::Unenlist => Action::Unenlist,
                };
                let items: Vec<_> = items.iter().copied().map(a_reference).collect();
                if *release { act(action, &items) } else { Request::Act { action, items, held: Held::Keep } }
            }
            Asked::Publish(to) => support::send(a_draft(to)),
            Asked::Handle(handling, index) => {
                let operation = match handling {
                    Handling::Resume => Operation::Resume,
                    Handling::Suspend => Operation::Suspend,
                    Handling::Terminate => Operation::Terminate,
                };
                let id = if self.known.is_empty() { InstanceId(1) } else { self.known[index % self.known.len()] };
                support::operate(operation, &[id])
            }
            Asked::Destination(name, down) => behave(name, if *down { Behaviour::Down } else { Behaviour::Up }),
            Asked::Host(host, running) => run_host(HOSTS[*host], *running),
            Asked::Undo => Request::Undo,
            Asked::Redo => Request::Redo,
        }
    }

    /// To which request without effect the model says no and the engine has nothing to say:
    /// taking out of a group what is not in it.
    fn is_idle(&self, asked: &Asked) -> bool {
        let Asked::RemoveMember(name, member) = asked else { return false };
        let group = self.world.engine.group().send_port_groups.get(&Name::new(name)).cloned();
        group.is_some_and(|group| !group.members.contains(&Name::new(member)))
    }

    fn ask(&mut self, asked: &Asked) -> bool {
        let request = self.request(asked);
        !self.is_idle(asked) && self.world.ask(&request).is_ok()
    }
}

type Seen = (MessageId, Option<Name>, Option<Name>);

fn seen(instance: &Instance) -> Seen {
    (instance.message, instance.port.clone(), instance.via.clone())
}

fn expected(copy: &CopyOf) -> Seen {
    let id = i64::try_from(copy.message).unwrap() + 1;
    (MessageId(id), copy.port.map(Name::new), copy.via.map(Name::new))
}

fn fate(state: InstanceState) -> Fate {
    match state {
        InstanceState::ReadyToRun | InstanceState::Scheduled | InstanceState::Active | InstanceState::Dehydrated => {
            Fate::Queued
        }
        InstanceState::Completed => Fate::Processed,
        InstanceState::SuspendedResumable | InstanceState::SuspendedNotResumable => Fate::Suspended,
        InstanceState::Terminated => Fate::Terminated,
    }
}

fn state(state: PortState) -> State {
    match state {
        PortState::Bound => State::Bound,
        PortState::Stopped => State::Stopped,
        PortState::Started => State::Started,
    }
}

struct Engine;

impl StateMachineTest for Engine {
    type SystemUnderTest = Tested;
    type Reference = Model;

    fn init_test(_: &Model) -> Tested {
        let mut tested = Tested { world: World::new(), known: Vec::new() };
        for asked in beginning() {
            assert!(tested.ask(&asked));
        }
        tested
    }

    fn apply(mut tested: Tested, model: &Model, asked: Asked) -> Tested {
        let accepted = tested.ask(&asked);
        assert_eq!(accepted, model.accepted, "whether {asked:?} is accepted");
        tested.compare(model);
        tested
    }
}

impl Tested {
    fn compare(&mut self, model: &Model) {
        let group = self.world.engine.group();
        let ports: BTreeMap<_, _> =
            group.send_ports.values().map(|it| (it.name.to_string(), (state(it.state), it.filter.clone()))).collect();
        let expected_ports =
            model.now.ports.iter().map(|(name, it)| ((*name).to_owned(), (it.state, a_filter(&it.filter)))).collect();
        assert_eq!(ports, expected_ports);
        let groups: BTreeMap<_, _> = group
            .send_port_groups
            .values()
            .map(|it| {
                let members: Vec<_> = it.members.iter().map(Name::to_string).collect();
                (it.name.to_string(), (state(it.state), members, it.filter.clone()))
            })
            .collect();
        let expected_groups = model
            .now
            .groups
            .iter()
            .map(|(name, it)| {
                let members: Vec<_> = it.members.iter().map(|member| (*member).to_owned()).collect();
                ((*name).to_owned(), (it.state, members, a_filter(&it.filter)))
            })
            .collect();
        assert_eq!(groups, expected_groups);
        let running = HOSTS.map(|host| group.hosts.get(&Name::new(host)).unwrap().instances[0].running);
        assert_eq!(running, model.now.hosts);

        let instances = self.world.instances();
        let mut found: BTreeMap<Seen, _> = BTreeMap::new();
        for it in &instances {
            let held = it.state.is_suspended() && it.cause.as_ref().map(Cause::kind) == Some(CauseKind::Held);
            let twice = found.insert(seen(it), (fate(it.state), held, it.host.to_string(), it.id));
            assert!(twice.is_none(), "one copy per message, port and way: {it:?}");
        }
        let there: BTreeMap<Seen, _> =
            found.iter().map(|(key, it)| (key.clone(), (it.0, it.1, it.2.clone()))).collect();
        let wanted: BTreeMap<Seen, _> = model
            .copies
            .iter()
            .map(|it| (expected(it), (it.fate, it.held && it.fate == Fate::Suspended, HOSTS[it.host].to_owned())))
            .collect();
        assert_eq!(there, wanted);
        self.known = model.copies.iter().map(|copy| found[&expected(copy)].3).collect();

        let snapshot = self.world.engine.snapshot();
        support::assert_counters(&snapshot, &instances);
        assert_eq!(snapshot.census, Census::of(&snapshot.group), "what is edited is followed");
        let count = |wanted: Fate| model.copies.iter().filter(|copy| copy.fate == wanted).count() as u64;
        assert_eq!(snapshot.counts.suspended, count(Fate::Suspended));
        assert_eq!(snapshot.counts.in_progress, count(Fate::Queued));
        assert_eq!(snapshot.undo.is_some(), !model.past.is_empty());
        assert_eq!(snapshot.redo.is_some(), !model.future.is_empty());
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        // the same cases everywhere and always
        rng_seed: RngSeed::Fixed(20_260_117),
        failure_persistence: None,
        verbose: 0,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_engine_does_what_the_documentation_says(sequential 5..60 => Engine);
}
