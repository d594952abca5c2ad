//! Who gets a message.

use super::*;

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

/// "Just as any processing host instance can retrieve messages from the MessageBox database and process them":
/// without any, an orchestration does nothing, though the host that sends is there.
#[test]
fn an_orchestration_sends_nothing_without_an_instance_of_its_host() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let orchestration = an_orchestration("Process", Some(Target::SendPort("SP".into())));
    world.ok(&create(Orchestration { host: Some(OTHER_HOST.into()), ..orchestration }));
    world.ok(&run_host(OTHER_HOST, true));
    world.run_orchestration("Process");
    let message = world.send(from_orchestration("Process"));
    assert_eq!(world.copies(message), [done("SP")]);
    world.ok(&run_host(OTHER_HOST, false));
    let refusal = world.refused(&Request::Publish { draft: from_orchestration("Process"), count: 1 });
    assert_eq!(reason_keys(&refusal), ["refused-orchestration-no-host-instance"]);
    // what the sending host has to do with it
    world.ok(&run_host(OTHER_HOST, true));
    world.ok(&run_host(HOST, false));
    let message = world.send(from_orchestration("Process"));
    assert_ne!(world.copies(message), [done("SP")], "it is published, and waits");
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
