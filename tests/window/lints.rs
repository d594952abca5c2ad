//! What looks wrong, where one looks first and as a list.

use egui::Key;
use sendport::{
    console::panels::tree::Node,
    engine::Request,
    model::{Filter, Operator, Predicate, SendPort},
};

use super::driver::{Opening, Window};

/// Two ports that never get anything, one of them by a contradiction.
fn view() -> Window {
    let mut window = Opening { size: [1280.0, 1000.0], ..Opening::default() }.start();
    let amount = |operator, value: i64| Predicate { property: "Amount".to_owned(), operator, value: value.into() };
    let never = vec![amount(Operator::GreaterThan, 5), amount(Operator::LessThan, 3)];
    edit(&mut window, "SP_Lyon", |port| port.filter = Filter(vec![never]));
    window
}

fn edit(window: &mut Window, name: &str, change: impl FnOnce(&mut SendPort)) {
    let mut port = window.snapshot().group.send_ports[&name.into()].as_ref().clone();
    change(&mut port);
    let request = Request::Put { original: Some(name.into()), artifact: port.into() };
    window.harness.state().push(sendport::console::context::Task::Request(request));
    window.run();
}

fn list(window: &mut Window) {
    window.harness.state().push(sendport::console::context::Task::SelectNode(Node::Lints));
    window.run();
}

#[test]
fn a_finding_is_told_in_the_details_and_marked_in_the_list() {
    let mut window = view();
    window.click_row("SP_Lyon");
    window.assert_shows("No message has a value for which all of this holds: Amount > 5, Amount < 3.");
    window.assert_shows("So the filter matches nothing.");
    window.assert_shows("Change one of the predicates, or put Or between them.");
    // the cell of the name says so to a screen reader
    window.assert_shows("SP_Lyon, One finding");
    edit(&mut window, "SP_Lyon", |port| port.filter = Filter::default());
    assert!(!window.shows("No message has a value"));
}

#[test]
fn the_list_is_filtered_and_leads_to_the_artifact() {
    let mut window = view();
    list(&mut window);
    window.fill("Filter the list", "never matches");
    window.assert_shows("1 of ");
    window.click_row("SP_Lyon");
    window.assert_shows("Derived: all predicates of an alternative must hold");
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["SP_Lyon"]);
    assert!(window.shows("SP_Nantes"), "the list of send ports");
    list(&mut window);
    window.fill("Filter the list", "");
    window.choose("Finding", "Filter never matches");
    window.assert_shows("1 of ");
    window.click_row("SP_Lyon");
    window.click("Open its page…");
    assert_eq!(window.dialog().as_deref(), Some("SP_Lyon - Send Port Properties"));
    window.assert_shows("So the filter matches nothing.");
}

#[test]
fn the_list_is_written_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("findings");
    let opening = Opening { size: [1280.0, 1000.0], ..Opening::default() };
    let mut window = opening.answering(&[&path, &path]).start();
    edit(&mut window, "SP_Lyon", |port| {
        let never = Predicate { property: "Amount".to_owned(), operator: Operator::LessThan, value: i64::MIN.into() };
        port.filter = Filter(vec![vec![never]]);
    });
    list(&mut window);
    window.click("Export");
    window.click("As CSV for a spreadsheet…");
    window.run();
    let csv = std::fs::read_to_string(path.with_extension("csv")).unwrap();
    assert!(csv.starts_with("\u{FEFF}Where,Weight,Finding,What,"), "{csv}");
    assert!(csv.contains("SP_Lyon,Warning,Filter never matches,"), "{csv}");
    window.click("Export");
    window.click("As tab-separated text…");
    window.run();
    let tsv = std::fs::read_to_string(path.with_extension("tsv")).unwrap();
    assert!(tsv.contains("SP_Lyon\tWarning\tFilter never matches\t"), "{tsv}");
}

#[test]
fn a_window_of_properties_tells_what_it_is_about_to_make() {
    let mut window = view();
    window.click_row("SP_Lyon");
    window.press(Key::Enter);
    window.click("Filters");
    window.fill("Filter as text", "Amount > 5 And Amount < 7");
    assert!(!window.shows("matches nothing"));
    window.fill("Filter as text", "Amount > 5 And Amount < 6");
    window.assert_shows("No message has a value for which all of this holds: Amount > 5, Amount < 6.");
    window.click("OK");
    assert_eq!(window.dialog(), None, "a warning does not keep one from saving");
}

#[test]
fn the_node_counts_what_its_list_shows() {
    let mut window = view();
    let count = |window: &Window| {
        let text = window.text();
        let at = text.find("Findings (").expect("the node") + "Findings (".len();
        text[at..].chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>().unwrap()
    };
    let before = count(&window);
    edit(&mut window, "SP_Nantes", |port| {
        port.ordered_delivery = true;
        port.filter = Filter(vec![vec![Predicate { property: "Nobody.Knows".to_owned(), ..Predicate::default() }]]);
    });
    assert!(count(&window) > before);
    list(&mut window);
    let shown = format!("{0} of {0}", count(&window));
    window.assert_shows(&shown);
}
