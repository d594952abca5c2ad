//! What is configured as a binding file. Each artifact is written as the element that it came from,
//! changed only where it says something else than what is configured; new ones in the documented form.
//! States are in no binding file, passwords in none of these.

mod data;
mod forms;
mod others;
mod patch;
mod ports;

use std::collections::{BTreeSet, HashMap, HashSet};

use roxmltree::Node;

use super::{
    around,
    convert::Context,
    xml::{self, Edits, element, elements, escape_attribute},
};
use crate::{
    model::{Application, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, HostKind, Name},
    words::Sentence,
};

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    BizTalkGroup,
    Application(Name),
    /// Send ports, send port groups, receive ports and orchestrations.
    Selection(Vec<ArtifactRef>),
}

/// A binding file that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub text: String,
    /// How many artifacts are in it.
    pub artifacts: usize,
    /// What a binding file cannot say.
    pub notes: Vec<Sentence>,
}

const KINDS: [ArtifactKind; 4] =
    [ArtifactKind::SendPort, ArtifactKind::SendPortGroup, ArtifactKind::ReceivePort, ArtifactKind::Orchestration];

/// What the elements are made from.
struct Sources<'a> {
    context: Context<'a>,
    /// By the names that artifacts had when they were imported: those that they have now.
    renamed: HashMap<(ArtifactKind, Name), Name>,
    /// What was taken over: it is there, or somebody deleted it.
    taken: HashSet<ArtifactRef>,
}

impl Sources<'_> {
    fn now(&self, kind: ArtifactKind, name: &Name) -> Name {
        self.renamed.get(&(kind, name.clone())).unwrap_or(name).clone()
    }
    /// Whether a name in the file names what never was here.
    fn is_outside(&self, kind: ArtifactKind, name: &Name) -> bool {
        let item = ArtifactRef::new(kind, name);
        self.context.group.get(&item).is_none() && !self.taken.contains(&item)
    }
    fn port_now(&self, name: &Name) -> Name {
        self.now(ArtifactKind::SendPort, name)
    }
}

fn kept_xml(artifact: &Artifact) -> Option<&str> {
    match artifact {
        Artifact::Application(it) => it.binding_xml.as_deref(),
        Artifact::SendPort(it) => it.binding_xml.as_deref(),
        Artifact::SendPortGroup(it) => it.binding_xml.as_deref(),
        Artifact::ReceivePort(it) => it.binding_xml.as_deref(),
        Artifact::Orchestration(it) => it.binding_xml.as_deref(),
        _ => None,
    }
}

/// The name in the start tag of an element.
fn kept_name(xml: &str) -> Option<Name> {
    let tag = &xml[..xml::end_of_tag(xml).0?];
    let alone = format!("{}/>", tag.trim_end_matches('>').trim_end_matches('/'));
    let document = roxmltree::Document::parse(&alone).ok()?;
    document.root_element().attribute("Name").map(Name::new)
}

/// An element without the namespaces that are declared around it already.
fn without_declarations(xml: &str, around: Node<'_, '_>) -> String {
    let Some(end) = xml::end_of_tag(xml).0 else { return xml.to_owned() };
    let mut tag = xml[..end].to_owned();
    for namespace in around.namespaces() {
        let Some(prefix) = namespace.name().filter(|it| *it != "xml") else { continue };
        let declaration = format!(" xmlns:{prefix}=\"{}\"", escape_attribute(namespace.uri()));
        if let Some(at) = tag.find(&declaration) {
            tag.replace_range(at..at + declaration.len(), "");
        }
    }
    tag + &xml[end..]
}

/// Writes a binding file.
#[must_use]
pub fn export(group: &BizTalkGroup, scope: &Scope) -> Export {
    let in_scope = |artifact: &Artifact| match scope {
        Scope::BizTalkGroup => true,
        Scope::Application(name) => artifact.application() == Some(name),
        Scope::Selection(items) => items.contains(&artifact.reference()),
    };
    let all: Vec<Artifact> = KINDS
        .iter()
        .flat_map(|kind| group.names(*kind).filter_map(|name| group.get(&ArtifactRef::new(*kind, name))))
        .collect();
    let mut renamed = HashMap::new();
    for artifact in &all {
        if let Some(before) = kept_xml(artifact).and_then(kept_name)
            && !before.same_spelling(artifact.name())
        {
            renamed.insert((artifact.kind(), before), artifact.name().clone());
        }
    }
    let chosen: Vec<Artifact> = all.into_iter().filter(|it| in_scope(it)).collect();
    let applications: BTreeSet<Name> = match scope {
        Scope::Application(name) => BTreeSet::from([name.clone()]),
        Scope::BizTalkGroup => group.applications.keys().cloned().collect(),
        Scope::Selection(_) => chosen.iter().filter_map(Artifact::application).cloned().collect(),
    };
    let with_around: Vec<&Application> = applications
        .iter()
        .filter_map(|name| group.applications.get(name))
        .map(AsRef::as_ref)
        .filter(|it| it.binding_xml.is_some())
        .collect();
    let mut around: Option<String> = None;
    for xml in with_around.iter().filter_map(|it| it.binding_xml.as_deref()) {
        around = Some(match around {
            None => xml.to_owned(),
            Some(before) => around::merge(xml, &before),
        });
    }
    let home = with_around.first().map(|it| it.name.clone()).unwrap_or_default();
    let host = group.hosts.values().find(|it| it.default && it.kind == HostKind::InProcess);
    let sources = Sources {
        context: Context {
            group,
            application: home,
            handlers: HashMap::new(),
            host: host.map(|it| it.name.clone()).unwrap_or_default(),
        },
        renamed,
        taken: around.as_deref().map(places).unwrap_or_default(),
    };
    let around = around.filter(|it| xml::parse(it).is_ok()).unwrap_or_else(|| forms::FILE.to_owned());
    let whole = *scope == Scope::BizTalkGroup || matches!(scope, Scope::Application(_));
    let text = fill(&around, &chosen, &sources, whole);
    let notes = notes(&chosen);
    Export { text: format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n"), artifacts: chosen.len(), notes }
}

/// The artifacts that have a place in what stands around them.
fn places(around: &str) -> HashSet<ArtifactRef> {
    let document = xml::parse(around).ok();
    document.iter().flat_map(|it| it.descendants()).filter_map(around::place).collect()
}

/// Says what of the chosen artifacts is in no binding file.
fn notes(chosen: &[Artifact]) -> Vec<Sentence> {
    let mut notes = Vec::new();
    for artifact in chosen {
        match artifact {
            Artifact::SendPort(port) if !port.handlers.is_empty() => {
                notes.push(Sentence::new("binding-export-handlers").with("name", &port.name));
            }
            Artifact::SendPort(port) if port.enforce_order_across_locations => {
                notes.push(Sentence::new("binding-export-order").with("name", &port.name));
            }
            Artifact::Orchestration(it) if it.binding_xml.is_none() => {
                notes.push(Sentence::new("binding-export-assembly").with("name", &it.name));
            }
            _ => {}
        }
    }
    notes
}

fn element_of(artifact: &Artifact, sources: &Sources<'_>) -> Option<String> {
    match artifact {
        Artifact::SendPort(it) => ports::send_port(it, sources),
        Artifact::SendPortGroup(it) => ports::send_port_group(it, sources),
        Artifact::ReceivePort(it) => others::receive_port(it, sources),
        Artifact::Orchestration(it) => others::orchestration(it, sources),
        _ => None,
    }
}

/// Puts the artifacts in their places, and those that have none at the end of their collections.
fn fill(around: &str, chosen: &[Artifact], sources: &Sources<'_>, whole: bool) -> String {
    let Ok(document) = xml::parse(around) else { return around.to_owned() };
    let root = document.root_element();
    let mut by_place: HashMap<ArtifactRef, &Artifact> = HashMap::new();
    for artifact in chosen {
        if let Some(name) = kept_xml(artifact).and_then(kept_name) {
            by_place.entry(ArtifactRef::new(artifact.kind(), &name)).or_insert(artifact);
        }
    }
    let mut edits = Edits::default();
    let mut placed: HashSet<ArtifactRef> = HashSet::new();
    for node in document.descendants().filter(Node::is_pi) {
        if node.pi().is_none_or(|it| it.target != around::TARGET) {
            continue;
        }
        let place = around::place(node);
        let artifact = place.and_then(|place| by_place.get(&place).copied());
        let artifact = artifact.filter(|it| !placed.contains(&it.reference()));
        match artifact.and_then(|it| Some((it, element_of(it, sources)?))) {
            Some((artifact, xml)) => {
                placed.insert(artifact.reference());
                edits.replace(node.range(), without_declarations(&xml, root));
            }
            None => edits.replace(around::with_space(around, node.range()), ""),
        }
    }
    if !whole {
        // of a selection nothing else is wanted
        let lists = [
            ("SendPortCollection", "SendPort"),
            ("DistributionListCollection", "DistributionList"),
            ("ReceivePortCollection", "ReceivePort"),
        ];
        for (list, name) in lists {
            for node in elements(root, list).flat_map(|it| elements(it, name)) {
                edits.replace(around::with_space(around, node.range()), "");
            }
        }
    }
    let rest = chosen.iter().filter(|it| !placed.contains(&it.reference()));
    let mut lists: HashMap<&'static str, String> = HashMap::new();
    for artifact in rest {
        let Some(xml) = element_of(artifact, sources) else { continue };
        let list = match artifact.kind() {
            ArtifactKind::SendPort => "SendPortCollection",
            ArtifactKind::SendPortGroup => "DistributionListCollection",
            ArtifactKind::ReceivePort => "ReceivePortCollection",
            _ => "ModuleRefCollection",
        };
        let xml = without_declarations(&xml, root);
        let xml = match artifact {
            Artifact::Orchestration(it) => module(it.application.as_str(), &xml),
            _ => xml,
        };
        lists.entry(list).or_default().extend(["\n    ", xml.as_ref()]);
    }
    for list in ["ModuleRefCollection", "SendPortCollection", "DistributionListCollection", "ReceivePortCollection"] {
        let Some(content) = lists.get(list) else { continue };
        match element(root, list) {
            Some(node) => around::append(around, node, content, &mut edits),
            None => around::append(around, root, &format!("\n  <{list}>{content}\n  </{list}>"), &mut edits),
        }
    }
    edits.apply(around)
}

/// An orchestration whose assembly is not known: in one that is called as its application.
fn module(application: &str, service: &str) -> String {
    let name = escape_attribute(application);
    format!(
        "<ModuleRef Name=\"[Application:{name}]\" Version=\"\" Culture=\"\" PublicKeyToken=\"\" FullName=\"[Application:{name}], Version=, Culture=, PublicKeyToken=\"><Services /><TrackedSchemas /></ModuleRef>\n    <ModuleRef Name=\"{name}\" Version=\"1.0.0.0\" Culture=\"neutral\" PublicKeyToken=\"\" FullName=\"{name}, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null\"><Services>{service}</Services><TrackedSchemas /></ModuleRef>"
    )
}
