//! An account as one table for a spreadsheet: a row for each thing, of whatever kind.
//!
//! UTF-8 with a byte order mark, without which Excel takes another alphabet; and no cell that a spreadsheet
//! would take for a formula.

use csv::{Terminator, WriterBuilder};

use super::{Account, Step};
use crate::session::Stamp;
use crate::text::{dates, visible};
use crate::walk::screen::done;

/// The byte order mark.
const MARK: &str = "\u{feff}";
/// What begins a formula, also by its wide form.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The columns, in order.
const COLUMNS: [&str; 17] = [
    "kind",
    "at",
    "what",
    "of",
    "status",
    "from",
    "value",
    "reason",
    "who",
    "when",
    "until",
    "days",
    "business days",
    "file",
    "bytes",
    "sha256",
    "reply from",
];

/// A row by its columns; what is not said is empty.
#[derive(Default)]
struct Row {
    kind: &'static str,
    at: String,
    what: String,
    /// The section of a step, the row of a decision.
    of: String,
    status: String,
    from: String,
    /// What was decided, changed to or typed to confirm; for whom was waited; how far a session is.
    value: String,
    reason: String,
    who: String,
    when: String,
    until: String,
    days: String,
    business_days: String,
    file: String,
    bytes: String,
    sha256: String,
    reply_from: String,
}

/// The whole account.
pub fn render(account: &Account) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    // Memory takes all that is written, and every row has all columns.
    let mut write = |cells: [String; 17]| writer.write_record(cells).expect("memory takes a row");
    write(COLUMNS.map(str::to_owned));
    rows(account).into_iter().for_each(|row| write(row.cells()));
    let bytes = writer.into_inner().expect("memory takes all rows");
    String::from_utf8(bytes).expect("every cell is text")
}

fn rows(account: &Account) -> Vec<Row> {
    let mut rows = facts(account);
    rows.extend(steps(account));
    rows.extend(account.risks.iter().map(|risk| Row {
        at: risk.at.clone(),
        what: risk.text.clone(),
        status: risk.kind.word().to_owned(),
        ..row("risk", Some(&risk.stamp))
    }));
    rows.extend(account.decisions.iter().map(|decision| Row {
        at: decision.path.clone(),
        what: decision.question.clone(),
        value: decision.answer.clone(),
        of: decision.of.clone().unwrap_or_default(),
        ..row("decision", Some(&decision.stamp))
    }));
    rows.extend(waits(account));
    rows.extend(account.changes.iter().map(|change| Row {
        at: change.at.clone(),
        from: change.from.clone(),
        value: change.to.clone(),
        ..row("change", Some(&change.stamp))
    }));
    rows.extend(account.evidence.iter().map(|evidence| {
        let file = evidence.file.as_ref();
        Row {
            at: evidence.step.key.to_string(),
            what: evidence.text.clone(),
            file: file.map(|file| file.name.clone()).unwrap_or_default(),
            bytes: file.map(|file| file.bytes.to_string()).unwrap_or_default(),
            sha256: file.map(|file| file.sha256.clone()).unwrap_or_default(),
            ..row("evidence", Some(&evidence.stamp))
        }
    }));
    rows.extend(account.notes.iter().map(|note| Row {
        at: note.step.as_ref().map(|step| step.key.to_string()).unwrap_or_default(),
        what: note.text.clone(),
        ..row("note", Some(&note.stamp))
    }));
    rows
}

/// What all the rest belongs to.
fn facts(account: &Account) -> Vec<Row> {
    let (checklist, journal) = (&account.checklist, &account.journal);
    let progress = &account.progress;
    let session = Row {
        at: account.session.clone(),
        what: account.title.clone(),
        status: if account.complete { "complete" } else { "not complete" }.to_owned(),
        value: done(progress, false),
        reason: account.damage.clone().unwrap_or_default(),
        until: moment(&account.last),
        ..row("session", Some(&account.began))
    };
    let checklist = Row {
        at: format!("{} {}", checklist.id, checklist.version),
        what: checklist.title.clone(),
        sha256: checklist.digest.clone(),
        ..row("checklist", None)
    };
    let journal = Row {
        at: account.id.clone(),
        what: format!("checksum of line {}", journal.lines),
        sha256: journal.sum.clone(),
        ..row("session file", None)
    };
    vec![session, checklist, journal]
}

fn steps(account: &Account) -> impl Iterator<Item = Row> {
    let of =
        account.sections.iter().flat_map(|section| section.steps.iter().map(move |step| (step, section)));
    let needed = of.map(|(step, section)| Row { of: section.title.clone(), ..step_row("step", step) });
    needed.chain(account.gone.iter().map(|step| step_row("step no longer needed", step)))
}

fn step_row(kind: &'static str, step: &Step) -> Row {
    Row {
        at: step.step.key.to_string(),
        what: step.step.title.clone(),
        status: step.word().to_owned(),
        value: step.confirmed.clone().unwrap_or_default(),
        reason: step.why.clone(),
        ..row(kind, step.stamp.as_ref())
    }
}

fn waits(account: &Account) -> impl Iterator<Item = Row> {
    account.waits.iter().map(|wait| {
        let follow_up = wait.follow_up.map(dates::iso);
        let (status, until) = match &wait.ended {
            Some((word, stamp)) => (*word, moment(stamp)),
            None if !wait.needed => ("no longer needed", String::new()),
            None => ("waiting", follow_up.unwrap_or_default()),
        };
        Row {
            at: wait.step.key.to_string(),
            what: wait.step.title.clone(),
            status: status.to_owned(),
            value: wait.whom.clone(),
            reason: wait.reference.clone().unwrap_or_default(),
            until,
            days: wait.days.to_string(),
            business_days: wait.business_days.to_string(),
            ..row("wait", Some(&wait.since))
        }
    })
}

/// A row of a kind, by whom and when.
fn row(kind: &'static str, stamp: Option<&Stamp>) -> Row {
    let who = stamp.map(|stamp| stamp.by.clone()).unwrap_or_default();
    let reply_from = stamp.and_then(Stamp::reply_from).unwrap_or_default().to_owned();
    Row { kind, who, reply_from, when: stamp.map(moment).unwrap_or_default(), ..Row::default() }
}

/// As spreadsheets take it for a moment.
fn moment(stamp: &Stamp) -> String {
    let there = stamp.offset.to_datetime(stamp.at);
    format!("{} {}", dates::iso(there.date()), dates::clock(there.time()))
}

impl Row {
    /// In the order of the columns.
    fn cells(self) -> [String; 17] {
        [
            self.kind.to_owned(),
            self.at,
            self.what,
            self.of,
            self.status,
            self.from,
            self.value,
            self.reason,
            self.who,
            self.when,
            self.until,
            self.days,
            self.business_days,
            self.file,
            self.bytes,
            self.sha256,
            self.reply_from,
        ]
        .map(|cell| harmless(&cell))
    }
}

/// A cell that is shown and never computed. Tabs and line breaks are made visible, so none begins it.
fn harmless(cell: &str) -> String {
    let line = visible::line(cell);
    match line.trim_start().starts_with(FORMULA) {
        true => format!("'{line}"),
        false => line.into_owned(),
    }
}
