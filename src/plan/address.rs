//! Rows and answers by their addresses, and back.

use super::Plan;
use super::read::{At, Reader, RowIx};
use crate::checklist::{Address, Home, Place};

impl Reader<'_> {
    /// Where a row's answers lie.
    pub fn place(&self, row: Option<RowIx>) -> Place {
        let step = |row| (self.checklist.question(self.list_of(row)).id.clone(), self.row_id(row).clone());
        Place(self.chain(row).into_iter().map(step).collect())
    }

    /// The row at a place; `Some(None)` is the document. Nothing if a row on the way does not exist.
    pub fn find(&self, place: &Place) -> Option<Option<RowIx>> {
        self.follow(place, Self::row)
    }

    /// As `find`, also of rows that are none because their key does not fit.
    pub fn find_recorded(&self, place: &Place) -> Option<Option<RowIx>> {
        self.follow(place, Self::recorded_row)
    }

    fn follow(
        &self,
        place: &Place,
        find: impl Fn(&Self, At, &str) -> Option<RowIx>,
    ) -> Option<Option<RowIx>> {
        let mut holder = None;
        for (list, id) in &place.0 {
            let home = holder.map_or(Home::Document, |row| Home::Row(self.list_of(row)));
            let list = (self.checklist.find_question(home, list.as_str())?, holder);
            holder = Some(find(self, list, id.as_str())?);
        }
        Some(holder)
    }

    /// Where the answer lies.
    pub fn address(&self, (question, holder): At) -> Address {
        self.place(holder).address(&self.checklist.question(question).id)
    }

    /// The question at an address, and the row that holds its answer; nothing if that row is not there.
    pub fn at(&self, address: &Address) -> Option<At> {
        let holder = self.find(&address.place)?;
        Some((self.checklist.question_at(address)?, holder))
    }
}

impl Plan<'_> {
    /// The answer at an address as people read it, if there is one.
    pub fn answer(&self, address: &Address) -> Option<String> {
        self.reader.show_answer(self.reader.at(address)?)
    }
}
