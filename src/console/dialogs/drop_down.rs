//! A drop-down whose items can be greyed: they stay in the list and tell their reason.

use egui::{Align, Button, ComboBox, Layout, PopupCloseBehavior, RichText, Role, Ui, vec2};

use crate::console::{
    kit::{button::soften, form},
    theme::Palette,
};

/// One item.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub text: String,
    /// Why it cannot be chosen.
    pub greyed: Option<String>,
    pub selected: bool,
}

impl Item {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Draws it; returns what was chosen. `name` is its accessible name, `shown` stands in the closed
/// field. The items are gathered only while the list is open: there may be many.
pub fn drop_down<T>(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    name: &str,
    shown: &str,
    width: f32,
    items: impl FnOnce() -> Vec<(T, Item)>,
    read_only: Option<&str>,
) -> Option<T> {
    if let Some(reason) = read_only {
        form::fixed(ui, shown, width, reason).accessible_name(name);
        return None;
    }
    let mut chosen = None;
    ComboBox::from_id_salt(salt)
        .selected_text(shown)
        .width(width)
        .truncate()
        .height(240.0)
        // a greyed item that is pressed shall tell why, and not close the list
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, |ui| {
            let palette = Palette::of_ui(ui);
            for (index, (value, item)) in items().into_iter().enumerate() {
                ui.push_id(index, |ui| match &item.greyed {
                    None => {
                        if ui.selectable_label(item.selected, item.text.as_str()).clicked() {
                            chosen = Some(value);
                            ui.close();
                        }
                    }
                    Some(reason) => {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let text = RichText::new(&item.text).color(palette.disabled_text);
                        let response = ui.add(Button::selectable(item.selected, text));
                        soften(&response, Role::ListBoxOption, &item.text, Some(reason));
                        ui.allocate_ui_with_layout(vec2(300.0, 0.0), Layout::left_to_right(Align::Min), |ui| {
                            ui.add_space(10.0);
                            ui.add(egui::Label::new(RichText::new(reason).small().weak()).wrap());
                        });
                        ui.add_space(6.0);
                    }
                });
            }
        })
        .response
        .accessible_name(name);
    chosen
}
