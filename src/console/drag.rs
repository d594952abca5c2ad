//! Send ports that are dragged onto a send port group.

use std::sync::Arc;

use egui::{
    Context, CursorIcon, DragAndDrop, Id, LayerId, Order, PopupAnchor, Rect, Role, Stroke, StrokeKind, Tooltip, Ui,
    WidgetInfo,
};

use super::{
    context::{Cx, Task},
    kit,
    theme::{self, Palette},
};
use crate::{
    engine::{Request, add_members},
    model::{ArtifactKind, ArtifactRef, Name, SendPortGroup},
    words::Sentence,
};

/// The send ports that are being dragged.
pub struct DraggedPorts(pub Vec<Name>);

/// What would become of dropping something here, as of the last look.
#[derive(Clone)]
struct Look {
    generation: u64,
    group: Name,
    /// Which drag it is about.
    dragged: usize,
    request: Result<Box<Request>, String>,
}

/// What the pointer says, until the end of the pass.
#[derive(Clone, Default)]
struct Told {
    text: String,
    possible: bool,
}

const LOOK: &str = "look of a drag";
const TOLD: &str = "told of a drag";

/// Begins to drag a row: with what is selected, if it is part of that. Only send ports can be
/// dragged.
pub fn start(ctx: &Context, row: &ArtifactRef, selection: &[ArtifactRef]) {
    let items = if selection.contains(row) { selection } else { std::slice::from_ref(row) };
    let ports: Vec<Name> =
        items.iter().filter(|item| item.kind == ArtifactKind::SendPort).map(|item| item.name.clone()).collect();
    if !ports.is_empty() {
        DragAndDrop::set_payload(ctx, DraggedPorts(ports));
    }
}

/// The send ports that are being dragged, if any are.
#[must_use]
pub fn dragged(ctx: &Context) -> Option<Arc<DraggedPorts>> {
    DragAndDrop::payload::<DraggedPorts>(ctx)
}

/// A place where ports can be dropped on a group: marks it under the pointer, says what would
/// become of it, and does it when they are let go.
pub fn target(ui: &Ui, cx: &Cx<'_>, group: &Name, rect: Rect) {
    let Some(ports) = dragged(ui.ctx()) else { return };
    let under = ui.input(|input| input.pointer.latest_pos()).is_some_and(|at| rect.contains(at));
    if !under || !ui.clip_rect().intersects(rect) {
        return;
    }
    let look = look(ui.ctx(), cx, group, &ports);
    let palette = Palette::of_ui(ui);
    let told = match &look.request {
        Ok(_) => Told { text: cx.say(&told(&ports.0, "drag-adds").with("group", group)), possible: true },
        Err(why) => Told { text: why.clone(), possible: false },
    };
    let ink = if told.possible { palette.accent } else { palette.error };
    ui.painter().rect_stroke(rect, theme::RADIUS, Stroke::new(2.0, ink), StrokeKind::Inside);
    ui.ctx().set_cursor_icon(if told.possible { CursorIcon::Copy } else { CursorIcon::NotAllowed });
    ui.data_mut(|data| data.insert_temp(Id::unique(TOLD), told));
    if ui.input(|input| input.pointer.any_released())
        && let Ok(request) = look.request
    {
        let _ = DragAndDrop::take_payload::<DraggedPorts>(ui.ctx());
        cx.push(Task::Request(*request));
    }
}

/// `SP_A`, or the first and how many more.
fn told(ports: &[Name], key: &'static str) -> Sentence {
    let items: Vec<ArtifactRef> = ports.iter().take(1).map(ArtifactRef::send_port).collect();
    let names = match items.first() {
        Some(first) if ports.len() > 1 => {
            Sentence::new("items-many").with("name", &first.name).with("more", ports.len() - 1)
        }
        Some(first) => Sentence::new("items-one").with("name", &first.name),
        None => Sentence::new("items-none"),
    };
    Sentence::new(key).with("items", names)
}

/// Asked anew only when something has changed.
fn look(ctx: &Context, cx: &Cx<'_>, group: &Name, ports: &Arc<DraggedPorts>) -> Look {
    let dragged = Arc::as_ptr(ports) as usize;
    let id = Id::unique(LOOK);
    let known: Option<Look> = ctx.data(|data| data.get_temp(id));
    if let Some(look) = known
        && look.generation == cx.snapshot.generation
        && look.group == *group
        && look.dragged == dragged
    {
        return look;
    }
    let request = add_members(&cx.snapshot.group, cx.snapshot.role, group, &ports.0);
    let look = Look {
        generation: cx.snapshot.generation,
        group: group.clone(),
        dragged,
        request: request
            .map(Box::new)
            .map_err(|refusal| refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()),
    };
    ctx.data_mut(|data| data.insert_temp(id, look.clone()));
    look
}

/// The groups on which can be dropped, in place of the details. `open`: the one that the details
/// were of, which stands first, then those of the application of the ports.
pub fn targets(ui: &mut Ui, cx: &Cx<'_>, open: Option<&Name>, ports: &DraggedPorts) {
    let group = &cx.snapshot.group;
    ui.label(theme::section(&cx.text("drag-title")));
    if group.send_port_groups.is_empty() {
        ui.add(egui::Label::new(theme::weak(ui, &cx.text("drag-no-groups"))).wrap());
        return;
    }
    let application = ports.0.first().and_then(|port| group.send_ports.get(port)).map(|port| &port.application);
    let rank = |spg: &SendPortGroup| (Some(&spg.name) != open, Some(&spg.application) != application);
    let mut all: Vec<_> = group.send_port_groups.values().collect();
    all.sort_by_key(|spg| rank(spg));
    let height = theme::TARGET.max(26.0);
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, all.len(), |ui, range| {
        for spg in &all[range] {
            let (rect, response) =
                ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::hover());
            let palette = Palette::of_ui(ui);
            ui.painter().rect_filled(rect, theme::RADIUS, palette.button);
            let mut row = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(egui::vec2(8.0, 0.0))));
            row.horizontal_centered(|ui| {
                kit::state_inline(ui, cx.words, spg.state);
                ui.add(egui::Label::new(spg.name.as_str()).truncate().selectable(false));
            });
            let name = cx.say(&told(&ports.0, "drag-adds").with("group", &spg.name));
            response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name.as_str()));
            target(ui, cx, &spg.name, rect);
        }
    });
}

/// What is dragged, and what would become of it, at the pointer. To be called when everything
/// else is drawn.
pub fn at_pointer(ctx: &Context, cx: &Cx<'_>) {
    let Some(ports) = dragged(ctx) else { return };
    let told = ctx
        .data_mut(|data| data.remove_temp::<Told>(Id::unique(TOLD)))
        .unwrap_or_else(|| Told { text: cx.say(&self::told(&ports.0, "drag-carries")), possible: true });
    let layer = LayerId::new(Order::Tooltip, Id::unique("dragged ports"));
    Tooltip::always_open(ctx.clone(), layer, Id::unique("dragged ports"), PopupAnchor::Pointer).gap(16.0).show(|ui| {
        ui.set_max_width(300.0);
        if told.possible {
            ui.label(told.text);
        } else {
            kit::Mark::Error.line(ui, &told.text);
        }
    });
}
