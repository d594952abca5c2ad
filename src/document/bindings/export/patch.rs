//! Changes of one element: only what differs, the rest stays as it stands.

use roxmltree::Node;

use super::super::{
    around,
    xml::{Edits, element, escape, escape_attribute},
};

/// An element whose children and attributes are changed.
pub(super) struct Patch<'d, 'i> {
    text: &'i str,
    node: Node<'d, 'i>,
    /// In which order its children stand.
    order: &'static [&'static str],
    edits: Edits,
    /// Of an element without children.
    inside: String,
}

/// `<Name>text</Name>`.
pub(super) fn element_of(name: &str, text: &str) -> String {
    if text.is_empty() { format!("<{name} />") } else { format!("<{name}>{}</{name}>", escape(text)) }
}

/// The line break and the spaces before an element, if it begins its line.
pub(super) fn indentation(text: &str, start: usize) -> &str {
    let space = text[..start].trim_end_matches([' ', '\t']).len();
    if text[..space].ends_with('\n') { &text[space - 1..start] } else { "" }
}

impl<'d, 'i> Patch<'d, 'i> {
    pub fn new(text: &'i str, node: Node<'d, 'i>, order: &'static [&'static str]) -> Self {
        Self { text, node, order, edits: Edits::default(), inside: String::new() }
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        let value = escape_attribute(value);
        if let Some(there) = self.node.attribute_node(name) {
            self.edits.replace(there.range_value(), value);
        } else {
            let start = self.node.range().start + 1;
            let end = self.text[start..].find([' ', '\n', '\t', '>', '/']).unwrap_or(0) + start;
            self.edits.replace(end..end, format!(" {name}=\"{value}\""));
        }
    }

    /// The text of a child.
    pub fn value(&mut self, name: &'static str, text: &str) {
        self.child(name, element_of(name, text));
    }

    pub fn flag(&mut self, name: &'static str, value: bool) {
        self.value(name, if value { "true" } else { "false" });
    }

    /// A child with all that it holds, in its place.
    pub fn child(&mut self, name: &'static str, xml: impl Into<String>) {
        let xml = xml.into();
        if let Some(there) = element(self.node, name) {
            return self.edits.replace(there.range(), xml);
        }
        let place = self.order.iter().position(|it| *it == name).unwrap_or(self.order.len());
        let earlier = |it: &Node<'_, '_>| self.order[..place].contains(&it.tag_name().name());
        let before = self.node.children().rfind(|it| it.is_element() && earlier(it));
        match (before, self.node.first_element_child()) {
            (Some(before), _) => {
                let range = before.range();
                let space = indentation(self.text, range.start);
                self.edits.replace(range.end..range.end, format!("{space}{xml}"));
            }
            (None, Some(first)) => {
                let start = first.range().start;
                let space = indentation(self.text, start);
                self.edits.replace(start..start, format!("{xml}{space}"));
            }
            (None, None) => self.inside.push_str(&xml),
        }
    }

    pub fn remove(&mut self, node: Node<'_, '_>) {
        self.edits.replace(around::with_space(self.text, node.range()), "");
    }

    pub fn remove_child(&mut self, name: &'static str) {
        if let Some(there) = element(self.node, name) {
            self.remove(there);
        }
    }

    /// Replaces a part of the text.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: String) {
        self.edits.replace(range, with);
    }

    /// The changed text of the whole document.
    pub fn finish(mut self) -> String {
        if !self.inside.is_empty() {
            let inside = std::mem::take(&mut self.inside);
            around::append(self.text, self.node, &inside, &mut self.edits);
        }
        if self.edits.is_empty() { self.text.to_owned() } else { self.edits.apply(self.text) }
    }
}
