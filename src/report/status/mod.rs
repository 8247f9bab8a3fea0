//! One session: its sections rolled up, what waits for whom, what is next.

pub mod json;
pub mod text;

use jiff::civil::Date;

use super::standing::{Urgency, urgency};
use crate::plan::{Instance, Plan, Status, Truth};
use crate::session::Stamp;
use crate::walk::screen::top_section;

/// What is known of a session beside its plan.
#[derive(Debug)]
pub struct About {
    /// What it is called.
    pub name: String,
    /// What it is called in commands.
    pub session: String,
    /// Its file.
    pub path: String,
    /// When it began, and who began it.
    pub started: Stamp,
    /// What is damaged in its file, after what the plan is of.
    pub damage: Option<String>,
}

/// Which steps are told of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// Every one, also in sections that are done or not begun.
    pub all: bool,
    /// Only those that are due.
    pub due: bool,
}

/// The steps of a section for one item, in the order of the plan.
struct Group<'p> {
    /// The section, and the item.
    name: String,
    instances: Vec<&'p Instance>,
}

/// How a group stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rolled {
    Done,
    GoingOn(Urgency),
    Pending,
}

impl Group<'_> {
    /// The most urgent thing in it.
    fn rolled(&self, plan: &Plan<'_>, today: Date) -> Rolled {
        let most = self.instances.iter().filter_map(|instance| urgency(plan, instance, today)).min();
        match most {
            Some(urgency) => Rolled::GoingOn(urgency),
            None if self.instances.iter().all(|instance| instance.is_settled()) => Rolled::Done,
            None => Rolled::Pending,
        }
    }

    fn settled(&self) -> usize {
        self.instances.iter().filter(|instance| instance.is_settled()).count()
    }

    fn certain(&self) -> usize {
        self.instances.iter().filter(|instance| instance.shown == Truth::Yes).count()
    }
}

/// The steps by section and outermost item, as they first come up.
fn groups<'p>(plan: &'p Plan<'_>) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for instance in plan.instances() {
        let title = top_section(plan, instance.node).map(|top| plan.reader().fill(&top.title, &[]).line());
        let outermost = plan.items(instance).into_iter().next().map(|(_, id)| id).filter(|id| id != "*");
        let name = title.into_iter().chain(outermost).collect::<Vec<_>>().join(" / ");
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.instances.push(instance),
            None => groups.push(Group { name, instances: vec![instance] }),
        }
    }
    groups
}

/// How many steps of the plan are as urgent as each word says, the most urgent first.
fn tallies(plan: &Plan<'_>, today: Date) -> Vec<(Urgency, usize)> {
    let mut tallies: Vec<(Urgency, usize)> = Vec::new();
    let mut all: Vec<_> =
        plan.instances().iter().filter_map(|instance| urgency(plan, instance, today)).collect();
    all.sort_unstable();
    for urgency in all {
        match tallies.last_mut() {
            Some((last, count)) if *last == urgency => *count += 1,
            _ => tallies.push((urgency, 1)),
        }
    }
    tallies
}

/// Whether a step is over its follow-up.
fn is_overdue(plan: &Plan<'_>, instance: &Instance, today: Date) -> bool {
    instance.status == Status::Waiting && urgency(plan, instance, today) == Some(Urgency::Overdue)
}
