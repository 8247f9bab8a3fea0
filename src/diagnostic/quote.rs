//! The part of a source line that a finding shows: at most 80 characters around what is meant, made visible.

use std::ops::Range;

use super::{Finding, Place, Source};
use crate::text::visible;

/// The most characters of a line that are quoted.
const LONGEST: usize = 80;
/// How many characters before what is meant are kept where a line is cut.
const BEFORE: usize = 30;
const CUT: &str = "...";

/// A quoted line, and where in it (in bytes) what is meant stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) text: String,
    pub(super) meant: Range<usize>,
}

pub(super) fn quote(finding: &Finding, source: &Source) -> Quote {
    let line = source.line(finding.line);
    let start = source.offset(Place { line: finding.line, column: 1 });
    let at = source.offset(Place { line: finding.line, column: finding.column }) - start;
    let (before, meant) = line.split_at(at);
    let from = window_start(before, meant);
    let length = finding.length.max(1) as usize;

    let mut quote = Quote { text: if from > 0 { CUT } else { "" }.to_owned(), meant: 0..0 };
    line[from..at].chars().for_each(|c| show(&mut quote.text, c));
    quote.meant.start = quote.text.len();
    let room = LONGEST - line[from..at].chars().count();
    let mut taken = 0;
    for c in meant.chars().take(room) {
        show(&mut quote.text, c);
        taken += 1;
        if taken <= length {
            quote.meant.end = quote.text.len();
        }
    }
    if meant.chars().nth(room).is_some() {
        quote.text.push_str(CUT);
    }
    quote.meant.end = quote.meant.end.max(quote.meant.start);
    quote
}

/// Where the quoted part begins: at the line's start if all fits, else as late as keeps something before.
fn window_start(before: &str, meant: &str) -> usize {
    let shown_after = meant.chars().take(LONGEST).count();
    let may_stay = LONGEST.saturating_sub(shown_after).max(BEFORE);
    match before.char_indices().rev().nth(may_stay) {
        Some((at, c)) => at + c.len_utf8(),
        None => 0,
    }
}

/// A tab is shown as four spaces, as wide as most editors have it.
fn show(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        c => visible::push(out, c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(line: &str, column: u32, length: u32) -> (String, String) {
        let finding = Finding::error("x", "m", "a", Place { line: 1, column }, length);
        let quote = quote(&finding, &Source::new("a", line));
        let meant = quote.text[quote.meant].to_owned();
        (quote.text, meant)
    }

    #[test]
    fn a_short_line_is_whole_and_visible() {
        assert_eq!(quoted("\ta\u{202e}b: c", 4, 1), ("    a\\u{202e}b: c".to_owned(), "b".to_owned()));
        assert_eq!(quoted("ab", 9, 3), ("ab".to_owned(), String::new()));
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let line = format!("{}HERE{}", "a".repeat(100), "b".repeat(100));
        let (text, meant) = quoted(&line, 101, 4);
        assert_eq!(text, format!("...{}HERE{}...", "a".repeat(30), "b".repeat(46)));
        assert_eq!(meant, "HERE");
        let (text, _) = quoted(&"a".repeat(100), 100, 1);
        assert_eq!(text, format!("...{}", "a".repeat(80)));
    }

    proptest! {
        #[test]
        fn what_is_meant_is_in_the_quote(line in "[a北é]{1,200}", column in 1u32..220, length in 1u32..220) {
            let (text, meant) = quoted(&line, column, length);
            let whole: String = line.chars().skip(column as usize - 1).take(length as usize).collect();
            prop_assert!(whole.starts_with(&meant));
            prop_assert!(whole.is_empty() || !meant.is_empty());
            prop_assert!(text.trim_matches('.').chars().count() <= LONGEST);
        }
    }
}
