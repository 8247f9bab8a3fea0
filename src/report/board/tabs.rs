//! The board for a pipe: one line per session, its columns between tabs, no heading.
//!
//! Name, status, how many of how many are done, step, date, who or why, reference. The date is the follow-up's,
//! the day on which a step came back, or the last day of a session that is done. Of a session that is damaged
//! there is what is wrong and its file instead of who and reference.

use super::{Board, Facts, Session, State};
use crate::text::{dates, visible};
use crate::walk::screen::steps;

/// A line for each session.
pub fn render(board: &Board) -> String {
    board.sessions.iter().map(|session| line(&columns(session))).collect()
}

fn line(columns: &[String; 7]) -> String {
    let visible: Vec<_> = columns.iter().map(|column| visible::line(column)).collect();
    visible.join("\t") + "\n"
}

fn columns(session: &Session) -> [String; 7] {
    let (name, status) = (session.name.to_string(), session.word().to_owned());
    match &session.state {
        State::Broken { why, path, .. } => {
            [name, status, String::new(), String::new(), String::new(), why.clone(), path.clone()]
        }
        State::Whole(facts) => {
            let progress = &facts.progress;
            let done = format!("{}/{}", progress.done + progress.skipped, steps(progress, false));
            let step = facts.point.as_ref().map(|point| point.key.to_string()).unwrap_or_default();
            let (date, who, reference) = beside(facts);
            [name, status, done, step, date, who, reference]
        }
    }
}

fn beside(facts: &Facts) -> (String, String, String) {
    let none = String::new;
    let point = facts.point.as_ref();
    let day = |stamp: &crate::session::Stamp| dates::iso(stamp.offset.to_datetime(stamp.at).date());
    if let Some(waiting) = point.and_then(|point| point.waiting.as_ref()) {
        let date = waiting.follow_up.map(dates::iso).unwrap_or_default();
        return (date, waiting.whom.clone(), waiting.reference.clone().unwrap_or_default());
    }
    if let Some(reopened) = point.and_then(|point| point.reopened.as_ref()) {
        return (day(&reopened.stamp), reopened.text.clone(), none());
    }
    match point {
        Some(_) => (none(), none(), none()),
        None => (day(&facts.last), none(), none()),
    }
}
