//! Which row a key belongs to: one that is there, one that returns, or a new one with an id of its own.

use std::collections::{BTreeMap, HashMap};

use crate::checklist::{Address, Checklist, Id, Kind, List, QuestionIx, RowId, TextType, Value};
use crate::session::{Record, Row, Rows};
use crate::text::case::{self, same};
use crate::text::slug::slug;

/// The most characters of a row's id, with the number that tells it from another.
const LONGEST: usize = 44;

/// Where rows with these key values stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFor {
    /// In the list already.
    Present(RowId),
    /// Taken out of the list; adding it brings its answers back.
    Returning(RowId),
    /// Nowhere yet.
    New(RowId),
}

/// The row of `list` with these key values.
pub fn row_for(
    checklist: &Checklist,
    record: &Record,
    list: QuestionIx,
    at: &Address,
    key: &BTreeMap<Id, Value>,
) -> RowFor {
    let rows = record.rows(at);
    Keyed::new(checklist, list, rows).row_for(rows, key)
}

/// The rows of a list by their keys, kept up while more are added.
pub(super) struct Keyed<'c> {
    checklist: &'c Checklist,
    list: &'c List,
    /// In the order of the list; a row stands here by its former keys too.
    ids: HashMap<Vec<Option<Value>>, Vec<RowId>>,
    /// The numbers that were given last to rows that would have the same id.
    numbers: HashMap<String, usize>,
}

impl<'c> Keyed<'c> {
    /// The rows of `list`.
    pub fn new(checklist: &'c Checklist, list: QuestionIx, rows: &Rows) -> Self {
        let list = checklist.list(list).expect("rows stand in lists");
        let mut keyed = Self { checklist, list, ids: HashMap::new(), numbers: HashMap::new() };
        rows.iter().for_each(|row| keyed.note(row));
        keyed
    }

    /// Notes what the key of the row is now that is the last one.
    pub fn note(&mut self, row: &Row) {
        let key = self.key(|field| row.answers.values.get(field).map(|given| &given.value));
        let ids = self.ids.entry(key).or_default();
        ids.retain(|id| *id != row.id);
        ids.push(row.id.clone());
    }

    /// The key values as they are compared.
    fn key<'v>(&self, value: impl Fn(&Id) -> Option<&'v Value>) -> Vec<Option<Value>> {
        let fields = self.list.key.iter().map(|&field| &self.checklist.question(field).id);
        fields.map(|field| value(field).map(folded)).collect()
    }

    /// The one of these rows with this key.
    pub fn row_for(&mut self, rows: &Rows, key: &BTreeMap<Id, Value>) -> RowFor {
        let ids = self.ids.get(&self.key(|field| key.get(field))).map_or(&[][..], Vec::as_slice);
        let find = |present| {
            let mut rows = ids.iter().filter_map(|id| rows.find(id.as_str()));
            rows.find(|row| row.present == present && has_key(row, key))
        };
        match (find(true), find(false)) {
            (Some(row), _) => RowFor::Present(row.id.clone()),
            (None, Some(row)) => RowFor::Returning(row.id.clone()),
            (None, None) => RowFor::New(self.new_id(rows, key)),
        }
    }

    /// An id that none of these rows has had.
    pub fn new_id(&mut self, rows: &Rows, key: &BTreeMap<Id, Value>) -> RowId {
        let part = |&field: &QuestionIx| {
            let question = self.checklist.question(field);
            Some(named_by(&question.kind, key.get(&question.id)?.text()?))
        };
        let parts: Vec<_> = self.list.key.iter().filter_map(part).collect();
        let named = slug(&parts.join("-"));
        let base =
            if named.is_empty() { slug(self.checklist.item(self.list.item).name.as_str()) } else { named };
        if rows.find(&base).is_none() {
            return base.parse().expect("a slug is a row's id");
        }
        let numbered = |number: usize| {
            let suffix = format!("-{number}");
            let base = &base[..base.len().min(LONGEST - suffix.len())];
            format!("{}{suffix}", base.trim_end_matches('-'))
        };
        // What was taken once stays so: the numbers before the last one are not tried again.
        let last = self.numbers.entry(base.clone()).or_insert(2);
        while rows.find(&numbered(*last)).is_some() {
            *last += 1;
        }
        numbered(*last).parse().expect("a slug and a number are a row's id")
    }
}

/// A value as it is compared: without case.
pub(super) fn folded(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(case::folded(text).into_owned()),
        value => value.clone(),
    }
}

/// Whether a row has these key values, compared without case.
pub(super) fn has_key(row: &Row, key: &BTreeMap<Id, Value>) -> bool {
    let has =
        |(field, value): (&Id, &Value)| match (row.answers.values.get(field).map(|own| &own.value), value) {
            (Some(Value::Text(own)), Value::Text(value)) => same(own, value),
            (own, value) => own == Some(value),
        };
    key.iter().all(has)
}

/// The part of a key field that names its row.
fn named_by<'v>(kind: &Kind, text: &'v str) -> &'v str {
    let before = |separator| text.split(separator).next().unwrap_or(text);
    match kind {
        Kind::Text(types) => match types.iter().find(|kind| kind.accept(text).is_ok()) {
            Some(TextType::Upn | TextType::Email) => before('@'),
            Some(TextType::Domain) => before('.'),
            _ => text,
        },
        // A pick is recorded with the rows around it; its own id comes last.
        Kind::Choice(options) if options.list().is_none() => text.rsplit('/').next().unwrap_or(text),
        _ => text,
    }
}
