//! The command table: everything that a person can invoke by menu, toolbar, context menu or key,
//! with its words, its key, its icon and whether it is available. The window's menus are made
//! from it, so they cannot disagree.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{
    kit::table::Selection,
    reach::{Reaches, Summary},
    settings::Theme,
};
use crate::{
    console::{
        diagram::picture::Format,
        panels::{clock::ClockDeed, diagram::Picture, player::PlayerDeed},
    },
    engine::{Refusal, Snapshot, refuse_role},
    model::{ArtifactKind, ArtifactRef, Name, PortKind, Role},
    rules::{
        Action, lifecycle,
        permissions::{Task, may},
    },
    training::MAX_PORTS,
    words::{Language, Sentence},
};

/// What a person can invoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewDocument,
    Open,
    Save,
    SaveAs,
    ImportBindings,
    ExportBindings,
    Quit,
    Undo,
    Redo,
    Act(Action),
    /// What an action would change.
    Preview(Action),
    NewApplication,
    NewSendPort(PortKind),
    NewSendPortGroup,
    NewReceivePort {
        two_way: bool,
    },
    NewOrchestration,
    NewHost,
    Properties,
    Copy,
    CopyAs,
    Delete,
    MoveToApplication,
    EditField,
    StartApplication,
    StopApplication,
    StartHost,
    StopHost,
    EnableLocations,
    DisableLocations,
    ShowSuspendedOf,
    ShowNotStarted,
    History,
    AddToGroup,
    WhyNotMessage,
    Refresh,
    Inject,
    DryRun,
    /// Who would get what stands in the inject panel.
    WhoGets,
    ResetScenario,
    ScenarioInfo,
    /// The list of the lessons.
    Lessons,
    /// What becomes of a message is told before it is sent, or no longer.
    PredictFirst,
    /// The window as a class sees it, or no longer.
    Stage,
    /// The list of the scenarios.
    Scenarios,
    /// A second window for the instructor, or no longer.
    InstructorWindow,
    /// A class says what becomes of the message before it is sent.
    AskClass,
    /// What became of the message that is shown.
    ShowVerdict,
    /// A fresh situation for the cell that was answered rightly least.
    Practise,
    /// The scenario plays itself.
    Demonstrate,
    SaveRecording,
    /// Some moments of the recording that is shown.
    SavePart,
    /// What was done in this sitting becomes a scenario.
    SaveAsScenario,
    NewLesson,
    /// A copy of the scenario or the lesson that is open.
    EditPresent,
    /// The file of a scenario or a lesson.
    EditFile,
    /// Back to what is being written.
    BackToEditor,
    /// What is done with a recording that is shown.
    Player(PlayerDeed),
    FindAnything,
    Help,
    HelpOnSelection,
    Keys,
    Glossary,
    ActionTable,
    OutcomeTable,
    /// The cards that tell where to begin.
    Welcome,
    About,
    NextPane,
    PreviousPane,
    FindInList,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Settings,
    Notices,
    RecoverWork,
    Theme(Theme),
    ShowList,
    ShowDiagram,
    ShowBoth,
    FitDiagram,
    StepForward,
    StepBack,
    WholeWay,
    Picture(Picture),
    /// What is done with the clock of the document.
    Clock(ClockDeed),
    /// Turns live sending on, after a question, or off.
    LiveSending,
    Language(Language),
    Role(Role),
}

/// What the commands are about: the selection and what is shown.
#[expect(clippy::struct_excessive_bools, reason = "what is so, each for itself")]
pub struct Env<'a> {
    pub snapshot: &'a Snapshot,
    /// Selected in the list, or the node of the tree.
    pub selection: &'a [ArtifactRef],
    /// The same, to ask what is in it and to keep it.
    pub selected: &'a Selection<ArtifactRef>,
    /// What the actions can do with it.
    pub reaches: &'a Reaches,
    /// Where new artifacts go, if the tree says so.
    pub application: Option<Name>,
    pub is_scenario: bool,
    /// It is a scenario that can play itself.
    pub demonstrates: bool,
    /// It is a scenario or a lesson, of which a copy can be written.
    pub is_written: bool,
    /// Something is being written.
    pub has_desk: bool,
    pub shown: Shown,
}

/// What is shown of a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Nothing,
    Recording {
        plays: bool,
        /// It is before its first moment, or after its last.
        first: bool,
        last: bool,
    },
    /// It was taken over, and can be gone on with.
    TakenOver,
}

/// Why a command is not available.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyNot {
    Refusal(Box<Refusal>),
    Sentence(Sentence),
}

impl WhyNot {
    /// The first reason, for a tooltip.
    #[must_use]
    pub fn sentence(&self) -> &Sentence {
        match self {
            Self::Refusal(refusal) => refusal.reasons.first().map_or(&refusal.what, |reason| &reason.sentence),
            Self::Sentence(sentence) => sentence,
        }
    }
}

/// A command may be available for some of the selected items only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub qualify: usize,
    pub of: usize,
}

impl Command {
    /// All commands that do not depend on the document, for the listener of keys.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::NewDocument,
            Self::Open,
            Self::Save,
            Self::SaveAs,
            Self::ImportBindings,
            Self::ExportBindings,
            Self::Quit,
            Self::Undo,
            Self::Redo,
            Self::NewApplication,
            Self::NewSendPortGroup,
            Self::NewReceivePort { two_way: false },
            Self::NewReceivePort { two_way: true },
            Self::NewOrchestration,
            Self::NewHost,
            Self::Properties,
            Self::Copy,
            Self::CopyAs,
            Self::Delete,
            Self::MoveToApplication,
            Self::EditField,
            Self::StartApplication,
            Self::StopApplication,
            Self::StartHost,
            Self::StopHost,
            Self::EnableLocations,
            Self::DisableLocations,
            Self::ShowSuspendedOf,
            Self::ShowNotStarted,
            Self::History,
            Self::AddToGroup,
            Self::WhyNotMessage,
            Self::Refresh,
            Self::Inject,
            Self::DryRun,
            Self::WhoGets,
            Self::LiveSending,
            Self::ResetScenario,
            Self::ScenarioInfo,
            Self::Lessons,
            Self::PredictFirst,
            Self::Stage,
            Self::InstructorWindow,
            Self::Scenarios,
            Self::AskClass,
            Self::ShowVerdict,
            Self::Practise,
            Self::Demonstrate,
            Self::SaveRecording,
            Self::SavePart,
            Self::SaveAsScenario,
            Self::NewLesson,
            Self::EditPresent,
            Self::EditFile,
            Self::BackToEditor,
            Self::FindAnything,
            Self::Help,
            Self::HelpOnSelection,
            Self::Keys,
            Self::Glossary,
            Self::ActionTable,
            Self::OutcomeTable,
            Self::Welcome,
            Self::About,
            Self::NextPane,
            Self::PreviousPane,
            Self::FindInList,
            Self::ZoomIn,
            Self::ZoomOut,
            Self::ZoomReset,
            Self::Settings,
            Self::Notices,
            Self::RecoverWork,
            Self::ShowList,
            Self::ShowDiagram,
            Self::ShowBoth,
            Self::FitDiagram,
            Self::StepForward,
            Self::StepBack,
            Self::WholeWay,
            Self::Picture(Picture::File(Format::Svg)),
            Self::Picture(Picture::File(Format::Png)),
            Self::Picture(Picture::Clipboard),
        ]
        .into_iter()
        .chain(lifecycle::actions().map(Self::Act))
        .chain(lifecycle::actions().map(Self::Preview))
        .chain(PortKind::ALL.map(Self::NewSendPort))
        .chain(ClockDeed::all().map(Self::Clock))
        .chain(PlayerDeed::ALL.map(Self::Player))
        .chain(Role::ALL.map(Self::Role))
        .chain(Language::ALL.map(Self::Language))
        .chain(Theme::ALL.map(Self::Theme))
    }

    /// The key of its words. An ellipsis in the words says that a window follows.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NewDocument => "command-new-document",
            Self::Open => "command-open",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::ImportBindings => "command-import-bindings",
            Self::ExportBindings => "command-export-bindings",
            Self::Quit => "command-quit",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::Act(action) => action.key(),
            Self::Preview(Action::Enlist) => "command-preview-enlist",
            Self::Preview(Action::Start) => "command-preview-start",
            Self::Preview(Action::Stop) => "command-preview-stop",
            Self::Preview(Action::Unenlist) => "command-preview-unenlist",
            Self::NewApplication => "command-new-application",
            Self::NewSendPort(PortKind::StaticOneWay) => "command-new-static-one-way",
            Self::NewSendPort(PortKind::StaticSolicitResponse) => "command-new-static-solicit-response",
            Self::NewSendPort(PortKind::DynamicOneWay) => "command-new-dynamic-one-way",
            Self::NewSendPort(PortKind::DynamicSolicitResponse) => "command-new-dynamic-solicit-response",
            Self::NewSendPortGroup => "command-new-send-port-group",
            Self::NewReceivePort { two_way: false } => "command-new-one-way-receive-port",
            Self::NewReceivePort { two_way: true } => "command-new-request-response-receive-port",
            Self::NewOrchestration => "command-new-orchestration",
            Self::NewHost => "command-new-host",
            Self::Properties => "command-properties",
            Self::Copy => "command-copy",
            Self::CopyAs => "command-copy-as",
            Self::Delete => "command-delete",
            Self::MoveToApplication => "command-move-to-application",
            Self::EditField => "command-edit-field",
            Self::StartApplication => "command-start-application",
            Self::StopApplication => "command-stop-application",
            Self::StartHost => "command-start-host",
            Self::StopHost => "command-stop-host",
            Self::EnableLocations => "command-enable-locations",
            Self::DisableLocations => "command-disable-locations",
            Self::ShowSuspendedOf => "command-show-suspended",
            Self::ShowNotStarted => "command-show-not-started",
            Self::History => "command-history",
            Self::AddToGroup => "command-add-to-group",
            Self::WhyNotMessage => "command-why-not-message",
            Self::Refresh => "command-refresh",
            Self::Inject => "command-inject",
            Self::DryRun => "command-dry-run",
            Self::WhoGets => "subscriptions-question",
            Self::LiveSending => "command-live-sending",
            Self::ResetScenario => "command-reset-scenario",
            Self::ScenarioInfo => "command-scenario-info",
            Self::Lessons => "command-lessons",
            Self::PredictFirst => "command-predict-first",
            Self::Stage => "command-stage",
            Self::InstructorWindow => "command-instructor-window",
            Self::Scenarios => "command-scenarios",
            Self::AskClass => "command-ask-class",
            Self::ShowVerdict => "command-show-verdict",
            Self::Practise => "command-practise",
            Self::ActionTable => "command-action-table",
            Self::OutcomeTable => "command-outcome-table",
            Self::Welcome => "welcome-title",
            Self::About => "command-about",
            Self::FindAnything => "command-find-anything",
            Self::Help => "command-help",
            Self::HelpOnSelection => "command-help-on-selection",
            Self::Keys => "command-keys",
            Self::Glossary => "command-glossary",
            Self::NextPane => "command-next-pane",
            Self::PreviousPane => "command-previous-pane",
            Self::FindInList => "command-find-in-list",
            Self::ZoomIn => "command-zoom-in",
            Self::ZoomOut => "command-zoom-out",
            Self::ZoomReset => "command-zoom-reset",
            Self::Settings => "command-settings",
            Self::Notices => "command-notices",
            Self::RecoverWork => "command-recover-work",
            Self::Theme(theme) => theme.key(),
            Self::ShowList => "command-show-list",
            Self::ShowDiagram => "command-show-diagram",
            Self::ShowBoth => "command-show-both",
            Self::FitDiagram => "command-fit-diagram",
            Self::StepForward => "command-step-forward",
            Self::StepBack => "command-step-back",
            Self::WholeWay => "command-whole-way",
            Self::Picture(Picture::File(Format::Svg)) => "command-picture-svg",
            Self::Picture(Picture::File(Format::Png)) => "command-picture-png",
            Self::Picture(Picture::Clipboard) => "command-copy-picture",
            Self::Language(Language::English) => "command-english",
            Self::Language(Language::French) => "command-french",
            Self::Demonstrate => "command-demonstrate",
            Self::SaveRecording => "command-save-recording",
            Self::SavePart => "command-save-part",
            Self::SaveAsScenario => "command-save-as-scenario",
            Self::NewLesson => "command-new-lesson",
            Self::EditPresent => "command-edit-present",
            Self::EditFile => "command-edit-file",
            Self::BackToEditor => "command-back-to-editor",
            Self::Player(deed) => deed.key(),
            Self::Clock(deed) => deed.key(),
            Self::Role(role) => role.key(),
        }
    }

    /// Its key on the keyboard, as in the real console where that has one.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let with = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::NewDocument => with(Modifiers::COMMAND, Key::N),
            Self::Open => with(Modifiers::COMMAND, Key::O),
            Self::Save => with(Modifiers::COMMAND, Key::S),
            Self::SaveAs => with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S),
            Self::Quit => with(Modifiers::COMMAND, Key::Q),
            Self::Undo => with(Modifiers::COMMAND, Key::Z),
            Self::Redo => with(Modifiers::COMMAND, Key::Y),
            Self::Act(action) | Self::Preview(action) => {
                let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
                let index = lifecycle::actions().position(|it| it == action)?;
                let shift = if matches!(self, Self::Preview(_)) { Modifiers::SHIFT } else { Modifiers::NONE };
                with(Modifiers::COMMAND | shift, *keys.get(index)?)
            }
            Self::Properties => with(Modifiers::NONE, Key::Enter),
            Self::Delete => with(Modifiers::NONE, Key::Delete),
            Self::EditField => with(Modifiers::COMMAND, Key::E),
            Self::Refresh => with(Modifiers::NONE, Key::F5),
            Self::NextPane => with(Modifiers::NONE, Key::F6),
            Self::Inject => with(Modifiers::COMMAND, Key::Enter),
            Self::DryRun => with(Modifiers::COMMAND, Key::D),
            Self::ResetScenario => with(Modifiers::COMMAND, Key::R),
            Self::Lessons => with(Modifiers::COMMAND, Key::L),
            Self::Stage => with(Modifiers::NONE, Key::F11),
            Self::FindAnything => with(Modifiers::COMMAND, Key::K),
            Self::HelpOnSelection => with(Modifiers::NONE, Key::F1),
            Self::ActionTable => with(Modifiers::NONE, Key::Questionmark),
            Self::PreviousPane => with(Modifiers::SHIFT, Key::F6),
            Self::FindInList => with(Modifiers::COMMAND, Key::F),
            Self::ZoomIn => with(Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => with(Modifiers::COMMAND, Key::Minus),
            Self::ZoomReset => with(Modifiers::COMMAND, Key::Num0),
            Self::Settings => with(Modifiers::COMMAND, Key::Comma),
            Self::ShowList => with(Modifiers::NONE, Key::F7),
            Self::ShowDiagram => with(Modifiers::NONE, Key::F8),
            Self::ShowBoth => with(Modifiers::NONE, Key::F9),
            Self::Clock(ClockDeed::Next) => with(Modifiers::COMMAND, Key::J),
            Self::Clock(ClockDeed::Step(60)) => with(Modifiers::COMMAND | Modifiers::SHIFT, Key::J),
            Self::Clock(ClockDeed::PauseOrRun) => with(Modifiers::COMMAND, Key::P),
            Self::Player(PlayerDeed::PlayOrPause) => with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P),
            Self::Player(PlayerDeed::Forward) => with(Modifiers::COMMAND, Key::PageDown),
            Self::Player(PlayerDeed::Back) => with(Modifiers::COMMAND, Key::PageUp),
            Self::Player(PlayerDeed::TakeOver) => with(Modifiers::COMMAND, Key::T),
            Self::Player(PlayerDeed::GoOn) => with(Modifiers::COMMAND, Key::G),
            Self::StepForward => with(Modifiers::NONE, Key::Space),
            Self::StepBack => with(Modifiers::NONE, Key::Backspace),
            _ => None,
        }
    }

    /// A second key that some are used to.
    #[must_use]
    pub fn other_shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Redo => Some(KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)),
            // where + is on the key of = one need not press Shift
            Self::ZoomIn => Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals)),
            // what a clicker for slides sends
            Self::StepForward => Some(KeyboardShortcut::new(Modifiers::NONE, Key::PageDown)),
            Self::StepBack => Some(KeyboardShortcut::new(Modifiers::NONE, Key::PageUp)),
            _ => None,
        }
    }

    /// The key of the menu in which it stands.
    #[must_use]
    pub fn menu(self) -> &'static str {
        match self {
            Self::NewDocument
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::ImportBindings
            | Self::ExportBindings
            | Self::RecoverWork
            | Self::Settings
            | Self::Quit => "menu-file",
            Self::Undo
            | Self::Redo
            | Self::Copy
            | Self::CopyAs
            | Self::Delete
            | Self::MoveToApplication
            | Self::Properties
            | Self::FindInList
            | Self::FindAnything => "menu-edit",
            Self::Theme(_)
            | Self::Language(_)
            | Self::Role(_)
            | Self::NextPane
            | Self::PreviousPane
            | Self::Refresh
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ShowList
            | Self::ShowDiagram
            | Self::ShowBoth
            | Self::Stage
            | Self::InstructorWindow
            | Self::FitDiagram
            | Self::StepForward
            | Self::StepBack
            | Self::WholeWay
            | Self::ShowVerdict
            | Self::Picture(_)
            | Self::ShowSuspendedOf
            | Self::ShowNotStarted
            | Self::Notices => "menu-view",
            Self::Scenarios
            | Self::ResetScenario
            | Self::ScenarioInfo
            | Self::Lessons
            | Self::PredictFirst
            | Self::AskClass
            | Self::Practise
            | Self::Demonstrate
            | Self::SaveRecording
            | Self::SavePart
            | Self::SaveAsScenario
            | Self::NewLesson
            | Self::EditPresent
            | Self::EditFile
            | Self::BackToEditor
            | Self::Player(_) => "menu-scenario",
            Self::Help
            | Self::HelpOnSelection
            | Self::Keys
            | Self::Glossary
            | Self::ActionTable
            | Self::OutcomeTable
            | Self::Welcome
            | Self::About => "menu-help",
            Self::NewApplication
            | Self::NewSendPort(_)
            | Self::NewSendPortGroup
            | Self::NewReceivePort { .. }
            | Self::NewOrchestration
            | Self::NewHost => "menu-new",
            _ => "menu-action",
        }
    }

    /// Keys that act only while no text field has the focus, since there they edit.
    #[must_use]
    pub fn conflicts_with_editing(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Properties | Self::Delete | Self::ActionTable)
    }

    /// Keys that act only while the diagram has the focus: elsewhere they press and edit.
    #[must_use]
    pub fn belongs_to_diagram(self) -> bool {
        matches!(self, Self::StepForward | Self::StepBack)
    }

    #[must_use]
    pub fn icon(self) -> Option<&'static str> {
        use egui_material_icons::icons as i;
        Some(match self {
            Self::Act(Action::Enlist) => i::ICON_POWER.codepoint,
            Self::Act(Action::Start) => i::ICON_PLAY_ARROW.codepoint,
            Self::Act(Action::Stop) => i::ICON_STOP.codepoint,
            Self::Act(Action::Unenlist) => i::ICON_POWER_OFF.codepoint,
            Self::Undo => i::ICON_UNDO.codepoint,
            Self::Redo => i::ICON_REDO.codepoint,
            Self::Properties => i::ICON_TUNE.codepoint,
            Self::EditField => i::ICON_EDIT.codepoint,
            Self::Copy => i::ICON_CONTENT_COPY.codepoint,
            Self::Delete => i::ICON_DELETE.codepoint,
            Self::ResetScenario => i::ICON_RESTART_ALT.codepoint,
            Self::Stage => i::ICON_PRESENT_TO_ALL.codepoint,
            Self::ScenarioInfo => i::ICON_INFO.codepoint,
            Self::Lessons => i::ICON_SCHOOL.codepoint,
            Self::NewDocument => i::ICON_NOTE_ADD.codepoint,
            Self::Open => i::ICON_FOLDER_OPEN.codepoint,
            Self::Save | Self::SaveAs => i::ICON_SAVE.codepoint,
            Self::FindAnything | Self::FindInList => i::ICON_SEARCH.codepoint,
            Self::Help | Self::HelpOnSelection => i::ICON_HELP.codepoint,
            Self::Keys => i::ICON_KEYBOARD.codepoint,
            Self::Glossary => i::ICON_MENU_BOOK.codepoint,
            Self::ActionTable | Self::OutcomeTable => i::ICON_TABLE_CHART.codepoint,
            Self::Settings => i::ICON_SETTINGS.codepoint,
            Self::Notices => i::ICON_NOTIFICATIONS.codepoint,
            Self::RecoverWork => i::ICON_RESTORE_PAGE.codepoint,
            Self::ZoomIn => i::ICON_ZOOM_IN.codepoint,
            Self::ZoomOut => i::ICON_ZOOM_OUT.codepoint,
            Self::Refresh => i::ICON_REFRESH.codepoint,
            Self::Clock(ClockDeed::Next) => i::ICON_SKIP_NEXT.codepoint,
            Self::Demonstrate => i::ICON_SLIDESHOW.codepoint,
            Self::Welcome => i::ICON_EXPLORE.codepoint,
            _ => return None,
        })
    }

    /// Whether it can be invoked now, and if not, why.
    ///
    /// # Errors
    /// The reason, with ways out where there are any.
    pub fn enabled(self, env: &Env<'_>) -> Result<(), WhyNot> {
        match self {
            Self::Act(action) | Self::Preview(action) => summary(env, action).enabled,
            Self::Undo => {
                let task = env.snapshot.undo_task.ok_or_else(|| say("refused-nothing-to-undo"))?;
                role(env, self, task)
            }
            Self::Redo => {
                let task = env.snapshot.redo_task.ok_or_else(|| say("refused-nothing-to-redo"))?;
                role(env, self, task)
            }
            Self::NewApplication
            | Self::NewSendPort(_)
            | Self::NewSendPortGroup
            | Self::NewReceivePort { .. }
            | Self::NewOrchestration
            | Self::NewHost
            | Self::ImportBindings => role(env, self, Task::Configure),
            Self::Properties => one(env).map(|_| ()),
            Self::Copy => {
                one_of(env, &[ArtifactKind::SendPort, ArtifactKind::SendPortGroup])?;
                role(env, self, Task::Configure)
            }
            Self::CopyAs => {
                one_of(env, &[ArtifactKind::SendPort])?;
                role(env, self, Task::Configure)
            }
            Self::Delete => {
                some(env)?;
                role(env, self, Task::Configure)
            }
            Self::MoveToApplication => {
                some_of(
                    env,
                    &[
                        ArtifactKind::SendPort,
                        ArtifactKind::SendPortGroup,
                        ArtifactKind::ReceivePort,
                        ArtifactKind::Orchestration,
                    ],
                )?;
                role(env, self, Task::Configure)
            }
            Self::EditField => {
                some_of(env, &[ArtifactKind::SendPort])?;
                role(env, self, Task::Configure)
            }
            Self::StartApplication | Self::StopApplication => {
                self.application(env).ok_or_else(|| say("why-not-select-application"))?;
                role(env, self, Task::StartAndStop)
            }
            Self::StartHost | Self::StopHost => {
                one_of(env, &[ArtifactKind::Host])?;
                role(env, self, Task::StartAndStopHostInstance)
            }
            Self::EnableLocations | Self::DisableLocations => {
                some_of(env, &[ArtifactKind::ReceivePort])?;
                role(env, self, Task::EnableReceiveLocation)
            }
            Self::ShowSuspendedOf | Self::WhyNotMessage => one_of(env, &[ArtifactKind::SendPort]).map(|_| ()),
            Self::History => one(env).map(|_| ()),
            Self::AddToGroup => {
                some_of(env, &[ArtifactKind::SendPort])?;
                role(env, self, Task::Configure)
            }
            Self::Clock(deed) => {
                if deed != ClockDeed::Coming {
                    role(env, self, Task::SwitchDestination)?;
                }
                deed.enabled(env.snapshot).map_err(WhyNot::Sentence)
            }
            Self::Inject | Self::AskClass | Self::DryRun => role(env, self, Task::Inject),
            Self::LiveSending if env.snapshot.live.is_none() => role(env, self, Task::SendLive),
            Self::Player(deed) => deed.enabled(env.shown).map_err(WhyNot::Sentence),
            Self::SaveAsScenario | Self::NewLesson => {
                let group = &env.snapshot.group;
                let count = group.send_ports.size() + group.send_port_groups.size();
                if count <= MAX_PORTS {
                    return Ok(());
                }
                let why = Sentence::new("problem-ports").with("count", count).with("limit", MAX_PORTS);
                Err(WhyNot::Sentence(why))
            }
            Self::SavePart if !matches!(env.shown, Shown::Recording { .. }) => Err(say("why-not-no-recording")),
            Self::EditPresent if !env.is_written => Err(say("why-not-nothing-written")),
            Self::BackToEditor if !env.has_desk => Err(say("why-not-no-desk")),
            Self::Demonstrate if !env.demonstrates => Err(say("why-not-no-demonstration")),
            Self::ResetScenario | Self::ScenarioInfo if !env.is_scenario => Err(say("why-not-no-scenario")),
            _ => Ok(()),
        }
    }

    /// The application that it is about.
    #[must_use]
    pub fn application(self, env: &Env<'_>) -> Option<Name> {
        match env.selection {
            [item] if item.kind == ArtifactKind::Application => Some(item.name.clone()),
            _ => env.application.clone(),
        }
    }

    /// For how many of the selected items an action qualifies.
    #[must_use]
    pub fn reach(action: Action, env: &Env<'_>) -> Reach {
        summary(env, action).reach
    }
}

/// What to know before an action that is available: who of several items will be skipped and why,
/// and which further guard will refuse it.
#[must_use]
pub fn warnings(env: &Env<'_>, action: Action) -> Vec<Sentence> {
    summary(env, action).warnings
}

fn summary(env: &Env<'_>, action: Action) -> Summary {
    env.reaches.of(env.snapshot, env.selected).of(action)
}

/// How many items a tooltip names.
pub(super) const MOST_WARNINGS: usize = 8;

/// The selected ports and groups.
#[must_use]
pub fn actionable(env: &Env<'_>) -> Vec<ArtifactRef> {
    env.selection
        .iter()
        .filter(|item| {
            matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup | ArtifactKind::Orchestration)
        })
        .cloned()
        .collect()
}

fn say(key: &'static str) -> WhyNot {
    WhyNot::Sentence(Sentence::new(key))
}

fn role(env: &Env<'_>, command: Command, task: Task) -> Result<(), WhyNot> {
    if may(env.snapshot.role, task) {
        return Ok(());
    }
    Err(WhyNot::Refusal(Box::new(refuse_role(Sentence::new(command.key()), env.snapshot.role, task))))
}

fn some(env: &Env<'_>) -> Result<(), WhyNot> {
    if env.selection.is_empty() { Err(say("why-not-select-something")) } else { Ok(()) }
}

fn one<'a>(env: &Env<'a>) -> Result<&'a ArtifactRef, WhyNot> {
    match env.selection {
        [item] => Ok(item),
        [] => Err(say("why-not-select-something")),
        _ => Err(say("why-not-select-one")),
    }
}

fn one_of<'a>(env: &Env<'a>, kinds: &[ArtifactKind]) -> Result<&'a ArtifactRef, WhyNot> {
    let item = one(env)?;
    if kinds.contains(&item.kind) { Ok(item) } else { Err(say("why-not-of-this-kind")) }
}

fn some_of(env: &Env<'_>, kinds: &[ArtifactKind]) -> Result<(), WhyNot> {
    some(env)?;
    if env.selection.iter().all(|item| kinds.contains(&item.kind)) { Ok(()) } else { Err(say("why-not-of-this-kind")) }
}
