//! A text as a mail: what stands for itself is written plainly. Where the mail is read as Markdown, whatever could
//! be taken for markup is escaped, answers and the author's own words alike; where it is read as it is, nothing is.

use super::{Block, Inline, Words, fields, marker, stacked, text_of};
use crate::text::Prose;
use crate::text::wrap::wrap;

/// What a mail is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    /// As it is.
    Text,
    /// As Markdown.
    Markdown,
}

/// The lines of a text, at most `columns` wide but for addresses and code. No blank line at the ends.
///
/// ```
/// use frp_onboard::text::{Prose, Piece, markdown::{ReadAs, mailed}};
/// let text = Prose::new([Piece::Literal("Open **all** of "), Piece::Insert("*this*"), Piece::Literal(":\n\n1. one")]);
/// assert_eq!(mailed(&text, 40, ReadAs::Markdown), ["Open all of \\*this\\*:", "", "1. one"]);
/// assert_eq!(mailed(&text, 40, ReadAs::Text), ["Open all of *this*:", "", "1. one"]);
/// ```
pub fn mailed(prose: &Prose, columns: usize, read_as: ReadAs) -> Vec<String> {
    page(&prose.blocks(), columns, false, read_as)
}

/// Words that are no Markdown, wrapped, the lines after the first hanging below them.
///
/// ```
/// use frp_onboard::text::markdown::{ReadAs, sentence};
/// assert_eq!(sentence("- ", "1. <b> & a_b", 40, ReadAs::Markdown), ["- 1\\. \\<b> & a_b"]);
/// ```
pub fn sentence(first: &str, text: &str, columns: usize, read_as: ReadAs) -> Vec<String> {
    hanging(first, &escaped(text, read_as), columns, read_as)
}

/// Words as a heading.
///
/// ```
/// use frp_onboard::text::markdown::{ReadAs, heading};
/// assert_eq!(heading(2, "Learn C #", ReadAs::Markdown), "## Learn C \\#");
/// ```
pub fn heading(level: usize, text: &str, read_as: ReadAs) -> String {
    let text = escaped(text, read_as);
    let text = match text.trim_end().strip_suffix('#') {
        Some(before) if read_as == ReadAs::Markdown => format!("{before}\\#"),
        _ => text,
    };
    format!("{} {text}", "#".repeat(level))
}

fn page(blocks: &[Block], columns: usize, in_item: bool, read_as: ReadAs) -> Vec<String> {
    stacked(blocks, in_item, |block| block_lines(block, columns, read_as))
}

fn block_lines(block: &Block, columns: usize, read_as: ReadAs) -> Vec<String> {
    match block {
        Block::Heading { words, .. } | Block::Paragraph(words) => paragraph(words, columns, read_as),
        Block::Code(lines) => lines.iter().map(|line| format!("    {line}").trim_end().to_owned()).collect(),
        Block::Quote(blocks) => page(blocks, columns.saturating_sub(2), false, read_as)
            .iter()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect(),
        Block::List { first, items } => items
            .iter()
            .enumerate()
            .flat_map(|(place, item)| hung(&marker(*first, place), item, columns, read_as))
            .collect(),
        Block::Table { head, rows } => {
            // Columns do not survive a mail.
            let row = |cells: &Vec<Words>| {
                hanging("- ", &fields(head, cells, |words| text(words, read_as)), columns, read_as)
            };
            rows.iter().flat_map(row).collect()
        }
        Block::Rule => Vec::new(),
    }
}

fn hung(marker: &str, item: &[Block], columns: usize, read_as: ReadAs) -> Vec<String> {
    let lines = page(item, columns.saturating_sub(marker.len()).max(20), true, read_as);
    let indent = " ".repeat(marker.len());
    let Some((first, rest)) = lines.split_first() else { return vec![marker.trim_end().to_owned()] };
    let rest = rest.iter().map(|line| format!("{indent}{line}").trim_end().to_owned());
    std::iter::once(format!("{marker}{first}")).chain(rest).collect()
}

/// A text that is escaped already, the lines after the first hanging below it.
fn hanging(first: &str, text: &str, columns: usize, read_as: ReadAs) -> Vec<String> {
    let rest = " ".repeat(first.len());
    let lines = lines(text, columns.saturating_sub(first.len()), read_as).into_iter().enumerate();
    lines.map(|(at, line)| format!("{}{line}", if at == 0 { first } else { &rest })).collect()
}

fn paragraph(words: &Words, columns: usize, read_as: ReadAs) -> Vec<String> {
    lines(&text(words, read_as), columns, read_as)
}

/// The lines of a paragraph, none of which begins like something else, or ends within an escape.
fn lines(text: &str, columns: usize, read_as: ReadAs) -> Vec<String> {
    let mut lines = wrap(text, columns.max(1));
    if read_as == ReadAs::Text {
        return lines;
    }
    for at in 1..lines.len() {
        let before = &mut lines[at - 1];
        let escapes = before.len() - before.trim_end_matches('\\').len();
        if escapes % 2 == 1 {
            before.pop();
            lines[at].insert(0, '\\');
        }
    }
    lines.iter().map(|line| guarded(line)).collect()
}

/// The words of a paragraph, what could be markup in them escaped, addresses in angle brackets.
fn text(words: &Words, read_as: ReadAs) -> String {
    let words: Vec<_> = words
        .iter()
        .map(|word| match word {
            Inline::Text(text) => Inline::Text(escaped(text, read_as)),
            Inline::Code(code) if !code.contains('`') && !code.trim().is_empty() => word.clone(),
            Inline::Code(code) => Inline::Text(escaped(code, read_as)),
            Inline::Link { text, url } => {
                Inline::Link { text: escaped(text, read_as), url: format!("<{url}>") }
            }
            Inline::Break => Inline::Break,
        })
        .collect();
    text_of(&words, ' ', |text, url| format!("{text} {url}"))
}

/// A text of which nothing is markup within a line.
fn escaped(text: &str, read_as: ReadAs) -> String {
    if read_as == ReadAs::Text {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let markup = match c {
            '\\' | '`' | '*' | '[' | '~' | '$' => true,
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            '<' => rest.starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => rest.starts_with(|next: char| next == '#' || next.is_ascii_alphanumeric()),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A line whose beginning is not the sign of a heading, list, quote, table or rule.
fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = |text: &str| text.is_empty() || text.starts_with(' ');
    let is_number = digits > 0 && line[digits..].starts_with(['.', ')']) && ends(&line[digits + 1..]);
    let is_sign = match line.chars().next() {
        Some('>') => true,
        Some('#') => ends(line.trim_start_matches('#')),
        Some('-' | '+') if ends(&line[1..]) => true,
        Some('-' | '=' | '|' | ':') => line.chars().all(|c| "-=|: ".contains(c)),
        _ => false,
    };
    match (is_number, is_sign) {
        (true, _) => format!("{}\\{}", &line[..digits], &line[digits..]),
        (_, true) => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;
    use crate::text::Piece;

    /// The structure of a Markdown text without its words, and its words without their blanks.
    fn read(text: &str) -> (Vec<String>, String) {
        let (mut shape, mut words) = (Vec::new(), String::new());
        let github = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        for event in Parser::new_ext(text, github) {
            match event {
                Event::Text(text) | Event::Code(text) => words += &text.replace([' ', '\n'], ""),
                Event::SoftBreak => {}
                event => shape.push(format!("{event:?}")),
            }
        }
        (shape, words)
    }

    /// A page on which `insert` stands wherever something may.
    fn page(insert: &str, columns: usize) -> String {
        let text = Prose::new([
            Piece::Literal("- For *"),
            Piece::Insert(insert),
            Piece::Literal("*:\n\n1. one\n\nEnd "),
            Piece::Insert(insert),
        ]);
        let parts = [
            vec![heading(1, insert, ReadAs::Markdown)],
            mailed(&text, columns, ReadAs::Markdown),
            sentence("- ", insert, columns, ReadAs::Markdown),
            sentence("", insert, columns, ReadAs::Markdown),
        ];
        parts.map(|lines| lines.join("\n")).join("\n\n")
    }

    proptest! {
        #[test]
        fn no_answer_makes_markup_and_none_of_it_is_lost(
            answer in "[a-z0-9*_`\\[\\]()<>#|~$=+&;:.!'/\\\\ \u{1b}\u{202e}-]{1,30}", columns in 24usize..60
        ) {
            let page = |insert: &str| page(insert, columns);
            let answer = crate::text::visible::line(answer.trim()).into_owned();
            prop_assume!(!answer.is_empty());
            let (shape, words) = read(&page(&answer));
            prop_assert_eq!(shape, read(&page("w")).0, "{}", page(&answer));
            let bare = answer.replace(' ', "");
            let prose = format!("For{bare}:oneEnd{bare}");
            prop_assert_eq!(words, format!("{bare}{prose}{bare}{bare}"), "{}", page(&answer));
        }
    }

    #[test]
    fn what_is_meant_as_it_is_reads_as_it_is() {
        for plain in ["a_b @ c.example (x) & co; 1 < 2!", "=cmd|' /C calc'!A0", "PIN-2 # 3"] {
            assert_eq!(sentence("", plain, 80, ReadAs::Markdown), [plain]);
        }
        let script = "<script>x</script>";
        assert_eq!(sentence("", script, 80, ReadAs::Markdown), ["\\<script>x\\</script>"]);
        for plain in [script, "*a* _b_ `c` [d] 1. e", "# f", "- g", "1. h", "a\\b"] {
            assert_eq!(sentence("", plain, 80, ReadAs::Text), [plain]);
        }
        let ruled = Prose::plain("***\n\none\n\n---\n\ntwo\n\n---");
        assert_eq!(mailed(&ruled, 60, ReadAs::Text), ["one", "", "two"]);
        let table = Prose::plain("| a | b |\n|---|---|\n| 1 | [x](https://x.example) |");
        assert_eq!(mailed(&table, 60, ReadAs::Markdown), ["- a: 1; b: x <https://x.example>"]);
    }
}
