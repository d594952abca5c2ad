//! Digest authentication of HTTP ports, to a web server of the system.

use std::{fs, path::Path, process::Command};

use sendport::{
    model::PortKind,
    transport::{Account, Secrets, Trouble},
};

use super::{
    desk::{Desk, a_port, trouble},
    programs::{Program, free_port, missing, server},
};

/// Lets `me` in with the password `hunter2`, and writes down what is posted.
fn lighttpd(folder: &Path) -> Option<(Program, u16)> {
    let port = free_port();
    let at = |name: &str| folder.join(name).display().to_string();
    fs::create_dir_all(folder.join("www")).unwrap();
    let script = format!("cat >> '{}'\nprintf 'Content-Type: text/plain\\r\\n\\r\\nthanks'\n", at("posted"));
    fs::write(folder.join("www/in.sh"), script).unwrap();
    let hash = md5::compute("me:orders:hunter2");
    fs::write(folder.join("users"), format!("me:orders:{hash:x}\n")).unwrap();
    let lines = [
        "server.modules = (\"mod_auth\", \"mod_authn_file\", \"mod_cgi\")".to_owned(),
        format!("server.document-root = \"{}\"", at("www")),
        "server.bind = \"127.0.0.1\"".to_owned(),
        format!("server.port = {port}"),
        "cgi.assign = (\".sh\" => \"/bin/sh\")".to_owned(),
        "auth.backend = \"htdigest\"".to_owned(),
        format!("auth.backend.htdigest.userfile = \"{}\"", at("users")),
        "auth.require = (\"/\" => (\"method\" => \"digest\", \"realm\" => \"orders\", \"require\" => \"valid-user\"))"
            .to_owned(),
    ];
    fs::write(folder.join("config"), lines.join("\n") + "\n").unwrap();
    let program = server(Command::new("/usr/sbin/lighttpd").arg("-D").arg("-f").arg(folder.join("config")), port);
    if program.is_none() {
        missing("lighttpd");
    }
    program.map(|program| (program, port))
}

#[test]
fn a_user_is_let_in_without_telling_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let Some((_server, port)) = lighttpd(folder.path()) else { return };
    let url = format!("http://127.0.0.1:{port}/in.sh?a=b");
    let to = |name: &str, scheme: &str| {
        let settings = [("Authentication type", scheme), ("User name", "me")];
        a_port(name, PortKind::StaticOneWay, "HTTP", &url, &settings)
    };
    let mut desk = Desk::of([to("Digest", "Digest"), to("Anonymous", "Anonymous")]);
    desk.go_live();
    let mut send = |name: &str, body: &str| {
        let message = desk.publish(name, body);
        let outcome = trouble(&desk.outcome(message));
        (outcome, desk.exchange(message))
    };
    assert_eq!(send("Anonymous", "<nobody/>").0, Some(Trouble::Credentials));
    let account = Account::new("HTTP", &format!("http://127.0.0.1:{port}"), "me", "Password");
    Secrets::of_this_run().put(&account, "wrong");
    assert_eq!(send("Digest", "<wrong/>").0, Some(Trouble::Credentials));
    Secrets::of_this_run().put(&account, "hunter2");
    let (outcome, exchange) = send("Digest", "<Order/>");
    assert_eq!(outcome, None);
    assert!(exchange.request.contains("authorization: Digest ***"), "{exchange:?}");
    assert!(exchange.answer.contains("401") && exchange.answer.contains("thanks"), "{exchange:?}");
    assert_eq!(fs::read_to_string(folder.path().join("posted")).unwrap(), "<Order/>");
}
