//! Lists of choices: in full, or as the short map from value to label.

use super::fields::{Faults, Fields};
use super::yaml::{Node, Shape, Span};
use crate::checklist::{Choice, Id, Text};

const CHOICE: &[&str] = &["value", "label", "help", "aliases", "facts", "renamed_from"];

/// The choices of a list; what is said twice or is empty is noted.
pub(super) fn read<'t>(faults: &mut Faults<'t>, node: &'t Node) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut add = |faults: &mut Faults<'t>, choice: Choice, at: Span| {
        if choices.iter().any(|known| known.value.eq_ignore_ascii_case(&choice.value)) {
            faults.add("duplicate-id", at, format!("there is a choice `{}` already", choice.value));
        }
        choices.push(choice);
    };
    match &node.shape {
        Shape::Mapping(entries) => {
            for (key, label) in entries {
                let (Some(value), Some(label)) =
                    (value(faults, &key.text, key.at), faults.text(label, "a label"))
                else {
                    continue;
                };
                add(faults, plain(value, label), key.at);
            }
        }
        Shape::Sequence(nodes) => {
            for node in nodes {
                if let Some((choice, at)) = choice(faults, node) {
                    add(faults, choice, at);
                }
            }
        }
        _ => {
            let message = "choices are a list, or a map from value to label";
            faults.add("wrong-type", node.at, message);
        }
    }
    if choices.is_empty() && faults.found.is_empty() {
        faults.add("empty", node.at, "a list of choices has at least one");
    }
    choices
}

/// The facts of a list, and whether one choice has several values of it.
pub(super) fn facts(choices: &[Choice]) -> Vec<(Id, bool)> {
    let mut facts: Vec<(Id, bool)> = Vec::new();
    for (fact, values) in choices.iter().flat_map(|choice| &choice.facts) {
        match facts.iter_mut().find(|(known, _)| known == fact) {
            Some((_, many)) => *many |= values.len() > 1,
            None => facts.push((fact.clone(), values.len() > 1)),
        }
    }
    facts
}

fn plain(value: String, label: &str) -> Choice {
    Choice {
        value,
        label: Text::literal(label),
        help: None,
        aliases: Vec::new(),
        facts: Vec::new(),
        renamed_from: Vec::new(),
    }
}

fn choice<'t>(faults: &mut Faults<'t>, node: &'t Node) -> Option<(Choice, Span)> {
    let fields = faults.fields(node, "a choice", CHOICE)?;
    let at = fields.need("value", "a choice", faults)?;
    let text = faults.text(at, "a value")?;
    let value = value(faults, text, at.at)?;
    let label = fields.get("label").and_then(|label| faults.text(label, "a label"));
    let mut choice = plain(value.clone(), label.unwrap_or(&value));
    choice.help = fields.get("help").and_then(|help| faults.text(help, "`help`")).map(Text::literal);
    choice.aliases = texts(faults, &fields, "aliases");
    choice.renamed_from = texts(faults, &fields, "renamed_from");
    if let Some(node) = fields.get("facts") {
        choice.facts = read_facts(faults, node);
    }
    Some((choice, at.at))
}

fn texts<'t>(faults: &mut Faults<'t>, fields: &Fields<'t>, key: &str) -> Vec<String> {
    let nodes = faults.one_or_many(fields.get(key));
    nodes.into_iter().filter_map(|node| faults.text(node, &format!("`{key}`"))).map(str::to_owned).collect()
}

fn read_facts<'t>(faults: &mut Faults<'t>, node: &'t Node) -> Vec<(Id, Vec<String>)> {
    let Shape::Mapping(entries) = &node.shape else {
        faults.add("wrong-type", node.at, "facts are a map from name to value");
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (key, node) in entries {
        let values = faults.one_or_many(Some(node));
        let values =
            values.into_iter().filter_map(|node| faults.text(node, "a fact")).map(str::to_owned).collect();
        match key.text.parse() {
            Ok(name) => facts.push((name, values)),
            Err(error) => faults.add("bad-id", key.at, format!("{error}")),
        }
    }
    facts
}

/// A choice's value: letters, digits, dots, underscores and hyphens, the first a letter or digit.
fn value(faults: &mut Faults<'_>, text: &str, at: Span) -> Option<String> {
    let fits = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    if !fits {
        let message = format!("`{text}` is no value of a choice");
        faults.add_hinted(
            "bad-value",
            at,
            message,
            "letters, digits, `.`, `_` and `-`, a letter or digit first",
        );
    }
    fits.then(|| text.to_owned())
}
