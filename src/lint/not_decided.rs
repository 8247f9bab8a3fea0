//! What could not be proven one way or the other.

use super::never_holds::place;
use super::proof::{Limit, Verdict};
use super::{Rule, Subject};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::Span;

pub(super) static RULE: Rule = Rule {
    code: "not-decided",
    severity: Severity::Note,
    summary: "there are too many answers to try",
    explain: "\
Whether a condition can hold is tried over all answers that conditions tell apart. Where there are too many of
them, or conditions hang on each other too deep, this is said instead of nothing: to prove one thing 50,000 answers are
read at most, for all of a file 50,000 and one more for each of its bytes. It is no fault; simpler conditions can be
decided. Below, the first condition counts further than is tried; the second does not.

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- { id: hall, title: Rent a hall, when: { users: { count: { min: 100 } } } }
```

```yaml
- id: users
  title: Who
  ask:
    - { id: users, type: list, item: user, key: name, label: Users, help: All of them.,
        fields: [{ id: name, type: text, label: Name, help: The name. }] }
- { id: room, title: Rent a room, when: { users: { count: { min: 10 } } } }
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let proofs = subject.proofs();
    let limit = |verdict: &Verdict<'_>| match verdict {
        Verdict::Unknown(limit) => Some(*limit),
        _ => None,
    };
    let conditions = proofs.conditions.iter().filter_map(|(part, verdict)| {
        Some((part.node.at, "whether this can hold and can fail".to_owned(), limit(verdict)?))
    });
    let by_condition = proofs.branches.chunk_by(|(one, ..), (other, ..)| std::ptr::eq(one.node, other.node));
    let branches = by_condition.filter_map(|branches| {
        let mut undecided =
            branches.iter().filter_map(|(part, branch, verdict)| Some((part, branch, limit(verdict)?)));
        let (part, branch, limit) = undecided.next()?;
        let what = match undecided.count() {
            0 => "whether this part makes a difference".to_owned(),
            others => format!("whether this part and {others} more make a difference"),
        };
        Some((place(subject, part, Some(branch)), what, limit))
    });
    let repeats = proofs.repeats.iter().filter_map(|&(node, possible)| {
        let each = subject.outline.node(node).get("each")?;
        Some((each.at, "whether there is ever anything to repeat over".to_owned(), possible.limit()?))
    });
    let needs = proofs.needs.iter().filter_map(|&(node, _, possible)| {
        let needs = subject.outline.node(node).get("needs")?;
        Some((needs.at, "whether what this needs is ever there with it".to_owned(), possible.limit()?))
    });
    let picks = proofs.picks.iter().filter_map(|pick| {
        let nothing = pick.nothing.limit().filter(|_| pick.must_be_answered);
        let from = subject.outline.question(pick.question).get("from")?;
        Some((
            from.at,
            "whether there is something to choose from".to_owned(),
            pick.something.limit().or(nothing)?,
        ))
    });
    let found = conditions.chain(branches).chain(repeats).chain(needs).chain(picks);
    found
        .map(|(at, what, limit): (Span, String, Limit)| {
            let why = match limit {
                Limit::Answers => "there are too many answers to try",
                Limit::Depth => "questions hang on each other too deep",
                Limit::Rows => "it takes more rows or values than are tried",
                Limit::Ways => "items stand for too many things",
            };
            RULE.finding(subject, at, format!("{what} was not decided: {why}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::lint::Options;

    #[test]
    fn a_condition_is_told_once_however_many_of_its_parts_are_not_decided() {
        let question = |id: &str| {
            format!("  - {{ id: {id}, type: choice, label: Q, choices: {{ a: A, b: B, c: C }} }}\n")
        };
        let text = format!(
            "format: 1\nid: hard\ntitle: Hard\nversion: 1\nask:\n{}{}sections:\n- id: s\n  title: S\n  steps:\n  \
             - {{ id: t, title: T, when: {{ all: [{}] }} }}\n  - {{ id: u, title: U, when: {{ p: a }} }}\n",
            question("p"),
            question("q"),
            vec!["{ any: [{ p: a }, { q: b }] }"; 1_000].join(", ")
        );
        let document = format::yaml::read(text.as_bytes(), &format::yaml::Limits::CHECKLIST).expect("YAML");
        let (checklist, outline) = format::outlined("hard.yaml", &document).expect("a checklist");
        let found = run(&Subject::new("hard.yaml", &checklist, &outline, &[], Options::default()));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.starts_with("whether this part and "), "{found:#?}");
    }
}
