//! Lessons in the window: by mouse, by keyboard alone, and what is kept of them.

use std::{fs, path::Path};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::{
        app::{Pane, Then},
        context::Task,
        panels::lesson::LessonDeed,
        settings::{Settings, Theme},
    },
    engine::{Held, Request},
    rules::instances::Operation,
    training::{self, Answer, Ask, Misconception, Progress, StepKind, Task as Work, lessons},
    words::{Language, Sentence, Words},
};

use crate::driver::{Opening, Window};

const BEAMER: [f32; 2] = [512.0, 384.0];

fn begin(window: &mut Window, number: u32) {
    window.harness.state().push(Task::GoWithoutSaving(Then::Lesson(number)));
    window.run();
}

#[test]
fn a_lesson_is_begun_from_the_menu_and_names_what_is_wrong() {
    let mut window = Opening::default().start();
    window.walk(&["Scenario", "Lessons…"]);
    assert_eq!(window.dialog().as_deref(), Some("Lessons"));
    window.click("Begin lesson 1");
    window.assert_shows("SP_Archive is Bound, and an order that its filter matches comes in.");
    window.assert_shows("Step 1 of 7.");
    assert!(window.is_greyed("Predict"), "nothing is chosen yet");
    window.click("SP_Archive: Suspended");
    window.click("Predict");
    window.assert_shows("You predict: SP_Archive: Suspended");
    assert_eq!(window.snapshot().reports.len(), 0, "nothing was sent yet");
    window.click("Run it");
    assert_eq!(window.snapshot().reports.len(), 1);
    window.assert_shows("Not quite: nobody gets it, it is a routing failure");
    window.assert_shows("SP_Archive: predicted Suspended, true Nothing");
    window.assert_shows("The port is Bound: it has no subscription and gets no copy");
    window.assert_shows(Misconception::BoundCollects.entry().belief.get(Language::English));
    window.assert_shows(Misconception::BoundCollects.entry().but.get(Language::English));
    // the next step has the keyboard
    assert_eq!(window.focused().as_deref(), Some("Next step"));
    window.click("Next step");
    window.assert_shows("Step 2 of 7.");
}

#[test]
fn the_right_answer_is_called_right_and_the_rest_of_the_window_is_live() {
    let mut window = Opening::default().start();
    begin(&mut window, 3);
    for label in ["SP_Lyon: Processed", "SP_Lille: Suspended", "SP_Nantes: Processed"] {
        window.click(label);
    }
    window.click("Predict");
    // it may be sent by hand as well
    window.ctrl(Key::Enter);
    window.assert_shows("SP_Lille: Suspended, as predicted");
    window.assert_shows("row 4");
    assert!(!window.shows("Perhaps you think"));
}

#[test]
fn a_task_is_done_by_whatever_way_and_counts_its_actions() {
    let mut window = Opening::default().start();
    begin(&mut window, 1);
    for _ in 0..3 {
        window.click("Skip");
    }
    window.assert_shows("One action is enough; none so far.");
    window.click("Hint 1 of 3");
    window.assert_shows("Select SP_Archive and look at its buttons.");
    // Start leads too far, and Stop back
    window.ctrl(Key::Num2);
    window.assert_shows("one so far");
    window.ctrl(Key::Num3);
    window.assert_shows("Done with 2 actions; it takes 1.");
}

#[test]
fn reset_begins_a_lesson_again_and_leaving_keeps_the_document() {
    let mut window = Opening::default().start();
    begin(&mut window, 1);
    window.click("Skip");
    window.assert_shows("Step 2 of 7.");
    window.ctrl(Key::R);
    window.assert_shows("Step 1 of 7.");
    window.click("Skip");
    window.click("Again");
    window.assert_shows("Step 1 of 7.");
    window.click("Leave");
    assert!(!window.shows("Step 1 of 7."));
    window.assert_shows("SP_Archive");
}

#[test]
fn a_lesson_is_found_by_its_name() {
    let mut window = Opening::default().start();
    window.ctrl(Key::K);
    window.write("several copies");
    window.press(Key::Enter);
    window.assert_shows("Step 1 of 6.");
}

// ---- by keyboard alone

/// Presses Enter on what has this name, wherever Tab comes to it.
fn key(window: &mut Window, label: &str) {
    window.tab_to(label);
    window.press(Key::Enter);
}

/// Selects an artifact as one does without a mouse.
fn find(window: &mut Window, name: &str) {
    find_and(window, name, Modifiers::NONE);
}

/// With Ctrl its properties are opened.
fn find_and(window: &mut Window, name: &str, modifiers: Modifiers) {
    window.ctrl(Key::K);
    window.write(name);
    window.press_with(modifiers, Key::Enter);
}

/// Goes down in an open menu or list to what begins so: marks may follow a name.
fn walk_menu_to(window: &mut Window, label: &str) {
    for _ in 0..30 {
        if window.focused().is_some_and(|it| it.starts_with(label)) {
            return;
        }
        window.press(Key::ArrowDown);
    }
    panic!("the arrows do not get to “{label}” in:\n{}", window.text());
}

/// What is to be brought about, by keys alone.
fn bring_about(window: &mut Window, kind: &StepKind) {
    let words = window.harness.state().words().clone();
    let say = |key: &str| words.text(key).into_owned();
    match kind {
        StepKind::Act { action, item, held, .. } => {
            find(window, item.name.as_str());
            let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
            let at = sendport::rules::lifecycle::actions().position(|it| it == *action).expect("an action");
            window.ctrl(keys[at]);
            if window.dialog().is_some() {
                assert_eq!(*held, Held::Resume);
                window.press(Key::Enter);
            }
        }
        StepKind::Inject { draft, .. } => {
            let template = window
                .snapshot()
                .group
                .templates
                .values()
                .find(|it| it.draft.properties == draft.properties && it.draft.message_type == draft.message_type);
            let name = template.expect("a template").name.clone();
            window.harness.state().push(Task::Focus(Pane::Lesson));
            window.run();
            let send = window.harness.state().words().say(&Sentence::new("lesson-send").with("template", &name));
            key(window, &send);
        }
        StepKind::Operate { operation, port, .. } => {
            find(window, &say("node-suspended"));
            // down to the first one of the port
            let mut passed = String::new();
            while !passed.contains(port.as_str()) {
                window.press(Key::ArrowDown);
                let now = window.selected_rows().concat();
                assert_ne!(passed, now, "nothing of {port} is listed");
                passed = now;
            }
            let (entry, now) = match operation {
                Operation::Resume => ("suspended-resume", Sentence::new("resume-now")),
                Operation::Terminate => {
                    ("suspended-terminate", Sentence::new("terminate-now").with("count", 1u32).with("number", "1"))
                }
                other @ Operation::Suspend => panic!("{other:?}"),
            };
            window.press_with(Modifiers::SHIFT, Key::F10);
            walk_menu_to(window, &say(entry));
            window.press(Key::Enter);
            key(window, &words.say(&now));
        }
        StepKind::SetFilter { item, filter } => {
            assert!(filter.is_empty(), "a filter is taken away");
            find_and(window, item.name.as_str(), Modifiers::COMMAND);
            key(window, &say("kit-page"));
            walk_menu_to(window, &say("page-filters"));
            window.press(Key::Enter);
            key(window, &say("filter-delete"));
            key(window, &say("kit-ok"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_lesson_can_be_given_by_keyboard_on_a_beamer_in_both_languages() {
    give_all_lessons(false);
}

#[test]
fn every_lesson_can_be_given_by_keyboard_on_the_stage_in_both_languages() {
    give_all_lessons(true);
}

fn give_all_lessons(on_stage: bool) {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key: &str| words.text(key).into_owned();
        let mut window = Opening { language, size: BEAMER, ..Opening::default() }.start();
        if on_stage {
            window.press(Key::F11);
        }
        window.ctrl(Key::L);
        assert_eq!(window.dialog(), Some(say("lessons-title")));
        // the first one is what Enter begins
        window.press(Key::Enter);
        for lesson in lessons() {
            assert!(!window.has(&say("command-show-not-started")), "nothing is told of the lesson before");
            for (at, step) in lesson.steps.iter().enumerate() {
                let place = format!("{language:?}, lesson {}, step {}", lesson.number, at + 1);
                window.assert_shows(step.say.get(language));
                match &step.task {
                    Work::Predict { act, ask } => {
                        // what comes first in each row is an answer too
                        let question = question(&window, act, ask);
                        if *ask == Ask::Copies {
                            key(&mut window, &say("lesson-nobody"));
                        } else {
                            for part in question.parts() {
                                let choice = match ask {
                                    Ask::States(_) => Sentence::new("state-bound"),
                                    Ask::Fate => Sentence::new("outcome-suspended"),
                                    _ => Sentence::new("answer-not-allowed"),
                                };
                                let label = match part.name() {
                                    Some(name) => Sentence::new("answer-part").with("name", name).with("what", choice),
                                    None => choice,
                                };
                                key(&mut window, &words.say(&label));
                            }
                            key(&mut window, &say("lesson-predict"));
                        }
                        if *ask != Ask::Allowed {
                            key(&mut window, &say("lesson-run"));
                        }
                    }
                    Work::Reach { way, .. } => way.iter().for_each(|kind| bring_about(&mut window, kind)),
                }
                assert!(window.has(&say("lesson-next")), "{place}: {}", window.text());
                assert_eq!(window.focused(), Some(say("lesson-next")), "{place}");
                window.press(Key::Enter);
            }
            window.assert_shows(&say("lesson-over"));
            if lesson.number < 8 {
                // the next lesson has the keyboard
                window.press(Key::Enter);
            }
        }
    }
}

fn question(window: &Window, act: &StepKind, ask: &Ask) -> training::Question {
    training::Question::new(act.clone(), ask.clone(), window.snapshot())
}

// ---- what is kept

fn opening(settings: &Path) -> Opening {
    Opening { settings_path: Some(settings.to_owned()), ..Opening::default() }
}

#[test]
fn progress_is_kept_per_trainee_and_told_in_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let (report, handed_in) = (folder.path().join("report.md"), folder.path().join("lea.ron"));
    {
        let mut window = opening(&settings).answering(&[&report, &handed_in]).start();
        window.ctrl(Key::L);
        window.fill("Your name", "Léa");
        window.press(Key::Tab);
        assert!(window.is_greyed("Report…"));
        window.click("Begin lesson 1");
        window.click("SP_Archive: Processed");
        window.click("Predict");
        window.click("Run it");
        window.click("Next step");
        window.ctrl(Key::L);
        window.assert_shows("1 of 7 steps");
        window.click("Report…");
        window.click("Hand in…");
        window.dismiss();
        let text = fs::read_to_string(&report).expect("a report");
        assert!(text.starts_with("# What Léa understood"), "{text}");
        assert!(text.contains(Misconception::BoundIsConnected.entry().belief.get(Language::English)), "{text}");
        let text = fs::read_to_string(&handed_in).expect("a file to hand in");
        assert_eq!(Progress::read(&text, None).expect("it can be read").trainee, "Léa");
        assert_eq!(fs::read_to_string(folder.path().join("progress/Léa.ron")).expect("it is kept"), text);
    }
    // it is there the next time, and another trainee begins anew
    let mut window = opening(&settings).start();
    window.ctrl(Key::L);
    window.assert_shows("1 of 7 steps");
    window.fill("Your name", "Tom");
    window.press(Key::Tab);
    assert!(!window.shows("1 of 7 steps"));
    window.fill("Your name", "Léa");
    window.press(Key::Tab);
    window.assert_shows("1 of 7 steps");
}

#[test]
fn a_progress_file_that_cannot_be_read_is_told_and_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    Settings { trainee: "Léa".to_owned(), ..Settings::default() }.save(&settings).expect("settings");
    fs::create_dir(folder.path().join("progress")).expect("a folder");
    let path = folder.path().join("progress/Léa.ron");
    fs::write(&path, "Progress(format: 1, trainer: \"Léa\")").expect("a file");
    let mut window = opening(&settings).start();
    window.assert_shows("there is no field trainer here. Did you mean trainee?");
    window.dismiss();
    begin(&mut window, 1);
    window.click("Skip");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "Progress(format: 1, trainer: \"Léa\")");
}

// ---- predict, then run

#[test]
fn where_one_predicts_first_a_message_is_sent_after_the_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = Opening { scenario: Some(3), ..opening(&settings) }.start();
    window.walk(&["Scenario", "Predict first"]);
    window.ctrl(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
    assert_eq!(window.snapshot().reports.len(), 0, "nothing was sent yet");
    for label in ["SP_Lyon: Processed", "SP_Lille: Processed", "SP_Nantes: Processed"] {
        window.click(label);
    }
    window.click("Predict");
    assert_eq!(window.snapshot().reports.len(), 1);
    window.assert_shows("SP_Lille: predicted Processed, true Suspended");
    window.assert_shows("SP_Lyon: Processed, as predicted");
    window.assert_shows(Misconception::GroupStartsMembers.entry().belief.get(Language::English));
    window.dismiss();
    // it is kept, and the outcome table shows it
    let kept = fs::read_to_string(folder.path().join("progress/trainee.ron")).expect("it is kept");
    assert_eq!(Progress::read(&kept, None).expect("it can be read").practice.len(), 1);
    window.walk(&["Help", "Outcome table…"]);
    window.assert_shows("2 of 2 right");
    window.assert_shows("0 of 1 right");
    window.dismiss();
    window.walk(&["Scenario", "Predict no more"]);
    window.ctrl(Key::Enter);
    assert_eq!(window.dialog(), None);
    assert_eq!(window.snapshot().reports.len(), 2);
}

#[test]
fn the_weakest_cell_is_practised_and_never_on_the_same_picture() {
    let mut window = Opening::default().start();
    let mut pictures = std::collections::HashSet::new();
    for number in 1..=3 {
        window.walk(&["Scenario", "Practise the weakest cell"]);
        assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
        assert_eq!(window.title(), format!("Practice {number} - Sendport"));
        assert!(pictures.insert(format!("{:?}", window.snapshot().group.send_ports)), "picture {number}");
        window.click("Routing failure: nobody gets it");
        window.dismiss();
    }
}

#[test]
fn a_cell_is_practised_from_the_outcome_table() {
    let mut window = Opening::default().start();
    window.walk(&["Help", "Outcome table…", "Practise this cell"]);
    assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
}

/// Answers the question of the window: these ports get what is named, all others nothing.
fn answer_all(window: &mut Window, chosen: &[(&str, &str)]) {
    let ports: Vec<String> = window.snapshot().group.send_ports.values().map(|port| port.name.to_string()).collect();
    for port in ports {
        let what = chosen.iter().find(|(name, _)| *name == port).map_or("Nothing", |(_, what)| *what);
        window.click(&format!("{port}: {what}"));
    }
    window.click("Predict");
}

#[test]
fn every_line_of_the_comparison_has_its_rule_and_its_source() {
    let mut window = Opening { size: [1280.0, 2400.0], ..Opening::scenario(2) }.start();
    window.walk(&["Scenario", "Predict first"]);
    window.ctrl(Key::Enter);
    answer_all(
        &mut window,
        &[("SP_Lille", "Processed"), ("SP_Lyon", "Processed"), ("SP_Nantes", "Processed"), ("SP_Berlin", "Processed")],
    );
    window.assert_shows("SP_Berlin: predicted Processed, true Nothing");
    let report = window.snapshot().reports.last().expect("it was sent").clone();
    let words = Words::new(Language::English);
    let told = window.text();
    let explanation = report.explanation();
    let mut why = 0;
    for port in
        report.group.send_ports.values().filter(|port| !report.lines.iter().any(|it| it.delivery.port == port.name))
    {
        let reason = explanation.not_delivered.iter().find(|it| it.port == port.name).expect("a reason");
        let bound = matches!(reason.why, sendport::routing::WhyNot::PortBound);
        let said = words.say(&reason.why.sentence(&reason.port, reason.via.as_ref()));
        // the table says it of those that are Bound
        let said = if bound { words.text("rule-port-bound").into_owned() } else { said };
        let source = words.say(&reason.why.citation().sentence());
        assert!(told.contains(&format!("{said} ({source})")), "{}: {said} ({source}) in {told}", port.name);
        why += 1;
    }
    assert!(why > 3, "right answers that nothing comes are explained too");
    assert!(told.contains("Customer == ACME: fails, the message has "), "{told}");
    assert_eq!(
        told.matches("(Documented: ").count() + told.matches("(Derived: ").count(),
        report.group.send_ports.size()
    );
}

#[test]
fn what_the_table_does_not_say_is_told_too() {
    // a destination that fails, a guard and a resume
    let mut window = Opening::default().start();
    begin(&mut window, 8);
    window.click("Skip");
    window.click("Routing failure: nobody gets it");
    window.click("Run it");
    window.assert_shows("SP_Ledger: predicted Nothing, true Suspended");
    window.assert_shows("(Documented: “Service Instance States”)");
    begin(&mut window, 5);
    window.click("Skip");
    window.click("It can be done");
    window.click("Predict");
    window.assert_shows("Predicted It can be done, true It cannot be done");
    window.assert_shows("(Documented: “How to Start a Send Port or Send Port Group”)");
    begin(&mut window, 6);
    window.click("Routing failure: nobody gets it");
    window.click("Run it");
    window.click("Next step");
    window.click("Suspended");
    window.click("Predict");
    window.click("Run it");
    window.assert_shows("(Documented: “Service Instance States”)");
}

#[test]
fn several_messages_are_predicted_once_and_told_of_each() {
    let mut window = Opening::scenario(3).start();
    window.walk(&["Scenario", "Predict first"]);
    window.fill("times", "3");
    window.ctrl(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
    window.assert_shows("3 messages like this one are sent. Predict what becomes of each.");
    assert_eq!(window.snapshot().reports.len(), 0, "nothing was sent yet");
    answer_all(&mut window, &[("SP_Lyon", "Processed"), ("SP_Lille", "Suspended"), ("SP_Nantes", "Processed")]);
    assert_eq!(window.snapshot().reports.len(), 3);
    window.assert_shows("This is what became of each of the 3 messages.");
    window.assert_shows("SP_Lille: Suspended, as predicted");
    window.dismiss();
    // a destination that fails once parts them
    let mut window = Opening::scenario(9).start();
    window.walk(&["Scenario", "Predict first"]);
    let group = &window.snapshot().group;
    let port = group.send_ports.values().next().expect("a port").name.clone();
    let down = sendport::model::Destination {
        port: port.clone(),
        behaviour: sendport::model::Behaviour::FailsNext(1),
        ..sendport::model::Destination::default()
    };
    window.harness.state().push(Task::Request(Request::SetDestination(down)));
    window.run();
    window.fill("times", "3");
    window.ctrl(Key::Enter);
    window.click("Routing failure: nobody gets it");
    assert_eq!(window.snapshot().reports.len(), 3);
    window.assert_shows("This is what became of M-1.");
    window.assert_shows("of the 3 messages fared otherwise, first of them M-");
    // more than are kept
    let mut window = Opening::scenario(3).start();
    window.walk(&["Scenario", "Predict first"]);
    window.fill("times", "300");
    window.ctrl(Key::Enter);
    window.click("Routing failure: nobody gets it");
    window.assert_shows("Of the 300 messages the last 200 are compared.");
    window.assert_shows("This is what became of each of the 200 messages.");
}

/// Where texts stand.
fn labels(window: &Window, wanted: &dyn Fn(&str) -> bool) -> Vec<egui::Rect> {
    let nodes = window.harness.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Label && node.label().or_else(|| node.value()).is_some_and(|it| wanted(&it))
    });
    nodes.map(|node| node.rect()).collect()
}

#[test]
fn all_that_a_lesson_says_is_read_by_the_keys_of_pages() {
    let lesson = training::lesson(6).expect("eight lessons");
    let asks = |step: &training::LessonStep| matches!(step.task, Work::Predict { .. }) && step.then.is_some();
    let at = lesson.steps.iter().position(asks).expect("a prediction that shows something");
    let then = |language| lesson.steps[at].then.as_ref().expect("what it shows").get(language).to_owned();
    for (language, theme, on_stage) in [
        (Language::French, Theme::Light, true),
        (Language::French, Theme::Dark, false),
        (Language::English, Theme::Light, false),
    ] {
        let words = Words::new(language);
        let mut window = Opening { language, theme, size: [512.0, 384.0], ..Opening::default() }.start();
        window.harness.ctx.all_styles_mut(|style| style.scroll_animation = egui::style::ScrollAnimation::none());
        let push = |window: &mut Window, task: Task| {
            window.harness.state().push(task);
            window.run();
        };
        if on_stage {
            window.press(Key::F11);
        }
        push(&mut window, Task::GoWithoutSaving(Then::Lesson(6)));
        for step in &lesson.steps[..=at] {
            let Work::Predict { ask, .. } = &step.task else { panic!("predictions lead there") };
            let wrong = if *ask == Ask::Fate { Answer::Fate(training::Ending::Suspended) } else { Answer::nobody() };
            push(&mut window, Task::Lesson(LessonDeed::Predict(wrong)));
            push(&mut window, Task::Lesson(LessonDeed::Run));
            if step != &lesson.steps[at] {
                push(&mut window, Task::Lesson(LessonDeed::Next));
            }
        }
        push(&mut window, Task::Focus(Pane::Lesson));
        let last = then(language);
        let is_seen = |window: &Window| {
            let below = window.control(&words.text("lesson-next")).rect().top();
            labels(window, &|it| it == last).first().is_some_and(|label| label.bottom() <= below + 1.0)
        };
        assert!(!is_seen(&window), "it does not fit: {last}");
        for _ in 0..4 {
            window.press(Key::PageDown);
            if is_seen(&window) {
                break;
            }
            assert!(window.is_chosen(&words.text("lesson-title")), "it has left the lesson");
        }
        assert!(is_seen(&window), "{last} is not in:\n{}", window.text());
        window.press(Key::PageUp);
        assert!(!is_seen(&window));
        assert!(window.is_chosen(&words.text("lesson-title")));
        // the hint that was asked for is seen at once
        push(&mut window, Task::Lesson(LessonDeed::Next));
        for number in 1..=3 {
            push(&mut window, Task::Lesson(LessonDeed::Hint));
            let hint = labels(&window, &|_| true).last().copied();
            let below = window.control(&words.text("lesson-skip")).rect().top();
            assert!(hint.is_some_and(|hint| hint.bottom() <= below + 1.0), "hint {number}: {hint:?}, {below}");
        }
    }
}
