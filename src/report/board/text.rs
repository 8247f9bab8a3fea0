//! The board for people: a sentence, then a row for each session, then what to do.

use super::{Board, Facts, Only, Session, State};
use crate::report::standing::Urgency;
use crate::text::count::count;
use crate::text::visible;
use crate::text::wrap::{hanging, pad, truncate, width, wrap};
use crate::walk::Line;
use crate::walk::screen::{Page, View, done, steps};

/// Above this many sessions those that are done are counted, not listed.
const LISTED: usize = 10;
/// The widest that a name is shown beside other columns.
const NAME: usize = 23;
/// The width of the column of statuses.
const STATUS: usize = 12;
/// How wide statuses and steps are together; where there is no room for that, a session takes some lines.
const REST: usize = 34;

/// The whole board.
pub fn lines(board: &Board, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    if board.sessions.is_empty() {
        nothing(&mut page, board);
        return page.lines();
    }
    head(&mut page, board);
    page.blank();
    let (hidden, listed): (Vec<_>, Vec<_>) = board
        .sessions
        .iter()
        .partition(|session| session.is_done() && !board.all && board.sessions.len() > LISTED);
    let columns = Columns::of(&listed, view);
    match (view.plain, columns.rest < REST) {
        (true, _) => listed.iter().for_each(|session| spoken(&mut page, session)),
        (false, true) => listed.iter().for_each(|session| record(&mut page, session)),
        (false, false) => table(&mut page, &listed, &columns),
    }
    if !hidden.is_empty() {
        page.text(&format!("{} done, --all shows them", hidden.len()));
    }
    page.blank();
    next(&mut page, board);
    page.lines()
}

/// How all of them stand, and what to do, without the rows. There has to be a session.
pub fn summary(board: &Board, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    head(&mut page, board);
    next(&mut page, board);
    page.lines()
}

fn head(page: &mut Page<'_>, board: &Board) {
    let today = if page.view.plain { String::new() } else { page.view.date(page.view.today()) };
    page.apart(&sentence(board, page.view), &today);
}

/// How a session stands, in a word and beside it: `overdue at verify/us`.
pub fn standing(session: &Session) -> String {
    match session.step() {
        Some(point) => format!("{} at {}", session.word(), point.key),
        None => session.word().to_owned(),
    }
}

fn nothing(page: &mut Page<'_>, board: &Board) {
    let Only { due, waiting_for, actor } = &board.only;
    match (due, waiting_for, actor) {
        _ if board.of == 0 => {
            page.flush("No sessions yet.");
            return page.next(&command(board, "start"), "");
        }
        (_, None, None) => page.flush(&none_due(board, page.view)),
        (_, Some(whom), None) => page.flush(&format!("No session waits for `{whom}`{}.", due_too(*due))),
        (_, None, Some(actor)) => {
            page.flush(&format!("No session has a step for `{actor}` now{}.", due_too(*due)));
        }
        (_, Some(whom), Some(actor)) => {
            page.flush(&format!("No session waits for `{whom}` with a step for `{actor}`{}.", due_too(*due)));
        }
    }
    page.next(&command(board, "list"), "");
}

fn due_too(due: bool) -> &'static str {
    if due { " that is due" } else { "" }
}

/// That nothing is due, and what will be.
pub fn none_due(board: &Board, view: &View) -> String {
    match &board.next_follow_up {
        Some((day, whose)) => {
            format!("Nothing is due. The next follow-up is {} ({whose}).", view.date(*day))
        }
        None => "Nothing is due.".to_owned(),
    }
}

fn sentence(board: &Board, view: &View) -> String {
    let mut tallies: Vec<(&str, usize)> = Vec::new();
    for session in &board.sessions {
        match tallies.iter_mut().find(|(word, _)| *word == session.word()) {
            Some((_, count)) => *count += 1,
            None => tallies.push((session.word(), 1)),
        }
    }
    let tallies: Vec<_> = tallies.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let sessions = count(board.sessions.len(), "session");
    match view.plain {
        true => format!("{sessions}. {}.", tallies.join(", ")),
        false => format!("{sessions}: {}", tallies.join(", ")),
    }
}

fn mark(session: &Session) -> &'static str {
    match &session.state {
        State::Whole(facts) => facts.urgency.mark(),
        State::Broken { .. } => "[!]",
    }
}

fn fraction(session: &Session) -> String {
    match &session.state {
        State::Whole(facts) => {
            let progress = &facts.progress;
            format!("{}/{}", progress.done + progress.skipped, steps(progress, false))
        }
        State::Broken { .. } => "-".to_owned(),
    }
}

fn key(session: &Session) -> Option<&str> {
    session.step().map(|point| point.key.as_str())
}

/// The file of a session that cannot be gone on with: on a line of its own, whole, so that it can be copied.
fn path(session: &Session) -> Option<&str> {
    match &session.state {
        State::Broken { path, .. } => Some(path),
        State::Whole(_) => None,
    }
}

/// What stands below a row: since when, for whom, why.
fn detail(session: &Session, view: &View) -> Option<String> {
    let facts = match &session.state {
        State::Broken { why, .. } => return Some(why.clone()),
        State::Whole(facts) => facts,
    };
    let Some(point) = &facts.point else { return finished(facts, view) };
    if let Some(reopened) = &point.reopened {
        return Some(format!("since {}, {}", view.date(view.day(reopened.stamp.at)), reopened.text));
    }
    let waiting = point.waiting.as_ref()?;
    let when = match (waiting.follow_up, point.urgency) {
        (Some(day), Urgency::Overdue) => format!("since {}", view.date(day)),
        (Some(_), Urgency::DueToday) => format!("since {}", view.date(view.day(waiting.since))),
        (Some(day), _) => format!("until {}", view.date(day)),
        (None, _) => format!("since {}, no follow-up", view.date(view.day(waiting.since))),
    };
    let word = if view.plain { "reference" } else { "ref" };
    let reference = waiting.reference.as_ref().map(|reference| format!(", {word} {reference}"));
    Some(format!("{when}, {}{}", waiting.whom, reference.unwrap_or_default()))
}

fn finished(facts: &Facts, view: &View) -> Option<String> {
    let skipped = match facts.progress.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    (facts.urgency == Urgency::Done).then(|| format!("{}{skipped}", view.date(view.day(facts.last.at))))
}

/// How wide the columns of the board are.
struct Columns {
    name: usize,
    done: usize,
    /// Where statuses begin.
    indent: usize,
    /// What is left from there on.
    rest: usize,
}

impl Columns {
    fn of(sessions: &[&Session], view: &View) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let name = widest(&mut sessions.iter().map(|session| width(session.name.as_str()))).clamp(7, NAME);
        let done = widest(&mut sessions.iter().map(|session| width(&fraction(session)))).max(4);
        let indent = 4 + name + 2 + done + 2;
        Self { name, done, indent, rest: view.columns().saturating_sub(2 + indent) }
    }
}

fn table(page: &mut Page<'_>, sessions: &[&Session], columns: &Columns) {
    let Columns { name, done, indent, rest } = *columns;
    page.row(&format!(
        "    {}  {}  {}  STEP",
        pad("SESSION", name),
        pad("DONE", done),
        pad("STATUS", STATUS)
    ));
    for session in sessions {
        let called = pad(&truncate(session.name.as_str(), name), name);
        let start = format!("{} {called}  {}  ", mark(session), pad(&fraction(session), done));
        let mut below: Vec<_> = key(session).map(str::to_owned).into_iter().collect();
        below.extend(detail(session, page.view));
        let fits = |text: &String| STATUS + 2 + width(text) <= rest;
        let beside = match &session.state {
            State::Whole(_) if below.first().is_some_and(fits) => below.remove(0),
            _ => String::new(),
        };
        page.row(&format!("{start}{}  {beside}", pad(session.word(), STATUS)));
        for line in below.iter().flat_map(|text| wrap(&visible::line(text), rest)) {
            page.row(&format!("{}{line}", " ".repeat(indent)));
        }
        path(session).into_iter().for_each(|path| page.row(&format!("    {path}")));
    }
}

fn record(page: &mut Page<'_>, session: &Session) {
    let columns = page.view.columns();
    let fraction = fraction(session);
    let room = columns.saturating_sub(4 + 2 + width(&fraction));
    let name = pad(&truncate(session.name.as_str(), room), room);
    page.flush_row(&format!("{} {name}  {fraction}", mark(session)));
    let key = key(session).map(|key| format!(": {key}")).unwrap_or_default();
    for text in std::iter::once(format!("{}{key}", session.word())).chain(detail(session, page.view)) {
        for line in hanging("    ", &visible::line(&text), columns) {
            page.flush_row(&line);
        }
    }
    path(session).into_iter().for_each(|path| page.flush_row(&format!("    {path}")));
}

fn spoken(page: &mut Page<'_>, session: &Session) {
    let parts = key(session).map(str::to_owned).into_iter().chain(detail(session, page.view));
    let parts = parts.chain(path(session).map(str::to_owned));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let parts = if parts.is_empty() { parts } else { format!(" {parts}.") };
    let done = match &session.state {
        State::Whole(facts) => format!(" {} done.", done(&facts.progress, true)),
        State::Broken { .. } => String::new(),
    };
    page.flush(&format!("{}: {}.{parts}{done}", session.name, session.word()));
}

/// The command that goes on with what is most urgent.
fn next(page: &mut Page<'_>, board: &Board) {
    let whole = board.sessions.iter().find_map(|session| match &session.state {
        State::Whole(facts) => Some((session, facts)),
        State::Broken { .. } => None,
    });
    match whole {
        None => page.next(&command(board, &format!("status {}", board.sessions[0].name)), ""),
        Some((_, facts)) if facts.urgency == Urgency::Done => page.next(&command(board, "start"), ""),
        Some((session, facts)) => {
            let until = facts.point.as_ref().filter(|_| facts.urgency == Urgency::Waiting);
            let until = until.and_then(|point| point.waiting.as_ref()?.follow_up);
            let when = until.map(|day| format!("on {} or sooner when you hear", page.view.date(day)));
            page.next(&command(board, &format!("resume {}", session.name)), &when.unwrap_or_default());
        }
    }
}

/// A command that works when it is pasted.
fn command(board: &Board, words: &str) -> String {
    format!("frp-onboard {words}{}", board.elsewhere)
}
