//! Where a session stands: what can be done or looked after in it, the most urgent first.

use jiff::civil::Date;

use crate::checklist::InstanceKey;
use crate::plan::{Instance, Plan, Status};
use crate::session::{Mark, Said, Waiting};
use crate::walk::came_back;

/// How urgent something is, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Its follow-up is past.
    Overdue,
    /// Its follow-up is today.
    DueToday,
    /// It was opened again, with a reason.
    CameBack,
    /// It can be done.
    Ready,
    /// It waits for somebody.
    Waiting,
    /// There is nothing left to do.
    Done,
}

/// A step that can be done or looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// How urgent it is.
    pub urgency: Urgency,
    /// The step.
    pub key: InstanceKey,
    /// What to do.
    pub title: String,
    /// Who does it; a step that names nobody is the first actor's.
    pub actor: Option<String>,
    /// What it waits for.
    pub waiting: Option<Waiting>,
    /// Why it came back.
    pub reopened: Option<Said>,
}

/// What can be done or looked after, the most urgent first; waits by date, the rest in the order of the plan.
pub fn points(plan: &Plan<'_>, today: Date) -> Vec<Point> {
    let mut points: Vec<_> =
        plan.instances().iter().filter_map(|instance| point(plan, instance, today)).collect();
    points.sort_by_key(Point::rank);
    points
}

/// How urgent one step is, if anything can be done about it.
pub fn urgency(plan: &Plan<'_>, instance: &Instance, today: Date) -> Option<Urgency> {
    match instance.status {
        Status::Ready if came_back(plan, instance) => Some(Urgency::CameBack),
        Status::Ready => Some(Urgency::Ready),
        Status::Waiting => Some(match waiting(plan, instance).and_then(|waiting| waiting.follow_up) {
            Some(day) if day < today => Urgency::Overdue,
            Some(day) if day == today => Urgency::DueToday,
            _ => Urgency::Waiting,
        }),
        Status::Pending | Status::Done | Status::Skipped => None,
    }
}

/// What a step waits for.
pub fn waiting<'p>(plan: &'p Plan<'_>, instance: &Instance) -> Option<&'p Waiting> {
    match plan.recorded(instance)?.mark.as_ref()? {
        Mark::Waiting(waiting) => Some(waiting),
        Mark::Done(_) | Mark::Skipped(_) => None,
    }
}

/// The id of who does a step: a step that names nobody is the first actor's.
pub fn actor<'p>(plan: &'p Plan<'_>, instance: &Instance) -> Option<&'p str> {
    let actors = &plan.checklist().actors;
    let actor = plan.step(instance).actor.map_or(0, |actor| actor.0);
    actors.get(actor).map(|actor| actor.id.as_str())
}

fn point(plan: &Plan<'_>, instance: &Instance, today: Date) -> Option<Point> {
    let urgency = urgency(plan, instance, today)?;
    let reopened = plan.recorded(instance).and_then(|recorded| recorded.reopened.clone());
    Some(Point {
        urgency,
        key: instance.key.clone(),
        title: plan.title(instance),
        actor: actor(plan, instance).map(str::to_owned),
        waiting: waiting(plan, instance).filter(|_| instance.status == Status::Waiting).cloned(),
        reopened: reopened.filter(|_| urgency == Urgency::CameBack),
    })
}

impl Point {
    /// How urgent, and until when; what has no date comes after what has one.
    pub fn rank(&self) -> (Urgency, Date) {
        let day = self.waiting.as_ref().and_then(|waiting| waiting.follow_up);
        (self.urgency, day.unwrap_or(Date::MAX))
    }
}

impl Urgency {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::DueToday => "due today",
            Urgency::CameBack => "came back",
            Urgency::Ready => "ready",
            Urgency::Waiting => "waiting",
            Urgency::Done => "done",
        }
    }

    /// Its box.
    pub fn mark(self) -> &'static str {
        match self {
            Urgency::Overdue | Urgency::DueToday | Urgency::CameBack => "[!]",
            Urgency::Ready => "[>]",
            Urgency::Waiting => "[~]",
            Urgency::Done => "[x]",
        }
    }

    /// Whether somebody has to look after it today.
    pub fn is_due(self) -> bool {
        matches!(self, Urgency::Overdue | Urgency::DueToday)
    }
}
