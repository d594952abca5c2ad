use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::{
    app::{Pane, Then},
    commands::{Command, Env, WhyNot},
    dialogs::Dialog,
    files::Ask,
    find::Target,
    kit::table::{Layouts, Selection},
    panels::{diagram::Picture, instances::InstanceFilter, messages::Want, only::Only, tree::Node},
    recovery::Leftover,
    settings::{Settings, Theme},
    worker::Worker,
};
use crate::{
    engine::{Query, Request, Snapshot, Step, WayOut, refuse_role},
    message_box::{AuditId, AuditQuery, InstanceQuery},
    model::{Artifact, ArtifactRef, Draft, MessageId, Name},
    rules::permissions::{may, task_of},
    words::{Sentence, Words},
};

/// What every panel and dialog may read while it draws. Whatever it wants done it pushes as a
/// [`Task`]; tasks run in order before the next pass.
pub struct Cx<'a> {
    pub words: &'a Words,
    pub snapshot: &'a Snapshot,
    tasks: &'a RefCell<Vec<Task>>,
    /// Starts what takes longer than a frame.
    pub worker: Worker,
    pub settings: &'a Settings,
    /// Where they are kept, if they are.
    pub settings_path: Option<&'a Path>,
    /// How the columns of the tables are arranged.
    pub layouts: Layouts,
    /// What looks wrong in the document, as far as that is known.
    pub lints: Option<std::sync::Arc<crate::console::lints::Lints>>,
    /// What stands in the inject panel, without its body, where that is a message.
    pub draft: Option<std::sync::Arc<Draft>>,
    /// By the clock of the engine.
    pub now: jiff::Timestamp,
}

static DEFAULT_SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);

/// Something that a panel or a dialog wants done.
pub enum Task {
    /// Ask the engine. A refusal is shown as a dialog.
    Request(Request),
    /// Ask the engine; the answer goes to the dialog that asked, see [`Dialog::replied`].
    RequestForDialog(Request),
    /// Write a binding file; where to is asked.
    ExportBindings(crate::document::bindings::Scope),
    /// Ask without changing anything; the answer goes to the dialog that asked, see
    /// [`Dialog::answered`].
    QueryForDialog(Query),
    /// Publish and show what became of it.
    Inject {
        draft: Draft,
        count: u32,
    },
    DryRun(Draft),
    /// Put a dialog on top.
    Open(Box<dyn Dialog>),
    /// Take the top dialog away.
    Close,
    /// Select artifacts, as a click in the list does, and show them.
    Select(Vec<ArtifactRef>),
    SelectNode(Node),
    /// Select what stands in the list that is shown.
    SelectInList(Selection<ArtifactRef>),
    /// Open the properties of an artifact.
    OpenProperties(ArtifactRef),
    /// Show the Suspended view, of this send port only if one is named.
    ShowSuspended(Option<Name>),
    /// Show the Subscriptions view with a query.
    ShowSubscriptions(crate::console::panels::subscriptions::Query),
    /// Show these service instances.
    ShowInstances(InstanceFilter),
    /// Show a list, or some of what it lists.
    ShowList(Node, Option<Only>),
    /// Show what became of a message.
    ShowOutcome(MessageId),
    /// Run a command of the command table.
    Command(Command),
    Copy(String),
    QuerySuspended(InstanceQuery),
    /// A page of service instances, for the Suspended view; `number` names the question.
    QueryInstances {
        query: InstanceQuery,
        offset: u64,
        limit: u64,
        number: u64,
    },
    /// The ports that starve behind higher priorities.
    QueryStarving,
    QueryInbox(Name),
    /// What happens by itself, for the clock.
    QueryComing,
    /// Look through a MessageBox that was not closed cleanly, or end that.
    LookThrough(bool),
    /// What host instances have in hand.
    QueryInHand,
    /// Entries of the audit, for the Audit view.
    QueryAudit {
        query: AuditQuery,
        before: Option<AuditId>,
        limit: u64,
    },
    QueryAuditChanges {
        id: AuditId,
        offset: u64,
        limit: u64,
    },
    QueryAuditHistory(ArtifactRef),
    /// What was done last to an artifact.
    QueryLastChange(ArtifactRef),
    /// Show an entry of the audit among all.
    ShowAudit(AuditId),
    /// Ask for a file.
    AskFile(Ask),
    /// Ask for what the Messages view shows; an earlier question of the kind is given up.
    AskMessages(Want, Query),
    GiveUp(Want),
    /// Show a message in the Messages view.
    ShowMessage(MessageId),
    /// Show the Messages view and why a port did not get the one that is chosen.
    WhyNot(Name),
    /// Put a draft into the inject panel.
    FillInject(Draft),
    /// Keep a password, or take it out of the keyring.
    KeepPassword {
        account: crate::transport::Account,
        keep: super::dialogs::password::Keep,
    },
    /// Save the body of a message to a file.
    SaveBody(MessageId),
    /// Read a body from a file.
    OpenBody,
    /// After asking about unsaved changes.
    Go(Then),
    GoWithoutSaving(Then),
    SaveThen(Then),
    OpenWithoutMessages(PathBuf),
    OpenWithNewMessageBox(PathBuf),
    OpenAgain(PathBuf),
    /// A path that was typed where no system dialog answered.
    Path(Ask, PathBuf),
    Theme(Theme),
    Focus(Pane),
    /// Something was looked for and found.
    Found(Target),
    Settings(Box<Settings>),
    ClearRecent,
    ClearNotices,
    /// Ask for a file, as by the system's dialog.
    AskForFile(Ask),
    /// Open what a process left behind.
    Recover(Box<Leftover>),
    /// Something in the lesson.
    Lesson(crate::console::panels::lesson::LessonDeed),
    /// Send what a class was asked about, and show its way step by step.
    ShowClass(Box<super::app::Asked>),
    /// Make something fail, or work again, without the class seeing it yet.
    Fault(Box<Request>),
    /// A fresh situation for a cell is wanted.
    Practise(crate::rules::outcome::Cell),
    /// Something was predicted outside lessons.
    Practised(Box<crate::training::Graded>),
    /// Who is taught.
    Trainee(String),
    /// What is being written is to be saved, under another name too, or tried, or is not wanted any more.
    SaveManuscript {
        elsewhere: bool,
    },
    TryManuscript,
    DropManuscript,
    /// Save or copy a picture of the diagram.
    Picture {
        svg: String,
        wanted: Picture,
    },
}

impl<'a> Cx<'a> {
    #[must_use]
    pub fn new(words: &'a Words, snapshot: &'a Snapshot, tasks: &'a RefCell<Vec<Task>>) -> Self {
        Self {
            words,
            snapshot,
            tasks,
            worker: Worker::inline(),
            layouts: Layouts::default(),
            settings: &DEFAULT_SETTINGS,
            settings_path: None,
            lints: None,
            draft: None,
            now: snapshot.now,
        }
    }

    /// Likewise, with work on threads of its own.
    #[must_use]
    pub fn with_worker(self, worker: &Worker) -> Self {
        Self { worker: worker.clone(), ..self }
    }

    /// Likewise, with what the window remembers.
    #[must_use]
    pub fn with_settings(self, settings: &'a Settings, path: Option<&'a Path>) -> Self {
        Self { settings, settings_path: path, ..self }
    }

    /// Likewise, with what looks wrong.
    #[must_use]
    pub fn with_lints(self, lints: &crate::console::lints::LintStore) -> Self {
        Self { lints: lints.newest().cloned(), ..self }
    }

    /// Likewise, with what is about to be sent.
    #[must_use]
    pub fn with_draft(self, draft: Option<Draft>) -> Self {
        Self { draft: draft.map(std::sync::Arc::new), ..self }
    }

    /// Likewise, at this time.
    #[must_use]
    pub fn at(self, now: jiff::Timestamp) -> Self {
        Self { now, ..self }
    }

    /// Likewise, with the layouts that are remembered.
    #[must_use]
    pub fn with_layouts(self, layouts: &Layouts) -> Self {
        Self { layouts: layouts.clone(), ..self }
    }

    pub fn push(&self, task: Task) {
        self.tasks.borrow_mut().push(task);
    }

    /// The words for a key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words.text(key).into_owned()
    }

    #[must_use]
    pub fn say(&self, sentence: &Sentence) -> String {
        self.words.say(sentence)
    }

    /// A key as it is called on the keyboards of this language.
    #[must_use]
    pub fn keys(&self, ctx: &egui::Context, shortcut: &egui::KeyboardShortcut) -> String {
        let named = [
            ("Shift", "key-shift"),
            ("Enter", "key-enter"),
            ("Delete", "key-delete"),
            ("Backspace", "key-backspace"),
            ("Space", "key-space"),
            ("Escape", "key-escape"),
            ("Home", "key-home"),
            ("End", "key-end"),
            ("PageUp", "key-page-up"),
            ("PageDown", "key-page-down"),
            ("Up", "key-up"),
            ("Down", "key-down"),
            ("Left", "key-left"),
            ("Right", "key-right"),
        ];
        // keys that are what they write
        let signs = [("Comma", ","), ("Questionmark", "?"), ("Plus", "+"), ("Minus", "-"), ("Equals", "=")];
        let sign = |part: &str| signs.iter().find(|(key, _)| *key == part).map(|(_, sign)| (*sign).to_owned());
        let name = |part: &str| named.iter().find(|(key, _)| *key == part).map(|(_, word)| self.text(word));
        let text = ctx.format_shortcut(shortcut);
        text.split('+')
            .map(|part| name(part).or_else(|| sign(part)).unwrap_or_else(|| part.to_owned()))
            .collect::<Vec<_>>()
            .join("+")
    }

    /// Goes a way out of a refusal. A start asks about held messages first, as everywhere.
    pub fn take(&self, way: &WayOut) {
        match &way.step {
            Step::Request(request) => match request.as_ref() {
                Request::Act { action, items, .. } => super::dialogs::held::act(self, *action, items.clone()),
                request => self.push(Task::Request(request.clone())),
            },
            Step::OpenProperties(item) => self.push(Task::OpenProperties(item.clone())),
            Step::ShowInstances(port) => self.push(Task::ShowSuspended(Some(port.clone()))),
            Step::SwitchRole(role) => self.push(Task::Request(Request::SetRole(*role))),
        }
    }

    /// Whether the present role may take a way out that acts on ports or groups, as text for a
    /// button.
    ///
    /// # Errors
    /// The reason why not, in words.
    pub fn may_take(&self, way: &WayOut) -> Result<(), String> {
        let Step::Request(request) = &way.step else { return Ok(()) };
        let Request::Act { action, items, .. } = request.as_ref() else { return Ok(()) };
        let group = &self.snapshot.group;
        let state = |item: &ArtifactRef| match group.get(item)? {
            Artifact::SendPort(port) => Some(port.state),
            Artifact::SendPortGroup(spg) => Some(spg.state),
            _ => None,
        };
        let mut tasks = items.iter().filter_map(state).map(|from| task_of(*action, from));
        match tasks.find(|task| !may(self.snapshot.role, *task)) {
            None => Ok(()),
            Some(task) => {
                let refusal = refuse_role(way.label.clone(), self.snapshot.role, task);
                Err(refusal.reasons.first().map(|reason| self.say(&reason.sentence)).unwrap_or_default())
            }
        }
    }

    /// Whether a command can be invoked, as text for a button.
    ///
    /// # Errors
    /// The first reason why not, in words.
    pub fn enabled(&self, command: Command, env: &Env<'_>) -> Result<(), String> {
        command.enabled(env).map_err(|why: WhyNot| self.say(why.sentence()))
    }
}
