//! Answers that come from elsewhere: an answers file, an argument, what somebody typed; each as the events
//! that record it, or as what does not fit.
//!
//! It reads and checks; recording is for others.

mod carried;
mod codes;
mod document;
mod keys;
mod marking;
mod picks;
pub mod reply;
mod rows;
pub mod scenario;
mod value;
mod wish;

#[cfg(test)]
mod tests;

pub use carried::carried;
pub use codes::CODES;
pub use document::{Taken, answer, document};
pub use marking::{Course, Marking, Unmarked, marked};
pub use rows::{RowFor, row_for};
pub use value::{Wrong, confirm};
pub use wish::{Granted, Wish, grant};
