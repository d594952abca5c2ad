//! Fresh situations for practice: a message that goes by a chosen cell of the table of state combinations,
//! among other ports that mean nothing to it. The seed decides everything else.

use jiff::{Timestamp, tz::TimeZone};

use super::{Delivered, Fate, Info, Promise, Scenario, Step, StepKind, Text, smallest::surroundings};
use crate::{
    document::Document,
    engine::{Outcome, dry_run},
    model::{
        Addressing, BizTalkGroup, Draft, Filter, Name, Operator, PortKind, PortState, Predicate, Property,
        PropertySchema, Role, SendPort, SendPortGroup, Target, Template, Transport, Value, ValueType,
    },
    rules::outcome::{Cell, Path, Verdict},
    words::Sentence,
};

const APPLICATION: &str = "PracticeApp";
const HOST: &str = "SendHost";
const GROUP: &str = "SPG_All";
const PROPERTY: &str = "Doc.Type";
/// Where the ports send to, and what about: in so many ways the picture differs before chance does.
const PLACES: [&str; 12] =
    ["Basel", "Berlin", "Gent", "Graz", "Lille", "Lyon", "Madrid", "Nantes", "Paris", "Porto", "Turin", "Wien"];
const TYPES: [&str; 4] = ["Order", "Invoice", "Shipment", "Payment"];

/// Chance with a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        // 31 bits, which every machine counts with
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or(0) % count
    }

    fn state(&mut self) -> PortState {
        PortState::ALL[self.below(PortState::ALL.len())]
    }
}

/// A situation for this cell; another seed is another one. Its number is 0: it stands in no list.
#[must_use]
pub fn practice(cell: Cell, seed: u64) -> Scenario {
    let mut dice = Dice(seed.wrapping_mul(Cell::COUNT as u64).wrapping_add(cell.index() as u64));
    let turn = usize::try_from(seed % 1_000_000).unwrap_or(0);
    // the first of these differ from one seed to the next
    let subject = PLACES[turn % PLACES.len()];
    let about = TYPES[(turn / PLACES.len()) % TYPES.len()];
    let other_type = TYPES[(TYPES.iter().position(|it| *it == about).unwrap_or(0) + 1 + dice.below(3)) % TYPES.len()];
    let others: Vec<&str> = {
        let mut left: Vec<&str> = PLACES.iter().copied().filter(|it| *it != subject).collect();
        let count = 1 + dice.below(3);
        (0..count).map(|_| left.remove(dice.below(left.len()))).collect()
    };
    let is = |doc_type: &str| {
        let value = Value::String(doc_type.to_owned());
        Filter(vec![vec![Predicate { property: PROPERTY.to_owned(), operator: Operator::Equals, value }]])
    };
    let name = |place: &str| Name::new(&format!("SP_{place}"));
    // where the table suspends though a Bound group or port has no subscription, only an address leads
    let unenlisted = match cell.path {
        Path::Direct => cell.port == PortState::Bound,
        Path::ViaGroup(group) => [group, cell.port].contains(&PortState::Bound),
    };
    let no_filter = unenlisted && cell.ruling().verdict != Verdict::NoCopy;
    let addressed = dice.below(2) == 0 || no_filter;
    let (target, group_state) = match cell.path {
        Path::Direct => (Target::SendPort(name(subject)), (dice.below(2) == 0).then(|| dice.state())),
        Path::ViaGroup(state) => (Target::SendPortGroup(GROUP.into()), Some(state)),
    };
    let mut group = surroundings(&APPLICATION.into(), &HOST.into());
    group.put(PropertySchema { name: PROPERTY.into(), value_type: ValueType::String }.into());
    // what goes by the cell is matched; what others subscribe to is a matter of chance
    let own = if cell.path == Path::Direct && !addressed { is(about) } else { Filter::default() };
    group.put(port(name(subject), cell.port, own).into());
    for other in &others {
        let filter = match dice.below(3) {
            0 => is(about),
            1 => is(other_type),
            _ => Filter::default(),
        };
        group.put(port(name(other), dice.state(), filter).into());
    }
    if let Some(state) = group_state {
        let is_way = cell.path != Path::Direct;
        // where the way is direct, the group is there and does not matter
        let filter = if is_way { is(about) } else { is(other_type) };
        let mut members: Vec<Name> = others.iter().filter(|_| dice.below(2) == 0).map(|other| name(other)).collect();
        if is_way || members.is_empty() {
            members.push(name(subject));
        }
        group.put(
            SendPortGroup {
                name: GROUP.into(),
                application: APPLICATION.into(),
                description: String::new(),
                state,
                members,
                filter,
                binding_xml: None,
            }
            .into(),
        );
    }
    let number = 4700 + seed % 1_000_000;
    let draft = Draft {
        addressing: if addressed { Addressing::To(target) } else { Addressing::default() },
        message_type: format!("http://practice.example/schemas#{about}"),
        properties: vec![Property { name: PROPERTY.to_owned(), value: Value::String(about.to_owned()) }],
        body: format!(r#"<{about} xmlns="http://practice.example/schemas" number="{number}"/>"#),
    };
    group.put(Template { name: Name::new(&format!("{about} {number}")), draft: draft.clone() }.into());
    let promise = promise(&group, &draft);
    let rule = cell.ruling().rule;
    let say = |key: &'static str| Text::say(&Sentence::new(key));
    Scenario {
        number: 0,
        title: Text::say(&Sentence::new("practice-title").with("number", seed.wrapping_add(1).to_string())),
        teaching: say("practice-teaching"),
        info: Info {
            what: say("practice-what"),
            how_to_use: say("practice-how"),
            things_to_notice: say("practice-notice"),
            things_to_try: say("practice-try"),
            rule: Text::say(&Sentence::new(rule.key())),
            source: Text::say(&rule.citation().sentence()),
        },
        begins: None,
        document: Document { group, role: Role::Administrator },
        steps: vec![Step::new(say("practice-say"), StepKind::Inject { draft, count: 1, promise })],
    }
}

/// What the engine says that comes of it.
fn promise(group: &BizTalkGroup, draft: &Draft) -> Promise {
    match dry_run(group, Role::Administrator, draft, Timestamp::UNIX_EPOCH, &TimeZone::UTC) {
        Ok(report) if report.failure.is_none() => Promise::Deliveries(
            report
                .lines
                .iter()
                .map(|line| Delivered {
                    port: line.delivery.port.clone(),
                    via: line.delivery.via.clone(),
                    outcome: match line.outcome {
                        Outcome::Processed => Fate::Processed,
                        Outcome::Suspended => Fate::Suspended,
                        _ => Fate::Waiting,
                    },
                })
                .collect(),
        ),
        _ => Promise::RoutingFailure,
    }
}

fn port(name: Name, state: PortState, filter: Filter) -> SendPort {
    let place = name.as_str().trim_start_matches("SP_").to_lowercase();
    let address = format!("ftp://{place}.practice.example:21/in/%MessageID%.xml");
    let transport = Some(Transport::new("FTP", &address, HOST.into()));
    SendPort { state, transport, filter, ..SendPort::new(name, APPLICATION.into(), PortKind::StaticOneWay) }
}
