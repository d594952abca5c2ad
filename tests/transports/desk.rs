//! An engine on its own thread with the machine's clock, as the window has it.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, mpsc},
    time::Duration,
};

use jiff::Timestamp;
use sendport::{
    engine::{
        Answer, Clock, Engine, EngineHandle, EngineThread, Fact, Query, Refusal, Reply, Request, Response, Snapshot,
        live,
    },
    message_box::{MessageBox, SqliteMessageBox},
    model::{Adapter, BizTalkGroup, MessageId, PortKind, PortState, Role, SendPort, Transport},
    transport::{Conditions, Transports},
};

use super::support::{APP, HOST, send, surroundings, to_port};

pub struct Machine;
impl Clock for Machine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

pub struct Desk {
    engine: EngineThread,
    woken: mpsc::Receiver<()>,
}

/// A started port that tries once.
pub fn a_port(name: &str, kind: PortKind, adapter: &str, address: &str, settings: &[(&str, &str)]) -> SendPort {
    let mut port = SendPort::new(name.into(), APP.into(), kind);
    let mut transport = Transport::new(adapter, address, HOST.into());
    transport.retry_count = 0;
    transport.settings = settings.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect();
    port.transport = Some(transport);
    port.state = PortState::Started;
    port
}

impl Desk {
    pub fn of(ports: impl IntoIterator<Item = SendPort>) -> Self {
        Self::under(Conditions::default(), ports)
    }

    /// Under other conditions than the usual ones.
    pub fn under(conditions: Conditions, ports: impl IntoIterator<Item = SendPort>) -> Self {
        Self::with(ports, Box::new(SqliteMessageBox::in_memory().unwrap()), conditions)
    }

    pub fn on_disk(ports: impl IntoIterator<Item = SendPort>, path: &Path) -> Self {
        Self::with(ports, Box::new(SqliteMessageBox::open(path).unwrap()), Conditions::default())
    }

    fn with(ports: impl IntoIterator<Item = SendPort>, store: Box<dyn MessageBox>, conditions: Conditions) -> Self {
        let mut group: BizTalkGroup = surroundings();
        for name in ["FTP", "SFTP", "SMTP"] {
            group.put(Adapter { name: name.into(), default_handler: HOST.into(), handlers: vec![HOST.into()] }.into());
        }
        for port in ports {
            group.put(port.into());
        }
        let adapter = Box::new(Transports::new(conditions));
        let engine = Engine::new(group, Role::Administrator, store, adapter, Timestamp::now()).unwrap();
        let (wake, woken) = mpsc::channel();
        let engine = EngineThread::start(engine, Machine, move || wake.send(()).unwrap_or_default()).unwrap();
        Self { engine, woken }
    }

    /// Waits until something of the state is so.
    #[track_caller]
    pub fn until<T>(&mut self, what: &str, look: impl Fn(&Snapshot) -> Option<T>) -> T {
        loop {
            let snapshot = self.engine.snapshot();
            if let Some(found) = look(&snapshot) {
                return found;
            }
            if self.woken.recv_timeout(Duration::from_mins(1)).is_err() {
                let facts: Vec<_> = snapshot.events.iter().map(|event| &event.fact).collect();
                panic!("{what} did not happen: {facts:#?}");
            }
        }
    }

    pub fn ask(&mut self, request: Request) -> Result<Response, Refusal> {
        let ticket = self.engine.request(request);
        loop {
            for reply in self.engine.replies() {
                if let Reply::Done { ticket: of, result, .. } = reply
                    && of == ticket
                {
                    return result;
                }
            }
            self.woken.recv_timeout(Duration::from_mins(1)).expect("a reply");
        }
    }

    pub fn query(&mut self, query: Query) -> Answer {
        let ticket = self.engine.query(query);
        loop {
            for reply in self.engine.replies() {
                if let Reply::Answer { ticket: of, answer } = reply
                    && of == ticket
                {
                    return answer;
                }
            }
            self.woken.recv_timeout(Duration::from_mins(1)).expect("an answer");
        }
    }

    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.engine.snapshot()
    }

    pub fn addresses(&self) -> BTreeSet<String> {
        live::addresses(&self.snapshot().group)
    }

    /// As the window does after its question.
    #[track_caller]
    pub fn go_live(&mut self) {
        let addresses = self.addresses();
        self.ask(Request::SetLive(Some(addresses))).expect("it is turned on");
    }

    #[track_caller]
    pub fn publish(&mut self, port: &str, body: &str) -> MessageId {
        let mut draft = to_port(port);
        body.clone_into(&mut draft.body);
        self.ask(send(draft)).expect("it is published").messages[0]
    }

    /// What became of a message: `Ok` if it was sent, otherwise what is told of its failure.
    #[track_caller]
    pub fn outcome(&mut self, message: MessageId) -> Result<(), sendport::transport::TransportError> {
        self.until("an outcome", |snapshot| {
            snapshot.events.iter().find_map(|event| match &event.fact {
                Fact::Sent { message: of, .. } if *of == message => Some(Ok(())),
                Fact::SendFailed { message: of, error, .. } if *of == message => Some(Err(error.clone())),
                _ => None,
            })
        })
    }

    /// What went over the line.
    #[track_caller]
    pub fn exchange(&mut self, message: MessageId) -> sendport::transport::Exchange {
        self.until("an exchange", |snapshot| {
            snapshot.events.iter().find_map(|event| match &event.fact {
                Fact::Exchanged { message: of, exchange, .. } if *of == message => Some(exchange.clone()),
                _ => None,
            })
        })
    }
}

/// A transport by itself, to look at.
pub fn transport(adapter: &str, address: &str, settings: &[(&str, &str)]) -> Transport {
    let port = a_port("Looked at", PortKind::StaticOneWay, adapter, address, settings);
    port.transport.unwrap()
}

/// Servers that do not answer are given up soon.
pub fn impatient() -> Conditions {
    Conditions { patience: Duration::from_secs(1), ..Conditions::default() }
}

/// What was said of a failure.
pub fn said(outcome: &Result<(), sendport::transport::TransportError>) -> String {
    match outcome {
        Err(sendport::transport::TransportError::Real { said, .. }) => said.clone(),
        other => panic!("{other:?}"),
    }
}

/// The trouble of a failure.
pub fn trouble(outcome: &Result<(), sendport::transport::TransportError>) -> Option<sendport::transport::Trouble> {
    match outcome {
        Err(sendport::transport::TransportError::Real { trouble, .. }) => Some(*trouble),
        _ => None,
    }
}
