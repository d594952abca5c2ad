//! Recordings: what was asked in a sitting, when, and what came of it, from a beginning that is known.

mod demonstration;
mod effect;
mod player;
mod recorder;
mod told;

use std::path::Path;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    MAX_TEXT, Text,
    scenario::{too_long, wrong},
};
use crate::{
    document::{self, Document, Form, ReadError},
    engine::Request,
    message_box::LastIds,
    model::is_default,
    words::Sentence,
};

pub use demonstration::demonstration;
pub use effect::{Changed, Effect};
pub use player::{Difference, Moment, PlayError, Played, Player};
pub use recorder::{Began, Recorder};
pub use told::told;

/// How many moments a recording has at most, how many messages they publish, and how long it lasts: what
/// comes from strangers is played.
pub const MAX_MOMENTS: usize = 10_000;
pub const MAX_PUBLISHED: u64 = 20_000;
pub const MAX_LENGTH: SignedDuration = SignedDuration::from_hours(366 * 24);
/// Ids from which a recording counts on are not larger.
const MAX_ID: i64 = 1 << 40;

/// A sitting, as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    pub title: Text,
    /// The version of the program that recorded it.
    pub by: String,
    /// What the machine's clock showed when it began.
    pub recorded: Timestamp,
    /// Of the servers on which hosts run.
    pub zone: TimeZone,
    /// Where the clock of the document stood then; without it, it was that of the machine.
    pub stands: Option<Timestamp>,
    /// The ids that had been given out before.
    pub counted: LastIds,
    /// How everything stood at the beginning.
    pub document: Document,
    /// The moments before this one are made at once, and are not shown.
    pub from: usize,
    pub moments: Vec<Entry>,
    /// How long it lasts, at least to its last moment.
    pub lasts: SignedDuration,
}

/// Something that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// How long after the beginning, by the machine's clock.
    pub at: SignedDuration,
    /// What the machine's clock showed then, where that is not what the beginning and the time since tell:
    /// somebody had taken over a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<Timestamp>,
    /// What is said to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Text>,
    #[serde(rename = "do")]
    pub request: Request,
    /// It was refused.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refused: bool,
    /// What came of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub then: Effect,
}

/// What stands in the file, in this order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Recording", deny_unknown_fields)]
struct Written {
    format: u32,
    title: Text,
    by: String,
    recorded: Timestamp,
    #[serde(with = "jiff::fmt::serde::tz::required")]
    zone: TimeZone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_default")]
    counted: LastIds,
    document: Form,
    #[serde(default, skip_serializing_if = "is_default")]
    from: usize,
    moments: Vec<Entry>,
    lasts: SignedDuration,
}

/// Reads a recording. `path` is what errors call it.
///
/// # Errors
/// When the text is no recording, or there is more of something than is played.
pub fn read_recording(text: &str, path: Option<&Path>) -> Result<Recording, ReadError> {
    let read: Written = document::parse(text, path)?;
    let Written { format, title, by, recorded, zone, stands, counted, document, from, moments, lasts } = read;
    document::check_format(format, text, path)?;
    let document = document.into_document().map_err(|finding| finding.into_error("document.", text, path))?;
    let wrong = |field: &str, problem: Sentence| Err(wrong(text, path, field, problem));
    let said = moments
        .iter()
        .enumerate()
        .filter_map(|(at, moment)| Some((format!("moments[{at}].say"), moment.say.as_ref()?)));
    let texts = std::iter::once(("title".to_owned(), &title)).chain(said);
    if let Some((field, problem)) = too_long(texts.map(|(field, text)| (field, text, MAX_TEXT))) {
        return wrong(&field, problem);
    }
    for (field, id) in [("message", counted.message), ("instance", counted.instance), ("audit", counted.audit)] {
        if !(0..=MAX_ID).contains(&id) {
            let problem = Sentence::new("problem-range").with("value", id.to_string());
            return wrong(&format!("counted.{field}"), problem.with("low", "0").with("high", MAX_ID.to_string()));
        }
    }
    let (mut before, mut published) = (SignedDuration::ZERO, 0_u64);
    for (index, moment) in moments.iter().enumerate() {
        let field = format!("moments[{index}]");
        if index >= MAX_MOMENTS {
            return wrong(&field, Sentence::new("problem-moments").with("limit", MAX_MOMENTS));
        }
        if moment.at < before {
            return wrong(&format!("{field}.at"), Sentence::new("problem-moment-before"));
        }
        before = moment.at;
        if let Request::Publish { count, .. } = &moment.request {
            published = published.saturating_add(u64::from(*count));
        }
        if published > MAX_PUBLISHED {
            return wrong(&field, Sentence::new("problem-messages").with("limit", MAX_PUBLISHED));
        }
    }
    if lasts < before || lasts > MAX_LENGTH || recorded.checked_add(lasts).is_err() {
        return wrong("lasts", Sentence::new("problem-lasts"));
    }
    if from > moments.len() {
        return wrong("from", Sentence::new("problem-from").with("moments", moments.len()));
    }
    Ok(Recording { title, by, recorded, zone, stands, counted, document, from, moments, lasts })
}

impl Recording {
    /// The text of its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_text(&self) -> Result<String, ron::Error> {
        let written = Written {
            format: document::FORMAT,
            title: self.title.clone(),
            by: self.by.clone(),
            recorded: self.recorded,
            zone: in_writing(&self.zone, self.recorded),
            stands: self.stands,
            counted: self.counted,
            document: Form::from(&self.document),
            from: self.from,
            moments: self.moments.clone(),
            lasts: self.lasts,
        };
        document::named_text("Recording", &written, 5)
    }

    /// What is shown of it from one moment to another, both with it, as a recording of its own; both are counted
    /// from 0. It begins with everything as it stood before the first of them: what led there is made at once
    /// and not shown.
    #[must_use]
    pub fn part(&self, first: usize, last: usize, title: Text) -> Self {
        let end = last.saturating_add(1).clamp(self.from, self.moments.len());
        let mut part = Self { title, ..self.clone() };
        part.moments.truncate(end);
        part.from = first.clamp(self.from, end);
        if end < self.moments.len() {
            part.lasts = part.moments.last().map_or(SignedDuration::ZERO, |moment| moment.at);
        }
        part
    }

    /// How long after its beginning what is shown begins.
    #[must_use]
    pub fn begins(&self) -> SignedDuration {
        match self.from.checked_sub(1).and_then(|last| self.moments.get(last)) {
            Some(moment) => moment.at,
            None => SignedDuration::ZERO,
        }
    }
}

/// A zone without a name is written as what it was then.
fn in_writing(zone: &TimeZone, then: Timestamp) -> TimeZone {
    let named = zone.iana_name().is_some() || zone.to_fixed_offset().is_ok();
    if named { zone.clone() } else { TimeZone::fixed(zone.to_offset(then)) }
}
