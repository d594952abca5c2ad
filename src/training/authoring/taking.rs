//! What was done in a sitting, as the steps of a scenario.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{Timestamp, civil::DateTime};

use super::{
    super::{
        Delivered, Fate, Info, Lesson, MAX_MESSAGES, MAX_STEPS, Moment, MomentEntry, Play, PlayError, Player, Promise,
        Recording, Scenario, Step, StepKind, Text, told,
    },
    fill::scenario_as_it_comes,
    injects,
};
use crate::{
    document::Document,
    engine::{Answer, ClockCommand, ClockMode, Engine, Held, Query, Request, Snapshot},
    message_box::InstanceQuery,
    model::{
        Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Destination, Draft, InstanceId, MessageId, Name, PortState,
        Template,
    },
    rules::{
        Action,
        instances::{InstanceState, Operation},
        lifecycle,
    },
    transport::Simulated,
    words::Sentence,
};

/// Where the scenarios of others stand in a list: after those of the program.
const NUMBER: u32 = 100;
/// How long a lesson takes, until its author says otherwise.
const MINUTES: u32 = 5;
/// How many service instances of a request are made steps of.
const MOST_INSTANCES: u64 = 200;

/// What was taken of a sitting.
#[derive(Clone, Debug)]
pub struct Taken {
    pub scenario: Scenario,
    /// What of the sitting is not in it.
    pub left_out: Vec<Sentence>,
}

/// A scenario without steps, with everything as it is in a snapshot.
#[must_use]
pub fn blank_scenario(snapshot: &Snapshot, title: Text) -> Scenario {
    let document = Document { group: snapshot.group.clone(), role: snapshot.role };
    Scenario {
        number: NUMBER,
        title,
        teaching: Text::default(),
        info: Info::default(),
        begins: begins(snapshot),
        document,
        steps: Vec::new(),
    }
}

/// Likewise a lesson.
#[must_use]
pub fn blank_lesson(snapshot: &Snapshot, title: Text) -> Lesson {
    let document = Document { group: snapshot.group.clone(), role: snapshot.role };
    Lesson {
        number: NUMBER,
        title,
        teaching: Text::default(),
        minutes: MINUTES,
        begins: begins(snapshot),
        scenario: None,
        document,
        steps: Vec::new(),
    }
}

/// Where a clock stands that is not the machine's.
fn begins(snapshot: &Snapshot) -> Option<DateTime> {
    (snapshot.clock.mode != ClockMode::Real).then(|| local(snapshot))
}

fn local(snapshot: &Snapshot) -> DateTime {
    let local = snapshot.now.to_zoned(snapshot.zone.0.clone()).datetime();
    // a file says when it begins to the second
    local.with().subsec_nanosecond(0).build().unwrap_or(local)
}

/// What was done one after the other, without anything that no step can do.
struct Part {
    /// How everything stood before.
    began: Arc<Snapshot>,
    /// The last message that there was.
    since: MessageId,
    /// What was asked for before it and cannot be done by a step, and likewise after it.
    after: Option<Sentence>,
    before: Option<Sentence>,
    steps: Vec<Step>,
    /// Something happened by itself in it.
    time_counts: bool,
    /// How much time has passed for which there is no step, in seconds.
    lag: f64,
    messages: u32,
    /// What it injected, in its order, and how that stood in the end.
    published: Vec<MessageId>,
    ended: Vec<Option<Promise>>,
}

impl Part {
    fn new(player: &mut Player, after: Option<Sentence>) -> Self {
        Self {
            began: player.snapshot(),
            since: MessageId(player.engine().last_ids().message),
            after,
            before: None,
            steps: Vec::new(),
            time_counts: false,
            lag: 0.0,
            messages: 0,
            published: Vec::new(),
            ended: Vec::new(),
        }
    }

    /// How what it injected stands now.
    fn end(&mut self, snapshot: &Snapshot, before: Option<Sentence>) {
        let of = |id: &MessageId| snapshot.reports.iter().find(|it| it.message.id == *id);
        self.ended = self.published.iter().map(|id| of(id).map(|it| Promise::kept_by(it))).collect();
        self.before = before;
    }

    /// Whether a scenario has room for these too.
    fn has_room(&self, kinds: &[StepKind]) -> bool {
        let messages: u32 = kinds.iter().map(injects).sum();
        self.steps.len() + kinds.len() < MAX_STEPS && self.messages.saturating_add(messages) <= MAX_MESSAGES
    }

    fn take(&mut self, kinds: Vec<StepKind>, say: Option<&Text>) {
        for (at, kind) in kinds.into_iter().enumerate() {
            self.messages += injects(&kind);
            let say = say.filter(|_| at == 0).cloned().unwrap_or_else(|| Text::say(&kind.told()));
            self.steps.push(Step::new(say, kind));
        }
    }
}

/// Takes what was done in a sitting: the longest part of it that the steps of a scenario can do, with promises of
/// what came of it. What was done before stands in the document.
///
/// # Errors
/// When the sitting cannot be played.
pub fn take(recording: &Arc<Recording>, title: Text) -> Result<Taken, PlayError> {
    let mut player = Player::new(recording.clone(), Box::new(Simulated), 0)?;
    let mut parts = vec![Part::new(&mut player, None)];
    for (index, entry) in recording.moments.iter().enumerate() {
        pass_time(&mut player, recording, index, &mut parts)?;
        let before = player.snapshot();
        let since = parts.last().map_or(MessageId(0), |part| part.since);
        let meant = meant(entry, player.engine(), before.now, since);
        let Some(played) = player.step()? else { break };
        let after = player.snapshot();
        let kinds = match (meant, &played.result) {
            (Meant::Steps(kinds), Ok(_)) => Some(kinds),
            (Meant::Refused(kind), Err(_)) => Some(vec![kind]),
            // what was refused changed nothing
            (_, Err(_)) => Some(Vec::new()),
            (Meant::Changes(held), Ok(_)) => differences(&before.group, &after.group, held),
            (Meant::States(items, held), Ok(_)) => Some(acts(&before.group, &after.group, items, held)),
            (Meant::Nothing | Meant::Refused(_), Ok(_)) => None,
        };
        let part = parts.last_mut().expect("there is always one");
        if let Some(kinds) = kinds.filter(|kinds| part.has_room(kinds)) {
            part.take(kinds, entry.say.as_ref());
            if let (Request::Publish { .. }, Ok(response)) = (&entry.request, &played.result) {
                part.published.extend(&response.messages);
            }
        } else {
            let what = told(&entry.request);
            part.end(&before, Some(what.clone()));
            parts.push(Part::new(&mut player, Some(what)));
        }
    }
    let last = player.snapshot();
    parts.last_mut().expect("there is always one").end(&last, None);
    // of several the last one
    let longest = parts.iter().map(|part| part.steps.len()).max().unwrap_or(0);
    let chosen = parts.into_iter().rev().find(|part| part.steps.len() == longest);
    let part = chosen.filter(|part| !part.steps.is_empty()).unwrap_or_else(|| Part::new(&mut player, None));
    Ok(written(part, title)?)
}

/// Lets the time pass up to a moment. Where something happens by itself meanwhile, a step of the clock stands
/// for it.
fn pass_time(player: &mut Player, recording: &Recording, index: usize, parts: &mut [Part]) -> Result<(), PlayError> {
    let at = recording.moments[index].at;
    let part = parts.last_mut().expect("there is always one");
    let woke = player.wakes().is_some_and(|wakes| wakes <= at);
    let before = player.snapshot().now;
    player.play_to(Moment { done: index, at }, || false)?;
    part.lag += player.snapshot().now.duration_since(before).as_secs_f64().max(0.0);
    if woke && !part.steps.is_empty() {
        let seconds = (part.lag.ceil() as u32).clamp(1, ClockCommand::MAX_STEP);
        let kind = StepKind::Clock(ClockCommand::Step { seconds });
        if part.has_room(std::slice::from_ref(&kind)) {
            part.take(vec![kind], None);
            part.time_counts = true;
            part.lag = 0.0;
        }
    } else if part.steps.is_empty() {
        // nothing was done yet: it begins now
        part.began = player.snapshot();
        part.lag = 0.0;
    }
    Ok(())
}

/// What a request does, as steps.
enum Meant {
    Steps(Vec<StepKind>),
    /// What it does is promised to be refused.
    Refused(StepKind),
    /// It changes the states of these.
    States(Vec<ArtifactRef>, Held),
    /// Whatever it has changed.
    Changes(Held),
    /// No step does it.
    Nothing,
}

/// `since`: what came after this message is acted on; what was there before is not in the scenario.
fn meant(entry: &MomentEntry, engine: &Engine, now: Timestamp, since: MessageId) -> Meant {
    let one = |kind| Meant::Steps(vec![kind]);
    match &entry.request {
        Request::Publish { draft, count } => {
            let promise = Promise::Deliveries(Vec::<Delivered>::new());
            one(StepKind::Inject { draft: draft.clone(), count: *count, promise })
        }
        Request::Act { action, items, held } => match items.as_slice() {
            [item] if entry.refused => {
                Meant::Refused(StepKind::Act { action: *action, item: item.clone(), held: *held, refused: true })
            }
            items => Meant::States(items.to_vec(), *held),
        },
        Request::StartApplication { options, .. } => {
            Meant::Changes(if options.resume_suspended { Held::Resume } else { Held::Keep })
        }
        Request::StopApplication { .. }
        | Request::Put { .. }
        | Request::PutMany { .. }
        | Request::SetDestination(_)
        | Request::Undo
        | Request::Redo
        | Request::UndoTo(_)
        | Request::RedoTo(_) => Meant::Changes(Held::Keep),
        Request::Operate { operation, instances } if entry.refused => {
            let mut ports = engine.group().send_ports.values().map(|port| &port.name);
            let port = ports.find(|port| suspended(engine, port, since).first() == instances.first());
            port.map_or(Meant::Nothing, |port| {
                let (operation, port) = (*operation, port.clone());
                Meant::Refused(StepKind::Operate { operation, port, promise: Fate::Suspended, refused: true })
            })
        }
        Request::Operate { operation, instances } => {
            operated(*operation, &instances.iter().copied().collect(), engine, since)
        }
        Request::OperateWhere { operation, query } => {
            let answer = engine.answer(&Query::Instances { query: query.clone(), offset: 0, limit: MOST_INSTANCES });
            let Answer::Instances(page) = answer else { return Meant::Nothing };
            let instances = page.rows.iter().map(|(instance, _)| instance.id).collect();
            operated(*operation, &instances, engine, since)
        }
        Request::RemoveFront(instance) => {
            let mut ports = engine.group().send_ports.values().map(|port| &port.name);
            let port = ports.find(|port| suspended(engine, port, since).first() == Some(instance));
            port.map_or(Meant::Nothing, |port| one(StepKind::RemoveFront { port: port.clone() }))
        }
        Request::SetRole(role) => one(StepKind::SetRole(*role)),
        Request::Clock(command @ (ClockCommand::Step { .. } | ClockCommand::ToNext)) => one(StepKind::Clock(*command)),
        Request::Clock(ClockCommand::To(time)) => {
            let seconds = time.duration_since(now).as_secs().clamp(0, ClockCommand::MAX_STEP.into());
            one(StepKind::Clock(ClockCommand::Step { seconds: u32::try_from(seconds).unwrap_or(0) }))
        }
        // where time matters, the clock of the scenario stands and is stepped
        Request::Clock(ClockCommand::Real | ClockCommand::Run { .. }) => Meant::Steps(Vec::new()),
        Request::RunHostInstance { host, server, running } => {
            one(StepKind::RunHost { host: host.clone(), server: server.clone(), running: *running })
        }
        Request::CommandHostInstance { host, server, command } => {
            one(StepKind::CommandHost { host: host.clone(), server: server.clone(), command: *command })
        }
        Request::Server { server, up } => one(StepKind::Server { server: server.clone(), up: *up }),
        Request::Import { .. }
        | Request::Delete { .. }
        | Request::DeleteWhatMay { .. }
        | Request::MoveToApplication { .. }
        | Request::ActOnOrchestration { .. }
        | Request::EnableReceiveLocation { .. }
        | Request::Resubmit { .. }
        | Request::SetLive(_) => Meant::Nothing,
    }
}

/// The suspended instances of a port from the oldest on, whose messages came after this one.
fn suspended(engine: &Engine, port: &Name, since: MessageId) -> Vec<InstanceId> {
    let query = InstanceQuery {
        states: vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable],
        port: Some(port.clone()),
        ..InstanceQuery::default()
    };
    match engine.answer(&Query::Instances { query, offset: 0, limit: MOST_INSTANCES }) {
        Answer::Instances(page) => {
            page.rows.iter().filter(|(_, message)| message.id > since).map(|(instance, _)| instance.id).collect()
        }
        _ => Vec::new(),
    }
}

/// A step acts on the oldest suspended instance of a port: it can be done where those that are meant are the
/// oldest of their ports.
fn operated(operation: Operation, instances: &BTreeSet<InstanceId>, engine: &Engine, since: MessageId) -> Meant {
    let mut kinds = Vec::new();
    for port in engine.group().send_ports.values() {
        let oldest = suspended(engine, &port.name, since);
        let meant = oldest.iter().take_while(|instance| instances.contains(instance)).count();
        kinds.extend((0..meant).map(|_| StepKind::Operate {
            operation,
            port: port.name.clone(),
            promise: Fate::Suspended,
            refused: false,
        }));
        if kinds.len() == instances.len() {
            return Meant::Steps(kinds);
        }
    }
    Meant::Nothing
}

fn state(group: &BizTalkGroup, item: &ArtifactRef) -> Option<PortState> {
    super::super::question::state_of(group, item)
}

/// The actions that lead from the states before to those after, of these in this order.
fn acts(before: &BizTalkGroup, after: &BizTalkGroup, items: Vec<ArtifactRef>, held: Held) -> Vec<StepKind> {
    let act = |item: ArtifactRef| {
        let (from, to) = (state(before, &item)?, state(after, &item)?);
        let action = lifecycle::actions().find(|it| from != to && lifecycle::look_up(*it, from).to == Some(to))?;
        Some(StepKind::Act { action, item, held, refused: false })
    };
    items.into_iter().filter_map(act).collect()
}

/// Steps that do what has changed; `None`: it is more than steps can do.
fn differences(before: &BizTalkGroup, after: &BizTalkGroup, held: Held) -> Option<Vec<StepKind>> {
    let mut reached = before.clone();
    let ports = after.send_ports.values().map(|port| ArtifactRef::send_port(&port.name));
    let groups = after.send_port_groups.values().map(|spg| ArtifactRef::send_port_group(&spg.name));
    let items: Vec<ArtifactRef> = ports.chain(groups).collect();
    let mut steps = acts(before, after, items.clone(), held);
    // a group starts once a member is enlisted, and is unenlisted before its last member
    let rank = |kind: &StepKind| match kind {
        StepKind::Act { action, item, .. } => {
            let opens = matches!(action, Action::Enlist | Action::Start);
            (!opens, (item.kind == ArtifactKind::SendPortGroup) == opens)
        }
        _ => (true, true),
    };
    steps.sort_by_key(rank);
    for item in items {
        let (Some(was), Some(is)) = (before.get(&item), after.get(&item)) else { continue };
        match (was, is) {
            (Artifact::SendPort(was), Artifact::SendPort(is)) => {
                if was.filter != is.filter {
                    steps.push(StepKind::SetFilter { item, filter: is.filter.clone() });
                }
                let mut port = was.as_ref().clone();
                port.state = is.state;
                port.filter.clone_from(&is.filter);
                reached.put(port.into());
            }
            (Artifact::SendPortGroup(was), Artifact::SendPortGroup(is)) => {
                if was.filter != is.filter {
                    steps.push(StepKind::SetFilter { item, filter: is.filter.clone() });
                }
                let mut spg = was.as_ref().clone();
                spg.state = is.state;
                spg.filter.clone_from(&is.filter);
                reached.put(spg.into());
            }
            _ => {}
        }
    }
    for is in after.destinations.values() {
        let was = before.destinations.get(&is.port);
        let (behaviour, backup) = was.map(|it| (it.behaviour, it.backup)).unwrap_or_default();
        if was != Some(is) {
            steps.push(StepKind::SetDestination {
                port: is.port.clone(),
                behaviour: (is.behaviour != behaviour).then_some(is.behaviour),
                backup: (is.backup != backup).then_some(is.backup),
            });
            let there = was.map(|it| it.as_ref().clone()).unwrap_or_default();
            let (port, behaviour, backup) = (is.port.clone(), is.behaviour, is.backup);
            reached.put(Destination { port, behaviour, backup, ..there }.into());
        }
    }
    (reached == *after).then_some(steps)
}

/// The scenario of a part.
fn written(part: Part, title: Text) -> Result<Taken, crate::message_box::Error> {
    let mut left_out = Vec::new();
    if let Some(what) = part.after {
        left_out.push(Sentence::new("authoring-taken-after").with("what", what));
    }
    if let Some(what) = part.before {
        left_out.push(Sentence::new("authoring-taken-before").with("what", what));
    }
    let mut scenario = blank_scenario(&part.began, title);
    let windows =
        scenario.document.group.send_ports.values().any(|port| {
            [&port.transport, &port.backup].into_iter().flatten().any(|transport| transport.window.enabled)
        });
    if part.time_counts || windows {
        scenario.begins = Some(local(&part.began));
    }
    scenario.steps = part.steps;
    add_templates(&mut scenario);
    scenario.steps = scenario_as_it_comes(&scenario)?;
    // what cannot be taken from this beginning is not in it, nor what comes after
    if let Some(index) = not_taken(&scenario)? {
        let what = scenario.steps[index].kind.told();
        left_out.retain(|it| it.key != "authoring-taken-before");
        left_out.push(Sentence::new("authoring-taken-before").with("what", what));
        scenario.steps.truncate(index);
    }
    let differ = otherwise(&scenario, &part.ended)?;
    if differ > 0 {
        left_out.push(Sentence::new("authoring-taken-otherwise").with("count", differ));
    }
    Ok(Taken { scenario, left_out })
}

/// The first step that cannot be taken as it is meant.
fn not_taken(scenario: &Scenario) -> Result<Option<usize>, crate::message_box::Error> {
    let mut play = Play::new(scenario, Timestamp::UNIX_EPOCH)?;
    while let Some(taken) = play.step() {
        if !taken.came.as_meant() {
            return Ok(Some(taken.index));
        }
    }
    Ok(None)
}

/// How many messages end otherwise than in the sitting.
fn otherwise(scenario: &Scenario, ended: &[Option<Promise>]) -> Result<usize, crate::message_box::Error> {
    let mut play = Play::new(scenario, Timestamp::UNIX_EPOCH)?;
    while let Some(taken) = play.step() {
        if !taken.came.as_meant() {
            break;
        }
    }
    let came = play.injected();
    let same = |index: usize, was: &Promise| {
        let is = came.get(index).and_then(|(_, report)| report.as_deref()).map(Promise::kept_by);
        is.as_ref() == Some(was)
    };
    let known = ended.iter().enumerate().filter_map(|(index, was)| Some((index, was.as_ref()?)));
    Ok(known.filter(|(index, was)| !same(*index, was)).count())
}

/// Whoever plays it by hand chooses the messages: each has a template.
fn add_templates(scenario: &mut Scenario) {
    let drafts: Vec<Draft> = scenario
        .steps
        .iter()
        .filter_map(|step| match &step.kind {
            StepKind::Inject { draft, .. } => Some(draft.clone()),
            _ => None,
        })
        .collect();
    for draft in drafts {
        add_template(&mut scenario.document.group, &draft);
    }
}

/// Adds a template of this message, unless there is one.
pub(super) fn add_template(group: &mut BizTalkGroup, draft: &Draft) {
    let same = |it: &Draft| Draft { addressing: draft.addressing.clone(), ..it.clone() } == *draft;
    if group.templates.values().any(|template| same(&template.draft)) {
        return;
    }
    let kind = draft.message_type.rsplit(['#', '/']).next().filter(|it| !it.is_empty()).unwrap_or("Message");
    let kind: String = kind.chars().filter(|it| !it.is_control()).take(40).collect();
    let mut names = (1..=u32::MAX).map(|number| Name::from(format!("{} {number}", kind.trim())));
    let Some(name) = names.find(|name| !group.templates.contains_key(name)) else { return };
    group.put(Template { name, draft: draft.clone() }.into());
}
