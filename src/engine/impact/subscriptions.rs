//! Which subscriptions a plan would make, take away or switch.

use std::collections::{BTreeMap, BTreeSet};

use super::super::plan::Edit;
use crate::model::{Artifact, BizTalkGroup, Filter, Name};
use crate::routing::{Subscription, subscriptions_of};

/// What would become of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubscriptionChange {
    Removed,
    /// What matches it would be suspended.
    Disabled,
    Enabled,
    /// Its filter would be another one.
    Changed,
    Added,
}

/// A subscription that a plan changes. A rename is a removal and an addition.
#[derive(Clone, Debug, PartialEq)]
pub struct SubscriptionImpact {
    pub port: Name,
    /// The group that it is made for, if it is not the port's own.
    pub group: Option<Name>,
    /// The filter that it would have or, where it would be removed, has; empty: only the address.
    pub filter: Filter,
    pub change: SubscriptionChange,
    /// Whether what matches an added one would be processed and not suspended.
    pub active: bool,
}

/// Compares the subscriptions of the ports and groups that the edits touch.
pub(super) fn changes(before: &BizTalkGroup, after: &BizTalkGroup, edits: &[Edit]) -> Vec<SubscriptionImpact> {
    let mut ports: BTreeSet<Name> = BTreeSet::new();
    for artifact in edits.iter().flat_map(|edit| [&edit.before, &edit.after]).flatten() {
        match artifact {
            Artifact::SendPort(port) => drop(ports.insert(port.name.clone())),
            Artifact::SendPortGroup(spg) => ports.extend(spg.members.iter().cloned()),
            _ => {}
        }
    }
    let by_owner = |group| -> BTreeMap<_, Subscription<'_>> {
        let all: Vec<Subscription<'_>> = subscriptions_of(group, &ports);
        all.into_iter().map(|it| ((it.port.name.clone(), it.group.map(|spg| spg.name.clone())), it)).collect()
    };
    let (old, new) = (by_owner(before), by_owner(after));
    let made = |it: &Subscription<'_>, change| SubscriptionImpact {
        port: it.port.name.clone(),
        group: it.group.map(|spg| spg.name.clone()),
        filter: it.filter().clone(),
        change,
        active: it.is_active(),
    };
    let mut changes = Vec::new();
    for (owner, it) in &old {
        let Some(now) = new.get(owner) else {
            changes.push(made(it, SubscriptionChange::Removed));
            continue;
        };
        if now.filter() != it.filter() {
            changes.push(made(now, SubscriptionChange::Changed));
        }
        match (it.is_active(), now.is_active()) {
            (true, false) => changes.push(made(now, SubscriptionChange::Disabled)),
            (false, true) => changes.push(made(now, SubscriptionChange::Enabled)),
            _ => {}
        }
    }
    let added = new.iter().filter(|(owner, _)| !old.contains_key(*owner));
    changes.extend(added.map(|(_, it)| made(it, SubscriptionChange::Added)));
    changes.sort_by(|a, b| (a.change, &a.port, &a.group).cmp(&(b.change, &b.port, &b.group)));
    changes
}
