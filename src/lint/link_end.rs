//! A link that has caught the end of a sentence.

use super::{Rule, Subject, links};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "link-end",
    severity: Severity::Error,
    summary: "a link that ends with a mark of the sentence around it",
    explain: "\
A full stop, comma, closing bracket or asterisk at the end of a link was most likely copied along with it from a
sentence or from Markdown. Browsers take it for a part of the address and find no page. A bracket that the address
itself opens is left alone.

```yaml
- id: approval
  title: Approve the tenant
  links: [{ label: Approval, url: \"https://example.com/approval.\" }]
```

```yaml
- id: approval
  title: Approve the tenant
  links: [{ label: Approval, url: \"https://example.com/approval\" }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let found = links::judged(subject, end).into_iter();
    found
        .map(|(link, what)| {
            let finding = RULE.finding(subject, link.last(), format!("the link ends with {what}"));
            finding.hinted("remove it, or browsers will not find the page")
        })
        .collect()
}

/// What a link ends with that is hardly its own.
fn end(url: &str) -> Option<&'static str> {
    match url.chars().last()? {
        '.' => Some("a full stop"),
        ',' => Some("a comma"),
        '*' => Some("an asterisk"),
        ')' if url.matches(')').count() > url.matches('(').count() => Some("a closing bracket"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_that_the_link_did_not_open_is_too_much() {
        for good in [
            "https://a.example",
            "https://a.example/x_(y)",
            "https://a.example/*/b",
            "https://a.example/?a=1",
        ] {
            assert_eq!(end(good), None, "{good}");
        }
        for bad in
            ["https://a.example.", "https://a.example,", "https://a.example/x)", "https://a.example/**"]
        {
            assert!(end(bad).is_some(), "{bad}");
        }
    }
}
