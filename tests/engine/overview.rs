//! What the hub counts, against what one counts by hand.

use sendport::{
    engine::{
        needs::{holders, needs, short_type},
        overview::{ApplicationState, Attention, Configuration, Owner, Work},
    },
    model::ArtifactRef,
};

use super::*;

#[test]
fn an_application_is_started_when_all_of_it_is_and_stopped_when_nothing_is() {
    let state = |world: &World, application: &str| {
        Configuration::of(world.engine.group()).applications[&Name::new(application)]
    };
    let mut world = World::new();
    assert_eq!(state(&world, APP), ApplicationState::Stopped, "there is nothing that could run");
    world.port(a_port("SP"), Started);
    assert_eq!(state(&world, APP), ApplicationState::Started);
    world.group(a_group("G", &["SP"]), Bound);
    assert_eq!(state(&world, APP), ApplicationState::PartiallyStarted);
    world.ok(&act(Start, &[spg("G")]));
    assert_eq!(state(&world, APP), ApplicationState::Started);
    world.ok(&create(receive_port(false)));
    assert_eq!(state(&world, APP), ApplicationState::PartiallyStarted);
    world.ok(&act(Stop, &[spg("G"), port("SP")]));
    assert_eq!(state(&world, APP), ApplicationState::Stopped, "Stopped, Stopped and disabled");
    let all = Configuration::of(world.engine.group());
    assert_eq!((all.send_ports.of(Stopped), all.send_ports.total()), (1, 1));
    assert_eq!((all.send_port_groups.of(Stopped), all.send_port_groups.of(Bound)), (1, 0));
    assert_eq!((all.locations_enabled, all.locations_disabled), (0, 1));
    assert_eq!(all.applications_in(ApplicationState::Stopped), all.applications.len() as u64);
}

#[test]
fn what_is_suspended_is_counted_by_whom_it_belongs_to() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.port(SendPort { application: OTHER_APP.into(), ..a_port("SP_Other") }, Stopped);
    world.port(a_port("SP_Gone"), Stopped);
    for (name, count) in [("SP", 3), ("SP_Other", 2), ("SP_Gone", 1)] {
        world.ok(&Request::Publish { draft: to_port(name), count });
    }
    world.send(published(&[]));
    world.ok(&act(Unenlist, &[port("SP_Gone")]));
    world.ok(&delete(&[ArtifactRef::send_port(&"SP_Gone".into())]));
    let work = Work::of(&world.engine.snapshot());
    let application = |name: &str| Owner::Application(name.into());
    assert_eq!(
        work.by_application.rows,
        [(application(APP), 3), (application(OTHER_APP), 2), (Owner::Nobody, 1), (Owner::DeletedPort, 1)]
    );
    assert_eq!(work.by_port.rows[0], (Some("SP".into()), 3));
    assert_eq!(work.by_host.rows.iter().map(|(_, count)| count).sum::<u64>(), 7);
    assert_eq!(work.by_application.others, (0, 0));
}

#[test]
fn of_many_the_largest_are_named_and_the_rest_is_summed_up() {
    let mut world = World::new();
    for n in 1..=9 {
        let name = format!("SP_{n}");
        world.port(a_port(&name), Stopped);
        world.ok(&Request::Publish { draft: to_port(&name), count: n });
    }
    let work = Work::of(&world.engine.snapshot());
    assert_eq!(work.by_port.rows.len(), Work::ROWS);
    assert_eq!(work.by_port.rows[0], (Some("SP_9".into()), 9));
    assert_eq!(work.by_port.others, (3, 3 + 2 + 1));
    let (attention, more) = work.attention;
    assert_eq!((attention.len(), more), (Work::ROWS, 3));
    assert_eq!(attention[0], Attention::PortHolds { port: "SP_9".into(), held: 9 });
}

#[test]
fn what_asks_for_attention_goes_when_it_is_dealt_with() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.group(a_group("G", &["SP"]), Stopped);
    world.send(to_group("G"));
    world.ok(&run_host(HOST, false));
    world.send(to_port("SP"));
    let work = Work::of(&world.engine.snapshot());
    let host = Attention::NoHostInstance { host: HOST.into(), waiting: 1 };
    assert_eq!(work.attention.0, [host, Attention::GroupHolds { group: "G".into(), held: 1 }]);
    assert_eq!(work.without_host, (1, vec![HOST.into()]));
    world.ok(&run_host(HOST, true));
    world.ok(&act(Start, &[spg("G")]));
    let work = Work::of(&world.engine.snapshot());
    assert_eq!((work.attention.0, work.without_host.0), (vec![], 0));
}

#[test]
fn what_is_not_started_and_holds_messages_is_told_with_their_types() {
    let mut world = World::new();
    world.port(a_port("SP_Started"), Started);
    world.port(a_port("SP_Bound"), Bound);
    world.port(a_port("SP_Stopped"), Stopped);
    world.port(a_port("SP_Member"), Started);
    world.group(a_group("G", &["SP_Member"]), Stopped);
    let snapshot = world.engine.snapshot();
    assert_eq!((snapshot.census.ports_not_started, snapshot.census.groups_not_started), (2, 1));
    assert_eq!(holders(&snapshot), [], "nothing is held yet");
    let typed = |draft: Draft, root: &str| Draft { message_type: format!("http://example.org#{root}"), ..draft };
    for root in ["Order", "Invoice", "Order"] {
        world.send(typed(to_port("SP_Stopped"), root));
    }
    world.send(typed(to_group("G"), "Order"));
    world.send(to_port("SP_Started"));
    let snapshot = world.engine.snapshot();
    let told: Vec<_> = holders(&snapshot)
        .into_iter()
        .map(|it| (it.item.name.to_string(), it.held, it.types.iter().map(|it| short_type(it).to_owned()).collect()))
        .collect::<Vec<(String, u64, Vec<String>)>>();
    let types = |types: &[&str]| types.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [("SP_Stopped".to_owned(), 3, types(&["Invoice", "Order"])), ("G".to_owned(), 1, types(&["Order"]))],
        "the member of the group is Started, so it is the group that holds"
    );
    let items = [port("SP_Stopped"), port("SP_Started"), port("SP_Bound"), spg("G")];
    let (needs, of) = needs(&snapshot, &items);
    assert_eq!(of, 5);
    let messages = |item: &ArtifactRef| needs.get(item).map(|need| (need.messages, need.types.len()));
    assert_eq!(items.each_ref().map(messages), [Some((3, 2)), Some((1, 0)), None, Some((1, 1))]);
}
