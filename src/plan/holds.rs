//! What a condition says, as far as answers tell.

use std::collections::HashMap;

use super::Truth;
use super::path::Read;
use super::read::{Atom, Binding, Reader};
use crate::checklist::{Condition, Id, Test};
use crate::text::case::same;

impl Reader<'_> {
    /// Whether `condition` holds in `scope`, as far as answers tell.
    pub fn holds(&self, condition: &Condition, scope: &[Binding]) -> Truth {
        match condition {
            Condition::All(parts) => {
                parts.iter().map(|part| self.holds(part, scope)).min().unwrap_or(Truth::Yes)
            }
            Condition::Any(parts) => {
                parts.iter().map(|part| self.holds(part, scope)).max().unwrap_or(Truth::No)
            }
            Condition::Not(part) => !self.holds(part, scope),
            Condition::Test(path, test) => self.passes(&self.read(path, scope), test),
        }
    }

    fn passes(&self, read: &Read, test: &Test) -> Truth {
        match test {
            Test::Is(wanted) | Test::Includes(wanted) => {
                let found = |(atom, sure): &(Atom, bool)| {
                    let wanted = wanted.iter().any(|text| self.is(atom, text));
                    if wanted { Truth::sure(*sure) } else { Truth::No }
                };
                read.values.iter().map(found).max().unwrap_or(Truth::No).or(read.maybe_more())
            }
            Test::Given(wanted) => {
                let given = read.count_within(Some(1), None);
                if *wanted { given } else { !given }
            }
            Test::Count { min, max } => read.count_within(*min, *max),
            Test::Share(fact) => self.share(read, fact).or(read.maybe_more()),
        }
    }

    fn share(&self, read: &Read, fact: &Id) -> Truth {
        let mut met: HashMap<String, Truth> = HashMap::new();
        let mut shared = Truth::No;
        for value in &read.values {
            for (atom, sure) in self.facts(std::slice::from_ref(value), fact) {
                let Atom::Text(text) = atom else { continue };
                let before = met.entry(text.to_lowercase()).or_insert(Truth::No);
                shared = shared.or(before.and(Truth::sure(sure)));
                *before = before.or(Truth::sure(sure));
            }
        }
        shared
    }

    /// Whether two of these choices agree in a fact.
    pub(super) fn agree(&self, atoms: &[Atom], fact: &Id) -> bool {
        let values = atoms.iter().map(|atom| (atom.clone(), true)).collect();
        self.share(&Read { values, open: false }, fact) == Truth::Yes
    }

    /// Whether a value is the one that a condition names.
    pub fn is(&self, atom: &Atom, text: &str) -> bool {
        match atom {
            Atom::Bool(yes) => text == if *yes { "true" } else { "false" },
            Atom::Text(own) => same(own, text),
            Atom::Choice(list, at) => same(&self.checklist.choices(*list)[*at].value, text),
            Atom::Row(row) => self.row_id(*row).as_str() == text,
        }
    }
}

impl Read {
    /// How many values there are, between `min` and `max`.
    fn count_within(&self, min: Option<usize>, max: Option<usize>) -> Truth {
        let sure = self.values.iter().filter(|(_, sure)| *sure).count();
        let most = if self.open { usize::MAX } else { self.values.len() };
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(usize::MAX));
        if most < min || sure > max {
            Truth::No
        } else if sure >= min && (most <= max || max == usize::MAX) {
            Truth::Yes
        } else {
            Truth::Maybe
        }
    }

    fn maybe_more(&self) -> Truth {
        if self.open { Truth::Maybe } else { Truth::No }
    }
}
