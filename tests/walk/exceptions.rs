//! What is allowed, and why. An exception that is no longer needed fails the walk.

use crate::checks::Finding;

/// What, where (an empty text: everywhere), of what (a part of the finding), why.
pub type Exception = (&'static str, &'static str, &'static str, &'static str);

pub const EXCEPTIONS: &[Exception] = &[
    (
        "cut",
        "",
        "Nouvelle tentative",
        "what comes next, as long as there is room beside the clock; whole in its list and spoken",
    ),
    ("twins", "", "Button “Close”", "the cross of a window and its only button do the same"),
    ("twins", "", "Button “Fermer”", "likewise"),
    ("twins", "", "Button “SP", "the name of a port or a group is a link to it, wherever it stands"),
    ("twins", "", "Button “Start SP", "a way out does the same wherever it is offered"),
    ("twins", "", "Button “Démarrer SP", "likewise"),
    ("twins", "", "TreeItem", "each application has its folders, and they may hold as many"),
    ("cut", "palette", "   ", "what stands beside the name of a row is as long as there is room, and spoken whole"),
    ("cut", "", "://", "an address in a card is as long as there is room; whole on hover and spoken"),
];

/// The exception that allows a finding.
pub fn allowing(place: &str, finding: &Finding) -> Option<usize> {
    EXCEPTIONS.iter().position(|(what, at, of, _)| {
        *what == finding.what
            && (at.is_empty() || *at == place || place.strip_prefix(at).is_some_and(|rest| rest.starts_with(' ')))
            && finding.of.contains(of)
    })
}
