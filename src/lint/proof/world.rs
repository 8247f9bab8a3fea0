//! Some answers of a session, the rest still open; and what they make of paths, conditions and repeats.
//!
//! It reads as the plan reads a session whose steps are all done or skipped, but says of what is not known
//! yet which answer would tell.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::known::Known;
use super::purse::Purse;
use super::seats::{Row, Seat};
use super::universe::Universe;
use crate::checklist::{ChoiceListIx, Home, ItemIx, NodeIx, Path, QuestionIx, Repeat, Test};

/// A question, and the row that holds its answer.
pub(super) type At = (QuestionIx, Option<Row>);

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Atom<'c> {
    /// Yes or no.
    Flag(bool),
    /// A text that a condition names, or a fact.
    Text(&'c str),
    /// A text that no condition names.
    Other(At),
    /// A choice, by its place in its list.
    Choice(ChoiceListIx, usize),
    /// A row.
    Row(Row),
}

/// Something still to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Open {
    /// The answer to a question of one value.
    Answer(At),
    /// Whether there are any choices or rows among several answers.
    Any(At),
    /// Whether that choice of a list is among the answers.
    Choice(At, ChoiceListIx, usize),
    /// Whether that row is among the answers.
    Pick(At, Row),
    /// How many rows a list has.
    Size(At),
    /// What a row is called.
    Name(Row),
}

/// What is said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said<'c> {
    /// There is no answer, and none will come.
    Nothing,
    /// There must be rows, and none can be.
    Stuck,
    /// This.
    Is(Atom<'c>),
    /// Whether it, or any, is among the answers.
    Among(bool),
    /// So many rows.
    Rows(usize),
}

/// What an item name stands for.
pub(super) type Bindings<'c> = Vec<(ItemIx, Atom<'c>)>;

/// What a path yields, as far as is known.
#[derive(Debug)]
pub(super) struct Read<'c> {
    /// Values, and whether each is there; never `No`.
    pub values: Vec<(Atom<'c>, Known)>,
    /// Whether at least one is there for sure, though it may be unknown which.
    pub is_given: bool,
    /// Whether more are there; never `Yes`.
    pub more: Known,
}

/// Answers of a session, in the order in which they were thought of.
#[derive(Debug)]
pub(super) struct World<'u, 'c> {
    pub universe: &'u Universe<'c>,
    pub said: Vec<(Open, Said<'c>)>,
    told: FxHashMap<Open, Said<'c>>,
    /// Which questions are asked, and when that was looked at.
    shown: RefCell<FxHashMap<At, (Known, usize)>>,
    /// Those of them that are known whatever more is said, in the order in which that came out.
    settled: RefCell<Vec<At>>,
    /// How often more or less was said.
    now: usize,
    /// What looking is paid from.
    pub purse: Rc<Purse>,
    depth: Cell<usize>,
    /// Why something was left out, if it was.
    pub cut: Cell<Option<Limit>>,
    /// The first test that could not be told, and what would tell it.
    pub asking: Cell<Option<(Open, &'c Path, &'c Test)>>,
}

/// Where trying ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Limit {
    /// There are too many answers to try.
    Answers,
    /// Questions hang on each other too deep.
    Depth,
    /// It takes more rows, or values, than are tried.
    Rows,
    /// Items stand for too many things.
    Ways,
}

/// How many questions hang on each other, one after another, at most; deeper would not fit on the stack.
const DEEPEST: usize = 96;

impl<'u, 'c> World<'u, 'c> {
    pub fn new(universe: &'u Universe<'c>, purse: Rc<Purse>) -> Self {
        Self {
            universe,
            said: Vec::new(),
            told: FxHashMap::default(),
            shown: RefCell::default(),
            settled: RefCell::default(),
            now: 0,
            purse,
            depth: Cell::new(0),
            cut: Cell::new(None),
            asking: Cell::new(None),
        }
    }

    /// Nothing is said any more.
    pub fn clear(&mut self) {
        self.said.clear();
        self.told.clear();
        self.shown.get_mut().clear();
        self.settled.get_mut().clear();
    }

    /// One more thing is said; yields how much was known before.
    pub fn push(&mut self, open: Open, said: Said<'c>) -> usize {
        self.now += 1;
        self.said.push((open, said));
        self.told.insert(open, said);
        self.settled.get_mut().len()
    }

    /// The last thing is taken back, and what came out since so much was known.
    pub fn pop(&mut self, known: usize) {
        self.now += 1;
        if let Some((open, _)) = self.said.pop() {
            self.told.remove(&open);
        }
        for at in self.settled.get_mut().drain(known..) {
            self.shown.get_mut().remove(&at);
        }
    }

    /// What is said of it.
    pub fn told(&self, open: Open) -> Option<Said<'c>> {
        self.told.get(&open).copied()
    }

    /// What a row, and those it lies in, bind.
    pub fn scope(&self, row: Option<Row>) -> Bindings<'c> {
        let chain = std::iter::successors(row, |&row| self.universe.seats.seat(row).parent);
        let mut scope: Bindings<'c> = chain
            .filter_map(|row| {
                Some((self.universe.checklist.list(self.universe.seats.seat(row).list)?.item, Atom::Row(row)))
            })
            .collect();
        scope.reverse();
        scope
    }

    /// Whether a row exists: its list has so many.
    pub fn exists(&self, row: Row) -> Known {
        let Seat { list, parent, place } = self.universe.seats.seat(row);
        let size = Open::Size((list, parent));
        self.question_shown((list, parent)).and(|| match self.told(size) {
            None => Known::Maybe(Some(size)),
            Some(Said::Rows(rows)) => (place < rows).into(),
            Some(_) => Known::Maybe(None),
        })
    }

    /// Whether a question is asked where its answer is held.
    pub fn question_shown(&self, at: At) -> Known {
        match self.shown.borrow().get(&at) {
            Some((known @ Known::Maybe(_), then)) if *then == self.now => return *known,
            Some((known @ (Known::Yes | Known::No), _)) => return *known,
            _ => {}
        }
        if self.depth.get() >= DEEPEST {
            self.cut.set(Some(Limit::Depth));
            return Known::Maybe(None);
        }
        self.depth.set(self.depth.get() + 1);
        let question = self.universe.checklist.question(at.0);
        let scope = self.scope(at.1);
        let known = self.asked(at, &scope).and(|| match &question.when {
            Some(when) => self.holds(when, &scope),
            None => Known::Yes,
        });
        self.depth.set(self.depth.get() - 1);
        if self.purse.is_spent() {
            return known;
        }
        self.shown.borrow_mut().insert(at, (known, self.now));
        if matches!(known, Known::Yes | Known::No) {
            self.settled.borrow_mut().push(at);
        }
        known
    }

    /// Whether what asks a question is there.
    pub fn asked(&self, at: At, scope: &Bindings<'c>) -> Known {
        let question = self.universe.checklist.question(at.0);
        match (question.home, at.1) {
            _ if !question.steps.is_empty() => {
                Known::any(question.steps.iter().map(|&step| self.node_shown(step, scope)))
            }
            (Home::Row(_), Some(row)) => self.exists(row),
            _ => Known::Yes,
        }
    }

    /// Whether a section or step is there for what is bound.
    pub fn node_shown(&self, node: NodeIx, bound: &Bindings<'c>) -> Known {
        let checklist = self.universe.checklist;
        let mut chain: Vec<_> =
            std::iter::successors(Some(node), |&node| checklist.node(node).parent).collect();
        chain.reverse();
        Known::all(
            chain.into_iter().map(|node| self.repeats(node, bound).and(|| self.own_holds(node, bound))),
        )
    }

    /// Whether the condition of a section or step holds, if it has one.
    pub fn own_holds(&self, node: NodeIx, bound: &Bindings<'c>) -> Known {
        match &self.universe.checklist.node(node).when {
            Some(when) => self.holds(when, bound),
            None => Known::Yes,
        }
    }

    /// Whether the repeat of a node yields what is bound.
    pub fn repeats(&self, node: NodeIx, bound: &Bindings<'c>) -> Known {
        let checklist = self.universe.checklist;
        let Some(each) = &checklist.node(node).each else { return Known::Yes };
        let outer = checklist.node(node).parent.map_or(&[][..], |parent| self.universe.bound(parent));
        let around: Bindings<'c> = bound.iter().filter(|(item, _)| outer.contains(item)).copied().collect();
        let Some(&(_, wanted)) = each.binds.last().and_then(|item| bound.iter().find(|(own, _)| own == item))
        else {
            return Known::Maybe(None);
        };
        match wanted {
            Atom::Row(row) if checklist.is_through_lists(&each.path) => self.stands(row, each, &around),
            _ => self.read_within(&each.path, &around, &around).includes(|atom| (atom == wanted).into()),
        }
    }

    /// Whether the rows that a repeat over lists binds exist, from the innermost out to what is bound already.
    fn stands(&self, row: Row, each: &Repeat, around: &Bindings<'c>) -> Known {
        let chain = std::iter::successors(Some(row), |&row| self.universe.seats.seat(row).parent);
        let is_new = |row: &Row| {
            let list = self.universe.seats.seat(*row).list;
            let item = self.universe.checklist.list(list).map(|list| list.item);
            each.path.hops.contains(&list) && !around.iter().any(|(own, _)| Some(*own) == item)
        };
        let rows: Vec<_> = chain.filter(is_new).collect();
        Known::all(rows.into_iter().rev().map(|row| self.exists(row)))
    }

    /// Whether all parts hold, as far as the purse goes.
    pub fn every<'p, T>(&self, parts: &'p [T], holds: impl Fn(&'p T) -> Known) -> Known {
        let parts = parts.iter().map_while(|part| (!self.purse.is_spent()).then(|| holds(part)));
        Known::all(parts).and(|| {
            if self.purse.is_spent() {
                self.cut.set(Some(Limit::Answers));
                return Known::Maybe(None);
            }
            Known::Yes
        })
    }
}

/// The row, if it is one.
pub(super) fn row(atom: Atom<'_>) -> Option<Row> {
    match atom {
        Atom::Row(row) => Some(row),
        _ => None,
    }
}
