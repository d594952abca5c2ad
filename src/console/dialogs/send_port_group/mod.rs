//! *Send Port Group Properties* (page *Send Port Group Properties Dialog Box*), and a page of its
//! own that shows where each member stands in the table of state combinations.

mod members;
mod states;

use std::collections::BTreeSet;

use egui::{Ui, Vec2, vec2};

use super::sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name, strip};
use crate::{
    console::{
        context::Cx,
        kit::{self, Mark, form::Row},
    },
    engine::Snapshot,
    model::{Name, SendPort, SendPortGroup},
};

pub type SendPortGroupDialog = PropertyWindow<SendPortGroupSheet>;

#[derive(Default)]
pub struct SendPortGroupSheet {
    /// The member on which the buttons act.
    current: Option<usize>,
    /// The send ports that there were when a new one was to be created.
    before_new_port: Option<BTreeSet<Name>>,
}

impl SendPortGroupDialog {
    #[must_use]
    pub fn create(snapshot: &Snapshot, application: &Name) -> Self {
        let name = new_name("SendPortGroup", |name| snapshot.group.send_port_groups.contains_key(name));
        Self::new(SendPortGroupSheet::default(), None, SendPortGroup::new(name, application.clone()))
    }

    /// `None` if there is no such group.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let spg = snapshot.group.send_port_groups.get(name)?;
        Some(Self::new(SendPortGroupSheet::default(), Some(&spg.name), spg.as_ref().clone()))
    }

    /// A new group with everything of another one but its name and its state.
    #[must_use]
    pub fn copy_of(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let spg = snapshot.group.send_port_groups.get(name)?;
        let copy = SendPortGroup {
            name: new_name(&format!("{name}_"), |name| snapshot.group.send_port_groups.contains_key(name)),
            state: crate::model::PortState::Bound,
            ..spg.as_ref().clone()
        };
        Some(Self::new(SendPortGroupSheet::default(), None, copy))
    }
}

impl Sheet for SendPortGroupSheet {
    type Item = SendPortGroup;

    const PAGES: &'static [SheetPage] = &[
        SheetPage { title: "page-general", fields: &["name", "application", "description", "members"] },
        SheetPage { title: "page-members-by-state", fields: &[] },
    ];
    const TITLE: &'static str = "property-window-send-port-group";
    const SIZE: Vec2 = vec2(900.0, 620.0);
    const LABELS: f32 = 110.0;

    fn follow(&mut self, snapshot: &Snapshot, original: Option<&Name>, item: &mut SendPortGroup) {
        if let Some(spg) = original.and_then(|name| snapshot.group.send_port_groups.get(name)) {
            item.state = spg.state;
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &SendPortGroup) {
        strip(ui, |ui| {
            ui.horizontal_top(|ui| {
                kit::state_badge(ui, cx.words, item.state);
                ui.vertical(|ui| {
                    ui.add_space(3.0);
                    Mark::Note.line(ui, &cx.text("property-group-keeps-members"));
                });
            });
        });
    }

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup, page: usize) {
        match page {
            0 => self.general(ui, at, item),
            _ => states::page(ui, at.cx, item),
        }
    }

    fn changed(before: &SendPortGroup, after: &SendPortGroup, page: usize) -> bool {
        let general = |spg: &SendPortGroup| (spg.name.clone(), spg.description.clone(), spg.members.clone());
        page == 0 && differ(&general(before), &general(after))
    }
}

impl SendPortGroupSheet {
    fn general(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        let (cx, form) = (at.cx, &at.form);
        let [name, application, description] =
            ["property-name", "property-application", "property-description"].map(|key| cx.text(key));
        name_field(ui, form, &Row::new(&name, "name").limit(Name::MAX), &mut item.name);
        form.fact(ui, &Row::new(&application, "application"), item.application.as_str());
        form.section(ui, &cx.text("property-send-ports"));
        self.members(ui, at, item);
        ui.add_space(8.0);
        let row = Row::new(&description, "description").limit(SendPort::MAX_DESCRIPTION);
        form.multiline(ui, &row, &mut item.description, 2);
    }
}
