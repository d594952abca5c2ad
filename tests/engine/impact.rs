//! What a change would do, told before it is made.

use super::*;
use proptest::prelude::*;
use sendport::engine::{Change, Fate, Impact, KindImpact, Live, Snapshot, SubscriptionChange, filter_impact, impact};

const REGION: &str = "Orders.Region";

fn snapshot(world: &mut World) -> Snapshot {
    world.engine.snapshot().as_ref().clone()
}

#[track_caller]
fn told(world: &mut World, request: &Request) -> Impact {
    let before = world.observed();
    let told = impact(&snapshot(world), request).unwrap_or_else(|refusal| panic!("{request:?}: {refusal:?}"));
    assert_eq!(world.observed(), before, "telling it changes nothing");
    told
}

/// A copy as `SP` or `SP via G` with its outcome.
fn fate(fate: &Fate) -> Vec<String> {
    match fate {
        Fate::NotPublished(_) => vec!["not published".to_owned()],
        Fate::RoutingFailure => vec!["routing failure".to_owned()],
        Fate::Copies(lines) => {
            let mut lines: Vec<String> = lines
                .iter()
                .map(|line| {
                    let via = line.delivery.via.as_ref().map(|via| format!(" via {via}")).unwrap_or_default();
                    format!("{}{via}: {:?}", line.delivery.port, line.outcome)
                })
                .collect();
            lines.sort();
            lines
        }
    }
}

/// The changed kinds: how, how many messages, before, after.
fn changed(impact: &Impact) -> Vec<(Change, usize, Vec<String>, Vec<String>)> {
    let of = |it: &KindImpact| (it.change.unwrap(), it.messages.len(), fate(&it.before), fate(&it.after));
    impact.changed().map(of).collect()
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|it| (*it).to_owned()).collect()
}

fn sentence(impact: &Impact) -> String {
    sendport::words::Words::new(sendport::words::Language::English).say(&impact.sentence())
}

/// Which subscriptions would change, in words.
fn subscriptions(impact: &Impact) -> Vec<String> {
    let text = |filter: &Filter| filter.predicates().map(ToString::to_string).collect::<Vec<_>>().join(" And ");
    let words = sendport::words::Words::new(sendport::words::Language::English);
    impact.subscriptions.iter().map(|it| words.say(&it.sentence(&text))).collect()
}

/// `SP_FR` and `SP_Both` get France, `SP_Both` Germany too, nobody Spain.
fn countries() -> World {
    let mut world = World::new();
    world.port(filtered("SP_FR", "FR"), Started);
    let both = Filter(vec![vec![is(COUNTRY, Operator::Equals, "FR")], vec![is(COUNTRY, Operator::Equals, "DE")]]);
    world.port(SendPort { filter: both, ..a_port("SP_Both") }, Started);
    for country in ["FR", "DE", "FR", "ES"] {
        world.send(published(&[(COUNTRY, country), ("Orders.Number", "irrelevant")]));
    }
    world
}

#[test]
fn stop_suspends_what_was_processed() {
    let mut world = countries();
    let it = told(&mut world, &act(Stop, &[port("SP_Both")]));
    assert_eq!(
        changed(&it),
        [
            (
                Change::Suspended,
                2,
                strings(&["SP_Both: Processed", "SP_FR: Processed"]),
                strings(&["SP_Both: Suspended", "SP_FR: Processed"])
            ),
            (Change::Suspended, 1, strings(&["SP_Both: Processed"]), strings(&["SP_Both: Suspended"])),
        ]
    );
    assert_eq!((it.kinds.len(), it.messages_concerned()), (3, 3));
    assert_eq!(
        sentence(&it),
        "Of the 3 kinds of messages seen lately, 2 would go elsewhere: 2 would have a copy suspended."
    );
}

#[test]
fn unenlist_takes_copies_away_and_makes_routing_failures() {
    let mut world = countries();
    let request = act(Unenlist, &[port("SP_Both")]);
    let it = told(&mut world, &request);
    let expected = [
        (Change::RoutingFailure, 1, strings(&["SP_Both: Processed"]), strings(&["routing failure"])),
        (Change::Lost, 2, strings(&["SP_Both: Processed", "SP_FR: Processed"]), strings(&["SP_FR: Processed"])),
    ];
    assert_eq!(changed(&it), expected);
    assert_eq!(
        sentence(&it),
        "Of the 3 kinds of messages seen lately, 2 would go elsewhere: 1 would become a routing failure, \
         1 would not reach a port that gets it now."
    );
    // undone, it is as before, and the same is told again
    world.ok(&request);
    world.ok(&Request::Undo);
    assert_eq!(changed(&told(&mut world, &request)), expected);
    // and from where it leads, Start tells the way back
    world.ok(&request);
    let back: Vec<Change> =
        told(&mut world, &act(Start, &[port("SP_Both")])).changed().filter_map(|it| it.change).collect();
    assert_eq!(back, [Change::Found, Change::Gained]);
}

#[test]
fn properties_that_no_filter_looks_at_make_no_kinds() {
    let mut world = World::new();
    world.port(filtered("SP_FR", "FR"), Started);
    for number in ["1", "2", "3"] {
        world.send(published(&[(COUNTRY, "FR"), ("Orders.Number", number)]));
    }
    let it = told(&mut world, &act(Stop, &[port("SP_FR")]));
    assert_eq!(it.kinds.len(), 1);
    assert_eq!(it.kinds[0].messages.len(), 3);
    assert_eq!(it.kinds[0].kind.text(), "Orders.Country: FR");
    // a filter that would look at it tells them apart
    let two = SendPort { filter: equals("Orders.Number", "2"), ..a_port("SP_FR") };
    let it = told(&mut world, &edit(two));
    assert_eq!(it.kinds.len(), 3);
    assert_eq!(changed(&it).len(), 2);
}

#[test]
fn a_groups_state_and_its_members_decide_together() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Started);
    world.port(a_port("SP_B"), Stopped);
    world.group(SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP_A", "SP_B"]) }, Started);
    world.send(published(&[(COUNTRY, "FR")]));
    world.send(to_group("G"));
    world.send(to_port("SP_A"));
    let halves = strings(&["SP_A via G: Processed", "SP_B via G: Suspended"]);
    let held = strings(&["SP_A via G: Suspended", "SP_B via G: Suspended"]);
    let it = told(&mut world, &act(Stop, &[spg("G")]));
    assert_eq!(
        changed(&it),
        [(Change::Suspended, 1, halves.clone(), held.clone()), (Change::Suspended, 1, halves.clone(), held.clone())]
    );
    let it = told(&mut world, &act(Unenlist, &[spg("G")]));
    assert_eq!(
        changed(&it),
        [
            (Change::RoutingFailure, 1, halves.clone(), strings(&["routing failure"])),
            // the table: by means of a group, any state of the group and a Stopped port
            (Change::Lost, 1, halves.clone(), strings(&["SP_B via G: Suspended"])),
        ]
    );
    let it = told(&mut world, &act(Start, &[port("SP_B")]));
    let all = strings(&["SP_A via G: Processed", "SP_B via G: Processed"]);
    assert_eq!(
        changed(&it),
        [(Change::Processed, 1, halves.clone(), all.clone()), (Change::Processed, 1, halves, all)]
    );
    assert_eq!(it.live, [Live::Released(2)]);
}

#[test]
fn membership_is_a_change_like_any_other() {
    let mut world = World::new();
    for name in ["SP_A", "SP_B", "SP_C"] {
        world.port(a_port(name), Started);
    }
    let group = SendPortGroup { filter: equals(COUNTRY, "FR"), ..a_group("G", &["SP_A", "SP_B"]) };
    world.group(group.clone(), Started);
    world.send(published(&[(COUNTRY, "FR")]));
    let members = ["SP_A", "SP_B", "SP_C"].map(Name::new).to_vec();
    let it = told(&mut world, &edit(SendPortGroup { members, ..group }));
    assert_eq!(
        changed(&it),
        [(
            Change::Gained,
            1,
            strings(&["SP_A via G: Processed", "SP_B via G: Processed"]),
            strings(&["SP_A via G: Processed", "SP_B via G: Processed", "SP_C via G: Processed"])
        )]
    );
}

#[test]
fn what_is_addressed_to_a_deleted_port_cannot_be_sent_any_more() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Started);
    world.send(to_port("SP_A"));
    world.ok(&act(Unenlist, &[port("SP_A")]));
    let it = told(&mut world, &delete(&[port("SP_A")]));
    assert_eq!(changed(&it), [(Change::NotPublished, 1, strings(&["routing failure"]), strings(&["not published"]))]);
    assert_eq!(sentence(&it), "The only kind of message seen lately would go elsewhere: 1 could not be sent any more.");
}

#[test]
fn a_rename_changes_nothing_for_messages() {
    let mut world = World::new();
    world.port(filtered("SP_Old", "FR"), Started);
    world.port(a_port("SP_B"), Started);
    world.group(a_group("G", &["SP_Old", "SP_B"]), Started);
    for draft in [published(&[(COUNTRY, "FR")]), to_port("SP_Old"), to_group("G")] {
        world.send(draft);
    }
    let renamed = SendPort { name: "SP_New".into(), ..filtered("SP_New", "FR") };
    let mut renamed = SendPort { transport: a_port("SP_Old").transport, ..renamed };
    let request = Request::Put { original: Some("SP_Old".into()), artifact: renamed.clone().into() };
    let it = told(&mut world, &request);
    assert_eq!(changed(&it), []);
    assert_eq!(sentence(&it), "All 3 kinds of messages seen lately would go where they go now.");
    renamed.filter = equals(COUNTRY, "DE");
    let request = Request::Put { original: Some("SP_Old".into()), artifact: renamed.into() };
    assert_eq!(
        changed(&told(&mut world, &request)),
        [(Change::RoutingFailure, 1, strings(&["SP_Old: Processed"]), strings(&["routing failure"]))]
    );
}

#[test]
fn a_refusal_is_the_engines_own() {
    let mut world = countries();
    world.group(a_group("G", &["SP_FR"]), Started);
    for request in [
        act(Start, &[port("SP_FR")]),
        act(Unenlist, &[port("SP_FR")]),
        delete(&[port("SP_FR")]),
        edit(SendPort { filter: equals("", "x"), ..a_port("SP_FR") }),
    ] {
        let told = impact(&snapshot(&mut world), &request).unwrap_err();
        assert_eq!(told, world.refused(&request), "{request:?}");
    }
    // of several items those that qualify are looked at
    let it = told(&mut world, &act(Unenlist, &[port("SP_FR"), port("SP_Both")]));
    assert_eq!(it.skipped.iter().map(|(item, _)| item.clone()).collect::<Vec<_>>(), [port("SP_FR")]);
    assert_eq!(changed(&it).len(), 2);
}

#[test]
fn an_application_as_a_whole() {
    let mut world = countries();
    let it = told(&mut world, &stop_application(StopOption::Terminate));
    let changes: Vec<_> = it.changed().map(|it| it.change.unwrap()).collect();
    assert_eq!(changes, [Change::RoutingFailure, Change::RoutingFailure]);
    world.ok(&stop_application(StopOption::Terminate));
    let it = told(&mut world, &start_application(StartOptions::default()));
    let changes: Vec<_> = it.changed().map(|it| it.change.unwrap()).collect();
    assert_eq!(changes, [Change::Found, Change::Found]);
}

#[test]
fn a_host_that_stops_keeps_what_it_gets() {
    let mut world = countries();
    let it = told(&mut world, &run_host(HOST, false));
    assert_eq!(
        sentence(&it),
        "Of the 3 kinds of messages seen lately, 2 would go elsewhere: 2 would have a copy wait for a host instance."
    );
}

#[test]
fn messages_that_are_there_are_told_of() {
    let mut world = World::new();
    world.port(a_port("SP_A"), Started);
    world.ok(&behave("SP_A", Behaviour::Slow(60)));
    world.send(to_port("SP_A"));
    assert_eq!(told(&mut world, &act(Stop, &[port("SP_A")])).live, [Live::GoesOn(1)]);
    world.ok(&act(Stop, &[port("SP_A")]));
    world.send(to_port("SP_A"));
    world.send(to_port("SP_A"));
    assert_eq!(told(&mut world, &act(Start, &[port("SP_A")])).live, [Live::Released(2)]);
    assert_eq!(told(&mut world, &act(Unenlist, &[port("SP_A")])).live, [Live::StaysSuspended(2)]);
    assert_eq!(told(&mut world, &stop_application(StopOption::Terminate)).live, [Live::Terminated(3)]);
    world.ok(&act(Unenlist, &[port("SP_A")]));
    assert_eq!(told(&mut world, &delete(&[port("SP_A")])).live, [Live::LosesConfiguration(3)]);
}

#[test]
fn without_messages_the_subscriptions_speak() {
    let mut world = World::new();
    world.port(filtered("SP_A", "FR"), Started);
    world.port(a_port("SP_B"), Bound);
    world.group(SendPortGroup { filter: equals(REGION, "EU"), ..a_group("G", &["SP_A", "SP_B"]) }, Started);
    let it = told(&mut world, &act(Stop, &[port("SP_A")]));
    let of = |it: &Impact| -> Vec<_> {
        let via = |group: &Option<Name>| group.as_ref().map(ToString::to_string);
        it.subscriptions.iter().map(|it| (it.port.to_string(), via(&it.group), it.change)).collect()
    };
    let g = Some("G".to_owned());
    assert_eq!(
        of(&it),
        [
            ("SP_A".to_owned(), None, SubscriptionChange::Disabled),
            ("SP_A".to_owned(), g.clone(), SubscriptionChange::Disabled)
        ]
    );
    let it = told(&mut world, &act(Unenlist, &[spg("G")]));
    assert_eq!(of(&it), [("SP_A".to_owned(), g.clone(), SubscriptionChange::Removed)]);
    assert_eq!(sentence(&it), "No message has been seen yet to judge by. One subscription would change.");
    let removed = "The subscription of SP_A by the group G on Orders.Region == EU would be removed.";
    assert_eq!(subscriptions(&it), [removed]);
    let it = told(&mut world, &act(Enlist, &[port("SP_B")]));
    assert_eq!(
        of(&it),
        [("SP_B".to_owned(), None, SubscriptionChange::Added), ("SP_B".to_owned(), g, SubscriptionChange::Added)]
    );
    assert!(it.subscriptions.iter().all(|it| !it.active));
    let it = told(&mut world, &edit(SendPort { filter: equals(COUNTRY, "DE"), ..a_port("SP_A") }));
    assert_eq!(of(&it), [("SP_A".to_owned(), None, SubscriptionChange::Changed)]);
    let it = told(&mut world, &edit(SendPort { description: "x".to_owned(), ..filtered("SP_A", "FR") }));
    assert_eq!(sentence(&it), "No message has been seen yet, and no subscription would change.");
}

#[test]
fn a_filter_is_compared_with_what_was_published() {
    let mut world = countries();
    world.send(to_port("SP_FR"));
    let now = |world: &mut World, before: &Filter, after: &Filter| {
        let it = filter_impact(&snapshot(world), before, after);
        let texts =
            |kinds: &[sendport::engine::Kind]| kinds.iter().map(sendport::engine::Kind::text).collect::<Vec<_>>();
        (it.looked_at, texts(&it.still), texts(&it.now), texts(&it.no_longer))
    };
    let (france, spain) = (equals(COUNTRY, "FR"), equals(COUNTRY, "ES"));
    let text = |country: &str| strings(&[&format!("Orders.Country: {country}")]);
    assert_eq!(now(&mut world, &france, &spain), (3, vec![], text("ES"), text("FR")));
    assert_eq!(now(&mut world, &france, &france), (3, text("FR"), vec![], vec![]));
    assert_eq!(now(&mut world, &france, &Filter::default()), (3, vec![], vec![], text("FR")));
}

/// A small group in any states, so that a few requests and messages meet everything.
fn any_world() -> impl Strategy<Value = (Vec<usize>, Vec<usize>, Vec<u8>)> {
    (prop::collection::vec(0..3usize, 4), prop::collection::vec(0..3usize, 2), prop::collection::vec(0..=255u8, 4))
}

const STATES: [sendport::model::PortState; 3] = [Bound, Stopped, Started];
const VALUES: [&str; 3] = ["FR", "DE", "ES"];

fn any_filter(seed: u8) -> Filter {
    let value = |shift: u8| VALUES[usize::from(seed >> shift) % 3];
    match seed % 5 {
        0 => Filter::default(),
        1 => equals(COUNTRY, value(3)),
        2 => equals(REGION, value(3)),
        3 => Filter(vec![vec![is(COUNTRY, Operator::Equals, value(3))], vec![is(REGION, Operator::Exists, "")]]),
        _ => Filter(vec![vec![is(COUNTRY, Operator::NotEquals, value(3)), is(REGION, Operator::Equals, value(5))]]),
    }
}

fn the_world(ports: &[usize], groups: &[usize], filters: &[u8]) -> World {
    let mut world = World::new();
    for (index, state) in ports.iter().enumerate() {
        let filter = any_filter(filters[index]);
        world.port(SendPort { filter, ..a_port(&format!("SP_{index}")) }, STATES[*state]);
    }
    for (index, (state, members)) in groups.iter().zip([["SP_0", "SP_1"], ["SP_1", "SP_2"]]).enumerate() {
        let group = SendPortGroup {
            filter: any_filter(filters[3 - index].wrapping_mul(7)),
            ..a_group(&format!("G_{index}"), &members)
        };
        world.ok(&create(group));
        for action in actions_to(STATES[*state]) {
            // a group without an enlisted member does not start
            drop(world.ask(&act(*action, &[spg(&format!("G_{index}"))])));
        }
    }
    world
}

fn any_request(kind: u8, which: u8, seed: u8) -> Request {
    let action = [Enlist, Start, Stop, Unenlist][usize::from(kind) % 4];
    let name = format!("SP_{}", which % 4);
    let group = format!("G_{}", which % 2);
    match kind / 4 % 5 {
        0 => act(action, &[port(&name)]),
        1 => act(action, &[spg(&group)]),
        2 => edit(SendPort { filter: any_filter(seed), ..a_port(&name) }),
        3 => edit(SendPortGroup {
            filter: any_filter(seed),
            ..a_group(&group, if seed < 128 { &["SP_0", "SP_3"] } else { &["SP_1", "SP_2", "SP_3"] })
        }),
        _ => delete(&[if seed < 128 { port(&name) } else { spg(&group) }]),
    }
}

/// What really becomes of a message that is sent now.
fn real(world: &mut World, draft: &Draft) -> Vec<String> {
    match world.ask(&send(draft.clone())) {
        Err(_) => vec!["not published".to_owned()],
        Ok(response) => {
            let report = world.report(response.messages[0]);
            fate(&if report.failure.is_some() { Fate::RoutingFailure } else { Fate::Copies(report.lines.clone()) })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is told comes true: the request is executed and the same messages are sent again.
    #[test]
    fn what_is_told_comes_true(
        (ports, groups, filters) in any_world(),
        (kind, which, seed) in (any::<u8>(), any::<u8>(), any::<u8>()),
    ) {
        let mut world = the_world(&ports, &groups, &filters);
        let mut drafts = Vec::new();
        for country in VALUES {
            drafts.push(published(&[(COUNTRY, country)]));
            drafts.push(published(&[(COUNTRY, country), (REGION, "FR")]));
        }
        drafts.extend(["SP_0", "SP_1", "SP_2", "SP_3"].map(to_port));
        drafts.extend(["G_0", "G_1"].map(to_group));
        let sent: BTreeMap<MessageId, Draft> = drafts.into_iter().map(|draft| (world.send(draft.clone()), draft)).collect();
        let before: BTreeMap<MessageId, Vec<String>> = sent.keys().map(|message| {
            let report = world.report(*message);
            let was = if report.failure.is_some() { Fate::RoutingFailure } else { Fate::Copies(report.lines.clone()) };
            (*message, fate(&was))
        }).collect();
        let request = any_request(kind, which, seed);
        match impact(&snapshot(&mut world), &request) {
            Err(told) => prop_assert_eq!(told, world.refused(&request)),
            Ok(told) => {
                world.ok(&request);
                let all: usize = told.kinds.iter().map(|it| it.messages.len()).sum();
                prop_assert_eq!(all, sent.len(), "every message is of one kind");
                for it in &told.kinds {
                    for message in &it.messages {
                        prop_assert_eq!(&fate(&it.before), &before[message]);
                        let after = real(&mut world, &sent[message]);
                        prop_assert_eq!(&fate(&it.after), &after, "{:?} after {:?}", &sent[message], &request);
                        prop_assert_eq!(it.change.is_some(), after != before[message]);
                    }
                }
            }
        }
    }
}
