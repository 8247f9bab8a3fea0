//! Tests of the whole, in one binary.

mod desk;
mod mark;
mod robot;
mod stories;
mod walk;
