//! The rows of menus: what each act is called, and what may be typed for it in line mode.

use super::labels;
use super::question;
use super::view::View;
use super::waits::titled;
use crate::checklist::Address;
use crate::plan::Plan;
use crate::text::visible;
use crate::text::wrap::width;
use crate::walk::find::answer_label;
use crate::walk::many::label;
use crate::walk::rows::row_label;
use crate::walk::{About, Act, MenuRow};

/// An act as a row, in what it is asked about.
pub(super) fn row(act: &Act, about: &About, plan: &Plan<'_>, view: &View) -> MenuRow {
    match act {
        Act::Take(choice) => choice_row(choice, about, plan, view),
        Act::Tick { id, on } => tick_row(id, *on, about, plan, view),
        Act::All(_) | Act::Add | Act::ChangeRow | Act::Remove | Act::ShowRows(_) => {
            list_row(act, about, plan)
        }
        Act::Row(id) => {
            let list = match about {
                About::WhichRow(list) => list.clone(),
                _ => return MenuRow::new(id.to_string(), [id.to_string()]),
            };
            let row = crate::checklist::RowAddress { list, row: id.clone() };
            MenuRow::new(row_label(plan, &row), [id.to_string()])
        }
        Act::Field(address) => field_row(address, about, plan),
        Act::Step(key) => MenuRow::new(format!("{key}: {}", titled(plan, key)), [key.to_string()]),
        Act::GoOn(next) => go_on_row(next.as_ref(), about, plan),
        Act::ChangeTo(choice) => {
            MenuRow::new(format!("Change the answer to {}", mismatch_label(choice, about, plan)), ["change"])
        }
        Act::AddFirst(list) => {
            let item = plan.reader().at(list).map_or_else(|| "row".to_owned(), |at| labels::item(plan, at));
            MenuRow::new(
                format!("One that is not in the list: add {} {item} first", labels::article(&item)),
                ["add"],
            )
        }
        Act::HandOver(who) => {
            let whole = format!("Hand over to {}", labels::whom(plan, who));
            // Whose step it is, and for what, stands above the menu.
            let fits = view.plain || width(&visible::line(&whole)) <= view.row();
            MenuRow::new(if fits { whole } else { "Hand over".to_owned() }, ["hand over", "hand"])
        }
        Act::Leave => leave_row(about, plan, view),
        Act::Done => done_row(about, plan, view),
        Act::More if matches!(about, About::Ticks(_)) && !view.is_narrow() && !view.plain => {
            MenuRow::new("More: links, wait, skip and the rest", ["more"])
        }
        act => fixed(act, view),
    }
}

/// Acts that are called the same everywhere.
fn fixed(act: &Act, view: &View) -> MenuRow {
    let (label, words): (&str, &[&str]) = match act {
        Act::Answer => ("Answer what is open", &["answer"]),
        Act::Ticks => ("Go on ticking", &["tick"]),
        Act::Open(_) => ("Open the link", &["open"]),
        Act::Copy(_) => ("Copy the link", &["copy"]),
        Act::Links(_) => ("Open or copy a link", &["link", "links"]),
        Act::Wait => ("Wait for someone", &["wait"]),
        Act::Skip => ("Skip with a reason", &["skip"]),
        Act::Reopen => ("Reopen with a reason", &["reopen"]),
        Act::More if view.is_narrow() || view.plain => ("More", &["more"]),
        Act::More => ("More: back, change an answer, jump, note, evidence", &["more"]),
        Act::Stop => ("Stop for now", &["stop"]),
        Act::Back => ("Back to the step before", &["back"]),
        Act::Change => ("Change an earlier answer", &["change"]),
        Act::Jump => ("Jump to a step", &["jump"]),
        Act::Note => ("Add a note", &["note"]),
        Act::Evidence => ("Add evidence", &["evidence"]),
        Act::Terms => ("What a word means", &["word", "words"]),
        Act::Help => ("Keys and help", &["help", "keys"]),
        Act::Return => ("Return to the step", &["return"]),
        Act::Blank => ("Leave it empty", &["empty"]),
        Act::NoneOfThese => ("None of these", &["none"]),
        Act::Again => ("Type it again", &["again"]),
        Act::WaitOver => ("It is done", &["done"]),
        Act::StillWaiting => ("Still waiting: set the next follow-up", &["waiting", "wait"]),
        Act::CameBack => ("It came back: something is asked of us", &["back", "came back"]),
        _ => ("", &[]),
    };
    MenuRow::new(label, words.iter().copied())
}

fn choice_row(choice: &str, about: &About, plan: &Plan<'_>, view: &View) -> MenuRow {
    match about {
        About::Question(address) => match plan.reader().at(address) {
            Some(at) => {
                let name = label(plan, at, choice);
                let rows = question::rows(plan, at, view);
                let row = rows.into_iter().find(|row| row.choice == choice).map(|row| row.label);
                MenuRow::new(row.unwrap_or_else(|| name.clone()), [choice.to_owned(), name])
            }
            None => MenuRow::new(choice, [choice]),
        },
        About::Fits { question, .. } | About::Gathered(question) => match plan.reader().at(question) {
            Some(at) => {
                MenuRow::new(question::coded(plan, at, choice), [choice.to_owned(), label(plan, at, choice)])
            }
            None => MenuRow::new(choice, [choice]),
        },
        _ => MenuRow::new(choice, [choice]),
    }
}

fn tick_row(id: &str, on: bool, about: &About, plan: &Plan<'_>, view: &View) -> MenuRow {
    let text = match about {
        About::Ticks(key) => plan.find(key.as_str()).and_then(|instance| {
            let tick = plan.ticks(instance).find(|tick| tick.id == id)?;
            Some(plan.fill(instance, &tick.text).line())
        }),
        _ => None,
    };
    let text = text.unwrap_or_else(|| id.to_owned());
    let mark = if on { "[x]" } else { "[ ]" };
    let label = if view.plain { text.clone() } else { format!("{mark} {text}") };
    MenuRow::new(label, [id.to_owned(), text])
}

fn list_row(act: &Act, about: &About, plan: &Plan<'_>) -> MenuRow {
    let item = match about {
        About::Rows(list) => plan.reader().at(list).map(|at| labels::item(plan, at)),
        _ => None,
    };
    let one = item.clone().unwrap_or_else(|| "one".to_owned());
    let article = labels::article(&one);
    let with_article = if item.is_some() { format!("{article} {one}") } else { one };
    match act {
        Act::All(0) => MenuRow::new("There are none", ["all", "none"]),
        Act::All(count) if item.is_some() => {
            MenuRow::new(format!("That is all ({count})"), ["all", "that is all"])
        }
        Act::All(_) => MenuRow::new("That is all", ["all"]),
        Act::Add if item.is_some() => MenuRow::new(format!("Add {with_article}"), ["add"]),
        Act::Add => MenuRow::new("Add more", ["add", "more"]),
        Act::ChangeRow => MenuRow::new(format!("Change {with_article}"), ["change"]),
        Act::Remove => MenuRow::new(format!("Remove {with_article}"), ["remove"]),
        Act::ShowRows(count) => MenuRow::new(format!("Show all {count}"), ["show"]),
        _ => MenuRow::default(),
    }
}

/// An answer that may be changed: what it is called, and what it is.
fn field_row(address: &Address, about: &About, plan: &Plan<'_>) -> MenuRow {
    let Some(at) = plan.reader().at(address) else {
        return MenuRow::new(address.to_string(), [address.to_string()]);
    };
    let name = match about {
        About::WhichField(_) => labels::label(plan, at),
        _ => answer_label(plan, at),
    };
    MenuRow::new(
        format!("{name}: {}", question::now(plan, at)),
        [address.to_string(), address.question.to_string(), name],
    )
}

fn go_on_row(next: Option<&crate::checklist::InstanceKey>, about: &About, plan: &Plan<'_>) -> MenuRow {
    let words = ["go on", "go", "next", "leave"];
    match (next, about) {
        (Some(_), About::Meanwhile) => MenuRow::new("Go on with it", words),
        (Some(next), About::Due(_)) => {
            MenuRow::new(format!("Leave it, go on: {}", labels::title_within(plan, next)), words)
        }
        (None, About::Due(_)) => MenuRow::new("Leave it", words),
        (Some(next), _) => MenuRow::new(format!("Go on: {}", labels::title_within(plan, next)), words),
        (None, _) => MenuRow::new("Go on", words),
    }
}

fn leave_row(about: &About, plan: &Plan<'_>, view: &View) -> MenuRow {
    let ticked = match about {
        // Line mode says so before its rows.
        About::Ticks(key) if !view.plain => ticked(plan, key),
        _ => String::new(),
    };
    MenuRow::new(format!("Leave it for now{ticked}"), ["leave"])
}

fn done_row(about: &About, plan: &Plan<'_>, view: &View) -> MenuRow {
    let ticked = match about {
        About::Ticks(key) if !view.plain => ticked(plan, key),
        _ => String::new(),
    };
    MenuRow::new(format!("Done{ticked}"), ["done"])
}

/// How many of a step's ticks are set: `, 2 of 4 ticked`.
pub(super) fn ticked(plan: &Plan<'_>, key: &crate::checklist::InstanceKey) -> String {
    let Some(instance) = plan.find(key.as_str()) else { return String::new() };
    let all = plan.ticks(instance).count();
    if all == 0 {
        return String::new();
    }
    let set = plan
        .ticks(instance)
        .filter(|tick| plan.recorded(instance).is_some_and(|recorded| recorded.ticks.contains_key(&tick.id)));
    format!(", {} of {all} ticked", set.count())
}

fn mismatch_label(choice: &str, about: &About, plan: &Plan<'_>) -> String {
    let About::Mismatch(key) = about else { return choice.to_owned() };
    let lists = plan.checklist().choice_lists.iter();
    let named = lists.flat_map(|list| &list.choices).find(|own| own.value == choice);
    match (plan.find(key.as_str()), named) {
        (Some(_), Some(choice)) => plan.reader().label(choice),
        _ => choice.to_owned(),
    }
}
