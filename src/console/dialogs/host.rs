//! *Host Properties*: the host and its instances. An instance starts and stops at once; it is no
//! part of what OK saves.

use egui::{TextEdit, Ui, Vec2, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE};

use super::{
    row_table::{button_row, row_problems, row_table, text_cell},
    sheet::{At, PropertyWindow, Sheet, SheetPage, differ, name_field, new_name},
};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            self, Column, Mark, SoftButton,
            form::{self, Row, Typed},
            soft_button, state_shape,
        },
        theme::{self, Palette},
    },
    engine::{Request, Snapshot},
    model::{Host, HostInstance, HostKind, Name, PortState, validate::Problem},
    rules::{
        permissions::{self, may},
        throttling,
    },
    words::Sentence,
};

pub type HostDialog = PropertyWindow<HostSheet>;

pub struct HostSheet {
    current: Option<usize>,
    message_count: Typed<u32>,
}

impl HostSheet {
    fn of(host: &Host) -> Self {
        Self { current: None, message_count: Typed::new(host.message_count) }
    }
}

impl HostDialog {
    #[must_use]
    pub fn create(snapshot: &Snapshot) -> Self {
        let name = new_name("Host_", 1, |name| snapshot.group.hosts.contains_key(name));
        let host = Host { name, ..Host::default() };
        Self::new(HostSheet::of(&host), None, host)
    }

    /// `None` if there is no such host.
    #[must_use]
    pub fn edit(snapshot: &Snapshot, name: &Name) -> Option<Self> {
        let host = snapshot.group.hosts.get(name)?;
        Some(Self::new(HostSheet::of(host), Some(&host.name), host.as_ref().clone()))
    }
}

impl Sheet for HostSheet {
    type Item = Host;

    const PAGES: &'static [SheetPage] = &[
        SheetPage { title: "page-general", fields: &["name", "kind", "default", "tracking", "clustered", "active"] },
        SheetPage { title: "page-host-instances", fields: &["instances"] },
        SheetPage { title: "page-host-throttling", fields: &["message_count"] },
    ];
    const TITLE: &'static str = "property-window-host";
    const TITLE_NEW: &'static str = "property-new-host";
    const SIZE: Vec2 = vec2(800.0, 460.0);

    fn follow(&mut self, snapshot: &Snapshot, original: Option<&Name>, item: &mut Host) {
        let known = original.and_then(|name| snapshot.group.hosts.get(name));
        if known.is_none() {
            // the first in-process host becomes the default host
            let first = !snapshot.group.hosts.values().any(|host| host.default);
            item.default = first && item.kind == HostKind::InProcess;
        }
        for instance in &mut item.instances {
            instance.running = known.is_some_and(|host| is_running(host, &instance.server));
        }
        // which one is active is decided by what runs, not here
        let active = known.and_then(|host| host.active.clone()).filter(|_| item.clustered);
        item.active = active.filter(|server| item.instances.iter().any(|instance| instance.server == *server));
    }

    fn page(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Host, page: usize) {
        match page {
            0 => general(ui, at, item),
            1 => self.instances(ui, at, item),
            _ => self.throttling(ui, at, item),
        }
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Problem> {
        let _ = cx;
        self.message_count.problem("message_count").into_iter().collect()
    }

    fn changed(before: &Host, after: &Host, page: usize) -> bool {
        match page {
            0 => {
                let general = |host: &Host| Host {
                    instances: Vec::new(),
                    active: None,
                    message_count: Host::MESSAGE_COUNT,
                    ..host.clone()
                };
                differ(&general(before), &general(after))
            }
            2 => before.message_count != after.message_count,
            _ => differ(&before.instances, &after.instances),
        }
    }
}

fn is_running(host: &Host, server: &Name) -> bool {
    host.instances.iter().any(|instance| instance.server == *server && instance.running)
}

fn general(ui: &mut Ui, at: &At<'_>, item: &mut Host) {
    let (cx, form) = (at.cx, &at.form);
    let [name, kind, default, tracking, fixed_kind, set_by] = [
        "property-name",
        "property-host-type",
        "property-default-host",
        "property-tracking",
        "property-host-type-fixed",
        "property-default-host-note",
    ]
    .map(|key| cx.text(key));
    name_field(ui, form, &Row::new(&name, "name").limit(Name::MAX_HOST), &mut item.name);
    let kinds =
        [(HostKind::InProcess, cx.text("host-kind-in-process")), (HostKind::Isolated, cx.text("host-kind-isolated"))];
    let row = Row::new(&kind, "kind").width(220.0).disabled(at.original.map(|_| fixed_kind.as_str()));
    form.choice(ui, &row, &mut item.kind, &kinds, "");
    let answer = cx.text(if item.default { "property-yes" } else { "property-no" });
    form.fact(ui, &Row::new(&default, "default"), &answer);
    Mark::Note.line(ui, &set_by);
    ui.add_space(6.0);
    form.checkbox(ui, &Row::new(&tracking, "tracking"), &mut item.tracking);
    let [clustered, note, not_isolated] =
        ["property-clustered", "property-clustered-note", "problem-clustered-isolated"].map(|key| cx.text(key));
    // what is set can always be taken back
    let reason = (item.kind == HostKind::Isolated && !item.clustered).then_some(not_isolated.as_str());
    form.checkbox(ui, &Row::new(&clustered, "clustered").disabled(reason), &mut item.clustered);
    Mark::Note.line(ui, &note);
}

impl HostSheet {
    fn throttling(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Host) {
        let (cx, form) = (at.cx, &at.form);
        let [label, present, note] =
            ["property-message-count", "property-message-count-now", "property-message-count-note"]
                .map(|key| cx.text(key));
        let row = Row::new(&label, "message_count");
        form.typed(ui, &row, &mut self.message_count, &mut item.message_count);
        let counts = at.original.map(|name| cx.snapshot.counts.host(name)).unwrap_or_default();
        form.fact(ui, &Row::new(&present, ""), &cx.words.count(counts.messages()));
        Mark::Note.line(ui, &note);
        let reason = Sentence::new("property-throttling-reason")
            .with("citation", throttling::PUBLISHING.sentence())
            .with("derived", throttling::DELAY.sentence());
        kit::prose(ui, theme::weak(ui, &cx.say(&reason)));
    }

    fn instances(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Host) {
        let (cx, original) = (at.cx, at.original);
        let known = original.and_then(|name| cx.snapshot.group.hosts.get(name)).cloned();
        let is_known =
            |server: &Name| known.as_ref().is_some_and(|host| host.instances.iter().any(|it| it.server == *server));
        let server = cx.text("property-server");
        let columns = [
            Column::new(server.as_str(), 140.0, 2.0),
            Column::new(cx.text("property-state"), 110.0, 0.5),
            Column::new("", 190.0, 0.0),
        ];
        let names: Vec<_> =
            (1..=item.instances.len()).map(|number| cx.say(&Sentence::new("kit-row").with("number", number))).collect();
        let empty = cx.text("property-no-instances");
        let (instances, isolated) = (&mut item.instances, item.kind == HostKind::Isolated);
        row_table(ui, "instances", &columns, &names, &mut self.current, &empty, |ui, row, column| {
            let instance = &mut instances[row];
            let saved = is_known(&instance.server);
            match column {
                // another server would be another instance
                0 if saved || at.read_only.is_some() => text_cell(ui, instance.server.as_str()),
                0 => {
                    let mut text = instance.server.to_string();
                    let edit = TextEdit::singleline(&mut text).desired_width(ui.available_width());
                    let response = ui.add(edit);
                    let field = format!("instances[{row}].server");
                    form::frame_problem(ui, cx.words, at.form.all_problems(), &field, &response);
                    if response.accessible_name(format!("{server}, {}", names[row])).changed() {
                        instance.server = Name::new(&text);
                    }
                }
                1 => state(ui, cx, instance, isolated),
                _ => run(ui, cx, original.filter(|_| saved), instance),
            }
        });
        row_problems(ui, &at.form, "instances");
        self.buttons(ui, at, item);
        if let Some((row, instance)) = self.current.and_then(|row| Some((row, item.instances.get_mut(row)?))) {
            let sentence = Sentence::new("property-disable-instance").with("server", &instance.server);
            let (label, field) = (cx.say(&sentence), format!("instances[{row}].disabled"));
            let runs = Sentence::new("property-disable-runs").with("server", &instance.server);
            let runs = (instance.running && !instance.disabled).then(|| cx.say(&runs));
            at.form.checkbox(ui, &Row::new(&label, &field).disabled(runs.as_deref()), &mut instance.disabled);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, at: &At<'_>, item: &mut Host) {
        let cx = at.cx;
        let allowed = at.read_only.map_or(Ok(()), |reason| Err(reason.to_owned()));
        let removable = allowed.clone().and_then(|()| match self.current.and_then(|row| item.instances.get(row)) {
            None => Err(cx.text(if item.instances.is_empty() { "kit-no-rows" } else { "kit-choose-a-row" })),
            Some(instance) if instance.running => {
                Err(cx.say(&Sentence::new("property-instance-runs").with("server", &instance.server)))
            }
            Some(_) => Ok(()),
        });
        let [add, remove] = ["property-add-instance", "property-remove"].map(|key| cx.text(key));
        button_row(ui, |ui| {
            if soft_button(ui, SoftButton::new(&add).icon(ICON_ADD.codepoint).enabled(allowed)).clicked_enabled {
                let server = new_name("SERVER", 1, |name| item.instances.iter().any(|it| it.server == *name));
                item.instances.push(HostInstance { server, running: false, ..HostInstance::default() });
                self.current = Some(item.instances.len() - 1);
            }
            let button = SoftButton::new(&remove).icon(ICON_DELETE.codepoint).enabled(removable.clone());
            if let (true, Some(row)) = (soft_button(ui, button).clicked_enabled, self.current) {
                item.instances.remove(row);
            }
        });
        if let (Err(reason), Some(_), None) = (removable, self.current, at.read_only) {
            Mark::Note.line(ui, &reason);
        }
    }
}

/// The instance of an isolated host runs in another process, whose state is not known.
fn state(ui: &mut Ui, cx: &Cx<'_>, instance: &HostInstance, isolated: bool) {
    if isolated {
        text_cell(ui, &cx.text("property-status-unavailable"));
        return;
    }
    let (key, shape) = if instance.running {
        ("property-running", PortState::Started)
    } else if instance.disabled {
        ("hosts-disabled", PortState::Bound)
    } else {
        ("property-not-running", PortState::Stopped)
    };
    let ink = Palette::of_ui(ui).state(shape).ink;
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), egui::Sense::hover());
    state_shape(ui.painter(), rect, shape, ink);
    ui.add(egui::Label::new(egui::RichText::new(cx.text(key)).color(ink)).truncate());
}

/// The buttons that start and stop it at once. `host` is its host if both are saved already.
fn run(ui: &mut Ui, cx: &Cx<'_>, host: Option<&Name>, instance: &HostInstance) {
    ui.spacing_mut().item_spacing.x = 4.0;
    for (key, running) in [("action-start", true), ("action-stop", false)] {
        let text = cx.text(key);
        let task = permissions::Task::StartAndStopHostInstance;
        let enabled = match host {
            None => Err(cx.text("property-instance-unsaved")),
            Some(_) if !may(cx.snapshot.role, task) => Err(not_allowed(cx, task)),
            Some(_) if running && instance.disabled && !instance.running => Err(cx.text("property-instance-disabled")),
            Some(_) if instance.running == running => {
                Err(cx.text(if running { "property-already-running" } else { "property-already-not-running" }))
            }
            Some(_) => Ok(()),
        };
        let button = soft_button(ui, SoftButton::new(&text).enabled(enabled));
        let name = Sentence::new("property-act-on").with("action", text.as_str()).with("name", &instance.server);
        button.response.clone().accessible_name(cx.say(&name));
        if let (true, Some(host)) = (button.clicked_enabled, host) {
            let (host, server) = (host.clone(), Some(instance.server.clone()));
            cx.push(Task::Request(Request::RunHostInstance { host, server, running }));
        }
    }
}

fn not_allowed(cx: &Cx<'_>, task: permissions::Task) -> String {
    let roles: Vec<_> = task.roles().iter().map(|role| Sentence::new(role.key())).collect();
    let role = Sentence::new(cx.snapshot.role.key());
    cx.say(&Sentence::new("property-not-for-role").with("role", role).with("roles", roles))
}
