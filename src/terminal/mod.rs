//! (room: terminal)
