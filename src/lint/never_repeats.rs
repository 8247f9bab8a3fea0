//! A repeat that no answers give anything to repeat over.

use super::proof::Possible;
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "never-repeats",
    severity: Severity::Error,
    summary: "a repeat that never has anything to repeat over",
    explain: "\
A step or section with `each` is there once for each value. If what it repeats over is never answered where it
stands, nobody ever sees it.

```yaml
- id: place
  title: Say where they work
  ask:
    - { id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }
    - { id: desks, type: list, item: desk, key: name, label: Desks, when: { place: office }, help: Which.,
        fields: [{ id: name, type: text, label: Name, help: Its name. }] }
- id: home
  title: Work at home
  when: { place: home }
  steps:
    - { id: desk, title: \"Prepare {{ desk }}\", each: desks }
```

```yaml
- id: place
  title: Say where they work
  ask:
    - { id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }
    - { id: desks, type: list, item: desk, key: name, label: Desks, when: { place: office }, help: Which.,
        fields: [{ id: name, type: text, label: Name, help: Its name. }] }
- { id: desk, title: \"Prepare {{ desk }}\", each: desks }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let never = subject.proofs().repeats.iter().filter(|(_, possible)| *possible == Possible::No);
    let at = never.filter_map(|&(node, _)| subject.outline.node(node).get("each"));
    at.map(|each| {
        let message = "no answers give this anything to repeat over here";
        RULE.finding(subject, each.at, message).hinted("compare it with the conditions around it")
    })
    .collect()
}
