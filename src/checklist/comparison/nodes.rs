//! Differences of sections and steps.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Checklist, Id, ItemIx, ItemKind, Node, NodeIx, NodeKind, Step, Tick};
use super::same::{Same, both};
use super::{Change, Confirmed, Difference, Part};
use crate::text::slug::slug;

/// All of them.
pub(super) fn changes(same: Same<'_>) -> Vec<Change> {
    let Same { old, new, matching } = same;
    let moved = moved(same);
    let mut changes = Vec::new();
    for (ix, node) in old.nodes.iter().enumerate().map(|(ix, node)| (NodeIx(ix), node)) {
        match matching.node(ix) {
            None => changes.push(change(node, Some(ix), None, Difference::Removed)),
            Some(other) => {
                let mut differences = differences(same, ix, other);
                differences.extend(moved.contains(&ix).then_some(Difference::Moved));
                changes.extend(
                    differences.into_iter().map(|what| change(new.node(other), Some(ix), Some(other), what)),
                );
            }
        }
    }
    for ix in matching.new_nodes(new) {
        changes.push(change(new.node(ix), None, Some(ix), Difference::New));
    }
    changes
}

/// The new ids of renamed steps.
pub(super) fn renamed(same: Same<'_>) -> BTreeMap<Id, Id> {
    let steps = steps(same).filter(|(one, other)| same.old.node(*one).id != same.new.node(*other).id);
    steps.map(|(one, other)| (same.old.node(one).id.clone(), same.new.node(other).id.clone())).collect()
}

/// What items are called in the keys of steps, where these are choices whose values have changed.
pub(super) fn items(same: Same<'_>) -> BTreeMap<Id, BTreeMap<usize, BTreeMap<String, String>>> {
    let mut items = BTreeMap::new();
    for (one, other) in steps(same) {
        let (was, is) = (bound(same.old, one), bound(same.new, other));
        let places = was.iter().zip(&is).enumerate().filter_map(|(place, (&one, &other))| {
            let names = slugs(same, one, other);
            (!names.is_empty()).then_some((place, names))
        });
        let places: BTreeMap<_, _> = places.collect();
        if !places.is_empty() {
            items.insert(same.old.node(one).id.clone(), places);
        }
    }
    items
}

fn steps(same: Same<'_>) -> impl Iterator<Item = (NodeIx, NodeIx)> {
    let nodes = same.matching.nodes.iter().map(|(one, other)| (*one, *other));
    nodes.filter(move |(one, _)| same.old.node(*one).step().is_some())
}

fn change(node: &Node, old: Option<NodeIx>, new: Option<NodeIx>, difference: Difference) -> Change {
    let part = match node.kind {
        NodeKind::Section { .. } => Part::Section(old, new),
        NodeKind::Step(_) => Part::Step(old, new),
    };
    Change { part, name: node.id.to_string(), difference }
}

fn differences(same: Same<'_>, one: NodeIx, other: NodeIx) -> Vec<Difference> {
    let (was, is) = (same.old.node(one), same.new.node(other));
    let mut found = Vec::new();
    found.extend(repeat(same, one, other));
    if was.id != is.id {
        found.push(Difference::Renamed { was: was.id.to_string() });
    }
    if !same.when(was.when.as_ref(), is.when.as_ref()) {
        found.push(Difference::Condition);
    }
    let now = |need: &NodeIx| same.matching.node(*need);
    let needs = both(was.needs.as_ref(), is.needs.as_ref(), |was, is| {
        was.len() == is.len() && was.iter().zip(is).all(|(one, other)| now(one) == Some(*other))
    });
    if !needs {
        found.push(Difference::Order);
    }
    match (&was.kind, &is.kind) {
        (NodeKind::Step(one), NodeKind::Step(other)) => {
            found.extend(of_step(same, one, other));
            if !same.text(&was.title, &is.title) || !says(same, one, other) {
                found.push(Difference::Wording);
            }
        }
        (NodeKind::Section { text: one }, NodeKind::Section { text: other })
            if !same.text(&was.title, &is.title) || !same.maybe(one.as_ref(), other.as_ref()) =>
        {
            found.push(Difference::Wording);
        }
        _ => {}
    }
    found
}

/// What makes its instances others than they were: its own repeat, or for a step that of where it stands now.
fn repeat(same: Same<'_>, one: NodeIx, other: NodeIx) -> Option<Difference> {
    let (was, is) = (same.old.node(one), same.new.node(other));
    let own = both(was.each.as_ref(), is.each.as_ref(), |was, is| same.path(&was.path, &is.path));
    let stays = was.parent.and_then(|parent| same.matching.node(parent)) == is.parent;
    let (around, now) = (bound(same.old, one), bound(same.new, other));
    let item = |(&one, &other): (&ItemIx, &ItemIx)| same.matching.same_item(same.old, one, same.new, other);
    let alike = around.len() == now.len() && around.iter().zip(&now).all(item);
    let written = |checklist: &Checklist, ix: NodeIx| {
        let nodes = std::iter::successors(Some(ix), |&ix| checklist.node(ix).parent);
        nodes.filter_map(|ix| checklist.node(ix).each.as_ref()).map(|each| each.path.written.clone()).next()
    };
    let differs = !own || (!stays && !alike);
    differs.then(|| Difference::Repeat { was: written(same.old, one), is: written(same.new, other) })
}

/// The old nodes that stand in another section, or elsewhere in theirs: as few as can be said to have moved.
fn moved(same: Same<'_>) -> BTreeSet<NodeIx> {
    let now = |ix: NodeIx| same.matching.node(ix);
    let mut moved = BTreeSet::new();
    for parent in std::iter::once(None).chain((0..same.old.nodes.len()).map(|ix| Some(NodeIx(ix)))) {
        let inside: Vec<_> = same.old.children(parent).filter_map(|ix| Some((ix, now(ix)?))).collect();
        let stays = |is: &NodeIx| match (parent, same.new.node(*is).parent) {
            (None, is) => is.is_none(),
            (Some(parent), is) => is.is_some() && now(parent) == is,
        };
        let (here, away): (Vec<_>, Vec<_>) = inside.into_iter().partition(|(_, is)| stays(is));
        moved.extend(away.into_iter().map(|(was, _)| was));
        let kept = rising(&here.iter().map(|(_, is)| *is).collect::<Vec<_>>());
        moved.extend(here.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, (was, _))| *was));
    }
    moved
}

/// The places of the longest row of numbers that only rises.
fn rising(numbers: &[NodeIx]) -> BTreeSet<usize> {
    // Of every length the row that ends lowest, by the place of its end; and what stands before each number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    std::iter::successors(ends.last().copied(), |&at| before[at]).collect()
}

/// What a step takes now that it did not before.
fn of_step(same: Same<'_>, one: &Step, other: &Step) -> Vec<Difference> {
    let mut found = Vec::new();
    found.extend(
        match (&one.irreversible, &other.irreversible) {
            (None, Some(_)) => Some(Confirmed::Newly),
            (Some(_), None) => Some(Confirmed::NoLonger),
            (Some(was), Some(is)) if !same.maybe(was.confirm.as_ref(), is.confirm.as_ref()) => {
                Some(Confirmed::Otherwise)
            }
            _ => None,
        }
        .map(Difference::Irreversible),
    );
    let known = |tick: &&Tick| one.ticks.iter().any(|own| own.id == tick.id);
    let added = other.ticks.iter().filter(|tick| !known(tick));
    found.extend(added.map(|tick| Difference::Tick(tick.text.source.clone())));
    if one.evidence.is_none() && other.evidence.is_some() {
        found.push(Difference::Evidence);
    }
    found
}

/// Whether a step reads alike in all that is no matter of what it takes.
fn says(same: Same<'_>, one: &Step, other: &Step) -> bool {
    let actor =
        |checklist: &'_ Checklist, step: &Step| step.actor.map(|ix| checklist.actors[ix.0].id.clone());
    // What is asked for now, or no more, is told of by itself.
    let irreversible = match (&one.irreversible, &other.irreversible) {
        (Some(one), Some(other)) => same.text(&one.text, &other.text),
        _ => true,
    };
    let ticks = one.ticks.iter().all(|tick| {
        let now = other.ticks.iter().find(|other| other.id == tick.id);
        now.is_some_and(|now| same.tick(tick, now))
    });
    let evidence = one.evidence.is_none() || same.maybe(one.evidence.as_ref(), other.evidence.as_ref());
    let wait = both(one.wait.as_ref(), other.wait.as_ref(), |one, other| {
        same.maybe(one.whom.as_ref(), other.whom.as_ref())
            && same.maybe(one.ask.as_ref(), other.ask.as_ref())
            && (one.usual, one.follow_up) == (other.usual, other.follow_up)
    });
    actor(same.old, one) == actor(same.new, other)
        && same.maybe(one.text.as_ref(), other.text.as_ref())
        && same.links(&one.links, &other.links)
        && same.lines(&one.expect, &other.expect)
        && same.notes(&one.notes, &other.notes)
        && ticks
        && evidence
        && same.maybe(one.risk.as_ref(), other.risk.as_ref())
        && (one.skippable, one.takes, &one.source) == (other.skippable, other.takes, &other.source)
        && irreversible
        && wait
}

/// What is bound where a node stands, in the order of keys.
fn bound(checklist: &Checklist, ix: NodeIx) -> Vec<ItemIx> {
    let mut nodes: Vec<_> = std::iter::successors(Some(ix), |&ix| checklist.node(ix).parent).collect();
    nodes.reverse();
    let mut bound = Vec::new();
    for item in
        nodes.into_iter().filter_map(|ix| checklist.node(ix).each.as_ref()).flat_map(|each| &each.binds)
    {
        if !bound.contains(item) {
            bound.push(*item);
        }
    }
    bound
}

/// The ids that choices of an item have in keys, where they have changed.
fn slugs(same: Same<'_>, one: ItemIx, other: ItemIx) -> BTreeMap<String, String> {
    let kinds = (&same.old.item(one).kind, &same.new.item(other).kind);
    let (ItemKind::Choice(one), ItemKind::Choice(other)) = kinds else { return BTreeMap::new() };
    let names = same.matching.values.get(&(*one, *other)).into_iter().flatten();
    names.map(|(was, is)| (slug(was), slug(is))).filter(|(was, is)| was != is).collect()
}
