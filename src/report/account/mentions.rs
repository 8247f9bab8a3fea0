//! Where a text mentions somebody: addresses in it, and whole words.

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
    fn a_word_is_replaced_whole_and_in_any_case() {
        assert_eq!(replaced("Fay, fayette and FAY", "fay", "person 1"), "person 1, fayette and person 1");
        assert_eq!(replaced("İ fay", "fay", "x"), "İ x");
        assert_eq!(replaced("", "fay", "x"), "");
    }
}
