//! What the three tables of the view have in common.

use egui::{Panel, Role, Ui, WidgetInfo};

use crate::{
    console::{
        context::{Cx, Task},
        dialogs,
        kit::{self, table::Selection},
    },
    model::{ArtifactKind, ArtifactRef, Filter, PortState},
    rules::pages::PropertyPage,
    words::{Sentence, Words},
};

/// A filter on one line, as the list writes it.
#[must_use]
pub fn filter_line(words: &Words, filter: &Filter) -> String {
    crate::console::panels::cells::filter_words(filter, words)
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

/// Selects artifacts as a click in the list does, without leaving the view.
pub fn select(cx: &Cx<'_>, items: Vec<ArtifactRef>) {
    cx.push(Task::SelectInList(Selection::new(items)));
}

/// Opens the page *Filters* of a port or a group.
pub fn open_filters(cx: &Cx<'_>, item: &ArtifactRef) {
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
pub fn menu(ui: &mut Ui, cx: &Cx<'_>, item: Option<&ArtifactRef>) {
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
