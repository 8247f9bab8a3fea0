//! What was decided, and what an answer reads like: one that stands, or one that stood once.

use super::people::People;
use super::{Decision, Risk, RiskKind};
use crate::checklist::{Address, Choice, Home, Kind, Options, QuestionIx, RowId, Value};
use crate::plan::{At, Atom, Plan, RowIx, Truth};
use crate::session::{Given, Record};
use crate::walk::screen::label;

/// What is said where there was an answer and is none.
pub(super) const NONE: &str = "no answer";

/// Every answer that stands, in the order of the checklist; those of a row after its list.
pub(super) fn decisions(plan: &Plan<'_>, people: &People) -> Vec<Decision> {
    let standing = standing(plan);
    standing.iter().map(|(at, given)| decision(plan, people, *at, given)).collect()
}

/// The answers that the checklist advises against.
pub(super) fn against_advice(plan: &Plan<'_>, people: &People) -> Vec<Risk> {
    let risks = standing(plan).into_iter().flat_map(|(at, given)| {
        let advice = plan.reader().refusals(at).into_iter().filter(|refusal| refusal.advice);
        advice.map(move |refusal| (at, given, refusal.message))
    });
    let risk = |(at, given, message): (At, &Given, String)| {
        let answer = plan.reader().show_answer(at).unwrap_or_default();
        Risk {
            kind: RiskKind::Advice,
            text: people.text(&format!("{}: {answer} ({message})", label(plan, at))),
            at: people.path(&plan.reader().address(at)),
            stamp: people.stamp(&given.stamp),
        }
    };
    risks.map(risk).collect()
}

/// An answer of any time, as people read it.
pub(super) fn shown(
    plan: &Plan<'_>,
    people: &People,
    record: &Record,
    path: &Address,
    value: &Value,
) -> String {
    let values = match value {
        Value::Blank => return "left blank".to_owned(),
        Value::Bool(yes) => return if *yes { "yes" } else { "no" }.to_owned(),
        Value::Text(text) => std::slice::from_ref(text),
        Value::Many(texts) => texts.as_slice(),
    };
    let question = plan.checklist().question_at(path);
    let one = |text: &String| match question.map(|question| &plan.checklist().question(question).kind) {
        Some(Kind::List(_)) => row_name(plan, people, record, path, text),
        Some(Kind::Choice(options) | Kind::Choices(options)) => picked(plan, people, options, text),
        _ => people.typed(text),
    };
    let shown: Vec<_> = values.iter().map(one).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

/// A row of any time, by its key.
pub(super) fn row_name(
    plan: &Plan<'_>,
    people: &People,
    record: &Record,
    list: &Address,
    row: &str,
) -> String {
    let answers = record.rows(list).find(row).map(|own| &own.answers);
    let key = plan.checklist().question_at(list).and_then(|list| plan.checklist().list(list));
    let fields = key.into_iter().flat_map(|list| &list.key).filter_map(|&field| {
        let question = plan.checklist().question(field);
        let text = answers?.values.get(&question.id)?.value.text()?;
        Some(match &question.kind {
            Kind::Choice(options) => picked(plan, people, options, text),
            _ => people.text(text),
        })
    });
    let fields: Vec<_> = fields.collect();
    if fields.is_empty() { people.pick(row) } else { fields.join(", ") }
}

/// What was picked: a choice by its label, a row by its ids.
fn picked(plan: &Plan<'_>, people: &People, options: &Options, text: &str) -> String {
    match options.list() {
        None => people.pick(text),
        Some(list) => {
            let choice = Choice::find(plan.checklist().choices(list), text);
            choice.map_or_else(|| people.text(text), |choice| people.text(&plan.reader().label(choice)))
        }
    }
}

fn decision(plan: &Plan<'_>, people: &People, at: At, given: &Given) -> Decision {
    let reader = plan.reader();
    let path = reader.address(at);
    let answer = match reader.show_answer(at) {
        Some(answer) if is_typed(plan, at) => people.typed(&answer),
        Some(answer) => people.text(&answer),
        None => shown(plan, people, plan.record(), &path, &given.value),
    };
    let rows: Vec<_> = reader.chain(at.1).into_iter().map(|row| reader.show(&Atom::Row(row))).collect();
    Decision {
        question: people.text(&label(plan, at)),
        of: (!rows.is_empty()).then(|| people.text(&rows.join(" / "))),
        answer,
        stamp: people.stamp(&given.stamp),
        path: people.path(&path),
    }
}

/// Whether an answer is in somebody's own words.
fn is_typed(plan: &Plan<'_>, at: At) -> bool {
    matches!(plan.checklist().question(at.0).kind, Kind::Text(_))
}

/// Where answers stand that are asked for, and what was recorded there.
fn standing<'p>(plan: &'p Plan<'_>) -> Vec<(At, &'p Given)> {
    let mut standing = Vec::new();
    below(plan, Home::Document, None, &mut standing);
    standing
}

fn below<'p>(plan: &'p Plan<'_>, home: Home, row: Option<RowIx>, standing: &mut Vec<(At, &'p Given)>) {
    let reader = plan.reader();
    let questions = plan.checklist().questions.iter().enumerate();
    for (ix, question) in questions.filter(|(_, question)| question.home == home) {
        let at = (QuestionIx(ix), row);
        if reader.shown(at) == Truth::No {
            continue;
        }
        standing.extend(reader.answers(row).values.get(&question.id).map(|given| (at, given)));
        if plan.takes_rows(at.0) {
            for &row in reader.rows(at).iter() {
                below(plan, Home::Row(at.0), Some(row), standing);
            }
        }
    }
}

/// The ids of the rows of a list at some time.
pub(super) fn present<'r>(record: &'r Record, list: &Address) -> impl Iterator<Item = &'r RowId> {
    record.rows(list).iter().filter(|row| row.present).map(|row| &row.id)
}
