//! One seed: the model and the engine are asked the same, and compared after each step.

use std::collections::BTreeMap;

use fastrand::Rng;
use sendport::{
    engine::{ClockMode, Refusal},
    message_box::Instance,
    model::{Addressing, InstanceId, MessageId, Source},
};

use super::cycle::HostDeed;
use super::model::{Clock, Copy, Is, Message, Model, Mood};
use super::plan::{self, Asked, Fault, Step};
use super::support;
use super::world::{Found, Key, Seen, World, message, second};

pub struct Run {
    model: Model,
    world: World,
    /// The engine's ids, in the order of the model's copies and messages.
    ids: Vec<InstanceId>,
    message_ids: Vec<MessageId>,
    /// The server that keeps an order, by port and order.
    keepers: BTreeMap<(usize, String), usize>,
}

/// Runs a seed and writes down what it does.
pub fn run(seed: u64, log: &mut Vec<String>) {
    let mut rng = Rng::with_seed(seed);
    let model = plan::configuration(&mut rng);
    for part in model.hosts.iter().map(|it| format!("{it:?}")) {
        log.push(part);
    }
    log.extend(model.ports.iter().map(|it| format!("{it:?}")));
    log.extend(model.groups.iter().map(|it| format!("{it:?}")));
    let world = World::new(&model);
    let mut run = Run { model, world, ids: Vec::new(), message_ids: Vec::new(), keepers: BTreeMap::new() };
    run.compare();
    for number in 0..rng.usize(10..=40) {
        let step = plan::step(&mut rng, &run.model);
        log.push(format!("{number:2} at {}: {step:?}", run.model.now));
        run.step(&mut rng, &step);
    }
    run.settle(&mut rng, log);
}

/// What the model makes of it. Tells whether it is accepted.
fn apply(model: &mut Model, asked: &Asked) -> bool {
    let count = model.copies.len();
    let accepted = match asked {
        Asked::Publish { to, has, count } => {
            for _ in 0..*count {
                model.publish(*to, has.clone(), 0);
            }
            true
        }
        Asked::ActOnPort(verb, port, release) => model.act(*verb, Some(*port), None, *release),
        Asked::ActOnGroup(verb, group, release) => model.act(*verb, None, Some(*group), *release),
        Asked::Behave(port, moods) => {
            model.ports[*port].moods = *moods;
            true
        }
        Asked::Host(host, server, deed) => model.on_host(*host, *server, *deed),
        Asked::Operate(operation, which) => {
            let copies: Vec<usize> = which.iter().filter_map(|it| it.checked_rem(count)).collect();
            model.operate(*operation, &copies)
        }
        Asked::RemoveFront(which) => which.checked_rem(count).is_some_and(|copy| model.remove_front(copy)),
        Asked::ClockStep(seconds) => {
            model.set_clock(model.now + *seconds, 0);
            true
        }
        Asked::ClockTo(time) => {
            let may = *time >= model.now;
            if may {
                model.set_clock(*time, 0);
            }
            may
        }
        Asked::ClockRun(speed) => {
            model.set_clock(model.now, *speed);
            true
        }
        Asked::ClockReal => {
            model.real_time();
            true
        }
        Asked::ClockNext => {
            let due = model.next_due();
            if let Some(due) = due {
                model.set_clock(due.max(model.now), 0);
            }
            due.is_some()
        }
        Asked::TimePasses(seconds) => {
            model.machine += *seconds;
            model.advance(model.shows());
            true
        }
        // the engine first: it says where its clock stands
        Asked::Reopen(seconds) => {
            model.machine += *seconds;
            return true;
        }
    };
    if accepted {
        model.work();
    }
    accepted
}

fn is_of_the_store(refusal: &Refusal) -> bool {
    refusal.reasons.iter().any(|reason| reason.sentence.key == "refused-store")
}

impl Run {
    fn step(&mut self, rng: &mut Rng, step: &Step) {
        if matches!(step.asked, Asked::Reopen(_)) {
            self.keepers.clear();
        }
        if let Some(fault) = step.fault {
            let (after, dies) = match fault {
                Fault::Once { after, .. } => (after, false),
                Fault::Dies { after } => (after, true),
            };
            let mut plan = self.world.store.plan.lock().unwrap();
            (plan.left, plan.dies, plan.failed) = (Some(after), dies, false);
        }
        let before = self.model.clone();
        let accepted = apply(&mut self.model, &step.asked);
        let result = self.world.ask(&step.asked, &self.ids, self.model.machine);
        let failed = {
            let mut plan = self.world.store.plan.lock().unwrap();
            plan.left = None;
            std::mem::take(&mut plan.failed)
        };
        match (step.fault, result) {
            (Some(Fault::Once { .. }), Err(refusal)) if failed && is_of_the_store(&refusal) => {
                // then nothing has changed
                self.model = before;
                self.compare();
            }
            (Some(Fault::Once { meanwhile, .. }), Ok(_)) if failed => {
                for _ in 0..meanwhile {
                    let asked = plan::publish(rng, &self.model);
                    self.world.ask(&asked, &self.ids, self.model.machine).expect("the store works again");
                }
                self.recover();
                self.resync(&before);
            }
            (Some(Fault::Dies { .. }), _) if failed => {
                self.world.reopen(self.model.machine);
                self.resync(&before);
            }
            (_, result) => {
                if matches!(step.asked, Asked::Reopen(_)) {
                    let shows = self.world.engine.snapshot().clock.time(support::at(self.model.machine));
                    self.model.reopen(second(shows));
                }
                assert_eq!(result.is_ok(), accepted, "whether it is accepted: {result:?}");
                self.compare();
            }
        }
        self.model.check();
    }

    /// All that hinders is taken away: then nothing stays under way.
    fn settle(&mut self, rng: &mut Rng, log: &mut Vec<String>) {
        let ports = (0..self.model.ports.len()).map(|port| Asked::Behave(port, [Mood::Up; 2]));
        let mut last: Vec<Asked> = ports.collect();
        for host in 0..self.model.hosts.len() {
            for server in 0..self.model.hosts[host].servers.len() {
                last.push(Asked::Host(host, Some(server), HostDeed::Enable));
                last.push(Asked::Host(host, Some(server), HostDeed::Start));
            }
        }
        last.push(Asked::ClockStep(86_400));
        for asked in last {
            log.push(format!("at the end: {asked:?}"));
            self.step(rng, &Step { asked, fault: None });
        }
        for _ in 0..1000 {
            if self.model.next_due().is_some() {
                self.step(rng, &Step { asked: Asked::ClockNext, fault: None });
            }
        }
        for copy in &self.model.copies {
            assert!(!copy.is.in_progress(), "it is under way forever: {copy:?}");
        }
        let mut arrived = vec![Vec::new(); self.model.ports.len()];
        for (port, message, time) in &self.model.arrivals {
            arrived[*port].push((*message, *time));
        }
        for (port, expected) in arrived.into_iter().enumerate() {
            let rank = |id| self.message_ids.binary_search(&id).unwrap();
            let found: Vec<_> =
                self.world.arrivals(port).into_iter().map(|(message, _, time)| (rank(message), time)).collect();
            assert_eq!(found, expected, "what arrived for port {port}");
        }
    }

    /// The engine and the model agree.
    fn compare(&mut self) {
        let mut configured = self.model.clone();
        self.world.read_configuration(&mut configured);
        assert_eq!(configured.ports, self.model.ports);
        assert_eq!(configured.groups, self.model.groups);
        for (there, wanted) in configured.hosts.iter().zip(&self.model.hosts) {
            assert_eq!((&there.servers, there.working()), (&wanted.servers, wanted.working()));
        }

        let found = self.world.find();
        let there: BTreeMap<Key, Seen> = found.rows.iter().map(|(key, (it, _))| (*key, Seen::engine(it))).collect();
        let wanted: BTreeMap<Key, Seen> =
            self.model.copies.iter().map(|it| ((it.message, it.port, it.via), Seen::model(it))).collect();
        for (key, wanted) in &wanted {
            let there = there.get(key).unwrap_or_else(|| panic!("{key:?} is not there: {wanted:?}"));
            assert_eq!(there, wanted, "engine (left) and model (right): message, port, group {key:?}");
        }
        for (key, there) in &there {
            assert!(wanted.contains_key(key), "{key:?} should not be there: {there:?}");
        }
        self.compare_services(&found);
        self.ids.clear();
        for copy in 0..self.model.copies.len() {
            let it = &self.model.copies[copy];
            let (instance, _) = &found.rows[&(it.message, it.port, it.via)];
            self.ids.push(instance.id);
            self.look_at_server(copy, instance);
        }
        self.message_ids = found.ids;
        let instances: Vec<Instance> = found.rows.into_values().map(|(instance, _)| instance).collect();
        self.look_at_counters(&instances);
        assert_eq!(self.world.engine.next_due().map(second), self.model.next_due(), "what comes next");
        let shows = self.world.engine.snapshot().clock.time(support::at(self.model.machine));
        assert_eq!(second(shows), self.model.now, "what time it is");
    }

    fn look_at_counters(&mut self, instances: &[Instance]) {
        let snapshot = self.world.engine.snapshot();
        support::assert_counters(&snapshot, instances);
        assert_eq!(snapshot.store_error, None);
    }

    /// The same belong together.
    fn compare_services(&self, found: &Found) {
        let (mut there, mut back) = (BTreeMap::new(), BTreeMap::new());
        for it in &self.model.copies {
            if it.lane.is_none() || it.is.ended() || it.is == Is::NotResumable {
                continue;
            }
            let (instance, _) = &found.rows[&(it.message, it.port, it.via)];
            let (engine, model) = ((instance.service, it.keeps_turn()), (it.service, it.keeps_turn()));
            assert_eq!(*there.entry(engine).or_insert(model), model, "service instances of {:?}", it.port);
            assert_eq!(*back.entry(model).or_insert(engine), engine, "service instances of {:?}", it.port);
        }
    }

    /// Who has it in hand runs; and one server keeps an order as long as it works.
    fn look_at_server(&mut self, copy: usize, instance: &Instance) {
        let it = &mut self.model.copies[copy];
        let server = instance.server.as_ref().map(|name| {
            name.as_str().rsplit('_').next().and_then(|digits| digits.parse::<usize>().ok()).expect("a server's name")
        });
        it.server = server;
        if it.is != Is::Active || it.leased {
            return;
        }
        let server = server.expect("somebody has it in hand");
        let working = self.model.hosts[it.host].working();
        assert!(working.contains(&server), "who has it in hand does not work: {it:?}");
        if let (Some(port), Some(lane)) = (it.port, it.lane.clone()) {
            let keeper = self.keepers.insert((port, lane), server);
            if let Some(keeper) = keeper.filter(|keeper| working.contains(keeper)) {
                assert!(keeper == server || self.model.hosts[it.host].clustered, "the order goes to another server");
            }
        }
    }

    // ---- after a failure of the store --------------------------------------------------------

    /// What failed is done again in a moment.
    fn recover(&mut self) {
        for _ in 0..2 {
            if self.model.clock == Clock::Real {
                self.model.machine += 1;
                self.world.engine.advance(support::at(self.model.machine));
            } else {
                let step = Asked::ClockStep(1);
                self.world.ask(&step, &[], self.model.machine).expect("the store works again");
            }
        }
    }

    /// When something is done a moment later than it should be, the model cannot foresee what became of
    /// it. It is looked whether all that must hold does, and the model goes on from there.
    fn resync(&mut self, before: &Model) {
        let found = self.world.find();
        assert_eq!(found.ids.get(..self.message_ids.len()), Some(&self.message_ids[..]), "no message is lost");
        let snapshot = self.world.engine.snapshot();
        let model = &mut self.model;
        model.now = second(snapshot.clock.time(support::at(model.machine)));
        model.happened = model.now;
        model.clock = match snapshot.clock.mode {
            ClockMode::Real => Clock::Real,
            ClockMode::Virtual { .. } => Clock::Virtual { time: model.now, machine: model.machine, speed: 0 },
        };
        self.world.read_configuration(model);
        model.messages.clear();
        for id in &found.ids {
            let (_, it) = found.rows.values().find(|(_, it)| it.id == *id).unwrap();
            let (to, has) = message(it);
            let parent = match &it.addressing {
                Addressing::Published(
                    Source::Response { request: message, .. }
                    | Source::FailedMessage { message, .. }
                    | Source::Acknowledgement { message, .. },
                ) => found.ids.binary_search(message).ok(),
                _ => None,
            };
            let depth = parent.map_or(0, |parent| model.messages[parent].depth + 1);
            model.messages.push(Message { to, has, depth });
        }
        model.copies.clear();
        let mut rows: Vec<_> = found.rows.iter().collect();
        rows.sort_by_key(|(_, (instance, _))| instance.id);
        for (key, (instance, _)) in rows {
            let known = before.copies.iter().find(|it| (it.message, it.port, it.via) == *key);
            let copy = read_copy(model, *key, instance, known);
            model.copies.push(copy);
        }
        model.services = model.copies.iter().map(|it| it.service).max().unwrap_or(0);
        for it in &before.copies {
            let key = (it.message, it.port, it.via);
            assert!(found.rows.contains_key(&key), "{key:?} is lost");
        }
        for rank in self.message_ids.len()..model.messages.len() {
            let it = &model.messages[rank];
            let mut expected: Vec<_> =
                model.receivers(it.to, &it.has).into_iter().map(|(port, via, _)| (Some(port), via)).collect();
            if expected.is_empty() {
                expected.push((None, None));
            }
            expected.sort_unstable();
            let of_it = found.rows.keys().filter(|(message, ..)| *message == rank);
            assert_eq!(
                of_it.map(|(_, port, via)| (*port, *via)).collect::<Vec<_>>(),
                expected,
                "who got message {rank}"
            );
        }
        self.keepers.clear();
        self.read_arrivals(&found);
        self.compare();
        self.model.check();
        // an order is suspended with all that waits in it
        for it in self.model.copies.iter().filter(|it| it.is == Is::Ready && it.lane.is_some()) {
            let blocked = |other: &&Copy| other.blocks && (other.port, &other.lane) == (it.port, &it.lane);
            assert!(!self.model.copies.iter().any(|other| blocked(&other)), "it waits for nobody: {it:?}");
        }
        let works = |it: &Copy| self.model.hosts[it.host].runs();
        for it in self.model.copies.iter().filter(|it| it.is == Is::Ready && it.lane.is_none()) {
            assert!(!works(it), "nobody takes it: {it:?}");
        }
    }

    /// What is completed arrived once.
    fn read_arrivals(&mut self, found: &Found) {
        self.model.arrivals.clear();
        let mut instances = Vec::new();
        for port in 0..self.model.ports.len() {
            for (message, instance, time) in self.world.arrivals(port) {
                let rank = found.ids.binary_search(&message).expect("it is there");
                self.model.arrivals.push((port, rank, time));
                instances.push(instance);
            }
        }
        instances.sort_unstable();
        let done = |it: &&Instance| it.port.is_some() && Seen::engine(it).is == Is::Completed && it.cause.is_none();
        let mut completed: Vec<_> =
            found.rows.values().map(|(instance, _)| instance).filter(done).map(|it| it.id).collect();
        completed.sort_unstable();
        assert_eq!(instances, completed, "what is completed arrived, once");
    }
}

fn read_copy(model: &Model, key: Key, instance: &Instance, known: Option<&Copy>) -> Copy {
    let seen = Seen::engine(instance);
    if let Some(known) = known {
        assert!(known.attempts <= seen.attempts, "attempts are not forgotten: {known:?}");
        assert!(!known.is.ended() || known.is == seen.is, "what has ended stays so: {known:?} {seen:?}");
    }
    let server = instance.server.as_ref().map(|name| {
        name.as_str().rsplit('_').next().and_then(|digits| digits.parse::<usize>().ok()).expect("a server's name")
    });
    let active = seen.is == Is::Active;
    let same = known.filter(|known| active && known.is == Is::Active && known.due == seen.due);
    let dead = server.is_none_or(|server| !model.hosts[seen.host].working().contains(&server));
    let leased = active && (dead || same.is_some_and(|known| known.leased));
    let slow = match key.1.map(|port| model.ports[port].moods[usize::from(seen.backup)]) {
        Some(Mood::Slow(seconds)) => Some(seconds),
        _ => None,
    };
    let since = match (same, slow, seen.due) {
        _ if !active || leased => 0,
        (Some(known), ..) => known.since,
        (None, Some(slow), Some(due)) => due - slow,
        _ => panic!("nobody has it in hand: {seen:?}"),
    };
    Copy {
        message: key.0,
        port: key.1,
        via: key.2,
        is: seen.is,
        why: seen.why,
        host: seen.host,
        backup: seen.backup,
        tries: seen.tries,
        attempts: seen.attempts,
        due: seen.due,
        since,
        begun: active && !leased,
        leased,
        server,
        pending: seen.pending,
        lane: seen.lane,
        blocks: seen.blocks,
        service: usize::try_from(instance.service.0).unwrap(),
    }
}
