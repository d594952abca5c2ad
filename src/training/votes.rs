//! What a class answered: how many chose what, to be held against the truth.

use super::{Choice, Part, Truth};

/// How many chose each answer to each piece of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pieces: Vec<(Part, Vec<(Choice, u32)>)>,
}

/// More hands than that are not counted.
pub const MOST_VOTES: u32 = 9999;

/// One answer to a piece beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub choice: Choice,
    pub count: u32,
    /// Of all votes for the piece, in whole percent; those of a piece add up to 100.
    pub percent: u32,
    /// Whether it is what happened.
    pub truth: bool,
}

impl Votes {
    /// Nobody has voted yet on these pieces, of which each has its answers.
    #[must_use]
    pub fn new(pieces: &[(Part, Vec<Choice>)]) -> Self {
        let none = |choices: &Vec<Choice>| choices.iter().map(|choice| (*choice, 0)).collect();
        Self { pieces: pieces.iter().map(|(part, choices)| (part.clone(), none(choices))).collect() }
    }

    /// How many chose an answer to a piece; 0 where there is no such piece or answer.
    #[must_use]
    pub fn count(&self, piece: usize, choice: usize) -> u32 {
        self.pieces.get(piece).and_then(|(_, choices)| choices.get(choice)).map_or(0, |(_, count)| *count)
    }

    /// So many chose it, [`MOST_VOTES`] at most.
    pub fn set(&mut self, piece: usize, choice: usize, count: u32) {
        if let Some((_, it)) = self.pieces.get_mut(piece).and_then(|(_, choices)| choices.get_mut(choice)) {
            *it = count.min(MOST_VOTES);
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|(_, choices)| total(choices) == 0)
    }

    /// Takes over what was counted for the same pieces and answers.
    pub fn take_over(&mut self, other: &Self) {
        for (part, choices) in &mut self.pieces {
            let Some((_, before)) = other.pieces.iter().find(|(it, _)| it == part) else { continue };
            for (choice, count) in choices {
                *count = before.iter().find(|(it, _)| it == choice).map_or(0, |(_, count)| *count);
            }
        }
    }

    /// The pieces that somebody has voted on, each answer beside the truth. What happened and could not be
    /// chosen stands last. Pieces about which nothing right can be said have no truth.
    #[must_use]
    pub fn beside(&self, truth: &Truth) -> Vec<(Part, Vec<Bar>)> {
        let voted = self.pieces.iter().filter(|(_, choices)| total(choices) > 0);
        let nobody = truth.beyond.is_empty() && truth.answer.is_nobody();
        voted.map(|(part, choices)| (part.clone(), bars(choices, truth_of(truth, part), nobody))).collect()
    }
}

fn total(choices: &[(Choice, u32)]) -> u32 {
    choices.iter().map(|(_, count)| *count).sum()
}

fn truth_of(truth: &Truth, part: &Part) -> Option<Choice> {
    let beyond = matches!(part, Part::Port(port) if truth.beyond.contains(port));
    if beyond { None } else { truth.answer.choice(part) }
}

/// `nobody`: it is a routing failure, so that who said nothing of a port is as right as who said that.
fn bars(choices: &[(Choice, u32)], truth: Option<Choice>, nobody: bool) -> Vec<Bar> {
    let all = u64::from(total(choices)).max(1);
    let mut bars: Vec<Bar> = choices
        .iter()
        .map(|(choice, count)| Bar {
            choice: *choice,
            count: *count,
            percent: u32::try_from(u64::from(*count) * 100 / all).unwrap_or(100),
            truth: truth == Some(*choice) || nobody && *choice == Choice::Nobody,
        })
        .collect();
    // what rounding down left goes to those that lost most by it
    let given: u32 = bars.iter().map(|bar| bar.percent).sum();
    let mut by_rest: Vec<usize> = (0..bars.len()).collect();
    by_rest.sort_by_key(|at| std::cmp::Reverse(u64::from(bars[*at].count) * 100 % all));
    for at in by_rest.into_iter().take(usize::try_from(100_u32.saturating_sub(given)).unwrap_or(0)) {
        bars[at].percent += 1;
    }
    if let Some(choice) = truth.filter(|_| !bars.iter().any(|bar| bar.truth)) {
        bars.push(Bar { choice, count: 0, percent: 0, truth: true });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Copies;

    fn choices(counts: &[u32]) -> Vec<(Choice, u32)> {
        let of = |(at, count): (usize, &u32)| {
            let processed = u32::try_from(at).expect("a few");
            (Choice::Copies(Copies { processed, ..Copies::default() }), *count)
        };
        counts.iter().enumerate().map(of).collect()
    }

    #[test]
    fn percents_are_whole_and_add_up() {
        for counts in [[1, 1, 1], [12, 9, 2], [0, 0, 7], [1, 2, 4], [9999, 1, 0]] {
            let bars = bars(&choices(&counts), None, false);
            assert_eq!(bars.iter().map(|bar| bar.percent).sum::<u32>(), 100, "{counts:?}");
            for bar in bars {
                let exact = f64::from(bar.count) * 100.0 / f64::from(counts.iter().sum::<u32>());
                assert!((exact - f64::from(bar.percent)).abs() < 1.0, "{counts:?}");
                assert!(bar.count > 0 || bar.percent == 0, "nobody is nobody: {counts:?}");
            }
        }
    }

    #[test]
    fn the_truth_is_marked_and_stands_last_where_nobody_could_choose_it() {
        let two = Choice::Copies(Copies { processed: 2, ..Copies::default() });
        let marked: Vec<bool> = bars(&choices(&[4, 5, 6]), Some(two), false).iter().map(|bar| bar.truth).collect();
        assert_eq!(marked, [false, false, true]);
        let strange = Choice::Copies(Copies { waiting: 1, ..Copies::default() });
        let bars = bars(&choices(&[4, 5, 6]), Some(strange), false);
        assert_eq!(bars.len(), 4);
        assert!(bars[3].truth && bars[3].choice == strange && bars[3].count == 0);
    }
}
