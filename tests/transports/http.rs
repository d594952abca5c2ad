//! The HTTP adapter.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    thread,
};

use sendport::{
    engine::Fact,
    model::{PortKind, SendPort, Value},
    transport::{Secrets, Trouble},
};
use tiny_http::{Header, Response, Server, StatusCode};

use super::desk::{Desk, a_port, trouble};

/// Method, path, headers and body of a request.
type Seen = (String, String, Vec<(String, String)>, String);

/// A server that ends with this.
struct Web {
    server: std::sync::Arc<Server>,
    thread: Option<thread::JoinHandle<()>>,
    seen: mpsc::Receiver<Seen>,
}

impl Web {
    /// Answers by the path: `/ok`, `/refuse`, `/elsewhere`, `/again`, `/secret`.
    fn start() -> Self {
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
                    "/again" => Response::from_string("").with_status_code(307).with_header(header("location", "/ok")),
                    "/around" => {
                        Response::from_string("").with_status_code(307).with_header(header("location", "/around"))
                    }
                    "/elsewhere" => Response::from_string("")
                        .with_status_code(307)
                        .with_header(header("location", "http://127.0.0.1:9/in")),
                    "/secret" if !authorized => Response::from_string("who?").with_status_code(401),
                    _ => Response::from_string("<r:Answer xmlns:r='urn:r'/>")
                        .with_header(header("content-type", "text/xml")),
                };
                let _ = request.respond(answer);
            }
        });
        Self { server, thread: Some(thread), seen }
    }

    fn url(&self, path: &str) -> String {
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
        to("Kerberos", one, &web.url("/ok"), &[("Authentication type", "Kerberos")]),
    ]);
    desk.go_live();
    let expected = [
        ("Refused", Some(Trouble::Refused)),
        ("Again", None),
        ("Around", Some(Trouble::Redirects)),
        ("Nobody", Some(Trouble::Unreachable)),
        ("Kerberos", Some(Trouble::NotSupported)),
    ];
    for (port, told) in expected {
        let message = desk.publish(port, "<a/>");
        assert_eq!(trouble(&desk.outcome(message)), told, "{port}");
    }
    let requests: Vec<_> = web.seen.try_iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    let around = vec!["POST /around"; 4];
    assert_eq!(requests, [vec!["POST /refuse", "POST /again", "POST /ok"], around].concat());
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
        Secrets::of_this_run().put("HTTP", &server, "me", "Password", secret);
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
fn a_certificate_that_nobody_vouches_for_is_not_accepted() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}/in", listener.local_addr().unwrap().port());
    let server = thread::spawn(move || {
        let mut got = Vec::new();
        // `localhost` may be tried by several addresses, of which this one takes one connection
        let (mut stream, _) = listener.accept().unwrap();
        let mut tls = rustls::ServerConnection::new(config.into()).unwrap();
        let _ = rustls::Stream::new(&mut tls, &mut stream).read_to_end(&mut got);
        got
    });
    let mut desk = Desk::of([to("Foreign", PortKind::StaticOneWay, &url, &[])]);
    desk.go_live();
    let message = desk.publish("Foreign", "<a/>");
    let outcome = desk.outcome(message);
    assert_eq!(trouble(&outcome), Some(Trouble::Certificate));
    assert_eq!(server.join().unwrap(), b"", "nothing of the message went out");
}
