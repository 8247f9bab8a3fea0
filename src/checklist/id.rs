//! Names: what a checklist calls its parts, and what a session calls a row or a step instance.
//!
//! Each parses once; afterwards it cannot be wrong.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A text that is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {what}: {rule}")]
pub struct BadName {
    given: String,
    what: &'static str,
    rule: &'static str,
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $what:literal, $rule:literal, $fits:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = BadName;
            fn from_str(text: &str) -> Result<Self, BadName> {
                let fits: fn(&str) -> bool = $fits;
                if fits(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(BadName { given: text.to_owned(), what: $what, rule: $rule })
                }
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadName;
            fn try_from(text: String) -> Result<Self, BadName> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0.as_ref().to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
    };
}

name!(
    /// What a checklist calls a section, step, question, actor, list of choices, fact or item:
    /// `[a-z][a-z0-9-]*`.
    Id, "an id", "lower-case letters, digits and hyphens, a letter first",
    |text| text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(name_char)
);

name!(
    /// A row's id within its list: a slug, made once from the row's key and never changed.
    RowId, "a row's id", "lower-case letters, digits and single hyphens, at most 44 characters",
    |text| is_slug(text) && text.len() <= 44
);

name!(
    /// A step instance: the step's id and the ids of its items, joined by `/` (`assign-roles/us/dana`);
    /// `*` stands for an item not known yet.
    InstanceKey, "a step", "the step's id and the ids of its items, like `assign-roles/us/dana`",
    |text| {
        let mut parts = text.split('/');
        parts.next().is_some_and(|id| id.parse::<Id>().is_ok()) && parts.all(|part| part == "*" || is_slug(part))
    }
);

impl InstanceKey {
    /// The key of `step` at `items`, outer ones first.
    pub fn new<'a>(step: &Id, items: impl IntoIterator<Item = &'a str>) -> Self {
        let mut key = step.as_str().to_owned();
        for item in items {
            key.push('/');
            key.push_str(item);
        }
        Self(key.into())
    }

    /// The id of the step.
    pub fn step(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The ids of its items, outer ones first.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').skip(1)
    }
}

fn name_char(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(name_char)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_starts_with_a_letter_and_keeps_to_its_alphabet() {
        for good in ["a", "ftop-approval", "a1-", "x--y"] {
            assert!(good.parse::<Id>().is_ok(), "{good}");
        }
        for bad in ["", "1a", "A", "a_b", "a.b", "ü", "a b", "-a"] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_row_id_is_a_slug() {
        for good in ["us", "1", "tailspin-dana-rm", "dana-2"] {
            assert!(good.parse::<RowId>().is_ok(), "{good}");
        }
        for bad in ["", "-us", "us-", "a--b", "US", "a/b", "a.b", "*", &"x".repeat(45)] {
            assert!(bad.parse::<RowId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_has_a_step_and_its_items() {
        let key = InstanceKey::new(&"login".parse().unwrap(), ["uk", "*"]);
        assert_eq!(key.as_str(), "login/uk/*");
        assert_eq!(key.step(), "login");
        assert_eq!(key.items().collect::<Vec<_>>(), ["uk", "*"]);
        for bad in ["", "/", "a/", "/a", "a//b", "a/B", "a/b ", "A"] {
            assert!(bad.parse::<InstanceKey>().is_err(), "{bad}");
        }
    }
}
