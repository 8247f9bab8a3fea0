//! Tests of the whole, in one binary.

mod desk;
mod robot;
mod stories;
mod walk;
