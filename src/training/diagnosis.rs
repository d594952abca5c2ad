//! What answers tell about whoever gave them: knows the rules, guesses, or holds a misconception.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Answer, Misconception, Part, Question, StepKind, Truth, question::state_of};
use crate::{
    model::{Name, PortState},
    rules::{Action, outcome::Cell},
};

/// One piece of an answer, held against the truth and against every misconception that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    pub part: Part,
    pub right: bool,
    /// How many answers there were to choose from.
    pub choices: usize,
    /// Who holds one of these would have said otherwise; whether exactly this was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stakes: Vec<(Misconception, bool)>,
    /// The cells of the table of state combinations that decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    /// The cell of the action table that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<(Action, PortState)>,
}

/// An answer and the truth, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Graded {
    pub given: Answer,
    pub truth: Answer,
    pub pieces: Vec<Piece>,
}

/// Holds an answer against the truth. Ports about which nothing right can be said are left out.
#[must_use]
pub fn grade(question: &Question, given: &Answer, truth: &Truth) -> Graded {
    let beliefs: Vec<(Misconception, Answer)> =
        Misconception::ALL.map(|it| (it, it.believed(question, &truth.answer))).into();
    let parts = question.parts().into_iter().filter(|part| match part {
        Part::Port(port) => !truth.beyond.contains(port),
        _ => true,
    });
    let action = match &question.act {
        StepKind::Act { action, item, .. } => state_of(&question.group, item).map(|state| (*action, state)),
        _ => None,
    };
    let piece = |part: Part| {
        let of_port = |(port, cell): &(Name, Cell)| (part.name() == Some(port)).then_some(*cell);
        let cells = truth.cells.iter().filter_map(of_port).collect();
        let differs = beliefs.iter().filter(|(_, believed)| !believed.agrees(&truth.answer, &part));
        Piece {
            right: given.agrees(&truth.answer, &part),
            choices: question.choices_of(&part),
            stakes: differs.map(|(it, believed)| (*it, believed.agrees(given, &part))).collect(),
            cells,
            action,
            part,
        }
    };
    Graded { given: given.clone(), truth: truth.answer.clone(), pieces: parts.map(piece).collect() }
}

impl Graded {
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.pieces.iter().all(|piece| piece.right)
    }

    /// The misconceptions that explain everything that is wrong with it, first the one that also was not
    /// contradicted by what is right, then in the order of the catalogue.
    #[must_use]
    pub fn named(&self) -> Vec<Misconception> {
        let wrong: Vec<&Piece> = self.pieces.iter().filter(|piece| !piece.right).collect();
        if wrong.is_empty() {
            return Vec::new();
        }
        let explains = |it: &Misconception| wrong.iter().all(|piece| piece.stakes.contains(&(*it, true)));
        let mut named: Vec<_> = Misconception::ALL.into_iter().filter(explains).collect();
        named.sort_by_key(|it| self.pieces.iter().any(|piece| piece.stakes.contains(&(*it, false))));
        named
    }
}

/// What the answers of a trainee tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Diagnosis {
    /// Too little was answered to tell.
    TooLittle,
    Knows,
    Guesses,
    Holds(Misconception),
}

/// Who knows something says it so often.
const STEADY: f64 = 0.9;
/// Fewer pieces tell nothing.
const ENOUGH: usize = 4;

/// What explains the answers best: knowledge, chance, or one misconception and knowledge of everything
/// else.
#[must_use]
pub fn diagnose<'a>(answers: impl IntoIterator<Item = &'a Graded>) -> Diagnosis {
    let pieces: Vec<&Piece> = answers.into_iter().flat_map(|graded| &graded.pieces).collect();
    if pieces.len() < ENOUGH {
        return Diagnosis::TooLittle;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of choices")]
    let chance = |piece: &Piece| 1.0 / piece.choices.max(2) as f64;
    let said = |as_expected: bool, piece: &Piece| -> f64 {
        let chance = chance(piece);
        // what is not expected is one of the others
        if as_expected { STEADY.ln() } else { ((1.0 - STEADY) * chance / (1.0 - chance)).ln() }
    };
    let guesses: f64 = pieces.iter().map(|piece| chance(piece).ln()).sum();
    let knows: f64 = pieces.iter().map(|piece| said(piece.right, piece)).sum();
    let holds = |it: Misconception| -> f64 {
        let of = |piece: &&Piece| {
            let stake = piece.stakes.iter().find(|(stake, _)| *stake == it);
            said(stake.map_or(piece.right, |(_, hit)| *hit), piece)
        };
        pieces.iter().map(of).sum()
    };
    let all = [(Diagnosis::Knows, knows), (Diagnosis::Guesses, guesses)]
        .into_iter()
        .chain(Misconception::ALL.map(|it| (Diagnosis::Holds(it), holds(it))));
    // the first one of equals: who was never asked about it does not hold it
    let best = all.reduce(|best, next| if next.1 > best.1 + 1e-9 { next } else { best });
    best.map_or(Diagnosis::TooLittle, |(diagnosis, _)| diagnosis)
}

/// How often each misconception was named, most often first.
#[must_use]
pub fn named_most<'a>(answers: impl IntoIterator<Item = &'a Graded>) -> Vec<(Misconception, usize)> {
    let mut counts: BTreeMap<Misconception, usize> = BTreeMap::new();
    for graded in answers {
        if let Some(first) = graded.named().first() {
            *counts.entry(*first).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
