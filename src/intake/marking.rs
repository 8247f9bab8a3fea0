//! What is recorded of a step without walking to it: marks, ticks, notes, evidence, each held against the plan
//! first.

use jiff::civil::Date;

use crate::checklist::{Checklist, InstanceKey};
use crate::plan::{Instance, Lack, Plan, Status, Truth, Typed};
use crate::session::{Event, Mark, Record, Stamp, What};
use crate::text::count;
use crate::text::{dates, suggest};

/// What is to be recorded of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marking {
    /// Ticks to set, by id or number.
    pub ticks: Vec<String>,
    /// Ticks to take back.
    pub unticks: Vec<String>,
    /// A note.
    pub note: Option<String>,
    /// Evidence.
    pub evidence: Option<String>,
    /// What cannot be undone, typed.
    pub confirm: Option<String>,
    /// What becomes of the step.
    pub course: Option<Course>,
}

/// What becomes of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// It is done.
    Done,
    /// It waits.
    Waiting {
        /// For whom.
        whom: String,
        /// When to look again; what the step offers if it is not said.
        follow_up: Option<Date>,
        /// A ticket or case number.
        reference: Option<String>,
    },
    /// It is skipped, and why.
    Skipped(String),
    /// It is open again, and why.
    Reopened(String),
}

/// Why nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unmarked {
    /// There is no such step.
    #[error("there is no step `{key}` in this session")]
    Unknown {
        /// What was given.
        key: String,
        /// The key that was probably meant.
        near: Option<String>,
    },
    /// Several steps begin so.
    #[error("`{given}` may be {}: {}", count::count(keys.len(), "step"), count::names(keys.iter().map(InstanceKey::as_str)))]
    Several {
        /// What was given.
        given: String,
        /// Their keys.
        keys: Vec<InstanceKey>,
    },
    /// Its conditions do not hold.
    #[error("`{0}` is hidden: what was answered leaves it out")]
    Hidden(InstanceKey),
    /// It is not decided yet.
    #[error("`{0}` may still be left out: answers that are open decide")]
    Undecided(InstanceKey),
    /// The session is complete.
    #[error("the session is complete: only notes and evidence are taken")]
    Complete,
    /// It may not be skipped.
    #[error("`{0}` is never skipped: what comes after depends on it")]
    NeverSkipped(InstanceKey),
    /// It is open.
    #[error("`{0}` is open: it was not done, skipped or waited for")]
    Open(InstanceKey),
    /// It lacks something.
    #[error("`{key}` lacks {}", list(lacks))]
    Lacks {
        /// The step.
        key: InstanceKey,
        /// What.
        lacks: Vec<Lack>,
        /// The ticks that it has, in their order.
        ticks: Vec<String>,
    },
    /// It has no such tick.
    #[error("`{key}` has no tick `{tick}`")]
    NoTick {
        /// The step.
        key: InstanceKey,
        /// What was given.
        tick: String,
        /// The ticks that it has, in their order.
        ticks: Vec<String>,
    },
    /// Nothing is to be confirmed there.
    #[error("`{0}` has nothing to confirm")]
    NothingToConfirm(InstanceKey),
    /// Something else was typed.
    #[error("not confirmed: you gave `{typed}`, the answer is `{due}`")]
    NotConfirmed {
        /// What was given.
        typed: String,
        /// What is to be confirmed.
        due: String,
    },
    /// The day is past.
    #[error("a follow-up on {} is past", dates::full(*.0))]
    Past(Date),
    /// Words are missing.
    #[error("{0} is empty")]
    Empty(&'static str),
}

/// The step that `given` names, by its key or the beginning of just one key, and the events that record `marking`
/// of it; none where it stands so already.
///
/// # Errors
/// Why it cannot be recorded.
pub fn marked(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    today: Date,
    given: &str,
    marking: &Marking,
) -> Result<(InstanceKey, Vec<What>), Unmarked> {
    let plan = Plan::new(checklist, record);
    let instance = find(&plan, given)?;
    let changes_course = marking.course.is_some() && !matches!(marking.course, Some(Course::Reopened(_)));
    let touches = !marking.ticks.is_empty() || !marking.unticks.is_empty() || marking.confirm.is_some();
    if plan.is_complete() && (changes_course || touches) {
        return Err(Unmarked::Complete);
    }
    let mut whats = beside(&plan, instance, marking)?;
    if let Some(course) = &marking.course {
        let mut after = record.clone();
        whats.iter().for_each(|what| after.apply(&Event { stamp: stamp.clone(), what: what.clone() }));
        let plan = Plan::new(checklist, &after);
        whats.extend(course_of(&plan, find(&plan, instance.key.as_str())?, course, today)?);
    }
    Ok((instance.key.clone(), whats))
}

fn find<'p>(plan: &'p Plan<'_>, given: &str) -> Result<&'p Instance, Unmarked> {
    let keys: Vec<_> = plan.instances().iter().map(|instance| &instance.key).collect();
    if let Some(hidden) = plan.hidden().iter().find(|key| key.as_str() == given) {
        return Err(Unmarked::Hidden(hidden.clone()));
    }
    match meant(&keys, given).as_slice() {
        [key] => match plan.find(key.as_str()) {
            Some(instance) if instance.shown == Truth::Yes => Ok(instance),
            _ => Err(Unmarked::Undecided((*key).clone())),
        },
        [] => Err(not_there(plan, given, &keys)),
        several => Err(Unmarked::Several {
            given: given.to_owned(),
            keys: several.iter().map(|key| (*key).clone()).collect(),
        }),
    }
}

/// The step of that very key, else all whose keys begin so.
fn meant<'k>(keys: &[&'k InstanceKey], given: &str) -> Vec<&'k InstanceKey> {
    match keys.iter().find(|key| key.as_str() == given) {
        Some(key) => vec![key],
        None if given.is_empty() => Vec::new(),
        None => {
            let begin = keys.iter().copied().filter(|key| key.as_str().starts_with(given));
            let (known, unknown): (Vec<_>, Vec<_>) = begin.partition(|key| !key.as_str().contains('*'));
            // What is not known yet cannot be meant where something that is can be.
            if known.is_empty() { unknown } else { known }
        }
    }
}

fn not_there(plan: &Plan<'_>, given: &str, keys: &[&InstanceKey]) -> Unmarked {
    let hidden: Vec<_> = plan.hidden().iter().collect();
    if let [hidden] = meant(&hidden, given).as_slice() {
        return Unmarked::Hidden((*hidden).clone());
    }
    let near = suggest::nearest(given, keys.iter().map(|key| key.as_str())).map(str::to_owned);
    Unmarked::Unknown { key: given.to_owned(), near }
}

/// What is recorded beside a mark, in an order in which the mark may count on it.
fn beside(plan: &Plan<'_>, instance: &Instance, marking: &Marking) -> Result<Vec<What>, Unmarked> {
    let step = || instance.key.clone();
    let mut whats = Vec::new();
    for given in &marking.ticks {
        whats.push(What::Ticked { step: step(), tick: tick(plan, instance, given)? });
    }
    for given in &marking.unticks {
        whats.push(What::Unticked { step: step(), tick: tick(plan, instance, given)? });
    }
    if let Some(text) = &marking.note {
        whats.push(What::Note { step: Some(step()), text: words("the note", text)? });
    }
    if let Some(text) = &marking.evidence {
        whats.push(What::Evidence { step: step(), text: words("the evidence", text)? });
    }
    if let Some(typed) = &marking.confirm {
        match plan.confirms(instance, typed) {
            Some(Typed::Fits(text)) => whats.push(What::Confirmed { step: step(), text }),
            Some(Typed::Differs { typed, due, .. }) => return Err(Unmarked::NotConfirmed { typed, due }),
            None => return Err(Unmarked::NothingToConfirm(step())),
        }
    }
    Ok(whats)
}

fn tick(plan: &Plan<'_>, instance: &Instance, given: &str) -> Result<String, Unmarked> {
    let ticks: Vec<_> = plan.ticks(instance).map(|tick| tick.id.clone()).collect();
    let numbered = given.parse::<usize>().ok().and_then(|number| ticks.get(number.checked_sub(1)?));
    let named = ticks.iter().find(|id| id.as_str() == given);
    match named.or(numbered) {
        Some(id) => Ok(id.clone()),
        None => Err(Unmarked::NoTick { key: instance.key.clone(), tick: given.to_owned(), ticks }),
    }
}

fn course_of(
    plan: &Plan<'_>,
    instance: &Instance,
    course: &Course,
    today: Date,
) -> Result<Option<What>, Unmarked> {
    let step = instance.key.clone();
    Ok(Some(match course {
        Course::Done if instance.status == Status::Done => return Ok(None),
        Course::Done if !instance.lacks.is_empty() => {
            let ticks = plan.ticks(instance).map(|tick| tick.id.clone()).collect();
            return Err(Unmarked::Lacks { key: step, lacks: instance.lacks.clone(), ticks });
        }
        Course::Done => What::Done { step },
        Course::Skipped(_) if !plan.step(instance).skippable => return Err(Unmarked::NeverSkipped(step)),
        Course::Skipped(reason) => What::Skipped { step, reason: words("the reason", reason)? },
        Course::Reopened(reason) => {
            let marked: Option<&Mark> = plan.recorded(instance).and_then(|recorded| recorded.mark.as_ref());
            if marked.is_none() {
                return Err(Unmarked::Open(step));
            }
            What::Reopened { step, reason: words("the reason", reason)? }
        }
        Course::Waiting { whom, follow_up, reference } => {
            if let Some(day) = follow_up.filter(|day| *day < today) {
                return Err(Unmarked::Past(day));
            }
            let follow_up = follow_up.or(plan.wait_offer(instance, today).follow_up);
            What::Waiting { step, whom: words("for whom", whom)?, follow_up, reference: reference.clone() }
        }
    }))
}

fn words(what: &'static str, text: &str) -> Result<String, Unmarked> {
    match text.trim() {
        "" => Err(Unmarked::Empty(what)),
        text => Ok(text.to_owned()),
    }
}

/// What a step lacks, in a sentence.
fn list(lacks: &[Lack]) -> String {
    let named: Vec<_> = lacks
        .iter()
        .map(|lack| match lack {
            Lack::Answer(address) => format!("an answer to `{address}`"),
            Lack::Tick(tick) => format!("the tick `{tick}`"),
            Lack::Evidence => "evidence".to_owned(),
            Lack::Confirmation => "its confirmation".to_owned(),
        })
        .collect();
    count::names(named)
}

impl Unmarked {
    /// What to do now, a line each; `session` is what the session is called in commands.
    pub fn hints(&self, session: &str) -> Vec<String> {
        match self {
            Unmarked::Unknown { near: Some(near), .. } => vec![format!("did you mean `{near}`?")],
            Unmarked::Unknown { near: None, .. } => {
                vec![format!("all its steps: frp-onboard status {session} --all")]
            }
            Unmarked::Several { .. } => vec!["type more letters".to_owned()],
            Unmarked::Complete => {
                vec![format!("open a step again first: frp-onboard mark {session} STEP --reopen REASON")]
            }
            Unmarked::Lacks { key, lacks, ticks } => commands(key, lacks, ticks, session),
            Unmarked::NoTick { ticks, .. } if ticks.is_empty() => Vec::new(),
            Unmarked::NoTick { ticks, .. } => {
                let numbered = ticks.iter().enumerate().map(|(at, tick)| format!("{} {tick}", at + 1));
                vec![format!("its ticks: {}", numbered.collect::<Vec<_>>().join(", "))]
            }
            Unmarked::Past(_) => vec!["give a day from today on".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// The commands that give a step all that it lacks; what is given with its mark marks it done.
fn commands(key: &InstanceKey, lacks: &[Lack], ticks: &[String], session: &str) -> Vec<String> {
    let (mut answer, mut mark) = (String::new(), String::new());
    for lack in lacks {
        match lack {
            Lack::Answer(address) => answer += &format!(" {address}=VALUE"),
            Lack::Tick(tick) => mark += &format!(" --tick {}", word(ticks, tick)),
            Lack::Evidence => mark += " --evidence TEXT",
            Lack::Confirmation => mark += " --confirm TEXT",
        }
    }
    let answer = (!answer.is_empty()).then(|| format!("frp-onboard answer {session}{answer}"));
    let confirm = lacks.contains(&Lack::Confirmation);
    let confirm = confirm.then(|| "what --confirm takes is what becomes permanent, typed".to_owned());
    let mark = (!mark.is_empty()).then(|| format!("frp-onboard mark {session} {key}{mark} --done"));
    answer.into_iter().chain(mark).chain(confirm).collect()
}

/// How a tick is named on a command line: by its id where every shell takes that for one word, else by its number.
fn word(ticks: &[String], tick: &str) -> String {
    let is_word =
        !tick.starts_with('-') && tick.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    match ticks.iter().position(|own| own == tick) {
        Some(at) if !is_word => (at + 1).to_string(),
        _ => tick.to_owned(),
    }
}
