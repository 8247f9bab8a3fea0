//! A condition that no answers fail.

use super::never_holds::{lines, place};
use super::proof::Verdict;
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "always-holds",
    severity: Severity::Warning,
    summary: "a condition that holds wherever it is read",
    explain: "\
A condition that nothing can fail says nothing, and whoever reads it looks for the case that it leaves out. Often
what is around it says so already; or it was meant to test something else. The same is found of a part
of what all has to hold.

```yaml
- id: place
  title: Say where they work
  skip: never
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: desk, title: Prepare a desk, when: { place: [home, office] } }
```

```yaml
- id: place
  title: Say where they work
  skip: never
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: desk, title: Prepare a desk }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let conditions = subject.proofs().conditions.iter().filter_map(|(part, verdict)| match verdict {
        Verdict::Always(reason) => {
            Some(("this", "leave out this `when`", place(subject, part, reason.own.first().copied()), reason))
        }
        _ => None,
    });
    let branches = subject.proofs().branches.iter().filter_map(|(part, branch, verdict)| match verdict {
        Verdict::Always(reason) => {
            Some(("this part", "leave it out", place(subject, part, Some(branch)), reason))
        }
        _ => None,
    });
    conditions
        .chain(branches)
        .map(|(what, hint, at, reason)| {
            let message = match lines(subject, reason).as_str() {
                "" => format!("{what} always holds"),
                lines => format!("{what} always holds where {lines} does"),
            };
            RULE.finding(subject, at, message).hinted(hint)
        })
        .collect()
}
