//! The ways in which a part of a checklist comes to be shown or asked.

use std::collections::HashSet;

use super::claims::Claims;
use super::search::{Demand, Goal};
use super::seats::Row;
use super::universe::Universe;
use super::world::{Atom, Bindings};
use crate::checklist::{Home, ItemIx, ItemKind, NodeIx, QuestionIx};

/// In how many ways items are bound, at most, by repeats over choices and facts.
pub(super) const WAYS: usize = 128;

/// The ways in which something comes to be asked or shown; any of them will do.
pub(super) type Ways<'c> = Vec<Goal<'c>>;

impl<'c> Claims<'_, 'c> {
    /// Around the condition of a node: all that makes it be there but that.
    pub fn around(&self, node: NodeIx) -> Ways<'c> {
        let mut chain: Vec<_> =
            std::iter::successors(Some(node), |&node| self.checklist.node(node).parent).collect();
        chain.reverse();
        let mut demands = Vec::new();
        for own in chain {
            demands.extend(self.checklist.node(own).each.as_ref().map(|_| Demand::Repeats(own)));
            let when = self.checklist.node(own).when.as_ref().filter(|_| own != node);
            demands.extend(when.map(|_| Demand::Own(own)));
        }
        let bound = self.bindings(node, &Vec::new()).into_iter();
        bound.map(|bound| Goal { bound, demands: demands.clone() }).collect()
    }

    /// Inside a node: it is there.
    pub fn inside(&self, node: NodeIx) -> Ways<'c> {
        let ways = self.around(node);
        match &self.checklist.node(node).when {
            Some(_) => and(&ways, Demand::Own(node)),
            None => ways,
        }
    }

    /// Where a question is asked, but for its own condition.
    pub fn asked(&self, question: QuestionIx) -> Ways<'c> {
        let own = self.checklist.question(question);
        match own.home {
            _ if !own.steps.is_empty() => own.steps.iter().flat_map(|&step| self.inside(step)).collect(),
            Home::Document => vec![Goal { bound: Vec::new(), demands: Vec::new() }],
            Home::Row(list) => {
                let row = first_row(self.universe, list);
                let bound = self.search.world.scope(Some(row));
                vec![Goal { bound, demands: vec![Demand::Exists(row)] }]
            }
        }
    }

    /// What the items around and of a node may stand for beside what is bound already. Rows of a list are all
    /// alike, so its first stands for each.
    pub fn bindings(&self, node: NodeIx, known: &Bindings<'c>) -> Vec<Bindings<'c>> {
        let mut ways = vec![known.clone()];
        for &item in self.universe.bound(node) {
            if known.iter().any(|(own, _)| *own == item) {
                continue;
            }
            let atoms = self.atoms(item);
            ways = ways
                .into_iter()
                .flat_map(|way| {
                    atoms.iter().map(move |&atom| way.iter().copied().chain([(item, atom)]).collect())
                })
                .take(WAYS + 1)
                .collect();
        }
        ways
    }

    fn atoms(&self, item: ItemIx) -> Vec<Atom<'c>> {
        let own = self.checklist.item(item);
        match own.kind {
            ItemKind::Row(list) => vec![Atom::Row(first_row(self.universe, list))],
            ItemKind::Choice(list) => {
                self.universe.choices(list).iter().map(|&at| Atom::Choice(list, at)).collect()
            }
            ItemKind::Fact(list) => {
                let mut seen = HashSet::new();
                let choices = 0..self.checklist.choices(list).len();
                let values = choices.flat_map(|at| self.universe.fact(list, at, &own.name));
                values.filter(|value| seen.insert(**value)).map(|value| Atom::Text(value)).collect()
            }
        }
    }
}

fn first_row(universe: &Universe<'_>, list: QuestionIx) -> Row {
    let parent = match universe.checklist.question(list).home {
        Home::Document => None,
        Home::Row(outer) => Some(first_row(universe, outer)),
    };
    universe.seats.row(list, parent, 0)
}

/// The same ways, with one more demand.
pub(super) fn and<'c>(ways: &Ways<'c>, demand: Demand<'c>) -> Ways<'c> {
    let with = |way: &Goal<'c>| Goal {
        bound: way.bound.clone(),
        demands: way.demands.iter().copied().chain([demand]).collect(),
    };
    ways.iter().map(with).collect()
}
