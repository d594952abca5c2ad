//! The dialogs.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use sendport::{
    console::{
        app::Then,
        commands::Command,
        context::Task,
        dialogs,
        files::Ask,
        recovery::{self, Note},
        session::Origin,
    },
    document,
    engine::{Deed, Refusal, Request},
    message_box::{self, Cause, Instance, InstanceQuery},
    model::{
        Adapter, Addressing, ArtifactKind, ArtifactRef, Context, InstanceId, Message, MessageId, PortKind, SendPort,
        Transport,
    },
    rules::{Action, instances::InstanceState},
    training,
    transport::TransportError,
    words::Sentence,
};

use crate::{
    driver::{NOW, Window},
    places::Place,
    ways::{application, command, folder, item, node, open, properties, push, select, words},
};

pub const PLACES: &[Place] = &[
    // ---- windows of properties, each with all its pages
    ("properties of a port", |window| properties(window, ArtifactKind::SendPort)),
    ("properties of a group", |window| properties(window, ArtifactKind::SendPortGroup)),
    ("properties of an application", |window| properties(window, ArtifactKind::Application)),
    ("properties of a receive port", |window| properties(window, ArtifactKind::ReceivePort)),
    ("properties of an orchestration", |window| properties(window, ArtifactKind::Orchestration)),
    ("properties of a host", |window| properties(window, ArtifactKind::Host)),
    ("properties of an adapter", |window| properties(window, ArtifactKind::Adapter)),
    ("new static one-way port", |window| command(window, Command::NewSendPort(PortKind::StaticOneWay))),
    ("new solicit-response port", |window| command(window, Command::NewSendPort(PortKind::StaticSolicitResponse))),
    ("new dynamic port", |window| command(window, Command::NewSendPort(PortKind::DynamicOneWay))),
    ("new dynamic two-way port", |window| command(window, Command::NewSendPort(PortKind::DynamicSolicitResponse))),
    ("new group", |window| command(window, Command::NewSendPortGroup)),
    ("new receive port", |window| command(window, Command::NewReceivePort { two_way: false })),
    ("new two-way receive port", |window| command(window, Command::NewReceivePort { two_way: true })),
    ("new orchestration", |window| command(window, Command::NewOrchestration)),
    ("new application", |window| command(window, Command::NewApplication)),
    ("new host", |window| command(window, Command::NewHost)),
    // ---- other windows
    ("why is it greyed", |window| {
        push(window, Task::Select(vec![ArtifactRef::send_port(&"SP_Lyon".into())]));
        command(window, Command::Act(Action::Enlist));
    }),
    ("copy as", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::CopyAs);
    }),
    ("copy", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::Copy);
    }),
    ("live sending", |window| command(window, Command::LiveSending)),
    ("live sending that asks for passwords", |window| {
        real_port(window, "SFTP", "sftp://server/in/a.xml", &[("User name", "me")]);
        real_port(window, "HTTP", "https://server/in", &[("Authentication type", "Kerberos")]);
        command(window, Command::LiveSending);
    }),
    ("an SFTP transport", |window| {
        real_port(window, "SFTP", "sftp://server/in/a.xml", &[]);
        configure(window, "SP_SFTP");
    }),
    ("an HTTP transport that is not supported", |window| {
        real_port(window, "HTTP", "https://server/in", &[("Authentication type", "Kerberos")]);
        configure(window, "SP_HTTP");
    }),
    ("delete a port", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::Delete);
    }),
    ("delete a host", |window| {
        select(window, ArtifactKind::Host);
        command(window, Command::Delete);
    }),
    ("move to an application", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::MoveToApplication);
    }),
    ("start an application", |window| {
        select(window, ArtifactKind::Application);
        command(window, Command::StartApplication);
    }),
    ("stop an application", |window| {
        select(window, ArtifactKind::Application);
        command(window, Command::StopApplication);
    }),
    ("action table", |window| command(window, Command::ActionTable)),
    ("outcome table", |window| command(window, Command::OutcomeTable)),
    ("scenario info", |window| command(window, Command::ScenarioInfo)),
    ("about", |window| command(window, Command::About)),
    ("unsaved changes", |window| {
        open(window, |_| Box::new(dialogs::unsaved::UnsavedDialog::new("Orders".into(), Then::Quit)));
    }),
    ("held messages", |window| {
        open(window, |window| Box::new(dialogs::held::HeldDialog::new(vec![item(window, ArtifactKind::SendPort)], 3)));
    }),
    ("resume", |window| {
        open(window, |_| Box::new(dialogs::resume::ResumeDialog::where_(InstanceQuery::default(), 12)));
    }),
    ("terminate", |window| {
        open(window, |_| Box::new(dialogs::resume::TerminateDialog::where_(InstanceQuery::default(), 12)));
    }),
    ("take out the first message", |window| {
        open(window, |_| {
            let now = jiff::Timestamp::UNIX_EPOCH;
            let front = Instance {
                lane: Some("".into()),
                blocks: true,
                state: InstanceState::SuspendedResumable,
                cause: Some(Cause::Transport(TransportError::Unreachable { address: "there".to_owned() })),
                port: Some("SP_Lille".into()),
                ..Instance::blank(InstanceId(1), MessageId(1), "Host".into(), now)
            };
            let message = Message {
                id: MessageId(1),
                published: now,
                addressing: Addressing::default(),
                bound_to: None,
                context: Context::default(),
                body: "".into(),
            };
            Box::new(dialogs::remove_front::RemoveFrontDialog::new(front, message.into()))
        });
    }),
    ("a message", |window| {
        open(window, |_| {
            let say = |key| Sentence::new(key);
            Box::new(dialogs::message::MessageDialog::new(say("command-inject"), say("why-not-no-scenario")))
        });
    }),
    // ---- what is said, asked and looked up
    ("refusal", |window| {
        open(window, |_| {
            let why = Sentence::new("why-not-no-scenario");
            let refusal = Refusal::new(Sentence::new("refused-publish")).because(why, None, Vec::new());
            Box::new(dialogs::refusal::RefusalDialog::new(refusal))
        });
    }),
    ("palette", |window| command(window, Command::FindAnything)),
    ("palette with results", |window| {
        command(window, Command::FindAnything);
        window.write("sp");
    }),
    ("palette without results", |window| {
        command(window, Command::FindAnything);
        window.write("~~~~");
    }),
    ("what is coming", |window| {
        open(window, |window| {
            let message = window.snapshot().reports.last().expect("a message").message.clone();
            let due = Some(NOW + jiff::SignedDuration::from_mins(5));
            let retry = Instance { state: InstanceState::Dehydrated, due, ..instance(&message) };
            let opens = Instance { id: InstanceId(2), state: InstanceState::Scheduled, due, ..instance(&message) };
            let coming = Rc::new(RefCell::new(vec![(retry, message.clone()), (opens, message)]));
            Box::new(dialogs::coming::ComingDialog::new(coming))
        });
    }),
    ("what is coming, nothing", |window| {
        open(window, |_| Box::new(dialogs::coming::ComingDialog::new(Rc::default())));
    }),
    ("settings", |window| command(window, Command::Settings)),
    ("help", |window| command(window, Command::Help)),
    ("help on a port", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::HelpOnSelection);
    }),
    ("add to a group", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::AddToGroup);
    }),
    ("edit a field of a port", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::EditField);
    }),
    ("edit a field of all ports", |window| {
        node(window, folder(window, ArtifactKind::SendPort));
        window.ctrl(egui::Key::A);
        command(window, Command::EditField);
    }),
    ("preview of a stop", |window| {
        push(window, Task::Select(vec![ArtifactRef::send_port(&"SP_Lyon".into())]));
        command(window, Command::Preview(Action::Stop));
    }),
    ("preview for a group", |window| {
        select(window, ArtifactKind::SendPortGroup);
        command(window, Command::Preview(Action::Stop));
    }),
    ("summary", |window| {
        open(window, |window| {
            let refusal = |port: &str| {
                let item = ArtifactRef::send_port(&port.into());
                let what = Sentence::new("refused-what").with("deed", Sentence::new("action-enlist"));
                (item, Refusal::new(what).because(Sentence::new("why-not-of-this-kind"), None, Vec::new()))
            };
            let skipped: Vec<_> = ["SP_Lille", "SP_Lyon", "SP_Nantes"].map(refusal).into();
            let what = Deed::Act(Action::Enlist, vec![item(window, ArtifactKind::SendPort)]).sentence();
            Box::new(dialogs::summary::SummaryDialog::new(what, 12, &skipped))
        });
    }),
    ("path to open", |window| path(window, Ask::OpenDocument)),
    ("path to save", |window| path(window, Ask::SaveDocument { suggested: "Orders.ron".to_owned() })),
    ("path that is a folder", |window| {
        path(window, Ask::SaveCopy { suggested: "Orders.ron".to_owned(), text: String::new() });
        window.ctrl(egui::Key::A);
        window.write("/");
    }),
    ("path that is there", |window| {
        path(window, Ask::SaveBody { suggested: "Orders.ron".to_owned(), body: String::new() });
        window.ctrl(egui::Key::A);
        let file = std::env::current_exe().expect("a file");
        window.write(&file.display().to_string());
    }),
    ("import of bindings", |window| {
        open(window, |window| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bindings/fixtures/export.xml");
            let group = &window.snapshot().group;
            let prepared = dialogs::bindings::Prepared::load(&path, group, None).expect("a binding file");
            Box::new(dialogs::bindings::ImportDialog::new(prepared))
        });
    }),
    ("export of bindings", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::ExportBindings);
    }),
    ("path of bindings", |window| path(window, Ask::OpenBindings)),
    ("store that is locked", |window| {
        store(
            window,
            &message_box::Error::Locked { path: "/orders/Orders.messagebox.sqlite".into(), holder: "4711".into() },
        );
    }),
    ("store that is damaged", |window| {
        let what = "4711".to_owned();
        store(window, &message_box::Error::Damaged { path: "/orders/Orders.messagebox.sqlite".into(), what });
    }),
    ("resubmit", |window| {
        open(window, |window| {
            let message = window.snapshot().reports.last().expect("a message").message.clone();
            Box::new(dialogs::resubmit::ResubmitDialog::new(instance(&message), message))
        });
    }),
    ("recovery", |window| {
        open(window, |_| {
            let folder = tempfile::tempdir().expect("a folder");
            left_behind(folder.path());
            let found = recovery::find(folder.path());
            assert_eq!(found.len(), 2);
            Box::new(dialogs::recovery::RecoveryDialog::new(found))
        });
    }),
];

/// Adds a port of an adapter, and the adapter.
fn real_port(window: &mut Window, adapter: &str, address: &str, settings: &[(&str, &str)]) {
    let (host, application) = (item(window, ArtifactKind::Host).name, application(window));
    let handler = Adapter { name: adapter.into(), default_handler: host.clone(), handlers: vec![host.clone()] };
    let mut port = SendPort::new(format!("SP_{adapter}").as_str().into(), application, PortKind::StaticOneWay);
    let mut transport = Transport::new(adapter, address, host);
    transport.settings = settings.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect();
    port.transport = Some(transport);
    if !window.snapshot().group.adapters.contains_key(&handler.name) {
        push(window, Task::Request(Request::Put { original: None, artifact: handler.into() }));
    }
    push(window, Task::Request(Request::Put { original: None, artifact: port.into() }));
}

/// Opens the page of the adapter of a port.
fn configure(window: &mut Window, port: &str) {
    push(window, Task::OpenProperties(ArtifactRef::send_port(&port.into())));
    let button = words(window).text("transport-configure").into_owned();
    window.click(&button);
}

fn path(window: &mut Window, ask: Ask) {
    open(window, |_| Box::new(dialogs::path::PathDialog::new(ask)));
}

fn store(window: &mut Window, error: &message_box::Error) {
    open(window, |_| Box::new(dialogs::store::StoreDialog::new("/orders/Orders.ron".into(), error)));
}

/// As it stands in the suspended queue.
fn instance(message: &Message) -> Instance {
    Instance {
        port: Some("SP_Lille".into()),
        state: InstanceState::SuspendedResumable,
        ..Instance::blank(InstanceId(1), message.id, "Host_1".into(), NOW)
    }
}

/// What two processes of other numbers have left: one that can be read and one that cannot.
fn left_behind(folder: &Path) {
    for (name, title) in [("99991-1", "Orders"), ("99992-1", "Invoices")] {
        let document = folder.join(format!("{name}.ron"));
        if title == "Orders" {
            document::save(&training::sample().document, &document).expect("a document");
        } else {
            fs::write(&document, "(").expect("a file");
        }
        let note = Note::new(Origin::New, title.to_owned(), NOW);
        fs::write(folder.join(format!("{name}.info.ron")), ron::to_string(&note).expect("a note")).expect("a file");
    }
}
