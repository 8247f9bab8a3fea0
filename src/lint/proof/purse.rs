//! How much is read for proofs: what conditions ask can be made as hard as one likes.

use std::cell::Cell;

/// Answers for all claims of a checklist, beside one for each byte of its file: about as long as that takes to read.
const BASE: usize = 50_000;
/// Answers for one claim, at most.
const MOST: usize = 50_000;
/// The same at least, whatever other claims took: more than an easy one needs.
const LEAST: usize = 50;

/// How many answers may still be read.
#[derive(Debug)]
pub(super) struct Purse {
    /// For all claims.
    all: Cell<usize>,
    /// For the one at hand.
    claim: Cell<usize>,
}

impl Purse {
    /// For a checklist whose file has so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self { all: Cell::new(BASE + bytes), claim: Cell::new(0) }
    }

    /// The next claim begins.
    pub fn open(&self) {
        self.claim.set(self.all.get().clamp(LEAST, MOST));
    }

    /// Takes what was read from it.
    pub fn pay(&self, answers: usize) {
        for left in [&self.claim, &self.all] {
            left.set(left.get().saturating_sub(answers));
        }
    }

    /// Whether nothing more is read for the claim at hand.
    pub fn is_spent(&self) -> bool {
        self.claim.get() == 0
    }

    /// Whether nothing is left but the least for each claim.
    pub fn is_empty(&self) -> bool {
        self.all.get() == 0
    }
}
