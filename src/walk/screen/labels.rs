//! What things are called on screens.

use super::step::top_section;
use crate::checklist::InstanceKey;
use crate::intake::reply::Who;
use crate::plan::{At, Instance, Plan};

/// Whom the session is for: what names it, else the checklist's title.
pub fn partner(plan: &Plan<'_>) -> String {
    let checklist = plan.checklist();
    let name = checklist
        .session_name
        .as_ref()
        .filter(|name| name.holes().all(|hole| !plan.reader().read(hole, &[]).values.is_empty()));
    plan.reader().fill(name.unwrap_or(&checklist.title), &[]).line()
}

/// Whose steps are meant: what the actor is called, and the item.
pub fn whom(plan: &Plan<'_>, who: &Who) -> String {
    let actor = who.actor.as_ref().and_then(|id| {
        let actor = plan.checklist().actors.iter().find(|actor| actor.id == *id)?;
        Some(plan.reader().fill(&actor.title, &[]).line())
    });
    let item = who.item.as_ref().map(|item| {
        let depth = item.split('/').count();
        let instance = plan.instances().iter().find(|instance| who.is_at(&instance.key));
        let atom = instance.and_then(|instance| instance.bindings.get(depth - 1)?.to.as_ref());
        atom.map_or_else(|| item.clone(), |atom| plan.reader().show(atom))
    });
    actor.into_iter().chain(item).collect::<Vec<_>>().join(", ")
}

/// Where a step stands: its section and its items.
pub(super) fn section(plan: &Plan<'_>, instance: &Instance) -> String {
    let title = top_section(plan, instance.node).map(|top| plan.reader().fill(&top.title, &[]).line());
    let items = plan.items(instance).into_iter().map(|(_, id)| id);
    title.into_iter().chain(items).collect::<Vec<_>>().join(" / ")
}

/// The title of a step, as a part of a sentence.
pub(super) fn title_within(plan: &Plan<'_>, key: &InstanceKey) -> String {
    let title = plan.find(key.as_str()).map_or_else(|| key.to_string(), |instance| plan.title(instance));
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().collect::<String>() + &title[first.len_utf8()..]
        }
        _ => title,
    }
}

/// The short name of a question.
pub fn label(plan: &Plan<'_>, at: At) -> String {
    let reader = plan.reader();
    reader.fill(&plan.checklist().question(at.0).label, &reader.scope(at.1)).line()
}

/// What one row of a list is called.
pub(super) fn item(plan: &Plan<'_>, at: At) -> String {
    let list = plan.checklist().list(at.0);
    list.map_or_else(
        || "row".to_owned(),
        |list| plan.checklist().item(list.item).name.as_str().replace('-', " "),
    )
}

/// With its article.
pub(super) fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// What is typed to confirm a step: the name of the answer that it reads, or a word.
pub fn confirmed(plan: &Plan<'_>, instance: &Instance) -> String {
    let confirm =
        plan.step(instance).irreversible.as_ref().and_then(|irreversible| irreversible.confirm.as_ref());
    let question = confirm.and_then(|text| text.lone_hole()?.hops.last());
    match (question, confirm) {
        (Some(&question), _) => {
            format!("the {}", plan.checklist().question(question).label.source.to_lowercase())
        }
        (None, Some(_)) => format!("`{}`", plan.confirmation(instance).unwrap_or_default()),
        (None, None) => "the word yes".to_owned(),
    }
}
