//! A question that asks for a secret: answers are kept in the clear, mailed and reported.

use super::{Rule, Subject};
use crate::checklist::{Kind, Question, QuestionIx, TextType};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::{Node, Span};

pub(super) static RULE: Rule = Rule {
    code: "secret",
    severity: Severity::Error,
    summary: "a question that asks for a password or another secret",
    explain: "\
Answers stand in the session's file as they were given, are shown on screens and in reports, and are mailed to
colleagues. A password, PIN, token, secret, one-time or verification code, API or product key must never be among
them. Ask whether it is in place, or let a tick say so. Yes or no, a choice, a date, an address or a name is no secret.

```yaml
- id: admin
  title: Create the admin
  ask: [{ id: password, type: text, label: Temporary password }]
```

```yaml
- id: admin
  title: Create the admin
  tick: [The temporary password is in the vault]
```",
    run,
};

/// Words that are a secret by themselves.
const SECRETS: [&str; 16] = [
    "password",
    "passwords",
    "passphrase",
    "passcode",
    "passcodes",
    "pwd",
    "pin",
    "pins",
    "token",
    "tokens",
    "secret",
    "secrets",
    "otp",
    "totp",
    "credential",
    "credentials",
];
/// What makes a code or key a secret.
const KINDS: [(&str, &[&str]); 2] = [
    (
        "code",
        &[
            "verification",
            "security",
            "authentication",
            "authenticator",
            "access",
            "one-time",
            "onetime",
            "time",
            "pin",
            "mfa",
            "2fa",
            "sms",
            "confirmation",
            "login",
            "backup",
            "recovery",
            "activation",
            "unlock",
            "pass",
        ],
    ),
    (
        "key",
        &[
            "api",
            "product",
            "access",
            "private",
            "secret",
            "recovery",
            "license",
            "licence",
            "account",
            "shared",
            "encryption",
            "signing",
            "activation",
        ],
    ),
];
/// What makes something about a secret, and not the secret: `when the token expires`.
const ABOUT: [&str; 13] = [
    "name",
    "id",
    "expiry",
    "expiration",
    "expires",
    "date",
    "policy",
    "owner",
    "length",
    "vault",
    "holder",
    "type",
    "kind",
];

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let questions = subject.checklist.questions.iter().enumerate();
    for (ix, question) in questions.filter(|(_, question)| may_hold(question)) {
        let Some((what, at)) = asked(subject, question, subject.outline.question(QuestionIx(ix))) else {
            continue;
        };
        let message = format!("this asks for a secret: `{what}`");
        let hint = "answers are kept in the clear; ask whether it is in place, or make it a `tick`";
        findings.push(RULE.finding(subject, at, message).hinted(hint));
    }
    findings
}

/// Whether a secret could be given as the answer.
fn may_hold(question: &Question) -> bool {
    match &question.kind {
        Kind::Number => true,
        Kind::Text(types) => types.iter().any(|kind| matches!(kind, TextType::Text | TextType::Guid)),
        Kind::Confirm | Kind::Choice(_) | Kind::Choices(_) | Kind::Date | Kind::List(_) => false,
    }
}

/// The words that ask for it, and their place.
fn asked(subject: &Subject<'_>, question: &Question, node: &Node) -> Option<(String, Span)> {
    let texts = ["label", "question", "placeholder", "id"];
    let own = [Some(&question.label), question.question.as_ref(), question.placeholder.as_ref()];
    let mut written: Vec<_> = own.iter().map(|text| text.map(|text| text.source.clone())).collect();
    written.push(Some(question.id.as_str().replace('-', " ")));
    texts.iter().zip(written).find_map(|(key, text)| {
        let what = secret(&text?)?;
        let at = node.get(key)?.at;
        let place = subject.outline.within(at, &what, None).unwrap_or(at);
        Some((what, place))
    })
}

/// The secret that a text names, as it is written there.
fn secret(text: &str) -> Option<String> {
    let words = words(text);
    let folded: Vec<_> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
    (0..words.len()).find_map(|at| {
        let from = if SECRETS.contains(&folded[at].as_str()) { Some(at) } else { kind(&folded, at) }?;
        let next = folded.get(at + 1).map_or("", String::as_str);
        let ((start, _), (last, word)) = (words[from], words[at]);
        (!ABOUT.contains(&next)).then(|| text[start..last + word.len()].to_owned())
    })
}

/// The words of a text, and where each starts.
fn words(text: &str) -> Vec<(usize, &str)> {
    let between = |c: char| !c.is_alphanumeric() && c != '-';
    let mut start = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(between) {
        words.push((start, piece.trim_end_matches(between)));
        start += piece.len();
    }
    words.retain(|(_, word)| !word.is_empty());
    words
}

/// Where the words begin that make a code or key at `at` a secret.
fn kind(folded: &[String], at: usize) -> Option<usize> {
    let word = folded[at].trim_end_matches('s');
    let (_, before) = KINDS.iter().find(|(noun, _)| word == *noun)?;
    let from = at.checked_sub(1)?;
    before.contains(&folded[from].as_str()).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_and_what_only_sounds_like_one_is_not() {
        for text in [
            "Password",
            "Temporary password of the user",
            "Your PIN?",
            "API key",
            "What is the verification code?",
            "One-time code",
            "Client secret",
            "Access token",
            "Product key",
            "Recovery keys",
            "The code? No, the MFA code",
        ] {
            assert!(secret(text).is_some(), "{text}");
        }
        for text in [
            "Country code",
            "Postal code",
            "Pinning",
            "Key contact",
            "Tokenized",
            "Token name",
            "Password policy",
            "Code",
            "Product code",
            "Opinion",
            "Secretary",
            "Area code",
            "Password expiry",
            "Keyboard",
        ] {
            assert_eq!(secret(text), None, "{text}");
        }
        assert_eq!(secret("Enter the API  key, please").as_deref(), Some("API  key"));
    }
}
