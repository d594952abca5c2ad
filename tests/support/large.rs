//! A large document: as many send ports and groups as an installation has after fifteen years.

use sendport::model::{
    Adapter, Application, BizTalkGroup, Filter, Host, HostInstance, Name, Operator, PortKind, PortState, Predicate,
    SendPort, SendPortGroup, Transport,
};

/// How many applications the ports and groups are spread over.
pub const APPLICATIONS: usize = 50;
/// How many members a group has.
const MEMBERS: usize = 20;

const CITIES: [&str; 12] =
    ["Lille", "Lyon", "Nantes", "Bordeaux", "Berlin", "Madrid", "Warsaw", "Oslo", "Turin", "Ghent", "Porto", "Graz"];

/// The name of the port with this number.
#[must_use]
pub fn port_name(number: usize) -> String {
    format!("SP_{}_{number:06}", CITIES[number % CITIES.len()])
}

fn application(number: usize) -> Name {
    Name::new(&format!("App_{:02}", number % APPLICATIONS))
}

/// A BizTalk group of this many send ports and send port groups, the same every time.
#[must_use]
pub fn large(ports: usize, groups: usize) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    for number in 0..APPLICATIONS {
        group.put(Application { name: application(number), default: number == 0, ..Application::default() }.into());
    }
    let hosts: Vec<Name> = (0..4).map(|number| Name::new(&format!("SendHost_{number}"))).collect();
    for (number, name) in hosts.iter().enumerate() {
        let instances =
            vec![HostInstance { server: Name::new("SRV-A"), running: number != 3, ..HostInstance::default() }];
        group.put(
            Host { name: name.clone(), default: number == 0, tracking: number == 0, instances, ..Host::default() }
                .into(),
        );
    }
    let partner = Name::new("PartnerHost");
    group.put(Host { name: partner.clone(), ..Host::default() }.into());
    for adapter in ["FILE", "FTP", "HTTP"] {
        let own = (adapter != "HTTP").then(|| partner.clone());
        let handlers = hosts.iter().cloned().chain(own).collect();
        group.put(Adapter { name: adapter.into(), default_handler: hosts[0].clone(), handlers }.into());
    }
    let states = [PortState::Started, PortState::Started, PortState::Stopped, PortState::Bound];
    for number in 0..ports {
        let name = port_name(number);
        let (adapter, address) = match number % 3 {
            0 => ("FILE", format!("\\\\srv\\out\\{name}\\%MessageID%.xml")),
            1 => ("FTP", format!("ftp://{}.example/in/{number}/%MessageID%.xml", CITIES[number % CITIES.len()])),
            _ => ("HTTP", format!("https://{}.example/{number}", CITIES[number % CITIES.len()])),
        };
        let filter = if number % 5 == 0 {
            Filter::default()
        } else {
            Filter(vec![vec![Predicate {
                property: "BTS.MessageType".to_owned(),
                operator: Operator::Equals,
                value: format!("http://example/schemas#Type{}", number % 500).as_str().into(),
            }]])
        };
        let transport = Transport::new(adapter, &address, hosts[number % 3].clone());
        group.put(
            SendPort {
                state: states[number % states.len()],
                transport: Some(transport),
                filter,
                ..SendPort::new(name.as_str().into(), application(number), PortKind::StaticOneWay)
            }
            .into(),
        );
    }
    for number in 0..groups {
        let of = number % APPLICATIONS;
        // members of the same application, as the rules want it
        let members = (0..MEMBERS.min(ports / APPLICATIONS))
            .map(|member| of + APPLICATIONS * ((number / APPLICATIONS * MEMBERS + member) % (ports / APPLICATIONS)))
            .map(|port| Name::new(&port_name(port)))
            .collect();
        let name = format!("SPG_{number:04}");
        group.put(
            SendPortGroup {
                members,
                state: states[number % states.len()],
                ..SendPortGroup::new(name.as_str().into(), application(of))
            }
            .into(),
        );
    }
    group
}
