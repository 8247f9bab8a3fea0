//! Everything that a checklist says, part by part: texts, conditions and paths, each with its place.

use crate::checklist::{
    self, Checklist, ChoiceListIx, Condition, NodeIx, NodeKind, Options, Path, QuestionIx, Step, Text,
};
use crate::format::Outline;
use crate::format::yaml::{Node, Shape, Span};

/// A text, condition or path, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Whose it is.
    pub owner: Owner,
    /// The key that it stands under: `title`, `when`; of a test of a check `ends_with` and the like.
    pub key: &'static str,
    /// What it was read from.
    pub node: &'a Node<'a>,
    /// What it is.
    pub says: Says<'a>,
}

/// Whose a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The file's own.
    File,
    /// A section's or step's.
    Node(NodeIx),
    /// A question's.
    Question(QuestionIx),
    /// One of a list of choices, by its place there.
    Choice(ChoiceListIx, usize),
}

/// What a part is.
#[derive(Debug, Clone, Copy)]
pub enum Says<'a> {
    /// Words with holes.
    Text(&'a Text),
    /// What must hold.
    When(&'a Condition),
    /// What is repeated over or chosen from.
    Path(&'a Path),
}

impl<'a> Part<'a> {
    /// Its words.
    pub fn text(&self) -> Option<&'a Text> {
        match self.says {
            Says::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its condition.
    pub fn condition(&self) -> Option<&'a Condition> {
        match self.says {
            Says::When(condition) => Some(condition),
            _ => None,
        }
    }

    /// Every path that it reads.
    pub fn reads(&self) -> Vec<&'a Path> {
        match self.says {
            Says::Path(path) => vec![path],
            Says::Text(text) => text.holes().collect(),
            Says::When(condition) => condition.tests().into_iter().map(|(path, _)| path).collect(),
        }
    }

    /// Every path that it reads, with its place.
    pub fn paths(&self, outline: &Outline<'_>) -> Vec<(&'a Path, Span)> {
        let at = self.node.at;
        match self.says {
            Says::Path(path) => vec![(path, at)],
            Says::Text(text) => text.holes().zip(outline.holes(at, text)).collect(),
            Says::When(condition) => {
                let written = Outline::tests(self.node);
                condition
                    .tests()
                    .into_iter()
                    .zip(written)
                    .map(|((path, _), own)| (path, own.path.at))
                    .collect()
            }
        }
    }

    /// Whether its words are Markdown of more than a line.
    pub fn is_markdown(&self) -> bool {
        matches!(
            (self.owner, self.key),
            (Owner::File, "summary" | "closing" | "term") | (Owner::Node(_), "text")
        )
    }
}

/// All parts of a checklist: its own, then those of nodes, questions and choices in their order.
pub(super) fn parts<'a>(checklist: &'a Checklist, outline: &Outline<'a>) -> Vec<Part<'a>> {
    let mut parts = Collected { parts: Vec::new() };
    let file = outline.file();
    parts.text(Owner::File, "title", file.get("title"), Some(&checklist.title));
    parts.text(Owner::File, "summary", file.get("summary"), checklist.summary.as_ref());
    parts.text(Owner::File, "session_name", file.get("session_name"), checklist.session_name.as_ref());
    parts.text(Owner::File, "closing", file.get("closing"), checklist.closing.as_ref());
    for (ix, actor) in checklist.actors.iter().enumerate() {
        let entry = outline.actor(checklist::ActorIx(ix));
        parts.text(Owner::File, "actor", entry.and_then(|(_, node)| node.get("title")), Some(&actor.title));
    }
    let terms = file.get("glossary").map_or(&[][..], Node::items);
    for (term, node) in checklist.glossary.iter().zip(terms) {
        parts.text(Owner::File, "term", node.get("text"), Some(&term.text));
    }
    for ix in (0..checklist.nodes.len()).map(NodeIx) {
        parts.node(checklist.node(ix), ix, outline.node(ix));
    }
    for ix in (0..checklist.questions.len()).map(QuestionIx) {
        parts.question(checklist.question(ix), ix, outline.question(ix));
    }
    for (ix, list) in checklist.choice_lists.iter().enumerate() {
        parts.choices(&list.choices, ChoiceListIx(ix), outline.choices(ChoiceListIx(ix)));
    }
    parts.parts
}

struct Collected<'a> {
    parts: Vec<Part<'a>>,
}

impl<'a> Collected<'a> {
    fn add(&mut self, owner: Owner, key: &'static str, node: Option<&'a Node<'a>>, says: Option<Says<'a>>) {
        if let (Some(node), Some(says)) = (node, says) {
            self.parts.push(Part { owner, key, node, says });
        }
    }

    fn text(&mut self, owner: Owner, key: &'static str, node: Option<&'a Node<'a>>, text: Option<&'a Text>) {
        self.add(owner, key, node, text.map(Says::Text));
    }

    fn when(&mut self, owner: Owner, node: &'a Node<'a>, when: Option<&'a Condition>) {
        self.add(owner, "when", node.get("when"), when.map(Says::When));
    }

    /// A text, by itself or in a map with its condition.
    fn line(
        &mut self,
        owner: Owner,
        key: &'static str,
        node: &'a Node<'a>,
        text: &'a Text,
        when: Option<&'a Condition>,
    ) {
        self.text(owner, key, Some(node.get("text").unwrap_or(node)), Some(text));
        self.when(owner, node, when);
    }

    fn node(&mut self, own: &'a checklist::Node, ix: NodeIx, node: &'a Node) {
        let owner = Owner::Node(ix);
        self.text(owner, "title", node.get("title"), Some(&own.title));
        self.when(owner, node, own.when.as_ref());
        self.add(owner, "each", node.get("each"), own.each.as_ref().map(|each| Says::Path(&each.path)));
        match &own.kind {
            NodeKind::Section { text } => self.text(owner, "text", node.get("text"), text.as_ref()),
            NodeKind::Step(step) => self.step(step, owner, node),
        }
    }

    fn step(&mut self, step: &'a Step, owner: Owner, node: &'a Node<'a>) {
        let of = |key| node.get(key).map_or(&[][..], Node::items).iter();
        self.text(owner, "text", node.get("text"), step.text.as_ref());
        for (link, node) in step.links.iter().zip(of("links")) {
            self.text(owner, "label", node.get("label"), Some(&link.label));
            self.when(owner, node, link.when.as_ref());
        }
        for (line, node) in step.expect.iter().zip(of("expect")) {
            self.line(owner, "expect", node, &line.text, line.when.as_ref());
        }
        for (note, node) in step.notes.iter().zip(of("notes")) {
            self.line(owner, "notes", node, &note.text, note.when.as_ref());
        }
        for (tick, node) in step.ticks.iter().zip(of("tick")) {
            self.line(owner, "tick", node, &tick.text, tick.when.as_ref());
        }
        if let (Some(irreversible), Some(node)) = (&step.irreversible, node.get("irreversible")) {
            self.line(owner, "irreversible", node, &irreversible.text, None);
            self.text(owner, "confirm", node.get("confirm"), irreversible.confirm.as_ref());
        }
        if let (Some(wait), Some(node)) = (&step.wait, node.get("wait")) {
            self.text(owner, "for", node.get("for"), wait.whom.as_ref());
            self.text(owner, "ask", node.get("ask"), wait.ask.as_ref());
        }
        self.text(owner, "evidence", node.get("evidence"), step.evidence.as_ref());
        self.text(owner, "risk", node.get("risk"), step.risk.as_ref());
    }

    fn question(&mut self, own: &'a checklist::Question, ix: QuestionIx, node: &'a Node<'a>) {
        let owner = Owner::Question(ix);
        self.text(owner, "label", node.get("label"), Some(&own.label));
        self.text(owner, "question", node.get("question"), own.question.as_ref());
        self.text(owner, "help", node.get("help"), own.help.as_ref());
        self.text(owner, "placeholder", node.get("placeholder"), own.placeholder.as_ref());
        if let Some(checklist::DefaultAnswer::Text(text)) = &own.default {
            self.text(owner, "default", node.get("default"), Some(text));
        }
        self.when(owner, node, own.when.as_ref());
        if let Some(options) = own.kind.options() {
            let path = match options {
                Options::List(_) => None,
                Options::Answer(path, _) | Options::Rows(path, _) => Some(Says::Path(path)),
            };
            self.add(owner, "from", node.get("from"), path);
        }
        for (check, node) in own.checks.iter().zip(node.get("check").map_or(&[][..], Node::items)) {
            let tests = [
                ("ends_with", &check.ends_with),
                ("not_ends_with", &check.not_ends_with),
                ("not_in", &check.not_in),
            ];
            for (key, texts) in tests {
                for (text, node) in texts.iter().zip(node.get(key).map_or(&[][..], Node::items)) {
                    self.text(owner, key, Some(node), Some(text));
                }
            }
            self.text(owner, "message", node.get("message").or(node.get("advice")), Some(&check.says));
        }
    }

    fn choices(&mut self, choices: &'a [checklist::Choice], list: ChoiceListIx, node: &'a Node<'a>) {
        for (at, choice) in choices.iter().enumerate() {
            let owner = Owner::Choice(list, at);
            match &node.shape {
                Shape::Mapping(entries) => {
                    self.text(owner, "label", entries.get(at).map(|(_, label)| label), Some(&choice.label));
                }
                _ => {
                    let own = node.items().get(at);
                    self.text(owner, "label", own.and_then(|own| own.get("label")), Some(&choice.label));
                    self.text(owner, "help", own.and_then(|own| own.get("help")), choice.help.as_ref());
                }
            }
        }
    }
}
