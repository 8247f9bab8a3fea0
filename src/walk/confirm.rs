//! What cannot be undone: confirmed by typing the thing that becomes permanent.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::question::answer;
use super::say::Say;
use super::stage::Stage;
use crate::checklist::{Address, Choice, InstanceKey, Kind, Options, Piece, Text, Value};
use crate::plan::{Instance, Plan};
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

/// What a typed confirmation comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is what becomes permanent; this text is recorded.
    Fits(String),
    /// It is not.
    Differs {
        /// What was typed, by its label if it is a choice.
        typed: String,
        /// What becomes permanent.
        due: String,
        /// The answer that becomes permanent, and the choice that was typed.
        answer: Option<(Address, String)>,
    },
}

/// Holds what was typed against what becomes permanent. Where that is a choice its value and its aliases
/// count as well. `None` where nothing is to be confirmed.
pub fn confirmation(plan: &Plan<'_>, instance: &Instance, typed: &str) -> Option<Typed> {
    let due = plan.confirmation(instance)?;
    let irreversible = plan.step(instance).irreversible.as_ref()?;
    let same = |one: &str| one.trim().to_lowercase() == due.to_lowercase();
    let chosen = irreversible.confirm.as_ref().and_then(|text| chosen(plan, instance, text, typed));
    let label = chosen.as_ref().map(|(_, choice)| plan.reader().label(choice));
    if same(typed) || label.as_deref().is_some_and(same) {
        return Some(Typed::Fits(due));
    }
    let answer = chosen.map(|(address, choice)| (address, choice.value.clone()));
    Some(Typed::Differs { typed: label.unwrap_or_else(|| typed.trim().to_owned()), due, answer })
}

/// The answer that a confirmation reads, and the choice that was typed for it.
fn chosen<'p>(
    plan: &'p Plan<'_>,
    instance: &Instance,
    text: &Text,
    typed: &str,
) -> Option<(Address, &'p Choice)> {
    let [Piece::Hole(path)] = text.pieces.as_slice() else { return None };
    let reader = plan.reader();
    let [.., last] = path.hops.as_slice() else { return None };
    let holder = match path.start {
        None => None,
        Some(item) => instance.bindings.iter().find(|own| own.item == item)?.to.as_ref()?.row(),
    };
    let Kind::Choice(Options::List(list) | Options::Answer(_, list)) = &plan.checklist().question(*last).kind
    else {
        return None;
    };
    let choice = Choice::find(plan.checklist().choices(*list), typed)?;
    (path.hops.len() == 1).then(|| (reader.address((*last, holder)), choice))
}

impl Confirm {
    /// Of this step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key, said: false, instead: None }
    }

    fn typed(&mut self, text: &str, stage: &Stage<'_>) -> Vec<Effect> {
        let instance = stage.plan.find(self.key.as_str());
        let typed = instance.and_then(|instance| confirmation(&stage.plan, instance, text));
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
