//! Waits as they read: whom for, since when, for how long, until when.

use super::view::{Page, View};
use crate::checklist::InstanceKey;
use crate::plan::{Instance, Plan};
use crate::session::{Mark, Waiting};
use crate::text::count::count_of;
use crate::text::dates;

/// A wait in a line.
pub(super) fn words(view: &View, waiting: &Waiting) -> String {
    let mut words = format!("Waiting for {}", waiting.whom);
    if let Some(day) = waiting.follow_up {
        words += &format!(", follow up {}", view.date(day));
    }
    match &waiting.reference {
        Some(reference) if view.plain => words += &format!(", reference {reference}"),
        Some(reference) => words += &format!(", ref {reference}"),
        None => {}
    }
    words
}

/// A wait, just recorded.
pub(super) fn recorded(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    if let Some(waiting) = waiting(plan, instance) {
        let words = words(page.view, waiting);
        page.recorded("[~]", &words);
    }
}

/// A wait that is due.
pub(super) fn due(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let Some(waiting) = waiting(plan, instance) else { return };
    let since = page.view.day(waiting.since);
    let days = dates::business_days_between(since, page.view.today());
    let step = plan.step(instance);
    let usual = step.wait.as_ref().and_then(|wait| wait.usual);
    let overdue = waiting.follow_up.is_some_and(|day| day < page.view.today());
    let word = if overdue { "overdue" } else { "due today" };
    let long = count_of(days as usize, "business day", "business days");
    let usual = usual.map(|usual| format!(", usual {usual}")).unwrap_or_default();
    page.blank();
    page.mark("[!]", &format!("{word}: {} ({})", plan.title(instance), instance.key));
    page.text(&format!("Waiting for {} since {}: {long}{usual}", waiting.whom, page.view.date(since)));
    if let Some(reference) = &waiting.reference {
        page.text(&format!("Reference {reference}"));
    }
    ask(page, plan, instance);
}

/// What to look at to know whether a wait is over.
pub(super) fn ask(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    page.blank();
    match plan.step(instance).wait.as_ref().and_then(|wait| wait.ask.as_ref()) {
        Some(ask) => page.flush(&plan.fill(instance, ask).line()),
        None => page.flush("What has become of it?"),
    }
}

/// A wait that is not due yet.
pub(super) fn open(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let Some(waiting) = waiting(plan, instance) else { return };
    let until =
        waiting.follow_up.map(|day| format!(", follow up {}", page.view.date(day))).unwrap_or_default();
    page.mark("[~]", &format!("waiting   {}{until}", plan.title(instance)));
}

/// The title of a step.
pub(super) fn titled(plan: &Plan<'_>, key: &InstanceKey) -> String {
    plan.find(key.as_str()).map_or_else(|| key.to_string(), |instance| plan.title(instance))
}

fn waiting<'p>(plan: &'p Plan<'_>, instance: &Instance) -> Option<&'p Waiting> {
    match plan.recorded(instance)?.mark.as_ref()? {
        Mark::Waiting(waiting) => Some(waiting),
        _ => None,
    }
}
