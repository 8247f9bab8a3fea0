//! Marked steps for programs.

use serde_json::{Value, json};

use super::{Marked, ahead_of};
use crate::checklist::InstanceKey;
use crate::report::json::{FORMAT, document, lack, mark, progress};

/// `{ "format": 1, "session", "recorded", "steps": [...], "ready": [...], "refused": [...], ... }`
pub fn render(marked: &Marked<'_>) -> String {
    let steps: Vec<_> = marked.steps.iter().map(|key| step(marked, key)).collect();
    let refused = marked.refused.iter().map(|(given, unmarked)| {
        json!({
            "step": given, "problem": unmarked.to_string(), "hints": unmarked.hints(marked.called),
        })
    });
    document(&json!({
        "format": FORMAT,
        "session": marked.session,
        "recorded": marked.recorded,
        "steps": steps,
        "ready": marked.ready().into_iter().map(InstanceKey::as_str).collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
        "before": progress(&marked.before.progress()),
        "after": progress(&marked.after.progress()),
        "complete": marked.after.is_complete(),
    }))
}

fn step(marked: &Marked<'_>, key: &InstanceKey) -> Value {
    let word = |plan: &crate::plan::Plan<'_>| plan.find(key.as_str()).map(|instance| instance.status.word());
    let instance = marked.after.find(key.as_str());
    let recorded = instance.and_then(|instance| marked.after.recorded(instance));
    let lacks: Vec<_> = instance.iter().flat_map(|instance| &instance.lacks).map(lack).collect();
    json!({
        "key": key.as_str(),
        "from": word(marked.before),
        "to": word(marked.after),
        "mark": mark(recorded.and_then(|recorded| recorded.mark.as_ref())),
        "ahead_of": ahead_of(marked.before, marked.after, key).map(|(other, _)| other.to_string()),
        "lacks": lacks,
    })
}
