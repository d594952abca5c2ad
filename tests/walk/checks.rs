//! What is expected of a place. Each check returns what it finds, in words.

use std::collections::{BTreeMap, BTreeSet};

use egui::{
    Rect,
    accesskit::{Action, Role},
    pos2,
};
use egui_kittest::{Node, kittest::NodeT as _};

use crate::{
    driver::Window,
    look::{Look, Painted, screen},
};

/// A finding: what is wrong, and of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub what: &'static str,
    pub of: String,
}

fn finding(what: &'static str, of: impl Into<String>) -> Finding {
    Finding { what, of: of.into() }
}

pub fn all(window: &mut Window, mut look: Look) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(names_and_states(window));
    findings.extend(sizes(window));
    findings.extend(missing_words(window, &look));
    let front = top(window);
    if matches!(front.accesskit_node().role(), Role::Dialog | Role::Menu | Role::ListBox) {
        // what lies behind was looked at before
        let rect = area_of(&front).expand(8.0);
        look.texts.retain(|text| rect.contains_rect(text.rect().intersect(text.clip)));
    }
    findings.extend(overlaps(&look));
    findings.extend(cut(window, &look));
    findings.extend(twins(window));
    findings.extend(out_of_reach(window, &look));
    findings
}

/// The window, dialog, menu or list that is on top.
pub fn top(window: &Window) -> Node<'_> {
    let root = window.harness.root();
    let hangs = |node: &Node<'_>| {
        let it = node.accesskit_node();
        let bar = area_of(node).top() < 12.0 && area_of(node).height() < 48.0;
        match it.role() {
            // the list of a dialog stands beside its rows, one that hangs is around them
            Role::Menu | Role::ListBox => {
                !bar && it.children().next().is_some() && it.label().is_none_or(|label| !label.is_empty())
            }
            Role::Dialog => it.is_modal(),
            _ => false,
        }
    };
    root.children_recursive().filter(hangs).last().unwrap_or(root)
}

/// Where it is; nowhere, if it is only a group of others.
pub fn rect_of(node: &Node<'_>) -> Rect {
    let bounds = node.accesskit_node().bounding_box();
    bounds.map_or(Rect::NOTHING, |it| {
        Rect::from_min_max(pos2(it.x0 as f32, it.y0 as f32), pos2(it.x1 as f32, it.y1 as f32))
    })
}

/// Around what stands in it: egui gives containers no rectangle of their own.
fn area_of(node: &Node<'_>) -> Rect {
    node.children_recursive()
        .map(|child| rect_of(&child))
        .filter(egui::Rect::is_positive)
        .fold(rect_of(node), Rect::union)
}

fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// What a text reads out: its name, or its value where it is only a text.
fn spoken(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().filter(|label| !label.is_empty()).or(node.value()).unwrap_or_default()
}

const CONTROLS: &[Role] = &[
    Role::Button,
    Role::CheckBox,
    Role::ColumnHeader,
    Role::ComboBox,
    Role::DisclosureTriangle,
    Role::Link,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::Row,
    Role::Slider,
    Role::SpinButton,
    Role::Switch,
    Role::Tab,
    Role::TextInput,
    Role::TreeItem,
];

fn is_control(node: &Node<'_>) -> bool {
    CONTROLS.contains(&node.accesskit_node().role())
}

/// Everything that reacts has a name in words, and says its state where it has one.
fn names_and_states(window: &Window) -> Vec<Finding> {
    let mut findings = Vec::new();
    for node in top(window).children_recursive() {
        let it = node.accesskit_node();
        let named = it.label().is_some_and(|label| label.chars().any(char::is_alphanumeric));
        let role = it.role();
        let of = || format!("{role:?} “{}” at {:?}", label(&node), rect_of(&node));
        let takes_focus = it.data().supports_action(Action::Focus) && role != Role::Unknown && role != Role::Label;
        if (is_control(&node) || takes_focus) && !named && !it.data().is_read_only() {
            findings.push(finding("no name", of()));
        }
        let data = it.data();
        let state = match role {
            Role::CheckBox | Role::RadioButton | Role::Switch => data.toggled().is_some(),
            Role::Tab | Role::Row | Role::ListBoxOption => data.is_selected().is_some(),
            Role::TreeItem => {
                data.is_selected().is_some() && data.level().is_some() && data.position_in_set().is_some()
            }
            Role::ComboBox => data.is_expanded().is_some(),
            Role::DisclosureTriangle => data.is_expanded().is_some(),
            Role::SpinButton | Role::Slider => data.numeric_value().is_some() || data.value().is_some(),
            _ => true,
        };
        if !state {
            findings.push(finding("no state", of()));
        }
    }
    findings
}

/// Least height of what is clicked, in points.
const TARGET: f32 = 24.0;

fn sizes(window: &Window) -> Vec<Finding> {
    let small =
        |node: &Node<'_>| is_control(node) && rect_of(node).is_positive() && rect_of(node).height() < TARGET - 0.6;
    let nodes = top(window);
    let of = |node: Node<'_>| {
        let role = node.accesskit_node().role();
        finding("low", format!("{role:?} “{}” is {} points high", label(&node), rect_of(&node).height()))
    };
    nodes.children_recursive().filter(small).map(of).collect()
}

fn missing_words(window: &Window, look: &Look) -> Vec<Finding> {
    let painted = look.texts.iter().map(|text| text.text.clone());
    let spoken = window.harness.root().children_recursive().flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.description()].into_iter().flatten().collect::<Vec<_>>()
    });
    let is_key = |text: &String| {
        let inner = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inner, _)| inner);
        inner.is_some_and(|key| {
            key.contains('-') && key.chars().all(|it| it.is_ascii_lowercase() || "-0123456789".contains(it))
        })
    };
    // an argument that nobody gave
    let is_hole = |text: &String| text.contains("{$") || text.contains("{ $");
    painted.chain(spoken).filter(|text| is_key(text) || is_hole(text)).map(|text| finding("no words", text)).collect()
}

fn overlaps(look: &Look) -> Vec<Finding> {
    let of =
        |(a, b): (&Painted, &Painted)| finding("overlap", format!("“{}” over “{}” at {:?}", b.text, a.text, b.rect()));
    look.overlaps().into_iter().map(of).collect()
}

/// Text that ends beyond what is seen to the left or right, that ends in an ellipsis, or whose
/// words are broken. In the cells of a table it may be short, if the whole is spoken.
fn cut(window: &Window, look: &Look) -> Vec<Finding> {
    let root = window.harness.root();
    let nodes: Vec<_> = root.children_recursive().collect();
    let places: Vec<_> = nodes.iter().map(|node| (node.accesskit_node().role(), rect_of(node).expand(3.0))).collect();
    let mut findings = Vec::new();
    for text in &look.texts {
        let rect = text.rect();
        let seen = rect.intersect(text.clip);
        let in_a =
            |roles: &[Role]| places.iter().any(|(role, place)| roles.contains(role) && place.contains_rect(seen));
        // a field scrolls to where one types
        if in_a(&[Role::TextInput, Role::MultilineTextInput]) {
            continue;
        }
        // what is only scrolled away is looked for later
        if text.elided {
            let is_spoken = nodes.iter().any(|node| {
                let node = node.accesskit_node();
                let told = [node.label(), node.value(), node.description()].into_iter().flatten();
                let told: Vec<String> = told.collect();
                // the parts of a row stand in one text
                text.text.split("   ").all(|part| told.iter().any(|it| it.contains(part)))
            });
            let in_table = in_a(&[Role::Row, Role::Cell, Role::GridCell, Role::ColumnHeader, Role::Table, Role::Grid]);
            // a verdict may be cut, it stands in full on its page
            let in_strip = in_a(&[Role::Status]);
            if !is_spoken {
                findings.push(finding("cut and not spoken", format!("“{}” at {rect:?}", text.text)));
            } else if !in_table && !in_strip {
                findings.push(finding("cut", format!("“{}” at {rect:?}", text.text)));
            }
        }
        if let Some(word) = text.broken.as_ref().filter(|_| !in_a(&[Role::TextInput])) {
            findings.push(finding("broken word", format!("“{word}” of “{}”", text.text)));
        }
    }
    findings
}

/// What lies beyond the edge of the window, or of what is seen of its pane, is scrolled to.
fn out_of_reach(window: &mut Window, look: &Look) -> Vec<Finding> {
    let edge = screen(window).expand(1.0);
    let fields: Vec<Rect> = {
        let is_field =
            |node: &Node<'_>| matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput);
        window.harness.root().children_recursive().filter(is_field).map(|node| rect_of(&node).expand(3.0)).collect()
    };
    // the farthest of each pane, down and to the side: whoever gets there gets to the others
    let mut farthest: BTreeMap<(bool, [i32; 4]), (f32, String, Rect)> = BTreeMap::new();
    let mut add = |sideways: bool, pane: Rect, text: &str, rect: Rect| {
        let key = [pane.left(), pane.top(), pane.right(), pane.bottom()].map(|it| it as i32);
        let far = if sideways { rect.right() } else { rect.bottom() };
        let entry = (far, text.to_owned(), rect);
        let known = farthest.entry((sideways, key)).or_insert_with(|| entry.clone());
        if far > known.0 {
            *known = entry;
        }
    };
    for text in look.texts.iter().filter(|text| !text.is_whole()) {
        let (rect, clip) = (text.rect(), text.clip);
        // a field scrolls to where one types
        if fields.iter().any(|field| field.contains_rect(rect.intersect(clip))) {
            continue;
        }
        let sideways = rect.left() < clip.left() - 1.5 || rect.right() > clip.right() + 1.5;
        add(sideways, clip, &text.text, rect);
    }
    for node in top(window).children_recursive() {
        let rect = rect_of(&node);
        let matters = is_control(&node) || node.accesskit_node().role() == Role::Label;
        if !edge.contains_rect(rect) && matters && rect.is_positive() && !spoken(&node).is_empty() {
            add(rect.right() > edge.right(), edge, &spoken(&node), rect);
        }
    }
    farthest
        .into_iter()
        .filter(|((sideways, _), (_, text, rect))| !can_be_seen(window, edge, *sideways, text, *rect))
        .map(|(_, (_, text, rect))| finding("out of reach", format!("“{text}” at {rect:?}")))
        .collect()
}

/// Scrolls to a text and tells whether it is then seen.
fn can_be_seen(window: &mut Window, edge: Rect, sideways: bool, text: &str, rect: Rect) -> bool {
    let root = window.harness.root();
    // what is called just so, before what only mentions it
    let distance = |node: &Node<'_>| rect_of(node).center().distance(rect.center()) as i64;
    let exact = root.children_recursive().filter(|node| spoken(node) == text).min_by_key(distance);
    let nearest =
        exact.or_else(|| root.children_recursive().filter(|node| spoken(node).contains(text)).min_by_key(distance));
    let Some(node) = nearest else {
        // parts of a row have no name of their own: the row is scrolled to
        return !sideways;
    };
    node.scroll_to_me();
    window.run();
    let look = Look::at(window);
    let seen = |it: &Painted| {
        let (ink, clip) = (it.rect(), it.clip.expand(1.5).intersect(edge));
        it.text.contains(text) && if sideways { clip.contains_rect(ink) } else { clip.y_range().contains(ink.bottom()) }
    };
    let named = |node: Node<'_>| {
        let it = rect_of(&node);
        spoken(&node) == text && edge.y_range().contains(it.bottom()) && edge.y_range().contains(it.top())
    };
    look.texts.iter().any(seen) || window.harness.root().children_recursive().any(named)
}

/// Controls that have the same role and name side by side, where one cannot tell by ear which is
/// which.
fn twins(window: &Window) -> Vec<Finding> {
    let mut seen = BTreeMap::<(String, String), usize>::new();
    let top = top(window);
    for node in top.children_recursive().filter(is_control) {
        let it = node.accesskit_node();
        if it.is_disabled() && it.role() == Role::Row {
            continue;
        }
        // what stands in a row or a group with a name of its own is told apart by that
        let mut pane = String::new();
        let mut parent = it.parent();
        while let Some(above) = parent {
            if let Some(name) = above.label().filter(|name| !name.is_empty()) {
                pane = name;
                break;
            }
            parent = above.parent();
        }
        *seen.entry((pane, format!("{:?} “{}”", it.role(), label(&node)))).or_default() += 1;
    }
    let twice = seen.into_iter().filter(|(_, count)| *count > 1);
    twice.map(|((pane, of), count)| finding("twins", format!("{count} times {of} in “{pane}”"))).collect()
}

/// Everything that is written or spoken, for comparing languages.
pub fn texts(window: &Window, look: &Look) -> BTreeSet<String> {
    let painted = look.texts.iter().map(|text| text.text.clone());
    let top = top(window);
    let spoken = top.children_recursive().flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.description()].into_iter().flatten().collect::<Vec<_>>()
    });
    painted.chain(spoken).flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}
