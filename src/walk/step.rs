//! A step: what is open in it is asked, then what to do with it.

use super::ask::{About, Act, Ask, Form, Topic};
use super::confirm::Confirm;
use super::dialog::{Dialog, Effect, Next, Told};
use super::links::{Links, act_of};
use super::more::More;
use super::question::Question;
use super::rows::Rows;
use super::say::Say;
use super::stage::{Stage, open_questions};
use super::wait::Wait;
use super::words::Words;
use crate::checklist::{Address, InstanceKey, Step};
use crate::intake::reply::Who;
use crate::plan::{Instance, Lack, Plan, Status, Truth};
use crate::session::{Mark, What};

/// One step for particular items.
pub(super) struct StepDialog {
    key: InstanceKey,
    /// It was said whole.
    said: bool,
    /// How it stood when it was said; once that is settled by what happens here, it is over.
    began: Option<Status>,
    /// The operator left what is asked, and wants its menu.
    menu: bool,
    /// The operator said that it is done; what it lacks for that is asked.
    finishing: bool,
}

impl StepDialog {
    /// Goes to a step.
    pub fn new(key: InstanceKey) -> Self {
        Self { key, said: false, began: None, menu: false, finishing: false }
    }

    /// Goes to a step of which somebody says that it is done.
    pub fn finishing(key: InstanceKey) -> Self {
        Self { finishing: true, ..Self::new(key) }
    }

    fn say(&mut self, instance: &Instance) -> Vec<Effect> {
        (self.said, self.began) = (true, Some(instance.status));
        let mut effects = vec![Effect::Say(Say::Step(self.key.clone()))];
        match instance.status {
            Status::Pending => effects.push(Effect::Say(Say::NotReady(self.key.clone()))),
            _ => effects.push(Effect::Say(Say::Recorded(self.key.clone()))),
        }
        effects
    }

    /// What it goes on with: the first open question, its ticks, what ends it, its menu.
    fn go_on(&mut self, stage: &Stage<'_>, instance: &Instance) -> Next {
        if self.menu {
            return Next::Ask(self.ask(menu(stage, instance)));
        }
        if let Some(address) = open_questions(&stage.plan, instance).first() {
            return Next::Do(vec![ask_for(stage, address)]);
        }
        if open_ticks(instance) > 0 {
            return Next::Ask(ask_ticks(&stage.plan, instance));
        }
        let step = stage.plan.step(instance);
        let reopened = stage.plan.recorded(instance).is_some_and(|recorded| recorded.reopened.is_some());
        self.finishing |= !reopened && is_confirmation_only(step);
        if !reopened && answers_are_all(step) {
            // The answer was just said to be recorded; that the step is done goes without saying.
            return Next::Do(vec![record_done(&self.key), Effect::Pop]);
        }
        if self.finishing {
            return Next::Do(finish(instance));
        }
        match step.ticks.as_slice() {
            [] => Next::Ask(self.ask(menu(stage, instance))),
            _ => Next::Ask(ask_ticks(&stage.plan, instance)),
        }
    }

    fn ask(&self, (acts, cursor): (Vec<Act>, Option<usize>)) -> Ask {
        Ask { about: About::Step(self.key.clone()), form: Form::Menu { acts, cursor } }
    }

    fn act(&mut self, act: Act, stage: &Stage<'_>) -> Vec<Effect> {
        let key = self.key.clone();
        let words = |topic| vec![Effect::push(Words::new(key.clone(), topic))];
        // Whatever is chosen in the menu, one comes back to what was being asked.
        let in_menu = std::mem::take(&mut self.menu);
        match act {
            Act::Done | Act::WaitOver => {
                self.finishing = true;
                Vec::new()
            }
            Act::Tick { id, on } => vec![Effect::Record(vec![tick(&key, &id, on)])],
            Act::Open(url) => vec![Effect::Open(url)],
            Act::Copy(url) => vec![Effect::Copy(url)],
            Act::HandOver(who) => vec![Effect::HandOver(who)],
            Act::Links(_) => vec![Effect::push(Links::new(key))],
            Act::Wait | Act::StillWaiting => vec![Effect::push(Wait::new(key))],
            Act::Skip => words(Topic::Skip),
            Act::Reopen => words(Topic::Reopen),
            Act::CameBack => words(Topic::CameBack),
            Act::Note => words(Topic::Note),
            // From its ticks the way leads to its menu first.
            Act::More if !in_menu && has_ticks(stage, &key) => {
                self.menu = true;
                Vec::new()
            }
            Act::More => vec![Effect::push(More::new(key))],
            Act::Back => back(stage, &key),
            Act::GoOn(_) => vec![Effect::GoOn],
            Act::Leave => vec![Effect::Defer(key)],
            Act::Stop => vec![Effect::Stop],
            // To answer or to tick is what comes next by itself.
            _ => Vec::new(),
        }
    }
}

impl Dialog for StepDialog {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(instance) = stage.plan.find(self.key.as_str()) else { return Next::Do(vec![Effect::Pop]) };
        if !self.said {
            return Next::Do(self.say(instance));
        }
        let was_open = matches!(self.began, Some(Status::Ready | Status::Waiting));
        if instance.is_settled() && was_open {
            return Next::Do(vec![Effect::Pop]);
        }
        if self.began != Some(instance.status) && !self.finishing {
            // Opened again, or waiting from now on: what may be done with it is another thing now.
            return Next::Do(vec![Effect::GoOn]);
        }
        match instance.status {
            Status::Ready => self.go_on(stage, instance),
            Status::Waiting if self.finishing => self.go_on(stage, instance),
            _ => Next::Ask(self.ask(menu(stage, instance))),
        }
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        match told {
            Told::Act(act) => self.act(act, stage),
            Told::Acts(acts) => {
                let ticks = acts.into_iter().filter_map(|act| match act {
                    Act::Tick { id, on } => Some(tick(&self.key, &id, on)),
                    _ => None,
                });
                ticks.map(|what| Effect::Record(vec![what])).collect()
            }
            _ => Vec::new(),
        }
    }

    fn escaped(&mut self) -> Vec<Effect> {
        self.menu = true;
        Vec::new()
    }

    fn left(&mut self) {
        (self.menu, self.finishing) = (true, false);
    }
}

/// Asks for an answer.
pub(super) fn ask_for(stage: &Stage<'_>, address: &Address) -> Effect {
    match stage.plan.takes_rows_at(address) {
        true => Effect::push(Rows::new(address.clone())),
        false => Effect::push(Question::new(address.clone())),
    }
}

/// The step before this one in the plan.
pub(super) fn back(stage: &Stage<'_>, key: &InstanceKey) -> Vec<Effect> {
    let plan = &stage.plan;
    let before = plan.position(key.as_str()).map_or(&[][..], |at| &plan.instances()[..at]);
    match before.iter().rev().find(|instance| instance.shown == Truth::Yes) {
        Some(instance) => vec![Effect::Visit(instance.key.clone())],
        None => vec![Effect::Visit(key.clone())],
    }
}

/// Records that a step is done.
pub(super) fn done(key: &InstanceKey) -> Vec<Effect> {
    vec![record_done(key), Effect::Say(Say::Done(key.clone())), Effect::Pop]
}

fn record_done(key: &InstanceKey) -> Effect {
    Effect::Record(vec![What::Done { step: key.clone() }])
}

/// What a step takes before it is done, once nothing is to be answered or ticked.
fn finish(instance: &Instance) -> Vec<Effect> {
    let lacks = |lack: &Lack| instance.lacks.contains(lack);
    if lacks(&Lack::Evidence) {
        vec![Effect::push(Words::new(instance.key.clone(), Topic::Evidence))]
    } else if lacks(&Lack::Confirmation) {
        vec![Effect::push(Confirm::new(instance.key.clone()))]
    } else {
        done(&instance.key)
    }
}

fn tick(key: &InstanceKey, id: &str, on: bool) -> What {
    let (step, tick) = (key.clone(), id.to_owned());
    if on { What::Unticked { step, tick } } else { What::Ticked { step, tick } }
}

fn open_ticks(instance: &Instance) -> usize {
    instance.lacks.iter().filter(|lack| matches!(lack, Lack::Tick(_))).count()
}

fn has_ticks(stage: &Stage<'_>, key: &InstanceKey) -> bool {
    stage.plan.find(key.as_str()).is_some_and(|instance| stage.plan.ticks(instance).next().is_some())
}

/// Whether answering is all that there is to do.
pub(super) fn answers_are_all(step: &Step) -> bool {
    !step.asks.is_empty() && step.ticks.is_empty() && step.irreversible.is_none() && nothing_outside(step)
}

/// Whether confirming is all that there is to do.
fn is_confirmation_only(step: &Step) -> bool {
    step.irreversible.is_some() && step.ticks.is_empty() && nothing_outside(step)
}

/// Nothing is done in another place.
fn nothing_outside(step: &Step) -> bool {
    step.links.is_empty() && step.wait.is_none() && step.evidence.is_none()
}

/// The ticks, then what ends them; the cursor on the next one.
fn ask_ticks(plan: &Plan<'_>, instance: &Instance) -> Ask {
    let ticked = |id: &str| plan.recorded(instance).is_some_and(|recorded| recorded.ticks.contains_key(id));
    let mut acts: Vec<_> =
        plan.ticks(instance).map(|tick| Act::Tick { id: tick.id.clone(), on: ticked(&tick.id) }).collect();
    let next = acts.iter().position(|act| matches!(act, Act::Tick { on: false, .. }));
    let cursor = next.unwrap_or(acts.len());
    acts.push(if next.is_none() { Act::Done } else { Act::Leave });
    acts.push(Act::More);
    Ask { about: About::Ticks(instance.key.clone()), form: Form::Menu { acts, cursor: Some(cursor) } }
}

/// What may be done with a step as it stands, and what is under the cursor.
fn menu(stage: &Stage<'_>, instance: &Instance) -> (Vec<Act>, Option<usize>) {
    let step = stage.plan.step(instance);
    let links = links(stage, instance);
    match instance.status {
        Status::Pending => (vec![Act::Back, Act::Note, Act::GoOn(next(stage)), Act::Stop], None),
        Status::Done | Status::Skipped => {
            let mut acts = vec![Act::GoOn(next(stage)), Act::Reopen];
            acts.extend(links);
            acts.extend([Act::More, Act::Stop]);
            (acts, Some(0))
        }
        Status::Waiting => {
            let mut acts = vec![Act::WaitOver, Act::StillWaiting, Act::CameBack];
            acts.extend(links);
            acts.extend(hand_over(stage, instance));
            acts.push(match next(stage) {
                Some(next) => Act::GoOn(Some(next)),
                None => Act::Leave,
            });
            acts.extend([Act::More, Act::Stop]);
            (acts, None)
        }
        Status::Ready => {
            let to_answer = !open_questions(&stage.plan, instance).is_empty();
            let first = match (to_answer, open_ticks(instance)) {
                (true, _) => Act::Answer,
                (false, 0) => Act::Done,
                (false, _) => Act::Ticks,
            };
            let handed = hand_over(stage, instance);
            let cursor = (handed.is_none() && step.irreversible.is_none()).then_some(0);
            let mut acts = vec![first];
            acts.extend(links);
            acts.extend(handed);
            acts.push(Act::Wait);
            acts.extend(step.skippable.then_some(Act::Skip));
            acts.extend([Act::More, Act::Stop]);
            (acts, cursor)
        }
    }
}

/// A step of somebody else is handed over. Whoever walks is the first actor. An actor who is called as an item that the
/// step is for is that item: each is handed what is for them alone.
fn hand_over(stage: &Stage<'_>, instance: &Instance) -> Option<Act> {
    let checklist = stage.checklist();
    let actor = stage.plan.step(instance).actor.filter(|actor| actor.0 > 0)?;
    let id = checklist.actors[actor.0].id.clone();
    let place = instance.bindings.iter().position(|binding| checklist.item(binding.item).name == id);
    let ids = |place| instance.key.items().take(place + 1).collect::<Vec<_>>().join("/");
    Some(Act::HandOver(Who { actor: Some(id), item: place.map(ids) }))
}

/// The links of a step that are shown: each by itself, or a way to all of them.
fn links(stage: &Stage<'_>, instance: &Instance) -> Vec<Act> {
    let links = super::links::shown(&stage.plan, instance);
    match links.as_slice() {
        [link] => act_of(link),
        [] => Vec::new(),
        links => vec![Act::Links(links.len())],
    }
}

/// What comes next.
fn next(stage: &Stage<'_>) -> Option<InstanceKey> {
    super::next::ready(&stage.plan).map(|instance| instance.key.clone())
}

/// Whether a step was opened again with a reason and has not been marked since.
pub fn came_back(plan: &Plan<'_>, instance: &Instance) -> bool {
    instance.status == Status::Ready
        && plan.recorded(instance).is_some_and(|recorded| {
            recorded.reopened.is_some() && !matches!(recorded.mark, Some(Mark::Done(_)))
        })
}
