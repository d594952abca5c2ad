//! The fields of each adapter's dialog, as the adapter's page lists them.

use super::{
    Part,
    setting::{Choice, Kind, Setting, Tab, Unit},
};

/// Longest texts, in characters, where the pages give none: those of the address.
const USUAL: usize = 256;
const LONG: usize = 1024;
const PORT: Kind = Kind::Number { low: 1, high: 65_535, unit: Unit::None };

const fn choice(value: &'static str, binding: &'static str) -> Choice {
    Choice { value, binding }
}

/// Pages *FILE Transport Properties Dialog Box, Send, General Tab* and *File Adapter Configuration
/// Properties*. Of the two orders in which the pages count the copy modes, files that were exported use
/// this one.
pub const FILE: &[Setting] = &[
    Setting::text("Destination folder", "", USUAL).in_address(Part::Folder),
    Setting::text("File name", "FileName", USUAL).or("%MessageID%.xml").with_macros().in_address(Part::FileName),
    Setting::new("Copy mode", "CopyMode", Kind::Choice(&COPY_MODES), "Create new"),
    Setting::flag("Allow cache on write", "AllowCacheOnWrite", false),
    Setting::flag("Use temporary file while writing", "UseTempFileOnWrite", false),
];
const COPY_MODES: [Choice; 3] = [choice("Append", "0"), choice("Create new", "1"), choice("Overwrite", "2")];

/// Page *FTP Transport Properties Dialog Box, Send*.
pub const FTP: &[Setting] = &[
    Setting::text("Server", "serverAddress", USUAL).in_address(Part::Server),
    Setting::new("Port", "serverPort", PORT, "21").in_address(Part::Port),
    Setting::text("Folder", "targetFolder", USUAL).in_address(Part::PathOfServer),
    Setting::text("Target file name", "targetFileName", USUAL)
        .or("%MessageID%.xml")
        .with_macros()
        .in_address(Part::FileName),
    Setting::flag("Append if exists", "appendIfExists", false),
    Setting::text("Temporary folder", "spoolingFolder", USUAL),
    Setting::new("Representation", "representationType", Kind::Choice(&REPRESENTATIONS), "binary"),
    Setting::new("Mode", "passiveMode", Kind::Choice(&MODES), "Active").on(Tab::Connection),
    Setting::flag("Use SSL", "useSsl", false).on(Tab::Connection),
    Setting::new("FTPS connection mode", "ftpsConnMode", Kind::Choice(&FTPS), "Explicit").on(Tab::Connection),
    Setting::flag("Use data protection", "useDataProtection", true).on(Tab::Connection),
    Setting::text("Before put", "commandLogonPut", LONG).on(Tab::Connection),
    Setting::text("After put", "commandLogoffPut", LONG).on(Tab::Connection),
    Setting::text("User name", "userName", USUAL).on(Tab::Authentication),
    Setting::secret("Password", "password").on(Tab::Authentication),
];
const REPRESENTATIONS: [Choice; 2] = [choice("binary", "binary"), choice("ASCII", "ASCII")];
const MODES: [Choice; 2] = [choice("Active", "False"), choice("Passive", "True")];
const FTPS: [Choice; 2] = [choice("Explicit", "Explicit"), choice("Implicit", "Implicit")];

/// Page *How to Configure an HTTP Send Port*.
pub const HTTP: &[Setting] = &[
    Setting::text("Destination URL", "", USUAL).in_address(Part::Whole),
    Setting::flag("Enable chunked encoding", "EnableChunkedEncoding", true),
    Setting::new(
        "Request timeout",
        "RequestTimeout",
        Kind::Number { low: 0, high: 2_147_483, unit: Unit::Seconds },
        "0",
    ),
    Setting::new("Maximum redirects allowed", "MaxRedirects", Kind::Number { low: 0, high: 10, unit: Unit::None }, "5"),
    Setting::text("Content type", "ContentType", USUAL).or("text/xml"),
    Setting::flag("Use handler's default proxy settings", "UseHandlerProxySettings", true).on(Tab::Proxy),
    Setting::flag("Use proxy", "UseProxy", false).on(Tab::Proxy),
    Setting::text("Proxy server", "ProxyName", USUAL).on(Tab::Proxy),
    Setting::new("Proxy port", "ProxyPort", PORT, "80").on(Tab::Proxy),
    Setting::text("Proxy user name", "ProxyUsername", USUAL).on(Tab::Proxy),
    Setting::secret("Proxy password", "ProxyPassword").on(Tab::Proxy),
    Setting::new("Authentication type", "AuthenticationScheme", Kind::Choice(&SCHEMES), "Anonymous")
        .on(Tab::Authentication),
    Setting::flag("Use Single Sign-On", "UseSSO", false).on(Tab::Authentication),
    Setting::text("User name", "Username", USUAL).on(Tab::Authentication),
    Setting::secret("Password", "Password").on(Tab::Authentication),
    Setting::text("SSL client certificate thumbprint", "Certificate", 59).on(Tab::Authentication),
];
const SCHEMES: [Choice; 4] = [
    choice("Anonymous", "Anonymous"),
    choice("Basic", "Basic"),
    choice("Digest", "Digest"),
    choice("Kerberos", "Kerberos"),
];

/// Page *How to Configure an MSMQ Send Port*.
pub const MSMQ: &[Setting] = &[
    Setting::text("Destination queue", "", USUAL).in_address(Part::Whole),
    Setting::flag("Transactional", "transactional", false),
    Setting::flag("Use dead letter queue", "useDeadLetterQueue", true),
    Setting::flag("Recoverable", "recoverable", false),
    Setting::new("Body type", "bodyType", Kind::Number { low: 0, high: 65_535, unit: Unit::None }, "8209"),
    Setting::new("Timeout", "timeOut", Kind::Number { low: 0, high: 49_710, unit: Unit::Days }, "0"),
    Setting::new(
        "Maximum message size",
        "maximumMessageSize",
        Kind::Number { low: 1, high: 4_194_304, unit: Unit::Kilobytes },
        "1024",
    ),
];

/// The send side of the SFTP adapter.
pub const SFTP: &[Setting] = &[
    Setting::text("Server address", "ServerAddress", USUAL).in_address(Part::Server),
    Setting::new("Port", "Port", PORT, "22").in_address(Part::Port),
    Setting::text("Folder path", "FolderPath", USUAL).in_address(Part::PathOfServer),
    Setting::text("Target file name", "TargetFileName", USUAL)
        .or("%MessageID%.xml")
        .with_macros()
        .in_address(Part::FileName),
    Setting::flag("Append if exists", "AppendIfExists", false),
    Setting::text("Temporary folder", "TemporaryFolder", USUAL),
    Setting::new("Connection limit", "ConnectionLimit", Kind::Number { low: 1, high: 1_000, unit: Unit::None }, "5")
        .on(Tab::Connection),
    Setting::flag("Accept any SSH server host key", "AccessAnySSHServerHostKey", false).on(Tab::Connection),
    Setting::text("SSH server host key fingerprint", "SSHServerHostKey", USUAL).on(Tab::Connection),
    Setting::new("Client authentication mode", "ClientAuthenticationMode", Kind::Choice(&SSH_MODES), "Password")
        .on(Tab::Authentication),
    Setting::text("User name", "UserName", USUAL).on(Tab::Authentication),
    Setting::secret("Password", "Password").on(Tab::Authentication),
    Setting::text("Private key", "PrivateKey", USUAL).on(Tab::Authentication),
    Setting::secret("Private key password", "PrivateKeyPassword").on(Tab::Authentication),
];
const SSH_MODES: [Choice; 2] =
    [choice("Password", "Password"), choice("Public key authentication", "PublicKeyAuthentication")];

/// Page *How to Configure an SMTP Send Port*.
pub const SMTP: &[Setting] = &[
    Setting::text("To", "To", USUAL).in_address(Part::Recipients),
    Setting::text("CC", "CC", LONG),
    Setting::text("Subject", "Subject", USUAL).or("%MessageID%").with_macros(),
    Setting::flag("Read receipt", "ReadReceipt", false),
    Setting::flag("Delivery receipt", "DeliveryReceipt", false),
    Setting::new("Message body", "EmailBody", Kind::Choice(&BODIES), "BizTalk message body part").on(Tab::Message),
    Setting::text("Text", "EmailBodyText", LONG).on(Tab::Message),
    Setting::new("Attachments", "MessagePartsAttachments", Kind::Choice(&ATTACHMENTS), "None").on(Tab::Message),
    Setting::text("Attachment name", "", USUAL).or("%MessageID%.xml").with_macros().on(Tab::Message),
    Setting::text("SMTP server name", "SMTPHost", USUAL).on(Tab::Connection),
    Setting::new("Port", "", PORT, "25").on(Tab::Connection),
    Setting::new("Encryption", "", Kind::Choice(&ENCRYPTION), "STARTTLS").on(Tab::Connection),
    Setting::text("From", "From", USUAL).on(Tab::Connection),
    Setting::new("SMTP authentication", "SMTPAuthenticate", Kind::Choice(&SMTP_SCHEMES), "Anonymous")
        .on(Tab::Authentication),
    Setting::text("User name", "Username", USUAL).on(Tab::Authentication),
    Setting::secret("Password", "Password").on(Tab::Authentication),
];
const BODIES: [Choice; 2] = [choice("BizTalk message body part", "0"), choice("Text", "1")];
const ATTACHMENTS: [Choice; 2] = [choice("None", "0"), choice("Attach only body part", "1")];
const ENCRYPTION: [Choice; 3] = [choice("None", "None"), choice("STARTTLS", "STARTTLS"), choice("TLS", "TLS")];
const SMTP_SCHEMES: [Choice; 2] = [choice("Anonymous", "0"), choice("Basic", "1")];

/// Page *Windows `SharePoint` Services Transport Properties Dialog Box, Send*.
pub const WSS: &[Setting] = &[
    Setting::text("Destination folder URL", "", USUAL).in_address(Part::Whole),
    Setting::text("Filename", "Filename", USUAL).or("Msg-%MessageID%.xml").with_macros(),
    Setting::new("Overwrite", "Overwrite", Kind::Choice(&OVERWRITE), "No"),
];
const OVERWRITE: [Choice; 3] = [choice("Yes", "yes"), choice("No", "no"), choice("Orchestration", "orchestration")];
