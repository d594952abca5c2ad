//! `sendport who-gets`: who would get a message, asked from a terminal.

mod support;

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use sendport::{
    document::{self, Document},
    model::{Filter, Operator, PortState, Predicate, Role, Value},
};
use support::{a_group, a_port, surroundings};
use tempfile::TempDir;

fn filter(rows: &[(&str, Operator, Value)]) -> Filter {
    let row = |(property, operator, value): &(&str, Operator, Value)| Predicate {
        property: (*property).to_owned(),
        operator: *operator,
        value: value.clone(),
    };
    Filter(vec![rows.iter().map(row).collect()])
}

/// A Started port for large amounts, a Stopped one by way of a group for Europe, and a Bound one.
fn a_document() -> (TempDir, PathBuf) {
    let mut group = surroundings();
    let large = filter(&[("Order.Amount", Operator::GreaterThanOrEquals, Value::Integer(1000))]);
    let europe = filter(&[("Order.Region", Operator::Equals, "EU".into())]);
    let mut put = |name: &str, state, filter: &Filter| {
        let mut port = a_port(name);
        port.state = state;
        port.filter = filter.clone();
        group.put(port.into());
    };
    put("SP_Large", PortState::Started, &large);
    put("SP_Member", PortState::Stopped, &Filter::default());
    put("SP_Bound", PortState::Bound, &europe);
    let mut spg = a_group("SPG_Europe", &["SP_Member"]);
    spg.state = PortState::Started;
    spg.filter = europe;
    group.put(spg.into());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    document::save(&Document { group, role: Role::default() }, &path).unwrap();
    (folder, path)
}

fn ask(document: &PathBuf, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_sendport"))
        .env("LC_ALL", "C")
        .arg("who-gets")
        .arg(document)
        .args(arguments)
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn subscribers_are_told_with_every_verdict_and_near_misses() {
    let (folder, document) = a_document();
    let before = std::fs::read(&document).unwrap();
    let (code, out, errors) = ask(&document, &["-p", "Order.Amount=1200", "-p", "Order.Region=EU", "--json"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["routing_failure"], false);
    let of = |at: usize| {
        let it = &answer["subscribers"][at];
        (it["port"].as_str(), it["via"].as_str(), it["verdict"].as_str())
    };
    assert_eq!(of(0), (Some("SP_Large"), None, Some("processed")));
    assert_eq!(of(1), (Some("SP_Member"), Some("SPG_Europe"), Some("suspended")));
    assert_eq!(answer["subscribers"].as_array().unwrap().len(), 2);
    let check = &answer["subscribers"][0]["filter"][0][0];
    // nobody declares the property: its type is that of the filter, or 1200 would be a text
    assert_eq!((&check["operator"], &check["finding"], &check["has"]), (&">=".into(), &"holds".into(), &"1200".into()));
    assert_eq!(answer["near_misses"][0]["port"], "SP_Bound");
    // nothing was written, and no MessageBox made
    assert_eq!(std::fs::read(&document).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_answer_for_people_names_who_nearly_matches_and_on_request_the_others() {
    let (_folder, document) = a_document();
    let (code, out, _) = ask(&document, &["-p", "Order.Region=EX"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("Nobody: it would be a routing failure."), "{out}");
    assert!(!out.contains("SP_Large"), "{out}");
    let (_, out, _) = ask(&document, &["-p", "Order.Region=EX", "--all"]);
    assert!(out.contains("SP_Large: No copy"), "{out}");
    assert!(out.contains("Order.Amount >= 1000: fails, the message has no promoted property Order.Amount."), "{out}");
}

#[test]
fn a_question_that_cannot_be_understood_is_refused() {
    let (_folder, document) = a_document();
    let (code, out, errors) = ask(&document, &["-p", "Order.Region"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(errors, "sendport: “Order.Region” is no property. Write it as NAME=VALUE.\n");
    let (code, _, errors) = ask(&document, &["-p", "BTS.InterchangeSequenceNumber=one"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("BTS.InterchangeSequenceNumber"), "{errors}");
    let (code, _, errors) = ask(&document, &["-p", "A=1", "-p", "A=2"]);
    assert_eq!((code, errors.contains('A')), (Some(1), true));
    let (code, ..) = ask(&document.with_file_name("nowhere.ron"), &[]);
    assert_eq!(code, Some(2));
}

#[test]
fn a_binding_file_is_asked_as_if_all_of_it_were_started() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bindings/fixtures/export.xml");
    let (code, told, complaint) = ask(&file, &["--json", "--all"]);
    assert_eq!(code, Some(0), "{complaint}");
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    let others = json["others"].as_array().unwrap();
    assert!(others.iter().all(|it| !it["why"].as_str().unwrap().contains("Bound")), "{told}");
    let (code, told, _) = ask(&file, &[]);
    assert_eq!(code, Some(0));
    assert!(told.starts_with("A binding file has no states: all ports and groups are taken as Started."), "{told}");
}
