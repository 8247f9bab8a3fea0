//! A link that anybody on the way can read and change.

use super::{Rule, Subject, links};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "http",
    severity: Severity::Warning,
    summary: "a link that is not encrypted",
    explain: "\
What is sent over `http:` can be read and changed on its way, and operators sign in behind such links. Nearly every
site answers to `https:` today. Where one does not, say why in a comment that allows it.

```yaml
- id: portal
  title: Open the portal
  links: [{ label: Portal, url: \"http://portal.example.com\" }]
```

```yaml
- id: portal
  title: Open the portal
  links: [{ label: Portal, url: \"https://portal.example.com\" }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let plain = |url: &str| url.to_lowercase().starts_with("http:").then_some(());
    let found = links::judged(subject, plain).into_iter();
    found
        .map(|(link, ())| {
            let finding = RULE.finding(subject, link.first(5), "the link is not encrypted");
            finding.hinted("write `https:`, if the site answers to it")
        })
        .collect()
}
