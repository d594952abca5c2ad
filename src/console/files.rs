//! The system's file dialogs, behind a trait: tests answer with a path, and a path field stands
//! in where no dialog answers.

use std::{
    path::PathBuf,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::diagram::picture::Format;

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    OpenDocument,
    SaveDocument {
        suggested: String,
    },
    /// A message's body, to be written.
    SaveBody {
        suggested: String,
        body: String,
    },
    /// The entries of the audit that match, to be written.
    SaveAudit {
        suggested: String,
        format: crate::console::panels::audit::export::Format,
        query: crate::message_box::AuditQuery,
    },
    /// The rows of a table, to be written.
    SaveTable {
        suggested: String,
        format: super::export::Format,
        lines: super::export::Lines,
    },
    /// A message's body, to be read.
    OpenBody,
    /// A binding file, to be read.
    OpenBindings,
    /// A binding file, to be written.
    SaveBindings {
        suggested: String,
        export: std::sync::Arc<crate::document::bindings::Export>,
    },
    /// A copy of a document that is not open, to be written.
    SaveCopy {
        suggested: String,
        text: String,
    },
    /// A recording, to be written.
    SaveRecording {
        suggested: String,
        recording: Box<crate::training::Recording>,
    },
    /// A scenario or a lesson that is to be edited, to be read.
    OpenManuscript,
    /// A scenario or a lesson, to be written.
    SaveManuscript {
        suggested: String,
        manuscript: Box<crate::training::Manuscript>,
    },
    /// What a trainee understood, or has done, to be written.
    SaveReport {
        suggested: String,
        text: String,
    },
    /// A picture of the diagram, to be written.
    SavePicture {
        suggested: String,
        svg: String,
        format: Format,
    },
}

impl Ask {
    #[must_use]
    pub fn saves(&self) -> bool {
        !matches!(self, Self::OpenDocument | Self::OpenBody | Self::OpenBindings | Self::OpenManuscript)
    }

    /// The key of the dialog's title.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::OpenDocument => "file-open-document",
            Self::SaveDocument { .. } => "file-save-document",
            Self::SaveBody { .. } => "file-save-body",
            Self::SaveAudit { .. } => "file-save-audit",
            Self::SaveTable { .. } => "file-save-table",
            Self::OpenBody => "file-open-body",
            Self::OpenBindings => "file-open-bindings",
            Self::SaveBindings { .. } => "file-save-bindings",
            Self::SaveCopy { .. } => "file-save-copy",
            Self::SaveRecording { .. } => "file-save-recording",
            Self::OpenManuscript => "file-open-manuscript",
            Self::SaveManuscript { .. } => "file-save-manuscript",
            Self::SaveReport { .. } => "file-save-report",
            Self::SavePicture { .. } => "file-save-picture",
        }
    }
}

/// A name for a file, from the title of what it holds, that every system takes: what one of them refuses is
/// left out.
#[must_use]
pub fn suggested(title: &str, extension: &str) -> String {
    const REFUSED: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];
    let taken = |it: char| if REFUSED.contains(&it) || it.is_control() { ' ' } else { it };
    let blanks: String = title.chars().map(taken).collect();
    let whole = blanks.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = &whole[..whole.floor_char_boundary(LONGEST)];
    // a dot at the beginning hides, one at the end is not kept
    let name = name.trim_matches(['.', ' ']);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || number.is_some_and(|it| it.len() == 1 && it.bytes().all(|digit| digit.is_ascii_digit()));
    match (name.is_empty(), device) {
        (true, _) => format!("Sendport.{extension}"),
        (_, true) => format!("_{name}.{extension}"),
        _ => format!("{name}.{extension}"),
    }
}

/// How long a suggested name is at most, in bytes, without its extension.
const LONGEST: usize = 200;

/// What a person answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Path(PathBuf),
    Cancelled,
    /// No dialog could be shown; the window asks for a path itself.
    NoDialog,
}

pub trait FileDialogs {
    /// Shows a dialog; one at a time.
    fn ask(&mut self, ask: Ask, title: String, ctx: &egui::Context);
    /// The answer, once.
    fn poll(&mut self) -> Option<(Ask, Answer)>;
}

/// The dialogs of the system.
#[derive(Default)]
pub struct SystemDialogs {
    open: Option<(Ask, mpsc::Receiver<Answer>)>,
}

/// A dialog that a person closed took longer than that; one that could not be shown did not.
const TOO_QUICK: Duration = Duration::from_millis(200);

impl FileDialogs for SystemDialogs {
    fn ask(&mut self, ask: Ask, title: String, ctx: &egui::Context) {
        if self.open.is_some() {
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
        dialog = match &ask {
            Ask::OpenDocument | Ask::OpenManuscript => dialog.add_filter("Sendport", &["ron"]),
            Ask::SaveDocument { suggested }
            | Ask::SaveCopy { suggested, .. }
            | Ask::SaveManuscript { suggested, .. }
            | Ask::SaveRecording { suggested, .. } => dialog.add_filter("Sendport", &["ron"]).set_file_name(suggested),
            Ask::SaveBody { suggested, .. } => dialog.set_file_name(suggested),
            Ask::SaveAudit { suggested, format, .. } => {
                let extension = format.extension();
                dialog.add_filter(extension, &[extension]).set_file_name(suggested)
            }
            Ask::SaveTable { suggested, format, .. } => {
                let extension = format.extension();
                dialog.add_filter(extension, &[extension]).set_file_name(suggested)
            }
            Ask::OpenBody => dialog,
            Ask::OpenBindings => dialog.add_filter("XML", &["xml"]),
            Ask::SaveBindings { suggested, .. } => dialog.add_filter("XML", &["xml"]).set_file_name(suggested),
            Ask::SaveReport { suggested, .. } => dialog.set_file_name(suggested),
            Ask::SavePicture { suggested, format, .. } => {
                let extension = format.extension();
                dialog.add_filter(extension.to_uppercase(), &[extension]).set_file_name(suggested)
            }
        };
        // the future is made here, on the main thread, as some systems demand, and waited for
        // elsewhere
        let future = if ask.saves() { either(dialog.save_file()) } else { either(dialog.pick_file()) };
        let (sender, receiver) = mpsc::channel();
        let ctx = ctx.clone();
        let started = Instant::now();
        let waiter = thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let answer = match pollster::block_on(future) {
                Some(path) => Answer::Path(path),
                None if started.elapsed() < TOO_QUICK => Answer::NoDialog,
                None => Answer::Cancelled,
            };
            // nobody waits for it if the window has closed
            let _ = sender.send(answer);
            ctx.request_repaint();
        });
        match waiter {
            Ok(_) => self.open = Some((ask, receiver)),
            Err(error) => log::error!("no thread for a file dialog: {error}"),
        }
    }

    fn poll(&mut self) -> Option<(Ask, Answer)> {
        let answer = match self.open.as_ref()?.1.try_recv() {
            Ok(answer) => answer,
            Err(mpsc::TryRecvError::Empty) => return None,
            Err(mpsc::TryRecvError::Disconnected) => Answer::NoDialog,
        };
        self.open.take().map(|(ask, _)| (ask, answer))
    }
}

type PathFuture = std::pin::Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

fn either(future: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> PathFuture {
    Box::pin(async move { future.await.map(|handle| handle.path().to_owned()) })
}

/// Answers with paths that were laid down before.
#[derive(Default)]
pub struct ScriptedDialogs {
    pub answers: std::collections::VecDeque<Answer>,
    asked: Option<Ask>,
}

impl ScriptedDialogs {
    #[must_use]
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), asked: None }
    }
}

impl FileDialogs for ScriptedDialogs {
    fn ask(&mut self, ask: Ask, _title: String, ctx: &egui::Context) {
        self.asked = Some(ask);
        ctx.request_repaint();
    }
    fn poll(&mut self) -> Option<(Ask, Answer)> {
        let ask = self.asked.take()?;
        Some((ask, self.answers.pop_front().unwrap_or(Answer::Cancelled)))
    }
}

#[cfg(test)]
mod tests {
    use super::suggested;

    #[test]
    fn a_suggested_name_is_taken_by_every_system() {
        for (title, name) in [
            ("Recording: Order fan-out to warehouses", "Recording Order fan-out to warehouses.ron"),
            ("Enregistrement\u{a0}: Échec de routage", "Enregistrement Échec de routage.ron"),
            ("What is <this>? \"A\\B/C|D*\"\n", "What is this A B C D.ron"),
            ("..\\.. /etc/passwd", "etc passwd.ron"),
            ("con", "_con.ron"),
            ("LPT1.old", "_LPT1.old.ron"),
            ("Console", "Console.ron"),
            ("ends with a dot. ", "ends with a dot.ron"),
            (" :?* ", "Sendport.ron"),
        ] {
            assert_eq!(suggested(title, "ron"), name);
        }
        assert_eq!(suggested(&"\u{9001}".repeat(1000), "ron").len(), 202, "whole characters");
    }
}
