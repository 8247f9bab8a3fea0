//! A scenario that does not lead where it says.

use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format;

pub(super) static RULE: Rule = Rule {
    code: "scenario",
    severity: Severity::Error,
    summary: "a scenario that leads elsewhere than it says",
    explain: "\
A scenario says which steps follow from its answers. If the checklist plans others, one of the two is wrong: told is
the first step that differs. Scenarios stand in `scenarios/` beside their checklist; whatever is wrong with one, also
an answer that does not fit, is found in its own file.

    scenario: 1
    checklist: ../first-week.yaml
    answers: { place: home }
    expect: { steps: [desk] }

Where `desk` is for the office alone, the last line is wrong and this one is right:

    expect: { steps: [order, await-laptop] }",
    run,
};

/// What is wrong with a scenario is found by playing it.
fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let failed =
        subject.scenarios.iter().filter_map(|played| Some((&played.name, played.outcome.as_ref().err()?)));
    failed.flat_map(|(name, faults)| format::findings(name, faults.clone())).collect()
}
