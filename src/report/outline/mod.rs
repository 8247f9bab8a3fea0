//! A checklist as it reads before anything is done: every branch of it, with its conditions in words.
//!
//! All texts are Markdown as their authors wrote it; a hole shows what belongs there: ‹Domain›.

mod condition;
pub mod json;
pub mod markdown;
mod questions;
pub mod text;

use serde::Serialize;

use crate::checklist::{
    Checklist, Condition, Line, Node, NodeIx, NodeKind, NoteKind, Piece, Repeat, Source, Step, Text,
};
use crate::plan::Plan;
use crate::session::Record;
use crate::text::dates;

/// A checklist, whole.
#[derive(Debug, Serialize)]
pub struct Outline {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Which version it is.
    pub version: String,
    /// What it leads to and for whom.
    pub summary: Option<String>,
    /// What it was written from.
    pub source: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<String>,
    /// Who does steps.
    pub actors: Vec<Named>,
    /// What is asked before the first step.
    pub ask: Vec<Asked>,
    /// Its sections.
    pub sections: Vec<Part>,
    /// The words that it explains.
    pub glossary: Vec<Named>,
    /// What holds from then on.
    pub closing: Option<String>,
}

/// An id or a word, and what it stands for.
#[derive(Debug, Serialize)]
pub struct Named {
    /// The id or word.
    pub name: String,
    /// What it stands for.
    pub text: String,
}

/// A section or a step.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its place: `2.1`.
    pub number: String,
    /// Its id.
    pub id: String,
    /// What to do, or what is done here.
    pub title: String,
    /// When it applies, in words.
    pub when: Option<String>,
    /// What it repeats over, in words.
    pub each: Option<String>,
    /// What it waits for instead of all before it, in words.
    pub after: Option<String>,
    /// Which of the two it is.
    #[serde(flatten)]
    pub what: What,
}

/// Section or step.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Steps and sections under a title.
    Section {
        /// Shown before its first step.
        text: Option<String>,
        /// What it holds.
        parts: Vec<Part>,
    },
    /// What one person does at one place in one go.
    Step(Box<Does>),
}

/// What a step says and takes.
#[derive(Debug, Serialize)]
pub struct Does {
    /// Who does it.
    pub actor: Option<String>,
    /// How long it takes.
    pub takes: Option<String>,
    /// Why and how.
    pub text: Option<String>,
    /// What else to know.
    pub notes: Vec<Said>,
    /// Where.
    pub links: Vec<Where>,
    /// What is seen when it goes right.
    pub expect: Vec<Said>,
    /// What must be confirmed one by one.
    pub ticks: Vec<Said>,
    /// What is asked.
    pub asks: Vec<Asked>,
    /// What cannot be undone.
    pub irreversible: Option<String>,
    /// What must be typed to confirm that.
    pub confirm: Option<String>,
    /// What one waits for, in words.
    pub wait: Option<String>,
    /// What must be attached.
    pub evidence: Option<String>,
    /// What one accepts by doing it.
    pub risk: Option<String>,
    /// Whether it may be skipped, with a reason.
    pub skippable: bool,
    /// Where its text comes from.
    pub source: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<String>,
}

/// A line that may depend on answers.
#[derive(Debug, Serialize)]
pub struct Said {
    /// What kind of note it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The line.
    pub text: String,
    /// When it is shown, in words.
    pub when: Option<String>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A link of a step.
#[derive(Debug, Serialize)]
pub struct Where {
    /// What it leads to.
    pub label: String,
    /// The address.
    pub url: String,
    /// For a private window only.
    pub private: bool,
    /// When it is shown, in words.
    pub when: Option<String>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// What kind of answer it takes, in words.
    pub kind: String,
    /// The sentence asked.
    pub question: Option<String>,
    /// Why it is asked.
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// When it is asked, in words.
    pub when: Option<String>,
    /// What is offered or recommended.
    pub default: Option<String>,
    /// What may be chosen.
    pub choices: Vec<Offer>,
    /// What an answer is refused for, and what is advised against.
    pub checks: Vec<String>,
    /// What is asked of each row.
    pub fields: Vec<Asked>,
}

/// A choice.
#[derive(Debug, Serialize)]
pub struct Offer {
    /// What is recorded.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// When it fits.
    pub help: Option<String>,
}

/// The outline of a checklist.
pub fn outline(checklist: &Checklist) -> Outline {
    let record = Record::default();
    let plan = Plan::new(checklist, &record);
    let reading = Reading { checklist, plan: &plan };
    Outline {
        id: checklist.id.to_string(),
        title: reading.text(&checklist.title),
        version: checklist.version.to_string(),
        summary: reading.maybe(checklist.summary.as_ref()),
        source: checklist.source.as_ref().map(source),
        verified: checklist.verified.map(dates::full),
        actors: checklist
            .actors
            .iter()
            .map(|actor| named(actor.id.as_str(), reading.text(&actor.title)))
            .collect(),
        ask: checklist.ask.iter().map(|&question| reading.asked(question)).collect(),
        sections: reading.parts(None, ""),
        glossary: checklist.glossary.iter().map(|term| named(&term.term, reading.text(&term.text))).collect(),
        closing: reading.maybe(checklist.closing.as_ref()),
    }
}

/// A checklist, read without answers.
struct Reading<'a> {
    checklist: &'a Checklist,
    plan: &'a Plan<'a>,
}

impl Reading<'_> {
    /// A text with its holes named.
    fn text(&self, text: &Text) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(literal) => literal.clone(),
            Piece::Hole(_) => {
                let hole = Text { source: String::new(), pieces: vec![piece.clone()] };
                self.plan.reader().fill(&hole, &[]).line()
            }
        };
        text.pieces.iter().map(piece).collect::<String>().trim_end().to_owned()
    }

    fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.text(text))
    }

    fn when(&self, when: Option<&Condition>) -> Option<String> {
        when.map(|when| condition::words(self, when))
    }

    fn parts(&self, parent: Option<NodeIx>, before: &str) -> Vec<Part> {
        let children = self.checklist.children(parent).zip(1..);
        children.map(|(node, number)| self.part(node, format!("{before}{number}"))).collect()
    }

    fn part(&self, ix: NodeIx, number: String) -> Part {
        let node: &Node = self.checklist.node(ix);
        let what = match &node.kind {
            NodeKind::Section { text } => What::Section {
                text: self.maybe(text.as_ref()),
                parts: self.parts(Some(ix), &format!("{number}.")),
            },
            NodeKind::Step(step) => What::Step(Box::new(self.does(step))),
        };
        let title = |need: &NodeIx| self.text(&self.checklist.node(*need).title);
        Part {
            number,
            id: node.id.to_string(),
            title: self.text(&node.title),
            when: self.when(node.when.as_ref()),
            each: node.each.as_ref().map(|each| self.each(each)),
            after: node.needs.as_ref().map(|needs| match needs.as_slice() {
                [] => "nothing: at any time".to_owned(),
                needs => needs.iter().map(title).collect::<Vec<_>>().join("; "),
            }),
            what,
        }
    }

    fn does(&self, step: &Step) -> Does {
        let line = |line: &Line| self.said(&line.text, line.when.as_ref());
        let note = |note: &crate::checklist::Note| Said {
            kind: Some(match note.kind {
                NoteKind::Advice => "advice",
                NoteKind::Warning => "warning",
                NoteKind::Changed => "changed",
            }),
            source: note.source.clone(),
            ..self.said(&note.text, note.when.as_ref())
        };
        Does {
            actor: step.actor.map(|actor| self.text(&self.checklist.actors[actor.0].title)),
            takes: step.takes.map(|takes| takes.to_string()),
            text: self.maybe(step.text.as_ref()),
            notes: step.notes.iter().map(note).collect(),
            links: step.links.iter().map(|link| self.link(link)).collect(),
            expect: step.expect.iter().map(line).collect(),
            ticks: step.ticks.iter().map(|tick| self.said(&tick.text, tick.when.as_ref())).collect(),
            asks: step.asks.iter().map(|&question| self.asked(question)).collect(),
            irreversible: step.irreversible.as_ref().map(|irreversible| self.text(&irreversible.text)),
            confirm: step.irreversible.as_ref().map(|irreversible| {
                self.maybe(irreversible.confirm.as_ref()).unwrap_or_else(|| "yes".to_owned())
            }),
            wait: step.wait.as_ref().map(|wait| self.wait(wait)),
            evidence: self.maybe(step.evidence.as_ref()),
            risk: self.maybe(step.risk.as_ref()),
            skippable: step.skippable,
            source: step.source.clone(),
            verified: step.verified.map(dates::full),
        }
    }

    fn said(&self, text: &Text, when: Option<&Condition>) -> Said {
        Said { kind: None, text: self.text(text), when: self.when(when), source: None }
    }

    fn link(&self, link: &crate::checklist::Link) -> Where {
        Where {
            label: self.text(&link.label),
            url: link.url.clone(),
            private: link.private,
            when: self.when(link.when.as_ref()),
        }
    }

    fn wait(&self, wait: &crate::checklist::Wait) -> String {
        let mut words = self.maybe(wait.whom.as_ref()).unwrap_or_else(|| "somebody".to_owned());
        words.extend(wait.usual.map(|usual| format!(", usually {usual}")));
        words.extend(wait.follow_up.map(|span| format!(", then look again after {span}")));
        words.extend(wait.ask.as_ref().map(|ask| format!(". {}", self.text(ask))));
        words
    }

    /// `each user of each tenant`
    fn each(&self, each: &Repeat) -> String {
        let item = |item: &crate::checklist::ItemIx| {
            format!("each {}", self.checklist.item(*item).name.as_str().replace('-', " "))
        };
        each.binds.iter().rev().map(item).collect::<Vec<_>>().join(" of ")
    }
}

fn named(name: &str, text: String) -> Named {
    Named { name: name.to_owned(), text }
}

fn source(source: &Source) -> String {
    let date = source.date.map(dates::full);
    [source.title.clone(), date, source.url.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A word, and what it says.
type Fact = (&'static str, String);

impl Outline {
    /// What it is, before anything else.
    fn facts(&self) -> Vec<Fact> {
        let mut facts = vec![("Checklist", format!("{}, version {}", self.id, self.version))];
        facts.extend(self.source.clone().map(|source| ("Text from", source)));
        facts.extend(self.verified.clone().map(|date| ("Reviewed", date)));
        facts
    }
}

impl Part {
    /// Its number and title, as a heading.
    fn heading(&self) -> String {
        let stop = if self.number.contains('.') { "" } else { "." };
        format!("{}{stop} {}", self.number, self.title)
    }

    /// Whether, how often and after what it is done.
    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        facts.extend(self.each.clone().map(|each| ("Once for", each)));
        facts.extend(self.when.clone().map(|when| ("Only if", when)));
        facts.extend(self.after.clone().map(|after| ("After", after)));
        if let What::Step(does) = &self.what {
            facts.extend(does.actor.clone().map(|who| ("Who", who)));
            facts.extend(does.takes.clone().map(|takes| ("Takes", takes)));
            facts.extend(does.risk.clone().map(|risk| ("Risk", risk)));
        }
        facts
    }
}

impl Does {
    /// What else there is to know, what is seen, what ends it.
    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for note in &self.notes {
            let word = match note.kind {
                Some("warning") => "Careful",
                Some("changed") => "Changed",
                _ => "Advice",
            };
            let source = note.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
            facts.push((word, format!("{}{source}", note.words())));
        }
        facts.extend(self.expect.iter().map(|line| ("Expect", line.words())));
        facts.extend(self.wait.clone().map(|wait| ("Waits for", wait)));
        facts.extend(self.evidence.clone().map(|evidence| ("Evidence", evidence)));
        if let (Some(text), Some(confirm)) = (&self.irreversible, &self.confirm) {
            facts.push(("Careful", format!("CANNOT BE UNDONE. {text} To confirm, type: {confirm}")));
        }
        if !self.skippable {
            facts.push(("Skip", "never: what comes after depends on it".to_owned()));
        }
        facts.extend(self.source.clone().map(|source| ("Text from", source)));
        facts.extend(self.verified.clone().map(|date| ("Reviewed", date)));
        facts
    }
}

impl Said {
    /// The line, and when it is shown.
    fn words(&self) -> String {
        match &self.when {
            Some(when) => format!("{} (only if {when})", self.text),
            None => self.text.clone(),
        }
    }
}

impl Where {
    /// What it leads to, how, and when it is shown.
    fn words(&self) -> String {
        let private = if self.private { ", in a private window only" } else { "" };
        let when = self.when.as_ref().map(|when| format!(" (only if {when})")).unwrap_or_default();
        format!("{}{private}{when}", self.label)
    }
}

/// Above this many choices they are counted, not listed.
const LISTED: usize = 20;

impl Asked {
    /// The sentence asked, and what it takes.
    fn words(&self) -> String {
        let sentence = self.question.as_ref().unwrap_or(&self.label);
        let optional = if self.required { "" } else { ", may be left empty" };
        format!("{sentence} ({}: {}{optional})", self.id, self.kind)
    }

    /// When and why it is asked, and what is refused.
    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        facts.extend(self.when.clone().map(|when| ("Only if", when)));
        facts.extend(self.help.clone().map(|help| ("Why", help)));
        facts.extend(self.default.clone().map(|default| ("Offered", default)));
        if self.choices.len() > LISTED {
            let (first, last) = (&self.choices[0].label, &self.choices[self.choices.len() - 1].label);
            facts.push(("Choices", format!("{first} to {last}")));
        }
        facts.extend(self.checks.iter().map(|check| ("Check", check.clone())));
        facts
    }

    /// The choices, where they are few.
    fn listed(&self) -> Vec<String> {
        let words = |offer: &Offer| match &offer.help {
            Some(help) => format!("{}: {help}", offer.label),
            None => offer.label.clone(),
        };
        match self.choices.len() {
            0..=LISTED => self.choices.iter().map(words).collect(),
            _ => Vec::new(),
        }
    }
}
