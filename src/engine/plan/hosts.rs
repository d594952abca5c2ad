//! Host instances: start, stop, restart, disable, kill.

use std::sync::Arc;

use super::super::{Deed, Fact, HostCommand, Refusal};
use super::refuse::{not_there, refuse, refuse_role, way_out};
use super::{Plan, Planner};
use crate::model::{Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Host, HostInstance, Name, Role};
use crate::rules::guards::Remedy;
use crate::rules::permissions::{Task, may};
use crate::rules::{Citation, Page};
use crate::words::Sentence;

/// How a host instance comes to let go of what it has in hand, other than by being stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum LetGo {
    /// Without warning: what it had is taken by another one after its lease has ended.
    Killed,
    Restarted,
}

/// Starts or stops the instance of a host on one server, or all of them.
pub(super) fn plan_run(
    group: &BizTalkGroup,
    role: Role,
    host: &Name,
    server: Option<&Name>,
    running: bool,
) -> Result<Plan, Refusal> {
    let deed = Deed::HostInstance { host: host.clone(), running };
    let it = host_for(group, role, &deed, host, server)?;
    let of = |instance: &&HostInstance| server.is_none_or(|server| instance.server == *server);
    let disabled: Vec<&HostInstance> = it.instances.iter().filter(of).filter(|instance| instance.disabled).collect();
    if running && !disabled.is_empty() && disabled.len() == it.instances.iter().filter(of).count() {
        let servers: Vec<Sentence> =
            disabled.iter().map(|it| Sentence::new("items-one").with("name", &it.server)).collect();
        let remedy = Remedy::OpenProperties(ArtifactRef::new(ArtifactKind::Host, host));
        return Err(refuse(deed.sentence()).because(
            Sentence::new("refused-host-disabled").with("host", host).with("servers", servers),
            Some(Citation::page(Page::Hosts)),
            vec![way_out(&remedy, group)],
        ));
    }
    if running
        && it.instances.iter().any(|instance| of(&instance))
        && it.instances.iter().filter(of).all(|instance| instance.down)
    {
        let servers: Vec<Sentence> =
            it.instances.iter().filter(of).map(|it| Sentence::new("items-one").with("name", &it.server)).collect();
        let sentence = Sentence::new("refused-server-down").with("host", host).with("servers", servers);
        return Err(refuse(deed.sentence()).because(sentence, None, Vec::new()));
    }
    let mut planner = Planner::new(group, role);
    planner.run_host(&it, server, running);
    Ok(planner.finish(deed, Task::StartAndStopHostInstance))
}

/// Restarts, kills, disables or enables one host instance.
pub(super) fn plan_command(
    group: &BizTalkGroup,
    role: Role,
    host: &Name,
    server: &Name,
    command: HostCommand,
) -> Result<Plan, Refusal> {
    let deed = Deed::HostCommand { host: host.clone(), server: server.clone(), command };
    let it = host_for(group, role, &deed, host, Some(server))?;
    let Some(instance) = it.instances.iter().find(|instance| instance.server == *server) else {
        return Err(refuse(deed.sentence()).because(
            Sentence::new("refused-no-instance-on").with("host", host).with("server", server),
            Some(Citation::page(Page::Hosts)),
            Vec::new(),
        ));
    };
    let because = |key| {
        let sentence = Sentence::new(key).with("host", host).with("server", server);
        Err(refuse(deed.sentence()).because(sentence, Some(Citation::page(Page::Hosts)), Vec::new()))
    };
    let mut planner = Planner::new(group, role);
    match command {
        HostCommand::Restart | HostCommand::Kill if !instance.running => return because("refused-host-not-running"),
        HostCommand::Disable if instance.running => return because("refused-host-running"),
        HostCommand::Restart => {
            let fact = |running| Fact::HostInstance { host: host.clone(), server: server.clone(), running };
            planner.facts.extend([fact(false), fact(true)]);
            planner.let_go.push((host.clone(), server.clone(), LetGo::Restarted));
        }
        HostCommand::Kill => {
            planner.facts.push(Fact::HostInstanceKilled { host: host.clone(), server: server.clone() });
            planner.let_go.push((host.clone(), server.clone(), LetGo::Killed));
            planner.change_host(&it, |host| {
                for it in host.instances.iter_mut().filter(|it| it.server == *server) {
                    it.running = false;
                }
            });
        }
        HostCommand::Disable | HostCommand::Enable => {
            let disabled = command == HostCommand::Disable;
            if instance.disabled != disabled {
                planner.facts.push(Fact::HostInstanceDisabled { host: host.clone(), server: server.clone(), disabled });
            }
            planner.change_host(&it, |host| {
                for it in host.instances.iter_mut().filter(|it| it.server == *server) {
                    it.disabled = disabled;
                }
            });
        }
    }
    Ok(planner.finish(deed, Task::StartAndStopHostInstance))
}

/// A server goes down or comes up, with everything on it.
pub(super) fn plan_server(group: &BizTalkGroup, role: Role, server: &Name, up: bool) -> Result<Plan, Refusal> {
    let deed = Deed::Server { server: server.clone(), up };
    if !may(role, Task::SwitchDestination) {
        return Err(refuse_role(deed.sentence(), role, Task::SwitchDestination));
    }
    let hosts: Vec<Arc<Host>> =
        group.hosts.values().filter(|host| host.instance_on(server).is_some()).cloned().collect();
    if hosts.is_empty() {
        let sentence = Sentence::new("refused-no-server").with("server", server);
        return Err(refuse(deed.sentence()).because(sentence, Some(Citation::page(Page::Hosts)), Vec::new()));
    }
    let mut planner = Planner::new(group, role);
    if group.is_down(server) == up {
        planner.facts.push(Fact::Server { server: server.clone(), up });
    }
    for host in hosts {
        let name = host.name.clone();
        let mut fact = None;
        planner.change_host(&host, |host| {
            for it in host.instances.iter_mut().filter(|it| it.server == *server && it.down == up) {
                it.down = !up;
                // the services that may start do so with the server
                let running = up && !it.disabled;
                if up && running {
                    fact = Some(Fact::HostInstance { host: name.clone(), server: server.clone(), running });
                } else if !up && it.running {
                    fact = Some(Fact::HostInstanceKilled { host: name.clone(), server: server.clone() });
                }
                it.running = running;
            }
        });
        if let Some(fact) = fact {
            if !up {
                planner.let_go.push((host.name.clone(), server.clone(), LetGo::Killed));
            }
            planner.facts.push(fact);
        }
    }
    Ok(planner.finish(deed, Task::SwitchDestination))
}

fn host_for(
    group: &BizTalkGroup,
    role: Role,
    deed: &Deed,
    host: &Name,
    server: Option<&Name>,
) -> Result<Arc<Host>, Refusal> {
    if !may(role, Task::StartAndStopHostInstance) {
        return Err(refuse_role(deed.sentence(), role, Task::StartAndStopHostInstance));
    }
    let item = ArtifactRef::new(ArtifactKind::Host, host);
    let Some(it) = group.hosts.get(host).cloned() else {
        return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
    };
    if it.instances.is_empty() && server.is_none() {
        return Err(refuse(deed.sentence()).because(
            Sentence::new("refused-no-host-instance").with("host", host),
            Some(Citation::page(Page::Hosts)),
            vec![way_out(&Remedy::OpenProperties(item), group)],
        ));
    }
    Ok(it)
}

impl Planner {
    /// Those that are disabled stay as they are.
    pub(super) fn run_host(&mut self, host: &Arc<Host>, server: Option<&Name>, running: bool) {
        let mut facts = Vec::new();
        self.change_host(host, |after| {
            for instance in &mut after.instances {
                let wanted = server.is_none_or(|server| instance.server == *server);
                if wanted && instance.running != running && !(running && (instance.disabled || instance.down)) {
                    instance.running = running;
                    let (host, server) = (host.name.clone(), instance.server.clone());
                    facts.push(Fact::HostInstance { host, server, running });
                }
            }
        });
        // what was done stands before what came of it
        let at = self.facts.iter().rposition(|fact| !matches!(fact, Fact::FailedOver { .. })).map_or(0, |at| at + 1);
        self.facts.splice(at..at, facts);
    }

    /// Changes a host; where that leaves a clustered one without its active node, another takes over.
    fn change_host(&mut self, host: &Arc<Host>, change: impl FnOnce(&mut Host)) {
        let mut after = host.as_ref().clone();
        change(&mut after);
        if after.clustered {
            // the one that is active stays so while it runs, even if nobody has noted that it is
            let was = host.active_server().cloned();
            after.active.clone_from(&was);
            let is = after.active_server().cloned();
            if let (Some(from), Some(to)) = (&was, &is)
                && from != to
            {
                self.facts.push(Fact::FailedOver { host: host.name.clone(), from: from.clone(), to: to.clone() });
            }
            after.active = is;
        }
        self.replace(Artifact::Host(host.clone()), Artifact::Host(Arc::new(after)));
    }
}
