//! That the walk leaves nothing out: every dialog, every node of the tree and every pane is a
//! place, and everything that hangs is opened.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use sendport::{
    console::{app::Pane, panels::tree::Node},
    model::ArtifactKind,
};

use crate::places::{of_node, of_pane, places};

fn sources() -> Vec<(PathBuf, String)> {
    fn add(folder: &Path, all: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("a folder of the program").flatten() {
            let path = entry.path();
            if path.is_dir() {
                add(&path, all);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                all.push((path, text));
            }
        }
    }
    let mut all = Vec::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console"), &mut all);
    all
}

/// What implements a dialog, or the pages of a window of properties, by the program's own text.
fn dialogs_of_the_program() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in sources() {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in text.lines().filter(|line| line.starts_with("impl")) {
            let Some((what, of)) = line.split_once(" for ") else { continue };
            if !(what.ends_with(" Dialog") || what.ends_with(" Sheet") || what.ends_with(":Dialog")) {
                continue;
            }
            found.insert(of.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect());
        }
    }
    found
}

/// The dialogs of the program that were not open on the walk.
pub fn never_opened(opened: &BTreeSet<&'static str>) -> Vec<String> {
    let all = dialogs_of_the_program();
    assert!(all.len() > 30, "the program has more dialogs than {all:?}");
    let part = |path: &str, name: &str| path.split(|it: char| !it.is_alphanumeric() && it != '_').any(|it| it == name);
    let missing = all.into_iter().filter(|name| !opened.iter().any(|path| part(path, name)));
    missing.map(|name| format!("never opened: {name}; add a place to dialogs.rs")).collect()
}

/// Where popups are made by hand, and the place that opens each. What [`kit::menu_button`] opens
/// and the lists of drop-downs are found by themselves.
///
/// [`kit::menu_button`]: sendport::console::kit::menu_button
const HANGING: &[(&str, usize, &str)] = &[
    ("dialogs/send_port/general.rs", 1, "properties of a port"),
    ("kit/form/completion.rs", 1, "new static one-way port"),
    ("kit/menu.rs", 1, "menu of a message"),
    ("kit/table/header.rs", 2, "send ports"),
    ("kit/table/rows.rs", 1, "menu of a port"),
    ("panels/diagram/canvas.rs", 2, "diagram"),
    ("panels/tree.rs", 2, "menu of the hosts"),
];

#[test]
fn everything_that_hangs_is_opened() {
    let names: BTreeSet<&str> = places().map(|(name, _)| *name).collect();
    let makes = ["Popup::menu(", "Popup::context_menu(", "Popup::from_response(", ".context_menu(", ".menu_button("];
    let mut findings = Vec::new();
    for (path, text) in sources() {
        let path = path.display().to_string();
        let count: usize = makes.iter().map(|make| text.matches(make).count()).sum();
        let raw = text.matches("ui.menu_button(").count();
        if raw > 0 && !path.ends_with("kit/menu.rs") {
            findings.push(format!("{path}: a menu that does not say that it opens one; use kit::menu_button"));
        }
        let known = HANGING.iter().find(|(file, _, _)| path.ends_with(file));
        let expected = known.map_or(0, |(_, count, _)| *count);
        if count - raw != expected {
            findings.push(format!("{path}: {} popups made by hand, {expected} of which are opened", count - raw));
        }
    }
    findings.extend(HANGING.iter().filter(|(_, _, place)| !names.contains(place)).map(|it| format!("no place {it:?}")));
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_node_and_every_pane_is_a_place() {
    let names: BTreeSet<&str> = places().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), places().count(), "two places of one name");
    // the compiler asks for a name when there is another node or pane
    let mut nodes = vec![
        Node::Group,
        Node::Applications,
        Node::Application("App".into()),
        Node::AllArtifacts,
        Node::PlatformSettings,
        Node::Hosts,
        Node::HostInstances,
        Node::Adapters,
        Node::Destinations,
        Node::Messages,
        Node::Subscriptions,
        Node::Suspended,
        Node::Lints,
        Node::Audit,
    ];
    nodes.extend(sendport::console::panels::tree::FOLDERS.map(|kind: ArtifactKind| Node::Folder(None, kind)));
    let panes = [
        Pane::Tree,
        Pane::List,
        Pane::Diagram,
        Pane::Details,
        Pane::Inject,
        Pane::Outcome,
        Pane::Lesson,
        Pane::Welcome,
    ];
    let wanted = nodes.iter().map(of_node).chain(panes.into_iter().map(of_pane));
    let missing: Vec<&str> = wanted.filter(|name| !names.contains(name)).collect();
    assert!(missing.is_empty(), "no place {missing:?}");
}
