//! What stands anywhere in the file, so that a forward reference is told from a typo, and what is asked twice.

use std::collections::{HashMap, HashSet};

use super::yaml::{Node, Shape};

/// Ids as they are written, wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Later {
    /// Of sections and steps, in the order of the file.
    pub nodes: Vec<String>,
    /// Of questions, by the list whose rows are asked; the document's by none.
    questions: HashMap<String, HashSet<String>>,
    again: HashSet<String>,
}

impl Later {
    /// Looks through what is asked first and through the sections.
    pub fn new(ask: Option<&Node>, sections: Option<&Node>) -> Self {
        let mut later = Self::default();
        later.asks(ask, "", false);
        later.nodes(sections, "");
        later
    }

    /// Whether a question `id` is asked of the rows of `list`.
    pub fn is_asked(&self, list: &str, id: &str) -> bool {
        self.questions.get(list).is_some_and(|ids| ids.contains(id))
    }

    /// Whether a step asks that question of the document again.
    pub fn is_asked_again(&self, id: &str) -> bool {
        self.again.contains(id)
    }

    fn nodes(&mut self, nodes: Option<&Node>, list: &str) {
        for node in all(nodes) {
            if let Some(id) = text(get(node, "id")) {
                self.nodes.push(id.to_owned());
            }
            let list = text(get(node, "each")).and_then(|each| each.rsplit('.').next()).unwrap_or(list);
            self.asks(get(node, "ask"), list, true);
            self.nodes(get(node, "steps"), list);
        }
    }

    fn asks(&mut self, asks: Option<&Node>, list: &str, in_step: bool) {
        for node in all(asks) {
            let Some(id) = text(get(node, "id")) else {
                self.again.extend(text(Some(node)).filter(|_| in_step).map(str::to_owned));
                continue;
            };
            self.questions.entry(list.to_owned()).or_default().insert(id.to_owned());
            self.asks(get(node, "fields"), id, false);
        }
    }
}

fn all(nodes: Option<&Node>) -> &[Node] {
    match nodes.map(|node| &node.shape) {
        Some(Shape::Sequence(nodes)) => nodes,
        _ => &[],
    }
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Shape::Mapping(entries) = &node.shape else { return None };
    entries.iter().find(|(own, _)| own.text == key).map(|(_, node)| node)
}

fn text(node: Option<&Node>) -> Option<&str> {
    match node.map(|node| &node.shape) {
        Some(Shape::Scalar(scalar)) => Some(&scalar.text),
        _ => None,
    }
}
