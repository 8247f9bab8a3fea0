//! What is wrong with a text: the finding, the source that it points into, and how a finding reads.
//!
//! Knows nothing of checklists: rules and readers make findings, this room only places and shows them.
//! One way of showing, one file.

pub mod code;
pub mod finding;
pub mod github;
pub mod human;
pub mod sarif;
pub mod short;
pub mod source;
pub mod spoken;

mod quote;

pub use code::Code;
pub use finding::{Finding, Findings, Severity};
pub use source::{Place, Source};
