//! The YAML library's complaints in words that say what to do.

use serde_yaml::Error;

use super::place::{Cursor, Span};
use super::{Fault, quoted, tokens};

/// What the library says, what we say (`{line}`: where the thing being read starts), and what helps.
const WORDS: [(&str, &str, &str); 16] = [
    (NO_KEY, "expected a key of the map that starts at line {line}", INDENT),
    (NO_ITEM, "expected a `- ` of the list that starts at line {line}", INDENT),
    ("mapping values are not allowed in this context", "a `: ` may not stand here", COLON),
    ("block sequence entries are not allowed in this context", "a `- ` may not start here", INDENT),
    ("did not find expected <document start>", "text is left over behind the document", INDENT),
    (NO_COLON, "a key without its `:`", "write `key: value`, and indent text that goes on"),
    ("found unexpected ':'", "a `:` needs a space behind it", QUOTE),
    (
        "did not find expected ',' or ']'",
        "expected `,` or `]` of the list that starts at line {line}",
        BRACKET,
    ),
    (
        "did not find expected ',' or '}'",
        "expected `,` or `}` of the map that starts at line {line}",
        BRACKET,
    ),
    ("did not find expected node content", "a value is missing, or cannot start like this", BRACKET),
    ("did not find expected comment or line break", "text may not follow `|` or `>` on the line", QUOTE),
    ("found character that cannot start any token", "a text may not start with {first}", QUOTE),
    ("found a tab character that violates indentation", "a tab may not indent", SPACES),
    ("found a tab character where an indentation space is expected", "a tab may not indent", SPACES),
    (
        "found unexpected end of stream",
        "this quote is never closed",
        "close it; within '…' a ' is written ''",
    ),
    ("found unknown escape character", "an escape that YAML does not know", r"write \\ for \, or use '…'"),
];
const NO_KEY: &str = "did not find expected key";
const NO_ITEM: &str = "did not find expected '-' indicator";
const NO_COLON: &str = "could not find expected ':'";
const INDENT: &str = "check the indentation: all keys of a map, and all `-` of a list, start in one column";
const COLON: &str = "check the indentation, or put a text that holds `: ` in quotes";
const QUOTE: &str = "put the text in quotes";
const BRACKET: &str = "close what is open, or put a text with brackets in quotes";
const SPACES: &str = "indent with spaces";

/// The fault for an error of the library.
pub(super) fn fault(text: &str, error: &Error) -> Fault {
    let (place, byte) = match error.location() {
        Some(found) => (span(found.line(), found.column()), found.index()),
        None => (Span::START, 0),
    };
    let (before, here) = text.split_at_checked(byte).unwrap_or((text, ""));
    let said = error.to_string();
    let (problem, context) = said.split_once(", while ").unwrap_or((&said, ""));
    let problem = problem.split(" at line ").next().unwrap_or_default();
    if ["unknown anchor", "found undefined tag handle"].contains(&problem) {
        return sigil(here, place);
    }
    let opened = opening(text, context);
    if let Some(opened) = &opened
        && !context.contains("directive")
        && ["an alias", "an anchor", "a tag"].iter().any(|token| context.contains(token))
    {
        return sigil(opened.rest(), opened.span());
    }
    // At the end of the file, or beyond a key, what was opened tells more than where that was noticed.
    let at = match &opened {
        Some(opened) if here.trim().is_empty() || problem == NO_COLON => opened.span(),
        None if here.trim().is_empty() => Cursor::end(text.trim_end()).span(),
        _ => place,
    };
    let behind = before.rsplit(['\n', '\r']).next().is_some_and(|line| !line.trim().is_empty());
    if behind && [NO_KEY, NO_ITEM].contains(&problem) {
        return Fault::new("syntax", at, "text is left over behind a value").hint(QUOTE);
    }
    let line = opened.map_or(place.line, |opened| opened.span().line);
    worded(problem, context, here.chars().next().unwrap_or('\n'), line, at)
}

/// A problem in our words, or else in the library's.
fn worded(problem: &str, context: &str, first: char, line: u32, at: Span) -> Fault {
    let Some((_, ours, hint)) = WORDS.iter().find(|(theirs, ..)| *theirs == problem) else {
        let context = context.split(" at line ").next().filter(|context| !context.is_empty());
        let problem: String = problem.chars().filter(|c| !c.is_control()).take(80).collect();
        return Fault::new(
            "syntax",
            at,
            context.map_or(problem.clone(), |context| format!("{problem}, while {context}")),
        );
    };
    let named = match first {
        '`' => "a backtick".to_owned(),
        '\t' => "a tab".to_owned(),
        first => quoted(&first.to_string()),
    };
    let message = ours.replace("{line}", &line.to_string()).replace("{first}", &named);
    Fault::new("syntax", at, message).hint(if first == '\t' { SPACES } else { hint })
}

/// Where the thing starts that the library was reading: it names no place at the very start of a text.
fn opening<'t>(text: &'t str, context: &str) -> Option<Cursor<'t>> {
    const OPENED: [&str; 10] = [
        "a block mapping",
        "a block collection",
        "a flow mapping",
        "a flow sequence",
        "a quoted scalar",
        "a simple key",
        "an alias",
        "an anchor",
        "a tag",
        "a block scalar",
    ];
    let named = context.rsplit_once(" at ").and_then(|(_, place)| line_and_column(place));
    let (line, column) =
        named.or_else(|| OPENED.iter().any(|what| context.ends_with(what)).then_some((1, 1)))?;
    let mut cursor = Cursor::new(text);
    cursor.seek(line, column);
    Some(cursor)
}

/// The fault of an anchor, an alias or a tag; `here` is the text from there.
pub(super) fn sigil(here: &str, at: Span) -> Fault {
    let token = tokens::sigil(here);
    let (code, what) = match token.chars().next() {
        Some('&') => ("anchor", "`&`, which makes it an anchor"),
        Some('*') => ("alias", "`*`, which makes it an alias"),
        _ => ("tag", "`!`, which makes it a tag"),
    };
    let at = Span { length: u32::try_from(token.chars().count().max(1)).unwrap_or(u32::MAX), ..at };
    Fault::new(code, at, format!("{} starts with {what}: a file may have none", quoted(token)))
        .hint("put the text in quotes, or write out what it stands for")
}

/// Reads `line 3 column 5`.
pub(super) fn line_and_column(place: &str) -> Option<(u32, u32)> {
    let (line, column) = place.strip_prefix("line ")?.split_once(' ')?;
    Some((line.parse().ok()?, column.strip_prefix("column ")?.parse().ok()?))
}

/// A place of one character, as the library counts.
pub(super) fn span(line: usize, column: usize) -> Span {
    let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Span { line: small(line), column: small(column), length: 1 }
}
