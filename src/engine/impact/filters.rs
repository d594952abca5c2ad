//! A filter that is being edited, against the messages seen lately.

use super::super::Snapshot;
use super::kinds::{Kind, kind_of};
use crate::model::{Addressing, Filter};
use crate::routing::matches;

/// Which kinds of recent published messages two versions of a filter match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterImpact {
    /// How many kinds were looked at: those that are published by their properties.
    pub looked_at: usize,
    /// Matched by both.
    pub still: Vec<Kind>,
    /// Matched by the new version only.
    pub now: Vec<Kind>,
    /// Matched by the old version only.
    pub no_longer: Vec<Kind>,
}

impl FilterImpact {
    /// How many kinds the new version matches.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.still.len() + self.now.len()
    }
}

/// Compares two versions of a filter by the recent messages. What is addressed to a port or a
/// group is left out: no filter looks at it.
#[must_use]
pub fn filter_impact(snapshot: &Snapshot, before: &Filter, after: &Filter) -> FilterImpact {
    let mut seen: Vec<Kind> = Vec::new();
    let mut impact = FilterImpact::default();
    let looked_at = |name: &str| before.predicates().chain(after.predicates()).any(|it| it.property == name);
    for report in snapshot.reports.iter().filter(|report| !report.dry_run) {
        let message = &report.message;
        if !matches!(message.addressing, Addressing::Published(_)) {
            continue;
        }
        let kind = kind_of(&message.addressing, &message.context, &looked_at);
        if seen.contains(&kind) {
            continue;
        }
        seen.push(kind.clone());
        match (matches(before, &message.context), matches(after, &message.context)) {
            (true, true) => impact.still.push(kind),
            (false, true) => impact.now.push(kind),
            (true, false) => impact.no_longer.push(kind),
            (false, false) => {}
        }
    }
    impact.looked_at = seen.len();
    impact
}
