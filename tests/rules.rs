//! The documentation's tables, cell by cell as they stand on its pages, and the guards beside
//! them, asked through the engine as a person would.

mod support;

use std::collections::BTreeSet;

use sendport::{
    engine::{Engine, Reason, Refusal, Request, Step, availability, refuse_role},
    message_box::Cause,
    model::{
        Adapter, Application, ArtifactKind, ArtifactRef, Behaviour, BizTalkGroup, Host, Name, OrchestrationState,
        PortKind,
        PortState::{self, Bound, Started, Stopped},
        Role, SendPort, SendPortGroup, Target, Transport,
    },
    rules::{
        Action::{self, Enlist, Start, Stop, Unenlist},
        Citation, Page, Place,
        instances::{self, InstanceState, Operation},
        lifecycle,
        outcome::{Cell, Path, Rule, Verdict, decide, what_would_process},
        pages::PropertyPage,
        permissions::{Task, may, task_of},
    },
};
use support::*;

// ---- the action table ------------------------------------------------------------------------

/// A cell of the table of actions: the action, the state, what results (`None`: *Not available*),
/// and the sentence that explains a grey button.
type ActionCell = (Action, PortState, Option<PortState>, Option<&'static str>);

const ACTIONS: [ActionCell; 12] = [
    (Enlist, Bound, Some(Stopped), None),
    (Enlist, Stopped, None, Some("grey-enlist-stopped")),
    (Enlist, Started, None, Some("grey-enlist-started")),
    (Start, Bound, Some(Started), None),
    (Start, Stopped, Some(Started), None),
    (Start, Started, None, Some("grey-start-started")),
    (Stop, Bound, None, Some("grey-stop-bound")),
    (Stop, Stopped, None, Some("grey-stop-stopped")),
    (Stop, Started, Some(Stopped), None),
    (Unenlist, Bound, None, Some("grey-unenlist-bound")),
    (Unenlist, Stopped, Some(Bound), None),
    (Unenlist, Started, Some(Bound), None),
];

#[test]
fn the_table_has_twelve_cells_in_the_order_of_the_page() {
    let cells: Vec<_> =
        lifecycle::actions().flat_map(|action| PortState::ALL.map(|from| lifecycle::look_up(action, from))).collect();
    let expected: Vec<_> = ACTIONS.iter().map(|(action, from, to, _)| (*action, *from, *to)).collect();
    let found: Vec<_> = cells.iter().map(|cell| (cell.action, cell.from, cell.to)).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_cell_cites_its_place_and_six_of_them_say_why_they_are_grey() {
    let row = |action| match action {
        Enlist => "action-enlist",
        Start => "action-start",
        Stop => "action-stop",
        Unenlist => "action-unenlist",
    };
    let column = |state| match state {
        Bound => "state-bound",
        Stopped => "state-stopped",
        Started => "state-started",
    };
    for (action, from, to, why) in ACTIONS {
        let cell = lifecycle::look_up(action, from);
        let place = Some(Place::Actions { row: row(action), column: column(from) });
        assert_eq!(cell.citation(), Citation::Documented { page: Page::SendPortsAndSendPortGroups, place });
        assert_eq!(cell.why_not(), why, "{action:?} from {from:?}");
        assert_eq!(cell.why_not().is_none(), to.is_some());
    }
}

#[test]
fn start_enlists_and_unenlist_stops_on_the_way_and_nothing_else_does_anything_on_the_way() {
    for (action, from, ..) in ACTIONS {
        let expected = match (action, from) {
            (Start, Bound) => Some(Enlist),
            (Unenlist, Started) => Some(Stop),
            _ => None,
        };
        assert_eq!(action.on_the_way(from), expected, "{action:?} from {from:?}");
    }
}

#[test]
fn what_adds_or_removes_a_subscription_is_known() {
    for (action, from, ..) in ACTIONS {
        let expected = matches!((action, from), (Enlist | Start, Bound) | (Unenlist, Stopped | Started));
        assert_eq!(action.changes_subscriptions(from), expected, "{action:?} from {from:?}");
        let task = if expected { Task::ChangeSubscriptions } else { Task::StartAndStop };
        assert_eq!(task_of(action, from), task, "{action:?} from {from:?}");
    }
}

#[test]
fn the_ways_to_a_grey_action_lead_to_it_and_what_is_done_already_has_none() {
    for (action, from, to, _) in ACTIONS {
        let cell = lifecycle::look_up(action, from);
        let expected: &[Action] = match (action, from) {
            (Stop, Bound) => &[Start],
            _ => &[],
        };
        assert_eq!(cell.ways(), expected, "{action:?} from {from:?}");
        assert!(to.is_none() || expected.is_empty());
        for way in cell.ways() {
            let there = lifecycle::look_up(way, from).to.expect("the way is available");
            assert!(lifecycle::look_up(action, there).to.is_some());
        }
    }
}

/// Ports and groups have the same table, and it is what the engine does.
#[test]
fn the_engine_follows_every_cell_for_ports_and_for_groups() {
    for of_group in [false, true] {
        for (action, from, to, why) in ACTIONS {
            let mut world = World::new();
            // a member that is enlisted, so that no guard speaks
            world.port(a_port("SP_Member"), Started);
            let item = if of_group {
                world.group(a_group("G", &["SP_Member"]), from);
                spg("G")
            } else {
                world.port(a_port("SP"), from);
                port("SP")
            };
            let grey = availability(world.engine.group(), Role::Administrator, action, &item).grey;
            assert_eq!(grey.is_some(), to.is_none());
            let request = act(action, std::slice::from_ref(&item));
            if let Some(to) = to {
                world.ok(&request);
                let state = if of_group { world.group_state("G") } else { world.port_state("SP") };
                assert_eq!(state, to, "{action:?} from {from:?}");
            } else {
                let refusal = world.refused(&request);
                assert_eq!(Some(refusal.reasons[0].sentence.key), why);
                assert_eq!(refusal.reasons[0].citation, Some(lifecycle::look_up(action, from).citation()));
                assert_eq!(refusal, grey.unwrap(), "the button and the refusal say the same");
            }
            // the member of a group stays as it is, whatever is done with the group
            assert_eq!(world.port_state("SP_Member"), Started);
        }
    }
}

// ---- the table of state combinations ---------------------------------------------------------

/// A cell: the state of the group (`None`: directly), the state of the port, what becomes of the
/// message, and the row that says so or what it is derived from.
type OutcomeCell = (Option<PortState>, PortState, Verdict, Rule);

const OUTCOMES: [OutcomeCell; 12] = [
    (None, Started, Verdict::Processed, Rule::Row(1)),
    (None, Stopped, Verdict::Suspended, Rule::Row(2)),
    (None, Bound, Verdict::NoCopy, Rule::PortBound),
    (Some(Started), Started, Verdict::Processed, Rule::Row(3)),
    (Some(Started), Stopped, Verdict::Suspended, Rule::Row(4)),
    (Some(Started), Bound, Verdict::NoCopy, Rule::PortBound),
    // row 5 says the same; the first one that applies is cited
    (Some(Stopped), Stopped, Verdict::Suspended, Rule::Row(4)),
    (Some(Stopped), Started, Verdict::Suspended, Rule::Row(5)),
    // to the letter: any state of the port, Bound included
    (Some(Stopped), Bound, Verdict::Suspended, Rule::Row(5)),
    // to the letter: any state of the group, Bound included
    (Some(Bound), Stopped, Verdict::Suspended, Rule::Row(4)),
    (Some(Bound), Started, Verdict::NoCopy, Rule::GroupBound),
    (Some(Bound), Bound, Verdict::NoCopy, Rule::GroupBound),
];

fn path(group: Option<PortState>) -> Path {
    group.map_or(Path::Direct, Path::ViaGroup)
}

#[test]
fn every_combination_of_states_has_the_outcome_of_the_page_and_cites_its_row() {
    for (group, port, verdict, rule) in OUTCOMES {
        let ruling = decide(path(group), port);
        assert_eq!((ruling.verdict, ruling.rule), (verdict, rule), "group {group:?}, port {port:?}");
        assert_eq!((ruling.path, ruling.port), (path(group), port));
        match rule {
            Rule::Row(row) => {
                let place = Some(Place::Outcomes { row });
                assert_eq!(
                    rule.citation(),
                    Citation::Documented { page: Page::SendPortsAndSendPortGroups, place },
                    "group {group:?}, port {port:?}"
                );
            }
            Rule::PortBound => assert_eq!(rule.citation(), Citation::Derived { reason: "derived-port-bound" }),
            Rule::GroupBound => assert_eq!(rule.citation(), Citation::Derived { reason: "derived-group-bound" }),
        }
    }
    let asked: BTreeSet<_> = OUTCOMES.iter().map(|(group, port, ..)| (*group, *port)).collect();
    assert_eq!(asked.len(), 12, "each combination once");
}

/// The same twelve, of messages that are really sent.
#[test]
fn the_engine_follows_every_combination_of_states() {
    for (group, state, verdict, rule) in OUTCOMES {
        let mut world = World::new();
        // the states are configured, since some of them cannot be reached by the buttons
        let mut configured = surroundings();
        configured.put(SendPort { state, ..a_port("SP") }.into());
        if let Some(state) = group {
            configured.put(SendPortGroup { state, ..a_group("G", &["SP"]) }.into());
        }
        world.engine = World::of(configured).engine;
        let message = world.send(if group.is_some() { to_group("G") } else { to_port("SP") });
        let instance = world.only(message);
        let via = group.map(|_| Name::new("G"));
        match verdict {
            Verdict::Processed => assert_eq!(instance.state, InstanceState::Completed),
            Verdict::Suspended => {
                assert_eq!(instance.state, InstanceState::SuspendedResumable);
                assert_eq!(instance.cause, Some(Cause::Held));
                assert_eq!(instance.host, Name::new(HOST), "the host of the send handler");
            }
            Verdict::NoCopy => {
                assert_eq!((instance.port.clone(), instance.cause.clone()), (None, Some(Cause::RoutingFailure)));
                assert!(world.report(message).failure.is_some());
            }
        }
        if verdict != Verdict::NoCopy {
            assert_eq!((instance.port, instance.via), (Some("SP".into()), via));
            assert_eq!(instance.ruling.map(|ruling| ruling.rule), Some(rule), "group {group:?}, port {state:?}");
        }
    }
}

#[test]
fn what_would_process_is_enough_and_as_little_as_possible() {
    for (group, port, ..) in OUTCOMES {
        let processed = |(start_port, start_group): (bool, bool)| {
            let group = group.map(|state| if start_group { Started } else { state });
            let port = if start_port { Started } else { port };
            // by the two rows of the page that say *processed*
            matches!((group, port), (None | Some(Started), Started))
        };
        let told = what_would_process(path(group), port);
        assert!(processed(told), "group {group:?}, port {port:?}: {told:?}");
        let size = |(a, b): (bool, bool)| usize::from(a) + usize::from(b);
        let least = [(false, false), (true, false), (false, true), (true, true)]
            .into_iter()
            .filter(|starts| (group.is_some() || !starts.1) && processed(*starts))
            .map(size)
            .min();
        assert_eq!(Some(size(told)), least, "group {group:?}, port {port:?}: {told:?}");
        assert!(group.is_some() || !told.1, "there is no group to start");
    }
}

// ---- permissions, pages, instances -----------------------------------------------------------

#[test]
fn each_role_may_do_what_the_page_on_user_rights_says() {
    // Administrator, Operator, Read Only
    let expected = [
        (Task::Configure, [true, false, false]),
        (Task::ChangeSubscriptions, [true, false, false]),
        (Task::StartAndStop, [true, true, false]),
        (Task::EnableReceiveLocation, [true, true, false]),
        (Task::OperateOnInstances, [true, true, false]),
        (Task::SeeBodies, [true, false, false]),
        (Task::StartAndStopHostInstance, [true, false, false]),
        (Task::FullStop, [true, false, false]),
        (Task::Inject, [true, true, false]),
        (Task::SwitchDestination, [true, true, false]),
        (Task::SendLive, [true, false, false]),
    ];
    assert_eq!(expected.map(|(task, _)| task), Task::ALL);
    for (task, roles) in expected {
        let found = [Role::Administrator, Role::Operator, Role::ReadOnly].map(|role| may(role, task));
        assert_eq!(found, roles, "{task:?}");
        let training_aid = matches!(task, Task::Inject | Task::SwitchDestination | Task::SendLive);
        let page = Citation::page(Page::MinimumSecurityUserRights);
        assert_eq!(task.citation().is_documented(), !training_aid, "{task:?}");
        assert!(training_aid || task.citation() == page, "{task:?}");
    }
}

#[test]
fn the_engine_refuses_what_the_role_may_not_do_and_says_who_may() {
    let (add, remove, enlist) =
        (create(a_port("SP_New")), delete(&[port("SP_Bound")]), act(Enlist, &[port("SP_Bound")]));
    let host = run_host(HOST, false);
    let full_stop =
        Request::StopApplication { application: APP.into(), option: sendport::engine::StopOption::Terminate };
    let move_it = Request::MoveToApplication { items: vec![port("SP_Bound")], application: OTHER_APP.into() };
    let (stop, inject, switch) = (act(Stop, &[port("SP")]), send(to_port("SP")), behave("SP", Behaviour::Down));
    let cases = [
        (add, Task::Configure),
        (edit(SendPort { description: "x".to_owned(), ..a_port("SP") }), Task::Configure),
        (remove, Task::Configure),
        (move_it, Task::Configure),
        (enlist, Task::ChangeSubscriptions),
        // Start from Bound adds a subscription
        (act(Start, &[port("SP_Bound")]), Task::ChangeSubscriptions),
        (act(Unenlist, &[port("SP")]), Task::ChangeSubscriptions),
        (act(Start, &[port("SP_Stopped")]), Task::StartAndStop),
        (stop, Task::StartAndStop),
        (host, Task::StartAndStopHostInstance),
        (full_stop, Task::FullStop),
        (inject, Task::Inject),
        (switch, Task::SwitchDestination),
        (operate(Operation::Terminate, &[]), Task::OperateOnInstances),
    ];
    for (request, task) in cases {
        for role in Role::ALL {
            let mut world = World::new();
            world.port(a_port("SP_Bound"), Bound);
            world.port(a_port("SP_Stopped"), Stopped);
            world.port(a_port("SP"), Started);
            world.ok(&Request::SetRole(role));
            if may(role, task) {
                world.ok(&request);
                continue;
            }
            let refusal = world.refused(&request);
            assert_eq!(refusal.reasons, refuse_role(refusal.what.clone(), role, task).reasons, "{request:?}");
            assert_eq!(refusal.reasons[0].sentence.key, "refused-role");
            assert_eq!(refusal.reasons[0].citation, Some(task.citation()));
            let Step::SwitchRole(other) = refusal.reasons[0].ways_out[0].step else { panic!("{refusal:?}") };
            world.ok(&Request::SetRole(other));
            world.ok(&request);
        }
    }
}

#[test]
fn each_kind_of_send_port_has_its_property_pages() {
    use PortKind::{DynamicOneWay, DynamicSolicitResponse, StaticOneWay, StaticSolicitResponse};
    let everywhere = [StaticOneWay, StaticSolicitResponse, DynamicOneWay, DynamicSolicitResponse].to_vec();
    let expected = [
        (PropertyPage::General, everywhere.clone()),
        (PropertyPage::TransportAdvancedOptions, everywhere.clone()),
        (PropertyPage::BackupTransport, vec![StaticOneWay, StaticSolicitResponse]),
        (PropertyPage::InboundMaps, vec![StaticSolicitResponse, DynamicSolicitResponse]),
        (PropertyPage::OutboundMaps, everywhere.clone()),
        (PropertyPage::Filters, everywhere.clone()),
        (PropertyPage::Certificate, everywhere.clone()),
        (PropertyPage::Tracking, everywhere.clone()),
    ];
    assert_eq!(expected.iter().map(|(page, _)| *page).collect::<Vec<_>>(), PropertyPage::ALL);
    for (page, kinds) in expected {
        for kind in PortKind::ALL {
            assert_eq!(page.why_not(kind).is_none(), kinds.contains(&kind), "{page:?} of {kind:?}");
            if let Some((_, citation)) = page.why_not(kind) {
                assert!(citation.is_documented());
            }
        }
    }
    assert_eq!(PortKind::ALL.to_vec(), everywhere, "the order of the submenu New");
}

#[test]
fn each_state_of_an_instance_allows_its_operations() {
    use InstanceState as S;
    // Terminate, Suspend, Resume: as the columns of the page *Service Instance States*
    let expected = [
        (S::ReadyToRun, [Some(S::Terminated), Some(S::SuspendedResumable), None]),
        (S::Scheduled, [Some(S::Terminated), Some(S::SuspendedResumable), None]),
        (S::Active, [Some(S::Terminated), Some(S::SuspendedResumable), None]),
        (S::Dehydrated, [Some(S::Terminated), Some(S::SuspendedResumable), None]),
        (S::SuspendedResumable, [Some(S::Terminated), None, Some(S::Active)]),
        (S::SuspendedNotResumable, [Some(S::Terminated), None, None]),
        (S::Completed, [None; 3]),
        (S::Terminated, [None; 3]),
    ];
    assert_eq!(expected.map(|(state, _)| state), S::ALL);
    for (state, [terminate, suspend, resume]) in expected {
        let cells = [(Operation::Terminate, terminate), (Operation::Suspend, suspend), (Operation::Resume, resume)];
        for (operation, to) in cells {
            assert_eq!(instances::result(operation, state), to, "{operation:?} from {state:?}");
            assert_eq!(instances::why_not(operation, state).is_none(), to.is_some(), "{operation:?} from {state:?}");
        }
        assert!(!(state.is_suspended() && state.is_in_progress()));
    }
    assert_eq!(instances::CITATION, Citation::page(Page::ServiceInstanceStates));
}

// ---- guards ----------------------------------------------------------------------------------

/// Asks, and follows the first way out that is a request as long as it is refused. Tells whether
/// it worked in the end.
fn solve(world: &mut World, request: &Request, depth: u32) -> bool {
    for _ in 0..20 {
        let Err(refusal) = world.ask(request) else { return true };
        let ways = refusal.reasons.iter().flat_map(|reason| &reason.ways_out);
        let way = ways.into_iter().find_map(|way| match &way.step {
            Step::Request(request) => Some(request.as_ref().clone()),
            _ => None,
        });
        match way {
            Some(way) if depth > 0 && solve(world, &way, depth - 1) => {}
            _ => return false,
        }
    }
    false
}

fn reason<'a>(refusal: &'a Refusal, key: &str) -> &'a Reason {
    let found = refusal.reasons.iter().find(|reason| reason.sentence.key == key);
    found.unwrap_or_else(|| panic!("no reason {key}: {refusal:?}"))
}

/// In this world the request is refused for this reason; each way out that is a request removes
/// the obstacle that it is offered for; and by following them all the request succeeds, if it
/// can by requests alone.
#[track_caller]
fn guarded(build: &dyn Fn() -> World, request: &Request, key: &str, citation: Citation, solvable: bool) {
    let mut world = build();
    let refusal = world.refused(request);
    assert_eq!(reason(&refusal, key).citation, Some(citation));
    for reason in &refusal.reasons {
        assert!(reason.citation.is_some(), "{reason:?} cites nothing");
        for way in &reason.ways_out {
            let Step::Request(step) = &way.step else { continue };
            let mut world = build();
            assert!(solve(&mut world, step, 5), "the way out {step:?} is none");
            let still = world.ask(request).err();
            let obstacle = |refusal: &Refusal| refusal.reasons.iter().any(|it| it.sentence == reason.sentence);
            assert!(!still.as_ref().is_some_and(obstacle), "after {step:?}: {still:?}");
        }
    }
    assert_eq!(solve(&mut build(), request, 5), solvable, "{refusal:?}");
}

const fn page(page: Page) -> Citation {
    Citation::page(page)
}

const LAST_ENLISTED: Citation = Citation::Derived { reason: "derived-remove-last-enlisted" };

fn world_with(ports: &[(&str, PortState)], groups: &[(&str, &[&str], PortState)]) -> World {
    let mut world = World::new();
    for (name, state) in ports {
        world.port(a_port(name), *state);
    }
    for (name, members, state) in groups {
        world.group(a_group(name, members), *state);
    }
    world
}

#[test]
fn p1_the_last_enlisted_member_of_an_enlisted_group_is_not_unenlisted() {
    for state in [Stopped, Started] {
        let build = || world_with(&[("SP_A", Started), ("SP_B", Bound)], &[("G", &["SP_A", "SP_B"], state)]);
        let request = act(Unenlist, &[port("SP_A")]);
        guarded(&build, &request, "guard-last-enlisted", page(Page::HowToUnenlist), true);
    }
    // every group counts: the other one is enlisted
    let build = || world_with(&[("SP_A", Stopped)], &[("G1", &["SP_A"], Bound), ("G2", &["SP_A"], Stopped)]);
    guarded(&build, &act(Unenlist, &[port("SP_A")]), "guard-last-enlisted", page(Page::HowToUnenlist), true);
    // another member is enlisted, or the group is not
    let mut world = world_with(&[("SP_A", Started), ("SP_B", Stopped)], &[("G", &["SP_A", "SP_B"], Started)]);
    world.ok(&act(Unenlist, &[port("SP_A")]));
    let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Bound)]);
    world.ok(&act(Unenlist, &[port("SP_A")]));
    // asked for together, the group goes first
    let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Started)]);
    let response = world.ok(&act(Unenlist, &[port("SP_A"), spg("G")]));
    assert!(response.skipped.is_empty(), "{response:?}");
    assert_eq!((world.port_state("SP_A"), world.group_state("G")), (Bound, Bound));
}

#[test]
fn p2_a_group_needs_an_enlisted_member_to_start() {
    for state in [Bound, Stopped] {
        let build = || world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], state)]);
        guarded(&build, &act(Start, &[spg("G")]), "guard-start-group", page(Page::HowToStart), true);
    }
    let build = || world_with(&[], &[("G", &[], Bound)]);
    guarded(&build, &act(Start, &[spg("G")]), "guard-start-group-empty", page(Page::HowToStart), false);
    for member in [Stopped, Started] {
        let mut world = world_with(&[("SP_A", member), ("SP_B", Bound)], &[("G", &["SP_B", "SP_A"], Bound)]);
        world.ok(&act(Start, &[spg("G")]));
        assert_eq!(world.port_state("SP_A"), member);
        assert_eq!(world.port_state("SP_B"), Bound);
    }
    // asked for together, the member goes first
    let mut world = world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], Bound)]);
    let response = world.ok(&act(Start, &[spg("G"), port("SP_A")]));
    assert!(response.skipped.is_empty(), "{response:?}");
}

#[test]
fn a_guard_does_not_grey_a_button() {
    let world = world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], Bound)]);
    let availability = availability(world.engine.group(), Role::Administrator, Start, &spg("G"));
    assert!(availability.grey.is_none() && availability.guard.is_some());
    assert_eq!(availability.change, Some((Bound, Started)));
}

#[test]
fn p3_an_empty_group_can_be_enlisted_and_has_no_subscription() {
    let mut world = World::new();
    world.ok(&create(SendPortGroup { filter: equals("Orders.Country", "FR"), ..a_group("G", &[]) }));
    world.ok(&act(Enlist, &[spg("G")]));
    assert_eq!(sendport::routing::subscriptions(world.engine.group()).count(), 0);
    let message = world.send(published(&[("Orders.Country", "FR")]));
    assert_eq!(world.only(message).cause, Some(Cause::RoutingFailure));
}

#[test]
fn p5_a_message_is_not_addressed_to_a_group_without_members() {
    let build = || world_with(&[], &[("G", &[], Bound)]);
    guarded(&build, &send(to_group("G")), "refused-group-empty", page(Page::HowToCreateSendPortGroup), false);
    let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Started)]);
    world.send(to_group("G"));
}

#[test]
fn p6_only_static_one_way_ports_of_applications_that_are_referenced_become_members() {
    for kind in [PortKind::StaticSolicitResponse, PortKind::DynamicOneWay, PortKind::DynamicSolicitResponse] {
        let build = || {
            let mut world = World::new();
            world.port(a_port_of("SP_Kind", kind), Bound);
            world.group(a_group("G", &[]), Bound);
            world
        };
        guarded(&build, &edit(a_group("G", &["SP_Kind"])), "guard-member-kind", page(Page::HowToAddToGroup), false);
        guarded(&build, &create(a_group("New", &["SP_Kind"])), "guard-member-kind", page(Page::HowToAddToGroup), false);
    }
    let build = || {
        let mut world = World::new();
        world.port(SendPort { application: OTHER_APP.into(), ..a_port("SP_Other") }, Bound);
        world.group(a_group("G", &[]), Bound);
        world
    };
    let (key, citation) = ("guard-member-application", page(Page::HowToAddToGroup));
    guarded(&build, &edit(a_group("G", &["SP_Other"])), key, citation, true);
    guarded(&build, &create(a_group("New", &["SP_Other"])), key, citation, true);
    let mut world = world_with(&[("SP_A", Started)], &[("G", &[], Bound)]);
    world.ok(&edit(a_group("G", &["SP_A"])));
}

#[test]
fn p7_a_started_member_and_the_last_enlisted_one_of_an_enlisted_group_stay() {
    let build = || world_with(&[("SP_A", Started), ("SP_B", Stopped)], &[("G", &["SP_A", "SP_B"], Started)]);
    let citation = page(Page::HowToRemoveFromGroup);
    guarded(&build, &edit(a_group("G", &["SP_B"])), "guard-remove-member-started", citation, true);
    let build = || world_with(&[("SP_A", Stopped), ("SP_B", Bound)], &[("G", &["SP_A", "SP_B"], Stopped)]);
    guarded(&build, &edit(a_group("G", &["SP_B"])), "guard-last-enlisted", LAST_ENLISTED, true);
    // several at once leave none, though none of them is the last one by itself
    let build = || world_with(&[("SP_A", Stopped), ("SP_B", Stopped)], &[("G", &["SP_A", "SP_B"], Stopped)]);
    guarded(&build, &edit(a_group("G", &[])), "guard-no-enlisted-left", LAST_ENLISTED, true);
    // what is neither goes, and is not deleted
    let mut world = world_with(&[("SP_A", Stopped), ("SP_B", Started)], &[("G", &["SP_A", "SP_B"], Started)]);
    world.ok(&edit(a_group("G", &["SP_B"])));
    assert_eq!(world.port_state("SP_A"), Stopped);
    let mut world = world_with(&[("SP_A", Stopped)], &[("G", &["SP_A"], Bound)]);
    world.ok(&edit(a_group("G", &[])));
}

#[test]
fn p8_a_port_is_deleted_only_when_it_is_bound_and_nobody_names_it() {
    let request = delete(&[port("SP_A")]);
    let citation = page(Page::HowToDeleteSendPort);
    for state in [Stopped, Started] {
        guarded(&|| world_with(&[("SP_A", state)], &[]), &request, "guard-delete-bound", citation, true);
    }
    let build = || world_with(&[("SP_A", Bound)], &[("G1", &["SP_A"], Bound), ("G2", &["SP_A"], Stopped)]);
    guarded(&build, &request, "guard-delete-in-group", citation, true);
    let build = || {
        let mut world = world_with(&[("SP_A", Bound)], &[]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world
    };
    guarded(&build, &request, "guard-delete-orchestration", citation, true);
    // everything at once: a Started last member of a Started group
    let build = || {
        let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Started)]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world
    };
    guarded(&build, &request, "guard-delete-bound", citation, true);
    let mut world = world_with(&[("SP_A", Bound)], &[]);
    world.ok(&request);
    assert!(world.engine.group().send_ports.is_empty());
}

fn with_a_held_message(port: SendPort) -> World {
    let mut world = World::new();
    let name = port.name.to_string();
    world.port(port, Stopped);
    world.send(to_port(&name));
    world.ok(&act(Unenlist, &[ArtifactRef::send_port(&Name::new(&name))]));
    world
}

#[test]
fn p9_instances_of_a_deleted_port_lose_it_and_those_of_an_ordered_port_are_terminated_first() {
    let request = delete(&[port("SP_A")]);
    let build = || with_a_held_message(SendPort { ordered_delivery: true, ..a_port("SP_A") });
    guarded(&build, &request, "guard-delete-ordered", page(Page::OrderedDelivery), true);

    let mut world = with_a_held_message(a_port("SP_A"));
    world.ok(&request);
    let instance = world.instances().remove(0);
    assert!(instance.state.is_suspended());
    world.ok(&operate(Operation::Resume, &[instance.id]));
    let again = world.instances().remove(0);
    assert_eq!((again.state, again.cause), (InstanceState::SuspendedResumable, Some(Cause::PortDeleted)));
}

#[test]
fn p10_a_group_is_deleted_when_it_is_bound_and_its_members_stay() {
    let request = delete(&[spg("G")]);
    let citation = page(Page::HowToDeleteSendPortGroup);
    for state in [Stopped, Started] {
        let build = || world_with(&[("SP_A", Started)], &[("G", &["SP_A"], state)]);
        guarded(&build, &request, "guard-delete-bound", citation, true);
    }
    let build = || {
        let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Bound)]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPortGroup("G".into())))));
        world
    };
    guarded(&build, &request, "guard-delete-orchestration", citation, true);
    let mut world = world_with(&[("SP_A", Started)], &[("G", &["SP_A"], Bound)]);
    world.ok(&request);
    assert_eq!(world.port_state("SP_A"), Started);
    // a group goes before its members, whatever the order in which they were selected
    let mut world = world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], Bound)]);
    world.ok(&delete(&[port("SP_A"), spg("G")]));
}

#[test]
fn what_is_bound_to_an_orchestration_is_deleted_together_with_it_in_any_order() {
    let orchestration = item(ArtifactKind::Orchestration, "Process");
    for (target, artifact) in
        [(Target::SendPort("SP_A".into()), port("SP_A")), (Target::SendPortGroup("G".into()), spg("G"))]
    {
        for items in [[orchestration.clone(), artifact.clone()], [artifact.clone(), orchestration.clone()]] {
            let mut world = world_with(&[("SP_A", Bound)], &[("G", &[], Bound)]);
            world.ok(&create(an_orchestration("Process", Some(target.clone()))));
            world.ok(&delete(&items));
        }
    }
}

#[test]
fn p11_an_orchestration_starts_when_everything_that_it_is_bound_to_is_enlisted() {
    let start = Request::ActOnOrchestration { action: Start, orchestration: "Process".into() };
    let citation = page(Page::HowToStartOrchestration);
    for target in [Target::SendPort("SP_A".into()), Target::SendPortGroup("G".into())] {
        let build = || {
            let mut world = world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], Bound)]);
            world.ok(&create(an_orchestration("Process", Some(target.clone()))));
            world
        };
        guarded(&build, &start, "guard-orchestration-target", citation, true);
        let mut world = build();
        let artifact = if matches!(target, Target::SendPort(_)) { port("SP_A") } else { spg("G") };
        world.ok(&act(Enlist, &[artifact]));
        world.ok(&Request::ActOnOrchestration { action: Enlist, orchestration: "Process".into() });
        let before = (world.port_state("SP_A"), world.group_state("G"));
        world.ok(&start);
        assert_eq!((world.port_state("SP_A"), world.group_state("G")), before, "it starts no ports");
    }
    let build = || {
        let mut world = World::new();
        world.ok(&create(an_orchestration("Process", None)));
        world
    };
    guarded(&build, &start, "guard-orchestration-unbound", citation, false);
    let build = || {
        let mut world = world_with(&[("SP_A", Stopped)], &[]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world
    };
    guarded(&build, &start, "guard-orchestration-enlisted", citation, true);
}

#[test]
fn a_started_orchestration_is_not_deleted() {
    let build = || {
        let mut world = world_with(&[("SP_A", Stopped)], &[]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world.run_orchestration("Process");
        world
    };
    let request = delete(&[item(ArtifactKind::Orchestration, "Process")]);
    let citation = page(Page::HowToUnenlistOrchestration);
    guarded(&build, &request, "guard-delete-orchestration-unenlisted", citation, true);
}

#[test]
fn p12_an_orchestration_is_unenlisted_before_it_is_bound_otherwise() {
    let build = || {
        let mut world = world_with(&[("SP_A", Stopped)], &[]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world.ok(&Request::ActOnOrchestration { action: Enlist, orchestration: "Process".into() });
        world
    };
    let request = edit(an_orchestration("Process", None));
    let citation = page(Page::HowToUnenlistOrchestration);
    guarded(&build, &request, "guard-orchestration-bindings", citation, true);
    // what it is called and says of itself can be edited meanwhile
    let mut described = an_orchestration("Process", Some(Target::SendPort("SP_A".into())));
    described.description = "Orders".to_owned();
    build().ok(&edit(described));
}

#[test]
fn p17_an_application_is_deleted_when_it_is_stopped_and_nobody_needs_it() {
    let application = |name: &str| delete(&[item(ArtifactKind::Application, name)]);
    let citation = page(Page::HowToDeleteApplication);
    guarded(&World::new, &application(APP), "guard-application-default", citation, false);
    let other = application(OTHER_APP);
    let refers = |world: &mut World| {
        let references = vec![OTHER_APP.into()];
        world.ok(&edit(Application { name: APP.into(), default: true, references, ..Application::default() }));
    };
    let build = || {
        let mut world = World::new();
        refers(&mut world);
        world
    };
    guarded(&build, &other, "guard-application-referenced", citation, false);
    let there = |name: &str| SendPort { application: OTHER_APP.into(), ..a_port(name) };
    // with everything in it enlisted, and an orchestration that runs
    let build = || {
        let mut world = World::new();
        world.port(there("SP_A"), Started);
        world.port(there("SP_B"), Stopped);
        let group = SendPortGroup { application: OTHER_APP.into(), ..a_group("G", &["SP_A", "SP_B"]) };
        world.group(group, Started);
        let orchestration = an_orchestration("Process", Some(Target::SendPort("SP_A".into())));
        world.ok(&create(sendport::model::Orchestration { application: OTHER_APP.into(), ..orchestration }));
        world.run_orchestration("Process");
        world
    };
    guarded(&build, &other, "guard-application-running", citation, true);
    guarded(&build, &other, "guard-application-orchestrations", citation, true);
    let mut world = build();
    assert!(solve(&mut world, &other, 5));
    assert!(world.engine.group().send_ports.is_empty() && world.engine.group().orchestrations.is_empty());
    assert!(world.engine.group().send_port_groups.is_empty(), "what is in it goes with it");
    // a group of another application that has a member here
    let build = || {
        let mut world = World::new();
        refers(&mut world);
        world.port(there("SP_A"), Bound);
        world.group(a_group("G", &["SP_A"]), Bound);
        world
    };
    guarded(&build, &other, "guard-application-used", citation, false);
    // a group of this application that has an enlisted member elsewhere
    let build = || {
        let mut world = World::new();
        let references = vec![APP.into()];
        world.ok(&edit(Application { name: OTHER_APP.into(), references, ..Application::default() }));
        world.port(a_port("SP_Home"), Stopped);
        world.group(SendPortGroup { application: OTHER_APP.into(), ..a_group("G", &["SP_Home"]) }, Bound);
        world
    };
    guarded(&build, &other, "guard-application-foreign-enlisted", citation, true);
    World::new().ok(&other);
}

#[test]
fn p18_a_reference_that_is_used_stays() {
    let with =
        |references: Vec<Name>| Application { name: APP.into(), default: true, references, ..Application::default() };
    let base = || {
        let mut world = World::new();
        world.ok(&edit(with(vec![OTHER_APP.into()])));
        world.port(SendPort { application: OTHER_APP.into(), ..a_port("SP_Other") }, Bound);
        world
    };
    let member = || {
        let mut world = base();
        world.group(a_group("G", &["SP_Other"]), Bound);
        world
    };
    let bound = || {
        let mut world = base();
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_Other".into())))));
        world
    };
    let builds: [&dyn Fn() -> World; 2] = [&member, &bound];
    for build in builds {
        let request = edit(with(Vec::new()));
        guarded(build, &request, "guard-reference-used", page(Page::HowToRemoveReference), false);
    }
    base().ok(&edit(with(Vec::new())));
}

#[test]
fn p19_what_moves_must_still_be_allowed_to_use_what_it_uses() {
    let build = || world_with(&[("SP_A", Bound)], &[("G", &["SP_A"], Bound)]);
    let moving =
        |items: &[ArtifactRef]| Request::MoveToApplication { items: items.to_vec(), application: OTHER_APP.into() };
    let citation = page(Page::HowToMoveArtifact);
    guarded(&build, &moving(&[port("SP_A")]), "guard-move-reference", citation, true);
    guarded(&build, &moving(&[spg("G")]), "guard-move-reference", citation, true);
    build().ok(&moving(&[spg("G"), port("SP_A")]));
    let build = || {
        let mut world = world_with(&[("SP_A", Bound)], &[]);
        world.ok(&create(an_orchestration("Process", Some(Target::SendPort("SP_A".into())))));
        world
    };
    guarded(&build, &moving(&[port("SP_A")]), "guard-move-reference", citation, true);
    // the other way to move something is to edit it
    let request = edit(SendPort { application: OTHER_APP.into(), ..a_port("SP_A") });
    guarded(&build, &request, "guard-move-reference", citation, true);
    let mut world = world_with(&[("SP_A", Started)], &[]);
    world.ok(&request);
    world.ok(&Request::MoveToApplication { items: vec![port("SP_A")], application: APP.into() });
    assert_eq!(world.port_state("SP_A"), Started);
}

#[test]
fn a_host_is_deleted_when_nobody_needs_it() {
    let citation = page(Page::HowToDeleteHost);
    let host = |name: &str| delete(&[item(ArtifactKind::Host, name)]);
    for key in ["guard-host-default", "guard-host-tracking"] {
        guarded(&World::new, &host(HOST), key, citation, false);
    }
    guarded(&World::new, &host(OTHER_HOST), "guard-host-handlers", citation, false);
    let third = || {
        let mut world = World::new();
        world.ok(&create(a_host("Host_C", false)));
        world
    };
    third().ok(&host("Host_C"));
    let build = || {
        let mut world = third();
        world.ok(&run_host("Host_C", true));
        world
    };
    guarded(&build, &host("Host_C"), "guard-host-stopped", citation, true);
    // an orchestration that is enlisted there
    let build = || {
        let mut world = third();
        world.port(a_port("SP_A"), Stopped);
        let orchestration = an_orchestration("Process", Some(Target::SendPort("SP_A".into())));
        world.ok(&create(sendport::model::Orchestration { host: Some("Host_C".into()), ..orchestration }));
        world.ok(&Request::ActOnOrchestration { action: Enlist, orchestration: "Process".into() });
        world
    };
    guarded(&build, &host("Host_C"), "guard-host-orchestrations", citation, true);
    let mut world = build();
    assert!(solve(&mut world, &host("Host_C"), 5));
    assert_sound(world.engine.group());
    // a message in its queue
    let build = || {
        let mut world = third();
        world.ok(&edit(handlers(&[HOST, OTHER_HOST, "Host_C"])));
        let transport = Some(Transport::new("FILE", "there", "Host_C".into()));
        world.port(SendPort { transport, ..a_port("SP_A") }, Stopped);
        world.send(to_port("SP_A"));
        world.ok(&act(Unenlist, &[port("SP_A")]));
        world.ok(&delete(&[port("SP_A")]));
        world.ok(&edit(handlers(&[HOST, OTHER_HOST])));
        world
    };
    let derived = Citation::Derived { reason: "derived-host-queue" };
    guarded(&build, &host("Host_C"), "guard-host-empty", derived, false);
}

fn handlers(hosts: &[&str]) -> Adapter {
    let handlers = hosts.iter().copied().map(Name::new).collect();
    Adapter { name: "FILE".into(), default_handler: HOST.into(), handlers }
}

/// A document that holds this would be opened.
#[track_caller]
fn assert_sound(group: &BizTalkGroup) {
    use sendport::model::validate::{Severity, artifact};
    let kinds = [
        ArtifactKind::Application,
        ArtifactKind::SendPort,
        ArtifactKind::SendPortGroup,
        ArtifactKind::ReceivePort,
        ArtifactKind::Orchestration,
        ArtifactKind::Host,
        ArtifactKind::Adapter,
        ArtifactKind::Destination,
    ];
    for kind in kinds {
        for name in group.names(kind) {
            let found = group.get(&ArtifactRef::new(kind, name)).unwrap();
            let problems = artifact(&found, group, Some(name));
            assert!(problems.iter().all(|it| it.severity == Severity::Warning), "{name}: {problems:?}");
        }
    }
}

#[test]
fn a_send_handler_is_deleted_when_no_port_uses_it() {
    let citation = page(Page::HowToDeleteHandler);
    let with_primary = || {
        let mut world = World::new();
        let transport = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
        world.port(SendPort { transport, ..a_port("SP_A") }, Bound);
        world
    };
    let with_backup = || {
        let mut world = World::new();
        let backup = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
        world.port(SendPort { backup, ..a_port("SP_A") }, Bound);
        world
    };
    let with_dynamic = || {
        let mut world = World::new();
        let handlers = [("FILE".to_owned(), Name::new(OTHER_HOST))].into();
        world.port(SendPort { handlers, ..a_port_of("SP_A", PortKind::DynamicOneWay) }, Bound);
        world
    };
    let builds: [&dyn Fn() -> World; 3] = [&with_primary, &with_backup, &with_dynamic];
    for build in builds {
        guarded(build, &edit(handlers(&[HOST])), "guard-handler-used", citation, false);
        // nor with the whole adapter
        let request = delete(&[item(ArtifactKind::Adapter, "FILE")]);
        guarded(build, &request, "guard-handler-used", citation, false);
    }
    World::new().ok(&edit(handlers(&[HOST])));
    World::new().ok(&delete(&[item(ArtifactKind::Adapter, "FILE")]));
}

#[test]
fn every_kind_of_host_that_may_not_send_is_known() {
    use sendport::{model::HostKind, rules::guards::may_handle_sends};
    assert!(may_handle_sends(HostKind::InProcess) && !may_handle_sends(HostKind::Isolated));
    let mut world = World::new();
    world.ok(&create(Host { kind: HostKind::Isolated, ..a_host("Isolated", false) }));
    world.refused(&edit(handlers(&[HOST, OTHER_HOST, "Isolated"])));
}

/// An orchestration has the table of the ports, with another name for its first state.
#[test]
fn orchestrations_follow_the_same_table() {
    let state = |state| match state {
        Bound => OrchestrationState::Unenlisted,
        Stopped => OrchestrationState::Stopped,
        Started => OrchestrationState::Started,
    };
    for (action, from, to, _) in ACTIONS {
        assert_eq!(lifecycle::orchestration(action, state(from)), to.map(state));
    }
}

/// The number of messages that a start would release is what it releases.
#[test]
fn held_messages_are_counted_before_they_are_released() {
    let mut world = world_with(&[("SP_A", Stopped)], &[]);
    world.send(to_port("SP_A"));
    world.send(to_port("SP_A"));
    assert_eq!(Engine::held_by(&world.engine.snapshot(), &[port("SP_A")]), 2);
    world.ok(&act(Start, &[port("SP_A")]));
    assert_eq!(Engine::held_by(&world.engine.snapshot(), &[port("SP_A")]), 0);
    assert!(world.instances().iter().all(|it| it.state == InstanceState::Completed));
}

#[test]
fn every_cell_of_the_outcome_table_has_a_place_and_a_name_of_its_own() {
    let cells: Vec<Cell> = Cell::all().collect();
    assert_eq!(cells.len(), Cell::COUNT);
    for (index, cell) in cells.iter().enumerate() {
        assert_eq!(cell.index(), index);
        assert_eq!(Cell::from_stored(cell.as_str()), Some(*cell));
        // what decides is the first of the rows that admit it, and they agree
        let rows = cell.rows();
        match cell.ruling().rule {
            Rule::Row(row) => assert_eq!(rows[0].number, row),
            Rule::PortBound | Rule::GroupBound => assert_eq!(rows, []),
        }
        assert!(rows.iter().all(|row| row.verdict == cell.ruling().verdict));
    }
    assert_eq!(Cell::from_stored("via nobody"), None);
    assert_eq!(cells[7].as_str(), "via stopped, stopped");
    assert_eq!(cells[7].rows().iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5]);
}
