//! The form of a document's file.

use std::{path::Path, sync::Arc};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::{Document, FORMAT, Mistake, Place, Position, ReadError, locate::locate, pieces, syntax};
use crate::model::{
    Adapter, Application, Artifact, ArtifactKind, BizTalkGroup, Destination, Host, Map, Name, Orchestration,
    PropertySchema, ReceivePort, Role, SendPort, SendPortGroup, Template, is_default, validate,
};

/// What stands in the file, in this order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Document", deny_unknown_fields)]
pub(crate) struct Form {
    format: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    role: Role,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    applications: Vec<Arc<Application>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<Arc<Host>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    adapters: Vec<Arc<Adapter>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    properties: Vec<Arc<PropertySchema>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub(super) send_ports: Vec<Arc<SendPort>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    send_port_groups: Vec<Arc<SendPortGroup>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    receive_ports: Vec<Arc<ReceivePort>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    orchestrations: Vec<Arc<Orchestration>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    destinations: Vec<Arc<Destination>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    templates: Vec<Arc<Template>>,
}

/// Something that is wrong with what was read.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The field that is wrong.
    pub field: String,
    /// A field that surely stands in the text, where the first one may be left out.
    pub near: String,
    pub fault: Fault,
}

#[derive(Debug)]
pub(crate) enum Fault {
    Format(u32),
    Duplicate { kind: ArtifactKind, name: Name, first: String },
    Problem(crate::words::Sentence),
}

impl Finding {
    /// `prefix` leads to the form inside of the text, with its dot.
    pub(crate) fn into_error(self, prefix: &str, text: &str, path: Option<&Path>) -> ReadError {
        let find = |field: &str| locate(text, &format!("{prefix}{field}"));
        let mistake = match self.fault {
            Fault::Format(format) => {
                return ReadError::other_format(text, path, &format!("{prefix}{}", self.field), format.into());
            }
            Fault::Problem(problem) => Mistake::Problem(problem),
            Fault::Duplicate { kind, name, first } => {
                Mistake::Duplicate { kind, name, first_line: find(&first).map_or(1, |position| position.line) }
            }
        };
        let position = find(&self.field).or_else(|| find(&self.near)).unwrap_or(Position { line: 1, column: 1 });
        ReadError::Wrong {
            place: Box::new(Place { file: path.map(Into::into), position, field: format!("{prefix}{}", self.field) }),
            mistake: Box::new(mistake),
        }
    }
}

macro_rules! lists {
    ($($list:ident, $kind:ident, $key:ident;)*) => {
        impl Form {
            /// Checks everything.
            pub(crate) fn into_document(self) -> Result<Document, Finding> {
                if self.format != FORMAT {
                    return Err(Finding {
                        field: "format".to_owned(),
                        near: String::new(),
                        fault: Fault::Format(self.format),
                    });
                }
                let mut group = BizTalkGroup::default();
                $(insert(&mut group.$list, &self.$list, ArtifactKind::$kind, stringify!($list), stringify!($key), |it| &it.$key)?;)*
                group.index_all();
                $(
                    let finding = pieces::find_first(&self.$list, |index, item| {
                        let problems = validate::artifact(&Artifact::$kind(item.clone()), &group, Some(&item.$key));
                        let problem = validate::first_error(&problems)?;
                        let at = format!("{}[{index}]", stringify!($list));
                        // what is wrong with a draft is told relative to the draft
                        let draft = ArtifactKind::$kind == ArtifactKind::Template && problem.field != "name";
                        let inner = if draft { "draft." } else { "" };
                        Some(Finding {
                            field: format!("{at}.{inner}{}", problem.field),
                            near: format!("{at}.{}", stringify!($key)),
                            fault: Fault::Problem(problem.sentence.clone()),
                        })
                    });
                    if let Some(finding) = finding {
                        return Err(finding);
                    }
                )*
                Ok(Document { group, role: self.role })
            }
        }
        impl From<&Document> for Form {
            fn from(document: &Document) -> Self {
                Self {
                    format: FORMAT,
                    role: document.role,
                    $($list: document.group.$list.values().cloned().collect(),)*
                }
            }
        }
    };
}
lists! {
    applications, Application, name;
    hosts, Host, name;
    adapters, Adapter, name;
    properties, PropertySchema, name;
    send_ports, SendPort, name;
    send_port_groups, SendPortGroup, name;
    receive_ports, ReceivePort, name;
    orchestrations, Orchestration, name;
    destinations, Destination, port;
    templates, Template, name;
}

fn insert<T>(
    map: &mut Map<T>,
    items: &[Arc<T>],
    kind: ArtifactKind,
    list: &str,
    key: &str,
    name: impl Fn(&T) -> &Name,
) -> Result<(), Finding> {
    for (index, item) in items.iter().enumerate() {
        map.insert_mut(name(item).clone(), item.clone());
        // it took the place of another one: cheaper to see than to look for each name twice
        if map.size() == index {
            let first = items.iter().position(|other| name(other) == name(item)).unwrap_or(index);
            let field = format!("{list}[{index}].{key}");
            return Err(Finding {
                near: field.clone(),
                field,
                fault: Fault::Duplicate { kind, name: name(item).clone(), first: format!("{list}[{first}].{key}") },
            });
        }
    }
    Ok(())
}

/// Lists, their items and the fields of an item have lines of their own; what is deeper stays on
/// the line of its field, down to the fields of a transport.
pub(super) fn to_text(mut form: Form) -> String {
    let mut write = |escape| {
        let layout = || PrettyConfig::new().new_line("\n").depth_limit(4).escape_strings(escape);
        pieces::write(&mut form, layout).expect("the model can be written as RON")
    };
    // bodies are easier to read and to compare with their line breaks and quotation marks as they
    // are, but a character that does not show must not hide in a file
    let mut text = write(false);
    if has_control_characters(&text) {
        text = write(true);
    }
    text.push('\n');
    text
}

/// The text of another file of the family, which begins with its name; `depth` levels of it have lines of
/// their own.
///
/// # Errors
/// When RON cannot write it.
pub(crate) fn named_text(name: &str, value: &impl Serialize, depth: usize) -> Result<String, ron::Error> {
    let write = |escape| {
        let layout = PrettyConfig::new().new_line("\n").depth_limit(depth).escape_strings(escape);
        syntax::options().to_string_pretty(value, layout)
    };
    let mut text = write(false)?;
    if has_control_characters(&text) {
        text = write(true)?;
    }
    Ok(format!("{name}{text}\n"))
}

/// Whether there are control characters, line breaks and tabs aside. Most of any text is ASCII, in
/// which a byte tells.
fn has_control_characters(text: &str) -> bool {
    let may_be = |byte: u8| matches!(byte, 0..=8 | 11..=31 | 0x7F | 0xC2);
    text.bytes().any(may_be)
        && text.chars().any(|character| character.is_control() && character != '\n' && character != '\t')
}
