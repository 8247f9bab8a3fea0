//! Questions: their words, their default, when they are asked.

use std::collections::{HashMap, HashSet};

use super::super::checks;
use super::super::fields::{Faults, accept_in_short};
use super::super::yaml::{Node, quoted};
use super::Define;
use super::scalars::former_ids;
use crate::checklist::{DefaultAnswer, Home, Id, Kind, Options, Question, QuestionIx};

impl<'t> Define<'_, 't> {
    /// All questions, unless one could not be read.
    pub(super) fn questions(&self, faults: &mut Faults<'t>) -> Option<Vec<Question>> {
        let mut former = HashMap::new();
        let all = 0..self.draft.questions.len();
        let all: Vec<_> = all.map(|ix| self.question(QuestionIx(ix), &mut former, faults)).collect();
        all.into_iter().collect()
    }

    fn question(
        &self,
        ix: QuestionIx,
        former: &mut HashMap<Home, HashSet<Id>>,
        faults: &mut Faults<'t>,
    ) -> Option<Question> {
        let draft = &self.draft.questions[ix.0];
        let (fields, scope) = (&draft.fields, &draft.scope);
        let label = self.needed_text(scope, fields, "label", "a question", faults);
        let own = |key, faults: &mut Faults<'t>| self.own_text(scope, fields, key, faults);
        let (question, help) = (own("question", faults), own("help", faults));
        let default = fields.get("default").and_then(|node| self.default(ix, node, faults));
        let placeholder = own("placeholder", faults);
        let required = fields.get("required").and_then(|node| faults.flag(node, "`required`"));
        let when = self.when(scope, ix.0, fields, faults);
        let checks = checks::read(self.draft, ix, faults);
        let former = former.entry(draft.home).or_default();
        let renamed_from = former_ids(fields.get("renamed_from"), former, faults, |id| {
            self.draft.names.question(draft.home, id).is_some()
        });
        Some(Question {
            id: draft.id.clone(),
            home: draft.home,
            steps: draft.steps.clone(),
            kind: draft.kind.clone()?,
            label: label?,
            question,
            help,
            default,
            placeholder,
            required: required.unwrap_or(true),
            when,
            checks,
            renamed_from,
        })
    }

    fn default(&self, ix: QuestionIx, node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<DefaultAnswer> {
        let draft = &self.draft.questions[ix.0];
        match draft.kind.as_ref()? {
            Kind::Confirm => faults.flag(node, "the default of a confirm").map(DefaultAnswer::Bool),
            Kind::Choice(options) => {
                let value = self.default_choice(options, node, faults)?;
                Some(DefaultAnswer::Choices(vec![value]))
            }
            Kind::Choices(options) => {
                let nodes = node.items().iter();
                let values = nodes.filter_map(|node| self.default_choice(options, node, faults));
                Some(DefaultAnswer::Choices(values.collect()))
            }
            Kind::List(_) => {
                faults.add("bad-default", node.at, "a list has no default");
                None
            }
            kind @ (Kind::Number | Kind::Date | Kind::Text(_)) => {
                let text = self.text(&draft.scope, node, "`default`", faults)?;
                if !text.source.contains("{{")
                    && let Err(message) = accept_in_short(kind, &text.source)
                {
                    faults.add("bad-default", node.at, format!("the default is no answer: {message}"));
                }
                Some(DefaultAnswer::Text(text))
            }
        }
    }

    fn default_choice(
        &self,
        options: &Options,
        node: &'t Node<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<String> {
        let Some(list) = options.list() else {
            faults.add("bad-default", node.at, "picked rows have no default");
            return None;
        };
        let text = faults.text(node, "`default`")?;
        let offer = &self.draft.names.offers[list.0];
        let found = offer.find(text.trim()).map(str::to_owned);
        if found.is_none() && offer.whole {
            let message = format!("there is no choice {}", quoted(text));
            let hint = faults.nearest_or_all(text, "the choices are", || offer.values());
            faults.add_hinted("bad-default", node.at, message, hint);
        }
        found
    }
}
