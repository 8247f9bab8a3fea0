//! What is known while answers are still open, and the answer that would tell more.

use std::ops::Not;

use super::world::Open;

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It does not, whatever else is answered.
    No,
    /// This would decide it next; of `None` nobody can tell.
    Maybe(Option<Open>),
    /// It does, whatever else is answered.
    Yes,
}

impl Known {
    /// Both hold; of two open answers the first.
    pub fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Known::No => Known::No,
            Known::Yes => other(),
            Known::Maybe(open) => match other() {
                Known::No => Known::No,
                Known::Yes => self,
                Known::Maybe(other) => Known::Maybe(open.or(other)),
            },
        }
    }

    /// At least one holds.
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        !(!self).and(|| !other())
    }

    /// Every one holds.
    pub fn all(mut parts: impl Iterator<Item = Self>) -> Self {
        let mut known = Known::Yes;
        while known != Known::No
            && let Some(part) = parts.next()
        {
            known = known.and(|| part);
        }
        known
    }

    /// At least one holds.
    pub fn any(parts: impl Iterator<Item = Self>) -> Self {
        !Self::all(parts.map(Not::not))
    }
}

impl Not for Known {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Known::No => Known::Yes,
            Known::Yes => Known::No,
            open @ Known::Maybe(_) => open,
        }
    }
}

impl From<bool> for Known {
    fn from(holds: bool) -> Self {
        if holds { Known::Yes } else { Known::No }
    }
}
