//! What service instances with ordered delivery hold: asked for when a dialog opens, so that it can
//! name every message that its operation is about.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    console::context::{Cx, Task},
    engine::{Answer, Query, overview::IN_PROGRESS},
    message_box::{Instance, InstancePage, InstanceQuery},
    model::{InstanceId, Message},
    rules::instances::InstanceState,
};

type Row = (Instance, Arc<Message>);

/// How many messages of one service instance are read.
const MOST: u64 = 1000;

/// The service instances of these rows, with all that they hold.
pub struct Services {
    rows: Vec<Row>,
    /// By service instance.
    held: BTreeMap<InstanceId, InstancePage>,
    asked: bool,
    /// How many answers are not there yet.
    awaited: usize,
}

impl Services {
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        Self { rows, held: BTreeMap::new(), asked: false, awaited: 0 }
    }

    /// The rows as they were chosen.
    #[must_use]
    pub fn chosen(&self) -> &[Row] {
        &self.rows
    }

    /// Asks once for what they hold.
    pub fn ask(&mut self, cx: &Cx<'_>, suspended_only: bool) {
        if std::mem::replace(&mut self.asked, true) {
            return;
        }
        let mut states = vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable];
        if !suspended_only {
            states.extend(IN_PROGRESS);
        }
        let ordered = self.rows.iter().filter(|(instance, _)| instance.lane.is_some());
        let services: BTreeSet<InstanceId> = ordered.map(|(instance, _)| instance.service).collect();
        self.awaited = services.len();
        for service in services {
            let query = InstanceQuery { service: Some(service), states: states.clone(), ..InstanceQuery::default() };
            cx.push(Task::QueryForDialog(Query::Instances { query, offset: 0, limit: MOST }));
        }
    }

    pub fn take(&mut self, answer: Answer) {
        self.awaited = self.awaited.saturating_sub(1);
        if let Answer::Instances(page) = answer
            && let Some((first, _)) = page.rows.first()
        {
            self.held.insert(first.service, page);
        }
    }

    /// Not all of it is known yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.asked || self.awaited > 0
    }

    /// How many service instances there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.rows.iter().map(|(instance, _)| instance.service).collect::<BTreeSet<_>>().len() as u64
    }

    /// How many messages they hold.
    #[must_use]
    pub fn messages(&self) -> u64 {
        let held: u64 = self.held.values().map(|page| page.total).sum();
        held + self.rows.iter().filter(|(instance, _)| !self.held.contains_key(&instance.service)).count() as u64
    }

    /// Every message that they hold, each service instance in its order, as far as they were read.
    #[must_use]
    pub fn all(&self) -> Vec<Row> {
        let mut told = BTreeSet::new();
        let mut all = Vec::new();
        for row in &self.rows {
            match self.held.get(&row.0.service) {
                None => all.push(row.clone()),
                Some(page) if told.insert(row.0.service) => all.extend(page.rows.iter().cloned()),
                Some(_) => {}
            }
        }
        all
    }
}
