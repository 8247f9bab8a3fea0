//! The door: builds the real world, runs, returns the exit code.

fn main() {}
