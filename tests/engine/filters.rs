//! Filters.

use super::*;

/// Whether a port with this filter gets a message with these properties.
pub fn gets(filter: Filter, properties: Vec<(&str, Value)>) -> bool {
    let mut configured = surroundings();
    configured.put(SendPort { filter, state: Started, ..a_port("SP") }.into());
    let properties = properties.into_iter().map(|(name, value)| property(name, value)).collect();
    let mut world = World::of(configured);
    let message = world.send(Draft { properties, ..Draft::default() });
    !world.copies(message).is_empty()
}

#[test]
fn a_property_that_is_missing_matches_nothing_not_even_unequal() {
    for operator in Operator::ALL {
        let filter = || Filter(vec![vec![is(COUNTRY, operator, "FR")]]);
        assert!(!gets(filter(), vec![]), "{operator:?}");
        assert!(!gets(filter(), vec![("Orders.Other", "FR".into())]), "{operator:?}");
    }
}

#[test]
fn each_operator_compares_values_of_its_type() {
    let time = |text: &str| Value::DateTime(text.parse::<DateTime>().unwrap());
    let rows: [(Value, Value, Value); 3] = [
        ("A".into(), "B".into(), "C".into()),
        // as text, 9 would come after 10
        (9.into(), 10.into(), 11.into()),
        (time("2026-01-09T00:00"), time("2026-01-10T00:00"), time("2026-02-01T00:00")),
    ];
    for (low, middle, high) in rows {
        let expected = [
            (Operator::Equals, [false, true, false]),
            (Operator::NotEquals, [true, false, true]),
            (Operator::LessThan, [true, false, false]),
            (Operator::GreaterThan, [false, false, true]),
            (Operator::LessThanOrEquals, [true, true, false]),
            (Operator::GreaterThanOrEquals, [false, true, true]),
            (Operator::Exists, [true, true, true]),
        ];
        for (operator, results) in expected {
            for (value, result) in [&low, &middle, &high].into_iter().zip(results) {
                let filter = Filter(vec![vec![is(COUNTRY, operator, middle.clone())]]);
                assert_eq!(gets(filter, vec![(COUNTRY, value.clone())]), result, "{value} {operator:?} {middle}");
            }
        }
    }
}

#[test]
fn values_of_another_type_do_not_match() {
    assert!(!gets(equals(COUNTRY, 10), vec![(COUNTRY, "10".into())]));
    assert!(!gets(equals(COUNTRY, "10"), vec![(COUNTRY, 10.into())]));
    let unequal = Filter(vec![vec![is(COUNTRY, Operator::NotEquals, 10)]]);
    assert!(!gets(unequal, vec![(COUNTRY, "11".into())]));
    // what the property schema declares, a filter must respect
    let mut world = World::new();
    world.ok(&create(PropertySchema { name: "Orders.Amount".into(), value_type: ValueType::Integer }));
    let refusal = world.refused(&create(SendPort { filter: equals("Orders.Amount", "10"), ..a_port("SP") }));
    assert_eq!(reason_keys(&refusal), ["problem-value-type"]);
    world.ok(&create(SendPort { filter: equals("Orders.Amount", 10), ..a_port("SP") }));
}

#[test]
fn predicates_are_and_within_a_group_and_or_between_groups() {
    let (a, b, c) = ("O.A", "O.B", "O.C");
    let filter = || {
        let one = |name| is(name, Operator::Equals, 1);
        Filter(vec![vec![one(a), one(b)], vec![one(c)]])
    };
    for bits in 0..8u8 {
        let value = |bit: u8| Value::from(i64::from(bits >> bit & 1));
        let has = |bit: u8| bits >> bit & 1 == 1;
        let expected = has(0) && has(1) || has(2);
        assert_eq!(gets(filter(), vec![(a, value(0)), (b, value(1)), (c, value(2))]), expected, "{bits:03b}");
    }
    assert!(!gets(Filter::default(), vec![(a, 1.into())]), "no filter is not a filter that matches everything");
    assert!(!gets(Filter(vec![vec![]]), vec![(a, 1.into())]), "nor is an empty group");
}
