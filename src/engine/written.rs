//! How artifacts stand in requests that are written down: by the name of their kind.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    Adapter, Application, Artifact, Destination, Host, Orchestration, PropertySchema, ReceivePort, SendPort,
    SendPortGroup, Template,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Artifact")]
enum Kind {
    Application(Arc<Application>),
    SendPort(Arc<SendPort>),
    SendPortGroup(Arc<SendPortGroup>),
    ReceivePort(Arc<ReceivePort>),
    Orchestration(Arc<Orchestration>),
    Host(Arc<Host>),
    Adapter(Arc<Adapter>),
    PropertySchema(Arc<PropertySchema>),
    Template(Arc<Template>),
    Destination(Arc<Destination>),
}

#[derive(Serialize, Deserialize)]
struct One(#[serde(with = "Kind")] Artifact);

pub(super) mod artifact {
    use serde::{Deserializer, Serializer};

    use super::{Artifact, Kind};

    pub fn serialize<S: Serializer>(artifact: &Artifact, serializer: S) -> Result<S::Ok, S::Error> {
        Kind::serialize(artifact, serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Artifact, D::Error> {
        Kind::deserialize(deserializer)
    }
}

pub(super) mod artifacts {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Artifact, One};

    pub fn serialize<S: Serializer>(artifacts: &[Artifact], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(artifacts.iter().cloned().map(One))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Artifact>, D::Error> {
        Ok(Vec::<One>::deserialize(deserializer)?.into_iter().map(|One(artifact)| artifact).collect())
    }
}
