//! The suspended queue, grouped by cause, and service instances in any other state as a list.
//! Nothing is read whole: groups are counted by the MessageBox, instances come in pages.

use std::{collections::BTreeSet, sync::Arc};

use egui::{Role, Ui, WidgetInfo};

use super::{
    details::reference,
    instances::{InstanceFilter, States},
};
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::{resubmit::ResubmitDialog, resume::ResumeDialog, resume::TerminateDialog},
        kit, theme,
    },
    engine::{Request, cause_sentence, refuse_role},
    message_box::{Cause, CauseGroup, CauseKind, Instance, InstancePage, InstanceQuery},
    model::{ArtifactRef, InstanceId, Message, Name},
    routing::explain,
    rules::{
        instances::{self, Operation},
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// Which group of the list is open.
type GroupKey = (CauseKind, Option<Name>, Option<Name>);
/// Generation, text, filter, open group, offset.
type Asked = (u64, String, InstanceFilter, Option<GroupKey>, u64);

#[derive(Default)]
pub struct SuspendedPanel {
    text: String,
    filter: InstanceFilter,
    groups: Vec<CauseGroup>,
    open: Option<GroupKey>,
    page: InstancePage,
    offset: u64,
    selection: BTreeSet<InstanceId>,
    /// What was asked last.
    asked: Option<Asked>,
}

const PAGE: u64 = 200;

impl SuspendedPanel {
    pub fn take_groups(&mut self, groups: Vec<CauseGroup>) {
        if !self.filter.states.are_suspended() {
            return;
        }
        let open = self.open.clone();
        self.groups = groups;
        // a group that is gone is closed; the only one opens by itself
        if let Some(open) = open
            && !self.groups.iter().any(|group| key(group) == open)
        {
            self.open = None;
            self.page = InstancePage::default();
        }
        if let ([group], None) = (self.groups.as_slice(), &self.open) {
            self.open = Some(key(group));
            self.asked = None;
        }
    }

    pub fn take_page(&mut self, page: InstancePage) {
        self.selection.retain(|id| page.rows.iter().any(|(instance, _)| instance.id == *id));
        self.page = page;
    }

    /// Shows one port's instances only, or all.
    pub fn only_of(&mut self, port: Option<Name>) {
        self.show(InstanceFilter { port, ..InstanceFilter::default() });
    }

    /// Shows these instances only.
    pub fn show(&mut self, filter: InstanceFilter) {
        *self = Self { filter, ..Self::default() };
    }

    pub fn refresh(&mut self) {
        self.asked = None;
    }

    fn query(&self, cx: &Cx<'_>) -> InstanceQuery {
        InstanceQuery { text: self.text.trim().to_owned(), ..self.filter.query(cx.snapshot) }
    }

    fn query_of(&self, cx: &Cx<'_>, (cause, port, via): &GroupKey) -> InstanceQuery {
        InstanceQuery {
            cause: Some(*cause),
            port: port.clone(),
            via: via.clone(),
            routing_failures: Some(port.is_none()),
            ..self.query(cx)
        }
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        let now = (cx.snapshot.generation, self.text.clone(), self.filter.clone(), self.open.clone(), self.offset);
        if self.asked.as_ref() == Some(&now) {
            return;
        }
        if self.filter.states.are_suspended() {
            cx.push(Task::QuerySuspended(self.query(cx)));
            if let Some(open) = &self.open {
                cx.push(Task::QueryInstances { query: self.query_of(cx, open), offset: self.offset });
            }
        } else {
            cx.push(Task::QueryInstances { query: self.query(cx), offset: self.offset });
        }
        self.asked = Some(now);
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.ask(cx);
        self.header(ui, cx);
        let nothing = |ui: &mut Ui, key: &str| {
            ui.add_space(24.0);
            ui.vertical_centered(|ui| ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap()));
        };
        let narrowed = !self.text.is_empty() || self.filter.narrows();
        if !self.filter.states.are_suspended() {
            if self.page.total == 0 {
                return nothing(ui, if narrowed { "list-nothing-matches" } else { "instances-empty" });
            }
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.instances(ui, cx));
            return;
        }
        if self.groups.is_empty() {
            return nothing(ui, if narrowed { "list-nothing-matches" } else { "suspended-empty" });
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for group in self.groups.clone() {
                self.group(ui, cx, &group);
            }
        });
    }

    /// The heading, which states, what else it is narrowed down to, and how many that is.
    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
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
                    ui.selectable_value(&mut chosen, states, of(states));
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
            let total = if suspended { self.groups.iter().map(|group| group.instances).sum() } else { self.page.total };
            if total > 0 {
                let sentence = Sentence::new("instances-count").with("count", total);
                // on a line of its own rather than broken
                ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).extend());
            }
        });
        ui.add_space(2.0);
    }

    fn group(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: &CauseGroup) {
        let key = key(group);
        let open = self.open.as_ref() == Some(&key);
        let cause = cause_of(group);
        let clause = cause_sentence(&cause, group.port.as_ref(), group.via.as_ref(), group.ruling.as_ref());
        egui::Frame::group(ui.style()).inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let title = cx.say(&Sentence::new("suspended-group").with("cause", clause));
                let icon = if open {
                    egui_material_icons::icons::ICON_EXPAND_MORE
                } else {
                    egui_material_icons::icons::ICON_CHEVRON_RIGHT
                };
                let button = ui.add(egui::Button::new((theme::icon(icon), theme::section(&title))).frame(false).wrap());
                button.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, title.as_str()));
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_expanded(open));
                if button.clicked() {
                    self.open = (!open).then(|| key.clone());
                    self.offset = 0;
                    self.selection.clear();
                    self.page = InstancePage::default();
                }
            });
            ui.horizontal_wrapped(|ui| {
                let sentence = Sentence::new("suspended-counts")
                    .with("count", group.instances)
                    .with("resumable", group.resumable)
                    .with("since", theme::clock(group.since));
                ui.label(theme::weak(ui, &cx.say(&sentence)));
                if let Some(port) = &group.port {
                    reference(ui, cx, &ArtifactRef::send_port(port));
                }
                self.bulk(ui, cx, &key, group.instances);
            });
            if open {
                self.instances(ui, cx);
            }
        });
        ui.add_space(4.0);
    }

    /// All instances of a group, if they are at hand: then a dialog can list them.
    fn whole(&self, key: &GroupKey, count: u64) -> Option<Vec<(Instance, Arc<Message>)>> {
        let at_hand = self.open.as_ref() == Some(key) && self.page.rows.len() as u64 == count;
        at_hand.then(|| self.page.rows.clone())
    }

    fn bulk(&self, ui: &mut Ui, cx: &Cx<'_>, key: &GroupKey, count: u64) {
        let allowed = allowed(cx);
        let text = cx.text("suspended-resume-all");
        let button = kit::SoftButton::new(&text).enabled(allowed.clone());
        if kit::soft_button(ui, button).clicked_enabled {
            cx.push(Task::Open(Box::new(match self.whole(key, count) {
                Some(rows) => ResumeDialog::new(rows),
                None => ResumeDialog::where_(self.query_of(cx, key), count),
            })));
        }
        let text = cx.text("suspended-terminate-all");
        let button = kit::SoftButton::new(&text).enabled(allowed);
        if kit::soft_button(ui, button).clicked_enabled {
            cx.push(Task::Open(Box::new(match self.whole(key, count) {
                Some(rows) => TerminateDialog::new(rows),
                None => TerminateDialog::where_(self.query_of(cx, key), count),
            })));
        }
    }

    fn instances(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let chosen: Vec<(Instance, Arc<Message>)> =
            self.page.rows.iter().filter(|(instance, _)| self.selection.contains(&instance.id)).cloned().collect();
        ui.horizontal_wrapped(|ui| {
            let mut all = self.page.rows.len() == self.selection.len() && !self.page.rows.is_empty();
            if ui.checkbox(&mut all, cx.text("suspended-select-all")).changed() {
                self.selection =
                    if all { self.page.rows.iter().map(|(it, _)| it.id).collect() } else { BTreeSet::new() };
            }
            let none = chosen.is_empty().then(|| cx.text("suspended-select"));
            let allowed = none.map_or_else(|| allowed(cx), Err);
            // the reason why an operation is not for the first one for which it is not
            let operable = |operation: Operation| {
                let why = chosen.iter().find_map(|(instance, _)| {
                    let why = instances::why_not(operation, instance.state)?;
                    Some(cx.say(&Sentence::new(why)))
                });
                if self.filter.states.are_suspended() { Ok(()) } else { why.map_or(Ok(()), Err) }
            };
            let button = |ui: &mut Ui, key: &str, enabled: Result<(), String>| {
                let text = cx.text(key);
                kit::soft_button(ui, kit::SoftButton::new(&text).enabled(enabled)).clicked_enabled
            };
            if button(ui, "suspended-resume", allowed.clone().and_then(|()| operable(Operation::Resume))) {
                cx.push(Task::Open(Box::new(ResumeDialog::new(chosen.clone()))));
            }
            let suspendable = allowed.clone().and_then(|()| operable(Operation::Suspend));
            if !self.filter.states.are_suspended() && button(ui, "operation-suspend", suspendable) {
                let instances = chosen.iter().map(|(instance, _)| instance.id).collect();
                cx.push(Task::Request(Request::Operate { operation: Operation::Suspend, instances }));
            }
            if button(ui, "suspended-terminate", allowed.clone().and_then(|()| operable(Operation::Terminate))) {
                cx.push(Task::Open(Box::new(TerminateDialog::new(chosen.clone()))));
            }
            let one = (chosen.len() != 1).then(|| cx.text("why-not-select-one"));
            let single = one.map_or(allowed, Err);
            let not_suspended = chosen.first().is_some_and(|(instance, _)| !instance.state.is_suspended());
            let resubmit = if not_suspended { Err(cx.text("refused-not-suspended")) } else { Ok(()) };
            if button(ui, "suspended-resubmit", single.clone().and(resubmit))
                && let Some((instance, message)) = chosen.first()
            {
                cx.push(Task::Open(Box::new(ResubmitDialog::new(instance.clone(), message.clone()))));
            }
            let may_save = if may(cx.snapshot.role, Permission::SeeBodies) {
                single
            } else {
                let refusal = refuse_role(Sentence::new("suspended-save"), cx.snapshot.role, Permission::SeeBodies);
                Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
            };
            if button(ui, "suspended-save", may_save)
                && let Some((_, message)) = chosen.first()
            {
                cx.push(Task::SaveBody(message.id));
            }
        });
        for (instance, message) in &self.page.rows {
            let mut selected = self.selection.contains(&instance.id);
            ui.horizontal_wrapped(|ui| {
                let mut what = message.message_type().unwrap_or_default();
                if !self.filter.states.are_suspended() {
                    // port, group and host stand beside it: the root says enough
                    what = what.rsplit('#').next().unwrap_or(what);
                }
                let text = format!("{}  {}  {}  {what}", instance.id, message.id, theme::clock(instance.created));
                if ui.checkbox(&mut selected, text).changed() {
                    if selected {
                        self.selection.insert(instance.id);
                    } else {
                        self.selection.remove(&instance.id);
                    }
                }
                if instances::why_not(Operation::Resume, instance.state).is_some() {
                    ui.label(theme::weak(ui, &cx.text(instance.state.key())));
                }
                let sentence = Sentence::new("messages-show-one").with("message", message.id.to_string());
                if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
                    cx.push(Task::ShowMessage(message.id));
                }
                let suspended = instance.state.is_suspended();
                if !self.filter.states.are_suspended() {
                    if let Some(port) = &instance.port {
                        reference(ui, cx, &ArtifactRef::send_port(port));
                    }
                    if let Some(via) = &instance.via {
                        let sentence = Sentence::new("instances-via").with("group", via);
                        ui.label(theme::weak(ui, &cx.say(&sentence)));
                    }
                }
                let sentence = if suspended {
                    Sentence::new("suspended-in-queue").with("host", &instance.host)
                } else {
                    Sentence::new("instances-host").with("host", &instance.host)
                };
                ui.label(theme::weak(ui, &cx.say(&sentence)));
            });
            if instance.port.is_none() && instance.state.is_suspended() {
                routing_failure_report(ui, cx, message);
            }
        }
        self.pages(ui, cx);
    }

    fn pages(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.page.total <= PAGE {
            return;
        }
        ui.horizontal(|ui| {
            let sentence = Sentence::new("suspended-page")
                .with("from", self.offset + 1)
                .with("to", self.offset + self.page.rows.len() as u64)
                .with("total", self.page.total);
            ui.label(theme::weak(ui, &cx.say(&sentence)));
            if self.offset > 0 && kit::quiet_link(ui, &cx.text("outcome-previous")).clicked() {
                self.offset = self.offset.saturating_sub(PAGE);
            }
            if self.offset + PAGE < self.page.total && kit::quiet_link(ui, &cx.text("outcome-next")).clicked() {
                self.offset += PAGE;
            }
        });
    }
}

/// The message and its routing failure report as one row: the promoted properties and what nearly
/// matched by now.
fn routing_failure_report(ui: &mut Ui, cx: &Cx<'_>, message: &Message) {
    egui::CollapsingHeader::new(cx.text("outcome-report")).id_salt(("failure", message.id.0)).show(ui, |ui| {
        let properties: Vec<_> = message.context.0.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let text = if properties.is_empty() { cx.text("outcome-no-properties") } else { properties.join("\n") };
        ui.label(text);
        let routing = crate::routing::Routing::default();
        let explanation =
            explain(&cx.snapshot.group, &message.addressing, message.bound_to.as_ref(), &message.context, &routing);
        for miss in &explanation.near_misses {
            kit::Mark::Warning.line(ui, &cx.say(&miss.sentence()));
        }
        ui.add(egui::Label::new(theme::weak(ui, &cx.text("suspended-fix-hint"))).wrap());
    });
}

fn allowed(cx: &Cx<'_>) -> Result<(), String> {
    if may(cx.snapshot.role, Permission::OperateOnInstances) {
        return Ok(());
    }
    let refusal = refuse_role(Sentence::new("suspended-resume"), cx.snapshot.role, Permission::OperateOnInstances);
    Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
}

fn key(group: &CauseGroup) -> GroupKey {
    (group.cause, group.port.clone(), group.via.clone())
}

/// A cause of the group's kind, for its sentence.
fn cause_of(group: &CauseGroup) -> Cause {
    match group.cause {
        CauseKind::Held => Cause::Held,
        CauseKind::Transport => Cause::Transport(crate::transport::TransportError::Failed { address: String::new() }),
        CauseKind::NoAddress => Cause::NoAddress,
        CauseKind::NoHandler => Cause::NoHandler { adapter: String::new() },
        CauseKind::RoutingFailure => Cause::RoutingFailure,
        CauseKind::Loop => Cause::Loop,
        CauseKind::ByHand => Cause::ByHand,
        CauseKind::PortDeleted => Cause::PortDeleted,
        CauseKind::Behind => Cause::Behind { front: crate::model::MessageId(0) },
    }
}
