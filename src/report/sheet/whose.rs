//! Whose steps a sheet has: an actor's, an item's, or an actor's at an item.

use crate::checklist::Id;
use crate::intake::reply::Who;
use crate::plan::{Instance, Plan};
use crate::report::standing;

/// What is meant by nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// No such actor.
    #[error("this checklist has no actor `{0}`")]
    Actor(String, Vec<String>),
    /// No such item.
    #[error("no step is for `{0}`")]
    Item(String, Vec<String>),
    /// Several items.
    #[error("`{0}` may be {1}")]
    Several(String, String),
}

/// Who is meant by an actor's id and by an item: `us`, `us/dana`, or `tenants.us` as answers have it.
///
/// # Errors
/// If there is none, or there are several.
pub fn whose(plan: &Plan<'_>, actor: Option<&str>, item: Option<&str>) -> Result<Who, NotFound> {
    let actor = actor.map(|given| {
        let known = &plan.checklist().actors;
        let found = known.iter().find(|actor| actor.id.as_str() == given).map(|actor| actor.id.clone());
        let ids = || known.iter().map(|actor| actor.id.to_string()).collect();
        found.ok_or_else(|| NotFound::Actor(given.to_owned(), ids()))
    });
    let item = item.map(|given| found(plan, given));
    Ok(Who { actor: actor.transpose()?, item: item.transpose()? })
}

/// The items that steps are for, each as its ids and as its path: `us/dana`, `tenants/us/users/dana`.
pub(in crate::report) fn items(plan: &Plan<'_>) -> Vec<(String, String)> {
    let mut items: Vec<(String, String)> = Vec::new();
    for instance in plan.instances() {
        let (mut ids, mut path) = (String::new(), String::new());
        for (list, id) in plan.items(instance) {
            let apart = if ids.is_empty() { "" } else { "/" };
            ids += &format!("{apart}{id}");
            path += &format!("{apart}{list}/{id}");
            if !ids.contains('*') && !items.iter().any(|(own, _)| *own == ids) {
                items.push((ids.clone(), path.clone()));
            }
        }
    }
    items
}

fn found(plan: &Plan<'_>, given: &str) -> Result<String, NotFound> {
    let wanted = given.replace('.', "/").to_lowercase();
    let items = items(plan);
    let fits = |(ids, path): &&(String, String)| {
        *ids == wanted || *path == wanted || ids.rsplit('/').next() == Some(&wanted)
    };
    let whole = |(ids, path): &&(String, String)| *ids == wanted || *path == wanted;
    let fitting: Vec<_> = match items.iter().find(whole) {
        Some(item) => vec![item],
        None => items.iter().filter(fits).collect(),
    };
    match fitting.as_slice() {
        [(ids, _)] => Ok(ids.clone()),
        [] => Err(NotFound::Item(given.to_owned(), items.into_iter().map(|(ids, _)| ids).collect())),
        several => {
            let ids = several.iter().map(|(ids, _)| ids.as_str());
            Err(NotFound::Several(given.to_owned(), crate::text::count::ticked(ids)))
        }
    }
}

/// What the actor of a step is called.
pub(super) fn actor(plan: &Plan<'_>, instance: &Instance) -> Option<String> {
    let id = standing::actor(plan, instance)?;
    let actor = plan.checklist().actors.iter().find(|actor| actor.id.as_str() == id)?;
    Some(plan.fill(instance, &actor.title).line())
}

/// Whether a step is one of theirs.
pub(super) fn is_of(plan: &Plan<'_>, instance: &Instance, who: &Who) -> bool {
    let actor = |id: &Id| standing::actor(plan, instance) == Some(id.as_str());
    who.actor.as_ref().is_none_or(actor) && who.is_at(&instance.key)
}
