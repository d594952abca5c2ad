//! What all property windows share: a draft that is validated while one types, OK, Cancel and
//! Apply, a refusal of the engine with its ways out, and the question before unsaved edits go.

use std::fmt::Debug;

use egui::{Frame, Margin, Rect, Stroke, Ui, UiBuilder, Vec2, pos2};

use super::{After, Dialog};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Footer, FooterChoice, Form, Mark, PageEntry, dialog, form},
        theme::Palette,
    },
    engine::{Refusal, Request, Response, Snapshot, Step},
    model::{
        Artifact, Name,
        validate::{self, Problem, Severity},
    },
    rules::permissions::{self, may},
    words::Sentence,
};

/// A page of a property window.
pub struct SheetPage {
    /// The key of its title.
    pub title: &'static str,
    /// The paths of its fields.
    pub fields: &'static [&'static str],
}

/// What a page may read while it draws.
pub struct At<'a> {
    pub cx: &'a Cx<'a>,
    pub form: Form<'a>,
    /// The name under which the artifact is known; `None` while it is being created.
    pub original: Option<&'a Name>,
    /// Why nothing can be changed.
    pub read_only: Option<&'a str>,
}

/// The contents of a property window.
pub trait Sheet {
    type Item: Clone + Debug + Into<Artifact>;

    /// In the order of the list; a single page has no list.
    const PAGES: &'static [SheetPage];
    /// The key of the words for the window.
    const TITLE: &'static str;
    const SIZE: Vec2;
    const LABELS: f32 = 150.0;

    /// Takes over what the window shows and does not edit: states, for example.
    fn follow(&mut self, snapshot: &Snapshot, original: Option<&Name>, item: &mut Self::Item) {
        let _ = (snapshot, original, item);
    }

    /// Draws what stands above the pages.
    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &Self::Item) {
        let _ = (ui, cx, item);
    }

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Self::Item, page: usize);

    /// Whether the two differ in what stands on a page.
    fn changed(before: &Self::Item, after: &Self::Item, page: usize) -> bool {
        let _ = page;
        differ(before, after)
    }
}

/// Whether two values differ, the spelling of names included: for `==` names that differ in case
/// only are the same.
pub fn differ<T: Debug + ?Sized>(before: &T, after: &T) -> bool {
    format!("{before:?}") != format!("{after:?}")
}

/// What was sent to the engine and is not answered yet.
struct Sent<T> {
    item: T,
    close: bool,
}

/// A property window.
pub struct PropertyWindow<S: Sheet> {
    pub(super) sheet: S,
    original: Option<Name>,
    before: S::Item,
    draft: S::Item,
    page: usize,
    sent: Option<Sent<S::Item>>,
    refusal: Option<Refusal>,
    /// The refusal has just come and is to be seen.
    scroll_to_refusal: bool,
    /// Escape or the cross was used while there are unsaved edits.
    asking: bool,
}

impl<S: Sheet> PropertyWindow<S> {
    pub(super) fn new(sheet: S, original: Option<&Name>, item: S::Item) -> Self {
        Self {
            sheet,
            original: original.cloned(),
            before: item.clone(),
            draft: item,
            page: 0,
            sent: None,
            refusal: None,
            scroll_to_refusal: false,
            asking: false,
        }
    }

    /// What has been edited so far.
    pub fn draft(&self) -> &S::Item {
        &self.draft
    }

    pub fn draft_mut(&mut self) -> &mut S::Item {
        &mut self.draft
    }

    /// Opens it on another page than the first one.
    #[must_use]
    pub fn on_page(mut self, page: usize) -> Self {
        self.page = page.min(S::PAGES.len() - 1);
        self
    }

    fn edited(&self) -> bool {
        differ(&self.before, &self.draft)
    }

    fn send(&mut self, cx: &Cx<'_>, close: bool) {
        // Enter can be pressed again before the answer is there
        if self.sent.is_some() {
            return;
        }
        self.refusal = None;
        self.sent = Some(Sent { item: self.draft.clone(), close });
        let artifact = self.draft.clone().into();
        cx.push(Task::RequestForDialog(Request::Put { original: self.original.clone(), artifact }));
    }

    fn contents(&mut self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem], read_only: Option<&str>) {
        let form = Form::new(cx.words, S::LABELS).problems(problems).read_only(read_only);
        let entries: Vec<_> = S::PAGES
            .iter()
            .enumerate()
            .map(|(index, page)| PageEntry {
                title: cx.text(page.title),
                greyed: None,
                changed: S::changed(&self.before, &self.draft, index),
                problem: worst(problems, page),
            })
            .collect();
        let Self { sheet, original, draft, refusal, scroll_to_refusal, page, .. } = self;
        let mut chosen = None;
        let shown = *page;
        let draw = |ui: &mut Ui| {
            if let Some(refusal) = refusal.as_ref() {
                let card = ui.scope(|ui| chosen = kit::error_card(ui, cx.words, refusal));
                if std::mem::take(scroll_to_refusal) {
                    card.response.scroll_to_me(Some(egui::Align::Min));
                }
                ui.add_space(10.0);
            }
            if let Some(reason) = read_only {
                Mark::Note.line(ui, reason);
                ui.add_space(6.0);
            }
            let at = At { cx, form, original: original.as_ref(), read_only };
            sheet.page(ui, &at, draft, shown);
        };
        if S::PAGES.len() == 1 {
            dialog::scrolling(ui, "page", draw);
        } else {
            kit::page_list(ui, cx.words, &entries, page, draw);
        }
        if let Some((reason, way)) = chosen
            && let Some(refusal) = self.refusal.take()
        {
            go(cx, &refusal.reasons[reason].ways_out[way].step);
        }
    }

    fn footer(&mut self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem], read_only: Option<&str>) -> After {
        let words = cx.words;
        if self.asking {
            // to keep what was typed is the answer that loses nothing, so Enter gives it
            let (keep, discard) = (cx.text("property-keep-editing"), cx.text("property-discard"));
            let footer = Footer { ok: &keep, ok_enabled: Ok(()), apply: None, cancel: Some(&discard) };
            return match kit::footer(ui, words, &footer) {
                Some(FooterChoice::Cancel) => After::Close,
                Some(_) => {
                    self.asking = false;
                    After::Stay
                }
                None => After::Stay,
            };
        }
        if read_only.is_some() {
            let footer = Footer { ok: &cx.text("kit-close"), ok_enabled: Ok(()), apply: None, cancel: None };
            return if kit::footer(ui, words, &footer).is_some() { After::Close } else { After::Stay };
        }
        let valid = match validate::first_error(problems) {
            Some(problem) => Err(cx.say(&problem.sentence)),
            None => Ok(()),
        };
        let unsaved = self.original.is_none() || self.edited();
        let apply = if unsaved { valid.clone() } else { Err(cx.text("property-nothing-changed")) };
        let (ok, cancel) = (cx.text("kit-ok"), cx.text("kit-cancel"));
        let footer = Footer { ok: &ok, ok_enabled: valid, apply: Some(apply), cancel: Some(&cancel) };
        match kit::footer(ui, words, &footer) {
            Some(FooterChoice::Ok) if unsaved => self.send(cx, true),
            Some(FooterChoice::Ok | FooterChoice::Cancel) => return After::Close,
            Some(FooterChoice::Apply) => self.send(cx, false),
            Some(FooterChoice::WhyNot(_)) => self.show_first_error(problems),
            None => {}
        }
        After::Stay
    }

    /// Turns to the page on which the reason of a greyed button stands.
    fn show_first_error(&mut self, problems: &[Problem]) {
        let Some(problem) = validate::first_error(problems) else { return };
        let page = S::PAGES.iter().position(|page| page.fields.iter().any(|field| form::concerns(problem, field)));
        self.page = page.unwrap_or(self.page);
    }
}

fn worst(problems: &[Problem], page: &SheetPage) -> Option<Severity> {
    let of_page = |problem: &&Problem| page.fields.iter().any(|field| form::concerns(problem, field));
    problems.iter().filter(of_page).map(|problem| problem.severity).max()
}

impl<S: Sheet> Dialog for PropertyWindow<S> {
    fn title(&self, cx: &Cx<'_>) -> String {
        let artifact: Artifact = self.before.clone().into();
        let name = self.original.as_ref().unwrap_or(artifact.name());
        cx.say(&Sentence::new("property-title").with("name", name).with("window", cx.text(S::TITLE)))
    }

    fn size(&self) -> Vec2 {
        S::SIZE
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.sheet.follow(cx.snapshot, self.original.as_ref(), &mut self.before);
        self.sheet.follow(cx.snapshot, self.original.as_ref(), &mut self.draft);
        self.asking |= dialog::asked_to_close(ui.ctx());
        self.asking &= self.edited();
        let read_only = why_read_only(cx);
        let artifact = self.draft.clone().into();
        let problems = validate::artifact(&artifact, &cx.snapshot.group, self.original.as_ref());
        dialog::body(ui, false, |ui| {
            self.sheet.header(ui, cx, &self.draft);
            let mut room = ui.available_rect_before_wrap();
            if self.asking {
                room.set_bottom(question(ui, cx, room));
            }
            ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                ui.set_clip_rect(room.intersect(ui.clip_rect()));
                self.contents(ui, cx, &problems, read_only.as_deref());
            });
        });
        self.footer(ui, cx, &problems, read_only.as_deref())
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        let sent = self.sent.take();
        match result {
            Ok(_) => {
                let Some(sent) = sent else { return After::Stay };
                if sent.close {
                    return After::Close;
                }
                let artifact: Artifact = sent.item.clone().into();
                self.original = Some(artifact.name().clone());
                self.before = sent.item;
            }
            Err(refusal) => {
                self.refusal = Some(refusal.clone());
                self.scroll_to_refusal = true;
            }
        }
        After::Stay
    }

    fn may_close(&self) -> bool {
        !self.edited()
    }
}

/// Asks above the footer whether unsaved edits may go; returns where it begins.
fn question(ui: &mut Ui, cx: &Cx<'_>, room: Rect) -> f32 {
    const HEIGHT: f32 = 36.0;
    let palette = Palette::of_ui(ui);
    let top = room.bottom() - HEIGHT;
    let strip = Rect::from_min_max(pos2(room.left(), top), room.max);
    ui.painter().rect_filled(strip, 0.0, palette.warning_tint);
    ui.painter().hline(strip.x_range(), top, Stroke::new(1.0, palette.line));
    let line = Rect::from_min_max(pos2(strip.left() + 14.0, top + 9.0), pos2(strip.right() - 14.0, strip.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(line), |ui| {
        let response = Mark::Warning.line(ui, &cx.text("property-unsaved"));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::Alert));
    });
    top
}

/// Why the role may only look; `None` if it may edit.
pub fn why_read_only(cx: &Cx<'_>) -> Option<String> {
    let (role, task) = (cx.snapshot.role, permissions::Task::Configure);
    (!may(role, task)).then(|| {
        let roles: Vec<_> = task.roles().iter().map(|role| Sentence::new(role.key())).collect();
        cx.say(&Sentence::new("property-read-only").with("role", Sentence::new(role.key())).with("roles", roles))
    })
}

/// Goes a way out of a refusal.
pub fn go(cx: &Cx<'_>, step: &Step) {
    cx.push(match step {
        Step::Request(request) => Task::Request(request.as_ref().clone()),
        Step::OpenProperties(item) => Task::OpenProperties(item.clone()),
        Step::ShowInstances(port) => Task::ShowSuspended(Some(port.clone())),
        Step::SwitchRole(role) => Task::Request(Request::SetRole(*role)),
    });
}

/// A strip above the pages of a window.
pub fn strip(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    let response = Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add_contents(ui);
    });
    let rect = response.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, Palette::of_ui(ui).line));
    // the pages begin at the line
    ui.add_space(1.0 - ui.spacing().item_spacing.y);
}

/// A field for a name.
pub fn name_field(ui: &mut Ui, form: &Form<'_>, row: &form::Row<'_>, name: &mut Name) {
    let mut text = name.as_str().to_owned();
    if form.text(ui, row, &mut text).changed() {
        *name = Name::new(&text);
    }
}

/// A name that is not in use: the word with the first number that makes it one.
pub fn new_name(word: &str, taken: impl Fn(&Name) -> bool) -> Name {
    (1u32..).map(|number| Name::from(format!("{word}{number}"))).find(|name| !taken(name)).unwrap_or_default()
}
