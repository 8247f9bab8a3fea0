//! A fact of choices that nothing follows from.

use std::collections::HashSet;

use super::{Rule, Subject, unused_list};
use crate::checklist::{Checklist, ChoiceListIx, Id, ItemKind, Kind, Path, Test};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Node;

pub(super) static RULE: Rule = Rule {
    code: "unused-fact",
    severity: Severity::Warning,
    summary: "a fact that nothing reads",
    explain: "\
Facts are what follows from a choice without being asked: a condition, a repeat, a hole or a check reads them. One
that nothing reads is never seen, and will be wrong before anybody notices.

```yaml
choices:
  countries:
    - { value: DE, label: Germany, facts: { area: Europe } }
    - { value: US, label: United States, facts: { area: Americas } }
ask: [{ id: country, type: choice, from: countries, label: Country, help: Where you are. }]
```

```yaml
choices:
  countries:
    - { value: DE, label: Germany, facts: { area: Europe } }
    - { value: US, label: United States, facts: { area: Americas } }
ask: [{ id: country, type: choice, from: countries, label: Country, help: Where you are. }]
sections: [{ id: s, title: S, steps: [{ id: call, title: \"Call the office for {{ country.area }}\" }] }]
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut choices = subject.checklist.choice_lists.iter().flat_map(|list| &list.choices);
    if choices.all(|choice| choice.facts.is_empty()) {
        return findings;
    }
    let (read, offered) = (read(subject), unused_list::offered(subject));
    for list in
        (0..subject.checklist.choice_lists.len()).map(ChoiceListIx).filter(|list| offered.contains(list))
    {
        let mut seen = HashSet::new();
        for (choice, node) in
            subject.checklist.choices(list).iter().zip(subject.outline.choices(list).items())
        {
            for (fact, _) in &choice.facts {
                if read.contains(&(list, fact)) || !seen.insert(fact) {
                    continue;
                }
                let Some((key, _)) = node.get("facts").and_then(|facts: &Node| facts.entry(fact.as_str()))
                else {
                    continue;
                };
                let message = format!("nothing reads the fact `{fact}`");
                findings.push(
                    RULE.finding(subject, key.at, message).hinted("read it, or remove it from all choices"),
                );
            }
        }
    }
    findings
}

/// The facts that are read anywhere.
fn read<'a>(subject: &Subject<'a>) -> HashSet<(ChoiceListIx, &'a Id)> {
    let checklist = subject.checklist;
    let mut read = HashSet::new();
    for part in subject.parts() {
        read.extend(
            part.reads().into_iter().filter_map(|path| Some((list(checklist, path)?, path.fact.as_ref()?))),
        );
        let tests = part.condition().map(|condition| condition.tests()).unwrap_or_default();
        read.extend(tests.into_iter().filter_map(|(path, test)| match test {
            Test::Share(fact) => Some((list(checklist, path)?, fact)),
            _ => None,
        }));
    }
    for question in &checklist.questions {
        let Kind::Choices(options) = &question.kind else { continue };
        let facts = question.checks.iter().filter_map(|check| check.distinct.as_ref());
        read.extend(options.list().into_iter().flat_map(|list| facts.clone().map(move |fact| (list, fact))));
    }
    read
}

/// The choices that a path leads to.
fn list(checklist: &Checklist, path: &Path) -> Option<ChoiceListIx> {
    match (path.hops.last(), path.start) {
        (Some(&question), _) => checklist.question(question).kind.choices(),
        (None, Some(item)) => match checklist.item(item).kind {
            ItemKind::Choice(list) | ItemKind::Fact(list) => Some(list),
            ItemKind::Row(_) => None,
        },
        (None, None) => None,
    }
}
