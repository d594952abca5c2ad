//! Who would get a message with these properties: asked of a document or a binding file, which is only
//! read.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use serde_json::{Value as Json, json};

use super::{Exit, WhoGetsArguments, source};
use crate::{
    model::{Addressing, BizTalkGroup, Context, Source, Value, validate::type_key},
    routing::{Candidate, Check, Finding, Standing, as_declared, candidates, evaluate},
    rules::outcome::Verdict,
    words::{Language, Sentence, Words},
};

/// Answers on the standard output, and tells on the standard error what was wrong with the question.
#[must_use]
pub fn who_gets(arguments: &WhoGetsArguments) -> Exit {
    let words = Words::new(Language::of_the_system());
    let complain = |sentence: &Sentence| eprintln!("sendport: {}", words.say(sentence));
    let (group, started) = match source::read(&arguments.document) {
        Ok(read) => read,
        Err(sentence) => {
            complain(&sentence);
            return Exit::Unusable;
        }
    };
    let context = match context(arguments, &group) {
        Ok(context) => context,
        Err(sentence) => {
            complain(&sentence);
            return Exit::Refused;
        }
    };
    let answer = Answer::new(&group, &context);
    let as_started = if started { format!("{}\n\n", words.text("terminal-as-started")) } else { String::new() };
    let text = if arguments.json {
        format!("{}\n", answer.json())
    } else {
        format!("{as_started}{}", answer.text(&words, arguments.all))
    };
    // whoever listened has heard enough
    let _ = io::stdout().write_all(text.as_bytes());
    Exit::Fine
}

/// The properties as they are declared: by the product, by the document's property schemas, or, where
/// neither knows one, by the filters that compare it.
fn context(arguments: &WhoGetsArguments, group: &BizTalkGroup) -> Result<Context, Sentence> {
    let mut context = Context::default();
    for text in &arguments.property {
        let Some((name, value)) = text.split_once('=').filter(|(name, _)| !name.trim().is_empty()) else {
            return Err(Sentence::new("who-gets-no-property").with("text", text.as_str()));
        };
        let name = name.trim();
        let value: Value = as_declared(group, name, value).map_err(|value_type| {
            Sentence::new("inject-wrong-value")
                .with("property", name)
                .with("value", value)
                .with("type", Sentence::new(type_key(value_type)))
        })?;
        if context.get(name).is_some() {
            return Err(Sentence::new("who-gets-twice").with("property", name));
        }
        context.set(name, value);
    }
    Ok(context)
}

struct Answer<'a> {
    group: &'a BizTalkGroup,
    context: &'a Context,
    candidates: Vec<Candidate>,
}

impl<'a> Answer<'a> {
    fn new(group: &'a BizTalkGroup, context: &'a Context) -> Self {
        let published = Addressing::Published(Source::Properties);
        Self { group, context, candidates: candidates(group, &published, None, context) }
    }

    /// Every predicate of the filter by which somebody has a subscription.
    fn checks(&self, candidate: &Candidate) -> Vec<Vec<Check>> {
        let filter = match (&candidate.via, &candidate.port) {
            (Some(via), _) => self.group.send_port_groups.get(via).map(|spg| &spg.filter),
            (None, Some(port)) => self.group.send_ports.get(port).map(|port| &port.filter),
            (None, None) => None,
        };
        filter.map(|filter| evaluate(filter, self.context)).unwrap_or_default()
    }

    fn of(&self, wanted: fn(&Standing) -> bool) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(move |it| wanted(&it.standing))
    }

    fn json(&self) -> Json {
        let list = |wanted| -> Vec<Json> { self.of(wanted).map(|it| self.json_of(it)).collect() };
        let subscribers = list(|it| matches!(it, Standing::Gets(_)));
        json!({
            "routing_failure": subscribers.is_empty(),
            "subscribers": subscribers,
            "near_misses": list(|it| matches!(it, Standing::Nearly(_))),
            "others": list(|it| matches!(it, Standing::Not(_))),
        })
    }

    fn json_of(&self, candidate: &Candidate) -> Json {
        let english = Words::new(Language::English);
        let checks: Vec<Vec<Json>> =
            self.checks(candidate).iter().map(|group| group.iter().map(predicate).collect()).collect();
        let mut it = json!({ "port": candidate.port, "via": candidate.via, "filter": checks });
        match &candidate.standing {
            Standing::Gets(delivery) => {
                let verdict = if delivery.ruling.verdict == Verdict::Processed { "processed" } else { "suspended" };
                it["verdict"] = verdict.into();
                it["why"] = english.text(delivery.ruling.rule.key()).into();
            }
            Standing::Nearly(miss) => it["why"] = english.say(&miss.sentence()).into(),
            Standing::Not(why) => {
                let port = candidate.port.clone().unwrap_or_default();
                it["why"] = english.say(&why.sentence(&port, candidate.via.as_ref())).into();
            }
        }
        it
    }

    fn text(&self, words: &Words, all: bool) -> String {
        let count = |wanted| self.of(wanted).count();
        let gets = count(|it| matches!(it, Standing::Gets(_)));
        let key = if gets == 0 { "subscriptions-nobody" } else { "subscriptions-answer" };
        let told = Sentence::new(key)
            .with("gets", gets)
            .with("nearly", count(|it| matches!(it, Standing::Nearly(_))))
            .with("not", count(|it| matches!(it, Standing::Not(_))));
        let mut text = format!("{}\n", words.say(&told));
        for candidate in self.candidates.iter().filter(|it| all || !matches!(it.standing, Standing::Not(_))) {
            let name = match (&candidate.port, &candidate.via) {
                (Some(port), Some(via)) => {
                    words.say(&Sentence::new("who-gets-via").with("port", port).with("group", via))
                }
                (Some(name), None) | (None, Some(name)) => name.to_string(),
                (None, None) => String::new(),
            };
            let (what, why) = match &candidate.standing {
                Standing::Gets(delivery) => {
                    let processed = delivery.ruling.verdict == Verdict::Processed;
                    let key = if processed { "outcome-processed" } else { "outcome-suspended" };
                    (words.text(key), words.text(delivery.ruling.rule.key()).into_owned())
                }
                Standing::Nearly(miss) => (words.text("subscriptions-nearly"), words.say(&miss.sentence())),
                Standing::Not(why) => {
                    let port = candidate.port.clone().unwrap_or_default();
                    (words.text("outcome-no-copy"), words.say(&why.sentence(&port, candidate.via.as_ref())))
                }
            };
            let _ = writeln!(text, "\n{name}: {what}\n  {why}");
            for (at, group) in self.checks(candidate).iter().enumerate() {
                if at > 0 {
                    let _ = writeln!(text, "  {}", words.text("who-gets-or"));
                }
                for check in group {
                    let _ = writeln!(text, "  {}", words.say(&check.sentence()));
                }
            }
        }
        text
    }
}

fn predicate(check: &Check) -> Json {
    let predicate = &check.predicate;
    let (finding, has) = match &check.finding {
        Finding::Holds(value) => ("holds", Some(value)),
        Finding::Fails(value) => ("fails", Some(value)),
        Finding::NotPromoted => ("not promoted", None),
        Finding::OtherType(value, _) => ("other type", Some(value)),
    };
    json!({
        "property": predicate.property,
        "operator": predicate.operator.sign(),
        "value": predicate.operator.takes_value().then(|| predicate.value.to_string()),
        "finding": finding,
        "has": has.map(ToString::to_string),
    })
}
