//! What the console promises with 100,000 send ports and 1,000 groups in the document, each
//! against something plain that was measured in the same run.
//!
//! `cargo bench --bench console` measures and prints a table at the end. Passes of the window are
//! timed one by one, since it is the slow ones that a person feels.

#[path = "support/desk.rs"]
mod desk;
#[path = "../tests/support/large.rs"]
mod large;

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

use criterion::Criterion;
use desk::{Desk, Report, SIZE, timed, times};
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use sendport::{
    console::{commands::Command, context::Task},
    document::{self, Document},
    model::{ArtifactRef, PortState},
    rules::Action,
};

const PORTS: usize = 100_000;
const GROUPS: usize = 1_000;
/// How many passes a percentile is taken from.
const PASSES: usize = 2_000;
/// How often what takes longer is repeated.
const TIMES: usize = 20;

fn passes(criterion: &mut Criterion, report: &mut Report, desk: &mut Desk) {
    let empty = egui::Context::default();
    let mut bare = || {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0], SIZE[1])));
        let input = RawInput { screen_rect, ..RawInput::default() };
        timed(|| empty.run_ui(input, |ui| drop(ui.label("nothing"))).textures_delta.clear())
    };
    report.add("a pass of egui with one label", 0, times(PASSES, &mut bare));
    criterion.bench_function("pass/static", |bencher| bencher.iter(|| desk.pass(Vec::new())));
    report.add("a pass that shows the list, nothing moves", 2, times(PASSES, || desk.pass(Vec::new())));
    let over = Event::PointerMoved(Pos2::new(500.0, 300.0));
    desk.pass(vec![over]);
    let wheel = |down: bool| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        source: egui::MouseWheelSource::Wheel,
        delta: vec2(0.0, if down { -300.0 } else { 300.0 }),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    };
    let mut step = 0;
    let mut scroll = || {
        step += 1;
        desk.pass(vec![wheel(step % 800 < 400)])
    };
    criterion.bench_function("pass/scrolling", |bencher| bencher.iter(&mut scroll));
    report.add("a pass while the list is scrolled", 2, times(PASSES, scroll));
    // once the list stands still again it gets the keyboard
    for _ in 0..120 {
        desk.pass(Vec::new());
    }
    desk.click(Pos2::new(500.0, 300.0));
    desk.key(Modifiers::COMMAND, Key::A);
    desk.until("everything is selected", |app| app.selected() == PORTS);
    desk.until("the counts are there", |app| !app.is_working());
    report.add("a pass with all ports of the list selected", 2, times(PASSES, || desk.pass(Vec::new())));
}

/// All rows selected and copied.
fn copy(report: &mut Report, desk: &mut Desk) {
    let (mut select, mut copy, mut copied) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let begin = Instant::now();
        desk.key(Modifiers::COMMAND, Key::A);
        desk.until("everything is selected", |app| app.selected() == PORTS);
        select.push(begin.elapsed());
        desk.until("the counts are there", |app| !app.is_working());
        desk.copied = 0;
        let begin = Instant::now();
        copy.push(desk.pass(vec![Event::Copy]));
        while desk.copied == 0 {
            let _ = desk.woken.recv_timeout(Duration::from_millis(100));
            desk.pass(Vec::new());
        }
        copied.push(begin.elapsed());
        desk.click(Pos2::new(500.0, 300.0));
        desk.until("one port is selected", |app| app.selected() == 1 && !app.is_working());
    }
    report.add("all ports of the list selected", 0, select);
    report.add("a pass in which all ports are copied", 16, copy);
    report.add("all ports copied until the text is there", 0, copied);
}

fn filter(report: &mut Report, desk: &mut Desk, ports: &[String]) {
    let naive = || timed(|| ports.iter().filter(|name| name.to_lowercase().contains("lille_0")).count());
    report.add("names of all ports searched, plainly", 0, times(TIMES, naive));
    desk.key(Modifiers::COMMAND, Key::F);
    let mut all = Vec::new();
    for _ in 0..TIMES {
        for letter in "lille_0".chars() {
            let before = desk.app.list_edition();
            let begin = Instant::now();
            desk.pass(vec![Event::Text(letter.to_string())]);
            desk.until("the rows of a filter", |app| app.list_edition() != before && !app.is_working());
            all.push(begin.elapsed());
        }
        let before = desk.app.list_edition();
        desk.key(Modifiers::COMMAND, Key::A);
        desk.key(Modifiers::NONE, Key::Delete);
        desk.until("all rows again", |app| app.list_edition() != before && !app.is_working());
    }
    report.add("a letter typed into the filter until its rows are there", 50, all);
    desk.key(Modifiers::NONE, Key::Escape);
}

fn action(report: &mut Report, desk: &mut Desk, port: &str, folder: &std::path::Path) {
    // what an action does not return before: its entry of the audit is on the disk
    let mut file = std::fs::File::create(folder.join("appended")).expect("a file");
    let append = || {
        timed(|| {
            file.write_all(&[0; 4096]).expect("written");
            file.sync_all().expect("on the disk");
        })
    };
    report.add("a page appended to a file and synced, plainly", 0, times(TIMES, append));
    desk.app.push(Task::Select(vec![ArtifactRef::send_port(&port.into())]));
    desk.until("the port is selected", |app| app.selected() == 1 && !app.is_working());
    let mut all = Vec::new();
    for _ in 0..TIMES {
        for (action, state) in [(Action::Stop, PortState::Stopped), (Action::Start, PortState::Started)] {
            let begin = Instant::now();
            desk.app.push(Task::Command(Command::Act(action)));
            desk.until("the action is drawn", |app| {
                app.snapshot().group.send_ports[&port.into()].state == state && !app.is_working()
            });
            all.push(begin.elapsed());
        }
    }
    report.add("Start or Stop until its result is drawn", 30, all);
}

fn files(criterion: &mut Criterion, report: &mut Report, document: &Document, folder: &std::path::Path) {
    let path = folder.join("saved.ron");
    let text = document::to_text(document);
    println!("the document has {} bytes", text.len());
    let plain = || {
        timed(|| {
            let mut file = std::fs::File::create(folder.join("plain")).expect("a file");
            file.write_all(text.as_bytes()).expect("written");
            file.sync_all().expect("on the disk");
        })
    };
    report.add("its bytes written and synced, plainly", 0, times(TIMES, plain));
    let save = || timed(|| document::save(document, &path).expect("saved"));
    report.add("the document saved", 1_000, times(TIMES, save));
    let parse = || timed(|| ron::from_str::<ron::Value>(&text).expect("RON"));
    report.add("its text parsed as RON of any kind", 0, times(5, parse));
    let load = || timed(|| document::load(&path).expect("loaded"));
    report.add("the document read and checked", 0, times(TIMES, load));
    criterion.bench_function("document/to_text", |bencher| bencher.iter(|| document::to_text(document)));
    let open = || {
        let mut desk = Desk::open(&path);
        let took = desk.until("opened", |app| app.snapshot().group.send_ports.size() == PORTS && !app.is_working());
        drop(desk);
        took
    };
    report.add("the document opened until its list is drawn", 2_000, times(5, open));
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let folder = tempfile::tempdir().expect("a folder");
    let group = large::large(PORTS, GROUPS);
    let document = Document { group, ..Document::default() };
    let names: Vec<String> = (0..PORTS).map(large::port_name).collect();
    let mut report = Report(Vec::new());
    files(&mut criterion, &mut report, &document, folder.path());
    let mut desk = Desk::open(&folder.path().join("saved.ron"));
    desk.until("opened", |app| app.snapshot().group.send_ports.size() == PORTS);
    desk.app.push(Task::SelectNode(sendport::console::panels::tree::Node::Folder(
        None,
        sendport::model::ArtifactKind::SendPort,
    )));
    desk.until("the list", |app| app.list_edition() > 0 && !app.is_working());
    passes(&mut criterion, &mut report, &mut desk);
    copy(&mut report, &mut desk);
    filter(&mut report, &mut desk, &names);
    action(&mut report, &mut desk, &names[0], folder.path());
    criterion.final_summary();
    report.print();
}
