//! Waiting for somebody: whom, when to look again, under which reference. The step's `wait` fills in the offer.

use jiff::civil::Date;

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::next;
use super::say::Say;
use super::stage::Stage;
use crate::checklist::InstanceKey;
use crate::session::What;
use crate::text::dates;

/// Asks what one waits for.
pub(super) struct Wait {
    key: InstanceKey,
    whom: Option<String>,
    follow_up: Option<Option<Date>>,
    /// A date that was refused, to be edited.
    typed: Option<String>,
    recorded: bool,
}

impl Wait {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key, whom: None, follow_up: None, typed: None, recorded: false }
    }

    fn date(&mut self, text: String, stage: &Stage<'_>) -> Vec<Effect> {
        if text.is_empty() {
            self.follow_up = Some(None);
            return Vec::new();
        }
        let refusal = match dates::parse(&text, stage.today) {
            Ok(date) if date < stage.today => {
                format!("{} is past: type a day from today on", dates::short(date, stage.today))
            }
            Ok(date) => {
                self.follow_up = Some(Some(date));
                return Vec::new();
            }
            Err(error) => error.to_string(),
        };
        self.typed = Some(text);
        vec![Effect::Say(Say::NotTaken(refusal))]
    }

    fn record(&mut self, reference: String) -> Vec<Effect> {
        self.recorded = true;
        let what = What::Waiting {
            step: self.key.clone(),
            whom: self.whom.clone().unwrap_or_default(),
            follow_up: self.follow_up.flatten(),
            reference: Some(reference).filter(|reference| !reference.is_empty()),
        };
        vec![Effect::Record(vec![what]), Effect::Say(Say::Waiting(self.key.clone()))]
    }
}

impl Dialog for Wait {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(instance) = stage.plan.find(self.key.as_str()) else { return Next::Do(vec![Effect::Pop]) };
        let text = |about, initial| Next::Ask(Ask { about, form: Form::Text { initial } });
        let offer = stage.plan.wait_offer(instance, stage.today);
        if self.recorded {
            return match next::ready(&stage.plan) {
                Some(ready) => {
                    let acts = vec![Act::GoOn(Some(ready.key.clone())), Act::Stop];
                    Next::Ask(Ask { about: About::Meanwhile, form: Form::Menu { acts, cursor: Some(0) } })
                }
                None => Next::Do(vec![Effect::GoOn]),
            };
        }
        match (&self.whom, self.follow_up) {
            (None, _) => text(About::Whom, offer.whom),
            (Some(_), None) => {
                let usual = offer.follow_up.map(|date| dates::short(date, stage.today)).unwrap_or_default();
                text(About::FollowUp, self.typed.clone().unwrap_or(usual))
            }
            (Some(_), Some(_)) => text(About::Reference, offer.reference),
        }
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Text(text) if self.whom.is_none() => {
                if text.is_empty() {
                    return vec![Effect::Say(Say::NotTaken("say for whom, or what for".to_owned()))];
                }
                self.whom = Some(text);
                Vec::new()
            }
            Told::Text(text) if self.follow_up.is_none() => self.date(text, stage),
            Told::Text(text) => {
                let mut effects = self.record(text);
                if let Some(ready) = next::ready_but(&stage.plan, &self.key) {
                    effects.push(Effect::Say(Say::Meanwhile(ready.key.clone())));
                }
                effects
            }
            Told::Act(Act::Stop) => vec![Effect::Stop],
            _ => vec![Effect::GoOn],
        }
    }
}
