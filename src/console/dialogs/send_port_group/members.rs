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
            row_table::{row_table, text_cell},
            sheet::At,
        },
        kit::{self, Column, Mark, SoftButton, form, soft_button},
        theme::Palette,
    },
    model::{ArtifactRef, Name, PortKind, SendPort, SendPortGroup},
    rules::guards::{self, Condition},
};

impl SendPortGroupSheet {
    pub(super) fn members(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        self.pick_the_new_port(at.cx, item);
        self.table(ui, at, item);
        form::problem(ui, at.cx.words, at.form.all_problems(), "members", None);
        self.join(ui, at, item);
        self.buttons(ui, at, item);
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
                _ => own_filter(ui, at, row, port),
            }
        });
    }

    /// The drop-down that adds a member. Ports that may not join stay in it with the reason.
    fn join(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        let (cx, group) = (at.cx, &at.cx.snapshot.group);
        let others = || group.send_ports.values().filter(|port| !item.members.contains(&port.name));
        let why_not = |port: &SendPort| reason(cx, guards::add_member(group, item, port));
        // first those that may
        let mut ports: Vec<_> = others().map(|port| (port, why_not(port))).collect();
        ports.sort_by_key(|(_, greyed)| greyed.is_some());
        let mut items: Vec<_> = ports
            .iter()
            .map(|(port, greyed)| Item { text: port.name.to_string(), greyed: greyed.clone(), selected: false })
            .collect();
        items.push(Item::new(cx.text("property-new-send-port")));
        let label = cx.text("property-add-member");
        let width = ui.available_width().min(280.0);
        let chosen = drop_down(ui, "add member", &label, &label, width, &items, at.read_only);
        match chosen {
            Some(index) if index < ports.len() => {
                item.members.push(ports[index].0.name.clone());
                self.current = Some(item.members.len() - 1);
            }
            Some(_) => {
                self.before_new_port = Some(group.send_ports.keys().cloned().collect());
                cx.push(Task::Open(open::new_send_port(cx.snapshot, &item.application)));
            }
            None => {}
        }
    }

    fn buttons(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        let cx = at.cx;
        let current = self.current.and_then(|current| item.members.get(current)).cloned();
        let Some(member) = current else {
            let why = cx.text(if item.members.is_empty() { "kit-no-rows" } else { "kit-choose-a-row" });
            ui.horizontal_wrapped(|ui| {
                for (key, icon) in [("property-remove", ICON_DELETE), ("property-properties", ICON_TUNE)] {
                    let text = cx.text(key);
                    soft_button(ui, SoftButton::new(&text).icon(icon.codepoint).enabled(Err(why.clone())));
                }
            });
            return;
        };
        let may_leave = match (at.read_only, why_stay(at, &member)) {
            (Some(reason), _) => Err(reason.to_owned()),
            (None, Some(reason)) => Err(reason),
            (None, None) => Ok(()),
        };
        ui.horizontal_wrapped(|ui| {
            let remove = cx.text("property-remove");
            let button = SoftButton::new(&remove).icon(ICON_DELETE.codepoint).enabled(may_leave.clone());
            if soft_button(ui, button).clicked_enabled {
                item.members.retain(|other| *other != member);
            }
            let properties = cx.text("property-properties");
            if soft_button(ui, SoftButton::new(&properties).icon(ICON_TUNE.codepoint)).clicked_enabled {
                cx.push(Task::OpenProperties(ArtifactRef::send_port(&member)));
            }
        });
        if at.read_only.is_none()
            && let Err(reason) = may_leave
        {
            Mark::Note.line(ui, &reason);
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
fn own_filter(ui: &mut Ui, at: &At<'_>, row: usize, port: &SendPort) {
    let cx = at.cx;
    if port.filter.is_empty() {
        let weak = Palette::of_ui(ui).text_weak;
        ui.colored_label(weak, cx.text("property-none"));
        return;
    }
    let field = format!("members[{row}]");
    let twice = at.form.all_problems().iter().find(|problem| problem.field == field);
    if let Some(problem) = twice {
        Mark::from(problem.severity).show(ui).on_hover_text(cx.say(&problem.sentence));
    }
    text_cell(ui, &cx.text("property-yes"));
}
