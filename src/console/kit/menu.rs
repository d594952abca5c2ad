//! Entries of menus, and the arrow of a sorted column.

use egui::{
    Button, Color32, Context, Id, InnerResponse, Painter, Pos2, RichText, Role, Shape, Ui, accesskit::HasPopup, vec2,
};

use super::button::soften;
use crate::console::theme::Palette;

/// An entry of a menu; greyed ones stay reachable and tell their reason. Returns whether it was
/// pressed, greyed or not.
pub fn menu_entry(ui: &mut Ui, text: &str, shortcut: &str, enabled: Result<(), &str>) -> bool {
    let palette = Palette::of_ui(ui);
    let ink = if enabled.is_ok() { palette.text } else { palette.disabled_text };
    let mut words = RichText::new(text).color(ink);
    if enabled.is_err() {
        words = words.italics();
    }
    let button = Button::new(words)
        .frame(true)
        .frame_when_inactive(false)
        .min_size(vec2(0.0, 24.0))
        .wrap_mode(egui::TextWrapMode::Extend)
        .shortcut_text(RichText::new(shortcut).small().color(palette.text_weak));
    let response = ui.add(button);
    soften(&response, Role::MenuItem, text, enabled.err());
    if ui.data_mut(|data| data.remove_temp::<bool>(Id::unique(FIRST))).is_some() {
        response.request_focus();
    }
    response.clicked()
}

/// A button that opens a menu, in the bar or, within a menu, beside it.
pub fn menu_button<R>(ui: &mut Ui, text: &str, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    let button = ui.menu_button(text, |ui| menu_scroll(ui, add_contents));
    let open = button.inner.is_some();
    ui.ctx().accesskit_node_builder(button.response.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(open);
    });
    button
}

/// The contents of a menu: they scroll where the window is too low for them.
pub fn menu_scroll<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    // with room for the menu bar above it
    let height = ui.ctx().content_rect().height() - 64.0;
    // a menu is given no more than its usual height at first, whatever the window has
    ui.set_max_height(height);
    egui::ScrollArea::vertical().max_height(height).show(ui, add_contents).inner
}

const FIRST: &str = "first entry of a menu";

/// The next menu entry that is drawn takes the focus: for a menu that a key has opened.
pub fn focus_first_entry(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::unique(FIRST), true));
}

/// The small triangle of a sorted column.
pub fn sort_arrow(painter: &Painter, center: Pos2, down: bool, color: Color32) {
    let tip = if down { 1.0 } else { -1.0 };
    let at = |x: f32, y: f32| center + vec2(x, y * tip);
    painter.add(Shape::convex_polygon(vec![at(-4.0, -2.0), at(4.0, -2.0), at(0.0, 3.0)], color, egui::Stroke::NONE));
}
