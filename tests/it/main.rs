//! Tests of the whole, in one binary.

mod robot;
mod walk;
