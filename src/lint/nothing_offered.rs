//! A question with nothing to choose from, that can be neither answered nor skipped.

use super::proof::Possible;
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "nothing-offered",
    severity: Severity::Error,
    summary: "a choice that may have nothing to choose from and cannot be left",
    explain: "\
A choice `from` earlier answers offers what these are. If with some answers that is nothing, its step cannot be done;
if the step may not be skipped either, or the question is asked before the first step, the operator is stuck there
until earlier answers are changed. A choice that is never offered anything is wrong in any case.

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, required: false, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- id: lead
  title: Who leads
  skip: never
  ask: [{ id: lead, type: choice, from: users, label: Lead, help: Who leads. }]
```

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, required: false, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- id: lead
  title: Who leads
  when: { users: { given: true } }
  skip: never
  ask: [{ id: lead, type: choice, from: users, label: Lead, help: Who leads. }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let found = subject.proofs().picks.iter().filter_map(|pick| {
        let from = subject.outline.question(pick.question).get("from")?;
        let id = &subject.checklist.question(pick.question).id;
        let finding = |message: String| RULE.finding(subject, from.at, message);
        if pick.something == Possible::No {
            let message = format!("no answers offer anything to choose from for `{id}`");
            Some(finding(message).hinted("compare this with the conditions around it"))
        } else if pick.nothing == Possible::Yes && pick.must_be_answered {
            let message = format!("there may be nothing here to choose from, and `{id}` can be neither answered nor skipped then");
            let hint = "ask it only `when` there is something, let it be `required: false`, or require what it is chosen from";
            Some(finding(message).hinted(hint))
        } else {
            None
        }
    });
    found.collect()
}
