//! What another version does to a session, for people.

use super::{Row, Told};
use crate::plan::Plan;
use crate::text::count::{SHOWN, count, names};
use crate::text::wrap::pad;
use crate::walk::Line;
use crate::walk::screen::{Page, View, partner, steps};

/// How wide the words before the names are.
const WORD: usize = 13;
/// And, with the space before it, how many of each there are: more of them are wider.
const COUNT: usize = 4;

/// Everything, before it is taken; `all` names all that is different.
pub fn lines(told: &Told<'_>, before: &Plan<'_>, all: bool, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    let (old, new) = (told.old, told.new);
    page.flush(&format!("{}: {} {} -> {}", partner(before), new.id, old.version, new.version));
    page.blank();
    let rows = told.rows();
    let counts = rows.iter().map(|row| format!(" {}", row.names.len()).len()).max().unwrap_or_default();
    rows.iter().for_each(|row| draw(&mut page, row, WORD + counts.max(COUNT), all));
    if rows.is_empty() {
        page.text("Nothing changes for this session.");
    }
    if all {
        page.blank();
        for change in &told.upgrade.comparison.changes {
            page.text(&format!("{} {} {}", change.part.word(), change.name, change.difference));
        }
    }
    page.blank();
    page.flush(&foot(told, view));
    page.lines()
}

/// That it is taken, and how to go on.
pub fn taken(told: &Told<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    page.recorded("[x]", &format!("Upgraded to {}", told.new.version));
    page.next(&format!("frp-onboard resume {}", view.session), "");
    page.lines()
}

fn draw(page: &mut Page<'_>, row: &Row, columns: usize, all: bool) {
    let number = row.names.len();
    let texts = match row.clauses {
        true => clauses(&row.names, all),
        false => {
            let named = if all { row.names.join(", ") } else { names(&row.names) };
            let remark = if row.remark.is_empty() { String::new() } else { format!("; {}", row.remark) };
            vec![named + &remark]
        }
    };
    let mut word = format!("{} {number}", pad(row.word, WORD));
    for text in texts {
        if page.view.plain {
            page.labelled(&format!("{} {number}", row.word), 0, &text);
        } else if page.view.is_narrow() {
            page.text(&format!("{} {number}: {text}", row.word));
        } else {
            page.labelled(&word, columns, &text);
            word.clear();
        }
    }
}

/// The first of them, and how many more there are.
fn clauses(clauses: &[String], all: bool) -> Vec<String> {
    if all || clauses.len() <= SHOWN {
        return clauses.to_vec();
    }
    let mut shown = clauses[..SHOWN].to_vec();
    shown.push(format!("and {} more", clauses.len() - SHOWN));
    shown
}

fn foot(told: &Told<'_>, view: &View) -> String {
    let impact = &told.upgrade.impact;
    let stays = match told.upgrade.stays_done {
        0 => String::new(),
        1 => "1 done step stays done. ".to_owned(),
        number => format!("{} stay done. ", count(number, "done step")),
    };
    let (before, after) = (steps(&impact.before, view.plain), steps(&impact.after, view.plain));
    match before == after {
        true => format!("{stays}Steps: {after}"),
        false => format!("{stays}Steps: {before} -> {after}"),
    }
}
