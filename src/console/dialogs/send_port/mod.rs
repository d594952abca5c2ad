//! The window *Send Port Properties* (page *Send Port Properties Dialog Box*).
//!
//! It edits a draft and asks the engine only when OK or Apply is pressed. Every pass checks the
//! draft as the engine would, so that what is wrong shows beside the field that is wrong.

mod advanced;
mod backup;
mod certificate;
mod configure;
mod general;
mod maps;
mod new;
mod test;
mod tracking;
mod transport;
mod window_strip;

use std::{rc::Rc, sync::Arc};

use egui::{RichText, Ui, Vec2, vec2};

use self::{
    configure::Configure,
    transport::{Numbers, Parked, Slot},
};
use super::{After, Dialog, filter_page::FilterPage, filter_preview, properties};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Footer, FooterChoice, Form, Mark, PageEntry, form::Typed, form::concerns},
        lints::DraftLints,
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{
        Name, PortKind, SendPort,
        validate::{self, Problem, Severity},
    },
    routing::lints::Lint,
    rules::pages::PropertyPage,
    words::Sentence,
};

/// Width of the labels.
const LABELS: f32 = 150.0;

pub struct SendPortDialog {
    /// The name under which the port stands in the engine; `None` while it is new.
    original: Option<Name>,
    /// What the draft is compared with to tell changes.
    before: SendPort,
    draft: SendPort,
    name: String,
    page: PropertyPage,
    configure: Option<Configure>,
    numbers: Numbers,
    backup_numbers: Numbers,
    priority: Typed<u8>,
    filter: FilterPage,
    inbound_map: Option<usize>,
    outbound_map: Option<usize>,
    parked: Parked,
    parked_backup: Parked,
    checked: Option<Checked>,
    lints: DraftLints,
    /// The newest of them.
    found: Arc<Vec<Lint>>,
    discard: properties::Discard,
    refused: Option<Refusal>,
    /// The button whose answer is awaited.
    waiting: Option<FooterChoice>,
}

/// The problems of a draft, kept until it or the engine's state changes.
struct Checked {
    draft: SendPort,
    generation: u64,
    problems: Rc<[Problem]>,
}

impl SendPortDialog {
    /// For a new port.
    #[must_use]
    pub fn create(snapshot: &Snapshot, kind: PortKind, application: &Name) -> Self {
        Self::of(None, new::fresh(snapshot, kind, application))
    }

    /// For a port that exists.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let port = snapshot.group.send_ports.get(name)?;
        Some(Self::of(Some(port.name.clone()), port.as_ref().clone()))
    }

    /// For a new port that begins as a copy, of another kind if one is named.
    #[must_use]
    pub fn copy_of(snapshot: &Snapshot, name: &Name, kind: Option<PortKind>) -> Option<Self> {
        let port = snapshot.group.send_ports.get(name)?;
        Some(Self::of(None, new::copied(snapshot, port, kind)))
    }

    fn of(original: Option<Name>, port: SendPort) -> Self {
        Self {
            original,
            name: port.name.to_string(),
            page: PropertyPage::General,
            configure: None,
            numbers: Numbers::new(port.transport.as_ref()),
            backup_numbers: Numbers::new(port.backup.as_ref()),
            priority: Typed::new(port.priority),
            filter: FilterPage::new(&port.filter),
            inbound_map: None,
            outbound_map: None,
            parked: Parked::new(),
            parked_backup: Parked::new(),
            checked: None,
            lints: DraftLints::default(),
            found: Arc::default(),
            discard: properties::Discard::default(),
            refused: None,
            waiting: None,
            before: port.clone(),
            draft: port,
        }
    }

    /// Opens on this page.
    #[must_use]
    pub fn on_page(mut self, page: PropertyPage) -> Self {
        self.page = page;
        self
    }

    fn is_changed(&self) -> bool {
        self.draft != self.before || !self.draft.name.same_spelling(&self.before.name)
    }

    fn configure(&mut self, ui: &Ui, slot: Slot) {
        kit::dialog::focus_first_field(ui.ctx());
        let transport = match slot {
            Slot::Primary => &self.draft.transport,
            Slot::Backup => &self.draft.backup,
        };
        self.configure = transport.clone().map(|draft| Configure::new(slot, draft));
    }

    /// What is wrong with the draft, texts that mean nothing included.
    fn problems(&mut self, cx: &Cx<'_>) -> Vec<Problem> {
        let generation = cx.snapshot.generation;
        // names that differ in case only are equal, and none of the rules looks at the case
        let fresh = self.checked.as_ref().filter(|it| it.generation == generation && it.draft == self.draft);
        let valid = if let Some(checked) = fresh {
            checked.problems.clone()
        } else {
            let group = &cx.snapshot.group;
            let problems: Rc<[_]> = validate::send_port(&self.draft, group, self.original.as_ref()).into();
            self.checked = Some(Checked { draft: self.draft.clone(), generation, problems: problems.clone() });
            problems
        };
        let mut problems = Vec::new();
        if let Some(transport) = &self.draft.transport {
            problems.extend(self.numbers.problems(Slot::Primary, transport));
        }
        if let Some(backup) = &self.draft.backup {
            problems.extend(self.backup_numbers.problems(Slot::Backup, backup));
        }
        problems.extend(self.priority.problem("priority"));
        problems.extend(self.filter.problems(cx));
        // a warning in a document that was written so; what is put together here is refused
        let both = |port: &SendPort| port.ordered_delivery && port.backup.is_some();
        let before = self.original.as_ref().and_then(|name| cx.snapshot.group.send_ports.get(name));
        let was_both = before.is_some_and(|it| both(it));
        problems.extend(valid.iter().cloned().map(|problem| {
            if problem.sentence.key == "problem-ordered-with-backup" && !was_both {
                return Problem { severity: Severity::Error, ..problem };
            }
            problem
        }));
        problems.extend(self.found.iter().filter_map(Lint::problem));
        problems
    }

    fn entries(&self, cx: &Cx<'_>, problems: &[Problem]) -> Vec<PageEntry> {
        PropertyPage::ALL
            .into_iter()
            .map(|page| PageEntry {
                title: cx.text(page.key()),
                greyed: page.why_not(self.draft.kind).map(|(key, _)| cx.text(key)),
                changed: changed(page, &self.before, &self.draft),
                problem: problems.iter().filter(|it| page_of(&it.field) == page).map(|it| it.severity).max(),
            })
            .collect()
    }

    fn header(&self, ui: &mut Ui, cx: &Cx<'_>) {
        properties::header(ui, |ui| {
            match self.original.as_ref().and_then(|name| cx.snapshot.group.send_ports.get(name)) {
                Some(port) => {
                    kit::state_badge(ui, cx.words, port.state);
                }
                None => {
                    ui.label(RichText::new(cx.text("send-port-new")).strong());
                }
            }
            ui.label(self.draft.application.as_str());
            ui.label(RichText::new("/").weak());
            ui.label(cx.text(self.draft.kind.key()));
        });
    }

    fn pages(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let entries = self.entries(cx, form.all_problems());
        let mut selected = PropertyPage::ALL.iter().position(|page| *page == self.page).unwrap_or_default();
        let shown = self.page;
        kit::page_list(ui, cx.words, &entries, &mut selected, |ui| {
            if let Some((reason, citation)) = shown.why_not(self.draft.kind) {
                ui.label(cx.text(reason));
                ui.label(RichText::new(cx.say(&citation.sentence())).small().weak());
                return;
            }
            if let Some(reason) = form.why_read_only() {
                Mark::Note.line(ui, reason);
                ui.add_space(4.0);
            }
            match shown {
                PropertyPage::General => self.general(ui, cx, form),
                PropertyPage::TransportAdvancedOptions => self.advanced(ui, cx, form),
                PropertyPage::BackupTransport => self.backup(ui, cx, form),
                PropertyPage::InboundMaps => self.maps(ui, cx, form, true),
                PropertyPage::OutboundMaps => self.maps(ui, cx, form, false),
                PropertyPage::Filters => self.filters(ui, cx, form),
                PropertyPage::Certificate => self.certificate(ui, cx, form),
                PropertyPage::Tracking => self.tracking(ui, cx, form),
            }
        });
        let chosen = PropertyPage::ALL[selected];
        if chosen != shown {
            self.page = chosen;
        }
    }

    fn filters(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        self.filter.ui(ui, cx, form, &mut self.draft.filter);
        let now = self.original.as_ref().and_then(|name| cx.snapshot.group.send_ports.get(name));
        let request = || Request::Put { original: self.original.clone(), artifact: self.draft.clone().into() };
        let edited = filter_preview::Edited {
            before: now.map(|port| &port.filter),
            after: &self.draft.filter,
            state: now.map(|port| port.state),
            request: &request,
        };
        filter_preview::ui(ui, cx, &edited);
        filter_preview::lints(ui, cx, &self.found);
    }

    /// The page of the adapter, with buttons of its own; it edits nothing but the draft.
    fn configure_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, read_only: Option<&str>) {
        let Some(mut configure) = self.configure.take() else { return };
        let problems = self.problems_of(cx, &configure);
        let form = Form::new(cx.words, LABELS + 30.0).problems(&problems).read_only(read_only);
        kit::dialog::body(ui, true, |ui| {
            let title = Sentence::new("transport-properties").with("adapter", configure.draft.adapter.as_str());
            ui.heading(cx.say(&title));
            ui.add_space(6.0);
            configure.ui(ui, cx, &form);
        });
        let problems = self.problems_of(cx, &configure);
        let ok_enabled = match (read_only, validate::first_error(&problems)) {
            (Some(reason), _) => Err(reason.to_owned()),
            (None, Some(problem)) => Err(cx.say(&problem.sentence)),
            (None, None) => Ok(()),
        };
        let (ok, back) = (cx.text("kit-ok"), cx.text("transport-back"));
        let footer = Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&back) };
        match kit::footer(ui, cx.words, &footer) {
            Some(FooterChoice::Ok) => {
                configure.keep_passwords(cx);
                match configure.slot {
                    Slot::Primary => self.draft.transport = Some(configure.draft),
                    Slot::Backup => self.draft.backup = Some(configure.draft),
                }
            }
            Some(FooterChoice::Cancel) => {}
            _ => self.configure = Some(configure),
        }
    }

    /// What would be wrong with what the adapter's page holds.
    fn problems_of(&self, cx: &Cx<'_>, configure: &Configure) -> Vec<Problem> {
        let mut port = self.draft.clone();
        match configure.slot {
            Slot::Primary => port.transport = Some(configure.draft.clone()),
            Slot::Backup => port.backup = Some(configure.draft.clone()),
        }
        let (address, settings) =
            (format!("{}.address", configure.slot.field()), format!("{}.settings", configure.slot.field()));
        let changed = configure.before != configure.draft.address;
        validate::send_port(&port, &cx.snapshot.group, self.original.as_ref())
            .into_iter()
            .filter(|problem| concerns(problem, &address) || concerns(problem, &settings))
            .map(|mut problem| {
                // a name that the adapter refuses is a warning in a document that was written so
                if changed && problem.field == address {
                    problem.severity = Severity::Error;
                }
                problem
            })
            .collect()
    }

    fn save(&mut self, cx: &Cx<'_>, pressed: FooterChoice) {
        self.refused = None;
        self.waiting = Some(pressed);
        let request = Request::Put { original: self.original.clone(), artifact: self.draft.clone().into() };
        cx.push(Task::RequestForDialog(request));
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Cx<'_>, read_only: Option<&str>) -> After {
        let problems = self.problems(cx);
        let error = validate::first_error(&problems);
        let may_save = match (read_only, error) {
            (Some(reason), _) => Err(reason.to_owned()),
            (None, Some(problem)) => {
                let page = cx.text(page_of(&problem.field).key());
                let told =
                    Sentence::new("properties-error").with("page", page).with("problem", problem.sentence.clone());
                Err(cx.say(&told))
            }
            (None, None) if self.waiting.is_some() => Err(cx.text("properties-waiting")),
            (None, None) => Ok(()),
        };
        let apply = self.original.is_some().then(|| match may_save.clone() {
            Ok(()) if !self.is_changed() => Err(cx.text("properties-unchanged")),
            other => other,
        });
        let (ok, cancel) = (cx.text("kit-ok"), cx.text("kit-cancel"));
        let footer = Footer { ok: &ok, ok_enabled: may_save, apply, cancel: Some(&cancel) };
        match kit::footer(ui, cx.words, &footer) {
            Some(FooterChoice::Ok) if self.original.is_some() && !self.is_changed() => return After::Close,
            Some(pressed @ (FooterChoice::Ok | FooterChoice::Apply)) => self.save(cx, pressed),
            Some(FooterChoice::Cancel) => return After::Close,
            // to where it can be mended
            Some(FooterChoice::WhyNot(_)) => {
                if let (Some(problem), None) = (error, read_only) {
                    self.page = page_of(&problem.field);
                    kit::dialog::focus_first_field(ui.ctx());
                }
            }
            None => {}
        }
        After::Stay
    }
}

impl Dialog for SendPortDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        match &self.original {
            Some(name) => cx.say(&Sentence::new("send-port-title").with("name", name)),
            None => cx.text("send-port-title-new"),
        }
    }

    fn size(&self) -> Vec2 {
        vec2(900.0, 660.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let read_only = properties::why_read_only(cx);
        let read_only = read_only.as_deref();
        ui.spacing_mut().item_spacing.y = 6.0;
        self.header(ui, cx);
        if self.configure.is_some() && kit::dialog::asked_to_close(ui.ctx()) {
            self.configure = None;
        }
        if self.discard.ui(ui, cx) {
            return After::Close;
        }
        if self.configure.is_some() {
            self.configure_ui(ui, cx, read_only);
            return After::Stay;
        }
        properties::refusal(ui, cx, &mut self.refused);
        let lints = self.lints.get(cx, self.draft.clone().into(), self.original.as_ref());
        self.found = lints.unwrap_or_default();
        let problems = self.problems(cx);
        let form = Form::new(cx.words, LABELS).problems(&problems).read_only(read_only);
        kit::dialog::body(ui, false, |ui| self.pages(ui, cx, &form));
        let after = self.buttons(ui, cx, read_only);
        if self.problems(cx) != problems {
            // what is wrong now shows in the next pass
            ui.ctx().request_repaint();
        }
        after
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        let pressed = self.waiting.take();
        match result {
            Ok(_) if pressed == Some(FooterChoice::Apply) => {
                self.original = Some(self.draft.name.clone());
                self.before = self.draft.clone();
                After::Stay
            }
            Ok(_) => After::Close,
            Err(refusal) => {
                self.refused = Some(refusal.clone());
                After::Stay
            }
        }
    }

    fn may_close(&self) -> bool {
        !self.is_changed() && self.configure.is_none()
    }
}

/// The page on which a field stands.
fn page_of(field: &str) -> PropertyPage {
    let (first, rest) = field.split_once(['.', '[']).unwrap_or((field, ""));
    match (first, rest) {
        ("transport", "retry_count" | "retry_interval")
        | (
            "priority"
            | "ordered_delivery"
            | "stop_sending_on_failure"
            | "enforce_order_across_locations"
            | "route_failed_messages",
            _,
        ) => PropertyPage::TransportAdvancedOptions,
        ("transport", rest) if rest.starts_with("window") => PropertyPage::TransportAdvancedOptions,
        ("backup", _) => PropertyPage::BackupTransport,
        ("inbound_maps", _) => PropertyPage::InboundMaps,
        ("outbound_maps", _) => PropertyPage::OutboundMaps,
        ("filter", _) => PropertyPage::Filters,
        ("certificate", _) => PropertyPage::Certificate,
        ("tracking", _) => PropertyPage::Tracking,
        _ => PropertyPage::General,
    }
}

/// Whether something on a page was changed.
fn changed(page: PropertyPage, before: &SendPort, draft: &SendPort) -> bool {
    let general = |port: &SendPort| {
        let transport = port
            .transport
            .as_ref()
            .map(|it| (it.adapter.clone(), it.address.clone(), it.settings.clone(), it.handler.clone()));
        let pipelines = (port.send_pipeline.clone(), port.receive_pipeline.clone());
        (port.name.to_string(), transport, port.handlers.clone(), pipelines, port.description.clone())
    };
    let advanced = |port: &SendPort| {
        let transport = port.transport.as_ref().map(|it| (it.retry_count, it.retry_interval, it.window.clone()));
        let order = (port.ordered_delivery, port.stop_sending_on_failure, port.enforce_order_across_locations);
        (transport, port.priority, order, port.route_failed_messages)
    };
    match page {
        PropertyPage::General => general(before) != general(draft),
        PropertyPage::TransportAdvancedOptions => advanced(before) != advanced(draft),
        PropertyPage::BackupTransport => before.backup != draft.backup,
        PropertyPage::InboundMaps => before.inbound_maps != draft.inbound_maps,
        PropertyPage::OutboundMaps => before.outbound_maps != draft.outbound_maps,
        PropertyPage::Filters => before.filter != draft.filter,
        PropertyPage::Certificate => before.certificate != draft.certificate,
        PropertyPage::Tracking => before.tracking != draft.tracking,
    }
}
