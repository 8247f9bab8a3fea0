//! What a session is called: the name of its file, so one that every file system takes.

use std::fmt;
use std::str::FromStr;

/// The longest name, in characters.
const LONGEST: usize = 64;

/// A session's name: `[a-z0-9][a-z0-9-]{0,63}`, and no device of Windows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionName(String);

/// A text that is no session's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a session's name: {rule}")]
pub struct BadSessionName {
    /// The text.
    pub given: String,
    /// What it breaks.
    pub rule: NameRule,
}

/// What a session's name keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameRule {
    /// There is one.
    #[error("it is empty")]
    Empty,
    /// It is short.
    #[error("it is longer than {LONGEST} characters")]
    Length,
    /// It is written in few characters.
    #[error("it has lower-case letters a to z, digits and hyphens only, not {0:?}")]
    Alphabet(char),
    /// It does not look like an option.
    #[error("it starts with a letter or a digit")]
    Start,
    /// It names a file on Windows, too.
    #[error("Windows keeps that name for a device")]
    Device,
}

impl SessionName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `adatum` as `adatum-2`; a long name loses its end.
    #[must_use]
    pub fn with_number(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        let stem = &self.0[..self.0.len().min(LONGEST - suffix.len())];
        Self(format!("{}{suffix}", stem.trim_end_matches('-')))
    }
}

impl FromStr for SessionName {
    type Err = BadSessionName;
    fn from_str(text: &str) -> Result<Self, BadSessionName> {
        match broken(text) {
            None => Ok(Self(text.to_owned())),
            Some(rule) => Err(BadSessionName { given: text.to_owned(), rule }),
        }
    }
}

impl fmt::Display for SessionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for SessionName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The rule that `text` breaks.
fn broken(text: &str) -> Option<NameRule> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.is_empty() {
        return Some(NameRule::Empty);
    }
    if let Some(c) = text.chars().find(|c| !fits(*c)) {
        return Some(NameRule::Alphabet(c));
    }
    if text.starts_with('-') {
        return Some(NameRule::Start);
    }
    if text.len() > LONGEST {
        return Some(NameRule::Length);
    }
    is_device(text).then_some(NameRule::Device)
}

fn is_device(text: &str) -> bool {
    let numbered = |port| text.strip_prefix(port).is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']));
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> NameRule {
        text.parse::<SessionName>().unwrap_err().rule
    }

    #[test]
    fn a_name_is_one_that_every_file_system_takes() {
        for good in ["a", "0", "adatum-cloud-services", "a-", "con-1", "com10", "lpt", "com", &"x".repeat(64)]
        {
            assert_eq!(good.parse::<SessionName>().unwrap().as_str(), good);
        }
        assert_eq!(rule(""), NameRule::Empty);
        assert_eq!(rule("-a"), NameRule::Start);
        assert_eq!(rule(&"x".repeat(65)), NameRule::Length);
        for bad in ["A", "a.b", "a/b", "a\\b", "..", "a b", "ü", "a\n", "a_b", "a:b"] {
            assert!(matches!(rule(bad), NameRule::Alphabet(_)), "{bad}");
        }
        for bad in ["con", "prn", "aux", "nul", "com0", "com9", "lpt0", "lpt5"] {
            assert_eq!(rule(bad), NameRule::Device, "{bad}");
        }
    }

    #[test]
    fn what_is_no_name_says_why() {
        assert_eq!(
            "Adatum".parse::<SessionName>().unwrap_err().to_string(),
            "`Adatum` is not a session's name: it has lower-case letters a to z, digits and hyphens only, not 'A'"
        );
    }

    #[test]
    fn a_number_keeps_the_name_a_name() {
        let long = "x".repeat(61) + "-yz";
        for name in ["adatum", "a", "x-", &long] {
            for number in [2, 10, u32::MAX] {
                let numbered = name.parse::<SessionName>().unwrap().with_number(number);
                assert!(numbered.as_str().ends_with(&format!("-{number}")));
                assert_eq!(numbered.as_str().parse(), Ok(numbered));
            }
        }
        let number_2 = |name: &str| name.parse::<SessionName>().unwrap().with_number(2).to_string();
        assert_eq!(number_2("adatum"), "adatum-2");
        assert_eq!(number_2(&long), format!("{}-2", "x".repeat(61)));
    }
}
