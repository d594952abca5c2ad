//! A property and a value that are typed where anything is found, as they stand in a filter:
//! `BTS.ReceivePortName == RP_Orders`. It is a question: who would get such a message?

use super::{Entry, Target};
use crate::{
    console::panels::subscriptions::Query,
    model::{BizTalkGroup, Context},
    routing::{as_declared, properties_looked_at},
    words::{Sentence, Words},
};

/// What a text asks about subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Who would get a message with these properties?
    WhoGets(Vec<(String, String)>),
    /// Whose filters look at this property, and at this value of it?
    WhoLooks(String, Option<String>),
}

impl Question {
    /// How it is asked in the view of the subscriptions; `None` where a value is none of its type.
    #[must_use]
    pub fn query(&self, group: &BizTalkGroup) -> Option<Query> {
        match self {
            Self::WhoGets(properties) => {
                let typed = properties
                    .iter()
                    .map(|(name, value)| as_declared(group, name, value).ok().map(|value| (name.clone(), value)));
                Some(Query::Context(Context(typed.collect::<Option<_>>()?)))
            }
            Self::WhoLooks(property, value) => {
                let value = value.as_deref().map(|value| as_declared(group, property, value));
                Some(Query::Property { name: property.clone(), value: value.transpose().ok()? })
            }
        }
    }
}

/// The questions that a text asks; none if it is not of this kind.
#[must_use]
pub fn questions(text: &str, group: &BizTalkGroup, words: &Words) -> Vec<Entry> {
    let entry = |question: Question, title: Sentence| {
        let possible = question.query(group).is_some();
        possible.then(|| Entry::new(Target::Question(question), &words.say(&title), ""))
    };
    let who_looks = |property: &str, value: Option<&str>| {
        let title = Sentence::new("find-who-looks").with("property", property);
        entry(Question::WhoLooks(property.to_owned(), value.map(str::to_owned)), title)
    };
    let Some(properties) = comparisons(text) else {
        // a name alone, if there is such a property
        let property = text.trim();
        let known = !property.is_empty()
            && (group.property_type(property).is_some() || properties_looked_at(group).contains_key(property));
        return known.then(|| who_looks(property, None)).flatten().into_iter().collect();
    };
    let question: Vec<String> = properties.iter().map(|(name, value)| format!("{name} == {value}")).collect();
    let title = Sentence::new("find-who-gets").with("question", question.join(", "));
    let looks: Vec<Entry> = match properties.as_slice() {
        [(property, value)] => who_looks(property, Some(value)).into_iter().collect(),
        _ => Vec::new(),
    };
    entry(Question::WhoGets(properties), title).into_iter().chain(looks).collect()
}

/// `A == 1 And B == 2`. The values stand without quotes, as in the filters of ports, or with them.
fn comparisons(text: &str) -> Option<Vec<(String, String)>> {
    let mut parts = vec![Vec::new()];
    for word in text.split_whitespace() {
        if word.eq_ignore_ascii_case("and") || word == "&&" {
            parts.push(Vec::new());
        } else {
            parts.last_mut()?.push(word);
        }
    }
    parts.into_iter().map(|words| comparison(&words.join(" "))).collect()
}

fn comparison(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once("==").or_else(|| text.split_once('='))?;
    let (name, value) = (name.trim(), value.trim());
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let value = quoted.unwrap_or(value);
    // other comparisons do not say what the message has
    let is_name = !name.is_empty() && !name.contains(|it: char| it.is_whitespace() || "!<>=\"".contains(it));
    (is_name && !value.is_empty() && !value.starts_with('=')).then(|| (name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::comparisons;

    #[test]
    fn a_comparison_is_read_as_it_stands_in_a_filter() {
        let of = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let receive_port = of("BTS.ReceivePortName", "RP_Orders");
        for text in [
            "BTS.ReceivePortName == RP_Orders",
            "BTS.ReceivePortName==RP_Orders",
            " BTS.ReceivePortName = \"RP_Orders\" ",
        ] {
            assert_eq!(comparisons(text), Some(vec![receive_port.clone()]), "{text}");
        }
        let both = comparisons("BTS.ReceivePortName == RP_Orders And Region == North and South");
        assert_eq!(both, None, "South is no comparison");
        let both = comparisons("BTS.ReceivePortName == RP_Orders && Customer == A & B");
        assert_eq!(both, Some(vec![receive_port, of("Customer", "A & B")]));
        for text in ["", "stop", "Amount > 5", "Amount != 5", "Amount >= 5", "a b == c", "A ==", "== 5", "A === 5"] {
            assert_eq!(comparisons(text), None, "{text}");
        }
    }
}
