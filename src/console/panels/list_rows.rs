//! The rows of the list: which artifacts, filtered and sorted, made beside the window's thread.
//! What one edit leaves as it was is not made again: the texts that the filter looks through, and
//! the order of a column that the edit does not touch.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    cells::{self, Column, Source},
    only::Only,
    tree::{FOLDERS, Node},
};
use crate::{
    console::worker::Progress,
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name, SendPort},
    words::{Language, Words},
};

/// After how many rows a job looks whether it is still wanted.
const PIECE: usize = 2048;

/// What rows are made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What is configured has this number, see [`Snapshot::edition`].
    pub edition: u64,
    /// Counts of messages have this one; 0 where they do not matter.
    pub generation: u64,
    pub node: Node,
    /// In small letters.
    pub filter: String,
    /// What the list is narrowed down to.
    pub only: Option<Only>,
    /// The column and whether it goes down.
    pub sort: Option<(Column, bool)>,
    pub language: Language,
}

/// The artifacts of a node, in the order of names, and what is known of them.
pub struct Index {
    edition: u64,
    node: Node,
    only: Option<Only>,
    language: Language,
    pub items: Arc<Vec<ArtifactRef>>,
    /// How many the node has, also where the list is narrowed down.
    pub total: usize,
    snapshot: Snapshot,
    words: Words,
    /// What the filter looks through: all columns of each item, in small letters.
    texts: OnceLock<Texts>,
    /// The one before, from which texts can be taken over.
    before: Mutex<Option<Arc<Index>>>,
}

#[derive(Default)]
struct Texts {
    lines: Vec<Arc<str>>,
    /// Of each item that is a port, to know what an edit left alone.
    ports: Vec<Option<Arc<SendPort>>>,
}

/// An order of the items of an index.
struct Order {
    sort: (Column, bool),
    generation: u64,
    edition: u64,
    places: Vec<u32>,
}

/// Rows that are ready.
pub struct Made {
    pub wanted: Wanted,
    pub index: Arc<Index>,
    /// Places in the index; `None`: all of them as they are.
    places: Option<Arc<Vec<u32>>>,
    order: Option<Arc<Order>>,
}

impl Made {
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.as_ref().map_or(self.index.items.len(), |places| places.len())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[must_use]
    pub fn get(&self, row: usize) -> Option<&ArtifactRef> {
        match &self.places {
            None => self.index.items.get(row),
            Some(places) => self.index.items.get(*places.get(row)? as usize),
        }
    }

    #[must_use]
    pub fn find(&self, item: &ArtifactRef) -> Option<usize> {
        match &self.places {
            None => self.index.items.iter().position(|it| it == item),
            Some(places) => places.iter().position(|place| self.index.items[*place as usize] == *item),
        }
    }
}

/// Makes rows; `None` when nobody wants them any more.
#[must_use]
pub fn make(
    wanted: Wanted,
    snapshot: &Snapshot,
    words: &Words,
    before: Option<&Arc<Made>>,
    progress: &Progress,
) -> Option<Arc<Made>> {
    let index = match before {
        Some(made) if made.index.fits(&wanted) => made.index.clone(),
        _ => Arc::new(Index::new(&wanted, snapshot.clone(), words.clone(), before.map(|made| &made.index))),
    };
    let source = Source { words, snapshot };
    let order = match wanted.sort {
        None => None,
        Some(sort) => Some(index.order(sort, source, wanted.generation, before.map(AsRef::as_ref), progress)?),
    };
    let places = if wanted.filter.is_empty() {
        order.as_ref().map(|order| Arc::new(order.places.clone()))
    } else {
        Some(Arc::new(index.matching(&wanted.filter, source, order.as_deref(), progress)?))
    };
    (!progress.is_cancelled()).then(|| Arc::new(Made { wanted, index, places, order }))
}

impl Index {
    fn new(wanted: &Wanted, snapshot: Snapshot, words: Words, before: Option<&Arc<Self>>) -> Self {
        let (items, total) = match before {
            // an edit that creates, deletes, renames and moves nothing leaves them as they are
            Some(it)
                if it.node == wanted.node
                    && it.only.is_none()
                    && wanted.only.is_none()
                    && Arc::ptr_eq(&it.snapshot.contents, &snapshot.contents) =>
            {
                (it.items.clone(), it.total)
            }
            _ => {
                let mut items = artifacts(&snapshot, &wanted.node);
                let total = items.len();
                if let Some(only) = wanted.only {
                    only.retain(&mut items, &snapshot);
                }
                (Arc::new(items), total)
            }
        };
        // only the nearest one that has texts, so that no chain of old ones grows
        let before = before.filter(|it| it.node == wanted.node && it.language == wanted.language).and_then(|it| {
            if it.texts.get().is_some() {
                Some(it.clone())
            } else {
                it.before.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
        });
        Self {
            edition: wanted.edition,
            node: wanted.node.clone(),
            only: wanted.only,
            language: wanted.language,
            items,
            total,
            snapshot,
            words,
            texts: OnceLock::new(),
            before: Mutex::new(before),
        }
    }

    fn fits(&self, wanted: &Wanted) -> bool {
        self.edition == wanted.edition
            && self.node == wanted.node
            && self.only == wanted.only
            && self.language == wanted.language
    }

    /// Makes what a filter looks through, so that the first letter finds it there.
    pub fn prepare(&self) {
        self.texts();
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let before = self.before.lock().unwrap_or_else(PoisonError::into_inner).take();
            // what it knows of ports, in the order of names, as the items here are: one walk along both
            // finds what an edit left alone
            let mut known = before
                .iter()
                .filter_map(|it| Some((it, it.texts.get()?)))
                .flat_map(|(it, texts)| it.items.iter().zip(texts.ports.iter().zip(&texts.lines)))
                .filter_map(|(item, (port, line))| Some((&item.name, port.as_ref()?, line)));
            let mut at: Option<(&Name, &Arc<SendPort>, &Arc<str>)> = None;
            let mut ports = self.snapshot.group.send_ports.iter();
            let writer = Writer::new(Source { words: &self.words, snapshot: &self.snapshot }, &self.node);
            let mut texts = Texts { lines: Vec::with_capacity(self.items.len()), ports: Vec::new() };
            for item in self.items.iter() {
                let port = if item.kind == ArtifactKind::SendPort {
                    ports.find(|(name, _)| **name >= item.name).filter(|(name, _)| **name == item.name)
                } else {
                    None
                };
                let Some((name, port)) = port else {
                    texts.lines.push(writer.line(item).into());
                    texts.ports.push(None);
                    continue;
                };
                while at.is_none_or(|(it, _, _)| it < name) {
                    at = known.next();
                    if at.is_none() {
                        break;
                    }
                }
                let same = at.filter(|(_, it, _)| Arc::ptr_eq(it, port));
                texts.lines.push(same.map_or_else(|| writer.port(item, port).into(), |(_, _, line)| line.clone()));
                texts.ports.push(Some(port.clone()));
            }
            texts
        })
    }

    fn order(
        &self,
        sort: (Column, bool),
        source: Source<'_>,
        generation: u64,
        before: Option<&Made>,
        progress: &Progress,
    ) -> Option<Arc<Order>> {
        let same_counts = |order: &Order| !sort.0.counts_messages() || order.generation == generation;
        if let Some(order) = before.and_then(|made| made.order.as_ref())
            && order.sort == sort
            && order.edition == self.edition
            && before.is_some_and(|made| std::ptr::eq(made.index.as_ref(), self))
            && same_counts(order)
        {
            return Some(order.clone());
        }
        let mut keys = Vec::with_capacity(self.items.len());
        for (place, item) in self.items.iter().enumerate() {
            if place % PIECE == 0 && progress.is_cancelled() {
                return None;
            }
            keys.push((cells::cell_of(source, item, sort.0).sort_key(), place as u32));
        }
        // the place decides between equals, so the order is the same every time
        keys.sort_unstable();
        let mut places: Vec<u32> = keys.into_iter().map(|(_, place)| place).collect();
        if sort.1 {
            places.reverse();
        }
        Some(Arc::new(Order { sort, generation, edition: self.edition, places }))
    }

    fn matching(
        &self,
        filter: &str,
        source: Source<'_>,
        order: Option<&Order>,
        progress: &Progress,
    ) -> Option<Vec<u32>> {
        let texts = self.texts();
        // what counts messages changes with every message, and only digits can be meant
        let digits = filter.chars().all(|letter| letter.is_ascii_digit() || !letter.is_alphanumeric());
        let counted: Vec<Column> = if digits {
            cells::columns(&self.node).iter().copied().filter(|column| column.counts_messages()).collect()
        } else {
            Vec::new()
        };
        let matches = |place: u32| {
            let at = place as usize;
            texts.lines[at].contains(filter)
                || counted
                    .iter()
                    .any(|column| cells::cell_of(source, &self.items[at], *column).text(source.words).contains(filter))
        };
        let mut found = Vec::new();
        for step in 0..self.items.len() {
            if step % PIECE == 0 && progress.is_cancelled() {
                return None;
            }
            let place = order.map_or(step as u32, |order| order.places[step]);
            if matches(place) {
                found.push(place);
            }
        }
        Some(found)
    }
}

/// Writes what stands in the columns of an item on one line, in small letters.
struct Writer<'a> {
    source: Source<'a>,
    columns: Vec<Column>,
    /// Words that stand in thousands of rows, looked up once.
    repeated: HashMap<&'static str, String>,
}

impl<'a> Writer<'a> {
    fn new(source: Source<'a>, node: &Node) -> Self {
        use crate::model::{PortKind, PortState};
        let states = [PortState::Bound, PortState::Stopped, PortState::Started].map(PortState::key);
        let kinds = PortKind::ALL.map(PortKind::key);
        let keys = states.into_iter().chain(kinds).chain(FOLDERS.map(cells::kind_key));
        let repeated = keys.map(|key| (key, source.words.text(key).to_lowercase())).collect();
        let columns = cells::columns(node).iter().copied().filter(|column| !column.counts_messages()).collect();
        Self { source, columns, repeated }
    }

    fn line(&self, item: &ArtifactRef) -> String {
        let mut line = String::new();
        for column in &self.columns {
            line.push_str(&cells::cell_of(self.source, item, *column).text(self.source.words).to_lowercase());
            // nobody types it, so no text is found across two columns
            line.push('\n');
        }
        line
    }

    /// Likewise for what there are most of, without looking the port up for every column.
    fn port(&self, item: &ArtifactRef, port: &SendPort) -> String {
        let mut line = String::with_capacity(128);
        let word = |line: &mut String, key: &'static str| {
            if let Some(word) = self.repeated.get(key) {
                line.push_str(word);
            }
        };
        let low = |line: &mut String, text: &str| {
            if text.is_ascii() {
                line.extend(text.chars().map(|letter| letter.to_ascii_lowercase()));
            } else {
                line.push_str(&text.to_lowercase());
            }
        };
        for column in &self.columns {
            match (column, &port.transport) {
                (Column::Name, _) => low(&mut line, port.name.as_str()),
                (Column::Kind, _) => word(&mut line, cells::kind_key(item.kind)),
                (Column::State, _) => word(&mut line, port.state.key()),
                (Column::PortType, _) => word(&mut line, port.kind.key()),
                (Column::Transport, Some(transport)) => low(&mut line, &transport.adapter),
                (Column::Address, Some(transport)) => low(&mut line, &transport.address),
                (Column::Handler, Some(transport)) => low(&mut line, transport.handler.as_str()),
                (Column::Application, _) => low(&mut line, port.application.as_str()),
                (Column::Description, _) => low(&mut line, &port.description),
                (column, _) => {
                    low(&mut line, &cells::cell_of(self.source, item, *column).text(self.source.words));
                }
            }
            line.push('\n');
        }
        line
    }
}

/// The artifacts of a node, in the order of names.
fn artifacts(snapshot: &Snapshot, node: &Node) -> Vec<ArtifactRef> {
    let group = &snapshot.group;
    let of_kind = |kind: ArtifactKind, application: Option<&Name>| -> Vec<ArtifactRef> {
        let of = |name: &Name| application.is_none_or(|application| application == name);
        let item = |name: &Name| ArtifactRef::new(kind, name);
        match kind {
            ArtifactKind::SendPort => {
                group.send_ports.values().filter(|it| of(&it.application)).map(|it| item(&it.name)).collect()
            }
            ArtifactKind::SendPortGroup => {
                group.send_port_groups.values().filter(|it| of(&it.application)).map(|it| item(&it.name)).collect()
            }
            ArtifactKind::ReceivePort => {
                group.receive_ports.values().filter(|it| of(&it.application)).map(|it| item(&it.name)).collect()
            }
            ArtifactKind::Orchestration => {
                group.orchestrations.values().filter(|it| of(&it.application)).map(|it| item(&it.name)).collect()
            }
            kind => group.names(kind).map(item).collect(),
        }
    };
    match node {
        Node::Folder(application, kind) => of_kind(*kind, application.as_ref()),
        Node::Application(name) => FOLDERS.into_iter().flat_map(|kind| of_kind(kind, Some(name))).collect(),
        Node::AllArtifacts => FOLDERS.into_iter().flat_map(|kind| of_kind(kind, None)).collect(),
        Node::Applications => of_kind(ArtifactKind::Application, None),
        Node::PlatformSettings | Node::Hosts => of_kind(ArtifactKind::Host, None),
        Node::Adapters => of_kind(ArtifactKind::Adapter, None),
        Node::Group
        | Node::Messages
        | Node::Subscriptions
        | Node::Suspended
        | Node::Lints
        | Node::Audit
        | Node::HostInstances
        | Node::Destinations => Vec::new(),
    }
}
