//! The windows that open over the console: properties, checklists, questions.

pub mod about;
pub mod actions;
pub mod adapter;
pub mod add_to_group;
pub mod application;
pub mod application_run;
pub mod authoring;
pub mod bindings;
pub mod bulk_edit;
pub mod coming;
pub mod copy_as;
pub mod delete;
mod drop_down;
pub mod export_bindings;
pub mod filter_page;
mod filter_preview;
mod filter_suggestions;
mod filter_text_field;
mod filter_trial;
pub mod find;
mod grid_keys;
pub mod held;
pub mod help;
pub mod host;
pub mod impact;
pub mod lessons;
pub mod live;
pub mod message;
pub mod move_to;
pub mod notices;
pub mod open;
pub mod orchestration;
pub mod outcomes;
mod parts;
pub mod password;
pub mod path;
pub mod predict;
pub mod properties;
pub mod receive_port;
pub mod recovery;
pub mod refusal;
pub mod remove_front;
pub mod resubmit;
pub mod resume;
mod row_table;
pub mod scenarios;
pub mod send_port;
pub mod send_port_group;
pub mod services;
pub mod settings;
pub mod sheet;
pub mod store;
pub mod summary;
pub mod undo_to;
pub mod unsaved;

pub use application_run::application_run;
pub use bulk_edit::bulk_edit;
pub use delete::deletion;
pub use move_to::moving;
pub use open::{copy_of, creation, properties_of};

use super::context::Cx;
use crate::engine::{Answer, Refusal, Response};

/// What a dialog wants after it was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    #[default]
    Stay,
    Close,
}

/// A modal window. Only the topmost one of the stack takes input.
pub trait Dialog {
    /// The text of its title bar; also its accessible name.
    fn title(&self, cx: &Cx<'_>) -> String;

    /// The size that it would like to have, in points; it gets less in a small window and must
    /// scroll inside.
    fn size(&self) -> egui::Vec2 {
        egui::vec2(520.0, 320.0)
    }

    /// Draws everything below the title bar, the footer with its buttons included.
    fn ui(&mut self, ui: &mut egui::Ui, cx: &Cx<'_>) -> After;

    /// The answer to a [`super::context::Task::RequestForDialog`] of this dialog.
    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        let _ = result;
        After::Close
    }

    /// The answer to a [`super::context::Task::QueryForDialog`] of this dialog.
    fn answered(&mut self, answer: Answer) {
        let _ = answer;
    }

    /// What is known of the trainee is another one now.
    fn learned(&mut self, progress: &crate::training::Progress) {
        let _ = progress;
    }

    /// What a class has said so far, where it is asked.
    fn votes(&self) -> Option<&crate::training::Votes> {
        None
    }

    /// Whether Escape and the cross may close it at once.
    fn may_close(&self) -> bool {
        true
    }

    /// The path of its type: a list of the dialogs that are open is made of these.
    fn kind(&self) -> &'static str {
        std::any::type_name::<Self>()
    }

    /// Whether it asks what becomes of unsaved changes; that is asked once at a time.
    fn is_question_about_changes(&self) -> bool {
        false
    }
}
