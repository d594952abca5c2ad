//! Tables as files: CSV and tab-separated text, for a spreadsheet.

use std::{fmt, sync::Arc};

use egui::Ui;

use super::{
    context::{Cx, Task},
    files::Ask,
    kit::{self, table::tsv},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Tsv,
}

impl Format {
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }
}

/// The lines of a table, made where they are written: there may be very many.
#[derive(Clone)]
pub struct Lines(Arc<dyn Fn() -> Vec<Vec<String>> + Send + Sync>);

impl Lines {
    /// `lines` makes the titles, and then a line for each row.
    pub fn new(lines: impl Fn() -> Vec<Vec<String>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lines))
    }

    /// As the contents of a file.
    ///
    /// # Errors
    /// When the CSV cannot be written, which memory alone could cause.
    pub fn text(&self, format: Format) -> std::io::Result<String> {
        let lines = (self.0)();
        match format {
            Format::Csv => csv(lines),
            Format::Tsv => {
                let lines: Vec<Vec<String>> =
                    lines.into_iter().map(|line| line.into_iter().map(harmless).collect()).collect();
                let mut text = tsv(lines.iter().map(|line| line.iter().map(String::as_str).collect()));
                text.push('\n');
                Ok(text)
            }
        }
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Lines as CSV, with what tells a spreadsheet that it is UTF-8.
///
/// # Errors
/// When it cannot be written, which memory alone could cause.
pub fn csv(lines: impl IntoIterator<Item = Vec<String>>) -> std::io::Result<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.into_iter().map(harmless)).map_err(std::io::Error::other)?;
    }
    let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    String::from_utf8(bytes).map(|text| format!("\u{FEFF}{text}")).map_err(std::io::Error::other)
}

/// A spreadsheet computes what begins like a formula: a name is not to be computed.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '−']) { format!("'{cell}") } else { cell }
}

/// The button with what a table can be exported as. `file`: the suggested name, without an extension.
pub fn menu(ui: &mut Ui, cx: &Cx<'_>, file: &str, lines: impl FnOnce() -> Lines) {
    let mut lines = Some(lines);
    kit::menu_button(ui, &cx.text("export-table"), |ui| {
        for (format, key) in [(Format::Csv, "audit-export-csv"), (Format::Tsv, "export-tsv")] {
            if kit::menu_entry(ui, &cx.text(key), "", Ok(())) {
                let suggested = format!("{file}.{}", format.extension());
                if let Some(lines) = lines.take() {
                    cx.push(Task::AskFile(Ask::SaveTable { suggested, format, lines: lines() }));
                }
                ui.close();
            }
        }
    });
}
