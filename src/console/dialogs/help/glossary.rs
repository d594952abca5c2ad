//! The terms of the field in both languages. Terms and sentences stand with the other words: a
//! key that begins with `glossary-` is a term, its attribute `meaning` says what it is.

use std::sync::OnceLock;

use super::Block;
use crate::words::{Language, Words};

pub const PREFIX: &str = "glossary-";

/// The keys of the terms, in the order of the file.
pub fn terms() -> &'static [String] {
    static TERMS: OnceLock<Vec<String>> = OnceLock::new();
    TERMS.get_or_init(|| {
        let keys = Words::keys(Language::English);
        keys.into_iter().filter(|key| key.starts_with(PREFIX) && !key.contains('.')).collect()
    })
}

/// The key of what a term means.
pub fn meaning(term: &str) -> String {
    format!("{term}.meaning")
}

pub fn blocks(words: &Words, other: &Words) -> Vec<Block> {
    let mut rows: Vec<Vec<String>> = terms()
        .iter()
        .map(|term| {
            let text = |words: &Words| words.text(term).into_owned();
            vec![text(words), text(other), words.text(&meaning(term)).into_owned()]
        })
        .collect();
    rows.sort_by_cached_key(|row| crate::console::find::Folded::new(&row[0]).text.to_lowercase());
    let head = vec![
        words.language().own_name().to_owned(),
        other.language().own_name().to_owned(),
        words.text("help-meaning").into_owned(),
    ];
    vec![Block::Table { head, rows, shares: &[1.0, 1.0, 2.4] }]
}
