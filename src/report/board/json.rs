//! The board for programs.

use serde_json::{Value, json};

use super::{Board, Session, State};
use crate::report::json::{FORMAT, at, document, progress, said, wait};

/// `{ "format": 1, "sessions": [...] }`
pub fn render(board: &Board) -> String {
    let sessions: Vec<_> = board.sessions.iter().map(session).collect();
    document(&json!({ "format": FORMAT, "sessions": sessions }))
}

fn session(session: &Session) -> Value {
    let facts = match &session.state {
        State::Broken { word, why, path } => {
            let status = word.replace(' ', "-");
            return json!({ "name": session.name.as_str(), "status": status, "problem": why, "path": path });
        }
        State::Whole(facts) => facts,
    };
    let (id, version) = &facts.checklist;
    let step = facts.point.as_ref().map(|point| {
        json!({
            "key": point.key.as_str(),
            "title": point.title,
            "actor": point.actor,
            "waiting": point.waiting.as_ref().map(wait),
            "reopened": point.reopened.as_ref().map(said),
        })
    });
    json!({
        "name": session.name.as_str(),
        "title": facts.title,
        "status": facts.urgency.word().replace(' ', "-"),
        "due": facts.urgency.is_due(),
        "step": step,
        "progress": progress(&facts.progress),
        "checklist": { "id": id, "version": version },
        "started": at(&facts.started),
        "last": at(&facts.last),
    })
}
