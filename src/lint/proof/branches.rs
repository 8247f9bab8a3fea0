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
                let each = parts.iter().enumerate();
                each.flat_map(|(at, part)| self.one_of_all(ways, parts, at, part)).collect()
            }
            Condition::Any(parts) => parts.iter().flat_map(|part| self.one_of_any(ways, part)).collect(),
        }
    }

    fn one_of_all(
        &mut self,
        ways: &Ways<'c>,
        parts: &'c [Condition],
        at: usize,
        part: &'c Condition,
    ) -> Vec<(&'c Condition, Verdict<'c>)> {
        let fails = and(ways, Demand::Holds(part, false));
        match self.any(&fails) {
            Possible::No => vec![(part, Verdict::Always(self.reason(fails, part)))],
            Possible::Unknown(limit) => vec![(part, Verdict::Unknown(limit))],
            Possible::Yes => {
                // What is inside it counts only where the others hold.
                let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
                let beside =
                    others.fold(ways.clone(), |ways, (_, other)| and(&ways, Demand::Holds(other, true)));
                self.branches(&beside, part)
            }
        }
    }

    fn one_of_any(&mut self, ways: &Ways<'c>, part: &'c Condition) -> Vec<(&'c Condition, Verdict<'c>)> {
        let holds = and(ways, Demand::Holds(part, true));
        match self.any(&holds) {
            Possible::No => vec![(part, Verdict::Never(self.reason(holds, part)))],
            Possible::Unknown(limit) => vec![(part, Verdict::Unknown(limit))],
            Possible::Yes => self.branches(ways, part),
        }
    }
}
