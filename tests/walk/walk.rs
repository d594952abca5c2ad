//! The walk itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Mutex,
};

use egui::{Key, accesskit::Role};
use egui_kittest::{Node, kittest::NodeT as _};
use sendport::{
    model::adapters::{Kind, SEND_ADAPTERS},
    training,
    words::{Language, Sentence, Words},
};

use crate::{
    checks::{self, Finding},
    complete,
    driver::Window,
    exceptions::{EXCEPTIONS, allowing},
    look::Look,
    places::places,
    popups::{self, Popups},
    views,
    ways::{leave, start, words},
};

const SIZES: [[f32; 2]; 4] = [[1280.0, 800.0], [1024.0, 768.0], [512.0, 384.0], [3840.0, 2160.0]];

/// The two sizes that everything is fit for.
fn is_common(size: [f32; 2]) -> bool {
    [1280.0, 512.0].contains(&size[0])
}

/// What a walk brings home.
#[derive(Default)]
struct Notes {
    findings: BTreeMap<(Finding, String), BTreeSet<String>>,
    /// By language and place.
    texts: BTreeMap<(&'static str, String), BTreeSet<String>>,
    data: String,
    used: BTreeSet<usize>,
    /// The kinds of the dialogs that were open.
    dialogs: BTreeSet<&'static str>,
}

#[test]
fn every_place_is_fit_to_be_shown() {
    let only = std::env::var("SENDPORT_PLACE").unwrap_or_default();
    let notes = Mutex::new(Notes::default());
    std::thread::scope(|scope| {
        for language in Language::ALL {
            let (notes, only) = (&notes, &only);
            scope.spawn(move || {
                for size in SIZES {
                    // elsewhere the longer language is enough
                    if !is_common(size) && language == Language::English {
                        continue;
                    }
                    let found = walk(size, language, only);
                    let mut notes = notes.lock().expect("no walker has panicked");
                    notes.data.push_str(&found.data);
                    notes.used.extend(found.used);
                    notes.dialogs.extend(found.dialogs);
                    for (key, texts) in found.texts {
                        notes.texts.entry(key).or_default().extend(texts);
                    }
                    for (key, at) in found.findings {
                        notes.findings.entry(key).or_default().extend(at);
                    }
                }
            });
        }
    });
    let notes = notes.into_inner().expect("no walker has panicked");
    // the same thing found in many places is one line
    let mut places = BTreeMap::<(&str, &str), BTreeSet<String>>::new();
    for ((finding, place), at) in &notes.findings {
        let of = if only.is_empty() { finding.of.split(" at [[").next().unwrap_or_default() } else { &finding.of };
        let at = at.iter().cloned().collect::<Vec<_>>().join(", ");
        places.entry((finding.what, of)).or_default().insert(format!("{place} ({at})"));
    }
    let mut report: Vec<String> = Vec::new();
    for ((what, of), at) in places {
        let more = at.len().saturating_sub(2);
        let some = at.into_iter().take(2).collect::<Vec<_>>().join("; ");
        report.push(format!(
            "{what:<12} {of} -- {some}{}",
            if more > 0 { format!(" and {more} more") } else { String::new() }
        ));
    }
    report.extend(untranslated(&notes));
    if only.is_empty() {
        let unused = EXCEPTIONS.iter().enumerate().filter(|(index, _)| !notes.used.contains(index));
        report.extend(complete::never_opened(&notes.dialogs));
        report.extend(unused.map(|(_, exception)| format!("no longer needed: {exception:?}")));
    }
    assert!(report.is_empty(), "{} findings:\n{}", report.len(), report.join("\n"));
}

fn walk(size: [f32; 2], language: Language, only: &str) -> Notes {
    let mut notes = Notes::default();
    let mut window = start(size, language);
    // names, addresses and values stand between quotes there, words of the program do not
    let names = |window: &Window| {
        format!("{:?}", window.snapshot()).split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n")
    };
    notes.data = names(&window);
    // the fields of an adapter are called as its documentation calls them, and take its values
    for setting in SEND_ADAPTERS.iter().flat_map(|it| it.settings) {
        notes.data.extend([setting.label, "\n"]);
        if let Kind::Choice(choices) = setting.kind {
            notes.data.extend(choices.iter().flat_map(|it| [it.value, "\n"]));
        }
    }
    let mut popups = Popups::default();
    for (place, go) in places() {
        if !place.contains(only) && !place.ends_with("again") && !place.starts_with("nothing: app") {
            continue;
        }
        // dialogs and menus are not larger in a larger window
        if !is_common(size) && !views::PLACES.iter().any(|(name, _)| name == place) {
            continue;
        }
        // another document may have changed as often
        let of = |window: &Window| (window.snapshot().generation, window.title().to_owned());
        let before = of(&window);
        go(&mut window);
        if of(&window) != before {
            notes.data.push_str(&names(&window));
        }
        notes.dialogs.extend(window.harness.state().open_dialogs());
        notes.take(&mut window, place, size, language);
        notes.open(&mut window, &mut popups, place, size, language);
        // the other pages of help are the same whatever it is about
        let pages = if place.contains("help on") { Vec::new() } else { pages(&mut window) };
        for (number, page) in pages {
            open_page(&mut window, &page);
            let place = format!("{place}, page {}", number + 1);
            notes.take(&mut window, &place, size, language);
            notes.open(&mut window, &mut popups, &place, size, language);
        }
        leave(&mut window);
    }
    let _ = write!(notes.data, "{:?}", window.snapshot());
    // paths begin where the test runs
    notes.data.push_str(&std::env::current_exe().expect("this test").display().to_string());
    notes
}

impl Notes {
    fn take(&mut self, window: &mut Window, place: &str, size: [f32; 2], language: Language) {
        let look = Look::at(window);
        let texts = checks::texts(window, &look);
        // the glossary holds the terms of both languages
        if size[0] < 2000.0 && !shows_page(window, "help-page-glossary") {
            self.texts.entry((language.code(), place.to_owned())).or_default().extend(texts);
        }
        let first = place.split(',').next().unwrap_or_default();
        for finding in checks::all(window, look) {
            if let Some(index) = allowing(first, &finding) {
                self.used.insert(index);
            } else {
                let at = format!("{} {}x{}", language.code(), size[0], size[1]);
                self.findings.entry((finding, place.to_owned())).or_default().insert(at);
            }
        }
    }
}

impl Notes {
    /// Whatever hangs from something here and was not seen before.
    fn open(&mut self, window: &mut Window, popups: &mut Popups, place: &str, size: [f32; 2], language: Language) {
        // where there is more room than that they are the same
        if !is_common(size) {
            return;
        }
        for way in popups.of(window) {
            let place = format!("{place}, {}", way.name());
            if !way.open(window) {
                let finding = Finding { what: "does not open", of: way.name() };
                let at = format!("{} {}x{}", language.code(), size[0], size[1]);
                self.findings.entry((finding, place)).or_default().insert(at);
                continue;
            }
            self.take(window, &place, size, language);
            // a menu within a menu
            for within in popups.of(window) {
                if within.open(window) {
                    self.take(window, &format!("{place}, {}", within.name()), size, language);
                }
                popups::close(window);
                way.open(window);
            }
            popups::close(window);
        }
    }
}

/// Whether a dialog shows the page whose title has this key.
fn shows_page(window: &Window, key: &str) -> bool {
    let words = words(window);
    let (title, drop_down) = (words.text(key), words.text("kit-page"));
    checks::top(window).children_recursive().any(|node| {
        let it = node.accesskit_node();
        match it.role() {
            Role::Tab => it.is_selected() == Some(true) && it.label().as_deref() == Some(&*title),
            Role::ComboBox => it.label().as_deref() == Some(&*drop_down) && it.value().as_deref() == Some(&*title),
            _ => false,
        }
    })
}

/// The pages of a window of properties but the one that is shown, with their places: a list of
/// tabs or, in a small window, a drop-down.
fn pages(window: &mut Window) -> Vec<(usize, String)> {
    if window.dialog().is_none() {
        return Vec::new();
    }
    let of = |window: &Window, role: Role| -> Vec<(usize, String)> {
        let nodes = checks::top(window).children_recursive();
        let pages = nodes.map(|node| node.accesskit_node()).filter(|it| it.role() == role).enumerate();
        let others = pages.filter(|(_, it)| it.is_selected() != Some(true));
        others.filter_map(|(number, it)| Some((number, it.label()?))).collect()
    };
    let drop_down = words(window).text("kit-page").into_owned();
    let is_drop_down = |node: Node<'_>| {
        let it = node.accesskit_node();
        it.role() == Role::ComboBox && it.label().as_deref() == Some(&*drop_down)
    };
    if !checks::top(window).children_recursive().any(is_drop_down) {
        return of(window, Role::Tab);
    }
    window.click(&drop_down);
    let pages = of(window, Role::ListBoxOption);
    window.press(Key::Escape);
    pages
}

fn open_page(window: &mut Window, page: &str) {
    let drop_down = words(window).text("kit-page").into_owned();
    if window.has(page) { window.click(page) } else { window.choose(&drop_down, page) }
}

/// Texts that read the same in both languages and are neither data nor words that both have.
fn untranslated(notes: &Notes) -> Vec<String> {
    let mut report = BTreeSet::new();
    // a path to open or to save begins where the test runs, which may be called anything
    let here = std::env::current_dir().unwrap().display().to_string();
    let scenarios = training::scenarios().iter().map(|it| it.to_text().expect("it is written"));
    let lessons = training::lessons().iter().map(|it| it.to_text().expect("it is written"));
    let mut written: String = scenarios.chain(lessons).collect();
    // and what the program writes for them, until they say more
    let title = |key, document: &training::Text, language| Sentence::new(key).with("document", document.get(language));
    let (scenario, lesson) = (training::scenario(3).expect("it ships"), training::lesson(6).expect("it ships"));
    for language in Language::ALL {
        let words = Words::new(language);
        for (key, document) in
            [("authoring-scenario-title", &scenario.title), ("authoring-lesson-title", &lesson.title)]
        {
            written.extend([words.say(&title(key, document, language)).as_str(), "\n"]);
        }
        scenario.steps.iter().for_each(|step| written.push_str(&words.say(&step.kind.told())));
    }
    // the last word of one stands in a line of its own
    let is_sentence = |text: &str| text.contains(' ') || text.ends_with('.');
    let is_written =
        |text: &str| is_sentence(text) && written.contains(text) || written.contains(&format!(" {text}\n"));
    for ((language, place), texts) in &notes.texts {
        let other = notes.texts.get(&(Language::English.code(), place.clone()));
        let Some(other) = other.filter(|_| *language == Language::French.code()) else { continue };
        for text in texts.intersection(other) {
            // what an author has written stands in the editor in both languages
            if place.starts_with("editor of") && is_written(text) {
                continue;
            }
            let text = text.replace(&here, "");
            let words = text.split(|it: char| !it.is_alphabetic()).filter(|word| word.len() > 2);
            let strange: Vec<_> = words.filter(|word| !SAME.contains(word) && !notes.data.contains(*word)).collect();
            if !strange.is_empty() {
                report.insert(format!("untranslated {place}: “{text}”, for {strange:?}"));
            }
        }
    }
    report.into_iter().collect()
}

/// What reads the same in English and in French, and why.
const SAME: &[&str] = &[
    // an operator of filters
    "Exists",
    // words that both languages have
    "Action",
    "Application",
    "Cause",
    "Pause",
    "Applications",
    "Description",
    "Expression",
    "Message",
    "Messages",
    "Notes",
    "Orchestration",
    "Orchestrations",
    "Page",
    "Pipelines",
    "Service",
    "Source",
    "Transport",
    "Type",
    "Types",
    "URI",
    "Version",
    // languages call themselves by their own names
    "English",
    "Français",
    "Zoom",
    // what is to be typed over
    "namespace",
    "Root",
    // what names of files end with
    "ron",
    "messagebox",
    "sqlite",
    // the time zone
    "UTC",
    // on the keys of both keyboards
    "Tab",
    "Ctrl",
    // the properties of the runtime
    "SPGroupID",
    "SPTransportID",
    // the program, and what the field says in English
    "Sendport",
    "In",
    "process",
    "BizTalk",
    "MessageBox",
    "via",
    "FILE",
    "HTTP",
    "PassThruTransmit",
    "PassThruReceive",
    "XMLTransmit",
    "XMLReceive",
    // how a thumbprint is written
    "HHHH",
];

#[test]
fn the_words_are_there() {
    let window = start([1280.0, 800.0], Language::French);
    assert_eq!(words(&window).language(), Language::French);
}
