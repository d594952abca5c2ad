//! Every scenario that ships does what it says, step by step, against the engine.

use jiff::Timestamp;
use sendport::{
    document,
    engine::{Answer, Held, Outcome, Query},
    message_box::InstanceQuery,
    model::{ArtifactRef, Draft, Name, PortState},
    rules::{
        Action,
        instances::Operation,
        outcome::{Cell, Path, Verdict},
    },
    training::{
        self, Delivered, Fate, Play, Promise, Scenario, Step, StepKind, Text, coverage, read, scenario, scenarios,
        smallest,
    },
    words::Language,
};

const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

/// Plays a scenario to its end; what does not hold is a failure.
fn play_all(scenario: &Scenario) {
    let mut play = Play::new(scenario, NOW).expect("a play");
    while let Some(taken) = play.step() {
        let say = scenario.steps[taken.index].say.get(Language::English);
        let at = format!("scenario {}, step {} ({say})", scenario.number, taken.index + 1);
        assert_eq!(taken.broken, [], "{at}");
        assert!(taken.came.as_meant(), "{at}: {:?}", taken.came);
    }
}

/// The keys of what does not hold when this is taken as the first step.
fn broken_by(scenario: &Scenario, step: &Step) -> Vec<&'static str> {
    let mut play = Play::new(scenario, NOW).expect("a play");
    play.take(0, step).broken.iter().map(|it| it.sentence.key).collect()
}

#[test]
fn every_scenario_keeps_its_promises() {
    for scenario in scenarios() {
        play_all(scenario);
    }
}

#[test]
fn a_broken_promise_is_noticed() {
    // the play itself is tried: what is promised in vain must not pass
    let scenario = scenario(2).expect("Order fan-out");
    let promised = |change: &dyn Fn(&mut Vec<Delivered>)| {
        let mut step = scenario.steps[0].clone();
        let StepKind::Inject { promise: Promise::Deliveries(deliveries), .. } = &mut step.kind else {
            panic!("it injects")
        };
        change(deliveries);
        broken_by(scenario, &step)
    };
    assert_eq!(promised(&|_| ()), [""; 0]);
    assert_eq!(promised(&|it| drop(it.pop())), ["broken-unpromised"]);
    assert_eq!(promised(&|it| it.push(it[0].clone())), ["broken-missing"]);
    assert_eq!(promised(&|it| it[1].outcome = Fate::Suspended), ["broken-fate"]);
    assert_eq!(promised(&|it| it[0].via = None), ["broken-missing", "broken-unpromised"]);
    let failure = |promise| {
        let mut step = scenario.steps[0].clone();
        let StepKind::Inject { promise: there, .. } = &mut step.kind else { panic!("it injects") };
        *there = promise;
        broken_by(scenario, &step)
    };
    assert_eq!(failure(Promise::RoutingFailure), ["broken-no-failure"]);
    let hello = training::scenario(1).expect("Hello");
    let mut step = hello.steps[0].clone();
    let StepKind::Inject { promise, .. } = &mut step.kind else { panic!("it injects") };
    *promise = Promise::Deliveries(Vec::new());
    assert_eq!(broken_by(hello, &step), ["broken-failure"], "no copies at all is more than none promised");
}

/// A change that breaks a promise, and what is said of it.
type Broken = (fn(&mut Step), &'static str);

#[test]
fn a_broken_promise_about_the_clock_what_arrived_or_why_it_waits_is_noticed() {
    let window = scenario(11).expect("Service window");
    let broken: [Broken; 3] = [
        (|step| step.clock = Some(jiff::civil::time(14, 1, 0, 0)), "broken-clock"),
        (|step| step.arrived[0].count = 1, "broken-arrived"),
        (
            |step| {
                let StepKind::Inject { promise: Promise::Deliveries(deliveries), .. } = &mut step.kind else { return };
                deliveries[0].outcome = Fate::Retrying;
            },
            "broken-fate",
        ),
    ];
    assert_eq!(broken_by(window, &window.steps[0]), [""; 0]);
    for (break_it, key) in broken {
        let mut step = window.steps[0].clone();
        break_it(&mut step);
        // both messages, where it is about them
        let broken = broken_by(window, &step);
        assert!(!broken.is_empty() && broken.iter().all(|it| *it == key), "{broken:?}: {step:?}");
    }
}

#[test]
fn a_promise_to_be_refused_or_not_is_noticed() {
    let last = scenario(14).expect("Last enlisted member");
    let act = |action, name: &str, refused| Step {
        kind: StepKind::Act { action, item: ArtifactRef::send_port(&Name::new(name)), held: Held::Resume, refused },
        ..last.steps[1].clone()
    };
    assert_eq!(broken_by(last, &act(Action::Unenlist, "SP_A", true)), [""; 0]);
    assert_eq!(broken_by(last, &act(Action::Unenlist, "SP_A", false)), ["broken-refused"]);
    assert_eq!(broken_by(last, &act(Action::Enlist, "SP_B", true)), ["broken-not-refused"]);
    let resume = Step {
        kind: StepKind::Operate {
            operation: Operation::Resume,
            port: Name::new("SP_A"),
            promise: Fate::Processed,
            refused: false,
        },
        ..last.steps[1].clone()
    };
    assert_eq!(broken_by(last, &resume), ["broken-nothing-suspended"]);
}

#[test]
fn the_host_instances_share_six_messages() {
    let kill = scenario(12).expect("kill one");
    let mut play = Play::new(kill, NOW).expect("a play");
    play.step();
    let Answer::Instances(page) =
        play.engine().answer(&Query::Instances { query: InstanceQuery::default(), offset: 0, limit: 10 })
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
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
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
        let scenario = smallest(cell);
        assert_eq!(scenario.steps.len(), 1, "{cell:?} takes one step");
        let mut play = Play::new(&scenario, NOW).expect("a play");
        assert_eq!(play.step().expect("a step").broken, [], "{cell:?}");
        let snapshot = play.engine().snapshot();
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
