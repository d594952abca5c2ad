//! A step of a lesson: what is asked or to be brought about, and what is said to it.

use egui::Ui;

use super::{
    super::{
        drop_down::{Item, drop_down},
        parts,
        row_table::button_row,
    },
    At,
    kinds::{self, FilterTexts, choose, choose_item, choose_port},
    named, promises, remove,
    texts::{Shape, bilingual},
    told, told_of_whole,
};
use crate::{
    console::kit::form::checkbox,
    model::{ArtifactRef, PortState},
    training::{Ask, Fate, Goal, HINTS, LessonStep, NewStep, StepKind, Task, Text, Wanted},
    words::Sentence,
};

/// What a task is called in a list.
pub fn short(task: &Task) -> &'static str {
    match task {
        Task::Predict { .. } => "authoring-kind-predict",
        Task::Reach { .. } => "authoring-kind-reach",
    }
}

/// The key of what is asked.
fn ask_key(ask: &Ask) -> &'static str {
    match ask {
        Ask::Copies => "authoring-ask-copies",
        Ask::Fate => "authoring-ask-fate",
        Ask::States(_) => "authoring-ask-states",
        Ask::Allowed => "authoring-ask-allowed",
    }
}

pub fn step(ui: &mut Ui, at: &At<'_>, field: &str, step: &mut LessonStep, filters: &mut FilterTexts) {
    let cx = at.cx;
    bilingual(ui, at, &format!("{field}.say"), &cx.text("authoring-say"), &mut step.say, Shape::Line);
    let task = format!("{field}.task");
    match &mut step.task {
        Task::Predict { act, ask } => {
            at.form.section(ui, &cx.text("authoring-task"));
            parts::paragraph(ui, cx.text(ask_key(ask)));
            kinds::kind(ui, at, &format!("{task}.do"), act, filters);
            if let Ask::States(items) = ask {
                of_states(ui, at, items);
            }
            promises::of_kind(ui, at, act);
            told(ui, at, &format!("{task}.do"));
            told(ui, at, &format!("{task}.ask"));
        }
        Task::Reach { goal, way } => {
            at.form.section(ui, &cx.text("authoring-goal"));
            goals(ui, at, &format!("{task}.goal"), goal);
            at.form.section(ui, &cx.text("authoring-way"));
            let list = List { salt: "way", add: "authoring-add-way", number: "authoring-way-nth" };
            steps(ui, at, &format!("{task}.way"), &list, way, filters);
        }
    }
    told_of_whole(ui, at, &task);
    at.form.section(ui, &cx.text("authoring-before"));
    let list = List { salt: "before", add: "authoring-add-before", number: "authoring-before-nth" };
    steps(ui, at, &format!("{field}.before"), &list, &mut step.before, filters);
    at.form.section(ui, &cx.text("authoring-hints"));
    hints(ui, at, field, step);
    at.form.section(ui, &cx.text("authoring-then"));
    let mut says = step.then.is_some();
    checkbox(ui, &cx.text("authoring-says-then"), &mut says, None);
    if says {
        let then = step.then.get_or_insert_with(Text::default);
        bilingual(ui, at, &format!("{field}.then"), &cx.text("authoring-then"), then, Shape::Paragraphs);
    } else {
        step.then = None;
    }
}

/// Of which ports and groups the states are asked.
fn of_states(ui: &mut Ui, at: &At<'_>, items: &mut Vec<ArtifactRef>) {
    let cx = at.cx;
    let mut removed = None;
    let only = items.len() == 1;
    for (index, item) in items.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.label(item.name.as_str());
            let enabled = if only { Err(cx.text("authoring-at-least-one")) } else { Ok(()) };
            if remove(ui, cx, item.name.as_str(), &enabled) {
                removed = Some(index);
            }
        });
    }
    if let Some(index) = removed {
        items.remove(index);
    }
    let name = cx.text("authoring-add-asked");
    let ports = at.group.send_ports.values().map(|port| ArtifactRef::send_port(&port.name));
    let groups = at.group.send_port_groups.values().map(|spg| ArtifactRef::send_port_group(&spg.name));
    let missing: Vec<ArtifactRef> = ports.chain(groups).filter(|item| !items.contains(item)).collect();
    let choices = || missing.into_iter().map(|item| (item.clone(), Item::new(item.name.to_string()))).collect();
    let mut chosen = None;
    button_row(ui, |ui| chosen = drop_down(ui, "add asked", &name, &name, 200.0, choices, None));
    items.extend(chosen);
}

/// A list of things that are done.
struct List {
    salt: &'static str,
    /// The key of the button that adds one.
    add: &'static str,
    /// The key of what each is called.
    number: &'static str,
}

fn steps(ui: &mut Ui, at: &At<'_>, field: &str, list: &List, steps: &mut Vec<StepKind>, filters: &mut FilterTexts) {
    let cx = at.cx;
    let mut removed = None;
    for (index, kind) in steps.iter_mut().enumerate() {
        let number = Sentence::new(list.number).with("number", (index + 1).to_string());
        let name = cx.say(&number);
        named(ui, &name, (list.salt, index), |ui| {
            ui.horizontal_wrapped(|ui| {
                let told = Sentence::new("authoring-numbered").with("number", name.as_str()).with("what", kind.told());
                ui.label(cx.say(&told));
                if remove(ui, cx, name.as_str(), &Ok(())) {
                    removed = Some(index);
                }
            });
            let path = format!("{field}[{index}]");
            kinds::kind(ui, at, &path, kind, filters);
            told(ui, at, &path);
        });
        ui.add_space(6.0);
    }
    if let Some(index) = removed {
        steps.remove(index);
        filters.clear();
    }
    let name = cx.text(list.add);
    // what takes a service instance is not done by the program itself
    let by_hand = |new: &NewStep| list.salt == "before" && matches!(new, NewStep::Operate | NewStep::RemoveFront);
    let items = || {
        let offered = NewStep::ALL.into_iter().filter(|new| !by_hand(new));
        let item = |new: NewStep| Item {
            greyed: new.kind(at.group).err().map(|why| cx.say(&why)),
            ..Item::new(cx.text(new.key()))
        };
        offered.map(|new| (new, item(new))).collect()
    };
    let mut chosen = None;
    button_row(ui, |ui| chosen = drop_down(ui, ("add", list.salt), &name, &name, 220.0, items, None));
    steps.extend(chosen.and_then(|new| new.kind(at.group).ok()));
}

fn goals(ui: &mut Ui, at: &At<'_>, field: &str, goals: &mut Vec<Goal>) {
    let cx = at.cx;
    let mut removed = None;
    let only = goals.len() == 1;
    for (index, goal) in goals.iter_mut().enumerate() {
        let name = cx.say(&Sentence::new("authoring-goal-nth").with("number", (index + 1).to_string()));
        let path = format!("{field}[{index}]");
        named(ui, &name, ("goal", index), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(&name);
                let enabled = if only { Err(cx.text("authoring-at-least-one")) } else { Ok(()) };
                if remove(ui, cx, name.as_str(), &enabled) {
                    removed = Some(index);
                }
            });
            one_goal(ui, at, &path, goal);
            told(ui, at, &path);
        });
    }
    if let Some(index) = removed {
        goals.remove(index);
    }
    told_of_whole(ui, at, field);
    let name = cx.text("authoring-add-goal");
    let port = at.group.send_ports.values().next().map(|port| port.name.clone());
    let template = at.group.templates.values().next().map(|it| it.name.clone());
    let choices = || {
        let mut choices: Vec<(Goal, Item)> = Vec::new();
        if let Some(port) = &port {
            let item = ArtifactRef::send_port(port);
            choices.push((Goal::State { item, is: PortState::Started }, Item::new(cx.text("authoring-goal-state"))));
            let copies = vec![Wanted { port: port.clone(), outcome: Fate::Processed }];
            if let Some(template) = template {
                let goal = Goal::Message { template, copies: copies.clone() };
                choices.push((goal, Item::new(cx.text("authoring-goal-message"))));
            }
            choices.push((Goal::Sent { message: 1, copies }, Item::new(cx.text("authoring-goal-sent"))));
            let none = Goal::Suspended { port: port.clone(), count: 0 };
            choices.push((none, Item::new(cx.text("authoring-goal-suspended"))));
        }
        choices
    };
    let mut chosen = None;
    button_row(ui, |ui| chosen = drop_down(ui, "add goal", &name, &name, 220.0, choices, None));
    goals.extend(chosen);
}

fn one_goal(ui: &mut Ui, at: &At<'_>, field: &str, goal: &mut Goal) {
    let cx = at.cx;
    match goal {
        Goal::State { item, is } => {
            choose_item(ui, at, (field, "authoring-item"), item);
            let states = PortState::ALL.map(|it| (it, cx.text(it.key()))).into();
            choose(ui, at, ("", "property-state"), is, states, String::new);
        }
        Goal::Message { template, copies } => {
            let templates = at.group.templates.values().map(|it| (it.name.clone(), it.name.to_string())).collect();
            let name = template.to_string();
            choose(ui, at, (field, "authoring-message"), template, templates, || name);
            promises::wanted(ui, at, copies);
        }
        Goal::Sent { message, copies } => {
            let numbers = (1..=9).map(|it: u32| (it, it.to_string())).collect();
            let now = message.to_string();
            choose(ui, at, (field, "authoring-predicted"), message, numbers, || now);
            promises::wanted(ui, at, copies);
        }
        Goal::Suspended { port, count } => {
            choose_port(ui, at, field, port);
            let numbers = (0..=5).map(|it: u64| (it, it.to_string())).collect();
            let now = count.to_string();
            choose(ui, at, ("", "authoring-suspended-count"), count, numbers, || now);
        }
    }
}

/// The three hints. A prediction may go without: they come from the rules then.
fn hints(ui: &mut Ui, at: &At<'_>, field: &str, step: &mut LessonStep) {
    let cx = at.cx;
    if matches!(step.task, Task::Predict { .. }) {
        let mut own = !step.hints.is_empty();
        checkbox(ui, &cx.text("authoring-own-hints"), &mut own, None);
        match (own, step.hints.is_empty()) {
            (true, true) => step.hints = vec![Text::default(); HINTS],
            (false, false) => step.hints.clear(),
            _ => {}
        }
    }
    let labels = ["authoring-hint-where", "authoring-hint-rule", "authoring-hint-what"];
    for (index, (hint, label)) in step.hints.iter_mut().zip(labels).enumerate() {
        bilingual(ui, at, &format!("{field}.hints[{index}]"), &cx.text(label), hint, Shape::Line);
    }
    told_of_whole(ui, at, &format!("{field}.hints"));
}
