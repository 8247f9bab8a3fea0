//! Maps and scalars of a checklist file, read with every fault noted and none fatal.

use std::cell::OnceCell;
use std::fmt::Display;
use std::str::FromStr;

use super::places::Places;
use super::yaml::{Document, Fault, Key, Node, Plain, Scalar, Shape, Span, quoted, shown};
use crate::checklist::{Id, Kind};
use crate::diagnostic::finding;
use crate::text::count;
use crate::text::suggest::Patience;

/// The faults found so far, and the file that they are in.
#[derive(Debug)]
pub(super) struct Faults<'t> {
    document: Option<&'t Document<'t>>,
    places: OnceCell<Places>,
    patience: Patience,
    /// How many patterns were read.
    pub patterns: usize,
    pub found: Vec<Fault>,
}

/// A map with its keys known.
#[derive(Debug, Clone)]
pub(super) struct Fields<'t> {
    pub at: Span,
    /// The map itself.
    pub node: &'t Node<'t>,
    entries: &'t [(Key<'t>, Node<'t>)],
    /// The entries of keys that are misspelt: noted once, and read as what was meant.
    misspelt: Vec<(&'static str, usize)>,
}

impl<'t> Faults<'t> {
    pub fn new(document: Option<&'t Document<'t>>) -> Self {
        Self {
            document,
            places: OnceCell::new(),
            patience: Patience::default(),
            patterns: 0,
            found: Vec::new(),
        }
    }

    /// Notes a fault, unless there are so many already that they are not told.
    pub fn note(&mut self, fault: Fault) {
        if !self.is_full() {
            self.found.push(fault);
        }
    }

    /// Whether there is no sense in reading on: then all else is taken as if it were not there.
    fn is_full(&self) -> bool {
        self.found.len() > finding::MOST
    }

    pub fn add(&mut self, code: &'static str, at: Span, message: impl Into<String>) {
        self.note(Fault { code, message: message.into(), at, hint: None });
    }

    pub fn add_hinted(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.note(Fault { code, message: message.into(), at, hint: Some(hint.into()) });
    }

    /// A name that is not known, with the nearest one that is.
    pub fn unknown<'n>(
        &mut self,
        code: &'static str,
        at: Span,
        message: String,
        given: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let hint = self.did_you_mean(given, known);
        self.note(Fault { code, message, at, hint });
    }

    /// A hint at the nearest of the known names.
    pub fn did_you_mean<'n>(
        &mut self,
        given: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<String> {
        self.patience.nearest(given, known).map(|near| format!("did you mean {}?", quoted(near)))
    }

    /// A hint at the nearest of the known values, or else at the first ones.
    pub fn nearest_or_all<'n, I: Iterator<Item = &'n str>>(
        &mut self,
        given: &str,
        what: &str,
        known: impl Fn() -> I,
    ) -> String {
        let near = self.did_you_mean(given, known());
        near.unwrap_or_else(|| {
            let first: Vec<_> = known().take(count::SHOWN).map(shown).collect();
            match known().nth(count::SHOWN) {
                Some(_) => format!("{what} {} and others", first.join(", ")),
                None => format!("{what} {}", count::names(first)),
            }
        })
    }

    /// The place of `needle` in the value at `at`, behind the place `after` in it.
    pub fn within(&self, at: Span, needle: &str, after: Option<Span>) -> Option<Span> {
        let document = self.document?;
        self.places.get_or_init(|| Places::new(document)).within(at, needle, after)
    }

    /// A map whose keys are among `keys`; `what` names it in messages.
    pub fn fields(&mut self, node: &'t Node<'t>, what: &str, keys: &[&'static str]) -> Option<Fields<'t>> {
        if self.is_full() {
            return None;
        }
        let Shape::Mapping(entries) = &node.shape else {
            self.add("wrong-type", node.at, format!("{what} is a map, not {}", kind(node)));
            return None;
        };
        let mut fields = Fields { at: node.at, node, entries, misspelt: Vec::new() };
        let unknown = |(_, (key, _)): &(usize, &(Key, Node))| !keys.contains(&&*key.text);
        if entries.iter().enumerate().any(|entry| unknown(&entry)) {
            let mut missing: Vec<_> = keys.iter().filter(|key| fields.get(key).is_none()).collect();
            for (ix, (key, _)) in entries.iter().enumerate().filter(unknown) {
                let near = self.unknown_key(key, what, keys);
                if let Some(at) = missing.iter().position(|missing| Some(**missing) == near) {
                    fields.misspelt.push((missing.swap_remove(at), ix));
                }
            }
        }
        Some(fields)
    }

    /// Notes a key that is not known, and says which was probably meant.
    pub fn unknown_key(&mut self, key: &Key, what: &str, keys: &[&'static str]) -> Option<&'static str> {
        let near = self.patience.nearest(&key.text, keys.iter().copied());
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its keys are {}", keys.join(", ")),
        };
        self.add_hinted("unknown-key", key.at, format!("{what} has no key {}", quoted(&key.text)), hint);
        keys.iter().copied().find(|key| Some(*key) == near)
    }

    /// A list; a missing one is empty.
    pub fn list(&mut self, node: Option<&'t Node<'t>>, what: &str) -> &'t [Node<'t>] {
        match node.map(|node| (node, &node.shape)) {
            Some(_) if self.is_full() => &[],
            None => &[],
            Some((_, Shape::Sequence(nodes))) => nodes,
            Some((node, _)) => {
                self.add("wrong-type", node.at, format!("{what} is a list, not {}", kind(node)));
                &[]
            }
        }
    }

    /// Any scalar, as it is written; never blank.
    pub fn text(&mut self, node: &'t Node<'t>, what: impl Display) -> Option<&'t str> {
        match &node.shape {
            _ if self.is_full() => None,
            Shape::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(&scalar.text),
            Shape::Scalar(_) | Shape::Null => {
                self.add("empty", node.at, format!("{what} is empty"));
                None
            }
            _ => {
                self.add("wrong-type", node.at, format!("{what} is a text, not {}", kind(node)));
                None
            }
        }
    }

    /// A text that no answer may change.
    pub fn fixed(&mut self, node: &'t Node<'t>, what: impl Display + Copy) -> Option<&'t str> {
        let text = self.text(node, what)?;
        (!self.has_hole(text, node.at, what)).then_some(text)
    }

    /// Whether a text that no answer may change has a hole, which is noted.
    pub fn has_hole(&mut self, text: &str, at: Span, what: impl Display) -> bool {
        let Some(open) = text.find("{{") else { return false };
        let end = text[open..].find("}}").map_or(open + 2, |close| open + close + 2);
        let place = self.within(at, &text[open..end], None).unwrap_or(at);
        let message = format!("{what} stands as it is written: no answer can fill a hole in it");
        self.add_hinted("misplaced-hole", place, message, "write it out, without `{{` and `}}`");
        true
    }

    pub fn flag(&mut self, node: &'t Node<'t>, what: &str) -> Option<bool> {
        if let Shape::Scalar(Scalar { plain: Plain::Bool(yes), .. }) = &node.shape {
            return Some(*yes);
        }
        self.add("wrong-type", node.at, format!("{what} is true or false"));
        None
    }

    /// A scalar that parses, with the parser's own words where it does not.
    pub fn parsed<T: FromStr<Err: Display>>(&mut self, node: &'t Node<'t>, what: &str) -> Option<T> {
        let text = self.text(node, what)?.trim();
        parse_in_short(text).map_err(|message| self.add("bad-value", node.at, message)).ok()
    }

    pub fn id(&mut self, text: &str, at: Span) -> Option<Id> {
        parse_in_short(text).map_err(|message| self.add("bad-id", at, message)).ok()
    }

    pub fn number(&mut self, node: &'t Node<'t>, what: &str) -> Option<f64> {
        let number = match &node.shape {
            Shape::Scalar(scalar) if scalar.plain == Plain::Number => scalar.text.parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.add("wrong-type", node.at, format!("{what} is a number"));
        }
        number
    }

    /// One of a few words.
    pub fn word<T: Copy>(
        &mut self,
        node: &'t Node<'t>,
        what: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(node, what)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word);
            let all: Vec<_> = known.clone().map(|word| format!("`{word}`")).collect();
            let all = match all.split_last() {
                Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
                _ => all.concat(),
            };
            let message = format!("{what} is {all}, not {}", quoted(text));
            self.unknown("bad-value", node.at, message, text, known);
        }
        found
    }
}

impl<'t> Fields<'t> {
    pub fn entries(&self) -> &'t [(Key<'t>, Node<'t>)] {
        self.entries
    }

    pub fn get(&self, key: &str) -> Option<&'t Node<'t>> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The place of a key, or of the whole map.
    pub fn key(&self, key: &str) -> Span {
        self.entry(key).map_or(self.at, |(own, _)| own.at)
    }

    fn entry(&self, key: &str) -> Option<&'t (Key<'t>, Node<'t>)> {
        let misspelt = || self.misspelt.iter().find(|(meant, _)| *meant == key).map(|&(_, ix)| ix);
        self.entries
            .iter()
            .find(|(own, _)| own.text == key)
            .or_else(|| misspelt().and_then(|ix| self.entries.get(ix)))
    }

    /// A key that must be there.
    pub fn need(&self, key: &'static str, what: &str, faults: &mut Faults<'t>) -> Option<&'t Node<'t>> {
        let node = self.get(key);
        if node.is_none() {
            faults.add("missing-key", self.at, format!("{what} needs `{key}`"));
        }
        node
    }
}

/// What a text parses to, or what its parser says, quoting no more of it than a line holds.
pub(super) fn parse_in_short<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| {
        let short = shown(text).parse::<T>().err();
        short.unwrap_or(error).to_string()
    })
}

/// An answer of that kind, or what is wrong with it, quoting no more of it than a line holds.
pub(super) fn accept_in_short(kind: &Kind, text: &str) -> Result<String, String> {
    kind.accept(text).map_err(|message| kind.accept(&shown(text)).err().unwrap_or(message))
}

/// What a node is, in a message.
pub(super) fn kind(node: &Node) -> &'static str {
    match &node.shape {
        Shape::Null => "nothing",
        Shape::Scalar(_) => "a single value",
        Shape::Sequence(_) => "a list",
        Shape::Mapping(_) => "a map",
    }
}
