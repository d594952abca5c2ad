//! Entries of menus, and the arrow of a sorted column.

use egui::{
    Button, Color32, Context, Id, InnerResponse, Key, Modifiers, Painter, Popup, Pos2, Response, RichText, Role, Shape,
    Ui,
    accesskit::HasPopup,
    containers::menu::{MenuState, is_in_menu},
    vec2,
};
use egui_material_icons::icons::{ICON_CHEVRON_RIGHT, ICON_EXPAND_MORE};

use super::button::soften;
use crate::console::theme::{self, Palette};

/// An entry of a menu; greyed ones stay reachable and tell their reason. Returns whether it was
/// pressed, greyed or not.
pub fn menu_entry(ui: &mut Ui, text: &str, shortcut: &str, enabled: Result<(), &str>) -> bool {
    entry(ui, text, RichText::new(shortcut).small(), enabled).clicked()
}

fn entry(ui: &mut Ui, text: &str, right: RichText, enabled: Result<(), &str>) -> Response {
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
        .shortcut_text(right.color(palette.text_weak));
    let response = ui.add(button);
    soften(&response, Role::MenuItem, text, enabled.err());
    if ui.data_mut(|data| data.remove_temp::<bool>(Id::unique(FIRST))).is_some() {
        response.request_focus();
    }
    response
}

/// A button that opens a menu, in the bar or, within a menu, beside it. Where there is no room
/// beside a menu, its entries follow below: a menu that covered its own button would take the
/// press that was meant to open it.
pub fn menu_button<R>(ui: &mut Ui, text: &str, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    if is_in_menu(ui) && !has_room_beside(ui) {
        return menu_below(ui, text, add_contents);
    }
    let button = ui.menu_button(text, |ui| menu_scroll(ui, add_contents));
    let open = button.inner.is_some();
    opens_menu(&button.response);
    ui.ctx().accesskit_node_builder(button.response.id, |node| node.set_expanded(open));
    button
}

/// How wide a menu beside a menu may become, in points.
const BESIDE: f32 = 280.0;

fn has_room_beside(ui: &Ui) -> bool {
    let (window, menu) = (ui.ctx().content_rect(), ui.max_rect());
    (window.right() - menu.right()).max(menu.left() - window.left()) > BESIDE
}

/// Entries that unfold within the menu.
fn menu_below<R>(ui: &mut Ui, text: &str, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    let id = ui.make_persistent_id(text);
    let mut open = ui.data(|data| data.get_temp(id).unwrap_or(false));
    let arrow = if open { ICON_EXPAND_MORE } else { ICON_CHEVRON_RIGHT };
    let response = entry(ui, text, theme::icon(arrow), Ok(()));
    if response.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
        // a menu stays open under a press that opens a menu within it
        MenuState::from_ui(ui, |menu, _| menu.open_item = Some(id));
        MenuState::mark_shown(ui.ctx(), id);
    }
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(open));
    let inner = open.then(|| ui.indent(id, add_contents).inner);
    InnerResponse::new(inner, response)
}

/// Tells a screen reader that pressing this opens a menu.
pub fn opens_menu(response: &Response) {
    let open = Popup::is_id_open(&response.ctx, Popup::default_response_id(response));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(open);
    });
}

/// The menu of something that takes the focus, by the right button of the mouse and by Shift+F10
/// or the menu key, which open it below.
pub fn context_menu(response: &Response, add_contents: impl FnOnce(&mut Ui)) {
    let (ctx, id) = (&response.ctx, Popup::default_response_id(response));
    let by_key = response.has_focus()
        && ctx.input_mut(|input| {
            input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
        });
    if by_key {
        Popup::open_id(ctx, id);
        focus_first_entry(ctx);
    }
    if by_key || response.secondary_clicked() || Popup::is_id_open(ctx, id) {
        let mut menu = Popup::context_menu(response);
        if Popup::position_of_id(ctx, id).is_none() {
            menu = menu.at_position(response.rect.left_bottom() + vec2(24.0, 0.0));
        }
        menu.show(|ui| menu_scroll(ui, add_contents));
    }
}

/// What a menu leaves free of the window's height, in points: the bar that it hangs from.
const BELOW: f32 = 52.0;

/// The contents of a menu: they scroll where the window is too low for them.
pub fn menu_scroll<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let most = ui.ctx().content_rect().height() - BELOW;
    // what a popup has by default would cut long menus
    ui.set_max_height(most);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 24.0;
    egui::ScrollArea::vertical().max_height(most).show(ui, add_contents).inner
}

const FIRST: &str = "first entry of a menu";

const FROM: &str = "where the focus was before a menu";

/// The next menu entry that is drawn takes the focus: for a menu that a key has opened.
pub fn focus_first_entry(ctx: &Context) {
    let from = ctx.memory(egui::Memory::focused);
    ctx.data_mut(|data| {
        data.insert_temp(Id::unique(FIRST), true);
        if let Some(from) = from {
            data.insert_temp(Id::unique(FROM), from);
        }
    });
}

/// Once a menu that a key had opened is closed, the focus is where it was before. To be called after
/// everything was drawn: what an entry opens remembers the focus in its turn.
pub fn give_focus_back(ctx: &Context) {
    let id = Id::unique(FROM);
    let Some(from) = ctx.data(|data| data.get_temp::<Id>(id)) else { return };
    if Popup::is_any_open(ctx) {
        return;
    }
    ctx.data_mut(|data| data.remove::<Id>(id));
    // whoever has pressed something beside the menu is there
    let layer = |id: Id| ctx.read_response(id).map(|it| it.layer_id);
    let elsewhere = ctx.memory(egui::Memory::focused).and_then(layer);
    if elsewhere.is_none() || elsewhere != layer(from) {
        ctx.memory_mut(|memory| memory.request_focus(from));
    }
}

/// The small triangle of a sorted column.
pub fn sort_arrow(painter: &Painter, center: Pos2, down: bool, color: Color32) {
    let tip = if down { 1.0 } else { -1.0 };
    let at = |x: f32, y: f32| center + vec2(x, y * tip);
    painter.add(Shape::convex_polygon(vec![at(-4.0, -2.0), at(4.0, -2.0), at(0.0, 3.0)], color, egui::Stroke::NONE));
}
