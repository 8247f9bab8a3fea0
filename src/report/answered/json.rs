//! Answers for programs.

use serde_json::{Value, json};

use super::Answered;
use crate::checklist::{Address, InstanceKey};
use crate::intake::Wish;
use crate::plan::Status;
use crate::report::json::{FORMAT, document, progress};
use crate::session::Record;

/// `{ "format": 1, "session", "recorded", "answers": [...], "impact": {...}, "advice": [...] }`
pub fn render(answered: &Answered<'_>, recorded: bool) -> String {
    let impact = &answered.impact;
    let (before, after) = (answered.before.record(), answered.after.record());
    let answers = answered.wishes.iter().filter(|_| answered.refused.is_empty()).map(Wish::path).map(
        |path| json!({ "path": path.to_string(), "from": value(before, path), "to": value(after, path) }),
    );
    let refused = answered.refused.iter().map(|(path, (problem, hint))| {
        json!({ "path": path.to_string(), "problem": problem, "hints": hint.iter().collect::<Vec<_>>() })
    });
    let steps = |steps: &[(InstanceKey, Status)]| -> Vec<Value> {
        steps.iter().map(|(key, status)| json!({ "key": key.as_str(), "status": status.word() })).collect()
    };
    document(&json!({
        "format": FORMAT,
        "session": answered.session,
        "recorded": recorded,
        "answers": answers.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
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
