//! A character that nobody sees, in a text that people read.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::{Node, Shape};
use crate::text::visible::{is_joined, is_plain};

pub(super) static RULE: Rule = Rule {
    code: "unseen-character",
    severity: Severity::Warning,
    summary: "a character in a text that turns others around or cannot be seen",
    explain: "\
Some characters show nothing and turn around what stands behind them, so that an address or a name reads otherwise than
it is written; others have no width, so that two words look the same and are not. They come along with what is copied
from a page or a mail. On screens each is shown by its number. Joiners within words of scripts that need them, and
within emoji, are left alone, as are marks that can be seen.

```yaml
- id: a
  title: \"Write to \\u202Emoc.elpmaxe\"
```

```yaml
- id: a
  title: \"Write to example.com\"
```",
    run,
};

/// Signs above or around numbers and words, which show although they only steer how others are shown.
const SEEN: [RangeInclusive<char>; 8] = [
    '\u{600}'..='\u{605}',
    '\u{6dd}'..='\u{6dd}',
    '\u{70f}'..='\u{70f}',
    '\u{890}'..='\u{891}',
    '\u{8e2}'..='\u{8e2}',
    '\u{110bd}'..='\u{110bd}',
    '\u{110cd}'..='\u{110cd}',
    '\u{13430}'..='\u{1343f}',
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    look(subject, subject.outline.file(), &mut found);
    found
}

/// Looks through all values, each character once in each.
fn look(subject: &Subject<'_>, node: &Node, found: &mut Vec<Finding>) {
    match &node.shape {
        Shape::Null => {}
        // Nearly all.
        Shape::Scalar(scalar) if scalar.text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) => {}
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| look(subject, node, found)),
        Shape::Mapping(entries) => entries.iter().for_each(|(_, node)| look(subject, node, found)),
        Shape::Scalar(scalar) => {
            let characters: BTreeSet<_> = unseen(&scalar.text).collect();
            for c in characters {
                let at = subject.outline.within(node.at, c.encode_utf8(&mut [0; 4]), None).unwrap_or(node.at);
                found.push(RULE.finding(subject, at, what(c)).hinted("remove it"));
            }
        }
    }
}

fn what(c: char) -> String {
    let does = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "turns text around, so that it reads otherwise",
        _ => "cannot be seen",
    };
    format!("U+{:04X} {does}", u32::from(c))
}

/// The characters that nobody sees and nothing needs.
fn unseen(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        loop {
            let c = rest.next()?;
            let before = before.replace(c);
            if !is_plain(c) && !is_seen(c) && !is_joined(before, c, rest.clone().next()) {
                return Some(c);
            }
        }
    })
}

/// Whether it shows, although a screen shows its number.
fn is_seen(c: char) -> bool {
    matches!(c, '\n' | '\t') || SEEN.iter().any(|seen| seen.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_or_an_emoji_needs_is_left_alone() {
        for good in [
            "Zürich, 北京",
            "two\n\tlines",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}💻",
            "🏳\u{fe0f}\u{200d}🌈",
            "\u{600}١٢",
        ] {
            assert_eq!(unseen(good).count(), 0, "{good}");
        }
        for (bad, found) in [
            ("a\u{202e}b", "\u{202e}"),
            ("\u{2066}a\u{2069}", "\u{2066}\u{2069}"),
            ("pass\u{200b}word", "\u{200b}"),
            ("ad\u{200d}min", "\u{200d}"),
            ("\u{200d}👩", "\u{200d}"),
            ("👩\u{200d}", "\u{200d}"),
            ("рауп\u{200d}ал", "\u{200d}"),
            ("a\u{ad}b\u{feff}", "\u{ad}\u{feff}"),
            ("x\u{e0041}", "\u{e0041}"),
            ("a\u{1b}[2J", "\u{1b}"),
        ] {
            assert_eq!(unseen(bad).collect::<String>(), found, "{bad:?}");
        }
    }
}
