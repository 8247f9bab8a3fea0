//! A text that nobody has held against reality for long.

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Node;

pub(super) static RULE: Rule = Rule {
    code: "stale",
    severity: Severity::Warning,
    summary: "a text that was last verified longer ago than `--stale DAYS`",
    explain: "\
Portals change. `verified` says when a text was last held against what is really there, of the whole file or of a
step that was looked at later. With `--stale DAYS` all dates that lie further back are found, so that somebody looks
again; without it none are. The first of these is found with `--stale 180` today, the second is not for long.

```yaml
verified: 2019-03-01
```

```yaml
verified: 9998-12-31
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((today, days)) = subject.options.stale else { return Vec::new() };
    let own = (subject.checklist.verified, subject.outline.file());
    let steps = subject.checklist.steps().map(|(ix, step)| (step.verified, subject.outline.node(ix)));
    let dated = std::iter::once(own)
        .chain(steps)
        .filter_map(|(day, node): (_, &Node)| Some((day?, node.get("verified")?)));
    dated
        .filter_map(|(day, node)| {
            let ago = day.until(today).ok()?.get_days();
            let message = format!("last verified {ago} days ago, more than {days}");
            let hint = "hold it against what is there, then write today's date";
            (i64::from(ago) > i64::from(days)).then(|| RULE.finding(subject, node.at, message).hinted(hint))
        })
        .collect()
}
