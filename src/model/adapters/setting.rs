//! A field of an adapter's own dialog, as its page describes it.

use std::collections::BTreeMap;

use super::{AdapterType, Part};
use crate::words::Sentence;

/// A field: what it is called, what it may hold and where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The documented name. It is the key in [`crate::model::Transport::settings`].
    pub label: &'static str,
    pub kind: Kind,
    /// The documented value of a field that nobody has filled in.
    pub default: &'static str,
    /// Whether macros such as `%MessageID%` are replaced in it when a message is sent.
    pub macros: bool,
    pub place: Place,
    /// What it is called in a binding file: the element of `CustomProps`, or of the `Config` within
    /// `CustomProps/AdapterConfig` for the adapters that have one. Empty: it is not in there.
    pub binding: &'static str,
    pub tab: Tab,
}

/// Where the value of a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the settings of the transport, by its label.
    Settings,
    /// It is a part of the address, which is kept as a whole.
    Address(Part),
    /// In no document: the operating system keeps it.
    Keyring,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// At most so many characters.
    Text { longest: usize },
    /// A whole number between two, both allowed.
    Number { low: u32, high: u32, unit: Unit },
    /// `True` or `False`.
    Flag,
    /// One of these.
    Choice(&'static [Choice]),
    /// A password: in no document, log, timeline or MessageBox.
    Secret,
}

/// One of the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the dialog shows it and a document keeps it.
    pub value: &'static str,
    /// As a binding file has it.
    pub binding: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    None,
    Seconds,
    Days,
    Kilobytes,
}

/// The part of the dialog on which a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    General,
    Connection,
    Message,
    Proxy,
    Authentication,
}

impl Tab {
    pub const ALL: [Self; 5] = [Self::General, Self::Connection, Self::Message, Self::Proxy, Self::Authentication];

    /// The key of its heading.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::General => "setting-tab-general",
            Self::Connection => "setting-tab-connection",
            Self::Message => "setting-tab-message",
            Self::Proxy => "setting-tab-proxy",
            Self::Authentication => "setting-tab-authentication",
        }
    }
}

impl Setting {
    pub(super) const fn new(label: &'static str, binding: &'static str, kind: Kind, default: &'static str) -> Self {
        Self { label, kind, default, macros: false, place: Place::Settings, binding, tab: Tab::General }
    }
    pub(super) const fn text(label: &'static str, binding: &'static str, longest: usize) -> Self {
        Self::new(label, binding, Kind::Text { longest }, "")
    }
    pub(super) const fn flag(label: &'static str, binding: &'static str, default: bool) -> Self {
        Self::new(label, binding, Kind::Flag, if default { "True" } else { "False" })
    }
    pub(super) const fn secret(label: &'static str, binding: &'static str) -> Self {
        let mut it = Self::new(label, binding, Kind::Secret, "");
        it.place = Place::Keyring;
        it
    }
    pub(super) const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
    pub(super) const fn with_macros(mut self) -> Self {
        self.macros = true;
        self
    }
    pub(super) const fn in_address(mut self, part: Part) -> Self {
        self.place = Place::Address(part);
        self
    }
    pub(super) const fn on(mut self, tab: Tab) -> Self {
        self.tab = tab;
        self
    }

    /// What is wrong with a value of this field.
    #[must_use]
    pub fn problem(&self, value: &str) -> Option<Sentence> {
        match self.kind {
            Kind::Text { longest } => {
                let length = value.chars().count();
                if value.chars().any(char::is_control) {
                    return Some(Sentence::new("problem-control-characters"));
                }
                (length > longest)
                    .then(|| Sentence::new("problem-too-long").with("length", length).with("limit", longest))
            }
            Kind::Number { low, high, .. } => match value.trim().parse::<u32>() {
                Err(_) => Some(Sentence::new("kit-not-a-number").with("text", value)),
                Ok(number) if !(low..=high).contains(&number) => {
                    Some(Sentence::new("problem-range").with("value", number).with("low", low).with("high", high))
                }
                Ok(_) => None,
            },
            Kind::Flag => {
                let known = ["True", "False"].iter().any(|it| it.eq_ignore_ascii_case(value));
                (!known).then(|| one_of(value, "True, False".to_owned()))
            }
            Kind::Choice(choices) => {
                let known = choices.iter().any(|it| it.value.eq_ignore_ascii_case(value));
                let all = || choices.iter().map(|it| it.value).collect::<Vec<_>>().join(", ");
                (!known).then(|| one_of(value, all()))
            }
            Kind::Secret => (!value.is_empty()).then(|| Sentence::new("problem-secret").with("setting", self.label)),
        }
    }

    /// The value that a binding file gives for it, as a document keeps it; a choice that the page does
    /// not name is kept as it stands.
    #[must_use]
    pub fn from_binding(&self, value: &str) -> String {
        match self.kind {
            Kind::Flag => match value.trim().to_ascii_lowercase().as_str() {
                "-1" | "1" | "true" | "yes" => "True".to_owned(),
                _ => "False".to_owned(),
            },
            Kind::Choice(choices) => {
                let is = |it: &&Choice| it.binding.eq_ignore_ascii_case(value.trim());
                choices.iter().find(is).map_or_else(|| value.to_owned(), |it| it.value.to_owned())
            }
            _ => value.to_owned(),
        }
    }

    /// The value for a binding file. A flag is 0 or -1 there as a direct element of `CustomProps`
    /// (`vt="11"`); within an `AdapterConfig` it is written as the word.
    #[must_use]
    pub fn to_binding(&self, value: &str, within_adapter_config: bool) -> String {
        match self.kind {
            Kind::Flag if within_adapter_config => value.to_owned(),
            Kind::Flag => if value.eq_ignore_ascii_case("true") { "-1" } else { "0" }.to_owned(),
            Kind::Choice(choices) => {
                let is = |it: &&Choice| it.value.eq_ignore_ascii_case(value);
                choices.iter().find(is).map_or_else(|| value.to_owned(), |it| it.binding.to_owned())
            }
            _ => value.to_owned(),
        }
    }
}

fn one_of(value: &str, allowed: String) -> Sentence {
    Sentence::new("problem-one-of").with("value", value).with("allowed", allowed)
}

/// The value of a field, or its default.
#[must_use]
pub fn value<'a>(adapter: &AdapterType, settings: &'a BTreeMap<String, String>, label: &str) -> &'a str {
    let default = || adapter.setting(label).map_or("", |it| it.default);
    settings.get(label).map_or_else(default, String::as_str)
}

/// The value of a field that holds a number, or its default; 0 where neither is one.
#[must_use]
pub fn number(adapter: &AdapterType, settings: &BTreeMap<String, String>, label: &str) -> u32 {
    let default = || adapter.setting(label).and_then(|it| it.default.parse().ok()).unwrap_or(0);
    settings.get(label).and_then(|value| value.trim().parse().ok()).unwrap_or_else(default)
}

/// The settings that a new transport of this adapter begins with.
#[must_use]
pub fn complete(adapter: &AdapterType) -> BTreeMap<String, String> {
    let kept = adapter.settings.iter().filter(|it| it.place == Place::Settings);
    kept.map(|it| (it.label.to_owned(), it.default.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{SEND_ADAPTERS, find};
    use super::*;

    #[test]
    fn defaults_are_values_that_the_fields_take() {
        for adapter in SEND_ADAPTERS {
            for (index, setting) in adapter.settings.iter().enumerate() {
                if setting.place == Place::Settings {
                    assert_eq!(setting.problem(setting.default), None, "{} {}", adapter.name, setting.label);
                }
                assert_eq!(setting.kind == Kind::Secret, setting.place == Place::Keyring);
                let same = |it: &Setting| it.label == setting.label;
                assert!(!adapter.settings[..index].iter().any(same), "{} {} twice", adapter.name, setting.label);
            }
        }
    }

    #[test]
    fn what_a_binding_file_has_and_what_a_document_keeps() {
        let setting = |adapter: &str, name: &str| find(adapter).and_then(|it| it.setting(name)).copied().unwrap();
        let cases = [
            ("FILE", "CopyMode", "0", "Append"),
            ("FILE", "CopyMode", "1", "Create new"),
            ("FILE", "CopyMode", "2", "Overwrite"),
            ("FILE", "UseTempFileOnWrite", "-1", "True"),
            ("FILE", "AllowCacheOnWrite", "0", "False"),
            ("HTTP", "RequestTimeout", "60", "60"),
            ("HTTP", "ContentType", "text/plain", "text/plain"),
        ];
        for (adapter, name, binding, kept) in cases {
            let setting = setting(adapter, name);
            assert_eq!(setting.from_binding(binding), kept, "{name}");
            assert_eq!(setting.to_binding(kept, false), binding, "{name}");
        }
        assert_eq!(setting("FTP", "passiveMode").from_binding("True"), "Passive");
        assert_eq!(setting("FTP", "useSsl").to_binding("True", true), "True");
    }

    #[test]
    fn what_is_no_value_of_a_field_is_told() {
        let problem = |adapter: &str, label: &str, value: &str| {
            find(adapter).and_then(|it| it.setting(label)).and_then(|it| it.problem(value)).map(|it| it.key)
        };
        assert_eq!(problem("HTTP", "Maximum redirects allowed", "10"), None);
        assert_eq!(problem("HTTP", "Maximum redirects allowed", "11"), Some("problem-range"));
        assert_eq!(problem("HTTP", "Request timeout", "soon"), Some("kit-not-a-number"));
        assert_eq!(problem("FILE", "Copy mode", "Rename"), Some("problem-one-of"));
        assert_eq!(problem("FILE", "Allow cache on write", "maybe"), Some("problem-one-of"));
        assert_eq!(problem("SMTP", "CC", &"x".repeat(1025)), Some("problem-too-long"));
        assert_eq!(problem("HTTP", "Password", "secret"), Some("problem-secret"));
    }
}
