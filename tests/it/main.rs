//! Tests of the whole, in one binary.

mod answer;
mod binary;
mod board;
mod check;
mod check_format;
mod copies;
mod desk;
mod journals;
mod json;
mod layout;
mod mark;
mod odd_files;
mod pages;
mod pty;
mod readme;
mod recover;
mod robot;
mod status;
mod show;
mod stories;
mod walk;
mod writers;
