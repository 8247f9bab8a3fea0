//! The open questions of a step, and how an answer to each is written.

use crate::checklist::{Address, Kind, Options, QuestionIx, TextType};
use crate::intake::reply::RowForm;
use crate::plan::{At, Instance, Plan, Truth};
use crate::walk::screen::label;

/// How many choices are named; of more, some words will do.
const NAMED: usize = 12;

/// What is said of a text of which nothing else is known.
const WORDS: &str = "in your words";

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
    /// What each part of a row is, where more can be said than its name.
    pub parts: Vec<String>,
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
    let (answer, parts) = match RowForm::of(plan, at) {
        Some(form) => rows(plan, at, &form),
        None => (String::new(), Vec::new()),
    };
    Question {
        path: reader.address(at),
        sentence: reader.fill(sentence, &scope).line(),
        help: asked.help.as_ref().map(|help| reader.fill(help, &scope).line()),
        answer: answer + &takes(plan, at),
        parts,
    }
}

/// What a line takes, and what else would be refused.
fn takes(plan: &Plan<'_>, at: At) -> String {
    let (reader, question) = (plan.reader(), plan.checklist().question(at.0));
    let demands = reader.demands(at);
    let like = question.placeholder.as_ref().map(|like| reader.fill(like, &reader.scope(at.1)).line());
    let like = like.map(|like| format!(", like {like}"));
    let may = if question.required { "" } else { "; it may be left empty" };
    let kind = match &question.kind {
        Kind::Text(types) if types == &[TextType::Text] && !demands.is_empty() => "a text".to_owned(),
        _ => answer(plan, at),
    };
    let demands = if demands.is_empty() { String::new() } else { format!(" ({})", demands.join("; ")) };
    format!("{kind}{}{demands}{may}", like.unwrap_or_default())
}

fn answer(plan: &Plan<'_>, at: At) -> String {
    match &plan.checklist().question(at.0).kind {
        Kind::Confirm => "yes or no".to_owned(),
        Kind::Choice(options) => format!("one of {}", choices(plan, at, options)),
        Kind::Choices(options) => format!("with commas between, any of {}", choices(plan, at, options)),
        Kind::Number => "a number".to_owned(),
        Kind::Date => "a day, like 30 Nov 2026".to_owned(),
        Kind::Text(types) => types.iter().map(|&kind| text(kind)).collect::<Vec<_>>().join(" or "),
        Kind::List(_) => String::new(),
    }
}

fn text(kind: TextType) -> &'static str {
    match kind {
        TextType::Text => WORDS,
        TextType::Email => "a mail address",
        TextType::Upn => "a sign-in name",
        TextType::Domain => "a whole domain",
        TextType::Guid => "a GUID",
        TextType::Url => "an address that starts with https://",
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

/// How rows are written, and each part of one where it has several.
fn rows(plan: &Plan<'_>, at: At, form: &RowForm) -> (String, Vec<String>) {
    let list = plan.checklist().list(at.0).expect("rows are of lists");
    let item = plan.checklist().item(list.item).name.as_str().replace('-', " ");
    // The row is not there yet: what is read of it reads as what belongs there.
    let named = |field| label(plan, (field, at.1));
    let part = |&field: &QuestionIx| (named(field), takes(plan, (field, at.1)));
    let words = form.words(named);
    let by = if form.key.len() + form.more.len() == 1 { "by its" } else { "as" };
    let later = if form.later { "; what else is asked of it comes with the next sheet" } else { "" };
    let parts: Vec<_> = form.key.iter().chain(&form.more).map(part).collect();
    let plain = matches!(parts.as_slice(), [(_, takes)] if takes == WORDS);
    let parts = parts.into_iter().filter(|_| !plain).map(|(name, takes)| format!("{name}: {takes}"));
    (format!("each {item} {by} {words}, with semicolons between{later}"), parts.collect())
}
