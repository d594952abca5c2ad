//! Misconceptions: what who holds one would answer. The rest of such an answer is the truth; it is made by
//! asking the engine about another world, or by changing what the engine told.

use std::{collections::BTreeMap, sync::Arc, sync::OnceLock};

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    Answer, Ask, Copies, Ending, Question, StepKind, Text,
    question::{copies, state_of},
};
use crate::{
    document,
    engine::dry_run,
    model::{
        ArtifactKind, ArtifactRef, BizTalkGroup, Context, Draft, Name,
        PortState::{self, Bound, Started, Stopped},
        properties,
    },
    routing::matches,
    rules::{Action, instances::Operation, lifecycle::look_up},
};

/// Something that trainees believe and that is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Misconception {
    /// Stopping a group stops its members.
    GroupStopsMembers,
    /// Starting a group starts its members.
    GroupStartsMembers,
    /// Resume waits for the port.
    ResumeWaits,
    /// Bound means connected.
    BoundIsConnected,
    /// A Bound port collects messages.
    BoundCollects,
    /// The filter of a member also filters what comes by way of its group.
    FilterFiltersGroupTraffic,
    /// A Stopped port or group is off, and gets nothing.
    StoppedIsOff,
    /// A port gets a message once at most.
    OneCopy,
    /// A port that is Started sends, whatever the state of the group.
    PortDecides,
    /// One suspended copy holds up all others.
    OneHoldsAll,
    /// Only what is enlisted can be started.
    StartNeedsEnlist,
    /// Only what is Stopped can be unenlisted.
    UnenlistNeedsStop,
    /// In order, only the message that failed is held up.
    OnlyTheFailedWaits,
    /// In order, a failure always holds up what comes after it.
    OrderAlwaysWaits,
}
use Misconception as M;

impl Misconception {
    pub const ALL: [Self; 14] = [
        M::GroupStopsMembers,
        M::GroupStartsMembers,
        M::ResumeWaits,
        M::BoundIsConnected,
        M::BoundCollects,
        M::FilterFiltersGroupTraffic,
        M::StoppedIsOff,
        M::OneCopy,
        M::PortDecides,
        M::OneHoldsAll,
        M::StartNeedsEnlist,
        M::UnenlistNeedsStop,
        M::OnlyTheFailedWaits,
        M::OrderAlwaysWaits,
    ];

    /// What the catalogue says of it.
    ///
    /// # Panics
    /// When the catalogue lacks it, which a test excludes.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        catalogue().iter().find(|it| it.id == self).expect("the catalogue is complete")
    }

    /// What who holds it answers, where `truth` is right. It is the truth where it says nothing about it.
    #[must_use]
    pub fn believed(self, question: &Question, truth: &Answer) -> Answer {
        match (truth, &question.act) {
            (Answer::Copies(truth), StepKind::Inject { draft, .. }) => {
                Answer::Copies(self.believed_copies(question, draft, truth))
            }
            (Answer::Fate(_), StepKind::Operate { operation: Operation::Resume, port, .. })
                if self == M::ResumeWaits
                    && question.group.send_ports.get(port).is_some_and(|it| it.state != Started) =>
            {
                Answer::Fate(Ending::Suspended)
            }
            (Answer::States(states), StepKind::Act { action, item, .. }) => {
                Answer::States(self.believed_states(question, *action, item, states))
            }
            (Answer::Allowed(_), StepKind::Act { action, item, .. }) => {
                let state = state_of(&question.group, item);
                match (self, action) {
                    (M::StartNeedsEnlist, Action::Start) if state == Some(Bound) => Answer::Allowed(false),
                    (M::UnenlistNeedsStop, Action::Unenlist) if state == Some(Started) => Answer::Allowed(false),
                    _ => truth.clone(),
                }
            }
            _ => truth.clone(),
        }
    }

    fn believed_states(
        self,
        question: &Question,
        action: Action,
        item: &ArtifactRef,
        truth: &[(ArtifactRef, PortState)],
    ) -> Vec<(ArtifactRef, PortState)> {
        if !matches!((self, action), (M::GroupStopsMembers, Action::Stop) | (M::GroupStartsMembers, Action::Start)) {
            return truth.to_vec();
        }
        let spg = (item.kind == ArtifactKind::SendPortGroup)
            .then(|| question.group.send_port_groups.get(&item.name))
            .flatten();
        let is_member = |it: &ArtifactRef| {
            it.kind == ArtifactKind::SendPort && spg.is_some_and(|spg| spg.members.contains(&it.name))
        };
        let believed = |(it, state): &(ArtifactRef, PortState)| {
            // the same is done to each member, where it can be: a Bound one starts, and does not stop
            let becomes = look_up(action, *state).to.filter(|_| is_member(it));
            (it.clone(), becomes.unwrap_or(*state))
        };
        truth.iter().map(believed).collect()
    }

    fn believed_copies(
        self,
        question: &Question,
        draft: &Draft,
        truth: &BTreeMap<Name, Copies>,
    ) -> BTreeMap<Name, Copies> {
        if let Some(world) = self.world(&question.group, draft) {
            return in_another_world(question, draft, &world, truth);
        }
        let of_port = |(name, truth): (&Name, &Copies)| {
            let port = question.group.send_ports.get(name);
            let held = question.suspended.contains_key(name);
            let in_order = port.is_some_and(|port| port.ordered_delivery && port.state == Started) && held;
            let stops = port.is_some_and(|port| port.stop_sending_on_failure);
            let believed = match self {
                M::OneCopy if truth.processed > 0 => Copies { processed: 1, ..Copies::default() },
                M::OneCopy if truth.suspended > 0 => Copies { suspended: 1, ..Copies::default() },
                M::OnlyTheFailedWaits if in_order && stops => Copies { processed: truth.total(), ..Copies::default() },
                M::OrderAlwaysWaits if in_order && !stops => Copies { suspended: truth.total(), ..Copies::default() },
                _ => *truth,
            };
            (name.clone(), believed)
        };
        let mut believed: BTreeMap<Name, Copies> = truth.iter().map(of_port).collect();
        if self == M::OneHoldsAll && truth.values().any(|it| it.suspended > 0) {
            for it in believed.values_mut() {
                *it = Copies { processed: 0, suspended: it.suspended + it.processed, waiting: it.waiting };
            }
        }
        believed
    }

    /// The world in which it would be true; `None`: no other states and members make it so.
    fn world(self, group: &BizTalkGroup, draft: &Draft) -> Option<BizTalkGroup> {
        let mut world = group.clone();
        let members_of = |state: PortState| -> Vec<Name> {
            let groups = group.send_port_groups.values().filter(|spg| spg.state == state);
            groups.flat_map(|spg| spg.members.clone()).collect()
        };
        match self {
            M::GroupStopsMembers => {
                let members = members_of(Stopped);
                set_ports(
                    &mut world,
                    |port, state| if members.contains(port) && state == Started { Stopped } else { state },
                );
            }
            M::GroupStartsMembers => {
                let members = members_of(Started);
                set_ports(
                    &mut world,
                    |port, state| if members.contains(port) && state == Stopped { Started } else { state },
                );
            }
            M::BoundIsConnected => set_all(&mut world, Bound, Started),
            M::BoundCollects => set_all(&mut world, Bound, Stopped),
            M::StoppedIsOff => set_all(&mut world, Stopped, Bound),
            M::PortDecides => set_groups(&mut world, |_| Started),
            M::FilterFiltersGroupTraffic => {
                let mut context: Context = draft.properties.iter().cloned().collect();
                if !draft.message_type.is_empty() {
                    context.set(properties::MESSAGE_TYPE, draft.message_type.as_str());
                }
                let passes = |name: &Name| {
                    let filter = group.send_ports.get(name).map(|port| &port.filter);
                    filter.is_none_or(|filter| filter.is_empty() || matches(filter, &context))
                };
                let groups: Vec<_> = group.send_port_groups.values().cloned().collect();
                for mut spg in groups {
                    Arc::make_mut(&mut spg).members.retain(passes);
                    world.put(spg.as_ref().clone().into());
                }
            }
            M::ResumeWaits
            | M::OneCopy
            | M::OneHoldsAll
            | M::StartNeedsEnlist
            | M::UnenlistNeedsStop
            | M::OnlyTheFailedWaits
            | M::OrderAlwaysWaits => return None,
        }
        Some(world)
    }
}

fn set_ports(world: &mut BizTalkGroup, state: impl Fn(&Name, PortState) -> PortState) {
    let ports: Vec<_> = world.send_ports.values().cloned().collect();
    for mut port in ports {
        let becomes = state(&port.name, port.state);
        if becomes != port.state {
            Arc::make_mut(&mut port).state = becomes;
            world.put(port.as_ref().clone().into());
        }
    }
}

fn set_groups(world: &mut BizTalkGroup, state: impl Fn(PortState) -> PortState) {
    let groups: Vec<_> = world.send_port_groups.values().cloned().collect();
    for mut spg in groups {
        let becomes = state(spg.state);
        if becomes != spg.state {
            Arc::make_mut(&mut spg).state = becomes;
            world.put(spg.as_ref().clone().into());
        }
    }
}

fn set_all(world: &mut BizTalkGroup, from: PortState, to: PortState) {
    set_ports(world, |_, state| if state == from { to } else { state });
    set_groups(world, |state| if state == from { to } else { state });
}

/// The truth, but where the other world differs from this one, what it has there: what only the run
/// knows, such as a destination that failed, stays.
fn in_another_world(
    question: &Question,
    draft: &Draft,
    world: &BizTalkGroup,
    truth: &BTreeMap<Name, Copies>,
) -> BTreeMap<Name, Copies> {
    let run = |group: &BizTalkGroup| {
        let report = dry_run(group, question.role, draft, Timestamp::UNIX_EPOCH, &TimeZone::UTC);
        // a group without members cannot be addressed: nobody gets anything
        report.map(|report| copies(&report).0).unwrap_or_default()
    };
    let (here, there) = (run(&question.group), run(world));
    let mut believed = truth.clone();
    for port in question.group.send_ports.values() {
        let [here, there] = [&here, &there].map(|it| it.get(&port.name).copied().unwrap_or_default());
        if here != there {
            believed.insert(port.name.clone(), there);
        }
    }
    believed.retain(|_, copies| *copies != Copies::default());
    believed
}

/// What is known of a misconception.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub id: Misconception,
    /// What is believed, in a sentence of whoever believes it.
    pub belief: Text,
    /// Why it is not so.
    pub but: Text,
    /// Where the documentation says so.
    pub source: Text,
    /// Which situation brings it to light.
    pub situation: Text,
    /// The lesson and its step, from 1, that is such a situation.
    pub lesson: u32,
    pub step: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename = "Misconceptions", deny_unknown_fields)]
struct Catalogue {
    #[expect(dead_code, reason = "reading looks at it")]
    format: u32,
    misconceptions: Vec<Entry>,
}

const CATALOGUE: &str = include_str!("../../assets/misconceptions.ron");

/// All that are known, in the order in which lessons come upon them.
///
/// # Panics
/// When the asset of this program is no catalogue, which a test excludes.
#[must_use]
pub fn catalogue() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let read: Catalogue = document::parse(CATALOGUE, None).unwrap_or_else(|error| panic!("{error}"));
        read.misconceptions
    })
}

/// Nothing is asked that nobody can be wrong about.
#[must_use]
pub fn is_asked(ask: &Ask, act: &StepKind) -> bool {
    matches!(
        (ask, act),
        (Ask::Copies, StepKind::Inject { count: 1, .. })
            | (Ask::States(_) | Ask::Allowed, StepKind::Act { .. })
            | (Ask::Fate, StepKind::Operate { operation: Operation::Resume, .. })
    )
}
