//! XML with limits: no document type definitions, no entities but the five of XML, nothing nested
//! or repeated beyond reason. A reader that is not told otherwise looks at no namespace.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::super::Position;
use crate::words::Sentence;

/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 200;
/// Most elements in one document.
pub const MAX_ELEMENTS: usize = 2_000_000;
/// Most attributes of one element.
pub const MAX_ATTRIBUTES: usize = 250;

pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub position: Position,
    pub what: Sentence,
}

/// The place of a byte.
pub(super) fn position(text: &str, offset: usize) -> Position {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// Finds the lines of many bytes of one text.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub fn new(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }
    pub fn of(&self, offset: usize) -> usize {
        self.0.partition_point(|at| *at < offset) + 1
    }
    pub fn of_node(&self, node: Node<'_, '_>) -> usize {
        self.of(node.range().start)
    }
}

/// Reads a document whose limits hold.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Fault> {
    check_limits(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        // elements, and the texts, comments and instructions around them
        nodes_limit: 4 * MAX_ELEMENTS as u32,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| fault(text, &error))
}

/// Looks for what must not be, without building anything. What is not closed the reader tells better.
pub(super) fn check_limits(text: &str) -> Result<(), Fault> {
    let (mut depth, mut elements, mut at) = (0_usize, 0_usize, 0_usize);
    let stop = |offset: usize, what: Sentence| Err(Fault { position: position(text, offset), what });
    while let Some(next) = text[at..].find('<') {
        let start = at + next;
        let rest = &text[start..];
        let skip = |from: usize, end: &str| rest[from..].find(end).map(|found| start + from + found + end.len());
        let after = if rest.starts_with("<!--") {
            skip(4, "-->")
        } else if rest.starts_with("<![CDATA[") {
            skip(9, "]]>")
        } else if rest.starts_with("<!") {
            return stop(start, Sentence::new("binding-dtd"));
        } else if rest.starts_with("<?") {
            skip(2, "?>")
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            skip(2, ">")
        } else {
            let (end, attributes) = end_of_tag(rest);
            elements += 1;
            if attributes > MAX_ATTRIBUTES {
                return stop(start, Sentence::new("binding-too-many-attributes").with("limit", MAX_ATTRIBUTES));
            }
            if elements > MAX_ELEMENTS {
                return stop(start, Sentence::new("binding-too-many-elements").with("limit", MAX_ELEMENTS));
            }
            if end.is_some_and(|end| !rest[..end].ends_with("/>")) {
                depth += 1;
                if depth > MAX_DEPTH {
                    return stop(start, Sentence::new("binding-too-deep").with("limit", MAX_DEPTH));
                }
            }
            end.map(|end| start + end)
        };
        match after {
            Some(after) => at = after,
            None => break,
        }
    }
    Ok(())
}

/// Where a start tag ends, and how many attributes it has.
pub(super) fn end_of_tag(tag: &str) -> (Option<usize>, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (Some(at + 1), attributes),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    (None, attributes)
}

/// The reader's errors in our words.
fn fault(text: &str, error: &roxmltree::Error) -> Fault {
    use roxmltree::Error as E;
    let place = error.pos();
    let here = Position { line: place.row as usize, column: place.col as usize };
    let end = || position(text, text.trim_end().len());
    let (position, what) = match error {
        E::UnexpectedCloseTag(expected, found, _) => {
            let key = if expected.is_empty() { "binding-xml-extra-end" } else { "binding-xml-other-end" };
            let what = Sentence::new(key).with("found", found.as_str());
            (here, if expected.is_empty() { what } else { what.with("expected", expected.as_str()) })
        }
        E::UnclosedRootNode | E::UnexpectedEndOfStream => (end(), Sentence::new("binding-xml-ends-early")),
        E::NoRootNode => (end(), Sentence::new("binding-xml-nothing")),
        E::DtdDetected => (here, Sentence::new("binding-dtd")),
        E::UnknownEntityReference(name, _) => (here, Sentence::new("binding-xml-entity").with("entity", name.as_str())),
        E::MalformedEntityReference(_) => (here, Sentence::new("binding-xml-ampersand")),
        E::DuplicatedAttribute(name, _) => {
            (here, Sentence::new("binding-xml-attribute-twice").with("attribute", name.as_str()))
        }
        E::UnknownNamespace(prefix, _) => (here, Sentence::new("binding-xml-prefix").with("prefix", prefix.as_str())),
        E::NodesLimitReached | E::AttributesLimitReached | E::NamespacesLimitReached => {
            (here, Sentence::new("binding-too-many-elements").with("limit", MAX_ELEMENTS))
        }
        _ => (here, Sentence::new("binding-xml-other")),
    };
    Fault { position, what }
}

/// The elements in an element, by their local name.
pub(super) fn elements<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    node.children().filter(move |it| it.is_element() && it.tag_name().name() == name)
}

pub(super) fn element<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    elements(node, name).next()
}

/// `xsi:nil`, with whatever prefix.
pub(super) fn is_nil(node: Node<'_, '_>) -> bool {
    node.attributes().any(|it| it.name() == "nil" && matches!(it.value(), "true" | "1"))
}

/// All text directly in an element, character data sections included.
pub(super) fn text<'a>(node: Node<'a, '_>) -> Cow<'a, str> {
    let mut texts = node.children().filter(Node::is_text).filter_map(|it| it.text());
    let Some(first) = texts.next() else { return Cow::Borrowed("") };
    match texts.next() {
        None => Cow::Borrowed(first),
        Some(second) => {
            let mut all = first.to_owned() + second;
            texts.for_each(|text| all.push_str(text));
            Cow::Owned(all)
        }
    }
}

/// The text of an element that is there and not nil, without the white space around it.
pub(super) fn value(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    let found = element(node, name).filter(|it| !is_nil(*it))?;
    let text = text(found);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `true`, `True`, `1`; `-1` as variants have it.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "1" | "-1" => Some(true),
        "0" => Some(false),
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

pub(super) fn flag(node: Node<'_, '_>, name: &'static str) -> Option<bool> {
    truth(&value(node, name)?)
}

/// Text as it stands inside of an element.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // a reader would make a line feed of it
            '\r' => escaped.push_str("&#13;"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Text as it stands in an attribute between quotation marks.
pub(super) fn escape_attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Changes of a text, each in its place.
#[derive(Default)]
pub(super) struct Edits(Vec<(std::ops::Range<usize>, String)>);

impl Edits {
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: impl Into<String>) {
        self.0.push((range, with.into()));
    }
    pub fn into_parts(self) -> Vec<(std::ops::Range<usize>, String)> {
        self.0
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The text with the changes. Insertions at one place stand in the order in which they came.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| range.start);
        let mut changed = String::with_capacity(text.len());
        let mut at = 0;
        for (range, with) in self.0 {
            // what lies in something that is replaced already goes with it
            if range.start < at {
                continue;
            }
            changed.push_str(&text[at..range.start]);
            changed.push_str(&with);
            at = range.end;
        }
        changed.push_str(&text[at..]);
        changed
    }
}

/// An element that stands alone: its text, with the namespaces that it uses declared on it.
pub(super) fn standing_alone(document: &str, node: Node<'_, '_>) -> String {
    let slice = &document[node.range()];
    let start_tag = &slice[..end_of_tag(slice).0.unwrap_or(slice.len())];
    let mut declarations = String::new();
    for namespace in node.namespaces() {
        let declared = match namespace.name() {
            Some("xml") => continue,
            Some(prefix) => {
                let used = slice.contains(&format!("{prefix}:"));
                if !used || start_tag.contains(&format!("xmlns:{prefix}=")) {
                    continue;
                }
                format!(" xmlns:{prefix}=\"{}\"", escape_attribute(namespace.uri()))
            }
            None if namespace.uri().is_empty() || start_tag.contains("xmlns=") => continue,
            None => format!(" xmlns=\"{}\"", escape_attribute(namespace.uri())),
        };
        declarations.push_str(&declared);
    }
    let name = 1 + slice[1..].find(|it: char| it.is_whitespace() || it == '>' || it == '/').unwrap_or(0);
    format!("{}{declarations}{}", &slice[..name], &slice[name..])
}
