//! The adapters with a send side (page *Adapters in BizTalk Server* and the adapters' own pages).

mod address;
pub mod file_name;
pub mod macros;
mod setting;
mod settings;

pub use address::{Part, has_password, part, with_part, without_password};
pub use setting::{Choice, Kind, Place, Setting, Tab, Unit, complete, number, value};

/// What is known of an adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdapterType {
    /// The transport type, as the console shows it.
    pub name: &'static str,
    /// How an address of this adapter begins, in lower case; the first one is the usual one.
    pub schemes: &'static [&'static str],
    /// Whether solicit-response ports may use it.
    pub two_way: bool,
    /// An address as an example.
    pub example: &'static str,
    /// The fields of its own dialog, in their order.
    pub settings: &'static [Setting],
}

pub const FILE: &str = "FILE";

pub const SEND_ADAPTERS: &[AdapterType] = &[
    AdapterType {
        name: FILE,
        schemes: &["file://"],
        two_way: false,
        example: r"C:\Out\%MessageID%.xml",
        settings: settings::FILE,
    },
    AdapterType {
        name: "FTP",
        schemes: &["ftp://"],
        two_way: false,
        example: "ftp://server:21/out/%MessageID%.xml",
        settings: settings::FTP,
    },
    AdapterType {
        name: "HTTP",
        schemes: &["http://", "https://"],
        two_way: true,
        example: "https://server/orders",
        settings: settings::HTTP,
    },
    AdapterType {
        name: "MQSeries",
        schemes: &["mqs://"],
        two_way: false,
        example: "MQS://server/queue",
        settings: &[],
    },
    AdapterType {
        name: "MSMQ",
        schemes: &["msmq://"],
        two_way: false,
        example: r"msmq://.\private$\orders",
        settings: settings::MSMQ,
    },
    AdapterType {
        name: "SB-Messaging",
        schemes: &["sb://"],
        two_way: false,
        example: "sb://namespace.servicebus.example/queue",
        settings: &[],
    },
    AdapterType {
        name: "SFTP",
        schemes: &["sftp://"],
        two_way: false,
        example: "sftp://server:22/out/%MessageID%.xml",
        settings: settings::SFTP,
    },
    AdapterType {
        name: "SMTP",
        schemes: &["mailto:"],
        two_way: false,
        example: "mailto:orders@example.org",
        settings: settings::SMTP,
    },
    AdapterType { name: "SOAP", schemes: &["soap://"], two_way: true, example: "SOAP://server/service", settings: &[] },
    AdapterType { name: "SQL", schemes: &["sql://"], two_way: true, example: "SQL://server/database", settings: &[] },
    AdapterType {
        name: "WCF-BasicHttp",
        schemes: &[],
        two_way: true,
        example: "https://server/service.svc",
        settings: &[],
    },
    AdapterType {
        name: "WCF-Custom",
        schemes: &["mssql://"],
        two_way: true,
        example: "net.tcp://server/service",
        settings: &[],
    },
    AdapterType {
        name: "WCF-NetMsmq",
        schemes: &["net.msmq://"],
        two_way: false,
        example: "net.msmq://server/private/orders",
        settings: &[],
    },
    AdapterType {
        name: "WCF-NetNamedPipe",
        schemes: &["net.pipe://"],
        two_way: true,
        example: "net.pipe://localhost/orders",
        settings: &[],
    },
    AdapterType {
        name: "WCF-NetTcp",
        schemes: &["net.tcp://"],
        two_way: true,
        example: "net.tcp://server:808/orders",
        settings: &[],
    },
    AdapterType {
        name: "WCF-WSHttp",
        schemes: &[],
        two_way: true,
        example: "https://server/service.svc",
        settings: &[],
    },
    AdapterType {
        name: "Windows SharePoint Services",
        schemes: &["wss://"],
        two_way: false,
        example: "wss://server/sites/orders/Shared Documents",
        settings: settings::WSS,
    },
];

impl AdapterType {
    /// The field with this documented name, or with this name in a binding file; case counts in neither.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&'static Setting> {
        let is = |it: &&Setting| it.label.eq_ignore_ascii_case(name) || it.binding.eq_ignore_ascii_case(name);
        self.settings.iter().find(is)
    }
}

/// The adapter with this name; names of adapters are not case-sensitive.
#[must_use]
pub fn find(name: &str) -> Option<&'static AdapterType> {
    SEND_ADAPTERS.iter().find(|adapter| adapter.name.eq_ignore_ascii_case(name))
}

/// The adapter that an address implies by its prefix, as for a dynamic port whose message names
/// no transport type.
#[must_use]
pub fn from_address(address: &str) -> Option<&'static AdapterType> {
    let address = address.to_ascii_lowercase();
    SEND_ADAPTERS.iter().find(|adapter| adapter.schemes.iter().any(|scheme| address.starts_with(scheme)))
}
