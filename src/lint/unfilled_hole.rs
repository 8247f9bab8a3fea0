//! A hole that is always read before its answer is there.

use super::asked::{follows, steps};
use super::{Owner, Part, Rule, Subject};
use crate::checklist::{Checklist, Home, ItemKind, NodeIx, NodeKind, Path, QuestionIx};
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "unfilled-hole",
    severity: Severity::Error,
    summary: "a hole that no answer can have filled when it is read",
    explain: "\
A hole without an answer shows the question's label, `‹Domain›`, until there is one. Where the answer is asked only
after everything that reads it, or by the very question that has the hole, nobody ever reads anything else there.

```yaml
- { id: greet, title: \"Write to {{ contact }}\" }
- id: contact
  title: Name the contact
  ask: [{ id: contact, type: text, label: Contact, help: Whom we write to. }]
```

```yaml
- id: contact
  title: Name the contact
  skip: never
  ask: [{ id: contact, type: text, label: Contact, help: Whom we write to. }]
- { id: greet, title: \"Write to {{ contact }}\" }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in subject.parts().iter().filter(|part| part.text().is_some() && part.key != "message") {
        let later = |path: &Path| path.hops.iter().copied().find(|&hop| is_later(subject, part, path, hop));
        if !part.reads().into_iter().any(|path| later(path).is_some()) {
            continue;
        }
        for (path, at) in part.paths(subject.outline) {
            let Some(asked) = later(path) else { continue };
            let id = &subject.checklist.question(asked).id;
            let message = format!("this hole is never filled: `{id}` is asked only after it is read");
            findings.push(
                RULE.finding(subject, at, message).hinted("ask it before, or say it without the answer"),
            );
        }
    }
    findings
}

/// Whether an answer is always asked after the part is read.
fn is_later(subject: &Subject<'_>, part: &Part<'_>, path: &Path, asked: QuestionIx) -> bool {
    let checklist = subject.checklist;
    let asking = steps(checklist, asked);
    match part.owner {
        Owner::Node(node) => {
            // The title of a section stands over its steps; its text is shown once, before them.
            let inside = |step: NodeIx| {
                let section = matches!(checklist.node(node).kind, NodeKind::Section { .. });
                section && part.key == "text" && step > node && step < checklist.node(node).end
            };
            !asking.is_empty()
                && asking.iter().all(|&step| step > node && (inside(step) || follows(checklist, step, node)))
        }
        Owner::Question(question) => is_later_than_asked(subject, path, question, asked),
        Owner::File | Owner::Choice(..) => false,
    }
}

/// Whether an answer is always asked after the words of a question.
fn is_later_than_asked(subject: &Subject<'_>, path: &Path, question: QuestionIx, asked: QuestionIx) -> bool {
    let checklist = subject.checklist;
    let (own, other) = (outermost(checklist, question), outermost(checklist, asked));
    if own == other && checklist.list(own).is_some() {
        // Rows that were entered before are there; the row itself is filled field by field.
        return is_of_one_row(subject, path, question, asked) && asked >= question;
    }
    match (steps(checklist, question).first(), steps(checklist, asked)) {
        (_, []) => own <= other && steps(checklist, question).is_empty(),
        (None, _) => true,
        (Some(&step), asking) => asking
            .iter()
            .all(|&later| later == step && own <= other || later > step && follows(checklist, later, step)),
    }
}

/// Whether both are asked of the very row that is being filled.
fn is_of_one_row(subject: &Subject<'_>, path: &Path, question: QuestionIx, asked: QuestionIx) -> bool {
    let home = subject.checklist.question(question).home;
    let Home::Row(list) = home else { return false };
    let starts_here = path.start.is_some_and(|item| subject.checklist.item(item).kind == ItemKind::Row(list));
    starts_here
        && subject.checklist.question(asked).home == home
        && [question, asked].iter().all(|question| subject.checklist.question(*question).steps.is_empty())
}

/// The question of the step or of the document that asks this one: itself, or the list that holds it.
fn outermost(checklist: &Checklist, question: QuestionIx) -> QuestionIx {
    let own = checklist.question(question);
    match own.home {
        Home::Row(list) if own.steps.is_empty() => outermost(checklist, list),
        _ => question,
    }
}
