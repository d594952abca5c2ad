//! Stop, start, hosts.

use super::*;

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
