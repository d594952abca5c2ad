//! What a question is asked of: a document, or a binding file as it would be imported.

use std::path::Path;

use crate::{
    console::session::SystemClock,
    document::{
        self,
        bindings::{self, BindingFile, Choice, MergePlan},
    },
    engine::{Clock as _, Engine, Request, Response},
    message_box::{Error, SqliteMessageBox},
    model::{Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, PortState, Role},
    transport::Simulated,
    words::Sentence,
};

/// What a file says, imported into nothing.
pub(super) struct Imported {
    pub file: BindingFile,
    pub plan: MergePlan,
    pub choice: Choice,
    pub response: Response,
    pub group: BizTalkGroup,
}

/// Imports a binding file into a document that is empty.
pub(super) fn import(path: &Path) -> Result<Imported, Sentence> {
    let file = bindings::load(path).map_err(|error| error.sentence())?;
    let nothing = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &nothing, None);
    let choice = Choice::all(&plan);
    let artifacts = plan.artifacts(&file, &nothing, &choice);
    let bad_store = |error: &Error| Sentence::new("refused-store").with("error", error.to_string());
    let store = SqliteMessageBox::in_memory().map_err(|error| bad_store(&error))?;
    let now = SystemClock.now();
    let engine = Engine::at_rest(nothing, Role::Administrator, Box::new(store), Box::new(Simulated), now);
    let mut engine = engine.map_err(|error| bad_store(&error))?;
    let request = Request::Import { file: name(path), artifacts };
    let response = engine.execute(&request, now).map_err(|refusal| refusal.what)?;
    let group = engine.group().clone();
    Ok(Imported { file, plan, choice, response, group })
}

/// Reads a document or a binding file. A binding file knows no states: everything in it is taken as
/// Started, which the second value says.
pub(super) fn read(path: &Path) -> Result<(BizTalkGroup, bool), Sentence> {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml")) {
        return Ok((document::load(path).map_err(|error| error.sentence())?.group, false));
    }
    let mut group = import(path)?.group;
    for kind in [ArtifactKind::SendPort, ArtifactKind::SendPortGroup] {
        let names: Vec<_> = group.names(kind).cloned().collect();
        for name in names {
            match group.get(&ArtifactRef::new(kind, &name)) {
                Some(Artifact::SendPort(port)) => {
                    let mut port = port.as_ref().clone();
                    port.state = PortState::Started;
                    group.put(port.into());
                }
                Some(Artifact::SendPortGroup(spg)) => {
                    let mut spg = spg.as_ref().clone();
                    spg.state = PortState::Started;
                    group.put(spg.into());
                }
                _ => {}
            }
        }
    }
    Ok((group, true))
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
