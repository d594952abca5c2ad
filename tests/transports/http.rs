//! The HTTP adapter.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    thread,
};

use sendport::{
    engine::Fact,
    model::{PortKind, SendPort, Value},
    transport::{Account, Conditions, Probed, Secrets, Trouble, probe_under},
};
use tiny_http::{Header, Response, Server, StatusCode};

use super::{
    certificate::Certificate,
    cut::line_that_breaks,
    desk::{Desk, a_port, transport, trouble},
};

/// Method, path, headers and body of a request.
pub type Seen = (String, String, Vec<(String, String)>, String);

/// A server that ends with this.
pub struct Web {
    server: std::sync::Arc<Server>,
    thread: Option<thread::JoinHandle<()>>,
    seen: mpsc::Receiver<Seen>,
}

impl Web {
    /// Answers by the path: `/ok`, `/refuse`, `/full`, `/elsewhere`, `/again`, `/see`, `/secret`, `/to/PORT`.
    pub fn start() -> Self {
        let server = std::sync::Arc::new(Server::http("127.0.0.1:0").unwrap());
        let (sender, seen) = mpsc::channel();
        let serving = server.clone();
        let thread = thread::spawn(move || {
            for mut request in serving.incoming_requests() {
                let mut body = String::new();
                let _ = request.as_reader().read_to_string(&mut body);
                let headers: Vec<_> = request
                    .headers()
                    .iter()
                    .map(|it| (it.field.as_str().as_str().to_lowercase(), it.value.to_string()))
                    .collect();
                let path = request.url().to_owned();
                let authorized =
                    headers.iter().any(|(name, value)| name == "authorization" && value == "Basic bWU6aHVudGVyMg==");
                let _ = sender.send((request.method().to_string(), path.clone(), headers, body));
                let header = |name: &str, value: &str| Header::from_bytes(name, value).unwrap();
                let answer = match path.as_str() {
                    "/refuse" => Response::from_string("not today").with_status_code(StatusCode(503)),
                    "/full" => Response::from_string("no room").with_status_code(StatusCode(507)),
                    "/see" => Response::from_string("").with_status_code(303).with_header(header("location", "ok")),
                    "/again" => Response::from_string("").with_status_code(307).with_header(header("location", "/ok")),
                    "/around" => {
                        Response::from_string("").with_status_code(307).with_header(header("location", "/around"))
                    }
                    "/elsewhere" => Response::from_string("")
                        .with_status_code(307)
                        .with_header(header("location", "http://127.0.0.1:9/in")),
                    path if path.starts_with("/to/") => Response::from_string("").with_status_code(307).with_header(
                        header("location", &format!("http://127.0.0.1:{}/ok", path.trim_start_matches("/to/"))),
                    ),
                    "/secret" if !authorized => Response::from_string("who?").with_status_code(401),
                    _ => Response::from_string("<r:Answer xmlns:r='urn:r'/>")
                        .with_header(header("content-type", "text/xml")),
                };
                let _ = request.respond(answer);
            }
        });
        Self { server, thread: Some(thread), seen }
    }

    /// What was asked since this was asked for the last time.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.try_iter().collect()
    }

    fn port(&self) -> u16 {
        self.server.server_addr().to_ip().unwrap().port()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.server_addr())
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn to(name: &str, kind: PortKind, address: &str, settings: &[(&str, &str)]) -> SendPort {
    a_port(name, kind, "HTTP", address, settings)
}

#[test]
fn a_response_is_published_with_status_content_type_and_headers() {
    let web = Web::start();
    let mut desk =
        Desk::of([to("Ask", PortKind::StaticSolicitResponse, &web.url("/ok"), &[("Content type", "text/plain")])]);
    desk.go_live();
    let message = desk.publish("Ask", "<Order/>");
    assert_eq!(desk.outcome(message), Ok(()));
    let (method, path, headers, body) = web.seen.recv().unwrap();
    assert_eq!((method.as_str(), path.as_str(), body.as_str()), ("POST", "/ok", "<Order/>"));
    assert!(headers.contains(&("content-type".to_owned(), "text/plain".to_owned())), "{headers:?}");
    let response = desk.until("a response", |snapshot| {
        let id = snapshot.events.iter().find_map(|event| match event.fact {
            Fact::Responded { request, response, .. } if request == message => Some(response),
            _ => None,
        })?;
        snapshot.reports.iter().find(|report| report.message.id == id).map(|report| report.message.clone())
    });
    assert_eq!(response.message_type(), Some("urn:r#Answer"));
    assert_eq!(response.context.get("HTTP.ResponseStatusCode"), Some(&Value::Integer(200)));
    assert_eq!(response.context.text("HTTP.ContentType"), Some("text/xml"));
    assert!(response.context.text("HTTP.InboundHttpHeaders").is_some_and(|it| it.contains("content-type: text/xml")));
    let exchange = desk.exchange(message);
    assert!(exchange.request.starts_with("POST http://") && exchange.answer.contains("200 OK"), "{exchange:?}");
}

#[test]
fn refusals_and_redirects_are_told() {
    let web = Web::start();
    let one = PortKind::StaticOneWay;
    let mut desk = Desk::of([
        to("Refused", one, &web.url("/refuse"), &[]),
        to("Again", one, &web.url("/again"), &[]),
        to("Around", one, &web.url("/around"), &[("Maximum redirects allowed", "3")]),
        to("Nobody", one, "http://127.0.0.1:9/in", &[]),
        to("See", one, &web.url("/see"), &[]),
        to("Full", one, &web.url("/full"), &[]),
        to("Kerberos", one, &web.url("/ok"), &[("Authentication type", "Kerberos")]),
        to("Single", one, &web.url("/ok"), &[("Use Single Sign-On", "True")]),
        to("InAddress", one, &web.url("/ok").replace("127", "me:hunter2@127"), &[]),
        to("Client", one, &web.url("/ok"), &[("SSL client certificate thumbprint", "AA BB")]),
    ]);
    desk.go_live();
    let expected = [
        ("Refused", Some(Trouble::Refused)),
        ("Again", None),
        ("Around", Some(Trouble::Redirects)),
        ("Nobody", Some(Trouble::Unreachable)),
        ("See", None),
        ("Full", Some(Trouble::Full)),
        ("Kerberos", Some(Trouble::NotSupported)),
        ("Single", Some(Trouble::NotSupported)),
        ("InAddress", Some(Trouble::NotSupported)),
        ("Client", Some(Trouble::NotSupported)),
    ];
    for (port, told) in expected {
        let message = desk.publish(port, "<a/>");
        let outcome = desk.outcome(message);
        assert_eq!(trouble(&outcome), told, "{port}");
        assert!(!format!("{outcome:?}").contains("hunter2"), "{outcome:?}");
    }
    let requests: Vec<_> = web.seen.try_iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    let around = vec!["POST /around"; 4];
    let first = vec!["POST /refuse", "POST /again", "POST /ok"];
    assert_eq!(requests, [first, around, vec!["POST /see", "GET /ok", "POST /full"]].concat());
    drop(desk);
    let mut desk = Desk::of([to("Elsewhere", one, &web.url("/elsewhere"), &[])]);
    desk.go_live();
    let message = desk.publish("Elsewhere", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::RedirectElsewhere));
}

#[test]
fn a_password_is_asked_for_and_stands_nowhere() {
    let web = Web::start();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("box.sqlite");
    let settings = [("Authentication type", "Basic"), ("User name", "me")];
    let mut desk = Desk::on_disk([to("Secret", PortKind::StaticOneWay, &web.url("/secret"), &settings)], &path);
    desk.go_live();
    let message = desk.publish("Secret", "<a/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::NoPassword));
    let server = web.url("");
    for (secret, told) in [("wrong-one", Some(Trouble::Credentials)), ("hunter2", None)] {
        Secrets::of_this_run().put(&Account::new("HTTP", &server, "me", "Password"), secret);
        let message = desk.publish("Secret", "<a/>");
        assert_eq!(trouble(&desk.outcome(message)), told);
        assert!(desk.exchange(message).request.contains("authorization: Basic ***"));
    }
    drop(desk);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for secret in ["hunter2", "wrong-one", "bWU6aHVudGVyMg"] {
            assert!(!bytes.windows(secret.len()).any(|it| it == secret.as_bytes()), "{secret} is in the MessageBox");
        }
    }
}

#[test]
fn a_password_goes_to_no_other_server() {
    let (own, other) = (Web::start(), Web::start());
    let settings = [("Authentication type", "Basic"), ("User name", "me")];
    let (one, away) = (PortKind::StaticOneWay, own.url(&format!("/to/{}", other.port())));
    // the other one was confirmed too, so that a redirect may lead there
    let mut desk = Desk::of([to("Away", one, &away, &settings), to("Other", one, &other.url("/other"), &[])]);
    Secrets::of_this_run().put(&Account::new("HTTP", &own.url(""), "me", "Password"), "hunter2");
    desk.go_live();
    let message = desk.publish("Away", "<a/>");
    assert_eq!(desk.outcome(message), Ok(()));
    let authorized = |seen: Vec<Seen>| -> Vec<bool> {
        seen.iter().map(|(_, _, headers, _)| headers.iter().any(|(name, _)| name == "authorization")).collect()
    };
    assert_eq!((authorized(own.seen()), authorized(other.seen())), (vec![true], vec![false]));
}

/// Takes connections and does nothing with them until it is dropped.
struct Silent(TcpListener);

impl Silent {
    fn url(&self) -> String {
        format!("http://{}/in", self.0.local_addr().unwrap())
    }
}

#[test]
fn a_server_that_hangs_holds_up_nobody_else() {
    let (web, silent) = (Web::start(), Silent(TcpListener::bind("127.0.0.1:0").unwrap()));
    let one = PortKind::StaticOneWay;
    let mut desk = Desk::of([
        to("Hangs", one, &silent.url(), &[("Request timeout", "1")]),
        to("Answers", one, &web.url("/ok"), &[]),
    ]);
    desk.go_live();
    let hanging: Vec<_> = (0..20).map(|_| desk.publish("Hangs", "<a/>")).collect();
    let message = desk.publish("Answers", "<a/>");
    assert_eq!(desk.outcome(message), Ok(()));
    for message in hanging {
        assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::TimedOut));
    }
}

#[test]
fn a_connection_that_breaks_in_the_middle_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/in", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _): (TcpStream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 64]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
    });
    let mut desk = Desk::of([to("Breaks", PortKind::StaticOneWay, &url, &[])]);
    desk.go_live();
    let message = desk.publish("Breaks", "<a/>");
    let outcome = desk.outcome(message);
    server.join().unwrap();
    assert_eq!(trouble(&outcome), Some(Trouble::Failed));
}

#[test]
fn a_line_that_breaks_while_a_request_is_sent_is_a_failure() {
    let web = Web::start();
    let url = format!("http://127.0.0.1:{}/ok", line_that_breaks(web.port(), 100_000));
    let mut desk = Desk::of([to("Breaks", PortKind::StaticOneWay, &url, &[])]);
    desk.go_live();
    let message = desk.publish("Breaks", &"x".repeat(4_000_000));
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Failed));
}

/// A server that encrypts, answers each of `times` connections, and gives back what it was told.
fn secure(certificate: &Certificate, times: usize) -> (u16, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, config) = (listener.local_addr().unwrap().port(), certificate.server());
    let serving = thread::spawn(move || {
        let mut all = Vec::new();
        for _ in 0..times {
            let (mut stream, _) = listener.accept().unwrap();
            let mut tls = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut tls = rustls::Stream::new(&mut tls, &mut stream);
            let mut buffer = [0; 4096];
            // until the body ends, or whoever called has had enough
            while let Ok(read @ 1..) = tls.read(&mut buffer) {
                all.extend_from_slice(&buffer[..read]);
                if all.ends_with(b"<Order/>") {
                    let _ = tls.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                    break;
                }
            }
        }
        String::from_utf8(all).unwrap()
    });
    (port, serving)
}

#[test]
fn a_request_is_encrypted_for_a_server_that_is_trusted_and_for_no_other() {
    let certificate = Certificate::made();
    let (number, server) = secure(&certificate, 4);
    let url = format!("https://127.0.0.1:{number}/in");
    let port = || [to("Secure", PortKind::StaticOneWay, &url, &[])];
    // a test looks at the certificate too, and asks for nothing
    let look = |conditions: Conditions| probe_under(conditions, &transport("HTTP", &url, &[]), &BTreeMap::default());
    assert_eq!(trouble(&look(Conditions::default()).map(drop)), Some(Trouble::Certificate));
    assert_eq!(look(certificate.trusted()), Ok(Probed::Trusted(format!("https://127.0.0.1:{number}"))));

    let mut desk = Desk::of(port());
    desk.go_live();
    let message = desk.publish("Secure", "<Foreign/>");
    assert_eq!(trouble(&desk.outcome(message)), Some(Trouble::Certificate));
    let mut desk = Desk::under(certificate.trusted(), port());
    desk.go_live();
    let message = desk.publish("Secure", "<Order/>");
    assert_eq!(desk.outcome(message), Ok(()));
    let told = server.join().unwrap();
    assert!(told.starts_with("POST /in") && !told.contains("Foreign"), "{told}");
}

#[test]
fn a_test_connects_and_asks_for_nothing() {
    let web = Web::start();
    let look = |url: &str| probe_under(Conditions::default(), &transport("HTTP", url, &[]), &BTreeMap::default());
    assert_eq!(look(&web.url("/ok")), Ok(Probed::Server(web.url(""))));
    assert_eq!(trouble(&look("http://127.0.0.1:9/in").map(drop)), Some(Trouble::Unreachable));
    assert!(web.seen().is_empty());
}
