//! The open questions of a step, and how an answer to each is written.

use crate::checklist::{Address, Kind, List, Options};
use crate::plan::{At, Instance, Plan, Truth};

/// How many choices are named; of more, some words will do.
const NAMED: usize = 12;

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where its answer lies.
    pub path: Address,
    /// The sentence asked.
    pub sentence: String,
    /// Why it is asked.
    pub help: Option<String>,
    /// How an answer is written.
    pub answer: String,
}

/// The open questions of a step, those of the rows of its lists too.
pub(super) fn questions(plan: &Plan<'_>, instance: &Instance) -> Vec<Question> {
    let mut open = Vec::new();
    plan.asked(instance).into_iter().for_each(|at| collect(plan, at, &mut open));
    open.into_iter().map(|at| question(plan, at)).collect()
}

fn collect(plan: &Plan<'_>, at: At, open: &mut Vec<At>) {
    let reader = plan.reader();
    let asked = plan.checklist().question(at.0);
    let Some(list) = plan.checklist().list(at.0) else {
        let is_open = match reader.value(at) {
            None => true,
            Some(value) => (asked.required && value.is_empty()) || reader.misfit(at).is_some(),
        };
        return open.extend(is_open.then_some(at));
    };
    if reader.value(at).is_none() {
        open.push(at);
    }
    for &row in reader.rows(at).iter() {
        let fields = list.fields.iter().map(|&field| (field, Some(row)));
        fields
            .filter(|&field| reader.shown(field) == Truth::Yes)
            .for_each(|field| collect(plan, field, open));
    }
}

fn question(plan: &Plan<'_>, at: At) -> Question {
    let reader = plan.reader();
    let asked = plan.checklist().question(at.0);
    let scope = reader.scope(at.1);
    let sentence = asked.question.as_ref().unwrap_or(&asked.label);
    let may = if asked.required { "" } else { "; it may be left empty" };
    Question {
        path: reader.address(at),
        sentence: reader.fill(sentence, &scope).line(),
        help: asked.help.as_ref().map(|help| reader.fill(help, &scope).line()),
        answer: format!("{}{may}", answer(plan, at)),
    }
}

fn answer(plan: &Plan<'_>, at: At) -> String {
    match &plan.checklist().question(at.0).kind {
        Kind::Confirm => "yes or no".to_owned(),
        Kind::Choice(options) => format!("one of {}", choices(plan, at, options)),
        Kind::Choices(options) => format!("with commas between, any of {}", choices(plan, at, options)),
        Kind::Number => "a number".to_owned(),
        Kind::Date => "a day, like 30 Nov 2026".to_owned(),
        Kind::Text(_) => "in your words".to_owned(),
        Kind::List(list) => rows(plan, at, list),
    }
}

fn choices(plan: &Plan<'_>, at: At, options: &Options) -> String {
    let offered = plan.reader().offered(at, options);
    let labels: Vec<_> = offered.all().iter().map(|atom| plan.reader().show(atom)).collect();
    match labels.len() {
        0 => "what the questions before name".to_owned(),
        1..=NAMED => labels.join(", "),
        many => format!("{many}, such as {}", labels[..2].join(", ")),
    }
}

/// A row is added by its key; the rest of it is asked once it is there.
fn rows(plan: &Plan<'_>, at: At, list: &List) -> String {
    let item = plan.checklist().item(list.item).name.as_str().replace('-', " ");
    let label = |&field: &crate::checklist::QuestionIx| {
        plan.reader().fill(&plan.checklist().question(field).label, &plan.reader().scope(at.1)).line()
    };
    let key: Vec<_> = list.key.iter().map(label).collect();
    format!("each {item} by its {}, with semicolons between", key.join(", "))
}
