//! The FILE adapter.

use std::{fs, path::Path, process::Command};

use sendport::{model::PortKind, transport::Trouble};

use super::desk::{Desk, a_port, trouble};

fn to_file(name: &str, address: &Path, settings: &[(&str, &str)]) -> sendport::model::SendPort {
    a_port(name, PortKind::StaticOneWay, "FILE", &address.display().to_string(), settings)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn each_copy_mode_does_what_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut desk = Desk::of([
        to_file("New", &path("new.xml"), &[]),
        to_file("Working", &path("working.xml"), &[("Use temporary file while writing", "True")]),
        to_file("Append", &path("append.xml"), &[("Copy mode", "Append")]),
        to_file("Overwrite", &path("overwrite.xml"), &[("Copy mode", "Overwrite")]),
        to_file("Macros", &path("%MessageID%.xml"), &[]),
        to_file("Nowhere", &path("no/such/folder.xml"), &[]),
        to_file("Device", &path("NUL.xml"), &[]),
    ]);
    desk.go_live();
    for body in ["<first/>", "<second/>"] {
        for port in ["New", "Working", "Append", "Overwrite", "Macros"] {
            let message = desk.publish(port, body);
            let outcome = desk.outcome(message);
            let exists = body == "<second/>" && matches!(port, "New" | "Working");
            assert_eq!(trouble(&outcome), exists.then_some(Trouble::Exists), "{port}, {body}");
        }
    }
    let text = |name: &str| fs::read_to_string(path(name)).unwrap();
    assert_eq!(text("new.xml"), "<first/>");
    assert_eq!(text("working.xml"), "<first/>");
    assert_eq!(text("append.xml"), "<first/><second/>");
    assert_eq!(text("overwrite.xml"), "<second/>");
    // nothing half written is left, and two messages have two names
    let names = names(folder.path());
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(names.iter().filter(|name| name.starts_with('{')).count(), 2, "{names:?}");

    let message = desk.publish("Nowhere", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NoFolder));
    let message = desk.publish("Device", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::FileName));
    let message = desk.publish("Overwrite", "<third/>");
    assert!(desk.outcome(message).is_ok());
    let exchange = desk.exchange(message);
    assert!(exchange.request.contains(&path("overwrite.xml").display().to_string()), "{exchange:?}");
}

#[test]
fn on_a_full_disk_there_is_no_half_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        println!("skipped: a small file system can be mounted by root only");
        return;
    }
    let mut desk = Desk::of([
        to_file("New", &folder.path().join("new.xml"), &[]),
        to_file("Append", &folder.path().join("append.xml"), &[("Copy mode", "Append")]),
    ]);
    desk.go_live();
    let small = desk.publish("Append", "<a/>");
    let outcome = desk.outcome(small);
    let large = "x".repeat(200 * 1024);
    let told: Vec<_> =
        ["New", "Append"].map(|port| desk.publish(port, &large)).map(|it| trouble(&desk.outcome(it))).into();
    let (left, text) = (names(folder.path()), fs::read_to_string(folder.path().join("append.xml")).unwrap_or_default());
    drop(desk);
    let unmounted = Command::new("umount").arg(folder.path()).status().is_ok_and(|it| it.success());
    assert!(outcome.is_ok());
    assert_eq!(told, [Some(Trouble::Full), Some(Trouble::Full)]);
    assert_eq!((left, text.as_str()), (vec!["append.xml".to_owned()], "<a/>"));
    assert!(unmounted);
}
