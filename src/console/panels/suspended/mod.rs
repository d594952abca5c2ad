//! The suspended queue by its causes, and service instances in any other state. Nothing is read
//! whole: causes are counted by the MessageBox, and of the instances those around the rows in
//! sight are read.

mod causes;
mod detail;
mod operations;
mod rows;

use std::{collections::HashMap, sync::Arc};

use egui::{Role, Ui, WidgetInfo};

use self::{causes::GroupKey, rows::Listed};
use super::instances::{InstanceFilter, States};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            self,
            table::{Table, TableState},
        },
        theme,
    },
    message_box::{CauseGroup, Instance, InstanceOrder, InstancePage, InstanceQuery},
    model::{ArtifactRef, InstanceId, Message, Name},
    words::Sentence,
};

/// What is asked: the state of the engine, the text, the filter, the cause, the order.
type Asked = (u64, String, InstanceFilter, Option<GroupKey>, InstanceOrder);

/// How many instances are read at once.
const PAGE: u64 = 200;
/// How many of them stand before the first row in sight.
const BEFORE: u64 = 60;
/// From this height on, in points, the causes have a table of their own.
const ROOM_FOR_CAUSES: f32 = 250.0;
/// From this height of all on, likewise, what can be done has a button each, and the heading counts too what
/// the only cause tells.
const TALL: f32 = 300.0;

#[expect(clippy::struct_excessive_bools, reason = "what is awaited, each by itself")]
#[derive(Default)]
pub struct SuspendedPanel {
    text: String,
    filter: InstanceFilter,
    groups: Vec<CauseGroup>,
    /// Whether anything was answered yet.
    answered: bool,
    /// The cause that is looked at; `None`: all.
    cause: Option<GroupKey>,
    causes: TableState<Option<GroupKey>>,
    /// What is at hand, from this row on.
    page: InstancePage,
    offset: u64,
    /// The first rows of a question come into sight once they are there.
    top: bool,
    table: TableState<InstanceId>,
    /// The table gets the keyboard once it is there.
    take_focus: bool,
    /// What is selected, also where it has been scrolled away.
    chosen: HashMap<InstanceId, (Instance, Arc<Message>)>,
    /// What was asked last, where its page begins, and the number of the question.
    asked: Option<Asked>,
    asked_from: u64,
    number: u64,
    under_way: bool,
    /// What is selected and not in the next page is not there any more.
    prune: bool,
}

/// *1 service instance holding 5 messages*.
fn instances_holding(instances: u64, messages: u64) -> Sentence {
    let key = if messages > instances { "instances-count-holding" } else { "instances-count" };
    Sentence::new(key).with("count", instances).with("messages", messages)
}

impl SuspendedPanel {
    pub fn take_groups(&mut self, groups: Vec<CauseGroup>) {
        if !self.filter.states.are_suspended() {
            return;
        }
        self.groups = groups;
        self.answered = true;
        // a cause that is gone is not looked at any more
        if self.cause.as_ref().is_some_and(|cause| !self.groups.iter().any(|group| causes::key(group) == *cause)) {
            self.look_at(None);
        }
    }

    /// The answer to the question with this number; an older one is not wanted any more.
    pub fn take_page(&mut self, number: u64, page: InstancePage) {
        if number != self.number {
            return;
        }
        self.under_way = false;
        self.answered |= !self.filter.states.are_suspended();
        self.page = page;
        self.offset = self.asked_from;
        let fresh: HashMap<InstanceId, &(Instance, Arc<Message>)> =
            self.page.rows.iter().map(|row| (row.0.id, row)).collect();
        if std::mem::take(&mut self.prune) {
            let left: Vec<InstanceId> =
                self.table.selection.iter().copied().filter(|id| fresh.contains_key(id)).collect();
            self.chosen.retain(|id, _| left.contains(id));
            if left.len() != self.table.selection.len() {
                self.table.selection = left.into();
            }
        }
        for (id, row) in &mut self.chosen {
            if let Some(fresh) = fresh.get(id) {
                row.clone_from(fresh);
            }
        }
        if std::mem::take(&mut self.top)
            && let Some((first, _)) = self.page.rows.first()
        {
            self.table.reveal(Some(&first.id));
        }
    }

    pub fn failed(&mut self, number: u64) {
        self.under_way &= number != self.number;
    }

    /// Shows one port's instances only, or all.
    pub fn only_of(&mut self, port: Option<Name>) {
        self.show(InstanceFilter { port, ..InstanceFilter::default() });
    }

    /// Shows these instances only.
    pub fn show(&mut self, filter: InstanceFilter) {
        // answers to what was asked before are not wanted any more
        *self = Self { filter, number: self.number, take_focus: self.take_focus, ..Self::default() };
    }

    pub fn refresh(&mut self) {
        self.asked = None;
    }

    fn look_at(&mut self, cause: Option<GroupKey>) {
        self.cause = cause;
        self.table.selection = Vec::new().into();
        self.chosen.clear();
    }

    /// All that the filter leaves, whatever its cause.
    fn query(&self, cx: &Cx<'_>) -> InstanceQuery {
        let query = self.filter.query(cx.snapshot);
        let text = self.text.trim().to_owned();
        // what one looks for may be in any of the messages that a service instance holds
        InstanceQuery { first_of_service: query.first_of_service && text.is_empty(), text, ..query }
    }

    /// What the table lists.
    fn listed(&self, cx: &Cx<'_>) -> InstanceQuery {
        let query = self.query(cx);
        match &self.cause {
            Some((cause, port, via)) => InstanceQuery {
                cause: Some(*cause),
                port: port.clone(),
                via: via.clone(),
                routing_failures: Some(port.is_none()),
                ..query
            },
            None => query,
        }
    }

    fn table_id(&self) -> &'static str {
        if self.filter.states.are_suspended() { "suspended" } else { "instances" }
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        let order = rows::order(&cx.layouts.get(self.table_id()));
        let now = (cx.snapshot.generation, self.text.clone(), self.filter.clone(), self.cause.clone(), order);
        if self.asked.as_ref() == Some(&now) {
            return;
        }
        let same = |before: &Asked| (&before.1, &before.2, &before.3, &before.4) == (&now.1, &now.2, &now.3, &now.4);
        if !self.asked.as_ref().is_some_and(same) {
            self.top = self.asked.is_some();
            self.asked_from = 0;
        }
        if self.filter.states.are_suspended() {
            cx.push(Task::QuerySuspended(self.query(cx)));
        }
        self.asked = Some(now);
        self.prune = true;
        self.ask_page(cx, self.asked_from);
    }

    fn ask_page(&mut self, cx: &Cx<'_>, offset: u64) {
        let Some((.., order)) = self.asked else { return };
        self.number += 1;
        self.asked_from = offset;
        self.under_way = true;
        let query = InstanceQuery { order, ..self.listed(cx) };
        cx.push(Task::QueryInstances { query, offset, limit: PAGE, number: self.number });
    }

    /// Asks for the rows around those in sight, where they are not at hand.
    fn follow(&mut self, cx: &Cx<'_>, visible: &std::ops::Range<usize>) {
        let (first, last) = (visible.start as u64, (visible.end as u64).min(self.page.total));
        let at_hand = self.offset..self.offset + self.page.rows.len() as u64;
        if !self.under_way && first < last && (first < at_hand.start || last > at_hand.end) {
            self.ask_page(cx, first.saturating_sub(BEFORE));
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
        self.take_focus |= focus;
        let short = ui.available_height() < TALL;
        self.ask(cx);
        self.header(ui, cx, short);
        let nothing = |ui: &mut Ui, key: &str| {
            ui.add_space(24.0);
            ui.vertical_centered(|ui| ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap()));
        };
        let narrowed = !self.text.is_empty() || self.filter.narrows();
        let suspended = self.filter.states.are_suspended();
        if suspended && self.groups.is_empty() || !suspended && self.page.total == 0 {
            let empty = if suspended { "suspended-empty" } else { "instances-empty" };
            let empty = if narrowed { "list-nothing-matches" } else { empty };
            self.take_focus &= !self.answered;
            return nothing(ui, if self.answered { empty } else { "table-loading" });
        }
        if suspended {
            let room = ui.available_height() > ROOM_FOR_CAUSES;
            if let Some(causes::Choice(cause)) =
                causes::choose(ui, cx, &self.groups, self.cause.as_ref(), &mut self.causes, room)
            {
                self.look_at(cause);
                self.ask(cx);
            }
        }
        self.toolbar(ui, cx, short);
        let chosen = self.chosen();
        if let [one] = chosen.as_slice() {
            crate::console::panels::subscriptions::below(ui, "instance", |ui| {
                detail::ui(ui, cx, one, self.page.held.get(&one.0.service).copied());
            });
        }
        self.table(ui, cx, &chosen);
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, chosen: &[(Instance, Arc<Message>)]) {
        let suspended = self.filter.states.are_suspended();
        let columns = rows::columns(ui, cx, &self.page.rows, suspended);
        let name = cx.text(if suspended { "node-suspended" } else { "instances-title" });
        let text = self.text.trim().to_owned();
        let rows = Listed { cx, page: &self.page, offset: self.offset, columns: &columns, pending: self.under_way };
        let focus = std::mem::take(&mut self.take_focus);
        let output = Table::new(self.table_id(), name, &columns).highlight(&text).take_focus(focus).show(
            ui,
            cx.words,
            &cx.layouts,
            &mut self.table,
            &rows,
            |ui, _| operations::menu(ui, cx, chosen),
        );
        if output.selection_changed {
            let at_hand: HashMap<_, _> = self.page.rows.iter().map(|row| (row.0.id, row)).collect();
            let kept = std::mem::take(&mut self.chosen);
            let row = |id: &InstanceId| at_hand.get(id).map(|row| (*row).clone()).or_else(|| kept.get(id).cloned());
            self.chosen = self.table.selection.iter().filter_map(|id| Some((*id, row(id)?))).collect();
        }
        let message = |id: &InstanceId| self.page.rows.iter().find(|(it, _)| it.id == *id);
        if let Some((instance, _)) = output.activated.as_ref().and_then(message) {
            cx.push(Task::ShowMessage(instance.message));
        }
        if let Some((instance, _)) = output.link.as_ref().and_then(|(id, _)| message(id))
            && let Some(port) = &instance.port
        {
            cx.push(Task::Select(vec![ArtifactRef::send_port(port)]));
        }
        self.follow(cx, &output.visible);
    }

    /// What is selected, in the order in which it was chosen.
    fn chosen(&self) -> Vec<(Instance, Arc<Message>)> {
        self.table.selection.iter().filter_map(|id| self.chosen.get(id).cloned()).collect()
    }

    /// How many instances the table lists in all.
    fn total(&self) -> u64 {
        match &self.cause {
            _ if !self.filter.states.are_suspended() => self.page.total,
            Some(cause) => {
                self.groups.iter().find(|group| causes::key(group) == *cause).map_or(0, |group| group.instances)
            }
            None => self.groups.iter().map(|group| group.instances).sum(),
        }
    }

    /// How many messages these hold.
    fn messages(&self) -> u64 {
        let of = |group: &&CauseGroup| self.cause.as_ref().is_none_or(|cause| causes::key(group) == *cause);
        if self.filter.states.are_suspended() {
            self.groups.iter().filter(of).map(|group| group.messages).sum()
        } else {
            self.page.messages
        }
    }

    /// All instances that are listed, if they are at hand: then a dialog can name them.
    fn whole(&self) -> Option<Vec<(Instance, Arc<Message>)>> {
        let settled = !self.under_way && self.offset == 0;
        (settled && self.page.rows.len() as u64 == self.total()).then(|| self.page.rows.clone())
    }

    /// What can be done with what is selected, and with all that is listed.
    fn toolbar(&self, ui: &mut Ui, cx: &Cx<'_>, short: bool) {
        let suspended = self.filter.states.are_suspended();
        ui.horizontal_wrapped(|ui| {
            let all = || match self.whole() {
                Some(rows) => operations::All::These(rows),
                None => operations::All::Where(Box::new(self.listed(cx)), self.total(), self.messages()),
            };
            operations::bar(ui, cx, &self.chosen(), suspended, short, suspended.then_some(&all));
            let count = self.table.selection.len();
            if count > 1 {
                let sentence = Sentence::new("suspended-chosen").with("count", count);
                ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).extend());
            }
        });
        ui.add_space(2.0);
    }

    /// The heading, which states, what else it is narrowed down to, and how many that is.
    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, short: bool) {
        ui.horizontal_wrapped(|ui| {
            let suspended = self.filter.states.are_suspended();
            let title = cx.text(if suspended { "node-suspended" } else { "instances-title" });
            let heading = ui.label(theme::heading(&title));
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
            let of = |states: States| {
                let sentence = Sentence::new("instances-states")
                    .with("states", Sentence::new(states.key()))
                    .with("count", cx.words.count(states.count(cx.snapshot)));
                cx.say(&sentence)
            };
            let mut chosen = self.filter.states;
            let name = cx.text("instances-choose");
            let combo = egui::ComboBox::from_id_salt("states").selected_text(of(chosen)).show_ui(ui, |ui| {
                for states in States::ALL {
                    kit::option_of(ui, &mut chosen, states, of(states));
                }
            });
            combo.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, true, name.as_str());
                info.current_text_value = Some(of(chosen));
                info
            });
            if chosen != self.filter.states {
                self.show(InstanceFilter { states: chosen, cause: None, ..self.filter.clone() });
            }
            let hint = cx.text("suspended-filter");
            let field =
                ui.add(egui::TextEdit::singleline(&mut self.text).hint_text(hint.as_str()).desired_width(210.0));
            field.widget_info(|| {
                let mut info = WidgetInfo::text_edit(true, &self.text, &self.text, hint.as_str());
                info.label = Some(hint.clone());
                info
            });
            for part in self.filter.parts(cx) {
                ui.label(theme::weak(ui, &part));
            }
            if self.filter.narrows() && kit::quiet_link(ui, &cx.text("suspended-all")).clicked() {
                self.show(InstanceFilter::of(self.filter.states));
            }
            let (total, messages) = if suspended {
                let sum = |of: fn(&CauseGroup) -> u64| self.groups.iter().map(of).sum::<u64>();
                (sum(|group| group.instances), sum(|group| group.messages))
            } else {
                (self.page.total, self.page.messages)
            };
            let is_told_below = short && suspended && self.groups.len() == 1;
            if total > 0 && !is_told_below {
                let sentence = instances_holding(total, messages);
                // on a line of its own rather than broken
                ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).extend());
            }
        });
        ui.add_space(2.0);
    }
}
