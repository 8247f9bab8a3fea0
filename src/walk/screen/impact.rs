//! What a change does: each step that comes, goes or opens again, by its name.

use super::progress::steps;
use super::view::Page;
use super::{labels, waits};
use crate::checklist::InstanceKey;
use crate::plan::{At, Impact, Plan, Status};
use crate::text::count::count;
use crate::walk::Change;

/// How many names are shown of a long list.
const NAMED: usize = 5;

/// A change of an answer, before it is made.
pub(super) fn change(page: &mut Page<'_>, plan: &Plan<'_>, at: At, change: &Change) {
    let now = plan.reader().show_answer(at).unwrap_or_else(|| "nothing".to_owned());
    page.blank();
    page.text(&format!("Change an answer: {}", labels::label(plan, at)));
    page.labelled("now", 5, &now);
    page.labelled("new", 5, &change.to);
    page.blank();
    lines(page, &change.impact);
    page.text("Changing back restores what is hidden.");
}

/// What an impact does, a line for each kind.
pub(super) fn lines(page: &mut Page<'_>, impact: &Impact) {
    let (worked, open): (Vec<_>, Vec<_>) =
        impact.hides.iter().partition(|(_, status)| !matches!(status, Status::Pending | Status::Ready));
    kind(page, "hides", " recorded", worked.into_iter().map(|(key, status)| (key, Some(*status))));
    kind(page, "hides", "", open.into_iter().map(|(key, _)| (key, None)));
    kind(page, "reopens", "", impact.reopens.iter().map(|key| (key, None)));
    kind(
        page,
        "adds",
        "",
        impact.adds.iter().map(|(key, status)| {
            (key, Some(*status).filter(|status| !matches!(status, Status::Pending | Status::Ready)))
        }),
    );
    let plain = page.view.plain;
    let (before, after) = (steps(&impact.before, plain), steps(&impact.after, plain));
    if before != after {
        page.text(&format!("{before} steps become {after}."));
    }
}

fn kind<'k>(
    page: &mut Page<'_>,
    verb: &str,
    which: &str,
    keys: impl Iterator<Item = (&'k InstanceKey, Option<Status>)>,
) {
    let names: Vec<_> = keys
        .map(|(key, status)| match status {
            Some(status) => format!("{key} ({})", status.word()),
            None => key.to_string(),
        })
        .collect();
    if names.is_empty() {
        return;
    }
    let mut named = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        named += &format!(" and {} more", names.len() - NAMED);
    }
    let counted = count(names.len(), "step").replacen(" step", &format!("{which} step"), 1);
    page.labelled(&format!("{verb} {counted}"), 16, &named);
}

/// What can be done while one waits, and where it stands.
pub(super) fn meanwhile(page: &mut Page<'_>, plan: &Plan<'_>, key: &InstanceKey) {
    let Some(instance) = plan.find(key.as_str()) else { return };
    let place = super::progress::place(plan, instance, page.view.plain);
    page.text(&format!("Meanwhile: {} ({place})", waits::titled(plan, key)));
}
