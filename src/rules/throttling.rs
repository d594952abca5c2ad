//! Host throttling, as far as it is executed here: too many messages in the queues of a host delay
//! what is published to it (page *How BizTalk Server Implements Host Throttling*, table of inbound
//! throttling, state 6: the host's message queue exceeds its threshold). What a host has in process is
//! bounded too, see [`crate::engine::IN_PROCESS`].

use jiff::SignedDuration;

use super::{Citation, Page};

/// The *Message publishing throttling state* of a host whose queues exceed their threshold; 0 is that of
/// a host that is not throttled.
pub const DATABASE_SIZE: u8 = 6;

/// Where the rule stands.
pub const PUBLISHING: Citation = Citation::page(Page::HostThrottling);

/// Why the delay is as long as it is: the page says that it is proportional to how grave the condition
/// is, and within which bounds, but not by how much.
pub const DELAY: Citation = Citation::Derived { reason: "derived-throttling-delay" };

/// The longest delay (page *How to Modify Resource Based Throttling Settings*).
pub const MAX_DELAY: SignedDuration = SignedDuration::from_mins(5);

/// For how long a message is delayed that is published to a host whose work queue and suspended queue
/// together hold `messages`; `None`: it is not. Messages that are suspended count, so that they alone
/// can throttle a host that does nothing. A threshold of 0 switches it off.
///
/// From one second just above the threshold to [`MAX_DELAY`] at twice the threshold.
#[must_use]
pub fn delay(messages: u64, threshold: u32) -> Option<SignedDuration> {
    let threshold = u64::from(threshold);
    if threshold == 0 || messages <= threshold {
        return None;
    }
    let most = MAX_DELAY.as_secs().unsigned_abs();
    let seconds = (messages - threshold).saturating_mul(most) / threshold;
    i64::try_from(seconds.clamp(1, most)).ok().map(SignedDuration::from_secs)
}

/// How many of some messages can be published before the host is throttled, each of which adds `copies`
/// to its queues: at least one while it is not.
#[must_use]
pub fn room(messages: u64, threshold: u32, copies: u64) -> u64 {
    match u64::from(threshold).checked_sub(messages) {
        _ if threshold == 0 || copies == 0 => u64::MAX,
        Some(free) => free / copies + 1,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_grows_from_the_threshold_to_its_double() {
        let seconds = |messages, threshold| delay(messages, threshold).map(|delay| delay.as_secs());
        assert_eq!(seconds(50_000, 50_000), None);
        assert_eq!(seconds(50_001, 50_000), Some(1));
        assert_eq!(seconds(75_000, 50_000), Some(150));
        assert_eq!(seconds(100_000, 50_000), Some(300));
        assert_eq!(seconds(u64::MAX, 1), Some(300));
        assert_eq!(seconds(1_000_000, 0), None, "0 switches it off");
    }

    #[test]
    fn there_is_room_up_to_the_first_message_that_exceeds_the_threshold() {
        assert_eq!(room(0, 3, 1), 4, "three are not more than three");
        assert_eq!(room(3, 3, 1), 1);
        assert_eq!(room(4, 3, 1), 0);
        assert_eq!(room(0, 3, 2), 2);
        assert_eq!(room(9, 3, 0), u64::MAX);
        assert_eq!(room(9, 0, 1), u64::MAX);
        for (messages, threshold, copies) in [(0, 3, 1), (2, 3, 2), (3, 3, 7)] {
            let room = room(messages, threshold, copies);
            assert!(delay(messages + (room - 1) * copies, threshold).is_none());
            assert!(delay(messages + room * copies, threshold).is_some());
        }
    }
}
