//! Every scenario that ships does what it says, step by step, against the engine.

use std::sync::Arc;

use jiff::Timestamp;
use sendport::{
    document::{self, Document},
    engine::{Answer, Engine, Line, Outcome, Query, Report},
    message_box::{InstanceQuery, SqliteMessageBox},
    model::{Artifact, BizTalkGroup, Draft, InstanceId, MessageId, Name, PortState},
    rules::{
        instances::InstanceState,
        outcome::{Cell, Path, Verdict},
    },
    training::{
        Arrived, Delivered, Promise, Scenario, Step, StepKind, Text, coverage, read, scenario, scenarios, smallest,
    },
    transport::Simulated,
    words::Language,
};

const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

/// One scenario on its way, and where it stands, for whoever reads a failure.
struct Play {
    scenario: &'static Scenario,
    engine: Engine,
    step: String,
    /// What was injected so far.
    published: Vec<MessageId>,
}

impl Play {
    fn new(scenario: &'static Scenario) -> Self {
        let store = Box::new(SqliteMessageBox::in_memory().expect("a MessageBox in memory"));
        let Document { group, role } = scenario.document.clone();
        let mut engine = Engine::new(group, role, store, Box::new(Simulated), NOW).expect("an engine");
        if let Some(begins) = scenario.begins {
            engine.stand_at_local(begins, NOW).expect("a clock that stands");
        }
        Self { scenario, engine, step: String::new(), published: Vec::new() }
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
        let mut suspended = None;
        let request = step.kind.request(self.engine.group(), |port| {
            suspended = Some(oldest_suspended(&self.engine, port).unwrap_or_else(|| panic!("{at}: nothing waits")));
            suspended.map(|(instance, _)| instance)
        });
        let request = request.unwrap_or_else(|| panic!("{at}: what it acts on is not there"));
        let before = self.engine.group().clone();
        let result = self.engine.execute(&request, NOW);
        let (StepKind::Act { refused, .. } | StepKind::Operate { refused, .. }) = &step.kind else {
            let response = result.unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
            self.promised(step, response.messages, &at);
            return;
        };
        assert_eq!(result.is_err(), *refused, "{at}: {result:?}");
        match &step.kind {
            StepKind::Act { item, .. } => {
                let state = |group: &BizTalkGroup| match group.get(item) {
                    Some(Artifact::SendPort(port)) => port.state,
                    Some(Artifact::SendPortGroup(spg)) => spg.state,
                    other => panic!("{at}: {other:?}"),
                };
                assert_eq!(state(self.engine.group()) == state(&before), *refused, "{at}");
            }
            StepKind::Operate { promise, .. } => {
                let (instance, message) = suspended.expect("it was operated on");
                if let Ok(response) = result {
                    assert_eq!(response.skipped_instances, [], "{at}");
                }
                let report = report(&mut self.engine, message);
                let line = report.lines.iter().find(|line| line.instance == Some(instance)).expect("a line");
                assert!(promise.is_of(line), "{at}: {line:?}");
            }
            _ => {}
        }
        self.promised(step, Vec::new(), &at);
    }

    /// What the step promises of the messages that it published, and of all that there are.
    fn promised(&mut self, step: &Step, published: Vec<MessageId>, at: &str) {
        if let StepKind::Inject { count, promise, .. } = &step.kind {
            assert_eq!(published.len(), *count as usize, "{at}");
            for (index, message) in published.iter().enumerate() {
                keeps(&report(&mut self.engine, *message), promise.of(index), at);
            }
        }
        self.published.extend(published);
        for standing in &step.now {
            for number in &standing.messages {
                let message = self.published[*number as usize - 1];
                keeps(&report(&mut self.engine, message), &standing.promise, &format!("{at}, message {number}"));
            }
        }
        let snapshot = self.engine.snapshot();
        for Arrived { port, count } in &step.arrived {
            assert_eq!(snapshot.counts.port(port).arrived, *count, "{at}: arrived from {port}");
        }
        if let Some(time) = step.clock {
            assert_eq!(snapshot.now.to_zoned(snapshot.zone.0.clone()).time(), time, "{at}");
        }
    }
}

fn report(engine: &mut Engine, message: MessageId) -> Arc<Report> {
    let snapshot = engine.snapshot();
    let report = snapshot.reports.iter().find(|report| report.message.id == message);
    report.expect("what was published is reported").clone()
}

fn oldest_suspended(engine: &Engine, port: &Name) -> Option<(InstanceId, MessageId)> {
    let query = InstanceQuery {
        states: vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable],
        port: Some(port.clone()),
        ..InstanceQuery::default()
    };
    match engine.answer(&Query::Instances { query, offset: 0, limit: 1 }) {
        Answer::Instances(page) => page.rows.first().map(|(instance, message)| (instance.id, message.id)),
        other => panic!("{other:?}"),
    }
}

/// Exactly the copies that are promised, and no others.
fn keeps(report: &Report, promise: &Promise, at: &str) {
    let mut came: Vec<&Line> = report.lines.iter().collect();
    came.sort_by_key(|line| (&line.delivery.port, &line.delivery.via));
    match promise {
        Promise::Deliveries(deliveries) => {
            let mut promised: Vec<&Delivered> = deliveries.iter().collect();
            promised.sort_by_key(|it| (&it.port, &it.via));
            assert_eq!(came.len(), promised.len(), "{at}: {came:?}");
            for (line, promised) in came.iter().zip(promised) {
                let (port, via) = (&line.delivery.port, &line.delivery.via);
                assert_eq!((port, via), (&promised.port, &promised.via), "{at}");
                assert!(promised.outcome.is_of(line), "{at}: {:?} was promised, not {line:?}", promised.outcome);
            }
            assert_eq!(report.failure, None, "{at}");
        }
        Promise::RoutingFailure => {
            assert!(came.is_empty(), "{at}: {came:?}");
            assert!(matches!(report.failure, Some((Some(_), Outcome::RoutingFailure))), "{at}: {:?}", report.failure);
        }
        Promise::Each(_) => panic!("{at}: there is no promise for this message"),
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
fn a_broken_promise_about_the_clock_what_arrived_or_why_it_waits_is_noticed() {
    let window = scenario(11).expect("Service window");
    let broken: [fn(&mut Step); 3] = [
        |step| step.clock = Some(jiff::civil::time(14, 1, 0, 0)),
        |step| step.arrived[0].count = 1,
        |step| {
            let StepKind::Inject { promise: Promise::Deliveries(deliveries), .. } = &mut step.kind else { return };
            deliveries[0].outcome = sendport::training::Fate::Retrying;
        },
    ];
    Play::new(window).take(&window.steps[0]);
    for break_it in broken {
        let mut step = window.steps[0].clone();
        break_it(&mut step);
        assert!(std::panic::catch_unwind(|| Play::new(window).take(&step)).is_err(), "{step:?}");
    }
}

#[test]
fn the_host_instances_share_six_messages() {
    let kill = scenario(12).expect("kill one");
    let mut play = Play::new(kill);
    play.take(&kill.steps[0]);
    let Answer::Instances(page) =
        play.engine.answer(&Query::Instances { query: InstanceQuery::default(), offset: 0, limit: 10 })
    else {
        panic!("instances are asked for");
    };
    for server in ["SRV-A", "SRV-B"] {
        let has = page.rows.iter().filter(|(it, _)| it.server == Some(Name::new(server))).count();
        assert_eq!(has, 3, "{server}");
    }
}

#[test]
fn what_is_wrong_with_a_step_is_told_with_its_place() {
    let text = include_str!("../assets/scenarios/12-kill-a-host-instance.ron");
    let number = include_str!("../assets/scenarios/09-ordered-delivery.ron");
    for (text, from, to, field, key) in [
        (text, "server: \"SRV-B\", command", "server: \"SRV-C\", command", "steps[4].do", "refused-no-instance-on"),
        (text, "messages: [7, 8, 9]", "messages: [7, 8, 10]", "steps[6].now[0]", "problem-no-injected"),
        (
            text,
            "arrived: [(port: \"SP_Lyon\", count: 6",
            "arrived: [(port: \"SP_Lyo\", count: 6",
            "steps[3].arrived[0]",
            "problem-no-send-port",
        ),
        (number, "count: 5,", "count: 4,", "steps[0].do", "problem-promises"),
    ] {
        assert!(text.contains(from), "{from}");
        let Err(document::ReadError::Wrong { place, mistake }) = read(&text.replacen(from, to, 1), None) else {
            panic!("{to} is taken");
        };
        assert_eq!(place.field, field);
        assert!(place.position.line > 1, "{field}");
        let document::Mistake::Problem(sentence) = *mistake else { panic!("{mistake:?}") };
        assert_eq!(sentence.key, key);
    }
}

#[test]
fn these_are_the_scenarios() {
    let numbers: Vec<u32> = scenarios().iter().map(|scenario| scenario.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
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
