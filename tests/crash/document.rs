//! The document that is run: something of everything that takes more than one transaction.

use std::path::{Path, PathBuf};

use sendport::{
    document::{Document, save},
    model::{
        Adapter, Addressing, Application, Behaviour, BizTalkGroup, Destination, Draft, Filter, Host, HostInstance,
        Operator, PortKind, PortState, Predicate, Property, Role, SendPort, SendPortGroup, Target, Template, Transport,
    },
};

const KIND: &str = "Orders.Kind";

/// The ports that get a message of the template *Order*.
pub const SUBSCRIBERS: [&str; 6] = ["SP_Backup", "SP_Held", "SP_Ordered", "SP_OrderedRetry", "SP_Plain", "SP_Retry"];
/// The members of the group to which the template *Group* is addressed.
pub const MEMBERS: [&str; 2] = ["SP_Ordered", "SP_Plain"];
/// The ports that deliver in order.
pub const ORDERED: [&str; 2] = ["SP_Ordered", "SP_OrderedRetry"];
pub const TEMPLATES: [&str; 5] = ["Order", "Group", "Slow", "Nobody", "Ask"];

fn port(name: &str, kind: PortKind) -> SendPort {
    let adapter = if kind.is_two_way() { "HTTP" } else { "FILE" };
    let transport = Transport { retry_count: 0, ..Transport::new(adapter, &format!("out/{name}"), "Host".into()) };
    SendPort { state: PortState::Started, transport: Some(transport), ..SendPort::new(name.into(), "App".into(), kind) }
}

/// Every message of this kind.
fn subscribes(kind: &str) -> Filter {
    Filter(vec![vec![Predicate { property: KIND.to_owned(), operator: Operator::Equals, value: kind.into() }]])
}

/// It is sent again at once, and as often as it takes.
fn again(port: &SendPort) -> SendPort {
    let transport = port.transport.clone().map(|it| Transport { retry_count: 1000, retry_interval: 0, ..it });
    SendPort { transport, ..port.clone() }
}

fn group() -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: "App".into(), default: true, ..Application::default() }.into());
    let on = |server: &str| HostInstance { server: server.into(), running: true, ..HostInstance::default() };
    let host = Host {
        name: "Host".into(),
        default: true,
        tracking: true,
        instances: vec![on("Server1"), on("Server2")],
        ..Host::default()
    };
    group.put(host.into());
    for name in ["FILE", "HTTP"] {
        group.put(Adapter { name: name.into(), default_handler: "Host".into(), handlers: vec!["Host".into()] }.into());
    }

    let orders = |name: &str| SendPort { filter: subscribes("Order"), ..port(name, PortKind::StaticOneWay) };
    let in_order = |name: &str| SendPort { ordered_delivery: true, ..orders(name) };
    let backup = Transport { retry_count: 0, ..Transport::new("FILE", "out/backup", "Host".into()) };
    let ports = [
        orders("SP_Plain"),
        in_order("SP_Ordered"),
        again(&orders("SP_Retry")),
        again(&in_order("SP_OrderedRetry")),
        SendPort { backup: Some(backup), ..orders("SP_Backup") },
        SendPort { state: PortState::Stopped, ..orders("SP_Held") },
        SendPort { filter: subscribes("Slow"), ..port("SP_Slow", PortKind::StaticOneWay) },
        port("SP_Ask", PortKind::StaticSolicitResponse),
    ];
    for port in ports {
        group.put(port.into());
    }
    let members = MEMBERS.iter().map(|name| (*name).into()).collect();
    let spg = SendPortGroup { state: PortState::Started, members, ..SendPortGroup::new("SPG".into(), "App".into()) };
    group.put(spg.into());
    let behaviours = [
        ("SP_Retry", Behaviour::FailsNext(7)),
        ("SP_OrderedRetry", Behaviour::FailsNext(5)),
        ("SP_Backup", Behaviour::Down),
        ("SP_Slow", Behaviour::Slow(1)),
    ];
    for (port, behaviour) in behaviours {
        group.put(Destination { port: port.into(), behaviour, ..Destination::default() }.into());
    }
    for name in TEMPLATES {
        let addressing = match name {
            "Group" => Addressing::To(Target::SendPortGroup("SPG".into())),
            "Ask" => Addressing::To(Target::SendPort("SP_Ask".into())),
            _ => Addressing::default(),
        };
        let properties = vec![Property { name: KIND.to_owned(), value: name.into() }];
        let body = format!("<{name}>{}</{name}>", "0123456789 ".repeat(40));
        let draft = Draft { addressing, message_type: format!("http://crash#{name}"), properties, body };
        group.put(Template { name: name.into(), draft }.into());
    }
    group
}

/// Writes the document into a folder.
pub fn in_folder(folder: &Path) -> PathBuf {
    let path = folder.join("crash.ron");
    save(&Document { group: group(), role: Role::Administrator }, &path).unwrap();
    path
}

/// Where its messages are.
pub fn messages(document: &Path) -> PathBuf {
    sendport::console::session::message_box_path(document)
}
