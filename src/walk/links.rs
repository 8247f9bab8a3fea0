//! The links of a step: which of several.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::stage::Stage;
use crate::checklist::{InstanceKey, Link};
use crate::plan::{Instance, Plan, Truth};

/// Asks which link.
pub(super) struct Links {
    key: InstanceKey,
}

impl Links {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key }
    }
}

impl Dialog for Links {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(instance) = stage.plan.find(self.key.as_str()) else { return Next::Do(vec![Effect::Pop]) };
        let mut acts: Vec<_> = shown(&stage.plan, instance).into_iter().flat_map(act_of).collect();
        acts.push(Act::Return);
        Next::Ask(Ask { about: About::Links, form: Form::Menu { acts, cursor: None } })
    }

    fn told(&mut self, told: Told, _stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Act(Act::Open(url)) => vec![Effect::Open(url), Effect::Pop],
            Told::Act(Act::Copy(url)) => vec![Effect::Copy(url), Effect::Pop],
            _ => vec![Effect::Pop],
        }
    }
}

/// The links of a step that are shown.
pub(super) fn shown<'p>(plan: &'p Plan<'_>, instance: &Instance) -> Vec<&'p Link> {
    let holds = |link: &&Link| match &link.when {
        Some(when) => plan.reader().holds(when, &instance.bindings) == Truth::Yes,
        None => true,
    };
    plan.step(instance).links.iter().filter(holds).collect()
}

/// What may be done with a link. A private one is never opened: that would take a normal window.
pub(super) fn act_of(link: &Link) -> Vec<Act> {
    let copy = Act::Copy(link.url.clone());
    if link.private { vec![copy] } else { vec![Act::Open(link.url.clone()), copy] }
}
