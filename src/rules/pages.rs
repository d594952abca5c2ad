//! Which pages the window *Send Port Properties* has for each kind of send port (page *Send Port
//! Properties Dialog Box* and the how-to pages of its pages).

use super::{Citation, Page};
use crate::model::PortKind;

/// A page of *Send Port Properties*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PropertyPage {
    #[default]
    General,
    TransportAdvancedOptions,
    BackupTransport,
    InboundMaps,
    OutboundMaps,
    Filters,
    Certificate,
    Tracking,
}

impl PropertyPage {
    /// In the order of the console's list.
    pub const ALL: [Self; 8] = [
        Self::General,
        Self::TransportAdvancedOptions,
        Self::BackupTransport,
        Self::InboundMaps,
        Self::OutboundMaps,
        Self::Filters,
        Self::Certificate,
        Self::Tracking,
    ];

    /// The key of its title.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::General => "page-general",
            Self::TransportAdvancedOptions => "page-transport-advanced-options",
            Self::BackupTransport => "page-backup-transport",
            Self::InboundMaps => "page-inbound-maps",
            Self::OutboundMaps => "page-outbound-maps",
            Self::Filters => "page-filters",
            Self::Certificate => "page-certificate",
            Self::Tracking => "page-tracking",
        }
    }

    /// Why a kind of port does not have this page: the key of the sentence and where it stands.
    #[must_use]
    pub fn why_not(self, kind: PortKind) -> Option<(&'static str, Citation)> {
        match self {
            Self::BackupTransport if kind.is_dynamic() => {
                Some(("page-no-backup-dynamic", Citation::page(Page::HowToConfigureBackupTransport)))
            }
            Self::InboundMaps if !kind.is_two_way() => {
                Some(("page-no-inbound-maps-one-way", Citation::page(Page::HowToConfigureInboundMaps)))
            }
            _ => None,
        }
    }
}

impl PortKind {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::StaticOneWay => "kind-static-one-way",
            Self::StaticSolicitResponse => "kind-static-solicit-response",
            Self::DynamicOneWay => "kind-dynamic-one-way",
            Self::DynamicSolicitResponse => "kind-dynamic-solicit-response",
        }
    }
}
