//! What somebody should look at, each with a way out.

use egui::{Frame, Margin, Stroke, Ui};

use super::card::Link;
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::held,
        kit::{self, Mark},
        panels::{
            instances::{InstanceFilter, States},
            starving,
        },
        theme::{self, Palette},
    },
    engine::{
        Doubt, Request,
        overview::{Attention, Work},
    },
    message_box::{CauseKind, Starving},
    model::{ArtifactKind, ArtifactRef},
    rules::{Action, instances::InstanceState},
    words::Sentence,
};

/// One line each; nothing is drawn where all is well.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, work: &Work, starving: &[Starving]) {
    let (items, more) = &work.attention;
    let sound = cx.snapshot.store_error.is_none() && cx.snapshot.damage.is_none() && cx.snapshot.doubt.is_none();
    if items.is_empty() && starving.is_empty() && sound {
        return;
    }
    let palette = Palette::of_ui(ui);
    Frame::new()
        .fill(palette.warning_tint)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            if let Some(damage) = &cx.snapshot.damage {
                Mark::Error.line(ui, &cx.say(&Sentence::new("store-found-damaged").with("error", damage.as_ref())));
            }
            if let Some(doubt) = cx.snapshot.doubt {
                in_doubt(ui, cx, doubt);
            }
            if let Some(error) = &cx.snapshot.store_error {
                Mark::Error.line(ui, &cx.say(&Sentence::new("refused-store").with("error", error.as_ref())));
            }
            for item in items {
                line(ui, cx, item);
            }
            for it in starving.iter().take(Work::ROWS) {
                starves(ui, cx, it);
            }
            if let Some(more) = starving.len().checked_sub(Work::ROWS).filter(|more| *more > 0) {
                let sentence = Sentence::new("starving-more").with("count", more);
                ui.label(theme::weak(ui, &cx.say(&sentence)));
            }
            if *more > 0 {
                let sentence =
                    Sentence::new("hub-attention-more").with("count", *more).with("number", cx.words.count(*more));
                if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
                    Link::Instances(InstanceFilter::default()).follow(cx);
                }
            }
        });
    ui.add_space(8.0);
}

/// A MessageBox that was not closed cleanly: whether it is looked through, and the other way.
fn in_doubt(ui: &mut Ui, cx: &Cx<'_>, doubt: Doubt) {
    let (sentence, way, wanted) = match doubt {
        Doubt::LookedThrough(since) => {
            (Sentence::new("store-looked-through").with("since", theme::clock(since)), "store-look-end", false)
        }
        Doubt::Remains => (Sentence::new("store-in-doubt"), "store-look-now", true),
    };
    ui.horizontal_wrapped(|ui| {
        if wanted {
            Mark::Warning.show(ui)
        } else {
            Mark::Note.show(ui)
        };
        ui.add(egui::Label::new(cx.say(&sentence)).wrap());
        if kit::quiet_link(ui, &cx.text(way)).clicked() {
            cx.push(Task::LookThrough(wanted));
        }
    });
}

/// A port that waits behind higher priorities.
fn starves(ui: &mut Ui, cx: &Cx<'_>, it: &Starving) {
    let text = cx.say(&starving::sentence(cx, it));
    ui.horizontal_wrapped(|ui| {
        Mark::Warning.show(ui);
        ui.add(egui::Label::new(text.as_str()).wrap());
        let show = kit::quiet_link(ui, &cx.text("hub-show"));
        let name = cx.say(&Sentence::new("hub-show-spoken").with("what", text.as_str()));
        show.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, name.as_str()));
        if show.clicked() {
            let waiting = States::Only(InstanceState::ReadyToRun);
            let filter = InstanceFilter { port: Some(it.port.clone()), ..InstanceFilter::of(waiting) };
            Link::Instances(filter).follow(cx);
        }
    });
}

fn line(ui: &mut Ui, cx: &Cx<'_>, item: &Attention) {
    let counted =
        |key: &'static str, count: u64| Sentence::new(key).with("count", count).with("number", cx.words.count(count));
    let suspended = InstanceFilter::default;
    let act = |what: &ArtifactRef| {
        Sentence::new("way-act").with("action", Sentence::new(Action::Start.key())).with("name", &what.name)
    };
    let mut way = None;
    let (sentence, filter) = match item {
        Attention::NoHostInstance { host, waiting } => {
            way = Some(Sentence::new("way-start-host").with("host", host));
            let filter = InstanceFilter { host: Some(host.clone()), ..InstanceFilter::of(States::InProgress) };
            (counted("hub-attention-host", *waiting).with("host", host), filter)
        }
        Attention::Throttled { host, messages, threshold } => {
            way = Some(Sentence::new("way-properties").with("name", host));
            let filter = InstanceFilter { host: Some(host.clone()), ..suspended() };
            let number = cx.words.count(u64::from(*threshold));
            (counted("hub-attention-throttled", *messages).with("host", host).with("threshold", number), filter)
        }
        Attention::RoutingFailures { count } => {
            let filter = InstanceFilter { cause: Some(CauseKind::RoutingFailure), ..suspended() };
            (counted("hub-attention-routing", *count), filter)
        }
        Attention::GroupHolds { group, held } => {
            way = Some(act(&ArtifactRef::send_port_group(group)));
            let filter = InstanceFilter { via: Some(group.clone()), cause: Some(CauseKind::Held), ..suspended() };
            (counted("hub-attention-group", *held).with("group", group), filter)
        }
        Attention::PortHolds { port, held } => {
            way = Some(act(&ArtifactRef::send_port(port)));
            let filter = InstanceFilter { port: Some(port.clone()), cause: Some(CauseKind::Held), ..suspended() };
            (counted("hub-attention-port", *held).with("port", port), filter)
        }
        Attention::Transport { count } => {
            let filter = InstanceFilter { cause: Some(CauseKind::Transport), ..suspended() };
            (counted("hub-attention-transport", *count), filter)
        }
    };
    let text = cx.say(&sentence);
    ui.horizontal_wrapped(|ui| {
        Mark::Warning.show(ui);
        ui.add(egui::Label::new(text.as_str()).wrap());
        let show = kit::quiet_link(ui, &cx.text("hub-show"));
        let name = cx.say(&Sentence::new("hub-show-spoken").with("what", text.as_str()));
        show.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, name.as_str()));
        if show.clicked() {
            Link::Instances(filter.clone()).follow(cx);
        }
        let Some(way) = way else { return };
        let way = cx.say(&way);
        let link = kit::quiet_link(ui, &way);
        let sentence = Sentence::new("hub-way-spoken").with("way", way.as_str()).with("what", text.as_str());
        link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, cx.say(&sentence)));
        if link.clicked() {
            match item {
                Attention::NoHostInstance { host, .. } => {
                    let request = Request::RunHostInstance { host: host.clone(), server: None, running: true };
                    cx.push(Task::Request(request));
                }
                Attention::GroupHolds { group, .. } => {
                    held::act(cx, Action::Start, vec![ArtifactRef::send_port_group(group)]);
                }
                Attention::PortHolds { port, .. } => {
                    held::act(cx, Action::Start, vec![ArtifactRef::send_port(port)]);
                }
                Attention::Throttled { host, .. } => {
                    cx.push(Task::OpenProperties(ArtifactRef::new(ArtifactKind::Host, host)));
                }
                Attention::RoutingFailures { .. } | Attention::Transport { .. } => {}
            }
        }
    });
}
