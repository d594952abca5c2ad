//! The documents inside of elements: escaped, as exports have them, in a character data section, or
//! as plain elements, as deployment frameworks keep them until they deploy.

use roxmltree::Node;

use super::{
    decode::without_declaration,
    file::{FileFilter, FileStatement},
    xml::{self, Lines, elements, is_nil, text},
};

/// Runs `read` on the elements of the inner document of `node`: on its root if there is one. `line`
/// tells the line of an element. `None`: there is a text that is no document.
pub(super) fn inner<T: Default>(
    node: Node<'_, '_>,
    lines: &Lines,
    read: impl FnOnce(Node<'_, '_>, &dyn Fn(Node<'_, '_>) -> usize) -> T,
) -> Option<T> {
    if is_nil(node) {
        return Some(T::default());
    }
    if node.first_element_child().is_some() {
        return Some(read(node, &|it| lines.of_node(it)));
    }
    let outer = text(node);
    let document = without_declaration(&outer);
    if document.trim().is_empty() {
        return Some(T::default());
    }
    // escaping leaves line ends as they are
    let first = lines.of_node(node) + outer[..outer.len() - document.len()].matches('\n').count();
    let parsed = xml::parse(document).ok()?;
    let own = Lines::new(document);
    Some(read(parsed.root_element(), &|it| first + own.of_node(it) - 1))
}

/// The filter in a `Filter` element.
pub(super) fn filter(node: Option<Node<'_, '_>>, lines: &Lines) -> FileFilter {
    let Some(node) = node else { return FileFilter::default() };
    let line = lines.of_node(node);
    let groups = inner(node, lines, |mut root, line| {
        // an element `Filter` in the element `Filter`, unescaped
        if let Some(nested) = xml::element(root, "Filter") {
            root = nested;
        }
        let statements = |group| -> Vec<FileStatement> {
            elements(group, "Statement")
                .map(|it| FileStatement {
                    line: line(it),
                    property: it.attribute("Property").unwrap_or_default().trim().to_owned(),
                    operator: it.attribute("Operator").unwrap_or_default().trim().to_owned(),
                    value: it.attribute("Value").map(str::to_owned),
                })
                .collect()
        };
        let mut groups: Vec<_> = elements(root, "Group").map(statements).collect();
        // written by hand: statements without a group
        let alone = statements(root);
        if !alone.is_empty() {
            groups.push(alone);
        }
        groups
    });
    FileFilter { line, unread: groups.is_none(), groups: groups.unwrap_or_default() }
}

/// The settings in a `TransportTypeData` element; `None`: they cannot be read. Those of an
/// `AdapterConfig`, which is a document in the document, stand among the others.
pub(super) fn settings(node: Option<Node<'_, '_>>, lines: &Lines) -> Option<Vec<(String, String)>> {
    let Some(node) = node else { return Some(Vec::new()) };
    inner(node, lines, |mut root, _| {
        if let Some(nested) = xml::element(root, "CustomProps") {
            root = nested;
        }
        let mut found: Vec<(String, String)> = Vec::new();
        for property in root.children().filter(Node::is_element) {
            let name = property.tag_name().name();
            let config = if name == "AdapterConfig" { config(property, lines) } else { None };
            match config {
                Some(fields) => found.extend(fields),
                None => found.push((name.to_owned(), setting(property))),
            }
        }
        found
    })
}

/// A value: its text, or as a text the elements that stand in it.
fn setting(property: Node<'_, '_>) -> String {
    if let Some(first) = property.first_element_child() {
        let last = property.last_element_child().unwrap_or(first);
        return property.document().input_text()[first.range().start..last.range().end].to_owned();
    }
    let text = text(property);
    let text = text.trim();
    // 11 is the kind of a truth
    match xml::truth(text).filter(|_| property.attribute("vt") == Some("11")) {
        Some(true) => "True".to_owned(),
        Some(false) => "False".to_owned(),
        None => text.to_owned(),
    }
}

/// The fields of an `AdapterConfig`.
fn config(property: Node<'_, '_>, lines: &Lines) -> Option<Vec<(String, String)>> {
    let fields = inner(property, lines, |mut root, _| {
        if let Some(nested) = xml::element(root, "Config") {
            root = nested;
        }
        let fields = root.children().filter(Node::is_element);
        fields.map(|it| (it.tag_name().name().to_owned(), setting(it))).collect::<Vec<_>>()
    })?;
    (!fields.is_empty()).then_some(fields)
}
