//! Answers for people: what they were and are, and what that does.

use super::Answered;
use crate::checklist::Address;
use crate::intake::Wish;
use crate::plan::Plan;
use crate::text::count::{count, names};
use crate::text::visible;
use crate::walk::screen::{View, done, impact as impact_lines};

/// What would change, and what that would do.
pub fn before(answered: &Answered<'_>, view: &View) -> String {
    let mut text = changes(answered);
    for line in impact_lines(&answered.impact, &answered.before, view) {
        text += &format!("{}\n", line.text());
    }
    text
}

/// What has changed.
pub fn after(answered: &Answered<'_>) -> String {
    let advice = answered.advice.iter().map(|advice| format!("advice: {}\n", visible::line(advice)));
    let mut text: String = advice.chain([changes(answered)]).collect();
    let word = match answered.events {
        0 => "it stands so already",
        _ if answered.stood() => "changed",
        _ => "answered",
    };
    text += &format!("[x] {word}; {} done\n", done(&answered.after.progress(), false));
    text
}

/// A line for each answer, or for the rows of a list that come and go.
fn changes(answered: &Answered<'_>) -> String {
    let (mut text, mut told) = (String::new(), Vec::new());
    for path in answered.wishes.iter().map(Wish::path) {
        if !told.contains(&path) {
            text += &format!("{path}: {}\n", visible::line(&change(answered, path)));
            told.push(path);
        }
    }
    text
}

fn change(answered: &Answered<'_>, path: &Address) -> String {
    let by_row = |wish: &&Wish| wish.path() == path && !matches!(wish, Wish::Unset(_));
    match answered.wishes.iter().find(by_row) {
        Some(wish) if answered.is_list(wish) => rows(answered, path),
        _ => format!("{} -> {}", shown(&answered.before, path), shown(&answered.after, path)),
    }
}

/// The rows that come and go, by the ids that lead on from there.
fn rows(answered: &Answered<'_>, path: &Address) -> String {
    let [were, are] = answered.rows(path);
    let named = |rows: &[&str], but: &[&str], word: &str| {
        let rows: Vec<_> = rows.iter().filter(|id| !but.contains(id)).collect();
        (!rows.is_empty()).then(|| format!("{word} {}", names(rows)))
    };
    let moves: Vec<_> =
        [named(&are, &were, "adds"), named(&were, &are, "removes")].into_iter().flatten().collect();
    format!("{}, {}", moves.join(", "), count(are.len(), "row"))
}

/// An answer as people read it.
fn shown(plan: &Plan<'_>, path: &Address) -> String {
    let left_empty = || plan.record().given(path).is_some_and(|given| given.value.is_empty());
    plan.answer(path).unwrap_or_else(|| if left_empty() { "left empty" } else { "nothing" }.to_owned())
}
