//! What was done last to the selected artifact, by whom, and the way to its whole history.

use egui::{Frame, Label, Margin, Panel, Role, Ui, WidgetInfo};

use super::audit;
use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        kit, theme,
    },
    engine::AuditRow,
    message_box::AuditId,
    model::ArtifactRef,
    words::Sentence,
};

/// Below this height, in points, it scrolls with the rest.
const LOW: f32 = 240.0;
/// Between the sentence and the link.
const GAP: f32 = 10.0;

#[derive(Default)]
pub struct LastChange {
    /// About whom was asked, and the last entry that there was then.
    asked: Option<(ArtifactRef, AuditId)>,
    answer: Known,
}

#[derive(Default)]
enum Known {
    /// The answer is on its way.
    #[default]
    NotYet,
    NeverChanged,
    Changed(Box<AuditRow>),
}

impl LastChange {
    /// The newest entry about an artifact, if there is one.
    pub fn take(&mut self, item: &ArtifactRef, row: Option<AuditRow>) {
        if self.asked.as_ref().is_some_and(|(asked, _)| asked == item) {
            self.answer = row.map_or(Known::NeverChanged, |row| Known::Changed(Box::new(row)));
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, item: &ArtifactRef) {
        let now = (item.clone(), cx.snapshot.audit);
        if self.asked.as_ref() == Some(&now) {
            return;
        }
        // of the same one the entry before stands in for the newer one
        if self.asked.as_ref().is_none_or(|(asked, _)| asked != item) {
            self.answer = Known::NotYet;
        }
        self.asked = Some(now);
        cx.push(Task::QueryLastChange(item.clone()));
    }

    /// Draws it at the bottom of the pane, where there is enough height, and `contents` above it.
    pub fn below(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef, contents: impl FnOnce(&mut Ui)) {
        self.ask(cx, item);
        let low = ui.available_height() < LOW;
        if !low {
            let frame = Frame::new().inner_margin(Margin { top: 4, ..Margin::ZERO });
            Panel::bottom("last change").frame(frame).show(ui, |ui| self.line(ui, cx, item));
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            contents(ui);
            if low {
                ui.add_space(6.0);
                self.line(ui, cx, item);
            }
        });
    }

    fn line(&self, ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef) {
        let text = match &self.answer {
            Known::NotYet => cx.text("table-loading"),
            Known::NeverChanged => cx.text("details-never-changed"),
            Known::Changed(row) => {
                let (today, then) = (audit::when(cx.now), audit::when(row.entry.time));
                let same_day = today.split(' ').next() == then.split(' ').next();
                let time = if same_day { theme::clock(row.entry.time) } else { then };
                let sentence = Sentence::new("details-last-change")
                    .with("time", time)
                    .with("role", Sentence::new(row.entry.role.key()))
                    .with("what", audit::action(cx, row));
                cx.say(&sentence)
            }
        };
        let history = cx.text("audit-history");
        let font = egui::TextStyle::Body.resolve(ui.style());
        let room = ui.available_width() - theme::text_width(ui, history.as_str(), font) - GAP;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.add(Label::new(theme::weak(ui, &text)).wrap());
            });
            let link = kit::quiet_link(ui, &history);
            let spoken = cx.say(&Sentence::new("audit-history-of").with("name", &item.name));
            let link = link.on_hover_text(spoken.as_str());
            link.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken.as_str()));
            if link.clicked() {
                cx.push(Task::Command(Command::History));
            }
        });
    }
}
