//! A filter as text: `BTS.MessageType == "Order" And Region Exists Or Amount > 500`.
//!
//! And binds closer than Or, parentheses group; what stands in them is multiplied out, since a filter is
//! an OR of ANDs. Texts stand in quotes, a quote in them twice; numbers and times stand without. A name
//! that is no word stands in quotes too. White space is free, and the words And, Or and Exists are the
//! same in every language and in small letters.

use std::ops::Range;

use jiff::civil::DateTime;
use winnow::{
    LocatingSlice, Parser as _,
    combinator::{alt, opt, peek},
    error::ParserError,
    stream::{Location as _, Stream as _},
    token::{any, take_till, take_while},
};

use super::Position;
use crate::{
    model::{Filter, Operator, Predicate, Value, ValueType, validate::type_key},
    words::Sentence,
};

/// Most rows of a filter, after parentheses are multiplied out.
pub const MAX_ROWS: usize = 1000;
/// Deepest nesting of parentheses.
pub const MAX_DEPTH: usize = 50;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// In bytes; empty at the end of the text.
    pub span: Range<usize>,
    /// Where it begins, in lines and characters from 1.
    pub position: Position,
    pub what: Sentence,
}

impl TextError {
    /// `Line 1, column 5: here a value is missing`.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new("filter-text-wrong")
            .with("line", self.position.line)
            .with("column", self.position.column)
            .with("what", self.what.clone())
    }
}

/// Writes a filter, an alternative to a line. Without predicates it is empty.
#[must_use]
pub fn write(filter: &Filter) -> String {
    let group = |group: &[Predicate]| group.iter().map(predicate_text).collect::<Vec<_>>().join(" And ");
    filter.groups().map(group).collect::<Vec<_>>().join("\nOr ")
}

fn predicate_text(predicate: &Predicate) -> String {
    let property = &predicate.property;
    let bare = !property.is_empty() && property.chars().all(is_word) && keyword_of(property).is_none();
    let property = if bare { property.clone() } else { quoted_text(property) };
    if !predicate.operator.takes_value() {
        return format!("{property} Exists");
    }
    let value = match &predicate.value {
        Value::String(text) => quoted_text(text),
        value => value.to_string(),
    };
    format!("{property} {} {value}", predicate.operator.sign())
}

fn quoted_text(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Reads a filter. `declared` knows the types of properties; a text is taken as a number or a time where
/// one is declared.
///
/// # Errors
/// The first place at which it is none.
pub fn parse(text: &str, declared: &dyn Fn(&str) -> Option<ValueType>) -> Result<Filter, TextError> {
    let mut reader = Reader { declared, depth: 0 };
    reader.all(&mut LocatingSlice::new(text)).map(Filter).map_err(|fault| fault.told(text))
}

type Input<'a> = LocatingSlice<&'a str>;
type Parsed<T> = Result<T, Fault>;
type Groups = Vec<Vec<Predicate>>;

/// What is wrong, at these bytes.
#[derive(Debug)]
struct Fault {
    span: Range<usize>,
    what: Sentence,
}

impl Fault {
    /// At what stands next.
    fn at(input: &Input<'_>, key: &'static str) -> Self {
        let start = input.current_token_start();
        let rest: &str = input.as_ref();
        let word = rest.find(|it| !is_word(it)).unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        Self { span: start..start + word.max(first), what: Sentence::new(key) }
    }

    fn told(self, text: &str) -> TextError {
        let before = &text[..self.span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let position =
            Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 };
        TextError { span: self.span, position, what: self.what }
    }
}

impl<'a> ParserError<Input<'a>> for Fault {
    type Inner = Self;

    fn from_input(input: &Input<'a>) -> Self {
        Self::at(input, "filter-text-property")
    }

    fn into_inner(self) -> Result<Self::Inner, Self> {
        Ok(self)
    }
}

/// What can be part of a word: of a name, a number or a time.
fn is_word(it: char) -> bool {
    !it.is_whitespace() && !it.is_control() && !matches!(it, '"' | '(' | ')' | '=' | '!' | '<' | '>')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyword {
    And,
    Or,
    Exists,
}

fn keyword_of(word: &str) -> Option<Keyword> {
    let known = [("And", Keyword::And), ("Or", Keyword::Or), ("Exists", Keyword::Exists)];
    known.into_iter().find(|(it, _)| it.eq_ignore_ascii_case(word)).map(|(_, keyword)| keyword)
}

fn blank(input: &mut Input<'_>) -> Parsed<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn word<'a>(input: &mut Input<'a>) -> Parsed<&'a str> {
    take_while(1.., is_word).parse_next(input)
}

/// Takes a keyword, if it stands next.
fn keyword(input: &mut Input<'_>, wanted: Keyword) -> Parsed<bool> {
    blank(input)?;
    let before = input.checkpoint();
    let found = opt(word).parse_next(input)?.and_then(keyword_of) == Some(wanted);
    if !found {
        input.reset(&before);
    }
    Ok(found)
}

fn quoted(input: &mut Input<'_>) -> Parsed<String> {
    let start = input.current_token_start();
    any.void().parse_next(input)?;
    let mut text = String::new();
    loop {
        text.push_str(take_till(0.., '"').parse_next(input)?);
        if opt('"').parse_next(input)?.is_none() {
            return Err(Fault { span: start..start + 1, what: Sentence::new("filter-text-quote") });
        }
        if opt('"').parse_next(input)?.is_none() {
            return Ok(text);
        }
        text.push('"');
    }
}

struct Reader<'d> {
    declared: &'d dyn Fn(&str) -> Option<ValueType>,
    depth: usize,
}

impl Reader<'_> {
    fn all(&mut self, input: &mut Input<'_>) -> Parsed<Groups> {
        blank(input)?;
        if input.is_empty() {
            return Ok(Vec::new());
        }
        let groups = self.alternatives(input)?;
        blank(input)?;
        if input.is_empty() { Ok(groups) } else { Err(Fault::at(input, "filter-text-and-or")) }
    }

    fn alternatives(&mut self, input: &mut Input<'_>) -> Parsed<Groups> {
        let mut groups = self.conjunction(input)?;
        while keyword(input, Keyword::Or)? {
            groups.extend(self.conjunction(input)?);
            Self::check_rows(input, &groups)?;
        }
        Ok(groups)
    }

    fn conjunction(&mut self, input: &mut Input<'_>) -> Parsed<Groups> {
        let mut groups = self.part(input)?;
        while keyword(input, Keyword::And)? {
            let more = self.part(input)?;
            let rows = |groups: &Groups| groups.iter().map(Vec::len).sum::<usize>();
            // before it is made
            if rows(&groups).saturating_mul(more.len()) + rows(&more).saturating_mul(groups.len()) > MAX_ROWS {
                return Err(too_many(input));
            }
            groups = groups.iter().flat_map(|a| more.iter().map(move |b| [a.as_slice(), b].concat())).collect();
        }
        Ok(groups)
    }

    fn check_rows(input: &Input<'_>, groups: &Groups) -> Parsed<()> {
        if groups.iter().map(Vec::len).sum::<usize>() > MAX_ROWS { Err(too_many(input)) } else { Ok(()) }
    }

    fn part(&mut self, input: &mut Input<'_>) -> Parsed<Groups> {
        blank(input)?;
        let start = input.current_token_start();
        if opt('(').parse_next(input)?.is_none() {
            return self.predicate(input).map(|predicate| vec![vec![predicate]]);
        }
        if self.depth == MAX_DEPTH {
            let what = Sentence::new("filter-text-too-deep").with("most", MAX_DEPTH);
            return Err(Fault { span: start..start + 1, what });
        }
        self.depth += 1;
        let groups = self.alternatives(input)?;
        self.depth -= 1;
        blank(input)?;
        if opt(')').parse_next(input)?.is_some() {
            return Ok(groups);
        }
        if input.is_empty() {
            return Err(Fault { span: start..start + 1, what: Sentence::new("filter-text-parenthesis") });
        }
        Err(Fault::at(input, "filter-text-and-or"))
    }

    fn predicate(&mut self, input: &mut Input<'_>) -> Parsed<Predicate> {
        let property = if opt(peek('"')).parse_next(input)?.is_some() {
            quoted(input)?
        } else {
            let before = input.checkpoint();
            let Some(word) = opt(word).parse_next(input)?.filter(|it| keyword_of(it).is_none()) else {
                input.reset(&before);
                return Err(Fault::at(input, "filter-text-property"));
            };
            word.to_owned()
        };
        if keyword(input, Keyword::Exists)? {
            return Ok(Predicate { property, operator: Operator::Exists, value: Value::default() });
        }
        let sign = alt((
            "==".value(Operator::Equals),
            "!=".value(Operator::NotEquals),
            "<=".value(Operator::LessThanOrEquals),
            ">=".value(Operator::GreaterThanOrEquals),
            '<'.value(Operator::LessThan),
            '>'.value(Operator::GreaterThan),
        ));
        let Some(operator) = opt(sign).parse_next(input)? else {
            let single = opt(peek('=')).parse_next(input)?.is_some();
            return Err(Fault::at(input, if single { "filter-text-single" } else { "filter-text-operator" }));
        };
        blank(input)?;
        let value = self.value(input, &property)?;
        Ok(Predicate { property, operator, value })
    }

    fn value(&mut self, input: &mut Input<'_>, property: &str) -> Parsed<Value> {
        let start = input.current_token_start();
        let declared = (self.declared)(property);
        let literal = match opt(peek(any)).parse_next(input)? {
            Some('"') => Value::String(quoted(input)?),
            Some(it) if is_word(it) => {
                let word = word(input)?;
                let span = start..input.current_token_start();
                literal(word).ok_or_else(|| {
                    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
                    let number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
                    let key = if number { "filter-text-too-large" } else { "filter-text-unquoted" };
                    Fault { span, what: Sentence::new(key).with("word", word).with("quoted", quoted_text(word)) }
                })?
            }
            _ => return Err(Fault::at(input, "filter-text-value")),
        };
        let Some(declared) = declared.filter(|declared| *declared != literal.value_type()) else { return Ok(literal) };
        let converted = match &literal {
            Value::String(text) => declared.parse(text).ok(),
            _ => None,
        };
        converted.ok_or_else(|| Fault {
            span: start..input.current_token_start(),
            what: Sentence::new(if declared == ValueType::String {
                "filter-text-needs-quotes"
            } else {
                "filter-text-type"
            })
            .with("property", property)
            .with("type", Sentence::new(type_key(declared))),
        })
    }
}

/// A number or a time.
fn literal(word: &str) -> Option<Value> {
    let number = word.parse().ok().map(Value::Integer);
    number.or_else(|| word.parse::<DateTime>().ok().map(Value::DateTime))
}

fn too_many(input: &Input<'_>) -> Fault {
    let at = input.current_token_start();
    Fault { span: at..at, what: Sentence::new("filter-text-too-many").with("most", MAX_ROWS) }
}
