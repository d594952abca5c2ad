//! Takes in what came from outside of the window and runs what was asked for.

use std::sync::Arc;

use super::{App, Asker, Then, Work};
use crate::{
    console::{
        bulk::Bulk,
        commands::Shown,
        dialogs::{
            After,
            refusal::RefusalDialog,
            summary::{SUMMARY, SummaryDialog},
            unsaved::UnsavedDialog,
        },
        panels::messages::Want,
        session::Origin,
        toasts::Tone,
    },
    engine::{Answer, Fact, Reply},
    model::ArtifactRef,
    words::Sentence,
};

impl App {
    pub(crate) fn run_logic(&mut self, ctx: &egui::Context) {
        self.session.engine.advance();
        self.take_dropped_files(ctx);
        self.take_replies();
        self.take_work();
        self.take_leftovers();
        self.take_files();
        self.follow_player(ctx);
        self.run_tasks();
        // requests may have been answered at once
        self.take_replies();
        self.follow_lesson();
        self.restore_focus(ctx);
        self.look_after_unsaved_work(ctx);
        self.fit_stage(ctx);
        self.notice_window(ctx);
        self.take_close_request(ctx);
        self.update_title(ctx);
        if let Some(tables) = self.layouts.take_changed() {
            self.settings.tables = tables;
            self.remember_settings();
        }
        if self.has_tasks() {
            ctx.request_repaint();
        }
    }

    /// After the last dialog the keyboard is where it was before the first one. Not before the
    /// pass after: until then egui takes the focus from whatever was behind a modal window.
    fn restore_focus(&mut self, ctx: &egui::Context) {
        if !self.dialogs.is_empty() || self.focus_before.is_none() {
            return;
        }
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            ctx.request_repaint();
        } else if let Some(focus) = self.focus_before.take()
            && ctx.memory(|memory| memory.focused().is_none())
        {
            ctx.memory_mut(|memory| memory.request_focus(focus));
        }
    }

    fn take_replies(&mut self) {
        let mut made = Vec::new();
        for reply in self.session.engine.replies() {
            match reply {
                Reply::Done { ticket, result, at, snapshot } => {
                    self.recorder.answered(ticket, &result, at, &snapshot);
                    let bulk = self.bulk.iter().position(|bulk| bulk.ticket == ticket).map(|at| self.bulk.remove(at));
                    let asker = self.waiting.remove(&ticket);
                    if let (Some(bulk), Err(_)) = (&bulk, &result)
                        && bulk.progress.is_cancelled()
                    {
                        self.toasts.add(Tone::Info, Sentence::new("bulk-cancelled").with("what", bulk.what.clone()));
                        continue;
                    }
                    match asker {
                        Some(Asker::Dialog(id)) => {
                            if let Some(index) = self.dialogs.iter().position(|(it, _)| *it == id)
                                && self.dialogs[index].1.replied(result.as_ref()) == After::Close
                            {
                                self.dialogs.remove(index);
                            }
                            if let Ok(response) = &result {
                                self.tell(response, bulk);
                                // what a window has made is what one wants to see next
                                made.extend(response.events.iter().find_map(|event| match &event.fact {
                                    Fact::Created(item) => Some(item.clone()),
                                    _ => None,
                                }));
                            }
                        }
                        Some(Asker::Inject) => match result {
                            Ok(response) => {
                                let delayed = response
                                    .events
                                    .iter()
                                    .filter(|event| matches!(event.fact, Fact::PublishingDelayed { .. }));
                                self.toasts
                                    .add_all(Tone::Warning, delayed.map(crate::engine::Event::sentence).collect());
                                self.view.outcome.show_message(response.messages.last().copied());
                                self.view.inject.injected();
                                // what was made to fail has told by now
                                self.stage.secret = None;
                                // a small window shows one pane: the verdict is what one waits for
                                self.view.pane =
                                    if self.stage.on { super::Pane::Diagram } else { super::Pane::Outcome };
                            }
                            Err(refusal) => self.open(Box::new(RefusalDialog::new(refusal))),
                        },
                        Some(Asker::Show) => self.shown(result),
                        Some(Asker::Fault) => self.fault_done(result),
                        Some(Asker::Lesson) => match result {
                            Ok(response) => {
                                if let Some(message) = response.messages.last() {
                                    self.view.outcome.show_message(Some(*message));
                                }
                            }
                            Err(refusal) => self.open(Box::new(RefusalDialog::new(refusal))),
                        },
                        _ => match result {
                            Ok(response) => self.tell(&response, bulk),
                            Err(refusal) => self.open(Box::new(RefusalDialog::new(refusal))),
                        },
                    }
                }
                Reply::Answer { ticket, answer } => {
                    let asker = self.waiting.remove(&ticket);
                    self.take_answer(asker, answer);
                }
            }
        }
        self.take_snapshot();
        if !made.is_empty() {
            self.select(made);
        }
    }

    /// What is gone is no longer selected; what has another name is, under that.
    fn take_snapshot(&mut self) {
        let snapshot = self.session.snapshot();
        if snapshot.generation != self.snapshot.generation {
            let all = snapshot.events_before + snapshot.events.len() as u64;
            let known = self.snapshot.events_before + self.snapshot.events.len() as u64;
            let fresh = usize::try_from(all.saturating_sub(known)).unwrap_or(usize::MAX);
            if let (None, Some(damage)) = (&self.snapshot.damage, &snapshot.damage) {
                self.toasts.add(Tone::Error, Sentence::new("store-found-damaged").with("error", damage.as_ref()));
            }
            let mut renames = Vec::new();
            let fresh = &snapshot.events[snapshot.events.len().saturating_sub(fresh)..];
            let before = std::mem::replace(&mut self.snapshot, snapshot.clone());
            // of what was stopped then nobody is warned now
            if !matches!(self.what_is_shown(), Shown::Recording { .. }) {
                self.watch(&before, &snapshot, fresh);
            }
            for event in fresh {
                if let Fact::Renamed { item, from } = &event.fact {
                    renames.push((ArtifactRef::new(item.kind, from), item.clone()));
                }
            }
            let selection = &self.view.selection;
            let is_there = |item: &ArtifactRef| snapshot.group.get(item).is_some();
            // otherwise all that was there still is, and there may be 100,000 to look for
            let other = !Arc::ptr_eq(&snapshot.contents, &before.contents);
            if !renames.is_empty() || (other && !selection.iter().all(is_there)) {
                let mut items = selection.to_vec();
                for (from, to) in renames {
                    items.iter_mut().filter(|it| **it == from).for_each(|it| *it = to.clone());
                }
                items.retain(is_there);
                if items != selection.as_slice() {
                    self.view.choose(items);
                }
            }
        }
        self.snapshot = snapshot;
    }

    fn take_answer(&mut self, asker: Option<Asker>, answer: Answer) {
        match (asker, answer) {
            (Some(Asker::DialogQuery(id)), answer) => {
                if let Some((_, dialog)) = self.dialogs.iter_mut().find(|(it, _)| *it == id) {
                    dialog.answered(answer);
                }
            }
            (Some(Asker::SuspendedGroups), Answer::SuspendedByCause(groups)) => self.view.suspended.take_groups(groups),
            (Some(Asker::SuspendedPage(number)), Answer::Instances(page)) => {
                self.view.suspended.take_page(number, page);
            }
            (Some(Asker::Audit(before)), Answer::Audit { total, rows }) => {
                let cx = crate::console::context::Cx::new(&self.words, &self.snapshot, &self.tasks);
                self.view.audit.take_entries(&cx, before, total, rows);
            }
            (Some(Asker::AuditChanges), Answer::AuditChanges { id, offset, changes }) => {
                self.view.audit.take_changes(id, offset, changes);
            }
            (Some(Asker::AuditHistory(item)), Answer::AuditHistory(history)) => {
                self.view.audit.take_history(&item, &history);
            }
            (Some(Asker::LastChange(item)), Answer::Audit { rows, .. }) => {
                self.view.details.last_change.take(&item, rows.into_iter().next());
            }
            (Some(Asker::AuditExport { path, format }), Answer::Audit { rows, .. }) => {
                self.export_audit(path, format, rows);
            }
            (Some(Asker::Starving), Answer::Starving(ports)) => self.view.starving.take(ports),
            (Some(Asker::Inbox), Answer::Arrivals(arrivals)) => self.view.details.inbox.take(arrivals),
            (Some(Asker::Coming), Answer::Coming(coming)) => self.view.clock.take(coming),
            (Some(Asker::InHand), Answer::Instances(page)) => self.view.details.hosts.take(page),
            (Some(Asker::Body), Answer::Message(Some(message))) => self.ask_where_to_save_body(&message),
            (Some(Asker::Messages(want)), answer) => self.take_messages(want, answer),
            (Some(Asker::MoveMessageBox(path)), Answer::Copied) => self.finish_save_as(path),
            (Some(Asker::MoveMessageBox(_)), Answer::Failed(error)) => {
                self.saving = false;
                self.then = None;
                self.toasts.add(Tone::Error, Sentence::new("toast-messages-not-copied").with("error", error));
            }
            (asker, Answer::Failed(error)) => {
                match asker {
                    Some(Asker::Audit(_)) => self.view.audit.failed(),
                    Some(Asker::Starving) => self.view.starving.failed(),
                    Some(Asker::Coming) => self.view.clock.failed(),
                    Some(Asker::InHand) => self.view.details.hosts.failed(),
                    Some(Asker::SuspendedPage(number)) => self.view.suspended.failed(number),
                    _ => {}
                }
                self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error));
            }
            _ => {}
        }
    }

    fn take_messages(&mut self, want: Want, answer: Answer) {
        let messages = &mut self.view.messages;
        match (want, answer) {
            (Want::Page, Answer::Messages(page)) => messages.take_page(page),
            (Want::Count, Answer::MessageCount(count)) => messages.take_count(count),
            (Want::Fresh, Answer::MessageCount(count)) => messages.take_fresh(count),
            (Want::Story(index), Answer::Story(story)) => messages.take_story(index, story),
            (want, Answer::Failed(error)) => {
                messages.failed(want);
                self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error));
            }
            _ => {}
        }
        // it may be asked on
        self.ctx.request_repaint();
    }

    /// What a request skipped is told, never silently.
    fn tell(&mut self, response: &crate::engine::Response, bulk: Option<Bulk>) {
        if let Some(bulk) = bulk
            && response.skipped.len() >= SUMMARY
        {
            return self.open(Box::new(SummaryDialog::new(bulk.what, bulk.total, &response.skipped)));
        }
        let items = response.skipped.iter().filter_map(|(item, refusal)| {
            let reason = refusal.reasons.first()?;
            Some(Sentence::new("toast-skipped").with("name", &item.name).with("why", reason.sentence.clone()))
        });
        let instances = response.skipped_instances.iter().map(|(instance, why)| {
            Sentence::new("toast-skipped").with("name", instance.to_string()).with("why", why.clone())
        });
        self.toasts.add_all(Tone::Warning, items.chain(instances).collect());
    }

    fn take_work(&mut self) {
        while let Ok(work) = self.work.1.try_recv() {
            match work {
                Work::Loaded { path, result } => self.loaded(path, *result),
                Work::Saved { path, edition, result } => self.saved(&path, edition, result),
                Work::ProgressRead { path, read } => self.progress_read(&path, read),
                Work::ProgressSaved { result } => self.progress_saved(result),
                Work::CopySaved { path, result } => match result {
                    Ok(()) => {
                        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                        self.toasts.add(Tone::Info, Sentence::new("toast-saved").with("file", name));
                    }
                    Err(sentence) => {
                        let title = Sentence::new("dialog-cannot-save");
                        self.open(Box::new(crate::console::dialogs::message::MessageDialog::new(title, sentence)));
                    }
                },
                Work::Taken(result) => self.taken(result),
                Work::ManuscriptRead { path, result } => self.manuscript_read(path, result),
                Work::ManuscriptSaved { path, manuscript, result } => self.manuscript_saved(path, *manuscript, result),
                Work::BindingsRead { result } => self.bindings_read(result),
                Work::BindingsMade { export } => self.ask_where_to_save_bindings(export),
                Work::BindingsSaved { path, export, result } => self.bindings_saved(&path, &export, result),
                Work::Exported { path, result } => match result {
                    Ok(()) => {
                        let sentence = Sentence::new("toast-exported").with("file", path.display().to_string());
                        self.toasts.add(Tone::Info, sentence);
                    }
                    Err(error) => self.toasts.add(Tone::Error, error.sentence()),
                },
                Work::BodySaved { path, result } => match result {
                    Ok(()) => self
                        .toasts
                        .add(Tone::Info, Sentence::new("toast-body-saved").with("file", path.display().to_string())),
                    Err(error) => self.toasts.add(
                        Tone::Error,
                        Sentence::new("toast-file-failed")
                            .with("file", path.display().to_string())
                            .with("error", error.to_string()),
                    ),
                },
                Work::PictureSaved { path, result } => match result {
                    Ok(()) => self
                        .toasts
                        .add(Tone::Info, Sentence::new("toast-saved").with("file", path.display().to_string())),
                    Err(error) => self.toasts.add(
                        Tone::Error,
                        Sentence::new("toast-file-failed")
                            .with("file", path.display().to_string())
                            .with("error", error.to_string()),
                    ),
                },
                Work::PasswordKept { account, result } => {
                    if let Err(error) = result {
                        let sentence = Sentence::new("toast-keyring-failed")
                            .with("user", account.user)
                            .with("server", account.server)
                            .with("error", error);
                        self.toasts.add(Tone::Error, sentence);
                    }
                }
                Work::PictureDrawn(result) => match result {
                    Ok(image) => {
                        self.ctx.copy_image(image);
                        self.toasts.add(Tone::Info, Sentence::new("toast-picture-copied"));
                    }
                    Err(error) => self
                        .toasts
                        .add(Tone::Error, Sentence::new("toast-picture-failed").with("error", error.to_string())),
                },
                Work::BodyRead { path, result } => match result {
                    Ok(body) => self.view.inject.take_body(body),
                    Err(error) => self.toasts.add(
                        Tone::Error,
                        Sentence::new("toast-file-failed")
                            .with("file", path.display().to_string())
                            .with("error", error.to_string()),
                    ),
                },
            }
        }
    }

    fn take_close_request(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.may_quit {
            return;
        }
        if self.session.is_dirty(&self.snapshot) || self.would_lose_manuscript(&Then::Quit) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask_about_changes(Then::Quit);
        }
    }

    /// Asks what to do with unsaved changes; without any it goes on at once.
    pub(super) fn ask_about_changes(&mut self, then: Then) {
        if self.would_lose_manuscript(&then) {
            return self.ask_about_manuscript(then);
        }
        // what is written is written beside the document
        if matches!(then, Then::Write(_)) {
            return self.go_on(then);
        }
        // what one does in a lesson is practice, and the next one begins with a document of its own
        let practice = matches!(self.session.origin, Origin::Lesson(_) | Origin::Practice(..));
        let practice = practice || matches!(&self.session.origin, Origin::Own(own) if own.lesson().is_some());
        let goes_on = practice && matches!(then, Then::Lesson(_) | Then::Practice(..) | Then::Own(_));
        // what one does to a scenario before a class is a demonstration
        let demonstration = self.stage.on && matches!(self.session.origin, Origin::Scenario(_));
        let goes_on = goes_on || demonstration && matches!(then, Then::Scenario(_) | Then::Demonstrate | Then::GoOn);
        if goes_on || !self.session.is_dirty(&self.snapshot) {
            self.go_on(then);
        } else if !self.dialogs.iter().any(|(_, dialog)| dialog.is_question_about_changes()) {
            let title = self.document_title();
            self.open(Box::new(UnsavedDialog::new(title, then)));
        }
    }

    fn update_title(&mut self, ctx: &egui::Context) {
        let mark = if self.session.is_dirty(&self.snapshot) { "*" } else { "" };
        let title = format!("{}{mark} - Sendport", self.document_title());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// The title that the window shows.
    #[must_use]
    pub fn window_title(&self) -> &str {
        &self.title
    }
}
