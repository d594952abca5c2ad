//! What is promised: each copy with its outcome, in words that can be changed.

use egui::Ui;

use super::{
    super::{
        drop_down::{Item, drop_down},
        parts,
        row_table::button_row,
    },
    At, kinds, named, remove, told,
};
use crate::{
    console::{
        kit::{Mark, SoftButton, form::checkbox, soft_button},
        theme,
    },
    model::{BizTalkGroup, MessageId, Name},
    training::{Delivered, Fate, Promise, Step, StepKind, Wanted},
    words::Sentence,
};

/// What can be promised of a copy.
pub const FATES: [Fate; 10] = [
    Fate::Processed,
    Fate::Suspended,
    Fate::Waiting,
    Fate::Retrying,
    Fate::Scheduled,
    Fate::Behind,
    Fate::NoHostInstance,
    Fate::OnItsWay,
    Fate::Terminated,
    Fate::ErrorRouted,
];

/// What an injection promises.
pub fn of_kind(ui: &mut Ui, at: &At<'_>, kind: &mut StepKind) {
    let StepKind::Inject { promise, .. } = kind else { return };
    let cx = at.cx;
    at.form.section(ui, &cx.text("authoring-promise"));
    match promise {
        Promise::Each(each) => {
            for (index, promise) in each.iter().enumerate() {
                let which = Sentence::new("authoring-nth").with("number", (index + 1).to_string());
                parts::paragraph(ui, cx.say(&which.with("promise", promise.told())));
            }
        }
        Promise::RoutingFailure => {
            let mut nobody = true;
            checkbox(ui, &cx.text("authoring-nobody"), &mut nobody, None);
            if !nobody {
                *promise = Promise::Deliveries(Vec::new());
            }
        }
        Promise::Deliveries(copies) => {
            let mut nobody = false;
            checkbox(ui, &cx.text("authoring-nobody"), &mut nobody, None);
            deliveries(ui, at, copies);
            if nobody {
                *promise = Promise::RoutingFailure;
            }
        }
    }
}

/// A copy by its port, and by its group where it comes by way of one.
fn copy(at: &At<'_>, port: &Name, via: Option<&Name>) -> String {
    match via {
        Some(via) => at.cx.say(&Sentence::new("who-gets-via").with("port", port).with("group", via)),
        None => port.to_string(),
    }
}

fn deliveries(ui: &mut Ui, at: &At<'_>, copies: &mut Vec<Delivered>) {
    let cx = at.cx;
    if copies.is_empty() {
        parts::paragraph(ui, theme::weak(ui, &cx.text("recording-no-copy")));
    }
    listed(ui, at, "copy", copies, |it| copy(at, &it.port, it.via.as_ref()), |it| &mut it.outcome);
    let name = cx.text("authoring-add-copy");
    let missing = |(port, via): &(Name, Option<Name>)| !copies.iter().any(|it| it.port == *port && it.via == *via);
    let items = || {
        let ways = ways(at.group).into_iter().filter(missing);
        ways.map(|(port, via)| {
            let item = Item::new(copy(at, &port, via.as_ref()));
            ((port, via), item)
        })
        .collect()
    };
    let mut chosen = None;
    button_row(ui, |ui| chosen = drop_down(ui, "add copy", &name, &name, 200.0, items, None));
    if let Some((port, via)) = chosen {
        copies.push(Delivered { port, via, outcome: Fate::Processed });
    }
}

/// Copies one below the other: what becomes of each, and a button that takes it out.
fn listed<T>(
    ui: &mut Ui,
    at: &At<'_>,
    salt: &str,
    copies: &mut Vec<T>,
    name: impl Fn(&T) -> String,
    outcome: impl Fn(&mut T) -> &mut Fate,
) {
    let mut removed = None;
    let font = egui::TextStyle::Body.resolve(ui.style());
    let wide = |ui: &Ui, name: &str| theme::text_width(ui, name, font.clone());
    // what becomes of them stands in a column, where there is room for one
    let column = copies.iter().map(|it| wide(ui, &name(it))).fold(0.0, f32::max).min(ui.available_width() * 0.5);
    for (index, it) in copies.iter_mut().enumerate() {
        let name = name(it);
        named(ui, &name, (salt, index), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(&name);
                ui.add_space((column - wide(ui, &name)).max(0.0));
                fate(ui, at, &name, outcome(it));
                if remove(ui, at.cx, name.as_str(), &Ok(())) {
                    removed = Some(index);
                }
            });
        });
    }
    if let Some(index) = removed {
        copies.remove(index);
    }
}

/// What becomes of a copy.
fn fate(ui: &mut Ui, at: &At<'_>, name: &str, fate: &mut Fate) {
    let cx = at.cx;
    let items = || FATES.map(|it| (it, Item { selected: it == *fate, ..Item::new(cx.text(it.key())) })).into();
    let label = cx.say(&Sentence::new("authoring-outcome-of").with("name", name));
    if let Some(chosen) = drop_down(ui, ("fate", name), &label, &cx.text(fate.key()), 190.0, items, None) {
        *fate = chosen;
    }
}

/// The ways in which ports get copies.
fn ways(group: &BizTalkGroup) -> Vec<(Name, Option<Name>)> {
    let alone = group.send_ports.values().map(|port| (port.name.clone(), None));
    let within = group
        .send_port_groups
        .values()
        .flat_map(|spg| spg.members.iter().map(|member| (member.clone(), Some(spg.name.clone()))).collect::<Vec<_>>());
    alone.chain(within).collect()
}

/// The copies that a goal wants.
pub fn wanted(ui: &mut Ui, at: &At<'_>, copies: &mut Vec<Wanted>) {
    let cx = at.cx;
    listed(ui, at, "wanted", copies, |it| it.port.to_string(), |it| &mut it.outcome);
    let name = cx.text("authoring-add-copy");
    let items = || kinds::ports(at.group).into_iter().map(|(port, text)| (port, Item::new(text))).collect();
    let mut chosen = None;
    button_row(ui, |ui| chosen = drop_down(ui, "add wanted", &name, &name, 200.0, items, None));
    if let Some(port) = chosen {
        copies.push(Wanted { port, outcome: Fate::Processed });
    }
}

/// How messages stand after a step, what has arrived, and what the clock shows.
pub fn afterwards(ui: &mut Ui, at: &At<'_>, field: &str, step: &mut Step) {
    if step.now.is_empty() && step.arrived.is_empty() && step.clock.is_none() {
        return;
    }
    let cx = at.cx;
    at.form.section(ui, &cx.text("authoring-afterwards"));
    let mut removed = None;
    for (index, standing) in step.now.iter().enumerate() {
        let messages: Vec<String> =
            standing.messages.iter().map(|number| MessageId(i64::from(*number)).to_string()).collect();
        let messages: Vec<crate::words::Argument> = messages.into_iter().map(Into::into).collect();
        let sentence = Sentence::new("authoring-stands").with("messages", messages);
        let sentence = cx.say(&sentence.with("promise", standing.promise.told()));
        ui.horizontal_wrapped(|ui| {
            ui.label(&sentence);
            let number = Sentence::new("authoring-remove-promise").with("number", (index + 1).to_string());
            if soft_button(ui, SoftButton::new(&cx.say(&number))).clicked_enabled {
                removed = Some(index);
            }
        });
        told(ui, at, &format!("{field}.now[{index}]"));
    }
    if let Some(index) = removed {
        step.now.remove(index);
    }
    for (index, arrived) in step.arrived.iter().enumerate() {
        let sentence = Sentence::new("authoring-arrived").with("port", &arrived.port).with("count", arrived.count);
        Mark::Note.line(ui, &cx.say(&sentence));
        told(ui, at, &format!("{field}.arrived[{index}]"));
    }
    if let Some(time) = step.clock {
        let sentence = Sentence::new("authoring-clock-shows").with("time", time.to_string());
        Mark::Note.line(ui, &cx.say(&sentence));
        told(ui, at, &format!("{field}.clock"));
    }
}
