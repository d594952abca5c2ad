//! What of the document becomes a binding file.

use egui::{Ui, Vec2, vec2};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Footer, FooterChoice, Mark, dialog, footer},
    },
    document::bindings::Scope,
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name},
    words::Sentence,
};

pub struct ExportDialog {
    /// What can be chosen, with how many artifacts each has.
    scopes: Vec<(Scope, usize)>,
    chosen: usize,
}

impl ExportDialog {
    /// Of the whole BizTalk group, of an application if one is meant, and of what is selected of what a
    /// binding file can hold.
    #[must_use]
    pub fn new(snapshot: &Snapshot, application: Option<Name>, selection: &[ArtifactRef]) -> Self {
        const KINDS: [ArtifactKind; 4] = [
            ArtifactKind::SendPort,
            ArtifactKind::SendPortGroup,
            ArtifactKind::ReceivePort,
            ArtifactKind::Orchestration,
        ];
        let contents = snapshot.contents();
        let count = |application: Option<&Name>| KINDS.into_iter().map(|kind| contents.of(application, kind)).sum();
        let mut scopes = vec![(Scope::BizTalkGroup, count(None))];
        scopes.extend(application.map(|name| {
            let count = count(Some(&name));
            (Scope::Application(name), count)
        }));
        let selected: Vec<_> = selection.iter().filter(|item| KINDS.contains(&item.kind)).cloned().collect();
        if selected.len() > 1 {
            let count = selected.len();
            scopes.push((Scope::Selection(selected), count));
        }
        let chosen = scopes.len() - 1;
        Self { scopes, chosen }
    }
}

impl Dialog for ExportDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("binding-export-title")
    }

    fn size(&self) -> Vec2 {
        vec2(520.0, 260.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            parts::lead(ui, &cx.text("binding-export-lead"));
            for (index, (scope, count)) in self.scopes.iter().enumerate() {
                let sentence = match scope {
                    Scope::BizTalkGroup => Sentence::new("binding-export-group"),
                    Scope::Application(name) => Sentence::new("binding-export-application").with("name", name),
                    Scope::Selection(_) => Sentence::new("binding-export-selection"),
                };
                ui.radio_value(&mut self.chosen, index, cx.say(&sentence.with("count", *count)));
            }
            Mark::Note.line(ui, &cx.text("binding-export-note"));
        });
        let (scope, count) = &self.scopes[self.chosen];
        let ok = cx.text("binding-export-button");
        let ok_enabled = if *count == 0 { Err(cx.text("binding-export-nothing")) } else { Ok(()) };
        let cancel = cx.text("kit-cancel");
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                cx.push(Task::ExportBindings(scope.clone()));
                After::Close
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => After::Stay,
        }
    }
}
