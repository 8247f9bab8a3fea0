//! (room: diagnostic)
