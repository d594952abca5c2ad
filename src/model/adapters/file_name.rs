//! What a file name may be (page *Restrictions When Configuring the FILE Adapter*).

use super::{Part, part};
use crate::words::Sentence;

/// Longest path with its name, in characters.
const LONGEST: usize = 256;
const FORBIDDEN: [char; 9] = ['<', '>', ':', '/', '|', '"', '?', '*', ';'];
const DEVICES: [&str; 5] = ["CON", "PRN", "AUX", "CLOCK$", "NUL"];

/// Why a file with this path is refused. The prefix `file://` is only stripped, see [`path`].
#[must_use]
pub fn problem(address: &str) -> Option<Sentence> {
    let path = path(address);
    let (folder, name) = (part(path, Part::Folder), part(path, Part::FileName));
    if name.trim().is_empty() {
        return Some(Sentence::new("file-no-name"));
    }
    if let Some(sign) = name.chars().find(|it| FORBIDDEN.contains(it) || it.is_control()) {
        return Some(Sentence::new("file-sign").with("sign", sign.to_string()));
    }
    if is_device(name) {
        return Some(Sentence::new("file-device").with("name", name));
    }
    if path.starts_with(r"\\?") {
        return Some(Sentence::new("file-long-path"));
    }
    if folder.split(['/', '\\']).any(|it| it == "..") {
        return Some(Sentence::new("file-parent"));
    }
    let drive = folder.get(1..2) == Some(":") && folder.starts_with(|it: char| it.is_ascii_alphabetic());
    let drive = drive && (folder.len() == 2 || folder[2..].starts_with(['/', '\\']));
    if !(drive || folder.starts_with('/') || folder.starts_with(r"\\")) {
        return Some(Sentence::new("file-not-absolute").with("folder", folder));
    }
    let length = path.chars().count();
    (length > LONGEST).then(|| Sentence::new("problem-too-long").with("length", length).with("limit", LONGEST))
}

/// The path of an address: `file://` in front of it is left out (page *Debugging Orchestration Runtime
/// Errors*).
#[must_use]
pub fn path(address: &str) -> &str {
    match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("file://") => &address[7..],
        _ => address,
    }
}

/// Names that are devices there, whatever extension they have.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim();
    let numbered = |prefix: &str| {
        stem.get(..3).is_some_and(|it| it.eq_ignore_ascii_case(prefix))
            && matches!(&stem.as_bytes()[3..], [b'1'..=b'9'])
    };
    DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_folders_that_are_refused() {
        let good = [
            r"C:\Out\%MessageID%.xml",
            "C:/Out/a.xml",
            "/var/out/a.xml",
            r"\\server\share\a.xml",
            "file://c:/out/a.xml",
            "file:////server/share/a.xml",
            "/console/console.xml",
            "/out/COM10.xml",
        ];
        for address in good {
            assert_eq!(problem(address), None, "{address}");
        }
        let bad = [
            (r"C:\Out\", "file-no-name"),
            ("/out/a:b.xml", "file-sign"),
            ("/out/a;b.xml", "file-sign"),
            ("/out/a|b", "file-sign"),
            ("/out/con.xml", "file-device"),
            ("/out/LPT9", "file-device"),
            ("/out/clock$", "file-device"),
            ("/out/../a.xml", "file-parent"),
            (r"C:\a\..\b\c.xml", "file-parent"),
            ("out/a.xml", "file-not-absolute"),
            ("a.xml", "file-not-absolute"),
            (r"C:a\b.xml", "file-not-absolute"),
            (r"\\?\C:\a.xml", "file-long-path"),
        ];
        for (address, key) in bad {
            assert_eq!(problem(address).map(|it| it.key), Some(key), "{address}");
        }
        let long = format!("/{}", "x".repeat(256));
        assert_eq!(problem(&long).map(|it| it.key), Some("problem-too-long"));
    }
}
