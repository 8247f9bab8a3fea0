//! Proofs about paths: what some answers of a session make true, and what none can.
//!
//! Exact over choices, yes and no, and lists of no, one or two rows (more where a condition counts further).
//! Texts, numbers, dates and row ids are whatever conditions compare them with, or something else. Required
//! answers are missing only where their step may be skipped. Where there is too much to try, the verdict says
//! that it was not decided.

mod answers;
mod branches;
mod claims;
mod known;
mod purse;
mod reading;
mod reason;
mod search;
mod seats;
mod universe;
mod ways;
mod world;

#[cfg(test)]
mod tests;

pub(super) use claims::{Possible, Proofs, Verdict};
pub(super) use reason::Reason;
pub(super) use world::Limit;
