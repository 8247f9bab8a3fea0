//! Texts that differ in nothing but their case.

use std::borrow::Cow;

/// Whether two texts are the same but for their case: so values, facts and names of people are compared.
pub fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || !(one.is_ascii() && other.is_ascii()) && one.to_lowercase() == other.to_lowercase()
}

/// A text in the case in which all are that are the same.
pub fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, same};

    #[test]
    fn only_the_case_may_differ() {
        for (one, other) in [("per-area", "Per-Area"), ("\u{c4}", "\u{e4}"), ("", "")] {
            assert!(same(one, other) && folded(one) == folded(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("a", "\u{e4}"), ("ss", "\u{df}"), ("a", "a ")] {
            assert!(!same(one, other) && folded(one) != folded(other), "{one} {other}");
        }
    }
}
