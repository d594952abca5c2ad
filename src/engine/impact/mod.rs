//! What a change would do to messages like those seen lately, before it is made.
//!
//! Nothing is guessed: the request is planned as the engine would plan it, its edits are applied
//! to a copy of the BizTalk group, and each kind of recent message is published dry into both.

mod filters;
mod kinds;
mod live;
mod sentences;
mod subscriptions;

pub use filters::{FilterImpact, filter_impact};
pub use kinds::Kind;
pub use live::Live;
pub use subscriptions::{SubscriptionChange, SubscriptionImpact};

use super::plan::{Edit, plan};
use super::{Deed, Line, Outcome, Reason, Refusal, Request, Snapshot, publish::dry_run_by};
use crate::model::{ArtifactKind, ArtifactRef, BizTalkGroup, Draft, MessageId, Name, Role};
use crate::routing::Matcher;
use kinds::{Sample, samples};

/// From how many kinds of messages on an index of the filters is made for them: that takes as long as
/// comparing so many messages with all filters.
const MANY: usize = 16;

/// What a request would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// What would be done; `None` for a request that configures nothing.
    pub deed: Option<Deed>,
    /// Every kind of recent message: those that would go elsewhere first, and of those the one
    /// with the most messages first.
    pub kinds: Vec<KindImpact>,
    /// Which subscriptions would come, go, or be switched.
    pub subscriptions: Vec<SubscriptionImpact>,
    /// What is under way or held by now, and what would become of it.
    pub live: Vec<Live>,
    /// Who of several items would be skipped, and why.
    pub skipped: Vec<(ArtifactRef, Refusal)>,
}

/// What would become of one kind of message.
#[derive(Clone, Debug, PartialEq)]
pub struct KindImpact {
    pub kind: Kind,
    /// The recent messages of this kind, oldest first.
    pub messages: Vec<MessageId>,
    /// What becomes of the next one as things are.
    pub before: Fate,
    /// What would become of it afterwards. Ports and groups have their new names.
    pub after: Fate,
    /// `None`: nothing would change for it.
    pub change: Option<Change>,
}

/// What becomes of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// A line for each copy, as in a dry run.
    Copies(Vec<Line>),
    /// Nobody gets a copy.
    RoutingFailure,
    /// It cannot be published: whom it is addressed to, or who publishes it, is not there or not
    /// available.
    NotPublished(Vec<Reason>),
}

/// How a kind of message would be affected, the gravest first. A kind to which several apply
/// counts as the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// It could not be published any more.
    NotPublished,
    RoutingFailure,
    /// A copy that is processed would be suspended.
    Suspended,
    /// A copy that is processed would wait for a host instance.
    Waits,
    /// Somebody would not get it any more.
    Lost,
    /// It is a routing failure and would find a subscriber.
    Found,
    /// A copy that is suspended or waits would be processed.
    Processed,
    /// Somebody would get it who does not now.
    Gained,
    /// It could be published again.
    Published,
    /// The way stays, and a copy would come to something else than before.
    Otherwise,
}

impl Change {
    pub const ALL: [Self; 10] = [
        Self::NotPublished,
        Self::RoutingFailure,
        Self::Suspended,
        Self::Waits,
        Self::Lost,
        Self::Found,
        Self::Processed,
        Self::Gained,
        Self::Published,
        Self::Otherwise,
    ];
}

impl Impact {
    /// The kinds that would go elsewhere.
    pub fn changed(&self) -> impl Iterator<Item = &KindImpact> {
        self.kinds.iter().filter(|kind| kind.change.is_some())
    }

    /// How many of the recent messages are of a kind that would go elsewhere.
    #[must_use]
    pub fn messages_concerned(&self) -> usize {
        self.changed().map(|kind| kind.messages.len()).sum()
    }
}

/// What a request would change, judged by the recent messages of a snapshot.
///
/// # Errors
/// The refusal that executing the request would meet.
pub fn impact(snapshot: &Snapshot, request: &Request) -> Result<Impact, Refusal> {
    impact_unless(snapshot, request, &|| false).unwrap_or_else(|| unreachable!("nobody cancels it"))
}

/// Likewise, given up (`None`) once `cancelled` says so.
pub fn impact_unless(
    snapshot: &Snapshot,
    request: &Request,
    cancelled: &dyn Fn() -> bool,
) -> Option<Result<Impact, Refusal>> {
    let (deed, edits, skipped, release, instances) = if request.configures() {
        let live = |item: &ArtifactRef| snapshot.counts.live(item);
        match plan(&snapshot.group, snapshot.role, request, &live, &super::Progress::default()) {
            Ok(plan) => (Some(plan.deed), plan.edits, plan.skipped, plan.release, plan.instances),
            Err(refusal) => return Some(Err(refusal)),
        }
    } else {
        (None, Vec::new(), Vec::new(), Vec::new(), None)
    };
    let mut after = snapshot.group.clone();
    for edit in &edits {
        edit.apply(&mut after);
    }
    let renamed = Renamed::of(&edits);
    let samples = samples(&snapshot.reports, &snapshot.group, &after, &renamed);
    let mut matcher = (samples.len() >= MANY).then(|| Matcher::of(&snapshot.group));
    let mut before = Vec::with_capacity(samples.len());
    for sample in &samples {
        if cancelled() {
            return None;
        }
        before.push(fate(snapshot, &snapshot.group, matcher.as_ref(), &sample.now));
    }
    if let Some(matcher) = &mut matcher {
        for edit in &edits {
            matcher.follow(edit.before.as_ref(), edit.after.as_ref());
        }
    }
    let mut kinds = Vec::with_capacity(samples.len());
    for (Sample { kind, messages, then, .. }, before) in samples.into_iter().zip(before) {
        if cancelled() {
            return None;
        }
        let unchanged = edits.is_empty();
        let after = if unchanged { before.clone() } else { fate(snapshot, &after, matcher.as_ref(), &then) };
        let change = change(&before, &after, &renamed);
        kinds.push(KindImpact { kind, messages, before, after, change });
    }
    kinds.sort_by_key(|it| {
        let change = it.change.map_or(Change::ALL.len(), |change| change as usize);
        (change, std::cmp::Reverse(it.messages.len()))
    });
    let subscriptions = subscriptions::changes(&snapshot.group, &after, &edits);
    let live = live::live(snapshot, &edits, &release, instances.as_ref());
    Some(Ok(Impact { deed, kinds, subscriptions, live, skipped }))
}

/// What would become of a draft in this BizTalk group.
fn fate(snapshot: &Snapshot, group: &BizTalkGroup, matcher: Option<&Matcher>, draft: &Draft) -> Fate {
    match dry_run_by(matcher, group, Role::Administrator, draft, snapshot.now, &snapshot.zone.0) {
        Err(refusal) => Fate::NotPublished(refusal.reasons),
        Ok(report) if report.failure.is_some() => Fate::RoutingFailure,
        Ok(report) => Fate::Copies(report.lines),
    }
}

/// The gravest difference between two fates.
fn change(before: &Fate, after: &Fate, renamed: &Renamed) -> Option<Change> {
    match (before, after) {
        (Fate::NotPublished(_), Fate::NotPublished(_)) | (Fate::RoutingFailure, Fate::RoutingFailure) => None,
        (_, Fate::NotPublished(_)) => Some(Change::NotPublished),
        (Fate::NotPublished(_), _) => Some(Change::Published),
        (_, Fate::RoutingFailure) => Some(Change::RoutingFailure),
        (Fate::RoutingFailure, _) => Some(Change::Found),
        (Fate::Copies(before), Fate::Copies(after)) => {
            let same = |a: &Line, b: &Line| {
                renamed.now(ArtifactKind::SendPort, &a.delivery.port) == b.delivery.port
                    && a.delivery.via.as_ref().map(|via| renamed.now(ArtifactKind::SendPortGroup, via))
                        == b.delivery.via
            };
            let kept = before.iter().filter_map(|old| {
                let new = after.iter().find(|new| same(old, new))?;
                match (old.outcome, new.outcome) {
                    (a, b) if a == b => {
                        (old.waiting != new.waiting || cause(old) != cause(new)).then_some(Change::Otherwise)
                    }
                    (_, Outcome::Suspended) => Some(Change::Suspended),
                    (Outcome::Processed, _) => Some(Change::Waits),
                    (_, Outcome::Processed) => Some(Change::Processed),
                    _ => Some(Change::Otherwise),
                }
            });
            let lost = before.iter().any(|old| !after.iter().any(|new| same(old, new)));
            let gained = after.iter().any(|new| !before.iter().any(|old| same(old, new)));
            kept.chain(lost.then_some(Change::Lost)).chain(gained.then_some(Change::Gained)).min()
        }
    }
}

/// Why it is suspended, apart from an address that may be edited.
fn cause(line: &Line) -> Option<crate::message_box::CauseKind> {
    line.cause.as_ref().map(crate::message_box::Cause::kind)
}

/// Which names a plan changes.
pub(super) struct Renamed(Vec<(ArtifactKind, Name, Name)>);

impl Renamed {
    fn of(edits: &[Edit]) -> Self {
        let renames = edits.iter().filter_map(|edit| {
            let (before, after) = (edit.before.as_ref()?, edit.after.as_ref()?);
            (before.name() != after.name()).then(|| (after.kind(), before.name().clone(), after.name().clone()))
        });
        Self(renames.collect())
    }

    /// What something is called afterwards.
    fn now(&self, kind: ArtifactKind, name: &Name) -> Name {
        self.0.iter().find(|(it, from, _)| *it == kind && from == name).map_or(name, |(_, _, to)| to).clone()
    }
}
