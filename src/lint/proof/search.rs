//! Whether some answers make a goal hold: tried one open answer after the other, in the order in which the
//! goal asks for them.

use super::known::Known;
use super::seats::Row;
use super::universe::Universe;
use super::world::{At, Atom, Bindings, Limit, Open, Said, World};
use crate::checklist::{Condition, Kind, NodeIx, Options, Path, QuestionIx};

/// How many answers are read for one claim before it is given up.
const PATIENCE: usize = 50_000;
/// How many at least, whatever other claims took.
const LEAST: usize = 500;

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
    /// A condition holds, or does not.
    Holds(&'c Condition, bool),
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
    /// How many answers may still be read for all goals.
    purse: usize,
}

impl<'u, 'c> Search<'u, 'c> {
    pub fn new(universe: &'u Universe<'c>, purse: usize) -> Self {
        Self { world: World::new(universe), witnesses: Vec::new(), purse }
    }

    /// Whether all of one of these goals can hold.
    pub fn find(&mut self, goals: &[Goal<'c>]) -> Found {
        let before = self.world.work.get();
        let until = before + PATIENCE.min(self.purse).max(LEAST);
        let mut found = Found::No;
        for goal in goals {
            match self.find_one(goal, until) {
                Found::No => {}
                unknown @ Found::Unknown(_) => found = unknown,
                Found::Yes => {
                    found = Found::Yes;
                    break;
                }
            }
        }
        self.purse = self.purse.saturating_sub(self.world.work.get() - before);
        found
    }

    fn find_one(&mut self, goal: &Goal<'c>, until: usize) -> Found {
        for at in (0..self.witnesses.len()).rev().take_while(|_| self.world.work.get() <= until) {
            let met = self.witnesses[at].meets(goal);
            self.world.work.set(self.world.work.get() + self.witnesses[at].work.take());
            if met == Known::Yes {
                self.witnesses[at..].rotate_left(1);
                return Found::Yes;
            }
        }
        self.world.clear();
        self.world.cut.set(None);
        match self.try_all(goal, &[], until) {
            Some(true) => {
                if self.witnesses.len() == KEPT {
                    self.witnesses.remove(0);
                }
                let witness = self.world.clone();
                witness.work.set(0);
                self.witnesses.push(witness);
                Found::Yes
            }
            Some(false) => self.world.cut.get().map_or(Found::No, Found::Unknown),
            None => Found::Unknown(Limit::Answers),
        }
    }

    /// Tries what can be said of the first open answer; `None` when patience ends. Of what was said, `unsure`
    /// is what may yet turn out not to go with the rest.
    fn try_all(&mut self, goal: &Goal<'c>, unsure: &[(Open, Said<'c>)], until: usize) -> Option<bool> {
        if self.world.work.get() > until {
            return None;
        }
        self.world.work.set(self.world.work.get() + unsure.len());
        let fits: Vec<_> = unsure.iter().map(|&(open, said)| self.world.fits(open, said)).collect();
        let open = match Known::all(fits.iter().copied()).and(|| self.world.meets(goal)) {
            Known::Yes => return Some(true),
            Known::No | Known::Maybe(None) => return Some(false),
            Known::Maybe(Some(open)) => self.world.prior(open),
        };
        let left = unsure.iter().zip(fits).filter(|(_, fits)| *fits != Known::Yes);
        let mut unsure: Vec<_> = left.map(|(said, _)| *said).collect();
        for said in self.world.alternatives(open) {
            let known = self.world.push(open, said);
            unsure.push((open, said));
            if self.try_all(goal, &unsure, until)? {
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
        self.work.set(self.work.get() + goal.demands.len());
        Known::all(goal.demands.iter().map(|demand| match *demand {
            Demand::Repeats(node) => self.repeats(node, &goal.bound),
            Demand::Shown(node) => self.node_shown(node, &goal.bound),
            Demand::Exists(row) => self.exists(row),
            Demand::Holds(condition, wanted) => {
                let holds = self.holds(condition, &goal.bound);
                if wanted { holds } else { !holds }
            }
            Demand::Offers(path, wanted) => {
                let offers = self.read(path, &goal.bound).at_least(1);
                if wanted { offers } else { !offers }
            }
        }))
    }

    /// What has to be said first: before a row can be picked, which rows there are.
    fn prior(&self, open: Open) -> Open {
        let Open::Answer(at) = open else { return open };
        match &self.universe.checklist.question(at.0).kind {
            Kind::Choice(Options::Rows(path, _)) => match self.read(path, &self.scope(at.1)).more {
                Known::Maybe(Some(prior)) => self.prior(prior),
                _ => open,
            },
            _ => open,
        }
    }

    /// All that can be said of something open. Where that hangs on another answer which is open too, what is
    /// said here is held against it later.
    fn alternatives(&self, open: Open) -> Vec<Said<'c>> {
        match open {
            Open::Answer(at) => self.answers(at),
            Open::Any(at) if !self.universe.may_be_empty(at.0) => vec![Said::Among(true)],
            Open::Any(_) | Open::Choice(..) | Open::Pick(..) => vec![Said::Among(true), Said::Among(false)],
            Open::Size(at) => {
                let needs_row = !self.universe.may_lack(at.0);
                if self.universe.is_cut(at.0) {
                    self.cut.set(Some(Limit::Rows));
                }
                let sizes = self.universe.sizes(at.0).filter(|&size| size > 0 || !needs_row);
                let stuck = needs_row.then_some(Said::Stuck).filter(|_| self.picks_its_key(at.0));
                sizes.map(Said::Rows).chain(stuck).collect()
            }
            Open::Name(row) => {
                let names = self.universe.row_names(self.universe.seats.seat(row).list).iter();
                let seat = self.universe.seats.seat(row);
                let other = Atom::Other((seat.list, Some(row)));
                names.map(|name| Said::Is(Atom::Text(name))).chain([Said::Is(other)]).collect()
            }
        }
    }

    fn answers(&self, at: At) -> Vec<Said<'c>> {
        let universe = self.universe;
        let mut said: Vec<_> = match &universe.checklist.question(at.0).kind {
            Kind::Confirm => vec![Said::Is(Atom::Flag(true)), Said::Is(Atom::Flag(false))],
            Kind::Choice(Options::List(list) | Options::Answer(_, list)) => {
                let choices = universe.choices(*list).iter();
                choices.map(|&choice| Said::Is(Atom::Choice(*list, choice))).collect()
            }
            Kind::Choice(Options::Rows(path, _)) => {
                let source = self.read(path, &self.scope(at.1));
                source.values.into_iter().map(|(atom, _)| Said::Is(atom)).collect()
            }
            Kind::Number | Kind::Date | Kind::Text(_) => {
                let texts = universe.mentions(at.0).iter().map(|text| Said::Is(Atom::Text(text)));
                // What another row has, this one may have, too.
                let others = self.said.iter().filter_map(|&(open, said)| match (open, said) {
                    (Open::Answer(other), Said::Is(own)) if own == Atom::Other(other) => {
                        (other.0 == at.0).then_some(said)
                    }
                    _ => None,
                });
                texts.chain([Said::Is(Atom::Other(at))]).chain(others).collect()
            }
            Kind::Choices(_) | Kind::List(_) => Vec::new(),
        };
        if universe.may_be_empty(at.0) && !universe.is_key(at.0) {
            said.push(Said::Nothing);
        }
        said
    }

    /// Whether something said goes together with all the rest.
    fn fits(&self, open: Open, said: Said<'c>) -> Known {
        match (open, said) {
            (Open::Answer(at), Said::Is(atom)) => self.offered(at, atom).and(|| self.is_own(at)),
            (Open::Choice(at, list, choice), Said::Among(true)) => {
                self.offered(at, Atom::Choice(list, choice))
            }
            (Open::Pick(at, row), Said::Among(true)) => self.offered(at, Atom::Row(row)),
            (Open::Any(at), Said::Among(true)) => self.has_some(at),
            (Open::Size(at), Said::Rows(rows)) => self.keys(at, rows),
            (Open::Name(row), Said::Is(Atom::Text(name))) => self.is_alone(row, name),
            _ => Known::Yes,
        }
    }

    /// Whether a value can be taken there.
    fn offered(&self, at: At, atom: Atom<'c>) -> Known {
        match self.universe.source(at.0) {
            None => Known::Yes,
            Some(path) => self.read(path, &self.scope(at.1)).includes(|own| (own == atom).into()),
        }
    }

    /// Whether one of several values is there.
    fn has_some(&self, at: At) -> Known {
        let Kind::Choices(options) = &self.universe.checklist.question(at.0).kind else { return Known::No };
        let (entries, more) = self.entries(at, options);
        let told = entries.iter().map(|&(_, open)| match self.told(open) {
            None => Known::Maybe(Some(open)),
            Some(said) => (said == Said::Among(true)).into(),
        });
        Known::any(told.chain([more]))
    }

    /// Whether the rows of a list have keys, and no two the same.
    fn keys(&self, (list, parent): At, rows: usize) -> Known {
        let Some(own) = self.universe.checklist.list(list) else { return Known::Yes };
        let key = |row: Row, field: QuestionIx| {
            let open = Open::Answer((field, Some(row)));
            self.told(open).ok_or(open)
        };
        let row = |place| self.universe.seats.row(list, parent, place);
        let picked = own.key.iter().filter(|&&field| self.universe.source(field).is_some());
        let picks: Vec<_> = picked.collect();
        let has_key = |place: usize| {
            Known::all(picks.iter().map(|&&field| match key(row(place), field) {
                Ok(said) => matches!(said, Said::Is(_)).into(),
                Err(open) => Known::Maybe(Some(open)),
            }))
        };
        let differ = |one: usize, other: usize| {
            Known::any(own.key.iter().map(|&field| match (key(row(one), field), key(row(other), field)) {
                (Ok(one), Ok(other)) => (one != other).into(),
                _ if self.is_endless(field) => Known::Yes,
                (Err(open), _) | (_, Err(open)) => Known::Maybe(Some(open)),
            }))
        };
        let pairs = (0..rows).flat_map(|one| (0..one).map(move |other| (one, other)));
        Known::all((0..rows).map(has_key)).and(|| Known::all(pairs.map(|(one, other)| differ(one, other))))
    }

    /// Whether an answer that tells rows apart still does: what was not said yet could have been anything.
    fn is_own(&self, (field, row): At) -> Known {
        let Some(row) = row.filter(|_| self.universe.is_key(field) && self.is_endless(field)) else {
            return Known::Yes;
        };
        let seat = self.universe.seats.seat(row);
        match self.told(Open::Size((seat.list, seat.parent))) {
            Some(Said::Rows(rows)) => self.keys((seat.list, seat.parent), rows),
            _ => Known::Yes,
        }
    }

    /// Whether no other row of its list has that id.
    fn is_alone(&self, row: Row, name: &str) -> Known {
        let own = self.universe.seats.seat(row);
        let same = |&(open, said): &(Open, Said<'c>)| match (open, said) {
            (Open::Name(other), Said::Is(Atom::Text(other_name))) => {
                let seat = self.universe.seats.seat(other);
                other != row && other_name == name && (seat.list, seat.parent) == (own.list, own.parent)
            }
            _ => false,
        };
        (!self.said.iter().any(same)).into()
    }

    fn picks_its_key(&self, list: QuestionIx) -> bool {
        let key = self.universe.checklist.list(list).map_or(&[][..], |own| &own.key);
        key.iter().any(|&field| self.universe.source(field).is_some())
    }

    /// Whether there are answers without end.
    fn is_endless(&self, question: QuestionIx) -> bool {
        matches!(self.universe.checklist.question(question).kind, Kind::Number | Kind::Date | Kind::Text(_))
    }
}
