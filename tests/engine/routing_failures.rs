//! Routing failures.

use super::*;

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
