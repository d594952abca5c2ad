//! The Group Hub page: how much there is of everything in the BizTalk group, exactly, each number a
//! link to the view that lists it.

mod attention;
mod card;
mod sections;

use egui::{Rect, Role, ScrollArea, Ui, WidgetInfo, pos2, vec2};

use self::card::{Card, GAP};
use crate::{
    console::{
        app::Then,
        cached::Cached,
        commands::{Command, Env},
        context::{Cx, Task},
        kit::{self, SoftButton, soft_button},
        panels::starving::StarvingPorts,
        theme,
    },
    engine::{
        Outcome, Snapshot,
        overview::{Configuration, Work},
    },
    model::{MessageId, PortKind},
    training,
    words::Sentence,
};

/// What became of a message.
pub struct Recent {
    pub message: MessageId,
    pub summary: Sentence,
    /// The outcome that asks most for attention.
    pub worst: Outcome,
}

/// How many of the last messages are told of.
const RECENT: usize = 8;
/// A column is at least so wide, in points.
const COLUMN: f32 = 232.0;
const WIDEST: f32 = 420.0;
const MOST_COLUMNS: f32 = 6.0;

#[derive(Default)]
pub struct HubPanel {
    /// By edition: messages change nothing of it.
    configuration: Cached<u64, Configuration>,
    work: Cached<u64, (Work, Vec<Recent>)>,
}

impl HubPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, starving: &mut StarvingPorts) {
        starving.ask(cx);
        let snapshot = cx.snapshot;
        let group = snapshot.group.clone();
        let configuration =
            self.configuration.get(snapshot.edition, &cx.worker, "configuration", move || Configuration::of(&group));
        let all = snapshot.clone();
        let work = self.work.get(snapshot.generation, &cx.worker, "work", move || (Work::of(&all), recent(&all)));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(MOST_COLUMNS * (WIDEST + GAP) - GAP));
            let title = ui.label(theme::heading(&cx.text("hub-title")));
            title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, cx.text("hub-title")));
            ui.add_space(4.0);
            if is_empty(snapshot) {
                empty(ui, cx, env);
            }
            if let Some((work, _)) = work {
                attention::show(ui, cx, work, starving.all());
            }
            let mut cards = vec![sections::work_in_progress(cx, work.map(|(work, _)| work)), sections::suspended(cx)];
            if let Some(configuration) = configuration {
                cards.extend(sections::configuration(cx, configuration));
            }
            if let Some((work, recent)) = work {
                cards.extend(sections::grouped(cx, work));
                cards.push(sections::recent(cx, recent));
            }
            columns(ui, cx, &cards);
        });
    }
}

/// Each card goes below the shortest column.
fn columns(ui: &mut Ui, cx: &Cx<'_>, cards: &[Card]) {
    let width = ui.available_width();
    let count = ((width + GAP) / (COLUMN + GAP)).floor().clamp(1.0, MOST_COLUMNS);
    let column = ((width - GAP * (count - 1.0)) / count).min(WIDEST);
    let mut bottoms = vec![0.0_f32; count as usize];
    let start = ui.cursor().min;
    for card in cards {
        let (at, _) = bottoms.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap_or((0, &0.0));
        let corner = pos2(start.x + at as f32 * (column + GAP), start.y + bottoms[at]);
        card.show(ui, cx, Rect::from_min_size(corner, vec2(column, card.height())));
        bottoms[at] += card.height() + GAP;
    }
    let height = bottoms.into_iter().fold(0.0, f32::max);
    ui.allocate_rect(Rect::from_min_size(start, vec2(width, height)), egui::Sense::hover());
}

fn is_empty(snapshot: &Snapshot) -> bool {
    let group = &snapshot.group;
    group.send_ports.is_empty()
        && group.send_port_groups.is_empty()
        && group.receive_ports.is_empty()
        && group.orchestrations.is_empty()
}

/// What to do where there is nothing yet.
fn empty(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    ui.add(egui::Label::new(theme::weak(ui, &cx.text("hub-empty"))).wrap());
    ui.horizontal_wrapped(|ui| {
        for command in [
            Command::ImportBindings,
            Command::NewApplication,
            Command::NewSendPort(PortKind::StaticOneWay),
            Command::Open,
        ] {
            let mut text = cx.text(command.key());
            if !matches!(command, Command::Open | Command::ImportBindings) {
                text = cx.say(&Sentence::new("hub-new").with("what", text));
            }
            if soft_button(ui, SoftButton::new(&text).enabled(cx.enabled(command, env))).response.clicked() {
                cx.push(Task::Command(command));
            }
        }
        let sample = training::sample();
        let text = Sentence::new("hub-open-scenario").with("title", sample.title.get(cx.words.language()));
        if kit::quiet_link(ui, &cx.say(&text)).clicked() {
            cx.push(Task::Go(Then::Scenario(sample.number)));
        }
    });
    ui.add_space(8.0);
}

/// The last messages, the newest first.
fn recent(snapshot: &Snapshot) -> Vec<Recent> {
    const GRAVEST: [Outcome; 6] = [
        Outcome::RoutingFailure,
        Outcome::Suspended,
        Outcome::Waiting,
        Outcome::Processed,
        Outcome::ErrorRouted,
        Outcome::Terminated,
    ];
    let reports = snapshot.reports.iter().rev().take(RECENT);
    reports
        .map(|report| Recent {
            message: report.message.id,
            summary: report.summary(),
            worst: GRAVEST.into_iter().find(|it| report.count(*it) > 0).unwrap_or(Outcome::Processed),
        })
        .collect()
}
