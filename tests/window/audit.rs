//! The audit: what was done, the ways back, the history of one artifact, and the file.

use egui::Key;
use sendport::{model::PortState, words::Language};

use crate::driver::{Opening, Window, window};

/// `SP_Lille` was stopped and started, and `SP_Lyon` stopped.
fn three_actions() -> Window {
    let mut window = window();
    for (port, action) in [("SP_Lille", "Stop"), ("SP_Lille", "Start"), ("SP_Lyon", "Stop")] {
        window.click_row(port);
        window.click(action);
    }
    window.walk(&["View", "Audit"]);
    window
}

#[test]
fn before_anything_is_done_it_says_what_will_be_there() {
    let mut window = window();
    window.walk(&["View", "Audit"]);
    window.assert_shows("Nothing has been done yet.");
}

#[test]
fn what_was_done_is_there_newest_first_with_what_changed() {
    let mut window = three_actions();
    let rows = window.rows();
    assert_eq!(rows[0], "Stop SP_Lyon", "{rows:?}");
    assert!(rows.contains(&"Stop SP_Lille".to_owned()), "{rows:?}");
    window.assert_shows("State: Started → Stopped");
    window.click_row("Stop SP_Lyon");
    window.assert_shows("Entry ");
    window.assert_shows("Before");
    window.assert_shows("Send Ports and Send Port Groups");
    // it is up to date while it is looked at
    let before = window.rows().len();
    window.ctrl(Key::Z);
    assert_eq!(window.rows().len(), before + 1);
    assert_eq!(window.rows()[0], "Undo: Stop SP_Lyon");
    window.assert_shows("This action is undone");
}

#[test]
fn undo_back_to_here_tells_what_it_undoes_and_redo_leads_up_again() {
    let mut window = three_actions();
    window.click_row("Stop SP_Lyon");
    assert!(window.is_greyed("Undo back to here…"));
    assert!(window.description("Undo back to here…").contains("Nothing that is configured has changed"));
    window.click_row("Stop SP_Lille");
    window.click("Undo back to here…");
    assert_eq!(window.dialog().as_deref(), Some("Undo back to here"));
    window.assert_shows("1.  Stop SP_Lyon");
    window.assert_shows("2.  Start SP_Lille");
    window.assert_shows("Messages and service instances stay");
    window.click("Undo 2 actions");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Started);
    assert_eq!(window.rows()[0], "Undo 2 actions");
    window.click_row("Stop SP_Lyon");
    window.click("Redo up to here…");
    window.click("Redo 2 actions");
    assert_eq!(window.state_of("SP_Lyon"), PortState::Stopped);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
}

#[test]
fn the_way_back_is_grey_where_a_step_needs_another_role() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("Stop");
    window.click("Properties…");
    window.fill("Description", "Closed on Mondays");
    window.click("OK");
    window.choose("Role", "Operator");
    window.walk(&["View", "Audit"]);
    window.click_row("Stop SP_Lyon");
    assert!(window.is_greyed("Undo back to here…"));
    let why = window.description("Undo back to here…");
    assert!(why.contains("Edit SP_Lyon") && why.contains("Operator"), "{why}");
}

#[test]
fn the_history_of_a_port_shows_its_states_and_its_entries_only() {
    let mut window = three_actions();
    window.click_node("Send Ports (7)");
    window.menu_of_row("SP_Lille");
    window.click("History in the audit");
    window.assert_shows("History of SP_Lille");
    assert!(!window.rows().iter().any(|row| row.contains("SP_Lyon")), "{:?}", window.rows());
    window.assert_shows("SP_Lille: Started since");
    window.assert_shows("SP_Lille was Stopped from");
    window.click("Show all entries");
    assert!(window.rows().iter().any(|row| row.contains("SP_Lyon")));
}

#[test]
fn filters_narrow_it_down() {
    let mut window = three_actions();
    let all = window.rows().len();
    window.fill("Find in the audit", "lyon");
    assert_eq!(window.rows(), ["Stop SP_Lyon"]);
    window.fill("Find in the audit", "nobody");
    window.assert_shows("No entry matches.");
    window.fill("Find in the audit", "");
    assert_eq!(window.rows().len(), all);
    window.choose("Kind of action", "Create");
    window.assert_shows("No entry matches.");
    window.choose("Kind of action", "Start, stop, enlist");
    assert_eq!(window.rows().len(), all);
    window.choose("Roles shown", "Any role");
    assert_eq!(window.rows().len(), all);
}

#[test]
fn it_is_exported_and_nothing_in_it_is_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, markdown) = (folder.path().join("audit.csv"), folder.path().join("audit.md"));
    let mut window = Opening::default().answering(&[&csv, &markdown]).start();
    window.click_row("SP_Lyon");
    window.click("Properties…");
    window.fill("Name", "=SUM(A1|A2)");
    window.click("OK");
    assert_eq!(window.dialog(), None, "{}", window.text());
    window.walk(&["View", "Audit"]);
    window.walk(&["Export", "As CSV for a spreadsheet…"]);
    window.walk(&["Export", "As Markdown…"]);
    let text = std::fs::read_to_string(&csv).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    assert_eq!(reader.headers().unwrap().get(4), Some("Action"));
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 1);
    assert_eq!(&records[0][4], "Rename SP_Lyon to =SUM(A1|A2)");
    assert!(records[0][5].starts_with("'=SUM"), "{}", &records[0][5]);
    assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{records:?}");
    let text = std::fs::read_to_string(&markdown).unwrap();
    assert!(text.contains(r"Rename SP\_Lyon to =SUM(A1\|A2)"), "{text}");
}

#[test]
fn a_line_of_the_log_leads_to_its_entry_and_back_to_it() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("Stop");
    window.click("Start");
    window.click("Show the log");
    window.menu_of_line("SP_Lyon");
    window.click("Show in the audit");
    window.assert_shows("Entry 1, ");
    window.assert_shows("State");
    window.menu_of_line("SP_Lyon");
    window.click("Undo back to here…");
    window.click("Undo one action");
    assert_eq!(window.state_of("SP_Lyon"), PortState::Stopped);
}

#[test]
fn it_speaks_french() {
    let mut window = Opening { language: Language::French, size: [512.0, 384.0], ..Opening::default() }.start();
    window.run();
    let mut window = Opening { language: Language::French, ..Opening::default() }.start();
    window.walk(&["Affichage", "Journal d’audit"]);
    window.assert_shows("Rien n’a encore été fait.");
}
