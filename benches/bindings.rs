//! Binding files: one with 10,000 send ports until its ports are drawn, beside a bare reader of XML.
//!
//! `cargo bench --bench bindings` prints a table; `SENDPORT_BINDINGS` names a folder with binding files of
//! one's own, of which the slowest is told.

#[path = "support/desk.rs"]
mod desk;
#[path = "../tests/support/large.rs"]
mod large;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use desk::{Desk, Report, timed, times};
use egui::{Key, Modifiers};
use sendport::{
    console::{context::Task, panels::tree::Node},
    document::bindings::{self, Choice, MergePlan, Scope},
    model::{ArtifactKind, BizTalkGroup},
};

const PORTS: usize = 10_000;
const GROUPS: usize = 100;
const TIMES: usize = 10;

/// Reads a file and finds out all that importing it into an empty BizTalk group would change.
fn planned(path: &Path) -> Result<usize, bindings::BindingError> {
    let file = bindings::load(path)?;
    let group = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &group, None);
    let choice = Choice::all(&plan);
    Ok(plan.artifacts(&file, &group, &choice).len())
}

/// From the file to the list: what the person reads and decides in between is not counted.
fn imported(path: &Path) -> Duration {
    let mut desk = Desk::open(path);
    let preview = desk.until("the preview", |app| app.open_dialogs().next().is_some() && !app.is_working());
    let begin = std::time::Instant::now();
    desk.key(Modifiers::NONE, Key::Enter);
    desk.until("the ports", |app| app.snapshot().group.send_ports.size() == PORTS && !app.is_working());
    let before = desk.app.list_edition();
    desk.app.push(Task::SelectNode(Node::Folder(None, ArtifactKind::SendPort)));
    desk.until("the list", |app| app.list_edition() > before && !app.is_working());
    preview + begin.elapsed()
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let export = bindings::export(&large::large(PORTS, GROUPS), &Scope::BizTalkGroup);
    let path = folder.path().join("bindings.xml");
    std::fs::write(&path, &export.text).expect("written");
    println!("the binding file has {} bytes", export.text.len());

    let mut report = Report(Vec::new());
    let bare = || timed(|| roxmltree::Document::parse(&export.text).expect("XML").descendants().count());
    report.add("its outer text read by a bare reader of XML", 0, times(TIMES, bare));
    report.add("the file read, and what it changes found", 0, times(TIMES, || timed(|| planned(&path).expect("read"))));
    report.add("the file opened, imported and its list drawn", 1_000, times(TIMES, || imported(&path)));

    if let Some(own) = std::env::var_os("SENDPORT_BINDINGS") {
        let files = std::fs::read_dir(own).expect("a folder").flatten().map(|entry| entry.path());
        let files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|it| it == "xml")).collect();
        let slowest = files.iter().map(|path| {
            let mut all = times(5, || timed(|| planned(path).is_ok()));
            all.sort_unstable();
            (all[2], path)
        });
        if let Some((took, path)) = slowest.max() {
            println!("the slowest of {} files: {took:?}, {}", files.len(), path.display());
            report.add("the slowest file of the folder read", 50, times(20, || timed(|| planned(path).is_ok())));
        }
    }
    report.print();
}
