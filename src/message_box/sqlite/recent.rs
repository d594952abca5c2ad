//! The messages that were published last: what is published is taken soon, and need not be read.

use std::{collections::VecDeque, sync::Arc};

use crate::model::{Message, MessageId};

/// How many bytes of bodies are kept at most, and how many messages: what a large batch is, and a little more.
const BYTES: usize = 1 << 20;
const MESSAGES: usize = 320;

/// In the order of their ids.
#[derive(Default)]
pub(super) struct Recent {
    messages: VecDeque<Arc<Message>>,
    bytes: usize,
}

impl Recent {
    /// What comes later has a higher id; what does not, or is large, is read when it is wanted.
    pub(super) fn add(&mut self, message: &Arc<Message>) {
        if message.body.len() > BYTES / 4 || self.messages.back().is_some_and(|last| last.id >= message.id) {
            return;
        }
        self.bytes += message.body.len();
        self.messages.push_back(message.clone());
        while self.bytes > BYTES || self.messages.len() > MESSAGES {
            let Some(oldest) = self.messages.pop_front() else { break };
            self.bytes -= oldest.body.len();
        }
    }

    pub(super) fn find(&self, id: MessageId) -> Option<Arc<Message>> {
        // ids mostly follow one another
        let ahead = id.0.checked_sub(self.messages.front()?.id.0)?;
        let there = usize::try_from(ahead).ok().and_then(|ahead| self.messages.get(ahead));
        if let Some(found) = there.filter(|message| message.id == id) {
            return Some(found.clone());
        }
        self.messages.binary_search_by_key(&id, |message| message.id).ok().map(|at| self.messages[at].clone())
    }
}
