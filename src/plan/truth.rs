//! Three-valued truth: what is known to hold, known not to hold, or still open.

use std::ops::Not;

/// Whether something holds, as far as answers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not.
    No,
    /// Open answers decide it.
    Maybe,
    /// It does.
    Yes,
}

impl Truth {
    /// Of what is there: whether it is certain to stay.
    pub(super) fn sure(certain: bool) -> Self {
        if certain { Truth::Yes } else { Truth::Maybe }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        match self {
            Truth::No => Truth::Yes,
            Truth::Maybe => Truth::Maybe,
            Truth::Yes => Truth::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::Yes } else { Truth::No }
    }
}
