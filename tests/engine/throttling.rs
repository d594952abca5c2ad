//! A host with too many messages in its queues: what is published to it is delayed, and never lost.

use super::*;
use sendport::{model::Host, rules::throttling};

/// A group whose first host is throttled with more than this many messages in its queues.
fn threshold(message_count: u32) -> BizTalkGroup {
    let mut group = surroundings();
    group.put(Host { message_count, ..a_host(HOST, true) }.into());
    group
}

fn publish(port: &str, count: u32) -> Request {
    Request::Publish { draft: to_port(port), count }
}

/// How many messages are delayed, and how many there are.
fn counts(world: &mut World) -> (u32, usize) {
    let snapshot = world.engine.snapshot();
    (snapshot.delayed.iter().map(|delayed| delayed.count).sum(), world.instances().len())
}

/// With a threshold of 3 and a Stopped port: four of ten messages are published.
fn throttled() -> World {
    let mut world = World::of(threshold(3));
    world.port(a_port("SP"), Stopped);
    let response = world.ok(&publish("SP", 10));
    assert_eq!(response.messages.len(), 4, "more than three messages exceed a threshold of three");
    world
}

#[test]
fn what_exceeds_the_threshold_is_delayed_and_told() {
    let mut world = throttled();
    let snapshot = world.engine.snapshot();
    let delayed = snapshot.delayed.as_ref().clone();
    assert_eq!(counts(&mut world), (6, 4));
    assert_eq!(delayed[0].hosts, [Name::new(HOST)]);
    assert_eq!(delayed[0].until, at(100), "a third more than the threshold");
    assert_eq!(snapshot.next_due, Some(at(100)));
    let told = snapshot.throttled(&snapshot.group.hosts[&HOST.into()]).expect("it is throttled");
    assert_eq!((told.messages, told.threshold), (4, 3));
    let fact = Fact::PublishingDelayed {
        messages: 6,
        message_type: None,
        host: Some(HOST.into()),
        held: 4,
        threshold: 3,
        until: at(100),
    };
    assert!(snapshot.events.iter().any(|event| event.fact == fact));
    world.assert_counters_agree();
}

#[test]
fn other_hosts_are_not_concerned_and_0_switches_it_off() {
    let mut world = throttled();
    let mut other = a_port("SP_Other");
    other.transport.as_mut().unwrap().handler = OTHER_HOST.into();
    world.port(other, Stopped);
    assert_eq!(world.ok(&publish("SP_Other", 10)).messages.len(), 10);
    let off = Host { message_count: 0, ..world.engine.group().hosts[&HOST.into()].as_ref().clone() };
    world.ok(&edit(off));
    assert_eq!(counts(&mut world), (0, 20), "what was delayed is published");
    assert_eq!(world.engine.snapshot().throttled(&world.engine.group().hosts[&HOST.into()].clone()), None);
}

#[test]
fn as_soon_as_the_queues_are_shorter_it_goes_on_and_stops_again() {
    let mut world = throttled();
    let held: Vec<InstanceId> = world.instances().iter().map(|it| it.id).take(3).collect();
    world.ok(&operate(Operation::Terminate, &held));
    // one is left, so there is room for three more
    assert_eq!(counts(&mut world), (3, 7));
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(counts(&mut world), (0, 10), "nothing is left in the queues, so nothing is held back");
    assert_eq!(world.find(by_state(S::Completed)).len(), 7);
    assert_eq!(world.engine.snapshot().next_due, None);
    world.assert_counters_agree();
}

#[test]
fn when_the_delay_has_passed_it_is_published_whatever_the_queues_hold() {
    let mut world = throttled();
    world.pass(99);
    assert_eq!(counts(&mut world), (6, 4));
    world.pass(1);
    assert_eq!(counts(&mut world), (0, 10));
    assert_eq!(world.engine.snapshot().next_due, None);
}

#[test]
fn a_long_publication_is_delayed_again_and_again_but_never_longer_than_five_minutes_a_time() {
    let mut world = World::of(threshold(3));
    world.port(a_port("SP"), Stopped);
    world.ok(&publish("SP", 1000));
    assert_eq!(counts(&mut world), (996, 4));
    world.pass(100);
    assert_eq!(counts(&mut world), (740, 260), "a batch at a time");
    let until = world.engine.snapshot().delayed[0].until;
    assert_eq!(until, at(100) + throttling::MAX_DELAY);
    world.pass(3 * throttling::MAX_DELAY.as_secs());
    assert_eq!(counts(&mut world), (0, 1000));
}

#[test]
fn nothing_overtakes_what_is_delayed_on_its_way_to_the_same_host() {
    let mut world = throttled();
    world.port(a_port("SP_Later"), Started);
    let response = world.ok(&publish("SP_Later", 1));
    assert_eq!(response.messages, [], "it goes to the same host");
    assert_eq!(counts(&mut world), (7, 4));
    world.ok(&act(Start, &[port("SP")]));
    let order: Vec<_> = world.instances().iter().map(|it| it.port.clone().unwrap().to_string()).collect();
    assert_eq!(order.len(), 11);
    assert_eq!(order.last().unwrap(), "SP_Later");
}

#[test]
fn what_is_delayed_survives_the_end_of_the_program_and_follows_renames() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.sqlite");
    let open = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(threshold(3), open());
    world.port(a_port("SP"), Stopped);
    world.ok(&publish("SP", 10));
    let renamed = SendPort { name: "SP_New".into(), ..world.engine.group().send_ports[&"SP".into()].as_ref().clone() };
    world.ok(&Request::Put { original: Some("SP".into()), artifact: renamed.into() });
    let group = world.engine.group().clone();
    drop(world);
    let mut world = World::with_store(group, open());
    assert_eq!(counts(&mut world), (6, 4));
    world.pass(100);
    assert_eq!(counts(&mut world), (0, 10));
    assert!(world.instances().iter().all(|it| it.port == Some("SP_New".into())), "none is a routing failure");
}

#[test]
fn a_message_to_a_port_that_is_gone_meanwhile_becomes_a_routing_failure_and_is_not_dropped() {
    let mut world = throttled();
    world.ok(&Request::OperateWhere { operation: Operation::Terminate, query: InstanceQuery::default() });
    assert_eq!(counts(&mut world), (2, 8));
    world.ok(&act(Unenlist, &[port("SP")]));
    world.ok(&Request::OperateWhere { operation: Operation::Terminate, query: by_state(S::SuspendedResumable) });
    world.ok(&delete(&[port("SP")]));
    assert_eq!(counts(&mut world), (0, 10));
    assert_eq!(world.find(InstanceQuery { routing_failures: Some(true), ..by_state(S::SuspendedResumable) }).len(), 2);
}

#[test]
fn who_publishes_more_than_can_be_kept_waits() {
    let mut world = throttled();
    for _ in 1..1000 {
        assert_eq!(world.ok(&publish("SP", 1)).messages, []);
    }
    let refusal = world.refused(&publish("SP", 1));
    assert_eq!(reason_keys(&refusal), ["refused-too-much-delayed"]);
    assert_eq!(refusal.reasons[0].citation, Some(throttling::PUBLISHING));
    assert_eq!(counts(&mut world), (1005, 4));
}

#[test]
fn when_the_store_fails_nothing_is_published_twice_and_nothing_is_lost() {
    let mut failed = 0;
    loop {
        let store = failing::Failing::in_memory();
        let plan = store.plan.clone();
        let mut world = World::with_store(threshold(3), Box::new(store));
        world.port(a_port("SP"), Stopped);
        plan.lock().unwrap().left = Some(failed);
        let published = world.ask(&publish("SP", 10));
        let was_hit = plan.lock().unwrap().failed;
        plan.lock().unwrap().left = None;
        let (delayed, there) = counts(&mut world);
        let told = published.map_or(0, |response| response.messages.len());
        assert_eq!(told, there, "what is told to be published is there, and nothing else");
        assert!(matches!((there, delayed), (0, 0) | (4, 0 | 6)), "{there} {delayed}");
        world.pass(500);
        assert_eq!(counts(&mut world), (0, there + delayed as usize));
        world.assert_counters_agree();
        if !was_hit {
            assert_eq!((there, delayed), (4, 6));
            break;
        }
        failed += 1;
    }
    assert!(failed >= 2, "publishing writes what it publishes and what it delays");
}
