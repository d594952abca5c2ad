//! Lessons in the window: what they ask of the engine, and what is kept of them.

use std::path::PathBuf;

use super::{App, Asker, Pane, Then, Work};
use crate::{
    console::{
        dialogs::{
            lessons::LessonsDialog,
            message::MessageDialog,
            predict::{MOST_PORTS, PredictDialog, Who},
        },
        panels::lesson::{LessonDeed, LessonPanel},
        session::{Beginning, Origin, Own},
        toasts::Tone,
    },
    document::SaveError,
    engine::Request,
    model::Draft,
    rules::outcome::Cell,
    training::{self, Graded, Progress, StepKind},
    words::Sentence,
};

/// Longer names of trainees are cut in the names of their files.
const LONGEST: usize = 60;

impl App {
    /// Begins a lesson, with a document of its own.
    pub(super) fn begin_lesson(&mut self, number: u32) {
        let Some(lesson) = training::lesson(number) else { return };
        let beginning = Beginning { document: lesson.document.clone(), clock: lesson.begins };
        self.start_scratch(beginning, Origin::Lesson(number));
        self.show_lesson(lesson);
    }

    /// Begins a scenario or a lesson of an author, with a document of its own.
    pub(super) fn begin_own(&mut self, own: &Own) {
        self.start_scratch(own, Origin::Own(own.clone()));
        if let Some(lesson) = own.lesson() {
            self.show_lesson(lesson);
        }
    }

    fn show_lesson(&mut self, lesson: &training::Lesson) {
        self.view.lesson = Some(LessonPanel::new(lesson, &self.snapshot));
        self.view.pane = Pane::Lesson;
        // on the stage too, which begins with the picture otherwise
        self.view.focus = self.view.focus.and(Some(Pane::Lesson));
    }

    /// Looks at what has happened since.
    pub(super) fn follow_lesson(&mut self) {
        let Some(panel) = &mut self.view.lesson else { return };
        let news = panel.observe(&self.snapshot);
        for request in news.requests {
            self.request(request, Asker::Lesson);
        }
        if news.done {
            // a small window shows one pane: what came of it stands there
            self.view.pane = Pane::Lesson;
        }
        if news.keep {
            self.note_progress();
        }
    }

    pub(super) fn in_lesson(&mut self, deed: LessonDeed) {
        match deed {
            LessonDeed::Again => {
                if let Some(again) = self.session.origin.again() {
                    self.go_on(again);
                }
            }
            LessonDeed::Leave => {
                self.view.lesson = None;
                if self.view.pane == Pane::Lesson {
                    self.view.pane = Pane::List;
                }
                self.view.focus = Some(Pane::List);
            }
            deed => {
                let Some(panel) = &mut self.view.lesson else { return };
                let (request, news) = panel.take(deed, &self.snapshot);
                if let Some(request) = request {
                    self.request(request, Asker::Lesson);
                }
                if news {
                    self.note_progress();
                }
            }
        }
    }

    pub(super) fn open_lessons(&mut self) {
        let dialog = LessonsDialog::new(self.progress.clone());
        self.open(Box::new(dialog));
    }

    // ---- predict, then run

    /// Sends a message; where one predicts first, that is asked before. In a lesson the lesson asks.
    pub(super) fn inject(&mut self, draft: Draft, count: u32) {
        // on the stage the class is asked by a command of its own
        let alone = self.view.lesson.is_none() && !self.stage.on;
        if !self.settings.predict_first || !alone {
            return self.request(Request::Publish { draft, count }, Asker::Inject);
        }
        self.ask_unless_too_many(draft, count, Who::Trainee);
    }

    /// Asks a class, whose hands are counted.
    pub(super) fn ask_class(&mut self, draft: Draft) {
        self.ask_unless_too_many(draft, 1, if self.stage.on { Who::ClassOnStage } else { Who::Class });
    }

    fn ask_unless_too_many(&mut self, draft: Draft, count: u32, who: Who) {
        let ports = self.snapshot.group.send_ports.size();
        if ports > MOST_PORTS {
            let sentence = Sentence::new("predict-too-many").with("count", ports).with("limit", MOST_PORTS);
            self.toasts.add(Tone::Info, sentence);
            return self.request(Request::Publish { draft, count }, Asker::Inject);
        }
        self.ask_to_predict(draft, count, who);
    }

    fn ask_to_predict(&mut self, draft: Draft, count: u32, who: Who) {
        let before = training::named_most(self.progress.answers()).into_iter().map(|(it, _)| it).collect();
        // what was made to fail in secret is no part of what a class is asked
        let dialog = PredictDialog::new(draft, count, &self.shown_snapshot(), before, who);
        self.open(Box::new(dialog));
    }

    pub(super) fn practised(&mut self, graded: Graded) {
        self.progress.practised(graded);
        self.save_progress();
    }

    /// A fresh situation for a cell, with its question.
    pub(super) fn begin_practice(&mut self, cell: Cell, seed: u64) {
        let scenario = training::practice(cell, seed);
        // who closes it unanswered gets another one
        self.progress.showed(seed);
        self.save_progress();
        self.start_scratch(&scenario, Origin::Practice(cell, seed));
        if let Some(StepKind::Inject { draft, .. }) = scenario.steps.first().map(|step| &step.kind) {
            self.ask_to_predict(draft.clone(), 1, Who::Practice);
        }
    }

    /// What is to be practised next: the cell that was answered rightly least.
    pub(super) fn next_practice(&self) -> Then {
        self.practice_of(self.progress.weakest_cell())
    }

    /// Another picture than any that was shown before.
    pub(super) fn practice_of(&self, cell: Cell) -> Then {
        Then::Practice(cell, self.progress.fresh())
    }

    // ---- progress

    /// The file of the trainee who is named in the settings; `None`: nothing is kept.
    fn progress_path(&self) -> Option<PathBuf> {
        let folder = self.settings_path.as_deref()?.parent()?.join("progress");
        Some(folder.join(format!("{}.ron", file_name(&self.settings.trainee))))
    }

    /// Another trainee has begun, or the program has.
    pub(super) fn read_progress(&mut self) {
        self.progress = Progress::new(&self.settings.trainee);
        let Some(path) = self.progress_path() else { return };
        self.work_on(move || {
            let read = path.is_file().then(|| {
                training::load_text(&path)
                    .and_then(|text| Progress::read(&text, Some(&path)))
                    .map_err(|it| it.sentence())
            });
            Work::ProgressRead { path, read }
        });
    }

    pub(super) fn progress_read(&mut self, path: &std::path::Path, read: Option<Result<Progress, Sentence>>) {
        // somebody else has been named meanwhile
        if self.progress_path().as_deref() != Some(path) {
            return;
        }
        match read {
            None => {}
            Some(Ok(progress)) => {
                let now = std::mem::replace(&mut self.progress, progress);
                // what was done before the file was read
                self.progress.lessons.extend(now.lessons);
                self.progress.practice.extend(now.practice);
                self.progress.practised += now.practised;
                self.progress.shown += now.shown;
                self.tell_lessons();
            }
            Some(Err(sentence)) => {
                // it is kept as it is: nothing is written over what cannot be read
                self.progress_kept = false;
                let title = Sentence::new("lesson-progress-unreadable");
                self.open(Box::new(MessageDialog::new(title, sentence)));
            }
        }
    }

    fn note_progress(&mut self) {
        // the lessons of others are known by no number
        if matches!(self.session.origin, Origin::Own(_)) {
            return;
        }
        if let Some(panel) = &self.view.lesson {
            self.progress.note(panel.sitting());
        }
        self.save_progress();
    }

    fn save_progress(&mut self) {
        if !self.progress_kept {
            return;
        }
        let Some(path) = self.progress_path() else { return };
        if self.saving_progress {
            self.progress_changed = true;
            return;
        }
        self.saving_progress = true;
        self.progress_changed = false;
        let progress = self.progress.clone();
        self.work_on(move || {
            let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            let result = folder
                .map_err(|source| SaveError::Io { path: path.clone(), source })
                .and_then(|()| progress.save(&path));
            Work::ProgressSaved { result }
        });
    }

    pub(super) fn progress_saved(&mut self, result: Result<(), SaveError>) {
        self.saving_progress = false;
        if let Err(error) = result {
            // it is told once, and the lesson goes on
            self.progress_kept = false;
            let title = Sentence::new("dialog-cannot-save");
            self.open(Box::new(MessageDialog::new(title, error.sentence())));
        } else if std::mem::take(&mut self.progress_changed) {
            self.save_progress();
        }
    }

    /// Whoever is taught now.
    pub(super) fn name_trainee(&mut self, name: &str) {
        if self.settings.trainee != name {
            name.clone_into(&mut self.settings.trainee);
            self.remember_settings();
            self.progress_kept = true;
            self.read_progress();
        }
        self.tell_lessons();
    }

    /// The window that lists them shows what is known now.
    fn tell_lessons(&mut self) {
        let progress = self.progress.clone();
        for (_, dialog) in &mut self.dialogs {
            dialog.learned(&progress);
        }
    }
}

/// A name that every system takes for a file.
fn file_name(trainee: &str) -> String {
    let letter = |it: char| if it.is_alphanumeric() || it == '-' { it } else { '_' };
    let name: String = trainee.trim().chars().take(LONGEST).map(letter).collect();
    if name.is_empty() { "trainee".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(file_name("Léa Martin"), "Léa_Martin");
        assert_eq!(file_name("../../etc/passwd"), "______etc_passwd");
        assert_eq!(file_name("  "), "trainee");
        assert_eq!(file_name(&"x".repeat(500)).len(), 60);
    }
}
