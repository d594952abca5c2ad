//! *Orchestration Properties*: its host, and what its logical ports are bound to.

use egui::{TextEdit, Ui, Vec2, vec2};

use super::{
    drop_down::{Item, drop_down},
    row_table::row_problems,
    sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name},
};
use crate::{
    console::{
        context::Cx,
        kit::{
            self, Column,
            form::{self, Row, fixed},
            grid::{GridOptions, apply},
        },
    },
    engine::Snapshot,
    model::{HostKind, LogicalPort, Name, Orchestration, SendPort, Target},
    words::Sentence,
};

pub type OrchestrationDialog = PropertyWindow<OrchestrationSheet>;

#[derive(Default)]
pub struct OrchestrationSheet {
    current: Option<usize>,
}

impl OrchestrationDialog {
    #[must_use]
    pub fn create(snapshot: &Snapshot, application: &Name) -> Self {
        let group = &snapshot.group;
        let orchestration = Orchestration {
            name: new_name("Orchestration_", 1, |name| group.orchestrations.contains_key(name)),
            application: application.clone(),
            host: group.hosts.values().find(|host| host.default).map(|host| host.name.clone()),
            ..Orchestration::default()
        };
        Self::new(OrchestrationSheet::default(), None, orchestration)
    }

    /// `None` if there is no such orchestration.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let orchestration = snapshot.group.orchestrations.get(name)?;
        Some(Self::new(OrchestrationSheet::default(), Some(&orchestration.name), orchestration.as_ref().clone()))
    }
}

impl Sheet for OrchestrationSheet {
    type Item = Orchestration;

    const PAGES: &'static [SheetPage] = &[
        SheetPage { title: "page-general", fields: &["name", "application", "host", "description"] },
        SheetPage { title: "page-bindings", fields: &["ports"] },
    ];
    const TITLE: &'static str = "property-window-orchestration";
    const TITLE_NEW: &'static str = "property-new-orchestration";
    const SIZE: Vec2 = vec2(840.0, 500.0);

    fn follow(&mut self, snapshot: &Snapshot, original: Option<&Name>, item: &mut Orchestration) {
        if let Some(orchestration) = original.and_then(|name| snapshot.group.orchestrations.get(name)) {
            item.state = orchestration.state;
        }
    }

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Orchestration, page: usize) {
        match page {
            0 => general(ui, at, item),
            _ => self.bindings(ui, at, item),
        }
    }

    fn changed(before: &Orchestration, after: &Orchestration, page: usize) -> bool {
        match page {
            0 => {
                let general = |it: &Orchestration| Orchestration { ports: Vec::new(), ..it.clone() };
                differ(&general(before), &general(after))
            }
            _ => differ(&before.ports, &after.ports),
        }
    }
}

fn general(ui: &mut Ui, at: &At<'_>, item: &mut Orchestration) {
    let (cx, form) = (at.cx, &at.form);
    let [name, application, state, host, description] =
        ["property-name", "property-application", "property-state", "property-host", "property-description"]
            .map(|key| cx.text(key));
    name_field(ui, form, &Row::new(&name, "name").limit(Name::MAX), &mut item.name);
    form.fact(ui, &Row::new(&application, "application"), item.application.as_str());
    form.fact(ui, &Row::new(&state, ""), &cx.text(item.state.key()));
    form.row(ui, &Row::new(&host, "host"), |ui, _| {
        let before = item.host.clone();
        let items = || {
            let isolated = cx.text("property-isolated-no-orchestrations");
            let none = Item { selected: before.is_none(), ..Item::new(cx.text("property-unbound")) };
            let hosts = cx.snapshot.group.hosts.values().map(|host| {
                let greyed = (host.kind == HostKind::Isolated).then(|| isolated.clone());
                let selected = before.as_ref() == Some(&host.name);
                (Some(host.name.clone()), Item { text: host.name.to_string(), greyed, selected })
            });
            std::iter::once((None, none)).chain(hosts).collect()
        };
        let shown = item.host.as_ref().map_or_else(|| cx.text("property-unbound"), Name::to_string);
        let width = ui.available_width().min(260.0);
        ui.scope(|ui| {
            if let Some(chosen) = drop_down(ui, "host", &host, &shown, width, items, at.read_only) {
                item.host = chosen;
            }
        })
        .response
    });
    let row = Row::new(&description, "description").limit(SendPort::MAX_DESCRIPTION);
    form.multiline(ui, &row, &mut item.description, 4);
}

impl OrchestrationSheet {
    fn bindings(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Orchestration) {
        let cx = at.cx;
        let [port, bound_to, add, delete, empty] = [
            "property-logical-port",
            "property-bound-to",
            "property-add-logical-port",
            "property-remove",
            "property-no-logical-ports",
        ]
        .map(|key| cx.text(key));
        ui.add(egui::Label::new(cx.text("property-bindings-intro")).wrap());
        ui.add_space(4.0);
        let application = item.application.clone();
        let columns = [Column::new(port.as_str(), 150.0, 1.0), Column::new(bound_to.as_str(), 200.0, 2.0)];
        let options =
            GridOptions { add: &add, delete: &delete, movable: false, empty: &empty, read_only: at.read_only };
        let ports = &mut item.ports;
        let (words, count) = (cx.words, ports.len());
        let action =
            kit::editable_grid(ui, words, "ports", &columns, count, &mut self.current, &options, |ui, row, column| {
                let width = ui.available_width();
                let logical = &mut ports[row];
                if column == 0 {
                    let mut text = logical.name.to_string();
                    let response = match at.read_only {
                        Some(reason) => fixed(ui, &text, width, reason),
                        None => ui.add(TextEdit::singleline(&mut text).desired_width(width)),
                    };
                    let field = format!("ports[{row}].name");
                    form::frame_problem(ui, words, at.form.all_problems(), &field, &response);
                    if response.accessible_name(format!("{port} {}", row + 1)).changed() {
                        logical.name = Name::new(&text);
                    }
                    return;
                }
                let shown = logical.binding.as_ref().map_or_else(|| cx.text("property-unbound"), |it| told(cx, it));
                let name = format!("{bound_to} {}", row + 1);
                let items = || targets(cx, &application, logical.binding.as_ref());
                if let Some(target) = drop_down(ui, "binding", &name, &shown, width, items, at.read_only) {
                    logical.binding = target;
                }
            });
        row_problems(ui, &at.form, "ports");
        if let Some(action) = action {
            let name = new_name("Port_", 1, |name| item.ports.iter().any(|port| port.name == *name));
            apply(action, &mut item.ports, &mut self.current, || LogicalPort { name, binding: None });
        }
    }
}

/// The name of a target and what it is.
fn told(cx: &Cx<'_>, target: &Target) -> String {
    let kind = match target {
        Target::SendPort(_) => "kind-send-port",
        Target::SendPortGroup(_) => "kind-send-port-group",
    };
    cx.say(&Sentence::new("property-target").with("name", target.name()).with("kind", Sentence::new(kind)))
}

/// What a logical port can be bound to; what the application may not use is greyed.
fn targets(cx: &Cx<'_>, own: &Name, bound: Option<&Target>) -> Vec<(Option<Target>, Item)> {
    let group = &cx.snapshot.group;
    let ports = group.send_ports.values().map(|port| (Target::SendPort(port.name.clone()), &port.application));
    let groups = group.send_port_groups.values().map(|spg| (Target::SendPortGroup(spg.name.clone()), &spg.application));
    let mut items: Vec<_> = ports
        .chain(groups)
        .map(|(target, application)| {
            let why = || Sentence::new("problem-binding-application").with("application", application).with("own", own);
            let greyed = (!group.may_use(own, application)).then(|| cx.say(&why()));
            let item = Item { text: told(cx, &target), greyed, selected: bound == Some(&target) };
            (Some(target), item)
        })
        .collect();
    // first those that may be used
    items.sort_by_key(|(_, item)| item.greyed.is_some());
    items.insert(0, (None, Item { selected: bound.is_none(), ..Item::new(cx.text("property-unbound")) }));
    items
}
