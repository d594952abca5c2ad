use std::{cmp::Ordering, fmt, hash, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of an artifact. Names that differ in case only are the same name, as in the
/// databases behind the real console; the spelling is kept for display.
#[derive(Clone, Default)]
pub struct Name {
    text: Arc<str>,
    folded: Arc<str>,
}

impl Name {
    /// Longest name of a send port, a send port group, a receive port and so on, in characters.
    pub const MAX: usize = 256;
    /// Longest host name, in characters.
    pub const MAX_HOST: usize = 80;

    #[must_use]
    pub fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let text: Arc<str> = text.into();
        let folded = if *lower == *text { text.clone() } else { lower.into() };
        Self { text, folded }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the spelling is the same too, not only the name.
    #[must_use]
    pub fn same_spelling(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}
impl Eq for Name {}
impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded.cmp(&other.folded)
    }
}
impl hash::Hash for Name {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}
impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.text
    }
}
impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
