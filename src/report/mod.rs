//! A session, all of them, what of one is handed over, or a checklist, as text; one format, one file.
//!
//! Renderers take data and give back lines or text. They know no file, clock or terminal.

pub mod account;
pub mod answered;
pub mod applied;
pub mod board;
pub mod json;
pub mod marked;
pub mod named;
pub mod outline;
pub mod sheet;
pub mod recovery;
pub mod standing;
pub mod status;
pub mod upgrade;
