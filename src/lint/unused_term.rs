//! A word that is explained and never used.

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::{Node, quoted};

pub(super) static RULE: Rule = Rule {
    code: "unused-term",
    severity: Severity::Warning,
    summary: "a term of the glossary that stands in no text",
    explain: "\
The glossary explains the words of the checklist's own texts. One that stands in none of them makes the list longer
for everybody who looks for another, and is often the old name of something that the texts call otherwise by now.

```yaml
glossary: [{ term: Tenant, text: A company's own directory in the cloud. }]
sections: [{ id: s, title: S, steps: [{ id: a, title: Create the directory }] }]
```

```yaml
glossary: [{ term: Tenant, text: A company's own directory in the cloud. }]
sections: [{ id: s, title: S, steps: [{ id: a, title: Create the tenant }] }]
```",
    run,
};

/// The most that is searched, in bytes of texts times terms, so that no file takes long.
const PATIENCE: usize = 20_000_000;

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let glossary = &subject.checklist.glossary;
    if glossary.is_empty() {
        return Vec::new();
    }
    let texts: Vec<_> = subject
        .parts()
        .iter()
        .filter_map(|part| Some((part.node.at, part.text()?.source.to_lowercase())))
        .collect();
    let nodes = subject.outline.file().get("glossary").map_or(&[][..], Node::items);
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let mut findings = Vec::new();
    for (term, node) in glossary.iter().zip(nodes).take(PATIENCE / bytes.max(1)) {
        let own = node.get("text").map(|text| text.at);
        let word = term.term.to_lowercase();
        if texts.iter().any(|(at, text)| Some(*at) != own && text.contains(&word)) {
            continue;
        }
        let at = node.get("term").map_or(node.at, |term| term.at);
        let message = format!("no text has the word {}", quoted(&term.term));
        findings.push(RULE.finding(subject, at, message).hinted("use it, or remove it"));
    }
    findings
}
