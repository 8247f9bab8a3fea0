//! What a checklist says against an answer.

use super::read::{At, Atom, Binding, Reader};
use crate::checklist::{Check, Kind, Text, Value};

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
}

/// What the tests of a check look at.
struct Facts {
    /// The answer's values as they are recorded.
    written: Vec<String>,
    /// Its length, amount or number of entries.
    size: f64,
    atoms: Vec<Atom>,
}

impl Facts {
    /// Nothing to check where there is no answer, or one that no longer fits.
    fn of(reader: &Reader<'_>, at: At) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "no answer has 2^52 entries")]
        let amount = |count: usize| count as f64;
        if let Kind::List(_) = reader.checklist.question(at.0).kind {
            let rows = reader.rows(at).len();
            return Some(Self { written: Vec::new(), size: amount(rows), atoms: Vec::new() });
        }
        let value = reader.value(at)?;
        let atoms = reader.atoms(at, value)?;
        let (written, size) = match value {
            Value::Blank | Value::Bool(_) => return None,
            Value::Text(text) => {
                let length = amount(text.chars().count());
                let number = matches!(reader.checklist.question(at.0).kind, Kind::Number);
                (vec![text.clone()], if number { text.parse().unwrap_or(length) } else { length })
            }
            Value::Many(values) => (values.clone(), amount(values.len())),
        };
        Some(Self { written, size, atoms })
    }

    fn pass(&self, reader: &Reader<'_>, check: &Check, scope: &[Binding]) -> bool {
        let texts = |texts: &[Text]| -> Vec<String> {
            texts
                .iter()
                .flat_map(|text| reader.fill_each(text, scope))
                .map(|text| text.to_lowercase())
                .collect()
        };
        let written: Vec<_> = self.written.iter().map(|text| text.to_lowercase()).collect();
        let ends =
            |with: &[String]| written.iter().all(|text| with.iter().any(|end| text.ends_with(end.as_str())));
        let wanted = texts(&check.ends_with);
        let unwanted = texts(&check.not_ends_with);
        let excluded = texts(&check.not_in);
        let shown: Vec<_> = self.atoms.iter().map(|atom| reader.show(atom).to_lowercase()).collect();
        check.pattern.as_ref().is_none_or(|pattern| self.written.iter().all(|text| pattern.is_match(text)))
            && check.min.is_none_or(|min| self.size >= min)
            && check.max.is_none_or(|max| self.size <= max)
            && (wanted.is_empty() || ends(&wanted))
            && !unwanted.iter().any(|end| written.iter().any(|text| text.ends_with(end.as_str())))
            && !excluded.iter().any(|text| written.contains(text) || shown.contains(text))
            && check.distinct.as_ref().is_none_or(|fact| !reader.agree(&self.atoms, fact))
    }
}
