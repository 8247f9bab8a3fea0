//! Which choice is meant, or which row, whether or not it is shown just now.

use std::collections::HashMap;

use super::value::Wrong;
use crate::checklist::{Checklist, Choice, ChoiceListIx, Home, Id, ItemKind, Path, Place, QuestionIx, RowId};
use crate::session::{Answers, Record, Row};
use crate::text::case::folded;
use crate::text::count;
use crate::text::suggest::Patience;

/// How many rows are named where none of them was meant.
const NAMED: usize = 9;

/// What may be chosen and picked, looked up once.
#[derive(Default)]
pub(super) struct Picks {
    /// The rows for each path and place at which it starts: for as long as no row that may be picked comes, goes or
    /// changes its key.
    found: HashMap<(Vec<QuestionIx>, Place), Pickable>,
    /// The choices of each list that was chosen from, by what each may be called, in lower case.
    choices: HashMap<ChoiceListIx, HashMap<String, usize>>,
    /// Looks for what was meant where nothing is called so.
    pub meant: Patience,
}

impl Picks {
    /// Forgets the rows: others may be picked now.
    pub fn clear(&mut self) {
        self.found.clear();
    }

    /// The choice of that value, label or alias, as `Choice::find` finds it.
    pub fn choice<'c>(
        &mut self,
        checklist: &'c Checklist,
        list: ChoiceListIx,
        text: &str,
    ) -> Option<&'c Choice> {
        let choices = checklist.choices(list);
        let called = self.choices.entry(list).or_insert_with(|| {
            let each = || choices.iter().enumerate();
            let values = each().map(|(at, choice)| (&choice.value, at));
            let labels = each().map(|(at, choice)| (&choice.label.source, at));
            let aliases = each().flat_map(|(at, choice)| choice.aliases.iter().map(move |alias| (alias, at)));
            let mut called = HashMap::new();
            for (name, at) in values.chain(labels).chain(aliases) {
                called.entry(folded(name).into_owned()).or_insert(at);
            }
            called
        });
        called.get(&*folded(text)).map(|&at| &choices[at])
    }
}

/// The rows that may be picked at one place.
#[derive(Default)]
struct Pickable {
    /// What is recorded of each, in order.
    all: Vec<String>,
    /// The same by what each may be called, in lower case: its whole id, before its last id alone, before its key.
    called: [HashMap<String, Vec<String>>; 3],
}

/// What is recorded of the row that `text` picks: by its whole id, its last id alone, or its key value.
///
/// # Errors
/// Where it names no row, or several.
pub(super) fn resolve(
    checklist: &Checklist,
    record: &Record,
    picks: &mut Picks,
    path: &Path,
    place: &Place,
    text: &str,
) -> Result<String, Wrong> {
    let start = start(checklist, path, place);
    let rows = picks
        .found
        .entry((path.hops.clone(), start.clone()))
        .or_insert_with(|| Pickable::new(checklist, record, &path.hops, &start));
    let text = text.trim();
    let name = folded(text);
    for called in &rows.called {
        match called.get(&*name).map(Vec::as_slice) {
            None | Some([]) => {}
            Some([only]) => return Ok(only.clone()),
            Some(several) => {
                let ids = count::ticked(several);
                return Err((format!("`{text}` may be {ids}"), Some("write one of these".to_owned())));
            }
        }
    }
    let list = *path.hops.last().expect("picked rows stand in a list");
    Err(unknown(checklist, record, list, &start, &rows.all, text))
}

/// The place at which a path starts: that of its item's row, else the document.
fn start(checklist: &Checklist, path: &Path, place: &Place) -> Place {
    let depth = match path.start.map(|item| &checklist.item(item).kind) {
        Some(ItemKind::Row(list)) => chain(checklist, *list).len(),
        _ => 0,
    };
    Place(place.0.iter().take(depth).cloned().collect())
}

impl Pickable {
    fn new(checklist: &Checklist, record: &Record, hops: &[QuestionIx], start: &Place) -> Self {
        let mut rows = Self::default();
        let key = key(checklist, hops);
        let Some(answers) = record.at(start) else { return rows };
        visit(checklist, answers, hops, &mut Vec::new(), &mut |ids, row| {
            let whole = ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("/");
            let key = key.and_then(|key| row.answers.values.get(key)?.value.text());
            let names = [Some(whole.as_str()), Some(row.id.as_str()), key];
            for (called, name) in rows.called.iter_mut().zip(names) {
                if let Some(name) = name {
                    called.entry(folded(name).into_owned()).or_default().push(whole.clone());
                }
            }
            rows.all.push(whole);
        });
        rows
    }
}

/// The one key field of the rows that a path leads to.
fn key<'c>(checklist: &'c Checklist, hops: &[QuestionIx]) -> Option<&'c Id> {
    match checklist.list(*hops.last()?)?.key.as_slice() {
        [field] => Some(&checklist.question(*field).id),
        _ => None,
    }
}

/// Why nothing fits: it belongs to another row, or to none.
fn unknown(
    checklist: &Checklist,
    record: &Record,
    list: QuestionIx,
    start: &Place,
    offered: &[String],
    text: &str,
) -> Wrong {
    let item = item(checklist, list);
    let here = start.0.last().map(|(_, id)| id);
    let hint = match here {
        _ if offered.is_empty() => format!("there is no {item} yet"),
        _ if offered.len() > NAMED => format!("there are {} to take from", offered.len()),
        Some(here) => format!("of `{here}` there are {}", offered.join(", ")),
        None => format!("there are {}", offered.join(", ")),
    };
    let message = match (here, owner_elsewhere(checklist, record, list, &folded(text))) {
        (Some(here), Some((outer, there))) => {
            format!("`{text}` is a {item} of {outer} `{there}`, not of `{here}`")
        }
        _ => format!("there is no {item} `{text}`"),
    };
    (message, Some(hint))
}

/// The row around one of this id anywhere in the document, and what such a row is called.
fn owner_elsewhere<'c>(
    checklist: &'c Checklist,
    record: &Record,
    list: QuestionIx,
    id: &str,
) -> Option<(&'c str, String)> {
    let Home::Row(outer) = checklist.question(list).home else { return None };
    let mut there = None;
    let lists = chain(checklist, list);
    visit(checklist, &record.answers, &lists, &mut Vec::new(), &mut |ids, row| {
        if row.id.as_str() == id && there.is_none() {
            there = ids.iter().nth_back(1).map(ToString::to_string);
        }
    });
    Some((item(checklist, outer), there?))
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
