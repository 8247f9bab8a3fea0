//! What a checklist changes for sessions that began under an older version of it: `check --against OLD`.
//!
//! All of it is one comparison; a rule is a kind of difference, with what that does to sessions.

use super::{Rule, Subject};
use crate::checklist::{
    Change, Checklist, Comparison, Difference, NodeIx, Part, QuestionIx, Weight, compare,
};
use crate::diagnostic::{Finding, Severity};
use crate::format::yaml::{Node, Span};

/// An older version, and what is different now.
#[derive(Debug)]
pub(super) struct Older<'a> {
    pub checklist: &'a Checklist,
    pub comparison: Comparison,
    /// Whether also what touches no session is told.
    pub all: bool,
}

impl<'a> Older<'a> {
    pub fn new(checklist: &'a Checklist, new: &Checklist, all: bool) -> Self {
        Self { checklist, comparison: compare(checklist, new), all }
    }
}

/// The rules that find nothing without an older version.
pub(super) const CODES: [&str; 8] =
    [REMOVED.code, TYPE.code, KEY.code, CHOICE.code, REPEAT.code, MORE.code, HARMLESS.code, VERSION.code];

pub(super) static REMOVED: Rule = Rule {
    code: "removed-id",
    severity: Severity::Error,
    summary: "a step or question of the older version is gone",
    explain: "\
Found with `--against OLD` only. What a session recorded of an id stays in its file, but counts for nothing once no
step or question has that id. Where it only has another one now, say so, and everything moves along:

    - { id: user-management, title: Manage users, renamed_from: user-tool }

What is gone on purpose is let stand with a comment on the line of the finding, which is that of what held it.",
    run: |subject| found(subject, &REMOVED),
};

pub(super) static TYPE: Rule = Rule {
    code: "other-type",
    severity: Severity::Error,
    summary: "a question takes another type of answer than in the older version",
    explain: "\
Found with `--against OLD` only. Sessions keep the answers that they have. Those that do not fit the new type are asked
for again, and steps that were done with them are opened again. A question that means something else now is better a
new one, with an id of its own.",
    run: |subject| found(subject, &TYPE),
};

pub(super) static KEY: Rule = Rule {
    code: "other-key",
    severity: Severity::Error,
    summary: "other fields tell the rows of a list apart than in the older version",
    explain: "\
Found with `--against OLD` only. A row without its whole key is no row: rows of running sessions, and all steps that
repeat over them, are out of sight until the new key fields are answered for them.",
    run: |subject| found(subject, &KEY),
};

pub(super) static CHOICE: Rule = Rule {
    code: "removed-choice",
    severity: Severity::Error,
    summary: "a choice of the older version is gone",
    explain: "\
Found with `--against OLD` only. Sessions that chose it keep that answer, but it is not read any more: they are asked
again, and steps that were done with it are opened again. Where it only has another value now, say so:

    choices: [{ value: hq, label: The office, renamed_from: office }]",
    run: |subject| found(subject, &CHOICE),
};

pub(super) static REPEAT: Rule = Rule {
    code: "other-repeat",
    severity: Severity::Error,
    summary: "a step or section repeats over something else than in the older version",
    explain: "\
Found with `--against OLD` only. What is recorded of a step is kept for the items that it is repeated for, as in
`enroll/us`. Where it repeats over something else, or no more, none of these is its own any more. An item that has
only another name is found, too: whatever reads sessions by that name does not find it.",
    run: |subject| found(subject, &REPEAT),
};

pub(super) static MORE: Rule = Rule {
    code: "more-to-do",
    severity: Severity::Warning,
    summary: "a step that may be done takes more than in the older version",
    explain: "\
Found with `--against OLD` only. A required answer, a tick, evidence or a confirmation that a step did not take before
opens it again in every session in which it was done. Often a new step does the same, and leaves the old ones alone.
The words of a tick without an id are what it is known by: changed, they are another tick.",
    run: |subject| found(subject, &MORE),
};

pub(super) static HARMLESS: Rule = Rule {
    code: "harmless-change",
    severity: Severity::Note,
    summary: "a difference from the older version that touches no session",
    explain: "\
Found with `--against OLD --all` only: new steps, other words, another order, another id with `renamed_from`. Sessions
take them over without being asked for anything that was done.",
    run: |subject| match &subject.older {
        Some(older) if older.all => found(subject, &HARMLESS),
        _ => Vec::new(),
    },
};

pub(super) static VERSION: Rule = Rule {
    code: "same-version",
    severity: Severity::Error,
    summary: "a checklist differs from the older version, but its `version` is no higher",
    explain: "\
Found with `--against OLD` only. Sessions move to higher versions alone, and `resume` offers nothing else: as it is,
no running session gets to see the change.",
    run: version,
};

fn version(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(older) = &subject.older else { return Vec::new() };
    let (was, is) = (&older.checklist.version, &subject.checklist.version);
    if older.comparison.is_empty() || is > was {
        return Vec::new();
    }
    let at = subject.outline.file().get("version").unwrap_or(subject.outline.file()).at;
    let message = format!("this differs from version {was}, but is version {is}");
    vec![VERSION.finding(subject, at, message).hinted("raise it")]
}

fn found(subject: &Subject<'_>, rule: &'static Rule) -> Vec<Finding> {
    let Some(older) = &subject.older else { return Vec::new() };
    let changes = older.comparison.changes.iter().filter(|change| rule_of(change).code == rule.code);
    changes
        .map(|change| {
            let message = format!("{} `{}` {}", change.part.word(), change.name, change.difference);
            let finding = rule.finding(subject, place(subject, older, change), message);
            match hint(change) {
                Some(hint) => finding.hinted(hint),
                None => finding,
            }
        })
        .collect()
}

/// The rule that a change is for.
fn rule_of(change: &Change) -> &'static Rule {
    match (change.weight(), &change.difference, change.part) {
        (Weight::Harmless, ..) => &HARMLESS,
        (Weight::Reopens, ..) => &MORE,
        (Weight::Loses, Difference::Removed, Part::Choice(..)) => &CHOICE,
        (Weight::Loses, Difference::Removed, _) => &REMOVED,
        (Weight::Loses, Difference::Type { .. }, _) => &TYPE,
        (Weight::Loses, Difference::Key { .. }, _) => &KEY,
        (Weight::Loses, ..) => &REPEAT,
    }
}

fn hint(change: &Change) -> Option<String> {
    let own = change.name.rsplit(['.', '/']).next().unwrap_or_default();
    match (change.weight(), &change.difference) {
        (Weight::Loses, Difference::Removed) => {
            Some(format!("has it another name now? write `renamed_from: {own}` there"))
        }
        (Weight::Reopens, _) => Some("it opens the step again where that was done".to_owned()),
        (Weight::Loses, Difference::Type { .. }) => {
            Some("answers that do not fit are asked for again; a new id would leave them alone".to_owned())
        }
        _ => None,
    }
}

/// Where it stands in the newer file; of what is gone, what held it.
fn place(subject: &Subject<'_>, older: &Older<'_>, change: &Change) -> Span {
    let key = match &change.difference {
        Difference::Irreversible(_) => "irreversible",
        Difference::Key { .. } => "key",
        Difference::Repeat { .. } => "each",
        Difference::Type { .. } => "type",
        Difference::Required => "required",
        Difference::Tick(_) => "tick",
        Difference::Evidence => "evidence",
        Difference::Item { .. } => "item",
        Difference::Renamed { .. } => "renamed_from",
        Difference::Condition => "when",
        Difference::Order => "needs",
        Difference::Check => "check",
        Difference::Removed | Difference::New | Difference::Moved | Difference::Wording => "id",
    };
    let outline = subject.outline;
    let node = match change.part {
        Part::Section(_, Some(ix)) | Part::Step(_, Some(ix)) => outline.node(ix),
        Part::Question(_, Some(ix)) | Part::Field(_, Some(ix)) => outline.question(ix),
        Part::Section(was, None) | Part::Step(was, None) => holder_of_node(subject, older, was),
        Part::Question(was, None) | Part::Field(was, None) => holder_of_question(subject, older, was),
        Part::Choice(_, Some((list, _))) => outline.choices(list),
        Part::Choice(Some((list, _)), None) => {
            older.comparison.list(list).map_or(outline.file(), |list| outline.choices(list))
        }
        Part::Choice(None, None) | Part::Checklist => outline.file(),
    };
    if let (Difference::Tick(words), Some(ticks)) = (&change.difference, node.get("tick")) {
        let is = |own: &&Node| own.get("text").unwrap_or(own).text() == Some(words.as_str());
        return ticks.items().iter().find(is).unwrap_or(ticks).at;
    }
    node.get(key).or(node.get("id")).unwrap_or(node).at
}

fn holder_of_node<'a>(subject: &Subject<'a>, older: &Older<'_>, was: Option<NodeIx>) -> &'a Node<'a> {
    let above = std::iter::successors(was, |&ix| older.checklist.node(ix).parent);
    let kept = above.skip(1).find_map(|ix| older.comparison.node(ix));
    kept.map_or(subject.outline.file(), |ix| subject.outline.node(ix))
}

fn holder_of_question<'a>(subject: &Subject<'a>, older: &Older<'_>, was: Option<QuestionIx>) -> &'a Node<'a> {
    let file = subject.outline.file();
    let Some(question) = was.map(|was| older.checklist.question(was)) else { return file };
    match (question.steps.first(), question.home) {
        (Some(&step), _) => match older.comparison.node(step) {
            Some(step) => subject.outline.node(step),
            None => holder_of_node(subject, older, Some(step)),
        },
        (None, crate::checklist::Home::Row(list)) => match older.comparison.question(list) {
            Some(list) => subject.outline.question(list),
            None => holder_of_question(subject, older, Some(list)),
        },
        (None, crate::checklist::Home::Document) => file.get("ask").unwrap_or(file),
    }
}
