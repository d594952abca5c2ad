//! How long the lints of 100,000 send ports and 1,000 groups take, beside a plain walk that only
//! compares every filter with one message, measured in the same run.
//!
//! `cargo bench --bench lints` measures and prints a table at the end.

use std::{hint::black_box, time::Instant};

use sendport::{
    model::{
        BizTalkGroup, Context, Filter, Name, Operator, PortKind, PortState, Predicate, PropertySchema, SendPort,
        SendPortGroup, Value, ValueType,
    },
    routing::{lints, matches},
};

const PORTS: usize = 100_000;
const GROUPS: usize = 1_000;
const MEMBERS: usize = 20;
/// How often each is repeated.
const TIMES: usize = 7;

fn is(property: &str, operator: Operator, value: impl Into<Value>) -> Predicate {
    Predicate { property: property.to_owned(), operator, value: value.into() }
}

/// What an alternative asks for, by the number of its port.
type Shape = fn(usize) -> Vec<Predicate>;

/// Filters as they are met, and as they are hardest on what looks for pairs.
const SHAPES: [(&str, Shape); 5] = [
    ("a type and a region each", |at| {
        vec![
            is("BTS.MessageType", Operator::Equals, format!("http://example/schemas#Type{}", at % 700)),
            is("Order.Region", Operator::Equals, format!("R{}", at % 40)),
        ]
    }),
    ("a receive port each", |at| vec![is("BTS.ReceivePortName", Operator::Equals, format!("RP_{at}"))]),
    ("one type, another limit each", |at| {
        vec![
            is("BTS.MessageType", Operator::Equals, "http://example/schemas#Order"),
            is("Order.Amount", Operator::GreaterThan, at as i64),
        ]
    }),
    ("another limit each", |at| vec![is("Order.Amount", Operator::GreaterThan, at as i64)]),
    ("all but one each", |at| vec![is("Order.Region", Operator::NotEquals, format!("R{at}"))]),
];

fn a_group(shape: Shape) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    for (name, value_type) in [("Order.Region", ValueType::String), ("Order.Amount", ValueType::Integer)] {
        group.put(PropertySchema { name: Name::new(name), value_type }.into());
    }
    let name = |at: usize| Name::new(&format!("SP_{at:06}"));
    for at in 0..PORTS {
        let port = SendPort::new(name(at), Name::new("App"), PortKind::StaticOneWay);
        let filter = Filter(vec![shape(at)]);
        group.put(SendPort { state: PortState::Started, filter, ..port }.into());
    }
    for at in 0..GROUPS {
        let members = (0..MEMBERS).map(|member| name((at * MEMBERS + member * 7) % PORTS)).collect();
        let spg = SendPortGroup::new(Name::new(&format!("SPG_{at:04}")), Name::new("App"));
        let filter = Filter(vec![shape(at)]);
        group.put(SendPortGroup { state: PortState::Started, members, filter, ..spg }.into());
    }
    group
}

/// The median of some runs, in milliseconds.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let begin = Instant::now();
            run();
            begin.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

fn main() {
    println!("{PORTS} send ports, {GROUPS} groups of {MEMBERS}; median of {TIMES}, at most 1000 ms are promised");
    println!("{:<30} {:>12} {:>12} {:>12}", "filters", "lints", "time (ms)", "one walk");
    let message = Context([("BTS.MessageType".to_owned(), Value::from("x"))].into_iter().collect());
    for (name, shape) in SHAPES {
        let group = a_group(shape);
        let mut count = 0;
        let took = median(|| count = black_box(lints::all(&group, &mut |_, _| true)).map_or(0, |all| all.len()));
        let walk = median(|| {
            black_box(group.send_ports.values().filter(|port| matches(&port.filter, &message)).count());
        });
        println!("{name:<30} {count:>12} {took:>12.1} {walk:>12.1}");
    }
}
