//! The columns and rows of service instances.

use std::sync::Arc;

use egui::Ui;

use crate::{
    console::{
        context::Cx,
        kit::table::{Cell, Column, Rows, TableLayout},
        panels::{
            instances::cause_key,
            messages::when,
            subscriptions::{longest, names},
        },
    },
    engine::standing,
    message_box::{Instance, InstanceOrder, InstancePage, InstanceSort},
    model::{InstanceId, Message},
    rules::instances::{Operation, why_not},
    words::{Sentence, Words},
};

/// The columns by which the store sorts, by their ids.
const SORTED: [(&str, InstanceSort); 10] = [
    ("instance", InstanceSort::Id),
    ("message", InstanceSort::Message),
    ("port", InstanceSort::Port),
    ("via", InstanceSort::Via),
    ("host", InstanceSort::Host),
    ("address", InstanceSort::Address),
    ("state", InstanceSort::State),
    ("cause", InstanceSort::Cause),
    ("attempts", InstanceSort::Attempts),
    ("since", InstanceSort::Created),
];

/// In which order a table is arranged; by itself the oldest one first.
#[must_use]
pub fn order(layout: &TableLayout) -> InstanceOrder {
    let by = |id: &str| SORTED.iter().find(|(it, _)| *it == id).map(|(_, by)| *by);
    let sorted = layout.sort.as_ref().and_then(|(id, down)| Some(InstanceOrder { by: by(id)?, down: *down }));
    sorted.unwrap_or_default()
}

/// `rows` are those at hand, by which the names get their room.
#[must_use]
pub fn columns(ui: &Ui, cx: &Cx<'_>, rows: &[(Instance, Arc<Message>)], suspended: bool) -> Vec<Column> {
    let ordered = rows.iter().any(|(instance, _)| instance.lane.is_some());
    let title = |key: &str| cx.text(key);
    let ports = longest(rows.iter().filter_map(|(instance, _)| instance.port.as_ref()));
    let groups = longest(rows.iter().filter_map(|(instance, _)| instance.via.as_ref()));
    let since = if suspended { "suspended-column-since" } else { "suspended-column-created" };
    let state = if suspended {
        Column::new("state", title("suspended-column-resumable")).points(84.0).importance(6)
    } else {
        Column::new("state", title("column-state")).points(150.0).importance(8)
    };
    let standing = Column::new("standing", title("suspended-column-standing")).between(150.0, 330.0);
    let mut columns = vec![
        Column::new("message", title("messages-column-id")).points(64.0).importance(10),
        Column::new("held", title("suspended-column-messages")).points(84.0).numeric().importance(5).unsortable(),
        names(ui, "port", title("kind-send-port"), &ports).importance(9),
        names(ui, "via", title("subscriptions-via"), &groups).importance(4),
        Column::new("cause", title("suspended-column-cause")).between(110.0, 150.0).importance(7),
        Column::new("since", title(since)).points(64.0).importance(8),
        state,
        standing.importance(7).unsortable(),
        Column::new("transport", title("suspended-column-transport")).points(130.0).hidden().unsortable(),
        Column::new("due", title("suspended-column-due")).points(90.0).hidden().unsortable(),
        Column::new("server", title("suspended-column-server")).points(100.0).hidden().unsortable(),
        Column::new("attempts", title("suspended-column-attempts")).points(64.0).numeric().importance(5),
        Column::new("type", title("messages-column-type")).rest().importance(3).unsortable(),
        Column::new("host", title("kind-host")).points(100.0).importance(2),
        Column::new("instance", title("suspended-column-instance")).points(70.0).importance(1),
        Column::new("address", title("column-uri")).points(160.0).hidden(),
    ];
    let away: &[&str] = if suspended { &["standing", "due"] } else { &["cause"] };
    columns.retain(|column| !away.contains(&column.id));
    if !ordered {
        columns.retain(|column| column.id != "held");
    }
    columns
}

/// The rows as a table sees them: `page` stands at `offset` of all.
pub struct Listed<'a> {
    pub cx: &'a Cx<'a>,
    pub page: &'a InstancePage,
    pub offset: u64,
    pub columns: &'a [Column],
    pub pending: bool,
}

impl Listed<'_> {
    /// What is pending, or else how it stands.
    fn standing(&self, instance: &Instance) -> Option<String> {
        let told = standing::pending(instance).or_else(|| standing::standing(instance, &self.cx.snapshot.group));
        told.map(|told| self.cx.say(&told))
    }

    fn at(&self, row: usize) -> Option<&(Instance, Arc<Message>)> {
        let at = (row as u64).checked_sub(self.offset)?;
        self.page.rows.get(usize::try_from(at).ok()?)
    }
}

impl Rows for Listed<'_> {
    type Key = InstanceId;
    fn len(&self) -> usize {
        usize::try_from(self.page.total).unwrap_or(usize::MAX)
    }
    fn key(&self, row: usize) -> Option<InstanceId> {
        self.at(row).map(|(instance, _)| instance.id)
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let (Some((instance, message)), Some(column)) = (self.at(row), self.columns.get(column)) else {
            return Cell::Loading;
        };
        let text = |text: Option<String>| Cell::Text(text.unwrap_or_default());
        match column.id {
            "message" => Cell::Text(instance.message.to_string()),
            "port" => match &instance.port {
                Some(port) => Cell::Link(port.to_string()),
                None => Cell::Text(String::new()),
            },
            "via" => text(instance.via.as_ref().map(ToString::to_string)),
            "cause" => text(instance.cause.as_ref().map(|cause| self.cx.text(cause_key(cause.kind())))),
            "since" => Cell::Weak(when(instance.created, self.cx.now)),
            "state" if instance.state.is_suspended() && self.columns.iter().any(|column| column.id == "cause") => {
                let yes = why_not(Operation::Resume, instance.state).is_none();
                Cell::Text(self.cx.text(if yes { "property-yes" } else { "property-no" }))
            }
            "held" => Cell::Number(self.page.held.get(&instance.service).copied().unwrap_or(1)),
            "standing" => text(self.standing(instance)),
            "transport" => Cell::Weak(self.cx.text(instance.on.key())),
            "due" => Cell::Weak(instance.due.map(|due| when(due, self.cx.now)).unwrap_or_default()),
            "server" => text(instance.server.as_ref().map(ToString::to_string)),
            "state" => Cell::Text(self.cx.text(instance.state.key())),
            "attempts" => Cell::Number(instance.attempts.into()),
            "type" => {
                let whole = message.message_type().unwrap_or_default();
                Cell::Weak(whole.rsplit('#').next().unwrap_or(whole).to_owned())
            }
            "host" => Cell::Weak(instance.host.to_string()),
            "instance" => Cell::Weak(instance.id.to_string()),
            _ => Cell::Weak(instance.address.clone()),
        }
    }
    fn find(&self, key: &InstanceId) -> Option<usize> {
        let at = self.page.rows.iter().position(|(instance, _)| instance.id == *key)?;
        usize::try_from(self.offset).ok().map(|offset| offset + at)
    }
    fn name(&self, row: usize, _: &Words) -> String {
        self.at(row).map(|(instance, _)| instance.message.to_string()).unwrap_or_default()
    }
    fn spoken(&self, row: usize) -> Option<String> {
        let (instance, _) = self.at(row)?;
        let port = instance.port.as_ref().map(ToString::to_string);
        let via = instance.via.as_ref().map(|via| self.cx.say(&Sentence::new("instances-via").with("group", via)));
        let cause = instance.cause.as_ref().map(|cause| self.cx.text(cause_key(cause.kind())));
        let state = Some(self.cx.text(instance.state.key()));
        let held = self.page.held.get(&instance.service);
        let held = held.map(|count| self.cx.say(&Sentence::new("instances-holds").with("count", *count)));
        let parts = [Some(instance.message.to_string()), held, port, via, cause, state, self.standing(instance)];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
    fn is_pending(&self) -> bool {
        self.pending
    }
}
