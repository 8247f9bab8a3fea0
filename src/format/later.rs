//! What stands anywhere in the file, so that a forward reference is told from a typo, and what is asked twice.

use std::collections::HashSet;

use super::yaml::{Node, Shape};

/// Ids as they are written, wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Later<'t> {
    /// Of sections and steps, in the order of the file.
    pub nodes: Vec<&'t str>,
    /// Of questions, each with the list whose rows are asked; the document's with none.
    questions: HashSet<(&'t str, &'t str)>,
    again: HashSet<&'t str>,
}

impl<'t> Later<'t> {
    /// Looks through what is asked first and through the sections.
    pub fn new(ask: Option<&'t Node<'t>>, sections: Option<&'t Node<'t>>) -> Self {
        let mut later = Self::default();
        later.asks(ask, "", false);
        later.nodes(sections, "");
        later
    }

    /// Whether a question `id` is asked of the rows of `list`.
    pub fn is_asked(&self, list: &str, id: &str) -> bool {
        self.questions.contains(&(list, id))
    }

    /// Whether a step asks that question of the document again.
    pub fn is_asked_again(&self, id: &str) -> bool {
        self.again.contains(id)
    }

    fn nodes(&mut self, nodes: Option<&'t Node<'t>>, list: &'t str) {
        for node in all(nodes) {
            self.nodes.extend(node.get("id").and_then(Node::text));
            let list = node
                .get("each")
                .and_then(Node::text)
                .and_then(|each| each.rsplit('.').next())
                .unwrap_or(list);
            self.asks(node.get("ask"), list, true);
            self.nodes(node.get("steps"), list);
        }
    }

    fn asks(&mut self, asks: Option<&'t Node<'t>>, list: &'t str, in_step: bool) {
        for node in all(asks) {
            let Some(id) = node.get("id").and_then(Node::text) else {
                self.again.extend(node.text().filter(|_| in_step));
                continue;
            };
            self.questions.insert((list, id));
            self.asks(node.get("fields"), id, false);
        }
    }
}

fn all<'n>(nodes: Option<&'n Node<'n>>) -> &'n [Node<'n>] {
    match nodes.map(|node| &node.shape) {
        Some(Shape::Sequence(nodes)) => nodes,
        _ => &[],
    }
}
