//! (room: walk)
