//! The keys: those of the command table by menu, then those of lists, fields and windows.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::Block;
use crate::console::{commands::Command, context::Cx};

/// Keys that belong to no command, with the key of what they do.
struct Keys {
    keys: &'static [KeyboardShortcut],
    what: &'static str,
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}
const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}
const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const LIST: [Keys; 7] = [
    Keys { keys: &[key(Key::ArrowUp), key(Key::ArrowDown)], what: "help-key-row" },
    Keys { keys: &[key(Key::Home), key(Key::End), key(Key::PageUp), key(Key::PageDown)], what: "help-key-far" },
    Keys { keys: &[shift(Key::ArrowUp), shift(Key::ArrowDown)], what: "help-key-range" },
    Keys { keys: &[command(Key::A)], what: "help-key-all" },
    Keys { keys: &[key(Key::Enter)], what: "help-key-open" },
    Keys { keys: &[shift(Key::F10)], what: "help-key-menu" },
    Keys { keys: &[key(Key::Escape)], what: "help-key-filter" },
];

const TREE: [Keys; 3] = [
    Keys { keys: &[key(Key::ArrowUp), key(Key::ArrowDown)], what: "help-key-node" },
    Keys { keys: &[key(Key::ArrowRight), key(Key::ArrowLeft)], what: "help-key-fold" },
    Keys { keys: &[key(Key::Enter)], what: "help-key-node-open" },
];

const WINDOW: [Keys; 4] = [
    Keys { keys: &[key(Key::Tab), shift(Key::Tab)], what: "help-key-next" },
    Keys { keys: &[key(Key::Enter)], what: "help-key-ok" },
    Keys { keys: &[key(Key::Escape)], what: "help-key-cancel" },
    Keys { keys: &[key(Key::Space)], what: "help-key-press" },
];

const FIELD: [Keys; 3] = [
    Keys { keys: &[command(Key::C), command(Key::X), command(Key::V)], what: "help-key-clipboard" },
    Keys { keys: &[command(Key::Z), command(Key::Y)], what: "help-key-undo" },
    Keys { keys: &[command(Key::A)], what: "help-key-all-text" },
];

const FIND: [Keys; 3] = [
    Keys {
        keys: &[key(Key::ArrowUp), key(Key::ArrowDown), key(Key::PageUp), key(Key::PageDown)],
        what: "help-key-row",
    },
    Keys { keys: &[key(Key::Enter)], what: "help-key-go" },
    Keys { keys: &[command(Key::Enter)], what: "help-key-properties" },
];

const MENUS: [&str; 7] =
    ["menu-file", "menu-edit", "menu-view", "menu-action", "menu-new", "menu-scenario", "menu-help"];

pub fn blocks(ctx: &Context, cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut add = |title: &str, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            blocks.push(Block::Heading(cx.text(title)));
            blocks.push(Block::Table { head: Vec::new(), rows, shares: &[1.0, 2.4] });
        }
    };
    for menu in MENUS {
        let rows = Command::all().filter(|command| command.menu() == menu).filter_map(|command| {
            let keys: Vec<String> = [command.shortcut(), command.other_shortcut()]
                .into_iter()
                .flatten()
                .map(|shortcut| cx.keys(ctx, &shortcut))
                .collect();
            (!keys.is_empty()).then(|| vec![keys.join(", "), cx.text(command.key())])
        });
        add(menu, rows.collect());
    }
    let stage = Command::all().filter_map(|command| {
        let shortcut = egui::KeyboardShortcut::new(egui::Modifiers::NONE, command.stage_key()?);
        Some(vec![cx.keys(ctx, &shortcut), cx.text(command.key())])
    });
    add("stage-title", stage.collect());
    let table = |keys: &[Keys]| {
        keys.iter()
            .map(|it| {
                let keys: Vec<String> = it.keys.iter().map(|shortcut| cx.keys(ctx, shortcut)).collect();
                vec![keys.join(", "), cx.text(it.what)]
            })
            .collect()
    };
    add("help-keys-list", table(&LIST));
    add("help-keys-tree", table(&TREE));
    add("find-title", table(&FIND));
    add("help-keys-window", table(&WINDOW));
    add("help-keys-field", table(&FIELD));
    blocks
}
