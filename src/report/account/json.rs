//! An account for programs.

use serde_json::{Value, json};

use super::{Account, Decision, Evidence, Named, Note, Risk, Section, Step, Wait};
use crate::report::json::{FORMAT, at, document, progress};
use crate::session::Stamp;
use crate::text::dates;

/// The whole account.
pub fn render(account: &Account) -> String {
    let Account { checklist, journal, .. } = account;
    document(&json!({
        "format": FORMAT,
        "session": account.session,
        "id": account.id,
        "title": account.title,
        "day": dates::iso(account.day),
        "started": at(&account.began),
        "by": account.began.by,
        "last": at(&account.last),
        "complete": account.complete,
        "progress": progress(&account.progress),
        "damage": account.damage,
        "people": account.people,
        "open": account.open().map(|step| key(&step.step)).collect::<Vec<_>>(),
        "risks": account.risks.iter().map(risk).collect::<Vec<_>>(),
        "decisions": account.decisions.iter().map(decision).collect::<Vec<_>>(),
        "sections": account.sections.iter().map(section).collect::<Vec<_>>(),
        "gone": account.gone.iter().map(step).collect::<Vec<_>>(),
        "waits": account.waits.iter().map(wait).collect::<Vec<_>>(),
        "changes": account.changes.iter().map(|change| json!({
            "kind": change.of,
            "what": change.at, "from": change.from, "to": change.to,
            "at": at(&change.stamp), "by": change.stamp.by, "reply_from": change.stamp.reply_from(),
        })).collect::<Vec<_>>(),
        "evidence": account.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "notes": account.notes.iter().map(note).collect::<Vec<_>>(),
        "checklist": {
            "id": checklist.id, "title": checklist.title, "version": checklist.version,
            "source": checklist.written_from, "verified": checklist.verified.map(dates::iso),
            "sha256": checklist.digest,
        },
        "journal": { "lines": journal.lines, "sum": journal.sum, "program": journal.program },
    }))
}

fn risk(risk: &Risk) -> Value {
    json!({
        "kind": dashed(risk.kind.word()), "text": risk.text, "what": risk.at,
        "at": at(&risk.stamp), "by": risk.stamp.by, "reply_from": risk.stamp.reply_from(),
    })
}

fn decision(decision: &Decision) -> Value {
    json!({
        "path": decision.path, "question": decision.question, "of": decision.of, "answer": decision.answer,
        "at": at(&decision.stamp), "by": decision.stamp.by, "reply_from": decision.stamp.reply_from(),
    })
}

fn section(section: &Section) -> Value {
    json!({
        "id": section.id,
        "title": section.title,
        "settled": section.settled(),
        "of": section.certain(),
        "steps": section.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &Step) -> Value {
    json!({
        "step": key(&step.step), "title": step.step.title, "status": dashed(step.status),
        "why": step.why, "undecided": step.undecided, "actor": step.actor,
        "at": moment(step.stamp.as_ref()), "by": by(step.stamp.as_ref()),
        "reply_from": step.stamp.as_ref().and_then(Stamp::reply_from),
        "confirmed": step.confirmed, "ticks": step.ticks, "evidence": step.evidence,
    })
}

fn wait(wait: &Wait) -> Value {
    let ended = wait.ended.as_ref();
    json!({
        "step": key(&wait.step), "title": wait.step.title, "for": wait.whom, "reference": wait.reference,
        "usual": wait.usual, "since": at(&wait.since), "by": wait.since.by, "reply_from": wait.since.reply_from(),
        "follow_up": wait.follow_up.map(dates::iso),
        "ended": ended.map(|(word, _)| dashed(word)), "until": moment(ended.map(|(_, stamp)| stamp)),
        "needed": wait.needed, "days": wait.days, "business_days": wait.business_days,
    })
}

fn evidence(evidence: &Evidence) -> Value {
    let file = evidence.file.as_ref();
    json!({
        "step": key(&evidence.step), "text": evidence.text,
        "file": file.map(|file| &file.name), "bytes": file.map(|file| file.bytes),
        "sha256": file.map(|file| &file.sha256),
        "at": at(&evidence.stamp), "by": evidence.stamp.by, "reply_from": evidence.stamp.reply_from(),
    })
}

fn note(note: &Note) -> Value {
    json!({
        "step": note.step.as_ref().map(key), "text": note.text, "at": at(&note.stamp), "by": note.stamp.by, "reply_from": note.stamp.reply_from(),
    })
}

fn key(step: &Named) -> &str {
    step.key.as_str()
}

/// A word of several, as programs have it.
fn dashed(word: &str) -> String {
    word.replace(' ', "-")
}

fn moment(stamp: Option<&Stamp>) -> Value {
    stamp.map_or(Value::Null, at)
}

fn by(stamp: Option<&Stamp>) -> Option<&str> {
    stamp.map(|stamp| stamp.by.as_str())
}
