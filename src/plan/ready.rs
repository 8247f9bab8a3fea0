//! Readiness: what an instance waits for, and whether that is settled.
//!
//! A step waits for all that stands before it in its section, or for what its `needs` names, and for what
//! its sections wait for. Of those only what is about the same items counts.

use std::collections::{BTreeMap, HashSet};

use super::{Instance, Status, Truth};
use crate::checklist::Checklist;

/// Gives every instance that could go on its `after`, or makes it ready.
pub(super) fn settle_readiness(checklist: &Checklist, instances: &mut [Instance]) {
    let unsettled = unsettled(instances);
    let after: Vec<Option<usize>> =
        instances.iter().map(|instance| waits_for(checklist, instances, &unsettled, instance)).collect();
    for (instance, after) in instances.iter_mut().zip(after) {
        instance.after = after;
        if after.is_none() && instance.status == Status::Pending && instance.shown == Truth::Yes {
            instance.status = Status::Ready;
        }
    }
}

/// The instances that hold others back, by their step's place in the file.
fn unsettled(instances: &[Instance]) -> BTreeMap<usize, Vec<usize>> {
    let mut unsettled: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, instance) in instances.iter().enumerate() {
        if !instance.is_settled() {
            unsettled.entry(instance.node.0).or_default().push(at);
        }
    }
    unsettled
}

/// The first unsettled instance in the plan that this one waits for.
fn waits_for(
    checklist: &Checklist,
    instances: &[Instance],
    unsettled: &BTreeMap<usize, Vec<usize>>,
    instance: &Instance,
) -> Option<usize> {
    if instance.is_settled() {
        return None;
    }
    let around = std::iter::successors(Some(instance.node), |&node| checklist.node(node).parent);
    let mut seen = HashSet::new();
    let steps = around
        .flat_map(|node| checklist.waits(node))
        .flat_map(|range| unsettled.range(range))
        .filter(|(step, _)| seen.insert(**step));
    steps
        .filter_map(|(_, waiting)| {
            waiting.iter().copied().find(|&other| concerns(instance, &instances[other]))
        })
        .min()
}

/// Whether the two name no other item under a name that both have.
fn concerns(one: &Instance, other: &Instance) -> bool {
    one.node != other.node
        && one
            .bindings
            .iter()
            .all(|own| other.bindings.iter().all(|binding| binding.item != own.item || binding.to == own.to))
}
