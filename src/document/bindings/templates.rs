//! What a deployment framework puts in before it deploys: `${Name}`, `$(Name)`, `ifdef` comments.

use std::ops::Range;

/// How many different tokens are told.
const TOLD: usize = 4;

/// Where the first token stands in these parts of a text, and what the tokens are, each once.
pub(super) fn first_of(text: &str, parts: &[Range<usize>]) -> Option<(usize, Vec<String>)> {
    let mut first = None;
    let mut tokens: Vec<String> = Vec::new();
    for part in parts {
        let slice = &text[part.clone()];
        let mut at = 0;
        while let Some(found) = slice[at..].find('$') {
            let start = at + found;
            at = start + 1;
            if let Some(token) = token(&slice[start..]) {
                first.get_or_insert(part.start + start);
                if !tokens.iter().any(|it| it == token) && tokens.len() <= TOLD {
                    tokens.push(token.to_owned());
                }
            }
        }
        if let Some(found) = slice.find("ifdef ").filter(|at| slice[..*at].trim_end().ends_with("<!--")) {
            let offset = part.start + found;
            first = Some(first.map_or(offset, |it: usize| it.min(offset)));
            if !tokens.iter().any(|it| it == "ifdef") {
                tokens.insert(0, "ifdef".to_owned());
            }
        }
    }
    if tokens.len() > TOLD {
        tokens.truncate(TOLD);
        tokens.push("…".to_owned());
    }
    first.map(|first| (first, tokens))
}

/// `${Name}` or `$(Name)` at the beginning of a text.
pub(super) fn token(text: &str) -> Option<&str> {
    let close = match text.as_bytes() {
        [b'$', b'{', ..] => '}',
        [b'$', b'(', ..] => ')',
        _ => return None,
    };
    let end = text[2..].find(close)? + 2;
    let name = &text[2..end];
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '.' | '-');
    (!name.is_empty() && name.chars().all(is_name)).then(|| &text[..=end])
}
