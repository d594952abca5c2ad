//! Scenarios: documents with a story, what to do and what is promised to happen. Lessons: what is to be
//! predicted and brought about in them, and what that tells about whoever learns. Recordings: sittings that
//! are played again. No window: a lesson is driven by what the engine shows.

mod authoring;
mod belief;
mod check;
mod choice;
mod coverage;
mod diagnosis;
mod file;
mod lesson;
mod lesson_play;
mod play;
mod practice;
mod progress;
mod question;
mod recording;
mod scenario;
mod sitting;
mod smallest;
mod step;
mod votes;

use std::sync::OnceLock;

pub use authoring::{
    Manuscript, NewStep, NewTask, Remark, Review, Taken as TakenOfSitting, addressings, blank_lesson, blank_scenario,
    take,
};
pub use belief::{Entry, Misconception, catalogue, is_asked};
pub use check::{CheckError, Finding, check};
pub use choice::Choice;
pub use coverage::{coverage, exercised};
pub use diagnosis::{Diagnosis, Graded, Piece, diagnose, grade, named_most};
pub use file::{File, load_text, name, read_file};
pub use lesson::{Ask, Goal, HINTS, Lesson, LessonStep, Task, Wanted, lesson, lessons, read_lesson};
pub use lesson_play::{LessonPlay, LessonTaken, shorter_way};
pub use play::{Broken, Came, Play, Taken, breach, engine, oldest_suspended};
pub use practice::practice;
pub use progress::{Progress, Tally, weakest};
pub use question::{Answer, Because, Copies, Ending, Likeness, Mark, Part, Question, Truth, oldest_suspended_in};
pub use recording::{
    Began, Changed, Difference, Effect, Entry as MomentEntry, MAX_MOMENTS, Moment, PlayError, Played, Player, Recorder,
    Recording, demonstration, read_recording, told,
};
pub use scenario::{Info, MAX_LINE, MAX_MESSAGES, MAX_PORTS, MAX_STEPS, MAX_TEXT, Scenario, Text, read};
pub use sitting::{Phase, Sitting, StepRecord, request_of};
pub use smallest::{smallest, title as smallest_title};
pub use step::{Arrived, Delivered, Fate, Promise, Standing, Step, StepKind};
pub use votes::{Bar, MOST_VOTES, Votes};

/// The files in the order of the list.
const FILES: [&str; 16] = [
    include_str!("../../assets/scenarios/01-hello-one-port.ron"),
    include_str!("../../assets/scenarios/02-order-fan-out.ron"),
    include_str!("../../assets/scenarios/03-stopped-port.ron"),
    include_str!("../../assets/scenarios/04-stopped-group.ron"),
    include_str!("../../assets/scenarios/05-everything-bound.ron"),
    include_str!("../../assets/scenarios/06-arrived-twice.ron"),
    include_str!("../../assets/scenarios/07-filter-with-a-typo.ron"),
    include_str!("../../assets/scenarios/08-resume-goes-through.ron"),
    include_str!("../../assets/scenarios/09-ordered-delivery.ron"),
    include_str!("../../assets/scenarios/10-backup-transport.ron"),
    include_str!("../../assets/scenarios/11-service-window.ron"),
    include_str!("../../assets/scenarios/12-kill-a-host-instance.ron"),
    include_str!("../../assets/scenarios/13-msmq-clustered-host.ron"),
    include_str!("../../assets/scenarios/14-last-enlisted-member.ron"),
    include_str!("../../assets/scenarios/15-who-may-press-it.ron"),
    include_str!("../../assets/scenarios/16-free-sandbox.ron"),
];

/// The number of the scenario with which the program opens.
const SAMPLE: u32 = 2;

/// The scenarios that come with the program, by number.
///
/// # Panics
/// When an asset of this program is no scenario, which a test excludes.
#[must_use]
pub fn scenarios() -> &'static [Scenario] {
    static SCENARIOS: OnceLock<Vec<Scenario>> = OnceLock::new();
    SCENARIOS.get_or_init(|| {
        FILES.iter().map(|text| read(text, None).unwrap_or_else(|error| panic!("{error}\n{text:.200}"))).collect()
    })
}

/// The scenario with this number.
#[must_use]
pub fn scenario(number: u32) -> Option<&'static Scenario> {
    scenarios().iter().find(|scenario| scenario.number == number)
}

/// *Order fan-out*, the document with which the program opens.
///
/// # Panics
/// When there is no such scenario, which a test excludes.
#[must_use]
pub fn sample() -> &'static Scenario {
    scenario(SAMPLE).expect("the sample is one of the scenarios")
}
