//! SIGKILL at random moments.

use super::{Chance, Process, acknowledged, document, invariants, number};
use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    thread,
    time::Duration,
};

/// How often one MessageBox is killed before another one is begun, so that looking at all of it after
/// each time does not take ever longer.
const OF_ONE: u64 = 20;

#[test]
fn what_was_acknowledged_survives_being_killed_at_any_moment() {
    let (kills, seed) = (number("SENDPORT_KILLS", 8), number("SENDPORT_SEED", 1));
    let mut chance = Chance(seed);
    let (mut left, mut messages, mut taken_back) = (kills, 0, 0);
    while left > 0 {
        let times = left.min(OF_ONE);
        left -= times;
        let folder = tempfile::tempdir().unwrap();
        let result = catch_unwind(AssertUnwindSafe(|| one_message_box(folder.path(), times, &mut chance)));
        match result {
            Ok((more, repeated)) => (messages, taken_back) = (messages + more, taken_back + repeated),
            Err(panic) => {
                let kept = folder.keep();
                eprintln!("SENDPORT_SEED={seed}, kill {} and before; see {}", kills - left, kept.display());
                resume_unwind(panic);
            }
        }
    }
    println!("{kills} kills, {messages} acknowledged messages, {taken_back} instances taken back");
    assert!(messages > 0, "it was always killed before it had done anything");
    assert!(kills < 100 || taken_back > 0, "it was never killed in the middle of a transmission");
}

/// Yields how many messages were acknowledged, and how many instances came back from the dead.
fn one_message_box(folder: &Path, times: u64, chance: &mut Chance) -> (u64, u64) {
    let document = document::in_folder(folder);
    let messages = document::messages(&document);
    let mut told = BTreeSet::new();
    let mut before = invariants::Seen::default();
    for _ in 0..times {
        // a few of a step, or so many that they are written together
        let batch = if chance.below(4) == 0 { 20 } else { 1 + chance.below(4) }.to_string();
        let templates = document::TEMPLATES.iter().flat_map(|name| ["--template", name]);
        let arguments: Vec<&str> = templates.chain(["--for", "60", "--batch", &batch]).collect();
        let mut process = Process::run(&document, &arguments);
        // half of them while it opens the MessageBox, the others while it is at work
        if chance.below(2) == 0 {
            thread::sleep(Duration::from_micros(chance.below(60_000)));
        } else {
            process.wait_until(|it| !it.lines().is_empty());
            thread::sleep(Duration::from_micros(chance.below(150_000)));
        }
        let (lines, errors) = process.kill();
        assert_eq!(errors, "");
        let acknowledged = acknowledged(&lines);
        for id in &acknowledged {
            assert!(told.insert(*id), "M-{id} was acknowledged twice");
        }
        let now = invariants::check(&messages, &told);
        came_back(&before, &now, !acknowledged.is_empty());
        before = now;
    }
    let (status, lines, errors) = Process::run(&document, &["--json"]).end();
    assert!(status.success() && errors.is_empty(), "{status}: {errors}");
    let end = invariants::check(&messages, &told);
    came_back(&before, &end, true);
    assert_eq!(end.in_progress, 0, "{lines:?}");
    assert!(lines.last().is_some_and(|line| line.contains(r#""ended":"done""#)), "{lines:?}");
    (told.len() as u64, end.taken_back.values().sum())
}

/// What was in hand when the process died may have been sent, and is sent again; the timeline says so,
/// once for each time.
fn came_back(before: &invariants::Seen, now: &invariants::Seen, was_at_work: bool) {
    let times = |seen: &invariants::Seen, id| seen.taken_back.get(&id).copied().unwrap_or(0);
    for id in before.active.iter().chain(now.taken_back.keys()) {
        let repeated = times(now, *id) - times(before, *id);
        let was_in_hand = before.active.contains(id);
        // killed again before it had looked
        let not_yet = was_in_hand && !was_at_work && repeated == 0 && now.active.contains(id);
        assert!(
            repeated == u64::from(was_in_hand) || not_yet,
            "I-{id}, in hand: {was_in_hand}, was taken back {repeated} times"
        );
    }
}
