//! Answers for people: what they were and are, and what that does.

use super::Answered;
use crate::checklist::{Address, InstanceKey};
use crate::intake::Wish;
use crate::plan::{Instance, Lack, Plan, Status};
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

/// What has changed; what that did to the steps, unless it was `agreed` to on being shown.
pub fn after(answered: &Answered<'_>, agreed: bool) -> String {
    let advice = answered.advice.iter().map(|advice| format!("advice: {}\n", visible::line(advice)));
    let mut text: String = advice.chain([changes(answered)]).collect();
    let word = match answered.events {
        0 => "it stands so already",
        _ if answered.stood() => "changed",
        _ => "answered",
    };
    text += &format!("[x] {word}; {} done\n", done(&answered.after.progress(), false));
    if !agreed {
        text += &moved(answered);
    }
    text + &open_again(answered)
}

/// The steps that go, open again and come, a line for each kind.
fn moved(answered: &Answered<'_>) -> String {
    let impact = &answered.impact;
    let keys = |steps: &[(InstanceKey, Status)]| steps.iter().map(|(key, _)| key.clone()).collect();
    let kinds: [(&str, Vec<InstanceKey>); 3] =
        [("hides", keys(&impact.hides)), ("reopens", impact.reopens.clone()), ("adds", keys(&impact.adds))];
    let lines = kinds.iter().filter(|(_, keys)| !keys.is_empty()).map(|(word, keys)| {
        let steps = names(keys.iter().map(InstanceKey::as_str));
        format!("    {word} {}: {steps}\n", count(keys.len(), "step"))
    });
    lines.collect()
}

/// The answers taken back that a step cannot do without.
fn open_again(answered: &Answered<'_>) -> String {
    let after = &answered.after;
    let lines = answered.wishes.iter().filter_map(|wish| {
        let Wish::Unset(path) = wish else { return None };
        answered.before.answer(path)?;
        let lacks = |instance: &&Instance| instance.lacks.contains(&Lack::Answer(path.clone()));
        let step = after.instances().iter().find(lacks).map(|instance| format!("`{}`", instance.key));
        let before =
            step.or_else(|| after.opening_lacks().contains(path).then(|| "the first step".to_owned()))?;
        Some(format!("    {path} has to be answered before {before} can be done\n"))
    });
    lines.collect()
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
