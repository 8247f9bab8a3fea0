//! Where a text mentions somebody: addresses and phone numbers in it, and whole words.

/// A text with a whole word, in whatever case, put for another.
pub(super) fn replaced(text: &str, word: &str, by: &str) -> String {
    if word.is_empty() {
        return text.to_owned();
    }
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while at < text.len() {
        let rest = &text[at..];
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        let length = begins.then(|| prefix(rest, word)).flatten();
        if let Some(length) = length.filter(|&length| !rest[length..].starts_with(char::is_alphanumeric)) {
            out.push_str(by);
            at += length;
        } else {
            let c = rest.chars().next().expect("it is not at its end");
            out.push(c);
            at += c.len_utf8();
        }
    }
    out
}

/// How many bytes of a text make this word, which is in lower case.
fn prefix(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars();
    for (at, c) in text.char_indices() {
        if wanted.as_str().is_empty() {
            return Some(at);
        }
        if !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
            return None;
        }
    }
    wanted.as_str().is_empty().then_some(text.len())
}

/// What looks like a mail address or a sign-in name.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
    let parts = text.split(move |c| !inside(c)).filter(|part| part.contains('@'));
    parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric())).filter(|part| {
        let host = part.rsplit('@').next().unwrap_or_default();
        host.len() < part.len() && !host.is_empty()
    })
}

/// Who replied, if they said, and what stands behind that: whose sheet it was.
pub(super) fn replied(from: &str) -> Option<(&str, &str)> {
    from.rsplit_once(" (")
}

/// How many digits a phone number has at least, behind its `+`.
const DIGITS: usize = 7;

/// A text without what looks like a phone number: a `+`, then digits, in groups or not.
pub(super) fn without_phones(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('+') {
        let length = phone(&rest[at..]).filter(|_| !rest[..at].ends_with(char::is_alphanumeric));
        out.push_str(&rest[..at]);
        out.push_str(if length.is_some() { "a phone number" } else { "+" });
        rest = &rest[at + length.unwrap_or(1)..];
    }
    out + rest
}

/// How many bytes at the head of a text are a phone number.
fn phone(text: &str) -> Option<usize> {
    let (mut digits, mut end) = (0, 0);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            c if c.is_ascii_digit() => (digits, end) = (digits + 1, at + 1),
            ' ' | '\u{a0}' | '(' | ')' | '-' | '/' | '.' => {}
            c if c.is_alphanumeric() && end == at => return None,
            _ => break,
        }
    }
    (digits >= DIGITS).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_what_people_write() {
        let found = |text| addresses(text).collect::<Vec<_>>();
        assert_eq!(
            found("ask dana@contoso.com, (fay+x@a.example)."),
            ["dana@contoso.com", "fay+x@a.example"]
        );
        assert_eq!(found("<gus@intern> or mailto:o'hara@b.example?"), ["gus@intern", "o'hara@b.example"]);
        assert_eq!(found("@ a@ @b at 5 @ 3"), [""; 0]);
    }

    #[test]
    fn phone_numbers_are_taken_out_and_other_numbers_stay() {
        for (text, without) in [
            ("call +49 (30) 901-820/12.", "call a phone number."),
            ("+1 425 555 0100, or +14255550101", "a phone number, or a phone number"),
            ("+ 4 9 3 0 1 2 3 x", "a phone number x"),
            (
                "1+1234567, +123456, C+++, +1234567x, 33+ of 40",
                "1+1234567, +123456, C+++, +1234567x, 33+ of 40",
            ),
            ("7654321 and 2026-12-01", "7654321 and 2026-12-01"),
        ] {
            assert_eq!(without_phones(text), without);
        }
    }

    #[test]
    fn a_word_is_replaced_whole_and_in_any_case() {
        assert_eq!(replaced("Fay, fayette and FAY", "fay", "person 1"), "person 1, fayette and person 1");
        assert_eq!(replaced("İ fay", "fay", "x"), "İ x");
        assert_eq!(replaced("", "fay", "x"), "");
    }
}
