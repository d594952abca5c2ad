//! *Send Port Group Properties* (page *Send Port Group Properties Dialog Box*), and a page of its
//! own that shows where each member stands in the table of state combinations.

mod members;
mod states;

use std::collections::BTreeSet;

use egui::{RichText, Ui, Vec2, vec2};

use super::{
    filter_page::FilterPage,
    filter_preview, properties,
    sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name},
};
use crate::{
    console::{
        context::Cx,
        kit::{self, form::Row},
    },
    engine::{Request, Snapshot},
    model::{Name, SendPort, SendPortGroup, validate::Problem},
};

pub type SendPortGroupDialog = PropertyWindow<SendPortGroupSheet>;

pub struct SendPortGroupSheet {
    filter: FilterPage,
    /// The member on which the buttons act.
    current: Option<usize>,
    /// The send ports that there were when a new one was to be created.
    before_new_port: Option<BTreeSet<Name>>,
}

impl SendPortGroupDialog {
    fn of(original: Option<&Name>, spg: SendPortGroup) -> Self {
        let filter = FilterPage::new(&spg.filter);
        Self::new(SendPortGroupSheet { filter, current: None, before_new_port: None }, original, spg)
    }

    #[must_use]
    pub fn create(snapshot: &Snapshot, application: &Name) -> Self {
        let name = new_name("SPG_", 1, |name| snapshot.group.send_port_groups.contains_key(name));
        Self::of(None, SendPortGroup::new(name, application.clone()))
    }

    /// `None` if there is no such group.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let spg = snapshot.group.send_port_groups.get(name)?;
        Some(Self::of(Some(&spg.name), spg.as_ref().clone()))
    }

    /// A new group with everything of another one but its name and its state.
    #[must_use]
    pub fn copy_of(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let spg = snapshot.group.send_port_groups.get(name)?;
        let copy = SendPortGroup {
            name: new_name(&format!("{name}_"), 2, |name| snapshot.group.send_port_groups.contains_key(name)),
            state: crate::model::PortState::Bound,
            ..spg.as_ref().clone()
        };
        Some(Self::of(None, copy))
    }
}

impl Sheet for SendPortGroupSheet {
    type Item = SendPortGroup;

    const PAGES: &'static [SheetPage] = &[
        SheetPage { title: "page-general", fields: &["name", "application", "description", "members"] },
        SheetPage { title: "page-filters", fields: &["filter"] },
        SheetPage { title: "page-members-by-state", fields: &[] },
    ];
    const TITLE: &'static str = "property-window-send-port-group";
    const TITLE_NEW: &'static str = "property-new-send-port-group";
    const SIZE: Vec2 = vec2(900.0, 620.0);
    const LABELS: f32 = 110.0;

    fn follow(&mut self, snapshot: &Snapshot, original: Option<&Name>, item: &mut SendPortGroup) {
        if let Some(spg) = original.and_then(|name| snapshot.group.send_port_groups.get(name)) {
            item.state = spg.state;
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &SendPortGroup) {
        properties::header(ui, |ui| {
            kit::state_badge(ui, cx.words, item.state);
            ui.add(egui::Label::new(RichText::new(cx.text("property-group-keeps-members")).small().weak()).wrap());
        });
    }

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup, page: usize) {
        match page {
            0 => self.general(ui, at, item),
            1 => self.filters(ui, at, item),
            _ => states::page(ui, at.cx, item),
        }
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Problem> {
        self.filter.problems(cx)
    }

    fn changed(before: &SendPortGroup, after: &SendPortGroup, page: usize) -> bool {
        let general = |spg: &SendPortGroup| (spg.name.clone(), spg.description.clone(), spg.members.clone());
        match page {
            0 => differ(&general(before), &general(after)),
            1 => before.filter != after.filter,
            _ => false,
        }
    }
}

impl SendPortGroupSheet {
    fn filters(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut SendPortGroup) {
        self.filter.ui(ui, at.cx, &at.form, &mut item.filter);
        let now = at.original.and_then(|name| at.cx.snapshot.group.send_port_groups.get(name));
        let request = || Request::Put { original: at.original.cloned(), artifact: item.clone().into() };
        let edited = filter_preview::Edited {
            before: now.map(|spg| &spg.filter),
            after: &item.filter,
            state: now.map(|spg| spg.state),
            request: &request,
        };
        filter_preview::ui(ui, at.cx, &edited);
        filter_preview::lints(ui, at.cx, at.lints);
    }

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
