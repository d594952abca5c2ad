//! Which cells of the table of state combinations the scenarios show: found by running them.

use std::sync::OnceLock;

use jiff::Timestamp;

use super::{Scenario, scenarios};
use crate::{
    document::Document,
    engine::{Engine, Request},
    message_box::{Error, SqliteMessageBox},
    rules::outcome::Cell,
    transport::Simulated,
};

/// The numbers of the scenarios whose messages go by each cell, in the order of [`Cell::all`]. The
/// first call runs them all and takes a while.
#[must_use]
pub fn coverage() -> &'static [Vec<u32>; Cell::COUNT] {
    static COVERAGE: OnceLock<[Vec<u32>; Cell::COUNT]> = OnceLock::new();
    COVERAGE.get_or_init(|| {
        let mut numbers: [Vec<u32>; Cell::COUNT] = Default::default();
        for scenario in scenarios() {
            match exercised(scenario) {
                Ok(cells) => cells.into_iter().for_each(|cell| numbers[cell.index()].push(scenario.number)),
                Err(error) => log::error!("scenario {}: {error}", scenario.number),
            }
        }
        numbers
    })
}

/// The cells that the messages of a scenario go by, when its steps are taken one after the other.
///
/// # Errors
/// When there is no memory for its MessageBox.
pub fn exercised(scenario: &Scenario) -> Result<Vec<Cell>, Error> {
    let now = Timestamp::UNIX_EPOCH;
    let Document { group, role } = scenario.document.clone();
    let store = Box::new(SqliteMessageBox::in_memory()?);
    let mut engine = Engine::new(group, role, store, Box::new(Simulated), now)?;
    if let Some(begins) = scenario.begins {
        engine.stand_at_local(begins, now)?;
    }
    for step in &scenario.steps {
        // what is resumed was decided about when it came
        let Some(request) = step.kind.request(engine.group(), |_| None) else { continue };
        let request = match request {
            Request::Publish { draft, .. } => Request::Publish { draft, count: 1 },
            request => request,
        };
        // some are promised to be refused
        let _ = engine.execute(&request, now);
    }
    Ok(engine.snapshot().exercised.iter().flatten().map(|it| it.cell).collect())
}
