//! What becomes of a session that goes by another version of its checklist: predicted before it is taken, by the
//! very events that are recorded then.

use std::collections::BTreeMap;

use super::impact::impact_under;
use super::lack::fields;
use super::{At, Impact, Instance, Lack, Plan, Status, Truth};
use crate::checklist::{
    Address, Checklist, Comparison, Difference, Home, InstanceKey, Part, Place, QuestionIx, Text, compare,
};
use crate::session::{Event, Record, Stamp, Upgraded, What};
use crate::text::count::names;

/// A session under another version.
#[derive(Debug)]
pub struct Upgrade {
    /// What is different between the versions.
    pub comparison: Comparison,
    /// What is to be recorded.
    pub event: Event,
    /// The record with that.
    pub record: Record,
    /// Answers that stand and fit no more, where they are asked for.
    pub asks: Vec<Address>,
    /// What it does to the plan; what is hidden stands by the keys of before.
    pub impact: Impact,
    /// How many steps were done and stay so.
    pub stays_done: usize,
}

/// Another version, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// What it says.
    pub checklist: &'a Checklist,
    /// What is recorded of it but for what it makes of the session.
    pub pin: &'a Upgraded,
}

impl Upgrade {
    /// Of this session of `old`, at this moment.
    pub fn new(old: &Checklist, record: &Record, new: Version<'_>, stamp: &Stamp) -> Self {
        let comparison = compare(old, new.checklist);
        let before = Plan::new(old, record);
        let mut pin = Upgraded { renamed: comparison.renamed.clone(), ..new.pin.clone() };
        let taken = |pin: &Upgraded| {
            let event = Event { stamp: stamp.clone(), what: What::Upgraded(Box::new(pin.clone())) };
            let mut record = record.clone();
            record.apply(&event);
            (event, record)
        };
        let (_, moved) = taken(&pin);
        pin.confirmed = confirmed(&before, &Plan::new(new.checklist, &moved), &comparison);
        let (_, confirmed) = taken(&pin);
        let after = Plan::new(new.checklist, &confirmed);
        let asks = asks(&before, &after, &comparison);
        pin.reopened = reopened(&before, &after, &comparison, &asks);
        let (event, record) = taken(&pin);
        let now = |key: &InstanceKey| comparison.renamed.key(key);
        let after = Plan::new(new.checklist, &record);
        let impact = impact_under(&before, &after, now);
        let was_done = before.instances().iter().filter(|was| was.status == Status::Done);
        let stays = was_done.filter(|was| is_done(&after, &now(&was.key))).count();
        Self { event, asks, impact, stays_done: stays, record: record.clone(), comparison }
    }
}

fn is_done(plan: &Plan<'_>, key: &InstanceKey) -> bool {
    plan.find(key.as_str()).is_some_and(|instance| instance.status == Status::Done)
}

/// What was confirmed and only reads otherwise now: the answer behind it is the same.
fn confirmed(before: &Plan<'_>, after: &Plan<'_>, comparison: &Comparison) -> BTreeMap<InstanceKey, String> {
    let changed = |instance: &Instance| {
        comparison.changes.iter().any(|change| {
            matches!(change.difference, Difference::Irreversible(_))
                && matches!(change.part, Part::Step(_, is) if is == Some(instance.node))
        })
    };
    let held = before.instances().iter().filter(|was| {
        let confirmed = before.recorded(was).and_then(|recorded| recorded.confirmed.as_ref());
        confirmed.is_some_and(|confirmed| before.confirmation(was).as_ref() == Some(&confirmed.reads))
    });
    let now = held.filter_map(|was| Some((was, after.find(comparison.renamed.key(&was.key).as_str())?)));
    let reads_otherwise = now.filter(|(was, now)| {
        let lacks = now.lacks.contains(&Lack::Confirmation) && !changed(now);
        lacks && read_by_confirmation(before, was) == read_by_confirmation(after, now)
    });
    reads_otherwise.filter_map(|(_, now)| Some((now.key.clone(), after.confirmation(now)?))).collect()
}

/// How many answers stand in what is confirmed: one that fits no more is missing.
fn read_by_confirmation(plan: &Plan<'_>, instance: &Instance) -> Vec<usize> {
    let irreversible = plan.step(instance).irreversible.as_ref();
    let holes = irreversible.and_then(|own| own.confirm.as_ref()).into_iter().flat_map(Text::holes);
    holes.map(|hole| plan.reader().read(hole, &instance.bindings).values.len()).collect()
}

/// The answers that fitted before and do not now, where they are asked for; sorted.
fn asks(before: &Plan<'_>, after: &Plan<'_>, comparison: &Comparison) -> Vec<Address> {
    let opening = after.checklist().ask.iter().map(|&question| (question, None));
    let opening = opening.filter(|&at| after.reader().shown(at) == Truth::Yes);
    let of_steps = after.instances().iter().filter(|now| now.shown == Truth::Yes);
    let asked = opening.chain(of_steps.flat_map(|now| after.asked(now)));
    let fitted = |at: At| {
        let former = former(comparison, before.checklist(), at.0, &after.reader().address(at));
        let was = former.and_then(|former| before.reader().at(&former));
        was.is_none_or(|was| before.reader().misfit(was).is_none())
    };
    let mut asks: Vec<Address> = asked
        .flat_map(|at| fields(after.reader(), at))
        .filter(|&at| after.reader().misfit(at).is_some() && fitted(at))
        .map(|at| after.reader().address(at))
        .collect();
    asks.sort();
    asks.dedup();
    asks
}

/// Where an answer lay before.
fn former(
    comparison: &Comparison,
    old: &Checklist,
    question: QuestionIx,
    address: &Address,
) -> Option<Address> {
    let question = comparison.former_question(question)?;
    let mut place = Vec::new();
    let mut home = old.question(question).home;
    for (_, row) in address.place.0.iter().rev() {
        let Home::Row(list) = home else { return None };
        place.push((old.question(list).id.clone(), row.clone()));
        home = old.question(list).home;
    }
    place.reverse();
    Some(Place(place).address(&old.question(question).id))
}

/// The steps that were done, or would be if the version before had not opened them, and take more now; and why.
fn reopened(
    before: &Plan<'_>,
    after: &Plan<'_>,
    comparison: &Comparison,
    asks: &[Address],
) -> BTreeMap<InstanceKey, String> {
    let version = &after.checklist().version;
    let opened = |was: &Instance| before.recorded(was).is_some_and(|recorded| recorded.by_version);
    let done = before.instances().iter().filter(|was| was.status == Status::Done || opened(was));
    let now = done.filter_map(|was| Some((was, after.find(comparison.renamed.key(&was.key).as_str())?)));
    let reason = |(was, now): (&Instance, &Instance)| {
        let is_asked = |at: &At| match opened(was) {
            true => after.reader().misfit(*at).is_some(),
            false => asks.binary_search(&after.reader().address(*at)).is_ok(),
        };
        let asked = after.asked(now).into_iter().flat_map(|at| fields(after.reader(), at)).filter(is_asked);
        let again = asked.map(|at| format!("another answer to {}", after.reader().address(at)));
        let takes: Vec<_> = now.lacks.iter().map(|lack| words(after, now, lack)).chain(again).collect();
        (!takes.is_empty()).then(|| (now.key.clone(), format!("version {version} takes {}", names(takes))))
    };
    now.filter(|(_, now)| now.shown == Truth::Yes).filter_map(reason).collect()
}

fn words(plan: &Plan<'_>, instance: &Instance, lack: &Lack) -> String {
    match lack {
        Lack::Answer(address) => format!("an answer to {address}"),
        Lack::Tick(id) => {
            let tick = plan.ticks(instance).find(|tick| tick.id == *id);
            let words = tick.map(|tick| plan.reader().fill(&tick.text, &instance.bindings).line());
            format!("a tick, {}", words.as_deref().unwrap_or(id))
        }
        Lack::Evidence => "evidence".to_owned(),
        Lack::Confirmation => "a confirmation".to_owned(),
    }
}
