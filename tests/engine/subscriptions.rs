//! The list of subscriptions, who would get a message, and who looks at a property.

use super::*;
use proptest::prelude::*;
use sendport::{
    model::Context,
    routing::{
        Candidate, MadeFor, Standing, WhyNone, candidates, listing, mentions, properties_looked_at, without_one,
    },
    rules::outcome::Verdict,
};

const REGION: &str = "Orders.Region";

/// `SP_A`, `SP_A via G`, each with what it is for and whether it lets through.
fn listed(group: &BizTalkGroup) -> Vec<String> {
    listing(group)
        .map(|it| {
            let via = it.group.as_ref().map(|spg| format!(" via {}", spg.name)).unwrap_or_default();
            let made_for = if it.made_for == MadeFor::Address { "address" } else { "filter" };
            let enabled = if it.is_enabled() { "" } else { ", disabled" };
            format!("{}{via}: {made_for}{enabled}", it.port.name)
        })
        .collect()
}

#[test]
fn enlisting_makes_subscriptions_and_stopping_disables_them() {
    let mut world = World::new();
    world.port(filtered("SP_A", "FR"), Started);
    world.port(a_port("SP_B"), Stopped);
    world.port(filtered("SP_C", "FR"), Bound);
    world.group(SendPortGroup { filter: equals(REGION, "EU"), ..a_group("G", &["SP_A", "SP_B", "SP_C"]) }, Started);
    assert_eq!(
        listed(world.engine.group()),
        [
            "SP_A: address",
            "SP_A: filter",
            "SP_B: address, disabled",
            "SP_A via G: address",
            "SP_A via G: filter",
            "SP_B via G: address, disabled",
            "SP_B via G: filter, disabled",
        ]
    );
    world.ok(&act(Stop, &[spg("G")]));
    assert!(listed(world.engine.group()).contains(&"SP_A via G: filter, disabled".to_owned()));
    world.ok(&act(Unenlist, &[spg("G")]));
    assert_eq!(listed(world.engine.group()), ["SP_A: address", "SP_A: filter", "SP_B: address, disabled"]);
    let expressions: Vec<String> = listing(world.engine.group())
        .map(|it| it.expression().predicates().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(expressions, ["BTS.SPTransportID == SP_A", "Orders.Country == FR", "BTS.SPTransportID == SP_B"]);
}

#[test]
fn who_has_none_is_told_why() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Started);
    world.port(a_port("SP_B"), Bound);
    world.group(a_group("G_Mixed", &["SP_A", "SP_B"]), Started);
    world.group(a_group("G_Bound", &["SP_A"]), Bound);
    world.group(a_group("G_Empty", &[]), Stopped);
    world.group(a_group("G_Idle", &["SP_B"]), Stopped);
    let told: Vec<_> = without_one(world.engine.group())
        .into_iter()
        .map(|it| {
            let name = |name: Option<&Name>| name.map(ToString::to_string);
            (name(it.port.as_ref().map(|it| &it.name)), name(it.group.as_ref().map(|it| &it.name)), it.why)
        })
        .collect();
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        told,
        [
            (some("SP_B"), None, WhyNone::PortBound),
            (None, some("G_Bound"), WhyNone::GroupBound),
            (None, some("G_Empty"), WhyNone::NoMembers),
            (None, some("G_Idle"), WhyNone::NoEnlistedMember),
            (some("SP_B"), some("G_Mixed"), WhyNone::PortBound),
        ]
    );
}

#[test]
fn those_who_get_it_stand_before_those_who_nearly_do() {
    let mut world = World::new();
    world.port(filtered("SP_Also", "DE"), Started);
    world.port(filtered("SP_Bound", "FR"), Bound);
    world.port(filtered("SP_Gets", "FR"), Started);
    world.port(filtered("SP_Held", "FR"), Stopped);
    let context: Context = [property(COUNTRY, "FR")].into_iter().collect();
    let told = candidates(world.engine.group(), &Addressing::default(), None, &context);
    let of = |it: &Candidate| {
        let standing = match &it.standing {
            Standing::Gets(delivery) if delivery.ruling.verdict == Verdict::Processed => "processed",
            Standing::Gets(_) => "suspended",
            Standing::Nearly(_) => "nearly",
            Standing::Not(_) => "not",
        };
        format!("{}: {standing}", it.port.as_ref().unwrap())
    };
    let told: Vec<String> = told.iter().map(of).collect();
    assert_eq!(told[..3], ["SP_Gets: processed", "SP_Held: suspended", "SP_Bound: nearly"]);
    assert_eq!(told[3..], ["SP_Also: not"]);
}

#[test]
fn a_property_leads_to_whose_filters_look_at_it() {
    let mut world = World::new();
    let both = Filter(vec![
        vec![is(COUNTRY, Operator::Equals, "FR"), is(REGION, Operator::Equals, "EU")],
        vec![is(COUNTRY, Operator::NotEquals, "FR")],
    ]);
    world.port(SendPort { filter: both, ..a_port("SP_A") }, Bound);
    world.port(filtered("SP_B", "DE"), Started);
    world.group(SendPortGroup { filter: equals(REGION, "EU"), ..a_group("G", &["SP_B"]) }, Stopped);
    let group = world.engine.group();
    assert_eq!(
        properties_looked_at(group).into_iter().collect::<Vec<_>>(),
        [(COUNTRY.to_owned(), 2), (REGION.to_owned(), 2)]
    );
    let texts = |value: Option<Value>| -> Vec<String> {
        let found = mentions(group, COUNTRY, value.as_ref());
        found.iter().map(|it| format!("{}: {} ({})", it.owner.name(), it.predicate, it.besides.len())).collect()
    };
    let all = ["SP_A: Orders.Country == FR (1)", "SP_A: Orders.Country != FR (0)", "SP_B: Orders.Country == DE (0)"];
    assert_eq!(texts(None), all);
    // what holds for the value stands first
    assert_eq!(texts(Some("DE".into())), [all[1], all[2], all[0]]);
    assert!(mentions(group, "Orders.Nothing", None).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// The list is what one gets by going through every port and every group by hand.
    #[test]
    fn the_list_is_complete_and_has_nothing_else(
        ports in prop::collection::vec((0..3usize, any::<bool>()), 0..6),
        groups in prop::collection::vec((0..3usize, any::<bool>(), 0..64usize), 0..4),
    ) {
        let states = [Bound, Stopped, Started];
        let mut group = surroundings();
        for (index, (state, filter)) in ports.iter().enumerate() {
            let filter = if *filter { equals(COUNTRY, "FR") } else { Filter::default() };
            group.put(SendPort { filter, state: states[*state], ..a_port(&format!("SP_{index}")) }.into());
        }
        for (index, (state, filter, members)) in groups.iter().enumerate() {
            let names: Vec<String> =
                (0..ports.len()).filter(|it| members & (1 << it) != 0).map(|it| format!("SP_{it}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let filter = if *filter { equals(REGION, "EU") } else { Filter::default() };
            group.put(SendPortGroup { filter, state: states[*state], ..a_group(&format!("G_{index}"), &names) }.into());
        }
        let mut expected = Vec::new();
        let mut add = |who: String, filter: bool, on: bool| {
            let on = if on { "" } else { ", disabled" };
            expected.push(format!("{who}: address{on}"));
            if filter {
                expected.push(format!("{who}: filter{on}"));
            }
        };
        for (port, (state, filter)) in ports.iter().enumerate() {
            if *state > 0 {
                add(format!("SP_{port}"), *filter, *state == 2);
            }
            for (spg, (group_state, group_filter, members)) in groups.iter().enumerate() {
                if *state > 0 && *group_state > 0 && members & (1 << port) != 0 {
                    add(format!("SP_{port} via G_{spg}"), *group_filter, *state == 2 && *group_state == 2);
                }
            }
        }
        expected.sort();
        let mut told = listed(&group);
        told.sort();
        prop_assert_eq!(told, expected);
        // who has none has none, and everybody else has one
        for it in without_one(&group) {
            if let (Some(port), None) = (&it.port, &it.group) {
                prop_assert!(!listing(&group).any(|other| other.port.name == port.name));
            }
        }
    }
}
