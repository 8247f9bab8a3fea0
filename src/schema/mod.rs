//! JSON Schemas for editors and pipelines: of checklists, of scenarios, and of the answers to one checklist.
//!
//! They say what can be said of a file by its form: keys, kinds, words. Names and paths are left to `check`. None has
//! an `$id`: they lie beside the files that name them, and are fetched from nowhere.

mod answers;
mod checklist;
mod form;
mod keys;
mod scenario;

pub use answers::answers;
pub use checklist::checklist;
pub use scenario::scenario;
