use serde::{Deserialize, Serialize};

use crate::words::Sentence;

/// Why a transmission failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TransportError {
    /// The destination cannot be reached.
    Unreachable { address: String },
    /// The destination refuses the message.
    Rejected { address: String },
    /// The destination failed this time.
    Failed { address: String },
    /// The destination did not answer in time.
    TimedOut { address: String },
    /// What a real destination did, or what kept this program from reaching it.
    Real {
        address: String,
        trouble: Trouble,
        /// What the server or the system said, as it said it.
        #[serde(default)]
        said: String,
    },
}

/// What can go wrong with a real destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    Unreachable,
    /// The server understood, and does not want it.
    Refused,
    Failed,
    TimedOut,
    /// The server's certificate is not one to trust.
    Certificate,
    /// User name or password are wrong.
    Credentials,
    /// The password was not given in this run.
    NoPassword,
    /// A file of that name is there already.
    Exists,
    NoFolder,
    NotAllowed,
    Full,
    /// Nobody confirmed that it may be reached.
    NotConfirmed,
    /// More redirects than are allowed.
    Redirects,
    /// A redirect to a server that nobody confirmed.
    RedirectElsewhere,
    /// A setting that is kept and not supported.
    NotSupported,
    /// A path of another operating system.
    NotOfThisSystem,
    /// The name that the macros make is none for a file.
    FileName,
    /// A setting without which nothing can be sent.
    NotSet,
    /// A recipient that is none.
    Mail,
    /// The port names no host key for the server.
    HostKeyUnknown,
    /// The server shows another host key than the port names.
    HostKeyDiffers,
    /// The file with the private key cannot be used.
    PrivateKey,
}

impl Trouble {
    pub const ALL: [Self; 22] = [
        Self::Unreachable,
        Self::Refused,
        Self::Failed,
        Self::TimedOut,
        Self::Certificate,
        Self::Credentials,
        Self::NoPassword,
        Self::Exists,
        Self::NoFolder,
        Self::NotAllowed,
        Self::Full,
        Self::NotConfirmed,
        Self::Redirects,
        Self::RedirectElsewhere,
        Self::NotSupported,
        Self::NotOfThisSystem,
        Self::FileName,
        Self::NotSet,
        Self::Mail,
        Self::HostKeyUnknown,
        Self::HostKeyDiffers,
        Self::PrivateKey,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Unreachable => "trouble-unreachable",
            Self::Refused => "trouble-refused",
            Self::Failed => "trouble-failed",
            Self::TimedOut => "trouble-timed-out",
            Self::Certificate => "trouble-certificate",
            Self::Credentials => "trouble-credentials",
            Self::NoPassword => "trouble-no-password",
            Self::Exists => "trouble-exists",
            Self::NoFolder => "trouble-no-folder",
            Self::NotAllowed => "trouble-not-allowed",
            Self::Full => "trouble-full",
            Self::NotConfirmed => "trouble-not-confirmed",
            Self::Redirects => "trouble-redirects",
            Self::RedirectElsewhere => "trouble-redirect-elsewhere",
            Self::NotSupported => "trouble-not-supported",
            Self::NotOfThisSystem => "trouble-not-of-this-system",
            Self::FileName => "trouble-file-name",
            Self::NotSet => "trouble-not-set",
            Self::Mail => "trouble-mail",
            Self::HostKeyUnknown => "trouble-host-key-unknown",
            Self::HostKeyDiffers => "trouble-host-key-differs",
            Self::PrivateKey => "trouble-private-key",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::TimedOut => "timed out",
            Self::Certificate => "certificate",
            Self::Credentials | Self::PrivateKey => "credentials",
            Self::HostKeyUnknown | Self::HostKeyDiffers => "host key",
            Self::NoPassword => "no password",
            Self::Exists => "exists",
            Self::NoFolder => "no folder",
            Self::NotAllowed => "not allowed",
            Self::Full => "full",
            Self::NotConfirmed => "not confirmed",
            Self::Redirects | Self::RedirectElsewhere => "redirect",
            Self::NotSupported | Self::NotSet => "not supported",
            Self::Mail => "mail",
            Self::NotOfThisSystem | Self::FileName => "file name",
        }
    }
}

impl TransportError {
    #[must_use]
    pub fn of(trouble: Trouble, address: &str, said: &str) -> Self {
        Self::Real { address: address.to_owned(), trouble, said: said.to_owned() }
    }

    /// How it is told to programs, in an error report or an acknowledgement.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Rejected { .. } => "rejected",
            Self::Failed { .. } => "failed",
            Self::TimedOut { .. } => "timed out",
            Self::Real { trouble, .. } => trouble.code(),
        }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (key, address) = match self {
            Self::Unreachable { address } => ("transport-unreachable", address),
            Self::Rejected { address } => ("transport-rejected", address),
            Self::Failed { address } => ("transport-failed", address),
            Self::TimedOut { address } => ("transport-timed-out", address),
            Self::Real { address, trouble, said } => {
                return Sentence::new(trouble.key()).with("address", address.as_str()).with("said", said.as_str());
            }
        };
        Sentence::new(key).with("address", address.as_str())
    }
}
