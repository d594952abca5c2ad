//! Recordings in the window: a sitting is written down, kept as a file, shown, taken over and gone on with.

use std::sync::Arc;

use super::{App, Pane, Then};
use crate::{
    console::{
        commands::{Command, Shown},
        context::Task,
        files::{Ask, suggested},
        panels::player::{LookAt, PlayerDeed, PlayerPanel},
        playing,
        session::{Origin, Session, Title},
        toasts::Tone,
    },
    training::{self, Moment, Recorder, Recording, Text},
    words::Sentence,
};

/// Whether a recording that is shown was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenOver {
    Yes,
    /// It is on its way to where it is to be taken over.
    NotYet,
    /// That was told.
    Failed,
}

impl App {
    /// What is shown of a recording, for the commands.
    pub(super) fn what_is_shown(&self) -> Shown {
        self.view.player.as_ref().map_or(Shown::Nothing, PlayerPanel::shown)
    }

    /// Whether the document is a scenario that can play itself.
    pub(super) fn demonstrates(&self) -> bool {
        match &self.session.origin {
            Origin::Scenario(number) => training::scenario(*number).is_some_and(|it| !it.steps.is_empty()),
            Origin::Own(own) => own.scenario().is_some_and(|it| !it.steps.is_empty()),
            Origin::Smallest(_) => true,
            _ => false,
        }
    }

    /// Another sitting has begun.
    pub(super) fn begin_recording(&mut self) {
        self.recorder = Recorder::new(&self.session.began);
    }

    // ---- keeping

    /// Asks where the recording goes that is shown, or that of this sitting.
    pub(super) fn save_recording(&mut self) {
        let recording = match &self.view.player {
            Some(panel) if panel.control().is_some() => panel.recording().as_ref().clone(),
            _ => {
                if self.recorder.moments() == 0 {
                    let why = self.recorder.ended().cloned();
                    let why = why.unwrap_or_else(|| Sentence::new("recording-nothing-yet"));
                    return self.refuse(Sentence::new(Command::SaveRecording.key()), why);
                }
                if let Some(why) = self.recorder.ended().cloned() {
                    self.toasts.add(Tone::Warning, Sentence::new("recording-cut-short").with("why", why));
                }
                let title = Text::of(|language| {
                    let document = match self.session.title(language) {
                        Title::Key(sentence) => crate::words::Words::new(language).say(&sentence),
                        Title::Text(text) => text,
                    };
                    let title = Sentence::new("recording-title").with("document", document);
                    crate::words::Words::new(language).say(&title)
                });
                self.recorder.recording(title, self.session.now())
            }
        };
        let suggested = suggested(recording.title.get(self.words.language()), "ron");
        let ask = Ask::SaveRecording { suggested, recording: Box::new(recording) };
        let title = self.words.text(ask.key()).into_owned();
        self.files.ask(ask, title, &self.ctx);
    }

    pub(super) fn write_recording(&mut self, path: std::path::PathBuf, recording: Box<Recording>) {
        let path = if path.extension().is_none() { path.with_extension("ron") } else { path };
        self.work_on(move || {
            let result = match recording.to_text() {
                Ok(text) => crate::document::write(&path, &text).map_err(|error| error.sentence()),
                Err(error) => Err(Sentence::new("document-other-error").with("error", error.to_string())),
            };
            super::Work::CopySaved { path, result }
        });
    }

    // ---- showing

    /// Plays the steps of the scenario that is open.
    pub(super) fn demonstrate(&mut self) {
        let Some(scenario) = self.session.origin.scenario() else { return };
        match training::demonstration(&scenario, self.driver.now()) {
            Ok(recording) => {
                let origin = self.session.origin.clone();
                let at = recording.after(0);
                self.show_recording(Arc::new(recording), origin, at, true);
            }
            Err(error) => self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error.to_string())),
        }
    }

    /// Opens a recording at its beginning.
    pub(super) fn open_recording(&mut self, recording: Arc<Recording>) {
        let (origin, at) = (Origin::Recording(recording.title.clone()), recording.after(0));
        self.show_recording(recording, origin, at, false);
    }

    fn show_recording(&mut self, recording: Arc<Recording>, origin: Origin, at: Moment, plays: bool) {
        match playing::show(recording, at, &self.worker) {
            Ok((engine, control)) => {
                self.replace_session(Session::shown(engine, origin.clone(), &self.driver));
                self.view.player = Some(PlayerPanel::new(control, origin, plays));
            }
            Err(error) => self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error.to_string())),
        }
    }

    /// Lets a recording go on that plays, and shows what it did.
    pub(super) fn follow_player(&mut self, ctx: &egui::Context) {
        self.ask_what_was_held_back();
        let Some(panel) = &mut self.view.player else { return };
        if let Some(again) = panel.pass(ctx.input(|input| input.time)) {
            ctx.request_repaint_after(again);
        }
        if let Some(index) = panel.news() {
            match panel.look_at(index) {
                Some(LookAt::Message) => {
                    let last = self.session.snapshot().reports.last().map(|report| report.message.id);
                    self.view.outcome.show_message(last);
                    if self.view.one_pane {
                        self.view.pane = Pane::Outcome;
                    }
                }
                Some(LookAt::Items(items)) => self.select(items),
                None => {}
            }
        }
    }

    pub(super) fn turn_player(&mut self, deed: PlayerDeed) {
        match deed {
            PlayerDeed::TakeOver => {
                self.taken_over_for(Command::Player(deed));
            }
            PlayerDeed::GoOn => self.ask_about_changes(Then::GoOn),
            PlayerDeed::Leave => {
                if self.taken_over_for(Command::Player(deed)) {
                    self.view.player = None;
                }
            }
            deed => {
                if let Some(panel) = &mut self.view.player {
                    panel.take(deed);
                }
            }
        }
    }

    /// Goes back to where a recording was taken over.
    pub(super) fn go_on_with_recording(&mut self) {
        let Some(panel) = &self.view.player else { return };
        let Some(moment) = panel.left_at() else { return };
        let (recording, origin) = (panel.recording().clone(), panel.origin().clone());
        let (node, selection) = (self.view.node.clone(), self.view.selection.to_vec());
        self.show_recording(recording, origin, moment, false);
        // what one looked at is looked at again
        if node.application().is_none_or(|it| self.snapshot.group.applications.contains_key(&it)) {
            self.go_to(node);
            let there = selection.into_iter().filter(|it| self.snapshot.group.get(it).is_some());
            let there: Vec<_> = there.collect();
            self.view.choose(there);
        }
    }

    /// Whether a command that needs a document can be carried out now. While a recording is on its way, it
    /// is once it is there.
    pub(super) fn taken_over_for(&mut self, command: Command) -> bool {
        let taken = self.take_over();
        if taken == TakenOver::NotYet {
            self.push(Task::Command(command));
        }
        taken == TakenOver::Yes
    }

    /// Asks for what was held back until a recording could be taken over.
    fn ask_what_was_held_back(&mut self) {
        if !self.held_back.is_empty() && self.take_over() != TakenOver::NotYet {
            for (request, asker) in std::mem::take(&mut self.held_back) {
                self.request(request, asker);
            }
        }
    }

    /// What is shown of a recording becomes a document in which one goes on by hand. Where nothing is shown,
    /// one can as always.
    pub(super) fn take_over(&mut self) -> TakenOver {
        let Some(control) = self.view.player.as_ref().and_then(PlayerPanel::control).cloned() else {
            return TakenOver::Yes;
        };
        let Some(player) = control.take_over() else {
            self.ctx.request_repaint();
            return TakenOver::NotYet;
        };
        let (moment, machine) = (player.moment(), self.driver.now());
        let recorder = Recorder::after(&player, machine);
        let shown_at = player.machine();
        let mut engine = player.into_engine();
        let begun = engine.carry_over(shown_at, machine).and_then(|()| {
            let origin = self.session.origin.clone();
            Session::go_on(engine, origin, &self.driver, &self.ctx, self.recovery.as_deref())
        });
        match begun {
            Ok(session) => {
                self.session = session;
                self.recorder = recorder;
                self.waiting.clear();
                self.bulk.clear();
                self.snapshot = self.session.snapshot();
                self.begin_autosave();
                if let Some(panel) = &mut self.view.player {
                    panel.taken_over(moment);
                }
                TakenOver::Yes
            }
            Err(error) => {
                self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error.to_string()));
                // what was taken apart is shown anew
                let Some(panel) = &self.view.player else { return TakenOver::Failed };
                let (recording, origin) = (panel.recording().clone(), panel.origin().clone());
                self.show_recording(recording, origin, moment, false);
                TakenOver::Failed
            }
        }
    }
}
