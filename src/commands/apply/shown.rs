//! What a reply would record, what of it is not taken, and what was recorded.

use super::{answered, line};
use crate::checklist::{Address, InstanceKey};
use crate::commands::opened::Opened;
use crate::exit::Exit;
use crate::intake::reply::{Code, Does, Field, Filled, Outcome};
use crate::plan::{Plan, impact};
use crate::report::applied::{self, Applied, cells, lacking};
use crate::report::sheet::Sheet;
use crate::session::{Event, Record, What};
use crate::text::count::{count, names};
use crate::text::wrap::wrap;
use crate::text::{dates, visible};
use crate::walk::screen::{View, done, impact as impact_lines};

/// A reply, and what becomes of it.
pub(super) struct Shown<'a> {
    pub opened: &'a Opened,
    pub sheet: &'a Sheet,
    pub from: &'a str,
    pub filled: &'a Filled,
    pub outcomes: &'a [Outcome],
}

impl Shown<'_> {
    /// How it ends where there is nothing to record: well, if nothing was refused or not understood.
    pub fn exit_of_nothing(&self) -> Exit {
        let refused = self.outcomes.iter().any(|outcome| matches!(outcome.does, Does::Refused { .. }));
        if refused || !self.filled.strange.is_empty() { Exit::FAILED } else { Exit::OK }
    }

    /// All of it, for programs.
    pub fn json(&self, code: &Code, record: &Record, recorded: bool) -> String {
        applied::render(&Applied {
            session: &self.opened.name,
            sheet: self.sheet,
            code,
            from: self.from,
            filled: self.filled,
            outcomes: self.outcomes,
            before: &Plan::new(&self.opened.checklist, &self.opened.record),
            after: &Plan::new(&self.opened.checklist, record),
            recorded,
        })
    }

    /// How many of its lines record something.
    pub fn lines(&self) -> usize {
        self.outcomes.iter().filter(|outcome| matches!(outcome.does, Does::Record { .. })).count()
    }

    /// What would be recorded, and what is not taken.
    pub fn before(&self, view: &View) -> String {
        let lines = count(self.outcomes.len(), "line");
        let first = visible::line(&format!("Reply from {}, {lines} filled in", self.from)).into_owned();
        let mut text: String = wrap(&first, view.columns()).into_iter().map(|line| line + "\n").collect();
        let now = Plan::new(&self.opened.checklist, &self.opened.record);
        let record = answered(self.outcomes, &self.opened.record);
        let after = Plan::new(&self.opened.checklist, &record);
        for outcome in self.outcomes {
            text += &self.outcome(outcome, &now, &after, view);
        }
        for strange in &self.filled.strange {
            text += &line(&format!("  not taken, line {}: {}: {}", strange.line, strange.why, strange.text));
        }
        let does = impact(&now, &after);
        if does.touches_work() {
            for line in impact_lines(&does, &now, view) {
                text += &format!("{}\n", line.text());
            }
        }
        text
    }

    fn outcome(&self, outcome: &Outcome, now: &Plan<'_>, after: &Plan<'_>, view: &View) -> String {
        let (field, name) = (&outcome.entry.field, outcome.entry.field.name());
        let mut text = match &outcome.does {
            Does::Record { events, advice, .. } => {
                let advice: String =
                    advice.iter().map(|advice| line(&format!("      advice: {advice}"))).collect();
                let does = match field {
                    Field::Answer(path) => ("[x]", change(path, now, after)),
                    Field::Step(key)
                        if matches!(events.as_slice(), [Event { what: What::Note { .. }, .. }]) =>
                    {
                        let open = now.find(key.as_str()).is_some_and(|instance| !instance.is_settled());
                        let note = recorded(events.iter().map(|event| &event.what)).1;
                        if open { ("[ ]", format!("stays open, {note}")) } else { ("[x]", note) }
                    }
                    _ => recorded(events.iter().map(|event| &event.what)),
                };
                line(&format!("  {} {name}: {}", does.0, does.1)) + &Self::rows(outcome, now, after) + &advice
            }
            Does::Nothing => line(&format!("      {name}: it stands so already")),
            Does::Taken(stamp) => {
                let day = dates::short(
                    stamp.at.to_zoned_datetime(view.now.time_zone().clone()).date(),
                    view.now.date(),
                );
                return line(&format!("      {name}: this was taken on {day} by {}", stamp.by));
            }
            Does::Refused { why, hints } => {
                let hints: String = hints.iter().map(|hint| line(&format!("      {hint}"))).collect();
                line(&format!("  not taken, {name}: {why}")) + &hints
            }
        };
        if let Some(changed) = self.sheet.changed(field, now) {
            text += &line(&format!("      changed since the sheet: {changed}"));
        }
        text + &self.lacking(outcome, after, &view.session)
    }

    /// What a line says of rows beside which there are: which were there before, and what is answered in them.
    fn rows(outcome: &Outcome, now: &Plan<'_>, after: &Plan<'_>) -> String {
        let (Field::Answer(path), Does::Record { present, .. }) = (&outcome.entry.field, &outcome.does)
        else {
            return String::new();
        };
        let there = match present.as_slice() {
            [] => String::new(),
            ids => line(&format!("      there already: {}", names(ids.iter().map(ToString::to_string)))),
        };
        let cells =
            cells(outcome, path).map(|cell| line(&format!("      {cell}: {}", change(cell, now, after))));
        there + &cells.collect::<String>()
    }

    /// What steps still take in the rows of a list that a line is about.
    fn lacking(&self, outcome: &Outcome, after: &Plan<'_>, session: &str) -> String {
        let Field::Answer(path) = &outcome.entry.field else { return String::new() };
        let lacking = lacking(after, path);
        if lacking.is_empty() || matches!(outcome.does, Does::Refused { .. }) {
            return String::new();
        }
        let lacks = names(lacking.iter().map(ToString::to_string));
        let again = format!("frp-onboard handoff {session} {}", self.sheet.who.options());
        line(&format!("      still lacks {lacks}"))
            + &line(&format!("      the next sheet asks for it: {again}"))
    }

    /// What was recorded, and what can go on now.
    pub fn after(&self, record: &Record) -> String {
        let before = Plan::new(&self.opened.checklist, &self.opened.record);
        let after = Plan::new(&self.opened.checklist, record);
        let lines = count(self.lines(), "line");
        let mut text = line(&format!("[x] {lines} recorded; {} done", done(&after.progress(), false)));
        let ready: Vec<_> = after.newly_ready(&before).map(InstanceKey::as_str).collect();
        if !ready.is_empty() {
            text += &format!("    now ready: {}\n", names(ready));
        }
        text
    }
}

/// An answer before and after.
fn change(path: &Address, now: &Plan<'_>, after: &Plan<'_>) -> String {
    let shown = |plan: &Plan<'_>| plan.answer(path).unwrap_or_else(|| "nothing".to_owned());
    format!("{} -> {}", shown(now), shown(after))
}

/// What is recorded of a step: its box, and the words.
fn recorded<'a>(whats: impl Iterator<Item = &'a What>) -> (&'static str, String) {
    let (mut mark, mut words, mut ticks) = ("[x]", Vec::new(), 0);
    for what in whats {
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
