//! A link within Markdown that leads elsewhere than to the web.

use super::{Rule, Subject, links};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "link-scheme",
    severity: Severity::Error,
    summary: "a link within a text that is no `https:` address",
    explain: "\
Links lead to the web: an address of any other kind starts programs, opens files or leads nowhere. The `links` of a
step are held to that when the file is read; this is the same for links within its Markdown.

```yaml
- id: guide
  title: Read the guide
  text: See [the guide](file:///guide.pdf).
```

```yaml
- id: guide
  title: Read the guide
  text: See [the guide](https://example.com/guide.pdf).
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let elsewhere = |url: &str| {
        let url = url.to_lowercase();
        (!url.starts_with("https://") && !url.starts_with("http://")).then_some(())
    };
    let found = links::judged_in_markdown(subject, elsewhere).into_iter();
    found
        .map(|(link, ())| {
            let finding = RULE.finding(subject, link.at, "the link leads to no page of the web");
            finding.hinted("write the whole address, with `https://`")
        })
        .collect()
}
