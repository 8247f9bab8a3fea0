//! The checklists that come with the program, each of their parts changed in turn: `check` finds the change, and
//! where it is.
//!
//! The tree is changed, not the text, so every place is that of the file as it is kept. Of long checklists only some
//! changes are made; `cargo test -- --ignored mutations` makes all of them and prints how many there were.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use frp_onboard::diagnostic::Finding;
use frp_onboard::format;
use frp_onboard::format::yaml::{self, Document, Key, Limits, Node, Plain, Scalar, Shape, Span};
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::lint::{self, Options, Played, Subject};
use frp_onboard::session::Stamp;

use crate::pages::{files, read, root};

const CHECKLISTS: [&str; 4] = ["remove-user", "add-customer", "add-user", "partner-onboarding"];
/// How many changes of a kind are made where not all are.
const SOME: usize = 150;

#[test]
fn a_key_that_lacks_its_last_letter_is_found_in_its_place() {
    everywhere(SOME, keys_misspelt);
}

#[test]
fn a_name_with_another_last_letter_is_found_where_it_stands() {
    everywhere(SOME, names_changed);
}

#[test]
fn a_required_key_that_is_gone_is_found_where_its_map_begins() {
    everywhere(SOME, keys_removed);
}

#[test]
fn a_value_of_a_wrong_kind_is_found_in_its_place() {
    everywhere(SOME, kinds_changed);
}

#[test]
fn an_id_with_another_last_letter_is_found_if_anything_names_it() {
    everywhere(SOME / 5, ids_changed);
}

#[test]
fn a_condition_turned_round_is_found_if_it_decides_what_is_done() {
    everywhere(SOME / 5, conditions_negated);
}

#[test]
#[ignore = "makes every change there is: some minutes"]
fn mutations_everywhere() {
    for kind in [keys_misspelt, names_changed, keys_removed, kinds_changed, ids_changed, conditions_negated] {
        everywhere(usize::MAX, kind);
    }
}

/// What one kind of change comes to in a checklist.
type Kind = fn(&mut World, usize) -> Tally;

/// How many changes were made, found, and rightly passed.
#[derive(Debug, Default)]
struct Tally {
    kind: &'static str,
    found: usize,
    passed: BTreeMap<&'static str, usize>,
    missed: Vec<String>,
}

#[expect(clippy::print_stdout, reason = "how many there were is worth to be read")]
fn everywhere(most: usize, kind: Kind) {
    let mut found = 0;
    for name in CHECKLISTS {
        let tally = kind(&mut World::of(name), most);
        println!("{name}: {}: {} found, {:?} passed", tally.kind, tally.found, tally.passed);
        assert!(tally.missed.is_empty(), "{name}: {}:\n{}", tally.kind, tally.missed.join("\n"));
        found += tally.found;
    }
    assert!(found > 0, "nothing was changed");
}

/// A checklist, and the scenarios that name it.
struct World {
    document: Document<'static>,
    scenarios: Vec<(String, Scenario)>,
    /// All words of the scenarios.
    played: BTreeSet<String>,
}

/// A value of the tree: the way to it by numbers, and the keys on that way.
#[derive(Debug, Clone)]
struct Spot {
    path: Vec<usize>,
    way: Vec<String>,
}

impl World {
    fn of(name: &str) -> Self {
        let file = format!("{name}.yaml");
        let text = read(&root().join("checklists").join(&file)).leak();
        let document = yaml::read(text.as_bytes(), &Limits::CHECKLIST).expect("it is YAML");
        let (mut scenarios, mut played) = (Vec::new(), BTreeSet::new());
        for path in files("checklists/scenarios") {
            let text = fs::read_to_string(&path).expect("it is there");
            let scenario = Scenario::read(text.as_bytes()).expect("it is a scenario");
            if scenario.checklist.ends_with(&format!("/{file}")) {
                let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c));
                played.extend(words.map(str::to_owned));
                scenarios.push((path.display().to_string(), scenario));
            }
        }
        Self { document, scenarios, played }
    }

    /// The values that are asked for, but for those that are too many.
    fn spots(&self, most: usize, wanted: impl Fn(&Spot, &Node) -> bool) -> Vec<Spot> {
        let mut all = Vec::new();
        visit(&self.document.root, &mut Spot { path: Vec::new(), way: Vec::new() }, &mut |spot, node| {
            if wanted(spot, node) {
                all.push(spot.clone());
            }
        });
        let stride = all.len().div_ceil(most).max(1);
        all.into_iter().step_by(stride).collect()
    }

    fn node(&mut self, spot: &Spot) -> &mut Node<'static> {
        spot.path.iter().fold(&mut self.document.root, |node, &at| match &mut node.shape {
            Shape::Sequence(nodes) => &mut nodes[at],
            Shape::Mapping(entries) => &mut entries[at].1,
            _ => panic!("nothing lies in a scalar"),
        })
    }

    /// What is found while a value is another one.
    fn with(&mut self, spot: &Spot, shape: Shape<'static>) -> Vec<Finding> {
        let old = std::mem::replace(&mut self.node(spot).shape, shape);
        let found = self.found();
        self.node(spot).shape = old;
        found
    }

    fn found(&self) -> Vec<Finding> {
        let (checklist, outline) = match format::outlined("a", &self.document) {
            Ok(read) => read,
            Err(findings) => return findings,
        };
        let stamp = Stamp {
            at: jiff::Timestamp::UNIX_EPOCH,
            offset: jiff::tz::Offset::UTC,
            by: "dana".into(),
            reply: None,
        };
        let played = self.scenarios.iter();
        let played = played
            .map(|(name, scenario)| Played { name: name.clone(), outcome: scenario.run(&checklist, &stamp) });
        let played: Vec<_> = played.collect();
        lint::check(&Subject::new("a", &checklist, &outline, &played, Options { stale: None }))
    }
}

fn visit(node: &Node, spot: &mut Spot, each: &mut impl FnMut(&Spot, &Node)) {
    each(spot, node);
    match &node.shape {
        Shape::Sequence(nodes) => {
            for (at, node) in nodes.iter().enumerate() {
                spot.path.push(at);
                visit(node, spot, each);
                spot.path.pop();
            }
        }
        Shape::Mapping(entries) => {
            for (at, (key, node)) in entries.iter().enumerate() {
                spot.path.push(at);
                spot.way.push(key.text.to_string());
                visit(node, spot, each);
                spot.way.pop();
                spot.path.pop();
            }
        }
        _ => {}
    }
}

impl Spot {
    fn last(&self) -> &str {
        self.way.last().map_or("", String::as_str)
    }

    fn is_in(&self, key: &str) -> bool {
        self.way.iter().any(|own| own == key)
    }

    /// Whether keys here are names that the checklist gives, and not words of the format.
    fn names_keys(&self) -> bool {
        matches!(self.last(), "facts" | "actors") || self.way == ["choices"]
    }
}

impl Tally {
    fn new(kind: &'static str) -> Self {
        Self { kind, ..Self::default() }
    }

    /// Notes a change, which must be found at `at`.
    fn at(&mut self, at: Span, what: &str, findings: &[Finding]) {
        if findings.iter().any(|finding| (finding.line, finding.column) == (at.line, at.column)) {
            self.found += 1;
        } else {
            let others: Vec<_> =
                findings.iter().map(|own| format!("{}:{} {}", own.line, own.column, own.code)).collect();
            self.missed.push(format!("line {}:{}: {what}: {others:?}", at.line, at.column));
        }
    }
}

fn keys_misspelt(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("keys without their last letter");
    let is_short_map = |spot: &Spot, node: &Node| {
        spot.last() == "choices" && matches!(&node.shape, Shape::Mapping(_)) && spot.way.len() > 1
            || spot.way.len() == 2
                && spot.way[0] == "choices"
                && matches!(&node.shape, Shape::Mapping(_))
                && spot.path.len() == 2
    };
    let maps = world.spots(usize::MAX, |spot, node| {
        matches!(node.shape, Shape::Mapping(_))
            && !spot.names_keys()
            && !spot.is_in("when")
            && !is_short_map(spot, node)
    });
    let keys = maps.into_iter().flat_map(|spot| {
        let Shape::Mapping(entries) = &world.node(&spot).shape else { return Vec::new() };
        (0..entries.len()).map(|at| (spot.clone(), at)).collect::<Vec<_>>()
    });
    let keys: Vec<_> = keys.collect();
    for (spot, at) in some(keys, most) {
        let Shape::Mapping(mut entries) = world.node(&spot).shape.clone() else { continue };
        let key = entries[at].0.clone();
        entries[at].0.text.to_mut().pop();
        let findings = world.with(&spot, Shape::Mapping(entries));
        let unknown: Vec<_> = findings.into_iter().filter(|finding| finding.code == "unknown-key").collect();
        tally.at(key.at, &key.text, &unknown);
    }
    tally
}

/// Wherever a part is named, but not where it is declared.
fn names_changed(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("names with another last letter");
    let refers = |spot: &Spot, node: &Node| {
        let Shape::Scalar(scalar) = &node.shape else { return false };
        match spot.last() {
            "needs" | "each" | "from" | "actor" | "share" | "distinct" | "key" => true,
            // That of a wait is a sentence.
            "ask" if !spot.is_in("wait") => true,
            "default" => !scalar.text.contains(' ') && scalar.plain == Plain::Text,
            _ => scalar.text.contains("{{ "),
        }
    };
    for spot in world.spots(most, refers) {
        let node = world.node(&spot).clone();
        let Shape::Scalar(scalar) = node.shape else { continue };
        let text = match scalar.text.rsplit_once(" }}") {
            Some((before, after)) => format!("{} }}}}{after}", world.renamed(before)),
            None => world.renamed(&scalar.text),
        };
        let findings = world.with(&spot, Shape::Scalar(Scalar { text: text.into(), ..scalar.clone() }));
        if findings.is_empty() && spot.last() == "default" {
            *tally.passed.entry("a default of free text").or_default() += 1;
        } else {
            tally.at(node.at, &scalar.text, &findings);
        }
    }
    let tests = world.spots(most, |spot, node| {
        spot.is_in("when")
            && matches!(node.shape, Shape::Mapping(_))
            && !["count", "facts"].contains(&spot.last())
    });
    for spot in tests {
        let Shape::Mapping(entries) = world.node(&spot).shape.clone() else { continue };
        for at in 0..entries.len() {
            let (key, value) = entries[at].clone();
            let mut changed = entries.clone();
            changed[at].0.text = world.renamed(&key.text).into();
            tally.at(key.at, &key.text, &world.with(&spot, Shape::Mapping(changed)));
            if let Shape::Scalar(scalar) = &value.shape
                && scalar.plain == Plain::Text
            {
                let mut changed = entries.clone();
                let text = world.renamed(&scalar.text);
                changed[at].1.shape = Shape::Scalar(Scalar { text: text.into(), ..scalar.clone() });
                tally.at(value.at, &scalar.text, &world.with(&spot, Shape::Mapping(changed)));
            }
        }
    }
    tally
}

/// What each map must have, by the key that it stands under.
fn needed(spot: &Spot) -> &'static [&'static str] {
    match spot.last() {
        "" => &["format", "id", "title", "version", "sections"],
        "sections" => &["id", "title", "steps"],
        "steps" => &["id", "title"],
        "ask" | "fields" => &["id", "type", "label", "item", "fields", "key", "choices", "from"],
        "links" => &["label", "url"],
        "notes" => &["kind", "text"],
        "tick" | "expect" | "irreversible" => &["text"],
        "glossary" => &["term", "text"],
        "check" => &["message", "advice"],
        "choices" => &["value"],
        _ if spot.way.len() == 2 && spot.way[0] == "actors" => &["title"],
        _ if spot.way.len() == 2 && spot.way[0] == "choices" => &["value"],
        _ => &[],
    }
}

fn keys_removed(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("required keys taken away");
    for spot in
        world.spots(most, |spot, node| matches!(node.shape, Shape::Mapping(_)) && !needed(spot).is_empty())
    {
        let node = world.node(&spot).clone();
        let Shape::Mapping(entries) = &node.shape else { continue };
        let is_list = entries.iter().any(|(key, node)| {
            key.text == "type" && matches!(&node.shape, Shape::Scalar(scalar) if scalar.text == "list")
        });
        for (at, (key, _)) in entries.iter().enumerate() {
            // A `choices` may have an `item` and needs none.
            let is_free = key.text == "item" && !is_list;
            if !needed(&spot).contains(&&*key.text) || is_free {
                continue;
            }
            let mut left = entries.clone();
            left.remove(at);
            let found = world.with(&spot, Shape::Mapping(left));
            let missing: Vec<_> = found.into_iter().filter(|finding| finding.code == "missing-key").collect();
            tally.at(node.at, &key.text, &missing);
        }
    }
    tally
}

fn kinds_changed(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("values of a wrong kind");
    for spot in world.spots(most, |_, _| true) {
        let node = world.node(&spot).clone();
        let word = |at| Node { at, shape: Shape::Scalar(Scalar { text: "y".into(), plain: Plain::Text }) };
        let list = |of| Shape::Sequence(vec![Node { at: node.at, shape: of }]);
        let lists = list(list(word(node.at).shape));
        let mut found = world.with(&spot, lists);
        // A path that may read several values is refused at its key, whatever it is compared with.
        if spot.is_in("when") {
            found.retain(|finding| finding.line == node.at.line);
            found.iter_mut().for_each(|finding| finding.column = node.at.column);
        }
        tally.at(node.at, &format!("{:?} as lists", spot.way), &found);
        if matches!(node.shape, Shape::Scalar(_)) {
            let key = Key { at: node.at, text: "x-x".into() };
            let map = Shape::Mapping(vec![(key, word(node.at))]);
            tally.at(node.at, &format!("{:?} as a map", spot.way), &world.with(&spot, map));
        }
    }
    tally
}

/// Where a part is declared. What nothing names may be called anything.
fn ids_changed(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("ids with another last letter");
    let declares = |spot: &Spot, node: &Node| {
        matches!(node.shape, Shape::Scalar(_)) && matches!(spot.last(), "id" | "item" | "value")
    };
    let of_nodes = names(&world.document.root, |spot| spot.last() == "needs");
    let of_answers = names(&world.document.root, |spot| spot.last() != "needs");
    for spot in world.spots(most, declares) {
        let node = world.node(&spot).clone();
        let Shape::Scalar(scalar) = node.shape else { continue };
        let is_node =
            spot.way.ends_with(&["steps".to_owned(), "id".to_owned()]) || spot.way == ["sections", "id"];
        let others = |names: &[String]| names.iter().filter(|name| **name == scalar.text).count();
        let is_named = if is_node { others(&of_nodes) > 0 } else { others(&of_answers) > 1 };
        let text = world.renamed(&scalar.text);
        let findings = world.with(&spot, Shape::Scalar(Scalar { text: text.into(), ..scalar.clone() }));
        if !findings.is_empty() {
            tally.found += 1;
        } else if spot.way.ends_with(&["tick".to_owned(), "id".to_owned()]) {
            *tally.passed.entry("a tick's, which only sessions name").or_default() += 1;
        } else if spot.way == ["id"] {
            *tally.passed.entry("the checklist's own").or_default() += 1;
        } else if !is_named && !world.played.contains(&*scalar.text) {
            *tally.passed.entry("named nowhere").or_default() += 1;
        } else {
            tally.missed.push(format!("line {}: {:?} {}", node.at.line, spot.way, scalar.text));
        }
    }
    tally
}

fn conditions_negated(world: &mut World, most: usize) -> Tally {
    let mut tally = Tally::new("conditions turned round");
    let conditions = world.spots(most, |spot, _| {
        spot.last() == "when" && spot.way.iter().filter(|key| *key == "when").count() == 1
    });
    let conditions: Vec<_> = conditions.into_iter().filter(|spot| is_whole(world, spot)).collect();
    for spot in conditions {
        let node = world.node(&spot).clone();
        let not = Key { at: node.at, text: "not".into() };
        let findings = world.with(&spot, Shape::Mapping(vec![(not, node.clone())]));
        let of = spot.way.iter().rev().nth(1).map(String::as_str).unwrap_or_default();
        if !findings.is_empty() {
            tally.found += 1;
        } else if ["links", "notes", "expect", "tick"].contains(&of) {
            // Only what is read there changes: no step, no answer.
            *tally.passed.entry("of a line that is only read").or_default() += 1;
        } else {
            tally.missed.push(format!("line {}: of {of}", node.at.line));
        }
    }
    tally
}

/// Whether this is a whole condition, and not one map of a list.
fn is_whole(world: &mut World, spot: &Spot) -> bool {
    let around = Spot { path: spot.path[..spot.path.len() - 1].to_vec(), way: Vec::new() };
    matches!(world.node(&around).shape, Shape::Mapping(_))
}

impl World {
    /// A name with another last letter, which nothing else has.
    fn renamed(&self, name: &str) -> String {
        let mut start = name.to_owned();
        start.pop();
        let names: BTreeSet<_> =
            names(&self.document.root, |_| true).iter().map(|own| own.to_lowercase()).collect();
        let mut others = ('a'..='z').rev().map(|letter| format!("{start}{letter}"));
        others.find(|other| !names.contains(&other.to_lowercase())).expect("there are many letters")
    }
}

/// The names that stand in some places of a tree, each as often as it does: whole scalars, and the parts of paths in
/// scalars, keys and holes.
fn names(root: &Node, wanted: impl Fn(&Spot) -> bool) -> Vec<String> {
    let mut names = Vec::new();
    let mut path = |path: &str| names.extend(path.trim().split('.').map(str::to_owned));
    visit(root, &mut Spot { path: Vec::new(), way: Vec::new() }, &mut |spot, node| match &node.shape {
        _ if !wanted(spot) => {}
        Shape::Scalar(scalar) => {
            path(&scalar.text);
            let holes = scalar.text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
            holes.for_each(&mut path);
        }
        Shape::Mapping(entries) => entries.iter().for_each(|(key, _)| path(&key.text)),
        _ => {}
    });
    names
}

fn some<T>(all: Vec<T>, most: usize) -> impl Iterator<Item = T> {
    let stride = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(stride)
}
