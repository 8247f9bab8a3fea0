//! Answers given without walking: what they are before and after, and what that does to the steps.

pub mod json;
pub mod text;

use crate::checklist::Address;
use crate::intake::{Wish, Wrong};
use crate::plan::{Impact, Plan, impact};

/// Answers, and what they do.
#[derive(Debug)]
pub struct Answered<'a> {
    /// The session.
    pub session: &'a str,
    /// What was wished of which answer.
    pub wishes: &'a [Wish],
    /// The plan before.
    pub before: Plan<'a>,
    /// The plan after.
    pub after: Plan<'a>,
    /// What becomes of the one in the other.
    pub impact: Impact,
    /// What the checklist advises against.
    pub advice: &'a [String],
    /// The answers that do not fit, and why. If there is one, nothing is recorded.
    pub refused: &'a [(&'a Address, Wrong)],
    /// How many events record it.
    pub events: usize,
}

impl<'a> Answered<'a> {
    /// What these wishes do to a plan.
    pub fn new(session: &'a str, wishes: &'a [Wish], before: Plan<'a>, after: Plan<'a>) -> Self {
        let impact = impact(&before, &after);
        Self { session, wishes, before, after, impact, advice: &[], refused: &[], events: 0 }
    }

    /// Whether this is asked about: work is undone by it, or an answer that stood moves a step.
    pub fn is_weighty(&self) -> bool {
        self.impact.touches_work() || (self.stood() && !self.impact.is_none())
    }

    /// Whether an answer that stood is changed; a further row changes none.
    fn stood(&self) -> bool {
        let stands = |wish: &&Wish| self.before.answer(wish.path()).is_some();
        self.wishes.iter().filter(stands).any(|wish| !matches!(wish, Wish::Be(..)) || !self.is_list(wish))
    }

    fn is_list(&self, wish: &Wish) -> bool {
        self.before.takes_rows_at(wish.path())
    }

    /// The ids of the rows of a list before and after.
    fn rows(&self, path: &Address) -> [Vec<&str>; 2] {
        [&self.before, &self.after].map(|plan| {
            let rows = plan.record().rows(path).iter().filter(|row| row.present);
            rows.map(|row| row.id.as_str()).collect()
        })
    }
}
