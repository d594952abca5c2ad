//! What the three tables of the view have in common.

use egui::{Panel, Role, Ui, WidgetInfo};

use crate::{
    console::{
        context::{Cx, Task},
        dialogs,
        kit::{
            self,
            table::{Column, Rows, Selection, Table, TableState},
        },
        theme,
    },
    model::{ArtifactKind, ArtifactRef, Filter, Name, PortState},
    rules::pages::PropertyPage,
    words::{Sentence, Words},
};

/// A filter on one line, as the list writes it.
#[must_use]
pub fn filter_line(words: &Words, filter: &Filter) -> String {
    crate::console::panels::cells::filter_words(filter, words)
}

/// The longest of several texts, by which its column is as wide as it needs to be.
#[must_use]
pub fn longest<'a>(texts: impl Iterator<Item = &'a Name>) -> String {
    texts.max_by_key(|text| text.as_str().chars().count()).map(ToString::to_string).unwrap_or_default()
}

/// Least and greatest width of a column of names, in points.
const NAMES: (f32, f32) = (84.0, 240.0);

/// A column of names of which `longest` is the longest one.
#[must_use]
pub fn names(ui: &Ui, id: &'static str, title: String, longest: &str) -> Column {
    let width = |text: &str, font| theme::text_width(ui, text, font);
    let title_width = width(&title, theme::semibold(theme::SMALL)) + 12.0;
    let wide = width(longest, egui::FontId::proportional(theme::BODY)).ceil() + 2.0;
    let least = NAMES.0.max(title_width);
    Column::new(id, title).between(least, wide.clamp(least, NAMES.1.max(least)))
}

/// One of the tables of the view.
pub struct Listing<'a> {
    pub id: &'static str,
    pub name: String,
    pub columns: &'a [Column],
    pub highlight: &'a str,
}

impl Listing<'_> {
    /// Draws it. `item` is what acts and the details are about; `owner` whose filter it is, which a
    /// double click opens.
    pub fn show<R: Rows>(
        self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        state: &mut TableState<R::Key>,
        rows: &R,
        item: impl Fn(&R::Key) -> Option<ArtifactRef>,
        owner: impl Fn(&R::Key) -> Option<ArtifactRef>,
    ) {
        let table = Table::new(self.id, self.name, self.columns).highlight(self.highlight);
        let output = table.show(ui, cx.words, &cx.layouts, state, rows, |ui, selected| {
            menu(ui, cx, selected.first().and_then(&item).as_ref());
        });
        if output.selection_changed {
            let items = state.selection.iter().filter_map(&item).collect();
            cx.push(Task::SelectInList(Selection::new(items)));
        }
        if let Some(owner) = output.activated.as_ref().and_then(owner) {
            open_filters(cx, &owner);
        }
    }
}

/// A part below the table for what is selected in it.
pub fn below(ui: &mut Ui, id: &'static str, contents: impl FnOnce(&mut Ui)) {
    let room = ui.available_height();
    if room < 150.0 {
        return;
    }
    Panel::bottom(id).resizable(true).default_size((room * 0.36).clamp(70.0, 150.0)).show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, contents);
    });
}

/// Opens the page *Filters* of a port or a group.
fn open_filters(cx: &Cx<'_>, item: &ArtifactRef) {
    let port = (item.kind == ArtifactKind::SendPort)
        .then(|| dialogs::send_port::SendPortDialog::edit(cx.snapshot, &item.name))
        .flatten();
    match port {
        Some(dialog) => cx.push(Task::Open(Box::new(dialog.on_page(PropertyPage::Filters)))),
        None => match dialogs::send_port_group::SendPortGroupDialog::edit(cx.snapshot, &item.name) {
            Some(dialog) => cx.push(Task::Open(Box::new(dialog.on_page(1)))),
            None => cx.push(Task::OpenProperties(item.clone())),
        },
    }
}

/// What the context menu of a row offers for its port or group.
fn menu(ui: &mut Ui, cx: &Cx<'_>, item: Option<&ArtifactRef>) {
    let Some(item) = item else { return };
    ui.set_min_width(200.0);
    for (key, task) in [
        ("subscriptions-go", Task::Select(vec![item.clone()])),
        ("subscriptions-of-it", Task::ShowSubscriptions(super::Query::Of(item.clone()))),
        ("command-properties", Task::OpenProperties(item.clone())),
    ] {
        if kit::menu_entry(ui, &cx.text(key), "", Ok(())) {
            cx.push(task);
            ui.close();
        }
    }
    if kit::menu_entry(ui, &cx.text("subscriptions-filters"), "", Ok(())) {
        open_filters(cx, item);
        ui.close();
    }
}

/// The links to where ports and groups can be looked at and changed.
pub fn links(ui: &mut Ui, cx: &Cx<'_>, items: &[(ArtifactRef, PortState)]) {
    ui.horizontal_wrapped(|ui| {
        for (item, state) in items {
            kit::state_inline(ui, cx.words, *state);
            crate::console::panels::details::reference(ui, cx, item);
            let name = cx.say(&Sentence::new("subscriptions-filters-of").with("name", &item.name));
            let link = kit::quiet_link(ui, &cx.text("subscriptions-filters"));
            link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if link.clicked() {
                open_filters(cx, item);
            }
            ui.add_space(8.0);
        }
    });
}
