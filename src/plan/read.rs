//! Reading answers: which rows exist, what is shown, what is given, and how sure that is.

use std::cell::{Ref, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::Truth;
use super::path::Read;
use crate::checklist::{Checklist, ChoiceListIx, Home, ItemIx, QuestionIx, RowAddress, RowId, Value};
use crate::session::{Answers, Mark, Record, Row};

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
    /// Where each row of the table stands, by its list and its id.
    ids: RefCell<HashMap<(At, &'a str), RowIx>>,
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
    /// Its place among the rows recorded in its list.
    position: usize,
    /// Whether its key stands: open answers may take away what it picks.
    key: Truth,
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
            ids: RefCell::default(),
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

    /// Whether a list may still get rows: until every step that asks it is done or skipped, and while it lacks
    /// the row that it has to have.
    pub fn may_grow(&self, at: At) -> bool {
        let has_row = || self.rows(at).iter().any(|&row| self.entry(row).key == Truth::Yes);
        self.grows(at, self.checklist.question(at.0).required && !has_row())
    }

    fn grows(&self, at: At, lacks_rows: bool) -> bool {
        let question = self.checklist.question(at.0);
        let open = |asking: &Asking| match asking.settled {
            Settled::No => asking.shown != Truth::No,
            Settled::Done => asking.shown != Truth::No && lacks_rows,
            Settled::Skipped => false,
        };
        match question.home {
            _ if !question.steps.is_empty() => self.asking(at).any(open),
            Home::Document => false,
            Home::Row(list) => self.grows(self.outer(list, at), lacks_rows),
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

    /// The row with this id, if it exists.
    pub(super) fn row(&self, at: At, id: &str) -> Option<RowIx> {
        self.recorded_row(at, id).filter(|&row| self.entry(row).key != Truth::No)
    }

    /// The row with this id, also one that does not exist because its key does not fit.
    pub(super) fn recorded_row(&self, at: At, id: &str) -> Option<RowIx> {
        self.rows(at);
        self.ids.borrow().get(&(at, id)).copied()
    }

    fn existing_rows(&self, (list, parent): At) -> Vec<RowIx> {
        let Some(def) = self.checklist.list(list) else { return Vec::new() };
        let recorded = self.answers(parent).lists.get(&self.checklist.question(list).id);
        let mut existing = Vec::new();
        for (position, row) in recorded.into_iter().flatten().enumerate().filter(|(_, row)| row.present) {
            let Row { id, answers, .. } = row;
            let entry = RowEntry { list, id, parent, position, key: Truth::Yes, answers };
            let row = RowIx(self.rows.borrow().len());
            self.rows.borrow_mut().push(entry);
            self.ids.borrow_mut().insert(((list, parent), id.as_str()), row);
            let key = def.key.iter().map(|&field| self.stands((field, Some(row))));
            let key = key.min().unwrap_or(Truth::Yes);
            let key = if self.is_draft(row) { Truth::Yes } else { key };
            self.rows.borrow_mut()[row.0].key = key;
            if key != Truth::No {
                existing.push(row);
            }
        }
        existing
    }

    fn is_draft(&self, row: RowIx) -> bool {
        self.draft.as_ref().is_some_and(|draft| self.place(Some(row)).row().as_ref() == Some(draft))
    }

    /// Whether a key field has a value that fits.
    fn stands(&self, field: At) -> Truth {
        let values = self.value(field).and_then(|value| self.fitting(field, value)).unwrap_or_default();
        values.iter().map(|&(_, certain)| Truth::sure(certain)).max().unwrap_or(Truth::No)
    }

    /// The answers that a row, or the document, holds.
    pub fn answers(&self, holder: Option<RowIx>) -> &'a Answers {
        holder.map_or(&self.record.answers, |row| self.entry(row).answers)
    }

    /// What was answered, whether or not it is shown or still fits.
    pub fn value(&self, (question, holder): At) -> Option<&'a Value> {
        self.answers(holder).values.get(&self.checklist.question(question).id).map(|given| &given.value)
    }

    fn entry(&self, row: RowIx) -> Ref<'_, RowEntry<'a>> {
        Ref::map(self.rows.borrow(), |rows| &rows[row.0])
    }

    /// The row that this row lies in.
    pub fn parent(&self, row: RowIx) -> Option<RowIx> {
        self.entry(row).parent
    }

    /// The list that this row stands in.
    pub fn list_of(&self, row: RowIx) -> QuestionIx {
        self.entry(row).list
    }

    /// A row's id.
    pub fn row_id(&self, row: RowIx) -> &'a RowId {
        self.entry(row).id
    }

    /// A row and those it lies in, outermost first.
    pub fn chain(&self, row: Option<RowIx>) -> Vec<RowIx> {
        let mut chain: Vec<_> = std::iter::successors(row, |&row| self.parent(row)).collect();
        chain.reverse();
        chain
    }

    /// Whether open answers can take the row away no more.
    pub(super) fn is_certain(&self, row: RowIx) -> bool {
        let stays = |row: RowIx| {
            self.entry(row).key == Truth::Yes
                && self.shown((self.list_of(row), self.parent(row))) == Truth::Yes
        };
        self.chain(Some(row)).into_iter().all(stays)
    }

    /// What sorts rows in the order of their lists, outer ones first.
    pub(super) fn position(&self, row: RowIx) -> Vec<usize> {
        self.chain(Some(row)).into_iter().map(|row| self.entry(row).position).collect()
    }

    /// What a row, and those it lies in, bind.
    pub fn scope(&self, row: Option<RowIx>) -> Vec<Binding> {
        let bind = |row| {
            let list = self.checklist.list(self.list_of(row)).expect("rows stand in lists");
            Binding { item: list.item, to: Some(Atom::Row(row)) }
        };
        self.chain(row).into_iter().map(bind).collect()
    }

    /// What an answer yields where it is held.
    pub fn answer(&self, at: At) -> Read {
        let shown = self.shown(at);
        if shown == Truth::No {
            return Read::default();
        }
        let (values, open) = if self.checklist.list(at.0).is_some() {
            let rows = self
                .rows(at)
                .iter()
                .map(|&row| (Atom::Row(row), self.entry(row).key == Truth::Yes))
                .collect();
            (rows, self.may_grow(at))
        } else {
            let required = self.checklist.question(at.0).required;
            match self.value(at).filter(|value| !(required && value.is_empty())) {
                Some(value) => (self.fitting(at, value).unwrap_or_default(), false),
                None => (Vec::new(), !self.left_blank(at, required)),
            }
        };
        let sure = |(atom, certain)| (atom, certain && shown == Truth::Yes);
        Read { values: values.into_iter().map(sure).collect(), open }
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
