use jiff::{SignedDuration, Timestamp};

use super::{Forward, Response, SendAdapter, Sent, Transmission, TransportError};
use crate::model::{Behaviour, Destination};

/// The send adapter that hands its messages to Message Queuing.
const MSMQ: &str = "MSMQ";
/// After how long Message Queuing tries again. No page tells.
const AGAIN: SignedDuration = SignedDuration::from_secs(10);

/// A destination that behaves as its switch says. Nothing leaves this program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Simulated;

impl SendAdapter for Simulated {
    fn send(
        &mut self,
        transmission: &Transmission,
        destination: &mut Destination,
        started: Timestamp,
        now: Timestamp,
    ) -> Sent {
        if transmission.adapter.eq_ignore_ascii_case(MSMQ) {
            return Sent::Queued;
        }
        let address = transmission.address.clone();
        match destination.behaviour {
            Behaviour::Up => delivered(transmission, destination),
            Behaviour::Down => Sent::Failed(TransportError::Unreachable { address }),
            Behaviour::Rejects => Sent::Failed(TransportError::Rejected { address }),
            Behaviour::Slow(seconds) => {
                let passed = now.duration_since(started);
                let takes = SignedDuration::from_secs(seconds.into());
                match transmission.time_out.filter(|time_out| *time_out < takes) {
                    Some(time_out) if passed >= time_out => Sent::Failed(TransportError::TimedOut { address }),
                    Some(time_out) => Sent::Later(time_out - passed),
                    None if passed >= takes => delivered(transmission, destination),
                    None => Sent::Later(takes - passed),
                }
            }
            Behaviour::FailsNext(0) => {
                destination.behaviour = Behaviour::Up;
                delivered(transmission, destination)
            }
            Behaviour::FailsNext(times) => {
                destination.behaviour = match times - 1 {
                    0 => Behaviour::Up,
                    left => Behaviour::FailsNext(left),
                };
                Sent::Failed(TransportError::Failed { address })
            }
        }
    }

    fn forward(&mut self, destination: &mut Destination, since: Timestamp, now: Timestamp) -> Forward {
        match destination.behaviour {
            Behaviour::Up => Forward::Arrived,
            Behaviour::Down | Behaviour::Rejects => Forward::Stays,
            Behaviour::Slow(seconds) => {
                let arrives = since.saturating_add(SignedDuration::from_secs(seconds.into())).unwrap_or(Timestamp::MAX);
                if arrives <= now { Forward::Arrived } else { Forward::Later(arrives) }
            }
            Behaviour::FailsNext(times) => {
                destination.behaviour = match times {
                    0 | 1 => Behaviour::Up,
                    times => Behaviour::FailsNext(times - 1),
                };
                if times == 0 {
                    return Forward::Arrived;
                }
                Forward::Later(now.saturating_add(AGAIN).unwrap_or(Timestamp::MAX))
            }
        }
    }
}

fn delivered(transmission: &Transmission, destination: &Destination) -> Sent {
    let response = transmission.kind.is_two_way().then(|| match &destination.response {
        Some(template) => Response {
            message_type: template.message_type.clone(),
            properties: template.properties.clone(),
            body: template.body.clone(),
        },
        None => Response {
            message_type: transmission.message.message_type().map_or_else(String::new, |it| format!("{it}Response")),
            properties: Vec::new(),
            body: transmission.message.body.to_string(),
        },
    });
    Sent::Delivered { response }
}
