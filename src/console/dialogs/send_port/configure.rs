//! The adapter's own page behind *Configure...*: the fields that its documentation names.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::mpsc,
};

use egui::{RichText, TextEdit, Ui};

use super::transport::Slot;
use crate::{
    console::{
        context::Cx,
        kit::{self, Form, Mark, SoftButton, form::Row},
    },
    model::{
        Transport,
        adapters::{self, AdapterType, Kind, Part, Place, Setting, Tab, Unit, macros},
    },
    rules::permissions::{Task as Permission, may},
    transport::{Probed, Secrets, TransportError, is_real, probe, server_of},
    words::Sentence,
};

/// How many characters of a setting are read on one line.
const ONE_LINE: usize = 60;
/// How many lines a longer one has to begin with.
const LINES: usize = 4;

/// What came of *Test*, or will.
#[derive(Debug)]
enum Test {
    Running(mpsc::Receiver<Result<Probed, TransportError>>),
    Done(Result<Probed, TransportError>),
}

/// The page of the adapter, which replaces the pages of the port while it is open.
#[derive(Debug)]
pub struct Configure {
    pub slot: Slot,
    pub draft: Transport,
    /// The address with which it opened: what is wrong with it already is not refused.
    pub before: String,
    /// Settings that no field of the page has and that take more than a line, such as documents.
    long: BTreeSet<String>,
    /// What was typed as passwords, by label.
    typed: BTreeMap<&'static str, String>,
    test: Option<Test>,
}

impl Configure {
    pub fn new(slot: Slot, draft: Transport) -> Self {
        let long = |(_, value): &(&String, &String)| value.contains('\n') || value.chars().count() > ONE_LINE;
        let long = draft.settings.iter().filter(long).map(|(name, _)| name.clone()).collect();
        Self { slot, before: draft.address.clone(), draft, long, typed: BTreeMap::new(), test: None }
    }

    /// Keeps the passwords that were typed, for this run.
    pub fn keep_passwords(&self) {
        let Some(adapter) = adapters::find(&self.draft.adapter) else { return };
        for (label, secret) in self.typed.iter().filter(|(_, secret)| !secret.is_empty()) {
            let user = adapters::value(adapter, &self.draft.settings, user_of(label));
            Secrets::of_this_run().put(adapter.name, &server_of(&self.draft), user, label, secret);
        }
    }

    /// The button *Test*, which looks at the address on a thread of its own and sends no message.
    fn test(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(Test::Running(found)) = &self.test
            && let Ok(found) = found.try_recv()
        {
            self.test = Some(Test::Done(found));
        }
        let allowed = may(cx.snapshot.role, Permission::SendLive);
        let (label, reason) = (cx.text("transport-test"), cx.text("transport-test-role"));
        let button = SoftButton::new(&label);
        let button = button.enabled(if allowed { Ok(()) } else { Err(reason) });
        ui.horizontal_wrapped(|ui| {
            if kit::soft_button(ui, button).clicked_enabled {
                let (sender, found) = mpsc::channel();
                let (transport, ctx) = (self.draft.clone(), ui.ctx().clone());
                let started = std::thread::Builder::new().name("test".to_owned()).spawn(move || {
                    // nobody waits for it any more when the page was left
                    let _ = sender.send(probe(&transport));
                    ctx.request_repaint();
                });
                self.test = started.is_ok().then_some(Test::Running(found));
            }
            match &self.test {
                None => {}
                Some(Test::Running(_)) => {
                    ui.label(cx.text("transport-test-running"));
                }
                Some(Test::Done(Ok(found))) => {
                    let told = match found {
                        Probed::Folder(folder) => Sentence::new("transport-test-folder").with("what", folder.as_str()),
                        Probed::Server(server) => Sentence::new("transport-test-server").with("what", server.as_str()),
                    };
                    Mark::Met.line(ui, &cx.say(&told));
                }
                Some(Test::Done(Err(error))) => {
                    Mark::Error.line(ui, &cx.say(&error.sentence()));
                }
            }
        });
    }

    /// The page of the adapter: address and settings.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let adapter = adapters::find(&self.draft.adapter);
        let (label, field) = (cx.text("transport-uri"), format!("{}.address", self.slot.field()));
        let hint = adapter.map_or("", |it| it.example);
        let row = Row::new(&label, &field).limit(Transport::MAX_ADDRESS).hint(hint);
        form.text(ui, &row, &mut self.draft.address);
        if is_real(&self.draft.adapter) {
            self.test(ui, cx);
            Mark::Note.line(ui, &cx.text("transport-settings-live"));
        } else {
            Mark::Note.line(ui, &cx.text("transport-settings-kept"));
        }
        ui.add_space(4.0);
        for tab in Tab::ALL {
            let mut here = adapter.map_or(&[][..], |it| it.settings).iter().filter(|it| it.tab == tab && shown(it));
            let Some(first) = here.next() else { continue };
            form.section(ui, &cx.text(tab.key()));
            for setting in std::iter::once(first).chain(here) {
                self.setting(ui, cx, form, adapter, setting);
            }
        }
        let own: Vec<String> = self.draft.settings.keys().filter(|name| !known(adapter, name)).cloned().collect();
        if own.is_empty() && adapter.is_none_or(|it| it.settings.is_empty()) {
            ui.label(RichText::new(cx.text("transport-no-settings")).weak());
        } else if !own.is_empty() {
            form.section(ui, &cx.text("transport-settings"));
        }
        for name in own {
            let Some(value) = self.draft.settings.get_mut(&name) else { continue };
            if self.long.contains(&name) {
                form.multiline(ui, &Row::new(&name, ""), value, LINES);
            } else {
                form.text(ui, &Row::new(&name, ""), value);
            }
        }
    }

    fn setting(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        form: &Form<'_>,
        adapter: Option<&'static AdapterType>,
        setting: &'static Setting,
    ) {
        let before = self.value(setting);
        let mut value = before.clone();
        let field = format!("{}.settings.{}", self.slot.field(), setting.label);
        let row = Row::new(setting.label, &field);
        match setting.kind {
            Kind::Flag => {
                let mut on = value.eq_ignore_ascii_case("true");
                form.checkbox(ui, &row, &mut on);
                if on != before.eq_ignore_ascii_case("true") {
                    value = String::from(if on { "True" } else { "False" });
                }
            }
            Kind::Choice(choices) => {
                let choices: Vec<_> = choices.iter().map(|it| (it.value.to_owned(), it.value.to_owned())).collect();
                let shown = value.clone();
                form.choice(ui, &row.width(220.0), &mut value, &choices, &shown);
            }
            Kind::Number { low, high, unit } => {
                let note = Sentence::new(unit_key(unit)).with("low", low).with("high", high);
                let note = cx.say(&note);
                form.text(ui, &row.note(&note).width(90.0), &mut value);
            }
            Kind::Text { longest } => {
                let preview = setting.macros.then(|| preview(cx, &value)).flatten().unwrap_or_default();
                let row = row.limit(longest).hint(setting.default).below(&preview);
                form.text(ui, &row, &mut value);
            }
            Kind::Secret => {
                let typed = self.typed.entry(setting.label).or_default();
                let below = cx.text("setting-password-kept");
                let read_only = form.why_read_only().is_some();
                form.row(ui, &row.below(&below), |ui, label| {
                    let field = TextEdit::singleline(typed).password(true).desired_width(220.0).interactive(!read_only);
                    ui.add(field).labelled_by(label)
                });
            }
        }
        if value != before {
            self.put(adapter, setting, value);
        }
    }

    fn value(&self, setting: &Setting) -> String {
        match setting.place {
            // what the dialog begins with before there is an address
            Place::Address(_) if self.draft.address.is_empty() => setting.default.to_owned(),
            Place::Address(part) => adapters::part(&self.draft.address, part).to_owned(),
            Place::Settings | Place::Keyring => {
                self.draft.settings.get(setting.label).map_or(setting.default, String::as_str).to_owned()
            }
        }
    }

    fn put(&mut self, adapter: Option<&'static AdapterType>, setting: &Setting, value: String) {
        let Place::Address(part) = setting.place else {
            self.draft.settings.insert(setting.label.to_owned(), value);
            return;
        };
        let scheme = adapter
            .filter(|it| it.name != adapters::FILE)
            .and_then(|it| it.schemes.first())
            .copied()
            .unwrap_or_default();
        let address = &mut self.draft.address;
        if address.is_empty() {
            // the other fields show their defaults already
            for other in adapter.map_or(&[][..], |it| it.settings) {
                if let Place::Address(other_part) = other.place
                    && !other.default.is_empty()
                {
                    *address = adapters::with_part(address, scheme, other_part, other.default);
                }
            }
        }
        *address = adapters::with_part(address, scheme, part, &value);
    }
}

/// Whether the page draws a field: the whole address stands above all of them.
fn shown(setting: &Setting) -> bool {
    setting.place != Place::Address(Part::Whole)
}

/// Whose password it is: the field with the user's name.
fn user_of(label: &str) -> &'static str {
    if label == "Proxy password" { "Proxy user name" } else { "User name" }
}

fn known(adapter: Option<&AdapterType>, label: &str) -> bool {
    adapter.is_some_and(|it| it.settings.iter().any(|it| it.label == label))
}

fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::None => "setting-range",
        Unit::Seconds => "setting-range-seconds",
        Unit::Days => "setting-range-days",
        Unit::Kilobytes => "setting-range-kilobytes",
    }
}

/// What a text with macros would become now.
fn preview(cx: &Cx<'_>, text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let written = macros::expand(text, &macros::Values::example(cx.snapshot.now, &cx.snapshot.zone.0));
    Some(cx.say(&Sentence::new("setting-preview").with("text", written)))
}
