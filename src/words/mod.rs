//! English and French. What is said stands in `assets/i18n/*.ftl`; code names it by its key.
//!
//! Everything that explains itself (a rule, a refusal, an event) yields a [`Sentence`], which
//! each reader puts into its own language: the window in the one that is chosen, the terminal in
//! its own. So all of them say the same.

use std::{
    borrow::Cow,
    fmt,
    sync::{Arc, OnceLock},
};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::model::Name;

const ENGLISH: &str = include_str!("../../assets/i18n/en.ftl");
const FRENCH: &str = include_str!("../../assets/i18n/fr.ftl");

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    English,
    French,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// The code that the switch in the window shows.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "EN",
            Self::French => "FR",
        }
    }

    /// The name of the language in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
        }
    }

    /// The language of the system, English when it is neither.
    #[must_use]
    pub fn of_the_system() -> Self {
        match sys_locale::get_locale() {
            Some(locale) if locale.to_lowercase().starts_with("fr") => Self::French,
            _ => Self::English,
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::English => ENGLISH,
            Self::French => FRENCH,
        }
    }

    fn thousands_separator(self) -> char {
        match self {
            Self::English => ',',
            // narrow no-break space
            Self::French => '\u{202F}',
        }
    }
}

/// A sentence that has not been put into a language yet: a key and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub arguments: Vec<(&'static str, Argument)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Stands as it is: a name, an address, a value.
    Text(String),
    Number(i64),
    /// Is itself put into the language.
    Sentence(Sentence),
    /// Several, separated by commas.
    List(Vec<Argument>),
    /// A moment, told in the time zone of whoever reads it.
    Time(Timestamp),
}

impl Sentence {
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&Name> for Argument {
    fn from(name: &Name) -> Self {
        Self::Text(name.to_string())
    }
}
impl From<Name> for Argument {
    fn from(name: Name) -> Self {
        Self::Text(name.to_string())
    }
}
impl From<Sentence> for Argument {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}
impl From<Timestamp> for Argument {
    fn from(time: Timestamp) -> Self {
        Self::Time(time)
    }
}
impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
impl<T: Into<Argument>> From<Vec<T>> for Argument {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// One language's words. Cheap to clone, for work on other threads.
#[derive(Clone)]
pub struct Words {
    language: Language,
    zone: TimeZone,
    bundle: Arc<FluentBundle<FluentResource>>,
}

/// Read once for the whole program.
static BUNDLES: [OnceLock<Arc<FluentBundle<FluentResource>>>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

impl Words {
    /// Reads the words of a language the first time that they are asked for.
    ///
    /// # Panics
    /// When an asset of this program is no Fluent file, which a test excludes.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let bundle = Arc::clone(BUNDLES[language as usize].get_or_init(|| Arc::new(Self::bundle(language))));
        Self { language, zone: TimeZone::system(), bundle }
    }

    fn bundle(language: Language) -> FluentBundle<FluentResource> {
        let tag = match language {
            Language::English => unic_langid::LanguageIdentifier::from_bytes(b"en"),
            Language::French => unic_langid::LanguageIdentifier::from_bytes(b"fr"),
        }
        .expect("both tags are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // the marks would show as boxes, and there is no right-to-left text here
        bundle.set_use_isolating(false);
        // numbers follow the language; a function cannot carry it, so there are two
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| grouped(value, Language::English),
            Language::French => |value, _| grouped(value, Language::French),
        }));
        let resource = FluentResource::try_new(language.source().to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{language:?}: {errors:?}"));
        bundle
    }

    /// Tells times in this zone; without it in that of the system.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// `2026-11-20 22:00:00`.
    #[must_use]
    pub fn time(&self, time: Timestamp) -> String {
        time.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words for a key without arguments.
    #[must_use]
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        self.format(key, None)
    }

    /// Puts a sentence into this language.
    #[must_use]
    pub fn say(&self, sentence: &Sentence) -> String {
        let mut arguments = FluentArgs::new();
        for (name, argument) in &sentence.arguments {
            arguments.set(*name, self.value(argument));
        }
        self.format(sentence.key, Some(&arguments)).into_owned()
    }

    /// A number with the language's separator of thousands.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        group_thousands(number, self.language)
    }

    /// Likewise for what is counted.
    #[must_use]
    pub fn count(&self, count: u64) -> String {
        self.number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn value(&self, argument: &Argument) -> FluentValue<'static> {
        match argument {
            Argument::Text(text) => FluentValue::from(text.clone()),
            // as a number, so that the words can choose the plural
            Argument::Number(number) => FluentValue::from(*number),
            Argument::Sentence(sentence) => FluentValue::from(self.say(sentence)),
            Argument::Time(time) => FluentValue::from(self.time(*time)),
            Argument::List(list) => {
                let words: Vec<_> = list
                    .iter()
                    .map(|argument| match argument {
                        Argument::Number(number) => self.number(*number),
                        Argument::Text(text) => text.clone(),
                        Argument::Sentence(sentence) => self.say(sentence),
                        Argument::Time(time) => self.time(*time),
                        Argument::List(_) => String::new(),
                    })
                    .collect();
                FluentValue::from(words.join(", "))
            }
        }
    }

    fn format<'a>(&'a self, key: &str, arguments: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let pattern = self.bundle.get_message(id).and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            log::error!("{:?} has no words for {key}", self.language);
            return format!("[{key}]").into();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        for error in errors {
            log::error!("{:?}, {key}: {error}", self.language);
        }
        text.into_owned().into()
    }

    /// Whether there are words for a key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        self.bundle.get_message(id).is_some_and(|message| {
            attribute.map_or(message.value().is_some(), |attribute| message.get_attribute(attribute).is_some())
        })
    }

    /// All keys of a language's file, in its order, attributes as `key.attribute`.
    #[must_use]
    pub fn keys(language: Language) -> Vec<String> {
        use fluent_bundle::FluentResource;
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(resource, _)| resource);
        resource
            .entries()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message),
                _ => None,
            })
            .flat_map(|message| {
                std::iter::once(message.id.name.to_owned()).chain(
                    message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)),
                )
            })
            .collect()
    }
}

fn group_thousands(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(language.thousands_separator());
        }
        text.push(digit);
    }
    text
}

/// A number of a sentence; everything else is left to Fluent.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(group_thousands(number.value as i64, language)),
        _ => None,
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}
