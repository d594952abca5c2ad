//! The store fails at its k-th call, for every k until none fails: what is written, and what is read.
//! Whatever was going on, nothing is lost, nothing is done twice, and the engine goes on.

use super::failing::{Failing, Plan};
use super::store::settle;
use super::*;
use sendport::engine::LEASE;
use sendport::model::{Host, HostInstance};

/// Something that is done in a scenario.
enum Do {
    /// Whatever is asked, given how things stand.
    Ask(fn(&World) -> Request),
    /// Seconds.
    Pass(i64),
}

struct Scenario {
    name: &'static str,
    ports: fn(&mut World),
    script: Vec<Do>,
}

/// What is compared: who stands where, and which messages there are.
type End = (BTreeMap<String, u32>, BTreeMap<String, u32>);

fn a_world(ports: fn(&mut World)) -> (World, Arc<Mutex<Plan>>) {
    let store = Failing::in_memory();
    let plan = store.plan.clone();
    let mut group = surroundings();
    let instance = |server: &str| HostInstance { server: server.into(), running: true, ..HostInstance::default() };
    group.put(Host { instances: vec![instance("A"), instance("B")], ..a_host(HOST, true) }.into());
    let mut world = World::with_store(group, Box::new(store));
    ports(&mut world);
    (world, plan)
}

/// Plays a scenario in which the calls from the `k`-th on fail, `length` of them. `None`: it has fewer.
fn play(scenario: &Scenario, k: Option<u32>, length: u32, reads: bool) -> Option<End> {
    let (mut world, plan) = a_world(scenario.ports);
    let mut left = k;
    for step in &scenario.script {
        let arm = |left: Option<u32>| {
            let mut plan = plan.lock().unwrap();
            (plan.left, plan.reads) = (left, reads);
            plan.length = if plan.failed { plan.length } else { length };
        };
        // what the test itself looks at does not fail
        let disarm = || std::mem::take(&mut plan.lock().unwrap().left);
        match step {
            Do::Pass(seconds) => {
                arm(left);
                world.pass(*seconds);
                left = disarm();
            }
            Do::Ask(request) => {
                plan.lock().unwrap().reads = false;
                let request = request(&world);
                for attempt in 0.. {
                    arm(left);
                    let result = world.ask(&request);
                    left = disarm();
                    plan.lock().unwrap().reads = false;
                    match result {
                        Ok(response) => {
                            let told = !response.skipped.is_empty() || !response.skipped_instances.is_empty();
                            assert!(!told || plan.lock().unwrap().failed, "{response:?}");
                            // what a start could not release, the scenario resumes later
                            if !told || matches!(request, Request::Act { .. }) {
                                break;
                            }
                        }
                        Err(refusal) => assert_eq!(reason_keys(&refusal), ["refused-store"], "{}", scenario.name),
                    }
                    assert!(attempt < 10, "{}: it does not go on", scenario.name);
                    world.now += jiff::SignedDuration::from_secs(2);
                }
            }
        }
        plan.lock().unwrap().reads = false;
        world.assert_counters_agree();
    }
    let failed = plan.lock().unwrap().failed;
    if k.is_some() && !failed {
        return None;
    }
    settle(&mut world);
    assert_eq!(world.engine.snapshot().store_error, None);
    world.assert_counters_agree();
    once(&world);
    Some(end(&world))
}

/// What is completed arrived once, and nothing else did.
fn once(world: &World) {
    let mut arrived: BTreeMap<InstanceId, u32> = BTreeMap::new();
    for port in world.engine.group().send_ports.keys() {
        let query = sendport::engine::Query::Arrivals { port: port.clone(), limit: 10_000 };
        let sendport::engine::Answer::Arrivals(found) = world.engine.answer(&query) else { panic!("{port}") };
        let ids: Vec<_> = found.iter().rev().map(|(arrival, _)| arrival.instance).collect();
        if port.as_str().contains("Ordered") {
            assert!(ids.is_sorted(), "{port}: {ids:?}");
        }
        for id in ids {
            *arrived.entry(id).or_default() += 1;
        }
    }
    for it in world.instances() {
        let delivered = it.state == S::Completed && it.cause.is_none() && it.port.is_some();
        assert_eq!(arrived.get(&it.id).copied().unwrap_or(0), u32::from(delivered), "{it:?}");
    }
}

fn end(world: &World) -> End {
    let mut states = BTreeMap::new();
    let mut messages = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for it in world.instances() {
        let cause = it.cause.as_ref().map(Cause::kind);
        *states.entry(format!("{:?}", (&it.port, &it.via, it.state, cause, it.on, it.attempts))).or_default() += 1;
        if seen.insert(it.message) {
            let sendport::engine::Answer::Message(Some(message)) =
                world.engine.answer(&sendport::engine::Query::Message(it.message))
            else {
                panic!("{} is lost", it.message)
            };
            let kind = match &message.addressing {
                Addressing::Published(Source::Response { .. }) => "response".to_owned(),
                Addressing::Published(Source::FailedMessage { .. }) => "error message".to_owned(),
                Addressing::Published(Source::Acknowledgement { .. }) => "acknowledgement".to_owned(),
                other => format!("{other:?}"),
            };
            *messages.entry(kind).or_default() += 1;
        }
    }
    (states, messages)
}

fn withstands(scenario: &Scenario) {
    let expected = play(scenario, None, 1, true).unwrap();
    let mut calls = 0;
    for (length, reads) in [(1, false), (1, true), (3, true)] {
        for k in 0.. {
            let Some(found) = play(scenario, Some(k), length, reads) else {
                assert!(k > 5, "{}: only {k} calls", scenario.name);
                break;
            };
            calls += 1;
            assert_eq!(found, expected, "{}: call {k}, {length} at once, reads: {reads}", scenario.name);
        }
    }
    println!("{}: {calls} failures", scenario.name);
}

fn retrying(name: &str, kind: PortKind) -> SendPort {
    let port = a_port_of(name, kind);
    let transport = port.transport.clone().map(|it| Transport { retry_count: 3, retry_interval: 1, ..it });
    SendPort { transport, ..port }
}

fn everywhere(count: u32) -> Request {
    Request::Publish { draft: published(&[(COUNTRY, "FR")]), count }
}

#[test]
fn retries_backup_responses_and_error_messages() {
    withstands(&Scenario {
        name: "send cycle",
        ports: |world| {
            let filter = || equals(COUNTRY, "FR");
            world.port(SendPort { filter: filter(), ..retrying("SP_Retry", PortKind::StaticOneWay) }, Started);
            let backup = Transport { retry_count: 0, ..Transport::new("FILE", "backup", OTHER_HOST.into()) };
            world.port(SendPort { filter: filter(), backup: Some(backup), ..a_port("SP_Backup") }, Started);
            world.port(SendPort { filter: filter(), ..a_port_of("SP_Ask", PortKind::StaticSolicitResponse) }, Started);
            world.port(SendPort { filter: filter(), route_failed_messages: true, ..a_port("SP_Routes") }, Started);
            let reports = equals("ErrorReport.SendPortName", "SP_Routes");
            world.port(SendPort { filter: reports, ..a_port("SP_Errors") }, Started);
            world.port(SendPort { filter: equals("BTS.AckType", "ACK"), ..a_port("SP_Acks") }, Started);
            world.port(filtered("SP_Held", "FR"), Stopped);
            world.ok(&behave("SP_Retry", Behaviour::FailsNext(2)));
            for port in ["SP_Backup", "SP_Routes"] {
                world.ok(&behave(port, Behaviour::Down));
            }
        },
        script: vec![
            Do::Ask(|_| everywhere(1)),
            Do::Pass(100),
            Do::Ask(|_| Request::Publish {
                draft: Draft {
                    properties: vec![property(COUNTRY, "FR"), property("BTS.AckRequired", "true")],
                    ..Draft::default()
                },
                count: 2,
            }),
            Do::Pass(200),
            Do::Ask(|_| act(Start, &[port("SP_Held")])),
            Do::Ask(|_| Request::OperateWhere {
                operation: Operation::Resume,
                query: InstanceQuery { cause: Some(CauseKind::Held), ..InstanceQuery::default() },
            }),
            Do::Pass(100),
        ],
    });
}

#[test]
fn orders_their_retries_and_their_operations() {
    withstands(&Scenario {
        name: "ordered",
        ports: |world| {
            let in_order = |port: SendPort| SendPort { ordered_delivery: true, ..port };
            let retry = in_order(SendPort {
                filter: equals(COUNTRY, "FR"),
                ..retrying("SP_OrderedRetry", PortKind::StaticOneWay)
            });
            world.port(retry, Started);
            let stops = SendPort { stop_sending_on_failure: true, ..in_order(filtered("SP_OrderedStops", "FR")) };
            world.port(stops, Started);
            world.port(in_order(filtered("SP_OrderedHeld", "FR")), Stopped);
            world.ok(&behave("SP_OrderedRetry", Behaviour::FailsNext(2)));
            world.ok(&behave("SP_OrderedStops", Behaviour::Down));
        },
        script: vec![
            Do::Ask(|_| everywhere(3)),
            Do::Pass(100),
            Do::Ask(|_| everywhere(1)),
            Do::Ask(|_| behave("SP_OrderedStops", Behaviour::Up)),
            Do::Ask(|world| {
                let query = InstanceQuery { port: Some("SP_OrderedStops".into()), ..by_state(S::SuspendedResumable) };
                operate(Operation::Resume, &[world.find(query)[1].id])
            }),
            Do::Pass(200),
            Do::Ask(|_| act(Start, &[port("SP_OrderedHeld")])),
            Do::Ask(|_| Request::OperateWhere {
                operation: Operation::Resume,
                query: InstanceQuery { cause: Some(CauseKind::Held), ..InstanceQuery::default() },
            }),
            Do::Pass(100),
        ],
    });
}

#[test]
fn host_instances_that_die_and_operations_that_wait_for_them() {
    withstands(&Scenario {
        name: "hosts",
        ports: |world| {
            world.port(filtered("SP_Slow", "FR"), Started);
            world.port(SendPort { ordered_delivery: true, ..filtered("SP_OrderedSlow", "FR") }, Started);
            world.ok(&behave("SP_Slow", Behaviour::Slow(100)));
            world.ok(&behave("SP_OrderedSlow", Behaviour::Slow(100)));
        },
        script: vec![
            Do::Ask(|_| everywhere(4)),
            Do::Pass(10),
            Do::Ask(|world| {
                let active = InstanceQuery { port: Some("SP_Slow".into()), ..by_state(S::Active) };
                let of_a = world.find(active).into_iter().find(|it| it.server == Some("A".into()));
                operate(Operation::Terminate, &[of_a.expect("A has one").id])
            }),
            Do::Ask(|_| Request::CommandHostInstance {
                host: HOST.into(),
                server: "A".into(),
                command: HostCommand::Kill,
            }),
            Do::Pass(LEASE.as_secs() + 5),
            Do::Ask(|_| Request::RunHostInstance { host: HOST.into(), server: Some("A".into()), running: true }),
            Do::Ask(|_| run_host(HOST, false)),
            Do::Ask(|_| Request::Clock(ClockCommand::Step { seconds: 50 })),
            Do::Ask(|_| run_host(HOST, true)),
            Do::Ask(|_| Request::Clock(ClockCommand::Step { seconds: 3600 })),
            Do::Ask(|_| Request::Clock(ClockCommand::Run { speed: 1 })),
            Do::Pass(2000),
        ],
    });
}

/// A message that nobody wanted gets all its copies when it is resumed, or none.
#[test]
fn routing_failures_that_are_resumed() {
    withstands(&Scenario {
        name: "routing failure",
        ports: |world| world.port(filtered("SP", "FR"), Bound),
        script: vec![
            Do::Ask(|_| everywhere(2)),
            Do::Ask(|_| act(Enlist, &[port("SP")])),
            Do::Ask(|_| create(SendPort { ordered_delivery: true, ..filtered("SP_Ordered", "FR") })),
            Do::Ask(|_| act(Start, &[port("SP_Ordered")])),
            Do::Ask(|_| Request::OperateWhere {
                operation: Operation::Resume,
                query: InstanceQuery { routing_failures: Some(true), ..InstanceQuery::default() },
            }),
            Do::Ask(|_| act(Start, &[port("SP")])),
            Do::Ask(|_| Request::OperateWhere {
                operation: Operation::Resume,
                query: InstanceQuery { cause: Some(CauseKind::Held), ..InstanceQuery::default() },
            }),
        ],
    });
}

/// What was sent and could not be written down is not sent once more.
#[test]
fn a_transmission_whose_end_cannot_be_written_is_not_repeated() {
    struct Counting(Simulated, Arc<Mutex<u32>>);
    impl sendport::transport::SendAdapter for Counting {
        fn send(
            &mut self,
            transmission: &sendport::transport::Transmission,
            destination: &mut Destination,
            started: Timestamp,
            now: Timestamp,
        ) -> sendport::transport::Sent {
            *self.1.lock().unwrap() += 1;
            self.0.send(transmission, destination, started, now)
        }
        fn forward(
            &mut self,
            destination: &mut Destination,
            since: Timestamp,
            now: Timestamp,
        ) -> sendport::transport::Forward {
            self.0.forward(destination, since, now)
        }
    }
    let store = Failing::in_memory();
    let plan = store.plan.clone();
    let sent = Arc::new(Mutex::new(0));
    let adapter = Counting(Simulated, sent.clone());
    let engine = Engine::new(surroundings(), Role::Administrator, Box::new(store), Box::new(adapter), at(0)).unwrap();
    let mut world = World { engine, now: at(0) };
    world.port(a_port("SP"), Started);
    world.ok(&run_host(HOST, false));
    let message = world.send(to_port("SP"));
    // starting the host and taking the message are written, what came of it is not, five times
    *plan.lock().unwrap() = Plan { left: Some(2), length: 5, ..Plan::default() };
    world.ok(&run_host(HOST, true));
    assert_eq!(world.only(message).state, S::Active);
    assert!(world.engine.snapshot().store_error.is_some());
    let next = world.engine.next_due().expect("it is tried again");
    assert!(next > world.now, "and not at once, over and over");
    world.pass(60);
    assert_eq!((world.only(message).state, *sent.lock().unwrap()), (S::Completed, 1));
    assert_eq!(world.engine.snapshot().store_error, None);
}
