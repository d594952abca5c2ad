//! The SFTP adapter (page *SFTP Adapter*): a folder on an SSH server.

use std::{
    fmt::Display,
    fs, io,
    sync::{Arc, Mutex, PoisonError},
};

use russh::{
    MethodKind,
    client::{self, AuthResult, Handle, KeyboardInteractiveAuthResponse},
    keys::{PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate, load_secret_key},
};
use russh_sftp::{
    client::{Config, SftpSession, error::Error as SftpError, fs::File},
    protocol::{FileAttributes, OpenFlags, StatusCode},
};
use tokio::{
    io::{AsyncSeekExt as _, AsyncWriteExt as _},
    net::TcpStream,
    runtime::Builder,
    time::timeout,
};

use super::{Ended, Exchange, Job, Probed, host_key};
use crate::{
    model::adapters::{Part, macros, part},
    transport::{TransportError, Trouble},
};

/// How many bytes a file with a private key has at most.
const LONGEST_KEY: u64 = 64 * 1024;
/// How many questions a server may ask that wants the password by way of questions.
const QUESTIONS: usize = 8;

pub(super) fn send(job: &Job) -> Ended {
    let mut told = String::new();
    let result = alone(job, transfer(job, &mut told));
    let answer = if result.is_ok() { format!("{} bytes", job.message.body.len()) } else { String::new() };
    Ended { result: result.map(|()| None), exchange: Exchange::new(&told, &answer) }
}

/// Connects, logs in and looks for the folder; nothing is written.
pub(super) fn test(job: &Job) -> Result<Probed, TransportError> {
    alone(job, async {
        let mut told = String::new();
        let session = log_in(job, &mut told).await?;
        let sftp = open(job, &session).await?;
        let folder = part(&job.address, Part::PathOfServer);
        if !folder.is_empty() {
            sftp.metadata(folder).await.map_err(|error| failure(job, &error.into()))?;
        }
        Ok(Probed::LoggedIn { server: job.server(), user: job.value("User name").to_owned() })
    })
}

/// What the library wants to run on, in this thread alone.
fn alone<T>(job: &Job, work: impl Future<Output = Result<T, TransportError>>) -> Result<T, TransportError> {
    let runtime = Builder::new_current_thread().enable_io().enable_time().build();
    runtime.map_err(|error| job.trouble(Trouble::Failed, &error.to_string()))?.block_on(work)
}

async fn transfer(job: &Job, told: &mut String) -> Result<(), TransportError> {
    let name = macros::expand(part(&job.address, Part::FileName), &job.values);
    if name.trim().is_empty() {
        return Err(job.trouble(Trouble::FileName, ""));
    }
    let session = log_in(job, told).await?;
    let sftp = open(job, &session).await?;
    let folder = part(&job.address, Part::PathOfServer);
    let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    let temporary = job.value("Temporary folder").trim_end_matches('/');
    let body = job.message.body.as_bytes();
    let (result, folder) = if job.flag("Append if exists") {
        told.extend(["append ", &path, "\n"]);
        (append(&sftp, &path, body).await, folder)
    } else if temporary.is_empty() {
        told.extend(["put ", &path, "\n"]);
        (put(&sftp, &path, body).await, folder)
    } else {
        // under another name first: complete or absent
        let written = format!("{temporary}/{name}");
        told.extend(["put ", &written, "\nrename ", &written, " ", &path, "\n"]);
        let result = match put(&sftp, &written, body).await {
            Ok(()) => rename(&sftp, &written, &path).await,
            Err(error) => Err(error),
        };
        (result, temporary)
    };
    if let Err(error) = result {
        let mut told = failure(job, &error);
        if matches!(told, TransportError::Real { trouble: Trouble::Failed, .. })
            && is_full(&sftp, folder, body.len()).await
        {
            told = job.trouble(Trouble::Full, &error.to_string());
        }
        return Err(told);
    }
    // it is there, whatever the server says to the end of the conversation
    let _ = sftp.close().await;
    Ok(())
}

/// What a server may show as its host key.
struct HostKey {
    /// Any.
    any: bool,
    expected: String,
    /// The fingerprint of what it showed.
    shown: Arc<Mutex<Option<String>>>,
}

impl client::Handler for HostKey {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        let key = shown.public_key();
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(host_key::fingerprint(&key));
        Ok(self.any || host_key::is_of(&key, &self.expected))
    }
}

/// With what the user logs in.
enum Proof {
    Password(String),
    Key(Arc<PrivateKey>),
}

fn proof(job: &Job, user: &str) -> Result<Proof, TransportError> {
    if job.value("Client authentication mode").eq_ignore_ascii_case("Password") {
        return job.secret("Password", user).map(Proof::Password);
    }
    let path = job.value("Private key").trim();
    if path.is_empty() {
        return Err(job.trouble(Trouble::NotSet, "Private key"));
    }
    let unusable = |error: &dyn Display| job.trouble(Trouble::PrivateKey, &format!("{path}: {error}"));
    // a device or a long file is no key, and is not read to its end to find that out
    let found = fs::metadata(path).map_err(|error| unusable(&error))?;
    if !found.is_file() || found.len() > LONGEST_KEY {
        return Err(unusable(&russh::keys::Error::CouldNotReadKey));
    }
    let key = match load_secret_key(path, None) {
        Err(russh::keys::Error::IO(error)) => return Err(unusable(&error)),
        Err(error) => match job.secret("Private key password", user) {
            Ok(password) => load_secret_key(path, Some(&password)).map_err(|error| unusable(&error))?,
            Err(missing) if matches!(error, russh::keys::Error::KeyIsEncrypted) => return Err(missing),
            Err(_) => return Err(unusable(&error)),
        },
        Ok(key) => key,
    };
    Ok(Proof::Key(Arc::new(key)))
}

async fn log_in(job: &Job, told: &mut String) -> Result<Handle<HostKey>, TransportError> {
    job.check()?;
    let user = job.value("User name").trim();
    if user.is_empty() {
        return Err(job.trouble(Trouble::NotSet, "User name"));
    }
    let proof = proof(job, user)?;
    let host = part(&job.address, Part::Server).trim_matches(['[', ']']);
    let port = part(&job.address, Part::Port).parse().unwrap_or(22);
    let unreachable = |error: io::Error| job.trouble(Trouble::Unreachable, &error.to_string());
    let stream = job.means.dial(host, port).map_err(unreachable)?;
    stream.set_nonblocking(true).map_err(unreachable)?;
    let stream = TcpStream::from_std(stream).map_err(unreachable)?;
    let shown = Arc::default();
    let expected = job.value("SSH server host key fingerprint").trim().to_owned();
    let handler = HostKey { any: job.flag("Accept any SSH server host key"), expected, shown: Arc::clone(&shown) };
    let is_set = !handler.expected.is_empty();
    let config = client::Config { nodelay: true, ..client::Config::default() };
    let connected = in_time(job, client::connect_stream(Arc::new(config), stream, handler)).await?;
    let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
    let mut session = match connected {
        Err(russh::Error::UnknownKey) => {
            let trouble = if is_set { Trouble::HostKeyDiffers } else { Trouble::HostKeyUnknown };
            return Err(job.trouble(trouble, &shown));
        }
        other => other.map_err(|error| ssh_failure(job, &error))?,
    };
    told.extend(["host key ", &shown, "\nuser ", user, "\n"]);
    if in_time(job, authenticate(&mut session, user, proof)).await?.map_err(|error| ssh_failure(job, &error))? {
        return Ok(session);
    }
    // a connection that broke is no refusal
    let trouble = if session.is_closed() { Trouble::Failed } else { Trouble::Credentials };
    Err(job.trouble(trouble, user))
}

async fn authenticate(session: &mut Handle<HostKey>, user: &str, proof: Proof) -> Result<bool, russh::Error> {
    match proof {
        Proof::Key(key) => {
            let hash = session.best_supported_rsa_hash().await?.flatten();
            Ok(session.authenticate_publickey(user, PrivateKeyWithHashAlg::new(key, hash)).await?.success())
        }
        Proof::Password(password) => match session.authenticate_password(user, password.as_str()).await? {
            AuthResult::Success => Ok(true),
            // some servers want the same password as the answer to a question
            AuthResult::Failure { remaining_methods, .. }
                if remaining_methods.contains(&MethodKind::KeyboardInteractive) =>
            {
                questions(session, user, &password).await
            }
            AuthResult::Failure { .. } => Ok(false),
        },
    }
}

async fn questions(session: &mut Handle<HostKey>, user: &str, password: &str) -> Result<bool, russh::Error> {
    let mut answer = session.authenticate_keyboard_interactive_start(user, None).await?;
    for _ in 0..QUESTIONS {
        answer = match answer {
            KeyboardInteractiveAuthResponse::Success => return Ok(true),
            KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
            KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => {
                // a password goes to nothing that is shown while it is typed
                let answers = prompts.iter().map(|it| if it.echo { "" } else { password }.to_owned()).collect();
                session.authenticate_keyboard_interactive_respond(answers).await?
            }
        };
    }
    Ok(false)
}

async fn open(job: &Job, session: &Handle<HostKey>) -> Result<SftpSession, TransportError> {
    let channel = in_time(job, async {
        let channel = session.channel_open_session().await?;
        channel.request_subsystem(true, "sftp").await?;
        Ok(channel)
    });
    let channel = channel.await?.map_err(|error: russh::Error| ssh_failure(job, &error))?;
    let config = Config { request_timeout_secs: job.means.patience().as_secs().max(1), ..Config::default() };
    SftpSession::new_with_config(channel.into_stream(), config).await.map_err(|error| failure(job, &error.into()))
}

/// No step takes longer than one is willing to wait.
async fn in_time<T>(job: &Job, step: impl Future<Output = T>) -> Result<T, TransportError> {
    timeout(job.means.patience(), step).await.map_err(|error| job.trouble(Trouble::TimedOut, &error.to_string()))
}

/// Writes a file, in the place of one that is there. What is not complete is taken away.
async fn put(sftp: &SftpSession, path: &str, body: &[u8]) -> io::Result<()> {
    let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
    let file = sftp.open_with_flags(path, flags).await?;
    let written = fill(file, body).await;
    if written.is_err() {
        let _ = sftp.remove_file(path).await;
    }
    written
}

/// Adds to a file. What did not go in as a whole does not stay.
async fn append(sftp: &SftpSession, path: &str, body: &[u8]) -> io::Result<()> {
    let before = match sftp.metadata(path).await {
        Ok(found) => found.size.unwrap_or(0),
        Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => 0,
        Err(error) => return Err(error.into()),
    };
    let mut file = sftp.open_with_flags(path, OpenFlags::CREATE | OpenFlags::APPEND | OpenFlags::WRITE).await?;
    // for servers that go by the position
    file.seek(io::SeekFrom::Start(before)).await?;
    let written = fill(file, body).await;
    if written.is_err() {
        let _ = if before == 0 {
            sftp.remove_file(path).await
        } else {
            sftp.set_metadata(path, FileAttributes { size: Some(before), ..FileAttributes::empty() }).await
        };
    }
    written
}

/// Writes everything, brings it to the disk of the server where that can be asked for, and closes the file.
async fn fill(mut file: File, body: &[u8]) -> io::Result<()> {
    file.write_all(body).await?;
    file.flush().await?;
    file.sync_all().await?;
    file.close().await
}

/// Gives a complete file its name. The protocol renames in the place of nothing, so that one that is there
/// goes first.
async fn rename(sftp: &SftpSession, written: &str, path: &str) -> io::Result<()> {
    let Err(error) = sftp.rename(written, path).await else { return Ok(()) };
    if sftp.metadata(path).await.is_ok_and(|it| !it.is_dir())
        && sftp.remove_file(path).await.is_ok()
        && sftp.rename(written, path).await.is_ok()
    {
        return Ok(());
    }
    let _ = sftp.remove_file(written).await;
    Err(error.into())
}

/// The protocol has no word for a full disk, but some servers tell how much room there is.
async fn is_full(sftp: &SftpSession, folder: &str, wanted: usize) -> bool {
    let folder = if folder.is_empty() { "." } else { folder };
    match sftp.fs_info(folder).await {
        Ok(Some(found)) => found.blocks_avail.saturating_mul(found.fragment_size) < wanted as u64,
        _ => false,
    }
}

fn failure(job: &Job, error: &io::Error) -> TransportError {
    let within = error.get_ref().and_then(|it| it.downcast_ref::<SftpError>());
    let trouble = match within {
        _ if error.kind() == io::ErrorKind::TimedOut => Trouble::TimedOut,
        Some(SftpError::Status(status)) => match status.status_code {
            StatusCode::NoSuchFile => Trouble::NoFolder,
            StatusCode::PermissionDenied => Trouble::NotAllowed,
            StatusCode::OpUnsupported => Trouble::Refused,
            _ => Trouble::Failed,
        },
        _ => Trouble::Failed,
    };
    job.trouble(trouble, &error.to_string())
}

fn ssh_failure(job: &Job, error: &russh::Error) -> TransportError {
    let trouble = match error {
        russh::Error::ConnectionTimeout | russh::Error::InactivityTimeout | russh::Error::KeepaliveTimeout => {
            Trouble::TimedOut
        }
        russh::Error::NoCommonAlgo { .. } | russh::Error::ChannelOpenFailure(_) => Trouble::Refused,
        _ => Trouble::Failed,
    };
    job.trouble(trouble, &error.to_string())
}
