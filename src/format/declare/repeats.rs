//! What `each` repeats over, and what is known inside.

use std::collections::HashMap;

use super::super::choices::Fact;
use super::super::fields::Fields;
use super::super::names::{End, Reach, Scope, Yields};
use super::super::yaml::{Node, Span, quoted};
use super::Draft;
use crate::checklist::{ChoiceListIx, Home, Id, ItemIx, ItemKind, QuestionIx, Repeat};
use crate::text::slug::slug;

impl<'t> Draft<'t> {
    /// What a node's `each` repeats over, and what is known inside.
    pub(super) fn repeat(&mut self, fields: &Fields<'t>, around: &Scope) -> (Option<Repeat>, Scope) {
        let Some(node) = fields.get("each") else { return (None, around.clone()) };
        match self.read_repeat(node, around) {
            Some((repeat, scope)) => (Some(repeat), scope),
            None => (None, Scope { home: None, unsure: true, ..around.clone() }),
        }
    }

    fn read_repeat(&mut self, node: &'t Node<'t>, around: &Scope) -> Option<(Repeat, Scope)> {
        let written = self.faults.text(node, "`each`")?;
        let reach = Reach { until: self.questions.len(), texts: false };
        let end = self.names.path_at(written, around, reach, node.at, &mut self.faults)?;
        let binds = self.binds(&end, node.at)?;
        let mut scope = around.clone();
        if binds.last().is_some_and(|item| around.items.contains(item)) {
            let message = format!("{} is repeated over already around this", quoted(written));
            self.faults.add("repeated-twice", node.at, message);
        } else {
            scope.home = self.home_inside(&end, around);
            scope.items.extend(binds.iter().filter(|item| !around.items.contains(item)));
        }
        Some((Repeat { path: end.path, binds }, scope))
    }

    /// The items that a repeat over `end` binds, outermost first.
    fn binds(&mut self, end: &End, at: Span) -> Option<Vec<ItemIx>> {
        let question = end.path.hops.last().copied();
        match (end.yields, question, end.path.fact.clone()) {
            (Yields::Row(list), Some(_), _) => {
                self.names.around(list).into_iter().map(|list| self.names.list_item(list)).collect()
            }
            (Yields::Choice(list), Some(question), _) => {
                self.distinct_slugs(list, None, at);
                self.choice_binds(question, &end.path.written, at)
            }
            (Yields::Fact(list), _, Some(fact)) => {
                self.distinct_slugs(list, Some(&fact), at);
                self.shared_item(&fact, ItemKind::Fact(list), at).map(|item| vec![item])
            }
            (Yields::Unknown, ..) => None,
            _ => {
                let message = format!("{} is nothing to repeat over", quoted(&end.path.written));
                let hint = "a repeat is over a list, choices, picked rows or a fact";
                self.faults.add_hinted("bad-repeat", at, message, hint);
                None
            }
        }
    }

    /// What one of the choices of `question` is called.
    fn choice_binds(&mut self, question: QuestionIx, written: &str, at: Span) -> Option<Vec<ItemIx>> {
        let draft = &self.questions[question.0];
        if draft.item.is_none() && draft.fields.get("item").is_none() {
            let hint = "give the question an `item`: what one of its choices is called";
            let message = format!("{} cannot be repeated over yet", quoted(written));
            self.faults.add_hinted("bad-repeat", at, message, hint);
        }
        draft.item.map(|item| vec![item])
    }

    /// Keys are made of slugs, so two values that are repeated over may not share one.
    fn distinct_slugs(&mut self, list: ChoiceListIx, fact: Option<&Id>, at: Span) {
        if !self.keyed.insert((list, fact.cloned())) {
            return;
        }
        let values: Vec<_> = match fact {
            Some(fact) => {
                self.names.offers[list.0].fact(fact.as_str()).into_iter().flat_map(Fact::values).collect()
            }
            None => self.names.offers[list.0].values().collect(),
        };
        let mut seen = HashMap::new();
        for value in values {
            let slug = slug(value);
            if slug.is_empty() {
                let message = format!("{} has no letter or digit to name a step by", quoted(value));
                self.faults.add("unkeyed-value", at, message);
            } else if let Some(other) = seen.insert(slug, value) {
                let message =
                    format!("steps of {} and of {} would have the same name", quoted(other), quoted(value));
                self.faults.add("unkeyed-value", at, message);
            }
        }
    }

    /// Who holds what is asked inside a repeat: its row, if its list lies inside the one around.
    fn home_inside(&self, end: &End, around: &Scope) -> Option<Home> {
        let Yields::Row(list) = end.yields else { return None };
        let inside = match around.home? {
            Home::Document => true,
            Home::Row(outer) => self.names.around(list).contains(&outer),
        };
        (end.only_lists && inside).then_some(Home::Row(list))
    }
}
