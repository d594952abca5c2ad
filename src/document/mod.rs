//! Documents: `.ron` files that hold a [`BizTalkGroup`].
//!
//! Reading is strict (an unknown field, a name that stands twice, a reference to nothing are
//! errors with their place) and nothing is half-loaded. Writing replaces the file as a whole or
//! not at all, in an order and a layout that make small differences of small changes.

pub mod bindings;
mod disk;
mod error;
pub mod filter_text;
mod form;
mod locate;
mod pieces;
mod syntax;

use std::path::Path;

pub use error::{Mistake, Place, ReadError, SaveError};
pub(crate) use form::{Form, named_text};
pub use locate::Position;
pub(crate) use locate::locate;

use crate::model::{BizTalkGroup, Role};

/// The newest format of documents, which is the one that is written.
pub const FORMAT: u32 = 1;

/// The largest file that is read, in bytes.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub group: BizTalkGroup,
    /// Who is at the console when the document is opened.
    pub role: Role,
}

/// Reads a document. `path` is what errors call it.
///
/// # Errors
/// When the text is no document, or holds something that the engine would refuse.
pub fn read(text: &str, path: Option<&Path>) -> Result<Document, ReadError> {
    let text = disk::check_text(text.as_bytes(), path)?;
    let form: Form = pieces::read(text).map_or_else(|| parse(text, path), Ok)?;
    form.into_document().map_err(|finding| finding.into_error("", text, path))
}

/// Reads a document from a file.
///
/// # Errors
/// As [`read`]; also when the file cannot be read, is too large, or is no text.
pub fn load(path: &Path) -> Result<Document, ReadError> {
    let bytes = disk::read_file(path)?;
    let text = disk::check_text(&bytes, Some(path))?;
    read(text, Some(path))
}

/// The text of a file that holds documents or what belongs to them.
///
/// # Errors
/// When the file cannot be read, is too large, or is no text.
pub(crate) fn load_text(path: &Path) -> Result<String, ReadError> {
    let bytes = disk::read_file(path)?;
    disk::check_text(&bytes, Some(path)).map(ToOwned::to_owned)
}

/// The text of a document's file.
///
/// # Panics
/// When RON cannot write the model, which a test excludes.
#[must_use]
pub fn to_text(document: &Document) -> String {
    form::to_text(Form::from(document))
}

/// Writes a document to a file. What was there is replaced as a whole once everything is safely
/// on the disk, or survives untouched. A symbolic link is followed.
///
/// # Errors
/// When the file cannot be written or is not meant to be.
pub fn save(document: &Document, path: &Path) -> Result<(), SaveError> {
    disk::replace(path, to_text(document).as_bytes())
}

/// Writes any file as a document is saved: it is in its place as a whole, or what was there before
/// survives untouched.
///
/// # Errors
/// When it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    disk::replace(path, bytes)
}

/// Reads a file of the present format, strictly.
///
/// # Errors
/// When the text is no such file.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str, path: Option<&Path>) -> Result<T, ReadError> {
    syntax::parse(text, path)
}

/// Whether a text that was read is of the present format, as its field `format` says.
///
/// # Errors
/// When it is not.
pub(crate) fn check_format(format: u32, text: &str, path: Option<&Path>) -> Result<(), ReadError> {
    syntax::check_format(format, "format", text, path)
}

/// Puts a file that is no document in the place of an old one, likewise in one step.
///
/// # Errors
/// When the file cannot be written or is not meant to be.
pub fn write(path: &Path, text: &str) -> Result<(), SaveError> {
    disk::replace(path, text.as_bytes())
}
