//! A reply that was taken, for programs: what each of its lines does, and what that does to the steps.

use serde_json::{Value, json};

use super::answered::json::value;
use super::json::{FORMAT, at, document, impact as told_impact};
use super::sheet::Sheet;
use crate::checklist::{Address, InstanceKey};
use crate::intake::reply::{Code, Does, Field, Filled, Outcome};
use crate::plan::{Lack, Plan, Truth, impact};
use crate::session::What;

/// A reply, and what becomes of it.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The session.
    pub session: &'a str,
    /// The sheet that it replies to.
    pub sheet: &'a Sheet,
    /// What names that.
    pub code: &'a Code,
    /// Who replied.
    pub from: &'a str,
    /// What is said in it.
    pub filled: &'a Filled,
    /// What becomes of each line.
    pub outcomes: &'a [Outcome],
    /// The plan before.
    pub before: &'a Plan<'a>,
    /// The plan after.
    pub after: &'a Plan<'a>,
    /// Whether it is recorded.
    pub recorded: bool,
}

/// `{ "format": 1, "session", "recorded", "sheet", "reply_from", "lines": [...], "strange": [...], ... }`
pub fn render(applied: &Applied<'_>) -> String {
    let strange = applied.filled.strange.iter();
    let strange =
        strange.map(|strange| json!({ "line": strange.line, "text": strange.text, "problem": strange.why }));
    document(&json!({
        "format": FORMAT,
        "session": applied.session,
        "recorded": applied.recorded,
        "sheet": applied.code.to_string(),
        "reply_from": applied.from,
        "lines": applied.outcomes.iter().map(|outcome| line(applied, outcome)).collect::<Vec<_>>(),
        "strange": strange.collect::<Vec<_>>(),
        "ready": applied.after.newly_ready(applied.before).map(InstanceKey::as_str).collect::<Vec<_>>(),
        "impact": told_impact(&impact(applied.before, applied.after)),
        "complete": applied.after.is_complete(),
    }))
}

/// The answers that steps still take in the rows of this list.
pub fn lacking<'p>(plan: &'p Plan<'_>, list: &Address) -> Vec<&'p Address> {
    let shown = plan.instances().iter().filter(|instance| instance.shown == Truth::Yes);
    let mut lacking = Vec::new();
    for lack in shown.flat_map(|instance| &instance.lacks) {
        match lack {
            Lack::Answer(path) if path.is_within(list) && !lacking.contains(&path) => lacking.push(path),
            _ => {}
        }
    }
    lacking
}

/// The answers in the rows of this list that a line gives.
pub fn cells<'o>(outcome: &'o Outcome, list: &Address) -> impl Iterator<Item = &'o Address> {
    let events = match &outcome.does {
        Does::Record { events, .. } => events.as_slice(),
        _ => &[],
    };
    events.iter().filter_map(|event| match &event.what {
        What::Answered { path, .. } if path.is_within(list) => Some(path),
        _ => None,
    })
}

/// A line: what it is about, what it says, and what it does.
fn line(applied: &Applied<'_>, outcome: &Outcome) -> Value {
    let (field, none) = (&outcome.entry.field, Vec::new());
    let (does, taken, advice, refused) = match &outcome.does {
        Does::Record { advice, .. } => ("records", Value::Null, advice, None),
        Does::Nothing => ("nothing", Value::Null, &none, None),
        Does::Taken(stamp) => ("taken-before", json!({ "at": at(stamp), "by": stamp.by }), &none, None),
        Does::Refused { why, hints } => ("refused", Value::Null, &none, Some((why, hints))),
    };
    let (kind, from, to) = match field {
        Field::Step(key) => {
            let word = |plan: &Plan<'_>| json!(plan.find(key.as_str()).map(|at| at.status.word()));
            ("step", word(applied.before), word(applied.after))
        }
        Field::Evidence(_) => ("evidence", Value::Null, Value::Null),
        Field::Answer(path) => {
            let recorded = |plan: &Plan<'_>| value(plan.record(), path);
            ("answer", recorded(applied.before), recorded(applied.after))
        }
    };
    let present = match &outcome.does {
        Does::Record { present, .. } => present.as_slice(),
        _ => &[],
    };
    let (answers, lacks): (Vec<_>, Vec<_>) = match field {
        Field::Answer(path) => (
            cells(outcome, path).map(ToString::to_string).collect(),
            lacking(applied.after, path).into_iter().map(ToString::to_string).collect(),
        ),
        _ => (Vec::new(), Vec::new()),
    };
    let about = match field {
        Field::Step(key) | Field::Evidence(key) => key.to_string(),
        Field::Answer(path) => path.to_string(),
    };
    json!({
        "kind": kind,
        "about": about,
        "words": outcome.entry.words,
        "does": does,
        "from": from,
        "to": to,
        "taken": taken,
        "changed": applied.sheet.changed(field, applied.before),
        "advice": advice,
        "present": present.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "answers": answers,
        "lacks": lacks,
        "problem": refused.map(|(why, _)| why),
        "hints": refused.map(|(_, hints)| hints.as_slice()).unwrap_or_default(),
    })
}
