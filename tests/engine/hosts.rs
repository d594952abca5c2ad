//! Several instances of a host: they compete, stop, die, stand by.

use super::*;
use sendport::engine::{IN_PROCESS, LEASE};
use sendport::model::{Host, HostInstance};

const A: &str = "SRV-A";
const B: &str = "SRV-B";

/// A group whose first host runs on two servers.
fn two_servers(clustered: bool) -> World {
    let mut group = surroundings();
    let instance = |server: &str| HostInstance { server: server.into(), running: true, ..HostInstance::default() };
    group.put(Host { clustered, instances: vec![instance(A), instance(B)], ..a_host(HOST, true) }.into());
    World::of(group)
}

fn command(server: &str, command: HostCommand) -> Request {
    Request::CommandHostInstance { host: HOST.into(), server: server.into(), command }
}

fn run_on(server: &str, running: bool) -> Request {
    Request::RunHostInstance { host: HOST.into(), server: Some(server.into()), running }
}

fn by_server(world: &World) -> BTreeMap<String, usize> {
    let mut servers = BTreeMap::new();
    for instance in world.instances() {
        *servers.entry(instance.server.map(|it| it.to_string()).unwrap_or_default()).or_default() += 1;
    }
    servers
}

fn of(pairs: &[(&str, usize)]) -> BTreeMap<String, usize> {
    pairs.iter().map(|(server, count)| ((*server).to_owned(), *count)).collect()
}

#[test]
fn any_instance_of_the_host_takes_any_message() {
    let mut world = two_servers(false);
    world.port(a_port("SP"), Started);
    world.ok(&Request::Publish { draft: to_port("SP"), count: 6 });
    assert_eq!(by_server(&world), of(&[(A, 3), (B, 3)]));
    world.ok(&run_on(A, false));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    assert_eq!(by_server(&world), of(&[(A, 3), (B, 5)]));
    world.ok(&run_on(B, false));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    assert_eq!(world.find(by_state(S::ReadyToRun)).len(), 2, "nobody takes them");
    world.ok(&run_on(A, true));
    assert_eq!(by_server(&world), of(&[(A, 5), (B, 5)]));
    world.assert_counters_agree();
}

#[test]
fn what_a_killed_instance_had_is_taken_by_another_one_when_its_lease_ends() {
    let mut world = two_servers(false);
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 6 });
    world.pass(5);
    world.ok(&command(A, HostCommand::Kill));
    world.pass(5);
    assert_eq!((world.find(by_state(S::Completed)).len(), world.find(by_state(S::Active)).len()), (3, 3));
    assert_eq!(world.engine.next_due(), Some(at(5) + LEASE));
    world.pass(24);
    assert_eq!(world.find(by_state(S::Active)).len(), 3);
    world.pass(1);
    let back = world.engine.snapshot();
    let back =
        back.events.iter().filter(|it| matches!(&it.fact, Fact::TakenBack { server, .. } if *server == Some(A.into())));
    assert_eq!(back.count(), 3);
    world.pass(10);
    assert_eq!(world.find(by_state(S::Completed)).len(), 6);
    assert_eq!(by_server(&world), of(&[(B, 6)]));
    world.assert_counters_agree();
}

#[test]
fn what_an_instance_hands_back_when_it_stops_another_one_has_at_once() {
    for how in [run_on(A, false), command(A, HostCommand::Restart)] {
        let mut world = two_servers(false);
        world.port(a_port("SP"), Started);
        world.ok(&behave("SP", Behaviour::Slow(10)));
        world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
        world.ok(&how);
        assert_eq!(world.find(by_state(S::Active)).len(), 2);
        assert_eq!(
            world.engine.snapshot().events.iter().filter(|it| matches!(it.fact, Fact::HandedBack { .. })).count(),
            1
        );
        world.pass(10);
        assert_eq!(world.find(by_state(S::Completed)).len(), 2);
        world.assert_counters_agree();
    }
}

#[test]
fn with_no_instance_left_what_was_in_hand_waits_for_one() {
    let mut world = two_servers(false);
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    world.ok(&run_host(HOST, false));
    assert_eq!(world.find(by_state(S::Dehydrated)).len(), 2);
    world.pass(60);
    world.ok(&run_on(B, true));
    world.pass(10);
    assert_eq!(by_server(&world), of(&[(B, 2)]));
    assert_eq!(world.find(by_state(S::Completed)).len(), 2);
    world.assert_counters_agree();
}

#[test]
fn a_disabled_instance_does_not_start() {
    let mut world = two_servers(false);
    assert_eq!(reason_keys(&world.refused(&command(A, HostCommand::Disable))), ["refused-host-running"]);
    world.ok(&run_on(A, false));
    assert_eq!(reason_keys(&world.refused(&command(A, HostCommand::Kill))), ["refused-host-not-running"]);
    assert_eq!(reason_keys(&world.refused(&command(A, HostCommand::Restart))), ["refused-host-not-running"]);
    assert_eq!(reason_keys(&world.refused(&command("SRV-C", HostCommand::Kill))), ["refused-no-instance-on"]);
    world.ok(&command(A, HostCommand::Disable));
    assert_eq!(reason_keys(&world.refused(&run_on(A, true))), ["refused-host-disabled"]);
    world.ok(&run_on(B, false));
    world.ok(&run_host(HOST, true));
    let working: Vec<_> = world.engine.group().hosts.get(&HOST.into()).unwrap().working().cloned().collect();
    assert_eq!(working, [B.into()], "of all instances those start that may");
    world.ok(&command(A, HostCommand::Enable));
    world.ok(&run_on(A, true));
}

#[test]
fn of_a_clustered_host_one_node_is_active_and_another_takes_over() {
    let mut world = two_servers(true);
    world.port(a_port("SP"), Started);
    let send = |world: &mut World| world.ok(&Request::Publish { draft: to_port("SP"), count: 4 });
    send(&mut world);
    assert_eq!(by_server(&world), of(&[(A, 4)]));
    let response = world.ok(&command(A, HostCommand::Kill));
    assert!(
        response
            .events
            .iter()
            .any(|it| matches!(&it.fact, Fact::FailedOver { from, to, .. } if (from.as_str(), to.as_str()) == (A, B)))
    );
    send(&mut world);
    assert_eq!(by_server(&world), of(&[(A, 4), (B, 4)]));
    // the node that comes back stands by
    world.ok(&run_on(A, true));
    send(&mut world);
    assert_eq!(by_server(&world), of(&[(A, 4), (B, 8)]));
    world.ok(&run_on(B, false));
    send(&mut world);
    assert_eq!(by_server(&world), of(&[(A, 8), (B, 8)]));
    world.assert_counters_agree();
}

/// A document may leave open which node is active: the first one that runs.
#[test]
fn of_a_clustered_host_the_node_that_works_goes_on_when_one_before_it_starts() {
    let mut group = surroundings();
    let instance = |server: &str, running| HostInstance { server: server.into(), running, ..HostInstance::default() };
    group.put(
        Host { clustered: true, instances: vec![instance(A, false), instance(B, true)], ..a_host(HOST, true) }.into(),
    );
    let mut world = World::of(group);
    world.port(a_port("SP"), Started);
    let response = world.ok(&run_on(A, true));
    assert!(!response.events.iter().any(|it| matches!(it.fact, Fact::FailedOver { .. })));
    world.send(to_port("SP"));
    assert_eq!(by_server(&world), of(&[(B, 1)]));
}

#[test]
fn an_order_is_kept_by_one_instance_until_it_does_not_run_any_more() {
    let mut world = two_servers(false);
    world.port(SendPort { ordered_delivery: true, ..a_port("SP") }, Started);
    world.ok(&Request::Publish { draft: to_port("SP"), count: 6 });
    let servers = by_server(&world);
    assert_eq!(servers.len(), 1, "{servers:?}");
    let keeper = servers.keys().next().unwrap().clone();
    let other = if keeper == A { B } else { A };
    world.ok(&behave("SP", Behaviour::Slow(10)));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    world.ok(&command(&keeper, HostCommand::Kill));
    world.pass(29);
    assert_eq!(world.find(by_state(S::Active)).len(), 1, "its turn is not over");
    world.pass(60);
    assert_eq!(by_server(&world), of(&[(&keeper, 6), (other, 2)]));
    assert_eq!(world.find(by_state(S::Completed)).len(), 8);
    world.assert_counters_agree();
}

#[test]
fn an_instance_has_only_so_much_in_hand() {
    let mut world = two_servers(false);
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 3000 });
    for _ in 0..100 {
        world.pass(0);
    }
    assert_eq!(world.find(by_state(S::Active)).len(), 2 * IN_PROCESS);
    for _ in 0..100 {
        world.pass(1);
    }
    assert_eq!(world.find(by_state(S::Completed)).len(), 3000);
    world.assert_counters_agree();
}
