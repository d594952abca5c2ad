//! What a list unfolds to.

use egui::{IntoAtoms, Response, Ui};

/// Something that can be chosen from a list that is unfolded. The list closes once it is chosen, by
/// whatever key or pointer: by itself it does so only for the pointer.
pub fn option<'a>(ui: &mut Ui, chosen: bool, text: impl IntoAtoms<'a>) -> Response {
    let response = ui.selectable_label(chosen, text);
    if response.clicked() {
        ui.close();
    }
    response
}

/// Likewise, which sets a value.
pub fn option_of<'a, T: PartialEq>(ui: &mut Ui, value: &mut T, of: T, text: impl IntoAtoms<'a>) -> Response {
    let mut response = option(ui, *value == of, text);
    if response.clicked() && *value != of {
        *value = of;
        response.mark_changed();
    }
    response
}
