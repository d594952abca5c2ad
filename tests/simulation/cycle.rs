//! The model goes on: time, host instances, and the send cycle.

use std::collections::BTreeSet;

use super::model::{Clock, Copy, Is, Kind, Model, Mood, Operation, Port, Properties, Sending, To, Why};

/// What is done with a host instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostDeed {
    Start,
    Stop,
    Restart,
    Kill,
    Disable,
    Enable,
}

/// For how long nobody takes what a dead host instance had.
const LEASE: i64 = 30;
const DAY: i64 = 86_400;
/// 2027-01-15 08:00:00: the second 0.
const MORNING: i64 = 8 * 3600;

/// When a window opens that is closed now.
fn opens(window: Option<(i64, i64)>, now: i64) -> Option<i64> {
    let (start, stop) = window?;
    let time = (now + MORNING).rem_euclid(DAY);
    let open = if start <= stop { start <= time && time <= stop } else { start <= time || time <= stop };
    (!open).then(|| now + (start - time).rem_euclid(DAY))
}

impl Model {
    // ---- time --------------------------------------------------------------------------------

    pub fn next_due(&self) -> Option<i64> {
        self.copies.iter().filter_map(|copy| copy.due).min()
    }

    pub fn shows(&self) -> i64 {
        match self.clock {
            Clock::Real => self.machine,
            Clock::Virtual { time, machine, speed } => time + (self.machine - machine) * speed,
        }
    }

    /// Everything that is due by then happens, each at its time.
    pub fn advance(&mut self, to: i64) {
        let to = to.max(self.now);
        while let Some(due) = self.next_due().filter(|due| *due < to) {
            self.now = self.now.max(due);
            self.work();
        }
        self.now = to;
        self.work();
    }

    pub fn set_clock(&mut self, time: i64, speed: i64) {
        self.clock = Clock::Virtual { time, machine: self.machine, speed };
        self.happened = time;
        self.advance(time);
    }

    /// The machine's time again; it may go back.
    pub fn real_time(&mut self) {
        self.clock = Clock::Real;
        (self.now, self.happened) = (self.machine, self.machine);
        self.work();
    }

    /// The program dies and is started again. A virtual clock stands then, at the latest where it was and
    /// not before the last thing that happened: at `stands`.
    pub fn reopen(&mut self, stands: i64) {
        if self.clock == Clock::Real {
            self.now = self.machine;
        } else {
            assert!((self.happened..=self.now).contains(&stands), "the clock goes back to {stands}");
            self.now = stands;
            self.clock = Clock::Virtual { time: stands, machine: self.machine, speed: 0 };
        }
        for copy in 0..self.copies.len() {
            if self.copies[copy].is == Is::Active {
                self.take_back(copy);
            }
        }
        for copy in &mut self.copies {
            if copy.is == Is::Dehydrated && copy.due.is_none() && self.hosts[copy.host].runs() {
                copy.is = Is::Ready;
            }
        }
        self.work();
    }

    fn take_back(&mut self, copy: usize) {
        if let Some(operation) = self.copies[copy].pending {
            self.finish_pending(copy, operation);
            return;
        }
        let it = &mut self.copies[copy];
        (it.is, it.due, it.leased, it.begun) = (Is::Ready, None, false, false);
    }

    // ---- host instances ----------------------------------------------------------------------

    /// `server`: one of them, or all. Tells whether it is accepted.
    pub fn on_host(&mut self, host: usize, server: Option<usize>, deed: HostDeed) -> bool {
        let before = self.hosts[host].clone();
        let of_it: Vec<usize> = server.map_or_else(|| (0..before.servers.len()).collect(), |server| vec![server]);
        let running = of_it.iter().any(|index| before.servers[*index].running);
        let accepted = match deed {
            HostDeed::Start => of_it.iter().any(|index| !before.servers[*index].disabled),
            HostDeed::Restart | HostDeed::Kill => running,
            HostDeed::Disable => !running,
            HostDeed::Stop | HostDeed::Enable => true,
        };
        if !accepted {
            return false;
        }
        for index in &of_it {
            let it = &mut self.hosts[host].servers[*index];
            match deed {
                HostDeed::Start => it.running |= !it.disabled,
                HostDeed::Stop | HostDeed::Kill => it.running = false,
                HostDeed::Disable => it.disabled = true,
                HostDeed::Enable => it.disabled = false,
                HostDeed::Restart => {}
            }
        }
        if before.clustered {
            // the one that is active stays so while it runs
            self.hosts[host].active = before.working().first().copied();
            self.hosts[host].active = self.hosts[host].working().first().copied();
        }
        let (works, runs) = (self.hosts[host].working(), self.hosts[host].runs());
        for copy in 0..self.copies.len() {
            let it = &mut self.copies[copy];
            let in_hand = it.is == Is::Active && !it.leased && it.host == host;
            let by_these = it.server.is_some_and(|server| of_it.contains(&server));
            let by_idle = it.server.is_some_and(|server| !works.contains(&server));
            if in_hand && by_these && deed == HostDeed::Kill {
                (it.leased, it.begun, it.due) = (true, false, Some(self.now + LEASE));
            } else if in_hand && (by_idle || by_these && deed == HostDeed::Restart) {
                self.take_back(copy);
                let it = &mut self.copies[copy];
                if it.is == Is::Ready && !runs {
                    it.is = Is::Dehydrated;
                }
            }
        }
        if !before.runs() && runs {
            for it in &mut self.copies {
                if it.is == Is::Dehydrated && it.due.is_none() && it.host == host {
                    it.is = Is::Ready;
                }
            }
        }
        true
    }

    /// Until nothing happens any more at this moment.
    pub fn work(&mut self) {
        for _ in 0..1000 {
            let answered = self.answered();
            let woken = self.wake();
            let taken = self.take();
            if !answered && !woken && !taken {
                return;
            }
            self.happened = self.now;
        }
        panic!("the model does not come to rest");
    }

    fn due_by_now(&self, wanted: impl Fn(&Copy) -> bool) -> Vec<usize> {
        let is_due = |copy: &&usize| {
            let it = &self.copies[**copy];
            it.due.is_some_and(|due| due <= self.now) && wanted(it)
        };
        let all: Vec<usize> = (0..self.copies.len()).collect();
        let mut due: Vec<usize> = all.iter().filter(is_due).copied().collect();
        due.sort_by_key(|copy| (self.copies[*copy].due, *copy));
        due
    }

    fn answered(&mut self) -> bool {
        let due = self.due_by_now(|copy| copy.is == Is::Active && !copy.leased);
        for copy in &due {
            self.send(*copy);
        }
        !due.is_empty()
    }

    /// A retry is due, a window opens, a lease ends.
    fn wake(&mut self) -> bool {
        let due = self.due_by_now(|copy| copy.is != Is::Active || copy.leased);
        for copy in &due {
            self.take_back(*copy);
        }
        !due.is_empty()
    }

    fn take(&mut self) -> bool {
        let ready = |model: &Self, host: usize| model.copies.iter().any(|it| it.is == Is::Ready && it.host == host);
        let hosts: Vec<usize> =
            (0..self.hosts.len()).filter(|host| self.hosts[*host].runs() && ready(self, *host)).collect();
        let mut any = false;
        for host in hosts {
            let has_its_turn = |copy: &usize| {
                let it = &self.copies[*copy];
                it.is == Is::Ready && it.host == host && (it.lane.is_none() || self.is_front(*copy))
            };
            let mut taken: Vec<usize> = (0..self.copies.len()).filter(has_its_turn).collect();
            taken.sort_by_key(|copy| (self.copies[*copy].port.map(|port| self.ports[port].priority), *copy));
            for copy in &taken {
                let it = &mut self.copies[*copy];
                (it.is, it.since, it.begun, it.server) = (Is::Active, self.now, false, None);
            }
            for copy in &taken {
                self.send(*copy);
            }
            any |= !taken.is_empty();
        }
        any
    }

    /// It is the oldest of its order, and no other one is on its way.
    fn is_front(&self, copy: usize) -> bool {
        (0..self.copies.len()).filter(|other| *other != copy && self.same_lane(copy, *other)).all(|other| {
            let it = &self.copies[other];
            let busy = matches!(it.is, Is::Scheduled | Is::Active | Is::Dehydrated);
            !(busy || other < copy && it.keeps_turn())
        })
    }

    // ---- one transmission --------------------------------------------------------------------

    fn sending<'a>(port: &'a Port, copy: &Copy) -> Option<&'a Sending> {
        if copy.backup { port.backup.as_ref() } else { port.primary.as_ref() }
    }

    fn send(&mut self, copy: usize) {
        let it = &self.copies[copy];
        let Some(index) = it.port else { return };
        let port = &self.ports[index];
        if port.kind == Kind::Dynamic
            && let Err(missing) = self.dynamic(index, &self.messages[it.message].has)
        {
            self.suspend_failed(copy, missing);
            return;
        }
        let window = Self::sending(port, it).and_then(|sending| sending.window);
        if let Some(opens) = opens(window, self.now).filter(|_| !it.begun) {
            let it = &mut self.copies[copy];
            (it.is, it.due) = (Is::Scheduled, Some(opens));
            return;
        }
        let mood = &mut self.ports[index].moods[usize::from(self.copies[copy].backup)];
        let fails = match mood {
            Mood::Up | Mood::Fails(0) => false,
            Mood::Down | Mood::Rejects => true,
            Mood::Slow(seconds) => {
                let until = self.copies[copy].since + *seconds;
                if self.now < until {
                    let it = &mut self.copies[copy];
                    (it.due, it.begun) = (Some(until), true);
                    return;
                }
                false
            }
            Mood::Fails(times) => {
                *mood = if *times == 1 { Mood::Up } else { Mood::Fails(*times - 1) };
                true
            }
        };
        let it = &mut self.copies[copy];
        it.attempts += 1;
        it.tries += 1;
        (it.due, it.begun) = (None, false);
        if fails { self.failed(copy, index) } else { self.delivered(copy, index) }
    }

    fn delivered(&mut self, copy: usize, port: usize) {
        let it = &mut self.copies[copy];
        (it.is, it.why, it.pending) = (Is::Completed, None, None);
        let message = it.message;
        self.arrivals.push((port, message, self.now));
        self.acknowledge(message, port, "ACK");
        if self.ports[port].kind == Kind::SolicitResponse {
            let mut has = Properties::new();
            if let Some(kind) = self.messages[message].has.get("BTS.MessageType") {
                has.insert("BTS.MessageType", format!("{kind}Response"));
            }
            has.insert("BTS.InboundTransportType", "HTTP".to_owned());
            self.cause(message, has);
        }
    }

    fn failed(&mut self, copy: usize, port: usize) {
        if let Some(operation) = self.copies[copy].pending {
            self.finish_pending(copy, operation);
            return;
        }
        let (it, of) = (&mut self.copies[copy], &self.ports[port]);
        // a dynamic port has the documented defaults
        let (retries, minutes) = Self::sending(of, it).map_or((3, 5), |sending| (sending.retries, sending.minutes));
        if it.tries <= retries {
            (it.is, it.due) = (Is::Dehydrated, Some(self.now + 60 * minutes));
            return;
        }
        // a backup would overtake what is ordered
        if let Some(backup) = of.backup.as_ref().filter(|_| !it.backup && !of.ordered) {
            (it.is, it.backup, it.tries, it.host) = (Is::Ready, true, 0, backup.host);
            return;
        }
        let message = it.message;
        if of.route_failed {
            let mut has = Properties::new();
            has.insert("ErrorReport.ErrorType", "FailedMessage".to_owned());
            has.insert("ErrorReport.SendPortName", super::plan::port_name(port));
            if !self.receivers(To::Whoever, &has).is_empty() {
                self.cause(message, has);
                let it = &mut self.copies[copy];
                (it.is, it.why) = (Is::Completed, Some(Why::Transport));
                self.acknowledge(message, port, "NACK");
                return;
            }
        }
        self.suspend_failed(copy, Why::Transport);
    }

    fn suspend_failed(&mut self, copy: usize, why: Why) {
        let it = &mut self.copies[copy];
        let (message, port) = (it.message, it.port.unwrap_or_default());
        let of = &self.ports[port];
        let overtaken = of.ordered && !of.stop_on_failure;
        it.is = if overtaken { Is::NotResumable } else { Is::Suspended };
        (it.why, it.due, it.pending) = (Some(why), None, None);
        it.blocks = of.ordered && of.stop_on_failure && it.lane.is_some();
        if it.blocks {
            self.stop_behind(copy);
        }
        self.acknowledge(message, port, "NACK");
    }

    /// If it was asked for and anybody subscribes to it.
    fn acknowledge(&mut self, message: usize, port: usize, kind: &str) {
        if self.messages[message].has.get("BTS.AckRequired").is_none_or(|value| value != "true") {
            return;
        }
        let mut has = Properties::new();
        has.insert("BTS.AckType", kind.to_owned());
        has.insert("BTS.AckSendPortName", super::plan::port_name(port));
        if !self.receivers(To::Whoever, &has).is_empty() {
            self.cause(message, has);
        }
    }

    fn cause(&mut self, of: usize, has: Properties) {
        let depth = self.messages[of].depth + 1;
        self.publish(To::Whoever, has, depth);
    }

    // ---- what must always hold ---------------------------------------------------------------

    /// One message of an order is on its way at a time, and none while it is suspended.
    pub fn check(&self) {
        let mut lanes = BTreeSet::new();
        for it in self.copies.iter().filter(|it| it.lane.is_some()) {
            if matches!(it.is, Is::Active | Is::Scheduled | Is::Dehydrated) {
                assert!(lanes.insert((it.port, &it.lane)), "two of one order are on their way");
            }
        }
        let pending = self.copies.iter().filter(|it| it.pending.is_some());
        for it in pending {
            assert!(it.is == Is::Active && it.pending != Some(Operation::Resume));
        }
    }
}
