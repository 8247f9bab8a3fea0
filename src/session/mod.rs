//! What has happened: events, and the record that they add up to.
//!
//! Nothing here knows how events are kept (`store`) or what is still to do (`plan`).

mod event;
mod exhibit;
mod name;
mod record;
mod rows;
mod upgraded;

pub use event::{Event, RECOVERED, ReplyLine, Stamp, Started, Upgraded, What};
pub use exhibit::Exhibit;
pub use name::{BadSessionName, NameRule, SessionName};
pub use record::{Answers, Confirmation, Given, Mark, Record, Row, Said, StepRecord, Waiting};
pub use rows::Rows;
