//! What became of a message, and why: a line for each copy with the rule that decided it, and for
//! everybody else the first reason why not.

use std::{collections::HashMap, fmt::Write as _, sync::Arc};

use egui::{Align, Layout, Ui};

use super::{details::reference, subscriptions::Query};
use crate::{
    console::{
        context::{Cx, Task},
        kit, theme,
    },
    engine::{Line, Outcome, Report, Request, WayOut, refuse_role, way_out},
    model::{ArtifactRef, InstanceId, MessageId, Target},
    routing::Explanation,
    rules::{
        guards::Remedy,
        instances::Operation,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// How many ports that got nothing are listed at once.
const NOT_DELIVERED: usize = 100;
/// How many ports that got more than one copy are told of.
const REPEATS: usize = 4;

#[derive(Default)]
pub struct OutcomePanel {
    /// `None`: the newest.
    shown: Option<MessageId>,
    dry_run: Option<Arc<Report>>,
    /// Lines that were opened or closed by hand.
    toggled: HashMap<(MessageId, usize), bool>,
    explanations: HashMap<MessageId, Arc<Explanation>>,
    /// What a class had said of a message.
    told: Option<super::class::Told>,
}

impl OutcomePanel {
    /// Shows what a class has said of a message beside what became of it.
    pub fn beside(&mut self, told: super::class::Told) {
        self.shown = Some(told.message);
        self.told = Some(told);
    }

    pub fn show_message(&mut self, message: Option<MessageId>) {
        self.shown = message;
        self.dry_run = None;
    }

    pub fn show_dry_run(&mut self, report: Report) {
        self.explanations.remove(&report.message.id);
        self.dry_run = Some(Arc::new(report));
    }

    /// The message that is shown: the chosen one, or the newest.
    #[must_use]
    pub fn report(&self, cx: &Cx<'_>) -> Option<Arc<Report>> {
        if let Some(report) = &self.dry_run {
            return Some(report.clone());
        }
        let reports = &cx.snapshot.reports;
        match self.shown {
            Some(message) => reports.iter().find(|report| report.message.id == message).cloned(),
            None => reports.last().cloned(),
        }
        .or_else(|| reports.last().cloned())
    }

    /// What became of the message that is shown, in a few words, and of the first copy that was
    /// not processed, why.
    #[must_use]
    pub fn verdict(&self, cx: &Cx<'_>) -> Option<String> {
        let report = self.report(cx)?;
        let summary = report.summary();
        let stopped = report.lines.iter().find(|line| line.outcome != Outcome::Processed);
        let say =
            |why: Sentence| cx.say(&Sentence::new("outcome-verdict").with("summary", summary.clone()).with("why", why));
        Some(match stopped {
            // by a rule of the table: shorter than the whole sentence, which the page has
            Some(line) if super::class::is_by_table(line) => {
                let rule = Sentence::new(line.delivery.ruling.rule.key());
                say(Sentence::new("outcome-verdict-rule").with("rule", rule).with("port", &line.delivery.port))
            }
            Some(line) => say(line.sentence(&report.message)),
            None => cx.say(&summary),
        })
    }

    fn explanation(&mut self, report: &Report) -> Arc<Explanation> {
        if self.explanations.len() > 50 {
            self.explanations.clear();
        }
        self.explanations.entry(report.message.id).or_insert_with(|| Arc::new(report.explanation())).clone()
    }

    /// `large`: the verdict and its rules first, to be read from afar.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, large: bool, focus: bool) {
        let report = self.report(cx);
        kit::pane(ui, &cx.text("outcome-title"), focus);
        let title = |ui: &mut Ui, panel: &mut Self| {
            ui.horizontal(|ui| {
                ui.label(theme::heading(&cx.text("outcome-title")));
                let layout = Layout::right_to_left(Align::Center);
                ui.with_layout(layout, |ui| panel.choose(ui, cx, report.as_deref()));
            });
        };
        let Some(shown) = report.clone() else {
            title(ui, self);
            ui.add_space(16.0);
            kit::prose(ui, theme::weak(ui, &cx.text("outcome-empty")));
            return;
        };
        if !large {
            title(ui, self);
        }
        egui::ScrollArea::vertical().auto_shrink(false).id_salt(shown.message.id.0).show(ui, |ui| {
            let told = self.told.as_ref().filter(|told| told.message == shown.message.id && !shown.dry_run);
            if large {
                super::class::verdict(ui, cx, &shown);
            }
            if let Some(told) = told {
                told.ui(ui, cx, !large);
            }
            if large {
                ui.separator();
                title(ui, self);
            } else if told.is_some() {
                ui.separator();
            }
            self.contents(ui, cx, &shown);
        });
    }

    /// Which message is shown: the one before, the one after, any.
    fn choose(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: Option<&Report>) {
        let Some(report) = report else { return };
        if kit::quiet_link(ui, &cx.text("outcome-copy")).clicked() {
            let text = self.markdown(cx, report);
            cx.push(Task::Copy(text));
        }
        if ui.available_width() > 260.0 && kit::quiet_link(ui, &cx.text("outcome-in-diagram")).clicked() {
            cx.push(Task::Command(crate::console::commands::Command::ShowDiagram));
        }
        if report.dry_run {
            return;
        }
        let reports = &cx.snapshot.reports;
        let at = reports.iter().position(|it| it.message.id == report.message.id).unwrap_or(0);
        let mut step = |ui: &mut Ui, key: &str, icon, none: &str, to: Option<usize>| {
            let (name, none) = (cx.text(key), cx.text(none));
            let palette = theme::Palette::of_ui(ui);
            let ink = if to.is_some() { palette.text } else { palette.disabled_text };
            let button = egui::Button::new(theme::icon(icon).color(ink)).frame(false);
            let mut response = ui.add(button.min_size(egui::vec2(theme::TARGET, theme::TARGET)));
            if to.is_some() {
                response = response.on_hover_text(name.as_str());
            }
            kit::button::soften(&response, egui::Role::Button, &name, to.is_none().then_some(none.as_str()));
            if let (true, Some(to)) = (response.clicked(), to) {
                self.shown = Some(reports[to].message.id);
            }
        };
        let after = (at + 1 < reports.len()).then_some(at + 1);
        step(ui, "outcome-next", egui_material_icons::icons::ICON_CHEVRON_RIGHT, "outcome-is-newest", after);
        step(
            ui,
            "outcome-previous",
            egui_material_icons::icons::ICON_CHEVRON_LEFT,
            "outcome-is-oldest",
            at.checked_sub(1),
        );
    }

    fn contents(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &Report) {
        ui.horizontal_wrapped(|ui| {
            if report.dry_run {
                ui.label(theme::section(&cx.text("outcome-dry-run")));
            }
            ui.label(theme::section(&cx.say(&report.summary())));
            if !report.dry_run && kit::quiet_link(ui, &cx.text("messages-show")).clicked() {
                cx.push(Task::ShowMessage(report.message.id));
            }
        });
        let to = crate::engine::addressing_sentence(&report.message.addressing);
        let sentence = Sentence::new("outcome-sent")
            .with("to", to)
            .with("type", report.message.message_type().unwrap_or_default().to_owned())
            .with("typed", usize::from(report.message.message_type().is_some()));
        kit::prose(ui, theme::weak(ui, &cx.say(&sentence)));
        ui.add_space(4.0);
        if let Some((_, outcome)) = report.failure {
            self.failure(ui, cx, report, outcome);
        }
        let repeats: Vec<Sentence> = report.repeats().collect();
        for sentence in repeats.iter().take(REPEATS) {
            kit::Mark::Note.line(ui, &cx.say(sentence));
        }
        let more = repeats.len().saturating_sub(REPEATS);
        if more > 0 {
            ui.label(theme::weak(ui, &cx.say(&Sentence::new("toast-more").with("count", more))));
        }
        for (index, line) in report.lines.iter().enumerate() {
            self.line(ui, cx, report, index, line);
        }
        self.not_delivered(ui, cx, report);
    }

    fn failure(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &Report, outcome: Outcome) {
        ui.horizontal_wrapped(|ui| {
            kit::outcome_badge(ui, cx.words, outcome);
            ui.label(cx.text("outcome-nobody"));
        });
        indent(ui, |ui| {
            let sentence = Sentence::new("cause-routing-failure");
            kit::prose(ui, cx.say(&Sentence::new("sentence").with("clause", sentence)));
            let citation = cx.say(&Report::failure_citation().sentence());
            kit::prose(ui, theme::weak(ui, &citation));
            // the routing failure report: the promoted properties as they were
            egui::CollapsingHeader::new(cx.text("outcome-report"))
                .id_salt(("report", report.message.id.0))
                .default_open(false)
                .show(ui, |ui| {
                    egui::Grid::new("context").num_columns(2).striped(true).show(ui, |ui| {
                        for (name, value) in &report.message.context.0 {
                            if kit::quiet_link(ui, name).on_hover_text(cx.text("subscriptions-who")).clicked() {
                                let value = Some(value.clone());
                                cx.push(Task::ShowSubscriptions(Query::Property { name: name.clone(), value }));
                            }
                            ui.label(value.to_string());
                            ui.end_row();
                        }
                    });
                    if report.message.context.0.is_empty() {
                        ui.label(theme::weak(ui, &cx.text("outcome-no-properties")));
                    }
                });
            let explanation = self.explanation(report);
            let ways = explanation
                .near_misses
                .iter()
                .filter(|miss| miss.kind == crate::routing::NearMissKind::NotEnlisted)
                .map(|miss| start(&miss.owner));
            make_it(ui, cx, &ways.collect::<Vec<_>>());
        });
    }

    fn line(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &Report, index: usize, line: &Line) {
        let key = (report.message.id, index);
        let by_itself = line.outcome != Outcome::Processed || report.lines.len() == 1;
        let open = self.toggled.get(&key).copied().unwrap_or(by_itself);
        ui.horizontal_wrapped(|ui| {
            let name = cx.text(if open { "outcome-less" } else { "outcome-more" });
            let icon = if open {
                egui_material_icons::icons::ICON_EXPAND_MORE
            } else {
                egui_material_icons::icons::ICON_CHEVRON_RIGHT
            };
            let button = ui.add(egui::Button::new(theme::icon(icon)).frame(false));
            let spoken = format!("{name}: {}", line.delivery.port);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::DisclosureTriangle, true, spoken.as_str()));
            ui.ctx().accesskit_node_builder(button.id, |node| node.set_expanded(open));
            if button.clicked() {
                self.toggled.insert(key, !open);
            }
            kit::waiting_badge(ui, cx.words, line.outcome, line.waiting);
            reference(ui, cx, &ArtifactRef::send_port(&line.delivery.port));
            if let Some(via) = &line.delivery.via {
                ui.label(theme::weak(ui, &cx.text("outcome-via")));
                reference(ui, cx, &ArtifactRef::send_port_group(via));
            }
            if let (false, Some(stamp)) = (open, line.citation().stamp()) {
                ui.label(theme::weak(ui, &cx.say(&stamp))).on_hover_text(cx.say(&line.citation().sentence()));
            }
        });
        if !open {
            return;
        }
        indent(ui, |ui| {
            kit::prose(ui, cx.say(&line.sentence(&report.message)));
            let rule = cx.text(line.delivery.ruling.rule.key());
            let citation = cx.say(&line.citation().sentence());
            kit::prose(ui, theme::weak(ui, &format!("{rule}. {citation}")));
            if let (Outcome::Waiting, Some(instance)) = (line.outcome, line.instance) {
                operations(ui, cx, instance);
            }
            let ways: Vec<WayOut> =
                line.make_it_processed().iter().map(|remedy| way_out(remedy, &cx.snapshot.group)).collect();
            make_it(ui, cx, &ways);
        });
    }

    fn not_delivered(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &Report) {
        let explanation = self.explanation(report);
        for miss in &explanation.near_misses {
            kit::Mark::Warning.line(ui, &cx.say(&miss.sentence()));
        }
        if explanation.not_delivered.is_empty() {
            return;
        }
        let sentence = Sentence::new("outcome-not-delivered").with("count", explanation.not_delivered.len());
        let few = explanation.not_delivered.len() <= 12;
        egui::CollapsingHeader::new(theme::section(&cx.say(&sentence)))
            .id_salt(("not delivered", report.message.id.0))
            .default_open(few)
            .show(ui, |ui| {
                for not in explanation.not_delivered.iter().take(NOT_DELIVERED) {
                    ui.horizontal_wrapped(|ui| {
                        reference(ui, cx, &ArtifactRef::send_port(&not.port));
                        if let Some(via) = &not.via {
                            ui.label(theme::weak(ui, &format!("{} {via}", cx.text("outcome-via"))));
                        }
                        kit::state_inline(ui, cx.words, not.state);
                        ui.add(egui::Label::new(cx.say(&not.why.sentence(&not.port, not.via.as_ref()))).wrap())
                            .on_hover_text(cx.say(&not.why.citation().sentence()));
                        // a routing failure offers the ones whose filter matches above
                        let offered = report.failure.is_some()
                            && explanation.near_misses.iter().any(|miss| {
                                miss.kind == crate::routing::NearMissKind::NotEnlisted
                                    && *miss.owner.name() == *not.via.as_ref().unwrap_or(&not.port)
                            });
                        if !offered
                            && let Some(way) = not.way_out(&cx.snapshot.group)
                            && kit::quiet_link(ui, &cx.say(&way.label)).clicked()
                        {
                            cx.take(&way);
                        }
                    });
                    if let crate::routing::WhyNot::Filter(groups) = &not.why
                        && groups.iter().map(Vec::len).sum::<usize>() > 1
                    {
                        indent(ui, |ui| checks(ui, cx, groups));
                    }
                }
                let more = explanation.not_delivered.len().saturating_sub(NOT_DELIVERED);
                if more > 0 {
                    ui.label(theme::weak(ui, &cx.say(&Sentence::new("outcome-more-ports").with("count", more))));
                }
            });
    }

    /// The same sentences as text, for a mail or a slide.
    fn markdown(&mut self, cx: &Cx<'_>, report: &Report) -> String {
        let mut text = format!("## {}\n\n", cx.say(&report.summary()));
        for line in &report.lines {
            let _ = writeln!(
                text,
                "- **{}** {}: {} ({})",
                line.delivery.port,
                cx.text(line.outcome.key()),
                cx.say(&line.sentence(&report.message)),
                cx.say(&line.citation().sentence()),
            );
        }
        for sentence in report.repeats() {
            let _ = writeln!(text, "- {}", cx.say(&sentence));
        }
        let explanation = self.explanation(report);
        if !explanation.not_delivered.is_empty() {
            let sentence = Sentence::new("outcome-not-delivered").with("count", explanation.not_delivered.len());
            let _ = write!(text, "\n{}\n\n", cx.say(&sentence));
        }
        for not in &explanation.not_delivered {
            let why = cx.say(&not.why.sentence(&not.port, not.via.as_ref()));
            let _ = writeln!(text, "- **{}**: {why} ({})", not.port, cx.say(&not.why.citation().sentence()));
        }
        text
    }
}

/// Every predicate of a filter with what the message has, a group of AND below the other.
pub(super) fn checks(ui: &mut Ui, cx: &Cx<'_>, groups: &[Vec<crate::routing::Check>]) {
    for (index, group) in groups.iter().enumerate() {
        if index > 0 {
            ui.label(theme::weak(ui, &cx.text("filter-or")));
        }
        for check in group {
            let mark = if check.finding.holds() { kit::Mark::Met } else { kit::Mark::Unmet };
            mark.line(ui, &cx.say(&check.sentence()));
        }
    }
}

/// What can be done with a copy that is still on its way.
fn operations(ui: &mut Ui, cx: &Cx<'_>, instance: InstanceId) {
    let task = Permission::OperateOnInstances;
    ui.horizontal_wrapped(|ui| {
        for operation in [Operation::Suspend, Operation::Terminate] {
            let enabled = if may(cx.snapshot.role, task) {
                Ok(())
            } else {
                let refusal = refuse_role(Sentence::new(operation.key()), cx.snapshot.role, task);
                Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
            };
            let text = cx.text(operation.key());
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(enabled)).clicked_enabled {
                cx.push(Task::Request(Request::Operate { operation, instances: vec![instance] }));
            }
        }
    });
}

fn make_it(ui: &mut Ui, cx: &Cx<'_>, ways: &[WayOut]) {
    if ways.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(cx.text("outcome-make-it"));
        for way in ways {
            let label = cx.say(&way.label);
            let button = kit::SoftButton::new(&label).enabled(cx.may_take(way));
            if kit::soft_button(ui, button).clicked_enabled {
                cx.take(way);
            }
        }
    });
}

fn start(owner: &Target) -> WayOut {
    let item = self::owner(owner);
    way_out(&Remedy::Act(crate::rules::Action::Start, item), &crate::model::BizTalkGroup::default())
}

fn owner(target: &Target) -> ArtifactRef {
    match target {
        Target::SendPort(name) => ArtifactRef::send_port(name),
        Target::SendPortGroup(name) => ArtifactRef::send_port_group(name),
    }
}

fn indent(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(28.0);
        ui.vertical(contents);
    });
}
