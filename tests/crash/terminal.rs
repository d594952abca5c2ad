//! What a person or a script sees of a run.

use super::{Process, acknowledged, document, invariants};
use std::{collections::BTreeSet, path::PathBuf};
use tempfile::TempDir;

fn a_document() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let document = document::in_folder(folder.path());
    (folder, document)
}

#[test]
fn it_publishes_delivers_and_says_so() {
    let (folder, document) = a_document();
    let arguments = ["--template", "Group", "--template", "Nobody", "--messages", "5", "--batch", "2"];
    let (status, lines, errors) = Process::run(&document, &arguments).end();
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
    assert_eq!(lines[..5], ["M-1", "M-2", "M-3", "M-4", "M-5"]);
    // two, two and one of them
    let summary = "Published: 5. Delivered: 6. In progress: 0. Suspended: 2, of which routing failures: 2.";
    assert_eq!(lines[5..], ["Everything is done.", summary]);
    let mut left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["crash.messagebox.sqlite", "crash.ron"], "it is closed cleanly");
    let told = acknowledged(&lines).into_iter().collect();
    assert_eq!(invariants::check(&document::messages(&document), &told).messages, 5);
}

#[test]
fn without_a_template_it_only_dispatches_and_json_is_for_programs() {
    let (_folder, document) = a_document();
    let slow = ["--template", "Slow", "--messages", "2", "--for", "0.1", "--json"];
    let (status, lines, _) = Process::run(&document, &slow).end();
    assert_eq!(status.code(), Some(0));
    assert_eq!(lines[..2], [r#"{"message":"M-1"}"#, r#"{"message":"M-2"}"#]);
    let summary: serde_json::Value = serde_json::from_str(&lines[2]).unwrap();
    let of = |summary: &serde_json::Value, field: &str| summary["summary"][field].clone();
    assert_eq!([of(&summary, "delivered"), of(&summary, "in_progress")], [0, 2]);
    assert_eq!(of(&summary, "ended"), "time is up");
    let (status, lines, _) = Process::run(&document, &["--json", "--quiet"]).end();
    assert_eq!((status.code(), lines.len()), (Some(0), 1));
    let summary: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!([of(&summary, "delivered"), of(&summary, "in_progress")], [2, 0]);
    assert_eq!(of(&summary, "ended"), "done");
}

#[test]
fn it_keeps_to_the_rate() {
    let (_folder, document) = a_document();
    let arguments = ["--template", "Group", "--rate", "20", "--for", "1"];
    let (_, lines, _) = Process::run(&document, &arguments).end();
    let published = acknowledged(&lines).len();
    assert!((1..=21).contains(&published), "{published} in a second");
}

#[test]
fn when_it_is_told_to_end_it_ends_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let (folder, document) = a_document();
        let mut process = Process::run(&document, &["--template", "Order", "--for", "60"]);
        process.wait_until(|it| !it.lines().is_empty());
        process.signal(signal);
        let (status, lines, errors) = process.end();
        assert_eq!((status.code(), errors.as_str()), (Some(0), ""), "{signal}");
        assert!(lines.iter().any(|line| line.starts_with("Ended as it was told to.")), "{lines:?}");
        let told: BTreeSet<_> = acknowledged(&lines).into_iter().collect();
        invariants::check(&document::messages(&document), &told);
        assert!(!folder.path().join("crash.messagebox.sqlite.lock").exists());
    }
}

#[test]
fn what_cannot_be_is_refused_or_unusable() {
    let (folder, document) = a_document();
    let (status, _, errors) = Process::run(&document, &["--template", "Ordre"]).end();
    assert_eq!(status.code(), Some(1));
    assert!(
        errors.contains("crash.ron has no message template Ordre. It has: Ask, Group, Nobody, Order, Slow"),
        "{errors}"
    );

    let (status, _, errors) = Process::run(&folder.path().join("other.ron"), &[]).end();
    assert_eq!(status.code(), Some(2));
    assert!(errors.contains("other.ron"), "{errors}");

    let mut first = Process::run(&document, &["--template", "Order", "--for", "60"]);
    first.wait_until(|it| !it.lines().is_empty());
    let (status, _, errors) = Process::run(&document, &[]).end();
    assert_eq!(status.code(), Some(2));
    let holder = format!("in use by another Sendport (process {} on", first.child.id());
    assert!(errors.contains(&holder), "{errors}");
    first.kill();

    std::fs::write(document::messages(&document), "no MessageBox").unwrap();
    let (status, _, errors) = Process::run(&document, &[]).end();
    assert_eq!(status.code(), Some(2));
    assert!(errors.contains("is no MessageBox"), "{errors}");
}
