//! A scenario that plays itself: what its steps ask for, at the pace at which they are read.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{Entry, Recording, effect::Observer};
use crate::{
    engine::ClockMode,
    message_box::{Error, LastIds},
    training::{Scenario, StepKind, Text, engine, oldest_suspended},
    words::Language,
};

/// How long it takes until the first step, and how long each stands at least and at most.
const FIRST: SignedDuration = SignedDuration::from_secs(3);
const LEAST: SignedDuration = SignedDuration::from_secs(4);
const MOST: SignedDuration = SignedDuration::from_secs(20);
/// How long it takes to read a character.
const CHARACTER: SignedDuration = SignedDuration::from_millis(60);

/// How long a text is read.
fn pace(text: &Text) -> SignedDuration {
    let characters = Language::ALL.iter().map(|language| text.get(*language).chars().count()).max().unwrap_or(0);
    let whole = CHARACTER.checked_mul(i32::try_from(characters).unwrap_or(i32::MAX)).unwrap_or(MOST);
    whole.clamp(LEAST, MOST)
}

/// The steps of a scenario as a recording, which begins at this time of the machine. A step that cannot be
/// taken ends it.
///
/// # Errors
/// When there is no memory for the MessageBox, or no such time as that at which it begins.
pub fn demonstration(scenario: &Scenario, now: Timestamp) -> Result<Recording, Error> {
    let mut engine = engine(&scenario.document, scenario.begins, now)?;
    let begins = engine.snapshot();
    let mut observer = Observer::new(&begins);
    let mut moments: Vec<Entry> = Vec::new();
    let (mut at, mut lasts) = (FIRST, FIRST);
    for step in &scenario.steps {
        let machine = now.saturating_add(at).unwrap_or(Timestamp::MAX);
        engine.advance(machine);
        let request = step.kind.request(engine.group(), |port| Some(oldest_suspended(&engine, port)?.0));
        let Some(request) = request else { break };
        let promised =
            matches!(step.kind, StepKind::Act { refused: true, .. } | StepKind::Operate { refused: true, .. });
        let (refused, then) = match engine.execute(&request, machine) {
            Ok(response) => (false, observer.look(&response, &engine.snapshot())),
            Err(_) if promised => (true, super::Effect::default()),
            Err(_) => break,
        };
        moments.push(Entry { at, machine: None, say: Some(step.say.clone()), request, refused, then });
        at += pace(&step.say);
        lasts = at;
    }
    Ok(Recording {
        title: scenario.title.clone(),
        by: env!("CARGO_PKG_VERSION").to_owned(),
        recorded: now,
        zone: TimeZone::UTC,
        stands: (begins.clock.mode != ClockMode::Real).then_some(begins.now),
        counted: LastIds::default(),
        document: scenario.document.clone(),
        from: 0,
        moments,
        lasts,
    })
}
