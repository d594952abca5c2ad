//! The messages that are listed: asked for page by page, counted beside, kept up to date while
//! others come. Nothing here draws.

use crate::{
    engine::Query,
    message_box::{Effort, Keyset, MessageCount, MessagePage, MessageQuery, MessageRow},
    model::MessageId,
};

/// How many messages a page holds.
pub const PAGE: usize = 500;
/// How many messages one answer looks at: often enough a word about how far it is.
const LOOK_AT: u64 = 20_000;
/// Beyond this a search does not go on counting.
pub const COUNTED: u64 = 100_000;

/// What an answer is for. Of each there is at most one question under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    Page,
    Count,
    /// How many messages came after the first one that is shown.
    Fresh,
    /// The message that is shown, and the one beside it.
    Story(usize),
}

/// Which part of all that matches is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// The last ones, whichever these are.
    #[default]
    Newest,
    Before(MessageId),
    After(MessageId),
    Oldest,
}

impl Place {
    fn keyset(self) -> Keyset {
        match self {
            Self::Newest => Keyset::newest(),
            Self::Before(id) => Keyset::before(id),
            Self::After(id) => Keyset::after(id),
            Self::Oldest => Keyset::oldest(),
        }
    }
}

/// Where a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Rest,
    /// To be asked.
    Next(Keyset),
    Asked,
    /// Somebody had enough of it; where it was.
    Cancelled(Keyset),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub count: u64,
    /// There are more.
    pub more: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "what is known of a page, each by itself")]
#[derive(Default)]
pub struct Feed {
    query: MessageQuery,
    place: Place,
    /// It is the newest page, held still while somebody reads it.
    held: bool,
    rows: Vec<MessageRow>,
    older: bool,
    newer: bool,
    fresh: Option<Counted>,
    /// What a search has found up to now.
    incoming: Vec<MessageRow>,
    /// The page is shown already and only looked at again.
    again: bool,
    page: Step,
    counting: Step,
    freshness: Step,
    counted: Counted,
    /// Up to which message it is counted.
    counted_to: Option<MessageId>,
    /// Of the last answer: where it goes on.
    looked_to: Option<MessageId>,
    /// It took so long that it is not done again unasked.
    slow: bool,
    /// The state of the engine that the page shows.
    generation: Option<u64>,
}

impl Feed {
    #[must_use]
    pub fn query(&self) -> &MessageQuery {
        &self.query
    }
    #[must_use]
    pub fn rows(&self) -> &[MessageRow] {
        if self.is_searching() && !self.again { &self.incoming } else { &self.rows }
    }
    #[must_use]
    pub fn older(&self) -> bool {
        self.older
    }
    #[must_use]
    pub fn newer(&self) -> bool {
        self.newer
    }
    #[must_use]
    pub fn counted(&self) -> Counted {
        self.counted
    }
    #[must_use]
    pub fn is_counting(&self) -> bool {
        matches!(self.counting, Step::Asked | Step::Next(_))
    }
    #[must_use]
    pub fn is_searching(&self) -> bool {
        matches!(self.page, Step::Asked | Step::Next(_))
    }
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.page, Step::Cancelled(_)) || matches!(self.counting, Step::Cancelled(_))
    }
    /// The message down to which everything has been looked at.
    #[must_use]
    pub fn looked_to(&self) -> Option<MessageId> {
        self.looked_to
    }
    /// How many messages came that are not shown, while the page stays where it is.
    #[must_use]
    pub fn fresh(&self) -> Option<Counted> {
        self.fresh.filter(|fresh| fresh.count > 0)
    }
    /// Something happened since that the page does not show.
    #[must_use]
    pub fn is_stale(&self, generation: u64) -> bool {
        self.slow && !self.is_searching() && self.generation != Some(generation)
    }

    /// Looks for something else, from the newest on.
    pub fn search(&mut self, query: MessageQuery) {
        *self = Self { query, page: Step::Next(Keyset::newest()), ..Self::default() };
        self.counting = Step::Next(Keyset::newest());
    }

    fn go(&mut self, place: Place) {
        self.place = place;
        self.held = false;
        self.page = Step::Next(place.keyset());
        self.incoming.clear();
        // what is shown stays until the other page is there
        self.again = true;
        self.fresh = None;
    }

    pub fn go_newest(&mut self) {
        self.go(Place::Newest);
    }
    pub fn go_oldest(&mut self) {
        self.go(Place::Oldest);
    }
    pub fn go_older(&mut self) {
        if let Some(last) = self.rows.last() {
            self.go(Place::Before(last.id));
        }
    }
    pub fn go_newer(&mut self) {
        if let Some(first) = self.rows.first() {
            self.go(Place::After(first.id));
        }
    }
    /// The page that begins with this message.
    pub fn go_to(&mut self, id: MessageId) {
        self.go(Place::Before(MessageId(id.0.saturating_add(1))));
    }

    /// Everything once more.
    pub fn search_again(&mut self) {
        self.slow = false;
        self.counting = Step::Next(Keyset::newest());
        self.counted = Counted::default();
        self.go(self.place);
    }

    /// While somebody has scrolled down the page, it stays what it is.
    pub fn stay(&mut self, scrolled: bool) {
        match (self.place, self.rows.first()) {
            (Place::Newest, Some(first)) if scrolled => {
                self.place = Place::Before(MessageId(first.id.0 + 1));
                self.held = true;
            }
            (Place::Before(id), Some(first))
                if self.held
                    && !scrolled
                    && id.0 == first.id.0 + 1
                    && self.fresh.is_some_and(|fresh| fresh.count == 0) =>
            {
                self.place = Place::Newest;
                self.held = false;
            }
            _ => {}
        }
    }

    /// Gives up what is under way and keeps what was found.
    pub fn cancel(&mut self) -> Vec<Want> {
        let mut given_up = Vec::new();
        let at = Keyset::before(self.looked_to.unwrap_or(MessageId(i64::MAX)));
        if self.is_searching() {
            given_up.push(Want::Page);
            self.page = Step::Cancelled(at);
            if !self.again {
                self.rows = std::mem::take(&mut self.incoming);
                self.older = true;
            }
        }
        if self.is_counting() {
            given_up.push(Want::Count);
            self.counting = Step::Cancelled(at);
        }
        self.slow = true;
        given_up
    }

    /// What is to be asked now.
    pub fn ask(&mut self, generation: u64) -> Vec<(Want, Query)> {
        let rests = self.page == Step::Rest && !self.is_counting();
        if rests && self.generation != Some(generation) && !self.slow {
            self.again = true;
            self.incoming.clear();
            self.page = Step::Next(self.place.keyset());
            self.recount();
            if let (Place::Before(_), Some(first)) = (self.place, self.rows.first()) {
                self.freshness = Step::Next(Keyset::down_to(first.id));
            }
        }
        let mut questions = Vec::new();
        if let Step::Next(page) = self.page {
            if self.incoming.is_empty() {
                self.generation = Some(generation);
            }
            let find = (PAGE + 1).saturating_sub(self.incoming.len()) as u64;
            let effort = Effort { find, look_at: LOOK_AT };
            questions.push((Want::Page, Query::Messages { query: self.query.clone(), page, effort }));
            self.page = Step::Asked;
        }
        // the page first: it is what one waits for
        if let (Step::Next(among), false) = (self.counting, self.is_searching()) {
            let effort = Effort { find: COUNTED.saturating_sub(self.counted.count).max(1), look_at: LOOK_AT };
            questions.push((Want::Count, Query::CountMessages { query: self.query.clone(), among, effort }));
            self.counting = Step::Asked;
        }
        if let Step::Next(among) = self.freshness {
            let effort = Effort { find: 1000, look_at: LOOK_AT };
            questions.push((Want::Fresh, Query::CountMessages { query: self.query.clone(), among, effort }));
            self.freshness = Step::Asked;
        }
        questions
    }

    /// What was found stays found, unless it was found by what became of it.
    fn recount(&mut self) {
        match self.counted_to {
            Some(to) if !self.query.depends_on_instances() => {
                if !self.counted.more {
                    self.counting = Step::Next(Keyset::down_to(to));
                }
            }
            _ => {
                self.counted = Counted::default();
                self.counting = Step::Next(Keyset::newest());
            }
        }
    }

    pub fn take_page(&mut self, page: MessagePage) {
        if self.page != Step::Asked {
            return;
        }
        let forwards = matches!(self.place, Place::After(_) | Place::Oldest);
        if forwards {
            self.incoming.splice(0..0, page.rows);
        } else {
            self.incoming.extend(page.rows);
        }
        if let (Some(go_on), true) = (page.go_on, self.incoming.len() <= PAGE) {
            self.slow = true;
            self.looked_to = if forwards { go_on.after } else { go_on.before };
            self.page = Step::Next(go_on);
            return;
        }
        self.page = Step::Rest;
        self.looked_to = None;
        let more = self.incoming.len() > PAGE;
        if forwards {
            if more {
                self.incoming.drain(..self.incoming.len() - PAGE);
            } else if matches!(self.place, Place::After(_)) {
                // the last page is a whole one
                return self.go(Place::Newest);
            }
            self.newer = more;
            self.older = matches!(self.place, Place::After(_));
        } else {
            self.incoming.truncate(PAGE);
            self.older = more;
            self.newer = !self.held && matches!(self.place, Place::Before(_));
        }
        self.rows = std::mem::take(&mut self.incoming);
        self.again = false;
        if let (Place::Before(_), Some(first), Step::Rest) = (self.place, self.rows.first(), self.freshness) {
            self.freshness = Step::Next(Keyset::down_to(first.id));
        }
    }

    pub fn take_count(&mut self, found: MessageCount) {
        if self.counting != Step::Asked {
            return;
        }
        self.counted.count += found.count;
        self.counted_to = self.counted_to.max(found.newest);
        let enough = self.counted.count >= COUNTED;
        self.counted.more = found.go_on.is_some() && enough;
        self.counting = match found.go_on {
            Some(go_on) if !enough => {
                self.slow = true;
                self.looked_to = go_on.before;
                Step::Next(go_on)
            }
            _ => Step::Rest,
        };
    }

    pub fn take_fresh(&mut self, found: MessageCount) {
        self.freshness = Step::Rest;
        self.fresh = Some(Counted { count: found.count, more: found.go_on.is_some() });
    }

    /// The store could not answer.
    pub fn failed(&mut self, want: Want) {
        match want {
            Want::Page => self.page = Step::Rest,
            Want::Count => self.counting = Step::Rest,
            Want::Fresh => self.freshness = Step::Rest,
            Want::Story(_) => {}
        }
        self.slow = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{message_box::Tally, model::Addressing};

    fn row(id: i64) -> MessageRow {
        MessageRow {
            id: MessageId(id),
            published: jiff::Timestamp::UNIX_EPOCH,
            addressing: Addressing::default(),
            context: crate::model::Context::default(),
            size: 0,
            tally: Tally::default(),
        }
    }

    /// Answers as a store with the messages 1 to `last` does.
    fn answer(feed: &mut Feed, generation: u64, last: i64) {
        loop {
            let questions = feed.ask(generation);
            if questions.is_empty() {
                return;
            }
            for (want, question) in questions {
                let ids = |keys: &Keyset| {
                    let after = keys.after.map_or(0, |id| id.0);
                    let before = keys.before.map_or(last + 1, |id| id.0);
                    after + 1..before
                };
                match question {
                    Query::Messages { page, effort, .. } => {
                        let ids = ids(&page);
                        let mut rows: Vec<i64> = if page.oldest {
                            ids.take(effort.find as usize).collect()
                        } else {
                            ids.rev().take(effort.find as usize).collect()
                        };
                        rows.sort_by_key(|id| -id);
                        feed.take_page(MessagePage { rows: rows.into_iter().map(row).collect(), go_on: None });
                    }
                    Query::CountMessages { among, .. } => {
                        let count = ids(&among).count() as u64;
                        let newest = Some(MessageId(last));
                        let found = MessageCount { count, newest, go_on: None };
                        if want == Want::Fresh { feed.take_fresh(found) } else { feed.take_count(found) }
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    fn shown(feed: &Feed) -> (i64, i64) {
        (feed.rows().first().unwrap().id.0, feed.rows().last().unwrap().id.0)
    }

    #[test]
    fn the_newest_page_follows_and_the_count_goes_along() {
        let mut feed = Feed::default();
        feed.search(MessageQuery::default());
        answer(&mut feed, 1, 1200);
        assert_eq!((shown(&feed), feed.counted().count, feed.older(), feed.newer()), ((1200, 701), 1200, true, false));
        answer(&mut feed, 2, 1203);
        assert_eq!((shown(&feed), feed.counted().count), ((1203, 704), 1203));
    }

    #[test]
    fn a_page_that_is_scrolled_stays_and_tells_what_came() {
        let mut feed = Feed::default();
        feed.search(MessageQuery::default());
        answer(&mut feed, 1, 1200);
        feed.stay(true);
        answer(&mut feed, 2, 1212);
        assert_eq!(shown(&feed), (1200, 701));
        assert_eq!(feed.fresh(), Some(Counted { count: 12, more: false }));
        feed.go_newest();
        answer(&mut feed, 2, 1212);
        assert_eq!((shown(&feed), feed.fresh()), ((1212, 713), None));
    }

    #[test]
    fn pages_follow_each_other_without_a_gap_in_both_directions() {
        let mut feed = Feed::default();
        feed.search(MessageQuery::default());
        answer(&mut feed, 1, 1200);
        feed.go_older();
        answer(&mut feed, 1, 1200);
        assert_eq!((shown(&feed), feed.older(), feed.newer()), ((700, 201), true, true));
        feed.go_older();
        answer(&mut feed, 1, 1200);
        assert_eq!((shown(&feed), feed.older()), ((200, 1), false));
        feed.go_newer();
        answer(&mut feed, 1, 1200);
        assert_eq!(shown(&feed), (700, 201));
        feed.go_newer();
        answer(&mut feed, 1, 1200);
        assert_eq!((shown(&feed), feed.newer()), ((1200, 701), false), "the last page is a whole one");
        feed.go_oldest();
        answer(&mut feed, 1, 1200);
        assert_eq!((shown(&feed), feed.older(), feed.newer()), ((500, 1), false, true));
    }

    #[test]
    fn what_takes_long_is_not_done_again_unasked() {
        let mut feed = Feed::default();
        feed.search(MessageQuery { body: "x".to_owned(), ..MessageQuery::default() });
        assert_eq!(feed.ask(1).len(), 1, "the page first");
        let go_on = Some(Keyset::before(MessageId(900)));
        feed.take_page(MessagePage { rows: vec![row(1000)], go_on });
        assert_eq!((feed.rows().len(), feed.looked_to(), feed.is_searching()), (1, Some(MessageId(900)), true));
        assert_eq!(feed.ask(1).len(), 1);
        assert_eq!(feed.cancel(), [Want::Page, Want::Count]);
        assert!(feed.is_cancelled() && feed.rows().len() == 1);
        assert!(feed.ask(2).is_empty() && feed.is_stale(2));
        feed.search_again();
        assert_eq!(feed.ask(2).len(), 1);
    }
}
