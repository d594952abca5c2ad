//! Unsaved work that outlives the process: copying it, and opening what another one left.

use super::App;
use crate::{
    console::{
        dialogs::{message::MessageDialog, recovery::RecoveryDialog},
        recovery::{Autosave, Emergency, Leftover, Note},
        session::{Driver, Session},
        toasts::Tone,
    },
    words::Sentence,
};

impl App {
    fn note(&self) -> Note {
        let now = match &self.driver {
            Driver::Thread => jiff::Timestamp::now(),
            Driver::Inline(clock) => crate::engine::Clock::now(clock),
        };
        Note::new(self.session.origin.clone(), self.document_title(), now)
    }

    /// Another document is open: what is noted of it is where it comes from.
    pub(super) fn begin_autosave(&mut self) {
        self.autosave = Autosave::default();
        Emergency::nothing();
        if let Some(place) = &self.session.place
            && let Err(error) = place.write_note(&self.note())
        {
            log::warn!("recovery: {error}");
        }
    }

    /// Copies unsaved work to the recovery folder when it is due.
    pub(super) fn look_after_unsaved_work(&mut self, ctx: &egui::Context) {
        let Some(files) = self.session.place.as_ref().map(crate::console::recovery::Place::files) else { return };
        let dirty = self.session.is_dirty(&self.snapshot);
        if Emergency::is_installed() {
            if dirty {
                let (origin, title) = (self.session.origin.clone(), self.document_title());
                Emergency::set(files.clone(), origin, title, self.snapshot.clone());
            } else {
                Emergency::nothing();
            }
        }
        let mut autosave = std::mem::take(&mut self.autosave);
        let time = (ctx.input(|input| input.time), f64::from(self.settings.autosave_seconds));
        let told = autosave.look(&files, &self.worker, &self.snapshot, dirty, || self.note(), time);
        self.autosave = autosave;
        if let Some(again) = told.again {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(again));
        }
        if let Some(error) = told.error {
            self.toasts.add(Tone::Error, Sentence::new("toast-autosave-failed").with("error", error));
        }
    }

    /// Looks for what processes that are gone have left. `asked`: a person wants to know.
    pub(super) fn look_for_leftovers(&mut self, asked: bool) {
        match self.recovery.clone() {
            Some(folder) => {
                let job = self.worker.run("recovery", move |_| crate::console::recovery::find(&folder));
                self.leftovers = Some((job, asked));
                self.ctx.request_repaint();
            }
            None if asked => self.toasts.add(Tone::Info, Sentence::new("recovery-nothing")),
            None => {}
        }
    }

    pub(super) fn take_leftovers(&mut self) {
        let Some((job, asked)) = &mut self.leftovers else { return };
        let asked = *asked;
        let Some(found) = job.take() else { return };
        self.leftovers = None;
        if !found.is_empty() {
            self.open(Box::new(RecoveryDialog::new(found)));
        } else if asked {
            self.toasts.add(Tone::Info, Sentence::new("recovery-nothing"));
        }
    }

    /// Opens what was chosen, as unsaved work.
    pub(super) fn open_recovered(&mut self) {
        let Some(leftover) = self.recovering.take() else { return };
        let leftover: Leftover = *leftover;
        let document = match leftover.document() {
            Ok(document) => document,
            Err(error) => {
                let sentence = error.sentence();
                return self.open(Box::new(MessageDialog::new(Sentence::new("dialog-cannot-open"), sentence)));
            }
        };
        match Session::start_recovered(leftover, document, &self.driver, &self.ctx) {
            Ok(session) => {
                self.replace_session(session);
                self.toasts.add(Tone::Info, Sentence::new("recovery-done"));
                // there may be more
                self.look_for_leftovers(false);
            }
            Err(error) => self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error.to_string())),
        }
    }
}
