//! What a step still takes: answers, ticks, evidence, the confirmation of what cannot be undone.

use super::read::{At, Binding, Reader};
use super::{Plan, Truth, expand};
use crate::checklist::{Address, InstanceKey, Kind, NodeIx, QuestionIx, Step, Tick};

/// Something that a step lacks to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// A required answer.
    Answer(Address),
    /// A tick, by what it is known by.
    Tick(String),
    /// Evidence.
    Evidence,
    /// The typed confirmation, or it was given for something else.
    Confirmation,
}

/// What the instance lacks, in the order in which it is asked.
pub(super) fn lacks(reader: &Reader<'_>, node: NodeIx, key: &InstanceKey, bindings: &[Binding]) -> Vec<Lack> {
    let Some(step) = reader.checklist.node(node).step() else { return Vec::new() };
    let recorded = reader.record.steps.get(key);
    let mut lacks: Vec<_> = asked(reader, step, bindings)
        .into_iter()
        .flat_map(|at| lacking_answers(reader, at))
        .map(|at| Lack::Answer(reader.address(at)))
        .collect();
    let ticked = |tick: &Tick| recorded.is_some_and(|recorded| recorded.ticks.contains_key(&tick.id));
    let open = ticks(reader, step, bindings).filter(|tick| !ticked(tick));
    lacks.extend(open.map(|tick| Lack::Tick(tick.id.clone())));
    if step.evidence.is_some() && recorded.is_none_or(|recorded| recorded.evidence.is_empty()) {
        lacks.push(Lack::Evidence);
    }
    if let Some(irreversible) = &step.irreversible {
        let due = super::fill::confirmation(reader, irreversible, bindings);
        let confirmed = recorded.and_then(|recorded| recorded.confirmed.as_ref());
        if confirmed.is_none_or(|confirmed| confirmed.reads != due) {
            lacks.push(Lack::Confirmation);
        }
    }
    lacks
}

/// The questions of a step that are shown, each with the row that holds its answer.
pub(super) fn asked(reader: &Reader<'_>, step: &Step, bindings: &[Binding]) -> Vec<At> {
    let at = |&question: &QuestionIx| {
        let home = reader.checklist.question(question).home;
        Some((question, expand::holder(reader.checklist, home, bindings)?))
    };
    step.asks.iter().filter_map(at).filter(|&at| reader.shown(at) == Truth::Yes).collect()
}

/// The ticks of a step that apply.
pub(super) fn ticks<'s>(
    reader: &'s Reader<'_>,
    step: &'s Step,
    bindings: &'s [Binding],
) -> impl Iterator<Item = &'s Tick> {
    step.ticks.iter().filter(|tick| match &tick.when {
        Some(when) => reader.holds(when, bindings) == Truth::Yes,
        None => true,
    })
}

/// The required answers without a value, of the question itself or of the fields of its rows.
fn lacking_answers(reader: &Reader<'_>, at: At) -> Vec<At> {
    let question = reader.checklist.question(at.0);
    let Kind::List(list) = &question.kind else {
        let given = reader.value(at).is_some_and(|value| !value.is_empty());
        return if question.required && !given { vec![at] } else { Vec::new() };
    };
    let rows = reader.rows(at);
    if rows.is_empty() {
        return if question.required { vec![at] } else { Vec::new() };
    }
    let fields = rows.iter().flat_map(|&row| list.fields.iter().map(move |&field| (field, Some(row))));
    fields
        .filter(|&field| reader.shown(field) == Truth::Yes)
        .flat_map(|field| lacking_answers(reader, field))
        .collect()
}

/// A question, or in its place the shown fields of its rows, and of the lists among these.
pub(super) fn fields(reader: &Reader<'_>, at: At) -> Vec<At> {
    let Some(list) = reader.checklist.list(at.0) else { return vec![at] };
    let rows = reader.rows(at);
    let all = rows.iter().flat_map(|&row| list.fields.iter().map(move |&field| (field, Some(row))));
    all.filter(|&field| reader.shown(field) == Truth::Yes).flat_map(|field| fields(reader, field)).collect()
}

impl Plan<'_> {
    /// The required answers that are asked before the first step and have no value.
    pub fn opening_lacks(&self) -> Vec<Address> {
        let asked = self.checklist().ask.iter().map(|&question| (question, None));
        let shown = asked.filter(|&at| self.reader.shown(at) == Truth::Yes);
        shown.flat_map(|at| lacking_answers(&self.reader, at)).map(|at| self.reader.address(at)).collect()
    }

    /// The questions of an instance that are shown, each with the row that holds its answer.
    pub fn asked(&self, instance: &super::Instance) -> Vec<At> {
        let step = self.step(instance);
        asked(&self.reader, step, &instance.bindings)
    }

    /// The ticks of an instance that apply.
    pub fn ticks<'s>(&'s self, instance: &'s super::Instance) -> impl Iterator<Item = &'s Tick> {
        ticks(&self.reader, self.step(instance), &instance.bindings)
    }
}
