//! Refusals and ways out.

use super::super::{Deed, Held, Reason, Refusal, Request, Step, WayOut};
use crate::model::{ArtifactKind, ArtifactRef, BizTalkGroup, Name, Role, validate};
use crate::rules::Action;
use crate::rules::guards::{Condition, Remedy};
use crate::rules::permissions::Task;
use crate::words::Sentence;

pub(in crate::engine) fn refuse(deed: Sentence) -> Refusal {
    Refusal::new(Sentence::new("refused-what").with("deed", deed))
}

/// It was cancelled before anything was written.
pub(in crate::engine) fn cancelled(deed: &Deed) -> Refusal {
    refuse(deed.sentence()).because(Sentence::new("refused-cancelled"), None, Vec::new())
}

pub(in crate::engine) fn not_there(item: &ArtifactRef) -> Sentence {
    Sentence::new("refused-not-there").with("name", &item.name)
}

/// None of several items qualified: the first refusal, with everybody's reasons up to a number
/// that a person reads.
pub(super) fn nothing_done(what: Sentence, skipped: Vec<(ArtifactRef, Refusal)>) -> Refusal {
    let mut refusals = skipped.into_iter().map(|(_, refusal)| refusal);
    let Some(mut first) = refusals.next() else {
        return refuse(what).because(Sentence::new("refused-nothing-selected"), None, Vec::new());
    };
    first.reasons.extend(refusals.flat_map(|refusal| refusal.reasons).take(MOST_REASONS));
    first
}

/// How many reasons a refusal about many items names.
const MOST_REASONS: usize = 50;

/// The role may not do it: who may, and how to become that.
#[must_use]
pub fn refuse_role(what: Sentence, role: Role, task: Task) -> Refusal {
    let roles: Vec<Sentence> = task.roles().iter().map(|role| Sentence::new(role.key())).collect();
    let ways_out = task
        .roles()
        .iter()
        .map(|role| WayOut {
            label: Sentence::new("way-switch-role").with("role", Sentence::new(role.key())),
            step: Step::SwitchRole(*role),
        })
        .take(1)
        .collect();
    refuse(what).because(
        Sentence::new("refused-role")
            .with("role", Sentence::new(role.key()))
            .with("task", Sentence::new(task.key()))
            .with("roles", roles),
        Some(task.citation()),
        ways_out,
    )
}

pub(super) fn refuse_problems(what: Sentence, problems: &[validate::Problem]) -> Result<(), Refusal> {
    let errors: Vec<Reason> = problems
        .iter()
        .filter(|problem| problem.severity == validate::Severity::Error)
        .map(|problem| Reason { sentence: problem.sentence.clone(), citation: None, ways_out: Vec::new() })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let mut refusal = refuse(what);
    refusal.reasons = errors;
    Err(refusal)
}

pub(super) fn refuse_conditions(what: Sentence, conditions: Vec<Condition>, group: &BizTalkGroup) -> Refusal {
    let mut refusal = refuse(what);
    for condition in conditions {
        let ways_out = condition.remedies.iter().map(|remedy| way_out(remedy, group)).collect();
        refusal = refusal.because(condition.sentence, Some(condition.citation), ways_out);
    }
    refusal
}

/// A [`Remedy`] as something that can be clicked.
#[must_use]
pub fn way_out(remedy: &Remedy, group: &BizTalkGroup) -> WayOut {
    use crate::{message_box::InstanceQuery, rules::instances::Operation};
    let request = |label: Sentence, request: Request| WayOut { label, step: Step::Request(Box::new(request)) };
    match remedy {
        Remedy::Act(action, item) => request(
            Sentence::new("way-act").with("action", Sentence::new(action.key())).with("name", &item.name),
            Request::Act { action: *action, items: vec![item.clone()], held: Held::default() },
        ),
        Remedy::RemoveMember { group: name, port } => {
            let label = Sentence::new("way-remove-member").with("port", port).with("group", name);
            match group.send_port_groups.get(name) {
                Some(spg) => {
                    let mut spg = spg.as_ref().clone();
                    spg.members.retain(|member| member != port);
                    request(label, Request::Put { original: Some(name.clone()), artifact: spg.into() })
                }
                None => WayOut { label, step: Step::OpenProperties(ArtifactRef::send_port_group(name)) },
            }
        }
        Remedy::Unbind { orchestration: name, target } => {
            let label = Sentence::new("way-unbind").with("orchestration", name).with("target", target.name());
            match group.orchestrations.get(name) {
                Some(orchestration) => {
                    let mut orchestration = orchestration.as_ref().clone();
                    for port in &mut orchestration.ports {
                        if port.binding.as_ref() == Some(target) {
                            port.binding = None;
                        }
                    }
                    request(label, Request::Put { original: Some(name.clone()), artifact: orchestration.into() })
                }
                None => {
                    WayOut { label, step: Step::OpenProperties(ArtifactRef::new(ArtifactKind::Orchestration, name)) }
                }
            }
        }
        Remedy::AddReference { application, reference } => {
            let label =
                Sentence::new("way-add-reference").with("application", application).with("reference", reference);
            if let Some(it) = group.applications.get(application) {
                let mut it = it.as_ref().clone();
                it.references.push(reference.clone());
                request(label, Request::Put { original: Some(application.clone()), artifact: it.into() })
            } else {
                let item = ArtifactRef::new(ArtifactKind::Application, application);
                WayOut { label, step: Step::OpenProperties(item) }
            }
        }
        Remedy::EnlistOrchestration(name) => orchestration_way(Action::Enlist, name),
        Remedy::StartOrchestration(name) => orchestration_way(Action::Start, name),
        Remedy::StopOrchestration(name) => orchestration_way(Action::Stop, name),
        Remedy::UnenlistOrchestration(name) => orchestration_way(Action::Unenlist, name),
        Remedy::EnableReceiveLocation(name) => request(
            Sentence::new("way-enable-location").with("name", name),
            Request::EnableReceiveLocation { location: name.clone(), enabled: true },
        ),
        Remedy::StartHostInstance(host) => request(
            Sentence::new("way-start-host").with("host", host),
            Request::RunHostInstance { host: host.clone(), server: None, running: true },
        ),
        Remedy::StopHostInstance(host) => request(
            Sentence::new("way-stop-host").with("host", host),
            Request::RunHostInstance { host: host.clone(), server: None, running: false },
        ),
        Remedy::OpenProperties(item) => WayOut {
            label: Sentence::new("way-properties").with("name", &item.name),
            step: Step::OpenProperties(item.clone()),
        },
        Remedy::ShowInstances(port) => WayOut {
            label: Sentence::new("way-show-instances").with("port", port),
            step: Step::ShowInstances(port.clone()),
        },
        Remedy::TerminateInstancesOf(port) => request(
            Sentence::new("way-terminate-instances").with("port", port),
            Request::OperateWhere {
                operation: Operation::Terminate,
                query: InstanceQuery { port: Some(port.clone()), ..InstanceQuery::default() },
            },
        ),
    }
}

pub(super) fn orchestration_way(action: Action, name: &Name) -> WayOut {
    WayOut {
        label: Sentence::new("way-act").with("action", Sentence::new(action.key())).with("name", name),
        step: Step::Request(Box::new(Request::ActOnOrchestration { action, orchestration: name.clone() })),
    }
}
