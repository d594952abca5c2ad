//! Fresh situations for practice: whatever the seed, the message goes by the cell that was chosen, the engine
//! keeps what is promised, and the picture is another one each time.

use std::collections::HashSet;

use jiff::{Timestamp, tz::TimeZone};
use sendport::{
    document,
    engine::dry_run,
    model::Role,
    rules::outcome::Cell,
    training::{Ask, Diagnosis, Play, Question, StepKind, Truth, diagnose, grade, practice},
    words::Language,
};

const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

#[test]
fn every_situation_goes_by_its_cell_and_keeps_its_promise() {
    for cell in Cell::all() {
        for seed in 0..24 {
            let scenario = practice(cell, seed);
            let [step] = scenario.steps.as_slice() else { panic!("one step") };
            let StepKind::Inject { draft, .. } = &step.kind else { panic!("a message") };
            let report = dry_run(&scenario.document.group, Role::Administrator, draft, NOW, &TimeZone::UTC)
                .unwrap_or_else(|refusal| panic!("{cell:?}, seed {seed}: {refusal:?}"));
            let cells: Vec<Cell> = Truth::of(&report).cells.iter().map(|(_, cell)| *cell).collect();
            assert!(cells.contains(&cell), "{cell:?}, seed {seed}: {cells:?}");
            let mut play = Play::new(&scenario, NOW).expect("a play");
            assert_eq!(play.step().expect("a step").broken, [], "{cell:?}, seed {seed}");
        }
    }
}

#[test]
fn every_situation_is_a_document_like_any_other() {
    for cell in Cell::all() {
        for seed in [0, 7, 1000, u64::MAX] {
            let scenario = practice(cell, seed);
            let text = document::to_text(&scenario.document);
            let again = document::read(&text, None).unwrap_or_else(|error| panic!("{cell:?}, {seed}: {error}"));
            assert_eq!(again, scenario.document);
            for language in Language::ALL {
                let said = scenario.title.get(language);
                assert!(!said.is_empty() && !said.contains('{'), "{said}");
            }
        }
    }
}

#[test]
fn no_picture_comes_twice() {
    for cell in Cell::all() {
        let pictures: HashSet<String> =
            (0..120).map(|seed| document::to_text(&practice(cell, seed).document)).collect();
        assert_eq!(pictures.len(), 120, "{cell:?}");
        assert_eq!(practice(cell, 5), practice(cell, 5), "a seed is a picture");
    }
}

/// Who answers what the engine says is right, whatever is asked.
#[test]
fn every_situation_can_be_answered_rightly() {
    let mut answers = Vec::new();
    for cell in Cell::all() {
        for seed in 0..10 {
            let scenario = practice(cell, seed);
            let mut play = Play::new(&scenario, NOW).expect("a play");
            let question = Question::new(scenario.steps[0].kind.clone(), Ask::Copies, &play.engine().snapshot());
            play.step();
            let truth = question.truth(&play.engine().snapshot()).expect("it happened");
            for part in question.parts() {
                let offered = match part.name() {
                    Some(port) => question.choices(port),
                    None => Vec::new(),
                };
                let sendport::training::Answer::Copies(copies) = &truth.answer else { panic!("copies") };
                let wanted = part.name().and_then(|port| copies.get(port)).copied().unwrap_or_default();
                assert!(offered.contains(&wanted), "{cell:?}, seed {seed}: {wanted:?} is not offered");
            }
            answers.push(grade(&question, &truth.answer, &truth));
        }
    }
    assert!(answers.iter().all(sendport::training::Graded::is_right));
    assert_eq!(diagnose(&answers), Diagnosis::Knows);
}
