//! A question about what is going to happen, and the answer beside the truth: in lessons, and before any
//! message where one predicts first.

use egui::{DragValue, Frame, Key, KeyboardShortcut, Margin, Modifiers, RichText, Role, Ui, WidgetInfo};

use super::asked;
use crate::{
    console::{
        context::Cx,
        kit::{
            self, Mark, SoftButton,
            keys::{DIGITS, take_digit},
            soft_button,
        },
        theme::{self, Palette},
    },
    model::ArtifactKind,
    rules::{Citation, Page},
    training::{Answer, Ask, Because, Choice, Ending, Graded, MOST_VOTES, Misconception, Part, Piece, Question, Votes},
    words::Sentence,
};

/// Leads to the numbers of the votes.
const TO_VOTES: Key = Key::V;
/// Of the votes below the answers, in points.
const INDENT: f32 = 12.0;

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// A piece for which nothing was chosen counts as nothing.
    pub answer: Answer,
    /// Whether something was chosen for every piece.
    pub chosen: bool,
    /// How many of a class chose what; nobody, where no class votes.
    pub votes: Votes,
}

/// A question that is being answered.
#[expect(clippy::struct_excessive_bools, reason = "who answers and how, each for itself")]
pub struct Prediction {
    question: Question,
    pieces: Vec<(Part, Vec<Choice>)>,
    /// What is chosen for each piece so far.
    chosen: Vec<Option<Choice>>,
    votes: Votes,
    /// Whether a class votes.
    class: bool,
    /// The keys of the digits answer too, and Enter is the answer.
    keys: bool,
    /// The message may be sent without any answer: the class thinks for itself.
    free: bool,
    /// The answers as they were drawn last, and the numbers of the votes.
    fields: Vec<egui::Id>,
    numbers: Vec<egui::Id>,
    /// The first number of the votes gets the keyboard.
    to_votes: bool,
    /// What the answer depends on stands beside the question, which hides everything else.
    tells: bool,
    /// The piece that was asked in the last pass.
    shown: Option<usize>,
}

impl Prediction {
    /// `before`: the same question of a moment ago, of which what was chosen stays.
    #[must_use]
    pub fn new(question: Question, before: Option<Self>) -> Self {
        let pieces: Vec<_> =
            question.parts().into_iter().map(|part| (part.clone(), question.choices_to(&part))).collect();
        let mut votes = votes(&question, &pieces);
        let same = before.filter(|it| it.chosen.len() == pieces.len());
        if let Some(before) = &same {
            votes.take_over(&before.votes);
        }
        let (class, keys, free) = same.as_ref().map_or((false, false, false), |it| (it.class, it.keys, it.free));
        let chosen = same.map_or_else(|| vec![None; pieces.len()], |it| it.chosen);
        Self {
            question,
            pieces,
            chosen,
            votes,
            class,
            keys,
            free,
            fields: Vec::new(),
            numbers: Vec::new(),
            to_votes: false,
            tells: false,
            shown: None,
        }
    }

    /// With the keys of the digits, where nothing else has them.
    #[must_use]
    pub fn with_keys(self) -> Self {
        Self { keys: true, ..self }
    }

    /// With what the answer depends on, where the question stands before everything else.
    #[must_use]
    pub fn with_what_it_is_about(self) -> Self {
        Self { tells: true, ..self }
    }

    /// Before a class: it votes, and need not say anything.
    #[must_use]
    pub fn before_a_class(self) -> Self {
        let question = &self.question;
        let pieces: Vec<_> =
            question.parts().into_iter().map(|part| (part.clone(), question.likely_choices_to(&part))).collect();
        Self { class: true, free: true, votes: votes(question, &pieces), pieces, ..self }
    }

    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// What the class has said so far, where one votes.
    #[must_use]
    pub fn votes(&self) -> Option<&Votes> {
        self.class.then_some(&self.votes)
    }

    /// Whether a class votes; to be changed by whoever asks.
    pub fn class(&mut self) -> &mut bool {
        &mut self.class
    }

    /// Asks. Returns the answer once it is given. `focus`: the first choice gets the keyboard.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: &mut bool) -> Option<Given> {
        let mut given = self.ask(ui, cx, focus);
        ui.horizontal_wrapped(|ui| {
            let text = cx.text("lesson-predict");
            if soft_button(ui, SoftButton::new(&text).accent().enabled(self.enabled(cx))).clicked_enabled {
                given = Some(self.given());
            }
            if self.may_be_nobody() && soft_button(ui, SoftButton::new(&cx.text("lesson-nobody"))).clicked_enabled {
                given = Some(self.nobody());
            }
        });
        given
    }

    /// Likewise, where the buttons stand elsewhere. With keys, these may give the answer.
    pub fn ask(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: &mut bool) -> Option<Given> {
        let given = (self.keys && self.take_keys(ui)).then(|| self.given());
        self.fields.clear();
        self.numbers.clear();
        if self.tells {
            asked::scene(ui, cx, &self.question);
        }
        kit::prose(ui, cx.say(&self.question.sentence()));
        let next = self.next();
        for index in 0..self.pieces.len() {
            self.piece(ui, cx, index, self.keys && next == Some(index), focus);
            if self.class {
                self.votes_on(ui, cx, index);
            }
        }
        given
    }

    /// Whether the answer may be given.
    ///
    /// # Errors
    /// The reason why not.
    pub fn enabled(&self, cx: &Cx<'_>) -> Result<(), String> {
        if self.may_answer() { Ok(()) } else { Err(cx.text("lesson-choose-all")) }
    }

    /// Whether it can be answered that nobody gets anything.
    #[must_use]
    pub fn may_be_nobody(&self) -> bool {
        // a class says that by its votes
        self.question.ask == Ask::Copies && !self.free
    }

    #[must_use]
    pub fn nobody(&self) -> Given {
        Given { answer: Answer::nobody(), chosen: true, votes: self.given().votes }
    }

    /// The piece that is asked next.
    fn next(&self) -> Option<usize> {
        self.chosen.iter().position(Option::is_none)
    }

    fn may_answer(&self) -> bool {
        self.free || self.next().is_none() || self.class && !self.votes.is_empty()
    }

    /// What is answered so far.
    #[must_use]
    pub fn given(&self) -> Given {
        let votes = if self.class { self.votes.clone() } else { Votes::default() };
        Given { answer: self.answer(), chosen: self.next().is_none(), votes }
    }

    /// The digits choose, piece by piece, Backspace takes one back. Returns whether that is the answer.
    fn take_keys(&mut self, ui: &Ui) -> bool {
        let focused = ui.memory(egui::Memory::focused);
        // a number that has just got the focus is no text field yet
        if ui.text_edit_focused() || focused.is_some_and(|it| self.numbers.contains(&it)) {
            return false;
        }
        if let Some(piece) = self.next() {
            let taken = self.pieces[piece].1.iter().zip(DIGITS).find(|(_, key)| take_digit(ui, *key));
            if let Some((choice, _)) = taken {
                self.choose(piece, *choice);
            }
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Backspace)
            && let Some(last) = self.chosen.iter().rposition(Option::is_some)
        {
            self.chosen[last] = None;
            self.chosen.iter_mut().filter(|it| **it == Some(Choice::Nobody)).for_each(|it| *it = None);
        }
        if self.class && pressed(TO_VOTES) {
            self.to_votes = true;
        }
        // a button that has the focus is pressed by Enter itself
        let here = focused.is_none_or(|it| self.fields.contains(&it));
        here && self.may_answer() && (pressed(Key::Enter) || self.free && pressed(Key::PageDown))
    }

    /// That nobody gets anything is said of all pieces at once.
    fn choose(&mut self, piece: usize, choice: Choice) {
        if choice == Choice::Nobody {
            self.chosen.fill(Some(choice));
        } else {
            self.chosen.iter_mut().filter(|it| **it == Some(Choice::Nobody)).for_each(|it| *it = None);
            self.chosen[piece] = Some(choice);
        }
    }

    /// The answers to one piece, each a button of its own; with their `digits` where these choose.
    fn piece(&mut self, ui: &mut Ui, cx: &Cx<'_>, index: usize, digits: bool, focus: &mut bool) {
        let (part, choices) = &self.pieces[index];
        let group = &self.question.group;
        let mut pressed = None;
        let top = ui.cursor().min;
        // where it is told what decides, the answers stand below it
        let told = self.tells && asked::of_port(ui, cx, &self.question, part);
        let row = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = theme::TARGET;
            if self.free {
                // on one line of a beamer
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.spacing_mut().icon_spacing = 4.0;
            }
            if let Some(name) = part.name().filter(|_| !told) {
                ui.label(RichText::new(name.as_str()).strong());
                let state = match part {
                    Part::State(item) if item.kind == ArtifactKind::SendPortGroup => {
                        group.send_port_groups.get(name).map(|spg| spg.state)
                    }
                    _ => group.send_ports.get(name).map(|port| port.state),
                };
                if let Some(state) = state {
                    let draw = if self.free { kit::state_inline } else { kit::state_badge };
                    draw(ui, cx.words, state);
                }
            }
            let mut keys = DIGITS.iter();
            for choice in choices {
                let chosen = self.chosen[index] == Some(*choice);
                let said = cx.say(&choice.sentence());
                let digit = keys.next().filter(|_| digits).map(|key| key.symbol_or_name());
                let response = match digit {
                    Some(digit) => ui.radio(chosen, (theme::key(ui, digit), said.as_str())),
                    None => ui.radio(chosen, said.as_str()),
                };
                let name = named(cx, part, *choice);
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name.as_str()));
                if let Some(digit) = digit {
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(digit));
                }
                self.fields.push(response.id);
                if index == 0 && Some(choice) == choices.first() {
                    if self.keys {
                        kit::dialog::offer_focus(&response);
                    } else if std::mem::take(focus) {
                        response.request_focus();
                    }
                }
                if response.clicked() {
                    pressed = Some(*choice);
                }
            }
        });
        if let Some(choice) = pressed {
            self.choose(index, choice);
        }
        // what is asked next is seen, wherever the others are scrolled to
        if digits && self.shown.replace(index) != Some(index) && index > 0 {
            let whole = row.response.rect.union(egui::Rect::from_min_max(top, top));
            ui.scroll_to_rect(whole.expand2(egui::vec2(0.0, theme::TARGET)), None);
        }
    }

    /// How many of the class chose each answer to a piece. Enter leads to the next number, and out after the
    /// last one and after nobody.
    fn votes_on(&mut self, ui: &mut Ui, cx: &Cx<'_>, index: usize) {
        let (part, choices) = &self.pieces[index];
        let choices = self.question.with_nobody(part, choices.clone());
        ui.horizontal_wrapped(|ui| {
            ui.add_space(INDENT);
            if self.keys && index == 0 {
                let key = cx.keys(ui.ctx(), &KeyboardShortcut::new(Modifiers::NONE, TO_VOTES));
                ui.label(theme::key(ui, &key)).on_hover_text(cx.text("class-to-votes"));
            }
            ui.label(theme::weak(ui, &cx.text("class-votes")));
            for (at, choice) in choices.iter().enumerate() {
                let name = cx.say(&Sentence::new("class-votes-for").with("what", named(cx, part, *choice)));
                let mut count = self.votes.count(index, at);
                let field = DragValue::new(&mut count).range(0..=MOST_VOTES).speed(0.1).update_while_editing(true);
                let said = cx.say(&choice.sentence());
                let font = egui::TextStyle::Small.resolve(ui.style());
                let (wide, gap) = (theme::text_width(ui, said.as_str(), font), ui.spacing().item_spacing.x);
                // a number stands beside what it counts
                if at > 0 && wide + gap + ui.spacing().interact_size.x > ui.available_size_before_wrap().x {
                    ui.end_row();
                    // as high as the numbers, so that what stands before the first one is on its line
                    ui.allocate_space(egui::vec2(INDENT, ui.spacing().interact_size.y));
                }
                ui.label(RichText::new(said).small());
                let response = ui.add(field).accessible_name(name);
                if response.changed() {
                    self.votes.set(index, at, count);
                }
                if std::mem::take(&mut self.to_votes) {
                    response.request_focus();
                    ui.ctx().request_repaint();
                }
                // it is no answer yet
                let enter = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
                let done = response.lost_focus() && enter();
                self.to_votes = done && count > 0 && at + 1 < choices.len();
                self.numbers.push(response.id);
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

/// Nobody has voted yet.
fn votes(question: &Question, pieces: &[(Part, Vec<Choice>)]) -> Votes {
    let with_nobody = |(part, choices): &(Part, Vec<Choice>)| {
        let choices = question.with_nobody(part, choices.clone());
        (part.clone(), choices)
    };
    Votes::new(&pieces.iter().map(with_nobody).collect::<Vec<_>>())
}

/// What was predicted, what is true, and by which rule; and what was perhaps thought.
pub fn side_by_side(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, because: &[Because], named: Option<Misconception>) {
    compared(ui, cx, graded, because);
    if let Some(misconception) = named {
        belief(ui, cx, misconception);
    }
}

/// What was predicted, what is true, and by which rule.
pub fn compared(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, because: &[Because]) {
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
        piece_of(ui, cx, graded, because, piece);
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

/// `SP_Lille: Suspended`, or what is answered alone.
fn named(cx: &Cx<'_>, part: &Part, choice: Choice) -> String {
    match part.name() {
        Some(name) => cx.say(&Sentence::new("answer-part").with("name", name).with("what", choice.sentence())),
        None => cx.say(&choice.sentence()),
    }
}

/// One piece of an answer beside the truth, with the rules that decided.
fn piece_of(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, because: &[Because], piece: &Piece) {
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
    for rule in rules_of(piece, &graded.truth, because) {
        ui.horizontal_top(|ui| {
            ui.add_space(Mark::INDENT);
            kit::prose(ui, RichText::new(cx.say(&rule)).small().weak());
        });
    }
}

/// The rules that decided a piece, as the tables say them, and what else did.
pub(super) fn rules_of(piece: &Piece, truth: &Answer, because: &[Because]) -> Vec<Sentence> {
    let of = |rule: Sentence, citation: Citation| {
        Sentence::new("lesson-rule").with("rule", rule).with("source", citation.sentence())
    };
    let mut rules: Vec<Sentence> = Vec::new();
    for cell in &piece.cells {
        let rule = cell.ruling().rule;
        let said = of(Sentence::new(rule.key()), rule.citation());
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
            _ => Sentence::new("lesson-rule")
                .with("rule", Sentence::new("hint-own-state"))
                .with("source", Citation::page(Page::SendPortsAndSendPortGroups).sentence()),
        });
    }
    let got = matches!(
        (truth, &piece.part),
        (Answer::Copies(copies), Part::Port(port)) if copies.get(port).is_some_and(|it| it.total() > 0)
    );
    // why a further copy did not come is of use to whoever expected one
    let wanted = |it: &&Because| it.part == piece.part && !(it.none && got && piece.right);
    for it in because.iter().filter(wanted) {
        let why = match &it.via {
            Some(group) => Sentence::new("lesson-by-way").with("group", group).with("why", it.sentence.clone()),
            None => it.sentence.clone(),
        };
        let said = of(why, it.citation);
        if !rules.contains(&said) {
            rules.push(said);
        }
    }
    rules
}
