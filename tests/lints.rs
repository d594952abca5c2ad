//! What the lints say of filters holds for every message, and each lint is found where it should be
//! and nowhere else.

mod support;

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use sendport::{
    model::{
        Addressing, Artifact, ArtifactRef, BizTalkGroup, Context, Destination, Draft, Filter, Name, Operator, PortKind,
        PortState, Predicate, PropertySchema, ReceivePort, ResponseTemplate, SendPort, SendPortGroup, Source, Target,
        Template, Value, ValueType,
    },
    routing::{
        lints::{self, Found, Kind, Level, Lint},
        matches, route,
    },
};
use support::{
    World, a_group, a_port, a_port_of, an_orchestration, equals, is, property, published, surroundings, to_group,
};

// ---- what is said of filters holds for every message

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec!["", "\0", "a", "a\0", "a\0\0", "ab", "b", "é"]).prop_map(Value::from),
        prop::sample::select(vec![i64::MIN, i64::MIN + 1, -1, 0, 1, 2, 3, i64::MAX - 1, i64::MAX])
            .prop_map(Value::from),
        (1i8..4, 0i32..3).prop_map(|(day, nano)| Value::DateTime(date(2026, 1, day).at(0, 0, 0, nano))),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["A", "B", "C"]).prop_map(str::to_owned)
}

fn predicate() -> impl Strategy<Value = Predicate> {
    (name(), prop::sample::select(Operator::ALL.to_vec()), value()).prop_map(|(property, operator, value)| Predicate {
        property,
        operator,
        value,
    })
}

/// Mostly of few properties, so that predicates meet.
fn filter() -> impl Strategy<Value = Filter> {
    prop::collection::vec(prop::collection::vec(predicate(), 0..4), 0..4).prop_map(Filter)
}

fn context() -> impl Strategy<Value = Context> {
    prop::collection::btree_map(name(), value(), 0..4).prop_map(Context)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_that_is_called_contradictory_matches_nothing_and_any_other_matches_its_example(
        filter in filter(),
        contexts in prop::collection::vec(context(), 1..40),
    ) {
        match lints::example(&filter) {
            Some(example) => prop_assert!(matches(&filter, &example), "{filter:?} does not match {example:?}"),
            None => for context in &contexts {
                prop_assert!(!matches(&filter, context), "{filter:?} matches {context:?}");
            },
        }
    }

    #[test]
    fn what_lies_within_matches_no_message_that_the_other_does_not(
        a in filter(),
        b in filter(),
        contexts in prop::collection::vec(context(), 1..40),
    ) {
        if lints::is_within(&a, &b) {
            // the example is a message too
            for context in contexts.iter().chain(&lints::example(&a)) {
                prop_assert!(!matches(&a, context) || matches(&b, context), "{a:?} in {b:?}: {context:?}");
            }
        }
        if !lints::overlap(&a, &b) {
            for context in &contexts {
                prop_assert!(!(matches(&a, context) && matches(&b, context)), "{a:?} and {b:?}: {context:?}");
            }
        }
    }

    #[test]
    fn what_narrows_a_filter_lies_within_it(a in filter(), more in prop::collection::vec(predicate(), 1..3)) {
        let narrower = Filter(a.groups().map(|group| [group, &more].concat()).collect());
        prop_assert!(lints::is_within(&narrower, &a));
        prop_assert!(lints::is_within(&a, &a));
    }

    #[test]
    fn the_lints_of_one_are_those_of_all(
        filters in prop::collection::vec((filter(), prop::sample::select(vec![PortState::Bound, PortState::Stopped, PortState::Started])), 1..12),
        spg in filter(),
        contexts in prop::collection::vec(context(), 1..8),
    ) {
        let mut group = with_schemas();
        let mut members = Vec::new();
        for (at, (filter, state)) in filters.iter().enumerate() {
            let name = format!("SP_{at}");
            if at % 2 == 0 {
                members.push(Name::new(&name));
            }
            group.put(SendPort { filter: filter.clone(), state: *state, ..a_port(&name) }.into());
        }
        let members_of = SendPortGroup { members, filter: spg, state: PortState::Stopped, ..a_group("SPG", &[]) };
        group.put(members_of.into());
        let all = all(&group);
        let items = group.send_ports.keys().map(ArtifactRef::send_port);
        for item in items.chain([ArtifactRef::send_port_group(&"SPG".into())]) {
            let artifact = group.get(&item).unwrap();
            let of_one = lints::of(&artifact, &group, Some(&item.name));
            let of_all: Vec<Lint> = all.iter().filter(|lint| lint.item == item).cloned().collect();
            prop_assert_eq!(&of_one, &of_all, "{}", item);
        }
        // what they say of pairs holds for the messages
        for context in &contexts {
            check(&group, &all, context)?;
        }
    }
}

/// With the properties that the generated filters look at, of the types that they are compared with most.
fn with_schemas() -> BizTalkGroup {
    let mut group = surroundings();
    for (name, value_type) in [("A", ValueType::String), ("B", ValueType::Integer), ("C", ValueType::DateTime)] {
        group.put(PropertySchema { name: name.into(), value_type }.into());
    }
    group
}

fn filter_of<'a>(group: &'a BizTalkGroup, item: &ArtifactRef) -> &'a Filter {
    match group.send_ports.get(&item.name) {
        Some(port) => &port.filter,
        None => &group.send_port_groups.get(&item.name).unwrap().filter,
    }
}

/// Whatever the lints say holds for a message.
fn check(group: &BizTalkGroup, all: &[Lint], context: &Context) -> Result<(), TestCaseError> {
    for lint in all {
        let own = matches(filter_of(group, &lint.item), context);
        match &lint.found {
            Found::Contradiction { whole: true, .. } if all.iter().all(|it| it.item != lint.item || !by_type(it)) => {
                prop_assert!(!own, "{lint:?}: {context:?}");
            }
            Found::EqualFilter(others) => {
                for other in others.first.iter().map(ArtifactRef::from) {
                    prop_assert_eq!(own, matches(filter_of(group, &other), context), "{:?}: {:?}", lint, context);
                }
            }
            Found::ContainedFilter(others) => {
                for other in others.first.iter().map(ArtifactRef::from) {
                    prop_assert!(!own || matches(filter_of(group, &other), context), "{lint:?}: {context:?}");
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// It looks at what is declared, which these messages do not.
fn by_type(lint: &Lint) -> bool {
    matches!(lint.found, Found::OtherType { .. } | Found::NotPromoted { .. })
}

// ---- each lint where it should be

fn all(group: &BizTalkGroup) -> Vec<Lint> {
    lints::all(group, &mut |_, _| true).unwrap()
}

/// The kinds of the lints of one artifact.
fn kinds(group: &BizTalkGroup, name: &str) -> BTreeSet<Kind> {
    all(group).iter().filter(|lint| lint.item.name == name.into()).map(Lint::kind).collect()
}

fn of_kind(group: &BizTalkGroup, name: &str, kind: Kind) -> Option<Lint> {
    all(group).into_iter().find(|lint| lint.item.name == name.into() && lint.kind() == kind)
}

const TYPE: &str = "BTS.MessageType";

fn started(name: &str, filter: Filter) -> SendPort {
    SendPort { state: PortState::Started, filter, ..a_port(name) }
}

#[test]
fn a_sound_document_has_no_warnings() {
    let mut group = surroundings();
    group.put(started("SP_Orders", equals(TYPE, "Order")).into());
    group.put(started("SP_Invoices", equals(TYPE, "Invoice")).into());
    group.put(started("SP_Member", Filter::default()).into());
    let spg =
        SendPortGroup { state: PortState::Started, filter: equals(TYPE, "Shipment"), ..a_group("SPG", &["SP_Member"]) };
    group.put(spg.into());
    group.put(started("SP_Bound", Filter::default()).into());
    group.put(an_orchestration("Orc", Some(Target::SendPort("SP_Bound".into()))).into());
    assert_eq!(all(&group), Vec::new());
}

#[test]
fn a_contradiction_names_its_predicates_and_its_field() {
    let mut group = surroundings();
    group.put(PropertySchema { name: "Order.Amount".into(), value_type: ValueType::Integer }.into());
    let never = vec![
        is(TYPE, Operator::Equals, "Order"),
        is("Order.Amount", Operator::GreaterThan, 4),
        is("Order.Amount", Operator::LessThan, 5),
    ];
    let alive = vec![is(TYPE, Operator::Equals, "Order")];
    group.put(started("SP_Half", Filter(vec![alive, never.clone()])).into());
    group.put(started("SP_Whole", Filter(vec![never.clone()])).into());
    let half = of_kind(&group, "SP_Half", Kind::NeverMatches).unwrap();
    assert_eq!(half.field, "filter[1][2].value");
    assert_eq!(half.found, Found::Contradiction { alternative: 1, predicates: never[1..].to_vec(), whole: false });
    assert!(!kinds(&group, "SP_Half").contains(&Kind::Unreachable), "the other alternative is alive");
    assert!(kinds(&group, "SP_Whole").contains(&Kind::Unreachable));
    let one_more = vec![is("Order.Amount", Operator::GreaterThan, 4), is("Order.Amount", Operator::LessThan, 6)];
    group.put(started("SP_Half", Filter(vec![one_more])).into());
    assert!(!kinds(&group, "SP_Half").contains(&Kind::NeverMatches), "5 is between 4 and 6");
}

#[test]
fn a_property_that_nobody_promotes_is_told_and_one_that_a_template_has_is_not() {
    let mut group = surroundings();
    group.put(started("SP_A", equals("Nobody.Knows", "x")).into());
    group.put(started("SP_B", equals("BTS.ReceiveLocationName", "x")).into());
    let unknown = of_kind(&group, "SP_A", Kind::NotPromoted).unwrap();
    assert!(matches!(unknown.found, Found::NotPromoted { written: false, whole: true, .. }));
    let written = of_kind(&group, "SP_B", Kind::NotPromoted).unwrap();
    assert!(matches!(written.found, Found::NotPromoted { written: true, .. }));
    let draft = Draft { properties: vec![property("Nobody.Knows", "x")], ..Draft::default() };
    group.put(Template { name: "T".into(), draft }.into());
    assert!(kinds(&group, "SP_A").is_empty());
    // a type that is declared
    group.put(started("SP_A", equals(TYPE, 5)).into());
    let other = of_kind(&group, "SP_A", Kind::NeverMatches).unwrap();
    assert!(matches!(other.found, Found::OtherType { declared: ValueType::String, .. }));
}

#[test]
fn twice_is_told_where_a_message_can_match_both_and_routing_does_deliver_it_twice() {
    let mut group = surroundings();
    let europe = vec![is(TYPE, Operator::Equals, "Order"), is("Order.Region", Operator::Equals, "EU")];
    group.put(PropertySchema { name: "Order.Region".into(), value_type: ValueType::String }.into());
    group.put(started("SP_A", Filter(vec![europe])).into());
    let spg = SendPortGroup { state: PortState::Started, filter: equals(TYPE, "Order"), ..a_group("SPG", &["SP_A"]) };
    group.put(spg.clone().into());
    let twice = of_kind(&group, "SP_A", Kind::Twice).unwrap();
    assert_eq!(twice.found, Found::Twice { by: None, and: "SPG".into(), all: true, more: 0 });
    let context: Context = [property(TYPE, "Order"), property("Order.Region", "EU")].into_iter().collect();
    let routed = route(&group, &Addressing::Published(Source::Properties), None, &context);
    assert_eq!(routed.deliveries.len(), 2);
    let member = of_kind(&group, "SPG", Kind::Twice).unwrap();
    assert_eq!(member.found, Found::MemberTwice { port: "SP_A".into(), more: 0 });
    // they exclude each other
    group.put(SendPortGroup { filter: equals("Order.Region", "US"), ..spg.clone() }.into());
    assert!(!kinds(&group, "SP_A").contains(&Kind::Twice));
    // by way of two groups
    group.put(started("SP_A", Filter::default()).into());
    let other = SendPortGroup { filter: equals(TYPE, "Order"), ..a_group("SPG_Two", &["SP_A"]) };
    group.put(other.into());
    let twice = of_kind(&group, "SP_A", Kind::Twice).unwrap();
    assert_eq!(twice.found, Found::Twice { by: Some("SPG".into()), and: "SPG_Two".into(), all: false, more: 0 });
}

#[test]
fn a_response_that_matches_the_own_filter_is_a_loop_and_goes_round_in_the_engine() {
    let solicit = |filter| SendPort { filter, ..a_port_of("SP_Ask", PortKind::StaticSolicitResponse) };
    let any = Filter(vec![vec![is("BTS.InboundTransportType", Operator::Exists, "")]]);
    let cases = [
        (any, None, true),
        (equals(TYPE, "Order"), None, false),
        (Filter(vec![vec![is(TYPE, Operator::Exists, "")]]), None, true),
        (equals(TYPE, "Order"), Some("Order"), true),
        (equals(TYPE, "Order"), Some(""), false),
    ];
    for (filter, response, loops) in cases {
        let mut world = World::new();
        world.port(solicit(filter.clone()), PortState::Started);
        if let Some(message_type) = response {
            let template = ResponseTemplate { message_type: message_type.to_owned(), ..ResponseTemplate::default() };
            let destination = Destination { port: "SP_Ask".into(), response: Some(template), ..Destination::default() };
            world.ok(&sendport::engine::Request::SetDestination(destination));
        }
        let found = kinds(&world.engine.snapshot().group, "SP_Ask").contains(&Kind::Loop);
        assert_eq!(found, loops, "{filter:?} {response:?}");
        world.send(published(&[(TYPE, "Order"), ("BTS.InboundTransportType", "FILE")]));
        world.pass(60);
        let round = world.find(sendport::message_box::InstanceQuery::default());
        let cut = round.iter().any(|it| it.cause == Some(sendport::message_box::Cause::Loop));
        assert_eq!(cut, loops, "the engine: {filter:?} {response:?}");
    }
}

#[test]
fn an_error_message_that_comes_back_is_a_loop() {
    let mut group = surroundings();
    let port =
        SendPort { route_failed_messages: true, ..started("SP_A", equals("ErrorReport.ErrorType", "FailedMessage")) };
    group.put(port.clone().into());
    let found = of_kind(&group, "SP_A", Kind::Loop).unwrap();
    assert_eq!(found.found, Found::FailedMessageLoop { via: None });
    group.put(SendPort { filter: equals("ErrorReport.SendPortName", "SP_B"), ..port.clone() }.into());
    assert!(!kinds(&group, "SP_A").contains(&Kind::Loop), "errors of another port");
    group.put(SendPort { filter: Filter::default(), ..port }.into());
    let spg = SendPortGroup { filter: equals("ErrorReport.SendPortName", "SP_A"), ..a_group("SPG", &["SP_A"]) };
    group.put(spg.into());
    let found = of_kind(&group, "SP_A", Kind::Loop).unwrap();
    assert_eq!(found.found, Found::FailedMessageLoop { via: Some("SPG".into()) });
}

#[test]
fn a_port_to_which_nothing_leads_is_unreachable_until_something_does() {
    let mut group = surroundings();
    group.put(started("SP_A", Filter::default()).into());
    group.put(a_port("SP_New").into());
    assert_eq!(of_kind(&group, "SP_A", Kind::Unreachable).unwrap().level(), Level::Warning);
    assert_eq!(of_kind(&group, "SP_New", Kind::Unreachable).unwrap().level(), Level::Note, "still being set up");
    // a group without a filter leads nowhere
    let spg = SendPortGroup { state: PortState::Stopped, ..a_group("SPG", &["SP_A"]) };
    group.put(spg.clone().into());
    assert!(kinds(&group, "SP_A").contains(&Kind::Unreachable));
    let with_filter = SendPortGroup { filter: equals(TYPE, "Order"), ..spg };
    group.put(with_filter.clone().into());
    let idle = of_kind(&group, "SP_A", Kind::StartedForNothing).unwrap();
    assert_eq!(idle.found, Found::StartedForNothing { groups: vec!["SPG".into()] });
    group.put(SendPortGroup { state: PortState::Started, ..with_filter }.into());
    assert_eq!(kinds(&group, "SP_A"), BTreeSet::new());
    group.put(an_orchestration("Orc", Some(Target::SendPort("SP_New".into()))).into());
    assert_eq!(kinds(&group, "SP_New"), BTreeSet::new());
}

#[test]
fn ordered_delivery_with_a_backup_and_notifications_of_a_group() {
    let mut group = surroundings();
    let mut port = started("SP_A", equals(TYPE, "Order"));
    port.ordered_delivery = true;
    port.backup.clone_from(&port.transport);
    group.put(port.into());
    assert_eq!(kinds(&group, "SP_A"), [Kind::OrderedWithBackup].into());
    group.put(a_port("SP_B").into());
    let spg = a_group("SPG", &["SP_A", "SP_B"]);
    group.put(spg.clone().into());
    let draft = Draft { properties: vec![property("BTS.AckRequired", "true")], ..to_group("SPG") };
    group.put(Template { name: "Notify".into(), draft }.into());
    let found = of_kind(&group, "SPG", Kind::DeliveryNotification).unwrap();
    assert_eq!(found.found, Found::DeliveryNotification { template: "Notify".into(), members: 2 });
    group.put(SendPortGroup { members: vec!["SP_A".into()], ..spg }.into());
    assert_eq!(kinds(&group, "SPG"), BTreeSet::new(), "one acknowledgement is what is waited for");
}

#[test]
fn equal_and_contained_filters_name_each_other() {
    let mut group = surroundings();
    group.put(PropertySchema { name: "Order.Amount".into(), value_type: ValueType::Integer }.into());
    let rows = |rows: Vec<Predicate>| Filter(vec![rows]);
    let more_than = |limit: i64| is("Order.Amount", Operator::GreaterThan, limit);
    let at_least = |limit: i64| is("Order.Amount", Operator::GreaterThanOrEquals, limit);
    group.put(started("SP_A", rows(vec![more_than(10)])).into());
    group.put(started("SP_B", rows(vec![at_least(11)])).into());
    group.put(started("SP_C", rows(vec![is(TYPE, Operator::Equals, "Order"), more_than(100)])).into());
    let spg = SendPortGroup { filter: equals(TYPE, "Order"), ..a_group("SPG", &[]) };
    group.put(spg.into());
    let equal = of_kind(&group, "SP_A", Kind::EqualFilter).unwrap();
    assert_eq!(equal.others(), [ArtifactRef::send_port(&"SP_B".into())], "more than 10 is at least 11");
    let within = of_kind(&group, "SP_C", Kind::ContainedFilter).unwrap();
    let names: Vec<String> = within.others().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["SP_A", "SP_B", "SPG"]);
    assert!(of_kind(&group, "SPG", Kind::ContainedFilter).is_none());
}

#[test]
fn very_many_nested_filters_find_what_contains_them() {
    let mut group = surroundings();
    group.put(PropertySchema { name: "Order.Amount".into(), value_type: ValueType::Integer }.into());
    for limit in 0..3000i64 {
        let filter = Filter(vec![vec![is("Order.Amount", Operator::GreaterThan, limit)]]);
        group.put(started(&format!("SP_{limit:04}"), filter).into());
    }
    let all = all(&group);
    let contained = all.iter().filter(|lint| lint.kind() == Kind::ContainedFilter).count();
    assert_eq!(contained, 2999, "all but the widest");
}

#[test]
fn whoever_does_not_want_them_any_more_gets_none() {
    let mut group = surroundings();
    group.put(started("SP_A", equals(TYPE, "Order")).into());
    assert_eq!(lints::all(&group, &mut |_, _| false), None);
    let mut told = Vec::new();
    let _ = lints::all(&group, &mut |done, total| {
        told.push((done, total));
        true
    });
    assert!(told.is_sorted() && told.last().is_some_and(|(done, total)| done == total), "{told:?}");
}

#[test]
fn what_is_being_edited_is_compared_with_the_others_under_its_old_name() {
    let mut group = surroundings();
    group.put(started("SP_A", equals(TYPE, "Order")).into());
    group.put(started("SP_B", equals(TYPE, "Order")).into());
    let renamed: Artifact = SendPort { name: "SP_Z".into(), ..started("SP_A", equals(TYPE, "Order")) }.into();
    let lints = lints::of(&renamed, &group, Some(&"SP_A".into()));
    let [lint] = lints.as_slice() else { panic!("{lints:?}") };
    assert_eq!((lint.item.name.as_str(), lint.others()), ("SP_Z", vec![ArtifactRef::send_port(&"SP_B".into())]));
    let of_no_kind: Artifact = ReceivePort::default().into();
    assert!(lints::of(&of_no_kind, &group, None).is_empty());
}

// ---- from a terminal

#[test]
fn a_terminal_tells_them_with_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    let run = |group: BizTalkGroup, arguments: &[&str]| {
        let document = sendport::document::Document { group, role: sendport::model::Role::default() };
        sendport::document::save(&document, &path).unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_sendport"))
            .env("LC_ALL", "C")
            .arg("lints")
            .arg(&path)
            .args(arguments)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let mut group = surroundings();
    assert_eq!(run(group.clone(), &[]), (Some(0), "Nothing looks wrong.\n".to_owned()));
    group.put(started("SP_A", equals("Nobody.Knows", "x")).into());
    let (code, told) = run(group.clone(), &["--json"]);
    assert_eq!(code, Some(1));
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json[0]["lint"], "not-promoted");
    assert_eq!(json[0]["field"], "filter[0][0].property");
    let (_, told) = run(group, &[]);
    assert!(told.contains("SP_A: Warning, Property not promoted"), "{told}");
    let nowhere =
        std::process::Command::new(env!("CARGO_BIN_EXE_sendport")).args(["lints", "nowhere.ron"]).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
}
