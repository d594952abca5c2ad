//! Matching messages with filters: the index beside a linear scan over interned
//! properties, in the same run.
//!
//! 50 properties (30 texts, 20 numbers), 15 of them in each message; filters of 1 to 3 AND-groups (80, 15
//! and 5 %) of 1 to 4 predicates, one AND-group in a hundred without any `==`. How many filters match is
//! printed; both must find the same.
//!
//! A message is matched when it has just been made, so the one that is timed lies in the processor's
//! cache as it does then; what it takes where a message has to be fetched from memory stands beside it.
//!
//! `cargo bench --bench matching` prints a table; `SENDPORT_EVENTS` sets the number of messages (2,000 by
//! itself).

use std::{
    collections::HashMap,
    hint::black_box,
    time::{Duration, Instant},
};

use sendport::{
    model::{
        Addressing, Artifact, ArtifactRef, BizTalkGroup, Context, Filter, Name, Operator, PortKind, PortState,
        Predicate, SendPort, Source, Value,
    },
    routing::Matcher,
};

const TEXTS: usize = 30;
const NUMBERS: usize = 20;
/// How many values a text or a number of a message may have.
const VALUES: i64 = 200;
const IN_MESSAGE: usize = 15;
/// How many messages are timed together.
const TOGETHER: usize = 20;

fn property(at: usize) -> String {
    format!("Bench.Property{at:02}")
}

fn value(rng: &mut fastrand::Rng, at: usize) -> Value {
    let number = rng.i64(0..VALUES);
    if at < TEXTS { Value::String(format!("value number {number}")) } else { Value::Integer(number) }
}

fn predicate(rng: &mut fastrand::Rng, operators: &[Operator]) -> Predicate {
    let operator = operators[rng.usize(0..operators.len())];
    let at = rng.usize(0..TEXTS + NUMBERS);
    let value = if operator == Operator::Exists { Value::default() } else { value(rng, at) };
    Predicate { property: property(at), operator, value }
}

fn filter(rng: &mut fastrand::Rng) -> Filter {
    let groups = match rng.u32(0..100) {
        0..80 => 1,
        80..95 => 2,
        _ => 3,
    };
    let group = |rng: &mut fastrand::Rng| {
        let length = rng.usize(1..=4);
        if rng.u32(0..100) == 0 {
            return (0..length.max(3)).map(|_| predicate(rng, &Operator::ALL[1..])).collect();
        }
        let mut group = vec![predicate(rng, &[Operator::Equals])];
        group.extend((1..length).map(|_| predicate(rng, &Operator::ALL)));
        group
    };
    Filter((0..groups).map(|_| group(rng)).collect())
}

fn context(rng: &mut fastrand::Rng) -> Context {
    let mut context = Context::default();
    for at in rng.choose_multiple(0..TEXTS + NUMBERS, IN_MESSAGE) {
        context.set(&property(at), value(rng, at));
    }
    context
}

/// The other one: every filter in turn, names and texts as numbers.
#[derive(Default)]
struct Scan {
    properties: HashMap<String, u32>,
    texts: HashMap<String, i64>,
    /// One after the other.
    terms: Vec<(u32, Operator, bool, i64)>,
    /// Where each AND-group ends, and whether it is the last one of its filter.
    groups: Vec<(u32, bool)>,
}

impl Scan {
    fn of(filters: &[Filter]) -> Self {
        let mut scan = Self::default();
        let mut texts: Vec<String> = (0..VALUES).map(|number| format!("value number {number}")).collect();
        texts.sort_unstable();
        scan.texts = texts.into_iter().zip(0..).collect();
        for filter in filters {
            let last = filter.groups().count() - 1;
            for (at, group) in filter.groups().enumerate() {
                for it in group {
                    let next = scan.properties.len() as u32;
                    let property = *scan.properties.entry(it.property.clone()).or_insert(next);
                    let (value, text) = scan.value(&it.value);
                    scan.terms.push((property, it.operator, text, value));
                }
                scan.groups.push((scan.terms.len() as u32, at == last));
            }
        }
        scan
    }

    fn value(&self, value: &Value) -> (i64, bool) {
        match value {
            Value::String(text) => (self.texts.get(text).copied().unwrap_or(-1), true),
            Value::Integer(number) => (*number, false),
            Value::DateTime(_) => (0, false),
        }
    }

    fn matching(&self, context: &Context) -> usize {
        let mut dense: Vec<Option<(i64, bool)>> = vec![None; self.properties.len()];
        for (name, value) in &context.0 {
            if let Some(at) = self.properties.get(name) {
                dense[*at as usize] = Some(self.value(value));
            }
        }
        let holds = |(property, operator, text, constant): &(u32, Operator, bool, i64)| match dense[*property as usize]
        {
            None => false,
            Some(_) if *operator == Operator::Exists => true,
            Some((value, is_text)) => is_text == *text && operator.holds(value.cmp(constant)),
        };
        let (mut begin, mut found, mut any) = (0, 0, false);
        for (end, last) in &self.groups {
            any = any || self.terms[begin..*end as usize].iter().all(holds);
            begin = *end as usize;
            if *last {
                found += usize::from(any);
                any = false;
            }
        }
        found
    }
}

fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e6
}

fn measured(events: &[Context], mut each: impl FnMut(&Context) -> usize) -> (Vec<Duration>, usize) {
    let mut found = 0;
    // reading the clock may take as long as an event
    let times = events.chunks(TOGETHER).map(|events| {
        let begin = Instant::now();
        found += events.iter().map(|event| black_box(each(event))).sum::<usize>();
        begin.elapsed() / events.len() as u32
    });
    (times.collect(), found)
}

/// Likewise of messages that have just been made.
fn just_made(events: &[Context], mut each: impl FnMut(&Context) -> usize) -> (Vec<Duration>, usize) {
    let (mut times, mut found) = (Vec::new(), 0);
    for events in events.chunks(TOGETHER) {
        let made = events.to_vec();
        let (time, count) = measured(&made, &mut each);
        times.extend(time);
        found += count;
    }
    (times, found)
}

fn main() {
    let count = std::env::var("SENDPORT_EVENTS").ok().and_then(|it| it.parse().ok()).unwrap_or(2_000);
    println!(
        "| filters | matching | index p50 | p99 | from memory | scan p50 | scan / index | routed p50 | build | change p50 | p99 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for subscriptions in [1_000_usize, 10_000, 100_000] {
        let mut rng = fastrand::Rng::with_seed(7);
        let filters: Vec<Filter> = (0..subscriptions).map(|_| filter(&mut rng)).collect();
        let events: Vec<Context> = (0..count).map(|_| context(&mut rng)).collect();
        let mut group = BizTalkGroup::default();
        for (at, filter) in filters.iter().enumerate() {
            let port = SendPort::new(Name::new(&format!("SP_{at:06}")), Name::default(), PortKind::default());
            group.put(SendPort { state: PortState::Started, filter: filter.clone(), ..port }.into());
        }
        let build = (0..5).map(|_| {
            let begin = Instant::now();
            let matcher = black_box(Matcher::of(&group));
            // how long it takes to take it away is another matter
            (begin.elapsed(), matcher)
        });
        let Some((build, mut matcher)) = build.min_by_key(|(time, _)| *time) else { continue };

        let scan = Scan::of(&filters);
        let scanned = events.iter().take(if subscriptions > 10_000 { 400 } else { count }).cloned().collect::<Vec<_>>();
        let index = |event: &Context| matcher.matching(event).len();
        measured(&events, index);
        let (mut fetched, _) = measured(&events, index);
        let (mut indexed, found) = just_made(&events, index);
        let (mut linear, _) = just_made(&scanned, |event| scan.matching(event));
        let same = scanned.iter().all(|event| scan.matching(event) == index(event));
        assert!(same, "the index and the scan do not find the same");
        let published = Addressing::Published(Source::Properties);
        let (mut routed, _) =
            just_made(&events, |event| matcher.route(&group, &published, None, event).deliveries.len());

        // in the index: one filter instead of another
        let mut changes = Vec::new();
        for at in 0..2_000 {
            let name = Name::new(&format!("SP_{:06}", at * 37 % subscriptions));
            let Some(before) = group.get(&ArtifactRef::send_port(&name)) else { continue };
            let Artifact::SendPort(port) = &before else { continue };
            let after: Artifact = SendPort { filter: filter(&mut rng), ..port.as_ref().clone() }.into();
            let begin = Instant::now();
            matcher.follow(Some(&before), Some(&after));
            changes.push(begin.elapsed());
            group.put(after);
        }
        assert_eq!(matcher.matching(&events[0]).len(), Matcher::of(&group).matching(&events[0]).len());
        let (index, scan) = (percentile(&mut indexed, 50), percentile(&mut linear, 50));
        println!(
            "| {subscriptions} | {:.3} % | {index:.2} us | {:.2} us | {:.2} us | {scan:.1} us | {:.0} | {:.1} us | {:.1} ms | {:.1} us | {:.1} us |",
            found as f64 / events.len() as f64 / subscriptions as f64 * 100.0,
            percentile(&mut indexed, 99),
            percentile(&mut fetched, 50),
            scan / index,
            percentile(&mut routed, 50),
            build.as_secs_f64() * 1e3,
            percentile(&mut changes, 50),
            percentile(&mut changes, 99),
        );
    }
}
