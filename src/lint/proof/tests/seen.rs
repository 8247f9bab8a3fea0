//! What a session shows, as its plan says: which conditions hold and fail in it, what repeats, what is offered.

use std::collections::BTreeSet;

use crate::checklist::{Checklist, Condition, Kind, NodeIx, Options, QuestionIx};
use crate::plan::{At, Binding, Instance, Plan, Truth};
use crate::session::Record;

/// What was seen of a checklist in sessions of it. Conditions go by where they stand in memory.
#[derive(Debug, Default)]
pub struct Seen {
    pub holding: BTreeSet<usize>,
    pub failing: BTreeSet<usize>,
    pub repeating: BTreeSet<NodeIx>,
    pub needed: BTreeSet<(NodeIx, usize)>,
    pub offering: BTreeSet<QuestionIx>,
    pub empty: BTreeSet<QuestionIx>,
    pub empty_at_end: BTreeSet<QuestionIx>,
}

/// What a condition goes by.
pub fn name(condition: &Condition) -> usize {
    std::ptr::from_ref(condition).addr()
}

impl Seen {
    /// Looks at a session.
    pub fn see(&mut self, checklist: &Checklist, record: &Record) {
        let plan = Plan::new(checklist, record);
        for instance in plan.instances().iter().filter(|own| own.shown == Truth::Yes) {
            self.shown(&plan, instance);
        }
        self.opening(&plan);
        self.not_there(&plan, None, checklist);
    }

    fn shown(&mut self, plan: &Plan<'_>, instance: &Instance) {
        let checklist = plan.checklist();
        for node in std::iter::successors(Some(instance.node), |&node| checklist.node(node).parent) {
            let own = checklist.node(node);
            if let Some(when) = &own.when {
                self.look(plan, when, &instance.bindings);
            }
            self.repeating.extend(own.each.as_ref().map(|_| node));
            for (at, &need) in own.needs.iter().flatten().enumerate() {
                let is_there = |other: &&Instance| {
                    let around = std::iter::successors(Some(other.node), |&node| checklist.node(node).parent);
                    other.shown == Truth::Yes
                        && around.into_iter().any(|node| node == need)
                        && agree(instance, other)
                };
                if plan.instances().iter().any(|other| is_there(&other)) {
                    self.needed.insert((node, at));
                }
            }
        }
        for when in plan.step(instance).ticks.iter().filter_map(|tick| tick.when.as_ref()) {
            self.look(plan, when, &instance.bindings);
        }
        for &question in &plan.step(instance).asks {
            let row = instance.bindings.last().and_then(|binding| binding.to.as_ref()?.row());
            self.asked(plan, (question, row));
        }
    }

    /// Looks at a condition, and at what in it makes a difference: what is inside one of all counts where the
    /// others hold.
    fn look(&mut self, plan: &Plan<'_>, when: &Condition, scope: &[Binding]) -> Truth {
        let holds = |when: &Condition| plan.reader().holds(when, scope);
        let truth = holds(when);
        match truth {
            Truth::Yes => drop(self.holding.insert(name(when))),
            Truth::No => drop(self.failing.insert(name(when))),
            Truth::Maybe => {}
        }
        match when {
            Condition::Test(..) => {}
            Condition::Not(part) => {
                self.look(plan, part, scope);
            }
            Condition::Any(parts) => {
                for part in parts {
                    self.look(plan, part, scope);
                }
            }
            Condition::All(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let mut others = parts.iter().enumerate().filter(|(other, _)| *other != at);
                    if others.all(|(_, other)| holds(other) == Truth::Yes) {
                        self.look(plan, part, scope);
                    } else if holds(part) == Truth::No {
                        self.failing.insert(name(part));
                    }
                }
            }
        }
        truth
    }

    /// What is asked, and of the rows there.
    fn asked(&mut self, plan: &Plan<'_>, at: At) {
        let reader = plan.reader();
        let question = plan.checklist().question(at.0);
        if let Some(when) = &question.when {
            self.look(plan, when, &reader.scope(at.1));
        }
        if reader.shown(at) != Truth::Yes {
            return;
        }
        if let Kind::Choice(options) | Kind::Choices(options) = &question.kind
            && let Options::Answer(path, _) | Options::Rows(path, _) = options
        {
            let read = reader.read(path, &reader.scope(at.1));
            if read.values.iter().any(|(_, sure)| *sure) {
                self.offering.insert(at.0);
            } else if read.values.is_empty() {
                self.empty_at_end.insert(at.0);
                self.empty.extend((!read.open).then_some(at.0));
            }
        }
        if let Some(list) = plan.checklist().list(at.0) {
            for &row in reader.rows(at).iter() {
                for &field in &list.fields {
                    self.asked(plan, (field, Some(row)));
                }
            }
        }
    }

    fn opening(&mut self, plan: &Plan<'_>) {
        for &question in &plan.checklist().ask {
            self.asked(plan, (question, None));
        }
    }

    /// The conditions that fail, of nodes that nothing repeats, where all around is there.
    fn not_there(&mut self, plan: &Plan<'_>, parent: Option<NodeIx>, checklist: &Checklist) {
        for node in checklist.children(parent) {
            let own = checklist.node(node);
            if own.each.is_some() {
                continue;
            }
            let holds = own.when.as_ref().map_or(Truth::Yes, |when| self.look(plan, when, &[]));
            if holds == Truth::Yes && own.step().is_none() {
                self.not_there(plan, Some(node), checklist);
            }
        }
    }
}

/// Whether two instances are of the same items, where both name them.
fn agree(one: &Instance, other: &Instance) -> bool {
    one.bindings
        .iter()
        .all(|own| other.bindings.iter().all(|binding| binding.item != own.item || binding.to == own.to))
}

/// Whether it can be seen that a condition fails: no repeat stands around it.
pub fn is_repeated(checklist: &Checklist, node: NodeIx) -> bool {
    std::iter::successors(Some(node), |&node| checklist.node(node).parent)
        .any(|node| checklist.node(node).each.is_some())
}
