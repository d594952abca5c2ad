//! Who gets a message, and who does not and why.
//!
//! Only what is enlisted has subscriptions: a send port one on its own address and one for its
//! filter, a send port group one per enlisted member. Matches collapse to at most one copy per
//! port and way: one directly, one by way of each group.

mod cells;
mod explain;
pub mod lints;
mod listing;
mod matcher;
mod predicate;
mod route;
mod subscriptions;

pub use cells::{deciding, ports_without_a_copy, without_a_copy};
pub use explain::{Explanation, NearMiss, NearMissKind, NotDelivered, Pair, WhyNot, explain, near_misses, why_not};
pub use listing::{
    Candidate, Listed, MadeFor, Mention, Standing, WhyNone, WithoutOne, as_declared, candidates, listing, mentions,
    properties_looked_at, without_one,
};
pub use matcher::Matcher;
pub use predicate::{Check, Finding, check, evaluate, matches};
pub(crate) use route::route_by;
pub use route::{Delivery, Matched, Routing, route};
pub use subscriptions::{Subscription, subscriptions, subscriptions_of};
