//! What is shown, how it is folded, how large it is, and what can be made of it.

use egui::{Role, Ui, WidgetInfo, vec2};

use super::{Choice, DiagramPanel, Fit, Mode, Picture};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        diagram::{
            Scope, Written,
            camera::Camera,
            fold::MOST_UNFOLDED,
            picture::Format,
            piece::{Pattern, Piece},
        },
        kit,
        theme::{self, Palette},
    },
    words::Sentence,
};

impl DiagramPanel {
    pub(super) fn toolbar(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        // a second row would be taken from the picture
        let roomy = ui.available_width() > 640.0;
        ui.horizontal_wrapped(|ui| {
            self.choose_scope(ui, cx);
            if roomy {
                let count = Sentence::new("diagram-ports").with("count", self.scene.graph.ports);
                ui.label(theme::weak(ui, &cx.say(&count)));
            }
            self.choose_folding(ui, cx);
            self.zoom(ui, cx, ui.max_rect().width() > 600.0);
            self.choose_style(ui, cx);
            kit::menu_button(ui, &cx.text("diagram-picture"), |ui| {
                let pictures = [Picture::File(Format::Svg), Picture::File(Format::Png), Picture::Clipboard];
                super::super::menu::commands(ui, cx, env, &pictures.map(Command::Picture));
            });
            kit::menu_button(ui, &cx.text("diagram-legend"), |ui| legend(ui, cx));
        });
        ui.add_space(4.0);
    }

    fn choose_scope(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let here = |made: Option<&super::MadeFrom>| match made.map(|made| &made.scope) {
            Some(Scope::Application(name)) => name.to_string(),
            _ => cx.text("diagram-scope-all"),
        };
        let text = |choice: Choice, made: Option<&super::MadeFrom>| match choice {
            Choice::Here => here(made),
            Choice::Selection => cx.text("diagram-scope-selection"),
            Choice::All => cx.text("diagram-scope-all"),
        };
        let shown = text(self.choice, self.made_from.as_ref());
        let name = cx.text("diagram-scope");
        let combo = egui::ComboBox::from_id_salt("diagram scope").selected_text(shown.as_str()).show_ui(ui, |ui| {
            for (choice, key) in [
                (Choice::Here, "diagram-scope-here"),
                (Choice::Selection, "diagram-scope-selection"),
                (Choice::All, "diagram-scope-all"),
            ] {
                if kit::option(ui, self.choice == choice, cx.text(key)).clicked() {
                    self.choice = choice;
                    self.own = None;
                }
            }
        });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, name.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
    }

    fn choose_folding(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.scene.graph.folded {
            let too_many = self.scene.graph.ports > MOST_UNFOLDED;
            let why = cx.say(&Sentence::new("diagram-too-many").with("most", MOST_UNFOLDED));
            let enabled = if too_many { Err(why) } else { Ok(()) };
            let text = cx.text("diagram-unfold-all");
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(enabled)).clicked_enabled {
                self.fold(Mode::Unfolded);
            }
        }
        let by_hand = !self.folding.unfolded.is_empty() || self.folding.mode == Mode::Unfolded;
        if by_hand || !self.scene.graph.folded && self.scene.graph.ports > 8 {
            let text = cx.text("diagram-fold-all");
            if kit::soft_button(ui, kit::SoftButton::new(&text)).clicked_enabled {
                self.fold(Mode::Folded);
            }
        }
    }

    /// Which way the picture runs and how much is written out, where the room shall not decide.
    fn choose_style(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let before = self.wanted;
        kit::menu_button(ui, &cx.text("diagram-style"), |ui| {
            ui.label(theme::weak(ui, &cx.text("diagram-style-way")));
            for (key, down) in [
                ("diagram-style-by-room", None),
                ("diagram-style-across", Some(false)),
                ("diagram-style-down", Some(true)),
            ] {
                ui.radio_value(&mut self.wanted.down, down, cx.text(key));
            }
            ui.separator();
            ui.label(theme::weak(ui, &cx.text("diagram-style-detail")));
            for (key, written) in [
                ("diagram-style-by-room", None),
                ("diagram-style-everything", Some(Written::Everything)),
                ("diagram-style-filters", Some(Written::Filters)),
                ("diagram-style-names", Some(Written::Names)),
            ] {
                ui.radio_value(&mut self.wanted.written, written, cx.text(key));
            }
        });
        if self.wanted != before {
            self.fit = Fit::Readable;
        }
    }

    fn zoom(&mut self, ui: &mut Ui, cx: &Cx<'_>, roomy: bool) {
        use egui_material_icons::icons as i;
        // an icon is higher than text, and all buttons of a row are equally high
        let padding = ui.spacing().button_padding;
        for (icon, key, factor) in
            [(i::ICON_REMOVE, "diagram-zoom-out", 1.0 / Camera::STEP), (i::ICON_ADD, "diagram-zoom-in", Camera::STEP)]
        {
            let name = cx.text(key);
            let button = egui::Button::new(theme::icon(icon)).min_size(vec2(theme::TARGET, theme::TARGET));
            ui.spacing_mut().button_padding.y = padding.y - 2.0;
            let response = ui.add(button).on_hover_text(name.as_str());
            ui.spacing_mut().button_padding = padding;
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
            if response.clicked() {
                self.zoom_by = factor;
            }
            if factor < 1.0 && roomy {
                let percent = (self.camera.zoom * 100.0).round() as u64;
                ui.label(cx.say(&Sentence::new("diagram-percent").with("percent", percent)));
            }
        }
        let text = cx.text(Command::FitDiagram.key());
        if kit::soft_button(ui, kit::SoftButton::new(&text)).clicked_enabled {
            cx.push(Task::Command(Command::FitDiagram));
        }
    }
}

/// What the lines mean.
fn legend(ui: &mut Ui, cx: &Cx<'_>) {
    let palette = Palette::of_ui(ui);
    let lines = [
        ("diagram-legend-membership", 1.2, palette.line_strong, Pattern::Solid),
        ("diagram-legend-subscription", 1.6, palette.line_strong, Pattern::Dashed),
        ("diagram-legend-bound", 3.6, palette.line_strong, Pattern::Solid),
        ("outcome-processed", 3.0, palette.blue.ink, Pattern::Solid),
        ("outcome-suspended", 3.0, palette.orange.ink, Pattern::Dashed),
        ("outcome-routing-failure", 3.0, palette.plum.ink, Pattern::Dotted),
    ];
    for (key, width, ink, pattern) in lines {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(56.0, 20.0), egui::Sense::hover());
            let points = vec![rect.left_center() + vec2(2.0, 0.0), rect.right_center() - vec2(6.0, 0.0)];
            let camera = Camera { zoom: 1.0, corner: rect.min };
            let piece = Piece::line(points, width, ink, pattern);
            crate::console::diagram::paint::paint(ui.painter(), &camera, rect, &[piece]);
            ui.label(cx.text(key));
        });
    }
}
