//! Tests of the whole, in one binary.

mod answer;
mod binary;
mod board;
mod check;
mod check_format;
mod desk;
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
mod upgrade;
mod walk;
