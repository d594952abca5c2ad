//! A question about what is going to happen, and the answer beside the truth: in lessons, and before any
//! message where one predicts first.

use egui::{Frame, Margin, RichText, Role, Ui, WidgetInfo};

use crate::{
    console::{
        context::Cx,
        kit::{self, Mark, SoftButton, soft_button},
        theme::{self, Palette},
    },
    model::{ArtifactKind, PortState},
    training::{Answer, Ask, Copies, Ending, Graded, Misconception, Part, Piece, Question},
    words::Sentence,
};

/// Something that can be answered to a piece of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Copies(Copies),
    State(PortState),
    Ending(Ending),
    Allowed(bool),
}

impl Choice {
    fn sentence(self) -> Sentence {
        match self {
            Self::Copies(copies) => copies.sentence(),
            Self::State(state) => Sentence::new(state.key()),
            Self::Ending(ending) => Answer::Fate(ending).of(&Part::Whole),
            Self::Allowed(allowed) => Answer::Allowed(allowed).of(&Part::Whole),
        }
    }
}

/// A question that is being answered.
pub struct Prediction {
    question: Question,
    pieces: Vec<(Part, Vec<Choice>)>,
    /// What is chosen for each piece so far.
    chosen: Vec<Option<Choice>>,
}

impl Prediction {
    /// `before`: the same question of a moment ago, of which what was chosen stays.
    #[must_use]
    pub fn new(question: Question, before: Option<Self>) -> Self {
        let pieces: Vec<_> =
            question.parts().into_iter().map(|part| (part.clone(), choices(&question, &part))).collect();
        let chosen = before.map(|it| it.chosen).filter(|it| it.len() == pieces.len());
        let chosen = chosen.unwrap_or_else(|| vec![None; pieces.len()]);
        Self { question, pieces, chosen }
    }

    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Asks. Returns the answer once it is given. `focus`: the first choice gets the keyboard.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: &mut bool) -> Option<Answer> {
        kit::prose(ui, cx.say(&self.question.sentence()));
        for index in 0..self.pieces.len() {
            self.piece(ui, cx, index, focus);
        }
        let mut given = None;
        let missing = self.chosen.iter().any(Option::is_none);
        ui.horizontal_wrapped(|ui| {
            let text = cx.text("lesson-predict");
            let reason = if missing { Err(cx.text("lesson-choose-all")) } else { Ok(()) };
            if soft_button(ui, SoftButton::new(&text).accent().enabled(reason)).clicked_enabled {
                given = Some(self.answer());
            }
            let copies = self.question.ask == Ask::Copies;
            if copies && soft_button(ui, SoftButton::new(&cx.text("lesson-nobody"))).clicked_enabled {
                given = Some(Answer::nobody());
            }
        });
        given
    }

    /// The answers to one piece, each a button of its own.
    fn piece(&mut self, ui: &mut Ui, cx: &Cx<'_>, index: usize, focus: &mut bool) {
        let (part, choices) = &self.pieces[index];
        let group = &self.question.group;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = theme::TARGET;
            if let Some(name) = part.name() {
                ui.label(RichText::new(name.as_str()).strong());
                let state = match part {
                    Part::State(item) if item.kind == ArtifactKind::SendPortGroup => {
                        group.send_port_groups.get(name).map(|spg| spg.state)
                    }
                    _ => group.send_ports.get(name).map(|port| port.state),
                };
                if let Some(state) = state {
                    kit::state_badge(ui, cx.words, state);
                }
            }
            for choice in choices {
                let chosen = self.chosen[index] == Some(*choice);
                let said = cx.say(&choice.sentence());
                let response = ui.radio(chosen, said.as_str());
                let name = match part.name() {
                    Some(name) => {
                        cx.say(&Sentence::new("answer-part").with("name", name).with("what", choice.sentence()))
                    }
                    None => said,
                };
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name.as_str()));
                if index == 0 && Some(choice) == choices.first() && std::mem::take(focus) {
                    response.request_focus();
                }
                if response.clicked() {
                    self.chosen[index] = Some(*choice);
                }
            }
        });
    }

    /// The answer that is chosen.
    fn answer(&self) -> Answer {
        let pieces = self.pieces.iter().zip(&self.chosen);
        match &self.question.ask {
            Ask::Copies => Answer::Copies(
                pieces
                    .filter_map(|((part, _), choice)| match (part, choice) {
                        (Part::Port(port), Some(Choice::Copies(copies))) if copies.total() > 0 => {
                            Some((port.clone(), *copies))
                        }
                        _ => None,
                    })
                    .collect(),
            ),
            Ask::States(_) => Answer::States(
                pieces
                    .filter_map(|((part, _), choice)| match (part, choice) {
                        (Part::State(item), Some(Choice::State(state))) => Some((item.clone(), *state)),
                        _ => None,
                    })
                    .collect(),
            ),
            Ask::Fate => Answer::Fate(match self.chosen.first() {
                Some(Some(Choice::Ending(ending))) => *ending,
                _ => Ending::Suspended,
            }),
            Ask::Allowed => Answer::Allowed(self.chosen.first() == Some(&Some(Choice::Allowed(true)))),
        }
    }
}

/// What was predicted, what is true, and by which rule; and what was perhaps thought.
pub fn side_by_side(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, named: Option<Misconception>) {
    compared(ui, cx, graded);
    if let Some(misconception) = named {
        belief(ui, cx, misconception);
    }
}

/// What was predicted, what is true, and by which rule.
pub fn compared(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded) {
    let right = graded.is_right();
    let mark = if right { Mark::Met } else { Mark::Unmet };
    let verdict = match (right, graded.truth.is_nobody()) {
        (true, true) => Sentence::new("lesson-right-nobody"),
        (true, false) => Sentence::new("lesson-right"),
        (false, true) => Sentence::new("lesson-wrong-nobody"),
        (false, false) => Sentence::new("lesson-wrong"),
    };
    mark.line(ui, &cx.say(&verdict));
    for piece in &graded.pieces {
        piece_of(ui, cx, graded, piece);
    }
}

/// What was perhaps thought.
pub fn belief(ui: &mut Ui, cx: &Cx<'_>, misconception: Misconception) {
    let (entry, language) = (misconception.entry(), cx.words.language());
    let palette = Palette::of_ui(ui);
    Frame::new().fill(palette.warning_tint).corner_radius(theme::RADIUS).inner_margin(Margin::same(10)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            let belief = Sentence::new("lesson-belief").with("belief", entry.belief.get(language));
            Mark::Warning.line(ui, &cx.say(&belief));
            kit::prose(ui, entry.but.get(language));
            kit::prose(ui, RichText::new(entry.source.get(language)).small().weak());
        },
    );
}

/// What can be answered to a piece.
fn choices(question: &Question, part: &Part) -> Vec<Choice> {
    match (part, &question.ask) {
        (Part::Port(port), _) => question.choices(port).into_iter().map(Choice::Copies).collect(),
        (Part::State(_), _) => PortState::ALL.map(Choice::State).into(),
        (Part::Whole, Ask::Fate) => [Ending::Processed, Ending::Suspended].map(Choice::Ending).into(),
        (Part::Whole, _) => [true, false].map(Choice::Allowed).into(),
    }
}

/// One piece of an answer beside the truth, with the rules that decided.
fn piece_of(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, piece: &Piece) {
    let mark = if piece.right { Mark::Met } else { Mark::Unmet };
    let (given, truth) = (graded.given.of(&piece.part), graded.truth.of(&piece.part));
    let key = match (piece.right, piece.part.name()) {
        (true, Some(_)) => "lesson-piece-right",
        (false, Some(_)) => "lesson-piece-wrong",
        (true, None) => "lesson-whole-right",
        (false, None) => "lesson-whole-wrong",
    };
    let said = Sentence { key, arguments: Vec::new() }
        .with("name", piece.part.name().map(ToString::to_string).unwrap_or_default())
        .with("given", given)
        .with("truth", truth);
    mark.line(ui, &cx.say(&said));
    for rule in rules_of(piece, &graded.truth) {
        ui.horizontal_top(|ui| {
            ui.add_space(Mark::INDENT);
            kit::prose(ui, RichText::new(cx.say(&rule)).small().weak());
        });
    }
}

/// The rules that decided a piece, as the tables say them.
fn rules_of(piece: &Piece, truth: &Answer) -> Vec<Sentence> {
    let mut rules = Vec::new();
    for cell in &piece.cells {
        let ruling = cell.ruling();
        let said = Sentence::new("lesson-rule")
            .with("rule", Sentence::new(ruling.rule.key()))
            .with("source", ruling.rule.citation().sentence());
        if !rules.contains(&said) {
            rules.push(said);
        }
    }
    if let Some((action, from)) = piece.action {
        let cell = crate::rules::lifecycle::look_up(action, from);
        rules.push(match truth {
            Answer::Allowed(allowed) if *allowed == cell.to.is_some() => cell.citation().sentence(),
            // the table allows it, and something else does not
            Answer::Allowed(_) => Sentence::new("lesson-guard"),
            _ => Sentence::new("hint-own-state"),
        });
    }
    rules
}
