//! What a step fills in where somebody waits.

use jiff::civil::Date;

use super::{Instance, Plan};
use crate::session::{Mark, Waiting};

/// What a step offers for its wait, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitOffer {
    /// For whom.
    pub whom: String,
    /// When to look again.
    pub follow_up: Option<Date>,
    /// The reference so far.
    pub reference: String,
}

impl Plan<'_> {
    /// The first follow-up is due when the usual time is over, later ones one interval from today.
    pub fn wait_offer(&self, instance: &Instance, today: Date) -> WaitOffer {
        let step = self.step(instance);
        let wait = step.wait.as_ref();
        let before: Option<&Waiting> = self.recorded(instance).and_then(|recorded| match &recorded.mark {
            Some(Mark::Waiting(waiting)) => Some(waiting),
            _ => None,
        });
        let named = wait.and_then(|wait| wait.whom.as_ref()).map(|whom| self.fill(instance, whom).line());
        let actor = step.actor.filter(|actor| actor.0 > 0).map(|actor| &self.checklist().actors[actor.0]);
        let actor = actor.map(|actor| self.fill(instance, &actor.title).line());
        let usual = wait.and_then(|wait| wait.usual);
        let span = match before {
            Some(_) => wait.and_then(|wait| wait.follow_up).or(usual),
            None => usual,
        };
        WaitOffer {
            whom: before.map(|before| before.whom.clone()).or(named).or(actor).unwrap_or_default(),
            follow_up: span.map(|span| span.after(today)),
            reference: before.and_then(|before| before.reference.clone()).unwrap_or_default(),
        }
    }
}
