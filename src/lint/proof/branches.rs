//! Parts of conditions that make no difference: one of several that never holds, one of all that never fails.

use super::claims::{Claims, Possible, Verdict};
use super::search::Demand;
use super::ways::{Ways, and};
use crate::checklist::Condition;

impl<'c> Claims<'_, 'c> {
    /// The parts of a condition, at any depth, that make no difference where it is read, or might not.
    pub fn branches(&mut self, ways: &Ways<'c>, when: &'c Condition) -> Vec<(&'c Condition, Verdict<'c>)> {
        match when {
            Condition::Test(..) => Vec::new(),
            Condition::Not(part) => self.branches(ways, part),
            Condition::All(parts) => {
                parts.iter().flat_map(|part| self.one_of_all(ways, parts, part)).collect()
            }
            Condition::Any(parts) => parts.iter().flat_map(|part| self.one_of_any(ways, part)).collect(),
        }
    }

    fn one_of_all(
        &mut self,
        ways: &Ways<'c>,
        parts: &'c [Condition],
        part: &'c Condition,
    ) -> Vec<(&'c Condition, Verdict<'c>)> {
        let fails = and(ways, Demand::Holds(part, false));
        match self.any_yet(&fails) {
            Possible::No => vec![(part, Verdict::Always(self.reason(fails, part)))],
            Possible::Unknown(limit) => vec![(part, Verdict::Unknown(limit))],
            Possible::Yes => {
                // What is inside it counts only where the others hold.
                self.branches(&and(ways, Demand::Others(parts, part)), part)
            }
        }
    }

    fn one_of_any(&mut self, ways: &Ways<'c>, part: &'c Condition) -> Vec<(&'c Condition, Verdict<'c>)> {
        let holds = and(ways, Demand::Holds(part, true));
        match self.any_yet(&holds) {
            Possible::No => vec![(part, Verdict::Never(self.reason(holds, part)))],
            Possible::Unknown(limit) => vec![(part, Verdict::Unknown(limit))],
            Possible::Yes => self.branches(ways, part),
        }
    }
}
