//! The settings of an adapter in a binding file and in the model, where fields of its dialog have the
//! names of the dialog. Passwords are in neither.

use std::collections::BTreeMap;

use super::secrets;
use crate::model::adapters::{self, Kind, Place, Setting};

/// What a file says as a transport has it. What a field of the dialog cannot hold, as a template token
/// in the place of a number, and what no dialog has keep the name that they have in the file.
pub(super) fn to_model(adapter: &str, file: &[(String, String)]) -> BTreeMap<String, String> {
    let known = adapters::find(adapter).map_or(&[][..], |it| it.settings);
    let mut settings = BTreeMap::new();
    for (name, value) in file.iter().filter(|(name, _)| !secrets::is_secret(name)) {
        let field = known.iter().find(|it| !it.binding.is_empty() && it.binding.eq_ignore_ascii_case(name));
        match field {
            // the address says it
            Some(Setting { place: Place::Address(_), .. } | Setting { kind: Kind::Secret, .. }) => {}
            Some(field) => {
                let read = field.from_binding(value);
                match field.problem(&read) {
                    None => settings.insert(field.label.to_owned(), read),
                    Some(_) => settings.insert(name.clone(), value.clone()),
                };
            }
            None => {
                settings.insert(name.clone(), value.clone());
            }
        }
    }
    settings
}

/// A setting as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// A truth is `True` or `False`.
    pub value: String,
    /// The kind of a variant: 8 a text, 11 a truth, 19 a number.
    pub kind: u8,
}

/// The settings of a transport, and the parts of its address that are fields too, by their names in a
/// file.
pub(super) fn to_file(adapter: &str, settings: &BTreeMap<String, String>, address: &str) -> BTreeMap<String, Field> {
    let known = adapters::find(adapter).map_or(&[][..], |it| it.settings);
    let mut fields = BTreeMap::new();
    for (label, value) in settings.iter().filter(|(label, _)| !secrets::is_secret(label)) {
        match known.iter().find(|it| it.label == label) {
            None => {
                let kind = if matches!(value.as_str(), "True" | "False") { 11 } else { 8 };
                fields.insert(label.clone(), Field { value: value.clone(), kind });
            }
            Some(field) if field.binding.is_empty() || field.kind == Kind::Secret => {}
            Some(field) => {
                fields.insert(field.binding.to_owned(), as_field(field, value));
            }
        }
    }
    for field in known.iter().filter(|it| !it.binding.is_empty()) {
        if let Place::Address(part) = field.place {
            fields.insert(field.binding.to_owned(), as_field(field, adapters::part(address, part)));
        }
    }
    fields
}

fn as_field(field: &Setting, value: &str) -> Field {
    // the word of a truth; who writes it knows where
    let value = field.to_binding(value, true);
    let number = value.parse::<u32>().is_ok();
    let kind = match field.kind {
        Kind::Flag => 11,
        Kind::Number { .. } | Kind::Choice(_) if number => 19,
        _ => 8,
    };
    Field { value, kind }
}
