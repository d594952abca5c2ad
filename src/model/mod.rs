//! What an administrator configures: plain data and its validation.

pub mod adapters;
mod around;
mod biztalk_group;
mod filter;
mod message;
mod name;
mod port;
pub mod properties;
mod state;
pub mod validate;
mod value;

pub use around::*;
pub use biztalk_group::*;
pub use filter::*;
pub use message::*;
pub use name::Name;
pub use port::*;
pub use state::*;
pub use value::*;

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
