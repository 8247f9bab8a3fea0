//! A whole answer document, or a part of it, as the events that record it.
//!
//! Answers are taken in the order of the checklist, whatever the order of the file: what is picked from is
//! there before the pick. What does not fit is a fault with its place, and then nothing at all is taken.

use std::collections::{BTreeMap, HashMap};

use super::keys::{KeyValue, Known};
use super::picks::Picks;
use super::rows::{Keyed, RowFor};
use super::value;
use crate::checklist::{Address, Checklist, Home, Id, Kind, Place, QuestionIx, RowId, Value};
use crate::format::yaml::{Fault, Key, Node, Shape, Span};
use crate::plan::{Reader, Truth};
use crate::session::{Event, Record, Row, Stamp, What};

/// What an answer document comes to.
#[derive(Debug)]
pub struct Taken {
    /// What to record, in order.
    pub whats: Vec<What>,
    /// The record after that.
    pub record: Record,
    /// What the checklist advises against, and lets pass.
    pub advice: Vec<Fault>,
}

/// The answers of `root`, the document of an answers file.
///
/// # Errors
/// Every answer that does not fit, each at its place.
pub fn document(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    root: &Node,
) -> Result<Taken, Vec<Fault>> {
    let mut intake = Intake::new(checklist, record, stamp);
    if let Shape::Mapping(entries) = &root.shape {
        intake.enter(Home::Document, &Place::default(), entries, false);
        intake.take_all();
    } else {
        intake.fault("wrong-type", root.at, "answers are a map from question to answer".to_owned(), None);
    }
    intake.finish()
}

/// One answer, as it stands in `node`.
///
/// # Errors
/// What does not fit, at its place in the text of `node`.
pub fn answer(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    (question, place): (QuestionIx, &Place),
    node: &Node,
) -> Result<Taken, Vec<Fault>> {
    let mut intake = Intake::new(checklist, record, stamp);
    intake.take(question, place, node);
    intake.take_all();
    intake.finish()
}

/// The most sections and steps that answers may lead to, each counted for every item that it repeats over: nobody
/// walks through so many, and a few lines of each repeat and its rows make millions of them.
const MOST_STEPS: usize = 20_000;

/// The entries of a map of answers.
type Entries<'n> = &'n [(Key<'n>, Node<'n>)];

pub(super) struct Intake<'a, 'n> {
    pub(super) checklist: &'a Checklist,
    pub(super) record: Record,
    /// What may be picked in answer to the question that is being taken: that stands still meanwhile.
    picks: Picks,
    stamp: &'a Stamp,
    whats: Vec<What>,
    faults: Vec<Fault>,
    /// The questions by what asks them and their ids.
    questions: HashMap<(Home, &'a str), QuestionIx>,
    /// What was found for each question that was not taken yet.
    given: HashMap<QuestionIx, Vec<(Place, &'n Node<'n>)>>,
    taken: Vec<(QuestionIx, Place, Span)>,
    /// Where no choice was made, though one must be.
    empty: Vec<(QuestionIx, Place, Span)>,
}

impl<'a, 'n> Intake<'a, 'n> {
    fn new(checklist: &'a Checklist, record: &Record, stamp: &'a Stamp) -> Self {
        let questions = checklist.questions.iter().enumerate();
        Self {
            checklist,
            record: record.clone(),
            picks: Picks::default(),
            stamp,
            whats: Vec::new(),
            faults: Vec::new(),
            questions: questions.map(|(ix, own)| ((own.home, own.id.as_str()), QuestionIx(ix))).collect(),
            given: HashMap::new(),
            taken: Vec::new(),
            empty: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, code: &'static str, at: Span, message: String, hint: Option<String>) {
        self.faults.push(Fault { code, message, at, hint });
    }

    fn record(&mut self, what: What) {
        let event = Event { stamp: self.stamp.clone(), what };
        self.record.apply(&event);
        self.whats.push(event.what);
    }

    /// Notes a map of answers; keys that answer nothing are faults.
    fn enter(&mut self, home: Home, place: &Place, entries: Entries<'n>, row: bool) {
        for (key, node) in entries.iter().filter(|(key, _)| !(row && key.text == "id")) {
            if let Some(&question) = self.questions.get(&(home, &*key.text)) {
                self.given.entry(question).or_default().push((place.clone(), node));
                continue;
            }
            let own = self.checklist.questions.iter().filter(|question| question.home == home);
            let near = self.picks.meant.nearest(&key.text, own.map(|question| question.id.as_str()));
            let hint = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!("no question here is called `{}`", key.text);
            self.fault("unknown-answer", key.at, message, hint);
        }
    }

    fn take_all(&mut self) {
        for question in (0..self.checklist.questions.len()).map(QuestionIx) {
            self.picks.clear();
            let given = self.given.remove(&question).filter(|_| !self.is_key(question));
            for (place, node) in given.unwrap_or_default() {
                self.take(question, &place, node);
            }
        }
    }

    fn take(&mut self, question: QuestionIx, place: &Place, node: &'n Node<'n>) {
        if self.checklist.list(question).is_some() {
            return self.take_rows(question, place, node);
        }
        let Some(value) = self.value(question, place, node) else { return };
        if self.is_key(question) && !self.may_become(question, place, &value, node.at) {
            return;
        }
        self.taken.push((question, place.clone(), node.at));
        let path = place.address(&self.checklist.question(question).id);
        if self.record.given(&path).is_none_or(|given| given.value != value) {
            self.record(What::Answered { path, value });
        }
    }

    pub(super) fn value(&mut self, question: QuestionIx, place: &Place, node: &Node) -> Option<Value> {
        if self.is_none_chosen(question, node) {
            self.empty.push((question, place.clone(), node.at));
            return None;
        }
        let read = value::from_node(self.checklist, &self.record, &mut self.picks, question, place, node);
        read.map_err(|wrong| wrong.into_iter().for_each(|fault| self.faults.push(fault))).ok()
    }

    /// Whether an answer is empty where at least one choice is needed.
    fn is_none_chosen(&self, question: QuestionIx, node: &Node) -> bool {
        let asked = self.checklist.question(question);
        let is_empty = matches!(&node.shape, Shape::Sequence(nodes) if nodes.is_empty());
        is_empty && asked.required && matches!(asked.kind, Kind::Choices(_))
    }

    fn take_rows(&mut self, list: QuestionIx, place: &Place, node: &'n Node<'n>) {
        let nodes = match &node.shape {
            Shape::Sequence(nodes) => nodes.as_slice(),
            Shape::Null => &[],
            _ => {
                let message = format!("`{}` is a list of rows", self.checklist.question(list).id);
                return self.fault("wrong-type", node.at, message, None);
            }
        };
        let before = self.faults.len();
        let question = self.checklist.question(list);
        let path = place.address(&question.id);
        let mut known = Known::new(Keyed::new(self.checklist, list, self.record.rows(&path)));
        for node in nodes {
            self.take_row(list, place, node, &mut known);
        }
        if known.ids.is_empty() && question.required && self.faults.len() == before {
            let message = format!("`{}` needs at least one row", question.id);
            self.fault("missing-answer", node.at, message, None);
        }
        self.taken.push((list, place.clone(), node.at));
        let value = Value::Many(known.ids.iter().map(ToString::to_string).collect());
        if self.record.given(&path).is_none_or(|given| given.value != value) {
            self.record(What::Answered { path, value });
        }
    }

    fn take_row(
        &mut self,
        list: QuestionIx,
        place: &Place,
        node: &'n Node<'n>,
        known: &mut Known<'a>,
    ) -> Option<()> {
        let def = self.checklist.list(list)?;
        let entries: Entries<'n> = match &node.shape {
            Shape::Mapping(entries) => entries,
            Shape::Scalar(_) if def.key.len() == 1 => &[],
            _ => {
                let message = "a row is a map, or the value of its one key field".to_owned();
                self.fault("wrong-type", node.at, message, None);
                return None;
            }
        };
        let path = place.address(&self.checklist.question(list).id);
        let given = match entries.iter().find(|(key, _)| key.text == "id") {
            Some((_, node)) => Some(self.given_id(node)?),
            None => None,
        };
        let key = self.key(list, place, node, given.as_ref().map(|id| (&path, id)));
        let named = |key: &KeyValue| (self.checklist.question(key.field).id.clone(), key.value.clone());
        let values: BTreeMap<_, _> = key.iter().map(named).collect();
        let whole = key.len() == def.key.len();
        let id = given.unwrap_or_else(|| self.row_of(&path, &values, whole, &mut known.keyed));
        if let Err(message) = known.take(&id, whole.then_some(&key)) {
            self.fault("duplicate-row", node.at, message, None);
            return None;
        }
        let own = place.clone().within(path.question.clone(), id.clone());
        for KeyValue { field, value, at } in key {
            self.stays_same(field, &own, &value, at);
            self.taken.push((field, own.clone(), at));
        }
        self.add_row(&path, &id, values, &mut known.keyed);
        self.enter(Home::Row(list), &own, entries, true);
        Some(())
    }

    /// The id of the row with this key, or of a new one. A row whose key is wrong stands all the same while
    /// faults are looked for, so that the rest of it is looked at too.
    fn row_of(&self, path: &Address, key: &BTreeMap<Id, Value>, whole: bool, keyed: &mut Keyed<'_>) -> RowId {
        let rows = self.record.rows(path);
        if !whole {
            return keyed.new_id(rows, key);
        }
        match keyed.row_for(rows, key) {
            RowFor::Present(id) | RowFor::Returning(id) | RowFor::New(id) => id,
        }
    }

    fn given_id(&mut self, node: &Node) -> Option<RowId> {
        let text = match &node.shape {
            Shape::Scalar(scalar) => &*scalar.text,
            _ => "",
        };
        text.parse().map_err(|error| self.fault("bad-id", node.at, format!("{error}"), None)).ok()
    }

    fn add_row(&mut self, list: &Address, id: &RowId, values: BTreeMap<Id, Value>, keyed: &mut Keyed<'_>) {
        let standing = self.record.rows(list).present(id.as_str());
        let has = |row: &Row| {
            let own = |field| row.answers.values.get(field).map(|given| &given.value);
            values.iter().all(|(field, value)| own(field) == Some(value))
        };
        if !standing.is_some_and(has) {
            self.record(What::RowAdded { list: list.clone(), id: id.clone(), values });
            self.record.rows(list).find(id.as_str()).into_iter().for_each(|row| keyed.note(row));
        }
    }

    /// Holds what was taken against the checks, now that everything they read is there.
    fn finish(mut self) -> Result<Taken, Vec<Fault>> {
        let mut advice = Vec::new();
        if let Some(reader) = Reader::within(self.checklist, &self.record, MOST_STEPS) {
            for (question, place, at) in &self.taken {
                let (faults, advised) = checked(&reader, *question, place, *at);
                self.faults.extend(faults);
                advice.extend(advised);
            }
            let empty = self.empty.iter().map(|(question, place, at)| {
                let holder = reader.find_recorded(place);
                let own = holder.and_then(|holder| reader.none_chosen((*question, holder)));
                let id = &self.checklist.question(*question).id;
                let message = own.unwrap_or_else(|| format!("`{id}` needs at least one"));
                Fault { code: "unfit-answer", message, at: *at, hint: None }
            });
            self.faults.extend(empty);
        } else {
            let lists = self.taken.iter().find(|(question, ..)| self.checklist.list(*question).is_some());
            let at = lists.or(self.taken.first()).map_or(Span::START, |(.., at)| *at);
            let message = "these answers lead to more than 20,000 sections and steps".to_owned();
            self.fault("too-large", at, message, Some("give fewer rows".to_owned()));
        }
        self.faults.sort_by_key(|fault| fault.at);
        if self.faults.is_empty() {
            Ok(Taken { whats: self.whats, record: self.record, advice })
        } else {
            Err(self.faults)
        }
    }
}

/// What refuses an answer that was taken, and what advises against it. Hidden answers are kept unasked.
fn checked(reader: &Reader<'_>, question: QuestionIx, place: &Place, at: Span) -> (Vec<Fault>, Vec<Fault>) {
    let holder = reader.find_recorded(place).map(|holder| (question, holder));
    let Some(asked) = holder.filter(|&asked| reader.shown(asked) != Truth::No) else {
        return (Vec::new(), Vec::new());
    };
    let fault = |message: String| Fault { code: "refused-answer", message, at, hint: None };
    let (advice, refused): (Vec<_>, Vec<_>) =
        reader.refusals(asked).into_iter().partition(|refusal| refusal.advice);
    let refused = refused.into_iter().map(|refusal| refusal.message).chain(reader.misfit(asked));
    (refused.map(fault).collect(), advice.into_iter().map(|refusal| fault(refusal.message)).collect())
}
