//! An ask as a prompt: its hint, its rows, and the line that line mode asks with.

use super::acts::{self, row};
use super::labels;
use super::question;
use super::view::View;
use crate::checklist::{Address, Kind};
use crate::plan::Plan;
use crate::text::visible;
use crate::text::wrap::truncate;
use crate::walk::{About, Act, Ask, Form, Menu, MenuRow, Prompt, Several, TextPrompt, Topic, YesNo};

/// The prompt of an ask.
pub fn prompt(ask: &Ask, plan: &Plan<'_>, view: &View) -> Prompt {
    match &ask.form {
        Form::Menu { acts, cursor } => Prompt::Menu(menu(&ask.about, acts, *cursor, plan, view)),
        Form::Several { choices, ticked } => {
            Prompt::Several(several(&ask.about, choices, ticked, plan, view))
        }
        Form::Text { initial } => Prompt::Text(text(&ask.about, initial, plan, view)),
        Form::YesNo => Prompt::YesNo(yes_no(&ask.about, plan)),
    }
}

fn menu(about: &About, acts: &[Act], cursor: Option<usize>, plan: &Plan<'_>, view: &View) -> Menu {
    let rows: Vec<_> =
        acts.iter().map(|act| row(act, about, plan, view)).map(|row| seen(row, view)).collect();
    let many = matches!(about, About::Ticks(_));
    let escape = !matches!(about, About::Meanwhile | About::Due(_) | About::Heard | About::Step(_));
    let hint = match (view.width, many, escape) {
        (60.., true, _) => "Up/Down move, Enter tick or untick".to_owned(),
        (60.., false, true) => format!("Up/Down move, Enter choose, Esc {}", aside(about)),
        (60.., false, false) => "Up/Down move, Enter choose".to_owned(),
        (30..60, _, true) => format!("Enter choose, Esc {}", aside(about)),
        _ => "Enter choose".to_owned(),
    };
    let spoken = spoken_menu(about, &rows, cursor, escape, plan);
    Menu { hint, spoken, rows, cursor, escape, many }
}

/// Where Esc, or a colon alone, leads: back to the field before, or to what else there is for the step.
fn aside(about: &About) -> &'static str {
    if is_in_row(about) { "back" } else { "more" }
}

/// What a colon alone is for.
fn colon(about: &About) -> &'static str {
    if is_in_row(about) { "a colon to go back" } else { "a colon for more" }
}

fn is_in_row(about: &About) -> bool {
    match about {
        About::Question(at) | About::Rows(at) | About::Gathered(at) | About::Fits { question: at, .. } => {
            at.place.row().is_some()
        }
        About::WhichRow(_) | About::WhichField(_) => true,
        _ => false,
    }
}

/// A row cut to the terminal, made visible.
fn seen(row: MenuRow, view: &View) -> MenuRow {
    let label = visible::line(&row.label).into_owned();
    MenuRow { label: if view.plain { label } else { truncate(&label, view.row()) }, words: row.words }
}

/// The rows numbered in one line: `What now? 1 done, 2 wait:`. Choices were printed one by one before.
fn spoken_menu(
    about: &About,
    rows: &[MenuRow],
    cursor: Option<usize>,
    escape: bool,
    plan: &Plan<'_>,
) -> String {
    let takes = cursor.map(|cursor| format!(" Enter takes {}.", cursor + 1)).unwrap_or_default();
    let colon = if escape { format!(", or {}", colon(about)) } else { String::new() };
    let numbered = || {
        let rows = rows.iter().enumerate().map(|(at, row)| format!("{} {}", at + 1, row.label));
        rows.collect::<Vec<_>>().join(", ")
    };
    match about {
        About::Question(_) => format!("Type {}{colon}.{takes}", numbers(rows.len())),
        About::Ticks(key) => {
            let ticked = acts::ticked(plan, key);
            let ticked = ticked.trim_start_matches(", ");
            let last = rows.len().saturating_sub(2);
            let ends =
                rows[last..].iter().enumerate().map(|(at, row)| format!("{} {}", last + at + 1, row.label));
            let ends = ends.collect::<Vec<_>>().join(", ");
            format!("{ticked}. Type numbers to tick or untick, {ends}.{takes}")
        }
        About::Fits { word, more, .. } => {
            let more = if *more > 0 { format!(" and {more} more, type more letters") } else { String::new() };
            format!("`{word}` may be: {}{more}. Which one?", numbered())
        }
        about => format!("{} {}.{takes}", sentence(about), numbered()).trim_start().to_owned(),
    }
}

fn sentence(about: &About) -> &'static str {
    match about {
        About::Step(_) | About::Mismatch(_) | About::Due(_) | About::Meanwhile => "What now?",
        About::More => "What else?",
        About::Links => "Which link?",
        About::WhichRow(_) | About::Heard => "Which one?",
        About::WhichField(_) | About::FindAnswer => "Which answer?",
        About::FindStep => "Which step?",
        About::FindTerm => "Which word?",
        _ => "",
    }
}

fn numbers(count: usize) -> String {
    match count {
        0 | 1 => "1".to_owned(),
        2 => "1 or 2".to_owned(),
        count => format!("a number from 1 to {count}"),
    }
}

fn several(about: &About, choices: &[String], ticked: &[usize], plan: &Plan<'_>, view: &View) -> Several {
    let rows =
        choices.iter().map(|choice| seen(row(&Act::Take(choice.clone()), about, plan, view), view)).collect();
    let hint =
        if view.width >= 60 { "Up/Down move, Space tick, Enter finish" } else { "Space tick, Enter finish" };
    let now: Vec<_> = ticked.iter().map(|at| (at + 1).to_string()).collect();
    let takes = if now.is_empty() { String::new() } else { format!(" Enter takes {}.", now.join(",")) };
    let colon = colon(about);
    let spoken = format!("Type numbers with commas between, for example 1,3, or {colon}.{takes}");
    Several { hint: hint.to_owned(), spoken, rows, ticked: ticked.to_vec() }
}

fn text(about: &About, initial: &str, plan: &Plan<'_>, view: &View) -> TextPrompt {
    let (label, mut asks) = names(about, plan);
    let chosen = match about {
        About::Question(address) => chosen(plan, address),
        _ => None,
    };
    let hint = match (chosen, view.is_narrow()) {
        (None, _) => "Enter accept",
        (Some(_), true) => "Enter accept, ? list",
        (Some(Chosen::One), false) => "Name or code, ? lists all. Enter accept",
        (Some(Chosen::Several), false) => "Names or codes, commas between, ? lists all. Enter accept",
    };
    let hint = format!("{hint}, : {}", aside(about));
    if !initial.is_empty() {
        asks = format!("{asks} Enter takes {}, a hyphen leaves it empty.", visible::line(initial));
    }
    // A refused answer is edited on a terminal; where nothing can be edited it is typed again.
    TextPrompt { hint, label, spoken: asks, initial: initial.to_owned() }
}

/// What stands before a text that is typed, and what line mode asks.
fn names(about: &About, plan: &Plan<'_>) -> (String, String) {
    let (label, spoken): (&str, &str) = match about {
        About::Question(address) => {
            let name = plan.reader().at(address).map(|at| labels::label(plan, at)).unwrap_or_default();
            let spoken = match chosen(plan, address) {
                Some(Chosen::Several) => {
                    "Type names or codes with commas between, a question mark for the list, or"
                }
                Some(Chosen::One) => "Type a name or code, a question mark for the list, or",
                None => "Type the answer, or",
            };
            return (name, format!("{spoken} {}.", colon(about)));
        }
        About::Words(Topic::Skip | Topic::Reopen) => ("Reason", "Type the reason, or a colon to leave it."),
        About::Words(Topic::CameBack) => ("What", "Type what is asked, or a colon to leave it."),
        About::Words(Topic::Note) => ("Note", "Type the note, or a colon to leave it."),
        About::Words(Topic::Evidence) => ("Evidence", "Type the reference, or a colon to leave it."),
        About::Whom => ("Wait for whom", "Wait for whom?"),
        About::FollowUp => {
            ("Follow up on", "Follow up on which day? For example 30 nov, or 5 business days.")
        }
        About::Reference => ("Reference", "Ticket or case number? It may be empty."),
        About::Confirm(key) => {
            let what = plan.find(key.as_str()).map(|instance| labels::confirmed(plan, instance));
            let what = what.unwrap_or_default();
            let label = match what.strip_prefix("the ") {
                Some("word yes") | None => "Confirm".to_owned(),
                Some(name) => name.chars().next().map_or_else(String::new, |first| {
                    first.to_uppercase().collect::<String>() + &name[first.len_utf8()..]
                }),
            };
            return (label, format!("Type {what} to confirm, or an empty line to leave it."));
        }
        About::FindStep => ("Step", "Which step? Type some letters of its name."),
        About::FindAnswer => ("Answer", "Which answer? Type some letters, or an empty line for the latest."),
        About::FindTerm => ("Word", "Which word? Type some letters, or an empty line for the first."),
        _ => ("", ""),
    };
    (label.to_owned(), spoken.to_owned())
}

/// How many of the choices may be typed.
enum Chosen {
    One,
    Several,
}

fn chosen(plan: &Plan<'_>, address: &Address) -> Option<Chosen> {
    match plan.checklist().question(plan.reader().at(address)?.0).kind {
        Kind::Choice(_) => Some(Chosen::One),
        Kind::Choices(_) => Some(Chosen::Several),
        _ => None,
    }
}

fn yes_no(about: &About, plan: &Plan<'_>) -> YesNo {
    let question = match about {
        About::Question(address) => {
            let name = plan.reader().at(address).map(|at| labels::label(plan, at)).unwrap_or_default();
            format!("{}?", name.trim_end_matches('?'))
        }
        About::Nearest { question, word, choice } => {
            let name = plan.reader().at(question).map(|at| question::coded(plan, at, choice));
            let name = name.unwrap_or_else(|| choice.clone());
            format!("`{}` is not among them. Nearest: {name}. Use it?", visible::line(word))
        }
        About::Remove(row) => format!("Remove {}?", crate::walk::rows::row_label(plan, row)),
        _ => "Change it?".to_owned(),
    };
    let question = visible::line(&question).into_owned();
    YesNo { spoken: format!("{question} Type y or n."), question }
}
