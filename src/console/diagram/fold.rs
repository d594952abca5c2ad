//! Folding: ports that are alike in what they belong to become one stack, so that five thousand
//! of them are as readable as five.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ArtifactKind, Name, SendPort, SendPortGroup};

/// More ports than that fold by themselves.
pub const READABLE: usize = 40;
/// Fewer than that stay apart, since a stack would save nothing.
const LEAST: usize = 4;
/// So many boxes are aimed at; coarser stacks are tried until there are no more.
const AIM: usize = 60;
/// A larger stack unfolds into smaller ones first.
const MOST_AT_ONCE: usize = 200;
/// So many smaller ones at most.
const PIECES: usize = 50;
/// More ports than that are never shown one by one.
pub const MOST_UNFOLDED: usize = 500;

/// What the members of a stack have in common. `None`: that does not matter to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StackKey {
    pub kind: ArtifactKind,
    pub application: Option<Name>,
    pub host: Option<Name>,
    pub groups: Belongs,
    /// Whether they have filters of their own.
    pub filter: bool,
    /// Which part of a stack that was too large to be unfolded at once, and of that part, and so on.
    pub part: Vec<usize>,
}

/// The groups that the members of a stack belong to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Belongs {
    To(Vec<Name>),
    /// To some group or to none.
    ToAny(bool),
}

impl StackKey {
    /// All of a kind and an application.
    #[must_use]
    pub fn all(kind: ArtifactKind, application: Option<Name>) -> Self {
        Self { kind, application, host: None, groups: Belongs::ToAny(false), filter: false, part: Vec::new() }
    }
}

/// Whether to fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Where there are more than [`READABLE`] ports.
    #[default]
    Auto,
    Folded,
    /// Unless there are more than [`MOST_UNFOLDED`].
    Unfolded,
}

/// The groups of each port.
pub type Memberships<'a> = BTreeMap<&'a Name, Vec<Name>>;

/// What is folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    pub mode: Mode,
    /// Stacks that were opened by hand.
    pub unfolded: BTreeSet<StackKey>,
}

impl Folding {
    /// Whether so many ports are folded.
    #[must_use]
    pub fn folds(&self, ports: usize) -> bool {
        match self.mode {
            Mode::Auto => ports > READABLE,
            Mode::Folded => true,
            Mode::Unfolded => ports > MOST_UNFOLDED,
        }
    }
}

/// One box: an artifact by itself, or a stack with its members in the order of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    One(Name),
    Stack(StackKey, Vec<Name>),
}

/// How coarse the stacks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Host,
    Group,
    Application,
    Everything,
}

/// The boxes of ports and of groups.
#[must_use]
pub fn fold(
    ports: &[&SendPort],
    groups: &[&SendPortGroup],
    member_of: &Memberships<'_>,
    alone: &dyn Fn(&Name) -> bool,
    folding: &Folding,
) -> (Vec<Unit>, Vec<Unit>) {
    let apart = |name: &Name| Unit::One(name.clone());
    if !folding.folds(ports.len()) {
        return (ports.iter().map(|it| apart(&it.name)).collect(), groups.iter().map(|it| apart(&it.name)).collect());
    }
    let grains = [Grain::Host, Grain::Group, Grain::Application, Grain::Everything];
    let fits = |grain: &Grain| boxes(ports, groups, member_of, alone, *grain) <= AIM;
    let grain = grains.into_iter().find(fits).unwrap_or(Grain::Everything);
    let of_groups = if grain >= Grain::Application {
        let mut stacks: BTreeMap<StackKey, Vec<Name>> = BTreeMap::new();
        for spg in groups {
            let application = (grain == Grain::Application).then(|| spg.application.clone());
            let key = StackKey::all(ArtifactKind::SendPortGroup, application);
            stacks.entry(key).or_default().push(spg.name.clone());
        }
        units(stacks, folding)
    } else {
        groups.iter().map(|it| apart(&it.name)).collect()
    };
    (units(stacks_of_ports(ports, member_of, alone, grain), folding), of_groups)
}

/// How many boxes there would be with nothing unfolded by hand: the grain must not change under
/// the hand that unfolds.
fn boxes(
    ports: &[&SendPort],
    groups: &[&SendPortGroup],
    member_of: &Memberships<'_>,
    alone: &dyn Fn(&Name) -> bool,
    grain: Grain,
) -> usize {
    let count = |members: usize| if members < LEAST { members } else { 1 };
    let of_ports: usize =
        stacks_of_ports(ports, member_of, alone, grain).values().map(|members| count(members.len())).sum();
    let of_groups = match grain {
        Grain::Host | Grain::Group => groups.len(),
        Grain::Application => {
            let mut of: BTreeMap<&Name, usize> = BTreeMap::new();
            for spg in groups {
                *of.entry(&spg.application).or_default() += 1;
            }
            of.values().map(|members| count(*members)).sum()
        }
        Grain::Everything => count(groups.len()),
    };
    of_ports + of_groups
}

fn stacks_of_ports(
    ports: &[&SendPort],
    member_of: &Memberships<'_>,
    alone: &dyn Fn(&Name) -> bool,
    grain: Grain,
) -> BTreeMap<StackKey, Vec<Name>> {
    let mut stacks: BTreeMap<StackKey, Vec<Name>> = BTreeMap::new();
    for port in ports {
        let of = member_of.get(&port.name);
        let groups = if grain <= Grain::Group {
            Belongs::To(of.cloned().unwrap_or_default())
        } else {
            Belongs::ToAny(of.is_some_and(|of| !of.is_empty()))
        };
        let mut key = StackKey {
            kind: ArtifactKind::SendPort,
            application: (grain <= Grain::Application).then(|| port.application.clone()),
            host: (grain == Grain::Host).then(|| port.handler(None).cloned()).flatten(),
            groups,
            filter: !port.filter.is_empty(),
            part: Vec::new(),
        };
        if grain <= Grain::Group && alone(&port.name) {
            // what an orchestration is bound to stands by itself while there is room
            key.part.push(usize::MAX);
            key.groups = Belongs::To(vec![port.name.clone()]);
        }
        stacks.entry(key).or_default().push(port.name.clone());
    }
    stacks
}

/// Folds artifacts of one kind that have nothing else in common.
#[must_use]
pub fn fold_all(kind: ArtifactKind, names: Vec<Name>, most: usize, folding: &Folding) -> Vec<Unit> {
    if names.len() <= most || folding.mode == Mode::Unfolded && names.len() <= MOST_UNFOLDED {
        return names.into_iter().map(Unit::One).collect();
    }
    units(BTreeMap::from([(StackKey::all(kind, None), names)]), folding)
}

fn units(stacks: BTreeMap<StackKey, Vec<Name>>, folding: &Folding) -> Vec<Unit> {
    let mut units = Vec::new();
    for (key, members) in stacks {
        emit(key, members, folding, &mut units);
    }
    units
}

fn emit(key: StackKey, members: Vec<Name>, folding: &Folding, units: &mut Vec<Unit>) {
    if members.len() < LEAST {
        units.extend(members.into_iter().map(Unit::One));
    } else if !folding.unfolded.contains(&key) {
        units.push(Unit::Stack(key, members));
    } else if members.len() <= MOST_AT_ONCE {
        units.extend(members.into_iter().map(Unit::One));
    } else {
        let size = members.len().div_ceil(PIECES).max(MOST_AT_ONCE / 2);
        for (index, part) in members.chunks(size).enumerate() {
            let mut key = key.clone();
            key.part.push(index);
            emit(key, part.to_vec(), folding, units);
        }
    }
}
