//! Every scenario that ships does what it says, step by step, against the engine.

use std::sync::Arc;

use jiff::Timestamp;
use sendport::{
    document::{self, Document},
    engine::{Answer, Engine, Outcome, Query, Report, Request},
    message_box::{InstanceQuery, SqliteMessageBox},
    model::{Artifact, Draft, InstanceId, MessageId, Name, PortState},
    rules::{
        instances::InstanceState,
        outcome::{Cell, Path, Verdict},
    },
    training::{Promise, Scenario, Step, StepKind, Text, coverage, scenarios, smallest},
    transport::Simulated,
    words::Language,
};

const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

/// One scenario on its way, and where it stands, for whoever reads a failure.
struct Play {
    scenario: &'static Scenario,
    engine: Engine,
    step: String,
}

impl Play {
    fn new(scenario: &'static Scenario) -> Self {
        let store = Box::new(SqliteMessageBox::in_memory().expect("a MessageBox in memory"));
        let Document { group, role } = scenario.document.clone();
        let engine = Engine::new(group, role, store, Box::new(Simulated), NOW).expect("an engine");
        Self { scenario, engine, step: String::new() }
    }

    fn all(mut self) {
        for (index, step) in self.scenario.steps.iter().enumerate() {
            let say = step.say.get(Language::English);
            self.step = format!("scenario {}, step {} ({say})", self.scenario.number, index + 1);
            self.take(step);
        }
    }

    fn take(&mut self, step: &Step) {
        let at = self.step.clone();
        match &step.kind {
            StepKind::Inject { draft, count, promise } => {
                let request = Request::Publish { draft: draft.clone(), count: *count };
                let messages = match self.engine.execute(&request, NOW) {
                    Ok(response) => response.messages,
                    Err(refusal) => panic!("{at}: {refusal:?}"),
                };
                assert_eq!(messages.len(), *count as usize, "{at}");
                let snapshot = self.engine.snapshot();
                for message in messages {
                    let report = snapshot.reports.iter().find(|report| report.message.id == message);
                    keeps(report.expect("what was published is reported"), promise, &at);
                }
            }
            StepKind::Act { action, item, held, refused } => {
                let state = |play: &Self| match play.engine.group().get(item) {
                    Some(Artifact::SendPort(port)) => port.state,
                    Some(Artifact::SendPortGroup(spg)) => spg.state,
                    other => panic!("{at}: {other:?}"),
                };
                let before = state(self);
                let request = Request::Act { action: *action, items: vec![item.clone()], held: *held };
                let result = self.engine.execute(&request, NOW);
                assert_eq!(result.is_err(), *refused, "{at}: {result:?}");
                assert_eq!(state(self) == before, *refused, "{at}: {before:?}");
            }
            StepKind::Operate { operation, port, promise } => {
                let (instance, message) = self.oldest_suspended(port);
                let request = Request::Operate { operation: *operation, instances: vec![instance] };
                let response = self.engine.execute(&request, NOW).unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
                assert_eq!(response.skipped_instances, [], "{at}");
                let snapshot = self.engine.snapshot();
                let report = snapshot.reports.iter().find(|report| report.message.id == message).expect("a report");
                let line = report.lines.iter().find(|line| line.instance == Some(instance)).expect("a line");
                assert_eq!(line.outcome, Outcome::from(*promise), "{at}");
            }
            StepKind::SetFilter { item, filter } => {
                let mut artifact = self.engine.group().get(item).expect("it is in the document");
                match &mut artifact {
                    Artifact::SendPort(port) => Arc::make_mut(port).filter = filter.clone(),
                    Artifact::SendPortGroup(spg) => Arc::make_mut(spg).filter = filter.clone(),
                    other => panic!("{at}: {other:?} has no filter"),
                }
                let request = Request::Put { original: Some(item.name.clone()), artifact };
                self.engine.execute(&request, NOW).unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
            }
            StepKind::SetRole(role) => {
                self.engine.execute(&Request::SetRole(*role), NOW).expect("every role may switch");
                assert_eq!(self.engine.role(), *role, "{at}");
            }
        }
    }

    fn oldest_suspended(&self, port: &Name) -> (InstanceId, MessageId) {
        let query = InstanceQuery {
            states: vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable],
            port: Some(port.clone()),
            ..InstanceQuery::default()
        };
        match self.engine.answer(&Query::Instances { query, offset: 0, limit: 1 }) {
            Answer::Instances(page) => {
                let (instance, message) = page.rows.first().unwrap_or_else(|| panic!("{}: nothing waits", self.step));
                (instance.id, message.id)
            }
            other => panic!("{}: {other:?}", self.step),
        }
    }
}

/// Exactly the copies that are promised, and no others.
fn keeps(report: &Report, promise: &Promise, at: &str) {
    type Copy = (String, Option<String>, Outcome);
    let copy = |port: &Name, via: Option<&Name>, outcome| (port.to_string(), via.map(Name::to_string), outcome);
    let by_name = |a: &Copy, b: &Copy| (&a.0, &a.1).cmp(&(&b.0, &b.1));
    let mut came: Vec<Copy> =
        report.lines.iter().map(|line| copy(&line.delivery.port, line.delivery.via.as_ref(), line.outcome)).collect();
    came.sort_by(by_name);
    match promise {
        Promise::Deliveries(deliveries) => {
            let mut promised: Vec<Copy> =
                deliveries.iter().map(|it| copy(&it.port, it.via.as_ref(), it.outcome.into())).collect();
            promised.sort_by(by_name);
            assert_eq!(came, promised, "{at}");
            assert_eq!(report.failure, None, "{at}");
        }
        Promise::RoutingFailure => {
            assert_eq!(came, [], "{at}");
            assert!(matches!(report.failure, Some((Some(_), Outcome::RoutingFailure))), "{at}: {:?}", report.failure);
        }
    }
}

#[test]
fn every_scenario_keeps_its_promises() {
    for scenario in scenarios() {
        Play::new(scenario).all();
    }
}

#[test]
fn a_broken_promise_is_noticed() {
    // the play itself is tried: what is promised in vain must not pass
    let scenario = scenarios().iter().find(|scenario| scenario.number == 2).expect("Order fan-out");
    let mut step = scenario.steps[0].clone();
    if let StepKind::Inject { promise: Promise::Deliveries(deliveries), .. } = &mut step.kind {
        deliveries.pop();
    }
    let played = std::panic::catch_unwind(|| Play::new(scenario).take(&step));
    assert!(played.is_err(), "one copy more than promised");
}

#[test]
fn these_are_the_scenarios() {
    let numbers: Vec<u32> = scenarios().iter().map(|scenario| scenario.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 14, 15]);
    for scenario in scenarios() {
        assert!(!scenario.steps.is_empty(), "scenario {} has nothing to do", scenario.number);
        let injects = scenario.steps.iter().any(|step| matches!(step.kind, StepKind::Inject { .. }));
        assert!(injects, "scenario {} sends nothing", scenario.number);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    for scenario in scenarios() {
        let info = &scenario.info;
        let mut texts: Vec<(String, &Text)> = [
            ("title", &scenario.title),
            ("teaching", &scenario.teaching),
            ("what", &info.what),
            ("how_to_use", &info.how_to_use),
            ("things_to_notice", &info.things_to_notice),
            ("things_to_try", &info.things_to_try),
            ("rule", &info.rule),
            ("source", &info.source),
        ]
        .map(|(name, text)| (name.to_owned(), text))
        .into();
        texts.extend(scenario.steps.iter().enumerate().map(|(index, step)| (format!("step {}", index + 1), &step.say)));
        for (name, text) in texts {
            for language in Language::ALL {
                let text = text.get(language);
                assert!(!text.trim().is_empty(), "scenario {}, {name}, {}", scenario.number, language.code());
            }
            let (en, fr) = (text.get(Language::English), text.get(Language::French));
            assert_ne!(en, fr, "scenario {}, {name} is not translated", scenario.number);
        }
        assert!(!scenario.teaching.get(Language::English).contains('\n'), "one line teaches");
    }
}

#[test]
fn every_document_survives_being_written_and_read() {
    for scenario in scenarios() {
        let text = document::to_text(&scenario.document);
        let again = document::read(&text, None).unwrap_or_else(|error| panic!("{}: {error}", scenario.number));
        assert_eq!(again, scenario.document, "scenario {}", scenario.number);
        assert_eq!(document::to_text(&again), text, "scenario {}: stable order", scenario.number);
    }
}

/// What a step injects can be chosen as a template, so that whoever plays it need not type it.
#[test]
fn what_is_injected_stands_in_the_document_as_a_template() {
    for scenario in scenarios() {
        for step in &scenario.steps {
            let StepKind::Inject { draft, .. } = &step.kind else { continue };
            let found = scenario.document.group.templates.values().any(|template| {
                // whom it goes to is chosen beside the template
                let addressing = draft.addressing.clone();
                Draft { addressing, ..template.draft.clone() } == *draft
            });
            assert!(found, "scenario {}: {}", scenario.number, step.say.get(Language::English));
        }
    }
}

// ---- the smallest scenarios

#[test]
fn the_smallest_scenario_of_a_cell_shows_its_verdict_and_exercises_that_cell_only() {
    for cell in Cell::all() {
        let scenario: &'static Scenario = Box::leak(Box::new(smallest(cell)));
        let [step] = scenario.steps.as_slice() else { panic!("{cell:?} takes one step") };
        let mut play = Play::new(scenario);
        play.step = format!("{cell:?}");
        play.take(step);
        let snapshot = play.engine.snapshot();
        let exercised: Vec<_> = snapshot.exercised.iter().flatten().map(|it| (it.cell, it.count)).collect();
        assert_eq!(exercised, [(cell, 1)]);
        let report = snapshot.reports.last().expect("a report");
        let outcomes: Vec<Outcome> = report.lines.iter().map(|line| line.outcome).collect();
        match cell.ruling().verdict {
            Verdict::Processed => assert_eq!(outcomes, [Outcome::Processed]),
            Verdict::Suspended => assert_eq!(outcomes, [Outcome::Suspended]),
            Verdict::NoCopy => assert!(outcomes.is_empty() && report.failure.is_some(), "{cell:?}"),
        }
        // by the rule that the table names for it
        assert!(report.lines.iter().all(|line| line.delivery.ruling == cell.ruling()));
    }
}

#[test]
fn the_smallest_scenarios_are_documents_like_any_other_and_tell_what_they_are_about() {
    for cell in Cell::all() {
        let scenario = smallest(cell);
        let group = &scenario.document.group;
        let groups = usize::from(cell.path != Path::Direct);
        assert_eq!((group.send_ports.size(), group.send_port_groups.size()), (1, groups), "nothing more than it takes");
        let text = document::to_text(&scenario.document);
        assert_eq!(document::read(&text, None).expect("it can be read"), scenario.document);
        for text in texts(&scenario) {
            for language in Language::ALL {
                assert!(!text.get(language).is_empty() && !text.get(language).contains('{'), "{cell:?}: {text:?}");
            }
            assert_ne!(text.get(Language::English), text.get(Language::French));
        }
    }
}

fn texts(scenario: &Scenario) -> Vec<&Text> {
    let info = &scenario.info;
    let info = [&info.what, &info.how_to_use, &info.things_to_notice, &info.things_to_try, &info.rule, &info.source];
    [&scenario.title, &scenario.teaching].into_iter().chain(info).chain([&scenario.steps[0].say]).collect()
}

#[test]
fn which_scenarios_show_a_cell_is_found_by_running_them() {
    let of = |path, port| &coverage()[Cell { path, port }.index()];
    assert!(of(Path::ViaGroup(PortState::Started), PortState::Stopped).contains(&3), "Stopped port in a started group");
    assert!(
        of(Path::ViaGroup(PortState::Stopped), PortState::Started).contains(&4),
        "Started ports in a stopped group"
    );
    assert!(of(Path::Direct, PortState::Started).contains(&1));
    assert!(!of(Path::ViaGroup(PortState::Stopped), PortState::Started).contains(&1));
}
