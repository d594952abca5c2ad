//! Runs what panels and dialogs asked for, in order.

use super::{App, Asker, Pane};
use crate::{
    console::{
        commands::Env,
        context::Task,
        dialogs::{self, Dialog},
        panels::tree::Node,
    },
    engine::{Query, Request},
    model::{ArtifactKind, ArtifactRef},
};

/// How many instances a page of the Suspended view holds, and how many arrivals an inbox.
const PAGE: u64 = 200;

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
        self.ctx.request_repaint();
    }

    pub(super) fn request(&mut self, request: Request, asker: Asker) {
        let ticket = self.session.engine.request(request);
        self.waiting.insert(ticket, asker);
    }

    fn query(&mut self, query: Query, asker: Asker) {
        let ticket = self.session.engine.query(query);
        self.waiting.insert(ticket, asker);
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
            Task::RequestForDialog(request) => match self.dialogs.last() {
                Some((id, _)) => {
                    let id = *id;
                    self.request(request, Asker::Dialog(id));
                }
                None => self.request(request, Asker::Console),
            },
            Task::Inject { draft, count } => self.request(Request::Publish { draft, count }, Asker::Inject),
            Task::DryRun(draft) => {
                let snapshot = &self.snapshot;
                match crate::engine::dry_run(&snapshot.group, snapshot.role, &draft, snapshot.now) {
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
            Task::QueryInstances { query, offset } => {
                self.query(Query::Instances { query, offset, limit: PAGE }, Asker::SuspendedPage);
            }
            Task::QueryInbox(port) => self.query(Query::Arrivals { port, limit: PAGE }, Asker::Inbox),
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
            Task::Picture { svg, wanted } => self.take_picture(svg, wanted),
        }
    }

    pub(super) fn go_to(&mut self, node: Node) {
        if self.view.node != node {
            self.view.node = node;
            self.view.choose(Vec::new());
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
            application: self.view.node.application(),
            is_scenario: self.session.origin.again().is_some(),
        }
    }

    pub(super) fn next_pane(&mut self) {
        let order = super::ui::PANES;
        // the pane in which the keyboard is, by whatever way it came there
        let focused = self.ctx.memory(egui::Memory::focused).and_then(|id| self.ctx.read_response(id));
        let at = focused.map(|response| response.rect.center());
        let holds = |rect: &egui::Rect| at.is_some_and(|at| rect.contains(at));
        let now = self.view.panes.iter().find(|(_, rect)| holds(rect)).map_or(self.view.pane, |(pane, _)| *pane);
        let index = order.iter().position(|(pane, _)| *pane == now).unwrap_or(0);
        // what is not drawn, such as the diagram beside which the list is shown, is passed over; a
        // small window draws one pane and turns to any
        let shown = |pane: &Pane| self.view.one_pane || self.view.panes.iter().any(|(it, _)| it == pane);
        let next = (1..=order.len()).map(|by| order[(index + by) % order.len()].0).find(shown);
        self.view.focus = next;
    }
}
