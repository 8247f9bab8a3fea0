//! A question as it reads: its sentence, why it is asked, its choices where a menu has no room for them.

use super::labels;
use super::view::{Page, View};
use crate::checklist::{Choice, Kind, Value};
use crate::plan::{At, Plan};
use crate::text::wrap::{pad, width};
use crate::walk::find::answer_label;
use crate::walk::many::{candidates, label};
use crate::walk::question::{MENU, offered, recommended};

/// The sentence, why, and the choices.
pub(super) fn whole(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    let question = plan.checklist().question(at.0);
    let scope = plan.reader().scope(at.1);
    let sentence = question.question.as_ref().unwrap_or(&question.label);
    let sentence = plan.reader().fill(sentence, &scope).line();
    let help = question.help.as_ref().map(|help| plan.reader().fill(help, &scope).line());
    if page.view.plain {
        page.flush(&format!("Question: {sentence}"));
        help.iter().for_each(|help| page.flush(&format!("Why: {help}")));
        spoken_choices(page, plan, at);
        return;
    }
    page.blank();
    page.flush(&sentence);
    help.iter().for_each(|help| page.text(help));
    page.blank();
    let rows = rows(plan, at, page.view);
    if rows.iter().any(|row| row.help_below) {
        for row in rows {
            page.text(&row.above);
        }
        page.blank();
    }
}

/// A choice as a row of a menu.
pub(super) struct Row {
    /// What is recorded.
    pub choice: String,
    /// The row.
    pub label: String,
    /// The choice and when it fits, where that stands above the menu.
    above: String,
    help_below: bool,
}

/// The choices as rows, with when they fit beside them if every row has room for that.
pub(super) fn rows(plan: &Plan<'_>, at: At, view: &View) -> Vec<Row> {
    let Some(options) = plan.checklist().question(at.0).kind.options() else { return Vec::new() };
    let offered = offered(plan, at, options);
    if offered.len() > MENU {
        return Vec::new();
    }
    let recommended = recommended(plan, at);
    let named: Vec<_> = offered
        .into_iter()
        .map(|choice| {
            let mark = if recommended.contains(&choice) { " (recommended)" } else { "" };
            (format!("{}{mark}", label(plan, at, &choice)), help(plan, at, &choice), choice)
        })
        .collect();
    let longest = named.iter().map(|(label, ..)| width(label)).max().unwrap_or(0);
    let boxes = if matches!(plan.checklist().question(at.0).kind, Kind::Choices(_)) { 4 } else { 0 };
    let beside = |(label, help, _): &(String, Option<String>, String)| match help {
        Some(help) => format!("{}   {help}", pad(label, longest)),
        None => label.clone(),
    };
    let fits = named.iter().all(|row| width(&beside(row)) + boxes <= view.row());
    let row = |row: &(String, Option<String>, String)| Row {
        choice: row.2.clone(),
        label: if fits { beside(row) } else { row.0.clone() },
        above: row.1.as_ref().map_or_else(|| row.0.clone(), |help| format!("{}: {help}", row.0)),
        help_below: !fits,
    };
    named.iter().map(row).collect()
}

/// When a choice fits; of a row that is picked, what else is known of it.
fn help(plan: &Plan<'_>, at: At, choice: &str) -> Option<String> {
    let found = find(plan, at, choice)?;
    found.help.as_ref().map(|help| plan.reader().fill(help, &plan.reader().scope(at.1)).line())
}

fn find<'p>(plan: &'p Plan<'_>, at: At, choice: &str) -> Option<&'p Choice> {
    let list = plan.checklist().question(at.0).kind.choices()?;
    plan.checklist().choices(list).iter().find(|own| own.value == choice)
}

/// Choices one by one, numbered as the menu will have them.
fn spoken_choices(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    let recommended = recommended(plan, at);
    let mut rows = rows(plan, at, page.view);
    if matches!(plan.checklist().question(at.0).kind, Kind::Choice(_))
        && let Some(first) = rows.iter().position(|row| recommended.contains(&row.choice))
    {
        rows[..=first].rotate_right(1);
    }
    for (number, row) in rows.iter().enumerate() {
        let mark = if recommended.contains(&row.choice) { ", recommended" } else { "" };
        let name = label(plan, at, &row.choice);
        let help = help(plan, at, &row.choice).map(|help| format!(": {help}")).unwrap_or_default();
        page.flush(&format!("{}. {name}{mark}{help}.", number + 1));
    }
}

/// A typed word, as it was understood: with its code, because `ch` is Switzerland.
pub(super) fn understood(page: &mut Page<'_>, plan: &Plan<'_>, at: At, choice: &str, word: &str) {
    let name = coded(plan, at, choice);
    let typed_as_it_is =
        [choice, &label(plan, at, choice)].iter().any(|own| own.to_lowercase() == word.to_lowercase());
    if page.view.plain {
        return page.flush(&format!("Understood: {name}."));
    }
    let from = if typed_as_it_is { String::new() } else { format!("   from `{word}`") };
    page.mark("[x]", &format!("{name}{from}"));
}

/// A choice's label with its code, where that says more.
pub(super) fn coded(plan: &Plan<'_>, at: At, choice: &str) -> String {
    let label = label(plan, at, choice);
    let is_code = choice.len() <= 3 && choice.to_lowercase() != label.to_lowercase();
    if is_code { format!("{label} ({choice})") } else { label }
}

/// A word that is no choice.
pub(super) fn unknown(page: &mut Page<'_>, plan: &Plan<'_>, at: At, word: &str) {
    let what = labels::label(plan, at).to_lowercase();
    page.text(&format!(
        "Not taken: `{word}` is not among the choices for {what}; a question mark lists them"
    ));
}

/// The choices so far.
pub(super) fn gathered(page: &mut Page<'_>, plan: &Plan<'_>, at: At, choices: &[String]) {
    let names: Vec<_> = choices.iter().map(|choice| label(plan, at, choice)).collect();
    match names.len() {
        0 => page.text("None so far."),
        count => page.text(&format!("{count} so far: {}", names.join(", "))),
    }
}

/// Every choice with its code, in its groups if it has facts: areas with their countries.
pub(super) fn whole_list(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for candidate in candidates(plan, at) {
        let facts = find(plan, at, &candidate.code).and_then(|choice| choice.facts.first());
        let group = facts.map(|(_, values)| values.join(", ")).unwrap_or_default();
        let name = coded(plan, at, &candidate.code);
        match groups.iter_mut().find(|(own, _)| *own == group) {
            Some((_, names)) => names.push(name),
            None => groups.push((group, vec![name])),
        }
    }
    for (group, names) in groups {
        page.blank();
        match group.as_str() {
            "" => page.text(&names.join(", ")),
            group => page.text(&format!("{group}: {}", names.join(", "))),
        }
    }
    page.blank();
}

/// An answer, recorded.
pub(super) fn answered(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    let words = match plan.reader().show_answer(at) {
        Some(_) if plan.takes_rows(at.0) => {
            let rows = plan.reader().rows(at).len();
            format!("{rows} {}", plural(&labels::item(plan, at), rows))
        }
        Some(answer) => answer,
        None if plan.takes_rows(at.0) => format!("no {}", labels::item(plan, at)),
        None => "left empty".to_owned(),
    };
    page.recorded("[x]", &words);
}

/// An answer, changed.
pub(super) fn changed(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    page.recorded("[x]", &format!("{} is now {}", labels::label(plan, at), now(plan, at)));
}

/// An answer that is about to be changed.
pub(super) fn to_change(page: &mut Page<'_>, plan: &Plan<'_>, at: At) {
    page.text(&format!("{} is {}", answer_label(plan, at), now(plan, at)));
}

/// What an answer is as things stand.
pub(super) fn now(plan: &Plan<'_>, at: At) -> String {
    given(plan, at).unwrap_or_else(|| "nothing yet".to_owned())
}

/// What was answered, also that there is none.
pub(super) fn given(plan: &Plan<'_>, at: At) -> Option<String> {
    let reader = plan.reader();
    reader.show_answer(at).or_else(|| match reader.value(at)? {
        _ if plan.takes_rows(at.0) => Some("none".to_owned()),
        Value::Many(choices) if choices.is_empty() => Some("none".to_owned()),
        Value::Blank => Some("left empty".to_owned()),
        _ => None,
    })
}

/// A noun for so many.
pub(super) fn plural(noun: &str, count: usize) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => noun.to_owned(),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}
