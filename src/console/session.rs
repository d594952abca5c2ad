//! The open document: its engine, its file, and what of it is saved.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    app::Then,
    playing::Playing,
    recovery::{Leftover, Place},
};
use crate::{
    document::{self, Document},
    engine::{Clock, Engine, EngineHandle, EngineThread, InlineEngine, Snapshot, VirtualClock},
    message_box::{Error, LastIds, MessageBox, SqliteMessageBox},
    rules::outcome::Cell,
    training::{self, Began, Lesson, Manuscript, Recording, Scenario, Text},
    transport::{Simulated, Transports},
    words::{Language, Sentence},
};

/// The machine's clock, which the window and the terminal hand to the engine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// How the engine runs.
#[derive(Clone)]
pub enum Driver {
    /// On its own thread, by the machine's clock.
    Thread,
    /// In the window's thread, by a clock that stands still: for tests.
    Inline(VirtualClock),
}

impl Driver {
    /// What the machine's clock shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::Thread => SystemClock.now(),
            Self::Inline(clock) => clock.now(),
        }
    }
}

/// A scenario or a lesson that is none of the program's.
#[derive(Clone, Debug)]
pub struct Own {
    /// As its file has it.
    text: Arc<str>,
    manuscript: Arc<Manuscript>,
}

impl Own {
    /// As its file would be read.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn new(manuscript: &Manuscript) -> Result<Self, Sentence> {
        let (text, manuscript) = manuscript.as_kept()?;
        Ok(Self { text: text.into(), manuscript: Arc::new(manuscript) })
    }

    /// # Errors
    /// When the text is neither a scenario nor a lesson.
    pub fn read(text: &str, path: Option<&Path>) -> Result<Self, document::ReadError> {
        let manuscript = Manuscript::read(text, path)?;
        Ok(Self { text: text.into(), manuscript: Arc::new(manuscript) })
    }

    #[must_use]
    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }

    #[must_use]
    pub fn lesson(&self) -> Option<&Lesson> {
        match self.manuscript.as_ref() {
            Manuscript::Lesson(lesson) => Some(lesson),
            Manuscript::Scenario(_) => None,
        }
    }

    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        match self.manuscript.as_ref() {
            Manuscript::Scenario(scenario) => Some(scenario),
            Manuscript::Lesson(_) => None,
        }
    }
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Own {}

impl std::hash::Hash for Own {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Serialize for Own {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text, None).map_err(serde::de::Error::custom)
    }
}

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    New,
    /// The number of the scenario.
    Scenario(u32),
    /// The smallest scenario that shows a cell of the table of state combinations.
    Smallest(Cell),
    File(PathBuf),
    /// The number of the lesson.
    Lesson(u32),
    /// A fresh situation for a cell, from a seed.
    Practice(Cell, u64),
    /// A recording of this title.
    Recording(Text),
    /// A scenario or a lesson of an author.
    Own(Own),
}

impl Origin {
    /// The scenario with which the document began.
    #[must_use]
    pub fn scenario(&self) -> Option<Cow<'static, Scenario>> {
        match self {
            Self::Scenario(number) => training::scenario(*number).map(Cow::Borrowed),
            Self::Smallest(cell) => Some(Cow::Owned(training::smallest(*cell))),
            Self::Practice(cell, seed) => Some(Cow::Owned(training::practice(*cell, *seed))),
            Self::Own(own) => own.scenario().cloned().map(Cow::Owned),
            Self::New | Self::File(_) | Self::Lesson(_) | Self::Recording(_) => None,
        }
    }

    /// What is written of it, for whoever wants to write something like it.
    #[must_use]
    pub fn manuscript(&self) -> Option<Manuscript> {
        match self {
            Self::Lesson(number) => training::lesson(*number).cloned().map(Manuscript::from),
            Self::Own(own) => Some(own.manuscript().clone()),
            other => other.scenario().map(|scenario| scenario.into_owned().into()),
        }
    }

    /// Whether there is such a thing.
    #[must_use]
    pub fn is_written(&self) -> bool {
        !matches!(self, Self::New | Self::File(_) | Self::Recording(_))
    }

    /// What begins it anew.
    #[must_use]
    pub fn again(&self) -> Option<Then> {
        match self {
            Self::Scenario(number) => Some(Then::Scenario(*number)),
            Self::Smallest(cell) => Some(Then::Smallest(*cell)),
            Self::Lesson(number) => Some(Then::Lesson(*number)),
            Self::Practice(cell, seed) => Some(Then::Practice(*cell, *seed)),
            Self::Own(own) => Some(Then::Own(own.clone())),
            Self::New | Self::File(_) | Self::Recording(_) => None,
        }
    }
}

/// The open document.
pub struct Session {
    // ends first, since it holds files of the place
    pub engine: Box<dyn EngineHandle>,
    /// How everything stood when it began.
    pub began: Began,
    pub origin: Origin,
    /// The edition that the file holds; 0 for what was just made or opened.
    pub saved: u64,
    /// The MessageBox lives no longer than the session.
    pub is_scratch: bool,
    /// Where unsaved work is kept for the case of a crash.
    pub place: Option<Place>,
    driver: Driver,
}

/// The edition of a document of which no file holds anything.
const NEVER: u64 = u64::MAX;

/// What a session begins with: a document, and where its clock stands unless that is the machine's.
pub struct Beginning {
    pub document: Document,
    /// What the clock shows, standing; without it, it is that of the machine.
    pub clock: Option<DateTime>,
}

impl From<Document> for Beginning {
    fn from(document: Document) -> Self {
        Self { document, clock: None }
    }
}

impl From<&Scenario> for Beginning {
    fn from(scenario: &Scenario) -> Self {
        Self { document: scenario.document.clone(), clock: scenario.begins }
    }
}

impl From<&Own> for Beginning {
    fn from(own: &Own) -> Self {
        match own.manuscript() {
            Manuscript::Scenario(scenario) => scenario.as_ref().into(),
            Manuscript::Lesson(lesson) => Self { document: lesson.document.clone(), clock: lesson.begins },
        }
    }
}

/// What was read from disk and is not yet shown.
pub enum Loaded {
    /// A document and its MessageBox.
    Document {
        document: Box<Document>,
        store: Result<Box<dyn MessageBox>, Error>,
    },
    /// A scenario or a lesson, which begins a new document: saving must not write over it.
    Own(Own),
    Recording(Arc<Recording>),
}

impl Session {
    /// # Errors
    /// When the MessageBox cannot be used.
    pub fn start(
        beginning: impl Into<Beginning>,
        store: Box<dyn MessageBox>,
        origin: Origin,
        driver: &Driver,
        ctx: &egui::Context,
    ) -> Result<Self, Error> {
        let Beginning { document, clock: begins } = beginning.into();
        let now = driver.now();
        let engine = match driver {
            Driver::Thread => {
                let adapter = Box::<Transports>::default();
                let mut engine = Engine::at_rest(document.group, document.role, store, adapter, now)?;
                engine.set_zone(TimeZone::system());
                if let Some(begins) = begins {
                    engine.stand_at_local(begins, now)?;
                }
                engine
            }
            Driver::Inline(_) => {
                let mut engine = Engine::new(document.group, document.role, store, Box::new(Simulated), now)?;
                if let Some(begins) = begins {
                    engine.stand_at_local(begins, now)?;
                }
                engine
            }
        };
        Self::run(engine, now, origin, driver, ctx)
    }

    fn run(
        mut engine: Engine,
        now: Timestamp,
        origin: Origin,
        driver: &Driver,
        ctx: &egui::Context,
    ) -> Result<Self, Error> {
        let began = Began { machine: now, snapshot: engine.snapshot(), ids: engine.last_ids() };
        let engine: Box<dyn EngineHandle> = match driver {
            Driver::Thread => {
                let ctx = ctx.clone();
                let thread = EngineThread::start(engine, SystemClock, move || ctx.request_repaint())
                    .map_err(|error| Error::Store(error.to_string()))?;
                Box::new(thread)
            }
            Driver::Inline(clock) => Box::new(InlineEngine::new(engine, clock.clone())),
        };
        Ok(Self { engine, began, origin, saved: 0, is_scratch: false, place: None, driver: driver.clone() })
    }

    /// Shows a recording. Nothing of it is kept: it is a file, or made of a scenario.
    #[must_use]
    pub fn shown(engine: Playing, origin: Origin, driver: &Driver) -> Self {
        let began = Began { machine: driver.now(), snapshot: engine.snapshot(), ids: LastIds::default() };
        let engine = Box::new(engine);
        Self { engine, began, origin, saved: 0, is_scratch: true, place: None, driver: driver.clone() }
    }

    /// Goes on by hand with an engine that a recording left. Its MessageBox, which is in memory, goes to the
    /// recovery folder, where there is one.
    ///
    /// # Errors
    /// When the system starts no more threads.
    pub fn go_on(
        mut engine: Engine,
        origin: Origin,
        driver: &Driver,
        ctx: &egui::Context,
        recovery: Option<&Path>,
    ) -> Result<Self, Error> {
        let saved = engine.snapshot().edition;
        let mut session = Self::run(engine, driver.now(), origin, driver, ctx)?;
        let place = new_place(recovery);
        if let Some(place) = &place {
            session.engine.move_message_box(place.message_box());
        }
        (session.saved, session.is_scratch, session.place) = (saved, true, place);
        Ok(session)
    }

    /// A session whose MessageBox lives no longer than it does. It stands in the recovery folder,
    /// where there is one.
    ///
    /// # Errors
    /// When not even memory can hold a MessageBox.
    pub fn start_scratch(
        beginning: impl Into<Beginning>,
        origin: Origin,
        driver: &Driver,
        ctx: &egui::Context,
        recovery: Option<&Path>,
    ) -> Result<Self, Error> {
        let place = new_place(recovery);
        let store = match &place {
            Some(place) => scratch_store(&place.message_box())?,
            None => Box::new(SqliteMessageBox::in_memory()?),
        };
        let mut session = Self::start(beginning, store, origin, driver, ctx)?;
        (session.is_scratch, session.place) = (true, place);
        Ok(session)
    }

    /// Unsaved work from now on is kept in the recovery folder too.
    #[must_use]
    pub fn kept_in(mut self, recovery: Option<&Path>) -> Self {
        self.place = new_place(recovery);
        self
    }

    /// Goes on with what a process left behind, as unsaved work. Messages of a document with a file
    /// are beside the file; if they cannot be had, it goes on without.
    ///
    /// # Errors
    /// When the MessageBox cannot be used.
    pub fn start_recovered(
        leftover: Leftover,
        document: Document,
        driver: &Driver,
        ctx: &egui::Context,
    ) -> Result<Self, Error> {
        let origin = leftover.note.origin.clone();
        let is_unsaved = leftover.contents.document.is_some();
        let place = leftover.into_place();
        let beside = match &origin {
            Origin::File(path) => SqliteMessageBox::open(&message_box_path(path)).ok(),
            _ => None,
        };
        let is_scratch = beside.is_none();
        let store = match beside {
            Some(store) => Box::new(store),
            None => scratch_store(&place.message_box())?,
        };
        let mut session = Self::start(document, store, origin, driver, ctx)?;
        session.saved = if is_unsaved { NEVER } else { 0 };
        (session.is_scratch, session.place) = (is_scratch, Some(place));
        Ok(session)
    }

    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            _ => None,
        }
    }

    /// What the title of the window calls the document.
    #[must_use]
    pub fn title(&self, language: Language) -> Title {
        match &self.origin {
            Origin::New => Title::Key(Sentence::new("document-untitled")),
            Origin::Scenario(number) => crate::training::scenarios()
                .iter()
                .find(|scenario| scenario.number == *number)
                .map_or(Title::Key(Sentence::new("document-untitled")), |scenario| {
                    Title::Text(scenario.title.get(language).to_owned())
                }),
            Origin::Lesson(number) => training::lesson(*number)
                .map_or(Title::Key(Sentence::new("document-untitled")), |lesson| {
                    Title::Text(lesson.title.get(language).to_owned())
                }),
            Origin::Practice(_, seed) => {
                Title::Key(Sentence::new("practice-title").with("number", (seed + 1).to_string()))
            }
            Origin::Smallest(cell) => Title::Key(training::smallest_title(*cell)),
            Origin::Own(own) => match own.manuscript().title().get(language) {
                "" => Title::Key(Sentence::new("document-untitled")),
                title => Title::Text(title.to_owned()),
            },
            Origin::Recording(title) => Title::Text(title.get(language).to_owned()),
            Origin::File(path) => Title::Text(path.file_stem().unwrap_or_default().to_string_lossy().into_owned()),
        }
    }

    #[must_use]
    pub fn is_dirty(&self, snapshot: &Snapshot) -> bool {
        self.engine.machine().is_none() && snapshot.edition != self.saved
    }

    /// What the machine's clock shows for the engine.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.engine.machine().unwrap_or_else(|| self.driver.now())
    }

    /// The document as it is now.
    #[must_use]
    pub fn document(snapshot: &Snapshot) -> Document {
        Document { group: snapshot.group.clone(), role: snapshot.role }
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.engine.snapshot()
    }

    /// The MessageBox that belongs to a file from now on.
    pub fn belongs_to(&mut self, path: PathBuf) {
        self.origin = Origin::File(path);
        if std::mem::take(&mut self.is_scratch)
            && let Some(place) = &self.place
        {
            place.remove_message_box();
        }
    }
}

fn new_place(recovery: Option<&Path>) -> Option<Place> {
    Place::new(recovery?).map_err(|error| log::warn!("recovery folder: {error}")).ok()
}

/// A MessageBox in this file, or in memory if that cannot be.
fn scratch_store(path: &Path) -> Result<Box<SqliteMessageBox>, Error> {
    SqliteMessageBox::open(path)
        .or_else(|error| {
            log::warn!("{error}");
            SqliteMessageBox::in_memory()
        })
        .map(Box::new)
}

/// Where unsaved work is kept, if the system tells.
#[must_use]
pub fn recovery_folder() -> Option<PathBuf> {
    Some(directories::ProjectDirs::from("", "", "sendport")?.data_local_dir().join("recovery"))
}

pub enum Title {
    Key(Sentence),
    Text(String),
}

/// `orders.ron` keeps its messages in `orders.messagebox.sqlite`.
#[must_use]
pub fn message_box_path(document: &Path) -> PathBuf {
    document.with_extension("messagebox.sqlite")
}

/// Reads a document and opens its MessageBox. Not for the window's thread.
///
/// # Errors
/// What is wrong with the document; what is wrong with the MessageBox stands in [`Loaded`].
pub fn load(path: &Path) -> Result<Loaded, document::ReadError> {
    let document = match document::load(path) {
        Ok(document) => document,
        Err(error) => {
            // a file that is no document may be one of training
            return of_training(path).unwrap_or(Err(error));
        }
    };
    let store = SqliteMessageBox::open(&message_box_path(path)).map(|store| Box::new(store) as Box<dyn MessageBox>);
    Ok(Loaded::Document { document: Box::new(document), store })
}

/// A scenario or a lesson, which begins as a new document, or a recording; `None`: it is none of them.
fn of_training(path: &Path) -> Option<Result<Loaded, document::ReadError>> {
    let text = training::load_text(path).ok()?;
    match training::name(&text) {
        "Recording" => {
            let read = training::read_recording(&text, Some(path));
            Some(read.map(|recording| Loaded::Recording(Arc::new(recording))))
        }
        "Scenario" | "Lesson" => Some(Own::read(&text, Some(path)).map(Loaded::Own)),
        // without a name it is taken for a document, if it is no scenario
        _ => Some(Ok(Loaded::Own(Own::read(&text, Some(path)).ok()?))),
    }
}

/// Puts a MessageBox that cannot be used out of the way, under a name that says so.
///
/// # Errors
/// When it cannot be renamed.
pub fn set_aside(message_box: &Path) -> std::io::Result<PathBuf> {
    let aside = (1..)
        .map(|number| message_box.with_extension(format!("sqlite.set-aside-{number}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| message_box.with_extension("sqlite.set-aside"));
    std::fs::rename(message_box, &aside)?;
    for suffix in ["-wal", "-shm"] {
        let mut name = message_box.as_os_str().to_owned();
        name.push(suffix);
        let mut to = aside.as_os_str().to_owned();
        to.push(suffix);
        // they are only there after a crash
        let _ = std::fs::rename(name, to);
    }
    Ok(aside)
}
