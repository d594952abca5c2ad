//! The store.

use super::*;

pub fn open(path: &Path, group: BizTalkGroup, now: Timestamp) -> World {
    let store = Box::new(SqliteMessageBox::open(path).unwrap());
    let engine = Engine::new(group, Role::Administrator, store, Box::new(Simulated), now).unwrap();
    World { engine, now }
}

#[test]
fn an_engine_goes_on_with_what_the_message_box_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    let mut world = open(&path, surroundings(), at(0));
    let elsewhere = Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.port(a_port("SP"), Started);
    world.port(a_port("SP_Slow"), Started);
    world.port(a_port("SP_Held"), Stopped);
    world.port(SendPort { transport: elsewhere, ..a_port("SP_Queued") }, Started);
    world.ok(&behave("SP_Slow", Behaviour::Slow(10)));
    world.ok(&run_host(OTHER_HOST, false));
    let sent = ["SP", "SP_Slow", "SP_Held", "SP_Queued"].map(|name| world.send(to_port(name)));
    let lost = world.send(published(&[(COUNTRY, "FR")]));
    let (group, before) = (world.engine.group().clone(), world.instances());
    let events = world.engine.snapshot().events.len();
    drop(world);

    let mut world = open(&path, group, at(100));
    assert_eq!(world.instances().len(), before.len());
    let states = sent.map(|id| world.only(id).state);
    assert_eq!(states, [S::Completed, S::Active, S::SuspendedResumable, S::ReadyToRun]);
    world.assert_counters_agree();
    assert!(world.engine.snapshot().events.len() >= events);
    for id in sent.into_iter().chain([lost]) {
        let report = world.report(id);
        assert_eq!(report.lines.len() + usize::from(report.failure.is_some()), 1);
    }
    world.pass(10);
    world.ok(&run_host(OTHER_HOST, true));
    world.ok(&act(Start, &[port("SP_Held")]));
    assert!(sent.into_iter().all(|id| world.only(id).state == S::Completed));
    assert!(world.send(to_port("SP")) > lost, "no id is given twice");
    world.assert_counters_agree();
}

/// What was in hand when its host instance stopped, and the document was not saved since: it says
/// that the host runs.
#[test]
fn what_waits_for_a_host_that_runs_again_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.messagebox.sqlite");
    let mut world = open(&path, surroundings(), at(0));
    world.port(a_port("SP"), Started);
    world.ok(&behave("SP", Behaviour::Slow(10)));
    let saved = world.engine.group().clone();
    let message = world.send(to_port("SP"));
    world.ok(&run_host(HOST, false));
    assert_eq!(world.only(message).state, S::Dehydrated);
    drop(world);
    let mut world = open(&path, saved, at(100));
    world.pass(10);
    assert_eq!(world.only(message).state, S::Completed);
    world.assert_counters_agree();
}

#[derive(Default)]
pub struct Plan {
    /// How many changes are still made before one fails; `None`: none fails.
    pub left: Option<u32>,
    failed: bool,
}

impl Plan {
    /// The next change fails.
    pub fn fail_next(&mut self) {
        *self = Self { left: Some(0), failed: false };
    }
}

/// A store of which one change fails.
pub struct Failing {
    store: SqliteMessageBox,
    plan: Arc<Mutex<Plan>>,
}

impl Failing {
    fn next(&self) -> Result<(), Error> {
        let mut plan = self.plan.lock().unwrap();
        match plan.left {
            Some(0) => {
                *plan = Plan { left: None, failed: true };
                Err(Error::Full)
            }
            left => {
                plan.left = left.map(|left| left - 1);
                Ok(())
            }
        }
    }
}

impl MessageBox for Failing {
    fn apply(&mut self, writes: &[Write]) -> Result<(), Error> {
        self.next()?;
        self.store.apply(writes)
    }
    fn take(&mut self, host: &Name, server: &Name, limit: usize, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.next()?;
        self.store.take(host, server, limit, now)
    }
    fn take_these(&mut self, ids: &[InstanceId], server: &Name, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.next()?;
        self.store.take_these(ids, server, now)
    }
    fn fronts(&self, host: &Name, limit: usize) -> Result<Vec<Instance>, Error> {
        self.store.fronts(host, limit)
    }
    fn lane(&self, port: &Name, lane: &str, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        self.store.lane(port, lane, after, limit)
    }
    fn held_by(&self, service: InstanceId, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        self.store.held_by(service, after, limit)
    }
    fn due(&self, until: Timestamp, limit: u64) -> Result<Vec<Taken>, Error> {
        self.store.due(until, limit)
    }
    fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        self.store.next_due()
    }
    fn outgoing_queues(&self) -> Result<Vec<(OutgoingQueue, u64)>, Error> {
        self.store.outgoing_queues()
    }
    fn outgoing(&self, queue: &OutgoingQueue, limit: u64) -> Result<Vec<Outgoing>, Error> {
        self.store.outgoing(queue, limit)
    }
    fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.store.setting(name)
    }
    fn last_ids(&self) -> Result<LastIds, Error> {
        self.store.last_ids()
    }
    fn message(&self, id: MessageId) -> Result<Option<Arc<Message>>, Error> {
        self.store.message(id)
    }
    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error> {
        self.store.instance(id)
    }
    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error> {
        self.store.instances(query, offset, limit)
    }
    fn instances_after(
        &self,
        query: &InstanceQuery,
        after: InstanceId,
        limit: u64,
    ) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        self.store.instances_after(query, after, limit)
    }
    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error> {
        self.store.suspended_by_cause(query)
    }
    fn counts(&self) -> Result<Vec<Count>, Error> {
        self.store.counts()
    }
    fn suspended_by_address(&self) -> Result<Vec<(String, u64)>, Error> {
        self.store.suspended_by_address()
    }
    fn exercised(&self) -> Result<Vec<Exercised>, Error> {
        self.store.exercised()
    }
    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error> {
        self.store.arrivals(port, limit)
    }
    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error> {
        self.store.arrival_counts()
    }
    fn events(&self, limit: u64) -> Result<Vec<String>, Error> {
        self.store.events(limit)
    }
    fn messages(&self, query: &MessageQuery, page: &Keyset, effort: Effort) -> Result<MessagePage, Error> {
        self.store.messages(query, page, effort)
    }
    fn count_messages(&self, query: &MessageQuery, among: &Keyset, effort: Effort) -> Result<MessageCount, Error> {
        self.store.count_messages(query, among, effort)
    }
    fn dossier(&self, id: MessageId, limit: u64) -> Result<Option<Dossier>, Error> {
        self.store.dossier(id, limit)
    }
    fn youngest_instances(&self, limit: u64) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        self.store.youngest_instances(limit)
    }
    fn reader(&self) -> Result<Option<Box<dyn Reader>>, Error> {
        self.store.reader()
    }
    fn audit(&self, query: &AuditQuery, before: Option<AuditId>, limit: u64) -> Result<Vec<AuditEntry>, Error> {
        self.store.audit(query, before, limit)
    }
    fn audit_count(&self, query: &AuditQuery) -> Result<u64, Error> {
        self.store.audit_count(query)
    }
    fn audit_changes(&self, id: AuditId, offset: u64, limit: u64) -> Result<Vec<AuditChange>, Error> {
        self.store.audit_changes(id, offset, limit)
    }
    fn audit_history(&self, item: &ArtifactRef, limit: u64) -> Result<Vec<(AuditId, Timestamp, AuditChange)>, Error> {
        self.store.audit_history(item, limit)
    }
    fn copy_to(&self, path: &Path) -> Result<(), Error> {
        self.store.copy_to(path)
    }
}

/// A world in which something of everything is going on, more than one batch of it.
pub fn busy() -> (World, Arc<Mutex<Plan>>) {
    let plan = Arc::new(Mutex::new(Plan::default()));
    let store = Failing { store: SqliteMessageBox::in_memory().unwrap(), plan: plan.clone() };
    let mut world = World::with_store(surroundings(), Box::new(store));
    let elsewhere = || Some(Transport::new("FILE", "there", OTHER_HOST.into()));
    world.port(filtered("SP", "FR"), Started);
    world.port(a_port("SP_Held"), Stopped);
    world.port(a_port("SP_Slow"), Started);
    world.port(a_port_of("SP_Ask", PortKind::StaticSolicitResponse), Started);
    world.port(SendPort { transport: elsewhere(), ..a_port("SP_Queued") }, Started);
    world.port(filtered("SP_Bound", "UK"), Bound);
    world.group(a_group("G", &["SP", "SP_Held"]), Started);
    world.ok(&behave("SP_Slow", Behaviour::Slow(10)));
    world.send(to_port("SP_Slow"));
    world.ok(&Request::Publish { draft: to_port("SP_Held"), count: 260 });
    world.ok(&run_host(OTHER_HOST, false));
    world.ok(&Request::Publish { draft: to_port("SP_Queued"), count: 3 });
    world.send(published(&[(COUNTRY, "UK")]));
    (world, plan)
}

/// How many stand where, without ids and times.
pub fn state_of(world: &World) -> (BizTalkGroup, BTreeMap<String, u32>) {
    let mut counts = BTreeMap::new();
    for it in world.instances() {
        *counts.entry(format!("{:?}", (it.port, it.via, it.host, it.state, it.cause))).or_default() += 1;
    }
    (world.engine.group().clone(), counts)
}

/// Lets everything happen that is still to happen.
pub fn settle(world: &mut World) {
    for _ in 0..100 {
        let Some(due) = world.engine.next_due() else { return };
        world.now = world.now.max(due);
        world.engine.advance(world.now);
    }
    panic!("it never ends");
}

#[test]
fn a_store_that_fails_once_loses_nothing_and_leaves_nothing_half_done() {
    let all = |operation, cause| Request::OperateWhere {
        operation,
        query: InstanceQuery { cause, ..InstanceQuery::default() },
    };
    let of_ports = |operation| Request::OperateWhere {
        operation,
        query: InstanceQuery { routing_failures: Some(false), ..InstanceQuery::default() },
    };
    let held = Some(CauseKind::Held);
    let renamed = Request::Put { original: Some("SP_Held".into()), artifact: a_port("SP_New").into() };
    // each request, and what makes up for the part of it that was told to be missing
    let cases: Vec<(Request, Vec<Request>)> = vec![
        (send(to_group("G")), vec![]),
        (send(published(&[(COUNTRY, "FR")])), vec![]),
        (send(Draft { message_type: "Ask".to_owned(), ..to_port("SP_Ask") }), vec![]),
        (act(Start, &[port("SP_Held")]), vec![all(Operation::Resume, held)]),
        (Request::Act { action: Start, items: vec![port("SP_Held")], held: Held::Keep }, vec![]),
        (act(Stop, &[port("SP"), spg("G")]), vec![]),
        (act(Start, &[port("SP_Bound")]), vec![]),
        (create(a_port("SP_New")), vec![]),
        (renamed, vec![]),
        (run_host(OTHER_HOST, true), vec![]),
        (run_host(HOST, false), vec![]),
        (Request::Undo, vec![]),
        (all(Operation::Resume, held), vec![all(Operation::Resume, held)]),
        (all(Operation::Suspend, None), vec![all(Operation::Suspend, None)]),
        (all(Operation::Terminate, None), vec![all(Operation::Terminate, None)]),
        (stop_application(StopOption::Suspend), vec![of_ports(Operation::Suspend)]),
        (stop_application(StopOption::Terminate), vec![of_ports(Operation::Terminate)]),
        (Request::SetRole(Role::Operator), vec![]),
    ];
    for (request, amends) in cases {
        let expected = {
            let (mut world, _) = busy();
            world.ok(&request);
            settle(&mut world);
            state_of(&world)
        };
        for k in 0.. {
            let (mut world, plan) = busy();
            let before = (world.observed(), world.engine.snapshot().undo.clone(), world.engine.role());
            plan.lock().unwrap().left = Some(k);
            let result = world.ask(&request);
            let failed = plan.lock().unwrap().failed;
            plan.lock().unwrap().left = None;
            world.assert_counters_agree();
            match &result {
                Err(refusal) => {
                    assert!(failed, "{request:?}: {refusal:?}");
                    assert_eq!(reason_keys(refusal), ["refused-store"]);
                    let after = (world.observed(), world.engine.snapshot().undo.clone(), world.engine.role());
                    assert_eq!(after, before, "{request:?}, change {k}: it was refused and is half done");
                    world.ok(&request);
                }
                Ok(response) if failed => {
                    // what is missing was told; else there is nothing missing
                    if !response.skipped.is_empty() || !response.skipped_instances.is_empty() {
                        for request in &amends {
                            world.ok(request);
                        }
                    }
                }
                Ok(_) => {}
            }
            settle(&mut world);
            let found = state_of(&world);
            assert_eq!(found.1, expected.1, "{request:?}, change {k}");
            assert!(found.0 == expected.0, "{request:?}, change {k}: {:?}", found.0);
            assert_eq!(world.engine.snapshot().store_error, None);
            world.assert_counters_agree();
            if !failed {
                break;
            }
        }
    }
}

/// Of a large number those are told that were published.
#[test]
fn when_the_store_fails_in_the_middle_of_many_the_response_tells_how_many() {
    for k in 0..6 {
        let (mut world, plan) = busy();
        let before = world.instances().len();
        plan.lock().unwrap().left = Some(k);
        let count = match world.ask(&Request::Publish { draft: to_port("SP_Held"), count: 600 }) {
            Ok(response) => response.messages.len(),
            Err(refusal) => {
                assert_eq!(reason_keys(&refusal), ["refused-store"]);
                0
            }
        };
        assert_eq!(world.instances().len() - before, count, "change {k}");
        world.assert_counters_agree();
    }
}

/// More instances than one batch, by their ids.
#[test]
fn when_the_store_fails_in_the_middle_of_an_operation_the_rest_is_told() {
    let mut halves = 0;
    for k in 0..6 {
        let (mut world, plan) = busy();
        let ids: Vec<_> = world.find(by_state(S::SuspendedResumable)).iter().map(|it| it.id).collect();
        plan.lock().unwrap().left = Some(k);
        let skipped = match world.ask(&operate(Operation::Terminate, &ids)) {
            Ok(response) => {
                assert!(response.skipped_instances.iter().all(|(_, why)| why.key == "refused-store"));
                response.skipped_instances.len()
            }
            Err(refusal) => {
                assert_eq!(reason_keys(&refusal), ["refused-store"]);
                ids.len()
            }
        };
        let gone = world.find(by_state(S::Terminated)).len();
        assert_eq!(gone + skipped, ids.len(), "change {k}");
        halves += usize::from(gone > 0 && skipped > 0);
        world.assert_counters_agree();
    }
    assert!(halves > 0, "the case that it is about occurs");
}
