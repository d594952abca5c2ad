//! Applications.

use super::*;

pub fn orchestration_state(world: &World) -> OrchestrationState {
    world.engine.group().orchestrations.get(&"Process".into()).unwrap().state
}

pub fn location_enabled(world: &World) -> bool {
    world.engine.group().receive_ports.get(&"RP".into()).unwrap().locations[0].enabled
}

pub fn host_runs(world: &World) -> bool {
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
