//! `sendport run --live`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use sendport::{
    document::{self, Document},
    model::{PortKind, Role, Template},
};

use super::{desk::a_port, support};

fn run(document: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendport"));
    command.arg("run").arg(document).args(arguments).env("LANG", "en").env("LC_ALL", "en_US.UTF-8");
    // whatever keyring there is stays shut
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command.stdin(Stdio::null()).output().unwrap()
}

fn a_document(folder: &Path) -> PathBuf {
    let mut group = support::surroundings();
    let address = folder.join("out/%MessageID%.xml").display().to_string();
    group.put(a_port("File", PortKind::StaticOneWay, "FILE", &address, &[]).into());
    group.put(Template { name: "Order".into(), draft: support::to_port("File") }.into());
    let path = folder.join("orders.ron");
    document::save(&Document { group, role: Role::Administrator }, &path).unwrap();
    fs::create_dir(folder.join("out")).unwrap();
    path
}

#[test]
fn it_really_sends_only_what_was_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let document = a_document(folder.path());
    let written = || fs::read_dir(folder.path().join("out")).unwrap().count();
    // simulated, as always
    let output = run(&document, &["--template", "Order"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(written(), 0);
    // nobody can be asked
    let output = run(&document, &["--template", "Order", "--live"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("%MessageID%.xml (FILE: File)") && told.contains("--yes"), "{told}");
    assert_eq!((written(), output.stdout.len()), (0, 0));
    assert!(!run(&document, &["--yes"]).status.success(), "it confirms nothing by itself");
    assert_eq!(written(), 0);

    let output = run(&document, &["--template", "Order", "--messages", "3", "--live", "--yes"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(written(), 3);
    // it was for that run only
    assert!(run(&document, &["--template", "Order"]).status.success());
    assert_eq!(written(), 3);
}
