//! An account as people read it: parts with tables, the same whatever they are written in.

use super::history::day;
use super::{Account, Section, Step};
use crate::session::Stamp;
use crate::text::count::{count, count_of};
use crate::text::{Prose, dates};
use crate::walk::screen::done;

/// A part under a heading.
pub(super) struct Part<'a> {
    /// What it is linked by.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How much there is in it.
    pub amount: String,
    /// What it holds.
    pub body: Body<'a>,
}

/// What a part holds.
pub(super) enum Body<'a> {
    /// Nothing, in words.
    Nothing(&'static str),
    /// Rows.
    Table(Table),
    /// Parts of its own.
    Parts(Vec<Part<'a>>),
    /// Text of the checklist.
    Prose(&'a Prose),
    /// Names with what they stand for.
    Facts(Vec<(&'static str, String)>),
}

/// Rows under names of columns; the first cell of a row names it.
pub(super) struct Table {
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub(super) enum Cell {
    /// Words.
    Text(String),
    /// Something to be read letter by letter.
    Code(String),
    /// Where a step stands: its box, and the word for it.
    Status(&'static str, &'static str),
    /// A moment.
    When(Stamp),
}

/// The whole account in a sentence.
pub(super) fn summary(account: &Account) -> String {
    let progress = &account.progress;
    let skipped = match progress.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} of them skipped"),
    };
    if account.complete {
        let settled = account.sections.iter().flat_map(|section| &section.steps);
        let settled = settled.filter_map(|step| step.stamp.as_ref()).map(day).max();
        let on = dates::full(settled.unwrap_or_else(|| day(&account.last)));
        return format!("Complete on {on}: {} done{skipped}.", count(progress.of, "step"));
    }
    let on = dates::full(account.day);
    format!("Not complete on {on}: {} steps done{skipped}.", done(progress, true))
}

/// What is to be known before the rest is read.
pub(super) fn warnings(account: &Account) -> Vec<String> {
    let damage = account.damage.as_ref().map(|damage| {
        format!(
            "The session file is damaged: {damage}. This is the account of what was recorded before that."
        )
    });
    let people = account.people.map(|people| {
        let people = count_of(people, "person goes", "people go");
        format!(
            "Names are taken out: {people} by number; phone numbers that begin with + are taken out, too. A name in \
             what was typed freely stays if nobody so called recorded, replied or was waited for."
        )
    });
    damage.into_iter().chain(people).collect()
}

/// What follows.
pub(super) fn parts(account: &Account) -> Vec<Part<'_>> {
    let mut parts = vec![
        open(account),
        risks(account),
        decisions(account),
        steps(account),
        waits(account),
        changes(account),
        evidence(account),
        notes(account),
    ];
    parts.extend(account.closing.as_ref().map(|closing| Part {
        id: "afterwards".to_owned(),
        title: "Afterwards".to_owned(),
        amount: String::new(),
        body: Body::Prose(closing),
    }));
    parts.push(source(account));
    parts
}

/// `30 November 2026, 14:06`, by the clock of who recorded it.
pub(super) fn when(stamp: &Stamp) -> String {
    let there = stamp.offset.to_datetime(stamp.at);
    format!("{}, {}", dates::full(there.date()), dates::clock(there.time()))
}

fn open(account: &Account) -> Part<'static> {
    // What may never be needed comes last.
    let (undecided, certain): (Vec<_>, Vec<_>) = account.open().partition(|open| open.undecided);
    let row = |open: &&Step| {
        vec![
            code(open.step.key.as_str()),
            text(&open.step.title),
            Cell::Status(open.mark, open.word()),
            text(&open.why),
            by(open.stamp.as_ref()),
            moment(open.stamp.as_ref()),
        ]
    };
    let rows = certain.iter().chain(&undecided).map(row);
    let columns = &["Step", "What", "Status", "Why", "Who", "When"];
    let part = table("left-open", "Left open", columns, rows.collect(), "Nothing is left open.");
    match undecided.len() {
        0 => part,
        more => Part { amount: format!("{}, {more} undecided", certain.len()), ..part },
    }
}

fn risks(account: &Account) -> Part<'static> {
    let rows = account.risks.iter().map(|risk| {
        vec![
            code(&risk.at),
            text(risk.kind.word()),
            text(&risk.text),
            text(&risk.stamp.who()),
            Cell::When(risk.stamp.clone()),
        ]
    });
    let columns = &["At", "Kind", "Risk", "Who", "When"];
    table("risks", "Risks taken", columns, rows.collect(), "No risk was taken that the checklist names.")
}

fn decisions(account: &Account) -> Part<'static> {
    let rows = account.decisions.iter().map(|decision| {
        vec![
            text(&decision.question),
            text(decision.of.as_deref().unwrap_or_default()),
            text(&decision.answer),
            text(&decision.stamp.who()),
            Cell::When(decision.stamp.clone()),
        ]
    });
    let columns = &["Question", "Of", "Answer", "Who", "When"];
    table("decisions", "Decisions", columns, rows.collect(), "Nothing was decided yet.")
}

fn steps(account: &Account) -> Part<'static> {
    let mut parts: Vec<_> =
        account.sections.iter().enumerate().map(|(at, section)| steps_of(at, section)).collect();
    parts.extend(gone(account));
    let body = if parts.is_empty() { Body::Nothing("There are no steps.") } else { Body::Parts(parts) };
    let amount = done(&account.progress, false).replace(" of ", "/");
    Part { id: "steps".to_owned(), title: "Steps".to_owned(), amount, body }
}

fn steps_of(at: usize, section: &Section) -> Part<'static> {
    let id = format!("section-{}", at + 1);
    Part { id, title: section.title.clone(), amount: section.fraction(), body: table_of(&section.steps) }
}

/// The steps that are in the plan no more, if there are any.
fn gone(account: &Account) -> Option<Part<'static>> {
    let gone = &account.gone;
    (!gone.is_empty()).then(|| Part {
        id: "gone".to_owned(),
        title: "No longer needed".to_owned(),
        amount: gone.len().to_string(),
        body: table_of(gone),
    })
}

fn table_of(steps: &[Step]) -> Body<'static> {
    let rows = steps.iter().map(|step| {
        let confirmed = step.confirmed.as_ref().map(|confirmed| format!("typed {confirmed}"));
        let ticks = (step.ticks > 0).then(|| count(step.ticks, "tick"));
        let proof = confirmed.into_iter().chain(ticks).chain(step.evidence.iter().cloned());
        vec![
            code(step.step.key.as_str()),
            text(&step.step.title),
            Cell::Status(step.mark, step.word()),
            text(&proof.collect::<Vec<_>>().join("; ")),
            by(step.stamp.as_ref()),
            moment(step.stamp.as_ref()),
        ]
    });
    let columns = &["Step", "What", "Status", "Proof", "Who", "When"];
    Body::Table(Table { columns, rows: rows.collect() })
}

fn waits(account: &Account) -> Part<'static> {
    let rows = account.waits.iter().map(|wait| {
        let reference = wait.reference.as_ref().map(|reference| format!(", ref {reference}"));
        let length = format!(
            "{}, {}",
            count(wait.days as usize, "day"),
            count_of(wait.business_days as usize, "business day", "business days")
        );
        let until = match (&wait.ended, wait.follow_up) {
            (Some((word, stamp)), _) => format!("{word} {}", when(stamp)),
            (None, _) if !wait.needed => "no longer needed".to_owned(),
            (None, Some(follow_up)) => format!("still waiting, follow up {}", dates::full(follow_up)),
            (None, None) => "still waiting".to_owned(),
        };
        vec![
            code(wait.step.key.as_str()),
            text(&format!("{}{}", wait.whom, reference.unwrap_or_default())),
            Cell::When(wait.since.clone()),
            text(&until),
            text(&length),
            text(wait.usual.as_deref().unwrap_or_default()),
        ]
    });
    let columns = &["Step", "For", "Since", "Until", "Length", "Usual"];
    table("waits", "Waits", columns, rows.collect(), "Nobody was waited for.")
}

fn changes(account: &Account) -> Part<'static> {
    let rows = account.changes.iter().map(|change| {
        vec![
            code(&change.at),
            text(&change.from),
            text(&change.to),
            text(&change.stamp.who()),
            Cell::When(change.stamp.clone()),
        ]
    });
    let columns = &["What", "From", "To", "Who", "When"];
    table("changes", "Changes", columns, rows.collect(), "Nothing was changed.")
}

fn evidence(account: &Account) -> Part<'static> {
    let rows = account.evidence.iter().map(|evidence| {
        let file = evidence.file.as_ref();
        vec![
            code(evidence.step.key.as_str()),
            text(evidence.name()),
            text(
                &file
                    .map(|file| count(file.bytes.try_into().unwrap_or(usize::MAX), "byte"))
                    .unwrap_or_default(),
            ),
            code(file.map(|file| file.sha256.as_str()).unwrap_or_default()),
            text(&evidence.stamp.who()),
            Cell::When(evidence.stamp.clone()),
        ]
    });
    let columns = &["Step", "Name or reference", "Size", "SHA-256", "Who", "When"];
    table("evidence", "Evidence", columns, rows.collect(), "There is no evidence.")
}

fn notes(account: &Account) -> Part<'static> {
    let rows = account.notes.iter().map(|note| {
        vec![
            note.step.as_ref().map_or_else(|| text("the session"), |step| code(step.key.as_str())),
            text(&note.text),
            text(&note.stamp.who()),
            Cell::When(note.stamp.clone()),
        ]
    });
    let columns = &["Of", "Note", "Who", "When"];
    table("notes", "Notes", columns, rows.collect(), "There are no notes.")
}

fn source(account: &Account) -> Part<'static> {
    let (checklist, journal) = (&account.checklist, &account.journal);
    let mut facts = vec![
        ("Session", format!("{}, id {}", account.session, account.id)),
        ("Begun", format!("{} by {}", when(&account.began), account.began.by)),
        ("Last recorded", format!("{} by {}", when(&account.last), account.last.by)),
        ("Checklist", format!("{} {}, {}", checklist.id, checklist.version, checklist.title)),
    ];
    facts.extend(checklist.written_from.as_ref().map(|source| ("Written from", source.clone())));
    facts.extend(checklist.verified.map(|day| ("Last verified", dates::full(day))));
    facts.push(("Digest of the checklist", format!("SHA-256 {}", checklist.digest)));
    facts.push((
        "Session file",
        format!("{}, begun by frp-onboard {}", count(journal.lines, "line"), journal.program),
    ));
    facts.push(("Its last checksum", journal.sum.clone()));
    facts.push((
        "What that shows",
        "each line's checksum stands for all lines before it: it finds damage, not forgery".to_owned(),
    ));
    facts.push(("Times", "by the clock of who recorded it; business days are Monday to Friday".to_owned()));
    let body = Body::Facts(facts);
    Part { id: "source".to_owned(), title: "What this was read from".to_owned(), amount: String::new(), body }
}

fn table(
    id: &str,
    title: &str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
    none: &'static str,
) -> Part<'static> {
    let amount = rows.len().to_string();
    let body = if rows.is_empty() { Body::Nothing(none) } else { Body::Table(Table { columns, rows }) };
    Part { id: id.to_owned(), title: title.to_owned(), amount, body }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn code(text: &str) -> Cell {
    Cell::Code(text.to_owned())
}

fn by(stamp: Option<&Stamp>) -> Cell {
    text(&stamp.map(Stamp::who).unwrap_or_default())
}

fn moment(stamp: Option<&Stamp>) -> Cell {
    stamp.map_or_else(|| text(""), |stamp| Cell::When(stamp.clone()))
}
