//! Scenarios: documents with a story, what to do and what is promised to happen.

mod coverage;
mod scenario;
mod smallest;
mod step;

use std::sync::OnceLock;

pub use coverage::{coverage, exercised};
pub use scenario::{Info, Scenario, Text, read};
pub use smallest::{smallest, title as smallest_title};
pub use step::{Arrived, Delivered, Fate, Promise, Standing, Step, StepKind};

/// The files in the order of the list.
const FILES: [&str; 15] = [
    include_str!("../../assets/scenarios/01-hello-one-port.ron"),
    include_str!("../../assets/scenarios/02-order-fan-out.ron"),
    include_str!("../../assets/scenarios/03-stopped-port.ron"),
    include_str!("../../assets/scenarios/04-stopped-group.ron"),
    include_str!("../../assets/scenarios/05-everything-bound.ron"),
    include_str!("../../assets/scenarios/06-arrived-twice.ron"),
    include_str!("../../assets/scenarios/07-filter-with-a-typo.ron"),
    include_str!("../../assets/scenarios/08-resume-goes-through.ron"),
    include_str!("../../assets/scenarios/09-ordered-delivery.ron"),
    include_str!("../../assets/scenarios/10-backup-transport.ron"),
    include_str!("../../assets/scenarios/11-service-window.ron"),
    include_str!("../../assets/scenarios/12-kill-a-host-instance.ron"),
    include_str!("../../assets/scenarios/13-msmq-clustered-host.ron"),
    include_str!("../../assets/scenarios/14-last-enlisted-member.ron"),
    include_str!("../../assets/scenarios/15-who-may-press-it.ron"),
];

/// The number of the scenario with which the program opens.
const SAMPLE: u32 = 2;

/// The scenarios that come with the program, by number.
///
/// # Panics
/// When an asset of this program is no scenario, which a test excludes.
#[must_use]
pub fn scenarios() -> &'static [Scenario] {
    static SCENARIOS: OnceLock<Vec<Scenario>> = OnceLock::new();
    SCENARIOS.get_or_init(|| {
        FILES.iter().map(|text| read(text, None).unwrap_or_else(|error| panic!("{error}\n{text:.200}"))).collect()
    })
}

/// The scenario with this number.
#[must_use]
pub fn scenario(number: u32) -> Option<&'static Scenario> {
    scenarios().iter().find(|scenario| scenario.number == number)
}

/// *Order fan-out*, the document with which the program opens.
///
/// # Panics
/// When there is no such scenario, which a test excludes.
#[must_use]
pub fn sample() -> &'static Scenario {
    scenario(SAMPLE).expect("the sample is one of the scenarios")
}
