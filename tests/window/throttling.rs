//! A host that is throttled: set by hand, and told wherever one looks.

use egui::Key;
use sendport::{
    console::{context::Task, panels::tree::Node},
    engine::{Held, Request},
    model::ArtifactRef,
    rules::Action,
};

use crate::driver::{Window, window};

/// The port of the first message is Stopped, and one message exceeds what its host may hold.
fn throttled() -> Window {
    let mut window = window();
    window
        .harness
        .state()
        .push(Task::OpenProperties(ArtifactRef::new(sendport::model::ArtifactKind::Host, &"SendHost".into())));
    window.run();
    window.click("Throttling");
    window.assert_shows("Present count");
    window.fill("Message count in database", "none");
    assert!(window.is_greyed("OK"), "a word is no number");
    window.fill("Message count in database", "1");
    window.click("OK");
    assert_eq!(window.dialog(), None, "{}", window.text());
    let items = ["SP_Lille", "SP_Lyon", "SP_Dunkirk"];
    let items = items.map(|port| ArtifactRef::send_port(&port.into())).into_iter();
    let items = items.filter(|item| window.snapshot().group.get(item).is_some()).collect();
    let request = Request::Act { action: Action::Stop, items, held: Held::Keep };
    window.harness.state().push(Task::Request(request));
    window.run();
    window.inject();
    assert!(window.snapshot().delayed.is_empty(), "the first one is published");
    window.inject();
    assert_eq!(window.snapshot().delayed.len(), 1, "{}", window.text());
    window
}

#[test]
fn publishing_that_is_delayed_is_told_and_goes_on_by_itself() {
    let mut window = throttled();
    window.assert_shows("A message is not published yet: the queues of SendHost hold");
    window.assert_shows("its threshold is 1");
    assert!(window.description("Jump to next event").contains("Delayed publishing of a message"));
    window.harness.state().push(Task::SelectNode(Node::HostInstances));
    window.run();
    window.assert_shows("Throttled (state 6)");
    window.assert_shows("1 message is held back");
    window.click_node("BizTalk group");
    window.assert_shows("SendHost is throttled");
    let messages = window.last_message();
    window.ctrl(Key::J);
    assert!(window.snapshot().delayed.is_empty());
    assert_ne!(window.last_message(), messages, "it was never dropped");
}

#[test]
fn the_way_out_stands_beside_the_warning() {
    let mut window = throttled();
    window.click_node("BizTalk group");
    let way = window.links().into_iter().find(|link| link.contains("SendHost is throttled"));
    assert!(way.is_some(), "{:?}", window.links());
    let messages = window.last_message();
    window
        .harness
        .state()
        .push(Task::OpenProperties(ArtifactRef::new(sendport::model::ArtifactKind::Host, &"SendHost".into())));
    window.run();
    window.click("Throttling");
    window.fill("Message count in database", "0");
    window.click("OK");
    assert!(window.snapshot().delayed.is_empty(), "0 switches it off");
    assert_ne!(window.last_message(), messages);
}
