//! Answers by their addresses.

use super::Plan;
use super::read::{At, Reader};
use crate::checklist::Address;

impl Reader<'_> {
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
