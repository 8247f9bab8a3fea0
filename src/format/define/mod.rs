//! Second pass: what the declared parts say. All names are known now, so every text, condition and check
//! can be resolved.

mod nodes;
mod parts;
mod questions;
mod scalars;

use super::conditions::Place;
use super::declare::Draft;
use super::fields::{Faults, Fields};
use super::names::{Reach, Scope};
use super::texts;
use super::yaml::{Fault, Node, Span};
use crate::checklist::{
    Actor, Checklist, ChoiceList, Condition, Home, Id, NodeIx, QuestionIx, Term, Text, Version,
};
use scalars::{date, source};

const TERM: &[&str] = &["term", "text"];

/// What a file says, once all is declared. Parts that are missing or wrong are left out; their faults stop
/// the checklist from being used.
pub(super) fn define<'t>(mut draft: Draft<'t>, file: Fields<'t>) -> (Option<Checklist>, Vec<Fault>) {
    let document = Scope { items: Vec::new(), home: Some(Home::Document), open: Vec::new() };
    let mut faults = Faults::new("");
    std::mem::swap(&mut faults, &mut draft.faults);
    let define = Define { draft: &draft };
    let checklist = define.checklist(file, &document, &mut faults);
    (checklist, faults.found)
}

struct Define<'d, 't> {
    draft: &'d Draft<'t>,
}

impl<'t> Define<'_, 't> {
    fn checklist(&self, file: Fields<'t>, document: &Scope, faults: &mut Faults<'t>) -> Option<Checklist> {
        let id = file.need("id", "a checklist", faults).and_then(|node| faults.parsed::<Id>(node, "`id`"));
        let title = file.need("title", "a checklist", faults);
        let title = title.and_then(|node| self.text(document, node, "`title`", faults));
        let version = file.need("version", "a checklist", faults);
        let version = version.and_then(|node| faults.parsed::<Version>(node, "`version`"));
        let nodes: Vec<_> = (0..self.draft.nodes.len()).map(|ix| self.node(NodeIx(ix), faults)).collect();
        let questions: Vec<_> =
            (0..self.draft.questions.len()).map(|ix| self.question(QuestionIx(ix), faults)).collect();
        let actors = self.draft.actors.iter();
        let actors = actors.filter_map(|(id, node)| self.actor(document, id, node, faults)).collect();
        let optional = |key, faults: &mut Faults<'t>| {
            file.get(key).and_then(|node| self.text(document, node, &format!("`{key}`"), faults))
        };
        let (summary, session_name, closing) =
            (optional("summary", faults), optional("session_name", faults), optional("closing", faults));
        self.session_name_is_asked(&file, session_name.as_ref(), faults);
        Some(Checklist {
            id: id?,
            title: title?,
            version: version?,
            summary,
            source: file.get("source").and_then(|node| source(node, faults)),
            verified: file.get("verified").and_then(|node| date(node, "`verified`", faults)),
            session_name,
            ask: self.draft.ask.clone(),
            actors,
            choice_lists: self.choice_lists(document, faults),
            glossary: self.glossary(document, file.get("glossary"), faults),
            items: self.draft.names.items.clone(),
            nodes,
            questions: questions.into_iter().collect::<Option<_>>()?,
            closing,
        })
    }

    fn text(&self, scope: &Scope, node: &'t Node, what: &str, faults: &mut Faults<'t>) -> Option<Text> {
        texts::text(&self.draft.names, scope, node, what, faults)
    }

    fn own_text(
        &self,
        scope: &Scope,
        fields: &Fields<'t>,
        key: &str,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        fields.get(key).and_then(|node| self.text(scope, node, &format!("`{key}`"), faults))
    }

    fn needed_text(
        &self,
        scope: &Scope,
        fields: &Fields<'t>,
        key: &'static str,
        what: &str,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        let node = fields.need(key, what, faults)?;
        self.text(scope, node, &format!("`{key}`"), faults)
    }

    fn when(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<Condition> {
        let node = fields.get("when")?;
        let accept = |question: QuestionIx, text: &str| self.draft.questions[question.0].kind.accept(text);
        let reach = Reach { until, texts: false };
        let (names, lists) = (&self.draft.names, &self.draft.lists[..]);
        Place { names, lists, accept: &accept, scope, reach }.condition(node, faults)
    }

    /// A session is named before its first step, so only what is asked then can name it.
    fn session_name_is_asked(&self, file: &Fields<'t>, name: Option<&Text>, faults: &mut Faults<'t>) {
        for path in name.into_iter().flat_map(Text::holes) {
            let asked = path.hops.first().is_some_and(|first| self.draft.ask.contains(first));
            if !asked {
                let at =
                    file.get("session_name").map_or(file.at, |node| faults.within(node.at, &path.written));
                let message = format!("`{}` is not asked before the first step", path.written);
                faults.add_hinted("bad-session-name", at, message, "ask it under the checklist's own `ask`");
            }
        }
    }

    fn actor(&self, document: &Scope, id: &Id, node: &'t Node, faults: &mut Faults<'t>) -> Option<Actor> {
        let fields = faults.fields(node, "an actor", &["title"])?;
        let title = self.needed_text(document, &fields, "title", "an actor", faults)?;
        Some(Actor { id: id.clone(), title })
    }

    fn choice_lists(&self, document: &Scope, faults: &mut Faults<'t>) -> Vec<ChoiceList> {
        let mut lists = self.draft.lists.clone();
        let reach = Reach { until: usize::MAX, texts: true };
        for choice in lists.iter_mut().flat_map(|list| &mut list.choices) {
            for text in std::iter::once(&mut choice.label).chain(choice.help.as_mut()) {
                if text.source.contains("{{") {
                    let at = faults.within(Span { line: 1, column: 1, length: 1 }, &text.source);
                    *text =
                        texts::parse(&self.draft.names, document, reach, &text.source.clone(), at, faults);
                }
            }
        }
        lists
    }

    fn glossary(&self, document: &Scope, node: Option<&'t Node>, faults: &mut Faults<'t>) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for node in faults.list(node, "`glossary`") {
            let Some(fields) = faults.fields(node, "a term", TERM) else { continue };
            let Some(term) = fields.need("term", "a term", faults) else { continue };
            let text = self.needed_text(document, &fields, "text", "a term", faults);
            let (Some(word), Some(text)) = (faults.text(term, "`term`"), text) else { continue };
            if terms.iter().any(|known| known.term.to_lowercase() == word.to_lowercase()) {
                faults.add("duplicate-id", term.at, format!("`{word}` is explained already"));
            }
            terms.push(Term { term: word.to_owned(), text });
        }
        terms
    }
}
