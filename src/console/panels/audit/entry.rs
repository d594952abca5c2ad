//! One entry of the audit: what it changed, before and after, and the way back to it.

use egui::{RichText, Role, Ui, WidgetInfo};

use super::{fields, when};
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::undo_to::UndoToDialog,
        kit,
        panels::{cells, details::reference},
        theme,
    },
    engine::{AuditRow, AuditedDeed, Deed, Refusal, differences},
    message_box::{AuditChange, AuditId},
    model::{ArtifactRef, PortState},
    rules::{
        Citation,
        instances::{self, Operation},
        lifecycle,
    },
    words::Sentence,
};

/// How many changed artifacts are shown at once.
const PAGE: u64 = 50;

#[derive(Default)]
pub struct EntryView {
    /// Of which entry the changes are, and of which number of transactions.
    of: Option<(AuditId, u64)>,
    changes: Vec<AuditChange>,
    pending: bool,
}

/// Whether the way leads on or back, and why it cannot be gone. Costs as much as there are steps.
fn way(cx: &Cx<'_>, id: AuditId) -> (bool, Result<(), Refusal>) {
    let history = &cx.snapshot.history;
    if history.is_ahead(id) {
        (false, history.redo_to(id, cx.snapshot.role).map(drop))
    } else {
        (true, history.undo_to(id, cx.snapshot.role).map(drop))
    }
}

fn reason(cx: &Cx<'_>, refusal: &Refusal) -> String {
    refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()
}

/// The words of the way back, or on.
fn way_key(undo: bool) -> &'static str {
    if undo { "audit-undo-to" } else { "audit-redo-to" }
}

/// The entry of a menu that leads back to an entry of the audit.
pub fn way_entry(ui: &mut Ui, cx: &Cx<'_>, id: AuditId) {
    let (undo, way) = way(cx, id);
    let why = way.as_ref().err().map(|refusal| reason(cx, refusal));
    if kit::menu_entry(ui, &cx.text(way_key(undo)), "", why.as_deref().map_or(Ok(()), Err)) {
        cx.push(match way {
            Ok(()) => Task::Open(Box::new(UndoToDialog::new(id, undo))),
            Err(refusal) => Task::Open(Box::new(crate::console::dialogs::refusal::RefusalDialog::new(refusal))),
        });
        ui.close();
    }
}

/// What can be done with an entry; `only`: the artifact whose history is asked for.
pub fn menu(ui: &mut Ui, cx: &Cx<'_>, row: &AuditRow, only: &mut Option<ArtifactRef>) {
    ui.set_min_width(220.0);
    way_entry(ui, cx, row.entry.id);
    for change in &row.first {
        let item = change.item();
        let there = cx.snapshot.group.get(&item).is_some();
        let history = cx.say(&Sentence::new("audit-history-of").with("name", &item.name));
        if kit::menu_entry(ui, &history, "", Ok(())) {
            *only = Some(item.clone());
            ui.close();
        }
        if there && kit::menu_entry(ui, &cx.say(&Sentence::new("audit-go-to").with("name", &item.name)), "", Ok(())) {
            cx.push(Task::Select(vec![item]));
            ui.close();
        }
    }
}

/// The rule behind an action: the cell of the table of actions, where it is one.
fn rule(row: &AuditRow) -> Option<Citation> {
    match &row.action.as_ref()?.deed {
        AuditedDeed::Deed(brief) => match &brief.deed {
            Deed::Act(action, _) => {
                let before: serde_json::Value = serde_json::from_str(row.first.first()?.before.as_ref()?).ok()?;
                let from: PortState = serde_json::from_value(before.get("state")?.clone()).ok()?;
                Some(lifecycle::look_up(*action, from).citation())
            }
            _ => None,
        },
        AuditedDeed::Operate(_) | AuditedDeed::Resubmit { .. } => Some(instances::CITATION),
        _ => None,
    }
}

impl EntryView {
    pub fn take(&mut self, id: AuditId, offset: u64, changes: Vec<AuditChange>) {
        if self.of.is_some_and(|(of, _)| of == id) {
            self.pending = false;
            if offset == self.changes.len() as u64 {
                self.changes.extend(changes);
            }
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, row: &AuditRow) {
        let key = (row.entry.id, row.entry.changes);
        if self.of != Some(key) {
            *self = Self { of: Some(key), ..Self::default() };
            // most entries come with all that they changed
            if row.first.len() as u64 == row.entry.changes {
                self.changes.clone_from(&row.first);
            } else {
                self.more(cx, row);
            }
        }
    }

    fn more(&mut self, cx: &Cx<'_>, row: &AuditRow) {
        self.pending = true;
        cx.push(Task::QueryAuditChanges { id: row.entry.id, offset: self.changes.len() as u64, limit: PAGE });
    }

    /// Draws an entry. Returns the artifact whose history is asked for.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &AuditRow, title: &str) -> Option<ArtifactRef> {
        self.ask(cx, row);
        let mut only = None;
        egui::ScrollArea::vertical().id_salt("audit entry").auto_shrink(false).show(ui, |ui| {
            ui.add_space(4.0);
            let heading = kit::prose(ui, theme::section(title));
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
            let sentence = Sentence::new("audit-entry")
                .with("number", row.entry.id.to_string())
                .with("time", when(row.entry.time))
                .with("role", Sentence::new(row.entry.role.key()));
            kit::prose(ui, theme::weak(ui, &cx.say(&sentence)));
            if let Some(by) = row.entry.undone {
                kit::Mark::Note.line(ui, &cx.say(&Sentence::new("audit-is-undone").with("entry", by.to_string())));
            }
            ui.add_space(2.0);
            button(ui, cx, row.entry.id);
            if let Some(action) = &row.action {
                told(ui, cx, &action.deed, &action.instances);
            }
            if let Some(citation) = rule(row) {
                kit::prose(ui, theme::weak(ui, &cx.say(&citation.sentence())));
            }
            for (number, change) in self.changes.iter().enumerate() {
                ui.add_space(8.0);
                self::change(ui, cx, number, change, &mut only);
            }
            let left = row.entry.changes.saturating_sub(self.changes.len() as u64);
            if left > 0 && !self.pending {
                let text = cx.say(&Sentence::new("audit-show-more").with("count", left));
                if kit::quiet_link(ui, &text).clicked() {
                    self.more(cx, row);
                }
            }
        });
        only
    }
}

/// The button of the way back; greyed it says why.
fn button(ui: &mut Ui, cx: &Cx<'_>, id: AuditId) {
    let (undo, way) = way(cx, id);
    let text = cx.text(way_key(undo));
    let why = way.as_ref().err().map(|refusal| reason(cx, refusal));
    let pressed = kit::soft_button(ui, kit::SoftButton::new(&text).enabled(why.map_or(Ok(()), Err)));
    if pressed.clicked_enabled {
        cx.push(Task::Open(Box::new(UndoToDialog::new(id, undo))));
    } else if pressed.asked_why
        && let Err(refusal) = way
    {
        cx.push(Task::Open(Box::new(crate::console::dialogs::refusal::RefusalDialog::new(refusal))));
    }
}

/// What was undone or redone step by step, and what became of instances.
fn told(ui: &mut Ui, cx: &Cx<'_>, deed: &AuditedDeed, instances: &[(Operation, u64)]) {
    match deed {
        AuditedDeed::Undone { deeds, more, .. } | AuditedDeed::Redone { deeds, more, .. } if deeds.len() > 1 => {
            for deed in deeds {
                kit::prose(ui, format!("–  {}", cx.say(&deed.sentence())));
            }
            if *more > 0 {
                ui.label(theme::weak(ui, &cx.say(&Sentence::new("audit-more-deeds").with("count", *more))));
            }
        }
        AuditedDeed::LiveOn { addresses, more } => {
            for address in addresses {
                kit::prose(ui, format!("–  {address}"));
            }
            if *more > 0 {
                ui.label(theme::weak(ui, &cx.say(&Sentence::new("audit-more-addresses").with("count", *more))));
            }
        }
        AuditedDeed::Role { from, to } => {
            ui.label(format!("{} → {}", cx.text(from.key()), cx.text(to.key())));
        }
        _ => {}
    }
    for (operation, count) in instances {
        let key = match operation {
            Operation::Resume => "audit-resumed",
            Operation::Suspend => "audit-suspended",
            Operation::Terminate => "audit-terminated",
        };
        kit::prose(ui, cx.say(&Sentence::new(key).with("count", *count)));
    }
}

/// One artifact: what differs, side by side.
fn change(ui: &mut Ui, cx: &Cx<'_>, number: usize, change: &AuditChange, only: &mut Option<ArtifactRef>) {
    let item = change.item();
    ui.horizontal_wrapped(|ui| {
        if cx.snapshot.group.get(&item).is_some() {
            reference(ui, cx, &item);
        } else {
            ui.label(item.name.as_str());
        }
        let kind = cx.text(cells::kind_key(item.kind));
        let key = match (&change.before, &change.after) {
            (None, _) => Some("audit-created"),
            (_, None) => Some("audit-deleted"),
            _ => None,
        };
        let what = key.map_or_else(|| kind.clone(), |key| cx.say(&Sentence::new(key).with("kind", kind.as_str())));
        ui.label(theme::weak(ui, &what));
        let text = cx.text("audit-history");
        let link = kit::quiet_link(ui, &text);
        let name = cx.say(&Sentence::new("audit-history-of").with("name", &item.name));
        let link = link.on_hover_text(name.as_str());
        link.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
        if link.clicked() {
            *only = Some(item.clone());
        }
    });
    let fields = differences(change);
    let width = ((ui.available_width() - 24.0) / 3.0).max(60.0);
    let cell = |ui: &mut Ui, text: RichText| {
        ui.allocate_ui_with_layout(egui::vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            kit::prose(ui, text);
        });
    };
    egui::Grid::new(("audit change", number)).num_columns(3).spacing([12.0, 3.0]).striped(true).show(ui, |ui| {
        for key in ["audit-field", "audit-before", "audit-after"] {
            let title = theme::column_title(ui, &cx.text(key));
            cell(ui, title);
        }
        ui.end_row();
        for field in &fields {
            let label = theme::weak(ui, &fields::label(cx.words, field));
            cell(ui, label);
            for side in [&field.before, &field.after] {
                let text = fields::value(cx, field, side.as_ref());
                let text = if side.is_none() { theme::weak(ui, &text) } else { RichText::new(text) };
                cell(ui, text);
            }
            ui.end_row();
        }
    });
}
