//! Mail and FTP, to servers of the system. What is not installed is skipped, and says so.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sendport::{
    model::PortKind,
    transport::{Secrets, Trouble},
};

use super::desk::{Desk, a_port, trouble};

/// A program that ends with this.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a server on a free port and waits until it takes connections; `None` if it is not here.
fn server(command: &mut Command, port: u16) -> Option<Program> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let mut program = Program(child);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(program);
        }
        if program.0.try_wait().ok()?.is_some() {
            return None;
        }
        thread::yield_now();
    }
    None
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn vsftpd(folder: &Path) -> Option<(Program, u16)> {
    let port = free_port();
    // a root that could be written to is refused
    fs::create_dir_all(folder.join("root/in/spool")).unwrap();
    let config = folder.join("vsftpd.conf");
    let lines = [
        "listen=YES".to_owned(),
        format!("listen_port={port}"),
        "listen_address=127.0.0.1".to_owned(),
        "run_as_launching_user=YES".to_owned(),
        "anonymous_enable=YES".to_owned(),
        "local_enable=NO".to_owned(),
        "write_enable=YES".to_owned(),
        "anon_upload_enable=YES".to_owned(),
        "anon_other_write_enable=YES".to_owned(),
        "anon_umask=022".to_owned(),
        format!("anon_root={}", folder.join("root").display()),
        format!("secure_chroot_dir={}", folder.join("root").display()),
        "seccomp_sandbox=NO".to_owned(),
        "background=NO".to_owned(),
        "xferlog_enable=NO".to_owned(),
    ];
    fs::write(&config, lines.join("\n") + "\n").unwrap();
    let program =
        ["vsftpd", "/usr/sbin/vsftpd"].into_iter().find_map(|name| server(Command::new(name).arg(&config), port));
    program.map(|program| (program, port))
}

#[test]
fn files_arrive_by_ftp() {
    let folder = tempfile::tempdir().unwrap();
    let Some((_server, port)) = vsftpd(folder.path()) else {
        println!("skipped: vsftpd does not run here");
        return;
    };
    let one = PortKind::StaticOneWay;
    let address = |name: &str| format!("ftp://127.0.0.1:{port}/in/{name}");
    let passive = ("Mode", "Passive");
    let mut desk = Desk::of([
        a_port("Passive", one, "FTP", &address("passive.xml"), &[passive]),
        a_port("Active", one, "FTP", &address("active.xml"), &[]),
        a_port("Append", one, "FTP", &address("append.xml"), &[passive, ("Append if exists", "True")]),
        a_port("Spooled", one, "FTP", &address("spooled.xml"), &[passive, ("Temporary folder", "in/spool")]),
        a_port("Nowhere", one, "FTP", &format!("ftp://127.0.0.1:{port}/no/a.xml"), &[passive]),
        a_port("Nobody", one, "FTP", &address("a.xml"), &[passive, ("User name", "nobody")]),
        a_port("Secure", one, "FTP", &address("b.xml"), &[passive, ("Use SSL", "True")]),
    ]);
    desk.go_live();
    for body in ["<first/>", "<second/>"] {
        for name in ["Passive", "Active", "Append", "Spooled"] {
            let message = desk.publish(name, body);
            assert_eq!(desk.outcome(message), Ok(()), "{name}");
        }
    }
    let text = |name: &str| fs::read_to_string(folder.path().join("root/in").join(name)).unwrap();
    for name in ["passive.xml", "active.xml", "spooled.xml"] {
        assert_eq!(text(name), "<second/>", "{name}");
    }
    assert_eq!(text("append.xml"), "<first/><second/>");
    assert_eq!(fs::read_dir(folder.path().join("root/in/spool")).unwrap().count(), 0);

    let message = desk.publish("Nowhere", "<a/>");
    assert!(matches!(trouble(&desk.outcome(message)), Some(Trouble::NotAllowed | Trouble::Refused)));
    let message = desk.publish("Nobody", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NoPassword));
    Secrets::of_this_run().put("FTP", &format!("ftp://127.0.0.1:{port}"), "nobody", "Password", "wrong");
    let message = desk.publish("Nobody", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Credentials));
    // a server without a certificate gets nothing from a port that wants one
    let message = desk.publish("Secure", "<a/>");
    assert!(desk.outcome(message).is_err());
    assert!(!folder.path().join("root/in/b.xml").exists());
}

#[test]
fn mail_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let (port, mailbox) = (free_port(), folder.path().join("mail"));
    let arguments = ["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"];
    // that of the system has the packages of the system
    let started = ["/usr/bin/python3", "python3"]
        .into_iter()
        .find_map(|python| server(Command::new(python).args(arguments).arg(&mailbox), port));
    let Some(_server) = started else {
        println!("skipped: aiosmtpd does not run here");
        return;
    };
    let number = port.to_string();
    let settings = |more: &[(&'static str, &'static str)]| {
        let mut all = vec![
            ("SMTP server name", "127.0.0.1"),
            ("Port", number.as_str()),
            ("Encryption", "None"),
            ("From", "sendport@example.org"),
        ];
        all.retain(|(label, _)| !more.iter().any(|(other, _)| other == label));
        all.extend(more);
        all
    };
    let one = PortKind::StaticOneWay;
    let to = "mailto:orders@example.org; second@example.org";
    let mut desk = Desk::of([
        a_port(
            "Plain",
            one,
            "SMTP",
            to,
            &settings(&[("CC", "copy@example.org"), ("Subject", "Order %SourceFileName%")]),
        ),
        a_port(
            "Attached",
            one,
            "SMTP",
            to,
            &settings(&[("Attachments", "Attach only body part"), ("Attachment name", "order.xml")]),
        ),
        a_port("Secure", one, "SMTP", to, &settings(&[("Encryption", "STARTTLS")])),
        a_port("Nobody", one, "SMTP", "mailto:no address", &settings(&[])),
        a_port("Unset", one, "SMTP", to, &settings(&[("From", "")])),
    ]);
    desk.go_live();
    let expected =
        [("Plain", None), ("Attached", None), ("Nobody", Some(Trouble::Mail)), ("Unset", Some(Trouble::NotSet))];
    for (name, told) in expected {
        let message = desk.publish(name, "<Order/>");
        assert_eq!(trouble(&desk.outcome(message)), told, "{name}");
    }
    // a server that does not encrypt gets nothing from a port that wants it
    let message = desk.publish("Secure", "<Order/>");
    assert!(desk.outcome(message).is_err());
    let mails: Vec<String> = fs::read_dir(mailbox.join("new"))
        .unwrap()
        .map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap())
        .collect();
    assert_eq!(mails.len(), 2);
    let plain = mails.iter().find(|mail| !mail.contains("multipart")).expect("a plain mail");
    for part in ["Subject: Order %SourceFileName%", "Cc: copy@example.org", "second@example.org", "<Order/>"] {
        assert!(plain.contains(part), "{part} is missing in {plain}");
    }
    let attached = mails.iter().find(|mail| mail.contains("multipart")).expect("a mail with an attachment");
    assert!(attached.contains("order.xml"), "{attached}");
}
