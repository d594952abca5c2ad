//! The audit as a file: CSV for a spreadsheet, Markdown for people.

use crate::{
    console::{context::Cx, export::csv},
    engine::AuditRow,
    message_box::AuditId,
};

use super::fields;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Markdown,
}

impl Format {
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

const TITLES: [&str; 8] = [
    "audit-number",
    "audit-when",
    "audit-who",
    "audit-kind",
    "audit-what",
    "audit-artifacts",
    "audit-changed",
    "audit-undone-by",
];

/// The entries as text. Times are UTC, so that the file says the same everywhere.
///
/// # Errors
/// When the CSV cannot be written, which memory alone could cause.
pub fn text(cx: &Cx<'_>, rows: &[AuditRow], format: Format) -> std::io::Result<String> {
    let titles = TITLES.map(|key| cx.text(key));
    let lines = rows.iter().map(|row| line(cx, row));
    match format {
        Format::Csv => csv(std::iter::once(titles.to_vec()).chain(lines.map(|line| line.to_vec()))),
        Format::Markdown => {
            let mut text = format!("# {}\n\n", cx.text("node-audit"));
            let row = |cells: [String; 8]| format!("| {} |\n", cells.map(|cell| escaped(&cell)).join(" | "));
            text.push_str(&row(titles));
            text.push('|');
            text.push_str(&" --- |".repeat(8));
            text.push('\n');
            lines.for_each(|line| text.push_str(&row(line)));
            Ok(text)
        }
    }
}

fn line(cx: &Cx<'_>, row: &AuditRow) -> [String; 8] {
    [
        row.entry.id.to_string(),
        row.entry.time.to_string(),
        cx.text(row.entry.role.key()),
        cx.text(row.entry.kind.key()),
        super::action(cx, row),
        fields::artifacts(cx, row),
        fields::summary(cx, row),
        row.entry.undone.map(|AuditId(id)| id.to_string()).unwrap_or_default(),
    ]
}

/// What would end a cell of a table, or be taken for markup.
fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for sign in cell.chars() {
        match sign {
            '|' | '\\' | '<' | '>' | '*' | '_' | '`' | '[' | ']' => text.extend(['\\', sign]),
            '\n' | '\r' => text.push(' '),
            sign => text.push(sign),
        }
    }
    text
}
