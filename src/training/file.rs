//! The files of training: the name before the first parenthesis says what a file is.

use std::path::Path;

use super::{Lesson, Recording, Scenario, lesson::read_lesson, read_recording, scenario};
use crate::{
    document::{self, Mistake, Place, Position, ReadError},
    words::Sentence,
};

/// What a file of training holds.
#[derive(Clone, Debug)]
pub enum File {
    Scenario(Box<Scenario>),
    Lesson(Box<Lesson>),
    Recording(Box<Recording>),
}

/// The text of a file. What it holds is looked at afterwards.
///
/// # Errors
/// When it cannot be read, is too large, or is no text.
pub fn load_text(path: &Path) -> Result<String, ReadError> {
    document::load_text(path)
}

/// Reads a file of training. `path` is what errors call it.
///
/// # Errors
/// When the text is none, or what it names is not there.
pub fn read_file(text: &str, path: Option<&Path>) -> Result<File, ReadError> {
    match name(text) {
        // without a name it is taken for what there was first
        "Scenario" | "" => Ok(File::Scenario(Box::new(scenario::read(text, path)?))),
        "Lesson" => Ok(File::Lesson(Box::new(read_lesson(text, path)?))),
        "Recording" => Ok(File::Recording(Box::new(read_recording(text, path)?))),
        other => Err(ReadError::Wrong {
            place: Box::new(Place {
                file: path.map(Into::into),
                position: position_of(text, other),
                field: String::new(),
            }),
            mistake: Box::new(Mistake::Problem(Sentence::new("problem-no-such-file").with("found", other))),
        }),
    }
}

/// The name with which a RON text begins, after blanks and remarks: what kind of file it is.
#[must_use]
pub fn name(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{FEFF}');
    loop {
        rest = rest.trim_start();
        if let Some(remark) = rest.strip_prefix("//") {
            rest = remark.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(remark) = rest.strip_prefix("/*") {
            rest = after_remark(remark);
        } else {
            break;
        }
    }
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    &rest[..end]
}

/// What follows the end of a remark, which may hold others.
fn after_remark(mut rest: &str) -> &str {
    let mut depth = 1_usize;
    while depth > 0 {
        let Some(at) = rest.find(['*', '/']) else { return "" };
        let here = &rest[at..];
        let step = if here.starts_with("*/") {
            depth -= 1;
            2
        } else if here.starts_with("/*") {
            depth += 1;
            2
        } else {
            1
        };
        rest = &here[step..];
    }
    rest
}

/// Where a part of the text stands in it.
fn position_of(text: &str, part: &str) -> Position {
    let before = &text[..part.as_ptr() as usize - text.as_ptr() as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_found_behind_blanks_and_remarks() {
        for (text, found) in [
            ("Scenario(", "Scenario"),
            ("(format: 1)", ""),
            ("\u{FEFF}  \n// a remark\n/* another /* within */ Lesson( */ Scenario (", "Scenario"),
            ("/* never ends", ""),
            ("// only this", ""),
            ("", ""),
            ("/*/ x */ A(", "A"),
        ] {
            assert_eq!(name(text), found, "{text}");
        }
    }

    #[test]
    fn its_place_is_known() {
        let text = "// é\n  Lessn(";
        assert_eq!(position_of(text, name(text)), Position { line: 2, column: 3 });
    }
}
