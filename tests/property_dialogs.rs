//! The property windows of everything but send ports: every page in both languages and themes,
//! and what each asks of the engine.
//!
//! With `SENDPORT_PICTURES=<folder>` each page is also rendered into a file there.

use std::cell::RefCell;

use egui::{Key, Modifiers, Theme, accesskit::Role as AccessRole};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sendport::{
    console::{
        context::{Cx, Task},
        dialogs::{
            After, Dialog,
            adapter::AdapterDialog,
            application::ApplicationDialog,
            host::HostDialog,
            open::properties_of,
            orchestration::OrchestrationDialog,
            receive_port::ReceivePortDialog,
            send_port_group::SendPortGroupDialog,
            sheet::{PropertyWindow, Sheet},
        },
        kit::dialog_window,
        theme,
    },
    engine::{Refusal, Request, Response, Snapshot, Step, WayOut},
    model::{
        Adapter, Application, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Filter, Host, HostInstance, HostKind,
        LogicalPort, Name, Operator, Orchestration, PortKind, PortState, Predicate, ReceiveLocation, ReceivePort, Role,
        SendPort, SendPortGroup, Target, Transport,
    },
    words::{Language, Sentence, Words},
};

fn port(name: &str, application: &str, kind: PortKind, state: PortState) -> SendPort {
    let mut port = SendPort::new(name.into(), application.into(), kind);
    port.state = state;
    if !kind.is_dynamic() {
        let address = format!("ftp://{}.example/in", name.to_lowercase());
        port.transport = Some(Transport::new("FTP", &address, "SendHost".into()));
    }
    port
}

fn filter() -> Filter {
    Filter(vec![vec![Predicate {
        property: "BTS.MessageType".into(),
        operator: Operator::Equals,
        value: "http://orders#Order".into(),
    }]])
}

fn group() -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    let application = |name: &str, references: &[&str]| Application {
        name: name.into(),
        description: "Orders and what becomes of them".into(),
        default: name == "OrderApp",
        references: references.iter().map(|name| (*name).into()).collect(),
        ..Application::default()
    };
    for it in [
        application("OrderApp", &["Partners", "Archive"]),
        application("Partners", &[]),
        application("Archive", &[]),
        application("Payroll", &[]),
    ] {
        group.put(it.into());
    }
    let running = |server: &str, running| HostInstance { server: server.into(), running, ..HostInstance::default() };
    group.put(
        Host {
            name: "BizTalkServerApplication".into(),
            default: true,
            tracking: true,
            instances: vec![running("LILLE01", true)],
            ..Host::default()
        }
        .into(),
    );
    group.put(
        Host {
            name: "SendHost".into(),
            instances: vec![running("LILLE01", true), running("LILLE02", false)],
            ..Host::default()
        }
        .into(),
    );
    group.put(Host { name: "BatchHost".into(), ..Host::default() }.into());
    group.put(Host { name: "WebHost".into(), kind: HostKind::Isolated, ..Host::default() }.into());
    group.put(
        Adapter {
            name: "FTP".into(),
            default_handler: "BizTalkServerApplication".into(),
            handlers: vec!["BizTalkServerApplication".into(), "SendHost".into()],
        }
        .into(),
    );
    let mut paris = port("SP_Paris", "OrderApp", PortKind::StaticOneWay, PortState::Stopped);
    paris.filter = filter();
    for it in [
        port("SP_Lyon", "OrderApp", PortKind::StaticOneWay, PortState::Started),
        port("SP_Lille", "OrderApp", PortKind::StaticOneWay, PortState::Stopped),
        paris,
        port("SP_Nantes", "Partners", PortKind::StaticOneWay, PortState::Bound),
        port("SP_Mail", "OrderApp", PortKind::DynamicOneWay, PortState::Bound),
        port("SP_Wages", "Payroll", PortKind::StaticOneWay, PortState::Bound),
    ] {
        group.put(it.into());
    }
    let mut spg = SendPortGroup::new("SPG_Warehouses".into(), "OrderApp".into());
    spg.state = PortState::Started;
    spg.members = ["SP_Lyon", "SP_Lille", "SP_Paris"].map(Name::new).to_vec();
    spg.filter = filter();
    group.put(spg.into());
    let mut partners = SendPortGroup::new("SPG_Partners".into(), "OrderApp".into());
    partners.members = vec!["SP_Nantes".into()];
    group.put(partners.into());
    let location = |name: &str, adapter: &str, address: &str| ReceiveLocation {
        name: name.into(),
        adapter: adapter.into(),
        address: address.into(),
        pipeline: "XMLReceive".into(),
        enabled: true,
    };
    group.put(
        ReceivePort {
            name: "RP_Orders".into(),
            application: "OrderApp".into(),
            locations: vec![
                location("RL_Files", "FILE", r"C:\In\Orders\*.xml"),
                location("RL_Mail", "POP3", "pop3://mail/orders"),
            ],
            ..ReceivePort::default()
        }
        .into(),
    );
    let logical = |name: &str, binding| LogicalPort { name: name.into(), binding };
    group.put(
        Orchestration {
            name: "Ordering".into(),
            application: "OrderApp".into(),
            host: Some("BizTalkServerApplication".into()),
            ports: vec![
                logical("Port_Warehouse", Some(Target::SendPortGroup("SPG_Warehouses".into()))),
                logical("Port_Invoice", None),
            ],
            ..Orchestration::default()
        }
        .into(),
    );
    group
}

fn snapshot() -> Snapshot {
    Snapshot { group: group(), generation: 1, ..Snapshot::default() }
}

struct Desk {
    words: Words,
    snapshot: Snapshot,
    tasks: RefCell<Vec<Task>>,
    dialog: Option<Box<dyn Dialog>>,
}

impl Desk {
    /// What was asked on behalf of the dialog.
    fn requests(&self) -> Vec<Request> {
        let of_dialog = |task: &Task| match task {
            Task::RequestForDialog(request) => Some(request.clone()),
            _ => None,
        };
        self.tasks.borrow().iter().filter_map(of_dialog).collect()
    }

    fn reply(&mut self, result: Result<&Response, &Refusal>) {
        if self.dialog.as_mut().is_some_and(|dialog| dialog.replied(result) == After::Close) {
            self.dialog = None;
        }
    }
}

type Window = Harness<'static, Desk>;

fn window(dialog: Box<dyn Dialog>, snapshot: Snapshot, language: Language, theme: Theme, size: [f32; 2]) -> Window {
    let desk = Desk { words: Words::new(language), snapshot, tasks: RefCell::default(), dialog: Some(dialog) };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(16)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, desk: &mut Desk| {
                egui::CentralPanel::default().show(ui, |_| {});
                let Some(mut dialog) = desk.dialog.take() else { return };
                let ctx = ui.ctx().clone();
                let cx = Cx::new(&desk.words, &desk.snapshot, &desk.tasks);
                let (title, id) = (dialog.title(&cx), egui::Id::unique("dialog 1"));
                let mut after = After::Stay;
                let close = dialog_window(&ctx, &desk.words, id, &title, dialog.size(), dialog.may_close(), |ui| {
                    after = dialog.ui(ui, &cx);
                });
                if !close && after == After::Stay {
                    desk.dialog = Some(dialog);
                }
            },
            desk,
        );
    harness.run();
    harness
}

fn english(dialog: impl Dialog + 'static) -> Window {
    window(Box::new(dialog), snapshot(), Language::English, Theme::Light, [1280.0, 800.0])
}

fn picture(harness: &mut Window, name: &str) {
    if let Some(folder) = std::env::var_os("SENDPORT_PICTURES") {
        let image = harness.render().expect("a Vulkan driver");
        image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("the folder can be written");
    }
}

fn button<'a>(harness: &'a Window, label: &'a str) -> egui_kittest::Node<'a> {
    harness.get_by_role_and_label(AccessRole::Button, label)
}

fn press(harness: &mut Window, label: &str) {
    button(harness, label).click();
    harness.run();
}

/// Why a greyed widget is greyed; `None` if it is not.
fn why_greyed(node: &egui_kittest::Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    node.is_disabled().then(|| node.description().unwrap_or_default())
}

fn why(harness: &Window, label: &str) -> String {
    why_greyed(&button(harness, label)).unwrap_or_else(|| panic!("{label} is not greyed"))
}

fn retype(harness: &mut Window, label: &str, typed: &str) {
    harness.get_by_role_and_label(AccessRole::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(AccessRole::TextInput, label).type_text(typed);
    harness.run();
}

/// Opens the drop-down of this name.
fn unfold(harness: &mut Window, label: &str) {
    harness.get_by_role_and_label(AccessRole::ComboBox, label).click();
    harness.run();
}

fn put(harness: &Window) -> (Option<Name>, Artifact) {
    match harness.state().requests().as_slice() {
        [Request::Put { original, artifact }] => (original.clone(), artifact.clone()),
        other => panic!("{other:?}"),
    }
}

fn warehouses() -> SendPortGroupDialog {
    SendPortGroupDialog::edit(&snapshot(), &"SPG_Warehouses".into()).expect("it is there")
}

/// What OK is to save of the group.
fn warehouses_with(members: &[&str]) -> Artifact {
    let mut spg = group().send_port_groups[&"SPG_Warehouses".into()].as_ref().clone();
    spg.members = members.iter().map(|name| (*name).into()).collect();
    spg.into()
}

fn pages<S: Sheet + 'static>(name: &'static str, open: impl Fn() -> PropertyWindow<S>) -> Vec<(String, Box<dyn Dialog>)>
where
    PropertyWindow<S>: Dialog,
{
    (0..S::PAGES.len())
        .map(|page| (format!("{name}-{page}"), Box::new(open().on_page(page)) as Box<dyn Dialog>))
        .collect()
}

fn all_pages() -> Vec<(String, Box<dyn Dialog>)> {
    let snapshot = &snapshot();
    let application: &Name = &"OrderApp".into();
    [
        pages("group", warehouses),
        pages("group-new", || SendPortGroupDialog::create(snapshot, application)),
        pages("application", || ApplicationDialog::edit(snapshot, application).unwrap()),
        pages("receive-port", || ReceivePortDialog::edit(snapshot, &"RP_Orders".into()).unwrap()),
        pages("receive-port-new", || ReceivePortDialog::create(snapshot, application, true)),
        pages("orchestration", || OrchestrationDialog::edit(snapshot, &"Ordering".into()).unwrap()),
        pages("host", || HostDialog::edit(snapshot, &"SendHost".into()).unwrap()),
        pages("adapter", || AdapterDialog::edit(snapshot, &"FTP".into()).unwrap()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn everywhere(size: [f32; 2], role: Role, name: &str) {
    for theme in [Theme::Light, Theme::Dark] {
        for language in Language::ALL {
            for (page, dialog) in all_pages() {
                let mut harness = window(dialog, Snapshot { role, ..snapshot() }, language, theme, size);
                for node in harness.root().children_recursive() {
                    let node = node.accesskit_node();
                    for text in [node.label(), node.value(), node.description()].into_iter().flatten() {
                        assert!(!text.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)), "{text:?} is an icon");
                        assert!(!text.starts_with('['), "{text:?} lacks its words");
                    }
                }
                picture(&mut harness, &format!("{page}-{name}-{theme:?}-{}", language.code()));
            }
        }
    }
}

#[test]
fn every_page_draws_in_both_languages_and_themes() {
    everywhere([1280.0, 800.0], Role::Administrator, "wide");
}

#[test]
fn every_page_works_on_a_beamer() {
    everywhere([512.0, 384.0], Role::Administrator, "beamer");
}

#[test]
fn who_may_only_look_sees_every_page_and_changes_nothing() {
    for (page, dialog) in all_pages() {
        let snapshot = Snapshot { role: Role::Operator, ..snapshot() };
        let mut harness = window(dialog, snapshot, Language::English, Theme::Light, [1280.0, 800.0]);
        assert!(why(&harness, "OK").contains("Operator"), "{page}");
        picture(&mut harness, &format!("{page}-operator"));
        for label in ["Add", "Remove"] {
            for node in harness.query_all_by_label(label) {
                assert!(why_greyed(&node).is_some(), "{page}: {label}");
            }
        }
        press(&mut harness, "OK");
        assert!(harness.state().requests().is_empty(), "{page}");
    }
}

#[test]
fn each_kind_has_its_window() {
    let snapshot = snapshot();
    for (kind, name) in [
        (ArtifactKind::Application, "OrderApp"),
        (ArtifactKind::SendPort, "SP_Lyon"),
        (ArtifactKind::SendPortGroup, "SPG_Warehouses"),
        (ArtifactKind::ReceivePort, "RP_Orders"),
        (ArtifactKind::Orchestration, "Ordering"),
        (ArtifactKind::Host, "SendHost"),
        (ArtifactKind::Adapter, "FTP"),
    ] {
        let (words, tasks) = (Words::new(Language::English), RefCell::default());
        let cx = Cx::new(&words, &snapshot, &tasks);
        let dialog = properties_of(&snapshot, &ArtifactRef::new(kind, &name.into())).expect(name);
        assert!(dialog.title(&cx).starts_with(name), "{}", dialog.title(&cx));
        assert!(properties_of(&snapshot, &ArtifactRef::new(kind, &"nowhere".into())).is_none());
    }
}

#[test]
fn a_started_member_stays_and_says_why() {
    let mut harness = english(warehouses());
    harness.get_by_role_and_label(AccessRole::Row, "SP_Lyon").click();
    harness.run();
    let reason = "SP_Lyon must be Stopped or Bound to leave the group.";
    assert_eq!(why(&harness, "Remove"), reason);
    harness.get_by_label(reason);
    picture(&mut harness, "group-remove-started");
    press(&mut harness, "Remove");
    harness.get_by_role_and_label(AccessRole::Row, "SP_Lyon");
}

#[test]
fn a_stopped_member_leaves_and_ok_saves_just_that() {
    let mut harness = english(warehouses());
    harness.get_by_role_and_label(AccessRole::Row, "SP_Lille").click();
    harness.run();
    press(&mut harness, "Remove");
    press(&mut harness, "OK");
    assert_eq!(put(&harness), (Some("SPG_Warehouses".into()), warehouses_with(&["SP_Lyon", "SP_Paris"])));
    // it closes only when the engine has done it
    assert!(harness.state().dialog.is_some());
    harness.state_mut().reply(Ok(&Response::default()));
    assert!(harness.state().dialog.is_none());
}

#[test]
fn only_static_one_way_ports_of_applications_in_reach_join() {
    let mut harness = english(warehouses());
    unfold(&mut harness, "Add a send port");
    picture(&mut harness, "group-add");
    let reason = |label: &str| why_greyed(&harness.get_by_role_and_label(AccessRole::ListBoxOption, label));
    assert_eq!(
        reason("SP_Mail").as_deref(),
        Some("A member must be a static one-way send port (SP_Mail: Dynamic one-way).")
    );
    assert!(reason("SP_Wages").is_some_and(|reason| reason.contains("it is in Payroll")));
    harness.get_by_role_and_label(AccessRole::ListBoxOption, "SP_Mail").click();
    harness.run();
    assert!(harness.query_by_role_and_label(AccessRole::Row, "SP_Mail").is_none());
    harness.get_by_label("SP_Nantes").click();
    harness.run();
    harness.get_by_role_and_label(AccessRole::Row, "SP_Nantes");
    press(&mut harness, "OK");
    let members = ["SP_Lyon", "SP_Lille", "SP_Paris", "SP_Nantes"];
    assert_eq!(put(&harness), (Some("SPG_Warehouses".into()), warehouses_with(&members)));
}

#[test]
fn a_port_that_is_created_from_here_becomes_a_member() {
    let mut harness = english(warehouses());
    unfold(&mut harness, "Add a send port");
    harness.get_by_label("<New send port…>").click();
    harness.run();
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::Open(_)]));
    harness.get_by_label("Add a send port");
    let new = port("SP_New", "OrderApp", PortKind::StaticOneWay, PortState::Bound);
    harness.state_mut().snapshot.group.put(new.into());
    harness.run();
    harness.get_by_role_and_label(AccessRole::Row, "SP_New");
}

#[test]
fn the_member_that_may_get_a_message_twice_is_marked() {
    let harness = english(warehouses());
    harness.get_by_label_contains("delivered to SP_Paris twice");
}

#[test]
fn the_matrix_stands_where_the_members_are() {
    let mut harness = english(warehouses().on_page(2));
    let here = |harness: &Window| -> Vec<String> {
        harness
            .get_all_by_role(AccessRole::Cell)
            .filter(|cell| cell.accesskit_node().is_selected() == Some(true))
            .map(|cell| cell.accesskit_node().description().unwrap_or_default())
            .collect()
    };
    assert_eq!(harness.get_all_by_role(AccessRole::Cell).count(), 9);
    assert_eq!(here(&harness), ["SP_Lille, SP_Paris", "SP_Lyon"]);
    // it follows the engine while it is open
    let mut lille = harness.state().snapshot.group.send_ports[&"SP_Lille".into()].as_ref().clone();
    lille.state = PortState::Started;
    harness.state_mut().snapshot.group.put(lille.into());
    harness.run();
    assert_eq!(here(&harness), ["SP_Paris", "SP_Lyon, SP_Lille"]);
}

#[test]
fn a_new_group_is_asked_for_without_an_original() {
    let mut harness = english(SendPortGroupDialog::create(&snapshot(), &"OrderApp".into()));
    retype(&mut harness, "Name", "SPG_New");
    press(&mut harness, "OK");
    assert_eq!(put(&harness), (None, SendPortGroup::new("SPG_New".into(), "OrderApp".into()).into()));
}

#[test]
fn a_copy_has_a_name_and_a_state_of_its_own() {
    let copy = SendPortGroupDialog::copy_of(&snapshot(), &"SPG_Warehouses".into()).unwrap();
    assert_eq!(copy.draft().state, PortState::Bound);
    assert_eq!(copy.draft().members.len(), 3);
    assert!(!copy.draft().name.is_empty() && copy.draft().name != "SPG_Warehouses".into());
}

#[test]
fn a_name_in_use_greys_ok_and_stands_beside_the_field() {
    let mut harness = english(warehouses());
    retype(&mut harness, "Name", "SPG_Partners");
    let reason = "The name SPG_Partners is already in use.";
    assert_eq!(why(&harness, "OK"), reason);
    harness.get_by_label(reason);
}

#[test]
fn a_refusal_shows_inside_and_its_way_out_is_gone() {
    let mut harness = english(warehouses());
    retype(&mut harness, "Name", "SPG_Depots");
    press(&mut harness, "OK");
    let stop = Request::SetRole(Role::Administrator);
    let refusal = Refusal::new(Sentence::new("deed-edit").with("name", "SPG_Warehouses")).because(
        Sentence::new("guard-remove-member-started").with("port", "SP_Lyon"),
        None,
        vec![
            WayOut { label: Sentence::new("action-stop"), step: Step::Request(Box::new(stop.clone())) },
            WayOut { label: Sentence::new("kind-host"), step: Step::ShowInstances("SP_Lyon".into()) },
        ],
    );
    harness.state_mut().reply(Err(&refusal));
    harness.run();
    harness.get_by_label_contains("SP_Lyon must be Stopped");
    picture(&mut harness, "group-refused");
    harness.state().tasks.borrow_mut().clear();
    press(&mut harness, "Stop");
    assert!(matches!(harness.state().tasks.borrow().as_slice(), [Task::Request(request)] if *request == stop));
    assert!(harness.query_by_label_contains("SP_Lyon must be Stopped").is_none());
    // the edits are still there
    assert_eq!(harness.get_by_role_and_label(AccessRole::TextInput, "Name").value().as_deref(), Some("SPG_Depots"));
}

#[test]
fn escape_asks_before_edits_are_lost() {
    let mut harness = english(warehouses());
    retype(&mut harness, "Name", "SPG_Depots");
    for _ in 0..2 {
        harness.key_press(Key::Escape);
        harness.run();
    }
    picture(&mut harness, "group-escape");
    assert!(harness.state().dialog.is_some());
    press(&mut harness, "Discard changes");
    assert!(harness.state().dialog.is_none());
    assert!(harness.state().requests().is_empty());
}

#[test]
fn a_reference_in_use_stays_and_says_who_uses_it() {
    let dialog = ApplicationDialog::edit(&snapshot(), &"OrderApp".into()).unwrap().on_page(1);
    let mut harness = english(dialog);
    harness.get_by_role_and_label(AccessRole::Row, "Partners").click();
    harness.run();
    assert!(why(&harness, "Remove").contains("the application Partners"));
    picture(&mut harness, "application-remove-used");
    harness.get_by_role_and_label(AccessRole::Row, "Archive").click();
    harness.run();
    press(&mut harness, "Remove");
    unfold(&mut harness, "Add a reference");
    harness.get_by_label("Payroll").click();
    harness.run();
    press(&mut harness, "OK");
    let mut wanted = group().applications[&"OrderApp".into()].as_ref().clone();
    wanted.references = vec!["Partners".into(), "Payroll".into()];
    assert_eq!(put(&harness), (Some("OrderApp".into()), wanted.into()));
}

#[test]
fn the_primary_location_gives_way_before_it_goes() {
    let dialog = ReceivePortDialog::edit(&snapshot(), &"RP_Orders".into()).unwrap().on_page(1);
    let mut harness = english(dialog);
    harness.get_by_role_and_label(AccessRole::Row, "Row 1").click();
    harness.run();
    assert!(why(&harness, "Remove").contains("primary"));
    harness.get_by_role_and_label(AccessRole::Row, "Row 2").click();
    harness.run();
    press(&mut harness, "Make primary");
    harness.get_by_role_and_label(AccessRole::Row, "Row 2").click();
    harness.run();
    press(&mut harness, "Remove");
    press(&mut harness, "OK");
    let mut wanted = group().receive_ports[&"RP_Orders".into()].as_ref().clone();
    wanted.locations.remove(0);
    assert_eq!(put(&harness), (Some("RP_Orders".into()), wanted.into()));
}

#[test]
fn a_logical_port_binds_to_what_its_application_reaches() {
    let dialog = OrchestrationDialog::edit(&snapshot(), &"Ordering".into()).unwrap().on_page(1);
    let mut harness = english(dialog);
    unfold(&mut harness, "Bound to 2");
    picture(&mut harness, "orchestration-targets");
    let wages = harness.get_by_role_and_label(AccessRole::ListBoxOption, "SP_Wages (Send port)");
    assert!(why_greyed(&wages).is_some_and(|reason| reason.contains("Payroll")));
    harness.get_by_label("SP_Nantes (Send port)").click();
    harness.run();
    press(&mut harness, "OK");
    let mut wanted = group().orchestrations[&"Ordering".into()].as_ref().clone();
    wanted.ports[1].binding = Some(Target::SendPort("SP_Nantes".into()));
    assert_eq!(put(&harness), (Some("Ordering".into()), wanted.into()));
}

#[test]
fn an_orchestration_moves_to_another_host() {
    let mut harness = english(OrchestrationDialog::edit(&snapshot(), &"Ordering".into()).unwrap());
    unfold(&mut harness, "Host");
    let web = harness.get_by_role_and_label(AccessRole::ListBoxOption, "WebHost");
    assert!(why_greyed(&web).is_some());
    harness.get_by_label("BatchHost").click();
    harness.run();
    press(&mut harness, "OK");
    let mut wanted = group().orchestrations[&"Ordering".into()].as_ref().clone();
    wanted.host = Some("BatchHost".into());
    assert_eq!(put(&harness), (Some("Ordering".into()), wanted.into()));
}

#[test]
fn host_instances_start_at_once_and_leave_only_when_stopped() {
    let dialog = HostDialog::edit(&snapshot(), &"SendHost".into()).unwrap().on_page(1);
    let mut harness = english(dialog);
    press(&mut harness, "Start LILLE02");
    let started = match harness.state().tasks.borrow().as_slice() {
        [Task::Request(Request::RunHostInstance { host, server, running })] => (host.clone(), server.clone(), *running),
        _ => panic!("one request, at once"),
    };
    assert_eq!(started, ("SendHost".into(), Some("LILLE02".into()), true));
    harness.get_by_role_and_label(AccessRole::Row, "Row 1").click();
    harness.run();
    assert!(why(&harness, "Remove").contains("LILLE01"));
    harness.get_by_role_and_label(AccessRole::Row, "Row 2").click();
    harness.run();
    press(&mut harness, "Remove");
    press(&mut harness, "OK");
    let mut wanted = group().hosts[&"SendHost".into()].as_ref().clone();
    wanted.instances.pop();
    assert_eq!(put(&harness), (Some("SendHost".into()), wanted.into()));
}

#[test]
fn the_first_in_process_host_is_the_default_host() {
    let empty = Snapshot::default();
    let mut harness =
        window(Box::new(HostDialog::create(&empty)), empty, Language::English, Theme::Light, [1280.0, 800.0]);
    press(&mut harness, "OK");
    let (original, Artifact::Host(host)) = put(&harness) else { panic!("a host") };
    assert!(original.is_none() && host.default && !host.name.is_empty());

    let mut harness = english(HostDialog::create(&snapshot()));
    press(&mut harness, "OK");
    let (_, Artifact::Host(host)) = put(&harness) else { panic!("a host") };
    assert!(!host.default);
}

#[test]
fn a_send_handler_in_use_stays_and_says_who_uses_it() {
    let mut harness = english(AdapterDialog::edit(&snapshot(), &"FTP".into()).unwrap());
    let reason = |harness: &Window, label: &str| why_greyed(&harness.get_by_label(label));
    assert!(reason(&harness, "Send handler, SendHost").is_some_and(|reason| reason.contains("SP_Lyon")));
    assert!(reason(&harness, "Send handler, WebHost").is_some_and(|reason| reason.contains("isolated")));
    assert!(reason(&harness, "Send handler, BizTalkServerApplication").is_some_and(|it| it.contains("default")));
    assert!(reason(&harness, "Default, BatchHost").is_some());
    harness.get_by_label("Send handler, BatchHost").click();
    harness.run();
    harness.get_by_label("Default, BatchHost").click();
    harness.run();
    harness.get_by_label("Send handler, BizTalkServerApplication").click();
    harness.run();
    press(&mut harness, "OK");
    let wanted = Adapter {
        name: "FTP".into(),
        default_handler: "BatchHost".into(),
        handlers: vec!["SendHost".into(), "BatchHost".into()],
    };
    assert_eq!(put(&harness), (Some("FTP".into()), wanted.into()));
}
