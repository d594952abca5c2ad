//! No space left.

use super::{Process, acknowledged, document, invariants};
use std::{collections::BTreeSet, path::Path, process::Command};

/// The program with files that cannot grow beyond some hundred kilobytes: a limit of its own, so that
/// nothing has to be mounted. Writing beyond it fails, as on a full disk.
fn limited(document: &Path, arguments: &[&str]) -> Process {
    let script = r#"trap '' XFSZ; ulimit -S -f 700; exec "$0" run "$@""#;
    Process::of(Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_sendport")]).arg(document).args(arguments))
}

#[test]
fn when_there_is_no_space_left_nothing_acknowledged_is_lost_and_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let document = document::in_folder(folder.path());
    let messages = document::messages(&document);
    let (status, lines, errors) = limited(&document, &["--template", "Order", "--messages", "100000"]).end();
    assert_eq!(status.code(), Some(2), "{errors}");
    assert!(errors.contains("The MessageBox does not answer: ") && errors.contains("disk"), "{errors}");
    let told: BTreeSet<_> = acknowledged(&lines).into_iter().collect();
    assert!(!told.is_empty());
    invariants::check(&messages, &told);

    let (status, lines, errors) = Process::run(&document, &["--template", "Order"]).end();
    assert!(status.success(), "{errors}");
    let told = told.into_iter().chain(acknowledged(&lines)).collect();
    assert_eq!(invariants::check(&messages, &told).in_progress, 0);
}

/// While it has time it tries again, and goes on once there is space.
#[cfg(target_os = "linux")]
#[test]
fn it_goes_on_when_there_is_space_again() {
    let folder = tempfile::tempdir().unwrap();
    let document = document::in_folder(folder.path());
    let messages = document::messages(&document);
    let mut process = limited(&document, &["--template", "Order", "--for", "60"]);
    process.wait_until(|it| it.errors().contains("It is tried again until the time is up."));
    let told = acknowledged(&process.lines());
    let id = process.child.id().to_string();
    let lifted = Command::new("prlimit").args(["--pid", &id, "--fsize=unlimited"]).status();
    assert!(lifted.is_ok_and(|status| status.success()), "prlimit is a part of util-linux");
    process.wait_until(|it| acknowledged(&it.lines()).len() > told.len() + 20);
    process.signal("-INT");
    let (status, lines, errors) = process.end();
    assert_eq!(status.code(), Some(0), "{errors}");
    let told: BTreeSet<_> = acknowledged(&lines).into_iter().collect();
    invariants::check(&messages, &told);
}
