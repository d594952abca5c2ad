//! What host throttling holds back.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    message_box::Write,
    model::{Addressing, Context, Name, Source, Target, properties},
    words::Sentence,
};

/// Messages, all alike, whose publication is delayed: they are in no queue yet and nobody has got them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delayed {
    pub addressing: Addressing,
    pub bound_to: Option<Target>,
    pub context: Context,
    pub body: Arc<str>,
    /// How many, at least 1.
    pub count: u32,
    /// The hosts in whose queues their copies belong.
    pub hosts: Vec<Name>,
    pub since: Timestamp,
    /// They are published then, or as soon as none of the hosts is throttled any more.
    pub until: Timestamp,
}

/// A host that is throttled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Throttled {
    pub host: Name,
    /// How many messages are in its queues.
    pub messages: u64,
    pub threshold: u32,
}

impl Delayed {
    /// The name under which a MessageBox keeps what is delayed.
    pub(super) const NAME: &str = "delayed-publishing";
    /// Of how many publications at most; whoever publishes more has to wait.
    pub(super) const MOST: usize = 1000;

    #[must_use]
    pub fn message_type(&self) -> Option<&str> {
        self.context.text(properties::MESSAGE_TYPE)
    }

    /// What it goes by the name of a port, a group or a host, goes by another one from now on.
    pub(super) fn follow_rename(&mut self, rename: &Write) {
        let targets = self.bound_to.iter_mut().chain(match &mut self.addressing {
            Addressing::To(target) => Some(target),
            Addressing::Published(_) => None,
        });
        match rename {
            Write::RenamePort { from, to } => targets.for_each(|target| match target {
                Target::SendPort(name) if name == from => *name = to.clone(),
                _ => {}
            }),
            Write::RenameGroup { from, to } => targets.for_each(|target| match target {
                Target::SendPortGroup(name) if name == from => *name = to.clone(),
                _ => {}
            }),
            Write::RenameHost { from, to } => {
                self.hosts.iter_mut().filter(|host| *host == from).for_each(|host| *host = to.clone());
            }
            _ => {}
        }
    }

    /// To whom it goes, or where it comes from.
    #[must_use]
    pub fn way(&self) -> Sentence {
        match &self.addressing {
            Addressing::To(target) => Sentence::new("delayed-to").with("name", target.name()),
            Addressing::Published(Source::ReceiveLocation(name)) => Sentence::new("delayed-from").with("name", name),
            Addressing::Published(Source::Orchestration { orchestration, .. }) => {
                Sentence::new("delayed-from").with("name", orchestration)
            }
            Addressing::Published(_) => Sentence::new("delayed-by-properties"),
        }
    }
}
