//! Choices that nobody is offered.

use std::collections::HashSet;

use super::{Rule, Subject};
use crate::checklist::ChoiceListIx;
use crate::diagnostic::{Finding, Severity};

pub(super) static RULE: Rule = Rule {
    code: "unused-list",
    severity: Severity::Warning,
    summary: "a list of choices that no question offers",
    explain: "\
A named list is there to be chosen from. One that no question names is a question that was lost, or text that nobody
ever sees.

```yaml
choices: { places: { home: At home, office: In the office } }
```

```yaml
choices: { places: { home: At home, office: In the office } }
ask: [{ id: place, type: choice, from: places, label: Place, help: Where one works. }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let named = subject.outline.file().get("choices");
    let offered = offered(subject);
    let lists = subject.checklist.choice_lists.iter().enumerate();
    lists
        .filter(|(ix, _)| !offered.contains(&ChoiceListIx(*ix)))
        .filter_map(|(_, list)| {
            let name = list.name.as_ref()?;
            let (key, _) = named?.entry(name.as_str())?;
            let message = format!("no question offers the choices `{name}`");
            Some(
                RULE.finding(subject, key.at, message)
                    .hinted("name it in the `from` of a question, or remove it"),
            )
        })
        .collect()
}

/// The lists that questions offer.
pub(super) fn offered(subject: &Subject<'_>) -> HashSet<ChoiceListIx> {
    subject.checklist.questions.iter().filter_map(|question| question.kind.choices()).collect()
}
