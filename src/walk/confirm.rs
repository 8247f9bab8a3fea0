//! What cannot be undone: confirmed by typing the thing that becomes permanent.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::question::answer;
use super::say::Say;
use super::stage::Stage;
use crate::checklist::{Address, InstanceKey, Value};
use crate::plan::Typed;
use crate::session::What;

/// Asks for the confirmation of a step.
pub(super) struct Confirm {
    key: InstanceKey,
    said: bool,
    /// What was typed instead, as an answer that it may have meant.
    instead: Option<Option<Instead>>,
}

#[derive(Clone)]
struct Instead {
    address: Address,
    choice: String,
}

impl Confirm {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key, said: false, instead: None }
    }

    fn typed(&mut self, text: &str, stage: &Stage<'_>) -> Vec<Effect> {
        let instance = stage.plan.find(self.key.as_str());
        let typed = instance.and_then(|instance| stage.plan.confirms(instance, text));
        match typed {
            None => vec![Effect::Pop],
            Some(Typed::Fits(text)) => {
                let what = What::Confirmed { step: self.key.clone(), text };
                vec![Effect::Record(vec![what]), Effect::Say(Say::Confirmed(self.key.clone())), Effect::Pop]
            }
            Some(Typed::Differs { typed, due, answer }) => {
                self.instead = Some(answer.map(|(address, choice)| Instead { address, choice }));
                vec![Effect::Say(Say::NotConfirmed { typed, due })]
            }
        }
    }

    fn instead(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let instead = self.instead.take().flatten();
        match (told, instead) {
            (Told::Act(Act::Again), _) => Vec::new(),
            (Told::Act(Act::ChangeTo(_)), Some(instead)) => {
                match answer(stage, &instead.address, Value::Text(instead.choice), true) {
                    Ok(effects) => effects,
                    Err(message) => vec![Effect::Say(Say::NotTaken(message))],
                }
            }
            _ => vec![Effect::Pop, Effect::Defer(self.key.clone())],
        }
    }
}

impl Dialog for Confirm {
    fn turn(&mut self, _stage: &Stage<'_>) -> Next {
        if let Some(instead) = &self.instead {
            let mut acts = vec![Act::Again];
            acts.extend(instead.as_ref().map(|instead| Act::ChangeTo(instead.choice.clone())));
            acts.push(Act::Leave);
            let about = About::Mismatch(self.key.clone());
            return Next::Ask(Ask { about, form: Form::Menu { acts, cursor: Some(0) } });
        }
        if !self.said {
            self.said = true;
            return Next::Do(vec![Effect::Say(Say::Irreversible(self.key.clone()))]);
        }
        let about = About::Confirm(self.key.clone());
        Next::Ask(Ask { about, form: Form::Text { initial: String::new() } })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Text(text) if text.is_empty() => vec![Effect::Pop, Effect::Defer(self.key.clone())],
            Told::Text(text) => self.typed(&text, stage),
            told => self.instead(told, stage),
        }
    }
}
