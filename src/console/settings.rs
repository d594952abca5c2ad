//! What the window remembers between two runs.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::kit::table::TableLayout;
use crate::words::Language;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What stands in the middle of the window for what is chosen in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Centre {
    #[default]
    List,
    Diagram,
    Both,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `None`: the system's.
    pub language: Option<Language>,
    pub theme: Theme,
    pub centre: Centre,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    /// How the columns of each table are arranged.
    pub tables: BTreeMap<String, TableLayout>,
}

impl Settings {
    const RECENT: usize = 10;
    const MAX_BYTES: u64 = 1 << 20;

    /// Where the settings stand, if the system tells.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "sendport").map(|dirs| dirs.config_dir().join("settings.ron"))
    }

    /// The settings of this file; what is missing or wrong has its default, since nobody should
    /// be kept from working by them.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        if !std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= Self::MAX_BYTES) {
            return Self::default();
        }
        std::fs::read_to_string(path).ok().and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
    }

    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).map_err(std::io::Error::other)?;
        let file = tempfile::NamedTempFile::new_in(folder)?;
        std::fs::write(file.path(), text)?;
        file.persist(path)?;
        Ok(())
    }

    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|it| *it != path);
        self.recent.insert(0, path);
        self.recent.truncate(Self::RECENT);
    }
}
