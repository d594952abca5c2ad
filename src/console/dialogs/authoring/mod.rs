//! The editor of scenarios and lessons: their texts in both languages, their steps with what each promises, and
//! beside it what is still to be put right, which is looked through while one writes.

mod kinds;
mod part;
mod promises;
mod remarks;
mod tasks;
mod texts;
mod unsaved;

use std::cell::RefCell;

use egui::{Rect, RichText, Role, Stroke, Ui, UiBuilder};

use super::{
    After, Dialog,
    drop_down::{Item, drop_down},
    parts::{self, Choice},
    properties::Discard,
    row_table::button_row,
};
use crate::{
    console::{
        context::{Cx, Task},
        desk::{Desk, Page, SharedDesk},
        kit::{
            self, Mark, PageEntry, SoftButton,
            button::soften,
            dialog,
            form::{self, Form, Typed},
            soft_button,
        },
        theme::{self, Palette},
    },
    model::{
        BizTalkGroup,
        validate::{Problem, Severity},
    },
    training::{Manuscript, NewStep, NewTask, Remark},
    words::Sentence,
};

pub use part::PartDialog;
pub use unsaved::UnsavedManuscriptDialog;

/// From this width on, in points, what is to be put right stands beside the rest.
const BESIDE: f32 = 900.0;
/// How wide it is there.
const REMARKS: f32 = 290.0;
const LABELS: f32 = 150.0;

/// What everything on a page may read while it draws.
pub(super) struct At<'a> {
    pub cx: &'a Cx<'a>,
    pub form: Form<'a>,
    /// Of the document with which it begins.
    pub group: &'a BizTalkGroup,
    pub problems: &'a [Problem],
    /// The field that gets the keyboard.
    pub wanted: &'a RefCell<Option<String>>,
}

impl At<'_> {
    /// Gives a field the keyboard that was asked for.
    pub fn offer(&self, field: &str, response: &egui::Response) {
        let mut wanted = self.wanted.borrow_mut();
        let is_meant = wanted
            .as_deref()
            .is_some_and(|it| it == field || it.strip_prefix(field).is_some_and(|rest| rest.starts_with(['.', '['])));
        if is_meant {
            *wanted = None;
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
    }
}

/// The editor.
pub struct EditorDialog {
    desk: SharedDesk,
    discard: Discard,
    number: Typed<u32>,
    minutes: Typed<u32>,
    /// What is typed as the filter of a step, while it is none.
    filters: kinds::FilterTexts,
}

impl EditorDialog {
    #[must_use]
    pub fn new(desk: SharedDesk) -> Self {
        let (number, minutes) = match &desk.borrow().manuscript {
            Manuscript::Scenario(scenario) => (scenario.number, 0),
            Manuscript::Lesson(lesson) => (lesson.number, lesson.minutes),
        };
        Self {
            desk,
            discard: Discard::default(),
            number: Typed::new(number),
            minutes: Typed::new(minutes),
            filters: kinds::FilterTexts::default(),
        }
    }

    /// The pages in their order.
    fn pages(desk: &Desk, beside: bool) -> Vec<Page> {
        let mut pages = vec![Page::Texts];
        if matches!(desk.manuscript, Manuscript::Scenario(_)) {
            pages.push(Page::Info);
        }
        if !beside {
            pages.push(Page::Check);
        }
        pages.extend((0..desk.manuscript.len()).map(Page::Step));
        pages
    }

    fn contents(&mut self, ui: &mut Ui, cx: &Cx<'_>, desk: &mut Desk, room: Rect, beside: bool) {
        let problems = problems(desk.remarks());
        let pages = Self::pages(desk, beside);
        let shown = desk.shown();
        let mut chosen = pages.iter().position(|page| *page == shown).unwrap_or(0);
        let before = chosen;
        let entries: Vec<PageEntry> = pages.iter().map(|page| entry(cx, desk, *page)).collect();
        let group = desk.manuscript.group().clone();
        let wanted = RefCell::new(desk.wanted.take());
        let page = pages[chosen];
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            kit::page_list(ui, cx.words, &entries, &mut chosen, |ui| {
                let at = At {
                    cx,
                    form: Form::new(cx.words, LABELS).problems(&problems),
                    group: &group,
                    problems: &problems,
                    wanted: &wanted,
                };
                match page {
                    Page::Texts => self.texts(ui, &at, desk),
                    Page::Info => texts::info(ui, &at, &mut desk.manuscript),
                    Page::Check => remarks::list(ui, cx, desk),
                    Page::Step(step) => self.step(ui, &at, desk, step),
                }
            });
        });
        if chosen != before {
            desk.page = pages[chosen];
        }
    }

    fn texts(&mut self, ui: &mut Ui, at: &At<'_>, desk: &mut Desk) {
        for note in &desk.notes {
            Mark::Note.line(ui, &at.cx.say(note));
        }
        texts::general(ui, at, &mut desk.manuscript, &mut self.number, &mut self.minutes);
        at.form.section(ui, &at.cx.text("authoring-document"));
        document(ui, at.cx, desk);
        at.form.section(ui, &at.cx.text("authoring-steps"));
        if desk.manuscript.is_empty() {
            parts::paragraph(ui, at.cx.text("authoring-no-steps"));
        }
        let end = desk.manuscript.len();
        button_row(ui, |ui| add(ui, at, desk, end));
    }

    fn step(&mut self, ui: &mut Ui, at: &At<'_>, desk: &mut Desk, step: usize) {
        let cx = at.cx;
        if let Some(told) = desk.manuscript.told(step) {
            parts::lead(ui, &cx.say(&told));
        }
        let last = step + 1 >= desk.manuscript.len();
        button_row(ui, |ui| {
            add(ui, at, desk, step + 1);
            let first = || if step == 0 { Err(cx.text("authoring-is-first")) } else { Ok(()) };
            if soft_button(ui, SoftButton::new(&cx.text("authoring-move-up")).enabled(first())).clicked_enabled {
                desk.manuscript.move_down(step - 1);
                desk.page = Page::Step(step - 1);
            }
            let end = || if last { Err(cx.text("authoring-is-last")) } else { Ok(()) };
            if soft_button(ui, SoftButton::new(&cx.text("authoring-move-down")).enabled(end())).clicked_enabled {
                desk.manuscript.move_down(step);
                desk.page = Page::Step(step + 1);
            }
            if soft_button(ui, SoftButton::new(&cx.text("authoring-remove-step"))).clicked_enabled {
                desk.manuscript.remove(step);
                self.filters.clear();
            }
            let busy = if desk.is_filling(step) { Err(cx.text("authoring-filling")) } else { Ok(()) };
            if soft_button(ui, SoftButton::new(&cx.text("authoring-fill")).enabled(busy)).clicked_enabled {
                desk.fill(Some(step), &cx.worker);
            }
        });
        if let Some(why) = &desk.failed {
            Mark::Error.line(ui, &cx.say(why));
        }
        let field = format!("steps[{step}]");
        match &mut desk.manuscript {
            Manuscript::Scenario(scenario) => {
                let Some(step) = scenario.steps.get_mut(step) else { return };
                kinds::step(ui, at, &field, step, &mut self.filters);
            }
            Manuscript::Lesson(lesson) => {
                let Some(step) = lesson.steps.get_mut(step) else { return };
                tasks::step(ui, at, &field, step, &mut self.filters);
            }
        }
        told_of_whole(ui, at, &field);
    }
}

/// What an entry of the list of pages shows.
fn entry(cx: &Cx<'_>, desk: &Desk, page: Page) -> PageEntry {
    let title = match page {
        Page::Texts => cx.text("authoring-page-texts"),
        Page::Info => cx.text("authoring-page-info"),
        Page::Check => cx.text("authoring-check"),
        Page::Step(step) => {
            let kind = match &desk.manuscript {
                Manuscript::Scenario(scenario) => kinds::short(&scenario.steps[step].kind),
                Manuscript::Lesson(lesson) => tasks::short(&lesson.steps[step].task),
            };
            let title = Sentence::new("authoring-step-title").with("number", (step + 1).to_string());
            cx.say(&title.with("kind", Sentence::new(kind)))
        }
    };
    let worst = desk.remarks().iter().filter(|it| Page::of(&it.field) == page).map(severity).max();
    let worst = if page == Page::Check { desk.remarks().iter().map(severity).max() } else { worst };
    PageEntry { title, problem: worst, ..PageEntry::default() }
}

/// What keeps a promise from holding is an error; what lacks is still to be written.
pub(super) fn severity(remark: &Remark) -> Severity {
    let lacks = ["check-empty-text", "check-not-translated", "check-no-template", "check-shorter"];
    if lacks.contains(&remark.what.key) { Severity::Warning } else { Severity::Error }
}

fn problems(remarks: &[Remark]) -> Vec<Problem> {
    let of = |it: &Remark| Problem { field: it.field.clone(), severity: severity(it), sentence: it.what.clone() };
    remarks.iter().map(of).collect()
}

/// Offers what can be added there.
fn add(ui: &mut Ui, at: &At<'_>, desk: &mut Desk, index: usize) {
    let cx = at.cx;
    let name = cx.text("authoring-add");
    let width = 180.0;
    let greyed = |why: Option<Sentence>| why.map(|why| cx.say(&why));
    match &desk.manuscript {
        Manuscript::Scenario(_) => {
            let items = || {
                let item =
                    |new: NewStep| Item { greyed: greyed(new.kind(at.group).err()), ..Item::new(cx.text(new.key())) };
                NewStep::ALL.map(|new| (new, item(new))).into()
            };
            if let Some(new) = drop_down(ui, "add step", &name, &name, width, items, None)
                && let Ok(step) = new.step(at.group)
            {
                desk.manuscript.insert(index, step);
                desk.page = Page::Step(index);
                // what it does is known only once it is played
                desk.fill(Some(index), &cx.worker);
            }
        }
        Manuscript::Lesson(_) => {
            let items = || {
                let item =
                    |new: NewTask| Item { greyed: greyed(new.step(at.group).err()), ..Item::new(cx.text(new.key())) };
                NewTask::ALL.map(|new| (new, item(new))).into()
            };
            if let Some(new) = drop_down(ui, "add task", &name, &name, width, items, None)
                && let Ok(step) = new.step(at.group)
            {
                desk.manuscript.insert_task(index, step);
                desk.page = Page::Step(index);
                desk.fill(Some(index), &cx.worker);
            }
        }
    }
}

/// With what it begins, and how that is exchanged.
fn document(ui: &mut Ui, cx: &Cx<'_>, desk: &mut Desk) {
    let group = desk.manuscript.group();
    let of = Sentence::new("authoring-document-holds")
        .with("ports", group.send_ports.size())
        .with("groups", group.send_port_groups.size())
        .with("templates", group.templates.size());
    parts::paragraph(ui, cx.say(&of));
    if let Manuscript::Lesson(lesson) = &desk.manuscript
        && let Some(number) = lesson.scenario
    {
        parts::paragraph(ui, cx.say(&Sentence::new("authoring-as-scenario").with("number", number.to_string())));
    }
    if soft_button(ui, SoftButton::new(&cx.text("authoring-take-document"))).clicked_enabled {
        let snapshot = cx.snapshot;
        let blank = crate::training::blank_scenario(snapshot, crate::training::Text::default());
        desk.manuscript.set_document(blank.document, blank.begins);
    }
}

impl Dialog for EditorDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        let desk = self.desk.borrow();
        let title = desk.manuscript.title().get(cx.words.language());
        let key = match desk.manuscript {
            Manuscript::Scenario(_) => "authoring-title-scenario",
            Manuscript::Lesson(_) => "authoring-title-lesson",
        };
        let title = if title.is_empty() { cx.text("document-untitled") } else { title.to_owned() };
        cx.say(&Sentence::new(key).with("title", title))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(1180.0, 760.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let shared = self.desk.clone();
        let mut desk = shared.borrow_mut();
        desk.follow(&cx.worker);
        if self.discard.ui(ui, cx) {
            cx.push(Task::DropManuscript);
            return After::Close;
        }
        dialog::body(ui, false, |ui| {
            let room = ui.available_rect_before_wrap();
            let beside = room.width() >= BESIDE;
            if !beside {
                return self.contents(ui, cx, &mut desk, room, false);
            }
            let (left, right) = room.split_left_right_at_x(room.right() - REMARKS);
            let palette = Palette::of_ui(ui);
            ui.painter().vline(right.left(), right.y_range(), Stroke::new(1.0, palette.line));
            self.contents(ui, cx, &mut desk, left, true);
            ui.scope_builder(UiBuilder::new().max_rect(right.shrink2(egui::vec2(1.0, 0.0))), |ui| {
                dialog::scrolling(ui, "remarks", |ui| {
                    ui.label(RichText::new(cx.text("authoring-check")).font(theme::semibold(theme::HEADING)));
                    remarks::list(ui, cx, &mut desk);
                });
            });
        });
        let unsaved = desk.is_unsaved() || desk.path.is_none();
        let save = readable(cx, &desk).and(if unsaved { Ok(()) } else { Err(cx.text("properties-unchanged")) });
        let choices = [
            Choice::new(cx.text(if desk.path.is_some() { "authoring-save" } else { "authoring-save-as" }))
                .enabled(save),
            Choice::new(cx.text("authoring-try")).enabled(readable(cx, &desk)),
            Choice::new(cx.text("kit-close")),
        ];
        match parts::buttons(ui, &choices, 0) {
            Some(0) => cx.push(Task::SaveManuscript { elsewhere: false }),
            Some(1) => cx.push(Task::TryManuscript),
            Some(_) if desk.is_unsaved() => self.discard.ask(),
            Some(_) => return After::Close,
            None => {}
        }
        After::Stay
    }

    fn may_close(&self) -> bool {
        !self.desk.borrow().is_unsaved()
    }
}

/// Whether its file could be read again.
///
/// # Errors
/// Why not, in words.
fn readable(cx: &Cx<'_>, desk: &Desk) -> Result<(), String> {
    desk.unreadable().map_or(Ok(()), |remark| Err(cx.say(&remark.what)))
}

/// A button that takes something out of a list. A screen reader tells what.
pub(super) fn remove(ui: &mut Ui, cx: &Cx<'_>, name: &str, enabled: &Result<(), String>) -> bool {
    let whole = cx.say(&Sentence::new("authoring-remove").with("name", name));
    let button = soft_button(ui, SoftButton::new(&cx.text("property-remove")).enabled(enabled.clone()));
    soften(&button.response, Role::Button, &whole, enabled.as_ref().err().map(String::as_str));
    button.clicked_enabled
}

/// A group of fields that a screen reader calls by this name, so that equal fields are told apart.
pub(super) fn named<R>(ui: &mut Ui, name: &str, salt: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = ui.push_id(salt, add);
    let rect = inner.response.rect;
    let name = name.to_owned();
    ui.ctx().accesskit_node_builder(inner.response.id, |node| {
        node.set_role(Role::Group);
        node.set_label(name);
        let [x0, y0, x1, y1] = [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(f64::from);
        node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
    });
    inner.inner
}

/// What is wrong with a field as a whole and with nothing within it.
pub(super) fn told_of_whole(ui: &mut Ui, at: &At<'_>, field: &str) {
    for problem in at.problems.iter().filter(|problem| problem.field == field) {
        Mark::from(problem.severity).line(ui, &at.cx.say(&problem.sentence));
    }
}

/// What is wrong with a field, below it.
pub(super) fn told(ui: &mut Ui, at: &At<'_>, field: &str) {
    form::problem(ui, at.cx.words, at.problems, field, None);
}
