//! The words of both languages: complete, of one shape, used, supplied with their arguments, and
//! set as each language wants it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jiff::Timestamp;
use sendport::{
    engine::{
        ClockCommand, Deed, Event, Fact, HostCommand, Line, Outcome, Report, Waiting, cause_sentence, message_name,
        ruling_sentence,
    },
    message_box::Cause,
    model::{
        Adapter, Addressing, Application, Artifact, ArtifactKind, ArtifactRef, Behaviour, BizTalkGroup, Certificate,
        Context, Draft, Filter, Host, HostInstance, HostKind, InstanceId, LogicalPort, MapReference, Message,
        MessageId, Name, Operator, Orchestration, OrchestrationState, PortKind, PortState, Predicate, Property,
        ReceiveLocation, ReceivePort, Role, SendPort, SendPortGroup, Source, Target, Transport, Value, ValueType,
        validate,
    },
    routing::{
        self, Check, Delivery, Finding, Matched, NearMiss, NearMissKind, Routing, WhyNot,
        lints::{self, Found},
    },
    rules::{
        Action, Citation, Page,
        guards::{self, Condition},
        instances::{self, InstanceState, Operation},
        lifecycle,
        outcome::{self, decide},
        pages::PropertyPage,
        permissions::Task,
        send_cycle::TransportOf,
    },
    transport::{Exchange, TransportError, Trouble},
    words::{Argument, Language, Sentence, Words},
};

/// Keys that no file under `src` names as a literal, because they are put together from a prefix
/// and the name of a thing, or belong to choices that only some builds of the window offer.
const BUILT: [&str; 9] =
    ["glossary-", "disagree-", "kind-", "kinds-", "host-kind-", "state-", "location-", "start-option-", "stop-option-"];

/// Likewise single ones.
const UNUSED: [&str; 1] = ["app-name"];

/// Literals that stand where a key could stand and are none.
const NO_KEYS: [&str; 0] = [];

/// What comes directly before a literal that is a key, white space aside.
const BEFORE_A_KEY: [&str; 11] = [
    "Sentence::new(",
    ".text(",
    ".knows(",
    "named(",
    "reason:",
    "=>",
    "=>(",
    "=>Some(",
    "=>Some((",
    // the branches of an `if` that chooses between two keys
    "{",
    "let key=",
];

fn source(language: Language) -> String {
    let file = match language {
        Language::English => "en.ftl",
        Language::French => "fr.ftl",
    };
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/i18n").join(file)).unwrap()
}

/// What the test wants to know of a message or of one of its attributes.
#[derive(Default)]
struct Shape {
    arguments: BTreeSet<String>,
    /// Every text, those of the variants apart; [`PLACE`] stands where something is put in.
    texts: Vec<String>,
}

const PLACE: char = '\u{FFFC}';

fn shape_of(pattern: &Pattern<&str>, shape: &mut Shape) {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => {
                text.push(PLACE);
                match expression {
                    Expression::Inline(inline) => inline_arguments(inline, shape),
                    Expression::Select { selector, variants } => {
                        inline_arguments(selector, shape);
                        for variant in variants {
                            shape_of(&variant.value, shape);
                        }
                    }
                }
            }
        }
    }
    shape.texts.push(text);
}

fn inline_arguments(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_arguments(argument, shape);
            }
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = expression.as_ref() {
                inline_arguments(inline, shape);
            }
        }
        _ => {}
    }
}

/// All messages of a file by key, attributes as `key.attribute`.
fn shapes(language: Language) -> BTreeMap<String, Shape> {
    let source = source(language);
    let resource = fluent_syntax::parser::parse(source.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{language:?} is no Fluent file: {errors:?}"));
    let mut found = BTreeMap::new();
    let mut add = |key: String, pattern: &Pattern<&str>| {
        let mut shape = Shape::default();
        shape_of(pattern, &mut shape);
        assert!(found.insert(key.clone(), shape).is_none(), "{language:?} has {key} twice");
    };
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            if let Some(pattern) = &message.value {
                add(message.id.name.to_owned(), pattern);
            }
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    found
}

#[test]
fn both_languages_hold_the_same_keys_with_the_same_arguments() {
    let (english, french) = (shapes(Language::English), shapes(Language::French));
    let keys = |shapes: &BTreeMap<String, Shape>| shapes.keys().cloned().collect::<BTreeSet<_>>();
    let (in_english, in_french) = (keys(&english), keys(&french));
    assert_eq!(in_english.difference(&in_french).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in French");
    assert_eq!(in_french.difference(&in_english).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in English");
    for (key, shape) in &english {
        assert_eq!(shape.arguments, french[key].arguments, "the arguments of {key}");
    }
}

/// The code of every file under `src`, without comments and without its unit tests.
fn code() -> Vec<(String, String)> {
    fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                let lines: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                files.push((path.display().to_string(), lines.join("\n")));
            }
        }
    }
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files
}

/// `two-words`, or with an attribute `two-words.hint`.
fn looks_like_a_key(literal: &str) -> bool {
    let (id, attribute) = literal.split_once('.').unwrap_or((literal, "x"));
    let words = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .split('-')
                .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
    };
    id.contains('-') && words(id) && words(attribute)
}

/// The literals of a file that look like keys, each with whether it stands where a key stands.
fn literals(code: &str) -> Vec<(&str, bool)> {
    let quotes: Vec<_> = code.match_indices('"').map(|(index, _)| index).collect();
    // neighbouring quotes are the ends of a literal or of what is between two literals; the
    // latter never looks like a key, so escaped quotes before it do no harm
    quotes
        .windows(2)
        .filter_map(|pair| {
            let literal = &code[pair[0] + 1..pair[1]];
            looks_like_a_key(literal).then(|| {
                let before: String = code[..pair[0]].chars().rev().filter(|c| !c.is_whitespace()).take(20).collect();
                let before: String = before.chars().rev().collect();
                let is_key = BEFORE_A_KEY.iter().any(|expected| {
                    before.ends_with(&expected.chars().filter(|c| !c.is_whitespace()).collect::<String>())
                });
                (literal, is_key)
            })
        })
        .collect()
}

#[test]
fn every_key_in_the_code_has_words() {
    let known = shapes(Language::English);
    let mut seen = 0;
    let mut missing = Vec::new();
    for (file, code) in code() {
        for (literal, is_key) in literals(&code) {
            if is_key && !NO_KEYS.contains(&literal) {
                seen += 1;
                if !known.contains_key(literal) {
                    missing.push(format!("{file}: {literal}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "keys without words:\n{}", missing.join("\n"));
    assert!(seen > 200, "only {seen} keys were found in the code: the search is broken");
}

#[test]
fn every_key_is_used() {
    let code = code();
    let used: BTreeSet<&str> = code.iter().flat_map(|(_, code)| literals(code)).map(|(literal, _)| literal).collect();
    let unused: Vec<_> = Words::keys(Language::English)
        .into_iter()
        .filter(|key| {
            let id = key.split('.').next().unwrap_or_default();
            let built = BUILT.iter().any(|prefix| id.starts_with(prefix)) || UNUSED.contains(&id);
            // a key of one word looks like any other literal
            let single = !id.contains('-') && code.iter().any(|(_, code)| code.contains(&format!("\"{key}\"")));
            !built && !single && !used.contains(key.as_str()) && !used.contains(id)
        })
        .collect();
    assert!(unused.is_empty(), "keys that nothing uses: {unused:?}");
}

/// Says sentences in both languages and remembers which keys it has met.
struct Speaker {
    words: [Words; 2],
    shapes: BTreeMap<String, Shape>,
    met: BTreeSet<&'static str>,
}

impl Speaker {
    fn new() -> Self {
        Self { words: Language::ALL.map(Words::new), shapes: shapes(Language::English), met: BTreeSet::new() }
    }

    fn key(&mut self, key: &'static str) {
        self.say(&Sentence::new(key));
    }

    fn citation(&mut self, citation: Citation) {
        self.say(&citation.sentence());
    }

    fn conditions(&mut self, conditions: Vec<Condition>) {
        for condition in conditions {
            self.say(&condition.sentence);
            self.citation(condition.citation);
        }
    }

    fn problems(&mut self, problems: Vec<validate::Problem>) {
        for problem in problems {
            self.say(&problem.sentence);
        }
    }

    fn say(&mut self, sentence: &Sentence) {
        self.supplied(sentence);
        for words in &self.words {
            let text = words.say(sentence);
            assert!(!text.trim().is_empty(), "{words:?}, {}: empty", sentence.key);
            for sign in ['[', '{', '$'] {
                assert!(!text.contains(sign), "{words:?}, {}: {text}", sentence.key);
            }
        }
    }

    /// Also what only a variant uses that was not chosen.
    fn supplied(&mut self, sentence: &Sentence) {
        let shape = self.shapes.get(sentence.key).unwrap_or_else(|| panic!("no words for {}", sentence.key));
        for argument in &shape.arguments {
            assert!(
                sentence.arguments.iter().any(|(name, _)| name == argument),
                "{} uses ${argument}, which is not supplied: {:?}",
                sentence.key,
                sentence.arguments
            );
        }
        self.met.insert(sentence.key);
        for (_, argument) in &sentence.arguments {
            self.argument(argument);
        }
    }

    fn argument(&mut self, argument: &Argument) {
        match argument {
            Argument::Sentence(sentence) => self.supplied(sentence),
            Argument::List(list) => list.iter().for_each(|argument| self.argument(argument)),
            Argument::Text(_) | Argument::Number(_) | Argument::Time(_) => {}
        }
    }
}

fn name(text: &str) -> Name {
    Name::new(text)
}

fn filter(property: &str, operator: Operator, value: Value) -> Filter {
    Filter(vec![vec![Predicate { property: property.to_owned(), operator, value }]])
}

fn port(text: &str, state: PortState) -> SendPort {
    let mut port = SendPort::new(name(text), name("App"), PortKind::StaticOneWay);
    port.state = state;
    port.transport = Some(Transport::new("FILE", r"C:\Out\a.xml", name("Host")));
    port
}

fn port_group(text: &str, state: PortState, members: &[&str]) -> SendPortGroup {
    let mut group = SendPortGroup::new(name(text), name("App"));
    group.state = state;
    group.members = members.iter().map(|member| name(member)).collect();
    group
}

fn orchestration(text: &str, state: OrchestrationState, binding: Option<Target>) -> Orchestration {
    Orchestration {
        name: name(text),
        application: name("App"),
        description: String::new(),
        state,
        host: Some(name("Host")),
        ports: vec![LogicalPort { name: name("Send"), binding }],
        binding_xml: None,
    }
}

/// One of each thing, used by another.
fn a_group() -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    let application = |text: &str, default, references: &[&str]| Application {
        name: name(text),
        description: String::new(),
        default,
        references: references.iter().map(|reference| name(reference)).collect(),
        binding_xml: None,
    };
    let mut foreign = port("SP_Foreign", PortState::Stopped);
    foreign.application = name("Other");
    let mut dynamic = SendPort::new(name("SP_Dynamic"), name("App"), PortKind::DynamicOneWay);
    dynamic.state = PortState::Started;
    let mut ordered = port("SP_Ordered", PortState::Bound);
    ordered.ordered_delivery = true;
    let mut filtered = port("SP_Filtered", PortState::Bound);
    filtered.filter = filter("Order.Region", Operator::Equals, "EU".into());
    let host = |text: &str, kind, default| Host {
        name: name(text),
        kind,
        default,
        tracking: default,
        instances: vec![HostInstance { server: name("Server"), running: true, ..HostInstance::default() }],
        ..Host::default()
    };
    let artifacts: Vec<Artifact> = vec![
        application("App", true, &["Other"]).into(),
        application("Other", false, &[]).into(),
        application("Lonely", false, &[]).into(),
        port("SP_A", PortState::Started).into(),
        port("SP_B", PortState::Bound).into(),
        port("SP_C", PortState::Stopped).into(),
        port("SP_Free", PortState::Bound).into(),
        foreign.into(),
        dynamic.into(),
        ordered.into(),
        filtered.into(),
        port_group("SPG_Last", PortState::Started, &["SP_A", "SP_B"]).into(),
        port_group("SPG_Two", PortState::Stopped, &["SP_A", "SP_C"]).into(),
        port_group("SPG_Quiet", PortState::Stopped, &["SP_C", "SP_Foreign"]).into(),
        port_group("SPG_Empty", PortState::Bound, &[]).into(),
        orchestration("Orders", OrchestrationState::Started, Some(Target::SendPort(name("SP_A")))).into(),
        orchestration("Invoices", OrchestrationState::Unenlisted, Some(Target::SendPortGroup(name("SPG_Two")))).into(),
        orchestration("Loose", OrchestrationState::Stopped, None).into(),
        host("Host", HostKind::InProcess, true).into(),
        host("Spare", HostKind::InProcess, false).into(),
        host("Web", HostKind::Isolated, false).into(),
        Adapter { name: name("FILE"), default_handler: name("Host"), handlers: vec![name("Host")] }.into(),
    ];
    for artifact in artifacts {
        group.put(artifact);
    }
    group
}

fn causes() -> Vec<Cause> {
    let address = || "ftp://a/b".to_owned();
    let real = Trouble::ALL.map(|trouble| Cause::Transport(TransportError::of(trouble, "ftp://a/b", "503")));
    let mut all = real.to_vec();
    all.extend([
        Cause::Held,
        Cause::Transport(TransportError::Unreachable { address: address() }),
        Cause::Transport(TransportError::Rejected { address: address() }),
        Cause::Transport(TransportError::TimedOut { address: address() }),
        Cause::Transport(TransportError::Failed { address: address() }),
        Cause::NoAddress,
        Cause::NoAdapter { address: address() },
        Cause::NoHandler { adapter: "FTP".to_owned() },
        Cause::RoutingFailure,
        Cause::Loop,
        Cause::ByHand,
        Cause::PortDeleted,
        Cause::Behind { front: MessageId(11) },
        Cause::FrontTaken { front: MessageId(11) },
    ]);
    all
}

fn addressings() -> Vec<Addressing> {
    vec![
        Addressing::To(Target::SendPort(name("SP_A"))),
        Addressing::To(Target::SendPortGroup(name("SPG_A"))),
        Addressing::Published(Source::Properties),
        Addressing::Published(Source::ReceiveLocation(name("RL"))),
        Addressing::Published(Source::Orchestration { orchestration: name("Orders"), port: name("Send") }),
        Addressing::Published(Source::Response { port: name("SP_A"), request: MessageId(1) }),
        Addressing::Published(Source::Resubmitted(MessageId(1))),
        Addressing::Published(Source::FailedMessage { port: name("SP_A"), message: MessageId(1) }),
        Addressing::Published(Source::Acknowledgement { port: name("SP_A"), message: MessageId(1) }),
    ]
}

const BEHAVIOURS: [Behaviour; 7] = [
    Behaviour::Up,
    Behaviour::Down,
    Behaviour::Slow(1),
    Behaviour::Slow(5),
    Behaviour::FailsNext(1),
    Behaviour::FailsNext(2),
    Behaviour::Rejects,
];

const CLOCK_COMMANDS: [ClockCommand; 8] = [
    ClockCommand::Real,
    ClockCommand::Run { speed: 0 },
    ClockCommand::Run { speed: 1 },
    ClockCommand::Run { speed: 60 },
    ClockCommand::Step { seconds: 1 },
    ClockCommand::Step { seconds: 60 },
    ClockCommand::ToNext,
    ClockCommand::To(Timestamp::UNIX_EPOCH),
];

const ORCHESTRATION_ACTIONS: [Action; 4] = [Action::Enlist, Action::Start, Action::Stop, Action::Unenlist];

/// Every path to a port, with every state of the group.
fn paths() -> Vec<(outcome::Path, Option<Name>)> {
    std::iter::once((outcome::Path::Direct, None))
        .chain(PortState::ALL.map(|state| (outcome::Path::ViaGroup(state), Some(name("SPG_A")))))
        .collect()
}

fn say_tables(speaker: &mut Speaker) {
    for action in lifecycle::actions() {
        for from in PortState::ALL {
            let cell = lifecycle::look_up(action, from);
            speaker.citation(cell.citation());
            if let Some(key) = cell.why_not() {
                speaker.key(key);
            }
        }
    }
    speaker.key("grey-other");
    for state in InstanceState::ALL {
        speaker.key(state.key());
        for operation in Operation::ALL {
            speaker.key(operation.key());
            if let Some(key) = instances::why_not(operation, state) {
                speaker.key(key);
            }
        }
    }
    for page in PropertyPage::ALL {
        speaker.key(page.key());
        for kind in PortKind::ALL {
            speaker.key(kind.key());
            if let Some((key, citation)) = page.why_not(kind) {
                speaker.key(key);
                speaker.citation(citation);
            }
        }
    }
    for task in Task::ALL {
        speaker.key(task.key());
        speaker.citation(task.citation());
    }
    for role in Role::ALL {
        speaker.key(role.key());
    }
    for value_type in ValueType::ALL {
        speaker.key(validate::type_key(value_type));
    }
    for (path, via) in paths() {
        for state in PortState::ALL {
            let ruling = decide(path, state);
            speaker.citation(ruling.rule.citation());
            speaker.key(ruling.rule.key());
            speaker.key(ruling.verdict.key());
            for message in [MessageId(0), MessageId(12)] {
                speaker.say(&ruling_sentence(message, &name("SP_A"), via.as_ref(), &name("Host"), &ruling));
            }
        }
    }
    // no state leads to row 5 alone, because row 4 comes first where both apply
    speaker.key(outcome::Rule::Row(5).key());
}

fn say_facts(speaker: &mut Speaker) {
    let (message, instance) = (MessageId(12), InstanceId(3));
    let (item, spg) = (ArtifactRef::send_port(&name("SP_A")), ArtifactRef::send_port_group(&name("SPG_A")));
    let mut facts = vec![
        Fact::Created(item.clone()),
        Fact::Edited(item.clone()),
        Fact::Renamed { item: item.clone(), from: name("SP_Old") },
        Fact::Deleted(item.clone()),
        Fact::Moved { item: item.clone(), from: name("App"), to: name("Other") },
        Fact::RoutingFailure { message, instance },
        Fact::Sent { message, instance, port: name("SP_A"), address: "ftp://a".to_owned(), server: None },
        Fact::Sent {
            message,
            instance,
            port: name("SP_A"),
            address: "ftp://a".to_owned(),
            server: Some(name("Server")),
        },
        Fact::WindowOpened { message, instance, port: name("SP_A") },
        Fact::WillRetry { message, instance, port: name("SP_A"), at: Timestamp::UNIX_EPOCH },
        Fact::BackupIsNext { message, instance, port: name("SP_A"), address: "b".to_owned() },
        Fact::FailedMessageRouted { message, instance, port: name("SP_A"), report: MessageId(13) },
        Fact::HostInstanceKilled { host: name("Host"), server: name("Server") },
        Fact::Server { server: name("Server"), up: false },
        Fact::Server { server: name("Server"), up: true },
        Fact::InOutgoingQueue {
            message: MessageId(7),
            instance: InstanceId(8),
            port: name("SP_Msmq"),
            owner: name("Server"),
        },
        Fact::Forwarded {
            message: MessageId(7),
            instance: InstanceId(8),
            port: name("SP_Msmq"),
            owner: name("Server"),
            address: "msmq://partner/orders".to_owned(),
        },
        Fact::FailedOver { host: name("Host"), from: name("Server"), to: name("Other") },
        Fact::Terminated { message, instance, port: None },
        Fact::Live { on: true, addresses: 2 },
        Fact::Live { on: false, addresses: 0 },
        Fact::Exchanged {
            message,
            instance,
            port: name("SP_A"),
            exchange: Exchange { request: "POST /".to_owned(), answer: "200".to_owned() },
        },
        Fact::Responded { request: message, response: MessageId(13), port: name("SP_A") },
        Fact::Resubmitted { from: message, to: MessageId(13) },
    ];
    for item in [&item, &spg] {
        for action in lifecycle::actions() {
            for from in PortState::ALL {
                if let Some(to) = lifecycle::look_up(action, from).to {
                    facts.push(Fact::StateChanged { item: item.clone(), action, from, to });
                }
            }
        }
    }
    facts.extend(ORCHESTRATION_ACTIONS.map(|action| Fact::OrchestrationChanged { name: name("Orders"), action }));
    facts.extend(BEHAVIOURS.map(|behaviour| Fact::Destination { port: name("SP_A"), behaviour }));
    facts.extend(Role::ALL.map(Fact::RoleChanged));
    facts.extend(CLOCK_COMMANDS.map(Fact::Clock));
    for server in [None, Some(name("Server"))] {
        let (port, until) = (name("SP_A"), Timestamp::UNIX_EPOCH);
        facts.push(Fact::Sending { message, instance, port: port.clone(), server: server.clone(), until });
        facts.push(Fact::TakenBack { message, instance, port: Some(port.clone()), server: server.clone() });
        facts.push(Fact::HandedBack { message, instance, port: Some(port), server });
    }
    for on in [TransportOf::Primary, TransportOf::Backup] {
        facts.push(Fact::Scheduled { message, instance, port: name("SP_A"), on, until: Timestamp::UNIX_EPOCH });
    }
    for host in [Some(name("Host_A")), None] {
        let (held, threshold, until) = (4, 3, Timestamp::UNIX_EPOCH);
        facts.push(Fact::PublishingDelayed { messages: 6, message_type: None, host, held, threshold, until });
    }
    for operation in [Operation::Suspend, Operation::Terminate] {
        facts.push(Fact::Pending { message, instance, port: None, operation });
    }
    for (delivered, acknowledgement) in
        [(true, None), (true, Some(MessageId(13))), (false, None), (false, Some(MessageId(13)))]
    {
        facts.push(Fact::Acknowledged { message, instance, port: name("SP_A"), delivered, acknowledgement });
    }
    let mut deeds = vec![
        Deed::Act(Action::Stop, Vec::new()),
        Deed::Act(Action::Stop, vec![item.clone()]),
        Deed::Act(Action::Stop, vec![item.clone(), spg.clone()]),
        Deed::Act(Action::Stop, vec![item.clone(), spg.clone(), item.clone()]),
        Deed::Orchestration(Action::Stop, name("Orders")),
        Deed::Create(item.clone()),
        Deed::Edit(item.clone()),
        Deed::EditMany(vec![item.clone(), item.clone()]),
        Deed::Import { file: "orders.xml".to_owned(), count: 2 },
        Deed::Rename { item: item.clone(), to: name("SP_New") },
        Deed::Delete(vec![item.clone()]),
        Deed::Move(vec![item], name("Other")),
        Deed::StartApplication(name("App")),
        Deed::StopApplication(name("App")),
        Deed::Destination { port: name("SP_A"), behaviour: Behaviour::Down },
    ];
    deeds.extend([false, true].map(|up| Deed::Server { server: name("Server"), up }));
    deeds.extend(HostCommand::ALL.map(|command| Deed::HostCommand {
        host: name("Host"),
        server: name("Server"),
        command,
    }));
    for yes in [true, false] {
        facts.push(Fact::HostInstanceDisabled { host: name("Host"), server: name("Server"), disabled: yes });
        facts.push(Fact::LocationEnabled { name: name("RL"), enabled: yes });
        facts.push(Fact::HostInstance { host: name("Host"), server: name("Server"), running: yes });
        deeds.push(Deed::EnableLocation { name: name("RL"), enabled: yes });
        deeds.push(Deed::HostInstance { host: name("Host"), running: yes });
    }
    for deed in deeds {
        speaker.say(&deed.sentence());
        facts.push(Fact::Undone(deed.clone()));
        facts.push(Fact::Redone(deed));
    }
    for addressing in addressings() {
        for message_type in [None, Some("urn:a#Order".to_owned())] {
            facts.push(Fact::Published { message, addressing: addressing.clone(), message_type });
        }
    }
    for (path, via) in paths() {
        for state in PortState::ALL {
            let ruling = decide(path, state);
            let (port, host) = (name("SP_A"), name("Host"));
            facts.push(Fact::Routed { message, instance, port, via: via.clone(), host, ruling });
        }
    }
    for cause in causes() {
        if let Cause::Transport(error) = &cause {
            for (on, attempt) in [(TransportOf::Primary, 0), (TransportOf::Primary, 1), (TransportOf::Backup, 2)] {
                let (port, error) = (name("SP_A"), error.clone());
                facts.push(Fact::SendFailed { message, instance, port, error, on, attempt, of: 4 });
            }
        }
        facts.push(Fact::Suspended { message, instance, port: Some(name("SP_A")), cause });
    }
    facts.push(Fact::Suspended { message, instance, port: None, cause: Cause::RoutingFailure });
    for (port, state) in std::iter::once((None, None))
        .chain(std::iter::once((Some(name("SP_A")), None)))
        .chain(PortState::ALL.map(|state| (Some(name("SP_A")), Some(state))))
    {
        facts.push(Fact::Resumed { message, instance, port, state });
    }
    for fact in facts {
        speaker.say(&Event { time: Timestamp::UNIX_EPOCH, role: Role::Administrator, fact, audit: None }.sentence());
    }
    for operation in Operation::ALL {
        // whoever says that it was done passes what the facts of the same name pass
        let done = Sentence::new(operation.done_key())
            .with("message", message_name(message))
            .with("instance", instance.to_string())
            .with("port", "SP_A")
            .with("state", Sentence::new(PortState::Started.key()));
        speaker.say(&done);
    }
}

fn say_reports(speaker: &mut Speaker) {
    let waitings = [
        None,
        Some(Waiting::NoHostInstance),
        Some(Waiting::InTheQueue),
        Some(Waiting::SlowDestination),
        Some(Waiting::Retry { at: Timestamp::UNIX_EPOCH, failed: 2 }),
        Some(Waiting::Window { opens: Timestamp::UNIX_EPOCH }),
        Some(Waiting::Behind(MessageId(11))),
    ];
    let outcomes = [
        Outcome::Processed,
        Outcome::Suspended,
        Outcome::Waiting,
        Outcome::RoutingFailure,
        Outcome::Terminated,
        Outcome::ErrorRouted,
    ];
    let mut report = Report {
        message: Arc::new(Message {
            id: MessageId(12),
            published: Timestamp::UNIX_EPOCH,
            addressing: Addressing::default(),
            bound_to: None,
            context: Context::default(),
            body: "".into(),
        }),
        lines: Vec::new(),
        failure: None,
        dry_run: false,
        as_it_was: true,
        group: BizTalkGroup::default(),
        routing: Routing::default(),
    };
    for (path, via) in paths() {
        for state in PortState::ALL {
            let ruling = decide(path, state);
            for cause in causes().into_iter().map(Some).chain([None]) {
                if let Some(cause) = &cause {
                    speaker.citation(cause.citation());
                    for ruling in [Some(&ruling), None] {
                        speaker.say(&cause_sentence(cause, Some(&name("SP_A")), via.as_ref(), ruling));
                    }
                }
                for outcome in outcomes {
                    speaker.key(outcome.key());
                    for waiting in waitings {
                        for resumed in [false, true] {
                            let delivery =
                                Delivery { port: name("SP_A"), via: via.clone(), matched: Matched::Address, ruling };
                            let line = Line {
                                instance: None,
                                delivery,
                                host: name("Host"),
                                outcome,
                                waiting,
                                cause: cause.clone(),
                                resumed,
                            };
                            speaker.say(&line.sentence(&report.message));
                            speaker.citation(line.citation());
                            report.lines = vec![line.clone(), line];
                            speaker.say(&report.summary());
                            report.repeats().for_each(|sentence| speaker.say(&sentence));
                            report.lines.truncate(1);
                            speaker.say(&report.summary());
                        }
                    }
                }
            }
        }
    }
    speaker.citation(Report::failure_citation());
    for outcome in outcomes {
        report.failure = Some((None, outcome));
        speaker.say(&report.summary());
    }
}

fn say_explanations(speaker: &mut Speaker) {
    let predicate = Predicate { property: "Order.Region".to_owned(), operator: Operator::Equals, value: "EU".into() };
    let check = |finding| Check { predicate: predicate.clone(), finding };
    let findings = [
        Finding::Holds("EU".into()),
        Finding::Fails("US".into()),
        Finding::NotPromoted,
        Finding::OtherType(5.into(), ValueType::String),
    ];
    let mut reasons = vec![
        WhyNot::AddressedElsewhere(Target::SendPort(name("SP_B"))),
        WhyNot::PortBound,
        WhyNot::GroupBound,
        WhyNot::NoFilter,
        WhyNot::Filter(Vec::new()),
    ];
    for finding in findings {
        speaker.say(&check(finding.clone()).sentence());
        for kind in
            [NearMissKind::AlmostEqual, NearMissKind::OnlyMissing, NearMissKind::OtherType, NearMissKind::NotEnlisted]
        {
            let owner = Target::SendPort(name("SP_A"));
            speaker.say(&NearMiss { owner, check: check(finding.clone()), kind }.sentence());
        }
        reasons.push(WhyNot::Filter(vec![vec![check(finding)]]));
    }
    for reason in reasons {
        speaker.citation(reason.citation());
        for via in [None, Some(&name("SPG_A"))] {
            speaker.say(&reason.sentence(&name("SP_A"), via));
        }
    }
    // and as they come out of a routing
    let group = a_group();
    let context: Context = [Property { name: "Order.Region".to_owned(), value: "EV".into() }].into_iter().collect();
    for addressing in addressings() {
        let routing = routing::route(&group, &addressing, None, &context);
        let explanation = routing::explain(&group, &addressing, None, &context, &routing);
        for reason in explanation.not_delivered {
            speaker.say(&reason.why.sentence(&reason.port, reason.via.as_ref()));
        }
        for miss in explanation.near_misses {
            speaker.say(&miss.sentence());
        }
    }
}

fn say_lints(speaker: &mut Speaker) {
    let predicates = vec![
        Predicate { property: "A.B".to_owned(), operator: Operator::GreaterThan, value: 5.into() },
        Predicate { property: "A.B".to_owned(), operator: Operator::LessThan, value: 3.into() },
    ];
    let others = |count| lints::Others { first: vec![Target::SendPort(name("SP_B"))], count };
    let mut founds = vec![
        Found::ResponseLoop,
        Found::FailedMessageLoop { via: None },
        Found::FailedMessageLoop { via: Some(name("SPG_A")) },
        Found::StartedForNothing { groups: vec![name("SPG_A"), name("SPG_B")] },
        Found::OrderedWithBackup,
        Found::MemberTwice { port: name("SP_B"), more: 0 },
        Found::MemberTwice { port: name("SP_B"), more: 2 },
        Found::DeliveryNotification { template: name("Order"), members: 2 },
    ];
    for whole in [false, true] {
        let alternative = 1;
        founds.push(Found::Contradiction { alternative, predicates: predicates.clone(), whole });
        founds.push(Found::Contradiction { alternative, predicates: predicates[1..].to_vec(), whole });
        let predicate = predicates[0].clone();
        founds.push(Found::OtherType { alternative, predicate, declared: ValueType::String, whole });
        for written in [false, true] {
            founds.push(Found::NotPromoted { alternative, property: "A.B".to_owned(), written, whole });
        }
        founds.push(Found::Unreachable { enlisted: true, dead: whole });
        for more in [0, 1, 2] {
            for by in [None, Some(name("SPG_B"))] {
                founds.push(Found::Twice { by, and: name("SPG_A"), all: whole, more });
            }
        }
    }
    for count in [1, 5] {
        founds.push(Found::EqualFilter(others(count)));
        founds.push(Found::ContainedFilter(others(count)));
    }
    for found in founds {
        let lint = lints::Lint { item: ArtifactRef::send_port(&name("SP_A")), field: "filter".to_owned(), found };
        speaker.say(&lint.sentence());
        speaker.say(&lint.kind().remedy());
        speaker.citation(lint.citation());
    }
}

fn say_guards(speaker: &mut Speaker) {
    let mut group = a_group();
    let everything = |group: &BizTalkGroup| {
        [
            ArtifactKind::Application,
            ArtifactKind::SendPort,
            ArtifactKind::SendPortGroup,
            ArtifactKind::ReceivePort,
            ArtifactKind::Orchestration,
            ArtifactKind::Host,
            ArtifactKind::Adapter,
        ]
        .into_iter()
        .flat_map(|kind| group.names(kind).map(move |name| ArtifactRef::new(kind, name)).collect::<Vec<_>>())
        .collect::<Vec<_>>()
    };
    for round in 0..2 {
        for item in everything(&group) {
            for action in lifecycle::actions() {
                speaker.conditions(guards::act(&group, action, &item));
            }
            for live in [0, 1, 3] {
                speaker.conditions(guards::delete(&group, &item, live));
            }
            for application in group.names(ArtifactKind::Application) {
                speaker.conditions(guards::move_to_application(&group, std::slice::from_ref(&item), application));
            }
        }
        for spg in group.send_port_groups.values() {
            for port in group.send_ports.values() {
                speaker.conditions(guards::add_member(&group, spg, port));
                speaker.conditions(guards::remove_member(&group, spg, &port.name));
            }
            let empty = port_group(spg.name.as_str(), spg.state, &[]);
            speaker.conditions(guards::edit_members(&group, spg, &empty));
            speaker.conditions(guards::edit_members(&group, &empty, spg));
        }
        for orchestration in group.names(ArtifactKind::Orchestration) {
            speaker.conditions(guards::start_orchestration(&group, orchestration));
            let before = group.orchestrations[orchestration].as_ref();
            let mut after = before.clone();
            after.ports.clear();
            speaker.conditions(guards::edit_bindings(before, &after));
        }
        for host in group.names(ArtifactKind::Host) {
            speaker.conditions(guards::remove_handler(&group, &name("FILE"), host));
        }
        for port in group.send_ports.values() {
            let backup = Some(Transport::new("FILE", "elsewhere", name("Host")));
            let after = SendPort { ordered_delivery: true, backup, ..SendPort::clone(port) };
            speaker.conditions(guards::edit_send_port(Some(port), &after));
        }
        for application in group.applications.values() {
            let mut after = Application::clone(application);
            after.references.clear();
            speaker.conditions(guards::remove_references(&group, application, &after));
        }
        if round == 0 {
            // an application that another one uses without a reference, as after an import
            let mut application = Application::clone(&group.applications[&name("App")]);
            application.references.clear();
            group.put(application.into());
        }
    }
}

fn say_problems(speaker: &mut Speaker) {
    let group = a_group();
    let long = "x".repeat(2000);
    let names = ["", " x", "a\u{7}b", "SP_A", &long];
    let mut ports: Vec<SendPort> = names.iter().map(|text| port(text, PortState::Bound)).collect();
    let mut bad = |change: &dyn Fn(&mut SendPort)| {
        for kind in PortKind::ALL {
            let mut port = port("SP_New", PortState::Bound);
            port.kind = kind;
            change(&mut port);
            ports.push(port);
        }
    };
    let transport = |adapter: &str, address: &str, handler: &str| Transport::new(adapter, address, name(handler));
    bad(&|port| port.application = name("Nowhere"));
    bad(&|port| port.priority = 0);
    bad(&|port| port.transport = None);
    for (adapter, address, handler) in
        [("", "", ""), ("FILE", "a", "Nowhere"), ("FILE", "a", "Spare"), ("FTP", &long, "Host")]
    {
        bad(&|port| port.transport = Some(transport(adapter, address, handler)));
    }
    bad(&|port| port.transport = Some(transport("FTP", "ftp://me:secret@server/a", "Host")));
    bad(&|port| {
        port.ordered_delivery = true;
        port.backup.clone_from(&port.transport);
        if let Some(primary) = &mut port.transport {
            primary.retry_interval = 0;
        }
    });
    bad(&|port| {
        port.stop_sending_on_failure = true;
        port.enforce_order_across_locations = true;
        port.route_failed_messages = true;
        port.handlers = BTreeMap::from([("FTP".to_owned(), name("Host"))]);
        port.certificate = Some(Certificate { common_name: String::new(), thumbprint: "12".to_owned() });
        port.inbound_maps = vec![MapReference::default(), MapReference::default()];
        port.outbound_maps = vec![MapReference { source: "Order".to_owned(), ..MapReference::default() }; 2];
    });
    bad(&|port| port.filter = filter("", Operator::Equals, "x".into()));
    bad(&|port| port.filter = filter("No.Such", Operator::Equals, "x".into()));
    for value_type in [ValueType::String, ValueType::Integer, ValueType::DateTime] {
        let (property, value): (_, Value) = match value_type {
            ValueType::String => ("BTS.MessageType", 5.into()),
            ValueType::Integer => ("BTS.InterchangeSequenceNumber", "x".into()),
            ValueType::DateTime => ("ErrorReport.FailureTime", "x".into()),
        };
        bad(&|port| port.filter = filter(property, Operator::Equals, value.clone()));
    }
    for port in &ports {
        speaker.problems(validate::send_port(port, &group, None));
    }

    let mut spg = port_group(
        "SPG_Last",
        PortState::Bound,
        &["SP_A", "SP_A", "SP_None", "SP_Dynamic", "SP_Foreign", "SP_Filtered"],
    );
    spg.filter = filter("BTS.MessageType", Operator::Exists, Value::default());
    speaker.problems(validate::send_port_group(&spg, &group, None));
    spg.application = name("Lonely");
    speaker.problems(validate::send_port_group(&spg, &group, None));
    speaker.problems(validate::send_port_group(&port_group("SPG_New", PortState::Bound, &[]), &group, None));

    let references = ["New", "Other", "Other", "Nowhere"].map(name).to_vec();
    let application =
        Application { name: name("New"), description: long.clone(), default: false, references, binding_xml: None };
    speaker.problems(validate::application(&application, &group, None));

    let mut receive = ReceivePort { name: name("RP"), application: name("App"), ..ReceivePort::default() };
    speaker.problems(validate::receive_port(&receive, &group, None));
    let location = ReceiveLocation { name: name("RL"), ..ReceiveLocation::default() };
    receive.locations = vec![location.clone(), location];
    speaker.problems(validate::receive_port(&receive, &group, None));

    for target in ["SP_None", "SP_A", "SPG_Last"] {
        for target in [Target::SendPort(name(target)), Target::SendPortGroup(name(target))] {
            let mut it = orchestration("New", OrchestrationState::Unenlisted, Some(target));
            it.application = name("Lonely");
            it.host = Some(name("Nowhere"));
            it.ports.push(it.ports[0].clone());
            speaker.problems(validate::orchestration(&it, &group, None));
        }
    }

    let mut host = Host::clone(&group.hosts[&name("Web")]);
    host.default = true;
    host.instances.push(host.instances[0].clone());
    speaker.problems(validate::host(&host, &group, None));

    let mut isolated = Host::clone(&group.hosts[&name("Host")]);
    isolated.kind = sendport::model::HostKind::Isolated;
    speaker.problems(validate::host(&isolated, &group, Some(&isolated.name)));

    let used = group.send_ports.values().flat_map(|port| port.filter.predicates()).next().expect("a filter");
    let value_type = ValueType::ALL.into_iter().find(|it| *it != used.value.value_type()).expect("another type");
    let schema = sendport::model::PropertySchema { name: name(&used.property), value_type };
    speaker.problems(validate::artifact(&schema.into(), &group, None));
    let disabled = HostInstance { server: name("Server"), running: true, disabled: true, ..HostInstance::default() };
    let cluster = Host {
        name: name("Cluster"),
        kind: HostKind::Isolated,
        clustered: true,
        active: Some(name("Elsewhere")),
        instances: vec![disabled],
        ..Host::default()
    };
    speaker.problems(validate::artifact(&cluster.into(), &group, None));

    let handlers = ["Nowhere", "Web", "Spare", "Spare"].map(name).to_vec();
    let adapter = Adapter { name: name("FILE"), default_handler: name("Host"), handlers };
    speaker.problems(validate::adapter(&adapter, &group, None));

    let twice = Property { name: "A.B".to_owned(), value: Value::default() };
    let draft = Draft { properties: vec![twice.clone(), twice, Property::default()], ..Draft::default() };
    speaker.problems(validate::draft(&draft));
}

#[test]
fn every_sentence_is_given_the_arguments_that_its_words_use() {
    let mut speaker = Speaker::new();
    say_tables(&mut speaker);
    say_facts(&mut speaker);
    say_reports(&mut speaker);
    say_explanations(&mut speaker);
    say_lints(&mut speaker);
    say_guards(&mut speaker);
    say_problems(&mut speaker);
    speaker.citation(Citation::page(Page::SendPortsNode));
    speaker.citation(sendport::rules::throttling::DELAY);

    // what the rules, the routing and the engine's facts can say has all been said
    let families = [
        "addressing-",
        "cause-",
        "check-",
        "citation-",
        "deed-",
        "derived-",
        "destination-",
        "fact-",
        "grey-",
        "guard-",
        "instance-",
        "items-",
        "line-",
        "near-miss-",
        "outcome-",
        "page-",
        "problem-",
        "report-",
        "ruling-",
        "rule-",
        "task-",
        "transport-",
        "type-",
        "why-not-",
    ];
    let code = code();
    let of_rules = |file: &str| {
        ["validate.rs", "explain.rs", "event.rs", "report.rs"].iter().any(|end| file.ends_with(end))
            || file.contains("rules")
    };
    let silent: BTreeSet<_> = code
        .iter()
        .filter(|(file, _)| of_rules(file))
        .flat_map(|(_, code)| literals(code))
        .filter(|(literal, is_key)| *is_key && families.iter().any(|family| literal.starts_with(family)))
        .map(|(literal, _)| literal)
        .filter(|literal| !speaker.met.contains(literal))
        .collect();
    assert!(silent.is_empty(), "nothing here says {silent:?}");
}

#[test]
fn quotes_and_spaces_are_typographic() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (key, shape) in shapes(language) {
            for text in &shape.texts {
                for sign in ["'", "\"", "  ", " \n", "...", "`"] {
                    if text.contains(sign) {
                        wrong.push(format!("{language:?}, {key}: {sign:?} in {text:?}"));
                    }
                }
                if text.trim() != text {
                    wrong.push(format!("{language:?}, {key}: spaces around {text:?}"));
                }
                let foreign = match language {
                    Language::English => ['«', '»'],
                    Language::French => ['“', '”'],
                };
                if text.contains(foreign) {
                    wrong.push(format!("{language:?}, {key}: quotes of the other language in {text:?}"));
                }
                if language == Language::French && !french_spaces_are_right(text) {
                    wrong.push(format!("{language:?}, {key}: a no-break space is missing in {text:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A no-break space before `:` `;` `?` `!` and inside « ». A colon within a word (an address, a
/// time) is none that ends a clause.
fn french_spaces_are_right(text: &str) -> bool {
    let no_break = |sign: Option<&char>| matches!(sign, Some('\u{A0}' | '\u{202F}'));
    let signs: Vec<char> = text.chars().collect();
    signs.iter().enumerate().all(|(index, sign)| {
        let before = index.checked_sub(1).and_then(|index| signs.get(index));
        let after = signs.get(index + 1);
        match sign {
            ':' | ';' | '?' | '!' => {
                let within_a_word = before.is_some_and(|sign| !sign.is_whitespace() && *sign != PLACE)
                    && after.is_some_and(|sign| sign.is_alphanumeric() || *sign == '/');
                within_a_word || no_break(before)
            }
            '«' => no_break(after),
            '»' => no_break(before),
            _ => true,
        }
    })
}
