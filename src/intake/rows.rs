//! Which row a key belongs to: one that is there, one that returns, or a new one with an id of its own.

use std::collections::{BTreeMap, HashSet};

use crate::checklist::{Address, Checklist, Id, Kind, QuestionIx, RowId, TextType, Value};
use crate::session::{Record, Row};
use crate::text::case::same;
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
    let find = |present| rows.iter().find(|row| row.present == present && has_key(row, key));
    match (find(true), find(false)) {
        (Some(row), _) => RowFor::Present(row.id.clone()),
        (None, Some(row)) => RowFor::Returning(row.id.clone()),
        (None, None) => RowFor::New(new_id(checklist, rows, list, key)),
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

/// An id that no row of the list has had.
pub(super) fn new_id(
    checklist: &Checklist,
    rows: &[Row],
    list: QuestionIx,
    key: &BTreeMap<Id, Value>,
) -> RowId {
    let def = checklist.list(list).expect("rows stand in lists");
    let part = |&field: &QuestionIx| {
        let question = checklist.question(field);
        Some(named_by(&question.kind, key.get(&question.id)?.text()?))
    };
    let parts: Vec<_> = def.key.iter().filter_map(part).collect();
    let named = slug(&parts.join("-"));
    let base = if named.is_empty() { slug(checklist.item(def.item).name.as_str()) } else { named };
    if rows.iter().all(|row| row.id.as_str() != base) {
        return base.parse().expect("a slug is a row's id");
    }
    let taken: HashSet<_> = rows.iter().map(|row| row.id.as_str()).collect();
    let numbered = (2..).map(|number| {
        let suffix = format!("-{number}");
        let base = &base[..base.len().min(LONGEST - suffix.len())];
        format!("{}{suffix}", base.trim_end_matches('-'))
    });
    let free = numbered.into_iter().find(|id| !taken.contains(id.as_str())).expect("numbers do not end");
    free.parse().expect("a slug and a number are a row's id")
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
