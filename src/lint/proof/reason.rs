//! Why something can never be: the few things that exclude each other.

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
        let mut at = 0;
        while let Some(demand) = ways.first().and_then(|way| way.demands.get(at)).copied() {
            let mut fewer = ways.clone();
            for way in &mut fewer {
                way.demands.remove(at);
            }
            let is_needed = !matches!(demand, Demand::Holds(..)) || self.any(&fewer) != Possible::No;
            if is_needed { at += 1 } else { ways = fewer }
        }
        let held = ways.first().into_iter().flat_map(|way| &way.demands).filter_map(|demand| match *demand {
            Demand::Holds(own, _) => Some(own),
            _ => None,
        });
        let mut reason = Reason::default();
        for own in held {
            match self.node_of(own).filter(|_| !std::ptr::eq(own, when)) {
                Some(node) => reason.around.push(node),
                None if matches!(own, Condition::All(_)) => {}
                None => reason.own.push(own),
            }
        }
        reason
    }

    /// The section or step whose condition it is.
    fn node_of(&self, when: &Condition) -> Option<NodeIx> {
        let is_own = |node: &NodeIx| {
            let own = self.checklist.node(*node).when.as_ref();
            own.is_some_and(|own| std::ptr::eq(own, when))
        };
        (0..self.checklist.nodes.len()).map(NodeIx).find(is_own)
    }
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
