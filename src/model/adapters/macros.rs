//! The macros of file names and subjects (page *Restrictions When Configuring the FILE Adapter*).

use jiff::{Timestamp, tz::TimeZone};

use crate::model::Message;

/// The macros, as they are written.
pub const MACROS: [&str; 11] = [
    "%MessageID%",
    "%SourceFileName%",
    "%datetime%",
    "%datetime_bts2000%",
    "%datetime.tz%",
    "%time%",
    "%time.tz%",
    "%DestinationParty%",
    "%DestinationPartyQualifier%",
    "%SourceParty%",
    "%SourcePartyQualifier%",
];

/// What a value may not contain to stand in the name of a file.
const ILLEGAL: [char; 10] = ['<', '>', ':', '/', '\\', '|', '"', '?', '*', ';'];

/// What the macros stand for.
#[derive(Clone, Debug)]
pub struct Values {
    message_id: String,
    source_file_name: Option<String>,
    /// Destination party and its qualifier, source party and its qualifier.
    parties: [Option<String>; 4],
    now: Timestamp,
    zone: TimeZone,
}

impl Values {
    /// Those of a message that is sent at a time.
    #[must_use]
    pub fn of(message: &Message, now: Timestamp, zone: &TimeZone) -> Self {
        let text = |name: &str| message.context.text(name).map(str::to_owned);
        let received = text("FILE.ReceivedFileName").or_else(|| text("FTP.ReceivedFileName"));
        let parties = ["DestinationParty", "DestinationPartyQualifier", "SourceParty", "SourcePartyQualifier"];
        Self {
            message_id: guid(message),
            source_file_name: received.map(|it| it.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()),
            parties: parties.map(|name| text(&format!("BTS.{name}")).or_else(|| text(&format!("EDI.{name}")))),
            now,
            zone: zone.clone(),
        }
    }

    /// Those of a message that could be, for a preview.
    #[must_use]
    pub fn example(now: Timestamp, zone: &TimeZone) -> Self {
        Self {
            message_id: "{7f0c8d52-3b1a-4e6f-9c2d-51a8e04b7d39}".to_owned(),
            source_file_name: Some("order.xml".to_owned()),
            parties: [None, None, None, None],
            now,
            zone: zone.clone(),
        }
    }

    fn of_macro(&self, name: &str) -> Option<String> {
        let utc = self.now.to_zoned(TimeZone::UTC);
        let local = self.now.to_zoned(self.zone.clone());
        let value = match name {
            "MessageID" => self.message_id.clone(),
            "SourceFileName" => self.source_file_name.clone()?,
            "datetime" => utc.strftime("%Y-%m-%dT%H%M%S").to_string(),
            // the last digit is the tenth of the second, as in the page's example
            "datetime_bts2000" => format!("{}{}", utc.strftime("%Y%m%d%H%M%S"), utc.millisecond() / 100),
            "datetime.tz" => local.strftime("%Y-%m-%dT%H%M%S%z").to_string(),
            "time" => utc.strftime("%H%M%S").to_string(),
            "time.tz" => local.strftime("%H%M%S%z").to_string(),
            "DestinationParty" => self.parties[0].clone()?,
            "DestinationPartyQualifier" => self.parties[1].clone()?,
            "SourceParty" => self.parties[2].clone()?,
            "SourcePartyQualifier" => self.parties[3].clone()?,
            _ => return None,
        };
        let legal = !value.is_empty() && !value.chars().any(|it| it.is_control() || ILLEGAL.contains(&it));
        legal.then_some(value)
    }
}

/// Replaces the macros of a text. One that is misspelled, that has no value or one that no file name
/// may have stays as it is written.
#[must_use]
pub fn expand(text: &str, values: &Values) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('%') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        if let Some((end, value)) = after.find('%').and_then(|end| Some((end, values.of_macro(&after[..end])?))) {
            out.push_str(&value);
            rest = &after[end + 1..];
        } else {
            // the next sign may begin one
            out.push('%');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// A globally unique id of a message, the same for every attempt to send it. Numbers of messages are
/// counted in each MessageBox, so that they do not do.
#[must_use]
pub fn guid(message: &Message) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let nanoseconds = message.published.as_nanosecond().to_le_bytes();
    for byte in message.id.0.to_le_bytes().iter().chain(&nanoseconds).chain(message.body.as_bytes()) {
        hash = (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    // the form of version 8: the rest is whatever its maker likes
    let hash = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{hash:032x}");
    format!("{{{}-{}-{}-{}-{}}}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Addressing, Context, MessageId};

    fn message() -> Message {
        let mut context = Context::default();
        context.set("FILE.ReceivedFileName", r"C:\In\order 7.xml");
        context.set("BTS.SourceParty", "Lille/Nord");
        context.set("BTS.DestinationParty", "Lyon");
        Message {
            id: MessageId(7),
            published: "2026-03-01T10:35:23.456Z".parse().unwrap(),
            addressing: Addressing::default(),
            bound_to: None,
            context,
            body: "<a/>".into(),
        }
    }

    #[test]
    fn every_macro_has_the_documented_form() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let values = Values::of(&message(), "2026-03-01T22:35:23.456Z".parse().unwrap(), &zone);
        let id = guid(&message());
        let cases = [
            ("%MessageID%.xml", format!("{id}.xml")),
            ("%SourceFileName%", "order 7.xml".to_owned()),
            ("%datetime%", "2026-03-01T223523".to_owned()),
            ("%datetime_bts2000%", "202603012235234".to_owned()),
            ("%datetime.tz%", "2026-03-02T003523+0200".to_owned()),
            ("%time%", "223523".to_owned()),
            ("%time.tz%", "003523+0200".to_owned()),
            ("%DestinationParty%", "Lyon".to_owned()),
            // no value, an illegal value, misspelled, open
            ("%DestinationPartyQualifier%", "%DestinationPartyQualifier%".to_owned()),
            ("%SourceParty%", "%SourceParty%".to_owned()),
            ("%Messageid%-%datetime%", "%Messageid%-2026-03-01T223523".to_owned()),
            ("100%.xml", "100%.xml".to_owned()),
            ("%%time%%", "%223523%".to_owned()),
        ];
        for (text, expected) in cases {
            assert_eq!(expand(text, &values), expected, "{text}");
        }
    }

    #[test]
    fn ids_are_those_of_one_message_only() {
        let (one, other) = (message(), Message { id: MessageId(8), ..message() });
        assert_eq!(guid(&one), guid(&message()));
        assert_ne!(guid(&one), guid(&other));
        assert_ne!(guid(&one), guid(&Message { body: "<b/>".into(), ..message() }));
        assert_eq!(guid(&one).len(), 38);
    }
}
