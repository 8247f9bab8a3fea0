//! Which row a pick means, whether or not it is shown just now.

use super::value::Wrong;
use crate::checklist::{Checklist, Home, ItemKind, Path, Place, QuestionIx, RowId};
use crate::session::{Answers, Record, Row};
use crate::text::case::same;
use crate::text::count;

/// How many rows are named where none of them was meant.
const NAMED: usize = 9;

/// The rows that may be picked.
struct Picks<'a> {
    checklist: &'a Checklist,
    record: &'a Record,
    path: &'a Path,
    /// The place at which the path starts.
    start: Place,
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
) -> Result<String, Wrong> {
    let picks = Picks { checklist, record, path, start: start(checklist, path, place) };
    let text = text.trim();
    let id = text.to_lowercase();
    let by_whole_id = |ids: &[&RowId], _: &Row| id.split('/').eq(ids.iter().map(|id| id.as_str()));
    let by_last_id = |_: &[&RowId], row: &Row| row.id.as_str() == id;
    let by_key = |_: &[&RowId], row: &Row| picks.key(row).is_some_and(|key| same(key, text));
    for fits in [&by_whole_id as &dyn Fn(&[&RowId], &Row) -> bool, &by_last_id, &by_key] {
        match picks.that(fits).as_slice() {
            [] => {}
            [only] => return Ok(only.clone()),
            several => {
                let ids = count::ticked(several.iter());
                return Err((format!("`{text}` may be {ids}"), Some("write one of these".to_owned())));
            }
        }
    }
    Err(picks.unknown(text, &id))
}

/// The place at which a path starts: that of its item's row, else the document.
fn start(checklist: &Checklist, path: &Path, place: &Place) -> Place {
    let depth = match path.start.map(|item| &checklist.item(item).kind) {
        Some(ItemKind::Row(list)) => chain(checklist, *list).len(),
        _ => 0,
    };
    Place(place.0.iter().take(depth).cloned().collect())
}

impl Picks<'_> {
    /// The rows that fit, each as its pick is recorded.
    fn that(&self, fits: &dyn Fn(&[&RowId], &Row) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(answers) = self.record.at(&self.start) {
            visit(self.checklist, answers, &self.path.hops, &mut Vec::new(), &mut |ids, row| {
                if fits(ids, row) {
                    found.push(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("/"));
                }
            });
        }
        found
    }

    /// The value of the one key field of a row.
    fn key<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let list = self.checklist.list(*self.path.hops.last()?)?;
        let [field] = list.key.as_slice() else { return None };
        row.answers.values.get(&self.checklist.question(*field).id)?.value.text()
    }

    /// Why nothing fits: it belongs to another row, or to none.
    fn unknown(&self, text: &str, id: &str) -> Wrong {
        let list = *self.path.hops.last().expect("picked rows stand in a list");
        let item = item(self.checklist, list);
        let here = self.start.0.last().map(|(_, id)| id);
        let hint = match (self.that(&|_, _| true), here) {
            (offered, _) if offered.is_empty() => format!("there is no {item} yet"),
            (offered, _) if offered.len() > NAMED => format!("there are {} to take from", offered.len()),
            (offered, Some(here)) => format!("of `{here}` there are {}", offered.join(", ")),
            (offered, None) => format!("there are {}", offered.join(", ")),
        };
        let message = match (here, self.owner_elsewhere(list, id)) {
            (Some(here), Some((outer, there))) => {
                format!("`{text}` is a {item} of {outer} `{there}`, not of `{here}`")
            }
            _ => format!("there is no {item} `{text}`"),
        };
        (message, Some(hint))
    }

    /// The row around one of this id anywhere in the document, and what such a row is called.
    fn owner_elsewhere(&self, list: QuestionIx, id: &str) -> Option<(&str, String)> {
        let Home::Row(outer) = self.checklist.question(list).home else { return None };
        let mut there = None;
        let lists = chain(self.checklist, list);
        visit(self.checklist, &self.record.answers, &lists, &mut Vec::new(), &mut |ids, row| {
            if row.id.as_str() == id && there.is_none() {
                there = ids.iter().nth_back(1).map(ToString::to_string);
            }
        });
        Some((item(self.checklist, outer), there?))
    }
}

/// Visits the rows that a path of lists leads to, each with the ids on its way.
fn visit<'r>(
    checklist: &Checklist,
    answers: &'r Answers,
    lists: &[QuestionIx],
    ids: &mut Vec<&'r RowId>,
    see: &mut dyn FnMut(&[&RowId], &Row),
) {
    let Some((&list, rest)) = lists.split_first() else { return };
    let rows = answers.lists.get(&checklist.question(list).id);
    for row in rows.into_iter().flatten().filter(|row| row.present) {
        ids.push(&row.id);
        if rest.is_empty() {
            see(ids, row);
        } else {
            visit(checklist, &row.answers, rest, ids, see);
        }
        ids.pop();
    }
}

/// What a row of the list is called.
fn item(checklist: &Checklist, list: QuestionIx) -> &str {
    checklist.list(list).map_or("row", |list| checklist.item(list.item).name.as_str())
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
