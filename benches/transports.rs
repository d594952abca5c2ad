//! Sending for real, durably and end to end: from the publication to the completed instance, in a
//! MessageBox on disk. HTTP goes to a server on this machine that answers at once; FILE is held against a
//! bare loop of create, write, fsync and rename; and 200 ports send to a server that answers after a
//! second.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sendport::{
    console::session::SystemClock,
    engine::{Clock as _, Engine, EngineHandle as _, EngineThread, Request, live},
    message_box::SqliteMessageBox,
    model::{
        Adapter, Addressing, Application, BizTalkGroup, Draft, Host, HostInstance, PortKind, PortState, Role, SendPort,
        Target, Transport,
    },
    transport::Transports,
};

const MESSAGES: u32 = 2_000;
const BODY: &str = "<Order>0123456789 0123456789 0123456789 0123456789 0123456789 </Order>";

/// A server that takes connections until the process ends, and tells how many requests it answers at
/// the same time at most.
fn server(takes: Duration) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = most.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (now, most) = (now.clone(), most.clone());
            thread::spawn(move || {
                let _ = stream.set_nodelay(true);
                let Ok(mut writer) = stream.try_clone() else { return };
                let mut reader = BufReader::new(stream);
                loop {
                    let mut length = 0;
                    let mut line = String::new();
                    loop {
                        line.clear();
                        if reader.read_line(&mut line).is_ok_and(|read| read > 0) {
                            let lower = line.to_ascii_lowercase();
                            if let Some(value) = lower.strip_prefix("content-length:") {
                                length = value.trim().parse().unwrap_or(0);
                            }
                            if line == "\r\n" {
                                break;
                            }
                        } else {
                            return;
                        }
                    }
                    let mut body = vec![0; length];
                    if reader.read_exact(&mut body).is_err() {
                        return;
                    }
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    if !takes.is_zero() {
                        thread::sleep(takes);
                    }
                    now.fetch_sub(1, Ordering::SeqCst);
                    if writer.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").is_err() {
                        return;
                    }
                }
            });
        }
    });
    (url, seen)
}

struct Desk {
    engine: EngineThread,
    woken: mpsc::Receiver<()>,
}

impl Desk {
    fn of(ports: Vec<SendPort>, folder: &Path) -> Self {
        let mut group = BizTalkGroup::default();
        group.put(Application { name: "App".into(), default: true, ..Application::default() }.into());
        let instances = vec![HostInstance { server: "Server".into(), running: true, ..HostInstance::default() }];
        group.put(Host { name: "Host".into(), default: true, instances, ..Host::default() }.into());
        for name in ["FILE", "HTTP"] {
            let (default_handler, handlers) = ("Host".into(), vec!["Host".into()]);
            group.put(Adapter { name: name.into(), default_handler, handlers }.into());
        }
        for port in ports {
            group.put(port.into());
        }
        let store = SqliteMessageBox::open(&folder.join("box.sqlite")).expect("a MessageBox");
        let adapter = Box::<Transports>::default();
        let now = SystemClock.now();
        let engine = Engine::new(group, Role::Administrator, Box::new(store), adapter, now).expect("an engine");
        let (wake, woken) = mpsc::channel();
        let engine =
            EngineThread::start(engine, SystemClock, move || wake.send(()).unwrap_or_default()).expect("a thread");
        let mut desk = Self { engine, woken };
        let addresses = live::addresses(&desk.engine.snapshot().group);
        desk.engine.request(Request::SetLive(Some(addresses)));
        desk
    }

    fn publish(&mut self, port: &str, count: u32) {
        let addressing = Addressing::To(Target::SendPort(port.into()));
        let draft = Draft { addressing, body: BODY.to_owned(), ..Draft::default() };
        self.engine.request(Request::Publish { draft, count });
    }

    /// Waits until so many have arrived.
    fn arrived(&self, ports: &[String], messages: u64) {
        loop {
            let snapshot = self.engine.snapshot();
            let arrived: u64 = ports.iter().map(|port| snapshot.counts.port(&port.as_str().into()).arrived).sum();
            if arrived >= messages {
                return;
            }
            self.woken.recv_timeout(Duration::from_mins(1)).expect("something arrives");
        }
    }
}

fn a_port(name: &str, adapter: &str, address: &str) -> SendPort {
    let mut port = SendPort::new(name.into(), "App".into(), PortKind::StaticOneWay);
    port.transport = Some(Transport::new(adapter, address, "Host".into()));
    port.state = PortState::Started;
    port
}

fn run(port: &SendPort) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let name = port.name.to_string();
    let mut desk = Desk::of(vec![port.clone()], folder.path());
    let begun = Instant::now();
    desk.publish(&name, MESSAGES);
    desk.arrived(&[name], MESSAGES.into());
    begun.elapsed()
}

fn sending(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sending for real");
    group.sample_size(10).throughput(Throughput::Elements(MESSAGES.into()));
    let (url, _) = server(Duration::ZERO);
    let http = a_port("Web", "HTTP", &format!("{url}/in"));
    group.bench_function("HTTP, durable end to end", |bench| {
        bench.iter_custom(|times| (0..times).map(|_| run(&http)).sum());
    });
    group.bench_function("FILE create new, durable end to end", |bench| {
        bench.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    let folder = tempfile::tempdir().expect("a folder");
                    run(&a_port("File", "FILE", &folder.path().join("%MessageID%.xml").display().to_string()))
                })
                .sum()
        });
    });
    group.bench_function("baseline: create, write, fsync, rename", |bench| {
        bench.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    let folder = tempfile::tempdir().expect("a folder");
                    let begun = Instant::now();
                    for number in 0..MESSAGES {
                        let (working, path) = (folder.path().join("working"), folder.path().join(number.to_string()));
                        let mut file = File::create(&working).expect("a file");
                        file.write_all(BODY.as_bytes()).expect("room");
                        file.sync_all().expect("a disk");
                        fs::rename(&working, &path).expect("a name");
                    }
                    begun.elapsed()
                })
                .sum()
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("200 ports to a server that answers after a second");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    let (url, most) = server(Duration::from_secs(1));
    let names: Vec<String> = (0..200).map(|number| format!("SP_{number}")).collect();
    group.bench_function("all of them once", |bench| {
        bench.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    let folder = tempfile::tempdir().expect("a folder");
                    let ports = names.iter().map(|name| a_port(name, "HTTP", &format!("{url}/{name}"))).collect();
                    let mut desk = Desk::of(ports, folder.path());
                    let begun = Instant::now();
                    for name in &names {
                        desk.publish(name, 1);
                    }
                    desk.arrived(&names, names.len() as u64);
                    begun.elapsed()
                })
                .sum()
        });
    });
    group.finish();
    println!("at the same time: {} of {}", most.load(Ordering::SeqCst), names.len());
}

criterion_group!(benches, sending);
criterion_main!(benches);
