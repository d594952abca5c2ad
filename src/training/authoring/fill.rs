//! Promises that are filled in from what really comes.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::{
    Answer, Ask, Came, Delivered, Ending, Fate, Lesson, LessonPlay, LessonStep, Play, Promise, Scenario, Standing,
    Step, StepKind, Task, oldest_suspended, question::is_of,
};
use crate::{engine::Report, message_box::Error, model::MessageId};

/// The steps of a scenario with the promises that hold, up to the first one that cannot be taken: what
/// follows stays as it is.
///
/// # Errors
/// When there is no memory for the MessageBox, or no such time as that at which it begins.
pub fn scenario_as_it_comes(scenario: &Scenario) -> Result<Vec<Step>, Error> {
    let mut play = Play::new(scenario, Timestamp::UNIX_EPOCH)?;
    let mut steps = scenario.steps.clone();
    for (index, step) in steps.iter_mut().enumerate() {
        let before = play.injected().to_vec();
        let suspended = match &step.kind {
            StepKind::Operate { port, .. } => oldest_suspended(play.engine(), port),
            _ => None,
        };
        let taken = play.take(index, step);
        if let Came::NotThere(_) = taken.came {
            break;
        }
        let is_refused = matches!(taken.came, Came::Refused { .. });
        let after = play.injected().to_vec();
        match &mut step.kind {
            StepKind::Inject { promise, .. } => {
                let new = after[before.len().min(after.len())..].iter();
                let kept: Vec<Promise> =
                    new.filter_map(|(_, report)| Some(Promise::kept_by(report.as_deref()?))).collect();
                if let Some(first) = kept.first() {
                    let all_alike = kept.iter().all(|it| it == first);
                    *promise = if all_alike { in_order_of(promise, first.clone()) } else { Promise::Each(kept) };
                }
            }
            StepKind::Act { refused, .. } => *refused = is_refused,
            StepKind::Operate { promise, refused, .. } => {
                *refused = is_refused;
                let snapshot = play.engine().snapshot();
                let line = suspended.and_then(|(instance, message)| {
                    let report = snapshot.reports.iter().find(|it| it.message.id == message)?;
                    report.lines.iter().find(|line| line.instance == Some(instance))
                });
                if let Some(line) = line {
                    *promise = Fate::of(line);
                }
            }
            _ => {}
        }
        step.now = changed(&before, &after);
        let snapshot = play.engine().snapshot();
        for arrived in &mut step.arrived {
            arrived.count = snapshot.counts.port(&arrived.port).arrived;
        }
        if let Some(time) = &mut step.clock {
            *time = snapshot.now.to_zoned(snapshot.zone.0.clone()).time();
        }
    }
    Ok(steps)
}

/// The copies in the order in which their author had them.
fn in_order_of(before: &Promise, mut promise: Promise) -> Promise {
    if let (Promise::Deliveries(before), Promise::Deliveries(copies)) = (before, &mut promise) {
        let place = |it: &Delivered| before.iter().position(|was| was.port == it.port && was.via == it.via);
        copies.sort_by_key(|it| place(it).unwrap_or(before.len()));
    }
    promise
}

/// A message that was injected, and how it stands.
type Injected = (MessageId, Option<Arc<Report>>);

/// How messages stand that stood otherwise before.
fn changed(before: &[Injected], after: &[Injected]) -> Vec<Standing> {
    let mut standings: Vec<Standing> = Vec::new();
    for (number, ((_, was), (_, is))) in (1_u32..).zip(before.iter().zip(after)) {
        let Some(promise) = is.as_deref().map(Promise::kept_by) else { continue };
        if was.as_deref().map(Promise::kept_by).as_ref() == Some(&promise) {
            continue;
        }
        match standings.iter_mut().find(|it| it.promise == promise) {
            Some(standing) => standing.messages.push(number),
            None => standings.push(Standing { messages: vec![number], promise }),
        }
    }
    standings
}

/// Likewise the steps of a lesson, in which what is asked about is promised.
///
/// # Errors
/// As [`scenario_as_it_comes`].
pub fn lesson_as_it_comes(lesson: &Lesson) -> Result<Vec<LessonStep>, Error> {
    let mut play = LessonPlay::new(lesson, Timestamp::UNIX_EPOCH)?;
    let mut steps = lesson.steps.clone();
    for step in &mut steps {
        let Some(taken) = play.step() else { break };
        if let (Task::Predict { act, ask }, Some((_, truth))) = (&mut step.task, &taken.answer) {
            match (act, truth) {
                (StepKind::Inject { draft, promise, .. }, _) => {
                    let of = |it: &&Arc<Report>| is_of(&it.message, draft);
                    if let Some(report) = taken.reports.iter().rev().find(of) {
                        *promise = in_order_of(promise, Promise::kept_by(report));
                    }
                }
                (StepKind::Act { refused, .. }, Answer::Allowed(allowed)) if *ask == Ask::Allowed => {
                    *refused = !allowed;
                }
                (StepKind::Operate { promise, .. }, Answer::Fate(ending)) => match ending {
                    Ending::Processed => *promise = Fate::Processed,
                    Ending::Suspended => *promise = Fate::Suspended,
                },
                _ => {}
            }
        }
        if !taken.done {
            break;
        }
    }
    Ok(steps)
}
