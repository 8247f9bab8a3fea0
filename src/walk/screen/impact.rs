//! What a change does: each step that comes, goes or opens again, by its name.

use super::progress::steps;
use super::view::Page;
use super::{labels, question};
use crate::checklist::InstanceKey;
use crate::plan::{At, Impact, Instance, Plan, Status};
use crate::text::count::count;
use crate::walk::Change;

/// The width of what is said before the names.
const WORD: usize = 21;
/// What was recorded of a step that comes or goes, and the word for that.
const WORKED: [(&str, &[Status]); 4] = [
    ("done", &[Status::Done]),
    ("skipped", &[Status::Skipped]),
    ("waiting", &[Status::Waiting]),
    ("", &[Status::Pending, Status::Ready]),
];
/// How many names are shown of a long list.
const NAMED: usize = 5;

/// A change of an answer, before it is made.
pub(super) fn change(page: &mut Page<'_>, plan: &Plan<'_>, at: At, change: &Change) {
    page.blank();
    page.text(&format!("Change an answer: {}", labels::label(plan, at)));
    page.labelled("now", 5, &question::now(plan, at));
    page.labelled("new", 5, &change.to);
    page.blank();
    lines(page, plan, &change.impact);
    page.text("Changing back restores what is hidden.");
}

/// What an impact does, a line for each kind.
pub(super) fn lines(page: &mut Page<'_>, plan: &Plan<'_>, impact: &Impact) {
    for (word, statuses) in WORKED {
        let hides = impact.hides.iter().filter(|(_, status)| statuses.contains(status)).map(|(key, _)| key);
        kind(page, "hides", word, hides);
    }
    kind(page, "reopens", "", impact.reopens.iter());
    for (word, statuses) in WORKED {
        let adds = impact.adds.iter().filter(|(_, status)| statuses.contains(status)).map(|(key, _)| key);
        kind(page, "adds", word, adds);
    }
    for key in undone(plan, impact) {
        page.text(&format!("{key} was confirmed: what it made permanent stays so"));
    }
    let plain = page.view.plain;
    let (before, after) = (steps(&impact.before, plain), steps(&impact.after, plain));
    if before != after {
        page.text(&format!("{before} steps become {after}."));
    }
}

/// Steps that were done, cannot be undone, and are hidden or opened again all the same.
fn undone<'k>(plan: &Plan<'_>, impact: &'k Impact) -> impl Iterator<Item = &'k InstanceKey> {
    let done = impact.hides.iter().filter(|(_, status)| *status == Status::Done).map(|(key, _)| key);
    done.chain(&impact.reopens).filter(|key| {
        plan.find(key.as_str()).is_some_and(|instance| plan.step(instance).irreversible.is_some())
    })
}

fn kind<'k>(page: &mut Page<'_>, verb: &str, which: &str, keys: impl Iterator<Item = &'k InstanceKey>) {
    let names: Vec<_> = keys.map(InstanceKey::as_str).collect();
    if names.is_empty() {
        return;
    }
    let mut list = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        list += &format!(" and {} more", names.len() - NAMED);
    }
    let noun = if which.is_empty() { "step".to_owned() } else { format!("{which} step") };
    page.labelled(&format!("{verb} {}", count(names.len(), &noun)), WORD, &list);
}

/// What can be done while one waits, and where it stands.
pub(super) fn meanwhile(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let place = super::progress::place(plan, instance, page.view.plain);
    page.text(&format!("Meanwhile: {} ({place})", plan.title(instance)));
}
