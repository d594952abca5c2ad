//! A property window around the pages of one kind of artifact: a draft that is validated while
//! one types, OK, Cancel and Apply, and a refusal of the engine with its ways out.

use std::fmt::Debug;

use egui::{Ui, Vec2};

use super::{
    After, Dialog,
    properties::{Discard, why_read_only},
};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Footer, FooterChoice, Form, Mark, PageEntry, dialog, form},
        lints::DraftLints,
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{
        Artifact, Name,
        validate::{self, Problem, Severity},
    },
    routing::lints::Lint,
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
    /// What looks wrong about what is being edited.
    pub lints: &'a [Lint],
}

/// The contents of a property window.
pub trait Sheet {
    type Item: Clone + Debug + Into<Artifact>;

    /// In the order of the list; a single page has no list.
    const PAGES: &'static [SheetPage];
    /// The key of the words for the window.
    const TITLE: &'static str;
    /// Likewise while the artifact is created.
    const TITLE_NEW: &'static str;
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

    /// What is wrong with texts that are no value yet.
    fn problems(&self, cx: &Cx<'_>) -> Vec<Problem> {
        let _ = cx;
        Vec::new()
    }

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
    discard: Discard,
    lints: DraftLints,
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
            discard: Discard::default(),
            lints: DraftLints::default(),
        }
    }

    /// What has been edited so far.
    #[must_use]
    pub fn draft(&self) -> &S::Item {
        &self.draft
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

    fn contents(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (problems, lints): (&[Problem], &[Lint]),
        read_only: Option<&str>,
    ) {
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
            if S::PAGES.len() > 1 {
                ui.heading(cx.text(S::PAGES[shown].title));
                ui.add_space(4.0);
            }
            if let Some(reason) = read_only {
                Mark::Note.line(ui, reason);
                ui.add_space(4.0);
            }
            let at = At { cx, form, original: original.as_ref(), read_only, lints };
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
            cx.take(&refusal.reasons[reason].ways_out[way]);
        }
    }

    fn footer(&mut self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem], read_only: Option<&str>) -> After {
        let words = cx.words;
        let error = validate::first_error(problems);
        let may_save = match (read_only, error) {
            (Some(reason), _) => Err(reason.to_owned()),
            (None, Some(problem)) => Err(cx.say(&problem.sentence)),
            (None, None) if self.sent.is_some() => Err(cx.text("properties-waiting")),
            (None, None) => Ok(()),
        };
        let unsaved = self.original.is_none() || self.edited();
        let apply = self.original.is_some().then(|| match may_save.clone() {
            Ok(()) if !unsaved => Err(cx.text("properties-unchanged")),
            other => other,
        });
        let (ok, cancel) = (cx.text("kit-ok"), cx.text("kit-cancel"));
        let footer = Footer { ok: &ok, ok_enabled: may_save, apply, cancel: Some(&cancel) };
        match kit::footer(ui, words, &footer) {
            Some(FooterChoice::Ok) if unsaved => self.send(cx, true),
            Some(FooterChoice::Ok | FooterChoice::Cancel) => return After::Close,
            Some(FooterChoice::Apply) => self.send(cx, false),
            Some(FooterChoice::WhyNot(_)) if read_only.is_none() => self.show_first_error(problems),
            Some(FooterChoice::WhyNot(_)) | None => {}
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
        match &self.original {
            Some(name) => cx.say(&Sentence::new("property-title").with("name", name).with("window", cx.text(S::TITLE))),
            None => cx.text(S::TITLE_NEW),
        }
    }

    fn size(&self) -> Vec2 {
        S::SIZE
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.sheet.follow(cx.snapshot, self.original.as_ref(), &mut self.before);
        self.sheet.follow(cx.snapshot, self.original.as_ref(), &mut self.draft);
        let read_only = why_read_only(cx);
        ui.spacing_mut().item_spacing.y = 6.0;
        self.sheet.header(ui, cx, &self.draft);
        if self.discard.ui(ui, cx) {
            return After::Close;
        }
        let artifact = self.draft.clone().into();
        let mut problems = self.sheet.problems(cx);
        problems.extend(validate::artifact(&artifact, &cx.snapshot.group, self.original.as_ref()));
        let lints = self.lints.get(cx, artifact, self.original.as_ref()).unwrap_or_default();
        problems.extend(lints.iter().filter_map(Lint::problem));
        dialog::body(ui, false, |ui| {
            self.contents(ui, cx, (problems.as_slice(), lints.as_slice()), read_only.as_deref());
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

/// A field for a name.
pub fn name_field(ui: &mut Ui, form: &Form<'_>, row: &form::Row<'_>, name: &mut Name) {
    let mut text = name.as_str().to_owned();
    if form.text(ui, row, &mut text).changed() {
        *name = Name::new(&text);
    }
}

/// A name that is not in use: the word with the first number that makes it one.
pub fn new_name(word: &str, first: u32, taken: impl Fn(&Name) -> bool) -> Name {
    let mut names = (first..=u32::MAX).map(|number| Name::from(format!("{word}{number}")));
    names.find(|name| !taken(name)).unwrap_or_default()
}
