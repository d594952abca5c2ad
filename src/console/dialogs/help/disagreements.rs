//! Where the documentation says two things, what it says, and which of them Sendport follows.

use super::Block;
use crate::{
    console::context::Cx,
    rules::{Citation, Page},
};

/// The key of the words, and the pages on which it stands.
const DISAGREEMENTS: [(&str, &[Page]); 9] = [
    ("disagree-group-actions", &[Page::HowToStop, Page::HowToUnenlist, Page::SendPortGroupsNodeDetailsPane]),
    ("disagree-start-from-bound", &[Page::SendPortsAndSendPortGroups, Page::HowToStart]),
    ("disagree-who-may-start", &[Page::HowToStart, Page::HowToEnlist, Page::MinimumSecurityUserRights]),
    ("disagree-priority", &[Page::HowToConfigureTransportAdvancedOptions, Page::SendPortPropertiesDialog]),
    ("disagree-retry-interval", &[Page::SendPortPropertiesDialog, Page::OrderedDelivery]),
    ("disagree-any-state", &[Page::SendPortsAndSendPortGroups]),
    ("disagree-failed-messages", &[Page::HowToEnableFailedMessageRouting, Page::SendPortPropertiesDialog]),
    ("disagree-empty-group", &[Page::HowToCreateSendPortGroup]),
    ("disagree-unenlist", &[Page::HowToUnenlist, Page::SendPortGroupsNodeDetailsPane]),
];

pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Text(cx.text("disagree-intro"))];
    for (key, pages) in DISAGREEMENTS {
        let attribute = |name: &str| cx.text(&format!("{key}.{name}"));
        blocks.push(Block::Heading(cx.text(key)));
        blocks.push(Block::Table {
            head: Vec::new(),
            rows: vec![
                vec![cx.text("disagree-one"), attribute("one")],
                vec![cx.text("disagree-other"), attribute("other")],
                vec![cx.text("disagree-here"), attribute("here")],
            ],
            shares: &[1.0, 4.0],
        });
        blocks.extend(pages.iter().map(|page| Block::Note(cx.say(&Citation::page(*page).sentence()))));
    }
    blocks
}
