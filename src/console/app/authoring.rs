//! Scenarios and lessons that are written in the window: where they begin, where they are kept, and how they
//! are tried.

use std::{path::PathBuf, sync::Arc};

use super::{App, Source, Then, Work};
use crate::{
    console::{
        commands::Command,
        context::Task,
        desk::Desk,
        dialogs::{
            authoring::{EditorDialog, PartDialog, UnsavedManuscriptDialog},
            message::MessageDialog,
        },
        files::{Ask, suggested},
        session::{Own, Title},
        toasts::Tone,
    },
    document::ReadError,
    training::{self, Manuscript, Recording, TakenOfSitting, Text, blank_lesson, blank_scenario},
    words::{Sentence, Words},
};

impl App {
    /// Whether what is being written would be lost by this.
    pub(super) fn would_lose_manuscript(&self, then: &Then) -> bool {
        matches!(then, Then::Quit | Then::Write(_)) && self.desk.as_ref().is_some_and(|it| it.borrow().is_unsaved())
    }

    pub(super) fn ask_about_manuscript(&mut self, then: Then) {
        if self.dialogs.iter().any(|(_, dialog)| dialog.is_question_about_changes()) {
            return;
        }
        let Some(desk) = &self.desk else { return };
        let title = desk.borrow().manuscript.title().get(self.words.language()).to_owned();
        self.open(Box::new(UnsavedManuscriptDialog::new(title, then)));
    }

    // ---- beginning

    pub(super) fn begin_to_write(&mut self, source: &Source) {
        match source {
            Source::Sitting => self.take_sitting(),
            Source::Lesson => {
                let lesson = blank_lesson(&self.snapshot, self.title_of("authoring-lesson-title"));
                self.write(Desk::new(lesson.into()));
            }
            Source::Present => {
                if let Some(manuscript) = self.session.origin.manuscript() {
                    self.write(Desk::new(manuscript));
                }
            }
            Source::Scenario(number) => {
                if let Some(scenario) = training::scenario(*number) {
                    self.write(Desk::new(scenario.clone().into()));
                }
            }
            Source::CopyOfLesson(number) => {
                if let Some(lesson) = training::lesson(*number) {
                    self.write(Desk::new(lesson.clone().into()));
                }
            }
            Source::File => {
                let title = self.words.text(Ask::OpenManuscript.key()).into_owned();
                self.files.ask(Ask::OpenManuscript, title, &self.ctx);
            }
        }
    }

    /// A title with that of the document, in both languages.
    fn title_of(&self, key: &'static str) -> Text {
        Text::of(|language| {
            let words = Words::new(language);
            let document = match self.session.title(language) {
                Title::Key(sentence) => words.say(&sentence),
                Title::Text(text) => text,
            };
            words.say(&Sentence::new(key).with("document", document))
        })
    }

    /// What was done in this sitting, or in the recording that is shown, becomes a scenario.
    fn take_sitting(&mut self) {
        let title = self.title_of("authoring-scenario-title");
        let recording: Option<Arc<Recording>> = match &self.view.player {
            Some(panel) if panel.control().is_some() => Some(panel.recording().clone()),
            _ if self.recorder.moments() == 0 => None,
            _ => Some(Arc::new(self.recorder.recording(title.clone(), self.session.now()))),
        };
        match recording {
            None => {
                let notes = self.recorder.ended().cloned().into_iter().collect();
                let scenario = blank_scenario(&self.snapshot, title);
                self.write(Desk::new(scenario.into()).without(notes));
            }
            Some(recording) => self.work_on(move || {
                let taken = training::take(&recording, title).map(Box::new);
                Work::Taken(taken.map_err(|error| error.sentence()))
            }),
        }
    }

    pub(super) fn taken(&mut self, result: Result<Box<TakenOfSitting>, Sentence>) {
        match result {
            Ok(taken) => {
                let TakenOfSitting { scenario, mut left_out } = *taken;
                left_out.extend(self.recorder.ended().cloned());
                self.write(Desk::new(scenario.into()).without(left_out));
            }
            Err(why) => self.refuse(Sentence::new(Command::SaveAsScenario.key()), why),
        }
    }

    fn write(&mut self, desk: Desk) {
        self.desk = Some(desk.shared());
        self.back_to_editor();
    }

    pub(super) fn back_to_editor(&mut self) {
        let Some(desk) = &self.desk else { return };
        let is_open = self.open_dialogs().any(|kind| kind == std::any::type_name::<EditorDialog>());
        if !is_open {
            let dialog = EditorDialog::new(desk.clone());
            self.open(Box::new(dialog));
        }
    }

    pub(super) fn read_manuscript(&mut self, path: PathBuf) {
        self.work_on(move || {
            let read = training::load_text(&path).and_then(|text| Manuscript::read(&text, Some(&path)));
            Work::ManuscriptRead { path, result: read.map(Box::new) }
        });
    }

    pub(super) fn manuscript_read(&mut self, path: PathBuf, result: Result<Box<Manuscript>, ReadError>) {
        match result {
            Ok(manuscript) => {
                self.settings.remember(&path);
                self.remember_settings();
                self.write(Desk::new(*manuscript).kept_in(path));
            }
            Err(error) => {
                let title = Sentence::new("dialog-cannot-open");
                self.open(Box::new(MessageDialog::new(title, error.sentence())));
            }
        }
    }

    // ---- keeping

    pub(super) fn save_manuscript(&mut self, elsewhere: bool) {
        let Some(desk) = &self.desk else { return };
        let (manuscript, path) = {
            let desk = desk.borrow();
            (Box::new(desk.manuscript.clone()), desk.path.clone().filter(|_| !elsewhere))
        };
        if let Some(path) = path {
            return self.write_manuscript(path, manuscript);
        }
        let title = manuscript.title().get(self.words.language());
        let name = if title.is_empty() { self.words.text("document-untitled").into_owned() } else { title.to_owned() };
        let suggested = suggested(&name, "ron");
        let ask = Ask::SaveManuscript { suggested, manuscript };
        let title = self.words.text(ask.key()).into_owned();
        self.files.ask(ask, title, &self.ctx);
    }

    pub(super) fn write_manuscript(&mut self, path: PathBuf, manuscript: Box<Manuscript>) {
        self.work_on(move || {
            // what could not be opened again is not written over what can
            let result = manuscript
                .as_kept()
                .and_then(|(text, _)| crate::document::write(&path, &text).map_err(|error| error.sentence()));
            Work::ManuscriptSaved { path, manuscript, result }
        });
    }

    pub(super) fn manuscript_saved(&mut self, path: PathBuf, manuscript: Manuscript, result: Result<(), Sentence>) {
        match result {
            Ok(()) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.add(Tone::Info, Sentence::new("toast-saved").with("file", name));
                self.settings.remember(&path);
                self.remember_settings();
                if let Some(desk) = &self.desk {
                    desk.borrow_mut().saved(path, manuscript);
                }
            }
            Err(sentence) => {
                let title = Sentence::new("dialog-cannot-save");
                self.open(Box::new(MessageDialog::new(title, sentence)));
            }
        }
    }

    // ---- trying

    /// What is being written begins in the window, as whoever opens its file will see it.
    pub(super) fn try_manuscript(&mut self) {
        let Some(desk) = &self.desk else { return };
        let own = Own::new(&desk.borrow().manuscript);
        match own {
            Ok(own) => self.push(Task::Go(Then::Own(own))),
            Err(sentence) => {
                let title = Sentence::new("authoring-cannot-try");
                self.open(Box::new(MessageDialog::new(title, sentence)));
            }
        }
    }

    // ---- parts of recordings

    pub(super) fn ask_for_part(&mut self) {
        let Some(panel) = &self.view.player else { return };
        let recording = panel.recording().clone();
        if recording.moments.len() == recording.from {
            let why = Sentence::new("recording-nothing-yet");
            return self.refuse(Sentence::new(Command::SavePart.key()), why);
        }
        let done = panel.control().map_or(recording.moments.len(), |control| control.moment().done);
        let dialog = PartDialog::new(recording, done);
        self.open(Box::new(dialog));
    }
}
