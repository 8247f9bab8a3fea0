//! A step as it reads: where one is, what to do, who does it, where, what is seen when it goes right.

use super::view::{Page, View};
use super::{labels, progress, question};
use crate::checklist::{InstanceKey, Node, NodeIx, NoteKind};
use crate::plan::{Instance, Plan, Status, Truth};
use crate::session::Mark;
use crate::text::wrap::width;
use crate::walk::Topic;
use crate::walk::links::shown;

/// The width of the words before a step's notes.
const WORD: usize = 8;

/// A step, whole.
pub(super) fn whole(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    page.blank();
    page.rule(&progress::place(plan, instance, page.view.plain), &labels::partner(plan));
    heading(page, plan, instance);
    let step = plan.step(instance);
    if let Some(text) = &step.text {
        page.blank();
        page.prose(&plan.fill(instance, text));
    }
    notes(page, plan, instance);
    ticks(page, plan, instance);
    for link in shown(plan, instance) {
        page.blank();
        let label = plan.fill(instance, &link.label).line();
        match (link.private, page.view.plain) {
            (true, true) => page.address("Link, private window only:", &link.url),
            (true, false) => page.address(&format!("{label}, in a private window only:"), &link.url),
            (false, true) => page.address(&format!("Link, {label}:"), &link.url),
            (false, false) => page.address(&format!("{label}:"), &link.url),
        }
    }
    let expected = step.expect.iter().filter(|line| holds(plan, instance, line.when.as_ref()));
    for (number, line) in expected.enumerate() {
        if number == 0 {
            page.blank();
        }
        page.labelled("Expect", WORD, &plan.fill(instance, &line.text).line());
    }
    page.blank();
}

fn heading(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let step = plan.step(instance);
    let title = plan.title(instance);
    let section = labels::section(plan, instance);
    let who = step.actor.map(|actor| plan.fill(instance, &plan.checklist().actors[actor.0].title).line());
    if page.view.plain {
        page.flush(&format!("{section}. {title}."));
        who.into_iter().for_each(|who| page.flush(&format!("Who: {who}.")));
        step.takes.into_iter().for_each(|takes| page.flush(&format!("Takes: {takes}.")));
        return;
    }
    page.title(&title);
    let section = match step.takes {
        Some(takes) => format!("{section}, {takes}"),
        None => section,
    };
    page.apart(&section, &who.map(|who| format!("Who: {who}")).unwrap_or_default());
}

fn notes(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let step = plan.step(instance);
    if let Some(risk) = &step.risk {
        page.blank();
        page.labelled("Risk", WORD, &plan.fill(instance, risk).line());
    }
    for note in step.notes.iter().filter(|note| holds(plan, instance, note.when.as_ref())) {
        page.blank();
        let word = match note.kind {
            NoteKind::Advice => "Advice",
            NoteKind::Warning => "Careful",
            NoteKind::Changed => "Changed",
        };
        let text = plan.fill(instance, &note.text).line();
        let text = match &note.source {
            Some(source) => format!("{text} ({source})"),
            None => text,
        };
        page.labelled(word, WORD, &text);
    }
}

/// What is to be ticked, where a menu would cut it.
fn ticks(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let room = page.view.row() - "[x] ".len();
    let texts: Vec<_> = plan.ticks(instance).map(|tick| plan.fill(instance, &tick.text).line()).collect();
    if page.view.plain || texts.iter().any(|text| width(text) > room) {
        page.blank();
        for (number, text) in texts.iter().enumerate() {
            match page.view.plain {
                true => page.flush(&format!("Tick {}: {text}.", number + 1)),
                false => page.mark("-", text),
            }
        }
    }
}

fn holds(plan: &Plan<'_>, instance: &Instance, when: Option<&crate::checklist::Condition>) -> bool {
    when.is_none_or(|when| plan.reader().holds(when, &instance.bindings) == Truth::Yes)
}

/// What was recorded of a step that one comes back to.
pub(super) fn recorded(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    for at in plan.asked(instance) {
        let Some(answer) = question::given(plan, at) else { continue };
        let label = plan.reader().fill(&plan.checklist().question(at.0).label, &instance.bindings).line();
        page.text(&format!("{label}: {answer}"));
    }
    let Some(recorded) = plan.recorded(instance) else { return };
    let day = |stamp: &crate::session::Stamp| page_day(page.view, stamp);
    let line = match &recorded.mark {
        Some(Mark::Done(stamp)) => Some(("[x]", format!("Done {} by {}", day(stamp), stamp.who()))),
        Some(Mark::Skipped(said)) => Some(("[-]", format!("Skipped {}: {}", day(&said.stamp), said.text))),
        Some(Mark::Waiting(waiting)) => Some(("[~]", super::waits::words(page.view, waiting))),
        None => None,
    };
    if let Some((mark, words)) = line {
        page.mark(mark, &words);
    }
    if let Some(said) = &recorded.reopened {
        page.mark("[!]", &format!("came back {}: {}", page_day(page.view, &said.stamp), said.text));
    }
    for note in &recorded.notes {
        page.text(&format!("Note {}: {}", page_day(page.view, &note.stamp), note.text));
    }
    for evidence in &recorded.evidence {
        page.text(&format!("Evidence {}: {}", page_day(page.view, &evidence.stamp), evidence.text));
    }
    if instance.status == Status::Waiting {
        return super::waits::ask(page, plan, instance);
    }
    page.blank();
}

fn page_day(view: &View, stamp: &crate::session::Stamp) -> String {
    view.date(view.day(stamp.at))
}

/// Why a step was skipped.
pub(super) fn reason<'p>(plan: &'p Plan<'_>, key: &InstanceKey) -> &'p str {
    match plan.record().steps.get(key).and_then(|recorded| recorded.mark.as_ref()) {
        Some(Mark::Skipped(said)) => &said.text,
        _ => "",
    }
}

/// What a step waits for that is not ready.
pub(super) fn not_ready(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    match instance.after.map(|at| &plan.instances()[at]) {
        Some(before) => page.text(&format!("Not ready: after {}", before.key)),
        None => page.text("Not ready: answers that are still open decide whether it is needed"),
    }
}

/// What cannot be undone, the answers that become permanent with it, and what to type.
pub(super) fn irreversible(page: &mut Page<'_>, plan: &Plan<'_>, instance: &Instance) {
    let Some(irreversible) = &plan.step(instance).irreversible else { return };
    page.blank();
    page.text("CANNOT BE UNDONE");
    page.text(&plan.fill(instance, &irreversible.text).line());
    page.blank();
    for at in plan.at_stake(instance) {
        if let Some(answer) = question::given(plan, at) {
            page.text(&format!("{}: {answer}", labels::label(plan, at)));
        }
    }
    page.blank();
    let what = labels::confirmed(plan, instance);
    page.text(&format!("To confirm, type {what}. To leave, press Enter on an empty line."));
}

/// What is asked before words on a step.
pub(super) fn words(page: &mut Page<'_>, plan: &Plan<'_>, key: &InstanceKey, topic: Topic) {
    let title = plan.find(key.as_str()).map(|instance| plan.title(instance)).unwrap_or_default();
    let required = plan
        .find(key.as_str())
        .and_then(|instance| Some(plan.fill(instance, plan.step(instance).evidence.as_ref()?).line()));
    page.blank();
    match topic {
        Topic::Skip => {
            page.text(&format!("Skip {key} ({title}). Why?"));
            page.text("The reason stands in the report.");
        }
        Topic::Reopen => page.text(&format!("Open {key} again. Why?")),
        Topic::CameBack => page.text(&format!("{title}: what is asked of you?")),
        Topic::Note => page.text(&format!("A note on {key}.")),
        Topic::Evidence => {
            match required {
                Some(required) => page.text(&format!("Evidence for {key} (required): {required}")),
                None => page.text(&format!("Evidence for {key}.")),
            }
            page.text("A reference: ticket, link or file path. Never a password or a code.");
        }
    }
}

/// The section that a node stands in at the top.
pub fn top_section<'a>(plan: &Plan<'a>, node: NodeIx) -> Option<&'a Node> {
    let checklist = plan.checklist();
    let mut top = checklist.node(node).parent?;
    while let Some(parent) = checklist.node(top).parent {
        top = parent;
    }
    Some(checklist.node(top))
}
