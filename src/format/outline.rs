//! Where the parts of a checklist stand in its file: each by the map or value that it was read from.

use std::cell::OnceCell;

use super::declare::Draft;
use super::places::{Places, length};
use super::yaml::{Document, Key, Node, Shape, Span};
use crate::checklist::{ActorIx, ChoiceListIx, ItemIx, ItemKind, NodeIx, QuestionIx, Text};

/// The file of a checklist, part by part.
#[derive(Debug)]
pub struct Outline<'t> {
    document: &'t Document<'t>,
    nodes: Vec<&'t Node<'t>>,
    questions: Vec<&'t Node<'t>>,
    lists: Vec<&'t Node<'t>>,
    items: Vec<Option<&'t Node<'t>>>,
    places: OnceCell<Places>,
}

/// A test of a condition as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Operand<'t> {
    /// The path.
    pub path: &'t Key<'t>,
    /// What the answer is compared with: behind `includes`, `given`, `count` or `share`, if one stands there.
    pub value: &'t Node<'t>,
}

impl<'t> Outline<'t> {
    pub(super) fn new(document: &'t Document<'t>) -> Self {
        let (nodes, questions, lists) = (Vec::new(), Vec::new(), Vec::new());
        Self { document, nodes, questions, lists, items: Vec::new(), places: OnceCell::new() }
    }

    /// With all that was declared.
    pub(super) fn with(self, draft: &Draft<'t>) -> Self {
        let written = |item: &crate::checklist::Item| match item.kind {
            ItemKind::Row(list) => draft.questions.get(list.0)?.fields.get("item"),
            ItemKind::Choice(_) | ItemKind::Fact(_) => None,
        };
        Self {
            nodes: draft.nodes.iter().map(|node| node.fields.node).collect(),
            questions: draft.questions.iter().map(|question| question.fields.node).collect(),
            lists: draft.list_nodes.clone(),
            items: draft.names.items.iter().map(written).collect(),
            ..self
        }
    }

    /// The whole file.
    pub fn file(&self) -> &'t Node<'t> {
        &self.document.root
    }

    /// The text that places are of.
    pub fn text(&self) -> &'t str {
        self.document.text
    }

    /// The map of a section or step.
    pub fn node(&self, ix: NodeIx) -> &'t Node<'t> {
        self.nodes[ix.0]
    }

    /// The map of a question.
    pub fn question(&self, ix: QuestionIx) -> &'t Node<'t> {
        self.questions[ix.0]
    }

    /// The choices of a list: a list of maps, or the short map.
    pub fn choices(&self, ix: ChoiceListIx) -> &'t Node<'t> {
        self.lists[ix.0]
    }

    /// The entry of an actor.
    pub fn actor(&self, ix: ActorIx) -> Option<&'t (Key<'t>, Node<'t>)> {
        match &self.file().get("actors")?.shape {
            Shape::Mapping(entries) => entries.get(ix.0),
            _ => None,
        }
    }

    /// Where one row of a list gets its name; choices and facts are named where they are asked.
    pub fn item(&self, ix: ItemIx) -> Option<&'t Node<'t>> {
        self.items[ix.0]
    }

    /// The tests of the condition that stands in `node`, in the order of `Condition::tests`.
    pub fn tests(node: &'t Node<'t>) -> Vec<Operand<'t>> {
        let mut tests = Vec::new();
        collect(node, &mut tests);
        tests
    }

    /// The place of `needle` in the value that starts at `at`, behind the place `after` in it; none if it is
    /// not written like that there.
    pub fn within(&self, at: Span, needle: &str, after: Option<Span>) -> Option<Span> {
        self.places.get_or_init(|| Places::new(self.document)).within(at, needle, after)
    }

    /// The places of the paths in the holes of a text that starts at `at`; the text's own where it is written
    /// otherwise than it reads.
    pub fn holes(&self, at: Span, text: &Text) -> Vec<Span> {
        let (mut places, mut last, mut is_lost) = (Vec::new(), None, false);
        for hole in text.source.split("{{").skip(1) {
            let hole = format!("{{{{{}", hole.split_inclusive("}}").next().unwrap_or_default());
            let path = hole.trim_matches(['{', '}']).trim();
            let place = if is_lost { None } else { self.within(at, &hole, last) };
            is_lost |= place.is_none();
            last = place.or(last);
            places.push(place.map_or(at, |place| within_hole(place, &hole, path)));
        }
        places
    }
}

/// The place of a path in the hole that it stands in.
fn within_hole(hole: Span, written: &str, path: &str) -> Span {
    let before = written.find(path).map_or(0, |at| written[..at].chars().count());
    let before = u32::try_from(before).unwrap_or(u32::MAX);
    Span { column: hole.column.saturating_add(before), length: length(path), ..hole }
}

fn collect<'t>(node: &'t Node<'t>, tests: &mut Vec<Operand<'t>>) {
    match &node.shape {
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, tests)),
        Shape::Mapping(entries) => {
            for (path, value) in entries {
                match (&*path.text, &value.shape) {
                    ("all" | "any" | "not", _) => collect(value, tests),
                    (_, Shape::Mapping(inner)) if inner.len() == 1 => {
                        tests.push(Operand { path, value: &inner[0].1 });
                    }
                    _ => tests.push(Operand { path, value }),
                }
            }
        }
        Shape::Null | Shape::Scalar(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::yaml::{Limits, read};
    use super::*;

    #[test]
    fn each_test_of_a_condition_has_its_place() {
        let text = "format: 1\nid: a\ntitle: A\nversion: \"1\"\nask:\n- { id: q, type: confirm, label: Q }\n\
                    - { id: r, type: choices, label: R, item: one, choices: { x: X, y: Y } }\nsections:\n- id: s\n  title: S\n  steps:\n\
                    \x20 - id: t\n    title: T\n    when: [{ q: true, not: { r: { includes: [x] } } }, { any: { q: false, r: { given: true } } }]\n";
        let document = read(text.as_bytes(), &Limits::CHECKLIST).unwrap();
        let (checklist, outline) = super::super::outlined("a", &document).unwrap();
        let condition = checklist.nodes[1].when.clone().unwrap();
        let when = outline.node(NodeIx(1)).get("when").unwrap();
        let written = Outline::tests(when);
        let paths: Vec<_> = written.iter().map(|operand| &*operand.path.text).collect();
        let meant: Vec<_> = condition.tests().iter().map(|(path, _)| path.written.as_str()).collect();
        assert_eq!(paths, ["q", "r", "q", "r"]);
        assert_eq!(paths, meant);
        let columns: Vec<_> = written.iter().map(|operand| operand.value.at.column).collect();
        let source = text.lines().nth(13).unwrap();
        let place = |needle: &str| u32::try_from(source.find(needle).unwrap()).unwrap() + 1;
        assert_eq!(columns, [place("true, not"), place("[x]"), place("false"), place("true } } }]")]);
    }
}
