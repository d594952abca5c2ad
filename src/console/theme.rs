//! Fonts, distances and colours. No other file names a colour.
//!
//! Cause and effect share a hue: Started and Processed are blue, Stopped and Suspended orange,
//! Bound grey, a routing failure plum. The four stay apart in the common colour-vision
//! deficiencies; still, shape and word always stand beside the hue.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Shadow, Stroke,
    StrokeKind, Style, TextStyle, Theme, Ui, Visuals, WidgetRect, style::WidgetVisuals, vec2,
};
use egui_material_icons::MaterialIcon;

use crate::{engine::Outcome, model::PortState};

// Inter 3.19 with its kerning and marks only: its contextual alternates would show another text than the one that
// is there, an arrow for `->` and a multiplication sign in `10x20`, and are most of the work of a text's layout
const INTER: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const INTER_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

/// The fonts that are embedded, for pictures that are drawn elsewhere than on the screen.
pub const FONTS: [&[u8]; 2] = [INTER, INTER_SEMIBOLD];

/// The family of headings and of what stands out.
pub const SEMIBOLD: &str = "semibold";

pub const BODY: f32 = 14.0;
pub const SMALL: f32 = 12.0;

/// How wide a paragraph in letters of this size is at most, in points: about 90 letters, since the
/// eye loses its line where they are longer.
#[must_use]
pub fn measure(size: f32) -> f32 {
    size * 46.0
}
pub const HEADING: f32 = 16.0;
/// Side of an icon beside text.
pub const ICON: f32 = 18.0;
/// Least height of what can be clicked.
pub const TARGET: f32 = 24.0;
pub const RADIUS: u8 = 4;
/// How long something fades or slides, in seconds.
const ANIMATION: f32 = 0.1;

/// Ink on the background, and ink on a tinted badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hue {
    pub ink: Color32,
    pub badge_ink: Color32,
    pub tint: Color32,
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Started, Processed and everything that waits.
    pub blue: Hue,
    /// Stopped, Suspended.
    pub orange: Hue,
    /// Bound, nothing delivered, terminated.
    pub grey: Hue,
    /// Routing failure.
    pub plum: Hue,

    pub background: Color32,
    pub panel: Color32,
    /// What lies on a panel: dialogs, cards, menus.
    pub card: Color32,
    /// Behind the text of a field.
    pub field: Color32,
    pub text: Color32,
    pub text_weak: Color32,
    /// The one accent.
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    /// Hairlines between regions.
    pub line: Color32,
    /// Lines that carry meaning: borders of fields, lines of a diagram.
    pub line_strong: Color32,
    pub button: Color32,
    pub button_hover: Color32,
    pub button_press: Color32,
    pub disabled_text: Color32,
    pub disabled_fill: Color32,
    pub disabled_line: Color32,
    pub error: Color32,
    pub error_tint: Color32,
    pub warning: Color32,
    pub warning_tint: Color32,
    pub selection: Color32,
    pub selection_text: Color32,
    pub focus: Color32,
    pub stripe: Color32,
    /// Behind text that was looked for.
    pub highlight: Color32,
    /// Over the window while a dialog is open.
    pub backdrop: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    blue: Hue { ink: rgb(0x1F_5FBF), badge_ink: rgb(0x12_3F85), tint: rgb(0xDC_EBFA) },
    orange: Hue { ink: rgb(0xB4_5309), badge_ink: rgb(0x7A_3600), tint: rgb(0xFC_E9D6) },
    grey: Hue { ink: rgb(0x66_6C76), badge_ink: rgb(0x37_4151), tint: rgb(0xE5_E7EB) },
    plum: Hue { ink: rgb(0x5E_0B4A), badge_ink: rgb(0x5E_0B4A), tint: rgb(0xF6_DDEC) },
    background: rgb(0xFF_FFFF),
    panel: rgb(0xF7_F8FA),
    card: rgb(0xFF_FFFF),
    field: rgb(0xFF_FFFF),
    text: rgb(0x1D_2430),
    text_weak: rgb(0x5B_6470),
    accent: rgb(0x1F_5FBF),
    accent_hover: rgb(0x1A_4F9F),
    on_accent: rgb(0xFF_FFFF),
    line: rgb(0xDF_E3E8),
    line_strong: rgb(0x76_7D88),
    button: rgb(0xFF_FFFF),
    button_hover: rgb(0xEE_F3FA),
    button_press: rgb(0xDC_EBFA),
    disabled_text: rgb(0x5F_6773),
    disabled_fill: rgb(0xF3_F4F6),
    disabled_line: rgb(0x86_8D98),
    error: rgb(0xB4_232A),
    error_tint: rgb(0xFD_ECEC),
    warning: rgb(0x8A_5A00),
    warning_tint: rgb(0xFE_F5DC),
    selection: rgb(0xDC_EBFA),
    selection_text: rgb(0x12_3F85),
    focus: rgb(0x1D_4ED8),
    stripe: rgb(0xF7_F8FA),
    highlight: rgb(0xFF_E58A),
    backdrop: Color32::from_black_alpha(70),
};

const DARK: Palette = Palette {
    blue: Hue { ink: rgb(0x7C_C4FF), badge_ink: rgb(0xA9_D4FF), tint: rgb(0x10_314F) },
    orange: Hue { ink: rgb(0xFF_B066), badge_ink: rgb(0xFF_C996), tint: rgb(0x4A_2A0B) },
    grey: Hue { ink: rgb(0xC9_CFD8), badge_ink: rgb(0xD5_DAE1), tint: rgb(0x35_3A43) },
    plum: Hue { ink: rgb(0xE3_6BC0), badge_ink: rgb(0xF7_B9E3), tint: rgb(0x46_163A) },
    background: rgb(0x1B_1D22),
    panel: rgb(0x20_2329),
    card: rgb(0x24_272E),
    field: rgb(0x17_191D),
    text: rgb(0xE6_E9EE),
    text_weak: rgb(0xA7_B0BD),
    accent: rgb(0x7C_C4FF),
    accent_hover: rgb(0xA9_D4FF),
    on_accent: rgb(0x0B_2138),
    line: rgb(0x35_3A43),
    line_strong: rgb(0x7C_8592),
    button: rgb(0x2C_3038),
    button_hover: rgb(0x35_3B45),
    button_press: rgb(0x10_314F),
    disabled_text: rgb(0xA7_B0BD),
    disabled_fill: rgb(0x26_292F),
    disabled_line: rgb(0x72_7A87),
    error: rgb(0xFF_9A9A),
    error_tint: rgb(0x36_2225),
    warning: rgb(0xF2_C14E),
    warning_tint: rgb(0x3D_3110),
    selection: rgb(0x10_314F),
    selection_text: rgb(0xCF_E6FF),
    focus: rgb(0xFF_D166),
    stripe: rgb(0x1F_2227),
    highlight: rgb(0x6B_5300),
    backdrop: Color32::from_black_alpha(130),
};

/// What a beamer does not wash out: black on white, and every text at 7:1 at least.
pub const STAGE: Palette = Palette {
    blue: Hue { ink: rgb(0x0B_3D91), badge_ink: rgb(0x0A_2C66), tint: rgb(0xDC_EBFA) },
    orange: Hue { ink: rgb(0x7A_3600), badge_ink: rgb(0x5C_2900), tint: rgb(0xFC_E9D6) },
    grey: Hue { ink: rgb(0x3F_4550), badge_ink: rgb(0x2A_2F37), tint: rgb(0xE5_E7EB) },
    panel: rgb(0xFF_FFFF),
    text: rgb(0x00_0000),
    text_weak: rgb(0x3D_434C),
    accent: rgb(0x0B_3D91),
    accent_hover: rgb(0x0A_2C66),
    line: rgb(0x8A_9099),
    line_strong: rgb(0x4A_505A),
    disabled_text: rgb(0x42_4852),
    disabled_line: rgb(0x6B_7280),
    error: rgb(0x8A_1218),
    warning: rgb(0x5F_3D00),
    selection_text: rgb(0x0A_2C66),
    ..LIGHT
};

impl Palette {
    #[must_use]
    pub const fn of(dark_mode: bool) -> Self {
        if dark_mode { DARK } else { LIGHT }
    }

    /// That of the style in use: each has a ground of its own.
    #[must_use]
    pub fn of_visuals(visuals: &Visuals) -> Self {
        let all = [LIGHT, DARK, STAGE];
        all.into_iter().find(|it| it.panel == visuals.panel_fill).unwrap_or(Self::of(visuals.dark_mode))
    }

    #[must_use]
    pub fn of_ui(ui: &Ui) -> Self {
        Self::of_visuals(ui.visuals())
    }

    #[must_use]
    pub fn state(&self, state: PortState) -> Hue {
        match state {
            PortState::Bound => self.grey,
            PortState::Stopped => self.orange,
            PortState::Started => self.blue,
        }
    }

    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> Hue {
        match outcome {
            Outcome::Processed | Outcome::Waiting => self.blue,
            Outcome::Suspended => self.orange,
            Outcome::RoutingFailure | Outcome::ErrorRouted => self.plum,
            Outcome::Terminated => self.grey,
        }
    }
}

/// Sets fonts and both styles. Once, when the window is made.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    ctx.set_style_of(Theme::Light, style(false, &LIGHT));
    ctx.set_style_of(Theme::Dark, style(true, &DARK));
    ctx.on_end_pass("focus ring", Arc::new(paint_focus_ring));
}

/// The light theme is that of the stage, or the usual one. Motion is to be set again.
pub fn set_stage(ctx: &Context, on: bool) {
    ctx.set_style_of(Theme::Light, style(false, if on { &STAGE } else { &LIGHT }));
}

/// A style in which everything is so many times as large: for a window of another zoom than the one in which
/// it was made.
#[must_use]
pub fn scaled(style: &Style, by: f32) -> Style {
    let mut style = style.clone();
    for font in style.text_styles.values_mut() {
        font.size *= by;
    }
    let margin = |it: Margin| Margin::from(egui::epaint::MarginF32::from(it) * by);
    let spacing = &mut style.spacing;
    for it in [&mut spacing.item_spacing, &mut spacing.button_padding, &mut spacing.interact_size] {
        *it *= by;
    }
    for it in [
        &mut spacing.indent,
        &mut spacing.icon_width,
        &mut spacing.icon_width_inner,
        &mut spacing.icon_spacing,
        &mut spacing.combo_width,
        &mut spacing.tooltip_width,
        &mut spacing.scroll.bar_width,
        &mut spacing.scroll.floating_width,
        &mut spacing.scroll.floating_allocated_width,
        &mut spacing.scroll.bar_inner_margin,
        &mut spacing.scroll.handle_min_length,
    ] {
        *it *= by;
    }
    spacing.window_margin = margin(spacing.window_margin);
    spacing.menu_margin = margin(spacing.menu_margin);
    style
}

/// Whether things may move by themselves: for people whom motion disturbs, and whose system says
/// so, nothing fades, slides, scrolls smoothly or blinks.
pub fn set_motion(ctx: &Context, moves: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if moves { ANIMATION } else { 0.0 };
        style.scroll_animation =
            if moves { egui::style::ScrollAnimation::default() } else { egui::style::ScrollAnimation::none() };
        style.visuals.text_cursor.blink = moves;
    });
}

/// An icon as text of its own font. It has no name: put text beside it, or name the widget.
#[must_use]
pub fn icon(icon: MaterialIcon) -> RichText {
    glyph(icon.codepoint)
}

/// Likewise, by code point.
#[must_use]
pub fn glyph(code_point: &str) -> RichText {
    RichText::new(code_point).font(FontId::new(ICON, icon_family()))
}

#[must_use]
pub fn icon_family() -> FontFamily {
    FontFamily::Name(egui_material_icons::FONT_FAMILY.into())
}

#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// No fill: a shape of which only the border is drawn.
pub const NO_FILL: Color32 = Color32::TRANSPARENT;
/// The ink of a text that is only measured.
pub const ANY_INK: Color32 = Color32::PLACEHOLDER;

/// How wide a text is on one line, in points.
#[must_use]
pub fn text_width(ui: &Ui, text: impl Into<String>, font: FontId) -> f32 {
    // the colour does not matter to the measure
    ui.painter().layout_no_wrap(text.into(), font, ANY_INK).size().x
}

/// A heading of a panel.
#[must_use]
pub fn heading(text: &str) -> RichText {
    RichText::new(text).font(semibold(HEADING))
}

/// The title of a section within a panel.
#[must_use]
pub fn section(text: &str) -> RichText {
    RichText::new(text).font(semibold(BODY))
}

/// Small and quiet: citations, counts, notes.
#[must_use]
pub fn weak(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).small().color(Palette::of_ui(ui).text_weak)
}

/// A key beside what it does.
#[must_use]
pub fn key(ui: &Ui, name: &str) -> RichText {
    RichText::new(name).font(semibold(SMALL)).color(Palette::of_ui(ui).accent)
}

/// The time of day of the machine's time zone.
#[must_use]
pub fn clock(time: jiff::Timestamp) -> String {
    time.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string()
}

/// The title of a column.
#[must_use]
pub fn column_title(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).font(semibold(SMALL)).color(Palette::of_ui(ui).text_weak)
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert("inter".into(), Arc::new(FontData::from_static(INTER)));
    fonts.font_data.insert("inter-semibold".into(), Arc::new(FontData::from_static(INTER_SEMIBOLD)));
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with = |first: &str| std::iter::once(first.to_owned()).chain(fallbacks.clone()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), with("inter-semibold"));
    fonts.families.insert(FontFamily::Proportional, with("inter"));
    // Inter has letters of its own in the private area, so the icons get a family to themselves
    let icons = egui_material_icons::font_insert();
    fonts.families.insert(icon_family(), vec![icons.name.clone(), "inter".into()]);
    fonts.font_data.insert(icons.name, Arc::new(icons.data));
    fonts
}

fn style(dark: bool, palette: &Palette) -> Style {
    let mut style = Style { visuals: visuals(dark, palette), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(SMALL)),
        (TextStyle::Body, FontId::proportional(BODY)),
        (TextStyle::Button, FontId::proportional(BODY)),
        (TextStyle::Monospace, FontId::monospace(13.0)),
        (TextStyle::Heading, semibold(HEADING)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(40.0, 26.0);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_width = 60.0;
    spacing.window_margin = Margin::same(12);
    spacing.menu_margin = Margin::same(6);
    spacing.indent = 20.0;
    spacing.tooltip_width = 360.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style.animation_time = ANIMATION;
    style
}

fn visuals(dark: bool, palette: &Palette) -> Visuals {
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(RADIUS);
    let widget = |fill: Color32, border: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(palette.panel, palette.line, palette.text);
    visuals.widgets.inactive = widget(palette.button, palette.line_strong, palette.text);
    visuals.widgets.hovered = widget(palette.button_hover, palette.accent, palette.text);
    visuals.widgets.active = widget(palette.button_press, palette.accent, palette.text);
    visuals.widgets.open = widget(palette.button_press, palette.accent, palette.text);
    // check marks and the arrows of drop-downs
    for widget in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active] {
        widget.fg_stroke.width = 1.5;
    }
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.0, palette.selection_text);
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.text_weak);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.faint_bg_color = palette.stripe;
    visuals.extreme_bg_color = palette.background;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.code_bg_color = palette.disabled_fill;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    let shadow =
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(if dark { 110 } else { 36 }) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.disabled_alpha = 0.75;
    visuals
}

/// Where the widget with the focus is. `Context::read_response` would answer too, but takes the
/// focus away in the pass of a click elsewhere.
#[must_use]
pub fn focused_widget(ctx: &Context) -> Option<WidgetRect> {
    let id = ctx.memory(egui::Memory::focused)?;
    ctx.viewport(|it| it.this_pass.widgets.get(id).or_else(|| it.prev_pass.widgets.get(id)).copied())
}

/// A ring of two points around whatever has the focus, two points away from it: the same for
/// every widget, also for those that egui draws.
fn paint_focus_ring(ui: &mut Ui) {
    let ctx = ui.ctx();
    let Some(widget) = focused_widget(ctx) else { return };
    if !widget.interact_rect.is_positive() {
        return;
    }
    let palette = Palette::of_visuals(&ctx.global_style().visuals);
    ctx.layer_painter(widget.layer_id).with_clip_rect(widget.interact_rect.expand(5.0)).rect_stroke(
        widget.rect.expand(2.0),
        CornerRadius::same(RADIUS + 2),
        Stroke::new(2.0, palette.focus),
        StrokeKind::Outside,
    );
}
