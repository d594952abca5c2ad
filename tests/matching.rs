//! The index of the filters says the same as comparing every filter with the message, whatever was
//! done before.

use jiff::civil::date;
use proptest::prelude::*;
use sendport::{
    model::{
        Addressing, ArtifactRef, BizTalkGroup, Context, Filter, Name, Operator, PortKind, PortState, Predicate,
        SendPort, SendPortGroup, Source, Target, Value,
    },
    routing::{matches, route, subscriptions, without_a_copy},
};

const PORTS: usize = 6;
const GROUPS: usize = 3;

#[derive(Clone, Debug)]
enum Step {
    Port(usize, PortState, Filter),
    Group(usize, PortState, Vec<usize>, Filter),
    RemovePort(usize),
    RemoveGroup(usize),
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

fn apply(group: &mut BizTalkGroup, step: &Step) {
    match step {
        Step::Port(at, state, filter) => {
            group.put(
                SendPort {
                    state: *state,
                    filter: filter.clone(),
                    ..SendPort::new(port(*at), Name::default(), PortKind::default())
                }
                .into(),
            );
        }
        Step::Group(at, state, members, filter) => {
            let members = members.iter().copied().map(port).collect();
            let (name, filter) = (spg(*at), filter.clone());
            group.put(
                SendPortGroup { state: *state, members, filter, ..SendPortGroup::new(name, Name::default()) }.into(),
            );
        }
        Step::RemovePort(at) => group.remove(&ArtifactRef::send_port(&port(*at))),
        Step::RemoveGroup(at) => group.remove(&ArtifactRef::send_port_group(&spg(*at))),
    }
}

fn published() -> Addressing {
    Addressing::Published(Source::Properties)
}

fn check(group: &BizTalkGroup, context: &Context) -> Result<(), TestCaseError> {
    let routed: Vec<(Name, Option<Name>)> =
        route(group, &published(), None, context).deliveries.into_iter().map(|it| (it.port, it.via)).collect();
    let naive: Vec<(Name, Option<Name>)> = subscriptions(group)
        .filter(|it| matches(it.filter(), context))
        .map(|it| (it.port.name.clone(), it.group.map(|spg| spg.name.clone())))
        .collect();
    prop_assert_eq!(routed, naive);
    // in whatever state
    let mut found = group.with_matching_filter(context);
    found.sort_unstable();
    let ports = group.send_ports.values().filter(|it| matches(&it.filter, context));
    let groups = group.send_port_groups.values().filter(|it| matches(&it.filter, context));
    let ports = ports.map(|it| Target::SendPort(it.name.clone()));
    let all: Vec<Target> = ports.chain(groups.map(|it| Target::SendPortGroup(it.name.clone()))).collect();
    prop_assert_eq!(found, all.iter().collect::<Vec<_>>());
    let bound = group.send_ports.values().filter(|it| it.state == PortState::Bound && matches(&it.filter, context));
    prop_assert!(without_a_copy(group, &published(), None, context).len() >= bound.count());
    Ok(())
}

proptest! {
    #[test]
    fn the_index_says_what_every_filter_says(
        steps in prop::collection::vec(step(), 1..24),
        contexts in prop::collection::vec(context(), 1..6),
    ) {
        let mut group = BizTalkGroup::default();
        for step in &steps {
            let before = group.clone();
            let told: Vec<_> = contexts.iter().map(|it| route(&before, &published(), None, it)).collect();
            apply(&mut group, step);
            for context in &contexts {
                check(&group, context)?;
            }
            // what shares its structure with it has not changed
            for (context, told) in contexts.iter().zip(told) {
                prop_assert_eq!(route(&before, &published(), None, context), told);
            }
        }
    }
}
