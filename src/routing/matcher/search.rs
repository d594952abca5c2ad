use smallvec::SmallVec;

use super::{
    Entry, Matcher, OwnerId, Pick, Term,
    interned::Interned,
    message::{Known, Message},
    slab::Slab,
};
use crate::model::{Operator, Target};

/// How much is compared at once.
const PICKS: usize = 64;
/// How much is sorted out at once.
const PIECE: usize = 16;

/// Compares what a message leads to with the message. What a message does not have all properties for
/// is sorted out first, without a branch, since no processor can foresee it.
pub(super) struct Search<'m, 'a, 'v> {
    matcher: &'m Matcher,
    message: &'a Message<'v>,
    /// What is left to be compared.
    picks: [Pick; PICKS],
    count: usize,
    once: SmallVec<[OwnerId; 128]>,
    /// Found, maybe more than once.
    several: SmallVec<[OwnerId; 64]>,
}

impl<'m, 'a, 'v> Search<'m, 'a, 'v> {
    pub fn new(matcher: &'m Matcher, message: &'a Message<'v>) -> Self {
        let picks = [Pick::default(); PICKS];
        Self { matcher, message, picks, count: 0, once: SmallVec::new(), several: SmallVec::new() }
    }

    /// Looks at entries, which count only if `sure` says so; it is asked once at most.
    #[inline]
    pub fn look_through(&mut self, entries: &[Entry], mut sure: impl FnMut() -> bool) {
        if let [entry] = entries {
            // most are alone
            if self.has(entry) && sure() {
                self.make_room(1);
                self.picks[self.count] = entry.group;
                self.count += 1;
            }
            return;
        }
        let mut asked = false;
        for piece in entries.chunks(PIECE) {
            self.make_room(piece.len());
            let before = self.count;
            for entry in piece {
                self.picks[self.count] = entry.group;
                self.count += usize::from(self.has(entry));
            }
            if self.count > before && !asked {
                asked = true;
                if !sure() {
                    self.count = before;
                    return;
                }
            }
        }
    }

    /// Likewise where bits and AND-groups lie apart.
    #[inline]
    pub fn look_through_any(&mut self, needs: &[u64], groups: &[Pick]) {
        for (needs, groups) in needs.chunks(PIECE).zip(groups.chunks(PIECE)) {
            let (mut places, mut count) = ([0_u8; PIECE], 0);
            for (at, needs) in needs.iter().enumerate() {
                places[count % PIECE] = at as u8;
                count += usize::from(needs & !self.message.properties == 0);
            }
            self.make_room(count);
            for at in &places[..count] {
                self.picks[self.count] = groups[usize::from(*at)];
                self.count += 1;
            }
        }
    }

    /// Looks at one for which everything holds under which it hangs.
    #[inline]
    pub fn look_at(&mut self, entry: &Entry) {
        self.make_room(1);
        self.picks[self.count] = entry.group;
        self.count += usize::from(self.has(entry));
    }

    /// Whether the message has what it must have, as far as bits tell.
    #[inline]
    pub fn has(&self, entry: &Entry) -> bool {
        entry.needs & !self.message.properties == 0
    }

    #[inline]
    fn make_room(&mut self, count: usize) {
        // one more is written than is kept
        if self.count + count >= PICKS {
            self.compare();
        }
    }

    fn compare(&mut self) {
        let mut left = 0;
        for at in 0..self.count {
            let pick = self.picks[at];
            if pick.group & Pick::WITHOUT_TERM != 0 || self.holds(pick.term) {
                self.picks[left] = pick;
                left += 1;
            }
        }
        // what else is asked lies far from one another: it is waited for once
        let rests = &self.matcher.rests;
        let ahead = self.picks[..left].iter().map(|pick| rests[pick.group()].len());
        std::hint::black_box(ahead.fold(0, usize::wrapping_add));
        for pick in &self.picks[..left] {
            if pick.group & (Pick::WITHOUT_TERM | Pick::WITHOUT_REST) == 0
                && !rests[pick.group].iter().all(|term| self.holds(*term))
            {
                continue;
            }
            if pick.owner & Pick::ONE_OF_SEVERAL == 0 {
                self.once.push(pick.owner);
            } else {
                self.several.push(pick.owner());
            }
        }
        self.count = 0;
    }

    #[inline]
    pub fn holds(&self, term: Term) -> bool {
        let Some(Known { value, hash, .. }) = self.message.get(term.property()) else { return false };
        let operator = term.operator();
        if operator == Operator::Exists {
            return true;
        }
        let wanted = &self.matcher.values.by_number[term.value];
        match operator {
            Operator::Equals => wanted.hash == *hash && wanted.value == **value,
            Operator::NotEquals if wanted.hash != *hash => wanted.value.value_type() == value.value_type(),
            operator => value.compare(&wanted.value).is_some_and(|order| operator.holds(order)),
        }
    }

    pub fn values(&self) -> &'m Slab<Interned> {
        &self.matcher.values.by_number
    }

    /// The owners of what matches, each once.
    pub fn owners(&mut self) -> Vec<&'m Target> {
        self.compare();
        self.several.sort_unstable();
        self.several.dedup();
        self.once.iter().chain(&self.several).map(|owner| &self.matcher.owners[*owner].target).collect()
    }
}
