//! The parts of an address that the dialogs of the adapters show as fields. The address is kept as a
//! whole, so that the two cannot disagree.

use std::borrow::Cow;

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Everything before the file name, without the separator at its end.
    Folder,
    /// What comes after the last separator.
    FileName,
    Server,
    Port,
    /// Between server and file name, without the separators at its ends.
    PathOfServer,
    /// What comes after `mailto:`.
    Recipients,
}

const MAILTO: &str = "mailto:";

/// What an address has there. What it has not is empty.
#[must_use]
pub fn part(address: &str, part: Part) -> &str {
    match part {
        Part::Whole => address,
        Part::Recipients => after_scheme(address, MAILTO),
        Part::Folder => match split_file(address) {
            // the root keeps its separator
            ("", _) if address.starts_with('/') => "/",
            (folder, _) => folder,
        },
        Part::FileName => match url(address) {
            Some((_, rest)) => rest.rsplit_once('/').map_or("", |(_, name)| name),
            None => split_file(address).1,
        },
        Part::Server => authority(address).0,
        Part::Port => authority(address).1,
        Part::PathOfServer => url(address).map_or("", |(_, rest)| {
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        }),
    }
}

/// The same address with another part. `scheme` is that of an address that has none yet.
#[must_use]
pub fn with_part(address: &str, scheme: &str, part: Part, value: &str) -> String {
    match part {
        Part::Whole => value.to_owned(),
        Part::Recipients => format!("{MAILTO}{value}"),
        Part::Folder => join_file(value, self::part(address, Part::FileName)),
        Part::FileName if url(address).is_none() && scheme.is_empty() => {
            join_file(self::part(address, Part::Folder), value)
        }
        Part::FileName | Part::Server | Part::Port | Part::PathOfServer => {
            let scheme = url(address).map_or(scheme, |(scheme, _)| scheme);
            let of = |wanted| if part == wanted { value.trim() } else { self::part(address, wanted) };
            let user = url(address).and_then(|(_, rest)| rest.split('/').next()?.rsplit_once('@'));
            let user = user.map_or(String::new(), |(user, _)| format!("{user}@"));
            let port = of(Part::Port);
            let port = if port.is_empty() { String::new() } else { format!(":{port}") };
            // of a folder that is given from the root on the first separator belongs to the folder
            let folder = of(Part::PathOfServer).trim_end_matches('/');
            let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
            format!("{scheme}{user}{}{port}{folder}/{}", of(Part::Server), of(Part::FileName))
        }
    }
}

/// Whether a password stands within an address, as in `ftp://user:password@server`.
#[must_use]
pub fn has_password(address: &str) -> bool {
    user_of(address).is_some_and(|user| user.contains(':'))
}

/// The same address with asterisks in the place of a password.
#[must_use]
pub fn without_password(address: &str) -> Cow<'_, str> {
    let secret = user_of(address).and_then(|user| user.split_once(':')).map_or("", |(_, secret)| secret);
    match (url(address), secret) {
        (None, _) | (_, "") => Cow::Borrowed(address),
        (Some((scheme, _)), secret) => {
            let start = scheme.len() + user_of(address).map_or(0, str::len) - secret.len();
            Cow::Owned(format!("{}***{}", &address[..start], &address[start + secret.len()..]))
        }
    }
}

/// What stands before the server.
fn user_of(address: &str) -> Option<&str> {
    let (_, rest) = url(address)?;
    Some(rest.split(['/', '?', '#']).next()?.rsplit_once('@')?.0)
}

/// The scheme with `://`, and what follows it.
fn url(address: &str) -> Option<(&str, &str)> {
    let at = address.find("://")? + "://".len();
    let (scheme, rest) = address.split_at(at);
    // `file://` is only stripped (page *Debugging Orchestration Runtime Errors*), it has no server
    (!scheme.eq_ignore_ascii_case("file://")).then_some((scheme, rest))
}

fn after_scheme<'a>(address: &'a str, scheme: &str) -> &'a str {
    match address.get(..scheme.len()) {
        Some(found) if found.eq_ignore_ascii_case(scheme) => &address[scheme.len()..],
        _ => address,
    }
}

fn split_file(address: &str) -> (&str, &str) {
    match address.rfind(['/', '\\']) {
        Some(at) => (&address[..at], &address[at + 1..]),
        None => ("", address),
    }
}

fn join_file(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        return name.to_owned();
    }
    let separator =
        if folder.contains('\\') || (folder.get(1..2) == Some(":") && !folder.contains('/')) { '\\' } else { '/' };
    if folder.ends_with(['/', '\\']) { format!("{folder}{name}") } else { format!("{folder}{separator}{name}") }
}

/// Server and port.
fn authority(address: &str) -> (&str, &str) {
    let Some((_, rest)) = url(address) else { return ("", "") };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(end) = host.find(']') {
        // an IPv6 address stands in brackets
        let (server, port) = host.split_at(end + 1);
        return (server, port.strip_prefix(':').unwrap_or_default());
    }
    host.split_once(':').unwrap_or((host, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_within_an_address_is_seen() {
        for (address, without) in [
            ("ftp://me:hunter2@server:21/in/a.xml", "ftp://me:***@server:21/in/a.xml"),
            ("https://me:p@ss@server?a=b", "https://me:***@server?a=b"),
        ] {
            assert!(has_password(address), "{address}");
            assert_eq!(without_password(address), without);
        }
        for address in
            ["ftp://me@server:21/a.xml", "http://server:80/a:b@c", "http://server?a:b@c", "mailto:a@b", r"C:\a:b@c", ""]
        {
            assert!(!has_password(address), "{address}");
            assert_eq!(without_password(address), address);
        }
    }

    #[test]
    fn addresses_come_apart_and_together_again() {
        let cases = [
            (r"C:\Out\%MessageID%.xml", "", vec![(Part::Folder, r"C:\Out"), (Part::FileName, "%MessageID%.xml")]),
            (r"\\server\share\a.xml", "", vec![(Part::Folder, r"\\server\share"), (Part::FileName, "a.xml")]),
            ("/var/out/a.xml", "", vec![(Part::Folder, "/var/out"), (Part::FileName, "a.xml")]),
            ("/a.xml", "", vec![(Part::Folder, "/"), (Part::FileName, "a.xml")]),
            ("file:///srv/a.xml", "", vec![(Part::Folder, "file:///srv"), (Part::FileName, "a.xml")]),
            (
                "ftp://server:21/in/new/a.xml",
                "ftp://",
                vec![
                    (Part::Server, "server"),
                    (Part::Port, "21"),
                    (Part::PathOfServer, "in/new"),
                    (Part::FileName, "a.xml"),
                ],
            ),
            (
                "sftp://[::1]:22//srv/a.xml",
                "sftp://",
                vec![
                    (Part::Server, "[::1]"),
                    (Part::Port, "22"),
                    (Part::PathOfServer, "/srv"),
                    (Part::FileName, "a.xml"),
                ],
            ),
            ("mailto:a@example.org", "mailto:", vec![(Part::Recipients, "a@example.org")]),
        ];
        for (address, scheme, parts) in cases {
            for (which, value) in &parts {
                assert_eq!(part(address, *which), *value, "{which:?} of {address}");
                assert_eq!(with_part(address, scheme, *which, value), address, "{which:?}");
            }
            // an address that is put together field by field
            let built =
                parts.iter().fold(String::new(), |built, (which, value)| with_part(&built, scheme, *which, value));
            assert_eq!(built, address);
        }
    }
}
