//! Looks whether an address can be reached, without sending a message.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc, time::Duration};

use jiff::{Timestamp, tz::TimeZone};

use super::{Conditions, Job, ftp, http, means::Means, sftp, smtp};
use crate::{
    model::{
        Addressing, Context, Message, MessageId, PortKind, Transport,
        adapters::{self, Part, file_name, macros::Values, part},
    },
    transport::{TransportError, Trouble},
};

/// How long a server may take for each of its answers.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probed {
    /// The folder is there and can be written to.
    Folder(String),
    /// A server takes connections there.
    Server(String),
    /// Likewise, and its certificate is one to trust.
    Trusted(String),
    /// The server lets the user in, and the folder of the address, if there is one, is there.
    LoggedIn { server: String, user: String },
}

/// Looks at an address as far as that goes without sending anything: connects, and logs in where the
/// protocol has such a thing. `typed`: passwords that nobody has kept yet, by the labels of their fields.
/// Waits for some seconds; not for the thread of a window.
///
/// # Errors
/// What is wrong with it.
pub fn probe(transport: &Transport, typed: &BTreeMap<String, String>) -> Result<Probed, TransportError> {
    let conditions = Conditions { patience: PATIENCE, ..Conditions::default() };
    probe_under(conditions, transport, typed)
}

/// Likewise under other conditions.
///
/// # Errors
/// What is wrong with it.
pub fn probe_under(
    conditions: Conditions,
    transport: &Transport,
    typed: &BTreeMap<String, String>,
) -> Result<Probed, TransportError> {
    let address = &transport.address;
    let Some(adapter) = adapters::find(&transport.adapter) else {
        return Err(TransportError::of(Trouble::NotSupported, address, &transport.adapter));
    };
    let message = Message {
        id: MessageId(0),
        published: Timestamp::UNIX_EPOCH,
        addressing: Addressing::default(),
        bound_to: None,
        context: Context::default(),
        body: Arc::default(),
    };
    let job = Job {
        values: Values::of(&message, Timestamp::UNIX_EPOCH, &TimeZone::UTC),
        message: Arc::new(message),
        attempt: 0,
        kind: PortKind::StaticOneWay,
        adapter,
        address: address.clone(),
        settings: transport.settings.clone(),
        confirmed: Arc::default(),
        means: Arc::new(Means::new(conditions)),
        typed: typed.clone(),
    };
    match adapter.name {
        adapters::FILE => folder(address),
        "FTP" => ftp::test(&job),
        "HTTP" => http::test(&job),
        "SFTP" => sftp::test(&job),
        "SMTP" => smtp::test(&job),
        other => Err(job.trouble(Trouble::NotSupported, other)),
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
