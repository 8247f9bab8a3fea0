//! The rows of a list as they read: a table, where that is too wide a record each.

use super::impact;
use super::labels;
use super::question::plural;
use super::view::Page;
use crate::checklist::{QuestionIx, RowAddress};
use crate::plan::{At, Impact, Plan, RowIx};
use crate::text::wrap::{pad, width};
use crate::walk::rows::row_label;

/// How many rows a screen shows; of more, the last ones.
const SHOWN: usize = 9;
/// The widest column of a table.
const WIDEST: usize = 44;

/// The rows, or the last of them.
pub(super) fn table(page: &mut Page<'_>, plan: &Plan<'_>, at: At, all: bool) {
    let Some(list) = plan.checklist().list(at.0) else { return };
    let rows = plan.reader().rows(at);
    let first = if all { 0 } else { rows.len().saturating_sub(SHOWN) };
    let fields: Vec<_> = list.fields.iter().copied().filter(|&field| is_used(plan, &rows, field)).collect();
    let item = labels::item(plan, at);
    if page.view.plain {
        page.flush(&format!("{} {} so far.", rows.len(), plural(&item, rows.len())));
        for (number, &row) in rows.iter().enumerate().skip(first) {
            page.flush(&format!("{} {}: {}.", capital(&item), number + 1, spoken(plan, row, &fields)));
        }
        return;
    }
    page.blank();
    if first > 0 {
        page.text(&format!("the last {SHOWN} of {}", rows.len()));
    }
    let cells: Vec<Vec<String>> = std::iter::once(heads(plan, &fields))
        .chain(rows[first..].iter().map(|&row| cells(plan, row, &fields)))
        .collect();
    match columns(&cells, page.view.columns() - 2) {
        Some(columns) => cells.iter().for_each(|row| page.row(&line(row, &columns))),
        None => {
            for (number, &row) in rows.iter().enumerate().skip(first) {
                records(page, plan, number + 1, row, &fields);
            }
        }
    }
    page.blank();
}

fn is_used(plan: &Plan<'_>, rows: &[RowIx], field: QuestionIx) -> bool {
    rows.iter().any(|&row| plan.reader().show_answer((field, Some(row))).is_some())
}

fn heads(plan: &Plan<'_>, fields: &[QuestionIx]) -> Vec<String> {
    fields.iter().map(|&field| head(plan, field).to_uppercase()).collect()
}

fn head(plan: &Plan<'_>, field: QuestionIx) -> String {
    crate::text::Prose::plain(&plan.checklist().question(field).label.source).line()
}

fn cells(plan: &Plan<'_>, row: RowIx, fields: &[QuestionIx]) -> Vec<String> {
    let cell = |&field: &QuestionIx| plan.reader().show_answer((field, Some(row))).unwrap_or_default();
    fields.iter().map(cell).collect()
}

/// The widths of the columns, if all fit side by side.
fn columns(cells: &[Vec<String>], room: usize) -> Option<Vec<usize>> {
    let fields = cells.first().map_or(0, Vec::len);
    let widest = |at: usize| cells.iter().map(|row| width(&row[at])).max().unwrap_or(0);
    let columns: Vec<_> = (0..fields).map(widest).collect();
    let total = columns.iter().sum::<usize>() + 2 * fields.saturating_sub(1);
    (total <= room && columns.iter().all(|&column| column <= WIDEST)).then_some(columns)
}

fn line(row: &[String], columns: &[usize]) -> String {
    let cells: Vec<_> = row.iter().zip(columns).map(|(cell, &column)| pad(cell, column)).collect();
    cells.join("  ")
}

fn records(page: &mut Page<'_>, plan: &Plan<'_>, number: usize, row: RowIx, fields: &[QuestionIx]) {
    page.text(&format!("{number}. {}", plan.reader().row_id(row)));
    for &field in fields {
        if let Some(answer) = plan.reader().show_answer((field, Some(row))) {
            page.text(&format!("{}: {answer}", head(plan, field)));
        }
    }
}

fn spoken(plan: &Plan<'_>, row: RowIx, fields: &[QuestionIx]) -> String {
    let answers = fields.iter().filter_map(|&field| {
        let answer = plan.reader().show_answer((field, Some(row)))?;
        Some(format!("{} {answer}", head(plan, field)))
    });
    std::iter::once(plan.reader().row_id(row).to_string()).chain(answers).collect::<Vec<_>>().join(". ")
}

/// A word as the first of a sentence.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// A new row is being filled.
pub(super) fn new(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    page.blank();
    page.text(&format!("New {}", labels::item(plan, at)));
}

/// A row was added, anew or again.
pub(super) fn added(page: &mut Page<'_>, plan: &Plan<'_>, row: &RowAddress, again: bool) {
    let label = row_label(plan, row);
    let named = label.to_lowercase() == row.row.as_str();
    let name = if named { String::new() } else { format!(" as {}", row.row) };
    page.recorded(
        "[x]",
        &match again {
            true => format!("{label} is back{name}, with what was recorded"),
            false => format!("{label} added{name}"),
        },
    );
}

/// A row stands in the list already.
pub(super) fn present(page: &mut Page<'_>, plan: &Plan<'_>, row: &RowAddress) {
    page.text(&format!("Not taken: {} stands in the list already", row_label(plan, row)));
}

/// What removing a row does.
pub(super) fn removal(page: &mut Page<'_>, plan: &Plan<'_>, row: &RowAddress, does: &Impact) {
    let label = row_label(plan, row);
    page.blank();
    page.text(&format!("Remove {label}?"));
    impact::lines(page, plan, does);
    page.text(&format!("Nothing is deleted: adding {label} again brings it back."));
}
