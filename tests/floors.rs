//! The house of `src/lib.rs`: a module imports from its own floor or below, and what lies below
//! the window knows no window, no clock and no chance.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules by floor, from the bottom.
const FLOORS: [&[&str]; 6] = [
    &["model", "words"],
    &["rules", "document"],
    &["routing", "message_box", "transport"],
    &["engine"],
    &["training"],
    &["console", "cli"],
];

fn floor(module: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&module)).unwrap_or_else(|| panic!("{module} has no floor"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Every file of a module, without its comments.
fn code(module: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
    files(&folder)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (path, lines.join("\n"))
        })
        .collect()
}

/// The modules that a text names: `crate::engine` and the first names of `use crate::{...}`.
fn imports(text: &str) -> Vec<String> {
    let modules = FLOORS.concat();
    let mut named = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("crate::") {
        rest = &rest[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            // the names at the first level of the list
            let mut depth = 1;
            let mut word = String::new();
            for letter in list.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if depth == 1 && (letter.is_alphanumeric() || letter == '_') {
                    word.push(letter);
                    continue;
                }
                // only what stands before `::` or alone at the first level is a module
                if modules.contains(&word.as_str()) {
                    named.push(word.clone());
                }
                word.clear();
            }
        } else {
            named.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    named.retain(|name| modules.contains(&name.as_str()));
    named
}

#[test]
fn a_module_imports_from_its_own_floor_or_below() {
    let mut wrong = Vec::new();
    for module in FLOORS.concat() {
        for (path, text) in code(module) {
            for import in imports(&text) {
                if floor(&import) > floor(module) {
                    wrong.push(format!("{} imports {import}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_on_a_floor() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            floor(&path.file_name().unwrap().to_string_lossy());
        }
    }
}

#[test]
fn below_the_window_nothing_knows_a_window_a_clock_or_chance() {
    for module in FLOORS[..5].concat() {
        for (path, text) in code(module) {
            for word in ["egui", "eframe", "SystemTime", "Instant::now", "Timestamp::now", "Zoned::now", "rand::"] {
                assert!(!text.contains(word), "{} names {word}", path.display());
            }
        }
    }
}
