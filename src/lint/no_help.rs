//! A question that says nothing of why it is asked.

use super::{Rule, Subject};
use crate::checklist::QuestionIx;
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "no-help",
    severity: Severity::Warning,
    summary: "a question without `help`",
    explain: "\
Whoever is asked does not know the checklist. `help` says why it is asked, where the answer is found or what follows
from it; without it people guess, or stop and ask.

```yaml
- id: company
  title: Name the company
  ask: [{ id: partner-id, type: text, label: Partner ID }]
```

```yaml
- id: company
  title: Name the company
  ask:
    - { id: partner-id, type: text, label: Partner ID, help: \"In Partner Center under Account settings, Legal info.\" }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let questions = subject.checklist.questions.iter().enumerate();
    questions
        .filter(|(_, question)| question.help.is_none())
        .map(|(ix, question)| {
            let node = subject.outline.question(QuestionIx(ix));
            let at = node.get("id").map_or(node.at, |id| id.at);
            let message = format!("the question `{}` has no `help`", question.id);
            RULE.finding(subject, at, message).hinted("say why it is asked, or where the answer is found")
        })
        .collect()
}
