//! One session for programs.

use serde_json::{Value, json};

use super::{About, Shown, is_overdue};
use crate::plan::{Instance, Plan, Truth};
use crate::report::json::{FORMAT, at, document, lack, mark, progress, said};
use crate::report::standing::{Urgency, actor, urgency};
use crate::session::Said;
use crate::walk::screen::{partner, top_section};

/// The session, its steps in the order of the plan, those that are undecided among them; or only those that are due.
pub fn render(plan: &Plan<'_>, about: &About, shown: Shown, today: jiff::civil::Date) -> String {
    let checklist = plan.checklist();
    let is_due = |instance: &&Instance| urgency(plan, instance, today).is_some_and(Urgency::is_due);
    let told = plan.instances().iter().filter(|instance| !shown.due || is_due(instance));
    let steps: Vec<_> = told.map(|instance| step(plan, instance, today)).collect();
    let hidden: Vec<_> = plan.hidden().iter().map(ToString::to_string).collect();
    document(&json!({
        "format": FORMAT,
        "session": about.name,
        "title": partner(plan),
        "checklist": { "id": checklist.id.as_str(), "version": checklist.version.to_string() },
        "started": at(&about.started),
        "by": about.started.by,
        "path": about.path,
        "damage": about.damage,
        "complete": plan.is_complete(),
        "steps": steps,
        "hidden": hidden,
        "progress": progress(&plan.progress()),
        "notes": said_all(&plan.record().notes),
    }))
}

fn step(plan: &Plan<'_>, instance: &Instance, today: jiff::civil::Date) -> Value {
    let recorded = plan.recorded(instance);
    let items: Vec<_> =
        plan.items(instance).into_iter().map(|(list, id)| json!({ "list": list, "id": id })).collect();
    let lacks: Vec<_> = instance.lacks.iter().map(lack).collect();
    json!({
        "key": instance.key.as_str(),
        "step": plan.node(instance).id.as_str(),
        "items": items,
        "section": top_section(plan, instance.node).map(|top| top.id.as_str()),
        "title": plan.title(instance),
        "actor": actor(plan, instance),
        "status": instance.status.word(),
        "overdue": is_overdue(plan, instance, today),
        "undecided": instance.shown != Truth::Yes,
        "after": instance.after.map(|at| plan.instances()[at].key.as_str()),
        "mark": mark(recorded.and_then(|recorded| recorded.mark.as_ref())),
        "reopened": recorded.and_then(|recorded| recorded.reopened.as_ref()).map(said),
        "lacks": lacks,
        "notes": said_all(recorded.map_or(&[], |recorded| &recorded.notes)),
        "evidence": said_all(recorded.map_or(&[], |recorded| &recorded.evidence)),
    })
}

fn said_all(all: &[Said]) -> Vec<Value> {
    all.iter().map(said).collect()
}
