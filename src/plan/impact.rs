//! What a change does to a plan: shown before it is taken.

use std::collections::HashSet;

use super::{Instance, Plan, Progress, Status, Truth};
use crate::checklist::InstanceKey;

/// What becomes of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// No longer in the plan, and how each stood there.
    pub hides: Vec<(InstanceKey, Status)>,
    /// Done before and no longer.
    pub reopens: Vec<InstanceKey>,
    /// New in the plan, and how each stands there; done ones return.
    pub adds: Vec<(InstanceKey, Status)>,
    /// How far it had come.
    pub before: Progress,
    /// How far it will have come.
    pub after: Progress,
}

/// What changes from one plan to the other.
pub fn impact(before: &Plan<'_>, after: &Plan<'_>) -> Impact {
    impact_under(before, after, InstanceKey::clone)
}

/// The same where steps may go by other keys: `now` says which.
pub(super) fn impact_under(
    before: &Plan<'_>,
    after: &Plan<'_>,
    now: impl Fn(&InstanceKey) -> InstanceKey,
) -> Impact {
    let was: HashSet<InstanceKey> = certain(before).map(|instance| now(&instance.key)).collect();
    let stays = |instance: &Instance| after.find(now(&instance.key).as_str());
    let hides = certain(before).filter(|instance| stays(instance).is_none());
    let reopens = certain(before).filter(|instance| {
        instance.status == Status::Done && stays(instance).is_some_and(|now| now.status != Status::Done)
    });
    let adds = certain(after).filter(|instance| !was.contains(&instance.key));
    Impact {
        hides: hides.map(|instance| (instance.key.clone(), instance.status)).collect(),
        reopens: reopens.map(|instance| now(&instance.key)).collect(),
        adds: adds.map(|instance| (instance.key.clone(), instance.status)).collect(),
        before: before.progress(),
        after: after.progress(),
    }
}

impl Impact {
    /// Whether no step comes, goes or opens again.
    pub fn is_none(&self) -> bool {
        self.hides.is_empty() && self.reopens.is_empty() && self.adds.is_empty()
    }

    /// Whether something that was done, skipped or waited for is hidden or opened again.
    pub fn touches_work(&self) -> bool {
        let worked = |status: Status| !matches!(status, Status::Pending | Status::Ready);
        !self.reopens.is_empty() || self.hides.iter().any(|(_, status)| worked(*status))
    }
}

fn certain<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = &'p Instance> {
    plan.instances().iter().filter(|instance| instance.shown == Truth::Yes)
}
