//! Findings that an author has looked at and lets stand: `# frp-onboard: allow CODE, reason`.

use std::collections::HashMap;

use super::{RULES, Rule};
use crate::diagnostic::{Finding, Place, Severity};
use crate::format::yaml::{Comment, Document, quoted};
use crate::text::suggest;

/// What such a comment begins with.
const MARK: &str = "frp-onboard:";

pub(super) static UNUSED: Rule = Rule {
    code: "unused-allow",
    severity: Severity::Warning,
    summary: "a comment that allows what is not there",
    explain: "\
`# frp-onboard: allow CODE, reason` on a line, or above it, lets one finding of that line stand. One that lets nothing
stand was left over, or stands on the wrong line, and would hide the next finding there. What keeps a file from being
read cannot be allowed.

```yaml
# frp-onboard: allow no-help, the label says it all
verified: 2026-11-23
```

```yaml
# frp-onboard: allow no-help, the label says it all
ask: [{ id: name, type: text, label: Your name }]
```",
    run: |_| Vec::new(),
};

pub(super) static NO_REASON: Rule = Rule {
    code: "no-reason",
    severity: Severity::Warning,
    summary: "a comment that allows something without saying why",
    explain: "\
Whoever comes next can only keep or remove such a comment if it says why the finding may stand: the reason follows
the code, behind a comma.

```yaml
# frp-onboard: allow no-help
ask: [{ id: name, type: text, label: Your name }]
```

```yaml
# frp-onboard: allow no-help, the label says it all
ask: [{ id: name, type: text, label: Your name }]
```",
    run: |_| Vec::new(),
};

/// The findings of the file `name` that no comment in it lets stand, and what is wrong with such comments.
/// Rules that could not find anything this time are `idle`.
pub fn allowed(name: &str, document: &Document, findings: Vec<Finding>, idle: &[&str]) -> Vec<Finding> {
    let comments = document.comments(MARK);
    if comments.is_empty() {
        return findings;
    }
    let mut allowed: HashMap<(u32, &str), Vec<&Comment<'_>>> = HashMap::new();
    for comment in comments.iter().rev() {
        allowed.entry((comment.line, read(comment.says).0)).or_default().push(comment);
    }
    let mut kept = Vec::new();
    for finding in findings {
        let is_ours = finding.file == name && is_of_a_rule(finding.code);
        let comments = allowed.get_mut(&(finding.line, finding.code)).filter(|_| is_ours);
        match comments.and_then(Vec::pop) {
            Some(comment) => kept.extend(unreasoned(name, comment)),
            None => kept.push(finding),
        }
    }
    let left = allowed.into_iter().filter(|((_, code), _)| !idle.contains(code));
    kept.extend(
        left.flat_map(|((_, code), comments)| comments.into_iter().map(move |own| unused(name, own, code))),
    );
    kept.sort();
    kept
}

/// What is said of a comment without a reason.
fn unreasoned(name: &str, comment: &Comment<'_>) -> Option<Finding> {
    let (code, reason) = read(comment.says);
    let finding = of(&NO_REASON, name, comment, format!("this allows {} without saying why", quoted(code)));
    reason.is_empty().then(|| finding.hinted("write the reason behind a comma"))
}

/// The code and the reason of `allow CODE, reason`.
fn read(says: &str) -> (&str, &str) {
    let rest =
        says.strip_prefix("allow").filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or_default();
    let (code, reason) = rest.split_once(',').unwrap_or((rest, ""));
    (code.trim(), reason.trim())
}

fn unused(name: &str, comment: &Comment<'_>, code: &str) -> Finding {
    let (message, hint) = if code.is_empty() {
        (
            "this comment says nothing that is known".to_owned(),
            Some("write `# frp-onboard: allow CODE, reason`".to_owned()),
        )
    } else if is_of_a_rule(code) {
        let message = format!("this allows {}, which is not found in line {}", quoted(code), comment.line);
        (message, Some("remove it, or write it on or above the line of the finding".to_owned()))
    } else {
        let near = suggest::nearest(code, RULES.iter().map(|rule| rule.code));
        (format!("no rule is called {}", quoted(code)), near.map(|near| format!("did you mean `{near}`?")))
    };
    Finding { hint, ..of(&UNUSED, name, comment, message) }
}

fn of(rule: &Rule, name: &str, comment: &Comment<'_>, message: String) -> Finding {
    let place = Place { line: comment.at.line, column: comment.at.column };
    let finding = Finding::error(rule.code, message, name, place, comment.at.length);
    Finding { severity: rule.severity, ..finding }
}

fn is_of_a_rule(code: &str) -> bool {
    RULES.iter().any(|rule| rule.code == code)
}
