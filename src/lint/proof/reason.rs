//! Why something can never be: the few things that exclude each other.

use std::collections::BTreeSet;

use super::claims::{Claims, Possible};
use super::search::{Demand, Goal};
use super::ways::Ways;
use crate::checklist::{Condition, NodeIx};

/// What excludes each other: tests of the condition, and conditions around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::lint) struct Reason<'c> {
    /// Parts of the condition itself.
    pub own: Vec<&'c Condition>,
    /// Sections and steps around it.
    pub around: Vec<NodeIx>,
}

impl<'c> Claims<'_, 'c> {
    /// What of an impossible goal is impossible by itself: what can be left out is left out. Of `when`, which
    /// shall hold there, each part by itself.
    pub fn reason(&mut self, ways: Ways<'c>, when: &'c Condition) -> Reason<'c> {
        let mut ways = apart(ways, when);
        for demand in removable(&ways) {
            if self.search.is_poor() {
                break;
            }
            let fewer = without(&ways, demand);
            if self.any(&fewer) == Possible::No {
                ways = fewer;
            }
        }
        let mut reason = Reason::default();
        for demand in removable(&ways) {
            match demand {
                Demand::Own(node) => reason.around.push(node),
                Demand::Holds(own, _) if !matches!(own, Condition::All(_)) => reason.own.push(own),
                _ => {}
            }
        }
        reason
    }
}

/// The conditions among all demands: those around, which are not the same in each way, then what shall hold there,
/// which is.
fn removable<'c>(ways: &Ways<'c>) -> Vec<Demand<'c>> {
    let around: BTreeSet<_> = ways
        .iter()
        .flat_map(|way| &way.demands)
        .filter_map(|demand| match demand {
            Demand::Own(node) => Some(*node),
            _ => None,
        })
        .collect();
    let there = ways.first().into_iter().flat_map(|way| &way.demands).copied();
    let there = there.filter(|demand| matches!(demand, Demand::Holds(..)));
    around.into_iter().map(Demand::Own).chain(there).collect()
}

fn without<'c>(ways: &Ways<'c>, demand: Demand<'c>) -> Ways<'c> {
    let without = |way: &Goal<'c>| Goal {
        bound: way.bound.clone(),
        demands: way.demands.iter().copied().filter(|other| *other != demand).collect(),
    };
    ways.iter().map(without).collect()
}

/// The same ways, with the parts of a condition that shall hold as demands of their own.
fn apart<'c>(ways: Ways<'c>, when: &'c Condition) -> Ways<'c> {
    let split = |demand: Demand<'c>| match demand {
        Demand::Holds(own, true) if std::ptr::eq(own, when) => {
            parts(when).iter().map(|part| Demand::Holds(part, true)).collect()
        }
        other => vec![other],
    };
    ways.into_iter()
        .map(|way| Goal { bound: way.bound, demands: way.demands.into_iter().flat_map(split).collect() })
        .collect()
}

/// What all has to hold for a condition to hold.
fn parts(when: &Condition) -> &[Condition] {
    match when {
        Condition::All(parts) => parts,
        other => std::slice::from_ref(other),
    }
}
