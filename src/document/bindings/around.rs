//! What stands around the artifacts of a binding file: the file with a processing instruction
//! `<?sendport SendPort NAME?>` in the place of each of them.

use std::{collections::HashSet, ops::Range};

use roxmltree::Node;

use super::{
    secrets,
    xml::{self, Edits, element},
};
use crate::model::{ArtifactKind, ArtifactRef, Name};

/// The target of the processing instructions.
pub(super) const TARGET: &str = "sendport";

const KINDS: [(ArtifactKind, &str); 4] = [
    (ArtifactKind::SendPort, "SendPort"),
    (ArtifactKind::SendPortGroup, "SendPortGroup"),
    (ArtifactKind::ReceivePort, "ReceivePort"),
    (ArtifactKind::Orchestration, "Orchestration"),
];

fn instruction(item: &ArtifactRef) -> String {
    let kind = KINDS.iter().find(|(kind, _)| *kind == item.kind).map_or("", |(_, name)| name);
    format!("<?{TARGET} {kind} {}?>", item.name)
}

/// Which artifact stands in the place of a processing instruction.
pub(super) fn place(node: Node<'_, '_>) -> Option<ArtifactRef> {
    let instruction = node.pi().filter(|it| it.target == TARGET)?;
    let (kind, name) = instruction.value?.split_once(' ')?;
    let (kind, _) = KINDS.iter().find(|(_, it)| *it == kind)?;
    Some(ArtifactRef::new(*kind, &Name::new(name)))
}

/// A range with the white space before it, so that no empty lines are left.
pub(super) fn with_space(text: &str, range: Range<usize>) -> Range<usize> {
    text[..range.start].trim_end().len()..range.end
}

/// The text of a file with the places of artifacts, in their order; those that are `None` are left out.
pub(super) fn of(text: &str, places: &[(Range<usize>, Option<&ArtifactRef>)]) -> String {
    let mut edits = Edits::default();
    for (range, item) in places {
        match item {
            Some(item) => edits.replace(range.clone(), instruction(item)),
            None => edits.replace(with_space(text, range.clone()), ""),
        }
    }
    let around = edits.apply(text).trim().to_owned();
    secrets::mask(&around).unwrap_or(around)
}

/// Puts something at the end of an element.
pub(super) fn append(text: &str, node: Node<'_, '_>, content: &str, edits: &mut Edits) {
    let range = node.range();
    let slice = &text[range.clone()];
    if let Some(open) = slice.strip_suffix("/>") {
        let name: String = slice[1..].chars().take_while(|it| !it.is_whitespace() && !"/>".contains(*it)).collect();
        edits.replace(range.start + open.trim_end().len()..range.end, format!(">{content}</{name}>"));
    } else if let Some(end) = slice.rfind("</") {
        let end = range.start + end;
        // before the line break that comes before the end tag
        let end = text[..end].trim_end_matches([' ', '\t']).trim_end_matches('\n').len();
        edits.replace(end..end, content);
    }
}

fn key(node: Node<'_, '_>) -> Option<(String, String)> {
    if let Some(place) = place(node) {
        return Some((format!("{:?}", place.kind), place.name.as_str().to_lowercase()));
    }
    node.is_element().then(|| {
        let name = node.attribute("Name").unwrap_or_default().to_lowercase();
        let kind = match node.tag_name().name() {
            "DistributionList" => "SendPortGroup",
            "Service" => "Orchestration",
            kind => kind,
        };
        (kind.to_owned(), name)
    })
}

/// What stands around the artifacts of two files: that of the second one, with what only the first has.
pub(super) fn merge(first: &str, second: &str) -> String {
    let (Ok(old), Ok(new)) = (xml::parse(first), xml::parse(second)) else { return second.to_owned() };
    let (old, new) = (old.root_element(), new.root_element());
    let mut edits = Edits::default();
    let mut rest = String::new();
    for part in old.children().filter(Node::is_element) {
        let same = new.children().find(|it| it.is_element() && it.tag_name() == part.tag_name());
        match same {
            None => {
                rest.push_str("\n  ");
                rest.push_str(&xml::standing_alone(first, part));
            }
            Some(same) if part.tag_name().name().ends_with("Collection") => {
                merge_list(first, second, part, same, &mut edits);
            }
            Some(_) => {}
        }
    }
    if !rest.is_empty() {
        append(second, new, &rest, &mut edits);
    }
    edits.apply(second)
}

fn merge_list(first: &str, second: &str, old: Node<'_, '_>, new: Node<'_, '_>, edits: &mut Edits) {
    let there: HashSet<_> = new.children().filter_map(key).collect();
    let mut rest = String::new();
    for child in old.children() {
        let Some(key) = key(child) else { continue };
        if !there.contains(&key) {
            rest.push_str("\n    ");
            match place(child) {
                Some(place) => rest.push_str(&instruction(&place)),
                None => rest.push_str(&xml::standing_alone(first, child)),
            }
        } else if child.is_element() && child.tag_name().name() == "ModuleRef" {
            // the orchestrations of an assembly that both have
            let same = new.children().find(|it| self::key(*it).as_ref() == Some(&key));
            let services = same.and_then(|it| element(it, "Services"));
            if let (Some(services), Some(before)) = (services, element(child, "Services")) {
                merge_list(first, second, before, services, edits);
            }
        }
    }
    if !rest.is_empty() {
        append(second, new, &rest, edits);
    }
}
