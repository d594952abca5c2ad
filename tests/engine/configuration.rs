//! What is configured.

use super::*;

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
