//! The index of the filters, which follows every edit, says the same as comparing every filter with the
//! message.

use jiff::civil::date;
use proptest::prelude::*;
use sendport::{
    model::{
        Addressing, Artifact, ArtifactRef, BizTalkGroup, Context, Filter, Name, Operator, PortKind, PortState,
        Predicate, SendPort, SendPortGroup, Source, Target, Value,
    },
    routing::{Matcher, matches, route, subscriptions, without_a_copy},
};

const PORTS: usize = 6;
const GROUPS: usize = 3;

#[derive(Clone, Debug)]
enum Step {
    Port(usize, PortState, Filter),
    Group(usize, PortState, Vec<usize>, Filter),
    RemovePort(usize),
    RemoveGroup(usize),
    /// To the name of another one, which goes, or to another spelling of its own.
    Rename(usize, usize, bool),
}

/// A BizTalk group and the index of its filters.
#[derive(Clone, Default)]
struct World {
    group: BizTalkGroup,
    matcher: Matcher,
}

impl World {
    fn put(&mut self, after: Artifact) {
        let before = self.group.get(&after.reference());
        self.matcher.follow(before.as_ref(), Some(&after));
        self.group.put(after);
    }

    fn remove(&mut self, item: &ArtifactRef) {
        let before = self.group.get(item);
        self.matcher.follow(before.as_ref(), None);
        self.group.remove(item);
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec!["", "a", "A", " a", "1", "é", "\0"]).prop_map(Value::from),
        prop::sample::select(vec![i64::MIN, -1, 0, 1, i64::MAX]).prop_map(Value::from),
        (1i8..4).prop_map(|day| Value::DateTime(date(2026, 1, day).at(0, 0, 0, 0))),
    ]
}

fn property() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["A", "a", "B.C", "", "É"]).prop_map(str::to_owned)
}

fn filter() -> impl Strategy<Value = Filter> {
    let predicate = (property(), prop::sample::select(Operator::ALL.to_vec()), value())
        .prop_map(|(property, operator, value)| Predicate { property, operator, value });
    prop::collection::vec(prop::collection::vec(predicate, 0..4), 0..4).prop_map(Filter)
}

fn state() -> impl Strategy<Value = PortState> {
    prop::sample::select(vec![PortState::Bound, PortState::Stopped, PortState::Started])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..PORTS, state(), filter()).prop_map(|(at, state, filter)| Step::Port(at, state, filter)),
        2 => (0..GROUPS, state(), prop::sample::subsequence((0..PORTS).collect::<Vec<_>>(), 0..PORTS), filter())
            .prop_map(|(at, state, members, filter)| Step::Group(at, state, members, filter)),
        1 => (0..PORTS).prop_map(Step::RemovePort),
        1 => (0..GROUPS).prop_map(Step::RemoveGroup),
        2 => (0..PORTS, 0..PORTS, any::<bool>()).prop_map(|(from, to, upper)| Step::Rename(from, to, upper)),
    ]
}

fn context() -> impl Strategy<Value = Context> {
    prop::collection::btree_map(property(), value(), 0..5).prop_map(Context)
}

fn port(at: usize) -> Name {
    Name::new(&format!("SP_{at}"))
}

fn spg(at: usize) -> Name {
    Name::new(&format!("SPG_{at}"))
}

fn apply(world: &mut World, step: &Step) {
    match step {
        Step::Port(at, state, filter) => {
            let new = SendPort::new(port(*at), Name::default(), PortKind::default());
            world.put(SendPort { state: *state, filter: filter.clone(), ..new }.into());
        }
        Step::Group(at, state, members, filter) => {
            let members = members.iter().copied().map(port).collect();
            let new = SendPortGroup::new(spg(*at), Name::default());
            world.put(SendPortGroup { state: *state, members, filter: filter.clone(), ..new }.into());
        }
        Step::RemovePort(at) => world.remove(&ArtifactRef::send_port(&port(*at))),
        Step::RemoveGroup(at) => world.remove(&ArtifactRef::send_port_group(&spg(*at))),
        Step::Rename(from, to, upper) => {
            let Some(before) = world.group.get(&ArtifactRef::send_port(&port(*from))) else { return };
            let Artifact::SendPort(it) = &before else { return };
            let name = if *upper { Name::new(&format!("sp_{to}")) } else { port(*to) };
            if from != to {
                world.remove(&ArtifactRef::send_port(&name));
            }
            let after: Artifact = SendPort { name, ..it.as_ref().clone() }.into();
            // as one edit
            world.matcher.follow(Some(&before), Some(&after));
            world.group.remove(&before.reference());
            world.group.put(after);
        }
    }
}

fn published() -> Addressing {
    Addressing::Published(Source::Properties)
}

fn check(World { group, matcher }: &World, context: &Context) -> Result<(), TestCaseError> {
    let routed = matcher.route(group, &published(), None, context);
    prop_assert_eq!(&routed, &route(group, &published(), None, context));
    let routed: Vec<(Name, Option<Name>)> = routed.deliveries.into_iter().map(|it| (it.port, it.via)).collect();
    let naive: Vec<(Name, Option<Name>)> = subscriptions(group)
        .filter(|it| matches(it.filter(), context))
        .map(|it| (it.port.name.clone(), it.group.map(|spg| spg.name.clone())))
        .collect();
    prop_assert_eq!(routed, naive);
    // in whatever state
    let mut found = matcher.matching(context);
    found.sort_unstable();
    let ports = group.send_ports.values().filter(|it| matches(&it.filter, context));
    let groups = group.send_port_groups.values().filter(|it| matches(&it.filter, context));
    let ports = ports.map(|it| Target::SendPort(it.name.clone()));
    let all: Vec<Target> = ports.chain(groups.map(|it| Target::SendPortGroup(it.name.clone()))).collect();
    prop_assert_eq!(&found, &all.iter().collect::<Vec<_>>());
    prop_assert!(found.iter().zip(&all).all(|(found, all)| found.name().same_spelling(all.name())));
    let without = matcher.without_a_copy(group, &published(), None, context);
    prop_assert_eq!(&without, &without_a_copy(group, &published(), None, context));
    let bound = group.send_ports.values().filter(|it| it.state == PortState::Bound && matches(&it.filter, context));
    prop_assert!(without.len() >= bound.count());
    Ok(())
}

proptest! {
    #[test]
    fn the_index_says_what_every_filter_says(
        steps in prop::collection::vec(step(), 1..24),
        contexts in prop::collection::vec(context(), 1..6),
    ) {
        let mut world = World::default();
        for step in &steps {
            let before = world.clone();
            apply(&mut world, step);
            for context in &contexts {
                check(&world, context)?;
                check(&before, context)?;
            }
        }
        // made at once it is none other
        let again = World { matcher: Matcher::of(&world.group), group: world.group };
        for context in &contexts {
            check(&again, context)?;
        }
    }
}

/// So many that what hangs under a property is kept in pieces, and that properties share their bits.
#[test]
fn many_filters_that_come_and_go_are_found() {
    let mut rng = fastrand::Rng::with_seed(11);
    let value = |rng: &mut fastrand::Rng| match rng.u32(0..3) {
        0 => Value::from(rng.i64(-40..40)),
        1 => Value::from(format!("{:02}", rng.u32(0..80))),
        _ => Value::DateTime(date(2026, 1, rng.i8(1..29)).at(rng.i8(0..24), 0, 0, 0)),
    };
    let predicate = |rng: &mut fastrand::Rng, operators: &[Operator]| {
        // most look at one of a few
        let property = if rng.bool() { rng.u32(0..2) } else { rng.u32(0..150) };
        let operator = operators[rng.usize(0..operators.len())];
        Predicate { property: format!("P{property}"), operator, value: value(rng) }
    };
    let mut world = World::default();
    for round in 0..6_000 {
        // more and more, then fewer and fewer
        let (name, gone) = (port(rng.usize(0..3_000)), rng.u32(0..6_000) < round);
        if gone {
            world.remove(&ArtifactRef::send_port(&name));
        } else {
            let operators = if rng.u32(0..4) == 0 { &Operator::ALL[..] } else { &Operator::ALL[1..] };
            let group = |rng: &mut fastrand::Rng| (0..rng.usize(1..4)).map(|_| predicate(rng, operators)).collect();
            let filter = Filter((0..rng.usize(1..3)).map(|_| group(&mut rng)).collect());
            let new = SendPort::new(name, Name::default(), PortKind::default());
            world.put(SendPort { state: PortState::Started, filter, ..new }.into());
        }
        if round % 50 == 0 {
            let mut context = Context::default();
            for at in 0..22 {
                let property = if at < 2 { at } else { rng.u32(0..150) };
                context.set(&format!("P{property}"), value(&mut rng));
            }
            check(&world, &context).unwrap();
        }
    }
}
