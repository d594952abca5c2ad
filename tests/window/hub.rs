//! The Group Hub: exact numbers, each a link to the view that lists what it counts.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::context::Task,
    engine::{Held, Request},
    message_box::CauseKind,
    model::{
        Addressing, Application, ArtifactRef, Behaviour, Destination, Draft, PortState, SendPort, Target, Transport,
    },
    rules::{Action, instances::InstanceState},
    words::Language,
};

use crate::driver::{Opening, Window, window};

fn ask(window: &mut Window, request: Request) {
    window.harness.state().push(Task::Request(request));
    window.run();
    assert_eq!(window.dialog(), None, "{}", window.text());
}

fn send(window: &mut Window, to: &str, count: u32) {
    let draft = Draft { addressing: Addressing::To(Target::SendPort(to.into())), ..Draft::default() };
    ask(window, Request::Publish { draft, count });
}

fn act(window: &mut Window, action: Action, port: &str) {
    let items = vec![ArtifactRef::send_port(&port.into())];
    ask(window, Request::Act { action, items, held: Held::Resume });
}

fn behave(window: &mut Window, port: &str, behaviour: Behaviour) {
    ask(window, Request::SetDestination(Destination { port: port.into(), behaviour, ..Destination::default() }));
}

fn hub(window: &mut Window) {
    window.click_node("BizTalk group");
}

/// The links of the hub with their numbers.
fn numbers(window: &Window) -> Vec<(String, u64)> {
    let links = window.harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Link);
    links
        .filter_map(|node| node.accesskit_node().label())
        .filter_map(|label| {
            let (_, number) = label.rsplit_once(": ")?;
            let number = number.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
            Some((label, number))
        })
        .collect()
}

fn original_of(window: &Window, port: &str) -> SendPort {
    window.snapshot().group.send_ports[&port.into()].as_ref().clone()
}

/// Of everything something: held, failed, in the queue without host, in hand, done, routing failures.
fn busy() -> Window {
    // so high that the whole tree is in sight
    let mut window = Opening { size: [1280.0, 1000.0], ..Opening::scenario(3) }.start();
    let original = original_of(&window, "SP_Nantes");
    let transport = Transport { handler: "BizTalkServerApplication".into(), ..original.transport.clone().unwrap() };
    let elsewhere = SendPort {
        name: "SP_Elsewhere".into(),
        application: "BizTalk Application 1".into(),
        transport: Some(transport),
        ..original
    };
    ask(&mut window, Request::Put { original: None, artifact: elsewhere.into() });
    act(&mut window, Action::Start, "SP_Elsewhere");
    send(&mut window, "SP_Lille", 3);
    send(&mut window, "SP_Lyon", 5);
    let once = Transport { retry_count: 0, ..original_of(&window, "SP_Nantes").transport.unwrap() };
    let port = SendPort { transport: Some(once), ..original_of(&window, "SP_Nantes") };
    ask(&mut window, Request::Put { original: Some(port.name.clone()), artifact: port.into() });
    behave(&mut window, "SP_Nantes", Behaviour::Down);
    send(&mut window, "SP_Nantes", 2);
    behave(&mut window, "SP_Lyon", Behaviour::Slow(60));
    send(&mut window, "SP_Lyon", 4);
    ask(
        &mut window,
        Request::RunHostInstance { host: "BizTalkServerApplication".into(), server: None, running: false },
    );
    send(&mut window, "SP_Elsewhere", 7);
    ask(&mut window, Request::Publish { draft: Draft::default(), count: 2 });
    hub(&mut window);
    window
}

/// How many the view that is shown lists.
fn listed(window: &Window) -> u64 {
    let texts = window.text();
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().ok();
    let lines = || texts.lines().filter_map(|line| line.strip_prefix("Label: "));
    if let Some(line) = lines().find(|line| line.ends_with("service instance") || line.ends_with("service instances")) {
        return number(line).unwrap();
    }
    if let Some((shown, _)) = lines()
        .filter_map(|line| line.split_once(" of "))
        .find(|(shown, all)| number(shown).is_some() && all.chars().all(|letter| letter.is_ascii_digit()))
    {
        return number(shown).unwrap();
    }
    0
}

#[test]
fn every_number_leads_to_a_view_that_lists_exactly_that_many() {
    let mut window = busy();
    let all = numbers(&window);
    assert!(all.len() > 30, "{all:?}");
    let told = |label: &str| all.iter().find(|(it, _)| it.starts_with(label)).unwrap_or_else(|| panic!("{all:?}")).1;
    assert_eq!(told("Work in progress, In total"), 11);
    assert_eq!(told("Work in progress, Running"), 4);
    assert_eq!(told("Work in progress, Ready to run"), 7);
    assert_eq!(told("Work in progress, No host instance runs"), 7);
    assert_eq!(told("Work in progress, Completed"), 5);
    assert_eq!(told("Suspended items, In total"), 7);
    assert_eq!(told("Suspended items, Held by a stop"), 3);
    assert_eq!(told("Suspended items, Transmission failed"), 2);
    assert_eq!(told("Suspended items, Routing failures"), 2);
    assert_eq!(told("Suspended by application, OrderApp"), 5);
    assert_eq!(told("Suspended by send port, SP_Lille"), 3);
    assert_eq!(told("Suspended by host, SendHost"), 5);
    assert_eq!(told("Configuration overview, Send Ports"), 4);
    for (label, number) in all {
        // these count parts of what the list has a row for, or nothing
        if ["Last messages", "Send handlers", "Receive locations", "Enabled", "Disabled"]
            .iter()
            .any(|it| label.contains(it))
        {
            continue;
        }
        // the same words stand below several titles
        let times = |window: &Window| numbers(window).iter().filter(|(it, _)| *it == label).count();
        for index in 0..times(&window) {
            let found: Vec<_> = window
                .harness
                .root()
                .children_recursive()
                .filter(|node| node.accesskit_node().label().as_deref() == Some(label.as_str()))
                .collect();
            found[index].scroll_to_me();
            drop(found);
            window.run();
            let found: Vec<_> = window
                .harness
                .root()
                .children_recursive()
                .filter(|node| node.accesskit_node().label().as_deref() == Some(label.as_str()))
                .collect();
            found[index].click();
            drop(found);
            window.run();
            assert!(!window.shows("Group Hub"), "{label} leads nowhere");
            assert_eq!(listed(&window), number, "{label}:\n{}", window.text());
            hub(&mut window);
        }
    }
}

#[test]
fn the_numbers_follow_what_happens() {
    let mut window = busy();
    send(&mut window, "SP_Lille", 1);
    let label = "Suspended items, Held by a stop: 4";
    assert!(window.has(label), "{}", window.text());
    ask(&mut window, Request::RunHostInstance { host: "BizTalkServerApplication".into(), server: None, running: true });
    assert!(window.has("Work in progress, No host instance runs: 0"), "{}", window.text());
    assert!(window.has("Work in progress, Completed: 12"));
    assert_eq!(window.snapshot().counts.state(InstanceState::Completed), 12);
    assert_eq!(window.snapshot().counts.cause(CauseKind::Held), 4);
}

#[test]
fn what_needs_attention_comes_first_with_a_way_out() {
    let mut window = busy();
    window.assert_shows("7 service instances wait for BizTalkServerApplication: no instance of this host runs.");
    window.assert_shows("2 routing failures are suspended: nobody subscribed to the messages.");
    window.assert_shows("SP_Lille is Stopped and holds 3 messages.");
    window.assert_shows("2 messages are suspended because their transmission failed.");
    window.click(
        "Start the host BizTalkServerApplication: 7 service instances wait for BizTalkServerApplication: no instance of this host runs.",
    );
    assert!(!window.shows("no instance of this host runs"), "{}", window.text());
    // what it holds is asked about, as everywhere
    window.click("Start SP_Lille: SP_Lille is Stopped and holds 3 messages.");
    assert_eq!(window.dialog().as_deref(), Some("Start SP_Lille"));
    window.click("Start and resume");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert!(!window.shows("SP_Lille is Stopped and holds"), "{}", window.text());
    window.click("Show: 2 messages are suspended because their transmission failed.");
    window.assert_shows("Cause: ");
    window.assert_shows("Only: Transmission failed");
    assert_eq!(listed(&window), 2);
    window.click("Show all");
    assert_eq!(listed(&window), 4);
}

#[test]
fn a_link_of_the_keyboard_leads_on_and_the_way_back_is_open() {
    let mut window = busy();
    window.tab_to("Suspended items, Held by a stop: 3");
    window.press(egui::Key::Enter);
    window.assert_shows("Cause: SP_Lille is Stopped");
    assert_eq!(window.focused().as_deref(), Some("Suspended"), "the keyboard is where the link led");
}

#[test]
fn instances_in_progress_can_be_suspended_and_terminated_from_their_list() {
    let mut window = busy();
    window.click("Work in progress, Ready to run: 7");
    window.click_row("M-15");
    assert!(window.is_greyed("Resume…"), "it is not suspended");
    window.click("Suspend");
    assert_eq!(window.snapshot().counts.state(InstanceState::ReadyToRun), 6);
    assert_eq!(window.snapshot().counts.cause(CauseKind::ByHand), 1);
    window.choose("State of the service instances", "Suspended (8)");
    window.assert_shows("Cause: somebody suspended it");
}

#[test]
fn a_document_of_several_applications_opens_on_the_hub_and_an_empty_one_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.ron");
    {
        let mut window = busy();
        let other = Application { name: "Other".into(), ..Application::default() };
        ask(&mut window, Request::Put { original: None, artifact: other.into() });
        let document =
            sendport::document::Document { group: window.snapshot().group.clone(), role: window.snapshot().role };
        sendport::document::save(&document, &path).unwrap();
    }
    let window = Opening::file(&path).start();
    window.assert_shows("Group Hub");
    assert!(window.has("Configuration overview, Send Ports: 4"));

    let mut window = window_with_nothing();
    window.assert_shows("The BizTalk group has no send ports");
    window.click("New: Static One-way Send Port…");
    assert!(window.dialog().is_some());
}

fn window_with_nothing() -> Window {
    let mut window = window();
    window.walk(&["File", "New"]);
    window
}

#[test]
fn it_fits_any_window_in_both_languages() {
    for size in [[1280.0, 800.0], [3840.0, 2160.0], [512.0, 384.0]] {
        for language in Language::ALL {
            let mut window = Opening { language, size, ..Opening::scenario(3) }.start();
            window.harness.state().push(Task::SelectNode(sendport::console::panels::tree::Node::Group));
            window.run();
            let links: Vec<_> = window
                .harness
                .root()
                .children_recursive()
                .filter(|node| node.accesskit_node().role() == Role::Link)
                .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
                .collect();
            assert!(links.len() > 20, "{size:?}: {}", window.text());
            for (label, rect) in links {
                assert!(rect.left() >= 0.0 && rect.right() <= size[0], "{label} leaves {size:?}: {rect:?}");
                assert!(rect.height() >= 24.0, "{label} is hard to hit: {rect:?}");
            }
        }
    }
}
