//! Looks whether an address can be reached, without sending a message.

use std::{
    fs,
    net::{TcpStream, ToSocketAddrs},
    path::Path,
    time::Duration,
};

use crate::{
    model::{
        Transport,
        adapters::{self, Part, file_name, part},
    },
    transport::{TransportError, Trouble},
};

/// After how long a server that does not answer is told to be unreachable.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probed {
    /// The folder is there and can be written to.
    Folder(String),
    /// A server takes connections there.
    Server(String),
}

/// Looks at an address. Waits for some seconds at most; not for the thread of a window.
///
/// # Errors
/// What is wrong with it.
pub fn probe(transport: &Transport) -> Result<Probed, TransportError> {
    let address = &transport.address;
    let Some(adapter) = adapters::find(&transport.adapter) else {
        return Err(TransportError::of(Trouble::NotSupported, address, &transport.adapter));
    };
    match adapter.name {
        adapters::FILE => folder(address),
        "FTP" => {
            let port = part(address, Part::Port);
            server(&format!("{}:{}", part(address, Part::Server), if port.is_empty() { "21" } else { port }))
        }
        "HTTP" => server(&super::http::authority(address)),
        "SMTP" => {
            let host = adapters::value(adapter, &transport.settings, "SMTP server name").trim();
            if host.is_empty() {
                return Err(TransportError::of(Trouble::NotSet, address, "SMTP server name"));
            }
            server(&format!("{host}:{}", adapters::number(adapter, &transport.settings, "Port")))
        }
        other => Err(TransportError::of(Trouble::NotSupported, address, other)),
    }
}

fn folder(address: &str) -> Result<Probed, TransportError> {
    if file_name::problem(address).is_some() {
        return Err(TransportError::of(Trouble::FileName, address, ""));
    }
    let folder = part(file_name::path(address), Part::Folder).to_owned();
    let path = Path::new(&folder);
    if !path.is_absolute() {
        return Err(TransportError::of(Trouble::NotOfThisSystem, &folder, ""));
    }
    match fs::metadata(path) {
        Ok(found) if !found.is_dir() => Err(TransportError::of(Trouble::NoFolder, &folder, "")),
        Ok(found) if found.permissions().readonly() => Err(TransportError::of(Trouble::NotAllowed, &folder, "")),
        Ok(_) => Ok(Probed::Folder(folder)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(TransportError::of(Trouble::NoFolder, &folder, &error.to_string()))
        }
        Err(error) => Err(TransportError::of(Trouble::NotAllowed, &folder, &error.to_string())),
    }
}

fn server(authority: &str) -> Result<Probed, TransportError> {
    let host = authority.split_once("://").map_or(authority, |(_, host)| host);
    let unreachable = |what: String| TransportError::of(Trouble::Unreachable, host, &what);
    let mut last = String::new();
    for address in host.to_socket_addrs().map_err(|error| unreachable(error.to_string()))? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(Probed::Server(host.to_owned())),
            Err(error) => last = error.to_string(),
        }
    }
    Err(unreachable(last))
}
