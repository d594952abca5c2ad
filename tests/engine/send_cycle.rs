//! Attempts, service windows, the backup transport, the routing of failed messages, acknowledgements.

use super::*;
use jiff::civil::time;
use sendport::model::ServiceWindow;

fn retrying(name: &str, retry_count: u32, retry_interval: u32) -> SendPort {
    let transport =
        Transport { retry_count, retry_interval, ..Transport::new("FILE", &format!("there/{name}"), HOST.into()) };
    SendPort { transport: Some(transport), ..a_port(name) }
}

fn with_backup(port: SendPort) -> SendPort {
    let backup =
        Transport { retry_count: 1, retry_interval: 10, ..Transport::new("FILE", "elsewhere", OTHER_HOST.into()) };
    SendPort { backup: Some(backup), ..port }
}

fn failures(world: &mut World) -> Vec<(TransportOf, u32, u32)> {
    let snapshot = world.engine.snapshot();
    let failed = snapshot.events.iter().filter_map(|event| match event.fact {
        Fact::SendFailed { on, attempt, of, .. } => Some((on, attempt, of)),
        _ => None,
    });
    failed.collect()
}

#[test]
fn attempts_are_one_more_than_retries_and_an_interval_apart() {
    let mut world = World::new();
    world.port(retrying("SP", 2, 5), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let message = world.send(to_port("SP"));
    let waits = world.only(message);
    assert_eq!((waits.state, waits.attempts, waits.due), (S::Dehydrated, 1, Some(at(300))));
    assert_eq!(world.report(message).lines[0].waiting, Some(Waiting::Retry { at: at(300), failed: 1 }));
    assert_eq!(world.engine.next_due(), Some(at(300)));
    world.pass(299);
    assert_eq!(world.only(message).attempts, 1);
    world.pass(1);
    assert_eq!((world.only(message).attempts, world.only(message).due), (2, Some(at(600))));
    world.pass(300);
    let ended = world.only(message);
    assert_eq!((ended.state, ended.attempts, ended.due), (S::SuspendedResumable, 3, None));
    assert!(matches!(ended.cause, Some(Cause::Transport(_))));
    assert_eq!(world.engine.next_due(), None);
    assert_eq!(failures(&mut world), [1, 2, 3].map(|attempt| (TransportOf::Primary, attempt, 3)));
    world.assert_counters_agree();
}

#[test]
fn an_attempt_that_succeeds_ends_it() {
    let mut world = World::new();
    world.port(retrying("SP", 3, 5), Started);
    world.ok(&behave("SP", Behaviour::FailsNext(2)));
    let message = world.send(to_port("SP"));
    world.pass(3600);
    let done = world.only(message);
    assert_eq!((done.state, done.attempts), (S::Completed, 3));
    assert_eq!(done.changed, at(600), "each attempt is made at its time, however much passes at once");
    world.assert_counters_agree();
}

#[test]
fn what_is_resumed_has_all_its_attempts_again() {
    let mut world = World::new();
    world.port(retrying("SP", 1, 1), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let message = world.send(to_port("SP"));
    world.pass(60);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::SuspendedResumable, 2));
    world.ok(&operate(Operation::Resume, &[world.only(message).id]));
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::Dehydrated, 3));
    world.pass(60);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::SuspendedResumable, 4));
}

#[test]
fn the_backup_transport_is_next_with_its_own_attempts_and_host() {
    let mut world = World::new();
    world.port(with_backup(retrying("SP", 1, 5)), Started);
    let (down, up) = (Behaviour::Down, Behaviour::Up);
    world.ok(&Request::SetDestination(Destination {
        port: "SP".into(),
        behaviour: down,
        backup: up,
        ..Destination::default()
    }));
    let message = world.send(to_port("SP"));
    world.pass(300);
    let done = world.only(message);
    assert_eq!((done.state, done.on, done.attempts), (S::Completed, TransportOf::Backup, 3));
    assert_eq!((done.address.as_str(), done.host), ("elsewhere", OTHER_HOST.into()));
    // and when that fails too, after its own attempts, it is suspended
    world.ok(&Request::SetDestination(Destination {
        port: "SP".into(),
        behaviour: down,
        backup: down,
        ..Destination::default()
    }));
    let message = world.send(to_port("SP"));
    world.pass(300);
    assert_eq!((world.only(message).state, world.only(message).due), (S::Dehydrated, Some(at(1200))));
    world.pass(600);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::SuspendedResumable, 4));
    let last = failures(&mut world).split_off(2);
    assert_eq!(
        last,
        [
            (TransportOf::Primary, 1, 2),
            (TransportOf::Primary, 2, 2),
            (TransportOf::Backup, 1, 2),
            (TransportOf::Backup, 2, 2)
        ]
    );
    world.assert_counters_agree();
}

#[test]
fn what_waits_for_a_retry_can_be_suspended_and_terminated() {
    let mut world = World::new();
    world.port(retrying("SP", 3, 5), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let (suspended, terminated) = (world.send(to_port("SP")), world.send(to_port("SP")));
    world.ok(&operate(Operation::Suspend, &[world.only(suspended).id]));
    world.ok(&operate(Operation::Terminate, &[world.only(terminated).id]));
    assert_eq!(
        (world.only(suspended).state, world.only(suspended).cause),
        (S::SuspendedResumable, Some(Cause::ByHand))
    );
    assert_eq!(world.only(terminated).state, S::Terminated);
    assert_eq!(world.engine.next_due(), None);
    world.pass(3600);
    assert_eq!(world.only(suspended).attempts, 1);
    world.assert_counters_agree();
}

#[test]
fn what_is_on_its_way_is_suspended_or_terminated_when_it_is_let_go() {
    let mut world = World::new();
    world.port(retrying("SP", 3, 5), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let (suspended, terminated) = (world.send(to_port("SP")), world.send(to_port("SP")));
    for (operation, message) in [(Operation::Suspend, suspended), (Operation::Terminate, terminated)] {
        world.ok(&operate(operation, &[world.only(message).id]));
        let pending = world.only(message);
        assert_eq!((pending.state, pending.pending), (S::Active, Some(operation)));
        let refusal = world.refused(&operate(Operation::Terminate, &[pending.id]));
        assert_eq!(reason_keys(&refusal), ["instance-no-pending"]);
    }
    // it fails in the end: not again, but as it was asked
    world.ok(&behave("SP", Behaviour::Down));
    world.pass(10);
    assert_eq!((world.only(suspended).state, world.only(suspended).pending), (S::SuspendedResumable, None));
    assert_eq!(world.only(suspended).cause, Some(Cause::ByHand));
    assert_eq!(world.only(terminated).state, S::Terminated);
    // what arrives in spite of it has nothing left to be suspended
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let message = world.send(to_port("SP"));
    world.ok(&operate(Operation::Suspend, &[world.only(message).id]));
    world.pass(10);
    assert_eq!((world.only(message).state, world.only(message).pending), (S::Completed, None));
    world.assert_counters_agree();
}

/// 2027-01-15 08:00:00 UTC is second 0.
fn windowed(name: &str, start: (i8, i8, i8), stop: (i8, i8, i8)) -> SendPort {
    let window = ServiceWindow {
        enabled: true,
        start: time(start.0, start.1, start.2, 0),
        stop: time(stop.0, stop.1, stop.2, 0),
    };
    let mut port = retrying(name, 0, 5);
    port.transport.as_mut().unwrap().window = window;
    port
}

#[test]
fn outside_its_window_a_message_is_scheduled_until_it_opens() {
    for (start, stop, waits) in [
        ((22, 0, 0), (5, 0, 0), Some(14 * 3600)),
        ((9, 0, 0), (17, 0, 0), Some(3600)),
        ((7, 0, 0), (7, 59, 59), Some(23 * 3600)),
        // both ends belong to it
        ((8, 0, 0), (9, 0, 0), None),
        ((7, 0, 0), (8, 0, 0), None),
        ((22, 0, 0), (8, 0, 0), None),
        ((0, 0, 0), (23, 59, 59), None),
    ] {
        let mut world = World::new();
        world.port(windowed("SP", start, stop), Started);
        let message = world.send(to_port("SP"));
        let Some(seconds) = waits else {
            assert_eq!(world.only(message).state, S::Completed, "{start:?} {stop:?}");
            continue;
        };
        let waiting = world.only(message);
        assert_eq!(
            (waiting.state, waiting.due, waiting.attempts),
            (S::Scheduled, Some(at(seconds)), 0),
            "{start:?} {stop:?}"
        );
        assert_eq!(world.report(message).lines[0].waiting, Some(Waiting::Window { opens: at(seconds) }));
        let told =
            dry_run(world.engine.group(), Role::Administrator, &to_port("SP"), world.now, &TimeZone::UTC).unwrap();
        assert_eq!(told.lines[0].waiting, Some(Waiting::Window { opens: at(seconds) }));
        world.pass(seconds - 1);
        assert_eq!(world.only(message).state, S::Scheduled);
        world.pass(1);
        assert_eq!(world.only(message).state, S::Completed);
        world.assert_counters_agree();
    }
}

#[test]
fn the_window_is_in_the_zone_of_the_servers() {
    let mut world = World::new();
    world.engine.set_zone(TimeZone::fixed(jiff::tz::offset(-6)));
    // it is 02:00 there
    world.port(windowed("SP", (3, 0, 0), (4, 0, 0)), Started);
    let message = world.send(to_port("SP"));
    assert_eq!(world.only(message).due, Some(at(3600)));
}

#[test]
fn a_retry_waits_for_its_window_too() {
    let mut world = World::new();
    let mut port = windowed("SP", (7, 0, 0), (8, 4, 59));
    port.transport.as_mut().unwrap().retry_count = 1;
    world.port(port, Started);
    world.ok(&behave("SP", Behaviour::FailsNext(1)));
    let message = world.send(to_port("SP"));
    world.pass(300);
    assert_eq!((world.only(message).state, world.only(message).due), (S::Scheduled, Some(at(23 * 3600))));
    world.pass(23 * 3600);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::Completed, 2));
}

#[test]
fn what_is_scheduled_can_be_suspended_and_comes_back_to_its_window() {
    let mut world = World::new();
    world.port(windowed("SP", (22, 0, 0), (5, 0, 0)), Started);
    let message = world.send(to_port("SP"));
    world.ok(&operate(Operation::Suspend, &[world.only(message).id]));
    world.pass(20 * 3600);
    assert_eq!(world.only(message).state, S::SuspendedResumable);
    world.pass(4 * 3600);
    world.ok(&operate(Operation::Resume, &[world.only(message).id]));
    assert_eq!((world.only(message).state, world.only(message).due), (S::Scheduled, Some(at(38 * 3600))));
    world.assert_counters_agree();
}

#[test]
fn a_failed_message_is_routed_to_whoever_subscribes_to_its_error() {
    let mut world = World::new();
    world.port(SendPort { route_failed_messages: true, ..a_port("SP") }, Started);
    world.ok(&behave("SP", Behaviour::Down));
    // nobody subscribes: suspended, as without it
    let message = world.send(Draft { message_type: "urn:a#Order".to_owned(), ..to_port("SP") });
    assert_eq!(world.only(message).state, S::SuspendedResumable);
    let filter = Filter(vec![vec![
        is("ErrorReport.ErrorType", Operator::Equals, "FailedMessage"),
        is("ErrorReport.SendPortName", Operator::Equals, "SP"),
        is("ErrorReport.MessageType", Operator::Equals, "urn:a#Order"),
    ]]);
    world.port(SendPort { filter, ..a_port("SP_Errors") }, Started);
    world.port(
        SendPort { filter: Filter(vec![vec![is(properties::MESSAGE_TYPE, Operator::Exists, "")]]), ..a_port("SP_All") },
        Started,
    );
    let message =
        world.send(Draft { message_type: "urn:a#Order".to_owned(), body: "<Order/>".to_owned(), ..to_port("SP") });
    assert_eq!(world.only(message).state, S::Completed, "not suspended");
    let error = MessageId(message.0 + 1);
    assert_eq!(world.copies(error), [done("SP_Errors")], "none of its own properties is promoted");
    let report = world.report(error);
    assert_eq!(report.message.context.text("ErrorReport.OutboundTransportLocation"), Some("there/SP"));
    assert_eq!(&*report.message.body, "<Order/>");
    let source = Source::FailedMessage { port: "SP".into(), message };
    assert_eq!(report.message.addressing, Addressing::Published(source));
    world.assert_counters_agree();
}

#[test]
fn a_delivery_notification_goes_to_whoever_subscribes_or_nowhere() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let draft = || Draft { properties: vec![property(properties::ACK_REQUIRED, "true")], ..to_port("SP") };
    let first = world.send(draft());
    let last = world.instances().len();
    assert_eq!((world.only(first).state, last), (S::Completed, 1), "discarded, and never suspended");
    for (name, kind) in [("SP_Acks", "ACK"), ("SP_Nacks", "NACK")] {
        world.port(SendPort { filter: equals("BTS.AckType", kind), ..a_port(name) }, Started);
    }
    let message = world.send(draft());
    assert_eq!(world.copies(MessageId(message.0 + 1)), [done("SP_Acks")]);
    world.ok(&behave("SP", Behaviour::Rejects));
    let message = world.send(draft());
    assert_eq!(world.only(message).state, S::SuspendedResumable);
    assert_eq!(world.copies(MessageId(message.0 + 1)), [done("SP_Nacks")]);
    // what cannot even be sent is suspended too
    world.port(a_port_of("SP_Dynamic", PortKind::DynamicOneWay), Started);
    let draft = Draft { addressing: to_port("SP_Dynamic").addressing, ..draft() };
    let message = world.send(draft);
    assert_eq!(world.only(message).cause, Some(Cause::NoAddress));
    assert_eq!(world.copies(MessageId(message.0 + 1)), [done("SP_Nacks")]);
    // nobody asked
    let quiet = world.send(to_port("SP"));
    assert_eq!(world.engine.snapshot().reports.last().unwrap().message.id, quiet);
}

#[test]
fn a_solicit_response_port_that_gets_no_answer_in_time_has_failed() {
    let mut world = World::new();
    let mut ask = a_port_of("SP_Ask", PortKind::StaticSolicitResponse);
    let transport = ask.transport.as_mut().unwrap();
    transport.retry_count = 1;
    transport.settings.insert(Transport::REQUEST_TIMEOUT.to_owned(), "30".to_owned());
    world.port(ask, Started);
    world.ok(&behave("SP_Ask", Behaviour::Slow(60)));
    let request = world.send(to_port("SP_Ask"));
    world.pass(29);
    assert_eq!((world.only(request).state, world.only(request).attempts), (S::Active, 0));
    world.pass(1);
    assert_eq!((world.only(request).state, world.only(request).due), (S::Dehydrated, Some(at(330))));
    // the answer of the second attempt comes in time
    world.ok(&behave("SP_Ask", Behaviour::Slow(30)));
    world.pass(330);
    assert_eq!((world.only(request).state, world.only(request).attempts), (S::Completed, 2));
    let response = MessageId(request.0 + 1);
    assert_eq!(world.only(response).cause, Some(Cause::RoutingFailure), "published, and nobody subscribes");
    world.assert_counters_agree();
}
