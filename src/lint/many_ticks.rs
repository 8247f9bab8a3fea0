//! A step with more to tick than one keeps in mind.

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};

/// The ticks that go by a digit.
const MOST: usize = 9;

pub(super) static RULE: Rule = Rule {
    code: "many-ticks",
    severity: Severity::Warning,
    summary: "a step with more than 9 ticks",
    explain: "\
A tick is something that must be confirmed by itself. Ten of them are no longer confirmed but clicked through, and
they do not fit on a screen with their step.

```yaml
- id: prepare
  title: Prepare all
  tick: [One, Two, Three, Four, Five, Six, Seven, Eight, Nine, Ten]
```

```yaml
- id: prepare
  title: Prepare all
  tick: [One, Two, Three]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let many = subject.checklist.steps().filter(|(_, step)| step.ticks.len() > MOST);
    many.filter_map(|(ix, step)| {
        let (key, _) = subject.outline.node(ix).entry("tick")?;
        let message = format!("the step has {} ticks, more than {MOST}", step.ticks.len());
        Some(RULE.finding(subject, key.at, message).hinted("divide the step, or put clicks into its text"))
    })
    .collect()
}
