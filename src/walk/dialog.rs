//! One conversation within a walk: it asks, is told, and says what follows. Dialogs stand in a stack; the
//! uppermost speaks.

use super::ask::{Act, Ask, Form};
use super::prompt::{Escape, Reply};
use super::say::Say;
use super::stage::{Draft, Stage};
use crate::checklist::{InstanceKey, Value};
use crate::intake::reply::Who;
use crate::session::What;

/// A conversation.
pub(super) trait Dialog {
    /// What it does next.
    fn turn(&mut self, stage: &Stage<'_>) -> Next;
    /// What follows from a reply to what it asked.
    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect>;
    /// The operator leaves what it asked.
    fn escaped(&mut self) -> Vec<Effect> {
        vec![Effect::Leave]
    }
    /// A dialog that it had opened was left without an outcome.
    fn left(&mut self) {}
    /// A dialog that it had opened gives it a value that is not to be recorded by itself.
    fn given(&mut self, _value: Value, _stage: &Stage<'_>) -> Vec<Effect> {
        Vec::new()
    }
    /// Whether to go back from what it opened is to come back to it, not to the step before.
    fn takes_back(&self) -> bool {
        false
    }
    /// Whether it is still to be held when the walk goes on elsewhere.
    fn stays(&self) -> bool {
        false
    }
    /// The row that it is filling.
    fn draft(&self) -> Option<&Draft> {
        None
    }
}

/// What a dialog does next.
pub(super) enum Next {
    /// It asks.
    Ask(Ask),
    /// It acts by itself.
    Do(Vec<Effect>),
}

/// A reply, as the ask meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    /// This act was chosen.
    Act(Act),
    /// These acts were chosen at once.
    Acts(Vec<Act>),
    /// These choices are ticked.
    Choices(Vec<String>),
    /// This was typed.
    Text(String),
    /// Yes or no.
    Yes(bool),
}

/// What follows from a turn or a reply.
pub(super) enum Effect {
    /// Say it.
    Say(Say),
    /// Record it. Whatever follows is said only when it is on the disk.
    Record(Vec<What>),
    /// Hand a link to the clipboard.
    Copy(String),
    /// Open a link.
    Open(String),
    /// Hand somebody their open steps.
    HandOver(Who),
    /// A further dialog speaks.
    Push(Box<dyn Dialog>),
    /// This dialog is over.
    Pop,
    /// This dialog is over without an outcome; the one below is told.
    Leave,
    /// This dialog is over, and its value goes to the one below.
    Give(Value),
    /// Go to a step.
    Visit(InstanceKey),
    /// Leave this step open and go on with the others.
    Defer(InstanceKey),
    /// Go on with what is next.
    GoOn,
    /// Stop.
    Stop,
}

impl Effect {
    /// A further dialog speaks.
    pub fn push(dialog: impl Dialog + 'static) -> Self {
        Effect::Push(Box::new(dialog))
    }
}

impl Told {
    /// What a reply to `ask` means; where it leads away, where to.
    pub fn of(ask: &Ask, reply: Reply) -> Result<Self, Escape> {
        Ok(match (reply, &ask.form) {
            (Reply::Escaped(escape), _) => return Err(escape),
            (Reply::Picked(at), Form::Menu { acts, .. }) => match acts.get(at) {
                Some(act) => Told::Act(act.clone()),
                None => return Err(Escape::Menu),
            },
            (Reply::Ticked(rows), Form::Menu { acts, .. }) => {
                Told::Acts(rows.iter().filter_map(|&at| acts.get(at).cloned()).collect())
            }
            (Reply::Ticked(rows), Form::Several { choices, .. }) => {
                Told::Choices(rows.iter().filter_map(|&at| choices.get(at).cloned()).collect())
            }
            (Reply::Typed(text), _) => Told::Text(text),
            (Reply::Decided(yes), _) => Told::Yes(yes),
            // A reply in another form than was asked for: as if nothing had been said.
            (Reply::Picked(_) | Reply::Ticked(_), _) => return Err(Escape::Menu),
        })
    }
}
