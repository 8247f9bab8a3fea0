//! Finding one of many by some letters: a step to go to, an answer to change, a word to explain.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::lookup::{Candidate, Meant, look_up};
use super::question::MENU;
use super::rows::change;
use super::say::Say;
use super::stage::Stage;
use crate::checklist::{Address, Id, Place};
use crate::plan::{Plan, Truth};
use crate::session::Answers;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A step.
    Step,
    /// An answer.
    Answer,
    /// A word.
    Term,
}

/// Looks for one thing.
pub(super) struct Find {
    what: What,
    /// What fits the letters typed.
    fits: Vec<String>,
    begun: bool,
}

impl Find {
    /// Of this kind.
    pub fn new(what: What) -> Self {
        Self { what, fits: Vec::new(), begun: false }
    }

    fn about(&self) -> About {
        match self.what {
            What::Step => About::FindStep,
            What::Answer => About::FindAnswer,
            What::Term => About::FindTerm,
        }
    }

    fn candidates(&self, stage: &Stage<'_>) -> Vec<Candidate> {
        match self.what {
            What::Step => steps(&stage.plan),
            What::Answer => answers(&stage.plan),
            What::Term => terms(stage),
        }
    }

    fn typed(&mut self, text: &str, stage: &Stage<'_>) -> Vec<Effect> {
        let candidates = self.candidates(stage);
        if text.is_empty() {
            // The latest answers are the likeliest; of the others one looks at the first.
            self.fits = candidates.iter().take(MENU).map(|candidate| candidate.code.clone()).collect();
            return Vec::new();
        }
        let codes = |found: &[usize]| found.iter().map(|&at| candidates[at].code.clone()).collect::<Vec<_>>();
        match look_up(&candidates, text) {
            Meant::One(found) => self.found(&candidates[found].code, stage),
            Meant::Nearest(found) => {
                self.fits = codes(&[found]);
                vec![Effect::Say(Say::Unfound(text.to_owned()))]
            }
            Meant::Nothing => vec![Effect::Say(Say::Unfound(text.to_owned()))],
            Meant::Several(found) => {
                self.fits = codes(&found[..found.len().min(MENU)]);
                let more = found.len().saturating_sub(MENU);
                if more > 0 { vec![Effect::Say(Say::TooMany(more))] } else { Vec::new() }
            }
        }
    }

    fn found(&mut self, code: &str, stage: &Stage<'_>) -> Vec<Effect> {
        match self.what {
            What::Step => code.parse().map_or_else(|_| Vec::new(), |key| vec![Effect::Visit(key)]),
            What::Answer => code.parse().map_or_else(
                |_| Vec::new(),
                |address: Address| {
                    let change = change(stage, &address);
                    vec![Effect::Pop, Effect::Say(Say::ToChange(address)), change]
                },
            ),
            What::Term => vec![Effect::Pop, Effect::Say(Say::Term(code.to_owned()))],
        }
    }
}

impl Dialog for Find {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        if !std::mem::replace(&mut self.begun, true) {
            let candidates = self.candidates(stage);
            if candidates.len() <= MENU {
                self.fits = candidates.into_iter().map(|candidate| candidate.code).collect();
            }
        }
        let form = match self.fits.as_slice() {
            [] => Form::Text { initial: String::new() },
            fits => {
                let act = |code: &String| match self.what {
                    What::Step => code.parse().ok().map(Act::Step),
                    What::Answer => code.parse().ok().map(Act::Field),
                    What::Term => Some(Act::Take(code.clone())),
                };
                let mut acts: Vec<_> = fits.iter().filter_map(act).collect();
                acts.push(Act::NoneOfThese);
                Form::Menu { acts, cursor: None }
            }
        };
        Next::Ask(Ask { about: self.about(), form })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        self.fits.clear();
        match told {
            Told::Text(text) => self.typed(&text, stage),
            Told::Act(Act::Step(key)) => vec![Effect::Visit(key)],
            Told::Act(Act::Field(address)) => self.found(&address.to_string(), stage),
            Told::Act(Act::Take(term)) => self.found(&term, stage),
            _ => vec![Effect::Pop],
        }
    }
}

fn steps(plan: &Plan<'_>) -> Vec<Candidate> {
    let known = plan.instances().iter().filter(|instance| instance.shown == Truth::Yes);
    let candidate = |instance: &crate::plan::Instance| Candidate {
        code: instance.key.to_string(),
        label: plan.title(instance),
        aliases: vec![plan.node(instance).id.to_string()],
    };
    known.map(candidate).collect()
}

/// Every answer that is shown, the latest first.
fn answers(plan: &Plan<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    collect(plan, &Place::default(), &plan.record().answers, &mut found);
    found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

fn collect(plan: &Plan<'_>, place: &Place, answers: &Answers, found: &mut Vec<(jiff::Timestamp, Candidate)>) {
    let given = answers.values.iter().map(|(id, given)| (id, given.stamp.at));
    found.extend(given.filter_map(|(id, at)| Some((at, candidate(plan, place, id)?))));
    for (list, rows) in &answers.lists {
        for row in rows.iter().filter(|row| row.present) {
            collect(plan, &place.clone().within(list.clone(), row.id.clone()), &row.answers, found);
        }
    }
}

fn candidate(plan: &Plan<'_>, place: &Place, question: &Id) -> Option<Candidate> {
    let reader = plan.reader();
    let address = place.address(question);
    let at = plan.reader().at(&address)?;
    if reader.shown(at) != Truth::Yes {
        return None;
    }
    Some(Candidate {
        code: address.to_string(),
        label: answer_label(plan, at),
        aliases: vec![question.to_string()],
    })
}

/// What an answer is called: its question's label, and the rows it lies in.
pub(super) fn answer_label(plan: &Plan<'_>, at: crate::plan::At) -> String {
    let reader = plan.reader();
    let label = reader.fill(&plan.checklist().question(at.0).label, &reader.scope(at.1)).line();
    let rows: Vec<_> = reader.chain(at.1).iter().map(|&row| reader.row_id(row).to_string()).collect();
    if rows.is_empty() { label } else { format!("{label}, {}", rows.join(", ")) }
}

fn terms(stage: &Stage<'_>) -> Vec<Candidate> {
    let terms = stage.checklist().glossary.iter();
    let candidate = |term: &crate::checklist::Term| Candidate {
        code: term.term.clone(),
        label: term.term.clone(),
        aliases: Vec::new(),
    };
    terms.map(candidate).collect()
}
