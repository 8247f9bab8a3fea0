//! Second pass: what the declared parts say. All names are known now, so every text, condition and check
//! can be resolved.

mod nodes;
mod parts;
mod questions;
mod scalars;

use std::collections::HashSet;
use std::fmt::Display;

use super::choices::Offer;
use super::conditions::Place;
use super::declare::{ChoiceText, Draft};
use super::fields::{Faults, Fields, accept_in_short};
use super::names::{Reach, Scope};
use super::texts;
use super::yaml::{Fault, Node, quoted};
use crate::checklist::{
    Actor, Checklist, ChoiceList, ChoiceListIx, Condition, Id, Path, QuestionIx, Term, Text, Version,
};
use scalars::{date, id, source};

const TERM: &[&str] = &["term", "text"];

/// What a file says, once all is declared. Parts that are missing or wrong are left out; their faults stop
/// the checklist from being used.
pub(super) fn define<'t>(draft: &mut Draft<'t>, file: &Fields<'t>) -> (Option<Checklist>, Vec<Fault>) {
    let mut faults = Faults::new(None);
    std::mem::swap(&mut faults, &mut draft.faults);
    let define = Define { draft, document: &Scope::document() };
    let checklist = define.checklist(file, &mut faults);
    let texts = define.choice_texts(&mut faults);
    let checklist =
        checklist.map(|checklist| Checklist { choice_lists: choice_lists(draft, texts), ..checklist });
    (checklist, faults.found)
}

/// The lists of choices, which are taken from what is declared, with their texts that have holes.
fn choice_lists(draft: &mut Draft<'_>, texts: Vec<(ChoiceListIx, usize, bool, Text)>) -> Vec<ChoiceList> {
    let offers = std::mem::take(&mut draft.names.offers);
    let list =
        |(offer, name): (Offer, &Option<Id>)| ChoiceList { name: name.clone(), choices: offer.choices };
    let mut lists: Vec<_> = offers.into_iter().zip(&draft.list_ids).map(list).collect();
    for (list, choice, is_help, text) in texts {
        match lists[list.0].choices.get_mut(choice) {
            Some(choice) if is_help => choice.help = Some(text),
            Some(choice) => choice.label = text,
            None => {}
        }
    }
    lists
}

struct Define<'d, 't> {
    draft: &'d Draft<'t>,
    /// What is known where nothing is repeated.
    document: &'d Scope,
}

impl<'t> Define<'_, 't> {
    fn checklist(&self, file: &Fields<'t>, faults: &mut Faults<'t>) -> Option<Checklist> {
        let id = file.need("id", "a checklist", faults).and_then(|node| id(node, "`id`", faults));
        let title = self.needed_text(self.document, file, "title", "a checklist", faults);
        let version = file.need("version", "a checklist", faults);
        let version = version.and_then(|node| faults.parsed::<Version>(node, "`version`"));
        let (nodes, questions) = (self.nodes(faults), self.questions(faults));
        let own = |key, faults: &mut Faults<'t>| self.own_text(self.document, file, key, faults);
        let session_name = own("session_name", faults);
        self.session_name_is_asked(file, session_name.as_ref(), faults);
        let (summary, closing) = (own("summary", faults), own("closing", faults));
        let source = file.get("source").and_then(|node| source(node, faults));
        let verified = file.get("verified").and_then(|node| date(node, "`verified`", faults));
        let actors = self.draft.actors.iter();
        let actors = actors.filter_map(|(id, node)| self.actor(id, node, faults)).collect();
        let glossary = self.glossary(file.get("glossary"), faults);
        Some(Checklist {
            id: id?,
            title: title?,
            version: version?,
            summary,
            source,
            verified,
            session_name,
            ask: self.draft.ask.clone(),
            actors,
            choice_lists: Vec::new(),
            glossary,
            items: self.draft.names.items.clone(),
            nodes,
            questions: questions?,
            closing,
        })
    }

    fn text(
        &self,
        scope: &Scope,
        node: &'t Node<'t>,
        what: impl Display,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        texts::text(&self.draft.names, scope, node, what, faults)
    }

    fn own_text(
        &self,
        scope: &Scope,
        fields: &Fields<'t>,
        key: &str,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        fields.get(key).and_then(|node| self.text(scope, node, format_args!("`{key}`"), faults))
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
        self.text(scope, node, format_args!("`{key}`"), faults)
    }

    fn when(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<Condition> {
        let node = fields.get("when")?;
        let accept = |question: QuestionIx, text: &str| match &self.draft.questions[question.0].kind {
            Some(kind) => accept_in_short(kind, text),
            None => Ok(text.to_owned()),
        };
        let reach = Reach { until, texts: false };
        Place { names: &self.draft.names, accept: &accept, scope, reach }.condition(node, faults)
    }

    /// A session is named before its first step, so only what is asked then can name it.
    fn session_name_is_asked(&self, file: &Fields<'t>, name: Option<&Text>, faults: &mut Faults<'t>) {
        let Some((node, name)) = file.get("session_name").zip(name) else { return };
        let asked = self.draft.nodes.first().map_or(self.draft.questions.len(), |node| node.asked_before);
        let later = |path: &&Path| path.hops.first().is_some_and(|first| first.0 >= asked);
        for path in name.holes().filter(later) {
            let at = faults.within(node.at, &path.written, None).unwrap_or(node.at);
            let message = format!("{} is not asked before the first step", quoted(&path.written));
            let hint = "ask it under the checklist's own `ask`";
            faults.add_hinted("bad-session-name", at, message, hint);
        }
    }

    fn actor(&self, id: &Id, node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Actor> {
        let fields = faults.fields(node, "an actor", &["title"])?;
        let title = self.needed_text(self.document, &fields, "title", "an actor", faults)?;
        Some(Actor { id: id.clone(), title })
    }

    /// Labels and helps of choices that have holes: of which list and choice, and whether it is the help.
    fn choice_texts(&self, faults: &mut Faults<'t>) -> Vec<(ChoiceListIx, usize, bool, Text)> {
        let texts = self.draft.choice_texts.iter();
        let text = |ChoiceText { list, choice, is_help, node, scope }: &ChoiceText<'t>| {
            let text = self.text(scope, node, if *is_help { "`help`" } else { "a label" }, faults)?;
            Some((*list, *choice, *is_help, text))
        };
        texts.filter_map(text).collect()
    }

    fn glossary(&self, node: Option<&'t Node<'t>>, faults: &mut Faults<'t>) -> Vec<Term> {
        let (mut terms, mut known) = (Vec::new(), HashSet::new());
        for node in faults.list(node, "`glossary`") {
            let Some(fields) = faults.fields(node, "a term", TERM) else { continue };
            let term = fields.need("term", "a term", faults);
            let word = term.and_then(|node| Some((node.at, faults.fixed(node, "`term`")?.trim())));
            let text = self.needed_text(self.document, &fields, "text", "a term", faults);
            let Some((at, word)) = word else { continue };
            if !known.insert(word.to_lowercase()) {
                faults.add("duplicate-id", at, format!("{} is explained already", quoted(word)));
            }
            terms.extend(text.map(|text| Term { term: word.to_owned(), text }));
        }
        terms
    }
}
