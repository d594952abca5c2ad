//! Destinations.

use super::*;

#[test]
fn destinations_fail_as_they_are_told() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let address = || "there/SP".to_owned();
    for (behaviour, error) in [
        (Behaviour::Down, TransportError::Unreachable { address: address() }),
        (Behaviour::Rejects, TransportError::Rejected { address: address() }),
        (Behaviour::FailsNext(1), TransportError::Failed { address: address() }),
    ] {
        world.ok(&behave("SP", behaviour));
        let message = world.send(to_port("SP"));
        let instance = world.only(message);
        assert_eq!((instance.state, instance.cause), (S::SuspendedResumable, Some(Cause::Transport(error))));
        assert_eq!(instance.attempts, 1);
    }
    world.ok(&behave("SP", Behaviour::FailsNext(2)));
    let states = [(); 4].map(|()| {
        let message = world.send(to_port("SP"));
        world.only(message).state
    });
    assert_eq!(states, [S::SuspendedResumable, S::SuspendedResumable, S::Completed, S::Completed]);
    assert_eq!(world.engine.destination(&"SP".into()).behaviour, Behaviour::Up);
    world.assert_counters_agree();
}

#[test]
fn a_slow_destination_takes_its_time_on_the_clock_that_is_passed_in() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let message = world.send(to_port("SP"));
    assert_eq!(world.only(message).state, S::Active);
    assert_eq!(world.engine.next_due(), Some(at(10)));
    assert_eq!(world.report(message).lines[0].waiting, Some(Waiting::SlowDestination));
    world.pass(9);
    assert_eq!(world.only(message).state, S::Active);
    world.pass(1);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::Completed, 1));
    assert_eq!(world.engine.next_due(), None);
    world.assert_counters_agree();
}

#[test]
fn what_a_host_instance_has_in_hand_when_it_stops_is_sent_when_it_runs_again() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let message = world.send(to_port("SP"));
    world.ok(&run_host(HOST, false));
    assert_eq!(world.only(message).state, S::Dehydrated);
    world.pass(60);
    assert_eq!(world.only(message).state, S::Dehydrated);
    world.ok(&run_host(HOST, true));
    assert_eq!(world.only(message).state, S::Active);
    world.pass(10);
    assert_eq!(world.only(message).state, S::Completed);
    world.assert_counters_agree();
}

#[test]
fn a_host_sends_by_priority_and_then_by_age() {
    let mut world = World::new();
    for (name, priority) in [("SP_Low", 9), ("SP_High", 1), ("SP_Normal", 5)] {
        world.port(SendPort { priority, ..a_port(name) }, Started);
    }
    world.ok(&run_host(HOST, false));
    let sent = ["SP_Low", "SP_Normal", "SP_High", "SP_Normal", "SP_Low"].map(|port| world.send(to_port(port)));
    let response = world.ok(&run_host(HOST, true));
    let order: Vec<_> = response
        .events
        .iter()
        .filter_map(|event| match event.fact {
            Fact::Sent { message, .. } => Some(message),
            _ => None,
        })
        .collect();
    assert_eq!(order, [2, 1, 3, 0, 4].map(|index| sent[index]));
}

#[test]
fn a_request_publishes_as_many_as_it_is_asked_to() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let request = |count| Request::Publish { draft: to_port("SP"), count };
    let response = world.ok(&request(600));
    let ids: BTreeSet<_> = response.messages.iter().collect();
    assert_eq!(ids.len(), 600);
    assert_eq!(world.find(by_state(S::Completed)).len(), 600);
    assert_eq!(reason_keys(&world.refused(&request(0))), ["problem-range"]);
    assert_eq!(reason_keys(&world.refused(&request(MAX_COUNT + 1))), ["problem-range"]);
    world.assert_counters_agree();
}

/// However much there is, the engine asks for more time until nothing is left.
#[test]
fn a_long_work_queue_is_worked_off_without_another_request() {
    let mut world = World::new();
    let ports = ["SP_1", "SP_2"];
    for name in ports {
        world.port(a_port(name), Started);
    }
    world.group(a_group("G", &ports), Started);
    world.ok(&run_host(HOST, false));
    world.ok(&Request::Publish { draft: to_group("G"), count: 9000 });
    world.ok(&run_host(HOST, true));
    for _ in 0..100 {
        let Some(due) = world.engine.next_due() else { break };
        world.now = world.now.max(due);
        world.engine.advance(world.now);
    }
    assert_eq!(world.engine.snapshot().counts.in_progress, 0);
}

#[test]
fn a_dry_run_tells_what_happens_and_changes_nothing() {
    let mut world = World::new();
    world.port(filtered("SP_A", "FR"), Started);
    world.port(filtered("SP_B", "FR"), Stopped);
    world.port(SendPort { filter: equals(COUNTRY, "FR"), ..a_port_of("SP_C", PortKind::DynamicOneWay) }, Started);
    world.port(filtered("SP_D", "FR"), Started);
    world.ok(&behave("SP_D", Behaviour::FailsNext(1)));
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP_A", "SP_D"]) }, Started);
    let draft = published(&[(COUNTRY, "FR")]);
    let before = world.observed();
    let told = dry_run(world.engine.group(), Role::Administrator, &draft, world.now, &TimeZone::UTC).unwrap();
    assert_eq!(world.observed(), before);
    let message = world.send(draft);
    let real = world.report(message);
    let lines = |report: &sendport::engine::Report| -> Vec<_> {
        let line = |it: &sendport::engine::Line| (it.delivery.clone(), it.host.clone(), it.outcome, it.cause.clone());
        report.lines.iter().map(line).collect()
    };
    assert_eq!(lines(&told), lines(&real));
    assert_eq!(told.lines.len(), 6);
}
