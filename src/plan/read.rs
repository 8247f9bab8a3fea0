//! Reading answers: what a path yields, what a condition says of it, and how sure that is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Truth;
use crate::checklist::{
    Address, Checklist, ChoiceListIx, Condition, Home, Id, ItemIx, Kind, Options, Path, Place, QuestionIx,
    RowAddress, RowId, Test, Value,
};
use crate::session::{Answers, Mark, Record};

/// A row that exists, by its place in the reader's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowIx(usize);

/// One value that an answer yields.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Atom {
    /// Yes or no.
    Bool(bool),
    /// A text, number or date as recorded, or a fact.
    Text(Rc<str>),
    /// A choice, by its place in its list.
    Choice(ChoiceListIx, usize),
    /// A row.
    Row(RowIx),
}

/// What an item name stands for; nothing while that is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The name.
    pub item: ItemIx,
    /// What it stands for.
    pub to: Option<Atom>,
}

/// What a path yields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Distinct values, and whether each is certain to be there.
    pub values: Vec<(Atom, bool)>,
    /// Whether more may come.
    pub open: bool,
}

/// Whose marks count while a plan is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Those of the record.
    Recorded,
    /// Every step counts as done, as scenarios are planned.
    AllDone,
}

/// Answers of a record, read as a checklist means them.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) record: &'a Record,
    marks: Marks,
    /// A row that is being filled: it exists though its key is not complete.
    draft: Option<RowAddress>,
    rows: RefCell<Vec<RowEntry<'a>>>,
    lists: RefCell<HashMap<At, Rc<[RowIx]>>>,
    shown: RefCell<HashMap<At, Truth>>,
    /// For each question and row, how far each instance that asks it is shown, and whether it is marked.
    asked: HashMap<At, Vec<Asking>>,
}

/// A question, and the row that holds its answer.
pub type At = (QuestionIx, Option<RowIx>);

#[derive(Debug)]
struct RowEntry<'a> {
    list: QuestionIx,
    id: &'a RowId,
    parent: Option<RowIx>,
    answers: &'a Answers,
}

/// How an instance stands to the questions that it asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    pub shown: Truth,
    pub settled: Settled,
}

/// What a mark means for the questions left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    No,
    Done,
    Skipped,
}

impl<'a> Reader<'a> {
    pub(super) fn new(checklist: &'a Checklist, record: &'a Record, marks: Marks) -> Self {
        Self {
            checklist,
            record,
            marks,
            draft: None,
            rows: RefCell::default(),
            lists: RefCell::default(),
            shown: RefCell::default(),
            asked: HashMap::new(),
        }
    }

    /// Takes this row for one that exists though its key may not be complete: it is being filled.
    #[must_use]
    pub(super) fn filling(self, draft: Option<RowAddress>) -> Self {
        Self { draft, ..self }
    }

    /// How the mark of `key` settles what its step asks.
    pub(super) fn settled(&self, key: &str) -> Settled {
        if self.marks == Marks::AllDone {
            return Settled::Done;
        }
        match self.record.steps.get(key).and_then(|step| step.mark.as_ref()) {
            Some(Mark::Done(_)) => Settled::Done,
            Some(Mark::Skipped(_)) => Settled::Skipped,
            Some(Mark::Waiting(_)) | None => Settled::No,
        }
    }

    /// Notes that an instance asks this question.
    pub(super) fn asks(&mut self, at: At, asking: Asking) {
        self.asked.entry(at).or_default().push(asking);
    }

    fn asking(&self, at: At) -> impl Iterator<Item = &Asking> {
        self.asked.get(&at).into_iter().flatten()
    }

    /// The list that a field belongs to, where its row stands in it.
    fn outer(&self, list: QuestionIx, field: At) -> At {
        (list, field.1.and_then(|row| self.parent(row)))
    }

    /// Whether a question is shown where its answer is held.
    pub fn shown(&self, at: At) -> Truth {
        if let Some(&shown) = self.shown.borrow().get(&at) {
            return shown;
        }
        let question = self.checklist.question(at.0);
        let around = match question.home {
            _ if !question.steps.is_empty() => {
                self.asking(at).map(|asking| asking.shown).max().unwrap_or(Truth::No)
            }
            Home::Document => Truth::Yes,
            Home::Row(list) => self.shown(self.outer(list, at)),
        };
        let shown = match &question.when {
            Some(when) if around != Truth::No => around.and(self.holds(when, &self.scope(at.1))),
            _ => around,
        };
        // What further steps ask again is read by no condition, so it may still change until all are known.
        if question.steps.len() <= 1 {
            self.shown.borrow_mut().insert(at, shown);
        }
        shown
    }

    /// Whether a list may still get rows: until every step that asks it is done or skipped.
    pub fn may_grow(&self, at: At) -> bool {
        let question = self.checklist.question(at.0);
        match question.home {
            _ if !question.steps.is_empty() => {
                self.asking(at).any(|asking| asking.shown != Truth::No && asking.settled == Settled::No)
            }
            Home::Document => false,
            Home::Row(list) => self.may_grow(self.outer(list, at)),
        }
    }

    /// The rows of a list that exist, in order: present, with a key that fits.
    pub fn rows(&self, at: At) -> Rc<[RowIx]> {
        if let Some(rows) = self.lists.borrow().get(&at) {
            return Rc::clone(rows);
        }
        let rows: Rc<[RowIx]> = self.existing_rows(at).into();
        self.lists.borrow_mut().insert(at, Rc::clone(&rows));
        rows
    }

    fn existing_rows(&self, (list, holder): At) -> Vec<RowIx> {
        let Some(def) = self.checklist.list(list) else { return Vec::new() };
        let id = &self.checklist.question(list).id;
        let recorded = self.answers(holder).lists.get(id).map_or(&[][..], Vec::as_slice);
        recorded
            .iter()
            .filter(|row| row.present)
            .map(|row| {
                let mut rows = self.rows.borrow_mut();
                rows.push(RowEntry { list, id: &row.id, parent: holder, answers: &row.answers });
                RowIx(rows.len() - 1)
            })
            .filter(|&row| self.is_draft(row) || def.key.iter().all(|&field| self.fits((field, Some(row)))))
            .collect()
    }

    fn is_draft(&self, row: RowIx) -> bool {
        self.draft.as_ref().is_some_and(|draft| self.place(Some(row)).row().as_ref() == Some(draft))
    }

    fn fits(&self, at: At) -> bool {
        self.value(at).and_then(|value| self.atoms(at, value)).is_some_and(|atoms| !atoms.is_empty())
    }

    /// The answers that a row, or the document, holds.
    pub fn answers(&self, holder: Option<RowIx>) -> &'a Answers {
        holder.map_or(&self.record.answers, |row| self.rows.borrow()[row.0].answers)
    }

    /// What was answered, whether or not it is shown or still fits.
    pub fn value(&self, (question, holder): At) -> Option<&'a Value> {
        self.answers(holder).values.get(&self.checklist.question(question).id).map(|given| &given.value)
    }

    /// The row that this row lies in.
    pub fn parent(&self, row: RowIx) -> Option<RowIx> {
        self.rows.borrow()[row.0].parent
    }

    /// The list that this row stands in.
    pub fn list_of(&self, row: RowIx) -> QuestionIx {
        self.rows.borrow()[row.0].list
    }

    /// A row's id.
    pub fn row_id(&self, row: RowIx) -> &'a RowId {
        self.rows.borrow()[row.0].id
    }

    /// A row and those it lies in, outermost first.
    pub fn chain(&self, row: Option<RowIx>) -> Vec<RowIx> {
        let mut chain: Vec<_> = std::iter::successors(row, |&row| self.parent(row)).collect();
        chain.reverse();
        chain
    }

    /// What a row, and those it lies in, bind.
    pub fn scope(&self, row: Option<RowIx>) -> Vec<Binding> {
        let bind = |row| {
            let list = self.checklist.list(self.list_of(row)).expect("rows stand in lists");
            Binding { item: list.item, to: Some(Atom::Row(row)) }
        };
        self.chain(row).into_iter().map(bind).collect()
    }

    /// Where a row's answers lie.
    pub fn place(&self, row: Option<RowIx>) -> Place {
        let step = |row| (self.checklist.question(self.list_of(row)).id.clone(), self.row_id(row).clone());
        Place(self.chain(row).into_iter().map(step).collect())
    }

    /// The row at a place; `Some(None)` is the document. Nothing if a row on the way does not exist.
    pub fn find(&self, place: &Place) -> Option<Option<RowIx>> {
        let mut holder = None;
        for (list, id) in &place.0 {
            let home = holder.map_or(Home::Document, |row| Home::Row(self.list_of(row)));
            let list = self.checklist.find_question(home, list.as_str())?;
            holder = Some(*self.rows((list, holder)).iter().find(|&&row| self.row_id(row) == id)?);
        }
        Some(holder)
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
        let question = &self.checklist.question(at.0).id;
        Some(format!("an answer to `{question}` is not among what is offered there"))
    }

    /// Where the answer lies.
    pub fn address(&self, (question, holder): At) -> Address {
        self.place(holder).address(&self.checklist.question(question).id)
    }

    /// What an answer yields where it is held.
    pub fn answer(&self, at: At) -> Read {
        let shown = self.shown(at);
        if shown == Truth::No {
            return Read::default();
        }
        let certain = shown == Truth::Yes;
        if self.checklist.list(at.0).is_some() {
            let values = self.rows(at).iter().map(|&row| (Atom::Row(row), certain)).collect();
            return Read { values, open: self.may_grow(at) };
        }
        match self.value(at) {
            Some(value) => {
                let atoms = self.atoms(at, value).unwrap_or_default();
                Read { values: atoms.into_iter().map(|atom| (atom, certain)).collect(), open: false }
            }
            None => Read {
                values: Vec::new(),
                open: !self.left_blank(at, self.checklist.question(at.0).required),
            },
        }
    }

    /// Whether an answer that is not there will not come: the steps that ask it are skipped, or done without it.
    fn left_blank(&self, at: At, required: bool) -> bool {
        let question = self.checklist.question(at.0);
        let settles = |asking: &Asking| match asking.settled {
            Settled::No => asking.shown == Truth::No,
            Settled::Done => asking.shown == Truth::No || !required,
            Settled::Skipped => true,
        };
        match question.home {
            _ if !question.steps.is_empty() => self.asking(at).all(settles),
            Home::Document => self.marks == Marks::AllDone && !required,
            Home::Row(list) => self.left_blank(self.outer(list, at), required),
        }
    }

    /// What `value` means as an answer to the question: nothing if it does not fit.
    pub fn atoms(&self, at: At, value: &Value) -> Option<Vec<Atom>> {
        let text = |text: &str| Some(vec![Atom::Text(text.into())]);
        match (&self.checklist.question(at.0).kind, value) {
            (_, Value::Blank) => Some(Vec::new()),
            (Kind::Confirm, Value::Bool(yes)) => Some(vec![Atom::Bool(*yes)]),
            (Kind::Choice(options), Value::Text(picked)) => {
                self.offered(at, options).pick(self, picked).map(|atom| vec![atom])
            }
            (Kind::Choices(options), Value::Many(picked)) => {
                let offered = self.offered(at, options);
                let atoms: Vec<_> = picked.iter().filter_map(|value| offered.pick(self, value)).collect();
                Some(offered.in_order(atoms))
            }
            (Kind::Number, Value::Text(number)) => number.parse::<f64>().ok().and_then(|_| text(number)),
            (Kind::Date, Value::Text(date)) => {
                date.parse::<jiff::civil::Date>().ok().and_then(|_| text(date))
            }
            (Kind::Text(types), Value::Text(given)) => {
                types.iter().any(|kind| kind.accept(given).is_ok()).then(|| text(given)).flatten()
            }
            _ => None,
        }
    }

    /// What a choice is taken from here.
    pub fn offered(&self, at: At, options: &Options) -> Offered {
        match options {
            Options::List(list) => Offered::List(*list, self.checklist.choices(*list).len()),
            Options::Answer(path, list) => {
                let read = self.read(path, &self.scope(at.1));
                if read.open {
                    Offered::List(*list, self.checklist.choices(*list).len())
                } else {
                    Offered::Some(read.values.into_iter().map(|(atom, _)| atom).collect(), 0)
                }
            }
            Options::Rows(path, _) => {
                let scope = self.scope(at.1);
                let below = path.start.and_then(|item| bound(&scope, item)).map_or(0, |atom| match atom {
                    Atom::Row(row) => self.chain(Some(*row)).len(),
                    _ => 0,
                });
                let rows = self.read(path, &scope).values.into_iter().map(|(atom, _)| atom).collect();
                Offered::Some(rows, below)
            }
        }
    }

    /// What is recorded of a picked row: its id after those of the rows it lies in, without the first `below`.
    pub fn pick_id(&self, row: RowIx, below: usize) -> String {
        let ids: Vec<_> =
            self.chain(Some(row)).into_iter().skip(below).map(|row| self.row_id(row).as_str()).collect();
        ids.join("/")
    }

    /// What `path` yields in `scope`.
    pub fn read(&self, path: &Path, scope: &[Binding]) -> Read {
        self.read_from(path, scope, |_| None)
    }

    /// As `read`, within the rows that are bound already.
    pub(super) fn read_within(&self, path: &Path, scope: &[Binding]) -> Read {
        self.read_from(path, scope, |list| bound(scope, self.checklist.list(list)?.item))
    }

    fn read_from<'s>(
        &self,
        path: &Path,
        scope: &'s [Binding],
        within: impl Fn(QuestionIx) -> Option<&'s Atom>,
    ) -> Read {
        let mut holders: Vec<(Option<RowIx>, bool)> = Vec::new();
        let mut read = Read::default();
        match path.start {
            None => holders.push((None, true)),
            Some(item) => match bound(scope, item) {
                None => return Read { values: Vec::new(), open: true },
                Some(atom) => {
                    read.values.push((atom.clone(), true));
                    holders.extend(atom.row().map(|row| (Some(row), true)));
                }
            },
        }
        for &hop in &path.hops {
            let only = within(hop);
            read.values.clear();
            for &(holder, certain) in &holders {
                let answer = self.answer((hop, holder));
                read.open |= answer.open;
                let kept = answer.values.into_iter().filter(|(atom, _)| only.is_none_or(|only| only == atom));
                read.values.extend(kept.map(|(atom, sure)| (atom, sure && certain)));
            }
            read.values = distinct(read.values);
            holders =
                read.values.iter().filter_map(|(atom, sure)| Some((Some(atom.row()?), *sure))).collect();
        }
        match &path.fact {
            Some(fact) => Read { values: self.facts(&read.values, fact), ..read },
            None => read,
        }
    }

    fn facts(&self, values: &[(Atom, bool)], fact: &Id) -> Vec<(Atom, bool)> {
        let facts = values.iter().flat_map(|(atom, sure)| {
            let values = match atom {
                Atom::Choice(list, at) => self.checklist.choices(*list)[*at].fact(fact),
                _ => &[],
            };
            values.iter().map(move |value| (Atom::Text(value.as_str().into()), *sure))
        });
        distinct(facts.collect())
    }

    /// Whether `condition` holds in `scope`, as far as answers tell.
    pub fn holds(&self, condition: &Condition, scope: &[Binding]) -> Truth {
        match condition {
            Condition::All(parts) => {
                parts.iter().map(|part| self.holds(part, scope)).min().unwrap_or(Truth::Yes)
            }
            Condition::Any(parts) => {
                parts.iter().map(|part| self.holds(part, scope)).max().unwrap_or(Truth::No)
            }
            Condition::Not(part) => !self.holds(part, scope),
            Condition::Test(path, test) => self.passes(&self.read(path, scope), test),
        }
    }

    fn passes(&self, read: &Read, test: &Test) -> Truth {
        match test {
            Test::Is(wanted) | Test::Includes(wanted) => {
                let found = |(atom, sure): &(Atom, bool)| match wanted.iter().any(|text| self.is(atom, text))
                {
                    true if *sure => Truth::Yes,
                    true => Truth::Maybe,
                    false => Truth::No,
                };
                read.values.iter().map(found).max().unwrap_or(Truth::No).or(read.maybe_more())
            }
            Test::Given(wanted) => {
                let given = read.count_within(Some(1), None);
                if *wanted { given } else { !given }
            }
            Test::Count { min, max } => read.count_within(*min, *max),
            Test::Share(fact) => self.share(read, fact).or(read.maybe_more()),
        }
    }

    fn share(&self, read: &Read, fact: &Id) -> Truth {
        let facts: Vec<_> =
            read.values.iter().map(|value| self.facts(std::slice::from_ref(value), fact)).collect();
        let mut best = Truth::No;
        for (at, one) in facts.iter().enumerate() {
            for (atom, sure) in facts[..at].iter().flatten() {
                for (_, also) in one.iter().filter(|(other, _)| other == atom) {
                    best = best.or(if *sure && *also { Truth::Yes } else { Truth::Maybe });
                }
            }
        }
        best
    }

    /// Whether two of these choices agree in a fact.
    pub(super) fn agree(&self, atoms: &[Atom], fact: &Id) -> bool {
        let values = atoms.iter().map(|atom| (atom.clone(), true)).collect();
        self.share(&Read { values, open: false }, fact) == Truth::Yes
    }

    /// Whether a value is the one that a condition names.
    pub fn is(&self, atom: &Atom, text: &str) -> bool {
        match atom {
            Atom::Bool(yes) => text == if *yes { "true" } else { "false" },
            Atom::Text(own) => same(own, text),
            Atom::Choice(list, at) => same(&self.checklist.choices(*list)[*at].value, text),
            Atom::Row(row) => self.row_id(*row).as_str() == text,
        }
    }
}

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

    /// The one recorded as `value`.
    fn pick(&self, reader: &Reader<'_>, value: &str) -> Option<Atom> {
        match self {
            Offered::List(list, _) => {
                let at = reader.checklist.choices(*list).iter().position(|choice| choice.value == value)?;
                Some(Atom::Choice(*list, at))
            }
            Offered::Some(atoms, _) => {
                atoms.iter().find(|atom| self.recorded(reader, atom) == value).cloned()
            }
        }
    }

    fn in_order(&self, mut picked: Vec<Atom>) -> Vec<Atom> {
        match self {
            Offered::List(..) => picked.sort_by_key(|atom| match atom {
                Atom::Choice(_, at) => *at,
                _ => usize::MAX,
            }),
            Offered::Some(atoms, _) => {
                picked.sort_by_key(|atom| atoms.iter().position(|offered| offered == atom));
            }
        }
        picked.dedup();
        picked
    }
}

impl Read {
    /// How many values there are, between `min` and `max`.
    fn count_within(&self, min: Option<usize>, max: Option<usize>) -> Truth {
        let sure = self.values.iter().filter(|(_, sure)| *sure).count();
        let most = if self.open { usize::MAX } else { self.values.len() };
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(usize::MAX));
        if most < min || sure > max {
            Truth::No
        } else if sure >= min && (most <= max || max == usize::MAX) {
            Truth::Yes
        } else {
            Truth::Maybe
        }
    }

    fn maybe_more(&self) -> Truth {
        if self.open { Truth::Maybe } else { Truth::No }
    }
}

impl Atom {
    /// The row, if it is one.
    pub fn row(&self) -> Option<RowIx> {
        match self {
            Atom::Row(row) => Some(*row),
            _ => None,
        }
    }
}

/// What an item name stands for in `scope`.
pub(super) fn bound(scope: &[Binding], item: ItemIx) -> Option<&Atom> {
    scope.iter().find(|binding| binding.item == item)?.to.as_ref()
}

fn distinct(values: Vec<(Atom, bool)>) -> Vec<(Atom, bool)> {
    let mut at: HashMap<Atom, usize> = HashMap::with_capacity(values.len());
    let mut kept: Vec<(Atom, bool)> = Vec::with_capacity(values.len());
    for (atom, sure) in values {
        match at.get(&atom) {
            Some(&at) => kept[at].1 |= sure,
            None => {
                at.insert(atom.clone(), kept.len());
                kept.push((atom, sure));
            }
        }
    }
    kept
}

/// Values are compared without case.
fn same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}
