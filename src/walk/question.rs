//! One question: asked until an answer is taken, whatever its type; lists have a dialog of their own.

use jiff::civil::Date;

use super::ask::{About, Act, Ask, Form};
use super::change::{ImpactDialog, weighty};
use super::dialog::{Dialog, Effect, Next, Told};
use super::many::Many;
use super::rows::Rows;
use super::say::{Change, Say};
use super::stage::Stage;
use crate::checklist::{Address, DefaultAnswer, Kind, Options, Path, Value};
use crate::plan::{At, Atom, Plan, Refusal};
use crate::session::What;
use crate::text::dates;

/// The most choices that a menu shows.
pub(super) const MENU: usize = 9;

/// Asks one question.
pub(super) struct Question {
    address: Address,
    said: bool,
    /// An answer that stood before is changed, so what that does is said.
    changing: bool,
    /// What was refused, to be edited.
    refused: Option<Refused>,
}

enum Refused {
    Text(String),
    Choices(Vec<String>),
}

impl Question {
    /// At this address.
    pub fn new(address: Address) -> Self {
        Self { address, said: false, changing: false, refused: None }
    }

    /// To change the answer at this address.
    pub fn changing(address: Address) -> Self {
        Self { changing: true, ..Self::new(address) }
    }

    fn form(&self, stage: &Stage<'_>, at: At) -> Form {
        let question = stage.checklist().question(at.0);
        match &question.kind {
            Kind::Confirm => Form::YesNo,
            Kind::Choice(options) => Self::choice(stage, at, options),
            Kind::Choices(options) => self.choices(stage, at, options),
            _ => Form::Text { initial: self.initial(stage, at) },
        }
    }

    fn choice(stage: &Stage<'_>, at: At, options: &Options) -> Form {
        let recommended = recommended(&stage.plan, at);
        let mut choices = offered(&stage.plan, at, options);
        if let Some(place) = choices.iter().position(|choice| recommended.contains(choice)) {
            choices[..=place].rotate_right(1);
        }
        let current = match stage.plan.reader().value(at) {
            Some(Value::Text(value)) => choices.iter().position(|choice| choice == value),
            _ => None,
        };
        let cursor = current.or((!recommended.is_empty() && !choices.is_empty()).then_some(0));
        let mut acts: Vec<_> = choices.into_iter().map(Act::Take).collect();
        acts.extend(otherwise(stage, at, options));
        Form::Menu { acts, cursor }
    }

    fn choices(&self, stage: &Stage<'_>, at: At, options: &Options) -> Form {
        let choices = offered(&stage.plan, at, options);
        if choices.is_empty() {
            let mut acts = otherwise(stage, at, options);
            acts.push(Act::Return);
            return Form::Menu { acts, cursor: None };
        }
        let current = match (&self.refused, stage.plan.reader().value(at)) {
            (Some(Refused::Choices(ticked)), _) => ticked.clone(),
            (_, Some(Value::Many(values))) => values.clone(),
            _ => recommended(&stage.plan, at),
        };
        let ticked = choices.iter().enumerate().filter(|(_, choice)| current.contains(choice));
        let ticked = ticked.map(|(at, _)| at).collect();
        Form::Several { choices, ticked }
    }

    /// What stands there to be edited: what was refused, what is recorded, or the default.
    fn initial(&self, stage: &Stage<'_>, at: At) -> String {
        if let Some(Refused::Text(text)) = &self.refused {
            return text.clone();
        }
        match (stage.plan.reader().value(at), &stage.checklist().question(at.0).default) {
            (Some(Value::Text(text)), _) => match text.parse::<Date>() {
                Ok(date) if matches!(stage.checklist().question(at.0).kind, Kind::Date) => {
                    dates::short(date, stage.today)
                }
                _ => text.clone(),
            },
            (None, Some(DefaultAnswer::Text(text))) => {
                stage.plan.reader().fill(text, &stage.plan.reader().scope(at.1)).line()
            }
            _ => String::new(),
        }
    }

    fn typed(&mut self, text: String, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        let question = stage.checklist().question(at.0);
        if text.is_empty() {
            return match question.required {
                true => self.refuse(Refused::Text(text), "an answer is needed here"),
                false => self.take(Value::Blank, stage, at),
            };
        }
        let accepted = match question.kind {
            Kind::Date => dates::parse(&text, stage.today).map(dates::iso).map_err(|error| error.to_string()),
            _ => question.kind.accept(&text),
        };
        match accepted {
            Ok(accepted) => self.take(Value::Text(accepted), stage, at),
            Err(message) => self.refuse(Refused::Text(text), &message),
        }
    }

    fn refuse(&mut self, refused: Refused, message: &str) -> Vec<Effect> {
        self.refused = Some(refused);
        vec![Effect::Say(Say::NotTaken(message.to_owned()))]
    }

    fn take(&mut self, value: Value, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        if value.is_empty() && stage.checklist().question(at.0).required {
            let own = stage.plan.reader().none_chosen(at);
            let message = own.as_deref().unwrap_or("at least one is needed");
            return self.refuse(Refused::Choices(Vec::new()), message);
        }
        let given = value.clone();
        match answer(stage, &self.address, value, self.changing) {
            Ok(effects) => effects,
            Err(message) => {
                let refused = match given {
                    Value::Text(text) => Refused::Text(text),
                    Value::Many(choices) => Refused::Choices(choices),
                    Value::Blank | Value::Bool(_) => Refused::Text(String::new()),
                };
                self.refuse(refused, &message)
            }
        }
    }

    fn act(&mut self, act: Act, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        match act {
            Act::Take(choice) => self.take(Value::Text(choice), stage, at),
            Act::Blank => self.take(Value::Blank, stage, at),
            Act::AddFirst(list) => vec![Effect::push(Rows::adding(list))],
            _ => vec![Effect::Leave],
        }
    }
}

impl Dialog for Question {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(at) = stage.at(&self.address) else { return Next::Do(vec![Effect::Pop]) };
        let question = stage.checklist().question(at.0);
        let say = Effect::Say(Say::Question(self.address.clone()));
        if let Some(options) = question.kind.options()
            && offered(&stage.plan, at, options).len() > MENU
        {
            let many = Many::new(self.address.clone(), self.changing);
            return Next::Do(vec![Effect::Pop, say, Effect::push(many)]);
        }
        if !self.said {
            self.said = true;
            return Next::Do(vec![say]);
        }
        Next::Ask(Ask { about: About::Question(self.address.clone()), form: self.form(stage, at) })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let Some(at) = stage.at(&self.address) else { return vec![Effect::Pop] };
        match told {
            Told::Text(text) => self.typed(text, stage, at),
            Told::Yes(yes) => self.take(Value::Bool(yes), stage, at),
            Told::Choices(choices) => self.take(Value::Many(choices), stage, at),
            Told::Act(act) => self.act(act, stage, at),
            Told::Acts(_) => Vec::new(),
        }
    }
}

/// What follows from an answer: it is recorded; or, where it undoes work, shown first with what it does.
///
/// # Errors
/// What the checks say against it.
pub(super) fn answer(
    stage: &Stage<'_>,
    address: &Address,
    value: Value,
    changing: bool,
) -> Result<Vec<Effect>, String> {
    let whats = vec![What::Answered { path: address.clone(), value: value.clone() }];
    let (advice, refused): (Vec<Refusal>, Vec<Refusal>) =
        stage.refusals(&whats, address).into_iter().partition(|refusal| refusal.advice);
    if let Some(refusal) = refused.into_iter().next() {
        return Err(refusal.message);
    }
    let mut effects: Vec<_> =
        advice.into_iter().map(|refusal| Effect::Say(Say::Advice(refusal.message))).collect();
    if stage.is_draft(address) {
        effects.push(Effect::Give(value));
        return Ok(effects);
    }
    let before = stage.at(address).and_then(|at| stage.plan.reader().value(at));
    if before == Some(&value) {
        effects.extend([Effect::Say(Say::Answered(address.clone())), Effect::Pop]);
        return Ok(effects);
    }
    let impact = stage.impact(&whats);
    if weighty(&impact, before.is_some()) {
        let to = shown_after(stage, &whats, address);
        let change = Change { answer: address.clone(), to, impact };
        effects.extend([Effect::Pop, Effect::push(ImpactDialog::new(change, whats))]);
        return Ok(effects);
    }
    let said = if changing { Say::Changed(address.clone()) } else { Say::Answered(address.clone()) };
    effects.extend([Effect::Record(whats), Effect::Say(said), Effect::Pop]);
    Ok(effects)
}

/// How an answer reads once these events are recorded.
fn shown_after(stage: &Stage<'_>, whats: &[What], address: &Address) -> String {
    let trial = stage.trial(whats);
    let plan = trial.plan(stage.checklist());
    plan.answer(address).unwrap_or_else(|| "nothing".to_owned())
}

/// What may be chosen, as it is recorded, in order.
pub(super) fn offered(plan: &Plan<'_>, at: At, options: &Options) -> Vec<String> {
    let reader = plan.reader();
    let offered = reader.offered(at, options);
    offered.all().iter().map(|atom| offered.recorded(reader, atom)).collect()
}

/// What is recommended, as it is recorded.
pub(super) fn recommended(plan: &Plan<'_>, at: At) -> Vec<String> {
    match &plan.checklist().question(at.0).default {
        Some(DefaultAnswer::Choices(choices)) => choices.clone(),
        _ => Vec::new(),
    }
}

/// What may be done but to choose: add a row to pick, or leave the answer empty.
fn otherwise(stage: &Stage<'_>, at: At, options: &Options) -> Vec<Act> {
    let add = add_first(stage, at, options).map(Act::AddFirst);
    let blank = (!stage.checklist().question(at.0).required).then_some(Act::Blank);
    add.into_iter().chain(blank).collect()
}

/// The list that a pick is from, where a row may be added to it from here.
fn add_first(stage: &Stage<'_>, at: At, options: &Options) -> Option<Address> {
    let Options::Rows(path, _) = options else { return None };
    let reader = stage.plan.reader();
    let Path { start, hops, .. } = path;
    let (list, around) = hops.split_last()?;
    let mut holder = match start {
        None => None,
        Some(item) => {
            let scope = reader.scope(at.1);
            Some(scope.iter().find(|binding| binding.item == *item)?.to.as_ref().and_then(Atom::row)?)
        }
    };
    for &hop in around {
        let rows = reader.rows((hop, holder));
        let [row] = rows.as_ref() else { return None };
        holder = Some(*row);
    }
    let shown = reader.shown((*list, holder)) == crate::plan::Truth::Yes;
    (shown && stage.plan.takes_rows(*list)).then(|| reader.address((*list, holder)))
}
