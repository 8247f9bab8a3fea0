//! What could not be proven one way or the other.

use super::proof::{Possible, Verdict};
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
    let conditions = proofs.conditions.iter().filter(|(_, verdict)| *verdict == Verdict::Unknown);
    let conditions = conditions.map(|(part, _)| (part.node.at, "whether this can hold and can fail"));
    let repeats = proofs.repeats.iter().filter(|(_, possible)| *possible == Possible::Unknown);
    let repeats = repeats.filter_map(|&(node, _)| {
        Some((subject.outline.node(node).get("each")?.at, "whether there is ever anything to repeat over"))
    });
    let needs = proofs.needs.iter().filter(|(_, _, possible)| *possible == Possible::Unknown);
    let needs = needs.filter_map(|&(node, _, _)| {
        Some((subject.outline.node(node).get("needs")?.at, "whether what this needs is ever there with it"))
    });
    let picks = proofs.picks.iter().filter(|pick| {
        pick.something == Possible::Unknown || pick.must_be_answered && pick.nothing == Possible::Unknown
    });
    let picks = picks.filter_map(|pick| {
        let from = subject.outline.question(pick.question).get("from")?;
        Some((from.at, "whether there is something to choose from"))
    });
    let found = conditions.chain(repeats).chain(needs).chain(picks);
    found
        .map(|(at, what): (Span, &str)| {
            RULE.finding(subject, at, format!("{what} was not decided: too much to try"))
        })
        .collect()
}
