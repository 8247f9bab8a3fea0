//! What could not be proven one way or the other.

use super::never_holds::place;
use super::proof::{Limit, Verdict};
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Span;

pub(super) static RULE: Rule = Rule {
    code: "not-decided",
    severity: Severity::Note,
    summary: "there are too many answers to try",
    explain: "\
Whether a condition can hold is tried over all answers that conditions tell apart. Where there are too many of
them, or conditions hang on each other too deep, this is said instead of nothing. It is no fault; simpler conditions
can be decided. Below, the first condition counts further than is tried; the second does not.

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- { id: hall, title: Rent a hall, when: { users: { count: { min: 100 } } } }
```

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- { id: room, title: Rent a room, when: { users: { count: { min: 10 } } } }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let proofs = subject.proofs();
    let limit = |verdict: &Verdict<'_>| match verdict {
        Verdict::Unknown(limit) => Some(*limit),
        _ => None,
    };
    let conditions = proofs.conditions.iter().filter_map(|(part, verdict)| {
        Some((part.node.at, "whether this can hold and can fail", limit(verdict)?))
    });
    let branches = proofs.branches.iter().filter_map(|(part, branch, verdict)| {
        Some((place(part, Some(branch)), "whether this makes a difference", limit(verdict)?))
    });
    let repeats = proofs.repeats.iter().filter_map(|&(node, possible)| {
        let each = subject.outline.node(node).get("each")?;
        Some((each.at, "whether there is ever anything to repeat over", possible.limit()?))
    });
    let needs = proofs.needs.iter().filter_map(|&(node, _, possible)| {
        let needs = subject.outline.node(node).get("needs")?;
        Some((needs.at, "whether what this needs is ever there with it", possible.limit()?))
    });
    let picks = proofs.picks.iter().filter_map(|pick| {
        let nothing = pick.nothing.limit().filter(|_| pick.must_be_answered);
        let from = subject.outline.question(pick.question).get("from")?;
        Some((from.at, "whether there is something to choose from", pick.something.limit().or(nothing)?))
    });
    let found = conditions.chain(branches).chain(repeats).chain(needs).chain(picks);
    found
        .map(|(at, what, limit): (Span, &str, Limit)| {
            let why = match limit {
                Limit::Answers => "there are too many answers to try",
                Limit::Depth => "questions hang on each other too deep",
                Limit::Rows => "it takes more rows or values than are tried",
                Limit::Ways => "items stand for too many things",
            };
            RULE.finding(subject, at, format!("{what} was not decided: {why}"))
        })
        .collect()
}
