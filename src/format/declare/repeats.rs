//! What `each` repeats over, and what is known inside.

use std::collections::HashMap;

use super::super::fields::Fields;
use super::super::names::{End, Reach, Scope, Yields};
use super::super::yaml::Span;
use super::Draft;
use crate::checklist::{Choice, ChoiceListIx, Home, ItemIx, ItemKind, Repeat};

impl<'t> Draft<'t> {
    /// What a node's `each` repeats over, and what is known inside.
    pub(super) fn repeat(&mut self, fields: &Fields<'t>, around: &Scope) -> (Option<Repeat>, Scope) {
        let Some(node) = fields.get("each") else { return (None, around.clone()) };
        let Some(written) = self.faults.text(node, "`each`") else { return (None, around.clone()) };
        let reach = Reach { until: self.questions.len(), texts: false };
        let Some(end) = self.names.path(written, around, reach, node.at, &mut self.faults) else {
            return (None, around.clone());
        };
        let Some(binds) = self.binds(&end, node.at) else { return (None, around.clone()) };
        if binds.last().is_some_and(|item| around.items.contains(item)) {
            let message = format!("`{written}` is repeated over already around this");
            self.faults.add("repeated-twice", node.at, message);
            return (None, around.clone());
        }
        let mut scope = around.clone();
        scope.home = self.home_inside(&end, around);
        scope.items.extend(binds.iter().filter(|item| !around.items.contains(item)));
        (Some(Repeat { path: end.path, binds }), scope)
    }

    /// The items that a repeat over `end` binds, outermost first.
    fn binds(&mut self, end: &End, at: Span) -> Option<Vec<ItemIx>> {
        match end.yields {
            Yields::Row(list) if !end.path.hops.is_empty() => {
                self.names.around(list).into_iter().map(|list| self.names.list_item(list)).collect()
            }
            Yields::Choice(list) => {
                let question = end.path.hops.last().map(|question| &self.questions[question.0].fields);
                let name = question.and_then(|fields| fields.get("item"));
                let named = name
                    .and_then(|name| self.faults.text(name, "`item`"))
                    .and_then(|name| self.names.item(name));
                if named.is_none() {
                    let hint = "give the question an `item`: what one of its choices is called";
                    let message = format!("`{}` cannot be repeated over yet", end.path.written);
                    self.faults.add_hinted("bad-repeat", at, message, hint);
                }
                self.distinct_slugs(list, at, |choice| vec![choice.value.clone()]);
                Some(vec![named?])
            }
            Yields::Fact(list) => {
                let fact = end.path.fact.clone()?;
                self.distinct_slugs(list, at, |choice| choice.fact(&fact).to_vec());
                self.shared_item(&fact, ItemKind::Fact(list), at).map(|item| vec![item])
            }
            _ => {
                let message = format!("`{}` is nothing to repeat over", end.path.written);
                let hint = "a repeat is over a list, choices, picked rows or a fact";
                self.faults.add_hinted("bad-repeat", at, message, hint);
                None
            }
        }
    }

    /// Keys are made of slugs, so two values that are repeated over may not share one.
    fn distinct_slugs(&mut self, list: ChoiceListIx, at: Span, values: impl Fn(&Choice) -> Vec<String>) {
        let mut seen: HashMap<String, String> = HashMap::new();
        let all: Vec<_> = self.lists[list.0].choices.iter().flat_map(values).collect();
        for value in all {
            let slug = crate::text::slug::slug(&value);
            if slug.is_empty() {
                self.faults.add(
                    "unkeyed-value",
                    at,
                    format!("`{value}` has no letter or digit to name a step by"),
                );
            } else if let Some(other) = seen.insert(slug, value.clone()).filter(|other| *other != value) {
                let message = format!("steps of `{other}` and of `{value}` would have the same name");
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
