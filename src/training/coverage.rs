//! Which cells of the table of state combinations the scenarios show: found by running them.

use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::{Scenario, StepKind, scenarios};
use crate::{
    document::Document,
    engine::{Engine, Request},
    message_box::{Error, SqliteMessageBox},
    model::Artifact,
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
    for step in &scenario.steps {
        let request = match &step.kind {
            StepKind::Inject { draft, .. } => Request::Publish { draft: draft.clone(), count: 1 },
            StepKind::Act { action, item, held, .. } => {
                Request::Act { action: *action, items: vec![item.clone()], held: *held }
            }
            StepKind::SetFilter { item, filter } => {
                let Some(mut artifact) = engine.group().get(item) else { continue };
                match &mut artifact {
                    Artifact::SendPort(port) => Arc::make_mut(port).filter = filter.clone(),
                    Artifact::SendPortGroup(spg) => Arc::make_mut(spg).filter = filter.clone(),
                    _ => continue,
                }
                Request::Put { original: Some(item.name.clone()), artifact }
            }
            StepKind::SetRole(role) => Request::SetRole(*role),
            // what is resumed was decided about when it came
            StepKind::Operate { .. } => continue,
        };
        // some are promised to be refused
        let _ = engine.execute(&request, now);
    }
    Ok(engine.snapshot().exercised.iter().flatten().map(|it| it.cell).collect())
}
