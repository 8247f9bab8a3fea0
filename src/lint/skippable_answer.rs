//! A step that may be skipped though what it asks is needed later.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::asked::steps;
use super::{Owner, Part, Rule, Says, Subject};
use crate::checklist::{Checklist, Home, NodeIx, Path, QuestionIx};
use crate::diagnostic::{Finding, Severity};
use crate::text::count::ticked;

pub(super) static RULE: Rule = Rule {
    code: "skippable-answer",
    severity: Severity::Warning,
    summary: "a step that may be skipped, with a required answer that is read later",
    explain: "\
Any step may be skipped with a reason unless it says `skip: never`. What a skipped step asks stays without an answer:
repeats over it have no items, conditions on it are false, holes show a label. If that is meant, the question is
optional; if not, the step must not be skipped.

```yaml
- id: place
  title: Say where they work
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: desk, title: Prepare a desk, when: { place: office } }
```

```yaml
- id: place
  title: Say where they work
  skip: never
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office }, help: Where. }]
- { id: desk, title: Prepare a desk, when: { place: office } }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let readers = readers(subject);
    let mut asked: BTreeMap<NodeIx, BTreeSet<QuestionIx>> = BTreeMap::new();
    for question in readers.keys() {
        let first = steps(subject.checklist, *question)[0];
        asked.entry(first).or_default().insert(*question);
    }
    let mut findings = Vec::new();
    for (step, questions) in asked {
        let node = subject.outline.node(step);
        let at = node.get("id").map_or(node.at, |id| id.at);
        let line = questions.iter().map(|question| readers[question]).min().unwrap_or_default();
        let ids = questions.iter().map(|question| subject.checklist.question(*question).id.as_str());
        let message =
            format!("this may be skipped, but what reads {} comes later, first in line {line}", ticked(ids));
        findings.push(
            RULE.finding(subject, at, message)
                .hinted("write `skip: never`, or `required: false` at the question"),
        );
    }
    findings
}

/// The required questions that only skippable steps ask, with the first line of another step that reads them.
fn readers(subject: &Subject<'_>) -> HashMap<QuestionIx, u32> {
    let mut readers: HashMap<QuestionIx, u32> = HashMap::new();
    for part in subject.parts() {
        let Some(reader) = reading(subject, part) else { continue };
        let missing = |path: &Path| -> Vec<QuestionIx> {
            let hops = path.hops.iter().copied();
            hops.filter(|&hop| is_required(subject.checklist, hop) && may_be_missing(subject, hop, reader))
                .collect()
        };
        if part.reads().into_iter().all(|path| missing(path).is_empty()) {
            continue;
        }
        for (path, at) in part.paths(subject.outline) {
            for question in missing(path) {
                let line = readers.entry(question).or_insert(at.line);
                *line = at.line.min(*line);
            }
        }
    }
    readers
}

/// Whether there is always an answer where its step is done: a field hangs on its list.
fn is_required(checklist: &Checklist, question: QuestionIx) -> bool {
    let own = checklist.question(question);
    match own.home {
        Home::Row(list) if own.steps.is_empty() => own.required && is_required(checklist, list),
        _ => own.required,
    }
}

/// Whether the steps that ask a question may all be skipped, and stand before the one that reads it.
fn may_be_missing(subject: &Subject<'_>, question: QuestionIx, reader: NodeIx) -> bool {
    let asking = steps(subject.checklist, question);
    let skippable = |step: &NodeIx| subject.checklist.node(*step).step().is_some_and(|step| step.skippable);
    !asking.is_empty() && asking.iter().all(|step| *step < reader && skippable(step))
}

/// The step or section that reads a part; the closing text stands behind all of them.
fn reading(subject: &Subject<'_>, part: &Part<'_>) -> Option<NodeIx> {
    match (part.owner, part.says) {
        (Owner::Node(node), _) => Some(node),
        (Owner::Question(question), _) => steps(subject.checklist, question).first().copied(),
        (Owner::File, Says::Text(_)) if part.key == "closing" => Some(NodeIx(subject.checklist.nodes.len())),
        _ => None,
    }
}
