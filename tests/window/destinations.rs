//! Simulated destinations, all in one place.

use sendport::{
    console::{context::Task, panels::tree::Node},
    engine::Request,
    model::{Artifact, Behaviour, SendPort, Transport},
};

use crate::driver::{Window, window};

fn push(window: &mut Window, task: Task) {
    window.harness.state().push(task);
    window.run();
    assert_eq!(window.dialog(), None, "{}", window.text());
}

/// The sample, in which a port has a backup transport.
fn destinations() -> Window {
    let mut window = window();
    let lyon = window.snapshot().group.send_ports[&"SP_Lyon".into()].as_ref().clone();
    let transport = lyon.transport.clone().expect("a static port");
    let backup = Some(Transport { address: "ftp://backup.lyon.example/in".to_owned(), ..transport });
    let port = Artifact::SendPort(SendPort { backup, ..lyon }.into());
    push(&mut window, Task::Request(Request::Put { original: Some("SP_Lyon".into()), artifact: port }));
    window.walk(&["View", "Simulated destinations"]);
    window
}

fn behaviour(window: &Window, port: &str) -> (Behaviour, Behaviour) {
    let destination = sendport::engine::destination_of(&window.snapshot().group, &port.into());
    (destination.behaviour, destination.backup)
}

#[test]
fn destinations_are_switched_in_place_and_narrowed_to_those_not_up() {
    let mut window = destinations();
    window.choose("How the destination of SP_Lille answers", "Slow");
    assert_eq!(behaviour(&window, "SP_Lille"), (Behaviour::Slow(5), Behaviour::Up));
    window.choose("How the destination of the backup transport of SP_Lyon answers", "Down");
    assert_eq!(behaviour(&window, "SP_Lyon"), (Behaviour::Up, Behaviour::Down));
    window.click("Only those that are not up");
    window.assert_shows("2 of ");
    assert!(window.has("SP_Lille") && window.has("SP_Lyon") && !window.has("SP_Nantes"));
    window.choose("How the destination of SP_Lille answers", "Up");
    window.assert_shows("1 of ");
    window.choose("How the destination of the backup transport of SP_Lyon answers", "Up");
    window.assert_shows("All simulated destinations are up.");
    window.click("Only those that are not up");
    window.fill("Filter by port or address", "BACKUP.lyon");
    window.assert_shows("1 of ");
    window.fill("Filter by port or address", "~~~~");
    window.assert_shows("No send port matches.");
}

#[test]
fn the_details_of_a_port_switch_its_backup_too() {
    let mut window = destinations();
    push(&mut window, Task::SelectNode(Node::AllArtifacts));
    push(&mut window, Task::Select(vec![sendport::model::ArtifactRef::send_port(&"SP_Lyon".into())]));
    window.choose("How the simulated destination of the backup transport answers", "Refuses");
    window.choose("How the simulated destination answers", "Fails next");
    assert_eq!(behaviour(&window, "SP_Lyon"), (Behaviour::FailsNext(1), Behaviour::Rejects));
}

#[test]
fn who_may_only_look_does_not_switch() {
    let mut window = destinations();
    window.choose("Role", "Read only");
    let name = "How the destination of SP_Lille answers";
    let field = window.field(name);
    assert!(egui_kittest::kittest::NodeT::accesskit_node(&field).is_disabled());
}
