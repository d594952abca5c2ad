//! The command table: everything that a person can invoke by menu, toolbar, context menu or key,
//! with its words, its key, its icon and whether it is available. The window's menus are made
//! from it, so they cannot disagree.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::kit::table::Selection;
use crate::{
    console::{diagram::picture::Format, panels::diagram::Picture},
    engine::{Refusal, Snapshot, availability, refuse_role},
    model::{ArtifactKind, ArtifactRef, Name, PortKind, Role},
    rules::{
        Action, lifecycle,
        permissions::{Task, may},
    },
    words::{Language, Sentence},
};

/// What a person can invoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewDocument,
    Open,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    Act(Action),
    NewApplication,
    NewSendPort(PortKind),
    NewSendPortGroup,
    NewReceivePort { two_way: bool },
    NewOrchestration,
    NewHost,
    Properties,
    Copy,
    CopyAs,
    Delete,
    MoveToApplication,
    StartApplication,
    StopApplication,
    StartHost,
    StopHost,
    EnableLocations,
    DisableLocations,
    ShowSuspendedOf,
    Refresh,
    Inject,
    DryRun,
    ResetScenario,
    ScenarioInfo,
    ActionTable,
    OutcomeTable,
    About,
    NextPane,
    FindInList,
    ShowList,
    ShowDiagram,
    ShowBoth,
    FitDiagram,
    StepForward,
    StepBack,
    WholeWay,
    Picture(Picture),
    Language(Language),
    Role(Role),
}

/// What the commands are about: the selection and what is shown.
pub struct Env<'a> {
    pub snapshot: &'a Snapshot,
    /// Selected in the list, or the node of the tree.
    pub selection: &'a [ArtifactRef],
    /// The same, to ask what is in it and to keep it.
    pub selected: &'a Selection<ArtifactRef>,
    /// Where new artifacts go, if the tree says so.
    pub application: Option<Name>,
    pub is_scenario: bool,
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
            Self::StartApplication,
            Self::StopApplication,
            Self::StartHost,
            Self::StopHost,
            Self::EnableLocations,
            Self::DisableLocations,
            Self::ShowSuspendedOf,
            Self::Refresh,
            Self::Inject,
            Self::DryRun,
            Self::ResetScenario,
            Self::ScenarioInfo,
            Self::ActionTable,
            Self::OutcomeTable,
            Self::About,
            Self::NextPane,
            Self::FindInList,
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
        .chain(PortKind::ALL.map(Self::NewSendPort))
        .chain(Role::ALL.map(Self::Role))
        .chain(Language::ALL.map(Self::Language))
    }

    /// The key of its words. An ellipsis in the words says that a window follows.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NewDocument => "command-new-document",
            Self::Open => "command-open",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::Quit => "command-quit",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::Act(action) => action.key(),
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
            Self::StartApplication => "command-start-application",
            Self::StopApplication => "command-stop-application",
            Self::StartHost => "command-start-host",
            Self::StopHost => "command-stop-host",
            Self::EnableLocations => "command-enable-locations",
            Self::DisableLocations => "command-disable-locations",
            Self::ShowSuspendedOf => "command-show-suspended",
            Self::Refresh => "command-refresh",
            Self::Inject => "command-inject",
            Self::DryRun => "command-dry-run",
            Self::ResetScenario => "command-reset-scenario",
            Self::ScenarioInfo => "command-scenario-info",
            Self::ActionTable => "command-action-table",
            Self::OutcomeTable => "command-outcome-table",
            Self::About => "command-about",
            Self::NextPane => "command-next-pane",
            Self::FindInList => "command-find-in-list",
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
            Self::Act(action) => {
                let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
                let index = lifecycle::actions().position(|it| it == action)?;
                with(Modifiers::COMMAND, *keys.get(index)?)
            }
            Self::Properties => with(Modifiers::NONE, Key::Enter),
            Self::Delete => with(Modifiers::NONE, Key::Delete),
            Self::Refresh => with(Modifiers::NONE, Key::F5),
            Self::NextPane => with(Modifiers::NONE, Key::F6),
            Self::Inject => with(Modifiers::COMMAND, Key::Enter),
            Self::DryRun => with(Modifiers::COMMAND, Key::D),
            Self::ResetScenario => with(Modifiers::COMMAND, Key::R),
            Self::ActionTable => with(Modifiers::NONE, Key::F1),
            Self::FindInList => with(Modifiers::COMMAND, Key::F),
            Self::ShowList => with(Modifiers::NONE, Key::F7),
            Self::ShowDiagram => with(Modifiers::NONE, Key::F8),
            Self::ShowBoth => with(Modifiers::NONE, Key::F9),
            Self::StepForward => with(Modifiers::NONE, Key::Space),
            Self::StepBack => with(Modifiers::NONE, Key::Backspace),
            _ => None,
        }
    }

    /// Keys that act only while no text field has the focus, since there they edit.
    #[must_use]
    pub fn conflicts_with_editing(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Properties | Self::Delete)
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
            Self::Copy => i::ICON_CONTENT_COPY.codepoint,
            Self::Delete => i::ICON_DELETE.codepoint,
            Self::ResetScenario => i::ICON_RESTART_ALT.codepoint,
            Self::ScenarioInfo => i::ICON_INFO.codepoint,
            _ => return None,
        })
    }

    /// Whether it can be invoked now, and if not, why.
    ///
    /// # Errors
    /// The reason, with ways out where there are any.
    pub fn enabled(self, env: &Env<'_>) -> Result<(), WhyNot> {
        match self {
            Self::Act(action) => act(env, action),
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
            | Self::NewHost => role(env, self, Task::Configure),
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
            Self::ShowSuspendedOf => one_of(env, &[ArtifactKind::SendPort]).map(|_| ()),
            Self::Inject | Self::DryRun => role(env, self, Task::Inject),
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
        let items = actionable(env);
        let qualify = items.iter().filter(|item| qualifies(env, action, item)).count();
        Reach { qualify, of: items.len() }
    }
}

/// What to know before an action that is available: who of several items will be skipped and why,
/// and which further guard will refuse it.
#[must_use]
pub fn warnings(env: &Env<'_>, action: Action) -> Vec<Sentence> {
    let items = actionable(env);
    items
        .iter()
        .filter(|item| item.kind != ArtifactKind::Orchestration)
        .filter_map(|item| {
            let availability = availability(&env.snapshot.group, env.snapshot.role, action, item);
            let refusal = availability.grey.or(availability.guard)?;
            let reason = refusal.reasons.into_iter().next()?.sentence;
            let key = if items.len() > 1 { "action-skips" } else { "action-refuses" };
            Some(Sentence::new(key).with("name", &item.name).with("why", reason))
        })
        .take(MOST_WARNINGS)
        .collect()
}

/// How many items a tooltip names.
const MOST_WARNINGS: usize = 8;

fn qualifies(env: &Env<'_>, action: Action, item: &ArtifactRef) -> bool {
    let availability = availability(&env.snapshot.group, env.snapshot.role, action, item);
    availability.grey.is_none() && availability.guard.is_none()
}

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

/// Greyed exactly by the action table and by the role. A guard does not grey.
fn act(env: &Env<'_>, action: Action) -> Result<(), WhyNot> {
    let items = actionable(env);
    let Some(first) = items.first() else { return Err(say("why-not-select-port")) };
    let mut why = None;
    for item in &items {
        if item.kind == ArtifactKind::Orchestration {
            let state = env.snapshot.group.orchestrations.get(&item.name).map(|it| it.state).unwrap_or_default();
            if lifecycle::orchestration(action, state).is_some() {
                return Ok(());
            }
            why.get_or_insert_with(|| {
                WhyNot::Sentence(
                    Sentence::new("refused-orchestration-state")
                        .with("name", &item.name)
                        .with("state", Sentence::new(state.key()))
                        .with("action", Sentence::new(action.key())),
                )
            });
            continue;
        }
        match availability(&env.snapshot.group, env.snapshot.role, action, item).grey {
            None => return Ok(()),
            Some(refusal) => {
                why.get_or_insert(WhyNot::Refusal(Box::new(refusal)));
            }
        }
    }
    Err(why.unwrap_or_else(|| WhyNot::Sentence(Sentence::new("refused-not-there").with("name", &first.name))))
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
