//! Undo and redo.

use super::*;

/// A generator of numbers that is the same everywhere and always.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(0x9E37_79B9_7F4A_7C15u64.wrapping_mul(seed))
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }
}

pub fn any_administrative_request(dice: &mut Dice, group: &BizTalkGroup) -> Request {
    let (ports, groups, applications) = (["SP_1", "SP_2", "SP_3", "sp_1"], ["G_1", "G_2"], [APP, OTHER_APP, "App_3"]);
    let name = dice.one(&ports);
    let spg_name = dice.one(&groups);
    let items = [port(dice.one(&ports)), port(dice.one(&ports)), spg(dice.one(&groups))];
    let items: Vec<_> = items.into_iter().skip(dice.roll(3)).collect();
    let application = Name::new(dice.one(&applications));
    match dice.roll(16) {
        0 | 1 => create(SendPort { application, ..filtered(name, dice.one(&["FR", "DE"])) }),
        2 | 3 => create(SendPortGroup { application, ..a_group(spg_name, &ports[..dice.roll(3)]) }),
        4 => edit(SendPort { application, ..filtered(name, dice.one(&["FR", "DE", "UK"])) }),
        5 => edit(SendPortGroup { application, ..a_group(spg_name, &ports[dice.roll(2)..=dice.roll(2)]) }),
        6 => {
            let (from, to) = (Name::new(name), Name::new(dice.one(&["SP_1", "SP_2", "SP_4", "SP_5"])));
            let renamed = group.send_ports.get(&from).map_or_else(|| a_port(name), |port| port.as_ref().clone());
            Request::Put { original: Some(from), artifact: SendPort { name: to, ..renamed }.into() }
        }
        7 => delete(&items),
        8 => Request::MoveToApplication { items, application },
        9 | 10 => act(dice.one(&[Enlist, Start, Stop, Unenlist]), &items),
        11 => run_host(dice.one(&[HOST, OTHER_HOST]), dice.roll(2) == 0),
        12 => behave(name, dice.one(&[Behaviour::Up, Behaviour::Down, Behaviour::Slow(3)])),
        13 => {
            let action = dice.one(&[Enlist, Start, Stop, Unenlist]);
            Request::ActOnOrchestration { action, orchestration: "Process".into() }
        }
        14 => {
            let binding =
                dice.one(&[None, Some(Target::SendPort(name.into())), Some(Target::SendPortGroup(spg_name.into()))]);
            let artifact = Artifact::from(an_orchestration("Process", binding));
            let original = (dice.roll(2) == 0).then(|| "Process".into());
            Request::Put { original, artifact }
        }
        _ => match dice.roll(3) {
            0 => start_application(StartOptions::default()),
            1 => stop_application(dice.one(&StopOption::ALL)),
            _ => create(Application { name: "App_3".into(), ..Application::default() }),
        },
    }
}

#[test]
fn undo_leads_back_exactly_and_redo_forward_again() {
    let mut accepted = 0;
    for seed in 1..=60u64 {
        let mut dice = Dice::new(seed);
        let mut world = World::new();
        let edition = |world: &mut World| (world.engine.group().clone(), world.engine.snapshot().edition);
        let mut past = vec![edition(&mut world)];
        for _ in 0..40 {
            let request = any_administrative_request(&mut dice, &world.engine.group().clone());
            let _ = world.ask(&request);
            if dice.roll(3) == 0 {
                // messages are not part of what is undone
                let _ = world.ask(&send(published(&[(COUNTRY, "FR")])));
            }
            let now = edition(&mut world);
            if now.1 == past.last().unwrap().1 {
                assert_eq!(now, *past.last().unwrap(), "without another edition nothing has changed: {request:?}");
            } else {
                past.push(now);
            }
            world.assert_counters_agree();
        }
        accepted += past.len() - 1;
        let editions: BTreeSet<u64> = past.iter().map(|(_, edition)| *edition).collect();
        assert_eq!(editions.len(), past.len(), "each edition has its own number");
        for before in past.iter().rev().skip(1) {
            assert!(world.engine.snapshot().undo.is_some());
            world.ok(&Request::Undo);
            assert_eq!(edition(&mut world), *before);
        }
        assert_eq!(reason_keys(&world.refused(&Request::Undo)), ["refused-nothing-to-undo"]);
        for after in &past[1..] {
            world.ok(&Request::Redo);
            assert_eq!(edition(&mut world), *after);
        }
        assert_eq!(reason_keys(&world.refused(&Request::Redo)), ["refused-nothing-to-redo"]);
        world.assert_counters_agree();
    }
    assert!(accepted > 60 * 8, "only {accepted} requests were accepted");
}

#[test]
fn a_new_edit_ends_what_could_be_redone() {
    let mut world = World::new();
    world.port(a_port("SP"), Stopped);
    world.ok(&Request::Undo);
    world.ok(&act(Start, &[port("SP")]));
    world.refused(&Request::Redo);
}
