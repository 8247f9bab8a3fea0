//! All that is open waits: one of the waits may be over before it is due.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::say::Say;
use super::stage::Stage;
use crate::checklist::InstanceKey;

/// Asks which of several waits one heard of.
pub(super) struct Heard {
    waits: Vec<InstanceKey>,
    said: bool,
}

impl Heard {
    /// Of one of these.
    pub fn new(waits: Vec<InstanceKey>) -> Self {
        Self { waits, said: false }
    }
}

impl Dialog for Heard {
    fn turn(&mut self, _stage: &Stage<'_>) -> Next {
        if !std::mem::replace(&mut self.said, true) {
            return Next::Do(vec![Effect::Say(Say::AllWait)]);
        }
        let steps = self.waits.iter().cloned().map(Act::Step);
        let acts = steps.chain([Act::NoneOfThese]).collect();
        Next::Ask(Ask { about: About::Heard, form: Form::Menu { acts, cursor: None } })
    }

    fn told(&mut self, told: Told, _stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Act(Act::Step(key)) => vec![Effect::Visit(key)],
            _ => self.waits.iter().cloned().map(Effect::Defer).collect(),
        }
    }

    fn escaped(&mut self) -> Vec<Effect> {
        Vec::new()
    }
}
