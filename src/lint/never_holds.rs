//! A condition that no answers fulfil.

use super::proof::{Reason, Verdict};
use super::{Part, Rule, Subject};
use crate::checklist::Condition;
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Span;
use crate::text::count::ticked;

pub(super) static RULE: Rule = Rule {
    code: "never-holds",
    severity: Severity::Error,
    summary: "a condition that can never hold where it stands",
    explain: "\
What stands under a condition that no answers fulfil is never shown to anybody: a step that is never done, a
question that is never asked. Mostly two conditions exclude each other, the one here and one around it, or it reads
an answer that is never given there. The same is found of an alternative under `any`. Answers are tried: choices, yes
and no, texts that conditions name and others, lists with as many rows as conditions tell apart. What a `check`
refuses is not looked at.

```yaml
- id: place
  title: Say where they work
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- id: office
  title: Prepare the office
  when: { place: office }
  tick: [A desk, { text: A chair at home, when: { place: home } }]
```

```yaml
- id: place
  title: Say where they work
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- id: office
  title: Prepare the office
  tick: [A desk, { text: A chair at home, when: { place: home } }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let conditions = subject.proofs().conditions.iter().filter_map(|(part, verdict)| match verdict {
        Verdict::Never(reason) => Some(("this", place(subject, part, reason.own.first().copied()), reason)),
        _ => None,
    });
    let branches = subject.proofs().branches.iter().filter_map(|(part, branch, verdict)| match verdict {
        Verdict::Never(reason) => Some(("this alternative", place(subject, part, Some(branch)), reason)),
        _ => None,
    });
    conditions.chain(branches).map(|(what, at, reason)| told(subject, what, at, reason)).collect()
}

fn told(subject: &Subject<'_>, what: &str, at: Span, reason: &Reason<'_>) -> Finding {
    let message = match lines(subject, reason).as_str() {
        "" => format!("no answers make {what} hold"),
        lines => format!("{what} never holds together with the condition in {lines}"),
    };
    let finding = RULE.finding(subject, at, message);
    match (paths(reason).as_slice(), reason.around.is_empty()) {
        ([path], true) => finding.hinted(format!("`{path}` is never like that here")),
        ([_], false) => finding.hinted("leave one of them out, or change what they test"),
        (paths, _) => finding.hinted(format!("{} exclude each other here", ticked(paths.iter().copied()))),
    }
}

/// The first path of what is told of a condition.
pub(super) fn place(subject: &Subject<'_>, part: &Part<'_>, own: Option<&Condition>) -> Span {
    own.and_then(|own| subject.first_test(own)).unwrap_or(part.node.at)
}

/// The lines of the conditions around that have to do with it.
pub(super) fn lines(subject: &Subject<'_>, reason: &Reason<'_>) -> String {
    let conditions = reason.around.iter().filter_map(|&node| subject.outline.node(node).get("when"));
    let mut lines: Vec<_> = conditions.map(|when| format!("line {}", when.at.line)).collect();
    lines.dedup();
    lines.join(" and ")
}

/// The answers that the condition reads.
fn paths<'r>(reason: &'r Reason<'_>) -> Vec<&'r str> {
    let mut paths: Vec<_> =
        reason.own.iter().flat_map(|own| own.tests()).map(|(path, _)| path.written.as_str()).collect();
    let mut seen = std::collections::HashSet::new();
    paths.retain(|path| seen.insert(*path));
    paths
}
