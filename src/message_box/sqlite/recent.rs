//! The messages that were published last: what is published is taken soon, and need not be read.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use crate::model::{Message, MessageId};

/// How many bytes of bodies are kept at most, and how many messages.
const BYTES: usize = 4 << 20;
const MESSAGES: usize = 4096;

#[derive(Default)]
pub(super) struct Recent {
    found: HashMap<MessageId, Arc<Message>>,
    order: VecDeque<MessageId>,
    bytes: usize,
}

impl Recent {
    pub(super) fn add(&mut self, message: &Arc<Message>) {
        if message.body.len() > BYTES / 4 || self.found.insert(message.id, message.clone()).is_some() {
            return;
        }
        self.bytes += message.body.len();
        self.order.push_back(message.id);
        while self.bytes > BYTES || self.order.len() > MESSAGES {
            let Some(oldest) = self.order.pop_front() else { break };
            if let Some(message) = self.found.remove(&oldest) {
                self.bytes -= message.body.len();
            }
        }
    }

    pub(super) fn find(&self, id: MessageId) -> Option<Arc<Message>> {
        self.found.get(&id).cloned()
    }
}
