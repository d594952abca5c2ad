use std::{fmt, sync::Arc};

use rpds::RedBlackTreeMapSync;
use serde::{Deserialize, Serialize};

use super::{
    Adapter, Application, Destination, Host, Name, Orchestration, ReceivePort, SendPort, SendPortGroup, Target,
    Template, ValueType,
};

/// A map that shares its structure with the one it was made from, in the order of names.
pub type Map<T> = RedBlackTreeMapSync<Name, Arc<T>>;

/// The type of a property of the user's own property schemas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertySchema {
    /// `Namespace.Property`.
    pub name: Name,
    #[serde(default)]
    pub value_type: ValueType,
}

/// All that administrators configure: never to be confused with a send port group. Cloning it
/// costs nothing; a clone shares its structure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BizTalkGroup {
    pub applications: Map<Application>,
    pub send_ports: Map<SendPort>,
    pub send_port_groups: Map<SendPortGroup>,
    pub receive_ports: Map<ReceivePort>,
    pub orchestrations: Map<Orchestration>,
    pub hosts: Map<Host>,
    pub adapters: Map<Adapter>,
    pub properties: Map<PropertySchema>,
    pub templates: Map<Template>,
    /// By send port; a port without an entry has a destination that is up.
    pub destinations: Map<Destination>,
    /// The groups of each port, by name: what `send_port_groups` says, the other way round.
    member_of: RedBlackTreeMapSync<Name, Arc<[Name]>>,
}

/// What kinds of things a [`BizTalkGroup`] is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ArtifactKind {
    Application,
    SendPort,
    SendPortGroup,
    ReceivePort,
    Orchestration,
    Host,
    Adapter,
    PropertySchema,
    Template,
    Destination,
}

/// One thing of a [`BizTalkGroup`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Artifact {
    Application(Arc<Application>),
    SendPort(Arc<SendPort>),
    SendPortGroup(Arc<SendPortGroup>),
    ReceivePort(Arc<ReceivePort>),
    Orchestration(Arc<Orchestration>),
    Host(Arc<Host>),
    Adapter(Arc<Adapter>),
    PropertySchema(Arc<PropertySchema>),
    Template(Arc<Template>),
    Destination(Arc<Destination>),
}

/// Names one thing of a [`BizTalkGroup`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArtifactRef {
    pub kind: ArtifactKind,
    pub name: Name,
}

impl Artifact {
    /// The application that it belongs to, if its kind belongs to one.
    #[must_use]
    pub fn application(&self) -> Option<&Name> {
        match self {
            Self::SendPort(port) => Some(&port.application),
            Self::SendPortGroup(group) => Some(&group.application),
            Self::ReceivePort(port) => Some(&port.application),
            Self::Orchestration(orchestration) => Some(&orchestration.application),
            _ => None,
        }
    }
}

impl ArtifactRef {
    #[must_use]
    pub fn new(kind: ArtifactKind, name: &Name) -> Self {
        Self { kind, name: name.clone() }
    }
    #[must_use]
    pub fn send_port(name: &Name) -> Self {
        Self::new(ArtifactKind::SendPort, name)
    }
    #[must_use]
    pub fn send_port_group(name: &Name) -> Self {
        Self::new(ArtifactKind::SendPortGroup, name)
    }
}

impl From<&Target> for ArtifactRef {
    fn from(target: &Target) -> Self {
        match target {
            Target::SendPort(name) => Self::send_port(name),
            Target::SendPortGroup(name) => Self::send_port_group(name),
        }
    }
}

impl fmt::Display for ArtifactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

macro_rules! artifacts {
    ($($kind:ident, $map:ident, $key:ident;)*) => {
        impl Artifact {
            #[must_use]
            pub fn kind(&self) -> ArtifactKind {
                match self { $(Self::$kind(_) => ArtifactKind::$kind,)* }
            }
            #[must_use]
            pub fn name(&self) -> &Name {
                match self { $(Self::$kind(artifact) => &artifact.$key,)* }
            }
            #[must_use]
            pub fn reference(&self) -> ArtifactRef {
                ArtifactRef::new(self.kind(), self.name())
            }
        }
        $(impl From<super::$kind> for Artifact {
            fn from(artifact: super::$kind) -> Self {
                Self::$kind(Arc::new(artifact))
            }
        })*
        impl BizTalkGroup {
    /// A server that has a host instance, and is down.
    #[must_use]
    pub fn is_down(&self, server: &Name) -> bool {
        self.hosts.values().filter_map(|host| host.instance_on(server)).any(|instance| instance.down)
    }

    /// A server that has a host instance, and is up.
    #[must_use]
    pub fn is_up(&self, server: &Name) -> bool {
        self.hosts.values().any(|host| host.instance_on(server).is_some()) && !self.is_down(server)
    }

            #[must_use]
            pub fn get(&self, reference: &ArtifactRef) -> Option<Artifact> {
                match reference.kind {
                    $(ArtifactKind::$kind => self.$map.get(&reference.name).cloned().map(Artifact::$kind),)*
                }
            }
            /// Adds the artifact or replaces the one of the same name.
            pub fn put(&mut self, artifact: Artifact) {
                if let Artifact::SendPortGroup(group) = &artifact {
                    let before = self.send_port_groups.get(&group.name).cloned();
                    self.follow_members(before.as_deref(), Some(group));
                }
                match artifact {
                    $(Artifact::$kind(artifact) => { self.$map.insert_mut(artifact.$key.clone(), artifact); })*
                }
            }
            pub fn remove(&mut self, reference: &ArtifactRef) {
                if reference.kind == ArtifactKind::SendPortGroup {
                    let before = self.send_port_groups.get(&reference.name).cloned();
                    self.follow_members(before.as_deref(), None);
                }
                match reference.kind { $(ArtifactKind::$kind => { self.$map.remove_mut(&reference.name); })* }
            }
            /// The names of all artifacts of a kind, in order.
            pub fn names(&self, kind: ArtifactKind) -> Box<dyn Iterator<Item = &Name> + '_> {
                match kind { $(ArtifactKind::$kind => Box::new(self.$map.keys()),)* }
            }
        }
    };
}
artifacts! {
    Application, applications, name;
    SendPort, send_ports, name;
    SendPortGroup, send_port_groups, name;
    ReceivePort, receive_ports, name;
    Orchestration, orchestrations, name;
    Host, hosts, name;
    Adapter, adapters, name;
    PropertySchema, properties, name;
    Template, templates, name;
    Destination, destinations, port;
}

impl BizTalkGroup {
    /// The groups that a port is a member of.
    pub fn groups_of<'a>(&'a self, port: &'a Name) -> impl Iterator<Item = &'a Arc<SendPortGroup>> {
        let names = self.member_of.get(port).map(AsRef::as_ref).unwrap_or_default();
        names.iter().filter_map(|name| self.send_port_groups.get(name))
    }

    /// Keeps `member_of` when a group comes, goes or changes.
    fn follow_members(&mut self, before: Option<&SendPortGroup>, after: Option<&SendPortGroup>) {
        let (old, new) = (before.map_or(&[][..], |it| &it.members), after.map_or(&[][..], |it| &it.members));
        if old == new && before.map(|it| it.name.as_str()) == after.map(|it| it.name.as_str()) {
            return;
        }
        for port in old {
            let left: Vec<Name> = self
                .groups_of(port)
                .map(|it| &it.name)
                .filter(|name| before.is_some_and(|it| it.name != **name))
                .cloned()
                .collect();
            self.is_member_of(port, left);
        }
        for port in new {
            let Some(after) = after else { continue };
            let mut now: Vec<Name> = self.member_of.get(port).map(|names| names.to_vec()).unwrap_or_default();
            if let Err(at) = now.binary_search(&after.name) {
                now.insert(at, after.name.clone());
            }
            self.is_member_of(port, now);
        }
    }

    fn is_member_of(&mut self, port: &Name, groups: Vec<Name>) {
        if groups.is_empty() {
            self.member_of.remove_mut(port);
        } else {
            self.member_of.insert_mut(port.clone(), groups.into());
        }
    }

    /// Makes `member_of` from nothing: after the artifacts were filled in by themselves.
    pub fn index_all(&mut self) {
        let mut all: std::collections::HashMap<Name, Vec<Name>> = std::collections::HashMap::new();
        for spg in self.send_port_groups.values() {
            for port in &spg.members {
                let groups = all.entry(port.clone()).or_default();
                if groups.last() != Some(&spg.name) {
                    groups.push(spg.name.clone());
                }
            }
        }
        self.member_of = all.into_iter().map(|(port, groups)| (port, groups.into())).collect();
    }

    /// The orchestrations with a logical port bound to this port or group.
    pub fn bound_to<'a>(&'a self, target: &'a super::Target) -> impl Iterator<Item = &'a Arc<Orchestration>> {
        self.orchestrations
            .values()
            .filter(move |orchestration| orchestration.ports.iter().any(|port| port.binding.as_ref() == Some(target)))
    }

    /// The type of a promoted property: documented, or of the user's own property schemas.
    #[must_use]
    pub fn property_type(&self, name: &str) -> Option<ValueType> {
        super::properties::system_type(name)
            .or_else(|| self.properties.get(&Name::new(name)).map(|property| property.value_type))
    }

    /// The application of an artifact that belongs to one.
    #[must_use]
    pub fn application_of(&self, reference: &ArtifactRef) -> Option<Name> {
        self.get(reference)?.application().cloned()
    }

    /// Whether artifacts of `application` may use artifacts of `other`.
    #[must_use]
    pub fn may_use(&self, application: &Name, other: &Name) -> bool {
        application == other
            || self.applications.get(application).is_some_and(|application| application.references.contains(other))
    }
}
