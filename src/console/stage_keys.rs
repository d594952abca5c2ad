//! The single keys of the stage.

use egui::Key;

use super::commands::Command;
use crate::rules::Action;

impl Command {
    /// A single key that does it on the stage, while nobody types.
    #[must_use]
    pub fn stage_key(self) -> Option<Key> {
        match self {
            Self::AskClass => Some(Key::A),
            Self::ResetScenario => Some(Key::R),
            Self::Inject => Some(Key::I),
            Self::Scenarios => Some(Key::O),
            Self::InstructorWindow => Some(Key::N),
            Self::ShowVerdict => Some(Key::Enter),
            Self::Act(Action::Enlist) => Some(Key::E),
            Self::Act(Action::Start) => Some(Key::S),
            Self::Act(Action::Stop) => Some(Key::T),
            Self::Act(Action::Unenlist) => Some(Key::U),
            _ => None,
        }
    }
}
