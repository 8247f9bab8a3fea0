//! Somebody who does nothing.

use std::collections::HashSet;

use super::{Rule, Subject};
use crate::checklist::ActorIx;
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "unused-actor",
    severity: Severity::Warning,
    summary: "an actor who does no step",
    explain: "\
Sheets are handed to actors, and boards are asked for what one of them has to do. An actor without a step is most
likely the trace of a step that has lost its `actor`. The first actor also does the steps that name none.

```yaml
actors: { admin: { title: Partner admin }, approver: { title: Global admin } }
sections: [{ id: s, title: Approval, steps: [{ id: approve, title: Approve }] }]
```

```yaml
actors: { admin: { title: Partner admin }, approver: { title: Global admin } }
sections: [{ id: s, title: Approval, steps: [{ id: ask, title: Ask }, { id: approve, title: Approve, actor: approver }] }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let doing: HashSet<_> =
        subject.checklist.steps().map(|(_, step)| step.actor.unwrap_or(ActorIx(0))).collect();
    let idle = (0..subject.checklist.actors.len()).map(ActorIx).filter(|ix| !doing.contains(ix));
    idle.filter_map(|ix| {
        let (key, _) = subject.outline.actor(ix)?;
        let message = format!("no step is done by `{}`", subject.checklist.actors[ix.0].id);
        Some(RULE.finding(subject, key.at, message).hinted("name it as the `actor` of a step, or remove it"))
    })
    .collect()
}
