//! Untrusted text made visible: nothing that this file lets through can move a cursor, turn text
//! around, hide, or start a line of its own.
//!
//! Each character that could is written as Rust would escape it (`\u{202e}`, `\n`), so that the
//! reader sees that it is there. All other text stays as it is, and so do joiners where a script or
//! an emoji needs them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// General category Cf of Unicode 17.0 (the same since 15.0), in ascending order.
const FORMAT: [(char, char); 21] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2066}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0001}', '\u{e0001}'),
    ('\u{e0020}', '\u{e007f}'),
];

/// Text for one line: line breaks and tabs are escaped too, so no text can forge a line of ours.
///
/// ```
/// use frp_onboard::text::visible;
/// assert_eq!(visible::line("ok\n[x] Approved"), r"ok\n[x] Approved");
/// assert_eq!(visible::line("Zürich 北京"), "Zürich 北京");
/// ```
pub fn line(text: &str) -> Cow<'_, str> {
    shown(text, |_| None)
}

/// Text of several lines: line breaks (LF, CRLF) are kept as LF, a tab is four spaces.
///
/// ```
/// use frp_onboard::text::visible;
/// assert_eq!(visible::block("a\r\n\tb\u{1b}[2J"), "a\n    b\\u{1b}[2J");
/// ```
pub fn block(text: &str) -> Cow<'_, str> {
    let keep = |c| match c {
        '\n' => Some("\n"),
        '\t' => Some("    "),
        _ => None,
    };
    if text.contains("\r\n") {
        return Cow::Owned(shown(&text.replace("\r\n", "\n"), keep).into_owned());
    }
    shown(text, keep)
}

/// JSON of several lines: what would be escaped in a text stands as JSON's own escape, so that what is read back is
/// exactly what was meant.
///
/// ```
/// use frp_onboard::text::visible;
/// assert_eq!(visible::json("{\n  \"Zürich\": \"\u{202e}\"\n}"), "{\n  \"Zürich\": \"\\u202e\"\n}");
/// ```
pub fn json(text: &str) -> Cow<'_, str> {
    let is_shown = |c| is_plain(c) || c == '\n';
    if text.chars().all(is_shown) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_shown(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a String takes all that is written");
        }
    }
    Cow::Owned(out)
}

/// Whether a character stays as it is in a line.
///
/// ```
/// use frp_onboard::text::visible::is_plain;
/// assert!(is_plain('ü') && !is_plain('\n') && !is_plain('\u{202e}'));
/// ```
pub fn is_plain(c: char) -> bool {
    match c {
        ' '..='~' => true,
        // Noncharacters: `Prose` marks its inserts with them.
        '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => false,
        _ => !c.is_control() && !is_format(c),
    }
}

/// One character as it is shown in a line: itself, or its escape.
///
/// ```
/// let mut shown = String::new();
/// frp_onboard::text::visible::push(&mut shown, '\t');
/// assert_eq!(shown, r"\t");
/// ```
pub fn push(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_plain(c) => out.push(c),
        c => write!(out, "\\u{{{:x}}}", u32::from(c)).expect("a String takes all that is written"),
    }
}

/// Whether a joiner belongs between these two: it joins emoji, or letters of a script that needs it. Between
/// letters of Latin, Greek or Cyrillic, and at an end, it would hide.
///
/// ```
/// use frp_onboard::text::visible::is_joined;
/// assert!(is_joined(Some('👩'), '\u{200d}', Some('💻')));
/// assert!(!is_joined(Some('a'), '\u{200d}', Some('b')) && !is_joined(Some('👩'), '\u{200b}', Some('💻')));
/// ```
pub fn is_joined(before: Option<char>, c: char, after: Option<char>) -> bool {
    // The scripts before Hebrew, U+0590, have no joined forms.
    let joins = |c: char| c >= '\u{590}' && is_plain(c) && !c.is_whitespace();
    matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(joins) && after.is_some_and(joins)
}

/// Whether a character only steers how others are shown.
pub fn is_format(c: char) -> bool {
    let after = FORMAT.partition_point(|&(first, _)| first <= c);
    after > 0 && c <= FORMAT[after - 1].1
}

fn shown(text: &str, keep: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    let Some(first) = text.find(|c| !is_plain(c) && keep(c) != Some("\n")) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    let mut before = text[..first].chars().next_back();
    let mut rest = text[first..].chars();
    while let Some(c) = rest.next() {
        match keep(c) {
            Some(kept) => out.push_str(kept),
            None if is_joined(before, c, rest.clone().next()) => out.push(c),
            None => push(&mut out, c),
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_shows_every_kind_of_hidden_character() {
        let cases = [
            ("\u{1b}[31mred", r"\u{1b}[31mred"),
            ("bell\u{7}", r"bell\u{7}"),
            ("del\u{7f}", r"del\u{7f}"),
            ("csi\u{9b}2J", r"csi\u{9b}2J"),
            ("\u{202e}txt.exe", r"\u{202e}txt.exe"),
            ("a\u{200d}b\u{feff}", r"a\u{200d}b\u{feff}"),
            ("tag\u{e0041}", r"tag\u{e0041}"),
            ("a\u{2028}b\u{2029}c\u{85}d", r"a\u{2028}b\u{2029}c\u{85}d"),
            ("a\r\nb\tc", r"a\r\nb\tc"),
            ("\u{fdd0}", r"\u{fdd0}"),
        ];
        for (text, shown) in cases {
            assert_eq!(line(text), shown);
        }
    }

    #[test]
    fn a_joiner_stays_where_it_joins_and_nowhere_else() {
        for good in ["👩\u{200d}💻", "🏳\u{fe0f}\u{200d}🌈", "می\u{200c}خواهم", "क्\u{200d}ष"]
        {
            assert_eq!((line(good), block(good)), (good.into(), good.into()));
        }
        for (bad, shown) in [
            ("\u{200d}👩\u{200d}", r"\u{200d}👩\u{200d}"),
            ("👩\u{200d}\u{200d}💻", r"👩\u{200d}\u{200d}💻"),
            ("👩\u{200d}a", r"👩\u{200d}a"),
            ("раур\u{200d}аl", r"раур\u{200d}аl"),
            ("👩\u{200b}💻", r"👩\u{200b}💻"),
            ("م\u{202e}\u{200d}م", r"م\u{202e}\u{200d}م"),
        ] {
            assert_eq!(line(bad), shown);
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        for text in ["", "plain", "Zürich, 北京, e\u{301}, ‹Domain› ─"] {
            assert!(matches!(line(text), Cow::Borrowed(_)));
        }
        assert!(matches!(block("two\nlines"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_block_keeps_lines_and_nothing_else() {
        assert_eq!(block("a\r\nb\rc\td\u{b}"), "a\nb\\rc    d\\u{b}");
    }

    #[test]
    fn the_table_is_in_order_and_has_no_gap_in_its_search() {
        assert!(FORMAT.windows(2).all(|pair| pair[0].1 < pair[1].0));
        for (first, last) in FORMAT {
            assert!((first..=last).all(is_format));
        }
        assert_eq!(FORMAT.iter().map(|&(a, b)| b as u32 - a as u32 + 1).sum::<u32>(), 170);
        assert!(!is_format('\u{ac}') && !is_format('\u{ae}') && !is_format('\u{606}'));
    }

    proptest! {
        #[test]
        fn nothing_shown_can_move_a_cursor(text in any::<String>()) {
            let is_still = |c| is_plain(c) || matches!(c, '\u{200c}' | '\u{200d}');
            prop_assert!(line(&text).chars().all(is_still));
            prop_assert!(block(&text).split('\n').all(|text| line(text) == text));
        }

        #[test]
        fn what_was_shown_stays_as_it_is(text in "(\\PC|[\u{200b}-\u{200f}👩م\\p{Cf}\n]){0,12}") {
            let shown = line(&text);
            prop_assert_eq!(&line(&shown), &shown);
        }
    }
}
