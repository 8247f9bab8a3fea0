//! What a checklist says against an answer.

use super::read::{At, Atom, Binding, Reader};
use crate::checklist::{Check, Kind, Text};
use crate::text::case::same;

/// What a check says of an answer that fails it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, and what would be right.
    pub message: String,
    /// Whether the answer may stand all the same.
    pub advice: bool,
}

impl Reader<'_> {
    /// What the checks of a question say against its recorded answer, hidden or not.
    pub fn refusals(&self, at: At) -> Vec<Refusal> {
        let Some(facts) = Facts::of(self, at) else { return Vec::new() };
        let scope = self.scope(at.1);
        let failing =
            self.checklist.question(at.0).checks.iter().filter(|check| !facts.pass(self, check, &scope));
        let refusal =
            |check: &Check| Refusal { message: self.fill(&check.says, &scope).line(), advice: check.advice };
        failing.map(refusal).collect()
    }

    /// What the checks ask of an answer's form or amount: how it ends; of the rest, what they say where it is not so.
    pub fn demands(&self, at: At) -> Vec<String> {
        let scope = self.scope(at.1);
        let demand = |check: &Check| {
            let ends: Vec<_> = check.ends_with.iter().flat_map(|end| self.fill_each(end, &scope)).collect();
            let says_more = check.pattern.is_some() || check.min.is_some() || check.max.is_some();
            match (says_more, ends.as_slice()) {
                (true, _) => Some(self.fill(&check.says, &scope).line()),
                (false, []) => None,
                (false, ends) => Some(format!("ending in {}", ends.join(" or "))),
            }
        };
        let checks = self.checklist.question(at.0).checks.iter();
        checks.filter(|check| !check.advice).filter_map(demand).collect()
    }

    /// What a question says in its own words where none is chosen, though at least one must be.
    pub fn none_chosen(&self, at: At) -> Option<String> {
        let checks = &self.checklist.question(at.0).checks;
        let check = checks.iter().find(|check| !check.advice && check.min.is_some_and(|min| min > 0.0))?;
        Some(self.fill(&check.says, &self.scope(at.1)).line())
    }
}

/// What the tests of a check look at: what of an answer is read.
struct Facts {
    atoms: Vec<Atom>,
    /// Its length, amount or number of entries.
    size: f64,
}

impl Facts {
    /// Nothing to check where nothing is given, or nothing of it fits.
    fn of(reader: &Reader<'_>, at: At) -> Option<Self> {
        let atoms: Vec<_> = match reader.checklist.question(at.0).kind {
            Kind::List(_) => reader.rows(at).iter().map(|&row| Atom::Row(row)).collect(),
            _ => reader.atoms(at, reader.value(at)?)?,
        };
        #[expect(clippy::cast_precision_loss, reason = "no answer has 2^52 entries")]
        let amount = |count: usize| count as f64;
        let size = match (&reader.checklist.question(at.0).kind, atoms.first()?) {
            (Kind::Number, Atom::Text(number)) => number.parse().unwrap_or_default(),
            (_, Atom::Text(text)) => amount(text.chars().count()),
            _ => amount(atoms.len()),
        };
        Some(Self { atoms, size })
    }

    fn pass(&self, reader: &Reader<'_>, check: &Check, scope: &[Binding]) -> bool {
        let texts = |texts: &[Text]| -> Vec<String> {
            let filled = texts.iter().flat_map(|text| reader.fill_each(text, scope));
            filled.map(|text| text.to_lowercase()).collect()
        };
        let (wanted, unwanted) = (texts(&check.ends_with), texts(&check.not_ends_with));
        let excluded = texts(&check.not_in);
        let shown: Vec<_> = self.atoms.iter().map(|atom| reader.show(atom)).collect();
        let ends = |with: &[String]| {
            let ends = |text: &String| with.iter().any(|end| text.to_lowercase().ends_with(end.as_str()));
            shown.iter().any(ends)
        };
        let is = |text: &String| {
            let mut own = self.atoms.iter().zip(&shown);
            own.any(|(atom, shown)| reader.is(atom, text) || same(shown, text))
        };
        check.pattern.as_ref().is_none_or(|pattern| shown.iter().all(|text| pattern.is_match(text)))
            && check.min.is_none_or(|min| self.size >= min)
            && check.max.is_none_or(|max| self.size <= max)
            && (wanted.is_empty() || ends(&wanted))
            && !ends(&unwanted)
            && !excluded.iter().any(is)
            && check.distinct.as_ref().is_none_or(|fact| !reader.agree(&self.atoms, fact))
    }
}
