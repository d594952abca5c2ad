//! The smallest scenario that shows a cell of the table of state combinations: one port, its group
//! if the message comes by one, in these states, and a message that is addressed to them.

use super::{Delivered, Fate, Info, Promise, Scenario, Step, StepKind, Text};
use crate::{
    document::Document,
    model::{
        Adapter, Addressing, Application, BizTalkGroup, Draft, Host, HostInstance, Name, PortKind, Role, SendPort,
        SendPortGroup, Target, Template, Transport,
    },
    rules::outcome::{Cell, Path, Verdict},
    words::Sentence,
};

const APPLICATION: &str = "OrderApp";
const HOST: &str = "SendHost";
const PORT: &str = "SP_Lille";
const GROUP: &str = "SPG_Warehouses";

/// What the scenario is called: the combination.
#[must_use]
pub fn title(cell: Cell) -> Sentence {
    let path = match cell.path {
        Path::Direct => Sentence::new("outcomes-direct"),
        Path::ViaGroup(state) => Sentence::new("outcomes-via-group").with("state", Sentence::new(state.key())),
    };
    Sentence::new("smallest-title").with("path", path).with("port", Sentence::new(cell.port.key()))
}

/// Builds the scenario. Its number is 0: it stands in no list.
#[must_use]
pub fn smallest(cell: Cell) -> Scenario {
    let ruling = cell.ruling();
    let (target, via) = match cell.path {
        Path::Direct => (Target::SendPort(PORT.into()), None),
        Path::ViaGroup(_) => (Target::SendPortGroup(GROUP.into()), Some(Name::new(GROUP))),
    };
    let what = match cell.path {
        Path::Direct => Sentence::new("smallest-what-direct"),
        Path::ViaGroup(state) => {
            Sentence::new("smallest-what-group").with("group", GROUP).with("state", Sentence::new(state.key()))
        }
    };
    let what = what.with("port", PORT).with("port-state", Sentence::new(cell.port.key()));
    let notice = Sentence::new(match ruling.verdict {
        Verdict::Processed => "smallest-notice-processed",
        Verdict::Suspended => "smallest-notice-suspended",
        Verdict::NoCopy => "smallest-notice-no-copy",
    });
    let delivered = |outcome| Promise::Deliveries(vec![Delivered { port: PORT.into(), via: via.clone(), outcome }]);
    let promise = match ruling.verdict {
        Verdict::Processed => delivered(Fate::Processed),
        Verdict::Suspended => delivered(Fate::Suspended),
        Verdict::NoCopy => Promise::RoutingFailure,
    };
    let try_it = Sentence::new(match cell.path {
        Path::Direct => "smallest-try-direct",
        Path::ViaGroup(_) => "smallest-try-group",
    });
    let rule = Sentence::new(ruling.rule.key());
    let draft = draft(&target);
    Scenario {
        number: 0,
        title: Text::say(&title(cell)),
        teaching: Text::say(&rule),
        info: Info {
            what: Text::say(&what),
            how_to_use: Text::say(&Sentence::new("smallest-how").with("target", target.name())),
            things_to_notice: Text::say(&notice.with("port", PORT).with("host", HOST)),
            things_to_try: Text::say(&try_it),
            rule: Text::say(&rule),
            source: Text::say(&ruling.rule.citation().sentence()),
        },
        begins: None,
        document: document(cell, &draft),
        steps: vec![Step::new(
            Text::say(&Sentence::new("smallest-say").with("target", target.name())),
            StepKind::Inject { draft, count: 1, promise },
        )],
    }
}

fn draft(target: &Target) -> Draft {
    Draft {
        addressing: Addressing::To(target.clone()),
        message_type: "http://orderapp.example/schemas#Order".to_owned(),
        body: r#"<Order xmlns="http://orderapp.example/schemas" number="4711"/>"#.to_owned(),
        ..Draft::default()
    }
}

/// What every document that is made for a cell has: an application, a host that runs, and its adapter.
pub(super) fn surroundings(application: &Name, host: &Name) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: application.clone(), default: true, ..Application::default() }.into());
    group.put(
        Host {
            name: host.clone(),
            default: true,
            instances: vec![HostInstance { server: "SRV-A".into(), running: true, ..HostInstance::default() }],
            ..Host::default()
        }
        .into(),
    );
    let ftp = Adapter { name: "FTP".into(), default_handler: host.clone(), handlers: vec![host.clone()] };
    group.put(ftp.into());
    group
}

fn document(cell: Cell, draft: &Draft) -> Document {
    let (application, host) = (Name::new(APPLICATION), Name::new(HOST));
    let mut group = surroundings(&application, &host);
    let port = SendPort::new(PORT.into(), application.clone(), PortKind::StaticOneWay);
    let transport = Transport::new("FTP", "ftp://lille.warehouse.example:21/in/%MessageID%.xml", host);
    group.put(SendPort { state: cell.port, transport: Some(transport), ..port }.into());
    if let Path::ViaGroup(state) = cell.path {
        let members = vec![PORT.into()];
        let spg = SendPortGroup {
            name: GROUP.into(),
            application,
            description: String::new(),
            state,
            members,
            filter: crate::model::Filter::default(),
            binding_xml: None,
        };
        group.put(spg.into());
    }
    group.put(Template { name: "Order 4711".into(), draft: draft.clone() }.into());
    Document { group, role: Role::Administrator }
}
