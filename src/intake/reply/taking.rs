//! What a reply records: each of its lines as `mark` and `answer` would record it, or why it cannot be.

use jiff::civil::Date;

use super::{Entry, Field};
use crate::checklist::{Address, Checklist, InstanceKey, RowId};
use crate::intake::{Course, Granted, Marking, Wish, Wrong, grant, marked};
use crate::plan::{Lack, Plan};
use crate::session::{Event, Record, ReplyLine, Stamp, What};

/// A session that takes a reply.
#[derive(Debug)]
pub struct Taking<'a> {
    /// Its checklist.
    pub checklist: &'a Checklist,
    /// Its events so far.
    pub events: &'a [Event],
    /// What they add up to.
    pub record: &'a Record,
    /// The plan as it was when the sheet was written: nobody answers for what they did not read.
    pub then: &'a Plan<'a>,
    /// When and by whom the reply is taken.
    pub stamp: &'a Stamp,
    /// The operator's date.
    pub today: Date,
    /// What the session is called in commands.
    pub session: &'a str,
    /// The code of the sheet.
    pub sheet: &'a str,
    /// Who replied.
    pub from: &'a str,
}

/// What becomes of one line.
#[derive(Debug)]
pub struct Outcome {
    /// The line.
    pub entry: Entry,
    /// What it does.
    pub does: Does,
}

/// What a line does.
#[derive(Debug)]
pub enum Does {
    /// It is recorded so.
    Record {
        /// The events.
        events: Vec<Event>,
        /// What the checklist advises against, and lets pass.
        advice: Vec<String>,
        /// The rows that it names, and were there before.
        present: Vec<RowId>,
    },
    /// It stands so already.
    Nothing,
    /// This very line was taken before.
    Taken(Stamp),
    /// It cannot be recorded.
    Refused {
        /// Why.
        why: String,
        /// What to do now.
        hints: Vec<String>,
    },
}

/// Why something is not taken, and what to do now.
pub(super) type Refusal = (String, Vec<String>);

/// What becomes of each line, and the record then. Answers come first and marks last, since what is done may
/// count on what was answered.
pub fn take(taking: &Taking<'_>, entries: &[Entry]) -> (Vec<Outcome>, Record) {
    let mut record = taking.record.clone();
    let mut outcomes: Vec<_> = entries.iter().enumerate().collect();
    outcomes.sort_by_key(|(_, entry)| turn(&entry.field));
    let mut outcomes: Vec<_> = outcomes
        .into_iter()
        .map(|(at, entry)| {
            let does = taking.does(&record, entry);
            if let Does::Record { events, .. } = &does {
                events.iter().for_each(|event| record.apply(event));
            }
            (at, Outcome { entry: entry.clone(), does })
        })
        .collect();
    outcomes.sort_by_key(|(at, _)| *at);
    (outcomes.into_iter().map(|(_, outcome)| outcome).collect(), record)
}

fn turn(field: &Field) -> usize {
    match field {
        Field::Answer(_) => 0,
        Field::Evidence(_) => 1,
        Field::Step(_) => 2,
    }
}

impl Taking<'_> {
    fn does(&self, record: &Record, entry: &Entry) -> Does {
        let line = format!("{} {}", entry.field.label(), entry.words);
        if let Some(before) = self.before(&line, &entry.field) {
            return Does::Taken(before.clone());
        }
        let reply = ReplyLine { sheet: self.sheet.to_owned(), from: self.from.to_owned(), line };
        let stamp = Stamp { reply: Some(reply), ..self.stamp.clone() };
        let done = match &entry.field {
            Field::Answer(path) => self.answered(record, &stamp, path, &entry.words),
            Field::Evidence(key) => {
                let marking = Marking { evidence: Some(entry.words.clone()), ..Marking::default() };
                self.marked(record, &stamp, key, &marking)
            }
            Field::Step(key) => self.said_of(record, &stamp, key, &entry.words),
        };
        match done {
            Ok(Does::Record { events, .. }) if events.is_empty() => Does::Nothing,
            Ok(does) => does,
            Err((why, hints)) => Does::Refused { why, hints },
        }
    }

    /// When this line of this sheet was taken before, and nothing else was recorded of the same since.
    fn before(&self, line: &str, field: &Field) -> Option<&Stamp> {
        let same = |reply: &ReplyLine| reply.sheet == self.sheet && reply.line == line;
        let is_it = |event: &Event| event.stamp.reply.as_ref().is_some_and(same);
        let last = self.events.iter().rposition(|event| is_it(event) || touches(&event.what, field))?;
        Some(&self.events[last].stamp).filter(|_| is_it(&self.events[last]))
    }

    fn answered(&self, record: &Record, stamp: &Stamp, path: &Address, words: &str) -> Result<Does, Refusal> {
        let plan = Plan::new(self.checklist, record);
        if plan.is_complete() {
            let reopen = format!("frp-onboard mark {} STEP --reopen REASON", self.session);
            let hint = format!("open a step again first: {reopen}");
            return Err(("the session is complete: its answers stand".to_owned(), vec![hint]));
        }
        let mut granting = Granting::new(self, record, stamp);
        if plan.takes_rows_at(path) {
            return self.rows(granting, path, words);
        }
        granting.grant(&Wish::Be(path.clone(), words.to_owned()))?;
        Ok(Does::Record { events: granting.events, advice: granting.advice, present: Vec::new() })
    }

    /// Done, with what else is said of it as a note; or what stopped somebody.
    fn said_of(
        &self,
        record: &Record,
        stamp: &Stamp,
        key: &InstanceKey,
        words: &str,
    ) -> Result<Does, Refusal> {
        let plan = Plan::new(self.checklist, record);
        let instance = plan.find(key.as_str());
        let marking = match Said::of(words) {
            Said::Unclear => {
                let why = format!("`{words}` may mean anything");
                return Err((
                    why,
                    vec!["write done, or done and a note behind a comma, or what stopped you".to_owned()],
                ));
            }
            Said::Done(_) if instance.is_some_and(|own| own.lacks.contains(&Lack::Confirmation)) => {
                let command = format!("frp-onboard mark {} {key} --confirm TEXT --done", self.session);
                let why = "it cannot be undone, and no reply confirms that".to_owned();
                return Err((why, vec![format!("confirm it here: {command}")]));
            }
            Said::Done(note) => {
                let lacks = instance.map(|own| own.lacks.as_slice()).unwrap_or_default();
                let then = self.then.find(key.as_str()).map_or(&[][..], |own| own.lacks.as_slice());
                let ticks = lacks.iter().filter(|lack| then.contains(lack)).filter_map(|lack| match lack {
                    Lack::Tick(id) => Some(id.clone()),
                    _ => None,
                });
                Marking { ticks: ticks.collect(), note, course: Some(Course::Done), ..Marking::default() }
            }
            Said::Stopped(reason) => {
                let recorded = instance.and_then(|own| plan.recorded(own));
                match recorded.is_some_and(|recorded| recorded.mark.is_some()) {
                    true => Marking { course: Some(Course::Reopened(reason)), ..Marking::default() },
                    false => Marking { note: Some(reason), ..Marking::default() },
                }
            }
        };
        self.marked(record, stamp, key, &marking)
    }

    fn marked(
        &self,
        record: &Record,
        stamp: &Stamp,
        key: &InstanceKey,
        marking: &Marking,
    ) -> Result<Does, Refusal> {
        // The beginning of a key is for who types it, not for a sheet whose step is gone.
        let plan = Plan::new(self.checklist, record);
        if plan.find(key.as_str()).is_none() && !plan.hidden().contains(key) {
            return Err((format!("there is no step `{key}` in this session any more"), Vec::new()));
        }
        let (_, whats) =
            marked(self.checklist, record, stamp, self.today, key.as_str(), marking).map_err(|unmarked| {
                // What is an option of `mark` is said as the whole command.
                let command = |hint: String| match hint.strip_prefix("with ") {
                    Some(option) => format!("frp-onboard mark {} {key} --done {option}", self.session),
                    None => hint,
                };
                (unmarked.to_string(), unmarked.hints(self.session).into_iter().map(command).collect())
            })?;
        let events = whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
        Ok(Does::Record { events, advice: Vec::new(), present: Vec::new() })
    }
}

/// Answers that are taken one after the other, each on what the ones before make of the record.
pub(super) struct Granting<'a> {
    checklist: &'a Checklist,
    stamp: &'a Stamp,
    today: Date,
    pub record: Record,
    pub events: Vec<Event>,
    pub advice: Vec<String>,
}

impl<'a> Granting<'a> {
    fn new(taking: &'a Taking<'_>, record: &Record, stamp: &'a Stamp) -> Self {
        let (checklist, today) = (taking.checklist, taking.today);
        Self { checklist, stamp, today, record: record.clone(), events: Vec::new(), advice: Vec::new() }
    }

    /// Takes one. The same answer again changes nothing.
    pub fn grant(&mut self, wish: &Wish) -> Result<(), Refusal> {
        let Granted { whats, advice } =
            grant(self.checklist, &self.record, self.stamp, self.today, wish).map_err(refusal)?;
        for what in whats {
            let stands = matches!(&what, What::Answered { path, value }
                if self.record.given(path).is_some_and(|given| given.value == *value));
            if !stands {
                let event = Event { stamp: self.stamp.clone(), what };
                self.record.apply(&event);
                self.events.push(event);
            }
        }
        self.advice.extend(advice);
        Ok(())
    }
}

pub(super) fn refusal((why, hint): Wrong) -> Refusal {
    (why, hint.into_iter().collect())
}

/// Whether an event is about the same answer, or the mark of the same step.
fn touches(what: &What, field: &Field) -> bool {
    match (what, field) {
        (What::Answered { path, .. } | What::Unset { path }, Field::Answer(own)) => path == own,
        (What::RowRemoved { row }, Field::Answer(own)) => row.list == *own,
        (
            What::Done { step }
            | What::Skipped { step, .. }
            | What::Waiting { step, .. }
            | What::Reopened { step, .. },
            Field::Step(own),
        ) => step == own,
        _ => false,
    }
}

/// What the words behind a step mean.
enum Said {
    Done(Option<String>),
    Stopped(String),
    Unclear,
}

/// Words that are neither done nor a reason.
const UNCLEAR: [&str; 8] = ["ok", "okay", "yes", "y", "x", "no", "n", "-"];

impl Said {
    fn of(words: &str) -> Self {
        let unclear = |own: &str| own.eq_ignore_ascii_case(words.trim_end_matches(['.', '!']));
        if words.ends_with('?') || UNCLEAR.iter().any(|own| unclear(own)) {
            return Self::Unclear;
        }
        let bare = words.trim_start_matches(['"', '\'']);
        let quoted = bare.len() < words.len();
        let after = bare.split_at_checked(4).filter(|(head, _)| head.eq_ignore_ascii_case("done"));
        match after.map(|(_, rest)| rest).filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            Some(rest) => {
                let rest = match words.chars().next().filter(|_| quoted) {
                    Some(quote) => rest.replacen(quote, "", 1),
                    None => rest.to_owned(),
                };
                // Done by Friday, done except for one: that may mean anything.
                if rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
                    return Self::Unclear;
                }
                let is_sign = |c: char| !c.is_alphanumeric() && !"([\"'`$#@+/<".contains(c);
                let note = rest.trim_start_matches(is_sign).trim();
                Self::Done((!note.is_empty()).then(|| note.to_owned()))
            }
            None => Self::Stopped(words.to_owned()),
        }
    }
}
