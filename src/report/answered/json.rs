//! Answers for programs.

use serde_json::{Value, json};

use super::Answered;
use crate::checklist::Address;
use crate::intake::Wish;
use crate::report::json::{FORMAT, document, impact};
use crate::session::Record;

/// `{ "format": 1, "session", "recorded", "answers": [...], "impact": {...}, "advice": [...] }`
pub fn render(answered: &Answered<'_>, recorded: bool) -> String {
    let (before, after) = (answered.before.record(), answered.after.record());
    let answers = answered.wishes.iter().filter(|_| answered.refused.is_empty()).map(Wish::path).map(
        |path| json!({ "path": path.to_string(), "from": value(before, path), "to": value(after, path) }),
    );
    let refused = answered.refused.iter().map(|(path, (problem, hint))| {
        json!({ "path": path.to_string(), "problem": problem, "hints": hint.iter().collect::<Vec<_>>() })
    });
    document(&json!({
        "format": FORMAT,
        "session": answered.session,
        "recorded": recorded,
        "answers": answers.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
        "impact": impact(&answered.impact),
        "advice": answered.advice,
    }))
}

/// An answer as it is recorded; of a list the ids of its rows.
pub(in crate::report) fn value(record: &Record, path: &Address) -> Value {
    let rows: Vec<_> =
        record.rows(path).iter().filter(|row| row.present).map(|row| row.id.as_str()).collect();
    match record.given(path) {
        _ if !rows.is_empty() => json!(rows),
        Some(given) => json!(given.value),
        None => Value::Null,
    }
}
