//! The window as a whole. `logic` takes in what came from the engine and from workers and runs
//! what was asked for; `ui` only draws and asks.

mod authoring;
mod autosave;
mod bindings;
mod comfort;
mod documents;
mod instructor;
mod invoke;
mod lessons;
mod logic;
mod menus;
mod recording;
mod shortcuts;
mod show;
mod small;
mod stage;
mod tasks;
mod ui;
mod watch;

use std::{
    cell::RefCell,
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, mpsc},
};

pub(crate) use documents::{new_document, scenario_document};
pub use show::Asked;

use super::{
    bulk::Bulk,
    context::Task,
    diagram::picture,
    dialogs::Dialog,
    files::FileDialogs,
    find::Target,
    kit::table::{Layouts, Selection},
    lints::LintStore,
    panels::{
        audit::{AuditPanel, export::Format},
        clock::ClockPanel,
        destinations::DestinationsPanel,
        details::DetailsPanel,
        diagram::DiagramPanel,
        hub::HubPanel,
        inject::InjectPanel,
        lesson::LessonPanel,
        lints::LintsPanel,
        list::ListPanel,
        log::LogPanel,
        messages::{MessagesPanel, Want},
        outcome::OutcomePanel,
        player::PlayerPanel,
        standing::Standing,
        starving::StarvingPorts,
        subscriptions::SubscriptionsPanel,
        suspended::SuspendedPanel,
        tree::Node,
    },
    reach::Reaches,
    recovery::{Autosave, Leftover},
    session::{Driver, Loaded, Session},
    settings::Settings,
    toasts::Toasts,
    worker::{Job, Worker},
};
use crate::{
    document::{ReadError, SaveError},
    engine::{Snapshot, Ticket},
    message_box::AuditId,
    model::ArtifactRef,
    words::{Language, Words},
};

/// How the window is started.
pub struct Start {
    pub driver: Driver,
    pub files: Box<dyn FileDialogs>,
    pub settings: Settings,
    /// Where the settings are kept; `None`: they are not.
    pub settings_path: Option<PathBuf>,
    /// Where unsaved work is kept; `None`: it is not.
    pub recovery: Option<PathBuf>,
    /// Opened at once; otherwise the sample.
    pub open: Option<PathBuf>,
    /// The number of a scenario to begin with.
    pub scenario: Option<u32>,
}

/// Who asked the engine.
pub(super) enum Asker {
    /// The window: a refusal opens a dialog.
    Console,
    Dialog(u64),
    DialogQuery(u64),
    /// The inject panel: what it published is shown.
    Inject,
    SuspendedGroups,
    /// A page of the Suspended view, with the number of the question.
    SuspendedPage(u64),
    Starving,
    Inbox,
    /// What happens by itself.
    Coming,
    /// What host instances have in hand.
    InHand,
    /// Entries of the audit, after the one that is named.
    Audit(Option<AuditId>),
    AuditChanges,
    AuditHistory(ArtifactRef),
    LastChange(ArtifactRef),
    /// Entries that go into a file.
    AuditExport {
        path: PathBuf,
        format: Format,
    },
    /// The MessageBox moves along with *Save as*.
    MoveMessageBox(PathBuf),
    /// A body that is to be saved.
    Body,
    /// The Messages view.
    Messages(Want),
    /// The lesson: what it published is shown.
    Lesson,
    /// What a class was asked about.
    Show,
    /// Something that was made to fail: a refusal stands where that was asked.
    Fault,
}

/// What a worker thread has done.
pub(super) enum Work {
    Loaded {
        path: PathBuf,
        result: Box<Result<Loaded, ReadError>>,
    },
    Exported {
        path: PathBuf,
        result: Result<(), SaveError>,
    },
    Saved {
        path: PathBuf,
        edition: u64,
        result: Result<(), SaveError>,
    },
    CopySaved {
        path: PathBuf,
        result: Result<(), crate::words::Sentence>,
    },
    BodySaved {
        path: PathBuf,
        result: std::io::Result<()>,
    },
    PictureSaved {
        path: PathBuf,
        result: Result<(), picture::Error>,
    },
    PasswordKept {
        account: crate::transport::Account,
        result: Result<(), String>,
    },
    PictureDrawn(Result<egui::ColorImage, picture::Error>),
    /// What a trainee has done; `None`: nothing yet.
    ProgressRead {
        path: PathBuf,
        read: Option<Result<crate::training::Progress, crate::words::Sentence>>,
    },
    ProgressSaved {
        result: Result<(), SaveError>,
    },
    BodyRead {
        path: PathBuf,
        result: Result<String, std::io::Error>,
    },
    /// What was done in a sitting, as a scenario.
    Taken(Result<Box<crate::training::TakenOfSitting>, crate::words::Sentence>),
    ManuscriptRead {
        path: PathBuf,
        result: Result<Box<crate::training::Manuscript>, ReadError>,
    },
    ManuscriptSaved {
        path: PathBuf,
        manuscript: Box<crate::training::Manuscript>,
        result: Result<(), crate::words::Sentence>,
    },
    /// A binding file was read and compared with what is configured.
    BindingsRead {
        result: Result<Box<super::dialogs::bindings::Prepared>, crate::words::Sentence>,
    },
    BindingsMade {
        export: std::sync::Arc<crate::document::bindings::Export>,
    },
    BindingsSaved {
        path: PathBuf,
        export: std::sync::Arc<crate::document::bindings::Export>,
        result: Result<(), SaveError>,
    },
}

/// What follows once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    Quit,
    New,
    Open,
    OpenPath(PathBuf),
    Scenario(u32),
    /// What was chosen of what a process left behind.
    Recover,
    /// The smallest scenario that shows a cell of the table of state combinations.
    Smallest(crate::rules::outcome::Cell),
    /// The number of the lesson.
    Lesson(u32),
    /// A fresh situation for a cell of the table of state combinations, from a seed.
    Practice(crate::rules::outcome::Cell, u64),
    /// The scenario that is open plays itself.
    Demonstrate,
    /// Back to where a recording was taken over.
    GoOn,
    /// A scenario or a lesson of an author begins.
    Own(super::session::Own),
    /// Something is to be written, in the place of what is being written.
    Write(Source),
}

/// With what one begins to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A scenario of what was done in this sitting, or of what a recording shows.
    Sitting,
    /// A lesson on everything as it is.
    Lesson,
    /// A copy of the scenario or the lesson that is open.
    Present,
    /// A copy of this one of the program.
    Scenario(u32),
    CopyOfLesson(u32),
    /// A file that is asked for.
    File,
}

/// A pane that F6 moves to; a small window shows one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    Tree,
    #[default]
    List,
    Diagram,
    Details,
    Inject,
    Outcome,
    /// While a lesson is taken.
    Lesson,
    /// While it is told where to begin.
    Welcome,
}

/// What the window shows; nothing of it belongs to the document.
#[derive(Default)]
pub struct View {
    pub node: Node,
    pub selection: Selection<ArtifactRef>,
    pub list: ListPanel,
    pub diagram: DiagramPanel,
    pub hub: HubPanel,
    pub starving: StarvingPorts,
    pub messages: MessagesPanel,
    pub subscriptions: SubscriptionsPanel,
    pub lints: LintStore,
    pub lint_list: LintsPanel,
    pub audit: AuditPanel,
    pub suspended: SuspendedPanel,
    pub inject: InjectPanel,
    pub outcome: OutcomePanel,
    pub details: DetailsPanel,
    pub standing: Standing,
    pub log: LogPanel,
    pub clock: ClockPanel,
    pub destinations: DestinationsPanel,
    pub lesson: Option<LessonPanel>,
    pub player: Option<PlayerPanel>,
    pub pane: Pane,
    /// Whether the window shows one pane at a time.
    pub one_pane: bool,
    /// Whether it is what a class sees.
    pub stage: bool,
    /// Whether it is told where to begin.
    pub welcome: bool,
    /// The end of a message is not told yet.
    veil: Option<show::Veil>,
    /// The pane that gets the focus in the next pass.
    pub focus: Option<Pane>,
    /// Where the panes were drawn last.
    pub panes: Vec<(Pane, egui::Rect)>,
    /// How large the panels were drawn last.
    pub sizes: HashMap<&'static str, f32>,
}

impl View {
    /// Selects artifacts; with none, the node of the tree stands for what it is about.
    pub(super) fn choose(&mut self, items: impl Into<Selection<ArtifactRef>>) {
        let items = items.into();
        self.selection = if items.is_empty() { self.node.artifact().into_iter().collect() } else { items };
    }
}

#[expect(clippy::struct_excessive_bools, reason = "what is under way, each for itself")]
pub struct App {
    pub(super) session: Session,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) words: Words,
    pub(super) settings: Settings,
    settings_path: Option<PathBuf>,
    pub(super) view: View,
    stage: stage::Stage,
    dialogs: Vec<(u64, Box<dyn Dialog>)>,
    last_dialog: u64,
    /// Where the keyboard was before the first dialog opened.
    focus_before: Option<egui::Id>,
    tasks: RefCell<Vec<Task>>,
    waiting: HashMap<Ticket, Asker>,
    /// Requests about several items that are under way.
    bulk: Vec<Bulk>,
    pub(super) toasts: Toasts,
    files: Box<dyn FileDialogs>,
    driver: Driver,
    pub(super) worker: Worker,
    pub(super) layouts: Layouts,
    pub(super) reaches: Reaches,
    work: (mpsc::Sender<Work>, mpsc::Receiver<Work>),
    /// After the document has been saved.
    then: Option<Then>,
    /// Saving is under way.
    saving: bool,
    may_quit: bool,
    recovery: Option<PathBuf>,
    autosave: Autosave,
    /// What is being written in the editor of scenarios and lessons.
    desk: Option<super::desk::SharedDesk>,
    /// Writes down the sitting.
    recorder: crate::training::Recorder,
    /// What is asked for once the recording that is shown can be taken over.
    held_back: Vec<(crate::engine::Request, Asker)>,
    /// Being looked for in the recovery folder; asked for by a person or at the start.
    leftovers: Option<(Job<Vec<Leftover>>, bool)>,
    recovering: Option<Box<Leftover>>,
    /// What the trainee has done.
    progress: crate::training::Progress,
    /// It can be written.
    progress_kept: bool,
    /// It is being written, and has changed since.
    saving_progress: bool,
    progress_changed: bool,
    /// What was found and used lately, newest first.
    found: Vec<Target>,
    /// The position that was remembered may be on a screen that is gone.
    check_position: bool,
    /// The panels get the sizes that they have by themselves.
    reset_panels: bool,
    ctx: egui::Context,
    title: String,
}

impl App {
    /// Opens the window's contents.
    ///
    /// # Errors
    /// When not even a scratch MessageBox can be made.
    pub fn new(cc: &eframe::CreationContext<'_>, start: Start) -> Result<Self, crate::message_box::Error> {
        Self::with_context(&cc.egui_ctx, start)
    }

    /// Likewise, in any egui context.
    ///
    /// # Errors
    /// When not even a scratch MessageBox can be made.
    pub fn with_context(ctx: &egui::Context, start: Start) -> Result<Self, crate::message_box::Error> {
        super::theme::install(ctx);
        // quitting asks for unsaved changes first
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.fallback_theme = egui::Theme::Light;
        });
        let number = start.scenario.unwrap_or_else(|| crate::training::sample().number);
        let beginning = documents::scenario_beginning(number);
        let origin = super::session::Origin::Scenario(number);
        let session = Session::start_scratch(beginning, origin, &start.driver, ctx, start.recovery.as_deref())?;
        let snapshot = session.snapshot();
        // with the engine inline everything is, so that a test sees each result at once
        let worker = match start.driver {
            Driver::Thread => Worker::threads(ctx),
            Driver::Inline(_) => Worker::inline(),
        };
        let language = start.settings.language.unwrap_or_else(Language::of_the_system);
        let mut app = Self {
            snapshot,
            words: Words::new(language),
            layouts: Layouts::new(start.settings.tables.clone()),
            reaches: Reaches::new(&worker),
            settings: start.settings.clone().sanitized(),
            settings_path: start.settings_path,
            view: View::default(),
            dialogs: Vec::new(),
            stage: stage::Stage::default(),
            last_dialog: 0,
            focus_before: None,
            tasks: RefCell::default(),
            waiting: HashMap::new(),
            bulk: Vec::new(),
            toasts: match &start.driver {
                Driver::Thread => Toasts::default(),
                Driver::Inline(clock) => {
                    let clock = clock.clone();
                    Toasts::with_clock(move || crate::engine::Clock::now(&clock))
                }
            },
            files: start.files,
            driver: start.driver,
            worker,
            work: mpsc::channel(),
            then: None,
            saving: false,
            may_quit: false,
            check_position: start.settings.window.is_some_and(|window| window.position.is_some()),
            recovery: start.recovery,
            recorder: crate::training::Recorder::new(&session.began),
            desk: None,
            autosave: Autosave::default(),
            held_back: Vec::new(),
            leftovers: None,
            recovering: None,
            progress: crate::training::Progress::default(),
            progress_kept: true,
            saving_progress: false,
            progress_changed: false,
            found: Vec::new(),
            reset_panels: false,
            ctx: ctx.clone(),
            title: String::new(),
            session,
        };
        super::accessible::say_in(ctx, &app.words);
        app.begin_comfort();
        app.show_first_view();
        app.begin_autosave();
        app.read_progress();
        app.look_for_leftovers(false);
        let last = (start.settings.start_with == super::settings::StartWith::LastDocument && start.scenario.is_none())
            .then(|| start.settings.recent.first().filter(|path| path.is_file()).cloned())
            .flatten();
        // whoever comes with something of their own knows
        if app.settings.welcome && (start.open.is_some() || start.scenario.is_some() || last.is_some()) {
            app.settings.welcome = false;
        }
        if app.settings.welcome {
            app.view.pane = Pane::Welcome;
        }
        match start.open.or(last) {
            Some(path) if bindings::may_be(&path) => app.open_bindings(path),
            Some(path) => app.load(path),
            None => {}
        }
        Ok(app)
    }

    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// One pass without a window around it: takes in what there is to take in, then draws.
    pub fn pass(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.run_logic(&ctx);
        self.draw(ui);
    }

    /// The kinds of the dialogs that are open, the one on top last.
    pub fn open_dialogs(&self) -> impl Iterator<Item = &'static str> {
        self.dialogs.iter().map(|(_, dialog)| dialog.kind())
    }

    /// How many artifacts are selected.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.view.selection.len()
    }

    /// Another number whenever the list has other rows; 0 before it has any.
    #[must_use]
    pub fn list_edition(&self) -> u64 {
        self.view.list.edition()
    }

    /// Whether something is being made ready beside the window's thread.
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.view.list.is_pending() || self.reaches.is_pending() || self.has_tasks()
    }

    /// Asks the engine, as a panel does.
    pub fn push(&self, task: Task) {
        self.tasks.borrow_mut().push(task);
    }

    fn apply_theme(&self) {
        use super::settings::Theme;
        self.ctx.set_theme(match self.settings.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
    }

    pub(super) fn remember_settings(&mut self) {
        if let Some(path) = &self.settings_path
            && let Err(error) = self.settings.save(path)
        {
            log::warn!("settings: {error}");
        }
    }
}
