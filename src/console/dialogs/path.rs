//! A path that is typed, where the system shows no file dialog.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        files::Ask,
        kit::{Footer, FooterChoice, Form, Mark, dialog, footer, form::Row},
    },
    model::validate::{Problem, Severity},
    words::Sentence,
};

/// Asks for a path.
pub struct PathDialog {
    ask: Ask,
    /// What stands in the field at first: the folder in which the program was started.
    folder: String,
    text: String,
    /// What is to be said of `text`. The disk is asked only when the text changes.
    finding: Finding,
    /// Nothing is wrong with a path before somebody has typed one.
    typed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Nothing,
    /// There is nothing to say yet, and nothing to open.
    Empty,
    Missing,
    IsFolder,
    NoFolder,
    Overwrites,
}

impl Finding {
    fn of(path: &Path, saves: bool) -> Self {
        if path.as_os_str().is_empty() {
            return Self::Empty;
        }
        match path.metadata() {
            Ok(it) if it.is_dir() => Self::IsFolder,
            Ok(_) if saves => Self::Overwrites,
            Ok(_) => Self::Nothing,
            Err(_) if !saves => Self::Missing,
            Err(_) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Self::NoFolder,
                _ => Self::Nothing,
            },
        }
    }

    /// The key of what keeps the path from being used.
    fn problem(self) -> Option<&'static str> {
        match self {
            Self::Nothing | Self::Overwrites => None,
            Self::Empty => Some("path-empty"),
            Self::Missing => Some("path-missing"),
            Self::IsFolder => Some("path-is-folder"),
            Self::NoFolder => Some("path-no-folder"),
        }
    }
}

impl PathDialog {
    #[must_use]
    pub fn new(ask: Ask) -> Self {
        let suggested = match &ask {
            Ask::SaveDocument { suggested }
            | Ask::SaveBody { suggested, .. }
            | Ask::SaveCopy { suggested, .. }
            | Ask::SaveReport { suggested, .. }
            | Ask::SaveRecording { suggested, .. }
            | Ask::SaveManuscript { suggested, .. }
            | Ask::SaveAudit { suggested, .. }
            | Ask::SaveTable { suggested, .. }
            | Ask::SaveBindings { suggested, .. }
            | Ask::SavePicture { suggested, .. } => suggested.as_str(),
            Ask::OpenDocument | Ask::OpenBody | Ask::OpenBindings | Ask::OpenManuscript => "",
        };
        // a relative path would depend on how the program was started
        let folder = std::env::current_dir().unwrap_or_default();
        let text = folder.join(suggested).display().to_string();
        let folder = folder.join("").display().to_string();
        let finding = Finding::of(Path::new(&text), ask.saves());
        Self { ask, folder, text, finding, typed: false }
    }

    /// A whole path that was pasted behind the folder stands for itself.
    fn path(&self) -> PathBuf {
        let text = self.text.trim();
        let pasted = text.strip_prefix(self.folder.as_str()).map(Path::new).filter(|rest| rest.is_absolute());
        pasted.map_or_else(|| PathBuf::from(text), Path::to_path_buf)
    }
}

impl Dialog for PathDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text(self.ask.key())
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(560.0, 240.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            parts::paragraph(ui, cx.text("path-why"));
            ui.add_space(6.0);
            let problem = self.finding.problem().filter(|_| self.typed && self.finding != Finding::Empty);
            let problems: Vec<Problem> = problem
                .map(|key| Problem { field: "path".into(), severity: Severity::Error, sentence: Sentence::new(key) })
                .into_iter()
                .collect();
            let form = Form::new(cx.words, 60.0).problems(&problems);
            let response = form.text(ui, &Row::new(&cx.text("path-field"), "path"), &mut self.text);
            if response.changed() {
                self.finding = Finding::of(&self.path(), self.ask.saves());
                self.typed = true;
            }
            if self.finding == Finding::Overwrites {
                Mark::Warning.line(ui, &cx.text("path-overwrites"));
            }
        });
        let ok_enabled = self.finding.problem().map_or(Ok(()), |key| Err(cx.text(key)));
        let ok = cx.text(match (self.ask.saves(), self.finding) {
            (true, Finding::Overwrites) => "path-overwrite",
            (true, _) => "path-save",
            (false, _) => "path-open",
        });
        let cancel = cx.text("kit-cancel");
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                cx.push(Task::Path(self.ask.clone(), self.path()));
                After::Close
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => After::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ask, PathBuf, PathDialog};

    #[test]
    fn a_whole_path_that_is_pasted_behind_the_folder_stands_for_itself() {
        let mut dialog = PathDialog::new(Ask::OpenBindings);
        let folder = dialog.text.clone();
        let pasted = std::env::temp_dir().join("bindings.xml");
        dialog.text.push_str(&pasted.display().to_string());
        assert_eq!(dialog.path(), pasted);
        dialog.text = format!("{folder}bindings.xml");
        assert_eq!(dialog.path(), PathBuf::from(folder).join("bindings.xml"));
    }
}
