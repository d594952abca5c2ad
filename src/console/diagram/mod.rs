//! The route diagram: what is configured as a picture from left to right, sources, MessageBox,
//! subscriptions, groups, ports, destinations, and the way that a message took through it.
//!
//! [`graph`] says what is shown and [`fold`] what of it is folded into stacks; [`layout`] finds
//! places, which depend on the structure only and never on a state; [`play`] turns the record of a
//! message into hops and steps; [`draw`] makes a picture of all that out of [`piece`]s, which
//! [`paint`] puts on the screen and [`svg`] and [`picture`] into files.

pub mod camera;
pub mod draw;
pub mod fold;
pub mod graph;
pub mod layout;
pub mod measure;
pub mod paint;
pub mod picture;
pub mod piece;
pub mod play;
pub mod scene;
pub mod svg;

pub use graph::{Column, Edge, EdgeKind, Graph, Key, Node, Scope};
pub use layout::{Layout, Style, Written};
pub use play::{Hop, Look, Place, Step, Way};
