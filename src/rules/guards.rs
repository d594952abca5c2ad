//! What must hold beside the action table. A guard does not grey a button: pressing it tells what
//! is missing and offers the way out. Each guard is a list of conditions, met or not, so that a
//! dialog can show them as a ticked checklist and a refusal can name the ones that are not met.

use super::{Action, Citation, Page, lifecycle};
use crate::{
    model::{
        Application, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, HostKind, Name, Orchestration,
        OrchestrationState, PortKind, PortState, SendPort, SendPortGroup, Target,
    },
    words::Sentence,
};

/// Something that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub met: bool,
    /// What must hold, and where it is not met, what stands in the way.
    pub sentence: Sentence,
    pub citation: Citation,
    /// Ways to meet it, best first.
    pub remedies: Vec<Remedy>,
}

/// A way out of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    Act(Action, ArtifactRef),
    RemoveMember {
        group: Name,
        port: Name,
    },
    Unbind {
        orchestration: Name,
        target: Target,
    },
    AddReference {
        application: Name,
        reference: Name,
    },
    EnlistOrchestration(Name),
    StartOrchestration(Name),
    StopOrchestration(Name),
    UnenlistOrchestration(Name),
    EnableReceiveLocation(Name),
    StartHostInstance(Name),
    StopHostInstance(Name),
    /// Look at it and change something.
    OpenProperties(ArtifactRef),
    /// Look at what is suspended or in progress for this send port.
    ShowInstances(Name),
    TerminateInstancesOf(Name),
}

impl Condition {
    fn new(met: bool, citation: Citation, sentence: Sentence) -> Self {
        Self { met, sentence, citation, remedies: Vec::new() }
    }

    fn or(mut self, remedies: impl IntoIterator<Item = Remedy>) -> Self {
        if !self.met {
            self.remedies.extend(remedies);
        }
        self
    }
}

/// The conditions that are not met.
#[must_use]
pub fn unmet(conditions: Vec<Condition>) -> Vec<Condition> {
    conditions.into_iter().filter(|condition| !condition.met).collect()
}

fn enlisted_members<'a>(group: &'a BizTalkGroup, spg: &'a SendPortGroup) -> impl Iterator<Item = &'a Name> {
    spg.members.iter().filter(|member| group.send_ports.get(*member).is_some_and(|port| port.state.is_enlisted()))
}

/// Whether `port` is the only enlisted member of `spg`.
fn is_last_enlisted(group: &BizTalkGroup, spg: &SendPortGroup, port: &Name) -> bool {
    let mut members = enlisted_members(group, spg);
    members.next() == Some(port) && members.next().is_none()
}

/// What must hold before an action on a send port or a send port group, beside the action table.
#[must_use]
pub fn act(group: &BizTalkGroup, action: Action, item: &ArtifactRef) -> Vec<Condition> {
    match (action, item.kind) {
        (Action::Unenlist, ArtifactKind::SendPort) => group
            .groups_of(&item.name)
            .filter(|spg| spg.state.is_enlisted())
            .map(|spg| not_last_enlisted(group, spg, &item.name, Page::HowToUnenlist))
            .collect(),
        (Action::Start, ArtifactKind::SendPortGroup) => {
            let Some(spg) = group.send_port_groups.get(&item.name) else { return Vec::new() };
            let met = enlisted_members(group, spg).next().is_some();
            let sentence = if spg.members.is_empty() { "guard-start-group-empty" } else { "guard-start-group" };
            let mut remedies: Vec<_> = spg
                .members
                .first()
                .into_iter()
                .flat_map(|port| {
                    [Action::Start, Action::Enlist].map(|action| Remedy::Act(action, ArtifactRef::send_port(port)))
                })
                .collect();
            remedies.push(Remedy::OpenProperties(item.clone()));
            vec![
                Condition::new(met, Citation::page(Page::HowToStart), Sentence::new(sentence).with("group", &spg.name))
                    .or(remedies),
            ]
        }
        _ => Vec::new(),
    }
}

fn not_last_enlisted(group: &BizTalkGroup, spg: &SendPortGroup, port: &Name, page: Page) -> Condition {
    let other = spg.members.iter().find(|member| {
        *member != port && group.send_ports.get(*member).is_some_and(|other| !other.state.is_enlisted())
    });
    let met = !is_last_enlisted(group, spg, port);
    let sentence = Sentence::new(if met { "guard-not-last-enlisted" } else { "guard-last-enlisted" })
        .with("port", port)
        .with("group", &spg.name)
        .with("state", Sentence::new(spg.state.key()));
    Condition::new(met, Citation::page(page), sentence).or([Remedy::Act(
        Action::Unenlist,
        ArtifactRef::send_port_group(&spg.name),
    )]
    .into_iter()
    .chain(other.map(|other| Remedy::Act(Action::Enlist, ArtifactRef::send_port(other)))))
}

/// What must hold before `port` becomes a member of `spg`.
#[must_use]
pub fn add_member(group: &BizTalkGroup, spg: &SendPortGroup, port: &SendPort) -> Vec<Condition> {
    vec![
        Condition::new(
            port.kind == PortKind::StaticOneWay,
            Citation::page(Page::HowToAddToGroup),
            Sentence::new("guard-member-kind").with("port", &port.name).with("kind", Sentence::new(port.kind.key())),
        ),
        Condition::new(
            group.may_use(&spg.application, &port.application),
            Citation::page(Page::HowToAddToGroup),
            Sentence::new("guard-member-application")
                .with("port", &port.name)
                .with("application", &port.application)
                .with("own", &spg.application),
        )
        .or([Remedy::AddReference { application: spg.application.clone(), reference: port.application.clone() }]),
        Condition::new(
            !spg.members.contains(&port.name),
            Citation::page(Page::HowToAddToGroup),
            Sentence::new("guard-member-once").with("port", &port.name).with("group", &spg.name),
        ),
    ]
}

/// What must hold before `port` stops being a member of `spg`.
#[must_use]
pub fn remove_member(group: &BizTalkGroup, spg: &SendPortGroup, port: &Name) -> Vec<Condition> {
    let state = group.send_ports.get(port).map_or(PortState::Bound, |port| port.state);
    let mut conditions = vec![
        Condition::new(
            state != PortState::Started,
            Citation::page(Page::HowToRemoveFromGroup),
            Sentence::new("guard-remove-member-started").with("port", port),
        )
        .or([Remedy::Act(Action::Stop, ArtifactRef::send_port(port))]),
    ];
    if spg.state.is_enlisted() {
        // the page on removing is silent; a group without an enlisted member must not arise
        // this way either, so the rule on unenlisting is applied
        let mut condition = not_last_enlisted(group, spg, port, Page::HowToUnenlist);
        condition.citation = Citation::Derived { reason: "derived-remove-last-enlisted" };
        conditions.push(condition);
    }
    conditions
}

/// The conditions of an edit of a send port group: every member that comes or goes.
#[must_use]
pub fn edit_members(group: &BizTalkGroup, before: &SendPortGroup, after: &SendPortGroup) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for port in before.members.iter().filter(|port| !after.members.contains(port)) {
        conditions.extend(remove_member(group, before, port));
    }
    // several may leave at once: then it is about the last of them together
    let leaves_none = before.state.is_enlisted()
        && enlisted_members(group, before).next().is_some()
        && enlisted_members(group, after).next().is_none();
    if leaves_none && unmet(conditions.clone()).is_empty() {
        conditions.push(
            Condition::new(
                false,
                Citation::Derived { reason: "derived-remove-last-enlisted" },
                Sentence::new("guard-no-enlisted-left").with("group", &before.name),
            )
            .or([Remedy::Act(Action::Unenlist, ArtifactRef::send_port_group(&before.name))]),
        );
    }
    // by the application that it will belong to
    let candidate = SendPortGroup { members: before.members.clone(), ..after.clone() };
    for port in after.members.iter().filter(|port| !before.members.contains(port)) {
        if let Some(port) = group.send_ports.get(port) {
            conditions.extend(add_member(group, &candidate, port));
        }
    }
    conditions
}

fn must_be_bound(state: PortState, item: &ArtifactRef, page: Page) -> Condition {
    Condition::new(
        state == PortState::Bound,
        Citation::page(page),
        Sentence::new("guard-delete-bound").with("name", &item.name).with("state", Sentence::new(state.key())),
    )
    .or([Remedy::Act(Action::Unenlist, item.clone())])
}

fn not_bound_to_orchestration(group: &BizTalkGroup, target: &Target, page: Page) -> Vec<Condition> {
    let bound: Vec<_> = group.bound_to(target).map(|it| (it.name.clone(), it.state)).collect();
    if bound.is_empty() {
        return vec![Condition::new(true, Citation::page(page), Sentence::new("guard-delete-no-orchestration"))];
    }
    bound
        .into_iter()
        .map(|(orchestration, state)| {
            Condition::new(
                false,
                Citation::page(page),
                Sentence::new("guard-delete-orchestration").with("orchestration", &orchestration),
            )
            .or([match state {
                OrchestrationState::Unenlisted => Remedy::Unbind { orchestration, target: target.clone() },
                // its bindings cannot be edited before
                _ => Remedy::UnenlistOrchestration(orchestration),
            }])
        })
        .collect()
}

fn no_party(page: Page) -> Condition {
    Condition::new(true, Citation::page(page), Sentence::new("guard-delete-no-party"))
}

/// The order in which several items are deleted: whatever names the others goes first,
/// orchestrations, then groups, then their members.
#[must_use]
pub fn deletion_order(kind: ArtifactKind) -> u8 {
    match kind {
        ArtifactKind::Orchestration => 0,
        ArtifactKind::SendPortGroup => 1,
        _ => 2,
    }
}

/// What must hold before an artifact is deleted. `live` is the number of its service instances
/// that are in progress or suspended (send ports and hosts).
#[must_use]
pub fn delete(group: &BizTalkGroup, item: &ArtifactRef, live: u64) -> Vec<Condition> {
    match group.get(item) {
        Some(Artifact::SendPort(port)) => {
            let page = Page::HowToDeleteSendPort;
            let mut conditions = vec![must_be_bound(port.state, item, page)];
            let groups: Vec<_> = group.groups_of(&port.name).collect();
            if groups.is_empty() {
                conditions.push(Condition::new(true, Citation::page(page), Sentence::new("guard-delete-no-group")));
            }
            for spg in groups {
                conditions.push(
                    Condition::new(
                        false,
                        Citation::page(page),
                        Sentence::new("guard-delete-in-group").with("group", &spg.name),
                    )
                    .or([Remedy::RemoveMember { group: spg.name.clone(), port: port.name.clone() }]),
                );
            }
            conditions.extend(not_bound_to_orchestration(group, &Target::SendPort(port.name.clone()), page));
            conditions.push(no_party(page));
            if port.ordered_delivery {
                conditions.push(
                    Condition::new(
                        live == 0,
                        Citation::page(Page::OrderedDelivery),
                        Sentence::new("guard-delete-ordered").with("count", i64::try_from(live).unwrap_or(i64::MAX)),
                    )
                    .or([Remedy::ShowInstances(port.name.clone()), Remedy::TerminateInstancesOf(port.name.clone())]),
                );
            }
            conditions
        }
        Some(Artifact::SendPortGroup(spg)) => {
            let page = Page::HowToDeleteSendPortGroup;
            let mut conditions = vec![must_be_bound(spg.state, item, page)];
            conditions.extend(not_bound_to_orchestration(group, &Target::SendPortGroup(spg.name.clone()), page));
            conditions.push(no_party(page));
            conditions
        }
        Some(Artifact::Orchestration(orchestration)) => vec![
            Condition::new(
                orchestration.state == OrchestrationState::Unenlisted,
                Citation::page(Page::HowToUnenlistOrchestration),
                Sentence::new("guard-delete-orchestration-unenlisted").with("name", &orchestration.name),
            )
            .or([Remedy::UnenlistOrchestration(orchestration.name.clone())]),
        ],
        Some(Artifact::Host(host)) => delete_host(group, &host.name, live),
        Some(Artifact::Application(application)) => delete_application(group, &application),
        // an adapter goes with its handlers
        Some(Artifact::Adapter(adapter)) => {
            adapter.handlers.iter().flat_map(|host| remove_handler(group, &adapter.name, host)).collect()
        }
        _ => Vec::new(),
    }
}

fn delete_host(group: &BizTalkGroup, name: &Name, live: u64) -> Vec<Condition> {
    let Some(host) = group.hosts.get(name) else { return Vec::new() };
    let page = Citation::page(Page::HowToDeleteHost);
    let handlers: Vec<_> = group
        .adapters
        .values()
        .filter(|adapter| adapter.handlers.contains(name))
        .map(|adapter| adapter.name.clone())
        .collect();
    let other_tracking = group.hosts.values().any(|other| other.tracking && other.name != *name) || !host.tracking;
    let orchestrations: Vec<_> = group
        .orchestrations
        .values()
        .filter(|orchestration| {
            orchestration.host.as_ref() == Some(name) && orchestration.state != OrchestrationState::Unenlisted
        })
        .map(|orchestration| orchestration.name.clone())
        .collect();
    vec![
        Condition::new(!host.default, page, Sentence::new("guard-host-default")),
        Condition::new(other_tracking, page, Sentence::new("guard-host-tracking")),
        Condition::new(
            handlers.is_empty(),
            page,
            Sentence::new(if handlers.is_empty() { "guard-host-no-handlers" } else { "guard-host-handlers" })
                .with("adapters", handlers.clone()),
        )
        .or(handlers.iter().map(|adapter| Remedy::OpenProperties(ArtifactRef::new(ArtifactKind::Adapter, adapter)))),
        Condition::new(
            orchestrations.is_empty(),
            page,
            Sentence::new(if orchestrations.is_empty() {
                "guard-host-no-orchestrations"
            } else {
                "guard-host-orchestrations"
            })
            .with("orchestrations", orchestrations.clone()),
        )
        .or(orchestrations.iter().cloned().map(Remedy::UnenlistOrchestration)),
        Condition::new(
            host.instances.iter().all(|instance| !instance.running),
            page,
            Sentence::new("guard-host-stopped"),
        )
        .or([Remedy::StopHostInstance(name.clone())]),
        Condition::new(
            live == 0,
            Citation::Derived { reason: "derived-host-queue" },
            Sentence::new("guard-host-empty").with("count", i64::try_from(live).unwrap_or(i64::MAX)),
        ),
    ]
}

fn delete_application(group: &BizTalkGroup, application: &Application) -> Vec<Condition> {
    let page = Citation::page(Page::HowToDeleteApplication);
    let name = &application.name;
    let mut conditions = vec![Condition::new(!application.default, page, Sentence::new("guard-application-default"))];
    let referenced: Vec<_> = group
        .applications
        .values()
        .filter(|other| other.references.contains(name))
        .map(|other| other.name.clone())
        .collect();
    conditions.push(
        Condition::new(
            referenced.is_empty(),
            page,
            Sentence::new(if referenced.is_empty() {
                "guard-application-not-referenced"
            } else {
                "guard-application-referenced"
            })
            .with("applications", referenced.clone()),
        )
        .or(referenced.iter().map(|other| Remedy::OpenProperties(ArtifactRef::new(ArtifactKind::Application, other)))),
    );
    let running: Vec<ArtifactRef> = group
        .send_port_groups
        .values()
        .filter(|spg| spg.application == *name && spg.state.is_enlisted())
        .map(|spg| ArtifactRef::send_port_group(&spg.name))
        .chain(
            group
                .send_ports
                .values()
                .filter(|port| port.application == *name && port.state.is_enlisted())
                .map(|port| ArtifactRef::send_port(&port.name)),
        )
        .collect();
    conditions.push(
        Condition::new(
            running.is_empty(),
            page,
            Sentence::new(if running.is_empty() { "guard-application-stopped" } else { "guard-application-running" })
                .with("items", running.iter().map(|item| item.name.clone()).collect::<Vec<_>>()),
        )
        .or(running.first().map(|item| Remedy::Act(Action::Unenlist, item.clone()))),
    );
    let orchestrations: Vec<_> = group
        .orchestrations
        .values()
        .filter(|orchestration| {
            orchestration.application == *name && orchestration.state != OrchestrationState::Unenlisted
        })
        .map(|orchestration| orchestration.name.clone())
        .collect();
    conditions.push(
        Condition::new(
            orchestrations.is_empty(),
            page,
            Sentence::new(if orchestrations.is_empty() {
                "guard-application-no-orchestrations"
            } else {
                "guard-application-orchestrations"
            })
            .with("orchestrations", orchestrations.clone()),
        )
        .or(orchestrations.into_iter().map(Remedy::UnenlistOrchestration)),
    );
    let foreign: Vec<Name> = group
        .send_port_groups
        .values()
        .filter(|spg| spg.application == *name)
        .flat_map(|spg| spg.members.iter())
        .filter(|member| {
            group.send_ports.get(*member).is_some_and(|port| port.application != *name && port.state.is_enlisted())
        })
        .cloned()
        .collect();
    conditions.push(
        Condition::new(
            foreign.is_empty(),
            page,
            Sentence::new(if foreign.is_empty() {
                "guard-application-foreign"
            } else {
                "guard-application-foreign-enlisted"
            })
            .with("ports", foreign.clone()),
        )
        .or(foreign.iter().map(|port| Remedy::Act(Action::Unenlist, ArtifactRef::send_port(port)))),
    );
    // members and bindings of other applications that would point to nothing
    let used = used_from_outside(group, name);
    conditions.push(Condition::new(
        used.is_empty(),
        page,
        Sentence::new(if used.is_empty() { "guard-application-not-used" } else { "guard-application-used" })
            .with("items", used),
    ));
    conditions
}

/// Artifacts of other applications that use an artifact of this one.
fn used_from_outside(group: &BizTalkGroup, application: &Name) -> Vec<Name> {
    let of_application = |target: &Target| match target {
        Target::SendPort(port) => group.send_ports.get(port).is_some_and(|port| port.application == *application),
        Target::SendPortGroup(spg) => {
            group.send_port_groups.get(spg).is_some_and(|spg| spg.application == *application)
        }
    };
    let groups = group
        .send_port_groups
        .values()
        .filter(|spg| spg.application != *application)
        .filter(|spg| spg.members.iter().any(|port| of_application(&Target::SendPort(port.clone()))))
        .map(|spg| spg.name.clone());
    let orchestrations = group
        .orchestrations
        .values()
        .filter(|orchestration| orchestration.application != *application)
        .filter(|orchestration| orchestration.ports.iter().filter_map(|port| port.binding.as_ref()).any(of_application))
        .map(|orchestration| orchestration.name.clone());
    groups.chain(orchestrations).collect()
}

/// What must hold before an artifact is moved to another application: whatever uses it or is used
/// by it must still be allowed to.
#[must_use]
pub fn move_to_application(group: &BizTalkGroup, items: &[ArtifactRef], application: &Name) -> Vec<Condition> {
    let page = Citation::page(Page::HowToMoveArtifact);
    let moves = |kind, name: &Name| items.contains(&ArtifactRef::new(kind, name));
    let after = |kind, name: &Name, now: &Name| {
        if moves(kind, name) { application.clone() } else { now.clone() }
    };
    let mut conditions = Vec::new();
    let mut need = |user: &Name, own: Name, used: &Name, other: Name| {
        conditions.push(
            Condition::new(
                group.may_use(&own, &other),
                page,
                Sentence::new("guard-move-reference")
                    .with("user", user)
                    .with("used", used)
                    .with("own", &own)
                    .with("other", &other),
            )
            .or([Remedy::AddReference { application: own, reference: other }]),
        );
    };
    for spg in group.send_port_groups.values() {
        for member in &spg.members {
            if !moves(ArtifactKind::SendPortGroup, &spg.name) && !moves(ArtifactKind::SendPort, member) {
                continue;
            }
            if let Some(port) = group.send_ports.get(member) {
                need(
                    &spg.name,
                    after(ArtifactKind::SendPortGroup, &spg.name, &spg.application),
                    member,
                    after(ArtifactKind::SendPort, member, &port.application),
                );
            }
        }
    }
    for orchestration in group.orchestrations.values() {
        for target in orchestration.ports.iter().filter_map(|port| port.binding.as_ref()) {
            let (kind, now) = match target {
                Target::SendPort(name) => {
                    (ArtifactKind::SendPort, group.send_ports.get(name).map(|port| port.application.clone()))
                }
                Target::SendPortGroup(name) => {
                    (ArtifactKind::SendPortGroup, group.send_port_groups.get(name).map(|spg| spg.application.clone()))
                }
            };
            if !moves(ArtifactKind::Orchestration, &orchestration.name) && !moves(kind, target.name()) {
                continue;
            }
            if let Some(now) = now {
                need(
                    &orchestration.name,
                    after(ArtifactKind::Orchestration, &orchestration.name, &orchestration.application),
                    target.name(),
                    after(kind, target.name(), &now),
                );
            }
        }
    }
    conditions
}

/// What must hold before an application loses references: nothing of it may still use them.
#[must_use]
pub fn remove_references(group: &BizTalkGroup, before: &Application, after: &Application) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for gone in before.references.iter().filter(|reference| !after.references.contains(reference)) {
        let of_gone = |target: &Target| match target {
            Target::SendPort(port) => group.send_ports.get(port).is_some_and(|port| port.application == *gone),
            Target::SendPortGroup(spg) => group.send_port_groups.get(spg).is_some_and(|spg| spg.application == *gone),
        };
        let groups = group
            .send_port_groups
            .values()
            .filter(|spg| spg.application == before.name)
            .filter(|spg| spg.members.iter().any(|port| of_gone(&Target::SendPort(port.clone()))))
            .map(|spg| ArtifactRef::send_port_group(&spg.name));
        let orchestrations = group
            .orchestrations
            .values()
            .filter(|orchestration| orchestration.application == before.name)
            .filter(|orchestration| orchestration.ports.iter().filter_map(|port| port.binding.as_ref()).any(of_gone))
            .map(|orchestration| ArtifactRef::new(ArtifactKind::Orchestration, &orchestration.name));
        let users: Vec<_> = groups.chain(orchestrations).collect();
        conditions.push(
            Condition::new(
                users.is_empty(),
                Citation::page(Page::HowToRemoveReference),
                Sentence::new("guard-reference-used")
                    .with("reference", gone)
                    .with("items", users.iter().map(|item| item.name.clone()).collect::<Vec<_>>()),
            )
            .or(users.into_iter().map(Remedy::OpenProperties)),
        );
    }
    conditions
}

/// What must hold before an adapter loses send handlers: no port may still use them.
#[must_use]
pub fn remove_handler(group: &BizTalkGroup, adapter: &Name, host: &Name) -> Vec<Condition> {
    let uses = |port: &SendPort| {
        [port.transport.as_ref(), port.backup.as_ref()]
            .into_iter()
            .flatten()
            .any(|transport| Name::new(&transport.adapter) == *adapter && transport.handler == *host)
            || port.handlers.iter().any(|(other, handler)| Name::new(other) == *adapter && handler == host)
    };
    let ports: Vec<_> = group.send_ports.values().filter(|port| uses(port)).map(|port| port.name.clone()).collect();
    vec![
        Condition::new(
            ports.is_empty(),
            Citation::page(Page::HowToDeleteHandler),
            Sentence::new(if ports.is_empty() { "guard-handler-unused" } else { "guard-handler-used" })
                .with("ports", ports.clone()),
        )
        .or(ports.iter().map(|port| Remedy::OpenProperties(ArtifactRef::send_port(port)))),
    ]
}

/// What must hold before an orchestration starts: it is enlisted, so is every send port and group
/// that it is bound to, and every logical port is bound.
#[must_use]
pub fn start_orchestration(group: &BizTalkGroup, name: &Name) -> Vec<Condition> {
    let Some(orchestration) = group.orchestrations.get(name) else { return Vec::new() };
    let page = Citation::page(Page::HowToStartOrchestration);
    let enlisted = Condition::new(
        orchestration.state != OrchestrationState::Unenlisted,
        page,
        Sentence::new("guard-orchestration-enlisted").with("name", name),
    )
    .or([Remedy::EnlistOrchestration(name.clone())]);
    let ports = orchestration.ports.iter().map(|port| match &port.binding {
        None => Condition::new(false, page, Sentence::new("guard-orchestration-unbound").with("port", &port.name))
            .or([Remedy::OpenProperties(ArtifactRef::new(ArtifactKind::Orchestration, name))]),
        Some(target) => {
            let (state, item) = match target {
                Target::SendPort(name) => {
                    (group.send_ports.get(name).map(|port| port.state), ArtifactRef::send_port(name))
                }
                Target::SendPortGroup(name) => {
                    (group.send_port_groups.get(name).map(|spg| spg.state), ArtifactRef::send_port_group(name))
                }
            };
            Condition::new(
                state.is_some_and(PortState::is_enlisted),
                page,
                Sentence::new("guard-orchestration-target").with("port", &port.name).with("target", target.name()),
            )
            .or(lifecycle::available(PortState::Bound).map(|action| Remedy::Act(action, item.clone())))
        }
    });
    std::iter::once(enlisted).chain(ports).collect()
}

/// What must hold before a send port is created or edited: a backup transport and ordered delivery are
/// not put together. What an older document has together stays until it is edited apart.
#[must_use]
pub fn edit_send_port(before: Option<&SendPort>, after: &SendPort) -> Vec<Condition> {
    let both = |port: &SendPort| port.ordered_delivery && port.backup.is_some();
    if !both(after) || before.is_some_and(both) {
        return Vec::new();
    }
    let open = before.map(|before| Remedy::OpenProperties(ArtifactRef::send_port(&before.name)));
    vec![
        Condition::new(
            false,
            Citation::page(Page::OrderedDelivery),
            Sentence::new("guard-ordered-with-backup").with("name", &after.name),
        )
        .or(open),
    ]
}

/// What must hold before an orchestration is bound otherwise: it is unenlisted.
#[must_use]
pub fn edit_bindings(before: &Orchestration, after: &Orchestration) -> Vec<Condition> {
    if before.ports == after.ports {
        return Vec::new();
    }
    vec![
        Condition::new(
            before.state == OrchestrationState::Unenlisted,
            Citation::page(Page::HowToUnenlistOrchestration),
            Sentence::new("guard-orchestration-bindings")
                .with("name", &before.name)
                .with("state", Sentence::new(before.state.key())),
        )
        .or([Remedy::UnenlistOrchestration(before.name.clone())]),
    ]
}

/// Whether a host may have send handlers.
#[must_use]
pub fn may_handle_sends(kind: HostKind) -> bool {
    kind == HostKind::InProcess
}
