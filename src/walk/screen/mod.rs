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
pub use labels::{confirmed, label, partner, whom};
pub use progress::{done, steps};
pub use prompt::prompt;
pub use step::top_section;
pub use view::{Page, View};

use super::{Line, Say, Topic};
use crate::checklist::{Address, InstanceKey};
use crate::intake::reply::Who;
use crate::plan::{At, Impact, Instance, Plan};
use crate::text::visible;

/// The lines of what is said.
pub fn say(say: &Say, plan: &Plan<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    let p = &mut page;
    match say {
        Say::Step(key) => on_step(p, plan, key, step::whole),
        Say::Recorded(key) => on_step(p, plan, key, step::recorded),
        Say::NotReady(key) => on_step(p, plan, key, step::not_ready),
        Say::Irreversible(key) => on_step(p, plan, key, step::irreversible),
        Say::Waiting(key) => on_step(p, plan, key, waits::recorded),
        Say::Due(key) => on_step(p, plan, key, waits::due),
        Say::OpenWait(key) => on_step(p, plan, key, waits::open),
        Say::Meanwhile(key) => on_step(p, plan, key, impact::meanwhile),
        Say::Words(key, topic) => step::words(p, plan, key, *topic),
        Say::Question(question) => on_answer(p, plan, question, question::whole),
        Say::Answered(answer) => on_answer(p, plan, answer, question::answered),
        Say::Changed(answer) => on_answer(p, plan, answer, question::changed),
        Say::ToChange(answer) => on_answer(p, plan, answer, question::to_change),
        Say::WholeList(question) => on_answer(p, plan, question, question::whole_list),
        Say::Understood { question, choice, word } => {
            on_answer(p, plan, question, |p, plan, at| question::understood(p, plan, at, choice, word));
        }
        Say::Unknown { question, word } => {
            on_answer(p, plan, question, |p, plan, at| question::unknown(p, plan, at, word));
        }
        Say::Gathered { question, choices } => {
            on_answer(p, plan, question, |p, plan, at| question::gathered(p, plan, at, choices));
        }
        Say::Impact(change) => {
            on_answer(p, plan, &change.answer, |p, plan, at| impact::change(p, plan, at, change));
        }
        Say::Rows { list, all } => on_answer(p, plan, list, |p, plan, at| rows::table(p, plan, at, *all)),
        Say::NewRow(list) => on_answer(p, plan, list, rows::new),
        Say::Added { row, again } => rows::added(p, plan, row, *again),
        Say::Present(row) => rows::present(p, plan, row),
        Say::Removal(row, does) => rows::removal(p, plan, row, does),
        said => short(p, plan, said),
    }
    page.lines()
}

/// What a change does to the plan as it was before.
pub fn impact(does: &Impact, before: &Plan<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    impact::lines(&mut page, before, does);
    page.lines()
}

fn on_step(
    page: &mut Page<'_>,
    plan: &Plan<'_>,
    key: &InstanceKey,
    draw: fn(&mut Page<'_>, &Plan<'_>, &Instance),
) {
    if let Some(instance) = plan.find(key.as_str()) {
        draw(page, plan, instance);
    }
}

fn on_answer(
    page: &mut Page<'_>,
    plan: &Plan<'_>,
    address: &Address,
    draw: impl FnOnce(&mut Page<'_>, &Plan<'_>, At),
) {
    if let Some(at) = plan.reader().at(address) {
        draw(page, plan, at);
    }
}

/// For whom a sheet is, and what becomes of it.
fn handed_over(page: &mut Page<'_>, plan: &Plan<'_>, who: &Who) {
    let session = &page.view.session;
    let sheet = |who: &Who| format!("frp-onboard handoff {session} {} --out sheet.txt", who.options());
    let all = Who { item: None, ..who.clone() };
    let (one, whole, take) = (sheet(who), sheet(&all), format!("frp-onboard apply {session} FILE"));
    page.blank();
    page.text(&format!("This sheet is for {}; nothing was recorded.", whom(plan, who)));
    page.address("To have it in a file:", &one);
    if *who != all {
        page.address(&format!("To have all steps of {} in one:", whom(plan, &all)), &whole);
    }
    page.address("To take the reply:", &take);
    page.blank();
}

/// What takes a line or two.
fn short(page: &mut Page<'_>, plan: &Plan<'_>, say: &Say) {
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
        Say::Removed(label) => page.recorded("[x]", &format!("{label} removed")),
        Say::NotConfirmed { typed, due } => {
            page.text(&format!("Not confirmed: you typed {typed}, the answer is {due}."));
        }
        Say::NotTaken(message) => page.text(&format!("Not taken: {message}")),
        Say::Advice(message) => page.text(&format!("Advice: {message}")),
        Say::AllWait => {
            page.blank();
            page.flush("All that is open waits. Of which have you heard?");
        }
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
        Say::HandedOver(who) => handed_over(page, plan, who),
        Say::Unfound(word) => page.text(&format!("Nothing goes by `{}`", visible::line(word))),
        Say::TooMany(more) => page.text(&format!("and {more} more, type more letters")),
        Say::Term(term) => help::term(page, plan, term),
        Say::Terms => help::terms(page, plan),
        Say::Help => help::keys(page),
        _ => {}
    }
}
