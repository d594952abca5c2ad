//! The widgets that panels and dialogs are made of. They know no engine and no document; words
//! and colours come from outside.

pub mod badge;
pub mod button;
pub mod checklist;
pub mod dialog;
pub mod error_card;
pub mod form;
pub mod grid;
pub mod keys;
pub mod lines;
pub mod mark;
pub mod menu;
mod option;
pub mod page_list;
pub mod table;

pub use badge::{
    outcome_badge, outcome_inline, outcome_shape, outcome_shapes, state_badge, state_inline, state_shape, state_shapes,
    waiting_badge, waiting_shapes,
};
pub use button::{SoftButton, SoftResponse, pane, primary_button, quiet_link, soft_button};
pub use checklist::{ChecklistRow, checklist};
pub use dialog::{Footer, FooterChoice, dialog_window, footer};
pub use error_card::error_card;
pub use form::Form;
pub use grid::{Column, GridAction, editable_grid};
pub use lines::{lines, prose};
pub use mark::Mark;
pub use menu::{
    context_menu, focus_first_entry, give_focus_back, menu_button, menu_entry, menu_scroll, opens_menu, sort_arrow,
};
pub use option::{option, option_of};
pub use page_list::{PageEntry, page_list};
