//! The FTP adapter, to the FTP server of the system.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use sendport::{
    model::{PortKind, SendPort},
    transport::{Account, Conditions, Probed, Secrets, Trouble, probe_under},
};

use super::{
    certificate::Certificate,
    cut::Silent,
    desk::{Desk, a_port, impatient, transport, trouble},
    programs::{Program, free_port, missing, server},
    small_disk::SmallDisk,
};

struct Vsftpd {
    program: Program,
    port: u16,
    folder: PathBuf,
}

impl Vsftpd {
    fn start(folder: &Path, more: &[&str]) -> Option<Self> {
        let port = free_port();
        // a root that could be written to is refused
        fs::create_dir_all(folder.join("root/in/spool")).unwrap();
        let (root, config) = (folder.join("root").display().to_string(), folder.join("vsftpd.conf"));
        let mut lines = vec![
            "listen=YES".to_owned(),
            format!("listen_port={port}"),
            "listen_address=127.0.0.1".to_owned(),
            "run_as_launching_user=YES".to_owned(),
            "anonymous_enable=YES".to_owned(),
            "local_enable=NO".to_owned(),
            "write_enable=YES".to_owned(),
            "anon_upload_enable=YES".to_owned(),
            "anon_mkdir_write_enable=YES".to_owned(),
            "anon_other_write_enable=YES".to_owned(),
            "anon_umask=022".to_owned(),
            format!("anon_root={root}"),
            format!("secure_chroot_dir={root}"),
            "seccomp_sandbox=NO".to_owned(),
            "background=NO".to_owned(),
            "xferlog_enable=NO".to_owned(),
        ];
        lines.extend(more.iter().map(|it| (*it).to_owned()));
        fs::write(&config, lines.join("\n") + "\n").unwrap();
        let program =
            ["vsftpd", "/usr/sbin/vsftpd"].into_iter().find_map(|name| server(Command::new(name).arg(&config), port));
        if program.is_none() {
            missing("vsftpd");
        }
        program.map(|program| Self { program, port, folder: folder.to_owned() })
    }

    /// One that encrypts.
    fn secure(folder: &Path, certificate: &Certificate, more: &[&str]) -> Option<Self> {
        certificate.write(folder);
        let at = |name: &str| folder.join(name).display().to_string();
        let own = [
            "ssl_enable=YES".to_owned(),
            "allow_anon_ssl=YES".to_owned(),
            // who does not encrypt is not let in
            "force_anon_logins_ssl=YES".to_owned(),
            "force_anon_data_ssl=YES".to_owned(),
            "require_ssl_reuse=NO".to_owned(),
            "ssl_ciphers=HIGH".to_owned(),
            format!("rsa_cert_file={}", at("certificate.pem")),
            format!("rsa_private_key_file={}", at("key.pem")),
        ];
        let all: Vec<_> = own.iter().map(String::as_str).chain(more.iter().copied()).collect();
        Self::start(folder, &all)
    }

    fn address(&self, path: &str) -> String {
        format!("ftp://localhost:{}/{path}", self.port)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join("root/in").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn port_to(&self, name: &str, path: &str, more: &[(&str, &str)]) -> SendPort {
        let mut all = vec![("Mode", "Passive")];
        all.retain(|(label, _)| !more.iter().any(|(other, _)| other == label));
        all.extend(more);
        a_port(name, PortKind::StaticOneWay, "FTP", &self.address(path), &all)
    }
}

#[test]
fn files_arrive_by_ftp() {
    let folder = tempfile::tempdir().unwrap();
    let Some(vsftpd) = Vsftpd::start(folder.path(), &[]) else { return };
    let mut desk = Desk::of([
        vsftpd.port_to("Passive", "in/passive.xml", &[]),
        vsftpd.port_to("Active", "in/active.xml", &[("Mode", "Active")]),
        vsftpd.port_to("Append", "in/append.xml", &[("Append if exists", "True")]),
        vsftpd.port_to("Spooled", "in/spooled.xml", &[("Temporary folder", "in/spool")]),
        vsftpd.port_to("Nowhere", "no/a.xml", &[]),
        vsftpd.port_to("Nobody", "in/a.xml", &[("User name", "nobody")]),
        vsftpd.port_to("Secure", "in/b.xml", &[("Use SSL", "True")]),
        vsftpd.port_to("Unprotected", "in/b.xml", &[("Use SSL", "True"), ("Use data protection", "False")]),
    ]);
    desk.go_live();
    for body in ["<first/>", "<second/>"] {
        for name in ["Passive", "Active", "Append", "Spooled"] {
            let message = desk.publish(name, body);
            assert_eq!(desk.outcome(message), Ok(()), "{name}");
        }
    }
    for name in ["passive.xml", "active.xml", "spooled.xml"] {
        assert_eq!(vsftpd.text(name), "<second/>", "{name}");
    }
    assert_eq!(vsftpd.text("append.xml"), "<first/><second/>");
    assert_eq!(fs::read_dir(vsftpd.at("spool")).unwrap().count(), 0);

    let message = desk.publish("Nowhere", "<a/>");
    assert!(matches!(trouble(&desk.outcome(message)), Some(Trouble::NotAllowed | Trouble::Refused)));
    let message = desk.publish("Nobody", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NoPassword));
    let account = Account::new("FTP", &format!("ftp://localhost:{}", vsftpd.port), "nobody", "Password");
    Secrets::of_this_run().put(&account, "wrong");
    let message = desk.publish("Nobody", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Credentials));
    // a server without a certificate gets nothing from a port that wants one
    let message = desk.publish("Secure", "<a/>");
    assert!(desk.outcome(message).is_err());
    let message = desk.publish("Unprotected", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NotSupported));
    assert!(!vsftpd.at("b.xml").exists());
}

#[test]
fn commands_before_and_after_a_file_belong_to_its_delivery() {
    let folder = tempfile::tempdir().unwrap();
    let Some(vsftpd) = Vsftpd::start(folder.path(), &[]) else { return };
    let before = ("Before put", "MKD in/made; NOOP");
    let mut desk = Desk::of([
        vsftpd.port_to("Before", "in/made/a.xml", &[before]),
        vsftpd.port_to("After", "in/b.xml", &[("After put", "RNFR in/b.xml; RNTO in/ready.xml;")]),
        vsftpd.port_to("BadBefore", "in/c.xml", &[("Before put", "NONSENSE")]),
        vsftpd.port_to("Secret", "in/c.xml", &[("Before put", "ACCT hunter2")]),
        vsftpd.port_to("BadAfter", "in/d.xml", &[("After put", "DELE in/nothing.xml")]),
    ]);
    desk.go_live();
    let mut told = |name: &str| {
        let message = desk.publish(name, "<a/>");
        (trouble(&desk.outcome(message)), message)
    };
    let (outcome, message) = told("Before");
    assert_eq!((outcome, vsftpd.text("made/a.xml").as_str()), (None, "<a/>"));
    assert_eq!((told("After").0, vsftpd.text("ready.xml").as_str()), (None, "<a/>"));
    assert!(!vsftpd.at("b.xml").exists());
    assert_eq!(told("BadBefore").0, Some(Trouble::Refused));
    assert!(!vsftpd.at("c.xml").exists());
    let (outcome, secret) = told("Secret");
    assert_eq!(outcome, Some(Trouble::Refused));
    assert_eq!(told("BadAfter").0, Some(Trouble::NotAllowed));
    let exchange = desk.exchange(secret);
    assert!(exchange.request.ends_with("ACCT ***\n"), "{exchange:?}");
    let exchange = desk.exchange(message);
    assert!(exchange.request.contains("MKD in/made\nNOOP\nSTOR in/made/a.xml"), "{exchange:?}");
}

#[test]
fn files_are_encrypted_for_a_server_that_is_trusted_and_for_no_other() {
    for (implicit, more) in [("Explicit", &[][..]), ("Implicit", &["implicit_ssl=YES"][..])] {
        let (folder, certificate) = (tempfile::tempdir().unwrap(), Certificate::made());
        let Some(vsftpd) = Vsftpd::secure(folder.path(), &certificate, more) else { return };
        let secure = [("Use SSL", "True"), ("FTPS connection mode", implicit)];
        let active = [("Use SSL", "True"), ("FTPS connection mode", implicit), ("Mode", "Active")];
        let ports =
            || [vsftpd.port_to("Secure", "in/secure.xml", &secure), vsftpd.port_to("Active", "in/active.xml", &active)];
        let mut desk = Desk::of(ports());
        desk.go_live();
        let message = desk.publish("Secure", "<Order/>");
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Certificate), "{implicit}");
        assert!(!vsftpd.at("secure.xml").exists());
        let mut desk = Desk::under(certificate.trusted(), ports());
        desk.go_live();
        for (name, file) in [("Secure", "secure.xml"), ("Active", "active.xml")] {
            let message = desk.publish(name, "<Order/>");
            assert_eq!(desk.outcome(message), Ok(()), "{implicit} {name}");
            assert_eq!(vsftpd.text(file), "<Order/>");
        }
    }
}

#[test]
fn a_server_that_hangs_is_given_up() {
    let silent = Silent::new();
    let address = format!("ftp://127.0.0.1:{}/a.xml", silent.port());
    let implicit = [("Use SSL", "True"), ("FTPS connection mode", "Implicit")];
    let mut desk = Desk::under(
        impatient(),
        [
            a_port("Plain", PortKind::StaticOneWay, "FTP", &address, &[]),
            a_port("Implicit", PortKind::StaticOneWay, "FTP", &address, &implicit),
        ],
    );
    desk.go_live();
    for name in ["Plain", "Implicit"] {
        let message = desk.publish(name, "<a/>");
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::TimedOut), "{name}");
    }
}

#[test]
fn a_server_that_dies_in_the_middle_leaves_no_half_of_a_file_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    // so slow that it is in the middle for long
    let Some(mut vsftpd) = Vsftpd::start(folder.path(), &["anon_max_rate=20000"]) else { return };
    let mut desk = Desk::of([vsftpd.port_to("Dies", "in/a.xml", &[("Temporary folder", "in/spool")])]);
    desk.go_live();
    let message = desk.publish("Dies", &"x".repeat(8_000_000));
    let begun = vsftpd.at("spool/a.xml");
    while !fs::metadata(&begun).is_ok_and(|it| it.len() > 0) {
        thread::yield_now();
    }
    vsftpd.program.kill();
    assert!(desk.outcome(message).is_err());
    assert!(!vsftpd.at("a.xml").exists());
}

#[test]
fn on_a_full_disk_nothing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = SmallDisk::at(&folder.path().join("root/in/small")) else { return };
    let Some(vsftpd) = Vsftpd::start(folder.path(), &[]) else { return };
    let mut desk = Desk::of([vsftpd.port_to("Full", "in/small/a.xml", &[])]);
    desk.go_live();
    let message = desk.publish("Full", &"x".repeat(SmallDisk::TOO_MUCH));
    // in what words is the server's matter
    assert!(matches!(trouble(&desk.outcome(message)), Some(Trouble::Refused | Trouble::Full | Trouble::Failed)));
    assert_eq!(fs::read_dir(vsftpd.at("small")).unwrap().count(), 0);
}

#[test]
fn a_test_logs_in_and_writes_nothing() {
    let (folder, certificate) = (tempfile::tempdir().unwrap(), Certificate::made());
    let Some(vsftpd) = Vsftpd::secure(folder.path(), &certificate, &[]) else { return };
    let look = |path: &str, conditions: Conditions| {
        let transport = transport("FTP", &vsftpd.address(path), &[("Use SSL", "True")]);
        probe_under(conditions, &transport, &std::collections::BTreeMap::default())
    };
    let (server, user) = (format!("ftp://localhost:{}", vsftpd.port), "anonymous".to_owned());
    assert_eq!(look("in/a.xml", certificate.trusted()), Ok(Probed::LoggedIn { server, user }));
    assert_eq!(trouble(&look("no/a.xml", certificate.trusted()).map(drop)), Some(Trouble::NoFolder));
    assert_eq!(trouble(&look("in/a.xml", Conditions::default()).map(drop)), Some(Trouble::Certificate));
    assert_eq!(fs::read_dir(vsftpd.at("")).unwrap().count(), 1);
}
