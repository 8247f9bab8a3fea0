//! (room: checklist)
