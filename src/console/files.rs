//! The system's file dialogs.

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    OpenDocument,
    SaveDocument {
        suggested: String,
    },
    /// A message's body, to be written.
    SaveBody {
        suggested: String,
        body: String,
    },
    /// A message's body, to be read.
    OpenBody,
}

impl Ask {
    #[must_use]
    pub fn saves(&self) -> bool {
        matches!(self, Self::SaveDocument { .. } | Self::SaveBody { .. })
    }

    /// The key of the dialog's title.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::OpenDocument => "file-open-document",
            Self::SaveDocument { .. } => "file-save-document",
            Self::SaveBody { .. } => "file-save-body",
            Self::OpenBody => "file-open-body",
        }
    }
}
