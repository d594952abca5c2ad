use smallvec::SmallVec;

use super::PropertyId;
use crate::model::Value;

/// A promoted property of a message that filters look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub property: PropertyId,
    /// The place behind the one of the next that shares its bit; 0 without any.
    next: u32,
    pub hash: u64,
    pub value: &'a Value,
}

/// The promoted properties of a message that filters look at.
pub(super) struct Message<'a> {
    /// Their bits.
    pub properties: u64,
    /// By bit: the place behind the one in `known` that has it.
    places: [u32; 64],
    pub known: SmallVec<[Known<'a>; 24]>,
}

/// The bit of a property. Others may have it too: without it a message does not have the property, with
/// it it may.
#[inline]
pub(super) fn bit(property: PropertyId) -> u64 {
    1 << (property % 64)
}

impl Default for Message<'_> {
    fn default() -> Self {
        Self { properties: 0, places: [0; 64], known: SmallVec::new() }
    }
}

impl<'a> Message<'a> {
    /// Each property is added once.
    #[inline]
    pub fn add(&mut self, property: PropertyId, value: &'a Value, hash: u64) {
        let place = &mut self.places[(property % 64) as usize];
        self.known.push(Known { property, next: *place, hash, value });
        *place = self.known.len() as u32;
        self.properties |= bit(property);
    }

    #[inline]
    pub fn get(&self, property: PropertyId) -> Option<&Known<'a>> {
        let mut place = self.places[(property % 64) as usize];
        loop {
            let known = self.known.get((place as usize).checked_sub(1)?)?;
            if known.property == property {
                return Some(known);
            }
            place = known.next;
        }
    }
}
