//! Long lists of send ports, read and written in pieces, one on each processor.
//!
//! What cannot be read in pieces without a doubt is read as a whole, which also finds out what is
//! wrong with it and where. A cut in the wrong place is no danger: it leaves a piece that is no
//! list.

use std::{num::NonZero, ops::Range, sync::Arc, thread};

use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use super::{form::Form, syntax::options};
use crate::model::{Name, PortKind, SendPort};

/// How the list begins and ends, and an item in it ends, in the layout in which documents are written.
const BEGIN: &str = "\n    send_ports: [\n";
const END: &str = "\n    ],\n";
const END_OF_ITEM: &str = "\n        ),\n";
/// Shorter texts, in bytes, are read at once.
const LONG: usize = 256 << 10;
/// Fewer items are written, or looked at, at once.
const MANY: usize = 1000;
/// The name of the one send port that stands for all of them while the rest is read or written.
const STAND_IN: &str = "all send ports, which stand elsewhere";

fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Runs `work` on so many pieces of equal size; the results are in the order of the pieces.
fn on_pieces<T: Send>(count: usize, pieces: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let piece = |number: usize| count * number / pieces..count * (number + 1) / pieces;
        let others: Vec<_> = (1..pieces).map(|number| scope.spawn(move || work(piece(number)))).collect();
        let first = work(piece(0));
        let others = others.into_iter().map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(first).chain(others).collect()
    })
}

/// What `find` finds first, in the order of the items.
pub(super) fn find_first<T: Sync, F: Send>(items: &[T], find: impl Fn(usize, &T) -> Option<F> + Sync) -> Option<F> {
    let pieces = if items.len() < MANY { 1 } else { processors() };
    let found = on_pieces(items.len(), pieces, |piece| piece.into_iter().find_map(|index| find(index, &items[index])));
    found.into_iter().flatten().next()
}

/// Reads a document, unless its text is short or laid out in another way, or something is wrong
/// with it.
pub(super) fn read(text: &str) -> Option<Form> {
    let pieces = processors();
    // what comes before the bracket may change how the rest is to be read
    if text.len() < LONG || pieces < 2 || !text.starts_with('(') {
        return None;
    }
    let begin = text.find(BEGIN)? + BEGIN.len();
    let end = begin + text[begin..].find(END)? + 1;
    let list = &text[begin..end];
    let cuts: Vec<usize> = (0..=pieces).map(|number| cut(list, list.len() * number / pieces)).collect();
    let rest =
        format!("{}(name: {STAND_IN:?}, application: \"\", kind: StaticOneWay),{}", &text[..begin], &text[end..]);
    if rest.matches(STAND_IN).count() != 1 {
        return None;
    }
    let mut form: Form = read_piece(&rest)?;
    // what looked like the list may stand inside of a text
    if form.send_ports.len() != 1 || form.send_ports[0].name.as_str() != STAND_IN {
        return None;
    }
    let read = on_pieces(pieces, pieces, |piece| {
        read_piece::<Vec<Arc<SendPort>>>(&format!("[{}]", &list[cuts[piece.start]..cuts[piece.end]]))
    });
    form.send_ports.clear();
    for piece in read {
        form.send_ports.append(&mut piece?);
    }
    Some(form)
}

fn read_piece<T: DeserializeOwned>(text: &str) -> Option<T> {
    options().from_str(text).ok()
}

/// The first end of an item from here on.
fn cut(list: &str, from: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let from = list.floor_char_boundary(from);
    list[from..].find(END_OF_ITEM).map_or(list.len(), |at| from + at + END_OF_ITEM.len())
}

/// A part of a [`Form`] that is laid out as it is there.
#[derive(Serialize)]
struct Ports<'a> {
    send_ports: &'a [Arc<SendPort>],
}

/// Writes a form, as RON does it in one piece.
pub(super) fn write(form: &mut Form, layout: impl Fn() -> PrettyConfig + Sync) -> Result<String, ron::Error> {
    let whole = |form: &Form| options().to_string_pretty(form, layout());
    let pieces = processors();
    if form.send_ports.len() < MANY || pieces < 2 {
        return whole(form);
    }
    let stand_in = Arc::new(SendPort::new(Name::new(STAND_IN), Name::default(), PortKind::StaticOneWay));
    let ports = std::mem::replace(&mut form.send_ports, vec![stand_in.clone()]);
    let rest = whole(form);
    form.send_ports = ports;
    let rest = rest?;
    let items = |ports: &[Arc<SendPort>]| -> Result<Option<String>, ron::Error> {
        let text = options().to_string_pretty(&Ports { send_ports: ports }, layout())?;
        let inner = text.strip_prefix("(\n    send_ports: [\n").and_then(|text| text.strip_suffix("    ],\n)"));
        Ok(inner.map(ToOwned::to_owned))
    };
    let Some(place) = items(&[stand_in])? else { return whole(form) };
    let mut around = rest.split(&place);
    let (Some(before), Some(after), None) = (around.next(), around.next(), around.next()) else { return whole(form) };
    let written = on_pieces(form.send_ports.len(), pieces, |piece| items(&form.send_ports[piece]));
    let mut text = before.to_owned();
    for piece in written {
        match piece? {
            Some(piece) => text.push_str(&piece),
            None => return whole(form),
        }
    }
    text.push_str(after);
    Ok(text)
}
