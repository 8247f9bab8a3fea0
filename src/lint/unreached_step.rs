//! A step that no scenario shows.

use std::collections::HashSet;

use super::{Rule, Subject};
use crate::checklist::InstanceKey;
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "unreached-step",
    severity: Severity::Warning,
    summary: "a step that no scenario beside its checklist reaches",
    explain: "\
Scenarios tell what a change of the checklist does to those who walk it. A step that none of them reaches can be lost,
or asked of the wrong people, and no test says so. A checklist without scenarios is left alone, and so is one whose
scenarios fail.

Beside a scenario whose answers say `place: home`, this finds the first step and not the second.

    - { id: desk, title: Prepare a desk, when: { place: office } }
    - { id: router, title: Send a router, when: { place: home } }",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let played: Option<Vec<_>> =
        subject.scenarios.iter().map(|played| played.outcome.as_ref().ok()).collect();
    let Some(played) = played.filter(|played| !played.is_empty()) else { return Vec::new() };
    let reached: HashSet<_> = played.into_iter().flatten().map(InstanceKey::step).collect();
    let steps = subject.checklist.steps().map(|(ix, _)| (ix, &subject.checklist.node(ix).id));
    steps
        .filter(|(_, id)| !reached.contains(id.as_str()))
        .map(|(ix, id)| {
            let node = subject.outline.node(ix);
            let at = node.get("id").map_or(node.at, |id| id.at);
            let message = format!("no scenario reaches `{id}`");
            RULE.finding(subject, at, message).hinted("add one whose answers lead here")
        })
        .collect()
}
