//! The rows of a list, present or taken out: in their order, and each found by its id without a look at the others.

use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Values};

use super::{Answers, Row};
use crate::checklist::RowId;

/// The rows that a list has or had, each once. None is ever lost: one taken out is only not present.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// By numbers that rise in the order of the list.
    rows: BTreeMap<usize, Row>,
    /// The number of each.
    numbers: BTreeMap<RowId, usize>,
}

impl Rows {
    /// Those of a list that never had one.
    pub(super) const NONE: &'static Self = {
        static NONE: Rows = Rows { rows: BTreeMap::new(), numbers: BTreeMap::new() };
        &NONE
    };

    /// All of them, in order.
    pub fn iter(&self) -> Values<'_, usize, Row> {
        self.rows.values()
    }

    /// The row with this id, present or not.
    pub fn find(&self, id: &str) -> Option<&Row> {
        self.rows.get(self.numbers.get(id)?)
    }

    /// The row with this id, if it is present.
    pub fn present(&self, id: &str) -> Option<&Row> {
        self.find(id).filter(|row| row.present)
    }

    pub(super) fn find_mut(&mut self, id: &str) -> Option<&mut Row> {
        self.rows.get_mut(self.numbers.get(id)?)
    }

    /// What they hold, to be changed.
    pub(super) fn answers_mut(&mut self) -> impl Iterator<Item = &mut Answers> {
        self.rows.values_mut().map(|row| &mut row.answers)
    }

    /// The row with this id, which is the last one now.
    pub(super) fn add(&mut self, id: &RowId) -> &mut Row {
        let last = self.rows.last_key_value().map_or(0, |(last, _)| last + 1);
        let before = self.numbers.insert(id.clone(), last).and_then(|number| self.rows.remove(&number));
        let row =
            before.unwrap_or_else(|| Row { id: id.clone(), present: true, answers: Answers::default() });
        self.rows.entry(last).or_insert(Row { present: true, ..row })
    }

    /// These are present, in this order, and no others.
    pub(super) fn be(&mut self, ids: &[String]) {
        // Of an id that stands there twice the first counts.
        let places: HashMap<&str, usize> =
            ids.iter().enumerate().rev().map(|(place, id)| (id.as_str(), place)).collect();
        let place = |row: &Row| places.get(row.id.as_str()).copied();
        let mut rows: Vec<_> = std::mem::take(&mut self.rows).into_values().collect();
        rows.iter_mut().for_each(|row| row.present = place(row).is_some());
        rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
        self.numbers = rows.iter().map(|row| row.id.clone()).zip(0..).collect();
        self.rows = (0..).zip(rows).collect();
    }

    /// None is present.
    pub(super) fn clear(&mut self) {
        self.rows.values_mut().for_each(|row| row.present = false);
    }
}

impl<'r> IntoIterator for &'r Rows {
    type Item = &'r Row;
    type IntoIter = Values<'r, usize, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Two are the same if they hold the same rows in the same order, however they came there.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for Rows {}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Deed {
        Add(String),
        Remove(String),
        Be(Vec<String>),
        Clear,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            4 => "[a-f]".prop_map(Deed::Add),
            2 => "[a-f]".prop_map(Deed::Remove),
            2 => vec("[a-g]", 0..8).prop_map(Deed::Be),
            1 => Just(Deed::Clear),
        ]
    }

    /// The same, done by looking at every row.
    fn scanned(rows: &mut Vec<(String, bool)>, deed: &Deed) {
        match deed {
            Deed::Add(id) => {
                rows.retain(|(own, _)| own != id);
                rows.push((id.clone(), true));
            }
            Deed::Remove(id) => rows.iter_mut().filter(|(own, _)| own == id).for_each(|row| row.1 = false),
            Deed::Be(ids) => {
                rows.iter_mut().for_each(|(own, present)| *present = ids.contains(own));
                rows.sort_by_key(|(own, _)| ids.iter().position(|id| id == own).unwrap_or(usize::MAX));
            }
            Deed::Clear => rows.iter_mut().for_each(|row| row.1 = false),
        }
    }

    proptest! {
        #[test]
        fn each_row_is_found_and_stands_where_a_look_at_all_of_them_says(deeds in vec(deed(), 0..24)) {
            let (mut rows, mut seen) = (Rows::default(), Vec::new());
            for deed in &deeds {
                scanned(&mut seen, deed);
                match deed {
                    Deed::Add(id) => { rows.add(&id.parse().unwrap()); }
                    Deed::Remove(id) => rows.find_mut(id).into_iter().for_each(|row| row.present = false),
                    Deed::Be(ids) => rows.be(ids),
                    Deed::Clear => rows.clear(),
                }
                let all: Vec<_> = rows.iter().map(|row| (row.id.to_string(), row.present)).collect();
                prop_assert_eq!(&all, &seen);
                for id in ["a", "b", "c", "d", "e", "f", "g"] {
                    let by_scanning = rows.iter().find(|row| row.id.as_str() == id);
                    prop_assert_eq!(rows.find(id), by_scanning);
                    prop_assert_eq!(rows.present(id), by_scanning.filter(|row| row.present));
                }
            }
        }
    }
}
