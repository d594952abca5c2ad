//! Runs what panels and dialogs asked for, in order.

use super::{App, Asker, Pane, recording::TakenOver};
use crate::{
    console::{
        bulk::{self, Bulk},
        commands::Env,
        context::Task,
        dialogs::{self, Dialog},
        panels::{clock, hosts, messages::Want, subscriptions, tree::Node},
    },
    engine::{Progress, Query, Request},
    message_box::AuditQuery,
    model::{ArtifactKind, ArtifactRef},
    words::Sentence,
};

/// How many instances a page of the Suspended view holds, and how many arrivals an inbox.
const PAGE: u64 = 200;
/// How many changes of one artifact its history looks at.
const HISTORY: u64 = 1000;

/// How many things that were found are offered again.
const FOUND: usize = 12;

impl App {
    pub(super) fn has_tasks(&self) -> bool {
        !self.tasks.borrow().is_empty()
    }

    pub(super) fn open(&mut self, dialog: Box<dyn Dialog>) {
        self.last_dialog += 1;
        if self.dialogs.is_empty() {
            self.focus_before = self.ctx.memory(egui::Memory::focused);
        }
        self.dialogs.push((self.last_dialog, dialog));
        // it was perhaps asked for in the instructor's window
        if self.stage.instructor.is_some() {
            self.ctx.send_viewport_cmd_to(egui::ViewportId::ROOT, egui::ViewportCommand::Focus);
        }
        self.ctx.request_repaint();
    }

    pub(super) fn request(&mut self, request: Request, asker: Asker) {
        // what is done by hand while a recording is shown is done from there on
        match self.take_over() {
            TakenOver::Yes => {}
            TakenOver::NotYet => return self.held_back.push((request, asker)),
            TakenOver::Failed => return,
        }
        let asked = request.clone();
        let ticket = match bulk::several(&request) {
            None => self.session.engine.request(request),
            Some((what, total)) => {
                let progress = Progress::default();
                let ticket = self.session.engine.request_watched(request, progress.clone());
                self.bulk.push(Bulk::new(ticket, progress, what, total));
                ticket
            }
        };
        self.recorder.asked(ticket, &asked);
        self.waiting.insert(ticket, asker);
    }

    pub(super) fn query(&mut self, query: Query, asker: Asker) {
        let ticket = self.session.engine.query(query);
        self.waiting.insert(ticket, asker);
    }

    /// The answer to what was asked for this is not wanted any more.
    fn give_up(&mut self, want: Want) {
        let of = |asker: &Asker| matches!(asker, Asker::Messages(it) if *it == want);
        let tickets: Vec<_> = self.waiting.iter().filter(|(_, asker)| of(asker)).map(|(ticket, _)| *ticket).collect();
        for ticket in tickets {
            self.waiting.remove(&ticket);
            self.session.engine.give_up(ticket);
        }
    }

    pub(super) fn run_tasks(&mut self) {
        let tasks = std::mem::take(&mut *self.tasks.borrow_mut());
        for task in tasks {
            self.run_task(task);
        }
    }

    fn run_task(&mut self, task: Task) {
        match task {
            Task::Request(request) => self.request(request, Asker::Console),
            Task::ExportBindings(scope) => self.export_bindings(scope),
            Task::RequestForDialog(request) => match self.dialogs.last() {
                Some((id, _)) => {
                    let id = *id;
                    self.request(request, Asker::Dialog(id));
                }
                None => self.request(request, Asker::Console),
            },
            Task::QueryForDialog(query) => {
                if let Some((id, _)) = self.dialogs.last() {
                    let id = *id;
                    self.query(query, Asker::DialogQuery(id));
                }
            }
            Task::Inject { draft, count } => self.request(Request::Publish { draft, count }, Asker::Inject),
            Task::DryRun(draft) => {
                let snapshot = &self.snapshot;
                match crate::engine::dry_run(&snapshot.group, snapshot.role, &draft, snapshot.now, &snapshot.zone.0) {
                    Ok(report) => self.view.outcome.show_dry_run(report),
                    Err(refusal) => self.open(Box::new(dialogs::refusal::RefusalDialog::new(refusal))),
                }
            }
            Task::Open(dialog) => self.open(dialog),
            Task::Close => {
                self.dialogs.pop();
            }
            Task::Select(items) => self.select(items),
            Task::SelectNode(node) => self.go_to(node),
            Task::SelectInList(items) => self.view.choose(items),
            Task::OpenProperties(item) => self.open_properties(&item),
            Task::ShowSuspended(port) => {
                self.go_to(Node::Suspended);
                self.view.suspended.only_of(port);
            }
            Task::ShowSubscriptions(query) => self.show_subscriptions(query),
            Task::ShowInstances(filter) => {
                self.go_to(Node::Suspended);
                self.view.suspended.show(filter);
            }
            Task::ShowList(node, only) => {
                self.view.list.narrow(&node, only);
                self.go_to(node);
            }
            Task::ShowOutcome(message) => {
                self.view.outcome.show_message(Some(message));
                self.view.focus = Some(super::Pane::Outcome);
            }
            Task::Command(command) => self.invoke(command),
            Task::Copy(text) => self.ctx.copy_text(text),
            Task::QuerySuspended(query) => {
                self.query(Query::SuspendedByCause(query), Asker::SuspendedGroups);
            }
            Task::QueryInstances { query, offset, limit, number } => {
                self.query(Query::Instances { query, offset, limit }, Asker::SuspendedPage(number));
            }
            Task::QueryStarving => self.query(Query::Starving, Asker::Starving),
            Task::LookThrough(wanted) => self.session.engine.look_through(wanted),
            Task::QueryComing => self.query(Query::Coming { limit: clock::MOST }, Asker::Coming),
            Task::QueryInHand => self.query(hosts::in_hand(), Asker::InHand),
            Task::QueryInbox(port) => self.query(Query::Arrivals { port, limit: PAGE }, Asker::Inbox),
            Task::QueryAudit { query, before, limit } => {
                self.query(Query::Audit { query, before, limit }, Asker::Audit(before));
            }
            Task::QueryAuditChanges { id, offset, limit } => {
                self.query(Query::AuditChanges { id, offset, limit }, Asker::AuditChanges);
            }
            Task::QueryAuditHistory(item) => {
                let query = Query::AuditHistory { item: item.clone(), limit: HISTORY };
                self.query(query, Asker::AuditHistory(item));
            }
            Task::QueryLastChange(item) => {
                let query = AuditQuery { artifact: Some(item.clone()), ..AuditQuery::default() };
                self.query(Query::Audit { query, before: None, limit: 1 }, Asker::LastChange(item));
            }
            Task::ShowAudit(id) => {
                self.go_to(Node::Audit);
                self.view.audit.reveal(id);
            }
            Task::AskFile(ask) => {
                let title = self.words.text(ask.key()).into_owned();
                self.files.ask(ask, title, &self.ctx);
            }
            Task::AskMessages(want, query) => {
                self.give_up(want);
                self.query(query, Asker::Messages(want));
            }
            Task::GiveUp(want) => self.give_up(want),
            Task::ShowMessage(message) => {
                self.go_to(Node::Messages);
                self.view.pane = super::Pane::List;
                self.view.messages.open(message);
            }
            Task::WhyNot(port) => {
                self.go_to(Node::Messages);
                self.view.pane = super::Pane::List;
                self.view.messages.why_not(&port);
            }
            Task::FillInject(draft) => {
                self.view.inject.fill(&draft, &self.snapshot);
                self.view.focus = Some(super::Pane::Inject);
            }
            Task::SaveBody(message) => self.query(Query::Message(message), Asker::Body),
            Task::OpenBody => self.ask_for_body(),
            Task::Go(then) => self.ask_about_changes(then),
            Task::GoWithoutSaving(then) => self.go_on(then),
            Task::SaveThen(then) => self.save_then(then),
            Task::OpenWithoutMessages(path) => self.open_without_messages(&path),
            Task::OpenWithNewMessageBox(path) => self.open_with_new_message_box(path),
            Task::OpenAgain(path) => self.load(path),
            Task::Path(ask, path) => self.take_path(ask, path),
            Task::Theme(theme) => {
                self.settings.theme = theme;
                self.apply_theme();
                self.remember_settings();
            }
            Task::Focus(pane) => self.view.focus = Some(pane),
            Task::Found(target) => {
                self.found.retain(|it| *it != target);
                self.found.insert(0, target);
                self.found.truncate(FOUND);
            }
            Task::Settings(settings) => self.apply_settings(*settings),
            Task::ClearRecent => {
                self.settings.recent.clear();
                self.remember_settings();
            }
            Task::ClearNotices => self.toasts.clear(),
            Task::AskForFile(ask) => {
                let title = self.words.text(ask.key()).into_owned();
                self.files.ask(ask, title, &self.ctx);
            }
            Task::Recover(leftover) => {
                self.recovering = Some(leftover);
                self.ask_about_changes(super::Then::Recover);
            }
            Task::Fault(request) => self.fault(*request),
            Task::ShowClass(asked) => self.show_class(asked),
            Task::Lesson(deed) => self.in_lesson(deed),
            Task::Practise(cell) => self.ask_about_changes(self.practice_of(cell)),
            Task::Practised(graded) => self.practised(*graded),
            Task::Trainee(name) => self.name_trainee(&name),
            Task::SaveManuscript { elsewhere } => self.save_manuscript(elsewhere),
            Task::TryManuscript => self.try_manuscript(),
            Task::DropManuscript => self.desk = None,
            Task::KeepPassword { account, keep } => {
                // known before anything is sent with it; the keyring may take its time
                keep.remember(&account);
                if keep.concerns_keyring() {
                    self.work_on(move || super::Work::PasswordKept { result: keep.in_keyring(&account), account });
                }
            }
            Task::Picture { svg, wanted } => self.take_picture(svg, wanted),
        }
    }

    fn show_subscriptions(&mut self, query: subscriptions::Query) {
        let query = match query {
            subscriptions::Query::InjectPanel => match self.view.inject.draft() {
                Ok((draft, _)) => subscriptions::Query::Draft(draft),
                Err(sentence) => return self.refuse(Sentence::new("refused-question"), sentence),
            },
            query => query,
        };
        self.go_to(Node::Subscriptions);
        self.view.pane = super::Pane::List;
        self.view.subscriptions.ask(query);
    }

    pub(super) fn go_to(&mut self, node: Node) {
        if self.view.node != node {
            self.view.node = node;
            self.view.choose(Vec::new());
        }
        // a small window turns to what was asked for; who walks through the tree stays there
        if self.view.one_pane && self.view.pane != super::Pane::Tree {
            self.view.pane = super::Pane::List;
            // what had the keyboard is not there any more
            self.view.focus = Some(super::Pane::List);
        }
    }

    /// Selects artifacts and shows the list in which they stand.
    pub(super) fn select(&mut self, items: Vec<ArtifactRef>) {
        if let Some(first) = items.first() {
            let shown = self.view.list.shows(first, &self.view.node, &self.snapshot);
            if !shown {
                let application = self.snapshot.group.application_of(first);
                self.view.node = match first.kind {
                    ArtifactKind::Application => Node::Applications,
                    ArtifactKind::Host => Node::Hosts,
                    ArtifactKind::Adapter => Node::Adapters,
                    kind => Node::Folder(application, kind),
                };
            }
        }
        self.view.list.reveal(items.first());
        // where one pane is shown, what was chosen elsewhere is turned to
        let elsewhere = matches!(self.view.pane, Pane::Tree | Pane::Inject | Pane::Outcome | Pane::Welcome);
        if self.view.one_pane && elsewhere && !items.is_empty() {
            self.view.pane = Pane::List;
        }
        self.view.choose(items);
    }

    pub(super) fn open_properties(&mut self, item: &ArtifactRef) {
        if let Some(dialog) = dialogs::properties_of(&self.snapshot, item) {
            self.open(dialog);
        }
    }

    pub(super) fn env(&self) -> Env<'_> {
        Env {
            snapshot: &self.snapshot,
            selection: &self.view.selection,
            selected: &self.view.selection,
            reaches: &self.reaches,
            application: self.view.node.application(),
            is_scenario: self.session.origin.again().is_some(),
            demonstrates: self.demonstrates(),
            is_written: self.session.origin.is_written(),
            has_desk: self.desk.is_some(),
            shown: self.what_is_shown(),
        }
    }

    /// The pane after the one in which the keyboard is, or the one before it.
    pub(super) fn next_pane(&mut self, back: bool) {
        let order: Vec<_> = super::ui::panes(&self.view).collect();
        // the pane in which the keyboard is, by whatever way it came there
        let focused = self.ctx.memory(egui::Memory::focused).and_then(|id| self.ctx.read_response(id));
        let at = focused.map(|response| response.rect.center());
        let holds = |rect: &egui::Rect| at.is_some_and(|at| rect.contains(at));
        let now = self.view.panes.iter().find(|(_, rect)| holds(rect)).map_or(self.view.pane, |(pane, _)| *pane);
        let index = order.iter().position(|pane| *pane == now).unwrap_or(0);
        // what is not drawn, such as the diagram beside which the list is shown, is passed over; a
        // small window draws one pane and turns to any
        let shown = |pane: &Pane| self.view.one_pane || self.view.panes.iter().any(|(it, _)| it == pane);
        let steps = (1..=order.len()).map(|by| if back { order.len() - by } else { by });
        let next = steps.map(|by| order[(index + by) % order.len()]).find(shown);
        self.view.focus = next;
    }
}
