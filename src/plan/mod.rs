//! What is to be done: the step instances of a checklist for a record, in order, each with its status.
//!
//! A plan is a pure function of checklist and record; everything that is asked, counted or shown comes from
//! it. It changes nothing and knows no file, clock or terminal.

mod address;
mod check;
mod confirm;
mod expand;
mod fill;
mod holds;
mod impact;
mod lack;
mod offer;
mod offered;
mod path;
mod read;
mod ready;
mod truth;
mod upgrade;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::HashMap;

pub use check::Refusal;
pub use confirm::Typed;
pub use impact::{Impact, impact};
pub use lack::Lack;
pub use offer::WaitOffer;
pub use offered::Offered;
pub use path::Read;
use read::Marks;
pub use read::{At, Atom, Binding, Reader, RowIx};
pub use truth::Truth;
pub use upgrade::{Upgrade, Version};

use crate::checklist::{Checklist, InstanceKey, Node, NodeIx, RowAddress, Step};
use crate::session::{Mark, Record, StepRecord};

/// The step instances of a checklist for a record.
#[derive(Debug)]
pub struct Plan<'a> {
    reader: Reader<'a>,
    instances: Vec<Instance>,
    hidden: Vec<InstanceKey>,
    by_key: HashMap<InstanceKey, usize>,
}

/// A step for particular items.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The step.
    pub node: NodeIx,
    /// What it is known by.
    pub key: InstanceKey,
    /// Its items, outer ones first.
    pub bindings: Vec<Binding>,
    /// Whether it is certain to belong to the plan; never `No`.
    pub shown: Truth,
    /// Where it stands.
    pub status: Status,
    /// What it lacks to be done.
    pub lacks: Vec<Lack>,
    /// The first instance of the plan that it waits for, by its place there.
    pub after: Option<usize>,
}

/// Where an instance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Something before it is open.
    Pending,
    /// It can be done now.
    Ready,
    /// Done, and nothing is lacking.
    Done,
    /// It waits for somebody.
    Waiting,
    /// Skipped with a reason.
    Skipped,
}

/// How far a plan has come. Undecided instances are not among `of`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Done.
    pub done: usize,
    /// Skipped.
    pub skipped: usize,
    /// Certain to belong to the plan.
    pub of: usize,
    /// May still belong to it.
    pub undecided: usize,
}

impl<'a> Plan<'a> {
    /// The plan of a session.
    pub fn new(checklist: &'a Checklist, record: &'a Record) -> Self {
        Self::of(Reader::new(checklist, record, Marks::Recorded), Marks::Recorded)
    }

    /// The plan as if every step were marked done, as scenarios are planned.
    pub fn all_done(checklist: &'a Checklist, record: &'a Record) -> Self {
        Self::of(Reader::new(checklist, record, Marks::AllDone), Marks::AllDone)
    }

    /// The plan while `row` is being filled: it counts as a row though its key may not be complete.
    pub fn while_filling(checklist: &'a Checklist, record: &'a Record, row: RowAddress) -> Self {
        Self::of(Reader::new(checklist, record, Marks::Recorded).filling(Some(row)), Marks::Recorded)
    }

    fn of(reader: Reader<'a>, marks: Marks) -> Self {
        let record = reader.record;
        let checklist = reader.checklist;
        let (reader, drafts) = expand::expand(reader, usize::MAX).expect("any number is right");
        let mut instances = Vec::with_capacity(drafts.len());
        let mut hidden = Vec::new();
        for (key, draft) in drafts {
            if draft.shown == Truth::No {
                let exists = draft.bindings.iter().all(|binding| binding.to.is_some());
                hidden.extend(exists.then_some(key));
                continue;
            }
            let lacks = match draft.shown {
                Truth::Yes => lack::lacks(&reader, draft.node, &key, &draft.bindings),
                _ => Vec::new(),
            };
            let status = status(marks, draft.shown, record.steps.get(&key), &lacks);
            let (node, bindings, shown) = (draft.node, draft.bindings, draft.shown);
            instances.push(Instance { node, key, bindings, shown, status, lacks, after: None });
        }
        ready::settle_readiness(checklist, &mut instances);
        let by_key = instances.iter().enumerate().map(|(at, instance)| (instance.key.clone(), at)).collect();
        Self { reader, instances, hidden, by_key }
    }

    /// The checklist.
    pub fn checklist(&self) -> &'a Checklist {
        self.reader.checklist
    }

    /// The record.
    pub fn record(&self) -> &'a Record {
        self.reader.record
    }

    /// Reads answers as this plan does.
    pub fn reader(&self) -> &Reader<'a> {
        &self.reader
    }

    /// Every instance, also those that open answers may still hide, in order.
    pub fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// What conditions hide of the rows that exist.
    pub fn hidden(&self) -> &[InstanceKey] {
        &self.hidden
    }

    /// The place in the plan of the instance with this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The instance with this key.
    pub fn find(&self, key: &str) -> Option<&Instance> {
        self.position(key).map(|at| &self.instances[at])
    }

    /// The node of an instance.
    pub fn node(&self, instance: &Instance) -> &'a Node {
        self.reader.checklist.node(instance.node)
    }

    /// The step of an instance.
    pub fn step(&self, instance: &Instance) -> &'a Step {
        self.node(instance).step().expect("instances are of steps")
    }

    /// What was recorded of an instance.
    pub fn recorded(&self, instance: &Instance) -> Option<&'a StepRecord> {
        self.reader.record.steps.get(&instance.key)
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for instance in &self.instances {
            match (instance.shown, instance.status) {
                (Truth::Yes, status) => {
                    progress.of += 1;
                    progress.done += usize::from(status == Status::Done);
                    progress.skipped += usize::from(status == Status::Skipped);
                }
                _ => progress.undecided += 1,
            }
        }
        progress
    }

    /// The steps that can be done now, and could not as the plan was before.
    pub fn newly_ready(&self, before: &Plan<'_>) -> impl Iterator<Item = &InstanceKey> {
        let was_ready =
            |key: &InstanceKey| before.find(key.as_str()).is_some_and(|was| was.status == Status::Ready);
        let ready = self.instances.iter().filter(|now| now.status == Status::Ready);
        ready.map(|now| &now.key).filter(move |key| !was_ready(key))
    }

    /// Whether every instance is settled.
    pub fn is_complete(&self) -> bool {
        self.instances.iter().all(Instance::is_settled)
    }

    /// What the items of an instance are of, and their ids.
    pub fn items(&self, instance: &Instance) -> Vec<(&'a str, String)> {
        let item = |binding: &Binding| {
            (
                expand::item_list(self.reader.checklist, binding.item),
                expand::item_id(&self.reader, binding.to.as_ref()),
            )
        };
        instance.bindings.iter().map(item).collect()
    }
}

impl Instance {
    /// Whether it holds nothing back: done or skipped.
    pub fn is_settled(&self) -> bool {
        matches!(self.status, Status::Done | Status::Skipped)
    }
}

impl Status {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Ready => "ready",
            Status::Done => "done",
            Status::Waiting => "waiting",
            Status::Skipped => "skipped",
        }
    }
}

/// What the mark makes of an instance, before readiness is known.
fn status(marks: Marks, shown: Truth, recorded: Option<&StepRecord>, lacks: &[Lack]) -> Status {
    if shown != Truth::Yes {
        return Status::Pending;
    }
    if marks == Marks::AllDone {
        return Status::Done;
    }
    match recorded.and_then(|recorded| recorded.mark.as_ref()) {
        Some(Mark::Done(_)) if lacks.is_empty() => Status::Done,
        Some(Mark::Skipped(_)) => Status::Skipped,
        Some(Mark::Waiting(_)) => Status::Waiting,
        Some(Mark::Done(_)) | None => Status::Pending,
    }
}
