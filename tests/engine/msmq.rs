//! Message Queuing: the outgoing queue of a server, and that of a cluster; servers that go down.

use super::*;
use sendport::model::{Host, HostInstance};

const A: &str = "SRV-A";
const B: &str = "SRV-B";
const QUEUE: &str = "msmq://partner/private$/orders";

fn group(clustered: bool) -> BizTalkGroup {
    let mut group = surroundings();
    let instance = |server: &str| HostInstance { server: server.into(), running: true, ..HostInstance::default() };
    group.put(Host { clustered, instances: vec![instance(A), instance(B)], ..a_host(HOST, true) }.into());
    group.put(Adapter { name: "MSMQ".into(), default_handler: HOST.into(), handlers: vec![HOST.into()] }.into());
    group
}

fn msmq() -> SendPort {
    SendPort { transport: Some(Transport::new("MSMQ", QUEUE, HOST.into())), ..a_port("SP") }
}

/// Four messages in outgoing queues, since their destination is down.
fn four(clustered: bool) -> World {
    let mut world = World::of(group(clustered));
    world.port(msmq(), Started);
    world.ok(&behave("SP", Behaviour::Down));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 4 });
    world
}

fn server(server: &str, up: bool) -> Request {
    Request::Server { server: server.into(), up }
}

fn queues(world: &mut World) -> Vec<(String, u64)> {
    let snapshot = world.engine.snapshot();
    snapshot.outgoing.iter().map(|(queue, count)| (queue.owner.to_string(), *count)).collect()
}

fn arrived(world: &mut World) -> u64 {
    world.engine.snapshot().counts.port(&"SP".into()).arrived
}

fn owned(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs.iter().map(|(owner, count)| ((*owner).to_owned(), *count)).collect()
}

#[test]
fn for_the_adapter_it_is_sent_when_it_is_in_the_outgoing_queue() {
    let mut world = four(false);
    assert_eq!(world.find(by_state(S::Completed)).len(), 4);
    assert_eq!((queues(&mut world), arrived(&mut world)), (owned(&[(A, 2), (B, 2)]), 0));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!((queues(&mut world), arrived(&mut world)), (vec![], 4));
    world.assert_counters_agree();
}

#[test]
fn the_queue_of_a_server_is_stranded_while_it_is_down() {
    let mut world = four(false);
    world.ok(&server(A, false));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!((queues(&mut world), arrived(&mut world)), (owned(&[(A, 2)]), 2));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    assert_eq!(arrived(&mut world), 4, "what comes now goes by the other server");
    world.ok(&server(A, true));
    assert_eq!((queues(&mut world), arrived(&mut world)), (vec![], 6));
    world.assert_counters_agree();
}

#[test]
fn the_queue_of_a_clustered_host_moves_with_the_active_node() {
    let mut world = four(true);
    assert_eq!(queues(&mut world), owned(&[(HOST, 4)]));
    world.ok(&server(A, false));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!((queues(&mut world), arrived(&mut world)), (vec![], 4));
    // each once
    let snapshot = world.engine.snapshot();
    let forwarded: Vec<InstanceId> = snapshot
        .events
        .iter()
        .filter_map(|event| match event.fact {
            Fact::Forwarded { instance, .. } => Some(instance),
            _ => None,
        })
        .collect();
    assert_eq!(forwarded.iter().collect::<BTreeSet<_>>().len(), 4);
    assert_eq!(forwarded.len(), 4);
    assert!(snapshot.events.iter().any(|event| matches!(event.fact, Fact::FailedOver { .. })));
}

#[test]
fn with_all_nodes_down_nothing_arrives_until_one_is_up() {
    let mut world = four(true);
    world.ok(&server(A, false));
    world.ok(&server(B, false));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!((queues(&mut world), arrived(&mut world)), (owned(&[(HOST, 4)]), 0));
    world.ok(&server(B, true));
    assert_eq!(arrived(&mut world), 4);
}

#[test]
fn a_server_that_is_down_has_no_host_instances_and_starts_none() {
    let mut world = four(false);
    world.ok(&server(A, false));
    let runs = |world: &World| {
        let host = world.engine.group().hosts[&Name::new(HOST)].clone();
        host.instances.iter().map(|it| it.running).collect::<Vec<_>>()
    };
    assert_eq!(runs(&world), [false, true]);
    let start = Request::RunHostInstance { host: HOST.into(), server: Some(A.into()), running: true };
    assert_eq!(reason_keys(&world.refused(&start)), ["refused-server-down"]);
    assert_eq!(reason_keys(&world.refused(&server("SRV-Z", false))), ["refused-no-server"]);
    world.ok(&Request::Undo);
    assert_eq!(runs(&world), [true, true]);
    world.ok(&Request::Redo);
    world.ok(&server(A, true));
    assert_eq!(runs(&world), [true, true], "the services start with their server");
}

#[test]
fn a_slow_destination_takes_its_time_and_one_that_fails_is_tried_again() {
    let mut world = four(false);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    world.pass(9);
    assert_eq!(arrived(&mut world), 0);
    world.pass(10);
    assert_eq!(arrived(&mut world), 4);
    world.ok(&behave("SP", Behaviour::FailsNext(1)));
    let sent = world.send(to_port("SP"));
    assert_eq!((world.only(sent).state, arrived(&mut world)), (S::Completed, 4));
    world.pass(20);
    assert_eq!(arrived(&mut world), 5);
}

#[test]
fn what_is_in_an_outgoing_queue_survives_the_end_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.sqlite");
    let open = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(group(false), open());
    world.port(msmq(), Started);
    world.ok(&behave("SP", Behaviour::Down));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 4 });
    let group = world.engine.group().clone();
    drop(world);
    let mut world = World::with_store(group, open());
    assert_eq!(queues(&mut world), owned(&[(A, 2), (B, 2)]));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!((queues(&mut world), arrived(&mut world)), (vec![], 4));
}
