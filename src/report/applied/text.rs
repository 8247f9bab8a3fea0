//! What a reply would record, what of it is not taken, and what was recorded, for people.

use super::{Applied, cells, lacking};
use crate::checklist::{Address, InstanceKey};
use crate::intake::reply::{Does, Field, Outcome};
use crate::plan::{Plan, impact};
use crate::report::marked::text::ahead;
use crate::session::{Event, What};
use crate::text::count::{count, names};
use crate::text::wrap::wrap;
use crate::text::{dates, visible};
use crate::walk::screen::{View, done, impact as impact_lines};

/// What would be recorded, and what is not taken.
pub fn before(applied: &Applied<'_>, view: &View) -> String {
    let lines = count(applied.outcomes.len(), "line");
    let first = visible::line(&format!("Reply from {}, {lines} filled in", applied.from)).into_owned();
    let mut text: String = wrap(&first, view.columns()).into_iter().map(|line| line + "\n").collect();
    let record = applied.answered();
    let answered = Plan::new(applied.before.checklist(), &record);
    for outcome in applied.outcomes {
        text += &of_line(applied, outcome, &answered, view);
    }
    for strange in &applied.filled.strange {
        text += &line(&format!("  not taken, line {}: {}: {}", strange.line, strange.why, strange.text));
    }
    let does = impact(applied.before, &answered);
    if does.touches_work() {
        for line in impact_lines(&does, applied.before, view) {
            text += &format!("{}\n", line.text());
        }
    }
    text
}

/// What was recorded, and what can go on now.
pub fn after(applied: &Applied<'_>) -> String {
    let records = applied.outcomes.iter().filter(|outcome| matches!(outcome.does, Does::Record { .. }));
    let lines = count(records.count(), "line");
    let mut text = line(&format!("[x] {lines} recorded; {} done", done(&applied.after.progress(), false)));
    let ready: Vec<_> = applied.after.newly_ready(applied.before).map(InstanceKey::as_str).collect();
    if !ready.is_empty() {
        text += &format!("    now ready: {}\n", names(ready));
    }
    text
}

fn of_line(applied: &Applied<'_>, outcome: &Outcome, answered: &Plan<'_>, view: &View) -> String {
    let name = outcome.entry.field.name();
    let text = match &outcome.does {
        Does::Record { events, advice, .. } => {
            let (mark, words) = does(applied, &outcome.entry.field, events, answered);
            let advice = advice.iter().map(|advice| line(&format!("      advice: {advice}")));
            let rows = rows(applied, outcome, answered);
            let ahead = match &outcome.entry.field {
                Field::Step(key) => ahead(applied.before, applied.after, key),
                _ => None,
            };
            let ahead = ahead.map(|ahead| line(&format!("      {ahead}"))).unwrap_or_default();
            line(&format!("  {mark} {name}: {words}")) + &ahead + &rows + &advice.collect::<String>()
        }
        Does::Nothing => line(&format!("      {name}: it stands so already")),
        Does::Taken(stamp) => {
            let at = stamp.at.to_zoned_datetime(view.now.time_zone().clone());
            let day = dates::short(at.date(), view.now.date());
            return line(&format!("      {name}: this was taken on {day} by {}", stamp.by));
        }
        Does::Refused { why, hints } => {
            let hints: String = hints.iter().map(|hint| line(&format!("      {hint}"))).collect();
            line(&format!("  not taken, {name}: {why}")) + &hints
        }
    };
    let changed = applied.changed(outcome);
    let changed = changed.map(|changed| line(&format!("      changed since the sheet: {changed}")));
    text + &changed.unwrap_or_default() + &lacks(applied, outcome, answered, view)
}

/// What a line records: its box, and the words.
fn does(
    applied: &Applied<'_>,
    field: &Field,
    events: &[Event],
    answered: &Plan<'_>,
) -> (&'static str, String) {
    let (mark, words) = recorded(events);
    match field {
        Field::Answer(path) => ("[x]", change(path, applied.before, answered)),
        Field::Step(key) if matches!(events, [Event { what: What::Note { .. }, .. }]) => {
            let is_open = applied.before.find(key.as_str()).is_some_and(|instance| !instance.is_settled());
            if is_open { ("[ ]", format!("stays open, {words}")) } else { ("[x]", words) }
        }
        _ => (mark, words),
    }
}

/// What is recorded of a step: its box, and the words.
fn recorded(events: &[Event]) -> (&'static str, String) {
    let (mut mark, mut words, mut ticks) = ("[x]", Vec::new(), 0);
    for what in events.iter().map(|event| &event.what) {
        match what {
            What::Done { .. } => words.insert(0, "done".to_owned()),
            What::Ticked { .. } => ticks += 1,
            What::Reopened { reason, .. } => {
                mark = "[!]";
                words.push(format!("open again: {reason}"));
            }
            What::Note { text, .. } => words.push(format!("note: {text}")),
            What::Evidence { text, .. } => words.push(format!("evidence: {text}")),
            _ => {}
        }
    }
    if ticks > 0 {
        words.push(format!("{} set", count(ticks, "tick")));
    }
    (mark, words.join(", "))
}

/// What a line does beside adding rows: it names some that were there before, and answers what they are asked.
fn rows(applied: &Applied<'_>, outcome: &Outcome, answered: &Plan<'_>) -> String {
    let (Field::Answer(path), Does::Record { present, .. }) = (&outcome.entry.field, &outcome.does) else {
        return String::new();
    };
    let there = match present.as_slice() {
        [] => String::new(),
        ids => line(&format!("      there already: {}", names(ids.iter().map(ToString::to_string)))),
    };
    let cells = cells(outcome, path)
        .map(|cell| line(&format!("      {cell}: {}", change(cell, applied.before, answered))));
    there + &cells.collect::<String>()
}

/// What steps still take in the rows of a list that a line is about.
fn lacks(applied: &Applied<'_>, outcome: &Outcome, answered: &Plan<'_>, view: &View) -> String {
    let (Field::Answer(list), Does::Record { .. } | Does::Nothing) = (&outcome.entry.field, &outcome.does)
    else {
        return String::new();
    };
    let lacking = lacking(answered, list);
    if lacking.is_empty() {
        return String::new();
    }
    let lacks = names(lacking.iter().map(ToString::to_string));
    let again = format!("frp-onboard handoff {} {}", view.session, applied.sheet.who.options());
    line(&format!("      still lacks {lacks}")) + &line(&format!("      the next sheet asks for it: {again}"))
}

/// An answer before and after.
fn change(path: &Address, before: &Plan<'_>, after: &Plan<'_>) -> String {
    let shown = |plan: &Plan<'_>| plan.answer(path).unwrap_or_else(|| "nothing".to_owned());
    format!("{} -> {}", shown(before), shown(after))
}

/// What is shown of it.
fn line(text: &str) -> String {
    format!("{}\n", visible::line(text))
}
