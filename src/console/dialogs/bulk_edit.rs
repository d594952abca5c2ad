//! *Edit a field of the selected ports*: one field, its new value, and what that changes at each
//! port before anything is done.

use std::sync::Arc;

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            Footer, FooterChoice, Form, Mark, dialog, footer,
            form::{Row, Typed},
            table::{Cell, Column, Rows, Selection, Table, TableState},
        },
        worker::{Job, Progress},
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{
        Artifact, ArtifactKind, ArtifactRef, Name, SendPort, Transport,
        validate::{self, Problem, Severity},
    },
    rules::permissions::Task as Permission,
    words::Sentence,
};

/// What can be edited of many ports at once; the transport is the primary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Handler,
    RetryCount,
    RetryInterval,
    Priority,
}

impl Field {
    const ALL: [Self; 4] = [Self::Handler, Self::RetryCount, Self::RetryInterval, Self::Priority];

    fn key(self) -> &'static str {
        match self {
            Self::Handler => "transport-handler",
            Self::RetryCount => "transport-retry-count",
            Self::RetryInterval => "transport-retry-interval",
            Self::Priority => "advanced-priority",
        }
    }

    /// Its path in a document.
    fn path(self) -> &'static str {
        match self {
            Self::Handler => "transport.handler",
            Self::RetryCount => "transport.retry_count",
            Self::RetryInterval => "transport.retry_interval",
            Self::Priority => "priority",
        }
    }

    /// What a port has now; `None` where it has no such field.
    fn of(self, port: &SendPort) -> Option<Value> {
        let transport = port.transport.as_ref();
        Some(match self {
            Self::Handler => Value::Host(transport?.handler.clone()),
            Self::RetryCount => Value::Number(transport?.retry_count),
            Self::RetryInterval => Value::Number(transport?.retry_interval),
            Self::Priority => Value::Number(port.priority.into()),
        })
    }

    fn set(self, port: &mut SendPort, value: &Value) {
        match (self, value, &mut port.transport) {
            (Self::Handler, Value::Host(host), Some(transport)) => transport.handler = host.clone(),
            (Self::RetryCount, Value::Number(number), Some(transport)) => transport.retry_count = *number,
            (Self::RetryInterval, Value::Number(number), Some(transport)) => transport.retry_interval = *number,
            (Self::Priority, Value::Number(number), _) => port.priority = u8::try_from(*number).unwrap_or(u8::MAX),
            _ => {}
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Host(Name),
    Number(u32),
}

impl Value {
    fn text(&self, cx: &Cx<'_>) -> String {
        match self {
            Self::Host(host) => host.to_string(),
            Self::Number(number) => cx.words.count((*number).into()),
        }
    }
}

/// The generation, the field and the value that a preview is about.
type Asked = (u64, Field, Value);

/// What becomes of one port.
struct Line {
    port: Name,
    now: Option<Value>,
    then: Then,
}

enum Then {
    Changes(Artifact),
    /// It has the value already.
    Same,
    Skipped(Sentence),
}

/// What becomes of all of them, those that are skipped first.
struct Preview {
    made_for: Asked,
    lines: Vec<Line>,
    changes: usize,
    same: usize,
}

pub struct BulkEditDialog {
    items: Selection<ArtifactRef>,
    field: Field,
    host: Name,
    count: (Typed<u32>, u32),
    interval: (Typed<u32>, u32),
    priority: (Typed<u32>, u32),
    preview: Option<Preview>,
    making: Option<(Asked, Job<Option<Preview>>)>,
    table: TableState<Name>,
    refusal: Option<Refusal>,
}

/// Asks for a field and its value for these ports.
#[must_use]
pub fn bulk_edit(snapshot: &Snapshot, items: &Selection<ArtifactRef>) -> Box<dyn Dialog> {
    let ports = items.iter().filter_map(|item| snapshot.group.send_ports.get(&item.name));
    let first = ports.into_iter().find(|port| port.transport.is_some());
    let transport = first.and_then(|port| port.transport.as_ref());
    let host = transport.map(|it| it.handler.clone()).or_else(|| snapshot.group.hosts.keys().next().cloned());
    let number = |value: u32| (Typed::new(value), value);
    Box::new(BulkEditDialog {
        items: items.iter().filter(|item| item.kind == ArtifactKind::SendPort).cloned().collect(),
        field: Field::Handler,
        host: host.unwrap_or_default(),
        count: number(transport.map_or(Transport::RETRY_COUNT, |it| it.retry_count)),
        interval: number(transport.map_or(Transport::RETRY_INTERVAL, |it| it.retry_interval)),
        priority: number(first.map_or(SendPort::PRIORITY, |port| port.priority).into()),
        preview: None,
        making: None,
        table: TableState::default(),
        refusal: None,
    })
}

/// What becomes of each port, by the same rules as on its property pages. A value that a page
/// would accept with a warning is not given to many ports at once.
fn preview(snapshot: &Snapshot, items: &[ArtifactRef], made_for: Asked, progress: &Progress) -> Option<Preview> {
    let (_, field, value) = &made_for;
    let group = &snapshot.group;
    let mut lines = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if at % 1024 == 0 && progress.is_cancelled() {
            return None;
        }
        let Some(port) = group.send_ports.get(&item.name) else { continue };
        let now = field.of(port);
        let then = match &now {
            None => Then::Skipped(Sentence::new("advanced-static-only")),
            Some(now) if now == value => Then::Same,
            Some(_) => {
                let mut after = port.as_ref().clone();
                field.set(&mut after, value);
                let before = validate::send_port(port, group, Some(&port.name));
                let problems = validate::send_port(&after, group, Some(&port.name));
                let mut fresh = problems.into_iter().filter(|problem| {
                    problem.severity == Severity::Error || !before.iter().any(|it| it.sentence == problem.sentence)
                });
                match fresh.next() {
                    Some(problem) => Then::Skipped(problem.sentence),
                    None => Then::Changes(Artifact::SendPort(Arc::new(after))),
                }
            }
        };
        lines.push(Line { port: port.name.clone(), now, then });
    }
    let changes = lines.iter().filter(|line| matches!(line.then, Then::Changes(_))).count();
    let same = lines.iter().filter(|line| matches!(line.then, Then::Same)).count();
    lines.sort_by_key(|line| match line.then {
        Then::Skipped(_) => 0,
        Then::Changes(_) => 1,
        Then::Same => 2,
    });
    Some(Preview { made_for, lines, changes, same })
}

impl BulkEditDialog {
    fn value(&self) -> Value {
        match self.field {
            Field::Handler => Value::Host(self.host.clone()),
            Field::RetryCount => Value::Number(self.count.1),
            Field::RetryInterval => Value::Number(self.interval.1),
            Field::Priority => Value::Number(self.priority.1),
        }
    }

    /// What is wrong with the value, whatever port it is for.
    fn problems(&self, cx: &Cx<'_>) -> Vec<Problem> {
        let path = self.field.path();
        let typed = match self.field {
            Field::Handler => None,
            Field::RetryCount => self.count.0.problem(path),
            Field::RetryInterval => self.interval.0.problem(path),
            Field::Priority => self.priority.0.problem(path),
        };
        if typed.is_some() || self.field == Field::Handler {
            return typed.into_iter().collect();
        }
        // asked of a port that has the field
        let group = &cx.snapshot.group;
        let mut ports = self.items.iter().filter_map(|item| group.send_ports.get(&item.name));
        let Some(port) = ports.find(|port| self.field.of(port).is_some()) else { return Vec::new() };
        let mut probe = port.as_ref().clone();
        self.field.set(&mut probe, &self.value());
        let problems = validate::send_port(&probe, group, Some(&port.name));
        problems.into_iter().filter(|it| it.field == path && it.severity == Severity::Error).collect()
    }

    fn look_ahead(&mut self, cx: &Cx<'_>) {
        if let Some(made) = self.making.as_mut().and_then(|(_, job)| job.take()) {
            self.making = None;
            self.preview = made.or(self.preview.take());
        }
        let wanted = (cx.snapshot.generation, self.field, self.value());
        let known = self.preview.as_ref().is_some_and(|preview| preview.made_for == wanted)
            || self.making.as_ref().is_some_and(|(making, _)| *making == wanted);
        if known {
            return;
        }
        let (snapshot, items, key) = (cx.snapshot.clone(), self.items.clone(), wanted.clone());
        let mut job = cx.worker.run("preview", move |progress| preview(&snapshot, &items, key, progress));
        match job.take() {
            Some(made) => self.preview = made,
            None => self.making = Some((wanted, job)),
        }
    }

    fn fields(&mut self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem]) {
        let form = Form::new(cx.words, 150.0).problems(problems);
        let label = cx.text("bulk-edit-field");
        let choices = Field::ALL.map(|field| (field, cx.text(field.key())));
        form.choice(ui, &Row::new(&label, "field"), &mut self.field, &choices, "");
        let label = cx.text("bulk-edit-value");
        let row = Row::new(&label, self.field.path());
        match self.field {
            Field::Handler => {
                let hosts: Vec<(Name, String)> =
                    cx.snapshot.group.hosts.keys().map(|host| (host.clone(), host.to_string())).collect();
                let shown = self.host.to_string();
                form.choice(ui, &row, &mut self.host, &hosts, &shown);
            }
            Field::RetryCount => {
                let note = cx.text("transport-retry-count.note");
                form.typed(ui, &row.note(&note), &mut self.count.0, &mut self.count.1);
            }
            Field::RetryInterval => {
                let note = cx.text("transport-retry-interval.note");
                form.typed(ui, &row.note(&note), &mut self.interval.0, &mut self.interval.1);
            }
            Field::Priority => {
                let note = cx.text("advanced-priority.note");
                form.typed(ui, &row.note(&note), &mut self.priority.0, &mut self.priority.1);
            }
        }
    }

    fn show_preview(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(preview) = &self.preview else { return };
        let number = |count: usize| cx.words.count(count as u64);
        let skipped = preview.lines.len() - preview.changes - preview.same;
        let lead = Sentence::new("bulk-edit-lead")
            .with("changes", number(preview.changes))
            .with("same", number(preview.same))
            .with("skipped", number(skipped));
        let mark = if skipped > 0 { Mark::Warning } else { Mark::Note };
        mark.line(ui, &cx.say(&lead));
        ui.add_space(4.0);
        let columns = [
            Column::new("port", cx.text("kind-send-port")).points(180.0).importance(9).unsortable(),
            Column::new("now", cx.text("bulk-edit-now")).points(110.0).importance(7).unsortable(),
            Column::new("then", cx.text("bulk-edit-then")).rest().importance(8).unsortable(),
        ];
        let value = self.value();
        let rows = Lines { cx, all: &preview.lines, value: &value };
        let table = Table::new("bulk-edit", cx.text("bulk-edit-preview"), &columns).leave_escape();
        table.show(ui, cx.words, &cx.layouts, &mut self.table, &rows, |_, _| {});
    }
}

struct Lines<'a> {
    cx: &'a Cx<'a>,
    all: &'a [Line],
    value: &'a Value,
}

impl Rows for Lines<'_> {
    type Key = Name;
    fn len(&self) -> usize {
        self.all.len()
    }
    fn key(&self, row: usize) -> Option<Name> {
        self.all.get(row).map(|line| line.port.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let line = &self.all[row];
        match (column, &line.then) {
            (0, _) => Cell::Text(line.port.to_string()),
            (1, _) => Cell::Text(line.now.as_ref().map(|value| value.text(self.cx)).unwrap_or_default()),
            (_, Then::Changes(_)) => Cell::Text(self.value.text(self.cx)),
            (_, Then::Same) => Cell::Weak(self.cx.text("bulk-edit-same")),
            (_, Then::Skipped(why)) => {
                Cell::Weak(self.cx.say(&Sentence::new("bulk-edit-skipped").with("why", why.clone())))
            }
        }
    }
}

impl Dialog for BulkEditDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("bulk-edit-title").with("count", self.items.len()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(680.0, 560.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let problems = self.problems(cx);
        self.look_ahead(cx);
        dialog::body(ui, false, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::same(14)).show(ui, |ui| {
                parts::refused(ui, cx, &mut self.refusal);
                self.fields(ui, cx, &problems);
                ui.add_space(6.0);
                self.show_preview(ui, cx);
            });
        });
        let ready = self.preview.as_ref().filter(|preview| {
            self.making.is_none() && preview.made_for == (cx.snapshot.generation, self.field, self.value())
        });
        let changes = ready.map_or(0, |preview| preview.changes);
        let mut enabled = parts::permitted(cx, "bulk-edit-short", Permission::Configure);
        if enabled.is_ok() {
            enabled = match (problems.first(), ready, changes) {
                (Some(problem), ..) => Err(cx.say(&problem.sentence)),
                (_, None, _) => Err(cx.text("bulk-edit-not-ready")),
                (_, _, 0) => Err(cx.text("bulk-edit-nothing")),
                _ => Ok(()),
            };
        }
        let ok = cx.say(&Sentence::new("bulk-edit-apply").with("count", changes));
        let cancel = cx.text("kit-cancel");
        let buttons = Footer { ok: &ok, ok_enabled: enabled, apply: None, cancel: Some(&cancel) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Ok) => {
                let lines = self.preview.iter().flat_map(|preview| &preview.lines);
                let artifacts = lines.filter_map(|line| match &line.then {
                    Then::Changes(artifact) => Some(artifact.clone()),
                    _ => None,
                });
                cx.push(Task::RequestForDialog(Request::PutMany { artifacts: artifacts.collect() }));
                After::Stay
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => After::Stay,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
