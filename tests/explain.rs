//! Why a port got nothing: the first reason, each predicate against the message, near misses.

mod support;

use sendport::{
    engine::dry_run,
    model::{
        Draft, Filter, Operator,
        PortState::{self, Bound, Started, Stopped},
        Role, SendPort, Target, Value,
    },
    routing::{Explanation, Finding, NearMissKind, WhyNot},
};
use support::*;

fn filtered(name: &str, filter: Filter) -> SendPort {
    SendPort { filter, ..a_port(name) }
}

/// Ports in a state, groups of them, and what a draft would come to.
fn explain(
    ports: Vec<(SendPort, PortState)>,
    groups: &[(&str, &[&str], Filter, PortState)],
    draft: &Draft,
) -> Explanation {
    let mut world = World::new();
    for (port, state) in ports {
        world.port(port, state);
    }
    for (name, members, filter, state) in groups {
        let group = sendport::model::SendPortGroup { filter: filter.clone(), ..a_group(name, members) };
        world.group(group, *state);
    }
    dry_run(world.engine.group(), Role::Administrator, draft, at(0), &jiff::tz::TimeZone::UTC)
        .expect("it may be sent")
        .explanation()
}

/// The reasons of a port: by itself or by way of a group.
fn reasons<'a>(explanation: &'a Explanation, port: &str) -> Vec<(Option<&'a str>, &'a WhyNot)> {
    explanation
        .not_delivered
        .iter()
        .filter(|it| it.port.as_str() == port)
        .map(|it| (it.via.as_ref().map(sendport::model::Name::as_str), &it.why))
        .collect()
}

#[test]
fn every_port_without_a_copy_has_its_first_reason() {
    let order = || equals("Doc.Type", "Order");
    let explanation = explain(
        vec![
            (filtered("SP_Bound", order()), Bound),
            (a_port("SP_Plain"), Started),
            (filtered("SP_Other", equals("Doc.Type", "Invoice")), Started),
            (filtered("SP_Got", order()), Started),
        ],
        &[],
        &published(&[("Doc.Type", "Order")]),
    );
    assert_eq!(reasons(&explanation, "SP_Bound"), [(None, &WhyNot::PortBound)], "that it is Bound comes first");
    assert_eq!(reasons(&explanation, "SP_Plain"), [(None, &WhyNot::NoFilter)]);
    assert!(matches!(reasons(&explanation, "SP_Other")[..], [(None, WhyNot::Filter(_))]));
    assert_eq!(reasons(&explanation, "SP_Got"), [], "who got a copy needs no reason");
}

#[test]
fn each_predicate_is_checked_against_the_value_of_the_message() {
    let group = |predicates: Vec<_>| predicates;
    let filter = Filter(vec![
        group(vec![is("A", Operator::Equals, "1"), is("B", Operator::Equals, "2"), is("C", Operator::Exists, "")]),
        group(vec![is("N", Operator::GreaterThan, 5)]),
    ]);
    let explanation =
        explain(vec![(filtered("SP_A", filter), Started)], &[], &published(&[("A", "1"), ("B", "3"), ("N", "9")]));
    let [(None, WhyNot::Filter(groups))] = reasons(&explanation, "SP_A")[..] else { panic!("{explanation:?}") };
    let findings: Vec<Vec<&Finding>> =
        groups.iter().map(|group| group.iter().map(|check| &check.finding).collect()).collect();
    assert_eq!(findings[0][0], &Finding::Holds(Value::from("1")));
    assert_eq!(findings[0][1], &Finding::Fails(Value::from("3")));
    assert_eq!(findings[0][2], &Finding::NotPromoted);
    assert!(matches!(findings[1][0], Finding::OtherType(Value::String(text), _) if text == "9"));
}

#[test]
fn of_a_group_each_way_without_a_copy_is_told() {
    let order = equals("Doc.Type", "Order");
    let members: &[&str] = &["SP_A", "SP_B"];
    let message = published(&[("Doc.Type", "Order")]);
    let ports = || vec![(a_port("SP_A"), Started), (a_port("SP_B"), Bound)];
    // the member without a filter of its own that got it by its group needs no reason
    let explanation = explain(ports(), &[("G", members, order.clone(), Started)], &message);
    assert_eq!(reasons(&explanation, "SP_A"), []);
    assert_eq!(reasons(&explanation, "SP_B"), [(None, &WhyNot::PortBound), (Some("G"), &WhyNot::PortBound)]);
    let explanation = explain(ports(), &[("G", members, order.clone(), Bound)], &message);
    assert_eq!(reasons(&explanation, "SP_A"), [(None, &WhyNot::NoFilter), (Some("G"), &WhyNot::GroupBound)]);
    let explanation = explain(ports(), &[("G", members, order, Started)], &published(&[("Doc.Type", "Invoice")]));
    assert!(matches!(reasons(&explanation, "SP_A")[..], [(None, WhyNot::NoFilter), (Some("G"), WhyNot::Filter(_))]));
}

#[test]
fn what_is_addressed_to_somebody_else_is_that() {
    let ports = vec![(a_port("SP_A"), Started), (filtered("SP_B", equals("A", "1")), Started)];
    let draft = Draft { properties: vec![property("A", "1")], ..to_port("SP_A") };
    let explanation = explain(ports, &[], &draft);
    let elsewhere = WhyNot::AddressedElsewhere(Target::SendPort("SP_A".into()));
    assert_eq!(reasons(&explanation, "SP_B"), [(None, &elsewhere)], "its filter matches, and does not count");
    assert!(explanation.near_misses.is_empty());
}

#[test]
fn near_misses_are_found_and_the_likeliest_comes_first() {
    let two =
        |a: &str, b: &str| Filter(vec![vec![is("Doc.Type", Operator::Equals, a), is("Region", Operator::Equals, b)]]);
    let explanation = explain(
        vec![
            (filtered("SP_Typo", equals("Doc.Type", "Invoce")), Started),
            (filtered("SP_Case", equals("Doc.Type", "INVOICE")), Stopped),
            (filtered("SP_Missing", two("Invoice", "EU")), Started),
            (filtered("SP_Type", Filter(vec![vec![is("Doc.Type", Operator::Equals, 7)]])), Started),
            (filtered("SP_Bound", equals("Doc.Type", "Invoice")), Bound),
            (filtered("SP_Far", equals("Doc.Type", "Order")), Started),
            (filtered("SP_Twice", two("Order", "EU")), Started),
            (filtered("SP_Got", equals("Doc.Type", "Invoice")), Started),
        ],
        &[],
        &published(&[("Doc.Type", "Invoice")]),
    );
    let found: Vec<_> = explanation.near_misses.iter().map(|miss| (miss.owner.name().as_str(), miss.kind)).collect();
    assert_eq!(
        found,
        [
            ("SP_Case", NearMissKind::AlmostEqual),
            ("SP_Typo", NearMissKind::AlmostEqual),
            ("SP_Missing", NearMissKind::OnlyMissing),
            ("SP_Type", NearMissKind::OtherType),
            ("SP_Bound", NearMissKind::NotEnlisted),
        ]
    );
}

mod pairs {
    use proptest::prelude::*;
    use sendport::{
        model::{Addressing, BizTalkGroup, Context, Name, SendPortGroup, Source},
        routing::{explain, route, why_not},
    };

    use super::*;

    fn state() -> impl Strategy<Value = PortState> {
        prop_oneof![Just(Bound), Just(Stopped), Just(Started)]
    }

    fn filter() -> impl Strategy<Value = Filter> {
        prop_oneof![
            Just(Filter::default()),
            Just(equals("Doc.Type", "Order")),
            Just(equals("Doc.Type", "order")),
            Just(equals("Region", "EU")),
        ]
    }

    fn target() -> impl Strategy<Value = Target> {
        prop_oneof![
            (0..4u8).prop_map(|port| Target::SendPort(Name::new(&format!("SP_{port}")))),
            (0..3u8).prop_map(|group| Target::SendPortGroup(Name::new(&format!("SPG_{group}")))),
        ]
    }

    fn biztalk_group() -> impl Strategy<Value = BizTalkGroup> {
        let ports = prop::collection::vec((state(), filter()), 4);
        let groups = prop::collection::vec((state(), filter(), prop::collection::vec(any::<bool>(), 4)), 3);
        (ports, groups).prop_map(|(ports, groups)| {
            let mut group = BizTalkGroup::default();
            for (index, (state, filter)) in ports.into_iter().enumerate() {
                group.put(SendPort { state, ..filtered(&format!("SP_{index}"), filter) }.into());
            }
            for (index, (state, filter, members)) in groups.into_iter().enumerate() {
                let members = (0..4).filter(|port| members[*port]).map(|port| Name::new(&format!("SP_{port}")));
                let name = Name::new(&format!("SPG_{index}"));
                let spg = SendPortGroup {
                    name,
                    state,
                    filter,
                    members: members.collect(),
                    ..SendPortGroup::new(Name::new("SPG"), Name::new("App"))
                };
                group.put(spg.into());
            }
            group
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_said_of_one_port_is_what_is_said_of_all(
            group in biztalk_group(),
            target in target(),
            addressed in any::<bool>(),
            bound in any::<bool>(),
            order in any::<bool>(),
        ) {
            let addressing = if addressed {
                Addressing::To(target.clone())
            } else {
                Addressing::Published(Source::Properties)
            };
            let bound_to = (bound && !addressed).then_some(&target);
            let mut context = Context::default();
            context.set("Doc.Type", if order { "Order" } else { "Invoice" });
            let routing = route(&group, &addressing, bound_to, &context);
            let explanation = explain(&group, &addressing, bound_to, &context, &routing);
            for port in group.send_ports.keys() {
                let pair = why_not(&group, &addressing, bound_to, &context, port).expect("there is such a port");
                let sorted = |mut deliveries: Vec<sendport::routing::Delivery>| {
                    deliveries.sort_by(|a, b| a.via.cmp(&b.via));
                    deliveries
                };
                let of_all: Vec<_> = routing.deliveries.iter().filter(|it| it.port == *port).cloned().collect();
                prop_assert_eq!(sorted(pair.deliveries), sorted(of_all));
                let of_all: Vec<_> = explanation.not_delivered.iter().filter(|it| it.port == *port).cloned().collect();
                prop_assert_eq!(pair.not_delivered, of_all);
                let of_all: Vec<_> = explanation
                    .near_misses
                    .iter()
                    .filter(|miss| match &miss.owner {
                        Target::SendPort(name) => name == port,
                        Target::SendPortGroup(name) => group.send_port_groups[name].members.contains(port),
                    })
                    // a group whose filter matched for another member missed nothing as a whole
                    .cloned()
                    .collect();
                for miss in &of_all {
                    prop_assert!(pair.near_misses.contains(miss), "{:?} lacks {:?}", pair.near_misses, miss);
                }
            }
            prop_assert_eq!(why_not(&group, &addressing, bound_to, &context, &Name::new("SP_None")), None);
        }
    }
}
