//! Words on their way to people: untrusted text made visible, Markdown, wrapping, slugs, names
//! nearly right, letter case, dates, counts and words of a command line.
//!
//! Knows no step, no session and no terminal: text in, text out.

pub mod case;
pub mod count;
pub mod dates;
pub mod markdown;
pub mod prose;
pub mod shell;
pub mod slug;
pub mod suggest;
pub mod visible;
pub mod wrap;

pub use prose::{Piece, Prose};
