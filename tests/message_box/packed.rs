//! Ordinary copies stand packed and others apart; nobody sees the difference.

use super::*;

const HOST: &str = "BizTalkServerApplication";

/// A small source of chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// What everybody knows of instances and arrivals.
#[derive(Default)]
struct Naive {
    instances: std::collections::BTreeMap<i64, Instance>,
    arrivals: Vec<Arrival>,
}

impl Naive {
    fn arrived(&self, port: &Name) -> Vec<Arrival> {
        let of_port = self.arrivals.iter().filter(|arrival| arrival.port == *port);
        let mut numbered: Vec<Arrival> =
            of_port.zip(1..).map(|(arrival, id)| Arrival { id, ..arrival.clone() }).collect();
        numbered.reverse();
        numbered
    }

    fn found(&self, holds: impl Fn(&Instance) -> bool) -> Vec<i64> {
        self.instances.values().filter(|instance| holds(instance)).map(|instance| instance.id.0).collect()
    }

    fn agree(&self, store: &dyn MessageBox) {
        for (id, instance) in &self.instances {
            assert_eq!(store.instance(InstanceId(*id)).unwrap().as_ref(), Some(instance));
        }
        assert_eq!(store.last_ids().unwrap().instance, self.instances.keys().last().copied().unwrap_or(0));
        assert_eq!(ids(store, &everything()), self.found(|_| true));
        for state in InstanceState::ALL {
            let query = InstanceQuery { states: vec![state], ..everything() };
            assert_eq!(ids(store, &query), self.found(|it| it.state == state), "{state:?}");
        }
        let in_progress = InstanceQuery { states: vec![ReadyToRun, Active], ..everything() };
        let whole = self.found(|it| matches!(it.state, ReadyToRun | Active));
        assert_eq!(ids(store, &in_progress), whole);
        let first = InstanceQuery { first_of_service: true, ..in_progress.clone() };
        assert_eq!(ids(store, &first), whole, "nothing is in an order");
        let down = InstanceOrder { by: InstanceSort::Id, down: true };
        let page = store.instances(&InstanceQuery { order: down, ..in_progress.clone() }, 2, 5).unwrap();
        let expected: Vec<i64> = whole.iter().rev().skip(2).take(5).copied().collect();
        assert_eq!(page.rows.iter().map(|(it, _)| it.id.0).collect::<Vec<_>>(), expected);
        let after = whole.get(whole.len() / 2).copied().unwrap_or(0);
        let piece = store.instances_after(&in_progress, InstanceId(after), 4).unwrap();
        let expected: Vec<i64> = whole.iter().copied().filter(|id| *id > after).take(4).collect();
        assert_eq!(piece.iter().map(|(it, _)| it.id.0).collect::<Vec<_>>(), expected);
        let ports: BTreeSet<Name> = self.instances.values().filter_map(|it| it.port.clone()).collect();
        for port in ports {
            let of_port = |it: &Instance| it.port.as_ref() == Some(&port);
            let query = InstanceQuery { port: Some(port.clone()), ..everything() };
            assert_eq!(ids(store, &query), self.found(of_port), "{port}");
            let of_address = InstanceQuery { address: Some("out/1".to_owned()), ..query.clone() };
            assert_eq!(ids(store, &of_address), self.found(|it| of_port(it) && it.address == "out/1"));
            let by_text = InstanceQuery { text: port.as_str().to_uppercase(), ..everything() };
            let named = |it: &Instance| it.port.as_ref().is_some_and(|it| it.as_str().contains(port.as_str()));
            assert_eq!(ids(store, &by_text), self.found(named));
            let messages: BTreeSet<i64> =
                self.instances.values().filter(|it| of_port(it)).map(|it| it.message.0).collect();
            let query = MessageQuery { port: Some(port.clone()), ..MessageQuery::default() };
            for keys in [Keyset::newest(), Keyset::oldest()] {
                let found = store.messages(&query, &keys, Effort { find: 10_000, look_at: 100_000 }).unwrap();
                let found: Vec<i64> = found.rows.iter().map(|row| row.id.0).collect();
                assert_eq!(found, messages.iter().rev().copied().collect::<Vec<_>>(), "{port}");
            }
            let arrived: Vec<Arrival> =
                store.arrivals(&port, 10_000).unwrap().into_iter().map(|(arrival, _)| arrival).collect();
            assert_eq!(arrived, self.arrived(&port), "{port}");
            let three: Vec<i64> = store.arrivals(&port, 3).unwrap().iter().map(|(arrival, _)| arrival.id).collect();
            assert_eq!(three, self.arrived(&port).iter().take(3).map(|arrival| arrival.id).collect::<Vec<_>>());
        }
        for fate in Fate::ALL {
            let of_fate = |it: &&Instance| Fate::of(it.state, it.port.is_some(), it.cause.is_some()) == Some(fate);
            let messages: BTreeSet<i64> = self.instances.values().filter(of_fate).map(|it| it.message.0).collect();
            let query = MessageQuery { fate: Some(fate), ..MessageQuery::default() };
            let found = store.messages(&query, &Keyset::newest(), Effort { find: 10_000, look_at: 100_000 }).unwrap();
            let ids: Vec<i64> = found.rows.iter().map(|row| row.id.0).collect();
            assert!(ids.is_sorted_by(|one, two| one > two));
            assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), messages, "{fate:?}");
        }
        let youngest: Vec<i64> = store.youngest_instances(7).unwrap().iter().map(|(it, _)| it.id.0).collect();
        let all = self.found(|_| true);
        assert_eq!(youngest, all[all.len().saturating_sub(7)..]);
    }
}

/// Publishes, takes, completes, suspends, resumes and renames by chance, and opens it again now and then.
#[test]
fn what_is_packed_and_what_stands_apart_are_as_one() {
    for seed in 1..=12 {
        let (_folder, path) = a_file();
        let mut store = SqliteMessageBox::open(&path).unwrap();
        let (mut chance, mut naive) = (Chance(seed), Naive::default());
        let (mut message, mut id, mut now) = (0, 0, 100);
        let mut ports: Vec<String> = (0..4).map(|number| format!("SP_{number}")).collect();
        for round in 0..60 {
            now += 1;
            match chance.below(10) {
                0..=2 => {
                    let mut writes = Vec::new();
                    let mut copies = Vec::new();
                    for _ in 0..=chance.below(12) {
                        message += 1;
                        writes.push(Write::Message(Arc::new(Message { published: at(now), ..a_message(message) })));
                        for _ in 0..chance.below(5) {
                            id += 1;
                            let port = ports[chance.below(4) as usize].as_str();
                            let mut new = Instance {
                                port: Some(port.into()),
                                via: (chance.below(3) == 0).then(|| "SPG".into()),
                                address: format!("out/{}", chance.below(3)),
                                priority: 5 + chance.below(2) as u8,
                                created: at(now),
                                changed: at(now),
                                ..an_instance(id, message)
                            };
                            if chance.below(8) == 0 {
                                (new.state, new.cause) = (SuspendedResumable, Some(Cause::Held));
                            }
                            copies.push(new);
                        }
                    }
                    writes.extend(copies.iter().cloned().map(Write::Instance));
                    store.apply(&writes).unwrap();
                    naive.instances.extend(copies.into_iter().map(|copy| (copy.id.0, copy)));
                }
                3..=5 => {
                    let limit = chance.below(40) as usize;
                    let taken = store.take(&HOST.into(), &SERVER.into(), limit, at(now)).unwrap();
                    let mut ready: Vec<&Instance> =
                        naive.instances.values().filter(|it| it.state == ReadyToRun).collect();
                    ready.sort_by_key(|it| (it.priority, it.id));
                    let expected: Vec<i64> = ready.iter().take(limit).map(|it| it.id.0).collect();
                    assert_eq!(taken.iter().map(|(it, _)| it.id.0).collect::<Vec<_>>(), expected);
                    naive.instances.extend(taken.into_iter().map(|(it, of)| {
                        assert_eq!(of.id, it.message);
                        (it.id.0, it)
                    }));
                }
                6..=8 => {
                    let (mut writes, mut arrivals) = (Vec::new(), Vec::new());
                    for was in naive.instances.values() {
                        let mut it = was.clone();
                        it.changed = at(now);
                        match (it.state, chance.below(6)) {
                            (Active, 0) => (it.state, it.cause) = (SuspendedResumable, Some(Cause::ByHand)),
                            (Active, 1..=4) => {
                                (it.state, it.attempts, it.tries) = (Completed, it.attempts + 1, it.tries + 1);
                                let (port, address) = (it.port.clone().unwrap(), it.address.clone());
                                if chance.below(5) > 0 {
                                    let (message, instance) = (it.message, it.id);
                                    arrivals.push(Arrival { id: 0, port, address, message, instance, time: at(now) });
                                }
                            }
                            (SuspendedResumable, 0) => (it.state, it.cause) = (ReadyToRun, None),
                            (ReadyToRun, 0) => it.state = InstanceState::Terminated,
                            (Completed, 0) if chance.below(10) == 0 => it.state = ReadyToRun,
                            _ => continue,
                        }
                        writes.push(Write::Instance(it));
                    }
                    naive.arrivals.extend(arrivals.iter().cloned());
                    writes.extend(arrivals.into_iter().map(Write::Arrival));
                    store.apply(&writes).unwrap();
                    for write in writes {
                        if let Write::Instance(it) = write {
                            naive.instances.insert(it.id.0, it);
                        }
                    }
                }
                _ => {
                    // a new name, or that of another one: then they are one
                    let from: Name = ports[chance.below(4) as usize].as_str().into();
                    let to = if chance.below(4) == 0 { ports[0].clone() } else { format!("SP_new{round}") };
                    store.apply(&[Write::RenamePort { from: from.clone(), to: to.as_str().into() }]).unwrap();
                    let to_name: Name = to.as_str().into();
                    for it in naive.instances.values_mut().filter(|it| it.port.as_ref() == Some(&from)) {
                        it.port = Some(to_name.clone());
                    }
                    if from != to_name {
                        // what arrived at the other one comes first
                        let moved: Vec<Arrival> = naive.arrivals.iter().filter(|it| it.port == from).cloned().collect();
                        naive.arrivals.retain(|it| it.port != from);
                        naive.arrivals.extend(moved.into_iter().map(|it| Arrival { port: to_name.clone(), ..it }));
                    }
                    for port in &mut ports {
                        if Name::new(port) == from {
                            port.clone_from(&to);
                        }
                    }
                }
            }
            if round % 10 == 9 {
                naive.agree(&store);
                if chance.below(2) == 0 {
                    drop(store);
                    store = SqliteMessageBox::open(&path).unwrap();
                }
                let reader = store.reader().unwrap().unwrap();
                reader.read(&mut |store| naive.agree(store)).unwrap();
            }
        }
        reader_says_the_same_as_the_views(&path, &naive);
    }
}

/// As the `sqlite3` shell sees it.
fn reader_says_the_same_as_the_views(path: &Path, naive: &Naive) {
    let shell = rusqlite::Connection::open(path).unwrap();
    let mut read =
        shell.prepare("SELECT id, message, port, address, attempts, server FROM instances ORDER BY id").unwrap();
    let told: Vec<(i64, i64, String, String, u32, Option<String>)> = read
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let expected: Vec<_> = naive
        .instances
        .values()
        .map(|it| {
            let server = it.server.as_ref().map(ToString::to_string);
            (it.id.0, it.message.0, it.port.clone().unwrap().to_string(), it.address.clone(), it.attempts, server)
        })
        .collect();
    assert_eq!(told, expected);
    let count = |sql: &str| shell.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT coalesce(sum(count), 0) FROM counts"), naive.instances.len() as i64);
    assert_eq!(count("SELECT count(*) FROM arrivals"), naive.arrivals.len() as i64);
    assert_eq!(count("SELECT coalesce(sum(count), 0) FROM arrived"), naive.arrivals.len() as i64);
    assert!(count("SELECT count(*) FROM unpacked") > 0 && count("SELECT count(*) FROM apart") > 0);
    assert_eq!(count("SELECT count(*) FROM unpacked WHERE id IN (SELECT id FROM apart)"), 0);
}

/// However many are ready to run, and wherever they stand, nothing leads to what is over.
#[test]
fn nothing_leads_to_a_block_of_which_all_is_over() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    for first in (1..=1000).step_by(50) {
        let writes: Vec<Write> =
            (first..first + 50).flat_map(|id| publish(a_message(id), [an_instance(id, id)])).collect();
        store.apply(&writes).unwrap();
        let taken = store.take(&HOST.into(), &SERVER.into(), 100, at(2000)).unwrap();
        let done = taken.into_iter().map(|(it, _)| Write::Instance(Instance { state: Completed, ..it }));
        store.apply(&done.collect::<Vec<_>>()).unwrap();
    }
    let shell = rusqlite::Connection::open(&path).unwrap();
    let count = |sql: &str| shell.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count("SELECT count(*) FROM work") <= 1, "but to the last one");
    assert_eq!(count("SELECT count(*) FROM apart"), 0);
    assert_eq!(count("SELECT count(*) FROM packed WHERE pending IS NULL"), 16);
}

/// What waited was suspended by hand: it stands apart, and nobody looks for it where it was.
#[test]
fn nothing_leads_to_a_block_that_all_have_left() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let via = |id: i64| (id % 2 == 0).then(|| "SPG".into());
    let writes: Vec<Write> =
        (1..=200).flat_map(|id| publish(a_message(id), [Instance { via: via(id), ..an_instance(id, id) }])).collect();
    store.apply(&writes).unwrap();
    let by_hand =
        |id: i64| Write::Instance(Instance { via: via(id), ..suspended(id, id, SuspendedResumable, Cause::ByHand) });
    // one by one, so that others of the block still wait
    for id in 1..=200 {
        store.apply(&[by_hand(id)]).unwrap();
    }
    store.apply(&publish(a_message(201), [an_instance(201, 201)])).unwrap();
    let shell = rusqlite::Connection::open(&path).unwrap();
    let count = |sql: &str| shell.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM apart"), 200);
    for table in ["work", "place"] {
        assert_eq!(count(&format!("SELECT count(*) FROM {table}")), 1, "{table}: but for the last one");
    }
    assert_eq!(count("SELECT count(*) FROM place_via"), 0);
    assert_eq!(take(&mut store, HOST, 10), [201]);
}
