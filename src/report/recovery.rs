//! A damaged session for people: what is whole, what may be missing, and what it would become.

use crate::checklist::Value;
use crate::session::{Event, RECOVERED, Stamp, What};
use crate::text::count::{SHOWN, count};
use crate::text::dates;
use crate::text::wrap::truncate;
use crate::walk::Line;
use crate::walk::screen::{Page, View};

/// How much of a text is told where it may be missing.
const WIDEST: usize = 60;

/// A damaged session.
#[derive(Debug)]
pub struct Recovery<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its file.
    pub path: &'a str,
    /// What is wrong, and where.
    pub damage: &'a str,
    /// How many of its lines are whole.
    pub whole: usize,
    /// When the last of them was recorded.
    pub last: Option<&'a Stamp>,
    /// What else is in its file.
    pub left: Vec<Left<'a>>,
    /// What the whole ones are to be called.
    pub becomes: &'a str,
    /// Sessions that were made of it before.
    pub before: Vec<String>,
    /// How far that session is, `16 of 33+`, if its checklist can be read.
    pub done: Option<&'a str>,
}

/// A piece of the file that does not follow from what is whole.
#[derive(Debug)]
pub struct Left<'a> {
    /// The line that it stands on.
    pub line: u64,
    /// How many bytes it has.
    pub bytes: usize,
    /// What it says it is.
    pub says: Option<&'a Event>,
}

/// All that is known before anything is written. `all` names every piece, else the first few.
pub fn lines(recovery: &Recovery<'_>, all: bool, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    page.flush(&format!("Session {} is damaged: {}", recovery.name, recovery.damage));
    page.row(recovery.path);
    page.blank();
    page.mark("[x]", &whole(recovery, view));
    if recovery.left.is_empty() {
        page.mark("[x]", "Nothing is missing: the rest of the file is doubled, moved or ends of lines");
        return close(page, recovery);
    }
    let heading = format!("{} may be missing", count(recovery.left.len(), "line"));
    page.mark("[!]", &format!("{heading}; what can be read of them may have been altered:"));
    let shown = if all { recovery.left.len() } else { SHOWN };
    for left in recovery.left.iter().take(shown) {
        row(&mut page, &format!("line {}, {}", left.line, piece(left, view)));
    }
    if let Some(more) = recovery.left.len().checked_sub(shown).filter(|more| *more > 0) {
        row(&mut page, &format!("and {more} more (`--all`)"));
    }
    close(page, recovery)
}

/// The words of the note that the recovered session begins its second life with.
pub fn note(recovery: &Recovery<'_>) -> String {
    let Recovery { name, damage, whole, left, .. } = recovery;
    let left = count(left.len(), "line");
    format!("{RECOVERED}{name}.jsonl, of which {damage}: {}, {left} left out", count(*whole, "line"))
}

fn close(mut page: Page<'_>, recovery: &Recovery<'_>) -> Vec<Line> {
    page.blank();
    let done = recovery.done.map(|done| format!(", {done} done")).unwrap_or_default();
    let Recovery { name, becomes, .. } = recovery;
    for before in &recovery.before {
        page.flush(&format!("Session {before} was made of it before."));
    }
    page.flush(&format!("It becomes session {becomes}{done}. {name} stays as it is."));
    page.lines()
}

/// Under a box; in line mode on a line of its own.
fn row(page: &mut Page<'_>, text: &str) {
    match page.view.plain {
        true => page.flush(text),
        false => page.labelled("", 5, text),
    }
}

fn whole(recovery: &Recovery<'_>, view: &View) -> String {
    let is = if recovery.whole == 1 { "is" } else { "are" };
    let last = recovery.last.map(|last| format!(", the last {}", when(last, view))).unwrap_or_default();
    format!("{} {is} whole{last}", count(recovery.whole, "line"))
}

fn piece(left: &Left<'_>, view: &View) -> String {
    match left.says {
        Some(event) => format!("{}: {}", when(&event.stamp, view), words(&event.what)),
        None => format!("{} that cannot be read", count(left.bytes, "byte")),
    }
}

/// When, in the operator's own time, and by whom.
fn when(stamp: &Stamp, view: &View) -> String {
    let at = stamp.at.to_zoned_datetime(view.now.time_zone().clone());
    format!("{} {} by {}", view.date(at.date()), dates::clock(at.time()), stamp.by)
}

/// What an event says, in the words of a command's screen.
fn words(what: &What) -> String {
    let short = |text: &str| truncate(text, WIDEST);
    match what {
        What::Started(_) => "the session begins".to_owned(),
        What::Upgraded(_) => "the session goes by another version of its checklist".to_owned(),
        What::Answered { path, value } => format!("{path}: {}", short(&said(value))),
        What::Unset { path } => format!("{path}: no answer"),
        What::RowAdded { list, id, .. } => format!("{list}.{id} is added"),
        What::RowRemoved { row } => format!("{row} is removed"),
        What::Ticked { step, tick } => format!("{step}, tick {}", short(tick)),
        What::Unticked { step, tick } => format!("{step}, tick {} taken back", short(tick)),
        What::Done { step } => format!("{step} is done"),
        What::Waiting { step, whom, .. } => format!("{step} waits for {}", short(whom)),
        What::Skipped { step, reason } => format!("{step} is skipped, {}", short(reason)),
        What::Reopened { step, reason } => format!("{step} is open again, {}", short(reason)),
        What::Confirmed { step, text } => format!("{step} is confirmed, {}", short(text)),
        What::Note { step: Some(step), text } => format!("{step}, note: {}", short(text)),
        What::Note { step: None, text } => format!("note: {}", short(text)),
        What::Evidence { step, text } => format!("{step}, evidence: {}", short(text)),
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::Blank => "left empty".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Text(text) => text.clone(),
        Value::Many(several) => several.join(", "),
    }
}
