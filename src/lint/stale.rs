//! A text that nobody has held against reality for long, or ever.

use jiff::civil::Date;

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Node;
use crate::text::count::count_of;

pub(super) static RULE: Rule = Rule {
    code: "stale",
    severity: Severity::Warning,
    summary: "a text that was last verified longer ago than `--stale DAYS`, or never",
    explain: "\
Portals change. `verified` says when a text was last held against what is really there, of the whole file or of a
step that was looked at later. With `--stale DAYS` all dates that lie further back are found, so that somebody looks
again, and a file of which something has no date; without it none are. The first of these is found with `--stale 180` today, the second is not for long.

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
    let mut found: Vec<_> = dated
        .filter_map(|(day, node)| {
            let ago = day.until(today).ok()?.get_days();
            let message = format!("last verified {ago} days ago, more than {days}");
            let hint = "hold it against what is there, then write today's date";
            (i64::from(ago) > i64::from(days)).then(|| RULE.finding(subject, node.at, message).hinted(hint))
        })
        .collect();
    found.extend(never(subject, today));
    found
}

/// What stands for steps that nobody dated: one finding of the file.
fn never(subject: &Subject<'_>, today: Date) -> Option<Finding> {
    let undated = subject.checklist.steps().filter(|(_, step)| step.verified.is_none()).count();
    let title = subject.outline.file().get("title").filter(|_| subject.checklist.verified.is_none())?;
    let message = match subject.checklist.steps().count() - undated {
        _ if undated == 0 => return None,
        0 => "nothing here was ever verified".to_owned(),
        _ => format!("{} never verified", count_of(undated, "step was", "steps were")),
    };
    let hint = format!("hold the text against what is there, then write `verified: {today}` in the file");
    Some(RULE.finding(subject, title.at, message).hinted(hint))
}
