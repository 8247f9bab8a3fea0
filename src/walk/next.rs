//! Which step comes next: what came back to us first, then the first that is ready, in the order of the plan.

use std::collections::HashSet;

use jiff::civil::Date;

use super::dialog::Effect;
use super::due::Due;
use super::heard::Heard;
use super::say::{End, Say};
use super::stage::Stage;
use super::step::{StepDialog, answers_are_all, came_back};
use crate::checklist::InstanceKey;
use crate::plan::{Instance, Plan, Status};
use crate::session::{Mark, Waiting, What};

/// What a walk goes on with.
pub(super) enum Course {
    /// With this.
    Go(Vec<Effect>),
    /// With nothing.
    End(End),
}

/// What to go on with; steps in `left` were left open for now, those in `seen` one was at.
pub(super) fn course(stage: &Stage<'_>, left: &HashSet<InstanceKey>, seen: &HashSet<InstanceKey>) -> Course {
    let plan = &stage.plan;
    match first(plan, |instance| !left.contains(&instance.key)) {
        Some(instance) if is_answered_whole(stage, instance) => {
            let key = instance.key.clone();
            let record = Effect::Record(vec![What::Done { step: key.clone() }]);
            Course::Go(vec![record, Effect::Say(Say::Passed(key))])
        }
        Some(instance) => Course::Go(vec![Effect::push(StepDialog::new(instance.key.clone()))]),
        None if plan.is_complete() => Course::End(End::Complete),
        None if ready(plan).is_some() => Course::End(End::Stopped),
        None => {
            let keys = waits(plan).map(|(instance, _)| instance.key.clone());
            heard(keys.filter(|key| !left.contains(key) && !seen.contains(key)).collect())
        }
    }
}

/// Where nothing but these waits is left: to the only one, or to the one that something was heard of.
fn heard(mut waits: Vec<InstanceKey>) -> Course {
    match waits.len() {
        0 => Course::End(End::Waiting),
        1 => Course::Go(vec![Effect::Visit(waits.remove(0))]),
        _ => Course::Go(vec![Effect::push(Heard::new(waits))]),
    }
}

/// The waits that are due, oldest first, as dialogs; the first to be asked comes last.
pub(super) fn dues(stage: &Stage<'_>) -> Vec<Effect> {
    let mut due: Vec<_> = waits(&stage.plan)
        .filter_map(|(instance, waiting)| Some((waiting.follow_up?, instance)))
        .filter(|(follow_up, _)| *follow_up <= stage.today)
        .collect();
    due.sort_by_key(|(follow_up, _)| *follow_up);
    due.iter().rev().map(|(_, instance)| Effect::push(Due::new(instance.key.clone()))).collect()
}

/// What waits and is not due yet.
pub(super) fn open_waits(stage: &Stage<'_>) -> Vec<Effect> {
    let later = |(_, waiting): &(&Instance, &Waiting)| waiting.follow_up.is_none_or(|day| day > stage.today);
    let waits = waits(&stage.plan).filter(later);
    waits.map(|(instance, _)| Effect::Say(Say::OpenWait(instance.key.clone()))).collect()
}

/// Every wait, in the order of the plan.
pub fn waits<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = (&'p Instance, &'p Waiting)> {
    plan.instances().iter().filter(|instance| instance.status == Status::Waiting).filter_map(|instance| {
        match plan.recorded(instance)?.mark.as_ref()? {
            Mark::Waiting(waiting) => Some((instance, waiting)),
            _ => None,
        }
    })
}

/// The earliest follow-up there is.
pub fn next_follow_up(plan: &Plan<'_>) -> Option<Date> {
    waits(plan).filter_map(|(_, waiting)| waiting.follow_up).min()
}

/// The step to go on with.
pub fn ready<'p>(plan: &'p Plan<'_>) -> Option<&'p Instance> {
    first(plan, |_| true)
}

/// The step to go on with once `key` is out of the way.
pub(super) fn ready_but<'p>(plan: &'p Plan<'_>, key: &InstanceKey) -> Option<&'p Instance> {
    first(plan, |instance| instance.key != *key)
}

fn first<'p>(plan: &'p Plan<'_>, wanted: impl Fn(&Instance) -> bool) -> Option<&'p Instance> {
    let ready =
        || plan.instances().iter().filter(|instance| instance.status == Status::Ready && wanted(instance));
    ready().find(|instance| came_back(plan, instance)).or_else(|| ready().next())
}

/// Whether all that the step asks was answered elsewhere, and answering is all there is to do.
fn is_answered_whole(stage: &Stage<'_>, instance: &Instance) -> bool {
    answers_are_all(stage.plan.step(instance))
        && stage
            .plan
            .recorded(instance)
            .is_none_or(|recorded| recorded.mark.is_none() && recorded.reopened.is_none())
        && super::stage::open_questions(&stage.plan, instance).is_empty()
}
