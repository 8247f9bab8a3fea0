//! How a plan and the events behind it are accounted for.

use std::collections::HashMap;

use jiff::civil::Date;

use super::answers::{against_advice, decisions};
use super::eras::{Eras, former};
use super::history::{Told, history};
use super::people::People;
use super::{Account, Evidence, Journal, Named, Note, Risk, RiskKind, Section, Source, Step};
use crate::checklist::{InstanceKey, Piece, Text};
use crate::plan::{Instance, Plan, Status, Truth};
use crate::report::standing::{actor, urgency};
use crate::session::{Confirmation, Event, Exhibit, Mark, Said, Stamp, Started, StepRecord, Waiting, What};
use crate::text::markdown::flat;
use crate::text::{Prose, dates, visible};
use crate::walk::screen::{partner, top_section};

/// What is known of a session beside its plan.
#[derive(Debug)]
pub struct About<'a> {
    /// What it is called.
    pub name: &'a str,
    /// All its events, from the one that began it.
    pub events: &'a [Event],
    /// The checksum of the last one's line.
    pub sum: &'a str,
    /// What is damaged in its file after them.
    pub damage: Option<String>,
    /// The operator's date.
    pub today: Date,
    /// Whether people go by number.
    pub redact: bool,
}

/// The account of a session; none of one that never began.
pub fn account(plan: &Plan<'_>, about: &About<'_>) -> Option<Account> {
    let (first, last) = (about.events.first()?, about.events.last()?);
    let What::Started(started) = &first.what else { return None };
    let former = former(about.events);
    let eras = Eras::of(&former, Plan::new(plan.checklist(), plan.record()));
    let people = match about.redact {
        true => People::numbered(&eras, about.events),
        false => People::Named,
    };
    let Told { waits, changes, titles } = history(&eras, &people, about.events, about.today);
    let (evidence, notes) = said(plan, &people);
    Some(Account {
        session: about.name.to_owned(),
        id: started.session.clone(),
        title: people.text(&partner(plan)),
        day: about.today,
        began: people.stamp(&first.stamp),
        last: people.stamp(&last.stamp),
        complete: plan.is_complete(),
        progress: plan.progress(),
        damage: about.damage.clone(),
        people: people.count(),
        risks: risks(plan, &people),
        decisions: decisions(plan, &people),
        sections: sections(plan, &people, about.today),
        gone: gone(plan, &people, &titles),
        waits,
        changes,
        evidence,
        notes,
        // What holds from then on holds when all is done.
        closing: plan
            .checklist()
            .closing
            .as_ref()
            .filter(|_| plan.is_complete())
            .map(|closing| filled(plan, &people, closing)),
        checklist: source(plan, &people, digest(started, about.events)),
        journal: Journal {
            lines: about.events.len(),
            sum: about.sum.to_owned(),
            program: started.program.clone(),
        },
    })
}

/// A step by its key and its title.
pub(super) fn named(plan: &Plan<'_>, people: &People, key: &InstanceKey) -> Named {
    let shown = people.key(key);
    let title = plan.find(key.as_str()).map(|instance| people.text(&plan.title(instance)));
    Named { title: title.unwrap_or_else(|| shown.to_string()), key: shown }
}

/// Why a step is not done, and who left it so.
fn left(plan: &Plan<'_>, people: &People, instance: &Instance) -> (String, Option<Stamp>) {
    let recorded = plan.recorded(instance);
    let (why, stamp) = match (instance.status, recorded.and_then(|recorded| recorded.mark.as_ref())) {
        (Status::Done, Some(Mark::Done(stamp))) => (String::new(), Some(stamp)),
        (Status::Skipped, Some(Mark::Skipped(said))) => (people.typed(&said.text), Some(&said.stamp)),
        (Status::Waiting, Some(Mark::Waiting(waiting))) => {
            (wait_words(people, waiting), Some(&waiting.stamp))
        }
        (Status::Pending, _) => (pending(plan, people, instance), None),
        _ => match recorded.and_then(|recorded| recorded.reopened.as_ref()) {
            Some(said) => (people.typed(&said.text), Some(&said.stamp)),
            None => (String::new(), None),
        },
    };
    (why, stamp.map(|stamp| people.stamp(stamp)))
}

fn wait_words(people: &People, waiting: &Waiting) -> String {
    let mut parts = vec![people.whom(&waiting.whom)];
    parts.extend(waiting.follow_up.map(|day| format!("follow up {}", dates::full(day))));
    parts.extend(waiting.reference.as_ref().map(|reference| format!("ref {}", people.typed(reference))));
    parts.join(", ")
}

fn pending(plan: &Plan<'_>, people: &People, instance: &Instance) -> String {
    match (instance.shown, instance.after) {
        (Truth::Yes, Some(at)) => format!("after {}", people.key(&plan.instances()[at].key)),
        (Truth::Yes, None) => String::new(),
        _ => "open answers decide".to_owned(),
    }
}

/// The box of a step, and the word for where it stands.
fn standing(plan: &Plan<'_>, instance: &Instance, today: Date) -> (&'static str, &'static str) {
    match (urgency(plan, instance, today), instance.status) {
        (Some(urgency), _) => (urgency.mark(), urgency.word()),
        (None, Status::Done) => ("[x]", "done"),
        (None, Status::Skipped) => ("[-]", "skipped"),
        (None, status) => ("[ ]", status.word()),
    }
}

/// What was accepted, by the steps in the order of the plan, then by answers.
fn risks(plan: &Plan<'_>, people: &People) -> Vec<Risk> {
    let done = plan.instances().iter().filter(|instance| instance.status == Status::Done);
    let mut risks: Vec<_> = done.flat_map(|instance| step_risks(plan, people, instance)).collect();
    risks.extend(against_advice(plan, people));
    risks
}

fn step_risks(plan: &Plan<'_>, people: &People, instance: &Instance) -> Vec<Risk> {
    let (step, recorded) = (plan.step(instance), plan.recorded(instance));
    let at = people.key(&instance.key).to_string();
    let accepted = match (&step.risk, recorded.and_then(|recorded| recorded.mark.as_ref())) {
        (Some(risk), Some(Mark::Done(stamp))) => Some((risk, stamp)),
        _ => None,
    };
    let accepted = accepted.map(|(risk, stamp)| Risk {
        kind: RiskKind::Accepted,
        text: people.text(&flat(&plan.fill(instance, risk)).join(" ")),
        at: at.clone(),
        stamp: people.stamp(stamp),
    });
    let confirmed = recorded.and_then(|recorded| recorded.confirmed.as_ref()).zip(step.irreversible.as_ref());
    let confirmed = confirmed.map(|(Confirmation { said, .. }, irreversible)| {
        let text = flat(&plan.fill(instance, &irreversible.text)).join(" ");
        Risk {
            kind: RiskKind::Irreversible,
            text: people.text(&format!("{text} Typed: {}", said.text)),
            at: at.clone(),
            stamp: people.stamp(&said.stamp),
        }
    });
    accepted.into_iter().chain(confirmed).collect()
}

/// The steps by section, as they first come up.
fn sections(plan: &Plan<'_>, people: &People, today: Date) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for instance in plan.instances() {
        let top = top_section(plan, instance.node);
        let id = top.map(|top| top.id.to_string());
        let step = step(plan, people, instance, today);
        match sections.iter_mut().find(|section| section.id == id) {
            Some(section) => section.steps.push(step),
            None => {
                let title = top.map(|top| people.text(&plan.reader().fill(&top.title, &[]).line()));
                let title = title.unwrap_or_else(|| "Steps".to_owned());
                sections.push(Section { id, title, steps: vec![step] });
            }
        }
    }
    sections
}

fn step(plan: &Plan<'_>, people: &People, instance: &Instance, today: Date) -> Step {
    let (mark, status) = standing(plan, instance, today);
    let (why, stamp) = left(plan, people, instance);
    let bare = StepRecord::default();
    let recorded = plan.recorded(instance).unwrap_or(&bare);
    Step {
        mark,
        status,
        why,
        undecided: instance.shown != Truth::Yes,
        actor: actor(plan, instance).map(str::to_owned),
        stamp,
        ..proven(people, named(plan, people, &instance.key), recorded)
    }
}

/// The steps that were marked and are in the plan no more: by an answer, or by another version.
fn gone(plan: &Plan<'_>, people: &People, titles: &HashMap<InstanceKey, String>) -> Vec<Step> {
    let out = plan.record().steps.iter().filter(|(key, _)| plan.find(key.as_str()).is_none());
    let step = |(key, recorded): (&InstanceKey, &StepRecord)| {
        let (mark, status, why, stamp) = match recorded.mark.as_ref()? {
            Mark::Done(stamp) => ("[x]", "done", String::new(), stamp),
            Mark::Skipped(said) => ("[-]", "skipped", people.typed(&said.text), &said.stamp),
            Mark::Waiting(waiting) => ("[~]", "waiting", wait_words(people, waiting), &waiting.stamp),
        };
        let known = named(plan, people, key);
        let title = titles.get(key).cloned().unwrap_or(known.title);
        let stamp = Some(people.stamp(stamp));
        Some(Step { mark, status, why, stamp, ..proven(people, Named { title, ..known }, recorded) })
    };
    out.filter_map(step).collect()
}

/// What proves a step; where it stands is said by others.
fn proven(people: &People, step: Named, recorded: &StepRecord) -> Step {
    let name = |said: &Said| Exhibit::of(&said.text).map_or_else(|| said.text.clone(), |file| file.name);
    Step {
        step,
        mark: "[ ]",
        status: "pending",
        why: String::new(),
        undecided: false,
        actor: None,
        stamp: None,
        confirmed: recorded.confirmed.as_ref().map(|confirmed| people.text(&confirmed.said.text)),
        ticks: recorded.ticks.len(),
        evidence: recorded.evidence.iter().map(|said| people.typed(&name(said))).collect(),
    }
}

/// Evidence and notes: of the steps of the plan in its order, then of those that are in it no more; notes on
/// the session come last.
fn said(plan: &Plan<'_>, people: &People) -> (Vec<Evidence>, Vec<Note>) {
    let mut steps: Vec<_> = plan.record().steps.iter().collect();
    steps.sort_by_key(|(key, _)| plan.position(key.as_str()).unwrap_or(usize::MAX));
    let (mut evidence, mut notes) = (Vec::new(), Vec::new());
    for (key, recorded) in steps {
        let step = || named(plan, people, key);
        evidence.extend(recorded.evidence.iter().map(|said| Evidence {
            step: step(),
            text: people.typed(&said.text),
            file: Exhibit::of(&said.text).map(|file| Exhibit { name: people.typed(&file.name), ..file }),
            stamp: people.stamp(&said.stamp),
        }));
        notes.extend(recorded.notes.iter().map(|said| note(people, Some(step()), said)));
    }
    notes.extend(plan.record().notes.iter().map(|said| note(people, None, said)));
    (evidence, notes)
}

fn note(people: &People, step: Option<Named>, said: &Said) -> Note {
    Note { step, text: people.typed(&said.text), stamp: people.stamp(&said.stamp) }
}

/// A text of the checklist that is read as Markdown, its holes filled.
fn filled(plan: &Plan<'_>, people: &People, text: &Text) -> Prose {
    let mut prose = Prose::default();
    for piece in text.pieces() {
        match piece {
            Piece::Literal(literal) => prose.push_literal(literal),
            Piece::Hole(path) => {
                prose.push_insert(&people.text(&visible::line(&plan.reader().hole(path, &[]))));
            }
        }
    }
    prose
}

/// The digest of the definition that the session goes by now.
fn digest<'e>(started: &'e Started, events: &'e [Event]) -> &'e str {
    let upgraded = events.iter().rev().find_map(|event| match &event.what {
        What::Upgraded(upgraded) => Some(upgraded.digest.as_str()),
        _ => None,
    });
    upgraded.unwrap_or(&started.digest)
}

fn source(plan: &Plan<'_>, people: &People, digest: &str) -> Source {
    let checklist = plan.checklist();
    let source = checklist.source.as_ref().map(|source| {
        let date = source.date.map(dates::full);
        let parts = [source.title.clone(), source.url.clone(), date];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    Source {
        id: checklist.id.to_string(),
        title: people.text(&plan.reader().fill(&checklist.title, &[]).line()),
        version: checklist.version.to_string(),
        written_from: source,
        verified: checklist.verified,
        digest: digest.to_owned(),
    }
}
