//! What of a session can be named in a command: its steps and who they are for, its answers and what
//! they may be, its rows.

use super::sheet;
use crate::checklist::{Actor, Address, Home, Kind, QuestionIx, RowAddress};
use crate::intake::reply::Who;
use crate::plan::{At, Plan, RowIx, Truth};
use crate::walk::screen::whom;

/// A word of a command, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The word.
    pub word: String,
    /// What it stands for.
    pub says: String,
}

/// An answer that may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where it lies.
    pub path: Address,
    /// Its short name.
    pub says: String,
    /// Whether it is given.
    pub given: bool,
    /// What it may be, if that is one of a few.
    pub values: Vec<Named>,
}

/// The steps that can be marked: the open ones first.
pub fn steps(plan: &Plan<'_>) -> Vec<Named> {
    let mut certain: Vec<_> =
        plan.instances().iter().filter(|instance| instance.shown == Truth::Yes).collect();
    certain.sort_by_key(|instance| instance.is_settled());
    let named = |instance: &&crate::plan::Instance| Named {
        word: instance.key.to_string(),
        says: format!("{}, {}", instance.status.word(), plan.title(instance)),
    };
    certain.iter().map(named).collect()
}

/// The answers that the document and the rows that exist can hold.
pub fn answers(plan: &Plan<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    each_question(plan, None, &mut |at| {
        let question = plan.checklist().question(at.0);
        answers.push(Answer {
            path: plan.reader().address(at),
            says: question.label.source.clone(),
            given: plan.reader().value(at).is_some() || !plan.reader().rows(at).is_empty(),
            values: values(plan, at),
        });
    });
    answers
}

/// Who does steps.
pub fn actors(plan: &Plan<'_>) -> Vec<Named> {
    let named = |actor: &Actor| Named {
        word: actor.id.to_string(),
        says: plan.reader().fill(&actor.title, &[]).line(),
    };
    plan.checklist().actors.iter().map(named).collect()
}

/// The items that steps are for.
pub fn items(plan: &Plan<'_>) -> Vec<Named> {
    let named = |(ids, _): (String, String)| {
        let who = Who { actor: None, item: Some(ids.clone()) };
        Named { says: whom(plan, &who), word: ids }
    };
    sheet::items(plan).into_iter().map(named).collect()
}

/// The rows that exist.
pub fn rows(plan: &Plan<'_>) -> Vec<RowAddress> {
    let mut rows = Vec::new();
    each_question(plan, None, &mut |at| {
        let list = plan.reader().address(at);
        let row = |&row: &RowIx| RowAddress { list: list.clone(), row: plan.reader().row_id(row).clone() };
        rows.extend(plan.reader().rows(at).iter().map(row));
    });
    rows
}

/// Each question that is not hidden, of the document and then of each row.
fn each_question(plan: &Plan<'_>, holder: Option<RowIx>, see: &mut impl FnMut(At)) {
    let home = holder.map_or(Home::Document, |row| Home::Row(plan.reader().list_of(row)));
    let here = plan.checklist().questions.iter().zip(0..).filter(|(question, _)| question.home == home);
    for at in here.map(|(_, ix)| (QuestionIx(ix), holder)) {
        if plan.reader().shown(at) != Truth::No {
            see(at);
            let rows = plan.reader().rows(at);
            rows.iter().for_each(|&row| each_question(plan, Some(row), see));
        }
    }
}

fn values(plan: &Plan<'_>, at: At) -> Vec<Named> {
    match &plan.checklist().question(at.0).kind {
        Kind::Confirm => {
            ["yes", "no"].map(|word| Named { word: word.to_owned(), says: String::new() }).into()
        }
        Kind::Choice(options) | Kind::Choices(options) => {
            let reader = plan.reader();
            let offered = reader.offered(at, options);
            let named = |atom: &crate::plan::Atom| Named {
                word: offered.recorded(reader, atom),
                says: reader.show(atom),
            };
            offered.all().iter().map(named).collect()
        }
        Kind::Number | Kind::Date | Kind::Text(_) | Kind::List(_) => Vec::new(),
    }
}
