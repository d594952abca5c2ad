//! Binding files in and out.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{App, Work, documents::new_document};
use crate::{
    console::{
        dialogs::{
            bindings::{ImportDialog, Prepared},
            message::MessageDialog,
        },
        files::{Ask, suggested},
        session::Origin,
        toasts::Tone,
    },
    document::{
        self, SaveError,
        bindings::{self, Export, Scope},
    },
    words::Sentence,
};

/// How far a file is looked at to see what it is, in bytes.
const LOOK: u64 = 4096;
/// How many notes of an export are told one by one.
const NOTES: usize = 8;

/// Whether the name of a file is that of a binding file.
pub(super) fn may_be(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
}

/// Whether a file begins as a binding file does, in one of the encodings that they have.
pub(super) fn is_one(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(LOOK).read_to_end(&mut start));
    // in UTF-16 every other byte is none
    start.retain(|byte| *byte != 0);
    read.is_ok() && start.windows(b"<BindingInfo".len()).any(|window| window == b"<BindingInfo")
}

impl App {
    pub(super) fn ask_for_bindings(&mut self) {
        let title = self.words.text(Ask::OpenBindings.key()).into_owned();
        self.files.ask(Ask::OpenBindings, title, &self.ctx);
    }

    /// A binding file becomes a document of its own.
    pub(super) fn open_bindings(&mut self, path: PathBuf) {
        self.start_scratch(new_document(), Origin::New);
        self.read_bindings(path);
    }

    /// Reads a binding file and shows what it would change.
    pub(super) fn read_bindings(&mut self, path: PathBuf) {
        let group = self.snapshot.group.clone();
        self.work_on(move || {
            let result = Prepared::load(&path, &group, None).map(Box::new);
            Work::BindingsRead { result }
        });
    }

    pub(super) fn bindings_read(&mut self, result: Result<Box<Prepared>, Sentence>) {
        match result {
            Ok(prepared) => self.open(Box::new(ImportDialog::new(*prepared))),
            Err(sentence) => {
                let title = Sentence::new("dialog-cannot-import");
                self.open(Box::new(MessageDialog::new(title, sentence)));
            }
        }
    }

    pub(super) fn export_bindings(&mut self, scope: Scope) {
        let group = self.snapshot.group.clone();
        self.work_on(move || Work::BindingsMade { export: Arc::new(bindings::export(&group, &scope)) });
    }

    pub(super) fn ask_where_to_save_bindings(&mut self, export: Arc<Export>) {
        let ask = Ask::SaveBindings { suggested: suggested(&self.document_title(), "xml"), export };
        let title = self.words.text(ask.key()).into_owned();
        self.files.ask(ask, title, &self.ctx);
    }

    pub(super) fn save_bindings(&mut self, path: PathBuf, export: Arc<Export>) {
        let path = if path.extension().is_none() { path.with_extension("xml") } else { path };
        self.work_on(move || {
            let result = document::write_file(&path, export.text.as_bytes());
            Work::BindingsSaved { path, export, result }
        });
    }

    pub(super) fn bindings_saved(&mut self, path: &Path, export: &Export, result: Result<(), SaveError>) {
        match result {
            Ok(()) => {
                let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let done = Sentence::new("binding-exported").with("count", export.artifacts).with("file", file);
                self.toasts.add(Tone::Info, done);
                let more = export.notes.len().saturating_sub(NOTES);
                let rest = (more > 0).then(|| Sentence::new("toast-more").with("count", more));
                let notes = export.notes.iter().take(NOTES).cloned().chain(rest);
                self.toasts.add_all(Tone::Warning, notes.collect());
            }
            Err(error) => self.toasts.add(Tone::Error, error.sentence()),
        }
    }
}
