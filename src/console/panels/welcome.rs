//! Where to begin: three cards above the list, for whoever starts the program for the first time.

use std::sync::Arc;

use egui::{Align, Atom, Button, Color32, FontId, Galley, Layout, Role, ScrollArea, TextFormat, Ui, WidgetInfo};
use egui_material_icons::icons as i;

use crate::{
    console::{
        app::Pane,
        commands::Command,
        context::{Cx, Task},
        kit,
        settings::Settings,
        theme::{self, Palette},
    },
    training::{lessons, scenarios},
    words::{Language, Sentence},
};

/// A way to begin.
struct Card {
    title: &'static str,
    about: Sentence,
    icon: &'static str,
    leads_to: Command,
}

fn cards() -> [Card; 3] {
    let minutes: u32 = lessons().iter().map(|lesson| lesson.minutes).sum();
    let lessons = Sentence::new("welcome-learn-about").with("lessons", lessons().len()).with("minutes", minutes);
    let scenarios = Sentence::new("welcome-play-about").with("scenarios", scenarios().len());
    [
        Card { title: "welcome-learn", about: lessons, icon: i::ICON_SCHOOL.codepoint, leads_to: Command::Lessons },
        Card {
            title: "welcome-play",
            about: scenarios,
            icon: i::ICON_ACCOUNT_TREE.codepoint,
            leads_to: Command::Scenarios,
        },
        Card {
            title: "welcome-administer",
            about: Sentence::new("welcome-administer-about"),
            icon: i::ICON_DNS.codepoint,
            leads_to: Command::NewDocument,
        },
    ]
}

/// Between the border of a card and its words, in points.
const PAD: f32 = 10.0;

/// Beside each other, as high as the words of the highest.
pub fn strip(ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
    let gap = ui.spacing().item_spacing;
    let width = (ui.available_width() - 2.0 * gap.x) / 3.0;
    let cards = cards().map(|card| (words(ui, cx, &card, width), card));
    let height = cards.iter().map(|(galley, _)| galley.size().y).fold(0.0, f32::max) + 2.0 * PAD;
    // the pane is as high as what stands in it, and not as what is left of the window
    ui.set_max_height(ui.spacing().interact_size.y.max(theme::TARGET) + gap.y + height);
    kit::pane(ui, &cx.text("welcome-title"), focus);
    heading(ui, cx);
    ui.horizontal_top(|ui| {
        for (galley, card) in cards {
            draw(ui, cx, &card, galley, egui::vec2(width, height));
        }
    });
}

/// Below each other, where one pane is shown at a time.
pub fn page(ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
    kit::pane(ui, &cx.text("welcome-title"), focus);
    heading(ui, cx);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = ui.available_width();
        for card in cards() {
            let galley = words(ui, cx, &card, width);
            let height = galley.size().y + 2.0 * PAD;
            draw(ui, cx, &card, galley, egui::vec2(width, height));
        }
    });
}

/// The title, and in the corner the languages and the way to be rid of it.
fn heading(ui: &mut Ui, cx: &Cx<'_>) {
    ui.horizontal(|ui| {
        ui.label(theme::heading(&cx.text("welcome-title")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = cx.text("welcome-close");
            let close = Button::new(theme::icon(i::ICON_CLOSE)).frame(false);
            let close = ui.add(close.min_size(egui::vec2(theme::TARGET, theme::TARGET)));
            let close = close.on_hover_text(cx.text("welcome-close-hint"));
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
            if close.clicked() {
                cx.push(Task::Settings(Box::new(Settings { welcome: false, ..cx.settings.clone() })));
                cx.push(Task::Focus(Pane::List));
            }
            for language in Language::ALL.into_iter().rev() {
                let now = cx.words.language() == language;
                if ui.selectable_label(now, language.own_name()).clicked() && !now {
                    cx.push(Task::Command(Command::Language(language)));
                }
            }
        });
    });
}

/// The title of a card and what it is about, for a card of this width.
fn words(ui: &Ui, cx: &Cx<'_>, card: &Card, width: f32) -> Arc<Galley> {
    let palette = Palette::of_ui(ui);
    let mut job = egui::text::LayoutJob::default();
    let mut add = |text: &str, font_id: FontId, color: Color32| {
        job.append(text, 0.0, TextFormat { font_id, color, ..TextFormat::default() });
    };
    add(&cx.text(card.title), theme::semibold(theme::BODY), palette.text);
    add("\n", theme::semibold(theme::BODY), palette.text);
    add(&cx.say(&card.about), FontId::proportional(theme::SMALL), palette.text_weak);
    job.wrap.max_width = width - theme::ICON - ui.spacing().icon_spacing - 2.0 * PAD;
    ui.painter().layout_job(job)
}

fn draw(ui: &mut Ui, cx: &Cx<'_>, card: &Card, galley: Arc<Galley>, size: egui::Vec2) {
    let (title, about) = (cx.text(card.title), cx.say(&card.about));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = egui::vec2(PAD, PAD);
            let ink = Palette::of_ui(ui).accent;
            ui.add(Button::new((theme::glyph(card.icon).color(ink), galley, Atom::grow())).min_size(size))
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title.as_str()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(about.as_str()));
    if response.clicked() {
        cx.push(Task::Command(card.leads_to));
    }
}
