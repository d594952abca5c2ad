//! The same by keyboard: the Tab key comes to everything that takes the focus and around again,
//! and one sees where it is.

use std::collections::{BTreeMap, BTreeSet};

use egui::{
    Key, Modifiers,
    accesskit::{Action, NodeId, Role},
};
use egui_kittest::{Node, kittest::NodeT as _};
use sendport::{console::theme::Palette, words::Language};

use crate::{
    checks::{rect_of, top},
    driver::Window,
    look::{Look, screen},
    places::places,
    ways::{leave, start},
};

/// In a small window other things are seen than in a large one.
const WINDOWS: [([f32; 2], Language); 2] = [([1280.0, 800.0], Language::English), ([512.0, 384.0], Language::French)];

/// Nothing has more stops than this.
const MOST: usize = 200;

fn name(node: &Node<'_>) -> String {
    let it = node.accesskit_node();
    format!("{:?} “{}”", it.role(), it.label().unwrap_or_default())
}

fn id(node: &Node<'_>) -> NodeId {
    node.accesskit_node().locate().0
}

/// What takes the focus. A disabled field of egui does not, and says why beside it.
fn stops(window: &Window) -> BTreeMap<NodeId, String> {
    let takes_focus = |node: &Node<'_>| {
        let it = node.accesskit_node();
        let data = it.data();
        data.supports_action(Action::Focus) && !matches!(it.role(), Role::Label | Role::Unknown | Role::ScrollBar)
    };
    top(window).children_recursive().filter(takes_focus).map(|node| (id(&node), name(&node))).collect()
}

fn focused(window: &Window) -> Option<(NodeId, String, egui::Rect)> {
    let mut nodes = window.harness.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_focused())?;
    Some((id(&node), name(&node), rect_of(&node)))
}

/// What has the keyboard while this, one of the rows of its list, is told to have the focus.
fn holder(window: &Window, id: NodeId) -> Option<NodeId> {
    let mut nodes = window.harness.root().children_recursive();
    let points_at = |node: &Node<'_>| node.accesskit_node().active_descendant().is_some_and(|it| it.locate().0 == id);
    nodes.find(points_at).map(|node| self::id(&node))
}

/// Whether something in the colour of the focus is painted around this.
fn is_marked(window: &Window, rect: egui::Rect) -> bool {
    let focus = Palette::of(window.harness.ctx.global_style().visuals.dark_mode).focus;
    let edge = screen(window);
    Look::at(window).frames.iter().any(|(frame, colour, clip)| {
        let seen = frame.intersect(*clip).intersect(edge);
        *colour == focus
            && frame.expand(1.0).contains_rect(rect.shrink(4.0))
            && seen.area() > 0.3 * frame.area().min(edge.area())
    })
}

fn tab(window: &mut Window, findings: &mut BTreeSet<String>, place: &str) {
    let mut expected = stops(window);
    let (mut seen, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut closed = false;
    for _ in 0..MOST {
        window.harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
        window.run();
        let Some((id, name, rect)) = focused(window) else { continue };
        names.insert(name.clone());
        // the field whose list it is has the keyboard
        let field = holder(window, id);
        let is_new = seen.insert(id);
        seen.extend(field);
        if !is_new {
            closed = true;
            break;
        }
        if !is_marked(window, rect) {
            findings.insert(format!("{place}: the focus is not seen at {name}, {rect:?}"));
        }
    }
    // a field may be another one once something else is chosen, or be gone
    let left = stops(window);
    expected.retain(|id, name| !seen.contains(id) && !names.contains(name) && left.contains_key(id));
    for (_, name) in expected {
        findings.insert(format!("{place}: Tab does not come to {name}"));
    }
    if !closed {
        findings.insert(format!("{place}: Tab does not come around in {MOST} steps"));
    }
}

/// A dialog has the keyboard from the beginning, and gives it back to what had it before.
fn given(window: &Window, before: Option<&String>, findings: &mut BTreeSet<String>, place: &str) {
    let focus = focused(window);
    if window.dialog().is_some() {
        let within: BTreeSet<NodeId> = top(window).children_recursive().map(|node| id(&node)).collect();
        if !focus.is_some_and(|(it, ..)| within.contains(&it)) {
            findings.insert(format!("{place}: the dialog does not have the focus"));
        }
    } else if let Some(before) = before
        && focus.as_ref().map(|(_, name, _)| name) != Some(before)
    {
        findings.insert(format!("{place}: the focus was at {before} and is then at {focus:?}"));
    }
}

#[test]
fn tab_comes_to_everything_and_around_and_the_focus_is_seen() {
    let only = std::env::var("SENDPORT_PLACE").unwrap_or_default();
    let findings = std::sync::Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for (size, language) in WINDOWS {
            let (findings, only) = (&findings, &only);
            scope.spawn(move || {
                let mut window = start(size, language);
                let mut found = BTreeSet::new();
                // menus are walked with the arrows
                for (place, go) in places().filter(|(place, _)| place.contains(only) && !place.starts_with("menu")) {
                    // twice: the way there may move the focus, the way back must not
                    go(&mut window);
                    let is_dialog = window.dialog().is_some();
                    let name = format!("{place} {}x{}", size[0], size[1]);
                    if is_dialog {
                        given(&window, None, &mut found, &name);
                        leave(&mut window);
                        let before = focused(&window).map(|(_, name, _)| name);
                        if before.is_none() {
                            found.insert(format!("{name}: nothing has the focus afterwards"));
                        }
                        go(&mut window);
                        leave(&mut window);
                        given(&window, before.as_ref(), &mut found, &name);
                        go(&mut window);
                    }
                    // what stands around the views is the same each time, and long
                    if size[0] > 1000.0
                        && window.dialog().is_none()
                        && Some(*place) != places().next().map(|(place, _)| *place)
                    {
                        leave(&mut window);
                        continue;
                    }
                    tab(&mut window, &mut found, &name);
                    leave(&mut window);
                }
                findings.lock().expect("no walker has panicked").extend(found);
            });
        }
    });
    let findings = findings.into_inner().expect("no walker has panicked");
    let lines: Vec<_> = findings.into_iter().collect();
    assert!(lines.is_empty(), "{} findings:\n{}", lines.len(), lines.join("\n"));
}
