//! What is to be put right, each with the way to its field.

use egui::{Role, Ui, WidgetInfo};

use super::{severity, texts::language_key};
use crate::{
    console::{
        context::Cx,
        desk::Desk,
        dialogs::parts,
        kit::{self, Mark},
        theme,
    },
    training::{Manuscript, Remark},
    words::{Argument, Language, Sentence},
};

/// The list; whoever presses an entry gets to its field.
pub fn list(ui: &mut Ui, cx: &Cx<'_>, desk: &mut Desk) {
    if let Some(why) = desk.not_checked() {
        Mark::Error.line(ui, &cx.say(why));
    }
    let count = desk.remarks().len();
    let summary = if !desk.is_checked() {
        cx.text("authoring-checking")
    } else if desk.not_checked().is_some() {
        return;
    } else if count == 0 {
        let key = match desk.manuscript {
            Manuscript::Scenario(_) => "authoring-all-holds",
            Manuscript::Lesson(_) => "authoring-all-holds-lesson",
        };
        cx.say(&Sentence::new(key).with("count", desk.manuscript.len()))
    } else {
        cx.say(&Sentence::new("authoring-remarks").with("count", count))
    };
    let response = ui.vertical(|ui| {
        if desk.is_checked() && count == 0 {
            Mark::Met.line(ui, &summary);
        } else {
            kit::prose(ui, theme::weak(ui, &summary));
        }
    });
    ui.ctx().accesskit_node_builder(response.response.id, |node| {
        node.set_role(egui::accesskit::Role::Status);
        node.set_label(summary.as_str());
        node.set_live(egui::accesskit::Live::Polite);
    });
    ui.add_space(4.0);
    let mut go_to = None;
    for (index, remark) in desk.remarks().iter().enumerate() {
        ui.push_id(index, |ui| {
            ui.horizontal_wrapped(|ui| {
                Mark::from(severity(remark)).show(ui);
                let place = place(remark);
                let link = kit::quiet_link(ui, &cx.say(&place));
                // several can be of one field
                let whole = Sentence::new("check-finding").with("place", place).with("what", remark.what.clone());
                let whole = cx.say(&whole);
                link.widget_info(|| WidgetInfo::labeled(Role::Button, true, whole.as_str()));
                if link.clicked() {
                    go_to = Some(remark.field.clone());
                }
            });
            parts::paragraph(ui, theme::weak(ui, &cx.say(&remark.what)));
            ui.add_space(4.0);
        });
    }
    if let Some(field) = go_to {
        desk.go_to(&field);
    }
}

/// Where a field stands, in words: *Step 3, what is said (French)*.
pub fn place(remark: &Remark) -> Sentence {
    let field = remark.field.as_str();
    let (rest, language) = match (field.strip_suffix(".en"), field.strip_suffix(".fr")) {
        (Some(rest), _) => (rest, Some(Language::English)),
        (_, Some(rest)) => (rest, Some(Language::French)),
        _ => (field, None),
    };
    let key = match rest.split_once(']') {
        Some((_, within)) if rest.starts_with("steps[") => of_step(within.trim_start_matches('.')),
        _ => of_whole(rest),
    };
    let step = rest.strip_prefix("steps[").and_then(|it| it.split(']').next()).and_then(|it| it.parse::<usize>().ok());
    let mut place: Argument = Sentence::new(key).into();
    if let Some(step) = step {
        place = Sentence::new("authoring-at-step").with("number", (step + 1).to_string()).with("what", place).into();
    }
    match (language, place) {
        (Some(language), place) => Sentence::new("authoring-in-language")
            .with("text", place)
            .with("language", Sentence::new(language_key(language))),
        (None, Argument::Sentence(sentence)) => sentence,
        (None, _) => Sentence::new(key),
    }
}

fn of_whole(field: &str) -> &'static str {
    match field {
        "title" => "authoring-title",
        "teaching" => "authoring-teaching",
        "info.what" => "scenario-what",
        "info.how_to_use" => "scenario-how-to-use",
        "info.things_to_notice" => "scenario-things-to-notice",
        "info.things_to_try" => "scenario-things-to-try",
        "info.rule" => "scenario-rule",
        "info.source" => "scenario-source",
        _ if field.starts_with("document") || field.starts_with("start") => "authoring-document",
        _ => "authoring-whole",
    }
}

fn of_step(field: &str) -> &'static str {
    let first = field.split(['.', '[']).next().unwrap_or_default();
    match (first, field) {
        ("say", _) => "authoring-say",
        ("do", _) => "authoring-do",
        ("now" | "arrived" | "clock", _) => "authoring-afterwards",
        ("before", _) => "authoring-before",
        ("hints", _) => "authoring-hints",
        ("then", _) => "authoring-then",
        (_, field) if field.starts_with("task.goal") => "authoring-goal",
        (_, field) if field.starts_with("task.way") => "authoring-way",
        ("task", _) => "authoring-task",
        _ => "authoring-whole-step",
    }
}
