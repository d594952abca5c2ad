//! The settings of an adapter and filters, written into the documents inside of elements.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    super::{
        convert::OPERATORS,
        decode::without_declaration,
        settings,
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
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<Filter xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\n");
    for group in filter.groups() {
        text.push_str("  <Group>\n");
        for predicate in group {
            let operator = OPERATORS.iter().position(|it| *it == predicate.operator).unwrap_or_default();
            let property = escape_attribute(&predicate.property);
            let value = match predicate.operator {
                Operator::Exists => String::new(),
                _ => format!(" Value=\"{}\"", escape_attribute(&predicate.value.to_string())),
            };
            text.push_str(&format!("    <Statement Property=\"{property}\" Operator=\"{operator}\"{value} />\n"));
        }
        text.push_str("  </Group>\n");
    }
    text.push_str("</Filter>");
    text
}

/// The data of a transport whose settings changed, as a whole element. `element` is its name, `node`
/// what there is.
pub(super) fn transport_data(
    name: &str,
    node: Option<Node<'_, '_>>,
    adapter: (&str, &str),
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> String {
    let (old, new) = adapter;
    if old != new {
        return new_data(name, new, after);
    }
    let Some(node) = node else { return new_data(name, new, after) };
    let changes = Changes { adapter: new, before, after };
    if let Some(root) = element(node, "CustomProps") {
        // not escaped
        let text = node.document().input_text();
        let mut edits = Edits::default();
        changes.write(text, root, &mut edits);
        let range = node.range();
        let changed = edits.apply(text);
        return changed[range.start..changed.len() - (text.len() - range.end)].to_owned();
    }
    let outer = xml::text(node);
    let inner = without_declaration(&outer);
    let Ok(document) = xml::parse(inner) else { return new_data(name, new, after) };
    let mut edits = Edits::default();
    changes.write(inner, document.root_element(), &mut edits);
    let changed = edits.apply(inner);
    let before = &outer[..outer.len() - inner.len()];
    format!("<{name}>{}</{name}>", escape(&format!("{before}{changed}")))
}

fn new_data(name: &str, adapter: &str, settings: &BTreeMap<String, String>) -> String {
    let with_config = forms::has_config(adapter);
    let mut fields = String::new();
    for (label, value) in settings {
        if let Some((field, value)) = settings::to_file(adapter, label, value, with_config)
            && is_name(&field)
        {
            let vt = if with_config { String::new() } else { format!(" vt=\"{}\"", kind_of(&value)) };
            let value = if with_config { value } else { as_variant(&value) };
            fields.push_str(&format!("<{field}{vt}>{}</{field}>", escape(&value)));
        }
    }
    if with_config {
        let config = format!("<Config xmlns:xsi=\"{}\">{fields}</Config>", xml::XSI);
        fields = format!("<AdapterConfig vt=\"8\">{}</AdapterConfig>", escape(&config));
    }
    format!("<{name}>{}</{name}>", escape(&format!("<CustomProps>{fields}</CustomProps>")))
}

/// Whether something can be the name of an element.
fn is_name(name: &str) -> bool {
    name.starts_with(|it: char| it.is_alphabetic() || it == '_')
        && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.'))
}

/// The kind of a variant: 8 is text, 11 a truth.
fn kind_of(value: &str) -> u8 {
    if matches!(value, "True" | "False") { 11 } else { 8 }
}

fn as_variant(value: &str) -> String {
    match value {
        "True" => "-1".to_owned(),
        "False" => "0".to_owned(),
        value => value.to_owned(),
    }
}

struct Changes<'a> {
    adapter: &'a str,
    before: &'a BTreeMap<String, String>,
    after: &'a BTreeMap<String, String>,
}

impl Changes<'_> {
    /// The fields that differ: their names in the file, with what they are now.
    fn fields(&self, in_config: bool) -> Vec<(String, Option<String>)> {
        let changed = self.after.iter().filter(|(label, value)| self.before.get(*label) != Some(value));
        let mut fields: Vec<_> = changed
            .filter_map(|(label, value)| settings::to_file(self.adapter, label, value, in_config))
            .map(|(field, value)| (field, Some(value)))
            .collect();
        let gone = self.before.iter().filter(|(label, _)| !self.after.contains_key(*label));
        fields.extend(
            gone.filter_map(|(label, value)| settings::to_file(self.adapter, label, value, in_config))
                .map(|(field, _)| (field, None)),
        );
        fields
    }

    fn write(&self, text: &str, root: Node<'_, '_>, edits: &mut Edits) {
        let config = element(root, "AdapterConfig");
        let Some(config) = config else { return write_fields(text, root, &self.fields(false), true, edits) };
        let fields = self.fields(true);
        if let Some(nested) = element(config, "Config") {
            return write_fields(text, nested, &fields, false, edits);
        }
        let outer = xml::text(config);
        let inner = without_declaration(&outer);
        let Ok(document) = xml::parse(inner) else { return };
        let mut inner_edits = Edits::default();
        write_fields(inner, document.root_element(), &fields, false, &mut inner_edits);
        let changed = format!("{}{}", &outer[..outer.len() - inner.len()], inner_edits.apply(inner));
        if let (Some(first), Some(last)) = (config.first_child(), config.last_child()) {
            edits.replace(first.range().start..last.range().end, escape(&changed));
        }
    }
}

fn write_fields(
    text: &str,
    root: Node<'_, '_>,
    fields: &[(String, Option<String>)],
    variants: bool,
    edits: &mut Edits,
) {
    let mut added = String::new();
    for (field, value) in fields {
        let there = root.children().find(|it| it.is_element() && it.tag_name().name() == field);
        match (there, value) {
            (Some(there), Some(value)) => {
                let vt = there.attribute("vt");
                let truth = vt == Some("11") || variants && vt.is_none() && kind_of(value) == 11;
                let value = if truth { as_variant(value) } else { value.clone() };
                // null holds nothing
                let vt = vt.map(|vt| format!(" vt=\"{}\"", if vt == "1" { "8" } else { vt })).unwrap_or_default();
                edits.replace(there.range(), format!("<{field}{vt}>{}</{field}>", escape(&value)));
            }
            (Some(there), None) => edits.replace(there.range(), ""),
            (None, Some(value)) if is_name(field) => {
                let (vt, value) = if variants {
                    (format!(" vt=\"{}\"", kind_of(value)), as_variant(value))
                } else {
                    (String::new(), value.clone())
                };
                added.push_str(&format!("<{field}{vt}>{}</{field}>", escape(&value)));
            }
            (None, _) => {}
        }
    }
    if !added.is_empty() {
        super::super::around::append(text, root, &added, edits);
    }
}
