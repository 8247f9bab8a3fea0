//! Whether a check lets an answer pass that is known without asking anybody.

use std::collections::HashSet;

use crate::checklist::{Check, Choice, Id, Kind, Question, Text};

/// An answer as checks see it.
#[derive(Debug, Default)]
pub(super) struct Answer<'a> {
    /// Its values as they are recorded, in lower case.
    written: Vec<String>,
    /// As they are shown; nothing where that hangs on other answers.
    shown: Vec<Option<String>>,
    /// Its length, amount or number of entries.
    size: f64,
    choices: Vec<&'a Choice>,
}

impl<'a> Answer<'a> {
    /// These of some choices.
    pub fn choices(choices: Vec<&'a Choice>) -> Self {
        Self {
            written: choices.iter().map(|choice| choice.value.to_lowercase()).collect(),
            shown: choices.iter().map(|choice| literal(&choice.label).map(str::to_lowercase)).collect(),
            size: amount(choices.len()),
            choices,
        }
    }

    /// A text, number or date; nothing if the question would not take it.
    pub fn text(question: &Question, text: &str) -> Option<Self> {
        let text = question.kind.accept(text).ok()?;
        let length = amount(text.chars().count());
        let size = if question.kind == Kind::Number { text.parse().unwrap_or(length) } else { length };
        let written = vec![text.to_lowercase()];
        Some(Self { shown: written.iter().cloned().map(Some).collect(), written, size, choices: Vec::new() })
    }

    /// Whether a check lets it pass; nothing where that hangs on other answers.
    pub fn passes(&self, check: &Check) -> Option<bool> {
        let all = [
            Some(
                check
                    .pattern
                    .as_ref()
                    .is_none_or(|pattern| self.written.iter().all(|text| pattern.is_match(text))),
            ),
            Some(check.min.is_none_or(|min| self.size >= min)),
            Some(check.max.is_none_or(|max| self.size <= max)),
            Some(check.distinct.as_ref().is_none_or(|fact| !self.share(fact))),
            if check.ends_with.is_empty() { Some(true) } else { self.ends(&check.ends_with) },
            self.ends(&check.not_ends_with).map(|hit| !hit),
            self.is_in(&check.not_in).map(|hit| !hit),
        ];
        if all.contains(&Some(false)) { Some(false) } else { all.iter().all(Option::is_some).then_some(true) }
    }

    /// Whether one of its values ends like one of these texts; nothing where that hangs on other answers.
    fn ends(&self, texts: &[Text]) -> Option<bool> {
        let hit = |end: &str| self.written.iter().any(|text| text.ends_with(&end.to_lowercase()));
        if texts.iter().filter_map(literal).any(hit) { Some(true) } else { is_known(texts) }
    }

    /// Whether one of its values is one of these texts.
    fn is_in(&self, texts: &[Text]) -> Option<bool> {
        let texts_known: HashSet<_> = texts.iter().filter_map(literal).map(str::to_lowercase).collect();
        let hit =
            self.written.iter().chain(self.shown.iter().flatten()).any(|text| texts_known.contains(text));
        match hit {
            true => Some(true),
            false => is_known(texts).filter(|_| texts.is_empty() || self.shown.iter().all(Option::is_some)),
        }
    }

    /// Whether two of its choices agree in a fact.
    fn share(&self, fact: &Id) -> bool {
        let mut seen = HashSet::new();
        self.choices.iter().any(|choice| {
            let own: HashSet<_> = choice.fact(fact).iter().collect();
            !own.into_iter().all(|value| seen.insert(value))
        })
    }
}

/// No, if no answer could make it a yes.
fn is_known(texts: &[Text]) -> Option<bool> {
    texts.iter().all(|text| literal(text).is_some()).then_some(false)
}

/// A text that no answer changes.
pub(super) fn literal(text: &Text) -> Option<&str> {
    text.holes().next().is_none().then_some(text.source.as_str())
}

/// A number of things as checks compare it.
#[expect(clippy::cast_precision_loss, reason = "no answer has 2^52 entries")]
pub(super) fn amount(count: usize) -> f64 {
    count as f64
}
