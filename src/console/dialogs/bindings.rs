//! Before a binding file is imported: what is new, what changes and how, what stays, what cannot be
//! taken over and why, each with its line; and what is missing and would be created.

use std::{path::Path, sync::Arc};

use egui::{Checkbox, Frame, Margin, RichText, ScrollArea, TextWrapMode, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Footer, FooterChoice, Mark, dialog, footer},
        panels::{audit::fields, cells},
        theme,
    },
    document::bindings::{self, BindingFile, Choice, MergePlan, Verdict},
    engine::{FieldChange, Part, Refusal, Request, Response, differences},
    message_box::AuditChange,
    model::{Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Name},
    rules::permissions::Task as Permission,
    words::Sentence,
};

/// The height of a row, and how far what belongs to the one above is moved in, in points.
const ROW: f32 = 24.0;
const INDENT: f32 = 24.0;

/// A binding file that was read, with what it would change.
pub struct Prepared {
    name: String,
    file: BindingFile,
    plan: MergePlan,
    group: BizTalkGroup,
    rows: Vec<Row>,
}

/// Which artifacts stand under a heading.
type IsOfGroup = fn(&Verdict) -> bool;

/// A line of the list.
enum Row {
    Heading(&'static str, usize),
    Need(usize),
    Item(usize),
    Field(FieldChange),
    /// What is kept for the export is another text.
    Kept,
    /// With its line, and whether something is lost.
    Remark(usize, bool, Sentence),
}

/// What changes of an artifact; what is kept for the export is told aside.
fn changes(before: &Artifact, after: &Artifact) -> (Vec<FieldChange>, bool) {
    let json = |artifact: &Artifact| serde_json::to_string(artifact).ok();
    let item = after.reference();
    let change = AuditChange { kind: item.kind, name: item.name, was: None, before: json(before), after: json(after) };
    let mut fields = differences(&change);
    let kept = |field: &FieldChange| matches!(field.path.first(), Some(Part::Field(name)) if name == "binding_xml");
    let differs = fields.iter().any(kept);
    fields.retain(|field| !kept(field));
    (fields, differs)
}

impl Prepared {
    /// Reads a file and compares it with what is configured: for another thread than the window's.
    ///
    /// # Errors
    /// Why the file cannot be used.
    pub fn load(path: &Path, group: &BizTalkGroup, application: Option<&Name>) -> Result<Self, Sentence> {
        let file = bindings::load(path).map_err(|error| error.sentence())?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self::new(name, file, group, application))
    }

    #[must_use]
    pub fn new(name: String, file: BindingFile, group: &BizTalkGroup, application: Option<&Name>) -> Self {
        let plan = MergePlan::new(&file, group, application);
        let mut rows = Vec::new();
        if !plan.needs.is_empty() {
            rows.push(Row::Heading("binding-missing", plan.needs.len()));
            rows.extend((0..plan.needs.len()).map(Row::Need));
        }
        let groups: [(_, IsOfGroup); 4] = [
            ("binding-new", |it| *it == Verdict::New),
            ("binding-changed", |it| *it == Verdict::Changed),
            ("binding-impossible", |it| matches!(it, Verdict::Impossible(_))),
            ("binding-unchanged", |it| *it == Verdict::Unchanged),
        ];
        for (heading, of_group) in groups {
            let items = || plan.items.iter().enumerate().filter(|(_, it)| of_group(&it.verdict));
            if items().next().is_none() {
                continue;
            }
            rows.push(Row::Heading(heading, items().count()));
            for (index, item) in items() {
                rows.push(Row::Item(index));
                if let Verdict::Impossible(why) = &item.verdict {
                    rows.push(Row::Remark(item.line, true, why.clone()));
                }
                if let (Verdict::Changed, Some(before), Some(after)) = (&item.verdict, &item.before, &item.after) {
                    let (fields, kept) = changes(before, after);
                    rows.extend(fields.into_iter().map(Row::Field));
                    rows.extend(kept.then_some(Row::Kept));
                }
                let remarks = item.remarks.iter();
                rows.extend(remarks.map(|it| Row::Remark(it.line, it.lossy, it.sentence.clone())));
            }
        }
        if !file.notes.is_empty() {
            rows.push(Row::Heading("binding-count-notes", file.notes.len()));
            rows.extend(file.notes.iter().map(|note| Row::Remark(note.line, note.lossy, note.sentence.clone())));
        }
        Self { name, file, plan, group: group.clone(), rows }
    }
}

impl Prepared {
    /// How much of what there is in the file, and what is missing here, at a glance.
    fn counts(&self) -> Sentence {
        let of = |kind: ArtifactKind| self.plan.items.iter().filter(|it| it.item.kind == kind).count();
        Sentence::new("binding-import-counts")
            .with("ports", of(ArtifactKind::SendPort))
            .with("groups", of(ArtifactKind::SendPortGroup))
            .with("receive-ports", of(ArtifactKind::ReceivePort))
            .with("orchestrations", of(ArtifactKind::Orchestration))
            .with("missing", self.plan.needs.len())
    }
}

/// Shows what an import would change, and does it.
pub struct ImportDialog {
    prepared: Arc<Prepared>,
    choice: Choice,
    /// How many artifacts are taken over.
    count: usize,
    refusal: Option<Refusal>,
    done: bool,
}

impl ImportDialog {
    #[must_use]
    pub fn new(prepared: Prepared) -> Self {
        let choice = Choice::all(&prepared.plan);
        let mut dialog = Self { prepared: Arc::new(prepared), choice, count: 0, refusal: None, done: false };
        dialog.count = dialog.taken().count();
        dialog
    }

    fn taken(&self) -> impl Iterator<Item = &ArtifactRef> {
        let plan = &self.prepared.plan;
        let items = plan.items.iter().enumerate();
        items
            .filter(|(index, it)| it.verdict != Verdict::Unchanged && self.choice.takes(plan, *index))
            .map(|(_, it)| &it.item)
    }

    fn contents(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let after = parts::refused(ui, cx, &mut self.refusal);
        let lead = Sentence::new("binding-import-lead").with("file", self.prepared.name.as_str());
        parts::lead(ui, &cx.say(&lead));
        parts::paragraph(ui, cx.say(&self.prepared.counts()));
        ui.add_space(4.0);
        if self.prepared.rows.is_empty() {
            Mark::Note.line(ui, &cx.text("binding-import-empty"));
        }
        let rows = self.prepared.rows.len();
        let scroll = ScrollArea::both().id_salt("binding rows").auto_shrink(false);
        let mut changed = false;
        ui.spacing_mut().item_spacing.y = 0.0;
        scroll.show_rows(ui, ROW, rows, |ui, range| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for row in range {
                ui.push_id(row, |ui| {
                    ui.allocate_ui_with_layout(
                        egui::vec2(ui.available_width(), ROW),
                        egui::Layout::left_to_right(egui::Align::Center),
                        |ui| {
                            ui.set_min_height(ROW);
                            changed |= self.row(ui, cx, row);
                        },
                    );
                });
            }
        });
        if changed {
            self.count = self.taken().count();
        }
        after
    }

    /// Draws a row; returns whether another choice was made.
    fn row(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: usize) -> bool {
        let prepared = self.prepared.clone();
        let line = |line: usize, what: Sentence| Sentence::new("binding-note").with("line", line).with("note", what);
        match &prepared.rows[row] {
            Row::Heading(key, count) => {
                let text = Sentence::new("binding-heading").with("what", Sentence::new(key)).with("count", *count);
                ui.label(RichText::new(cx.say(&text)).font(theme::semibold(theme::BODY)));
            }
            Row::Need(index) => {
                let text = cx.say(&prepared.plan.needs[*index].sentence());
                return ui.add(Checkbox::new(&mut self.choice.needs[*index], text)).changed();
            }
            Row::Item(index) => {
                let item = &prepared.plan.items[*index];
                let what = Sentence::new("binding-item")
                    .with("kind", Sentence::new(cells::kind_key(item.item.kind)))
                    .with("name", &item.item.name);
                let text = cx.say(&line(item.line, what));
                let may = item.after.is_some() && item.verdict != Verdict::Unchanged;
                let waits = item.needs.iter().any(|need| !self.choice.grants(&prepared.plan, *need));
                if may && !waits {
                    return ui.add(Checkbox::new(&mut self.choice.items[*index], text)).changed();
                }
                let text = if waits { cx.say(&Sentence::new("binding-waits").with("what", text)) } else { text };
                ui.label(theme::weak(ui, &text));
            }
            Row::Field(change) => Self::indented(ui, &fields::line(cx, change)),
            Row::Kept => Self::indented(ui, &cx.text("binding-kept-differs")),
            Row::Remark(at, lossy, what) => {
                let text = cx.say(&line(*at, what.clone()));
                ui.add_space(INDENT);
                if *lossy {
                    Mark::Warning.show(ui);
                    ui.label(text);
                } else {
                    ui.label(theme::weak(ui, &text));
                }
            }
        }
        false
    }

    fn indented(ui: &mut Ui, text: &str) {
        ui.add_space(INDENT);
        ui.label(text);
    }
}

impl Dialog for ImportDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("binding-import-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(760.0, 560.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        if self.done {
            // what came is shown
            if let Some(first) = self.taken().next().cloned() {
                cx.push(Task::Select(vec![first]));
            }
            return After::Close;
        }
        let after = dialog::body(ui, false, |ui| {
            Frame::new().inner_margin(Margin::same(dialog::PADDING as i8)).show(ui, |ui| self.contents(ui, cx)).inner
        });
        let count = self.count;
        let ok = cx.say(&Sentence::new("binding-import-button").with("count", count));
        let cancel = cx.text("kit-cancel");
        let nothing = || if count == 0 { Err(cx.text("binding-import-nothing")) } else { Ok(()) };
        let ok_enabled = parts::permitted(cx, "binding-import-title", Permission::Configure).and_then(|()| nothing());
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                let Prepared { name, file, plan, group, .. } = self.prepared.as_ref();
                let artifacts = plan.artifacts(file, group, &self.choice);
                cx.push(Task::RequestForDialog(Request::Import { file: name.clone(), artifacts }));
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        self.done = result.is_ok();
        match parts::reply(&mut self.refusal, result) {
            // once more, to show what came
            After::Close if self.done => After::Stay,
            after => after,
        }
    }
}
