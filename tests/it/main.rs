//! Tests of the whole, in one binary.

mod answer;
mod binary;
mod board;
mod check;
mod check_format;
mod coverage;
mod desk;
mod guide;
mod json;
mod layout;
mod mark;
mod pages;
mod pty;
mod readme;
mod robot;
mod status;
mod show;
mod stories;
mod walk;
