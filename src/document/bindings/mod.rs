//! Binding files: what the real product exports of its ports, groups and orchestrations (page
//! *Binding Files and Application Deployment*).
//!
//! A file is read with limits, whatever encoding or version it has. What it says beyond what is
//! modelled stays with each artifact as the text that it was, and around them with the application:
//! an export changes that text only where what is configured says something else.

mod around;
mod convert;
mod decode;
mod diff;
mod error;
mod export;
mod file;
mod inner;
mod merge;
mod read;
mod secrets;
mod settings;
mod summary;
mod templates;
mod xml;

use std::path::Path;

pub use convert::Remark;
pub use diff::Difference;
pub use error::BindingError;
pub use export::{Export, Scope, export};
pub use file::{
    BindingFile, FileFilter, FileGroup, FileLocation, FileLogicalPort, FileOrchestration, FilePort, FileReceivePort,
    FileStatement, FileTransport, Note, Origin,
};
pub use merge::{Choice, Item, MergePlan, Need, Verdict};
pub use summary::Summary;
pub use xml::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS};

/// The largest binding file, in bytes.
pub const MAX_SIZE: usize = 128 << 20;

/// Reads a binding file. `path` is what errors call it.
///
/// # Errors
/// When it is no binding file, is damaged, or goes beyond a limit.
pub fn read(bytes: &[u8], path: Option<&Path>) -> Result<BindingFile, BindingError> {
    text_of(bytes, path).and_then(|text| read::read(text).map_err(|fault| BindingError::wrong(path, fault)))
}

/// Reads a binding file from the disk.
///
/// # Errors
/// As [`read`]; also when the file cannot be read.
pub fn load(path: &Path) -> Result<BindingFile, BindingError> {
    read(&error::read_file(path)?, Some(path))
}

/// What differs between two binding files as XML, at most `most` of it, and how much that is in all.
///
/// # Errors
/// When one of them cannot be read, or is no binding file.
pub fn diff(a: &Path, b: &Path, most: usize) -> Result<(Vec<Difference>, usize), BindingError> {
    let text = |path: &Path| text_of(&error::read_file(path)?, Some(path));
    let (text_a, text_b) = (text(a)?, text(b)?);
    diff::diff(&text_a, &text_b, most)
        .map_err(|(second, fault)| BindingError::wrong(Some(if second { b } else { a }), fault))
}

/// Likewise between two texts.
///
/// # Errors
/// When one of them is no XML.
pub fn diff_bytes(a: &[u8], b: &[u8], most: usize) -> Result<(Vec<Difference>, usize), BindingError> {
    let (text_a, text_b) = (text_of(a, None)?, text_of(b, None)?);
    diff::diff(&text_a, &text_b, most).map_err(|(_, fault)| BindingError::wrong(None, fault))
}

/// The text of a file, its XML declaration blanked out.
fn text_of(bytes: &[u8], path: Option<&Path>) -> Result<String, BindingError> {
    if bytes.len() > MAX_SIZE {
        return Err(error::too_large(bytes, path));
    }
    let mut text = decode::decode(bytes).map_err(|fault| BindingError::wrong(path, fault))?;
    // blanks instead, so that the lines stay; a strict reader would refuse one that does not come first
    let declaration = text.len() - decode::without_declaration(&text).len();
    let blank: String = text[..declaration].chars().map(|it| if it == '\n' { '\n' } else { ' ' }).collect();
    text.replace_range(..declaration, &blank);
    Ok(text)
}
