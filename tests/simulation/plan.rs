//! What a seed stands for: a small configuration and what is asked, step by step.

use fastrand::Rng;

use super::cycle::HostDeed;
use super::model::{
    Clock, Group, Host, Kind, Model, Mood, Operation, Port, Properties, Sending, Server, State, Test, To, Verb,
};

pub fn port_name(port: usize) -> String {
    format!("SP_{port}")
}

pub fn group_name(group: usize) -> String {
    format!("G_{group}")
}

pub fn host_name(host: usize) -> String {
    format!("Host_{host}")
}

pub fn server_name(server: usize) -> String {
    format!("SRV_{server}")
}

pub const TAG: &str = "Orders.A";

/// What is asked. Instances are counted among those that there are by then.
#[derive(Clone, Debug)]
pub enum Asked {
    Publish {
        to: To,
        has: Properties,
        count: usize,
    },
    ActOnPort(Verb, usize, bool),
    ActOnGroup(Verb, usize, bool),
    Behave(usize, [Mood; 2]),
    /// A server, or all of them.
    Host(usize, Option<usize>, HostDeed),
    Operate(Operation, Vec<usize>),
    RemoveFront(usize),
    ClockStep(i64),
    ClockTo(i64),
    ClockRun(i64),
    ClockReal,
    ClockNext,
    TimePasses(i64),
    /// The program dies and is started again after so many seconds.
    Reopen(i64),
}

/// What goes wrong with the store meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// One call fails, after so many. Then so many requests come before it is over.
    Once { after: u32, meanwhile: u32 },
    /// The program dies at that call.
    Dies { after: u32 },
}

#[derive(Clone, Debug)]
pub struct Step {
    pub asked: Asked,
    pub fault: Option<Fault>,
}

fn one<T: Clone>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())].clone()
}

fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

// ---- a configuration -------------------------------------------------------------------------

pub fn configuration(rng: &mut Rng) -> Model {
    let hosts: Vec<Host> = (0..rng.usize(1..=3)).map(|_| host(rng)).collect();
    let count = rng.usize(1..=5);
    let mut ports: Vec<Port> = (0..count).map(|index| port(rng, index, count, hosts.len())).collect();
    // one that gets what it causes is cut off after a while; two would double it each time until then
    for port in ports.iter_mut().filter(|port| causes_what_it_may_get(port)).skip(1) {
        port.filter = None;
    }
    let groups = (0..rng.usize(0..=2)).map(|_| group(rng, &ports)).collect();
    Model {
        hosts,
        ports,
        groups,
        messages: Vec::new(),
        copies: Vec::new(),
        services: 0,
        arrivals: Vec::new(),
        now: 0,
        machine: 0,
        clock: Clock::Real,
        happened: 0,
    }
}

fn causes_what_it_may_get(port: &Port) -> bool {
    let causes = port.kind == Kind::SolicitResponse || port.route_failed;
    causes && port.filter.as_ref().is_some_and(|filter| !matches!(filter, Test::Is(TAG, _)))
}

fn host(rng: &mut Rng) -> Host {
    let server = |rng: &mut Rng| {
        let running = chance(rng, 80);
        Server { running, disabled: !running && chance(rng, 30) }
    };
    let servers = (0..rng.usize(1..=3)).map(|_| server(rng)).collect();
    Host { clustered: chance(rng, 25), active: None, servers }
}

fn sending(rng: &mut Rng, index: usize, hosts: usize, place: &str) -> Sending {
    const HOUR: i64 = 3600;
    let windows = [
        (7 * HOUR, 9 * HOUR),
        (9 * HOUR, 17 * HOUR),
        (22 * HOUR, 5 * HOUR),
        (20 * HOUR, 8 * HOUR),
        (8 * HOUR, 8 * HOUR),
        (8 * HOUR + 600, 8 * HOUR + 1199),
        (0, 24 * HOUR - 1),
        (9 * HOUR, 8 * HOUR + 120),
    ];
    Sending {
        host: rng.usize(..hosts),
        address: format!("{place}/{index}"),
        retries: rng.u32(0..=3),
        minutes: one(rng, &[1, 2, 5, 30]),
        window: chance(rng, 20).then(|| one(rng, &windows)),
    }
}

fn port(rng: &mut Rng, index: usize, ports: usize, hosts: usize) -> Port {
    let kind = one(rng, &[Kind::OneWay, Kind::OneWay, Kind::OneWay, Kind::SolicitResponse, Kind::Dynamic]);
    let fixed = kind != Kind::Dynamic;
    let ordered = chance(rng, 45);
    let filter = match rng.u32(..20) {
        0..=5 => None,
        6..=11 => Some(Test::Is(TAG, rng.u8(1..=2).to_string())),
        12..=13 => Some(Test::Is("ErrorReport.ErrorType", "FailedMessage".to_owned())),
        14 => Some(Test::Is("ErrorReport.SendPortName", port_name(rng.usize(..ports)))),
        15 => Some(Test::Is("BTS.AckType", one(rng, &["ACK", "NACK"]).to_owned())),
        16 => Some(Test::Exists("BTS.AckType")),
        17 => Some(Test::Is("BTS.MessageType", "OrderResponse".to_owned())),
        18 => Some(Test::Exists("BTS.MessageType")),
        _ => Some(Test::Exists("BTS.InboundTransportType")),
    };
    Port {
        kind,
        state: one(
            rng,
            &[State::Started, State::Started, State::Started, State::Started, State::Stopped, State::Bound],
        ),
        filter,
        primary: fixed.then(|| sending(rng, index, hosts, "there")),
        backup: (fixed && chance(rng, 25)).then(|| sending(rng, index, hosts, "elsewhere")),
        handlers: [rng.usize(..hosts), rng.usize(..hosts)],
        priority: one(rng, &[1, 5, 5, 5, 9]),
        ordered,
        stop_on_failure: ordered && rng.bool(),
        enforce: ordered && !fixed && rng.bool(),
        route_failed: fixed && chance(rng, 25),
        moods: [if chance(rng, 70) { Mood::Up } else { mood(rng) }, mood(rng)],
    }
}

fn mood(rng: &mut Rng) -> Mood {
    match rng.u32(..7) {
        0 | 1 => Mood::Up,
        2 => Mood::Down,
        3 => Mood::Rejects,
        4 => Mood::Fails(rng.u32(1..=5)),
        _ => Mood::Slow(one(rng, &[1, 10, 40, 120])),
    }
}

fn group(rng: &mut Rng, ports: &[Port]) -> Group {
    // static one-way ports only
    let may = |index: &usize| ports[*index].kind == Kind::OneWay;
    let members: Vec<usize> = (0..ports.len()).filter(may).filter(|_| chance(rng, 70)).collect();
    let enlisted = members.iter().any(|member| ports[*member].state != State::Bound);
    let state = one(rng, &[State::Started, State::Started, State::Started, State::Stopped, State::Bound]);
    let state = if state == State::Started && !enlisted { State::Stopped } else { state };
    let filter = chance(rng, 60).then(|| Test::Is(TAG, rng.u8(1..=2).to_string()));
    Group { state, filter, members }
}

// ---- the steps -------------------------------------------------------------------------------

pub fn step(rng: &mut Rng, model: &Model) -> Step {
    let asked = asked(rng, model);
    let fault = match rng.u32(..100) {
        _ if matches!(asked, Asked::Reopen(_)) => None,
        0..=4 => Some(Fault::Once { after: rng.u32(..6), meanwhile: rng.u32(..=2) }),
        5..=6 => Some(Fault::Dies { after: rng.u32(..6) }),
        _ => None,
    };
    Step { asked, fault }
}

pub fn publish(rng: &mut Rng, model: &Model) -> Asked {
    let groups: Vec<usize> = (0..model.groups.len()).filter(|group| !model.groups[*group].members.is_empty()).collect();
    let to = match rng.u32(..10) {
        0..=4 => To::Port(rng.usize(..model.ports.len())),
        5..=6 if !groups.is_empty() => To::Group(one(rng, &groups)),
        _ => To::Whoever,
    };
    let mut has = Properties::new();
    if chance(rng, 70) {
        has.insert(TAG, rng.u8(1..=2).to_string());
    }
    if chance(rng, 50) {
        has.insert("BTS.MessageType", "Order".to_owned());
    }
    if chance(rng, 30) {
        has.insert("BTS.AckRequired", "true".to_owned());
    }
    if chance(rng, 85) {
        let addresses = ["file://a", "FILE://a", "file://b", "http://c", "file://a", "ftp://d", "gopher://e"];
        has.insert("BTS.OutboundTransportLocation", one(rng, &addresses).to_owned());
    }
    Asked::Publish { to, has, count: one(rng, &[1, 1, 2, 3, 5]) }
}

fn asked(rng: &mut Rng, model: &Model) -> Asked {
    let port = rng.usize(..model.ports.len());
    let host = rng.usize(..model.hosts.len());
    let verb = one(rng, &[Verb::Enlist, Verb::Start, Verb::Start, Verb::Stop, Verb::Unenlist]);
    match rng.u32(..100) {
        0..=29 => publish(rng, model),
        30..=35 => Asked::ActOnPort(verb, port, chance(rng, 70)),
        36..=38 if !model.groups.is_empty() => {
            Asked::ActOnGroup(verb, rng.usize(..model.groups.len()), chance(rng, 70))
        }
        36..=49 => Asked::Behave(port, [mood(rng), mood(rng)]),
        50..=61 => {
            let deeds = [HostDeed::Start, HostDeed::Start, HostDeed::Stop, HostDeed::Restart, HostDeed::Kill];
            let deed = match rng.u32(..10) {
                0 => HostDeed::Disable,
                1 => HostDeed::Enable,
                _ => one(rng, &deeds),
            };
            let all = matches!(deed, HostDeed::Start | HostDeed::Stop) && rng.bool();
            Asked::Host(host, (!all).then(|| rng.usize(..model.hosts[host].servers.len())), deed)
        }
        62..=74 => {
            let operations = [Operation::Resume, Operation::Resume, Operation::Suspend, Operation::Terminate];
            let count = one(rng, &[1, 1, 2, 4]);
            Asked::Operate(one(rng, &operations), (0..count).map(|_| rng.usize(..1000)).collect())
        }
        75..=77 => Asked::RemoveFront(rng.usize(..1000)),
        78..=83 => Asked::TimePasses(seconds(rng)),
        84..=88 => Asked::ClockStep(seconds(rng).max(1)),
        89..=92 => Asked::ClockNext,
        93 => Asked::ClockTo(model.now + seconds(rng) - 60),
        94 => Asked::ClockRun(one(rng, &[0, 1, 60])),
        95 => Asked::ClockReal,
        _ => Asked::Reopen(seconds(rng)),
    }
}

fn seconds(rng: &mut Rng) -> i64 {
    one(rng, &[0, 1, 9, 10, 30, 60, 60, 119, 300, 300, 1800, 3600, 6 * 3600, 24 * 3600])
}
