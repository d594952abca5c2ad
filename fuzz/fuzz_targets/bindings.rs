//! Binding files: nothing panics, and what is accepted is exported as it was. The files that the tests
//! use are the corpus: `cargo +nightly fuzz run bindings tests/bindings/fixtures`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sendport::{
    document::bindings::{self, Choice, MergePlan, Scope},
    model::BizTalkGroup,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = bindings::read(bytes, None) else { return };
    let nothing = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &nothing, None);
    let mut group = nothing.clone();
    for artifact in plan.artifacts(&file, &nothing, &Choice::all(&plan)) {
        group.put(artifact);
    }
    let exported = bindings::export(&group, &Scope::BizTalkGroup).text;
    let (found, count) = bindings::diff_bytes(bytes, exported.as_bytes(), 5).expect("what is exported can be read");
    assert_eq!(count, 0, "{found:#?}");
});
