//! A wait whose follow-up is due: what became of it.

use super::ask::{About, Act, Ask, Form, Topic};
use super::dialog::{Dialog, Effect, Next, Told};
use super::next;
use super::say::Say;
use super::stage::Stage;
use super::step::{StepDialog, done};
use super::wait::Wait;
use super::words::Words;
use crate::checklist::InstanceKey;
use crate::plan::Status;

/// Asks what became of a wait.
pub(super) struct Due {
    key: InstanceKey,
    said: bool,
}

impl Due {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key, said: false }
    }
}

impl Dialog for Due {
    fn stays(&self) -> bool {
        true
    }

    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let waiting = stage.plan.find(self.key.as_str()).is_some_and(|at| at.status == Status::Waiting);
        if !waiting {
            return Next::Do(vec![Effect::Pop]);
        }
        if !self.said {
            self.said = true;
            return Next::Do(vec![Effect::Say(Say::Due(self.key.clone()))]);
        }
        let ready = next::ready(&stage.plan).map(|ready| ready.key.clone());
        let acts = vec![Act::WaitOver, Act::StillWaiting, Act::CameBack, Act::GoOn(ready)];
        Next::Ask(Ask { about: About::Due(self.key.clone()), form: Form::Menu { acts, cursor: None } })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let key = self.key.clone();
        let lacks_nothing = stage.plan.find(key.as_str()).is_some_and(|at| at.lacks.is_empty());
        match told {
            Told::Act(Act::WaitOver) if lacks_nothing => done(&key),
            Told::Act(Act::WaitOver) => vec![Effect::Pop, Effect::push(StepDialog::finishing(key))],
            Told::Act(Act::StillWaiting) => vec![Effect::Pop, Effect::push(Wait::new(key))],
            Told::Act(Act::CameBack) => vec![Effect::Pop, Effect::push(Words::new(key, Topic::CameBack))],
            _ => vec![Effect::Pop],
        }
    }
}
