//! The SMTP adapter, to a mail server of the system.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sendport::{
    model::{PortKind, SendPort},
    transport::{Account, Conditions, Probed, Secrets, Trouble, probe_under},
};

use super::{
    certificate::Certificate,
    cut::{Silent, line_that_breaks},
    desk::{Desk, a_port, impatient, trouble},
    programs::{Program, free_port, missing, server},
    small_disk::SmallDisk,
};

struct MailServer {
    _program: Program,
    port: u16,
    mailbox: PathBuf,
}

impl MailServer {
    /// `way`: plain, starttls, tls or login.
    fn start(folder: &Path, way: &str, certificate: &Certificate) -> Option<Self> {
        let (port, mailbox) = (free_port(), folder.join("mail"));
        certificate.write(folder);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transports/mail_server.py");
        // that of the system has the packages of the system
        let program = ["/usr/bin/python3", "python3"].into_iter().find_map(|python| {
            let mut command = Command::new(python);
            command.arg(&script).arg(port.to_string()).arg(&mailbox).arg(way);
            server(command.arg(folder.join("certificate.pem")).arg(folder.join("key.pem")), port)
        });
        if program.is_none() {
            missing("aiosmtpd");
        }
        program.map(|program| Self { _program: program, port, mailbox })
    }

    fn mails(&self) -> Vec<String> {
        // the server makes it when somebody comes
        let Ok(mails) = fs::read_dir(self.mailbox.join("new")) else { return Vec::new() };
        mails.map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap()).collect()
    }
}

fn to(name: &str, port: u16, more: &[(&str, &str)]) -> SendPort {
    to_address(name, "mailto:orders@example.org; second@example.org", port, more)
}

fn to_address(name: &str, address: &str, port: u16, more: &[(&str, &str)]) -> SendPort {
    let number = port.to_string();
    let mut all = vec![
        ("SMTP server name", "localhost"),
        ("Port", number.as_str()),
        ("Encryption", "None"),
        ("From", "sendport@example.org"),
    ];
    all.retain(|(label, _)| !more.iter().any(|(other, _)| other == label));
    all.extend(more);
    a_port(name, PortKind::StaticOneWay, "SMTP", address, &all)
}

#[test]
fn mail_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let Some(server) = MailServer::start(folder.path(), "plain", &Certificate::made()) else { return };
    let port = server.port;
    let mut desk = Desk::of([
        to("Plain", port, &[("CC", "copy@example.org"), ("Subject", "Order %SourceFileName%")]),
        to("Attached", port, &[("Attachments", "Attach only body part"), ("Attachment name", "order.xml")]),
        to("Secure", port, &[("Encryption", "STARTTLS")]),
        to_address("Nobody", "mailto:no address", port, &[]),
        to("Unset", port, &[("From", "")]),
        to("Receipt", port, &[("Delivery receipt", "True")]),
        to("Refused", free_port(), &[]),
    ]);
    desk.go_live();
    let expected = [
        ("Plain", None),
        ("Attached", None),
        ("Nobody", Some(Trouble::Mail)),
        ("Unset", Some(Trouble::NotSet)),
        ("Receipt", Some(Trouble::NotSupported)),
        ("Refused", Some(Trouble::Unreachable)),
    ];
    for (name, told) in expected {
        let message = desk.publish(name, "<Order/>");
        assert_eq!(trouble(&desk.outcome(message)), told, "{name}");
    }
    // a server that does not encrypt gets nothing from a port that wants it
    let message = desk.publish("Secure", "<Order/>");
    assert!(desk.outcome(message).is_err());
    let mails = server.mails();
    assert_eq!(mails.len(), 2);
    let plain = mails.iter().find(|mail| !mail.contains("multipart")).expect("a plain mail");
    for part in ["Subject: Order %SourceFileName%", "Cc: copy@example.org", "second@example.org", "<Order/>"] {
        assert!(plain.contains(part), "{part} is missing in {plain}");
    }
    let attached = mails.iter().find(|mail| mail.contains("multipart")).expect("a mail with an attachment");
    assert!(attached.contains("order.xml"), "{attached}");
}

#[test]
fn mail_is_encrypted_for_a_server_that_is_trusted_and_for_no_other() {
    for (way, encryption) in [("starttls", "STARTTLS"), ("tls", "TLS")] {
        let (folder, certificate) = (tempfile::tempdir().unwrap(), Certificate::made());
        let Some(server) = MailServer::start(folder.path(), way, &certificate) else { return };
        let port = || to("Secure", server.port, &[("Encryption", encryption)]);
        let mut desk = Desk::of([port()]);
        desk.go_live();
        let message = desk.publish("Secure", "<Order/>");
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Certificate), "{way}");
        assert_eq!(server.mails().len(), 0);
        let mut desk = Desk::under(certificate.trusted(), [port()]);
        desk.go_live();
        let message = desk.publish("Secure", "<Order/>");
        assert_eq!(desk.outcome(message), Ok(()), "{way}");
        assert_eq!(server.mails().len(), 1);
    }
}

#[test]
fn who_logs_in_needs_the_right_password() {
    let (folder, certificate) = (tempfile::tempdir().unwrap(), Certificate::made());
    let Some(server) = MailServer::start(folder.path(), "login", &certificate) else { return };
    let me = [("Encryption", "STARTTLS"), ("SMTP authentication", "Basic"), ("User name", "me")];
    let mut desk = Desk::under(
        certificate.trusted(),
        [to("Me", server.port, &me), to("Anybody", server.port, &[("Encryption", "STARTTLS")])],
    );
    desk.go_live();
    let mut told = |name: &str| {
        let message = desk.publish(name, "<Order/>");
        trouble(&desk.outcome(message))
    };
    assert_eq!(told("Anybody"), Some(Trouble::Credentials));
    assert_eq!(told("Me"), Some(Trouble::NoPassword));
    let account = Account::new("SMTP", &format!("localhost:{}", server.port), "me", "Password");
    Secrets::of_this_run().put(&account, "wrong");
    assert_eq!(told("Me"), Some(Trouble::Credentials));
    Secrets::of_this_run().put(&account, "hunter2");
    assert_eq!(told("Me"), None);
    assert_eq!(server.mails().len(), 1);

    // a test logs in likewise, and sends nothing
    let transport = to("Me", server.port, &me).transport.unwrap();
    let look = |password: &str| {
        let typed = BTreeMap::from([("Password".to_owned(), password.to_owned())]);
        probe_under(certificate.trusted(), &transport, &typed)
    };
    let server_name = format!("localhost:{}", server.port);
    assert_eq!(look("hunter2"), Ok(Probed::LoggedIn { server: server_name, user: "me".to_owned() }));
    assert_eq!(trouble(&look("typed-wrong").map(drop)), Some(Trouble::Credentials));
    assert_eq!(server.mails().len(), 1);
}

#[test]
fn a_mail_server_that_hangs_breaks_or_is_full_is_told() {
    let silent = Silent::new();
    let mut desk = Desk::under(impatient(), [to("Hangs", silent.port(), &[])]);
    desk.go_live();
    let message = desk.publish("Hangs", "<Order/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::TimedOut));

    let folder = tempfile::tempdir().unwrap();
    let Some(server) = MailServer::start(folder.path(), "plain", &Certificate::made()) else { return };
    let broken = line_that_breaks(server.port, 100_000);
    let mut desk = Desk::of([to("Breaks", broken, &[])]);
    desk.go_live();
    let message = desk.publish("Breaks", &"x\n".repeat(500_000));
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Failed));
    assert_eq!(server.mails().len(), 0);

    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = SmallDisk::at(&folder.path().join("mail")) else { return };
    let Some(server) = MailServer::start(folder.path(), "plain", &Certificate::made()) else { return };
    let mut desk = Desk::under(Conditions::default(), [to("Full", server.port, &[])]);
    desk.go_live();
    let message = desk.publish("Full", &"x\n".repeat(SmallDisk::TOO_MUCH / 2));
    // in what words is the server's matter
    assert!(matches!(trouble(&desk.outcome(message)), Some(Trouble::Refused | Trouble::Full)));
    assert_eq!(server.mails().len(), 0);
}
