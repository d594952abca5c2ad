//! What is not Started, always in sight beside the log: a quiet number that leads to the list of
//! these, and a louder one while some of them hold messages.

use egui::{Role, Ui, WidgetInfo};

use crate::{
    console::{
        cached::Cached,
        commands::Command,
        context::{Cx, Task},
        kit::{self, Mark},
    },
    engine::needs::{self, Holder},
    message_box::CauseKind,
    words::Sentence,
};

/// How many of those that hold messages are named, and how many message types of each.
const NAMED: usize = 8;
const TYPES: usize = 3;
/// Between it and what stands beside it, in points.
const GAP: f32 = 12.0;

#[derive(Default)]
pub struct Standing {
    /// By edition and by how many messages are held.
    holders: Cached<(u64, u64), Vec<Holder>>,
}

impl Standing {
    /// Draws the number, if there is anything to count; where there is little room only the number,
    /// and only while somebody holds messages.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, short: bool) {
        let snapshot = cx.snapshot;
        let total = snapshot.census.not_started();
        if total == 0 {
            return;
        }
        let key = (snapshot.edition, snapshot.counts.cause(CauseKind::Held));
        let all = snapshot.clone();
        let holders = self.holders.get(key, &cx.worker, "holders", move || needs::holders(&all));
        let holders = holders.map_or(&[][..], Vec::as_slice);
        let number = cx.words.count(total);
        if short && holders.is_empty() {
            return;
        }
        let text = if holders.is_empty() || short {
            Sentence::new("standing-not-started").with("number", number)
        } else {
            Sentence::new("standing-holding").with("number", number).with("holders", holders.len())
        };
        let text = cx.say(&text);
        let told = lines(cx, holders);
        if short {
            Mark::Warning.show(ui);
        } else {
            ui.add_space(GAP);
        }
        let link = kit::quiet_link(ui, &text).on_hover_ui(|ui| {
            ui.set_max_width(420.0);
            for line in &told {
                ui.label(line);
            }
        });
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, text.as_str()));
        ui.ctx().accesskit_node_builder(link.id, |node| node.set_description(told.join(" ")));
        // there it is drawn from the right to the left
        if !short {
            if !holders.is_empty() {
                Mark::Warning.show(ui);
            }
            ui.add_space(GAP);
        }
        if link.clicked() {
            cx.push(Task::Command(Command::ShowNotStarted));
        }
    }
}

/// Who holds what, and what the number is about.
fn lines(cx: &Cx<'_>, holders: &[Holder]) -> Vec<String> {
    let mut lines: Vec<String> = holders
        .iter()
        .take(NAMED)
        .map(|holder| {
            let key = if holder.types.is_empty() { "standing-holds" } else { "standing-holds-types" };
            let sentence = Sentence::new(key)
                .with("name", &holder.item.name)
                .with("state", Sentence::new(holder.state.key()))
                .with("count", holder.held)
                .with("number", cx.words.count(holder.held))
                .with("types", types(&holder.types));
            cx.say(&sentence)
        })
        .collect();
    let more = holders.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(cx.say(&Sentence::new("toast-more").with("count", more)));
    }
    lines.push(cx.text("standing-hint"));
    lines
}

/// The first of several message types, without their namespaces.
pub fn types<'a>(all: impl IntoIterator<Item = &'a String>) -> Sentence {
    let all: Vec<&str> = all.into_iter().map(|it| needs::short_type(it)).collect();
    let (named, more) = all.split_at(all.len().min(TYPES));
    let named: Vec<String> = named.iter().map(|it| (*it).to_owned()).collect();
    let key = if more.is_empty() { "standing-types" } else { "standing-types-more" };
    Sentence::new(key).with("types", named).with("count", more.len())
}
