//! The audit: an entry for each administrative action, the differences, and the ways back.

use sendport::engine::{Answer, AuditAction, AuditRow, Query, Refusal, differences};
use sendport::words::{Language, Words};

use super::undo::{Dice, any_administrative_request};
use super::*;

fn rows(world: &World) -> Vec<AuditRow> {
    rows_of(world, AuditQuery::default())
}

fn rows_of(world: &World, query: AuditQuery) -> Vec<AuditRow> {
    match world.engine.answer(&Query::Audit { query, before: None, limit: 10_000 }) {
        Answer::Audit { total, rows } => {
            assert_eq!(total, rows.len() as u64);
            rows
        }
        answer => panic!("{answer:?}"),
    }
}

fn said(row: &AuditRow) -> String {
    Words::new(Language::English).say(&row.action.as_ref().expect("an action").sentence())
}

fn last(world: &World) -> AuditRow {
    rows(world).into_iter().next().expect("an entry")
}

fn last_id(world: &mut World) -> AuditId {
    world.engine.snapshot().audit
}

/// `retry_count: 3 -> 5`.
fn changed(change: &AuditChange) -> Vec<String> {
    let show = |value: Option<serde_json::Value>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    differences(change)
        .into_iter()
        .map(|field| {
            let path: Vec<String> = field
                .path
                .iter()
                .map(|part| match part {
                    sendport::engine::Part::Field(name) => name.clone(),
                    sendport::engine::Part::Item(name) => format!("<{name}>"),
                })
                .collect();
            format!("{}: {} -> {}", path.join("."), show(field.before), show(field.after))
        })
        .collect()
}

#[test]
fn every_administrative_action_is_an_entry() {
    let mut world = application();
    let port_b = || a_port("SP_B");
    let with_retries = |count| {
        let mut port = port_b();
        port.transport.as_mut().unwrap().retry_count = count;
        port
    };
    let before = rows(&world).len();
    let asked = [
        (create(a_port("SP_New")), "Create SP_New", AuditKind::Create),
        (edit(with_retries(7)), "Edit SP_B", AuditKind::Edit),
        (
            Request::Put { original: Some("SP_New".into()), artifact: a_port("SP_Renamed").into() },
            "Rename SP_New to SP_Renamed",
            AuditKind::Edit,
        ),
        (
            Request::MoveToApplication { items: vec![port("SP_Renamed")], application: OTHER_APP.into() },
            "Move SP_Renamed to the application Shared",
            AuditKind::Move,
        ),
        (act(Enlist, &[port("SP_A"), port("SP_B")]), "Enlist SP_A and one more", AuditKind::State),
        (delete(&[port("SP_Renamed")]), "Delete SP_Renamed", AuditKind::Delete),
        (start_application(StartOptions::default()), "Start the application Orders", AuditKind::State),
        (
            Request::ActOnOrchestration { action: Stop, orchestration: "Process".into() },
            "Stop Process",
            AuditKind::State,
        ),
        (
            Request::EnableReceiveLocation { location: "RL".into(), enabled: false },
            "Disable the receive location RL",
            AuditKind::State,
        ),
        (behave("SP_A", Behaviour::Down), "Switch the simulated destination of SP_A: down", AuditKind::Destination),
        (run_host(HOST, false), "Stop the instances of the host Host_A", AuditKind::HostInstance),
        (stop_application(StopOption::Terminate), "Stop the application Orders", AuditKind::State),
        (Request::SetLive(None), "Turn off live sending", AuditKind::Live),
        (Request::SetRole(Role::Operator), "Switch to the role Operator", AuditKind::Role),
    ];
    for (number, (request, words, kind)) in asked.into_iter().enumerate() {
        world.pass(1);
        world.ok(&request);
        let all = rows(&world);
        assert_eq!(all.len(), before + number + 1, "{request:?}");
        let row = &all[0];
        assert_eq!((row.entry.kind, row.entry.time), (kind, world.now), "{request:?}");
        assert_eq!(row.entry.role, Role::Administrator, "whoever was there when it was asked");
        assert_eq!(said(row), words);
    }
}

#[test]
fn what_changed_nothing_and_what_was_refused_leave_no_entry() {
    let mut world = application();
    world.ok(&Request::SetRole(Role::ReadOnly));
    let before = rows(&world).len();
    world.refused(&act(Enlist, &[port("SP_A")]));
    world.ok(&Request::SetRole(Role::ReadOnly));
    world.ok(&Request::SetRole(Role::Administrator));
    world.refused(&act(Stop, &[port("SP_A")]));
    world.refused(&Request::Redo);
    world.ok(&run_host(HOST, false));
    world.send(to_port("SP_A"));
    assert_eq!(rows(&world).len(), before + 1, "the role, and nothing else");
}

#[test]
fn an_entry_tells_each_field_before_and_after() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let mut edited = a_port("SP");
    edited.transport.as_mut().unwrap().retry_count = 5;
    edited.filter = equals(COUNTRY, "FR");
    edited.ordered_delivery = true;
    world.ok(&edit(edited.clone()));
    let row = last(&world);
    assert_eq!(row.entry.changes, 1);
    assert_eq!(
        changed(&row.first[0]),
        [
            "transport.retry_count: 0 -> 5",
            "filter: - -> [[{\"operator\":\"Equals\",\"property\":\"Orders.Country\",\"value\":{\"String\":\"FR\"}}]]",
            "ordered_delivery: false -> true",
        ]
        .map(|line| if line.starts_with("filter") { filter_line(&row) } else { line.to_owned() })
    );
    edited.transport.as_mut().unwrap().retry_count = 3;
    world.ok(&edit(edited));
    assert_eq!(changed(&last(&world).first[0]), ["transport.retry_count: 5 -> 3"]);
    world.ok(&act(Stop, &[port("SP")]));
    assert_eq!(changed(&last(&world).first[0]), ["state: \"Started\" -> \"Stopped\""]);
    world.ok(&create(receive_port(false)));
    assert!(last(&world).first[0].before.is_none());
    world.ok(&Request::EnableReceiveLocation { location: "RL".into(), enabled: true });
    assert_eq!(changed(&last(&world).first[0]), ["locations.<RL>.enabled: false -> true"]);
    world.ok(&run_host(HOST, false));
    assert_eq!(changed(&last(&world).first[0]), ["instances.<Server1>.running: true -> false"]);
    world.ok(&Request::Undo);
    assert_eq!(changed(&last(&world).first[0]), ["instances.<Server1>.running: false -> true"]);
    world.ok(&behave("SP", Behaviour::Slow(4)));
    world.ok(&behave("SP", Behaviour::Up));
    assert_eq!(changed(&last(&world).first[0]), ["behaviour: {\"Slow\":4} -> \"Up\""]);
}

/// How the filter is written is the document's affair; that it is told whole is not.
fn filter_line(row: &AuditRow) -> String {
    let line = changed(&row.first[0]).into_iter().find(|line| line.starts_with("filter: - -> [[")).expect("a filter");
    assert!(line.contains("Orders.Country") && line.contains("FR"), "{line}");
    line
}

#[test]
fn a_rename_tells_what_followed_it() {
    let mut world = application();
    world.ok(&Request::Put { original: Some("SP_A".into()), artifact: filtered("SP_Z", "FR").into() });
    let row = last(&world);
    assert_eq!(row.entry.changes, 2, "the port and the group that names it");
    assert_eq!((row.first[0].was.clone(), row.first[0].name.as_str()), (Some("SP_A".into()), "SP_Z"));
    assert!(changed(&row.first[0]).contains(&"name: \"SP_A\" -> \"SP_Z\"".to_owned()));
    assert_eq!(changed(&row.first[1]), [r#"members: ["SP_A","SP_B"] -> ["SP_Z","SP_B"]"#]);
    let of = |name: &str| {
        let query = AuditQuery { artifact: Some(port(name)), ..AuditQuery::default() };
        rows_of(&world, query).iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(of("SP_Z"), ["Rename SP_A to SP_Z", "Create SP_A"]);
}

#[test]
fn operating_on_instances_counts_them_over_all_batches() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.ok(&Request::Publish { draft: to_port("SP"), count: 600 });
    let query = by_state(S::SuspendedResumable);
    world.ok(&Request::OperateWhere { operation: Operation::Terminate, query });
    assert_eq!(said(&last(&world)), "Terminate 600 service instances");
    world.ok(&Request::Publish { draft: to_port("SP"), count: 2 });
    let ids: Vec<InstanceId> = world.find(by_state(S::SuspendedResumable)).iter().map(|it| it.id).collect();
    world.ok(&operate(Operation::Resume, &ids[..1]));
    assert_eq!(said(&last(&world)), "Resume 1 service instance");
    let before = rows(&world).len();
    world.ok(&act(Start, &[port("SP")]));
    let row = last(&world);
    assert_eq!(rows(&world).len(), before + 1, "what a start releases belongs to the start");
    assert_eq!(row.action.unwrap().operated(Operation::Resume), 1);
    world.ok(&act(Stop, &[port("SP")]));
    world.send(to_port("SP"));
    let held = world.find(by_state(S::SuspendedResumable))[0].id;
    world.ok(&Request::Resubmit { instance: held, draft: to_port("SP") });
    assert!(said(&last(&world)).starts_with(&format!("Edit and resubmit {held}")), "{}", said(&last(&world)));
}

#[test]
fn an_entry_is_in_the_transaction_of_its_action() {
    let (mut world, plan) = super::store::busy();
    let before = rows(&world);
    plan.lock().unwrap().fail_next();
    world.refused(&act(Stop, &[port("SP")]));
    assert_eq!(rows(&world), before);
    assert_eq!(world.port_state("SP"), Started);
    world.ok(&act(Stop, &[port("SP")]));
    assert_eq!(rows(&world).len(), before.len() + 1);
}

#[test]
fn entries_survive_the_end_of_the_program_and_the_way_back_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.sqlite");
    let open = || Box::new(SqliteMessageBox::open(&path).unwrap());
    let mut world = World::with_store(surroundings(), open());
    world.port(a_port("SP"), Stopped);
    let created = last_id(&mut world);
    world.ok(&act(Start, &[port("SP")]));
    let (group, before) = (world.engine.group().clone(), rows(&world));
    drop(world);
    let mut world = World::with_store(group, open());
    assert_eq!(rows(&world), before);
    assert_eq!(reason_keys(&world.refused(&Request::UndoTo(created))), ["refused-not-in-this-session"]);
    world.ok(&act(Stop, &[port("SP")]));
    assert_eq!(rows(&world).len(), before.len() + 1);
    assert_eq!(last_id(&mut world).0, before[0].entry.id.0 + 1);
}

#[test]
fn what_is_undone_is_marked_until_it_is_redone() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.ok(&act(Start, &[port("SP")]));
    let start = last_id(&mut world);
    let undone = |world: &World| rows(world).iter().find(|row| row.entry.id == start).unwrap().entry.undone;
    assert_eq!(undone(&world), None);
    world.ok(&Request::Undo);
    assert_eq!(said(&last(&world)), "Undo: Start SP");
    assert_eq!(undone(&world), Some(last_id(&mut world)));
    world.ok(&Request::Redo);
    assert_eq!(said(&last(&world)), "Redo: Start SP");
    assert_eq!(undone(&world), None);
}

#[test]
fn undo_to_an_entry_leads_exactly_to_it_and_redo_back_again() {
    let mut led = 0;
    for seed in 1..=60u64 {
        let mut dice = Dice::new(seed);
        let mut world = World::new();
        // what is configured right after each entry
        let mut past: Vec<(AuditId, BizTalkGroup)> = Vec::new();
        for _ in 0..30 {
            let request = match dice.roll(12) {
                0 => Request::Undo,
                1 => Request::Redo,
                _ => any_administrative_request(&mut dice, &world.engine.group().clone()),
            };
            let _ = world.ask(&request);
            if dice.roll(3) == 0 {
                let _ = world.ask(&send(published(&[(COUNTRY, "FR")])));
            }
            let now = last_id(&mut world);
            if past.last().is_none_or(|(id, _)| *id != now) && now.0 > 0 {
                past.push((now, world.engine.group().clone()));
            }
        }
        for _ in 0..6 {
            let Some((id, then)) = past.get(dice.roll(past.len().max(1))).cloned() else { break };
            let (before, entries) = (world.engine.group().clone(), rows(&world).len());
            let newest = last_id(&mut world);
            match world.ask(&Request::UndoTo(id)) {
                Ok(_) => {
                    led += 1;
                    assert_eq!(*world.engine.group(), then, "right after entry {id}, seed {seed}");
                    assert_eq!(rows(&world).len(), entries + 1, "one entry");
                    world.assert_counters_agree();
                    if dice.roll(2) == 0 {
                        world.ok(&Request::RedoTo(newest));
                    } else {
                        while *world.engine.group() != before {
                            world.ok(&Request::Redo);
                        }
                    }
                    assert_eq!(*world.engine.group(), before);
                }
                Err(refusal) => {
                    assert_eq!(*world.engine.group(), before, "all or nothing");
                    assert_eq!(rows(&world).len(), entries);
                    let key = reason_keys(&refusal)[0];
                    assert!(
                        ["refused-nothing-since", "refused-lies-ahead", "refused-no-way-back"].contains(&key),
                        "{key}"
                    );
                }
            }
        }
    }
    assert!(led > 100, "only {led} times");
}

#[test]
fn the_way_back_needs_the_role_for_each_step() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    let stopped = last_id(&mut world);
    world.ok(&act(Start, &[port("SP")]));
    world.ok(&edit(filtered("SP", "FR")));
    world.ok(&act(Stop, &[port("SP")]));
    world.ok(&Request::SetRole(Role::Operator));
    let before = world.engine.group().clone();
    let refusal: Refusal = world.refused(&Request::UndoTo(stopped));
    assert_eq!(reason_keys(&refusal), ["refused-step-needs"]);
    let told = Words::new(Language::English).say(&refusal.reasons[0].sentence);
    assert!(told.contains("Edit SP"), "{told}");
    assert_eq!(*world.engine.group(), before);
    world.ok(&Request::SetRole(Role::Administrator));
    world.ok(&Request::UndoTo(stopped));
    assert_eq!(world.port_state("SP"), Stopped);
    assert_eq!(said(&last(&world)), "Undo 3 actions");
    assert_eq!(world.engine.role(), Role::Administrator, "the role is not part of what is undone");
    let action: AuditAction = last(&world).action.unwrap();
    assert_eq!(action.kind(), AuditKind::History);
}

#[test]
fn a_search_finds_words_names_and_values_in_both_languages() {
    let mut world = World::new();
    world.port(SendPort { description: r"\\arch\in".to_owned(), ..a_port("SP_Lille") }, Stopped);
    world.ok(&act(Start, &[port("SP_Lille")]));
    let found = |text: &str| {
        let query = AuditQuery { text: text.to_owned(), ..AuditQuery::default() };
        rows_of(&world, query).iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(found("start lille"), ["Start SP_Lille"]);
    assert_eq!(found("démarrer"), ["Start SP_Lille"]);
    assert_eq!(found(r"\\ARCH"), ["Create SP_Lille"]);
}

#[test]
fn a_host_that_was_renamed_and_stopped_runs_again_after_one_way_back() {
    let mut world = World::new();
    world.port(a_port("SP"), Started);
    let start = last_id(&mut world);
    let host = |name: &str| sendport::model::Host { name: name.into(), ..support::a_host(HOST, true) };
    world.ok(&Request::Put { original: Some(HOST.into()), artifact: host("Host_Z").into() });
    world.ok(&run_host("Host_Z", false));
    let message = world.send(to_port("SP"));
    assert_ne!(world.only(message).state, S::Completed);
    world.ok(&Request::UndoTo(start));
    assert_eq!(world.only(message).state, S::Completed);
    assert_eq!(world.only(message).host.as_str(), HOST);
    world.assert_counters_agree();
}
