//! The files of training as their authors meet them: `sendport check` and `sendport play`, and what is
//! said of files that are broken, hostile, huge or of another version.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use sendport::{
    document::{self, ReadError},
    training::{self, Fate, Finding, Lesson, Manuscript, NewStep, NewTask, Promise, Scenario, StepKind, Task, check},
    words::{Language, Words},
};

const STOPPED: &str = include_str!("../assets/scenarios/03-stopped-port.ron");
const HELLO: &str = include_str!("../assets/scenarios/01-hello-one-port.ron");

fn assets() -> Vec<PathBuf> {
    let folder = |name: &str| fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name)).unwrap();
    let files = folder("scenarios").chain(folder("lessons"));
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn sendport(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_sendport")).env("LC_ALL", "C").args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The text with one change, which must be one.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn findings(text: &str) -> Vec<(String, &'static str)> {
    let found = check(text, None).unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|Finding { place, what }| (place.field.clone(), what.key)).collect()
}

fn one(field: &str, key: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), key)]
}

#[test]
fn nothing_is_found_in_what_ships() {
    for path in assets() {
        let text = fs::read_to_string(&path).unwrap();
        let found = check(&text, Some(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let english = Words::new(Language::English);
        let said: Vec<_> = found.iter().map(|it| english.say(&it.sentence())).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }
    let known = training::scenarios().len() + training::lessons().len();
    assert_eq!(assets().len(), known, "every file is one of the scenarios or lessons");
}

#[test]
fn a_text_that_lacks_is_found() {
    let empty = changed(STOPPED, "fr: \"Port arrêté dans un groupe démarré\"", "fr: \" \"");
    assert_eq!(findings(&empty), one("title.fr", "check-empty-text"));
    let untranslated =
        changed(STOPPED, "fr: \"Port arrêté dans un groupe démarré\"", "fr: \"Stopped port in a started group\"");
    assert_eq!(findings(&untranslated), one("title.fr", "check-not-translated"));
    let two = changed(STOPPED, "en: \"Stopped port in a started group\"", "en: \"Stopped port\n\nin a group\"");
    assert_eq!(findings(&two), one("title", "check-one-line"));
}

#[test]
fn a_promise_that_does_not_hold_is_found_in_its_line() {
    let from = "(port: \"SP_Lille\", via: \"SPG_Warehouses\", outcome: Suspended)";
    let broken = changed(STOPPED, from, "(port: \"SP_Lille\", via: \"SPG_Warehouses\", outcome: Processed)");
    let found = check(&broken, Some(Path::new("lessons/03.ron"))).unwrap();
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found.place.field, "steps[0].do");
    let line = broken[..broken.find("do: Inject(").unwrap()].lines().count();
    assert_eq!(found.place.position.line, line);
    let english = Words::new(Language::English);
    assert_eq!(
        english.say(&found.sentence()),
        format!(
            "03.ron, line {line}, column 17, steps[0].do: M-1, SP_Lille, by way of SPG_Warehouses: promised is \
             Processed, it is Suspended."
        )
    );
}

#[test]
fn a_step_that_cannot_be_taken_is_found_and_what_it_keeps_from_being_reached() {
    // Stop is not available from Bound
    let broken = changed(HELLO, "do: Act(action: Enlist,", "do: Act(action: Stop,");
    assert_eq!(
        findings(&broken),
        [("steps[1].do".to_owned(), "broken-refused"), ("steps[2]".to_owned(), "check-not-reached")]
    );
}

#[test]
fn a_message_without_a_template_is_found() {
    let broken = changed(
        HELLO,
        "name: \"Order 4711\",\n                draft: (",
        "name: \"X\",\n                draft: (\n                    message_type: \"other\",",
    );
    let broken = changed(
        &broken,
        "message_type: \"other\",\n                    message_type: \"http://orderapp.example/schemas#Order\",",
        "message_type: \"other\",",
    );
    let keys: Vec<_> = findings(&broken).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["check-no-template"; 3]);
}

// ---- what comes from strangers

fn refusal(text: &str) -> String {
    let error = training::read_file(text, Some(Path::new("x.ron"))).expect_err("it is refused");
    Words::new(Language::English).say(&error.sentence()).lines().next().unwrap().to_owned()
}

#[test]
fn another_version_or_another_kind_says_so() {
    let newer = changed(STOPPED, "format: 1", "format: 2");
    assert!(matches!(training::read_file(&newer, None), Err(ReadError::OtherFormat { format: 2, .. })));
    assert_eq!(
        refusal(&newer),
        "x.ron, line 2, column 13, format: this is format 2; this version of Sendport reads format 1. Open it with a \
         newer version."
    );
    // that of the document within, also where it holds what this version does not know
    let inner = changed(STOPPED, "document: (\n        format: 1", "document: (\n        format: 9");
    let strange = changed(&inner, "send_ports: [", "anything: 1,\n        send_ports: [");
    let line = inner[..inner.find("format: 9").unwrap()].lines().count();
    let fan_out = include_str!("../assets/lessons/2-fan-out.ron");
    let lesson = changed(fan_out, "Document((\n        format: 1", "Document((\n        format: 9");
    let line_of_lesson = lesson[..lesson.find("format: 9").unwrap()].lines().count();
    for (text, line, field) in [
        (&inner, line, "document.format"),
        (&strange, line, "document.format"),
        (&lesson, line_of_lesson, "start.Document.format"),
    ] {
        let said = refusal(text);
        assert!(said.starts_with(&format!("x.ron, line {line}, column 17, {field}: this is format 9")), "{said}");
    }
    let none = changed(STOPPED, "    format: 1,\n", "");
    assert!(matches!(training::read_file(&none, None), Err(ReadError::NoFormat { .. })));
    let other = changed(STOPPED, "Scenario(", "// mine\nScenery(");
    assert_eq!(
        refusal(&other),
        "x.ron, line 2, column 1: A file of training begins with Scenario(, Lesson( or Recording(, and this one begins with \
         Scenery."
    );
}

#[test]
fn what_is_misspelt_is_told_with_its_field() {
    assert_eq!(
        refusal(&changed(STOPPED, "things_to_try:", "thing_to_try:")),
        "x.ron, line 33, column 9, info.thing_to_try: there is no field thing_to_try here. Did you mean things_to_try?"
    );
    assert!(refusal(&changed(STOPPED, "outcome: Suspended", "outcome: Suspnded")).contains("Did you mean Suspended?"));
    assert!(refusal(&changed(STOPPED, "port: \"SP_Lille\"", "port: \"SP_Lile\"")).contains("no send port SP_Lile"));
}

#[test]
fn too_much_is_refused_before_anything_is_played() {
    let many = changed(STOPPED, "promise:", "count: 201,\n                promise:");
    assert!(refusal(&many).contains("more than 200 messages"), "{}", refusal(&many));
    let steps = STOPPED.find("    steps: [").unwrap();
    let step = "(say: (en: \"a\", fr: \"b\"), do: SetRole(Operator)),\n";
    let long = format!("{}    steps: [{}],\n)", &STOPPED[..steps], step.repeat(501));
    assert!(refusal(&long).contains("steps[500]: At most 500 steps"), "{}", refusal(&long));
    let port = |number: usize| {
        format!("(name: \"P{number}\", application: \"OrderApp\", kind: DynamicOneWay, state: Bound),\n")
    };
    let ports: String = (0..1001).map(port).collect();
    let wide = changed(STOPPED, "send_ports: [", &format!("send_ports: [{ports}"));
    assert!(refusal(&wide).contains("at most 1,000 are allowed"), "{}", refusal(&wide));
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_line_and_field() {
    let fan_out = include_str!("../assets/lessons/2-fan-out.ron");
    let recording = format!(
        "Recording(\n    format: 1,\n    title: (en: \"a\", fr: \"b\"),\n    by: \"1\",\n    recorded: \
         \"2026-03-02T09:00:00Z\",\n    zone: \"UTC\",\n    document: {},\n    moments: [],\n    lasts: \"PT0S\",\n)\n",
        document::to_text(&training::sample().document).trim()
    );
    let filled = |text: &str, start: &str, length: usize| {
        let from = text.find(start).unwrap_or_else(|| panic!("{start}"));
        let open = from + text[from..].find('"').unwrap() + 1;
        let close = open + text[open..].find('"').unwrap();
        // what counts is characters, not bytes
        format!("{}{}{}", &text[..open], "é".repeat(length), &text[close..])
    };
    for (text, start, limit, field) in [
        (STOPPED, "title: (", training::MAX_LINE, "title.en"),
        (STOPPED, "teaching: (", training::MAX_LINE, "teaching.en"),
        (STOPPED, "what: (", training::MAX_TEXT, "info.what.en"),
        (STOPPED, "source: (", training::MAX_TEXT, "info.source.en"),
        (STOPPED, "say: (", training::MAX_TEXT, "steps[0].say.en"),
        (fan_out, "title: (", training::MAX_LINE, "title.en"),
        (fan_out, "teaching: (", training::MAX_LINE, "teaching.en"),
        (fan_out, "say: (", training::MAX_TEXT, "steps[0].say.en"),
        (fan_out, "then: (", training::MAX_TEXT, "steps[0].then.en"),
        (fan_out, "hints: [", training::MAX_TEXT, "steps[2].hints[0].en"),
        (&recording, "title: (", training::MAX_TEXT, "title.en"),
    ] {
        let fits = training::read_file(&filled(text, start, limit), None);
        assert!(fits.is_ok(), "{field}: {}", fits.unwrap_err());
        let long = filled(text, start, limit + 1);
        let line = long[..long.find("éé").unwrap()].lines().count();
        let said = refusal(&long);
        let said_limit = if limit == training::MAX_LINE { "500" } else { "10,000" };
        assert!(said.starts_with(&format!("x.ron, line {line}, column ")), "{said}");
        let end = format!(", {field}: A text has at most {said_limit} characters here.");
        assert!(said.ends_with(&end), "{said}");
    }
    let french =
        changed(STOPPED, "fr: \"Port arrêté dans un groupe démarré\"", &format!("fr: \"{}\"", "a".repeat(501)));
    assert!(refusal(&french).contains(", title.fr: "), "{}", refusal(&french));
}

#[test]
fn a_hostile_text_is_refused_and_a_cut_one_too() {
    for text in ["[".repeat(100_000), format!("Scenario({}", "(".repeat(100_000)), "/*".repeat(50_000)] {
        assert!(training::read_file(&text, None).is_err());
    }
    for at in (0..STOPPED.len()).step_by(97).filter(|at| STOPPED.is_char_boundary(*at)) {
        assert!(training::read_file(&STOPPED[..at], None).is_err(), "cut at {at}");
    }
}

#[test]
fn what_is_opened_and_is_no_text_has_a_way_out_that_fits_what_can_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lesson.ron");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let Err(error) = sendport::console::session::load(&path) else { panic!("it is refused") };
        [Language::English, Language::French].map(|language| Words::new(language).say(&error.sentence()))
    };
    let lesson = include_bytes!("../assets/lessons/1-bound.ron");
    let broken = [lesson, &b"\0"[..]].concat();
    let huge = [lesson, b" ".repeat(65 * 1024 * 1024).as_slice()].concat();
    for [english, french] in [refused(&broken), refused(&huge)] {
        assert!(english.ends_with("Choose a document, a scenario, a lesson or a recording."), "{english}");
        assert!(french.ends_with("Choisissez un document, un scénario, une leçon ou un enregistrement."), "{french}");
    }
    let [english, french] = refused(b"Lesson(number: 1)");
    assert!(english.starts_with("lesson.ron is no file of Sendport"), "{english}");
    assert!(french.starts_with("lesson.ron n’est pas un fichier de Sendport"), "{french}");
}

// ---- from a terminal

#[test]
fn check_ends_with_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let good = file("good.ron", STOPPED);
    let broken = file("broken.ron", &changed(STOPPED, "outcome: Suspended", "outcome: Processed"));
    let cut = file("cut.ron", &STOPPED[..200]);
    let (code, told, complained) = sendport(&["check", &good]);
    assert_eq!((code, told.as_str(), complained.as_str()), (Some(0), "One file checked, all is well.\n", ""));
    let (code, told, complained) = sendport(&["check", &good, &broken]);
    assert_eq!((code, complained.as_str()), (Some(1), ""));
    assert!(told.starts_with("broken.ron, line ") && told.contains("steps[0].do: "), "{told}");
    assert!(told.ends_with("2 files checked, one thing to put right, all could be read.\n"), "{told}");
    let (code, told, complained) = sendport(&["check", &cut, &broken]);
    assert_eq!(code, Some(2), "{told}");
    assert!(complained.contains("cut.ron, line "), "{complained}");
    assert!(told.starts_with("broken.ron, line "), "the others are looked through all the same: {told}");
    let (code, _, complained) = sendport(&["check", &folder.path().join("none.ron").display().to_string()]);
    assert_eq!(code, Some(2));
    assert!(complained.contains("none.ron"), "{complained}");
    let document = file("orders.ron", &document::to_text(&training::sample().document));
    let (code, _, complained) = sendport(&["check", &document]);
    assert_eq!(code, Some(2));
    assert!(complained.contains("is a document"), "{complained}");
}

#[test]
fn play_tells_each_outcome_with_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("03.ron");
    fs::write(&path, STOPPED).unwrap();
    let file = path.display().to_string();
    let (code, told, complained) = sendport(&["play", &file]);
    assert_eq!((code, complained.as_str()), (Some(0), ""), "{told}");
    for part in [
        "Stopped port in a started group\n",
        "M-1: 2 processed, 1 suspended",
        "SP_Lille, by way of SPG_Warehouses: Suspended",
        "state combinations, row 4",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("promise"), "{told}");
    let (code, told, _) = sendport(&["play", &file, "--expect"]);
    assert_eq!(code, Some(0));
    assert!(told.ends_with("\nEvery promise holds.\n"), "{told}");
    fs::write(&path, changed(STOPPED, "outcome: Suspended", "outcome: Processed")).unwrap();
    assert_eq!(sendport(&["play", &file]).0, Some(0), "nobody asked whether promises hold");
    let (code, told, _) = sendport(&["play", &file, "--expect"]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("Not as promised: M-1, SP_Lille") && told.ends_with("One promise does not hold.\n"),
        "{told}"
    );
    // nothing is left beside the file
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn play_of_a_lesson_tells_what_is_resumed_with_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("6.ron");
    fs::write(&path, include_str!("../assets/lessons/6-resume.ron")).unwrap();
    let (code, told, complained) = sendport(&["play", &path.display().to_string()]);
    assert_eq!((code, complained.as_str()), (Some(0), ""), "{told}");
    let steps: Vec<&str> = told.split("\nStep ").collect();
    let resumed = steps.iter().find(|step| step.starts_with("2 of 6")).unwrap_or_else(|| panic!("{told}"));
    for part in ["M-1 was resumed", "M-1: 1 processed", "SP_Bank: Processed", "Documented: “Service Instance States”"]
    {
        assert!(resumed.contains(part), "{part}: {resumed}");
    }
    // whatever is done to a message, the last step that ends it too
    assert!(steps.last().unwrap().contains("SP_Bank: Terminated"), "{told}");
}

#[test]
fn play_ends_where_a_step_cannot_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("01.ron");
    fs::write(&path, changed(HELLO, "do: Act(action: Enlist,", "do: Act(action: Stop,")).unwrap();
    let (code, told, _) = sendport(&["play", &path.display().to_string()]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("Step 2 of 5.") && !told.contains("Step 3 of 5."), "{told}");
}

// ---- the page that tells how to write them

/// The examples of the page, saved as it says, are fine; with the change that it names, they are not.
#[test]
fn the_page_can_be_followed_literally() {
    let page = include_str!("../docs/how-to-write-a-lesson.md");
    let blocks: Vec<&str> =
        page.split("```ron\n").skip(1).map(|rest| rest.split_once("```").expect("it ends").0).collect();
    let [scenario, lesson] = blocks.as_slice() else { panic!("{} examples", blocks.len()) };
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("bank.ron", scenario), ("bank-lesson.ron", lesson)] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let file = path.display().to_string();
        let (code, told, complained) = sendport(&["check", &file]);
        let said = format!("sendport check {name}\n    {told}");
        assert_eq!(code, Some(0), "{name}: {told}{complained}");
        assert!(page.contains(said.trim_end()), "{said}");
        let (code, told, _) = sendport(&["play", &file, "--expect"]);
        assert_eq!(code, Some(0), "{name}: {told}");
    }
    let changed = changed(scenario, "outcome: Suspended", "outcome: Processed");
    assert_eq!(findings(&changed), one("steps[0].do", "broken-fate"));
}

/// Likewise that about recordings.
#[test]
fn the_page_about_recordings_can_be_followed_literally() {
    let page = include_str!("../docs/recordings.md");
    let example = page.split_once("```ron\n").unwrap().1.split_once("```").unwrap().0;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bank-recording.ron");
    fs::write(&path, example).unwrap();
    let file = path.display().to_string();
    let (code, told, complained) = sendport(&["check", &file]);
    assert_eq!(code, Some(0), "{told}{complained}");
    assert!(page.contains(&format!("sendport check bank-recording.ron\n    {}", told.trim_end())));
    let (code, told, _) = sendport(&["play", &file, "--expect"]);
    assert_eq!(code, Some(0), "{told}");
    let other = changed(example, "outcome: Processed", "outcome: Suspended");
    assert_eq!(findings(&other), one("moments[1].then", "recording-differs-message"));
}

/// Every word of the format stands on the page.
#[test]
fn the_page_names_what_there_is() {
    let page = include_str!("../docs/how-to-write-a-lesson.md");
    let asks = ["Copies", "States(", "Allowed", "Fate", "Reach(", "Predict("];
    let goals = ["State(", "Message(", "Sent(", "Suspended("];
    let does = [
        "Inject(",
        "Act(",
        "Operate(",
        "RemoveFront(",
        "SetFilter(",
        "SetRole(",
        "Clock(",
        "RunHost",
        "CommandHost",
        "Server",
        "SetDestination(",
    ];
    let outcomes = [
        "Processed",
        "Suspended",
        "Terminated",
        "ErrorRouted",
        "Retrying",
        "Scheduled",
        "Behind",
        "NoHostInstance",
        "OnItsWay",
        "Waiting",
    ];
    for word in asks.iter().chain(&goals).chain(&does).chain(&outcomes) {
        assert!(page.contains(word), "{word}");
    }
    for limit in [training::MAX_STEPS.to_string(), training::MAX_MESSAGES.to_string(), "1,000".to_owned()] {
        assert!(page.contains(&limit), "{limit}");
    }
}

// ---- what is written in the editor

fn scenario(number: u32) -> Scenario {
    training::scenario(number).unwrap().clone()
}

fn lesson(number: u32) -> Lesson {
    training::lesson(number).unwrap().clone()
}

/// The fields in which something is to be put right, with what.
fn remarks(manuscript: &Manuscript) -> Vec<(String, &'static str)> {
    let review = manuscript.review().unwrap();
    review.remarks.into_iter().map(|it| (it.field, it.what.key)).collect()
}

#[test]
fn whatever_ships_is_written_as_it_is_read_and_check_accepts_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = Vec::new();
    for path in assets() {
        let text = fs::read_to_string(&path).unwrap();
        let manuscript = Manuscript::read(&text, Some(&path)).unwrap();
        assert_eq!(remarks(&manuscript), [], "{}", path.display());
        let (text, read) = manuscript.as_kept().unwrap_or_else(|why| panic!("{}: {why:?}", path.display()));
        assert_eq!(read, manuscript, "{}", path.display());
        let name = path.file_name().unwrap().to_str().unwrap();
        fs::write(folder.path().join(name), &text).unwrap();
        written.push(folder.path().join(name).display().to_string());
    }
    let arguments: Vec<&str> = std::iter::once("check").chain(written.iter().map(String::as_str)).collect();
    let (code, out, err) = sendport(&arguments);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
}

#[test]
fn a_promise_that_does_not_hold_is_named_and_filled_in() {
    let mut scenario = scenario(3);
    let StepKind::Inject { promise: Promise::Deliveries(copies), .. } = &mut scenario.steps[0].kind else { panic!() };
    copies[1].outcome = Fate::Processed;
    let broken = Manuscript::from(scenario);
    assert_eq!(remarks(&broken), [("steps[0].do".to_owned(), "broken-fate")]);
    let filled = broken.as_it_comes(Some(0)).unwrap();
    assert_eq!(remarks(&filled), []);
    // every promise that ships is what comes
    for shipped in training::scenarios() {
        let mut emptied = shipped.clone();
        for step in &mut emptied.steps {
            match &mut step.kind {
                StepKind::Inject { promise, .. } => *promise = Promise::RoutingFailure,
                StepKind::Operate { promise, refused, .. } => (*promise, *refused) = (Fate::Behind, false),
                StepKind::Act { refused, .. } => *refused = false,
                _ => {}
            }
        }
        let filled = Manuscript::from(emptied).as_it_comes(None).unwrap();
        assert_eq!(remarks(&filled), [], "scenario {}", shipped.number);
    }
    let mut lesson = lesson(6);
    for step in &mut lesson.steps {
        if let Task::Predict { act, .. } = &mut step.task {
            match act {
                StepKind::Inject { promise, .. } => *promise = Promise::RoutingFailure,
                StepKind::Operate { promise, .. } => *promise = Fate::Suspended,
                _ => {}
            }
        }
    }
    assert!(!remarks(&lesson.clone().into()).is_empty());
    let filled = Manuscript::from(lesson.clone()).as_it_comes(None).unwrap();
    assert_eq!(remarks(&filled), []);
    assert_eq!(filled, Manuscript::from(self::lesson(6)));
}

#[test]
fn promises_stay_with_their_messages_when_steps_move() {
    let number =
        training::scenarios().iter().find(|it| it.steps.iter().any(|step| !step.now.is_empty())).unwrap().number;
    let shipped = scenario(number);
    let messages = |it: &Manuscript| match it {
        Manuscript::Scenario(scenario) => scenario
            .steps
            .iter()
            .flat_map(|step| step.now.iter().flat_map(|standing| standing.messages.clone()))
            .collect::<Vec<_>>(),
        Manuscript::Lesson(_) => Vec::new(),
    };
    let before = messages(&shipped.clone().into());
    assert!(!before.is_empty());
    let mut manuscript = Manuscript::from(shipped.clone());
    // a message more at the beginning: all others come one later
    let inject = NewStep::Inject.step(manuscript.group()).unwrap();
    manuscript.insert(0, inject);
    assert_eq!(messages(&manuscript), before.iter().map(|it| it + 1).collect::<Vec<_>>());
    manuscript.remove(0);
    assert_eq!(manuscript, Manuscript::from(shipped.clone()));
    // there and back
    for index in 0..manuscript.len() - 1 {
        manuscript.move_down(index);
        manuscript.move_down(index);
        assert_eq!(manuscript, Manuscript::from(shipped.clone()), "step {index}");
    }
    // two messages change places
    let mut two = Manuscript::from(scenario(3));
    let Manuscript::Scenario(it) = &mut two else { panic!() };
    let promise = Promise::RoutingFailure;
    it.steps[2].now = vec![training::Standing { messages: vec![1], promise: promise.clone() }];
    two.move_down(1);
    two.move_down(0);
    assert_eq!(messages(&two), [2], "it was the first that was injected");
    // what is gone is promised no more
    two.remove(1);
    assert_eq!(messages(&two), Vec::<u32>::new());
}

#[test]
fn what_cannot_be_read_again_is_told_with_the_texts_that_lack() {
    let mut lesson = lesson(6);
    lesson.steps[5].hints.pop();
    lesson.title.get_mut(Language::French).clear();
    let manuscript = Manuscript::from(lesson);
    let review = manuscript.review().unwrap();
    assert!(review.unreadable);
    let found: Vec<_> = review.remarks.iter().map(|it| (it.field.as_str(), it.what.key)).collect();
    assert_eq!(found, [("steps[5].hints", "problem-hints"), ("title.fr", "check-empty-text")]);
    assert!(manuscript.as_kept().is_err());
    let recording = training::demonstration(training::sample(), jiff::Timestamp::UNIX_EPOCH).unwrap();
    let error = Manuscript::read(&recording.to_text().unwrap(), Some(Path::new("x.ron"))).expect_err("it is none");
    let said = Words::new(Language::English).say(&error.sentence());
    assert!(said.contains("x.ron") && said.contains("This is a recording."), "{said}");
}

#[test]
fn whatever_is_added_can_be_kept_and_says_what_it_does() {
    for new in NewStep::ALL {
        let mut manuscript = Manuscript::from(scenario(8));
        let at = manuscript.len();
        let step = new.step(manuscript.group()).unwrap();
        manuscript.insert(at, step);
        let filled = manuscript.as_it_comes(Some(at)).unwrap();
        let review = filled.review().unwrap();
        assert!(!review.unreadable, "{new:?}: {:?}", review.remarks);
        let texts = review.remarks.iter().filter(|it| it.what.key.starts_with("check-"));
        assert_eq!(texts.count(), 0, "{new:?}: {:?}", review.remarks);
    }
    for new in NewTask::ALL {
        let mut manuscript = Manuscript::from(lesson(6));
        let step = new.step(manuscript.group()).unwrap();
        manuscript.insert_task(0, step);
        let filled = manuscript.as_it_comes(Some(0)).unwrap();
        let review = filled.review().unwrap();
        assert!(!review.unreadable, "{new:?}: {:?}", review.remarks);
        assert!(review.remarks.iter().any(|it| it.field == "steps[0].say.en"), "what is said is still to be written");
    }
    // without ports and messages there is nothing to do anything with
    let empty = sendport::model::BizTalkGroup::default();
    assert_eq!(NewStep::Inject.kind(&empty).unwrap_err().key, "authoring-no-template");
    assert_eq!(NewStep::Act.kind(&empty).unwrap_err().key, "authoring-no-send-port");
    assert_eq!(NewStep::Server.kind(&empty).unwrap_err().key, "authoring-no-host");
    assert!(NewTask::AskCopies.step(&empty).is_err());
}
