//! The settings of an adapter and filters, written into the documents inside of elements.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    super::{
        convert::OPERATORS,
        decode::without_declaration,
        settings::Field,
        xml::{self, Edits, element, escape, escape_attribute},
    },
    forms,
};
use crate::model::{Filter, Operator};

/// The content of a `Filter` element.
pub(super) fn filter(filter: &Filter) -> String {
    if filter.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<Filter xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n",
    );
    for group in filter.groups() {
        text.push_str("  <Group>\n");
        for predicate in group {
            let operator = OPERATORS.iter().position(|it| *it == predicate.operator).unwrap_or_default();
            let property = escape_attribute(&predicate.property);
            let value = match predicate.operator {
                Operator::Exists => String::new(),
                _ => format!(" Value=\"{}\"", escape_attribute(&predicate.value.to_string())),
            };
            let operator = operator.to_string();
            let statement =
                ["    <Statement Property=\"", &property, "\" Operator=\"", &operator, "\"", &value, " />\n"];
            text.extend(statement);
        }
        text.push_str("  </Group>\n");
    }
    text.push_str("</Filter>");
    text
}

/// The data of a transport whose settings changed, as a whole element. `name` is its name, `node` what
/// there is, of the same adapter.
pub(super) fn transport_data(
    name: &str,
    node: Option<Node<'_, '_>>,
    adapter: &str,
    before: &BTreeMap<String, Field>,
    after: &BTreeMap<String, Field>,
) -> String {
    let Some(node) = node else { return new_data(name, adapter, after) };
    let changes = changes(before, after);
    if let Some(root) = element(node, "CustomProps") {
        // not escaped
        let text = node.document().input_text();
        let mut edits = Edits::default();
        write(text, root, &changes, &mut edits);
        let range = node.range();
        let changed = edits.apply(text);
        return changed[range.start..changed.len() - (text.len() - range.end)].to_owned();
    }
    let outer = xml::text(node);
    let inner = without_declaration(&outer);
    let Ok(document) = xml::parse(inner) else { return new_data(name, adapter, after) };
    let mut edits = Edits::default();
    write(inner, document.root_element(), &changes, &mut edits);
    let changed = edits.apply(inner);
    let before = &outer[..outer.len() - inner.len()];
    format!("<{name}>{}</{name}>", escape(&format!("{before}{changed}")))
}

/// The data of another adapter, or of a new transport.
pub(super) fn new_data(name: &str, adapter: &str, fields: &BTreeMap<String, Field>) -> String {
    let with_config = forms::has_config(adapter);
    let mut content = String::new();
    for (field, it) in fields.iter().filter(|(field, _)| is_name(field)) {
        content.push_str(&field_element(field, it, !with_config));
    }
    if with_config {
        let config = format!("<Config xmlns:xsi=\"{}\">{content}</Config>", xml::XSI);
        content = format!("<AdapterConfig vt=\"8\">{}</AdapterConfig>", escape(&config));
    }
    format!("<{name}>{}</{name}>", escape(&format!("<CustomProps>{content}</CustomProps>")))
}

fn field_element(name: &str, field: &Field, variant: bool) -> String {
    if !variant {
        return format!("<{name}>{}</{name}>", escape(&field.value));
    }
    let value = if field.kind == 11 { as_variant(&field.value) } else { &field.value };
    format!("<{name} vt=\"{}\">{}</{name}>", field.kind, escape(value))
}

/// Whether something can be the name of an element.
fn is_name(name: &str) -> bool {
    name.starts_with(|it: char| it.is_alphabetic() || it == '_')
        && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.'))
}

fn as_variant(value: &str) -> &str {
    match value {
        "True" => "-1",
        "False" => "0",
        value => value,
    }
}

/// What differs: `None` is what is there no more.
fn changes<'a>(
    before: &'a BTreeMap<String, Field>,
    after: &'a BTreeMap<String, Field>,
) -> Vec<(&'a String, Option<&'a Field>)> {
    let changed = after.iter().filter(|(name, field)| before.get(*name) != Some(field));
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    changed.map(|(name, field)| (name, Some(field))).chain(gone.map(|name| (name, None))).collect()
}

fn write(text: &str, root: Node<'_, '_>, changes: &[(&String, Option<&Field>)], edits: &mut Edits) {
    let Some(config) = element(root, "AdapterConfig") else { return write_fields(text, root, changes, true, edits) };
    if let Some(nested) = element(config, "Config") {
        return write_fields(text, nested, changes, false, edits);
    }
    let outer = xml::text(config);
    let inner = without_declaration(&outer);
    let Ok(document) = xml::parse(inner) else { return };
    let mut inner_edits = Edits::default();
    write_fields(inner, document.root_element(), changes, false, &mut inner_edits);
    let changed = format!("{}{}", &outer[..outer.len() - inner.len()], inner_edits.apply(inner));
    if let (Some(first), Some(last)) = (config.first_child(), config.last_child()) {
        edits.replace(first.range().start..last.range().end, escape(&changed));
    }
}

fn write_fields(
    text: &str,
    root: Node<'_, '_>,
    changes: &[(&String, Option<&Field>)],
    variants: bool,
    edits: &mut Edits,
) {
    let mut added = String::new();
    for (name, field) in changes {
        let there = root.children().find(|it| it.is_element() && it.tag_name().name().eq_ignore_ascii_case(name));
        match (there, field) {
            (Some(there), Some(field)) => {
                // it stays of the kind that it is; null holds nothing
                let vt = there.attribute("vt").filter(|vt| *vt != "1");
                let kind = vt.and_then(|vt| vt.parse().ok()).unwrap_or(field.kind);
                let variant = variants && there.attribute("vt").is_some();
                let name = there.tag_name().name();
                let field = Field { value: field.value.clone(), kind };
                edits.replace(there.range(), field_element(name, &field, variant));
            }
            (Some(there), None) => edits.replace(there.range(), ""),
            (None, Some(field)) if is_name(name) => added.push_str(&field_element(name, field, variants)),
            (None, _) => {}
        }
    }
    if !added.is_empty() {
        super::super::around::append(text, root, &added, edits);
    }
}
