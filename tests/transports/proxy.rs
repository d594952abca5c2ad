//! HTTP through a proxy of the system.

use std::{fs, path::Path, process::Command};

use sendport::{
    model::PortKind,
    transport::{Account, Secrets, Trouble},
};

use super::{
    desk::{Desk, a_port, trouble},
    http::Web,
    programs::{Program, free_port, missing, server},
};

fn tinyproxy(folder: &Path) -> Option<(Program, u16)> {
    let port = free_port();
    let lines = [
        format!("Port {port}"),
        "Listen 127.0.0.1".to_owned(),
        "Allow 127.0.0.1".to_owned(),
        "BasicAuth me hunter2".to_owned(),
        format!("LogFile \"{}\"", folder.join("log").display()),
        "LogLevel Connect".to_owned(),
    ];
    let config = folder.join("config");
    fs::write(&config, lines.join("\n") + "\n").unwrap();
    let program = server(Command::new("/usr/bin/tinyproxy").arg("-d").arg("-c").arg(&config), port);
    if program.is_none() {
        missing("tinyproxy");
    }
    program.map(|program| (program, port))
}

#[test]
fn a_request_goes_through_the_proxy_that_the_port_names() {
    let folder = tempfile::tempdir().unwrap();
    let Some((_proxy, number)) = tinyproxy(folder.path()) else { return };
    let web = Web::start();
    let number = number.to_string();
    let nobody = free_port().to_string();
    let through = |port: &'static str, number: &str, user: &'static str| {
        let settings = [
            ("Use handler's default proxy settings", "False"),
            ("Use proxy", "True"),
            ("Proxy server", "127.0.0.1"),
            ("Proxy port", number),
            ("Proxy user name", user),
        ];
        a_port(port, PortKind::StaticOneWay, "HTTP", &web.url("/ok"), &settings)
    };
    let mut desk = Desk::of([
        through("Proxy", &number, "me"),
        through("Anybody", &number, ""),
        through("Nobody", &nobody, ""),
        // who does not use it is not asked for it
        a_port("Direct", PortKind::StaticOneWay, "HTTP", &web.url("/ok"), &[("Proxy server", "127.0.0.1")]),
    ]);
    // the proxy is among what is confirmed
    assert!(desk.addresses().iter().any(|it| it.ends_with(&format!("via 127.0.0.1:{number}"))));
    desk.go_live();
    let mut told = |name: &str| {
        let message = desk.publish(name, "<a/>");
        trouble(&desk.outcome(message))
    };
    assert_eq!(told("Direct"), None);
    assert_eq!(told("Nobody"), Some(Trouble::Unreachable));
    assert_eq!(told("Anybody"), Some(Trouble::Credentials));
    assert_eq!(told("Proxy"), Some(Trouble::NoPassword));
    let log = || fs::read_to_string(folder.path().join("log")).unwrap_or_default();
    assert!(!log().contains("Established"), "{}", log());
    Secrets::of_this_run().put(&Account::new("HTTP", &web.url(""), "me", "Proxy password"), "hunter2");
    assert_eq!(told("Proxy"), None);
    assert_eq!(web.seen().len(), 2);
    assert!(log().contains("Established"), "{}", log());
}
