//! What looks wrong in a configuration that may well be stored: filters that never match, messages
//! that come twice or go round, ports that nothing reaches. Each lint says what, where, why and what to
//! do about it.
//!
//! What is said of filters holds for every message there can be: it follows from what they ask for, not
//! from messages that were seen. Properties whose values nobody knows beforehand, such as those of a
//! response, are taken to have any value.

mod checks;
mod domain;
mod relations;

use std::collections::HashMap;

pub use relations::Others;

use self::checks::Sight;
use crate::{
    model::{
        Artifact, ArtifactRef, BizTalkGroup, Context, Filter, Name, Predicate, Target, ValueType,
        validate::{Problem, Severity, type_key},
    },
    rules::{Citation, Page},
    words::{Argument, Sentence},
};

/// After how many filters or ports it is told how far it is.
const PIECE: usize = 1024;

/// How much a lint matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something does not work as it looks.
    Warning,
    /// It may well be meant so.
    Note,
}

/// What is looked for, in the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    NeverMatches,
    NotPromoted,
    Twice,
    Loop,
    Unreachable,
    StartedForNothing,
    OrderedWithBackup,
    DeliveryNotification,
    EqualFilter,
    ContainedFilter,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// No value is what all predicates of an alternative want of a property.
    Contradiction {
        alternative: usize,
        predicates: Vec<Predicate>,
        whole: bool,
    },
    /// A predicate compares a property with a value that is not of the type of the property.
    OtherType {
        alternative: usize,
        predicate: Predicate,
        declared: ValueType,
        whole: bool,
    },
    /// Nobody promotes the property. `written`: it is in the context of messages, and not promoted.
    NotPromoted {
        alternative: usize,
        property: String,
        written: bool,
        whole: bool,
    },
    /// A message can come on two ways: by the filter of the port itself (`None`) or of a group. `all`:
    /// whatever comes on one of them comes on the other. `more`: so many pairs of ways besides.
    Twice {
        by: Option<Name>,
        and: Name,
        all: bool,
        more: usize,
    },
    /// Likewise as the group sees it: a member has a filter of its own. `more`: so many members besides.
    MemberTwice {
        port: Name,
        more: usize,
    },
    /// The response matches the filter of the port.
    ResponseLoop,
    /// The error message of what could not be transmitted matches the filter of the port, or of a
    /// group that it is in.
    FailedMessageLoop {
        via: Option<Name>,
    },
    /// Neither filter nor group nor orchestration leads to it. `dead`: it has a filter that never
    /// matches.
    Unreachable {
        enlisted: bool,
        dead: bool,
    },
    /// It is Started, and only these groups lead to it, which are not.
    StartedForNothing {
        groups: Vec<Name>,
    },
    OrderedWithBackup,
    /// A message that asks for a delivery notification goes to a group with several members: as many
    /// acknowledgements come back, and one is waited for.
    DeliveryNotification {
        template: Name,
        members: usize,
    },
    EqualFilter(Others),
    ContainedFilter(Others),
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The send port or send port group.
    pub item: ArtifactRef,
    /// The path of the field that it is about, as validation writes it.
    pub field: String,
    pub found: Found,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::NeverMatches,
        Self::NotPromoted,
        Self::Twice,
        Self::Loop,
        Self::Unreachable,
        Self::StartedForNothing,
        Self::OrderedWithBackup,
        Self::DeliveryNotification,
        Self::EqualFilter,
        Self::ContainedFilter,
    ];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NeverMatches => "lint-kind-never-matches",
            Self::NotPromoted => "lint-kind-not-promoted",
            Self::Twice => "lint-kind-twice",
            Self::Loop => "lint-kind-loop",
            Self::Unreachable => "lint-kind-unreachable",
            Self::StartedForNothing => "lint-kind-started-for-nothing",
            Self::OrderedWithBackup => "lint-kind-ordered-with-backup",
            Self::DeliveryNotification => "lint-kind-delivery-notification",
            Self::EqualFilter => "lint-kind-equal-filter",
            Self::ContainedFilter => "lint-kind-contained-filter",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> Sentence {
        Sentence::new(match self {
            Self::NeverMatches => "lint-do-never-matches",
            Self::NotPromoted => "lint-do-not-promoted",
            Self::Twice => "lint-do-twice",
            Self::Loop => "lint-do-loop",
            Self::Unreachable => "lint-do-unreachable",
            Self::StartedForNothing => "lint-do-started-for-nothing",
            Self::OrderedWithBackup => "lint-do-ordered-with-backup",
            Self::DeliveryNotification => "lint-do-delivery-notification",
            Self::EqualFilter => "lint-do-equal-filter",
            Self::ContainedFilter => "lint-do-contained-filter",
        })
    }
}

impl Level {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Warning => "lint-level-warning",
            Self::Note => "lint-level-note",
        }
    }
}

impl Lint {
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.found {
            Found::Contradiction { .. } | Found::OtherType { .. } => Kind::NeverMatches,
            Found::NotPromoted { .. } => Kind::NotPromoted,
            Found::Twice { .. } | Found::MemberTwice { .. } => Kind::Twice,
            Found::ResponseLoop | Found::FailedMessageLoop { .. } => Kind::Loop,
            Found::Unreachable { .. } => Kind::Unreachable,
            Found::StartedForNothing { .. } => Kind::StartedForNothing,
            Found::OrderedWithBackup => Kind::OrderedWithBackup,
            Found::DeliveryNotification { .. } => Kind::DeliveryNotification,
            Found::EqualFilter(_) => Kind::EqualFilter,
            Found::ContainedFilter(_) => Kind::ContainedFilter,
        }
    }

    #[must_use]
    pub fn level(&self) -> Level {
        match &self.found {
            Found::Unreachable { enlisted: false, .. } | Found::EqualFilter(_) | Found::ContainedFilter(_) => {
                Level::Note
            }
            _ => Level::Warning,
        }
    }

    /// Why it is so.
    #[must_use]
    pub fn citation(&self) -> Citation {
        let derived = |reason| Citation::Derived { reason };
        match &self.found {
            Found::Contradiction { .. } => derived("derived-lint-contradiction"),
            Found::OtherType { .. } | Found::NotPromoted { written: false, .. } => {
                Citation::page(Page::HowToConfigureFilters)
            }
            Found::NotPromoted { written: true, .. } => Citation::page(Page::MessageContextProperties),
            Found::Twice { .. } | Found::MemberTwice { .. } => derived("derived-lint-twice"),
            Found::ResponseLoop => derived("derived-lint-response"),
            Found::FailedMessageLoop { .. } => derived("derived-lint-failed-message"),
            Found::Unreachable { .. } | Found::StartedForNothing { .. } => {
                Citation::page(Page::PublishAndSubscribeArchitecture)
            }
            Found::OrderedWithBackup => Citation::page(Page::OrderedDelivery),
            Found::DeliveryNotification { .. } => Citation::page(Page::OrderBroker),
            Found::EqualFilter(_) | Found::ContainedFilter(_) => derived("derived-lint-related"),
        }
    }

    /// What was found, with the artifact by name.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let alternative = |sentence: Sentence, whole: bool, alternative: usize| {
            let so = if whole { "lint-so-nothing-matches" } else { "lint-so-alternative-is-dead" };
            sentence.with("so", Sentence::new(so).with("number", alternative + 1))
        };
        let sentence = match &self.found {
            Found::Contradiction { alternative: at, predicates, whole } => {
                let key = if predicates.len() > 1 { "lint-contradiction" } else { "lint-no-value" };
                let list: Vec<String> = predicates.iter().map(ToString::to_string).collect();
                alternative(Sentence::new(key).with("predicates", list), *whole, *at)
            }
            Found::OtherType { alternative: at, predicate, declared, whole } => {
                let sentence = Sentence::new("lint-other-type")
                    .with("predicate", predicate.to_string())
                    .with("property", predicate.property.as_str())
                    .with("type", Sentence::new(type_key(*declared)));
                alternative(sentence, *whole, *at)
            }
            Found::NotPromoted { alternative: at, property, written, whole } => {
                let key = if *written { "lint-written-only" } else { "lint-not-promoted" };
                alternative(Sentence::new(key).with("property", property.as_str()), *whole, *at)
            }
            Found::Twice { by, and, all, more } => {
                let key = match (by, all) {
                    (None, false) => "lint-twice-own",
                    (None, true) => "lint-twice-own-all",
                    (Some(_), false) => "lint-twice-groups",
                    (Some(_), true) => "lint-twice-groups-all",
                };
                let sentence = Sentence::new(key).with("group", and).with("more", *more);
                match by {
                    Some(group) => sentence.with("other", group),
                    None => sentence,
                }
            }
            Found::MemberTwice { port, more } => {
                Sentence::new("lint-twice-member").with("port", port).with("more", *more)
            }
            Found::ResponseLoop => Sentence::new("lint-loop-response"),
            Found::FailedMessageLoop { via: None } => Sentence::new("lint-loop-failed-message"),
            Found::FailedMessageLoop { via: Some(group) } => {
                Sentence::new("lint-loop-failed-message-via").with("group", group)
            }
            Found::Unreachable { dead, .. } => {
                Sentence::new(if *dead { "lint-unreachable-dead" } else { "lint-unreachable" })
            }
            Found::StartedForNothing { groups } => {
                Sentence::new("lint-started-for-nothing").with("groups", groups.clone())
            }
            Found::OrderedWithBackup => Sentence::new("problem-ordered-with-backup"),
            Found::DeliveryNotification { template, members } => {
                Sentence::new("lint-delivery-notification").with("template", template).with("members", *members)
            }
            Found::EqualFilter(others) => of_others("lint-equal-filter", others),
            Found::ContainedFilter(others) => of_others("lint-contained-filter", others),
        };
        sentence.with("name", &self.item.name)
    }

    /// For the pages of a property window. `None`: validation says it already.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        if matches!(self.found, Found::OtherType { .. } | Found::OrderedWithBackup) || self.level() != Level::Warning {
            return None;
        }
        Some(Problem { field: self.field.clone(), severity: Severity::Warning, sentence: self.sentence() })
    }

    /// Others that it is about.
    #[must_use]
    pub fn others(&self) -> Vec<ArtifactRef> {
        match &self.found {
            Found::Twice { by, and, .. } => by.iter().chain([and]).map(ArtifactRef::send_port_group).collect(),
            Found::MemberTwice { port, .. } => vec![ArtifactRef::send_port(port)],
            Found::FailedMessageLoop { via } => via.iter().map(ArtifactRef::send_port_group).collect(),
            Found::StartedForNothing { groups } => groups.iter().map(ArtifactRef::send_port_group).collect(),
            Found::EqualFilter(others) | Found::ContainedFilter(others) => {
                others.first.iter().map(ArtifactRef::from).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn of_others(key: &'static str, others: &Others) -> Sentence {
    let names: Vec<Argument> = others.first.iter().map(|it| it.name().into()).collect();
    let more = others.count - others.first.len();
    Sentence::new(key).with("others", Argument::List(names)).with("more", more)
}

/// All lints of a BizTalk group: ports in the order of their names, then groups. `tell` is told how far
/// it is (so many of so many pieces) and answers whether it is still wanted; `None`: it was not.
pub fn all(group: &BizTalkGroup, tell: &mut dyn FnMut(usize, usize) -> bool) -> Option<Vec<Lint>> {
    let (ports, groups) = (group.send_ports.size(), group.send_port_groups.size());
    let total = 2 * (ports + groups);
    let sight = Sight::of(group);
    let mut filters = relations::Filters::default();
    for (at, port) in group.send_ports.values().enumerate() {
        filters.add(Target::SendPort(port.name.clone()), domain_of(&port.filter));
        if at % PIECE == 0 && !tell(at / 2, total) {
            return None;
        }
    }
    for spg in group.send_port_groups.values() {
        filters.add(Target::SendPortGroup(spg.name.clone()), domain_of(&spg.filter));
    }
    let begun = usize::midpoint(ports, groups);
    let mut relations = filters.relations(&mut |done| tell(begun + done / 2, total))?.into_iter();
    let mut lints = Vec::new();
    for (at, port) in group.send_ports.values().enumerate() {
        checks::port(&sight, port, &mut lints);
        related(&ArtifactRef::send_port(&port.name), relations.next(), &mut lints);
        if at % PIECE == 0 && !tell(ports + groups + at, total) {
            return None;
        }
    }
    for spg in group.send_port_groups.values() {
        checks::group(&sight, spg, &mut lints);
        related(&ArtifactRef::send_port_group(&spg.name), relations.next(), &mut lints);
    }
    tell(total, total).then_some(lints)
}

/// Those of one send port or send port group, as it would be: what is being edited need not be stored.
/// `original` is its name in the group, if it is there. All other filters are compared with its own.
#[must_use]
pub fn of(artifact: &Artifact, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Lint> {
    let mut group = group.clone();
    let mut lints = Vec::new();
    // under the name by which others know it
    let (target, filter) = match artifact {
        Artifact::SendPort(port) => {
            let mut port = port.as_ref().clone();
            port.name = original.unwrap_or(&port.name).clone();
            group.put(port.clone().into());
            checks::port(&Sight::around(&group, &port), &port, &mut lints);
            (Target::SendPort(port.name), port.filter)
        }
        Artifact::SendPortGroup(spg) => {
            let mut spg = spg.as_ref().clone();
            spg.name = original.unwrap_or(&spg.name).clone();
            group.put(spg.clone().into());
            checks::group(&Sight::alone(&group), &spg, &mut lints);
            (Target::SendPortGroup(spg.name), spg.filter)
        }
        _ => return lints,
    };
    let alternatives = domain_of(&filter);
    if !alternatives.is_empty() {
        let ports = group.send_ports.values().map(|it| (Target::SendPort(it.name.clone()), &it.filter));
        let groups = group.send_port_groups.values().map(|it| (Target::SendPortGroup(it.name.clone()), &it.filter));
        let others = ports.chain(groups).filter(|(owner, _)| *owner != target);
        let others = others.map(|(owner, filter)| (owner, domain_of(filter))).filter(|(_, it)| !it.is_empty());
        let it = relations::relations_of(&alternatives, others);
        related(&ArtifactRef::from(&target), Some(it), &mut lints);
    }
    let name = artifact.name();
    for lint in &mut lints {
        lint.item.name = name.clone();
    }
    lints
}

/// The alternatives of a filter that some message matches.
fn domain_of(filter: &Filter) -> Vec<domain::Alternative<'_>> {
    filter.groups().filter_map(|group| domain::Alternative::of(group).ok()).collect()
}

fn related(item: &ArtifactRef, relations: Option<relations::Relations>, lints: &mut Vec<Lint>) {
    let Some(relations) = relations else { return };
    let founds = [Found::EqualFilter(relations.equal), Found::ContainedFilter(relations.within)];
    for found in founds {
        if let Found::EqualFilter(others) | Found::ContainedFilter(others) = &found
            && others.count > 0
        {
            lints.push(Lint { item: item.clone(), field: "filter".to_owned(), found });
        }
    }
}

/// A message that matches a filter; `None`: none does.
#[must_use]
pub fn example(filter: &Filter) -> Option<Context> {
    domain_of(filter).first().map(domain::Alternative::example)
}

/// Whether every message that matches one filter is sure to match the other.
#[must_use]
pub fn is_within(filter: &Filter, other: &Filter) -> bool {
    domain::within(&domain_of(filter), &domain_of(other))
}

/// Whether some message matches both filters.
#[must_use]
pub fn overlap(a: &Filter, b: &Filter) -> bool {
    let (a, b) = (domain_of(a), domain_of(b));
    a.iter().any(|it| b.iter().any(|other| it.overlaps(other)))
}

/// Lints by what they are about.
#[derive(Clone, Debug, Default)]
pub struct ByArtifact(HashMap<ArtifactRef, (Level, usize)>);

impl ByArtifact {
    #[must_use]
    pub fn of(lints: &[Lint]) -> Self {
        let mut by: HashMap<ArtifactRef, (Level, usize)> = HashMap::new();
        for lint in lints {
            let (level, count) = by.entry(lint.item.clone()).or_insert((Level::Note, 0));
            *level = (*level).min(lint.level());
            *count += 1;
        }
        Self(by)
    }

    /// The worst level and how many there are.
    #[must_use]
    pub fn get(&self, item: &ArtifactRef) -> Option<(Level, usize)> {
        self.0.get(item).copied()
    }
}
