//! Buttons. A disabled widget of egui takes no focus and tells nobody why; these do.

use egui::{AtomExt as _, Button, Response, RichText, Role, Stroke, Tooltip, Ui, WidgetInfo, vec2};

use crate::console::theme::{self, Palette};

/// A button that stays reachable when it is greyed and then tells its reason.
#[derive(Clone, Debug)]
pub struct SoftButton<'a> {
    pub text: &'a str,
    /// A code point of the icon font.
    pub icon: Option<&'a str>,
    /// As the user's system writes it.
    pub shortcut: Option<String>,
    /// `Err` greys it and says why.
    pub enabled: Result<(), String>,
    /// The one button that is usually meant.
    pub accent: bool,
    /// Kept even where the text is shorter, so that what stands beside it does not move.
    pub min_width: f32,
}

impl<'a> SoftButton<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, icon: None, shortcut: None, enabled: Ok(()), accent: false, min_width: 0.0 }
    }

    #[must_use]
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    #[must_use]
    pub fn shortcut(mut self, shortcut: impl Into<String>) -> Self {
        self.shortcut = Some(shortcut.into());
        self
    }

    #[must_use]
    pub fn enabled(mut self, enabled: Result<(), String>) -> Self {
        self.enabled = enabled;
        self
    }

    #[must_use]
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    #[must_use]
    pub fn accent(mut self) -> Self {
        self.accent = true;
        self
    }
}

pub struct SoftResponse {
    /// It was pressed and may act.
    pub clicked_enabled: bool,
    /// It was pressed while greyed: tell the reason in full.
    pub asked_why: bool,
    pub response: Response,
}

/// See [`SoftButton`]. The reason shows as a tooltip under the pointer and under the focus, and
/// stands in the accessibility tree as the description.
pub fn soft_button(ui: &mut Ui, button: SoftButton<'_>) -> SoftResponse {
    let palette = Palette::of_ui(ui);
    let SoftButton { text, icon, shortcut, enabled, accent, min_width } = button;
    let (ink, weak) = match (&enabled, accent) {
        (Err(_), _) => (palette.disabled_text, palette.disabled_text),
        (Ok(()), true) => (palette.on_accent, palette.on_accent),
        (Ok(()), false) => (palette.text, palette.text_weak),
    };
    // not in a scope of its own, which a wrapping row would not wrap
    let before = ui.style().clone();
    let widgets = &mut ui.visuals_mut().widgets;
    for (fill, hover, border, widget) in [
        (palette.accent, palette.button, palette.line_strong, &mut widgets.inactive),
        (palette.accent_hover, palette.button_hover, palette.accent, &mut widgets.hovered),
        (palette.accent_hover, palette.button_press, palette.accent, &mut widgets.active),
    ] {
        let (fill, border) = match (&enabled, accent) {
            (Err(_), _) => (palette.disabled_fill, palette.disabled_line),
            (Ok(()), true) => (fill, fill),
            (Ok(()), false) => (hover, border),
        };
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, border);
    }
    let words = RichText::new(text).color(ink);
    if icon.is_some() {
        // an icon is higher than text, and all buttons of a row are equally high
        ui.spacing_mut().button_padding.y -= 2.0;
    }
    let mut widget = match icon {
        Some(icon) => Button::new((theme::glyph(icon).color(ink), words)),
        None => Button::new(words),
    };
    if let Some(shortcut) = shortcut {
        widget = widget.shortcut_text(RichText::new(shortcut).small().color(weak));
    }
    let response = ui.add(widget.min_size(vec2(min_width, theme::TARGET)).wrap_mode(egui::TextWrapMode::Extend));
    ui.set_style(before);
    soften(&response, Role::Button, text, enabled.as_ref().err().map(String::as_str));
    let pressed = response.clicked();
    SoftResponse { clicked_enabled: pressed && enabled.is_ok(), asked_why: pressed && enabled.is_err(), response }
}

/// Marks a focusable widget as disabled where it has a reason, and shows the reason to the
/// pointer, to the focus and to a screen reader.
pub fn soften(response: &Response, role: Role, name: &str, reason: Option<&str>) {
    response.widget_info(|| WidgetInfo::labeled(role, reason.is_none(), name));
    let Some(reason) = reason else { return };
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(reason));
    let mut tooltip = Tooltip::for_enabled(response);
    if response.has_focus() {
        tooltip.popup = tooltip.popup.open(true);
    }
    tooltip.show(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        ui.label(reason);
    });
}

/// The button that is usually meant; never greyed.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    soft_button(ui, SoftButton::new(text).accent()).response
}

/// A link that does something here, such as the way out of a refusal.
pub fn quiet_link(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::of_ui(ui);
    let response = ui.add(
        // underlined, so that it is not told by its hue alone
        Button::new(RichText::new(text).color(palette.accent).underline().atom_shrink(false))
            .frame(false)
            .min_size(vec2(0.0, theme::TARGET)),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A stop of the Tab key for a pane as a whole, where F6 leads: from there Tab goes on to what
/// stands in it. To be called before the contents are drawn.
pub fn pane(ui: &Ui, name: &str, take_focus: bool) {
    let area = ui.max_rect();
    let response = ui.interact(area, ui.scope_id().with("pane"), egui::Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Pane, true, name));
    if take_focus {
        response.request_focus();
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Palette::of_ui(ui).focus);
        ui.painter().rect_stroke(area.expand(1.0), theme::RADIUS, stroke, egui::StrokeKind::Inside);
    }
}
