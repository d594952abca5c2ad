//! Ordered delivery: one service instance of a port at a time, one message of it on its way.

use super::*;

fn ordered(name: &str, stop: bool) -> SendPort {
    SendPort { ordered_delivery: true, stop_sending_on_failure: stop, ..a_port(name) }
}

fn several(world: &mut World, count: usize) -> Vec<MessageId> {
    (0..count).map(|_| world.send(to_port("SP"))).collect()
}

fn states(world: &World, messages: &[MessageId]) -> Vec<S> {
    messages.iter().map(|message| world.only(*message).state).collect()
}

fn arrived(world: &mut World) -> Vec<MessageId> {
    let snapshot = world.engine.snapshot();
    let sent = snapshot.events.iter().filter_map(|event| match event.fact {
        Fact::Sent { message, .. } => Some(message),
        _ => None,
    });
    sent.collect()
}

#[test]
fn one_message_at_a_time_in_the_order_of_publication() {
    let mut world = World::new();
    world.port(ordered("SP", false), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let messages = several(&mut world, 3);
    assert_eq!(states(&world, &messages), [S::Active, S::ReadyToRun, S::ReadyToRun]);
    let waiting = messages.iter().map(|it| world.report(*it).lines[0].waiting).collect::<Vec<_>>();
    assert_eq!(waiting[1..], [Some(Waiting::Behind(messages[0])), Some(Waiting::Behind(messages[0]))]);
    let services: BTreeSet<_> = messages.iter().map(|it| world.only(*it).service).collect();
    assert_eq!(services.len(), 1, "one service instance holds them");
    world.pass(10);
    assert_eq!(states(&world, &messages), [S::Completed, S::Active, S::ReadyToRun]);
    world.pass(20);
    assert_eq!(arrived(&mut world), messages);
    world.assert_counters_agree();
}

#[test]
fn a_retry_holds_up_what_is_behind() {
    let mut world = World::new();
    let mut port = ordered("SP", false);
    port.transport.as_mut().unwrap().retry_count = 3;
    world.port(port, Started);
    world.ok(&behave("SP", Behaviour::FailsNext(2)));
    let messages = several(&mut world, 3);
    assert_eq!(states(&world, &messages), [S::Dehydrated, S::ReadyToRun, S::ReadyToRun]);
    world.pass(299);
    assert_eq!(arrived(&mut world), []);
    world.pass(301);
    assert_eq!(arrived(&mut world), messages);
}

#[test]
fn a_failure_suspends_one_for_good_and_the_others_go_on() {
    let mut world = World::new();
    world.port(ordered("SP", false), Started);
    world.ok(&run_host(HOST, false));
    world.ok(&behave("SP", Behaviour::FailsNext(1)));
    let messages = several(&mut world, 3);
    world.ok(&run_host(HOST, true));
    assert_eq!(states(&world, &messages), [S::SuspendedNotResumable, S::Completed, S::Completed]);
    let refusal = world.refused(&operate(Operation::Resume, &[world.only(messages[0]).id]));
    assert_eq!(reason_keys(&refusal), ["instance-no-not-resumable"]);
    world.assert_counters_agree();
}

/// Three messages, of which the first one was rejected and all are suspended.
fn stopped() -> (World, Vec<MessageId>) {
    let mut world = World::new();
    world.port(ordered("SP", true), Started);
    world.ok(&run_host(HOST, false));
    world.ok(&behave("SP", Behaviour::Down));
    let mut messages = several(&mut world, 2);
    world.ok(&run_host(HOST, true));
    messages.extend(several(&mut world, 1));
    (world, messages)
}

#[test]
fn where_it_stops_on_failure_the_instance_is_suspended_with_all_that_it_holds() {
    let (mut world, messages) = stopped();
    assert_eq!(states(&world, &messages), [S::SuspendedResumable; 3]);
    let front = messages[0];
    let causes: Vec<_> = messages.iter().map(|it| world.only(*it).cause.unwrap()).collect();
    assert!(matches!(causes[0], Cause::Transport(_)));
    assert_eq!(causes[1..], [Cause::Behind { front }, Cause::Behind { front }], "what comes later waits in it");
    let services: BTreeSet<_> = messages.iter().map(|it| world.only(*it).service).collect();
    assert_eq!(services.len(), 1);
    world.assert_counters_agree();
}

/// In whichever order they are named.
#[test]
fn what_was_held_goes_on_with_the_stopped_instance_when_both_are_resumed() {
    for which in [[0, 1], [1, 0], [2, 0]] {
        let mut world = World::new();
        world.port(ordered("SP", true), Stopped);
        let mut messages = several(&mut world, 1);
        assert_eq!(world.only(messages[0]).cause, Some(Cause::Held));
        let (action, items) = (sendport::rules::Action::Start, vec![port("SP")]);
        world.ok(&Request::Act { action, items, held: sendport::engine::Held::Keep });
        world.ok(&run_host(HOST, false));
        world.ok(&behave("SP", Behaviour::Down));
        messages.extend(several(&mut world, 2));
        world.ok(&run_host(HOST, true));
        assert_eq!(states(&world, &messages), [S::SuspendedResumable; 3]);
        world.ok(&behave("SP", Behaviour::Up));
        let ids = which.map(|at| world.only(messages[at]).id);
        world.ok(&operate(Operation::Resume, &ids));
        assert_eq!(states(&world, &messages), [S::Completed; 3], "{which:?}");
        assert_eq!(arrived(&mut world), messages);
        world.assert_counters_agree();
    }
}

#[test]
fn the_instance_is_resumed_as_a_whole_in_its_order() {
    // by whichever of its messages
    for which in 0..3 {
        let (mut world, messages) = stopped();
        world.ok(&behave("SP", Behaviour::Up));
        world.ok(&operate(Operation::Resume, &[world.only(messages[which]).id]));
        assert_eq!(states(&world, &messages), [S::Completed; 3]);
        assert_eq!(arrived(&mut world), messages);
        world.assert_counters_agree();
    }
}

#[test]
fn the_instance_is_terminated_with_all_its_messages() {
    let (mut world, messages) = stopped();
    world.ok(&operate(Operation::Terminate, &[world.only(messages[2]).id]));
    assert_eq!(states(&world, &messages), [S::Terminated; 3]);
    world.ok(&behave("SP", Behaviour::Up));
    let after = world.send(to_port("SP"));
    assert_eq!(world.only(after).state, S::Completed, "a new instance begins");
    world.assert_counters_agree();
}

#[test]
fn only_the_first_message_can_be_taken_out() {
    let (mut world, messages) = stopped();
    let [front, second] = [0, 1].map(|index| world.only(messages[index]).id);
    assert_eq!(reason_keys(&world.refused(&Request::RemoveFront(second))), ["refused-not-the-front"]);
    world.ok(&Request::RemoveFront(front));
    assert_eq!(states(&world, &messages), [S::Terminated, S::SuspendedResumable, S::SuspendedResumable]);
    world.ok(&behave("SP", Behaviour::Up));
    world.ok(&operate(Operation::Resume, &[second]));
    assert_eq!(arrived(&mut world), messages[1..]);
    assert_eq!(reason_keys(&world.refused(&Request::RemoveFront(second))), ["refused-not-in-a-suspended-order"]);
    world.assert_counters_agree();
}

#[test]
fn what_a_stopped_port_holds_is_one_instance_and_goes_in_its_order() {
    let mut world = World::new();
    world.port(ordered("SP", true), Stopped);
    let messages = several(&mut world, 4);
    let services: BTreeSet<_> = messages.iter().map(|it| world.only(*it).service).collect();
    assert_eq!((states(&world, &messages), services.len()), (vec![S::SuspendedResumable; 4], 1));
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(arrived(&mut world), messages);
    world.assert_counters_agree();
}

#[test]
fn suspended_by_hand_it_collects_what_comes() {
    let mut world = World::new();
    world.port(ordered("SP", false), Started);
    world.ok(&run_host(HOST, false));
    let mut messages = several(&mut world, 2);
    world.ok(&operate(Operation::Suspend, &[world.only(messages[1]).id]));
    messages.extend(several(&mut world, 1));
    assert_eq!(states(&world, &messages), [S::SuspendedResumable; 3]);
    world.ok(&run_host(HOST, true));
    assert_eq!(arrived(&mut world), []);
    world.ok(&operate(Operation::Resume, &[world.only(messages[2]).id]));
    assert_eq!(arrived(&mut world), messages);
    world.assert_counters_agree();
}

/// Its first message is on its way when it is suspended: what comes until that is decided, and what comes
/// after it, is collected.
#[test]
fn suspended_while_its_message_is_on_its_way_it_collects_what_comes() {
    for (behaviour, first) in [(Behaviour::Down, S::SuspendedResumable), (Behaviour::Up, S::Completed)] {
        let mut world = World::new();
        world.port(ordered("SP", false), Started);
        world.ok(&behave("SP", Behaviour::Slow(10)));
        let mut messages = several(&mut world, 2);
        world.ok(&operate(Operation::Suspend, &[world.only(messages[0]).id]));
        messages.extend(several(&mut world, 1));
        assert_eq!(states(&world, &messages), [S::Active, S::SuspendedResumable, S::SuspendedResumable]);
        world.ok(&behave("SP", behaviour));
        world.pass(10);
        messages.extend(several(&mut world, 1));
        assert_eq!(states(&world, &messages)[0], first);
        assert_eq!(states(&world, &messages)[1..], [S::SuspendedResumable; 3]);
        world.ok(&behave("SP", Behaviour::Up));
        world.ok(&operate(Operation::Resume, &[world.only(messages[3]).id]));
        assert_eq!(arrived(&mut world), messages);
        world.assert_counters_agree();
    }
}

/// Nothing waited behind it when it was asked for; what came meanwhile does when it is done.
#[test]
fn what_came_behind_a_message_that_is_to_be_suspended_waits_with_it() {
    let mut world = World::new();
    world.port(ordered("SP", false), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let mut messages = several(&mut world, 1);
    world.ok(&operate(Operation::Suspend, &[world.only(messages[0]).id]));
    messages.extend(several(&mut world, 1));
    world.ok(&run_host(HOST, false));
    assert_eq!(states(&world, &messages), [S::SuspendedResumable; 2]);
    assert_eq!(world.only(messages[1]).cause, Some(Cause::Behind { front: messages[0] }));
    world.assert_counters_agree();
}

#[test]
fn what_was_suspended_for_good_is_by_itself() {
    let then =
        [[S::Terminated, S::Dehydrated, S::ReadyToRun], [S::SuspendedNotResumable, S::Terminated, S::Terminated]];
    for (which, then) in then.into_iter().enumerate() {
        let mut world = World::new();
        let mut port = ordered("SP", false);
        port.transport.as_mut().unwrap().retry_count = 1;
        world.port(port, Started);
        world.ok(&behave("SP", Behaviour::Down));
        let messages = several(&mut world, 3);
        world.pass(300);
        assert_eq!(states(&world, &messages), [S::SuspendedNotResumable, S::Dehydrated, S::ReadyToRun]);
        world.ok(&operate(Operation::Terminate, &[world.only(messages[which]).id]));
        assert_eq!(states(&world, &messages), then);
        world.assert_counters_agree();
    }
}

/// A message is held for the port, another one for its group; the first one is released.
#[test]
fn what_is_held_is_beside_the_instance_that_runs() {
    let mut world = World::new();
    world.port(ordered("SP", false), Stopped);
    world.group(a_group("G", &["SP"]), Stopped);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let messages = [world.send(to_port("SP")), world.send(to_group("G"))];
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(states(&world, &messages), [S::Active, S::SuspendedResumable]);
    world.ok(&operate(Operation::Terminate, &[world.only(messages[0]).id]));
    world.pass(10);
    assert_eq!(states(&world, &messages)[1], S::SuspendedResumable, "nobody asked for it");
    world.assert_counters_agree();
}

#[test]
fn a_dynamic_port_has_an_order_per_location_or_one_per_adapter() {
    for (enforce, expected) in
        [(false, [S::Active, S::Active, S::ReadyToRun]), (true, [S::Active, S::ReadyToRun, S::ReadyToRun])]
    {
        let mut world = World::new();
        let dynamic = a_port_of("SP", PortKind::DynamicOneWay);
        world.port(SendPort { ordered_delivery: true, enforce_order_across_locations: enforce, ..dynamic }, Started);
        world.ok(&behave("SP", Behaviour::Slow(10)));
        let to = |address: &str| Draft {
            properties: vec![property(properties::OUTBOUND_TRANSPORT_LOCATION, address)],
            ..to_port("SP")
        };
        let messages = ["file://a", "file://b", "file://a"].map(|address| world.send(to(address)));
        assert_eq!(states(&world, &messages), expected, "{enforce}");
        world.pass(60);
        assert_eq!(states(&world, &messages), [S::Completed; 3]);
        world.assert_counters_agree();
    }
}

#[test]
fn the_order_survives_the_end_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.messagebox.sqlite");
    let store = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(surroundings(), store());
    world.port(ordered("SP", true), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let messages = several(&mut world, 3);
    let group = world.engine.group().clone();
    drop(world);
    let mut world = World::with_store(group, store());
    assert_eq!(states(&world, &messages), [S::Active, S::ReadyToRun, S::ReadyToRun]);
    assert!(world.engine.snapshot().events.iter().any(|event| matches!(event.fact, Fact::TakenBack { .. })));
    world.pass(60);
    assert_eq!(arrived(&mut world), messages);
    world.assert_counters_agree();
}
