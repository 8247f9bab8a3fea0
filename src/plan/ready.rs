//! Readiness: what an instance waits for, and whether that is settled.
//!
//! A step waits for all that stands before it in its section, or for what its `needs` names, and for what
//! its sections wait for. Of those only what is about the same items counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::{Atom, Instance, Status, Truth};
use crate::checklist::{Checklist, ItemIx, NodeIx};

/// The instances that hold others back, by their step's place in the file.
type Unsettled = BTreeMap<usize, Vec<usize>>;
/// What an instance is bound to under some item names.
type Bound = Vec<Option<Atom>>;
/// The first instance for each way to be bound.
type First = Rc<HashMap<Bound, usize>>;

/// Gives every instance that could go on its `after`, or makes it ready.
pub(super) fn settle_readiness(checklist: &Checklist, instances: &mut [Instance]) {
    let mut unsettled = Unsettled::new();
    for (at, instance) in instances.iter().enumerate().filter(|(_, instance)| !instance.is_settled()) {
        unsettled.entry(instance.node.0).or_default().push(at);
    }
    let mut firsts = Firsts { instances, unsettled: &unsettled, known: HashMap::new() };
    let after: Vec<_> = unsettled.keys().flat_map(|&step| firsts.after(checklist, step)).collect();
    for (at, after) in after {
        let instance = &mut instances[at];
        instance.after = after;
        if after.is_none() && instance.status == Status::Pending && instance.shown == Truth::Yes {
            instance.status = Status::Ready;
        }
    }
}

/// The first unsettled instance of each step for whatever it is bound to, so that one look tells which of
/// them an instance waits for: items of a step are the same in all its instances.
struct Firsts<'i> {
    instances: &'i [Instance],
    unsettled: &'i Unsettled,
    known: HashMap<(usize, Vec<ItemIx>), First>,
}

impl Firsts<'_> {
    /// Each unsettled instance of a step, and the first in the plan that it waits for.
    fn after(&mut self, checklist: &Checklist, step: usize) -> Vec<(usize, Option<usize>)> {
        let waited_for = waited_for(checklist, NodeIx(step), self.unsettled);
        let held_by: Vec<_> = waited_for.into_iter().map(|other| self.of(other, step)).collect();
        let first = |at: usize| {
            let found =
                held_by.iter().filter_map(|(items, first)| first.get(&bound(&self.instances[at], items)));
            found.copied().min()
        };
        self.unsettled[&step].iter().map(|&at| (at, first(at))).collect()
    }

    /// The items that both steps name, and the first unsettled instance of `step` for each way to bind them.
    fn of(&mut self, step: usize, held: usize) -> (Vec<ItemIx>, First) {
        let (instances, own) = (self.instances, &self.unsettled[&step]);
        let names = &instances[self.unsettled[&held][0]].bindings;
        let both = |item: &ItemIx| names.iter().any(|binding| binding.item == *item);
        let items: Vec<_> =
            instances[own[0]].bindings.iter().map(|binding| binding.item).filter(both).collect();
        let first = self.known.entry((step, items.clone())).or_insert_with(|| {
            let mut first = HashMap::new();
            for &at in own {
                first.entry(bound(&instances[at], &items)).or_insert(at);
            }
            Rc::new(first)
        });
        (items, Rc::clone(first))
    }
}

/// The unsettled steps that a step waits for, by itself or with its sections. Never itself.
fn waited_for(checklist: &Checklist, step: NodeIx, unsettled: &Unsettled) -> BTreeSet<usize> {
    let around = std::iter::successors(Some(step), |&node| checklist.node(node).parent);
    let ranges = around.flat_map(|node| checklist.waits(node));
    ranges
        .flat_map(|range| unsettled.range(range))
        .map(|(&other, _)| other)
        .filter(|&other| other != step.0)
        .collect()
}

fn bound(instance: &Instance, items: &[ItemIx]) -> Bound {
    let to = |item: &ItemIx| {
        instance.bindings.iter().find(|binding| binding.item == *item).and_then(|binding| binding.to.clone())
    };
    items.iter().map(to).collect()
}
