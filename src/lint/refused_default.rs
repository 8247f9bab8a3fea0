//! A default that its question would refuse.

use super::fits::{Answer, literal};
use super::{Rule, Subject};
use crate::checklist::{Choice, DefaultAnswer, Question, QuestionIx};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::quoted;

pub(super) static RULE: Rule = Rule {
    code: "refused-default",
    severity: Severity::Error,
    summary: "a default that the question's own check refuses",
    explain: "\
A default is what the program offers, and most take it with a single key. If the question's check refuses it, the
program first recommends an answer and then says that it is wrong.

```yaml
- id: tenant
  title: Name the tenant
  ask:
    - id: domain
      type: domain
      label: Domain
      default: contoso.com
      check: { ends_with: .onmicrosoft.com, message: Only the name that the tenant was born with }
```

```yaml
- id: tenant
  title: Name the tenant
  ask:
    - id: domain
      type: domain
      label: Domain
      default: contoso.onmicrosoft.com
      check: { ends_with: .onmicrosoft.com, message: Only the name that the tenant was born with }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (ix, question) in subject.checklist.questions.iter().enumerate() {
        let Some(answer) = default(subject, question) else { continue };
        let refuses =
            question.checks.iter().find(|check| !check.advice && answer.passes(check) == Some(false));
        let node = subject.outline.question(QuestionIx(ix)).get("default");
        if let (Some(check), Some(node)) = (refuses, node) {
            let message = format!("the default is refused: {}", quoted(check.says.source.trim()));
            findings.push(
                RULE.finding(subject, node.at, message).hinted("offer what the check lets pass, or nothing"),
            );
        }
    }
    findings
}

/// The default, unless it hangs on other answers.
fn default<'a>(subject: &Subject<'a>, question: &Question) -> Option<Answer<'a>> {
    match question.default.as_ref()? {
        DefaultAnswer::Bool(_) => None,
        DefaultAnswer::Text(text) => Answer::text(question, literal(text)?),
        DefaultAnswer::Choices(values) => {
            let choices: &'a [Choice] = subject.checklist.choices(question.kind.choices()?);
            let of = |value: &String| choices.iter().find(|choice| choice.value == *value);
            Some(Answer::choices(values.iter().filter_map(of).collect()))
        }
    }
}
