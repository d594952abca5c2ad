//! Takes the way out that someone chose from a refusal.

use crate::{
    console::context::{Cx, Task},
    engine::{Request, Step},
};

pub fn go(cx: &Cx<'_>, step: &Step) {
    cx.push(match step {
        Step::Request(request) => Task::Request((**request).clone()),
        Step::OpenProperties(artifact) => Task::OpenProperties(artifact.clone()),
        Step::ShowInstances(port) => Task::ShowSuspended(Some(port.clone())),
        Step::SwitchRole(role) => Task::Request(Request::SetRole(*role)),
    });
}
