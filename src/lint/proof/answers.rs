//! What can be said of something open, and whether it goes together with the rest.

use super::known::Known;
use super::seats::Row;
use super::world::{At, Atom, Limit, Open, Said, World};
use crate::checklist::{Kind, Options, QuestionIx, Test};

/// How many of the values that a test wants are tried before others.
const LIKELY: usize = 4;

impl<'u, 'c> World<'u, 'c> {
    /// What has to be said first: before a row can be picked, which rows there are.
    pub fn prior(&self, open: Open) -> Open {
        let Open::Answer(at) = open else { return open };
        match &self.universe.checklist.question(at.0).kind {
            Kind::Choice(Options::Rows(path, _)) => match self.read(path, &self.scope(at.1)).more {
                Known::Maybe(Some(prior)) => self.prior(prior),
                _ => open,
            },
            _ => open,
        }
    }

    /// What the test that asks for it wants to hear: where there are many answers, it is mostly one of these.
    pub fn likely(&self, open: Open) -> Vec<Said<'c>> {
        let universe = self.universe;
        let Some((_, path, Test::Is(wanted) | Test::Includes(wanted))) =
            self.asking.get().filter(|(own, ..)| *own == open)
        else {
            return Vec::new();
        };
        let wanted = wanted.iter().take(LIKELY);
        let atoms: Vec<Atom<'c>> = match open {
            Open::Answer(at) => match &universe.checklist.question(at.0).kind {
                Kind::Choice(Options::List(list) | Options::Answer(_, list)) => wanted
                    .filter_map(|text| universe.choice_of(*list, path.fact.as_ref(), text))
                    .map(|choice| Atom::Choice(*list, choice))
                    .collect(),
                Kind::Number | Kind::Date | Kind::Text(_) => {
                    wanted.filter_map(|text| universe.mention(at.0, text)).map(Atom::Text).collect()
                }
                _ => Vec::new(),
            },
            Open::Name(_) => wanted.map(|name| Atom::Text(name)).collect(),
            _ => Vec::new(),
        };
        atoms.into_iter().map(Said::Is).collect()
    }

    /// All that can be said of something open. Where that hangs on another answer which is open too, what is
    /// said here is held against it later.
    pub fn alternatives(&self, open: Open) -> Box<dyn Iterator<Item = Said<'c>> + 'u> {
        let universe = self.universe;
        match open {
            Open::Answer(at) => self.answers(at),
            Open::Any(at) if !universe.may_be_empty(at.0) => Box::new([Said::Among(true)].into_iter()),
            Open::Any(_) | Open::Choice(..) | Open::Pick(..) => {
                Box::new([Said::Among(true), Said::Among(false)].into_iter())
            }
            Open::Size(at) => {
                let needs_row = !universe.may_lack(at.0);
                if universe.is_cut(at.0) {
                    self.cut.set(Some(Limit::Rows));
                }
                let sizes = universe.sizes(at.0).filter(move |&size| size > 0 || !needs_row);
                let stuck = needs_row.then_some(Said::Stuck).filter(|_| self.picks_its_key(at.0));
                Box::new(sizes.map(Said::Rows).chain(stuck))
            }
            Open::Name(row) => {
                let seat = universe.seats.seat(row);
                let names = universe.row_names(seat.list).iter().map(|name| Atom::Text(name));
                Box::new(names.chain([Atom::Other((seat.list, Some(row)))]).map(Said::Is))
            }
        }
    }

    fn answers(&self, at: At) -> Box<dyn Iterator<Item = Said<'c>> + 'u> {
        let universe = self.universe;
        let nothing = universe.may_be_empty(at.0) && !universe.is_key(at.0);
        let nothing = nothing.then_some(Said::Nothing);
        match &universe.checklist.question(at.0).kind {
            Kind::Confirm => {
                Box::new([true, false].map(|yes| Said::Is(Atom::Flag(yes))).into_iter().chain(nothing))
            }
            Kind::Choice(Options::List(list) | Options::Answer(_, list)) => {
                let choices = universe.choices(*list).iter();
                Box::new(choices.map(|&choice| Said::Is(Atom::Choice(*list, choice))).chain(nothing))
            }
            Kind::Choice(Options::Rows(path, _)) => {
                let source = self.read(path, &self.scope(at.1));
                Box::new(source.values.into_iter().map(|(atom, _)| Said::Is(atom)).chain(nothing))
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
                let others: Vec<_> = others.collect();
                Box::new(texts.chain([Said::Is(Atom::Other(at))]).chain(others).chain(nothing))
            }
            Kind::Choices(_) | Kind::List(_) => Box::new(nothing.into_iter()),
        }
    }

    /// Whether something said goes together with all the rest.
    pub fn fits(&self, open: Open, said: Said<'c>) -> Known {
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
