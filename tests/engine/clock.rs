//! The clock that can be turned.

use super::*;
use sendport::engine::ClockMode;

fn retrying() -> World {
    let mut world = World::new();
    let transport = Transport::new("FILE", "there", HOST.into());
    world.port(SendPort { transport: Some(transport), ..a_port("SP") }, Started);
    world.ok(&behave("SP", Behaviour::Down));
    world
}

fn clock(world: &mut World, command: ClockCommand) {
    world.ok(&Request::Clock(command));
}

#[test]
fn a_retry_of_five_minutes_takes_one_click() {
    let mut world = retrying();
    let message = world.send(to_port("SP"));
    for attempts in 2..=4 {
        assert_eq!(world.only(message).attempts, attempts - 1);
        clock(&mut world, ClockCommand::ToNext);
        assert_eq!(world.only(message).attempts, attempts);
    }
    assert_eq!(world.only(message).state, S::SuspendedResumable);
    assert_eq!(world.only(message).changed, at(900));
    let refusal = world.refused(&Request::Clock(ClockCommand::ToNext));
    assert_eq!(reason_keys(&refusal), ["refused-clock-nothing"]);
    world.assert_counters_agree();
}

#[test]
fn a_clock_that_stands_lets_nothing_happen_and_one_that_runs_fast_does_so_early() {
    let mut world = retrying();
    clock(&mut world, ClockCommand::Run { speed: 0 });
    let message = world.send(to_port("SP"));
    assert_eq!(world.engine.wakes_at(), None);
    world.pass(86_400);
    assert_eq!((world.only(message).attempts, world.only(message).created), (1, at(0)));
    clock(&mut world, ClockCommand::Run { speed: 60 });
    let wakes = world.engine.wakes_at().unwrap();
    assert!(at(86_405) <= wakes && wakes < at(86_406), "{wakes}");
    world.pass(4);
    assert_eq!(world.only(message).attempts, 1);
    world.pass(1);
    assert_eq!(world.only(message).attempts, 2);
    assert_eq!(world.engine.snapshot().clock.time(world.now), at(300));
    clock(&mut world, ClockCommand::Step { seconds: 300 });
    assert_eq!((world.only(message).attempts, world.engine.snapshot().now), (3, at(600)));
    assert_eq!(world.engine.snapshot().clock.mode, ClockMode::Virtual { speed: 0 });
    clock(&mut world, ClockCommand::To(at(900)));
    assert_eq!(world.only(message).state, S::SuspendedResumable);
}

#[test]
fn what_the_clock_does_not_do_is_refused() {
    let mut world = World::new();
    for (command, reason) in [
        (ClockCommand::Run { speed: ClockCommand::MAX_SPEED + 1 }, "refused-clock-speed"),
        (ClockCommand::Step { seconds: 0 }, "refused-clock-step"),
        (ClockCommand::Step { seconds: ClockCommand::MAX_STEP + 1 }, "refused-clock-step"),
        (ClockCommand::To(at(-1)), "refused-clock-back"),
    ] {
        assert_eq!(reason_keys(&world.refused(&Request::Clock(command))), [reason]);
    }
    world.ok(&Request::SetRole(Role::ReadOnly));
    assert_eq!(reason_keys(&world.refused(&Request::Clock(ClockCommand::ToNext))), ["refused-role"]);
}

#[test]
fn real_time_is_that_of_the_machine_again() {
    let mut world = retrying();
    clock(&mut world, ClockCommand::Step { seconds: 3600 });
    let message = world.send(to_port("SP"));
    clock(&mut world, ClockCommand::Real);
    assert_eq!(world.engine.snapshot().now, at(0));
    assert_eq!(world.engine.wakes_at(), Some(at(3900)), "what waits for a time keeps waiting for it");
    world.pass(3900);
    assert_eq!(world.only(message).attempts, 2);
}

#[test]
fn a_virtual_clock_stands_still_between_two_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.messagebox.sqlite");
    let store = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(surroundings(), store());
    clock(&mut world, ClockCommand::Step { seconds: 7200 });
    drop(world);
    let mut world = World::with_store(surroundings(), store());
    assert_eq!(world.engine.snapshot().now, at(7200));
    assert_eq!(world.engine.snapshot().clock.mode, ClockMode::Virtual { speed: 0 });
    clock(&mut world, ClockCommand::Real);
    drop(world);
    let mut world = World::with_store(surroundings(), store());
    assert_eq!(world.engine.snapshot().clock.mode, ClockMode::Real);
}

/// Otherwise what waits for a time after the last message would wait until the clock is there again.
#[test]
fn a_virtual_clock_that_ran_stands_where_something_happened_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.messagebox.sqlite");
    let store = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(surroundings(), store());
    clock(&mut world, ClockCommand::Run { speed: 60 });
    world.pass(60);
    world.port(a_port("SP"), Bound);
    world.pass(60);
    let group = world.engine.group().clone();
    drop(world);
    let mut world = World::with_store(group, store());
    assert_eq!(world.engine.snapshot().now, at(3600));
}
