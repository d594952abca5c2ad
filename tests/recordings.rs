//! Recordings: what was asked in a sitting comes again when it is played, at every moment, in the same
//! words; what does not is told; and what a stranger writes is data.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Output},
    sync::Arc,
};

use jiff::{SignedDuration, tz::TimeZone};
use sendport::{
    document::{Document, ReadError},
    engine::{
        ClockCommand, Engine, EngineHandle, Held, HostCommand, InlineEngine, Reply, Request, Response, Snapshot,
        StartOptions, StopOption, Ticket, VirtualClock,
    },
    message_box::{AuditId, InstanceOrder, InstanceQuery, InstanceSort, MessageBox, SqliteMessageBox},
    model::{
        Artifact, ArtifactRef, Behaviour, Destination, Draft, InstanceId, Name, PortState, Role, Target, Template,
        Transport,
    },
    rules::{
        Action,
        instances::{InstanceState, Operation},
    },
    training::{
        self, Began, File, MomentEntry, Player, Recorder, Recording, Scenario, StepKind, Text, check, demonstration,
        read_recording, scenarios,
    },
    transport::Simulated,
    words::{Language, Sentence, Words},
};

#[path = "support/mod.rs"]
mod support;

use support::{a_group, a_port, an_orchestration, at, equals, port, property, spg, surroundings, to_port};

/// A sitting with the engine in hand, written down as the window does.
struct Sitting {
    engine: InlineEngine<VirtualClock>,
    clock: VirtualClock,
    recorder: Recorder,
    /// How everything stood after each thing that was done.
    after: Vec<Arc<Snapshot>>,
}

impl Sitting {
    fn new(document: Document) -> Self {
        Self::on(document, Box::new(SqliteMessageBox::in_memory().unwrap()))
    }

    fn on(document: Document, store: Box<dyn MessageBox>) -> Self {
        let clock = VirtualClock::new(at(0));
        let mut engine = Engine::new(document.group, document.role, store, Box::new(Simulated), at(0)).unwrap();
        engine.set_zone(TimeZone::UTC);
        Self::go_on(engine, clock)
    }

    fn go_on(mut engine: Engine, clock: VirtualClock) -> Self {
        let began = Began { machine: at(0), snapshot: engine.snapshot(), ids: engine.last_ids() };
        let recorder = Recorder::new(&began);
        Self { engine: InlineEngine::new(engine, clock.clone()), clock, recorder, after: Vec::new() }
    }

    /// Asks after so many milliseconds. Whether it was done.
    fn ask(&mut self, later: i64, request: Request) -> bool {
        self.clock.advance(SignedDuration::from_millis(later));
        self.engine.advance();
        let asked = request.clone();
        let ticket = self.engine.request(request);
        self.recorder.asked(ticket, &asked);
        let mut done = false;
        for reply in self.engine.replies() {
            if let Reply::Done { ticket, result, at, snapshot } = reply {
                self.recorder.answered(ticket, &result, at, &snapshot);
                done = result.is_ok();
                if done {
                    self.after.push(snapshot);
                }
            }
        }
        done
    }

    fn recording(&self) -> Recording {
        use sendport::engine::Clock as _;
        self.recorder.recording(title(), self.clock.now())
    }
}

fn title() -> Text {
    Text::say(&Sentence::new("recording-title").with("document", "X"))
}

fn document() -> Document {
    let mut group = surroundings();
    for name in ["SP_A", "SP_B"] {
        let it = a_port(name);
        group.put(
            sendport::model::SendPort { state: PortState::Started, filter: equals("Doc.Type", "Order"), ..it }.into(),
        );
    }
    let slow = Transport { retry_count: 2, retry_interval: 5, ..a_port("SP_C").transport.unwrap() };
    group.put(sendport::model::SendPort { state: PortState::Stopped, transport: Some(slow), ..a_port("SP_C") }.into());
    group.put(
        sendport::model::SendPortGroup {
            state: PortState::Started,
            filter: equals("Doc.Type", "Order"),
            ..a_group("SPG", &["SP_A", "SP_C"])
        }
        .into(),
    );
    Document { group, role: Role::default() }
}

fn order() -> Draft {
    Draft {
        properties: vec![property("Doc.Type", "Order")],
        body: "<Order>\n\t\"é\"\n</Order>".to_owned(),
        ..Draft::default()
    }
}

fn act(action: Action, item: ArtifactRef) -> Request {
    Request::Act { action, items: vec![item], held: Held::Resume }
}

/// A sitting in which about everything is done.
fn a_sitting() -> Sitting {
    let mut sitting = Sitting::new(document());
    let publish = |count| Request::Publish { draft: order(), count };
    assert!(sitting.ask(1500, publish(1)));
    assert!(sitting.ask(20, act(Action::Stop, port("SP_A"))));
    assert!(!sitting.ask(20, act(Action::Stop, port("SP_A"))), "it is stopped");
    assert!(sitting.ask(20, publish(3)));
    assert!(sitting.ask(
        20,
        Request::SetDestination(Destination {
            port: "SP_C".into(),
            behaviour: Behaviour::Down,
            ..Destination::default()
        })
    ));
    assert!(sitting.ask(20, act(Action::Start, port("SP_C"))));
    assert!(sitting.ask(20, Request::Publish { draft: to_port("SP_C"), count: 2 }));
    // a retry comes by itself
    assert!(sitting.ask(6 * 60_000, act(Action::Start, port("SP_A"))));
    let renamed = Artifact::from(sendport::model::SendPort { name: "SP_Z".into(), ..a_port("SP_B") });
    assert!(sitting.ask(20, Request::Put { original: Some("SP_B".into()), artifact: renamed }));
    assert!(sitting.ask(20, Request::Put { original: None, artifact: a_port("SP_New").into() }));
    assert!(sitting.ask(20, Request::Undo));
    assert!(sitting.ask(20, Request::Redo));
    assert!(sitting.ask(20, Request::Clock(ClockCommand::Step { seconds: 600 })));
    assert!(sitting.ask(20, Request::Clock(ClockCommand::Run { speed: 60 })));
    assert!(sitting.ask(20, Request::Publish { draft: to_port("SP_C"), count: 1 }));
    // half an hour on that clock
    assert!(sitting.ask(
        30_000,
        Request::OperateWhere {
            operation: Operation::Terminate,
            query: InstanceQuery { states: vec![InstanceState::SuspendedResumable], ..InstanceQuery::default() }
        }
    ));
    assert!(sitting.ask(20, Request::RunHostInstance { host: support::HOST.into(), server: None, running: false }));
    assert!(sitting.ask(20, publish(1)));
    assert!(sitting.ask(20, Request::RunHostInstance { host: support::HOST.into(), server: None, running: true }));
    assert!(sitting.ask(20, Request::SetRole(Role::Operator)));
    sitting
}

fn player(recording: &Recording) -> Player {
    Player::new(Arc::new(recording.clone()), Box::new(Simulated), 0).unwrap()
}

/// What there is to see of a snapshot, apart from what numbers it.
#[track_caller]
fn same(a: &Snapshot, b: &Snapshot) {
    assert_eq!(a.group, b.group);
    assert_eq!((a.role, a.now, a.clock.mode, a.next_due), (b.role, b.now, b.clock.mode, b.next_due));
    assert_eq!(
        (a.counts.suspended, a.counts.in_progress, a.counts.routing_failures),
        (b.counts.suspended, b.counts.in_progress, b.counts.routing_failures)
    );
    let lines = |it: &Snapshot| it.reports.iter().map(|it| (it.message.clone(), it.lines.clone())).collect::<Vec<_>>();
    assert_eq!(lines(a), lines(b));
    let facts = |it: &Snapshot| it.events.iter().map(|it| (it.time, it.fact.clone())).collect::<Vec<_>>();
    assert_eq!(facts(a), facts(b));
}

fn english(sentence: &Sentence) -> String {
    Words::new(Language::English).say(sentence)
}

// ---- what was recorded comes again

#[test]
fn a_sitting_is_played_again_and_every_moment_is_as_it_was() {
    let sitting = a_sitting();
    let recording = sitting.recording();
    assert_eq!(recording.moments.len(), sitting.after.len(), "what was refused is not in it");
    let mut player = player(&recording);
    for after in &sitting.after {
        let played = player.step().unwrap().expect("a moment");
        assert_eq!(played.differs, [], "moment {}", played.index + 1);
        same(after, &player.snapshot());
    }
    assert!(player.step().unwrap().is_none());
}

#[test]
fn any_moment_is_come_to_forward_and_from_the_beginning() {
    let sitting = a_sitting();
    let recording = sitting.recording();
    for index in [3, 9, recording.moments.len()] {
        let mut player = player(&recording);
        assert!(player.play_to(recording.after(index), || false).unwrap());
        same(&sitting.after[index - 1], &player.snapshot());
    }
    // between two moments what comes by itself has come: the first retry, five minutes after
    let mut between = player(&recording);
    let before = recording.after(6);
    between.play_to(before, || false).unwrap();
    let retry = between.wakes().expect("a retry is due");
    assert!(retry > before.at && retry < recording.moments[6].at);
    let facts = between.snapshot().events.len();
    between.play_to(recording.moment_at(retry), || false).unwrap();
    assert!(between.snapshot().events.len() > facts, "the retry has happened");
    assert_eq!(between.moment().done, 6);
    // nobody waits for it any more
    let mut given_up = player(&recording);
    assert!(!given_up.play_to(recording.after(9), || true).unwrap());
    assert_eq!(given_up.moment().done, 0);
}

#[test]
fn a_recording_is_read_as_it_was_written() {
    let recording = a_sitting().recording();
    let text = recording.to_text().unwrap();
    assert!(text.starts_with("Recording(\n    format: 1,\n"), "{text:.60}");
    let read = read_recording(&text, None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read, recording);
    assert_eq!(read.to_text().unwrap(), text);
    assert!(matches!(training::read_file(&text, None), Ok(File::Recording(_))));
}

/// One of each kind. Whoever adds a request adds it here, or the compiler says so.
fn every_request() -> Vec<Request> {
    let name = || Name::new("X");
    let all = vec![
        Request::Put {
            original: None,
            artifact: Artifact::Host(surroundings().hosts.values().next().unwrap().clone()),
        },
        Request::Put { original: Some(name()), artifact: Artifact::from(a_port("SP_A")) },
        Request::Put {
            original: None,
            artifact: Artifact::from(an_orchestration("O", Some(Target::SendPort(name())))),
        },
        Request::PutMany { artifacts: vec![a_port("SP_A").into(), a_group("SPG", &["SP_A"]).into()] },
        Request::Import {
            file: "a.xml".to_owned(),
            artifacts: vec![Artifact::from(Template { name: name(), draft: order() })],
        },
        Request::Delete { items: vec![port("SP_A")] },
        Request::DeleteWhatMay { items: vec![spg("SPG")] },
        Request::MoveToApplication { items: vec![port("SP_A")], application: name() },
        Request::Act { action: Action::Start, items: vec![port("SP_A")], held: Held::Keep },
        Request::ActOnOrchestration { action: Action::Enlist, orchestration: name() },
        Request::EnableReceiveLocation { location: name(), enabled: true },
        Request::StartApplication { application: name(), options: StartOptions::default() },
        Request::StopApplication { application: name(), option: StopOption::default() },
        Request::RunHostInstance { host: name(), server: Some(name()), running: true },
        Request::CommandHostInstance { host: name(), server: name(), command: HostCommand::Kill },
        Request::Server { server: name(), up: false },
        Request::Clock(ClockCommand::Real),
        Request::Clock(ClockCommand::To(at(5))),
        Request::SetDestination(Destination {
            port: name(),
            behaviour: Behaviour::FailsNext(2),
            ..Destination::default()
        }),
        Request::Publish { draft: order(), count: 2 },
        Request::Operate { operation: Operation::Resume, instances: vec![InstanceId(1), InstanceId(2)] },
        Request::OperateWhere {
            operation: Operation::Terminate,
            query: InstanceQuery {
                port: Some(name()),
                ports: Some(vec![name()]),
                order: InstanceOrder { by: InstanceSort::Port, down: true },
                first_of_service: true,
                text: "\"quoted\"".to_owned(),
                ..InstanceQuery::default()
            },
        },
        Request::RemoveFront(InstanceId(4)),
        Request::Resubmit { instance: InstanceId(1), draft: to_port("SP_A") },
        Request::SetRole(Role::ReadOnly),
        Request::Undo,
        Request::Redo,
        Request::UndoTo(AuditId(3)),
        Request::RedoTo(AuditId(4)),
    ];
    for request in &all {
        match request {
            Request::Put { .. }
            | Request::PutMany { .. }
            | Request::Import { .. }
            | Request::Delete { .. }
            | Request::DeleteWhatMay { .. }
            | Request::MoveToApplication { .. }
            | Request::Act { .. }
            | Request::ActOnOrchestration { .. }
            | Request::EnableReceiveLocation { .. }
            | Request::StartApplication { .. }
            | Request::StopApplication { .. }
            | Request::RunHostInstance { .. }
            | Request::CommandHostInstance { .. }
            | Request::Server { .. }
            | Request::Clock(_)
            | Request::SetDestination(_)
            | Request::Publish { .. }
            | Request::Operate { .. }
            | Request::OperateWhere { .. }
            | Request::RemoveFront(_)
            | Request::Resubmit { .. }
            | Request::SetRole(_)
            | Request::Undo
            | Request::Redo
            | Request::UndoTo(_)
            | Request::RedoTo(_) => {}
            // of no recording
            Request::SetLive(_) => unreachable!(),
        }
    }
    all
}

#[test]
fn every_request_has_a_form_in_writing_and_words() {
    let mut recording = a_sitting().recording();
    let moment = recording.moments[0].clone();
    let of = |request: Request| MomentEntry { request, ..moment.clone() };
    recording.moments = every_request().into_iter().map(of).collect();
    let text = recording.to_text().unwrap();
    let read = read_recording(&text, None).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(read.moments, recording.moments);
    for request in every_request() {
        for language in Language::ALL {
            let told = training::told(&request);
            let said = Words::new(language).say(&told);
            assert!(!said.is_empty() && !said.contains(told.key), "{request:?}: {said}");
        }
    }
}

// ---- a demonstration

#[test]
fn every_scenario_demonstrates_all_its_steps_and_keeps_its_promises() {
    for scenario in scenarios() {
        let recording = demonstration(scenario, at(0)).unwrap();
        assert_eq!(recording.moments.len(), scenario.steps.len(), "scenario {}", scenario.number);
        let recording = read_recording(&recording.to_text().unwrap(), None).unwrap();
        let mut player = player(&recording);
        let mut injected = Vec::new();
        while let Some(played) = player.step().unwrap() {
            let Scenario { number, steps, .. } = scenario;
            let place = format!("scenario {number}, step {}", played.index + 1);
            assert_eq!(played.differs, [], "{place}");
            let step = &steps[played.index];
            assert_eq!(recording.moments[played.index].say.as_ref(), Some(&step.say));
            let snapshot = player.snapshot();
            if let Ok(response) = &played.result {
                injected.extend(response.messages.clone());
                if let StepKind::Inject { promise, .. } = &step.kind {
                    for (at, message) in response.messages.iter().enumerate() {
                        let report = snapshot.reports.iter().find(|it| it.message.id == *message).unwrap();
                        assert_eq!(training::breach(report, promise.of(at)), [], "{place}");
                    }
                }
            }
            for standing in &step.now {
                for number in &standing.messages {
                    let message = injected[*number as usize - 1];
                    let report = snapshot.reports.iter().find(|it| it.message.id == message).unwrap();
                    assert_eq!(training::breach(report, &standing.promise), [], "{place}");
                }
            }
        }
    }
}

// ---- a part

#[test]
fn a_part_ends_as_the_whole_does_there_and_begins_as_it_stood() {
    let sitting = a_sitting();
    let recording = sitting.recording();
    let last = recording.moments.len() - 1;
    for (first, end) in [(0, 3), (4, 8), (7, 7), (2, last), (last, last)] {
        let part = recording.part(first, end, title());
        let text = part.to_text().unwrap();
        assert_eq!(check(&text, None).unwrap(), [], "{first} to {end}");
        let part = read_recording(&text, None).unwrap();
        assert_eq!((part.from, part.moments.len()), (first, end + 1));
        let mut played = player(&part);
        played.begin().unwrap();
        if first > 0 {
            same(&sitting.after[first - 1], &played.snapshot());
        }
        while played.step().unwrap().is_some() {}
        assert_eq!(played.differences(), []);
        same(&sitting.after[end], &played.snapshot());
    }
    let middle = recording.part(4, 8, title());
    assert_eq!(middle.lasts, recording.moments[8].at, "it ends with its last moment");
    assert_eq!(recording.part(4, last, title()).lasts, recording.lasts, "or as late as the whole does");
    // a part of a part
    assert_eq!(middle.part(5, 6, title()), recording.part(5, 6, title()));
    assert_eq!(middle.part(0, 99, title()), middle, "there is no more of it");
}

// ---- a scenario of what was done

/// What is still to be written in a scenario that was taken; nothing else is found in it.
fn only_texts_lack(scenario: &Scenario) {
    let text = scenario.to_text().unwrap();
    let found = check(&text, None).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let other: Vec<_> = found.iter().filter(|it| it.what.key != "check-empty-text").collect();
    assert!(other.is_empty(), "{other:#?}");
    let texts: BTreeSet<_> = found.iter().map(|it| it.place.field.split('.').next().unwrap().to_owned()).collect();
    assert_eq!(texts, ["teaching", "info"].map(String::from).into(), "every step says what it does");
}

fn taken(sitting: &Sitting) -> training::TakenOfSitting {
    training::take(&Arc::new(sitting.recording()), title()).unwrap()
}

#[test]
fn what_was_done_becomes_a_scenario_with_the_promises_of_what_came() {
    use training::{Delivered, Fate, Promise};
    let mut sitting = Sitting::new(document());
    assert!(sitting.ask(1500, act(Action::Stop, port("SP_A"))));
    assert!(sitting.ask(20, Request::Publish { draft: order(), count: 1 }));
    assert!(sitting.ask(20, act(Action::Start, port("SP_A"))));
    let nobody = Draft { properties: vec![property("Doc.Type", "Invoice")], ..Draft::default() };
    assert!(sitting.ask(20, Request::Publish { draft: nobody, count: 2 }));
    let filtered = sendport::model::SendPort { filter: equals("Doc.Type", "Invoice"), ..a_port("SP_B") };
    assert!(sitting.ask(20, Request::Put { original: Some("SP_B".into()), artifact: filtered.into() }));
    assert!(sitting.ask(20, Request::Undo));
    let down = Destination { port: "SP_A".into(), behaviour: Behaviour::Rejects, ..Destination::default() };
    assert!(sitting.ask(20, Request::SetDestination(down)));
    assert!(sitting.ask(20, Request::Publish { draft: to_port("SP_C"), count: 1 }));
    let instance = sitting.after.last().unwrap().reports.last().unwrap().lines[0].instance.unwrap();
    assert!(sitting.ask(20, Request::Operate { operation: Operation::Terminate, instances: vec![instance] }));
    let training::TakenOfSitting { scenario, left_out } = taken(&sitting);
    // the second copy for SP_C was suspended before
    assert_eq!(left_out.len(), 1, "{left_out:?}");
    assert_eq!(left_out[0].key, "authoring-taken-before");
    assert_eq!(scenario.document.group.send_ports, document().group.send_ports, "as it stood before anything was done");
    only_texts_lack(&scenario);
    let kinds: Vec<String> = scenario.steps.iter().map(|step| format!("{:?}", step.kind)).collect();
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.split([' ', '(']).next().unwrap()).collect();
    assert_eq!(
        kinds,
        ["Act", "Inject", "Act", "Inject", "SetFilter", "SetFilter", "SetDestination", "Inject"],
        "what was undone is done back"
    );
    assert_eq!(english(&scenario.steps[4].kind.told()), "Filter of SP_B: Doc.Type == \"Invoice\"");
    let copy =
        |port: &str, via: Option<&str>, outcome| Delivered { port: port.into(), via: via.map(Into::into), outcome };
    let StepKind::Inject { promise, .. } = &scenario.steps[1].kind else { panic!() };
    assert_eq!(
        *promise,
        Promise::Deliveries(vec![
            copy("SP_A", None, Fate::Suspended),
            copy("SP_A", Some("SPG"), Fate::Suspended),
            copy("SP_B", None, Fate::Processed),
            copy("SP_C", Some("SPG"), Fate::Suspended),
        ])
    );
    // the start resumed what was held
    assert_eq!(scenario.steps[2].now.len(), 1);
    assert_eq!(scenario.steps[2].now[0].messages, [1]);
    let StepKind::Inject { promise, count: 2, .. } = &scenario.steps[3].kind else { panic!() };
    assert_eq!(*promise, Promise::RoutingFailure);
    assert_eq!(scenario.begins, None, "nothing happened by itself");
    let injected = scenario.steps.iter().filter(|step| matches!(step.kind, StepKind::Inject { .. })).count();
    assert_eq!((injected, scenario.document.group.templates.size()), (3, 3), "each message has a template");
}

#[test]
fn of_a_sitting_the_longest_part_is_taken_that_steps_can_do() {
    let described = |name: &str, text: &str| {
        let port = sendport::model::SendPort { description: text.to_owned(), ..a_port(name) };
        Request::Put { original: Some(name.into()), artifact: port.into() }
    };
    let publish = |count| Request::Publish { draft: order(), count };
    let mut sitting = Sitting::new(document());
    assert!(sitting.ask(20, publish(1)));
    assert!(sitting.ask(20, described("SP_A", "one")));
    assert!(sitting.ask(20, publish(2)));
    assert!(sitting.ask(20, act(Action::Stop, port("SP_B"))));
    assert!(sitting.ask(20, publish(1)));
    assert!(sitting.ask(20, described("SP_A", "two")));
    assert!(sitting.ask(20, publish(1)));
    let training::TakenOfSitting { scenario, left_out } = taken(&sitting);
    let keys: Vec<_> = left_out.iter().map(|it| it.key).collect();
    assert_eq!(keys, ["authoring-taken-after", "authoring-taken-before"]);
    assert_eq!(scenario.steps.len(), 3);
    assert_eq!(scenario.document.group.send_ports[&Name::new("SP_A")].description, "one");
    only_texts_lack(&scenario);
    // nothing that a step can do: everything as it is now
    let mut edited = Sitting::new(document());
    assert!(edited.ask(20, described("SP_A", "three")));
    let training::TakenOfSitting { scenario, .. } = taken(&edited);
    assert!(scenario.steps.is_empty());
    assert_eq!(scenario.document.group.send_ports[&Name::new("SP_A")].description, "three");
}

#[test]
fn what_happened_by_itself_becomes_a_step_of_the_clock() {
    let mut sitting = Sitting::new(document());
    let down = Destination { port: "SP_C".into(), behaviour: Behaviour::FailsNext(1), ..Destination::default() };
    assert!(sitting.ask(20, Request::SetDestination(down)));
    assert!(sitting.ask(20, act(Action::Start, port("SP_C"))));
    assert!(sitting.ask(20, Request::Publish { draft: to_port("SP_C"), count: 1 }));
    // five minutes later it is tried again
    assert!(sitting.ask(6 * 60_000, act(Action::Stop, port("SP_C"))));
    let training::TakenOfSitting { scenario, left_out } = taken(&sitting);
    assert_eq!(left_out, []);
    only_texts_lack(&scenario);
    assert!(scenario.begins.is_some(), "it begins on a clock that stands");
    let clock = scenario.steps.iter().position(|step| matches!(step.kind, StepKind::Clock(_))).expect("a step");
    assert_eq!(clock, 3);
    let training::Standing { messages, promise } = &scenario.steps[clock].now[0];
    assert_eq!(messages, &[1]);
    let training::Promise::Deliveries(copies) = promise else { panic!() };
    assert_eq!(copies[0].outcome, training::Fate::Processed);
}

#[test]
fn whatever_was_done_in_a_sitting_what_is_taken_keeps_its_promises() {
    let sitting = a_sitting();
    let training::TakenOfSitting { scenario, .. } = taken(&sitting);
    assert!(scenario.steps.len() >= 7, "{:#?}", scenario.steps);
    only_texts_lack(&scenario);
    // and what scenarios demonstrate becomes a scenario again
    for shipped in scenarios().iter().filter(|it| !it.steps.is_empty()) {
        let recording = Arc::new(demonstration(shipped, at(0)).unwrap());
        let training::TakenOfSitting { scenario, left_out } = training::take(&recording, title()).unwrap();
        assert_eq!(left_out, [], "scenario {}", shipped.number);
        let kinds = |it: &Scenario| it.steps.iter().map(|step| step.kind.told()).collect::<Vec<_>>();
        assert_eq!(kinds(&scenario), kinds(shipped), "scenario {}", shipped.number);
        let says = |it: &Scenario| it.steps.iter().map(|step| step.say.clone()).collect::<Vec<_>>();
        assert_eq!(says(&scenario), says(shipped), "scenario {}", shipped.number);
        only_texts_lack(&scenario);
    }
}

// ---- where it begins and ends

#[test]
fn what_is_suspended_at_the_beginning_keeps_a_sitting_from_being_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.messagebox.sqlite");
    let open = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut first = Sitting::on(document(), open());
    first.ask(20, act(Action::Stop, port("SP_A")));
    first.ask(20, Request::Publish { draft: to_port("SP_A"), count: 2 });
    drop(first);
    let mut second = Sitting::on(document(), open());
    let why = second.recorder.ended().expect("it cannot be recorded").clone();
    assert!(english(&why).contains("2 messages were already suspended"), "{}", english(&why));
    assert!(second.ask(20, Request::OperateWhere { operation: Operation::Terminate, query: InstanceQuery::default() }));
    assert_eq!(second.recorder.moments(), 0);
    drop(second);
    // what has ended was there before, and the ids count on from it
    let mut third = Sitting::on(document(), open());
    assert_eq!(third.recorder.ended(), None);
    third.ask(20, act(Action::Stop, port("SP_B")));
    third.ask(20, Request::Publish { draft: to_port("SP_B"), count: 1 });
    let instance = third.after.last().unwrap().reports.last().unwrap().lines[0].instance.unwrap();
    assert!(third.ask(20, Request::Operate { operation: Operation::Resume, instances: vec![instance] }));
    let recording = third.recording();
    assert_eq!(recording.counted.message, 2);
    let recording = read_recording(&recording.to_text().unwrap(), None).unwrap();
    let mut player = player(&recording);
    while let Some(played) = player.step().unwrap() {
        assert_eq!(played.differs, [], "moment {}", played.index + 1);
    }
    assert_eq!(player.snapshot().reports.last().unwrap().message.id.0, 3);
}

#[test]
fn live_sending_ends_a_recording_and_none_asks_for_it() {
    let mut sitting = Sitting::new(document());
    sitting.ask(20, act(Action::Stop, port("SP_A")));
    // as if an engine with real transports had allowed it
    let (ticket, live) = (Ticket(99), Request::SetLive(Some(BTreeSet::from(["there".to_owned()]))));
    sitting.recorder.asked(ticket, &live);
    sitting.recorder.answered(ticket, &Ok(Response::default()), at(1), &sitting.engine.snapshot());
    sitting.ask(20, act(Action::Stop, port("SP_B")));
    assert_eq!(sitting.recorder.ended().map(|it| it.key), Some("recording-ended-live"));
    assert_eq!(sitting.recording().moments.len(), 1, "what was before is kept");
    let text = sitting.recording().to_text().unwrap();
    for request in ["SetLive(Some([\"there\"]))", "SetLive(None)"] {
        let asks = format!("do: {request},\n        ),\n        (\n            at: \"PT1H\",\n            do: Act(");
        let hostile = text.replacen("do: Act(", &asks, 1).replace("lasts: \"PT0.06S\"", "lasts: \"PT2H\"");
        let error = read_recording(&hostile, Some(Path::new("x.ron"))).expect_err("it is refused");
        let said = english(&error.sentence());
        assert!(said.contains("moments[0].do") && said.contains("SetLive"), "{said}");
    }
}

#[test]
fn what_is_taken_over_goes_on_as_a_sitting_of_its_own() {
    let recording = a_sitting().recording();
    for done in [0, 5, 9, 15] {
        let mut player = player(&recording);
        player.play_to(recording.after(done), || false).unwrap();
        // a day later, by the machine's clock
        let clock = VirtualClock::new(at(86_400));
        let recorder = Recorder::after(&player, at(86_400));
        let shown = player.machine();
        let before = player.snapshot();
        let mut engine = player.into_engine();
        engine.carry_over(shown, at(86_400)).unwrap();
        assert_eq!((engine.snapshot().now, &engine.snapshot().group), (before.now, &before.group));
        let engine = InlineEngine::new(engine, clock.clone());
        let mut sitting = Sitting { engine, clock, recorder, after: Vec::new() };
        assert!(sitting.ask(2000, Request::Publish { draft: order(), count: 1 }));
        assert!(sitting.ask(20, act(Action::Unenlist, spg("SPG"))));
        assert!(sitting.ask(10_000, Request::Publish { draft: order(), count: 1 }));
        assert!(sitting.ask(20, Request::Clock(ClockCommand::Real)));
        assert!(sitting.ask(400_000, Request::Publish { draft: order(), count: 1 }));
        let branch = read_recording(&sitting.recording().to_text().unwrap(), None).unwrap();
        assert_eq!(branch.moments.len(), done + 5);
        assert_eq!(branch.moments[..done], recording.moments[..done]);
        let mut again = self::player(&branch);
        while let Some(played) = again.step().unwrap() {
            assert_eq!(played.differs, [], "after {done}, moment {}", played.index + 1);
            if let Some(index) = played.index.checked_sub(done) {
                same(&sitting.after[index], &again.snapshot());
            }
        }
    }
}

#[test]
fn what_comes_before_that_which_is_shown_is_made_at_once() {
    let mut recording = a_sitting().recording();
    recording.from = 4;
    let shown = recording.after(0);
    assert_eq!((shown.done, shown.at), (4, recording.moments[3].at));
    assert_eq!(recording.moment_at(SignedDuration::ZERO), shown);
    let mut player = player(&recording);
    player.begin().unwrap();
    assert_eq!(player.moment().done, 4);
    assert_eq!(recording.after(99).done, recording.moments.len());
}

// ---- what differs is told

/// The text with one change, which must be one.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}\n{text:.4000}");
    text.replacen(from, to, 1)
}

fn a_short_one() -> String {
    let mut sitting = Sitting::new(document());
    sitting.ask(1000, act(Action::Stop, port("SP_B")));
    sitting.ask(1000, Request::Publish { draft: to_port("SP_B"), count: 1 });
    sitting.recording().to_text().unwrap()
}

fn findings(text: &str) -> Vec<(String, String)> {
    let found = check(text, Some(Path::new("x.ron"))).unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|it| (it.place.field.clone(), english(&it.what))).collect()
}

#[test]
fn what_comes_otherwise_than_it_was_recorded_is_found_in_its_line() {
    let text = a_short_one();
    assert_eq!(findings(&text), []);
    let fate = changed(&text, "outcome: Suspended", "outcome: Processed");
    let found = check(&fate, Some(Path::new("x.ron"))).unwrap();
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let line = fate[..fate.rfind("then: (").unwrap()].lines().count();
    assert_eq!(
        english(&finding.sentence()),
        format!(
            "x.ron, line {line}, column 19, moments[1].then: M-1: recorded is SP_B: Processed; now it is SP_B: Suspended."
        )
    );
    let state = changed(&text, "to: Stopped", "to: Bound");
    assert_eq!(
        findings(&state),
        [("moments[0].then".to_owned(), "SP_B: recorded is Bound; now it is Stopped.".to_owned())]
    );
    // what can no longer be done is told with its reason, and the rest is played
    let refused = changed(&text, "action: Stop", "action: Enlist");
    let told = findings(&refused);
    assert!(told[0].1.contains("is refused now") && told[1].0 == "moments[1].then", "{told:?}");
    let count = changed(&text, "                suspended: 1,\n", "                suspended: 2,\n");
    assert!(findings(&count)[0].1.contains("Recorded are 2 suspended"), "{:?}", findings(&count));
}

// ---- what comes from strangers

fn refusal(text: &str) -> String {
    let error = training::read_file(text, Some(Path::new("x.ron"))).expect_err("it is refused");
    english(&error.sentence()).lines().next().unwrap().to_owned()
}

#[test]
fn another_version_says_so() {
    let text = a_short_one();
    let newer = changed(&text, "format: 1", "format: 2");
    assert!(matches!(training::read_file(&newer, None), Err(ReadError::OtherFormat { format: 2, .. })));
    let inner = changed(&text, "document: (\n        format: 1", "document: (\n        format: 7");
    let said = refusal(&inner);
    assert!(said.starts_with("x.ron, line ") && said.contains(", document.format: this is format 7;"), "{said}");
    assert!(refusal(&newer).starts_with("x.ron, line 2, column 13, format: this is format 2;"), "{}", refusal(&newer));
    let none = changed(&text, "    format: 1,\n", "");
    assert!(matches!(training::read_file(&none, None), Err(ReadError::NoFormat { .. })));
}

#[test]
fn what_is_broken_is_told_with_its_line_and_field() {
    let text = a_short_one();
    assert!(refusal(&changed(&text, "at: \"PT1S\"", "at: \"soon\"")).contains("moments[0].at"));
    assert!(refusal(&changed(&text, "do: Act(", "do: Akt(")).contains("Did you mean Act?"));
    let field = refusal(&changed(&text, "action: Stop", "actions: Stop"));
    assert!(field.contains("moments[0].do.Act.actions") && field.contains("Did you mean action?"), "{field}");
    assert!(refusal(&changed(&text, "zone: \"UTC\"", "zone: \"Mars/Olympus\"")).contains("zone"));
    assert!(
        refusal(&changed(&text, "application: \"Orders\"", "application: \"Nobody\"")).contains("document.send_ports")
    );
    let half = &text[..text.len() / 2];
    assert!(refusal(half).starts_with("x.ron, line"));
}

#[test]
fn too_much_and_what_cannot_be_is_refused_before_anything_is_played() {
    let text = a_short_one();
    for (from, to, field) in [
        ("at: \"PT2S\"", "at: \"PT0.5S\"", "moments[1].at"),
        ("at: \"PT1S\"", "at: \"-PT1S\"", "moments[0].at"),
        ("lasts: \"PT2S\"", "lasts: \"PT1S\"", "lasts"),
        ("lasts: \"PT2S\"", "lasts: \"PT9000H\"", "lasts"),
        ("count: 1", "count: 20001", "moments[1]"),
        ("    moments: [", "    from: 3,\n    moments: [", "from"),
        ("    document: (", "    counted: (message: -1),\n    document: (", "counted.message"),
        ("    document: (", "    counted: (instance: 9223372036854775807),\n    document: (", "counted.instance"),
    ] {
        let told = refusal(&changed(&text, from, to));
        assert!(told.contains(field), "{to}: {told}");
    }
    // times at the ends of time
    for time in ["9999-12-30T22:00:00.999999999Z", "-009999-01-02T01:59:59Z"] {
        let start = text.find("recorded: \"").unwrap() + "recorded: \"".len();
        let end = start + text[start..].find('"').unwrap();
        let odd = format!("{}{time}{}", &text[..start], &text[end..]);
        if let Ok(File::Recording(recording)) = training::read_file(&odd, None) {
            let mut player = player(&recording);
            while player.step().unwrap().is_some() {}
        }
    }
    let moment = text[text.find("        (\n            at: \"PT1S\"").unwrap()
        ..text.find("        (\n            at: \"PT2S\"").unwrap()]
        .to_owned();
    let many = changed(&text, "    moments: [\n", &format!("    moments: [\n{}", moment.repeat(10_001)));
    assert!(refusal(&many).contains("At most 10,000 moments"), "{}", refusal(&many));
    let deep = changed(&text, "do: Act(", &format!("do: {}", "(".repeat(100_000)));
    assert!(training::read_file(&deep, None).is_err());
}

#[test]
fn a_request_from_a_stranger_is_refused_by_the_engine_and_changes_nothing() {
    let text = a_short_one();
    let start = text.find("do: Act(").unwrap();
    let end = start + text[start..].find("\n            then").unwrap();
    for request in [
        "do: Operate(operation: Resume, instances: [9223372036854775807, -1, 0]),",
        "do: Clock(Run(speed: 4294967295)),",
        "do: Clock(Step(seconds: 4294967295)),",
        "do: UndoTo(-5),",
        "do: Delete(items: [(kind: Host, name: \"\")]),",
        "do: PutMany(artifacts: []),",
        "do: Put(artifact: SendPort((name: \"\", application: \"nowhere\", kind: StaticOneWay))),",
        "do: StartApplication(application: \"nowhere\", options: (orchestrations: true, send_ports: true, send_port_groups: true, receive_locations: true, host_instances: true, resume_suspended: true, referenced_applications: true)),",
    ] {
        let hostile = format!("{}{request}{}", &text[..start], &text[end..]);
        let recording = read_recording(&hostile, None).unwrap_or_else(|error| panic!("{request}: {error}"));
        let mut player = player(&recording);
        let played = player.step().unwrap().unwrap();
        assert!(!played.differs.is_empty(), "{request}");
        assert_eq!(player.snapshot().group, recording.document.group, "{request}");
        while player.step().unwrap().is_some() {}
    }
}

// ---- from a terminal

fn sendport(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_sendport")).env("LC_ALL", "C").args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn check_and_play_take_recordings_and_tell_by_their_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let (good, other, newer) =
        (folder.path().join("good.ron"), folder.path().join("other.ron"), folder.path().join("newer.ron"));
    let text = a_short_one();
    fs::write(&good, &text).unwrap();
    fs::write(&other, changed(&text, "outcome: Suspended", "outcome: Processed")).unwrap();
    fs::write(&newer, changed(&text, "format: 1", "format: 2")).unwrap();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    assert_eq!(sendport(&["check", &path(&good)]).0, Some(0));
    assert_eq!(sendport(&["check", &path(&other)]).0, Some(1));
    let (code, _, told) = sendport(&["check", &path(&newer)]);
    assert_eq!(code, Some(2));
    assert!(told.contains("newer"), "{told}");
    let (code, told, _) = sendport(&["play", &path(&good), "--expect"]);
    assert_eq!(code, Some(0), "{told}");
    for line in [
        "Recording: X",
        "0:01, moment 1 of 2: Stop SP_B",
        "0:02, moment 2 of 2: Publish a message (message)",
        "SP_B: Suspended",
        "Everything is as it was recorded.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert_eq!(sendport(&["play", &path(&other)]).0, Some(0), "without --expect nothing is compared");
    let (code, told, _) = sendport(&["play", &path(&other), "--expect"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("Otherwise than recorded: M-1: recorded is SP_B: Processed"), "{told}");
    let (code, _, told) = sendport(&["run", &path(&good)]);
    assert_eq!(code, Some(2));
    assert!(told.contains("is a recording"), "{told}");
    assert_eq!(fs::read_to_string(&good).unwrap(), text, "nothing is changed");
}
