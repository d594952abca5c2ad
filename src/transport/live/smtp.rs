//! The SMTP adapter (page *How to Configure an SMTP Send Port*).

use std::io::ErrorKind;

use lettre::{
    Message, SmtpTransport, Transport as _,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, CertificateStore, Tls, TlsParameters},
    },
};

use super::{Ended, Exchange, Job, Probed};
use crate::{
    model::adapters::{Part, macros, part},
    transport::{TransportError, Trouble},
};

pub(super) fn send(job: &Job) -> Ended {
    let server = job.value("SMTP server name").trim();
    let (mail, told) = match mail(job) {
        Ok(made) => made,
        Err(error) => return Ended { result: Err(error), exchange: Exchange::default() },
    };
    let request = format!("{server}:{} {told}", job.number("Port"));
    let outcome =
        connection(job, server).and_then(|connection| connection.send(&mail).map_err(|error| failure(job, &error)));
    match outcome {
        Ok(response) => {
            let said: Vec<&str> = response.message().collect();
            let answer = format!("{} {}", response.code(), said.join("\n"));
            Ended { result: Ok(None), exchange: Exchange::new(&request, &answer) }
        }
        Err(error) => Ended { result: Err(error), exchange: Exchange::new(&request, "") },
    }
}

/// Connects, and logs in where that is set; no mail is sent.
pub(super) fn test(job: &Job) -> Result<Probed, TransportError> {
    job.check()?;
    let server = job.value("SMTP server name").trim();
    let connection = connection(job, server)?;
    let answers = connection.test_connection().map_err(|error| failure(job, &error))?;
    if !answers {
        return Err(job.trouble(Trouble::Failed, ""));
    }
    let server = format!("{server}:{}", job.number("Port"));
    Ok(if job.value("SMTP authentication").eq_ignore_ascii_case("Anonymous") {
        Probed::Server(server)
    } else {
        Probed::LoggedIn { server, user: job.value("User name").to_owned() }
    })
}

/// The mail, and its heads as they are told.
fn mail(job: &Job) -> Result<(Message, String), TransportError> {
    job.check()?;
    let wrong = |text: &str| TransportError::of(Trouble::Mail, &job.address, text);
    let from = job.value("From");
    if from.trim().is_empty() {
        return Err(TransportError::of(Trouble::NotSet, &job.address, "From"));
    }
    let from: Mailbox = from.trim().parse().map_err(|_| wrong(from))?;
    let mut builder = Message::builder().from(from.clone());
    let recipients = |text: &str| -> Result<Vec<Mailbox>, TransportError> {
        let each = text.split([';', ',']).map(str::trim).filter(|it| !it.is_empty());
        each.map(|it| it.parse().map_err(|_| wrong(it))).collect()
    };
    let to = part(&job.address, Part::Recipients);
    for mailbox in recipients(to)? {
        builder = builder.to(mailbox);
    }
    for mailbox in recipients(job.value("CC"))? {
        builder = builder.cc(mailbox);
    }
    let subject = macros::expand(job.value("Subject"), &job.values);
    builder = builder.subject(subject.as_str());
    if job.flag("Read receipt") {
        builder = builder.header(ReadReceipt(from.to_string()));
    }
    let body = job.message.body.to_string();
    let text = if job.value("Message body").eq_ignore_ascii_case("Text") {
        job.value("Text").to_owned()
    } else {
        body.clone()
    };
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text);
    let made = if job.value("Attachments").eq_ignore_ascii_case("None") {
        builder.singlepart(text)
    } else {
        let name = macros::expand(job.value("Attachment name"), &job.values);
        let kind = ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
        let attachment = Attachment::new(name).body(body, kind);
        builder.multipart(MultiPart::mixed().singlepart(text).singlepart(attachment))
    };
    let mail = made.map_err(|error| wrong(&error.to_string()))?;
    Ok((mail, format!("MAIL FROM:<{}> RCPT TO:<{to}>\nSubject: {subject}", from.email)))
}

fn connection(job: &Job, server: &str) -> Result<SmtpTransport, TransportError> {
    if server.is_empty() {
        return Err(TransportError::of(Trouble::NotSet, &job.address, "SMTP server name"));
    }
    let parameters = || -> Result<TlsParameters, lettre::transport::smtp::Error> {
        let mut builder = TlsParameters::builder(server.to_owned());
        if let Some(trusted) = &job.means.conditions.trusted {
            builder = builder.certificate_store(CertificateStore::None);
            for der in trusted {
                builder = builder.add_root_certificate(Certificate::from_der(der.clone())?);
            }
        }
        builder.build()
    };
    let parameters = || parameters().map_err(|error| job.trouble(Trouble::Certificate, &error.to_string()));
    let tls = match job.value("Encryption") {
        it if it.eq_ignore_ascii_case("None") => Tls::None,
        it if it.eq_ignore_ascii_case("TLS") => Tls::Wrapper(parameters()?),
        _ => Tls::Required(parameters()?),
    };
    let port = u16::try_from(job.number("Port")).unwrap_or(25);
    let mut builder = SmtpTransport::builder_dangerous(server).port(port).tls(tls).timeout(Some(job.means.patience()));
    if !job.value("SMTP authentication").eq_ignore_ascii_case("Anonymous") {
        let user = job.value("User name");
        let secret = job.secret("Password", user)?;
        builder = builder.credentials(Credentials::new(user.to_owned(), secret));
    }
    Ok(builder.build())
}

fn failure(job: &Job, error: &lettre::transport::smtp::Error) -> TransportError {
    let code = error.status().map(|code| code.to_string());
    let trouble = match code.as_deref() {
        Some("530" | "534" | "535" | "538") => Trouble::Credentials,
        Some("452" | "552") => Trouble::Full,
        Some(_) => Trouble::Refused,
        None if timed_out(error) => Trouble::TimedOut,
        None if error.is_tls() || certificate(error) => Trouble::Certificate,
        None if error.is_client() => Trouble::Refused,
        None if refused(error) => Trouble::Unreachable,
        None => Trouble::Failed,
    };
    TransportError::of(trouble, &job.address, &error.to_string())
}

/// Whether one of the causes is of the certificate.
fn certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    causes(error).any(|it| {
        let within = it.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        it.is::<rustls::Error>() || within.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
    })
}

fn refused(error: &(dyn std::error::Error + 'static)) -> bool {
    kinds(error).any(|it| it == ErrorKind::ConnectionRefused)
}

/// A socket that has waited long enough calls it so on one system, and otherwise on another.
fn timed_out(error: &(dyn std::error::Error + 'static)) -> bool {
    kinds(error).any(|it| matches!(it, ErrorKind::TimedOut | ErrorKind::WouldBlock))
}

fn kinds(error: &(dyn std::error::Error + 'static)) -> impl Iterator<Item = ErrorKind> {
    causes(error).filter_map(|it| it.downcast_ref::<std::io::Error>()).map(std::io::Error::kind)
}

fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |it| it.source())
}

/// Asks whoever reads the mail for an answer.
#[derive(Clone)]
struct ReadReceipt(String);

impl header::Header for ReadReceipt {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Disposition-Notification-To")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), self.0.clone())
    }
}
