//! What paths yield and conditions say in a world, as far as is known.

use rustc_hash::FxHashMap;

use super::known::Known;
use super::seats::Row;
use super::universe::{MOST_ROWS, bounds};
use super::world::{At, Atom, Bindings, Limit, Open, Read, Said, World, row};
use crate::checklist::{Condition, Id, ItemIx, Kind, Options, Path, Test};
use crate::text::case::same;

impl<'c> World<'_, 'c> {
    /// Whether a condition holds.
    pub fn holds(&self, condition: &'c Condition, bound: &Bindings<'c>) -> Known {
        match condition {
            Condition::All(parts) => self.every(parts, |part| self.holds(part, bound)),
            Condition::Any(parts) => !self.every(parts, |part| !self.holds(part, bound)),
            Condition::Not(part) => !self.holds(part, bound),
            Condition::Test(path, test) => {
                let passes = self.passes(&self.read(path, bound), test);
                if let (Known::Maybe(Some(open)), None) = (passes, self.asking.get()) {
                    self.asking.set(Some((open, path, test)));
                }
                passes
            }
        }
    }

    fn passes(&self, read: &Read<'c>, test: &'c Test) -> Known {
        match test {
            Test::Is(wanted) | Test::Includes(wanted) => {
                read.includes(|atom| Known::any(wanted.iter().map(|text| self.is(atom, text))))
            }
            Test::Given(wanted) => {
                let given = read.at_least(1);
                if *wanted { given } else { !given }
            }
            Test::Count { min, max } => {
                if bounds(*min, *max).any(|bound| bound > MOST_ROWS) {
                    self.cut.set(Some(Limit::Rows));
                }
                let enough = min.map_or(Known::Yes, |min| read.at_least(min));
                enough.and(|| max.map_or(Known::Yes, |max| !read.at_least(max.saturating_add(1))))
            }
            Test::Share(fact) => self.share(read, fact),
        }
    }

    /// Whether two of these choices agree in a fact.
    fn share(&self, read: &Read<'c>, fact: &'c Id) -> Known {
        let mut met: FxHashMap<&str, Known> = FxHashMap::default();
        let mut shared = Known::No;
        for &(atom, there) in &read.values {
            for &value in self.facts(atom, fact) {
                let before = met.entry(value).or_insert(Known::No);
                shared = shared.or(|| before.and(|| there));
                *before = before.or(|| there);
            }
        }
        shared.or(|| read.more)
    }

    /// Whether a value is the one that a condition names.
    fn is(&self, atom: Atom<'c>, text: &str) -> Known {
        match atom {
            Atom::Flag(yes) => (text == if yes { "true" } else { "false" }).into(),
            Atom::Text(own) => same(own, text).into(),
            Atom::Other(_) => Known::No,
            Atom::Choice(list, at) => same(&self.universe.checklist.choices(list)[at].value, text).into(),
            Atom::Row(row) => match self.told(Open::Name(row)) {
                Some(Said::Is(Atom::Text(own))) => (own == text).into(),
                Some(_) => Known::No,
                None => Known::Maybe(Some(Open::Name(row))),
            },
        }
    }

    fn facts(&self, atom: Atom<'c>, fact: &'c Id) -> &[&'c str] {
        match atom {
            Atom::Choice(list, at) => self.universe.fact(list, at, fact),
            _ => &[],
        }
    }

    /// What a path yields.
    pub fn read(&self, path: &'c Path, bound: &Bindings<'c>) -> Read<'c> {
        self.read_within(path, bound, &Vec::new())
    }

    /// As `read`, without what belongs to another row than those of `within`.
    pub(super) fn read_within(
        &self,
        path: &'c Path,
        bound: &Bindings<'c>,
        within: &Bindings<'c>,
    ) -> Read<'c> {
        // Most paths are the id of a question of the document.
        if let (None, [question], None, []) = (path.start, &path.hops[..], &path.fact, &within[..]) {
            return self.answer((*question, None));
        }
        let mut read = Read::nothing(Known::No);
        let mut holders: Vec<(Option<Row>, Known)> = Vec::new();
        match path.start {
            None => holders.push((None, Known::Yes)),
            Some(item) => match bound.iter().find(|(own, _)| *own == item) {
                None => return Read::nothing(Known::Maybe(None)),
                Some(&(_, atom)) => {
                    read.values.push((atom, Known::Yes));
                    holders.extend(row(atom).map(|row| (Some(row), Known::Yes)));
                }
            },
        }
        let mut hops = path.hops.iter();
        while let Some(&hop) = hops.next() {
            read.values.clear();
            read.is_given = false;
            for &(holder, there) in &holders {
                let answer = self.answer((hop, holder));
                read.more = read.more.or(|| answer.more);
                read.is_given |= answer.is_given && there == Known::Yes && within.is_empty();
                let fitting = answer.values.into_iter().filter(|(atom, _)| self.belongs(*atom, within));
                read.values.extend(fitting.map(|(atom, own)| (atom, there.and(|| own))));
            }
            if holders.len() > 1 {
                read.merge();
            }
            if hops.as_slice().is_empty() {
                break;
            }
            holders =
                read.values.iter().filter_map(|&(atom, there)| Some((Some(row(atom)?), there))).collect();
        }
        if let Some(fact) = &path.fact {
            read.is_given = false;
            let values = std::mem::take(&mut read.values);
            read.values = values
                .into_iter()
                .flat_map(|(atom, there)| {
                    self.facts(atom, fact).iter().map(move |value| (Atom::Text(value), there))
                })
                .collect();
            read.merge();
        }
        read
    }

    /// What an answer yields where it is held.
    pub fn answer(&self, at: At) -> Read<'c> {
        let read = match self.question_shown(at) {
            Known::Yes => self.given(at),
            unsure => Read::nothing(unsure),
        };
        self.purse.pay(1 + read.values.len());
        read
    }

    fn given(&self, at: At) -> Read<'c> {
        match &self.universe.checklist.question(at.0).kind {
            Kind::List(_) => self.rows(at),
            Kind::Choices(options) => self.several(at, options),
            _ => match self.told(Open::Answer(at)) {
                None => Read::nothing(Known::Maybe(Some(Open::Answer(at)))),
                Some(Said::Is(atom)) => Read::sure(vec![(atom, Known::Yes)]),
                Some(_) => Read::nothing(Known::No),
            },
        }
    }

    fn rows(&self, at: At) -> Read<'c> {
        match self.told(Open::Size(at)) {
            None => Read::nothing(Known::Maybe(Some(Open::Size(at)))),
            Some(Said::Rows(rows)) => {
                let row = |place| (Atom::Row(self.universe.seats.row(at.0, at.1, place)), Known::Yes);
                Read::sure((0..rows).map(row).collect())
            }
            Some(_) => Read::nothing(Known::Maybe(None)),
        }
    }

    fn several(&self, at: At, options: &'c Options) -> Read<'c> {
        match self.told(Open::Any(at)) {
            None => return Read::nothing(Known::Maybe(Some(Open::Any(at)))),
            Some(Said::Among(true)) => {}
            Some(_) => return Read::nothing(Known::No),
        }
        let (entries, more) = self.entries(at, options);
        let mut read = Read { is_given: true, ..Read::nothing(more) };
        for (atom, open) in entries {
            match self.told(open) {
                None => read.values.push((atom, Known::Maybe(Some(open)))),
                Some(Said::Among(true)) => read.values.push((atom, Known::Yes)),
                Some(_) => {}
            }
        }
        read
    }

    /// What may be among several answers, and what says so; and whether there is more.
    pub fn entries(&self, at: At, options: &'c Options) -> (Vec<(Atom<'c>, Open)>, Known) {
        match options {
            Options::List(list) | Options::Answer(_, list) => {
                let choices = self.universe.choices(*list).iter();
                let entry = |&choice| (Atom::Choice(*list, choice), Open::Choice(at, *list, choice));
                (choices.map(entry).collect(), Known::No)
            }
            Options::Rows(path, _) => {
                let source = self.read(path, &self.scope(at.1));
                let rows = source.values.into_iter().filter_map(|(atom, _)| row(atom));
                (rows.map(|row| (Atom::Row(row), Open::Pick(at, row))).collect(), source.more)
            }
        }
    }

    /// Whether it belongs to no other row than those that are bound.
    fn belongs(&self, atom: Atom<'c>, within: &Bindings<'c>) -> bool {
        let Some(row) = row(atom).filter(|_| !within.is_empty()) else { return true };
        let same = |(item, own): (ItemIx, Atom<'c>)| {
            within.iter().find(|(bound, _)| *bound == item).is_none_or(|&(_, bound)| bound == own)
        };
        self.scope(Some(row)).into_iter().all(same)
    }
}

impl<'c> Read<'c> {
    /// No values that are known.
    pub fn nothing(more: Known) -> Self {
        Self { values: Vec::new(), is_given: false, more }
    }

    /// These values and no others.
    pub fn sure(values: Vec<(Atom<'c>, Known)>) -> Self {
        Self { values, ..Self::nothing(Known::No) }
    }

    /// Whether a value is there that fits.
    pub fn includes(&self, fits: impl Fn(Atom<'c>) -> Known) -> Known {
        Known::any(self.values.iter().map(|&(atom, there)| fits(atom).and(|| there))).or(|| self.more)
    }

    /// Whether there are so many values.
    pub fn at_least(&self, count: usize) -> Known {
        let sure = self.values.iter().filter(|(_, there)| *there == Known::Yes).count();
        if sure.max(usize::from(self.is_given)) >= count {
            return Known::Yes;
        }
        if self.more == Known::No && self.values.len() < count {
            return Known::No;
        }
        // Too few are sure, and all would do: what is unsure decides.
        let unsure = self.values.iter().map(|&(_, there)| there).filter(|there| *there != Known::Yes);
        Known::any(unsure.chain([self.more]))
    }

    /// Each value once: a text has one spelling here.
    fn merge(&mut self) {
        let mut kept: Vec<(Atom<'c>, Known)> = Vec::new();
        let mut places: FxHashMap<Atom<'c>, usize> = FxHashMap::default();
        for (atom, there) in std::mem::take(&mut self.values) {
            let place = *places.entry(atom).or_insert(kept.len());
            match kept.get_mut(place) {
                Some((_, known)) => *known = known.or(|| there),
                None => kept.push((atom, there)),
            }
        }
        self.values = kept;
    }
}
