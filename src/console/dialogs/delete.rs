//! *Delete*: the documented conditions as a checklist that follows what happens meanwhile.

use egui::{RichText, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        impacts,
        kit::{self, ChecklistRow, Footer, FooterChoice, Mark, dialog, footer},
        theme,
        worker::{Job, Progress, Worker},
    },
    engine::{Refusal, Request, Response, Snapshot, WayOut, way_out},
    model::{ArtifactKind, ArtifactRef, BizTalkGroup},
    rules::{
        Citation, Page,
        guards::{self, Condition},
        permissions::Task as Permission,
    },
    words::Sentence,
};

/// Asks whether to delete artifacts.
#[must_use]
pub fn deletion(snapshot: &Snapshot, items: Vec<ArtifactRef>) -> Box<dyn Dialog> {
    let mut dialog = DeleteDialog { items, checked: None, checking: None, checks: Vec::new(), refusal: None };
    // many are checked once the window is open
    if dialog.items.len() <= AT_ONCE {
        dialog.check(snapshot, &Worker::inline());
    }
    Box::new(dialog)
}

struct DeleteDialog {
    items: Vec<ArtifactRef>,
    /// The generation that `checks` belongs to.
    checked: Option<u64>,
    checking: Option<Job<Vec<Check>>>,
    checks: Vec<Check>,
    refusal: Option<Refusal>,
}

/// How many items are shown one by one.
const MOST: usize = 100;

/// One item and what must hold before it goes.
struct Check {
    item: ArtifactRef,
    conditions: Vec<Condition>,
    live: u64,
}

impl Check {
    fn met(&self) -> bool {
        self.conditions.iter().all(|condition| condition.met)
    }
}

impl DeleteDialog {
    /// Looks at the conditions again if anything has changed. They are looked at in the order in
    /// which the items go: whatever names the others first.
    /// With many items that is done beside the window's thread.
    fn check(&mut self, snapshot: &Snapshot, worker: &Worker) {
        if let Some(checks) = self.checking.as_mut().and_then(Job::take) {
            (self.checks, self.checking) = (checks, None);
        }
        if self.checked == Some(snapshot.generation) {
            return;
        }
        self.checked = Some(snapshot.generation);
        if self.items.len() <= AT_ONCE {
            self.checks = checks(snapshot, &self.items, &Progress::default());
            return;
        }
        let (snapshot, items) = (snapshot.clone(), self.items.clone());
        let mut job = worker.run("checks", move |progress| checks(&snapshot, &items, progress));
        match job.take() {
            Some(checks) => self.checks = checks,
            None => self.checking = Some(job),
        }
    }

    fn enabled(&self, cx: &Cx<'_>) -> Result<(), String> {
        let task = if self.items.iter().all(|item| item.kind == ArtifactKind::Template) {
            Permission::Inject
        } else {
            Permission::Configure
        };
        parts::permitted(cx, "delete-title", task)?;
        if self.checking.is_some() {
            return Err(cx.text("delete-checking"));
        }
        if self.checks.is_empty() {
            return Err(cx.text("delete-gone"));
        }
        let unmet = self.checks.iter().flat_map(|check| &check.conditions).filter(|condition| !condition.met);
        match unmet.count() {
            0 => Ok(()),
            // of several, those go that may
            _ if self.checks.iter().any(Check::met) => Ok(()),
            count => Err(cx.say(&Sentence::new("delete-unmet").with("count", count))),
        }
    }
}

/// Whether messages go by it.
fn routes(item: &ArtifactRef) -> bool {
    use ArtifactKind as K;
    matches!(item.kind, K::SendPort | K::SendPortGroup | K::Orchestration | K::ReceivePort | K::Application)
}

/// Up to how many items are checked within a frame.
const AT_ONCE: usize = 50;

fn checks(snapshot: &Snapshot, items: &[ArtifactRef], progress: &Progress) -> Vec<Check> {
    let mut group: BizTalkGroup = snapshot.group.clone();
    let mut items: Vec<_> = items.iter().filter(|item| group.get(item).is_some()).cloned().collect();
    items.sort_by_key(|item| guards::deletion_order(item.kind));
    let mut checks = Vec::with_capacity(items.len());
    for item in items {
        if progress.is_cancelled() {
            break;
        }
        let live = snapshot.counts.live(&item);
        let check = Check { conditions: guards::delete(&group, &item, live), item, live };
        if check.met() {
            group.remove(&check.item);
        }
        checks.push(check);
    }
    // what still stands in the way comes first
    checks.sort_by_key(Check::met);
    checks
}

/// The conditions of one item as rows; the ways out are handed back as they are.
pub(super) fn rows(cx: &Cx<'_>, conditions: &[Condition]) -> (Vec<ChecklistRow>, Vec<WayOut>) {
    let mut ways = Vec::new();
    let rows = conditions
        .iter()
        .map(|condition| {
            let first = ways.len();
            ways.extend(condition.remedies.iter().map(|remedy| way_out(remedy, &cx.snapshot.group)));
            let labels = ways[first..].iter().enumerate().map(|(at, way)| (cx.say(&way.label), first + at));
            ChecklistRow {
                met: condition.met,
                text: cx.say(&condition.sentence),
                citation: cx.say(&condition.citation.sentence()),
                ways_out: labels.collect(),
            }
        })
        .collect();
    (rows, ways)
}

impl Dialog for DeleteDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("deed-delete").with("items", parts::names(&self.items)))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(580.0, 540.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.check(cx.snapshot, &cx.worker);
        let may = self.checks.iter().filter(|check| check.met()).count();
        let after = dialog::body(ui, true, |ui| {
            let mut after = parts::refused(ui, cx, &mut self.refusal);
            parts::paragraph(ui, cx.text("delete-lead"));
            ui.add_space(4.0);
            if may < self.checks.len() && may > 0 {
                let text = Sentence::new("delete-some").with("some", may).with("of", self.checks.len());
                parts::warning(ui, cx, &cx.say(&text), None);
            }
            for check in self.checks.iter().take(MOST) {
                ui.push_id(&check.item, |ui| {
                    if self.checks.len() > 1 {
                        ui.label(RichText::new(check.item.name.as_str()).font(theme::semibold(theme::BODY)));
                    }
                    if check.live > 0 && check.item.kind == ArtifactKind::SendPort {
                        let count = i64::try_from(check.live).unwrap_or(i64::MAX);
                        let text = Sentence::new("delete-live")
                            .with("name", &check.item.name)
                            .with("count", count)
                            .with("number", cx.words.number(count));
                        parts::warning(ui, cx, &cx.say(&text), Some(Citation::page(Page::HowToDeleteSendPort)));
                    }
                    if check.conditions.is_empty() || (self.checks.len() > 1 && check.met()) {
                        Mark::Met.line(ui, &cx.text("delete-nothing-in-the-way"));
                    } else {
                        let (rows, ways) = rows(cx, &check.conditions);
                        if let Some((_, way)) = kit::checklist(ui, &rows)
                            && parts::go(cx, &ways[way]) == After::Close
                        {
                            after = After::Close;
                        }
                    }
                });
                ui.add_space(2.0);
            }
            if let Some(more) = self.checks.len().checked_sub(MOST).filter(|more| *more > 0) {
                ui.label(cx.say(&Sentence::new("toast-more").with("count", more)));
            }
            let known: Vec<_> = self.checks.iter().map(|check| check.item.clone()).collect();
            if self.checks.iter().all(Check::met) && known.iter().any(routes) {
                impacts::section(ui, cx, &Request::Delete { items: known });
            }
            Mark::Note.line(ui, &cx.text("delete-undo"));
            after
        });
        let all = may == self.checks.len() || may == 0;
        let ok = if all {
            cx.text("delete-title")
        } else {
            cx.say(&Sentence::new("delete-some-of").with("some", may).with("of", self.checks.len()))
        };
        let cancel = cx.text("kit-cancel");
        let buttons = Footer { ok: &ok, ok_enabled: self.enabled(cx), apply: None, cancel: Some(&cancel) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Ok) => {
                let items = self.checks.iter().map(|check| check.item.clone()).collect();
                let request = if all { Request::Delete { items } } else { Request::DeleteWhatMay { items } };
                cx.push(Task::RequestForDialog(request));
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
