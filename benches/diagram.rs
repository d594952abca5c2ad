//! What the route diagram promises: a pass of 200 ports in at most 2 ms, against an empty pass of
//! the same window in the same run; and how long it takes to find places for 200 ports and for
//! 5,000, which happens beside the window's thread.
//!
//! A pass is everything up to the shapes; tessellation is measured apart, painting not at all.

use std::{cell::RefCell, hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, FullOutput, Pos2, RawInput, Rect, vec2};
use sendport::{
    console::{
        commands::Env,
        context::Cx,
        diagram::{
            Scope,
            fold::{Folding, Mode},
            graph::build,
            layout::{Style, layout},
        },
        kit::table::Selection,
        panels::{diagram::DiagramPanel, tree::Node},
        theme,
    },
    engine::{Engine, Report, Request, Snapshot},
    message_box::SqliteMessageBox,
    model::{
        Adapter, Application, BizTalkGroup, Draft, Filter, Host, HostInstance, Name, Operator, PortKind, PortState,
        Predicate, Property, Role, SendPort, SendPortGroup, Transport, Value,
    },
    transport::Simulated,
    words::{Language, Words},
};

/// So many ports: every second one in a group of ten, every third with a filter of its own.
fn document(ports: usize) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    let host = Name::new("SendHost");
    let application = Name::new("OrderApp");
    group.put(Application { name: application.clone(), default: true, ..Application::default() }.into());
    let instances = vec![HostInstance { server: Name::new("SRV-A"), running: true, ..HostInstance::default() }];
    group.put(Host { name: host.clone(), default: true, instances, ..Host::default() }.into());
    let handlers = vec![host.clone()];
    group.put(Adapter { name: Name::new("FILE"), default_handler: host.clone(), handlers }.into());
    let equals = |value: &str| {
        let value = Value::String(value.to_owned());
        Filter(vec![vec![Predicate { property: "Doc.Type".to_owned(), operator: Operator::Equals, value }]])
    };
    let mut members = Vec::new();
    for number in 0..ports {
        let name = Name::new(&format!("SP_Warehouse_{number:05}"));
        let address = format!("C:\\Out\\Warehouse\\{number:05}\\%MessageID%.xml");
        group.put(
            SendPort {
                state: if number % 10 == 0 { PortState::Stopped } else { PortState::Started },
                transport: Some(Transport::new("FILE", &address, host.clone())),
                filter: if number % 3 == 0 { equals(&format!("Type{number}")) } else { Filter::default() },
                ..SendPort::new(name.clone(), application.clone(), PortKind::StaticOneWay)
            }
            .into(),
        );
        if number % 2 == 0 {
            members.push(name);
        }
        if members.len() == 10 {
            let name = Name::new(&format!("SPG_{number:05}"));
            let members = std::mem::take(&mut members);
            let spg = SendPortGroup::new(name, application.clone());
            group.put(SendPortGroup { members, state: PortState::Started, filter: equals("Order"), ..spg }.into());
        }
    }
    group
}

/// A diagram in a window of 1920x1080 points, with the way of a message that half of the ports got.
struct Desk {
    ctx: Context,
    words: Words,
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    panel: DiagramPanel,
}

impl Desk {
    fn new(ports: usize, mode: Mode) -> Self {
        let store = Box::new(SqliteMessageBox::in_memory().expect("a MessageBox in memory"));
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut engine =
            Engine::new(document(ports), Role::Administrator, store, Box::new(Simulated), now).expect("an engine");
        let property = Property { name: "Doc.Type".to_owned(), value: Value::String("Order".to_owned()) };
        let draft = Draft { properties: vec![property], ..Draft::default() };
        engine.execute(&Request::Publish { draft, count: 1 }, now).expect("it is published");
        let snapshot = engine.snapshot();
        let report = snapshot.reports.last().expect("a report").clone();
        let ctx = Context::default();
        theme::install(&ctx);
        let mut panel = DiagramPanel::default();
        panel.fold(mode);
        let mut desk = Self { ctx, words: Words::new(Language::English), snapshot, report, panel };
        for _ in 0..3 {
            desk.pass();
        }
        desk
    }

    fn pass(&mut self) -> FullOutput {
        let tasks = RefCell::default();
        let cx = Cx::new(&self.words, &self.snapshot, &tasks);
        let selected = Selection::default();
        let reaches = sendport::console::reach::Reaches::default();
        let env = Env {
            reaches: &reaches,
            snapshot: &self.snapshot,
            selection: &[],
            selected: &selected,
            application: None,
            is_scenario: false,
            demonstrates: false,
            is_written: false,
            has_desk: false,
            shown: sendport::console::commands::Shown::Nothing,
        };
        let (panel, report) = (&mut self.panel, &self.report);
        pass(&self.ctx, |ui| panel.ui(ui, &cx, &Node::Applications, &env, Some(report.clone()), false))
    }
}

/// One pass; what a renderer would load is thrown away.
fn pass(ctx: &Context, ui: impl FnMut(&mut egui::Ui)) -> FullOutput {
    let mut output = ctx.run_ui(input(), ui);
    output.textures_delta.clear();
    output
}

fn input() -> RawInput {
    RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))), ..RawInput::default() }
}

fn passes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pass");
    group.sample_size(40);
    let empty = Context::default();
    theme::install(&empty);
    group.bench_function("baseline: an empty window", |b| b.iter(|| black_box(pass(&empty, |_| {}))));
    let mut desk = Desk::new(200, Mode::Unfolded);
    group.bench_function("200 ports, as wide as the window", |b| b.iter(|| black_box(desk.pass())));
    let output = desk.pass();
    group.bench_function("200 ports, tessellation alone", |b| {
        b.iter(|| black_box(desk.ctx.tessellate(output.shapes.clone(), output.pixels_per_point)));
    });
    // all of it in sight: the most that can be drawn at once
    desk.panel.fit();
    for _ in 0..2 {
        desk.pass();
    }
    group.bench_function("200 ports, all in sight", |b| b.iter(|| black_box(desk.pass())));
    let mut desk = Desk::new(5000, Mode::Auto);
    group.bench_function("5,000 ports, folded", |b| b.iter(|| black_box(desk.pass())));
    group.finish();
}

fn layouts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("places");
    group.sample_size(10);
    for (ports, mode) in [(200, Mode::Unfolded), (5000, Mode::Auto), (100_000, Mode::Auto)] {
        let document = document(ports);
        let folding = Folding { mode, ..Folding::default() };
        let name = if mode == Mode::Auto { "folded" } else { "unfolded" };
        group.bench_function(format!("{ports} ports, {name}: what is shown"), |b| {
            b.iter(|| black_box(build(&document, &Scope::All, &folding)));
        });
        let graph = build(&document, &Scope::All, &folding);
        group.bench_function(format!("{ports} ports, {name}: where"), |b| {
            b.iter(|| black_box(layout(&graph, Style::default())));
        });
    }
    group.finish();
}

criterion_group!(benches, passes, layouts);
criterion_main!(benches);
