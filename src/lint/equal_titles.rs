//! Two steps that nobody can tell apart.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::checklist::NodeIx;
use crate::diagnostic::{Finding, Severity};
use crate::text::case;

pub(super) static RULE: Rule = Rule {
    code: "equal-titles",
    severity: Severity::Warning,
    summary: "two steps or sections side by side with the same title",
    explain: "\
On the board, in reports and in menus a step is known to people by its title. Of two with the same title in the same
section nobody knows which is meant.

```yaml
- { id: approve, title: Approve }
- { id: approve-again, title: Approve }
```

```yaml
- { id: approve, title: Approve the tenant }
- { id: approve-again, title: Approve the users }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut first: BTreeMap<(Option<NodeIx>, String), NodeIx> = BTreeMap::new();
    for (ix, node) in subject.checklist.nodes.iter().enumerate() {
        let ix = NodeIx(ix);
        let other = *first.entry((node.parent, folded(&node.title.source))).or_insert(ix);
        if other == ix {
            continue;
        }
        let place = |ix| subject.outline.node(ix).get("title").map(|title| title.at);
        if let (Some(at), Some(other_at)) = (place(ix), place(other)) {
            let id = &subject.checklist.node(other).id;
            let message = format!("`{id}` beside it has the same title, in line {}", other_at.line);
            findings.push(RULE.finding(subject, at, message).hinted("say in each what is done there"));
        }
    }
    findings
}

/// A title without what nobody sees: its case, and how many blanks stand between its words.
fn folded(title: &str) -> String {
    case::folded(title).split_whitespace().collect::<Vec<_>>().join(" ")
}
