//! Help: made of the command table, the two tables of rules and the words of both languages, so
//! that it cannot disagree with what the program does.

mod disagreements;
mod draw;
mod glossary;
mod keys;
mod page;
mod selection;

use egui::{TextEdit, Ui, WidgetInfo};

pub use page::{Block, HelpPage};

use super::{After, Dialog, actions::ActionTableDialog, outcomes::OutcomeTableDialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        find::Folded,
        kit::{PageEntry, dialog, page_list},
        panels::tree::Node,
        theme,
    },
    model::ArtifactRef,
    words::{Language, Sentence, Words},
};

/// Something that help tells about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    Page(HelpPage),
    /// A term of the glossary, by its key.
    Term(String),
}

/// All topics, with a title and what else they are found by.
#[must_use]
pub fn topics(words: &Words) -> Vec<(Topic, String, String)> {
    let pages = HelpPage::ALL
        .into_iter()
        .filter(|page| *page != HelpPage::Selection)
        .map(|page| (Topic::Page(page), words.text(page.key()).into_owned(), String::new()));
    let terms = glossary::terms().iter().map(|key| {
        (Topic::Term(key.clone()), words.text(key).into_owned(), words.text(&glossary::meaning(key)).into_owned())
    });
    pages.chain(terms).collect()
}

/// The window of help.
pub struct HelpDialog {
    page: HelpPage,
    query: String,
    /// What F1 was pressed on.
    selection: Vec<ArtifactRef>,
    node: Option<Node>,
    /// The other language, for the glossary.
    other: Option<Words>,
    made_for: Option<(Language, Option<u64>)>,
    pages: Vec<(HelpPage, Vec<Block>)>,
    hits: Vec<usize>,
    tables: draw::Tables,
}

impl HelpDialog {
    #[must_use]
    pub fn new(topic: Topic, selection: Vec<ArtifactRef>) -> Self {
        let page = match &topic {
            Topic::Page(page) => *page,
            Topic::Term(_) => HelpPage::Glossary,
        };
        Self {
            page,
            query: match topic {
                Topic::Term(key) => key,
                Topic::Page(_) => String::new(),
            },
            tables: draw::Tables {
                actions: ActionTableDialog::new(selection.clone()),
                outcomes: OutcomeTableDialog::new(selection.clone()),
            },
            selection,
            node: None,
            other: None,
            made_for: None,
            pages: Vec::new(),
            hits: Vec::new(),
        }
    }

    /// Help about what is selected, or about what is shown.
    #[must_use]
    pub fn about(selection: Vec<ArtifactRef>, node: Node) -> Self {
        Self { node: Some(node), ..Self::new(Topic::Page(HelpPage::Selection), selection) }
    }

    fn make(&mut self, ui: &Ui, cx: &Cx<'_>) {
        // only the page about the selection follows what happens
        let generation = self.node.is_some().then_some(cx.snapshot.generation);
        let key = (cx.words.language(), generation);
        if self.made_for == Some(key) {
            return;
        }
        if self.made_for.is_none() && self.query.starts_with(glossary::PREFIX) {
            self.query = cx.text(&self.query);
        }
        self.made_for = Some(key);
        let other = Language::ALL.into_iter().find(|language| *language != cx.words.language()).unwrap_or_default();
        let other = self.other.take().filter(|words| words.language() == other).unwrap_or_else(|| Words::new(other));
        self.pages = HelpPage::ALL
            .into_iter()
            .filter_map(|page| {
                let blocks = match page {
                    HelpPage::Selection => selection::blocks(cx, self.node.as_ref()?, &self.selection),
                    HelpPage::Keys => keys::blocks(ui.ctx(), cx),
                    HelpPage::Actions => vec![Block::ActionTable],
                    HelpPage::Outcomes => vec![Block::OutcomeTable],
                    HelpPage::Glossary => glossary::blocks(cx.words, &other),
                    HelpPage::Disagreements => disagreements::blocks(cx),
                };
                Some((page, blocks))
            })
            .collect();
        self.other = Some(other);
        self.count(cx);
    }

    /// Counts what fits on each page; a page without anything gives way to one with something.
    fn count(&mut self, cx: &Cx<'_>) {
        let needle = self.needle();
        self.hits = self.pages.iter().map(|(_, blocks)| page::hits(blocks, cx, &needle)).collect();
        let here = self.pages.iter().position(|(page, _)| *page == self.page);
        if !needle.is_empty()
            && here.is_none_or(|here| self.hits[here] == 0)
            && let Some(there) = self.hits.iter().position(|hits| *hits > 0)
        {
            self.page = self.pages[there].0;
        }
    }

    fn needle(&self) -> String {
        Folded::new(self.query.trim()).text.to_lowercase()
    }

    fn search(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let hint = cx.text("help-search");
        let field = TextEdit::singleline(&mut self.query).hint_text(hint.as_str()).desired_width(260.0).char_limit(100);
        let field = ui.add(field);
        field.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &self.query, &self.query, hint.as_str());
            info.label = Some(hint.clone());
            info
        });
        dialog::offer_focus(&field);
        if field.changed() {
            self.count(cx);
        }
        if !self.query.trim().is_empty() {
            let hits: usize = self.hits.iter().sum();
            ui.label(theme::weak(ui, &cx.say(&Sentence::new("help-hits").with("count", hits))));
        }
    }
}

impl Dialog for HelpDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("help-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(980.0, 660.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.make(ui, cx);
        let needle = self.needle();
        dialog::body(ui, false, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
                ui.horizontal(|ui| self.search(ui, cx));
            });
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.separator();
            let entries: Vec<PageEntry> = self
                .pages
                .iter()
                .enumerate()
                .map(|(index, (page, _))| {
                    let hits = self.hits.get(index).copied().unwrap_or(0);
                    let title = cx.text(page.key());
                    let title = if needle.is_empty() || hits == 0 { title } else { format!("{title} ({hits})") };
                    PageEntry { title, ..PageEntry::default() }
                })
                .collect();
            let mut chosen = self.pages.iter().position(|(page, _)| *page == self.page).unwrap_or(0);
            let blocks = self.pages.get(chosen).map(|(_, blocks)| blocks.as_slice()).unwrap_or_default();
            page_list(ui, cx.words, &entries, &mut chosen, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                draw::page(ui, cx, blocks, &needle, &mut self.tables);
            });
            self.page = self.pages.get(chosen).map_or(self.page, |(page, _)| *page);
        });
        let choices = ["kit-close", "help-copy-page", "help-copy-all"].map(|key| parts::Choice::new(cx.text(key)));
        match parts::buttons(ui, &choices, 0) {
            None => return After::Stay,
            Some(0) => return After::Close,
            Some(choice) => {
                let pages = self.pages.iter().filter(|(page, _)| choice == 2 || *page == self.page);
                let text: Vec<String> =
                    pages.map(|(page, blocks)| page::markdown(cx, &cx.text(page.key()), blocks)).collect();
                cx.push(Task::Copy(text.join("\n")));
            }
        }
        After::Stay
    }
}
