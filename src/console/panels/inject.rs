//! Sends a message in one of three ways: by its properties, to a port, to a group.

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use egui::{Role, Ui, WidgetInfo};

use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit::{self, form::completing},
        offer::Offer,
        theme,
    },
    engine::{Contents, MAX_COUNT, Request, Snapshot},
    model::{
        Addressing, ArtifactKind, Draft, Name, Property, Source, Target, Template, ValueType, properties,
        validate::type_key,
    },
    words::Sentence,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    #[default]
    ByProperties,
    ToPort,
    ToGroup,
}

/// A row of the grid of properties, as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    name: String,
    value_type: ValueType,
    text: String,
}

/// The names of the send ports, as long as the contents are these.
type PortNames = (Arc<OnceLock<Contents>>, Arc<[Name]>);

#[derive(Default)]
pub struct InjectPanel {
    way: Way,
    port: Option<Name>,
    group: Option<Name>,
    source: Source,
    message_type: String,
    /// The message type that the body implies; it goes along with the body.
    implied: Option<String>,
    rows: Vec<Row>,
    body: String,
    show_body: bool,
    count: String,
    template: Option<Name>,
    new_template: Option<String>,
    properties: Option<Offer>,
    /// The send ports to choose from, and what says that they are still those.
    ports: Option<PortNames>,
}

/// The largest body of which the root element is looked up while one types, in bytes.
const MAX_PARSED: usize = 1 << 20;
/// Of the column of types, in points.
const TYPE_WIDTH: f32 = 84.0;
/// Least width of the choice of who publishes, in points.
const SOURCE_WIDTH: f32 = 130.0;
/// Least width of the choice of a template, in points.
const TEMPLATE_WIDTH: f32 = 120.0;
/// What a choice has beside its words, in points.
const COMBO_MARGIN: f32 = 40.0;

impl InjectPanel {
    /// What a fresh document begins with: its first template.
    pub fn begin(&mut self, snapshot: &Snapshot) {
        *self = Self { count: "1".to_owned(), ..Self::default() };
        self.port = snapshot.group.send_ports.keys().next().cloned();
        self.group = snapshot.group.send_port_groups.keys().next().cloned();
        if let Some(template) = snapshot.group.templates.values().next() {
            self.fill(&template.draft, snapshot);
            self.template = Some(template.name.clone());
        }
    }

    /// Takes a draft over.
    pub fn fill(&mut self, draft: &Draft, snapshot: &Snapshot) {
        match &draft.addressing {
            Addressing::To(Target::SendPort(name)) => {
                self.way = Way::ToPort;
                self.port = Some(name.clone());
            }
            Addressing::To(Target::SendPortGroup(name)) => {
                self.way = Way::ToGroup;
                self.group = Some(name.clone());
            }
            Addressing::Published(source) => {
                self.way = Way::ByProperties;
                self.source = match source {
                    Source::ReceiveLocation(_) | Source::Orchestration { .. } => source.clone(),
                    _ => Source::Properties,
                };
            }
        }
        self.template = snapshot
            .group
            .templates
            .values()
            .find(|template| template.draft == *draft)
            .map(|template| template.name.clone());
        self.message_type.clone_from(&draft.message_type);
        self.body.clone_from(&draft.body);
        self.implied = None;
        self.rows = draft
            .properties
            .iter()
            .map(|property| Row {
                name: property.name.clone(),
                value_type: snapshot.group.property_type(&property.name).unwrap_or(property.value.value_type()),
                text: property.value.to_string(),
            })
            .collect();
    }

    /// A file that was dropped or chosen.
    pub fn take_body(&mut self, body: String) {
        self.body = body;
        self.show_body = true;
        self.template = None;
        self.body_changed();
    }

    pub fn injected(&mut self) {}

    /// The draft and how many times it is to be published.
    ///
    /// # Errors
    /// What is wrong with a field.
    pub fn draft(&self) -> Result<(Draft, u32), Sentence> {
        let (draft, count) = self.without_body()?;
        Ok((Draft { body: self.body.clone(), ..draft }, count))
    }

    /// Likewise without the body, which may be long.
    ///
    /// # Errors
    /// As [`Self::draft`].
    pub fn without_body(&self) -> Result<(Draft, u32), Sentence> {
        let addressing = match self.way {
            Way::ByProperties => Addressing::Published(self.source.clone()),
            Way::ToPort => {
                let port = self.port.clone().ok_or_else(|| Sentence::new("inject-choose-port"))?;
                Addressing::To(Target::SendPort(port))
            }
            Way::ToGroup => {
                let group = self.group.clone().ok_or_else(|| Sentence::new("inject-choose-group"))?;
                Addressing::To(Target::SendPortGroup(group))
            }
        };
        let mut rows = Vec::new();
        for row in self.rows.iter().filter(|row| !(row.name.trim().is_empty() && row.text.is_empty())) {
            let value = row.value_type.parse(&row.text).map_err(|_| wrong_value(row))?;
            rows.push(Property { name: row.name.trim().to_owned(), value });
        }
        let count =
            self.count.trim().parse().ok().filter(|count| (1..=MAX_COUNT).contains(count)).ok_or_else(|| {
                Sentence::new("problem-range")
                    .with("value", self.count.trim())
                    .with("low", 1u32)
                    .with("high", MAX_COUNT)
            })?;
        let draft = Draft {
            addressing,
            message_type: self.message_type.trim().to_owned(),
            properties: rows,
            body: String::new(),
        };
        Ok((draft, count))
    }

    /// The message type follows the root of an XML body, unless somebody typed another one.
    fn body_changed(&mut self) {
        let implied = root_type(&self.body);
        if self.message_type.is_empty() || Some(&self.message_type) == self.implied.as_ref() {
            self.message_type = implied.clone().unwrap_or_default();
        }
        self.implied = implied;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, focus: bool) {
        ui.horizontal(|ui| {
            ui.label(theme::heading(&cx.text("inject-title")));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                self.buttons(ui, cx, env);
            });
        });
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.ways(ui, cx, env, focus);
            // the template stands rather below than apart from its label
            let below = Self::room_for_source(ui, cx) < SOURCE_WIDTH;
            ui.horizontal_wrapped(|ui| {
                self.target(ui, cx);
                if !below {
                    self.templates(ui, cx);
                }
            });
            if below {
                ui.horizontal_wrapped(|ui| self.templates(ui, cx));
            }
            self.message(ui, cx);
            self.properties(ui, cx);
            if self.way == Way::ByProperties && kit::quiet_link(ui, &cx.text("inject-who-gets")).clicked() {
                cx.push(Task::Command(Command::WhoGets));
            }
            self.body(ui, cx);
        });
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        let problem = self.draft().err().map(|sentence| cx.say(&sentence));
        let enabled = |command| match &problem {
            Some(problem) => Err(problem.clone()),
            None => cx.enabled(command, env),
        };
        let text = cx.text(Command::Inject.key());
        let button = kit::SoftButton::new(&text).accent().enabled(enabled(Command::Inject));
        let response = kit::soft_button(ui, button).response;
        if response.clicked() {
            cx.push(Task::Command(Command::Inject));
        }
        response.on_hover_text(shortcut(ui, cx, Command::Inject));
        let text = cx.text(Command::DryRun.key());
        let button = kit::SoftButton::new(&text).enabled(enabled(Command::DryRun));
        let response = kit::soft_button(ui, button).response.on_hover_text(cx.text("inject-dry-run-hint"));
        if response.clicked() {
            cx.push(Task::Command(Command::DryRun));
        }
        let name = cx.text("inject-count");
        let field = ui.add(egui::TextEdit::singleline(&mut self.count).desired_width(48.0));
        named_text(&field, &name, &self.count);
        ui.label(theme::weak(ui, &name));
    }

    fn ways(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, focus: bool) {
        ui.horizontal_wrapped(|ui| {
            for (index, (way, key)) in [
                (Way::ByProperties, "inject-by-properties"),
                (Way::ToPort, "inject-to-port"),
                (Way::ToGroup, "inject-to-group"),
            ]
            .into_iter()
            .enumerate()
            {
                let response = ui.radio_value(&mut self.way, way, cx.text(key));
                if response.changed() {
                    self.aim(env);
                }
                if focus && index == 0 {
                    response.request_focus();
                }
            }
        });
    }

    /// What is selected is what one means.
    fn aim(&mut self, env: &Env<'_>) {
        let [item] = env.selection else { return };
        match (self.way, item.kind) {
            (Way::ToPort, ArtifactKind::SendPort) => self.port = Some(item.name.clone()),
            (Way::ToGroup, ArtifactKind::SendPortGroup) => self.group = Some(item.name.clone()),
            _ => {}
        }
    }

    fn target(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let group = &cx.snapshot.group;
        match self.way {
            Way::ToPort => {
                // collected once they are looked at, and anew once there are others
                let (known, contents) = (&mut self.ports, &cx.snapshot.contents);
                let names = || match known {
                    Some((of, names)) if Arc::ptr_eq(of, contents) => names.clone(),
                    _ => {
                        let names: Arc<[Name]> = group.send_ports.keys().cloned().collect();
                        *known = Some((contents.clone(), names.clone()));
                        names
                    }
                };
                choose_name(ui, &cx.text("kind-send-port"), &mut self.port, names);
            }
            Way::ToGroup => {
                let names = || group.send_port_groups.keys().cloned().collect::<Vec<_>>();
                choose_name(ui, &cx.text("kind-send-port-group"), &mut self.group, names);
            }
            Way::ByProperties => self.sources(ui, cx),
        }
    }

    fn sources(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let label = cx.text("inject-source");
        ui.label(theme::weak(ui, &label));
        let say = |source: &Source| match source {
            Source::ReceiveLocation(name) => cx.say(&Sentence::new("inject-source-location").with("name", name)),
            Source::Orchestration { orchestration, port } => cx.say(
                &Sentence::new("inject-source-orchestration").with("orchestration", orchestration).with("port", port),
            ),
            _ => cx.text("inject-source-properties"),
        };
        let shown = say(&self.source);
        let combo = egui::ComboBox::from_id_salt("inject source")
            .selected_text(shown.as_str())
            .width(Self::source_width(ui, cx))
            .truncate()
            .show_ui(ui, |ui| {
                let group = &cx.snapshot.group;
                let locations = group
                    .receive_ports
                    .values()
                    .flat_map(|port| port.locations.iter())
                    .map(|location| Source::ReceiveLocation(location.name.clone()));
                let orchestrations = group.orchestrations.values().flat_map(|it| {
                    it.ports
                        .iter()
                        .map(|port| Source::Orchestration { orchestration: it.name.clone(), port: port.name.clone() })
                });
                for source in std::iter::once(Source::Properties).chain(locations).chain(orchestrations) {
                    if kit::option(ui, source == self.source, say(&source)).clicked() {
                        self.source = source;
                    }
                }
            });
        named_choice(&combo.response, &label, &shown);
    }

    /// As wide as leaves room for the template on the same row, if that can be.
    fn source_width(ui: &Ui, cx: &Cx<'_>) -> f32 {
        let most = (ui.max_rect().width() * 0.34).clamp(SOURCE_WIDTH, 240.0);
        let room = Self::room_for_source(ui, cx);
        if room < SOURCE_WIDTH { most } else { room.min(most) }
    }

    fn room_for_source(ui: &Ui, cx: &Cx<'_>) -> f32 {
        let small = |key: &str| theme::text_width(ui, cx.text(key), egui::FontId::proportional(theme::SMALL));
        let link = theme::text_width(ui, cx.text("inject-save-template"), egui::FontId::proportional(theme::BODY));
        let beside = small("inject-source") + small("inject-template") + link + TEMPLATE_WIDTH;
        ui.max_rect().width() - beside - 5.0 * ui.spacing().item_spacing.x
    }

    fn templates(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let label = cx.text("inject-template");
        ui.label(theme::weak(ui, &label));
        let shown = self.template.as_ref().map_or_else(|| cx.text("inject-no-template"), Name::to_string);
        let font = egui::FontId::proportional(theme::BODY);
        // as wide as its name, as long as the link beside it keeps its place
        let link = theme::text_width(ui, cx.text("inject-save-template"), font.clone());
        let room = ui.available_size_before_wrap().x - link - 3.0 * ui.spacing().item_spacing.x;
        let wanted = theme::text_width(ui, shown.as_str(), font.clone()) + COMBO_MARGIN;
        let width = wanted.min(room).max(TEMPLATE_WIDTH);
        let combo = egui::ComboBox::from_id_salt("inject template")
            .selected_text(shown.as_str())
            .width(width)
            .truncate()
            .show_ui(ui, |ui| {
                // names are as long as they are
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                for template in cx.snapshot.group.templates.values() {
                    let selected = self.template.as_ref() == Some(&template.name);
                    if kit::option(ui, selected, template.name.as_str()).clicked() {
                        self.fill(&template.draft, cx.snapshot);
                        self.template = Some(template.name.clone());
                    }
                }
            });
        named_choice(&combo.response, &label, &shown);
        if theme::text_width(ui, shown.as_str(), font) > width - COMBO_MARGIN {
            combo.response.on_hover_text(shown);
        }
        match &mut self.new_template {
            None => {
                if kit::quiet_link(ui, &cx.text("inject-save-template")).clicked() {
                    self.new_template = Some(self.template.as_ref().map(Name::to_string).unwrap_or_default());
                }
            }
            Some(name) => {
                let label = cx.text("inject-template-name");
                let field = ui.add(egui::TextEdit::singleline(name).hint_text(label.as_str()).desired_width(120.0));
                named_text(&field, &label, name);
                let (name, save) = (Name::new(name.trim()), cx.text("inject-save"));
                let saved = kit::quiet_link(ui, &save).clicked()
                    || field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                if saved && !name.is_empty() {
                    if let Ok((draft, _)) = self.draft() {
                        let original = cx.snapshot.group.templates.contains_key(&name).then(|| name.clone());
                        let artifact = Template { name: name.clone(), draft }.into();
                        cx.push(Task::Request(Request::Put { original, artifact }));
                        self.template = Some(name);
                        self.new_template = None;
                    }
                } else if kit::quiet_link(ui, &cx.text("cancel")).clicked() {
                    self.new_template = None;
                }
            }
        }
    }

    fn message(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal(|ui| {
            let label = cx.text("inject-message-type");
            ui.label(theme::weak(ui, &label));
            let field = ui.add(
                egui::TextEdit::singleline(&mut self.message_type)
                    .hint_text("http://namespace#Root")
                    .desired_width(ui.available_width() - 8.0),
            );
            named_text(&field, &label, &self.message_type);
        });
    }

    fn properties(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let mut remove = None;
        let width = ui.available_width();
        let name_width = (width * 0.42).clamp(110.0, 260.0);
        let value_width = (width - name_width - 160.0).clamp(70.0, 260.0);
        let offer = self.properties.get_or_insert_with(Offer::properties);
        for (index, row) in self.rows.iter_mut().enumerate() {
            let more = numbered(cx, "inject-suggestions", index);
            ui.push_id(("property", index), |ui| {
                ui.horizontal(|ui| {
                    let field =
                        completing(ui, &mut row.name, || offer.names(cx), name_width, "Namespace.Property", &more);
                    offer.prepare(cx, &field);
                    named_text(&field, &numbered(cx, "inject-property-name", index), &row.name);
                    let declared = cx.snapshot.group.property_type(row.name.trim());
                    if let Some(declared) = declared {
                        row.value_type = declared;
                    }
                    let field = ui.add(egui::TextEdit::singleline(&mut row.text).desired_width(value_width));
                    named_text(&field, &numbered(cx, "inject-property-value", index), &row.text);
                    let shown = cx.text(type_key(row.value_type));
                    if declared.is_some() {
                        // as wide as the choice, so that what follows stands in a column
                        let (width, height) = (TYPE_WIDTH, ui.spacing().interact_size.y);
                        let layout = egui::Layout::left_to_right(egui::Align::Center);
                        ui.allocate_ui_with_layout(egui::vec2(width, height), layout, |ui| {
                            ui.set_min_width(width);
                            ui.label(theme::weak(ui, &shown)).on_hover_text(cx.text("inject-type-declared"));
                        });
                    } else {
                        let combo = egui::ComboBox::from_id_salt("type")
                            .selected_text(shown.as_str())
                            .width(TYPE_WIDTH)
                            .show_ui(ui, |ui| {
                                for value_type in ValueType::ALL {
                                    kit::option_of(ui, &mut row.value_type, value_type, cx.text(type_key(value_type)));
                                }
                            });
                        named_choice(&combo.response, &numbered(cx, "inject-property-type", index), &shown);
                    }
                    let label = numbered(cx, "inject-remove-property", index);
                    let icon = theme::icon(egui_material_icons::icons::ICON_CLOSE);
                    let button = ui.add(egui::Button::new(icon).frame(false)).on_hover_text(label.as_str());
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, label.as_str()));
                    if button.clicked() {
                        remove = Some(index);
                    }
                });
                if row.value_type.parse(&row.text).is_err() {
                    kit::Mark::Error.line(ui, &cx.say(&wrong_value(row)));
                }
            });
        }
        if let Some(index) = remove {
            self.rows.remove(index);
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            if kit::quiet_link(ui, &cx.text("inject-add-property")).clicked() {
                self.rows.push(Row::default());
            }
            let key = if self.show_body { "inject-hide-body" } else { "inject-show-body" };
            let sentence = Sentence::new(key).with("size", self.body.len());
            if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
                self.show_body = !self.show_body;
            }
            if kit::quiet_link(ui, &cx.text("inject-load-body")).clicked() {
                cx.push(Task::OpenBody);
            }
        });
        if self.show_body {
            let name = cx.text("inject-body");
            let field = ui.add(
                egui::TextEdit::multiline(&mut self.body)
                    .code_editor()
                    .lock_focus(false)
                    .desired_rows(5)
                    .desired_width(ui.available_width() - 8.0),
            );
            let field = field.accessible_name(name);
            if field.changed() {
                self.body_changed();
            }
        }
    }
}

fn numbered(cx: &Cx<'_>, key: &'static str, index: usize) -> String {
    cx.say(&Sentence::new(key).with("number", index + 1))
}

fn wrong_value(row: &Row) -> Sentence {
    Sentence::new("inject-wrong-value")
        .with("property", row.name.as_str())
        .with("value", row.text.as_str())
        .with("type", Sentence::new(type_key(row.value_type)))
}

fn shortcut(ui: &Ui, cx: &Cx<'_>, command: Command) -> String {
    command.shortcut().map(|shortcut| cx.keys(ui.ctx(), &shortcut)).unwrap_or_default()
}

fn named_text(response: &egui::Response, name: &str, text: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, text, text, name);
        info.label = Some(name.to_owned());
        info
    });
}

fn named_choice(response: &egui::Response, name: &str, shown: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
}

/// `names` are asked for while they are to be seen.
fn choose_name<S: AsRef<[Name]>>(ui: &mut Ui, label: &str, chosen: &mut Option<Name>, names: impl FnOnce() -> S) {
    ui.label(theme::weak(ui, label));
    let shown = chosen.as_ref().map(Name::to_string).unwrap_or_default();
    let combo = egui::ComboBox::from_id_salt(("choose", label))
        .selected_text(shown.as_str())
        .width((ui.max_rect().width() * 0.3).clamp(110.0, 240.0))
        .truncate()
        .show_ui(ui, |ui| {
            let names = names();
            let names = names.as_ref();
            egui::ScrollArea::vertical().show_rows(ui, 24.0, names.len(), |ui, range| {
                for name in &names[range] {
                    if kit::option(ui, chosen.as_ref() == Some(name), name.as_str()).clicked() {
                        *chosen = Some(name.clone());
                    }
                }
            });
        });
    named_choice(&combo.response, label, &shown);
}

/// `namespace#root` of an XML body; without a namespace the root alone.
#[must_use]
pub fn root_type(body: &str) -> Option<String> {
    let start = body.trim_start_matches('\u{FEFF}').trim_start();
    if !start.starts_with('<') || body.len() > MAX_PARSED {
        return None;
    }
    let document = roxmltree::Document::parse(start).ok()?;
    let root = document.root_element();
    let name = root.tag_name();
    Some(match name.namespace() {
        Some(namespace) => format!("{namespace}#{}", name.name()),
        None => name.name().to_owned(),
    })
}

/// The names of properties: those that the filters use, then the declared, then the documented ones.
pub fn suggestions(snapshot: &Snapshot) -> Vec<String> {
    let group = &snapshot.group;
    // by reference first: thousands of filters name the same few
    let used: BTreeSet<&str> = group
        .send_ports
        .values()
        .map(|port| &port.filter)
        .chain(group.send_port_groups.values().map(|spg| &spg.filter))
        .flat_map(crate::model::Filter::predicates)
        .map(|predicate| predicate.property.as_str())
        .collect();
    let mut names: Vec<String> = used.into_iter().map(str::to_owned).collect();
    let declared = group.properties.keys().map(Name::to_string);
    let system = properties::SYSTEM.iter().map(|property| property.name.to_owned());
    for name in declared.chain(system) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
