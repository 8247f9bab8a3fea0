//! The rows that may exist, each by where it stands.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::checklist::QuestionIx;

/// A row that may exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Row(usize);

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Seat {
    pub list: QuestionIx,
    pub parent: Option<Row>,
    pub place: usize,
}

/// All rows that were thought of: the same in every world.
#[derive(Debug, Default)]
pub(super) struct Seats(RefCell<(Vec<Seat>, FxHashMap<Seat, Row>)>);

impl Seats {
    /// The row of that place, whether it exists or not.
    pub fn row(&self, list: QuestionIx, parent: Option<Row>, place: usize) -> Row {
        let seat = Seat { list, parent, place };
        let (seats, rows) = &mut *self.0.borrow_mut();
        *rows.entry(seat).or_insert_with(|| {
            seats.push(seat);
            Row(seats.len() - 1)
        })
    }

    /// Where a row stands.
    pub fn seat(&self, row: Row) -> Seat {
        self.0.borrow().0[row.0]
    }
}
