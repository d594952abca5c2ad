//! The route diagram without a window: what it shows, how it folds, where it places things, and
//! that the way of a message says what was recorded of it.

mod support;

use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;
use sendport::{
    console::diagram::{
        Column, EdgeKind, Graph, Key, Place, Scope, Way,
        fold::{Folding, Mode, READABLE},
        graph::build,
        layout::{Layout, Style, Wanted, Written, choose, layout, sizes::MARK},
        picture::{Format, save},
        play::{Look, OUTCOMES},
        scene::Scene,
    },
    engine::{Outcome, Report},
    model::{
        Addressing, ArtifactRef, Behaviour, BizTalkGroup, Filter, Name, Operator, PortState, ReceiveLocation,
        ReceivePort, SendPort, SendPortGroup, Target,
    },
    rules::Action,
    words::{Language, Words},
};
use support::*;

fn everything(group: &BizTalkGroup) -> Graph {
    build(group, &Scope::All, &Folding::default())
}

fn unfolded(group: &BizTalkGroup) -> Graph {
    build(group, &Scope::All, &Folding { mode: Mode::Unfolded, ..Folding::default() })
}

fn key(graph: &Graph, at: usize) -> Key {
    graph.nodes[at].key.clone()
}

/// The lines of a kind, by the keys of their ends.
fn lines(graph: &Graph, kind: EdgeKind) -> BTreeSet<(Key, Key)> {
    let of_kind = graph.edges.iter().filter(|edge| edge.kind == kind);
    of_kind.map(|edge| (key(graph, edge.from), key(graph, edge.to))).collect()
}

fn of_port(name: &str) -> Key {
    Key::Port(name.into())
}

fn of_group(name: &str) -> Key {
    Key::Group(name.into())
}

/// Three ports, two of them in a group; one with a filter; an orchestration bound to the group.
fn small() -> BizTalkGroup {
    let mut group = surroundings();
    group.put(SendPort { state: PortState::Started, filter: equals("X", "1"), ..a_port("A") }.into());
    group.put(SendPort { state: PortState::Stopped, ..a_port("B") }.into());
    group.put(a_port("C").into());
    group
        .put(SendPortGroup { state: PortState::Started, filter: equals("Y", "2"), ..a_group("G", &["A", "B"]) }.into());
    group.put(an_orchestration("O", Some(Target::SendPortGroup("G".into()))).into());
    group.put(
        ReceivePort {
            name: "R".into(),
            application: APP.into(),
            locations: vec![ReceiveLocation { name: "L".into(), enabled: true, ..ReceiveLocation::default() }],
            ..ReceivePort::default()
        }
        .into(),
    );
    group
}

/// So many ports, every fourth in one of some groups, every third with a filter.
fn large(ports: usize, groups: usize) -> BizTalkGroup {
    let mut group = surroundings();
    let mut members: HashMap<usize, Vec<Name>> = HashMap::new();
    for number in 0..ports {
        let name = format!("SP_{number:05}");
        let state = PortState::ALL[number % 3];
        let filter = if number % 3 == 0 { equals("X", i64::try_from(number).unwrap()) } else { Filter::default() };
        group.put(SendPort { state, filter, ..a_port(&name) }.into());
        if number % 4 == 0 && groups > 0 {
            members.entry(number / 4 % groups).or_default().push(Name::new(&name));
        }
    }
    for (number, members) in members {
        let name = format!("SPG_{number:04}");
        group.put(SendPortGroup { members, filter: equals("Y", name.as_str()), ..a_group(&name, &[]) }.into());
    }
    group
}

#[test]
fn membership_subscription_and_binding_are_lines_of_their_own() {
    let graph = everything(&small());
    let pairs = |pairs: &[(Key, Key)]| pairs.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(
        lines(&graph, EdgeKind::Membership),
        pairs(&[(of_group("G"), of_port("A")), (of_group("G"), of_port("B"))])
    );
    assert_eq!(lines(&graph, EdgeKind::Binding), pairs(&[(Key::Orchestration("O".into()), of_group("G"))]));
    let (of_a, of_g) = (Key::subscription(of_port("A")), Key::subscription(of_group("G")));
    assert_eq!(
        lines(&graph, EdgeKind::Subscription),
        pairs(&[
            (Key::MessageBox, of_a.clone()),
            (Key::MessageBox, of_g.clone()),
            (of_a, of_port("A")),
            (of_g, of_group("G"))
        ])
    );
    let sources = [Key::Injected, Key::ReceivePort("R".into()), Key::Orchestration("O".into())];
    assert_eq!(
        lines(&graph, EdgeKind::Publishes),
        sources.into_iter().map(|it| (it, Key::MessageBox)).collect::<BTreeSet<_>>()
    );
    assert_eq!(lines(&graph, EdgeKind::Sends).len(), 3);
}

#[test]
fn only_what_is_enlisted_is_subscribed() {
    use sendport::console::diagram::graph::is_subscribed;
    let mut group = small();
    let subscribed = |group: &BizTalkGroup, key: &Key| {
        let graph = everything(group);
        is_subscribed(group, &graph.nodes[graph.find(key).unwrap()])
    };
    assert!(subscribed(&group, &of_port("A")));
    assert!(subscribed(&group, &of_port("B")), "Stopped is enlisted");
    assert!(!subscribed(&group, &of_port("C")), "Bound");
    assert!(subscribed(&group, &of_group("G")));
    // without an enlisted member an enlisted group has no subscription
    group.put(a_port("A").into());
    group.put(a_port("B").into());
    assert!(!subscribed(&group, &of_group("G")));
}

#[test]
fn a_selection_shows_what_is_connected_with_it() {
    let group = small();
    let shown = |items: &[ArtifactRef]| {
        let graph = build(&group, &Scope::Of(items.to_vec()), &Folding::default());
        graph.nodes.iter().map(|node| node.key.clone()).collect::<BTreeSet<_>>()
    };
    let of_a = shown(&[port("A")]);
    for wanted in [of_port("A"), of_port("B"), of_group("G")] {
        assert!(of_a.contains(&wanted), "{wanted:?}");
    }
    assert!(!of_a.contains(&of_port("C")));
    assert!(!shown(&[port("C")]).contains(&of_group("G")));
    assert!(shown(&[spg("G")]).contains(&Key::Orchestration("O".into())), "it is bound to the group");
    assert!(shown(&[item(sendport::model::ArtifactKind::Orchestration, "O")]).contains(&of_group("G")));
}

#[test]
fn an_application_shows_the_foreign_members_of_its_groups() {
    let mut group = small();
    group.put(SendPort { application: OTHER_APP.into(), ..a_port("D") }.into());
    group.put(SendPort { application: OTHER_APP.into(), ..a_port("E") }.into());
    group.put(a_group("G", &["A", "B", "D"]).into());
    let graph = build(&group, &Scope::Application(APP.into()), &Folding::default());
    assert!(graph.find(&of_port("D")).is_some());
    assert!(graph.find(&of_port("E")).is_none());
    let at = graph.find(&of_group("G")).unwrap();
    assert_eq!(graph.nodes[at].shown_members, 3);
}

#[test]
fn a_few_ports_stay_apart_and_many_fold() {
    let few = everything(&large(READABLE, 3));
    assert!(!few.folded);
    let graph = everything(&large(READABLE + 1, 3));
    assert!(graph.folded);
    assert_eq!(graph.ports, READABLE + 1);
    let many = everything(&large(5000, 50));
    let boxes = many.nodes.iter().filter(|it| matches!(it.column, Column::Ports | Column::Groups)).count();
    assert!(boxes <= 60, "{boxes} boxes for 5,000 ports");
    // nobody is lost in the stacks, and their states add up
    let members: usize =
        many.nodes.iter().filter(|it| it.column == Column::Ports).map(|it| it.members.len().max(1)).sum();
    assert_eq!(members, 5000);
    for node in many.nodes.iter().filter(|node| !node.members.is_empty()) {
        assert_eq!(node.states.iter().sum::<usize>(), node.members.len());
    }
    // even a hundred applications with thousands of groups
    let huge = everything(&large(20_000, 3000));
    assert!(huge.nodes.len() < 200, "{}", huge.nodes.len());
}

#[test]
fn a_folded_artifact_is_found_in_its_stack() {
    let group = large(5000, 50);
    let graph = everything(&group);
    let at = graph.of(&port("SP_04321")).expect("somewhere");
    assert!(graph.artifacts(at).contains(&port("SP_04321")));
}

#[test]
fn a_stack_unfolds_and_what_is_too_large_unfolds_into_parts() {
    let group = large(5000, 0);
    let graph = everything(&group);
    let stack = |graph: &Graph, name: &str| match key(graph, graph.of(&port(name)).unwrap()) {
        Key::Stack(stack) => Some(stack),
        _ => None,
    };
    let mut folding = Folding::default();
    let mut graph_now = graph;
    for _ in 0..4 {
        match stack(&graph_now, "SP_00042") {
            Some(key) => assert!(folding.unfolded.insert(key)),
            None => break,
        }
        graph_now = build(&group, &Scope::All, &folding);
        assert!(graph_now.nodes.len() < 900, "{}", graph_now.nodes.len());
    }
    assert_eq!(stack(&graph_now, "SP_00042"), None, "after a few clicks the port itself is there");
}

#[test]
fn more_than_can_be_read_is_never_unfolded_at_once() {
    let graph = unfolded(&large(5000, 10));
    assert!(graph.folded);
    assert!(!unfolded(&large(200, 10)).folded);
}

#[test]
fn a_change_of_state_moves_nothing() {
    let mut group = large(60, 4);
    let before = Scene::make(&group, &Scope::All, &Folding::default(), false, None);
    let name: Name = "SP_00000".into();
    for state in PortState::ALL {
        let port = SendPort { state, ..group.send_ports[&name].as_ref().clone() };
        group.put(port.into());
        let after = Scene::make(&group, &Scope::All, &Folding::default(), false, Some(&before));
        assert!(std::sync::Arc::ptr_eq(&before.layout, &after.layout), "it was laid out again");
    }
    group.put(a_group("SPG_new", &["SP_00001"]).into());
    let after = Scene::make(&group, &Scope::All, &Folding::default(), false, Some(&before));
    assert_ne!(before.layout, after.layout);
}

#[test]
fn ports_stand_in_the_order_of_their_names() {
    let mut group = surroundings();
    let names = ["SP_Lille", "SP_Lyon", "SP_Nantes", "SP_Paris"];
    for name in names {
        group.put(a_port(name).into());
    }
    group.put(a_group("G", &["SP_Paris", "SP_Lyon", "SP_Nantes", "SP_Lille"]).into());
    let graph = everything(&group);
    let layout = layout(&graph, Style::default());
    let tops: Vec<f32> = names.iter().map(|name| layout.boxes[graph.find(&of_port(name)).unwrap()].top()).collect();
    assert!(tops.is_sorted(), "{tops:?}");
}

/// The layouts of a document in all styles.
fn layouts(graph: &Graph) -> Vec<Layout> {
    Style::all(false).map(|style| layout(graph, style)).collect()
}

fn chosen(layouts: &[Layout], width: f32, height: f32, wanted: Wanted, now: Option<Style>) -> (Style, bool) {
    let layouts: Vec<&Layout> = layouts.iter().collect();
    choose(&layouts, egui::vec2(width, height), wanted, now)
}

#[test]
fn the_room_decides_which_way_the_picture_runs_and_how_much_it_writes() {
    let layouts = layouts(&everything(&small()));
    let by_room = |width, height| chosen(&layouts, width, height, Wanted::default(), None);
    let (style, whole) = by_room(1600.0, 900.0);
    assert!(whole && style == Style::default(), "everything, as one reads: {style:?}");
    let (style, whole) = by_room(500.0, 700.0);
    assert!(whole && style.down, "narrow and tall: {style:?}");
    let (style, whole) = by_room(700.0, 300.0);
    assert!(whole && style.written > Written::Everything, "letters before words: {style:?}");
    // a person's word counts more
    for wanted in Style::all(false) {
        let by_hand = Wanted { down: Some(wanted.down), written: Some(wanted.written) };
        for (width, height) in [(1600.0, 900.0), (500.0, 700.0), (200.0, 100.0)] {
            assert_eq!(chosen(&layouts, width, height, by_hand, None).0, wanted);
        }
    }
}

#[test]
fn a_room_that_changes_a_little_keeps_the_picture() {
    let layouts = layouts(&everything(&small()));
    let mut now = None;
    let mut changes = 0;
    for step in 0..400 {
        let height = 300.0 + if step < 200 { step as f32 } else { (400 - step) as f32 };
        let (style, _) = chosen(&layouts, 640.0, height, Wanted::default(), now);
        changes += usize::from(now.is_some_and(|before| before != style));
        now = Some(style);
    }
    assert!(changes <= 2, "{changes} changes on the way there and back");
}

#[test]
fn of_more_than_can_be_read_a_part_is_shown() {
    let layouts = layouts(&unfolded(&large(200, 10)));
    let (style, whole) = chosen(&layouts, 1200.0, 500.0, Wanted::default(), None);
    assert!(!whole && !style.down, "{style:?}");
    let of = &layouts[style.index()];
    assert!(of.zoom_along(egui::vec2(1200.0, 500.0)) > 0.8, "large enough to be read");
}

#[test]
fn a_box_is_as_wide_as_its_name_and_a_long_one_is_broken() {
    let mut group = surroundings();
    let (short, long) = ("SP_A", "SP_Northern-Europe_Invoices_Outbound_Archive");
    group.put(a_port(short).into());
    group.put(a_port(long).into());
    let graph = everything(&group);
    for style in Style::all(false).chain(Style::all(true)) {
        let layout = layout(&graph, style);
        let of = |name: &str| layout.boxes[graph.find(&of_port(name)).unwrap()];
        let (short, long) = (of(short), of(long));
        assert!(style.down || long.height() > short.height(), "it has a second row: {short} {long}");
        assert!(long.width() > 124.0 && long.width() < 260.0, "{long}");
        let destination = layout.boxes[graph.find(&Key::Destination("SP_A".into())).unwrap()];
        let is_mark = destination.width().min(destination.height()) <= MARK;
        assert_eq!(is_mark, style.written > Written::Everything, "{destination}");
    }
}

/// Any memberships, filters and bindings.
fn any_group() -> impl Strategy<Value = BizTalkGroup> {
    let ports = prop::collection::vec((any::<bool>(), 0..3_usize), 0..24);
    let groups = prop::collection::vec((prop::collection::btree_set(0..24_usize, 0..12), any::<bool>()), 0..8);
    let bound = prop::collection::vec((any::<bool>(), 0..24_usize), 0..5);
    (ports, groups, bound).prop_map(|(ports, groups, bound)| {
        let mut group = surroundings();
        for (number, (filter, state)) in ports.iter().enumerate() {
            let filter = if *filter { equals("X", "1") } else { Filter::default() };
            group.put(SendPort { filter, state: PortState::ALL[*state], ..a_port(&format!("P{number}")) }.into());
        }
        for (number, (members, filter)) in groups.iter().enumerate() {
            let members =
                members.iter().filter(|it| **it < ports.len()).map(|it| Name::new(&format!("P{it}"))).collect();
            let filter = if *filter { equals("Y", "1") } else { Filter::default() };
            group.put(SendPortGroup { members, filter, ..a_group(&format!("G{number}"), &[]) }.into());
        }
        for (number, (to_port, target)) in bound.iter().enumerate() {
            let target = if *to_port {
                Target::SendPort(Name::new(&format!("P{target}")))
            } else {
                Target::SendPortGroup(Name::new(&format!("G{target}")))
            };
            group.put(an_orchestration(&format!("O{number}"), Some(target)).into());
        }
        group
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_configured_gets_places_that_do_not_overlap(group in any_group()) {
        let graph = everything(&group);
        for style in Style::all(false).chain(Style::all(true)) {
        let places = layout(&graph, style);
        prop_assert_eq!(places.boxes.len(), graph.nodes.len());
        prop_assert_eq!(places.routes.len(), graph.edges.len());
        for (at, rect) in places.boxes.iter().enumerate() {
            prop_assert!(rect.is_finite() && rect.is_positive(), "{:?} at {:?}", graph.nodes[at].key, rect);
            prop_assert!(places.bounds.contains_rect(*rect));
            for (other, it) in places.boxes.iter().enumerate().skip(at + 1) {
                prop_assert!(
                    !rect.shrink(0.5).intersects(it.shrink(0.5)),
                    "{:?} and {:?}", graph.nodes[at].key, graph.nodes[other].key
                );
            }
        }
        for (edge, route) in graph.edges.iter().zip(&places.routes) {
            let on = |pair: &[egui::Pos2]| if style.down { pair[0].y <= pair[1].y } else { pair[0].x <= pair[1].x };
            prop_assert!(route.windows(2).all(on), "{edge:?} goes back: {route:?}");
        }
        // the same picture every time
        prop_assert_eq!(&places, &layout(&graph, style));
        }
    }
}

// ---- the way of a message

fn hops(way: &Way) -> Vec<(Place, Place, Look)> {
    way.hops.iter().map(|hop| (hop.from.clone(), hop.to.clone(), hop.look)).collect()
}

fn ends(outcome: Outcome) -> Look {
    Look::Ends(OUTCOMES.iter().position(|it| *it == outcome).unwrap())
}

fn on(outcome: Outcome) -> Look {
    Look::On(OUTCOMES.iter().position(|it| *it == outcome).unwrap())
}

fn warehouses() -> World {
    let mut room = World::new();
    room.port(a_port("Lille"), PortState::Stopped);
    room.port(a_port("Lyon"), PortState::Started);
    room.group(
        SendPortGroup { filter: equals("Doc.Type", "Order"), ..a_group("W", &["Lille", "Lyon"]) },
        PortState::Started,
    );
    room
}

#[test]
fn the_way_is_what_was_recorded() {
    let mut room = warehouses();
    let message = room.send(published(&[("Doc.Type", "Order")]));
    let way = Way::of(&room.report(message));
    let (w, lille, lyon) = (spg("W"), port("Lille"), port("Lyon"));
    assert_eq!(
        hops(&way),
        [
            (Place::Injected, Place::MessageBox, Look::Passes),
            (Place::MessageBox, Place::Subscription(w.clone()), Look::Passes),
            (Place::Subscription(w.clone()), Place::Of(w.clone()), Look::Passes),
            (Place::Of(w.clone()), Place::Of(lille), ends(Outcome::Suspended)),
            (Place::Of(w), Place::Of(lyon.clone()), on(Outcome::Processed)),
            (Place::Of(lyon), Place::Destination("Lyon".into()), ends(Outcome::Processed)),
        ]
    );
    // starting the port afterwards changes nothing of what happened
    let report = room.report(message);
    room.ok(&act(Action::Start, &[port("Lille")]));
    assert_eq!(Way::of(&report), way);
}

#[test]
fn each_step_says_what_the_outcome_says() {
    let mut room = warehouses();
    room.port(SendPort { filter: equals("Doc.Type", "Invoice"), ..a_port("Bank") }, PortState::Started);
    room.port(a_port("Archive"), PortState::Bound);
    let message = room.send(published(&[("Doc.Type", "Order")]));
    let report = room.report(message);
    let way = Way::of(&report);
    let words = Words::new(Language::English);
    let said: Vec<String> = way
        .steps
        .iter()
        .map(|step| step.sentences.iter().map(|it| words.say(it)).collect::<Vec<_>>().join(" "))
        .collect();
    for line in &report.lines {
        let sentence = words.say(&line.sentence(&report.message));
        let at =
            said.iter().position(|it| *it == sentence).unwrap_or_else(|| panic!("{sentence} is not said: {said:#?}"));
        assert_eq!(way.steps[at].citation, Some(line.citation()));
        assert_eq!(way.steps[at].outcome, Some(line.outcome));
    }
    for not in &report.explanation().not_delivered {
        let why = words.say(&not.why.sentence(&not.port, not.via.as_ref()));
        assert!(said.iter().any(|it| it.contains(&why)), "{why} is not said: {said:#?}");
    }
    assert!(said[1].contains("the filters of 3 subscriptions"), "{}", said[1]);
    assert!(said[2].contains("The filter of W matches: Doc.Type == Order"), "{}", said[2]);
    assert!(said.iter().all(|it| !it.contains('{') && !it.contains('[')), "{said:#?}");
}

#[test]
fn what_is_addressed_asks_no_filter() {
    let mut room = warehouses();
    let message = room.send(to_group("W"));
    let way = Way::of(&room.report(message));
    assert!(hops(&way).contains(&(Place::MessageBox, Place::Of(spg("W")), Look::Addressed)));
    assert!(!way.hops.iter().any(|hop| matches!(hop.to, Place::Subscription(_))));
}

#[test]
fn nobody_and_a_destination_that_is_down() {
    let mut room = warehouses();
    let message = room.send(published(&[("Doc.Type", "Invoice")]));
    let way = Way::of(&room.report(message));
    assert!(hops(&way).contains(&(Place::MessageBox, Place::Nobody, ends(Outcome::RoutingFailure))));
    assert_eq!(way.steps.last().unwrap().outcome, Some(Outcome::RoutingFailure));

    room.ok(&behave("Lyon", Behaviour::Down));
    let message = room.send(to_port("Lyon"));
    let way = Way::of(&room.report(message));
    // it got as far as the destination
    let lyon = Place::Of(port("Lyon"));
    assert!(hops(&way).contains(&(lyon, Place::Destination("Lyon".into()), ends(Outcome::Suspended))));
}

#[test]
fn the_way_of_folded_copies_adds_up() {
    let mut group = surroundings();
    let names: Vec<String> = (0..50).map(|number| format!("SP_{number:02}")).collect();
    for (number, name) in names.iter().enumerate() {
        let state = if number < 8 { PortState::Stopped } else { PortState::Started };
        group.put(SendPort { state, ..a_port(name) }.into());
    }
    let members: Vec<&str> = names.iter().map(String::as_str).collect();
    group.put(SendPortGroup { state: PortState::Started, ..a_group("G", &members) }.into());
    let mut room = World::of(group.clone());
    let message = room.send(to_group("G"));
    let report: &Report = &room.report(message);
    assert_eq!(report.message.addressing, Addressing::To(Target::SendPortGroup("G".into())));
    let scene = Scene::make(&group, &Scope::All, &Folding::default(), false, None);
    assert!(scene.graph.folded);
    let marks = scene.mark(&Way::of(report));
    let stack = scene.graph.of(&port("SP_00")).unwrap();
    assert_eq!(marks.outcomes(stack, None), [(Outcome::Processed, 42), (Outcome::Suspended, 8)]);
    assert_eq!(marks.outcomes(stack, Some(0)), []);
    assert_eq!(marks.missing, 0);
    // one line for each outcome, however many copies
    let into: Vec<_> = marks.hops.iter().filter(|hop| hop.to == Some(stack)).map(|hop| hop.copies).collect();
    assert_eq!(into, [8, 42]);
}

#[test]
fn a_predicate_without_a_value_is_told_too() {
    let mut room = World::new();
    let filter = Filter(vec![vec![is("Region", Operator::Exists, "")]]);
    room.port(SendPort { filter, ..a_port("P") }, PortState::Started);
    let message = room.send(published(&[("Region", "EU")]));
    let way = Way::of(&room.report(message));
    let words = Words::new(Language::English);
    let said: Vec<String> = way.steps.iter().flat_map(|step| &step.sentences).map(|it| words.say(it)).collect();
    assert!(said.iter().any(|it| it.contains("matches: Region Exists")), "{said:#?}");
}

// ---- pictures

#[test]
fn a_picture_that_cannot_be_made_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png");
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#1f5fbf"/></svg>"##;
    save(svg, Format::Png, &path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(&bytes[1..4], b"PNG");
    assert_eq!(bytes[16..24], [0, 0, 0, 40, 0, 0, 0, 20], "two pixels to a point");
    assert!(save("no picture", Format::Png, &path).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left lying about");
}
