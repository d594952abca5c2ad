//! The frame of a modal window: title bar with a cross, a body that scrolls where there is too
//! little room, a footer that stays.

use egui::{
    Area, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Popup, Rect, Response, ScrollArea, Stroke,
    Ui, UiBuilder, Vec2, pos2, vec2,
};
use egui_material_icons::icons::ICON_CLOSE;

use super::{SoftButton, soft_button};
use crate::{
    console::theme::{self, Palette},
    words::Words,
};

/// Distance of a dialog from the edge of the window.
const MARGIN: f32 = 12.0;
pub const PADDING: f32 = 14.0;
const TITLE_BAR: f32 = 44.0;
const FOOTER: f32 = 50.0;

/// What the frames of dialogs remember from pass to pass.
#[derive(Clone, Copy, Default)]
struct Memory {
    /// The window that was drawn last, to tell when another one opens.
    window: Option<Id>,
    /// The window has just opened and no field has taken the focus yet.
    wants_focus: bool,
    /// Not before this pass: what is drawn until then is about to go.
    wants_focus_from: u64,
    /// When that was, to tell the next window that happens to have the same id.
    pass: u64,
    /// Escape or the cross was used while it may not close.
    asked_to_close: bool,
    /// A text field had the focus when the last pass ended; Escape has taken it away already
    /// when this pass begins.
    text_had_focus: bool,
}

fn memory<R>(ctx: &Context, with: impl FnOnce(&mut Memory) -> R) -> R {
    ctx.data_mut(|data| with(data.get_temp_mut_or_default(Id::unique("dialog frame"))))
}

/// Draws a modal window of this size, or of what there is. Returns whether it is to be closed:
/// never while it may not, then [`asked_to_close`] tells the contents. A click beside it does
/// not close it.
///
/// Only the topmost dialog is drawn with this; each dialog that opens has an id of its own.
pub fn dialog_window(
    ctx: &Context,
    words: &Words,
    id: Id,
    title: &str,
    wanted_size: Vec2,
    may_close: bool,
    add_contents: impl FnOnce(&mut Ui),
) -> bool {
    let palette = Palette::of_visuals(&ctx.global_style().visuals);
    let pass = ctx.cumulative_pass_nr();
    let opened = memory(ctx, |memory| {
        let opened = memory.window != Some(id) || memory.pass + 1 < pass;
        if opened {
            *memory = Memory { window: Some(id), wants_focus: true, ..Memory::default() };
        }
        memory.pass = pass;
        opened
    });
    if opened && let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }

    let size = wanted_size.min(ctx.content_rect().size() - Vec2::splat(2.0 * MARGIN)).round();
    let frame = Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(8))
        .shadow(ctx.global_style().visuals.window_shadow);
    let area: Area = Modal::default_area(id).accessible_name(title);
    let mut crossed = false;
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(palette.backdrop).show(ctx, |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        let rect = Rect::from_min_size(ui.max_rect().min, size);
        let (bar, body) = rect.split_top_bottom_at_y(rect.top() + TITLE_BAR);
        ui.scope_builder(UiBuilder::new().max_rect(bar.shrink2(vec2(PADDING, 6.0))), |ui| {
            crossed = title_bar(ui, words, title);
        });
        ui.painter().hline(bar.x_range(), bar.bottom(), Stroke::new(1.0, palette.line));
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            ui.set_clip_rect(body.intersect(ui.clip_rect()));
            add_contents(ui);
        });
    });

    // so that a screen reader stays within
    ctx.accesskit_node_builder(id, egui::accesskit::Node::set_modal);

    let escape = modal.is_top_modal
        && !modal.any_popup_open
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        && (may_close || !memory(ctx, |memory| memory.text_had_focus));
    let requested = crossed || escape || modal.response.should_close();
    let text_has_focus = ctx.text_edit_focused();
    memory(ctx, |memory| {
        memory.text_had_focus = text_has_focus;
        memory.asked_to_close |= requested && !may_close;
        if requested && may_close {
            memory.window = None;
        }
    });
    if requested && !may_close {
        ctx.request_repaint();
    }
    requested && may_close
}

fn title_bar(ui: &mut Ui, words: &Words, title: &str) -> bool {
    egui::Sides::new()
        .shrink_left()
        .truncate()
        .height(ui.available_height())
        .show(
            ui,
            |ui| {
                // a long one stands on two lines
                let heading = theme::semibold(theme::HEADING);
                let fits = theme::text_width(ui, title, heading.clone()) <= ui.available_width();
                let (font, rows) = if fits { (heading, 1) } else { (theme::semibold(theme::SMALL), 2) };
                let ink = ui.visuals().text_color();
                let width = ui.available_width();
                super::lines(ui, title, font, ink, width, rows)
            },
            |ui| {
                let close = ui.add(
                    egui::Button::new(theme::icon(ICON_CLOSE)).frame_when_inactive(false).min_size(vec2(28.0, 28.0)),
                );
                close.accessible_name(words.text("kit-close")).clicked()
            },
        )
        .1
}

/// Whether the user asked to close this dialog while it may not, since the last call. The dialog
/// then asks back, see [`super::super::dialogs::Dialog::may_close`].
#[must_use]
pub fn asked_to_close(ctx: &Context) -> bool {
    memory(ctx, |memory| std::mem::take(&mut memory.asked_to_close))
}

/// The next field that is drawn gets the focus, as when the dialog opens: for contents that are
/// replaced by others.
pub fn focus_first_field(ctx: &Context) {
    let next = ctx.cumulative_pass_nr() + 1;
    memory(ctx, |memory| {
        memory.wants_focus = true;
        memory.wants_focus_from = next;
    });
    ctx.request_repaint();
}

/// Gives a field the focus if its dialog has just opened and no earlier field took it.
pub fn offer_focus(response: &Response) {
    let pass = response.ctx.cumulative_pass_nr();
    if memory(&response.ctx, |memory| pass >= memory.wants_focus_from && std::mem::take(&mut memory.wants_focus)) {
        response.request_focus();
    }
}

/// The part above the footer. Without `scroll` the contents arrange the room themselves.
pub fn body<R>(ui: &mut Ui, scroll: bool, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let mut rect = ui.available_rect_before_wrap();
    rect.set_bottom(rect.bottom() - FOOTER);
    let builder = UiBuilder::new().max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_min_size(rect.size());
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        if scroll { scrolling(ui, "dialog body", add_contents) } else { add_contents(ui) }
    })
    .inner
}

/// Scrolls what is too long, with the distances of a dialog.
pub fn scrolling<R>(ui: &mut Ui, id_salt: &str, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical()
        .id_salt(id_salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(PADDING as i8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                add_contents(ui)
            })
        })
        .inner
        .inner
}

/// The buttons of a dialog.
#[derive(Clone, Debug)]
pub struct Footer<'a> {
    /// The words of the button that does it, in general *OK*.
    pub ok: &'a str,
    pub ok_enabled: Result<(), String>,
    /// Only windows that can apply without closing have this button.
    pub apply: Option<Result<(), String>>,
    /// `None` where there is nothing to cancel.
    pub cancel: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FooterChoice {
    Ok,
    Cancel,
    Apply,
    /// A greyed button was pressed: its reason.
    WhyNot(String),
}

/// Draws the buttons at the lower right. Enter presses the first one unless the focus is on
/// something that uses the key itself.
pub fn footer(ui: &mut Ui, words: &Words, footer: &Footer<'_>) -> Option<FooterChoice> {
    let palette = Palette::of_ui(ui);
    let rect = ui.available_rect_before_wrap();
    let rect = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOTER), rect.max);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let mut choice = None;
    let enter = ui.input(|input| input.key_pressed(Key::Enter))
        && ui.memory(egui::Memory::focused).is_none()
        && !Popup::is_any_open(ui.ctx());
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink2(vec2(PADDING, 0.0))), |ui| {
        ui.spacing_mut().button_padding.x = 16.0;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // laid out from the right; the tab order is the reading order, so they are drawn in
            // a child that knows its width from the last pass
            let id = ui.scope_id().with("width");
            let width: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(rect.width());
            let left = (ui.max_rect().right() - width).max(ui.max_rect().left());
            let row = Rect::from_min_max(pos2(left, ui.max_rect().top()), ui.max_rect().max);
            let builder = UiBuilder::new().max_rect(row).layout(egui::Layout::left_to_right(egui::Align::Center));
            let used = ui
                .scope_builder(builder, |ui| {
                    let ok = soft_button(
                        ui,
                        SoftButton { accent: true, ..SoftButton::new(footer.ok) }.enabled(footer.ok_enabled.clone()),
                    );
                    offer_focus(&ok.response);
                    if ok.clicked_enabled || (enter && footer.ok_enabled.is_ok()) {
                        choice = Some(FooterChoice::Ok);
                    } else if (ok.asked_why || enter)
                        && let Err(reason) = &footer.ok_enabled
                    {
                        choice = Some(FooterChoice::WhyNot(reason.clone()));
                    }
                    if let Some(cancel) = footer.cancel
                        && soft_button(ui, SoftButton::new(cancel)).clicked_enabled
                    {
                        choice = Some(FooterChoice::Cancel);
                    }
                    if let Some(apply) = &footer.apply {
                        let text = words.text("kit-apply");
                        let button = soft_button(ui, SoftButton::new(&text).enabled(apply.clone()));
                        if button.clicked_enabled {
                            choice = Some(FooterChoice::Apply);
                        } else if button.asked_why
                            && let Err(reason) = apply
                        {
                            choice = Some(FooterChoice::WhyNot(reason.clone()));
                        }
                    }
                    ui.min_rect().width()
                })
                .inner;
            if (used - width).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(id, used));
                ui.ctx().request_discard("the footer knows its width now");
            }
        });
    });
    choice
}
