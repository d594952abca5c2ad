//! The FTP adapter (page *FTP Transport Properties Dialog Box, Send*).

use std::{borrow::Cow, net::TcpStream, time::Duration};

use suppaftp::{
    FtpError, FtpResult, Mode, RustlsConnector, RustlsFtpStream, Status, TlsConnector,
    types::{FileType, FormatControl},
};

use super::{
    Ended, Exchange, Job, Probed,
    means::{bound, open},
};
use crate::{
    model::adapters::{Part, macros, part},
    transport::{TransportError, Trouble},
};

pub(super) fn send(job: &Job) -> Ended {
    let mut told = String::new();
    let result = transfer(job, &mut told);
    let answer = if result.is_ok() { format!("{} bytes", job.message.body.len()) } else { String::new() };
    Ended { result: result.map(|()| None), exchange: Exchange::new(&told, &answer) }
}

/// Connects, logs in and looks for the folder; nothing is written.
pub(super) fn test(job: &Job) -> Result<Probed, TransportError> {
    job.check()?;
    let mut ftp = connect(job)?;
    login(job, &mut ftp)?;
    let folder = part(&job.address, Part::PathOfServer);
    let there = folder.is_empty() || ftp.cwd(folder).is_ok();
    let _ = ftp.quit();
    if !there {
        return Err(job.trouble(Trouble::NoFolder, folder));
    }
    Ok(Probed::LoggedIn { server: job.server(), user: user(job).to_owned() })
}

fn transfer(job: &Job, told: &mut String) -> Result<(), TransportError> {
    let failure = |error: &FtpError| failure(job, error);
    let name = macros::expand(part(&job.address, Part::FileName), &job.values);
    if name.trim().is_empty() {
        return Err(job.trouble(Trouble::FileName, ""));
    }
    job.check()?;
    let mut ftp = connect(job)?;
    told.extend(["USER ", user(job), "\n"]);
    login(job, &mut ftp)?;
    let kind = match job.value("Representation") {
        it if it.eq_ignore_ascii_case("ASCII") => FileType::Ascii(FormatControl::Default),
        _ => FileType::Binary,
    };
    ftp.transfer_type(kind).map_err(|error| failure(&error))?;
    commands(job, &mut ftp, job.value("Before put"), told)?;
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
    commands(job, &mut ftp, job.value("After put"), told)?;
    // it is there, whatever the server says to the end of the conversation
    let _ = ftp.quit();
    Ok(())
}

/// The commands before and after a transfer, with semicolons between them. One that the server refuses is
/// a failure of the attempt: whoever set it meant it as a part of the delivery.
fn commands(job: &Job, ftp: &mut RustlsFtpStream, all: &str, told: &mut String) -> Result<(), TransportError> {
    for command in all.split(';').map(str::trim).filter(|it| !it.is_empty()) {
        told.extend([&masked(command), "\n"]);
        // `RNFR` is answered with a question for the next one
        ftp.custom_command(command, &GOOD).map_err(|error| failure(job, &error))?;
    }
    Ok(())
}

/// A command as it is told: what is secret is not.
fn masked(command: &str) -> Cow<'_, str> {
    let word = command.split_whitespace().next().unwrap_or_default();
    if ["PASS", "ACCT"].iter().any(|it| word.eq_ignore_ascii_case(it)) {
        return Cow::Owned(format!("{word} ***"));
    }
    Cow::Borrowed(command)
}

const GOOD: [Status; 17] = [
    Status::CommandOk,
    Status::CommandNotImplemented,
    Status::System,
    Status::Directory,
    Status::File,
    Status::Help,
    Status::Name,
    Status::Ready,
    Status::Closing,
    Status::DataConnectionOpen,
    Status::ClosingDataConnection,
    Status::LoggedIn,
    Status::LoggedOut,
    Status::LogoutAck,
    Status::RequestedFileActionOk,
    Status::PathCreated,
    Status::RequestFilePending,
];

fn connect(job: &Job) -> Result<RustlsFtpStream, TransportError> {
    let host = part(&job.address, Part::Server).trim_matches(['[', ']']);
    let secure = job.flag("Use SSL");
    let implicit = secure && job.value("FTPS connection mode").eq_ignore_ascii_case("Implicit");
    let port = match part(&job.address, Part::Port) {
        "" if implicit => 990,
        port => port.parse::<u16>().unwrap_or(21),
    };
    let patience = job.means.patience();
    let connector = || -> Result<Patient, TransportError> {
        let tls = job.means.tls().map_err(|error| job.trouble(Trouble::Certificate, &error))?;
        Ok(Patient(RustlsConnector::from(tls), patience))
    };
    let mut ftp = if implicit {
        let mut ftp = RustlsFtpStream::connect_secure_implicit((host, port), connector()?, host)
            .map_err(|error| failure(job, &error))?;
        // what is transferred is encrypted like what is said
        for command in ["PBSZ 0", "PROT P"] {
            ftp.custom_command(command, &GOOD).map_err(|error| failure(job, &error))?;
        }
        ftp
    } else {
        let stream =
            job.means.dial(host, port).map_err(|error| job.trouble(Trouble::Unreachable, &error.to_string()))?;
        RustlsFtpStream::connect_with_stream(stream).map_err(|error| failure(job, &error))?
    };
    if secure && !implicit {
        ftp = ftp.into_secure(connector()?, host).map_err(|error| failure(job, &error))?;
    }
    if job.value("Mode").eq_ignore_ascii_case("Active") {
        Ok(ftp.active_mode(patience))
    } else {
        ftp.set_mode(Mode::Passive);
        Ok(ftp.passive_stream_builder(move |address| open(&address, patience).map_err(FtpError::ConnectionError)))
    }
}

/// Encrypts, and waits for nothing longer than is to be waited.
#[derive(Debug)]
struct Patient(RustlsConnector, Duration);

impl TlsConnector for Patient {
    type Stream = <RustlsConnector as TlsConnector>::Stream;

    fn connect(&self, domain: &str, stream: TcpStream) -> FtpResult<Self::Stream> {
        bound(&stream, self.1).map_err(FtpError::ConnectionError)?;
        self.0.connect(domain, stream)
    }
}

fn user(job: &Job) -> &str {
    match job.value("User name") {
        "" => "anonymous",
        user => user,
    }
}

fn login(job: &Job, ftp: &mut RustlsFtpStream) -> Result<(), TransportError> {
    let user = user(job);
    let secret = if user == "anonymous" { "sendport@".to_owned() } else { job.secret("Password", user)? };
    ftp.login(user, secret.as_str()).map_err(|error| failure(job, &error))
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
            Status::NotLoggedIn | Status::InvalidCredentials => Trouble::Credentials,
            Status::FileUnavailable | Status::BadFilename => Trouble::NotAllowed,
            Status::ExceededStorage | Status::RequestedActionNotTaken => Trouble::Full,
            _ => Trouble::Refused,
        },
        _ => Trouble::Failed,
    };
    TransportError::of(trouble, &job.address, error.to_string().trim())
}
