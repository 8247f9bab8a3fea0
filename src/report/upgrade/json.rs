//! The same for programs.

use serde_json::{Value, json};

use super::Told;
use crate::checklist::{Change, Difference, InstanceKey, Weight};
use crate::plan::Status;
use crate::report::json::{FORMAT, document, progress};

/// `{ "format": 1, "session", "recorded", "checklist", "from", "to", "changes": [...], "reopens": [...], ... }`
pub fn render(told: &Told<'_>, recorded: bool) -> String {
    let (upgrade, impact) = (told.upgrade, &told.upgrade.impact);
    let steps = |steps: &[(InstanceKey, Status)]| -> Vec<Value> {
        steps.iter().map(|(key, status)| json!({ "key": key.as_str(), "status": status.word() })).collect()
    };
    let reopens = told.reopened().into_iter().map(|(key, why)| json!({ "key": key.as_str(), "reason": why }));
    document(&json!({
        "format": FORMAT,
        "session": told.name,
        "recorded": recorded,
        "checklist": told.new.id.as_str(),
        "from": told.old.version.to_string(),
        "to": told.new.version.to_string(),
        "changes": upgrade.comparison.changes.iter().map(change).collect::<Vec<_>>(),
        "asks": upgrade.asks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "reopens": reopens.collect::<Vec<_>>(),
        "hides": steps(&impact.hides),
        "adds": steps(&impact.adds),
        "before": progress(&impact.before),
        "after": progress(&impact.after),
    }))
}

fn change(change: &Change) -> Value {
    let touches = match change.weight() {
        Weight::Loses => "loses",
        Weight::Reopens => "reopens",
        Weight::Harmless => "nothing",
    };
    let was = match &change.difference {
        Difference::Renamed { was } => Some(was.as_str()),
        _ => None,
    };
    json!({
        "part": change.part.word(),
        "name": change.name,
        "change": change.difference.word(),
        "touches": touches,
        "was": was,
        "text": format!("{} {}", change.name, change.difference),
    })
}
