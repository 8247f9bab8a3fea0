//! Conditions as data: a map holds when all its entries do, a list when any of its maps does.

use super::fields::{Faults, accept_in_short, kind, parse_in_short};
use super::names::{End, Names, Reach, Scope, Yields};
use super::yaml::{Key, Node, Plain, Shape, quoted};
use crate::checklist::{ChoiceListIx, Condition, Kind, QuestionIx, RowId, Test};

const TESTS: [&str; 4] = ["includes", "given", "count", "share"];

/// Where a condition stands, and what it may read.
#[derive(Clone, Copy)]
pub(super) struct Place<'n> {
    pub names: &'n Names<'n>,
    /// The types of text questions, for values to be read as their answers are.
    pub accept: &'n dyn Fn(QuestionIx, &str) -> Result<String, String>,
    pub scope: &'n Scope,
    pub reach: Reach,
}

impl Place<'_> {
    pub fn condition(&self, node: &Node, faults: &mut Faults<'_>) -> Option<Condition> {
        match &node.shape {
            Shape::Mapping(entries) if !entries.is_empty() => {
                let parts: Vec<_> =
                    entries.iter().map(|(key, value)| self.entry(key, value, faults)).collect();
                let parts: Option<Vec<_>> = parts.into_iter().collect();
                parts.map(|mut parts| if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
            }
            Shape::Sequence(nodes) if !nodes.is_empty() => self.parts(nodes, faults).map(Condition::Any),
            Shape::Mapping(_) | Shape::Sequence(_) => {
                faults.add("bad-condition", node.at, "an empty condition says nothing");
                None
            }
            _ => {
                let message = format!("a condition is a map or a list of maps, not {}", kind(node));
                faults.add_hinted("bad-condition", node.at, message, "write `when: { answer: value }`");
                None
            }
        }
    }

    fn parts(&self, nodes: &[Node], faults: &mut Faults<'_>) -> Option<Vec<Condition>> {
        let parts: Vec<_> = nodes.iter().map(|node| self.condition(node, faults)).collect();
        parts.into_iter().collect()
    }

    fn entry(&self, key: &Key, value: &Node, faults: &mut Faults<'_>) -> Option<Condition> {
        match &*key.text {
            "all" => self.several(value, faults).map(Condition::All),
            "any" => self.several(value, faults).map(Condition::Any),
            "not" => self.condition(value, faults).map(|part| Condition::Not(Box::new(part))),
            path => {
                let end = self.names.path_at(path, self.scope, self.reach, key.at, faults)?;
                let test = self.test(&end, key, value, faults)?;
                Some(Condition::Test(end.path, test))
            }
        }
    }

    /// The parts of `all` and `any`: the maps of a list, or the entries of a map.
    fn several(&self, node: &Node, faults: &mut Faults<'_>) -> Option<Vec<Condition>> {
        let parts: Vec<_> = match &node.shape {
            Shape::Sequence(nodes) if !nodes.is_empty() => return self.parts(nodes, faults),
            Shape::Mapping(entries) if !entries.is_empty() => {
                entries.iter().map(|(key, value)| self.entry(key, value, faults)).collect()
            }
            _ => vec![self.condition(node, faults)],
        };
        parts.into_iter().collect()
    }

    fn test(&self, end: &End, key: &Key, node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
        if end.yields == Yields::Unknown {
            return None;
        }
        if let Shape::Mapping(entries) = &node.shape {
            return self.named_test(end, node, entries, faults);
        }
        if end.several {
            let path = &end.path.written;
            let message = format!("{} may have several values", quoted(path));
            let hint = format!("write {}", quoted(&format!("{path}: {{ includes: ... }}")));
            faults.add_hinted("bad-condition", key.at, message, hint);
            return None;
        }
        self.values(end, node, faults).map(Test::Is)
    }

    fn named_test(
        &self,
        end: &End,
        node: &Node,
        entries: &[(Key, Node)],
        faults: &mut Faults<'_>,
    ) -> Option<Test> {
        let [(key, value)] = entries else {
            let message = format!("one test stands here: {}", TESTS.join(", "));
            faults.add_hinted("bad-condition", node.at, message, "join tests with `all`");
            return None;
        };
        match &*key.text {
            "includes" => self.values(end, value, faults).map(Test::Includes),
            "given" => given(value, faults).map(Test::Given),
            "count" => how_many(value, faults),
            "share" => self.share(end, value, faults),
            _ => {
                faults.unknown_key(key, "a test", &TESTS);
                None
            }
        }
    }

    fn share(&self, end: &End, node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
        let Shape::Scalar(fact) = &node.shape else {
            faults.add("wrong-type", node.at, format!("`share` names a fact, it is not {}", kind(node)));
            return None;
        };
        let path = quoted(&end.path.written);
        let Yields::Choice(list) = end.yields else {
            faults.add("bad-condition", node.at, format!("{path} has no choices to share a fact"));
            return None;
        };
        if !end.several {
            faults.add(
                "bad-condition",
                node.at,
                format!("{path} is one choice: it takes two to share a fact"),
            );
            return None;
        }
        let known = self.names.offers[list.0].fact(&fact.text);
        if known.is_none()
            && let Some(wrong) = self.names.unknown_fact(&fact.text, list, faults)
        {
            wrong.note(node.at, faults);
        }
        known.map(|fact| Test::Share(fact.name.clone()))
    }

    /// The values that an answer is compared with, each read as its question reads answers.
    fn values(&self, end: &End, node: &Node, faults: &mut Faults<'_>) -> Option<Vec<String>> {
        let nodes = match &node.shape {
            Shape::Sequence(nodes) if !nodes.is_empty() => nodes.iter().collect(),
            Shape::Sequence(_) => {
                faults.add("bad-condition", node.at, "an empty list is never equal to anything");
                return None;
            }
            _ => vec![node],
        };
        let values: Vec<_> = nodes.into_iter().map(|node| self.value(end, node, faults)).collect();
        values.into_iter().collect()
    }

    fn value(&self, end: &End, node: &Node, faults: &mut Faults<'_>) -> Option<String> {
        let Shape::Scalar(scalar) = &node.shape else {
            let message = format!("a value to compare with is one text, not {}", kind(node));
            faults.add("bad-condition", node.at, message);
            return None;
        };
        let text = scalar.text.trim();
        if text.is_empty() {
            faults.add_hinted("empty", node.at, "no answer is blank", "write `{ given: false }`");
            return None;
        }
        if faults.has_hole(text, node.at, "a value to compare with") {
            return None;
        }
        let read = match end.yields {
            Yields::Choice(list) => return self.choice(end, list, text, node, faults),
            Yields::Fact(list) => return self.fact(end, list, text, node, faults),
            Yields::Flag => match scalar.plain {
                Plain::Bool(yes) => Ok(yes.to_string()),
                _ => Err(format!("{} is yes or no: compare with true or false", quoted(&end.path.written))),
            },
            Yields::Number => accept_in_short(&Kind::Number, text),
            Yields::Date => accept_in_short(&Kind::Date, text),
            Yields::Row(_) => parse_in_short::<RowId>(text).map(|id| id.to_string()),
            Yields::Text(question) => (self.accept)(question, text),
            Yields::Unknown => return None,
        };
        read.map_err(|message| faults.add("unknown-value", node.at, message)).ok()
    }

    fn choice(
        &self,
        end: &End,
        list: ChoiceListIx,
        text: &str,
        node: &Node,
        faults: &mut Faults<'_>,
    ) -> Option<String> {
        let offer = &self.names.offers[list.0];
        let found = offer.find(text).map(str::to_owned);
        if found.is_none() && offer.whole {
            let message = format!("{} has no choice {}", quoted(&end.path.written), quoted(text));
            let hint = faults.nearest_or_all(text, "the choices are", || offer.values());
            faults.add_hinted("unknown-value", node.at, message, hint);
        }
        found
    }

    fn fact(
        &self,
        end: &End,
        list: ChoiceListIx,
        text: &str,
        node: &Node,
        faults: &mut Faults<'_>,
    ) -> Option<String> {
        let offer = &self.names.offers[list.0];
        // A fact that is repeated over goes by its own name.
        let bound = end.path.start.map(|item| &self.names.items[item.0].name);
        let fact = offer.fact(end.path.fact.as_ref().or(bound)?.as_str())?;
        if fact.has(text) {
            return Some(text.to_owned());
        }
        if offer.whole {
            let message = format!("no choice has {} as {}", quoted(text), quoted(&end.path.written));
            let hint = faults.nearest_or_all(text, "there are", || fact.values());
            faults.add_hinted("unknown-value", node.at, message, hint);
        }
        None
    }
}

fn how_many(node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
    let Shape::Mapping(entries) = &node.shape else {
        faults.add("wrong-type", node.at, "`count` is a map with `min`, `max` or both");
        return None;
    };
    let (mut min, mut max, before) = (None, None, faults.found.len());
    for (key, value) in entries {
        let bound = match &*key.text {
            "min" => &mut min,
            "max" => &mut max,
            _ => {
                faults.unknown_key(key, "`count`", &["min", "max"]);
                continue;
            }
        };
        *bound = match &value.shape {
            Shape::Scalar(scalar) => scalar.text.parse::<usize>().ok(),
            _ => None,
        };
        if bound.is_none() {
            faults.add("wrong-type", value.at, "a count is a whole number from 0");
        }
    }
    if faults.found.len() > before {
        return None;
    }
    if min.is_none() && max.is_none() {
        faults.add("bad-condition", node.at, "`count` needs `min`, `max` or both");
        return None;
    }
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        faults.add("bad-condition", node.at, "`min` is more than `max`: this never holds");
    }
    Some(Test::Count { min, max })
}

fn given(node: &Node, faults: &mut Faults<'_>) -> Option<bool> {
    match &node.shape {
        Shape::Scalar(scalar) if matches!(scalar.plain, Plain::Bool(_)) => {
            Some(scalar.plain == Plain::Bool(true))
        }
        _ => {
            faults.add("wrong-type", node.at, "`given` is true or false");
            None
        }
    }
}
