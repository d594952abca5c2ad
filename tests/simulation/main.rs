//! A seed gives a run of random requests: messages, sends that succeed, fail, hang or die, host
//! instances that stop and are killed, clocks that jump, a store that fails, a program that ends and
//! begins again. After each step the engine is compared with a naive model of the documentation.
//!
//! `SENDPORT_SEEDS=100000 cargo test --test simulation` runs so many seeds,
//! `SENDPORT_SEED=123 cargo test --test simulation` that one; with both, so many from there.

mod cycle;
#[path = "../support/failing.rs"]
mod failing;
mod model;
mod plan;
mod run;
#[path = "../support/mod.rs"]
mod support;
mod world;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// How many seeds an ordinary test run takes.
const SEEDS: u64 = 300;
/// Beyond these, seeds that have found something.
const FOUND: [u64; 7] = [4_167, 5_558, 9_577, 15_247, 30_366, 38_202, 52_050];

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")))
}

/// Runs a seed; if it fails, what it did until then.
fn fails(seed: u64) -> Option<Vec<String>> {
    let mut log = Vec::new();
    catch_unwind(AssertUnwindSafe(|| run::run(seed, &mut log))).is_err().then_some(log)
}

#[test]
fn every_seed_goes_as_the_model_says() {
    let (first, count) = (number("SENDPORT_SEED"), number("SENDPORT_SEEDS"));
    let count = count.unwrap_or(if first.is_some() { 1 } else { SEEDS });
    let first = first.unwrap_or(0);
    let last = first.saturating_add(count);
    let next = AtomicU64::new(first);
    let failure = Mutex::new(None);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while failure.lock().unwrap().is_none() {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= last {
                        return;
                    }
                    if let Some(log) = fails(seed) {
                        failure.lock().unwrap().get_or_insert((seed, log));
                    }
                }
            });
        }
    });
    if let Some((seed, log)) = failure.into_inner().unwrap() {
        let log = log.join("\n");
        panic!("seed {seed} fails; SENDPORT_SEED={seed} cargo test --test simulation reproduces it:\n{log}");
    }
}

#[test]
fn what_seeds_have_found_stays_as_the_model_says() {
    for seed in FOUND {
        assert_eq!(fails(seed), None, "seed {seed}");
    }
}
