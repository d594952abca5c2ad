//! The HTTP adapter (pages *HTTP Send Adapter* and *How to Configure an HTTP Send Port*).

use std::{sync::OnceLock, time::Duration};

use base64::Engine as _;
use ureq::{
    Agent, AsSendBody, Error, Proxy, SendBody,
    http::{Request, Response as Answer, StatusCode, Uri, request::Builder},
    tls::{RootCerts, TlsConfig, TlsProvider},
};

use super::{Ended, Exchange, Job, Secrets};
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

/// Connections are kept and used again, whatever port uses them.
fn agent() -> &'static Agent {
    static AGENT: OnceLock<Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        let tls = TlsConfig::builder().provider(TlsProvider::Rustls).root_certs(RootCerts::WebPki).build();
        Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(super::THREADS)
            .max_idle_connections_per_host(super::THREADS)
            .user_agent("Sendport")
            .build()
            .into()
    })
}

/// The settings of one attempt.
struct Wanted<'a> {
    job: &'a Job,
    proxy: Option<Proxy>,
    time_out: Duration,
    authorization: Option<String>,
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
    loop {
        let (request, outcome) = one(&wanted, &address, post);
        exchange.request.push_str(&request);
        let mut answer = match outcome {
            Ok(answer) => answer,
            Err(error) => return ended(Err(failure(&address, &error)), &exchange),
        };
        let status = answer.status();
        exchange.answer.push_str(&head(&answer));
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
                StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED => Trouble::Credentials,
                _ => Trouble::Refused,
            };
            return ended(Err(TransportError::of(trouble, &address, &status.to_string())), &exchange);
        }
        let response = job.kind.is_two_way().then(|| response(&answer, body));
        return ended(Ok(response), &exchange);
    }
}

fn ended(result: Result<Option<Response>, TransportError>, exchange: &Exchange) -> Ended {
    Ended { result, exchange: Exchange::new(&exchange.request, &exchange.answer) }
}

fn wanted(job: &Job) -> Result<Wanted<'_>, TransportError> {
    let not_here = |what: &str| Err(TransportError::of(Trouble::NotSupported, &job.address, what));
    if job.flag("Use Single Sign-On") {
        return not_here("Use Single Sign-On");
    }
    if !job.value("SSL client certificate thumbprint").trim().is_empty() {
        return not_here("SSL client certificate thumbprint");
    }
    let server = authority(&job.address);
    let authorization = match job.value("Authentication type") {
        scheme if scheme.eq_ignore_ascii_case("Anonymous") => None,
        scheme if scheme.eq_ignore_ascii_case("Basic") => {
            let user = job.value("User name");
            let secret = Secrets::of_this_run()
                .get(job.adapter.name, &server, user, "Password")
                .ok_or_else(|| TransportError::of(Trouble::NoPassword, &job.address, user))?;
            let text = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}"));
            Some(format!("Basic {text}"))
        }
        scheme => return not_here(scheme),
    };
    let proxy = if !job.flag("Use handler's default proxy settings") && job.flag("Use proxy") {
        let (host, user) = (job.value("Proxy server"), job.value("Proxy user name"));
        let secret = if user.is_empty() {
            String::new()
        } else {
            Secrets::of_this_run()
                .get(job.adapter.name, &server, user, "Proxy password")
                .ok_or_else(|| TransportError::of(Trouble::NoPassword, host, user))?
        };
        let at = if user.is_empty() { String::new() } else { format!("{user}:{secret}@") };
        let proxy = Proxy::new(&format!("http://{at}{host}:{}", job.number("Proxy port")));
        Some(proxy.map_err(|_| TransportError::of(Trouble::Unreachable, host, ""))?)
    } else {
        None
    };
    let seconds = match job.number("Request timeout") {
        0 => USUAL + (job.message.body.len() / BYTES_A_SECOND) as u64,
        seconds => seconds.into(),
    };
    Ok(Wanted { job, proxy, time_out: Duration::from_secs(seconds), authorization })
}

/// One request, as it is told and what was answered.
fn one(wanted: &Wanted<'_>, address: &str, post: bool) -> (String, Result<Answer<ureq::Body>, Error>) {
    let job = wanted.job;
    let content_type = job.value("Content type");
    let method = if post { "POST" } else { "GET" };
    let mut told = format!("{method} {address}\n");
    let mut request = Request::builder().method(method).uri(address);
    if post {
        request = request.header("content-type", content_type);
        told.extend(["content-type: ", content_type, "\n"]);
    }
    if let Some(authorization) = &wanted.authorization {
        request = request.header("authorization", authorization);
        told.push_str("authorization: Basic ***\n");
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
    let request =
        agent().configure_request(request).timeout_global(Some(wanted.time_out)).proxy(wanted.proxy.clone()).build();
    agent().run(request)
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
    let port = uri.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    format!("{scheme}://{}:{port}", uri.host().unwrap_or_default().to_lowercase())
}

/// A redirect leads to the same server, or to one that somebody has confirmed.
fn may_follow(job: &Job, from: &str, to: &str) -> bool {
    let to = authority(to);
    to == authority(from) || job.confirmed.iter().any(|it| authority(it) == to)
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
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => Trouble::Unreachable,
        Error::Io(error) if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>) => {
            Trouble::Certificate
        }
        _ => Trouble::Failed,
    };
    TransportError::of(trouble, address, &error.to_string())
}
