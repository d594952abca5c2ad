//! The button *Test*, which looks at an address as far as that goes without sending a message.

use egui::Ui;

use super::configure::Passwords;
use crate::{
    console::{
        context::Cx,
        kit::{self, Mark, SoftButton},
        worker::Job,
    },
    model::{Transport, adapters},
    rules::permissions::{Task as Permission, may},
    transport::{Probed, TransportError, Trouble, probe},
    words::Sentence,
};

/// The setting that the fingerprint of a host key is kept in.
const FINGERPRINT: &str = "SSH server host key fingerprint";

/// What came of it, or will.
#[derive(Default)]
pub struct Test {
    running: Option<Job<Result<Probed, TransportError>>>,
    done: Option<Result<Probed, TransportError>>,
}

impl Test {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, draft: &mut Transport, passwords: &Passwords) {
        if let Some(done) = self.running.as_mut().and_then(Job::take) {
            self.done = Some(done);
            self.running = None;
        }
        let allowed = may(cx.snapshot.role, Permission::SendLive);
        let (label, reason) = (cx.text("transport-test"), cx.text("transport-test-role"));
        let button = SoftButton::new(&label);
        let button = button.enabled(if allowed { Ok(()) } else { Err(reason) });
        ui.horizontal_wrapped(|ui| {
            if kit::soft_button(ui, button).clicked_enabled {
                let (transport, typed) = (draft.clone(), passwords.typed());
                self.done = None;
                self.running = Some(cx.worker.run("test", move |_| probe(&transport, &typed)));
            }
            if self.running.is_some() {
                ui.label(cx.text("transport-test-running"));
            } else if self.done.is_none() {
                let what = match adapters::find(&draft.adapter).map_or("", |it| it.name) {
                    adapters::FILE => "transport-test-looks-file",
                    "HTTP" => "transport-test-looks-http",
                    _ => "transport-test-looks-login",
                };
                Mark::Note.line(ui, &cx.text(what));
            }
            match &self.done {
                None => {}
                Some(Ok(found)) => {
                    let of = |key, what: &str| Sentence::new(key).with("what", what);
                    let told = match found {
                        Probed::Folder(folder) => of("transport-test-folder", folder),
                        Probed::Server(server) => of("transport-test-server", server),
                        Probed::Trusted(server) => of("transport-test-trusted", server),
                        Probed::LoggedIn { server, user } => {
                            of("transport-test-logged-in", server).with("user", user.as_str())
                        }
                    };
                    Mark::Met.line(ui, &cx.say(&told));
                }
                Some(Err(error)) => {
                    Mark::Error.line(ui, &cx.say(&error.sentence()));
                }
            }
        });
        let Some(Err(TransportError::Real { trouble: Trouble::HostKeyUnknown, said, .. })) = &self.done else { return };
        // whoever has compared it takes it over with a click instead of typing it
        let label = cx.say(&Sentence::new("transport-test-fingerprint").with("fingerprint", said.as_str()));
        if kit::soft_button(ui, SoftButton::new(&label)).clicked_enabled {
            draft.settings.insert(FINGERPRINT.to_owned(), said.clone());
            self.done = None;
        }
    }
}
