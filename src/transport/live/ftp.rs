//! The FTP adapter (page *FTP Transport Properties Dialog Box, Send*).

use std::{
    net::{TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Duration,
};

use suppaftp::{
    FtpError, Mode, RustlsConnector, RustlsFtpStream, Status,
    types::{FileType, FormatControl},
};

use super::{Ended, Exchange, Job, Secrets};
use crate::{
    model::adapters::{Part, macros, part},
    transport::{TransportError, Trouble},
};

/// How long a server may take to take a connection, and for each of its answers.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn send(job: &Job) -> Ended {
    let mut told = String::new();
    let result = transfer(job, &mut told);
    let answer = if result.is_ok() { format!("{} bytes", job.message.body.len()) } else { String::new() };
    Ended { result: result.map(|()| None), exchange: Exchange::new(&told, &answer) }
}

fn transfer(job: &Job, told: &mut String) -> Result<(), TransportError> {
    let failure = |error: &FtpError| failure(job, error);
    let name = macros::expand(part(&job.address, Part::FileName), &job.values);
    if name.trim().is_empty() {
        return Err(TransportError::of(Trouble::FileName, &job.address, ""));
    }
    // what this client does not do is not left out silently
    for (label, meant) in [("Before put", ""), ("After put", "")] {
        if job.value(label).trim() != meant {
            return Err(TransportError::of(Trouble::NotSupported, &job.address, label));
        }
    }
    let mut ftp = connect(job)?;
    told.extend(["USER ", user(job), "\n"]);
    login(job, &mut ftp)?;
    let kind = match job.value("Representation") {
        it if it.eq_ignore_ascii_case("ASCII") => FileType::Ascii(FormatControl::Default),
        _ => FileType::Binary,
    };
    ftp.transfer_type(kind).map_err(|error| failure(&error))?;
    let folder = part(&job.address, Part::PathOfServer);
    let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    let mut body = job.message.body.as_bytes();
    if job.flag("Append if exists") {
        told.extend(["APPE ", &path, "\n"]);
        ftp.append_file(&path, &mut body).map_err(|error| failure(&error))?;
    } else {
        // under another name first where there is a folder for it: complete or absent
        let temporary = job.value("Temporary folder").trim_end_matches('/');
        let written = if temporary.is_empty() { path.clone() } else { format!("{temporary}/{name}") };
        told.extend(["STOR ", &written, "\n"]);
        if let Err(error) = ftp.put_file(&written, &mut body) {
            let _ = ftp.rm(&written);
            return Err(failure(&error));
        }
        if written != path {
            told.extend(["RNFR ", &written, "\nRNTO ", &path, "\n"]);
            if let Err(error) = ftp.rename(&written, &path) {
                let _ = ftp.rm(&written);
                return Err(failure(&error));
            }
        }
    }
    // it is there, whatever the server says to the end of the conversation
    let _ = ftp.quit();
    Ok(())
}

fn connect(job: &Job) -> Result<RustlsFtpStream, TransportError> {
    let server = part(&job.address, Part::Server);
    let host = server.trim_matches(['[', ']']);
    let port = match part(&job.address, Part::Port) {
        "" => 21,
        port => port.parse::<u16>().unwrap_or(21),
    };
    let unreachable = |said: String| TransportError::of(Trouble::Unreachable, &job.address, &said);
    let mut last = unreachable(String::new());
    let mut stream = None;
    for address in (host, port).to_socket_addrs().map_err(|error| unreachable(error.to_string()))? {
        match open(&address) {
            Ok(opened) => {
                stream = Some(opened);
                break;
            }
            Err(error) => last = unreachable(error.to_string()),
        }
    }
    let stream = stream.ok_or(last)?;
    let mut ftp = RustlsFtpStream::connect_with_stream(stream).map_err(|error| failure(job, &error))?;
    if job.flag("Use SSL") {
        if !job.value("FTPS connection mode").eq_ignore_ascii_case("Explicit") {
            return Err(TransportError::of(Trouble::NotSupported, &job.address, "Implicit"));
        }
        if !job.flag("Use data protection") {
            return Err(TransportError::of(Trouble::NotSupported, &job.address, "Use data protection"));
        }
        ftp = ftp.into_secure(RustlsConnector::from(trust()?), host).map_err(|error| failure(job, &error))?;
    }
    if job.value("Mode").eq_ignore_ascii_case("Active") {
        Ok(ftp.active_mode(PATIENCE))
    } else {
        ftp.set_mode(Mode::Passive);
        Ok(ftp.passive_stream_builder(|address| open(&address).map_err(FtpError::ConnectionError)))
    }
}

fn open(address: &std::net::SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn user(job: &Job) -> &str {
    match job.value("User name") {
        "" => "anonymous",
        user => user,
    }
}

fn login(job: &Job, ftp: &mut RustlsFtpStream) -> Result<(), TransportError> {
    let user = user(job);
    let secret = if user == "anonymous" {
        "sendport@".to_owned()
    } else {
        Secrets::of_this_run()
            .get(job.adapter.name, &super::http::authority(&job.address), user, "Password")
            .ok_or_else(|| TransportError::of(Trouble::NoPassword, &job.address, user))?
    };
    ftp.login(user, secret.as_str()).map_err(|error| failure(job, &error))
}

/// Those that vouch for certificates are the same as for HTTPS.
fn trust() -> Result<Arc<rustls::ClientConfig>, TransportError> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| TransportError::of(Trouble::Certificate, "", &error.to_string()))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

fn failure(job: &Job, error: &FtpError) -> TransportError {
    use std::io::ErrorKind;
    let trouble = match error {
        FtpError::ConnectionError(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::TimedOut,
            ErrorKind::ConnectionRefused => Trouble::Unreachable,
            ErrorKind::InvalidData => Trouble::Certificate,
            _ => Trouble::Failed,
        },
        FtpError::SecureError(_) => Trouble::Certificate,
        FtpError::UnexpectedResponse(response) => match response.status {
            Status::NotLoggedIn => Trouble::Credentials,
            Status::FileUnavailable => Trouble::NotAllowed,
            Status::ExceededStorage => Trouble::Full,
            _ => Trouble::Refused,
        },
        _ => Trouble::Failed,
    };
    TransportError::of(trouble, &job.address, error.to_string().trim())
}
