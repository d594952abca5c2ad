//! Send ports that are dragged, and added by the keyboard, to send port groups.

use egui::{CursorIcon, Key, Modifiers};
use sendport::model::{Name, PortKind};

use crate::driver::{Window, window};

fn members(window: &Window, group: &str) -> Vec<String> {
    window.snapshot().group.send_port_groups[&Name::new(group)].members.iter().map(Name::to_string).collect()
}

/// The group of the sample, and two ports that are not in it.
fn strangers(window: &Window) -> (String, Vec<String>) {
    let group = &window.snapshot().group;
    let spg = group.send_port_groups.values().next().expect("a group");
    let strangers = group
        .send_ports
        .values()
        .filter(|port| port.kind == PortKind::StaticOneWay && !spg.members.contains(&port.name))
        .map(|port| port.name.to_string())
        .collect();
    (spg.name.to_string(), strangers)
}

#[test]
fn ports_that_are_dropped_on_a_group_become_members_in_one_step() {
    let mut window = window();
    let (group, ports) = strangers(&window);
    assert!(ports.len() >= 2, "{ports:?}");
    let before = members(&window, &group);
    window.click_row(&ports[0]);
    window.click_row_with(&ports[1], Modifiers::COMMAND);
    let from = window.row(&ports[0]).rect().center();
    window.drag(from, from + egui::vec2(0.0, 60.0));
    window.assert_shows("Drop on a send port group");
    let target = window.place(&format!("Add {} and one more to {group}", ports[0]));
    window.drag_on(target);
    assert_eq!(window.cursor(), CursorIcon::Copy);
    window.let_go(target);
    assert_eq!(members(&window, &group).len(), before.len() + 2);
    assert!(members(&window, &group).contains(&ports[1]));
    assert!(!window.shows("Drop on a send port group"), "the details are back");
    window.ctrl(Key::Z);
    assert_eq!(members(&window, &group), before, "one undo");
}

#[test]
fn a_group_in_the_list_takes_ports_and_says_why_it_does_not() {
    let mut window = window();
    let (group, ports) = strangers(&window);
    let member = members(&window, &group)[0].clone();
    window.click_node("OrderApp");
    let to = window.row(&group).rect().center();
    let from = window.row(&member).rect().center();
    window.drag(from, to);
    assert_eq!(window.cursor(), CursorIcon::NotAllowed);
    window.assert_shows(&format!("{member} is a member of {group} already."));
    window.let_go(to);
    assert_eq!(window.snapshot().undo, None, "nothing was done");
    let from = window.row(&ports[0]).rect().center();
    window.drag(from, to);
    window.let_go(to);
    assert!(members(&window, &group).contains(&ports[0]));
}

#[test]
fn a_port_of_another_kind_is_not_taken() {
    let mut window = window();
    let (group, _) = strangers(&window);
    window.menu_of_node("Send Ports (7)");
    window.walk(&["New", "Dynamic One-way Send Port…"]);
    window.fill("Name", "SP_Dynamic");
    window.click("OK");
    let undo = window.snapshot().undo.clone();
    let from = window.row("SP_Dynamic").rect().center();
    window.drag(from, from - egui::vec2(0.0, 30.0));
    let target = window.place(&format!("Add SP_Dynamic to {group}"));
    window.drag_on(target);
    assert_eq!(window.cursor(), CursorIcon::NotAllowed);
    window.assert_shows("SP_Dynamic");
    window.let_go(target);
    assert_eq!(window.snapshot().undo, undo);
}

#[test]
fn the_same_by_keyboard_with_the_reasons() {
    let mut window = window();
    let (group, ports) = strangers(&window);
    let member = members(&window, &group)[0].clone();
    window.click_row(&ports[0]);
    window.walk(&["Edit", "Add to send port group…"]);
    assert_eq!(window.dialog(), Some(format!("Add {} to a send port group", ports[0])));
    assert!(window.description("Add").contains("Choose a send port group"));
    window.click_row(&group);
    window.click("Add");
    assert_eq!(window.dialog(), None, "{}", window.text());
    assert!(members(&window, &group).contains(&ports[0]));
    window.click_row(&member);
    window.walk(&["Edit", "Add to send port group…"]);
    window.assert_shows(&format!("{member} is a member of {group} already."));
    window.click_row(&group);
    assert!(window.is_greyed("Add"));
}
