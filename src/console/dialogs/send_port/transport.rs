//! The rows that primary and backup transport share.

use std::collections::BTreeMap;

use egui::Ui;

use super::{
    new::{installed, transport_of},
    window_strip::window_strip,
};
use crate::{
    console::{
        context::Cx,
        kit::{
            self, Form, SoftButton,
            form::{Row, Typed, fixed},
        },
    },
    model::{Name, ServiceWindow, Transport},
};

/// Which of the two transports of a static port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Primary,
    Backup,
}

impl Slot {
    /// The path of its fields.
    pub fn field(self) -> &'static str {
        match self {
            Self::Primary => "transport",
            Self::Backup => "backup",
        }
    }
}

/// What was typed for numbers and times of a transport.
#[derive(Clone, Debug)]
pub struct Numbers {
    pub retry_count: Typed<u32>,
    pub retry_interval: Typed<u32>,
    pub start: Typed<jiff::civil::Time>,
    pub stop: Typed<jiff::civil::Time>,
}

impl Numbers {
    pub fn new(transport: Option<&Transport>) -> Self {
        let window = transport.map(|it| it.window.clone()).unwrap_or_default();
        Self {
            retry_count: Typed::new(transport.map_or(Transport::RETRY_COUNT, |it| it.retry_count)),
            retry_interval: Typed::new(transport.map_or(Transport::RETRY_INTERVAL, |it| it.retry_interval)),
            start: Typed::new(window.start),
            stop: Typed::new(window.stop),
        }
    }

    pub fn problems(&self, slot: Slot, transport: &Transport) -> Vec<crate::model::validate::Problem> {
        let field = |name: &str| format!("{}.{name}", slot.field());
        let mut problems: Vec<_> = [(&self.retry_count, "retry_count"), (&self.retry_interval, "retry_interval")]
            .into_iter()
            .filter_map(|(typed, name)| typed.problem(&field(name)))
            .collect();
        if transport.window.enabled {
            problems.extend(self.start.problem(&field("window.start")));
            problems.extend(self.stop.problem(&field("window.stop")));
        }
        problems
    }
}

/// Address and settings of the adapters that were chosen before, so that changing one's mind
/// loses nothing.
pub type Parked = BTreeMap<String, Transport>;

/// Changes the adapter: its default handler, and what was typed for it earlier.
pub fn change_adapter(cx: &Cx<'_>, transport: &mut Transport, adapter: &str, parked: &mut Parked) {
    parked.insert(transport.adapter.clone(), transport.clone());
    let new = parked.get(adapter).cloned().unwrap_or_else(|| transport_of(&cx.snapshot.group, adapter));
    transport.adapter = new.adapter;
    transport.address = new.address;
    transport.settings = new.settings;
    transport.handler = new.handler;
}

/// The names of the adapters to choose from.
pub fn adapter_choices(cx: &Cx<'_>, two_way: bool) -> Vec<(String, String)> {
    installed(&cx.snapshot.group, two_way).map(|it| (it.name.to_string(), it.name.to_string())).collect()
}

/// URI and send handler; returns whether *Configure...* was pressed.
pub fn address_rows(ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, slot: Slot, transport: &mut Transport) -> bool {
    let mut configure = false;
    let (label, button, reason) =
        (cx.text("transport-uri"), cx.text("transport-configure"), cx.text("transport-uri-fixed"));
    let field = format!("{}.address", slot.field());
    let below = if transport.address.is_empty() { reason.as_str() } else { "" };
    form.row(ui, &Row::new(&label, &field).below(below), |ui, label| {
        let text = egui::TextStyle::Button.resolve(ui.style());
        let width = crate::console::theme::text_width(ui, button.as_str(), text);
        let room = ui.available_width() - width - 2.0 * ui.spacing().button_padding.x - ui.spacing().item_spacing.x;
        let response = fixed(ui, &transport.address, room, &reason).labelled_by(label);
        configure = kit::soft_button(ui, SoftButton::new(&button)).clicked_enabled;
        response
    });
    let handlers: Vec<(Name, String)> = cx
        .snapshot
        .group
        .adapters
        .get(&Name::new(&transport.adapter))
        .map(|adapter| adapter.handlers.iter().map(|it| (it.clone(), it.to_string())).collect())
        .unwrap_or_default();
    let label = cx.text("transport-handler");
    let field = format!("{}.handler", slot.field());
    let shown = transport.handler.to_string();
    form.choice(ui, &Row::new(&label, &field), &mut transport.handler, &handlers, &shown);
    configure
}

/// Retry count and interval; `None` for ports that have no transport of their own.
pub fn retry_rows(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    slot: Slot,
    transport: Option<&mut Transport>,
    numbers: &mut Numbers,
) {
    let why = cx.text("advanced-static-only");
    let why = transport.is_none().then_some(why.as_str());
    let mut defaults = Transport::new("", "", Name::default());
    let transport = transport.unwrap_or(&mut defaults);
    let (label, note) = (cx.text("transport-retry-count"), cx.text("transport-retry-count.note"));
    let field = format!("{}.retry_count", slot.field());
    let row = Row::new(&label, &field).note(&note).quietly_disabled(why);
    form.typed(ui, &row, &mut numbers.retry_count, &mut transport.retry_count);
    let (label, note) = (cx.text("transport-retry-interval"), cx.text("transport-retry-interval.note"));
    let field = format!("{}.retry_interval", slot.field());
    let row = Row::new(&label, &field).note(&note).quietly_disabled(why);
    form.typed(ui, &row, &mut numbers.retry_interval, &mut transport.retry_interval);
}

/// The service window with its strip.
pub fn window_rows(
    ui: &mut Ui,
    cx: &Cx<'_>,
    form: &Form<'_>,
    slot: Slot,
    window: Option<&mut ServiceWindow>,
    numbers: &mut Numbers,
) {
    let dynamic = cx.text("advanced-static-only");
    let off = cx.text("window-off");
    let why = window.is_none().then_some(dynamic.as_str());
    let exists = window.is_some();
    let mut none = ServiceWindow::default();
    let window = window.unwrap_or(&mut none);
    let label = cx.text("window-enable");
    let field = format!("{}.window", slot.field());
    form.checkbox(ui, &Row::new(&label, "").quietly_disabled(why), &mut window.enabled);
    let why = why.or((!window.enabled).then_some(off.as_str()));
    let label = cx.text("window-start");
    let start = format!("{field}.start");
    let row = Row::new(&label, &start).quietly_disabled(why).width(90.0);
    form.typed(ui, &row, &mut numbers.start, &mut window.start);
    let label = cx.text("window-stop");
    let stop = format!("{field}.stop");
    let row = Row::new(&label, &stop).quietly_disabled(why).width(90.0);
    form.typed(ui, &row, &mut numbers.stop, &mut window.stop);
    if exists {
        window_strip(ui, cx, window);
    }
}
