//! *Add to send port group*: which groups there are, and which of them cannot have the ports.

use egui::{TextEdit, Ui, WidgetInfo};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            Footer, FooterChoice, dialog, footer,
            table::{Cell, Column, Rows, Table, TableState},
        },
        worker::Job,
    },
    engine::{Refusal, Request, Response, add_members},
    model::{Name, PortState},
    words::Sentence,
};

/// A group, and whether it can have the ports.
struct Candidate {
    name: Name,
    application: Name,
    state: PortState,
    members: usize,
    /// What to ask, or why not, in words.
    request: Result<Box<Request>, Refusal>,
}

/// Chooses the group to which ports are added.
pub struct AddToGroupDialog {
    ports: Vec<Name>,
    text: String,
    groups: Vec<Candidate>,
    /// The generation of `groups`.
    made: Option<u64>,
    job: Option<Job<Vec<Candidate>>>,
    table: TableState<Name>,
    refusal: Option<Refusal>,
}

impl AddToGroupDialog {
    #[must_use]
    pub fn new(ports: Vec<Name>) -> Self {
        Self {
            ports,
            text: String::new(),
            groups: Vec::new(),
            made: None,
            job: None,
            table: TableState::default(),
            refusal: None,
        }
    }

    /// The groups that can have the ports first.
    fn make(&mut self, cx: &Cx<'_>) {
        if self.made != Some(cx.snapshot.generation) {
            self.made = Some(cx.snapshot.generation);
            let (group, role, ports) = (cx.snapshot.group.clone(), cx.snapshot.role, self.ports.clone());
            self.job = Some(cx.worker.run("groups", move |progress| {
                let candidate = |spg: &std::sync::Arc<crate::model::SendPortGroup>| Candidate {
                    name: spg.name.clone(),
                    application: spg.application.clone(),
                    state: spg.state,
                    members: spg.members.len(),
                    request: add_members(&group, role, &spg.name, &ports).map(Box::new),
                };
                let all = group.send_port_groups.values();
                let mut all: Vec<_> = all.take_while(|_| !progress.is_cancelled()).map(candidate).collect();
                all.sort_by_key(|it| it.request.is_err());
                all
            }));
        }
        if let Some(groups) = self.job.as_mut().and_then(Job::take) {
            self.groups = groups;
            self.job = None;
        }
    }

    fn chosen(&self) -> Option<&Candidate> {
        let name = self.table.selection.first()?;
        self.groups.iter().find(|it| it.name == *name)
    }

    fn enabled(&self, cx: &Cx<'_>) -> Result<(), String> {
        match self.chosen().map(|it| &it.request) {
            None => Err(cx.text("add-to-group-choose")),
            Some(Ok(_)) => Ok(()),
            Some(Err(refusal)) => Err(why(cx, refusal)),
        }
    }
}

fn why(cx: &Cx<'_>, refusal: &Refusal) -> String {
    refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()
}

impl Dialog for AddToGroupDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        let title = Sentence::new("add-to-group-title").with("count", self.ports.len());
        cx.say(&title.with("port", self.ports.first().map(Name::to_string).unwrap_or_default()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(820.0, 430.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.make(cx);
        let mut activated = false;
        let after = dialog::body(ui, false, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::same(14))
                .show(ui, |ui| {
                    let after = parts::refused(ui, cx, &mut self.refusal);
                    let hint = cx.text("list-filter");
                    let field =
                        ui.add(TextEdit::singleline(&mut self.text).hint_text(hint.as_str()).desired_width(200.0));
                    field.widget_info(|| {
                        let mut info = WidgetInfo::text_edit(true, &self.text, &self.text, hint.as_str());
                        info.label = Some(hint.clone());
                        info
                    });
                    dialog::offer_focus(&field);
                    ui.add_space(4.0);
                    if self.groups.is_empty() && self.job.is_none() {
                        parts::paragraph(ui, cx.text("drag-no-groups"));
                        return after;
                    }
                    let columns = [
                        Column::new("name", cx.text("column-name")).points(150.0).importance(10).unsortable(),
                        Column::new("state", cx.text("column-state")).points(90.0).importance(6).unsortable(),
                        Column::new("members", cx.text("column-members"))
                            .points(70.0)
                            .numeric()
                            .importance(4)
                            .unsortable(),
                        Column::new("application", cx.text("column-application"))
                            .points(110.0)
                            .importance(3)
                            .unsortable(),
                        Column::new("why", cx.text("add-to-group-why")).rest().importance(9).unsortable(),
                    ];
                    let wanted = self.text.to_lowercase();
                    let shown = self.groups.iter().filter(|it| {
                        wanted.is_empty() || format!("{}\n{}", it.name, it.application).to_lowercase().contains(&wanted)
                    });
                    let rows = Listed { cx, rows: shown.collect() };
                    let output = Table::new("add-to-group", cx.text("kinds-send-port-group"), &columns)
                        .highlight(&self.text)
                        .single()
                        .leave_escape()
                        .show(ui, cx.words, &cx.layouts, &mut self.table, &rows, |_, _| {});
                    activated = output.activated.is_some();
                    after
                })
                .inner
        });
        let enabled = self.enabled(cx);
        let (ok, cancel) = (cx.text("add-to-group-ok"), cx.text("kit-cancel"));
        let pressed = activated && enabled.is_ok();
        let buttons = Footer { ok: &ok, ok_enabled: enabled, apply: None, cancel: Some(&cancel) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Cancel) => After::Close,
            choice => {
                if (pressed || choice == Some(FooterChoice::Ok))
                    && let Some(Candidate { request: Ok(request), .. }) = self.chosen()
                {
                    cx.push(Task::RequestForDialog(request.as_ref().clone()));
                }
                after
            }
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}

/// The groups as a table sees them.
struct Listed<'a> {
    cx: &'a Cx<'a>,
    rows: Vec<&'a Candidate>,
}

impl Rows for Listed<'_> {
    type Key = Name;
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn key(&self, row: usize) -> Option<Name> {
        self.rows.get(row).map(|it| it.name.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(it) = self.rows.get(row) else { return Cell::Loading };
        match column {
            0 if it.request.is_err() => Cell::Weak(it.name.to_string()),
            0 => Cell::Text(it.name.to_string()),
            1 => Cell::State(it.state),
            2 => Cell::Number(it.members as u64),
            3 => Cell::Weak(it.application.to_string()),
            _ => Cell::Weak(it.request.as_ref().err().map(|refusal| why(self.cx, refusal)).unwrap_or_default()),
        }
    }
}
