//! Binding files: what is read of them, what an import changes, that nothing is lost on the way out.

mod merge;
mod read;
mod robust;
mod round_trip;
mod terminal;

use std::path::PathBuf;

use sendport::{
    document::bindings::{self, BindingFile, Choice, MergePlan, Scope},
    model::BizTalkGroup,
};

/// The files of the folder `fixtures`, each modelled on what real ones are like.
const FIXTURES: [&str; 9] =
    ["dynamic", "everything", "export", "handmade", "members-outside", "nothing", "tunnel", "version-2004", "wizard"];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bindings/fixtures").join(format!("{name}.xml"))
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn file(name: &str) -> BindingFile {
    bindings::read(&bytes(name), None).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The group with everything that a file says.
fn import(file: &BindingFile, group: &BizTalkGroup) -> BizTalkGroup {
    let plan = MergePlan::new(file, group, None);
    let mut after = group.clone();
    for artifact in plan.artifacts(file, group, &Choice::all(&plan)) {
        after.put(artifact);
    }
    after
}

fn export(group: &BizTalkGroup) -> String {
    bindings::export(group, &Scope::BizTalkGroup).text
}

/// What differs, one to a line.
fn differences(a: &[u8], b: &[u8]) -> Vec<String> {
    let (found, count) = bindings::diff_bytes(a, b, 50).unwrap();
    assert_eq!(found.is_empty(), count == 0);
    found.iter().map(|it| format!("{} {:?}/{:?} {:?}", it.path, it.line_a, it.line_b, it.what)).collect()
}
