//! Answers given one by one, by their paths: set, left empty, taken back; rows added and removed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::picks::Picks;
use super::rows::{RowFor, row_for};
use super::value::{Wrong, chosen, from_text};
use crate::checklist::{
    Address, Checklist, Home, Id, Kind, Options, Place, QuestionIx, RowAddress, RowId, Value,
};
use crate::plan::{Reader, Truth};
use crate::session::{Event, Record, Stamp, What};
use crate::text::{dates, suggest};

/// What is wished of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To be this; of a list, to have a row of this key.
    Be(Address, String),
    /// To be open again.
    Unset(Address),
    /// To lose this row.
    Remove(RowAddress),
}

/// What fulfils a wish.
#[derive(Debug, Default)]
pub struct Granted {
    /// What to record.
    pub whats: Vec<What>,
    /// What the checklist advises against, and lets pass.
    pub advice: Vec<String>,
}

impl Wish {
    /// The answer that it is about.
    pub fn path(&self) -> &Address {
        match self {
            Wish::Be(path, _) | Wish::Unset(path) => path,
            Wish::Remove(row) => &row.list,
        }
    }
}

/// What fulfils `wish`.
///
/// # Errors
/// Why it cannot be, and what would be right.
pub fn grant(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    today: Date,
    wish: &Wish,
) -> Result<Granted, Wrong> {
    let question = question(checklist, record, wish.path())?;
    let whats = match wish {
        Wish::Be(path, text) if checklist.list(question).is_some() => {
            row(checklist, record, question, path, text, today)?
        }
        Wish::Be(path, text) => {
            vec![What::Answered {
                path: path.clone(),
                value: value(checklist, record, question, path, text, today)?,
            }]
        }
        Wish::Unset(path)
            if record.given(path).is_none() && record.rows(path).iter().all(|row| !row.present) =>
        {
            Vec::new()
        }
        Wish::Unset(path) => vec![What::Unset { path: path.clone() }],
        Wish::Remove(row) => {
            if record.rows(&row.list).present(row.row.as_str()).is_none() {
                return Err(no_row(record, row));
            }
            vec![What::RowRemoved { row: row.clone() }]
        }
    };
    let mut after = record.clone();
    whats.iter().for_each(|what| after.apply(&Event { stamp: stamp.clone(), what: what.clone() }));
    let advice = checked(&Reader::of(checklist, &after), question, wish)?;
    Ok(Granted { whats, advice })
}

/// The question of a path whose rows are all there.
fn question(checklist: &Checklist, record: &Record, path: &Address) -> Result<QuestionIx, Wrong> {
    let mut home = Home::Document;
    let mut place = Place::default();
    for (list, row) in &path.place.0 {
        let found = find(checklist, home, list)?;
        let here = RowAddress { list: place.address(list), row: row.clone() };
        if record.rows(&here.list).present(row.as_str()).is_none() {
            return Err(no_row(record, &here));
        }
        home = Home::Row(found);
        place = Place::of(&here);
    }
    find(checklist, home, &path.question)
}

fn find(checklist: &Checklist, home: Home, id: &Id) -> Result<QuestionIx, Wrong> {
    checklist.find_question(home, id.as_str()).ok_or_else(|| {
        let here = checklist.questions.iter().filter(|question| question.home == home);
        let near = suggest::nearest(id.as_str(), here.map(|question| question.id.as_str()));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        (format!("no question here is called `{id}`"), hint)
    })
}

fn no_row(record: &Record, row: &RowAddress) -> Wrong {
    let rows: Vec<_> =
        record.rows(&row.list).iter().filter(|row| row.present).map(|row| row.id.as_str()).collect();
    let hint = match rows.as_slice() {
        [] => format!("`{}` has no rows yet", row.list),
        rows => format!("the rows of `{}`: {}", row.list, rows.join(", ")),
    };
    (format!("there is no row `{row}`"), Some(hint))
}

fn value(
    checklist: &Checklist,
    record: &Record,
    question: QuestionIx,
    path: &Address,
    text: &str,
    today: Date,
) -> Result<Value, Wrong> {
    let asked = checklist.question(question);
    let text = text.trim();
    if text.is_empty() {
        return match asked.required {
            true => Err((
                format!("`{path}` needs an answer"),
                record.given(path).map(|_| format!("to take back the one that it has: --unset {path}")),
            )),
            false => Ok(Value::Blank),
        };
    }
    match &asked.kind {
        Kind::Choices(options) => several(checklist, record, options, &path.place, text).map(Value::Many),
        Kind::Date => match dates::parse(text, today) {
            Ok(date) => Ok(Value::Text(dates::iso(date))),
            Err(error) => Err((error.to_string(), None)),
        },
        _ => from_text(checklist, record, &mut Picks::default(), question, &path.place, text),
    }
}

fn several(
    checklist: &Checklist,
    record: &Record,
    options: &Options,
    place: &Place,
    text: &str,
) -> Result<Vec<String>, Wrong> {
    let (mut values, mut picks) = (Vec::new(), Picks::default());
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let value = chosen(checklist, record, &mut picks, options, place, word)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Ok(values)
}

/// A row of the key that is written.
fn row(
    checklist: &Checklist,
    record: &Record,
    list: QuestionIx,
    path: &Address,
    text: &str,
    today: Date,
) -> Result<Vec<What>, Wrong> {
    let values = key(checklist, record, list, path, text, today)?;
    let id: RowId = match row_for(checklist, record, list, path, &values) {
        RowFor::Present(id) => return Err((format!("`{path}.{id}` stands in the list already"), None)),
        RowFor::Returning(id) | RowFor::New(id) => id,
    };
    Ok(vec![What::RowAdded { list: path.clone(), id, values }])
}

/// The row of a list whose key is written so.
///
/// # Errors
/// Why it is no key.
pub(super) fn row_named(
    checklist: &Checklist,
    record: &Record,
    path: &Address,
    text: &str,
    today: Date,
) -> Result<RowFor, Wrong> {
    let list = question(checklist, record, path)?;
    let values = key(checklist, record, list, path, text, today)?;
    Ok(row_for(checklist, record, list, path, &values))
}

/// The key of a row, its fields between commas.
fn key(
    checklist: &Checklist,
    record: &Record,
    list: QuestionIx,
    path: &Address,
    text: &str,
    today: Date,
) -> Result<BTreeMap<Id, Value>, Wrong> {
    let key = &checklist.list(list).expect("it is one").key;
    let parts: Vec<_> = text.split(',').map(str::trim).collect();
    if parts.len() != key.len() {
        let fields: Vec<_> = key.iter().map(|&field| checklist.question(field).id.as_str()).collect();
        return Err((
            format!("a row of `{path}` is added by its key: {path}={}", fields.join(",").to_uppercase()),
            None,
        ));
    }
    let mut values = BTreeMap::new();
    for (&field, part) in key.iter().zip(parts) {
        let id = checklist.question(field).id.clone();
        // What a key field may be does not hang on the row, which is not there yet.
        let address = path.place.address(&id);
        values.insert(id, value(checklist, record, field, &address, part, today)?);
    }
    Ok(values)
}

/// What the checks say of the answer, or of the key of the row, as it stands then.
fn checked(reader: &Reader<'_>, question: QuestionIx, wish: &Wish) -> Result<Vec<String>, Wrong> {
    let Some(holder) = reader.find(&wish.path().place) else { return Ok(Vec::new()) };
    let at = (question, holder);
    if matches!(wish, Wish::Unset(_)) || reader.shown(at) == Truth::No {
        return Ok(Vec::new());
    }
    let mut asked = vec![at];
    if let Some(list) = reader.checklist().list(question) {
        let rows = reader.rows(at);
        let last =
            rows.last().into_iter().flat_map(|&row| list.key.iter().map(move |&field| (field, Some(row))));
        asked.extend(last);
    }
    let refusals: Vec<_> = asked.iter().flat_map(|&at| reader.refusals(at)).collect();
    if let Some(refusal) = refusals.iter().find(|refusal| !refusal.advice) {
        return Err((refusal.message.clone(), None));
    }
    if let Some(misfit) = reader.misfit(at) {
        return Err((misfit, None));
    }
    Ok(refusals.into_iter().map(|refusal| refusal.message).collect())
}
