//! What an answer must be beyond its type, as the file says it.

use regex_lite::{Regex, RegexBuilder};

use super::declare::Draft;
use super::fields::{Faults, Fields, accept_in_short};
use super::names::{Reach, Yields};
use super::texts;
use super::yaml::{Node, Shape, quoted};
use crate::checklist::{Check, Id, Kind, QuestionIx, Text};

const CHECK: &[&str] =
    &["pattern", "min", "max", "ends_with", "not_ends_with", "not_in", "distinct", "message", "advice"];

/// The most bytes that a pattern may take once it is read.
const LARGEST_PATTERN: usize = 1 << 15;

/// The most patterns in a file: read, each takes far more memory than it does in the file.
const MOST_PATTERNS: usize = 1000;

/// The checks of a question: one map, or a list of them.
pub(super) fn read<'t>(draft: &Draft<'t>, ix: QuestionIx, faults: &mut Faults<'t>) -> Vec<Check> {
    let Some(node) = draft.questions[ix.0].fields.get("check") else { return Vec::new() };
    let nodes = node.items();
    if nodes.is_empty() {
        faults.add("empty", node.at, "a list of checks has at least one");
    }
    let reader = Reader { draft, ix };
    nodes.iter().filter_map(|node| reader.check(node, faults)).collect()
}

/// Reads the checks of one question.
struct Reader<'d, 't> {
    draft: &'d Draft<'t>,
    ix: QuestionIx,
}

impl<'t> Reader<'_, 't> {
    fn check(&self, node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Check> {
        let own = faults.fields(node, "a check", CHECK)?;
        self.fitting(&own, faults);
        let says = self.says(&own, faults);
        let pattern = own.get("pattern").and_then(|node| pattern(node, faults));
        let (min, max) = (self.bound(&own, "min", faults), self.bound(&own, "max", faults));
        if let (Some(least), Some(most)) = (min, max)
            && least > most
        {
            faults.add("bad-check", own.key("min"), "`min` is more than `max`: nothing could pass");
        }
        let ends_with = self.several(&own, "ends_with", faults);
        let not_ends_with = self.several(&own, "not_ends_with", faults);
        let not_in = self.several(&own, "not_in", faults);
        let distinct = own.get("distinct").and_then(|node| self.distinct(node, faults));
        let (says, advice) = says?;
        Some(Check { pattern, min, max, ends_with, not_ends_with, not_in, distinct, says, advice })
    }

    /// What is said where it fails, and whether that only warns. It may quote the answer that it refuses.
    fn says(&self, own: &Fields<'t>, faults: &mut Faults<'t>) -> Option<(Text, bool)> {
        let (message, advice) = (own.get("message"), own.get("advice"));
        if message.is_some() && advice.is_some() {
            let hint = "`message` refuses an answer, `advice` warns and lets it pass";
            let message = "a check has a `message` or an `advice`, not both";
            faults.add_hinted("bad-check", own.key("advice"), message, hint);
        }
        let Some(node) = message.or(advice) else {
            let message = "a check needs `message` or `advice`";
            faults.add_hinted("missing-key", own.at, message, "say what would be right");
            return None;
        };
        let scope = &self.draft.questions[self.ix.0].scope;
        Some((texts::text(&self.draft.names, scope, node, "a message", faults)?, message.is_none()))
    }

    /// Tests that say nothing of such an answer are refused.
    fn fitting(&self, own: &Fields<'_>, faults: &mut Faults<'_>) {
        let Some(kind) = &self.draft.questions[self.ix.0].kind else { return };
        let tests: &[&str] = match kind {
            Kind::Text(_) => &["pattern", "min", "max", "ends_with", "not_ends_with", "not_in"],
            Kind::Number => &["min", "max", "not_in"],
            Kind::Date | Kind::Choice(_) => &["not_in"],
            Kind::Choices(options) if options.list().is_none() => &["min", "max", "not_in"],
            Kind::Choices(_) => &["min", "max", "not_in", "distinct"],
            Kind::List(_) => &["min", "max"],
            Kind::Confirm => &[],
        };
        let all = CHECK.iter().filter(|key| !matches!(**key, "message" | "advice"));
        let given: Vec<_> = all.filter(|key| own.get(key).is_some()).collect();
        for key in given.iter().filter(|key| !tests.contains(key)) {
            let hint = match tests {
                [] => "a yes or no has no checks: what must be yes is a `tick`".to_owned(),
                tests => format!("what can be tested here: {}", tests.join(", ")),
            };
            let message = format!("`{key}` says nothing of such an answer");
            faults.add_hinted("bad-check", own.key(key), message, hint);
        }
        if given.is_empty() && own.entries().iter().all(|(key, _)| CHECK.contains(&&*key.text)) {
            faults.add("bad-check", own.at, "a check needs a test");
        }
    }

    /// The least or most of an amount, or of a length or number of entries, which is whole.
    fn bound(&self, own: &Fields<'t>, key: &str, faults: &mut Faults<'t>) -> Option<f64> {
        let node = own.get(key)?;
        let bound = faults.number(node, &format!("`{key}`"))?;
        let counts = !matches!(self.draft.questions[self.ix.0].kind, Some(Kind::Number) | None);
        if counts && (bound < 0.0 || bound.fract() != 0.0) {
            faults.add("bad-check", node.at, format!("`{key}` counts here: a whole number from 0"));
        }
        Some(bound)
    }

    fn several(&self, own: &Fields<'t>, key: &str, faults: &mut Faults<'t>) -> Vec<Text> {
        let scope = &self.draft.questions[self.ix.0].scope;
        let reach = Reach { until: self.ix.0, texts: false };
        let mut all = Vec::new();
        for node in own.get(key).map_or(&[][..], Node::items) {
            let text =
                texts::text_within(&self.draft.names, scope, reach, node, format_args!("`{key}`"), faults);
            if let Some(text) = &text
                && !text.source.contains("{{")
            {
                self.could_be(&text.source, node, faults);
            }
            all.extend(text);
        }
        all
    }

    /// What is compared with must be an answer that the question could have.
    fn could_be(&self, text: &str, node: &Node, faults: &mut Faults<'_>) {
        let Some(kind) = &self.draft.questions[self.ix.0].kind else { return };
        match kind {
            Kind::Number | Kind::Date => {
                if let Err(message) = accept_in_short(kind, text) {
                    faults.add("bad-check", node.at, message);
                }
            }
            Kind::Choice(options) | Kind::Choices(options) => {
                let Some(offer) = options.list().map(|list| &self.draft.names.offers[list.0]) else { return };
                if offer.whole && offer.find(text.trim()).is_none() {
                    let message = format!("there is no choice {}", quoted(text));
                    let hint = faults.nearest_or_all(text, "the choices are", || offer.values());
                    faults.add_hinted("unknown-value", node.at, message, hint);
                }
            }
            Kind::Confirm | Kind::Text(_) | Kind::List(_) => {}
        }
    }

    fn distinct(&self, node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Id> {
        let name = faults.text(node, "`distinct`")?;
        let Yields::Choice(list) = self.draft.names.questions[self.ix.0].yields else { return None };
        let fact = self.draft.names.offers[list.0].fact(name);
        if fact.is_none()
            && let Some(wrong) = self.draft.names.unknown_fact(name, list, faults)
        {
            wrong.note(node.at, faults);
        }
        fact.map(|fact| fact.name.clone())
    }
}

/// A pattern matches the whole value, so it needs no anchors of its own.
fn pattern<'t>(node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Regex> {
    let Shape::Scalar(scalar) = &node.shape else {
        faults.add("wrong-type", node.at, "`pattern` is a text");
        return None;
    };
    faults.patterns += 1;
    if faults.patterns > MOST_PATTERNS {
        if faults.patterns == MOST_PATTERNS + 1 {
            faults.add("too-large", node.at, format!("the file has more than {MOST_PATTERNS} patterns"));
        }
        return None;
    }
    // By itself first: `a)|(b` is one only within the brackets put around it.
    let read = |pattern: &str| RegexBuilder::new(pattern).size_limit(LARGEST_PATTERN).build();
    match read(&scalar.text).and_then(|_| read(&format!("^(?:{})$", scalar.text))) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            faults.add("bad-pattern", node.at, format!("this is no regular expression: {error}"));
            None
        }
    }
}
