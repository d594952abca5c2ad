//! How a service instance stands while it is in the hands of the runtime: which attempt failed and
//! when the next one is, who has it, what is pending. The same sentences wherever instances are shown.

use crate::{
    message_box::{Cause, Instance},
    model::{BizTalkGroup, Host, MessageId},
    rules::{
        instances::{InstanceState, Operation, why_not},
        send_cycle::{Retries, TransportOf},
    },
    words::Sentence,
};

/// How it stands, in few words: *attempt 2 of 4 failed, again 2026-11-20 14:10:00*. `None` where its
/// state says it all.
#[must_use]
pub fn standing(instance: &Instance, group: &BizTalkGroup) -> Option<Sentence> {
    let transport = Sentence::new(instance.on.key());
    match (instance.state, instance.due) {
        (InstanceState::Dehydrated, Some(at)) => {
            let port = instance.port.as_ref().and_then(|port| group.send_ports.get(port));
            let of = port.map_or(0, |port| Retries::of(port, instance.on).attempts());
            // the port may have been edited since
            let key = if of < instance.tries { "standing-retry-beyond" } else { "standing-retry" };
            let sentence = Sentence::new(key).with("attempt", instance.tries).with("of", of);
            Some(sentence.with("transport", transport).with("at", at))
        }
        (InstanceState::Dehydrated, None) => Some(Sentence::new("standing-handed-back")),
        (InstanceState::Scheduled, Some(opens)) => {
            Some(Sentence::new("standing-window").with("transport", transport).with("opens", opens))
        }
        (InstanceState::Active, due) => {
            let server = instance.server.as_ref()?;
            let works = |host: &Host| host.working().any(|working| working == server);
            let works = group.hosts.get(&instance.host).is_some_and(|host| works(host));
            Some(match due {
                // nobody knows yet that it died
                Some(until) if !works => Sentence::new("standing-lease").with("server", server).with("until", until),
                Some(until) => Sentence::new("standing-in-hand-until").with("server", server).with("until", until),
                None => Sentence::new("standing-in-hand").with("server", server),
            })
        }
        (InstanceState::ReadyToRun, _) if instance.service != instance.id => Some(Sentence::new("standing-in-order")),
        (InstanceState::ReadyToRun, _) if instance.on == TransportOf::Backup => {
            Some(Sentence::new("standing-backup-next"))
        }
        _ => None,
    }
}

/// What is done with it as soon as its host instance lets go of it.
#[must_use]
pub fn pending(instance: &Instance) -> Option<Sentence> {
    Some(match instance.pending? {
        Operation::Terminate => Sentence::new("standing-pending-terminate"),
        Operation::Suspend | Operation::Resume => Sentence::new("standing-pending-suspend"),
    })
}

/// Transport, attempts on it, in all, and the server of the host instance that has it or had it last.
#[must_use]
pub fn particulars(instance: &Instance) -> Vec<Sentence> {
    let on = (instance.on == TransportOf::Backup || instance.tries > 0).then(|| {
        Sentence::new("standing-transport")
            .with("transport", Sentence::new(instance.on.key()))
            .with("attempts", instance.tries)
    });
    let server = instance.server.as_ref().filter(|_| instance.state != InstanceState::Active);
    let server = server.map(|server| Sentence::new("standing-server").with("server", server));
    on.into_iter().chain(server).collect()
}

/// Why an operation is not available: its state does not have it, or another one is pending.
#[must_use]
pub fn not_available(operation: Operation, instance: &Instance) -> Option<Sentence> {
    if let Some(why) = why_not(operation, instance.state) {
        return Some(
            Sentence::new(why)
                .with("instance", instance.id.to_string())
                .with("state", Sentence::new(instance.state.key())),
        );
    }
    let pending = instance.pending?;
    Some(
        Sentence::new("instance-no-pending")
            .with("instance", instance.id.to_string())
            .with("operation", Sentence::new(pending.key())),
    )
}

/// Why it cannot be taken out of its order as the first message of a suspended service instance.
#[must_use]
pub fn not_the_front(instance: &Instance) -> Option<Sentence> {
    let key = match instance.cause {
        _ if instance.lane.is_none() || !instance.blocks => "refused-not-in-a-suspended-order",
        Some(Cause::Behind { .. }) => "refused-not-the-front",
        _ => return None,
    };
    Some(Sentence::new(key).with("instance", instance.id.to_string()))
}

/// The message that holds it up.
#[must_use]
pub fn behind(instance: &Instance) -> Option<MessageId> {
    match instance.cause {
        Some(Cause::Behind { front }) => Some(front),
        _ => None,
    }
}
