//! The windows of operations: every one drawn in both themes, languages and sizes, and what each
//! promises.
//!
//! With `SENDPORT_PICTURES=<folder>` each window is also rendered into a file there.

use std::{cell::RefCell, path::PathBuf, sync::Arc};

use egui::{Key, Theme, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::Timestamp;
use sendport::{
    console::{
        app::Then,
        context::{Cx, Task},
        dialogs::{
            self, After, Dialog,
            about::{AboutDialog, ScenarioInfoDialog},
            actions::{ActionTableDialog, WhyGreyDialog},
            held::HeldDialog,
            message::MessageDialog,
            outcomes::OutcomeTableDialog,
            path::PathDialog,
            refusal::RefusalDialog,
            resubmit::ResubmitDialog,
            resume::{ResumeDialog, TerminateDialog},
            store::StoreDialog,
            unsaved::UnsavedDialog,
        },
        files::Ask,
        kit, theme,
    },
    engine::{Held, PortCounts, Refusal, Request, Response, Snapshot, StopOption, availability},
    message_box::{Cause, Error, Instance, InstanceQuery},
    model::{
        Adapter, Addressing, Application, ArtifactKind, ArtifactRef, BizTalkGroup, Host, HostInstance, InstanceId,
        LogicalPort, Message, MessageId, Name, Orchestration, PortKind, PortState, Role as UserRole, SendPort,
        SendPortGroup, Source, Target, Template, Transport, properties,
    },
    rules::{
        Action,
        instances::{InstanceState, Operation},
        lifecycle,
        outcome::{Path, decide},
    },
    words::{Language, Sentence, Words},
};

struct Stage {
    words: Words,
    snapshot: Snapshot,
    dialog: Box<dyn Dialog>,
    tasks: RefCell<Vec<Task>>,
    closed: bool,
}

impl Stage {
    /// What was asked of the engine, in order.
    fn requests(&self) -> Vec<Request> {
        self.tasks
            .borrow()
            .iter()
            .filter_map(|task| match task {
                Task::Request(request) | Task::RequestForDialog(request) => Some(request.clone()),
                _ => None,
            })
            .collect()
    }
}

const WIDE: [f32; 2] = [1280.0, 800.0];
const BEAMER: [f32; 2] = [512.0, 384.0];

fn draw(ui: &mut egui::Ui, stage: &mut Stage) {
    let ctx = ui.ctx().clone();
    egui::CentralPanel::default().show(ui, |_| {});
    if stage.closed {
        return;
    }
    let cx = Cx::new(&stage.words, &stage.snapshot, &stage.tasks);
    let dialog = &mut stage.dialog;
    let (title, size, may_close) = (dialog.title(&cx), dialog.size(), dialog.may_close());
    let mut after = After::Stay;
    let crossed = kit::dialog_window(&ctx, &stage.words, egui::Id::unique("dialog"), &title, size, may_close, |ui| {
        after = dialog.ui(ui, &cx);
    });
    stage.closed |= crossed || after == After::Close;
}

fn stage(
    theme: Theme,
    language: Language,
    size: [f32; 2],
    snapshot: Snapshot,
    dialog: Box<dyn Dialog>,
) -> Harness<'static, Stage> {
    let stage = Stage { words: Words::new(language), snapshot, dialog, tasks: RefCell::default(), closed: false };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(theme::install)
        .build_ui_state(draw, stage);
    harness.run();
    harness
}

fn open(snapshot: Snapshot, dialog: Box<dyn Dialog>) -> Harness<'static, Stage> {
    stage(Theme::Light, Language::English, WIDE, snapshot, dialog)
}

fn picture(harness: &mut Harness<'_, Stage>, name: &str) {
    if let Some(folder) = std::env::var_os("SENDPORT_PICTURES") {
        let image = harness.render().expect("a Vulkan driver");
        image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("the folder can be written");
    }
}

fn press(harness: &mut Harness<'_, Stage>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

fn reason(harness: &Harness<'_, Stage>, label: &str) -> Option<String> {
    let node = harness.get_by_role_and_label(Role::Button, label);
    let node = node.accesskit_node();
    node.is_disabled().then(|| node.description().unwrap_or_default().clone())
}

fn name(text: &str) -> Name {
    Name::new(text)
}

fn port(text: &str, application: &str, state: PortState) -> SendPort {
    let mut port = SendPort::new(name(text), name(application), PortKind::StaticOneWay);
    port.state = state;
    port.transport = Some(Transport::new("FTP", "ftp://lille.example/in", name("SendHost")));
    port
}

fn snapshot() -> Snapshot {
    let mut group = BizTalkGroup::default();
    let application = |text: &str, default, references: &[&str]| Application {
        name: name(text),
        default,
        references: references.iter().map(|reference| name(reference)).collect(),
        ..Application::default()
    };
    group.put(application("OrderApp", true, &["Common"]).into());
    group.put(application("Common", false, &[]).into());
    group.put(
        Host {
            name: name("SendHost"),
            instances: vec![HostInstance { server: name("SRV-A"), running: true, ..HostInstance::default() }],
            ..Host::default()
        }
        .into(),
    );
    group
        .put(Adapter { name: name("FTP"), default_handler: name("SendHost"), handlers: vec![name("SendHost")] }.into());
    for (text, state) in [
        ("SP_Lille", PortState::Stopped),
        ("SP_Lyon", PortState::Started),
        ("SP_Nantes", PortState::Bound),
        ("SP_Free", PortState::Bound),
    ] {
        group.put(port(text, "OrderApp", state).into());
    }
    group.put(port("SP_Audit", "Common", PortState::Started).into());
    let mut warehouses = SendPortGroup::new(name("SPG_Warehouses"), name("OrderApp"));
    warehouses.state = PortState::Started;
    warehouses.members = vec![name("SP_Lille"), name("SP_Lyon")];
    group.put(warehouses.into());
    group.put(
        Orchestration {
            name: name("Fulfilment"),
            application: name("OrderApp"),
            description: String::new(),
            state: sendport::model::OrchestrationState::Started,
            host: Some(name("SendHost")),
            ports: vec![LogicalPort { name: name("ToWarehouse"), binding: Some(Target::SendPort(name("SP_Lille"))) }],
            binding_xml: None,
        }
        .into(),
    );
    let mut snapshot = Snapshot { generation: 1, group, ..Snapshot::default() };
    snapshot.now = "2025-03-04T10:42:07Z".parse().unwrap();
    let counts = PortCounts { suspended: 3, held: 2, in_progress: 0, arrived: 0 };
    snapshot.counts.by_port = snapshot.counts.by_port.insert(name("SP_Lille"), counts);
    snapshot
}

fn lille() -> ArtifactRef {
    ArtifactRef::send_port(&name("SP_Lille"))
}

fn suspended(number: i64, port: Option<&str>, cause: Cause) -> (Instance, Arc<Message>) {
    let time: Timestamp = "2025-03-04T10:31:00Z".parse().unwrap();
    let mut context = sendport::model::Context::default();
    context.set(properties::MESSAGE_TYPE, "http://Example.Orders#Order");
    context.set("Order.Region", "North");
    context.set("Order.Amount", 100);
    let message = Message {
        id: MessageId(number),
        published: time,
        addressing: port
            .map_or(Addressing::Published(Source::Properties), |port| Addressing::To(Target::SendPort(name(port)))),
        bound_to: None,
        context,
        body: "<Order><Id>7</Id></Order>".into(),
    };
    let instance = Instance {
        id: InstanceId(number + 100),
        message: message.id,
        port: port.map(name),
        via: None,
        matched: None,
        ruling: port.map(|_| decide(Path::Direct, PortState::Stopped)),
        host: name("SendHost"),
        state: InstanceState::SuspendedResumable,
        cause: Some(cause),
        adapter: "FTP".to_owned(),
        address: "ftp://lille.example/in".to_owned(),
        priority: 5,
        attempts: 0,
        created: time,
        changed: time,
        due: None,
        ..Instance::blank(InstanceId(number + 100), message.id, name("SendHost"), time)
    };
    (instance, Arc::new(message))
}

fn some_suspended() -> Vec<(Instance, Arc<Message>)> {
    vec![
        suspended(5, Some("SP_Lille"), Cause::Held),
        suspended(6, Some("SP_Lille"), Cause::Held),
        suspended(7, None, Cause::RoutingFailure),
    ]
}

fn why_grey(snapshot: &Snapshot, action: Action, item: &ArtifactRef) -> Box<dyn Dialog> {
    let refusal = availability(&snapshot.group, snapshot.role, action, item).grey.expect("it is greyed");
    Box::new(WhyGreyDialog::new(action, item.clone(), refusal))
}

fn guarded(snapshot: &Snapshot) -> Refusal {
    let mut group = SendPortGroup::new(name("SPG_Quiet"), name("OrderApp"));
    group.members = vec![name("SP_Nantes")];
    let mut all = snapshot.group.clone();
    all.put(group.into());
    let item = ArtifactRef::send_port_group(&name("SPG_Quiet"));
    availability(&all, snapshot.role, Action::Start, &item).guard.expect("no member is enlisted")
}

fn store_error(locked: bool) -> Error {
    let path = PathBuf::from("/home/anna/orders.messagebox.sqlite");
    if locked {
        Error::Locked { path, holder: "process 4711".to_owned() }
    } else {
        Error::Damaged { path, what: "database disk image is malformed".to_owned() }
    }
}

type Make = fn(&Snapshot) -> Box<dyn Dialog>;

const ALL: &[(&str, Make)] = &[
    ("refusal", |snapshot| Box::new(RefusalDialog::new(guarded(snapshot)))),
    ("why-grey", |snapshot| why_grey(snapshot, Action::Stop, &ArtifactRef::send_port(&name("SP_Nantes")))),
    ("action-table", |_| Box::new(ActionTableDialog::new(vec![lille()]))),
    ("action-table-bare", |_| Box::new(ActionTableDialog::new(Vec::new()))),
    ("outcome-table", |_| Box::new(OutcomeTableDialog::new(vec![lille()]))),
    ("held", |_| Box::new(HeldDialog::new(vec![lille()], 1234))),
    ("delete", |snapshot| dialogs::deletion(snapshot, vec![lille()])),
    ("delete-several", |snapshot| {
        let items = ["SP_Lille", "SP_Lyon", "SP_Free"].map(|port| ArtifactRef::send_port(&name(port)));
        dialogs::deletion(snapshot, items.to_vec())
    }),
    ("move", |snapshot| dialogs::moving(snapshot, vec![ArtifactRef::send_port_group(&name("SPG_Warehouses"))])),
    ("start-application", |_| dialogs::application_run(&name("OrderApp"), true)),
    ("stop-application", |_| dialogs::application_run(&name("OrderApp"), false)),
    ("resume", |_| Box::new(ResumeDialog::new(some_suspended()))),
    ("resume-all", |_| {
        let query = InstanceQuery { port: Some(name("SP_Lille")), ..InstanceQuery::default() };
        Box::new(ResumeDialog::where_(query, 12_345))
    }),
    ("terminate", |_| Box::new(TerminateDialog::new(some_suspended()))),
    ("terminate-one", |_| Box::new(TerminateDialog::new(vec![suspended(5, Some("SP_Lille"), Cause::Held)]))),
    ("terminate-all", |_| Box::new(TerminateDialog::where_(InstanceQuery::default(), 12_345))),
    ("resubmit", |_| {
        let (instance, message) = suspended(7, None, Cause::RoutingFailure);
        Box::new(ResubmitDialog::new(instance, message))
    }),
    ("unsaved", |_| Box::new(UnsavedDialog::new("Order fan-out".to_owned(), Then::Quit))),
    ("message", |_| {
        let text = Sentence::new("refused-store").with("error", "/home/anna/orders.ron, line 12");
        Box::new(MessageDialog::new(Sentence::new("dialog-cannot-open"), text))
    }),
    ("path", |_| Box::new(PathDialog::new(Ask::OpenDocument))),
    ("store-locked", |_| Box::new(StoreDialog::new("/home/anna/orders.ron".into(), &store_error(true)))),
    ("store-damaged", |_| Box::new(StoreDialog::new("/home/anna/orders.ron".into(), &store_error(false)))),
    ("about", |_| Box::new(AboutDialog)),
    ("scenario", |_| Box::new(ScenarioInfoDialog::new(3))),
];

#[test]
fn every_window_draws_in_both_themes_languages_and_sizes() {
    for (title, make) in ALL {
        for theme in [Theme::Light, Theme::Dark] {
            for language in Language::ALL {
                for size in [WIDE, BEAMER] {
                    let snapshot = snapshot();
                    let dialog = make(&snapshot);
                    let mut harness = stage(theme, language, size, snapshot, dialog);
                    let width = size[0];
                    picture(&mut harness, &format!("{title}-{width}-{theme:?}-{}", language.code()));
                    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
                    for node in harness.root().children_recursive() {
                        let label = node.accesskit_node().label().unwrap_or_default();
                        assert!(!label.contains('[') || label.contains("]("), "{title}: {label:?} lacks its words");
                        let is_icon = |c| ('\u{E000}'..='\u{F8FF}').contains(&c);
                        let role = node.accesskit_node().role();
                        assert!(role != Role::Button || !label.chars().any(is_icon), "{title}: {label:?} is an icon");
                        // no button of a footer leaves the window
                        if role == Role::Button && node.rect().min.y > size[1] / 2.0 {
                            let rect = node.rect();
                            let sideways = rect.left() >= -0.5 && rect.right() <= screen.right() + 0.5;
                            assert!(sideways, "{title}, {language:?}, {width}: {label:?} is cut off at {rect:?}");
                        }
                    }
                    harness.key_press(Key::Escape);
                    harness.run();
                    assert!(harness.state().closed, "{title}: Escape cancels");
                    assert!(harness.state().tasks.borrow().is_empty(), "{title}: Escape does nothing");
                }
            }
        }
    }
}

#[test]
fn a_way_out_of_a_refusal_runs_and_closes() {
    let snapshot = snapshot();
    let dialog = Box::new(RefusalDialog::new(guarded(&snapshot)));
    let mut harness = open(snapshot, dialog);
    press(&mut harness, "Enlist SP_Nantes");
    let items = vec![ArtifactRef::send_port(&name("SP_Nantes"))];
    let request = Request::Act { action: Action::Enlist, items, held: Held::Resume };
    assert_eq!(harness.state().requests(), [request]);
    assert!(harness.state().closed);
}

#[test]
fn a_greyed_action_tells_its_reason_its_way_out_and_its_cell() {
    let snapshot = snapshot();
    let nantes = ArtifactRef::send_port(&name("SP_Nantes"));
    let dialog = why_grey(&snapshot, Action::Stop, &nantes);
    let mut harness = open(snapshot, dialog);
    harness.get_by_label("Not enlisted, so there is nothing to stop. Stop works only from Started.");
    // the table is one for a screen reader, and exactly one cell of it is marked
    harness.get_by_role_and_label(Role::Table, "What can be done in each state");
    for header in ["Bound", "Stopped", "Started"] {
        harness.get_by_role_and_label(Role::ColumnHeader, header);
    }
    let marks: Vec<_> = harness.get_all_by_label("here").collect();
    assert_eq!(marks.len(), 1);
    let header = |role, label| harness.get_by_role_and_label(role, label).rect();
    let (column, row) = (header(Role::ColumnHeader, "Bound"), header(Role::RowHeader, "Stop"));
    let mark = marks[0].rect().center();
    assert!(column.x_range().contains(mark.x) && row.y_range().contains(mark.y), "{mark:?}");

    press(&mut harness, "Start SP_Nantes");
    let request = Request::Act { action: Action::Start, items: vec![nantes], held: Held::Resume };
    assert_eq!(harness.state().requests(), [request]);
    assert!(harness.state().closed);
}

#[test]
fn the_action_table_performs_what_is_available_and_nothing_else() {
    for state in PortState::ALL {
        let mut snapshot = snapshot();
        snapshot.group.put(port("SP_Free", "OrderApp", state).into());
        let item = ArtifactRef::send_port(&name("SP_Free"));
        let harness = open(snapshot, Box::new(ActionTableDialog::new(vec![item])));
        let words = Words::new(Language::English);
        for action in lifecycle::actions() {
            let to = lifecycle::look_up(action, state).to;
            let label = format!("{}: from {} to", words.text(action.key()), words.text(state.key()));
            let found = harness
                .root()
                .children_recursive()
                .any(|node| node.accesskit_node().label().is_some_and(|it| it.starts_with(&label)));
            assert_eq!(found, to.is_some(), "{label}");
        }
    }
    let mut harness = open(snapshot(), Box::new(ActionTableDialog::new(vec![lille()])));
    press(&mut harness, "Unenlist: from Stopped to Bound");
    let request = Request::Act { action: Action::Unenlist, items: vec![lille()], held: Held::Resume };
    assert_eq!(harness.state().requests(), [request]);
    // it holds messages, so starting it asks
    press(&mut harness, "Start: from Stopped to Started");
    assert!(matches!(harness.state().tasks.borrow().last(), Some(Task::Open(_))));
}

#[test]
fn the_action_table_greys_what_the_role_may_not_do() {
    let mut snapshot = snapshot();
    snapshot.role = UserRole::Operator;
    let mut harness = open(snapshot, Box::new(ActionTableDialog::new(vec![lille()])));
    assert!(reason(&harness, "Unenlist: from Stopped to Bound").is_some_and(|reason| reason.contains("Operator")));
    press(&mut harness, "Unenlist: from Stopped to Bound");
    assert!(harness.state().requests().is_empty());
}

#[test]
fn the_outcome_table_cites_the_cell_that_is_chosen() {
    let mut harness = open(snapshot(), Box::new(OutcomeTableDialog::new(Vec::new())));
    harness.get_by_label_contains("it has no subscription and gets no copy");
    press(&mut harness, "By means of a group that is Stopped, port Started: Suspended (Documented, row\u{A0}5)");
    harness.get_by_label_contains("state combinations, row 5");
    harness.get_by_role_and_label(Role::Button, "Directly to the send port, port Bound: No copy (Derived)");
    let cells = harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Cell).count();
    assert_eq!(cells, 12);
}

#[test]
fn starting_with_held_messages_resumes_them_unless_told_otherwise() {
    for (button, held) in
        [(None, Held::Resume), (Some("Start and resume"), Held::Resume), (Some("Start and keep"), Held::Keep)]
    {
        let mut harness = open(snapshot(), Box::new(HeldDialog::new(vec![lille()], 2)));
        if let Some(button) = button {
            press(&mut harness, button);
        } else {
            harness.key_press(Key::Enter);
            harness.run();
        }
        let request = Request::Act { action: Action::Start, items: vec![lille()], held };
        assert_eq!(harness.state().requests(), [request]);
        assert!(harness.state().closed);
    }
}

#[test]
fn delete_is_greyed_until_all_conditions_are_met() {
    let mut before = snapshot();
    let mut orchestration = before.group.orchestrations[&name("Fulfilment")].as_ref().clone();
    orchestration.state = sendport::model::OrchestrationState::Unenlisted;
    before.group.put(orchestration.into());
    let dialog = dialogs::deletion(&before, vec![lille()]);
    let mut harness = open(before, dialog);
    assert_eq!(reason(&harness, "Delete").as_deref(), Some("3 conditions are not met yet"));
    harness.get_by_label_contains("lose the configuration");
    press(&mut harness, "Delete");
    assert!(harness.state().requests().is_empty());

    press(&mut harness, "Remove SP_Lille from SPG_Warehouses");
    press(&mut harness, "Unbind SP_Lille from Fulfilment");
    press(&mut harness, "Unenlist SP_Lille");
    let requests = harness.state().requests();
    assert!(matches!(&requests[0], Request::Put { original: Some(it), .. } if *it == name("SPG_Warehouses")));
    assert!(matches!(&requests[1], Request::Put { original: Some(it), .. } if *it == name("Fulfilment")));
    assert!(matches!(&requests[2], Request::Act { action: Action::Unenlist, .. }));
    assert!(!harness.state().closed, "the checklist stays and follows");

    let state = harness.state_mut();
    for request in &requests {
        if let Request::Put { artifact, .. } = request {
            state.snapshot.group.put(artifact.clone());
        }
    }
    state.snapshot.group.put(port("SP_Lille", "OrderApp", PortState::Bound).into());
    state.snapshot.generation += 1;
    harness.run();
    assert_eq!(reason(&harness, "Delete"), None);
    press(&mut harness, "Delete");
    assert_eq!(harness.state().requests().last(), Some(&Request::Delete { items: vec![lille()] }));
    assert_eq!(harness.state_mut().dialog.replied(Ok(&Response::default())), After::Close);
}

#[test]
fn what_uses_each_other_goes_together() {
    let mut snapshot = snapshot();
    let mut spg = SendPortGroup::new(name("SPG_New"), name("OrderApp"));
    spg.members = vec![name("SP_Free")];
    snapshot.group.put(spg.into());
    let mut orchestration = snapshot.group.orchestrations[&name("Fulfilment")].as_ref().clone();
    orchestration.state = sendport::model::OrchestrationState::Unenlisted;
    orchestration.ports[0].binding = Some(Target::SendPortGroup(name("SPG_New")));
    snapshot.group.put(orchestration.into());
    let items = vec![
        ArtifactRef::send_port(&name("SP_Free")),
        ArtifactRef::send_port_group(&name("SPG_New")),
        ArtifactRef::new(ArtifactKind::Orchestration, &name("Fulfilment")),
    ];
    let dialog = dialogs::deletion(&snapshot, items);
    let harness = open(snapshot, dialog);
    assert_eq!(reason(&harness, "Delete"), None);
}

#[test]
fn move_is_greyed_until_the_applications_may_use_each_other() {
    let snapshot = snapshot();
    let dialog = dialogs::moving(&snapshot, vec![ArtifactRef::send_port_group(&name("SPG_Warehouses"))]);
    let mut harness = open(snapshot, dialog);
    assert!(reason(&harness, "Move").is_some());
    harness.get_all_by_label("Let Common reference OrderApp").next().unwrap().click();
    harness.run();
    let request = harness.state().requests().pop().unwrap();
    let Request::Put { original: Some(original), artifact } = request else { panic!("{request:?}") };
    assert_eq!(original, name("Common"));
    harness.state_mut().snapshot.group.put(artifact);
    harness.state_mut().snapshot.generation += 1;
    harness.run();
    assert_eq!(reason(&harness, "Move"), None);
    press(&mut harness, "Move");
    let request = harness.state().requests().pop().unwrap();
    assert!(matches!(request, Request::MoveToApplication { application, .. } if application == name("Common")));
}

#[test]
fn an_application_starts_with_every_box_ticked() {
    let mut harness = open(snapshot(), dialogs::application_run(&name("OrderApp"), true));
    harness.get_by_label("Resume suspended instances").click();
    harness.run();
    press(&mut harness, "Start");
    let request = harness.state().requests().pop().unwrap();
    let Request::StartApplication { application, options } = request else { panic!("{request:?}") };
    assert_eq!(application, name("OrderApp"));
    assert!(options.send_ports && options.orchestrations && options.referenced_applications);
    assert!(!options.resume_suspended);
}

#[test]
fn an_operator_stops_an_application_partially_only() {
    let full = "Full Stop - Terminate instances";
    let mut harness = open(snapshot(), dialogs::application_run(&name("OrderApp"), false));
    harness.get_by_label(full).click();
    harness.run();
    press(&mut harness, "Stop");
    let option = StopOption::Terminate;
    assert_eq!(harness.state().requests(), [Request::StopApplication { application: name("OrderApp"), option }]);

    let mut snapshot = snapshot();
    snapshot.role = UserRole::Operator;
    let mut harness = open(snapshot, dialogs::application_run(&name("OrderApp"), false));
    let greyed = harness.get_by_role_and_label(Role::RadioButton, full);
    assert!(greyed.accesskit_node().is_disabled());
    greyed.click();
    harness.run();
    press(&mut harness, "Stop");
    let option = StopOption::Allow;
    assert_eq!(harness.state().requests(), [Request::StopApplication { application: name("OrderApp"), option }]);
}

#[test]
fn resume_warns_that_it_does_not_look_at_the_state() {
    let warning = "Resume delivers now all the same";
    let mut harness = open(snapshot(), Box::new(ResumeDialog::new(some_suspended())));
    harness.get_by_label_contains("SP_Lille is Stopped.");
    harness.get_by_label_contains(warning);
    harness.get_by_label_contains("Service Instance States");
    press(&mut harness, "Resume now");
    let instances = vec![InstanceId(105), InstanceId(106), InstanceId(107)];
    assert_eq!(harness.state().requests(), [Request::Operate { operation: Operation::Resume, instances }]);

    let mut harness = open(snapshot(), Box::new(ResumeDialog::new(some_suspended())));
    press(&mut harness, "Start the port instead");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::Open(_)]), "held messages are asked about");

    let started = vec![suspended(5, Some("SP_Lyon"), Cause::ByHand)];
    let harness = open(snapshot(), Box::new(ResumeDialog::new(started)));
    assert!(harness.query_by_label_contains(warning).is_none());
    assert!(harness.query_by_label("Start the port instead").is_none());
}

#[test]
fn terminate_names_what_is_lost_and_is_not_what_enter_does() {
    let mut harness = open(snapshot(), Box::new(TerminateDialog::new(some_suspended())));
    for message in ["M-5", "M-6", "M-7"] {
        harness.get_by_label(message);
    }
    harness.get_by_label("Save M-6…").click();
    harness.run();
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::SaveBody(MessageId(6))]));
    press(&mut harness, "Terminate 3");
    let instances = vec![InstanceId(105), InstanceId(106), InstanceId(107)];
    assert_eq!(harness.state().requests(), [Request::Operate { operation: Operation::Terminate, instances }]);

    let query = InstanceQuery { port: Some(name("SP_Lille")), ..InstanceQuery::default() };
    let mut harness = open(snapshot(), Box::new(TerminateDialog::where_(query.clone(), 4000)));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().requests().is_empty() && harness.state().closed);
    let mut harness = open(snapshot(), Box::new(TerminateDialog::where_(query.clone(), 4000)));
    press(&mut harness, "Terminate 4,000");
    assert_eq!(harness.state().requests(), [Request::OperateWhere { operation: Operation::Terminate, query }]);
}

#[test]
fn resubmit_keeps_the_context_and_sends_what_was_edited() {
    let (instance, message) = suspended(7, None, Cause::RoutingFailure);
    let mut harness = open(snapshot(), Box::new(ResubmitDialog::new(instance, message)));
    harness.get_by_label_contains("ends only when the new message has been accepted");
    press(&mut harness, "Resubmit");
    let request = harness.state().requests().pop().unwrap();
    let Request::Resubmit { instance, draft } = request else { panic!("{request:?}") };
    assert_eq!(instance, InstanceId(107));
    assert_eq!(draft.message_type, "http://Example.Orders#Order");
    assert_eq!(draft.properties.len(), 2);
    assert_eq!(draft.body, "<Order><Id>7</Id></Order>");
    assert!(!harness.state().closed, "it waits until the engine has accepted the message");

    // a number that is none keeps it from being sent
    harness.get_by_label("Value, row 1").focus();
    harness.run();
    harness.get_by_label("Value, row 1").type_text("x");
    harness.run();
    assert!(reason(&harness, "Resubmit").is_some_and(|reason| reason.contains("Order.Amount")));
}

#[test]
fn unsaved_changes_can_be_saved_discarded_or_kept() {
    let open_one = || open(snapshot(), Box::new(UnsavedDialog::new("Orders".to_owned(), Then::New)));
    let mut harness = open_one();
    assert!(harness.state().dialog.is_question_about_changes());
    press(&mut harness, "Save");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::SaveThen(Then::New)]));
    let mut harness = open_one();
    press(&mut harness, "Discard");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::GoWithoutSaving(Then::New)]));
    let mut harness = open_one();
    press(&mut harness, "Cancel");
    assert!(harness.state().tasks.borrow().is_empty() && harness.state().closed);
}

#[test]
fn a_typed_path_is_looked_at_before_it_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orders.ron");
    std::fs::write(&file, "()").unwrap();
    let typed = |ask: Ask, path: &std::path::Path| {
        let mut harness = open(snapshot(), Box::new(PathDialog::new(ask)));
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        harness.get_by_label("Path").type_text(&path.display().to_string());
        harness.run();
        harness
    };
    let harness = typed(Ask::OpenDocument, &folder.path().join("none.ron"));
    harness.get_by_label("There is no such file");
    assert!(reason(&harness, "Open").is_some());

    let mut harness = typed(Ask::OpenDocument, &file);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        matches!(harness.state().tasks.borrow().as_slice(), [Task::Path(Ask::OpenDocument, path)] if *path == file)
    );

    let ask = || Ask::SaveDocument { suggested: "orders.ron".to_owned() };
    let mut harness = typed(ask(), &file);
    harness.get_by_label("This file exists and will be overwritten.");
    press(&mut harness, "Overwrite");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::Path(..)]));
}

#[test]
fn a_locked_message_box_is_not_set_aside() {
    let dialog = |locked| Box::new(StoreDialog::new("/home/anna/orders.ron".into(), &store_error(locked)));
    let mut harness = open(snapshot(), dialog(true));
    harness.get_by_label_contains("in use by another Sendport (process 4711)");
    assert!(harness.query_by_label("Set it aside and begin a new one").is_none());
    press(&mut harness, "Try again");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::OpenAgain(_)]));
    let mut harness = open(snapshot(), dialog(false));
    press(&mut harness, "Set it aside and begin a new one");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::OpenWithNewMessageBox(_)]));
    let mut harness = open(snapshot(), dialog(false));
    press(&mut harness, "Open without its messages");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::OpenWithoutMessages(_)]));
}

#[test]
fn a_message_can_be_copied() {
    let text = Sentence::new("refused-store").with("error", "line 12");
    let mut harness = open(snapshot(), Box::new(MessageDialog::new(Sentence::new("dialog-cannot-open"), text)));
    press(&mut harness, "Copy");
    let copied = matches!(harness.state().tasks.borrow().as_slice(), [Task::Copy(text)] if text.contains("line 12"));
    assert!(copied && !harness.state().closed);
}

#[test]
fn kinds_without_conditions_can_go_at_once() {
    let mut snapshot = snapshot();
    snapshot.group.put(Template { name: name("Order"), ..Template::default() }.into());
    let dialog = dialogs::deletion(&snapshot, vec![ArtifactRef::new(ArtifactKind::Template, &name("Order"))]);
    let harness = open(snapshot, dialog);
    harness.get_by_label("Nothing stands in the way.");
    assert_eq!(reason(&harness, "Delete"), None);
}
