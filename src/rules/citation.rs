use serde::{Deserialize, Serialize};

use crate::words::Sentence;

/// A page of the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Page {
    SendPortsAndSendPortGroups,
    SendPortsNode,
    ManageSendPortsAndSendPortGroups,
    ScaledOutSendingHosts,
    HowToEnlist,
    HowToStart,
    HowToStop,
    HowToUnenlist,
    HowToCreateSendPort,
    HowToCreateSendPortGroup,
    HowToAddToGroup,
    HowToRemoveFromGroup,
    HowToDeleteSendPort,
    HowToDeleteSendPortGroup,
    HowToStartAndStopApplication,
    HowToStartOrchestration,
    HowToUnenlistOrchestration,
    HowToDeleteApplication,
    HowToRemoveReference,
    HowToMoveArtifact,
    HowToDeleteHost,
    HowToDeleteHandler,
    HowToConfigureFilters,
    HowToConfigureTransportAdvancedOptions,
    HowToConfigureBackupTransport,
    HowToConfigureInboundMaps,
    HowToEnableFailedMessageRouting,
    SendPortPropertiesDialog,
    SendPortGroupPropertiesDialog,
    SendPortGroupsNodeDetailsPane,
    ServiceInstanceStates,
    MinimumSecurityUserRights,
    PublishAndSubscribeArchitecture,
    TypesOfMessageFailures,
    MessageContextProperties,
    Hosts,
    OrderedDelivery,
    HostThrottling,
    HowToModifyThrottling,
    OrderBroker,
}

impl Page {
    /// The title of the page, which is the same in both languages.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::SendPortsAndSendPortGroups => "Send Ports and Send Port Groups",
            Self::SendPortsNode => "Send Ports Node",
            Self::ManageSendPortsAndSendPortGroups => "Manage Send Ports and Send Port Groups",
            Self::ScaledOutSendingHosts => "Scaled-Out Sending Hosts",
            Self::HowToEnlist => "How to Enlist a Send Port or Send Port Group",
            Self::HowToStart => "How to Start a Send Port or Send Port Group",
            Self::HowToStop => "How to Stop a Send Port or Send Port Group",
            Self::HowToUnenlist => "How to Unenlist a Send Port or Send Port Group",
            Self::HowToCreateSendPort => "How to Create a Send Port",
            Self::HowToCreateSendPortGroup => "How to Create a Send Port Group",
            Self::HowToAddToGroup => "How to Add a Send Port to a Send Port Group",
            Self::HowToRemoveFromGroup => "How to Remove a Send Port from a Send Port Group",
            Self::HowToDeleteSendPort => "How to Delete a Send Port",
            Self::HowToDeleteSendPortGroup => "How to Delete a Send Port Group",
            Self::HowToStartAndStopApplication => "How to Start and Stop a BizTalk Application",
            Self::HowToStartOrchestration => "How to Start an Orchestration",
            Self::HowToUnenlistOrchestration => "How to Unenlist an Orchestration",
            Self::HowToDeleteApplication => "How to Delete a BizTalk Application from the BizTalk Group",
            Self::HowToRemoveReference => "How to Remove a Reference to Another Application",
            Self::HowToMoveArtifact => "How to Move an Artifact to a Different Application",
            Self::HowToDeleteHost => "How to Delete a Host",
            Self::HowToDeleteHandler => "How to Delete an Adapter Handler",
            Self::HowToConfigureFilters => "How to Configure Filters for a Send Port",
            Self::HowToConfigureTransportAdvancedOptions => {
                "How to Configure Transport Advanced Options for a Send Port"
            }
            Self::HowToConfigureBackupTransport => "How to Configure Backup Transport Options for a Send Port",
            Self::HowToConfigureInboundMaps => "How to Configure Inbound Maps for a Send Port",
            Self::HowToEnableFailedMessageRouting => "How to Enable Routing for Failed Messages",
            Self::SendPortPropertiesDialog => "Send Port Properties Dialog Box",
            Self::SendPortGroupPropertiesDialog => "Send Port Group Properties Dialog Box",
            Self::SendPortGroupsNodeDetailsPane => "Send Port Groups Node, Details Pane",
            Self::ServiceInstanceStates => "Service Instance States",
            Self::MinimumSecurityUserRights => "Minimum Security User Rights",
            Self::PublishAndSubscribeArchitecture => "Publish and Subscribe Architecture",
            Self::TypesOfMessageFailures => "Types of Message Failures",
            Self::MessageContextProperties => "Message Context Properties",
            Self::Hosts => "Hosts",
            Self::OrderedDelivery => "Ordered Delivery of Messages",
            Self::HostThrottling => "How BizTalk Server Implements Host Throttling",
            Self::HowToModifyThrottling => "How to Modify Resource Based Throttling Settings",
            Self::OrderBroker => "Processing in the OrderBroker Orchestration",
        }
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Citation {
    /// It stands in the documentation, at a place of a table or in the page's prose.
    Documented { page: Page, place: Option<Place> },
    /// The documentation does not say it; `reason` is the key of the words that say from what it
    /// follows.
    Derived { reason: &'static str },
}

/// A place in one of the two tables of *Send Ports and Send Port Groups*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The table of actions: the keys of the words for row and column.
    Actions { row: &'static str, column: &'static str },
    /// The table of state combinations: the number of the row, from 1.
    Outcomes { row: u32 },
}

impl Citation {
    #[must_use]
    pub const fn page(page: Page) -> Self {
        Self::Documented { page, place: None }
    }

    #[must_use]
    pub fn is_documented(self) -> bool {
        matches!(self, Self::Documented { .. })
    }

    /// In a word or two: `row 4`, `derived`; `None` where the page says it in prose.
    #[must_use]
    pub fn stamp(self) -> Option<Sentence> {
        match self {
            Self::Documented { place: Some(Place::Outcomes { row }), .. } => {
                Some(Sentence::new("stamp-row").with("row", row))
            }
            Self::Derived { .. } => Some(Sentence::new("stamp-derived")),
            Self::Documented { .. } => None,
        }
    }

    /// `documented: "Send Ports and Send Port Groups", state combinations, row 4` or
    /// `derived: a Bound send port has no subscription`.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Documented { page, place: None } => Sentence::new("citation-page").with("page", page.title()),
            Self::Documented { page, place: Some(Place::Actions { row, column }) } => Sentence::new("citation-actions")
                .with("page", page.title())
                .with("row", Sentence::new(row))
                .with("column", Sentence::new(column)),
            Self::Documented { page, place: Some(Place::Outcomes { row }) } => {
                Sentence::new("citation-outcomes").with("page", page.title()).with("row", row)
            }
            Self::Derived { reason } => Sentence::new("citation-derived").with("reason", Sentence::new(reason)),
        }
    }
}
