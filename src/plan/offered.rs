//! What a choice is taken from, and what of an answer fits it.

use rustc_hash::FxHashSet;

use super::Truth;
use super::read::{At, Atom, Reader, RowIx, bound};
use crate::checklist::{ChoiceListIx, Kind, Options, Path, Value};

/// What a choice is taken from.
#[derive(Debug, Clone)]
pub enum Offered {
    /// Every choice of a list.
    List(ChoiceListIx, usize),
    /// These; of rows, how many outer rows their picks leave unsaid.
    Some(Vec<Atom>, usize),
}

impl Offered {
    /// All of them, in order.
    pub fn all(&self) -> Vec<Atom> {
        match self {
            Offered::List(list, count) => (0..*count).map(|at| Atom::Choice(*list, at)).collect(),
            Offered::Some(atoms, _) => atoms.clone(),
        }
    }

    /// What is recorded of a pick.
    pub fn recorded(&self, reader: &Reader<'_>, atom: &Atom) -> String {
        match (atom, self) {
            (Atom::Choice(list, at), _) => reader.checklist.choices(*list)[*at].value.clone(),
            (Atom::Row(row), Offered::Some(_, below)) => reader.pick_id(*row, *below),
            (Atom::Row(row), Offered::List(..)) => reader.pick_id(*row, 0),
            (Atom::Text(text), _) => text.to_string(),
            (Atom::Bool(yes), _) => yes.to_string(),
        }
    }
}

impl Reader<'_> {
    /// What `value` means as an answer to the question: nothing if it does not fit.
    pub fn atoms(&self, at: At, value: &Value) -> Option<Vec<Atom>> {
        Some(self.fitting(at, value)?.into_iter().map(|(atom, _)| atom).collect())
    }

    /// What `value` means as an answer, and whether each is certain to go on being offered.
    pub(super) fn fitting(&self, at: At, value: &Value) -> Option<Vec<(Atom, bool)>> {
        match (&self.checklist.question(at.0).kind, value) {
            (_, Value::Blank) => Some(Vec::new()),
            (Kind::Confirm, Value::Bool(yes)) => Some(vec![(Atom::Bool(*yes), true)]),
            (Kind::Choice(options), Value::Text(picked)) => {
                let picked = self.picked(at, options, std::slice::from_ref(picked));
                (!picked.is_empty()).then_some(picked)
            }
            (Kind::Choices(options), Value::Many(picked)) => Some(self.picked(at, options, picked)),
            (kind @ (Kind::Number | Kind::Date | Kind::Text(_)), Value::Text(given)) => {
                kind.accept(given).ok().map(|text| vec![(Atom::Text(text.into()), true)])
            }
            _ => None,
        }
    }

    /// What these picks are of what is offered, in its order.
    fn picked(&self, at: At, options: &Options, picked: &[String]) -> Vec<(Atom, bool)> {
        if let Options::Rows(path, _) = options {
            let mut rows: Vec<_> = picked.iter().filter_map(|id| self.picked_row(at, path, id)).collect();
            rows.sort_by_cached_key(|&row| self.position(row));
            rows.dedup();
            return rows.into_iter().map(|row| (Atom::Row(row), self.is_certain(row))).collect();
        }
        let picked: FxHashSet<&str> = picked.iter().map(String::as_str).collect();
        let chosen = |atom: &Atom| match atom {
            Atom::Choice(list, at) => picked.contains(&*self.checklist.choices(*list)[*at].value),
            _ => false,
        };
        self.source(at, options).into_iter().filter(|(atom, _)| chosen(atom)).collect()
    }

    /// The row recorded as `id`, found without looking at what else could be picked.
    fn picked_row(&self, at: At, path: &Path, id: &str) -> Option<RowIx> {
        let scope = self.scope(at.1);
        let mut row = path.start.and_then(|item| bound(&scope, item)?.row());
        let mut ids = id.split('/');
        for &hop in &path.hops {
            let list = (hop, row);
            let id = ids.next().filter(|_| self.shown(list) != Truth::No)?;
            row = Some(self.row(list, id)?);
        }
        row.filter(|_| ids.next().is_none())
    }

    /// What may be taken here, and whether each is certain to stay so.
    fn source(&self, at: At, options: &Options) -> Vec<(Atom, bool)> {
        let all = |list: ChoiceListIx, certain| {
            (0..self.checklist.choices(list).len()).map(move |at| (Atom::Choice(list, at), certain))
        };
        match options {
            Options::List(list) => all(*list, true).collect(),
            Options::Rows(path, _) => self.read(path, &self.scope(at.1)).values,
            Options::Answer(path, list) => {
                let read = self.read(path, &self.scope(at.1));
                let known: FxHashSet<_> = read.values.iter().map(|(atom, _)| atom.clone()).collect();
                let further = all(*list, false).filter(|(atom, _)| read.open && !known.contains(atom));
                read.values.iter().cloned().chain(further).collect()
            }
        }
    }

    /// What a choice is taken from here; while that is undecided, every choice of its list.
    pub fn offered(&self, at: At, options: &Options) -> Offered {
        let scope = self.scope(at.1);
        let below = match options {
            Options::List(list) => return Offered::List(*list, self.checklist.choices(*list).len()),
            Options::Answer(..) => 0,
            Options::Rows(path, _) => {
                let start = path.start.and_then(|item| bound(&scope, item)?.row());
                self.chain(start).len()
            }
        };
        Offered::Some(self.source(at, options).into_iter().map(|(atom, _)| atom).collect(), below)
    }

    /// What is recorded of a picked row: its id after those of the rows it lies in, without the first `below`.
    pub fn pick_id(&self, row: RowIx, below: usize) -> String {
        let ids: Vec<_> =
            self.chain(Some(row)).into_iter().skip(below).map(|row| self.row_id(row).as_str()).collect();
        ids.join("/")
    }

    /// Why a recorded answer can no longer be read, where it stands among what is offered no more.
    pub fn misfit(&self, at: At) -> Option<String> {
        let value = self.value(at).filter(|value| !value.is_empty())?;
        let fitting = self.atoms(at, value).map_or(0, |atoms| atoms.len());
        let given = match value {
            Value::Many(values) => values.len(),
            _ => 1,
        };
        if self.checklist.list(at.0).is_some() || fitting == given {
            return None;
        }
        let question = self.checklist.question(at.0);
        let what = format!("an answer to `{}` is not among what is offered there", question.id);
        let Some(options) = question.kind.options() else { return Some(what) };
        let offered = self.offered(at, options);
        let names: Vec<_> = offered.all().iter().map(|atom| offered.recorded(self, atom)).collect();
        Some(if (1..=9).contains(&names.len()) { format!("{what}: {}", names.join(", ")) } else { what })
    }
}
