//! *Application Properties*: name, description, and the applications that it may use.

use egui::{Ui, Vec2, vec2};
use egui_material_icons::icons::ICON_DELETE;

use super::{
    drop_down::{Item, drop_down},
    row_table::{button_row, row_problems, row_table, text_cell},
    sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name},
};
use crate::{
    console::kit::{Column, Mark, SoftButton, form::Row, soft_button},
    engine::Snapshot,
    model::{Application, Name},
    rules::guards,
};

pub type ApplicationDialog = PropertyWindow<ApplicationSheet>;

#[derive(Default)]
pub struct ApplicationSheet {
    current: Option<usize>,
}

impl ApplicationDialog {
    #[must_use]
    pub fn create(snapshot: &Snapshot) -> Self {
        let name = new_name("Application_", 1, |name| snapshot.group.applications.contains_key(name));
        Self::new(ApplicationSheet::default(), None, Application { name, ..Application::default() })
    }

    /// `None` if there is no such application.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let application = snapshot.group.applications.get(name)?;
        Some(Self::new(ApplicationSheet::default(), Some(&application.name), application.as_ref().clone()))
    }
}

impl Sheet for ApplicationSheet {
    type Item = Application;

    const PAGES: &'static [SheetPage] = &[
        SheetPage { title: "page-general", fields: &["name", "description"] },
        SheetPage { title: "page-references", fields: &["references"] },
    ];
    const TITLE: &'static str = "property-window-application";
    const TITLE_NEW: &'static str = "property-new-application";
    const SIZE: Vec2 = vec2(760.0, 480.0);

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Application, page: usize) {
        match page {
            0 => general(ui, at, item),
            _ => self.references(ui, at, item),
        }
    }

    fn changed(before: &Application, after: &Application, page: usize) -> bool {
        let general = |it: &Application| (it.name.clone(), it.description.clone());
        match page {
            0 => differ(&general(before), &general(after)),
            _ => differ(&before.references, &after.references),
        }
    }
}

fn general(ui: &mut Ui, at: &At<'_>, item: &mut Application) {
    let (cx, form) = (at.cx, &at.form);
    let [name, default, description] =
        ["property-name", "property-default-application", "property-description"].map(|key| cx.text(key));
    name_field(ui, form, &Row::new(&name, "name").limit(Name::MAX), &mut item.name);
    let answer = if item.default { "property-yes" } else { "property-no" };
    form.fact(ui, &Row::new(&default, "default"), &cx.text(answer));
    let row = Row::new(&description, "description").limit(Application::MAX_DESCRIPTION);
    form.multiline(ui, &row, &mut item.description, 6);
}

impl ApplicationSheet {
    fn references(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Application) {
        let (cx, group) = (at.cx, &at.cx.snapshot.group);
        ui.add(egui::Label::new(cx.text("property-references-intro")).wrap());
        ui.add_space(4.0);
        let columns = [
            Column::new(cx.text("property-name"), 140.0, 1.0),
            Column::new(cx.text("property-description"), 140.0, 2.0),
        ];
        let names: Vec<_> = item.references.iter().map(Name::to_string).collect();
        let empty = cx.text("property-no-references");
        row_table(ui, "references", &columns, &names, &mut self.current, &empty, |ui, row, column| match column {
            0 => text_cell(ui, &names[row]),
            _ => text_cell(ui, group.applications.get(&item.references[row]).map_or("", |it| &it.description)),
        });
        row_problems(ui, &at.form, "references");

        let referenced = item.references.clone();
        let others = || {
            let names = group.applications.keys();
            let others = names.filter(|name| Some(*name) != at.original && !referenced.contains(name));
            let mut items: Vec<_> = others.map(|name| (name.clone(), Item::new(name.as_str()))).collect();
            if items.is_empty() {
                let why = cx.text("property-no-other-application");
                items.push((Name::default(), Item { greyed: Some(why), ..Item::new(cx.text("property-none")) }));
            }
            items
        };
        let label = cx.text("property-add-reference");
        let why_not = self.why_not_remove(at, item);
        button_row(ui, |ui| {
            let width = ui.available_width().min(240.0);
            if let Some(name) = drop_down(ui, "add reference", &label, &label, width, others, at.read_only) {
                item.references.push(name);
                self.current = Some(item.references.len() - 1);
            }
            let text = cx.text("property-remove");
            let button = SoftButton::new(&text).icon(ICON_DELETE.codepoint);
            let button = button.enabled(why_not.clone().map_or(Ok(()), Err));
            if let (true, Some(row)) = (soft_button(ui, button).clicked_enabled, self.current) {
                item.references.remove(row);
            }
        });
        if let (Some(why), Some(_), None) = (why_not, self.current, at.read_only) {
            Mark::Note.line(ui, &why);
        }
    }

    /// Why the current reference cannot go.
    fn why_not_remove(&self, at: &At<'_>, item: &Application) -> Option<String> {
        if let Some(reason) = at.read_only {
            return Some(reason.to_owned());
        }
        match self.current.and_then(|current| item.references.get(current)) {
            None => Some(at.cx.text(if item.references.is_empty() { "kit-no-rows" } else { "kit-choose-a-row" })),
            Some(reference) => why_keep(at, reference),
        }
    }
}

/// Why a reference cannot go: something of the application uses it.
fn why_keep(at: &At<'_>, reference: &Name) -> Option<String> {
    let group = &at.cx.snapshot.group;
    let before = at.original.and_then(|name| group.applications.get(name))?;
    let mut after = before.as_ref().clone();
    after.references.retain(|other| other != reference);
    let unmet = guards::unmet(guards::remove_references(group, before, &after));
    unmet.first().map(|condition| at.cx.say(&condition.sentence))
}
