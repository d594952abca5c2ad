//! The grid *Send ports* of the page *General*: the members, and who may join or leave.

use egui::Ui;
use egui_material_icons::icons::{ICON_DELETE, ICON_TUNE};

use super::SendPortGroupSheet;
use crate::{
    console::{
        context::{Cx, Task},
        dialogs::{
            drop_down::{Item, drop_down},
            open,
            row_table::{button_row, row_table, text_cell},
            sheet::At,
        },
        kit::{self, Column, Mark, SoftButton, form, soft_button},
        theme::Palette,
    },
    model::{ArtifactRef, Name, PortKind, SendPort, SendPortGroup},
    routing::lints,
    rules::guards::{self, Condition},
    words::Sentence,
};

impl SendPortGroupSheet {
    pub(super) fn members(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        self.pick_the_new_port(at.cx, item);
        self.table(ui, at, item);
        form::problem(ui, at.cx.words, at.form.all_problems(), "members", None);
        let may_leave = self.may_leave(at, item);
        button_row(ui, |ui| {
            self.join(ui, at, item);
            self.buttons(ui, at.cx, item, &may_leave);
        });
        if let (Err(reason), Some(_), None) = (may_leave, self.current, at.read_only) {
            Mark::Note.line(ui, &reason);
        }
    }

    fn table(&mut self, ui: &mut Ui, at: &At<'_>, item: &SendPortGroup) {
        let (cx, group) = (at.cx, &at.cx.snapshot.group);
        let columns = [
            Column::new(cx.text("property-name"), 112.0, 2.0),
            Column::new(cx.text("property-state"), 84.0, 0.0),
            Column::new(cx.text("property-uri"), 100.0, 3.0),
            Column::new(cx.text("property-own-filter"), 92.0, 0.5),
        ];
        let names: Vec<_> = item.members.iter().map(Name::to_string).collect();
        let empty = cx.text("property-no-members");
        row_table(ui, "members", &columns, &names, &mut self.current, &empty, |ui, row, column| {
            let name = &item.members[row];
            let Some(port) = group.send_ports.get(name) else {
                if column == 0 {
                    text_cell(ui, name.as_str());
                }
                return;
            };
            match column {
                0 => text_cell(ui, port.name.as_str()),
                1 => drop(kit::state_inline(ui, cx.words, port.state)),
                2 => text_cell(ui, port.address()),
                _ => own_filter(ui, cx, item, port),
            }
        });
    }

    /// The drop-down that adds a member. Ports that may not join stay in it with the reason.
    fn join(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        let (cx, group) = (at.cx, &at.cx.snapshot.group);
        let ports = || {
            let others = group.send_ports.values().filter(|port| !item.members.contains(&port.name));
            let mut items: Vec<_> = others
                .map(|port| {
                    let greyed = reason(cx, guards::add_member(group, item, port));
                    (Some(port.name.clone()), Item { greyed, ..Item::new(port.name.as_str()) })
                })
                .collect();
            // first those that may
            items.sort_by_key(|(_, item)| item.greyed.is_some());
            items.push((None, Item::new(cx.text("property-new-send-port"))));
            items
        };
        let label = cx.text("property-add-member");
        let width = ui.available_width().min(240.0);
        match drop_down(ui, "add member", &label, &label, width, ports, at.read_only) {
            Some(Some(port)) => {
                item.members.push(port);
                self.current = Some(item.members.len() - 1);
            }
            Some(None) => {
                self.before_new_port = Some(group.send_ports.keys().cloned().collect());
                cx.push(Task::Open(open::new_send_port(cx.snapshot, &item.application)));
            }
            None => {}
        }
    }

    /// Whether the current member may leave, or why not.
    fn may_leave(&self, at: &At<'_>, item: &SendPortGroup) -> Result<(), String> {
        if let Some(reason) = at.read_only {
            return Err(reason.to_owned());
        }
        match self.current.and_then(|current| item.members.get(current)) {
            None => Err(at.cx.text(if item.members.is_empty() { "kit-no-rows" } else { "kit-choose-a-row" })),
            Some(member) => why_stay(at, member).map_or(Ok(()), Err),
        }
    }

    fn buttons(&self, ui: &mut Ui, cx: &Cx<'_>, item: &mut SendPortGroup, may_leave: &Result<(), String>) {
        let member = self.current.and_then(|current| item.members.get(current)).cloned();
        let [remove, properties] = ["property-remove", "property-properties"].map(|key| cx.text(key));
        let button = SoftButton::new(&remove).icon(ICON_DELETE.codepoint).enabled(may_leave.clone());
        if soft_button(ui, button).clicked_enabled {
            item.members.retain(|other| Some(other) != member.as_ref());
        }
        let chosen = if member.is_some() { Ok(()) } else { Err(cx.text("kit-choose-a-row")) };
        let button = SoftButton::new(&properties).icon(ICON_TUNE.codepoint).enabled(chosen);
        if let (true, Some(member)) = (soft_button(ui, button).clicked_enabled, member) {
            cx.push(Task::OpenProperties(ArtifactRef::send_port(&member)));
        }
    }

    /// A port that was created from here becomes a member.
    fn pick_the_new_port(&mut self, cx: &Cx<'_>, item: &mut SendPortGroup) {
        let Some(before) = &self.before_new_port else { return };
        let group = &cx.snapshot.group;
        let new = group.send_ports.values().find(|port| {
            !before.contains(&port.name)
                && port.kind == PortKind::StaticOneWay
                && guards::unmet(guards::add_member(group, item, port)).is_empty()
        });
        if let Some(port) = new {
            item.members.push(port.name.clone());
            self.current = Some(item.members.len() - 1);
            self.before_new_port = None;
        }
    }
}

/// Why a member may not leave; one that has joined in this draft only always may.
fn why_stay(at: &At<'_>, member: &Name) -> Option<String> {
    let group = &at.cx.snapshot.group;
    let spg = at.original.and_then(|name| group.send_port_groups.get(name))?;
    if !spg.members.contains(member) {
        return None;
    }
    reason(at.cx, guards::remove_member(group, spg, member))
}

fn reason(cx: &Cx<'_>, conditions: Vec<Condition>) -> Option<String> {
    let unmet = guards::unmet(conditions);
    (!unmet.is_empty()).then(|| unmet.iter().map(|condition| cx.say(&condition.sentence)).collect::<Vec<_>>().join(" "))
}

/// A filter of the port itself: beside one of the group it may deliver a message twice.
fn own_filter(ui: &mut Ui, cx: &Cx<'_>, spg: &SendPortGroup, port: &SendPort) {
    if port.filter.is_empty() {
        let weak = Palette::of_ui(ui).text_weak;
        ui.colored_label(weak, cx.text("property-none"));
        return;
    }
    if comes_twice(spg, port) {
        Mark::Warning.show(ui).on_hover_text(cx.say(&twice(port)));
    }
    text_cell(ui, &cx.text("property-yes"));
}

fn comes_twice(spg: &SendPortGroup, port: &SendPort) -> bool {
    !port.filter.is_empty() && lints::overlap(&port.filter, &spg.filter)
}

fn twice(port: &SendPort) -> Sentence {
    Sentence::new("problem-member-twice-delivered").with("port", &port.name)
}
