//! A change that undoes work, or moves the plan: what it does is shown before it is made.

use super::ask::{About, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::say::{Change, Say};
use super::stage::Stage;
use crate::plan::Impact;
use crate::session::What;

/// Asks whether a change is made.
pub(super) struct ImpactDialog {
    change: Change,
    whats: Vec<What>,
    said: bool,
}

impl ImpactDialog {
    /// Of this change, recorded as these events.
    pub fn new(change: Change, whats: Vec<What>) -> Self {
        Self { change, whats, said: false }
    }
}

impl Dialog for ImpactDialog {
    fn turn(&mut self, _stage: &Stage<'_>) -> Next {
        if !self.said {
            self.said = true;
            return Next::Do(vec![Effect::Say(Say::Impact(Box::new(self.change.clone())))]);
        }
        Next::Ask(Ask { about: About::Impact, form: Form::YesNo })
    }

    fn told(&mut self, told: Told, _stage: &Stage<'_>) -> Vec<Effect> {
        if told != Told::Yes(true) {
            return vec![Effect::Leave];
        }
        let whats = std::mem::take(&mut self.whats);
        vec![Effect::Record(whats), Effect::Say(Say::Changed(self.change.answer.clone())), Effect::Pop]
    }
}

/// Whether an impact is shown first: work is undone by it, or an answer that stood moves the plan.
pub(super) fn weighty(impact: &Impact, stood: bool) -> bool {
    impact.touches_work() || (stood && !impact.is_none())
}
