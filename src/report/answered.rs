//! What answers given without walking do, for programs.

use serde_json::{Value, json};

use super::json::{FORMAT, document, progress};
use crate::checklist::{Address, InstanceKey};
use crate::plan::{Impact, Status};
use crate::session::Record;

/// Answers, and what they do.
#[derive(Debug)]
pub struct Answered<'a> {
    /// The session.
    pub session: &'a str,
    /// Which answers were meant.
    pub paths: Vec<&'a Address>,
    /// The record before.
    pub before: &'a Record,
    /// The record after.
    pub after: &'a Record,
    /// What that does to the plan.
    pub impact: &'a Impact,
    /// What the checklist advises against.
    pub advice: &'a [String],
    /// Whether it is recorded.
    pub recorded: bool,
}

/// `{ "format": 1, "session", "recorded", "answers": [...], "impact": {...}, "advice": [...] }`
pub fn render(answered: &Answered<'_>) -> String {
    let Answered { before, after, impact, .. } = answered;
    let answers = answered.paths.iter().map(
        |path| json!({ "path": path.to_string(), "from": value(before, path), "to": value(after, path) }),
    );
    let steps = |steps: &[(InstanceKey, Status)]| -> Vec<Value> {
        steps.iter().map(|(key, status)| json!({ "key": key.as_str(), "status": status.word() })).collect()
    };
    document(&json!({
        "format": FORMAT,
        "session": answered.session,
        "recorded": answered.recorded,
        "answers": answers.collect::<Vec<_>>(),
        "impact": {
            "hides": steps(&impact.hides),
            "reopens": impact.reopens.iter().map(InstanceKey::as_str).collect::<Vec<_>>(),
            "adds": steps(&impact.adds),
            "before": progress(&impact.before),
            "after": progress(&impact.after),
        },
        "advice": answered.advice,
    }))
}

/// An answer as it is recorded; of a list the ids of its rows.
fn value(record: &Record, path: &Address) -> Value {
    let rows: Vec<_> =
        record.rows(path).iter().filter(|row| row.present).map(|row| row.id.as_str()).collect();
    match record.given(path) {
        _ if !rows.is_empty() => json!(rows),
        Some(given) => json!(given.value),
        None => Value::Null,
    }
}
