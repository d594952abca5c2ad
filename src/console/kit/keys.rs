//! Keys that egui alone does not tell rightly.

use egui::{Event, InputState, Key, KeyboardShortcut, Modifiers, Ui};

/// With Shift, and in French without it, the key of a digit writes something else: then it is the
/// place of the key that counts.
pub fn consume_digit(input: &mut InputState, shortcut: KeyboardShortcut) -> bool {
    if !(Key::Num0..=Key::Num9).contains(&shortcut.logical_key) {
        return false;
    }
    let pressed = |event: &Event| {
        matches!(event, Event::Key { physical_key: Some(key), pressed: true, modifiers, .. }
            if *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers))
    };
    let before = input.events.len();
    input.events.retain(|event| !pressed(event));
    input.events.len() < before
}

/// The keys of the digits from 1, in their order.
pub const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// Takes the digit that was pressed alone, on whatever keyboard.
#[must_use]
pub fn take_digit(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| {
        input.consume_key(Modifiers::NONE, key) || consume_digit(input, KeyboardShortcut::new(Modifiers::NONE, key))
    })
}
