//! Which cells of the table of state combinations the messages of a document went by.

use sendport::rules::outcome::{Cell, Path as By};

use super::{store::open, *};

fn direct(port: sendport::model::PortState) -> Cell {
    Cell { path: By::Direct, port }
}

fn via(group: sendport::model::PortState, port: sendport::model::PortState) -> Cell {
    Cell { path: By::ViaGroup(group), port }
}

/// The cells with how often.
fn exercised(world: &mut World) -> Vec<(Cell, u64)> {
    world.engine.snapshot().exercised.iter().flatten().map(|it| (it.cell, it.count)).collect()
}

#[test]
fn a_cell_counts_the_copies_that_it_decided() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    world.port(a_port("SP_2"), Started);
    world.port(a_port("SP_Stopped"), Stopped);
    world.group(a_group("G", &["SP", "SP_2", "SP_Stopped"]), Started);
    assert_eq!(exercised(&mut world), []);
    let first = world.send(to_port("SP"));
    world.ok(&Request::Publish { draft: to_port("SP"), count: 300 });
    world.send(to_group("G"));
    assert_eq!(exercised(&mut world), [(direct(Started), 301), (via(Started, Stopped), 1), (via(Started, Started), 2)]);
    let of_first = world.engine.snapshot().exercised[direct(Started).index()].unwrap();
    assert_eq!((of_first.first, of_first.time), (first, world.now));
}

#[test]
fn what_is_bound_counts_when_it_gets_no_copy_because_of_that() {
    let mut world = World::new();
    world.port(filtered("SP", "FR"), Bound);
    world.port(a_port("SP_Started"), Started);
    world.group(SendPortGroup { filter: equals(COUNTRY, "DE"), ..a_group("G", &["SP_Started"]) }, Bound);
    world.send(published(&[(COUNTRY, "UK")]));
    assert_eq!(exercised(&mut world), [], "no filter matches: their states decided nothing");
    world.send(published(&[(COUNTRY, "FR")]));
    assert_eq!(exercised(&mut world), [(direct(Bound), 1)]);
    world.send(to_port("SP"));
    assert_eq!(exercised(&mut world), [(direct(Bound), 2)]);
    world.send(published(&[(COUNTRY, "DE")]));
    assert_eq!(exercised(&mut world), [(direct(Bound), 2), (via(Bound, Started), 1)]);
    world.send(to_group("G"));
    assert_eq!(exercised(&mut world), [(direct(Bound), 2), (via(Bound, Started), 2)]);
}

/// The table says Suspended for a Bound group with a Stopped port, of what is addressed to the
/// group; what is published finds no subscription, and that is no row of the table.
#[test]
fn what_is_published_past_a_bound_group_exercises_no_row_of_the_table() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.group(SendPortGroup { filter: equals(COUNTRY, "DE"), ..a_group("G", &["SP"]) }, Bound);
    world.send(published(&[(COUNTRY, "DE")]));
    assert_eq!(exercised(&mut world), []);
    world.send(to_group("G"));
    assert_eq!(exercised(&mut world), [(via(Bound, Stopped), 1)]);
}

#[test]
fn a_dry_run_exercises_nothing() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    dry_run(world.engine.group(), Role::Administrator, &to_port("SP"), world.now, &TimeZone::UTC).unwrap();
    assert_eq!(exercised(&mut world), []);
}

#[test]
fn it_is_kept_with_the_messages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    let mut world = open(&path, surroundings(), at(0));
    world.port(a_port("SP"), Stopped);
    world.send(to_port("SP"));
    let group = world.engine.group().clone();
    drop(world);
    let mut world = open(&path, group, at(100));
    assert_eq!(exercised(&mut world), [(direct(Stopped), 1)]);
    world.send(to_port("SP"));
    assert_eq!(exercised(&mut world), [(direct(Stopped), 2)]);
    let it = world.engine.snapshot().exercised[direct(Stopped).index()].unwrap();
    assert_eq!((it.first, it.time), (MessageId(1), at(0)));
}

#[test]
fn what_was_not_published_exercised_nothing() {
    let (mut world, plan) = store::busy();
    let before = exercised(&mut world);
    plan.lock().unwrap().left = Some(0);
    world.ask(&send(to_port("SP_Bound"))).unwrap_err();
    plan.lock().unwrap().left = None;
    assert_eq!(exercised(&mut world), before);
    world.send(to_port("SP_Bound"));
    assert_ne!(exercised(&mut world), before);
}
