//! The adapter's own page behind *Configure...*: the fields that its documentation names.

use std::collections::{BTreeMap, BTreeSet};

use egui::{RichText, Ui};

use super::{test::Test, transport::Slot};
use crate::{
    console::{
        context::Cx,
        dialogs::password::PasswordField,
        kit::{Form, Mark, form::Row},
    },
    model::{
        Transport,
        adapters::{self, AdapterType, Kind, Part, Place, Setting, Tab, Unit, macros},
    },
    transport::{Account, is_real, is_refused},
    words::Sentence,
};

/// How many characters of a setting are read on one line.
const ONE_LINE: usize = 60;
/// How many lines a longer one has to begin with.
const LINES: usize = 4;

/// The password fields of a page, by the labels of their settings.
#[derive(Default)]
pub struct Passwords(BTreeMap<&'static str, PasswordField>);

impl Passwords {
    /// What was typed, by label.
    pub fn typed(&self) -> BTreeMap<String, String> {
        let typed = self.0.iter().filter(|(_, field)| !field.typed().is_empty());
        typed.map(|(label, field)| ((*label).to_owned(), field.typed().to_owned())).collect()
    }
}

/// The page of the adapter, which replaces the pages of the port while it is open.
pub struct Configure {
    pub slot: Slot,
    pub draft: Transport,
    /// The address with which it opened: what is wrong with it already is not refused.
    pub before: String,
    /// Settings that no field of the page has and that take more than a line, such as documents.
    long: BTreeSet<String>,
    passwords: Passwords,
    test: Test,
}

impl Configure {
    pub fn new(slot: Slot, draft: Transport) -> Self {
        let long = |(_, value): &(&String, &String)| value.contains('\n') || value.chars().count() > ONE_LINE;
        let long = draft.settings.iter().filter(long).map(|(name, _)| name.clone()).collect();
        let before = draft.address.clone();
        Self { slot, before, draft, long, passwords: Passwords::default(), test: Test::default() }
    }

    /// Keeps the passwords that were typed.
    pub fn keep_passwords(&self, cx: &Cx<'_>) {
        for field in self.passwords.0.values() {
            field.keep(cx);
        }
    }

    /// The page of the adapter: address and settings.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let adapter = adapters::find(&self.draft.adapter);
        let (label, field) = (cx.text("transport-uri"), format!("{}.address", self.slot.field()));
        let hint = adapter.map_or("", |it| it.example);
        let row = Row::new(&label, &field).limit(Transport::MAX_ADDRESS).hint(hint);
        form.text(ui, &row, &mut self.draft.address);
        if is_real(&self.draft.adapter) {
            self.test.ui(ui, cx, &mut self.draft, &self.passwords);
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
                if let Some(adapter) = adapter {
                    let account = Account::of(adapter, &self.draft, setting.label);
                    self.passwords.0.entry(setting.label).or_default().ui(ui, cx, form, setting.label, &account);
                }
            }
        }
        if let Some(problem) = not_when_live(cx, adapter, &self.draft, setting) {
            Mark::Warning.line(ui, &problem);
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

/// What a value means for live sending, where that does not do it.
fn not_when_live(cx: &Cx<'_>, adapter: Option<&AdapterType>, draft: &Transport, setting: &Setting) -> Option<String> {
    let adapter = adapter.filter(|it| is_refused(it, &draft.settings, setting.label))?;
    let value = adapters::value(adapter, &draft.settings, setting.label);
    Some(cx.say(&Sentence::new("setting-not-when-live").with("setting", setting.label).with("value", value)))
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
