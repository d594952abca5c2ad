//! Passwords are neither kept nor exported: an export of the real product masks them too (page
//! *Configuration Properties for Integrated BizTalk Adapters*).

use roxmltree::Node;

use super::{
    decode::without_declaration,
    templates,
    xml::{self, Edits},
};

/// What is written in the place of a password where there is no way to write nothing.
const MASK: &str = "******";
/// How many documents may stand in one another.
const MOST_LEVELS: usize = 6;

/// Whether what is called so is secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let secret = name.ends_with("password")
        || name.ends_with("passphrase")
        || name.ends_with("secret")
        || name.ends_with("sharedaccesskey")
        || name.ends_with("accountkey");
    // whether a secret is used, and where it is kept, is none
    secret && !name.starts_with("use") && !name.starts_with("override")
}

/// Whether a value tells nothing: nothing, a mask, a placeholder.
pub(super) fn is_masked(value: &str) -> bool {
    let value = value.trim();
    let token = templates::token(value).is_some_and(|it| it.len() == value.len());
    let placeholder = ["INSERT_", "ENTER_", "YOUR_", "REPLACE_"].iter().any(|it| value.starts_with(it));
    token || placeholder || value.chars().all(|it| it == '*')
}

/// The password in `ftp://user:password@server`.
fn in_address(address: &str) -> Option<std::ops::Range<usize>> {
    let start = address.find("://")? + 3;
    let authority = &address[start..];
    let end = authority.find(['/', '?', '#']).unwrap_or(authority.len());
    let at = authority[..end].rfind('@')?;
    let colon = authority[..at].find(':')?;
    let range = start + colon + 1..start + at;
    (!is_masked(&address[range.clone()])).then_some(range)
}

/// A value without the passwords in it: an address, or a document.
pub(super) fn mask_value(value: String) -> String {
    if let Some(range) = in_address(&value) {
        return format!("{}{MASK}{}", &value[..range.start], &value[range.end..]);
    }
    if value.starts_with('<') {
        return mask_level(&value, 1).unwrap_or(value);
    }
    value
}

/// An element without its passwords, if there are some.
pub(super) fn mask(xml: &str) -> Option<String> {
    mask_level(xml, 0)
}

fn mask_level(xml: &str, level: usize) -> Option<String> {
    // most elements have none: to see that is much quicker than to read them
    let may_have = ["assword", "ASSWORD", "assphrase", "ecret", "ECRET", "ccessKey", "ccesskey", "ccountKey", "@"];
    if level >= MOST_LEVELS || !may_have.iter().any(|it| xml.contains(it)) {
        return None;
    }
    let document = xml::parse(xml).ok()?;
    let mut edits = Edits::default();
    for node in document.descendants().filter(Node::is_element) {
        for attribute in node.attributes() {
            let value = attribute.value();
            if is_secret(attribute.name()) && !is_masked(value) {
                edits.replace(attribute.range_value(), MASK);
            } else if let Some(range) = in_address(value) {
                let masked = format!("{}{MASK}{}", &value[..range.start], &value[range.end..]);
                edits.replace(attribute.range_value(), xml::escape_attribute(&masked));
            }
        }
        if node.first_element_child().is_some() {
            continue;
        }
        let text = xml::text(node);
        let Some(content) = content(node) else { continue };
        if is_secret(node.tag_name().name()) {
            if !is_masked(&text) {
                match node.attribute_node("vt") {
                    // null is how an export says that there is one
                    Some(vt) => {
                        edits.replace(vt.range_value(), "1");
                        edits.replace(content, "");
                    }
                    None => edits.replace(content, MASK),
                }
            }
        } else if text.trim_start().starts_with('<') {
            let inner = without_declaration(&text);
            if let Some(masked) = mask_level(inner, level + 1) {
                let before = &text[..text.len() - inner.len()];
                edits.replace(content, xml::escape(&format!("{before}{masked}")));
            }
        } else if let Some(range) = in_address(&text) {
            edits.replace(content, xml::escape(&format!("{}{MASK}{}", &text[..range.start], &text[range.end..])));
        }
    }
    (!edits.is_empty()).then(|| edits.apply(xml))
}

/// Where the content of an element stands that has some.
fn content(node: Node<'_, '_>) -> Option<std::ops::Range<usize>> {
    let (first, last) = (node.first_child()?, node.last_child()?);
    Some(first.range().start..last.range().end)
}
