//! Which row a key belongs to: one that is there, one that returns, or a new one with an id of its own.

use std::collections::BTreeMap;

use crate::checklist::{Address, Checklist, Id, Kind, QuestionIx, RowId, TextType, Value};
use crate::session::{Record, Row};
use crate::text::slug::slug;

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
    let same = |row: &&Row| {
        key.iter()
            .all(|(field, value)| row.answers.values.get(field).is_some_and(|own| equal(&own.value, value)))
    };
    match rows.iter().find(same) {
        Some(row) if row.present => RowFor::Present(row.id.clone()),
        Some(row) => RowFor::Returning(row.id.clone()),
        None => RowFor::New(new_id(checklist, rows, list, key)),
    }
}

/// An id that no row of the list has had.
fn new_id(checklist: &Checklist, rows: &[Row], list: QuestionIx, key: &BTreeMap<Id, Value>) -> RowId {
    let Some(def) = checklist.list(list) else { unreachable!("rows stand in lists") };
    let parts: Vec<_> = def
        .key
        .iter()
        .filter_map(|&field| {
            let question = checklist.question(field);
            Some(named_by(&question.kind, key.get(&question.id)?.text()?))
        })
        .collect();
    let mut base = slug(&parts.join("-"));
    if base.is_empty() {
        base = slug(checklist.item(def.item).name.as_str());
    }
    let taken = |id: &str| rows.iter().any(|row| row.id.as_str() == id);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(base);
    free.parse().unwrap_or_else(|_| "row".parse().expect("a slug"))
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

fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => one == other,
    }
}
