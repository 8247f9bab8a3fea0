//! What was written or typed, as the answer that it means.

use std::collections::HashSet;

use super::picks::{self, Picks};
use crate::checklist::{Checklist, Kind, Options, Place, QuestionIx, Value};
use crate::format::yaml::{Fault, Node, Plain, Shape, Span};
use crate::session::Record;

/// Why a text is no answer, and what would be one.
pub type Wrong = (String, Option<String>);

/// One text as an answer to a question that takes a single value.
///
/// # Errors
/// Why it is none.
pub(super) fn from_text(
    checklist: &Checklist,
    record: &Record,
    picks: &mut Picks,
    question: QuestionIx,
    place: &Place,
    text: &str,
) -> Result<Value, Wrong> {
    let question = checklist.question(question);
    match &question.kind {
        Kind::Confirm => {
            confirm(text).map(Value::Bool).ok_or_else(|| (format!("`{text}` is neither yes nor no"), None))
        }
        Kind::Choice(options) => chosen(checklist, record, picks, options, place, text).map(Value::Text),
        Kind::Choices(options) => {
            chosen(checklist, record, picks, options, place, text).map(|one| Value::Many(vec![one]))
        }
        kind => kind.accept(text).map(Value::Text).map_err(|message| (message, None)),
    }
}

/// What is recorded of one choice or pick.
///
/// # Errors
/// Why there is no such choice.
pub(super) fn chosen(
    checklist: &Checklist,
    record: &Record,
    picks: &mut Picks,
    options: &Options,
    place: &Place,
    text: &str,
) -> Result<String, Wrong> {
    let list = match options {
        Options::Rows(path, _) => return picks::resolve(checklist, record, picks, path, place, text),
        Options::List(list) | Options::Answer(_, list) => *list,
    };
    if let Some(choice) = picks.choice(checklist, list, text.trim()) {
        return Ok(choice.value.clone());
    }
    let choices = checklist.choices(list);
    let values = choices.iter().map(|choice| choice.value.as_str());
    let labels = choices.iter().map(|choice| choice.label.source.as_str());
    let hint = match picks.meant.nearest(text, values.clone().chain(labels)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if choices.len() <= 9 => format!("the choices are {}", values.collect::<Vec<_>>().join(", ")),
        None => format!("there are {} choices to take from", choices.len()),
    };
    Err((format!("there is no choice `{}`", text.trim()), Some(hint)))
}

/// Yes or no, as people write it.
pub fn confirm(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "true" => Some(true),
        "n" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// A written node as an answer; of several values each that does not fit is a fault. That there must be one is not
/// looked at.
pub(super) fn from_node(
    checklist: &Checklist,
    record: &Record,
    picks: &mut Picks,
    question: QuestionIx,
    place: &Place,
    node: &Node,
) -> Result<Value, Vec<Fault>> {
    let asked = checklist.question(question);
    let fault = |at: Span, (message, hint): Wrong| Fault { code: "unfit-answer", message, at, hint };
    match (&node.shape, &asked.kind) {
        _ if is_blank(node) && !asked.required => Ok(Value::Blank),
        _ if is_blank(node) => Err(vec![fault(node.at, (format!("`{}` needs an answer", asked.id), None))]),
        (Shape::Sequence(nodes), Kind::Choices(options)) => {
            let (mut values, mut standing, mut faults) = (Vec::new(), HashSet::new(), Vec::new());
            for node in nodes {
                let one =
                    scalar(node).and_then(|text| chosen(checklist, record, picks, options, place, text));
                match one {
                    Ok(value) if standing.insert(value.clone()) => values.push(value),
                    Ok(_) => {}
                    Err(wrong) => faults.push(fault(node.at, wrong)),
                }
            }
            if faults.is_empty() { Ok(Value::Many(values)) } else { Err(faults) }
        }
        (Shape::Scalar(written), Kind::Confirm) if matches!(written.plain, Plain::Bool(_)) => {
            Ok(Value::Bool(written.plain == Plain::Bool(true)))
        }
        _ => scalar(node)
            .and_then(|text| from_text(checklist, record, picks, question, place, text))
            .map_err(|wrong| vec![fault(node.at, wrong)]),
    }
}

fn is_blank(node: &Node) -> bool {
    match &node.shape {
        Shape::Null => true,
        Shape::Scalar(written) => written.text.trim().is_empty(),
        _ => false,
    }
}

fn scalar<'n>(node: &'n Node<'_>) -> Result<&'n str, Wrong> {
    match &node.shape {
        Shape::Scalar(scalar) => Ok(&scalar.text),
        _ => Err(("one value is taken here, not a list or a map".to_owned(), None)),
    }
}
