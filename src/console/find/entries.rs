//! The list of everything that can be found.

use std::{collections::HashMap, path::PathBuf};

use super::{Folded, Target};
use crate::{
    console::{
        commands::Command,
        dialogs::{help, settings::Setting},
        panels::tree::{FOLDERS, Node, folder_key},
        worker::Progress,
    },
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef},
    training::Text,
    words::{Language, Sentence, Words},
};

/// Something that can be found, with its words.
#[derive(Clone, Debug)]
pub struct Entry {
    pub target: Target,
    /// The title, what else it is found by and what it is called in the other language, with
    /// spaces between them.
    text: String,
    /// Where the title and what follows it end, in bytes and in characters.
    title: (usize, u32),
    detail: (usize, u32),
    /// `text` without accents, where it has any.
    folded: Option<Folded>,
}

/// A part of an entry's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Detail,
    /// What it is called in the other language.
    Also,
}

impl Entry {
    #[must_use]
    pub fn new(target: Target, title: &str, detail: &str) -> Self {
        Self::called(target, title, detail, "")
    }

    /// Likewise, with what it is called in the other language.
    #[must_use]
    pub fn called(target: Target, title: &str, detail: &str, also: &str) -> Self {
        let same = Folded::new(title).text.eq_ignore_ascii_case(&Folded::new(also).text);
        let mut text = format!("{title} {detail}");
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let (title, detail) = ((title.len(), count(title)), (text.len(), count(&text)));
        if !same && !also.is_empty() {
            text.push(' ');
            text.push_str(also);
        }
        let folded = (!text.is_ascii()).then(|| Folded::new(&text));
        Self { target, text, title, detail, folded }
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.text[..self.title.0]
    }

    #[must_use]
    pub fn detail(&self) -> &str {
        self.text.get(self.title.0 + 1..self.detail.0).unwrap_or_default()
    }

    /// What it is called in the other language, if that is something else.
    #[must_use]
    pub fn also(&self) -> &str {
        self.text.get(self.detail.0 + 1..).unwrap_or_default()
    }

    /// The length of the title, in characters.
    pub(super) fn title_chars(&self) -> u32 {
        self.title.1
    }

    /// From a character of what is searched to one of a part; the spaces between them belong to
    /// nobody, and count for what stands before them.
    pub(super) fn origin(&self, index: u32) -> (Part, u32) {
        let at = match &self.folded {
            Some(folded) => folded.origin(index),
            None => index,
        };
        if at < self.title.1 {
            (Part::Title, at)
        } else if at < self.detail.1 || self.also().is_empty() {
            (Part::Detail, at.saturating_sub(self.title.1 + 1))
        } else {
            (Part::Also, at.saturating_sub(self.detail.1 + 1))
        }
    }

    pub(super) fn folded_title(&self) -> String {
        Folded::new(self.title()).text
    }

    pub(super) fn folded_also(&self) -> String {
        Folded::new(self.also()).text
    }
}

impl AsRef<str> for Entry {
    fn as_ref(&self) -> &str {
        self.folded.as_ref().map_or(self.text.as_str(), |folded| folded.text.as_str())
    }
}

/// What there is to look through.
#[derive(Clone)]
pub struct About {
    pub words: Words,
    pub snapshot: Snapshot,
    /// Documents that were open before, newest first.
    pub files: Vec<PathBuf>,
}

/// Everything, in the order in which it is preferred. Takes as long as there are artifacts.
#[must_use]
pub fn entries(about: &About, progress: &Progress) -> Vec<Entry> {
    let words = &about.words;
    let other = &in_the_other_language(words.language());
    let mut all = Vec::with_capacity(about.snapshot.group.send_ports.size() + 500);
    for command in Command::all() {
        let (title, also) = (command_title(words, command), command_title(other, command));
        all.push(Entry::called(Target::Command(command), &title, &command_detail(words, command), &also));
    }
    for ((node, title), (_, also)) in views(about, words).into_iter().zip(views(about, other)) {
        all.push(Entry::called(Target::View(node), &title, "", &also));
    }
    if progress.is_cancelled() {
        return all;
    }
    artifacts(about, progress, &mut all);
    for report in about.snapshot.reports.iter().rev() {
        let message = &report.message;
        let detail = words.say(&report.summary());
        all.push(Entry::new(Target::Message(message.id), &message.id.to_string(), &detail));
    }
    // by its number too, in either language
    let numbered = |key: &'static str, words: &Words, number: u32, title: &Text| {
        let title = title.get(words.language());
        words.say(&Sentence::new(key).with("number", number.to_string()).with("title", title))
    };
    for scenario in crate::training::scenarios() {
        let name = |words: &Words| numbered("find-scenario-entry", words, scenario.number, &scenario.title);
        let teaching = scenario.teaching.get(words.language());
        all.push(Entry::called(Target::Scenario(scenario.number), &name(words), teaching, &name(other)));
    }
    for lesson in crate::training::lessons() {
        let name = |words: &Words| numbered("find-lesson-entry", words, lesson.number, &lesson.title);
        let teaching = lesson.teaching.get(words.language());
        all.push(Entry::called(Target::Lesson(lesson.number), &name(words), teaching, &name(other)));
    }
    for path in &about.files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        all.push(Entry::new(Target::File(path.clone()), &name, &folder));
    }
    for setting in Setting::ALL {
        let key = setting.key();
        let detail = words.text(setting.about());
        all.push(Entry::called(Target::Setting(setting), &words.text(key), &detail, &other.text(key)));
    }
    for ((topic, title, detail), (_, also, _)) in help::topics(words).into_iter().zip(help::topics(other)) {
        all.push(Entry::called(Target::Help(topic), &title, &detail, &also));
    }
    all
}

/// The words of the language that is not shown: what one has learnt in English is found in a
/// French window, and the other way round.
fn in_the_other_language(language: Language) -> Words {
    Words::new(match language {
        Language::English => Language::French,
        Language::French => Language::English,
    })
}

/// The entries for an empty query: what was used lately, then what most people need.
#[must_use]
pub fn recent_entries(entries: &[Entry], recent: &[Target]) -> Vec<usize> {
    const FIRST: [Command; 6] =
        [Command::Inject, Command::Undo, Command::HelpOnSelection, Command::Keys, Command::Settings, Command::Open];
    let wanted: Vec<Target> = recent.iter().cloned().chain(FIRST.map(Target::Command)).collect();
    let mut place: HashMap<&Target, usize> = HashMap::new();
    for (rank, target) in wanted.iter().enumerate() {
        place.entry(target).or_insert(rank);
    }
    let mut found: Vec<(usize, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| place.get(&entry.target).map(|rank| (*rank, index)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, index)| index).collect()
}

fn command_title(words: &Words, command: Command) -> String {
    let text = words.text(command.key());
    match command {
        Command::NewApplication
        | Command::NewSendPort(_)
        | Command::NewSendPortGroup
        | Command::NewReceivePort { .. }
        | Command::NewOrchestration
        | Command::NewHost => words.say(&Sentence::new("find-new").with("what", text.as_ref())),
        _ => text.into_owned(),
    }
}

fn command_detail(words: &Words, command: Command) -> String {
    let key = match command {
        Command::Language(_) => "setting-language",
        Command::Role(_) => "role-label",
        Command::Theme(_) => "setting-theme",
        command => command.menu(),
    };
    words.text(key).into_owned()
}

fn views(about: &About, words: &Words) -> Vec<(Node, String)> {
    let text = |key: &str| words.text(key).into_owned();
    let mut views = vec![
        (Node::Group, text("hub-title")),
        (Node::Applications, text("kinds-application")),
        (Node::Hosts, text("kinds-host")),
        (Node::HostInstances, text("node-host-instances")),
        (Node::Adapters, text("node-adapters")),
        (Node::Destinations, text("kinds-destination")),
        (Node::Messages, text("node-messages")),
        (Node::Subscriptions, text("node-subscriptions")),
        (Node::Suspended, text("node-suspended")),
        (Node::Lints, text("node-lints")),
        (Node::Audit, text("node-audit")),
    ];
    if about.snapshot.group.applications.size() > 1 {
        for kind in FOLDERS {
            let title = Sentence::new("list-of-application")
                .with("kinds", text(folder_key(kind)))
                .with("application", text("node-all-artifacts"));
            views.push((Node::Folder(None, kind), words.say(&title)));
        }
    }
    for application in about.snapshot.group.applications.keys() {
        for kind in FOLDERS {
            let title = Sentence::new("list-of-application")
                .with("kinds", text(folder_key(kind)))
                .with("application", application);
            views.push((Node::Folder(Some(application.clone()), kind), words.say(&title)));
        }
    }
    views
}

fn artifacts(about: &About, progress: &Progress, all: &mut Vec<Entry>) {
    let group = &about.snapshot.group;
    let mut add = |kind: ArtifactKind, name: &crate::model::Name, detail: &str| {
        all.push(Entry::new(Target::Artifact(ArtifactRef::new(kind, name)), name.as_str(), detail));
    };
    for (name, application) in &group.applications {
        add(ArtifactKind::Application, name, &application.description);
    }
    for (name, spg) in &group.send_port_groups {
        add(ArtifactKind::SendPortGroup, name, spg.application.as_str());
    }
    for (count, (name, port)) in group.send_ports.iter().enumerate() {
        if count % 4096 == 0 && progress.is_cancelled() {
            return;
        }
        let uri = port.transport.as_ref().map_or("", |transport| transport.address.as_str());
        add(ArtifactKind::SendPort, name, &format!("{} {uri}", port.application));
    }
    for (name, port) in &group.receive_ports {
        add(ArtifactKind::ReceivePort, name, port.application.as_str());
    }
    for (name, orchestration) in &group.orchestrations {
        add(ArtifactKind::Orchestration, name, orchestration.application.as_str());
    }
    for (name, _) in &group.hosts {
        add(ArtifactKind::Host, name, "");
    }
    for (name, _) in &group.adapters {
        add(ArtifactKind::Adapter, name, "");
    }
}
