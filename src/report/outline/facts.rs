//! What is said of a checklist, a step or a question beside its texts, alike in every form.

use super::{Asked, Does, Offer, Outline, Part, Said, What, Where};

/// A word, and what it says.
pub(super) type Fact = (&'static str, String);

impl Outline {
    /// What it is, before anything else.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = vec![("Checklist", format!("{}, version {}", self.id, self.version))];
        facts.extend(self.source.clone().map(|source| ("Text from", source)));
        facts.extend(self.verified.clone().map(|date| ("Reviewed", date)));
        facts
    }
}

impl Part {
    /// Its number and title, as a heading.
    pub(super) fn heading(&self) -> String {
        let stop = if self.number.contains('.') { "" } else { "." };
        format!("{}{stop} {}", self.number, self.title)
    }

    /// Whether, how often and after what it is done.
    pub(super) fn facts(&self) -> Vec<Fact> {
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
    pub(super) fn facts(&self) -> Vec<Fact> {
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
    pub(super) fn words(&self) -> String {
        match &self.when {
            Some(when) => format!("{} (only if {when})", self.text),
            None => self.text.clone(),
        }
    }
}

impl Where {
    /// What it leads to, how, and when it is shown.
    pub(super) fn words(&self) -> String {
        let private = if self.private { ", in a private window only" } else { "" };
        let when = self.when.as_ref().map(|when| format!(" (only if {when})")).unwrap_or_default();
        format!("{}{private}{when}", self.label)
    }
}

/// Above this many choices they are counted, not listed.
const LISTED: usize = 20;

impl Asked {
    /// The sentence asked, and what it takes.
    pub(super) fn words(&self) -> String {
        let sentence = self.question.as_ref().unwrap_or(&self.label);
        let optional = if self.required { "" } else { ", may be left empty" };
        format!("{sentence} ({}: {}{optional})", self.id, self.kind)
    }

    /// When and why it is asked, and what is refused.
    pub(super) fn facts(&self) -> Vec<Fact> {
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
    pub(super) fn listed(&self) -> Vec<String> {
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
