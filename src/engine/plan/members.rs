//! Send ports that become members of a group.

use super::super::{Progress, Refusal, Request};
use super::plan;
use super::refuse::{not_there, refuse};
use crate::model::{ArtifactRef, BizTalkGroup, Name, Role};
use crate::words::Sentence;

/// The request that adds ports to a group, those that are members already left out. All of them
/// or none.
///
/// # Errors
/// Why the group cannot have them: the role, the guards of membership (page *How to Add a Send
/// Port to a Send Port Group*), or that all of them are members already.
pub fn add_members(group: &BizTalkGroup, role: Role, spg: &Name, ports: &[Name]) -> Result<Request, Refusal> {
    let what = Sentence::new("deed-add-members").with("group", spg).with("count", ports.len());
    let what = match ports {
        [one] => what.with("port", one),
        _ => what.with("port", ""),
    };
    let Some(before) = group.send_port_groups.get(spg) else {
        return Err(refuse(what).because(not_there(&ArtifactRef::send_port_group(spg)), None, Vec::new()));
    };
    let mut after = before.as_ref().clone();
    for port in ports {
        if !after.members.contains(port) {
            after.members.push(port.clone());
        }
    }
    if after.members.len() == before.members.len() {
        let sentence = Sentence::new("refused-member-already").with("group", spg).with("count", ports.len());
        let sentence = sentence.with("port", ports.first().map(Name::to_string).unwrap_or_default());
        return Err(refuse(what).because(sentence, None, Vec::new()));
    }
    let request = Request::Put { original: Some(spg.clone()), artifact: after.into() };
    match plan(group, role, &request, &|_| 0, &Progress::default()) {
        Ok(_) => Ok(request),
        Err(refusal) => Err(Refusal { what: refuse(what).what, ..refusal }),
    }
}
