//! The keyboard in a table, and what a click selects.

use egui::{Event, Key, Modifiers, Ui};

use super::{Draw, Output, Rows, Selection, TableLayout, TableState, copy};

/// After this many seconds typed letters begin anew.
const PAUSE: f64 = 1.0;
/// How many points Shift with an arrow adds to a column.
const STEP: f32 = 16.0;

/// Selects as a click does: Ctrl adds or takes away, Shift selects from where the range began.
pub(super) fn click<R: Rows>(
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    output: &mut Output<R::Key>,
    row: usize,
    modifiers: Modifiers,
) {
    let Some(key) = draw.rows.key(row) else { return };
    let from = state.anchor.as_ref().filter(|_| modifiers.shift && draw.multiple).and_then(|it| draw.rows.find(it));
    if let Some(from) = from {
        let range = from.min(row)..=from.max(row);
        state.selection = range.filter_map(|row| draw.rows.key(row)).collect();
    } else {
        state.selection = if modifiers.command && draw.multiple {
            state.selection.toggled(&key)
        } else {
            Selection::new(vec![key.clone()])
        };
        state.anchor = Some(key.clone());
    }
    state.cursor = Some((key, row));
    output.selection_changed = true;
}

/// Where the keyboard is; without a place of its own, at what is selected.
fn position<R: Rows>(draw: &Draw<'_, R>, state: &TableState<R::Key>) -> Option<usize> {
    match &state.cursor {
        Some((key, hint)) if draw.rows.key(*hint).as_ref() == Some(key) => Some(*hint),
        Some((key, _)) => draw.rows.find(key),
        None => state.selection.first().and_then(|key| draw.rows.find(key)),
    }
}

pub(super) fn listen<R: Rows>(
    ui: &Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    layout: &mut TableLayout,
    output: &mut Output<R::Key>,
    escape: bool,
) {
    // a menu that hangs over the table has the keyboard
    if egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if ui.input_mut(|input| take(&mut input.events, |event| matches!(event, Event::Copy)).is_some()) {
        copy::selected(ui, draw, state, true);
    }
    if state.in_header {
        return in_header(draw, state, layout, &pressed);
    }
    // egui has no key for the menu key of a keyboard, which systems report as Shift+F10
    if pressed(Modifiers::SHIFT, Key::F10) && !draw.rows.is_empty() {
        open_menu(draw, state, output);
    }
    if draw.multiple && pressed(Modifiers::COMMAND, Key::A) {
        state.selection = (0..draw.rows.len()).filter_map(|row| draw.rows.key(row)).collect();
        output.selection_changed = true;
    }
    if escape && pressed(Modifiers::NONE, Key::Escape) {
        state.selection = Selection::default();
        output.selection_changed = true;
    }
    if pressed(Modifiers::NONE, Key::ArrowRight) {
        state.column = (state.column + 1).min(draw.shown.len().saturating_sub(1));
    }
    if pressed(Modifiers::NONE, Key::ArrowLeft) {
        state.column = state.column.saturating_sub(1);
    }
    let moves = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End];
    let moved = moves.into_iter().find_map(|key| {
        // the narrower ones first: a key without modifiers matches with Shift too
        [Modifiers::SHIFT, Modifiers::COMMAND, Modifiers::NONE]
            .into_iter()
            .find(|modifiers| pressed(*modifiers, key))
            .map(|modifiers| (key, modifiers))
    });
    if let Some((key, modifiers)) = moved {
        go(draw, state, output, key, modifiers);
    }
    if pressed(Modifiers::NONE, Key::Enter)
        && let Some(key) = position(draw, state).and_then(|row| draw.rows.key(row))
    {
        output.activated = Some(key);
    }
    typed(ui, draw, state, output);
}

fn open_menu<R: Rows>(draw: &Draw<'_, R>, state: &mut TableState<R::Key>, output: &mut Output<R::Key>) {
    let row = position(draw, state).unwrap_or(0);
    match draw.rows.key(row) {
        Some(key) if state.selection.contains(&key) => state.cursor = Some((key, row)),
        _ => click(draw, state, output, row, Modifiers::NONE),
    }
    state.scroll_to = Some(row);
    state.open_menu = true;
}

fn go<R: Rows>(
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    output: &mut Output<R::Key>,
    key: Key,
    modifiers: Modifiers,
) {
    let at = position(draw, state);
    if key == Key::ArrowUp && modifiers.is_none() && (draw.rows.is_empty() || at == Some(0)) {
        state.in_header = true;
        return;
    }
    if draw.rows.is_empty() {
        return;
    }
    let last = draw.rows.len() - 1;
    let page = state.page;
    let to = match (key, at) {
        (Key::Home, _) => 0,
        (Key::End, _) => last,
        (_, None) => 0,
        (Key::ArrowDown, Some(at)) => (at + 1).min(last),
        (Key::ArrowUp, Some(at)) => at.saturating_sub(1),
        (Key::PageDown, Some(at)) => (at + page).min(last),
        (_, Some(at)) => at.saturating_sub(page),
    };
    state.scroll_to = Some(to);
    if modifiers.command {
        // moves without selecting; Space then adds
        state.cursor = draw.rows.key(to).map(|key| (key, to));
    } else {
        click(draw, state, output, to, modifiers);
    }
}

/// Letters lead to the next row that begins with them; Space adds the row to what is selected.
fn typed<R: Rows>(ui: &Ui, draw: &Draw<'_, R>, state: &mut TableState<R::Key>, output: &mut Output<R::Key>) {
    let (now, text) = ui.input_mut(|input| {
        let mut text = String::new();
        if !input.modifiers.command && !input.modifiers.alt {
            while let Some(Event::Text(letters)) = take(&mut input.events, |event| matches!(event, Event::Text(_))) {
                text.push_str(&letters);
            }
        }
        (input.time, text)
    });
    let goes_on = !state.typed.0.is_empty() && now - state.typed.1 < PAUSE;
    let space = ui.input_mut(|input| {
        let ctrl = input.consume_key(Modifiers::COMMAND, Key::Space);
        let bare = !goes_on && input.consume_key(Modifiers::NONE, Key::Space);
        ctrl || bare
    });
    if space && !goes_on {
        if let Some(row) = position(draw, state) {
            click(draw, state, output, row, Modifiers::COMMAND);
        }
        return;
    }
    if text.trim().is_empty() && !goes_on || text.is_empty() || draw.rows.is_empty() {
        return;
    }
    if !goes_on {
        state.typed.0.clear();
    }
    state.typed.0.push_str(&text.to_lowercase());
    state.typed.1 = now;
    let (wanted, count) = (state.typed.0.clone(), draw.rows.len());
    let at = position(draw, state).unwrap_or(0);
    // one more letter may stay where it is; the first one goes on to the next row
    let from = if goes_on { at } else { at + 1 };
    let begins = |row: &usize| draw.rows.name(*row, draw.words).to_lowercase().starts_with(&wanted);
    if let Some(row) = (0..count).map(|step| (from + step) % count).find(begins) {
        click(draw, state, output, row, Modifiers::NONE);
        state.scroll_to = Some(row);
    }
}

fn in_header<R: Rows>(
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    layout: &mut TableLayout,
    pressed: &impl Fn(Modifiers, Key) -> bool,
) {
    state.column = state.column.min(draw.shown.len());
    let column = draw.shown.get(state.column).map(|(column, width)| (&draw.columns[*column], *width));
    for (key, by) in [(Key::ArrowLeft, -STEP), (Key::ArrowRight, STEP)] {
        if pressed(Modifiers::SHIFT, key)
            && let Some((column, width)) = column
        {
            layout.resize(column, width - super::layout::PADDING + by);
        }
    }
    if pressed(Modifiers::NONE, Key::ArrowLeft) {
        state.column = state.column.saturating_sub(1);
    }
    if pressed(Modifiers::NONE, Key::ArrowRight) {
        state.column = (state.column + 1).min(draw.shown.len());
    }
    if pressed(Modifiers::NONE, Key::Home) {
        state.column = 0;
    }
    if pressed(Modifiers::NONE, Key::End) {
        state.column = draw.shown.len();
    }
    if pressed(Modifiers::NONE, Key::ArrowDown) || pressed(Modifiers::NONE, Key::Escape) {
        state.in_header = false;
        state.column = state.column.min(draw.shown.len().saturating_sub(1));
    }
    let menu = pressed(Modifiers::SHIFT, Key::F10);
    if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::Space) {
        match column {
            Some((column, _)) => layout.next_sort(column),
            None => state.open_columns = true,
        }
    } else if menu {
        state.open_columns = true;
    }
}

fn take(events: &mut Vec<Event>, wanted: impl Fn(&Event) -> bool) -> Option<Event> {
    let at = events.iter().position(wanted)?;
    Some(events.remove(at))
}
