//! The lessons, taken by simulated trainees: one that knows the tables, one for each misconception, and
//! some that guess.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path as FilePath,
    sync::Arc,
};

use jiff::Timestamp;
use sendport::{
    document::ReadError,
    engine::{Engine, Held, Request, Snapshot},
    message_box::InstanceQuery,
    model::{
        Addressing, Artifact, ArtifactRef, BizTalkGroup, Context, Draft, Filter, Name, PortState, SendPortGroup,
        Target, properties,
    },
    routing::matches,
    rules::{
        Action,
        instances::Operation,
        lifecycle,
        outcome::{Cell, Path, TABLE, Verdict},
    },
    training::{
        self, Answer, Ask, Copies, Diagnosis, Ending, Fate, Graded, HINTS, Lesson, Misconception, Part, Phase,
        Progress, Promise, Question, Sitting, StepKind, Task, catalogue, check, diagnose, grade, lesson, lessons,
        read_lesson, request_of,
    },
    words::{Language, Words},
};

const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

// ---- a lesson and its engine

struct Class {
    engine: Engine,
    sitting: Sitting,
}

impl Class {
    fn new(lesson: &Lesson) -> Self {
        let mut engine = training::engine(&lesson.document, lesson.begins, NOW).expect("an engine");
        let sitting = Sitting::new(Arc::new(lesson.clone()), &engine.snapshot());
        let mut class = Self { engine, sitting };
        class.begin();
        class
    }

    fn snapshot(&mut self) -> Arc<Snapshot> {
        self.engine.snapshot()
    }

    /// What the step does by itself.
    fn begin(&mut self) {
        let snapshot = self.snapshot();
        for request in self.sitting.begins(&snapshot) {
            self.ask(&request);
        }
    }

    fn ask(&mut self, request: &Request) {
        self.engine.execute(request, NOW).unwrap_or_else(|refusal| panic!("{request:?}: {refusal:?}"));
        let snapshot = self.snapshot();
        self.sitting.observe(&snapshot);
    }

    fn act(&mut self, kind: &StepKind) {
        let snapshot = self.snapshot();
        let request = request_of(kind, &snapshot).unwrap_or_else(|| panic!("{kind:?}: it is not there"));
        self.ask(&request);
    }

    fn next(&mut self) {
        let snapshot = self.snapshot();
        self.sitting.next(&snapshot);
        self.begin();
    }

    fn question(&mut self) -> Option<Question> {
        let snapshot = self.snapshot();
        self.sitting.question(&snapshot)
    }

    fn predict(&mut self, answer: Answer) {
        let snapshot = self.snapshot();
        self.sitting.predict(answer, &snapshot);
        let snapshot = self.snapshot();
        if let Some(request) = self.sitting.run(&snapshot) {
            self.ask(&request);
        }
    }

    /// Takes the whole lesson; whatever is asked is answered by `answer`, what is to be brought about is.
    fn take(mut self, mut answer: impl FnMut(&Question) -> Answer) -> Sitting {
        while let Some(step) = self.sitting.present().cloned() {
            match &step.task {
                Task::Predict { .. } => {
                    let question = self.question().expect("a question");
                    self.predict(answer(&question));
                }
                Task::Reach { way, .. } => way.iter().for_each(|kind| self.act(kind)),
            }
            let at = format!("lesson {}, step {}", self.sitting.lesson().number, self.sitting.step() + 1);
            assert_eq!(*self.sitting.phase(), Phase::Done, "{at}");
            self.next();
        }
        self.sitting
    }
}

fn take_all(mut answer: impl FnMut(&Question) -> Answer) -> Vec<Graded> {
    lessons()
        .iter()
        .flat_map(|lesson| Class::new(lesson).take(&mut answer).answers().cloned().collect::<Vec<_>>())
        .collect()
}

// ---- who knows the tables: nothing but the pages, held against the states

fn verdict(by_group: Option<PortState>, port: PortState) -> Verdict {
    // what is addressed keeps to the table, any state included; where it has no row, nobody subscribes
    let admits = |is: sendport::rules::outcome::Is, state: PortState| match is {
        sendport::rules::outcome::Is::Any => true,
        sendport::rules::outcome::Is::State(only) => only == state,
    };
    TABLE
        .iter()
        .find(|row| {
            row.by_means_of_a_group == by_group.is_some()
                && by_group.is_none_or(|group| admits(row.group, group))
                && admits(row.port, port)
        })
        .map_or(Verdict::NoCopy, |row| row.verdict)
}

fn by_the_tables(group: &BizTalkGroup, draft: &Draft) -> BTreeMap<Name, Copies> {
    let mut context: Context = draft.properties.iter().cloned().collect();
    context.set(properties::MESSAGE_TYPE, draft.message_type.as_str());
    let mut answer: BTreeMap<Name, Copies> = BTreeMap::new();
    let mut copy = |port: &Name, by_group: Option<PortState>| {
        let state = group.send_ports.get(port).expect("a port").state;
        let copies = answer.entry(port.clone()).or_default();
        match verdict(by_group, state) {
            Verdict::Processed => copies.processed += 1,
            Verdict::Suspended => copies.suspended += 1,
            Verdict::NoCopy => {}
        }
    };
    let members = |spg: &SendPortGroup, copy: &mut dyn FnMut(&Name, Option<PortState>)| {
        spg.members.iter().for_each(|port| copy(port, Some(spg.state)));
    };
    match &draft.addressing {
        Addressing::To(Target::SendPort(port)) => copy(port, None),
        Addressing::To(Target::SendPortGroup(name)) => {
            members(group.send_port_groups.get(name).expect("a group"), &mut copy);
        }
        Addressing::Published(_) => {
            for port in group.send_ports.values() {
                if port.state != PortState::Bound && matches(&port.filter, &context) {
                    copy(&port.name, None);
                }
            }
            for spg in group.send_port_groups.values() {
                if spg.state != PortState::Bound && matches(&spg.filter, &context) {
                    let enlisted = |port: &Name, by_group| {
                        // enlisting creates a subscription: a member that is Bound has none
                        if group.send_ports.get(port).is_some_and(|port| port.state != PortState::Bound) {
                            copy(port, by_group);
                        }
                    };
                    members(spg, &mut { enlisted });
                }
            }
        }
    }
    answer.retain(|_, copies| *copies != Copies::default());
    answer
}

/// Only the order of delivery and destinations that fail are beyond the tables.
fn is_beyond_the_tables(question: &Question) -> bool {
    question.group.send_ports.values().any(|port| port.ordered_delivery)
}

/// The answer of who knows, before anything is run.
fn known(question: &Question) -> Answer {
    match (&question.act, &question.ask) {
        (StepKind::Inject { promise, .. }, _) if is_beyond_the_tables(question) => promised(promise),
        (StepKind::Inject { draft, .. }, _) => Answer::Copies(by_the_tables(&question.group, draft)),
        (StepKind::Operate { .. }, _) => Answer::Fate(Ending::Processed),
        (StepKind::Act { action, item, .. }, Ask::States(items)) => {
            let state = |it: &ArtifactRef| {
                let now = state_of(&question.group, it);
                if it == item { lifecycle::look_up(*action, now).to.expect("it is available") } else { now }
            };
            Answer::States(items.iter().map(|it| (it.clone(), state(it))).collect())
        }
        (StepKind::Act { action, item, .. }, _) => {
            let by_the_table = lifecycle::look_up(*action, state_of(&question.group, item)).to.is_some();
            // a group starts only with an enlisted member
            let members = question.group.send_port_groups.get(&item.name).map(|spg| &spg.members);
            let nobody = members.is_some_and(|members| {
                let enlisted =
                    |port: &Name| state_of(&question.group, &ArtifactRef::send_port(port)) != PortState::Bound;
                !members.iter().any(enlisted)
            });
            Answer::Allowed(by_the_table && !(nobody && *action == Action::Start))
        }
        other => panic!("{other:?}"),
    }
}

fn state_of(group: &BizTalkGroup, item: &ArtifactRef) -> PortState {
    match group.get(item) {
        Some(Artifact::SendPort(port)) => port.state,
        Some(Artifact::SendPortGroup(spg)) => spg.state,
        other => panic!("{other:?}"),
    }
}

fn promised(promise: &Promise) -> Answer {
    let mut copies: BTreeMap<Name, Copies> = BTreeMap::new();
    if let Promise::Deliveries(deliveries) = promise {
        for it in deliveries {
            let of_port = copies.entry(it.port.clone()).or_default();
            match it.outcome {
                Fate::Processed => of_port.processed += 1,
                Fate::Suspended => of_port.suspended += 1,
                _ => of_port.waiting += 1,
            }
        }
    }
    Answer::Copies(copies)
}

#[test]
fn who_knows_the_tables_is_right_everywhere_and_nothing_else_is_said_of_them() {
    let answers = take_all(known);
    assert!(answers.len() > 30, "{}", answers.len());
    for graded in &answers {
        assert!(graded.is_right(), "{graded:?}");
        assert_eq!(graded.named(), []);
        assert_eq!(graded.given, graded.truth, "what is right is called right");
    }
    assert_eq!(diagnose(&answers), Diagnosis::Knows);
    // and after each lesson by itself
    for lesson in lessons() {
        let sitting = Class::new(lesson).take(known);
        assert_eq!(diagnose(sitting.answers()), Diagnosis::Knows, "lesson {}", lesson.number);
    }
}

#[test]
fn who_holds_a_misconception_is_told_so_by_its_name() {
    for misconception in Misconception::ALL {
        let believes = |question: &Question| misconception.believed(question, &known(question));
        let answers = take_all(believes);
        let wrong: Vec<_> = answers.iter().filter(|graded| !graded.is_right()).collect();
        assert!(!wrong.is_empty(), "{misconception:?} is never brought to light");
        for graded in &answers {
            assert_eq!(
                graded.is_right(),
                graded.given == graded.truth || graded.given.is_nobody() && graded.truth.is_nobody()
            );
        }
        for graded in &wrong {
            assert!(graded.named().contains(&misconception), "{misconception:?}: {graded:?} is {:?}", graded.named());
        }
        assert_eq!(diagnose(&answers), Diagnosis::Holds(misconception));
    }
}

// ---- who holds a misconception: what the words of the catalogue say, and nothing of the program

/// What becomes of a copy by the table of state combinations, cell by cell; what is published also needs a
/// subscription.
fn cell(published: bool, group: Option<PortState>, port: PortState) -> Verdict {
    use PortState::{Bound, Started, Stopped};
    if published && (group == Some(Bound) || port == Bound) {
        return Verdict::NoCopy;
    }
    match (group, port) {
        (None | Some(Started), Started) => Verdict::Processed,
        (None | Some(Started | Bound), Stopped) | (Some(Stopped), _) => Verdict::Suspended,
        (None | Some(Started | Bound), Bound) | (Some(Bound), Started) => Verdict::NoCopy,
    }
}

/// What a holder says becomes of one copy that comes directly or by way of a group. `of_groups`: the states of
/// all groups of which the port is a member; `passes`: its own filter lets the message through.
fn said_of_a_copy(
    belief: Misconception,
    published: bool,
    group: Option<PortState>,
    port: PortState,
    of_groups: &[PortState],
    passes: bool,
) -> Verdict {
    use Misconception as M;
    use PortState::{Bound, Started, Stopped};
    let usual = |group, port| cell(published, group, port);
    let ready = |state: PortState| if state == Bound { Started } else { state };
    match belief {
        // Stopping a group stops its members.
        M::GroupStopsMembers if port == Started && of_groups.contains(&Stopped) => usual(group, Stopped),
        // Starting a group starts its members: a Stopped port in a Started group.
        M::GroupStartsMembers if port == Stopped && of_groups.contains(&Started) => usual(group, Started),
        // Bound means connected.
        M::BoundIsConnected => usual(group.map(ready), ready(port)),
        // A Bound port collects messages until it is started.
        M::BoundCollects if port == Bound => usual(group, Stopped),
        // The filter of a port also filters what comes by way of its group.
        M::FilterFiltersGroupTraffic if group.is_some() && !passes => Verdict::NoCopy,
        // What is Stopped is off and gets nothing.
        M::StoppedIsOff if port == Stopped || group == Some(Stopped) => Verdict::NoCopy,
        // A Started port sends, whatever the state of its group.
        M::PortDecides if port == Started => Verdict::Processed,
        _ => usual(group, port),
    }
}

/// What a holder says of a message.
fn said_of_a_message(belief: Misconception, question: &Question, draft: &Draft) -> BTreeMap<Name, Copies> {
    use Misconception as M;
    let group = &question.group;
    let mut context: Context = draft.properties.iter().cloned().collect();
    context.set(properties::MESSAGE_TYPE, draft.message_type.as_str());
    let published = matches!(draft.addressing, Addressing::Published(_));
    let is_for = |target: Target, filter: &Filter| match &draft.addressing {
        Addressing::To(to) => *to == target,
        Addressing::Published(_) => matches(filter, &context),
    };
    let mut said: BTreeMap<Name, Copies> = BTreeMap::new();
    for port in group.send_ports.values() {
        let groups: Vec<_> = group.send_port_groups.values().filter(|spg| spg.members.contains(&port.name)).collect();
        let of_groups: Vec<PortState> = groups.iter().map(|spg| spg.state).collect();
        let passes = port.filter.0.is_empty() || matches(&port.filter, &context);
        let direct = is_for(Target::SendPort(port.name.clone()), &port.filter).then_some(None);
        let by_groups = groups.iter().filter(|spg| is_for(Target::SendPortGroup(spg.name.clone()), &spg.filter));
        let copies = said.entry(port.name.clone()).or_default();
        for way in direct.into_iter().chain(by_groups.map(|spg| Some(spg.state))) {
            match said_of_a_copy(belief, published, way, port.state, &of_groups, passes) {
                Verdict::Processed => copies.processed += 1,
                Verdict::Suspended => copies.suspended += 1,
                Verdict::NoCopy => {}
            }
        }
    }
    if let (true, StepKind::Inject { promise, .. }, Answer::Copies(known)) =
        (is_beyond_the_tables(question), &question.act, known(question))
    {
        assert!(matches!(promise, Promise::Deliveries(_)));
        said = known;
        for (port, copies) in &mut said {
            let in_order = group.send_ports.get(port).is_some_and(|port| port.ordered_delivery);
            let behind_a_failure = in_order && question.suspended.contains_key(port);
            let all = copies.total();
            match belief {
                // After a failure only the message that failed waits; the others go on.
                M::OnlyTheFailedWaits if behind_a_failure => *copies = Copies { processed: all, ..Copies::default() },
                // With ordered delivery a failure always holds back what comes after it.
                M::OrderAlwaysWaits if behind_a_failure => *copies = Copies { suspended: all, ..Copies::default() },
                _ => {}
            }
        }
    }
    match belief {
        // A port gets a message once at most.
        M::OneCopy => {
            for copies in said.values_mut().filter(|copies| copies.total() > 1) {
                let sends = copies.processed > 0;
                *copies = Copies { processed: u32::from(sends), suspended: u32::from(!sends), waiting: 0 };
            }
        }
        // One destination that is not ready holds up the whole message.
        M::OneHoldsAll if said.values().any(|copies| copies.suspended > 0) => {
            for copies in said.values_mut() {
                *copies = Copies { suspended: copies.total(), ..Copies::default() };
            }
        }
        _ => {}
    }
    said.retain(|_, copies| *copies != Copies::default());
    said
}

/// What a holder answers.
fn held_by(belief: Misconception, question: &Question) -> Answer {
    use Misconception as M;
    use PortState::{Bound, Started, Stopped};
    let group = &question.group;
    match (&question.act, known(question)) {
        (StepKind::Inject { draft, .. }, _) => Answer::Copies(said_of_a_message(belief, question, draft)),
        // Resume waits for the port: it sends once the port is Started.
        (StepKind::Operate { port, .. }, _)
            if belief == M::ResumeWaits && group.send_ports.get(port).expect("a port").state != Started =>
        {
            Answer::Fate(Ending::Suspended)
        }
        (StepKind::Act { action, item, .. }, Answer::States(states)) => {
            let members = group.send_port_groups.get(&item.name).map(|spg| spg.members.clone()).unwrap_or_default();
            let said = |(it, state): (ArtifactRef, PortState)| {
                let state = match (belief, action, state) {
                    _ if !members.contains(&it.name) => state,
                    // Stopping a group stops its members: those that send.
                    (M::GroupStopsMembers, Action::Stop, Started) => Stopped,
                    // Starting a group starts its members: all of them.
                    (M::GroupStartsMembers, Action::Start, _) => Started,
                    _ => state,
                };
                (it, state)
            };
            Answer::States(states.into_iter().map(said).collect())
        }
        (StepKind::Act { action, item, .. }, known) => match (belief, action, state_of(group, item)) {
            // A port has to be enlisted before it can be started.
            (M::StartNeedsEnlist, Action::Start, Bound) if group.send_ports.contains_key(&item.name) => {
                Answer::Allowed(false)
            }
            // What is Started has to be stopped before it can be unenlisted.
            (M::UnenlistNeedsStop, Action::Unenlist, Started) => Answer::Allowed(false),
            _ => known,
        },
        (_, known) => known,
    }
}

#[test]
fn who_believes_what_the_catalogue_says_is_told_so_wherever_it_leads_astray() {
    for belief in Misconception::ALL {
        let answers = take_all(|question| held_by(belief, question));
        let (right, wrong): (Vec<_>, Vec<_>) = answers.iter().partition(|graded| graded.is_right());
        assert!(!wrong.is_empty(), "{belief:?} never leads astray");
        for graded in right {
            assert_eq!(graded.named(), [], "{belief:?}: nothing is said of what is right: {graded:?}");
        }
        for graded in &wrong {
            assert!(graded.named().contains(&belief), "{belief:?}: {graded:?} is {:?}", graded.named());
        }
        assert_eq!(diagnose(&answers), Diagnosis::Holds(belief));
    }
}

#[test]
fn misconceptions_are_told_apart() {
    let mut seen = BTreeMap::new();
    for misconception in Misconception::ALL {
        let answers = take_all(|question| misconception.believed(question, &known(question)));
        let given: Vec<_> = answers.into_iter().map(|graded| format!("{:?}", graded.given)).collect();
        if let Some(other) = seen.insert(given, misconception) {
            panic!("{misconception:?} answers as {other:?} does");
        }
    }
}

/// A small source of chance with a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("31 bits") % count
    }

    fn guess(&mut self, question: &Question) -> Answer {
        match &question.ask {
            Ask::Copies => Answer::Copies(
                question
                    .group
                    .send_ports
                    .values()
                    .map(|port| {
                        let choices = question.choices(&port.name);
                        (port.name.clone(), choices[self.below(choices.len())])
                    })
                    .filter(|(_, copies)| *copies != Copies::default())
                    .collect(),
            ),
            Ask::Fate => Answer::Fate(if self.below(2) == 0 { Ending::Processed } else { Ending::Suspended }),
            Ask::States(items) => {
                Answer::States(items.iter().map(|it| (it.clone(), PortState::ALL[self.below(3)])).collect())
            }
            Ask::Allowed => Answer::Allowed(self.below(2) == 0),
        }
    }
}

#[test]
fn who_guesses_is_neither_taken_for_one_who_knows_nor_for_one_who_believes() {
    for seed in 1..=40 {
        let mut dice = Dice(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15));
        let answers = take_all(|question| dice.guess(question));
        assert_eq!(diagnose(&answers), Diagnosis::Guesses, "seed {seed}");
        for graded in &answers {
            // chance is right at times, and then it is right
            let same = graded.pieces.iter().all(|piece| graded.given.agrees(&graded.truth, &piece.part));
            assert_eq!(graded.is_right(), same);
            assert!(same || !graded.pieces.iter().all(|piece| piece.right));
        }
    }
}

#[test]
fn a_slip_does_not_make_a_misconception() {
    let mut asked = 0;
    let answers = take_all(|question| {
        asked += 1;
        if asked % 12 == 0 { Dice(asked).guess(question) } else { known(question) }
    });
    assert_eq!(diagnose(&answers), Diagnosis::Knows);
}

#[test]
fn a_few_answers_tell_nothing() {
    let class = Class::new(lesson(1).unwrap());
    let sitting = class.take(known);
    assert_eq!(diagnose(sitting.answers().take(1)), Diagnosis::TooLittle);
}

#[test]
fn all_ports_without_a_copy_and_a_routing_failure_are_one_answer() {
    let mut class = Class::new(lesson(1).unwrap());
    class.predict(Answer::Copies([(Name::new("SP_Archive"), Copies::default())].into()));
    assert!(class.sitting.record().unwrap().graded.as_ref().unwrap().is_right());
}

// ---- the catalogue

#[test]
fn the_catalogue_is_complete_and_names_situations_that_bring_each_to_light() {
    let ids: BTreeSet<_> = catalogue().iter().map(|entry| entry.id).collect();
    assert_eq!(ids, Misconception::ALL.into());
    assert_eq!(catalogue().len(), Misconception::ALL.len(), "none stands twice");
    for entry in catalogue() {
        for text in [&entry.belief, &entry.but, &entry.source, &entry.situation] {
            let (english, french) = (text.get(Language::English), text.get(Language::French));
            assert!(!english.is_empty() && !french.is_empty() && english != french, "{:?}: {english}", entry.id);
        }
        let lesson = lesson(entry.lesson).unwrap_or_else(|| panic!("{:?}", entry.id));
        let mut at = 0;
        let mut brought = false;
        Class::new(lesson).take(|question| {
            at += 1;
            let known = known(question);
            let believed = entry.id.believed(question, &known);
            brought |= believed != known && step_of(lesson, at) == entry.step;
            known
        });
        assert!(brought, "{:?} is not brought to light by lesson {}, step {}", entry.id, entry.lesson, entry.step);
    }
}

/// The number of the step that asks the so manieth question, both from 1.
fn step_of(lesson: &Lesson, question: usize) -> u32 {
    let asks = lesson.steps.iter().enumerate().filter(|(_, step)| matches!(step.task, Task::Predict { .. }));
    u32::try_from(asks.map(|(at, _)| at + 1).nth(question - 1).expect("a question")).expect("a small number")
}

// ---- any right way counts, no wrong way is blocked

/// Skips to the first step that is to be brought about, from `step` on, taking all before it as meant.
fn at_step(number: u32, step: usize) -> Class {
    let mut class = Class::new(lesson(number).unwrap());
    while class.sitting.step() + 1 < step {
        match class.sitting.present().expect("a step").task.clone() {
            Task::Predict { .. } => {
                let answer = known(&class.question().expect("a question"));
                class.predict(answer);
            }
            Task::Reach { way, .. } => way.iter().for_each(|kind| class.act(kind)),
        }
        class.next();
    }
    class
}

#[test]
fn resuming_by_hand_is_as_right_as_starting() {
    let mut class = at_step(3, 4);
    class.ask(&Request::OperateWhere {
        operation: Operation::Resume,
        query: InstanceQuery { port: Some(Name::new("SP_Lille")), ..InstanceQuery::default() },
    });
    assert_eq!(*class.sitting.phase(), Phase::Done);
    assert_eq!(class.sitting.record().unwrap().actions, 1, "one action for both");
    // and the truth of what comes after follows the states, not the book
    class.next();
    let question = class.question().expect("a question");
    class.predict(known(&question));
    assert!(class.sitting.record().unwrap().graded.as_ref().unwrap().is_right());
    let lille = Part::Port(Name::new("SP_Lille"));
    let truth = &class.sitting.record().unwrap().graded.as_ref().unwrap().truth;
    assert!(truth.agrees(
        &Answer::Copies([(Name::new("SP_Lille"), Copies { suspended: 1, ..Copies::default() })].into()),
        &lille
    ));
}

#[test]
fn leaving_the_group_is_as_right_as_losing_the_filter() {
    let mut class = at_step(7, 4);
    // a Started port cannot leave a Started group
    let paris = ArtifactRef::send_port(&Name::new("SP_Paris"));
    let act = |action| Request::Act { action, items: vec![paris.clone()], held: Held::default() };
    class.ask(&act(Action::Stop));
    let mut spg = class.engine.group().send_port_groups.get(&Name::new("SPG_Europe")).expect("it").as_ref().clone();
    spg.members.retain(|member| *member != Name::new("SP_Paris"));
    class.ask(&Request::Put { original: Some(spg.name.clone()), artifact: spg.into() });
    class.ask(&act(Action::Start));
    assert_eq!(*class.sitting.phase(), Phase::Doing, "it is to be sent, too");
    let draft = class.engine.group().templates.get(&Name::new("Order from the EU for ACME")).expect("it").draft.clone();
    class.ask(&Request::Publish { draft, count: 1 });
    assert_eq!(*class.sitting.phase(), Phase::Done);
    let record = class.sitting.record().unwrap();
    assert_eq!((record.actions, record.par), (3, Some(1)));
}

#[test]
fn a_detour_counts_its_actions_and_brings_hints_by_degrees() {
    let mut class = at_step(1, 4);
    let port = ArtifactRef::send_port(&Name::new("SP_Archive"));
    let act = |class: &mut Class, action| {
        class.ask(&Request::Act { action, items: vec![port.clone()], held: Held::default() });
    };
    let hints = |class: &mut Class| {
        let snapshot = class.snapshot();
        class.sitting.hints(&snapshot).len()
    };
    assert_eq!(hints(&mut class), 0);
    act(&mut class, Action::Start);
    assert_eq!(hints(&mut class), 1);
    assert_eq!(*class.sitting.phase(), Phase::Doing);
    act(&mut class, Action::Unenlist);
    assert_eq!(hints(&mut class), 2);
    act(&mut class, Action::Start);
    assert_eq!(hints(&mut class), 3);
    act(&mut class, Action::Stop);
    let record = class.sitting.record().unwrap();
    assert_eq!((class.sitting.phase(), record.actions, record.par, record.hints), (&Phase::Done, 4, Some(1), 3));
}

#[test]
fn a_hint_can_be_asked_for_and_there_are_three() {
    for lesson in lessons() {
        let mut class = Class::new(lesson);
        while class.sitting.present().is_some() {
            let snapshot = class.snapshot();
            for degree in 1..=HINTS + 1 {
                class.sitting.hint();
                let hints = class.sitting.hints(&snapshot);
                assert_eq!(hints.len(), degree.min(HINTS), "lesson {}, step {}", lesson.number, class.sitting.step());
                let last = hints.last().unwrap();
                for language in Language::ALL {
                    assert!(!last.get(language).is_empty() && !last.get(language).contains(['{', '[']), "{last:?}");
                }
            }
            match class.sitting.present().unwrap().task.clone() {
                Task::Predict { .. } => {
                    let answer = known(&class.question().expect("a question"));
                    class.predict(answer);
                }
                Task::Reach { way, .. } => way.iter().for_each(|kind| class.act(kind)),
            }
            class.next();
        }
    }
}

#[test]
fn nothing_is_blocked_every_step_can_be_left_undone() {
    for lesson in lessons() {
        let mut class = Class::new(lesson);
        for _ in 0..lesson.steps.len() {
            assert!(!class.sitting.is_over());
            class.next();
        }
        assert!(class.sitting.is_over());
        class.next();
        assert!(class.sitting.records().iter().all(|record| !record.done));
    }
}

#[test]
fn what_was_predicted_may_be_done_by_hand() {
    let mut class = Class::new(lesson(3).unwrap());
    let question = class.question().expect("a question");
    let snapshot = class.snapshot();
    class.sitting.predict(known(&question), &snapshot);
    // something else first, which is not what was asked
    let StepKind::Inject { draft, .. } = &question.act else { panic!("a message") };
    let other = Draft { message_type: "other".to_owned(), ..draft.clone() };
    class.ask(&Request::Publish { draft: other, count: 1 });
    assert!(matches!(class.sitting.phase(), Phase::Predicted(..)));
    class.ask(&Request::Publish { draft: draft.clone(), count: 1 });
    assert_eq!(*class.sitting.phase(), Phase::Done);
    assert!(class.sitting.record().unwrap().graded.as_ref().unwrap().is_right());
}

#[test]
fn about_what_cannot_be_answered_nothing_is_called_wrong() {
    // the error message is routed instead of suspending: no answer says so
    let mut document = lesson(1).unwrap().document.clone();
    let mut port = document.group.send_ports.get(&Name::new("SP_Archive")).expect("it").as_ref().clone();
    port.state = PortState::Started;
    port.route_failed_messages = true;
    port.transport.as_mut().expect("a transport").retry_count = 0;
    document.group.put(port.into());
    let mut catcher = document.group.send_ports.get(&Name::new("SP_Archive")).expect("it").as_ref().clone();
    catcher.name = Name::new("SP_Errors");
    catcher.route_failed_messages = false;
    catcher.filter = Filter(vec![vec![sendport::model::Predicate {
        property: "ErrorReport.ErrorType".to_owned(),
        operator: sendport::model::Operator::Exists,
        value: sendport::model::Value::default(),
    }]]);
    document.group.put(catcher.into());
    let mut engine = training::engine(&document, None, NOW).expect("an engine");
    let StepKind::Inject { draft, .. } = (match &lesson(1).unwrap().steps[0].task {
        Task::Predict { act, .. } => act.clone(),
        Task::Reach { .. } => panic!("a prediction"),
    }) else {
        panic!("a message")
    };
    let port = Name::new("SP_Archive");
    engine
        .execute(
            &Request::SetDestination(sendport::model::Destination {
                port: port.clone(),
                behaviour: sendport::model::Behaviour::Down,
                ..sendport::model::Destination::default()
            }),
            NOW,
        )
        .expect("it is switched");
    let act = StepKind::Inject { draft: draft.clone(), count: 1, promise: Promise::RoutingFailure };
    let question = Question::new(act, Ask::Copies, &engine.snapshot());
    engine.execute(&Request::Publish { draft, count: 1 }, NOW).expect("it is published");
    let truth = question.truth(&engine.snapshot()).expect("it happened");
    assert_eq!(truth.beyond, std::slice::from_ref(&port));
    let graded = grade(&question, &Answer::nobody(), &truth);
    assert!(graded.is_right() && graded.pieces.iter().all(|piece| piece.part != Part::Port(port.clone())));
}

// ---- progress

#[test]
fn progress_comes_back_from_its_file_and_says_what_was_understood() {
    let misconception = Misconception::GroupStopsMembers;
    let mut progress = Progress::new("Léa *Martin*");
    for lesson in lessons() {
        progress.note(&Class::new(lesson).take(|question| misconception.believed(question, &known(question))));
    }
    let text = progress.to_text();
    assert!(text.starts_with("Progress("), "{text:.40}");
    let again = Progress::read(&text, None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(again, progress);
    assert_eq!(again.diagnosis(), Diagnosis::Holds(misconception));
    let report = again.report(&Words::new(Language::English));
    let belief = misconception.entry().belief.get(Language::English);
    assert!(report.starts_with("# What Léa \\*Martin\\* understood\n"), "{report:.80}");
    assert!(report.contains(belief) && report.contains(misconception.entry().but.get(Language::English)), "{report}");
    assert_eq!(report.matches("\n## ").count(), 2 + lessons().len(), "{report}");
    let french = again.report(&Words::new(Language::French));
    assert!(french.contains(misconception.entry().belief.get(Language::French)), "{french}");
    for report in [report, french] {
        assert!(!report.contains('{') && !report.contains("[answer"), "{report}");
    }
}

#[test]
fn the_cells_are_counted_and_the_weakest_is_one_that_was_never_asked_or_mostly_wrong() {
    let mut first = Progress::new("x");
    first.note(&Class::new(lesson(1).unwrap()).take(known));
    assert_eq!(first.cells()[first.weakest_cell().index()].all(), 0, "the first lesson does not ask about all");
    let mut progress = Progress::new("x");
    for lesson in lessons() {
        progress.note(&Class::new(lesson).take(known));
    }
    let cells = progress.cells();
    let of = |path, port| cells[Cell { path, port }.index()];
    let stopped_group = of(Path::ViaGroup(PortState::Stopped), PortState::Started);
    assert!(stopped_group.right >= 3 && stopped_group.wrong == 0, "{stopped_group:?}");
    assert!(progress.action(Action::Start, PortState::Bound).right >= 2);
    let mut wrong = Progress::new("x");
    for lesson in lessons() {
        wrong
            .note(&Class::new(lesson).take(|question| Misconception::PortDecides.believed(question, &known(question))));
    }
    let stopped_group =
        wrong.cells()[Cell { path: Path::ViaGroup(PortState::Stopped), port: PortState::Started }.index()];
    assert!(stopped_group.wrong >= 3, "{stopped_group:?}");
}

#[test]
fn a_progress_file_from_a_stranger_is_refused_with_its_place() {
    let good = Progress::new("x").to_text();
    for (from, to) in [("format: 1", "format: 9"), ("trainee", "trainer"), ("Progress", "Lesson")] {
        assert!(good.contains(from), "{good}");
        let error = Progress::read(&good.replacen(from, to, 1), Some(FilePath::new("lea.ron"))).expect_err("refused");
        let said = Words::new(Language::English).say(&error.sentence());
        assert!(said.contains("lea.ron"), "{said}");
    }
}

// ---- lessons from their authors

const RESUME: &str = include_str!("../assets/lessons/6-resume.ron");
const BOUND: &str = include_str!("../assets/lessons/1-bound.ron");

fn findings(text: &str) -> Vec<(String, &'static str)> {
    let found = check(text, None).unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|it| (it.place.field.clone(), it.what.key)).collect()
}

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn what_is_wrong_with_a_lesson_is_found_in_its_field() {
    let found = |from: &str, to: &str| findings(&changed(BOUND, from, to));
    let one = |field: &str, key: &'static str| vec![(field.to_owned(), key)];
    assert_eq!(found("promise: RoutingFailure", "promise: Deliveries([])"), one("steps[0].task.do", "broken-failure"));
    assert_eq!(found("refused: true", "refused: false"), one("steps[2].task.do", "broken-is-refused"));
    assert_eq!(
        found("is: Stopped", "is: Bound"),
        [
            ("steps[3].task.goal".to_owned(), "broken-goal-holds"),
            ("steps[4].task.do".to_owned(), "broken-failure"),
            ("steps[5].task.goal".to_owned(), "broken-goal"),
            ("steps[6]".to_owned(), "check-not-reached"),
        ]
    );
    assert_eq!(
        found("is: Stopped", "is: Started"),
        [("steps[3].task.goal".to_owned(), "broken-goal"), ("steps[4]".to_owned(), "check-not-reached")]
    );
    let detour = "Act(action: Start, item: (kind: SendPort, name: \"SP_Archive\")),\n                    Act(action: Stop, \
                  item: (kind: SendPort, name: \"SP_Archive\")),";
    assert_eq!(
        found("Act(action: Enlist, item: (kind: SendPort, name: \"SP_Archive\")),", detour),
        one("steps[3].task.way", "check-shorter")
    );
    let more = "Act(action: Enlist, item: (kind: SendPort, name: \"SP_Archive\")),\n                    Act(action: Start, \
                item: (kind: SendPort, name: \"SP_Archive\")),";
    assert_eq!(
        found("Act(action: Enlist, item: (kind: SendPort, name: \"SP_Archive\")),", more),
        one("steps[3].task.way[1]", "broken-way-too-long")
    );
    let resumed = changed(RESUME, "promise: Processed", "promise: Suspended");
    assert_eq!(findings(&resumed), one("steps[1].task.do", "broken-resumed"));
    // what only the run knows, the rules do not tell
    let ordered = include_str!("../assets/lessons/8-ordered.ron");
    let start = ordered.rfind("            hints: [").unwrap();
    let end = start + ordered[start..].find("            ],\n").unwrap() + "            ],\n".len();
    let unhinted = format!("{}{}", &ordered[..start], &ordered[end..]);
    assert_eq!(findings(&unhinted), one("steps[4].hints", "broken-hints"));
}

#[test]
fn what_is_wrong_with_a_lesson_that_cannot_be_read_is_told_with_its_field() {
    for (from, to, field, key) in [
        ("start: Scenario(1)", "start: Scenario(99)", "start", "problem-no-scenario"),
        ("ask: Copies", "ask: Fate", "steps[0].task.ask", "problem-ask"),
        ("ask: Copies", "ask: States([])", "steps[0].task.ask", "problem-ask"),
        (
            "name: \"SP_Archive\"), is: Stopped",
            "name: \"SP_Arch\"), is: Stopped",
            "steps[3].task.goal[0]",
            "problem-no-send-port",
        ),
        ("Sent(message: 2", "Sent(message: 3", "steps[5].task.goal[1]", "problem-no-injected"),
    ] {
        let error = read_lesson(&changed(BOUND, from, to), None).expect_err(to);
        let ReadError::Wrong { place, mistake } = error else { panic!("{error}") };
        assert_eq!((place.field.as_str(), mistake.sentence().key), (field, key));
        assert!(place.position.line > 1, "{field}");
    }
    let hint = BOUND.find("            hints: [").unwrap();
    let first = hint + BOUND[hint..].find("                (").unwrap();
    let second = first + BOUND[first..].find("                ),\n").unwrap() + "                ),\n".len();
    let fewer = format!("{}{}", &BOUND[..first], &BOUND[second..]);
    let error = read_lesson(&fewer, None).expect_err("two hints");
    let ReadError::Wrong { mistake, .. } = error else { panic!("{error}") };
    assert_eq!(mistake.sentence().key, "problem-hints");
}

#[test]
fn every_cell_of_the_table_of_state_combinations_is_asked_about() {
    let asked: BTreeSet<usize> = take_all(known)
        .iter()
        .flat_map(|graded| &graded.pieces)
        .flat_map(|piece| piece.cells.iter().map(|cell| cell.index()))
        .collect();
    let never: Vec<&str> = Cell::all().filter(|cell| !asked.contains(&cell.index())).map(Cell::as_str).collect();
    assert!(never.is_empty(), "{never:?} are never asked about");
}

#[test]
fn these_are_the_lessons() {
    let numbers: Vec<u32> = lessons().iter().map(|lesson| lesson.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    let minutes: u32 = lessons().iter().map(|lesson| lesson.minutes).sum();
    assert!((40..=45).contains(&minutes), "a class of 45 minutes: {minutes}");
    for lesson in lessons() {
        // a prediction takes half a minute, what is to be brought about a whole one
        let halves: u32 = lesson.steps.iter().map(|step| if step.task.par().is_some() { 2 } else { 1 }).sum();
        assert!(2 * lesson.minutes >= halves, "lesson {} cannot be taken in {} minutes", lesson.number, lesson.minutes);
        for step in &lesson.steps {
            // a sentence ends once
            let say = step.say.get(Language::English);
            assert_eq!(say.matches(['.', '?', '!']).count(), 1, "lesson {}: {say}", lesson.number);
        }
    }
}
