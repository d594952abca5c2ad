//! Finding anything: commands, artifacts, messages, scenarios, views, help, settings, files.

mod entries;
mod fold;
mod question;
mod search;

use std::path::PathBuf;

pub use entries::{About, Entry, entries, recent_entries};
pub use fold::Folded;
pub use question::{Question, questions};
pub use search::{Found, Results, search};

use super::{
    app::{Pane, Then},
    commands::Command,
    context::{Cx, Task},
    dialogs::{help::HelpDialog, settings::SettingsDialog},
    panels::tree::Node,
};
use crate::model::{ArtifactKind, ArtifactRef, MessageId};

/// What can be found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Command(Command),
    Artifact(ArtifactRef),
    Message(MessageId),
    /// The number of the scenario.
    Scenario(u32),
    Lesson(u32),
    View(Node),
    Help(super::dialogs::help::Topic),
    Setting(super::dialogs::settings::Setting),
    /// A document that was open before.
    File(PathBuf),
    /// About subscriptions.
    Question(Question),
}

impl Target {
    /// The key of the name of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Command(_) => "find-command",
            Self::Artifact(item) => match item.kind {
                ArtifactKind::Application => "kind-application",
                ArtifactKind::SendPort => "kind-send-port",
                ArtifactKind::SendPortGroup => "kind-send-port-group",
                ArtifactKind::ReceivePort => "kind-receive-port",
                ArtifactKind::Orchestration => "kind-orchestration",
                ArtifactKind::Host => "kind-host",
                _ => "kind-adapter",
            },
            Self::Message(_) => "find-message",
            Self::Scenario(_) => "find-scenario",
            Self::Lesson(_) => "find-lesson",
            Self::View(_) => "find-view",
            Self::Help(_) => "find-help",
            Self::Setting(_) => "find-setting",
            Self::File(_) => "find-file",
            Self::Question(_) => "find-question",
        }
    }

    /// How much it is preferred to what fits the words as well, in the matcher's points.
    fn weight(&self) -> i32 {
        match self {
            Self::Command(Command::Role(_) | Command::Language(_) | Command::Theme(_)) => 4,
            Self::Command(_) => 10,
            Self::Artifact(_) => 8,
            Self::View(Node::Folder(..)) => 3,
            Self::View(_) => 7,
            Self::Message(_) => 6,
            Self::Scenario(_) | Self::Lesson(_) => 5,
            Self::Setting(_) => 3,
            Self::File(_) => 3,
            // it stands before everything
            Self::Help(_) | Self::Question(_) => 0,
        }
    }

    /// Whether there is a second thing to do with it: its properties.
    #[must_use]
    pub fn has_properties(&self) -> bool {
        matches!(self, Self::Artifact(_))
    }

    /// Does what one expects of it: invokes, goes to, opens.
    pub fn go(&self, cx: &Cx<'_>, properties: bool) {
        if let Self::Question(question) = self {
            // what is asked now is not among what can be found the next time
            if let Some(query) = question.query(&cx.snapshot.group) {
                cx.push(Task::ShowSubscriptions(query));
            }
            return;
        }
        cx.push(Task::Found(self.clone()));
        let is_view = matches!(self, Self::View(_));
        cx.push(match self {
            Self::Command(command) => Task::Command(*command),
            Self::Artifact(item) if properties => Task::OpenProperties(item.clone()),
            Self::Artifact(item) => Task::Select(vec![item.clone()]),
            Self::Message(message) => Task::ShowMessage(*message),
            Self::Scenario(number) => Task::Go(Then::Scenario(*number)),
            Self::Lesson(number) => Task::Go(Then::Lesson(*number)),
            Self::View(node) => Task::SelectNode(node.clone()),
            Self::Help(topic) => Task::Open(Box::new(HelpDialog::new(topic.clone(), Vec::new()))),
            Self::Setting(setting) => Task::Open(Box::new(SettingsDialog::at(*setting))),
            Self::File(path) => Task::Go(Then::OpenPath(path.clone())),
            Self::Question(_) => return,
        });
        if is_view {
            // who has asked for it goes on there
            cx.push(Task::Focus(Pane::List));
        }
    }
}
