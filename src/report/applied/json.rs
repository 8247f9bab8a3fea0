//! A reply that was taken, for programs.

use serde_json::{Value, json};

use super::{Applied, cells, lacking};
use crate::checklist::InstanceKey;
use crate::intake::reply::{Does, Field, Outcome};
use crate::plan::{Plan, impact};
use crate::report::answered::json::value;
use crate::report::json::{FORMAT, at, document, impact as told_impact};
use crate::report::marked::ahead_of;

/// `{ "format": 1, "session", "recorded", "sheet", "reply_from", "lines": [...], "strange": [...], ... }`
pub fn render(applied: &Applied<'_>, recorded: bool) -> String {
    let strange = applied.filled.strange.iter();
    let strange =
        strange.map(|strange| json!({ "line": strange.line, "text": strange.text, "problem": strange.why }));
    document(&json!({
        "format": FORMAT,
        "session": applied.session,
        "recorded": recorded,
        "sheet": applied.code.to_string(),
        "reply_from": applied.from,
        "lines": applied.outcomes.iter().map(|outcome| line(applied, outcome)).collect::<Vec<_>>(),
        "strange": strange.collect::<Vec<_>>(),
        "ready": applied.after.newly_ready(applied.before).map(InstanceKey::as_str).collect::<Vec<_>>(),
        "impact": told_impact(&impact(applied.before, applied.after)),
        "complete": applied.after.is_complete(),
    }))
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
    let ahead = match field {
        Field::Step(key) => ahead_of(applied.before, applied.after, key).map(|(other, _)| other.to_string()),
        _ => None,
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
        "ahead_of": ahead,
        "changed": applied.changed(outcome),
        "advice": advice,
        "present": present.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "answers": answers,
        "lacks": lacks,
        "problem": refused.map(|(why, _)| why),
        "hints": refused.map(|(_, hints)| hints.as_slice()).unwrap_or_default(),
    })
}
