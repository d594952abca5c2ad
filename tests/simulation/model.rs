//! A naive model of the documentation: plain vectors, one thing after the other. It knows nothing of
//! the engine's rules, routing or store. What is written here was read from the pages; where it and
//! the engine disagree, one of the two has misread them.
//!
//! Where the pages leave the choice free, it does the plainest: at one moment first what destinations
//! answer, then what has become due, then host by host all that is ready, by priority and age.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Bound,
    Stopped,
    Started,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Enlist,
    Start,
    Stop,
    Unenlist,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    OneWay,
    SolicitResponse,
    Dynamic,
}

/// A filter of one predicate.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Is(&'static str, String),
    Exists(&'static str),
}

/// How one transport of a static port sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Sending {
    pub host: usize,
    pub address: String,
    pub retries: u32,
    pub minutes: i64,
    /// Seconds of the day, both within.
    pub window: Option<(i64, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent boxes of the console's pages")]
pub struct Port {
    pub kind: Kind,
    pub state: State,
    pub filter: Option<Test>,
    pub primary: Option<Sending>,
    pub backup: Option<Sending>,
    /// Of a dynamic port: who sends for FILE and for HTTP.
    pub handlers: [usize; 2],
    pub priority: u8,
    pub ordered: bool,
    pub stop_on_failure: bool,
    pub enforce: bool,
    pub route_failed: bool,
    /// How the destinations of the primary and the backup transport behave.
    pub moods: [Mood; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Up,
    Down,
    Rejects,
    Slow(i64),
    Fails(u32),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub state: State,
    pub filter: Option<Test>,
    pub members: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Server {
    pub running: bool,
    pub disabled: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    pub clustered: bool,
    pub active: Option<usize>,
    pub servers: Vec<Server>,
}

impl Host {
    pub fn runs(&self) -> bool {
        self.servers.iter().any(|server| server.running)
    }

    /// Of a cluster one node is active and stays so while it runs; otherwise all that run work.
    pub fn working(&self) -> Vec<usize> {
        let running: Vec<usize> = (0..self.servers.len()).filter(|index| self.servers[*index].running).collect();
        match (self.clustered, self.active) {
            (false, _) => running,
            (true, Some(active)) if running.contains(&active) => vec![active],
            (true, _) => running.into_iter().take(1).collect(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Port(usize),
    Group(usize),
    Whoever,
}

pub type Properties = BTreeMap<&'static str, String>;

#[derive(Clone, Debug)]
pub struct Message {
    pub to: To,
    pub has: Properties,
    /// How many messages led to it, one after the other.
    pub depth: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Is {
    Ready,
    Scheduled,
    Active,
    Dehydrated,
    Suspended,
    NotResumable,
    Completed,
    Terminated,
}

impl Is {
    pub fn in_progress(self) -> bool {
        matches!(self, Self::Ready | Self::Scheduled | Self::Active | Self::Dehydrated)
    }

    pub fn suspended(self) -> bool {
        matches!(self, Self::Suspended | Self::NotResumable)
    }

    pub fn ended(self) -> bool {
        matches!(self, Self::Completed | Self::Terminated)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Held,
    Transport,
    NoAddress,
    NoHandler,
    RoutingFailure,
    Loop,
    ByHand,
    Behind,
    /// It was behind one that was taken out, and is the first one now.
    FrontTaken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    Resume,
    Suspend,
    Terminate,
}

/// One message on its way to one port; without a port, its routing failure.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent of one another")]
pub struct Copy {
    pub message: usize,
    pub port: Option<usize>,
    pub via: Option<usize>,
    pub is: Is,
    pub why: Option<Why>,
    pub host: usize,
    /// On the backup transport.
    pub backup: bool,
    pub tries: u32,
    pub attempts: u32,
    /// When something happens with it by itself.
    pub due: Option<i64>,
    /// When the attempt began that is under way.
    pub since: i64,
    /// The destination has begun to take it, and takes its time.
    pub begun: bool,
    /// Who had it in hand is dead, and nobody knows yet.
    pub leased: bool,
    /// The one who has it in hand, as far as it is known.
    pub server: Option<usize>,
    pub pending: Option<Operation>,
    /// Within what its port keeps the order.
    pub lane: Option<String>,
    /// Suspended, and what comes after it waits.
    pub blocks: bool,
    /// With ordered delivery: which service instance holds it.
    pub service: usize,
}

impl Copy {
    pub fn keeps_turn(&self) -> bool {
        self.lane.is_some() && (self.blocks || self.is.in_progress())
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    Real,
    Virtual { time: i64, machine: i64, speed: i64 },
}

#[derive(Clone, Debug)]
pub struct Model {
    pub hosts: Vec<Host>,
    pub ports: Vec<Port>,
    pub groups: Vec<Group>,
    pub messages: Vec<Message>,
    pub copies: Vec<Copy>,
    pub services: usize,
    /// Port, message and time.
    pub arrivals: Vec<(usize, usize, i64)>,
    pub now: i64,
    pub machine: i64,
    pub clock: Clock,
    /// When something happened last.
    pub happened: i64,
}

/// How many messages may cause one another before the next one is suspended.
const LONGEST_CHAIN: u32 = 20;

impl Model {
    // ---- who gets a message ------------------------------------------------------------------

    /// The table of state combinations: whether it is processed (`Some(true)`), suspended
    /// (`Some(false)`) or not this port's business.
    fn becomes(group: Option<State>, port: State) -> Option<bool> {
        match (group, port) {
            (None | Some(State::Started), State::Started) => Some(true),
            (_, State::Stopped) | (Some(State::Stopped), _) => Some(false),
            _ => None,
        }
    }

    fn satisfied(filter: Option<&Test>, has: &Properties) -> bool {
        match filter {
            None => false,
            Some(Test::Is(name, value)) => has.get(name) == Some(value),
            Some(Test::Exists(name)) => has.contains_key(name),
        }
    }

    pub fn receivers(&self, to: To, has: &Properties) -> Vec<(usize, Option<usize>, bool)> {
        let mut found = Vec::new();
        match to {
            To::Port(port) => {
                found.extend(Self::becomes(None, self.ports[port].state).map(|processed| (port, None, processed)));
            }
            To::Group(group) => {
                for port in &self.groups[group].members {
                    let becomes = Self::becomes(Some(self.groups[group].state), self.ports[*port].state);
                    found.extend(becomes.map(|processed| (*port, Some(group), processed)));
                }
            }
            To::Whoever => {
                for (index, port) in self.ports.iter().enumerate() {
                    if port.state != State::Bound && Self::satisfied(port.filter.as_ref(), has) {
                        found.push((index, None, port.state == State::Started));
                    }
                }
                for (index, group) in self.groups.iter().enumerate() {
                    for member in &group.members {
                        let port = self.ports[*member].state;
                        let enlisted = group.state != State::Bound && port != State::Bound;
                        if enlisted && Self::satisfied(group.filter.as_ref(), has) {
                            let both = group.state == State::Started && port == State::Started;
                            found.push((*member, Some(index), both));
                        }
                    }
                }
            }
        }
        found
    }

    /// Adapter, address and host of a dynamic port, as the message says; or what is missing.
    pub fn dynamic(&self, port: usize, has: &Properties) -> Result<(&'static str, String, usize), Why> {
        let address = has.get("BTS.OutboundTransportLocation").ok_or(Why::NoAddress)?;
        let (adapter, handler) = match address.split_once("://").map(|(scheme, _)| scheme.to_lowercase()).as_deref() {
            Some("file") => ("file", 0),
            Some("http") => ("http", 1),
            // known, and no host sends for it
            Some("ftp") => return Err(Why::NoHandler),
            _ => return Err(Why::NoAddress),
        };
        Ok((adapter, address.clone(), self.ports[port].handlers[handler]))
    }

    pub fn publish(&mut self, to: To, has: Properties, depth: u32) -> usize {
        let receivers = self.receivers(to, &has);
        self.happened = self.now;
        self.messages.push(Message { to, has, depth });
        let message = self.messages.len() - 1;
        self.add_copies(message, &receivers);
        message
    }

    fn add_copies(&mut self, message: usize, receivers: &[(usize, Option<usize>, bool)]) {
        if receivers.is_empty() {
            // the default host keeps it
            let copy = self.blank(message, None, None, 0);
            self.copies.push(Copy { is: Is::Suspended, why: Some(Why::RoutingFailure), ..copy });
            return;
        }
        for (port, via, processed) in receivers {
            let it = &self.ports[*port];
            let (host, lane) = match &it.primary {
                Some(sending) => (sending.host, Some(String::new())),
                None => match self.dynamic(*port, &self.messages[message].has) {
                    Ok((adapter, address, host)) => (host, Some(if it.enforce { adapter.to_owned() } else { address })),
                    Err(_) => (0, None),
                },
            };
            let lane = lane.filter(|_| it.ordered);
            let (is, why) = match processed {
                _ if self.messages[message].depth > LONGEST_CHAIN => (Is::Suspended, Some(Why::Loop)),
                true => (Is::Ready, None),
                false => (Is::Suspended, Some(Why::Held)),
            };
            let copy = Copy { is, why, lane, ..self.blank(message, Some(*port), *via, host) };
            self.copies.push(copy);
            self.join(self.copies.len() - 1);
        }
    }

    fn blank(&mut self, message: usize, port: Option<usize>, via: Option<usize>, host: usize) -> Copy {
        Copy {
            message,
            port,
            via,
            is: Is::Ready,
            why: None,
            host,
            backup: false,
            tries: 0,
            attempts: 0,
            due: None,
            since: 0,
            begun: false,
            leased: false,
            server: None,
            pending: None,
            lane: None,
            blocks: false,
            service: self.new_service(),
        }
    }

    fn new_service(&mut self) -> usize {
        self.services += 1;
        self.services
    }

    // ---- ordered delivery --------------------------------------------------------------------

    pub fn same_lane(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.copies[one], &self.copies[other]);
        one.lane.is_some() && (one.port, &one.lane) == (other.port, &other.lane)
    }

    /// What keeps its turn in the order of a copy, without itself, by age.
    fn others_in_lane(&self, copy: usize) -> Vec<usize> {
        let in_it = |other: &usize| *other != copy && self.same_lane(copy, *other) && self.copies[*other].keeps_turn();
        (0..self.copies.len()).filter(in_it).collect()
    }

    /// What comes to a port with ordered delivery becomes part of its service instance: of the one that
    /// runs or is suspended; or, held by a port that is not Started, of the one that is held.
    fn join(&mut self, copy: usize) {
        if self.copies[copy].lane.is_none() {
            return;
        }
        if self.copies[copy].is == Is::Suspended {
            let held = |other: &usize| {
                *other != copy
                    && self.same_lane(copy, *other)
                    && (self.copies[*other].is, self.copies[*other].why) == (Is::Suspended, Some(Why::Held))
            };
            let service = (0..self.copies.len()).find(held).map(|held| self.copies[held].service);
            self.copies[copy].service = service.unwrap_or_else(|| self.new_service());
            return;
        }
        let others = self.others_in_lane(copy);
        let service = others.first().map(|first| self.copies[*first].service);
        self.copies[copy].service = service.unwrap_or_else(|| self.new_service());
        if others.iter().any(|other| self.copies[*other].blocks) {
            // it is suspended, and collects
            let it = &mut self.copies[copy];
            (it.is, it.why, it.blocks) = (Is::Suspended, Some(Why::Behind), true);
        }
    }

    /// A suspended order is suspended with all that waits in it.
    pub fn stop_behind(&mut self, front: usize) {
        for other in self.others_in_lane(front) {
            let it = &mut self.copies[other];
            if it.is == Is::Ready {
                (it.is, it.why, it.blocks) = (Is::Suspended, Some(Why::Behind), true);
            }
        }
    }

    /// What belongs to the same service instance. What was suspended for good was left behind by it, and
    /// what is held is beside it.
    fn service_of(&self, copy: usize) -> Vec<usize> {
        let it = &self.copies[copy];
        if it.lane.is_none() || it.is == Is::NotResumable {
            return vec![copy];
        }
        let of_it = |other: &usize| {
            let other = &self.copies[*other];
            other.lane.is_some()
                && other.service == it.service
                && !other.is.ended()
                && other.is != Is::NotResumable
                && other.keeps_turn() == it.keeps_turn()
        };
        (0..self.copies.len()).filter(of_it).collect()
    }

    // ---- operations on instances -------------------------------------------------------------

    fn result(operation: Operation, from: Is) -> bool {
        match operation {
            Operation::Resume => from == Is::Suspended,
            Operation::Suspend => from.in_progress(),
            Operation::Terminate => from.in_progress() || from.suspended(),
        }
    }

    /// Of several those that qualify. Tells whether any did.
    pub fn operate(&mut self, operation: Operation, copies: &[usize]) -> bool {
        let mut touched: Vec<usize> = Vec::new();
        let mut any = false;
        // what comes meanwhile is not part of what was asked
        let count = self.copies.len();
        for copy in copies {
            if touched.contains(copy) {
                continue;
            }
            let it = &self.copies[*copy];
            if !Self::result(operation, it.is) || it.pending.is_some() {
                continue;
            }
            if operation == Operation::Resume && it.port.is_none() {
                let message = it.message;
                let receivers = self.receivers(self.messages[message].to, &self.messages[message].has);
                if !receivers.is_empty() {
                    self.copies[*copy].is = Is::Completed;
                    self.copies[*copy].why = None;
                    self.add_copies(message, &receivers);
                    touched.push(*copy);
                    any = true;
                }
                continue;
            }
            any = true;
            let mut front = None;
            for member in self.service_of(*copy) {
                let it = &self.copies[member];
                // what has just come into a stopped order goes on with it
                let joined = operation == Operation::Resume && it.blocks;
                if (member >= count || touched.contains(&member)) && !joined
                    || !Self::result(operation, it.is)
                    || it.pending.is_some()
                {
                    continue;
                }
                self.operate_on(operation, member, front.is_some());
                touched.push(member);
                front.get_or_insert(member);
            }
        }
        any
    }

    fn operate_on(&mut self, operation: Operation, copy: usize, behind: bool) {
        let it = &mut self.copies[copy];
        match operation {
            Operation::Resume => self.resume(copy),
            _ if it.is == Is::Active => it.pending = Some(operation),
            Operation::Suspend => {
                it.is = Is::Suspended;
                it.why = Some(if behind { Why::Behind } else { Why::ByHand });
                it.due = None;
                it.blocks = it.lane.is_some();
            }
            Operation::Terminate => self.terminate(copy),
        }
    }

    fn terminate(&mut self, copy: usize) {
        let it = &mut self.copies[copy];
        it.is = Is::Terminated;
        (it.due, it.pending, it.blocks, it.leased, it.begun) = (None, None, false, false, false);
    }

    fn resume(&mut self, copy: usize) {
        let beside = !self.copies[copy].blocks;
        let it = &mut self.copies[copy];
        let Some(port) = it.port.map(|port| &self.ports[port]) else { return };
        let sending = if it.backup { port.backup.as_ref() } else { port.primary.as_ref() };
        if let Some(sending) = sending {
            it.host = sending.host;
        }
        (it.is, it.why, it.tries, it.due, it.blocks) = (Is::Ready, None, 0, None, false);
        if beside {
            self.join(copy);
        }
    }

    /// Only the first message of a suspended order can be taken out.
    pub fn remove_front(&mut self, copy: usize) -> bool {
        if !self.copies[copy].blocks || self.others_in_lane(copy).first().is_some_and(|first| *first < copy) {
            return false;
        }
        let behind: Vec<usize> = self.others_in_lane(copy).into_iter().filter(|it| self.copies[*it].blocks).collect();
        self.terminate(copy);
        for (place, other) in behind.into_iter().enumerate() {
            self.copies[other].why = Some(if place == 0 { Why::FrontTaken } else { Why::Behind });
        }
        true
    }

    /// Who had it in hand lets go of it, and what was asked for meanwhile is done.
    pub fn finish_pending(&mut self, copy: usize, operation: Operation) {
        if operation == Operation::Terminate {
            self.terminate(copy);
            return;
        }
        let it = &mut self.copies[copy];
        (it.is, it.why, it.pending, it.due) = (Is::Suspended, Some(Why::ByHand), None, None);
        (it.leased, it.begun, it.blocks) = (false, false, it.lane.is_some());
        if it.blocks {
            self.stop_behind(copy);
        }
    }

    // ---- ports and groups --------------------------------------------------------------------

    fn enlisted(&self, port: usize) -> bool {
        self.ports[port].state != State::Bound
    }

    /// The table of actions and what the how-to pages add to it. Tells whether it is accepted.
    pub fn act(&mut self, verb: Verb, port: Option<usize>, group: Option<usize>, release: bool) -> bool {
        let state = |model: &Self| match (port, group) {
            (Some(port), _) => model.ports[port].state,
            (_, Some(group)) => model.groups[group].state,
            _ => State::Bound,
        };
        let from = state(self);
        let to = match (verb, from) {
            (Verb::Enlist, State::Bound) | (Verb::Stop, State::Started) => State::Stopped,
            (Verb::Start, State::Bound | State::Stopped) => State::Started,
            (Verb::Unenlist, State::Stopped | State::Started) => State::Bound,
            _ => return false,
        };
        let hindered = match (verb, port, group) {
            (Verb::Start, None, Some(group)) => !self.groups[group].members.iter().any(|member| self.enlisted(*member)),
            (Verb::Unenlist, Some(port), _) => self.groups.iter().any(|group| {
                let other = |member: &usize| *member != port && self.enlisted(*member);
                group.state != State::Bound && group.members.contains(&port) && !group.members.iter().any(other)
            }),
            _ => false,
        };
        if hindered {
            return false;
        }
        match (port, group) {
            (Some(port), _) => self.ports[port].state = to,
            (_, Some(group)) => self.groups[group].state = to,
            _ => {}
        }
        if release && verb == Verb::Start && from == State::Stopped {
            for copy in 0..self.copies.len() {
                let it = &self.copies[copy];
                let concerns = if port.is_some() { it.port == port } else { it.via == group && group.is_some() };
                let held = (it.is, it.why) == (Is::Suspended, Some(Why::Held));
                let group = it.via.map(|via| self.groups[via].state);
                let processed = it.port.and_then(|port| Self::becomes(group, self.ports[port].state));
                if concerns && held && processed == Some(true) {
                    self.resume(copy);
                }
            }
        }
        true
    }
}
