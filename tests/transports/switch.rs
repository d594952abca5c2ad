//! What turns live sending on, and what does not.

use std::{io::Write as _, net::TcpListener, time::Duration};

use jiff::Timestamp;
use sendport::{
    engine::{Answer, ClockCommand, Engine, Fact, Query, Request, live},
    message_box::{AuditKind, AuditQuery, SqliteMessageBox},
    model::{PortKind, Role},
    transport::{Simulated, Trouble},
};

use super::{
    desk::{Desk, a_port, trouble},
    support::{create, edit, surroundings},
};

fn nobody_came(listener: &TcpListener) -> bool {
    listener.set_nonblocking(true).unwrap();
    listener.accept().is_err()
}

fn refused(desk: &mut Desk, request: Request) -> Vec<&'static str> {
    let refusal = desk.ask(request).expect_err("it is refused");
    refusal.reasons.iter().map(|reason| reason.sentence.key).collect()
}

#[test]
fn a_document_is_simulated_until_its_addresses_are_confirmed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.sqlite");
    let ports = || {
        let file = folder.path().join("%MessageID%.xml").display().to_string();
        [
            a_port("Web", PortKind::StaticOneWay, "HTTP", &url, &[]),
            a_port("File", PortKind::StaticOneWay, "FILE", &file, &[]),
        ]
    };
    let mut desk = Desk::on_disk(ports(), &path);
    for port in ["Web", "File"] {
        let message = desk.publish(port, "<a/>");
        assert_eq!(desk.outcome(message), Ok(()), "a simulated destination takes it");
    }
    // not with another list than there is, not by others, not on a virtual clock
    let all = desk.addresses();
    assert_eq!(all.len(), 2);
    let some = all.iter().take(1).cloned().collect();
    assert_eq!(refused(&mut desk, Request::SetLive(Some(some))), ["refused-live-changed"]);
    desk.ask(Request::Clock(ClockCommand::Run { speed: 1 })).unwrap();
    assert_eq!(refused(&mut desk, Request::SetLive(Some(all.clone()))), ["refused-live-clock"]);
    desk.ask(Request::Clock(ClockCommand::Real)).unwrap();
    for role in [Role::Operator, Role::ReadOnly] {
        desk.ask(Request::SetRole(role)).unwrap();
        assert!(desk.ask(Request::SetLive(Some(all.clone()))).is_err(), "{role:?}");
    }
    desk.ask(Request::SetRole(Role::Administrator)).unwrap();
    assert!(desk.snapshot().live.is_none());

    desk.ask(Request::SetLive(Some(all))).unwrap();
    // who looks for an address in the audit finds when it was confirmed
    let query = AuditQuery { text: url.clone(), kind: Some(AuditKind::Live), ..AuditQuery::default() };
    let answer = desk.query(Query::Audit { query, before: None, limit: 10 });
    assert!(matches!(answer, Answer::Audit { total: 1, .. }), "{answer:?}");
    assert!(desk.snapshot().live.is_some());
    assert_eq!(refused(&mut desk, Request::Clock(ClockCommand::Run { speed: 1 })), ["refused-clock-live"]);
    // an address that came later is not reached
    let later = format!("http://{}/later", listener.local_addr().unwrap());
    let mut port = a_port("Web", PortKind::StaticOneWay, "HTTP", &later, &[]);
    desk.ask(edit(port.clone())).unwrap();
    let message = desk.publish("Web", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NotConfirmed));
    // nor is one that an imported file brings
    let imported = format!("http://{}/imported", listener.local_addr().unwrap());
    let imported = a_port("Web", PortKind::StaticOneWay, "HTTP", &imported, &[]);
    desk.ask(Request::Import { file: "orders.xml".to_owned(), artifacts: vec![imported.into()] }).unwrap();
    let message = desk.publish("Web", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NotConfirmed));
    port.name = "Other".into();
    desk.ask(create(port)).unwrap();
    assert!(desk.snapshot().live.is_some());
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    let message = desk.publish("File", "<a/>");
    assert_eq!(desk.outcome(message), Ok(()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), before + 1);

    // off again when the document is opened the next time
    drop(desk);
    let mut desk = Desk::on_disk(ports(), &path);
    assert!(desk.snapshot().live.is_none());
    let message = desk.publish("Web", "<a/>");
    assert_eq!(desk.outcome(message), Ok(()));
    assert!(nobody_came(&listener), "somebody connected");
}

#[test]
fn what_plays_scenarios_cannot_be_turned_on() {
    let mut group = surroundings();
    group.put(a_port("Web", PortKind::StaticOneWay, "HTTP", "http://127.0.0.1:9/in", &[]).into());
    let (store, now) = (SqliteMessageBox::in_memory().unwrap(), Timestamp::now());
    let mut engine = Engine::new(group, Role::Administrator, Box::new(store), Box::new(Simulated), now).unwrap();
    let addresses = live::addresses(&engine.snapshot().group);
    assert_eq!(addresses.len(), 1);
    let refusal = engine.execute(&Request::SetLive(Some(addresses)), now).expect_err("it is refused");
    assert_eq!(refusal.reasons[0].sentence.key, "refused-live-here");
}

#[test]
fn the_end_of_a_run_does_not_wait_for_a_server_that_hangs() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.sqlite");
    let port = || [a_port("Web", PortKind::StaticOneWay, "HTTP", &url, &[("Request timeout", "3600")])];
    let mut desk = Desk::on_disk(port(), &path);
    desk.go_live();
    let message = desk.publish("Web", "<a/>");
    let (connection, _) = listener.accept().unwrap();
    let begun = std::time::Instant::now();
    drop(desk);
    assert!(begun.elapsed() < Duration::from_mins(1));
    drop(connection);
    // it is there, told as possibly sent, and sent again
    let mut desk = Desk::on_disk(port(), &path);
    let taken_back = desk.until("it comes back", |snapshot| {
        snapshot.events.iter().find_map(|event| match event.fact {
            Fact::TakenBack { message, .. } => Some(message),
            _ => None,
        })
    });
    assert_eq!(taken_back, message);
    desk.until("it completes", |snapshot| {
        let line = snapshot.reports.iter().find(|report| report.message.id == message)?.lines.first()?.outcome;
        (line == sendport::engine::Outcome::Processed).then_some(())
    });
}

#[test]
fn what_is_on_its_way_is_nothing_that_is_due_at_a_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    let mut desk = Desk::of([a_port("Web", PortKind::StaticOneWay, "HTTP", &url, &[("Request timeout", "3600")])]);
    desk.go_live();
    let message = desk.publish("Web", "<a/>");
    let (mut connection, _) = listener.accept().unwrap();
    desk.until("it is on its way", |snapshot| (snapshot.on_their_way == 1).then_some(()));
    assert_eq!(desk.snapshot().next_due, None);
    connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    assert_eq!(desk.outcome(message), Ok(()));
    desk.until("it has arrived", |snapshot| (snapshot.on_their_way == 0).then_some(()));
}

#[test]
fn another_mail_server_or_proxy_is_another_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let number = listener.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let mail = |server: &str| {
        let settings = [("SMTP server name", server), ("Port", number.as_str()), ("From", "a@example.org")];
        a_port("Mail", PortKind::StaticOneWay, "SMTP", "mailto:b@example.org", &settings)
    };
    let web = |used: &str| {
        let settings = [
            ("Use handler's default proxy settings", "False"),
            ("Use proxy", used),
            ("Proxy server", "127.0.0.1"),
            ("Proxy port", number.as_str()),
        ];
        a_port("Web", PortKind::StaticOneWay, "HTTP", "http://127.0.0.1:9/in", &settings)
    };
    let mut desk = Desk::on_disk([mail("elsewhere.invalid"), web("False")], &folder.path().join("box.sqlite"));
    desk.go_live();
    for (name, port) in [("Mail", mail("127.0.0.1")), ("Web", web("True"))] {
        desk.ask(edit(port)).unwrap();
        let message = desk.publish(name, "<a/>");
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NotConfirmed), "{name}");
    }
    assert!(nobody_came(&listener), "somebody connected");
}
