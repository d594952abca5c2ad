//! What happens inside a send port, in the order in which it happens, each step with its way to
//! the property page that sets it.
//!
//! The order is the documented one: what subscribes is taken from the work queue of the host when
//! the service window is open (pages *Send Port Properties Dialog Box* and *Service Instance
//! States*), mapped, put through the send pipeline and handed to the adapter; what fails is sent
//! again, then by the backup transport, and is suspended or routed as a failed message in the end
//! (pages *Exchange Patterns for Send Adapters* and *Using Failed Message Routing*). A response goes
//! through the receive pipeline and the inbound map and is published (page *Publish and Subscribe
//! Architecture*).

use egui::{Align, FontId, Layout, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{cells, details::reference};
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::send_port::SendPortDialog,
        kit,
        theme::{self, Palette},
    },
    model::{ArtifactRef, MapReference, SendPort, ServiceWindow, Transport},
    rules::{pages::PropertyPage, send_cycle::TransportOf},
    words::Sentence,
};

/// Whether Sendport does a step itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Executed,
    /// There is nothing to do.
    Absent,
    /// Kept with its name, for an integration server to execute.
    NamedOnly,
}

impl Done {
    /// What is said beside the step.
    fn key(self) -> Option<&'static str> {
        match self {
            Self::Executed | Self::Absent => None,
            Self::NamedOnly => Some("inside-named-only"),
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The key of its title.
    pub title: &'static str,
    pub text: String,
    /// An address, on a line of its own.
    pub address: Option<String>,
    pub done: Done,
    /// `None`: no page sets it.
    pub page: Option<PropertyPage>,
}

impl Step {
    fn new(title: &'static str, page: PropertyPage, done: Done, text: String) -> Self {
        Self { title, text, address: None, done, page: Some(page) }
    }

    fn none(cx: &Cx<'_>, title: &'static str, page: PropertyPage) -> Self {
        Self::new(title, page, Done::Absent, cx.text("inside-none"))
    }
}

/// The step that sends.
const TRANSPORT: &str = "inside-transport";
/// The one that sends when that failed for good.
const BACKUP: &str = "page-backup-transport";

/// The steps of a port, in their order.
#[must_use]
pub fn steps(cx: &Cx<'_>, port: &SendPort) -> Vec<Step> {
    use PropertyPage as P;
    let filter = cells::filter_text(&port.filter, cx);
    let filter = if filter.is_empty() {
        cx.text("inside-no-filter")
    } else {
        cx.say(&Sentence::new("inside-filter").with("filter", filter))
    };
    let mut steps = vec![
        Step::new("inside-subscription", P::Filters, Done::Executed, filter),
        queue(cx, port),
        window(cx, port.transport.as_ref().map(|transport| &transport.window)),
        maps(cx, "inside-outbound-map", P::OutboundMaps, &port.outbound_maps),
        Step::new("send-port-send-pipeline", P::General, Done::NamedOnly, port.send_pipeline.clone()),
    ];
    if let Some(certificate) = &port.certificate {
        let name = certificate.common_name.clone();
        steps.push(Step::new("inside-encryption", P::Certificate, Done::NamedOnly, name));
    }
    match &port.transport {
        None => {
            let text = cx.text("inside-dynamic");
            steps.push(Step::new(TRANSPORT, P::General, Done::Executed, text));
        }
        Some(transport) => {
            let step = Step::new(TRANSPORT, P::General, Done::Executed, transport.adapter.clone());
            steps.push(Step { address: Some(transport.address.clone()), ..step });
            steps.push(retries(cx, transport));
            steps.push(backup(cx, port.backup.as_ref()));
            steps.push(failure(cx, port));
        }
    }
    if port.kind.is_two_way() {
        let text = port.receive_pipeline.clone();
        steps.push(Step::new("send-port-receive-pipeline", P::General, Done::NamedOnly, text));
        steps.push(maps(cx, "inside-inbound-map", P::InboundMaps, &port.inbound_maps));
        let text = cx.text("inside-response-published");
        steps.push(Step { title: "inside-response", text, address: None, done: Done::Executed, page: None });
    }
    steps
}

fn queue(cx: &Cx<'_>, port: &SendPort) -> Step {
    let host = port.transport.as_ref().map_or_else(|| cx.text("inside-any-host"), |it| it.handler.to_string());
    let key = if port.ordered_delivery { "inside-queue-ordered" } else { "inside-queue-of" };
    let sentence = Sentence::new(key).with("host", host).with("priority", u32::from(port.priority));
    Step::new("inside-queue", PropertyPage::TransportAdvancedOptions, Done::Executed, cx.say(&sentence))
}

fn window(cx: &Cx<'_>, window: Option<&ServiceWindow>) -> Step {
    let (title, page) = ("inside-window", PropertyPage::TransportAdvancedOptions);
    match window.filter(|window| window.enabled) {
        None => Step::new(title, page, Done::Absent, cx.text("inside-no-window")),
        Some(window) => Step::new(title, page, Done::Executed, cx.say(&between(window))),
    }
}

fn between(window: &ServiceWindow) -> Sentence {
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    Sentence::new("inside-window-from").with("start", time(window.start)).with("stop", time(window.stop))
}

fn maps(cx: &Cx<'_>, title: &'static str, page: PropertyPage, maps: &[MapReference]) -> Step {
    if maps.is_empty() {
        return Step::none(cx, title, page);
    }
    let names: Vec<&str> = maps.iter().map(|map| map.map.as_str()).collect();
    Step::new(title, page, Done::NamedOnly, names.join(", "))
}

/// How often a transport sends again.
fn again(transport: &Transport) -> Sentence {
    Sentence::new("inside-again").with("count", transport.retry_count).with("minutes", transport.retry_interval)
}

fn retries(cx: &Cx<'_>, transport: &Transport) -> Step {
    let (title, page) = ("inside-retries", PropertyPage::TransportAdvancedOptions);
    match transport.retry_count {
        0 => Step::none(cx, title, page),
        _ => Step::new(title, page, Done::Executed, cx.say(&again(transport))),
    }
}

fn backup(cx: &Cx<'_>, backup: Option<&Transport>) -> Step {
    let (title, page) = (BACKUP, PropertyPage::BackupTransport);
    let Some(backup) = backup else { return Step::none(cx, title, page) };
    let mut parts = vec![backup.adapter.clone(), backup.handler.to_string()];
    if backup.retry_count > 0 {
        parts.push(cx.say(&again(backup)));
    }
    if backup.window.enabled {
        parts.push(cx.say(&between(&backup.window)));
    }
    Step { address: Some(backup.address.clone()), ..Step::new(title, page, Done::Executed, parts.join(", ")) }
}

fn failure(cx: &Cx<'_>, port: &SendPort) -> Step {
    let key = match (port.route_failed_messages, port.ordered_delivery && port.stop_sending_on_failure) {
        (true, _) => "inside-failure-routed",
        (false, true) => "inside-failure-stops",
        (false, false) => "inside-failure-suspended",
    };
    Step::new("inside-failure", PropertyPage::TransportAdvancedOptions, Done::Executed, cx.text(key))
}

/// Of the number before a step.
const CIRCLE: f32 = 9.0;

/// Draws the steps of a port below each other; `destination` goes with each transport.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, port: &SendPort, mut destination: impl FnMut(&mut Ui, TransportOf)) {
    let title = cx.text("inside-title");
    let heading = ui.label(theme::section(&title));
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
    let steps = steps(cx, port);
    let mut middles = Vec::with_capacity(steps.len());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
        for (index, step) in steps.iter().enumerate() {
            ui.push_id(index, |ui| {
                ui.horizontal_top(|ui| {
                    let (place, _) = ui.allocate_exact_size(vec2(CIRCLE * 2.0 + 2.0, theme::TARGET), Sense::hover());
                    middles.push((place.center(), step.done));
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        words(ui, cx, port, index + 1, step);
                        if index == 0 {
                            groups(ui, cx, port);
                        }
                        if step.title == TRANSPORT {
                            destination(ui, TransportOf::Primary);
                        }
                        if step.title == BACKUP && step.done == Done::Executed {
                            destination(ui, TransportOf::Backup);
                        }
                    });
                });
            });
        }
    });
    paint(ui, &middles);
}

/// The numbers, and the way from each to the next.
fn paint(ui: &Ui, middles: &[(Pos2, Done)]) {
    let palette = Palette::of_ui(ui);
    let painter = ui.painter();
    for pair in middles.windows(2) {
        let (from, to) = (pair[0].0, pair[1].0);
        painter.vline(from.x, from.y + CIRCLE..=to.y - CIRCLE, Stroke::new(1.5, palette.line_strong));
    }
    for (number, (middle, done)) in (1..).zip(middles) {
        // what is done here is filled; the words say it too
        let (fill, ink) = match done {
            Done::Executed => (palette.accent, palette.on_accent),
            _ => (palette.panel, palette.text_weak),
        };
        painter.circle(*middle, CIRCLE, fill, Stroke::new(1.5, palette.line_strong));
        let font = FontId::proportional(theme::SMALL - 1.0);
        painter.text(*middle, egui::Align2::CENTER_CENTER, number.to_string(), font, ink);
    }
}

fn words(ui: &mut Ui, cx: &Cx<'_>, port: &SendPort, number: usize, step: &Step) {
    ui.horizontal_wrapped(|ui| {
        let title = cx.text(step.title);
        match step.page {
            None => {
                ui.label(title.as_str());
            }
            Some(page) => {
                let spoken = Sentence::new("inside-spoken")
                    .with("number", number)
                    .with("step", title.as_str())
                    .with("page", Sentence::new(page.key()));
                let spoken = cx.say(&spoken);
                let link = kit::quiet_link(ui, &title).on_hover_text(spoken.as_str());
                link.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken.as_str()));
                if link.clicked()
                    && let Some(dialog) = SendPortDialog::edit(cx.snapshot, &port.name)
                {
                    cx.push(Task::Open(Box::new(dialog.on_page(page))));
                }
            }
        }
        let weak = step.done == Done::Absent;
        let text = if weak { theme::weak(ui, &step.text) } else { egui::RichText::new(&step.text) };
        ui.add(egui::Label::new(text).wrap());
        if let Some(key) = step.done.key() {
            let note = theme::weak(ui, &cx.text(key));
            ui.add(egui::Label::new(note).wrap());
        }
    });
    if let Some(address) = &step.address {
        ui.add(egui::Label::new(address).wrap());
    }
}

/// The groups by way of which messages come too.
fn groups(ui: &mut Ui, cx: &Cx<'_>, port: &SendPort) {
    for spg in cx.snapshot.group.groups_of(&port.name) {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::weak(ui, &cx.text("inside-by-way-of")));
            reference(ui, cx, &ArtifactRef::send_port_group(&spg.name));
            kit::state_inline(ui, cx.words, spg.state);
        });
    }
}
