//! Tests of the whole, in one binary.

mod answer;
mod binary;
mod board;
mod check;
mod check_format;
mod completions;
mod desk;
mod hostile;
mod coverage;
mod guide;
mod json;
mod layout;
mod mark;
mod mutations;
mod new;
mod pages;
mod pty;
mod readme;
mod remove;
mod report;
mod robot;
mod schema;
mod status;
mod show;
mod stories;
mod walk;
