//! New, open, save, and what goes wrong with it.

use std::path::{Path, PathBuf};

use super::{App, Asker, Then, Work};
use crate::{
    console::{
        commands::Command,
        diagram::picture,
        dialogs::{message::MessageDialog, path::PathDialog, store::StoreDialog},
        files::{Answer as FileAnswer, Ask, suggested},
        panels::{
            audit::export::{self, Format},
            diagram::Picture,
            tree::Node,
        },
        session::{Beginning, Loaded, Origin, Session, Title, load, message_box_path},
        settings::StartView,
        toasts::Tone,
    },
    document::{Document, ReadError, SaveError},
    message_box::Error,
    model::{
        Adapter, Application, ArtifactKind, ArtifactRef, BizTalkGroup, Host, HostInstance, Message, Name, adapters,
    },
    words::Sentence,
};

/// The largest file that is taken as a body.
const MAX_BODY: u64 = 16 << 20;

/// The document of a scenario; an unknown number yields the sample.
pub(crate) fn scenario_document(number: u32) -> Document {
    crate::training::scenario(number).unwrap_or_else(|| crate::training::sample()).document.clone()
}

/// What a scenario begins with; an unknown number yields the sample.
pub(crate) fn scenario_beginning(number: u32) -> Beginning {
    crate::training::scenario(number).unwrap_or_else(|| crate::training::sample()).into()
}

/// What a new document begins with: one application, one host, every adapter with a handler.
pub(crate) fn new_document() -> Document {
    let mut group = BizTalkGroup::default();
    let host = Name::new("BizTalkServerApplication");
    group.put(
        Host {
            name: host.clone(),
            default: true,
            tracking: true,
            instances: vec![HostInstance { server: Name::new("SRV-A"), running: true, ..HostInstance::default() }],
            ..Host::default()
        }
        .into(),
    );
    for adapter in adapters::SEND_ADAPTERS {
        group.put(
            Adapter { name: Name::new(adapter.name), default_handler: host.clone(), handlers: vec![host.clone()] }
                .into(),
        );
    }
    group.put(Application { name: Name::new("BizTalk Application 1"), default: true, ..Application::default() }.into());
    Document { group, role: crate::model::Role::default() }
}

impl App {
    pub(super) fn document_title(&self) -> String {
        match self.session.title(self.words.language()) {
            Title::Key(sentence) => self.words.say(&sentence),
            Title::Text(text) => text,
        }
    }

    /// Goes on with what unsaved changes had kept waiting.
    pub(super) fn go_on(&mut self, then: Then) {
        match then {
            Then::Quit => {
                self.may_quit = true;
                self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Then::New => self.start_scratch(new_document(), Origin::New),
            Then::Open => {
                let title = self.words.text(Ask::OpenDocument.key()).into_owned();
                self.files.ask(Ask::OpenDocument, title, &self.ctx);
            }
            Then::OpenPath(path) => self.load(path),
            Then::Recover => self.open_recovered(),
            Then::Scenario(number) => self.start_scratch(scenario_beginning(number), Origin::Scenario(number)),
            Then::Lesson(number) => self.begin_lesson(number),
            Then::Practice(cell, seed) => self.begin_practice(cell, seed),
            Then::Own(own) => self.begin_own(&own),
            Then::Write(source) => self.begin_to_write(&source),
            Then::Demonstrate => self.demonstrate(),
            Then::GoOn => self.go_on_with_recording(),
            Then::Smallest(cell) => {
                self.start_scratch(crate::training::smallest(cell).document, Origin::Smallest(cell));
            }
        }
    }

    pub(super) fn start_scratch(&mut self, beginning: impl Into<Beginning>, origin: Origin) {
        match Session::start_scratch(beginning, origin, &self.driver, &self.ctx, self.recovery.as_deref()) {
            Ok(session) => self.replace_session(session),
            Err(error) => self.toasts.add(Tone::Error, Sentence::new("refused-store").with("error", error.to_string())),
        }
    }

    pub(super) fn replace_session(&mut self, session: Session) {
        self.remember_view();
        if session.origin != self.session.origin {
            self.put_welcome_away();
        }
        self.session = session;
        self.begin_autosave();
        self.begin_recording();
        self.held_back.clear();
        self.waiting.clear();
        self.bulk.clear();
        self.dialogs.clear();
        // what was stopped in another document is not of interest here
        self.toasts.settle(|_| true);
        self.snapshot = self.session.snapshot();
        self.view = super::View::default();
        self.stage.show = None;
        self.stage.secret = None;
        self.stage.instructor = self.stage.instructor.take().map(super::instructor::Instructor::again);
        self.show_first_view();
        self.set_stage();
    }

    /// The hub, of a document with ports of several applications and of one in which there are none; else
    /// the send ports of the first application that has any, the first one selected.
    pub(super) fn show_first_view(&mut self) {
        let group = &self.snapshot.group;
        let is_scenario = self.session.origin.again().is_some();
        let mut applications = group.send_ports.values().map(|port| &port.application);
        let first = applications.next();
        let wanted = self.wanted_view();
        let fitting = self.settings.start_view != StartView::SendPorts && wanted.is_none();
        if !is_scenario && fitting && first.is_none_or(|first| applications.any(|other| other != first)) {
            self.view.node = Node::Group;
            self.view.choose(Vec::new());
            self.view.inject.begin(&self.snapshot);
            return;
        }
        let first_port = group.send_port_groups.values().next().and_then(|spg| spg.members.first());
        let port = first_port.and_then(|name| group.send_ports.get(name)).or_else(|| group.send_ports.values().next());
        let application =
            port.map(|port| port.application.clone()).or_else(|| group.applications.keys().next().cloned());
        self.view.node = match application {
            Some(application) => Node::Folder(Some(application), ArtifactKind::SendPort),
            None => Node::Applications,
        };
        self.view.choose(port.map(|port| ArtifactRef::send_port(&port.name)).into_iter().collect::<Vec<_>>());
        if let Some(node) = wanted {
            self.go_to(node);
        }
        self.view.list.reveal(self.view.selection.first());
        self.view.inject.begin(&self.snapshot);
        if let Some(scenario) = self.session.origin.scenario() {
            let first = scenario.steps.iter().find_map(|step| match &step.kind {
                crate::training::StepKind::Inject { draft, .. } => Some(draft),
                _ => None,
            });
            if let Some(draft) = first {
                self.view.inject.fill(draft, &self.snapshot);
            }
        }
    }

    /// Reads a document on a thread of its own.
    pub(super) fn load(&mut self, path: PathBuf) {
        self.work_on(move || {
            let result = Box::new(load(&path));
            Work::Loaded { path, result }
        });
    }

    pub(super) fn work_on(&mut self, work: impl FnOnce() -> Work + Send + 'static) {
        let (sender, ctx) = (self.work.0.clone(), self.ctx.clone());
        match self.driver {
            crate::console::session::Driver::Thread => {
                let spawned = std::thread::Builder::new().name("worker".to_owned()).spawn(move || {
                    // nobody waits for it once the window has closed
                    let _ = sender.send(work());
                    ctx.request_repaint();
                });
                if let Err(error) = spawned {
                    let sentence = Sentence::new("refused-store").with("error", error.to_string());
                    self.toasts.add(Tone::Error, sentence);
                }
            }
            crate::console::session::Driver::Inline(_) => {
                let _ = sender.send(work());
                ctx.request_repaint();
            }
        }
    }

    pub(super) fn loaded(&mut self, path: PathBuf, result: Result<Loaded, ReadError>) {
        let (document, store) = match result {
            Ok(Loaded::Document { document, store }) => (*document, store),
            Ok(Loaded::Own(own)) => return self.begin_own(&own),
            Ok(Loaded::Recording(recording)) => {
                self.settings.remember(&path);
                self.remember_settings();
                return self.open_recording(recording);
            }
            Err(error) => {
                let title = Sentence::new("dialog-cannot-open");
                return self.open(Box::new(MessageDialog::new(title, error.sentence())));
            }
        };
        match store {
            Ok(store) => match Session::start(document, store, Origin::File(path.clone()), &self.driver, &self.ctx) {
                Ok(session) => {
                    self.replace_session(session.kept_in(self.recovery.as_deref()));
                    self.settings.remember(&path);
                    self.remember_settings();
                }
                Err(error) => self.store_problem(path, &error),
            },
            Err(error) => self.store_problem(path, &error),
        }
    }

    fn store_problem(&mut self, path: PathBuf, error: &Error) {
        self.open(Box::new(StoreDialog::new(path, error)));
    }

    /// Opens a document with a MessageBox that ends with the session.
    pub(super) fn open_without_messages(&mut self, path: &Path) {
        match crate::document::load(path) {
            Ok(document) => {
                let origin = Origin::File(path.to_owned());
                match Session::start_scratch(document, origin, &self.driver, &self.ctx, self.recovery.as_deref()) {
                    Ok(session) => self.replace_session(session),
                    Err(error) => self.store_problem(path.to_owned(), &error),
                }
            }
            Err(error) => {
                let title = Sentence::new("dialog-cannot-open");
                self.open(Box::new(MessageDialog::new(title, error.sentence())));
            }
        }
    }

    /// Renames the MessageBox that cannot be used and begins a new one.
    pub(super) fn open_with_new_message_box(&mut self, path: PathBuf) {
        match crate::console::session::set_aside(&message_box_path(&path)) {
            Ok(aside) => {
                let sentence = Sentence::new("toast-set-aside").with("file", aside.display().to_string());
                self.toasts.add(Tone::Info, sentence);
                self.load(path);
            }
            Err(error) => {
                let sentence = Sentence::new("toast-file-failed")
                    .with("file", message_box_path(&path).display().to_string())
                    .with("error", error.to_string());
                self.toasts.add(Tone::Error, sentence);
            }
        }
    }

    // ---- saving

    pub(super) fn save(&mut self) {
        if !self.taken_over_for(Command::Save) {
            return;
        }
        match self.session.path().map(Path::to_owned) {
            Some(path) => self.save_to(path),
            None => self.save_as(),
        }
    }

    pub(super) fn save_as(&mut self) {
        if !self.taken_over_for(Command::SaveAs) {
            return;
        }
        let suggested = suggested(&self.document_title(), "ron");
        let ask = Ask::SaveDocument { suggested };
        let title = self.words.text(ask.key()).into_owned();
        self.files.ask(ask, title, &self.ctx);
    }

    fn save_to(&mut self, path: PathBuf) {
        if self.saving {
            return;
        }
        self.saving = true;
        let document = Session::document(&self.snapshot);
        let edition = self.snapshot.edition;
        self.work_on(move || {
            let result = crate::document::save(&document, &path);
            Work::Saved { path, edition, result }
        });
    }

    pub(super) fn saved(&mut self, path: &Path, edition: u64, result: Result<(), SaveError>) {
        match result {
            Ok(()) => {
                self.session.saved = edition;
                self.settings.remember(path);
                self.remember_settings();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.toasts.add(Tone::Info, Sentence::new("toast-saved").with("file", name));
                if self.session.path() == Some(path) {
                    self.saving = false;
                    if let Some(then) = self.then.take() {
                        self.go_on(then);
                    }
                } else {
                    // the messages go along
                    let to = message_box_path(path);
                    if to.exists()
                        && let Err(error) = crate::console::session::set_aside(&to)
                    {
                        log::warn!("{}: {error}", to.display());
                    }
                    let ticket = self.session.engine.move_message_box(to);
                    self.waiting.insert(ticket, Asker::MoveMessageBox(path.to_owned()));
                }
            }
            Err(error) => {
                self.saving = false;
                self.then = None;
                let title = Sentence::new("dialog-cannot-save");
                self.open(Box::new(MessageDialog::new(title, error.sentence())));
            }
        }
    }

    pub(super) fn finish_save_as(&mut self, path: PathBuf) {
        self.saving = false;
        self.session.belongs_to(path);
        if let Some(then) = self.then.take() {
            self.go_on(then);
        }
    }

    /// Saves, and goes on once that has succeeded.
    pub(super) fn save_then(&mut self, then: Then) {
        self.then = Some(then);
        self.save();
    }

    // ---- files of the system's dialogs

    pub(super) fn take_files(&mut self) {
        let Some((ask, answer)) = self.files.poll() else { return };
        match answer {
            FileAnswer::Path(path) => self.take_path(ask, path),
            FileAnswer::Cancelled => self.then = None,
            FileAnswer::NoDialog => self.open(Box::new(PathDialog::new(ask))),
        }
    }

    pub(super) fn take_path(&mut self, ask: Ask, path: PathBuf) {
        match ask {
            Ask::OpenDocument => self.load(path),
            Ask::SaveDocument { .. } => {
                let path = if path.extension().is_none() { path.with_extension("ron") } else { path };
                self.save_to(path);
            }
            Ask::SaveBody { body, .. } => self.work_on(move || {
                let result = std::fs::write(&path, body);
                Work::BodySaved { path, result }
            }),
            Ask::SaveAudit { format, query, .. } => {
                let path = if path.extension().is_none() { path.with_extension(format.extension()) } else { path };
                let query = crate::engine::Query::Audit { query, before: None, limit: u64::MAX };
                self.query(query, Asker::AuditExport { path, format });
            }
            Ask::SaveTable { format, lines, .. } => {
                let path = if path.extension().is_none() { path.with_extension(format.extension()) } else { path };
                self.work_on(move || {
                    let result = lines
                        .text(format)
                        .map_err(|source| SaveError::Io { path: path.clone(), source })
                        .and_then(|text| crate::document::write(&path, &text));
                    Work::Exported { path, result }
                });
            }
            Ask::OpenBody => self.read_body(path),
            Ask::OpenBindings => self.read_bindings(path),
            Ask::SaveBindings { export, .. } => self.save_bindings(path, export),
            Ask::SaveCopy { text, .. } => {
                let path = if path.extension().is_none() { path.with_extension("ron") } else { path };
                self.work_on(move || {
                    let result = match crate::document::read(&text, None) {
                        Ok(document) => crate::document::save(&document, &path).map_err(|error| error.sentence()),
                        Err(error) => Err(error.sentence()),
                    };
                    Work::CopySaved { path, result }
                });
            }
            Ask::SaveRecording { recording, .. } => self.write_recording(path, recording),
            Ask::OpenManuscript => self.read_manuscript(path),
            Ask::SaveManuscript { manuscript, .. } => {
                let path = if path.extension().is_none() { path.with_extension("ron") } else { path };
                self.write_manuscript(path, manuscript);
            }
            Ask::SaveReport { text, suggested } => {
                let extension = Path::new(&suggested).extension().unwrap_or_default().to_owned();
                let path = if path.extension().is_none() { path.with_extension(extension) } else { path };
                self.work_on(move || {
                    let result = crate::document::write(&path, &text).map_err(|error| error.sentence());
                    Work::CopySaved { path, result }
                });
            }
            Ask::SavePicture { svg, format, .. } => {
                let path = if path.extension().is_none() { path.with_extension(format.extension()) } else { path };
                self.work_on(move || {
                    let result = picture::save(&svg, format, &path);
                    Work::PictureSaved { path, result }
                });
            }
        }
    }

    /// Writes entries of the audit into a file.
    pub(super) fn export_audit(&mut self, path: PathBuf, format: Format, rows: Vec<crate::engine::AuditRow>) {
        let (words, snapshot) = (self.words.clone(), self.snapshot.clone());
        self.work_on(move || {
            let tasks = std::cell::RefCell::default();
            let cx = crate::console::context::Cx::new(&words, &snapshot, &tasks);
            let result = export::text(&cx, &rows, format)
                .map_err(|source| SaveError::Io { path: path.clone(), source })
                .and_then(|text| crate::document::write(&path, &text));
            Work::Exported { path, result }
        });
    }

    pub(super) fn read_body(&mut self, path: PathBuf) {
        self.work_on(move || {
            let result = read_text(&path);
            Work::BodyRead { path, result }
        });
    }

    pub(super) fn ask_for_body(&mut self) {
        let title = self.words.text(Ask::OpenBody.key()).into_owned();
        self.files.ask(Ask::OpenBody, title, &self.ctx);
    }

    /// Saves a picture of the diagram, or puts it into the clipboard.
    pub(super) fn take_picture(&mut self, svg: String, wanted: Picture) {
        match wanted {
            Picture::File(format) => {
                let suggested = suggested(&self.document_title(), format.extension());
                let ask = Ask::SavePicture { suggested, svg, format };
                let title = self.words.text(ask.key()).into_owned();
                self.files.ask(ask, title, &self.ctx);
            }
            Picture::Clipboard => self.work_on(move || Work::PictureDrawn(picture::image(&svg))),
        }
    }

    pub(super) fn ask_where_to_save_body(&mut self, message: &Message) {
        let extension = if message.body.trim_start().starts_with('<') { "xml" } else { "txt" };
        let ask = Ask::SaveBody { suggested: format!("{}.{extension}", message.id), body: message.body.to_string() };
        let title = self.words.text(ask.key()).into_owned();
        self.files.ask(ask, title, &self.ctx);
    }

    /// A document that is dropped on the window is opened; any other file is taken as a body.
    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let Some(path) = dropped.first().map(|file| file.path().to_owned()) else { return };
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) {
            self.ask_about_changes(Then::OpenPath(path));
        } else if super::bindings::is_one(&path) {
            self.read_bindings(path);
        } else {
            self.read_body(path);
        }
    }
}

fn read_text(path: &Path) -> std::io::Result<String> {
    let length = std::fs::metadata(path)?.len();
    if length > MAX_BODY {
        return Err(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            format!("{} MiB of at most {} MiB", length >> 20, MAX_BODY >> 20),
        ));
    }
    std::fs::read_to_string(path)
}
