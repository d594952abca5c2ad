//! What every `MessageBox` promises, and what the one in a file promises besides.

#[path = "../support/counts.rs"]
mod counts;
mod formats;
mod messages;
mod packed;
mod places;
mod reading;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use sendport::{
    message_box::{
        Arrival, AuditChange, AuditEntry, AuditId, AuditKind, AuditQuery, Cause, CauseKind, Comparison, Effort, Error,
        Exercised, Fate, Instance, InstanceOrder, InstanceQuery, InstanceSort, Keyset, LastIds, MessageBox,
        MessageQuery, PropertyTest, SqliteMessageBox, Tally, Write,
    },
    model::{
        Addressing, ArtifactKind, ArtifactRef, Context, InstanceId, Message, MessageId, Name, Operator, PortState,
        Role, Source, Target, Value, properties,
    },
    routing::Matched,
    rules::{
        instances::InstanceState::{self, Active, Completed, ReadyToRun, SuspendedNotResumable, SuspendedResumable},
        outcome::{Cell, Path as By, decide},
    },
    transport::TransportError,
};
use tempfile::TempDir;

const NONE: [i64; 0] = [];

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn a_message(id: i64) -> Message {
    Message {
        id: MessageId(id),
        published: at(id),
        addressing: Addressing::default(),
        bound_to: None,
        context: Context::default(),
        body: format!("<Order>{id}</Order>").into(),
    }
}

const SERVER: &str = "Server1";

/// On its way to `SP_Lille` in `BizTalkServerApplication`.
fn an_instance(id: i64, message: i64) -> Instance {
    Instance {
        id: InstanceId(id),
        message: MessageId(message),
        port: Some("SP_Lille".into()),
        via: None,
        matched: Some(Matched::Filter),
        ruling: Some(decide(By::Direct, PortState::Started)),
        host: "BizTalkServerApplication".into(),
        state: ReadyToRun,
        cause: None,
        adapter: "FILE".to_owned(),
        address: r"C:\out\%MessageID%.xml".to_owned(),
        priority: 5,
        attempts: 0,
        created: at(id),
        changed: at(id),
        due: None,
        ..Instance::blank(InstanceId(id), MessageId(message), "Host".into(), at(id))
    }
}

fn suspended(id: i64, message: i64, state: InstanceState, cause: Cause) -> Instance {
    Instance { state, cause: Some(cause), ..an_instance(id, message) }
}

fn held(id: i64, message: i64) -> Instance {
    let ruling = Some(decide(By::Direct, PortState::Stopped));
    Instance { ruling, ..suspended(id, message, SuspendedResumable, Cause::Held) }
}

fn routing_failure(id: i64, message: i64) -> Instance {
    Instance {
        port: None,
        matched: None,
        ruling: None,
        adapter: String::new(),
        address: String::new(),
        ..suspended(id, message, SuspendedNotResumable, Cause::RoutingFailure)
    }
}

fn an_arrival(message: i64, instance: i64, port: &str) -> Arrival {
    Arrival {
        id: 0,
        port: port.into(),
        address: "there".to_owned(),
        message: MessageId(message),
        instance: InstanceId(instance),
        time: at(100),
    }
}

fn publish(message: Message, instances: impl IntoIterator<Item = Instance>) -> Vec<Write> {
    let message = Write::Message(Arc::new(message));
    std::iter::once(message).chain(instances.into_iter().map(Write::Instance)).collect()
}

fn ids(store: &dyn MessageBox, query: &InstanceQuery) -> Vec<i64> {
    let page = store.instances(query, 0, 1000).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.iter().map(|(instance, _)| instance.id.0).collect()
}

fn take(store: &mut dyn MessageBox, host: &str, limit: usize) -> Vec<i64> {
    store.take(&host.into(), &SERVER.into(), limit, at(50)).unwrap().iter().map(|(instance, _)| instance.id.0).collect()
}

fn everything() -> InstanceQuery {
    InstanceQuery::default()
}

fn a_file() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    (folder, path)
}

/// Runs a case on every kind of `MessageBox`, each time on an empty one.
fn on_every_kind(case: impl Fn(&mut dyn MessageBox)) {
    case(&mut SqliteMessageBox::in_memory().unwrap());
    let (_folder, path) = a_file();
    case(&mut SqliteMessageBox::open(&path).unwrap());
}

// ---- what every MessageBox promises ----

#[test]
fn an_empty_one_has_nothing() {
    on_every_kind(|store| {
        store.apply(&[]).unwrap();
        assert_eq!(store.last_ids().unwrap(), LastIds::default());
        assert_eq!(store.message(MessageId(1)).unwrap(), None);
        assert_eq!(store.instance(InstanceId(1)).unwrap(), None);
        assert_eq!(ids(store, &everything()), NONE);
        assert_eq!(store.suspended_by_cause(&everything()).unwrap(), []);
        assert_eq!(store.counts().unwrap(), []);
        assert_eq!(store.arrival_counts().unwrap(), []);
        assert_eq!(store.events(10).unwrap(), Vec::<String>::new());
        assert_eq!(take(store, "Host", 10), NONE);
    });
}

#[test]
fn a_message_comes_back_as_it_was_published() {
    on_every_kind(|store| {
        let mut context = Context::default();
        context.set(properties::MESSAGE_TYPE, "http://orders#Order");
        context.set("Orders.Amount", 12);
        context.0.insert("Orders.Due".to_owned(), Value::DateTime("2027-03-04T05:06:07".parse().unwrap()));
        let orchestration = Source::Orchestration { orchestration: "Ordering".into(), port: "Out".into() };
        let messages = [
            Message {
                addressing: Addressing::Published(orchestration),
                bound_to: Some(Target::SendPortGroup("SPG_All".into())),
                context,
                body: "é 日本 \0 \"quoted\" \\ \r\n".into(),
                published: Timestamp::from_microsecond(1_800_000_000_000_001).unwrap(),
                ..a_message(1)
            },
            Message { addressing: Addressing::To(Target::SendPort("SP".into())), body: "".into(), ..a_message(2) },
        ];
        for message in messages {
            store.apply(&publish(message.clone(), [])).unwrap();
            assert_eq!(store.message(message.id).unwrap().as_deref(), Some(&message));
        }
    });
}

#[test]
fn an_instance_comes_back_as_it_was_written_in_every_state_and_with_every_cause() {
    let address = r"C:\out".to_owned();
    let causes = [
        Cause::Held,
        Cause::Transport(TransportError::Rejected { address: address.clone() }),
        Cause::NoAddress,
        Cause::NoAdapter { address },
        Cause::NoHandler { adapter: "HTTP".to_owned() },
        Cause::RoutingFailure,
        Cause::Loop,
        Cause::ByHand,
        Cause::PortDeleted,
        Cause::Behind { front: MessageId(1) },
        Cause::FrontTaken { front: MessageId(1) },
    ];
    let kinds: BTreeSet<_> = causes.iter().map(Cause::kind).collect();
    assert_eq!(kinds, BTreeSet::from(CauseKind::ALL), "a cause is missing here");
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [])).unwrap();
        let states = InstanceState::ALL.into_iter().map(|state| suspended(1, 1, state, Cause::ByHand));
        let causes = causes.iter().map(|cause| suspended(1, 1, SuspendedResumable, cause.clone()));
        let full = Instance {
            via: Some("SPG_All".into()),
            matched: Some(Matched::Address),
            ruling: Some(decide(By::ViaGroup(PortState::Stopped), PortState::Started)),
            priority: 10,
            attempts: u32::MAX,
            due: Some(at(7)),
            ..an_instance(1, 1)
        };
        for instance in states.chain(causes).chain([full, routing_failure(1, 1), an_instance(1, 1)]) {
            store.apply(&[Write::Instance(instance.clone())]).unwrap();
            assert_eq!(store.instance(InstanceId(1)).unwrap(), Some(instance));
        }
        assert_eq!(ids(store, &everything()), [1], "it was written over, not beside");
    });
}

#[test]
fn the_work_queue_gives_by_priority_then_by_age() {
    on_every_kind(|store| {
        let of_priority = |id, priority| Instance { priority, ..an_instance(id, 1) };
        let instances =
            [of_priority(4, 5), of_priority(1, 5), of_priority(2, 10), of_priority(3, 1), of_priority(5, 2)];
        store.apply(&publish(a_message(1), instances)).unwrap();

        // names that differ in case only are the same name
        let host = "BIZTALKSERVERAPPLICATION";
        let taken = store.take(&host.into(), &SERVER.into(), 3, at(50)).unwrap();
        assert_eq!(taken.iter().map(|(instance, _)| instance.id.0).collect::<Vec<_>>(), [3, 5, 1]);
        for (instance, message) in &taken {
            assert_eq!((instance.state, instance.changed), (Active, at(50)));
            assert_eq!(store.instance(instance.id).unwrap().as_ref(), Some(instance), "what is given is what is kept");
            assert_eq!(**message, a_message(1));
        }
        assert_eq!(take(store, host, usize::MAX), [4, 2]);
        assert_eq!(take(store, host, usize::MAX), NONE, "nothing is given twice");
    });
}

#[test]
fn the_work_queue_gives_only_what_is_ready_in_this_host() {
    on_every_kind(|store| {
        let states = InstanceState::ALL.into_iter().zip(1..);
        let instances = states.map(|(state, id)| suspended(id, 1, state, Cause::ByHand));
        let elsewhere = Instance { host: "Other".into(), ..an_instance(20, 1) };
        store.apply(&publish(a_message(1), instances.chain([elsewhere]))).unwrap();
        assert_eq!(take(store, "BizTalkServerApplication", 100), [1]);
        assert_eq!(take(store, "Nowhere", 100), NONE);
        assert_eq!(take(store, "Other", 100), [20]);
    });
}

#[test]
fn an_instance_moves_between_the_queues() {
    on_every_kind(|store| {
        let host = "BizTalkServerApplication";
        let of_state = |state| InstanceQuery { states: vec![state], ..everything() };
        store.apply(&publish(a_message(1), [held(1, 1)])).unwrap();
        assert_eq!(take(store, host, 1), NONE);

        store.apply(&[Write::Instance(an_instance(1, 1))]).unwrap();
        assert_eq!(ids(store, &of_state(SuspendedResumable)), NONE);
        let (mut instance, _) = store.take(&host.into(), &SERVER.into(), 1, at(2)).unwrap().pop().unwrap();

        instance.state = Completed;
        store.apply(&[Write::Instance(instance)]).unwrap();
        assert_eq!(ids(store, &of_state(Active)), NONE);
        assert_eq!(ids(store, &of_state(Completed)), [1]);
        assert_eq!(store.suspended_by_cause(&everything()).unwrap(), []);
    });
}

#[test]
fn nothing_of_a_batch_is_there_when_a_part_of_it_fails() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
        let without_cause = Instance { state: SuspendedResumable, ..an_instance(3, 1) };
        let bad = [
            ("an instance of no message", Write::Instance(an_instance(3, 99))),
            ("a message that is there already", Write::Message(Arc::new(a_message(1)))),
            ("an arrival of no instance", Write::Arrival(an_arrival(1, 99, "SP_Lille"))),
            ("a suspended instance without a cause", Write::Instance(without_cause)),
        ];
        for (what, write) in bad {
            let mut batch = publish(a_message(2), [an_instance(2, 2), Instance { attempts: 9, ..an_instance(1, 1) }]);
            batch.push(Write::Arrival(an_arrival(1, 1, "SP_Lille")));
            batch.push(Write::Events { time: at(0), json: "{}".to_owned(), about: vec![MessageId(2)] });
            batch.push(Write::RenamePort { from: "SP_Lille".into(), to: "SP_Paris".into() });
            batch.push(write);
            assert!(matches!(store.apply(&batch), Err(Error::Store(_))), "{what}");

            assert_eq!(store.message(MessageId(2)).unwrap(), None, "{what}");
            assert_eq!(ids(store, &everything()), [1], "{what}");
            assert_eq!(store.instance(InstanceId(1)).unwrap(), Some(an_instance(1, 1)), "{what}");
            assert_eq!(store.arrival_counts().unwrap(), [], "{what}");
            assert_eq!(store.events(10).unwrap(), Vec::<String>::new(), "{what}");
        }
        store.apply(&publish(a_message(2), [an_instance(2, 2)])).unwrap();
        assert_eq!(ids(store, &everything()), [1, 2], "it works again afterwards");
    });
}

/// Four messages: the first in two copies, one of them by way of a group; one that failed; one of
/// another host; one that nobody wanted.
fn assorted(store: &mut dyn MessageBox) {
    let typed = |id, message_type: &str, name: &str, value: &str| {
        let mut message = a_message(id);
        message.context.set(properties::MESSAGE_TYPE, message_type);
        message.context.set(name, value);
        message
    };
    let first = typed(1, "http://orders#Order", "Orders.Région", "ÎLE-DE-FRANCE");
    let via = Instance { via: Some("SPG_Écoles".into()), port: Some("SP_Paris".into()), ..held(2, 1) };
    store.apply(&publish(first, [an_instance(1, 1), via])).unwrap();

    let unreachable = Cause::Transport(TransportError::Unreachable { address: "ftp://Fr".to_owned() });
    let failed = suspended(3, 2, SuspendedNotResumable, unreachable);
    let failed = Instance { address: "ftp://FR/In".to_owned(), ..failed };
    store.apply(&publish(typed(2, "http://orders#Invoice", "Orders.Path", r"C:\in"), [failed])).unwrap();
    let elsewhere = Instance { host: "Other".into(), state: Active, ..an_instance(4, 3) };
    store.apply(&publish(a_message(3), [elsewhere])).unwrap();
    store.apply(&publish(a_message(4), [routing_failure(5, 4)])).unwrap();
}

#[test]
fn a_query_finds_what_all_its_parts_admit() {
    on_every_kind(|store| {
        assorted(store);
        let failed_invoices = InstanceQuery {
            port: Some("SP_Lille".into()),
            states: vec![SuspendedNotResumable],
            message: Some(MessageId(2)),
            text: "invoice".to_owned(),
            ..everything()
        };
        let cases: Vec<(InstanceQuery, &[i64])> = vec![
            (everything(), &[1, 2, 3, 4, 5]),
            (InstanceQuery { states: vec![ReadyToRun], ..everything() }, &[1]),
            (InstanceQuery { states: vec![Active, SuspendedResumable], ..everything() }, &[2, 4]),
            (InstanceQuery { states: vec![SuspendedNotResumable], ..everything() }, &[3, 5]),
            (InstanceQuery { states: vec![SuspendedNotResumable, SuspendedResumable], ..everything() }, &[2, 3, 5]),
            (InstanceQuery { port: Some("sp_LILLE".into()), ..everything() }, &[1, 3, 4]),
            (InstanceQuery { port: Some("SP_Lill".into()), ..everything() }, &[]),
            (InstanceQuery { via: Some("spg_éCOLES".into()), ..everything() }, &[2]),
            (InstanceQuery { host: Some("other".into()), ..everything() }, &[4]),
            (InstanceQuery { routing_failures: Some(true), ..everything() }, &[5]),
            (InstanceQuery { routing_failures: Some(false), ..everything() }, &[1, 2, 3, 4]),
            (InstanceQuery { cause: Some(CauseKind::Held), ..everything() }, &[2]),
            (InstanceQuery { cause: Some(CauseKind::NoAddress), ..everything() }, &[]),
            (InstanceQuery { message: Some(MessageId(1)), ..everything() }, &[1, 2]),
            (InstanceQuery { port: Some("SP_Lille".into()), message: Some(MessageId(4)), ..everything() }, &[]),
            (failed_invoices, &[3]),
        ];
        for (query, expected) in cases {
            assert_eq!(ids(store, &query), expected, "{query:?}");
        }
    });
}

#[test]
fn text_is_found_wherever_it_occurs_and_in_any_case() {
    on_every_kind(|store| {
        assorted(store);
        let cases: [(&str, &str, &[i64]); 15] = [
            ("paris", "port", &[2]),
            ("ÉCOLES", "group", &[2]),
            ("FTP://fr/", "address", &[3]),
            ("m-4", "message", &[5]),
            ("#order", "message type", &[1, 2]),
            ("RÉGION", "name of a property", &[1, 2]),
            ("île-de-france", "value of a property", &[1, 2]),
            (r"c:\in", "value, not what JSON makes of it", &[3]),
            ("  Paris ", "spaces around it are slips of the hand", &[2]),
            ("   ", "no text", &[1, 2, 3, 4, 5]),
            ("%m", "no wildcard: it stands in addresses", &[1, 2, 4]),
            ("sp?p", "no wildcard", &[]),
            ("' OR true --", "no SQL", &[]),
            ("\"String\"", "a word of the store, not of the message", &[]),
            ("<Order>", "bodies are not looked at", &[]),
        ];
        for (text, why, expected) in cases {
            assert_eq!(ids(store, &InstanceQuery { text: text.to_owned(), ..everything() }), expected, "{text}: {why}");
        }
    });
}

#[test]
fn pages_are_by_age_and_know_how_many_there_are() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), (1..=7).rev().map(|id| an_instance(id, 1)))).unwrap();
        // of which the index has another order than the ids
        let port = |id: i64| Some(format!("SP_{}", id % 3).into());
        let others = (8..=30).map(|id| Instance { port: port(id), ..held(id, 2) });
        store.apply(&publish(a_message(2), others)).unwrap();
        let of = |states: &[InstanceState], offset, limit| {
            let query = InstanceQuery { states: states.to_vec(), ..everything() };
            let page = store.instances(&query, offset, limit).unwrap();
            assert!(page.rows.iter().all(|(instance, message)| instance.message == message.id));
            let ids = page.rows.iter().map(|(instance, _)| instance.id.0);
            (page.total, ids.collect::<Vec<_>>())
        };
        assert_eq!(of(&[ReadyToRun], 0, 3), (7, vec![1, 2, 3]));
        assert_eq!(of(&[ReadyToRun], 3, 3), (7, vec![4, 5, 6]));
        assert_eq!(of(&[ReadyToRun], 6, 3), (7, vec![7]));
        assert_eq!(of(&[ReadyToRun], 7, 3), (7, vec![]));
        assert_eq!(of(&[ReadyToRun], u64::MAX, u64::MAX), (7, vec![]));
        assert_eq!(of(&[SuspendedResumable], 3, 4), (23, vec![11, 12, 13, 14]));
        assert_eq!(of(&[SuspendedResumable], 20, u64::MAX), (23, vec![28, 29, 30]));
        assert_eq!(of(&[], 5, 4), (30, vec![6, 7, 8, 9]));
        assert_eq!(of(&[], 0, 0), (30, vec![]));
        let after = |query: InstanceQuery, after, limit| {
            let rows = store.instances_after(&query, InstanceId(after), limit).unwrap();
            assert!(rows.iter().all(|(instance, message)| instance.message == message.id));
            rows.iter().map(|(instance, _)| instance.id.0).collect::<Vec<_>>()
        };
        let suspended = || InstanceQuery { states: vec![SuspendedResumable], ..everything() };
        assert_eq!(after(everything(), 5, 4), [6, 7, 8, 9]);
        assert_eq!(after(suspended(), 0, 3), [8, 9, 10]);
        assert_eq!(after(suspended(), 10, 3), [11, 12, 13]);
        assert_eq!(after(suspended(), 28, 256), [29, 30]);
        assert!(after(suspended(), 30, 256).is_empty());
        assert!(after(everything(), 5, 0).is_empty());
        // by age also where an index of ports is gone by
        let of_port = InstanceQuery { port: Some("SP_1".into()), ..suspended() };
        assert_eq!(after(of_port, 10, 4), [13, 16, 19, 22]);
    });
}

#[test]
fn pages_are_in_any_order_and_what_is_alike_by_age() {
    on_every_kind(|store| {
        assorted(store);
        let of = |by, down, offset, limit| {
            let query = InstanceQuery { order: InstanceOrder { by, down }, ..everything() };
            let page = store.instances(&query, offset, limit).unwrap();
            assert_eq!(page.total, 5);
            page.rows.iter().map(|(instance, _)| instance.id.0).collect::<Vec<_>>()
        };
        // SP_Lille, SP_Paris, SP_Lille, SP_Lille, and nobody
        assert_eq!(of(InstanceSort::Port, false, 0, 9), [5, 1, 3, 4, 2]);
        assert_eq!(of(InstanceSort::Port, true, 0, 9), [2, 4, 3, 1, 5]);
        assert_eq!(of(InstanceSort::Port, true, 1, 2), [4, 3], "a page of the same order");
        assert_eq!(of(InstanceSort::Host, false, 0, 9), [1, 2, 3, 5, 4], "the one of the other host");
        assert_eq!(of(InstanceSort::Message, true, 0, 9), [5, 4, 3, 2, 1]);
        for by in InstanceSort::ALL {
            let (up, mut down) = (of(by, false, 0, 9), of(by, true, 0, 9));
            down.reverse();
            assert_eq!(up, down, "{by:?}");
        }
    });
}

#[test]
fn copies_of_one_message_share_its_body() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [an_instance(1, 1), an_instance(2, 1)])).unwrap();
        let rows = store.instances(&everything(), 0, 10).unwrap().rows;
        assert!(Arc::ptr_eq(&rows[0].1, &rows[1].1));
    });
}

#[test]
fn what_is_suspended_is_grouped_by_cause_port_and_group() {
    on_every_kind(|store| {
        let rejected = Cause::Transport(TransportError::Rejected { address: "a".to_owned() });
        let failed = Cause::Transport(TransportError::Failed { address: "b".to_owned() });
        let stopped_group = Some(decide(By::ViaGroup(PortState::Stopped), PortState::Started));
        let instances = [
            Instance { created: at(30), ..held(1, 1) },
            Instance { port: Some("sp_lille".into()), created: at(20), ruling: None, ..held(2, 1) },
            Instance { via: Some("SPG".into()), ruling: stopped_group, ..held(3, 1) },
            suspended(4, 1, SuspendedResumable, rejected),
            suspended(5, 1, SuspendedNotResumable, failed),
            routing_failure(6, 1),
            routing_failure(7, 1),
            // not suspended any more
            suspended(8, 1, Completed, Cause::Held),
        ];
        store.apply(&publish(a_message(1), instances)).unwrap();

        let groups = store.suspended_by_cause(&everything()).unwrap();
        let told: Vec<_> = groups
            .iter()
            .map(|group| {
                let name = |name: &Option<Name>| name.as_ref().map_or(String::new(), ToString::to_string);
                (group.cause, name(&group.port), name(&group.via), group.instances, group.resumable, group.since)
            })
            .collect();
        let (none, lille) = (String::new, || "SP_Lille".to_owned());
        assert_eq!(
            told,
            [
                (CauseKind::Held, lille(), none(), 2, 2, at(20)),
                (CauseKind::Held, lille(), "SPG".to_owned(), 1, 1, at(3)),
                (CauseKind::Transport, lille(), none(), 2, 1, at(4)),
                (CauseKind::RoutingFailure, none(), none(), 2, 0, at(6)),
            ]
        );
        assert_eq!(groups[0].ruling, Some(decide(By::Direct, PortState::Stopped)), "that of the first one");
        assert_eq!(groups[1].ruling, stopped_group);
        assert_eq!(groups[3].ruling, None);

        let narrowed = |query: InstanceQuery| -> Vec<_> {
            store.suspended_by_cause(&query).unwrap().iter().map(|group| (group.cause, group.instances)).collect()
        };
        let resumable = InstanceQuery { states: vec![SuspendedResumable, Completed], ..everything() };
        assert_eq!(narrowed(resumable), [(CauseKind::Held, 2), (CauseKind::Held, 1), (CauseKind::Transport, 1)]);
        assert_eq!(narrowed(InstanceQuery { states: vec![Completed], ..everything() }), []);
        assert_eq!(narrowed(InstanceQuery { text: "spg".to_owned(), ..everything() }), [(CauseKind::Held, 1)]);
    });
}

#[test]
fn the_counts_add_up() {
    on_every_kind(|store| {
        assorted(store);
        store.apply(&[Write::Instance(Instance { port: Some("SP_LILLE".into()), ..an_instance(6, 1) })]).unwrap();
        let mut told: Vec<_> = store
            .counts()
            .unwrap()
            .into_iter()
            .map(|count| (count.port, count.via, count.host, count.state, count.cause, count.count))
            .collect();
        told.sort();
        let (lille, host) = (|| Some(Name::new("SP_Lille")), || Name::new("BizTalkServerApplication"));
        let (failed, nobody) = (Some(CauseKind::Transport), Some(CauseKind::RoutingFailure));
        let expected = [
            (None, None, host(), SuspendedNotResumable, nobody, 1),
            (lille(), None, host(), ReadyToRun, None, 2),
            (lille(), None, host(), SuspendedNotResumable, failed, 1),
            (lille(), None, "Other".into(), Active, None, 1),
            (Some("SP_Paris".into()), Some("SPG_Écoles".into()), host(), SuspendedResumable, Some(CauseKind::Held), 1),
        ];
        assert_eq!(told, expected);
    });
}

/// What is counted apart is what one counts.
fn counts_agree(path: &Path, what: &str) {
    let other = rusqlite::Connection::open(path).unwrap();
    for (kept, counted) in counts::COUNTS {
        for (one, two) in [(kept, counted), (counted, kept)] {
            let sql = format!("SELECT count(*) FROM ({one} EXCEPT {two})");
            let differ: i64 = other.query_row(&sql, [], |row| row.get(0)).unwrap();
            assert_eq!(differ, 0, "{what}: {one}");
        }
    }
}

/// Whatever is done, the counts that are kept are what one counts, also those of an earlier version.
#[test]
fn the_counts_follow_every_change() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let agree = |what: &str| counts_agree(&path, what);
    assorted(&mut store);
    agree("published");
    take(&mut store, "BizTalkServerApplication", 10);
    agree("taken");
    for id in 1..=4 {
        let lane = (id % 2 == 0).then(|| Arc::from(""));
        let changed = Instance { address: format!("to {id}"), lane, ..held(id, 1) };
        store.apply(&[Write::Instance(changed)]).unwrap();
        agree("held");
    }
    let moved = Instance { address: "elsewhere".to_owned(), via: Some("SPG".into()), ..held(1, 1) };
    store.apply(&[Write::Instance(moved), Write::Arrival(an_arrival(1, 1, "SP_Lille"))]).unwrap();
    agree("moved");
    let (from, to): (Name, Name) = ("SP_Lille".into(), "SP_Lyon".into());
    store.apply(&[Write::RenamePort { from, to }]).unwrap();
    store.apply(&[Write::RenamePort { from: "SP_Lyon".into(), to: "sp_lyon".into() }]).unwrap();
    store.apply(&[Write::RenameHost { from: "Other".into(), to: "BizTalkServerApplication".into() }]).unwrap();
    store.apply(&[Write::RenameGroup { from: "SPG".into(), to: "SPG_Écoles".into() }]).unwrap();
    agree("renamed");
}

#[test]
fn what_is_suspended_is_counted_by_address() {
    on_every_kind(|store| {
        let to = |id, address: &str, state| Instance {
            address: address.to_owned(),
            ..suspended(id, 1, state, Cause::ByHand)
        };
        let instances = [
            to(1, "b", SuspendedResumable),
            to(2, "a", SuspendedNotResumable),
            to(3, "b", SuspendedResumable),
            to(4, "B", SuspendedResumable),
            to(5, "b", ReadyToRun),
            to(6, "", SuspendedResumable),
        ];
        store.apply(&publish(a_message(1), instances)).unwrap();
        let told = store.suspended_by_address().unwrap();
        assert_eq!(told, [("B".to_owned(), 1), ("a".to_owned(), 1), ("b".to_owned(), 2)]);
        assert_eq!(ids(store, &InstanceQuery { address: Some("b".to_owned()), ..everything() }), [1, 3, 5]);
    });
}

#[test]
fn one_of_several_ports_or_hosts_is_found_in_any_case() {
    on_every_kind(|store| {
        let of =
            |id, port: &str, host: &str| Instance { port: Some(port.into()), host: host.into(), ..an_instance(id, 1) };
        let instances =
            [of(1, "SP_A", "H"), of(2, "sp_É\"'", "H"), of(3, "SP_C", "H"), of(4, "SP_A", "I"), routing_failure(5, 1)];
        store.apply(&publish(a_message(1), instances)).unwrap();
        let names = |names: &[&str]| Some(names.iter().map(|name| Name::new(name)).collect::<Vec<_>>());
        let ports = |of: &[&str]| InstanceQuery { ports: names(of), ..everything() };
        assert_eq!(ids(store, &ports(&["sp_a", "SP_é\"'", "SP_None"])), [1, 2, 4]);
        assert_eq!(ids(store, &ports(&[])), NONE, "none of no ports, not all");
        assert_eq!(ids(store, &InstanceQuery { hosts: names(&["i"]), ..ports(&["SP_A"]) }), [4]);
        let many: Vec<Name> = (0..50_000).map(|n| Name::new(&format!("SP_{n}"))).chain(["SP_C".into()]).collect();
        assert_eq!(ids(store, &InstanceQuery { ports: Some(many), ..everything() }), [3]);
    });
}

#[test]
fn what_was_exercised_adds_up_and_keeps_its_first_message() {
    on_every_kind(|store| {
        assert_eq!(store.exercised().unwrap(), []);
        store.apply(&publish(a_message(1), [])).unwrap();
        store.apply(&publish(a_message(2), [])).unwrap();
        for cell in Cell::all() {
            let exercised = |count, message, second| Write::Exercised {
                cell,
                count,
                message: MessageId(message),
                time: at(second),
            };
            store.apply(&[exercised(2, 1, 10), exercised(1, 2, 20)]).unwrap();
        }
        let told = store.exercised().unwrap();
        assert_eq!(told.len(), Cell::COUNT);
        for cell in Cell::all() {
            let of_cell: Vec<_> = told.iter().filter(|it| it.cell == cell).collect();
            let expected = Exercised { cell, count: 3, first: MessageId(1), time: at(10) };
            assert_eq!(of_cell, [&expected]);
        }
    });
}

#[test]
fn arrivals_are_counted_and_listed_newest_first() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
        store.apply(&publish(a_message(2), [an_instance(2, 2)])).unwrap();
        let arrivals = [an_arrival(1, 1, "SP_Lille"), an_arrival(2, 2, "SP_LILLE"), an_arrival(1, 1, "SP_Paris")];
        store.apply(&arrivals.clone().map(Write::Arrival)).unwrap();

        let lille = store.arrivals(&"sp_lille".into(), 10).unwrap();
        let expected = [(2, 1), (1, 0)].map(|(id, which)| Arrival { id, ..arrivals[which].clone() });
        assert_eq!(lille.iter().map(|(arrival, _)| arrival.clone()).collect::<Vec<_>>(), expected);
        assert_eq!(*lille[0].1, a_message(2));
        assert_eq!(store.arrivals(&"SP_Lille".into(), 1).unwrap(), lille[..1]);
        assert_eq!(store.arrivals(&"SP_Rome".into(), 10).unwrap(), []);
        assert_eq!(store.arrival_counts().unwrap(), [("SP_Lille".into(), 2), ("SP_Paris".into(), 1)]);
    });
}

#[test]
fn an_instance_that_arrived_can_still_change() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
        let completed = Instance { state: Completed, ..an_instance(1, 1) };
        store.apply(&[Write::Arrival(an_arrival(1, 1, "SP_Lille"))]).unwrap();
        store.apply(&[Write::Instance(completed.clone())]).unwrap();
        assert_eq!(store.instance(InstanceId(1)).unwrap(), Some(completed));
        assert_eq!(store.arrivals(&"SP_Lille".into(), 10).unwrap().len(), 1);
    });
}

#[test]
fn what_is_renamed_is_found_under_the_new_name_only() {
    on_every_kind(|store| {
        assorted(store);
        store
            .apply(&[
                Write::Arrival(an_arrival(1, 1, "SP_Lille")),
                Write::RenamePort { from: "sp_LILLE".into(), to: "SP_Liège".into() },
                Write::RenameGroup { from: "SPG_écoles".into(), to: "SPG_Schools".into() },
                Write::RenameHost { from: "OTHER".into(), to: "Sending".into() },
                // only the spelling
                Write::RenamePort { from: "SP_Paris".into(), to: "SP_PARIS".into() },
            ])
            .unwrap();

        let by_port = |port: &str| ids(store, &InstanceQuery { port: Some(port.into()), ..everything() });
        assert_eq!(by_port("SP_Lille"), NONE);
        assert_eq!(by_port("sp_LIÈGE"), [1, 3, 4]);
        assert_eq!(by_port("SP_Paris"), [2]);
        let second = store.instance(InstanceId(2)).unwrap().unwrap();
        assert!(second.port.unwrap().same_spelling(&"SP_PARIS".into()));
        assert!(second.via.unwrap().same_spelling(&"SPG_Schools".into()));
        assert_eq!(ids(store, &InstanceQuery { host: Some("Sending".into()), ..everything() }), [4]);
        assert_eq!(ids(store, &InstanceQuery { routing_failures: Some(true), ..everything() }), [5]);
        assert_eq!(store.arrival_counts().unwrap(), [("SP_Liège".into(), 1)]);
    });
}

#[test]
fn the_work_queue_of_a_renamed_host_goes_on() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
        store.apply(&[Write::RenameHost { from: "BizTalkServerApplication".into(), to: "Sending".into() }]).unwrap();
        assert_eq!(take(store, "BizTalkServerApplication", 1), NONE);
        assert_eq!(take(store, "Sending", 1), [1]);
    });
}

#[test]
fn the_last_events_come_oldest_first() {
    on_every_kind(|store| {
        let event = |number: i64| Write::Events {
            time: at(-number),
            json: format!("{{\"number\":{number}}}"),
            about: Vec::new(),
        };
        store.apply(&[event(1), event(2)]).unwrap();
        store.apply(&[event(3)]).unwrap();
        assert_eq!(store.events(2).unwrap(), ["{\"number\":2}", "{\"number\":3}"]);
        assert_eq!(store.events(u64::MAX).unwrap().len(), 3);
    });
}

#[test]
fn the_last_ids_are_the_highest() {
    on_every_kind(|store| {
        store.apply(&publish(a_message(9), [an_instance(12, 9)])).unwrap();
        store.apply(&publish(a_message(4), [an_instance(5, 4)])).unwrap();
        assert_eq!(store.last_ids().unwrap(), LastIds { message: 9, instance: 12, audit: 0 });
    });
}

fn an_entry(id: i64, kind: AuditKind, search: &str) -> AuditEntry {
    AuditEntry {
        id: AuditId(id),
        time: at(id),
        role: Role::Administrator,
        kind,
        action: format!("{{\"number\":{id}}}"),
        search: search.to_lowercase(),
        changes: 0,
        undone: None,
    }
}

fn a_change(name: &str, was: Option<&str>) -> AuditChange {
    AuditChange {
        kind: ArtifactKind::SendPort,
        name: name.into(),
        was: was.map(Name::new),
        before: Some(format!("{{\"name\":\"{}\"}}", was.unwrap_or(name))),
        after: Some(format!("{{\"name\":\"{name}\"}}")),
    }
}

fn entries(store: &dyn MessageBox, query: &AuditQuery) -> Vec<i64> {
    let found = store.audit(query, None, 1000).unwrap();
    assert_eq!(store.audit_count(query).unwrap(), found.len() as u64);
    found.iter().map(|entry| entry.id.0).collect()
}

#[test]
fn entries_of_the_audit_come_newest_first_page_by_page() {
    on_every_kind(|store| {
        for id in 1..=7 {
            let entry = an_entry(id, AuditKind::State, "Start SP_Été");
            store.apply(&[Write::Audit { entry, changes: vec![a_change("SP", None)] }]).unwrap();
        }
        let all = AuditQuery::default();
        assert_eq!(store.last_ids().unwrap().audit, 7);
        assert_eq!(entries(store, &all), [7, 6, 5, 4, 3, 2, 1]);
        let page = |before: Option<i64>| -> Vec<i64> {
            let page = store.audit(&all, before.map(AuditId), 3).unwrap();
            page.iter().map(|entry| entry.id.0).collect()
        };
        assert_eq!(page(None), [7, 6, 5]);
        assert_eq!(page(Some(5)), [4, 3, 2]);
        assert_eq!(page(Some(1)), NONE);
        assert_eq!(store.audit(&all, None, 1).unwrap(), [an_entry(7, AuditKind::State, "Start SP_Été")]);
        assert_eq!(store.audit_changes(AuditId(3), 0, 10).unwrap(), [a_change("SP", None)]);
        assert_eq!(store.audit_changes(AuditId(3), 1, 10).unwrap(), []);
    });
}

#[test]
fn the_audit_is_searched_by_text_role_kind_and_time() {
    on_every_kind(|store| {
        let operator = AuditEntry { role: Role::Operator, ..an_entry(2, AuditKind::State, "Stop SP_Été 100%") };
        for entry in [an_entry(1, AuditKind::Create, "Create SP_Lille"), operator] {
            store.apply(&[Write::Audit { entry, changes: Vec::new() }]).unwrap();
        }
        let text = |text: &str| AuditQuery { text: text.to_owned(), ..AuditQuery::default() };
        assert_eq!(entries(store, &text("sp_ÉTÉ")), [2]);
        assert_eq!(entries(store, &text("  lille   create ")), [1], "every word, in any order");
        assert_eq!(entries(store, &text("0%")), [2], "signs are what they are");
        assert_eq!(entries(store, &text("x")), NONE);
        let by = |role| AuditQuery { role: Some(role), ..AuditQuery::default() };
        assert_eq!(entries(store, &by(Role::Operator)), [2]);
        assert_eq!(entries(store, &by(Role::ReadOnly)), NONE);
        assert_eq!(entries(store, &AuditQuery { kind: Some(AuditKind::Create), ..AuditQuery::default() }), [1]);
        assert_eq!(entries(store, &AuditQuery { from: Some(at(2)), ..AuditQuery::default() }), [2]);
        assert_eq!(entries(store, &AuditQuery { until: Some(at(2)), ..AuditQuery::default() }), [1]);
    });
}

#[test]
fn the_audit_of_an_artifact_follows_its_names() {
    on_every_kind(|store| {
        let renames: [(&str, Option<&str>); 6] = [
            ("SP_A", None),
            ("SP_B", Some("SP_A")),
            ("SP_A", None), // another one that was made under the old name
            ("sp_b", None),
            ("SP_C", Some("SP_B")),
            ("SP_C", None),
        ];
        for (id, (name, was)) in (1..).zip(renames) {
            let entry = an_entry(id, AuditKind::Edit, "");
            store.apply(&[Write::Audit { entry, changes: vec![a_change(name, was)] }]).unwrap();
        }
        let of = |name: &str| ArtifactRef::send_port(&name.into());
        let query = |name: &str| AuditQuery { artifact: Some(of(name)), ..AuditQuery::default() };
        assert_eq!(entries(store, &query("sp_C")), [6, 5, 4, 2, 1]);
        assert_eq!(entries(store, &query("SP_B")), [5, 4, 2, 1]);
        assert_eq!(entries(store, &query("SP_A")), [3, 2, 1]);
        assert_eq!(entries(store, &query("SP_D")), NONE);
        let group = ArtifactRef::send_port_group(&"SP_C".into());
        assert_eq!(entries(store, &AuditQuery { artifact: Some(group), ..AuditQuery::default() }), NONE);
        let history = store.audit_history(&of("SP_C"), 3).unwrap();
        let times: Vec<_> = history.iter().map(|(id, time, change)| (id.0, *time, change.name.to_string())).collect();
        assert_eq!(times, [(6, at(6), "SP_C".into()), (5, at(5), "SP_C".into()), (4, at(4), "sp_b".into())]);
    });
}

#[test]
fn an_entry_of_the_audit_grows_and_is_marked_as_undone() {
    on_every_kind(|store| {
        let write = |entry, changes| Write::Audit { entry, changes };
        let first = AuditEntry { changes: 1, ..an_entry(1, AuditKind::Instances, "resume 1") };
        store.apply(&[write(first.clone(), vec![a_change("SP", None)])]).unwrap();
        let grown = AuditEntry { action: "{}".to_owned(), search: "resume 2".to_owned(), ..first };
        store.apply(&[write(grown.clone(), Vec::new())]).unwrap();
        assert_eq!(store.audit(&AuditQuery::default(), None, 9).unwrap(), [grown]);
        assert_eq!(store.audit_changes(AuditId(1), 0, 9).unwrap().len(), 1);
        store.apply(&[write(an_entry(2, AuditKind::History, ""), Vec::new())]).unwrap();
        let marked = |store: &dyn MessageBox| store.audit(&AuditQuery::default(), None, 9).unwrap()[1].undone;
        store.apply(&[Write::AuditUndone { id: AuditId(1), by: Some(AuditId(2)) }]).unwrap();
        assert_eq!(marked(store), Some(AuditId(2)));
        store.apply(&[Write::AuditUndone { id: AuditId(1), by: None }]).unwrap();
        assert_eq!(marked(store), None);
    });
}

#[test]
fn a_file_of_the_first_format_gets_an_audit_and_keeps_what_it_holds() {
    let (_folder, path) = a_file();
    let first = include_str!("../../src/message_box/sqlite/format_1.sql");
    with_sqlite(&path, &format!("{first}; PRAGMA application_id = {}; PRAGMA user_version = 1;", 0x5350_4D42));
    with_sqlite(
        &path,
        "INSERT INTO message VALUES (3, '2026-01-01T00:00:00.000000000Z', NULL, '{\"Published\":\"Properties\"}', NULL,
                                     '{}', 'kept');
         INSERT INTO event VALUES (1, '2026-01-01T00:00:00.000000000Z', '{}')",
    );
    let mut store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(&*store.message(MessageId(3)).unwrap().unwrap().body, "kept");
    assert_eq!(store.events(9).unwrap(), ["{}"]);
    assert_eq!(entries(&store, &AuditQuery::default()), NONE);
    store.apply(&[Write::Audit { entry: an_entry(1, AuditKind::Create, ""), changes: Vec::new() }]).unwrap();
    drop(store);
    assert_eq!(entries(&SqliteMessageBox::open(&path).unwrap(), &AuditQuery::default()), [1]);
}

#[test]
fn a_copy_is_a_messagebox_with_everything_in_it() {
    on_every_kind(|store| {
        fill(store);
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("copy.sqlite");
        store.copy_to(&path).unwrap();
        assert_eq!(names(folder.path()), ["copy.sqlite"]);
        let mut copy = SqliteMessageBox::open(&path).unwrap();
        assert_same(&copy, store);

        // they are independent
        copy.apply(&publish(a_message(50), [])).unwrap();
        assert_eq!(store.message(MessageId(50)).unwrap(), None);
    });
}

#[test]
fn a_copy_overwrites_nothing() {
    on_every_kind(|store| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("there");
        for contents in ["", "mine"] {
            fs::write(&path, contents).unwrap();
            let error = store.copy_to(&path).unwrap_err();
            assert_eq!(io_kind(&error), Some(std::io::ErrorKind::AlreadyExists), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), contents);
        }
        let nowhere = folder.path().join("nowhere").join("copy");
        assert_eq!(io_kind(&store.copy_to(&nowhere).unwrap_err()), Some(std::io::ErrorKind::NotFound));
    });
}

// ---- what the one in a file promises besides ----

fn fill(store: &mut dyn MessageBox) {
    assorted(store);
    let event = Write::Events { time: at(1), json: "{}".to_owned(), about: Vec::new() };
    let cell = Cell { path: By::Direct, port: PortState::Started };
    let exercised = Write::Exercised { cell, count: 1, message: MessageId(1), time: at(1) };
    store.apply(&[Write::Arrival(an_arrival(1, 1, "SP_Lille")), exercised, event]).unwrap();
}

fn assert_same(one: &dyn MessageBox, other: &dyn MessageBox) {
    assert_eq!(one.last_ids().unwrap(), other.last_ids().unwrap());
    let all = |store: &dyn MessageBox| store.instances(&everything(), 0, 10_000).unwrap();
    assert_eq!(all(one), all(other));
    assert_eq!(one.arrivals(&"SP_Lille".into(), 10).unwrap(), other.arrivals(&"SP_Lille".into(), 10).unwrap());
    assert_eq!(one.events(10).unwrap(), other.events(10).unwrap());
    assert_eq!(one.exercised().unwrap(), other.exercised().unwrap());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn io_kind(error: &Error) -> Option<std::io::ErrorKind> {
    match error {
        Error::Io { source, .. } => Some(source.kind()),
        _ => None,
    }
}

/// The error with which a file does not open.
fn refused(path: &Path) -> Error {
    match SqliteMessageBox::open(path) {
        Ok(_) => panic!("{} opened", path.display()),
        Err(error) => error,
    }
}

/// Does something to a file as another program would.
fn with_sqlite(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// A closed file of many pages.
fn a_large_file() -> (TempDir, PathBuf) {
    let (folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let large = |id| Message { body: "x".repeat(3000).into(), ..a_message(id) };
    let writes: Vec<_> = (1..=100).flat_map(|id| publish(large(id), [an_instance(id, id)])).collect();
    store.apply(&writes).unwrap();
    (folder, path)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What a process leaves behind that ends without notice: the file and its log as they are.
fn as_after_a_crash(path: &Path) -> (TempDir, PathBuf) {
    let (folder, copy) = a_file();
    fs::copy(path, &copy).unwrap();
    fs::copy(beside(path, "-wal"), beside(&copy, "-wal")).unwrap();
    (folder, copy)
}

#[test]
fn a_file_that_is_opened_again_has_everything() {
    let (folder, path) = a_file();
    let mut expected = SqliteMessageBox::in_memory().unwrap();
    fill(&mut expected);
    fill(&mut SqliteMessageBox::open(&path).unwrap());
    for _ in 0..2 {
        // on Windows the lock's file stays
        if cfg!(unix) {
            assert_eq!(names(folder.path()), ["orders.messagebox.sqlite"], "one file when it is closed");
        }
        assert_same(&SqliteMessageBox::open(&path).unwrap(), &expected);
    }
}

#[test]
fn what_was_applied_survives_a_crash() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    fill(&mut store);
    let (_crashed_folder, crashed) = as_after_a_crash(&path);
    assert_same(&SqliteMessageBox::open(&crashed).unwrap(), &store);
}

#[test]
fn a_second_one_is_told_who_has_it_open() {
    let (_folder, path) = a_file();
    let first = SqliteMessageBox::open(&path).unwrap();
    let error = refused(&path);
    let Error::Locked { holder, .. } = &error else { panic!("{error}") };
    if cfg!(unix) {
        assert!(holder.starts_with(&format!("process {} on ", std::process::id())), "{holder}");
    }
    assert!(error.to_string().contains(holder.as_str()));
    assert!(matches!(refused(&path), Error::Locked { .. }), "the refusal has taken nothing from the first one");
    drop(first);
    SqliteMessageBox::open(&path).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_does_not_get_round_the_lock() {
    let (folder, path) = a_file();
    let link = folder.path().join("link.sqlite");
    let _first = SqliteMessageBox::open(&path).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(matches!(refused(&link), Error::Locked { .. }));
}

#[test]
fn a_lock_that_a_dead_process_left_behind_is_none() {
    let (_folder, path) = a_file();
    fs::write(beside(&path, ".lock"), "process 1 on elsewhere, and a long story about it\n").unwrap();
    let _first = SqliteMessageBox::open(&path).unwrap();
    let Error::Locked { holder, .. } = refused(&path) else { panic!("not locked") };
    assert!(!holder.contains("elsewhere") && !holder.contains("story"), "{holder}");
}

#[test]
fn an_empty_file_becomes_a_messagebox() {
    let (_folder, path) = a_file();
    fs::write(&path, "").unwrap();
    fill(&mut SqliteMessageBox::open(&path).unwrap());

    let (_folder, path) = a_file();
    with_sqlite(&path, "VACUUM");
    assert!(fs::metadata(&path).unwrap().len() > 0);
    fill(&mut SqliteMessageBox::open(&path).unwrap());
}

#[test]
fn a_file_of_something_else_is_left_as_it_is() {
    type Make<'a> = &'a dyn Fn(&Path);
    let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let foreign: [(&str, Make); 5] = [
        ("noise", &|path| fs::write(path, &noise).unwrap()),
        ("one byte", &|path| fs::write(path, "x").unwrap()),
        ("the start of a header", &|path| fs::write(path, "SQLite format 3\0").unwrap()),
        ("a database", &|path| with_sqlite(path, "CREATE TABLE message (id INTEGER PRIMARY KEY)")),
        ("a database of a known program", &|path| {
            with_sqlite(path, "PRAGMA journal_mode = WAL; PRAGMA application_id = 7; CREATE TABLE t (x)");
        }),
    ];
    for (what, make) in foreign {
        let (folder, path) = a_file();
        make(&path);
        let before = fs::read(&path).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::NotAMessageBox { .. }), "{what}: {error}");
        assert!(error.to_string().contains("not a MessageBox"));
        assert_eq!(fs::read(&path).unwrap(), before, "{what}");
        if cfg!(unix) {
            assert_eq!(names(folder.path()), ["orders.messagebox.sqlite"], "{what}: nothing is left beside it");
        }
    }
}

#[test]
fn a_database_of_which_all_is_in_its_log_is_left_as_it_is_too() {
    let (_folder, path) = a_file();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    let (_crashed_folder, crashed) = as_after_a_crash(&path);
    let read = || (fs::read(&crashed).unwrap(), fs::read(beside(&crashed, "-wal")).unwrap());
    let before = read();
    assert!(matches!(refused(&crashed), Error::NotAMessageBox { .. }));
    assert!(read() == before);
}

#[test]
fn a_file_of_a_newer_sendport_is_left_as_it_is() {
    let (_folder, path) = a_file();
    fill(&mut SqliteMessageBox::open(&path).unwrap());
    with_sqlite(&path, "PRAGMA user_version = 99");
    let before = fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::Newer { format: 99, .. }), "{error}");
    assert!(fs::read(&path).unwrap() == before);
}

/// A file as the first version left it.
fn of_format_1() -> (TempDir, PathBuf) {
    let (folder, path) = a_file();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("../../src/message_box/sqlite/format_1.sql")).unwrap();
    connection
        .execute_batch(
            r#"INSERT INTO message VALUES
                   (1, '2026-01-17T10:00:00.000000000Z', NULL, '{"To":{"SendPort":"SP_Lille"}}', NULL, '{}', 'body');
               INSERT INTO instance VALUES
                   (1, 1, 'SP_Lille', 'sp_lille', NULL, NULL, 'address', NULL, 'H', 'h', 'suspended (resumable)',
                    'held', '"Held"', 'FILE', 'there', 5, 0, '2026-01-17T10:00:00.000000000Z',
                    '2026-01-17T10:00:00.000000000Z', NULL);
               PRAGMA application_id = 0x53504D42;
               PRAGMA user_version = 1;
               PRAGMA journal_mode = wal;"#,
        )
        .unwrap();
    (folder, path)
}

#[test]
fn a_file_of_the_first_format_goes_on_in_the_present_one() {
    let (_folder, path) = of_format_1();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(ids(&store, &everything()), [1]);
    assert_eq!(store.suspended_by_address().unwrap(), [("there".to_owned(), 1)]);
    assert_eq!(store.exercised().unwrap(), []);
    let cell = Cell { path: By::Direct, port: PortState::Stopped };
    store.apply(&[Write::Exercised { cell, count: 1, message: MessageId(1), time: at(1) }]).unwrap();
    drop(store);
    let store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(store.exercised().unwrap().len(), 1);
    assert_eq!(ids(&store, &everything()), [1]);
}

#[test]
fn a_file_of_the_first_format_that_lacks_a_table_is_left_as_it_is() {
    let (_folder, path) = of_format_1();
    with_sqlite(&path, "DROP TABLE arrival");
    let before = fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(matches!(&error, Error::Damaged { what, .. } if what.contains("arrival")), "{error}");
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn a_truncated_file_is_damaged() {
    let (_folder, path) = a_large_file();
    let whole = fs::read(&path).unwrap();
    for length in [200, 512, 4096, whole.len() / 2, whole.len() - 4096] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::Damaged { .. }), "{length} of {}: {error}", whole.len());
        assert!(fs::read(&path).unwrap() == whole[..length], "{length}");
    }
}

/// A file with a page of rubbish and a log that was left over.
fn damaged_in_a_crash() -> (TempDir, PathBuf) {
    let (_folder, path) = a_large_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    store.apply(&publish(a_message(500), [])).unwrap();
    let (crashed_folder, crashed) = as_after_a_crash(&path);
    let mut bytes = fs::read(&crashed).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&crashed, &bytes).unwrap();
    (crashed_folder, crashed)
}

fn look_through(store: &mut SqliteMessageBox) -> Result<(), Error> {
    let reader = store.reader().unwrap().expect("it is a file");
    let found = reader.check();
    drop(reader);
    store.checked(&found);
    found
}

#[test]
fn damage_is_found_after_a_crash_and_not_made_worse() {
    let (_folder, path) = damaged_in_a_crash();
    let bytes = fs::read(&path).unwrap();
    let mut store = SqliteMessageBox::open(&path).expect("nobody waits until it is looked through");
    assert!(store.in_doubt());
    store.apply(&publish(a_message(501), [])).expect("into the log");
    let error = look_through(&mut store).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    let error = store.apply(&publish(a_message(502), [])).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    store.take(&"BizTalkServerApplication".into(), &SERVER.into(), 1, at(0)).unwrap_err();
    drop(store);
    for _ in 0..2 {
        let error = refused(&path);
        assert!(matches!(error, Error::Damaged { .. }), "it is not used again as it is: {error}");
    }
    assert!(fs::read(&path).unwrap() == bytes, "what it holds is as it was");
}

#[test]
fn what_was_not_closed_is_in_doubt_until_it_is_looked_through() {
    let (_folder, path) = a_large_file();
    assert!(!SqliteMessageBox::open(&path).unwrap().in_doubt(), "it was closed");
    let mut store = SqliteMessageBox::open(&path).unwrap();
    store.apply(&publish(a_message(500), [])).unwrap();
    let (folder, crashed) = as_after_a_crash(&path);
    for _ in 0..2 {
        let again = SqliteMessageBox::open(&crashed).unwrap();
        assert!(again.in_doubt(), "nobody has looked");
        assert!(again.message(MessageId(500)).unwrap().is_some());
    }
    let mut again = SqliteMessageBox::open(&crashed).unwrap();
    look_through(&mut again).unwrap();
    assert!(!again.in_doubt());
    again.apply(&publish(a_message(501), [])).unwrap();
    drop(again);
    assert_eq!(names(folder.path()), ["orders.messagebox.sqlite"], "one file when it is closed");
    assert!(!SqliteMessageBox::open(&crashed).unwrap().in_doubt());
}

/// Somebody has put a sound file in its place.
#[test]
fn a_file_that_was_repaired_is_used_again() {
    let (folder, path) = a_large_file();
    fs::write(beside(&path, ".damaged"), "a page is rubbish\n").unwrap();
    assert!(!SqliteMessageBox::open(&path).unwrap().in_doubt());
    assert_eq!(names(folder.path()), ["orders.messagebox.sqlite"]);
}

#[test]
fn damage_that_shows_later_is_an_error_and_not_a_wrong_answer() {
    let of_both = [
        "UPDATE message SET context = '{'",
        "UPDATE message SET published = 9223372036854775807",
        "UPDATE name SET text = '{}' WHERE kind = 7",
        "PRAGMA foreign_keys = OFF; DELETE FROM message",
        "PRAGMA foreign_keys = OFF; DELETE FROM name WHERE kind = 1",
    ];
    let of_packed = [
        "UPDATE way SET matched = 7",
        "UPDATE way SET priority = 1000",
        "UPDATE packed SET copies = '[[0,0,1,3,0,0,0,0,0]]'",
        "UPDATE packed SET copies = replace(copies, '[[1,', '[[64,')",
        "UPDATE packed SET events = '[1' WHERE pending IS NULL",
        "UPDATE packed SET pending = '{}' WHERE pending IS NOT NULL",
        "DELETE FROM way",
    ];
    let of_apart = ["UPDATE apart SET matched = 7", "UPDATE apart SET priority = 1000"];
    let cases = (of_both.iter().chain(&of_packed).map(|change| (false, *change)))
        .chain(of_both.iter().chain(&of_apart).map(|change| (true, *change)));
    for (apart, change) in cases {
        let (_folder, path) = a_file();
        let mut store = SqliteMessageBox::open(&path).unwrap();
        store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
        if apart {
            store.apply(&[Write::Instance(held(1, 1))]).unwrap();
            store.apply(&[Write::Instance(an_instance(1, 1))]).unwrap();
        }
        drop(store);
        with_sqlite(&path, change);
        let mut store = match SqliteMessageBox::open(&path) {
            Ok(store) => store,
            // the last block is read when it is opened
            Err(error) => {
                assert!(matches!(error, Error::Damaged { .. }) && change.contains("packed"), "{change}: {error}");
                continue;
            }
        };
        let error = store.instances(&everything(), 0, 10).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{change}: {error}");
        // and what cannot be read is not taken out of the queue
        store.take(&"BizTalkServerApplication".into(), &SERVER.into(), 1, at(0)).unwrap_err();
        let ready = InstanceQuery { states: vec![ReadyToRun], ..everything() };
        assert_eq!(store.instances(&ready, 0, 0).unwrap().total, 1, "{change}");
    }
}

#[test]
fn a_messagebox_that_lacks_a_table_is_damaged() {
    let (_folder, path) = a_file();
    drop(SqliteMessageBox::open(&path).unwrap());
    with_sqlite(&path, "DROP TABLE arrival_apart");
    let error = refused(&path);
    assert!(matches!(&error, Error::Damaged { what, .. } if what.contains("arrival")), "{error}");
}

#[test]
fn a_place_where_no_file_can_be_is_an_io_error() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("missing").join("box.sqlite");
    assert_eq!(io_kind(&refused(&missing)), Some(std::io::ErrorKind::NotFound));

    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(refused(&file.join("box.sqlite")), Error::Io { .. }));
    let inner = folder.path().join("folder");
    fs::create_dir(&inner).unwrap();
    assert!(matches!(refused(&inner), Error::Io { .. }));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_io_error() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = a_file();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // root may write anywhere
    if fs::write(folder.path().join("probe"), "").is_err() {
        assert_eq!(io_kind(&refused(&path)), Some(std::io::ErrorKind::PermissionDenied));
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn names_of_files_are_taken_to_the_letter() {
    let folder = TempDir::new().unwrap();
    for name in ["file:memory?mode=memory", ":memory:", "100 %.é"] {
        let path = folder.path().join(name);
        fill(&mut SqliteMessageBox::open(&path).unwrap());
        let copy = beside(&path, ".copy");
        let store = SqliteMessageBox::open(&path).unwrap();
        store.copy_to(&copy).unwrap();
        assert!(path.is_file() && copy.is_file(), "{name}");
        assert_eq!(store.last_ids().unwrap().message, 4, "{name}");
        assert_eq!(SqliteMessageBox::open(&copy).unwrap().last_ids().unwrap().message, 4, "{name}");
    }
}

#[test]
fn the_file_can_be_read_with_other_programs_while_it_is_open() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    fill(&mut store);
    let shell = rusqlite::Connection::open_with_flags(&path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sql = "SELECT state || ', ' || cause || ', ' || via || ', ' || body
               FROM instances AS i JOIN messages AS m ON m.id = i.message WHERE i.id = 2";
    let told: String = shell.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(told, "suspended (resumable), held, SPG_Écoles, <Order>1</Order>");
    store.apply(&[Write::Instance(an_instance(1, 1))]).unwrap();
}
