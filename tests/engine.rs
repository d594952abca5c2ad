//! What the engine does with messages, with what is configured and with its store. Time is what
//! each test says it is.

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, Mutex},
};

use jiff::{Timestamp, civil::DateTime};
use sendport::{
    engine::{Engine, Fact, Held, MAX_COUNT, Outcome, Refusal, Request, StartOptions, StopOption, Waiting, dry_run},
    message_box::{
        Arrival, Cause, CauseGroup, CauseKind, Count, Error, Instance, InstancePage, InstanceQuery, LastIds,
        MessageBox, SqliteMessageBox, Write,
    },
    model::{
        Adapter, Addressing, Application, Artifact, ArtifactKind, Behaviour, BizTalkGroup, Destination, Draft, Filter,
        InstanceId, Message, MessageId, Name, Operator, Orchestration, OrchestrationState, PortKind,
        PortState::{Bound, Started, Stopped},
        PropertySchema, ReceiveLocation, ReceivePort, ResponseTemplate, Role, SendPort, SendPortGroup, Source, Target,
        Template, Transport, Value, ValueType, properties,
    },
    routing::Matched,
    rules::{
        Action::{Enlist, Start, Stop, Unenlist},
        instances::{InstanceState as S, Operation},
    },
    transport::{Simulated, TransportError},
};
use support::*;

const COUNTRY: &str = "Orders.Country";

fn filtered(name: &str, country: &str) -> SendPort {
    SendPort { filter: equals(COUNTRY, country), ..a_port(name) }
}

fn done(port: &str) -> Copy {
    (port.to_owned(), None, S::Completed)
}

fn done_via(port: &str, via: &str) -> Copy {
    (port.to_owned(), Some(via.to_owned()), S::Completed)
}

fn held(port: &str) -> Copy {
    (port.to_owned(), None, S::SuspendedResumable)
}

fn held_via(port: &str, via: &str) -> Copy {
    (port.to_owned(), Some(via.to_owned()), S::SuspendedResumable)
}

fn reason_keys(refusal: &Refusal) -> Vec<&str> {
    refusal.reasons.iter().map(|reason| reason.sentence.key).collect()
}

// ---- who gets a message ----------------------------------------------------------------------

#[test]
fn a_message_is_sent_to_a_port_to_a_group_or_published_by_its_properties() {
    let mut world = World::new();
    world.port(filtered("SP_Lille", "FR"), Started);
    world.port(a_port("SP_Lyon"), Started);
    world.group(a_group("G", &["SP_Lille", "SP_Lyon"]), Started);
    let to_one = world.send(to_port("SP_Lyon"));
    assert_eq!(world.copies(to_one), [done("SP_Lyon")]);
    let to_all = world.send(to_group("G"));
    assert_eq!(world.copies(to_all), [done_via("SP_Lille", "G"), done_via("SP_Lyon", "G")]);
    let to_whom_it_concerns = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(to_whom_it_concerns), [done("SP_Lille")]);
    assert_eq!(world.only(to_one).matched, Some(Matched::Address));
    assert_eq!(world.only(to_whom_it_concerns).matched, Some(Matched::Filter));
    // who is addressed gets it, whatever their filters say
    let addressed = world.send(Draft { properties: vec![property(COUNTRY, "DE")], ..to_port("SP_Lille") });
    assert_eq!(world.copies(addressed), [done("SP_Lille")]);
    world.assert_counters_agree();
}

#[test]
fn what_an_orchestration_sends_reaches_its_bound_port_and_every_other_subscriber() {
    let mut world = World::new();
    world.port(a_port("SP_Bound"), Started);
    world.port(filtered("SP_Listener", "FR"), Started);
    world.port(filtered("SP_Deaf", "DE"), Started);
    world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_Bound".into())))));
    let draft = Draft { properties: vec![property(COUNTRY, "FR")], ..from_orchestration("Process") };
    let refusal = world.refused(&send(draft.clone()));
    assert_eq!(reason_keys(&refusal), ["refused-orchestration-not-started"]);
    world.run_orchestration("Process");
    let message = world.send(draft.clone());
    assert_eq!(world.copies(message), [done("SP_Bound"), done("SP_Listener")]);
    // the address is a promoted property, on which only what is enlisted has a subscription
    world.ok(&act(Unenlist, &[port("SP_Bound")]));
    let message = world.send(draft);
    assert_eq!(world.copies(message), [done("SP_Listener")]);
}

/// An orchestration's message is published: the table's *any state* is for what is sent to a port
/// or a group itself.
#[test]
fn what_an_orchestration_sends_to_its_group_needs_both_to_be_enlisted() {
    for of_group in [Bound, Stopped, Started] {
        for of_port in [Bound, Stopped, Started] {
            let mut configured = surroundings();
            configured.put(SendPort { state: of_port, ..a_port("SP") }.into());
            configured.put(SendPortGroup { state: of_group, ..a_group("G", &["SP"]) }.into());
            let orchestration = an_orchestration("Process", Some(Target::SendPortGroup("G".into())));
            configured.put(Orchestration { state: OrchestrationState::Started, ..orchestration }.into());
            let mut world = World::of(configured);
            let message = world.send(from_orchestration("Process"));
            let expected = match (of_group, of_port) {
                (Bound, _) | (_, Bound) => vec![],
                (Started, Started) => vec![done_via("SP", "G")],
                _ => vec![held_via("SP", "G")],
            };
            assert_eq!(world.copies(message), expected, "group {of_group:?}, port {of_port:?}");
        }
    }
}

#[test]
fn an_own_filter_and_an_own_address_are_one_copy() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Started);
    world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP".into())))));
    world.run_orchestration("Process");
    let draft = Draft { properties: vec![property(COUNTRY, "FR")], ..from_orchestration("Process") };
    let message = world.send(draft);
    assert_eq!(world.copies(message), [done("SP")]);
    // likewise two groups of predicates that both match
    let both = [is(COUNTRY, Operator::Equals, "FR"), is(COUNTRY, Operator::Exists, "")];
    world.ok(&edit(SendPort { filter: Filter(both.map(|it| vec![it]).to_vec()), ..a_port("SP") }));
    let message = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(message), [done("SP")]);
}

#[test]
fn an_own_filter_and_a_groups_filter_are_two_copies() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Started);
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP"]) }, Started);
    let message = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(message), [done("SP"), done_via("SP", "G")]);
}

#[test]
fn two_groups_that_share_a_port_are_two_copies() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    for name in ["G1", "G2"] {
        world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group(name, &["SP"]) }, Started);
    }
    let message = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(message), [done_via("SP", "G1"), done_via("SP", "G2")]);
    let message = world.send(to_group("G2"));
    assert_eq!(world.copies(message), [done_via("SP", "G2")]);
}

#[test]
fn the_own_filter_of_a_member_does_not_apply_to_what_comes_by_its_group() {
    let mut world = World::new();
    world.port(filtered("SP", "DE"), Started);
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP"]) }, Started);
    let message = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(message), [done_via("SP", "G")]);
    // nor the group's filter to what the port subscribes to itself
    let message = world.send(published(&[(COUNTRY, "DE")]));
    assert_eq!(world.copies(message), [done("SP")]);
}

#[test]
fn published_messages_go_by_the_states_of_port_and_group() {
    let states = [Bound, Stopped, Started];
    for of_group in states {
        for of_port in states {
            let mut configured = surroundings();
            configured.put(SendPort { state: of_port, ..a_port("SP") }.into());
            let group = SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP"]) };
            configured.put(SendPortGroup { state: of_group, ..group }.into());
            let mut world = World::of(configured);
            let message = world.send(published(&[(COUNTRY, "FR")]));
            let expected = match (of_group, of_port) {
                (Started, Started) => vec![done_via("SP", "G")],
                // without a subscription there is nobody who could match
                (Bound, _) | (_, Bound) => vec![],
                _ => vec![held_via("SP", "G")],
            };
            assert_eq!(world.copies(message), expected, "group {of_group:?}, port {of_port:?}");
        }
    }
}

// ---- filters ---------------------------------------------------------------------------------

/// Whether a port with this filter gets a message with these properties.
fn gets(filter: Filter, properties: Vec<(&str, Value)>) -> bool {
    let mut configured = surroundings();
    configured.put(SendPort { filter, state: Started, ..a_port("SP") }.into());
    let properties = properties.into_iter().map(|(name, value)| property(name, value)).collect();
    let mut world = World::of(configured);
    let message = world.send(Draft { properties, ..Draft::default() });
    !world.copies(message).is_empty()
}

#[test]
fn a_property_that_is_missing_matches_nothing_not_even_unequal() {
    for operator in Operator::ALL {
        let filter = || Filter(vec![vec![is(COUNTRY, operator, "FR")]]);
        assert!(!gets(filter(), vec![]), "{operator:?}");
        assert!(!gets(filter(), vec![("Orders.Other", "FR".into())]), "{operator:?}");
    }
}

#[test]
fn each_operator_compares_values_of_its_type() {
    let time = |text: &str| Value::DateTime(text.parse::<DateTime>().unwrap());
    let rows: [(Value, Value, Value); 3] = [
        ("A".into(), "B".into(), "C".into()),
        // as text, 9 would come after 10
        (9.into(), 10.into(), 11.into()),
        (time("2026-01-09T00:00"), time("2026-01-10T00:00"), time("2026-02-01T00:00")),
    ];
    for (low, middle, high) in rows {
        let expected = [
            (Operator::Equals, [false, true, false]),
            (Operator::NotEquals, [true, false, true]),
            (Operator::LessThan, [true, false, false]),
            (Operator::GreaterThan, [false, false, true]),
            (Operator::LessThanOrEquals, [true, true, false]),
            (Operator::GreaterThanOrEquals, [false, true, true]),
            (Operator::Exists, [true, true, true]),
        ];
        for (operator, results) in expected {
            for (value, result) in [&low, &middle, &high].into_iter().zip(results) {
                let filter = Filter(vec![vec![is(COUNTRY, operator, middle.clone())]]);
                assert_eq!(gets(filter, vec![(COUNTRY, value.clone())]), result, "{value} {operator:?} {middle}");
            }
        }
    }
}

#[test]
fn values_of_another_type_do_not_match() {
    assert!(!gets(equals(COUNTRY, 10), vec![(COUNTRY, "10".into())]));
    assert!(!gets(equals(COUNTRY, "10"), vec![(COUNTRY, 10.into())]));
    let unequal = Filter(vec![vec![is(COUNTRY, Operator::NotEquals, 10)]]);
    assert!(!gets(unequal, vec![(COUNTRY, "11".into())]));
    // what the property schema declares, a filter must respect
    let mut world = World::new();
    world.ok(&create(PropertySchema { name: "Orders.Amount".into(), value_type: ValueType::Integer }));
    let refusal = world.refused(&create(SendPort { filter: equals("Orders.Amount", "10"), ..a_port("SP") }));
    assert_eq!(reason_keys(&refusal), ["problem-value-type"]);
    world.ok(&create(SendPort { filter: equals("Orders.Amount", 10), ..a_port("SP") }));
}

#[test]
fn predicates_are_and_within_a_group_and_or_between_groups() {
    let (a, b, c) = ("O.A", "O.B", "O.C");
    let filter = || {
        let one = |name| is(name, Operator::Equals, 1);
        Filter(vec![vec![one(a), one(b)], vec![one(c)]])
    };
    for bits in 0..8u8 {
        let value = |bit: u8| Value::from(i64::from(bits >> bit & 1));
        let has = |bit: u8| bits >> bit & 1 == 1;
        let expected = has(0) && has(1) || has(2);
        assert_eq!(gets(filter(), vec![(a, value(0)), (b, value(1)), (c, value(2))]), expected, "{bits:03b}");
    }
    assert!(!gets(Filter::default(), vec![(a, 1.into())]), "no filter is not a filter that matches everything");
    assert!(!gets(Filter(vec![vec![]]), vec![(a, 1.into())]), "nor is an empty group");
}

// ---- routing failures ------------------------------------------------------------------------

#[test]
fn a_message_without_subscriber_is_a_routing_failure_until_somebody_subscribes() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Bound);
    let message = world.send(published(&[(COUNTRY, "FR")]));
    let failure = world.only(message);
    assert_eq!((failure.port.clone(), failure.state), (None, S::SuspendedResumable));
    assert_eq!(failure.cause, Some(Cause::RoutingFailure));
    assert_eq!(world.report(message).failure, Some((Some(failure.id), Outcome::RoutingFailure)));
    assert_eq!(world.engine.snapshot().counts.routing_failures, 1);
    let resume = operate(Operation::Resume, &[failure.id]);
    let refusal = world.refused(&resume);
    assert_eq!(reason_keys(&refusal), ["refused-still-no-subscriber"]);
    world.ok(&act(Enlist, &[port("SP")]));
    world.ok(&resume);
    assert_eq!(world.copies(message), [held("SP")], "routed again, as the port is now");
    assert_eq!(world.find(by_state(S::Completed))[0].id, failure.id);
    assert_eq!(world.report(message).failure, None);
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(world.copies(message), [done("SP")]);
    assert_eq!(world.engine.snapshot().counts.routing_failures, 0);
    world.assert_counters_agree();
}

fn by_state(state: S) -> InstanceQuery {
    InstanceQuery { states: vec![state], ..InstanceQuery::default() }
}

#[test]
fn the_same_instance_twice_in_a_request_is_operated_on_once() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Bound);
    let lost = world.send(published(&[(COUNTRY, "FR")]));
    world.ok(&act(Enlist, &[port("SP")]));
    let kept = world.send(to_port("SP"));
    let (failure, copy) = (world.only(lost).id, world.only(kept).id);
    world.ok(&operate(Operation::Resume, &[failure, copy, failure, copy]));
    assert_eq!(world.copies(lost), [held("SP")]);
    assert_eq!(world.copies(kept), [done("SP")]);
    world.assert_counters_agree();
}

// ---- stop, start, hosts ----------------------------------------------------------------------

#[test]
fn stop_lets_queued_work_continue_and_suspends_what_is_new() {
    let mut world = World::new();
    let transport = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.port(SendPort { transport, ..a_port("SP") }, Started);
    world.ok(&run_host(OTHER_HOST, false));
    let queued = world.send(to_port("SP"));
    assert_eq!((world.only(queued).state, world.only(queued).host), (S::ReadyToRun, OTHER_HOST.into()));
    assert_eq!(world.report(queued).lines[0].waiting, Some(Waiting::NoHostInstance));
    world.ok(&act(Stop, &[port("SP")]));
    let new = world.send(to_port("SP"));
    world.ok(&run_host(OTHER_HOST, true));
    assert_eq!(world.only(queued).state, S::Completed, "processing continues in the work queue");
    assert_eq!(world.only(new).state, S::SuspendedResumable);
    assert_eq!(world.only(new).cause, Some(Cause::Held));
    let counts = world.engine.snapshot().counts.host(&OTHER_HOST.into());
    assert_eq!((counts.work_queue, counts.suspended_queue), (0, 1), "of the host of the send handler");
    assert_eq!(world.engine.snapshot().counts.host(&HOST.into()).suspended_queue, 0);
    world.assert_counters_agree();
}

#[test]
fn stopping_a_group_does_not_touch_what_its_members_get_otherwise() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Started);
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP"]) }, Started);
    world.ok(&act(Stop, &[spg("G")]));
    assert_eq!(world.port_state("SP"), Started);
    let message = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(message), [done("SP"), held_via("SP", "G")]);
}

#[test]
fn the_actions_of_a_group_never_change_its_members() {
    for of_member in [Bound, Stopped, Started] {
        let mut world = World::new();
        world.port(a_port("SP_Enlisted"), Stopped);
        world.port(a_port("SP"), of_member);
        world.group(a_group("G", &["SP_Enlisted", "SP"]), Bound);
        for action in [Enlist, Start, Stop, Unenlist, Start, Unenlist] {
            world.ok(&act(action, &[spg("G")]));
            assert_eq!((world.port_state("SP_Enlisted"), world.port_state("SP")), (Stopped, of_member), "{action:?}");
        }
    }
}

#[test]
fn a_member_that_is_enlisted_later_joins_its_enlisted_group() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Started);
    world.port(a_port("SP_B"), Bound);
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP_A", "SP_B"]) }, Started);
    let before = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(before), [done_via("SP_A", "G")]);
    world.ok(&act(Start, &[port("SP_B")]));
    let after = world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(world.copies(after), [done_via("SP_A", "G"), done_via("SP_B", "G")]);
}

#[test]
fn start_releases_what_the_table_now_processes_and_nothing_that_failed() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.group(a_group("G", &["SP"]), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let failed = world.send(to_port("SP"));
    world.ok(&behave("SP", Behaviour::Up));
    world.ok(&act(Stop, &[spg("G"), port("SP")]));
    let (direct, by_group) = (world.send(to_port("SP")), world.send(to_group("G")));
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(world.only(direct).state, S::Completed);
    assert_eq!(world.only(by_group).state, S::SuspendedResumable, "its group is still Stopped");
    let kept = Request::Act { action: Start, items: vec![spg("G")], held: Held::Keep };
    world.ok(&kept);
    assert_eq!(world.only(by_group).state, S::SuspendedResumable, "it was asked to stay");
    world.ok(&act(Stop, &[spg("G")]));
    world.ok(&act(Start, &[spg("G")]));
    assert_eq!(world.only(by_group).state, S::Completed);
    assert_eq!(world.only(failed).state, S::SuspendedResumable, "what failed stays");
    assert!(matches!(world.only(failed).cause, Some(Cause::Transport(_))));
    world.assert_counters_agree();
}

#[test]
fn start_of_several_releases_each_message_once() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.group(a_group("G", &["SP"]), Stopped);
    let message = world.send(to_group("G"));
    world.ok(&act(Start, &[spg("G"), port("SP")]));
    assert_eq!(world.copies(message), [done_via("SP", "G")]);
    assert_eq!(world.engine.snapshot().counts.port(&"SP".into()).arrived, 1);
}

#[test]
fn many_held_messages_are_all_released() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.group(a_group("G", &["SP"]), Stopped);
    // more than one batch, and what stays is mixed with what goes
    for _ in 0..2 {
        world.ok(&Request::Publish { draft: to_port("SP"), count: 300 });
        world.ok(&Request::Publish { draft: to_group("G"), count: 300 });
    }
    world.ok(&act(Start, &[port("SP")]));
    let counts = world.engine.snapshot().counts.port(&"SP".into());
    assert_eq!((counts.arrived, counts.held), (600, 600));
    world.assert_counters_agree();
}

#[test]
fn resume_delivers_though_the_port_is_stopped() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    let message = world.send(to_port("SP"));
    let response = world.ok(&operate(Operation::Resume, &[world.only(message).id]));
    assert_eq!(world.only(message).state, S::Completed);
    assert!(world.report(message).lines[0].resumed);
    assert!(
        response.events.iter().any(|event| matches!(event.fact, Fact::Resumed { state: Some(Stopped), .. })),
        "{response:?}"
    );
}

#[test]
fn what_is_resumed_goes_to_the_host_that_sends_for_the_port_by_then() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    let message = world.send(to_port("SP"));
    world.ok(&run_host(OTHER_HOST, false));
    let transport = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.ok(&edit(SendPort { transport, ..a_port("SP") }));
    assert_eq!(world.only(message).host, HOST.into());
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!((world.only(message).host, world.only(message).state), (OTHER_HOST.into(), S::ReadyToRun));
    world.assert_counters_agree();
}

#[test]
fn resume_of_all_that_fails_again_ends() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let message = world.send(to_port("SP"));
    let all = Request::OperateWhere { operation: Operation::Resume, query: InstanceQuery::default() };
    world.ok(&all);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::SuspendedResumable, 2));
    world.ok(&behave("SP", Behaviour::Up));
    world.ok(&all);
    assert_eq!((world.only(message).state, world.only(message).attempts), (S::Completed, 3));
    world.assert_counters_agree();
}

#[test]
fn suspend_and_terminate_take_an_instance_out_of_the_queue() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.ok(&run_host(HOST, false));
    let (suspended, terminated) = (world.send(to_port("SP")), world.send(to_port("SP")));
    world.ok(&operate(Operation::Suspend, &[world.only(suspended).id]));
    world.ok(&operate(Operation::Terminate, &[world.only(terminated).id]));
    world.ok(&run_host(HOST, true));
    assert_eq!(world.only(suspended).state, S::SuspendedResumable);
    assert_eq!(world.only(suspended).cause, Some(Cause::ByHand));
    assert_eq!(world.only(terminated).state, S::Terminated);
    assert_eq!(world.report(terminated).lines[0].outcome, Outcome::Terminated);
    // what was suspended by hand is not released by a start
    world.ok(&act(Stop, &[port("SP")]));
    world.ok(&act(Start, &[port("SP")]));
    assert_eq!(world.only(suspended).state, S::SuspendedResumable);
    world.ok(&operate(Operation::Resume, &[world.only(suspended).id]));
    assert_eq!(world.only(suspended).state, S::Completed);
    for operation in Operation::ALL {
        let refusal = world.refused(&operate(operation, &[world.only(terminated).id]));
        assert_eq!(reason_keys(&refusal), ["instance-no-ended"]);
    }
    world.assert_counters_agree();
}

#[test]
fn of_several_instances_those_that_qualify_are_operated_on() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    let (held, ended) = (world.send(to_port("SP")), world.send(to_port("SP")));
    let (held, ended) = (world.only(held).id, world.only(ended).id);
    world.ok(&operate(Operation::Terminate, &[ended]));
    let response = world.ok(&operate(Operation::Resume, &[ended, held, InstanceId(99)]));
    let skipped: Vec<_> = response.skipped_instances.iter().map(|(id, why)| (*id, why.key)).collect();
    assert_eq!(skipped, [(ended, "instance-no-ended"), (InstanceId(99), "refused-no-instance")]);
}

#[test]
fn an_edited_copy_replaces_a_suspended_message_or_nothing_happens() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Started);
    let lost = world.send(published(&[(COUNTRY, "F")]));
    let failure = world.only(lost).id;
    let twice = Draft { properties: vec![property("A", "1"), property("A", "2")], ..Draft::default() };
    world.refused(&Request::Resubmit { instance: failure, draft: twice });
    let response = world.ok(&Request::Resubmit { instance: failure, draft: published(&[(COUNTRY, "FR")]) });
    assert_eq!(world.copies(response.messages[0]), [done("SP")]);
    assert_eq!(world.only(lost).state, S::Terminated);
    world.refused(&Request::Resubmit { instance: failure, draft: published(&[(COUNTRY, "FR")]) });
}

// ---- dynamic and solicit-response ports ------------------------------------------------------

fn dynamic(world: &mut World, properties: &[(&str, &str)]) -> Instance {
    let draft = Draft { properties: published(properties).properties, ..to_port("SP") };
    let message = world.send(draft);
    world.only(message)
}

#[test]
fn a_dynamic_port_sends_where_the_message_says_or_suspends_it_for_what_is_missing() {
    let (location, kind) = (properties::OUTBOUND_TRANSPORT_LOCATION, properties::OUTBOUND_TRANSPORT_TYPE);
    let mut world = World::new();
    world.port(a_port_of("SP", PortKind::DynamicOneWay), Started);
    let sent = dynamic(&mut world, &[(location, "HTTPS://there/orders")]);
    assert_eq!((sent.state, sent.adapter.as_str()), (S::Completed, "HTTP"));
    assert_eq!(sent.address, "HTTPS://there/orders");
    // the type wins over the prefix, and is not case-sensitive
    let sent = dynamic(&mut world, &[(location, "http://there"), (kind, "file")]);
    assert_eq!((sent.state, sent.adapter.as_str()), (S::Completed, "FILE"));
    let cases = [
        (vec![], Cause::NoAddress),
        (vec![(location, " ")], Cause::NoAddress),
        (vec![(location, "gopher://there")], Cause::NoAdapter { address: "gopher://there".to_owned() }),
        (vec![(location, "http://there"), (kind, "Pigeon")], Cause::NoAdapter { address: "Pigeon".to_owned() }),
        // known, and no host sends for it
        (vec![(location, "ftp://there")], Cause::NoHandler { adapter: "FTP".to_owned() }),
    ];
    for (properties, cause) in cases {
        let suspended = dynamic(&mut world, &properties);
        assert_eq!((suspended.state, suspended.cause), (S::SuspendedResumable, Some(cause)));
        assert_eq!(suspended.host, HOST.into(), "the default host keeps what has no handler");
    }
    // a handler of its own, else the default one of the adapter
    let handlers = [("FILE".to_owned(), Name::new(OTHER_HOST))].into();
    world.ok(&edit(SendPort { handlers, ..a_port_of("SP", PortKind::DynamicOneWay) }));
    assert_eq!(dynamic(&mut world, &[(location, "file://x")]).host, OTHER_HOST.into());
    assert_eq!(dynamic(&mut world, &[(location, "http://x")]).host, HOST.into());
    world.assert_counters_agree();
}

#[test]
fn what_had_no_handler_is_sent_when_there_is_one_and_it_is_resumed() {
    let mut world = World::new();
    world.port(a_port_of("SP", PortKind::DynamicOneWay), Started);
    let instance = dynamic(&mut world, &[(properties::OUTBOUND_TRANSPORT_LOCATION, "ftp://there")]);
    let handlers = vec![HOST.into()];
    world.ok(&create(Adapter { name: "FTP".into(), default_handler: HOST.into(), handlers }));
    world.ok(&operate(Operation::Resume, &[instance.id]));
    assert_eq!(world.instances()[0].state, S::Completed);
}

#[test]
fn a_response_is_published_and_routed_like_any_message() {
    let mut world = World::new();
    world.port(a_port_of("SP_Ask", PortKind::StaticSolicitResponse), Started);
    world.port(SendPort { filter: equals(properties::MESSAGE_TYPE, "AskResponse"), ..a_port("SP_Read") }, Started);
    let draft = Draft { message_type: "Ask".to_owned(), body: "<Ask/>".to_owned(), ..to_port("SP_Ask") };
    let request = world.send(draft.clone());
    let response = MessageId(request.0 + 1);
    assert_eq!(world.copies(request), [done("SP_Ask")]);
    assert_eq!(world.copies(response), [done("SP_Read")]);
    let report = world.report(response);
    let source = Source::Response { port: "SP_Ask".into(), request };
    assert_eq!(report.message.addressing, Addressing::Published(source));
    assert_eq!(report.message.context.text(properties::INBOUND_TRANSPORT_TYPE), Some("HTTP"));
    // with what the destination is told to answer; nobody subscribes to that
    let properties = vec![property(COUNTRY, "FR")];
    let template = ResponseTemplate { message_type: "Other".to_owned(), properties, body: "<Other/>".to_owned() };
    world.ok(&Request::SetDestination(Destination {
        port: "SP_Ask".into(),
        behaviour: Behaviour::Up,
        response: Some(template),
    }));
    let request = world.send(draft);
    let response = MessageId(request.0 + 1);
    assert_eq!(world.only(response).cause, Some(Cause::RoutingFailure));
    let report = world.report(response);
    assert_eq!(report.message.context.text(COUNTRY), Some("FR"));
    assert_eq!((report.message.message_type(), &*report.message.body), (Some("Other"), "<Other/>"));
}

#[test]
fn a_port_that_subscribes_to_its_own_responses_is_cut() {
    let mut world = World::new();
    let filter = Filter(vec![vec![is(properties::INBOUND_TRANSPORT_TYPE, Operator::Exists, "")]]);
    world.port(SendPort { filter, ..a_port_of("SP", PortKind::StaticSolicitResponse) }, Started);
    world.send(to_port("SP"));
    let instances = world.instances();
    let suspended: Vec<_> = instances.iter().filter(|it| it.state.is_suspended()).collect();
    assert_eq!(suspended.len(), 1);
    assert_eq!(suspended[0].cause, Some(Cause::Loop));
    assert!((2..100).contains(&instances.len()), "{} instances", instances.len());
    world.assert_counters_agree();
}

// ---- receive locations -----------------------------------------------------------------------

fn receive_port(enabled: bool) -> ReceivePort {
    let location = ReceiveLocation {
        name: "RL".into(),
        adapter: "FILE".to_owned(),
        address: "in".to_owned(),
        enabled,
        ..ReceiveLocation::default()
    };
    ReceivePort { name: "RP".into(), application: APP.into(), locations: vec![location], ..ReceivePort::default() }
}

#[test]
fn what_a_receive_location_publishes_names_its_port_and_transport() {
    let mut world = World::new();
    world.port(SendPort { filter: equals(properties::RECEIVE_PORT_NAME, "RP"), ..a_port("SP") }, Started);
    world.ok(&create(receive_port(false)));
    let addressing = Addressing::Published(Source::ReceiveLocation("RL".into()));
    let draft = Draft { addressing, ..Draft::default() };
    let refusal = world.refused(&send(draft.clone()));
    assert_eq!(reason_keys(&refusal), ["refused-location-disabled"]);
    world.ok(&Request::EnableReceiveLocation { location: "RL".into(), enabled: true });
    let message = world.send(draft);
    assert_eq!(world.copies(message), [done("SP")]);
    let context = world.report(message).message.context.clone();
    assert_eq!(context.text(properties::INBOUND_TRANSPORT_LOCATION), Some("in"));
    assert_eq!(context.get(properties::INTERCHANGE_SEQUENCE_NUMBER), Some(&Value::Integer(1)));
}

// ---- destinations ----------------------------------------------------------------------------

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
    // suspended or terminated while it is on its way, it does not arrive
    let (suspended, terminated) = (world.send(to_port("SP")), world.send(to_port("SP")));
    world.ok(&operate(Operation::Suspend, &[world.only(suspended).id]));
    world.ok(&operate(Operation::Terminate, &[world.only(terminated).id]));
    world.pass(60);
    assert_eq!(world.only(suspended).state, S::SuspendedResumable);
    assert_eq!(world.only(terminated).state, S::Terminated);
    assert_eq!(world.engine.snapshot().counts.port(&"SP".into()).arrived, 1);
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
    let told = dry_run(world.engine.group(), Role::Administrator, &draft, world.now).unwrap();
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

// ---- what is configured ----------------------------------------------------------------------

#[test]
fn a_rename_follows_everywhere() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.group(a_group("G", &["SP"]), Stopped);
    world.ok(&behave("SP", Behaviour::Slow(5)));
    world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP".into())))));
    world.ok(&create(an_orchestration("Process_2", Some(Target::SendPortGroup("G".into())))));
    for (name, draft) in [("T1", to_port("SP")), ("T2", to_group("G")), ("T3", from_orchestration("Process"))] {
        world.ok(&create(Template { name: name.into(), draft }));
    }
    let (held, by_group) = (world.send(to_port("SP")), world.send(to_group("G")));
    let sent = world.send(to_port("SP"));
    world.ok(&operate(Operation::Resume, &[world.only(sent).id]));
    world.pass(5);
    let on_its_way = world.send(to_port("SP"));
    world.ok(&operate(Operation::Resume, &[world.only(on_its_way).id]));
    let start = (world.engine.group().clone(), world.instances());

    let rename = |from: &str, artifact: Artifact| Request::Put { original: Some(from.into()), artifact };
    let mut group = world.engine.group().clone();
    let mut renamed = group.send_ports.get(&Name::new("SP")).unwrap().as_ref().clone();
    renamed.name = "SP_New".into();
    world.ok(&rename("SP", renamed.into()));
    group = world.engine.group().clone();
    let mut renamed = group.send_port_groups.get(&Name::new("G")).unwrap().as_ref().clone();
    assert_eq!(renamed.members, [Name::new("SP_New")]);
    renamed.name = "G_New".into();
    world.ok(&rename("G", renamed.into()));
    let mut renamed = group.orchestrations.get(&Name::new("Process")).unwrap().as_ref().clone();
    assert_eq!(renamed.ports[0].binding, Some(Target::SendPort("SP_New".into())));
    renamed.name = "Process_New".into();
    world.ok(&rename("Process", renamed.into()));
    let mut host = group.hosts.get(&Name::new(HOST)).unwrap().as_ref().clone();
    host.name = "Host_New".into();
    world.ok(&rename(HOST, host.into()));
    let mut application = group.applications.get(&Name::new(APP)).unwrap().as_ref().clone();
    application.name = "App_New".into();
    world.ok(&rename(APP, application.into()));
    let mut adapter = world.engine.group().adapters.get(&Name::new("FILE")).unwrap().as_ref().clone();
    assert_eq!(adapter.default_handler, "Host_New".into());
    adapter.name = "FILE_New".into();
    world.ok(&rename("FILE", adapter.into()));

    let group = world.engine.group().clone();
    let moved = group.send_ports.get(&Name::new("SP_New")).unwrap();
    assert_eq!((moved.state, &moved.application), (Stopped, &"App_New".into()));
    let transport = moved.transport.as_ref().unwrap();
    assert_eq!((transport.adapter.as_str(), &transport.handler), ("FILE_New", &"Host_New".into()));
    let addressed = |name: &str| group.templates.get(&Name::new(name)).unwrap().draft.addressing.clone();
    assert_eq!(addressed("T1"), to_port("SP_New").addressing);
    assert_eq!(addressed("T2"), to_group("G_New").addressing);
    assert_eq!(addressed("T3"), from_orchestration("Process_New").addressing);
    assert_eq!(
        group.orchestrations.get(&Name::new("Process_2")).unwrap().ports[0].binding,
        Some(Target::SendPortGroup("G_New".into()))
    );
    assert_eq!(world.engine.destination(&"SP_New".into()).behaviour, Behaviour::Slow(5));
    assert_eq!(group.destinations.size(), 1);
    // and in the store
    assert_eq!(world.copies(held), [("SP_New".to_owned(), None, S::SuspendedResumable)]);
    assert_eq!(world.copies(by_group), [held_via("SP_New", "G_New")]);
    assert!(world.instances().iter().all(|it| it.host == "Host_New".into()));
    assert_eq!(world.engine.snapshot().counts.port(&"SP_New".into()).arrived, 1);
    world.assert_counters_agree();
    world.pass(5);
    assert_eq!(world.copies(on_its_way), [done("SP_New")]);
    world.assert_counters_agree();
    world.ok(&act(Start, &[port("SP_New")]));
    world.pass(5);
    assert_eq!(world.copies(held), [done("SP_New")]);

    // back again, in the store too
    for _ in 0..7 {
        world.ok(&Request::Undo);
    }
    assert_eq!(*world.engine.group(), start.0);
    assert_eq!(world.copies(held), [done("SP")]);
    assert_eq!(world.only(by_group).via, Some("G".into()));
    assert!(world.instances().iter().all(|it| it.host == HOST.into()));
    world.assert_counters_agree();
}

#[test]
fn another_spelling_is_the_same_name_and_is_shown() {
    let mut world = World::new();
    world.port(a_port("SP_Lille"), Stopped);
    world.group(a_group("G", &["SP_Lille"]), Bound);
    let message = world.send(to_port("sp_lille"));
    world.ok(&Request::Put { original: Some("SP_Lille".into()), artifact: a_port("SP_LILLE").into() });
    let names: Vec<_> = world.engine.group().names(ArtifactKind::SendPort).map(Name::as_str).collect();
    assert_eq!(names, ["SP_LILLE"]);
    let spelling =
        |world: &World| world.engine.group().send_port_groups.get(&"G".into()).unwrap().members[0].to_string();
    assert_eq!(spelling(&world), "SP_LILLE");
    assert_eq!(world.copies(message), [held("SP_LILLE")]);
    assert_eq!(reason_keys(&world.refused(&create(a_port("sp_lille")))), ["problem-name-taken"]);
    world.assert_counters_agree();
    world.ok(&Request::Undo);
    assert_eq!(world.copies(message), [held("SP_Lille")]);
    assert_eq!(spelling(&world), "SP_Lille");
}

/// The instances of a deleted port keep its name; a port that gets that name gets them too.
#[test]
fn the_counters_agree_when_a_port_takes_the_name_of_a_deleted_one() {
    let mut world = World::new();
    for name in ["SP_Old", "SP"] {
        world.port(a_port(name), Stopped);
        world.send(to_port(name));
        world.ok(&act(Unenlist, &[port(name)]));
    }
    world.ok(&delete(&[port("SP_Old")]));
    world.ok(&Request::Put { original: Some("SP".into()), artifact: a_port("SP_Old").into() });
    assert_eq!(world.engine.snapshot().counts.port(&"SP_Old".into()).held, 2);
    world.assert_counters_agree();
}

#[test]
fn an_edit_keeps_state_and_kind() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.ok(&edit(SendPort { state: Bound, description: "x".to_owned(), ..a_port("SP") }));
    assert_eq!(world.port_state("SP"), Started);
    let refusal = world.refused(&edit(a_port_of("SP", PortKind::DynamicOneWay)));
    assert_eq!(reason_keys(&refusal), ["refused-kind-fixed"]);
    world.ok(&create(SendPort { state: Started, ..a_port("SP_New") }));
    assert_eq!(world.port_state("SP_New"), Bound, "what is created is Bound");
}

#[test]
fn of_several_items_those_that_qualify_are_acted_on() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Bound);
    world.port(a_port("SP_B"), Started);
    let response = world.ok(&act(Enlist, &[port("SP_A"), port("SP_B")]));
    assert_eq!(response.skipped.len(), 1);
    assert_eq!(response.skipped[0].0, port("SP_B"));
    assert_eq!(reason_keys(&response.skipped[0].1), ["grey-enlist-started"]);
    assert_eq!((world.port_state("SP_A"), world.port_state("SP_B")), (Stopped, Started));
    world.refused(&act(Enlist, &[port("SP_A"), port("SP_B")]));
    assert_eq!(reason_keys(&world.refused(&act(Enlist, &[]))), ["refused-nothing-selected"]);
    assert_eq!(reason_keys(&world.refused(&act(Enlist, &[port("SP_C")]))), ["refused-not-there"]);
    // one of which is its own group: all or what can
    world.ok(&Request::Undo);
    assert_eq!(world.port_state("SP_A"), Bound);
}

#[test]
fn what_is_deleted_is_gone_with_its_destination_and_comes_back_whole() {
    let mut world = World::new();
    world.port(a_port("SP"), Bound);
    world.ok(&behave("SP", Behaviour::Down));
    world.ok(&create(Template { name: "T".into(), draft: to_port("SP") }));
    let before = world.engine.group().clone();
    world.ok(&delete(&[port("SP")]));
    let group = world.engine.group();
    assert!(group.send_ports.is_empty() && group.destinations.is_empty());
    assert_eq!(group.templates.get(&"T".into()).unwrap().draft.addressing, Addressing::default());
    world.ok(&Request::Undo);
    assert_eq!(*world.engine.group(), before);
    // all or nothing
    world.port(a_port("SP_2"), Started);
    world.refused(&delete(&[port("SP"), port("SP_2")]));
}

#[test]
fn a_move_changes_the_application_and_nothing_else() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let before = world.engine.group().send_ports.get(&"SP".into()).unwrap().as_ref().clone();
    world.ok(&Request::MoveToApplication { items: vec![port("SP")], application: OTHER_APP.into() });
    let after = world.engine.group().send_ports.get(&"SP".into()).unwrap().as_ref().clone();
    assert_eq!(after, SendPort { application: OTHER_APP.into(), ..before });
    world.refused(&Request::MoveToApplication { items: vec![port("SP")], application: "None".into() });
}

// ---- applications ----------------------------------------------------------------------------

/// An application with something of everything, nothing of it running.
fn application() -> World {
    let mut world = World::new();
    world.port(filtered("SP_A", "FR"), Bound);
    world.port(a_port("SP_B"), Bound);
    world.group(a_group("G", &["SP_A", "SP_B"]), Bound);
    world.port(SendPort { application: OTHER_APP.into(), ..a_port("SP_Other") }, Bound);
    world.ok(&create(receive_port(false)));
    world.ok(&create(an_orchestration("Process", Some(Target::SendPortGroup("G".into())))));
    world.ok(&run_host(HOST, false));
    world
}

fn start_application(options: StartOptions) -> Request {
    Request::StartApplication { application: APP.into(), options }
}

fn stop_application(option: StopOption) -> Request {
    Request::StopApplication { application: APP.into(), option }
}

fn orchestration_state(world: &World) -> OrchestrationState {
    world.engine.group().orchestrations.get(&"Process".into()).unwrap().state
}

fn location_enabled(world: &World) -> bool {
    world.engine.group().receive_ports.get(&"RP".into()).unwrap().locations[0].enabled
}

fn host_runs(world: &World) -> bool {
    world.engine.group().hosts.get(&HOST.into()).unwrap().instances[0].running
}

#[test]
fn an_application_starts_with_what_is_ticked() {
    let mut world = application();
    let response = world.ok(&start_application(StartOptions::default()));
    assert!(response.skipped.is_empty(), "{response:?}");
    let states = ["SP_A", "SP_B", "SP_Other"].map(|name| world.port_state(name));
    assert_eq!((states, world.group_state("G")), ([Started, Started, Bound], Started));
    assert_eq!(orchestration_state(&world), OrchestrationState::Started);
    assert!(location_enabled(&world) && host_runs(&world));
    world.ok(&Request::Undo);
    assert!(!location_enabled(&world) && !host_runs(&world));
    assert_eq!(world.group_state("G"), Bound);

    let nothing = StartOptions {
        orchestrations: false,
        send_ports: false,
        send_port_groups: false,
        receive_locations: false,
        host_instances: false,
        resume_suspended: false,
        referenced_applications: false,
    };
    let before = world.engine.group().clone();
    world.ok(&start_application(nothing));
    assert_eq!(*world.engine.group(), before);
    world.ok(&start_application(StartOptions { send_ports: true, ..nothing }));
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Started, Bound));
    world.ok(&start_application(StartOptions { receive_locations: true, ..nothing }));
    assert!(location_enabled(&world) && !host_runs(&world));
    // with the applications that it references
    let references = vec![OTHER_APP.into()];
    world.ok(&edit(Application { name: APP.into(), default: true, references, ..Application::default() }));
    world.ok(&start_application(StartOptions { send_ports: true, referenced_applications: true, ..nothing }));
    assert_eq!(world.port_state("SP_Other"), Started);
}

#[test]
fn starting_an_application_resumes_what_was_held_if_that_is_ticked() {
    for resume_suspended in [false, true] {
        let mut world = World::new();
        world.port(a_port("SP"), Stopped);
        let message = world.send(to_port("SP"));
        world.ok(&start_application(StartOptions { resume_suspended, ..StartOptions::default() }));
        let expected = if resume_suspended { S::Completed } else { S::SuspendedResumable };
        assert_eq!(world.only(message).state, expected);
    }
}

#[test]
fn an_application_stops_in_three_ways() {
    let running = || {
        let mut world = application();
        world.ok(&start_application(StartOptions::default()));
        world.ok(&run_host(HOST, false));
        let message = world.send(to_port("SP_A"));
        (world, message)
    };
    let (mut world, message) = running();
    world.ok(&stop_application(StopOption::Allow));
    assert!(!location_enabled(&world));
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Started, Started));
    assert_eq!(orchestration_state(&world), OrchestrationState::Started);
    world.ok(&run_host(HOST, true));
    assert_eq!(world.only(message).state, S::Completed, "running instances continue");

    let (mut world, message) = running();
    world.ok(&stop_application(StopOption::Suspend));
    assert!(!location_enabled(&world));
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Stopped, Stopped));
    assert_eq!(orchestration_state(&world), OrchestrationState::Stopped);
    assert_eq!(world.only(message).state, S::SuspendedResumable);
    world.assert_counters_agree();

    let (mut world, message) = running();
    let response = world.ok(&stop_application(StopOption::Terminate));
    assert!(response.skipped.is_empty(), "{response:?}");
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Bound, Bound));
    assert_eq!(orchestration_state(&world), OrchestrationState::Unenlisted);
    assert_eq!(world.only(message).state, S::Terminated);
    world.assert_counters_agree();
}

#[test]
fn an_operator_starts_only_what_is_enlisted_and_stops_only_in_part() {
    let mut world = application();
    world.ok(&Request::SetRole(Role::Operator));
    assert_eq!(reason_keys(&world.refused(&start_application(StartOptions::default()))), ["refused-role"]);
    assert_eq!(reason_keys(&world.refused(&stop_application(StopOption::Terminate))), ["refused-role"]);
    world.ok(&Request::SetRole(Role::Administrator));
    world.ok(&act(Enlist, &[port("SP_A"), port("SP_B"), spg("G")]));
    world.ok(&Request::SetRole(Role::Operator));
    // the orchestration is an artifact too
    assert_eq!(reason_keys(&world.refused(&start_application(StartOptions::default()))), ["refused-role"]);
    world.ok(&Request::SetRole(Role::Administrator));
    world.ok(&Request::ActOnOrchestration { action: Enlist, orchestration: "Process".into() });
    world.ok(&Request::SetRole(Role::Operator));
    let response = world.ok(&start_application(StartOptions::default()));
    assert!(response.skipped.is_empty(), "{response:?}");
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Started, Started));
    assert!(!host_runs(&world), "host instances are the administrators'");
    world.ok(&stop_application(StopOption::Suspend));
    assert_eq!(world.group_state("G"), Stopped);
}

#[test]
fn a_role_does_not_undo_what_it_may_not_do() {
    let orchestration = Request::ActOnOrchestration { action: Enlist, orchestration: "Process".into() };
    let requests = [
        act(Enlist, &[port("SP_A")]),
        act(Start, &[port("SP_A")]),
        create(a_port("SP_New")),
        orchestration,
        run_host(HOST, true),
        start_application(StartOptions::default()),
    ];
    for request in requests {
        let mut world = application();
        world.ok(&request);
        world.ok(&Request::SetRole(Role::Operator));
        assert_eq!(reason_keys(&world.refused(&Request::Undo)), ["refused-role"], "{request:?}");
        world.ok(&Request::SetRole(Role::Administrator));
        world.ok(&Request::Undo);
        world.ok(&Request::SetRole(Role::Operator));
        assert_eq!(reason_keys(&world.refused(&Request::Redo)), ["refused-role"], "{request:?}");
    }
}

// ---- undo and redo ---------------------------------------------------------------------------

/// A generator of numbers that is the same everywhere and always.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }
}

fn any_administrative_request(dice: &mut Dice, group: &BizTalkGroup) -> Request {
    let (ports, groups, applications) = (["SP_1", "SP_2", "SP_3", "sp_1"], ["G_1", "G_2"], [APP, OTHER_APP, "App_3"]);
    let name = dice.one(&ports);
    let spg_name = dice.one(&groups);
    let items = [port(dice.one(&ports)), port(dice.one(&ports)), spg(dice.one(&groups))];
    let items: Vec<_> = items.into_iter().skip(dice.roll(3)).collect();
    let application = Name::new(dice.one(&applications));
    match dice.roll(16) {
        0 | 1 => create(SendPort { application, ..filtered(name, dice.one(&["FR", "DE"])) }),
        2 | 3 => create(SendPortGroup { application, ..a_group(spg_name, &ports[..dice.roll(3)]) }),
        4 => edit(SendPort { application, ..filtered(name, dice.one(&["FR", "DE", "UK"])) }),
        5 => edit(SendPortGroup { application, ..a_group(spg_name, &ports[dice.roll(2)..=dice.roll(2)]) }),
        6 => {
            let (from, to) = (Name::new(name), Name::new(dice.one(&["SP_1", "SP_2", "SP_4", "SP_5"])));
            let renamed = group.send_ports.get(&from).map_or_else(|| a_port(name), |port| port.as_ref().clone());
            Request::Put { original: Some(from), artifact: SendPort { name: to, ..renamed }.into() }
        }
        7 => delete(&items),
        8 => Request::MoveToApplication { items, application },
        9 | 10 => act(dice.one(&[Enlist, Start, Stop, Unenlist]), &items),
        11 => run_host(dice.one(&[HOST, OTHER_HOST]), dice.roll(2) == 0),
        12 => behave(name, dice.one(&[Behaviour::Up, Behaviour::Down, Behaviour::Slow(3)])),
        13 => {
            let action = dice.one(&[Enlist, Start, Stop, Unenlist]);
            Request::ActOnOrchestration { action, orchestration: "Process".into() }
        }
        14 => {
            let binding =
                dice.one(&[None, Some(Target::SendPort(name.into())), Some(Target::SendPortGroup(spg_name.into()))]);
            let artifact = Artifact::from(an_orchestration("Process", binding));
            let original = (dice.roll(2) == 0).then(|| "Process".into());
            Request::Put { original, artifact }
        }
        _ => match dice.roll(3) {
            0 => start_application(StartOptions::default()),
            1 => stop_application(dice.one(&StopOption::ALL)),
            _ => create(Application { name: "App_3".into(), ..Application::default() }),
        },
    }
}

#[test]
fn undo_leads_back_exactly_and_redo_forward_again() {
    let mut accepted = 0;
    for seed in 1..=60u64 {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15u64.wrapping_mul(seed));
        let mut world = World::new();
        let edition = |world: &mut World| (world.engine.group().clone(), world.engine.snapshot().edition);
        let mut past = vec![edition(&mut world)];
        for _ in 0..40 {
            let request = any_administrative_request(&mut dice, &world.engine.group().clone());
            let _ = world.ask(&request);
            if dice.roll(3) == 0 {
                // messages are not part of what is undone
                let _ = world.ask(&send(published(&[(COUNTRY, "FR")])));
            }
            let now = edition(&mut world);
            if now.1 == past.last().unwrap().1 {
                assert_eq!(now, *past.last().unwrap(), "without another edition nothing has changed: {request:?}");
            } else {
                past.push(now);
            }
            world.assert_counters_agree();
        }
        accepted += past.len() - 1;
        let editions: BTreeSet<u64> = past.iter().map(|(_, edition)| *edition).collect();
        assert_eq!(editions.len(), past.len(), "each edition has its own number");
        for before in past.iter().rev().skip(1) {
            assert!(world.engine.snapshot().undo.is_some());
            world.ok(&Request::Undo);
            assert_eq!(edition(&mut world), *before);
        }
        assert_eq!(reason_keys(&world.refused(&Request::Undo)), ["refused-nothing-to-undo"]);
        for after in &past[1..] {
            world.ok(&Request::Redo);
            assert_eq!(edition(&mut world), *after);
        }
        assert_eq!(reason_keys(&world.refused(&Request::Redo)), ["refused-nothing-to-redo"]);
        world.assert_counters_agree();
    }
    assert!(accepted > 60 * 8, "only {accepted} requests were accepted");
}

#[test]
fn a_new_edit_ends_what_could_be_redone() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.ok(&Request::Undo);
    world.ok(&act(Start, &[port("SP")]));
    world.refused(&Request::Redo);
}

// ---- the store -------------------------------------------------------------------------------

fn open(path: &Path, group: BizTalkGroup, now: Timestamp) -> World {
    let store = Box::new(SqliteMessageBox::open(path).unwrap());
    let engine = Engine::new(group, Role::Administrator, store, Box::new(Simulated), now).unwrap();
    World { engine, now }
}

#[test]
fn an_engine_goes_on_with_what_the_message_box_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    let mut world = open(&path, surroundings(), at(0));
    let elsewhere = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.port(a_port("SP"), Started);
    world.port(a_port("SP_Slow"), Started);
    world.port(a_port("SP_Held"), Stopped);
    world.port(SendPort { transport: elsewhere, ..a_port("SP_Queued") }, Started);
    world.ok(&behave("SP_Slow", Behaviour::Slow(10)));
    world.ok(&run_host(OTHER_HOST, false));
    let sent = ["SP", "SP_Slow", "SP_Held", "SP_Queued"].map(|name| world.send(to_port(name)));
    let lost = world.send(published(&[(COUNTRY, "FR")]));
    let (group, before) = (world.engine.group().clone(), world.instances());
    let events = world.engine.snapshot().events.len();
    drop(world);

    let mut world = open(&path, group, at(100));
    assert_eq!(world.instances().len(), before.len());
    let states = sent.map(|id| world.only(id).state);
    assert_eq!(states, [S::Completed, S::Active, S::SuspendedResumable, S::ReadyToRun]);
    world.assert_counters_agree();
    assert!(world.engine.snapshot().events.len() >= events);
    for id in sent.into_iter().chain([lost]) {
        let report = world.report(id);
        assert_eq!(report.lines.len() + usize::from(report.failure.is_some()), 1);
    }
    world.pass(10);
    world.ok(&run_host(OTHER_HOST, true));
    world.ok(&act(Start, &[port("SP_Held")]));
    assert!(sent.into_iter().all(|id| world.only(id).state == S::Completed));
    assert!(world.send(to_port("SP")) > lost, "no id is given twice");
    world.assert_counters_agree();
}

/// What was in hand when its host instance stopped, and the document was not saved since: it says
/// that the host runs.
#[test]
fn what_waits_for_a_host_that_runs_again_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    let mut world = open(&path, surroundings(), at(0));
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let saved = world.engine.group().clone();
    let message = world.send(to_port("SP"));
    world.ok(&run_host(HOST, false));
    assert_eq!(world.only(message).state, S::Dehydrated);
    drop(world);
    let mut world = open(&path, saved, at(100));
    world.pass(10);
    assert_eq!(world.only(message).state, S::Completed);
    world.assert_counters_agree();
}

#[derive(Default)]
struct Plan {
    /// How many changes are still made before one fails; `None`: none fails.
    left: Option<u32>,
    failed: bool,
}

/// A store of which one change fails.
struct Failing {
    store: SqliteMessageBox,
    plan: Arc<Mutex<Plan>>,
}

impl Failing {
    fn next(&self) -> Result<(), Error> {
        let mut plan = self.plan.lock().unwrap();
        match plan.left {
            Some(0) => {
                *plan = Plan { left: None, failed: true };
                Err(Error::Full)
            }
            left => {
                plan.left = left.map(|left| left - 1);
                Ok(())
            }
        }
    }
}

impl MessageBox for Failing {
    fn apply(&mut self, writes: &[Write]) -> Result<(), Error> {
        self.next()?;
        self.store.apply(writes)
    }
    fn take(&mut self, host: &Name, limit: usize, now: Timestamp) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        self.next()?;
        self.store.take(host, limit, now)
    }
    fn last_ids(&self) -> Result<LastIds, Error> {
        self.store.last_ids()
    }
    fn message(&self, id: MessageId) -> Result<Option<Arc<Message>>, Error> {
        self.store.message(id)
    }
    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error> {
        self.store.instance(id)
    }
    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error> {
        self.store.instances(query, offset, limit)
    }
    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error> {
        self.store.suspended_by_cause(query)
    }
    fn counts(&self) -> Result<Vec<Count>, Error> {
        self.store.counts()
    }
    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error> {
        self.store.arrivals(port, limit)
    }
    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error> {
        self.store.arrival_counts()
    }
    fn events(&self, limit: u64) -> Result<Vec<String>, Error> {
        self.store.events(limit)
    }
    fn copy_to(&self, path: &Path) -> Result<(), Error> {
        self.store.copy_to(path)
    }
}

/// A world in which something of everything is going on, more than one batch of it.
fn busy() -> (World, Arc<Mutex<Plan>>) {
    let plan = Arc::new(Mutex::new(Plan::default()));
    let store = Failing { store: SqliteMessageBox::in_memory().unwrap(), plan: plan.clone() };
    let mut world = World::with_store(surroundings(), Box::new(store));
    let elsewhere = || Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.port(filtered("SP", "FR"), Started);
    world.port(a_port("SP_Held"), Stopped);
    world.port(a_port("SP_Slow"), Started);
    world.port(a_port_of("SP_Ask", PortKind::StaticSolicitResponse), Started);
    world.port(SendPort { transport: elsewhere(), ..a_port("SP_Queued") }, Started);
    world.port(filtered("SP_Bound", "UK"), Bound);
    world.group(a_group("G", &["SP", "SP_Held"]), Started);
    world.ok(&behave("SP_Slow", Behaviour::Slow(10)));
    world.send(to_port("SP_Slow"));
    world.ok(&Request::Publish { draft: to_port("SP_Held"), count: 260 });
    world.ok(&run_host(OTHER_HOST, false));
    world.ok(&Request::Publish { draft: to_port("SP_Queued"), count: 3 });
    world.send(published(&[(COUNTRY, "UK")]));
    (world, plan)
}

/// How many stand where, without ids and times.
fn state_of(world: &World) -> (BizTalkGroup, BTreeMap<String, u32>) {
    let mut counts = BTreeMap::new();
    for it in world.instances() {
        *counts.entry(format!("{:?}", (it.port, it.via, it.host, it.state, it.cause))).or_default() += 1;
    }
    (world.engine.group().clone(), counts)
}

/// Lets everything happen that is still to happen.
fn settle(world: &mut World) {
    for _ in 0..100 {
        let Some(due) = world.engine.next_due() else { return };
        world.now = world.now.max(due);
        world.engine.advance(world.now);
    }
    panic!("it never ends");
}

#[test]
fn a_store_that_fails_once_loses_nothing_and_leaves_nothing_half_done() {
    let all = |operation, cause| Request::OperateWhere {
        operation,
        query: InstanceQuery { cause, ..InstanceQuery::default() },
    };
    let of_ports = |operation| Request::OperateWhere {
        operation,
        query: InstanceQuery { routing_failures: Some(false), ..InstanceQuery::default() },
    };
    let held = Some(CauseKind::Held);
    let renamed = Request::Put { original: Some("SP_Held".into()), artifact: a_port("SP_New").into() };
    // each request, and what makes up for the part of it that was told to be missing
    let cases: Vec<(Request, Vec<Request>)> = vec![
        (send(to_group("G")), vec![]),
        (send(published(&[(COUNTRY, "FR")])), vec![]),
        (send(Draft { message_type: "Ask".to_owned(), ..to_port("SP_Ask") }), vec![]),
        (act(Start, &[port("SP_Held")]), vec![all(Operation::Resume, held)]),
        (Request::Act { action: Start, items: vec![port("SP_Held")], held: Held::Keep }, vec![]),
        (act(Stop, &[port("SP"), spg("G")]), vec![]),
        (act(Start, &[port("SP_Bound")]), vec![]),
        (create(a_port("SP_New")), vec![]),
        (renamed, vec![]),
        (run_host(OTHER_HOST, true), vec![]),
        (run_host(HOST, false), vec![]),
        (Request::Undo, vec![]),
        (all(Operation::Resume, held), vec![all(Operation::Resume, held)]),
        (all(Operation::Suspend, None), vec![all(Operation::Suspend, None)]),
        (all(Operation::Terminate, None), vec![all(Operation::Terminate, None)]),
        (stop_application(StopOption::Suspend), vec![of_ports(Operation::Suspend)]),
        (stop_application(StopOption::Terminate), vec![of_ports(Operation::Terminate)]),
        (Request::SetRole(Role::Operator), vec![]),
    ];
    for (request, amends) in cases {
        let expected = {
            let (mut world, _) = busy();
            world.ok(&request);
            settle(&mut world);
            state_of(&world)
        };
        for k in 0.. {
            let (mut world, plan) = busy();
            let before = (world.observed(), world.engine.snapshot().undo.clone(), world.engine.role());
            plan.lock().unwrap().left = Some(k);
            let result = world.ask(&request);
            let failed = plan.lock().unwrap().failed;
            plan.lock().unwrap().left = None;
            world.assert_counters_agree();
            match &result {
                Err(refusal) => {
                    assert!(failed, "{request:?}: {refusal:?}");
                    assert_eq!(reason_keys(refusal), ["refused-store"]);
                    let after = (world.observed(), world.engine.snapshot().undo.clone(), world.engine.role());
                    assert_eq!(after, before, "{request:?}, change {k}: it was refused and is half done");
                    world.ok(&request);
                }
                Ok(response) if failed => {
                    // what is missing was told; else there is nothing missing
                    if !response.skipped.is_empty() || !response.skipped_instances.is_empty() {
                        for request in &amends {
                            world.ok(request);
                        }
                    }
                }
                Ok(_) => {}
            }
            settle(&mut world);
            let found = state_of(&world);
            assert_eq!(found.1, expected.1, "{request:?}, change {k}");
            assert!(found.0 == expected.0, "{request:?}, change {k}: {:?}", found.0);
            assert_eq!(world.engine.snapshot().store_error, None);
            world.assert_counters_agree();
            if !failed {
                break;
            }
        }
    }
}

/// Of a large number those are told that were published.
#[test]
fn when_the_store_fails_in_the_middle_of_many_the_response_tells_how_many() {
    for k in 0..6 {
        let (mut world, plan) = busy();
        let before = world.instances().len();
        plan.lock().unwrap().left = Some(k);
        let count = match world.ask(&Request::Publish { draft: to_port("SP_Held"), count: 600 }) {
            Ok(response) => response.messages.len(),
            Err(refusal) => {
                assert_eq!(reason_keys(&refusal), ["refused-store"]);
                0
            }
        };
        assert_eq!(world.instances().len() - before, count, "change {k}");
        world.assert_counters_agree();
    }
}

/// More instances than one batch, by their ids.
#[test]
fn when_the_store_fails_in_the_middle_of_an_operation_the_rest_is_told() {
    let mut halves = 0;
    for k in 0..6 {
        let (mut world, plan) = busy();
        let ids: Vec<_> = world.find(by_state(S::SuspendedResumable)).iter().map(|it| it.id).collect();
        plan.lock().unwrap().left = Some(k);
        let skipped = match world.ask(&operate(Operation::Terminate, &ids)) {
            Ok(response) => {
                assert!(response.skipped_instances.iter().all(|(_, why)| why.key == "refused-store"));
                response.skipped_instances.len()
            }
            Err(refusal) => {
                assert_eq!(reason_keys(&refusal), ["refused-store"]);
                ids.len()
            }
        };
        let gone = world.find(by_state(S::Terminated)).len();
        assert_eq!(gone + skipped, ids.len(), "change {k}");
        halves += usize::from(gone > 0 && skipped > 0);
        world.assert_counters_agree();
    }
    assert!(halves > 0, "the case that it is about occurs");
}
