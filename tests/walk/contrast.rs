//! The colours that are used, against the least contrast that is asked of them (WCAG 2.2: 1.4.3,
//! 1.4.6, 1.4.11). Disabled controls are held to it as well: a beamer does not exempt them.

use std::fmt::Write as _;

use egui::{Color32, Theme};
use sendport::console::theme::{self, Palette};

/// Relative luminance.
fn luminance(colour: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    assert!(a.a() == 255 && b.a() == 255, "{a:?} on {b:?} is not opaque");
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const STAGE: f64 = 7.0;
const TEXT: f64 = 4.5;
const BADGE: f64 = 7.0;
const LINE: f64 = 3.0;

#[test]
fn contrast_is_measured_as_it_is_defined() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    let blue = Color32::from_rgb(0x1F, 0x5F, 0xBF);
    assert!((contrast(blue, Color32::WHITE) - 6.1).abs() < 0.1, "{}", contrast(blue, Color32::WHITE));
}

#[test]
fn every_colour_stands_out_as_much_as_it_must() {
    let mut findings = Vec::new();
    for (theme, p, text) in
        [("light", Palette::of(false), TEXT), ("dark", Palette::of(true), TEXT), ("stage", theme::STAGE, STAGE)]
    {
        let grounds = [
            ("background", p.background),
            ("panel", p.panel),
            ("card", p.card),
            ("field", p.field),
            ("stripe", p.stripe),
        ];
        let mut least = |what: &str, ink: Color32, ground: (&str, Color32), least: f64| {
            let is = contrast(ink, ground.1);
            if is < least {
                findings.push(format!("{theme}: {what} on {} has {is:.2}, wants {least}", ground.0));
            }
        };
        for ground in grounds {
            for (what, ink) in [
                ("text", p.text),
                ("weak text", p.text_weak),
                ("accent", p.accent),
                ("error", p.error),
                ("warning", p.warning),
                ("blue", p.blue.ink),
                ("orange", p.orange.ink),
                ("grey", p.grey.ink),
                ("plum", p.plum.ink),
            ] {
                least(what, ink, ground, text);
            }
            for (what, ink) in [("line", p.line_strong), ("focus ring", p.focus)] {
                least(what, ink, ground, LINE);
            }
        }
        for (what, hue) in [("blue", p.blue), ("orange", p.orange), ("grey", p.grey), ("plum", p.plum)] {
            least(what, hue.badge_ink, ("its tint", hue.tint), BADGE);
        }
        for ground in [("button", p.button), ("hovered button", p.button_hover), ("pressed button", p.button_press)] {
            least("text", p.text, ground, text);
        }
        least("disabled text", p.disabled_text, ("its button", p.disabled_fill), text);
        least("disabled text", p.disabled_text, ("card", p.card), text);
        least("text", p.on_accent, ("accent", p.accent), text);
        least("text", p.on_accent, ("hovered accent", p.accent_hover), text);
        least("selected text", p.selection_text, ("selection", p.selection), text);
        least("text", p.text, ("selection", p.selection), text);
        least("weak text", p.text_weak, ("selection", p.selection), text);
        least("error", p.error, ("its tint", p.error_tint), text);
        least("text", p.text, ("error tint", p.error_tint), text);
        least("warning", p.warning, ("its tint", p.warning_tint), text);
        least("text", p.text, ("warning tint", p.warning_tint), text);
        least("border of a disabled button", p.disabled_line, ("card", p.card), LINE);
        least("border of a disabled button", p.disabled_line, ("panel", p.panel), LINE);
        // on a selected row the states have their stronger ink
        for hue in [p.blue, p.orange, p.grey, p.plum] {
            least("state", hue.badge_ink, ("selection", p.selection), text);
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// What egui draws by itself uses the same colours.
#[test]
fn the_widgets_of_egui_use_the_palette() {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    for theme in [Theme::Light, Theme::Dark] {
        let style = ctx.style_of(theme);
        let visuals = &style.visuals;
        let palette = Palette::of(theme == Theme::Dark);
        let widgets = &visuals.widgets;
        for widget in [&widgets.inactive, &widgets.hovered, &widgets.active, &widgets.open] {
            assert!(contrast(widget.fg_stroke.color, widget.bg_fill) >= TEXT, "{theme:?} {widget:?}");
            assert!(contrast(widget.bg_stroke.color, palette.card) >= LINE, "{theme:?} {widget:?}");
        }
        assert!(contrast(widgets.noninteractive.fg_stroke.color, visuals.panel_fill) >= TEXT);
        assert!(contrast(visuals.weak_text_color(), visuals.panel_fill) >= TEXT);
        assert!(contrast(visuals.selection.stroke.color, visuals.selection.bg_fill) >= TEXT);
        assert!(contrast(visuals.hyperlink_color, visuals.window_fill) >= TEXT);
        assert_eq!(visuals.window_fill, palette.card);
    }
}

/// A link is underlined, so that one sees in grey what can be pressed.
#[test]
fn a_link_is_not_told_by_its_hue_alone() {
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        sendport::console::kit::quiet_link(ui, "SP_Lyon");
    });
    let is_underlined = output.shapes.iter().any(|it| match &it.shape {
        egui::Shape::Text(text) => text.galley.job.sections.iter().all(|part| part.format.underline.width > 0.0),
        _ => false,
    });
    output.textures_delta.clear();
    assert!(is_underlined);
}

/// Hue alone tells nothing: in grey, shape and word still do. That the words are there is what
/// the walk reads; here, that no two states share a shape.
#[test]
fn every_state_and_outcome_has_a_shape_of_its_own() {
    use sendport::{console::kit::badge, engine::Outcome, model::PortState};
    let drawn = |paint: &dyn Fn(&egui::Painter, egui::Rect)| {
        let ctx = egui::Context::default();
        let mut shapes = String::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let rect = egui::Rect::from_min_size(egui::pos2(40.0, 40.0), egui::vec2(12.0, 12.0));
            paint(ui.painter(), rect);
        });
        for shape in &output.shapes {
            let _ = write!(shapes, "{:?}", shape.shape);
        }
        output.textures_delta.clear();
        shapes
    };
    let ink = Color32::BLACK;
    let mut all: Vec<String> = PortState::ALL
        .into_iter()
        .map(|state| drawn(&|painter, rect| badge::state_shape(painter, rect, state, ink)))
        .collect();
    let outcomes =
        [Outcome::Processed, Outcome::Suspended, Outcome::RoutingFailure, Outcome::Waiting, Outcome::Terminated];
    all.extend(
        outcomes.into_iter().map(|outcome| drawn(&|painter, rect| badge::outcome_shape(painter, rect, outcome, ink))),
    );
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}
