//! What can be answered to a piece of a question.

use super::{
    Answer, Ask, Part, Question, StepKind,
    question::{Copies, Ending},
};
use crate::{
    model::{Addressing, PortState},
    words::Sentence,
};

/// Something that can be answered to a piece of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    Copies(Copies),
    /// Neither this port nor any other gets a copy: a routing failure. A class says that as one of its answers.
    Nobody,
    State(PortState),
    Ending(Ending),
    Allowed(bool),
}

impl Choice {
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Copies(copies) => copies.sentence(),
            Self::Nobody => Sentence::new("outcome-routing-failure"),
            Self::State(state) => Sentence::new(state.key()),
            Self::Ending(ending) => Answer::Fate(ending).of(&Part::Whole),
            Self::Allowed(allowed) => Answer::Allowed(allowed).of(&Part::Whole),
        }
    }
}

impl Question {
    /// Everything that can be answered to a piece, in the order in which it is offered.
    #[must_use]
    pub fn choices_to(&self, part: &Part) -> Vec<Choice> {
        match (part, &self.ask) {
            (Part::Port(port), _) => self.choices(port).into_iter().map(Choice::Copies).collect(),
            (Part::State(_), _) => PortState::ALL.map(Choice::State).into(),
            (Part::Whole, Ask::Fate) => [Ending::Processed, Ending::Suspended].map(Choice::Ending).into(),
            (Part::Whole, _) => [true, false].map(Choice::Allowed).into(),
        }
    }
}

impl Question {
    /// Likewise, without more copies than there are filters and addresses that could bring them, and with the
    /// routing failure: what a class is asked, before which filters and addresses are to be seen.
    #[must_use]
    pub fn likely_choices_to(&self, part: &Part) -> Vec<Choice> {
        let mut choices = self.choices_to(part);
        let (Part::Port(name), StepKind::Inject { draft, .. }) = (part, &self.act) else { return choices };
        let ways = match &draft.addressing {
            Addressing::To(_) => 1,
            Addressing::Published(_) => {
                let own = self.group.send_ports.get(name).is_some_and(|port| !port.filter.is_empty());
                let groups = self.group.send_port_groups.values();
                let of_groups = groups.filter(|spg| spg.members.contains(name) && !spg.filter.is_empty()).count();
                (usize::from(own) + of_groups).max(1)
            }
        };
        choices.retain(|choice| match choice {
            Choice::Copies(copies) => copies.total() as usize <= ways,
            _ => true,
        });
        self.with_nobody(part, choices)
    }

    /// Answers to a piece, and last among them that nobody gets anything, where that can be.
    #[must_use]
    pub fn with_nobody(&self, part: &Part, mut choices: Vec<Choice>) -> Vec<Choice> {
        if matches!((part, &self.ask), (Part::Port(_), Ask::Copies)) && !choices.contains(&Choice::Nobody) {
            choices.push(Choice::Nobody);
        }
        choices
    }
}

impl Answer {
    /// What it says of a piece; `None` if it is not about such a piece.
    #[must_use]
    pub fn choice(&self, part: &Part) -> Option<Choice> {
        match (self, part) {
            (Self::Copies(copies), Part::Port(port)) => {
                Some(Choice::Copies(copies.get(port).copied().unwrap_or_default()))
            }
            (Self::States(states), Part::State(item)) => {
                states.iter().find(|(it, _)| it == item).map(|(_, state)| Choice::State(*state))
            }
            (Self::Fate(ending), Part::Whole) => Some(Choice::Ending(*ending)),
            (Self::Allowed(allowed), Part::Whole) => Some(Choice::Allowed(*allowed)),
            _ => None,
        }
    }
}
