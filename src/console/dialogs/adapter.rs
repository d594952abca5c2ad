//! *Adapter Properties*: the hosts that send for the adapter, and the one that does by default.

use egui::{RadioButton, Response, Role, Ui, Vec2, vec2};

use super::{
    row_table::{row_table, text_cell},
    sheet::{At, PropertyWindow, Sheet, SheetPage},
};
use crate::{
    console::kit::{
        Column,
        button::soften,
        form::{self, Row, checkbox},
    },
    engine::Snapshot,
    model::{Adapter, Host, Name, SendPort},
    rules::guards,
    words::Sentence,
};

pub type AdapterDialog = PropertyWindow<AdapterSheet>;

#[derive(Default)]
pub struct AdapterSheet {
    current: Option<usize>,
}

impl AdapterDialog {
    /// `None` if there is no such adapter.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let adapter = snapshot.group.adapters.get(name)?;
        Some(Self::new(AdapterSheet::default(), Some(&adapter.name), adapter.as_ref().clone()))
    }
}

impl Sheet for AdapterSheet {
    type Item = Adapter;

    const PAGES: &'static [SheetPage] =
        &[SheetPage { title: "page-send-handlers", fields: &["name", "handlers", "default_handler"] }];
    const TITLE: &'static str = "property-window-adapter";
    const TITLE_NEW: &'static str = Self::TITLE;
    const SIZE: Vec2 = vec2(720.0, 440.0);
    const LABELS: f32 = 100.0;

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Adapter, _page: usize) {
        let (cx, form, group) = (at.cx, &at.form, &at.cx.snapshot.group);
        form.fact(ui, &Row::new(&cx.text("property-name"), "name"), item.name.as_str());
        form.section(ui, &cx.text("page-send-handlers"));
        ui.add(egui::Label::new(cx.text("property-handlers-intro")).wrap());
        let [host, handler, default, users] =
            ["property-host", "property-has-handler", "property-default-handler", "property-used-by"]
                .map(|key| cx.text(key));
        let columns = [
            Column::new(host.as_str(), 130.0, 2.0),
            Column::new(handler.as_str(), 100.0, 0.0),
            Column::new(default.as_str(), 70.0, 0.0),
            Column::new(users, 100.0, 2.0),
        ];
        let hosts: Vec<_> = group.hosts.values().collect();
        let names: Vec<_> = hosts.iter().map(|host| host.name.to_string()).collect();
        let empty = cx.text("property-no-hosts");
        row_table(ui, "handlers", &columns, &names, &mut self.current, &empty, |ui, row, column| {
            let host = hosts[row];
            let called = |title: &str| format!("{title}, {}", host.name);
            match column {
                0 => text_cell(ui, host.name.as_str()),
                1 => {
                    let mut has = item.handlers.contains(&host.name);
                    let fixed = why_fixed(at, item, host);
                    let name = called(&handler);
                    if checkbox(ui, "", &mut has, fixed.as_deref()).accessible_name(name).changed() {
                        tick(item, &host.name, has);
                    }
                }
                2 => {
                    let chosen = item.default_handler == host.name;
                    let greyed = at.read_only.map(str::to_owned).or_else(|| {
                        (!item.handlers.contains(&host.name)).then(|| cx.text("property-default-needs-handler"))
                    });
                    if radio(ui, chosen, &called(&default), greyed.as_deref()).clicked() && greyed.is_none() {
                        item.default_handler = host.name.clone();
                    }
                }
                _ => text_cell(ui, &users_of(at, item, &host.name)),
            }
        });
        for field in ["handlers", "default_handler"] {
            form::problem(ui, cx.words, at.form.all_problems(), field, None);
        }
        // what a greyed tick says stands there in full for the current row
        if let Some(host) = self.current.and_then(|row| hosts.get(row))
            && at.read_only.is_none()
            && let Some(reason) = why_fixed(at, item, host)
        {
            crate::console::kit::Mark::Note.line(ui, &reason);
        }
    }
}

/// Adds or takes away a handler, in the order of the hosts' names so that a tick that is taken
/// back changes nothing.
fn tick(item: &mut Adapter, host: &Name, has: bool) {
    if has && !item.handlers.contains(host) {
        item.handlers.push(host.clone());
    } else if !has {
        item.handlers.retain(|other| other != host);
    }
}

/// Why the tick of a host stays as it is.
fn why_fixed(at: &At<'_>, item: &Adapter, host: &Host) -> Option<String> {
    let (cx, group) = (at.cx, &at.cx.snapshot.group);
    if let Some(reason) = at.read_only {
        return Some(reason.to_owned());
    }
    if !item.handlers.contains(&host.name) {
        let why = Sentence::new("problem-isolated-handler").with("host", &host.name);
        return (!guards::may_handle_sends(host.kind)).then(|| cx.say(&why));
    }
    let saved = at.original.and_then(|name| group.adapters.get(name));
    if let Some(saved) = saved.filter(|adapter| adapter.handlers.contains(&host.name))
        && let Some(condition) = guards::unmet(guards::remove_handler(group, &saved.name, &host.name)).first()
    {
        return Some(cx.say(&condition.sentence));
    }
    (item.default_handler == host.name).then(|| cx.text("property-default-stays"))
}

fn users_of(at: &At<'_>, item: &Adapter, host: &Name) -> String {
    let uses = |port: &SendPort| {
        let transports = port.transport.iter().chain(&port.backup);
        transports.into_iter().any(|it| it.handler == *host && Name::new(&it.adapter) == item.name)
            || port.handlers.iter().any(|(adapter, handler)| handler == host && Name::new(adapter) == item.name)
    };
    let ports = at.cx.snapshot.group.send_ports.values().filter(|port| uses(port));
    ports.map(|port| port.name.to_string()).collect::<Vec<_>>().join(", ")
}

/// A radio button that takes the focus and tells its reason also when it is greyed.
fn radio(ui: &mut Ui, chosen: bool, name: &str, greyed: Option<&str>) -> Response {
    let palette = crate::console::theme::Palette::of_ui(ui);
    let response = ui
        .scope(|ui| {
            if greyed.is_some() {
                let widgets = &mut ui.visuals_mut().widgets;
                for widget in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
                    widget.bg_fill = palette.disabled_fill;
                    widget.bg_stroke.color = palette.disabled_line;
                    widget.fg_stroke.color = palette.disabled_text;
                }
            }
            ui.add(RadioButton::new(chosen, ""))
        })
        .inner;
    if greyed.is_some() {
        soften(&response, Role::RadioButton, name, greyed);
    }
    response.accessible_name(name)
}
