//! What an administrative action was, as the audit keeps it.

mod diff;
mod history;

use std::{
    collections::{BTreeSet, HashMap},
    fmt::Write as _,
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use diff::{FieldChange, Part, differences};
pub use history::{History, HistoryStep};

use super::{Deed, Fact, plan::Edit};
use crate::{
    message_box::{AuditChange, AuditEntry, AuditId, AuditKind, Cause},
    model::{Artifact, ArtifactRef, InstanceId, MessageId, Role},
    rules::instances::Operation,
    words::{Language, Sentence, Words},
};

/// How many names a deed keeps, and an undo deeds; of the rest it keeps the number.
const MOST_KEPT: usize = 20;
/// Up to how many changed artifacts an entry keeps whole; of more it keeps what differs.
const MOST_WHOLE: usize = 256;
/// How much text of an entry a search looks into, in bytes.
const MOST_SEARCHED: usize = 64 << 10;

/// A deed of which not every name is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BriefDeed {
    pub deed: Deed,
    /// How many names there were beyond those that it tells.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl BriefDeed {
    #[must_use]
    pub fn new(deed: &Deed) -> Self {
        let mut deed = deed.clone();
        let mut more = 0;
        if let Deed::Act(_, items) | Deed::EditMany(items) | Deed::Delete(items) | Deed::Move(items, _) = &mut deed {
            more = items.len().saturating_sub(MOST_KEPT);
            items.truncate(MOST_KEPT);
        }
        Self { deed, more }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        self.deed.sentence_of(self.more)
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AuditedDeed {
    Deed(BriefDeed),
    /// In the order in which they were undone; `to`: the entry whose state was gone back to.
    Undone {
        deeds: Vec<BriefDeed>,
        more: usize,
        to: Option<AuditId>,
    },
    /// In the order in which they were redone.
    Redone {
        deeds: Vec<BriefDeed>,
        more: usize,
        to: Option<AuditId>,
    },
    Operate(Operation),
    Resubmit {
        instance: InstanceId,
        from: MessageId,
        to: MessageId,
    },
    Role {
        from: Role,
        to: Role,
    },
    /// Live sending was turned on, to these addresses and so many more.
    LiveOn {
        addresses: Vec<String>,
        more: usize,
    },
    LiveOff,
}

/// An administrative action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditAction {
    pub deed: AuditedDeed,
    /// How many service instances it resumed, suspended, terminated, be it as its consequence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instances: Vec<(Operation, u64)>,
}

impl AuditAction {
    #[must_use]
    pub(super) fn new(deed: AuditedDeed) -> Self {
        Self { deed, instances: Vec::new() }
    }

    #[must_use]
    pub(super) fn of(deed: &Deed) -> Self {
        Self::new(AuditedDeed::Deed(BriefDeed::new(deed)))
    }

    #[must_use]
    pub(super) fn history(undo: bool, steps: &[std::sync::Arc<HistoryStep>], to: Option<AuditId>) -> Self {
        let deeds = steps.iter().take(MOST_KEPT).map(|step| BriefDeed::new(&step.deed)).collect();
        let more = steps.len().saturating_sub(MOST_KEPT);
        Self::new(if undo { AuditedDeed::Undone { deeds, more, to } } else { AuditedDeed::Redone { deeds, more, to } })
    }

    #[must_use]
    pub fn kind(&self) -> AuditKind {
        match &self.deed {
            AuditedDeed::Deed(brief) => match brief.deed {
                Deed::Create(_) | Deed::Import { .. } => AuditKind::Create,
                Deed::Edit(_) | Deed::EditMany(_) | Deed::Rename { .. } => AuditKind::Edit,
                Deed::Delete(_) => AuditKind::Delete,
                Deed::Move(..) => AuditKind::Move,
                Deed::Act(..)
                | Deed::Orchestration(..)
                | Deed::StartApplication(_)
                | Deed::StopApplication(_)
                | Deed::EnableLocation { .. } => AuditKind::State,
                Deed::HostInstance { .. } | Deed::HostCommand { .. } | Deed::Server { .. } => AuditKind::HostInstance,
                Deed::Destination { .. } => AuditKind::Destination,
            },
            AuditedDeed::Undone { .. } | AuditedDeed::Redone { .. } => AuditKind::History,
            AuditedDeed::Operate(_) | AuditedDeed::Resubmit { .. } => AuditKind::Instances,
            AuditedDeed::Role { .. } => AuditKind::Role,
            AuditedDeed::LiveOn { .. } | AuditedDeed::LiveOff => AuditKind::Live,
        }
    }

    /// How many service instances it operated on.
    #[must_use]
    pub fn operated(&self, operation: Operation) -> u64 {
        self.instances.iter().find(|(it, _)| *it == operation).map_or(0, |(_, count)| *count)
    }

    /// `Stop SP_Lille`, `Undo: Stop SP_Lille`, `Resume 12 service instances`.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let several = |one: &'static str, many: &'static str, deeds: &[BriefDeed], more: usize| match deeds {
            [deed] if more == 0 => Sentence::new(one).with("deed", deed.sentence()),
            _ => Sentence::new(many).with("count", deeds.len() + more),
        };
        match &self.deed {
            AuditedDeed::Deed(brief) => brief.sentence(),
            AuditedDeed::Undone { deeds, more, .. } => {
                several("audit-deed-undone", "audit-deed-undone-many", deeds, *more)
            }
            AuditedDeed::Redone { deeds, more, .. } => {
                several("audit-deed-redone", "audit-deed-redone-many", deeds, *more)
            }
            AuditedDeed::Operate(operation) => Sentence::new("audit-deed-operated")
                .with("operation", Sentence::new(operation.key()))
                .with("count", self.operated(*operation)),
            AuditedDeed::Resubmit { instance, from, to } => Sentence::new("audit-deed-resubmitted")
                .with("instance", instance.to_string())
                .with("from", from.to_string())
                .with("to", to.to_string()),
            AuditedDeed::LiveOn { addresses, more } => {
                Sentence::new("audit-deed-live-on").with("count", addresses.len() + more)
            }
            AuditedDeed::LiveOff => Sentence::new("audit-deed-live-off"),
            AuditedDeed::Role { to, .. } => Sentence::new("deed-role").with("role", Sentence::new(to.key())),
        }
    }
}

/// An entry as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    pub entry: AuditEntry,
    /// `None`: another version of this program wrote what is not understood here.
    pub action: Option<AuditAction>,
    /// The first of its changes.
    pub first: Vec<AuditChange>,
}

impl AuditRow {
    /// How many changes it comes with.
    pub const FIRST: u64 = 3;

    #[must_use]
    pub(super) fn new(entry: AuditEntry, first: Vec<AuditChange>) -> Self {
        let action = serde_json::from_str(&entry.action).ok();
        Self { entry, action, first }
    }
}

/// An entry that is being made: of an action that takes several transactions it grows.
#[derive(Clone, Debug)]
pub(super) struct OpenEntry {
    pub id: Option<AuditId>,
    pub action: AuditAction,
    changes: u64,
    searched: String,
}

impl OpenEntry {
    pub fn new(action: AuditAction) -> Self {
        Self { id: None, action, changes: 0, searched: String::new() }
    }

    /// Of live sending that is turned on, or off.
    pub fn live(confirmed: Option<&BTreeSet<String>>) -> Self {
        let Some(all) = confirmed else { return Self::new(AuditAction::new(AuditedDeed::LiveOff)) };
        let addresses = all.iter().take(MOST_KEPT).cloned().collect();
        let more = all.len().saturating_sub(MOST_KEPT);
        let mut entry = Self::new(AuditAction::new(AuditedDeed::LiveOn { addresses, more }));
        for address in all {
            entry.search_in(address);
        }
        entry
    }

    /// Counts what a transaction does to instances.
    pub fn count(&mut self, facts: &[Fact]) {
        for fact in facts {
            let operation = match fact {
                Fact::Resumed { .. } => Operation::Resume,
                Fact::Suspended { cause: Cause::ByHand, .. } => Operation::Suspend,
                Fact::Terminated { .. } => Operation::Terminate,
                _ => continue,
            };
            match self.action.instances.iter_mut().find(|(it, _)| *it == operation) {
                Some((_, count)) => *count += 1,
                None => self.action.instances.push((operation, 1)),
            }
        }
    }

    /// Takes in what a transaction changes.
    pub fn add(&mut self, edits: &[Edit]) -> Vec<AuditChange> {
        let changes = changes(edits);
        self.changes += changes.len() as u64;
        for change in &changes {
            self.search_in(change.name.as_str());
            if let Some(was) = &change.was {
                self.search_in(was.as_str());
            }
            // nothing more would be kept
            if self.searched.len() + 256 > MOST_SEARCHED {
                continue;
            }
            for field in differences(change) {
                for value in field.before.iter().chain(&field.after) {
                    self.search_in(&diff::plain(value));
                }
            }
        }
        changes
    }

    fn search_in(&mut self, text: &str) {
        if self.searched.len() + text.len() < MOST_SEARCHED {
            self.searched.push_str(&text.to_lowercase());
            self.searched.push('\n');
        }
    }

    /// As it is written.
    pub fn entry(&self, id: AuditId, time: jiff::Timestamp, role: Role) -> Result<AuditEntry, serde_json::Error> {
        let mut search = String::new();
        for words in Language::ALL.map(Words::new) {
            // whatever the language in which somebody reads it
            let _ = writeln!(search, "{}", words.say(&self.action.sentence()).to_lowercase());
        }
        search.push_str(&self.searched);
        Ok(AuditEntry {
            id,
            time,
            role,
            kind: self.action.kind(),
            action: serde_json::to_string(&self.action)?,
            search,
            changes: self.changes,
            undone: None,
        })
    }
}

/// What edits come to: each artifact once, before the first and after the last of them.
fn changes(edits: &[Edit]) -> Vec<AuditChange> {
    let mut net: Vec<Edit> = Vec::new();
    let mut place: HashMap<ArtifactRef, usize> = HashMap::new();
    for edit in edits {
        let before = edit.before.as_ref().map(Artifact::reference);
        let after = edit.after.as_ref().map(Artifact::reference);
        let known = before.as_ref().or(after.as_ref()).and_then(|item| place.remove(item));
        let index = known.unwrap_or_else(|| {
            net.push(Edit { before: edit.before.clone(), after: None });
            net.len() - 1
        });
        net[index].after.clone_from(&edit.after);
        if let Some(item) = after.or(before) {
            place.insert(item, index);
        }
    }
    // another spelling of the same name makes no difference that `==` would see
    let differs = |edit: &Edit| match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => before != after || !before.name().same_spelling(after.name()),
        (None, None) => false,
        _ => true,
    };
    net.retain(differs);
    let whole = net.len() <= MOST_WHOLE;
    net.iter().filter_map(|edit| change(edit, whole)).collect()
}

/// Without the text of the binding file that it came from, which is long: its length tells whether it is
/// another one.
fn brief(artifact: &Artifact) -> Artifact {
    fn length(xml: &mut Option<Arc<str>>) {
        if let Some(xml) = xml {
            *xml = xml.len().to_string().into();
        }
    }
    let mut brief = artifact.clone();
    match &mut brief {
        Artifact::Application(it) if it.binding_xml.is_some() => length(&mut Arc::make_mut(it).binding_xml),
        Artifact::SendPort(it) if it.binding_xml.is_some() => length(&mut Arc::make_mut(it).binding_xml),
        Artifact::SendPortGroup(it) if it.binding_xml.is_some() => length(&mut Arc::make_mut(it).binding_xml),
        Artifact::ReceivePort(it) if it.binding_xml.is_some() => length(&mut Arc::make_mut(it).binding_xml),
        Artifact::Orchestration(it) if it.binding_xml.is_some() => length(&mut Arc::make_mut(it).binding_xml),
        _ => {}
    }
    brief
}

fn change(edit: &Edit, whole: bool) -> Option<AuditChange> {
    let item = edit.after.as_ref().or(edit.before.as_ref())?.reference();
    let was = edit.before.as_ref().map(|before| before.name().clone()).filter(|was| !was.same_spelling(&item.name));
    let value = |artifact: &Option<Artifact>| artifact.as_ref().and_then(|it| serde_json::to_value(brief(it)).ok());
    let (mut before, mut after) = (value(&edit.before), value(&edit.after));
    if !whole && let (Some(Value::Object(before)), Some(Value::Object(after))) = (&mut before, &mut after) {
        let same: Vec<String> = before
            .iter()
            .filter(|(field, value)| after.get(*field) == Some(value))
            .map(|(field, _)| field.clone())
            .collect();
        for field in same {
            before.remove(&field);
            after.remove(&field);
        }
    }
    let json = |value: Option<Value>| value.map(|value| value.to_string());
    Some(AuditChange { kind: item.kind, name: item.name, was, before: json(before), after: json(after) })
}
