//! A message's timeline: whatever was asked of the engine, it begins with the publication and ends
//! in the state that the message's instances have.

use std::collections::HashMap;

use proptest::prelude::*;
use sendport::engine::{Answer, Event, Query, Story};

use super::*;

fn story(world: &World, id: MessageId) -> Story {
    match world.engine.answer(&Query::Story(id)) {
        Answer::Story(Some(story)) => *story,
        other => panic!("{other:?}"),
    }
}

/// What the events say became of each instance.
fn told(events: &[Event], message: MessageId) -> BTreeMap<InstanceId, Option<Fate>> {
    let mut fates = BTreeMap::new();
    for event in events.iter().filter(|event| event.fact.message() == Some(message)) {
        let Some(instance) = event.fact.instance() else { continue };
        let fate = match &event.fact {
            Fact::Routed { ruling, .. } => match ruling.verdict {
                sendport::rules::outcome::Verdict::Suspended => Some(Fate::Suspended),
                _ => Some(Fate::Waiting),
            },
            Fact::RoutingFailure { .. } => Some(Fate::RoutingFailure),
            Fact::Sent { .. } => Some(Fate::Processed),
            Fact::SendFailed { .. } | Fact::Pending { .. } => continue,
            Fact::Sending { .. } | Fact::HandedBack { .. } | Fact::TakenBack { .. } => Some(Fate::Waiting),
            Fact::Suspended { port, .. } => Some(if port.is_some() { Fate::Suspended } else { Fate::RoutingFailure }),
            // a routing failure that is resumed has ended: its copies go on
            Fact::Resumed { port, .. } => port.is_some().then_some(Fate::Waiting),
            Fact::Terminated { .. } => Some(Fate::Terminated),
            other => panic!("{other:?} is about an instance"),
        };
        fates.insert(instance, fate);
    }
    fates
}

fn assert_complete(world: &World) {
    let query = Query::Messages {
        query: MessageQuery::default(),
        page: Keyset::newest(),
        effort: Effort { find: 10_000, look_at: 100_000 },
    };
    let Answer::Messages(page) = world.engine.answer(&query) else { panic!("no messages") };
    for row in page.rows {
        let story = story(world, row.id);
        let own: Vec<&Event> = story.events.iter().filter(|event| event.fact.message() == Some(row.id)).collect();
        assert!(
            matches!(own.first().map(|it| &it.fact), Some(Fact::Published { message, .. }) if *message == row.id),
            "{story:?}"
        );
        assert!(story.events.is_sorted_by_key(|event| event.time));
        let is: BTreeMap<InstanceId, Option<Fate>> = story
            .instances
            .iter()
            .map(|it| (it.id, Fate::of(it.state, it.port.is_some(), it.cause.is_some())))
            .collect();
        assert_eq!(told(&story.events, row.id), is, "{story:#?}");
        let mut tally = sendport::message_box::Tally::default();
        is.values().flatten().for_each(|fate| tally.add(*fate, 1));
        assert_eq!(row.tally, tally);
    }
}

#[derive(Clone, Debug)]
enum Do {
    Publish(usize),
    ToPort(usize),
    Start(usize),
    Stop(usize),
    Unenlist(usize),
    Destination(usize, Behaviour),
    Host(bool),
    Operate(Operation, i64),
    Resubmit(i64),
    Pass(i64),
}

const PORTS: [&str; 3] = ["SP_A", "SP_B", "SP_Ask"];

fn anything() -> impl Strategy<Value = Do> {
    let port = 0..PORTS.len();
    let behaviour = prop_oneof![
        Just(Behaviour::Up),
        Just(Behaviour::Down),
        Just(Behaviour::Slow(5)),
        Just(Behaviour::FailsNext(1)),
        Just(Behaviour::Rejects)
    ];
    let operation = prop_oneof![Just(Operation::Resume), Just(Operation::Suspend), Just(Operation::Terminate)];
    prop_oneof![
        4 => (0..3usize).prop_map(Do::Publish),
        2 => port.clone().prop_map(Do::ToPort),
        2 => port.clone().prop_map(Do::Start),
        1 => port.clone().prop_map(Do::Stop),
        1 => port.clone().prop_map(Do::Unenlist),
        2 => (port, behaviour).prop_map(|(port, behaviour)| Do::Destination(port, behaviour)),
        1 => any::<bool>().prop_map(Do::Host),
        4 => (operation, 1..20i64).prop_map(|(operation, instance)| Do::Operate(operation, instance)),
        1 => (1..20i64).prop_map(Do::Resubmit),
        1 => (1..10i64).prop_map(Do::Pass),
    ]
}

fn perform(world: &mut World, what: &Do) {
    let countries = ["FR", "DE", "XX"];
    let draft = |country: usize| Draft {
        properties: vec![sendport::model::Property { name: COUNTRY.to_owned(), value: countries[country].into() }],
        ..Draft::default()
    };
    let item = |port: &usize| [sendport::model::ArtifactRef::send_port(&PORTS[*port].into())];
    let request = match what {
        Do::Publish(country) => send(draft(*country)),
        Do::ToPort(port) => {
            send(Draft { addressing: Addressing::To(Target::SendPort(PORTS[*port].into())), ..Draft::default() })
        }
        Do::Start(port) => act(Start, &item(port)),
        Do::Stop(port) => act(Stop, &item(port)),
        Do::Unenlist(port) => act(Unenlist, &item(port)),
        Do::Destination(port, behaviour) => Request::SetDestination(Destination {
            port: PORTS[*port].into(),
            behaviour: *behaviour,
            ..Destination::default()
        }),
        Do::Host(running) => run_host(HOST, *running),
        Do::Operate(operation, instance) => {
            Request::Operate { operation: *operation, instances: vec![InstanceId(*instance)] }
        }
        Do::Resubmit(instance) => Request::Resubmit { instance: InstanceId(*instance), draft: draft(0) },
        Do::Pass(seconds) => return world.pass(*seconds),
    };
    // what is refused changes nothing
    let _ = world.ask(&request);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_timeline_begins_with_the_publication_and_ends_where_the_instances_are(
        steps in prop::collection::vec(anything(), 1..40)
    ) {
        let mut world = World::new();
        world.port(filtered("SP_A", "FR"), Started);
        world.port(filtered("SP_B", "DE"), Stopped);
        let asks = a_port_of("SP_Ask", PortKind::StaticSolicitResponse);
        world.port(SendPort { filter: equals(COUNTRY, "FR"), ..asks }, Started);
        for step in &steps {
            perform(&mut world, step);
        }
        assert_complete(&world);
    }
}

#[test]
fn both_ends_of_a_response_and_of_a_resubmission_tell_of_it() {
    let mut world = World::new();
    world.port(a_port_of("SP_Ask", PortKind::StaticSolicitResponse), Started);
    let request =
        world.send(Draft { addressing: Addressing::To(Target::SendPort("SP_Ask".into())), ..Draft::default() });
    let responded = |id| {
        let mut facts = story(&world, id).events.into_iter().map(|event| event.fact);
        facts.find_map(|fact| match fact {
            Fact::Responded { request, response, .. } => Some((request, response)),
            _ => None,
        })
    };
    let (of, response) = responded(request).expect("the request knows its response");
    assert_eq!(of, request);
    assert_eq!(responded(response), Some((request, response)));

    let failed = world.only(response);
    let again = world.ok(&Request::Resubmit { instance: failed.id, draft: Draft::default() }).messages[0];
    let links: HashMap<MessageId, bool> = [response, again]
        .into_iter()
        .map(|id| {
            let told = |event: &Event| event.fact == Fact::Resubmitted { from: response, to: again };
            (id, story(&world, id).events.iter().any(told))
        })
        .collect();
    assert_eq!(links, HashMap::from([(response, true), (again, true)]));
}
