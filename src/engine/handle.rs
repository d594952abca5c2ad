use std::sync::Arc;

use jiff::Timestamp;

use super::{Answer, Progress, Query, Refusal, Request, Response, Snapshot};

/// Tells which request or query a reply belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What comes back from the engine.
#[derive(Clone, Debug)]
pub enum Reply {
    Done {
        ticket: Ticket,
        result: Result<Response, Refusal>,
        /// What the machine's clock showed when it was executed, and how everything stood right after it.
        at: Timestamp,
        snapshot: Arc<Snapshot>,
    },
    Answer {
        ticket: Ticket,
        answer: Answer,
    },
}

/// The way to an engine, on its own thread or inline. Nothing here waits.
pub trait EngineHandle {
    /// The state as of the last reply.
    fn snapshot(&self) -> Arc<Snapshot>;
    fn request(&mut self, request: Request) -> Ticket;
    /// Likewise; it tells how far it is and can be cancelled.
    fn request_watched(&mut self, request: Request, progress: Progress) -> Ticket;
    fn query(&mut self, query: Query) -> Ticket;
    /// The answer to this query is not wanted any more. It may still come.
    fn give_up(&mut self, _query: Ticket) {}
    /// Copies the MessageBox to another file and goes on there. Answers [`Answer::Copied`].
    fn move_message_box(&mut self, path: std::path::PathBuf) -> Ticket;
    /// Looks through a MessageBox that was not closed cleanly, or ends that: see [`super::Doubt`].
    fn look_through(&mut self, _wanted: bool) {}
    /// Lets time pass, where it does not by itself.
    fn advance(&mut self) {}
    /// What the machine's clock shows for this engine, where that is not the present time: what is shown was
    /// recorded, and is asked for nothing.
    fn machine(&self) -> Option<Timestamp> {
        None
    }
    /// What has come back since the last call, in order.
    fn replies(&mut self) -> Vec<Reply>;
}
