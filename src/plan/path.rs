//! What a path yields: distinct values in order, how sure each is, and whether more may come.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::read::{Atom, Binding, Reader, RowIx, bound};
use crate::checklist::{Id, Path};

/// What a path yields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Distinct values, and whether each is certain to be there.
    pub values: Vec<(Atom, bool)>,
    /// Whether more may come.
    pub open: bool,
}

impl Reader<'_> {
    /// What `path` yields in `scope`.
    pub fn read(&self, path: &Path, scope: &[Binding]) -> Read {
        self.read_within(path, scope, &[])
    }

    /// As `read`, without what belongs to another row than those of `within`.
    pub(super) fn read_within(&self, path: &Path, scope: &[Binding], within: &[Binding]) -> Read {
        let mut holders: Vec<(Option<RowIx>, bool)> = Vec::new();
        let mut read = Read::default();
        match path.start {
            None => holders.push((None, true)),
            Some(item) => match bound(scope, item) {
                None => return Read { values: Vec::new(), open: true },
                Some(atom) => {
                    read.values.push((atom.clone(), true));
                    holders.extend(atom.row().map(|row| (Some(row), true)));
                }
            },
        }
        for &hop in &path.hops {
            let list = self.checklist.list(hop).map(|list| list.item);
            let only = within.iter().find(|binding| Some(binding.item) == list);
            if only.is_some_and(|binding| binding.to.is_none()) {
                return Read { values: Vec::new(), open: true };
            }
            read.values.clear();
            for &(holder, certain) in &holders {
                let answer = self.answer((hop, holder));
                read.open |= answer.open && only.is_none();
                let kept = answer.values.into_iter().filter(|(atom, _)| !self.elsewhere(atom, within));
                read.values.extend(kept.map(|(atom, sure)| (atom, sure && certain)));
            }
            read.values = distinct(read.values);
            holders =
                read.values.iter().filter_map(|(atom, sure)| Some((Some(atom.row()?), *sure))).collect();
        }
        match &path.fact {
            Some(fact) => Read { values: self.facts(&read.values, fact), ..read },
            None => read,
        }
    }

    /// Whether it belongs to another row of a list that is bound.
    fn elsewhere(&self, atom: &Atom, bound: &[Binding]) -> bool {
        let another =
            |own: &Binding| bound.iter().any(|binding| binding.item == own.item && binding.to != own.to);
        !bound.is_empty() && atom.row().is_some_and(|row| self.scope(Some(row)).iter().any(another))
    }

    /// What the choices among these say under the name of a fact.
    pub(super) fn facts(&self, values: &[(Atom, bool)], fact: &Id) -> Vec<(Atom, bool)> {
        let facts = values.iter().flat_map(|(atom, sure)| {
            let values = match atom {
                Atom::Choice(list, at) => self.checklist.choices(*list)[*at].fact(fact),
                _ => &[],
            };
            values.iter().map(move |value| (Atom::Text(value.as_str().into()), *sure))
        });
        distinct(facts.collect())
    }
}

/// Each value once, where it is first met; texts are compared without case.
fn distinct(values: Vec<(Atom, bool)>) -> Vec<(Atom, bool)> {
    let mut at: HashMap<Atom, usize> = HashMap::with_capacity(values.len());
    let mut kept: Vec<(Atom, bool)> = Vec::with_capacity(values.len());
    for (atom, sure) in values {
        let known = match &atom {
            Atom::Text(text) => Atom::Text(text.to_lowercase().into()),
            _ => atom.clone(),
        };
        match at.entry(known) {
            Entry::Occupied(at) => kept[*at.get()].1 |= sure,
            Entry::Vacant(at) => {
                at.insert(kept.len());
                kept.push((atom, sure));
            }
        }
    }
    kept
}
