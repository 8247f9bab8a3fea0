//! Whether some answers make a goal hold: tried one open answer after the other, in the order in which the
//! goal asks for them.

use std::rc::Rc;

use super::known::Known;
use super::purse::Purse;
use super::seats::Row;
use super::universe::Universe;
use super::world::{Bindings, Limit, Open, Said, World};
use crate::checklist::{Condition, NodeIx, Path};

/// How many witnesses are kept.
const KEPT: usize = 6;

/// What shall hold, all at once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Goal<'c> {
    /// What item names stand for.
    pub bound: Bindings<'c>,
    /// All of these.
    pub demands: Vec<Demand<'c>>,
}

/// One thing that shall hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Demand<'c> {
    /// The repeat of a node yields what is bound.
    Repeats(NodeIx),
    /// A section or step is there.
    Shown(NodeIx),
    /// A row exists.
    Exists(Row),
    /// The condition of a section or step holds, if it has one.
    Own(NodeIx),
    /// A condition holds, or does not.
    Holds(&'c Condition, bool),
    /// All of several parts hold, but for one of them that does not count.
    Others(&'c [Condition], &'c Condition),
    /// A path yields something, or nothing.
    Offers(&'c Path, bool),
}

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Some answers make it hold; they are the latest witness.
    Yes,
    /// No answers do.
    No,
    /// Not decided.
    Unknown(Limit),
}

/// Looks for answers.
#[derive(Debug)]
pub(super) struct Search<'u, 'c> {
    pub world: World<'u, 'c>,
    /// What held for earlier goals, the latest last: often it does for the next one too.
    pub witnesses: Vec<World<'u, 'c>>,
    purse: Rc<Purse>,
}

impl<'u, 'c> Search<'u, 'c> {
    pub fn new(universe: &'u Universe<'c>, purse: Purse) -> Self {
        let purse = Rc::new(purse);
        Self { world: World::new(universe, Rc::clone(&purse)), witnesses: Vec::new(), purse }
    }

    /// Whether only the least is read for a claim from now on.
    pub fn is_poor(&self) -> bool {
        self.purse.is_empty()
    }

    /// Whether all of one of these goals can hold.
    pub fn find(&mut self, goals: &[Goal<'c>]) -> Found {
        self.purse.open();
        let mut found = Found::No;
        for goal in goals {
            match self.find_one(goal) {
                Found::No => {}
                unknown @ Found::Unknown(_) => found = unknown,
                Found::Yes => {
                    found = Found::Yes;
                    break;
                }
            }
        }
        found
    }

    fn find_one(&mut self, goal: &Goal<'c>) -> Found {
        for at in (0..self.witnesses.len()).rev() {
            if self.witnesses[at].meets(goal) == Known::Yes {
                self.witnesses[at..].rotate_left(1);
                return Found::Yes;
            }
        }
        self.world.clear();
        self.world.cut.set(None);
        match self.try_all(goal, &[]) {
            Some(true) => {
                let next = match self.witnesses.len() {
                    KEPT => self.witnesses.remove(0),
                    _ => World::new(self.world.universe, Rc::clone(&self.purse)),
                };
                self.witnesses.push(std::mem::replace(&mut self.world, next));
                Found::Yes
            }
            Some(false) => self.world.cut.get().map_or(Found::No, Found::Unknown),
            None => Found::Unknown(Limit::Answers),
        }
    }

    /// Tries what can be said of the first open answer; `None` when patience ends. Of what was said, `unsure`
    /// is what may yet turn out not to go with the rest.
    fn try_all(&mut self, goal: &Goal<'c>, unsure: &[(Open, Said<'c>)]) -> Option<bool> {
        if self.purse.is_spent() {
            return None;
        }
        self.purse.pay(unsure.len());
        self.world.asking.set(None);
        let fits: Vec<_> = unsure.iter().map(|&(open, said)| self.world.fits(open, said)).collect();
        let open = match Known::all(fits.iter().copied()).and(|| self.world.meets(goal)) {
            Known::Yes => return Some(true),
            Known::No | Known::Maybe(None) => return Some(false),
            Known::Maybe(Some(open)) => self.world.prior(open),
        };
        let left = unsure.iter().zip(fits).filter(|(_, fits)| *fits != Known::Yes);
        let mut unsure: Vec<_> = left.map(|(said, _)| *said).collect();
        let likely = self.world.likely(open);
        let others = self.world.alternatives(open).filter(|said| !likely.contains(said));
        for said in likely.iter().copied().chain(others) {
            let known = self.world.push(open, said);
            unsure.push((open, said));
            if self.try_all(goal, &unsure)? {
                return Some(true);
            }
            unsure.pop();
            self.world.pop(known);
        }
        Some(false)
    }
}

impl<'c> World<'_, 'c> {
    /// Whether all of a goal holds.
    fn meets(&self, goal: &Goal<'c>) -> Known {
        self.purse.pay(goal.demands.len());
        self.every(&goal.demands, |demand| match *demand {
            Demand::Repeats(node) => self.repeats(node, &goal.bound),
            Demand::Shown(node) => self.node_shown(node, &goal.bound),
            Demand::Exists(row) => self.exists(row),
            Demand::Own(node) => self.own_holds(node, &goal.bound),
            Demand::Holds(condition, wanted) => {
                let holds = self.holds(condition, &goal.bound);
                if wanted { holds } else { !holds }
            }
            Demand::Others(parts, one) => self.every(parts, |part| {
                if std::ptr::eq(part, one) { Known::Yes } else { self.holds(part, &goal.bound) }
            }),
            Demand::Offers(path, wanted) => {
                let offers = self.read(path, &goal.bound).at_least(1);
                if wanted { offers } else { !offers }
            }
        })
    }
}
