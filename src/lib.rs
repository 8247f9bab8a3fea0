//! Walks a FastTrack Ready Partner through its onboarding, step by step, over days or weeks.
//!
//! Rooms, each importing only rooms above it: the pure ones first, then the edges (each touches one
//! thing of the world), then the wiring.

pub mod checklist;
pub mod diagnostic;
pub mod format;
pub mod intake;
pub mod plan;
pub mod session;
pub mod store;
pub mod terminal;
pub mod text;
pub mod walk;
