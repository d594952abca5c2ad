//! How wide a text will be, without a window: places are found beside its thread.

/// The advance of the characters from space to tilde in hundredths of the size, in the fonts that
/// the window has.
const REGULAR: [u8; 95] = [
    28, 28, 40, 63, 64, 81, 64, 22, 36, 36, 50, 66, 28, 46, 28, 36, 62, 46, 61, 64, 64, 61, 62, 57, 62, 62, 28, 28, 66,
    66, 66, 51, 94, 68, 65, 73, 72, 60, 59, 74, 74, 26, 54, 65, 56, 89, 75, 76, 63, 76, 64, 64, 64, 74, 68, 95, 64, 66,
    62, 36, 36, 36, 47, 45, 50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54, 24, 87, 59, 60, 61, 61, 37, 52, 36, 58, 56,
    81, 54, 56, 54, 36, 33, 36, 66,
];
const SEMIBOLD: [u8; 95] = [
    25, 31, 40, 64, 65, 84, 66, 21, 39, 39, 54, 67, 30, 47, 29, 38, 67, 48, 62, 65, 67, 63, 65, 59, 65, 65, 29, 30, 67,
    67, 67, 54, 100, 72, 66, 74, 72, 61, 59, 75, 74, 27, 56, 68, 57, 91, 74, 77, 64, 78, 65, 65, 66, 73, 72, 101, 69,
    70, 65, 39, 38, 39, 48, 47, 50, 57, 63, 58, 63, 59, 38, 63, 61, 26, 26, 57, 26, 90, 61, 61, 62, 62, 40, 55, 38, 61,
    58, 84, 56, 58, 56, 39, 36, 39, 67,
];

fn advance(letter: char, semibold: bool) -> f32 {
    let table = if semibold { &SEMIBOLD } else { &REGULAR };
    let known = (letter as usize).checked_sub(' ' as usize).and_then(|at| table.get(at));
    match (known, letter) {
        (Some(hundredths), _) => f32::from(*hundredths) / 100.0,
        (None, '\u{202F}' | '’') => 0.21,
        (None, '\u{A0}' | '·') => 0.29,
        (None, '\u{C0}'..='\u{24F}') => 0.67,
        // a letter of another script is at most a square
        _ => 1.0,
    }
}

/// The width of a text on one line, in points.
#[must_use]
pub fn width(text: &str, size: f32, semibold: bool) -> f32 {
    text.chars().map(|letter| advance(letter, semibold)).sum::<f32>() * size
}

/// What a text takes when it is broken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Of the longest row, in points.
    pub width: f32,
    pub rows: usize,
}

/// How a text stands in rows of at most `most` points, broken as the window breaks it: after the
/// last space that leaves room, or else after the last dash, or the last sign. What has no room in
/// the last row ends in an ellipsis there.
#[must_use]
pub fn wrapped(text: &str, size: f32, semibold: bool, most: f32, most_rows: usize) -> Room {
    let mut room = Room { width: 0.0, rows: 0 };
    let mut rest = text;
    while room.rows < most_rows && !rest.is_empty() {
        room.rows += 1;
        let whole = width(rest, size, semibold);
        if whole <= most || room.rows == most_rows {
            room.width = room.width.max(whole.min(most));
            break;
        }
        let end = row(rest, size, semibold, most);
        room.width = room.width.max(width(rest[..end].trim_end(), size, semibold));
        rest = &rest[end..];
    }
    room.rows = room.rows.max(1);
    room
}

/// Where the first row of a text ends that is too wide for it; never at its beginning.
fn row(text: &str, size: f32, semibold: bool, most: f32) -> usize {
    let mut x = 0.0;
    let (mut space, mut dash, mut sign, mut any) = (None, None, None, None);
    for (at, letter) in text.char_indices() {
        x += advance(letter, semibold) * size;
        let end = at + letter.len_utf8();
        // a space may stand beyond the edge
        if letter == ' ' {
            space = Some(end);
        }
        if x > most {
            break;
        }
        any = Some(end);
        match letter {
            '-' => dash = Some(end),
            it if it.is_ascii_punctuation() => sign = Some(end),
            _ => {}
        }
    }
    let first = text.chars().next().map_or(text.len(), char::len_utf8);
    space.or(dash).or(sign).or(any).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{diagram::paint, theme};

    const TEXTS: [&str; 9] = [
        "SP_Lille",
        "SPG_Warehouses",
        "Message injecté",
        "(Customer == ACME) Or (Amount >= 1000)",
        "ftp://lyon…ageID%.xml",
        "Suspendu",
        "2 × Processed",
        "WWWWWWiiiiii_0123456789",
        "SP_EDI_Northern-Europe_Invoices_Outbound",
    ];

    #[test]
    fn a_text_is_as_wide_as_the_window_makes_it() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for (size, semibold) in [(14.0, true), (12.0, false), (12.0, true)] {
                for text in TEXTS {
                    let font = paint::font(size, semibold);
                    let real = ui.painter().layout_no_wrap(text.to_owned(), font, theme::ANY_INK).size().x;
                    let known = width(text, size, semibold);
                    assert!((known - real).abs() < real * 0.05 + 1.5, "{text}: {known}, in the window {real}");
                }
            }
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_text_has_as_many_rows_as_in_the_window() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for most in [70.0, 104.0, 150.0, 400.0] {
                for text in TEXTS {
                    let room = wrapped(text, 14.0, true, most, 3);
                    let rows = paint::rows(ui.painter(), text, 14.0, true, room.width + 3.0, 3);
                    assert!(rows.len() <= room.rows, "{text} in {most}: {rows:?} {room:?}");
                    let whole: String = rows.iter().map(|(_, row)| row.as_str()).collect();
                    let fits = width(text, 14.0, true) < most * 1.6;
                    assert!(!fits || !whole.contains("…") || text.contains("…"), "{text} in {most}: {rows:?}");
                }
            }
        });
        output.textures_delta.clear();
    }
}
