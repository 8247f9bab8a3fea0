//! How a walk ends: what is complete, what one waits for, how to go on.

use super::labels;
use super::progress::done;
use super::view::{Page, View};
use crate::checklist::InstanceKey;
use crate::plan::{Plan, Status};
use crate::session::Mark;
use crate::text::count::count_of;
use crate::walk::next::next_follow_up;
use crate::walk::{End, Line};

/// The last screen.
pub fn end(end: &End, here: Option<&InstanceKey>, plan: &Plan<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    match end {
        End::Complete => complete(&mut page, plan),
        End::Waiting => waiting(&mut page, plan),
        End::Stopped => stopped(&mut page, here, plan),
    }
    page.lines()
}

fn complete(page: &mut Page<'_>, plan: &Plan<'_>) {
    let progress = plan.progress();
    page.blank();
    page.rule(&done(&progress, page.view.plain), &labels::partner(plan));
    page.title("All steps are complete.");
    page.blank();
    let skipped = plan.instances().iter().filter(|instance| instance.status == Status::Skipped);
    let days = span(plan, page.view);
    let steps = count_of(progress.of, "step", "steps");
    let of_them = if progress.skipped > 0 { " of them" } else { "" };
    page.text(&format!("{steps} done, {}{of_them} skipped{days}", progress.skipped));
    for instance in skipped {
        if let Some(Mark::Skipped(said)) = plan.recorded(instance).and_then(|recorded| recorded.mark.as_ref())
        {
            page.mark("[-]", &format!("{}: {}", instance.key, said.text));
        }
    }
    if let Some(closing) = &plan.checklist().closing {
        page.blank();
        page.prose(&plan.reader().fill(closing, &[]));
    }
    page.blank();
    let command = format!("frp-onboard status {}", page.view.session);
    page.next(&command, "");
}

/// From the first thing recorded to the last.
fn span(plan: &Plan<'_>, view: &View) -> String {
    let marks = plan.record().steps.values().filter_map(|step| match step.mark.as_ref()? {
        Mark::Done(stamp) => Some(stamp.at),
        Mark::Skipped(said) => Some(said.stamp.at),
        Mark::Waiting(_) => None,
    });
    let (first, last) = (marks.clone().min(), marks.max());
    match (first, last) {
        (Some(first), Some(last)) if view.day(first) != view.day(last) => {
            format!(", {} to {}", view.date(view.day(first)), view.date(view.day(last)))
        }
        (Some(first), _) => format!(", {}", view.date(view.day(first))),
        _ => String::new(),
    }
}

fn waiting(page: &mut Page<'_>, plan: &Plan<'_>) {
    let command = format!("frp-onboard resume {}", page.view.session);
    let mut waiting = plan.instances().iter().filter(|instance| instance.status == Status::Waiting);
    // What one hears before its day may be recorded without a walk.
    let heard = match (waiting.next(), waiting.next()) {
        (Some(only), None) => format!("frp-onboard mark {} {} --done", page.view.session, only.key),
        _ => format!("frp-onboard status {}", page.view.session),
    };
    page.blank();
    match next_follow_up(plan) {
        Some(day) if day <= page.view.today() => {
            page.text("Nothing else can go on before that is settled.");
            page.next(&command, "");
        }
        Some(day) => {
            let day = page.view.date(day);
            page.text(&format!("Nothing else can go on before {day}."));
            page.next(&command, &format!("on {day}"));
            page.next(&heard, "when you hear sooner");
        }
        None => {
            page.text("Nothing else can go on before you hear.");
            page.next(&heard, "when you hear");
        }
    }
}

fn stopped(page: &mut Page<'_>, here: Option<&InstanceKey>, plan: &Plan<'_>) {
    page.blank();
    page.flush(&stopped_at(here, plan, page.view));
    let command = format!("frp-onboard resume {}", page.view.session);
    let when = next_follow_up(plan).map(|day| format!("on {} or sooner", page.view.date(day)));
    page.next(&command, &when.unwrap_or_default());
}

/// Where one stopped.
fn stopped_at(here: Option<&InstanceKey>, plan: &Plan<'_>, view: &View) -> String {
    let here = here
        .and_then(|key| plan.find(key.as_str()))
        .map(|instance| super::progress::place(plan, instance, view.plain));
    match here {
        Some(place) => format!("Stopped at step {place}. Every answer up to here is recorded."),
        None => format!(
            "Stopped. {} done; every answer up to here is recorded.",
            count_of(plan.progress().done, "step", "steps")
        ),
    }
}

/// What a signal that ends the program says, for whoever is at the terminal then.
pub fn farewell(here: Option<&InstanceKey>, plan: &Plan<'_>, view: &View) -> Vec<String> {
    let mut page = Page::new(view);
    page.flush(&stopped_at(here, plan, view));
    page.next(&format!("frp-onboard resume {}", view.session), "");
    page.lines().iter().map(Line::text).collect()
}

/// Whom a session is for and how far it is, when one comes back to it.
pub fn resumed(plan: &Plan<'_>, last: Option<jiff::Timestamp>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    let done = done(&plan.progress(), view.plain);
    let last = last.map(|last| {
        let at = last.to_zoned_datetime(view.now.time_zone().clone());
        format!(", last worked on {} {}", view.date(at.date()), crate::text::dates::clock(at.time()))
    });
    page.flush(&format!("{}, {done} done{}", labels::partner(plan), last.unwrap_or_default()));
    page.lines()
}
