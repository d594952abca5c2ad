//! What the runtime does with a service instance, in words; ordered ones as one; who starves.

use super::*;
use sendport::{
    engine::{Answer, IN_PROCESS, Query, standing},
    message_box::Starving,
    model::ServiceWindow,
    words::{Language, Words},
};

fn words() -> Words {
    Words::new(Language::English).in_zone(jiff::tz::TimeZone::UTC)
}

fn told(world: &World, message: MessageId) -> String {
    let instance = world.only(message);
    standing::standing(&instance, world.engine.group()).map(|told| words().say(&told)).unwrap_or_default()
}

fn ordered(name: &str) -> SendPort {
    SendPort { ordered_delivery: true, stop_sending_on_failure: true, ..a_port(name) }
}

/// Three messages of one ordered instance, which is suspended.
fn stopped() -> (World, Vec<MessageId>) {
    let mut world = World::new();
    world.port(ordered("SP"), Started);
    world.ok(&behave("SP", Behaviour::Down));
    let messages = (0..3).map(|_| world.send(to_port("SP"))).collect();
    (world, messages)
}

#[test]
fn which_attempt_failed_and_when_the_next_one_is() {
    let mut world = World::new();
    let mut port = a_port("SP");
    port.transport.as_mut().unwrap().retry_count = 3;
    port.transport.as_mut().unwrap().retry_interval = 5;
    port.backup = Some(Transport { retry_count: 0, ..Transport::new("FILE", "elsewhere", HOST.into()) });
    world.port(port, Started);
    world.ok(&behave("SP", Behaviour::Down));
    let message = world.send(to_port("SP"));
    let again = words().time(at(300));
    assert_eq!(told(&world, message), format!("Attempt 1 of 4 on the primary transport failed, again {again}"));
    world.pass(300);
    assert!(told(&world, message).starts_with("Attempt 2 of 4"), "{}", told(&world, message));
    // fewer than were made by now
    let mut port = world.engine.group().send_ports[&"SP".into()].as_ref().clone();
    port.transport.as_mut().unwrap().retry_count = 0;
    world.ok(&edit(port));
    assert!(told(&world, message).starts_with("Attempt 2 on the primary"), "{}", told(&world, message));
    let parts: Vec<_> = standing::particulars(&world.only(message)).iter().map(|it| words().say(it)).collect();
    assert_eq!(parts, ["primary transport, 2 attempts on it", "last in the hands of Server1"]);
}

#[test]
fn when_the_window_opens_and_who_has_it_in_hand() {
    let mut world = World::new();
    let mut port = a_port("SP");
    let opens = (at(0).to_zoned(jiff::tz::TimeZone::UTC).time() + jiff::SignedDuration::from_hours(1)).with();
    let opens = opens.minute(0).second(0).build().unwrap();
    let stop = opens + jiff::SignedDuration::from_mins(30);
    port.transport.as_mut().unwrap().window = ServiceWindow { enabled: true, start: opens, stop };
    world.port(port, Started);
    let scheduled = world.send(to_port("SP"));
    assert_eq!(world.only(scheduled).state, S::Scheduled);
    assert!(told(&world, scheduled).starts_with("The service window of the primary transport opens 2027-01-15"));

    world.port(a_port("Slow"), Started);
    world.ok(&behave("Slow", Behaviour::Slow(60)));
    let active = world.send(to_port("Slow"));
    assert_eq!(told(&world, active), format!("In the hands of Server1, until {}", words().time(at(60))));
    let id = world.only(active).id;
    world.ok(&operate(Operation::Terminate, &[id]));
    let instance = world.only(active);
    let pending = standing::pending(&instance).map(|it| words().say(&it)).unwrap();
    assert!(pending.starts_with("Terminate is pending: its host instance has it in hand."), "{pending}");
    let keys = |operation| standing::not_available(operation, &instance).map(|it| it.key);
    assert_eq!(keys(Operation::Suspend), Some("instance-no-pending"));
    assert_eq!(keys(Operation::Resume), Some("instance-no-not-suspended"));
}

#[test]
fn an_ordered_instance_is_counted_once_with_all_that_it_holds() {
    let (mut world, messages) = stopped();
    world.port(a_port("Other"), Started);
    world.ok(&behave("Other", Behaviour::Down));
    let other = world.send(to_port("Other"));
    let states = vec![S::SuspendedResumable, S::SuspendedNotResumable];
    let all = InstanceQuery { states: states.clone(), ..InstanceQuery::default() };
    let services = InstanceQuery { first_of_service: true, ..all.clone() };
    let page = |query: &InstanceQuery| match world.engine.answer(&Query::Instances {
        query: query.clone(),
        offset: 0,
        limit: 10,
    }) {
        Answer::Instances(page) => page,
        other => panic!("{other:?}"),
    };
    let found = page(&services);
    assert_eq!((found.total, found.messages), (2, 4));
    let listed: Vec<_> = found.rows.iter().map(|(it, _)| it.message).collect();
    assert_eq!(listed, [messages[0], other]);
    assert_eq!(found.held.into_iter().collect::<Vec<_>>(), [(world.only(messages[0]).service, 3)]);
    assert_eq!((page(&all).total, page(&all).messages), (4, 4));
    let groups = |query| match world.engine.answer(&Query::SuspendedByCause(query)) {
        Answer::SuspendedByCause(groups) => {
            groups.into_iter().map(|it| (it.cause, it.instances, it.messages)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(groups(services), [(CauseKind::Transport, 1, 3), (CauseKind::Transport, 1, 1)]);
    assert_eq!(groups(all), [(CauseKind::Transport, 1, 1), (CauseKind::Behind, 2, 2), (CauseKind::Transport, 1, 1)]);
}

#[test]
fn when_the_first_is_taken_out_the_next_one_says_so_and_can_be_taken_out() {
    let (mut world, messages) = stopped();
    let ids: Vec<_> = messages.iter().map(|it| world.only(*it).id).collect();
    let key = |world: &World, index: usize| standing::not_the_front(&world.only(messages[index])).map(|it| it.key);
    assert_eq!([0, 1].map(|it| key(&world, it)), [None, Some("refused-not-the-front")]);
    world.ok(&Request::RemoveFront(ids[0]));
    assert_eq!(world.only(messages[1]).cause, Some(Cause::FrontTaken { front: messages[0] }));
    assert_eq!(world.only(messages[2]).cause, Some(Cause::Behind { front: messages[1] }));
    assert_eq!([1, 2].map(|it| key(&world, it)), [None, Some("refused-not-the-front")]);
    assert_eq!(standing::behind(&world.only(messages[2])), Some(messages[1]));
    world.ok(&Request::RemoveFront(ids[1]));
    assert_eq!(world.only(messages[2]).cause, Some(Cause::FrontTaken { front: messages[1] }));
    world.assert_counters_agree();
    // the others are not of an order
    world.port(a_port("Other"), Started);
    world.ok(&behave("Other", Behaviour::Down));
    let other = world.send(to_port("Other"));
    let why = standing::not_the_front(&world.only(other)).map(|it| it.key);
    assert_eq!(why, Some("refused-not-in-a-suspended-order"));
}

#[test]
fn a_port_starves_while_what_came_later_is_taken_first() {
    let mut world = World::new();
    world.port(SendPort { priority: 2, ..a_port("High") }, Started);
    world.port(SendPort { priority: 8, ..a_port("Low") }, Started);
    for name in ["High", "Low"] {
        world.ok(&behave(name, Behaviour::Slow(60)));
    }
    let starving = |world: &mut World| match world.engine.answer(&Query::Starving) {
        Answer::Starving(ports) => ports,
        other => panic!("{other:?}"),
    };
    // the host has its hands full, then one of each waits
    let full = u32::try_from(IN_PROCESS).unwrap();
    world.ok(&Request::Publish { draft: to_port("High"), count: full });
    world.pass(1);
    let low = world.send(to_port("Low"));
    assert_eq!(world.only(low).state, S::ReadyToRun);
    assert_eq!(starving(&mut world), [], "those before it came earlier");
    world.pass(2);
    world.ok(&Request::Publish { draft: to_port("High"), count: full });
    assert_eq!(starving(&mut world), [], "nothing overtook it yet");
    world.pass(61);
    let found = starving(&mut world);
    let expected = Starving {
        host: HOST.into(),
        port: "Low".into(),
        priority: 8,
        waiting: 1,
        since: at(1),
        ahead: vec!["High".into()],
    };
    assert_eq!(found, [expected]);
    assert!(sendport::engine::overview::may_starve(&world.engine.snapshot()));
    world.pass(200);
    assert_eq!(world.only(low).state, S::Completed);
    assert_eq!(starving(&mut world), []);
    assert!(!sendport::engine::overview::may_starve(&world.engine.snapshot()));
    let low = world.engine.group().send_ports[&"Low".into()].clone();
    let before = world.engine.snapshot().census.taken_before(&low);
    assert_eq!(before, Some((HOST.into(), 1, 2)));
    let high = world.engine.group().send_ports[&"High".into()].clone();
    assert_eq!(world.engine.snapshot().census.taken_before(&high), None);
}

#[test]
fn ordered_delivery_and_a_backup_transport_are_not_put_together() {
    let mut world = World::new();
    let backup = Some(Transport::new("FILE", "elsewhere", HOST.into()));
    let both = SendPort { backup: backup.clone(), ..ordered("SP") };
    let refusal = world.refused(&create(both.clone()));
    assert_eq!(reason_keys(&refusal), ["guard-ordered-with-backup"]);
    world.port(ordered("SP"), Started);
    assert_eq!(reason_keys(&world.refused(&edit(both.clone()))), ["guard-ordered-with-backup"]);
    // an older document that has both is read, and can be edited apart and otherwise
    let mut group = surroundings();
    group.put(both.clone().into());
    let mut world = World::of(group);
    world.ok(&edit(SendPort { description: "read".to_owned(), ..both.clone() }));
    world.ok(&edit(SendPort { ordered_delivery: false, stop_sending_on_failure: false, ..both.clone() }));
    assert_eq!(reason_keys(&world.refused(&edit(both))), ["guard-ordered-with-backup"]);
}
