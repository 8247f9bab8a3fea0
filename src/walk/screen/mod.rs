//! How a walk reads: every sentence of it, in both modes. Prompters only draw what is made here.

mod acts;
mod end;
mod help;
mod impact;
mod intro;
mod labels;
mod progress;
mod prompt;
mod question;
mod rows;
mod step;
mod view;
mod waits;

pub use end::{end, farewell, resumed};
pub use intro::{Intro, intro};
pub use progress::done;
pub use prompt::prompt;
pub use view::View;

use super::{Line, Say, Topic};
use crate::plan::Plan;
use crate::text::visible;
use acts::at;
use view::Page;

/// The lines of what is said.
pub fn say(say: &Say, plan: &Plan<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    let p = &mut page;
    let answer = |address| at(plan, address);
    let instance = |key: &crate::checklist::InstanceKey| plan.find(key.as_str());
    match say {
        Say::Step(key) => instance(key).into_iter().for_each(|at| step::whole(p, plan, at)),
        Say::Recorded(key) => instance(key).into_iter().for_each(|at| step::recorded(p, plan, at)),
        Say::NotReady(key) => instance(key).into_iter().for_each(|at| step::not_ready(p, plan, at)),
        Say::Irreversible(key) => instance(key).into_iter().for_each(|at| step::irreversible(p, plan, at)),
        Say::Words(key, topic) => step::words(p, plan, key, *topic),
        Say::Question(address) => answer(address).into_iter().for_each(|at| question::whole(p, plan, at)),
        Say::Answered(address) => answer(address).into_iter().for_each(|at| question::answered(p, plan, at)),
        Say::Changed(address) => answer(address).into_iter().for_each(|at| {
            let now = plan.reader().show_answer(at).unwrap_or_else(|| "nothing".to_owned());
            p.recorded("[x]", &format!("{} is now {now}", labels::label(plan, at)));
        }),
        Say::ToChange(address) => answer(address).into_iter().for_each(|at| {
            let now = plan.reader().show_answer(at).unwrap_or_else(|| "nothing".to_owned());
            p.text(&format!("{} is {now}", super::find::answer_label(plan, at)));
        }),
        Say::Understood { question, choice, word } => {
            answer(question).into_iter().for_each(|at| question::understood(p, plan, at, choice, word));
        }
        Say::Unknown { question, word } => {
            answer(question).into_iter().for_each(|at| question::unknown(p, plan, at, word));
        }
        Say::Gathered { question, choices } => {
            answer(question).into_iter().for_each(|at| question::gathered(p, plan, at, choices));
        }
        Say::WholeList(address) => {
            answer(address).into_iter().for_each(|at| question::whole_list(p, plan, at))
        }
        Say::Rows { list, all } => answer(list).into_iter().for_each(|at| rows::table(p, plan, at, *all)),
        Say::NewRow(list) => answer(list).into_iter().for_each(|at| rows::new(p, plan, at)),
        Say::Added { row, again } => rows::added(p, plan, row, *again),
        Say::Removal(row, does) => rows::removal(p, plan, row, does),
        Say::Present(row) => {
            p.text(&format!("Not taken: {} stands in the list already", super::rows::row_label(plan, row)));
        }
        Say::Removed(label) => p.recorded("[x]", &format!("{label} removed")),
        Say::Impact(change) => {
            answer(&change.answer).into_iter().for_each(|at| impact::change(p, plan, at, change))
        }
        Say::Meanwhile(key) => impact::meanwhile(p, plan, key),
        Say::Waiting(key) => instance(key).into_iter().for_each(|at| waits::recorded(p, plan, at)),
        Say::Due(key) => instance(key).into_iter().for_each(|at| waits::due(p, plan, at)),
        Say::OpenWait(key) => instance(key).into_iter().for_each(|at| waits::open(p, plan, at)),
        said => plain(p, plan, said),
    }
    page.lines()
}

/// What takes a line or two.
fn plain(page: &mut Page<'_>, plan: &Plan<'_>, say: &Say) {
    match say {
        Say::Done(key) => page.recorded("[x]", &format!("Done{}", acts::ticked(plan, key))),
        Say::Passed(key) => page.recorded("[x]", &waits::titled(plan, key)),
        Say::Skipped(key) => page.recorded("[-]", &format!("Skipped: {}", step::reason(plan, key))),
        Say::Reopened(key) => page.recorded("[!]", &format!("Open again: {key}")),
        Say::Kept(Topic::Evidence) => page.recorded("[x]", "Evidence kept"),
        Say::Kept(_) => page.recorded("[x]", "Note kept"),
        Say::Confirmed(key) => {
            let text = plan.find(key.as_str()).and_then(|at| plan.confirmation(at)).unwrap_or_default();
            page.recorded("[x]", &format!("Confirmed: {text}"));
        }
        Say::NotConfirmed { typed, due } => {
            page.text(&format!("Not confirmed: you typed {typed}, the answer is {due}."));
        }
        Say::NotTaken(message) => page.text(&format!("Not taken: {message}")),
        Say::Advice(message) => page.text(&format!("Advice: {message}")),
        Say::NeverSkipped => page.text("This step cannot be skipped: what comes after depends on it."),
        Say::Copied(url, handed) => {
            let said = if *handed {
                "Handed to the clipboard; where the terminal does not take it, mark it here:"
            } else {
                "The link:"
            };
            page.address(said, url);
        }
        Say::Opened(url, None) => page.address("Opening in your browser:", url),
        Say::Opened(url, Some(why)) => {
            page.text(&format!("The browser could not be opened: {}", visible::line(why)));
            page.address("The link:", url);
        }
        Say::Unfound(word) => page.text(&format!("Nothing goes by `{}`", visible::line(word))),
        Say::TooMany(more) => page.text(&format!("and {more} more, type more letters")),
        Say::Term(term) => help::term(page, plan, term),
        Say::Terms => help::terms(page, plan),
        Say::Help => help::keys(page),
        _ => {}
    }
}
