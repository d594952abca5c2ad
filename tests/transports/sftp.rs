//! The SFTP adapter, to the SSH server of the system.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sendport::{
    model::{PortKind, SendPort},
    transport::{Account, Conditions, Probed, Secrets, Trouble, probe_under},
};

use super::{
    cut::{Silent, line_that_breaks},
    desk::{Desk, a_port, impatient, said, transport, trouble},
    programs::{Program, free_port, is_root, missing, server},
    small_disk::SmallDisk,
};

/// `hunter2`, as `/etc/shadow` has it.
const SHADOW: &str =
    "$6$sendport$S4S/nZIXknpi87tjfzfsOHlg1Xy2ni6h2cymmi4i35uZzE5Rd62pIOdxgH96Wek/eYIqy7Qc0FpQHR7AtzIQL1";

struct Sshd {
    _program: Program,
    port: u16,
    folder: PathBuf,
}

fn keygen(arguments: &[&str], file: &Path) {
    let made = Command::new("ssh-keygen").args(["-q", "-f"]).arg(file).args(arguments).status();
    assert!(made.is_ok_and(|it| it.success()), "ssh-keygen {arguments:?}");
}

/// What `ssh-keygen` tells of a key.
fn fingerprint(file: &Path, hash: &str) -> String {
    let told = Command::new("ssh-keygen").args(["-l", "-E", hash, "-f"]).arg(file).output().unwrap().stdout;
    String::from_utf8(told).unwrap().split(' ').nth(1).unwrap().to_owned()
}

impl Sshd {
    /// With a key that lets the user in, and files in `home`. Where it may, it has namespaces of its own:
    /// with a password for the user there, and the folder that it wants.
    fn start(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder.join("home/spool")).unwrap();
        if Command::new("ssh-keygen").arg("-?").output().is_err() {
            missing("ssh-keygen");
            return None;
        }
        keygen(&["-t", "ed25519", "-N", ""], &folder.join("host"));
        keygen(&["-t", "ed25519", "-N", ""], &folder.join("user"));
        keygen(&["-t", "rsa", "-b", "2048", "-N", "open"], &folder.join("locked"));
        keygen(&["-t", "ecdsa", "-N", ""], &folder.join("stranger"));
        let keys = ["user.pub", "locked.pub"].map(|it| fs::read_to_string(folder.join(it)).unwrap());
        fs::write(folder.join("authorized"), keys.concat()).unwrap();
        fs::write(folder.join("shadow"), format!("root:{SHADOW}:19000:0:99999:7:::\nsshd:!:19000::::::\n")).unwrap();
        let port = free_port();
        let at = |name: &str| folder.join(name).display().to_string();
        let lines = [
            format!("Port {port}"),
            "ListenAddress 127.0.0.1".to_owned(),
            format!("HostKey {}", at("host")),
            format!("AuthorizedKeysFile {}", at("authorized")),
            format!("Subsystem sftp internal-sftp -d {}", at("home")),
            "PidFile none".to_owned(),
            "StrictModes no".to_owned(),
            "UsePAM no".to_owned(),
            "PermitRootLogin yes".to_owned(),
            "PasswordAuthentication yes".to_owned(),
            "KbdInteractiveAuthentication no".to_owned(),
        ];
        fs::write(folder.join("config"), lines.join("\n") + "\n").unwrap();
        let mut command = if is_root() {
            let script = "mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && mount --bind \"$1/shadow\" /etc/shadow \
                          && exec /usr/sbin/sshd -D -f \"$1/config\"";
            let mut command = Command::new("unshare");
            command.args(["--mount", "sh", "-c", script, "sh"]).arg(folder);
            command
        } else {
            let mut command = Command::new("/usr/sbin/sshd");
            command.arg("-D").arg("-f").arg(folder.join("config"));
            command
        };
        let Some(program) = server(&mut command, port) else {
            missing("sshd");
            return None;
        };
        Some(Self { _program: program, port, folder: folder.to_owned() })
    }

    fn home(&self, name: &str) -> PathBuf {
        self.folder.join("home").join(name)
    }

    fn host_key(&self) -> String {
        fingerprint(&self.folder.join("host.pub"), "sha256")
    }

    fn address(&self, path: &str) -> String {
        format!("sftp://127.0.0.1:{}/{path}", self.port)
    }

    /// A port that logs in with a key, and knows the server, unless `settings` say otherwise.
    fn port_to(&self, name: &str, address: &str, settings: &[(&str, &str)]) -> SendPort {
        let (host_key, key) = (self.host_key(), self.folder.join("user").display().to_string());
        let mut all = vec![
            ("SSH server host key fingerprint", host_key.as_str()),
            ("Client authentication mode", "Public key authentication"),
            ("Private key", key.as_str()),
            ("User name", user()),
        ];
        all.retain(|(label, _)| !settings.iter().any(|(other, _)| other == label));
        all.extend(settings);
        a_port(name, PortKind::StaticOneWay, "SFTP", address, &all)
    }
}

/// A port, its settings, and what is told of it.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], Option<Trouble>);

fn user() -> &'static str {
    static USER: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    USER.get_or_init(|| {
        let told = Command::new("id").arg("-un").output().unwrap().stdout;
        String::from_utf8(told).unwrap().trim().to_owned()
    })
}

#[test]
fn files_arrive_by_sftp() {
    let folder = tempfile::tempdir().unwrap();
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let absolute = sshd.address(&format!("{}/absolute.xml", folder.path().join("home").display()));
    let mut desk = Desk::of([
        sshd.port_to("Put", &sshd.address("put.xml"), &[]),
        sshd.port_to("Absolute", &absolute, &[]),
        sshd.port_to("Append", &sshd.address("append.xml"), &[("Append if exists", "True")]),
        sshd.port_to("Spooled", &sshd.address("spooled.xml"), &[("Temporary folder", "spool")]),
        sshd.port_to("Macros", &sshd.address("%MessageID%.xml"), &[]),
    ]);
    desk.go_live();
    for body in ["<first/>", "<the-second/>", "<third/>"] {
        for name in ["Put", "Absolute", "Append", "Spooled", "Macros"] {
            let message = desk.publish(name, body);
            assert_eq!(desk.outcome(message), Ok(()), "{name}");
        }
    }
    let text = |name: &str| fs::read_to_string(sshd.home(name)).unwrap();
    for name in ["put.xml", "absolute.xml", "spooled.xml"] {
        assert_eq!(text(name), "<third/>", "{name}");
    }
    assert_eq!(text("append.xml"), "<first/><the-second/><third/>");
    assert_eq!(fs::read_dir(sshd.home("spool")).unwrap().count(), 0);
    // four of these, the folder, and three by their ids
    assert_eq!(fs::read_dir(sshd.home("")).unwrap().count(), 8);
    let large = "x".repeat(3_000_000);
    let message = desk.publish("Put", &large);
    assert_eq!(desk.outcome(message), Ok(()));
    assert!(text("put.xml") == large);
    let exchange = desk.exchange(message);
    assert!(exchange.request.contains(&format!("host key {}", sshd.host_key())), "{exchange:?}");
    assert!(exchange.request.contains("put put.xml") && exchange.answer.contains("3000000"), "{exchange:?}");
}

#[test]
fn a_server_is_known_by_its_host_key_or_gets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let label = "SSH server host key fingerprint";
    let md5 = fingerprint(&folder.path().join("host.pub"), "md5");
    let winscp = format!("ssh-ed25519 255 {}", md5.strip_prefix("MD5:").unwrap());
    let other = fingerprint(&folder.path().join("stranger.pub"), "sha256");
    let any = "Accept any SSH server host key";
    let cases: [Case; 6] = [
        ("Unknown", &[(label, "")], Some(Trouble::HostKeyUnknown)),
        ("Differs", &[(label, &other)], Some(Trouble::HostKeyDiffers)),
        ("Any", &[(label, ""), (any, "True")], None),
        ("Known", &[], None),
        ("Md5", &[(label, &md5)], None),
        ("WinScp", &[(label, &winscp)], None),
    ];
    let port = |(name, settings, _): &Case| sshd.port_to(name, &sshd.address(&format!("{name}.xml")), settings);
    let mut desk = Desk::of(cases.iter().map(port));
    desk.go_live();
    for (name, _, told) in cases {
        let message = desk.publish(name, "<a/>");
        let outcome = desk.outcome(message);
        assert_eq!(trouble(&outcome), told, "{name}");
        if told.is_some() {
            // what it shows is told, to be compared with what is known of it
            assert_eq!(said(&outcome), sshd.host_key(), "{name}");
        }
        assert_eq!(sshd.home(&format!("{name}.xml")).exists(), told.is_none(), "{name}");
    }
}

#[test]
fn who_is_not_let_in_is_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let key = |name: &str| folder.path().join(name).display().to_string();
    let to = |name: &str, path: &str, settings: &[(&str, &str)]| sshd.port_to(name, &sshd.address(path), settings);
    let password = ("Client authentication mode", "Password");
    let mut desk = Desk::of([
        to("Stranger", "a.xml", &[("Private key", &key("stranger"))]),
        to("Locked", "locked.xml", &[("Private key", &key("locked"))]),
        to("NoFile", "a.xml", &[("Private key", &key("no-such-file"))]),
        to("Endless", "a.xml", &[("Private key", "/dev/zero")]),
        to("NoKey", "a.xml", &[("Private key", &key("host.pub"))]),
        to("Unset", "a.xml", &[("Private key", "")]),
        to("Nobody", "a.xml", &[("User name", "")]),
        to("Password", "password.xml", &[password]),
        to("Folder", "no/such/folder.xml", &[]),
        to("Spool", "a.xml", &[("Temporary folder", "no/such")]),
        to("OnAFolder", "spool", &[]),
    ]);
    desk.go_live();
    let account = |label: &str| Account::new("SFTP", &format!("sftp://127.0.0.1:{}", sshd.port), user(), label);
    let mut told = |name: &str| {
        let message = desk.publish(name, "<a/>");
        trouble(&desk.outcome(message))
    };
    assert_eq!(told("Stranger"), Some(Trouble::Credentials));
    assert_eq!(told("NoFile"), Some(Trouble::PrivateKey));
    assert_eq!(told("Endless"), Some(Trouble::PrivateKey));
    assert_eq!(told("NoKey"), Some(Trouble::PrivateKey));
    assert_eq!(told("Unset"), Some(Trouble::NotSet));
    assert_eq!(told("Nobody"), Some(Trouble::NotSet));
    assert_eq!(told("Folder"), Some(Trouble::NoFolder));
    assert_eq!(told("Spool"), Some(Trouble::NoFolder));
    assert_eq!(told("OnAFolder"), Some(Trouble::Failed));
    assert_eq!(told("Locked"), Some(Trouble::NoPassword));
    for (secret, expected) in [("wrong", Some(Trouble::PrivateKey)), ("open", None)] {
        Secrets::of_this_run().put(&account("Private key password"), secret);
        assert_eq!(told("Locked"), expected, "{secret}");
    }
    assert_eq!(told("Password"), Some(Trouble::NoPassword));
    Secrets::of_this_run().put(&account("Password"), "wrong");
    assert_eq!(told("Password"), Some(Trouble::Credentials));
    Secrets::of_this_run().put(&account("Password"), "hunter2");
    if is_root() {
        assert_eq!(told("Password"), None);
        assert!(sshd.home("password.xml").exists());
    } else {
        println!("skipped: a user with a known password can be had by root only");
    }
    assert!(!sshd.home("a.xml").exists());
}

#[test]
fn a_server_that_hangs_is_given_up() {
    let silent = Silent::new();
    let address = format!("sftp://127.0.0.1:{}/a.xml", silent.port());
    let any = ("Accept any SSH server host key", "True");
    let port = a_port("Hangs", PortKind::StaticOneWay, "SFTP", &address, &[any, ("User name", "me")]);
    let account = Account::new("SFTP", &format!("sftp://127.0.0.1:{}", silent.port()), "me", "Password");
    Secrets::of_this_run().put(&account, "secret");
    let mut desk = Desk::under(impatient(), [port]);
    desk.go_live();
    let message = desk.publish("Hangs", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::TimedOut));
}

#[test]
fn a_line_that_breaks_leaves_no_half_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let broken = line_that_breaks(sshd.port, 1_000_000);
    let address = format!("sftp://127.0.0.1:{broken}/a.xml");
    let mut desk = Desk::of([sshd.port_to("Breaks", &address, &[("Temporary folder", "spool")])]);
    desk.go_live();
    let message = desk.publish("Breaks", &"x".repeat(8_000_000));
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Failed));
    assert!(!sshd.home("a.xml").exists());
    // it was in the middle of it
    assert!(fs::read_dir(sshd.home("spool")).unwrap().count() == 1);
}

#[test]
fn on_a_full_disk_nothing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_disk) = SmallDisk::at(&folder.path().join("home/small")) else { return };
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let mut desk = Desk::of([
        sshd.port_to("New", &sshd.address("small/new.xml"), &[]),
        sshd.port_to("Append", &sshd.address("small/append.xml"), &[("Append if exists", "True")]),
        sshd.port_to("Spooled", &sshd.address("a.xml"), &[("Temporary folder", "small")]),
    ]);
    desk.go_live();
    let small = desk.publish("Append", "<a/>");
    assert_eq!(desk.outcome(small), Ok(()));
    let large = "x".repeat(SmallDisk::TOO_MUCH);
    for name in ["New", "Append", "Spooled"] {
        let message = desk.publish(name, &large);
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Full), "{name}");
    }
    // it is in a namespace of the server
    let told = desk.publish("Append", "<b/>");
    assert_eq!(desk.outcome(told), Ok(()));
    assert!(!sshd.home("a.xml").exists());
    assert_eq!(fs::read_to_string(sshd.home("small/append.xml")).unwrap(), "<a/><b/>");
    assert_eq!(fs::read_dir(sshd.home("small")).unwrap().count(), 1);
}

#[test]
fn a_test_logs_in_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let Some(sshd) = Sshd::start(folder.path()) else { return };
    let look = |path: &str, settings: &[(&str, &str)]| {
        let port = sshd.port_to("Looked at", &sshd.address(path), settings);
        probe_under(Conditions::default(), &port.transport.unwrap(), &std::collections::BTreeMap::default())
    };
    let server = format!("sftp://127.0.0.1:{}", sshd.port);
    assert_eq!(look("spool/a.xml", &[]), Ok(Probed::LoggedIn { server, user: user().to_owned() }));
    assert_eq!(trouble(&look("no/a.xml", &[]).map(drop)), Some(Trouble::NoFolder));
    let unknown = look("a.xml", &[("SSH server host key fingerprint", "")]).map(drop);
    assert_eq!((trouble(&unknown), said(&unknown)), (Some(Trouble::HostKeyUnknown), sshd.host_key()));
    assert_eq!(fs::read_dir(sshd.home("")).unwrap().count(), 1);
    let nobody = transport("SFTP", &format!("sftp://127.0.0.1:{}/a.xml", free_port()), &[("User name", "me")]);
    let typed = [("Password".to_owned(), "typed".to_owned())].into();
    let outcome = probe_under(Conditions::default(), &nobody, &typed).map(drop);
    assert_eq!(trouble(&outcome), Some(Trouble::Unreachable));
}
