//! Writes down a sitting while it goes on.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp};

use super::{Entry, MAX_LENGTH, MAX_MOMENTS, MAX_PUBLISHED, Player, Recording, effect::Observer};
use crate::{
    document::Document,
    engine::{ClockMode, Refusal, Request, Response, Snapshot, Ticket},
    message_box::LastIds,
    model::Draft,
    training::Text,
    words::Sentence,
};

/// How much the messages of a recording weigh at most, in bytes.
const MAX_WEIGHT: usize = 32 << 20;

/// With what a sitting begins.
#[derive(Clone, Debug)]
pub struct Began {
    /// What the machine's clock showed.
    pub machine: Timestamp,
    pub snapshot: Arc<Snapshot>,
    pub ids: LastIds,
}

/// Writes down what is asked in a sitting and what comes of it.
#[derive(Clone, Debug)]
pub struct Recorder {
    /// Its title is given when it is kept.
    recording: Recording,
    /// When the machine's clock would have shown the beginning, as the present one goes.
    base: Timestamp,
    /// The next moment tells what the machine's clock shows.
    carried: bool,
    observer: Observer,
    /// What is asked and not answered yet.
    asked: HashMap<Ticket, Request>,
    published: u64,
    weight: usize,
    /// Why nothing more is written down.
    ended: Option<Sentence>,
}

impl Recorder {
    /// A sitting begins. What waits or is suspended in its MessageBox was not asked for in it, so that it
    /// cannot be played from its beginning: then nothing is recorded, see [`Recorder::ended`].
    #[must_use]
    pub fn new(began: &Began) -> Self {
        let Began { machine, snapshot, ids } = began;
        let counts = &snapshot.counts;
        let delayed: u64 = snapshot.delayed.iter().map(|it| u64::from(it.count)).sum();
        let queued: u64 = snapshot.outgoing.iter().map(|(_, count)| count).sum();
        let living = counts.suspended + counts.routing_failures + counts.in_progress + delayed + queued;
        let ended = if living > 0 {
            Some(Sentence::new("recording-not-from-beginning").with("count", living))
        } else if snapshot.live.is_some() {
            Some(Sentence::new("recording-ended-live"))
        } else {
            None
        };
        let recording = Recording {
            title: Text::default(),
            by: env!("CARGO_PKG_VERSION").to_owned(),
            recorded: *machine,
            zone: snapshot.zone.0.clone(),
            stands: match snapshot.clock.mode {
                ClockMode::Real => None,
                ClockMode::Virtual { .. } => Some(snapshot.now),
            },
            counted: *ids,
            document: Document { group: snapshot.group.clone(), role: snapshot.role },
            from: 0,
            moments: Vec::new(),
            lasts: SignedDuration::ZERO,
        };
        Self {
            recording,
            base: *machine,
            carried: false,
            observer: Observer::new(snapshot),
            asked: HashMap::new(),
            published: 0,
            weight: 0,
            ended,
        }
    }

    /// Goes on where a recording was taken over, at this time of the machine.
    #[must_use]
    pub fn after(player: &Player, machine: Timestamp) -> Self {
        let moment = player.moment();
        let mut recording = player.recording().as_ref().clone();
        recording.moments.truncate(moment.done);
        recording.from = recording.from.min(moment.done);
        recording.lasts = moment.at;
        let published = recording.moments.iter().map(|it| published(&it.request)).sum();
        let weight = recording.moments.iter().map(|it| weight(&it.request)).sum();
        Self {
            recording,
            base: machine.saturating_sub(moment.at).unwrap_or(Timestamp::MIN),
            carried: true,
            observer: player.observer().clone(),
            asked: HashMap::new(),
            published,
            weight,
            ended: None,
        }
    }

    /// How many moments are written down.
    #[must_use]
    pub fn moments(&self) -> usize {
        self.recording.moments.len()
    }

    /// Why nothing more is written down, if so.
    #[must_use]
    pub fn ended(&self) -> Option<&Sentence> {
        self.ended.as_ref()
    }

    /// Something is asked of the engine.
    pub fn asked(&mut self, ticket: Ticket, request: &Request) {
        if self.ended.is_none() {
            self.asked.insert(ticket, request.clone());
        }
    }

    /// The engine has answered. `machine` and `snapshot`: when it was done, and how everything stood right
    /// after it. What was refused changed nothing and is not written down.
    pub fn answered(
        &mut self,
        ticket: Ticket,
        result: &Result<Response, Refusal>,
        machine: Timestamp,
        snapshot: &Snapshot,
    ) {
        let Some(request) = self.asked.remove(&ticket) else { return };
        let Ok(response) = result else { return };
        if self.ended.is_some() {
            return;
        }
        // a clock that was put back meanwhile
        let at = machine.duration_since(self.base).max(self.recording.lasts).max(SignedDuration::ZERO);
        self.published += published(&request);
        self.weight += weight(&request);
        if matches!(request, Request::SetLive(_)) {
            // what real servers answer cannot be played again
            self.ended = Some(Sentence::new("recording-ended-live"));
        } else if self.moments() >= MAX_MOMENTS
            || self.published > MAX_PUBLISHED
            || self.weight > MAX_WEIGHT
            || at > MAX_LENGTH
        {
            self.ended = Some(Sentence::new("recording-ended-long"));
        }
        if self.ended.is_some() {
            return;
        }
        let then = self.observer.look(response, snapshot);
        let machine = std::mem::take(&mut self.carried).then_some(machine);
        self.recording.lasts = at;
        self.recording.moments.push(Entry { at, machine, say: None, request, refused: false, then });
    }

    /// What is written down so far. `machine`: what the machine's clock shows now, up to which it lasts.
    #[must_use]
    pub fn recording(&self, title: Text, machine: Timestamp) -> Recording {
        let mut recording = Recording { title, ..self.recording.clone() };
        if self.ended.is_none() {
            recording.lasts = recording.lasts.max(machine.duration_since(self.base).min(MAX_LENGTH));
        }
        recording
    }
}

fn published(request: &Request) -> u64 {
    match request {
        Request::Publish { count, .. } => u64::from(*count),
        _ => 0,
    }
}

/// What a draft weighs.
fn weight(request: &Request) -> usize {
    let of = |draft: &Draft| draft.body.len() + draft.properties.iter().map(|it| it.name.len() + 32).sum::<usize>();
    match request {
        Request::Publish { draft, .. } | Request::Resubmit { draft, .. } => of(draft),
        _ => 0,
    }
}
