//! *Why not this port?* For any message and any port: the first reason, with every predicate.

use egui::Ui;

use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, form::completing},
        offer::Offer,
        theme,
    },
    engine::{Snapshot, ruling_sentence},
    model::{ArtifactRef, BizTalkGroup, Message, MessageId, Name},
    routing::{Check, Pair, WhyNot, why_not},
    words::Sentence,
};

/// The configuration against which a message is explained.
pub struct Against<'a> {
    pub group: &'a BizTalkGroup,
    /// It is the one that there was when the message came.
    pub as_it_was: bool,
}

impl<'a> Against<'a> {
    /// As it was, while the report is remembered; otherwise as it is.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot, message: MessageId) -> Self {
        let report = snapshot.reports.iter().find(|report| report.message.id == message && report.as_it_was);
        match report {
            Some(report) => Self { group: &report.group, as_it_was: true },
            None => Self { group: &snapshot.group, as_it_was: false },
        }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new(if self.as_it_was { "messages-why-as-it-was" } else { "messages-why-as-it-is" })
    }

    #[must_use]
    pub fn pair(&self, message: &Message, port: &Name) -> Option<Pair> {
        why_not(self.group, &message.addressing, message.bound_to.as_ref(), &message.context, port)
    }
}

#[derive(Default)]
pub struct WhyPanel {
    pub port: String,
    names: Option<Offer>,
    /// What it was asked for: message, port, generation; and the answer.
    answer: Option<((MessageId, String, u64), Option<Pair>)>,
}

impl WhyPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, message: &Message) {
        let names = self.names.get_or_insert_with(Offer::send_ports);
        let label = cx.text("messages-why-port");
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 24.0).clamp(90.0, 240.0);
            let more = cx.text("messages-suggest");
            let field = completing(ui, &mut self.port, || names.names(cx), width, &label, &more);
            names.prepare(cx, &field);
            super::search::named(&field, &label, &self.port);
        });
        let port = self.port.trim();
        if port.is_empty() {
            kit::prose(ui, theme::weak(ui, &cx.text("messages-why-hint")));
            return;
        }
        let name = Name::new(port);
        let against = Against::of(cx.snapshot, message.id);
        let key = (message.id, port.to_owned(), cx.snapshot.generation);
        if self.answer.as_ref().is_none_or(|(of, _)| *of != key) {
            self.answer = Some((key, against.pair(message, &name)));
        }
        let Some((_, answer)) = &self.answer else { return };
        let Some(pair) = answer else {
            let sentence = Sentence::new("messages-why-no-port").with("port", port);
            kit::prose(ui, cx.say(&sentence));
            return;
        };
        let host = against.group.send_ports.get(&name).and_then(|port| port.handler(None)).cloned();
        explained(ui, cx, message, &name, &host.unwrap_or_default(), pair);
        kit::prose(ui, theme::weak(ui, &cx.say(&against.sentence())));
    }
}

/// On which ways the port got it, and why not on the others.
fn explained(ui: &mut Ui, cx: &Cx<'_>, message: &Message, port: &Name, host: &Name, pair: &Pair) {
    for delivery in &pair.deliveries {
        let sentence = Sentence::new(match delivery.via {
            Some(_) => "messages-why-got-via",
            None => "messages-why-got",
        })
        .with("port", port)
        .with("group", delivery.via.as_ref().map(Name::to_string).unwrap_or_default());
        kit::Mark::Met.line(ui, &cx.say(&sentence));
        let ruling = ruling_sentence(message.id, port, delivery.via.as_ref(), host, &delivery.ruling);
        kit::prose(ui, theme::weak(ui, &cx.say(&ruling)));
    }
    let mut offered = Vec::new();
    for not in &pair.not_delivered {
        kit::Mark::Unmet.line(ui, &cx.say(&not.why.sentence(&not.port, not.via.as_ref())));
        if let Some(via) = &not.via {
            let sentence = Sentence::new("messages-by-group").with("group", via);
            ui.label(theme::weak(ui, &cx.say(&sentence)));
        }
        if let WhyNot::Filter(groups) = &not.why {
            checks(ui, cx, groups);
        }
        kit::prose(ui, theme::weak(ui, &cx.say(&not.why.citation().sentence())));
        // what helps for several ways is offered once
        if let Some(way) = not.way_out(&cx.snapshot.group)
            && !offered.contains(&way.label)
            && kit::quiet_link(ui, &cx.say(&way.label)).clicked()
        {
            cx.take(&way);
        }
        offered.extend(not.way_out(&cx.snapshot.group).map(|way| way.label));
    }
    for miss in &pair.near_misses {
        kit::Mark::Warning.line(ui, &cx.say(&miss.sentence()));
    }
    let properties = Sentence::new("way-properties").with("name", port);
    if kit::quiet_link(ui, &cx.say(&properties)).clicked() {
        cx.push(Task::OpenProperties(ArtifactRef::send_port(port)));
    }
}

/// Every predicate of a filter with what the message has, a group of AND below the other. One alone
/// is the sentence that stands above.
pub fn checks(ui: &mut Ui, cx: &Cx<'_>, groups: &[Vec<Check>]) {
    if groups.iter().map(Vec::len).sum::<usize>() < 2 {
        return;
    }
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
