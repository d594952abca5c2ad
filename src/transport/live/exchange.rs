//! What went over the line, for the timeline of a message.

use serde::{Deserialize, Serialize};

/// Longest text of either side that is kept, in characters.
const LONGEST: usize = 4_000;

/// What was sent and what was answered, without passwords.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The request line with its headers, the path that was written, the commands.
    pub request: String,
    /// The status line with its headers and the beginning of the body, or what the server said.
    pub answer: String,
}

impl Exchange {
    #[must_use]
    pub fn new(request: &str, answer: &str) -> Self {
        Self { request: bounded(request), answer: bounded(answer) }
    }
}

fn bounded(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
