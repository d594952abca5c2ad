//! What stands in a binding file, as it stands there: texts and numbers of lines. What becomes of
//! it in a BizTalk group is decided later.

use std::{ops::Range, sync::Arc};

use crate::{
    model::{ArtifactKind, PortKind},
    words::Sentence,
};

/// Something about a file that its reader should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub line: usize,
    /// What it is about, as the file calls it.
    pub about: Option<(ArtifactKind, String)>,
    /// Whether something is not taken over. It is kept for the export all the same, passwords aside.
    pub lossy: bool,
    pub sentence: Sentence,
}

/// Where an element stands, and what it is when it stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    pub line: usize,
    /// In the text of the file, in bytes.
    pub(super) range: Range<usize>,
    /// Without passwords, with its namespaces.
    pub(super) xml: Arc<str>,
}

/// A binding file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BindingFile {
    /// The text as it was read, without the XML declaration, with line feeds as line ends.
    pub(super) text: String,
    /// The applications that it is about, in its order: of its `ModuleRef`s, then of its ports.
    pub applications: Vec<String>,
    pub send_ports: Vec<FilePort>,
    pub send_port_groups: Vec<FileGroup>,
    pub receive_ports: Vec<FileReceivePort>,
    pub orchestrations: Vec<FileOrchestration>,
    /// In the order of lines.
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FilePort {
    pub name: String,
    pub kind: PortKind,
    pub origin: Origin,
    pub description: Option<String>,
    pub application: Option<String>,
    pub send_pipeline: Option<String>,
    pub receive_pipeline: Option<String>,
    pub primary: Option<FileTransport>,
    pub secondary: Option<FileTransport>,
    /// The common name and the thumbprint of the certificate.
    pub certificate: Option<(String, String)>,
    pub tracking: Option<String>,
    pub filter: FileFilter,
    pub outbound_maps: Vec<String>,
    pub inbound_maps: Vec<String>,
    /// What the port says, or else its primary transport.
    pub ordered_delivery: bool,
    pub priority: Option<String>,
    pub stop_sending_on_failure: bool,
    pub route_failed_messages: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileTransport {
    pub line: usize,
    pub address: String,
    pub adapter: Option<String>,
    /// By name, in the order of the file.
    pub settings: Vec<(String, String)>,
    /// The settings could not be read.
    pub unread: bool,
    pub handler: Option<String>,
    pub retry_count: Option<String>,
    pub retry_interval: Option<String>,
    pub window_enabled: bool,
    pub window_start: Option<String>,
    pub window_stop: Option<String>,
}

/// A filter expression: OR of groups, each an AND of statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileFilter {
    pub line: usize,
    pub groups: Vec<Vec<FileStatement>>,
    /// It could not be read.
    pub unread: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileStatement {
    pub line: usize,
    pub property: String,
    /// `0` to `6`.
    pub operator: String,
    pub value: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileGroup {
    pub name: String,
    pub origin: Origin,
    pub description: Option<String>,
    pub application: Option<String>,
    /// With their lines.
    pub members: Vec<(usize, String)>,
    pub filter: FileFilter,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileReceivePort {
    pub name: String,
    pub origin: Origin,
    pub two_way: bool,
    pub description: Option<String>,
    pub application: Option<String>,
    pub route_failed_messages: bool,
    pub locations: Vec<FileLocation>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileLocation {
    pub line: usize,
    pub name: String,
    pub address: String,
    pub adapter: Option<String>,
    pub pipeline: Option<String>,
    pub enabled: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FileOrchestration {
    pub name: String,
    pub origin: Origin,
    /// By the `ModuleRef` before it that names one.
    pub application: Option<String>,
    pub description: Option<String>,
    pub host: Option<String>,
    pub ports: Vec<FileLogicalPort>,
}

/// A port through which an orchestration sends.
#[derive(Clone, Debug, PartialEq)]
pub struct FileLogicalPort {
    pub line: usize,
    pub name: String,
    pub send_port: Option<String>,
    pub send_port_group: Option<String>,
}

impl FileFilter {
    #[must_use]
    pub fn statements(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }
}
