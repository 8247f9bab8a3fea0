//! Marked steps for people.

use jiff::civil::Date;

use super::{Marked, ahead_of};
use crate::checklist::InstanceKey;
use crate::intake::Course;
use crate::plan::{Instance, Lack, Plan, Status};
use crate::session::Mark;
use crate::text::count::names;
use crate::text::{dates, visible};
use crate::walk::screen::done;

/// A line for each step, and what can go on now.
pub fn render(marked: &Marked<'_>, today: Date) -> String {
    let mut text = String::new();
    let progress = done(&marked.after.progress(), false);
    for (at, key) in marked.steps.iter().enumerate() {
        let last = at + 1 == marked.steps.len();
        let end = if last { format!("; {progress} done") } else { String::new() };
        text += &format!("{}{end}\n", visible::line(&of_step(marked, key, today)));
        text.extend(ahead(marked.before, marked.after, key).map(|ahead| format!("    {ahead}\n")));
    }
    if marked.steps.is_empty() {
        text += "[x] note kept\n";
    }
    if let Some(evidence) = &marked.marking.evidence {
        text += &format!("    evidence: {}\n", visible::line(evidence));
    }
    let ready = marked.ready();
    if !ready.is_empty() {
        text += &format!("    now ready: {}\n", names(ready.into_iter().map(InstanceKey::as_str)));
    }
    text
}

/// That a step is done before one that it would have waited for.
pub fn ahead(before: &Plan<'_>, after: &Plan<'_>, key: &InstanceKey) -> Option<String> {
    let (other, status) = ahead_of(before, after, key)?;
    let stands = if status == Status::Waiting { "still waits" } else { "is still open" };
    Some(format!("ahead of {other}, which {stands}"))
}

fn of_step(marked: &Marked<'_>, key: &InstanceKey, today: Date) -> String {
    let Some(instance) = marked.after.find(key.as_str()) else { return key.to_string() };
    let marking = marked.marking;
    let (box_, course) = course(marked, instance, today);
    let mut parts: Vec<_> = course.into_iter().collect();
    if !marking.ticks.is_empty() || !marking.unticks.is_empty() {
        let ticks = marked.after.ticks(instance).count();
        let open = instance.lacks.iter().filter(|lack| matches!(lack, Lack::Tick(_))).count();
        parts.push(format!("{} of {ticks} ticked", ticks - open));
    }
    parts.extend(marking.confirm.as_ref().map(|_| "confirmed".to_owned()));
    parts.extend(marking.note.as_ref().map(|_| "note kept".to_owned()));
    parts.extend(marking.evidence.as_ref().map(|_| "evidence kept".to_owned()));
    format!("{box_} {key} {}", parts.join(", "))
}

/// A step's box, and what became of it.
fn course(marked: &Marked<'_>, instance: &Instance, today: Date) -> (&'static str, Option<String>) {
    let was_done = marked.before.find(instance.key.as_str()).is_some_and(|was| was.status == Status::Done);
    let [is_skipped, waits] = match was_done {
        true => ["was done and is skipped now", "was done and now waits for"],
        false => ["is skipped", "waits for"],
    };
    let mark = marked.after.recorded(instance).and_then(|recorded| recorded.mark.as_ref());
    match (&marked.marking.course, mark) {
        (Some(Course::Done), _) if was_done => ("[x]", Some("is done already".to_owned())),
        (Some(Course::Done), _) => ("[x]", Some("is done".to_owned())),
        (Some(Course::Skipped(_)), _) => ("[-]", Some(is_skipped.to_owned())),
        (Some(Course::Reopened(_)), _) => ("[!]", Some("is open again".to_owned())),
        (Some(Course::Waiting { .. }), Some(Mark::Waiting(waiting))) => {
            let day = waiting.follow_up.map(|day| format!(", follow up {}", dates::short(day, today)));
            ("[~]", Some(format!("{waits} {}{}", waiting.whom, day.unwrap_or_default())))
        }
        _ => ("[x]", None),
    }
}
