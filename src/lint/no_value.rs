//! A question that nobody can answer: its checks refuse every value.

use std::collections::HashSet;

use super::fits::{Answer, amount, literal};
use super::{Rule, Subject};
use crate::checklist::{Check, Choice, ChoiceListIx, Kind, Question, QuestionIx, TextType};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "no-value-passes",
    severity: Severity::Error,
    summary: "a required question whose checks refuse every answer",
    explain: "\
A required question holds its step until it is answered. If its checks together refuse every value that it could
have, nobody ever gets past it. Found are bounds that exclude each other, choices that are all refused, and endings
that no such text has; patterns are not compared with each other.

```yaml
- id: users
  title: Count the users
  ask:
    - id: users
      type: number
      label: Users
      check:
        - { min: 10, message: Ten at least }
        - { max: 5, message: Five at most }
```

```yaml
- id: users
  title: Count the users
  ask:
    - id: users
      type: number
      label: Users
      check:
        - { min: 5, message: Five at least }
        - { max: 10, message: Ten at most }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (ix, question) in
        subject.checklist.questions.iter().enumerate().filter(|(_, question)| question.required)
    {
        let checks: Vec<_> = question.checks.iter().filter(|check| !check.advice).collect();
        if checks.is_empty() {
            continue;
        }
        let Some(why) = impossible(subject, question, &checks) else { continue };
        let node = subject.outline.question(QuestionIx(ix));
        let at = node.entry("check").map_or(node.at, |(key, _)| key.at);
        let message = format!("no answer to `{}` passes its checks: {why}", question.id);
        findings
            .push(RULE.finding(subject, at, message).hinted("loosen one of them, or let it be an `advice`"));
    }
    findings
}

/// Why no value passes, where that is certain.
fn impossible(subject: &Subject<'_>, question: &Question, checks: &[&Check]) -> Option<String> {
    match &question.kind {
        Kind::Choice(options) => none_is_left(&left(subject, options.list()?, checks)),
        Kind::Choices(options) => {
            too_many_wanted(options.list().map(|list| left(subject, list, checks)), checks)
        }
        Kind::List(_) => too_many_wanted(None, checks),
        Kind::Number => no_number(question, checks),
        Kind::Confirm | Kind::Date => None,
        Kind::Text(types) => no_text(question, types, checks),
    }
}

/// The choices that no check refuses by name.
fn left<'a>(subject: &Subject<'a>, list: ChoiceListIx, checks: &[&Check]) -> Vec<&'a Choice> {
    let refused = checks.iter().flat_map(|check| &check.not_in).filter_map(literal);
    let refused: HashSet<_> = refused.map(str::to_lowercase).collect();
    let is_refused = |choice: &&Choice| {
        let label = literal(&choice.label).is_some_and(|label| refused.contains(&label.to_lowercase()));
        label || refused.contains(&choice.value.to_lowercase())
    };
    subject.checklist.choices(list).iter().filter(|choice| !is_refused(choice)).collect()
}

fn none_is_left(left: &[&Choice]) -> Option<String> {
    left.is_empty().then(|| "every choice is refused".to_owned())
}

/// A required answer of several has at least one entry.
fn too_many_wanted(left: Option<Vec<&Choice>>, checks: &[&Check]) -> Option<String> {
    let (least, most) = bounds(checks);
    let least = least.max(1.0);
    if least > most {
        return Some(format!("it takes at least {least} and at most {most}"));
    }
    let left = left?;
    let apart = checks.iter().filter_map(|check| check.distinct.as_ref());
    let together = apart
        .filter(|fact| left.iter().all(|choice| choice.fact(fact).len() < 2))
        .map(|fact| {
            let values: HashSet<_> = left.iter().flat_map(|choice| choice.fact(fact)).collect();
            values.len() + left.iter().filter(|choice| choice.fact(fact).is_empty()).count()
        })
        .min()
        .unwrap_or(left.len());
    none_is_left(&left).or_else(|| {
        (least > amount(together))
            .then(|| format!("it takes at least {least}, of {together} that go together"))
    })
}

fn no_number(question: &Question, checks: &[&Check]) -> Option<String> {
    let (least, most) = bounds(checks);
    if least > most {
        return Some(format!("it is at least {least} and at most {most}"));
    }
    let is_one = least >= most;
    let only = is_one.then(|| Answer::text(question, &least.to_string())).flatten()?;
    let refused = checks.iter().any(|check| only.passes(check) == Some(false));
    refused.then(|| format!("only {least} is left, which is refused"))
}

/// The greatest least and the least greatest of all checks.
fn bounds(checks: &[&Check]) -> (f64, f64) {
    let least = checks.iter().filter_map(|check| check.min).fold(f64::NEG_INFINITY, f64::max);
    let most = checks.iter().filter_map(|check| check.max).fold(f64::INFINITY, f64::min);
    (least, most)
}

fn no_text(question: &Question, types: &[TextType], checks: &[&Check]) -> Option<String> {
    let (least, most) = bounds(checks);
    let fits = |kind: &&TextType| {
        let (shortest, longest) = lengths(**kind);
        shortest.max(least) <= longest.min(most)
    };
    let fitting: Vec<_> = types.iter().filter(fits).collect();
    if fitting.is_empty() {
        return Some(match least > most {
            true => format!("it has at least {least} characters and at most {most}"),
            false => "none of its types has texts of that length".to_owned(),
        });
    }
    let ends = checks.iter().find(|check| {
        let ends: Option<Vec<_>> = check.ends_with.iter().map(literal).collect();
        ends.is_some_and(|ends| {
            !ends.is_empty() && !ends.iter().any(|end| can_end(question, &fitting, end, checks, most))
        })
    })?;
    let ends: Vec<_> = ends.ends_with.iter().filter_map(literal).collect();
    Some(format!("none can end with {}", crate::text::count::ticked(ends)))
}

/// How short and how long texts of a type are.
fn lengths(kind: TextType) -> (f64, f64) {
    match kind {
        TextType::Guid => (36.0, 36.0),
        TextType::Text => (1.0, f64::INFINITY),
        TextType::Domain => (3.0, 253.0),
        TextType::Email => (5.0, f64::INFINITY),
        TextType::Upn => (5.0, 113.0),
        TextType::Url => (8.0, f64::INFINITY),
    }
}

/// Whether some text of these types may end like that, for all that the checks say of endings.
fn can_end(question: &Question, types: &[&TextType], end: &str, checks: &[&Check], most: f64) -> bool {
    let end = end.to_lowercase();
    let refused = checks.iter().flat_map(|check| &check.not_ends_with).filter_map(literal);
    let agrees = |check: &&Check| {
        let others: Option<Vec<_>> = check.ends_with.iter().map(literal).collect();
        others.is_none_or(|others| {
            others.is_empty()
                || others
                    .iter()
                    .map(|other| other.to_lowercase())
                    .any(|other| end.ends_with(&other) || other.ends_with(&end))
        })
    };
    amount(end.chars().count()) <= most
        && !refused.map(str::to_lowercase).any(|refused| end.ends_with(&refused))
        && checks.iter().all(agrees)
        && types.iter().any(|kind| has_text(question, **kind, &end))
}

/// Whether the type has a text with this end: the shortest ways to complete it are tried.
fn has_text(question: &Question, kind: TextType, end: &str) -> bool {
    const GUID: &str = "00000000-0000-0000-0000-000000000000";
    let kept = GUID.len().saturating_sub(end.chars().count());
    let before: &[&str] = match kind {
        TextType::Text => &[""],
        TextType::Domain => &["", "a", "a."],
        TextType::Email | TextType::Upn => &["", "a", "a@", "a@a", "a@a."],
        TextType::Url => &["", "h", "https:/", "https://", "https://a", "https://a."],
        TextType::Guid => &[GUID],
    };
    let own = Question { kind: Kind::Text(vec![kind]), ..question.clone() };
    before.iter().any(|before| {
        let text = if kind == TextType::Guid {
            format!("{}{end}", &before[..kept])
        } else {
            format!("{before}{end}")
        };
        own.kind.accept(&text).is_ok_and(|accepted| accepted.to_lowercase().ends_with(end))
    })
}
