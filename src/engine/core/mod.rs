mod clock;
mod commit;
mod configure;
mod counts;
mod dispatch;
mod live;
mod operate;
mod order;
mod outgoing;
mod publish;
mod send;
mod throttle;

use super::audit::OpenEntry;
use super::plan::Edit;
use super::record;
use super::{
    Answer, AuditRow, Census, Contents, Counts, Delayed, Doubt, Event, Fact, History, HistoryStep, Line, Outcome,
    Progress, Query, Refusal, Report, Request, Response, Snapshot, Story, Timeline, Zone,
};
use crate::message_box::{
    AuditEntry, AuditId, AuditQuery, Dossier, Error, Exercised, Instance, InstanceQuery, LastIds, MessageBox,
    OutgoingQueue, Reader, SqliteMessageBox, Write,
};
use crate::model::{BizTalkGroup, Destination, InstanceId, Message, Name, Role};
use crate::routing::{Matcher, Routing};
use crate::rules::instances::{InstanceState, Operation};
use crate::rules::outcome::Cell;
use crate::transport::{SendAdapter, Sent};
use crate::words::Sentence;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, OnceLock};

/// How many messages one request may publish.
pub const MAX_COUNT: u32 = 10_000;
/// How many instances are taken out of a work queue at once, and how many are moved in one
/// transaction.
const BATCH: usize = 256;
/// How many messages may cause one another before the next one is suspended.
const MAX_RESPONSES: u32 = 20;
/// How long after a failure of the MessageBox it is tried again.
const AFTER_A_STORE_ERROR: SignedDuration = SignedDuration::from_secs(1);

/// For how long nobody else takes what a host instance had in hand when it died.
pub const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How many messages one host instance has in hand at most (page *How BizTalk Server Implements Host
/// Throttling*: in-process messages).
pub const IN_PROCESS: usize = 1000;

/// What a host instance has in hand.
#[derive(Clone, Debug)]
struct InHand {
    instance: Instance,
    message: Arc<Message>,
    started: Timestamp,
    /// It is on its way, and the destination takes its time.
    begun: bool,
    /// When its end comes is not known: it is only looked at again at times.
    looked_at: bool,
    /// What came of the transmission, and the destination before and after it, while the MessageBox
    /// does not know of it yet: it is not sent once more because that could not be written.
    sent: Option<(Sent, Destination, Destination)>,
}

/// Everything that one step changes, applied to the store first and to memory only if that
/// succeeds.
#[derive(Default)]
struct Step {
    writes: Vec<Write>,
    facts: Vec<Fact>,
    /// Instances before (if there were any) and after.
    instances: Vec<(Option<Instance>, Instance)>,
    reports: Vec<Report>,
    arrivals: Vec<Name>,
    /// The outgoing queues from which a message went, once for each.
    left: Vec<OutgoingQueue>,
    group: Option<BizTalkGroup>,
    /// How the orders stand that were looked at.
    orders: HashMap<(Name, Arc<str>), order::Order>,
    /// Which artifacts there are in which application is another matter afterwards.
    moved: bool,
    /// Somebody asked for it: it belongs into the entry of the audit, with these edits.
    audited: Option<Vec<Edit>>,
    /// Entries whose action it undoes (`true`) or redoes.
    undone: Vec<(AuditId, bool)>,
    /// The last message and the cells by which ports got no copy of it. A request publishes many
    /// alike.
    without_a_copy: Option<(Arc<Message>, Vec<Cell>)>,
}

/// Executes requests one after the other. Time is passed in with every call.
pub struct Engine {
    group: BizTalkGroup,
    role: Role,
    store: Box<dyn MessageBox>,
    adapter: Box<dyn SendAdapter>,
    /// The addresses to which live sending is on.
    live: Option<Arc<BTreeSet<String>>>,
    ids: LastIds,
    generation: u64,
    edition: u64,
    last_edition: u64,
    undo: Vec<Arc<HistoryStep>>,
    redo: Vec<Arc<HistoryStep>>,
    /// The edition right after each entry of the audit of this session.
    editions: rpds::HashTrieMapSync<AuditId, u64>,
    /// The entry of the request that is being executed.
    entry: Option<OpenEntry>,
    /// Kept until the steps change.
    history: Option<History>,
    counts: Counts,
    census: Census,
    /// The filters of `group`.
    matcher: Matcher,
    exercised: [Option<Exercised>; Cell::COUNT],
    reports: VecDeque<Arc<Report>>,
    events: VecDeque<Arc<Event>>,
    events_before: u64,
    /// By the time at which it is looked at again.
    in_hand: BTreeMap<(Timestamp, InstanceId), InHand>,
    store_error: Option<Arc<str>>,
    /// What was found to be wrong with the MessageBox. Nothing is dispatched any more.
    damage: Option<Arc<str>>,
    doubt: Option<Doubt>,
    /// What the present `group` contains, for its snapshots.
    contents: Arc<OnceLock<Contents>>,
    /// The outgoing queues of Message Queuing.
    outgoing: outgoing::Queues,
    /// What is not published yet, the oldest first.
    delayed: Arc<Vec<Delayed>>,
    /// When the work queues are looked at again though nothing is due.
    again: Option<Timestamp>,
    /// After a failure of the MessageBox: when it is tried again, unless it takes a change before.
    rests_until: Option<Timestamp>,
    /// When something that the store holds is due, unless that may have changed.
    store_due: Option<Timestamp>,
    due_changed: bool,
    clock: Timeline,
    /// Of the servers on which hosts run: when a service window opens.
    zone: Zone,
    /// Who of several host instances has the first choice.
    turn: usize,
    /// The server that keeps an order, by port and order.
    keepers: HashMap<(Name, Arc<str>), Name>,
    /// Kept until something changes.
    snapshot: Option<Arc<Snapshot>>,
    now: Timestamp,
}

impl Engine {
    /// Continues with what the MessageBox holds: what was Active when it was left is ready again, and
    /// host instances take what is in their work queues.
    ///
    /// # Errors
    /// When the MessageBox cannot be read or written.
    pub fn new(
        group: BizTalkGroup,
        role: Role,
        store: Box<dyn MessageBox>,
        adapter: Box<dyn SendAdapter>,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let mut engine = Self::at_rest(group, role, store, adapter, now)?;
        engine.work(engine.now);
        Ok(engine)
    }

    /// Likewise, but nothing is dispatched yet: whoever opens a MessageBox with long queues can look at
    /// it first. It is due at once, see [`Engine::wakes_at`].
    ///
    /// # Errors
    /// When the MessageBox cannot be read or written.
    pub fn at_rest(
        group: BizTalkGroup,
        role: Role,
        store: Box<dyn MessageBox>,
        adapter: Box<dyn SendAdapter>,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let now = to_the_microsecond(now);
        let census = Census::of(&group);
        let matcher = Matcher::of(&group);
        let mut engine = Self {
            group,
            role,
            ids: store.last_ids()?,
            store,
            adapter,
            live: None,
            generation: 1,
            edition: 0,
            last_edition: 0,
            undo: Vec::new(),
            redo: Vec::new(),
            editions: rpds::HashTrieMapSync::default(),
            entry: None,
            history: None,
            counts: Counts::default(),
            census,
            matcher,
            exercised: [None; Cell::COUNT],
            reports: VecDeque::new(),
            events: VecDeque::new(),
            events_before: 0,
            in_hand: BTreeMap::new(),
            store_error: None,
            damage: None,
            doubt: None,
            contents: Arc::default(),
            outgoing: outgoing::Queues::new(),
            delayed: Arc::default(),
            again: None,
            rests_until: None,
            store_due: None,
            due_changed: true,
            clock: Timeline::default(),
            zone: Zone::default(),
            turn: 0,
            keepers: HashMap::new(),
            snapshot: None,
            now,
        };
        for count in engine.store.counts()? {
            engine.counts.add(
                count.port.as_ref(),
                count.via.as_ref(),
                &count.host,
                count.state,
                count.cause,
                count.in_order,
                i64::try_from(count.count).unwrap_or(i64::MAX),
            );
        }
        for (address, count) in engine.store.suspended_by_address()? {
            engine.counts.add_address(&address, i64::try_from(count).unwrap_or(i64::MAX));
        }
        for exercised in engine.store.exercised()? {
            engine.exercised[exercised.cell.index()] = Some(exercised);
        }
        for (port, count) in engine.store.arrival_counts()? {
            engine.counts.arrived(&port, count);
        }
        engine.reload_events()?;
        engine.restore_clock(now)?;
        let now = engine.now;
        engine.back_to_ready(InstanceState::Active, None)?;
        // what a stopped host instance left, if the document says that the host runs
        let running: Vec<Name> =
            engine.group.hosts.values().filter(|it| it.is_running()).map(|it| it.name.clone()).collect();
        for host in running {
            engine.back_to_ready(InstanceState::Dehydrated, Some(&host))?;
        }
        engine.reload_reports()?;
        engine.reload_outgoing()?;
        engine.restore_delayed()?;
        // what has become due meanwhile is ready to run before anything is taken
        engine.store_due = engine.store.next_due()?;
        engine.due_changed = false;
        engine.again = Some(now);
        Ok(engine)
    }

    /// The zone in which the servers of the hosts are, for service windows; UTC without it.
    pub fn set_zone(&mut self, zone: TimeZone) {
        self.zone = Zone(zone);
        self.changed();
    }

    /// The highest ids that are in use.
    #[must_use]
    pub fn last_ids(&self) -> LastIds {
        self.ids
    }

    /// Counts on from these, as beside a MessageBox that held more than this one does.
    pub fn count_from(&mut self, ids: LastIds) {
        let LastIds { message, instance, audit } = self.ids;
        self.ids = LastIds {
            message: message.max(ids.message),
            instance: instance.max(ids.instance),
            audit: audit.max(ids.audit),
        };
        self.changed();
    }

    /// Numbers generations and editions from here on, so that none of this engine is one of another engine
    /// that showed the same document before. Before anything is asked of it.
    pub fn number_from(&mut self, number: u64) {
        self.generation = self.generation.max(number);
        (self.edition, self.last_edition) = (number, number);
        self.history = None;
        self.changed();
    }

    /// Instances in a state become ready to run: what was Active when the program ended, or what a host
    /// that runs now had handed back.
    fn back_to_ready(&mut self, state: InstanceState, host: Option<&Name>) -> Result<(), Error> {
        let active = state == InstanceState::Active;
        let due = (!active).then_some(false);
        let query = InstanceQuery { states: vec![state], host: host.cloned(), due, ..InstanceQuery::default() };
        let mut after = InstanceId(0);
        loop {
            let rows = self.store.instances_after(&query, after, BATCH as u64)?;
            let Some((youngest, _)) = rows.last() else { return Ok(()) };
            after = youngest.id;
            let mut step = Step::default();
            for (instance, _) in rows {
                if active {
                    let Instance { message, id, port, server, .. } = instance.clone();
                    step.facts.push(Fact::TakenBack { message, instance: id, port, server });
                    if let Some(operation) = instance.pending {
                        self.finish_pending(&mut step, &instance, instance.clone(), operation)?;
                        continue;
                    }
                }
                step.instances.push(ready_again(instance));
            }
            self.commit(step, self.now)?;
        }
    }

    /// What waits for a host to run again, before and after: what its instances had in hand when they
    /// stopped, which is not more than [`IN_PROCESS`] each.
    fn waiting_for(&self, host: &Name) -> Result<Vec<(Option<Instance>, Instance)>, Error> {
        let query = InstanceQuery {
            states: vec![InstanceState::Dehydrated],
            host: Some(host.clone()),
            due: Some(false),
            ..InstanceQuery::default()
        };
        let (mut all, mut after) = (Vec::new(), InstanceId(0));
        loop {
            let rows = self.store.instances_after(&query, after, BATCH as u64)?;
            let Some((youngest, _)) = rows.last() else { return Ok(all) };
            after = youngest.id;
            all.extend(rows.into_iter().map(|(instance, _)| ready_again(instance)));
        }
    }

    /// The last events, for the log.
    fn reload_events(&mut self) -> Result<(), Error> {
        // most rows have several
        for rows in [Snapshot::EVENTS / 16, Snapshot::EVENTS] {
            let found = self.store.events(rows as u64)?;
            self.events = found.iter().flat_map(|json| record::read(json)).map(Arc::new).collect();
            if self.events.len() >= Snapshot::EVENTS || found.len() < rows {
                break;
            }
        }
        let beyond = self.events.len().saturating_sub(Snapshot::EVENTS);
        self.events.drain(..beyond);
        Ok(())
    }

    /// The last messages that still have something unfinished come back as reports.
    fn reload_reports(&mut self) -> Result<(), Error> {
        for (instance, message) in self.store.youngest_instances(Snapshot::REPORTS as u64)? {
            let known = self.reports.iter().position(|report| report.message.id == message.id);
            let mut report = match known {
                Some(index) => self.reports[index].as_ref().clone(),
                None => Report {
                    message,
                    lines: Vec::new(),
                    failure: None,
                    dry_run: false,
                    group: self.group.clone(),
                    as_it_was: false,
                    routing: Routing::default(),
                },
            };
            match (Line::of(&instance), &instance.port) {
                (Some(line), _) => {
                    report.routing.deliveries.push(line.delivery.clone());
                    report.lines.push(line);
                }
                (None, _) if instance.state.is_suspended() => {
                    report.failure = Some((Some(instance.id), Outcome::RoutingFailure));
                }
                (None, _) if instance.state == InstanceState::Terminated => {
                    report.failure = Some((Some(instance.id), Outcome::Terminated));
                }
                (None, _) => {}
            }
            match known {
                Some(index) => self.reports[index] = Arc::new(report),
                None => self.reports.push_back(Arc::new(report)),
            }
        }
        Ok(())
    }

    #[must_use]
    pub fn group(&self) -> &BizTalkGroup {
        &self.group
    }

    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Executes a request.
    ///
    /// # Errors
    /// The refusal, with its reasons and ways out; then nothing has changed.
    pub fn execute(&mut self, request: &Request, now: Timestamp) -> Result<Response, Refusal> {
        self.execute_watched(request, now, &Progress::default())
    }

    /// Likewise; `progress` tells how far it is, and can end it while nothing has changed.
    ///
    /// # Errors
    /// As [`Engine::execute`]; also when it was cancelled.
    pub fn execute_watched(
        &mut self,
        request: &Request,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<Response, Refusal> {
        let machine = now;
        self.now = self.now.max(to_the_microsecond(self.clock.time(machine)));
        let now = self.now;
        // absolute, since the ring of events may lose some at its front meanwhile
        let first = self.events_before + self.events.len() as u64;
        self.entry = None;
        let response = match request {
            Request::Publish { draft, count } => self.publish(draft, *count),
            Request::Operate { operation, instances } => self.operate(*operation, instances),
            Request::OperateWhere { operation, query } => self.operate_where(*operation, query, progress),
            Request::RemoveFront(instance) => self.remove_front(*instance),
            Request::Resubmit { instance, draft } => self.resubmit(*instance, draft),
            Request::Clock(command) => self.command_clock(*command, machine),
            Request::SetRole(role) => self.set_role(*role),
            Request::SetLive(addresses) => self.set_live(addresses.as_ref()),
            Request::Undo => self.undo_or_redo(true, None),
            Request::Redo => self.undo_or_redo(false, None),
            Request::UndoTo(id) => self.undo_or_redo(true, Some(*id)),
            Request::RedoTo(id) => self.undo_or_redo(false, Some(*id)),
            request => self.configure(request, progress),
        };
        // what happens from here on happens by itself
        if let Some(id) = self.entry.take().and_then(|entry| entry.id) {
            self.editions.insert_mut(id, self.edition);
            self.history = None;
            self.changed();
        }
        let mut response = response?;
        // the clock may have been put forward meanwhile, or back
        let now = if matches!(request, Request::Clock(_)) { self.now } else { now };
        self.work(now);
        let skip = usize::try_from(first.saturating_sub(self.events_before)).unwrap_or(0);
        response.events = self.events.iter().skip(skip).map(|event| event.as_ref().clone()).collect();
        Ok(response)
    }

    /// Answers a query.
    #[must_use]
    pub fn answer(&self, query: &Query) -> Answer {
        answer(self.store.as_ref(), query)
    }

    /// A way to read the MessageBox from another thread, where it has one.
    #[must_use]
    pub fn reader(&self) -> Option<Box<dyn Reader>> {
        self.store.reader().unwrap_or_else(|error| {
            // slower, and otherwise the same: the engine answers between two steps
            log::warn!("{error}");
            None
        })
    }

    /// A way to look through the MessageBox from another thread, if it was left in the middle of some
    /// work; [`Engine::checked`] is told what came of it.
    #[must_use]
    pub fn unchecked(&self) -> Option<Box<dyn Reader>> {
        if self.store.in_doubt() { self.reader() } else { None }
    }

    /// The MessageBox was looked through. If it is damaged, nothing is written to it from now on: no
    /// request succeeds that would, and no host instance takes anything.
    pub fn checked(&mut self, found: &Result<(), Error>) {
        self.store.checked(found);
        self.doubt_is(None);
        match found {
            Ok(()) => {}
            Err(error @ Error::Damaged { what, .. }) => {
                log::error!("{error}");
                self.damage = Some(what.as_str().into());
                self.changed();
            }
            Err(error) => {
                log::warn!("the MessageBox was not looked through: {error}");
                self.doubt_is(Some(Doubt::Remains));
            }
        }
    }

    /// Whether the MessageBox is being looked through is told by who does it.
    pub(super) fn doubt_is(&mut self, doubt: Option<Doubt>) {
        if self.doubt != doubt {
            self.doubt = doubt;
            self.changed();
        }
    }

    fn history(&mut self) -> History {
        let (undo, redo, editions, edition) = (&self.undo, &self.redo, &self.editions, self.edition);
        let history = self.history.get_or_insert_with(|| History {
            done: undo.iter().cloned().collect(),
            undone: redo.iter().cloned().collect(),
            editions: editions.clone(),
            edition,
        });
        history.clone()
    }

    /// Copies the MessageBox to another file and goes on there.
    #[must_use]
    pub fn move_message_box(&mut self, path: &std::path::Path) -> Answer {
        let moved = self.store.copy_to(path).and_then(|()| SqliteMessageBox::open(path));
        match moved {
            Ok(store) => {
                self.store = Box::new(store);
                Answer::Copied
            }
            Err(error) => Answer::Failed(error.to_string()),
        }
    }

    /// The present state. Taking it twice without a change in between costs nothing.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        // looking for what is due may find nothing, and nothing else changes by that
        let (next_due, on_their_way) = (self.next_known(), self.adapter.on_their_way());
        match &self.snapshot {
            Some(snapshot) if snapshot.next_due == next_due && snapshot.on_their_way == on_their_way => {
                return snapshot.clone();
            }
            Some(_) => self.changed(),
            None => {}
        }
        let history = self.history();
        let snapshot = Arc::new(Snapshot {
            history,
            audit: AuditId(self.ids.audit),
            generation: self.generation,
            edition: self.edition,
            group: self.group.clone(),
            role: self.role,
            now: self.now,
            clock: self.clock,
            live: self.live.clone(),
            zone: self.zone.clone(),
            next_due,
            on_their_way,
            undo: self.undo.last().map(|step| step.deed.clone()),
            redo: self.redo.last().map(|step| step.deed.clone()),
            undo_task: self.undo.last().map(|step| step.task),
            redo_task: self.redo.last().map(|step| step.task),
            counts: self.counts.clone(),
            census: self.census.clone(),
            outgoing: self.outgoing.iter().map(|(queue, it)| (queue.clone(), it.messages)).collect(),
            delayed: self.delayed.clone(),
            exercised: self.exercised,
            reports: self.reports.iter().cloned().collect(),
            events: self.events.iter().cloned().collect(),
            events_before: self.events_before,
            contents: self.contents.clone(),
            store_error: self.store_error.clone(),
            damage: self.damage.clone(),
            doubt: self.doubt,
        });
        self.snapshot = Some(snapshot.clone());
        snapshot
    }

    fn changed(&mut self) {
        self.generation += 1;
        self.snapshot = None;
    }
}

/// Before and after.
fn ready_again(instance: Instance) -> (Option<Instance>, Instance) {
    let after = Instance { state: InstanceState::ReadyToRun, due: None, ..instance.clone() };
    (Some(instance), after)
}

/// As the MessageBox keeps times: what is in memory is what one would read.
fn to_the_microsecond(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// Answers a query from a MessageBox.
pub(super) fn answer(store: &dyn MessageBox, query: &Query) -> Answer {
    let answer = match query {
        Query::Instances { query, offset, limit } => store.instances(query, *offset, *limit).map(Answer::Instances),
        Query::SuspendedByCause(query) => store.suspended_by_cause(query).map(Answer::SuspendedByCause),
        Query::Arrivals { port, limit } => store.arrivals(port, *limit).map(Answer::Arrivals),
        Query::Starving => store.starving().map(Answer::Starving),
        Query::Coming { limit } => store.due(Timestamp::MAX, *limit).map(Answer::Coming),
        Query::Service { instance, after, limit } => store.held_by(*instance, *after, *limit).map(Answer::Service),
        Query::Message(id) => store.message(*id).map(Answer::Message),
        Query::Messages { query, page, effort } => store.messages(query, page, *effort).map(Answer::Messages),
        Query::CountMessages { query, among, effort } => {
            store.count_messages(query, among, *effort).map(Answer::MessageCount)
        }
        Query::Story(id) => store.dossier(*id, Story::ROWS).map(|found| Answer::Story(found.map(story).map(Box::new))),
        Query::Audit { query, before, limit } => audit(store, query, *before, *limit),
        Query::AuditChanges { id, offset, limit } => store
            .audit_changes(*id, *offset, *limit)
            .map(|changes| Answer::AuditChanges { id: *id, offset: *offset, changes }),
        Query::AuditHistory { item, limit } => store.audit_history(item, *limit).map(Answer::AuditHistory),
        Query::CopyMessageBox(path) => store.copy_to(path).map(|()| Answer::Copied),
    };
    answer.unwrap_or_else(|error| Answer::Failed(error.to_string()))
}

fn audit(store: &dyn MessageBox, query: &AuditQuery, before: Option<AuditId>, limit: u64) -> Result<Answer, Error> {
    let total = store.audit_count(query)?;
    let entries = store.audit(query, before, limit)?;
    let row = |entry: AuditEntry| {
        let first = store.audit_changes(entry.id, 0, AuditRow::FIRST)?;
        Ok(AuditRow::new(entry, first))
    };
    Ok(Answer::Audit { total, rows: entries.into_iter().map(row).collect::<Result<_, Error>>()? })
}

fn story(found: Dossier) -> Story {
    let Dossier { message, instances, events } = found;
    let about = |event: &Event| event.fact.messages().contains(&Some(message.id));
    // an event of another version is left out, as in the log
    let mut events: Vec<Event> = events.iter().flat_map(|json| record::read(json)).filter(about).collect();
    let more_events = (events.len() as u64).saturating_sub(Story::EVENTS);
    events.truncate(Story::EVENTS as usize);
    Story { message, instances, events, more_events }
}

fn operation_sentence(operation: Operation, count: usize) -> Sentence {
    Sentence::new("deed-operate").with("operation", Sentence::new(operation.key())).with("count", count)
}
