//! A need that is never there when the step is.

use super::proof::Possible;
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "hidden-need",
    severity: Severity::Error,
    summary: "a `needs` that is hidden whenever the step is there",
    explain: "\
`needs` names what has to be settled before, instead of all that stands before. What is hidden counts as settled, so
a need that is always hidden where the step is shown holds nothing back: the step goes on too early.

```yaml
- id: place
  title: Say where they work
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: lease, title: Lease the office, when: { place: office } }
- { id: chair, title: Send a chair, when: { place: home }, needs: [lease] }
```

```yaml
- id: place
  title: Say where they work
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: lease, title: Lease the office, when: { place: office } }
- { id: chair, title: Send a chair, when: { place: office }, needs: [lease] }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let hidden = subject.proofs().needs.iter().filter(|(_, _, possible)| *possible == Possible::No);
    let found = hidden.filter_map(|&(node, at, _)| {
        let need = *subject.checklist.node(node).needs.as_ref()?.get(at)?;
        let needs = subject.outline.node(node).get("needs")?;
        let written = needs.items().get(at).unwrap_or(needs);
        let message = format!("`{}` is never there when this is", subject.checklist.node(need).id);
        Some(RULE.finding(subject, written.at, message).hinted("name what is there, or leave it out"))
    });
    found.collect()
}
