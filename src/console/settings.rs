//! What the window remembers between two runs. Nobody should be kept from working by a file of
//! settings: what is missing, wrong or absurd in it has its default.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{kit::table::TableLayout, panels::tree::Node};
use crate::words::Language;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "theme-system",
            Self::Light => "theme-light",
            Self::Dark => "theme-dark",
        }
    }
}

/// Which document is open when the program starts without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartWith {
    #[default]
    Sample,
    LastDocument,
}

impl StartWith {
    pub const ALL: [Self; 2] = [Self::Sample, Self::LastDocument];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sample => "setting-start-with-sample",
            Self::LastDocument => "setting-start-with-last",
        }
    }
}

/// Which view a document opens with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartView {
    /// The hub where there are several applications, the send ports of the only one otherwise.
    #[default]
    Fitting,
    /// The list of the first application's send ports.
    SendPorts,
    Hub,
    /// The one that was shown last.
    Last,
}

impl StartView {
    pub const ALL: [Self; 4] = [Self::Fitting, Self::SendPorts, Self::Hub, Self::Last];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Fitting => "setting-start-view-fitting",
            Self::SendPorts => "setting-start-view-ports",
            Self::Hub => "setting-start-view-hub",
            Self::Last => "setting-start-view-last",
        }
    }
}

/// Where the window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    pub size: [f32; 2],
    /// Not every system tells it.
    pub position: Option<[f32; 2]>,
    pub maximized: bool,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { size: Self::SIZE, position: None, maximized: false }
    }
}

impl WindowPlace {
    pub const SIZE: [f32; 2] = [1280.0, 800.0];
    pub const SMALLEST: [f32; 2] = [420.0, 320.0];
    const LARGEST: f32 = 16_384.0;

    /// Likewise, within what a window can be; a position that no screen has is forgotten.
    fn sanitized(mut self) -> Self {
        for axis in 0..2 {
            let size = &mut self.size[axis];
            *size = if size.is_finite() { size.clamp(Self::SMALLEST[axis], Self::LARGEST) } else { Self::SIZE[axis] };
        }
        let sane = |position: &[f32; 2]| position.iter().all(|at| at.is_finite() && at.abs() <= Self::LARGEST);
        self.position = self.position.filter(sane);
        self
    }
}

/// What stands in the middle of the window for what is chosen in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Centre {
    #[default]
    List,
    Diagram,
    Both,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "what can be switched, each for itself")]
pub struct Settings {
    /// `None`: the system's.
    pub language: Option<Language>,
    pub theme: Theme,
    /// 1.0 is 100 %.
    pub zoom: f32,
    /// Nothing moves by itself.
    pub reduced_motion: bool,
    /// At most so long is unsaved work only in memory, in seconds.
    pub autosave_seconds: u32,
    /// What Enter chooses when a start finds held messages: to keep them rather than to resume.
    pub keep_held: bool,
    pub start_with: StartWith,
    pub start_view: StartView,
    pub centre: Centre,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    /// How the columns of each table are arranged.
    pub tables: BTreeMap<String, TableLayout>,
    pub window: Option<WindowPlace>,
    /// The sizes of panels that were given another one than they had, in points.
    pub panels: BTreeMap<String, f32>,
    pub log_open: bool,
    /// What was shown last.
    pub last_view: Option<Node>,
    /// What becomes of a message is told before it is sent.
    pub predict_first: bool,
    /// Who is taught; their progress is kept under this name.
    pub trainee: String,
    /// The cards that tell where to begin are shown: from the very first start until one of them has led
    /// somewhere or they are closed.
    pub welcome: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            zoom: 1.0,
            reduced_motion: false,
            autosave_seconds: 60,
            keep_held: false,
            start_with: StartWith::Sample,
            start_view: StartView::Fitting,
            centre: Centre::List,
            recent: Vec::new(),
            window: None,
            panels: BTreeMap::new(),
            log_open: false,
            last_view: None,
            predict_first: false,
            trainee: String::new(),
            welcome: false,
            tables: BTreeMap::new(),
        }
    }
}

impl Settings {
    pub const RECENT: usize = 10;
    pub const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;
    pub const ZOOM_STEP: f32 = 0.1;
    /// In seconds.
    pub const AUTOSAVE: std::ops::RangeInclusive<u32> = 10..=600;
    const PANELS: usize = 32;
    const MAX_BYTES: u64 = 1 << 20;

    /// Where the settings stand, if the system tells.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "sendport").map(|dirs| dirs.config_dir().join("settings.ron"))
    }

    /// What is so before anything was set: the program was never started.
    #[must_use]
    pub fn first() -> Self {
        Self { welcome: true, ..Self::default() }
    }

    /// The settings of this file, or those of a first start where there is none. One that cannot be read in
    /// full is kept beside it, since the next change writes a new one.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        if matches!(path.try_exists(), Ok(false)) {
            return Self::first();
        }
        if !std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= Self::MAX_BYTES) {
            return Self::default();
        }
        let Ok(text) = std::fs::read_to_string(path) else { return Self::default() };
        let (settings, whole) = Self::read(&text);
        if !whole && let Err(error) = std::fs::copy(path, path.with_extension("ron.bak")) {
            log::warn!("settings: {error}");
        }
        settings
    }

    /// The settings of a text, and whether all of it was understood.
    #[must_use]
    pub fn read(text: &str) -> (Self, bool) {
        if let Ok(settings) = ron::from_str::<Self>(text) {
            return (settings.sanitized(), true);
        }
        // each field on its own, so that a wrong one does not take the others with it
        let good = fields(text).into_iter().filter(|field| ron::from_str::<Self>(&format!("({field})")).is_ok());
        let text = format!("({})", good.collect::<Vec<_>>().join(","));
        (ron::from_str::<Self>(&text).unwrap_or_default().sanitized(), false)
    }

    /// Within what the window can do.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        self.zoom = if self.zoom.is_finite() { self.zoom.clamp(*Self::ZOOM.start(), *Self::ZOOM.end()) } else { 1.0 };
        self.autosave_seconds = self.autosave_seconds.clamp(*Self::AUTOSAVE.start(), *Self::AUTOSAVE.end());
        self.window = self.window.map(WindowPlace::sanitized);
        self.panels.retain(|_, size| size.is_finite() && (20.0..=4000.0).contains(size));
        while self.panels.len() > Self::PANELS {
            self.panels.pop_last();
        }
        let mut seen = std::collections::HashSet::new();
        self.recent.retain(|path| !path.as_os_str().is_empty() && seen.insert(path.clone()));
        self.recent.truncate(Self::RECENT);
        self
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

    /// The zoom after so many steps up or down.
    #[must_use]
    pub fn zoomed(&self, steps: f32) -> f32 {
        let zoom = ((self.zoom + steps * Self::ZOOM_STEP) * 10.0).round() / 10.0;
        zoom.clamp(*Self::ZOOM.start(), *Self::ZOOM.end())
    }
}

/// Whether enough of a title bar is on one of the screens to be taken hold of. Rectangles are
/// left, top, right, bottom, in pixels.
#[must_use]
pub fn is_in_sight(title: [i32; 4], screens: impl IntoIterator<Item = [i32; 4]>) -> bool {
    const WIDTH: i32 = 100;
    const HEIGHT: i32 = 10;
    screens.into_iter().any(|screen| {
        let overlap = |from: usize, to: usize| title[to].min(screen[to]) - title[from].max(screen[from]);
        overlap(0, 2) >= WIDTH && overlap(1, 3) >= HEIGHT
    })
}

/// The fields of a struct in RON's notation, each as `name: value`, however much is wrong within.
fn fields(text: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let (mut depth, mut start, mut quoted, mut escaped) = (0_i32, 0, false, false);
    for (index, byte) in text.bytes().enumerate() {
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth == 1 {
                    start = index + 1;
                }
            }
            b')' | b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    fields.push(&text[start..index]);
                }
            }
            b',' if depth == 1 => {
                fields.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    fields.retain(|field| !field.trim().is_empty());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_the_way_through_their_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deeper/settings.ron");
        let settings = Settings {
            language: Some(Language::French),
            theme: Theme::Dark,
            zoom: 1.5,
            reduced_motion: true,
            autosave_seconds: 120,
            keep_held: true,
            start_with: StartWith::LastDocument,
            start_view: StartView::Last,
            centre: Centre::Both,
            recent: vec![PathBuf::from("/a, (b) \"c\".ron")],
            window: Some(WindowPlace { size: [900.0, 700.0], position: Some([-40.0, 12.0]), maximized: true }),
            panels: [("tree".to_owned(), 222.0)].into(),
            log_open: true,
            last_view: Some(Node::Folder(Some("Orders".into()), crate::model::ArtifactKind::SendPort)),
            predict_first: true,
            trainee: "Léa".to_owned(),
            welcome: true,
            tables: [("ports".to_owned(), TableLayout::default())].into(),
        };
        settings.save(&path).expect("a file");
        assert_eq!(Settings::load(&path), settings);
        assert!(!path.with_extension("ron.bak").exists());
    }

    #[test]
    fn where_to_begin_is_told_only_before_there_are_settings() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.ron");
        assert!(Settings::load(&path).welcome);
        // such as one of before there were cards, or one that is damaged
        for text in ["(theme: Dark)", "((("] {
            std::fs::write(&path, text).expect("a file");
            assert!(!Settings::load(&path).welcome, "{text}");
        }
    }

    #[test]
    fn one_wrong_field_does_not_take_the_others_with_it() {
        let text = r#"(
            language: Some(Klingon),
            theme: Dark,
            zoom: "large",
            recent: ["/a, b.ron", "/c.ron"],
            window: Some((size: (1000.0, 600.0), position: None, maximized: false)),
            unknown: [1, 2],
            panels: { "tree": 240.0 },
        )"#;
        let (settings, whole) = Settings::read(text);
        assert!(!whole);
        assert_eq!(settings.theme, Theme::Dark);
        assert_eq!(settings.recent, [PathBuf::from("/a, b.ron"), PathBuf::from("/c.ron")]);
        assert_eq!(settings.window.map(|it| it.size), Some([1000.0, 600.0]));
        assert!((settings.panels["tree"] - 240.0).abs() < 0.01);
        assert_eq!((settings.language, settings.zoom), (None, 1.0));
    }

    #[test]
    fn absurd_values_are_brought_within_bounds() {
        let text = r#"(zoom: 900.0, autosave_seconds: 0, recent: ["/a", "/a", ""],
            window: Some((size: (3.0, inf), position: Some((90000.0, NaN)), maximized: false)),
            panels: { "tree": NaN, "details": -4.0, "message": 300.0 })"#;
        let (settings, whole) = Settings::read(text);
        assert!(whole);
        assert!((settings.zoom - 3.0).abs() < 0.01);
        assert_eq!(settings.autosave_seconds, 10);
        assert_eq!(settings.recent, [PathBuf::from("/a")]);
        assert_eq!(settings.window, Some(WindowPlace { size: [420.0, 800.0], position: None, maximized: false }));
        assert_eq!(settings.panels.keys().collect::<Vec<_>>(), ["message"]);
        assert!((Settings::read("(zoom: NaN)").0.zoom - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_window_is_in_sight_when_its_title_can_be_taken_hold_of() {
        let screens = [[0, 0, 1920, 1080], [1920, 200, 3840, 1280]];
        let title = |x: i32, y: i32| [x, y, x + 1280, y + 30];
        assert!(is_in_sight(title(10, 10), screens));
        assert!(is_in_sight(title(3000, 1000), screens));
        assert!(is_in_sight(title(-1100, 0), screens));
        for (x, y) in [(-1250, 0), (4000, 300), (2500, 10), (100, 1075), (0, -100)] {
            assert!(!is_in_sight(title(x, y), screens), "{x} {y}");
        }
        assert!(!is_in_sight(title(0, 0), []));
    }

    #[test]
    fn no_text_keeps_the_window_from_opening() {
        for text in ["", "(", ")))", "((((", "\"", "(zoom: 2.0", "\u{0}", "nonsense", "(,,,)", "[zoom: 1.2]"] {
            let (settings, _) = Settings::read(text);
            assert!(settings == Settings::default() || settings.zoom > 1.0, "{text}");
        }
    }

    #[test]
    fn a_file_that_is_not_understood_is_kept_beside_the_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, "(theme: Purple, zoom: 2.0)").expect("a file");
        assert!((Settings::load(&path).zoom - 2.0).abs() < 0.01);
        let kept = std::fs::read_to_string(path.with_extension("ron.bak")).expect("the old file");
        assert!(kept.contains("Purple"));
    }
}
