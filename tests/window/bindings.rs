//! Binding files: looked at before anything changes, taken over in one step, and written out again.

use std::path::{Path, PathBuf};

use egui::Key;
use sendport::{
    console::{commands::Command, context::Task},
    document::bindings,
    model::{Name, PortState, Role},
};

use crate::driver::{Opening, Window, window};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bindings/fixtures").join(name)
}

fn command(window: &mut Window, command: Command) {
    window.harness.state().push(Task::Command(command));
    window.run();
}

fn ports(window: &Window) -> Vec<String> {
    window.snapshot().group.send_ports.keys().map(Name::to_string).collect()
}

/// Presses the button that says how many artifacts are imported.
#[track_caller]
fn import(window: &mut Window) {
    let button = window.text().lines().find_map(|line| {
        let at = line.find("Import ")?;
        let text = &line[at..];
        let end = text.find("artifact")?;
        let plural = text[end..].starts_with("artifacts");
        Some(text[..end].to_owned() + if plural { "artifacts" } else { "artifact" })
    });
    window.click(&button.expect("a button that imports"));
    assert_eq!(window.dialog(), None, "{}", window.text());
}

/// The label of the box of an artifact.
fn box_of(window: &Window, name: &str) -> String {
    let boxes = window.named(&|label| label.contains(name), &[egui::accesskit::Role::CheckBox]);
    egui_kittest::kittest::NodeT::accesskit_node(&boxes[0]).label().expect("it is named")
}

#[test]
fn a_binding_file_opens_as_a_document_once_one_has_seen_what_is_in_it() {
    let mut window = Opening::file(&fixture("export.xml")).start();
    assert_eq!(window.dialog().as_deref(), Some("Import bindings"));
    window.assert_shows("New (");
    window.assert_shows("SP_Lille");
    assert_eq!(ports(&window), Vec::<String>::new(), "nothing changes before");
    import(&mut window);
    assert_eq!(ports(&window), ["SP_Lille", "SP_Lyon", "SP_Stock"]);
    assert!(window.snapshot().group.send_ports.values().all(|port| port.state == PortState::Bound));
    let members = window.snapshot().group.send_port_groups[&"SPG_Warehouses".into()].members.len();
    assert!(members > 0);
    window.ctrl(Key::Z);
    assert_eq!(ports(&window), Vec::<String>::new(), "it was one step");
}

#[test]
fn what_is_not_chosen_stays_out() {
    let mut window = Opening::file(&fixture("export.xml")).start();
    let stock = box_of(&window, "SP_Stock");
    window.click(&stock);
    import(&mut window);
    assert_eq!(ports(&window), ["SP_Lille", "SP_Lyon"]);
}

#[test]
fn what_is_there_already_is_compared_field_by_field() {
    let path = fixture("export.xml");
    let mut window = Opening::file(&path).answering(&[&path]).start();
    import(&mut window);
    let mut port = window.snapshot().group.send_ports[&"SP_Lille".into()].as_ref().clone();
    let priority = port.priority;
    port.priority = if priority == 9 { 8 } else { 9 };
    let request = sendport::engine::Request::Put { original: Some(port.name.clone()), artifact: port.into() };
    window.harness.state().push(Task::Request(request));
    window.run();
    command(&mut window, Command::ImportBindings);
    window.assert_shows("Changed (1)");
    window.assert_shows("Priority");
    import(&mut window);
    assert_eq!(window.snapshot().group.send_ports[&"SP_Lille".into()].priority, priority);
}

#[test]
fn what_came_in_goes_out_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (fixture("export.xml"), folder.path().join("out.xml"));
    let mut window = Opening::file(&from).answering(&[&to]).start();
    import(&mut window);
    command(&mut window, Command::ExportBindings);
    window.click("The BizTalk group (7 artifacts)");
    window.click("Choose a file…");
    window.assert_shows("out.xml");
    let (found, count) = bindings::diff(&from, &to, 10).unwrap();
    assert_eq!(count, 0, "{found:#?}");
}

#[test]
fn a_file_that_is_none_is_refused_with_its_place_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.xml");
    std::fs::write(&path, "<BindingInfo>\n  <SendPortCollection>\n</BindingInfo>").unwrap();
    let mut window = Opening::default().answering(&[&path]).start();
    let before = ports(&window);
    command(&mut window, Command::ImportBindings);
    assert_eq!(window.dialog().as_deref(), Some("The binding file cannot be imported"));
    window.assert_shows("line 3");
    window.press(Key::Escape);
    assert_eq!(ports(&window), before);
}

#[test]
fn a_binding_file_that_is_dropped_is_imported_and_any_other_one_is_a_body() {
    let folder = tempfile::tempdir().unwrap();
    let body = folder.path().join("order.xml");
    std::fs::write(&body, "<Order xmlns=\"http://example.org/dropped\" />").unwrap();
    let mut window = window();
    window.drop_file(&body);
    assert_eq!(window.dialog(), None);
    window.drop_file(&fixture("export.xml"));
    assert_eq!(window.dialog().as_deref(), Some("Import bindings"));
}

#[test]
fn only_administrators_import() {
    let mut window = window();
    window.harness.state().push(Task::Request(sendport::engine::Request::SetRole(Role::Operator)));
    window.run();
    command(&mut window, Command::ImportBindings);
    assert!(window.text().contains("Administrator"), "{}", window.text());
    assert_ne!(window.dialog().as_deref(), Some("Import bindings"));
}

#[test]
fn the_settings_of_any_adapter_can_be_read_and_changed() {
    let mut window = Opening::file(&fixture("export.xml")).start();
    import(&mut window);
    let stock = sendport::model::ArtifactRef::send_port(&"SP_Stock".into());
    window.harness.state().push(Task::OpenProperties(stock));
    window.run();
    window.click("Configure…");
    window.assert_shows("WCF-Custom Transport Properties");
    window.assert_shows("Settings of the adapter");
    let shown = |window: &Window, name: &str| {
        egui_kittest::kittest::NodeT::accesskit_node(&window.field(name)).value().unwrap_or_default()
    };
    assert!(shown(&window, "StaticAction").contains("\n<Operation Name=\"Submit\""), "a document keeps its lines");
    assert_eq!(shown(&window, "UseSSO"), "False");
    assert!(!window.shows("Password"), "passwords are in no document");
    window.fill("UseSSO", "True");
    window.click("OK");
    window.click("OK");
    let port = &window.snapshot().group.send_ports[&"SP_Stock".into()];
    let settings = &port.transport.as_ref().unwrap().settings;
    assert_eq!(settings["UseSSO"], "True");
    assert!(settings["BindingConfiguration"].contains("basicHttpBinding"));
}
