//! A name made from any text: `Zürich GmbH & Co.` is `zurich-gmbh-co`.

use deunicode::deunicode_char;

/// The most characters of a slug.
pub const LONGEST: usize = 40;

/// Letters folded to a-z, lower case, each run of anything else one `-`, none at the ends, at most
/// 40 characters. Empty where the text has no letter and no digit.
///
/// ```
/// use frp_onboard::text::slug::slug;
/// assert_eq!(slug("Zürich"), "zurich");
/// assert_eq!(slug("  Contoso, Ltd. (UK)"), "contoso-ltd-uk");
/// assert_eq!(slug("!?"), "");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() > LONGEST {
            break;
        }
        match fold(c) {
            // A combining accent written after its letter: the letter stands already.
            "" => {}
            folded => folded.chars().for_each(|c| push(&mut slug, c)),
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

fn fold(c: char) -> &'static str {
    match deunicode_char(c) {
        Some(folded) if c.is_alphanumeric() || folded.is_empty() => folded,
        _ => "-",
    }
}

fn push(slug: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        slug.push(c.to_ascii_lowercase());
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_any_script_are_folded() {
        let cases = [
            ("Łódź Straße Ærø", "lodz-strasse-aero"),
            ("Zu\u{308}rich", "zurich"),
            ("北京", "bei-jing"),
            ("Москва 2", "moskva-2"),
            ("a--b__c", "a-b-c"),
            ("🎉 party", "party"),
            ("bob@contoso.com", "bob-contoso-com"),
        ];
        for (text, want) in cases {
            assert_eq!(slug(text), want, "{text}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_never_ends_in_a_hyphen() {
        assert_eq!(slug(&"a".repeat(60)), "a".repeat(40));
        let cut_at_a_hyphen = format!("{} {}", "a".repeat(39), "b".repeat(9));
        assert_eq!(slug(&cut_at_a_hyphen), "a".repeat(39));
    }

    proptest! {
        #[test]
        fn a_slug_is_a_slug_of_itself(text in any::<String>()) {
            let once = slug(&text);
            prop_assert!(once.len() <= LONGEST);
            prop_assert!(once.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
            prop_assert_eq!(slug(&once), once);
        }
    }
}
