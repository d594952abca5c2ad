//! Menus and lists that hang from something: found wherever a control says that it opens one, and
//! under the titles and the rows of every table.

use std::collections::BTreeSet;

use egui::{
    Key, Popup,
    accesskit::{Action, HasPopup, Role},
};
use egui_kittest::{Node, kittest::NodeT as _};

use crate::{checks::top, driver::Window};

/// How many levels of menus there are at most.
const LEVELS: usize = 3;

/// A way to something that hangs: the role and the name of what is clicked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    role: String,
    label: String,
    secondary: bool,
}

/// What was opened before, in this window.
#[derive(Default)]
pub struct Popups(BTreeSet<Way>);

impl Popups {
    /// The ways that are new here.
    pub fn of(&mut self, window: &Window) -> Vec<Way> {
        let top = top(window);
        let mut ways = Vec::new();
        let mut titled = false;
        for node in top.children_recursive() {
            let it = node.accesskit_node();
            let label = it.label().unwrap_or_default();
            let hangs = matches!(it.data().has_popup(), Some(HasPopup::Menu | HasPopup::Listbox));
            // one title of each table stands for the others
            let reacts = it.role() == Role::ColumnHeader && it.data().supports_action(Action::Click);
            let title = reacts && !std::mem::replace(&mut titled, true);
            if (hangs || title) && !label.is_empty() && !it.is_disabled() {
                ways.push(Way { role: format!("{:?}", it.role()), label, secondary: title });
            }
        }
        ways.retain(|way| self.0.insert(way.clone()));
        ways
    }
}

impl Way {
    pub fn name(&self) -> String {
        format!("what hangs from “{}”", self.label)
    }

    fn node<'a>(&self, window: &'a Window) -> Option<Node<'a>> {
        let fits = |node: &Node<'_>| {
            let it = node.accesskit_node();
            format!("{:?}", it.role()) == self.role && it.label().as_deref() == Some(&self.label)
        };
        top(window).children_recursive().find(fits)
    }

    /// Scrolls to it and clicks it; returns whether something then hangs.
    pub fn open(&self, window: &mut Window) -> bool {
        let before = hanging(window);
        let Some(node) = self.node(window) else { return false };
        node.scroll_to_me();
        window.run();
        let Some(node) = self.node(window) else { return false };
        if self.secondary {
            node.click_secondary();
        } else {
            node.click();
        }
        window.run();
        hanging(window) > before
    }
}

fn hanging(window: &Window) -> usize {
    let hangs = |node: &Node<'_>| {
        matches!(node.accesskit_node().role(), Role::Menu | Role::ListBox)
            && node.accesskit_node().children().next().is_some()
    };
    window.harness.root().children_recursive().filter(hangs).count()
}

pub fn close(window: &mut Window) {
    for _ in 0..LEVELS {
        if Popup::is_any_open(&window.harness.ctx) {
            window.press(Key::Escape);
        }
    }
}
