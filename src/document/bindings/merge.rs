//! What an import of a binding file would change in a BizTalk group (page *Updating an Existing
//! Configuration with a Binding File*): artifacts are known by their names, ports are overwritten, the
//! members of groups are merged and their filters overwritten, logical ports are bound where the port
//! or group is found. States are not in the file.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    around,
    convert::{self, Context, Remark, Remarks},
    file::{BindingFile, FilePort, Origin},
};
use crate::{
    model::{
        Adapter, Application, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Host, HostInstance, HostKind, Name,
        PortKind, SendPortGroup, Target, validate,
    },
    rules::guards,
    words::Sentence,
};

/// What becomes of an artifact of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    New,
    /// An artifact of this name is there, and something of it changes.
    Changed,
    Unchanged,
    /// It cannot be taken over, and why. It is kept for the export.
    Impossible(Sentence),
}

/// An artifact of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub item: ArtifactRef,
    pub line: usize,
    pub verdict: Verdict,
    pub before: Option<Artifact>,
    /// As it would be; `None` if it cannot be taken over.
    pub after: Option<Artifact>,
    pub remarks: Vec<Remark>,
    /// What must be there first, in [`MergePlan::needs`].
    pub needs: Vec<usize>,
    pub(super) range: std::ops::Range<usize>,
}

/// Something that is not in the BizTalk group and that artifacts of the file need.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    Application(Name),
    /// The first one must use artifacts of the second one.
    Reference(Name, Name),
    Host(Name),
    Adapter(Name),
    /// A send handler of an adapter: the adapter, the host.
    Handler(Name, Name),
}

impl Need {
    /// What is created.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Application(name) => Sentence::new("binding-need-application").with("name", name),
            Self::Reference(from, to) => Sentence::new("binding-need-reference").with("from", from).with("to", to),
            Self::Host(name) => Sentence::new("binding-need-host").with("name", name),
            Self::Adapter(name) => Sentence::new("binding-need-adapter").with("name", name),
            Self::Handler(name, host) => Sentence::new("binding-need-handler").with("name", name).with("host", host),
        }
    }

    fn needs(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reference(from, to), Self::Application(name)) => from == name || to == name,
            (Self::Handler(_, host), Self::Host(name)) => host == name,
            (Self::Handler(adapter, _), Self::Adapter(name)) => adapter == name,
            _ => false,
        }
    }
}

/// What an import would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergePlan {
    /// In the order in which they are taken over.
    pub items: Vec<Item>,
    pub needs: Vec<Need>,
    /// The application that keeps what stands around the artifacts.
    pub home: Name,
}

/// Which parts of a plan are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// By the place in [`MergePlan::items`].
    pub items: Vec<bool>,
    /// By the place in [`MergePlan::needs`].
    pub needs: Vec<bool>,
}

impl Choice {
    /// Everything that can be taken over.
    #[must_use]
    pub fn all(plan: &MergePlan) -> Self {
        Self { items: plan.items.iter().map(|it| it.after.is_some()).collect(), needs: vec![true; plan.needs.len()] }
    }

    /// Whether an item is wanted, and all that it needs.
    #[must_use]
    pub fn takes(&self, plan: &MergePlan, index: usize) -> bool {
        let wanted = self.items.get(index).copied().unwrap_or(false);
        wanted
            && plan.items[index].after.is_some()
            && plan.items[index].needs.iter().all(|need| self.grants(plan, *need))
    }

    /// Whether something that is missing is to be created, and all that it needs.
    #[must_use]
    pub fn grants(&self, plan: &MergePlan, index: usize) -> bool {
        let need = &plan.needs[index];
        let others = plan.needs.iter().zip(&self.needs).filter(|(other, _)| need.needs(other));
        self.needs.get(index).copied().unwrap_or(false) && others.into_iter().all(|(_, granted)| *granted)
    }
}

/// The names in a processing instruction must not end it.
fn can_be_named(name: &str) -> bool {
    !name.contains("?>")
}

struct Planner<'a> {
    /// As it would be with everything up to here.
    group: BizTalkGroup,
    plan: MergePlan,
    places: HashMap<Need, usize>,
    seen: HashSet<ArtifactRef>,
    before: &'a BizTalkGroup,
}

impl MergePlan {
    /// What an import into `group` would change. Artifacts that name no application go to
    /// `application`, or else to that of the others, or to the default one.
    #[must_use]
    pub fn new(file: &BindingFile, group: &BizTalkGroup, application: Option<&Name>) -> Self {
        let named = file.applications.first().map(|it| Name::new(it));
        let default = || group.applications.values().find(|it| it.default).map(|it| it.name.clone());
        let first = || group.applications.keys().next().cloned();
        let home = named.or_else(|| application.cloned()).or_else(default).or_else(first);
        let home = home.unwrap_or_else(|| Name::new("BizTalk Application 1"));
        let host = group.hosts.values().find(|it| it.default && it.kind == HostKind::InProcess);
        let host = host.or_else(|| group.hosts.values().find(|it| it.kind == HostKind::InProcess));
        let host = host.map_or_else(|| Name::new("BizTalkServerApplication"), |it| it.name.clone());
        let cx = Context { group, application: home.clone(), handlers: first_handlers(file), host };
        let mut planner = Planner {
            group: group.clone(),
            plan: Self { home: home.clone(), ..Self::default() },
            places: HashMap::new(),
            seen: HashSet::new(),
            before: group,
        };
        planner.send_ports(file, &cx);
        planner.send_port_groups(file, &cx);
        planner.receive_ports(file, &cx);
        planner.orchestrations(file, &cx);
        // what stands around them is kept with an application, even if there is nothing else
        planner.application(&home);
        planner.plan
    }

    /// The artifacts that a request puts in their places, in an order in which each finds what it
    /// names; what is not wanted is left out of groups and bindings too.
    #[must_use]
    pub fn artifacts(&self, file: &BindingFile, group: &BizTalkGroup, choice: &Choice) -> Vec<Artifact> {
        let taken: Vec<bool> = (0..self.items.len()).map(|index| choice.takes(self, index)).collect();
        let mut needed: Vec<bool> = vec![false; self.needs.len()];
        for (item, _) in self.items.iter().zip(&taken).filter(|(_, taken)| **taken) {
            item.needs.iter().for_each(|need| needed[*need] = true);
        }
        let mut hosts: Vec<Artifact> = Vec::new();
        let mut applications: BTreeMap<Name, Application> = BTreeMap::new();
        let mut adapters: BTreeMap<Name, Adapter> = BTreeMap::new();
        let mut bare: Vec<Artifact> = Vec::new();
        let any = taken.iter().any(|taken| *taken);
        let home = Need::Application(self.home.clone());
        for (index, need) in self.needs.iter().enumerate() {
            let wanted = needed[index]
                || self.needs.iter().zip(&needed).any(|(other, needed)| *needed && other.needs(need))
                || *need == home && choice.grants(self, index);
            if !wanted {
                continue;
            }
            match need {
                Need::Application(name) => {
                    let new = Application { name: name.clone(), ..Application::default() };
                    bare.push(new.clone().into());
                    applications.insert(name.clone(), new);
                }
                Need::Reference(from, to) => {
                    let there = || group.applications.get(from).map(|it| it.as_ref().clone()).unwrap_or_default();
                    let application = applications.entry(from.clone()).or_insert_with(there);
                    application.references.push(to.clone());
                }
                Need::Host(name) => hosts.push(new_host(name, group).into()),
                // it comes with its handlers
                Need::Adapter(_) => {}
                Need::Handler(name, host) => {
                    let there = group.adapters.get(name).map(|it| it.as_ref().clone());
                    let new = || Adapter { name: name.clone(), default_handler: host.clone(), handlers: Vec::new() };
                    let adapter = adapters.entry(name.clone()).or_insert_with(|| there.unwrap_or_else(new));
                    adapter.handlers.push(host.clone());
                }
            }
        }
        if let Some(application) = applications.get_mut(&self.home)
            && !group.applications.values().any(|it| it.default)
        {
            application.default = true;
        }
        // what stands around the artifacts, with their places
        let there = || group.applications.get(&self.home).map(|it| it.as_ref().clone());
        if let Some(application) = applications.get(&self.home).cloned().or_else(there) {
            let taken_items = || self.items.iter().zip(&taken);
            let mut places: Vec<_> = taken_items()
                .filter(|(item, taken)| **taken || item.after.is_some())
                .map(|(item, taken)| (item.range.clone(), taken.then_some(&item.item)))
                .collect();
            places.sort_by_key(|(range, _)| range.start);
            let xml = around::of(&file.text, &places);
            let xml = match application.binding_xml.as_deref() {
                Some(before) => around::merge(before, &xml),
                None => xml,
            };
            let application = Application { binding_xml: Some(xml.into()), ..application };
            applications.insert(self.home.clone(), application);
        }
        applications.retain(|name, it| group.applications.get(name).is_none_or(|there| **there != *it));
        let mut artifacts = hosts;
        artifacts.append(&mut bare);
        let adapters = adapters.into_values().map(Artifact::from);
        artifacts.extend(applications.into_values().map(Artifact::from).chain(adapters));
        if !any {
            return artifacts;
        }
        let chosen: HashSet<&ArtifactRef> =
            self.items.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(item, _)| &item.item).collect();
        let is_there = |item: &ArtifactRef| chosen.contains(item) || group.get(item).is_some();
        for (item, _) in self.items.iter().zip(&taken).filter(|(_, taken)| **taken) {
            if item.verdict == Verdict::Unchanged {
                continue;
            }
            let Some(mut after) = item.after.clone() else { continue };
            match &mut after {
                Artifact::SendPortGroup(spg) => {
                    let members = spg.members.iter();
                    let members: Vec<Name> =
                        members.filter(|it| is_there(&ArtifactRef::send_port(it))).cloned().collect();
                    if members != spg.members {
                        std::sync::Arc::make_mut(spg).members = members;
                    }
                }
                Artifact::Orchestration(orchestration) => {
                    let missing = |binding: &Option<Target>| match binding {
                        Some(Target::SendPort(name)) => !is_there(&ArtifactRef::send_port(name)),
                        Some(Target::SendPortGroup(name)) => !is_there(&ArtifactRef::send_port_group(name)),
                        None => false,
                    };
                    if orchestration.ports.iter().any(|port| missing(&port.binding)) {
                        for port in &mut std::sync::Arc::make_mut(orchestration).ports {
                            if missing(&port.binding) {
                                port.binding = None;
                            }
                        }
                    }
                }
                _ => {}
            }
            artifacts.push(after);
        }
        artifacts
    }

    /// Whether something of the file is not taken over by that choice.
    #[must_use]
    pub fn loses(&self, choice: &Choice) -> bool {
        self.items
            .iter()
            .enumerate()
            .any(|(index, item)| !choice.takes(self, index) || item.remarks.iter().any(|remark| remark.lossy))
    }
}

/// The host of the first handler that the file names of each adapter.
fn first_handlers(file: &BindingFile) -> HashMap<Name, Name> {
    let mut handlers = HashMap::new();
    let transports = file.send_ports.iter().flat_map(|it: &FilePort| it.primary.iter().chain(&it.secondary));
    for transport in transports {
        if let (Some(adapter), Some(host)) = (&transport.adapter, &transport.handler)
            && host.chars().count() <= Name::MAX_HOST
        {
            handlers.entry(Name::new(adapter)).or_insert_with(|| Name::new(host));
        }
    }
    handlers
}

/// A host on the first server that there is; it is not started.
fn new_host(name: &Name, group: &BizTalkGroup) -> Host {
    let server = group.hosts.values().flat_map(|it| &it.instances).map(|it| it.server.clone()).next();
    let server = server.unwrap_or_else(|| Name::new("SRV-A"));
    Host {
        name: name.clone(),
        default: !group.hosts.values().any(|it| it.default),
        instances: vec![HostInstance { server, ..HostInstance::default() }],
        ..Host::default()
    }
}

impl Planner<'_> {
    fn need(&mut self, need: Need) -> usize {
        if let Some(index) = self.places.get(&need) {
            return *index;
        }
        match &need {
            Need::Application(name) => {
                self.group.put(Application { name: name.clone(), ..Application::default() }.into());
            }
            Need::Reference(from, to) => {
                let mut application =
                    self.group.applications.get(from).map(|it| it.as_ref().clone()).unwrap_or_default();
                application.references.push(to.clone());
                self.group.put(application.into());
            }
            Need::Host(name) => {
                let host = new_host(name, &self.group);
                self.group.put(host.into());
            }
            Need::Adapter(name) => {
                self.group.put(Adapter { name: name.clone(), ..Adapter::default() }.into());
            }
            Need::Handler(name, host) => {
                let mut adapter = self.group.adapters.get(name).map(|it| it.as_ref().clone()).unwrap_or_default();
                if adapter.handlers.is_empty() {
                    adapter.default_handler = host.clone();
                }
                adapter.handlers.push(host.clone());
                self.group.put(adapter.into());
            }
        }
        let index = self.plan.needs.len();
        self.plan.needs.push(need.clone());
        self.places.insert(need, index);
        index
    }

    /// A need that an artifact found satisfied by an earlier one is one of its own too.
    fn also(&self, need: &Need) -> Option<usize> {
        self.places.get(need).copied()
    }

    fn application(&mut self, name: &Name) -> Option<usize> {
        let need = Need::Application(name.clone());
        if self.group.applications.contains_key(name) { self.also(&need) } else { Some(self.need(need)) }
    }

    fn host(&mut self, name: &Name) -> Option<usize> {
        let need = Need::Host(name.clone());
        if self.group.hosts.contains_key(name) { self.also(&need) } else { Some(self.need(need)) }
    }

    fn handler(&mut self, adapter: &Name, host: &Name) -> Vec<usize> {
        if adapter.is_empty() || host.is_empty() {
            return Vec::new();
        }
        let mut needs: Vec<usize> = self.host(host).into_iter().collect();
        let created = Need::Adapter(adapter.clone());
        let handler = Need::Handler(adapter.clone(), host.clone());
        if self.group.adapters.contains_key(adapter) {
            needs.extend(self.also(&created));
        } else {
            needs.push(self.need(created));
        }
        let known = self.group.adapters.get(adapter).is_some_and(|it| it.handlers.contains(host));
        needs.extend(if known { self.also(&handler) } else { Some(self.need(handler)) });
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn reference(&mut self, from: &Name, to: &Name) -> Option<usize> {
        let need = Need::Reference(from.clone(), to.clone());
        if self.group.may_use(from, to) { self.also(&need) } else { Some(self.need(need)) }
    }

    /// Decides about an artifact. What it would be is in the group from here on.
    fn decide(&mut self, origin: &Origin, after: Artifact, remarks: Remarks, needs: Vec<usize>) {
        let item = after.reference();
        let before = self.before.get(&item);
        let twice = !self.seen.insert(item.clone());
        let problem = if twice {
            Some(Sentence::new("binding-twice").with("name", &item.name))
        } else if !can_be_named(item.name.as_str()) {
            Some(Sentence::new("problem-control-characters"))
        } else {
            let problems = validate::artifact(&after, &self.group, before.as_ref().map(Artifact::name));
            validate::first_error(&problems).map(|problem| problem.sentence.clone())
        };
        let problem = problem.or_else(|| match (&before, &after) {
            (Some(Artifact::SendPort(before)), Artifact::SendPort(after)) if before.kind != after.kind => {
                Some(Sentence::new("refused-kind-fixed").with("name", &before.name))
            }
            (Some(Artifact::Orchestration(before)), Artifact::Orchestration(after)) => {
                guards::unmet(guards::edit_bindings(before, after)).into_iter().next().map(|it| it.sentence)
            }
            _ => None,
        });
        let (verdict, after) = if let Some(problem) = problem {
            (Verdict::Impossible(problem), None)
        } else {
            let verdict = match &before {
                None => Verdict::New,
                Some(before) if *before == after => Verdict::Unchanged,
                Some(_) => Verdict::Changed,
            };
            self.group.put(after.clone());
            (verdict, Some(after))
        };
        let Remarks(remarks) = remarks;
        let (line, range) = (origin.line, origin.range.clone());
        self.plan.items.push(Item { item, line, verdict, before, after, remarks, needs, range });
    }

    fn send_ports(&mut self, file: &BindingFile, cx: &Context<'_>) {
        for it in &file.send_ports {
            let mut remarks = Remarks(Vec::new());
            let mut port = convert::send_port(it, cx, &mut remarks);
            if let Some(before) = self.before.send_ports.get(&port.name) {
                port.name = before.name.clone();
                port.state = before.state;
                port.handlers.clone_from(&before.handlers);
                port.enforce_order_across_locations =
                    before.enforce_order_across_locations && port.ordered_delivery && port.kind.is_dynamic();
            }
            let mut needs: Vec<usize> = self.application(&port.application).into_iter().collect();
            for transport in port.transport.iter().chain(&port.backup) {
                needs.extend(self.handler(&Name::new(&transport.adapter), &transport.handler));
            }
            self.decide(&it.origin, port.into(), remarks, needs);
        }
    }

    fn send_port_groups(&mut self, file: &BindingFile, cx: &Context<'_>) {
        for it in &file.send_port_groups {
            let mut remarks = Remarks(Vec::new());
            let mut spg: SendPortGroup = convert::send_port_group(it, cx, &mut remarks);
            let mut needs: Vec<usize> = self.application(&spg.application).into_iter().collect();
            if let Some(before) = self.before.send_port_groups.get(&spg.name) {
                spg.name = before.name.clone();
                spg.state = before.state;
                // merged: who is there stays
                spg.members.clone_from(&before.members);
            }
            for (line, member) in &it.members {
                let name = Name::new(member);
                let lost = |sentence: Sentence| Remark {
                    line: *line,
                    lossy: true,
                    sentence: sentence.with("port", &name).with("group", &spg.name),
                };
                match self.group.send_ports.get(&name).cloned() {
                    None => remarks.0.push(lost(Sentence::new("binding-member-missing"))),
                    Some(port) if port.kind != PortKind::StaticOneWay => {
                        remarks.0.push(lost(Sentence::new("binding-member-kind")));
                    }
                    Some(_) if spg.members.contains(&name) => {}
                    Some(port) => {
                        needs.extend(self.reference(&spg.application, &port.application));
                        spg.members.push(name);
                    }
                }
            }
            self.decide(&it.origin, spg.into(), remarks, needs);
        }
    }

    fn receive_ports(&mut self, file: &BindingFile, cx: &Context<'_>) {
        for it in &file.receive_ports {
            let mut remarks = Remarks(Vec::new());
            let mut port = convert::receive_port(it, cx, &mut remarks);
            if let Some(before) = self.before.receive_ports.get(&port.name) {
                port.name = before.name.clone();
            }
            let needs = self.application(&port.application).into_iter().collect();
            self.decide(&it.origin, port.into(), remarks, needs);
        }
    }

    fn orchestrations(&mut self, file: &BindingFile, cx: &Context<'_>) {
        for it in &file.orchestrations {
            let mut remarks = Remarks(Vec::new());
            let mut orchestration = convert::orchestration(it, cx, &mut remarks);
            let mut needs: Vec<usize> = self.application(&orchestration.application).into_iter().collect();
            if let Some(before) = self.before.orchestrations.get(&orchestration.name) {
                orchestration.name = before.name.clone();
                orchestration.state = before.state;
            }
            if let Some(host) = orchestration.host.clone() {
                needs.extend(self.host(&host));
            }
            let own = orchestration.application.clone();
            for port in &mut orchestration.ports {
                let (target, kind) = match &port.binding {
                    None => continue,
                    Some(Target::SendPort(name)) => (name.clone(), ArtifactKind::SendPort),
                    Some(Target::SendPortGroup(name)) => (name.clone(), ArtifactKind::SendPortGroup),
                };
                if let Some(application) = self.group.application_of(&ArtifactRef::new(kind, &target)) {
                    needs.extend(self.reference(&own, &application));
                } else {
                    let line = it.ports.iter().find(|it| Name::new(it.name.trim()) == port.name);
                    let sentence =
                        Sentence::new("binding-bound-missing").with("name", &target).with("port", &port.name);
                    let line = line.map_or(it.origin.line, |it| it.line);
                    remarks.0.push(Remark { line, lossy: true, sentence });
                    port.binding = None;
                }
            }
            self.decide(&it.origin, orchestration.into(), remarks, needs);
        }
    }
}
