//! What a path yields: distinct values in order, how sure each is, and whether more may come.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Truth;
use super::read::{At, Atom, Binding, Reader, RowIx, bound};
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

    /// The answers that `path` reads, each with the row that holds it; of an item that is a row, its key.
    pub(super) fn sources(&self, path: &Path, scope: &[Binding]) -> Vec<At> {
        let row = path.start.and_then(|item| bound(scope, item)?.row());
        let Some((&question, around)) = path.hops.split_last() else {
            let list = row.and_then(|row| self.checklist.list(self.list_of(row)));
            return list.map_or_else(Vec::new, |list| list.key.iter().map(|&field| (field, row)).collect());
        };
        let holders: Vec<_> = match (around, path.start) {
            ([], None) => vec![None],
            ([], Some(_)) => row.map(Some).into_iter().collect(),
            _ => {
                let around = Path { hops: around.to_vec(), fact: None, ..path.clone() };
                let rows = self.read(&around, scope).values;
                rows.iter().filter_map(|(atom, _)| atom.row().map(Some)).collect()
            }
        };
        holders.into_iter().map(|holder| (question, holder)).collect()
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
                for (atom, sure) in answer.values {
                    match self.belongs(&atom, within) {
                        Truth::Yes => read.values.push((atom, sure && certain)),
                        Truth::Maybe => read.open = true,
                        Truth::No => {}
                    }
                }
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

    /// Whether it belongs to no other row than those that are bound: open while one of these is not known yet.
    fn belongs(&self, atom: &Atom, bound: &[Binding]) -> Truth {
        let Some(row) = atom.row().filter(|_| !bound.is_empty()) else { return Truth::Yes };
        let is = |own: Binding| match bound.iter().find(|binding| binding.item == own.item) {
            Some(Binding { to: None, .. }) => Truth::Maybe,
            Some(binding) => Truth::from(binding.to == own.to),
            None => Truth::Yes,
        };
        self.scope(Some(row)).into_iter().map(is).min().unwrap_or(Truth::Yes)
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
