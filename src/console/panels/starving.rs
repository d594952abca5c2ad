//! The ports that starve behind higher priorities. The MessageBox is asked in the background, only
//! while something waits, and by one question at a time.

use crate::{
    console::context::{Cx, Task},
    engine::overview::may_starve,
    message_box::Starving,
    model::Name,
    words::Sentence,
};

#[derive(Default)]
pub struct StarvingPorts {
    ports: Vec<Starving>,
    /// The state of the engine of which it was asked.
    asked: Option<u64>,
    under_way: bool,
}

impl StarvingPorts {
    pub fn take(&mut self, ports: Vec<Starving>) {
        self.ports = ports;
        self.under_way = false;
    }

    pub fn failed(&mut self) {
        self.under_way = false;
    }

    /// Asks where that is needed; what was answered before stands in until then.
    pub fn ask(&mut self, cx: &Cx<'_>) {
        if self.under_way || self.asked == Some(cx.snapshot.generation) {
            return;
        }
        self.asked = Some(cx.snapshot.generation);
        if may_starve(cx.snapshot) {
            self.under_way = true;
            cx.push(Task::QueryStarving);
        } else {
            self.ports.clear();
        }
    }

    #[must_use]
    pub fn all(&self) -> &[Starving] {
        &self.ports
    }

    #[must_use]
    pub fn of(&self, port: &Name) -> Option<&Starving> {
        self.ports.iter().find(|it| it.port == *port)
    }
}

/// What happens, and why.
#[must_use]
pub fn sentence(cx: &Cx<'_>, it: &Starving) -> Sentence {
    Sentence::new("starving")
        .with("port", &it.port)
        .with("host", &it.host)
        .with("priority", u32::from(it.priority))
        .with("count", it.waiting)
        .with("number", cx.words.count(it.waiting))
        .with("since", it.since)
        .with("ahead", it.ahead.clone())
}
