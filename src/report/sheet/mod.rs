//! The open steps of one person as a sheet that is handed over by mail, and what of it has changed since.
//!
//! What a sheet says is data here; `mail` makes the Markdown of it. Its code is of this data, so that another
//! layout does not make another sheet of it.

mod asked;
pub mod mail;
mod whose;

pub use asked::Question;
pub(super) use whose::items;
pub use whose::{NotFound, whose};

use crate::checklist::{InstanceKey, NoteKind};
use crate::intake::reply::{Code, Field, Who};
use crate::plan::{Instance, Lack, Plan, Status, Truth};
use crate::session::Mark;
use crate::text::Prose;
use crate::walk::came_back;
use crate::walk::screen::{partner, whom};

/// The open steps of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose they are.
    pub who: Who,
    /// Whose they are, in words.
    pub whom: String,
    /// The partner.
    pub partner: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// A step of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The step.
    pub key: InstanceKey,
    /// What to do.
    pub title: String,
    /// Who does it, where the sheet has steps of several people.
    pub actor: Option<String>,
    /// The step of this sheet that comes before it, by its number.
    pub after: Option<usize>,
    /// Why it came back.
    pub came_back: Option<String>,
    /// How long it takes.
    pub takes: Option<String>,
    /// Why and how.
    pub text: Option<Prose>,
    /// What is said beside that: a word for it, and the words.
    pub notes: Vec<(&'static str, String)>,
    /// Where.
    pub links: Vec<Link>,
    /// What must be confirmed one by one.
    pub ticks: Vec<String>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What cannot be undone, and is not confirmed yet.
    pub irreversible: Option<String>,
    /// What must be attached.
    pub evidence: Option<String>,
}

/// A link of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub label: String,
    /// The address.
    pub url: String,
    /// For a private window only.
    pub private: bool,
}

impl Sheet {
    /// The open steps of `who`: those that can be done or are waited for, and those that wait for nothing but
    /// steps of this sheet.
    pub fn of(plan: &Plan<'_>, who: &Who) -> Self {
        let mut places: Vec<usize> = Vec::new();
        let mut steps = Vec::new();
        for (place, instance) in plan.instances().iter().enumerate() {
            let before = instance.after.and_then(|after| places.iter().position(|own| *own == after));
            let is_open = instance.shown == Truth::Yes && !instance.is_settled();
            let is_next = instance.status != Status::Pending || before.is_some();
            if is_open && is_next && whose::is_of(plan, instance, who) {
                places.push(place);
                let after = before.filter(|_| instance.status == Status::Pending).map(|before| before + 1);
                steps.push(Step::of(plan, instance, after));
            }
        }
        if steps.iter().all(|step: &Step| step.actor == steps[0].actor) {
            steps.iter_mut().for_each(|step| step.actor = None);
        }
        Self { who: who.clone(), whom: whom(plan, who), partner: partner(plan), steps }
    }

    /// What names it, in the session with this id and so many events.
    pub fn code(&self, session: &str, events: usize) -> Code {
        let words: Vec<_> = self.steps.iter().flat_map(Step::wording).collect();
        Code::new(session, events, &self.who, words.iter().map(String::as_str))
    }

    /// What may be said in a reply, in the order of the steps.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for field in self.steps.iter().flat_map(Step::fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// What has become of a field's step or answer since the sheet was written, if it is not as it was.
    pub fn changed(&self, field: &Field, now: &Plan<'_>) -> Option<String> {
        match field {
            Field::Answer(path) => {
                let answer = now.answer(path).filter(|_| !now.takes_rows_at(path))?;
                Some(format!("it was answered since: {answer}"))
            }
            Field::Step(key) | Field::Evidence(key) => {
                let then = self.steps.iter().find(|step| step.key == *key)?;
                let instance = now.find(key.as_str())?;
                let mark = now.recorded(instance).and_then(|recorded| recorded.mark.as_ref());
                match mark {
                    Some(Mark::Done(stamp)) if instance.is_settled() => {
                        Some(format!("it was done since, by {}", stamp.by))
                    }
                    Some(Mark::Skipped(said)) => {
                        Some(format!("it was skipped since, by {}: {}", said.stamp.by, said.text))
                    }
                    _ if then.told() != Step::of(now, instance, None).told() => {
                        Some("it reads differently by now".to_owned())
                    }
                    _ => None,
                }
            }
        }
    }
}

impl Step {
    fn of(plan: &Plan<'_>, instance: &Instance, after: Option<usize>) -> Self {
        let step = plan.step(instance);
        let line = |text| plan.fill(instance, text).line();
        let holds = |when: Option<&crate::checklist::Condition>| {
            when.is_none_or(|when| plan.reader().holds(when, &instance.bindings) == Truth::Yes)
        };
        let links = step.links.iter().filter(|link| holds(link.when.as_ref()));
        let lacks = |lack: &Lack| instance.lacks.contains(lack);
        let reopened = plan.recorded(instance).and_then(|recorded| recorded.reopened.as_ref());
        let irreversible = step.irreversible.as_ref().filter(|_| lacks(&Lack::Confirmation));
        Self {
            key: instance.key.clone(),
            title: plan.title(instance),
            actor: whose::actor(plan, instance),
            after,
            came_back: reopened.filter(|_| came_back(plan, instance)).map(|said| said.text.clone()),
            takes: step.takes.map(|takes| takes.to_string()),
            text: step.text.as_ref().map(|text| plan.fill(instance, text)),
            notes: notes(plan, instance),
            links: links
                .map(|link| Link { label: line(&link.label), url: link.url.clone(), private: link.private })
                .collect(),
            ticks: plan
                .ticks(instance)
                .filter(|tick| lacks(&Lack::Tick(tick.id.clone())))
                .map(|tick| line(&tick.text))
                .collect(),
            questions: asked::questions(plan, instance),
            irreversible: irreversible.map(|irreversible| line(&irreversible.text)),
            evidence: step.evidence.as_ref().filter(|_| lacks(&Lack::Evidence)).map(line),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let answers = self.questions.iter().map(|asked| Field::Answer(asked.path.clone()));
        let evidence = self.evidence.as_ref().map(|_| Field::Evidence(self.key.clone()));
        std::iter::once(Field::Step(self.key.clone())).chain(evidence).chain(answers).collect()
    }

    /// What it tells to do; what is ticked or answered meanwhile is not of it.
    fn told(&self) -> Vec<String> {
        let mut told = vec![self.title.clone()];
        told.extend(self.text.iter().map(Prose::line));
        told.extend(self.notes.iter().map(|(word, text)| format!("{word} {text}")));
        told.extend(self.links.iter().map(|Link { label, url, private }| format!("{label} {url} {private}")));
        told
    }

    /// What its code is of: what it tells to do, and what is confirmed or asked; how a line is written is not of it.
    fn wording(&self) -> Vec<String> {
        let mut words = vec![self.key.to_string()];
        words.extend(self.told());
        words.extend(self.ticks.iter().cloned());
        words
            .extend(self.questions.iter().flat_map(|asked| [asked.path.to_string(), asked.sentence.clone()]));
        words.extend(self.irreversible.iter().chain(&self.evidence).cloned());
        words
    }
}

/// What is said beside the text: what can go wrong, what is seen when it goes right.
fn notes(plan: &Plan<'_>, instance: &Instance) -> Vec<(&'static str, String)> {
    let step = plan.step(instance);
    let line = |text| plan.fill(instance, text).line();
    let holds = |when: Option<&crate::checklist::Condition>| {
        when.is_none_or(|when| plan.reader().holds(when, &instance.bindings) == Truth::Yes)
    };
    let risk = step.risk.iter().map(|risk| ("Risk", line(risk)));
    let notes = step.notes.iter().filter(|note| holds(note.when.as_ref())).map(|note| {
        let word = match note.kind {
            NoteKind::Advice => "Advice",
            NoteKind::Warning => "Careful",
            NoteKind::Changed => "Changed",
        };
        let source = note.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
        (word, line(&note.text) + &source)
    });
    let expect = step.expect.iter().filter(|line| holds(line.when.as_ref()));
    let expect = expect.map(|expected| ("Expect", line(&expected.text)));
    risk.chain(notes).chain(expect).collect()
}
