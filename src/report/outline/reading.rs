//! A checklist, read into its outline.

use super::condition;
use super::{Does, Named, Outline, Part, Said, What, Where};
use crate::checklist::{
    Checklist, Condition, ItemIx, Line, Link, Node, NodeIx, NodeKind, Note, NoteKind, Piece, Repeat, Source,
    Step, Text, Wait,
};
use crate::plan::Plan;
use crate::session::Record;
use crate::text::{dates, visible};

/// The outline of a checklist.
pub fn outline(checklist: &Checklist) -> Outline {
    let record = Record::default();
    let plan = Plan::new(checklist, &record);
    let reading = Reading { checklist, plan: &plan };
    Outline {
        id: checklist.id.to_string(),
        title: reading.text(&checklist.title),
        version: checklist.version.to_string(),
        summary: reading.maybe(checklist.summary.as_ref()),
        source: checklist.source.as_ref().map(source),
        verified: checklist.verified.map(dates::full),
        actors: checklist
            .actors
            .iter()
            .map(|actor| named(actor.id.as_str(), reading.text(&actor.title)))
            .collect(),
        ask: checklist.ask.iter().map(|&question| reading.asked(question)).collect(),
        sections: reading.parts(None, ""),
        glossary: checklist.glossary.iter().map(|term| named(&term.term, reading.text(&term.text))).collect(),
        closing: reading.maybe(checklist.closing.as_ref()),
    }
}

/// A checklist, read without answers.
pub(super) struct Reading<'a> {
    pub checklist: &'a Checklist,
    plan: &'a Plan<'a>,
}

impl Reading<'_> {
    /// A text with its holes named.
    pub fn text(&self, text: &Text) -> String {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Literal(literal) => literal.to_owned(),
            Piece::Hole(path) => visible::line(&self.plan.reader().hole(path, &[])).into_owned(),
        };
        text.pieces().map(piece).collect::<String>().trim_end().to_owned()
    }

    pub fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.text(text))
    }

    pub fn when(&self, when: Option<&Condition>) -> Option<String> {
        when.map(|when| condition::words(self, when))
    }

    fn parts(&self, parent: Option<NodeIx>, before: &str) -> Vec<Part> {
        let children = self.checklist.children(parent).zip(1..);
        children.map(|(node, number)| self.part(node, format!("{before}{number}"))).collect()
    }

    fn part(&self, ix: NodeIx, number: String) -> Part {
        let node: &Node = self.checklist.node(ix);
        let what = match &node.kind {
            NodeKind::Section { text } => What::Section {
                text: self.maybe(text.as_ref()),
                parts: self.parts(Some(ix), &format!("{number}.")),
            },
            NodeKind::Step(step) => What::Step(Box::new(self.does(step))),
        };
        let title = |need: &NodeIx| self.text(&self.checklist.node(*need).title);
        Part {
            number,
            id: node.id.to_string(),
            title: self.text(&node.title),
            when: self.when(node.when.as_ref()),
            each: node.each.as_ref().map(|each| self.each(each)),
            after: node.needs.as_ref().map(|needs| match needs.as_slice() {
                [] => "nothing: at any time".to_owned(),
                needs => needs.iter().map(title).collect::<Vec<_>>().join("; "),
            }),
            needs: node
                .needs
                .as_ref()
                .map(|needs| needs.iter().map(|&need| self.checklist.node(need).id.to_string()).collect()),
            what,
        }
    }

    fn does(&self, step: &Step) -> Does {
        let line = |line: &Line| self.said(&line.text, line.when.as_ref());
        let note = |note: &Note| Said {
            kind: Some(match note.kind {
                NoteKind::Advice => "advice",
                NoteKind::Warning => "warning",
                NoteKind::Changed => "changed",
            }),
            source: note.source.clone(),
            ..self.said(&note.text, note.when.as_ref())
        };
        Does {
            actor: step.actor.map(|actor| self.text(&self.checklist.actors[actor.0].title)),
            takes: step.takes.map(|takes| takes.to_string()),
            text: self.maybe(step.text.as_ref()),
            notes: step.notes.iter().map(note).collect(),
            links: step.links.iter().map(|link| self.link(link)).collect(),
            expect: step.expect.iter().map(line).collect(),
            ticks: step.ticks.iter().map(|tick| self.said(&tick.text, tick.when.as_ref())).collect(),
            asks: step.asks.iter().map(|&question| self.asked(question)).collect(),
            irreversible: step.irreversible.as_ref().map(|irreversible| self.text(&irreversible.text)),
            confirm: step.irreversible.as_ref().map(|irreversible| {
                self.maybe(irreversible.confirm.as_ref()).unwrap_or_else(|| "yes".to_owned())
            }),
            wait: step.wait.as_ref().map(|wait| self.wait(wait)),
            evidence: self.maybe(step.evidence.as_ref()),
            risk: self.maybe(step.risk.as_ref()),
            skippable: step.skippable,
            source: step.source.clone(),
            verified: step.verified.map(dates::full),
        }
    }

    fn said(&self, text: &Text, when: Option<&Condition>) -> Said {
        Said { kind: None, text: self.text(text), when: self.when(when), source: None }
    }

    fn link(&self, link: &Link) -> Where {
        Where {
            label: self.text(&link.label),
            url: link.url.clone(),
            private: link.private,
            when: self.when(link.when.as_ref()),
        }
    }

    fn wait(&self, wait: &Wait) -> String {
        let mut words = self.maybe(wait.whom.as_ref()).unwrap_or_else(|| "somebody".to_owned());
        words.extend(wait.usual.map(|usual| format!(", usually {usual}")));
        words.extend(wait.follow_up.map(|span| format!(", then look again after {span}")));
        words.extend(wait.ask.as_ref().map(|ask| format!(". {}", self.text(ask))));
        words
    }

    /// `each user of each tenant`
    fn each(&self, each: &Repeat) -> String {
        let item =
            |item: &ItemIx| format!("each {}", self.checklist.item(*item).name.as_str().replace('-', " "));
        each.binds.iter().rev().map(item).collect::<Vec<_>>().join(" of ")
    }
}

fn named(name: &str, text: String) -> Named {
    Named { name: name.to_owned(), text }
}

fn source(source: &Source) -> String {
    let date = source.date.map(dates::full);
    [source.title.clone(), date, source.url.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
