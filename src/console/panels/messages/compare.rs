//! Two messages side by side: what is different in them, and what became of each and why.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::why::{Against, checks};
use crate::{
    console::{
        context::{Cx, Task},
        kit, theme,
    },
    engine::{Line, Outcome, Snapshot, Story},
    model::{Addressing, MessageId, Name, Target},
    routing::{Check, WhyNot},
    rules::Citation,
    words::Sentence,
};

/// A way on which one of them came: the port, and the group by way of which.
type Way = (Name, Option<Name>);

/// What became of one of them on a way.
#[derive(Clone, Debug, PartialEq)]
struct Side {
    /// `None`: it got no copy.
    outcome: Option<Outcome>,
    sentence: Sentence,
    citation: Option<Citation>,
    /// The filter that decided, predicate by predicate.
    checks: Vec<Vec<Check>>,
}

/// Made once for two messages as they are.
pub struct Comparison {
    of: [(MessageId, u64); 2],
    /// Properties that differ, with the value of each.
    different: Vec<(String, [Option<String>; 2])>,
    same: usize,
    ways: Vec<(Way, [Side; 2])>,
}

impl Comparison {
    /// Whether this is the comparison of these two as they are.
    #[must_use]
    pub fn is_of(&self, stories: [&Story; 2], generation: u64) -> bool {
        self.of == stories.map(|story| (story.message.id, generation))
    }

    #[must_use]
    pub fn new(stories: [&Story; 2], snapshot: &Snapshot) -> Self {
        let names: BTreeSet<&String> = stories.iter().flat_map(|story| story.message.context.0.keys()).collect();
        let mut different = Vec::new();
        let mut same = 0;
        for name in names {
            let values = stories.map(|story| story.message.context.get(name));
            if values[0] == values[1] {
                same += 1;
            } else {
                different.push((name.clone(), values.map(|value| value.map(ToString::to_string))));
            }
        }
        let came = stories.map(came);
        let ways: BTreeSet<&Way> = came.iter().flat_map(BTreeMap::keys).collect();
        let ways = ways
            .into_iter()
            .map(|way| {
                let side = |index: usize| match came[index].get(way) {
                    Some(line) => Side {
                        outcome: Some(line.outcome),
                        sentence: line.sentence(&stories[index].message),
                        citation: Some(line.citation()),
                        checks: Vec::new(),
                    },
                    None => not_delivered(stories[index], way, snapshot),
                };
                (way.clone(), [side(0), side(1)])
            })
            .collect();
        let of = stories.map(|story| (story.message.id, snapshot.generation));
        Self { of, different, same, ways }
    }

    /// The first way that decided otherwise for the two.
    fn first_difference(&self) -> Option<&(Way, [Side; 2])> {
        self.ways.iter().find(|(_, [a, b])| a.outcome != b.outcome)
    }

    pub fn ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let [a, b] = self.of.map(|(id, _)| id.to_string());
        let sentence = Sentence::new("messages-compare-title").with("one", a.as_str()).with("other", b.as_str());
        ui.label(theme::heading(&cx.say(&sentence)));
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("compare").show(ui, |ui| {
            self.first(ui, cx);
            section(ui, cx, "messages-compare-properties");
            if self.different.is_empty() {
                ui.label(theme::weak(ui, &cx.text("messages-compare-same-properties")));
            } else {
                egui::Grid::new("different").num_columns(3).striped(true).show(ui, |ui| {
                    ui.label(theme::column_title(ui, &cx.text("filter-property")));
                    ui.label(theme::column_title(ui, &a));
                    ui.label(theme::column_title(ui, &b));
                    ui.end_row();
                    for (name, values) in &self.different {
                        ui.label(name);
                        for value in values {
                            match value {
                                Some(value) => ui.label(value),
                                None => ui.label(theme::weak(ui, &cx.text("messages-not-promoted"))),
                            };
                        }
                        ui.end_row();
                    }
                });
                let sentence = Sentence::new("messages-compare-same").with("count", self.same);
                ui.label(theme::weak(ui, &cx.say(&sentence)));
            }
            section(ui, cx, "messages-compare-ways");
            if self.ways.is_empty() {
                ui.label(theme::weak(ui, &cx.text("outcome-nobody")));
            }
            for (way, sides) in &self.ways {
                self.way(ui, cx, way, sides);
            }
            ui.add_space(8.0);
            for (id, _) in self.of {
                let sentence = Sentence::new("messages-show-one").with("message", id.to_string());
                if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
                    cx.push(Task::ShowMessage(id));
                }
            }
        });
    }

    fn first(&self, ui: &mut Ui, cx: &Cx<'_>) {
        section(ui, cx, "messages-compare-first");
        let Some((way, sides)) = self.first_difference() else {
            kit::prose(ui, cx.text("messages-compare-none"));
            return;
        };
        ui.label(way_text(cx, way));
        for ((id, _), side) in self.of.iter().zip(sides) {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::section(&id.to_string()));
                badge(ui, cx, side);
            });
            kit::prose(ui, cx.say(&side.sentence));
            checks(ui, cx, &side.checks);
            if let Some(citation) = side.citation {
                kit::prose(ui, theme::weak(ui, &cx.say(&citation.sentence())));
            }
        }
    }

    fn way(&self, ui: &mut Ui, cx: &Cx<'_>, way: &Way, sides: &[Side; 2]) {
        ui.label(way_text(cx, way));
        ui.horizontal_wrapped(|ui| {
            for ((id, _), side) in self.of.iter().zip(sides) {
                ui.label(theme::weak(ui, &id.to_string()));
                badge(ui, cx, side);
            }
        });
        for ((id, _), side) in self.of.iter().zip(sides) {
            if side.outcome.is_none() {
                let sentence = Sentence::new("messages-compare-side")
                    .with("message", id.to_string())
                    .with("why", cx.say(&side.sentence));
                kit::prose(ui, theme::weak(ui, &cx.say(&sentence)));
            }
        }
        ui.add_space(4.0);
    }
}

fn badge(ui: &mut Ui, cx: &Cx<'_>, side: &Side) {
    match side.outcome {
        Some(outcome) => kit::outcome_badge(ui, cx.words, outcome),
        None => ui.label(cx.text("outcome-no-copy")),
    };
}

fn way_text(cx: &Cx<'_>, (port, via): &Way) -> String {
    match via {
        None => port.to_string(),
        Some(via) => format!("{port} {} {via}", cx.text("outcome-via")),
    }
}

fn section(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    ui.add_space(6.0);
    ui.label(theme::section(&cx.text(key)));
}

/// The last copy on each way: a message may have come twice, after a routing failure was resumed.
fn came(story: &Story) -> BTreeMap<Way, Line> {
    let lines = story.instances.iter().filter_map(Line::of);
    lines.map(|line| ((line.delivery.port.clone(), line.delivery.via.clone()), line)).collect()
}

fn not_delivered(story: &Story, (port, via): &Way, snapshot: &Snapshot) -> Side {
    // the port itself may well have got it on the way to which the message was addressed
    if let Addressing::To(target) = &story.message.addressing {
        let asked = match via {
            Some(group) => Target::SendPortGroup(group.clone()),
            None => Target::SendPort(port.clone()),
        };
        if asked != *target {
            let why = WhyNot::AddressedElsewhere(target.clone());
            let sentence = why.sentence(asked.name(), None);
            return Side { outcome: None, sentence, citation: Some(why.citation()), checks: Vec::new() };
        }
    }
    let pair = Against::of(snapshot, story.message.id).pair(&story.message, port);
    let found = pair.as_ref().and_then(|pair| {
        let of_way = pair.not_delivered.iter().find(|not| not.via == *via);
        of_way.or_else(|| pair.not_delivered.first())
    });
    match found {
        Some(not) => Side {
            outcome: None,
            sentence: not.why.sentence(&not.port, not.via.as_ref()),
            citation: Some(not.why.citation()),
            checks: match &not.why {
                WhyNot::Filter(groups) => groups.clone(),
                _ => Vec::new(),
            },
        },
        // the configuration is another one by now
        None => Side {
            outcome: None,
            sentence: Sentence::new("messages-compare-unknown").with("port", port),
            citation: None,
            checks: Vec::new(),
        },
    }
}
