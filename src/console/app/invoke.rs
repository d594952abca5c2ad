//! What each command does.

use super::{App, Asker, Source, Then};
use crate::{
    console::{
        commands::{Command, WhyNot, actionable},
        dialogs::{
            self, about, actions, held,
            help::{HelpDialog, HelpPage, Topic},
            impact, outcomes,
            refusal::RefusalDialog,
        },
        panels::clock::ClockDeed,
        settings::Centre,
    },
    engine::{Engine, Held, Refusal, Request},
    model::{Artifact, ArtifactKind, ArtifactRef, Name},
    rules::Action,
    words::Sentence,
};

impl App {
    /// Invokes a command, or says why that is not possible.
    pub(super) fn invoke(&mut self, command: Command) {
        let env = self.env();
        if let Err(why) = command.enabled(&env) {
            return self.explain(command, why);
        }
        let application = command.application(&env);
        self.before_command(command);
        match command {
            Command::NewDocument => self.ask_about_changes(Then::New),
            Command::Open => self.ask_about_changes(Then::Open),
            Command::Save => self.save(),
            Command::SaveAs => self.save_as(),
            Command::ImportBindings => self.ask_for_bindings(),
            Command::ExportBindings => {
                let selection = self.view.selection.as_slice();
                let dialog = dialogs::export_bindings::ExportDialog::new(&self.snapshot, application, selection);
                self.open(Box::new(dialog));
            }
            Command::Quit => self.ask_about_changes(Then::Quit),
            Command::Undo => self.request(Request::Undo, Asker::Console),
            Command::Redo => self.request(Request::Redo, Asker::Console),
            Command::Act(action) => self.act(action),
            Command::Preview(action) => {
                if let Some(request) = impact::request(action, &actionable(&self.env())) {
                    self.open(Box::new(impact::ImpactDialog::new(action, request)));
                }
            }
            Command::Properties => {
                if let [item] = self.view.selection.as_slice() {
                    let item = item.clone();
                    self.open_properties(&item);
                }
            }
            Command::NewSendPort(_)
            | Command::NewSendPortGroup
            | Command::NewApplication
            | Command::NewReceivePort { .. }
            | Command::NewOrchestration
            | Command::NewHost => {
                let application = application.or_else(|| self.default_application());
                if let Some(dialog) = dialogs::creation(command, &self.snapshot, application) {
                    self.open(dialog);
                }
            }
            Command::Copy | Command::CopyAs => {
                if let [item] = self.view.selection.as_slice()
                    && let Some(dialog) = dialogs::copy_of(&self.snapshot, item, command == Command::CopyAs)
                {
                    self.open(dialog);
                }
            }
            Command::Delete => {
                let items = self.view.selection.to_vec();
                self.open(dialogs::deletion(&self.snapshot, items));
            }
            Command::MoveToApplication => {
                let items = self.view.selection.to_vec();
                self.open(dialogs::moving(&self.snapshot, items));
            }
            Command::EditField => {
                let dialog = dialogs::bulk_edit(&self.snapshot, &self.view.selection);
                self.open(dialog);
            }
            Command::StartApplication | Command::StopApplication => {
                if let Some(application) = application {
                    self.open(dialogs::application_run(&application, command == Command::StartApplication));
                }
            }
            Command::StartHost | Command::StopHost => {
                if let [item] = self.view.selection.as_slice() {
                    let request = Request::RunHostInstance {
                        host: item.name.clone(),
                        server: None,
                        running: command == Command::StartHost,
                    };
                    self.request(request, Asker::Console);
                }
            }
            Command::EnableLocations | Command::DisableLocations => {
                for location in self.selected_locations() {
                    let request =
                        Request::EnableReceiveLocation { location, enabled: command == Command::EnableLocations };
                    self.request(request, Asker::Console);
                }
            }
            Command::WhyNotMessage => {
                if let [item] = self.view.selection.as_slice() {
                    let task = crate::console::context::Task::WhyNot(item.name.clone());
                    self.push(task);
                }
            }
            Command::ShowSuspendedOf => {
                if let [item] = self.view.selection.as_slice() {
                    let port = item.name.clone();
                    self.go_to(crate::console::panels::tree::Node::Suspended);
                    self.view.suspended.only_of(Some(port));
                    self.view.focus = Some(super::Pane::List);
                }
            }
            Command::ShowNotStarted => {
                use crate::console::panels::{only::Only, tree::Node};
                self.push(crate::console::context::Task::ShowList(Node::AllArtifacts, Some(Only::NotStarted)));
            }
            Command::History => {
                if let [item] = self.view.selection.as_slice() {
                    let item = item.clone();
                    self.go_to(crate::console::panels::tree::Node::Audit);
                    self.view.audit.only_of(item);
                    self.view.focus = Some(super::Pane::List);
                }
            }
            Command::AddToGroup => {
                let ports = self.view.selection.iter().map(|item| item.name.clone()).collect();
                self.open(Box::new(dialogs::add_to_group::AddToGroupDialog::new(ports)));
            }
            Command::Refresh => self.view.suspended.refresh(),
            Command::Inject => match self.view.inject.draft() {
                Ok((draft, count)) => self.inject(draft, count),
                Err(sentence) => self.refuse(Sentence::new("refused-publish"), sentence),
            },
            Command::WhoGets => {
                let query = crate::console::panels::subscriptions::Query::InjectPanel;
                self.push(crate::console::context::Task::ShowSubscriptions(query));
            }
            Command::DryRun => match self.view.inject.draft() {
                Ok((draft, _)) => self.push(crate::console::context::Task::DryRun(draft)),
                Err(sentence) => self.refuse(Sentence::new("refused-publish"), sentence),
            },
            Command::ResetScenario => {
                if let Some(again) = self.session.origin.again() {
                    self.go_on(again);
                }
            }
            Command::ScenarioInfo => {
                match self.session.origin.scenario() {
                    Some(scenario) => self.open(Box::new(about::ScenarioInfoDialog::of(scenario))),
                    // what a lesson is about stands in their list
                    None => self.open_lessons(),
                }
            }
            Command::Lessons => self.open_lessons(),
            Command::Stage => self.turn_stage(),
            Command::AskClass => match self.view.inject.draft() {
                Ok((draft, _)) => self.ask_class(draft),
                Err(sentence) => self.refuse(Sentence::new("refused-publish"), sentence),
            },
            Command::Demonstrate => self.ask_about_changes(Then::Demonstrate),
            Command::SaveRecording => self.save_recording(),
            Command::SavePart => self.ask_for_part(),
            Command::SaveAsScenario => self.ask_about_changes(Then::Write(Source::Sitting)),
            Command::NewLesson => self.ask_about_changes(Then::Write(Source::Lesson)),
            Command::EditPresent => self.ask_about_changes(Then::Write(Source::Present)),
            Command::EditFile => self.ask_about_changes(Then::Write(Source::File)),
            Command::BackToEditor => self.back_to_editor(),
            Command::Player(deed) => self.turn_player(deed),
            Command::Practise => self.ask_about_changes(self.next_practice()),
            Command::PredictFirst => {
                self.settings.predict_first = !self.settings.predict_first;
                self.remember_settings();
                let key = if self.settings.predict_first { "predict-on" } else { "predict-off" };
                self.toasts.add(crate::console::toasts::Tone::Info, Sentence::new(key));
            }
            Command::ActionTable => {
                let items = actionable(&self.env());
                self.open(Box::new(actions::ActionTableDialog::new(items)));
            }
            Command::OutcomeTable => {
                let items = actionable(&self.env());
                let dialog = outcomes::OutcomeTableDialog::new(items).knowing(&self.progress);
                self.open(Box::new(dialog));
            }
            Command::Welcome => self.show_welcome(),
            Command::About => self.open(Box::new(about::AboutDialog)),
            Command::NextPane => self.next_pane(false),
            Command::PreviousPane => self.next_pane(true),
            Command::FindAnything => {
                let dialog =
                    dialogs::find::FindDialog::new(&self.env(), self.settings.recent.clone(), self.found.clone());
                self.open(Box::new(dialog));
            }
            Command::Help => self.help(HelpPage::Glossary),
            Command::Glossary => self.help(HelpPage::Glossary),
            Command::Keys => self.help(HelpPage::Keys),
            Command::HelpOnSelection => {
                let dialog = HelpDialog::about(self.view.selection.to_vec(), self.view.node.clone());
                self.open(Box::new(dialog));
            }
            Command::Settings => self.open(Box::<dialogs::settings::SettingsDialog>::default()),
            Command::Notices => {
                let notices = self.toasts.history().rev().cloned().collect();
                self.toasts.seen();
                self.open(Box::new(dialogs::notices::NoticesDialog::new(notices)));
            }
            Command::RecoverWork => self.look_for_leftovers(true),
            Command::ZoomIn => self.zoom(Some(1.0)),
            Command::ZoomOut => self.zoom(Some(-1.0)),
            Command::ZoomReset => self.zoom(None),
            Command::Theme(theme) => self.push(crate::console::context::Task::Theme(theme)),
            Command::FindInList => self.view.list.find(),
            Command::ShowList => self.show_in_centre(Centre::List),
            Command::ShowDiagram => self.show_in_centre(Centre::Diagram),
            Command::ShowBoth => self.show_in_centre(Centre::Both),
            Command::FitDiagram => self.view.diagram.fit(),
            Command::StepForward => self.step_forward(),
            Command::StepBack => self.step_back(),
            Command::Scenarios => {
                let present = self.session.origin.scenario().map(|scenario| scenario.number);
                self.open(Box::new(dialogs::scenarios::ScenariosDialog::new(present)));
            }
            Command::InstructorWindow => self.turn_instructor(),
            Command::ShowVerdict => self.show_verdict(),
            Command::WholeWay => self.view.diagram.show_whole_way(),
            Command::Picture(wanted) => {
                match self.settings.centre {
                    Centre::List => self.show_in_centre(Centre::Diagram),
                    centre if self.view.one_pane || !self.view.node.has_diagram() => self.show_in_centre(centre),
                    _ => {}
                }
                self.view.diagram.want_picture(wanted);
            }
            Command::Language(language) => {
                self.words = crate::words::Words::new(language);
                crate::console::accessible::say_in(&self.ctx, &self.words);
                self.settings.language = Some(language);
                self.remember_settings();
            }
            Command::Clock(deed) => self.turn_clock(deed),
            Command::LiveSending if self.snapshot.live.is_some() => {
                self.request(Request::SetLive(None), Asker::Console);
            }
            Command::LiveSending => self.open(Box::new(dialogs::live::LiveDialog::new(&self.snapshot))),
            Command::Role(role) => self.request(Request::SetRole(role), Asker::Console),
        }
    }

    fn turn_clock(&mut self, deed: ClockDeed) {
        match self.view.clock.command(deed, &self.snapshot) {
            Some(command) => self.request(Request::Clock(command), Asker::Console),
            None => self.open(Box::new(dialogs::coming::ComingDialog::new(self.view.clock.coming()))),
        }
    }

    fn help(&mut self, page: HelpPage) {
        self.open(Box::new(HelpDialog::new(Topic::Page(page), Vec::new())));
    }

    /// The list, the diagram or both, in the middle of the window or as the page of a small one.
    fn show_in_centre(&mut self, centre: Centre) {
        if !self.view.node.has_diagram() {
            self.go_to(crate::console::panels::tree::Node::AllArtifacts);
        }
        if self.settings.centre != centre {
            self.settings.centre = centre;
            self.remember_settings();
        }
        self.view.focus = Some(if centre == Centre::List { super::Pane::List } else { super::Pane::Diagram });
    }

    /// Why a command is not available: the same reason as in its tooltip, with ways out; for an
    /// action the table too, with the present cell marked.
    pub(super) fn explain(&mut self, command: Command, why: WhyNot) {
        if let Command::Act(action) | Command::Preview(action) = command {
            let item = actionable(&self.env()).into_iter().find(|item| item.kind != ArtifactKind::Orchestration);
            if let (Some(item), WhyNot::Refusal(refusal)) = (item, &why) {
                let refusal = refusal.as_ref().clone();
                return self.open(Box::new(actions::WhyGreyDialog::new(action, item, refusal)));
            }
        }
        match why {
            WhyNot::Refusal(refusal) => self.open(Box::new(RefusalDialog::new(*refusal))),
            WhyNot::Sentence(sentence) => self.refuse(Sentence::new(command.key()), sentence),
        }
    }

    pub(super) fn refuse(&mut self, what: Sentence, why: Sentence) {
        let what = Sentence::new("refused-what").with("deed", what);
        self.open(Box::new(RefusalDialog::new(Refusal::new(what).because(why, None, Vec::new()))));
    }

    /// Enlist, Start, Stop or Unenlist what is selected. Before a start, held messages are asked
    /// about.
    fn act(&mut self, action: Action) {
        let items = actionable(&self.env());
        let (orchestrations, items): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| item.kind == ArtifactKind::Orchestration);
        for orchestration in orchestrations {
            let request = Request::ActOnOrchestration { action, orchestration: orchestration.name };
            self.request(request, Asker::Console);
        }
        if items.is_empty() {
            return;
        }
        let held = if action == Action::Start { Engine::held_by(&self.snapshot, &items) } else { 0 };
        if held > 0 {
            self.open(Box::new(held::HeldDialog::new(items, held)));
        } else {
            self.request(Request::Act { action, items, held: Held::Resume }, Asker::Console);
        }
    }

    fn default_application(&self) -> Option<Name> {
        let applications = &self.snapshot.group.applications;
        applications
            .values()
            .find(|application| application.default)
            .or_else(|| applications.values().next())
            .map(|application| application.name.clone())
    }

    fn selected_locations(&self) -> Vec<Name> {
        self.view
            .selection
            .iter()
            .filter_map(|item: &ArtifactRef| match self.snapshot.group.get(item) {
                Some(Artifact::ReceivePort(port)) => Some(port),
                _ => None,
            })
            .flat_map(|port| port.locations.iter().map(|location| location.name.clone()).collect::<Vec<_>>())
            .collect()
    }
}
