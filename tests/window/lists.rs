//! The list as a place of work: columns, a filter that finds everything, and many ports at once.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendport::{
    document::{self, Document},
    model::PortState,
};

use super::driver::{Opening, Window, window};
use crate::large;

/// A window on a document of this many ports, with all of them in the list.
fn many(ports: usize) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.ron");
    let document = Document { group: large::large(ports, 50), ..Document::default() };
    document::save(&document, &path).expect("saved");
    let mut window = Opening::file(&path).start();
    window.harness.state().push(sendport::console::context::Task::SelectNode(
        sendport::console::panels::tree::Node::Folder(None, sendport::model::ArtifactKind::SendPort),
    ));
    window.run();
    (window, folder)
}

fn select_all(window: &mut Window) {
    let first = window.rows().into_iter().next().expect("a row");
    window.click_row(&first);
    window.ctrl(Key::A);
}

fn clipboard(window: &Window) -> Option<String> {
    window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn the_filter_finds_by_columns_that_are_not_shown() {
    let mut window = window();
    // the type of the port has no room at this width
    let shown = |window: &Window| window.harness.query_by_role_and_label(Role::ColumnHeader, "Port type").is_some();
    assert!(!shown(&window));
    let all = window.rows().len();
    window.fill("Filter the list", "static one-way");
    let one_way = window.rows().len();
    window.fill("Filter the list", "solicit-response");
    assert_eq!((one_way, window.rows().len()), (all - 1, 1));
    window.fill("Filter the list", "dynamic");
    assert!(window.rows().is_empty());
}

#[test]
fn the_selection_stays_on_its_ports_when_the_list_is_sorted_and_filtered() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click_title("Name");
    window.click_title("Name");
    assert_eq!(window.rows().last().map(String::as_str), Some("SP_Archive"));
    assert_eq!(window.selected(), ["SP_Lyon"]);
    window.fill("Filter the list", "ly");
    assert_eq!(window.selected(), ["SP_Lyon"]);
}

#[test]
fn a_state_that_changes_is_drawn_at_once_and_sorted_anew() {
    let mut window = window();
    window.click_title("State");
    let before = window.rows();
    let started = before.last().expect("a port").clone();
    assert_eq!(window.state_of(&started), PortState::Started);
    window.click_row(&started);
    window.click("Stop");
    assert_eq!(window.state_of(&started), PortState::Stopped);
    assert!(window.row(&started).accesskit_node().label().is_some_and(|label| label.contains("Stopped")));
    let after = window.rows();
    let place = after.iter().position(|name| *name == started).expect("still there");
    assert!(place + 1 < after.len(), "{after:?}");
}

#[test]
fn columns_are_remembered_by_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let layout = sendport::console::kit::table::TableLayout {
        hidden: ["column-state".to_owned()].into(),
        sort: Some(("column-name".to_owned(), true)),
        ..Default::default()
    };
    let settings = sendport::console::settings::Settings {
        tables: [("kinds-send-port".to_owned(), layout)].into(),
        ..Default::default()
    };
    settings.save(&path).expect("saved");
    let mut window = Opening { settings_path: Some(path.clone()), ..Opening::default() }.start();
    assert!(window.harness.query_by_role_and_label(Role::ColumnHeader, "State").is_none());
    assert_eq!(window.rows().last().map(String::as_str), Some("SP_Archive"));
    window.click_title("Name");
    let kept = sendport::console::settings::Settings::load(&path);
    assert_eq!(kept.tables["kinds-send-port"].sort, None);
    assert!(kept.tables["kinds-send-port"].hidden.contains("column-state"));
}

#[test]
fn thousands_are_stopped_at_once_with_a_summary_and_one_undo() {
    let (mut window, _folder) = many(2_000);
    select_all(&mut window);
    let started = |window: &Window| {
        window.snapshot().group.send_ports.values().filter(|port| port.state == PortState::Started).count()
    };
    assert_eq!(started(&window), 1_000);
    window.assert_shows("Stop (1,000 of 2,000)");
    window.ctrl(Key::Num3);
    assert_eq!(started(&window), 0);
    assert_eq!(window.dialog().as_deref(), Some("Stop: what was skipped"));
    window.assert_shows("1,000 of 2,000 done, 1,000 skipped");
    // one reason for those that are Stopped and one for those that are Bound
    window.assert_shows("500: ");
    window.control("Copy the list").click();
    let mut copied = (0..6).find_map(|_| {
        window.harness.step();
        clipboard(&window)
    });
    let copied = copied.take().expect("something copied");
    assert_eq!(copied.lines().count(), 1_001);
    assert!(copied.starts_with("Name\tKind\tWhy\n"), "{}", &copied[..60]);
    window.run();
    window.dismiss();
    window.ctrl(Key::Z);
    assert_eq!(started(&window), 1_000);
}

#[test]
fn the_skipped_ones_can_be_selected() {
    let (mut window, _folder) = many(400);
    select_all(&mut window);
    window.ctrl(Key::Num3);
    window.click("Select the skipped ones");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.harness.state().selected(), 200);
}

#[test]
fn a_field_of_many_ports_is_edited_after_a_preview() {
    let (mut window, _folder) = many(300);
    select_all(&mut window);
    window.ctrl(Key::E);
    assert_eq!(window.dialog().as_deref(), Some("Edit a field of 300 ports"));
    window.choose("Field", "Retry count");
    window.fill("New value", "7");
    window.assert_shows("To change: 300. The same already: 0. Skipped: 0.");
    window.fill("New value", "5000");
    assert!(window.is_greyed("Change 0 ports") || window.is_greyed("Change 300 ports"));
    window.fill("New value", "7");
    window.click("Change 300 ports");
    assert_eq!(window.dialog(), None);
    let sevens = |window: &Window| {
        let ports = window.snapshot().group.send_ports.values();
        ports.filter(|port| port.transport.as_ref().is_some_and(|it| it.retry_count == 7)).count()
    };
    assert_eq!(sevens(&window), 300);
    window.ctrl(Key::Z);
    assert_eq!(sevens(&window), 0);
}

#[test]
fn ports_that_cannot_have_the_value_are_left_out_of_a_bulk_edit() {
    let (mut window, _folder) = many(300);
    select_all(&mut window);
    window.ctrl(Key::E);
    // FILE and FTP have a send handler there, HTTP has none
    window.choose("New value", "PartnerHost");
    window.assert_shows("To change: 200. The same already: 0. Skipped: 100.");
    window.assert_shows("Skipped: The host PartnerHost is no send handler of the adapter HTTP.");
    window.click("Change 200 ports");
    let partner = |window: &Window| {
        let ports = window.snapshot().group.send_ports.values();
        ports.filter(|port| port.transport.as_ref().is_some_and(|it| it.handler == "PartnerHost".into())).count()
    };
    assert_eq!(partner(&window), 200);
}

#[test]
fn of_several_ports_those_are_deleted_that_may() {
    let mut window = window();
    // Archive is Bound and in no group, Lille is enlisted
    window.click_row("SP_Archive");
    window.click_row_with("SP_Lille", Modifiers::COMMAND);
    window.press(Key::Delete);
    window.assert_shows("1 of 2 can be deleted; the others are skipped.");
    window.click("Delete 1 of 2");
    assert!(!window.rows().contains(&"SP_Archive".to_owned()));
    assert!(window.rows().contains(&"SP_Lille".to_owned()));
    window.assert_shows("SP_Lille was skipped");
    window.ctrl(Key::Z);
    assert!(window.rows().contains(&"SP_Archive".to_owned()));
}

#[test]
fn what_the_filter_hides_is_not_selected_any_more() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.ctrl(Key::A);
    assert_eq!(window.selected().len(), 7);
    window.fill("Filter the list", "lille");
    assert_eq!(window.rows().len(), 1);
    assert_eq!(window.selected(), ["SP_Lille"]);
    assert_eq!(window.harness.state().selected(), 1);
}

#[test]
fn all_rows_of_a_long_list_are_copied_as_few_are() {
    let (mut window, _folder) = many(500);
    let first = window.rows().into_iter().next().expect("a row");
    window.click_row(&first);
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let one = clipboard(&window).expect("copied");
    window.ctrl(Key::A);
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let all = clipboard(&window).expect("copied");
    let lines: Vec<&str> = all.lines().collect();
    // the titles, then every port once, in the order of the list
    assert_eq!(lines.len(), 501);
    assert_eq!(lines[..2], one.lines().collect::<Vec<_>>()[..]);
    let names: Vec<&str> = lines[1..].iter().filter_map(|line| line.split('\t').next()).collect();
    assert!(names.is_sorted() && names.contains(&large::port_name(499).as_str()), "{names:?}");
}
