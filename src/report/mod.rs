//! A session, all of them, or a checklist, as text; one format, one file.
//!
//! Renderers take data and give back lines or text. They know no file, clock or terminal.

pub mod answered;
pub mod board;
pub mod json;
pub mod outline;
pub mod standing;
pub mod status;
pub mod upgrade;
