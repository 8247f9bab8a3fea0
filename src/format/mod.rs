//! (room: format)

pub mod yaml;
