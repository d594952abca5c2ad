//! The HTTP adapter (pages *HTTP Send Adapter* and *How to Configure an HTTP Send Port*).

use std::{io::ErrorKind, time::Duration};

use base64::Engine as _;
use rustls::pki_types::ServerName;
use ureq::{
    AsSendBody, Error, Proxy, ProxyProtocol, SendBody,
    http::{Request, Response as Answer, StatusCode, Uri, request::Builder},
};

use super::{Ended, Exchange, Job, Probed};
use crate::{
    model::{Property, Value},
    transport::{Response, TransportError, Trouble},
};

/// Above this many bytes a body is sent in chunks, where that is on (page *HTTP Send Adapter*).
const CHUNKED: usize = 8 * 1024;
/// How much of a response is read at most.
const LONGEST: u64 = 16 * 1024 * 1024;
/// The time-out when none is set: so many seconds, and one more for each of these bytes. The page says
/// that it is computed from the size of the message, and not how.
const USUAL: u64 = 60;
const BYTES_A_SECOND: usize = 16 * 1024;

/// The settings of one attempt.
struct Wanted<'a> {
    job: &'a Job,
    proxy: Option<Proxy>,
    time_out: Duration,
    authorization: Authorization,
}

/// How a user is told to the server.
enum Authorization {
    Anonymous,
    /// With every request.
    Basic {
        user: String,
        secret: String,
    },
    /// As an answer to what the server asks: the password itself never goes over the line.
    Digest {
        user: String,
        secret: String,
    },
}

pub(super) fn send(job: &Job) -> Ended {
    let wanted = match wanted(job) {
        Ok(wanted) => wanted,
        Err(error) => return Ended { result: Err(error), exchange: Exchange::default() },
    };
    let mut exchange = Exchange::default();
    let mut address = job.address.clone();
    let mut left = job.number("Maximum redirects allowed");
    let mut post = true;
    // a password is that of the port's own server, and goes to no other
    let own = authority(&job.address);
    let basic = match &wanted.authorization {
        Authorization::Basic { user, secret } => {
            let text = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}"));
            Some(format!("Basic {text}"))
        }
        _ => None,
    };
    let mut answered = None;
    loop {
        let is_own = authority(&address) == own;
        let proof = answered.as_deref().or(basic.as_deref()).filter(|_| is_own);
        let asked = is_own && proof.is_none();
        let (request, outcome) = one(&wanted, &address, post, proof);
        exchange.request.push_str(&request);
        let mut answer = match outcome {
            Ok(answer) => answer,
            Err(error) => return ended(Err(failure(&address, &error)), &exchange),
        };
        let status = answer.status();
        exchange.answer.push_str(&head(&answer));
        if status == StatusCode::UNAUTHORIZED
            && asked
            && let Authorization::Digest { user, secret } = &wanted.authorization
        {
            match digest(job, &answer, &address, post, (user, secret)) {
                Ok(answer) => answered = Some(answer),
                Err(error) => {
                    return ended(Err(TransportError::of(Trouble::Credentials, &address, &error)), &exchange);
                }
            }
            continue;
        }
        if status.is_redirection()
            && let Some(to) = answer.headers().get("location").and_then(|it| it.to_str().ok())
        {
            let to = joined(&address, to);
            if left == 0 {
                return ended(Err(TransportError::of(Trouble::Redirects, &address, &to)), &exchange);
            }
            if !may_follow(job, &address, &to) {
                return ended(Err(TransportError::of(Trouble::RedirectElsewhere, &address, &to)), &exchange);
            }
            left -= 1;
            // 307 and 308 ask for the same request again, the others for the result of this one
            post &= matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
            // it was for the other request
            answered = None;
            address = to;
            continue;
        }
        let body = match answer.body_mut().with_config().limit(LONGEST).read_to_vec() {
            Ok(body) => String::from_utf8_lossy(&body).into_owned(),
            Err(error) => return ended(Err(failure(&address, &error)), &exchange),
        };
        exchange.answer.push_str(&body);
        if !status.is_success() {
            let trouble = match status {
                StatusCode::INSUFFICIENT_STORAGE => Trouble::Full,
                StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED => Trouble::Credentials,
                _ => Trouble::Refused,
            };
            return ended(Err(TransportError::of(trouble, &address, &status.to_string())), &exchange);
        }
        let response = job.kind.is_two_way().then(|| response(&answer, body));
        return ended(Ok(response), &exchange);
    }
}

/// Connects, be it to the proxy, and looks at the certificate; nothing is asked for.
pub(super) fn test(job: &Job) -> Result<Probed, TransportError> {
    let wanted = wanted(job)?;
    let unreachable = |error: std::io::Error| job.trouble(Trouble::Unreachable, &error.to_string());
    if let Some(proxy) = &wanted.proxy {
        job.means.dial(proxy.host(), proxy.port()).map_err(unreachable)?;
        return Ok(Probed::Server(format!("{}:{}", proxy.host(), proxy.port())));
    }
    let uri = job.address.parse::<Uri>().map_err(|error| job.trouble(Trouble::Unreachable, &error.to_string()))?;
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let secure = uri.scheme_str().is_some_and(|it| it.eq_ignore_ascii_case("https"));
    let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
    let mut stream = job.means.dial(&host, port).map_err(unreachable)?;
    if !secure {
        return Ok(Probed::Server(job.server()));
    }
    let untrusted = |said: String| job.trouble(Trouble::Certificate, &said);
    let name = ServerName::try_from(host).map_err(|error| untrusted(error.to_string()))?;
    let tls = job.means.tls().map_err(untrusted)?;
    let mut tls = rustls::ClientConnection::new(tls, name).map_err(|error| untrusted(error.to_string()))?;
    while tls.is_handshaking() {
        tls.complete_io(&mut stream).map_err(|error| match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => job.trouble(Trouble::TimedOut, &error.to_string()),
            ErrorKind::InvalidData => untrusted(error.to_string()),
            _ => job.trouble(Trouble::Failed, &error.to_string()),
        })?;
    }
    Ok(Probed::Trusted(job.server()))
}

fn ended(result: Result<Option<Response>, TransportError>, exchange: &Exchange) -> Ended {
    Ended { result, exchange: Exchange::new(&exchange.request, &exchange.answer) }
}

fn wanted(job: &Job) -> Result<Wanted<'_>, TransportError> {
    job.check()?;
    let is = |scheme: &str| job.value("Authentication type").eq_ignore_ascii_case(scheme);
    let authorization = if is("Anonymous") {
        Authorization::Anonymous
    } else {
        let user = job.value("User name").to_owned();
        let secret = job.secret("Password", &user)?;
        if is("Basic") { Authorization::Basic { user, secret } } else { Authorization::Digest { user, secret } }
    };
    let proxy = if super::has_proxy(job.adapter, &job.settings) {
        let (host, user) = (job.value("Proxy server"), job.value("Proxy user name"));
        let secret = if user.is_empty() { String::new() } else { job.secret("Proxy password", user)? };
        let mut proxy = Proxy::builder(ProxyProtocol::Http).host(host).port(proxy_port(job));
        if !user.is_empty() {
            proxy = proxy.username(user).password(&secret);
        }
        Some(proxy.build().map_err(|error| TransportError::of(Trouble::Unreachable, host, &error.to_string()))?)
    } else {
        None
    };
    let seconds = match job.number("Request timeout") {
        0 => USUAL + (job.message.body.len() / BYTES_A_SECOND) as u64,
        seconds => seconds.into(),
    };
    Ok(Wanted { job, proxy, time_out: Duration::from_secs(seconds), authorization })
}

fn proxy_port(job: &Job) -> u16 {
    u16::try_from(job.number("Proxy port")).unwrap_or(80)
}

/// The answer to what a server asks; one that would have the password itself gets none.
fn digest(
    job: &Job,
    answer: &Answer<ureq::Body>,
    address: &str,
    post: bool,
    (user, secret): (&str, &str),
) -> Result<String, String> {
    let uri = address.parse::<Uri>().map_err(|error| error.to_string())?;
    let mut client = http_auth::PasswordClient::builder();
    for challenge in answer.headers().get_all("www-authenticate") {
        client = client.challenges(challenge.to_str().map_err(|error| error.to_string())?);
    }
    client.build()?.respond(&http_auth::PasswordParams {
        username: user,
        password: secret,
        uri: uri.path_and_query().map_or("/", |it| it.as_str()),
        method: if post { "POST" } else { "GET" },
        body: Some(if post { job.message.body.as_bytes() } else { &[] }),
    })
}

/// One request, as it is told and what was answered.
fn one(
    wanted: &Wanted<'_>,
    address: &str,
    post: bool,
    proof: Option<&str>,
) -> (String, Result<Answer<ureq::Body>, Error>) {
    let job = wanted.job;
    let content_type = job.value("Content type");
    let method = if post { "POST" } else { "GET" };
    let mut told = format!("{method} {address}\n");
    let mut request = Request::builder().method(method).uri(address);
    if post {
        request = request.header("content-type", content_type);
        told.extend(["content-type: ", content_type, "\n"]);
    }
    if let Some(proof) = proof {
        request = request.header("authorization", proof);
        let scheme = proof.split(' ').next().unwrap_or_default();
        told.extend(["authorization: ", scheme, " ***\n"]);
    }
    let body = job.message.body.as_bytes();
    let chunked = job.flag("Enable chunked encoding") && wanted.proxy.is_none() && body.len() > CHUNKED;
    let mut reader = body;
    let answer = match (post, chunked) {
        (false, _) => run(wanted, request, ()),
        // without a known length it goes in chunks
        (true, true) => run(wanted, request, SendBody::from_reader(&mut reader)),
        (true, false) => run(wanted, request, body),
    };
    (told, answer)
}

fn run(wanted: &Wanted<'_>, request: Builder, body: impl AsSendBody) -> Result<Answer<ureq::Body>, Error> {
    let request = request.body(body)?;
    let agent = wanted.job.means.agent();
    let request =
        agent.configure_request(request).timeout_global(Some(wanted.time_out)).proxy(wanted.proxy.clone()).build();
    agent.run(request)
}

fn head(answer: &Answer<ureq::Body>) -> String {
    let mut told = format!("{:?} {}\n", answer.version(), answer.status());
    for (name, value) in answer.headers() {
        let value = if name == "set-cookie" { "***".into() } else { String::from_utf8_lossy(value.as_bytes()) };
        told.extend([name.as_str(), ": ", &value, "\n"]);
    }
    told.push('\n');
    told
}

/// What a solicit-response port publishes: the body, with status, content type and headers as
/// properties.
fn response(answer: &Answer<ureq::Body>, body: String) -> Response {
    let header = |name: &str| answer.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let headers: Vec<String> = answer
        .headers()
        .iter()
        .filter(|(name, _)| *name != "set-cookie")
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    let property = |name: &str, value: Value| Property { name: name.to_owned(), value };
    Response {
        message_type: message_type(&body),
        properties: vec![
            property("HTTP.ResponseStatusCode", Value::from(i64::from(answer.status().as_u16()))),
            property("HTTP.ContentType", Value::from(header("content-type"))),
            property("HTTP.InboundHttpHeaders", Value::from(headers.join("\r\n"))),
        ],
        body,
    }
}

/// `namespace#root` of an XML body, as the receive pipeline of a response promotes it.
fn message_type(body: &str) -> String {
    let Ok(document) = roxmltree::Document::parse(body) else { return String::new() };
    let name = document.root_element().tag_name();
    name.namespace().map_or_else(|| name.name().to_owned(), |namespace| format!("{namespace}#{}", name.name()))
}

/// `host:port` with the scheme, in lower case.
pub(super) fn authority(address: &str) -> String {
    let Ok(uri) = address.parse::<Uri>() else { return address.to_lowercase() };
    let scheme = uri.scheme_str().unwrap_or("http").to_lowercase();
    let usual = match scheme.as_str() {
        "https" => 443,
        "ftp" => 21,
        "sftp" => 22,
        _ => 80,
    };
    let port = uri.port_u16().unwrap_or(usual);
    format!("{scheme}://{}:{port}", uri.host().unwrap_or_default().to_lowercase())
}

/// A redirect leads to the same server, or to one that somebody has confirmed.
fn may_follow(job: &Job, from: &str, to: &str) -> bool {
    let to = authority(to);
    let server = |confirmed: &String| authority(confirmed.split(super::VIA).next().unwrap_or_default());
    to == authority(from) || job.confirmed.iter().any(|it| server(it) == to)
}

fn joined(base: &str, to: &str) -> String {
    if to.contains("://") {
        return to.to_owned();
    }
    let start = base.find("://").map_or(0, |at| at + 3);
    let root = base[start..].find('/').map_or(base.len(), |at| start + at);
    if to.starts_with('/') {
        return format!("{}{to}", &base[..root]);
    }
    let path = base.split(['?', '#']).next().unwrap_or(base);
    let folder = path.rfind('/').filter(|at| *at >= root).unwrap_or(path.len());
    format!("{}/{to}", &path[..folder])
}

fn failure(address: &str, error: &Error) -> TransportError {
    let trouble = match error {
        Error::Timeout(_) => Trouble::TimedOut,
        Error::HostNotFound | Error::ConnectionFailed | Error::BadUri(_) => Trouble::Unreachable,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => Trouble::Certificate,
        // what the proxy answered stands in the text only
        Error::ConnectProxyFailed(said) if said.contains("responded 407") => Trouble::Credentials,
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => Trouble::Unreachable,
        Error::Io(error) if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>) => {
            Trouble::Certificate
        }
        _ => Trouble::Failed,
    };
    TransportError::of(trouble, address, &error.to_string())
}
