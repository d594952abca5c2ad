//! Host instances with their switches, and clustered hosts.

use sendport::{
    console::{context::Task, panels::tree::Node},
    engine::Request,
    model::{Artifact, ArtifactKind, ArtifactRef, Behaviour, Destination, Host, HostInstance},
};

use crate::driver::{Window, window};

fn push(window: &mut Window, task: Task) {
    window.harness.state().push(task);
    window.run();
    assert_eq!(window.dialog(), None, "{}", window.text());
}

/// The sample with its host on two servers, both running.
fn on_two_servers(clustered: bool) -> Window {
    let mut window = window();
    let host = window.snapshot().group.hosts[&"SendHost".into()].as_ref().clone();
    let instance = |server: &str| HostInstance { server: server.into(), running: true, ..HostInstance::default() };
    let after = Host { clustered, instances: vec![instance("SRV-A"), instance("SRV-B")], ..host.clone() };
    push(
        &mut window,
        Task::Request(Request::Put { original: Some(host.name.clone()), artifact: Artifact::Host(after.into()) }),
    );
    push(&mut window, Task::Request(Request::RunHostInstance { host: host.name, server: None, running: true }));
    push(&mut window, Task::SelectNode(Node::HostInstances));
    window
}

fn host(window: &Window) -> Host {
    window.snapshot().group.hosts[&"SendHost".into()].as_ref().clone()
}

fn act(window: &Window, action: &str, server: &str) -> String {
    format!("{action} {} on {server}", host(window).name)
}

#[test]
fn an_instance_has_a_power_switch_and_what_is_greyed_says_why() {
    let mut window = on_two_servers(false);
    window.assert_shows("Running");
    let (stop, start) = (act(&window, "Stop", "SRV-B"), act(&window, "Start", "SRV-B"));
    let (disable, enable) = (act(&window, "Disable from starting", "SRV-B"), act(&window, "Enable", "SRV-B"));
    assert!(window.description(&disable).contains("only while it is stopped"));
    window.click(&stop);
    assert_eq!(host(&window).working().count(), 1);
    assert!(window.is_greyed(&act(&window, "Kill", "SRV-B")));
    assert!(window.description(&act(&window, "Restart", "SRV-B")).contains("is not running"));
    window.click(&disable);
    window.assert_shows("Disabled from starting");
    assert!(window.description(&start).contains("disabled from starting"));
    window.click(&enable);
    window.click(&start);
    assert_eq!(host(&window).working().count(), 2);
    window.choose("Role", "Read only");
    assert!(window.description(&stop).contains("Read only"));
}

#[test]
fn what_a_killed_instance_has_in_hand_is_leased() {
    let mut window = on_two_servers(false);
    for port in ["SP_Lyon", "SP_Nantes", "SP_Lille"] {
        let slow = Destination { port: port.into(), behaviour: Behaviour::Slow(600), ..Destination::default() };
        push(&mut window, Task::Request(Request::SetDestination(slow)));
    }
    window.inject();
    push(&mut window, Task::SelectNode(Node::HostInstances));
    window.assert_shows("In hand:");
    assert!(window.has(&format!("{}, Work queue: 3", host(&window).name)), "{}", window.text());
    let holder = "SRV-A";
    let kill = act(&window, "Kill", holder);
    assert!(window.description(&kill).contains("lease"));
    window.click(&kill);
    window.assert_shows("Leased until");
    assert!(window.description("Jump to next event").contains(&format!("Lease of {holder}")));
    window.click("Jump to next event");
    assert!(!window.shows("Leased until"), "another instance has taken it");
}

#[test]
fn one_node_of_a_cluster_is_active_and_the_next_takes_over() {
    let mut window = on_two_servers(true);
    window.assert_shows("In-process, clustered");
    assert_eq!((window.written("Active"), window.written("Standing by")), (1, 1));
    let active = host(&window).active_server().cloned().expect("an active node");
    window.click(&act(&window, "Stop", active.as_str()));
    assert_eq!(window.written("Standing by"), 0);
    assert_ne!(host(&window).active_server(), Some(&active));
}

#[test]
fn the_details_of_a_host_show_its_boxes_and_the_ports_it_serves() {
    let mut window = on_two_servers(false);
    let name = host(&window).name.clone();
    push(&mut window, Task::Select(vec![ArtifactRef::new(ArtifactKind::Host, &name)]));
    window.assert_shows("Sends for");
    assert!(window.has("SP_Lille") && window.has(&act(&window, "Kill", "SRV-A")));
    window.click(&format!("{name}, Suspended queue: 0"));
    window.assert_shows("Suspended");
}

#[test]
fn properties_make_a_host_clustered_and_disable_an_instance() {
    let mut window = on_two_servers(false);
    let name = host(&window).name.clone();
    let stop = Request::RunHostInstance { host: name.clone(), server: Some("SRV-B".into()), running: false };
    push(&mut window, Task::Request(stop));
    window.harness.state().push(Task::OpenProperties(ArtifactRef::new(ArtifactKind::Host, &name)));
    window.run();
    window.click("Clustered");
    window.assert_shows("The others stand by");
    window.click("Host Instances");
    window.click("Row 2");
    window.click("Disable host instance from starting, on SRV-B");
    window.click("OK");
    assert_eq!(window.dialog(), None, "{}", window.text());
    let host = host(&window);
    assert!(host.clustered && host.instances[1].disabled && !host.instances[0].disabled);
}
