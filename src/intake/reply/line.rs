//! One line of a mail, without what programs and hands make of it: quotes, bold words, links, signs, blanks.

use crate::text::visible::is_format;

/// What a line is to the block that it stands in.
pub(super) enum Mark<'t> {
    Begin(&'t str),
    End,
}

/// What a plain text has where its mail has bold or slanted words.
const BOLD: [char; 2] = ['*', '_'];

/// A line without what makes it an item of a list, or bold.
pub(super) fn within(text: &str) -> &str {
    text.trim_start_matches(['-', '*', '_', '+', '\u{2022}']).trim_start()
}

/// What stands behind a label. Programs that make links of names put an address behind them.
pub(super) fn strip_label<'t>(text: &'t str, name: &str, sign: char) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(name.len())?;
    if !head.eq_ignore_ascii_case(name) {
        return None;
    }
    let rest = rest.trim_start().trim_start_matches(BOLD);
    let rest = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some((_, rest)) => rest.trim_start(),
        None => rest,
    };
    let words = rest.strip_prefix(sign)?;
    // Of a label in bold the end of that stands behind its sign.
    let is_closed = words.starts_with(BOLD) && !words.trim_end().ends_with(BOLD);
    Some(if is_closed { words.trim_start_matches(BOLD) } else { words }.trim())
}

/// Words without the addresses that a program put behind what it made a link.
pub(super) fn unlinked(words: &str) -> String {
    let (mut out, mut rest) = (String::new(), words);
    while let Some((before, (link, after))) =
        rest.split_once('<').and_then(|(before, after)| Some((before, after.split_once('>')?)))
    {
        out.push_str(before);
        let is_link = ["mailto:", "http://", "https://"].iter().any(|scheme| link.starts_with(scheme));
        if is_link && !out.trim_end().is_empty() {
            out.truncate(out.trim_end().len());
        } else {
            out.extend(["<", link, ">"]);
        }
        rest = after;
    }
    out + rest
}

/// The words within quotes, or signs of bold, around all of them.
pub(super) fn unquoted(words: &str) -> String {
    let words = words.trim();
    let bold = ["**", "__", "*", "_"].iter().find_map(|sign| {
        words.strip_prefix(sign)?.strip_suffix(sign).filter(|within| !within.contains(BOLD))
    });
    let words = bold.unwrap_or(words).trim();
    let within = ['"', '\''].iter().find_map(|&quote| {
        words.strip_prefix(quote)?.strip_suffix(quote).filter(|within| !within.contains(quote))
    });
    within.unwrap_or(words).trim().to_owned()
}

/// Whether a line begins or ends a block.
pub(super) fn mark(text: &str) -> Option<Mark<'_>> {
    let rest = text.trim_start_matches(is_dash);
    // One hyphen is the sign of an item, or of a signature.
    if rest.len() + 1 >= text.len() {
        return None;
    }
    let rest = rest.trim_start();
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    if word.eq_ignore_ascii_case("reply") {
        Some(Mark::Begin(after))
    } else if word.eq_ignore_ascii_case("end") && after.chars().all(|c| c == ' ' || is_dash(c)) {
        Some(Mark::End)
    } else {
        None
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A line without its quotes, its blanks single, its signs as a keyboard has them.
pub(super) fn bare(line: &str) -> String {
    let plain = line.chars().filter_map(|c| match c {
        c if is_format(c) => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{201a}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    });
    let plain: String = plain.collect();
    let text = plain.trim_start_matches([' ', '>']);
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
