//! What programs are told alike everywhere: moments, progress, what was recorded of a step.

use serde::Serialize;
use serde_json::{Value, json};

use crate::checklist::InstanceKey;
use crate::plan::{Impact, Lack, Progress, Status};
use crate::session::{Mark, Said, Stamp, Waiting};
use crate::text::{dates, visible};

/// The version of every format.
pub const FORMAT: u32 = 1;

/// A whole document: pretty, with a line feed at its end.
pub fn document(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("its keys are text, so it is JSON");
    visible::json(&(text + "\n")).into_owned()
}

/// A moment, in the operator's time.
pub(super) fn at(stamp: &Stamp) -> Value {
    json!(rfc3339(stamp))
}

/// The same as a text.
pub(super) fn rfc3339(stamp: &Stamp) -> String {
    stamp.at.display_with_offset(stamp.offset).to_string()
}

/// How far a plan has come.
pub(super) fn progress(progress: &Progress) -> Value {
    let Progress { done, skipped, of, undecided } = progress;
    json!({ "done": done, "skipped": skipped, "of": of, "undecided": undecided })
}

/// What something does to a plan.
pub(super) fn impact(impact: &Impact) -> Value {
    let steps = |steps: &[(InstanceKey, Status)]| -> Vec<Value> {
        steps.iter().map(|(key, status)| json!({ "key": key.as_str(), "status": status.word() })).collect()
    };
    json!({
        "hides": steps(&impact.hides),
        "reopens": impact.reopens.iter().map(InstanceKey::as_str).collect::<Vec<_>>(),
        "adds": steps(&impact.adds),
        "before": progress(&impact.before),
        "after": progress(&impact.after),
    })
}

/// What was recorded of a step's course.
pub(super) fn mark(mark: Option<&Mark>) -> Value {
    match mark {
        None => Value::Null,
        Some(Mark::Done(stamp)) => {
            json!({ "kind": "done", "at": at(stamp), "by": stamp.by, "reply_from": stamp.reply_from() })
        }
        Some(Mark::Skipped(said)) => json!({
            "kind": "skipped", "reason": said.text, "at": at(&said.stamp), "by": said.stamp.by,
            "reply_from": said.stamp.reply_from(),
        }),
        Some(Mark::Waiting(waiting)) => wait(waiting),
    }
}

/// A wait.
pub(super) fn wait(waiting: &Waiting) -> Value {
    let since = Stamp { at: waiting.since, ..waiting.stamp.clone() };
    json!({
        "kind": "waiting", "for": waiting.whom, "since": at(&since),
        "follow_up": waiting.follow_up.map(dates::iso), "reference": waiting.reference,
        "at": at(&waiting.stamp), "by": waiting.stamp.by, "reply_from": waiting.stamp.reply_from(),
    })
}

/// Words, when and by whom.
pub(super) fn said(said: &Said) -> Value {
    json!({ "text": said.text, "at": at(&said.stamp), "by": said.stamp.by, "reply_from": said.stamp.reply_from() })
}

/// What a step lacks.
pub(super) fn lack(lack: &Lack) -> Value {
    match lack {
        Lack::Answer(path) => json!({ "kind": "answer", "path": path.to_string() }),
        Lack::Tick(tick) => json!({ "kind": "tick", "tick": tick }),
        Lack::Evidence => json!({ "kind": "evidence" }),
        Lack::Confirmation => json!({ "kind": "confirmation" }),
    }
}
