//! What a text must be to be a mail address, a sign-in name, a domain, a GUID or an address on the web.
//!
//! Only what can be said of the text alone; whether it exists is not asked.

use super::{Choice, Kind, TextType};
use crate::text::case::same;

/// The longest domain of a sign-in name, and so of a tenant (Microsoft 365, user name policies).
const LONGEST_DOMAIN: usize = 48;
/// The longest part of a sign-in name before its `@` (the same).
const LONGEST_NAME: usize = 64;

impl TextType {
    /// The word for it in a checklist.
    pub fn word(self) -> &'static str {
        match self {
            TextType::Text => "text",
            TextType::Email => "email",
            TextType::Upn => "upn",
            TextType::Domain => "domain",
            TextType::Guid => "guid",
            TextType::Url => "url",
        }
    }

    /// The text as it is recorded: trimmed, in lower case where case says nothing.
    ///
    /// # Errors
    /// What is wrong with it, and what would be right.
    pub fn accept(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        let lower = text.to_lowercase();
        match self {
            TextType::Text => Ok(text.to_owned()),
            TextType::Email => email(&lower).map(|()| lower),
            TextType::Upn => sign_in_name(&lower).map(|()| lower),
            TextType::Domain => domain(&lower, 253).map(|()| lower),
            TextType::Guid => guid(&lower).map(|()| lower),
            TextType::Url => url(text).map(|()| text.to_owned()),
        }
    }
}

impl Kind {
    /// A written scalar as an answer of this kind is recorded. What is chosen from is not looked at.
    ///
    /// # Errors
    /// What is wrong with it, and what would be right.
    pub fn accept(&self, text: &str) -> Result<String, String> {
        let text = text.trim();
        match self {
            Kind::Number => number(text).ok_or_else(|| format!("`{text}` is no number")),
            Kind::Date => match text.parse::<jiff::civil::Date>() {
                Ok(date) => Ok(date.to_string()),
                Err(_) => Err(format!("`{text}` is no date, like 2026-11-30")),
            },
            Kind::Text(types) => {
                let mut wrong = Vec::new();
                for kind in types {
                    match kind.accept(text) {
                        Ok(accepted) => return Ok(accepted),
                        Err(message) => wrong.push(message),
                    }
                }
                Err(wrong.join("; and "))
            }
            Kind::Confirm | Kind::Choice(_) | Kind::Choices(_) | Kind::List(_) => Ok(text.to_owned()),
        }
    }
}

impl Choice {
    /// The choice of that value, label or alias, in this order, compared without case.
    pub fn find<'c>(choices: &'c [Choice], text: &str) -> Option<&'c Choice> {
        let is = |own: &str| same(own, text);
        let by_value = choices.iter().find(|choice| is(&choice.value));
        by_value
            .or_else(|| choices.iter().find(|choice| is(&choice.label.source)))
            .or_else(|| choices.iter().find(|choice| choice.aliases.iter().any(|alias| is(alias))))
    }
}

/// A number as it is recorded.
fn number(text: &str) -> Option<String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(if number == 0.0 { "0".to_owned() } else { number.to_string() })
}

fn email(text: &str) -> Result<(), String> {
    let (name, host) = at_sign(text, "a mail address", "dana@contoso.com")?;
    let odd = |c: &char| c.is_whitespace() || c.is_control() || "\"(),:;<>[\\]@".contains(*c);
    if let Some(c) = name.chars().find(odd) {
        return Err(format!("{} cannot stand in a mail address", shown(c)));
    }
    if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        return Err("the part before the @ has a dot too many".to_owned());
    }
    domain(host, 253)
}

fn sign_in_name(text: &str) -> Result<(), String> {
    let (name, host) = at_sign(text, "a sign-in name", "dana@contoso.onmicrosoft.com")?;
    if name.chars().count() > LONGEST_NAME {
        return Err(format!("the part before the @ has more than {LONGEST_NAME} characters"));
    }
    if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !"'.-_!#^~".contains(*c)) {
        let may = "letters without accents, digits and ' . - _ ! # ^ ~";
        return Err(format!("{} cannot stand in a sign-in name, only {may}", shown(c)));
    }
    if name.ends_with('.') {
        return Err("the part before the @ ends with a dot".to_owned());
    }
    domain(host, LONGEST_DOMAIN)
}

fn domain(text: &str, longest: usize) -> Result<(), String> {
    if text.chars().count() > longest {
        return Err(format!("the domain has more than {longest} characters"));
    }
    if !text.contains('.') {
        return Err(format!("`{text}` is not a whole domain, like contoso.onmicrosoft.com"));
    }
    for label in text.split('.') {
        if label.is_empty() {
            return Err("the domain has a dot too many".to_owned());
        }
        if label.len() > 63 {
            return Err("a part of the domain has more than 63 characters".to_owned());
        }
        if let Some(c) = label.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
            return Err(format!("{} cannot stand in a domain, like contoso.onmicrosoft.com", shown(c)));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err("a part of the domain starts or ends with a hyphen".to_owned());
        }
    }
    Ok(())
}

fn guid(text: &str) -> Result<(), String> {
    let groups: Vec<_> = text.split('-').collect();
    let hex = |group: &&str| group.chars().all(|c| c.is_ascii_hexdigit());
    let fits = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(hex);
    let like = "871e613c-59df-73c1-b016-f93aac00dccd";
    if fits { Ok(()) } else { Err(format!("not an id of 32 digits and letters a to f, like {like}")) }
}

fn url(text: &str) -> Result<(), String> {
    let lower = text.to_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return Err("an address on the web starts with https://".to_owned());
    };
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("an address on the web has no blanks".to_owned());
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() { Err("after https:// a host is missing".to_owned()) } else { Ok(()) }
}

fn at_sign<'t>(text: &'t str, what: &str, like: &str) -> Result<(&'t str, &'t str), String> {
    match text.split_once('@') {
        Some((_, host)) if host.contains('@') => Err(format!("{what} has one @, like {like}")),
        Some(("", _)) => Err(format!("nothing stands before the @, like {like}")),
        Some((_, "")) => Err(format!("nothing stands after the @, like {like}")),
        Some(parts) => Ok(parts),
        None => Err(format!("{what} has an @, like {like}")),
    }
}

fn shown(c: char) -> String {
    if c.is_whitespace() { "a blank".to_owned() } else { format!("`{}`", c.escape_debug()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(kind: TextType, texts: &[&str]) {
        for text in texts {
            assert_eq!(kind.accept(text).as_deref(), Ok(*text));
        }
    }
    fn refuses(kind: TextType, texts: &[&str]) {
        for text in texts {
            assert!(kind.accept(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sign_in_names_keep_to_the_directory_s_rules() {
        takes(TextType::Upn, &["dana@contoso.onmicrosoft.com", "o'hara_1.x@contoso.com"]);
        let long = format!("{}@contoso.com", "a".repeat(65));
        let far = format!("a@{}.com", "b".repeat(45));
        refuses(
            TextType::Upn,
            &[
                "dana",
                "@contoso.com",
                "dana@",
                "a@b@c.com",
                "jürgen@contoso.com",
                "a b@contoso.com",
                "a.@contoso.com",
                "a@contoso",
                &long,
                &far,
            ],
        );
        assert_eq!(TextType::Upn.accept(" Dana@Contoso.COM ").as_deref(), Ok("dana@contoso.com"));
    }

    #[test]
    fn domains_are_labels_and_dots() {
        takes(TextType::Domain, &["contoso-partner.onmicrosoft.com", "a.b", "1.example"]);
        refuses(
            TextType::Domain,
            &[
                "contoso",
                "-a.com",
                "a-.com",
                "a..com",
                ".com",
                "a.com.",
                "a_b.com",
                "a b.com",
                "https://a.com",
                "",
            ],
        );
    }

    #[test]
    fn a_guid_may_have_any_version() {
        takes(
            TextType::Guid,
            &["871e613c-59df-73c1-b016-f93aac00dccd", "00000000-0000-0000-0000-000000000000"],
        );
        refuses(
            TextType::Guid,
            &[
                "",
                "871e613c59df73c1b016f93aac00dccd",
                "871e613c-59df-73c1-b016-f93aac00dccg",
                "{871e613c-59df-73c1-b016-f93aac00dccd}",
            ],
        );
    }

    #[test]
    fn mail_and_web_addresses() {
        takes(TextType::Email, &["dana+frp@contoso.com"]);
        refuses(TextType::Email, &["dana", "a..b@contoso.com", "<a@b.com>", "a b@c.com"]);
        takes(TextType::Url, &["https://contoso.com/a?b", "http://contoso.com"]);
        refuses(
            TextType::Url,
            &["contoso.com", "ftp://contoso.com", "https://", "https://a b", "javascript:alert(1)"],
        );
    }
}
