//! Which row a pick means, whether or not it is shown just now.

use crate::checklist::{Address, Checklist, Home, ItemKind, Path, Place, QuestionIx, RowAddress, Value};
use crate::session::Record;
use crate::text::count;

/// A row that may be picked.
struct Candidate {
    /// Its id after those of the rows it lies in, as it is recorded.
    recorded: String,
    row: RowAddress,
}

/// What is recorded of the row that `text` picks: by its whole id, its last id alone, or its key value.
///
/// # Errors
/// Where it names no row, or several.
pub(super) fn resolve(
    checklist: &Checklist,
    record: &Record,
    path: &Path,
    place: &Place,
    text: &str,
) -> Result<String, (String, Option<String>)> {
    let text = text.trim();
    let candidates = candidates(checklist, record, path, place);
    if let Some(found) = candidates.iter().find(|candidate| candidate.recorded == text) {
        return Ok(found.recorded.clone());
    }
    let by_id = |candidate: &&Candidate| candidate.row.row.as_str() == text;
    let by_key = |candidate: &&Candidate| {
        key_value(checklist, record, path, &candidate.row).is_some_and(|key| same(&key, text))
    };
    for matches in [&by_id as &dyn Fn(&&Candidate) -> bool, &by_key] {
        let found: Vec<_> = candidates.iter().filter(matches).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only.recorded.clone()),
            several => {
                let ids = count::ticked(several.iter().map(|candidate| &candidate.recorded));
                return Err((format!("`{text}` may be {ids}"), Some("write one of these".to_owned())));
            }
        }
    }
    Err(unknown(checklist, record, path, place, text, &candidates))
}

fn candidates(checklist: &Checklist, record: &Record, path: &Path, place: &Place) -> Vec<Candidate> {
    let start = start(checklist, path, place);
    let depth = start.0.len();
    rows_below(checklist, record, vec![start], &path.hops)
        .into_iter()
        .filter_map(|place| {
            let ids: Vec<_> = place.0[depth..].iter().map(|(_, id)| id.as_str()).collect();
            Some(Candidate { recorded: ids.join("/"), row: place.row()? })
        })
        .collect()
}

/// The place at which a path starts: that of its item's row, else the document.
fn start(checklist: &Checklist, path: &Path, place: &Place) -> Place {
    let Some(item) = path.start else { return Place::default() };
    let ItemKind::Row(list) = checklist.item(item).kind else { return Place::default() };
    let id = &checklist.question(list).id;
    let until = place.0.iter().position(|(own, _)| own == id).map_or(0, |at| at + 1);
    Place(place.0[..until].to_vec())
}

fn rows_below(
    checklist: &Checklist,
    record: &Record,
    mut places: Vec<Place>,
    hops: &[QuestionIx],
) -> Vec<Place> {
    for &hop in hops {
        let id = &checklist.question(hop).id;
        let inside = |place: &Place| {
            let rows = record.rows(&place.address(id)).iter().filter(|row| row.present);
            rows.map(|row| place.clone().within(id.clone(), row.id.clone())).collect::<Vec<_>>()
        };
        places = places.iter().flat_map(inside).collect();
    }
    places
}

fn key_value(checklist: &Checklist, record: &Record, path: &Path, row: &RowAddress) -> Option<String> {
    let list = checklist.list(*path.hops.last()?)?;
    let [field] = list.key.as_slice() else { return None };
    let address: Address = Place::of(row).address(&checklist.question(*field).id);
    match &record.given(&address)?.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Why nothing fits: it belongs to another row, or to none.
fn unknown(
    checklist: &Checklist,
    record: &Record,
    path: &Path,
    place: &Place,
    text: &str,
    candidates: &[Candidate],
) -> (String, Option<String>) {
    let Some(&list) = path.hops.last() else { return (format!("`{text}` is not known"), None) };
    let item = checklist.list(list).map_or("row", |list| checklist.item(list.item).name.as_str());
    let (own, outer) = (start(checklist, path, place), outer_item(checklist, list));
    let offered: Vec<_> = candidates.iter().map(|candidate| candidate.recorded.clone()).collect();
    let here = own.0.last().map(|(_, id)| id.to_string());
    let hint = match (&here, offered.as_slice()) {
        (_, []) => format!("there is no {item} yet"),
        (Some(here), _) => format!("of `{here}` there are {}", offered.join(", ")),
        (None, _) => format!("there are {}", offered.join(", ")),
    };
    let everywhere = rows_below(checklist, record, vec![Place::default()], &chain(checklist, list));
    let elsewhere = everywhere.iter().find(|place| place.0.last().is_some_and(|(_, id)| id.as_str() == text));
    let message = match (elsewhere.and_then(|place| place.0.iter().rev().nth(1)), here, outer) {
        (Some((_, there)), Some(here), Some(outer)) => {
            format!("`{text}` is a {item} of {outer} `{there}`, not of `{here}`")
        }
        _ => format!("there is no {item} `{text}`"),
    };
    (message, Some(hint))
}

fn outer_item(checklist: &Checklist, list: QuestionIx) -> Option<&str> {
    let Home::Row(outer) = checklist.question(list).home else { return None };
    Some(checklist.item(checklist.list(outer)?.item).name.as_str())
}

/// A list and those that it lies in, outermost first.
fn chain(checklist: &Checklist, list: QuestionIx) -> Vec<QuestionIx> {
    let mut chain = vec![list];
    while let Home::Row(outer) = checklist.question(chain[chain.len() - 1]).home {
        chain.push(outer);
    }
    chain.reverse();
    chain
}
