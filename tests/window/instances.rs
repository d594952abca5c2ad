//! What the runtime does with service instances, as the window tells it.

use sendport::{
    console::context::Task,
    engine::{ClockCommand, Held, Request},
    model::{Addressing, ArtifactRef, Behaviour, Destination, Draft, Host, SendPort, Target, Transport},
    rules::{Action, instances::Operation},
    words::Language,
};

use crate::driver::{Opening, Window};

fn ask(window: &mut Window, request: Request) {
    window.harness.state().push(Task::Request(request));
    window.run();
    assert_eq!(window.dialog(), None, "{}", window.text());
}

fn edit(window: &mut Window, change: impl FnOnce(&mut SendPort)) {
    let mut port = window.snapshot().group.send_ports[&"SP_Lille".into()].as_ref().clone();
    let original = Some(port.name.clone());
    change(&mut port);
    ask(window, Request::Put { original, artifact: port.into() });
}

fn behave(window: &mut Window, behaviour: Behaviour) {
    let port = "SP_Lille".into();
    ask(window, Request::SetDestination(Destination { port, behaviour, ..Destination::default() }));
}

fn send(window: &mut Window, count: u32) {
    let draft = Draft { addressing: Addressing::To(Target::SendPort("SP_Lille".into())), ..Draft::default() };
    ask(window, Request::Publish { draft, count });
}

fn opened(language: Language, size: [f32; 2]) -> Window {
    let mut window = Opening { language, size, ..Opening::scenario(3) }.start();
    // held by nothing
    let items = vec![ArtifactRef::send_port(&"SP_Lille".into())];
    ask(&mut window, Request::Act { action: Action::Start, items, held: Held::Resume });
    window
}

/// An ordered instance of three messages, of which the first one failed.
fn stopped_in(language: Language, size: [f32; 2]) -> Window {
    let mut window = opened(language, size);
    edit(&mut window, |port| {
        port.ordered_delivery = true;
        port.stop_sending_on_failure = true;
        port.transport.as_mut().expect("a transport").retry_count = 0;
    });
    behave(&mut window, Behaviour::Down);
    send(&mut window, 3);
    assert_eq!(window.snapshot().counts.suspended, 3);
    window
}

fn stopped() -> Window {
    let mut window = stopped_in(Language::English, [1280.0, 800.0]);
    window.walk(&["View", "Suspended"]);
    window
}

/// One message that is tried again.
fn retrying() -> Window {
    let mut window = opened(Language::English, [1280.0, 800.0]);
    edit(&mut window, |port| {
        let transport = port.transport.as_mut().expect("a transport");
        (transport.retry_count, transport.retry_interval) = (3, 5);
    });
    behave(&mut window, Behaviour::Down);
    send(&mut window, 1);
    window
}

fn in_progress(window: &mut Window) {
    window.walk(&["View", "Suspended"]);
    let count = window.snapshot().counts.in_progress;
    window.choose("State of the service instances", &format!("In progress ({count})"));
}

#[test]
fn an_ordered_instance_is_one_row_with_the_number_of_its_messages() {
    let mut window = stopped();
    assert_eq!(window.rows(), ["M-1"], "{}", window.text());
    window.assert_shows("1 service instance holding 3 messages");
    window.click_row("M-1");
    window.assert_shows("The ordered service instance I-1 holds 3 messages, M-1 first.");
    window.click("Show all its messages");
    let messages: Vec<_> = window.rows().into_iter().filter(|row| row.starts_with("M-")).collect();
    assert_eq!(messages, ["M-1", "M-2", "M-3"]);
    window.assert_shows("ordered service instance I-1");
    // each can be opened, and leads to what failed
    window.click_row("M-3");
    window.assert_shows("Part of the ordered service instance I-1.");
    assert!(window.is_greyed("Take out the first message…"));
    assert!(window.description("Take out the first message…").contains("behind another one"), "{}", window.text());
    window.click("Find the failed message");
    window.assert_shows("Attempt 1 of 1 on the primary transport of SP_Lille failed for M-1");
}

#[test]
fn terminate_names_every_message_that_dies_and_resume_tells_the_order() {
    let mut window = stopped();
    window.click_row("M-1");
    window.click("Terminate…");
    assert_eq!(window.dialog().as_deref(), Some("Terminate one service instance?"));
    window.assert_shows("all 3 messages are discarded before they are done");
    for message in ["M-1", "M-2", "M-3"] {
        assert!(window.has(&format!("Save {message}…")), "{}", window.text());
    }
    assert!(window.has("Terminate all 3 messages"));
    window.click("Cancel");
    window.click("Resume…");
    window.assert_shows("The whole ordered instance goes on, in the order of its messages, M-1 first.");
    window.click("Cancel");
    window.walk(&["Terminate…", "Terminate all 3 messages"]);
    assert_eq!(window.snapshot().counts.suspended, 0);
}

#[test]
fn the_first_message_is_taken_out_and_the_next_one_is_first() {
    let mut window = stopped();
    window.click_row("M-1");
    window.click("Take out the first message…");
    assert_eq!(window.dialog().as_deref(), Some("Take out M-1?"));
    window.assert_shows("2 messages are behind it. M-2 is the first one then");
    window.click("Take it out");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.rows(), ["M-2"]);
    window.assert_shows("1 service instance holding 2 messages");
    window.click_row("M-2");
    window.assert_shows("M-1 before it was taken out of the ordered instance of SP_Lille, which stays suspended");
    assert!(!window.is_greyed("Take out the first message…"));
    behave(&mut window, Behaviour::Up);
    window.walk(&["Resume…", "Resume now"]);
    assert_eq!(window.snapshot().counts.port(&"SP_Lille".into()).arrived, 2);
}

#[test]
fn a_retry_tells_which_attempt_failed_and_the_outcome_has_its_word() {
    let mut window = retrying();
    window.assert_shows("Retrying");
    in_progress(&mut window);
    assert_eq!(window.rows(), ["M-1"]);
    window.click_row("M-1");
    window.assert_shows("Attempt 1 of 4 on the primary transport failed, again");
    window.assert_shows("last in the hands of");
    window.harness.state().push(Task::ShowMessage(window.last_message()));
    window.run();
    window.assert_shows("Attempt 1 of 4 on the primary transport failed, again");
    // and all attempts in the timeline, with the time between them
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 300 }));
    window.assert_shows("Attempt 2 of 4 on the primary transport of SP_Lille failed for M-1");
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 300 }));
    window.assert_shows("5 min after the one before");
}

#[test]
fn what_is_pending_says_so_and_offers_nothing_more() {
    let mut window = opened(Language::English, [1280.0, 800.0]);
    behave(&mut window, Behaviour::Slow(60));
    send(&mut window, 1);
    let id = window.snapshot().reports.last().and_then(|report| report.lines[0].instance).expect("an instance");
    ask(&mut window, Request::Operate { operation: Operation::Suspend, instances: vec![id] });
    in_progress(&mut window);
    window.click_row("M-1");
    window.assert_shows("Suspend is pending: its host instance has it in hand.");
    assert!(window.is_greyed("Terminate…"));
    assert!(window.description("Terminate…").contains("Suspend is pending"), "{}", window.description("Terminate…"));
}

#[test]
fn what_may_be_sent_twice_is_said_clearly() {
    let mut window = opened(Language::English, [1280.0, 800.0]);
    behave(&mut window, Behaviour::Slow(600));
    send(&mut window, 1);
    let (host, server) = {
        let group = &window.snapshot().group;
        let host: &Host = &group.hosts[&"SendHost".into()];
        (host.name.clone(), host.instances[0].server.clone())
    };
    let command = sendport::engine::HostCommand::Kill;
    ask(&mut window, Request::CommandHostInstance { host: host.clone(), server: server.clone(), command });
    in_progress(&mut window);
    window.click_row("M-1");
    window.assert_shows("ended with it in hand. Another one takes it when its lease ends");
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 31 }));
    ask(&mut window, Request::RunHostInstance { host, server: None, running: true });
    window.harness.state().push(Task::ShowMessage(window.last_message()));
    window.run();
    window.assert_shows("It may have been sent already, and is sent again.");
}

#[test]
fn a_backup_transport_is_refused_with_ordered_delivery_and_the_ways_out_work() {
    let mut window = opened(Language::English, [1280.0, 800.0]);
    edit(&mut window, |port| {
        let primary = port.transport.as_ref().expect("a transport");
        port.backup = Some(Transport::new(&primary.adapter, "elsewhere", primary.handler.clone()));
    });
    window.harness.state().push(Task::OpenProperties(ArtifactRef::send_port(&"SP_Lille".into())));
    window.run();
    window.click("Transport Advanced Options");
    window.click("Ordered delivery");
    window.assert_shows("A backup transport is not supported with ordered delivery");
    assert!(window.is_greyed("OK"), "{}", window.text());
    window.click("Remove the backup transport");
    assert!(!window.is_greyed("OK"));
    window.click("OK");
    assert_eq!(window.dialog(), None);
    let port = window.snapshot().group.send_ports[&"SP_Lille".into()].clone();
    assert!(port.ordered_delivery && port.backup.is_none());
    window.harness.state().push(Task::OpenProperties(ArtifactRef::send_port(&"SP_Lille".into())));
    window.run();
    window.click("Backup Transport");
    window.assert_shows("This port has ordered delivery: a backup transport is not supported with it");
}

#[test]
fn who_starves_stands_in_the_hub_and_in_its_details() {
    let mut window = opened(Language::English, [1280.0, 800.0]);
    edit(&mut window, |port| port.priority = 9);
    window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]));
    window.run();
    window.assert_shows("have a higher priority (up to 5, this one 9) and are always taken first.");
    let to = |port: &str| Draft { addressing: Addressing::To(Target::SendPort(port.into())), ..Draft::default() };
    for port in ["SP_Lyon", "SP_Lille"] {
        let port = port.into();
        let behaviour = Behaviour::Slow(60);
        ask(&mut window, Request::SetDestination(Destination { port, behaviour, ..Destination::default() }));
    }
    let full = 1000;
    ask(&mut window, Request::Publish { draft: to("SP_Lyon"), count: full });
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 1 }));
    ask(&mut window, Request::Publish { draft: to("SP_Lille"), count: 1 });
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 1 }));
    ask(&mut window, Request::Publish { draft: to("SP_Lyon"), count: full });
    ask(&mut window, Request::Clock(ClockCommand::Step { seconds: 60 }));
    window.assert_shows("1 message of SP_Lille (priority 9) waits on");
    window.click_node("BizTalk group");
    window.assert_shows("1 message of SP_Lille (priority 9) waits on");
    window.assert_shows("Nothing is fair between priorities");
}

#[test]
fn it_fits_a_small_window_in_both_languages() {
    for language in Language::ALL {
        let mut window = stopped_in(language, [512.0, 384.0]);
        window.harness.state().push(Task::ShowSuspended(None));
        window.run();
        window.click_row("M-1");
        let (more, take) = match language {
            Language::English => ("More", "Take out the first message…"),
            Language::French => ("Plus", "Retirer le premier message…"),
        };
        window.walk(&[more, take]);
        let end = match language {
            Language::English => "Take it out",
            Language::French => "Le retirer",
        };
        let button = window.control(end).rect();
        assert!(button.max.x <= 512.0 && button.max.y <= 384.0, "{language:?}: {button}");
    }
}
