//! XML and JSON with line breaks, for reading. What was sent is never changed: anything that is
//! not well formed stays as it is.

/// Larger bodies are shown as they are.
pub const MAX: usize = 64 << 10;
/// How deep lines are indented at most; what lies deeper is still a line of its own.
const DEEPEST: usize = 40;

/// The body with a line for each element or member, if it is XML or JSON.
#[must_use]
pub fn pretty(body: &str) -> Option<String> {
    if body.len() > MAX {
        return None;
    }
    match body.trim_start().as_bytes().first()? {
        b'<' => roxmltree::Document::parse(body.trim_start()).ok().map(|_| xml(body.trim())),
        b'{' | b'[' => serde_json::from_str::<serde::de::IgnoredAny>(body).ok().map(|_| json(body.trim())),
        _ => None,
    }
}

fn new_line(text: &mut String, depth: usize) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.extend(std::iter::repeat_n("  ", depth.min(DEEPEST)));
}

/// Well-formed JSON: only the space between its tokens is another.
fn json(body: &str) -> String {
    let mut text = String::with_capacity(body.len() * 2);
    let mut depth = 0_usize;
    let mut letters = body.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                text.push('"');
                while let Some(letter) = letters.next() {
                    text.push(letter);
                    match letter {
                        '\\' => text.extend(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '{' | '[' => {
                text.push(letter);
                while letters.peek().is_some_and(|letter| letter.is_whitespace()) {
                    letters.next();
                }
                if let Some(end) = letters.next_if(|letter| matches!(letter, '}' | ']')) {
                    text.push(end);
                } else {
                    depth += 1;
                    new_line(&mut text, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut text, depth);
                text.push(letter);
            }
            ',' => {
                text.push(',');
                new_line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            letter if letter.is_whitespace() => {}
            letter => text.push(letter),
        }
    }
    text
}

/// The end of the markup with which `rest` begins.
fn markup(rest: &str) -> usize {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if rest.starts_with(start) {
            return rest.find(end).map_or(rest.len(), |at| at + end.len());
        }
    }
    let mut quote = None;
    let mut brackets = 0_usize;
    for (at, letter) in rest.char_indices() {
        match (quote, letter) {
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => brackets += 1,
            (None, ']') => brackets = brackets.saturating_sub(1),
            (None, '>') if brackets == 0 => return at + 1,
            (None, _) => {}
        }
    }
    rest.len()
}

/// Well-formed XML: an element that holds text stays on its line, with all that is in it.
fn xml(body: &str) -> String {
    let mut text = String::with_capacity(body.len() * 2);
    let mut depth = 0_usize;
    let mut rest = body;
    // just after a start tag; within an element that holds text: how deep it is in it
    let mut opened = false;
    let mut inline: Option<usize> = None;
    while !rest.is_empty() {
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            if inline.is_some() {
                text.push_str(piece);
            } else if !piece.trim().is_empty() {
                inline = Some(depth);
                text.push_str(if opened { piece } else { piece.trim_start() });
            }
            rest = after;
            continue;
        }
        let (piece, after) = rest.split_at(markup(rest));
        rest = after;
        let is_end = piece.starts_with("</");
        let is_start = !is_end && !piece.starts_with("<!") && !piece.starts_with("<?") && !piece.ends_with("/>");
        if is_end {
            depth = depth.saturating_sub(1);
        }
        if piece.starts_with("<![CDATA[") && inline.is_none() {
            inline = Some(depth);
        } else if inline.is_none() && !(is_end && opened) {
            new_line(&mut text, depth);
        }
        text.push_str(piece);
        if is_start {
            depth += 1;
        }
        opened = is_start;
        if inline.is_some_and(|of| depth < of) {
            inline = None;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_gets_a_line_for_each_element_and_text_stays() {
        let body = r#"<?xml version="1.0"?><a x="1>2"><!-- note --><b>one two</b><c/><d><e></e></d><f>x <g/> y</f><h><![CDATA[<]]></h></a>"#;
        let expected = r#"<?xml version="1.0"?>
<a x="1>2">
  <!-- note -->
  <b>one two</b>
  <c/>
  <d>
    <e></e>
  </d>
  <f>x <g/> y</f>
  <h><![CDATA[<]]></h>
</a>"#;
        assert_eq!(pretty(body).unwrap(), expected);
        assert_eq!(pretty(expected).unwrap(), expected, "once is enough");
    }

    #[test]
    fn json_gets_a_line_for_each_member_in_its_order() {
        let body = r#"{"b":[1,{ },"x, \"y\": {"],"a":null}"#;
        let expected = "{\n  \"b\": [\n    1,\n    {},\n    \"x, \\\"y\\\": {\"\n  ],\n  \"a\": null\n}";
        assert_eq!(pretty(body).unwrap(), expected);
        assert_eq!(pretty(expected).unwrap(), expected);
    }

    #[test]
    fn what_is_neither_stays() {
        for body in ["", "hello", "<a>", "<a></b>", "{\"a\":", "[1,]", "a,b\n1,2"] {
            assert_eq!(pretty(body), None, "{body}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(pretty(&deep), None, "too large");
    }

    #[test]
    fn what_is_deep_is_indented_no_further() {
        for (open, close) in [("[", "]"), ("<a>", "</a>")] {
            let deep = format!("{}{}", open.repeat(4000), close.repeat(4000));
            let pretty = pretty(&deep).unwrap_or_default();
            let widest = pretty.lines().map(str::len).max().unwrap_or(0);
            assert!(widest <= 2 * DEEPEST + open.len() + close.len(), "{open}: {widest}");
        }
    }
}
