//! What to ask next: an `Ask` out, a `Reply` in; and how each reads, in both modes.

mod prompt;

pub use prompt::{Escape, Line, Menu, MenuRow, Prompt, Reply, Several, Style, TextPrompt, YesNo, unescaped};
