//! What is suspicious about the selected artifact, told where one looks first: its lints, what
//! validation warns of besides, and a filter that nothing has matched lately.

use egui::Ui;

use crate::{
    console::{
        cached::Cached,
        context::{Cx, Task},
        kit::{self, Mark},
        lints::explain,
        panels::{
            starving::{StarvingPorts, sentence as starving_sentence},
            tree::Node,
        },
    },
    engine::{Census, filter_impact},
    model::{
        Artifact, ArtifactKind, ArtifactRef,
        validate::{self, Problem},
    },
    routing::lints::Lint,
    words::Sentence,
};

/// How many are told; the property pages tell all.
const MOST: usize = 4;

/// That others of its host are taken first, whatever waits.
fn taken_before(artifact: &Artifact, census: &Census) -> Option<Sentence> {
    let Artifact::SendPort(port) = artifact else { return None };
    let (host, count, highest) = census.taken_before(port).filter(|_| port.state.is_enlisted())?;
    let sentence = Sentence::new("findings-taken-before").with("host", host).with("count", count);
    Some(sentence.with("priority", u32::from(port.priority)).with("highest", u32::from(highest)))
}

/// What was found of an artifact by itself.
struct Found {
    of: ArtifactRef,
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct Findings {
    /// By edition. With whom it is about: while something new is looked at, what was found of
    /// another stands in for it.
    problems: Cached<(ArtifactRef, u64), Found>,
    /// How many kinds of messages were published lately, and how many of them the filter matches. By
    /// generation.
    matched: Cached<(ArtifactRef, u64), (ArtifactRef, usize, usize)>,
}

impl Findings {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        item: &ArtifactRef,
        artifact: &Artifact,
        starving: &mut StarvingPorts,
    ) {
        let snapshot = cx.snapshot;
        let (group, checked, of) = (snapshot.group.clone(), artifact.clone(), item.clone());
        let key = (item.clone(), snapshot.edition);
        let problems = self.problems.get(key, &cx.worker, "findings", move || {
            let problems = validate::artifact(&checked, &group, Some(&of.name));
            Found { of, problems }
        });
        let found = problems.filter(|found| found.of == *item);
        let problems = found.map_or(&[][..], |found| &found.problems);
        starving.ask(cx);
        if let Some(it) = (item.kind == ArtifactKind::SendPort).then(|| starving.of(&item.name)).flatten() {
            Mark::Warning.line(ui, &cx.say(&starving_sentence(cx, it)));
        }
        let lints = cx.lints.clone().unwrap_or_default();
        let mut about: Vec<&Lint> = lints.about(item).collect();
        about.sort_by_key(|lint| lint.level());
        // what a lint says, with why and what to do, is not said again
        let said = |problem: &&Problem| about.iter().any(|lint| lint.sentence().key == problem.sentence.key);
        for problem in problems.iter().filter(|it| !said(it)).take(MOST) {
            Mark::from(problem.severity).line(ui, &cx.say(&problem.sentence));
        }
        for lint in about.iter().take(MOST) {
            explain(ui, cx, lint);
        }
        let more = about.len().saturating_sub(MOST);
        if more > 0 && kit::quiet_link(ui, &cx.say(&Sentence::new("lints-more").with("count", more))).clicked() {
            cx.push(Task::SelectNode(Node::Lints));
        }
        if let Some(before) = taken_before(artifact, &snapshot.census) {
            Mark::Note.line(ui, &cx.say(&before));
        }
        let filter = match artifact {
            Artifact::SendPort(port) if port.state.is_enlisted() => port.filter.clone(),
            Artifact::SendPortGroup(spg) if spg.state.is_enlisted() => spg.filter.clone(),
            _ => return,
        };
        if filter.is_empty() {
            return;
        }
        let (all, of) = (snapshot.clone(), item.clone());
        let key = (item.clone(), snapshot.generation);
        let matched = self.matched.get(key, &cx.worker, "matched", move || {
            let impact = filter_impact(&all, &filter, &filter);
            (of, impact.looked_at, impact.matched())
        });
        if let Some((of, kinds, 0)) = matched
            && *kinds > 0
            && of == item
        {
            Mark::Note.line(ui, &cx.say(&Sentence::new("findings-nothing-matched").with("kinds", *kinds)));
        }
    }
}
