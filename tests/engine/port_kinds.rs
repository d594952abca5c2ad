//! Dynamic and solicit-response ports.

use super::*;

pub fn dynamic(world: &mut World, properties: &[(&str, &str)]) -> Instance {
    let draft = Draft { properties: published(properties).properties, ..to_port("SP") };
    let message = world.send(draft);
    world.only(message)
}

#[test]
fn a_dynamic_port_sends_where_the_message_says_or_suspends_it_for_what_is_missing() {
    let (location, kind) = (properties::OUTBOUND_TRANSPORT_LOCATION, properties::OUTBOUND_TRANSPORT_TYPE);
    let mut world = World::new();
    world.port(a_port_of("SP", PortKind::DynamicOneWay), Started);
    let sent = dynamic(&mut world, &[(location, "HTTPS://there/orders")]);
    assert_eq!((sent.state, sent.adapter.as_str()), (S::Completed, "HTTP"));
    assert_eq!(sent.address, "HTTPS://there/orders");
    // the type wins over the prefix, and is not case-sensitive
    let sent = dynamic(&mut world, &[(location, "http://there"), (kind, "file")]);
    assert_eq!((sent.state, sent.adapter.as_str()), (S::Completed, "FILE"));
    let cases = [
        (vec![], Cause::NoAddress),
        (vec![(location, " ")], Cause::NoAddress),
        (vec![(location, "gopher://there")], Cause::NoAdapter { address: "gopher://there".to_owned() }),
        (vec![(location, "http://there"), (kind, "Pigeon")], Cause::NoAdapter { address: "Pigeon".to_owned() }),
        // known, and no host sends for it
        (vec![(location, "ftp://there")], Cause::NoHandler { adapter: "FTP".to_owned() }),
    ];
    for (properties, cause) in cases {
        let suspended = dynamic(&mut world, &properties);
        assert_eq!((suspended.state, suspended.cause), (S::SuspendedResumable, Some(cause)));
        assert_eq!(suspended.host, HOST.into(), "the default host keeps what has no handler");
    }
    // a handler of its own, else the default one of the adapter
    let handlers = [("FILE".to_owned(), Name::new(OTHER_HOST))].into();
    world.ok(&edit(SendPort { handlers, ..a_port_of("SP", PortKind::DynamicOneWay) }));
    assert_eq!(dynamic(&mut world, &[(location, "file://x")]).host, OTHER_HOST.into());
    assert_eq!(dynamic(&mut world, &[(location, "http://x")]).host, HOST.into());
    world.assert_counters_agree();
}

#[test]
fn what_had_no_handler_is_sent_when_there_is_one_and_it_is_resumed() {
    let mut world = World::new();
    world.port(a_port_of("SP", PortKind::DynamicOneWay), Started);
    let instance = dynamic(&mut world, &[(properties::OUTBOUND_TRANSPORT_LOCATION, "ftp://there")]);
    let handlers = vec![HOST.into()];
    world.ok(&create(Adapter { name: "FTP".into(), default_handler: HOST.into(), handlers }));
    world.ok(&operate(Operation::Resume, &[instance.id]));
    assert_eq!(world.instances()[0].state, S::Completed);
}

#[test]
fn a_response_is_published_and_routed_like_any_message() {
    let mut world = World::new();
    world.port(a_port_of("SP_Ask", PortKind::StaticSolicitResponse), Started);
    world.port(SendPort { filter: equals(properties::MESSAGE_TYPE, "AskResponse"), ..a_port("SP_Read") }, Started);
    let draft = Draft { message_type: "Ask".to_owned(), body: "<Ask/>".to_owned(), ..to_port("SP_Ask") };
    let request = world.send(draft.clone());
    let response = MessageId(request.0 + 1);
    assert_eq!(world.copies(request), [done("SP_Ask")]);
    assert_eq!(world.copies(response), [done("SP_Read")]);
    let report = world.report(response);
    let source = Source::Response { port: "SP_Ask".into(), request };
    assert_eq!(report.message.addressing, Addressing::Published(source));
    assert_eq!(report.message.context.text(properties::INBOUND_TRANSPORT_TYPE), Some("HTTP"));
    // with what the destination is told to answer; nobody subscribes to that
    let properties = vec![property(COUNTRY, "FR")];
    let template = ResponseTemplate { message_type: "Other".to_owned(), properties, body: "<Other/>".to_owned() };
    world.ok(&Request::SetDestination(Destination {
        port: "SP_Ask".into(),
        behaviour: Behaviour::Up,
        response: Some(template),
        ..Destination::default()
    }));
    let request = world.send(draft);
    let response = MessageId(request.0 + 1);
    assert_eq!(world.only(response).cause, Some(Cause::RoutingFailure));
    let report = world.report(response);
    assert_eq!(report.message.context.text(COUNTRY), Some("FR"));
    assert_eq!((report.message.message_type(), &*report.message.body), (Some("Other"), "<Other/>"));
}

#[test]
fn a_port_that_subscribes_to_its_own_responses_is_cut() {
    let mut world = World::new();
    let filter = Filter(vec![vec![is(properties::INBOUND_TRANSPORT_TYPE, Operator::Exists, "")]]);
    world.port(SendPort { filter, ..a_port_of("SP", PortKind::StaticSolicitResponse) }, Started);
    world.send(to_port("SP"));
    let instances = world.instances();
    let suspended: Vec<_> = instances.iter().filter(|it| it.state.is_suspended()).collect();
    assert_eq!(suspended.len(), 1);
    assert_eq!(suspended[0].cause, Some(Cause::Loop));
    assert!((2..100).contains(&instances.len()), "{} instances", instances.len());
    world.assert_counters_agree();
}
