//! The first screen: what is ahead, how long it takes, who else is needed, where it is kept.

use super::view::{Page, View};
use crate::checklist::{Checklist, Text};
use crate::text::dates::{Span, Unit, full};
use crate::text::{Prose, count};
use crate::walk::Line;

/// The width of the words on the left.
const WORD: usize = 8;

/// What is known before a session begins.
#[derive(Debug)]
pub struct Intro<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// How many steps its worked examples have.
    pub examples: Vec<usize>,
    /// Where sessions are kept.
    pub directory: String,
    /// What a command takes to find them there, if it is not where they are by themselves.
    pub elsewhere: String,
}

/// The lines of it.
pub fn intro(intro: &Intro<'_>, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    let checklist = intro.checklist;
    page.blank();
    page.title(&plain(&checklist.title));
    if let Some(summary) = &checklist.summary {
        page.prose(&Prose::plain(&summary.source));
    }
    page.blank();
    let mut row = |word: &str, text: String| page.labelled(word, WORD, &text);
    if let Some(steps) = steps(&intro.examples) {
        row("Steps", steps);
    }
    if let Some(waits) = longest_wait(checklist) {
        row("Waits", waits);
    }
    if let Some(others) = others(checklist) {
        row("Others", others);
    }
    row("Saved", format!("on this computer after every answer, in {}", intro.directory));
    let resume = format!("frp-onboard resume{}", intro.elsewhere);
    row("Leave", format!("whenever you like with Ctrl-C; `{resume}` goes on"));
    row("Secrets", "none are asked for, so never type a password or a code here".to_owned());
    if let Some(source) = source(checklist) {
        row("Text", source);
    }
    page.blank();
    page.lines()
}

fn plain(text: &Text) -> String {
    Prose::plain(&text.source).line()
}

fn steps(examples: &[usize]) -> Option<String> {
    let mut sorted: Vec<_> = examples.to_vec();
    sorted.sort_unstable();
    let numbers: Vec<_> = sorted.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(format!("{one} in the worked example")),
        several => {
            Some(format!("{} in the worked examples; it depends on your answers", count::names(several)))
        }
    }
}

/// The wait that usually takes longest.
fn longest_wait(checklist: &Checklist) -> Option<String> {
    let waits = checklist.steps().filter_map(|(_, step)| step.wait.as_ref());
    let usual = waits.filter_map(|wait| Some((wait.usual?, wait.whom.as_ref()?)));
    let (span, whom) = usual.max_by_key(|(span, _)| minutes(*span))?;
    Some(format!("{}, usually {span}", plain(whom)))
}

fn minutes(span: Span) -> u64 {
    let one = match span.unit {
        Unit::Minute => 1,
        Unit::Hour => 60,
        Unit::Day => 24 * 60,
        Unit::BusinessDay => 24 * 60 * 7 / 5,
        Unit::Week => 7 * 24 * 60,
    };
    u64::from(span.number) * one
}

/// Who does steps beside the operator.
fn others(checklist: &Checklist) -> Option<String> {
    let (_, others) = checklist.actors.split_first()?;
    let titles: Vec<_> = others.iter().map(|actor| plain(&actor.title)).collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

fn source(checklist: &Checklist) -> Option<String> {
    let dated = checklist.source.as_ref().and_then(|source| source.date);
    match (dated, checklist.verified) {
        (Some(dated), Some(verified)) => {
            Some(format!("from a guide of {}, reviewed {}", full(dated), full(verified)))
        }
        (Some(dated), None) => Some(format!("from a guide of {}", full(dated))),
        (None, Some(verified)) => Some(format!("reviewed {}", full(verified))),
        (None, None) => None,
    }
}
