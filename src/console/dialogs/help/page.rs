//! What a page of help is made of; the same for the screen, for the search and for Markdown.

use crate::{
    console::{context::Cx, find::Folded},
    model::PortState,
    rules::{
        Citation, Page, lifecycle,
        outcome::{Path, decide},
    },
    words::Sentence,
};

/// A page, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HelpPage {
    /// About what is selected.
    Selection,
    Keys,
    Actions,
    Outcomes,
    Glossary,
    Disagreements,
}

impl HelpPage {
    pub const ALL: [Self; 6] =
        [Self::Selection, Self::Keys, Self::Actions, Self::Outcomes, Self::Glossary, Self::Disagreements];

    /// The key of its title.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Selection => "help-page-selection",
            Self::Keys => "help-page-keys",
            Self::Actions => "actions-title",
            Self::Outcomes => "outcomes-title",
            Self::Glossary => "help-page-glossary",
            Self::Disagreements => "help-page-disagreements",
        }
    }
}

/// A piece of a page.
#[derive(Clone, Debug)]
pub enum Block {
    Heading(String),
    Text(String),
    /// Where it stands.
    Note(String),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
        /// The shares of the columns in the width.
        shares: &'static [f32],
    },
    /// The table of actions, for what is selected if anything is.
    ActionTable,
    OutcomeTable,
}

/// Whether a text contains what is looked for, whatever its case and accents.
pub fn fits(text: &str, needle: &str) -> bool {
    needle.is_empty() || Folded::new(text).text.to_lowercase().contains(needle)
}

fn table(cx: &Cx<'_>, block: &Block) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    Some(match block {
        Block::Table { head, rows, .. } => (head.clone(), rows.clone()),
        Block::ActionTable => actions(cx),
        Block::OutcomeTable => outcomes(cx),
        _ => return None,
    })
}

/// How many rows or paragraphs contain what is looked for.
pub fn hits(blocks: &[Block], cx: &Cx<'_>, needle: &str) -> usize {
    if needle.is_empty() {
        return 0;
    }
    let of = |block: &Block| match block {
        Block::Heading(_) => 0,
        Block::Text(text) | Block::Note(text) => usize::from(fits(text, needle)),
        other => {
            let rows = table(cx, other).map(|(_, rows)| rows).unwrap_or_default();
            rows.iter().filter(|row| row.iter().any(|cell| fits(cell, needle))).count()
        }
    };
    blocks.iter().map(of).sum()
}

/// The page as Markdown.
pub fn markdown(cx: &Cx<'_>, title: &str, blocks: &[Block]) -> String {
    let mut lines = vec![format!("## {title}"), String::new()];
    let cells = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |", cells.join(" | "))
    };
    for block in blocks {
        match block {
            Block::Heading(text) => lines.extend([format!("### {text}"), String::new()]),
            Block::Text(text) => lines.extend([text.clone(), String::new()]),
            Block::Note(text) => lines.extend([format!("*{text}*"), String::new()]),
            other => {
                let Some((head, rows)) = table(cx, other) else { continue };
                lines.push(cells(&head));
                lines.push(format!("|{}", "---|".repeat(head.len())));
                lines.extend(rows.iter().map(|row| cells(row)));
                lines.push(String::new());
                if matches!(other, Block::ActionTable) {
                    let citation = Citation::page(Page::SendPortsAndSendPortGroups);
                    lines.extend([format!("*{}*", cx.say(&citation.sentence())), String::new()]);
                }
            }
        }
    }
    lines.join("\n")
}

fn actions(cx: &Cx<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let head = std::iter::once(cx.text("actions-corner")).chain(PortState::ALL.map(|state| cx.text(state.key())));
    let row = |action: crate::rules::Action| {
        let to = |from| match lifecycle::look_up(action, from).to {
            Some(to) => cx.text(to.key()),
            None => cx.text("actions-not-available"),
        };
        std::iter::once(cx.text(action.key())).chain(PortState::ALL.map(to)).collect()
    };
    (head.collect(), lifecycle::actions().map(row).collect())
}

fn outcomes(cx: &Cx<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let column = |state: PortState| cx.say(&Sentence::new("outcomes-port").with("state", Sentence::new(state.key())));
    let head = std::iter::once(cx.text("outcomes-corner")).chain(PortState::ALL.map(column)).collect();
    let paths = std::iter::once(Path::Direct).chain(PortState::ALL.map(Path::ViaGroup));
    let row = |path: Path| {
        let title = match path {
            Path::Direct => cx.text("outcomes-direct"),
            Path::ViaGroup(state) => {
                cx.say(&Sentence::new("outcomes-via-group").with("state", Sentence::new(state.key())))
            }
        };
        let cell = |state| {
            let ruling = decide(path, state);
            let verdict = cx.text(ruling.verdict.key());
            match ruling.rule.citation().stamp() {
                Some(stamp) => format!("{verdict} ({})", cx.say(&stamp)),
                None => verdict,
            }
        };
        std::iter::once(title).chain(PortState::ALL.map(cell)).collect()
    };
    (head, paths.map(row).collect())
}
