//! A store of which a change fails, and which outlives the engine that works with it.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::Timestamp;
use sendport::message_box::{
    Arrival, AuditChange, AuditEntry, AuditId, AuditQuery, CauseGroup, Count, Dossier, Effort, Error, Exercised,
    Instance, InstancePage, InstanceQuery, Keyset, LastIds, MessageBox, MessageCount, MessagePage, MessageQuery,
    Outgoing, OutgoingQueue, Reader, SqliteMessageBox, Starving, Taken, Write,
};
use sendport::model::{ArtifactRef, InstanceId, Message, MessageId, Name};

#[derive(Default)]
pub struct Plan {
    /// How many changes are still made before one fails; `None`: none fails.
    pub left: Option<u32>,
    /// All that come after it fail too, until `left` is set anew.
    pub dies: bool,
    /// A change has failed since `left` was set.
    pub failed: bool,
    /// How many fail one after the other; 0: as 1.
    pub length: u32,
    /// What is read fails too.
    pub reads: bool,
}

impl Plan {
    /// The next change fails.
    pub fn fail_next(&mut self) {
        *self = Self { left: Some(0), ..Self::default() };
    }
}

#[derive(Clone)]
pub struct Failing {
    store: Arc<Mutex<SqliteMessageBox>>,
    pub plan: Arc<Mutex<Plan>>,
}

impl Failing {
    pub fn in_memory() -> Self {
        let store = Arc::new(Mutex::new(SqliteMessageBox::in_memory().unwrap()));
        Self { store, plan: Arc::default() }
    }

    fn store(&self) -> MutexGuard<'_, SqliteMessageBox> {
        self.store.lock().unwrap()
    }

    fn read(&self) -> Result<(), Error> {
        let reads = self.plan.lock().unwrap().reads;
        if reads { self.next() } else { Ok(()) }
    }

    fn next(&self) -> Result<(), Error> {
        let mut plan = self.plan.lock().unwrap();
        match plan.left {
            Some(0) => {
                plan.failed = true;
                if !plan.dies {
                    plan.left = (plan.length > 1).then_some(0);
                    plan.length = plan.length.saturating_sub(1);
                }
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
        self.store().apply(writes)
    }
    fn take(&mut self, host: &Name, server: &Name, limit: usize, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.next()?;
        self.store().take(host, server, limit, now)
    }
    fn take_these(&mut self, ids: &[InstanceId], server: &Name, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.next()?;
        self.store().take_these(ids, server, now)
    }
    fn fronts(&self, host: &Name, limit: usize) -> Result<Vec<Instance>, Error> {
        self.read()?;
        self.store().fronts(host, limit)
    }
    fn lane(&self, port: &Name, lane: &str, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        self.read()?;
        self.store().lane(port, lane, after, limit)
    }
    fn held_by(&self, service: InstanceId, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        self.read()?;
        self.store().held_by(service, after, limit)
    }
    fn due(&self, until: Timestamp, limit: u64) -> Result<Vec<Taken>, Error> {
        self.read()?;
        self.store().due(until, limit)
    }
    fn starving(&self) -> Result<Vec<Starving>, Error> {
        self.read()?;
        self.store().starving()
    }
    fn outgoing_queues(&self) -> Result<Vec<(OutgoingQueue, u64)>, Error> {
        self.read()?;
        self.store().outgoing_queues()
    }
    fn outgoing(&self, queue: &OutgoingQueue, limit: u64) -> Result<Vec<Outgoing>, Error> {
        self.read()?;
        self.store().outgoing(queue, limit)
    }
    fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        self.read()?;
        self.store().next_due()
    }
    fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.read()?;
        self.store().setting(name)
    }
    fn last_ids(&self) -> Result<LastIds, Error> {
        self.read()?;
        self.store().last_ids()
    }
    fn message(&self, id: MessageId) -> Result<Option<Arc<Message>>, Error> {
        self.read()?;
        self.store().message(id)
    }
    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error> {
        self.read()?;
        self.store().instance(id)
    }
    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error> {
        self.read()?;
        self.store().instances(query, offset, limit)
    }
    fn instances_after(&self, query: &InstanceQuery, after: InstanceId, limit: u64) -> Result<Vec<Taken>, Error> {
        self.read()?;
        self.store().instances_after(query, after, limit)
    }
    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error> {
        self.read()?;
        self.store().suspended_by_cause(query)
    }
    fn counts(&self) -> Result<Vec<Count>, Error> {
        self.read()?;
        self.store().counts()
    }
    fn suspended_by_address(&self) -> Result<Vec<(String, u64)>, Error> {
        self.read()?;
        self.store().suspended_by_address()
    }
    fn exercised(&self) -> Result<Vec<Exercised>, Error> {
        self.read()?;
        self.store().exercised()
    }
    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error> {
        self.read()?;
        self.store().arrivals(port, limit)
    }
    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error> {
        self.read()?;
        self.store().arrival_counts()
    }
    fn events(&self, limit: u64) -> Result<Vec<String>, Error> {
        self.read()?;
        self.store().events(limit)
    }
    fn messages(&self, query: &MessageQuery, page: &Keyset, effort: Effort) -> Result<MessagePage, Error> {
        self.read()?;
        self.store().messages(query, page, effort)
    }
    fn count_messages(&self, query: &MessageQuery, among: &Keyset, effort: Effort) -> Result<MessageCount, Error> {
        self.read()?;
        self.store().count_messages(query, among, effort)
    }
    fn dossier(&self, id: MessageId, limit: u64) -> Result<Option<Dossier>, Error> {
        self.read()?;
        self.store().dossier(id, limit)
    }
    fn youngest_instances(&self, limit: u64) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        self.read()?;
        self.store().youngest_instances(limit)
    }
    fn reader(&self) -> Result<Option<Box<dyn Reader>>, Error> {
        self.read()?;
        self.store().reader()
    }
    fn audit(&self, query: &AuditQuery, before: Option<AuditId>, limit: u64) -> Result<Vec<AuditEntry>, Error> {
        self.read()?;
        self.store().audit(query, before, limit)
    }
    fn audit_count(&self, query: &AuditQuery) -> Result<u64, Error> {
        self.read()?;
        self.store().audit_count(query)
    }
    fn audit_changes(&self, id: AuditId, offset: u64, limit: u64) -> Result<Vec<AuditChange>, Error> {
        self.read()?;
        self.store().audit_changes(id, offset, limit)
    }
    fn audit_history(&self, item: &ArtifactRef, limit: u64) -> Result<Vec<(AuditId, Timestamp, AuditChange)>, Error> {
        self.read()?;
        self.store().audit_history(item, limit)
    }
    fn copy_to(&self, path: &Path) -> Result<(), Error> {
        self.read()?;
        self.store().copy_to(path)
    }
}
