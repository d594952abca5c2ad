//! Finds anything by a few letters and does what one expects of it: one field, one list.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use egui::{Key, Modifiers, Rect, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_material_icons::icons as i;

use super::{After, Dialog};
use crate::{
    console::{
        commands::{Command, Env, Shown},
        context::Cx,
        find::{About, Entry, Found, Results, Target, entries, questions, recent_entries, search},
        kit::table::Selection,
        kit::{self, dialog},
        reach::Reaches,
        theme::{self, Palette},
        worker::Job,
    },
    engine::Outcome,
    model::{Artifact, ArtifactRef, Name},
    words::Sentence,
};

const ROW: f32 = 36.0;
const MARGIN: f32 = 14.0;
/// Between the title of a row and what is told beside it.
const GAP: &str = "   ";

type Entries = Arc<Vec<Entry>>;

/// The window that finds anything.
#[expect(clippy::struct_excessive_bools, reason = "what is under way, each for itself")]
pub struct FindDialog {
    query: String,
    /// What the window shows behind this one, for what is greyed.
    selection: Selection<ArtifactRef>,
    /// Why commands are greyed, of one generation: some look at everything that is selected.
    grey: RefCell<(u64, HashMap<Command, Option<String>>)>,
    reaches: Reaches,
    application: Option<Name>,
    is_scenario: bool,
    demonstrates: bool,
    is_written: bool,
    has_desk: bool,
    shown: Shown,
    files: Vec<std::path::PathBuf>,
    recent: Vec<Target>,
    /// The entries are being gathered or are there. They are those of the moment at which the
    /// window opened.
    gathered: bool,
    gathering: Option<Job<Entries>>,
    entries: Entries,
    searching: Option<Job<Results>>,
    results: Results,
    /// What is shown fits an empty query.
    is_recent: bool,
    chosen: usize,
    reveal: bool,
    rows_in_view: usize,
    /// Enter was pressed before what was typed had been looked for.
    pending: Option<bool>,
}

impl FindDialog {
    #[must_use]
    pub fn new(env: &Env<'_>, files: Vec<std::path::PathBuf>, recent: Vec<Target>) -> Self {
        Self {
            query: String::new(),
            selection: env.selected.clone(),
            grey: RefCell::default(),
            reaches: Reaches::default(),
            application: env.application.clone(),
            is_scenario: env.is_scenario,
            demonstrates: env.demonstrates,
            is_written: env.is_written,
            has_desk: env.has_desk,
            shown: env.shown,
            files,
            recent,
            gathered: false,
            pending: None,
            gathering: None,
            entries: Arc::default(),
            searching: None,
            results: Results::default(),
            is_recent: true,
            chosen: 0,
            reveal: false,
            rows_in_view: 1,
        }
    }

    /// Starts what is to be done beside the window's thread and takes in what is done.
    fn work(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.gathered, true) {
            let about = About { words: cx.words.clone(), snapshot: cx.snapshot.clone(), files: self.files.clone() };
            self.gathering = Some(cx.worker.run("gather", move |progress| Arc::new(entries(&about, progress))));
        }
        if let Some(entries) = self.gathering.as_mut().and_then(Job::take) {
            self.gathering = None;
            self.entries = entries;
            self.look(cx);
        }
        self.take_results();
    }

    fn take_results(&mut self) {
        if let Some(results) = self.searching.as_mut().and_then(Job::take) {
            self.searching = None;
            self.results = results;
            self.is_recent = self.query.trim().is_empty();
            self.chosen = 0;
            self.reveal = true;
        }
    }

    /// Looks for what is typed. The search before it, if it still runs, is given up.
    fn look(&mut self, cx: &Cx<'_>) {
        let (entries, query, recent) = (self.entries.clone(), self.query.clone(), self.recent.clone());
        let (group, words) = (cx.snapshot.group.clone(), cx.words.clone());
        self.searching = Some(cx.worker.run("find", move |progress| {
            if query.trim().is_empty() {
                let found = recent_entries(&entries, &recent).into_iter().map(Found::plain).collect();
                return Results { found, ..Results::default() };
            }
            let mut results = search(&entries, &query, &recent, progress);
            results.asked = questions(&query, &group, &words);
            let asked = (0..results.asked.len()).map(|at| Found::plain(entries.len() + at));
            results.found.splice(0..0, asked);
            results
        }));
        // inline it is there already
        self.take_results();
    }

    /// What was found; behind all that can be found is what was asked.
    fn entry(&self, found: &Found) -> &Entry {
        self.entries.get(found.index).unwrap_or_else(|| &self.results.asked[found.index - self.entries.len()])
    }

    fn keys(&mut self, ui: &Ui) -> Option<bool> {
        let last = self.results.found.len().saturating_sub(1);
        let before = self.chosen;
        let page = self.rows_in_view.max(2) - 1;
        let mut go = None;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                self.chosen = if self.chosen == last { 0 } else { self.chosen + 1 };
            }
            if pressed(Key::ArrowUp) {
                self.chosen = if self.chosen == 0 { last } else { self.chosen - 1 };
            }
            if pressed(Key::PageDown) {
                self.chosen = (self.chosen + page).min(last);
            }
            if pressed(Key::PageUp) {
                self.chosen = self.chosen.saturating_sub(page);
            }
            if input.consume_key(Modifiers::COMMAND, Key::Enter) {
                go = Some(true);
            }
            if input.consume_key(Modifiers::NONE, Key::Enter) {
                go = Some(false);
            }
        });
        self.reveal |= before != self.chosen;
        go
    }
}

impl Dialog for FindDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("find-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(680.0, 520.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.work(cx);
        let field_id = ui.scope_id().with("find");
        let in_field = ui.memory(|memory| memory.focused().is_none_or(|it| it == field_id));
        let mut go = if in_field { self.keys(ui) } else { None };
        let mut target = self.chosen;

        let area = ui.available_rect_before_wrap();
        let (bar, rest) = area.split_top_bottom_at_y(area.top() + 48.0);
        let (list, foot) = rest.split_top_bottom_at_y(rest.bottom() - 34.0);
        let field = ui
            .scope_builder(UiBuilder::new().max_rect(bar.shrink2(vec2(MARGIN, 8.0))), |ui| {
                let hint = cx.text("find-hint");
                let edit = TextEdit::singleline(&mut self.query)
                    .id(field_id)
                    .hint_text(hint.as_str())
                    .desired_width(f32::INFINITY)
                    .margin(egui::Margin::symmetric(10, 7))
                    .char_limit(200);
                let response = ui.add(edit);
                response.widget_info(|| {
                    let mut info = WidgetInfo::text_edit(true, &self.query, &self.query, hint.as_str());
                    info.label = Some(cx.text("find-title"));
                    info
                });
                response
            })
            .inner;
        dialog::offer_focus(&field);
        if field.changed() && self.gathering.is_none() {
            self.look(cx);
            target = self.chosen;
        }
        ui.painter().hline(area.x_range(), bar.bottom(), egui::Stroke::new(1.0, Palette::of_ui(ui).line));

        let builder = UiBuilder::new().max_rect(list);
        let active = ui
            .scope_builder(builder, |ui| {
                ui.set_clip_rect(list.intersect(ui.clip_rect()));
                self.list(ui, cx, &mut |index, properties| {
                    target = index;
                    go = Some(properties);
                })
            })
            .inner;
        ui.ctx().accesskit_node_builder(field.id, |node| {
            if let Some(active) = active {
                node.set_active_descendant(active.accesskit_id());
            }
        });
        self.foot(ui, cx, foot);

        if self.gathering.is_some() || self.searching.is_some() {
            self.pending = go.or(self.pending);
            return After::Stay;
        }
        let go = go.or(self.pending.take());
        if let Some(properties) = go
            && let Some(found) = self.results.found.get(target)
        {
            let entry = self.entry(found);
            entry.target.go(cx, properties && entry.target.has_properties());
            return After::Close;
        }
        After::Stay
    }
}

impl FindDialog {
    /// Draws the rows that can be seen; returns the one that is chosen, if it is among them.
    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, pick: &mut dyn FnMut(usize, bool)) -> Option<egui::Id> {
        let palette = Palette::of_ui(ui);
        let count = self.results.found.len();
        let area = ui.max_rect();
        let name = if self.is_recent { cx.text("find-recent") } else { cx.text("find-results") };
        let list = ui.interact(area, ui.scope_id().with("list"), Sense::hover());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, &name));
        if count == 0 {
            let key = match (self.gathering.is_some() || self.searching.is_some(), self.is_recent) {
                (true, _) | (_, true) => "find-looking",
                _ => "find-nothing",
            };
            ui.add_space(24.0);
            ui.vertical_centered(|ui| {
                let text = cx.say(&Sentence::new(key).with("query", self.query.trim()));
                ui.label(theme::weak(ui, &text));
            });
            return None;
        }
        self.rows_in_view = (area.height() / ROW).max(1.0) as usize;
        self.chosen = self.chosen.min(count - 1);
        let env = Env {
            snapshot: cx.snapshot,
            selection: &self.selection,
            selected: &self.selection,
            reaches: &self.reaches,
            application: self.application.clone(),
            is_scenario: self.is_scenario,
            demonstrates: self.demonstrates,
            is_written: self.is_written,
            has_desk: self.has_desk,
            shown: self.shown,
        };
        let mut scroll = egui::ScrollArea::vertical().id_salt("found").auto_shrink(false);
        let offset_id = ui.scope_id().with("offset");
        if std::mem::take(&mut self.reveal) {
            let offset: f32 = ui.data(|data| data.get_temp(offset_id)).unwrap_or(0.0);
            let (top, bottom) = (self.chosen as f32 * ROW, (self.chosen + 1) as f32 * ROW);
            let offset = offset.clamp((bottom - area.height()).max(0.0), top.max((bottom - area.height()).max(0.0)));
            scroll = scroll.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let (mut active, mut now) = (None, self.chosen);
        let pointer_moves = ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
        let output = scroll.show_rows(ui, ROW, count, |ui, range| {
            for index in range {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
                if response.hovered() && pointer_moves {
                    now = index;
                }
                let chosen = index == now;
                if chosen {
                    active = Some(response.id);
                    let row = rect.shrink2(vec2(4.0, 1.0));
                    ui.painter().rect_filled(row, theme::RADIUS, palette.selection);
                    let ring = egui::Stroke::new(1.5, palette.focus);
                    ui.painter().rect_stroke(row.shrink(0.5), theme::RADIUS, ring, egui::StrokeKind::Inside);
                }
                let label = self.row(ui, cx, &env, index, rect.shrink2(vec2(MARGIN, 0.0)), chosen);
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &label.name));
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_selected(chosen);
                    node.set_position_in_set(index + 1);
                    node.set_size_of_set(count);
                    if label.is_grey {
                        node.set_disabled();
                    }
                    if !label.beside.is_empty() {
                        node.set_description(label.beside.as_str());
                    }
                });
                if response.clicked() {
                    pick(index, ui.input(|input| input.modifiers.command));
                } else if response.secondary_clicked() {
                    pick(index, true);
                }
            }
        });
        ui.data_mut(|data| data.insert_temp(offset_id, output.state.clamped_offset().y));
        self.chosen = now;
        active
    }

    fn row(&self, ui: &Ui, cx: &Cx<'_>, env: &Env<'_>, index: usize, rect: Rect, chosen: bool) -> Label {
        let palette = Palette::of_ui(ui);
        let found = &self.results.found[index];
        let entry = self.entry(found);
        let target = &entry.target;
        let grey = match *target {
            Target::Command(command) => self.grey(cx, env, command),
            _ => None,
        };
        let ink = match (&grey, chosen) {
            (Some(_), _) => palette.disabled_text,
            (None, true) => palette.selection_text,
            (None, false) => palette.text,
        };
        let y = rect.center().y;
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let icon = rect.left() + 9.0;
        match state(cx, target) {
            Some(State::Port(state)) => {
                let hue = palette.state(state);
                kit::state_shape(&painter, Rect::from_center_size(pos2(icon, y), vec2(12.0, 12.0)), state, hue.ink);
            }
            Some(State::Message(outcome)) => {
                let hue = palette.outcome(outcome);
                let at = Rect::from_center_size(pos2(icon, y), vec2(13.0, 13.0));
                kit::badge::outcome_shape(&painter, at, outcome, hue.ink);
            }
            None => {
                let font = egui::FontId::new(theme::ICON, theme::icon_family());
                let weak = if grey.is_some() { palette.disabled_text } else { palette.text_weak };
                painter.text(pos2(icon, y), egui::Align2::CENTER_CENTER, icon_of(target), font, weak);
            }
        }

        // from the right: the key, then what kind of thing it is
        let small = egui::FontId::proportional(theme::SMALL);
        let mut right = rect.right();
        let command = if let Target::Command(command) = *target { Some(command) } else { None };
        let shortcut =
            command.and_then(Command::shortcut).map(|shortcut| cx.keys(ui.ctx(), &shortcut)).unwrap_or_default();
        let word = match state(cx, target) {
            Some(State::Port(state)) => cx.text(state.key()),
            Some(State::Message(outcome)) => cx.text(outcome.key()),
            None => String::new(),
        };
        let kind = if command.is_some() { entry.detail().to_owned() } else { cx.text(target.kind()) };
        let tail: Vec<&str> = [word.as_str(), kind.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        for text in [shortcut.clone(), tail.join(" · ")] {
            if text.is_empty() {
                continue;
            }
            let galley = painter.layout_no_wrap(text, small.clone(), palette.text_weak);
            right -= galley.size().x;
            painter.galley(pos2(right, y - galley.size().y / 2.0), galley, palette.text_weak);
            right -= 14.0;
        }

        // the title, what fits in it marked, and the rest beside it
        let detail = match (&grey, command) {
            (Some(why), _) => why.as_str(),
            (None, Some(_)) => "",
            (None, None) => entry.detail(),
        };
        let left = rect.left() + 28.0;
        let mut job = egui::text::LayoutJob::default();
        let plain = egui::FontId::proportional(theme::BODY);
        let (title_marks, detail_marks): (&[u32], &[u32]) =
            if grey.is_some() || command.is_some() { (&found.title, &[]) } else { (&found.title, &found.detail) };
        mark(&mut job, entry.title(), title_marks, &plain, &theme::semibold(theme::BODY), ink, palette.accent);
        // what it is called in the other language, where that is why it is here
        let also = if found.also.is_empty() { "" } else { entry.also() };
        for (text, marks) in [(also, found.also.as_slice()), (detail, detail_marks)] {
            if text.is_empty() {
                continue;
            }
            job.append(GAP, 0.0, egui::TextFormat::simple(plain.clone(), ink));
            let weak = if chosen { palette.selection_text } else { palette.text_weak };
            mark(&mut job, text, marks, &small, &theme::semibold(theme::SMALL), weak, palette.accent);
        }
        job.wrap = egui::text::TextWrapping::truncate_at_width((right - left).max(40.0));
        let galley = painter.layout_job(job);
        painter.galley(pos2(left, y - galley.size().y / 2.0), galley, ink);

        let parts = [entry.title(), kind.as_str(), word.as_str(), shortcut.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let beside: Vec<&str> = [also, detail].into_iter().filter(|part| !part.is_empty()).collect();
        Label { name: parts.join(", "), beside: beside.join(", "), is_grey: grey.is_some() }
    }

    fn grey(&self, cx: &Cx<'_>, env: &Env<'_>, command: Command) -> Option<String> {
        let mut cache = self.grey.borrow_mut();
        if cache.0 != cx.snapshot.generation {
            *cache = (cx.snapshot.generation, HashMap::new());
        }
        cache.1.entry(command).or_insert_with(|| cx.enabled(command, env).err()).clone()
    }

    fn foot(&self, ui: &mut Ui, cx: &Cx<'_>, foot: Rect) {
        ui.painter().hline(foot.x_range(), foot.top(), egui::Stroke::new(1.0, Palette::of_ui(ui).line));
        ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(MARGIN, 6.0))), |ui| {
            ui.horizontal(|ui| {
                let about = if self.searching.is_some() || self.gathering.is_some() {
                    cx.text("find-looking")
                } else if self.is_recent {
                    cx.text("find-recent")
                } else {
                    let shown = self.results.found.len();
                    let key = if self.results.more > 0 { "find-count-more" } else { "find-count" };
                    cx.say(&Sentence::new(key).with("count", shown).with("more", self.results.more))
                };
                let about = ui.label(theme::weak(ui, &about));
                ui.ctx().accesskit_node_builder(about.id, |node| node.set_live(egui::accesskit::Live::Polite));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let properties = self
                        .results
                        .found
                        .get(self.chosen)
                        .is_some_and(|found| self.entry(found).target.has_properties());
                    let key = if properties { "find-keys-properties" } else { "find-keys" };
                    ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).truncate());
                });
            });
        });
    }
}

/// What a row is called.
struct Label {
    name: String,
    /// What stands beside the name: an address, why it is greyed.
    beside: String,
    is_grey: bool,
}

enum State {
    Port(crate::model::PortState),
    Message(Outcome),
}

fn state(cx: &Cx<'_>, target: &Target) -> Option<State> {
    match target {
        Target::Artifact(item) => match cx.snapshot.group.get(item)? {
            Artifact::SendPort(port) => Some(State::Port(port.state)),
            Artifact::SendPortGroup(spg) => Some(State::Port(spg.state)),
            _ => None,
        },
        Target::Message(message) => {
            let report = cx.snapshot.reports.iter().rev().find(|report| report.message.id == *message)?;
            let worst = [Outcome::RoutingFailure, Outcome::Suspended, Outcome::Waiting, Outcome::Terminated];
            let outcome = worst.into_iter().find(|outcome| report.count(*outcome) > 0);
            Some(State::Message(outcome.unwrap_or(Outcome::Processed)))
        }
        _ => None,
    }
}

fn icon_of(target: &Target) -> &'static str {
    match target {
        Target::Command(command) => command.icon().unwrap_or(i::ICON_CHEVRON_RIGHT.codepoint),
        Target::Artifact(item) => match item.kind {
            crate::model::ArtifactKind::Application => i::ICON_FOLDER.codepoint,
            crate::model::ArtifactKind::Host => i::ICON_DNS.codepoint,
            crate::model::ArtifactKind::Orchestration => i::ICON_ACCOUNT_TREE.codepoint,
            crate::model::ArtifactKind::ReceivePort => i::ICON_INPUT.codepoint,
            _ => i::ICON_CABLE.codepoint,
        },
        Target::Message(_) => i::ICON_MAIL.codepoint,
        Target::Scenario(_) | Target::Lesson(_) => i::ICON_SCHOOL.codepoint,
        Target::View(_) => i::ICON_VISIBILITY.codepoint,
        Target::Help(_) => i::ICON_HELP.codepoint,
        Target::Setting(_) => i::ICON_SETTINGS.codepoint,
        Target::File(_) => i::ICON_DESCRIPTION.codepoint,
        Target::Question(_) => i::ICON_HELP.codepoint,
    }
}

/// Appends a text of which some characters are set off.
fn mark(
    job: &mut egui::text::LayoutJob,
    text: &str,
    marks: &[u32],
    plain: &egui::FontId,
    bold: &egui::FontId,
    ink: egui::Color32,
    accent: egui::Color32,
) {
    let mut run = String::new();
    let mut marked = false;
    let mut flush = |run: &mut String, marked: bool| {
        if run.is_empty() {
            return;
        }
        let mut format = egui::TextFormat::simple(if marked { bold.clone() } else { plain.clone() }, ink);
        if marked {
            format.underline = egui::Stroke::new(1.0, accent);
        }
        job.append(run, 0.0, format);
        run.clear();
    };
    for (index, letter) in text.chars().enumerate() {
        let is_marked = u32::try_from(index).is_ok_and(|index| marks.binary_search(&index).is_ok());
        if is_marked != marked {
            flush(&mut run, marked);
            marked = is_marked;
        }
        // a text of several lines is shown on one
        run.push(if letter.is_control() { ' ' } else { letter });
    }
    flush(&mut run, marked);
}
