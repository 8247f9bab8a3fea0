//! One session for people: only what goes on is opened, the rest is a line for each section.

use super::{About, Group, Rolled, Shown, groups, tallies};
use crate::plan::{Instance, Plan, Status, Truth};
use crate::report::standing::{Urgency, urgency, waiting};
use crate::session::Mark;
use crate::text::wrap::{hanging, pad, width};
use crate::walk::screen::{Page, View, done, partner};
use crate::walk::{Line, next_follow_up, ready};

/// How many steps that wait for others are named one by one.
const NAMED: usize = 2;
/// Where steps stand under their section.
const INDENT: usize = 6;

/// The whole status.
pub fn lines(plan: &Plan<'_>, about: &About, shown: Shown, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    if shown.due {
        due(&mut page, plan);
        if about.damage.is_some() {
            file(&mut page, about);
        }
        return page.lines();
    }
    head(&mut page, plan, about);
    page.blank();
    let groups = groups(plan);
    let names = groups.iter().map(|group| width(&group.name)).max().unwrap_or(0);
    for group in &groups {
        section(&mut page, plan, group, names);
        let goes_on = matches!(group.rolled(plan, view.today()), Rolled::GoingOn(_));
        if shown.all || goes_on {
            steps(&mut page, plan, group, shown.all);
        }
    }
    page.blank();
    foot(&mut page, plan, about);
    page.lines()
}

fn head(page: &mut Page<'_>, plan: &Plan<'_>, about: &About) {
    let view = page.view;
    let mut parts = vec![format!("{} done", done(&plan.progress(), view.plain))];
    let tallies = tallies(plan, view.today()).into_iter();
    parts.extend(tallies.map(|(urgency, count)| format!("{count} {}", urgency.word())));
    let today = if view.plain { String::new() } else { view.date(view.today()) };
    page.apart(&format!("{}: {}", partner(plan), parts.join(", ")), &today);
    let checklist = plan.checklist();
    let began = view.date(view.day(about.started.at));
    page.flush(&format!(
        "Checklist {} {}, started {began} by {}",
        checklist.id, checklist.version, about.started.by
    ));
}

/// Its file, and whether it is whole. The path stands on a line of its own, so that it can be copied.
fn file(page: &mut Page<'_>, about: &About) {
    let state = match &about.damage {
        None => "whole".to_owned(),
        Some(damage) => format!("damaged, {damage}"),
    };
    if page.view.plain {
        return page.flush(&format!("Session file, {state}: {}", about.path));
    }
    page.flush(&format!("Session file, {state}:"));
    page.row(&about.path);
}

fn foot(page: &mut Page<'_>, plan: &Plan<'_>, about: &About) {
    file(page, about);
    if about.damage.is_some() {
        return page.next(&format!("frp-onboard recover {}", about.session), "");
    }
    if plan.is_complete() {
        return;
    }
    let waits = ready(plan).is_none();
    let when = next_follow_up(plan).filter(|day| waits && *day > page.view.today());
    let when = when.map(|day| format!("on {} or sooner when you hear", page.view.date(day)));
    page.next(&format!("frp-onboard resume {}", about.session), &when.unwrap_or_default());
}

/// The line of a section: its box, how far it is, what goes on.
fn section(page: &mut Page<'_>, plan: &Plan<'_>, group: &Group<'_>, names: usize) {
    let rolled = group.rolled(plan, page.view.today());
    let (mark, word) = match rolled {
        Rolled::Done => ("[x]", String::new()),
        Rolled::GoingOn(urgency) => (urgency.mark(), urgency.word().to_owned()),
        Rolled::Pending => ("[ ]", after(plan, group.instances[0])),
    };
    let open = if group.instances.iter().any(|instance| instance.shown != Truth::Yes) { "+" } else { "" };
    let fraction = format!("{}/{}{open}", group.settled(), group.certain());
    if page.view.plain {
        let word = if word.is_empty() { word } else { format!(", {word}") };
        return page.flush(&format!("{}: {fraction}{word}.", group.name));
    }
    let start = format!("  {mark} {}  {}", pad(&group.name, names), pad(&fraction, 5));
    if width(&start) + 1 + width(&word) <= page.view.columns() {
        page.flush_row(format!("{start} {word}").trim_end());
    } else {
        page.mark(mark, &group.name);
        page.flush_row(format!("      {fraction}  {word}").trim_end());
    }
}

/// The steps of a section: those that go on, and some of those that wait for them.
fn steps(page: &mut Page<'_>, plan: &Plan<'_>, group: &Group<'_>, all: bool) {
    let today = page.view.today();
    let told = |instance: &&&Instance| all || urgency(plan, instance, today).is_some();
    let mut rows: Vec<_> =
        group.instances.iter().filter(told).map(|instance| row_of(page.view, plan, instance)).collect();
    let pending: Vec<_> =
        group.instances.iter().filter(|instance| !all && instance.status == Status::Pending).collect();
    match pending.as_slice() {
        [first, .., last] if pending.len() > NAMED => rows.push(Row {
            mark: "[ ]",
            key: format!("{} more", pending.len()),
            detail: format!("{} to {}", first.key, last.key),
        }),
        few => rows.extend(few.iter().map(|instance| row_of(page.view, plan, instance))),
    }
    table(page, &rows);
}

/// A step, its box, and what is to be said of it.
struct Row {
    mark: &'static str,
    key: String,
    detail: String,
}

fn row_of(view: &View, plan: &Plan<'_>, instance: &Instance) -> Row {
    let mark = match (urgency(plan, instance, view.today()), instance.status) {
        (Some(urgency), _) => urgency.mark(),
        (None, Status::Done) => "[x]",
        (None, Status::Skipped) => "[-]",
        (None, _) => "[ ]",
    };
    Row { mark, key: instance.key.to_string(), detail: detail(view, plan, instance) }
}

/// Rows with what is said of them beside their keys; below, where there is too little room.
fn table(page: &mut Page<'_>, rows: &[Row]) {
    let columns = page.view.columns();
    let keys = rows.iter().map(|row| width(&row.key)).max().unwrap_or(0);
    // Half of the columns are left for what is said.
    let beside = INDENT + 4 + keys + 2 <= columns / 2;
    for Row { mark, key, detail } in rows {
        if page.view.plain {
            page.flush(&format!("{key}: {detail}."));
            continue;
        }
        let start = format!("{}{mark} {}  ", " ".repeat(INDENT), pad(key, keys));
        let first = if beside { start } else { " ".repeat(INDENT + 4) };
        if !beside {
            page.flush_row(&format!("{}{mark} {key}", " ".repeat(INDENT)));
        }
        hanging(&first, detail, columns).iter().for_each(|line| page.flush_row(line));
    }
}

/// What is to be said of a step as it stands.
fn detail(view: &View, plan: &Plan<'_>, instance: &Instance) -> String {
    let recorded = plan.recorded(instance);
    match instance.status {
        Status::Pending => after(plan, instance),
        Status::Ready => match recorded.and_then(|recorded| recorded.reopened.as_ref()) {
            Some(said) => format!("came back {}: {}", view.date(view.day(said.stamp.at)), said.text),
            None => plan.title(instance),
        },
        Status::Waiting => wait(view, plan, instance),
        Status::Done | Status::Skipped => match recorded.and_then(|recorded| recorded.mark.as_ref()) {
            Some(Mark::Done(stamp)) => format!("{} by {}", view.date(view.day(stamp.at)), stamp.who()),
            Some(Mark::Skipped(said)) => format!("{}: {}", view.date(view.day(said.stamp.at)), said.text),
            _ => String::new(),
        },
    }
}

fn wait(view: &View, plan: &Plan<'_>, instance: &Instance) -> String {
    let Some(waiting) = waiting(plan, instance) else { return String::new() };
    let mut parts = vec![waiting.whom.clone(), format!("since {}", view.date(view.day(waiting.since)))];
    let usual = plan.step(instance).wait.as_ref().and_then(|wait| wait.usual);
    parts.extend(usual.map(|usual| format!("usual {usual}")));
    parts.extend(waiting.follow_up.map(|day| {
        let word = if day < view.today() { "follow up since" } else { "follow up" };
        format!("{word} {}", view.date(day))
    }));
    let word = if view.plain { "reference" } else { "ref" };
    parts.extend(waiting.reference.as_ref().map(|reference| format!("{word} {reference}")));
    parts.join(", ")
}

/// What a step waits for that is not ready.
fn after(plan: &Plan<'_>, instance: &Instance) -> String {
    match (instance.shown, instance.after) {
        (Truth::Yes, Some(at)) => format!("after {}", plan.instances()[at].key),
        (Truth::Yes, None) => String::new(),
        _ => "open answers decide".to_owned(),
    }
}

/// Only what is due.
fn due(page: &mut Page<'_>, plan: &Plan<'_>) {
    let today = page.view.today();
    let due = plan
        .instances()
        .iter()
        .filter(|instance| urgency(plan, instance, today).is_some_and(Urgency::is_due));
    let due: Vec<_> = due.collect();
    if due.is_empty() {
        let next = next_follow_up(plan).map(|day| format!(" The next follow-up is {}.", page.view.date(day)));
        return page.flush(&format!("Nothing is due.{}", next.unwrap_or_default()));
    }
    let rows: Vec<_> = due.into_iter().map(|instance| row_of(page.view, plan, instance)).collect();
    table(page, &rows);
}
