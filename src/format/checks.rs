//! What an answer must be beyond its type, as the file says it.

use regex_lite::Regex;

use super::declare::Draft;
use super::fields::{Faults, Fields};
use super::names::{Reach, Yields};
use super::texts;
use super::yaml::{Node, Shape};
use crate::checklist::{Check, Id, Kind, QuestionIx, Text};

const CHECK: &[&str] =
    &["pattern", "min", "max", "ends_with", "not_ends_with", "not_in", "distinct", "message", "advice"];

/// The checks of a question: one map, or a list of them.
pub(super) fn read<'t>(draft: &Draft<'t>, ix: QuestionIx, faults: &mut Faults<'t>) -> Vec<Check> {
    let nodes = faults.one_or_many(draft.questions[ix.0].fields.get("check"));
    nodes.into_iter().filter_map(|node| check(draft, ix, node, faults)).collect()
}

fn check<'t>(draft: &Draft<'t>, ix: QuestionIx, node: &'t Node, faults: &mut Faults<'t>) -> Option<Check> {
    let own = faults.fields(node, "a check", CHECK)?;
    fitting(&draft.questions[ix.0].kind, &own, faults);
    let scope = &draft.questions[ix.0].scope;
    let (says, advice) = match (own.get("message"), own.get("advice")) {
        (Some(message), None) => (message, false),
        (None, Some(advice)) => (advice, true),
        (Some(_), Some(advice)) => {
            faults.add("bad-check", advice.at, "a check has a `message` or an `advice`, not both");
            return None;
        }
        (None, None) => {
            faults.add_hinted(
                "missing-key",
                own.at,
                "a check needs `message` or `advice`",
                "say what would be right",
            );
            return None;
        }
    };
    // A message may quote the answer that it refuses, and any other.
    let says = texts::text(&draft.names, scope, says, "a message", faults)?;
    Some(Check {
        pattern: own.get("pattern").and_then(|node| pattern(node, faults)),
        min: own.get("min").and_then(|node| faults.number(node, "`min`")),
        max: own.get("max").and_then(|node| faults.number(node, "`max`")),
        ends_with: several(draft, ix, own.get("ends_with"), faults),
        not_ends_with: several(draft, ix, own.get("not_ends_with"), faults),
        not_in: several(draft, ix, own.get("not_in"), faults),
        distinct: own.get("distinct").and_then(|node| distinct(draft, ix, node, faults)),
        says,
        advice,
    })
}

/// Tests that say nothing of such an answer are refused.
fn fitting(kind: &Kind, own: &Fields<'_>, faults: &mut Faults<'_>) {
    let tests: &[&str] = match kind {
        Kind::Text(_) => &["pattern", "min", "max", "ends_with", "not_ends_with", "not_in"],
        Kind::Number => &["min", "max", "not_in"],
        Kind::Date | Kind::Choice(_) => &["not_in"],
        Kind::Choices(_) => &["min", "max", "not_in", "distinct"],
        Kind::List(_) => &["min", "max"],
        Kind::Confirm => &[],
    };
    let all = CHECK.iter().filter(|key| !matches!(**key, "message" | "advice"));
    let given: Vec<_> = all.filter(|key| own.get(key).is_some()).collect();
    for key in given.iter().filter(|key| !tests.contains(key)) {
        faults.add("bad-check", own.key(key), format!("`{key}` says nothing of such an answer"));
    }
    if given.is_empty() {
        faults.add("bad-check", own.at, "a check needs a test");
    }
}

fn several<'t>(
    draft: &Draft<'t>,
    ix: QuestionIx,
    node: Option<&'t Node>,
    faults: &mut Faults<'t>,
) -> Vec<Text> {
    let scope = &draft.questions[ix.0].scope;
    let reach = Reach { until: ix.0, texts: false };
    let mut all = Vec::new();
    for node in faults.one_or_many(node) {
        if let Some(written) = faults.text(node, "a text to compare with") {
            all.push(texts::parse(&draft.names, scope, reach, written, node.at, faults));
        }
    }
    all
}

/// A pattern matches the whole value, so it needs no anchors of its own.
fn pattern<'t>(node: &'t Node, faults: &mut Faults<'t>) -> Option<Regex> {
    let Shape::Scalar(scalar) = &node.shape else {
        faults.add("wrong-type", node.at, "`pattern` is a text");
        return None;
    };
    match Regex::new(&format!("^(?:{})$", scalar.text)) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            faults.add("bad-pattern", node.at, format!("this is no regular expression: {error}"));
            None
        }
    }
}

fn distinct<'t>(draft: &Draft<'t>, ix: QuestionIx, node: &'t Node, faults: &mut Faults<'t>) -> Option<Id> {
    let fact: Id = faults.parsed(node, "`distinct`")?;
    let Yields::Choice(list) = draft.names.questions[ix.0].yields else { return None };
    let facts = &draft.names.facts[list.0];
    if facts.iter().any(|(known, _)| *known == fact) {
        return Some(fact);
    }
    let known = facts.iter().map(|(known, _)| known.as_str());
    faults.unknown("unknown-name", node.at, format!("no choice has a fact `{fact}`"), fact.as_str(), known);
    None
}
