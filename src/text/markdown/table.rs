//! A table in even columns, or, where there is no room for them, as records.

use super::{Inline, Words, links, text_of, wrapped::addresses};
use crate::text::wrap::{pad, width, wrap};

/// Fewer columns of the terminal than this, and a table is shown as records.
const NARROW: usize = 50;
/// Columns narrower than this do not read.
const NARROWEST_COLUMN: usize = 8;
const GAP: usize = 2;

pub(super) fn table(head: &[Words], rows: &[Vec<Words>], columns: usize) -> Vec<String> {
    let room = columns.saturating_sub(GAP * head.len().saturating_sub(1));
    if columns < NARROW || room / head.len().max(1) < NARROWEST_COLUMN {
        return records(head, rows, columns);
    }
    let head = texts(head);
    let cells: Vec<Vec<String>> = rows.iter().map(|row| texts(row)).collect();
    let widths = widths(&head, &cells, room);
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    let mut lines = row(&head, &widths);
    lines.extend(row(&rule, &widths));
    lines.extend(cells.iter().flat_map(|cells| row(cells, &widths)));
    let all: Vec<_> = links(rows.iter().flatten().flatten());
    if !all.is_empty() {
        lines.push(String::new());
        lines.extend(addresses(&all, columns));
    }
    lines
}

/// `header: value` for each cell that has one, a blank line between the rows.
fn records(head: &[Words], rows: &[Vec<Words>], columns: usize) -> Vec<String> {
    let head = texts(head);
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let value = format!("{name}: {}", text(cell));
            lines.extend(wrap(value.trim_start_matches(": "), columns));
            lines.extend(addresses(&links(cell), columns));
        }
    }
    lines
}

fn texts(cells: &[Words]) -> Vec<String> {
    cells.iter().map(|cell| text(cell)).collect()
}

fn text(cell: &[Inline]) -> String {
    text_of(cell, ' ', |text, _| text.to_owned())
}

/// What each column needs, and where that is too much, an even share of what the narrow ones leave.
fn widths(head: &[String], rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let needed = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place)).chain(head.get(place));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let mut by_need: Vec<(usize, usize)> = (0..head.len()).map(|place| (needed(place), place)).collect();
    by_need.sort_unstable();
    let mut widths = vec![0; head.len()];
    let mut left = room;
    for (number, (need, place)) in by_need.into_iter().enumerate() {
        widths[place] = need.min(left / (head.len() - number));
        left -= widths[place];
    }
    widths
}

/// The lines of one row, each cell wrapped within its column.
fn row(cells: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width.max(1))).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let parts = cells.iter().zip(widths);
            let parts = parts.map(|(cell, &width)| pad(cell.get(line).map_or("", String::as_str), width));
            parts.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
        })
        .collect()
}
