//! Lists of choices: in full, or as the short map from value to label.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::fields::{Faults, Fields};
use super::yaml::{Key, Node, Shape, Span, quoted};
use crate::checklist::{Choice, Id, Text};
use crate::text::case;

const CHOICE: &[&str] = &["value", "label", "help", "aliases", "facts", "renamed_from"];

/// Labels and helps with holes: of which choice, and whether it is the help.
type Holes<'t> = Vec<(usize, bool, &'t Node<'t>)>;

/// What a list of choices offers, to be looked up.
#[derive(Debug)]
pub(super) struct Offer {
    pub choices: Vec<Choice>,
    /// Whether nothing was wrong with the list: else what is not found may be what could not be read.
    pub whole: bool,
    /// Most lists are never looked into.
    index: OnceCell<Index>,
}

/// What choices go by.
#[derive(Debug, Default)]
struct Index {
    by_word: BTreeMap<String, usize>,
    facts: Vec<Fact>,
    by_name: BTreeMap<Id, usize>,
}

/// A fact that choices have.
#[derive(Debug)]
pub(super) struct Fact {
    pub name: Id,
    /// Whether one choice has several values of it.
    pub several: bool,
    /// Its values, as written.
    values: Vec<String>,
    known: HashSet<String>,
    folded: HashSet<String>,
}

/// The choices of a list, and their texts with holes; what is said twice or is empty is noted.
pub(super) fn read<'t>(faults: &mut Faults<'t>, node: &'t Node<'t>) -> (Offer, Holes<'t>) {
    let before = faults.found.len();
    let (choices, holes) = (Vec::new(), Vec::new());
    let mut reader = Reader { faults, choices, holes, values: BTreeSet::new(), former: Vec::new() };
    match &node.shape {
        Shape::Mapping(entries) if !entries.is_empty() => {
            for (key, label) in entries {
                reader.short(key, label);
            }
        }
        Shape::Sequence(nodes) if !nodes.is_empty() => {
            for node in nodes {
                reader.full(node);
            }
        }
        Shape::Mapping(_) | Shape::Sequence(_) => {
            reader.faults.add("empty", node.at, "a list of choices has at least one");
        }
        _ => {
            let message = "choices are a list, or a map from value to label";
            reader.faults.add("wrong-type", node.at, message);
        }
    }
    reader.check_former();
    let Reader { choices, holes, .. } = reader;
    let whole = faults.found.len() == before;
    (Offer { choices, whole, index: OnceCell::new() }, holes)
}

/// Reads the choices of one list.
struct Reader<'f, 't> {
    faults: &'f mut Faults<'t>,
    choices: Vec<Choice>,
    holes: Holes<'t>,
    /// In lower case.
    values: BTreeSet<Cow<'t, str>>,
    former: Vec<(Span, String)>,
}

impl<'t> Reader<'_, 't> {
    /// `value: label`
    fn short(&mut self, key: &'t Key<'t>, label: &'t Node<'t>) {
        let value = self.value(&key.text, key.at);
        let text = self.faults.text(label, "a label");
        if let (Some(value), Some(text)) = (value, text) {
            self.note_hole(false, label, text);
            self.choices.push(plain(value, Text::literal(text)));
        }
    }

    /// `{ value, label, ... }`
    fn full(&mut self, node: &'t Node<'t>) {
        let Some(fields) = self.faults.fields(node, "a choice", CHOICE) else { return };
        let value = fields.need("value", "a choice", self.faults);
        let value = value
            .and_then(|node| self.faults.text(node, "a value").and_then(|text| self.value(text, node.at)));
        let named = value.clone().unwrap_or_default();
        let label = self.worded(&fields, "label").unwrap_or_else(|| Text::literal(&named));
        let mut choice = plain(named, label);
        choice.help = self.worded(&fields, "help");
        choice.aliases = self.several(&fields, "aliases").into_iter().map(|(_, text)| text).collect();
        let former = self.several(&fields, "renamed_from");
        choice.renamed_from = former.iter().map(|(_, text)| text.clone()).collect();
        self.former.extend(former);
        choice.facts = fields.get("facts").map_or_else(Vec::new, |node| self.facts(node));
        if value.is_some() {
            self.choices.push(choice);
        }
    }

    /// A choice's value: letters, digits, dots, underscores and hyphens, the first a letter or digit.
    fn value(&mut self, text: &'t str, at: Span) -> Option<String> {
        let fits = text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        if !fits {
            let message = format!("{} is no value of a choice", quoted(text));
            let hint = "letters, digits, `.`, `_` and `-`, a letter or digit first";
            self.faults.add_hinted("bad-value", at, message, hint);
            return None;
        }
        if !self.values.insert(case::folded(text)) {
            self.faults.add("duplicate-id", at, format!("there is a choice {} already", quoted(text)));
        }
        Some(text.to_owned())
    }

    fn worded(&mut self, fields: &Fields<'t>, key: &str) -> Option<Text> {
        let node = fields.get(key)?;
        let text = self.faults.text(node, format_args!("`{key}`"))?;
        self.note_hole(key == "help", node, text);
        Some(Text::literal(text))
    }

    fn note_hole(&mut self, is_help: bool, node: &'t Node<'t>, text: &str) {
        if text.contains("{{") {
            self.holes.push((self.choices.len(), is_help, node));
        }
    }

    fn several(&mut self, fields: &Fields<'t>, key: &str) -> Vec<(Span, String)> {
        let nodes = fields.get(key).map_or(&[][..], Node::items);
        let text = |node: &'t Node<'t>| {
            Some((node.at, self.faults.fixed(node, format_args!("`{key}`"))?.to_owned()))
        };
        nodes.iter().filter_map(text).collect()
    }

    fn facts(&mut self, node: &'t Node<'t>) -> Vec<(Id, Vec<String>)> {
        let Shape::Mapping(entries) = &node.shape else {
            self.faults.add("wrong-type", node.at, "facts are a map from name to value");
            return Vec::new();
        };
        let mut facts = Vec::new();
        for (key, node) in entries {
            let value = |node: &'t Node<'t>| self.faults.fixed(node, "a fact").map(str::to_owned);
            let values: Vec<_> = node.items().iter().filter_map(value).collect();
            facts.extend(self.faults.id(&key.text, key.at).map(|name| (name, values)));
        }
        facts
    }

    /// A former value may be no value of today, nor that of two choices: nobody could tell which is meant.
    fn check_former(&mut self) {
        let mut seen = HashSet::new();
        for (at, value) in std::mem::take(&mut self.former) {
            let folded = value.to_lowercase();
            let is_today = self.values.contains(&*folded);
            let why = if is_today { "is a choice today" } else { "was another choice" };
            if is_today || !seen.insert(folded) {
                self.faults.add("bad-rename", at, format!("{} {why}", quoted(&value)));
            }
        }
    }
}

fn plain(value: String, label: Text) -> Choice {
    Choice { value, label, help: None, aliases: Vec::new(), facts: Vec::new(), renamed_from: Vec::new() }
}

impl Offer {
    /// The value of the choice that goes by this value, label or alias.
    pub fn find(&self, word: &str) -> Option<&str> {
        let ix = self.index().by_word.get(&*case::folded(word))?;
        Some(self.choices[*ix].value.as_str())
    }

    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.choices.iter().map(|choice| choice.value.as_str())
    }

    pub fn fact(&self, name: &str) -> Option<&Fact> {
        let index = self.index();
        index.by_name.get(name).map(|&ix| &index.facts[ix])
    }

    pub fn fact_names(&self) -> impl Iterator<Item = &str> {
        self.index().facts.iter().map(|fact| fact.name.as_str())
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.choices))
    }
}

impl Index {
    fn new(choices: &[Choice]) -> Self {
        let mut index = Self::default();
        // A value comes before a label, a label before an alias, as in answers.
        let values = choices.iter().map(|choice| &choice.value).enumerate();
        let labels = choices.iter().map(|choice| &choice.label.source).enumerate();
        let aliases = choices.iter().enumerate();
        let aliases = aliases.flat_map(|(ix, choice)| choice.aliases.iter().map(move |alias| (ix, alias)));
        for (ix, word) in values.chain(labels).chain(aliases) {
            index.by_word.entry(word.to_lowercase()).or_insert(ix);
        }
        for (name, values) in choices.iter().flat_map(|choice| &choice.facts) {
            index.add_fact(name, values);
        }
        index
    }

    fn add_fact(&mut self, name: &Id, values: &[String]) {
        let ix = *self.by_name.entry(name.clone()).or_insert_with(|| {
            self.facts.push(Fact::new(name));
            self.facts.len() - 1
        });
        let fact = &mut self.facts[ix];
        fact.several |= values.len() > 1;
        for value in values {
            fact.folded.insert(value.to_lowercase());
            if fact.known.insert(value.clone()) {
                fact.values.push(value.clone());
            }
        }
    }
}

impl Fact {
    fn new(name: &Id) -> Self {
        let (values, known, folded) = (Vec::new(), HashSet::new(), HashSet::new());
        Self { name: name.clone(), several: false, values, known, folded }
    }

    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(String::as_str)
    }

    /// Whether a choice has this value of it, compared without case.
    pub fn has(&self, value: &str) -> bool {
        self.folded.contains(&*case::folded(value))
    }
}
