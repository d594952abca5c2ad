//! A filter as text says the same as the filter, and a text that is none is told with its place.

use jiff::civil::date;
use proptest::prelude::*;
use sendport::{
    document::filter_text::{MAX_DEPTH, MAX_ROWS, parse, write},
    model::{Context, Filter, Operator, Predicate, Value, ValueType},
    routing::matches,
};

fn undeclared(_: &str) -> Option<ValueType> {
    None
}

fn declared(name: &str) -> Option<ValueType> {
    match name {
        "Region" => Some(ValueType::String),
        "Amount" => Some(ValueType::Integer),
        "Due" => Some(ValueType::DateTime),
        _ => None,
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "", "And", "or", "EXISTS", "\"", "\"\"", "a b", " a", "(", "==", "\0", "\n", "\u{a0}"
        ])
        .prop_map(str::to_owned),
        "[A-Za-z]{1,3}\\.[A-Za-z]{1,3}",
        any::<String>(),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::String),
        any::<i64>().prop_map(Value::Integer),
        (-9999i16..=9999, 0i8..24, any::<u32>()).prop_map(|(year, hour, nano)| Value::DateTime(date(year, 2, 3).at(
            hour,
            4,
            5,
            (nano % 1_000_000_000) as i32
        ))),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let predicate =
        (text(), prop::sample::select(Operator::ALL.to_vec()), value()).prop_map(|(property, operator, value)| {
            // a row with Exists has no value
            let value = if operator.takes_value() { value } else { Value::default() };
            Predicate { property, operator, value }
        });
    prop::collection::vec(prop::collection::vec(predicate, 0..4), 0..4).prop_map(Filter)
}

proptest! {
    #[test]
    fn a_filter_that_is_written_is_read_again(filter in filter()) {
        let text = write(&filter);
        let again = parse(&text, &undeclared);
        let rows = Filter(filter.groups().map(<[Predicate]>::to_vec).collect());
        prop_assert_eq!(again, Ok(rows), "{}", text);
    }

    #[test]
    fn any_text_is_a_filter_or_has_an_error_within_it(text in any::<String>()) {
        if let Err(error) = parse(&text, &declared) {
            prop_assert!(text.get(error.span.clone()).is_some(), "{error:?} in {text:?}");
            let lines: Vec<&str> = text.split('\n').collect();
            prop_assert!(error.position.line <= lines.len(), "{error:?}");
            let line = lines[error.position.line - 1];
            prop_assert!(error.position.column <= line.chars().count() + 1, "{error:?} in {text:?}");
        }
    }

    #[test]
    fn parentheses_mean_what_they_say(expression in expression(), present in prop::collection::btree_set("[A-E]", 0..5)) {
        let filter = parse(&expression.text(), &undeclared).unwrap();
        let context = Context(present.iter().map(|name| (name.clone(), Value::default())).collect());
        prop_assert_eq!(matches(&filter, &context), expression.holds(&context), "{}", expression.text());
    }
}

/// An expression of `X Exists`, to compare with.
#[derive(Clone, Debug)]
enum Expression {
    Exists(String),
    Both(Box<Self>, Box<Self>),
    Either(Box<Self>, Box<Self>),
}

impl Expression {
    fn text(&self) -> String {
        match self {
            Self::Exists(name) => format!("{name} Exists"),
            Self::Both(a, b) => format!("({}) and ({})", a.text(), b.text()),
            Self::Either(a, b) => format!("({} Or {})", a.text(), b.text()),
        }
    }

    fn holds(&self, context: &Context) -> bool {
        match self {
            Self::Exists(name) => context.get(name).is_some(),
            Self::Both(a, b) => a.holds(context) && b.holds(context),
            Self::Either(a, b) => a.holds(context) || b.holds(context),
        }
    }
}

fn expression() -> impl Strategy<Value = Expression> {
    "[A-E]".prop_map(Expression::Exists).prop_recursive(4, 12, 2, |inner| {
        let pair = (inner.clone(), inner, any::<bool>());
        pair.prop_map(|(a, b, both)| {
            let (a, b) = (Box::new(a), Box::new(b));
            if both { Expression::Both(a, b) } else { Expression::Either(a, b) }
        })
    })
}

fn is(property: &str, operator: Operator, value: impl Into<Value>) -> Predicate {
    Predicate { property: property.to_owned(), operator, value: value.into() }
}

#[test]
fn the_example_is_read_and_written() {
    let text = "BTS.MessageType == \"http://x#Order\" And Region Exists";
    let filter = parse(text, &undeclared).unwrap();
    let rows = vec![
        is("BTS.MessageType", Operator::Equals, "http://x#Order"),
        is("Region", Operator::Exists, Value::default()),
    ];
    assert_eq!(filter, Filter(vec![rows]));
    assert_eq!(write(&filter), text);
    assert_eq!(parse("  \n ", &undeclared), Ok(Filter::default()));
    assert_eq!(write(&Filter::default()), "");
}

#[test]
fn and_binds_closer_than_or_and_parentheses_are_multiplied_out() {
    let filter = parse("A Exists and B Exists or (C Exists Or D Exists) AND E > 5", &undeclared).unwrap();
    let exists = |name: &str| is(name, Operator::Exists, Value::default());
    let more = is("E", Operator::GreaterThan, 5);
    let groups = vec![vec![exists("A"), exists("B")], vec![exists("C"), more.clone()], vec![exists("D"), more]];
    assert_eq!(filter, Filter(groups));
}

#[test]
fn values_are_of_the_declared_type() {
    let read = |text: &str| parse(text, &declared).map(|filter| filter.0[0][0].value.clone());
    assert_eq!(read("Amount >= 5"), Ok(5.into()));
    assert_eq!(read("Amount >= \"5\""), Ok(5.into()));
    assert_eq!(read("Due < 2026-11-28T10:00:00"), Ok(Value::DateTime(date(2026, 11, 28).at(10, 0, 0, 0))));
    assert_eq!(read("Due < \"2026-11-28 10:00\""), Ok(Value::DateTime(date(2026, 11, 28).at(10, 0, 0, 0))));
    assert_eq!(read("Region == \"C:\\in\\*.xml\""), Ok("C:\\in\\*.xml".into()), "nothing escapes but a quote");
    assert_eq!(read("Unknown == 5"), Ok(5.into()));
}

/// The place of an error, from 1, its bytes, and the key of what is said.
#[track_caller]
fn wrong(text: &str) -> (usize, usize, &str, &'static str) {
    let error = parse(text, &declared).unwrap_err();
    (error.position.line, error.position.column, &text[error.span], error.what.key)
}

#[test]
fn errors_know_their_place() {
    assert_eq!(wrong("Region"), (1, 7, "", "filter-text-operator"));
    assert_eq!(wrong("Region = \"EU\""), (1, 8, "=", "filter-text-single"));
    assert_eq!(wrong("Region =="), (1, 10, "", "filter-text-value"));
    assert_eq!(wrong("Region == EU"), (1, 11, "EU", "filter-text-unquoted"));
    assert_eq!(wrong("Region == \"EU"), (1, 11, "\"", "filter-text-quote"));
    assert_eq!(wrong("Region == 5"), (1, 11, "5", "filter-text-needs-quotes"));
    assert_eq!(wrong("Amount == \"x\""), (1, 11, "\"x\"", "filter-text-type"));
    assert_eq!(wrong("Amount == 99999999999999999999"), (1, 11, "99999999999999999999", "filter-text-too-large"));
    assert_eq!(wrong("Region Exists\nAnd"), (2, 4, "", "filter-text-property"));
    assert_eq!(wrong("Region Exists\nOr é Exists Exists"), (2, 13, "Exists", "filter-text-and-or"));
    assert_eq!(wrong("And Region Exists"), (1, 1, "And", "filter-text-property"));
    assert_eq!(wrong("(Region Exists"), (1, 1, "(", "filter-text-parenthesis"));
    assert_eq!(wrong("Region Exists)"), (1, 14, ")", "filter-text-and-or"));
    assert_eq!(wrong("== 5"), (1, 1, "=", "filter-text-property"));
}

#[test]
fn what_grows_beyond_reason_is_refused_before_it_is_made() {
    // (A Or B) And (A Or B) And ... doubles with each
    let text = vec!["(A Exists Or B Exists)"; 200].join(" And ");
    assert_eq!(parse(&text, &undeclared).unwrap_err().what.key, "filter-text-too-many");
    let text = vec!["A Exists"; MAX_ROWS + 1].join(" Or ");
    assert_eq!(parse(&text, &undeclared).unwrap_err().what.key, "filter-text-too-many");
    let nested = |depth: usize| format!("{}A Exists{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(MAX_DEPTH), &undeclared).is_ok());
    assert_eq!(parse(&nested(100_000), &undeclared).unwrap_err().what.key, "filter-text-too-deep");
}
