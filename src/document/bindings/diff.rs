//! Compares two binding files as XML, the documents inside of their elements included: escaped or
//! not, with or without a declaration or white space before it. The order of attributes, white space
//! between elements, comments and prefixes of namespaces make no difference; the order of elements
//! does. Passwords are not compared, since no export has them.

use std::collections::HashMap;

use roxmltree::Node;

use super::{
    decode::without_declaration,
    secrets,
    xml::{self, Fault, Lines, XSI},
};
use crate::words::Sentence;

/// How many documents may stand in one another.
const MOST_LEVELS: usize = 8;
/// How much of a text is told, in characters.
const LONGEST: usize = 80;

/// Something that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// From the root: `/BindingInfo/SendPortCollection/SendPort[@Name='SP_Lille']/Priority`.
    pub path: String,
    /// The lines of what differs; in a document inside of an element the line that it has there.
    pub line_a: Option<usize>,
    pub line_b: Option<usize>,
    pub what: Sentence,
}

/// Everything that differs, at most `most` of it; the number is of all.
pub(super) fn diff(a: &str, b: &str, most: usize) -> Result<(Vec<Difference>, usize), (bool, Fault)> {
    let a_document = xml::parse(a).map_err(|fault| (false, fault))?;
    let b_document = xml::parse(b).map_err(|fault| (true, fault))?;
    let mut compare = Compare { found: Vec::new(), count: 0, most, level: 0 };
    let lines = (Lines::new(a), Lines::new(b));
    let sides = Sides { a: (&lines.0, 0), b: (&lines.1, 0) };
    compare.pair(String::new(), a_document.root_element(), b_document.root_element(), &sides);
    Ok((compare.found, compare.count))
}

struct Compare {
    found: Vec<Difference>,
    count: usize,
    most: usize,
    level: usize,
}

/// The lines of both sides, and how many come before them where they are those of an inner document.
struct Sides<'a> {
    a: (&'a Lines, usize),
    b: (&'a Lines, usize),
}

impl Sides<'_> {
    fn of_a(&self, node: Node<'_, '_>) -> usize {
        self.a.1 + self.a.0.of_node(node)
    }
    fn of_b(&self, node: Node<'_, '_>) -> usize {
        self.b.1 + self.b.0.of_node(node)
    }
}

fn name<'i>(node: Node<'_, 'i>) -> &'i str {
    node.tag_name().name()
}

fn children<'a, 'i>(node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    node.children().filter(Node::is_element).collect()
}

fn shown(text: &str) -> String {
    let line = text.replace(['\n', '\t'], " ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

impl Compare {
    fn say(&mut self, path: &str, line_a: Option<usize>, line_b: Option<usize>, what: Sentence) {
        self.count += 1;
        if self.found.len() < self.most {
            self.found.push(Difference { path: path.to_owned(), line_a, line_b, what });
        }
    }

    /// Compares an element with the one in its place. `above` is the path of what they stand in.
    fn pair(&mut self, above: String, a: Node<'_, '_>, b: Node<'_, '_>, sides: &Sides<'_>) {
        let path = step(above, a);
        let (line_a, line_b) = (Some(sides.of_a(a)), Some(sides.of_b(b)));
        if a.tag_name() != b.tag_name() {
            let what = Sentence::new("binding-diff-name").with("a", name(a)).with("b", name(b));
            self.say(&path, line_a, line_b, what);
            return;
        }
        let secret = secrets::is_secret(name(a));
        self.attributes(&path, a, b, secret, sides);
        if !secret {
            self.contents(path, a, b, sides);
        }
    }

    fn attributes(&mut self, path: &str, a: Node<'_, '_>, b: Node<'_, '_>, secret: bool, sides: &Sides<'_>) {
        let (line_a, line_b) = (Some(sides.of_a(a)), Some(sides.of_b(b)));
        // null or text is how a password is masked or not
        let compared = |name: &str| !(secrets::is_secret(name) || secret && matches!(name, "vt" | "nil"));
        for attribute in a.attributes().filter(|it| compared(it.name())) {
            let other = match attribute.namespace() {
                Some(namespace) => b.attribute((namespace, attribute.name())),
                None => b.attribute(attribute.name()),
            };
            let what = match other {
                Some(other) if other == attribute.value() => continue,
                // `1` and `true` are the same truth
                Some(other)
                    if attribute.namespace() == Some(XSI) && xml::truth(other) == xml::truth(attribute.value()) =>
                {
                    continue;
                }
                Some(other) => Sentence::new("binding-diff-attribute")
                    .with("attribute", attribute.name())
                    .with("a", shown(attribute.value()))
                    .with("b", shown(other)),
                None => Sentence::new("binding-diff-attribute-a")
                    .with("attribute", attribute.name())
                    .with("a", shown(attribute.value())),
            };
            self.say(path, line_a, line_b, what);
        }
        for attribute in b.attributes().filter(|it| compared(it.name())) {
            let there =
                a.attributes().any(|it| it.name() == attribute.name() && it.namespace() == attribute.namespace());
            if !there {
                let what = Sentence::new("binding-diff-attribute-b")
                    .with("attribute", attribute.name())
                    .with("b", shown(attribute.value()));
                self.say(path, line_a, line_b, what);
            }
        }
    }

    fn contents(&mut self, path: String, a: Node<'_, '_>, b: Node<'_, '_>, sides: &Sides<'_>) {
        let (in_a, in_b) = (children(a), children(b));
        if !in_a.is_empty() && !in_b.is_empty() {
            self.texts_between(&path, a, b, sides);
            return self.lists(&path, &in_a, &in_b, sides);
        }
        let (text_a, text_b) = (xml::text(a), xml::text(b));
        if in_a.is_empty() && in_b.is_empty() && text_a == text_b {
            return;
        }
        let (blank_a, blank_b) = (text_a.trim().is_empty(), text_b.trim().is_empty());
        if in_a.is_empty() && in_b.is_empty() && blank_a && blank_b {
            return;
        }
        // a document as a text, or as elements; what is neither is a text
        let document_a = Inner::of(&text_a, !in_a.is_empty(), self.level);
        let document_b = Inner::of(&text_b, !in_b.is_empty(), self.level);
        let (parsed_a, parsed_b) = (document_a.parse(), document_b.parse());
        if let (Some(parsed_a), Some(parsed_b)) = (&parsed_a, &parsed_b) {
            self.level += 1;
            let (own_a, own_b) = (Lines::new(document_a.text), Lines::new(document_b.text));
            let inner = Sides {
                a: (&own_a, sides.of_a(a) + document_a.lines_before - 1),
                b: (&own_b, sides.of_b(b) + document_b.lines_before - 1),
            };
            self.pair(path, parsed_a.root_element(), parsed_b.root_element(), &inner);
            self.level -= 1;
            return;
        }
        match (&parsed_a, &parsed_b) {
            // escaped here, elements there
            (Some(parsed), None) if in_b.len() == 1 => {
                let own = Lines::new(document_a.text);
                let inner = Sides { a: (&own, sides.of_a(a) + document_a.lines_before - 1), b: sides.b };
                return self.pair(path, parsed.root_element(), in_b[0], &inner);
            }
            (None, Some(parsed)) if in_a.len() == 1 => {
                let own = Lines::new(document_b.text);
                let inner = Sides { a: sides.a, b: (&own, sides.of_b(b) + document_b.lines_before - 1) };
                return self.pair(path, in_a[0], parsed.root_element(), &inner);
            }
            _ => {}
        }
        let tell = |text: &str, elements: &[Node<'_, '_>]| match elements.first() {
            Some(first) => format!("<{}>", name(*first)),
            None => shown(text),
        };
        let what = Sentence::new("binding-diff-text").with("a", tell(&text_a, &in_a)).with("b", tell(&text_b, &in_b));
        self.say(&path, Some(sides.of_a(a)), Some(sides.of_b(b)), what);
    }

    /// Text beside elements, which only a broken file has.
    fn texts_between(&mut self, path: &str, a: Node<'_, '_>, b: Node<'_, '_>, sides: &Sides<'_>) {
        let words = |node| xml::text(node).split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        let (text_a, text_b) = (words(a), words(b));
        if text_a != text_b {
            let what = Sentence::new("binding-diff-text").with("a", shown(&text_a)).with("b", shown(&text_b));
            self.say(path, Some(sides.of_a(a)), Some(sides.of_b(b)), what);
        }
    }

    /// Compares the elements in an element: one by one where they are called alike in the same order,
    /// or else by what they are called.
    fn lists(&mut self, path: &str, in_a: &[Node<'_, '_>], in_b: &[Node<'_, '_>], sides: &Sides<'_>) {
        let (keys_a, keys_b) = (keys(in_a), keys(in_b));
        if keys_a == keys_b {
            for (a, b) in in_a.iter().zip(in_b) {
                self.pair(path.to_owned(), *a, *b, sides);
            }
            return;
        }
        let at: HashMap<&Key<'_>, usize> = keys_b.iter().enumerate().map(|(index, key)| (key, index)).collect();
        let mut matched = Vec::new();
        for (a, key) in in_a.iter().zip(&keys_a) {
            if let Some(index) = at.get(key) {
                matched.push(*index);
                self.pair(path.to_owned(), *a, in_b[*index], sides);
            } else {
                let here = step(path.to_owned(), *a);
                self.say(&here, Some(sides.of_a(*a)), None, Sentence::new("binding-diff-only-a"));
            }
        }
        let mut is_there = vec![false; in_b.len()];
        for index in &matched {
            is_there[*index] = true;
        }
        for (b, _) in in_b.iter().zip(is_there).filter(|(_, there)| !there) {
            let here = step(path.to_owned(), *b);
            self.say(&here, None, Some(sides.of_b(*b)), Sentence::new("binding-diff-only-b"));
        }
        if let Some(back) = matched.windows(2).find(|pair| pair[0] > pair[1]) {
            let moved = step(String::new(), in_b[back[1]]);
            let what = Sentence::new("binding-diff-order").with("element", moved.trim_start_matches('/'));
            self.say(path, None, Some(sides.of_b(in_b[back[1]])), what);
        }
    }
}

/// What an element is called among those beside it: its name, what it is the name of, and which of
/// several such.
type Key<'a> = (&'a str, Option<&'a str>, usize);

fn keys<'a>(elements: &[Node<'a, '_>]) -> Vec<Key<'a>> {
    let mut seen: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    elements
        .iter()
        .map(|it| {
            let tag = it.tag_name().name();
            let own = it.attribute("Name").or_else(|| it.attribute("FullName"));
            let count = seen.entry((tag, own)).or_default();
            *count += 1;
            (tag, own, *count)
        })
        .collect()
}

fn step(mut path: String, node: Node<'_, '_>) -> String {
    path.push('/');
    path.push_str(name(node));
    let own = ["Name", "FullName"].into_iter().find_map(|key| Some((key, node.attribute(key)?)));
    if let Some((key, own)) = own {
        path.extend(["[@", key, "='", own, "']"]);
    } else {
        let same = |it: &Node<'_, '_>| it.is_element() && it.tag_name() == node.tag_name();
        let before = node.prev_siblings().skip(1).filter(same).count();
        if before > 0 || node.next_siblings().skip(1).any(|it| same(&it)) {
            path.extend(["[", (before + 1).to_string().as_str(), "]"]);
        }
    }
    path
}

/// A text that may be a document.
struct Inner<'a> {
    text: &'a str,
    lines_before: usize,
    may_be: bool,
}

impl<'a> Inner<'a> {
    fn of(outer: &'a str, has_elements: bool, level: usize) -> Self {
        let text = without_declaration(outer);
        let lines_before = outer[..outer.len() - text.len()].matches('\n').count();
        Self { text, lines_before, may_be: !has_elements && level < MOST_LEVELS && text.trim_start().starts_with('<') }
    }
    fn parse(&self) -> Option<roxmltree::Document<'a>> {
        self.may_be.then(|| xml::parse(self.text).ok()).flatten()
    }
}
