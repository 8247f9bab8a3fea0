//! What has happened: events, and the record that they add up to.
//!
//! Nothing here knows how events are kept (`store`) or what is still to do (`plan`).

mod event;
mod name;

pub use event::{Event, Stamp, Started, What};
pub use name::{BadSessionName, NameRule, SessionName};
