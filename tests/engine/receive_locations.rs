//! Receive locations.

use super::*;

#[test]
fn what_a_receive_location_publishes_names_its_port_and_transport() {
    let mut world = World::new();
    world.port(SendPort { filter: equals(properties::RECEIVE_PORT_NAME, "RP"), ..a_port("SP") }, Started);
    world.ok(&create(receive_port(false)));
    let addressing = Addressing::Published(Source::ReceiveLocation("RL".into()));
    let draft = Draft { addressing, ..Draft::default() };
    let refusal = world.refused(&send(draft.clone()));
    assert_eq!(reason_keys(&refusal), ["refused-location-disabled"]);
    world.ok(&Request::EnableReceiveLocation { location: "RL".into(), enabled: true });
    let message = world.send(draft);
    assert_eq!(world.copies(message), [done("SP")]);
    let context = world.report(message).message.context.clone();
    assert_eq!(context.text(properties::INBOUND_TRANSPORT_LOCATION), Some("in"));
    assert_eq!(context.get(properties::INTERCHANGE_SEQUENCE_NUMBER), Some(&Value::Integer(1)));
}
