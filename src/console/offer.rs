//! Names that completion offers. There may be 100,000 of them, and few passes need any: they are
//! collected beside the window's thread, once somebody is about to ask for them.

use std::sync::Arc;

use super::{cached::Cached, context::Cx};
use crate::{console::panels::inject, engine::Snapshot, model::Name};

/// The names of one kind.
pub struct Offer {
    names: Cached<u64, Arc<[String]>>,
    collect: fn(&Snapshot) -> Vec<String>,
}

impl Offer {
    #[must_use]
    pub fn new(collect: fn(&Snapshot) -> Vec<String>) -> Self {
        Self { names: Cached::default(), collect }
    }

    /// Those of promoted properties.
    #[must_use]
    pub fn properties() -> Self {
        Self::new(inject::suggestions)
    }

    #[must_use]
    pub fn send_ports() -> Self {
        Self::new(|snapshot| snapshot.group.send_ports.keys().map(Name::to_string).collect())
    }

    #[must_use]
    pub fn send_port_groups() -> Self {
        Self::new(|snapshot| snapshot.group.send_port_groups.keys().map(Name::to_string).collect())
    }

    /// Has them collected while the pointer or the cursor is in the field that offers them, so that
    /// they are there when it is asked for them.
    pub fn prepare(&mut self, cx: &Cx<'_>, field: &egui::Response) {
        if field.has_focus() || field.contains_pointer() {
            let (snapshot, collect) = (cx.snapshot.clone(), self.collect);
            self.names.get(cx.snapshot.edition, &cx.worker, "names", move || collect(&snapshot).into());
        }
    }

    /// The newest there are; collected now if there are none at all.
    pub fn names(&mut self, cx: &Cx<'_>) -> Arc<[String]> {
        if let Some(names) = self.names.newest() {
            return names.clone();
        }
        let names: Arc<[String]> = (self.collect)(cx.snapshot).into();
        self.names.put(cx.snapshot.edition, names.clone());
        names
    }
}
