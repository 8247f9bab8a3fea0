//! Sections and steps.

use std::collections::HashSet;

use super::super::declare::NodeDraft;
use super::super::fields::Faults;
use super::super::names::Part;
use super::super::yaml::{self, quoted};
use super::Define;
use super::scalars::{date, former_ids};
use crate::checklist::{ActorIx, Id, Node, NodeIx, NodeKind, Step, Text};

impl<'t> Define<'_, 't> {
    pub(super) fn nodes(&self, faults: &mut Faults<'t>) -> Vec<Node> {
        let mut former = HashSet::new();
        (0..self.draft.nodes.len()).map(|ix| self.node(NodeIx(ix), &mut former, faults)).collect()
    }

    fn node(&self, ix: NodeIx, former: &mut HashSet<Id>, faults: &mut Faults<'t>) -> Node {
        let draft = &self.draft.nodes[ix.0];
        let (fields, scope) = (&draft.fields, &draft.scope);
        let what = if draft.is_step { "a step" } else { "a section" };
        let title = self.needed_text(scope, fields, "title", what, faults);
        let kind = if draft.is_step {
            NodeKind::Step(Box::new(self.step(draft, faults)))
        } else {
            NodeKind::Section { text: self.own_text(scope, fields, "text", faults) }
        };
        Node {
            id: draft.id.clone(),
            title: title.unwrap_or_else(|| Text::literal("")),
            parent: draft.parent,
            end: draft.end,
            when: self.when(scope, draft.asked_before, fields, faults),
            each: draft.each.clone(),
            needs: fields.get("needs").map(|node| self.needs(ix, node, faults)),
            renamed_from: former_ids(fields.get("renamed_from"), former, faults, |id| {
                self.draft.node_ids.contains_key(id)
            }),
            kind,
        }
    }

    fn needs(&self, ix: NodeIx, node: &'t yaml::Node<'t>, faults: &mut Faults<'t>) -> Vec<NodeIx> {
        let mut needs = Vec::new();
        for node in faults.list(Some(node), "`needs`") {
            let Some(id) = faults.text(node, "a need") else { continue };
            match self.draft.node_ids.get(id).copied() {
                Some(need) if need == ix => {
                    faults.add("needs-itself", node.at, format!("{} cannot wait for itself", quoted(id)));
                }
                Some(need) if need > ix => {
                    let hint = "a step needs what stands before it in the file";
                    let message = format!("{} stands only later", quoted(id));
                    faults.add_hinted("forward-reference", node.at, message, hint);
                }
                Some(need) if self.draft.nodes[need.0].end > ix => {
                    let message = format!("{} holds this itself, so it cannot come before", quoted(id));
                    faults.add("needs-itself", node.at, message);
                }
                Some(need) => needs.push(need),
                None => {
                    let message = format!("`needs` names {}, which is not in this file", quoted(id));
                    let known = self.draft.names.later.nodes.iter().copied();
                    self.draft.names.unknown_at((Part::Node, id), message, known, node.at, faults);
                }
            }
        }
        needs
    }

    fn step(&self, draft: &NodeDraft<'t>, faults: &mut Faults<'t>) -> Step {
        let (fields, scope, until) = (&draft.fields, &draft.scope, draft.asked_after);
        let own = |key, faults: &mut Faults<'t>| self.own_text(scope, fields, key, faults);
        Step {
            actor: fields.get("actor").and_then(|node| self.step_actor(node, faults)),
            text: own("text", faults),
            links: self.links(scope, until, fields, faults),
            expect: self.lines(scope, until, fields, faults),
            notes: self.notes(scope, until, fields, faults),
            ticks: self.ticks(scope, until, fields, faults),
            asks: draft.asks.clone(),
            irreversible: fields.get("irreversible").and_then(|node| self.irreversible(scope, node, faults)),
            wait: fields.get("wait").and_then(|node| self.wait(scope, node, faults)),
            evidence: own("evidence", faults),
            skippable: fields
                .get("skip")
                .and_then(|node| faults.word(node, "`skip`", &[("never", false), ("with-reason", true)]))
                .unwrap_or(true),
            takes: fields.get("takes").and_then(|node| faults.parsed(node, "`takes`")),
            risk: own("risk", faults),
            source: fields.get("source").and_then(|node| faults.fixed(node, "`source`")).map(str::to_owned),
            verified: fields.get("verified").and_then(|node| date(node, "`verified`", faults)),
        }
    }

    fn step_actor(&self, node: &'t yaml::Node<'t>, faults: &mut Faults<'t>) -> Option<ActorIx> {
        let id = faults.text(node, "`actor`")?;
        let found = self.draft.actor_names.get(id).copied();
        if found.is_none() {
            let known = self.draft.actors.iter().map(|(id, _)| id.as_str());
            let message = format!("there is no actor {}", quoted(id));
            self.draft.names.unknown_at((Part::Actor, id), message, known, node.at, faults);
        }
        found
    }
}
