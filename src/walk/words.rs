//! Some words on a step: why it is skipped or open again, a note, evidence.

use super::ask::{About, Ask, Form, Topic};
use super::dialog::{Dialog, Effect, Next, Told};
use super::say::Say;
use super::stage::Stage;
use crate::checklist::InstanceKey;
use crate::session::What;

/// Asks for words.
pub(super) struct Words {
    key: InstanceKey,
    topic: Topic,
    said: bool,
}

impl Words {
    /// On this step, about this.
    pub fn new(key: InstanceKey, topic: Topic) -> Self {
        Self { key, topic, said: false }
    }

    fn what(&self, text: String) -> (What, Say) {
        let step = self.key.clone();
        match self.topic {
            Topic::Skip => (What::Skipped { step: step.clone(), reason: text }, Say::Skipped(step)),
            Topic::Reopen | Topic::CameBack => {
                (What::Reopened { step: step.clone(), reason: text }, Say::Reopened(step))
            }
            Topic::Note => (What::Note { step: Some(step), text }, Say::Kept(self.topic)),
            Topic::Evidence => (What::Evidence { step, text }, Say::Kept(self.topic)),
        }
    }
}

impl Dialog for Words {
    fn turn(&mut self, _stage: &Stage<'_>) -> Next {
        if !self.said {
            self.said = true;
            return Next::Do(vec![Effect::Say(Say::Words(self.key.clone(), self.topic))]);
        }
        Next::Ask(Ask { about: About::Words(self.topic), form: Form::Text { initial: String::new() } })
    }

    fn told(&mut self, told: Told, _stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Text(text) if text.is_empty() => {
                let needed = match self.topic {
                    Topic::Skip | Topic::Reopen => {
                        "a reason is needed, or a colon to leave the step as it is"
                    }
                    Topic::CameBack => "say what is asked of you, or a colon to leave the step as it is",
                    // Nothing to note is no mistake.
                    Topic::Note => return vec![Effect::Leave],
                    Topic::Evidence => "a reference is needed, or a colon to leave the step as it is",
                };
                vec![Effect::Say(Say::NotTaken(needed.to_owned()))]
            }
            Told::Text(text) => {
                let (what, say) = self.what(text);
                vec![Effect::Record(vec![what]), Effect::Say(say), Effect::Pop]
            }
            _ => vec![Effect::Leave],
        }
    }
}
