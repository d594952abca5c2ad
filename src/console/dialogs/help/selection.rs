//! Help about what is selected, or about the view that is shown.

use super::{Block, glossary};
use crate::{
    console::{context::Cx, panels::tree::Node},
    engine::availability,
    model::{Artifact, ArtifactKind, ArtifactRef, PortState},
    rules::lifecycle,
    words::Sentence,
};

pub fn blocks(cx: &Cx<'_>, node: &Node, selection: &[ArtifactRef]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(item) = selection.first() {
        about_item(cx, item, &mut blocks);
        if selection.len() > 1 {
            let more = Sentence::new("help-more-selected").with("count", selection.len() - 1);
            blocks.push(Block::Note(cx.say(&more)));
        }
    }
    let (title, about) = view(node);
    blocks.push(Block::Heading(cx.text(title)));
    blocks.push(Block::Text(cx.text(about)));
    blocks
}

fn about_item(cx: &Cx<'_>, item: &ArtifactRef, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(item.name.to_string()));
    let kind = match item.kind {
        ArtifactKind::Application => "glossary-application",
        ArtifactKind::SendPort => "glossary-send-port",
        ArtifactKind::SendPortGroup => "glossary-send-port-group",
        ArtifactKind::ReceivePort => "glossary-receive-port",
        ArtifactKind::Orchestration => "glossary-orchestration",
        ArtifactKind::Host => "glossary-host",
        _ => "glossary-adapter",
    };
    blocks.push(Block::Text(term(cx, kind)));
    let state = match cx.snapshot.group.get(item) {
        Some(Artifact::SendPort(port)) => port.state,
        Some(Artifact::SendPortGroup(spg)) => spg.state,
        _ => return,
    };
    blocks.push(Block::Text(term(
        cx,
        match state {
            PortState::Bound => "glossary-bound",
            PortState::Stopped => "glossary-stopped",
            PortState::Started => "glossary-started",
        },
    )));
    for action in lifecycle::actions() {
        let availability = availability(&cx.snapshot.group, cx.snapshot.role, action, item);
        let refusal = availability.grey.or(availability.guard);
        if let Some(reason) = refusal.and_then(|refusal| refusal.reasons.into_iter().next()) {
            let why = Sentence::new("help-not-now").with("action", cx.text(action.key())).with("why", reason.sentence);
            blocks.push(Block::Note(cx.say(&why)));
        }
    }
    blocks.push(Block::ActionTable);
}

/// `Bound: it is configured and has no subscription.`
fn term(cx: &Cx<'_>, key: &'static str) -> String {
    cx.say(&Sentence::new("help-term").with("term", cx.text(key)).with("meaning", cx.text(&glossary::meaning(key))))
}

/// The keys of a view's name and of what it is for.
fn view(node: &Node) -> (&'static str, &'static str) {
    match node {
        Node::Group => ("hub-title", "help-view-hub"),
        Node::Applications | Node::Application(_) => ("kinds-application", "help-view-applications"),
        Node::Folder(_, ArtifactKind::SendPort) => ("kinds-send-port", "help-view-send-ports"),
        Node::Folder(_, ArtifactKind::SendPortGroup) => ("kinds-send-port-group", "help-view-groups"),
        Node::Folder(_, ArtifactKind::ReceivePort) => ("kinds-receive-port", "help-view-receive-ports"),
        Node::Folder(..) => ("kinds-orchestration", "help-view-orchestrations"),
        Node::AllArtifacts => ("node-all-artifacts", "help-view-all"),
        Node::PlatformSettings | Node::Hosts => ("kinds-host", "help-view-hosts"),
        Node::Adapters => ("node-adapters", "help-view-adapters"),
        Node::HostInstances => ("node-host-instances", "help-view-host-instances"),
        Node::Destinations => ("kinds-destination", "help-view-destinations"),
        Node::Messages => ("node-messages", "help-view-messages"),
        Node::Subscriptions => ("node-subscriptions", "help-view-subscriptions"),
        Node::Suspended => ("node-suspended", "help-view-suspended"),
        Node::Lints => ("node-lints", "help-view-lints"),
        Node::Audit => ("node-audit", "help-view-audit"),
    }
}
