//! Requests about many things: one step, one undo, and an end without any change.

use super::*;
use sendport::engine::Progress;

fn world(ports: usize) -> (World, Vec<sendport::model::ArtifactRef>) {
    let mut world = World::new();
    let names: Vec<String> = (0..ports).map(|number| format!("SP_{number}")).collect();
    for name in &names {
        world.port(a_port(name), Started);
    }
    (world, names.iter().map(|name| port(name)).collect())
}

#[test]
fn what_is_cancelled_has_changed_nothing() {
    let (mut world, items) = world(20);
    let before = world.observed();
    for request in [
        act(Stop, &items),
        delete(&items),
        Request::DeleteWhatMay { items: items.clone() },
        Request::MoveToApplication { items: items.clone(), application: OTHER_APP.into() },
        Request::PutMany { artifacts: items.iter().filter_map(|item| world.engine.group().get(item)).collect() },
    ] {
        let progress = Progress::default();
        progress.cancel();
        let refusal = world.engine.execute_watched(&request, world.now, &progress).expect_err("cancelled");
        assert_eq!(refusal.reasons[0].sentence.key, "refused-cancelled", "{request:?}");
        assert_eq!(world.observed(), before, "{request:?}");
    }
}

#[test]
fn a_request_about_many_tells_how_far_it_is() {
    let (mut world, items) = world(20);
    let progress = Progress::default();
    world.engine.execute_watched(&act(Stop, &items), world.now, &progress).expect("stopped");
    assert_eq!(progress.told(), (20, 20));
    assert!(progress.is_writing());
}

#[test]
fn many_edits_are_one_step_and_skip_what_would_be_wrong() {
    let (mut world, items) = world(4);
    let before = world.engine.group().clone();
    let artifacts: Vec<Artifact> = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let mut port = before.send_ports[&item.name].as_ref().clone();
            // the third is out of range, the state is not part of an edit
            port.priority = if at == 2 { 11 } else { 2 };
            port.state = Bound;
            port.into()
        })
        .collect();
    let response = world.ok(&Request::PutMany { artifacts });
    let skipped: Vec<_> = response.skipped.iter().map(|(item, _)| item.name.to_string()).collect();
    assert_eq!(skipped, ["SP_2"]);
    let priorities =
        |world: &World| world.engine.group().send_ports.values().map(|port| port.priority).collect::<Vec<_>>();
    assert_eq!(priorities(&world), [2, 2, SendPort::PRIORITY, 2]);
    assert!(world.engine.group().send_ports.values().all(|port| port.state == Started));
    world.ok(&Request::Undo);
    assert_eq!(*world.engine.group(), before);
}

#[test]
fn an_operator_edits_nothing() {
    let (mut world, items) = world(2);
    let artifacts = items.iter().filter_map(|item| world.engine.group().get(item)).collect();
    world.ok(&Request::SetRole(Role::Operator));
    assert_eq!(world.refused(&Request::PutMany { artifacts }).reasons[0].sentence.key, "refused-role");
}

#[test]
fn of_several_those_go_that_may() {
    let (mut world, _) = world(2);
    world.port(a_port("SP_Idle"), Bound);
    let items = [port("SP_0"), port("SP_Idle")];
    world.refused(&delete(&items));
    let response = world.ok(&Request::DeleteWhatMay { items: items.to_vec() });
    assert_eq!(response.skipped.len(), 1);
    assert_eq!(response.skipped[0].0, port("SP_0"));
    assert!(!world.engine.group().send_ports.contains_key(&"SP_Idle".into()));
    world.ok(&Request::Undo);
    assert!(world.engine.group().send_ports.contains_key(&"SP_Idle".into()));
}

#[test]
fn the_groups_of_a_port_follow_every_edit() {
    let mut world = World::new();
    for name in ["A", "B"] {
        world.port(a_port(name), Bound);
    }
    world.ok(&create(a_group("G_1", &["A", "B"])));
    world.ok(&create(a_group("G_2", &["B"])));
    let groups = |world: &World, port: &str| {
        let port = Name::new(port);
        world.engine.group().groups_of(&port).map(|spg| spg.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((groups(&world, "A"), groups(&world, "B")), (vec!["G_1".into()], vec!["G_1".into(), "G_2".into()]));
    world.ok(&edit(a_group("G_1", &["A"])));
    assert_eq!(groups(&world, "B"), ["G_2"]);
    world.ok(&Request::Put { original: Some("G_2".into()), artifact: a_group("G_0", &["A", "B"]).into() });
    assert_eq!((groups(&world, "A"), groups(&world, "B")), (vec!["G_0".into(), "G_1".into()], vec!["G_0".into()]));
    world.ok(&Request::Put { original: Some("A".into()), artifact: a_port("A2").into() });
    assert_eq!((groups(&world, "A").len(), groups(&world, "A2").len()), (0, 2));
    world.ok(&delete(&[spg("G_0")]));
    assert_eq!((groups(&world, "A2"), groups(&world, "B")), (vec!["G_1".into()], vec![]));
    for _ in 0..3 {
        world.ok(&Request::Undo);
    }
    assert_eq!(groups(&world, "B"), ["G_2"]);
}

#[test]
fn what_an_application_contains_is_right_after_every_request() {
    use sendport::model::{ArtifactKind, Name};
    let (mut world, items) = world(6);
    let renamed = |from: &str, to: &str, world: &World| {
        let mut renamed = world.engine.group().send_ports[&from.into()].as_ref().clone();
        renamed.name = to.into();
        Request::Put { original: Some(from.into()), artifact: renamed.into() }
    };
    let requests = [
        act(Stop, &items),
        act(Unenlist, &items),
        Request::MoveToApplication { items: items[..2].to_vec(), application: OTHER_APP.into() },
        delete(&items[2..3]),
        renamed("SP_3", "SP_Three", &world),
        Request::Undo,
        Request::Undo,
        Request::Undo,
        Request::Undo,
        Request::Redo,
        Request::Redo,
    ];
    for request in requests {
        let before = world.engine.snapshot();
        let known = before.contents().of(None, ArtifactKind::SendPort);
        world.engine.execute(&request, world.now).expect("executed");
        let after = world.engine.snapshot();
        let count = |application: Option<&Name>| {
            let of = |name: &Name| application.is_none_or(|application| application == name);
            after.group.send_ports.values().filter(|port| of(&port.application)).count()
        };
        for application in std::iter::once(None).chain(after.group.applications.keys().map(Some)) {
            assert_eq!(after.contents().of(application, ArtifactKind::SendPort), count(application), "{request:?}");
        }
        // what is counted again after each change of a state costs as much as there is
        if matches!(request, Request::Act { .. }) {
            assert!(std::sync::Arc::ptr_eq(&before.contents, &after.contents), "{request:?}");
            assert_eq!(known, count(None));
        }
    }
}

/// What is resumed piece by piece can be ended in between, and what is done stays done.
#[test]
fn resuming_many_tells_how_far_it_is_and_ends_when_it_is_cancelled() {
    let query = || InstanceQuery { states: vec![S::SuspendedResumable], ..InstanceQuery::default() };
    let resume = || Request::OperateWhere { operation: Operation::Resume, query: query() };
    let mut world = World::new();
    world.port(a_port("SP_A"), Stopped);
    for _ in 0..3 {
        world.ok(&Request::Publish { draft: to_port("SP_A"), count: 200 });
    }
    let cancelled = Progress::default();
    cancelled.cancel();
    let refusal = world.engine.execute_watched(&resume(), world.now, &cancelled).unwrap_err();
    assert_eq!(reason_keys(&refusal), ["refused-cancelled"]);
    assert_eq!(world.find(query()).len(), 600, "nothing has changed");

    let progress = Progress::default();
    world.engine.execute_watched(&resume(), world.now, &progress).unwrap();
    assert!(progress.is_piecemeal() && !progress.is_writing());
    assert_eq!(progress.told(), (600, 600));
    assert!(world.instances().iter().all(|it| it.state == S::Completed));
}
