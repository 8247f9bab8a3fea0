//! Conditions as data: a map holds when all its entries do, a list when any of its maps does.

use super::fields::{Faults, kind};
use super::names::{End, Names, Reach, Scope, Yields};
use super::yaml::{Key, Node, Plain, Shape};
use crate::checklist::{Choice, ChoiceList, Condition, Id, Kind, RowId, Test};
use crate::text::suggest;

/// Where a condition stands, and what it may read.
#[derive(Clone, Copy)]
pub(super) struct Place<'n> {
    pub names: &'n Names,
    pub lists: &'n [ChoiceList],
    /// The types of text questions, for values to be read as their answers are.
    pub accept: &'n dyn Fn(crate::checklist::QuestionIx, &str) -> Result<String, String>,
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
        let several = |faults: &mut Faults<'_>| match &value.shape {
            Shape::Sequence(nodes) if !nodes.is_empty() => self.parts(nodes, faults),
            _ => self.condition(value, faults).map(|part| match part {
                Condition::All(parts) => parts,
                part => vec![part],
            }),
        };
        match key.text.as_str() {
            "all" => several(faults).map(Condition::All),
            "any" => several(faults).map(Condition::Any),
            "not" => self.condition(value, faults).map(|part| Condition::Not(Box::new(part))),
            path => {
                let end = self.names.path(path, self.scope, self.reach, key.at, faults)?;
                let test = self.test(&end, key, value, faults)?;
                Some(Condition::Test(end.path, test))
            }
        }
    }

    fn test(&self, end: &End, key: &Key, node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
        if let Shape::Mapping(entries) = &node.shape {
            return self.named_test(end, node, entries, faults);
        }
        if end.several {
            let path = &end.path.written;
            let message = format!("`{path}` may have several values");
            faults.add_hinted(
                "bad-condition",
                key.at,
                message,
                format!("write `{path}: {{ includes: ... }}`"),
            );
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
            let message = "one test stands here: includes, given, count or share";
            faults.add_hinted("bad-condition", node.at, message, "join tests with `all`");
            return None;
        };
        match key.text.as_str() {
            "includes" => self.values(end, value, faults).map(Test::Includes),
            "given" => given(value, faults).map(Test::Given),
            "count" => count(value, faults),
            "share" => self.share(end, value, faults),
            other => {
                let known = ["includes", "given", "count", "share"];
                let message = format!("`{other}` is no test; those are {}", known.join(", "));
                faults.unknown("unknown-key", key.at, message, other, known);
                None
            }
        }
    }

    fn share(&self, end: &End, node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
        let Shape::Scalar(fact) = &node.shape else {
            faults.add("wrong-type", node.at, "`share` names a fact");
            return None;
        };
        let Yields::Choice(list) = end.yields else {
            faults.add(
                "bad-condition",
                node.at,
                format!("`{}` has no choices to share a fact", end.path.written),
            );
            return None;
        };
        let facts = &self.names.facts[list.0];
        if let Some((fact, _)) = facts.iter().find(|(known, _)| known == fact.text.as_str()) {
            return Some(Test::Share(fact.clone()));
        }
        let message = format!("no choice has a fact `{}`", fact.text);
        faults.unknown(
            "unknown-name",
            node.at,
            message,
            &fact.text,
            facts.iter().map(|(fact, _)| fact.as_str()),
        );
        None
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
            faults.add(
                "bad-condition",
                node.at,
                format!("a value to compare with is one text, not {}", kind(node)),
            );
            return None;
        };
        let text = scalar.text.trim();
        let wrong = |message: String| Some(message);
        let fault = match end.yields {
            Yields::Flag => match scalar.plain {
                Plain::Bool(yes) => return Some(yes.to_string()),
                _ => wrong(format!("`{}` is yes or no: compare with true or false", end.path.written)),
            },
            Yields::Choice(list) => match Choice::find(&self.lists[list.0].choices, text) {
                Some(choice) => return Some(choice.value.clone()),
                None => {
                    let values: Vec<_> =
                        self.lists[list.0].choices.iter().map(|choice| choice.value.as_str()).collect();
                    let message = format!("`{}` has no choice `{text}`", end.path.written);
                    let hint = match suggest::nearest(text, values.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the choices are {}", crate::text::count::names(&values)),
                    };
                    faults.add_hinted("unknown-value", node.at, message, hint);
                    return None;
                }
            },
            Yields::Fact(list) => {
                let fact = end.path.fact.clone().or_else(|| self.bound_fact(end));
                let known = fact.map_or_else(Vec::new, |fact| self.fact_values(list.0, &fact));
                if known.iter().any(|value| value.eq_ignore_ascii_case(text)) {
                    return Some(text.to_owned());
                }
                let message = format!("no choice has `{}` as `{text}`", end.path.written);
                faults.unknown("unknown-value", node.at, message, text, known.iter().map(String::as_str));
                return None;
            }
            Yields::Number => match Kind::Number.accept(text).ok() {
                Some(number) => return Some(number),
                None => wrong(format!("`{text}` is no number")),
            },
            Yields::Date => match text.parse::<jiff::civil::Date>() {
                Ok(date) => return Some(date.to_string()),
                Err(_) => wrong(format!("`{text}` is no date, like 2026-11-30")),
            },
            Yields::Row(_) => match text.parse::<RowId>() {
                Ok(id) => return Some(id.to_string()),
                Err(error) => wrong(error.to_string()),
            },
            Yields::Text(question) => match (self.accept)(question, text) {
                Ok(text) => return Some(text),
                Err(message) => wrong(message),
            },
        };
        faults.add("unknown-value", node.at, fault.unwrap_or_default());
        None
    }

    fn bound_fact(&self, end: &End) -> Option<Id> {
        end.path.start.map(|item| self.names.items[item.0].name.clone())
    }

    fn fact_values(&self, list: usize, fact: &Id) -> Vec<String> {
        self.lists[list].choices.iter().flat_map(|choice| choice.fact(fact).to_vec()).collect()
    }
}

fn count(node: &Node, faults: &mut Faults<'_>) -> Option<Test> {
    let Shape::Mapping(entries) = &node.shape else {
        faults.add("wrong-type", node.at, "`count` is a map with `min`, `max` or both");
        return None;
    };
    let (mut min, mut max) = (None, None);
    for (key, value) in entries {
        let number = match &value.shape {
            Shape::Scalar(scalar) => scalar.text.parse::<usize>().ok(),
            _ => None,
        };
        match key.text.as_str() {
            "min" => min = number,
            "max" => max = number,
            other => {
                let message = format!("`count` has no key `{other}`");
                faults.unknown("unknown-key", key.at, message, other, ["min", "max"]);
                continue;
            }
        }
        if number.is_none() {
            faults.add("wrong-type", value.at, "a count is a whole number from 0");
        }
    }
    if min.is_none() && max.is_none() {
        faults.add("bad-condition", node.at, "`count` needs `min`, `max` or both");
        return None;
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
