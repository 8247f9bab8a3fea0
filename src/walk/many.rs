//! A question of many choices: typed, because no menu shows them all.

use std::collections::VecDeque;

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::lookup::{Candidate, Meant, look_up};
use super::question::{MENU, answer, offered};
use super::say::Say;
use super::stage::Stage;
use crate::checklist::{Address, Kind, Value};
use crate::plan::{At, Plan};

/// Asks for one or several of many choices.
pub(super) struct Many {
    address: Address,
    changing: bool,
    /// What was understood so far, as it is recorded.
    gathered: Vec<String>,
    /// Words that are to be made clear first.
    unclear: VecDeque<Unclear>,
    begun: bool,
    stage: Gathering,
}

/// A word that does not name just one choice.
struct Unclear {
    word: String,
    meant: Meant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathering {
    Typing,
    Deciding,
    Removing,
}

impl Many {
    /// At this address.
    pub fn new(address: Address, changing: bool) -> Self {
        Self {
            address,
            changing,
            gathered: Vec::new(),
            unclear: VecDeque::new(),
            begun: false,
            stage: Gathering::Typing,
        }
    }

    /// Begins with what is recorded, if something is.
    fn begin(&mut self, stage: &Stage<'_>, at: At) {
        self.begun = true;
        if let Some(Value::Many(values)) = stage.plan.reader().value(at) {
            let offered = choices(&stage.plan, at);
            self.gathered = values.iter().filter(|value| offered.contains(value)).cloned().collect();
            if !self.gathered.is_empty() {
                self.stage = Gathering::Deciding;
            }
        }
    }

    fn typed(&mut self, text: &str, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        if text == "?" {
            return vec![Effect::Say(Say::WholeList(self.address.clone()))];
        }
        if text.is_empty() && !self.gathered.is_empty() {
            self.stage = Gathering::Deciding;
            return Vec::new();
        }
        if text.is_empty() {
            return self.finish(stage, at);
        }
        let candidates = candidates(&stage.plan, at);
        let words: Vec<&str> =
            if takes_several(stage, at) { text.split([',', ';']).collect() } else { vec![text] };
        let mut effects = Vec::new();
        for word in words.into_iter().map(str::trim).filter(|word| !word.is_empty()) {
            match look_up(&candidates, word) {
                Meant::One(found) => effects.extend(self.understood(&candidates[found].code, word)),
                Meant::Nothing => effects.push(Effect::Say(Say::Unknown {
                    question: self.address.clone(),
                    word: word.to_owned(),
                })),
                meant => self.unclear.push_back(Unclear { word: word.to_owned(), meant }),
            }
        }
        effects.extend(self.settle(stage, at));
        effects
    }

    fn understood(&mut self, choice: &str, word: &str) -> Vec<Effect> {
        if !self.gathered.iter().any(|own| own == choice) {
            self.gathered.push(choice.to_owned());
        }
        let (question, choice, word) = (self.address.clone(), choice.to_owned(), word.to_owned());
        vec![Effect::Say(Say::Understood { question, choice, word })]
    }

    /// Once every word is clear: one choice is the answer, several are gone through.
    fn settle(&mut self, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        if !self.unclear.is_empty() || self.gathered.is_empty() {
            return Vec::new();
        }
        if !takes_several(stage, at) {
            return self.finish(stage, at);
        }
        self.stage = Gathering::Deciding;
        let (question, choices) = (self.address.clone(), self.gathered.clone());
        vec![Effect::Say(Say::Gathered { question, choices })]
    }

    fn finish(&mut self, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        let required = stage.checklist().question(at.0).required;
        let value = match (takes_several(stage, at), self.gathered.pop()) {
            (_, None) if required => return not_taken("an answer is needed here"),
            (true, None) => Value::Many(Vec::new()),
            (false, None) => Value::Blank,
            (false, Some(one)) => Value::Text(one),
            (true, Some(last)) => {
                self.gathered.push(last);
                let order = choices(&stage.plan, at);
                Value::Many(order.into_iter().filter(|choice| self.gathered.contains(choice)).collect())
            }
        };
        match answer(stage, &self.address, value, self.changing) {
            Ok(effects) => effects,
            Err(message) => not_taken(&message),
        }
    }

    fn clear(&mut self, told: Told, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        let Some(unclear) = self.unclear.pop_front() else { return Vec::new() };
        let mut effects = match (told, &unclear.meant) {
            (Told::Act(Act::Take(choice)), _) => self.understood(&choice, &unclear.word),
            (Told::Yes(true), Meant::Nearest(found)) => {
                let choice = candidates(&stage.plan, at)[*found].code.clone();
                self.understood(&choice, &unclear.word)
            }
            _ => Vec::new(),
        };
        effects.extend(self.settle(stage, at));
        effects
    }

    fn ask_unclear(&self, unclear: &Unclear, stage: &Stage<'_>, at: At) -> Ask {
        let candidates = candidates(&stage.plan, at);
        let (question, word) = (self.address.clone(), unclear.word.clone());
        match &unclear.meant {
            Meant::Several(fits) => {
                let fresh =
                    fits.iter().map(|&at| &candidates[at].code).filter(|code| !self.gathered.contains(code));
                let mut acts: Vec<_> = fresh.map(|code| Act::Take(code.clone())).collect();
                let more = acts.len().saturating_sub(MENU);
                acts.truncate(MENU);
                acts.push(Act::NoneOfThese);
                Ask { about: About::Fits { question, word, more }, form: Form::Menu { acts, cursor: None } }
            }
            Meant::Nearest(found) | Meant::One(found) => {
                let choice = candidates[*found].code.clone();
                Ask { about: About::Nearest { question, word, choice }, form: Form::YesNo }
            }
            Meant::Nothing => unreachable!("a word that means nothing is not asked about"),
        }
    }
}

impl Dialog for Many {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(at) = stage.at(&self.address) else { return Next::Do(vec![Effect::Pop]) };
        if !self.begun {
            self.begin(stage, at);
            if self.stage == Gathering::Deciding {
                let (question, choices) = (self.address.clone(), self.gathered.clone());
                return Next::Do(vec![Effect::Say(Say::Gathered { question, choices })]);
            }
        }
        if let Some(unclear) = self.unclear.front() {
            return Next::Ask(self.ask_unclear(unclear, stage, at));
        }
        let gathered = About::Gathered(self.address.clone());
        let (about, form) = match self.stage {
            Gathering::Typing => {
                (About::Question(self.address.clone()), Form::Text { initial: String::new() })
            }
            Gathering::Deciding => {
                let acts = vec![Act::All(self.gathered.len()), Act::Add, Act::Remove];
                (gathered, Form::Menu { acts, cursor: Some(0) })
            }
            Gathering::Removing => {
                let mut acts: Vec<_> = self.gathered.iter().cloned().map(Act::Take).collect();
                acts.push(Act::NoneOfThese);
                (gathered, Form::Menu { acts, cursor: None })
            }
        };
        Next::Ask(Ask { about, form })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let Some(at) = stage.at(&self.address) else { return vec![Effect::Pop] };
        if !self.unclear.is_empty() {
            return self.clear(told, stage, at);
        }
        match told {
            Told::Text(text) => self.typed(&text, stage, at),
            Told::Act(Act::All(_)) => self.finish(stage, at),
            Told::Act(Act::Add) => {
                self.stage = Gathering::Typing;
                Vec::new()
            }
            Told::Act(Act::Remove) => {
                self.stage = Gathering::Removing;
                Vec::new()
            }
            Told::Act(Act::Take(choice)) => {
                self.gathered.retain(|own| *own != choice);
                self.stage = if self.gathered.is_empty() { Gathering::Typing } else { Gathering::Deciding };
                let (question, choices) = (self.address.clone(), self.gathered.clone());
                vec![Effect::Say(Say::Gathered { question, choices })]
            }
            _ => {
                self.stage = Gathering::Deciding;
                Vec::new()
            }
        }
    }
}

fn not_taken(message: &str) -> Vec<Effect> {
    vec![Effect::Say(Say::NotTaken(message.to_owned()))]
}

fn takes_several(stage: &Stage<'_>, at: At) -> bool {
    matches!(stage.checklist().question(at.0).kind, Kind::Choices(_))
}

fn choices(plan: &Plan<'_>, at: At) -> Vec<String> {
    let options = plan.checklist().question(at.0).kind.options();
    options.map_or_else(Vec::new, |options| offered(plan, at, options))
}

/// What may be chosen, with the words that mean it.
pub(super) fn candidates(plan: &Plan<'_>, at: At) -> Vec<Candidate> {
    let reader = plan.reader();
    let list = plan.checklist().question(at.0).kind.choices().map(|list| plan.checklist().choices(list));
    let candidate = |code: String| {
        let choice = list.and_then(|choices| choices.iter().find(|choice| choice.value == code));
        match choice {
            Some(choice) => Candidate { label: reader.label(choice), aliases: choice.aliases.clone(), code },
            None => Candidate { label: label(plan, at, &code), aliases: Vec::new(), code },
        }
    };
    choices(plan, at).into_iter().map(candidate).collect()
}

/// How a choice or pick reads, given as it is recorded.
pub(super) fn label(plan: &Plan<'_>, at: At, recorded: &str) -> String {
    let value = match plan.checklist().question(at.0).kind {
        Kind::Choices(_) => Value::Many(vec![recorded.to_owned()]),
        _ => Value::Text(recorded.to_owned()),
    };
    let atom = plan.reader().atoms(at, &value).and_then(|atoms| atoms.into_iter().next());
    atom.map_or_else(|| recorded.to_owned(), |atom| plan.reader().show(&atom))
}
