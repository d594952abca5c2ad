//! *Receive Port Properties*: the port and its receive locations. Nothing is received here; the
//! locations are there for filters and for whom a message comes from.

use egui::{TextEdit, Ui, Vec2, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_ARROW_UPWARD, ICON_DELETE};

use super::{
    drop_down::{Item, drop_down},
    row_table::{button_row, row_problems, row_table},
    sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name},
};
use crate::{
    console::kit::{
        Column, Mark, SoftButton,
        form::{Row, checkbox, completing, fixed, frame_problem},
        soft_button,
    },
    engine::Snapshot,
    model::{Name, ReceiveLocation, ReceivePort, SendPort, adapters},
    words::Sentence,
};

pub type ReceivePortDialog = PropertyWindow<ReceivePortSheet>;

#[derive(Default)]
pub struct ReceivePortSheet {
    current: Option<usize>,
}

/// Adapters that send and do not receive, and the one that only receives (page *Adapters Node,
/// Details Pane*).
const SENDS_ONLY: &str = "SMTP";
const RECEIVES_ONLY: &str = "POP3";

impl ReceivePortDialog {
    #[must_use]
    pub fn create(snapshot: &Snapshot, application: &Name, two_way: bool) -> Self {
        let name = new_name("RP_", 1, |name| snapshot.group.receive_ports.contains_key(name));
        let port = ReceivePort { name, application: application.clone(), two_way, ..ReceivePort::default() };
        Self::new(ReceivePortSheet::default(), None, port)
    }

    /// `None` if there is no such receive port.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let port = snapshot.group.receive_ports.get(name)?;
        Some(Self::new(ReceivePortSheet::default(), Some(&port.name), port.as_ref().clone()))
    }
}

impl Sheet for ReceivePortSheet {
    type Item = ReceivePort;

    const PAGES: &'static [SheetPage] = &[
        SheetPage {
            title: "page-general",
            fields: &["name", "application", "two_way", "description", "route_failed_messages"],
        },
        SheetPage { title: "page-receive-locations", fields: &["locations"] },
    ];
    const TITLE: &'static str = "property-window-receive-port";
    const TITLE_NEW: &'static str = "property-new-receive-port";
    const SIZE: Vec2 = vec2(1040.0, 540.0);

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut ReceivePort, page: usize) {
        match page {
            0 => general(ui, at, item),
            _ => self.locations(ui, at, item),
        }
    }

    fn changed(before: &ReceivePort, after: &ReceivePort, page: usize) -> bool {
        match page {
            0 => {
                let general = |port: &ReceivePort| ReceivePort { locations: Vec::new(), ..port.clone() };
                differ(&general(before), &general(after))
            }
            _ => differ(&before.locations, &after.locations),
        }
    }
}

fn general(ui: &mut Ui, at: &At<'_>, item: &mut ReceivePort) {
    let (cx, form) = (at.cx, &at.form);
    let [name, application, kind, description, routing, not_yet, fixed_kind] = [
        "property-name",
        "property-application",
        "property-port-type",
        "property-description",
        "property-route-failed",
        "not-executed",
        "property-type-fixed",
    ]
    .map(|key| cx.text(key));
    name_field(ui, form, &Row::new(&name, "name").limit(Name::MAX), &mut item.name);
    form.fact(ui, &Row::new(&application, "application"), item.application.as_str());
    let kinds = [(false, cx.text("property-one-way")), (true, cx.text("property-request-response"))];
    let row = Row::new(&kind, "two_way").width(260.0).disabled(at.original.map(|_| fixed_kind.as_str()));
    form.choice(ui, &row, &mut item.two_way, &kinds, "");
    let row = Row::new(&description, "description").limit(SendPort::MAX_DESCRIPTION);
    form.multiline(ui, &row, &mut item.description, 3);
    ui.add_space(4.0);
    form.checkbox(ui, &Row::new(&routing, "route_failed_messages"), &mut item.route_failed_messages);
    ui.horizontal(|ui| {
        ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
        Mark::Note.line(ui, &not_yet);
    });
}

impl ReceivePortSheet {
    fn locations(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut ReceivePort) {
        let cx = at.cx;
        let titles = [
            "property-name",
            "property-transport-type",
            "property-address",
            "property-receive-pipeline",
            "property-enabled",
        ]
        .map(|key| cx.text(key));
        let columns = [
            Column::new(titles[0].as_str(), 120.0, 2.0),
            Column::new(titles[1].as_str(), 110.0, 1.0),
            Column::new(titles[2].as_str(), 150.0, 3.0),
            Column::new(titles[3].as_str(), 130.0, 1.0),
            Column::new(titles[4].as_str(), 70.0, 0.0),
            Column::new("", 72.0, 0.0),
        ];
        let names: Vec<_> =
            (1..=item.locations.len()).map(|number| cx.say(&Sentence::new("kit-row").with("number", number))).collect();
        let empty = cx.text("property-no-locations");
        let primary = cx.text("property-primary");
        let locations = &mut item.locations;
        row_table(ui, "locations", &columns, &names, &mut self.current, &empty, |ui, row, column| {
            let location = &mut locations[row];
            let name = titles.get(column).map(|title| format!("{title}, {}", names[row])).unwrap_or_default();
            match column {
                0 => {
                    let mut text = location.name.to_string();
                    if text_field(ui, at, &mut text, &name, &format!("locations[{row}].name")) {
                        location.name = Name::new(&text);
                    }
                }
                1 => adapter(ui, location, &name, at.read_only),
                2 => {
                    text_field(ui, at, &mut location.address, &name, &format!("locations[{row}].address"));
                }
                3 => {
                    let width = ui.available_width();
                    let response = if let Some(reason) = at.read_only {
                        fixed(ui, &location.pipeline, width, reason)
                    } else {
                        let known = SendPort::RECEIVE_PIPELINES.map(str::to_owned);
                        let more = cx.say(&Sentence::new("kit-suggestions").with("field", name.as_str()));
                        completing(ui, &mut location.pipeline, || &known[..], width, "", &more)
                    };
                    response.accessible_name(name);
                }
                4 => drop(checkbox(ui, "", &mut location.enabled, at.read_only).accessible_name(name)),
                _ if row == 0 => drop(ui.weak(&primary)),
                _ => {}
            }
        });
        row_problems(ui, &at.form, "locations");
        self.buttons(ui, at, item);
    }

    fn buttons(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut ReceivePort) {
        let cx = at.cx;
        let allowed = at.read_only.map_or(Ok(()), |reason| Err(reason.to_owned()));
        let chosen = match self.current {
            None => Err(cx.text(if item.locations.is_empty() { "kit-no-rows" } else { "kit-choose-a-row" })),
            Some(_) => Ok(()),
        };
        let not_primary = |key: &str| match self.current {
            Some(0) if item.locations.len() > 1 || key != "property-primary-stays" => Err(cx.text(key)),
            _ => Ok(()),
        };
        let remove_enabled =
            allowed.clone().and_then(|()| chosen.clone()).and_then(|()| not_primary("property-primary-stays"));
        let first_enabled = allowed.clone().and(chosen).and_then(|()| not_primary("property-is-primary"));
        let [add, remove, first] =
            ["property-add-location", "property-remove", "property-make-primary"].map(|key| cx.text(key));
        button_row(ui, |ui| {
            if soft_button(ui, SoftButton::new(&add).icon(ICON_ADD.codepoint).enabled(allowed)).clicked_enabled {
                item.locations.push(new_location(at, item));
                self.current = Some(item.locations.len() - 1);
            }
            let button = SoftButton::new(&remove).icon(ICON_DELETE.codepoint).enabled(remove_enabled);
            if let (true, Some(row)) = (soft_button(ui, button).clicked_enabled, self.current) {
                item.locations.remove(row);
            }
            let button = SoftButton::new(&first).icon(ICON_ARROW_UPWARD.codepoint).enabled(first_enabled);
            if let (true, Some(row)) = (soft_button(ui, button).clicked_enabled, self.current) {
                item.locations[..=row].rotate_right(1);
                self.current = Some(0);
            }
        });
    }
}

fn new_location(at: &At<'_>, item: &ReceivePort) -> ReceiveLocation {
    let others = at.cx.snapshot.group.receive_ports.values().flat_map(|port| &port.locations);
    let taken: Vec<_> = others.chain(&item.locations).map(|location| location.name.clone()).collect();
    ReceiveLocation {
        name: new_name("RL_", 1, |name| taken.contains(name)),
        adapter: "FILE".to_owned(),
        address: String::new(),
        pipeline: SendPort::RECEIVE_PIPELINES[0].to_owned(),
        enabled: false,
    }
}

fn adapter(ui: &mut Ui, location: &mut ReceiveLocation, name: &str, read_only: Option<&str>) {
    let items = || {
        let mut types: Vec<_> =
            adapters::SEND_ADAPTERS.iter().map(|adapter| adapter.name).filter(|name| *name != SENDS_ONLY).collect();
        types.push(RECEIVES_ONLY);
        types.sort_unstable();
        let item =
            |adapter: &str| Item { selected: adapter.eq_ignore_ascii_case(&location.adapter), ..Item::new(adapter) };
        types.into_iter().map(|adapter| (adapter, item(adapter))).collect()
    };
    let width = ui.available_width();
    if let Some(adapter) = drop_down(ui, "adapter", name, &location.adapter, width, items, read_only) {
        adapter.clone_into(&mut location.adapter);
    }
}

/// A field of a grid, with a frame where something is wrong; returns whether it was edited.
fn text_field(ui: &mut Ui, at: &At<'_>, text: &mut String, name: &str, field: &str) -> bool {
    let width = ui.available_width();
    let response = match at.read_only {
        Some(reason) => fixed(ui, text, width, reason),
        None => ui.add(TextEdit::singleline(text).desired_width(width)),
    };
    frame_problem(ui, at.cx.words, at.form.all_problems(), field, &response);
    response.accessible_name(name).changed()
}
