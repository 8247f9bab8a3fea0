//! What else there is for a step.

use super::ask::{About, Act, Ask, Form, Topic};
use super::dialog::{Dialog, Effect, Next, Told};
use super::find::{Find, What};
use super::say::Say;
use super::stage::Stage;
use super::step::back;
use super::words::Words;
use crate::checklist::InstanceKey;
use crate::plan::{Status, Truth};

/// The second menu of a step.
pub(super) struct More {
    key: InstanceKey,
}

impl More {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key }
    }
}

impl Dialog for More {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let decided = stage.plan.find(self.key.as_str()).is_some_and(|at| at.shown == Truth::Yes);
        let mut acts = vec![Act::Back, Act::Change, Act::Jump];
        if decided {
            acts.extend([Act::Note, Act::Evidence]);
        }
        if !stage.checklist().glossary.is_empty() {
            acts.push(Act::Terms);
        }
        acts.extend([Act::Help, Act::Return]);
        Next::Ask(Ask { about: About::More, form: Form::Menu { acts, cursor: None } })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let Told::Act(act) = told else { return vec![Effect::Pop] };
        let words = |topic| vec![Effect::Pop, Effect::push(Words::new(self.key.clone(), topic))];
        match act {
            Act::Back => back(stage, &self.key),
            Act::Change => vec![Effect::Pop, Effect::push(Find::new(What::Answer))],
            Act::Jump => vec![Effect::Pop, Effect::push(Find::new(What::Step))],
            Act::Terms => vec![Effect::Pop, Effect::push(Find::new(What::Term)), Effect::Say(Say::Terms)],
            Act::Note => words(Topic::Note),
            Act::Evidence => words(Topic::Evidence),
            Act::Help => {
                let mut effects = vec![Effect::Pop, Effect::Say(Say::Help)];
                let instance = stage.plan.find(self.key.as_str());
                let skippable = instance.is_none_or(|instance| stage.plan.step(instance).skippable);
                if !skippable && instance.is_some_and(|instance| instance.status == Status::Ready) {
                    effects.push(Effect::Say(Say::NeverSkipped));
                }
                effects
            }
            _ => vec![Effect::Pop],
        }
    }
}
