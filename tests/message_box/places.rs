//! Pages anywhere in a long list of what is suspended, in any order.

use super::*;

fn mixed(id: i64) -> Instance {
    let port = (id % 7 != 0).then(|| Name::new(["SP_b", "SP_A", "sp_c"][(id % 3) as usize]));
    let state = if id % 5 == 0 { SuspendedNotResumable } else { SuspendedResumable };
    let cause = match id % 4 {
        0 => Cause::ByHand,
        1 => Cause::Transport(TransportError::Unreachable { address: "x".to_owned() }),
        _ => Cause::Held,
    };
    let ordered = id % 3 == 0 && port.is_some();
    // services that begin anywhere, and one that is long
    let service = if id % 6 == 0 { 6 } else { id - id % 9 };
    Instance {
        port,
        via: (id % 2 == 0).then(|| "SPG".into()),
        host: ["H_b", "H_a"][(id % 2) as usize].into(),
        attempts: (id % 4) as u32,
        address: if id % 8 == 0 { String::new() } else { format!("out/{}", id % 11) },
        lane: ordered.then(|| "".into()),
        service: InstanceId(if ordered { service } else { id }),
        blocks: ordered,
        ..suspended(id, 1, state, cause)
    }
}

fn key(instance: &Instance, by: InstanceSort) -> (String, i64) {
    let name = |name: &Option<Name>| name.as_ref().map_or(String::new(), |name| name.as_str().to_lowercase());
    let number = match by {
        InstanceSort::State => instance.state as i64,
        InstanceSort::Cause => instance.cause.as_ref().map_or(-1, |cause| cause.kind() as i64),
        InstanceSort::Attempts => instance.attempts.into(),
        InstanceSort::Created => instance.created.as_second(),
        InstanceSort::Message => instance.message.0,
        _ => 0,
    };
    let text = match by {
        InstanceSort::Port => name(&instance.port),
        InstanceSort::Via => name(&instance.via),
        InstanceSort::Host => instance.host.as_str().to_lowercase(),
        InstanceSort::Address => instance.address.clone(),
        _ => String::new(),
    };
    (text, number)
}

/// What a query lists, as one would do it by hand.
fn by_hand(all: &[Instance], query: &InstanceQuery) -> Vec<i64> {
    let same = |wanted: &Option<Name>, name: &Option<Name>| wanted.is_none() || wanted == name;
    let mut services = BTreeSet::new();
    let mut found: Vec<&Instance> = all
        .iter()
        .filter(|it| query.states.contains(&it.state))
        .filter(|it| query.cause.is_none_or(|cause| it.cause.as_ref().map(Cause::kind) == Some(cause)))
        .filter(|it| !query.first_of_service || it.lane.is_none() || services.insert(it.service))
        .filter(|it| same(&query.port, &it.port) && same(&query.via, &it.via))
        .filter(|it| query.host.as_ref().is_none_or(|host| *host == it.host))
        .filter(|it| query.routing_failures.is_none_or(|wanted| wanted == it.port.is_none()))
        .collect();
    found.sort_by_key(|it| (key(it, query.order.by), it.id));
    if query.order.down {
        found.reverse();
    }
    found.iter().map(|it| it.id.0).collect()
}

#[test]
fn any_page_of_what_is_suspended_is_what_one_finds_by_hand() {
    on_every_kind(|store| {
        // beyond one block of ids, with gaps, and not in the order of time
        let ids = (1..200).chain((65_500..65_600).step_by(3)).chain(200_000..200_050);
        let all: Vec<Instance> = ids.map(mixed).collect();
        store.apply(&publish(a_message(1), all.clone())).unwrap();
        let states = vec![SuspendedResumable, SuspendedNotResumable];
        let whole = InstanceQuery { states, ..everything() };
        let queries = [
            whole.clone(),
            InstanceQuery { states: vec![SuspendedResumable], ..whole.clone() },
            InstanceQuery { port: Some("sp_B".into()), ..whole.clone() },
            InstanceQuery { via: Some("spg".into()), cause: Some(CauseKind::Held), ..whole.clone() },
            InstanceQuery { host: Some("h_A".into()), ..whole.clone() },
            InstanceQuery { routing_failures: Some(true), ..whole.clone() },
            InstanceQuery { routing_failures: Some(false), ..whole.clone() },
            InstanceQuery { port: Some("SP_none".into()), ..whole },
        ];
        for query in queries {
            for first_of_service in [false, true] {
                for by in InstanceSort::ALL {
                    for down in [false, true] {
                        let order = InstanceOrder { by, down };
                        let query = InstanceQuery { first_of_service, order, ..query.clone() };
                        let expected = by_hand(&all, &query);
                        for (offset, limit) in [(0, 1000), (0, 7), (expected.len() / 2, 9), (expected.len(), 5)] {
                            let page = store.instances(&query, offset as u64, limit).unwrap();
                            let ids: Vec<i64> = page.rows.iter().map(|(it, _)| it.id.0).collect();
                            let end = (offset + limit as usize).min(expected.len());
                            assert_eq!(ids, expected[offset..end], "{query:?} from {offset}");
                            assert_eq!(page.total, expected.len() as u64, "{query:?}");
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn what_is_counted_by_cause_is_what_one_counts_by_hand() {
    on_every_kind(|store| {
        let all: Vec<Instance> = (1..300).map(mixed).collect();
        store.apply(&publish(a_message(1), all.clone())).unwrap();
        let states = vec![SuspendedResumable, SuspendedNotResumable];
        for first_of_service in [false, true] {
            for host in [None, Some("H_a".into())] {
                let query = InstanceQuery { states: states.clone(), first_of_service, host, ..everything() };
                let ids: BTreeSet<i64> = by_hand(&all, &query).into_iter().collect();
                let listed: Vec<&Instance> = all.iter().filter(|it| ids.contains(&it.id.0)).collect();
                let groups = store.suspended_by_cause(&query).unwrap();
                assert_eq!(groups.iter().map(|group| group.instances).sum::<u64>(), listed.len() as u64);
                let mut first = 0;
                for group in groups {
                    let of: Vec<&&Instance> = listed
                        .iter()
                        .filter(|it| it.cause.as_ref().map(Cause::kind) == Some(group.cause))
                        .filter(|it| (&it.port, &it.via) == (&group.port, &group.via))
                        .collect();
                    let resumable = of.iter().filter(|it| it.state == SuspendedResumable).count();
                    let held = |it: &Instance| match it.lane {
                        Some(_) if first_of_service => {
                            all.iter().filter(|other| other.lane.is_some() && other.service == it.service).count()
                        }
                        _ => 1,
                    };
                    let messages: usize = of.iter().map(|it| held(it)).sum();
                    let since = of.iter().map(|it| it.created).min();
                    assert_eq!((group.instances, group.resumable), (of.len() as u64, resumable as u64), "{group:?}");
                    assert_eq!((group.messages, Some(group.since)), (messages as u64, since), "{group:?}");
                    assert!(of[0].id.0 > first, "the oldest one first");
                    first = of[0].id.0;
                }
            }
        }
    });
}
